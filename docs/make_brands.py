"""Three organisations, all made up, to show a programme in: what docs/brands lacks is made here.

`make_pictures.py` draws the example in each.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from facilitate.shipped import shipped

BRANDS = {
    "orchard-care": "Orchard Care",
    "harbour-council": "Harbour Council",
    "three-rivers": "Three Rivers Schools",
}
"""The folder and the name of each."""

FACES = {"orchard-care": "AtkinsonHyperlegibleNext", "three-rivers": "SourceSans3"}

Area = tuple[int, int, int, int]  # left, top, width and height in points
_KEPT = ("Title Slide", "Title and Content", "Section Header", "Two Content", "Title Only")
_EMU = 12700  # to a point


def brand_into(programme: Path, folder: str) -> None:
    """Put what a brand has into a programme, which then is that organisation's."""
    brand = programme / "brand"
    brand.mkdir(parents=True)
    if folder in FACES:
        shutil.copytree(Path(__file__).parent / "brands" / folder, brand, dirs_exist_ok=True)
        (brand / "fonts").mkdir()
        for weight in ("Regular", "Bold"):
            face = shipped("facilitate/write/fonts") / f"{FACES[folder]}-{weight}.ttf"
            shutil.copy(face, brand / "fonts")
    if folder == "harbour-council":
        _harbour_deck().save(brand / "council.pptx")
        _harbour_letter().save(brand / "council.docx")
    if folder == "three-rivers":
        _rivers_deck().save(brand / "schools.pptx")


def _harbour_deck() -> Any:
    """Return a wide deck: a band and a name on each slide, covers on a sea."""
    sea = {"dk2": "0B2E4F", "lt2": "E6EEF4", "accent1": "AD4E1D", "accent2": "0B5C7A"}
    file = _deck((960, 540), sea, "Calibri")
    master, (cover, _, section, two, _) = file.slide_master, file.slide_layouts
    _art(master, (0, 0, 960, 16), "accent2")
    _art(master, (700, 500, 216, 26), words="Harbour Council")
    _boxes(master, {0: (44, 34, 872, 70), 1: (44, 110, 872, 378), 10: (44, 500, 120, 26)})
    _boxes(master, {11: (170, 500, 420, 26), 12: (600, 500, 90, 26)})
    _ground(cover, "tx2")
    _art(cover, (-20, 420, 1000, 150), "accent2", shape="wave")
    _art(cover, (44, 36, 300, 30), words="Harbour Council", ink="bg1")
    _boxes(cover, {0: (44, 130, 760, 130), 1: (44, 276, 760, 120)}, ink="bg1")
    _ground(section, "accent2")
    _art(section, (0, 510, 960, 30), "tx2")
    _boxes(section, {0: (44, 150, 820, 110), 1: (44, 276, 820, 130)}, ink="bg1")
    _boxes(two, {1: (44, 110, 424, 378), 2: (492, 110, 424, 378)})
    return file


def _rivers_deck() -> Any:
    """Return a narrow deck: three rivers beside each slide, a dark cover with them across it."""
    water = {"dk1": "14213D", "lt2": "F3E9D8", "dk2": "124E96", "accent1": "B5500F"}
    file = _deck((720, 540), water, "Source Sans 3")
    master, (cover, _, section, two, _) = file.slide_master, file.slide_layouts
    for at, colour in enumerate(("tx2", "accent1", "tx1")):
        _art(master, (10 + 9 * at, 0, 5, 540), colour)
    _boxes(master, {0: (52, 26, 644, 70), 1: (52, 102, 644, 390), 10: (52, 504, 120, 24)})
    _boxes(master, {11: (176, 504, 380, 24), 12: (616, 504, 80, 24)})
    for one, top in ((cover, 60), (section, 470)):
        _ground(one, "tx1")
        for at, colour in enumerate(("tx2", "accent1", "bg2")):
            _art(one, (0, top + 14 * at, 720, 8), colour)
    _boxes(cover, {0: (52, 140, 608, 150), 1: (52, 306, 608, 180)}, ink="bg2")
    _boxes(section, {0: (52, 120, 608, 140), 1: (52, 276, 608, 160)}, ink="bg2")
    _boxes(two, {1: (52, 102, 312, 390), 2: (384, 102, 312, 390)})
    return file


def _deck(size: tuple[int, int], colours: Mapping[str, str], face: str) -> Any:
    """Return a deck with five layouts in these colours, its titles at the left."""
    file = Presentation()
    file.slide_width, file.slide_height = (each * _EMU for each in size)
    for layout in [one for one in file.slide_layouts if one.name not in _KEPT]:
        file.slide_layouts.remove(layout)
    master = file.slide_master
    theme = next(rel.target_part for rel in master.part.rels.values() if "theme" in rel.reltype)
    tree = etree.fromstring(theme.blob)
    tree.set("name", "House")
    for name, colour in colours.items():
        fill = parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour}"/>')
        tree.find(f".//{{*}}clrScheme/{{*}}{name}")[:] = [fill]
    for latin in tree.iterfind(".//{*}fontScheme/*/{*}latin"):
        latin.set("typeface", face)
    theme._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    for look, points, bold in (("titleStyle", 28, "1"), ("bodyStyle", 20, "0")):
        for level in master._element.iterfind(f".//{{*}}{look}/*"):
            level.set("algn", "l")
            level.find("{*}defRPr").set("sz", str(100 * points))
            level.find("{*}defRPr").set("b", bold)
    master._element.find(".//{*}titleStyle//{*}schemeClr").set("val", "tx2")
    for part in (master, *file.slide_layouts):
        for body in part._element.iterfind(".//{*}bodyPr"):
            body.set("anchor", "t")
    return file


def _boxes(holder: Any, areas: Mapping[int, Area], *, ink: str = "") -> None:
    """Put placeholders where they belong, by their numbers; those of a cover in this colour."""
    for shape in holder.placeholders:
        number = shape.placeholder_format.idx
        if number in areas:
            sides = (side * _EMU for side in areas[number])
            shape.left, shape.top, shape.width, shape.height = sides
        if number in areas and ink:
            size = 'sz="2200"' if number else 'sz="4400" b="1"'
            level = f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="l"><a:buNone/>'
            look = f'<a:defRPr {size} cap="none">{_fill(ink)}</a:defRPr></a:lvl1pPr>'
            shape._element.find(".//{*}lstStyle")[:] = [parse_xml(level + look)]


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>' if colour else "<a:noFill/>"


def _ground(layout: Any, colour: str) -> None:
    """Give a layout a ground of its own, without what the master has."""
    layout._element.set("showMasterSp", "0")
    paint = f"<p:bgPr>{_fill(colour)}<a:effectLst/></p:bgPr>"
    layout._element.cSld.insert(0, parse_xml(f"<p:bg {nsdecls('p', 'a')}>{paint}</p:bg>"))


def _art(holder: Any, area: Area, fill: str = "", *, words: str = "", shape: str = "rect",
         ink: str = "tx2") -> None:  # fmt: skip
    """Paint a shape under the placeholders, or write the organisation's name."""
    left, top, width, height = (side * _EMU for side in area)
    tree = holder._element.cSld.spTree
    look = f'<a:rPr lang="en-GB" sz="1600" b="1">{_fill(ink)}</a:rPr>'
    said = f"<a:r>{look}<a:t>{words}</a:t></a:r>" if words else ""
    tree.insert(2, parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{900 + len(tree)}" name="Art"/>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" '
        f'y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="{shape}">'
        f'<a:avLst/></a:prstGeom>{_fill(fill)}</p:spPr><p:txBody><a:bodyPr lIns="0" rIns="0" '
        f'anchor="ctr"/><a:p><a:pPr algn="{"r" if ink == "tx2" else "l"}"/>{said}</a:p></p:txBody>'
        "</p:sp>"
    ))  # fmt: skip


def _harbour_letter() -> Any:
    """Return a letterhead: the name over a rule, the address at the foot, styles in its colours."""
    file: Any = Document()
    page, normal = file.sections[0], file.styles["Normal"]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    normal.font.name, normal.font.size = "Calibri", Pt(12)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(4), 1.05
    sea = RGBColor.from_string("0B5C7A")
    for name, size in {"Heading 1": 22, "Heading 2": 16, "Heading 3": 13, "Heading 4": 12}.items():
        style = file.styles[name]
        style.element.rPr.rFonts.attrib.clear()
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), sea
        style.paragraph_format.space_before = Pt(6)
    head, foot = "Harbour Council", "Harbour Council, Quay House, 1 Made-up Street"
    ends = ((page.header, head, 20, "bottom"), (page.footer, foot, 9, "top"))
    for place, words, size, side in ends:
        run = place.paragraphs[0].add_run(words)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), True, sea
        rule = etree.SubElement(place.paragraphs[0]._p.get_or_add_pPr(), qn("w:pBdr"))
        look = {"val": "single", "sz": "18", "space": "4", "color": str(sea)}
        etree.SubElement(rule, qn(f"w:{side}"), {qn(f"w:{key}"): of for key, of in look.items()})
    return file
