"""An organisation's styles: cleaned, asked what a style comes to, changed where paper needs it."""

import re
from collections.abc import Iterable, Iterator

from facilitate.write.brand.xml_parts import WORD, Element, local, remove_element

XML = "{http://www.w3.org/XML/1998/namespace}"

# The order of the schema (ECMA-376, part 1, annex A); Word repairs or refuses another.
_IN_STYLE = (
    *("name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority"),
    *("semiHidden", "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose"),
    *("personalReply", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"),
)
_IN_PARAGRAPH = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku"),
    *("wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi"),
    *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
    *("suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap"),
    *("outlineLvl", "rPr"),
)
_IN_RUN = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
    *("bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
    "specVanish",
)
_IN_CELL = (
    *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar"),
    *("textDirection", "tcFitText", "vAlign", "hideMark"),
)
_IN_TABLE = (
    *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize"),
    *("tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd"),
    *("tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription"),
)
_EDGES = (
    *("top", "left", "start", "bottom", "right", "end", "insideH", "insideV", "tl2br", "tr2bl"),
    *("between", "bar"),
)
_IN_LEVEL = (
    *("start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "legacy", "lvlJc"),
    *("pPr", "rPr"),
)
_IN_LIST = (*("nsid", "multiLevelType", "tmpl", "name", "styleLink", "numStyleLink", "lvl"),)
_ORDERS = {
    "style": _IN_STYLE,
    "pPr": _IN_PARAGRAPH,
    "rPr": _IN_RUN,
    "lvl": _IN_LEVEL,
    "abstractNum": _IN_LIST,
    "tcPr": _IN_CELL,
    "tblPr": _IN_TABLE,
    **dict.fromkeys(("tblBorders", "tcBorders", "pBdr", "tblCellMar", "tcMar"), _EDGES),
}
_MANY = ("tblStylePr", "lvl")
_FLAGS = (
    *("autoRedefine", "hidden", "semiHidden", "unhideWhenUsed", "qFormat", "locked", "personal"),
    *("personalCompose", "personalReply"),
)
"""Of a style: there or not there, in the words of the standard `on` and `off` alone."""

_WHOLE_NUMBERS = (
    *("sz", "szCs", "outlineLvl", "ilvl", "numId", "kern", "w", "abstractNumId"),
    *("uiPriority", "position", "lvlRestart"),
)


def words_only(root: Element) -> Element:
    """Return a part with nothing in it but WordprocessingML, its elements in their order.

    Extensions of later Words go, and so does what has no whole number where one must stand; what
    other programs write in their own words is said in those of the standard. The part itself is
    empty then.
    """
    from lxml import etree

    made = etree.Element(root.tag, nsmap={"w": WORD[1:-1]})
    made.extend(list(root))
    for element in made.xpath("//*[namespace-uri() != $word]", word=WORD[1:-1]):
        remove_element(element)
    for strange in made.xpath(_STRANGE, word=WORD[1:-1], xml=XML[1:-1]):
        del strange.getparent().attrib[strange.attrname]
    for element in list(made.iter(*(f"{WORD}{name}" for name in _WHOLE_NUMBERS))):
        if value(element) is None:
            remove_element(element)
    standardise(made)
    etree.cleanup_namespaces(made)
    return made


def standardise(root: Element) -> None:
    """Say in the standard's words and order what other programs say in theirs."""
    for element in list(root.iter(*(f"{WORD}{name}" for name in _FLAGS))):
        if is_on(element):
            element.attrib.pop(f"{WORD}val", None)
        else:
            remove_element(element)
    for element in root.iter(f"{WORD}shd"):
        element.set(f"{WORD}val", element.get(f"{WORD}val") or "clear")
    for element in root.iter(*(f"{WORD}{name}" for name in _ORDERS)):
        ordered(element)


_STRANGE = (
    "//@*[(namespace-uri() != $word and namespace-uri() != $xml) "
    "or starts-with(local-name(), 'rsid')]"
)


def ordered(element: Element) -> None:
    """Put the properties of an element in the order of the schema; the last of two stays."""
    order = _ORDERS.get(local(element))
    if order is None:
        return
    many, single = [], {}
    for one in element:
        name = local(one)
        if name in _MANY:
            many.append(one)
        else:
            single[name] = one
    known = [single[name] for name in order if name in single]
    if [*known, *many] != list(element):
        element[:] = [*known, *many]


def turn_from_left(root: Element) -> None:
    """Take out of styles or lists what lets words run from the right, and numbers of their own."""
    turns = [f"{WORD}{tag}" for tag in ("bidi", "rtl", "cs", "bidiVisual")]
    for one in list(root.iter(*turns)):
        remove_element(one)
    for one in root.iter(f"{WORD}numFmt"):
        if one.get(f"{WORD}val", "").startswith(("hebrew", "arabic", "hindi")):
            one.set(f"{WORD}val", "decimal")


def value(element: Element | None, key: str = "val") -> int | None:
    """Return an attribute as a whole number; None where there is none."""
    said = "" if element is None else (element.get(f"{WORD}{key}") or "")
    try:
        return round(float(said))
    except (ValueError, OverflowError):
        return None


def hex_of(said: str | None) -> str:
    """Return six signs as a colour `#RRGGBB`; nothing for what names none."""
    return f"#{said.upper()}" if said and re.fullmatch("[0-9A-Fa-f]{6}", said) else ""


def colour_of(element: Element | None, key: str) -> str:
    """Return the colour that an element has, as `#RRGGBB`; nothing where it names none."""
    return "" if element is None else hex_of(element.get(f"{WORD}{key}"))


def is_on(element: Element | None) -> bool:
    """Say whether a property that is there or not is there."""
    return element is not None and element.get(f"{WORD}val") not in ("0", "false", "off")


_SINGLE = 1.2  # of the size of letters: a line of most faces


class StyleSheet:
    """The styles of a Word file by id, and what each comes to with those that it is based on."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.by_id: dict[str, Element] = {}
        for style in list(self.root.iter(f"{WORD}style")):
            key = style.get(f"{WORD}styleId", "")
            if not key or key in self.by_id:
                remove_element(style)
                continue
            self.by_id[key] = style
            if style.find(f"{WORD}name") is None:
                style.insert(0, style.makeelement(f"{WORD}name", {f"{WORD}val": key}))
        self._without_loose_ends()

    def _without_loose_ends(self) -> None:
        """Take out what leads to no style, or in a circle."""
        for key, style in self.by_id.items():
            for tag in ("basedOn", "next", "link"):
                found = style.find(f"{WORD}{tag}")
                if found is not None and found.get(f"{WORD}val") not in self.by_id:
                    style.remove(found)
            seen = {key}
            for above in self._above(style):
                above_id = above.get(f"{WORD}styleId")
                if above_id in seen:
                    style.remove(style.find(f"{WORD}basedOn"))
                    break
                seen.add(above_id)

    def _above(self, style: Element) -> Iterator[Element]:
        for _ in range(len(self.by_id)):
            based = style.find(f"{WORD}basedOn")
            if based is None or based.get(f"{WORD}val") not in self.by_id:
                return
            style = self.by_id[based.get(f"{WORD}val")]
            yield style

    def chain(self, key: str) -> tuple[Element, ...]:
        """Return a style and those that it is based on, nearest first."""
        style = self.by_id.get(key)
        return () if style is None else (style, *self._above(style))

    def kind(self, key: str) -> str:
        """Return `paragraph`, `character`, `table` or `numbering`."""
        return str(self.by_id[key].get(f"{WORD}type", "paragraph"))

    def name(self, key: str) -> str:
        """Return what Word calls the style; built-in ones have their English names."""
        found = self.by_id[key].find(f"{WORD}name")
        return "" if found is None else str(found.get(f"{WORD}val") or "")

    def default(self, kind: str) -> str:
        """Return the id of the style that stands where none is named; empty if there is none."""
        return next(
            (
                key
                for key, style in self.by_id.items()
                if self.kind(key) == kind and style.get(f"{WORD}default") in ("1", "true", "on")
            ),
            "",
        )

    def found(self, key: str, group: str, tag: str) -> Element | None:
        """Return a property (`rPr`, `sz`) from the style, those above it or the file's defaults."""
        for style in self.chain(key):
            one = style.find(f"{WORD}{group}/{WORD}{tag}")
            if one is not None:
                return one
        return self.root.find(f"{WORD}docDefaults/{WORD}{group}Default/{WORD}{group}/{WORD}{tag}")

    def level(self, key: str) -> int | None:
        """Return where a style stands in the outline, from 0; None for text."""
        level = value(self.found(key, "pPr", "outlineLvl"))
        return level if level is not None and level < 9 else None

    def size_pt(self, key: str) -> float:
        """Return the size of a style's letters; Word writes ten points where a file says none."""
        return (value(self.found(key, "rPr", "sz")) or 20) / 2

    def tall_pt(self, key: str, lines: int) -> float:
        """Return how high a paragraph of so many lines is, with the white over and under it."""
        spacing = self.found(key, "pPr", "spacing")
        before, after = (value(spacing, side) or 0 for side in ("before", "after"))
        line, rule = value(spacing, "line") or 240, f"{WORD}lineRule"
        pitch, said = self.size_pt(key) * _SINGLE, line / 20
        if spacing is None or spacing.get(rule, "auto") == "auto":
            pitch *= line / 240
        else:
            pitch = said if spacing.get(rule) == "exact" else max(said, pitch)
        return (before + after) / 20 + lines * pitch

    def set(self, key: str, group: str, tag: str, **attributes: str) -> None:
        """Give a style a property of its own in place of what it has."""
        style = self.by_id[key]
        holder = style.find(f"{WORD}{group}")
        if holder is None:
            holder = style.makeelement(f"{WORD}{group}", {})
            style.append(holder)
            ordered(style)
        for old in holder.findall(f"{WORD}{tag}"):
            holder.remove(old)
        named = {f"{WORD}{name}": said for name, said in attributes.items()}
        holder.append(holder.makeelement(f"{WORD}{tag}", named))
        ordered(holder)

    def set_size(self, key: str, points: float) -> None:
        """Give a style's letters a size."""
        for tag in ("sz", "szCs"):
            self.set(key, "rPr", tag, val=str(round(points * 2)))

    def add(self, styles: Iterable[Element]) -> None:
        """Put styles at the end."""
        for style in styles:
            self.by_id[style.get(f"{WORD}styleId")] = style
            self.root.append(style)

    def numbered(self, name: str, based: str, number: int) -> str:
        """Put in a style of paragraphs for a list, based on another, and return its id."""
        key = self.free_id(name.title().replace(" ", ""))
        said = {f"{WORD}type": "paragraph", f"{WORD}styleId": key}
        style = self.root.makeelement(f"{WORD}style", said)
        for tag, one in (("name", name.title()), ("basedOn", based)):
            style.append(style.makeelement(f"{WORD}{tag}", {f"{WORD}val": one}))
        self.add([style])
        self.set(key, "pPr", "numPr")
        holder = style.find(f"{WORD}pPr/{WORD}numPr")
        holder.append(holder.makeelement(f"{WORD}numId", {f"{WORD}val": str(number)}))
        return key

    def free_id(self, wanted: str) -> str:
        """Return the id, or one like it that no style has."""
        taken = {key.casefold() for key in self.by_id}
        names = (wanted, *(f"{wanted}Sheet{number or ''}" for number in range(len(taken) + 1)))
        return next(one for one in names if one.casefold() not in taken)
