"""Makes `base.docx`: the A4 file that every document of ours starts from.

Run `python templates/base/make_base_docx.py` after a change here and commit both files. The bytes
are the same on every run. Sizes and colours come from `facilitate.write.look`, so that paper and
screen keep one hand; a programme's own look is put over them when the file is opened.
"""

from dataclasses import dataclass
from pathlib import Path

from facilitate.write.look import Colours, SheetType
from facilitate.write.ooxml import (
    CORE_TYPE,
    Relation,
    content_types_xml,
    core_xml,
    package,
    packed,
    relations_xml,
)
from facilitate.write.ooxml import DECLARATION as HEAD

COLOURS = Colours()
SHEET = SheetType()
FONT = "Arial"
LINE = 1.1  # of Arial's own 1.15: 1.27 em, as airy as 1.4 em of the narrower face on paper
PROMPT = "595959"  # the quietest grey that a form may ask in: 7.0 to 1 on white

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def colour(name: str) -> str:
    """Return a colour of the look as Word writes it."""
    return str(getattr(COLOURS, name)).lstrip("#")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; `before`, `after` and sizes in points, `line` a multiple, `gap` exact."""

    id: str
    name: str
    size: float = 0
    bold: bool = False
    ink: str = ""
    before: float = 0
    after: float = 0
    line: float = LINE
    gap: float = 0
    keep: bool = False
    outline: int | None = None
    next: str = ""
    based: str = "Normal"
    align: str = ""
    extra: str = ""

    def xml(self) -> str:
        """Return the style's element."""
        rank = f'<w:next w:val="{self.next}"/>' if self.next else ""
        ours = "" if self.id in BUILT_IN else ' w:customStyle="1"'
        return (
            f'<w:style w:type="paragraph"{ours} w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="{self.based}"/>{rank}'
            f"<w:qFormat/><w:pPr>{self.paragraph()}</w:pPr><w:rPr>{self.run()}</w:rPr></w:style>"
        )

    def paragraph(self) -> str:
        """Return the paragraph's properties in the order of the schema."""
        line = (
            f'w:line="{self.gap * 20:.0f}" w:lineRule="exact"'
            if self.gap
            else f'w:line="{self.line * 240:.0f}" w:lineRule="auto"'
        )
        return "".join(
            (
                "<w:keepNext/>" if self.keep else "",
                "<w:keepLines/>" if self.keep else "",
                self.extra,
                f'<w:spacing w:before="{self.before * 20:.0f}" w:after="{self.after * 20:.0f}" '
                f"{line}/>",
                f'<w:jc w:val="{self.align}"/>' if self.align else "",
                "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>',
            )
        )

    def run(self) -> str:
        """Return the letters' properties."""
        size = f'<w:sz w:val="{self.size * 2:.0f}"/><w:szCs w:val="{self.size * 2:.0f}"/>'
        return (
            ("<w:b/><w:bCs/>" if self.bold else "")
            + (f'<w:color w:val="{colour(self.ink)}"/>' if self.ink else "")
            + (size if self.size else "")
        )


BUILT_IN = (
    *("Title", "Heading1", "Heading2", "Heading3", "Heading4", "Caption"),
    *("ListBullet", "ListNumber"),
)

