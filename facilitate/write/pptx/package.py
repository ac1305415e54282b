"""Slides as the parts of a PPTX file, on the base file of our look."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from uuid import NAMESPACE_OID, uuid5
from xml.etree import ElementTree as ET

from facilitate.charts import Bars
from facilitate.document import Document
from facilitate.pictures import read_picture
from facilitate.structs import Struct
from facilitate.write.base_file import DeckBase, Role, SlideLayout
from facilitate.write.chart.kinds import ChartStyle
from facilitate.write.chart.native import WORKBOOK_ID, chart_xml, workbook
from facilitate.write.look import Look
from facilitate.write.ooxml import (
    APP,
    APP_TYPE,
    CHART_TYPE,
    CORE_TYPE,
    DECLARATION,
    Packed,
    Relation,
    app_xml,
    attribute,
    content_types_xml,
    core_xml,
    our_parts,
    package,
    packed,
    packed_once,
    relations_name,
    relations_xml,
    text,
)
from facilitate.write.pptx.slides import Slide
from facilitate.write.pptx.xml_writer import Linked, face_of

PRESENTATION = "ppt/presentation.xml"
_NEEDED = ("presProps", "viewProps", "tableStyles")
NOTES_MASTER = "ppt/notesMasters/notesMaster1.xml"
_RELATIONS = f"ppt/_rels/{PRESENTATION[4:]}.rels"
_REMADE = ("[Content_Types].xml", _RELATIONS, PRESENTATION, "docProps/core.xml")


class Base(Struct):
    """Constant parts as compressed bytes; the parts of the file that slides change, as text."""

    constant: tuple[Packed, ...]
    types: Mapping[str, str]
    presentation: str
    relations: tuple[Relation, ...]
    layouts: Mapping[Role, SlideLayout]


@dataclass(frozen=True, slots=True)
class _Known:
    """A base file that is known by its digest."""

    digest: str
    of: DeckBase = field(compare=False, repr=False)


@lru_cache(maxsize=4)
def _opened(known: _Known) -> Base:
    """Return a base file with its constant parts compressed, once for all decks."""
    parts = known.of.parts
    constant = tuple(packed(name, data) for name, data in parts.items() if name not in _REMADE)
    relations = tuple(
        Relation(
            row.attrib["Id"], row.attrib["Type"].rpartition("/")[2], f"ppt/{row.attrib['Target']}"
        )
        for row in ET.fromstring(parts[_RELATIONS])  # noqa: S314 - read and cleaned before
    )
    types = {name: kind for name, kind in known.of.types.items() if name not in _REMADE}
    types[PRESENTATION] = _TYPE + "presentation.main+xml"
    # PowerPoint repairs a presentation without these, however little they say.
    missing = set(_NEEDED) - {relation.kind for relation in relations}
    for kind in sorted(missing):
        name = f"ppt/{kind}.xml"
        relations = (*relations, Relation(f"rId{kind}", kind, name))
        constant = (*constant, packed(name, our_parts("pptx")[name]))
        types[name] = _TYPE + f"{kind}+xml"
    return Base(constant, types, parts[PRESENTATION].decode(), relations, known.of.layouts)


_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
_FIRST_SLIDE_ID = 256  # the least that the format allows


@dataclass(slots=True)
class Parts:
    """The parts of one deck as they are made; nothing is kept from deck to deck."""

    document: Document
    look: Look
    of: DeckBase
    base: Base
    made: list[Packed] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    pictures: dict[bytes, str] = field(default_factory=dict)
    charts: int = 0
    slides: dict[str, str] = field(default_factory=dict)
    """The first slide of each title."""

    def add(self, name: str, content: str | bytes, kind: str = "") -> None:
        """Take a part in; `kind` is its content type if the suffix does not say it."""
        self.made.append(packed(name, content))
        if kind:
            self.types[name] = kind

    def relate(self, name: str, relations: tuple[Relation, ...]) -> None:
        """Take in the relations of a part."""
        self.made.append(packed_once(relations_name(name), relations_xml(name, relations)))


def package_of(slides: tuple[Slide, ...], document: Document, look: Look, of: DeckBase) -> bytes:
    """Return the finished file."""
    base = _opened(_Known(of.digest, of))
    parts = Parts(document, look, of, base, types={**base.types, "docProps/core.xml": CORE_TYPE})
    for number, slide in enumerate(slides, 1):
        parts.slides.setdefault(slide.slot, slide_name(number))
    for number, slide in enumerate(slides, 1):
        _add_slide(parts, slide, number)
    _add_presentation(parts, slides)
    core = core_xml(document.title, language=document.language, date=document.date)
    parts.add("docProps/core.xml", core)
    constant = base.constant
    if look.brand and look.brand.name:
        parts.add(APP, app_xml(look.brand.name), APP_TYPE)
        constant = tuple(part for part in constant if part.name != APP)
    names = tuple(part.name for part in (*constant, *parts.made))
    listing = packed_once("[Content_Types].xml", content_types_xml(parts.types, names))
    return package((listing, *constant, *parts.made))


def slide_name(number: int) -> str:
    """Return the name of the part of a slide, counted from 1."""
    return f"ppt/slides/slide{number}.xml"


def _add_slide(parts: Parts, slide: Slide, number: int) -> None:
    name = slide_name(number)
    links = tuple(_links(parts, slide.links))
    relations = [Relation("rId1", "slideLayout", parts.base.layouts[slide.role].part), *links]
    if slide.notes:
        notes = f"ppt/notesSlides/notesSlide{number}.xml"
        relations.append(Relation(f"rId{len(relations) + 1}", "notesSlide", notes))
        parts.add(notes, _notes_xml(slide.notes, parts.document.language), _TYPE + "notesSlide+xml")
        parts.relate(
            notes,
            (Relation("rId1", "notesMaster", NOTES_MASTER), Relation("rId2", "slide", name)),
        )
    content = (
        f"{DECLARATION}<p:sld {_NAMESPACES}><p:cSld><p:spTree>{_TREE}{slide.shapes}</p:spTree>"
        "</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )
    parts.made.append(packed_once(name, content))
    parts.types[name] = _TYPE + "slide+xml"
    parts.relate(name, tuple(relations))


def _links(parts: Parts, links: tuple[Linked, ...]) -> Iterator[Relation]:
    """Yield the relations of a slide's links, and take their parts in; ids start at rId2."""
    for number, linked in enumerate(links, 2):
        key = f"rId{number}"
        if linked.chart is not None:
            yield Relation(key, "chart", _add_chart(parts, linked.chart, linked.size))
        elif linked.kind == "slide":
            yield Relation(key, "slide", parts.slides[linked.address])
        elif linked.picture:
            yield Relation(key, "image", _add_picture(parts, linked.picture))
        else:
            yield Relation(key, "hyperlink", linked.address, external=True)


