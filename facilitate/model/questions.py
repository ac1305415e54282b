"""`questions.yaml`: the themes and items of a stock take, its scale and its thresholds."""

from typing import Literal

from pydantic import Field

from facilitate.model.base import Frozen, Listed
from facilitate.model.units import Claim, Number, Whole


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
    """One statement. `about` says of whom it speaks; a reversed item is turned when scored."""

    id: str
    text: str
    reverse: Claim = False
    about: str = "my partner and I"
    question: str = ""


class Dimension(Frozen):
    """One theme of the stock take: its items, and the themes of the one list that it covers.

    `reliability` is the instrument's stated one, used while there are fewer than 30 people.
    """

    id: str
    name: str
    themes: Listed
    items: tuple[StockTakeItem, ...]
    reliability: Number = 0.8
    question: str = ""


class Prompt(Frozen):
    """A free list, a tie question, a comment question or a true/false statement."""

    id: str
    text: str


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
