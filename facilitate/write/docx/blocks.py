"""Every block of the neutral document, as Word's XML."""

from dataclasses import replace

from facilitate.document import (
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Section,
    levelled,
)
from facilitate.write.docx.context import DocxContext, docx_block, rendered, sheet_of, twips
from facilitate.write.docx.forms import page_break
from facilitate.write.docx.pages import title_indent_mm, title_size
from facilitate.write.docx.text import ended, spoken

_ROLES = {
    "body": "Normal",
    "lead": "Lead",
    "statement": "Statement",
    "quiet": "Quiet",
    "caption": "Caption",
}


@docx_block
def _heading(block: Heading, context: DocxContext, _width_mm: float) -> str:
    return spoken(f"Heading{block.level}", block.text, context)


@docx_block
def _paragraph(block: Paragraph, context: DocxContext, _width_mm: float) -> str:
    return spoken(_ROLES[block.role], block.text, context)


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
    done.append(rendered(levelled(part.blocks), context, width_mm))
    if part.source:
        done.append(spoken("Source", part.source, context))
    return ended("".join(done))
