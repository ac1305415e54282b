"""Real people into the slots of a design: who takes which slot decides the company.

Repeats cannot come back, whoever takes which slot. A quadratic assignment: a pair of people
costs something if their slots ever share a table. People change slots inside their kind only,
so the mix of every table stays.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from facilitate.schedule.rotation.demand import (
    Floats,
    Instance,
    Seats,
    prices_of,
    seats_of,
    together,
    uneven_shares,
)
from facilitate.schedule.rotation.designs import Design

HARD = 50.0
"""The price of people who must not meet at slots that do."""

TIE = 1e-3
"""Less than any price: among equally good exchanges chance decides."""

Order = tuple[list[int], list[int]]
"""Whom each slot starts with (-1: nobody), and the kind of each slot."""


def place_people(instance: Instance, design: Design, *, turns: int, seed: int) -> Seats | None:
    """Return the table of each person by round; None where fixed seats or empty chairs do not fit.

    Empty chairs are people who must never meet each other, so that every table keeps its size
    within one; they belong to the role whose slots they are taken from.
    """
    slots = sum(len(table) for table in design.rounds[0])
    table_of = seats_of(design.rounds, slots)
    shared = together(table_of, slots)
    stay = instance.fixed.values()
    for order, kinds in _orders(instance, slots, design):
        prices = _prices(instance, order)
        for some in (turns // 20, turns):
            found = take_slots(prices, shared, kinds, turns=some, seed=seed, stay=stay)
            slot_of = dict(zip(order, found, strict=True))
            taken = [slot_of[person] for person in range(instance.people)]
            empty = [slot for person, slot in zip(order, found, strict=True) if person < 0]
            seats = tuple(tuple(row[slot] for slot in taken) for row in table_of)
            if shared[np.ix_(empty, empty)].any() or uneven_shares(instance, seats):
                break
        else:
            return _present(instance, taken, table_of)
    return None


def go_on(instance: Instance, design: Design) -> Seats | None:
    """Return the rounds after those of earlier days, everyone in the same slot; None if unlike.

    The slot is known by its tables in the design's first rounds; whoever goes on in the same
    slots meets nobody again.
    """
    table_of = seats_of(design.rounds, sum(len(table) for table in design.rounds[0]))
    held = len(instance.earlier)
    first = {tables: slot for slot, tables in enumerate(zip(*table_of[:held], strict=True))}
    taken = [first.get(tables, -1) for tables in zip(*instance.earlier, strict=True)]
    if held < 2 or -1 in taken or len(set(taken)) < instance.people:
        return None
    return _present(instance, taken, table_of[held : held + len(instance.present)])


def _present(instance: Instance, taken: Sequence[int], table_of: Seats) -> Seats:
    """Return the table of each person by round, -1 where somebody is not there."""
    return tuple(
        tuple(row[slot] if person in here else -1 for person, slot in enumerate(taken))
        for row, here in zip(table_of, instance.present, strict=True)
    )


def _orders(instance: Instance, slots: int, design: Design) -> Iterator[Order]:
    """Yield ways to give slots to roles: empty chairs between two roles, then shared out to all.

    Where two roles share a level, a table short of one person has its even shares only if the
    empty chairs stay between the two.
    """
    at = {table: person for person, table in instance.fixed.items()}
    role_of = instance.roles
    fixed_roles = {role_of[person] for person in instance.fixed}
    if len(at) < len(instance.fixed) or len(fixed_roles) > 1:
        return
    roles = sorted(set(role_of), key=lambda role: (role not in fixed_roles, -role_of.count(role)))
    groups = [[p for p, own in enumerate(role_of) if own == role] for role in roles]
    first = _fixed_first(groups[0], at, len(design.rounds[0]))
    if first is None:
        return
    parts = list(enumerate([first, *groups[1:]]))
    holes = [-1] * (slots - instance.people)
    for after in range(1, len(parts)):
        yield _order([*parts[:after], (-1, holes), *parts[after:]])
    shares = [divmod(len(group) * slots, instance.people) for group in groups]
    extra = [whole - len(group) for (whole, _), group in zip(shares, groups, strict=True)]
    for kind in sorted(range(len(parts)), key=lambda kind: -shares[kind][1]):
        extra[kind] += sum(extra) < len(holes)
    yield _order([(kind, [*group, *holes[: extra[kind]]]) for kind, group in parts])


def _order(parts: Sequence[tuple[int, list[int]]]) -> Order:
    return [who for _, part in parts for who in part], [kind for kind, part in parts for _ in part]


def _fixed_first(people: list[int], at: Mapping[int, int], tables: int) -> list[int] | None:
    """Seat fixed people in level 0, whose slot x stays at table x, and others around them.

    None where they do not fit there.
    """
    others = [person for person in people if person not in at.values()]
    last = max(at, default=-1)
    if last >= tables or last >= len(people):
        return None
    return [at[x] if x in at else others.pop(0) for x in range(last + 1)] + others


def _prices(instance: Instance, order: Sequence[int]) -> Floats:
    """Return what a meeting of the occupants of two starting slots costs."""
    prices = np.pad(prices_of(instance, HARD) + (instance.met > 0), (0, 1))[np.ix_(order, order)]
    nobody = np.array(order) < 0
    prices[np.logical_and.outer(nobody, nobody)] = HARD
    np.fill_diagonal(prices, 0.0)
    return prices


def take_slots(
    prices: Floats,
    shared: Floats,
    kinds: Sequence[int],
    *,
    turns: int,
    seed: int,
    stay: Collection[int],
) -> tuple[int, ...]:
    """Return the slot of each person, starting from person i on slot i.

    `prices[i, j]` is what a meeting of two people costs; `kinds` says who may change places
    with whom; `stay` are slots that keep who starts there. In each turn somebody whose meetings
    cost most changes with whoever makes that cheapest, and the two do not change back soon. Stops
    at any number of turns with a result that is no worse than the start.
    """
    people = len(prices)
    chance = np.random.default_rng(seed)
    open_to = np.equal.outer(kinds, kinds)
    open_to[list(stay)] = open_to[:, list(stay)] = False
    np.fill_diagonal(open_to, False)
    mobile = np.flatnonzero(open_to.any(axis=1))
    slots = np.arange(people)
    cost = prices @ shared
    price = float((prices * shared).sum()) / 2
    best, least = slots.copy(), price
    until = np.zeros((people, people), dtype=np.int64)
    for turn in range(turns if len(mobile) else 0):
        if least <= 1e-6:
            break
        own = cost[np.arange(people), slots]
        dearest = mobile[own[mobile] >= own[mobile].max() / 2]
        person = int(dearest[int(chance.integers(len(dearest)))])
        swap = cost[person, slots] + cost[:, slots[person]] - own[person] - own
        swap += 2 * prices[person] * shared[slots[person], slots]
        # a forbidden exchange is taken all the same if it beats the best so far
        allowed = open_to[person] & ((until[person] <= turn) | (price + swap < least - 1e-6))
        other = int(np.where(allowed, swap + chance.random(people) * TIE, np.inf).argmin())
        if not allowed[other]:
            continue
        moved = shared[slots[other]] - shared[slots[person]]
        cost += np.multiply.outer(prices[person] - prices[other], moved)
        slots[person], slots[other] = slots[other], slots[person]
        price += float(swap[other])
        tenure = turn + int(chance.integers(4, 5 + people // 3))
        until[person, other] = until[other, person] = tenure
        if price < least - 1e-6:
            least, best = price, slots.copy()
    return tuple(int(slot) for slot in best)
