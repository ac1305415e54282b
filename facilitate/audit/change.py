"""The group then and now: the same people counted, sized where it tells nobody's, and tested."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import fsum
from typing import Any, Literal

from facilitate.audit.context import AuditContext
from facilitate.audit.disclosure import Cell, Cleared, Release, change, cleared, total
from facilitate.audit.findings import ChangeTest, Finding, GroupChange, Reason, Withheld
from facilitate.audit.group import EVERYONE, MeasureResult, reveals_each
from facilitate.audit.labels import TELLS_TOO_MUCH, number_needed
from facilitate.audit.pairs import SAME_PEOPLE
from facilitate.audit.scores import bca_interval, mean
from facilitate.audit.suppression import (
    SAME,
    PrintableCounts,
    all_alike,
    counts,
    printable_counts,
)
from facilitate.audit.wave import Wave, dimension_answers
from facilitate.figures import Published, number
from facilitate.model.questions import Dimension
from facilitate.recipient import FACILITATOR, GROUP

TEST_NEEDS = 6
"""Non-zero differences for a test: with five the smallest two-sided p is .0625."""

CLEAR, LARGE = 0.3, 0.5
"""Mean steps in scale points from which a change is named in a title, and stands out in a chart."""

COUNTS = "counts"

ENUMERATED = 20
"""Up to so many non-zero differences every sign pattern is counted; beyond, 99,999 are drawn."""


def mid_ranks(values: Sequence[float]) -> list[float]:
    """Return ranks from 1 in the order of the values; ties share the mean of their ranks."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] - values[order[start]] <= SAME:
            end += 1
        for at in order[start : end + 1]:
            ranks[at] = (start + end) / 2 + 1
        start = end + 1
    return ranks


def wilcoxon_p(differences: Sequence[float], *, seed: int = 1) -> float | None:
    """Return the two-sided p (0 to 1] of Wilcoxon's signed rank test; None of no difference.

    Zeros are dropped, ties have mid-ranks. Exact over all sign patterns up to 20 non-zero
    differences, beyond that 99,999 random ones, p = (1 + count) / (1 + draws).
    Source: Wilcoxon (1945), Biometrics Bulletin 1, 80-83; Phipson & Smyth (2010), Statistical
    Applications in Genetics and Molecular Biology 9, 39.
    """
    steps = [round(step, 7) for step in differences if abs(step) > SAME]
    if not steps:
        return None
    ranks = mid_ranks([abs(step) for step in steps])
    observed = abs(
        fsum(rank if step > 0 else -rank for rank, step in zip(ranks, steps, strict=True))
    )
    if len(steps) <= ENUMERATED:
        return _exact_p(tuple(sorted(ranks)), observed)
    return _drawn_p(ranks, observed, seed=seed)


def _drawn_p(ranks: Sequence[float], observed: float, *, seed: int) -> float:
    import numpy as np

    random, draws = np.random.default_rng(seed), 99_999
    sums = np.zeros(draws)
    # Of m equal ranks a random number is positive: the same patterns, drawn a rank at a time.
    for rank, ways in sorted(Counter(ranks).items()):
        sums += rank * (2 * _positive(random, ways, draws) - ways)
    return (int((np.abs(sums) >= observed - 1e-6).sum()) + 1) / (draws + 1)


def _positive(random: Any, ways: int, draws: int) -> Any:
    """Return how many of so many signs are positive, for each draw: random bits, counted."""
    import numpy as np

    found = np.zeros(draws, dtype=np.int64)
    for start in range(0, ways, 64):
        bits = random.integers(0, 2**64 - 1, draws, dtype=np.uint64, endpoint=True)
        found += np.bitwise_count(bits >> np.uint64(64 - min(64, ways - start)))
    return found


@lru_cache(maxsize=1024)
def _exact_p(sizes: tuple[float, ...], observed: float) -> float:
    """Return the exact p by adding one difference at a time; equal sums are counted together."""
    patterns: dict[float, int] = {0.0: 1}
    for size in sizes:
        grown: dict[float, int] = {}
        for reached, ways in patterns.items():
            for end in (round(reached + size, 7), round(reached - size, 7)):
                grown[end] = grown.get(end, 0) + ways
        patterns = grown
    extreme = sum(ways for end, ways in patterns.items() if abs(end) >= observed - 1e-6)
    return float(extreme / 2 ** len(sizes))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p-values adjusted for several tests, each at most 1, in the order given.

    Source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
    """
    order = sorted(range(len(p_values)), key=lambda at: p_values[at])
    adjusted = [1.0] * len(p_values)
    highest = 0.0
    for place, at in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - place) * p_values[at]))
        adjusted[at] = highest
    return tuple(adjusted)


@dataclass(frozen=True, slots=True)
class _Both:
    """One theme and the people who answered it both times, in the order of their ids."""

    then: Wave
    now: Wave
    dimension: Dimension
    people: tuple[str, ...]
    before: Sequence[float]
    after: Sequence[float]
    roles: Sequence[str]

    @property
    def steps(self) -> list[float]:
        return [new - old for old, new in zip(self.before, self.after, strict=True)]

    def of_role(self, role: str) -> "_Both":
        """Return the same of one role group."""
        at = [number for number, one in enumerate(self.roles) if one == role]
        return _Both(
            then=self.then,
            now=self.now,
            dimension=self.dimension,
            people=tuple(self.people[number] for number in at),
            before=[self.before[number] for number in at],
            after=[self.after[number] for number in at],
            roles=[role] * len(at),
        )

    def reveals_each(self, context: AuditContext) -> bool:
        """Say whether a mean of these people, then, now or of the change, would tell each's."""
        columns = (self.before, self.after)
        return all_alike(self.steps) or any(reveals_each(context, column) for column in columns)


