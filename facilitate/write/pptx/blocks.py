"""Blocks to what stands on a slide: one function for each kind of block."""

from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.document import Heading, Image, List, PageBreak, Paragraph, Run
from facilitate.pictures import read_picture
from facilitate.structs import replace
from facilitate.write import not_a_picture
from facilitate.write.base_file import Area
from facilitate.write.pptx.layout import STEP, Break, Item, LayoutContext, Made, made_of, pptx_block
from facilitate.write.pptx.text import Bullet, Para, stack_height
from facilitate.write.pptx.xml_writer import PT_PER_MM, Linked, XmlWriter


@pptx_block
def heading(block: Heading, context: LayoutContext) -> Para:
    """Return a heading inside a slide: bold, in the size of the text, with air above."""
    size = context.scale.dense if context.column else context.scale.body
    size = size + 2 if context.column and block.level == 2 else size
    return Para(
        runs=block.text,
        size=size,
        bold=True,
        before=16,
        leading=1.0,
        keep=True,
        origin=block.origin,
    )


@pptx_block
def paragraph(block: Paragraph, context: LayoutContext) -> Para:
    """Return a paragraph in the size of its role."""
    scale = context.scale
    body = scale.dense if context.column else scale.body
    place = block.origin
    match block.role:
        case "lead":
            return Para(runs=block.text, size=scale.lead, before=10, origin=place)
        case "statement":
            size = scale.body if context.panel else scale.statement
            return Para(
                runs=block.text, size=size, bold=True, before=12, leading=0.98, origin=place
            )
        case "quiet":
            size = scale.label if context.panel else body
            return Para(runs=block.text, size=size, ink="grey", before=10, origin=place)
        case "caption":
            return Para(runs=block.text, size=scale.label, ink="grey", before=8, origin=place)
        case "body":
            label = all(run.bold for run in block.text)
            return Para(runs=block.text, size=body, before=10, keep=label, origin=place)


def bullet_of(block: List, number: int, level: int) -> tuple[Bullet, int]:
    """Return the bullet of an item (from 0) of a list, and its number if it is counted."""
    if block.ordered:
        return "number", block.start + number
    if block.ticks:
        return "☐", 0
    return ("•" if level == 0 else "–"), 0


@pptx_block
def _list(block: List, context: LayoutContext) -> Iterator[Made]:
    return _bullets(block, context, level=0, left=0.0)


def _bullets(block: List, context: LayoutContext, *, level: int, left: float) -> Iterator[Made]:
    """Yield the items of a list: the first words of each with the bullet, the rest under them."""
    wide = STEP * (1.5 if block.ordered or block.ticks else 1.0)
    indent = left + wide
    inside = context.within(context.width - indent, column=context.column)
    for number, item in enumerate(block.items):
        bullet, count = bullet_of(block, number, level)
        for part in item:
            if isinstance(part, List):
                yield from _bullets(part, context, level=level + 1, left=indent)
                continue
            for made in made_of((part,), inside):
                if not isinstance(made, Para):
                    yield made
                    continue
                yield replace(
                    made,
                    before=8 if level == 0 else 4,
                    indent=made.indent + indent,
                    hang=wide if bullet else made.hang,
                    bullet=bullet or made.bullet,
                    number=count,
                )
                bullet = ""


@pptx_block
def _page_break(_block: PageBreak, context: LayoutContext) -> Made:
    return Break(height=0.0, width=context.width)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureItem(Item):
    """A picture `shown` points wide; `ratio` is its height over its width."""

    data: bytes
    alt: str
    shown: float
    ratio: float

    def resized(self, height: float) -> Item:
        """Return the picture smaller if it must be; it is never blown up."""
        if height >= self.height:
            return self
        tall = max(height, 40.0)
        return replace(self, height=tall, shown=tall / self.ratio)

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the picture with its alternative text, or marked as decorative."""
        link = xml.relate(Linked("image", picture=self.data))
        box = Area(area.x, area.y, self.shown, self.height)
        return xml.picture(link, box, name="Picture", alt=self.alt)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPicture(Item):
    """A frame with the description of a picture that cannot be read."""

    block: Image
    words: tuple[Para, ...]

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the frame, and tell of the picture."""
        xml.faults.append(not_a_picture(self.block))
        box = Area(area.x, area.y, self.width, self.height)
        inner = Area(box.x + 12, box.y + 8, box.width - 24, box.height - 16)
        return xml.rectangle(box, line="mid", line_pt=1.0) + xml.text(inner, self.words)


@pptx_block
def picture_item(block: Image, context: LayoutContext) -> Item:
    """Return a picture as wide as the block says, at most as wide and high as the room."""
    picture = read_picture(block.png)
    if picture is None:
        return _missing(block, context)
    ratio = picture.height / picture.width
    asked = block.width_mm * PT_PER_MM or picture.width * 0.75
    shown = min(asked, context.width, context.available_height / ratio)
    return PictureItem(
        height=shown * ratio,
        width=context.width,
        data=block.png,
        alt="" if block.decorative else block.alt,
        shown=shown,
        ratio=ratio,
        flexible=True,
    )


def _missing(block: Image, context: LayoutContext) -> Item:
    words = (Para(runs=(Run(block.alt),), size=context.scale.label, ink="grey"),)
    tall = stack_height(words, context.width - 24, context.font) + 16
    return NoPicture(height=tall, width=context.width, block=block, words=words)
