"""The paper and sizes of type of a document, and what its blocks share while they are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import to_builtins

from facilitate.document import Block, Origin, PageBreak, Paper, Text
from facilitate.faults import Fault
from facilitate.structs import Struct, replace
from facilitate.write import BlockTable
from facilitate.write.chart.drawing import Medium
from facilitate.write.look import Look, SheetType
from facilitate.write.measure import MM_PER_PT
from facilitate.write.pdf.text import MADE_AT, Json, address_of, runs


class TypeSizes(Struct):
    """Sizes of type in points, by what the words are for."""

    h1: float
    h2: float
    h3: float
    h4: float
    lead: float
    statement: float
    body: float
    small: float
    row: float
    clock: float
    call: float
    leading: float
    room: float = 1.0
    """Share of the usual space between blocks and inside cells."""


class Closeness(Struct):
    """How much of its room a document gives away so that it needs no page for a line or two.

    `room` is the share of the space between blocks that is left, `written` that of the lines and
    boxes to write in, `type` that of the sizes above the body's and of the distance of lines.
    `page` is the share of a page's height that is used, so that the last page holds more.
    """

    room: float = 1.0
    written: float = 1.0
    type: float = 1.0
    page: float = 1.0


CLOSER = (
    Closeness(),
    Closeness(room=0.8, written=0.8),
    Closeness(room=0.62, written=0.65, type=0.95),
    Closeness(room=0.5, written=0.5, type=0.9),
)
"""What is tried in this order: lines to write in and space first, type last."""

SHORTER = (Closeness(page=0.92), Closeness(page=0.84), Closeness(page=0.76))
"""What is tried then, with the closeness found: a last page that is not saved holds more."""


class Sheet(Struct):
    """A paper in millimetres; `medium` is the one its charts are drawn for.

    What stands on paper of `one_piece` can not be carried on to a second. On paper of `one_page`
    each section is a page of its own. `written` is the share of lines to write in that is kept.
    On a `traced` one all words know the lines that they are written on.
    """

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    sizes: TypeSizes
    medium: Medium = "sheet"
    font: str = "Source Sans 3"
    heading_font: str = "Source Sans 3"
    one_piece: bool = False
    one_page: bool = False
    written: float = 1.0
    traced: bool = False

    @property
    def text_width(self) -> float:
        """Return the width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Return the height between the margins."""
        return self.height - self.top - self.bottom

    def runs(self, text: Text, *, size_pt: float, width: float, bold: bool = False) -> list[Json]:
        """Return the text in this paper's face, with words broken that are wider than `width`."""
        return self._runs(text, self.font, size_pt, width, bold=bold)

    def line_of(self, origin: Origin) -> Json:
        """Return the line of a template that a thing comes from, on a traced paper alone."""
        known = self.traced and origin.template
        return {"w": address_of(origin.place, MADE_AT)} if known else {}

    def title_runs(self, text: Text, *, size_pt: float, width: float) -> list[Json]:
        """Return a title in the face of titles."""
        return self._runs(text, self.heading_font, size_pt, width, bold=True)

    def _runs(
        self, text: Text, font: str, size_pt: float, width: float, *, bold: bool
    ) -> list[Json]:
        return runs(text, font=font, size_pt=size_pt, width=width, bold=bold, traced=self.traced)

    def as_json(self) -> Mapping[str, object]:
        """Return the numbers that the typesetter needs."""
        numbers: Mapping[str, object] = to_builtins(self)
        return numbers


def sheet_for(paper: Paper, look: Look) -> Sheet:
    """Return the paper with the look's sizes of type; a card is one quarter of an A4 sheet."""
    heading = look.heading_font or look.sheet_font
    return replace(_sheet(paper, look), font=look.sheet_font, heading_font=heading)


def closer(sheet: Sheet, by: Closeness) -> Sheet:
    """Return the paper with less room between things; the body keeps its size, the floor."""
    if by == CLOSER[0]:
        return sheet
    old = sheet.sizes

    def smaller(size: float) -> float:
        return max(size * by.type, min(size, old.body))

    large = ("h1", "h2", "h3", "lead", "statement", "row", "clock", "call")
    sizes = replace(
        old,
        **{name: smaller(getattr(old, name)) for name in large},
        leading=max(old.leading * by.type, min(old.leading, LEAST_LEADING)),
        room=by.room,
    )
    left_over = sheet.text_height * (1 - by.page)
    return replace(sheet, sizes=sizes, written=by.written, bottom=sheet.bottom + left_over)


