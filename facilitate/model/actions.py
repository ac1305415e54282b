"""`actions.yaml`: promises carried from day to day, written by `actions add`."""

from typing import Literal

from pydantic import Field

from facilitate.model.base import Frozen
from facilitate.model.units import Date


class Action(Frozen):
    """One promise: whose (a pair, person or sponsor), what, by when, who asks, and how it went."""

    id: str
    who: str
    what: str
    by: Date | None = None
    witness: str = ""
    status: Literal["open", "kept", "not kept", "carried"] = "open"
    made: str = Field(default="", alias="made on")


class ActionsFile(Frozen):
    """The whole file."""

    format: Literal["1"]
    actions: tuple[Action, ...] = ()
