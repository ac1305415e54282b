"""What is asked of a rotation, in the words of the plan."""

from dataclasses import dataclass
from typing import Literal

Mix = Literal["any", "bridging", "bonding"]
"""bridging: every table has each role's share; bonding: a table holds one role; any: no rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who takes a seat; `pair` and `site` (service, line of management) may be empty."""

    id: str
    role: str = ""
    pair: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Who sits where how often, and what must hold.

    `chairs` are the seats of each table in room order. `apart` names people who never share
    a table; with `partners_apart` the members of a pair do not either. `fixed` gives a person
    a table (from 1) in every round; `absent` takes a person out of a round (from 1). `earlier`
    lists the tables of rounds already held on earlier days, whose meetings count. Sponsors
    host a table and take no seat. `steps` bounds every search, so that the same demand gives
    the same plan on a slow computer.
    """

    people: tuple[Person, ...]
    chairs: tuple[int, ...]
    rounds: int
    mix: Mix = "any"
    partners_apart: bool = True
    apart: tuple[tuple[str, str], ...] = ()
    fixed: tuple[tuple[str, int], ...] = ()
    absent: tuple[tuple[str, int], ...] = ()
    earlier: tuple[tuple[tuple[str, ...], ...], ...] = ()
    sponsors: tuple[str, ...] = ()
    seed: int = 1
    steps: int = 80_000_000


def room_full_of(people: int, tables: int, rounds: int, *, seed: int = 1) -> Demand:
    """Return the bare demand: people numbered from 1, at tables as even as can be."""
    each, more = divmod(people, tables)
    chairs = tuple(each + (table < more) for table in range(tables))
    seated = tuple(Person(id=str(number)) for number in range(1, people + 1))
    return Demand(people=seated, chairs=chairs, rounds=rounds, seed=seed)
