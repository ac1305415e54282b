"""The base package: opened once for each look and paper, its styles in the look's sizes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from facilitate.document import Paper
from facilitate.shipped import shipped
from facilitate.write.look import Colours, Look, SheetType
from facilitate.write.ooxml import Packed, Relation, packed, parts_of

_BASE_COLOURS = Colours()
_BASE_SHEET = SheetType()
_BASE_FONT = "Arial"

_COLOUR_NAMES = ("ink", "grey", "mid", "rule", "centre", "tint", "doctor", "manager", "bridge")

# The part of the look that a style's size comes from; styles that are not named follow the body.
_SIZES = {
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


def styled(
    styles: str, look: tuple[Colours, SheetType, str], *, paper: Paper, language: str
) -> str:
    """Return styles.xml with everything exchanged in which the look differs from the base's.

    Sizes grow or shrink by the ratio of look to base.
    """
    colours, sheet, font = look
    for name in _COLOUR_NAMES:
        ours, theirs = (str(getattr(one, name)).lstrip("#") for one in (_BASE_COLOURS, colours))
        styles = styles.replace(f'"{ours}"', f'"{theirs.upper()}"')
    styles = styles.replace(f'"{_BASE_FONT}"', f'"{font}"')
    styles = re.sub(r'(<w:lang w:val=")[^"]*', rf"\g<1>{language}", styles)
    return re.sub(
        r'<w:docDefaults>.*?</w:docDefaults>|<w:style [^>]*w:styleId="(\w+)".*?</w:style>',
        lambda found: _sized(found[0], _ratio(found[1] or "", sheet, paper)),
        styles,
    )


def size_on(paper: Paper, sheet: SheetType, part: str) -> float:
    """Return the size in points of a part of the look (`h1`, `body`) on this paper."""
    return _PAPERS.get(paper, {}).get(part) or float(getattr(sheet, part))


def style_size(style: str, paper: Paper, sheet: SheetType) -> float:
    """Return the size in points of a style's letters on this paper."""
    return size_on(paper, sheet, _SIZES.get(style) or "body")


def _ratio(style: str, sheet: SheetType, paper: Paper) -> float:
    part = _SIZES.get(style, "body")
    if not part:
        return 1
    return size_on(paper, sheet, part) / float(getattr(_BASE_SHEET, part))


def _sized(style: str, ratio: float) -> str:
    if ratio == 1:
        return style
    return re.sub(
        r'(<w:(?:sz|szCs) w:val=")(\d+)"',
        lambda size: f'{size[1]}{max(24, round(int(size[2]) * ratio))}"',
        style,
    )


STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"

# What a document needs of its base; headers, footers and pictures are made anew.
_KEPT = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "settings": "word/settings.xml",
    "fontTable": "word/fontTable.xml",
    "theme": "word/theme/theme1.xml",
}


@dataclass(frozen=True, slots=True)
class Base:
    """What every document of one look and paper shares.

    `constant` holds the parts that are copied as they are, numbering apart; `numbering` is that
    part's two ends, between which each document puts its own lists.
    """

    constant: tuple[Packed, ...]
    numbering_part: Packed
    numbering: tuple[str, str]
    relations: tuple[Relation, ...]
    types: Mapping[str, str]


def base_of(look: Look, *, paper: Paper, language: str) -> Base:
    """Return the base package in the look's colours and sizes for this paper."""
    return _opened(look.colours, look.sheet, look.slide_font, paper, language)


@lru_cache(maxsize=16)
def _opened(
    colours: Colours,
    sheet: SheetType,
    font: str,
    paper: Paper,
    language: str,
) -> Base:
    parts = parts_of((shipped("templates") / "base" / "base.docx").read_bytes())
    styles = parts[STYLES].decode("utf-8")
    look = (colours, sheet, font)
    parts[STYLES] = styled(styles, look, paper=paper, language=language).encode()
    before, _, _ = parts[NUMBERING].decode("utf-8").rpartition("</w:numbering>")
    return Base(
        constant=tuple(packed(name, parts[name]) for name in _KEPT.values() if name != NUMBERING),
        numbering_part=packed(NUMBERING, parts[NUMBERING]),
        numbering=(before, "</w:numbering>"),
        relations=tuple(
            Relation(f"rId{number}", kind, name)
            for number, (kind, name) in enumerate(_KEPT.items(), 1)
        ),
        types={name: _TYPES[kind] for kind, name in _KEPT.items()},
    )


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TYPES = {kind: f"{_WORD}{kind}+xml" for kind in _KEPT} | {
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml"
}
