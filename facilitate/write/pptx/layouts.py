"""Which layout of the base file a slide stands on: the one map from roles to parts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Role = Literal["cover", "divider", "content", "columns", "title only", "blank"]

OURS: Mapping[Role, str] = MappingProxyType(
    {
        "cover": "ppt/slideLayouts/slideLayout1.xml",
        "divider": "ppt/slideLayouts/slideLayout2.xml",
        "content": "ppt/slideLayouts/slideLayout3.xml",
        "columns": "ppt/slideLayouts/slideLayout4.xml",
        "title only": "ppt/slideLayouts/slideLayout5.xml",
        "blank": "ppt/slideLayouts/slideLayout6.xml",
    }
)
"""The layouts of `templates/base/base.pptx`, in the order its script makes them."""


def role_of(texts: int) -> Role:
    """Return the role of a white slide on which so many texts took a placeholder."""
    return ("title only", "content", "columns")[min(texts, 2)]
