"""Pictures on a slide."""

from dataclasses import dataclass, replace
from struct import error as struct_error
from struct import unpack

from facilitate.document import Image, Run, placed
from facilitate.faults import Fault
from facilitate.write.pptx.layout import Item, LayoutContext, slide_block
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

    words: tuple[Para, ...]

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the frame, and tell of the picture."""
        xml.faults.append(
            placed(
                Fault(
                    code="M413",
                    severity="warning",
                    message="A picture is not a whole PNG or JPEG file.",
                    hint="A frame with its description stands in its place; save it again.",
                ),
                self.origin,
            )
        )
        box = Area(area.x, area.y, self.width, self.height)
        inner = Area(box.x + 12, box.y + 8, box.width - 24, box.height - 16)
        return xml.rectangle(box, line="mid", line_pt=1.0) + xml.text(inner, self.words)


@slide_block
def picture_item(block: Image, context: LayoutContext) -> Item:
    """Return a picture as wide as the block says, at most as wide and high as the room."""
    try:
        width, height = pixels(block.png)
    except (ValueError, struct_error):
        return _missing(block, context)
    ratio = height / width
    asked = block.width_mm * PT_PER_MM or width * 0.75
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
    return Missing(height=tall, width=context.width, words=words)


def pixels(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPEG; `ValueError` for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        width, height = unpack(">II", data[16:24])
        if not width or not height:
            raise ValueError("A picture has no size.")
        return int(width), int(height)
    if data[:2] != b"\xff\xd8":
        raise ValueError("A picture is neither PNG nor JPEG.")
    at = 2
    while at + 9 < len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    raise ValueError("A JPEG picture does not say how large it is.")


def suffix(data: bytes) -> str:
    """Return `png` or `jpg`."""
    return "png" if data[:4] == b"\x89PNG" else "jpg"
