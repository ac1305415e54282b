"""The base package: opened once for each look and paper, its constant parts kept compressed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET

from facilitate.document import Paper
from facilitate.shipped import shipped
from facilitate.write.docx.dress import dressed
from facilitate.write.docx.making import DOCUMENT
from facilitate.write.look import Colours, Look, SheetType
from facilitate.write.ooxml.container import Packed, packed, parts_of
from facilitate.write.ooxml.relations import Relation, relations_name

_NUMBERING = "word/numbering.xml"
_STYLES = "word/styles.xml"
_MADE = (
    *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml"),
    *(DOCUMENT, relations_name(DOCUMENT)),
)


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
    """Return the base package, dressed in the look's colours and sizes for this paper."""
    return _opened(look.base_docx, look.colours, look.sheet, look.slide_font, paper, language)


@lru_cache(maxsize=16)
def _opened(
    own: bytes | None,
    colours: Colours,
    sheet: SheetType,
    font: str,
    paper: Paper,
    language: str,
) -> Base:
    data = own or (shipped("templates") / "base" / "base.docx").read_bytes()
    parts = parts_of(data)
    styles = parts[_STYLES].decode("utf-8")
    look = (colours, sheet, font)
    parts[_STYLES] = dressed(styles, look, paper=paper, language=language).encode()
    numbering = parts.pop(_NUMBERING)
    before, _, _ = numbering.decode("utf-8").rpartition("</w:numbering>")
    return Base(
        constant=tuple(packed(name, held) for name, held in parts.items() if name not in _MADE),
        numbering_part=packed(_NUMBERING, numbering),
        numbering=(before, "</w:numbering>"),
        relations=_relations(parts[relations_name(DOCUMENT)]),
        types=_types(parts["[Content_Types].xml"]),
    )


def _relations(part: bytes) -> tuple[Relation, ...]:
    return tuple(
        Relation(
            one.attrib["Id"],
            one.attrib["Type"].rpartition("/")[2],
            f"word/{one.attrib['Target']}",
        )
        for one in ET.fromstring(part)  # noqa: S314  our own or a normalised file
    )


def _types(part: bytes) -> dict[str, str]:
    text = part.decode("utf-8")
    pairs = re.findall(r'PartName="/([^"]+)" ContentType="([^"]+)"', text)
    return dict(pairs)
