"""An organisation's Word file as the base of a document: its styles, and ours beside them."""

import re
from collections.abc import Mapping
from copy import deepcopy

from facilitate.document import Paper
from facilitate.write.base_file import ListStyle, PageBase
from facilitate.write.brand.letterhead import FILLED
from facilitate.write.brand.roles import DEEPER, HEADINGS
from facilitate.write.brand.scheme import scheme_of, theme_colours
from facilitate.write.brand.style_contrast import takes_room
from facilitate.write.brand.stylesheet import StyleSheet, is_on, ordered, turn_from_left, value
from facilitate.write.brand.vision import readable_on
from facilitate.write.brand.xml_parts import WORD, Element, local, remove_element, tree_of, written
from facilitate.write.docx.base import (
    FONT_TABLE,
    NUMBERING,
    OPENING_MM,
    OUR_LISTS,
    PAGE_PARTS,
    STYLES,
    Base,
    Sheet,
    is_measured,
    packed_parts,
    ratio,
    sheet_of,
    style_size,
    styled,
)
from facilitate.write.look import HYPERLEGIBLE, Colours, SheetType
from facilitate.write.measure import MM_PER_PT
from facilitate.write.ooxml import THEME, our_parts, relations_name

_FLOOR_PT = 12.0
_BESIDE_MM = 6.0  # white between a drawing at a page's side and words
_LARGER = 1.25  # a large body makes our other sizes larger too, up to here
_FROM_RIGHT = ("ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv")
_LIKE = {"Statement": "Heading1", "Minutes": "Heading1", "PanelTitle": "Heading2"}
_ROOMY = 0.94  # of the height of our own pages; with less, white yields before matter does
_TIGHT = {
    "Question": ("60", "40"),
    "Cut": ("80", "80"),
    "Quiet": ("0", "60"),
    "Source": ("60", "0"),
}
_SIGNS = ("symbol", "wingdings", "webdings", "wingdings 2", "wingdings 3")


def house_base(
    pages: PageBase,
    look: tuple[Colours, SheetType, str],
    *,
    paper: Paper,
    language: str,
    letter: bool = False,
) -> Base:
    """Return an organisation's base with all styles that a document of ours needs.

    `look` is colours, sizes, and the face of the sheets, which counts for who needs another; a
    `letter` has the file's own margins.
    """
    letterhead = pages.letterhead if paper == "a4" else None
    sheet = _sheet(pages, letter=letter) if letterhead else sheet_of(paper)
    made = _House(pages, look, paper, language)
    low = sheet.body_mm < _ROOMY * sheet_of("a4").body_mm
    grown = takes_room(made.sheet, pages.styles.get("Normal", ""))
    tight = letterhead is not None and (low or grown != "")
    made.dress()
    if tight:
        made.tighten()
    parts = dict(pages.parts)
    parts[STYLES] = written(made.sheet.root)
    parts[NUMBERING] = made.numbering()
    if made.other_face:
        parts[FONT_TABLE] = _with_face(parts[FONT_TABLE], made.face)
    texts = {*pages.letterhead.heads.values(), *pages.letterhead.feet.values()}
    carried = [name for name in pages.parts if name.startswith("word/fonts/")]
    carried += [relations_name(FONT_TABLE)] if carried else []
    more = {
        name: pages.types.get(name, "")
        for name in pages.parts
        if (letterhead or name in carried) and name not in (*texts, *PAGE_PARTS)
    }
    return Base(
        paper=paper,
        sheet=sheet,
        font=made.face,
        title_font=made.face,
        sizes={style: made.sheet.size_pt(key) for style, key in made.paragraphs()},
        lists=made.lists,
        own_lists=pages.lists,
        first_list=made.first_list,
        ids={ours: key for ours, key in made.ids.items() if ours != key},
        theme=_theme(pages, look[0]),
        capitals=() if made.other_face else pages.capitals,
        banded="SheetTable" in pages.styles,
        tight=tight,
        opening_mm=made.opening_mm(),
        letterhead=letterhead,
        letter_parts={name: pages.parts[name].decode() for name in sorted(texts)},
        **packed_parts(parts, more),
    )


def _sheet(pages: PageBase, *, letter: bool) -> Sheet:
    """Return A4 with the organisation's margins, and less height where its head or foot is high.

    Only letters have wider ones than ours: sheets and forms are made to fill a page with those.
    """
    head, ours = pages.letterhead, sheet_of("a4")
    top, bottom, left, right = head.top_mm, head.bottom_mm, head.left_mm, head.right_mm
    if not (letter or head.keeps_margins):
        top, bottom = min(top, FILLED["top"]), min(bottom, FILLED["bottom"])
        left = min(left, max(FILLED["left"], head.left_side_mm + _BESIDE_MM))
        right = min(right, max(FILLED["right"], head.right_side_mm + _BESIDE_MM))
    taken = max(0.0, head.head_mm - top) + max(0.0, head.foot_mm - bottom)
    return Sheet(
        width_mm=ours.width_mm,
        height_mm=ours.height_mm,
        side_mm=left,
        right_mm=right,
        top_mm=top,
        bottom_mm=bottom,
        edge_mm=head.head_edge_mm,
        foot_edge_mm=head.foot_edge_mm,
        taken_mm=round(taken, 1),
    )


def _with_face(table: bytes, face: str) -> bytes:
    """Return the table of fonts with a face that a computer may lack, and what to take then."""
    root = tree_of(table)
    font = root.makeelement(f"{WORD}font", {f"{WORD}name": face})
    for tag, said in (("altName", "Arial"), ("family", "swiss")):
        font.append(font.makeelement(f"{WORD}{tag}", {f"{WORD}val": said}))
    root.append(font)
    return written(root)


def _theme(pages: PageBase, colours: Colours) -> dict[str, str]:
    """Return where the file's theme keeps the look's colours, or the colours that it lacks."""
    theme = tree_of(pages.parts["word/theme/theme1.xml"])
    scheme = scheme_of(theme)
    by_colour: dict[str, str] = {}
    for slot, colour in theme_colours(theme).items():
        by_colour.setdefault(colour, scheme.name_of(slot))
    wanted = {one: str(getattr(colours, one, "#FFFFFF")).upper() for one in THEME}
    return {one: by_colour.get(colour, colour) for one, colour in wanted.items()}


class _House:
    """The styles of an organisation's file while ours are put beside them."""

    def __init__(
        self,
        pages: PageBase,
        look: tuple[Colours, SheetType, str],
        paper: Paper,
        language: str,
    ) -> None:
        self._pages = pages
        self._colours, self._type, face = look
        self._paper = paper
        self._language = language
        self._ours = our_parts("docx")
        self.other_face = face == HYPERLEGIBLE
        self.face = face if self.other_face else pages.text_font
        self.sheet = StyleSheet(tree_of(pages.parts[STYLES]))
        self.ids = dict(pages.styles)
        self._made = StyleSheet(tree_of(self._styled()))
        self._larger = min(max(pages.sizes.get("Normal", _FLOOR_PT) / _FLOOR_PT, 1.0), _LARGER)
        self._numbers()

    def _styled(self) -> bytes:
        look = (self._colours, SheetType(), "Arial")
        styles = self._ours[STYLES].decode()
        return styled(styles, look, paper="a4", language=self._language).encode()

    def dress(self) -> None:
        """Put our styles in, and bring all that are used to the look's sizes."""
        self._language_of_all()
        self._theirs_in_size()
        missing = [key for key in self._made.by_id if key not in (*self.ids, "NoList")]
        for key in missing:
            self.ids[key] = self.sheet.free_id(key)
        resets = self._resets()
        names = {self.sheet.name(key).casefold() for key in self.sheet.by_id}
        for key in missing:
            self.sheet.add([self._one_of_ours(key, names, resets)])
        self._like_headings()
        self._table()
        self._foot()
        if self.other_face:
            self._in_face()

    def tighten(self) -> None:
        """Take white out of what only our sheets have: between questions, and around lines."""
        for style, (before, after) in _TIGHT.items():
            self.sheet.set(self.ids[style], "pPr", "spacing", before=before, after=after)
        self.sheet.set(
            self.ids["Gap"], "pPr", "spacing", before="0", after="0", line="60", lineRule="exact"
        )

    def opening_mm(self) -> float:
        """Return what a title takes, with what stands over it and under it, in two lines each."""
        styles = ("Kicker", "Heading1", "Normal")
        tall = sum(self.sheet.tall_pt(self.ids[style], 2) for style in styles)
        return max(tall * MM_PER_PT, OPENING_MM)

    def paragraphs(self) -> list[tuple[str, str]]:
        """Return our names and the file's for all styles of paragraphs."""
        return [
            (ours, key) for ours, key in self.ids.items() if self.sheet.kind(key) == "paragraph"
        ]

    def _target(self, style: str, size: float) -> float:
        """Return the size that a style of the file's has on this paper, for this reader."""
        if is_measured(self._paper):
            return style_size(style, self._paper, self._type)
        return max(size * ratio(style, self._type, self._paper), self._type.floor)

    def _theirs_in_size(self) -> None:
        plain = self._pages.sizes.get("Normal", _FLOOR_PT)
        # In tables LibreOffice gives the default style the size of all letters and not its own.
        alike = plain == self._target("Normal", plain) == self._size_of_all()
        if not alike and "SheetBody" in self.ids:
            self.ids["Normal"] = self.ids["SheetBody"]
        targets: dict[str, float] = {}
        for style, size in self._pages.sizes.items():
            if style not in self._made.by_id and style not in DEEPER:
                continue
            targets[style] = self._target(style, size)
        for upper, lower in zip(HEADINGS[-2::-1], HEADINGS[:0:-1], strict=True):
            if upper in targets:
                targets[upper] = max(targets[upper], targets.get(lower, 0))
        for style, target in targets.items():
            if target != self._pages.sizes[style]:
                self.sheet.set_size(self.ids[style], round(target * 2) / 2)

    def _one_of_ours(self, key: str, names: set[str], resets: Mapping[str, Element]) -> Element:
        """Return one of our styles, in the names and the size that it has here."""
        style = self._made.by_id[key]
        style.set(f"{WORD}styleId", self.ids[key])
        named = style.find(f"{WORD}name")
        if named.get(f"{WORD}val").casefold() in names:
            named.set(f"{WORD}val", f"{named.get(f'{WORD}val')} (sheet)")
        for tag in ("basedOn", "next"):
            found = style.find(f"{WORD}{tag}")
            if found is not None:
                found.set(f"{WORD}val", self.ids.get(found.get(f"{WORD}val"), self.ids["Normal"]))
        if key != "Normal":
            style.attrib.pop(f"{WORD}default", None)
        for size in style.findall(f"{WORD}rPr/{WORD}sz") + style.findall(f"{WORD}rPr/{WORD}szCs"):
            points = (value(size) or 24) / 2 * ratio(key, self._type, self._paper)
            grown = 1.0 if is_measured(self._paper) or key == "Box" else self._larger
            size.set(f"{WORD}val", str(max(24, round(points * grown * 2))))
        for one in style.findall(f"{WORD}pPr/{WORD}numPr/{WORD}numId"):
            one.set(f"{WORD}val", str(self.lists[key].number))
        holder = style.find(f"{WORD}pPr")
        if holder is not None and key != "Normal":
            held = {local(one) for one in holder}
            holder.extend(self._copy(one) for tag, one in resets.items() if tag not in held)
            ordered(holder)
        return style

    def _copy(self, element: Element) -> Element:
        return element.makeelement(element.tag, dict(element.attrib))

    def _resets(self) -> dict[str, Element]:
        """Return what sets right in our styles what body text has and a form or table must not."""
        body = self.ids.get("Normal", "")
        made: dict[str, Element] = {}
        plain = {
            "ind": {"left": "0", "right": "0", "firstLine": "0"},
            "jc": {"val": "left"},
            "contextualSpacing": {"val": "0"},
            "pageBreakBefore": {"val": "0"},
            "keepNext": {"val": "0"},
        }
        for tag, said in plain.items():
            found = self.sheet.found(body, "pPr", tag)
            if found is None or not (found.attrib if tag in ("ind", "jc") else is_on(found)):
                continue
            named = {f"{WORD}{key}": word for key, word in said.items()}
            made[tag] = self.sheet.root.makeelement(f"{WORD}{tag}", named)
        return made

    def _like_headings(self) -> None:
        """Give our headings, and what stands out like one, the face and colour of the file's."""
        known = [one for one in HEADINGS if one in self._pages.styles]
        missing = {one: one for one in HEADINGS if one not in known}
        for ours, wanted in {**_LIKE, **missing}.items() if known else ():
            near = min(known, key=lambda one: abs(int(one[-1]) - int(wanted[-1])))
            key = self._pages.styles[near]
            on_colour = self.sheet.found(key, "pPr", "shd") is not None
            for tag in ("rFonts",) if on_colour else ("rFonts", "color"):
                found = self.sheet.found(key, "rPr", tag)
                if found is not None:
                    said = {name.rpartition("}")[2]: one for name, one in found.attrib.items()}
                    if ours == "PanelTitle" and tag == "color":
                        said = {"val": self._on_tint(said.get("val", "auto"))}
                    self.sheet.set(self.ids[ours], "rPr", tag, **said)

    def _on_tint(self, colour: str) -> str:
        """Return a colour that is read on our panels."""
        if not re.fullmatch("[0-9A-Fa-f]{6}", colour):
            return colour
        return readable_on(f"#{colour}", self._colours.tint).lstrip("#")

    def _table(self) -> None:
        """Let tables have the file's style, and above it heads that are read on its colour.

        Programs differ in whether what a style says of heads and bands passes to styles based on
        it, so that tables name the file's own, with all that it has from others.
        """
        theirs = self._pages.styles.get("SheetTable")
        if theirs is None:
            return
        own, *others = self.sheet.chain(theirs)
        said = {one.get(f"{WORD}type"): one for one in own.findall(f"{WORD}tblStylePr")}
        for one in (part for other in others for part in other.findall(f"{WORD}tblStylePr")):
            if one.get(f"{WORD}type") not in said:
                said[one.get(f"{WORD}type")] = one
                own.append(deepcopy(one))
        key = self.sheet.free_id("HouseHead")
        head = own.makeelement(
            f"{WORD}style", {f"{WORD}type": "paragraph", f"{WORD}customStyle": "1"}
        )
        head.set(f"{WORD}styleId", key)
        for tag, name in (("name", "House Head"), ("basedOn", self.ids["TableHead"])):
            head.append(head.makeelement(f"{WORD}{tag}", {f"{WORD}val": name}))
        self.sheet.add([head])
        self.ids["HouseHead"] = key
        look = said["firstRow"].find(f"{WORD}rPr") if "firstRow" in said else None
        ink = None if look is None else look.find(f"{WORD}color")
        shown = None if ink is None else ink.get(f"{WORD}val")
        self.sheet.set(key, "rPr", "color", val=shown or "auto")
        if look is not None and is_on(look.find(f"{WORD}b")):
            self.sheet.set(key, "rPr", "b")

    def _foot(self) -> None:
        """Let our lines in head and foot look like the file's foot, large enough to be read."""
        foot = self._pages.styles.get("Footer")
        if foot is None or self._paper != "a4":
            return
        ours = self.ids["SheetMargin"]
        self.sheet.by_id[ours].find(f"{WORD}basedOn").set(f"{WORD}val", foot)
        self.sheet.set(ours, "pPr", "ind", left="0", right="0", firstLine="0")
        self.sheet.set(ours, "pPr", "jc", val="left")
        tabs = self.sheet.found(foot, "pPr", "tabs")
        if tabs is not None:
            self.sheet.set(ours, "pPr", "tabs")
            holder = self.sheet.by_id[ours].find(f"{WORD}pPr/{WORD}tabs")
            for one in tabs:
                clear = {f"{WORD}val": "clear", f"{WORD}pos": one.get(f"{WORD}pos", "0")}
                holder.append(holder.makeelement(f"{WORD}tab", clear))
        size = max(self.sheet.size_pt(foot), self._type.floor)
        self.sheet.set_size(ours, size)

    def _language_of_all(self) -> None:
        """Let all styles be in the document's language, and run in its direction."""
        root = self.sheet.root
        for one in list(root.iter(f"{WORD}lang")):
            remove_element(one)
        if self._language.partition("-")[0] not in _FROM_RIGHT:
            turn_from_left(root)
        holder = self._defaults()
        said = {f"{WORD}val": self._language, f"{WORD}eastAsia": self._language}
        holder.append(holder.makeelement(f"{WORD}lang", {**said, f"{WORD}bidi": "ar-SA"}))
        ordered(holder)

    def _size_of_all(self) -> float:
        """Return the size of letters for which no style says one. Source: ECMA-376, 17.3.2.38."""
        said = self.sheet.root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr/{WORD}sz")
        return (value(said) or 20) / 2

    def _defaults(self) -> Element:
        """Return the properties that letters have where no style says others."""
        holder, root = self.sheet.root, self.sheet.root
        for tag in ("docDefaults", "rPrDefault", "rPr"):
            found = holder.find(f"{WORD}{tag}")
            if found is None:
                found = root.makeelement(f"{WORD}{tag}", {})
                holder.insert(0, found)
            holder = found
        return holder

    def _in_face(self) -> None:
        """Put the face that a reader needs in place of the organisation's, and no capitals."""
        for fonts in list(self.sheet.root.iter(f"{WORD}rFonts")):
            if (fonts.get(f"{WORD}ascii") or "").casefold() not in _SIGNS:
                remove_element(fonts)
        for one in [
            *self.sheet.root.iter(f"{WORD}caps"),
            *self.sheet.root.iter(f"{WORD}smallCaps"),
        ]:
            remove_element(one)
        holder = self._defaults()
        names = {f"{WORD}{one}": self.face for one in ("ascii", "hAnsi", "eastAsia", "cs")}
        holder.append(holder.makeelement(f"{WORD}rFonts", names))
        ordered(holder)

    def _numbers(self) -> None:
        """Find numbers for our lists that the file does not use."""
        self._lists = tree_of(self._pages.parts[NUMBERING])
        kinds = [value(one, "abstractNumId") or 0 for one in self._lists.iter(f"{WORD}abstractNum")]
        lists = [value(one, "numId") or 0 for one in self._lists.iter(f"{WORD}num")]
        self._kind, self._list = max(kinds, default=0), max(lists, default=0)
        self.lists = {
            style: ListStyle(
                number=self._list + one.number,
                kind=self._kind + one.kind,
                level=one.level,
                indent_twips=one.indent_twips,
            )
            for style, one in OUR_LISTS.items()
        }
        self.first_list = self._list + len(OUR_LISTS) + 1

    def numbering(self) -> bytes:
        """Return the file's lists with ours: definitions first, as Word wants them."""
        ours = tree_of(self._ours[NUMBERING])
        for one in list(ours.iter(f"{WORD}pStyle")):
            style = one.get(f"{WORD}val")
            if style in self._pages.lists:
                remove_element(one)
            else:
                one.set(f"{WORD}val", self.ids[style])
        for fonts in ours.iter(f"{WORD}abstractNum"):
            fonts.set(
                f"{WORD}abstractNumId", str(self._kind + (value(fonts, "abstractNumId") or 0))
            )
        for one in ours.iter(f"{WORD}num"):
            one.set(f"{WORD}numId", str(self._list + (value(one, "numId") or 0)))
            kind = one.find(f"{WORD}abstractNumId")
            kind.set(f"{WORD}val", str(self._kind + (value(kind) or 0)))
        root = self._lists
        if self._language.partition("-")[0] not in _FROM_RIGHT:
            turn_from_left(root)
        blocks = [*root, *ours]
        root[:] = [
            *(one for one in blocks if local(one) == "abstractNum"),
            *(one for one in blocks if local(one) == "num"),
        ]
        return written(root)
