"""The numbering of a Word file: which list a style belongs to, without those of its sample."""

from collections.abc import Iterable

from facilitate.write.base_file import ListStyle
from facilitate.write.brand.stylesheet import StyleSheet, value, words_only
from facilitate.write.brand.xml_parts import WORD, Element, local, remove_element, tree_of

_EMPTY = f'<w:numbering xmlns:w="{WORD[1:-1]}"/>'.encode()
_PICTURES = ("numPicBullet", "lvlPicBulletId", "numIdMacAtCleanup")


class Numbering:
    """All lists of a file: definitions, and the lists made from them."""

    def __init__(self, data: bytes) -> None:
        root = tree_of(data or _EMPTY)
        for element in list(root.iter()):
            if local(element) in _PICTURES:
                remove_element(element)
        self.root = words_only(root)
        self._kinds: dict[int, Element] = {}
        self._lists: dict[int, tuple[int, Element]] = {}
        for element in list(self.root):
            key = value(element, "abstractNumId")
            if local(element) == "abstractNum" and key is not None and key not in self._kinds:
                self._kinds[key] = element
            elif local(element) != "num":
                remove_element(element)
        for element in list(self.root.iter(f"{WORD}num")):
            key, kind = value(element, "numId"), value(element.find(f"{WORD}abstractNumId"))
            if key and kind in self._kinds and key not in self._lists:
                self._lists[key] = (kind, element)
            else:
                remove_element(element)

    def style_of(self, key: str, sheet: StyleSheet) -> ListStyle | None:
        """Return how a paragraph style is numbered; None if it is not."""
        number = level = indent = None
        for style in sheet.chain(key):
            properties = style.find(f"{WORD}pPr")
            if properties is None:
                continue
            if indent is None and number is None:
                indent = _left(properties.find(f"{WORD}ind"))
            numbered = properties.find(f"{WORD}numPr")
            if numbered is None:
                continue
            number = value(numbered.find(f"{WORD}numId")) if number is None else number
            level = value(numbered.find(f"{WORD}ilvl")) if level is None else level
        return self.list_of(number or 0, sheet, level=level, indent=indent, style=key)

    def list_of(
        self,
        number: int,
        sheet: StyleSheet,
        *,
        level: int | None = None,
        indent: int | None = None,
        style: str = "",
    ) -> ListStyle | None:
        """Return a list at a level, of a style at that which leads to it; None if there is none.

        `indent` is what the style says itself.
        """
        if number not in self._lists:
            return None
        levels = self._levels(number, sheet)
        if level is None:
            level = next((at for at, one in levels.items() if _leads_to(one, style)), 0)
        if indent is None and level in levels:
            indent = _left(levels[level].find(f"{WORD}pPr/{WORD}ind"))
        kind = self._lists[number][0]
        return ListStyle(number=number, kind=kind, level=level, indent_twips=indent or 0)

    def deeper(self, found: ListStyle, sheet: StyleSheet) -> ListStyle | None:
        """Return the next level of a list, if its lines stand further in and are marked alike."""
        level = found.level + 1
        below = self.list_of(found.number, sheet, level=level)
        if below is None or below.indent_twips <= found.indent_twips:
            return None
        shown = (self.format_of(one, sheet) == "bullet" for one in (found, below))
        return below if len(set(shown)) == 1 and self.format_of(below, sheet) != "none" else None

    def hang_twips(self, found: ListStyle, sheet: StyleSheet) -> int:
        """Return how far the mark of a list stands before its words, as its level says."""
        level = self._levels(found.number, sheet).get(found.level)
        indent = None if level is None else level.find(f"{WORD}pPr/{WORD}ind")
        return value(indent, "hanging") or 0

    def is_numbered(self, key: str, sheet: StyleSheet) -> bool:
        """Say whether something is counted before the lines of a style."""
        found = self.style_of(key, sheet)
        return found is not None and self.format_of(found, sheet) != "none"

    def format_of(self, found: ListStyle, sheet: StyleSheet) -> str:
        """Return what stands before its lines: `bullet`, `decimal`, `none` and so on."""
        level = self._levels(found.number, sheet).get(found.level)
        shown = None if level is None else level.find(f"{WORD}numFmt")
        return "none" if shown is None else str(shown.get(f"{WORD}val") or "none")

    def _levels(self, number: int, sheet: StyleSheet, *, deep: int = 3) -> dict[int, Element]:
        """Return the levels of a list, also where its definition lies in a style of lists."""
        kind, own = self._lists[number]
        definition = self._kinds[kind]
        linked = definition.find(f"{WORD}numStyleLink")
        if linked is not None and deep:
            key = linked.get(f"{WORD}val", "")
            there = value(sheet.found(key, "pPr", f"numPr/{WORD}numId"))
            if there in self._lists and there != number:
                return self._levels(there, sheet, deep=deep - 1)
        found = {value(one, "ilvl") or 0: one for one in definition.findall(f"{WORD}lvl")}
        for over in own.findall(f"{WORD}lvlOverride"):
            level = over.find(f"{WORD}lvl")
            if level is not None:
                found[value(over, "ilvl") or 0] = level
        return found

    def keep(self, sheet: StyleSheet, unnumbered: Iterable[str]) -> None:
        """Keep only what styles refer to, and let no list number the styles named."""
        used = {
            value(one)
            for one in sheet.root.iter(f"{WORD}numId")
            if one.getparent().getparent().tag == f"{WORD}pPr"
        }
        for key, (_, element) in list(self._lists.items()):
            if key not in used:
                remove_element(element)
                del self._lists[key]
        kinds = {kind for kind, _ in self._lists.values()}
        for kind, element in list(self._kinds.items()):
            if kind not in kinds:
                remove_element(element)
        loose = set(unnumbered)
        for one in list(self.root.iter(f"{WORD}pStyle")):
            if one.get(f"{WORD}val") in loose or one.get(f"{WORD}val") not in sheet.by_id:
                remove_element(one)
        for one in list(sheet.root.iter(f"{WORD}numId")):
            if value(one) and value(one) not in self._lists:
                remove_element(one.getparent())
        self.root[:] = [
            *(one for one in self.root if local(one) == "abstractNum"),
            *(one for one in self.root if local(one) == "num"),
        ]


def _left(indent: Element | None) -> int | None:
    if indent is None:
        return None
    start = value(indent, "start")
    return start if start is not None else value(indent, "left")


def _leads_to(level: Element, style: str) -> bool:
    linked = level.find(f"{WORD}pStyle")
    return linked is not None and linked.get(f"{WORD}val") == style
