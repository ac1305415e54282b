"""What a document starts from: its paper, parts that it copies, our styles in the look's sizes."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypedDict

from facilitate.document import Paper
from facilitate.structs import Struct, field
from facilitate.write.base_file import Letterhead, ListStyle
from facilitate.write.look import Colours, SheetType
from facilitate.write.ooxml import THEME, Packed, Relation, packed

TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36_000


def twips(millimetres: float) -> int:
    """Return a length as Word counts text: twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def emu(millimetres: float) -> int:
    """Return a length as DrawingML counts it."""
    return round(millimetres * EMU_PER_MM)


class Sheet(Struct, kw_only=True):
    """One size of paper; `edge_mm` is where head and foot lines stand.

    `right_mm` and `foot_edge_mm` are for where the right side and the foot have others than the
    left and the head, `taken_mm` what head and foot take of the height beyond their margins.
    `numbered` sheets say which page they are. `apart` begins every section on its own page: a
    card or a tent is one thing each.
    """

    width_mm: float
    height_mm: float
    side_mm: float
    top_mm: float
    bottom_mm: float
    edge_mm: float = 12.0
    right_mm: float | None = None
    foot_edge_mm: float | None = None
    taken_mm: float = 0.0
    numbered: bool = True
    apart: bool = False

    @property
    def text_mm(self) -> float:
        """Return the width between the margins."""
        return self.width_mm - self.side_mm - self._right_mm

    @property
    def _right_mm(self) -> float:
        return self.side_mm if self.right_mm is None else self.right_mm

    @property
    def body_mm(self) -> float:
        """Return the height between the margins."""
        return self.height_mm - self.top_mm - self.bottom_mm - self.taken_mm

    def properties(self, references: str, more: str = "") -> str:
        """Return the section's properties with these header and footer references."""
        turned = ' w:orient="landscape"' if self.width_mm > self.height_mm else ""
        foot_edge = self.edge_mm if self.foot_edge_mm is None else self.foot_edge_mm
        return (
            f'<w:sectPr>{references}<w:pgSz w:w="{twips(self.width_mm)}" '
            f'w:h="{twips(self.height_mm)}"{turned}/><w:pgMar w:top="{twips(self.top_mm)}" '
            f'w:right="{twips(self._right_mm)}" w:bottom="{twips(self.bottom_mm)}" '
            f'w:left="{twips(self.side_mm)}" w:header="{twips(self.edge_mm)}" '
            f'w:footer="{twips(foot_edge)}" w:gutter="0"/>{more}</w:sectPr>'
        )


_WIDE = Sheet(width_mm=297, height_mm=210, side_mm=20, top_mm=25, bottom_mm=24)
_SHEETS: dict[Paper, Sheet] = {
    "a4": Sheet(width_mm=210, height_mm=297, side_mm=20, top_mm=25, bottom_mm=22),
    "a4-landscape": _WIDE,
    "slide": _WIDE,
    "a3": Sheet(
        width_mm=297,
        height_mm=420,
        side_mm=28,
        top_mm=32,
        bottom_mm=28,
        edge_mm=16,
        numbered=False,
    ),
    "a6": Sheet(
        width_mm=105,
        height_mm=148.5,
        side_mm=10,
        top_mm=12,
        bottom_mm=12,
        edge_mm=10,
        numbered=False,
        apart=True,
    ),
    # The fold lies at half the height; the name stands on the lower face, ready to be turned.
    "tent": Sheet(
        width_mm=297,
        height_mm=210,
        side_mm=24,
        top_mm=122,
        bottom_mm=14,
        edge_mm=10,
        numbered=False,
        apart=True,
    ),
}


def sheet_of(paper: Paper) -> Sheet:
    """Return the sheet for a document's paper; a deck asked for as DOCX is laid on its side."""
    return _SHEETS[paper]


_BASE_COLOURS = Colours()
_BASE_SHEET = SheetType()
_BASE_FONT = "Arial"

_COLOUR_NAMES = ("ink", "grey", "mid", "rule", "centre", "tint", "doctor", "manager", "bridge")

