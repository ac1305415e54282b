"""Blocks to what stands on a slide: one function for each kind of block."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from facilitate.document import (
    Block,
    Callout,
    Chart,
    Columns,
    Cut,
    Field,
    FieldSpec,
    Heading,
    Image,
    List,
    PageBreak,
    Paragraph,
    Run,
    Steps,
    Table,
    Text,
    Timetable,
    WriteIn,
)
from facilitate.write.pptx.charts import chart_item
from facilitate.write.pptx.columns import panel_item, side_item
from facilitate.write.pptx.forms import cut_item, write_in_items
from facilitate.write.pptx.images import picture_item
from facilitate.write.pptx.layout import GAP, Flow, Item, LayoutContext, new_flow
from facilitate.write.pptx.steps import steps_item
from facilitate.write.pptx.tables import agenda_items, table_item
from facilitate.write.pptx.text import Bullet, Para

STEP = 22.0
"""Indent of one level of a list, in points."""

Words = Heading | Paragraph | Field


def heading(block: Heading, context: LayoutContext) -> Para:
    """Return a heading inside a slide: bold, in the size of the text, with air above."""
    size = context.scale.dense if context.column else context.scale.heading
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
            return Para(runs=block.text, size=body, before=10, origin=place)


def bullet_of(block: List, number: int, level: int) -> tuple[Bullet, int]:
    """Return the bullet of an item (from 0) of a list, and its number if it is counted."""
    if block.ordered:
        return "number", block.start + number
    if block.ticks:
        return "☐", 0
    return ("•" if level == 0 else "–"), 0


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
        boxes = "    ".join(f"☐\u00a0{_unbroken(option.label)}" for option in spec.options)
        shown = lead + (boxes or "_" * 24)
        yield Para(runs=(Run(shown, quiet=True),), size=context.scale.label + 2, before=4)


def _unbroken(label: str) -> str:
    return label.replace(" ", "\u00a0")


Made = Para | Item


def items_of(blocks: tuple[Block, ...], context: LayoutContext) -> tuple[Item, ...]:
    """Return the items of blocks in order; words that follow each other share one box."""
    return tuple(_joined(_made(blocks, context), blocks, context))


def _made(blocks: tuple[Block, ...], context: LayoutContext) -> Iterator[Made]:
    for block in blocks:
        make = _MAKERS.get(type(block))
        if make is None:
            raise TypeError(f"no slide for a block of the kind {type(block).__name__}")
        for made in make(block, context):
            places = isinstance(made, Item) and block.origin.line
            yield replace(made, origin=block.origin) if places else made


def _joined(
    made: Iterator[Made], blocks: tuple[Block, ...], context: LayoutContext
) -> Iterator[Item]:
    """Yield items, neighbouring paragraphs as one text; a lead keeps its distance below."""
    waiting: list[Para] = []
    ruled = context.column and not context.panel and bool(blocks) and _heads(blocks[0])
    breaks = False
    for part in made:
        if isinstance(part, Para):
            waiting.append(part)
            continue
        if waiting:
            yield _text(waiting, context, ruled=ruled, new_slide=breaks)
            waiting, ruled, breaks = [], False, False
        if isinstance(part, Break):
            breaks = True
            continue
        yield replace(part, new_slide=True) if breaks else part
        breaks = False
    if waiting:
        yield _text(waiting, context, ruled=ruled, new_slide=breaks)


def _text(paras: list[Para], context: LayoutContext, *, ruled: bool, new_slide: bool) -> Flow:
    made = new_flow(tuple(paras), width=context.width, font=context.font, before=GAP, ruled=ruled)
    return replace(made, new_slide=new_slide)


def _heads(block: Block) -> bool:
    return isinstance(block, Heading)


class Break(Item):
    """Where a new slide starts; it is never drawn."""


def _list(block: List, context: LayoutContext, level: int = 0, left: float = 0.0) -> Iterator[Made]:
    """Yield the items of a list: the first words of each with the bullet, the rest under them."""
    wide = STEP * (1.5 if block.ordered or block.ticks else 1.0)
    indent = left + wide
    inside = context.within(context.width - indent, column=context.column)
    for number, item in enumerate(block.items):
        bullet, count = bullet_of(block, number, level)
        for part in item:
            if isinstance(part, List):
                yield from _list(part, context, level + 1, indent)
                continue
            for made in _made((part,), inside):
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


def _columns(block: Columns, context: LayoutContext) -> Iterator[Made]:
    yield side_item(block, context, items_of)


def _callout(block: Callout, context: LayoutContext) -> Iterator[Made]:
    yield panel_item(block, context, items_of)


def _chart(block: Chart, context: LayoutContext) -> Iterator[Made]:
    yield chart_item(block, context)


def _break(block: PageBreak, context: LayoutContext) -> Iterator[Made]:
    del block
    yield Break(height=0.0, width=context.width)


Maker = Callable[[Block, LayoutContext], Iterator[Made]]

_MAKERS: dict[type, Maker] = cast(
    "dict[type, Maker]",
    {
        Heading: lambda block, context: iter((heading(block, context),)),
        Paragraph: lambda block, context: iter((paragraph(block, context),)),
        List: _list,
        Table: lambda block, context: iter((table_item(block, context),)),
        Chart: _chart,
        Image: lambda block, context: iter((picture_item(block, context),)),
        Columns: _columns,
        Callout: _callout,
        Steps: lambda block, context: iter((steps_item(block, context),)),
        Timetable: agenda_items,
        WriteIn: write_in_items,
        Field: field_paras,
        Cut: lambda block, context: iter((cut_item(block, context),)),
        PageBreak: _break,
    },
)
