"""The speaker's notes: what to say, and the figures of a chart as plain lines."""

from collections.abc import Iterator

from facilitate.document import (
    Block,
    Chart,
    Heading,
    List,
    Paragraph,
    Run,
    Section,
    Table,
    plain,
    walk,
)
from facilitate.write.chart.kinds import kind_of
from facilitate.write.look import Look


def notes_lines(section: Section, look: Look) -> tuple[str, ...]:
    """Return the lines of a section's notes, then the figures of charts that write none."""
    spoken = tuple(line for block in section.notes for line in _lines(block))
    charts = (part.of for part in walk(section.blocks) if isinstance(part, Chart))
    figures = tuple(
        line for chart in charts if (speak := kind_of(chart).spoken) for line in speak(chart, look)
    )
    if not figures:
        return spoken
    head = look.word("figures")
    return (*spoken, *(("",) if spoken else ()), f"{head}:", *figures)


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