def _both(then: Wave, now: Wave, dimension: Dimension) -> _Both:
    first, second = (
        {one.id: (one, score) for one, score in dimension_answers(wave, dimension) if one.in_post}
        for wave in (then, now)
    )
    people = tuple(sorted(first.keys() & second.keys()))
    return _Both(
        then=then,
        now=now,
        dimension=dimension,
        people=people,
        before=[first[one][1] for one in people],
        after=[second[one][1] for one in people],
        roles=[first[one][0].role for one in people],
    )


def _tests(context: AuditContext, enough: Sequence["_Both"]) -> Iterator[ChangeTest]:
    """Yield a test for each theme that enough of the same people answered both times."""
    seed = context.programme.says.seed
    tested = {
        both.dimension.id: p
        for both in enough
        if sum(abs(step) > SAME for step in both.steps) >= TEST_NEEDS
        and (p := wilcoxon_p(both.steps, seed=seed)) is not None
    }
    adjusted = dict(zip(tested, holm(tuple(tested.values())), strict=True))
    for both in enough:
        name = both.dimension.id
        yield _test(context, both, p=tested.get(name), adjusted=adjusted.get(name))


def _test(
    context: AuditContext, both: "_Both", *, p: float | None, adjusted: float | None
) -> ChangeTest:
    then, now = both.then.name, both.now.name
    verdict = cleared([change("test", (then, now), both.people)], minimum=context.minimum)
    return ChangeTest(
        id=f"{now}/since/{then}/group/{both.dimension.id}/test",
        wave=now,
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=len(both.people),
        asked=both.now.asked,
        method="Wilcoxon's signed ranks, exact up to 20 differences; Holm over the themes",
        dimension=both.dimension.id,
        name=both.dimension.name,
        p=verdict.maybe("test", p),
        adjusted=verdict.maybe("test", adjusted),
    )


def group_changes(
    context: AuditContext,
    then: Wave,
    now: Wave,
    *,
    earlier: Mapping[str, Sequence[Release]],
    insiders: Mapping[str, Collection[frozenset[Cell]]],
) -> MeasureResult:
    """Return the group's change on each theme, with the totals that it publishes beside earlier.

    Counts of matched people are told once there are enough; levels and the mean change only if,
    beside the figures of both waves, they give nobody away.
    """
    found: list[Finding] = []
    changes: list[GroupChange] = []
    enough: list[_Both] = []
    releases: dict[str, tuple[Release, ...]] = {}
    for dimension in context.questions.dimensions:
        both, counts_of = _both(then, now, dimension), f"{dimension.id}/counts"
        if len(both.people) < context.minimum:
            found.append(_withheld(context, both, "too_few"))
            continue
        enough.append(both)
        counted = _counted(context, both, earlier.get(counts_of, ()))
        releases[counts_of] = counted.shown
        if not counted.shown:
            found.append(_withheld(context, both, "would_disclose"))
            continue
        own = insiders.get(dimension.id, ())
        sizes = _sizes(context, both, earlier.get(dimension.id, ()), insiders=own)
        finding = _change(context, both, counted, sizes)
        changes.append(finding)
        found.append(finding)
        releases[dimension.id] = _printed_releases(sizes, finding)
    ranks = _ranks(changes)
    ranked = (
        replace(one, rank=ranks[one.id]) if isinstance(one, GroupChange) else one for one in found
    )
    return MeasureResult((*ranked, *_tests(context, enough)), releases)


def _ranks(changes: Sequence[GroupChange]) -> dict[str, int]:
    """Return each change's place, the largest first; without a size, that which most moved."""

    def place(one: GroupChange) -> tuple[float, float, str]:
        size = 0.0 if one.change is None else -abs(round(number(one.change), 9))
        moved = sum(number(way) for way in (one.up, one.down) if way is not None)
        return size, -moved, one.name

    return {one.id: rank for rank, one in enumerate(sorted(changes, key=place), 1)}


def _counted(context: AuditContext, both: _Both, earlier: Sequence[Release]) -> Cleared:
    """Return whether directions of these people may be counted without giving anybody's away."""
    waves = f"{both.then.name} and {both.now.name}"
    return cleared(
        [total(COUNTS, waves, both.people)],
        earlier=earlier,
        minimum=context.minimum,
        insiders=[frozenset({(waves, person)}) for person in both.people],
    )


