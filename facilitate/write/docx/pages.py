"""Margins of a page, and its sections: titles, headings and paragraphs."""

from dataclasses import replace

from facilitate.document import (
    Document,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Section,
    Text,
    levelled,
    plain,
)
from facilitate.write.docx.base import size_on
from facilitate.write.docx.context import DocxContext, Sheet, docx_block, rendered, sheet_of, twips
from facilitate.write.docx.controls import form_control
from facilitate.write.docx.forms import page_break
from facilitate.write.docx.text import TAB, ended, paragraph, spoken, words_run
from facilitate.write.look import Look
from facilitate.write.measure import balanced_width, lines, width_mm
from facilitate.write.measure import width_mm as text_width
from facilitate.write.ooxml import DECLARATION, hex_colour

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BETWEEN_MM = 8.0


def header(document: Document, look: Look, sheet: Sheet) -> str:
    """Return the header part; a sample says so in the middle of its own line."""
    inner = _line(document.head[0], words_run(document.head[1]), document.head[1], look, sheet)
    if document.sample:
        colour = f'<w:color w:val="{hex_colour(look.colours.ink)}"/>'
        mark = words_run(look.word("sample"), f"<w:b/><w:bCs/>{colour}")
        inner = paragraph("SheetMargin", mark, '<w:jc w:val="center"/>') + inner
    return f"{DECLARATION}<w:hdr {_W}>{inner}</w:hdr>"


def footer(document: Document, context: DocxContext, sheet: Sheet) -> str:
    """Return the footer part; page numbers are fields, with text that stands until Word counts.

    A form says its id and version there, in a control that a reader of answers finds by its tag.
    """
    look = context.look
    said = [look.word("page", page="1", pages="1")] if sheet.numbered else []
    right = [_numbers(look.word("page"))] if sheet.numbered else []
    if document.form:
        said.insert(0, document.form)
        right.insert(0, form_control(document.form, context))
    gap = "    "
    whole = gap.join((document.sheet, *said))
    if not _is_one_line(document.foot, whole, look, sheet):
        document = document.with_code_alone
    if document.sheet:
        said.insert(0, document.sheet)
        right.insert(0, words_run(document.sheet))
    inner = _line(document.foot, words_run(gap).join(right), gap.join(said), look, sheet)
    return f"{DECLARATION}<w:ftr {_W}>{inner}</w:ftr>"


def _line(left: str, right: str, said: str, look: Look, sheet: Sheet) -> str:
    """Return words at both margins on one line, or on two where they would touch."""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(sheet.text_mm)}"/></w:tabs>'
    if _is_one_line(left, said, look, sheet) or not left:
        return paragraph("SheetMargin", words_run(left) + (TAB + right if right else ""), tab)
    return paragraph("SheetMargin", words_run(left)) + paragraph(
        "SheetMargin", right, '<w:jc w:val="right"/>'
    )


def _is_one_line(left: str, right: str, look: Look, sheet: Sheet) -> bool:
    used = sum(text_width(words, look.slide_font, look.sheet.floor) for words in (left, right))
    return used <= sheet.text_mm - _BETWEEN_MM


def _numbers(pattern: str) -> str:
    """Return `page {page} of {pages}` with a field for each of the two."""
    done = []
    for piece in pattern.replace("{", "\0{").replace("}", "}\0").split("\0"):
        name = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(piece)
        done.append(_field(name) if name else words_run(piece))
    return "".join(done)


def _field(name: str) -> str:
    kinds = ("begin", "separate", "end")
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    asked = f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    return f"{begin}{asked}{middle}<w:r><w:t>1</w:t></w:r>{end}"


_STEP = 0.94
_ROOM = 0.97  # Office breaks a little earlier than the tables of widths
# On how many lines a title may stand, and how small it may become for it.
_FITS: dict[Paper, tuple[int, float]] = {"a6": (2, 16), "tent": (2, 26), "a3": (3, 40)}


def title_size(title: Text, paper: Paper, look: Look) -> float:
    """Return the title's size in points, or 0 where the style's own size is right.

    A name on a tent shrinks to 60 points to stand on one line, and takes a second line below
    that. No word is broken while it can be made smaller.
    """
    full = size_on(paper, look.sheet, "h1")
    most, floor = _FITS.get(paper, (3, look.sheet.h2))
    size = full
    while size > floor and not _stands(title, size, most, paper, look):
        size *= _STEP
    return 0 if size == full else max(round(size), floor)


def title_indent_mm(title: Text, paper: Paper, look: Look) -> float:
    """Return how much narrower a title of several lines stands, so that no word hangs alone.

    That is the least width that takes no more lines: they come out about equally long.
    """
    size = title_size(title, paper, look) or size_on(paper, look.sheet, "h1")
    full = sheet_of(paper).text_mm
    words = _as_set(title)
    high = balanced_width(words, look.slide_font, size, full * _ROOM)
    return max(0, full - high / _ROOM) if high < full * _ROOM else 0


def _as_set(title: Text) -> str:
    return ("● " if any(run.mark for run in title) else "") + plain(title)


def _stands(title: Text, size: float, most: int, paper: Paper, look: Look) -> bool:
    available = sheet_of(paper).text_mm * _ROOM
    words = _as_set(title)
    if paper == "tent" and size > look.sheet.tent_floor:
        most = 1
    widest = max((width_mm(w, look.slide_font, size, True) for w in words.split()), default=0.0)
    count = len(lines(words, look.slide_font, size, width=available, bold=True))
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
    return spoken(f"Heading{block.level}", block.text, context)


@docx_block
def _paragraph(block: Paragraph, context: DocxContext, _width_mm: float) -> str:
    context.asked = plain(block.text).strip() or context.asked
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
        context.asked = plain(part.title).strip() or context.asked
        size = title_size(part.title, paper, context.look)
        indent = twips(title_indent_mm(part.title, paper, context.look))
        opening += f'<w:ind w:right="{indent}"/>' if indent else ""
        done.append(spoken("Heading1", part.title, context, opening, size_pt=size))
    done.append(rendered(levelled(part.blocks), context, width_mm))
    if part.source:
        done.append(spoken("Source", part.source, context))
    return ended("".join(done))
