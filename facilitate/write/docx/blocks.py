"""Every block of the neutral document, as Word's XML."""

from collections.abc import Callable
from typing import Any

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
    Paper,
    Paragraph,
    Section,
    Steps,
    Table,
    Timetable,
    WriteIn,
)
from facilitate.write.docx.form import field
from facilitate.write.docx.lists import bullet_list
from facilitate.write.docx.making import Making
from facilitate.write.docx.panel import callout, columns
from facilitate.write.docx.paper import Sheet, sheet_of
from facilitate.write.docx.pictures import chart, image
from facilitate.write.docx.tables import plain_table
from facilitate.write.docx.text import paragraph, runs
from facilitate.write.docx.times import steps, timetable
from facilitate.write.docx.title import title_size
from facilitate.write.docx.writein import cut, page_break, write_in

_ROLES = {
    "body": "Normal",
    "lead": "Lead",
    "statement": "Statement",
    "quiet": "Quiet",
    "caption": "Caption",
}


def _heading(block: Heading, making: Making, _width_mm: float) -> str:
    return paragraph(f"Heading{making.level(block.level)}", runs(block.text, making))


def _paragraph(block: Paragraph, making: Making, _width_mm: float) -> str:
    return paragraph(_ROLES[block.role], runs(block.text, making))


# The widest type that mypy can say: each renderer takes its own kind of block.
_RENDERERS: dict[type[Block], Callable[[Any, Making, float], str]] = {
    Callout: callout,
    Chart: chart,
    Columns: columns,
    Cut: cut,
    Field: field,
    Heading: _heading,
    Image: image,
    List: bullet_list,
    PageBreak: page_break,
    Paragraph: _paragraph,
    Steps: steps,
    Table: plain_table,
    Timetable: timetable,
    WriteIn: write_in,
}


def rendered(blocks: tuple[Block, ...], making: Making, width_mm: float) -> str:
    """Return the blocks one after the other; an unknown kind raises `TypeError`."""
    done = []
    for block in blocks:
        renderer = _RENDERERS.get(type(block))
        if renderer is None:
            raise TypeError(f"DOCX has no way to write a {type(block).__name__}")
        done.append(renderer(block, making, width_mm))
    return "".join(done)


def section(part: Section, making: Making, paper: Paper, *, first: bool) -> str:
    """Return a section: kicker, title as heading 1, blocks, and the source at its end."""
    making.heading = 1
    sheet = sheet_of(paper)
    opening = _opening(sheet, first=first)
    done = []
    if part.kicker:
        done.append(paragraph("Kicker", runs(part.kicker, making), opening))
        opening = ""
    if part.title:
        size = title_size(part.title, paper, making.look)
        done.append(paragraph("Heading1", runs(part.title, making, size_pt=size), opening))
    blocks, turn = _without_last_break(part.blocks)
    done.append(rendered(blocks, making, sheet.text_mm))
    if part.source:
        done.append(paragraph("Source", runs(part.source, making)))
    done.append(rendered(turn, making, sheet.text_mm))
    return "".join(done)


def _without_last_break(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the blocks and the page break that ends them apart: the source stands before it."""
    if blocks and isinstance(blocks[-1], PageBreak):
        return blocks[:-1], blocks[-1:]
    return blocks, ()


def _opening(sheet: Sheet, *, first: bool) -> str:
    """Return what parts a section from the one before: a new page, or white."""
    if first:
        return ""
    return "<w:pageBreakBefore/>" if sheet.apart else '<w:spacing w:before="480"/>'
