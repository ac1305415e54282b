"""What the stock take says to one reader: the pair's or the person's where they may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facilitate.audit.findings import (
    Finding,
    GroupTheme,
    Notice,
    PairChange,
    PairTheme,
    PartnerLine,
    PersonChange,
    PersonTheme,
    Withheld,
)
from facilitate.audit.wording import NOT_SHARED
from facilitate.compose.charts import Charts, figure
from facilitate.compose.group_views import (
    ChangeRow,
    ChangeView,
    GroupView,
    MatrixRow,
    NotShown,
    QuoteView,
    VoiceView,
    change_view,
    group_view,
    lowered,
    matrix_rows,
    not_shown_views,
    quote_views,
    scale_alt,
    voice_views,
)
from facilitate.compose.seal import owned
from facilitate.compose.theme_views import Themes, ThemeView, points
from facilitate.compose.wording import Wording, sentence
from facilitate.compose.world import World
from facilitate.document import Strip
from facilitate.recipient import GROUP, Recipient

PAIR_ORDER = ("shared strength", "middle ground", "seen differently", "worth working on")


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
    question: str
    thresholds: str
    group: GroupView
    own: OwnView
    change: ChangeView
    pair_change: ChangeView
    matrix: tuple[MatrixRow, ...]
    quotes: tuple[QuoteView, ...]
    voices: tuple[VoiceView, ...]
    partner_line: LineView | None
    notices: tuple[str, ...]
    not_shown: tuple[NotShown, ...]


class StockTake:
    """The stock take of a day: its wave, its date, and what is the same for all readers."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.charts = Charts(world)
        self.wording = world.wording
        self.at_most = world.questions.thresholds.at_most
        dates = world.programme.says.stock_takes
        today = world.day.says.date
        waves = [
            wave
            for wave in dict.fromkeys(one.wave for one in world.findings)
            if dates.get(wave, today) <= today
        ]
        waves.sort(key=lambda wave: dates.get(wave, date.min))
        self.wave = waves[-1] if waves else ""
        self.now = self._date(waves[-1:])
        self.then = self._date(waves[:1]) if len(waves) > 1 else ""
        found = self.of_wave(world.by_reader.get(GROUP, ()))
        self.found = found
        self.group = group_view(found, self.charts, self.at_most)
        self.change = change_view(found, self.charts, self.then, self.now)
        theme_names = {one.id: one.name for one in world.questions.dimensions}
        self.quotes = quote_views(found, theme_names)
        self.voices = voice_views(found)
        self.not_shown = not_shown_views(found, self.wording)
        self.matrix = matrix_rows(found, self.charts)

    def _date(self, waves: Sequence[str]) -> str:
        taken = self.world.programme.says.stock_takes.get(waves[0]) if waves else None
        return self.wording.month(taken) if taken else ""

    @property
    def any(self) -> bool:
        """Whether there is a stock take at all."""
        return bool(self.wave)

    @property
    def second(self) -> bool:
        """Whether the same people can be looked at then and now."""
        return self.change.any or bool(self.then)

    def of_wave(self, found: Sequence[Finding]) -> tuple[Finding, ...]:
        """Return those of the findings that are of the stock take in hand."""
        return tuple(one for one in found if one.wave == self.wave)


def findings_view(stock_take: StockTake, reader: Recipient, role: str = "") -> FindingsView:
    """Return what a reader may see. `role` is a person's own; it chooses the shape of the mark."""
    found = stock_take.of_wave(stock_take.world.by_reader.get(reader, ()))
    return _Reading(stock_take, reader, found, role).view()


