"""Who takes which slot of a design: repeats cannot come back, so only the company matters.

A quadratic assignment: a pair of people costs something if their slots ever share a table.
People change slots inside their kind only, so the mix of every table stays.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from facilitate.schedule.rotation.design import Rounds

Floats = NDArray[np.float32]

HARD = 50.0
"""The price of people who must not meet at slots that do."""


WARM = 5.0
"""The first temperature, in the least price of a meeting; found on rooms of 24 and 75 pairs."""


def shared_tables(rounds: Rounds, slots: int) -> Floats:
    """Return for each two slots how many rounds they share a table."""
    shared = np.zeros((slots, slots), dtype=np.float32)
    for seating in rounds:
        for table in seating:
            places = np.array(table, dtype=np.int64)
            shared[np.ix_(places, places)] += 1
    np.fill_diagonal(shared, 0.0)
    return shared


def take_slots(
    prices: Floats,
    shared: Floats,
    kinds: Sequence[int],
    *,
    turns: int,
    seed: int,
    stay: Mapping[int, int] | None = None,
) -> tuple[int, ...]:
    """Return the slot of each person, starting from person i on slot i.

    `prices[i, j]` is what a meeting of two people costs; `kinds` says who may change places
    with whom; `stay` names people who keep their slot. Stops at any number of turns with a
    result that is no worse than the start.
    """
    people = len(prices)
    chance = np.random.default_rng(seed)
    slots = np.arange(people)
    stuck = np.zeros(people, dtype=bool)
    stuck[list(stay or {})] = True
    kind = np.array(kinds)
    open_to = np.equal.outer(kind, kind) & ~np.logical_or.outer(stuck, stuck)
    np.fill_diagonal(open_to, False)
    cost = prices @ shared
    price = float((prices * shared).sum()) / 2
    best, least = slots.copy(), price
    mobile = np.flatnonzero(open_to.any(axis=1))
    if not len(mobile) or not prices.any():
        return tuple(int(slot) for slot in slots)
    noise = chance.gumbel(size=4096).astype(np.float32)
    positive = prices[prices > 0]
    soft = positive[positive < HARD / 2]
    warm = WARM * float(soft.min()) if len(soft) else 0.05
    for turn in range(turns):
        if least <= 1e-6:
            break
        heat = _heat(turn / turns, warm, hard_left=least > HARD / 2)
        own = cost[np.arange(people), slots]
        person = _who_moves(own, mobile, chance, hard_left=price > HARD / 2)
        swap = cost[person, slots] + cost[:, slots[person]] - own[person] - own
        swap += 2 * prices[person] * shared[slots[person], slots]
        choice = np.where(open_to[person], swap, np.inf)
        if heat > 0:
            begin = int(chance.integers(4096 - people)) if people < 4096 else 0
            choice = choice - heat * np.resize(noise[begin : begin + people], people)
        other = int(choice.argmin())
        change = float(swap[other])
        if not np.isfinite(choice[other]) or change > 12 * heat + 1e-9:
            continue
        if change > 0 and chance.random() >= np.exp(-change / heat):
            continue
        moved = shared[slots[other]] - shared[slots[person]]
        cost += np.multiply.outer(prices[person] - prices[other], moved)
        slots[person], slots[other] = slots[other], slots[person]
        price += change
        if price < least - 1e-6:
            least, best = price, slots.copy()
    return tuple(int(slot) for slot in best)


def _heat(done: float, warm: float, *, hard_left: bool) -> float:
    """Return the temperature: while a hard rule is broken it falls thrice from a hard one."""
    if hard_left:
        return HARD * 0.4 * (1 - (3 * done) % 1) ** 2
    return warm * max(0.0, 1 - 1.05 * done)


def _who_moves(
    own: Floats, mobile: NDArray[np.int64], chance: np.random.Generator, *, hard_left: bool
) -> int:
    """Return somebody to move: while a hard rule is broken, mostly somebody whom it concerns."""
    if hard_left:
        hurt = mobile[own[mobile] >= HARD / 2]
        if len(hurt):
            return int(hurt[int(chance.integers(len(hurt)))])
    return int(mobile[int(chance.integers(len(mobile)))])
