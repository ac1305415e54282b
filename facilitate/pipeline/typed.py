"""A printed page made ready for a keyboard: fields with names where a hand would write."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitate.document import (
    Block,
    Callout,
    Chart,
    Columns,
    Document,
    Field,
    FieldSpec,
    Heading,
    Image,
    List,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
    WriteIn,
    plain,
)


def to_type_in(document: Document) -> Document:
    """Return the document for somebody who listens to it or types into it.

    Lines and empty cells to write in are fields, each with the words that ask for it. Columns come
    one after the other, a chart and a picture are followed by what they show, and nothing breaks
    the page.
    """
    typing = _Typing(document.name)
    sections = []
    for section in document.sections:
        typing.asked = section.title
        sections.append(replace(section, blocks=tuple(typing.blocks(section.blocks))))
    return replace(document, sections=tuple(sections))


class _Typing:
    """Counts the fields of one document; `asked` are the last words before a place to write."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.number = 0
        self.asked: Text = ()

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Block]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Block]:
        match block:
            case Columns():
                for column in block.columns:
                    yield from self.blocks(column)
            case Callout():
                self.asked = block.title or self.asked
                yield replace(block, blocks=tuple(self.blocks(block.blocks)))
            case List():
                yield replace(block, items=tuple(tuple(self.blocks(one)) for one in block.items))
            case WriteIn():
                yield Field(fields=(self.field(block.label or self.asked, block.lines),))
            case Table() if any(_to_fill(cell) for row in block.rows for cell in row):
                yield from self.cells(block)
            case Chart() | Image():
                yield block
                yield Paragraph(text=(Run(block.alt),), role="quiet")
            case PageBreak():
                pass
            case _:
                if isinstance(block, Heading | Paragraph) and plain(block.text).strip():
                    self.asked = block.text
                yield block

    def field(self, asked: Text, lines: int) -> FieldSpec:
        self.number += 1
        key = f"{self.name}.{self.number}"
        return FieldSpec(key=key, ask=asked, kind="text", lines=max(1, lines))

    def cells(self, table: Table) -> Iterator[Block]:
        """Yield a table to fill in row by row: what is said in it, and a field for each gap.

        Where there are boxes to tick, a cell without one is no gap.
        """
        ticks = any(BOX in plain(cell) for row in table.rows for cell in row)
        for number, row in enumerate(table.rows, 1):
            called = next((cell for cell in row if not _to_fill(cell)), (Run(str(number)),))
            for head, cell in zip(table.header, row, strict=True):
                headed = bool(plain(head).strip())
                asked = (*head, Run(" ("), *called, Run(")")) if headed else called
                if not _to_fill(cell):
                    yield Paragraph(text=(*head, Run(": "), *cell) if headed else cell)
                elif BOX in plain(cell):
                    yield Field(fields=(replace(self.field(asked, 1), kind="tick"),))
                elif not ticks:
                    yield Field(fields=(self.field(asked, 1),))


BOX = "☐"


def _to_fill(cell: Text) -> bool:
    """Say whether a cell is empty, or holds a box to tick and nothing else."""
    return not plain(cell).replace(BOX, "").strip()
