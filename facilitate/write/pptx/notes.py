"""The speaker's notes: what to say, and the figures of a chart as plain lines."""

from collections.abc import Iterator

from facilitate.charts import Dot, Mark, Strip, StripRow
from facilitate.document import (
    Block,
    Callout,
    Chart,
    Columns,
    Heading,
    List,
    Paragraph,
    Run,
    Section,
    Table,
    plain,
    walk,
)
from facilitate.write.look import Look

_MARKS: dict[Mark, str] = {
    "doctor": "doctor",
    "manager": "manager",
    "third": "third role",
    "sponsor": "sponsor",
    "everyone": "everyone",
}


def notes_lines(section: Section, look: Look) -> tuple[str, ...]:
    """Return the lines of a section's notes, then the figures of its strips; often none."""
    spoken = tuple(line for block in section.notes for line in _lines(block))
    figures = tuple(line for strip in _strips(section.blocks) for line in strip_lines(strip, look))
    if not figures:
        return spoken
    head = look.word("figures")
    return (*spoken, *(("",) if spoken else ()), f"{head}:", *figures)


def _strips(blocks: tuple[Block, ...]) -> Iterator[Strip]:
    for block in blocks:
        match block:
            case Chart(of=Strip() as strip):
                yield strip
            case Columns():
                yield from (strip for column in block.columns for strip in _strips(column))
            case Callout():
                yield from _strips(block.blocks)
            case List():
                yield from (strip for item in block.items for strip in _strips(item))


def strip_lines(strip: Strip, look: Look) -> Iterator[str]:
    """Yield one line for each row of a strip with the figures that it shows, and no others."""
    names = dict(strip.legend) or _MARKS
    low, high = (f"{end:g}" for end in (strip.low, strip.high))
    yield f"{low}: {strip.ends[0]}. {high}: {strip.ends[1]}."
    for row in strip.rows:
        yield f"{row.label}: {_row(row, names, look)}"


def _row(row: StripRow, names: dict[Mark, str], look: Look) -> str:
    if row.not_shown or not row.dots:
        missing = look.word("not shown")
        reason = row.not_shown
        return f"{missing} ({reason})" if reason and reason != missing else missing
    shown = ", ".join(_dot(dot, names, look) for dot in row.dots)
    return f"{shown}; {row.figure}" if row.figure else shown


def _dot(dot: Dot, names: dict[Mark, str], look: Look) -> str:
    then = f" {look.word('then')}" if dot.then else ""
    ends = [_figure(end) for end in (dot.low, dot.high) if end is not None]
    spread = f" ({ends[0]} to {ends[1]})" if len(ends) == 2 else ""
    return f"{names.get(dot.mark, _MARKS[dot.mark])}{then} {_figure(dot.value)}{spread}"


def _figure(value: float) -> str:
    """Return a figure with one decimal, as everywhere else: more would tell single answers."""
    return f"{value:.1f}"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield plain(block.text)
        case List():
            for number, item in enumerate(block.items):
                lines = [line for part in item for line in _lines(part)]
                start = f"{block.start + number}. " if block.ordered else "• "
                yield start + " ".join(lines)
        case Table():
            for row in (block.header, *block.rows):
                yield " | ".join(map(plain, row))
        case _:
            words = " ".join(part.text for part in walk(block) if isinstance(part, Run))
            if words:
                yield words
