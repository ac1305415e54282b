"""Make templates/base/base.pptx: our own 16:9 base with ten layouts, a notes master, no history.

    python templates/base/make_base_pptx.py

The numbers are those of the look (points on a 960 x 540 pt slide). Run by hand when it changes.
"""

from io import BytesIO
from pathlib import Path

import pptx

from facilitate.write.look import Colours
from facilitate.write.ooxml import (
    CORE_TYPE,
    DECLARATION,
    Relation,
    content_types_xml,
    core_xml,
    hex_colour,
    package,
    packed,
    relations_name,
    relations_xml,
    themed,
)

OUT = Path(__file__).parent / "base.pptx"
EMU = 12700
LOOK = Colours()
FONT = "Arial"
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
NO_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)

Place = tuple[str, str, int, tuple[float, float, float, float], float, str, str, str, bool, str]
"""Name, type, index, box (x, y, width, height), size, anchor, align, colour, bold, prompt."""

TITLE: Place = ("Title", "title", 0, (48, 64, 864, 80), 34, "t", "l", "tx1", True, "Title")
KICKER: Place = ("Kicker", "body", 13, (48, 14, 864, 45), 18, "b", "l", "tx2", False, "When, who")
SOURCE: Place = ("Source", "body", 14, (48, 494, 790, 24), 18, "b", "l", "tx2", False, "Source")
FOOTER: Place = ("Footer", "ftr", 11, (48, 494, 790, 24), 18, "b", "l", "tx2", False, "")
NUMBER: Place = ("Slide number", "sldNum", 12, (842, 494, 70, 24), 18, "b", "r", "tx2", False, "")
BODY: Place = ("Body", "body", 1, (48, 136, 864, 346), 24, "t", "l", "tx1", False, "Text")
LEFT: Place = ("Left", "body", 1, (48, 136, 424, 346), 22, "t", "l", "tx1", False, "Text")
RIGHT: Place = ("Right", "body", 2, (488, 136, 424, 346), 22, "t", "l", "tx1", False, "Text")


def on_dark(place: Place, size: float, box: tuple[float, float, float, float]) -> Place:
    """Return the place on an ink ground: second voice lighter, title white."""
    name, kind, idx, _, _, anchor, align, colour, bold, prompt = place
    inks = {"tx1": "ink", "tx2": "grey"}
    return (name, kind, idx, box, size, anchor, align, f"dark {inks[colour]}", bold, prompt)


COVER = (
    on_dark(("Title", "ctrTitle", *TITLE[2:]), 76, (48, 124, 864, 96)),
    on_dark(("Subtitle", "subTitle", *BODY[2:]), 28, (48, 232, 864, 76)),
    on_dark(KICKER, 20, (48, 24, 864, 48)),
    on_dark(SOURCE, 20, (48, 490, 864, 28)),
)
DIVIDER = (
    on_dark(TITLE, 60, (48, 80, 790, 146)),
    on_dark(BODY, 28, (48, 246, 716, 90)),
    on_dark(KICKER, 18, KICKER[3]),
    on_dark(SOURCE, 18, SOURCE[3]),
    on_dark(NUMBER, 18, NUMBER[3]),
)
STEPS = tuple(
    (f"Step {n}", "body", 20 + n, (48, 182 + 50 * (n - 1), 644, 48), 22, "ctr", "l", "tx1", False,
     f"Step {n}")
    for n in range(1, 7)
)  # fmt: skip
PURPOSE: Place = ("Purpose", "body", 1, (48, 124, 864, 34), 26, "t", "l", "tx2", False, "Purpose")
COLUMNS = tuple(
    (f"Step {n}", "body", 20 + n, (48 + 221 * (n - 1), 190, 201, 180), 22, "t", "l", "tx1", False,
     f"Step {n}")
    for n in range(1, 5)
)  # fmt: skip
QUESTION: Place = ("Title", "title", 0, (48, 150, 864, 220), 54, "t", "l", "tx1", True, "Question")

