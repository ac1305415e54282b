"""Minutes of bonding, bridging and linking in a day, by the rule that is printed beside them.

Working rule: time inside one working pair or one role counts as bonding, across
roles, pairs or services as bridging, with sponsors as linking; an exercise that does two
shares its minutes equally. In the strict sense of Szreter and Woolcock (2004), International
Journal of Epidemiology 33, 650-667, a working pair's time is bridging.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm

from facilitate.model.exercise import Capital
from facilitate.schedule.timetable import Slot, shares

KINDS = ("bonding", "bridging", "linking")


def kinds_of(slot: Slot, *, strict: bool = False) -> tuple[Capital, ...]:
    """Return the kinds of social capital that a slot's exercise builds, none for other slots."""
    exercise = slot.exercise
    if exercise is None:
        return ()
    kinds: tuple[Capital, ...] = exercise.capital
    if strict and any(phase.within == "pair" for phase in exercise.phases):
        kinds = tuple("bridging" if kind == "bonding" else kind for kind in kinds)
    return tuple(dict.fromkeys(kinds))


def minutes_by_kind(slots: Iterable[Slot], *, strict: bool = False) -> Mapping[str, int]:
    """Return the whole minutes of each kind, which add up to those of all kinds.

    Tracks side by side share the clock's minutes equally.
    """
    found = dict.fromkeys(KINDS, Fraction())
    for slot in slots:
        inner = slot.tracks or (slot,)
        for one in inner:
            kinds = kinds_of(one, strict=strict)
            for kind in kinds:
                found[kind] += Fraction(one.minutes, len(kinds) * len(inner))
    some = {kind: minutes for kind, minutes in found.items() if minutes}
    parts = lcm(*(minutes.denominator for minutes in some.values()))
    weights = [int(minutes * parts) for minutes in some.values()]
    whole = shares(weights, round(sum(found.values())))
    return dict.fromkeys(KINDS, 0) | dict(zip(some, whole, strict=True))
