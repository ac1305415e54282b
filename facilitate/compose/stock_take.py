"""The stock take of a day, looked at once: the group, then and now, and what people said."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    ChangeTest,
    GroupChange,
    GroupTheme,
    GroupVoice,
    MethodNote,
    NamedTheme,
    Quote,
    ThemeMethod,
    Withheld,
)
from facilitate.audit.free_lists import most_told
from facilitate.compose.by_statement import (
    ByStatementView,
    by_statement_slides,
    by_statement_views,
    led_to,
)
from facilitate.compose.day_context import DayContext
from facilitate.compose.findings_charts import Charts
from facilitate.compose.group_findings import (
    QuoteView,
    RolesToday,
    group_view,
    not_shown_views,
    roles_today,
)
from facilitate.compose.mutual_views import MutualView, mutual_view, no_mutual_view
from facilitate.compose.placeholder import joined
from facilitate.compose.then_and_now import change_view
from facilitate.compose.wording import LETTERS_OF_A_TITLE, Wording, listed, sentence
from facilitate.figures import Published, points
from facilitate.model import Questions, Scale
from facilitate.recipient import GROUP
from facilitate.structs import Struct, replace

MOST_IN_A_TITLE = 2
"""Themes that one title names."""

NOTHING_THEN: Mapping[str, str] = MappingProxyType({})


class VoiceItem(Struct, kw_only=True):
    """One entry of a list in the group's own words, and the share of people who gave it."""

    words: str
    share: str


class VoiceView(Struct, kw_only=True):
    """A list in the group's own words; `gave` says how many people gave one, and how.

    `spoken` says that they gave it in conversation and not in writing, `tied` that no entry is
    before all others.
    """

    prompt: str
    n: int
    gave: str
    spoken: bool
    tied: bool
    items: tuple[VoiceItem, ...]


class NamedByRole(Struct, kw_only=True):
    """How many people of a role named a theme, in words: `4 of 6`."""

    role: str
    mark: str
    people: str


class NamedView(Struct, kw_only=True):
    """A theme that came up in conversation.

    `people` is how many named it (`8 of 12`, `10 or more of 12`), `sentence` the same in words;
    `roles` is the same by role and `by_role` in words, or nothing of it. `doubt` is what does not
    fit, `quotes` the words on it. `rated` says that people rated it too: a page shows that as well.
    `then` is how many named it in the first conversations, and when (`9 of 12 in May 2027`), empty
    if these are the first or if nobody was told of it then.
    """

    name: str
    means: str
    people: str
    sentence: str
    roles: tuple[NamedByRole, ...]
    by_role: str
    question: str
    doubt: str
    quotes: tuple[QuoteView, ...]
    rated: bool
    then: str


def named_views(
    found: Sequence[Finding],
    charts: Charts,
    quotes: Sequence[QuoteView] = (),
    rated: Collection[str] = (),
    then: Mapping[str, str] = NOTHING_THEN,
) -> tuple[NamedView, ...]:
    """Return the themes that came up, most people first; `rated` are those that people rated.

    `then` says of some of them, by name, how many named them in the first conversations.
    """
    wording = charts.wording
    views = []
    for one in found:
        if isinstance(one, NamedTheme):
            told = one.people is not None
            number = points(one.people, 0) if one.people is not None else most_told(one.n) + 1
            people = wording.of("named", "share" if told else "more").format(n=one.n, people=number)
            roles = tuple(
                NamedByRole(
                    role=wording.roles(each.role),
                    mark=charts.mark(each.role),
                    people=_of_role(each.people, each.n, wording),
                )
                for each in one.roles
            )
            by_role = wording.listed(
                wording.of("named", "role").format(people=each.people, role=each.role)
                for each in roles
            )
            said = wording.of("named", "sentence" if told else "sentence more").format(
                n=one.n, people=number
            )
            views.append(
                NamedView(
                    name=one.name,
                    means=sentence(one.means),
                    people=people,
                    sentence=said,
                    roles=roles,
                    by_role=sentence(by_role),
                    question=one.question,
                    doubt=sentence(one.doubt),
                    quotes=tuple(quote for quote in quotes if one.name in quote.themes),
                    rated=one.dimension in rated,
                    then=then.get(one.name, ""),
                )
            )
    return tuple(views)


def _of_role(named: Published, n: int, wording: Wording) -> str:
    """Return how many of a role named something: `none of 6`, `4 of 6`."""
    people = points(named, 0)
    told = "none" if people == "0" else "share"
    return wording.of("named", told).format(n=n, people=people)


def _share(named: Published | None, n: int, wording: Wording) -> str:
    """Return how many named something: `3 of 6`, `4 or more of 6`."""
    if named is None:
        return wording.of("named", "more").format(n=n, people=most_told(n) + 1)
    return wording.of("named", "share").format(n=n, people=points(named, 0))