STYLES = (
    Style("Title", "Title", SHEET.h1, True, after=8, line=1.0, keep=True, next="Normal"),
    Style(
        "Heading1", "heading 1", SHEET.h1, True, after=10, line=1.0, keep=True, outline=0,
        next="Normal",
    ),
    Style(
        "Heading2", "heading 2", SHEET.h2, True, before=12, after=4, line=1.05, keep=True,
        outline=1, next="Normal",
    ),
    Style(
        "Heading3", "heading 3", SHEET.row, True, before=12, after=3, line=1.1, keep=True,
        outline=2, next="Normal",
    ),
    Style(
        "Heading4", "heading 4", SHEET.body, True, before=10, after=2, line=1.1, keep=True,
        outline=3, next="Normal",
    ),
    Style("Lead", "Lead", SHEET.row, after=10),
    Style("Statement", "Statement", SHEET.card, True, before=6, after=12, line=1.05),
    Style("Quiet", "Quiet", ink="grey", after=6),
    Style("Kicker", "Kicker", ink="grey", after=3, keep=True),
    Style("Source", "Source", ink="grey", before=8, after=0),
    Style("Caption", "caption", ink="grey", before=3, after=8),
    Style(
        "ListBullet", "List Bullet", after=3,
        extra='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    ),
    Style(
        "ListNumber", "List Number", after=3,
        extra='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>',
    ),
    Style(
        "ListTick", "List Tick", SHEET.row, after=4, line=1.0,
        extra='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>',
    ),
    Style("ListMore", "List Continued", after=3),
    Style("SheetText", "Sheet Text", line=1.1),
    Style("SheetHead", "Sheet Head", ink="grey", line=1.1, keep=True, based="SheetText"),
    Style("TableHead", "Table Head", based="SheetHead", line=1.1, keep=True),
    Style("SheetCall", "Sheet Call", SHEET.card, True, line=1.05, based="SheetText"),
    Style("Clock", "Clock", 15, True, line=1.05, based="SheetText"),
    Style("Item", "Item", SHEET.row, line=1.1, based="SheetText"),
    Style("Minutes", "Minutes", SHEET.card, True, before=8, after=4, line=1.0, keep=True),
    Style("Question", "Form Question", SHEET.row, True, before=7, after=3, line=1.1, keep=True),
    Style("Answer", "Form Answer", line=1.1),
    Style("Box", "Form Box", 20, line=1.0, align="center"),
    Style("WriteIn", "Write-in Line"),
    Style("PanelTitle", "Panel Title", SHEET.row, True, after=4, line=1.1, keep=True),
    Style("Picture", "Picture", before=4, after=8, line=1.0),
    Style("Cut", "Cut Line", ink="grey", before=10, after=10, align="center"),
    Style("ChartWords", "Chart Words", line=1.0),
    Style("Gap", "Gap", gap=8),
    Style("Thin", "Thin", gap=1),
    Style("SheetMargin", "Sheet Margin", ink="grey", line=1.0),
)  # fmt: skip


def letter_styles() -> str:
    """Return the styles of stretches of text."""
    looks = {
        ("PlaceholderText", "Placeholder Text"): f'<w:color w:val="{PROMPT}"/>',
        ("QuietText", "Quiet Text"): f'<w:color w:val="{colour("grey")}"/>',
        ("Hyperlink", "Hyperlink"): f'<w:color w:val="{colour("ink")}"/><w:u w:val="single"/>',
    }
    return "".join(
        f'<w:style w:type="character" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{look}</w:rPr></w:style>'
        for (key, name), look in looks.items()
    )


def edge(side: str, *, points: float, ink: str) -> str:
    """Return one border; Word counts eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{points * 8:.0f}" w:space="0" w:color="{colour(ink)}"/>'


def table_style(key: str, name: str, body: str, more: str = "") -> str:
    """Return a table style with these table properties and conditional formats."""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{body}</w:tblPr>{more}</w:style>'
    )


def margins(*, top: int, left: int, right: int) -> str:
    """Return the space inside a table's cells in twips; the foot has as much as the top."""
    return (
        f'<w:tblCellMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/>'
        f'<w:bottom w:w="{top}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:tblCellMar>'
    )


def table_styles() -> str:
    """Return the five ways a table may look."""
    rows = edge("bottom", points=0.75, ink="mid") + edge("insideH", points=0.75, ink="mid")
    grid = "".join(
        edge(side, points=0.75, ink="mid")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    hair = edge("bottom", points=0.75, ink="rule") + edge("insideH", points=0.75, ink="rule")
    frame = "".join(
        edge(side, points=1.5, ink="ink") for side in ("top", "left", "bottom", "right")
    )
    head = (
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        + edge("bottom", points=0.75, ink="mid")
        + "</w:tcBorders></w:tcPr></w:tblStylePr>"
    )
    return "".join(
        (
            table_style(
                "SheetTable",
                "Sheet Table",
                f"<w:tblBorders>{rows}</w:tblBorders>{margins(top=70, left=0, right=220)}",
                head,
            ),
            table_style(
                "SheetGrid",
                "Sheet Grid",
                f"<w:tblBorders>{grid}</w:tblBorders>{margins(top=70, left=100, right=100)}",
            ),
            table_style(
                "SheetForm",
                "Sheet Form",
                f"<w:tblBorders>{hair}</w:tblBorders>{margins(top=40, left=0, right=0)}",
                head,
            ),
            table_style("SheetTimes", "Sheet Times", margins(top=40, left=0, right=220)),
            table_style("SheetPanel", "Sheet Panel", margins(top=130, left=300, right=300)),
            table_style(
                "SheetFrame",
                "Sheet Frame",
                f"<w:tblBorders>{frame}</w:tblBorders>{margins(top=130, left=300, right=300)}",
            ),
            table_style("SheetLayout", "Sheet Layout", margins(top=0, left=0, right=0)),
        )
    )


def styles() -> str:
    """Return styles.xml."""
    fonts = f'w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"'
    size = f'<w:sz w:val="{SHEET.body * 2:.0f}"/><w:szCs w:val="{SHEET.body * 2:.0f}"/>'
    return (
        f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>{size}"
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:spacing w:after="120" '
        f'w:line="{LINE * 240:.0f}" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr><w:color w:val="{colour("ink")}"/>{size}</w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{margins(top=0, left=108, right=108)}</w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:semiHidden/></w:style>'
        + "".join(style.xml() for style in STYLES)
        + letter_styles()
        + table_styles()
        + "</w:styles>"
    )


def level(at: int, *, kind: str, text: str, hang: int, size: float = 0, style: str = "") -> str:
    """Return one level of a list; `hang` is the room for the number or mark in twips."""
    left = hang * (at + 1)
    look = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
    if size:
        look += f'<w:sz w:val="{size * 2:.0f}"/>'
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{left}" w:hanging="{hang}"/></w:pPr><w:rPr>{look}</w:rPr></w:lvl>'
    )


def abstract(key: int, levels: str) -> str:
    """Return the definition of a kind of list."""
    return (
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def numbering() -> str:
    """Return numbering.xml: bullets, numbers and boxes to tick, four levels deep each."""
    bullets = "".join(
        level(at, kind="bullet", text="•–•–"[at], hang=340, style="" if at else "ListBullet")
        for at in range(4)
    )
    numbers = "".join(
        level(
            at,
            kind=("decimal", "lowerLetter", "lowerRoman", "decimal")[at],
            text=f"%{at + 1}.",
            hang=460,
            style="" if at else "ListNumber",
        )
        for at in range(4)
    )
    boxes = "".join(
        level(at, kind="bullet", text="□", hang=510, size=20, style="" if at else "ListTick")
        for at in range(4)
    )
    kinds = (bullets, numbers, boxes)
    return (
        f"{HEAD}<w:numbering {W}>"
        + "".join(abstract(key, levels) for key, levels in enumerate(kinds, 1))
        + "".join(
            f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'
            for key in range(1, len(kinds) + 1)
        )
        + "</w:numbering>"
    )


def theme() -> str:
    """Return the theme: our palette and face, flat fills, no effects."""
    slots = {
        "dk1": "ink", "lt1": "on_ink", "dk2": "grey", "lt2": "tint", "accent1": "doctor",
        "accent2": "manager", "accent3": "bridge", "accent4": "mid", "accent5": "rule",
        "accent6": "centre", "hlink": "ink", "folHlink": "grey",
    }  # fmt: skip
    palette = "".join(
        f'<a:{slot}><a:srgbClr val="{colour(name)}"/></a:{slot}>' for slot, name in slots.items()
    )
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (9525, 19050, 28575))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="facilitate"><a:themeElements><a:clrScheme name="facilitate">{palette}'
        f'</a:clrScheme><a:fontScheme name="facilitate"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="facilitate"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "</a:theme>"
    )


