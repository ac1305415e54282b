"""The entry: a demand in, a checked plan with its certificate out, or what makes it impossible."""

from collections.abc import Sequence
from time import process_time

from facilitate.faults import Fault, stops
from facilitate.schedule.rotation.certificate import (
    Bound,
    RotationPlan,
    RoundTables,
    bound_of,
    proved,
)
from facilitate.schedule.rotation.demand import (
    THIRD_TIME,
    Demand,
    Instance,
    Seated,
    Seats,
    cost_of,
    faults_of,
    in_room_order,
    instance_of,
    misfits,
    penalties_of,
    seats_of,
)
from facilitate.schedule.rotation.designs import (
    levelled_design,
    most_rounds,
    near_design,
    repeat_free_design,
)
from facilitate.schedule.rotation.placing import go_on, place_people
from facilitate.schedule.rotation.search import improve, round_by_round
from facilitate.schedule.sponsors import hosts
from facilitate.structs import replace

STARTS = 4
"""How many seatings are improved upon."""


def rotate(demand: Demand) -> tuple[RotationPlan | None, tuple[Fault, ...]]:
    """Return the plan, recounted by the independent checker, and the faults of the demand.

    The plan is None when a demand is impossible. When a search could not keep every rule, the
    plan comes with a fault for what is broken.
    """
    faults = faults_of(demand)
    if stops(faults):
        return None, faults
    began = process_time()
    rounds, parts, bound = _bonding(demand) if demand.mix == "bonding" else _together(demand)
    hosting = hosts(rounds, demand.sponsors)
    plan, broken = proved(
        demand,
        rounds,
        hosting,
        bound,
        source="; ".join(dict.fromkeys(part.source for part in parts)),
        steps=sum(part.steps for part in parts),
        seconds=process_time() - began,
    )
    # A plan that breaks a rule may repeat less than any plan that keeps them all.
    if plan.certificate.repeats < bound.repeats and not broken:
        raise AssertionError(f"{plan.certificate.repeats} repeats beat the bound {bound.repeats}")
    return plan, (*faults, *broken)


Part = tuple[tuple[RoundTables, ...], Sequence[Seated], Bound]


def _together(demand: Demand) -> Part:
    instance = instance_of(demand)
    seated = solve(instance, seed=demand.seed, steps=demand.steps)
    return _named(demand, seated), (seated,), bound_of(instance)


def _bonding(demand: Demand) -> Part:
    """Seat each profession by itself at its share of the tables, as a demand of its own."""
    roles = list(dict.fromkeys(person.role for person in demand.people))
    members = [[p for p in demand.people if p.role == role] for role in roles]
    tables = _tables_by_role([len(group) for group in members], demand.chairs)
    rounds: list[list[tuple[str, ...]]] = [
        [() for _ in demand.chairs] for _ in range(demand.rounds)
    ]
    parts: list[Seated] = []
    bounds = []
    for group, own in zip(members, tables, strict=True):
        inside = _only(demand, {person.id for person in group}, own)
        seating, seated, bound = _together(inside)
        parts += seated
        bounds.append(bound)
        for row, part in zip(rounds, seating, strict=True):
            for table, people in zip(own, part, strict=True):
                row[table] = people
    total = Bound(sum(b.repeats for b in bounds), sum(b.without_triples for b in bounds))
    return tuple(tuple(row) for row in rounds), parts, total


def _tables_by_role(groups: Sequence[int], chairs: Sequence[int]) -> list[list[int]]:
    """Return tables for each group, one at least, then where the fullest group needs one."""
    order = sorted(range(len(chairs)), key=lambda table: -chairs[table])
    given: list[list[int]] = [[] for _ in groups]
    for table in order:
        needs = []
        for people, own in zip(groups, given, strict=True):
            short = max(0, people - sum(chairs[t] for t in own))
            needs.append((short > 0 and not own, short, people / (1 + len(own))))
        given[needs.index(max(needs))].append(table)
    return [sorted(own) for own in given]


def _only(demand: Demand, ids: set[str], tables: Sequence[int]) -> Demand:
    """Return the demand of some of the people at some of the tables."""
    number = {table + 1: index for index, table in enumerate(tables, start=1)}
    return replace(
        demand,
        people=tuple(person for person in demand.people if person.id in ids),
        chairs=tuple(demand.chairs[table] for table in tables),
        mix="any",
        apart=tuple(couple for couple in demand.apart if set(couple) <= ids),
        fixed=tuple((w, number[t]) for w, t in demand.fixed if w in ids and t in number),
        absent=tuple(couple for couple in demand.absent if couple[0] in ids),
        sponsors=(),
    )


def _named(demand: Demand, seated: Seated) -> tuple[RoundTables, ...]:
    ids = [person.id for person in demand.people]
    rounds = []
    for row in seated.seats:
        tables: list[list[str]] = [[] for _ in demand.chairs]
        for who, table in zip(ids, row, strict=True):
            if table >= 0:
                tables[table].append(who)
        rounds.append(tuple(tuple(table) for table in tables))
    return tuple(rounds)


