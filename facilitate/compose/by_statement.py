"""What people ticked of a theme's statements, so that a group sees what makes it low."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.audit.findings import Finding, StatementCounts
from facilitate.charts import Bars, Series
from facilitate.compose.wording import Wording
from facilitate.figures import points


@dataclass(frozen=True, slots=True, kw_only=True)
class ByStatementView:
    """The statements of one theme, by what people ticked; `any` is no where none can be told.

    `held` says in a sentence that some or all of them are not shown, and why; else it is empty.
    """

    name: str
    any: bool
    headline: str
    bars: Bars
    bars_alt: str
    held: str


def by_statement_views(found: Sequence[Finding], wording: Wording) -> tuple[ByStatementView, ...]:
    """Return the themes that are told by statement, or would be, in the order of the audit."""
    return tuple(_view(one, wording) for one in found if isinstance(one, StatementCounts))


def _view(theme: StatementCounts, wording: Wording) -> ByStatementView:
    told = [one for one in theme.statements if one.counts]
    held = "" if len(told) == len(theme.statements) else "some held" if told else "all held"
    counts = [{cell.answer: cell.people for cell in one.counts} for one in told]
    names = [
        wording.of("by statement", "statement").format(text=one.text.rstrip("."), n=one.n)
        for one in told
    ]
    rows = (
        f"{name}: " + ", ".join(f"{points(cell.people, 0)} {cell.answer}" for cell in one.counts)
        for name, one in zip(names, told, strict=True)
    )
    return ByStatementView(
        name=theme.name,
        any=bool(told),
        headline=wording.of("by statement", "headline").format(name=theme.name),
        bars=Bars(
            categories=tuple(names),
            series=tuple(
                Series(name=answer, values=tuple(each.get(answer) for each in counts))
                for answer in theme.answers
                if any(answer in each for each in counts)
            ),
            low=0.0,
            high=float(max((one.n for one in told), default=1)),
            stacked=True,
        ),
        bars_alt=wording.of("alt", "by statement").format(name=theme.name, rows=". ".join(rows)),
        held=wording.of("by statement", held).format(name=theme.name) if held else "",
    )