def _sizes(
    context: AuditContext,
    both: _Both,
    earlier: Sequence[Release],
    *,
    insiders: Collection[frozenset[Cell]],
) -> Cleared:
    """Return which of the mean step, the two levels and the role groups' may be shown."""
    if not _shown_in_both(both, earlier) or both.reveals_each(context):
        return cleared([], minimum=context.minimum)
    then, now = both.then.name, both.now.name
    candidates = [
        change("change", (then, now), both.people),
        total("then", then, both.people),
        total("now", now, both.people),
    ]
    parts = {role: both.of_role(role) for role in dict.fromkeys(both.roles)}
    large = all(len(part.people) >= context.minimum for part in parts.values())
    if len(parts) > 1 and large and not any(part.reveals_each(context) for part in parts.values()):
        for role, part in parts.items():
            candidates.append(total(f"then {role}", then, part.people))
            candidates.append(total(f"now {role}", now, part.people))
    return cleared(candidates, earlier=earlier, minimum=context.minimum, insiders=insiders)


def _shown_in_both(both: _Both, earlier: Sequence[Release]) -> bool:
    """Say whether both waves show a figure of everyone; a change is never the first to tell."""
    shown = {wave for release in earlier if release.id == EVERYONE for wave, _ in release.weights}
    return {both.then.name, both.now.name} <= shown


def _change(context: AuditContext, both: _Both, counted: Cleared, sizes: Cleared) -> GroupChange:
    then, now, steps = both.then, both.now, both.steps
    printable = printable_counts(counts(steps))
    levels = {"then", "now"} <= sizes.ids
    # Where both levels are shown their difference is: whoever reads them can subtract.
    sized = "change" if "change" in sizes.ids else "then" if levels else ""
    step = mean(steps)
    ends = bca_interval(steps, seed=context.programme.says.seed) if sized else None
    return GroupChange(
        id=f"{now.name}/since/{then.name}/group/{both.dimension.id}",
        wave=now.name,
        subject=GROUP,
        readers=context.everyone,
        n=len(both.people),
        asked=now.asked,
        method=SAME_PEOPLE,
        interval=(sizes.published(sized, ends[0]), sizes.published(sized, ends[1]))
        if ends
        else None,
        question="What changed here, and what was it that helped?",
        dimension=both.dimension.id,
        name=both.dimension.name,
        then=sizes.published("then", mean(both.before)) if levels else None,
        now=sizes.published("now", mean(both.after)) if levels else None,
        change=sizes.published(sized, step) if sized else None,
        size=_size_word(step) if sized else "",
        mostly=_mostly(printable, len(both.people)),
        up=counted.maybe(COUNTS, printable.up),
        same=counted.maybe(COUNTS, printable.same),
        down=counted.maybe(COUNTS, printable.down),
        sentence=printable.sentence,
        roles=_roles(both, sizes) if levels else (),
    )


def _size_word(step: float) -> Literal["small", "clear", "large"]:
    return "large" if abs(step) >= LARGE else "clear" if abs(step) >= CLEAR else "small"


def _mostly(printable: PrintableCounts, people: int) -> Literal["", "up", "down"]:
    """Return which way most people went, as far as the counts that are told say so."""
    if printable.up is not None and printable.up * 2 > people:
        return "up"
    if printable.up is not None and printable.down is not None and printable.down > printable.up:
        return "down"
    return ""


def _roles(both: _Both, sizes: Cleared) -> tuple[tuple[str, Published, Published], ...]:
    parts = {
        role: both.of_role(role)
        for role in dict.fromkeys(both.roles)
        if {f"then {role}", f"now {role}"} <= sizes.ids
    }
    return tuple(
        (
            role,
            sizes.published(f"then {role}", mean(part.before)),
            sizes.published(f"now {role}", mean(part.after)),
        )
        for role, part in parts.items()
    )


def _printed_releases(sizes: Cleared, finding: GroupChange) -> tuple[Release, ...]:
    """Return the releases that the finding really prints: levels come in twos or not at all."""
    names = {"change"} if finding.change is not None else set()
    if finding.then is not None:
        names |= {"then", "now"}
    for role, _, _ in finding.roles:
        names |= {f"then {role}", f"now {role}"}
    return tuple(release for release in sizes.shown if release.id in names)


def _withheld(context: AuditContext, both: _Both, reason: Reason) -> Withheld:
    enough = number_needed(context.minimum).replace("answered", "answered both times")
    return Withheld(
        id=f"{both.now.name}/since/{both.then.name}/group/{both.dimension.id}/withheld",
        wave=both.now.name,
        subject=GROUP,
        readers=context.everyone,
        n=len(both.people),
        asked=both.now.asked,
        method=SAME_PEOPLE,
        would_be=f"{both.dimension.name}, then and now",
        dimension=both.dimension.id,
        reason=reason,
        what_would_help=TELLS_TOO_MUCH if reason == "would_disclose" else enough,
    )
