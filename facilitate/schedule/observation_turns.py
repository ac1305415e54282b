"""Who watches whom on a day, by the clock, and who may; observer groups are the same all year."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import combinations, product

from facilitate.faults import Fault, KeyPath
from facilitate.load.plan import Plan
from facilitate.model import Programme
from facilitate.model.attendance import ids_of, reporting_lines
from facilitate.schedule.sponsors import hosts
from facilitate.schedule.timetable import ExerciseSlot, Slot, Timetable
from facilitate.structs import Struct, replace

Groups = tuple[tuple[str, ...], ...]


class Turn(Struct, kw_only=True):
    """One pair at the front of a table, watched by others. Minutes count from midnight.

    `pair` and `watchers` are ids of pairs, `sponsor` of a visiting sponsor or empty.
    """

    start: int
    minutes: int
    table: str
    pair: str
    watchers: tuple[str, ...]
    sponsor: str = ""


def turns_of(
    plan: Plan, slot: Slot, groups: Groups
) -> tuple[tuple[Turn, ...], Groups, str, tuple[Fault, ...]]:
    """Return the turns of an exercise in which pairs watch pairs, the groups, and the proof.

    The proof is words; last comes what could not be met. `groups` are those of an earlier day.
    """
    programme = plan.programme
    pairs = tuple(pair for pair in programme.pairs if members_in(programme, pair, slot))
    if len(pairs) < 2:
        return (), groups, "", ()
    apart = _pairs_apart(programme, pairs)
    groups = _kept(groups, pairs) or _grouped(pairs, apart)
    grouped = tuple(pair for pair in pairs if any(pair in group for group in groups))
    alone = tuple(pair for pair in pairs if pair not in grouped)
    if not groups:
        return (), groups, "", (_nobody_to_watch(alone),)
    sponsors = tuple(one for one in slot.people if one in programme.says.sponsors)
    fronts = tuple(
        tuple(pair for pair in group if may_be_watched(plan, pair, slot)) for group in groups
    )
    times = dict(_times(slot, fronts))
    closed = _closed_to_sponsors(plan, slot, grouped, sponsors)
    closed |= set(product(sponsors, _at_other_times(times)))
    rounds = _front_rounds(groups, fronts)
    visitors = hosts([tuple((front,) for front, _ in row) for row in rounds], sponsors, closed)
    turns = tuple(
        Turn(
            start=times[front][0],
            minutes=times[front][1],
            table=_table(groups.index(next(group for group in groups if front in group))),
            pair=front,
            watchers=watchers,
            sponsor=visitor or "",
        )
        for stations, guests in zip(rounds, visitors, strict=True)
        for (front, watchers), visitor in zip(stations, guests, strict=True)
    )
    turns, left = _with_idle_tables(turns, groups, apart)
    alone += left
    # Groups are made to keep the rules, so a broken one is a mistake of ours: better no plan than
    # one in which people watch whom they report to.
    if broken := tuple(broken_rules(turns, apart, closed)):
        raise AssertionError("; ".join(broken))
    faults = (_nobody_to_watch(alone),) if alone else ()
    return turns, groups, _watching_proof(turns, grouped, alone), faults


def _times(slot: Slot, fronts: Groups) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each pair at the front with when its turn starts and how long it is.

    A table divides the time by its own turns, and has no longer ones than a table of two.
    """
    for front in fronts:
        yield from zip(front, clocks(slot, max(2, len(front))), strict=False)


def _at_other_times(times: Mapping[str, tuple[int, int]]) -> Set[str]:
    """Return the pairs whose turns are not as long as most: visits there would overlap others."""
    lengths = Counter(minutes for _, minutes in times.values())
    usual = max(lengths, key=lambda one: lengths[one], default=0)
    return {pair for pair, (_, minutes) in times.items() if minutes != usual}


def _front_rounds(groups: Groups, fronts: Groups) -> list[list[tuple[str, tuple[str, ...]]]]:
    """Return the pairs at the front with who watches them, round by round: each is it once.

    Whoever may not be watched leaves no round empty: the next pair of the table comes first.
    """
    return [
        [
            (front[turn], tuple(pair for pair in group if pair != front[turn]))
            for front, group in zip(fronts, groups, strict=True)
            if turn < len(front)
        ]
        for turn in range(max(map(len, fronts)))
    ]


