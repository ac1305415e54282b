"""What the stock take says to one reader: the pair's or the person's where they may see it."""

from collections.abc import Sequence
from functools import cached_property

from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    GroupTheme,
    Notice,
    PairTheme,
    PartnerLine,
    PersonTheme,
    PersonTies,
    Withheld,
)
from facilitate.audit.labels import NOT_SHARED
from facilitate.audit.wave import SPONSORS
from facilitate.charts import Strip
from facilitate.compose.group_findings import Overview, ThemeView, ThemeWords, scale_alt, unequalled
from facilitate.compose.mutual_views import MutualView, no_mutual_view
from facilitate.compose.placeholder import owned
from facilitate.compose.stock_take import MethodView, StockTake, method_view
from facilitate.compose.then_and_now import ChangeView, own_change_view
from facilitate.compose.wording import Wording, counted, sentence
from facilitate.figures import points
from facilitate.recipient import Recipient
from facilitate.structs import Struct, replace


class OwnTheme(Struct, kw_only=True):
    """One theme as a person answered it, beside the group's mean; empty words if unknown."""

    name: str
    mean: str
    group: str
    sentence: str
    owner: str


class OwnView(Struct, kw_only=True):
    """A person's own results, for that person alone; `shown` is no where there are none."""

    shown: bool
    themes: tuple[OwnTheme, ...]
    strip: Strip
    strip_alt: str
    source: str
    owner: str


class LineView(Struct, kw_only=True):
    """What a partner wished this person to know."""

    words: str
    role: str
    owner: str


class OwnTies(Struct, kw_only=True):
    """Whom a person named to one question, for that person alone."""

    prompt: str
    named: str
    owner: str


def own_ties(take: StockTake, found: Sequence[Finding]) -> tuple[OwnTies, ...]:
    """Return whom a person named, as people are called; none if the question was left out."""
    names = take.context.names
    return tuple(
        OwnTies(
            prompt=one.prompt,
            named=take.wording.listed(names.get(each, each) for each in one.named),
            owner=one.subject.id,
        )
        for one in found
        if isinstance(one, PersonTies)
    )


