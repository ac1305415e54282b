"""The base package: opened once for each look and paper, its constant parts kept compressed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from facilitate.document import Paper
from facilitate.shipped import shipped
from facilitate.write.docx.dress import dressed
from facilitate.write.docx.own import NUMBERING, STYLES, completed
from facilitate.write.look import Colours, Look, SheetType
from facilitate.write.ooxml.container import Packed, packed, parts_of
from facilitate.write.ooxml.relations import Relation

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
    ours = parts_of((shipped("templates") / "base" / "base.docx").read_bytes())
    parts = completed(parts_of(own), ours) if own else ours
    styles = parts[STYLES].decode("utf-8")
    look = (colours, sheet, font)
    parts[STYLES] = dressed(styles, look, paper=paper, language=language).encode()
    before, _, _ = parts[NUMBERING].decode("utf-8").rpartition("</w:numbering>")
    kept = {kind: name for kind, name in _KEPT.items() if name in parts}
    return Base(
        constant=tuple(packed(name, parts[name]) for name in kept.values() if name != NUMBERING),
        numbering_part=packed(NUMBERING, parts[NUMBERING]),
        numbering=(before, "</w:numbering>"),
        relations=tuple(
            Relation(f"rId{number}", kind, name)
            for number, (kind, name) in enumerate(kept.items(), 1)
        ),
        types={name: _TYPES[kind] for kind, name in kept.items()},
    )


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TYPES = {kind: f"{_WORD}{kind}+xml" for kind in _KEPT} | {
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml"
}
