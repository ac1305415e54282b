"""How the figures were made, for the facilitator's one page: theme by theme, as words."""

from collections.abc import Iterable
from dataclasses import dataclass

from facilitate.audit.findings import ChangeTest, Finding, GroupChange, MethodNote, ThemeMethod
from facilitate.compose.wording import Wording
from facilitate.figures import Published, points
from facilitate.model import Questions

CONSENSUS = "consensus"


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRow:
    """One theme: figures with their intervals as words, empty where there are none."""

    name: str
    n: int
    mean: str
    interval: str
    agreement: str
    reliability: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """What was asked, and a row for each theme that is shown.

    `picture` says in words whether people share one picture; empty where too few answered.
    """

    statements: int
    themes: int
    reversed: int
    scale: str
    alike_up_to: str
    picture: tuple[str, ...]
    rows: tuple[MethodRow, ...]


def method_view(
    found: Iterable[Finding], questions: Questions, wording: Wording, *, alike_up_to: float
) -> MethodView:
    """Return what a reader's findings say of method; rows in the order of the themes asked."""
    findings = tuple(found)
    scale = questions.scale
    items = [item for dimension in questions.dimensions for item in dimension.items]
    changes = {one.dimension: one for one in findings if isinstance(one, GroupChange)}
    tests = {one.dimension: one for one in findings if isinstance(one, ChangeTest)}
    return MethodView(
        statements=len(items),
        themes=len(questions.dimensions),
        reversed=sum(item.reverse for item in items),
        scale=wording.of("method", "scale").format(
            low=scale.low, high=scale.high, first=scale.labels[0], last=scale.labels[-1]
        ),
        alike_up_to=points(alike_up_to),
        picture=tuple(
            one.words
            for one in findings
            if isinstance(one, MethodNote) and one.measure == CONSENSUS
        ),
        rows=tuple(
            _row(one, changes.get(one.dimension), tests.get(one.dimension), wording)
            for one in findings
            if isinstance(one, ThemeMethod)
        ),
    )


def _row(
    theme: ThemeMethod, change: GroupChange | None, test: ChangeTest | None, wording: Wording
) -> MethodRow:
    agreement = ""
    if theme.deviation is not None:
        kind = "alike" if theme.alike else "not alike"
        agreement = wording.of("method", kind).format(deviation=points(theme.deviation))
    return MethodRow(
        name=theme.name,
        n=theme.n,
        mean=points(theme.mean),
        interval=_interval(theme.interval, wording),
        agreement=agreement,
        reliability=theme.stated if theme.reliability is None else points(theme.reliability, 2),
        change=_change(change, test, wording) if change else "",
    )


def _interval(ends: tuple[Published, Published] | None, wording: Wording) -> str:
    return "" if ends is None else wording("from to", first=points(ends[0]), last=points(ends[1]))


def _change(change: GroupChange, test: ChangeTest | None, wording: Wording) -> str:
    tested = wording.of("method", "untested")
    if test is not None and test.adjusted is not None:
        tested = wording.of("method", "p").format(p=_probability(test.adjusted))
    key = "change" if change.change is not None else "counted"
    return wording.of("method", key).format(
        n=change.n,
        change="" if change.change is None else points(change.change, signed=True),
        interval=_interval(change.interval, wording),
        tested=tested,
    )


def _probability(p: Published) -> str:
    words = points(p, 3)
    return "< 0.001" if words == "0.000" else words