def own_view(take: StockTake, found: Sequence[Finding], role: str) -> OwnView:
    """Return a person's own results, highest first; without any it says so by `shown`."""
    asked = sorted(
        (one for one in found if isinstance(one, PersonTheme)), key=lambda one: one.dimension
    )
    known = [(one.height, one) for one in asked if one.height is not None]
    known.sort(key=lambda pair: pair[0], reverse=True)
    mine = [*(one for _, one in known), *(one for one in asked if one.mean is None)]
    owner = mine[0].subject.id if mine else ""
    group = [one for one in take.found if isinstance(one, GroupTheme)] if mine else []
    means = {one.dimension: points(one.mean) for one in group}
    themes = tuple(_theme(one, means.get(one.dimension, ""), take.wording) for one in mine)
    rows = [f"{one.name}: {one.sentence}" for one in themes]
    beside = "own" if means else "own only"
    return OwnView(
        shown=any(one.mean is not None for one in mine),
        themes=themes,
        strip=take.charts.own(mine, group, role, owner),
        strip_alt=scale_alt(beside, themes, take.charts, rows),
        source=take.charts.with_scales(take.wording.of("source", beside).format(date=take.now)),
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
    pairs = take.context.programme.pair_of
    return tuple(
        LineView(
            words=line.words,
            role=take.wording.role(line.from_role),
            owner=pairs.get(line.subject.id) or line.subject.id,
        )
        for line in found
        if isinstance(line, PartnerLine)
    )


PAIR_ORDER = ("shared strength", "middle ground", "seen differently", "worth working on")


_LEADS = {0: "only you", 1: "only you", 2: "only you two", 3: "only you all"}


def _who(wording: Wording, answered: int, reading: int) -> str:
    """Return `you`, for whoever answered; nothing where that is one person.

    Somebody who has left since, or is not there, is not spoken to: then it is those who answered.
    """
    if answered < 2:
        return ""
    return wording("those who answered" if reading < answered else "you who read")


def _whose(wording: Wording, answered: int, reading: int) -> dict[str, str]:
    """Return for `whom` a theme is high or low, and `whose` answers are read."""
    key = "former" if reading < answered else {1: "one", 2: "two"}.get(answered, "more")
    said = wording.words["whose answers"][key]
    return {name: words.format(n=counted(answered)) for name, words in said.items()}


def _of_label(themes: Sequence[PairTheme], label: str) -> list[PairTheme]:
    return sorted((one for one in themes if one.label == label), key=lambda one: one.rank)


def _row(wording: Wording, theme: PairTheme) -> str:
    said = ", ".join(f"{wording.role(role)} {points(mean)}" for role, mean in theme.scores)
    return f"{theme.name}: {said}."


def _headline(wording: Wording, who: str, **found: Sequence[PairTheme]) -> str:
    """Return what to ask of the foremost; where views differ, not of what all of them see low."""
    names = {kind: [one.name for one in themes] for kind, themes in found.items()}
    said = {kind: wording.foremost(these) for kind, these in names.items() if these}
    if "apart" in said:
        said.pop("working", None)
    key = f"pair {' and '.join(said) or 'even'}"
    return wording.of("headline", key if who else "alone").format(you=who, **said)


def _order(theme: PairTheme) -> int:
    return PAIR_ORDER.index(theme.label) if theme.label in PAIR_ORDER else 1


class ReaderFindings:
    """What the stock take says to one reader. Figures are words; nothing here is an answer.

    It is the pair's own for a pair that shares, and the group's for everybody else. `role` is a
    person's own; it chooses the shape of the mark. Templates read it by the names of `READABLE`,
    and what no page asks for is not made.
    """

    def __init__(self, take: StockTake, reader: Recipient, role: str = "") -> None:
        self.take, self.reader, self.role = take, reader, role
        self.found = take.of_wave(take.context.by_reader.get(reader, ()))
        self.of_pair = [one for one in self.found if isinstance(one, PairTheme)]
        self.together = reader.kind in {"pair", "sponsor"}

    @cached_property
    def overview(self) -> Overview:
        """What a page says first of all themes; a pair's that is not shown keeps its row."""
        if not (self.together and self.of_pair):
            return self._of_the_group()
        take, owner, charts = self.take, self.of_pair[0].subject.id, self.take.charts
        themes = sorted(self.of_pair, key=lambda one: one.dimension)
        themes.sort(key=lambda one: one.height, reverse=True)
        themes.sort(key=_order)
        held = [
            one
            for one in self.found
            if isinstance(one, Withheld) and one.dimension and one.reason == "not_shared"
        ]
        strong, middle, apart, working = (_of_label(themes, label) for label in PAIR_ORDER)

        def views(some: Sequence[PairTheme], label: str = "") -> tuple[ThemeView, ...]:
            words = ThemeWords(charts)
            return tuple(words.pair(one, owner, label) for one in some[: take.at_most])

        asked = apart or working or strong or middle
        by_mean = sorted((*middle, *apart), key=lambda one: one.mean, reverse=True)
        first = [one for one in unequalled(by_mean[:1], themes) if one in middle]
        last = [one for one in unequalled(by_mean[1:][-1:], themes) if one in middle]
        rows = [_row(take.wording, one) for one in themes]
        answered = len({role for theme in themes for role, _ in theme.scores})
        context = take.context
        reading = len(context.members(owner))
        if owner == SPONSORS and owner not in context.programme.pairs:
            reading = len(context.programme.says.sponsors)
        who = _who(take.wording, answered, reading)
        title = _headline(take.wording, who, strong=strong, apart=apart, working=working)
        return Overview(
            headline=owned(title, owner),
            lead=take.wording(_LEADS[min(answered, reading, 3)]),
            **_whose(take.wording, answered, reading),
            strip=charts.pair(themes, held, owner, title),
            strip_alt=owned(
                scale_alt("alone" if answered == 1 else "pair", themes, charts, rows), owner
            ),
            source=charts.with_scales(take.wording.of("source", "pair").format(date=take.now)),
            strengths=views(strong),
            working_on=views(working),
            differences=views(apart),
            highest=() if strong else views(first, "highest"),
            lowest=() if working else views(last, "lowest"),
            question=owned(asked[0].question, owner),
        )

    def _of_the_group(self) -> Overview:
        group = self.take.group
        if not self.together or not self.take.any:
            return group
        if not group.themes:
            return replace(group, lead="")
        said = self.take.wording.of("headline", "shows group")
        return replace(group, lead=NOT_SHARED, headline=said.format(headline=group.headline))

    @cached_property
    def own(self) -> OwnView:
        """A person's own results."""
        return own_view(self.take, self.found, self.role)

    @property
    def shared(self) -> bool:
        """Whether the page shows a pair's or a person's own results."""
        if self.together:
            return bool(self.of_pair)
        return self.reader.kind == "person" and self.own.shown

    @property
    def thresholds(self) -> str:
        """How the labels on a reader's pages come about: the facilitator explains both kinds."""
        if self.reader.kind == "facilitator":
            in_post = self.take.context.in_post
            pairs = len({one.pair for one in in_post}) < len(in_post)
            return self.take.rules("group", "pair") if pairs else self.take.rules("group")
        if not (self.together and self.of_pair):
            return self.take.rules("group")
        alone = all(len(theme.scores) == 1 for theme in self.of_pair)
        return self.take.rules("own" if alone else "pair")

    @cached_property
    def pair_change(self) -> ChangeView:
        """The pair's change on a pair's page, one's own on a person's."""
        take = self.take
        dates = take.then, take.now
        return own_change_view(self.reader, self.found, self.role, take.charts, dates)

    @property
    def mutual(self) -> MutualView:
        """How the role groups see one another: a sponsor sees it with the group, or not at all."""
        if self.reader.kind == "sponsor":
            return no_mutual_view(self.take.charts)
        return self.take.mutual

    @property
    def own_ties(self) -> tuple[OwnTies, ...]:
        """Whom this person named."""
        return own_ties(self.take, self.found)

    @property
    def partner_lines(self) -> tuple[LineView, ...]:
        """What each partner wished this person to know."""
        return partner_lines(self.take, self.found)

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for this reader alone."""
        return tuple(
            owned(one.sentence, one.subject.id) for one in self.found if isinstance(one, Notice)
        )

    @cached_property
    def method(self) -> MethodView:
        """What was asked, and how sure the figures are."""
        return method_view(
            self.found,
            self.take.context.questions,
            self.take.wording,
            alike_up_to=self.take.charts.limits.alike_up_to,
        )