LAYOUTS: tuple[tuple[str, str, bool, tuple[Place, ...]], ...] = (
    ("Cover", "title", True, COVER),
    ("Divider", "secHead", True, DIVIDER),
    ("Content", "obj", False, (TITLE, BODY, KICKER, SOURCE, NUMBER)),
    ("Two columns", "twoObj", False, (TITLE, LEFT, RIGHT, KICKER, SOURCE, NUMBER)),
    ("Title only", "titleOnly", False, (TITLE, KICKER, SOURCE, NUMBER)),
    ("Blank", "blank", False, (KICKER, SOURCE, NUMBER)),
    ("Exercise", "cust", False, (TITLE, PURPOSE, *STEPS, KICKER, SOURCE, NUMBER)),
    ("Steps in columns", "cust", False, (TITLE, PURPOSE, *COLUMNS, KICKER, SOURCE, NUMBER)),
    ("Question", "cust", False, (QUESTION, KICKER, SOURCE, NUMBER)),
    ("Result", "cust", False, (TITLE, KICKER, SOURCE, NUMBER)),
)


def fill(colour: str) -> str:
    """Return a fill by theme name (`tx1`), or of ours on the dark pages (`dark grey`)."""
    if colour.startswith("dark "):
        return themed(colour.removeprefix("dark "), dark=True)
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def level(number: int, *, size: float, colour: str, bold: bool, align: str, spacing: int) -> str:
    """Return one level of a text style: level 1 is plain, the others have bullets."""
    indent = 18 * EMU
    left = (number - 1) * indent
    bullet = "<a:buNone/>" if number == 1 else '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    return (
        f'<a:lvl{number}pPr marL="{left}" indent="{-indent if number > 1 else 0}" algn="{align}" '
        f'defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:lnSpc><a:spcPct val="{spacing * 1000}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>{bullet}'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}" kern="0">{fill(colour)}'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
        f"</a:defRPr></a:lvl{number}pPr>"
    )


def styles(*, size: float, colour: str, bold: bool, align: str, spacing: int, levels: int) -> str:
    """Return levels 1 to `levels` in one style."""
    return "".join(
        level(n, size=size, colour=colour, bold=bold, align=align, spacing=spacing)
        for n in range(1, levels + 1)
    )


def shape(number: int, place: Place, *, master: bool = False) -> str:
    """Return a placeholder of master or layout with its box, size and prompt."""
    name, kind, idx, (x, y, width, height), size, anchor, align, colour, bold, prompt = place
    title = kind in {"title", "ctrTitle"}
    small = "" if title or idx < 11 else ' sz="quarter"'
    index = "" if title else f' idx="{idx}"'
    spacing = 92 if title else 100
    list_style = styles(
        size=size, colour=colour, bold=bold, align=align, spacing=spacing, levels=1 if title else 3
    )
    if master and kind in {"title", "body"}:
        list_style = ""
    field = (
        '<a:fld id="{5B2C8E0A-6C1D-4E0B-9B43-0F4D6A7B1C12}" type="slidenum">'
        '<a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
    )
    words = f'<a:r><a:rPr lang="en-GB"/><a:t>{prompt}</a:t></a:r>' if prompt else ""
    if kind == "sldNum":
        words = field
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{index}{small}/>'
        f'</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{round(x * EMU)}" y="{round(y * EMU)}"/>'
        f'<a:ext cx="{round(width * EMU)}" cy="{round(height * EMU)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{list_style}</a:lstStyle>"
        f'<a:p>{words}<a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def tree(places: tuple[Place, ...], ground: str, *, master: bool = False) -> str:
    """Return the ground and the placeholders."""
    shapes = "".join(shape(n, place, master=master) for n, place in enumerate(places, 2))
    back = f"<p:bg><p:bgPr>{fill(ground)}<a:effectLst/></p:bgPr></p:bg>" if ground else ""
    return f"<p:cSld>{{name}}{back}<p:spTree>{NO_GROUP}{shapes}</p:spTree></p:cSld>"


def layout(name: str, kind: str, *, dark: bool, places: tuple[Place, ...]) -> str:
    """Return a slide layout."""
    content = tree(places, "tx1" if dark else "").replace(
        "<p:cSld>{name}", f'<p:cSld name="{name}">'
    )
    return (
        f'{DECLARATION}<p:sldLayout {NAMESPACES} type="{kind}" preserve="1">{content}'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def master() -> str:
    """Return the slide master with its text styles."""
    ids = "".join(
        f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(LAYOUTS))
    )
    title = styles(size=34, colour="tx1", bold=True, align="l", spacing=92, levels=1)
    body = styles(size=24, colour="tx1", bold=False, align="l", spacing=105, levels=9)
    other = styles(size=18, colour="tx1", bold=False, align="l", spacing=100, levels=9)
    content = tree((TITLE, BODY, FOOTER, NUMBER), "bg1", master=True).replace("{name}", "")
    return (
        f"{DECLARATION}<p:sldMaster {NAMESPACES}>{content}"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
        'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
        f'folHlink="folHlink"/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>'
        '<p:hf hdr="0" ftr="0" dt="0"/>'
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def notes_master() -> str:
    """Return the notes master, A4: the slide above, the speaker's notes below."""
    slide = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="720000" y="720000"/><a:ext cx="6120000" cy="3442500"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f'<a:ln w="9525">{fill("accent4")}</a:ln></p:spPr></p:sp>'
    )
    text = (
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="720000" y="4440000"/><a:ext cx="6120000" cy="5500000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/>'
        '<a:p><a:r><a:rPr lang="en-GB"/><a:t>Notes</a:t></a:r></a:p></p:txBody></p:sp>'
    )
    return (
        f"{DECLARATION}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill('bg1')}"
        f"<a:effectLst/></p:bgPr></p:bg><p:spTree>{NO_GROUP}{slide}{text}</p:spTree></p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
        'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
        'folHlink="folHlink"/><p:notesStyle>'
        f"{styles(size=12, colour='tx1', bold=False, align='l', spacing=110, levels=9)}"
        "</p:notesStyle></p:notesMaster>"
    )


def theme() -> str:
    """Return the theme: our palette, Arial, plain fills and lines, no effects."""
    palette = {
        "dk1": LOOK.ink, "lt1": LOOK.on_ink, "dk2": LOOK.grey, "lt2": LOOK.tint,
        "accent1": LOOK.doctor, "accent2": LOOK.manager, "accent3": LOOK.bridge,
        "accent4": LOOK.mid, "accent5": LOOK.rule, "accent6": LOOK.centre,
        "hlink": LOOK.doctor, "folHlink": LOOK.grey,
    }  # fmt: skip
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{hex_colour(value)}"/></a:{name}>'
        for name, value in palette.items()
    )
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{FONT}"/>'
        f"</a:{kind}Font>"
        for kind in ("major", "minor")
    )
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{plain}</a:ln>' for width in (9525, 19050, 31750))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="facilitate"><a:themeElements><a:clrScheme name="facilitate">{colours}'
        f'</a:clrScheme><a:fontScheme name="facilitate">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="plain"><a:fillStyleLst>{plain * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "</a:theme>"
    )


def presentation() -> str:
    """Return the presentation part without slides: 960 x 540 pt, notes on A4."""
    return (
        f'{DECLARATION}<p:presentation {NAMESPACES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        '<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="7560000" cy="10692000"/>'
        "<p:defaultTextStyle>"
        f"{styles(size=18, colour='tx1', bold=False, align='l', spacing=100, levels=9)}"
        "</p:defaultTextStyle></p:presentation>"
    )