# The part of the look that a style's size comes from; styles that are not named follow the body.
SIZED = {
    "Box": "",  # a box to tick is as large in large print: its column is
    "Title": "h1",
    "Heading1": "h1",
    "Heading2": "h2",
    "Heading3": "row",
    "Lead": "row",
    "ListTick": "row",
    "Item": "row",
    "Question": "row",
    "PanelTitle": "row",
    "Clock": "row",
    "Statement": "card",
    "SheetCall": "card",
    "Minutes": "card",
}

# A poster is read from four metres: 68 pt for its name, 38 for its lines, 23 for the rest.
_POSTER = {"h1": 68.0, "h2": 38.0, "card": 38.0, "row": 23.0, "body": 23.0}
_TENT = {"h1": 118.0, "h2": 32.0, "card": 40.0, "row": 28.0, "body": 28.0}
_CARD = {"h1": 22.0, "h2": 15.0, "card": 18.0, "row": 12.0, "body": 12.0}
_PAPERS: dict[Paper, dict[str, float]] = {"a3": _POSTER, "tent": _TENT, "a6": _CARD}


_HEADS = re.compile(r'(<w:style [^>]*w:styleId="(?:Title|Heading\d)".*?<w:rPr>)')


def styled(
    styles: str,
    look: tuple[Colours, SheetType, str],
    *,
    paper: Paper,
    language: str,
    title_font: str = "",
) -> str:
    """Return styles.xml with everything exchanged in which the look differs from the base's.

    Sizes grow or shrink by the ratio of look to base. Titles and headings have the face of text if
    they have none of their own.
    """
    colours, sheet, font = look
    styles = coloured(styles, colours)
    styles = styles.replace(f'"{_BASE_FONT}"', f'"{font}"')
    if title_font:
        face = " ".join(f'w:{one}="{title_font}"' for one in ("ascii", "hAnsi", "eastAsia", "cs"))
        styles = _HEADS.sub(rf"\g<1><w:rFonts {face}/>", styles)
    styles = re.sub(r'(<w:lang w:val=")[^"]*', rf"\g<1>{language}", styles)
    return re.sub(
        r'<w:docDefaults>.*?</w:docDefaults>|<w:style [^>]*w:styleId="(\w+)".*?</w:style>',
        lambda found: _sized(found[0], ratio(found[1] or "", sheet, paper)),
        styles,
    )


def coloured(part: str, colours: Colours) -> str:
    """Return a part of our base file in the look's colours."""
    for name in _COLOUR_NAMES:
        ours, theirs = (str(getattr(one, name)).lstrip("#") for one in (_BASE_COLOURS, colours))
        part = part.replace(f'"{ours}"', f'"{theirs.upper()}"')
    return part


def size_on(paper: Paper, sheet: SheetType, part: str) -> float:
    """Return the size in points of a part of the look (`h1`, `body`) on this paper."""
    return _PAPERS.get(paper, {}).get(part) or float(getattr(sheet, part))


def style_size(style: str, paper: Paper, sheet: SheetType) -> float:
    """Return the size in points of a style's letters on this paper, in our own base."""
    return size_on(paper, sheet, SIZED.get(style) or "body")


def is_measured(paper: Paper) -> bool:
    """Say whether letters on this paper have sizes of their own, as they are read from afar."""
    return paper in _PAPERS


def ratio(style: str, sheet: SheetType, paper: Paper) -> float:
    """Return how much larger a style's letters are than in our base file."""
    part = SIZED.get(style, "body")
    if not part:
        return 1
    return size_on(paper, sheet, part) / float(getattr(_BASE_SHEET, part))


def _sized(style: str, by: float) -> str:
    if by == 1:
        return style
    return re.sub(
        r'(<w:(?:sz|szCs) w:val=")(\d+)"',
        lambda size: f'{size[1]}{max(24, round(int(size[2]) * by))}"',
        style,
    )


STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
PAGE_THEME = "word/theme/theme1.xml"
FONT_TABLE = "word/fontTable.xml"

