"""The stock take's files: its questions, and what each column of a survey's export is."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, zip_longest
from typing import Literal, TypeVar

from pydantic import Field

from facilitate.model.units import (
    Claim,
    Frozen,
    Listed,
    Number,
    Whole,
)


class Scale(Frozen):
    """An answer scale from `low` to `high`, with a label for each step."""

    low: Whole = 1
    high: Whole = 5
    labels: tuple[str, ...] = (
        "Strongly disagree",
        "Disagree",
        "Neither agree nor disagree",
        "Agree",
        "Strongly agree",
    )


class Thresholds(Frozen):
    """Where a label begins, in points on a scale from 1 to 5; rescaled for other scales."""

    strength: Number = 3.5
    worth_working_on: Number = Field(default=3.0, alias="worth working on")
    seen_differently: Number = Field(default=1.0, alias="seen differently")
    at_most: Whole = Field(default=3, alias="at most")


class StockTakeItem(Frozen):
    """One statement. `about` says of whom it speaks; a reversed item is turned when scored.

    `several` is its text for whoever has more partners than one, `alone` for whoever has none;
    either is empty if it is the same.
    """

    id: str
    text: str
    several: str = ""
    alone: str = ""
    reverse: Claim = False
    about: str = "my partner and I"
    question: str = ""

    def said_in(self, size: int) -> str:
        """Return its text for the members of a pair of so many."""
        return (self.several if size > 2 else self.alone if size < 2 else "") or self.text


class Dimension(Frozen):
    """One theme of the stock take: its items, and the themes of the one list that it covers.

    `reliability` is the instrument's stated one, used while there are fewer than 30 people. `scale`
    is the theme's own, if its statements are not answered on that of the others.
    """

    id: str
    name: str
    themes: Listed
    items: tuple[StockTakeItem, ...]
    scale: Scale | None = None
    reliability: Number = 0.8
    question: str = ""


class Prompt(Frozen):
    """A free list, a tie question, a comment question or a true/false statement.

    `several` is its text for whoever has more partners than one; empty if it is the same.
    """

    id: str
    text: str
    several: str = ""

    def said_in(self, size: int) -> str:
        """Return its text for the members of a pair of so many."""
        return (self.several if size > 2 else "") or self.text


Asked = TypeVar("Asked", StockTakeItem, Prompt)


class Questions(Frozen):
    """The whole instrument."""

    format: Literal["1"]
    name: str = "Stock take"
    scale: Scale = Scale()
    thresholds: Thresholds = Thresholds()
    dimensions: tuple[Dimension, ...]
    about_roles: tuple[StockTakeItem, ...] = Field(default=(), alias="about roles")
    lists: tuple[Prompt, ...] = ()
    ties: tuple[Prompt, ...] = ()
    comments: tuple[Prompt, ...] = ()
    statements: tuple[Prompt, ...] = ()

    def scale_of(self, dimension: Dimension) -> Scale:
        """Return the scale that a theme's statements are answered on."""
        return dimension.scale or self.scale

    def scale_of_item(self, item: StockTakeItem) -> Scale:
        """Return the scale that a theme's statement is answered on."""
        of = {each.id: self.scale_of(one) for one in self.dimensions for each in one.items}
        return of.get(item.id, self.scale)

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The scales of the themes, each once, in the order asked."""
        return tuple(dict.fromkeys(self.scale_of(one) for one in self.dimensions))

    def ends_of(self, dimension: str) -> str:
        """Return from what to what a theme's scale goes, `1 to 7`; empty where all go as usual."""
        scales = {one.id: self.scale_of(one) for one in self.dimensions}
        ends = {one: f"{scale.low} to {scale.high}" for one, scale in scales.items()}
        usual = f"{Scale().low} to {Scale().high}"
        return "" if set(ends.values()) == {usual} else ends.get(dimension, "")

    def on_paper(self) -> tuple[StockTakeItem, ...]:
        """Return all statements so that those of one theme stand as far apart as they can.

        First the first one of each theme, then the second ones: the same order for everybody, so
        that paper can be typed in by its numbers. Themes on one scale stand together, so that
        nobody has to change it from line to line.
        """
        found: list[StockTakeItem] = []
        for scale in self.scales:
            like = (one.items for one in self.dimensions if self.scale_of(one) == scale)
            found += [one for one in chain.from_iterable(zip_longest(*like)) if one is not None]
        return tuple(found)

    def asked_of(self, sizes: Collection[int]) -> "Questions":
        """Return the questions as one form asks them of pairs of so many members.

        Statements speak of partners where everybody has several, of others where nobody has any,
        and else of a partner: the form says what that means to whoever has none or several.
        """
        like = min(sizes) if sizes and (min(sizes) > 2 or max(sizes) < 2) else 2
        return self.model_copy(
            update={
                "dimensions": tuple(
                    one.model_copy(update={"items": tuple(_said_in(like, one.items))})
                    for one in self.dimensions
                ),
                "comments": tuple(_said_in(like, self.comments)),
            }
        )


def _said_in(size: int, asked: Iterable[Asked]) -> Iterator[Asked]:
    return (one.model_copy(update={"text": one.said_in(size)}) for one in asked)


Status = Literal["proposed", "guess", "reviewed", "private", "unmapped"]
"""`proposed` was matched word by word; a `guess` is refused until a person writes `reviewed`."""


class MappedExport(Frozen):
    """The export that the mapping belongs to; the hash is that of its header rows."""

    name: str = ""
    tool: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_rows: Whole
    header_hash: str


class MappedScale(Frozen):
    """One answer scale: each label with its number.

    `agreement` says of bare numbers which of them is the highest step, such as 5, or 1.
    """

    status: Status = "proposed"
    agreement: str = ""
    labels: dict[str, Whole]


class MappedColumn(Frozen):
    """One column of the export, by its letters.

    `key` is `pair`, `role`, `person`, an item's id, `list:<id>`, `tie:<id>`, `comment:<id>`, one of
    the marks `row:when`, `row:submitted`, `row:finished`, `row:preview`, or empty. `labels` say
    what a cell's text stands for, `entry` what a tick in this column stands for.
    """

    column: str
    heading: str = ""
    key: str = ""
    status: Status = "proposed"
    scale: str = ""
    order: Literal["", "year first", "day first", "month first"] = ""
    entry: str = ""
    split: str = ""
    samples: Listed = ()
    labels: dict[str, str] = Field(default={})


class MappedRow(Frozen):
    """A row that stands out, with the beginning of the SHA-256 of its cells and the reason.

    `reviewed` keeps it as `keep` does; a `guess` is refused.
    """

    row: Whole
    why: str = ""
    status: Literal["guess", "keep", "reviewed", "leave out"]
    cells: str


class SurveyMapping(Frozen):
    """The whole mapping file."""

    format: Literal["1"]
    export: MappedExport
    reviewed_by_role: str = ""
    reviewed_on: str = ""
    unfinished: Literal["leave out", "keep"] = "leave out"
    hidden: Literal["", "keep", "leave out"] = ""
    rows: tuple[MappedRow, ...] = ()
    no_answer: Listed = ()
    scales: dict[str, MappedScale] = Field(default={})
    columns: tuple[MappedColumn, ...]