class _Reading:
    """One reader's findings on the way to being a view."""

    def __init__(
        self, take: StockTake, reader: Recipient, found: Sequence[Finding], role: str
    ) -> None:
        self.take = take
        self.reader = reader
        self.found = found
        self.role = role
        self.charts = take.charts
        self.wording: Wording = take.wording
        self.themes = Themes(take.charts)
        self.pair = [one for one in found if isinstance(one, PairTheme)]
        self.mine = sorted(
            (one for one in found if isinstance(one, PersonTheme)),
            key=lambda one: (one.mean is None, -round(one.mean or 0, 9), one.dimension),
        )

    def view(self) -> FindingsView:
        """Return the pair's picture for a pair that shares, the group's for everybody else."""
        group = self.take.group
        shared = self.reader.kind == "pair" and bool(self.pair)
        own = self._own()
        if shared:
            parts = self._pair_parts()
        else:
            not_yours = self.reader.kind == "pair" and self.take.any
            parts = _Parts(
                headline=group.headline,
                lead=NOT_SHARED if not_yours else "",
                strip=group.strip,
                strip_alt=group.strip_alt,
                source=group.source,
                strengths=group.strengths,
                working_on=group.working_on,
                differences=(),
                question=group.question,
            )
        return FindingsView(
            any=self.take.any,
            date=self.take.now,
            n=group.n,
            asked=group.asked,
            shared=shared or (self.reader.kind == "person" and own.shown),
            headline=parts.headline,
            lead=parts.lead,
            strip=parts.strip,
            strip_alt=parts.strip_alt,
            source=parts.source,
            strengths=parts.strengths,
            working_on=parts.working_on,
            differences=parts.differences,
            question=parts.question,
            thresholds=self._thresholds(),
            group=group,
            own=own,
            change=self.take.change,
            pair_change=self._pair_change(),
            matrix=self.take.matrix,
            quotes=self.take.quotes,
            voices=self.take.voices,
            partner_line=self._line(),
            notices=tuple(
                owned(one.sentence, one.subject.id) for one in self.found if isinstance(one, Notice)
            ),
            not_shown=self.take.not_shown,
        )

    def _thresholds(self) -> str:
        limits = self.take.world.questions.thresholds
        return self.wording(
            "thresholds",
            strength=figure(limits.strength),
            working=figure(limits.worth_working_on),
            apart=figure(limits.seen_differently),
        )

    # --------------------------------------------------------------------------------- a pair

    def _pair_parts(self) -> "_Parts":
        owner = self.pair[0].subject.id
        themes = sorted(
            self.pair, key=lambda one: (_order(one), -round(one.mean, 9), one.dimension)
        )
        held = [one for one in self.found if isinstance(one, Withheld) and one.dimension]
        held = [one for one in held if one.reason == "not_shared"]
        by_label = {
            label: sorted((one for one in themes if one.label == label), key=lambda one: one.rank)
            for label in PAIR_ORDER
        }
        strong, middle, apart, working = (by_label[label] for label in PAIR_ORDER)
        at_most = self.take.at_most

        def views(found: Sequence[PairTheme], label: str = "") -> tuple[ThemeView, ...]:
            return tuple(self.themes.pair(one, owner, label) for one in found[:at_most])

        asked = apart or working or strong or middle
        rows = [self._row(one) for one in themes]
        return _Parts(
            headline=owned(self._headline(strong, apart, working), owner),
            lead=self.wording("only you two")
            if len(themes[0].scores) > 1
            else self.wording("only you"),
            strip=self.charts.pair(themes, held, owner),
            strip_alt=owned(scale_alt("pair", themes, self.charts, rows), owner),
            source=self.wording.of("source", "pair").format(date=self.take.now),
            strengths=views(strong) or views(middle[:1], "highest"),
            working_on=views(working) or views(middle[-1:] if len(middle) > 1 else (), "lowest"),
            differences=views(apart),
            question=owned(asked[0].question, owner),
        )

    def _row(self, theme: PairTheme) -> str:
        said = ", ".join(f"{role} {points(mean)}" for role, mean in theme.scores)
        return f"{theme.name}: {said}."

    def _headline(
        self,
        strong: Sequence[PairTheme],
        apart: Sequence[PairTheme],
        working: Sequence[PairTheme],
    ) -> str:
        key = _HEADLINES.get((bool(strong), bool(apart), bool(working)), "pair even")
        if any(len(one.scores) < 2 for one in self.pair):
            key = "alone"

        def named(themes: Sequence[PairTheme]) -> str:
            return self.wording.listed(lowered(one.name) for one in themes[:2])

        return self.wording.of("headline", key).format(
            strong=named(strong), apart=named(apart), working=named(working)
        )

    def _pair_change(self) -> ChangeView:
        """Return the pair's then and now, or one's own for a person; empty if it is not shared."""
        pairs = [one for one in self.found if isinstance(one, PairChange)]
        own = [one for one in self.found if isinstance(one, PersonChange)]
        take = self.take
        owner = ""
        rows: list[ChangeRow] = []
        strip = self.charts.strip((), legend=())
        if self.reader.kind == "pair" and pairs:
            owner = pairs[0].subject.id
            strip = self.charts.pair_change(pairs, owner)
            for change in pairs:
                now = dict(change.now)
                said = ", ".join(
                    f"{role} {points(then)} → {points(now[role])}"
                    for role, then in change.then
                    if role in now
                )
                rows.append(_change_row(change.name, said, owner))
        elif self.reader.kind in {"person", "sponsor"} and own:
            owner = own[0].subject.id
            strip = self.charts.person_change(own, self.role, owner)
            rows = [
                _change_row(one.name, f"{points(one.then)} → {points(one.now)}", owner)
                for one in own
            ]
        told = [f"{row.name}: {row.sentence}" for row in rows]
        return ChangeView(
            any=bool(rows),
            levels=bool(rows),
            headline=self.wording.of("headline", "change none"),
            strip=strip,
            strip_alt=owned(scale_alt("change", rows, self.charts, told), owner),
            bars=self.charts.change_bars(()),
            bars_alt="",
            rows=tuple(rows),
            source=take.change.dates,
            dates=take.change.dates,
            owner=owner,
        )

    # ------------------------------------------------------------------------------- a person

    def _own(self) -> OwnView:
        owner = self.mine[0].subject.id if self.mine else ""
        group = [one for one in self.take.found if isinstance(one, GroupTheme)]
        means = {one.dimension: points(one.mean) for one in group}
        themes = tuple(self._own_theme(one, means.get(one.dimension, "")) for one in self.mine)
        rows = [f"{one.name}: {one.sentence}" for one in themes]
        return OwnView(
            shown=any(one.mean is not None for one in self.mine),
            themes=themes,
            strip=self.charts.own(self.mine, group, self.role, owner),
            strip_alt=scale_alt("own", themes, self.charts, rows),
            source=self.wording.of("source", "own").format(date=self.take.now),
            owner=owner,
        )

    def _own_theme(self, theme: PersonTheme, group: str) -> OwnTheme:
        mean = points(theme.mean) if theme.mean is not None else ""
        key = "own" if mean and group else "own only"
        said = self.wording.of("sentence", key).format(
            own=mean or self.wording("no answer"), group=group
        )
        return OwnTheme(
            name=theme.name,
            mean=mean,
            group=group,
            sentence=sentence(said),
            owner=theme.subject.id,
        )

    def _line(self) -> LineView | None:
        """Return the partner's line; the words belong to the pair of whoever wrote them."""
        found = next((one for one in self.found if isinstance(one, PartnerLine)), None)
        if found is None:
            return None
        pairs = {person.id: person.pair for person in self.take.world.programme.people()}
        owner = pairs.get(found.subject.id) or found.subject.id
        return LineView(words=found.words, role=found.from_role, owner=owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What differs between a page of the pair and a page of the group."""

    headline: str
    lead: str
    strip: Strip
    strip_alt: str
    source: str
    strengths: tuple[ThemeView, ...]
    working_on: tuple[ThemeView, ...]
    differences: tuple[ThemeView, ...]
    question: str


_HEADLINES = {
    (True, True, True): "pair strong and apart",
    (True, True, False): "pair strong and apart",
    (True, False, True): "pair strong and working",
    (True, False, False): "pair strong",
    (False, True, True): "pair apart",
    (False, True, False): "pair apart",
    (False, False, True): "pair working",
}


def _order(theme: PairTheme) -> int:
    return PAIR_ORDER.index(theme.label) if theme.label in PAIR_ORDER else 1


def _change_row(name: str, said: str, owner: str) -> ChangeRow:
    return ChangeRow(name=name, sentence=sentence(said), up=None, same=None, down=None, owner=owner)
