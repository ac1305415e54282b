"""A pair's then and now, or one person's: with whoever may see it."""

from collections.abc import Sequence

from facilitate.audit.findings import Finding, PairChange, PersonChange
from facilitate.audit.scores import points
from facilitate.charts import Strip
from facilitate.compose.change_charts import ChangeCharts
from facilitate.compose.change_views import ChangeRow, ChangeView
from facilitate.compose.group_views import scale_alt
from facilitate.compose.seal import owned
from facilitate.compose.stock_take import StockTake
from facilitate.compose.wording import sentence
from facilitate.recipient import Recipient


def change_of(
    take: StockTake, reader: Recipient, found: Sequence[Finding], role: str
) -> ChangeView:
    """Return the pair's change on a pair's page, one's own on a person's; empty if not shared."""
    charts = ChangeCharts(take.charts)
    pairs = [one for one in found if isinstance(one, PairChange)]
    own = [one for one in found if isinstance(one, PersonChange)]
    if reader.kind == "pair" and pairs:
        owner = pairs[0].subject.id
        rows = [_row(one.name, _said(one), owner) for one in pairs]
        return _view(take, rows, charts.pair(pairs, owner), owner)
    if reader.kind in {"person", "sponsor"} and own:
        owner = own[0].subject.id
        rows = [_row(one.name, f"{points(one.then)} → {points(one.now)}", owner) for one in own]
        return _view(take, rows, charts.person(own, role, owner), owner)
    return _view(take, [], take.charts.strip((), legend=()), "")


def _said(change: PairChange) -> str:
    now = dict(change.now)
    return ", ".join(
        f"{role} {points(then)} → {points(now[role])}" for role, then in change.then if role in now
    )


def _row(name: str, said: str, owner: str) -> ChangeRow:
    return ChangeRow(name=name, sentence=sentence(said), up=None, same=None, down=None, owner=owner)


def _view(take: StockTake, rows: Sequence[ChangeRow], strip: Strip, owner: str) -> ChangeView:
    told = [f"{row.name}: {row.sentence}" for row in rows]
    return ChangeView(
        any=bool(rows),
        levels=bool(rows),
        headline=take.wording.of("headline", "change none"),
        strip=strip,
        strip_alt=owned(scale_alt("change", rows, take.charts, told), owner),
        bars=ChangeCharts(take.charts).bars(()),
        bars_alt="",
        rows=tuple(rows),
        source=take.change.dates,
        dates=take.change.dates,
        owner=owner,
    )
