"""Then and now, as a template sees it: the group's, a pair's or one's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.audit.findings import Finding, GroupChange
from facilitate.charts import Bars, Strip
from facilitate.compose.change_charts import ChangeCharts, answered_twice
from facilitate.compose.charts import Charts
from facilitate.compose.group_views import lowered, scale_alt
from facilitate.compose.wording import Wording, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One theme then and now; `up`, `same` and `down` count people and may be nothing."""

    name: str
    sentence: str
    up: int | None
    same: int | None
    down: int | None
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """Then and now; `any` is no where there was one stock take only.

    `levels` is no where only counts of people may be told; then the strip has nothing to draw.
    """

    any: bool
    levels: bool
    headline: str
    strip: Strip
    strip_alt: str
    bars: Bars
    bars_alt: str
    rows: tuple[ChangeRow, ...]
    source: str
    dates: str
    owner: str = ""


def change_view(found: Sequence[Finding], charts: Charts, then: str, now: str) -> ChangeView:
    """Return the group then and now, largest change first; `then` and `now` name the dates."""
    changes = [one for one in found if isinstance(one, GroupChange)]
    changes.sort(key=_size)
    wording = charts.wording
    levels = any(one.then is not None for one in changes)
    headline = _moved(changes, wording)
    rows = tuple(
        ChangeRow(
            name=one.name, sentence=sentence(one.sentence), up=one.up, same=one.same, down=one.down
        )
        for one in changes
    )
    alt = scale_alt("change", changes, charts, [f"{row.name}: {row.sentence}" for row in rows])
    return ChangeView(
        any=bool(changes),
        levels=levels,
        headline=headline,
        strip=ChangeCharts(charts).group(changes),
        strip_alt=alt,
        bars=ChangeCharts(charts).bars(changes),
        bars_alt=alt,
        rows=rows,
        source=wording.of("source", "change").format(
            people=answered_twice(changes, wording), then=then, now=now
        ),
        dates=wording.listed([then, now]) if then else now,
    )


def _moved(changes: Sequence[GroupChange], wording: Wording) -> str:
    """Return a title: which themes moved most, or that most people rate some higher."""
    largest = [one for one in changes if one.change is not None and abs(one.change) >= 0.3]
    higher = [one for one in changes if (one.up or 0) * 2 > one.both]
    higher.sort(key=lambda one: (-(one.up or 0), one.name))
    key, found = ("change", largest) if largest else ("change higher", higher)
    if not found:
        return wording.of("headline", "change none")
    most = wording.listed(lowered(one.name) for one in found[:2])
    return sentence(wording.of("headline", key).format(most=most)).rstrip(".")


def _size(change: GroupChange) -> tuple[float, int, str]:
    """Return a key that puts the largest change first; without a figure, most people moved."""
    size = -abs(change.change) if change.change is not None else 0.0
    return (round(size, 9), -((change.up or 0) + (change.down or 0)), change.name)
