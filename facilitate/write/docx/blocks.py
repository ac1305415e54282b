"""Every block of the neutral document, as Word's XML."""

from collections.abc import Callable
from dataclasses import replace
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
from facilitate.write.docx.charts import chart, image
from facilitate.write.docx.columns import callout, columns
from facilitate.write.docx.context import DocxContext, sheet_of, twips
from facilitate.write.docx.forms import cut, field, page_break, write_in
from facilitate.write.docx.pages import title_indent_mm, title_size
from facilitate.write.docx.tables import plain_table, steps, timetable
from facilitate.write.docx.text import bullet_list, ended, spoken

_ROLES = {
    "body": "Normal",
    "lead": "Lead",
    "statement": "Statement",
    "quiet": "Quiet",
    "caption": "Caption",
}


def _heading(block: Heading, context: DocxContext, _width_mm: float) -> str:
    return spoken(f"Heading{context.level(block.level)}", block.text, context)


def _paragraph(block: Paragraph, context: DocxContext, _width_mm: float) -> str:
    return spoken(_ROLES[block.role], block.text, context)


# The widest type that mypy can say: each renderer takes its own kind of block.
_RENDERERS: dict[type[Block], Callable[[Any, DocxContext, float], str]] = {
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


def rendered(blocks: tuple[Block, ...], context: DocxContext, width_mm: float) -> str:
    """Return the blocks one after the other; an unknown kind raises `TypeError`."""
    done = []
    for block in blocks:
        renderer = _RENDERERS.get(type(block))
        if renderer is None:
            raise TypeError(f"DOCX has no way to write a {type(block).__name__}")
        done.append(renderer(block, context, width_mm))
    return "".join(done)


def sections(parts: tuple[Section, ...], context: DocxContext, paper: Paper) -> str:
    """Return the sections: each with kicker, title as heading 1, blocks, and source at its end."""
    done = []
    turned = False
    for number, part in enumerate(parts):
        turn = number > 0 and (turned or sheet_of(paper).apart)
        opening = _NEW_PAGE if turn else "" if number == 0 else _WHITE
        turned = bool(part.blocks) and isinstance(part.blocks[-1], PageBreak)
        blocks = part.blocks[:-1] if turned else part.blocks
        done.append(_section(replace(part, blocks=blocks), context, paper, opening))
    return "".join(done)


_NEW_PAGE = "<w:pageBreakBefore/>"
_WHITE = '<w:spacing w:before="480"/>'


def _section(part: Section, context: DocxContext, paper: Paper, opening: str) -> str:
    """Return one section; `opening` parts it from the one before: a new page, or white."""
    context.heading = 1
    width_mm = sheet_of(paper).text_mm
    done = []
    if not part.kicker and not part.title and opening == _NEW_PAGE:
        done.append(page_break(PageBreak(), context, width_mm))
    if part.kicker:
        done.append(spoken("Kicker", part.kicker, context, opening))
        opening = ""
    if part.title:
        size = title_size(part.title, paper, context.look)
        indent = twips(title_indent_mm(part.title, paper, context.look))
        opening += f'<w:ind w:right="{indent}"/>' if indent else ""
        done.append(spoken("Heading1", part.title, context, opening, size_pt=size))
    done.append(rendered(part.blocks, context, width_mm))
    if part.source:
        done.append(spoken("Source", part.source, context))
    return ended("".join(done))
