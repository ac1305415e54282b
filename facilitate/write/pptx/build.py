"""Blocks to items: one line for each kind of block; an unknown kind is an error of ours."""

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
    Heading,
    Image,
    List,
    PageBreak,
    Paragraph,
    Steps,
    Table,
    Timetable,
    WriteIn,
)
from facilitate.write.pptx.agenda import agenda_items
from facilitate.write.pptx.aside import panel_item
from facilitate.write.pptx.flow import Flow, new_flow
from facilitate.write.pptx.item import GAP, Item, Setting
from facilitate.write.pptx.native import native_item
from facilitate.write.pptx.para import Para
from facilitate.write.pptx.picture import picture_item
from facilitate.write.pptx.plot import plot_item
from facilitate.write.pptx.room import cut_item, write_in_items
from facilitate.write.pptx.side import side_item
from facilitate.write.pptx.steps import steps_item
from facilitate.write.pptx.table import table_item
from facilitate.write.pptx.words import STEP, bullet_of, field_paras, heading, paragraph

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
