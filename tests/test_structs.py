"""Structs are compared and printed by their fields and never changed; dataclasses are read too."""

from dataclasses import dataclass, field

import pytest

from facilitate.structs import Struct, field_names, replace


class Room(Struct, kw_only=True):
    name: str
    tables: int = 4


@dataclass(frozen=True)
class Noted:
    words: str
    where: int = field(default=0, compare=False)


def test_a_struct_is_what_its_fields_are() -> None:
    assert Room(name="Hall") == Room(name="Hall", tables=4)
    assert hash(Room(name="Hall")) == hash(Room(name="Hall", tables=4))
    assert repr(Room(name="Hall")) == "Room(name='Hall', tables=4)"


def test_a_struct_is_never_changed() -> None:
    with pytest.raises(AttributeError):
        Room(name="Hall").tables = 5  # type: ignore[misc]


@pytest.mark.parametrize(
    ("thing", "changes", "changed"),
    [
        (Room(name="Hall"), {"tables": 9}, Room(name="Hall", tables=9)),
        (Noted("a"), {"words": "b"}, Noted("b")),
    ],
)
def test_structs_and_dataclasses_are_copied_with_a_change(
    thing: object, changes: dict[str, object], changed: object
) -> None:
    assert replace(thing, **changes) == changed
    with pytest.raises(TypeError):
        replace(thing, colour="red")


def test_the_fields_of_both_are_known_by_name_and_of_nothing_else() -> None:
    assert field_names(Room) == ("name", "tables")
    assert field_names(Noted) == ("words", "where")
    assert field_names(str) is None
