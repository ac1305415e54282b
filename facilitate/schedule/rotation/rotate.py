"""The entry: a demand in, a checked plan with its certificate out, or what makes it impossible."""

from collections.abc import Sequence
from dataclasses import replace
from time import process_time

from facilitate.faults import Fault, stops
from facilitate.schedule.rotation.bounds import Bound, bound_of
from facilitate.schedule.rotation.certificate import certificate_of
from facilitate.schedule.rotation.demand import Demand
from facilitate.schedule.rotation.hosting import hosts, sponsors_met_least
from facilitate.schedule.rotation.impossible import faults_of
from facilitate.schedule.rotation.plan import RotationPlan, Seating
from facilitate.schedule.rotation.room import room_of
from facilitate.schedule.rotation.seated import Seated
from facilitate.schedule.rotation.solve import seat_room
from facilitate.schedule.rotation_check import Recount, recount


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
    seconds = process_time() - began
    counted = recount(demand, rounds)
    if counted.repeats < bound.repeats:
        raise AssertionError(f"{counted.repeats} repeats beat the proved bound {bound.repeats}")
    certificate = certificate_of(
        counted,
        bound,
        sponsors_met=sponsors_met_least(rounds, hosting, [one.id for one in demand.people]),
        source="; ".join(dict.fromkeys(part.source for part in parts)),
        steps=sum(part.steps for part in parts),
        seconds=seconds,
    )
    plan = RotationPlan(rounds=rounds, hosts=hosting, certificate=certificate)
    return plan, (*faults, *_broken(counted))


Part = tuple[tuple[Seating, ...], Sequence[Seated], Bound]


def _together(demand: Demand) -> Part:
    room = room_of(demand)
    seated = seat_room(room, seed=demand.seed, steps=demand.steps)
    return _named(demand, seated), (seated,), bound_of(room)


def _bonding(demand: Demand) -> Part:
    """Seat each profession by itself at its share of the tables, as rooms of their own."""
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
        neediest = max(
            range(len(groups)),
            key=lambda g: (
                (not given[g], groups[g] - sum(chairs[t] for t in given[g]), groups[g])
                if groups[g] > sum(chairs[t] for t in given[g])
                else (False, 0, groups[g] / (1 + len(given[g])))
            ),
        )
        given[neediest].append(table)
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


def _named(demand: Demand, seated: Seated) -> tuple[Seating, ...]:
    ids = [person.id for person in demand.people]
    rounds = []
    for row in seated.seats:
        tables: list[list[str]] = [[] for _ in demand.chairs]
        for who, table in zip(ids, row, strict=True):
            if table >= 0:
                tables[table].append(who)
        rounds.append(tuple(tuple(table) for table in tables))
    return tuple(rounds)


def _broken(counted: Recount) -> tuple[Fault, ...]:
    if not counted.violations:
        return ()
    first = "; ".join(counted.violations[:3])
    more = len(counted.violations) - 3
    return (
        Fault(
            code="T508",
            message=f"The seating rules could not all be kept: {first}"
            + (f"; and {more} more." if more > 0 else "."),
            hint="Allow one of these, or add a table.",
        ),
    )
