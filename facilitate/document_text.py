"""A document as plain text: what it says, block by block, in reading order."""

from collections.abc import Iterator, Sequence
from functools import singledispatch

from facilitate.charts import SIGNS
from facilitate.document import (
    Block,
    Callout,
    Chart,
    Columns,
    Cut,
    Document,
    Field,
    FieldSpec,
    Heading,
    Image,
    List,
    PageBreak,
    Paragraph,
    Section,
    Steps,
    Table,
    Text,
    Timetable,
    WriteIn,
)


def as_text(document: Document) -> str:
    """Return everything a document says; shapes are signs, bold and grey are not shown."""
    lines = [f"{document.title} [{document.paper}]"]
    if any(document.head):
        lines.append(" | ".join(document.head))
    for section in document.sections:
        lines += ["", *_section(section)]
    if document.foot:
        lines += ["", document.foot]
    return "\n".join(lines).rstrip() + "\n"


def _section(section: Section) -> Iterator[str]:
    if section.kicker:
        yield f"({said(section.kicker)})"
    look = "" if section.look == "content" else f" [{section.look}]"
    if section.title:
        yield f"# {said(section.title)}{look}"
    yield from lines_of_blocks(section.blocks)
    if section.source:
        yield f"({said(section.source)})"
    if section.notes:
        yield "notes:"
        yield from _indented(lines_of_blocks(section.notes))


def said(text: Text) -> str:
    """Return the words of a text with the signs of its marks."""
    parts = []
    for run in text:
        sign = SIGNS[run.mark] + (" " if run.text else "") if run.mark else ""
        link = f" <{run.link}>" if run.link else ""
        parts.append(sign + run.text + link)
    return "".join(parts)


def lines_of_blocks(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of blocks in order."""
    for block in blocks:
        yield from lines_of(block)


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


@singledispatch
def lines_of(block: object) -> Iterator[str]:
    """Yield the lines of one block. Raises `TypeError` for a kind that has no words yet."""
    raise TypeError(f"No plain text for {type(block).__name__}.")


@lines_of.register
def _(block: Heading) -> Iterator[str]:
    yield f"{'#' * block.level} {said(block.text)}"


@lines_of.register
def _(block: Paragraph) -> Iterator[str]:
    yield from said(block.text).split("\n")


@lines_of.register
def _(block: List) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}." if block.ordered else "-"
        sign += " [ ]" if block.ticks else ""
        inside = list(lines_of_blocks(item))
        yield f"{sign} {inside[0] if inside else ''}".rstrip()
        yield from (f"  {line}" for line in inside[1:])


@lines_of.register
def _(block: Table) -> Iterator[str]:
    yield " | ".join(said(cell) for cell in block.header)
    for row in block.rows:
        yield " | ".join(said(cell) for cell in row)


@lines_of.register
def _(block: Chart) -> Iterator[str]:
    yield f"[chart: {block.alt}]"
    yield from _indented(block.of.text_lines())


@lines_of.register
def _(block: Image) -> Iterator[str]:
    yield f"[picture: {block.alt}]"


@lines_of.register
def _(block: Columns) -> Iterator[str]:
    for number, column in enumerate(block.columns, 1):
        yield f"[column {number}]"
        yield from _indented(lines_of_blocks(column))


@lines_of.register
def _(block: Callout) -> Iterator[str]:
    yield f"[{block.role}] {said(block.title)}".rstrip()
    yield from _indented(lines_of_blocks(block.blocks))


@lines_of.register
def _(block: Steps) -> Iterator[str]:
    until = f", until {block.until}" if block.until else ""
    yield f"[{block.minutes} minutes{until}] {said(block.hold)}".rstrip()
    for minutes, text in block.steps:
        yield f"  {minutes} {said(text)}"
    if block.ask:
        yield f"  aloud: {said(block.ask)}"


@lines_of.register
def _(block: Timetable) -> Iterator[str]:
    for row in block.rows:
        parts = (
            [row.clock, row.minutes, said(row.what)] if block.full else [row.clock, said(row.what)]
        )
        if block.full:
            parts += [said(row.leads), said(row.ready)]
        yield ("  " * row.level + " | ".join(parts)).rstrip(" |")


@lines_of.register
def _(block: WriteIn) -> Iterator[str]:
    kind = "box" if block.box else "lines"
    yield f"{said(block.label)} [{block.lines} {kind}]".strip()


@lines_of.register
def _(block: Field) -> Iterator[str]:
    for field in block.fields:
        yield _field(field)


def _field(field: FieldSpec) -> str:
    number = f"{field.number} " if field.number else ""
    options = ", ".join(
        option.value if option.label == option.value else f"{option.value} = {option.label}"
        for option in field.options
    )
    before = " before and now" if field.before else ""
    more = f": {options}" if options else ""
    return f"{number}{said(field.ask)} [{field.key} {field.kind}{before}{more}]"


@lines_of.register
def _(block: Cut) -> Iterator[str]:
    yield f"- - - {said(block.text)}".rstrip()


@lines_of.register
def _(block: PageBreak) -> Iterator[str]:  # noqa: ARG001  there is nothing in it
    yield "[page]"
