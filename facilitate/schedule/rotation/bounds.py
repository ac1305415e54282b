"""What no plan can beat: proved lower bounds on repeats.

Repeats are the sum over pairs of people of max(0, m - 1), m their number of meetings.
"""

from dataclasses import dataclass
from math import comb

from facilitate.schedule.rotation.room import Room


@dataclass(frozen=True, slots=True)
class Bound:
    """`repeats`: fewer are impossible. `without_triples`: fewer need a third meeting of a pair."""

    repeats: int
    without_triples: int


def bound_of(room: Room) -> Bound:
    """Return the largest of the bounds that apply to a room."""
    earlier = sum(count - 1 for count in room.met.values() if count > 1)
    repeats = max(
        counting(room), by_person(room), pigeonhole(room), by_role(room), known_impossible(room)
    )
    return Bound(earlier + repeats, earlier + max(repeats, all_round_pairs(room)))


def counting(room: Room) -> int:
    """Return meetings to be had less the pairs that may still meet for a first time."""
    meetings = sum(comb(size, 2) for sizes in room.sizes for size in sizes)
    allowed = comb(room.people, 2) - len(room.apart | set(room.met))
    return max(0, meetings - allowed)


def by_person(room: Room) -> int:
    """Return half the sum of what each person must sit through beyond new partners.

    An absence may leave a table smaller than its even size, so nothing is said then.
    """
    if not room.everyone_always:
        return 0
    partners = [room.people - 1] * room.people
    for one, other in room.apart | set(room.met):
        partners[one] -= 1
        partners[other] -= 1
    least = [min((s for s in sizes if s), default=1) - 1 for sizes in room.sizes]
    excess = 0
    for person in range(room.people):
        table = room.fixed.get(person)
        seen = sum(
            few if table is None else sizes[table] - 1
            for few, sizes in zip(least, room.sizes, strict=True)
        )
        excess += max(0, seen - partners[person])
    return (excess + 1) // 2


def dealt(people: int, tables: int) -> int:
    """Return the fewest pairs left together when a table is dealt over so many tables."""
    each, more = divmod(people, tables)
    return more * comb(each + 1, 2) + (tables - more) * comb(each, 2)


def _between(room: Room, earlier: int, later: int) -> int:
    """Return the pairs that two rounds must share; an absent person may thin a table out."""
    missing = len(room.present[earlier] - room.present[later])
    sizes = sorted(room.sizes[earlier], reverse=True)
    for _ in range(missing):
        sizes[0] -= 1
        sizes.sort(reverse=True)
    tables = sum(1 for size in room.sizes[later] if size)
    return sum(dealt(size, tables) for size in sizes)


def pigeonhole(room: Room) -> int:
    """Return the sum over rounds of what the worst earlier round forces together again."""
    return sum(
        max(_between(room, earlier, later) for earlier in range(later))
        for later in range(1, len(room.sizes))
    )


def all_round_pairs(room: Room) -> int:
    """Return the same over all pairs of rounds: it bounds the sum over pairs of C(m, 2).

    If nobody meets three times, that sum is the number of repeats.
    """
    rounds = range(len(room.sizes))
    return sum(_between(room, a, b) for b in rounds for a in range(b))


def by_role(room: Room) -> int:
    """Return the counting bound for each kind of couple alone, where the mix is prescribed.

    With tables of one size every role sits at each table with its share rounded down or up,
    so the number of meetings between two roles is the same in every plan.
    """
    if not room.mixed or not room.everyone_always:
        return 0
    if len({size for sizes in room.sizes for size in sizes}) != 1:
        return 0
    tables = len(room.sizes[0])
    rounds = len(room.sizes)
    total = sum(comb(size, 2) for size in room.sizes[0]) * rounds
    roles = sorted(set(room.roles))
    gone = room.apart | set(room.met)
    within = across = used = 0
    for role in roles:
        members = [p for p, kind in enumerate(room.roles) if kind == role]
        meetings = dealt(len(members), tables) * rounds
        closed = sum(1 for a, b in gone if room.roles[a] == room.roles[b] == role)
        within += max(0, meetings - (comb(len(members), 2) - closed))
        across += comb(len(members), 2)
        used += meetings
    between = comb(room.people, 2) - across
    closed = sum(1 for a, b in gone if room.roles[a] != room.roles[b])
    return within + max(0, total - used - (between - closed))


def known_impossible(room: Room) -> int:
    """Return 1 for six tables of six over four rounds or more.

    Four such rounds without a repeat would be two orthogonal Latin squares of order 6.
    Source: Tarry (1900), Le problème des 36 officiers.
    """
    sixes = sum(1 for sizes in room.sizes if sizes == (6,) * 6)
    return 1 if sixes >= 4 and room.people == 36 else 0
