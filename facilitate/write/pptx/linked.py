"""What a slide points to: web addresses, pictures, charts."""

from dataclasses import dataclass
from typing import Literal

from facilitate.charts import Bars, Lines


@dataclass(frozen=True, slots=True)
class Linked:
    """One target of a slide's relations; only the field of its kind is filled."""

    kind: Literal["hyperlink", "image", "chart"]
    address: str = ""
    picture: bytes = b""
    chart: Bars | Lines | None = None
