"""A strip in words: its figures as a table, and as lines to be said."""

from collections.abc import Iterator
from typing import get_args

from facilitate.charts import Dot, Mark, Strip, StripRow
from facilitate.document import Column, Run, Table, Text
from facilitate.figures import points
from facilitate.write.look import Look

_ORDER: tuple[Mark, ...] = get_args(Mark)


def figures(strip: Strip, look: Look) -> Table:
    """Return the table of what is drawn, and nothing more."""
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
            _figures_row(row, kinds, end if last else None)
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


def _figures_row(
    row: StripRow, kinds: list[tuple[bool, Mark]], end: str | None
) -> tuple[Text, ...]:
    shown = {(dot.then, dot.mark): dot.value for dot in row.dots}
    cells = tuple(_words(points(shown[kind]) if kind in shown else "") for kind in kinds)
    return (_words(row.label), *cells, *(() if end is None else (_words(end),)))


def _end(number: int, row: StripRow, strip: Strip, look: Look) -> str:
    """Return what stands at the right of a row: its figure, its bracket's name, why it is bare."""
    bare = look.word("not shown")
    if row.not_shown:
        return bare if row.not_shown == bare else f"{bare}: {row.not_shown}"
    names = [one.label for one in strip.brackets if one.first <= number <= one.last]
    return ", ".join(part for part in (row.figure, *names) if part)


def _words(value: str) -> Text:
    return (Run(value),) if value else ()


def spoken(strip: Strip, look: Look) -> Iterator[str]:
    """Yield one line for each row of a strip with the figures that it shows, and no others."""
    names = dict(strip.legend)
    low, high = (f"{end:g}" for end in (strip.low, strip.high))
    yield f"{low}: {strip.ends[0]}. {high}: {strip.ends[1]}."
    for row in strip.rows:
        yield f"{row.label}: {_spoken_row(row, names, look)}"


def _spoken_row(row: StripRow, names: dict[Mark, str], look: Look) -> str:
    if row.not_shown or not row.dots:
        missing = look.word("not shown")
        reason = row.not_shown
        return f"{missing} ({reason})" if reason and reason != missing else missing
    shown = ", ".join(_dot(dot, names, look) for dot in row.dots)
    return f"{shown}; {row.figure}" if row.figure else shown


def _dot(dot: Dot, names: dict[Mark, str], look: Look) -> str:
    then = f" {look.word('then')}" if dot.then else ""
    ends = [points(end) for end in (dot.low, dot.high) if end is not None]
    spread = f" ({ends[0]} to {ends[1]})" if len(ends) == 2 else ""
    return f"{names.get(dot.mark) or look.word(dot.mark)}{then} {points(dot.value)}{spread}"
