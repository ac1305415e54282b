"""Findings of two stock takes: the same people then and now; the group, each pair, each person."""

from collections.abc import Collection, Mapping, Sequence

from facilitate.audit.alike import all_alike
from facilitate.audit.bootstrap import bca_interval
from facilitate.audit.change import matched
from facilitate.audit.change_counts import counts, printed, shift_words
from facilitate.audit.change_tests import signed_ranks
from facilitate.audit.disclosure import Cell, Release, change, cleared, total
from facilitate.audit.findings import (
    Finding,
    GroupChange,
    PairChange,
    PersonChange,
    Reason,
    Withheld,
)
from facilitate.audit.group import EVERYONE, Shown, tells_each
from facilitate.audit.pairs import Seats, both_scores, seats, together
from facilitate.audit.room import Room, own_sheet
from facilitate.audit.scores import mean
from facilitate.audit.sitting import Answerer, Sitting, dimension_answers
from facilitate.audit.wording import TELLS_TOO_MUCH, number_needed
from facilitate.model.questions import Dimension
from facilitate.recipient import GROUP, Recipient

METHOD = "the same people both times; nobody's missing answer is filled in"

Scores = Mapping[str, tuple[Answerer, float]]


def pair_changes(room: Room, then: Sitting, now: Sitting) -> tuple[PairChange, ...]:
    """Return a pair's two pictures of each theme, where the same people shared both times."""
    before = {pair.id: pair for pair in seats(room, then)}
    found: list[PairChange] = []
    for pair in seats(room, now):
        earlier = before.get(pair.id)
        if earlier is None or earlier.present != pair.present:
            continue
        first, second = together(room, then, earlier), together(room, now, pair)
        for dimension in room.questions.dimensions if first and second else ():
            old, new = both_scores(first, dimension), both_scores(second, dimension)
            if old and new:
                found.append(_pair_change(then, now, pair, dimension, old=old, new=new))
    return tuple(found)


def _pair_change(
    then: Sitting,
    now: Sitting,
    pair: Seats,
    dimension: Dimension,
    *,
    old: tuple[tuple[str, float], ...],
    new: tuple[tuple[str, float], ...],
) -> PairChange:
    return PairChange(
        id=f"{now.wave}/since/{then.wave}/pair/{pair.id}/{dimension.id}",
        wave=now.wave,
        subject=Recipient("pair", pair.id),
        readers=pair.readers,
        n=len(new),
        asked=len(new),
        method=METHOD,
        question="What did you do that made a difference here, or kept it as it was?",
        dimension=dimension.id,
        name=dimension.name,
        then=old,
        now=new,
    )


def person_changes(room: Room, then: Sitting, now: Sitting) -> tuple[PersonChange, ...]:
    """Return each person's own two means of each theme, for that person alone; no verdict."""
    before, after = then.by_id, now.by_id
    found: list[PersonChange] = []
    for person in room.people.values():
        old, new = before.get(person.id), after.get(person.id)
        if old is None or new is None or room.share_of(person.id) == "group only":
            continue
        for dimension in room.questions.dimensions:
            first, second = old.means[dimension.id], new.means[dimension.id]
            if first is not None and second is not None:
                reader = own_sheet(person)
                found.append(
                    PersonChange(
                        id=f"{now.wave}/since/{then.wave}/person/{person.id}/{dimension.id}",
                        wave=now.wave,
                        subject=reader,
                        readers=frozenset({reader}),
                        n=1,
                        asked=1,
                        method="own answers, then and now",
                        dimension=dimension.id,
                        name=dimension.name,
                        then=first,
                        now=second,
                    )
                )
    return tuple(found)


def _held_scores(sitting: Sitting, dimension: Dimension) -> dict[str, tuple[Answerer, float]]:
    return {
        one.id: (one, score) for one, score in dimension_answers(sitting, dimension) if one.holds
    }


def group_changes(
    room: Room,
    then: Sitting,
    now: Sitting,
    *,
    earlier: Mapping[str, Sequence[Release]],
    insiders: Mapping[str, Collection[frozenset[Cell]]],
) -> Shown:
    """Return the group's change on each theme, with the totals that it publishes beside earlier.

    Counts of matched people are always told once there are enough; levels and the mean change
    only if, beside the figures of both waves, they give nobody away.
    """
    found: list[Finding] = []
    releases: dict[str, tuple[Release, ...]] = {}
    for dimension in room.questions.dimensions:
        told = f"{dimension.id}/counts"
        finding, sizes, people = _group_change(
            room,
            (then, now),
            dimension,
            earlier=(earlier.get(dimension.id, ()), earlier.get(told, ())),
            insiders=insiders.get(dimension.id, ()),
        )
        found.append(finding)
        releases |= {dimension.id: sizes, told: people}
    return Shown(tuple(found), releases)


