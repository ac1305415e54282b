"""What the stock take says to one reader: the pair's or the person's where they may see it."""

from dataclasses import dataclass

from facilitate.audit.findings import Notice, PairTheme
from facilitate.audit.labels import NOT_SHARED
from facilitate.charts import Strip
from facilitate.compose.change_views import ChangeView
from facilitate.compose.group_views import GroupView
from facilitate.compose.method_views import MethodRow, method_rows
from facilitate.compose.own_changes import change_of
from facilitate.compose.own_views import LineView, OwnView, own_view, partner_lines
from facilitate.compose.pictures import group_picture, pair_picture
from facilitate.compose.seal import owned
from facilitate.compose.stock_take import StockTake
from facilitate.compose.theme_views import ThemeView
from facilitate.compose.voice_views import MatrixRow, NotShown, QuoteView, VoiceView
from facilitate.recipient import Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsView:
    """What the stock take says to one reader. Figures are words; nothing here is an answer."""

    any: bool
    date: str
    n: int
    asked: int
    shared: bool
    headline: str
    lead: str
    strip: Strip
    strip_alt: str
    source: str
    strengths: tuple[ThemeView, ...]
    working_on: tuple[ThemeView, ...]
    differences: tuple[ThemeView, ...]
    highest: tuple[ThemeView, ...]
    lowest: tuple[ThemeView, ...]
    question: str
    thresholds: str
    group: GroupView
    own: OwnView
    change: ChangeView
    pair_change: ChangeView
    matrix: tuple[MatrixRow, ...]
    quotes: tuple[QuoteView, ...]
    voices: tuple[VoiceView, ...]
    partner_lines: tuple[LineView, ...]
    notices: tuple[str, ...]
    not_shown: tuple[NotShown, ...]
    method: tuple[MethodRow, ...] = ()


def findings_view(stock_take: StockTake, reader: Recipient, role: str = "") -> FindingsView:
    """Return what a reader may see. `role` is a person's own; it chooses the shape of the mark.

    It is the pair's picture for a pair that shares, and the group's for everybody else.
    """
    found = stock_take.of_wave(stock_take.world.by_reader.get(reader, ()))
    own = own_view(stock_take, found, role)
    themes = [one for one in found if isinstance(one, PairTheme)]
    together = reader.kind in {"pair", "sponsor"}
    shared = together and bool(themes)
    if shared:
        picture = pair_picture(stock_take, themes, found)
    else:
        held_back = together and stock_take.any
        picture = group_picture(stock_take.group, lead=NOT_SHARED if held_back else "")
    return FindingsView(
        any=stock_take.any,
        date=stock_take.now,
        n=stock_take.group.n,
        asked=stock_take.group.asked,
        shared=shared or (reader.kind == "person" and own.shown),
        headline=picture.headline,
        lead=picture.lead,
        strip=picture.strip,
        strip_alt=picture.strip_alt,
        source=picture.source,
        strengths=picture.strengths,
        working_on=picture.working_on,
        differences=picture.differences,
        highest=picture.highest,
        lowest=picture.lowest,
        question=picture.question,
        thresholds=stock_take.rules(*_rules_for(reader, shared=shared)),
        group=stock_take.group,
        own=own,
        change=stock_take.change,
        pair_change=change_of(stock_take, reader, found, role),
        matrix=stock_take.matrix,
        quotes=stock_take.quotes,
        voices=stock_take.voices,
        partner_lines=partner_lines(stock_take, found),
        notices=tuple(
            owned(one.sentence, one.subject.id) for one in found if isinstance(one, Notice)
        ),
        not_shown=stock_take.not_shown,
        method=method_rows(found),
    )


def _rules_for(reader: Recipient, *, shared: bool) -> tuple[str, ...]:
    """Return whose labels a reader's pages show: the facilitator explains both."""
    if reader.kind == "facilitator":
        return ("group", "pair")
    return ("pair",) if shared else ("group",)
