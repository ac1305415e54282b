"""Blocks to what stands on a slide: one function for each kind of block."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from facilitate.charts import Bars, Lines
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
from facilitate.write.pptx.charts import native_item, plot_item
from facilitate.write.pptx.columns import panel_item, side_item
from facilitate.write.pptx.forms import cut_item, write_in_items
from facilitate.write.pptx.images import picture_item
from facilitate.write.pptx.layout import GAP, Flow, Item, Setting, new_flow
from facilitate.write.pptx.steps import steps_item
from facilitate.write.pptx.tables import agenda_items, table_item
from facilitate.write.pptx.text import Bullet, Para

STEP = 22.0
"""Indent of one level of a list, in points."""

Words = Heading | Paragraph | Field


def heading(block: Heading, setting: Setting) -> Para:
    """Return a heading inside a slide: bold, in the size of the text, with air above."""
    size = setting.scale.dense if setting.column else setting.scale.heading
    size = size + 2 if setting.column and block.level == 2 else size
    return Para(
        runs=block.text,
        size=size,
        bold=True,
        before=16,
        leading=1.0,
        keep=True,
        origin=block.origin,
    )


def paragraph(block: Paragraph, setting: Setting) -> Para:
    """Return a paragraph in the size of its role."""
    scale = setting.scale
    body = scale.dense if setting.column else scale.body
    place = block.origin
    match block.role:
        case "lead":
            return Para(runs=block.text, size=scale.lead, before=10, origin=place)
        case "statement":
            size = scale.body if setting.panel else scale.statement
            return Para(
                runs=block.text, size=size, bold=True, before=12, leading=0.98, origin=place
            )
        case "quiet":
            size = scale.label if setting.panel else body
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


def field_paras(block: Field, setting: Setting) -> Iterator[Para]:
    """Yield the questions of a form, each with its answers beneath: to be read, not filled in."""
    for spec in block.fields:
        yield from _question(spec, setting)


def _question(spec: FieldSpec, setting: Setting) -> Iterator[Para]:
    size = setting.scale.dense
    number = (Run(f"{spec.number}. ", bold=True),) if spec.number else ()
    runs: Text = (*number, *spec.ask)
    if spec.kind == "tick" and not spec.options:
        yield Para(runs=runs, size=size, before=12, indent=STEP + 4, hang=STEP + 4, bullet="☐")
        return
    yield Para(runs=runs, size=size, before=14, keep=True)
    rows = ("before today", "now") if spec.before else ("",)
    for row in rows:
        lead = f"{setting.word(row, row)}:  " if row else ""
        boxes = "    ".join(f"☐\u00a0{_unbroken(option.label)}" for option in spec.options)
        shown = lead + (boxes or "_" * 24)
        yield Para(runs=(Run(shown, quiet=True),), size=setting.scale.label + 2, before=4)


def _unbroken(label: str) -> str:
    return label.replace(" ", "\u00a0")


Made = Para | Item


def items_of(blocks: tuple[Block, ...], setting: Setting) -> tuple[Item, ...]:
    """Return the items of blocks in order; words that follow each other share one box."""
    return tuple(_joined(_made(blocks, setting), blocks, setting))


def _made(blocks: tuple[Block, ...], setting: Setting) -> Iterator[Made]:
    for block in blocks:
        make = _MAKERS.get(type(block))
        if make is None:
            raise TypeError(f"no slide for a block of the kind {type(block).__name__}")
        for made in make(block, setting):
            places = isinstance(made, Item) and block.origin.line
            yield replace(made, origin=block.origin) if places else made


def _joined(made: Iterator[Made], blocks: tuple[Block, ...], setting: Setting) -> Iterator[Item]:
    """Yield items, neighbouring paragraphs as one text; a lead keeps its distance below."""
    waiting: list[Para] = []
    ruled = setting.column and not setting.panel and bool(blocks) and _heads(blocks[0])
    breaks = False
    for part in made:
        if isinstance(part, Para):
            waiting.append(part)
            continue
        if waiting:
            yield _text(waiting, setting, ruled=ruled, new_slide=breaks)
            waiting, ruled, breaks = [], False, False
        if isinstance(part, Break):
            breaks = True
            continue
        yield replace(part, new_slide=True) if breaks else part
        breaks = False
    if waiting:
        yield _text(waiting, setting, ruled=ruled, new_slide=breaks)


def _text(paras: list[Para], setting: Setting, *, ruled: bool, new_slide: bool) -> Flow:
    made = new_flow(tuple(paras), width=setting.width, font=setting.font, before=GAP, ruled=ruled)
    return replace(made, new_slide=new_slide)


def _heads(block: Block) -> bool:
    return isinstance(block, Heading)


class Break(Item):
    """Where a new slide starts; it is never drawn."""


def _list(block: List, setting: Setting, level: int = 0, left: float = 0.0) -> Iterator[Made]:
    """Yield the items of a list: the first words of each with the bullet, the rest under them."""
    wide = STEP * (1.5 if block.ordered or block.ticks else 1.0)
    indent = left + wide
    inside = setting.within(setting.width - indent, column=setting.column)
    for number, item in enumerate(block.items):
        bullet, count = bullet_of(block, number, level)
        for part in item:
            if isinstance(part, List):
                yield from _list(part, setting, level + 1, indent)
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


def _columns(block: Columns, setting: Setting) -> Iterator[Made]:
    yield side_item(block, setting, items_of)


def _callout(block: Callout, setting: Setting) -> Iterator[Made]:
    yield panel_item(block, setting, items_of)


def _chart(block: Chart, setting: Setting) -> Iterator[Made]:
    if isinstance(block.of, Bars | Lines):
        yield from native_item(block, setting)
    else:
        yield plot_item(block, setting)


def _break(block: PageBreak, setting: Setting) -> Iterator[Made]:
    del block
    yield Break(height=0.0, width=setting.width)


Maker = Callable[[Block, Setting], Iterator[Made]]

_MAKERS: dict[type, Maker] = cast(
    "dict[type, Maker]",
    {
        Heading: lambda block, setting: iter((heading(block, setting),)),
        Paragraph: lambda block, setting: iter((paragraph(block, setting),)),
        List: _list,
        Table: lambda block, setting: iter((table_item(block, setting),)),
        Chart: _chart,
        Image: lambda block, setting: iter((picture_item(block, setting),)),
        Columns: _columns,
        Callout: _callout,
        Steps: lambda block, setting: iter((steps_item(block, setting),)),
        Timetable: agenda_items,
        WriteIn: write_in_items,
        Field: field_paras,
        Cut: lambda block, setting: iter((cut_item(block, setting),)),
        PageBreak: _break,
    },
)