def came_up(views: Sequence[NamedView], wording: Wording) -> str:
    """Return a title: which themes most people named; without one that stands out, just that."""
    most = [one for one in views if one.people == views[0].people]
    names = wording.listed(wording.lowered(one.name) for one in most)
    if not most or len(most) > MOST_IN_A_TITLE or len(names) > LETTERS_OF_A_TITLE:
        return wording.of("named", "headline none")
    return wording.of("named", "headline").format(most=names)


def quote_views(found: Sequence[Finding]) -> tuple[QuoteView, ...]:
    """Return the group's cleared words."""
    return tuple(
        QuoteView(theme=", ".join(one.names), themes=one.names, words=one.words)
        for one in found
        if isinstance(one, Quote)
    )


def voice_views(found: Sequence[Finding], wording: Wording) -> tuple[VoiceView, ...]:
    """Return the lists in the group's own words; shares are counts out of those who answered."""
    return tuple(
        VoiceView(
            prompt=one.prompt,
            n=one.n,
            gave=wording.of("named", "list said" if one.spoken else "list written").format(
                people=wording.people(one.n)
            ),
            spoken=one.spoken,
            tied=one.tied,
            items=tuple(
                VoiceItem(words=words, share=_share(people, one.n, wording))
                for words, people in one.items
            ),
        )
        for one in found
        if isinstance(one, GroupVoice)
    )


CONSENSUS = "consensus"


class MethodRow(Struct, kw_only=True):
    """One theme: figures with their intervals as words, empty where there are none."""

    name: str
    n: int
    mean: str
    interval: str
    agreement: str
    reliability: str
    change: str


class MethodView(Struct, kw_only=True):
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
    items = [item for dimension in questions.dimensions for item in dimension.items]
    changes = {one.dimension: one for one in findings if isinstance(one, GroupChange)}
    tests = {one.dimension: one for one in findings if isinstance(one, ChangeTest)}
    scales = {one.id: one.scale for one in questions.dimensions}
    return MethodView(
        statements=len(items),
        themes=len(questions.dimensions),
        reversed=sum(item.reverse for item in items),
        scale=listed(
            (
                wording.of("method", "scale").format(
                    low=scale.low, high=scale.high, first=scale.labels[0], last=scale.labels[-1]
                )
                for scale in questions.scales
            ),
            wording("or"),
        ),
        alike_up_to=points(alike_up_to),
        picture=tuple(
            one.words
            for one in findings
            if isinstance(one, MethodNote) and one.measure == CONSENSUS
        ),
        rows=tuple(
            replace(
                _method_row(one, changes.get(one.dimension), tests.get(one.dimension), wording),
                name=_with_scale(one.name, questions, scales.get(one.dimension), wording),
            )
            for one in findings
            if isinstance(one, ThemeMethod)
        ),
    )


def _with_scale(name: str, questions: Questions, own: Scale | None, wording: Wording) -> str:
    """Return a theme's name, with what its scale goes from and to if not as the questionnaire."""
    if own is None or (own.low, own.high) == (questions.scale.low, questions.scale.high):
        return name
    ends = wording("from to", first=own.low, last=own.high)
    return wording("with number", words=name, n=ends)


def _method_row(
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
        change=_change_words(change, test, wording) if change else "",
    )


def _interval(ends: tuple[Published, Published] | None, wording: Wording) -> str:
    return "" if ends is None else wording("from to", first=points(ends[0]), last=points(ends[1]))


def _change_words(change: GroupChange, test: ChangeTest | None, wording: Wording) -> str:
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