LEAST_LEADING = 1.25
"""Lines closer than this are hard to follow."""


def _sheet(paper: Paper, look: Look) -> Sheet:
    match paper:
        case "a4":
            return Sheet(210, 297, 20, 25, 20, 25, _paper(look.sheet))
        case "a4-landscape":
            return Sheet(297, 210, 20, 25, 20, 22, _paper(look.sheet))
        case "a3":
            return Sheet(297, 420, 28, 32, 28, 28, _poster(look.sheet), "slide", one_page=True)
        case "a6":
            return Sheet(105, 148.5, 10, 11, 10, 10, _card(look.sheet), one_piece=True)
        case "tent":
            return Sheet(297, 210, 24, 20, 24, 20, _tent(look.sheet), one_piece=True)
        case "slide":
            width, height, side, top, bottom = (pt * MM_PER_PT for pt in (960, 540, 48, 36, 58))
            sizes = _slide(look)
            return Sheet(width, height, side, top, side, bottom, sizes, "slide", one_page=True)
    raise TypeError(f"no paper is called {paper!r}")


def _paper(sheet: SheetType) -> TypeSizes:
    """Return the sizes on A4; second-level headings grow with the body in large print."""
    return TypeSizes(
        h1=sheet.h1,
        h2=max(sheet.h2, sheet.body * 1.15),
        h3=max(sheet.row + 1, sheet.body * 1.08),
        h4=sheet.body,
        lead=max(sheet.body + 2, sheet.row + 1),
        statement=max(sheet.card, sheet.body),
        body=sheet.body,
        small=max(sheet.floor, sheet.body),
        row=sheet.row,
        clock=max(15, sheet.row),
        call=max(sheet.card, sheet.body),
        leading=sheet.leading,
    )


def _poster(sheet: SheetType) -> TypeSizes:
    """Return the sizes on an A3 poster that is read from four metres away."""
    return TypeSizes(
        h1=sheet.poster,
        h2=sheet.poster * 0.56,
        h3=30,
        h4=26,
        lead=28,
        statement=46,
        body=23,
        small=20,
        row=26,
        clock=32,
        call=38,
        leading=1.3,
    )


def _card(sheet: SheetType) -> TypeSizes:
    return TypeSizes(
        h1=sheet.card,
        h2=16,
        h3=14,
        h4=sheet.body,
        lead=13,
        statement=18,
        body=sheet.body,
        small=sheet.floor,
        row=sheet.row,
        clock=17,
        call=17,
        leading=1.25,
    )


def _tent(sheet: SheetType) -> TypeSizes:
    return TypeSizes(
        h1=sheet.tent,
        h2=40,
        h3=34,
        h4=28,
        lead=40,
        statement=40,
        body=40,
        small=28,
        row=34,
        clock=34,
        call=40,
        leading=1.2,
    )


def _slide(look: Look) -> TypeSizes:
    slide = look.slide
    return TypeSizes(
        h1=slide.title,
        h2=slide.lead,
        h3=slide.body,
        h4=slide.body,
        lead=slide.lead,
        statement=slide.statement,
        body=slide.body,
        small=slide.label,
        row=slide.dense,
        clock=slide.dense,
        call=slide.call,
        leading=1.25,
    )


@dataclass(slots=True)
class PdfContext:
    """What is the same for all blocks of a document, and faults on the way.

    `titled` is whether a title stands above: without one the first headings are the top level.
    Without `pictures` their descriptions stand in their places. `above_mm` is the height of the
    title and headings that stand directly above a block and stay with it.
    """

    look: Look
    sheet: Sheet
    pictures: bool = True
    titled: bool = False
    above_mm: float = 0.0
    faults: list[Fault] = field(default_factory=list)


pdf_block: BlockTable[[PdfContext, float], Json] = BlockTable("pdf-block")
"""Enters a function that makes one kind of block, in a width in millimetres."""


def blocks_json(blocks: Sequence[Block], context: PdfContext, *, width: float) -> list[Json]:
    """Return the blocks for a place inside a page; a new page can not start there."""
    kept = (block for block in blocks if not isinstance(block, PageBreak))
    return [block_json(block, context, width) for block in kept]


def block_json(block: Block, context: PdfContext, width: float) -> Json:
    """Return a block; on a traced paper with its line of the template."""
    made = pdf_block.function_for(type(block))(block, context, width)
    return {**made, **context.sheet.line_of(block.origin)}
