"""The DOCX writer: real styles, real tables, content controls, native charts and shapes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from facilitate.document import (
    Block,
    Cut,
    Document,
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
from facilitate.structs import replace
from facilitate.write import Written
from facilitate.write.base_file import PageBase
from facilitate.write.docx.base import (
    PAGE_THEME,
    SIZED,
    STYLES,
    Base,
    coloured,
    packed_parts,
    sheet_of,
    style_size,
    styled,
    twips,
)
from facilitate.write.docx.context import DOCUMENT, DocxContext, docx_block
from facilitate.write.docx.forms import page_break
from facilitate.write.docx.margins import letter_logo, margins
from facilitate.write.docx.text import ended, kept, numbering, text_paragraph
from facilitate.write.look import Colours, Look, SheetType
from facilitate.write.measure import balanced_width, lines, width_mm
from facilitate.write.ooxml import (
    APP,
    APP_TYPE,
    CORE_TYPE,
    DECLARATION,
    Packed,
    Relation,
    app_xml,
    content_types_xml,
    core_xml,
    our_parts,
    package,
    packed,
    packed_once,
    relations_name,
    relations_xml,
)

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


def title_indent_mm(title: Text, base: Base, size_pt: float) -> float:
    """Return how much narrower a title of several lines stands, so that no word hangs alone.

    That is the least width that takes no more lines: they come out about equally long. `size_pt`
    is as `title_size` gives it.
    """
    size = size_pt or base.size_pt("Heading1")
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
    context.begin(block.text)
    return text_paragraph(f"Heading{block.level}", block.text, context)


@docx_block
def _paragraph(block: Paragraph, context: DocxContext, _width_mm: float) -> str:
    context.asked = plain(block.text).strip() or context.asked
    return text_paragraph(_ROLES[block.role], block.text, context)


def _parted(parts: Iterable[Section], *, apart: bool) -> Iterator[tuple[Section, str]]:
    """Yield each section with what parts it from the one before: a new page, or white."""
    turned = False
    for number, part in enumerate(parts):
        turn = number > 0 and (turned or apart)
        turned = bool(part.blocks) and isinstance(part.blocks[-1], PageBreak)
        blocks = part.blocks[:-1] if turned else part.blocks
        yield (
            replace(part, blocks=blocks),
            _NEW_PAGE if turn else "" if number == 0 else _WHITE,
        )


_NEW_PAGE = "<w:pageBreakBefore/>"
_WHITE = '<w:spacing w:before="480"/>'


def _section(part: Section, context: DocxContext, opening: str) -> str:
    """Return a section: its opening, kicker, title as heading 1, blocks, and source at its end."""
    width_mm = context.base.sheet.text_mm
    done = []
    if not part.kicker and not part.title and opening == _NEW_PAGE:
        done.append(page_break(PageBreak(), context, width_mm))
    if part.kicker:
        done.append(text_paragraph("Kicker", part.kicker, context, opening))
        opening = ""
    if part.title:
        context.begin(part.title)
        size = title_size(part.title, context.base, context.look)
        indent = twips(title_indent_mm(part.title, context.base, size))
        opening += f'<w:ind w:right="{indent}"/>' if indent else ""
        done.append(text_paragraph("Heading1", part.title, context, opening, size_pt=size))
    blocks = levelled(part.blocks)
    start = _end_of(blocks)
    done += docx_block.each(blocks[:start], context, width_mm)
    tail = ended("".join(docx_block.each(blocks[start:], context, width_mm)))
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


VERSION = 13

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE = "docProps/core.xml"
_OPEN = (
    f"{DECLARATION}<w:document"
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' mc:Ignorable="w14"><w:body>'
)
_ROOT = (
    Relation("rId1", "officeDocument", DOCUMENT),
    Relation("rId2", "core-properties", _CORE),
)


def write(document: Document, look: Look) -> Written:
    """Return the document as a DOCX file, and what Word could not take as it was asked."""
    base = base_of(
        look,
        paper=document.paper,
        language=document.language,
        letter="letter" in document.name,
    )
    if base.font != look.slide_font:
        look = replace(look, slide_font=base.font, title_font=base.title_font)
    context = DocxContext(
        look=look,
        language=document.language,
        base=base,
        relations=list(base.relations),
        form=document.comes_back,
    )
    section = margins(document, context)
    body = letter_logo(document, context)
    body += "".join(
        _section(part, context, opening)
        for part, opening in _parted(document.sections, apart=base.sheet.apart)
    )
    context.parts[DOCUMENT] = f"{_OPEN}{body}{section}</w:body></w:document>"
    return Written(_packed(document, context), tuple(context.faults))


def _packed(document: Document, context: DocxContext) -> bytes:
    base = context.base
    main = f"{_WORD}document.main+xml"
    types = {**base.types, **context.types, DOCUMENT: main, _CORE: CORE_TYPE}
    ours = {
        name: base.named(part) if isinstance(part, str) else part
        for name, part in context.parts.items()
    }
    parts = {
        **ours,
        relations_name(DOCUMENT): relations_xml(DOCUMENT, tuple(context.relations)),
        _CORE: core_xml(document.title, language=document.language, date=document.date),
    }
    root: tuple[Relation, ...] = _ROOT
    if context.look.brand and context.look.brand.name:
        parts[APP] = app_xml(context.look.brand.name)
        types[APP] = APP_TYPE
        root = (*root, Relation(f"rId{len(root) + 1}", "extended-properties", APP))
    names = (*types, *parts, "_rels/.rels", *(part.name for part in base.constant))
    listed = (
        packed_once("[Content_Types].xml", content_types_xml(types, names)),
        packed_once("_rels/.rels", relations_xml("", root)),
    )
    lists = _numbering(context, base)
    return package((*base.constant, lists, *listed, *(packed(*part) for part in parts.items())))


def _numbering(context: DocxContext, base: Base) -> Packed:
    if not context.lists:
        return base.numbering_part
    return packed(base.numbering_part.name, numbering(*base.numbering, context.lists))


def base_of(look: Look, *, paper: Paper, language: str, letter: bool = False) -> Base:
    """Return the base package in the look's colours and sizes for this paper.

    It is the organisation's, if the look has a brand with a Word file, else ours.
    """
    pages = look.brand.pages if look.brand else None
    if pages is None:
        return _opened(
            look.colours, look.sheet, (look.slide_font, look.title_font), paper, language
        )
    worn = _Worn(pages.digest, look.sheet_font, pages)
    return _worn(worn, look.colours, look.sheet, paper, language, letter)


@dataclass(frozen=True, slots=True)
class _Worn:
    """An organisation's base and the face that a reader needs: known by digest and name."""

    digest: str
    face: str
    pages: PageBase = field(compare=False, repr=False)


@lru_cache(maxsize=64)
def _worn(
    of: _Worn, colours: Colours, sheet: SheetType, paper: Paper, language: str, letter: bool
) -> Base:
    from facilitate.write.docx.brand_base import house_base

    look = (colours, sheet, of.face)
    return house_base(of.pages, look, paper=paper, language=language, letter=letter)


@lru_cache(maxsize=16)
def _opened(
    colours: Colours,
    sheet: SheetType,
    fonts: tuple[str, str],
    paper: Paper,
    language: str,
) -> Base:
    parts = dict(our_parts("docx"))
    styles = parts[STYLES].decode("utf-8")
    font, title_font = fonts
    look = (colours, sheet, font)
    styles = styled(styles, look, paper=paper, language=language, title_font=title_font)
    parts[STYLES] = styles.encode()
    parts[PAGE_THEME] = coloured(parts[PAGE_THEME].decode(), colours).encode()
    sizes = {style: style_size(style, paper, sheet) for style in ("Normal", *SIZED)}
    return Base(
        paper=paper,
        sheet=sheet_of(paper),
        font=font,
        title_font=title_font or font,
        sizes=sizes,
        **packed_parts(parts),
    )
