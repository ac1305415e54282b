"""The fonts that a Word file carries in itself: which of them may go along, and as plain files."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitate.write.brand.package import Package
from facilitate.write.brand.stylesheet import words_only
from facilitate.write.brand.xml_parts import RELATED, WORD, Element, local, remove_element, tree_of
from facilitate.write.ooxml import Relation, relations_name, relations_xml

FONTS = "word/fontTable.xml"

_STYLES = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
_FOUR = "([0-9A-Fa-f]{4})"
_KEY = re.compile(rf"\{{?([0-9A-Fa-f]{{8}})-{_FOUR}-{_FOUR}-{_FOUR}-([0-9A-Fa-f]{{12}})\}}?")
_HIDDEN = 32
"""Bytes at a font's beginning that are mixed with its key. Source: ECMA-376, part 4, 17.8.1."""

_FREE = (0x0, 0x8)
"""May be put into files that people change. Source: OpenType 1.9, OS/2, fsType."""

_LETTERS = frozenset(map(ord, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"))


@dataclass(slots=True)
class CarriedFonts:
    """Fonts in a Word file: by family the styles that go along, and why others do not.

    `files` are the plain files by family, `parts` and `types` those of the package.
    """

    kept: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    files: dict[str, tuple[bytes, ...]] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    @property
    def megabytes(self) -> float:
        """Return what they add to each Word file."""
        return sum(map(len, self.parts.values())) / 1e6


def carried_fonts(package: Package) -> CarriedFonts:
    """Return the fonts that a Word file carries."""
    carried = CarriedFonts()
    if FONTS not in package.parts:
        return carried
    related = {one.id: one for one in package.relations.get(FONTS, ()) if one.kind == "font"}
    used: list[Relation] = []
    for font in tree_of(package.parts[FONTS]).iter(f"{WORD}font"):
        family = font.get(f"{WORD}name", "")
        for said in font:
            relation = related.get(said.get(f"{RELATED}id", ""))
            if local(said) not in _STYLES or relation is None or not family:
                continue
            key = said.get(f"{WORD}fontKey", "")
            data = _plain(package.parts[relation.target], key)
            why = "holds some letters only" if _is_subset(said) else _why_not(data)
            if why:
                carried.left_out.setdefault(family, why)
                continue
            carried.kept.setdefault(family, {})[local(said)] = (relation.id, key)
            carried.files[family] = (*carried.files.get(family, ()), data)
            carried.parts[relation.target] = package.parts[relation.target]
            carried.types[relation.target] = package.types[relation.target]
            used.append(relation)
    if used:
        listed = tuple(dict.fromkeys(used))
        carried.parts[relations_name(FONTS)] = relations_xml(FONTS, listed).encode()
    return carried


def _is_subset(said: Element) -> bool:
    written = said.get(f"{WORD}subsetted")
    return written is not None and written not in ("0", "false", "off")


def _plain(data: bytes, key: str) -> bytes:
    """Return a font as a file of its own; nothing where its key is none."""
    found = _KEY.fullmatch(key)
    if found is None:
        return b""
    mixed = bytes.fromhex("".join(found.groups()))[::-1] * 2
    first = bytes(one ^ other for one, other in zip(data[:_HIDDEN], mixed, strict=False))
    return first + data[_HIDDEN:]


def _why_not(data: bytes) -> str:
    """Return why a font cannot go along; nothing if it can."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            letters = frozenset(font.getBestCmap() or ())
            free = "OS/2" not in font or font["OS/2"].fsType & 0xF in _FREE
    except Exception:  # noqa: BLE001  a stranger's bytes may be wrong in any way
        return "cannot be read"
    if not free:
        return "may not be put into files that people change, as its maker says in it"
    return "" if letters >= _LETTERS else "holds some letters only"


def font_table(table: bytes, kept: Mapping[str, Mapping[str, tuple[str, str]]]) -> Element:
    """Return the list of a file's fonts with those that go along, and no others."""
    root = words_only(tree_of(table))
    for element in list(root.iter()):
        if local(element).startswith(("embed", "saveSubset")):
            remove_element(element)
    for font in root.iter(f"{WORD}font"):
        styles = kept.get(font.get(f"{WORD}name", ""), {})
        for style in _STYLES:
            if style in styles:
                key, mixed = styles[style]
                said = {f"{RELATED}id": key, f"{WORD}fontKey": mixed}
                font.append(font.makeelement(f"{WORD}{style}", said))
    return root
