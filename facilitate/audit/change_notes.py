"""The facilitator's figures of change: size, interval, exact tests; none of it for the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from facilitate.audit.bootstrap import bca_interval
from facilitate.audit.change import effect_sizes, matched, typical_step
from facilitate.audit.change_counts import SAME, counts
from facilitate.audit.change_tests import TEST_NEEDS, SignTests, holm, sign_tests, signed_ranks
from facilitate.audit.findings import MethodNote
from facilitate.audit.room import Room
from facilitate.audit.scores import mean, spread
from facilitate.audit.sitting import Sitting, dimension_answers
from facilitate.model.questions import Dimension
from facilitate.recipient import FACILITATOR, GROUP

METHOD = (
    "same people; BCa interval (Efron 1987), 9,999 draws; exact Wilcoxon and sign-flip tests; "
    "Holm over themes"
)


@dataclass(frozen=True, slots=True)
class _Steps:
    dimension: Dimension
    then: Sequence[float]
    now: Sequence[float]

    @property
    def sizes(self) -> list[float]:
        return [after - before for before, after in zip(self.then, self.now, strict=True)]


def change_notes(room: Room, then: Sitting, now: Sitting) -> tuple[MethodNote, ...]:
    """Return a note on each theme that enough of the same people answered both times."""
    steps = [_steps(then, now, dimension) for dimension in room.questions.dimensions]
    enough = [one for one in steps if len(one.then) >= room.minimum]
    seed = room.programme.says.seed
    tested = {
        one.dimension.id: found
        for one in enough
        if sum(abs(step) > SAME for step in one.sizes) >= TEST_NEEDS
        and (found := sign_tests(one.sizes, seed=seed))
    }
    adjusted = dict(zip(tested, holm([tests.wilcoxon for tests in tested.values()]), strict=True))
    return tuple(
        _note(
            room,
            (then, now),
            one,
            tests=tested.get(one.dimension.id),
            adjusted=adjusted.get(one.dimension.id),
        )
        for one in enough
    )


def _steps(then: Sitting, now: Sitting, dimension: Dimension) -> _Steps:
    before, after = (
        {one.id: score for one, score in dimension_answers(wave, dimension) if one.holds}
        for wave in (then, now)
    )
    both = matched(before, after).both
    return _Steps(dimension, [before[one] for one in both], [after[one] for one in both])


def _note(
    room: Room,
    waves: tuple[Sitting, Sitting],
    one: _Steps,
    *,
    tests: SignTests | None,
    adjusted: float | None,
) -> MethodNote:
    then, now = waves
    sizes, name, seed = one.sizes, one.dimension.id, room.programme.says.seed
    found, effects = counts(sizes), effect_sizes(one.then, one.now)
    figures = (
        ("up", found.up),
        ("same", found.same),
        ("down", found.down),
        ("mean then", mean(one.then)),
        ("mean now", mean(one.now)),
        ("mean change", mean(sizes)),
        ("median change", median(sizes)),
        ("standard deviation of change", spread(sizes)),
        ("rank-biserial", signed_ranks(sizes).rank_biserial),
        ("d_z", effects["d_z"]),
        ("d_av", effects["d_av"]),
        ("g", effects["g"]),
        ("Wilcoxon p", tests.wilcoxon if tests else None),
        ("Wilcoxon p, Holm", adjusted),
        ("sign-flip p", tests.sign_flip if tests else None),
    )
    return MethodNote(
        id=f"{now.wave}/since/{then.wave}/group/{name}/method",
        wave=now.wave,
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=len(sizes),
        asked=now.asked,
        method=METHOD,
        interval=bca_interval(sizes, seed=seed),
        about=one.dimension.name,
        measure="change",
        figures=figures,
        words=_words(sizes, tested=tests is not None),
    )


def _words(sizes: Sequence[float], *, tested: bool) -> str:
    words = []
    if not tested:
        words.append(f"Too few to test: fewer than {TEST_NEEDS} people changed.")
    if max(sizes) - min(sizes) <= SAME:
        words.append("Everybody changed by the same, so there is no interval.")
    elif typical_step(sizes) is not None:
        words.append("Mean and median point different ways: look for one large mover.")
    return " ".join(words)