def solve(instance: Instance, *, seed: int, steps: int) -> Seated:
    """Return seats: without repeats wherever a known construction allows."""
    bound = bound_of(instance)
    kept: list[Seated] = []
    if bound.repeats == 0 or instance.earlier:
        for levelled in (True, False):
            seated = _seat_design(instance, levelled, seed, steps)
            if seated is None:
                continue
            if _satisfied(instance, seated.seats, bound):
                return seated
            if not misfits(instance, seated.seats):
                return _improved(instance, [seated], bound, seed, steps)
            kept.append(seated)
    return _improved(instance, kept + starts_of(instance, seed, steps), bound, seed, steps)


def _satisfied(instance: Instance, seats: Seats, bound: Bound) -> bool:
    broken, _, repeats = penalties_of(instance, seats)
    return broken == 0 and repeats <= bound.repeats and not misfits(instance, seats)


def _seat_design(instance: Instance, levelled: bool, seed: int, steps: int) -> Seated | None:
    """Return people seated into a zero-repeat design that fits, or None."""
    needs_levels = instance.mixed or bool(instance.fixed)
    if needs_levels and not levelled:
        return None
    tables, seats = len(instance.sizes[0]), -(-instance.people // len(instance.sizes[0]))
    everyone = max(instance.sizes, key=sum)  # a round that nobody misses
    if max(everyone) != seats or len(set(everyone)) > 2 or min(everyone) < seats - 1:
        return None
    rounds = len(instance.sizes)
    plain = not (instance.closed.any() or needs_levels)
    if levelled != plain:
        design = levelled_design(tables, seats, rounds, seed=seed)
    else:
        design = repeat_free_design(tables, seats, rounds, seed=seed)
    if design is None:
        return None
    design = replace(design, rounds=design.rounds[:rounds])
    if instance.earlier:
        longer = repeat_free_design(tables, seats, rounds + len(instance.earlier), seed=seed)
        if longer is not None and (same := go_on(instance, longer)) is not None:
            return Seated(same, f"{longer.source}, going on where the last day ended")
    turns = max(200, min(40_000, steps // (instance.people**2 // 8 + 2_000)))
    seating = place_people(instance, design, turns=turns, seed=seed)
    if seating is None:
        return None
    return Seated(in_room_order(instance, seating), design.source, turns if not plain else 0)


def starts_of(instance: Instance, seed: int, steps: int) -> list[Seated]:
    """Return seatings to improve upon, each from another idea; `steps` for all of them."""
    alike = not instance.fixed and instance.everyone_always and len(set(instance.sizes)) == 1
    prefixes: list[tuple[Seats, str]] = [((), "search")]
    found: list[Seated] = []
    if alike and max(instance.sizes[0]) - min(instance.sizes[0]) <= 1:
        prefixes += _prefixes(instance, seed, steps // 8)
        near = near_design(instance.people, len(instance.chairs), len(instance.sizes))
        if near and not instance.mixed:
            seats = in_room_order(instance, seats_of(near.rounds, instance.people))
            found.append(Seated(seats, near.source))
    prefixes += [((), "search")] * (STARTS - len(prefixes))
    each = steps // 4 // len(prefixes)
    for number, (first, source) in enumerate(prefixes):
        seats = round_by_round(instance, first, steps=each, seed=seed + number)
        found.append(Seated(seats, source, each))
    return found


def _prefixes(instance: Instance, seed: int, steps: int) -> list[tuple[Seats, str]]:
    """Return the most rounds without a repeat, and the same less two rounds, to go on from."""
    tables, rounds = len(instance.sizes[0]), len(instance.sizes)
    most = min(rounds - 1, most_rounds(tables, max(instance.sizes[0])))
    for fewer in range(most, 1, -1):
        shorter = instance.first(fewer)
        for levelled in (True, False):
            seated = _seat_design(shorter, levelled, seed, steps)
            if seated is not None and not misfits(shorter, seated.seats):
                source = f"{seated.source}, then search"
                return [(seated.seats[:kept], source) for kept in (fewer, fewer - 2) if kept > 1]
    return []


def _improved(
    instance: Instance, starts: Sequence[Seated], bound: Bound, seed: int, steps: int
) -> Seated:
    """Return the best that exchanges of seats make of the most promising starts."""
    enough = bound.without_triples - THIRD_TIME * (bound.without_triples - bound.repeats)

    def worth(seated: Seated) -> tuple[float, ...]:
        return misfits(instance, seated.seats), *cost_of(instance, seated.seats)

    promising = sorted(starts, key=worth)[:STARTS]
    results = []
    taken = sum(start.steps for start in starts)
    for start in promising:
        seats, _, done = improve(
            instance,
            start.seats,
            steps=steps // 4 * 3 // len(promising),
            seed=seed,
            enough=enough + 1e-3,
        )
        taken += done
        results.append(Seated(seats, start.source))
        if _satisfied(instance, seats, bound):
            break
    best = min(results, key=worth)
    return Seated(best.seats, best.source, taken)
