"""The parts of a brand's deck as decks start from them: only what is drawn, and no samples."""

import re
from collections.abc import Iterator, Set

from facilitate.structs import replace
from facilitate.write.brand.deck_file import (
    EMU,
    FURNITURE,
    SLIDES,
    TITLES,
    kind_of_place,
    mark_of,
    placeholders,
    shapes,
    unit_of,
)
from facilitate.write.brand.package import Package
from facilitate.write.brand.sample_text import of_the_sample
from facilitate.write.brand.xml_parts import (
    DRAWING,
    RELATED,
    Element,
    local,
    remove_element,
    tree_of,
    written,
)
from facilitate.write.ooxml import DECLARATION, Relation, our_parts, relations_name, relations_xml

MAIN = "ppt/presentation.xml"
NOTES_MASTER = "ppt/notesMasters/notesMaster1.xml"
_APP = "docProps/app.xml"
_FIRST_ID = 2_147_483_648  # the least that the format allows for masters and layouts
_SLIDES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."

_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_ROOT = (
    Relation("rId1", "officeDocument", MAIN),
    Relation("rId2", "core-properties", "docProps/core.xml"),
    Relation("rId3", "extended-properties", _APP),
)
_PROPERTIES = ("presProps", "viewProps")
"""How a file was last looked at: Office wants some, and takes ours."""
_MOVES = ("transition", "timing", "custDataLst", "controls")
_WHERE_IT_LAY = re.compile(r"[\\/:]|\.(?:png|jpe?g|gif|emf|wmf|svg|tiff?|bmp)$", re.IGNORECASE)
_PLAIN_MAP = (
    '<p:clrMap xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" bg1="lt1" '
    'tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def deck_without_samples(package: Package) -> Package:
    """Return a deck whose masters and layouts hold no samples, prompts or traces of people.

    Places that share one number, so that no slide could tell them apart, have numbers of their own.
    What runs from right to left is turned, as all that we write runs from the left: of such a deck
    all, of another what says so itself, such as one layout in a language of its own.
    """
    turned = from_right(package)
    slide = _size(tree_of(package.parts[package.main]).find(f"{SLIDES}sldSz"), *_WIDE)
    parts = dict(package.parts)
    for name, data in package.parts.items():
        if name.startswith(_DRAWN):
            root = tree_of(data)
            if root.find(f"{SLIDES}cSld/{SLIDES}spTree") is not None:
                _clean(root, *slide)
                _turn(root, whole=turned)
                parts[name] = written(root)
    parts |= dict(_with_titles_of_masters(replace(package, parts=parts)))
    if turned:
        main = tree_of(parts[package.main])
        _turn(main, whole=True)
        parts[package.main] = written(main)
    return replace(package, parts=parts)


def _with_titles_of_masters(package: Package) -> Iterator[tuple[str, bytes]]:
    """Yield the layouts whose titles say what the master's says anyway, without that.

    LibreOffice repeats it in each of them, so that a change of the master would change nothing.
    """
    for name, data in package.parts.items():
        masters = package.related(name, "slideMaster") if name.startswith(_DRAWN[1]) else ()
        if not masters or masters[0] not in package.parts:
            continue
        root = tree_of(data)
        theirs = [written(one) for one in _title_styles(tree_of(package.parts[masters[0]]))]
        for styles in _title_styles(root):
            if len(styles) and written(styles) in theirs[:1]:
                styles[:] = []
                yield name, written(root)


def _title_styles(root: Element) -> Iterator[Element]:
    for shape, _ in placeholders(root):
        if kind_of_place(shape) in TITLES:
            yield from shape.iterfind(f"{SLIDES}txBody/{DRAWING}lstStyle")


def laid_level(package: Package) -> Package:
    """Return a deck whose words from top to bottom stand level, where its master has their places.

    For decks that have no other: a layout whose words do so says only where they stand on end.
    """
    parts = dict(package.parts)
    for name, data in package.parts.items():
        if not name.startswith(_DRAWN[1]):
            continue
        root = tree_of(data)
        root.attrib.pop("type", None)
        for body in root.iter(f"{DRAWING}bodyPr"):
            body.attrib.pop("vert", None)
        for shape, _ in placeholders(root):
            frame = shape.find(f"{SLIDES}spPr/{DRAWING}xfrm")
            if frame is not None and kind_of_place(shape) not in FURNITURE:
                remove_element(frame)
        parts[name] = written(root)
    return replace(package, parts=parts)


def with_places(package: Package) -> Package:
    """Return a deck whose layouts have places for a title, a text and the number, where none has.

    They are those of the master, or lie as ours do where it has none either; its styles hold.
    """
    width, height = _size(tree_of(package.parts[package.main]).find(f"{SLIDES}sldSz"), *_WIDE)
    parts = dict(package.parts)
    for name, data in package.parts.items():
        if not name.startswith(_DRAWN[1]):
            continue
        root = tree_of(data)
        root.attrib.pop("type", None)
        masters = (tree_of(package.parts[one]) for one in package.related(name, "slideMaster"))
        on_master = {kind_of_place(shape) for one in masters for shape, _ in placeholders(one)}
        has = {kind_of_place(shape) for shape, _ in placeholders(root)}
        tree = root.find(f"{SLIDES}cSld/{SLIDES}spTree")
        for number, (kind, (x, y, across, down), box, words) in enumerate(_PLACES):
            if kind in has or tree is None:
                continue
            own = _OUR_PLACES + number
            frame = (
                f'<a:xfrm><a:off x="{round(x * width)}" y="{round(y * height)}"/>'
                f'<a:ext cx="{round(across * width)}" cy="{round(down * height)}"/></a:xfrm>'
            )
            shape = (
                f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{own}" name="{kind}"/>'
                '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
                f'<p:ph type="{kind}" idx="{number and own}"/></p:nvPr></p:nvSpPr>'
                f"<p:spPr>{'' if kind in on_master else frame}</p:spPr>"
                f"<p:txBody>{'<a:bodyPr/><a:lstStyle/>' if kind in on_master else box}"
                f"<a:p>{words}</a:p></p:txBody></p:sp>"
            )
            tree.append(tree_of(shape.encode()))
        parts[name] = written(root)
    return replace(package, parts=parts)


_OUR_PLACES = 90_000  # numbers that no layout has
_PLACES = (
    (
        "title",
        (0.05, 0.05, 0.9, 0.15),
        '<a:bodyPr anchor="ctr"/><a:lstStyle><a:lvl1pPr algn="l"/></a:lstStyle>',
        "",
    ),
    ("body", (0.05, 0.22, 0.9, 0.68), "<a:bodyPr/><a:lstStyle/>", ""),
    (
        "sldNum",
        (0.85, 0.92, 0.1, 0.05),
        '<a:bodyPr anchor="ctr"/><a:lstStyle><a:lvl1pPr algn="r"><a:defRPr sz="1200"/></a:lvl1pPr>'
        "</a:lstStyle>",
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/>'
        "<a:t>‹#›</a:t></a:fld>",
    ),
)
"""Kind, x, y, width and height as parts of the slide, what holds its words, and these."""


def from_right(package: Package) -> bool:
    """Say whether the words of a deck run from right to left: of its masters' titles or texts."""
    masters = (data for name, data in package.parts.items() if name.startswith(_DRAWN[0]))
    levels = (tree_of(data).iterfind(f"{SLIDES}txStyles/*/{DRAWING}lvl1pPr") for data in masters)
    return any(_is_on(level.get("rtl")) for some in levels for level in some)


def _turn(root: Element, *, whole: bool) -> None:
    """Let words run from left to right, and begin where lines then begin."""
    for level in root.iter():
        if level.tag == f"{DRAWING}bodyPr" and _is_on(level.get("rtlCol")):
            level.set("rtlCol", "0")
        if level.tag != f"{DRAWING}pPr" and not _LEVEL.fullmatch(local(level)):
            continue
        if not (whole or _is_on(level.get("rtl"))):
            continue
        level.attrib.pop("rtl", None)
        if level.get("algn") == "r":
            level.set("algn", "l")
        if "marR" in level.attrib:
            level.set("marL", level.attrib.pop("marR"))


_LEVEL = re.compile(r"lvl\dpPr|defPPr")


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


_WIDE = (12_192_000, 6_858_000)
_DRAWN = tuple(
    f"ppt/{kind}/{kind[:-1]}" for kind in ("slideMasters", "slideLayouts", "notesMasters")
)


def deck_parts(package: Package, masters: Set[str]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return what decks on a brand's masters start from, and the types of its parts.

    `masters` are those that stay. The list of content types and the core properties are not there.
    """
    base = _DeckParts(package, masters)
    base.make()
    return base.parts, base.types


class _DeckParts:
    def __init__(self, package: Package, masters: Set[str]) -> None:
        self._package = package
        self._masters = masters
        self._next_id = _FIRST_ID
        self._main = tree_of(package.parts[package.main])
        self._slide = _size(self._main.find(f"{SLIDES}sldSz"), *_WIDE)
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}

    def make(self) -> None:
        """Take in every part, from the presentation on."""
        related = self._package.relations.get(self._package.main, ())
        masters = [one for one in related if one.target in self._masters]
        notes = next((one for one in related if one.kind == "notesMaster"), None)
        if notes is None or not _has_room_for_notes(self._package, notes.target):
            notes = Relation("rIdNotes", "notesMaster", NOTES_MASTER)
            self._take_ours()
        others = [one for one in related if one.kind in ("tableStyles", "font")]
        listed = "".join(self._master_id(one) for one in masters)
        theme = self._package.related(masters[0].target, "theme")[:1] or (self._our_theme(),)
        relations = (
            *masters,
            notes,
            *others,
            *(Relation(f"rId{kind}", kind, f"ppt/{kind}.xml") for kind in _PROPERTIES),
            Relation("rIdTheme", "theme", theme[0]),
        )
        for one in relations:
            self._take(one.target)
        for kind in _PROPERTIES:
            self._put(f"ppt/{kind}.xml", our_parts("pptx")[f"ppt/{kind}.xml"], f"{kind}+xml")
        self._put(MAIN, self._presentation(listed, notes).encode(), "presentation.main+xml")
        self._relate(MAIN, relations)
        app = (
            f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
            'extended-properties"><Application>facilitate</Application></Properties>'
        )
        self.parts[_APP] = app.encode()
        self.types[_APP] = f"{_OFFICE_TYPE}extended-properties+xml"
        self.parts["_rels/.rels"] = relations_xml("", _ROOT).encode()

    def _put(self, name: str, data: bytes, kind: str) -> None:
        self.parts[name] = data
        self.types[name] = _SLIDES_TYPE + kind

    def _relate(self, name: str, relations: tuple[Relation, ...]) -> None:
        if relations:
            self.parts[relations_name(name)] = relations_xml(name, relations).encode()

    def _take(self, part: str, source: str = "") -> None:
        """Take in a part, cleaned, and all that it leads to; `source` is what led to it."""
        if part in self.parts or part not in self._package.parts:
            return
        data = self._package.parts[part]
        relations = self._package.relations.get(part, ())
        if part.endswith(".xml"):
            root = tree_of(data)
            if local(root) == "sldMaster":
                relations = self._with_theme(self._number_layouts(root, relations))
            elif local(root) == "sldLayout" and not self._package.related(part, "slideMaster"):
                relations = (*relations, Relation("rIdMaster", "slideMaster", source))
            data = written(root)
        self.parts[part] = data
        if part in self._package.types:
            self.types[part] = self._package.types[part]
        self._relate(part, relations)
        for one in relations:
            if not one.external:
                self._take(one.target, part)

    def _number_layouts(
        self, root: Element, relations: tuple[Relation, ...]
    ) -> tuple[Relation, ...]:
        """Give a master's layouts numbers of their own, and drop those that it does not list."""
        rows = root.find(f"{SLIDES}sldLayoutIdLst")
        seen: set[str] = set()
        for row in () if rows is None else list(rows):
            key = row.get(f"{RELATED}id", "")
            if key in seen:
                remove_element(row)
                continue
            seen.add(key)
            row.set("id", str(self._next_number()))
        if root.find(f"{SLIDES}clrMap") is None:
            root.find(f"{SLIDES}cSld").addnext(tree_of(_PLAIN_MAP.encode()))
        return tuple(one for one in relations if one.kind != "slideLayout" or one.id in seen)

    def _with_theme(self, relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
        if any(one.kind == "theme" for one in relations):
            return relations
        return (*relations, Relation("rIdTheme", "theme", self._our_theme()))

    def _next_number(self) -> int:
        self._next_id += 1
        return self._next_id

    def _master_id(self, master: Relation) -> str:
        return f'<p:sldMasterId id="{self._next_number()}" r:id="{master.id}"/>'

    def _our_theme(self) -> str:
        name = "ppt/theme/themeOurs.xml"
        self.parts[name] = our_parts("pptx")["ppt/theme/theme1.xml"]
        self.types[name] = f"{_OFFICE_TYPE}theme+xml"
        return name

    def _take_ours(self) -> None:
        """Take in the notes master of our own base."""
        self._put(NOTES_MASTER, our_parts("pptx")[NOTES_MASTER], "notesMaster+xml")
        self._relate(NOTES_MASTER, (Relation("rId1", "theme", self._our_theme()),))

    def _presentation(self, masters: str, notes: Relation) -> str:
        """Return the presentation: masters, sizes, embedded fonts and text styles, no more."""
        main = self._main
        fonts, styles = (
            main.find(f"{SLIDES}{name}") for name in ("embeddedFontLst", "defaultTextStyle")
        )
        width, height = self._slide
        across, down = _size(main.find(f"{SLIDES}notesSz"), 7_560_000, 10_692_000)
        embeds = ' embedTrueTypeFonts="1"' if fonts is not None and len(fonts) else ""
        return (
            f'{DECLARATION}<p:presentation {_NAMESPACES}{embeds} saveSubsetFonts="1">'
            f"<p:sldMasterIdLst>{masters}</p:sldMasterIdLst>"
            f'<p:notesMasterIdLst><p:notesMasterId r:id="{notes.id}"/></p:notesMasterIdLst>'
            f'<p:sldSz cx="{width}" cy="{height}"/><p:notesSz cx="{across}" cy="{down}"/>'
            f"{_copied(fonts) if embeds else ''}{_copied(styles)}</p:presentation>"
        )


def _copied(element: Element | None) -> str:
    return "" if element is None else written(element).decode().removeprefix(DECLARATION)


def _size(said: Element | None, width: int, height: int) -> tuple[int, int]:
    try:
        found = (int(said.get("cx")), int(said.get("cy"))) if said is not None else (0, 0)
    except (TypeError, ValueError):
        found = (0, 0)
    return found if min(found) >= EMU else (width, height)


def _has_room_for_notes(package: Package, part: str) -> bool:
    root = tree_of(package.parts[part])
    kinds = {mark_of(shape).get("type") for shape, _ in placeholders(root)}
    return {"sldImg", "body"} <= kinds and bool(package.related(part, "theme"))


def _clean(root: Element, width: float, height: float) -> None:
    """Take out of a master or layout what would be a sample, a trace of somebody or a movement."""
    for child in list(root):
        if local(child) == "AlternateContent":  # around a transition, at this place
            remove_element(child)
    for element in list(root.iter()):
        if local(element) in _MOVES:
            remove_element(element)
    for shape in list(_unseen(root, width, height)):
        remove_element(shape)
    _clean_places(root)
    _clean_words(root)
    for said in root.iter(f"{SLIDES}cNvPr"):
        for name in ("descr", "title"):
            if _WHERE_IT_LAY.search(said.get(name, "")):
                del said.attrib[name]
        if _WHERE_IT_LAY.search(said.get("name", "")):
            said.set("name", "Picture")


_UNLIKE_A_BOX = ("wrap", "numCol", "spcCol")
"""Words are measured in one column that ends at its box, and LibreOffice keeps a layout's columns
whatever a slide says."""


def _clean_places(root: Element) -> None:
    seen = {"0"}
    for shape, _ in placeholders(root):
        mark = mark_of(shape)
        mark.attrib.pop("hasCustomPrompt", None)
        if mark.get("type") not in TITLES:
            if mark.get("idx", "0") in seen:
                mark.set("idx", next(str(at) for at in range(50, 9999) if str(at) not in seen))
            seen.add(mark.get("idx"))
        for body in shape.iterfind(f"{SLIDES}txBody"):
            for box in body.iterfind(f"{DRAWING}bodyPr"):
                for name in _UNLIKE_A_BOX:
                    box.attrib.pop(name, None)
            _with_styles(body)
            _without_words(body, mark.get("type", ""))


def _clean_words(root: Element) -> None:
    """Empty boxes beside the places whose words are of the sample: a date, `author`, a prompt."""
    for shape, _ in shapes(root):
        for paragraph in shape.iter(f"{DRAWING}p") if mark_of(shape) is None else ():
            kinds = [field.get("type", "") for field in paragraph.iter(f"{DRAWING}fld")]
            words = "".join(one.text or "" for one in paragraph.iter(f"{DRAWING}t")).strip()
            today = any(kind.startswith("datetime") for kind in kinds)
            if today or ("slidenum" not in kinds and of_the_sample(words)):
                paragraph[:] = paragraph.findall(f"{DRAWING}pPr")


_PROMPTS = ("<date/time>", "<footer>", "<header>", "<number>")
"""What LibreOffice writes into boxes of a master that were copied and are no places any more."""


def _unseen(root: Element, width: float, height: float) -> Iterator[Element]:
    """Yield what nobody should see: hidden shapes, prompts, and notes beside the slide.

    The slide's size is in EMU.
    """
    for shape, outside in shapes(root):
        if mark_of(shape) is not None:
            continue
        said = shape.find(f"./*/{SLIDES}cNvPr")
        where = unit_of(shape, outside)
        words = "".join(one.text or "" for one in shape.iter(f"{DRAWING}t")).strip()
        hidden = said is not None and said.get("hidden") in ("1", "true")
        if hidden or words in _PROMPTS:
            yield shape
        elif where is not None:
            corners = [where(corner) for corner in ((0, 0), (1, 0), (1, 1), (0, 1))]
            across, down = [x for x, _ in corners], [y for _, y in corners]
            if max(across) < 0 or min(across) > width or max(down) < 0 or min(down) > height:
                yield shape


def _with_styles(body: Element) -> None:
    """Make what a prompt looks like the style of its place, as LibreOffice means it.

    It writes no list style; PowerPoint always does, and a prompt's own look is the prompt's alone.
    """
    paragraph, first = body.find(f"{DRAWING}p"), body.find(f"{DRAWING}bodyPr")
    if body.find(f"{DRAWING}lstStyle") is not None or paragraph is None or first is None:
        return
    styles = body.makeelement(f"{DRAWING}lstStyle", {})
    first.addnext(styles)
    said = paragraph.find(f"{DRAWING}pPr")
    run = next(paragraph.iter(f"{DRAWING}rPr", f"{DRAWING}endParaRPr"), None)
    level = tree_of(written(said)) if said is not None else body.makeelement("x", {})
    level.tag = f"{DRAWING}lvl1pPr"
    level.attrib.pop("lvl", None)
    if run is not None:
        for old in level.findall(f"{DRAWING}defRPr"):
            level.remove(old)
        look = tree_of(written(run))
        look.tag = f"{DRAWING}defRPr"
        for name in ("lang", "dirty", "err"):
            look.attrib.pop(name, None)
        level.append(look)
    styles.append(level)


def _without_words(body: Element, kind: str) -> None:
    """Leave one empty paragraph in a placeholder, or the number of the slide.

    A foot keeps a space in its own look: LibreOffice draws the feet of slides as that of the
    master looks, and in no look at all where it is empty.
    """
    paragraphs = list(body.iterfind(f"{DRAWING}p"))
    for paragraph in paragraphs[1:]:
        remove_element(paragraph)
    for paragraph in paragraphs[:1]:
        runs = list(paragraph.iter(f"{DRAWING}r"))
        for child in list(paragraph):
            if local(child) == "fld" and child.get("type") == "slidenum":
                for words in child.iterfind(f"{DRAWING}t"):
                    words.text = "‹#›"
            elif local(child) not in ("pPr", "endParaRPr"):
                remove_element(child)
        if kind == "ftr":
            _with_space(paragraph, next((run.find(f"{DRAWING}rPr") for run in runs), None))


def _with_space(paragraph: Element, look: Element | None) -> None:
    run = paragraph.makeelement(f"{DRAWING}r", {})
    run.extend([] if look is None else [look])
    words = run.makeelement(f"{DRAWING}t", {})
    words.text = "\N{NO-BREAK SPACE}"
    run.append(words)
    paragraph.insert(0 if paragraph.find(f"{DRAWING}pPr") is None else 1, run)
