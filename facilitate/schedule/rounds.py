"""A day's rotations: who watches whom and who sits where, by the clock, through the year.

Observer groups are made on the first day that pairs watch pairs and stay the same for the year,
as far as the people are there. Tables on a later day count the meetings of earlier ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from facilitate.faults import At, Fault
from facilitate.load.plan import Plan
from facilitate.model import Programme
from facilitate.schedule.rotation import (
    Demand,
    ObservationDemand,
    Person,
    in_words,
    observation_plan,
    rotate,
)
from facilitate.schedule.slots import Slot, SlotStep, Timetable
from facilitate.schedule.who import ids_of

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One pair at the front of a table, watched by others. Minutes count from midnight.

    `pair` and `watchers` are ids of pairs, `sponsor` of a visiting sponsor or empty.
    """

    start: int
    minutes: int
    table: str
    pair: str
    watchers: tuple[str, ...]
    sponsor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRound:
    """One round of a table plan: when, how long, and the ids of the people at each table.

    `hosts` are the sponsors who host the tables, empty words where there is none.
    """

    start: int
    minutes: int
    tables: tuple[tuple[str, ...], ...]
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """The table plan of one exercise: its rounds, and in words how good it is and why."""

    title: str
    exercise: str
    rounds: tuple[SeatRound, ...]
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRotations:
    """Everything that rotates on one day."""

    turns: tuple[Turn, ...] = ()
    seatings: tuple[Seating, ...] = ()
    proof: str = ""


def rotations(
    plan: Plan, tables: Sequence[Timetable]
) -> tuple[Mapping[str, DayRotations], tuple[Fault, ...]]:
    """Return each day's rotations by the day's id, and what could not be met."""
    groups: Groups = ()
    earlier: tuple[tuple[tuple[str, ...], ...], ...] = ()
    found: dict[str, DayRotations] = {}
    faults: list[Fault] = []
    for table in tables:
        day = DayRotations()
        for slot in table.exercises():
            assert slot.exercise is not None
            at = At(table.day.file, slot.path)
            if slot.exercise.rotates == "observe":
                turns, groups, proof, slips = _watching(plan, table, slot, groups)
                day = replace(day, turns=(*day.turns, *turns), proof=proof)
                faults += (replace(slip, at=at) for slip in slips)
            elif slot.exercise.rotates == "tables":
                seating, slips = _seating(plan.programme, slot, earlier)
                faults += (replace(slip, at=at) for slip in slips)
                if seating is not None:
                    day = replace(day, seatings=(*day.seatings, seating))
                    earlier = (*earlier, *(one.tables for one in seating.rounds))
        found[table.day.id] = day
    return found, tuple(faults)


# -------------------------------------------------------------------------------- who watches whom


def _watching(
    plan: Plan, table: Timetable, slot: Slot, groups: Groups
) -> tuple[tuple[Turn, ...], Groups, str, tuple[Fault, ...]]:
    programme = plan.programme
    pairs = tuple(pair for pair in programme.pairs if _members(programme, pair, slot))
    if len(pairs) < 2:
        return (), groups, "", ()
    apart = tuple(_pairs_apart(programme, pairs))
    demand = ObservationDemand(
        pairs=pairs,
        groups=_kept(groups, pairs) or _grouped(pairs, apart, programme.says.seed),
        sessions=1,
        apart=apart,
        sponsors=tuple(p for p in table.present if p in programme.says.sponsors),
        sponsors_first=False,
        open_to_sponsors=tuple(p for p in pairs if _allow(plan, p, slot, "sponsor_visit")),
        manages=tuple(_managed(programme, pairs)),
        seed=programme.says.seed,
    )
    found, faults = observation_plan(demand)
    if found is None:
        return (), groups, "", faults
    clocks = front_rounds(slot, len(found.rounds))
    turns = tuple(
        Turn(
            start=start,
            minutes=minutes,
            table=f"Table {demand.groups.index(_group_of(demand.groups, station.front)) + 1}",
            pair=station.front,
            watchers=station.watchers,
            sponsor=station.visitor or "",
        )
        for (start, minutes), stations in zip(clocks, found.rounds, strict=True)
        for station in stations
        if not plan.private.there or _allow(plan, station.front, slot, "being_observed")
    )
    return turns, demand.groups, _watching_proof(turns, pairs), faults