def _group_change(
    room: Room,
    waves: tuple[Sitting, Sitting],
    dimension: Dimension,
    *,
    earlier: tuple[Sequence[Release], Sequence[Release]],
    insiders: Collection[frozenset[Cell]],
) -> tuple[GroupChange | Withheld, tuple[Release, ...], tuple[Release, ...]]:
    """Return a theme's change, then the totals of its sizes and of its counts of people."""
    then, now = waves
    before, after = _held_scores(then, dimension), _held_scores(now, dimension)
    people = matched(before, after)
    if len(people.both) < room.minimum:
        return _withheld(room, waves, dimension, both=len(people.both), reason="too_few"), (), ()
    both_waves = f"{then.wave} and {now.wave}"
    counted = cleared(
        [total("counts", both_waves, people.both)],
        earlier=earlier[1],
        minimum=room.minimum,
        insiders=[frozenset({(both_waves, person)}) for person in people.both],
    )
    if not counted.shown:
        both = len(people.both)
        return _withheld(room, waves, dimension, both=both, reason="would_disclose"), (), ()
    steps = [after[person][1] - before[person][1] for person in people.both]
    columns = [[wave[person][1] for person in people.both] for wave in (before, after)]
    telling = all_alike(steps) or any(tells_each(room, column) for column in columns)
    plain = _shown_in_both(waves, earlier[0]) and not telling
    verdict = cleared(
        _candidates(room, waves, people.both, before) if plain else (),
        earlier=earlier[0],
        minimum=room.minimum,
        insiders=insiders,
    )
    shown = {release.id for release in verdict.shown}
    told = printed(counts(steps))
    levels = {"then", "now"} <= shown
    size_shown = levels or "change" in shown
    all_then = len(dimension_answers(then, dimension))
    all_now = len(dimension_answers(now, dimension))
    finding = GroupChange(
        id=f"{now.wave}/since/{then.wave}/group/{dimension.id}",
        wave=now.wave,
        subject=GROUP,
        readers=room.everyone,
        n=len(people.both),
        asked=now.asked,
        method=METHOD,
        interval=bca_interval(steps, seed=room.programme.says.seed) if size_shown else None,
        question="What changed here, and what was it that helped?",
        dimension=dimension.id,
        name=dimension.name,
        then=mean([before[person][1] for person in people.both]) if levels else None,
        now=mean([after[person][1] for person in people.both]) if levels else None,
        change=mean(steps) if size_shown else None,
        up=told.up,
        same=told.same,
        down=told.down,
        both=len(people.both),
        then_only=all_then - len(people.both),
        now_only=all_now - len(people.both),
        sentence=told.sentence,
        shift=shift_words(signed_ranks(steps).rank_biserial),
        roles=_role_changes(people.both, before, after, shown) if levels else (),
    )
    return finding, _published(verdict.shown, finding), counted.shown


def _published(cleared_: Sequence[Release], finding: GroupChange) -> tuple[Release, ...]:
    """Return the releases that the finding really prints: levels come in twos or not at all."""
    names = {"change"} if finding.change is not None else set()
    if finding.then is not None:
        names |= {"then", "now"}
    for role, _, _ in finding.roles:
        names |= {f"then {role}", f"now {role}"}
    return tuple(release for release in cleared_ if release.id in names)


def _shown_in_both(waves: tuple[Sitting, Sitting], earlier: Sequence[Release]) -> bool:
    """Say whether both waves show a figure of everyone; a change is never the first to tell."""
    shown = {wave for release in earlier if release.id == EVERYONE for wave, _ in release.weights}
    return {sitting.wave for sitting in waves} <= shown


def _candidates(
    room: Room, waves: tuple[Sitting, Sitting], both: Sequence[str], before: Scores
) -> list[Release]:
    """Return what a change would publish: the mean step, both levels, and the role groups'."""
    then, now = waves[0].wave, waves[1].wave
    found = [
        change("change", (then, now), both),
        total("then", then, both),
        total("now", now, both),
    ]
    roles = dict.fromkeys(before[person][0].role for person in both)
    people = {role: [one for one in both if before[one][0].role == role] for role in roles}
    if len(people) > 1 and all(len(group) >= room.minimum for group in people.values()):
        for role, group in people.items():
            found += [total(f"then {role}", then, group), total(f"now {role}", now, group)]
    return found


def _role_changes(
    both: Sequence[str], before: Scores, after: Scores, shown: Collection[str]
) -> tuple[tuple[str, float, float], ...]:
    roles = dict.fromkeys(before[person][0].role for person in both)
    found = []
    for role in roles:
        if {f"then {role}", f"now {role}"} <= set(shown):
            group = [person for person in both if before[person][0].role == role]
            old = mean([before[person][1] for person in group])
            found.append((role, old, mean([after[person][1] for person in group])))
    return tuple(found)


def _withheld(
    room: Room,
    waves: tuple[Sitting, Sitting],
    dimension: Dimension,
    *,
    both: int,
    reason: Reason,
) -> Withheld:
    then, now = waves
    enough = number_needed(room.minimum).replace("answered", "answered both times")
    return Withheld(
        id=f"{now.wave}/since/{then.wave}/group/{dimension.id}/withheld",
        wave=now.wave,
        subject=GROUP,
        readers=room.everyone,
        n=both,
        asked=now.asked,
        method=METHOD,
        would_be=f"{dimension.name}, then and now",
        dimension=dimension.id,
        reason=reason,
        what_would_help=TELLS_TOO_MUCH if reason == "would_disclose" else enough,
    )
