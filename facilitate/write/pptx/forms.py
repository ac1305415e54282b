"""Lines and boxes to write in, and lines to cut along."""

from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.document import Cut, Field, FieldSpec, Run, Text, WriteIn
from facilitate.structs import replace
from facilitate.write.base_file import Area
from facilitate.write.pptx.layout import GAP, STEP, Item, LayoutContext, pptx_block
from facilitate.write.pptx.text import Para, stack_height
from facilitate.write.pptx.xml_writer import PT_PER_MM, XmlWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSpace(Item):
    """Writing lines this far apart, or a box as high as they would be."""

    lines: int
    gap: float
    box: bool

    def split(self, available: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return as many lines as fit, and the rest."""
        del hard
        count = int(available // self.gap)
        if not 0 < count < self.lines:
            return None
        return self._of(count), self._of(self.lines - count)

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the lines or the box."""
        if self.box:
            box = Area(area.x, area.y, self.width, self.height)
            return xml.rectangle(box, line="mid", line_pt=1.0)
        return "".join(
            xml.rule(Area(area.x, area.y + (number + 1) * self.gap, self.width, 0))
            for number in range(self.lines)
        )

    def _of(self, lines: int) -> "WriteSpace":
        return replace(self, lines=lines, height=lines * self.gap)


@pptx_block
def write_in_items(block: WriteIn, context: LayoutContext) -> Iterator[Para | Item]:
    """Yield the label as text and then the room for the answer."""
    if block.label:
        size = context.scale.dense if context.column else context.scale.body
        yield Para(runs=block.label, size=size, before=12, keep=True, origin=block.origin)
    gap = block.gap_mm * PT_PER_MM
    if block.lines > 0:
        yield WriteSpace(
            height=block.lines * gap,
            width=context.width,
            before=6.0 if block.label else GAP,
            lines=block.lines,
            gap=gap,
            box=block.box,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CutLine(Item):
    """A dashed line with words on it."""

    words: tuple[Para, ...]

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the line and the words above it."""
        line = xml.rule(Area(area.x, area.y + self.height, self.width, 0), ink="mid", dashed=True)
        return xml.text(Area(area.x, area.y, self.width, self.height), self.words) + line


@pptx_block
def cut_item(block: Cut, context: LayoutContext) -> Item:
    """Return the line; without words of its own it says where to cut."""
    text = block.text or (Run(context.look.word("cut")),)
    words = (Para(runs=text, size=context.scale.label, ink="grey"),)
    tall = stack_height(words, context.width, context.font) + 4
    return CutLine(height=tall, width=context.width, words=words)


@pptx_block
def field_paras(block: Field, context: LayoutContext) -> Iterator[Para]:
    """Yield the questions of a form, each with its answers beneath: to be read, not filled in."""
    for spec in block.fields:
        yield from _question(spec, context)


def _question(spec: FieldSpec, context: LayoutContext) -> Iterator[Para]:
    size = context.scale.dense
    number = (Run(f"{spec.number}. ", bold=True),) if spec.number else ()
    runs: Text = (*number, *spec.ask)
    if spec.kind == "tick" and not spec.options:
        yield Para(runs=runs, size=size, before=12, indent=STEP + 4, hang=STEP + 4, bullet="☐")
        return
    yield Para(runs=runs, size=size, before=14, keep=True)
    rows = ("before today", "now") if spec.before else ("",)
    for row in rows:
        lead = f"{context.look.word(row)}:  " if row else ""
        boxes = "    ".join(f"☐ {option.label}".replace(" ", "\u00a0") for option in spec.options)
        shown = lead + (boxes or "_" * 24)
        yield Para(runs=(Run(shown, quiet=True),), size=context.scale.label + 2, before=4)
