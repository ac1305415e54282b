"""Word files made by hand, and documents of ours written on them."""

import io
import re
import zipfile

from facilitate.document import Block, Document
from facilitate.faults import Fault
from facilitate.structs import replace
from facilitate.write.base_file import Brand, PageBase
from facilitate.write.brand.package import opened
from facilitate.write.brand.pages import page_base
from facilitate.write.docx import write
from facilitate.write.look import Look
from facilitate.write.ooxml import Relation, content_types_xml, relations_xml
from tests.write.brand.files import packed
from tests.write.docx.samples import LOOK, document
from tests.write.pieces import png

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = Relation("rId1", "officeDocument", "word/document.xml")
_TYPES = {
    "word/document.xml": "template.main",
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
    "word/settings.xml": "settings",
    **{f"word/header{n}.xml": "header" for n in range(1, 4)},
    **{f"word/footer{n}.xml": "footer" for n in range(1, 4)},
}

A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1418" '
A4 += 'w:left="1134" w:header="709" w:footer="567" w:gutter="0"/>'


def style(key: str, name: str, paragraph: str = "", run: str = "", *, more: str = "") -> str:
    """Return a style of paragraphs, based on Normal unless it is that."""
    based = '<w:basedOn w:val="Normal"/>' if key != "Normal" else ""
    default = ' w:default="1"' if key == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{more}'
        f"{based}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


FACE = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>'
NORMAL = style("Normal", "Normal", "", f'{FACE}<w:sz w:val="24"/>')
HEADINGS = "".join(
    style(
        f"Kop{n}",
        f"heading {n}",
        f'<w:keepNext/><w:outlineLvl w:val="{n - 1}"/>',
        f'<w:b/><w:color w:val="7A0019"/><w:sz w:val="{48 - 6 * n}"/>',
    )
    for n in range(1, 5)
)
BULLET = '<w:numPr><w:numId w:val="7"/></w:numPr>'
LISTS = (
    '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
    'w:val="bullet"/><w:lvlText w:val="-"/><w:pPr><w:ind w:left="600" w:hanging="300"/></w:pPr>'
    '</w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start '
    'w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/><w:pPr><w:ind w:left="700" '
    'w:hanging="350"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId '
    'w:val="3"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="4"/></w:num>'
)


def word_file(
    styles: str = NORMAL + HEADINGS,
    *,
    numbering: str = "",
    settings: str = "",
    head: str = "",
    foot: str = "",
    section: str = A4,
    body: str = "",
    first: str = "",
    shown: bytes = b"",
) -> bytes:
    """Return a Word template with these parts.

    `first` is the head of its first page, `shown` the picture of its heads and feet.
    """
    parts: dict[str, str] = {
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
        "word/settings.xml": f"<w:settings {W}>{settings}</w:settings>",
        "word/header1.xml": f"<w:hdr {W}>{head or '<w:p/>'}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {W}>{foot or '<w:p/>'}</w:ftr>",
        "word/header2.xml": f"<w:hdr {W}>{first or '<w:p/>'}</w:hdr>",
    }
    references = (
        '<w:headerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="default" r:id="rId5"/>'
    )
    if first:
        references += '<w:headerReference w:type="first" r:id="rId6"/>'
        section += "<w:titlePg/>"
    parts["word/document.xml"] = (
        f"<w:document {W}><w:body>{body or '<w:p/>'}<w:sectPr>{references}{section}</w:sectPr>"
        "</w:body></w:document>"
    )
    kinds = ("styles", "numbering", "settings", "header", "footer", "header")
    names = [name for name in parts if name != "word/document.xml"]
    related = "".join(
        f'<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{name.removeprefix("word/")}"/>'
        for n, (kind, name) in enumerate(zip(kinds, names, strict=True), 1)
    )
    image = (
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/image" Target="media/image1.png"/>'
    )
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    kept = {name: f"{_WORD}{_TYPES[name]}+xml" for name in parts}
    content = {name: text.encode() for name, text in parts.items()}
    for name in ("header1", "header2", "footer1"):
        content[f"word/_rels/{name}.xml.rels"] = (
            f"<Relationships {space}>{image}</Relationships>".encode()
        )
    content |= {
        "word/_rels/document.xml.rels": (
            f"<Relationships {space}>{related}</Relationships>".encode()
        ),
        "word/media/image1.png": shown or png(width=40, height=20),
        "_rels/.rels": relations_xml("", (_MAIN,)).encode(),
    }
    content["[Content_Types].xml"] = content_types_xml(kept, (*content, "x.rels")).encode()
    return packed(content)


def read(data: bytes) -> tuple[PageBase, list[Fault]]:
    """Return the base that a Word file makes, and all that was told of it."""
    package, faults = opened(data, "house.dotx")
    assert package is not None
    base, more = page_base(package)
    return base, [*faults, *more]


def told(data: bytes) -> dict[str, str]:
    """Return what was told of a Word file, by code."""
    return {fault.code: fault.message for fault in read(data)[1]}


def worn(data: bytes, look: Look = LOOK) -> Look:
    """Return the look with the Word file as its brand."""
    return replace(look, brand=Brand(name="House", pages=read(data)[0]))


def written(data: bytes, *blocks: Block, look: Look = LOOK, **more: object) -> dict[str, str]:
    """Return the XML parts of a document of ours with these blocks on the Word file."""
    return parts_on(data, document(*blocks, **more), look)


def parts_on(data: bytes, made: Document, look: Look = LOOK) -> dict[str, str]:
    """Return the XML parts of a document of ours on the Word file."""
    with zipfile.ZipFile(io.BytesIO(write(made, worn(data, look)).data)) as box:
        return {
            name: box.read(name).decode()
            for name in box.namelist()
            if name.endswith((".xml", ".rels"))
        }


def words_of(part: str) -> str:
    """Return the words of a part."""
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", part))


def paragraph(words: str, properties: str = "") -> str:
    """Return a paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def picture(place: str, *, width_mm: float, height_mm: float, wrap: str = "wrapNone") -> str:
    """Return a paragraph with a picture that floats; `place` says where it stands upright."""
    size = f'cx="{width_mm * 36000:.0f}" cy="{height_mm * 36000:.0f}"'
    return (
        '<w:p><w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>0'
        f'</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page">{place}</wp:positionV>'
        f"<wp:extent {size}/><wp:{wrap}/>"
        '<wp:docPr id="5" name="C:\\Users\\Pat\\logo.png" descr="logo.png"/>'
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/'
        'drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="5" name="logo.png"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/><a:stretch>'
        '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )
