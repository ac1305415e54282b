"""The sections of a document: titles, headings and paragraphs."""

from collections.abc import Sequence
from dataclasses import replace

from facilitate.document import (
    Block,
    Cut,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Section,
    Text,
    WriteIn,
    levelled,
    plain,
)
from facilitate.write.docx.base import Base
from facilitate.write.docx.context import DocxContext, docx_block, rendered
from facilitate.write.docx.forms import page_break
from facilitate.write.docx.sheet import twips
from facilitate.write.docx.text import ended, kept, text_paragraph
from facilitate.write.look import Look
from facilitate.write.measure import balanced_width, lines, width_mm

_STEP = 0.94
_ROOM = 0.97  # Office breaks a little earlier than the tables of widths
# On how many lines a title may stand, and how small it may become for it.
_FITS: dict[Paper, tuple[int, float]] = {"a6": (2, 16), "tent": (2, 26), "a3": (3, 40)}


def title_size(title: Text, base: Base, look: Look) -> float:
    """Return the title's size in points, or 0 where the style's own size is right.

    A name on a tent shrinks to 60 points to stand on one line, and takes a second line below
    that. No word is broken while it can be made smaller.
    """
    full = base.size_pt("Heading1")
    most, floor = _FITS.get(base.paper, (3, min(full, look.sheet.h2)))
    size = full
    while size > floor and not _stands(title, size, most, base, look):
        size *= _STEP
    return 0 if size == full else max(round(size), floor)


def title_indent_mm(title: Text, base: Base, look: Look) -> float:
    """Return how much narrower a title of several lines stands, so that no word hangs alone.

    That is the least width that takes no more lines: they come out about equally long.
    """
    size = title_size(title, base, look) or base.size_pt("Heading1")
    full = base.sheet.text_mm
    words = _as_set(title, base)
    high = balanced_width(words, base.title_font, size, full * _ROOM)
    return max(0, full - high / _ROOM) if high < full * _ROOM else 0


def _as_set(title: Text, base: Base) -> str:
    words = ("● " if any(run.mark for run in title) else "") + plain(title)
    return words.upper() if "Heading1" in base.capitals else words


def _stands(title: Text, size: float, most: int, base: Base, look: Look) -> bool:
    available = base.sheet.text_mm * _ROOM
    words = _as_set(title, base)
    if base.paper == "tent" and size > look.sheet.tent_floor:
        most = 1
    widest = max((width_mm(w, base.title_font, size, True) for w in words.split()), default=0.0)
    count = len(lines(words, base.title_font, size, width=available, bold=True))
    return widest <= available and count <= most


_ROLES = {
    "body": "Normal",
    "lead": "Lead",
    "statement": "Statement",
    "quiet": "Quiet",
    "caption": "Caption",
}


@docx_block
def _heading(block: Heading, context: DocxContext, _width_mm: float) -> str:
    context.asked = plain(block.text).strip() or context.asked
    return text_paragraph(f"Heading{block.level}", block.text, context)


@docx_block
def _paragraph(block: Paragraph, context: DocxContext, _width_mm: float) -> str:
    context.asked = plain(block.text).strip() or context.asked
    return text_paragraph(_ROLES[block.role], block.text, context)


def sections(parts: tuple[Section, ...], context: DocxContext) -> str:
    """Return the sections: each with kicker, title as heading 1, blocks, and source at its end."""
    done = []
    turned = False
    for number, part in enumerate(parts):
        turn = number > 0 and (turned or context.base.sheet.apart)
        opening = _NEW_PAGE if turn else "" if number == 0 else _WHITE
        turned = bool(part.blocks) and isinstance(part.blocks[-1], PageBreak)
        blocks = part.blocks[:-1] if turned else part.blocks
        done.append(_section(replace(part, blocks=blocks), context, opening))
    return "".join(done)


_NEW_PAGE = "<w:pageBreakBefore/>"
_WHITE = '<w:spacing w:before="480"/>'


def _section(part: Section, context: DocxContext, opening: str) -> str:
    """Return one section; `opening` parts it from the one before: a new page, or white."""
    width_mm = context.base.sheet.text_mm
    done = []
    if not part.kicker and not part.title and opening == _NEW_PAGE:
        done.append(page_break(PageBreak(), context, width_mm))
    if part.kicker:
        done.append(text_paragraph("Kicker", part.kicker, context, opening))
        opening = ""
    if part.title:
        context.asked = plain(part.title).strip() or context.asked
        size = title_size(part.title, context.base, context.look)
        indent = twips(title_indent_mm(part.title, context.base, context.look))
        opening += f'<w:ind w:right="{indent}"/>' if indent else ""
        done.append(text_paragraph("Heading1", part.title, context, opening, size_pt=size))
    blocks = levelled(part.blocks)
    start = _end_of(blocks)
    done.append(rendered(blocks[:start], context, width_mm))
    tail = ended(rendered(blocks[start:], context, width_mm))
    done.append(kept(tail) if start < len(blocks) else tail)
    if part.source:
        done.append(text_paragraph("Source", part.source, context))
    return ended("".join(done))


def _end_of(blocks: Sequence[Block]) -> int:
    """Return from where on the last blocks stay on one page, if the page before has no room.

    What is cut off is one strip with its line; the last place to write on takes the one before it
    along, so that none is the only thing on a page.
    """
    cuts = [number for number, one in enumerate(blocks) if isinstance(one, Cut)]
    if cuts and len(blocks) - cuts[-1] <= _STRIP:
        return cuts[-1]
    start = len(blocks)
    for _ in range(2):
        if start and isinstance(blocks[start - 1], WriteIn):
            asks = start > 1 and isinstance(blocks[start - 2], Heading | Paragraph)
            start -= 2 if asks else 1
    return start


_STRIP = 5
"""Blocks that one strip to tear off may have; more would leave much of a page empty."""