def _members(programme: Programme, pair: str, slot: Slot) -> tuple[str, ...]:
    mine = {f"{pair}-{role}" for role in programme.pairs[pair].members}
    return tuple(person for person in slot.people if person in mine)


def _allow(plan: Plan, pair: str, slot: Slot, permission: str) -> bool:
    """Say whether everyone of a pair in the room gave a permission of their own."""
    sharing = plan.private.sharing
    people = _members(plan.programme, pair, slot)
    return bool(people) and all(p in sharing and getattr(sharing[p], permission) for p in people)


def _pairs_apart(programme: Programme, pairs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs that do not watch each other: people kept apart, or one reporting to another."""
    pair_of = {person.id: person.pair for person in programme.people()}
    lines = [ids_of(line, programme) for line in programme.says.keep_apart]
    for boss, reports in programme.says.manages.items():
        for head in ids_of([boss], programme):
            lines += [(head, person) for person in ids_of(reports, programme)]
    seen = set()
    for line in lines:
        found = sorted({pair_of.get(person, "") for person in line} & set(pairs))
        for number, one in enumerate(found):
            for other in found[number + 1 :]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


def _managed(programme: Programme, pairs: Sequence[str]) -> Iterator[tuple[str, str]]:
    pair_of = {person.id: person.pair for person in programme.people()}
    for boss, reports in programme.says.manages.items():
        for sponsor in ids_of([boss], programme):
            for person in ids_of(reports, programme):
                if pair_of.get(person) in pairs:
                    yield sponsor, pair_of[person]


def _kept(groups: Groups, pairs: Sequence[str]) -> Groups:
    """Return last time's groups if everybody who is there still has one with company."""
    here = tuple(tuple(pair for pair in group if pair in pairs) for group in groups)
    known = {pair for group in here for pair in group}
    if known != set(pairs) or any(len(group) == 1 for group in here):
        return ()
    return tuple(group for group in here if group)


def _grouped(pairs: Sequence[str], apart: Sequence[tuple[str, str]], seed: int) -> Groups:
    """Return groups of two pairs that may watch each other; an odd pair joins as a third."""
    found, _ = observation_plan(
        ObservationDemand(pairs=tuple(pairs), station=2, sessions=1, apart=tuple(apart), seed=seed)
    )
    groups = [] if found is None else [{s.front, *s.watchers} for s in found.rounds[0]]
    left = [pair for pair in pairs if not any(pair in group for group in groups)]
    barred = {frozenset(couple) for couple in apart}
    for pair in left:
        fit = [g for g in groups if not any(frozenset((pair, one)) in barred for one in g)]
        if fit:
            min(fit, key=len).add(pair)
    return tuple(tuple(pair for pair in pairs if pair in group) for group in groups)


def _group_of(groups: Groups, pair: str) -> tuple[str, ...]:
    return next(group for group in groups if pair in group)


def front_rounds(slot: Slot, number: int) -> list[tuple[int, int]]:
    """Return when each front round starts and how long it is.

    If the exercise's middle steps divide evenly, a round is its share of them; else the time
    between the first and the last step is divided.
    """
    middle = slot.steps[1:-1]
    if middle and len(middle) % number == 0:
        each = len(middle) // number
        shares = [middle[turn * each : (turn + 1) * each] for turn in range(number)]
        return [(part[0].start, sum(step.minutes for step in part)) for part in shares]
    start = slot.steps[0].start + slot.steps[0].minutes if len(slot.steps) > 2 else slot.start
    end = slot.steps[-1].start if len(slot.steps) > 2 else slot.end
    length = max(1, (end - start) // max(1, number))
    return [(start + turn * length, length) for turn in range(number)]


def _watching_proof(turns: Sequence[Turn], pairs: Sequence[str]) -> str:
    watched = {turn.pair for turn in turns}
    silent = len(pairs) - len(watched)
    said = f"{len(watched)} of {len(pairs)} pairs are watched, each by a pair that it watches too."
    if silent:
        said += f" {silent} {'watches' if silent == 1 else 'watch'} only."
    return said + " Nobody is watched by somebody they report to."


# -------------------------------------------------------------------------------- who sits where


def _seating(
    programme: Programme, slot: Slot, earlier: tuple[tuple[tuple[str, ...], ...], ...]
) -> tuple[Seating | None, tuple[Fault, ...]]:
    assert slot.exercise is not None
    people = {person.id: person for person in programme.people()}
    seated = [people[person] for person in slot.people if people[person].pair]
    step = next((one for one in slot.steps if one.times > 1), None)
    if step is None or len(seated) < 2 * SMALLEST:
        return None, ()
    chairs = table_sizes(len(seated), seats(slot))
    bonding = slot.exercise.capital == ("bonding",)
    here = {one.id for one in seated}
    demand = Demand(
        people=tuple(Person(id=p.id, role=p.role, pair=p.pair, site=p.service) for p in seated),
        chairs=chairs,
        rounds=step.times,
        mix="bonding" if bonding else "bridging",
        apart=tuple(_people_apart(programme, here)),
        earlier=tuple(_only(tables, here) for tables in earlier),
        fixed=tuple(_hosts(seated, chairs)) if "host" in slot.exercise.groups else (),
        sponsors=tuple(p for p in slot.people if p in programme.says.sponsors),
        seed=programme.says.seed,
    )
    found, faults = rotate(demand)
    if found is None:
        return None, faults
    rounds = tuple(
        SeatRound(start=start, minutes=minutes, tables=tables, hosts=tuple(h or "" for h in hosts))
        for (start, minutes), tables, hosts in zip(
            _clocks(step), found.rounds, found.hosts, strict=True
        )
    )
    proof = in_words(found.certificate)
    seating = Seating(title=slot.title, exercise=slot.exercise.id, rounds=rounds, proof=proof)
    return seating, faults


SMALLEST = 3
"""The fewest people at a table."""


def seats(slot: Slot) -> int:
    """Return how many people a table of the exercise holds, read from its words; else four."""
    words = slot.exercise.groups.casefold() if slot.exercise else ""
    for word, number in (("four or five", 5), ("four to six", 5), ("trio", 3), ("five", 5)):
        if word in words:
            return number
    return 4


def table_sizes(people: int, most: int) -> tuple[int, ...]:
    """Return table sizes as even as can be, none larger than `most`."""
    tables = max(1, -(-people // most))
    each, more = divmod(people, tables)
    return tuple(each + (number < more) for number in range(tables))


def _clocks(step: SlotStep) -> list[tuple[int, int]]:
    each, more = divmod(step.minutes, step.times)
    starts, now = [], step.start
    for turn in range(step.times):
        length = each + (turn < more)
        starts.append((now, length))
        now += length
    return starts


def _people_apart(programme: Programme, here: set[str]) -> Iterator[tuple[str, str]]:
    for line in programme.says.keep_apart:
        people = [person for person in ids_of(line, programme) if person in here]
        for number, one in enumerate(people):
            for other in people[number + 1 :]:
                yield one, other


def _only(tables: tuple[tuple[str, ...], ...], here: set[str]) -> tuple[tuple[str, ...], ...]:
    """Return an earlier round's tables with only the people who are here today."""
    return tuple(tuple(person for person in table if person in here) for table in tables)


def _hosts(seated: Sequence[object], chairs: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Yield a host for each table who stays there, from as many pairs as there are tables."""
    taken: set[str] = set()
    table = 1
    for person in seated:
        pair = getattr(person, "pair", "")
        if table <= len(chairs) and pair not in taken:
            taken.add(pair)
            yield str(getattr(person, "id", "")), table
            table += 1
