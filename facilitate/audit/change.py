"""The group then and now: the same people counted, sized where it tells nobody's, and tested."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from facilitate.audit.context import AuditContext, to_facilitator
from facilitate.audit.disclosure import (
    SAME,
    Cell,
    Cleared,
    Release,
    all_alike,
    change,
    cleared,
    total,
)
from facilitate.audit.finding import Finding
from facilitate.audit.findings import ChangeTest, GroupChange, Reason, Verdict, Withheld
from facilitate.audit.group import EVERYONE, MeasureResult, reveals_each
from facilitate.audit.labels import TELLS_TOO_MUCH, number_needed
from facilitate.audit.movement_counts import Means, PrintableCounts, counts, printable_counts
from facilitate.audit.pairs import SAME_PEOPLE
from facilitate.audit.scores import bca_interval, mean
from facilitate.audit.signed_ranks import (
    BY_CHANCE,
    TEST_NEEDS,
    can_change,
    enough_to_show,
    holm,
    signed_rank_sum,
    wilcoxon_p,
)
from facilitate.audit.wave import Wave, dimension_answers
from facilitate.figures import Published, number, to_one_decimal
from facilitate.model.questions import Dimension
from facilitate.structs import Struct, replace

COUNTS = "counts"


class _Both(Struct):
    """One theme and the people who answered it both times, in the order of their ids."""

    context: AuditContext
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
        return replace(
            self,
            people=tuple(self.people[number] for number in at),
            before=[self.before[number] for number in at],
            after=[self.after[number] for number in at],
            roles=[role] * len(at),
        )

    def reveals_each(self) -> bool:
        """Say whether a mean of these people, then, now or of the change, would tell each's."""
        columns, limits = (self.before, self.after), self.context.limits_for(self.dimension)
        return all_alike(self.steps) or any(reveals_each(limits, column) for column in columns)


def _both(context: AuditContext, then: Wave, now: Wave, dimension: Dimension) -> _Both:
    first, second = (
        {one.id: (one, score) for one, score in dimension_answers(wave, dimension) if one.in_post}
        for wave in (then, now)
    )
    people = tuple(sorted(first.keys() & second.keys()))
    return _Both(
        context=context,
        then=then,
        now=now,
        dimension=dimension,
        people=people,
        before=[first[one][1] for one in people],
        after=[second[one][1] for one in people],
        roles=[first[one][0].role for one in people],
    )


def _p_values(context: AuditContext, enough: Sequence[_Both]) -> dict[str, float]:
    """Return p by theme, of those on which enough people moved for it to say anything."""
    seed = context.programme.says.seed
    return {
        both.dimension.id: p
        for both in enough
        if sum(abs(step) > SAME for step in both.steps) >= TEST_NEEDS
        and (p := wilcoxon_p(both.steps, seed=seed)) is not None
    }


def _tests(enough: Sequence[_Both], tested: Mapping[str, float]) -> Iterator[ChangeTest]:
    """Yield a test for each theme that enough of the same people answered both times."""
    adjusted = dict(zip(tested, holm(tuple(tested.values())), strict=True))
    for both in enough:
        name = both.dimension.id
        yield _test(both, p=tested.get(name), adjusted=adjusted.get(name))


