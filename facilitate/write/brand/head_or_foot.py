"""One head or foot of an organisation's pages: cleaned of its sample, set on A4, given room."""

import re

from facilitate.write.base_file import LINE
from facilitate.write.brand.letterhead_contrast import darkened
from facilitate.write.brand.letterhead_height import (
    DRAWN,
    EMU_PER_MM,
    MM,
    LetterheadBox,
    Room,
    Sides,
    millimetres_of,
)
from facilitate.write.brand.package import Package
from facilitate.write.brand.sample_text import without_samples
from facilitate.write.brand.scheme import Scheme
from facilitate.write.brand.stylesheet import StyleSheet, is_on, ordered, standardise
from facilitate.write.brand.xml_parts import RELATED, WORD, Element, local, remove_element, tree_of
from facilitate.write.ooxml import DECLARATION

A4 = (210.0, 297.0)
"""The width and height in millimetres of the paper that ours is printed on."""
_SPANS = 0.95  # of the page's width: a picture as wide as that is to reach from edge to edge

_NAMESPACES = {
    "w": WORD[1:-1],
    "r": RELATED[1:-1],
    "wp": DRAWN[1:-1],
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
}


class HeadOrFoot:
    """One head or foot, which is cleaned in its tree."""

    def __init__(
        self, package: Package, part: str, sheet: StyleSheet, place: str, *, number: int
    ) -> None:
        from lxml import etree

        self.source = part
        # As Word names them: readers of forms look for what is called so. Ours have 1 to 3.
        self.name = f"word/{'header' if place == 'head' else 'footer'}{10 + number}.xml"
        read = tree_of(package.parts[part])
        self.root = etree.Element(read.tag, nsmap=_NAMESPACES)
        self.root.extend(list(read))
        self.left_out: list[str] = []
        self._sheet = sheet
        self._place = place
        self._number = number
        self._line: Element | None = None
        self._package = package
        self.ground = False
        self.hidden = 0
        self.darker: list[str] = []

    def clean(self) -> None:
        """Take out all that belongs to the sample, and all that later Words alone know."""
        self._known_only()
        self.left_out, slots = without_samples(self.root)
        self._drawings()
        self._styles()
        standardise(self.root)
        for one in slots:
            if one.getparent() is self.root and self._line is None and _is_blank(one):
                self._line = one
        self._no_empty_blocks()

    def _known_only(self) -> None:
        """Keep of two versions of a thing the newer one, and of each only namespaces we know."""
        alternate = "{" + _NAMESPACES["mc"] + "}AlternateContent"
        for element in list(self.root.iter(alternate)):
            choice: Element = next(iter(element), None)
            needs = {
                prefix
                for prefix in ("wps", "wpg")
                for _ in (choice if choice is not None else element).iter(
                    "{" + _NAMESPACES[prefix] + "}*"
                )
            }
            fits = choice is not None and local(choice) == "Choice" and choice.get("Requires")
            if not fits or any("Canvas" in str(one.tag) for one in choice.iter()):
                remove_element(element)
                continue
            for fallback in list(element)[1:]:
                element.remove(fallback)
            choice.set("Requires", " ".join(sorted(needs)) or "wps")
        known = {f"{{{uri}}}" for uri in _NAMESPACES.values()}
        for element in list(self.root.iter()):
            space = str(element.tag).rpartition("}")[0] + "}"
            inside = any(local(one) == "ext" for one in element.iterancestors())
            if space not in known and not inside:
                remove_element(element)
                continue
            for key in list(element.attrib):
                strange = key.startswith("{") and key.rpartition("}")[0] + "}" not in known
                if (strange and "XML/1998" not in key) or "rsid" in key or "gfxdata" in key:
                    del element.attrib[key]

    def _drawings(self) -> None:
        """Give drawings numbers that no document of ours uses, and descriptions for listeners."""
        count = 0
        for element in list(self.root.iter()):
            name = local(element)
            if name == "hlinkClick" or (name == "docPr" and element.getparent() is None):
                remove_element(element)
            if name not in ("docPr", "cNvPr"):
                continue
            count += 1
            element.set("id", str(90_000 + 1000 * self._number + count))
            element.set("name", f"Letterhead {count}")
            element.attrib.pop("title", None)
            if name == "cNvPr":
                element.attrib.pop("descr", None)
            elif not _describes(element.get("descr", "")):
                element.set("descr", "")
                _make_decorative(element)
        for shape in self.root.iter("{urn:schemas-microsoft-com:vml}*"):
            if not _describes(shape.get("alt", "")):
                shape.attrib.pop("alt", None)

    def _styles(self) -> None:
        """Take out what leads to no style, and numbers before lines."""
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for element in list(self.root.iter(f"{WORD}{tag}")):
                if element.get(f"{WORD}val") not in self._sheet.by_id:
                    remove_element(element)
        for element in list(self.root.iter(f"{WORD}numPr")):
            remove_element(element)
        self._own_direction()

    def _own_direction(self) -> None:
        """Say in the words themselves that they run from the right: our styles do not."""
        for paragraph in self.root.iter(f"{WORD}p"):
            turned = self._of_style(paragraph, "pPr", "pStyle", "bidi")
            if turned and paragraph.find(f"{WORD}pPr/{WORD}bidi") is None:
                self._put(paragraph, "pPr", "bidi")
            in_all = self._of_style(paragraph, "pPr", "pStyle", "rtl")
            for run in paragraph.iter(f"{WORD}r"):
                turned = in_all or self._of_style(run, "rPr", "rStyle", "rtl")
                if turned and run.find(f"{WORD}rPr/{WORD}rtl") is None:
                    self._put(run, "rPr", "rtl")

    def _of_style(self, element: Element, group: str, tag: str, said: str) -> bool:
        """Say whether the style of a paragraph or of letters turns something on."""
        style = element.find(f"{WORD}{group}/{WORD}{tag}")
        kind = "paragraph" if group == "pPr" else "character"
        key = self._sheet.default(kind) if style is None else style.get(f"{WORD}val", "")
        where = "pPr" if said == "bidi" else "rPr"
        return is_on(self._sheet.found(key, where, said))

    @staticmethod
    def _put(element: Element, group: str, tag: str) -> None:
        holder = element.find(f"{WORD}{group}")
        if holder is None:
            holder = element.makeelement(f"{WORD}{group}", {})
            element.insert(0, holder)
        holder.append(holder.makeelement(f"{WORD}{tag}", {}))
        ordered(holder)

    def _no_empty_blocks(self) -> None:
        """Take out empty paragraphs and tables, but not the rule that a paragraph draws."""
        ruled = False
        for element in list(self.root):
            if local(element) not in ("p", "tbl"):
                remove_element(element)
            elif local(element) == "tbl":
                if all(_is_blank(one) for one in element.iter(f"{WORD}p")) and not _draws(element):
                    remove_element(element)
            elif _is_blank(element) and element is not self._line:
                if self._is_ruled(element) and not ruled:
                    ruled = True
                else:
                    remove_element(element)
        if self._line is not None and self._is_ruled(self._line):
            for element in [one for one in self.root if one is not self._line]:
                if local(element) == "p" and _is_blank(element):
                    remove_element(element)

    def _is_ruled(self, paragraph: Element) -> bool:
        """Say whether a paragraph draws a rule or a colour, by itself or through its style."""
        if _draws(paragraph):
            return True
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        key = "" if style is None else style.get(f"{WORD}val", "")
        rule = self._sheet.found(key, "pPr", "pBdr") if key else None
        return rule is not None and any(
            one.get(f"{WORD}val") not in ("nil", "none") for one in rule
        )

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is left that anybody would see."""
        return not len(self.root) or all(
            local(one) == "p" and _is_blank(one) and not self._is_ruled(one) for one in self.root
        )

    @property
    def words(self) -> list[str]:
        """Return what it says, paragraph by paragraph."""
        parts = (f"{WORD}t", f"{WORD}br", f"{WORD}tab")
        said = (
            " ".join(
                "".join(
                    one.text or " "
                    for one in paragraph.iter(*parts)
                    # What a box says that hangs in a paragraph, its own paragraphs say.
                    if next(one.iterancestors(f"{WORD}p")) is paragraph
                ).split()
            )
            for paragraph in self.root.iter(f"{WORD}p")
        )
        return [one for one in said if one]

    def _let_pictures_stand(self) -> None:
        """Take the flow of text off pictures where there is no text: white keeps ours out of them.

        Programs differ in whether a picture in a head pushes the words of the page down.
        """
        if self.words:
            return
        for anchor in self.root.iter(f"{DRAWN}anchor"):
            for wrap in [one for one in anchor if local(one).startswith("wrap")]:
                anchor.replace(wrap, anchor.makeelement(f"{DRAWN}wrapNone", {}))

    def settle(self, page: tuple[float, float], properties: Element | None, scheme: Scheme) -> None:
        """Let it stand on A4 so that its words, and ours on its drawings, can be read."""
        self._let_pictures_stand()
        self._onto_a4(page)
        self.room = Room(self.root, A4, properties, self._place)
        self._look_behind_words(scheme)
        if self.hidden:
            self.room = Room(self.root, A4, properties, self._place)

        def behind(box: LetterheadBox, words: Sides) -> str:
            from facilitate.write.brand.drawings_behind import colour_behind

            return colour_behind(box, words, self._package, self.source)

        self.darker = darkened(self.root, self._sheet, self.room, scheme, behind)

    def _look_behind_words(self, scheme: Scheme) -> None:
        """Take out drawings under words of the page that could not be read on them."""
        boxes = list(self.room.under_words())
        if not boxes:
            return
        # What looks into pixels takes as long to load as all else that reads a Word file.
        from facilitate.write.brand.drawings_behind import is_read_on

        margin = self.room.margin
        room = (margin["left"], margin["top"], A4[0] - margin["right"], A4[1] - margin["bottom"])
        for box in boxes:
            words = room if self.room.is_ground(box) else (0.0, 0.0, *A4)
            if is_read_on(box, words, scheme, self._package, self.source):
                self.ground = True
                continue
            self.hidden += 1
            _drop_drawing(box.drawing)

    def _onto_a4(self, page: tuple[float, float]) -> None:
        """Let a picture that spans another paper span A4, and one at its far side stand there."""
        if max(abs(one - ours) for one, ours in zip(page, A4, strict=True)) <= 1:
            return
        for anchor in self.root.iter(f"{DRAWN}anchor"):
            extent = anchor.find(f"{DRAWN}extent")
            wide, high = (
                0.0 if extent is None else millimetres_of(extent.get(side)) for side in ("cx", "cy")
            )
            by = A4[0] / page[0] if wide > _SPANS * page[0] else 1.0
            _resize(anchor, by)
            for tag, whole, ours, size in (
                ("positionH", page[0], A4[0], wide),
                ("positionV", page[1], A4[1], high),
            ):
                place = anchor.find(f"{DRAWN}{tag}")
                offset = None if place is None else place.find(f"{DRAWN}posOffset")
                if offset is None or place.get("relativeFrom") != "page":
                    continue
                away = millimetres_of(offset.text)
                if away > whole / 2:
                    away += ours - whole + size * (1 - by)
                offset.text = str(round(away * EMU_PER_MM))

    def make_room(self, away: float) -> None:
        """Put in our line's place, and so much white that nothing of ours stands on a picture."""
        from lxml import etree

        line = etree.Comment(LINE.removeprefix("<!--").removesuffix("-->"))
        high = self.room.spacer_mm(away)
        white = _white(self.root, high) if high > 1 else None
        if self._place == "head":
            self.root.extend([white, line] if white is not None else [line])
        elif self._line is not None and white is None:
            self.root.replace(self._line, line)
            self._keep_rule(line)
        else:
            self.root[:0] = [line] if white is None else [line, white]
            if self._line is not None:
                remove_element(self._line)

    def _keep_rule(self, line: Element) -> None:
        """Leave the rule that stood over a page number above our line."""
        rule = self._line
        if rule is None or not self._is_ruled(rule):
            return
        properties = rule.find(f"{WORD}pPr")
        assert properties is not None
        for old in properties.findall(f"{WORD}spacing"):
            properties.remove(old)
        thin = {"before": "0", "after": "60", "line": "80", "lineRule": "exact"}
        spacing = rule.makeelement(f"{WORD}spacing", {f"{WORD}{k}": v for k, v in thin.items()})
        style = properties.find(f"{WORD}pStyle")
        after = [one for one in properties if local(one) in _BEFORE_SPACING]
        properties.insert(len(after) if style is not None else 0, spacing)
        line.addprevious(rule)

    def xml(self) -> bytes:
        """Return the part."""
        from lxml import etree

        if len(self.root) and local(self.root[-1]) == "tbl":
            self.root.append(_white(self.root, 0.4))
        return DECLARATION.encode() + bytes(etree.tostring(self.root, encoding="UTF-8"))


def _resize(anchor: Element, by: float) -> None:
    """Make a drawing larger or smaller: what is said of the whole, and of what it holds."""
    frame = next((one for one in anchor.iter() if local(one) == "xfrm"), ())
    sizes = [one for one in frame if local(one) == "ext"]
    for one in (*anchor.findall(f"{DRAWN}extent"), *sizes):
        for side in ("cx", "cy"):
            one.set(side, str(round(millimetres_of(one.get(side)) * by * EMU_PER_MM)))


_BEFORE_SPACING = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"),
    *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "bidi", "snapToGrid"),
)


def _white(root: Element, millimetres: float) -> Element:
    """Return an empty paragraph of this height."""
    made = root.makeelement(f"{WORD}p", {})
    properties = made.makeelement(f"{WORD}pPr", {})
    line = str(max(20, round(millimetres / MM)))
    exact = {"before": "0", "after": "0", "line": line, "lineRule": "exact"}
    properties.append(
        made.makeelement(f"{WORD}spacing", {f"{WORD}{k}": v for k, v in exact.items()})
    )
    made.append(properties)
    return made


def _drop_drawing(drawing: Element) -> None:
    """Take out a drawing with what holds it and its other versions."""
    for above in (drawing, *drawing.iterancestors()):
        if local(above) in ("AlternateContent", "drawing", "pict"):
            holder = next((one for one in above.iterancestors() if "Alternate" in one.tag), above)
            remove_element(holder)
            return


def _said(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{WORD}t"))


def _is_blank(paragraph: Element) -> bool:
    drawn = (one for one in paragraph.iter() if local(one) in ("drawing", "pict", "sym"))
    return not _said(paragraph).strip() and next(drawn, None) is None


def _draws(element: Element) -> bool:
    """Say whether a paragraph or table has lines or colours of its own."""
    for one in element.iter(f"{WORD}shd"):
        if (one.get(f"{WORD}fill") or "auto").upper() not in ("AUTO", "FFFFFF"):
            return True
    edges = ("pBdr", "tblBorders", "tcBorders")
    return any(
        edge.get(f"{WORD}val") not in ("nil", "none", None)
        for tag in edges
        for box in element.iter(f"{WORD}{tag}")
        for edge in box
    )


_NO_DESCRIPTION = re.compile(
    r"\.(?:png|jpe?g|gif|emf|wmf|svg|tiff?|bmp)\b|[\\/]{1,2}\w|automatically generated|"
    r"^(?:picture|image|graphic|logo)? ?\d*$",
    re.IGNORECASE,
)


def _describes(words: str) -> bool:
    return bool(words.strip()) and not _NO_DESCRIPTION.search(words.strip())


def _make_decorative(properties: Element) -> None:
    """Say that listeners may pass a drawing over, if it does not say so."""
    if any(local(one) == "decorative" for one in properties.iter()):
        return
    from lxml import etree

    from facilitate.write.ooxml import DECORATIVE

    for old in list(properties):
        properties.remove(old)
    sign = etree.fromstring(f'<x xmlns:a="{_NAMESPACES["a"]}">{DECORATIVE}</x>')
    properties.append(sign[0])
