"""What stands in the margins of a page: the words of the document, SAMPLE, page x of y."""

from facilitate.document import Document
from facilitate.write.docx.control import form_control
from facilitate.write.docx.making import Making
from facilitate.write.docx.paper import Sheet, twips
from facilitate.write.docx.text import TAB, paragraph, words_run
from facilitate.write.look import Look
from facilitate.write.measure import width_mm as text_width
from facilitate.write.ooxml.xml import DECLARATION, hex_colour
from facilitate.write.words import word

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BETWEEN_MM = 8.0


def header(document: Document, look: Look, sheet: Sheet) -> str:
    """Return the header part; a sample says so in the middle of its own line."""
    inner = _line(document.head[0], words_run(document.head[1]), document.head[1], look, sheet)
    if document.sample:
        colour = f'<w:color w:val="{hex_colour(look.colours.ink)}"/>'
        mark = words_run(word(look, "sample"), f"<w:b/><w:bCs/>{colour}")
        inner = paragraph("SheetMargin", mark, '<w:jc w:val="center"/>') + inner
    return f"{DECLARATION}<w:hdr {_W}>{inner}</w:hdr>"


def footer(document: Document, making: Making, sheet: Sheet) -> str:
    """Return the footer part; page numbers are fields, with text that stands until Word counts.

    A form says its id and version there, in a control that a reader of answers finds by its tag.
    """
    look = making.look
    said = [word(look, "page", page="1", pages="1")] if sheet.numbered else []
    right = [_numbers(word(look, "page"))] if sheet.numbered else []
    if document.form:
        said.insert(0, document.form)
        right.insert(0, form_control(document.form, making))
    gap = "    "
    inner = _line(document.foot, words_run(gap).join(right), gap.join(said), look, sheet)
    return f"{DECLARATION}<w:ftr {_W}>{inner}</w:ftr>"


def _line(left: str, right: str, said: str, look: Look, sheet: Sheet) -> str:
    """Return words at both margins on one line, or on two where they would touch."""
    size = look.sheet.floor
    room = sheet.text_mm - _BETWEEN_MM
    used = sum(text_width(words, look.slide_font, size) for words in (left, said))
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(sheet.text_mm)}"/></w:tabs>'
    if used <= room or not left:
        return paragraph("SheetMargin", words_run(left) + (TAB + right if right else ""), tab)
    return paragraph("SheetMargin", words_run(left)) + paragraph(
        "SheetMargin", right, '<w:jc w:val="right"/>'
    )


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
