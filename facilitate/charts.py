"""Charts as data: what they show in scale points, minutes and words, never how they are drawn.

`owner` is the id of the pair or person whose answers a chart holds, as in a text run.
"""

from dataclasses import dataclass
from typing import Literal

Mark = Literal["doctor", "manager", "third", "sponsor", "everyone"]
"""Who, as a shape: circle, diamond, square, triangle, upright bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One mark on a scale: whose shape, where, and whether it is an earlier result (open)."""

    mark: Mark
    value: float
    then: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StripRow:
    """One row of a strip: its label, its dots, a figure at the right, or why it is not shown."""

    label: str
    dots: tuple[Dot, ...] = ()
    link: Literal["", "near", "far"] = ""
    figure: str = ""
    not_shown: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """Names consecutive rows: from `first` to `last` (from 0), a label and a quiet second line."""

    first: int
    last: int
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Rows of marks on one whole scale: group results, a pair's two dots, then and now.

    `low` and `high` are the ends of the scale, never cut; `ends` are the words there. `legend`
    names the marks that occur. `owner` is the pair or person whose answers these are.
    """

    rows: tuple[StripRow, ...]
    low: float
    high: float
    ends: tuple[str, str]
    legend: tuple[tuple[Mark, str], ...] = ()
    brackets: tuple[Bracket, ...] = ()
    figures: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandPart:
    """A stretch of the day: minutes from midnight, the word inside, and what it is for."""

    start: int
    end: int
    label: str
    kind: Literal["bonding", "bridging", "linking", "pause", "other"]
    now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The day as a bar to scale; ticks are whole hours."""

    parts: tuple[BandPart, ...]
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A named row of figures, one for each category; None is missing, drawn as nothing."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Horizontal bars: native and editable in Office files. First category on top.

    `low` and `high` fix the axis; `stacked` puts the series end to end.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    low: float
    high: float
    unit: str = ""
    stacked: bool = False
    decimals: int = 0
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines over ordered categories: native and editable in Office files."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    low: float
    high: float
    unit: str = ""
    decimals: int = 0
    owner: str = ""


ChartData = Strip | Band | Bars | Lines
