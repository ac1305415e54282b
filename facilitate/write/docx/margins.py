"""What stands in the head and the foot of a page: ours alone, or under and over a letterhead."""

from facilitate.document import Document
from facilitate.write.base_file import LINE, Letterhead, Logo, Which
from facilitate.write.brand.logo import (
    FOOT_LOGO_MM,
    LETTER_LOGO_MM,
    opens_letter,
    png_of,
    size_mm,
)
from facilitate.write.docx.base import twips
from facilitate.write.docx.charts import picture_run
from facilitate.write.docx.context import DocxContext
from facilitate.write.docx.controls import form_control
from facilitate.write.docx.text import ALIGN, TAB, paragraph, words_run
from facilitate.write.measure import lines
from facilitate.write.measure import width_mm as text_width
from facilitate.write.ooxml import DECLARATION, Relation, hex_colour, relations_name, relations_xml

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_ROOTS = {"header": "hdr", "footer": "ftr"}
_BETWEEN_MM = 8.0
_LOGO = "rId1"
_UNDER_HEAD = '<w:spacing w:before="60" w:after="160"/>'


def margins(document: Document, context: DocxContext) -> str:
    """Return the section's properties, whose head and foot become parts of the document.

    A form says its id and version in the foot of its first page, in a control that a reader of
    answers finds by its tag.
    """
    letterhead = context.base.letterhead
    kinds: tuple[Which, ...] = (letterhead.kinds if letterhead else ()) or ("default",)
    if "default" not in kinds:
        kinds = (*kinds, "default")
    references = []
    for which in kinds:
        for place in ("header", "footer"):
            named = (which == kinds[0]) and place == "footer"
            inner = (
                _foot(document, context, named=named)
                if place == "footer"
                else _head(document, context)
            )
            part = _part(place, which, inner, context, letterhead)
            key = context.relate(place, part)
            references.append(f'<w:{place}Reference w:type="{which}" r:id="{key}"/>')
    first = "<w:titlePg/>" if "first" in kinds else ""
    return context.base.sheet.properties("".join(references), first)


def letter_logo(document: Document, context: DocxContext) -> str:
    """Return the organisation's logo for the head of a letter, if its pages have none."""
    logo = context.look.brand.logo if context.look.brand else None
    if logo is None or _has_marks(context) or not opens_letter(document.name):
        return ""
    part = _logo_part(logo, context)
    run = picture_run(part, size_mm(logo, LETTER_LOGO_MM), logo.alt, context)
    return paragraph("Picture", run, ALIGN["right"])


def _has_marks(context: DocxContext) -> bool:
    """Say whether a letterhead stands on the pages, or no A4 page that could have a logo."""
    letterhead = context.base.letterhead
    return bool(letterhead and letterhead.kinds) or context.base.paper != "a4"


def _logo_part(logo: Logo, context: DocxContext) -> str:
    name = f"word/media/{logo.digest[:16]}.{'jpg' if logo.suffix == 'jpg' else 'png'}"
    context.parts[name] = png_of(logo)
    return name


def _foot_logo(context: DocxContext) -> Logo | None:
    logo = context.look.brand.small_logo if context.look.brand else None
    return None if _has_marks(context) else logo


def _part(
    place: str, which: Which, inner: str, context: DocxContext, letterhead: Letterhead | None
) -> str:
    """Put our line into the letterhead's part for these pages, or into one of ours; return it."""
    theirs = (
        {} if letterhead is None else letterhead.heads if place == "header" else letterhead.feet
    )
    if which in theirs:
        name = theirs[which]
        context.parts[name] = context.base.letter_parts[name].replace(LINE, inner)
    else:
        logo = _foot_logo(context) if place == "footer" else None
        number = {"default": 1, "first": 2, "even": 3}[which]
        name, root = f"word/{place}{number}.xml", _ROOTS[place]
        context.parts[name] = f"{DECLARATION}<w:{root} {_NAMESPACES}>{inner}</w:{root}>"
        if logo:
            related = (Relation(_LOGO, "image", _logo_part(logo, context)),)
            context.parts[relations_name(name)] = relations_xml(name, related)
    context.types[name] = f"{_WORD}{place}+xml"
    return name


def _head(document: Document, context: DocxContext) -> str:
    """Return the line of the head; a sample says so in the middle of its own line."""
    look, under = context.look, context.base.letterhead is not None
    inner = _line(
        document.head[0], words_run(document.head[1]), document.head[1], context, under=under
    )
    if document.sample:
        colour = f'<w:color w:val="{hex_colour(look.colours.ink)}"/>'
        mark = words_run(look.word("sample"), f"<w:b/><w:bCs/>{colour}")
        inner = paragraph("SheetMargin", mark, '<w:jc w:val="center"/>') + inner
    return inner


def _foot(document: Document, context: DocxContext, *, named: bool) -> str:
    """Return the line of the foot; page numbers are fields, with text until Word counts.

    A form says its id there, in the control where it is `named`.
    """
    look, sheet = context.look, context.base.sheet
    said = [look.word("page", page="1", pages="1")] if sheet.numbered else []
    right = [_numbers(look.word("page"))] if sheet.numbered else []
    if document.form:
        said.insert(0, document.form)
        right.insert(0, form_control(document.form, context) if named else words_run(document.form))
    gap = "    "
    whole = gap.join((document.sheet, *said))
    logo = _foot_logo(context)
    logo_mm = size_mm(logo, FOOT_LOGO_MM) if logo else (0.0, 0.0)
    if not _is_one_line(document.foot, whole, context, logo_mm[0]):
        document = document.with_code_alone
    if document.sheet:
        said.insert(0, document.sheet)
        right.insert(0, words_run(document.sheet))
    if logo:
        right.append(picture_run("", logo_mm, "", context, key=_LOGO, low=9))
    words = words_run(gap).join(right)
    return _line(document.foot, words, gap.join(said), context, taken_mm=logo_mm[0])


def _line(
    left: str,
    right: str,
    said: str,
    context: DocxContext,
    *,
    under: bool = False,
    taken_mm: float = 0.0,
) -> str:
    """Return words at both margins, those at the right on the last line of the others.

    Where they would touch they have a line more. `under` a letterhead there is some white below;
    `taken_mm` is what a logo takes.
    """
    white = _UNDER_HEAD if under else ""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(context.base.sheet.text_mm)}"/></w:tabs>'
    size = context.size_pt("SheetMargin")
    last = lines(left, context.base.font, size, width=context.base.sheet.text_mm)[-1]
    if _is_one_line(last, said, context, taken_mm) or not left:
        inner = words_run(left) + (TAB + right if right else "")
        return paragraph("SheetMargin", inner, tab + white)
    return paragraph("SheetMargin", words_run(left)) + paragraph(
        "SheetMargin", right, f'{white}<w:jc w:val="right"/>'
    )


def _is_one_line(left: str, right: str, context: DocxContext, taken_mm: float = 0.0) -> bool:
    size = context.size_pt("SheetMargin")
    used = sum(text_width(words, context.base.font, size) for words in (left, right))
    return used + taken_mm <= context.base.sheet.text_mm - _BETWEEN_MM


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