def parts() -> dict[str, tuple[str, str]]:
    """Return every part with its content type."""
    layouts = {
        f"ppt/slideLayouts/slideLayout{n}.xml": (
            layout(name, kind, dark=dark, places=places),
            TYPE + "slideLayout+xml",
        )
        for n, (name, kind, dark, places) in enumerate(LAYOUTS, 1)
    }
    table_styles = (
        f'{DECLARATION}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/'
        'main" def="{2D5ABB26-0587-4C30-8999-92F81FD0307C}"/>'
    )
    app = (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>facilitate</Application></Properties>'
    )
    return {
        "ppt/presentation.xml": (presentation(), TYPE + "presentation.main+xml"),
        "ppt/slideMasters/slideMaster1.xml": (master(), TYPE + "slideMaster+xml"),
        **layouts,
        "ppt/notesMasters/notesMaster1.xml": (notes_master(), TYPE + "notesMaster+xml"),
        "ppt/theme/theme1.xml": (theme(), THEME_TYPE),
        "ppt/theme/theme2.xml": (theme(), THEME_TYPE),
        "ppt/tableStyles.xml": (table_styles, TYPE + "tableStyles+xml"),
        "ppt/presProps.xml": (
            f"{DECLARATION}<p:presentationPr {NAMESPACES}/>",
            TYPE + "presProps+xml",
        ),
        "ppt/viewProps.xml": (
            f'{DECLARATION}<p:viewPr {NAMESPACES}><p:normalViewPr><p:restoredLeft sz="15620"/>'
            '<p:restoredTop sz="80000"/></p:normalViewPr></p:viewPr>',
            TYPE + "viewProps+xml",
        ),
        "docProps/app.xml": (app, APP_TYPE),
        "docProps/core.xml": (core_xml("Base", language="en-GB", date=""), CORE_TYPE),
    }


def links() -> dict[str, tuple[Relation, ...]]:
    """Return the relations of every part that has some."""
    count = len(LAYOUTS)
    names = [f"ppt/slideLayouts/slideLayout{n}.xml" for n in range(1, count + 1)]
    up = (Relation("rId1", "slideMaster", "ppt/slideMasters/slideMaster1.xml"),)
    return {
        "": (
            Relation("rId1", "officeDocument", "ppt/presentation.xml"),
            Relation("rId2", "core-properties", "docProps/core.xml"),
            Relation("rId3", "extended-properties", "docProps/app.xml"),
        ),
        "ppt/presentation.xml": (
            Relation("rId1", "slideMaster", "ppt/slideMasters/slideMaster1.xml"),
            Relation("rId2", "notesMaster", "ppt/notesMasters/notesMaster1.xml"),
            Relation("rId3", "theme", "ppt/theme/theme1.xml"),
            Relation("rId4", "tableStyles", "ppt/tableStyles.xml"),
            Relation("rId5", "presProps", "ppt/presProps.xml"),
            Relation("rId6", "viewProps", "ppt/viewProps.xml"),
        ),
        "ppt/slideMasters/slideMaster1.xml": (
            *(Relation(f"rId{n}", "slideLayout", name) for n, name in enumerate(names, 1)),
            Relation(f"rId{count + 1}", "theme", "ppt/theme/theme1.xml"),
        ),
        **dict.fromkeys(names, up),
        "ppt/notesMasters/notesMaster1.xml": (Relation("rId1", "theme", "ppt/theme/theme2.xml"),),
    }


def made() -> bytes:
    """Return the base file."""
    content = parts()
    related = {relations_name(name): relations_xml(name, rels) for name, rels in links().items()}
    types = {name: kind for name, (_, kind) in content.items()}
    listing = content_types_xml(types, (*content, *related))
    return package(
        (
            packed("[Content_Types].xml", listing),
            *(packed(name, text) for name, (text, _) in content.items()),
            *(packed(name, text) for name, text in related.items()),
        )
    )


def main() -> None:
    """Write the base file and open it once with python-pptx."""
    data = made()
    assert len(pptx.Presentation(BytesIO(data)).slide_layouts) == len(LAYOUTS)
    OUT.write_bytes(data)


if __name__ == "__main__":
    main()
