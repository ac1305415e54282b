"""The DOCX writer: real styles, real tables, content controls, native charts and shapes."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from facilitate.document import Document, Paper
from facilitate.shipped import shipped
from facilitate.write import Written
from facilitate.write.base_file import PageBase
from facilitate.write.docx.base import (
    PAGE_THEME,
    SIZED,
    STYLES,
    Base,
    coloured,
    packed_parts,
    style_size,
    styled,
)
from facilitate.write.docx.context import DOCUMENT, DocxContext
from facilitate.write.docx.margins import letter_logo, margins
from facilitate.write.docx.pages import sections
from facilitate.write.docx.sheet import sheet_of
from facilitate.write.docx.text import numbering
from facilitate.write.look import Colours, Look, SheetType
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
    package,
    packed,
    packed_once,
    parts_of,
    relations_name,
    relations_xml,
)

VERSION = 9

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
    body = letter_logo(document, context) + sections(document.sections, context)
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
    parts = parts_of((shipped("templates") / "base" / "base.docx").read_bytes())
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
