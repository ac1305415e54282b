"""What one person alone reads: own results beside the group's, and the partner's line."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.audit.findings import Finding, GroupTheme, PartnerLine, PersonTheme
from facilitate.audit.scores import points
from facilitate.charts import Strip
from facilitate.compose.group_views import scale_alt
from facilitate.compose.stock_take import StockTake
from facilitate.compose.wording import Wording, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTheme:
    """One theme as a person answered it, beside the group's mean; empty words if unknown."""

    name: str
    mean: str
    group: str
    sentence: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnView:
    """A person's own results, for that person alone; `shown` is no where there are none."""

    shown: bool
    themes: tuple[OwnTheme, ...]
    strip: Strip
    strip_alt: str
    source: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """What a partner wished this person to know."""

    words: str
    role: str
    owner: str


def own_view(take: StockTake, found: Sequence[Finding], role: str) -> OwnView:
    """Return a person's own results, highest first; without any it says so by `shown`."""
    mine = sorted(
        (one for one in found if isinstance(one, PersonTheme)),
        key=lambda one: (one.mean is None, -round(one.mean or 0, 9), one.dimension),
    )
    owner = mine[0].subject.id if mine else ""
    group = [one for one in take.found if isinstance(one, GroupTheme)] if mine else []
    means = {one.dimension: points(one.mean) for one in group}
    themes = tuple(_theme(one, means.get(one.dimension, ""), take.wording) for one in mine)
    rows = [f"{one.name}: {one.sentence}" for one in themes]
    return OwnView(
        shown=any(one.mean is not None for one in mine),
        themes=themes,
        strip=take.charts.own(mine, group, role, owner),
        strip_alt=scale_alt("own", themes, take.charts, rows),
        source=take.wording.of("source", "own").format(date=take.now),
        owner=owner,
    )


def _theme(theme: PersonTheme, group: str, wording: Wording) -> OwnTheme:
    mean = points(theme.mean) if theme.mean is not None else ""
    key = "own" if mean and group else "own only"
    said = wording.of("sentence", key).format(own=mean or wording("no answer"), group=group)
    return OwnTheme(
        name=theme.name,
        mean=mean,
        group=group,
        sentence=sentence(said),
        owner=theme.subject.id,
    )


def partner_lines(take: StockTake, found: Sequence[Finding]) -> tuple[LineView, ...]:
    """Return each partner's line; the words belong to the pair of whoever wrote them."""
    pairs = {person.id: person.pair for person in take.world.everybody}
    return tuple(
        LineView(
            words=line.words,
            role=line.from_role,
            owner=pairs.get(line.subject.id) or line.subject.id,
        )
        for line in found
        if isinstance(line, PartnerLine)
    )
