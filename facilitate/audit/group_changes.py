"""The group then and now: counts of the same people, and sizes where they give nobody away."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from facilitate.audit.alike import all_alike
from facilitate.audit.bootstrap import bca_interval
from facilitate.audit.change import matched
from facilitate.audit.change_counts import counts, printed, shift_words
from facilitate.audit.change_tests import signed_ranks
from facilitate.audit.disclosure import Cell, Release, change, cleared, total
from facilitate.audit.findings import Finding, GroupChange, Reason, Withheld
from facilitate.audit.group import EVERYONE, Shown, tells_each
from facilitate.audit.room import Room
from facilitate.audit.scores import mean
from facilitate.audit.sitting import Sitting, dimension_answers
from facilitate.audit.then_and_now import METHOD
from facilitate.audit.wording import TELLS_TOO_MUCH, number_needed
from facilitate.model.questions import Dimension
from facilitate.recipient import GROUP


@dataclass(frozen=True, slots=True)
class _Both:
    """One theme and the people who answered it both times, in the order of their ids."""

    then: Sitting
    now: Sitting
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

    def tells_each(self, room: Room) -> bool:
        """Say whether a mean of these people, then, now or of the change, would tell each's."""
        columns = (self.before, self.after)
        return all_alike(self.steps) or any(tells_each(room, column) for column in columns)


def _both(then: Sitting, now: Sitting, dimension: Dimension) -> _Both:
    first, second = (
        {one.id: (one, score) for one, score in dimension_answers(wave, dimension) if one.holds}
        for wave in (then, now)
    )
    people = matched(first, second).both
    return _Both(
        then=then,
        now=now,
        dimension=dimension,
        people=people,
        before=[first[one][1] for one in people],
        after=[second[one][1] for one in people],
        roles=[first[one][0].role for one in people],
    )


def group_changes(
    room: Room,
    then: Sitting,
    now: Sitting,
    *,
    earlier: Mapping[str, Sequence[Release]],
    insiders: Mapping[str, Collection[frozenset[Cell]]],
) -> Shown:
    """Return the group's change on each theme, with the totals that it publishes beside earlier.

    Counts of matched people are told once there are enough; levels and the mean change only if,
    beside the figures of both waves, they give nobody away.
    """
    found: list[Finding] = []
    releases: dict[str, tuple[Release, ...]] = {}
    for dimension in room.questions.dimensions:
        both, counts_of = _both(then, now, dimension), f"{dimension.id}/counts"
        if len(both.people) < room.minimum:
            found.append(_withheld(room, both, "too_few"))
            continue
        counted = _counted(room, both, earlier.get(counts_of, ()))
        releases[counts_of] = counted
        if not counted:
            found.append(_withheld(room, both, "would_disclose"))
            continue
        own = insiders.get(dimension.id, ())
        sizes = _sizes(room, both, earlier.get(dimension.id, ()), insiders=own)
        finding = _change(room, both, {release.id for release in sizes})
        found.append(finding)
        releases[dimension.id] = _published(sizes, finding)
    return Shown(tuple(found), releases)


def _counted(room: Room, both: _Both, earlier: Sequence[Release]) -> tuple[Release, ...]:
    """Return the total of people whose directions are counted, if it gives nobody's away."""
    waves = f"{both.then.wave} and {both.now.wave}"
    return cleared(
        [total("counts", waves, both.people)],
        earlier=earlier,
        minimum=room.minimum,
        insiders=[frozenset({(waves, person)}) for person in both.people],
    ).shown


def _sizes(
    room: Room,
    both: _Both,
    earlier: Sequence[Release],
    *,
    insiders: Collection[frozenset[Cell]],
) -> tuple[Release, ...]:
    """Return which of the mean step, the two levels and the role groups' may be shown."""
    if not _shown_in_both(both, earlier) or both.tells_each(room):
        return ()
    then, now = both.then.wave, both.now.wave
    candidates = [
        change("change", (then, now), both.people),
        total("then", then, both.people),
        total("now", now, both.people),
    ]
    parts = {role: both.of_role(role) for role in dict.fromkeys(both.roles)}
    large = all(len(part.people) >= room.minimum for part in parts.values())
    if len(parts) > 1 and large and not any(part.tells_each(room) for part in parts.values()):
        for role, part in parts.items():
            candidates.append(total(f"then {role}", then, part.people))
            candidates.append(total(f"now {role}", now, part.people))
    return cleared(candidates, earlier=earlier, minimum=room.minimum, insiders=insiders).shown


def _shown_in_both(both: _Both, earlier: Sequence[Release]) -> bool:
    """Say whether both waves show a figure of everyone; a change is never the first to tell."""
    shown = {wave for release in earlier if release.id == EVERYONE for wave, _ in release.weights}
    return {both.then.wave, both.now.wave} <= shown


def _change(room: Room, both: _Both, shown: Collection[str]) -> GroupChange:
    then, now, steps = both.then, both.now, both.steps
    told = printed(counts(steps))
    levels = {"then", "now"} <= set(shown)
    sized = levels or "change" in shown
    return GroupChange(
        id=f"{now.wave}/since/{then.wave}/group/{both.dimension.id}",
        wave=now.wave,
        subject=GROUP,
        readers=room.everyone,
        n=len(both.people),
        asked=now.asked,
        method=METHOD,
        interval=bca_interval(steps, seed=room.programme.says.seed) if sized else None,
        question="What changed here, and what was it that helped?",
        dimension=both.dimension.id,
        name=both.dimension.name,
        then=mean(both.before) if levels else None,
        now=mean(both.after) if levels else None,
        change=mean(steps) if sized else None,
        up=told.up,
        same=told.same,
        down=told.down,
        both=len(both.people),
        then_only=len(dimension_answers(then, both.dimension)) - len(both.people),
        now_only=len(dimension_answers(now, both.dimension)) - len(both.people),
        sentence=told.sentence,
        shift=shift_words(signed_ranks(steps).rank_biserial),
        roles=_roles(both, shown) if levels else (),
    )


def _roles(both: _Both, shown: Collection[str]) -> tuple[tuple[str, float, float], ...]:
    parts = {
        role: both.of_role(role)
        for role in dict.fromkeys(both.roles)
        if {f"then {role}", f"now {role}"} <= set(shown)
    }
    return tuple((role, mean(part.before), mean(part.after)) for role, part in parts.items())


def _published(sizes: Sequence[Release], finding: GroupChange) -> tuple[Release, ...]:
    """Return the releases that the finding really prints: levels come in twos or not at all."""
    names = {"change"} if finding.change is not None else set()
    if finding.then is not None:
        names |= {"then", "now"}
    for role, _, _ in finding.roles:
        names |= {f"then {role}", f"now {role}"}
    return tuple(release for release in sizes if release.id in names)


def _withheld(room: Room, both: _Both, reason: Reason) -> Withheld:
    enough = number_needed(room.minimum).replace("answered", "answered both times")
    return Withheld(
        id=f"{both.now.wave}/since/{both.then.wave}/group/{both.dimension.id}/withheld",
        wave=both.now.wave,
        subject=GROUP,
        readers=room.everyone,
        n=len(both.people),
        asked=both.now.asked,
        method=METHOD,
        would_be=f"{both.dimension.name}, then and now",
        dimension=both.dimension.id,
        reason=reason,
        what_would_help=TELLS_TOO_MUCH if reason == "would_disclose" else enough,
    )