def _closed_to_sponsors(
    plan: Plan, slot: Slot, pairs: Sequence[str], sponsors: Sequence[str]
) -> Set[tuple[str, str]]:
    """Return sponsors with a pair that they may not visit: it did not agree, or they manage it."""
    managed = set(_managed(plan.programme, pairs))
    open_to = {pair for pair in pairs if allows(plan, pair, slot, "sponsor_visit")}
    return {
        (sponsor, pair)
        for sponsor, pair in product(sponsors, pairs)
        if pair not in open_to or (sponsor, pair) in managed
    }


def broken_rules(
    turns: Sequence[Turn], apart: Sequence[tuple[str, str]], closed: Set[tuple[str, str]]
) -> Iterator[str]:
    """Yield a sentence for each rule that turns break; it counts afresh what is handed out.

    A pair stays at one table; those kept apart do not watch each other; a sponsor visits no
    pair that is `closed` to that sponsor.
    """
    barred = {frozenset(couple) for couple in apart}
    at: dict[str, str] = {}
    for turn in turns:
        for pair in (turn.pair, *turn.watchers):
            if at.setdefault(pair, turn.table) != turn.table:
                yield f"{pair} is at {at[pair]} and at {turn.table}"
        for watcher in turn.watchers:
            if watcher == turn.pair or frozenset((watcher, turn.pair)) in barred:
                yield f"{watcher} watches {turn.pair}"
        if turn.sponsor and (turn.sponsor, turn.pair) in closed:
            yield f"{turn.sponsor} visits {turn.pair}"


def _table(number: int) -> str:
    return f"Table {number + 1}"


def _with_idle_tables(
    turns: Sequence[Turn], groups: Groups, apart: Sequence[tuple[str, str]]
) -> tuple[tuple[Turn, ...], tuple[str, ...]]:
    """Return the turns and who is left over, where whole groups may not be watched.

    Pairs of such a group watch at the smallest table that they may join; tables are numbered anew.
    """
    barred = {frozenset(couple) for couple in apart}
    working = {turn.pair for turn in turns}
    seated = {
        _table(number): list(group) for number, group in enumerate(groups) if working & set(group)
    }
    joined: dict[str, list[str]] = {table: [] for table in seated}
    left = []
    for pair in (pair for group in groups if not working & set(group) for pair in group):
        fit = [t for t in seated if not any(frozenset((pair, one)) in barred for one in seated[t])]
        if turns and fit:
            table = min(fit, key=lambda one: len(seated[one]))
            seated[table].append(pair)
            joined[table].append(pair)
        elif turns:
            left.append(pair)
    numbers = {table: _table(number) for number, table in enumerate(seated)}
    found = (
        replace(turn, table=numbers[turn.table], watchers=(*turn.watchers, *joined[turn.table]))
        for turn in turns
    )
    return tuple(found), tuple(left)


def _nobody_to_watch(alone: Sequence[str]) -> Fault:
    return Fault(
        code="T514",
        severity="warning",
        message=f"Nobody is left whom {' or '.join(alone)} may watch.",
        hint="Do this part with them yourself, or look at manages: and keep apart:.",
    )