def _test(both: _Both, *, p: float | None, adjusted: float | None) -> ChangeTest:
    then, now, least = both.then.name, both.now.name, both.context.minimum
    verdict = cleared([change("test", (then, now), both.people)], minimum=least)
    return ChangeTest(
        id=f"{now}/since/{then}/group/{both.dimension.id}/test",
        **to_facilitator(both.now),
        n=len(both.people),
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
    releases: dict[str, tuple[Release, ...]] = {}
    all_ = [_both(context, then, now, dimension) for dimension in context.questions.dimensions]
    enough = [both for both in all_ if len(both.people) >= context.minimum]
    tested = _p_values(context, enough)
    for both in all_:
        theme = both.dimension.id
        counts_of = f"{theme}/counts"
        if both not in enough:
            found.append(_withheld(both, "too_few"))
            continue
        counted = _counted(both, earlier.get(counts_of, ()))
        releases[counts_of] = counted.shown
        if not counted.shown:
            found.append(_withheld(both, "would_disclose"))
            continue
        sizes = _sizes(both, earlier.get(theme, ()), insiders.get(theme, ()))
        p = tested.get(theme, 1.0)
        finding = _change(both, counted, sizes, p=p, themes=len(enough))
        changes.append(finding)
        found.append(finding)
        releases[theme] = _printed_releases(sizes, finding)
    ranks = _ranks(context, changes)
    ranked = (
        replace(one, rank=ranks[one.id]) if isinstance(one, GroupChange) else one for one in found
    )
    return MeasureResult((*ranked, *_tests(enough, tested)), releases)


def _ranks(context: AuditContext, changes: Sequence[GroupChange]) -> dict[str, int]:
    """Return each change's place: what is called a change first, then the largest.

    Without a size comes first what, by the counts that are told, most people moved on one way.
    """

    def place(one: GroupChange) -> tuple[bool, float, int, str]:
        size = 0.0 if one.change is None else -abs(number(one.change)) / steps[one.dimension]
        return one.verdict not in ("up", "down"), round(size, 9), -abs(one.lead), one.name

    steps = {one.id: context.limits_for(one).step for one in context.questions.dimensions}
    return {one.id: rank for rank, one in enumerate(sorted(changes, key=place), 1)}


def _counted(both: _Both, earlier: Sequence[Release]) -> Cleared:
    """Return whether directions of these people may be counted without giving anybody's away."""
    waves = f"{both.then.name} and {both.now.name}"
    return cleared(
        [total(COUNTS, waves, both.people)],
        earlier=earlier,
        minimum=both.context.minimum,
        insiders=[frozenset({(waves, person)}) for person in both.people],
    )


def _sizes(
    both: _Both, earlier: Sequence[Release], insiders: Collection[frozenset[Cell]]
) -> Cleared:
    """Return which of the mean step, the two levels and the role groups' may be shown."""
    least = both.context.minimum
    if not _shown_in_both(both, earlier) or both.reveals_each():
        return cleared([], minimum=least)
    then, now = both.then.name, both.now.name
    candidates = [
        change("change", (then, now), both.people),
        total("then", then, both.people),
        total("now", now, both.people),
    ]
    parts = {role: both.of_role(role) for role in dict.fromkeys(both.roles)}
    large = all(len(part.people) >= least for part in parts.values())
    if len(parts) > 1 and large and not any(part.reveals_each() for part in parts.values()):
        for role, part in parts.items():
            candidates.append(total(f"then {role}", then, part.people))
            candidates.append(total(f"now {role}", now, part.people))
    return cleared(candidates, earlier=earlier, minimum=least, insiders=insiders)


def _shown_in_both(both: _Both, earlier: Sequence[Release]) -> bool:
    """Say whether both waves show a figure of everyone; a change is never the first to tell."""
    shown = {wave for release in earlier if release.id == EVERYONE for wave, _ in release.weights}
    return {both.then.name, both.now.name} <= shown


def _change(both: _Both, counted: Cleared, sizes: Cleared, *, p: float, themes: int) -> GroupChange:
    context, then, now, steps = both.context, both.then, both.now, both.steps
    levels = {"then", "now"} <= sizes.ids
    # Where both levels are shown their difference is: whoever reads them can subtract.
    sized = "change" if "change" in sizes.ids else "then" if levels else ""
    step = mean(steps)
    ends = bca_interval(steps, seed=context.programme.says.seed) if sized else None
    known = max(map(len, context.posts.values()), default=1)
    printable = printable_counts(
        counts(steps),
        known=known,
        means=_means(both, levels=levels, sizes=sizes) if sized else (),
        can_change=partial(can_change, themes=themes),
        changed=p <= BY_CHANCE / themes,
    )
    verdict = verdict_of(steps, printable, p=p, themes=themes, known=known)
    return GroupChange(
        id=f"{now.name}/since/{then.name}/group/{both.dimension.id}",
        **context.to_everyone(now),
        n=len(both.people),
        method=SAME_PEOPLE,
        interval=(sizes.published(sized, ends[0]), sizes.published(sized, ends[1]))
        if ends
        else None,
        question="What changed here, and what was it that helped?"
        if verdict == "up"
        else "What changed here, and what lies behind it?",
        dimension=both.dimension.id,
        name=both.dimension.name,
        then=sizes.published("then", mean(both.before)) if levels else None,
        now=sizes.published("now", mean(both.after)) if levels else None,
        change=sizes.published(sized, step) if sized else None,
        verdict=verdict,
        enough=0 if verdict == "few" else enough_to_show(themes),
        up=counted.maybe(COUNTS, printable.up),
        same=counted.maybe(COUNTS, printable.same),
        down=counted.maybe(COUNTS, printable.down),
        sentence=printable.sentence,
        brief=printable.brief,
        lead=printable.lead,
        roles=_roles(both, sizes, list(context.programme.says.roles)) if levels else (),
    )


def verdict_of(
    steps: Sequence[float], printable: PrintableCounts, *, p: float, themes: int, known: int
) -> Verdict:
    """Return whether these steps are a change, and which way; `known` as in `printable_counts`.

    In at most 3 % of groups in which nothing changed any of so many themes is called changed,
    because each theme gets its share of these: p counts all ways in which the same steps could
    have gone up or down. Source: Wilcoxon (1945); Bonferroni over the themes.
    """
    if len(steps) < enough_to_show(themes) + known + 1:
        return "few"
    if not printable.certain:
        return "held"
    way: Verdict = "up" if signed_rank_sum(steps) > 0 else "down"
    return way if p <= BY_CHANCE / themes and printable.more == way else "none"


def _means(both: _Both, *, levels: bool, sizes: Cleared) -> tuple[Means, ...]:
    """Return what is printed beside the counts: the means of all, and those of role groups."""
    limits, items = both.context.limits_for(both.dimension), len(both.dimension.items)

    def printed(part: _Both, *, levels: bool, change: bool) -> Means:
        return Means(
            people=len(part.people),
            then=to_one_decimal(mean(part.before)) if levels else None,
            now=to_one_decimal(mean(part.after)) if levels else None,
            change=to_one_decimal(mean(part.steps)) if change else None,
            steps=(limits.high - limits.low) * items,
            low=float(limits.low),
            step=1 / items,
        )

    parts = [both.of_role(role) for role in dict.fromkeys(both.roles)] if levels else []
    return (
        printed(both, levels=levels, change=True),
        *(
            printed(one, levels=f"then {one.roles[0]}" in sizes.ids, change=False)
            for one in (parts if len(parts) > 1 else ())
        ),
    )


def _roles(
    both: _Both, sizes: Cleared, order: list[str]
) -> tuple[tuple[str, Published, Published], ...]:
    """Return the role groups that may be shown then and now, in the programme's order."""
    parts = {
        role: both.of_role(role)
        for role in sorted(set(both.roles), key=[*order, *both.roles].index)
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


def _withheld(both: _Both, reason: Reason) -> Withheld:
    context = both.context
    enough = number_needed(context.minimum).replace("answered", "answered both times")
    return Withheld(
        id=f"{both.now.name}/since/{both.then.name}/group/{both.dimension.id}/withheld",
        **context.to_everyone(both.now),
        n=len(both.people),
        method=SAME_PEOPLE,
        would_be=f"{both.dimension.name}, then and now",
        dimension=both.dimension.id,
        reason=reason,
        what_would_help=TELLS_TOO_MUCH if reason == "would_disclose" else enough,
    )
