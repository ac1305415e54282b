"""Pictures on a slide."""

from dataclasses import dataclass, replace

from facilitate.document import Image, Run
from facilitate.write.picture import not_a_picture, read_picture
from facilitate.write.pptx.layout import Item, LayoutContext, pptx_block
from facilitate.write.pptx.text import Para, stack_height
from facilitate.write.pptx.xml_writer import PT_PER_MM, Area, Linked, XmlWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Item):
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
        return (
            f"<p:pic><p:nvPicPr>{xml.named('Picture', self.alt)}"
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch>'
            f"</p:blipFill><p:spPr>{box.xfrm()}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing(Item):
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
    return Picture(
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
    return Missing(height=tall, width=context.width, block=block, words=words)