# What a document needs of its base; headers, footers and pictures are made anew.
_KEPT = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "settings": "word/settings.xml",
    "fontTable": "word/fontTable.xml",
    "theme": "word/theme/theme1.xml",
}

PAGE_PARTS = tuple(_KEPT.values())

OUR_LISTS: Mapping[str, ListStyle] = MappingProxyType(
    {
        style: ListStyle(number=number, kind=number, level=0, indent_twips=indent)
        for number, (style, indent) in enumerate(
            {"ListBullet": 340, "ListNumber": 460, "ListTick": 510}.items(), 1
        )
    }
)
"""Bullets, numbers and boxes as numbered in our base file, with the room of their marks."""


OPENING_MM = 30.0
"""What a title and words under it take of a page, in our own styles."""


class Base(Struct, kw_only=True):
    """What every document of one look and paper shares.

    `constant` holds the parts that are copied as they are, numbering apart; `numbering` is that
    part's two ends, between which each document puts its own lists. Everything is written with the
    names of our own styles, and `named` gives them those of the file. `lists` are ours, `own_lists`
    those that the file's styles have; lists of a document are numbered from `first_list` on.
    `tight` is true where a letterhead leaves little of a page, so that white yields before matter.
    `opening_mm` is what a title and words under it take of a page on which a chart stands.
    """

    paper: Paper
    sheet: Sheet
    font: str
    title_font: str
    sizes: Mapping[str, float]
    constant: tuple[Packed, ...]
    numbering_part: Packed
    numbering: tuple[str, str]
    relations: tuple[Relation, ...]
    types: Mapping[str, str]
    lists: Mapping[str, ListStyle] = field(default_factory=lambda: OUR_LISTS)
    own_lists: Mapping[str, ListStyle] = field(default_factory=dict)
    first_list: int = 10
    ids: Mapping[str, str] = field(default_factory=dict)
    theme: Mapping[str, str] = field(default_factory=lambda: THEME)
    capitals: tuple[str, ...] = ()
    banded: bool = False
    tight: bool = False
    opening_mm: float = OPENING_MM
    letterhead: Letterhead | None = None
    letter_parts: Mapping[str, str] = field(default_factory=dict)

    def size_pt(self, style: str) -> float:
        """Return how large a style's letters are."""
        return self.sizes[style] if style in self.sizes else self.sizes["Normal"]

    def style_id(self, style: str) -> str:
        """Return what the file calls one of our styles."""
        return self.ids.get(style, style)

    def named(self, xml: str) -> str:
        """Return a part with the file's names for our styles."""
        if not self.ids:
            return xml
        return _STYLE.sub(lambda found: f'{found[1]}{self.style_id(found[2])}"', xml)


_STYLE = re.compile(r'(<w:(?:p|r|tbl)Style w:val=")(\w+)"')


class PackedParts(TypedDict):
    """The parts of a base that a document copies, and what leads to them."""

    constant: tuple[Packed, ...]
    numbering_part: Packed
    numbering: tuple[str, str]
    relations: tuple[Relation, ...]
    types: Mapping[str, str]


def packed_parts(
    parts: Mapping[str, bytes], more: Mapping[str, str] = MappingProxyType({})
) -> PackedParts:
    """Return what a document copies of its base: the five parts by which Word knows how to write.

    `more` are other parts to copy, by name with their types.
    """
    before, _, _ = parts[NUMBERING].decode("utf-8").rpartition("</w:numbering>")
    names = [name for name in (*_KEPT.values(), *more) if name != NUMBERING]
    return {
        "constant": tuple(packed(name, parts[name]) for name in names),
        "numbering_part": packed(NUMBERING, parts[NUMBERING]),
        "numbering": (before, "</w:numbering>"),
        "relations": tuple(
            Relation(f"rId{number}", kind, name)
            for number, (kind, name) in enumerate(_KEPT.items(), 1)
        ),
        "types": {name: _TYPES[kind] for kind, name in _KEPT.items()}
        | {name: kind for name, kind in more.items() if kind},
    }


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TYPES = {kind: f"{_WORD}{kind}+xml" for kind in _KEPT} | {
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml"
}
