"""Each test measures and fits anew: what another one found out is forgotten."""

import pytest

from facilitate.write import measure, pptx
from facilitate.write.pptx import layout, paragraph_xml, text, titles

KEPT = frozenset({"face"})
"""What is read from a file of ours is the same for all."""


@pytest.fixture(autouse=True)
def anew() -> None:
    for module in (measure, pptx, layout, text, titles, paragraph_xml):
        for name, value in vars(module).items():
            if hasattr(value, "cache_clear") and name not in KEPT:
                value.cache_clear()