def _pairs_apart(programme: Programme, pairs: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return pairs that do not watch each other: people kept apart, or one reporting to another."""
    pair_of = programme.pair_of
    lines = [ids_of(line, programme) for line in programme.says.keep_apart]
    lines += reporting_lines(programme)
    found = (sorted({pair_of.get(person, "") for person in line} & set(pairs)) for line in lines)
    return tuple(dict.fromkeys(couple for line in found for couple in combinations(line, 2)))


def _managed(programme: Programme, pairs: Sequence[str]) -> Iterator[tuple[str, str]]:
    pair_of = programme.pair_of
    for manager, person in reporting_lines(programme):
        if pair_of.get(person) in pairs:
            yield manager, pair_of[person]


def _kept(groups: Groups, pairs: Sequence[str]) -> Groups:
    """Return last time's groups if everybody who is there still has one with company."""
    here = tuple(tuple(pair for pair in group if pair in pairs) for group in groups)
    known = {pair for group in here for pair in group}
    if known != set(pairs) or any(len(group) == 1 for group in here):
        return ()
    return tuple(group for group in here if group)


def _grouped(pairs: Sequence[str], apart: Sequence[tuple[str, str]]) -> Groups:
    """Return groups of two pairs that may watch each other; an odd pair joins as a third.

    The first sits with the last and so on, where they may; those with the fewest to choose from
    choose first where that brings more pairs into a group, or more groups of two. A pair that may
    watch none of the others is in no group.
    """
    barred = {frozenset(couple) for couple in apart}
    even = pairs[len(pairs) % 2 :]
    folded = zip(even[: len(even) // 2], reversed(even), strict=False)
    first = [{one, other} for one, other in folded if frozenset((one, other)) not in barred]
    ways = [_with_thirds(pairs, couples, barred) for couples in (first, _couples(pairs, barred))]
    groups = max(ways, key=lambda way: (sum(map(len, way)), len(way)))
    return tuple(tuple(pair for pair in pairs if pair in group) for group in groups)


def _couples(pairs: Sequence[str], barred: Set[frozenset[str]]) -> list[set[str]]:
    """Return groups of two, those with the fewest to choose from first."""
    apart = {pair: set().union(*(one for one in barred if pair in one)) - {pair} for pair in pairs}
    free = dict.fromkeys(pairs)
    couples: list[set[str]] = []

    def is_barred_from(pair: str) -> int:
        return len(apart[pair] & free.keys())

    while free:
        pair = max(free, key=is_barred_from)
        del free[pair]
        others = [one for one in free if one not in apart[pair]]
        if others:
            other = max(others, key=is_barred_from)
            del free[other]
            couples.append({pair, other})
    return couples


def _with_thirds(
    pairs: Sequence[str], couples: Sequence[set[str]], barred: Set[frozenset[str]]
) -> list[set[str]]:
    """Return the groups, who is left over in the smallest that they may join."""
    groups = [set(couple) for couple in couples]
    for pair in pairs:
        if not any(pair in group for group in groups):
            fit = [g for g in groups if not any(frozenset((pair, one)) in barred for one in g)]
            if fit:
                min(fit, key=len).add(pair)
    return groups


def clocks(slot: Slot, number: int) -> list[tuple[int, int]]:
    """Return when each round starts and how long it is.

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


def _watching_proof(turns: Sequence[Turn], grouped: Sequence[str], alone: Sequence[str]) -> str:
    watched = {turn.pair for turn in turns}
    idle = set(alone)
    pairs, silent = len({*grouped, *alone}), len(set(grouped) - watched - idle)
    said = f"{len(watched)} of {pairs} pairs are watched"
    said += "." if silent else ", each by a pair that it watches too."
    if silent:
        said += f" {silent} {'watches' if silent == 1 else 'watch'} only."
    if alone:
        said += f" {len(alone)} {'takes' if len(alone) == 1 else 'take'} no part."
    return said + " Nobody is watched by somebody they report to."


def members_in(programme: Programme, pair: str, slot: Slot) -> tuple[str, ...]:
    """Return the ids of a pair's members who take part in a slot."""
    there, members = _set_of(slot.people), programme.pairs[pair].members
    return tuple(one for role in members if (one := f"{pair}-{role}") in there)


_set_of = lru_cache(maxsize=64)(frozenset[str])


def allows(plan: Plan, pair: str, slot: Slot, permission: str) -> bool:
    """Say whether everyone of a pair in the room gave a permission of their own."""
    sharing = plan.choices
    people = members_in(plan.programme, pair, slot)
    return bool(people) and all(p in sharing and getattr(sharing[p], permission) for p in people)


def may_be_watched(plan: Plan, pair: str, slot: Slot) -> bool:
    """Say whether a pair is in the room, two people or more, and each of them said yes to it.

    Without a private folder nobody has been asked yet. One alone is no pair at work.
    """
    asked = plan.private.there
    several = len(members_in(plan.programme, pair, slot)) > 1
    return several and (not asked or allows(plan, pair, slot, "being_observed"))


def refused(plan: Plan, table: Timetable) -> tuple[KeyPath, ...]:
    """Return the places of exercises in which a pair would be watched and none may be.

    Or which two pairs do together, where there is one.
    """
    return tuple(
        slot.path
        for slot in table.exercises()
        if (
            slot.exercise.consent
            and not any(may_be_watched(plan, pair, slot) for pair in plan.programme.pairs)
        )
        or without_another_pair(slot, plan.programme)
    )


def without_another_pair(slot: ExerciseSlot, programme: Programme) -> bool:
    """Say whether one pair takes part in what two pairs do together."""
    pairs = {one.pair for one in programme.people if one.pair and one.id in slot.people}
    return slot.exercise.matched == (2, "pairs") and len(pairs) == 1
