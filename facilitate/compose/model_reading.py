"""A thing of the plan, the timetable or the schedule as a template reads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from facilitate.compose.day_context import DayContext
from facilitate.compose.placeholder import OwnedStr, owned, owner_of, source_of, written_date
from facilitate.faults import At
from facilitate.model import Person
from facilitate.structs import replace


class NoSuchPartError(LookupError):
    """A template asks for what is not in the table, or not for this page; no slip of ours."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ModelReading:
    """A thing of the model as a template reads it; what is not in the table is not there.

    What is read belongs to its `owner`, if it has one. `at` is where the thing stands in a file.
    """

    of: Any
    context: DayContext
    readable: "Readable"
    owner: str = ""
    at: At | None = None

    def known_names(self) -> tuple[str, ...]:
        """Return what a template may ask for."""
        return tuple(self.readable[type(self.of)])

    def part(self, name: str) -> Any:
        """Return a part by its name, with its owner and where it was written.

        Raises `NoSuchPartError` for a name that is not in the table, or not for this page.
        """
        how = self.readable[type(self.of)].get(name)
        if how is None:
            raise NoSuchPartError(name)
        if not isinstance(how, str):
            return self.read(how(self))
        return self.read(attrgetter(how)(self.of), self.inside(how.rpartition(".")[0], how))

    def __getattr__(self, name: str) -> Any:
        """Return a part, as a template would get it."""
        try:
            return self.part(name)
        except NoSuchPartError as error:
            raise AttributeError(name) from error

    def read(self, value: Any, at: At | None = None) -> Any:
        """Return a value of the model as a template gets it."""
        if isinstance(value, ModelReading):
            return value
        if isinstance(value, Person):
            at = At(self.context.programme.file, value.written_at)
        if type(value) in self.readable:
            return replace(self, of=value, at=at)
        if isinstance(value, tuple):
            return tuple(self.read(one, _item_of(at, n)) for n, one in enumerate(value))
        if isinstance(value, str) and at is not None and source_of(value) is None:
            value = OwnedStr(value, owner_of(value) or self.owner, at)
        if isinstance(value, date) and at is not None:
            return written_date(value, at)
        return owned(value, self.owner)

    def written(self, model: Any, name: str, at: At | None) -> Any:
        """Return what another thing that stands `at` says under a name, with its place."""
        return self.read(getattr(model, name), _key_in(model, name, at) if at else None)

    def inside(self, holder: str, name: str) -> At | None:
        """Return where an attribute is written; `holder` is what holds it, "" for the thing."""
        if self.at is None:
            return None
        model = attrgetter(holder)(self.of) if holder else self.of
        return _key_in(model, name.rpartition(".")[2], self.at)


How = str | Callable[[ModelReading], Any]
"""How a name is read: an attribute, or a function of the reading."""

Readable = Mapping[type, Mapping[str, How]]
"""Which names of which classes may be asked for, and how each is read."""


def _item_of(at: At | None, number: int) -> At | None:
    return At(at.file, (*at.path, number)) if at else None


def _key_in(model: Any, name: str, at: At) -> At:
    """Return where an attribute of a model stands, by the key that people write for it."""
    field = getattr(type(model), "model_fields", {}).get(name)
    key = (field.alias if field else "") or name
    return At(at.file, (*at.path, key))
