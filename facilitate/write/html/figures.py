"""A chart's figures as a table, for whoever reads figures better than marks."""

from facilitate.charts import Band, Bars, ChartData, Lines, Mark, Strip, StripRow
from facilitate.document import Column, Run, Table, Text
from facilitate.write.look import Look

_ORDER: tuple[Mark, ...] = ("doctor", "manager", "third", "sponsor", "everyone")


def figures(chart: ChartData, look: Look) -> Table | None:
    """Return the table of what is drawn, and nothing more; None for a bar of the day."""
    match chart:
        case Strip():
            return _strip(chart, look)
        case Bars() | Lines():
            return _series(chart)
        case Band():
            return None
    raise TypeError(f"no figures for {type(chart).__name__}")


def _series(chart: Bars | Lines) -> Table | None:
    if not chart.categories or not chart.series:
        return None
    names = tuple(_words(series.name) for series in chart.series)
    return Table(
        columns=(Column(), *(Column(align="right") for _ in names)),
        header=((), *names),
        rows=tuple(
            (_words(category), *(_figure(one.values[at], chart.decimals) for one in chart.series))
            for at, category in enumerate(chart.categories)
        ),
    )


def _strip(strip: Strip, look: Look) -> Table:
    found = {(dot.then, dot.mark) for row in strip.rows for dot in row.dots}
    kinds = sorted(found, key=lambda kind: (not kind[0], _ORDER.index(kind[1])))
    named = dict(strip.legend)
    ends = [_end(number, row, strip, look) for number, row in enumerate(strip.rows)]
    last = any(ends)
    heads = [_kind(named, mark, look, then=then, kinds=kinds) for then, mark in kinds]
    return Table(
        columns=(
            Column(),
            *(Column(align="right") for _ in kinds),
            *((Column(),) if last else ()),
        ),
        header=((), *heads, *((_words(strip.figures),) if last else ())),
        rows=tuple(
            _row(row, kinds, end if last else None)
            for row, end in zip(strip.rows, ends, strict=True)
        ),
    )


def _kind(
    named: dict[Mark, str],
    mark: Mark,
    look: Look,
    *,
    then: bool,
    kinds: list[tuple[bool, Mark]],
) -> Text:
    name = named.get(mark, look.word(mark))
    waves = any(earlier for earlier, _ in kinds)
    when = f", {look.word('then' if then else 'now')}" if waves else ""
    return _words(name + when)


def _row(row: StripRow, kinds: list[tuple[bool, Mark]], end: str | None) -> tuple[Text, ...]:
    shown = {(dot.then, dot.mark): dot.value for dot in row.dots}
    cells = tuple(_figure(shown.get(kind), 1) for kind in kinds)
    return (_words(row.label), *cells, *(() if end is None else (_words(end),)))


def _end(number: int, row: StripRow, strip: Strip, look: Look) -> str:
    """Return what stands at the right of a row: its figure, its bracket's name, why it is bare."""
    bare = look.word("not shown")
    if row.not_shown:
        return bare if row.not_shown == bare else f"{bare}: {row.not_shown}"
    names = [one.label for one in strip.brackets if one.first <= number <= one.last]
    return ", ".join(part for part in (row.figure, *names) if part)


def _figure(value: float | None, decimals: int) -> Text:
    return () if value is None else _words(f"{value:.{decimals}f}")


def _words(value: str) -> Text:
    return (Run(value),) if value else ()