def settings() -> str:
    """Return settings.xml; mode 15 keeps Word out of its compatibility view."""
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/><w:clrSchemeMapping '
        'w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
        'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" '
        'w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table() -> str:
    """Return the one face, so that a machine without it knows what to take."""
    return (
        f'{HEAD}<w:fonts {W}><w:font w:name="{FONT}"><w:panose1 w:val="020B0604020202020204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        "</w:fonts>"
    )


def document() -> str:
    """Return an empty A4 page."""
    return (
        f'{HEAD}<w:document {W}><w:body><w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1417" w:right="1134" w:bottom="1417" w:left="1134" w:header="794" '
        'w:footer="624" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def parts() -> dict[str, str]:
    """Return every part of the package by its name."""
    made = {
        "word/document.xml": ("document.main", document()),
        "word/styles.xml": ("styles", styles()),
        "word/numbering.xml": ("numbering", numbering()),
        "word/settings.xml": ("settings", settings()),
        "word/fontTable.xml": ("fontTable", font_table()),
    }
    types = {name: f"{WORD}.{kind}+xml" for name, (kind, _) in made.items()}
    types["word/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    types["docProps/core.xml"] = CORE_TYPE
    near = ("styles", "numbering", "settings", "fontTable", "theme/theme1")
    inner = tuple(
        Relation(f"rId{number}", name.partition("/")[0], f"word/{name}.xml")
        for number, name in enumerate(near, 1)
    )
    outer = (
        Relation("rId1", "officeDocument", "word/document.xml"),
        Relation("rId2", "core-properties", "docProps/core.xml"),
    )
    return {
        "[Content_Types].xml": content_types_xml(types, (*types, "_rels/.rels")),
        "_rels/.rels": relations_xml("", outer),
        "docProps/core.xml": core_xml("Base", language="en-GB", date=""),
        "word/_rels/document.xml.rels": relations_xml("word/document.xml", inner),
        "word/theme/theme1.xml": theme(),
        **{name: text for name, (_, text) in made.items()},
    }


if __name__ == "__main__":
    made = package(packed(name, text) for name, text in parts().items())
    Path(__file__).with_name("base.docx").write_bytes(made)
