"""What people ticked of a theme's statements, so that a group sees what makes it low."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from facilitate.audit.finding import Finding
from facilitate.audit.findings import AnswerCount, StatementCount, StatementCounts
from facilitate.charts import Bars, Series, Side
from facilitate.compose.wording import Wording
from facilitate.faults import Place
from facilitate.figures import points
from facilitate.structs import Struct, replace


class CountedAlike(Struct, kw_only=True):
    """A chart of statements whose answers are counted together alike: so many, with these words."""

    bars: Bars
    alt: str
    count: int
    texts: tuple[str, ...]


class ByStatementView(Struct, kw_only=True):
    """The statements of one theme, by what people ticked; `any` is no where none can be told.

    `charts` are one for each way in which answers are counted together: on one chart "neither" and
    "neither or agree" would stand for the same people. `held` says in a sentence that some or all
    of them are not shown, and why; else it is empty. `question` is
    the first theme's, to be talked about.
    """

    name: str
    any: bool
    headline: str
    charts: tuple[CountedAlike, ...]
    held: str
    question: str


NamedStatement = tuple[str, StatementCounts, StatementCount]
"""A statement that can be told, with its theme and the words in which both are named."""


def by_statement_views(found: Sequence[Finding], wording: Wording) -> tuple[ByStatementView, ...]:
    """Return the themes that are told by statement, or would be, in the order of the audit."""
    return tuple(_view(one, wording) for one in found if isinstance(one, StatementCounts))


def by_statement_slides(found: Sequence[Finding], wording: Wording) -> tuple[ByStatementView, ...]:
    """Return the same for slides: themes of which one statement alone is told stand on one."""
    themes = [one for one in found if isinstance(one, StatementCounts)]
    lone = [one for one in themes if len(_told(one)) == 1]
    if len(lone) < 2:
        return by_statement_views(found, wording)
    own = by_statement_views([one for one in themes if one not in lone], wording)
    words = wording.of("by statement", "of theme")
    return (
        *own,
        _drawn(
            [(words, one) for one in lone],
            wording,
            headline=_headline(lone, wording),
            held="some held",
        ),
    )


def led_to(
    views: Iterable[ByStatementView], place_of: Callable[[str], Place | None]
) -> tuple[ByStatementView, ...]:
    """Return the views with the line of each statement in their charts."""
    return tuple(
        replace(
            view,
            charts=tuple(
                replace(one, bars=replace(one.bars, written=tuple(map(place_of, one.texts))))
                for one in view.charts
            ),
        )
        for view in views
    )


def _told(theme: StatementCounts) -> list[StatementCount]:
    """Return the statements that are told, that on which most people are on one side first."""
    told = [one for one in theme.statements if one.counts]
    return sorted(told, key=lambda one: _foremost(theme, one).people, reverse=True)


def _foremost(theme: StatementCounts, statement: StatementCount) -> AnswerCount:
    """Return what most people ticked of a statement, of answers that take a side if any do.

    One that is counted together with the middle takes none.
    """
    ends = (theme.answers[0], theme.answers[-1])
    taken = [one for one in statement.counts if one.answer in ends]
    return max(taken or statement.counts, key=lambda one: one.people)


def _view(theme: StatementCounts, wording: Wording) -> ByStatementView:
    told = _told(theme)
    held = "" if len(told) == len(theme.statements) else "some held" if told else "all held"
    return _drawn(
        [(wording.of("by statement", "statement"), theme)],
        wording,
        name=theme.name,
        headline=_headline([theme], wording),
        held=held,
    )


def _headline(themes: Sequence[StatementCounts], wording: Wording) -> str:
    """Return what most people ticked of which statement, or the theme’s name if none is told."""
    told = [(one, _foremost(theme, one)) for theme in themes for one in _told(theme)]
    if not told:
        return wording.of("by statement", "headline").format(name=themes[0].name)
    statement, most = max(told, key=lambda pair: pair[1].people)
    return wording.of("by statement", "headline most").format(
        text=statement.text.rstrip("."),
        people=points(most.people, 0),
        n=statement.n,
        answer=most.answer,
    )


def _drawn(
    themes: Sequence[tuple[str, StatementCounts]],
    wording: Wording,
    *,
    headline: str,
    held: str,
    name: str = "",
) -> ByStatementView:
    """Return the statements that are told of these themes, each in the words beside its theme."""
    alike: dict[tuple[str, ...], list[NamedStatement]] = {}
    for words, theme in themes:
        for one in _told(theme):
            alike.setdefault(tuple(cell.answer for cell in one.counts), []).append(
                (words, theme, one)
            )
    charts = tuple(_counted_alike(told, headline, wording) for told in alike.values())
    return ByStatementView(
        name=name,
        any=bool(alike),
        headline=headline,
        charts=tuple(_beside_others(one, charts) for one in charts),
        held=wording.of("by statement", held).format(name=name) if held else "",
        question=themes[0][1].question,
    )


def _beside_others(one: CountedAlike, charts: Sequence[CountedAlike]) -> CountedAlike:
    others = tuple(other.bars for other in charts if other is not one)
    return replace(one, bars=replace(one.bars, beside=others))


def _counted_alike(told: Sequence[NamedStatement], headline: str, wording: Wording) -> CountedAlike:
    counts = [{cell.answer: cell.people for cell in one.counts} for *_, one in told]
    names = [
        words.format(theme=theme.name, text=one.text.rstrip("."), n=_of(one, wording))
        for words, theme, one in told
    ]
    rows = (
        f"{name}: " + ", ".join(f"{points(cell.people, 0)} {cell.answer}" for cell in one.counts)
        for name, (*_, one) in zip(names, told, strict=True)
    )
    sides = {answer: side for _, theme, _ in told for answer, side in _sides(theme.answers)}
    return CountedAlike(
        count=len(told),
        texts=tuple(one.text for *_, one in told),
        bars=Bars(
            categories=tuple(names),
            series=tuple(
                Series(name=answer, values=tuple(each.get(answer) for each in counts), side=side)
                for answer, side in sides.items()
                if any(answer in each for each in counts)
            ),
            low=0.0,
            high=float(max((one.n for *_, one in told), default=1)),
            stacked=True,
        ),
        alt=wording.of("alt", "by statement").format(headline=headline, rows=". ".join(rows)),
    )


def _of(statement: StatementCount, wording: Wording) -> str:
    """Return how many answered, and that it is bad news to agree, where it is."""
    key = "reversed" if statement.reverse else "answered"
    return wording.of("by statement", key).format(n=statement.n)


def _sides(answers: Sequence[str]) -> Iterator[tuple[str, Side]]:
    """Yield answers, from low to high, with the side of the middle that they stand on."""
    middle = (len(answers) - 1) / 2
    for at, answer in enumerate(answers):
        yield answer, "left" if at < middle else "right" if at > middle else "middle"