def _add_chart(parts: Parts, chart: Bars, size: tuple[float, float]) -> str:
    parts.charts += 1
    name = f"ppt/charts/chart{parts.charts}.xml"
    book = f"ppt/embeddings/chart{parts.charts}.xlsx"
    style = ChartStyle(
        font=parts.look.slide_font,
        size_pt=parts.look.slide.label,
        language=parts.document.language,
        width_pt=size[0],
        height_pt=size[1],
        theme=parts.of.theme,
        face=face_of(parts.of),
        scale=parts.of.scale,
    )
    parts.add(name, chart_xml(chart, style, number=parts.charts), CHART_TYPE)
    parts.add(book, workbook(chart))
    parts.relate(name, (Relation(WORKBOOK_ID, "package", book),))
    return name


def _add_picture(parts: Parts, data: bytes) -> str:
    if data not in parts.pictures:
        picture = read_picture(data)
        assert picture is not None  # others never become a link
        name = f"ppt/media/image{len(parts.pictures) + 1}.{picture.suffix}"
        parts.pictures[data] = name
        parts.add(name, data)
    return parts.pictures[data]


def _add_presentation(parts: Parts, slides: tuple[Slide, ...]) -> None:
    """Take in the presentation part with the list of slides and its sections."""
    links = tuple(
        Relation(f"rIdS{number}", "slide", slide_name(number))
        for number in range(1, len(slides) + 1)
    )
    rows = "".join(
        f'<p:sldId id="{_FIRST_SLIDE_ID + number}" r:id="{link.id}"/>'
        for number, link in enumerate(links)
    )
    end = "</p:notesMasterIdLst>"
    listed = f"{end}<p:sldIdLst>{rows}</p:sldIdLst>" if rows else end
    close = "</p:presentation>"
    whole = parts.base.presentation.replace(end, listed, 1)
    parts.add(PRESENTATION, whole.replace(close, _sections(slides) + close, 1))
    parts.relate(PRESENTATION, (*parts.base.relations, *links))


def _sections(slides: tuple[Slide, ...]) -> str:
    """Return the sections that Office shows beside the slides; none where no divider parts them.

    Each begins with a cover or a divider that is not inside a part; a divider, such as a break, is
    named by what follows it. From ISO 29500's extension list, as [MS-PPTX] 2.6.2 defines it.
    """
    starts = [
        number
        for number, slide in enumerate(slides)
        if not number or (slide.role in ("cover", "divider") and not slide.within)
    ]
    if len(starts) < 2:
        return ""
    parts = pairwise((*starts, len(slides)))
    named = ((slides[min(at + (at > 0), end - 1)].title, at, end) for at, end in parts)
    listed = "".join(
        f'<p14:section name="{attribute(name)}" '
        f'id="{{{str(uuid5(NAMESPACE_OID, f"{start} {name}")).upper()}}}">'
        "<p14:sldIdLst>"
        + "".join(f'<p14:sldId id="{_FIRST_SLIDE_ID + number}"/>' for number in range(start, end))
        + "</p14:sldIdLst></p14:section>"
        for name, start, end in named
    )
    return (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        f'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">{listed}'
        "</p14:sectionLst></p:ext></p:extLst>"
    )


def _notes_xml(lines: tuple[str, ...], language: str) -> str:
    lang = f'<a:rPr lang="{attribute(language)}"/>'
    paragraphs = "".join(
        f"<a:p><a:r>{lang}<a:t>{text(line)}</a:t></a:r></a:p>" if line else "<a:p/>"
        for line in lines
    )
    return (
        f"{DECLARATION}<p:notes {_NAMESPACES}><p:cSld><p:spTree>{_TREE}"
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" idx="3"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