class StockTake:
    """The stock take of a day: its wave, its date, and what is the same for all readers."""

    def __init__(self, context: DayContext) -> None:
        self.context = context
        self.charts = Charts(context)
        self.wording = context.wording
        self.at_most = context.questions.thresholds.at_most
        waves = context.rated_waves or context.waves[-1:]
        self.wave = waves[-1] if waves else ""
        self.now = self._date(waves[-1:])
        self.said_on = self._date(context.waves[-1:])
        self.then = self._date(waves[:1]) if len(waves) > 1 else ""
        found = self.of_wave(context.by_reader.get(GROUP, ()))
        self.found = found
        self.change = change_view(
            found,
            self.charts,
            self.then,
            self.now,
            [(self._date([one]), self._themes(one)) for one in waves],
        )
        said = context.latest
        rated = {one.dimension for one in found if isinstance(one, GroupTheme)}
        self.quotes = quote_views(said)
        self.group = group_view(found, self.charts, self.quotes, self.at_most)
        self.voices = voice_views(said, self.wording)
        earlier, when = self._conversations(0)
        then = {
            one.name: self.wording.of("named", "then").format(share=one.people, date=when)
            for one in named_views(earlier, self.charts)
            if when != self.said_on
        }
        self.named = named_views(said, self.charts, self.quotes, rated, then)
        names = {one.name for one in self.named}
        self.no_longer = tuple(
            self.wording.of("named", "no longer").format(name=name, then=was, n=self.spoken_with)
            for name, was in then.items()
            if self.named and name not in names
        )
        self.came_up = came_up(self.named, self.wording)
        self.not_shown = not_shown_views(dict.fromkeys((*found, *said)), self.wording)
        unsaid = [one for one in said if isinstance(one, Withheld) and one.said]
        self.not_said = tuple(one.sentence for one in not_shown_views(unsaid, self.wording))

    def _date(self, waves: Sequence[str]) -> str:
        taken = self.context.programme.says.stock_takes.get(waves[0]) if waves else None
        return self.wording.month(taken) if taken else ""

    def _themes(self, wave: str) -> list[GroupTheme]:
        """Return what a stock take shows of the group on each theme."""
        told = self.context.by_reader.get(GROUP, ())
        return [one for one in told if isinstance(one, GroupTheme) and one.wave == wave]

    def _conversations(self, number: int) -> tuple[tuple[NamedTheme, ...], str]:
        """Return the themes of the first (0) or last (-1) conversations, and when that was."""
        told = self.context.by_reader.get(GROUP, ())
        named = [one for one in told if isinstance(one, NamedTheme)]
        waves = [wave for wave in self.context.waves if any(one.wave == wave for one in named)]
        if not waves:
            return (), ""
        wave = waves[number]
        return tuple(one for one in named if one.wave == wave), self._date([wave])

    @property
    def spoken_with(self) -> int:
        """How many people the latest stock take spoke with, as far as a page may say it."""
        said = self.context.latest
        named = [one.n for one in said if isinstance(one, NamedTheme)]
        lists = [one.n for one in said if isinstance(one, GroupVoice) and one.spoken]
        return max((*named, *lists), default=0)

    @property
    def conversations(self) -> str:
        """What came up when people were last spoken with, in a sentence; empty if nothing did."""
        found, when = self._conversations(-1)
        views = named_views(found, self.charts)[:3]
        if not views:
            return ""
        some = self.wording.listed(
            f"{self.wording.lowered(one.name)} ({one.people})" for one in views
        )
        return self.wording.of("named", "report").format(date=when, n=found[0].n, some=some)

    @cached_property
    def roles_today(self) -> RolesToday | None:
        """Where role groups stand furthest apart now, or did the first time."""
        return roles_today(self.group, self._first_rated(), self.wording, self.then)

    def _first_rated(self) -> tuple[Finding, ...]:
        """Return the group's findings of the first of several stock takes."""
        first = self.context.rated_waves[0] if self.then else ""
        told = self.context.by_reader.get(GROUP, ())
        return tuple(one for one in told if one.wave == first)

    @cached_property
    def mutual(self) -> MutualView:
        """How the role groups see one another, if the day makes time for it or reports it."""
        context = self.context
        if not (context.shows_mutual_views or context.reports_mutual_views):
            return no_mutual_view(self.charts)
        dates = (self.then, self.now)
        return mutual_view(self.found, self._first_rated(), self.charts, dates=dates)

    @cached_property
    def by_statement(self) -> tuple[ByStatementView, ...]:
        """What people ticked of the statements of the lowest and the most divided themes."""
        return led_to(by_statement_views(self.found, self.wording), self.charts.context.place_of)

    @cached_property
    def statement_slides(self) -> tuple[ByStatementView, ...]:
        """The same as slides have it, with themes of one statement on a slide together."""
        return led_to(by_statement_slides(self.found, self.wording), self.charts.context.place_of)

    @property
    def any(self) -> bool:
        """Whether there is a stock take at all."""
        return bool(self.wave)

    def of_wave(self, found: Sequence[Finding]) -> tuple[Finding, ...]:
        """Return those of the findings that are of the stock take in hand."""
        return tuple(one for one in found if one.wave == self.wave)

    def rules(self, *whose: str) -> str:
        """How labels come about: the `group`’s, a `pair`’s, one’s `own`, or several of these."""
        with_roles = any(theme.roles for theme in self.group.themes)
        group = ("group", "roles") if with_roles else ("group",)
        said = [rule for one in whose for rule in (group if one == "group" else (one,))]
        if not self.charts.one_scale:
            said.append("stretched")
        return joined([self.charts.rule(self.wording.of("thresholds", one)) for one in said], " ")
