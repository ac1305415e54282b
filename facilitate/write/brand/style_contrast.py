"""An organisation's styles on paper that everybody reads, and on sheets that stand alone."""

from facilitate.structs import replace
from facilitate.write.base_file import ListStyle
from facilitate.write.brand import Concessions, listed
from facilitate.write.brand.lists import Numbering
from facilitate.write.brand.roles import DEEPER, HEADINGS, LISTS
from facilitate.write.brand.stylesheet import StyleSheet, colour_of, is_on, value
from facilitate.write.brand.vision import READABLE, SMALL, contrast, readable_on
from facilitate.write.brand.xml_parts import WORD, remove_element

BODY_PT = 12.0
"""The least on paper."""

_CLOSEST = 1.15
"""From line to line, of the size of letters: closer ones cut off what hangs below."""

_FAR_PT, _FAR_LINES = 10, 1.2
"""After a paragraph and from line to line: what Word itself has is less."""

_ON_TINT = 5.5
"""Contrast of text on white that has 4.5 on the tint of our panels."""

ON_GROUND = 6.5
"""Contrast on white of words that are read on every ground on which our quietest are."""

RAISED = ("Title", *HEADINGS, *LISTS, *DEEPER, "Caption")


def takes_room(sheet: StyleSheet, key: str) -> str:
    """Say what of a `{style}` is so large or so far apart that sheets grow; nothing if none is."""
    if sheet.size_pt(key) > BODY_PT:
        return f"Letters of {{style}} in {{file}} have {sheet.size_pt(key):g} pt"
    spacing = sheet.found(key, "pPr", "spacing")
    after, line = (value(spacing, side) or 0 for side in ("after", "line"))
    exact = spacing is not None and spacing.get(f"{WORD}lineRule", "auto") != "auto"
    far = after >= _FAR_PT * 20 or (line >= _FAR_LINES * 240 and not exact)
    return "Lines or paragraphs of {style} in {file} are far apart" if far else ""


class PaperContrast:
    """A file's styles while they are made fit for paper; `styles` are those for ours."""

    def __init__(
        self,
        sheet: StyleSheet,
        numbering: Numbering,
        styles: dict[str, str],
        concessions: Concessions,
    ) -> None:
        self._sheet = sheet
        self._numbering = numbering
        self._styles = styles
        self._concessions = concessions
        self._body_name = sheet.name(styles["Normal"]) if "Normal" in styles else ""
        self.capitals: list[str] = []
        self.lists = self._lists()

    def fit(self) -> None:
        """Change what must be otherwise on a sheet, and note it."""
        self._headings()
        self._body()
        self.darken()
        self._stretched()
        self._sizes()
        self._lines()
        self._airy()
        self._right_to_left()

    def sizeable(self) -> list[tuple[str, str]]:
        """Return our name and the file's of the styles whose letters may be larger here."""
        return [
            (role, key)
            for role, key in self._styles.items()
            if self._sheet.kind(key) == "paragraph" and role != "FileNormal"
        ]

    def _headings(self) -> None:
        """Let headings be headings of a handout: no numbers, no page of their own, one level."""
        keys = {role: self._styles[role] for role in HEADINGS if role in self._styles}
        name = self._sheet.name
        numbered = [key for key in keys.values() if self._numbering.is_numbered(key, self._sheet)]
        turning = [
            key for key in keys.values() if is_on(self._sheet.found(key, "pPr", "pageBreakBefore"))
        ]
        for role, key in keys.items():
            self._as_heading(key, level=int(role[-1]) - 1)
            if any(is_on(self._sheet.found(key, "rPr", tag)) for tag in ("caps", "smallCaps")):
                self.capitals.append(role)
        if numbered:
            self._concessions.note(
                "B302",
                f"{{file}} numbers {listed(map(name, numbered))}. Handouts are short and stand "
                "alone, so their headings have no numbers.",
            )
        if turning:
            self._concessions.note(
                "B303",
                f"{{file}} begins a new page at {listed(map(name, turning))}. Here pages begin "
                "where the day's sheets do.",
            )
        if self.capitals:
            names = [name(keys[role]) for role in self.capitals]
            self._concessions.note(
                "B304",
                f"{{file}} sets {listed(names)} in capitals. They stay, but are slower to read.",
                "Take “All caps” off the style in the file if readers matter more.",
            )

    def _as_heading(self, key: str, *, level: int) -> None:
        if self._sheet.found(key, "pPr", "numPr") is not None:
            self._without_number(key)
        if is_on(self._sheet.found(key, "pPr", "pageBreakBefore")):
            self._sheet.set(key, "pPr", "pageBreakBefore", val="0")
        style = self._sheet.by_id[key]
        for path in (f"{WORD}pPr/{WORD}framePr", f"{WORD}rPr/{WORD}vanish"):
            for one in style.findall(path):
                remove_element(one)
        if self._sheet.level(key) != level:
            self._sheet.set(key, "pPr", "outlineLvl", val=str(level))
        if not is_on(self._sheet.found(key, "pPr", "keepNext")):
            self._sheet.set(key, "pPr", "keepNext")

    def _without_number(self, key: str) -> None:
        holder = self._sheet.by_id[key]
        self._sheet.set(key, "pPr", "numPr")
        numbered = holder.find(f"{WORD}pPr/{WORD}numPr")
        assert numbered is not None
        numbered.append(numbered.makeelement(f"{WORD}numId", {f"{WORD}val": "0"}))
        self._sheet.set(key, "pPr", "ind", left="0", firstLine="0")

    def _body(self) -> None:
        """Put a style of body text beside the file's, for where that has to change.

        Its own stays as it is, because head, foot and all other styles rest on it.
        """
        key = self._styles.get("Normal")
        if key is None:
            return
        root, ours = self._sheet.root, self._sheet.free_id("SheetBody")
        said = {"type": "paragraph", "customStyle": "1", "styleId": ours}
        style = root.makeelement(
            f"{WORD}style", {f"{WORD}{name}": one for name, one in said.items()}
        )
        for tag, one in (("name", "Sheet Body"), ("basedOn", key)):
            style.append(style.makeelement(f"{WORD}{tag}", {f"{WORD}val": one}))
        self._sheet.add([style])
        self._styles["SheetBody"] = ours

    def _to_change(self, role: str) -> str:
        """Return the style to change for a role: for body text that is ours from now on."""
        if role == "Normal":
            self._styles["Normal"] = self._styles["SheetBody"]
        return self._styles[role]

    def _name(self, role: str) -> str:
        """Return what the file calls the style of a role."""
        return self._body_name if role == "Normal" else self._sheet.name(self._styles[role])

    def _text(self) -> list[tuple[str, str]]:
        return [(role, self._styles[role]) for role in ("Normal", *RAISED) if role in self._styles]

    def darken(self, least: float = READABLE) -> None:
        """Darken what is too light on its ground; white on a colour stays as it is.

        `least` is the contrast of headings on white: more where pages have a ground.
        """
        told = []
        links = [("Hyperlink", self._styles["Hyperlink"])] if "Hyperlink" in self._styles else []
        for role, key in [*self._text(), *links]:
            ink, ground = self._ink(key), self._ground(key)
            reached = contrast(ink, ground)
            large = role == "Title" or role in HEADINGS
            if reached < (least if large else max(_ON_TINT, least)):
                darker = readable_on(ink, ground, least if large else SMALL)
                told.append(f"{self._name(role)} {ink} ({reached:.1f} to 1) is {darker}")
                self._sheet.set(self._to_change(role), "rPr", "color", val=darker.lstrip("#"))
        if told:
            self._concessions.note(
                "B305",
                f"Words in {{file}} are too light for paper, which needs 4.5 to 1: {listed(told)}.",
                "Choose a darker colour for the style in the file.",
            )

    def _ink(self, key: str) -> str:
        if shown := colour_of(self._sheet.found(key, "rPr", "color"), "val"):
            return shown
        return "#000000" if contrast("#000000", self._ground(key)) >= READABLE else "#FFFFFF"

    def _ground(self, key: str) -> str:
        shades = (self._sheet.found(key, group, "shd") for group in ("rPr", "pPr"))
        return next((fill for one in shades if (fill := colour_of(one, "fill"))), "#FFFFFF")

    def _stretched(self) -> None:
        """Let no line be stretched, none but of headings end level, and no body be in capitals."""
        told = []
        body = self._styles.get("Normal", "")
        for role, key in self._text():
            side = self._sheet.found(key, "pPr", "jc")
            stands = "" if side is None else side.get(f"{WORD}val", "")
            level = stands in _ENDS_LEVEL and (role not in HEADINGS or self._ends_level(body))
            if level or stands in ("both", "distribute") or stands.endswith("Kashida"):
                told.append(self._name(role))
                self._sheet.set(self._to_change(role), "pPr", "jc", val="left")
        if told:
            self._concessions.note(
                "B316",
                f"{{file}} stretches lines of {listed(told)} to both margins, or lets them end "
                "level. Columns and forms are too narrow for that, so lines end where they end.",
            )
        if is_on(self._sheet.found(self._styles.get("Normal", ""), "rPr", "caps")):
            self._sheet.set(self._to_change("Normal"), "rPr", "caps", val="0")

    def _ends_level(self, key: str) -> bool:
        """Say whether lines of a style begin at the other margin, by its side or direction."""
        side = self._sheet.found(key, "pPr", "jc")
        turned = is_on(self._sheet.found(key, "pPr", "bidi"))
        return turned or (side is not None and side.get(f"{WORD}val") in _ENDS_LEVEL)

    def _sizes(self) -> None:
        """Bring letters up to the least size on paper."""
        told = []
        for role, key in self._text():
            size = self._sheet.size_pt(key)
            if size < BODY_PT:
                told.append(f"{self._name(role)} {size:g} pt")
                self._sheet.set_size(self._to_change(role), BODY_PT)
        if told:
            self._concessions.note(
                "B306",
                f"Letters in {{file}} are smaller than the 12 pt that everybody reads on paper: "
                f"{listed(told)}. Sheets have 12 pt; head and foot stay as they are.",
                "Nothing to do; ask for a larger size in the file if pages should match others.",
            )

    def _lines(self) -> None:
        """Give lines room that are set so close that letters of this size would be cut off.

        None stands alone on a page, as programs other than Word let them.
        """
        told = []
        for role, key in self._text():
            together = self._sheet.found(key, "pPr", "widowControl")
            if together is not None and not is_on(together):
                self._sheet.set(self._to_change(role), "pPr", "widowControl")
            spacing = self._sheet.found(key, "pPr", "spacing")
            if spacing is None or spacing.get(f"{WORD}lineRule") != "exact":
                continue
            if (value(spacing, "line") or 240) < _CLOSEST * 20 * self._sheet.size_pt(key):
                told.append(self._name(role))
                said = {name.rpartition("}")[2]: one for name, one in spacing.attrib.items()}
                free = {**said, "line": "240", "lineRule": "auto"}
                self._sheet.set(self._to_change(role), "pPr", "spacing", **free)
        if told:
            self._concessions.note(
                "B318",
                f"Lines of {listed(told)} in {{file}} are too close for letters of the size that "
                "sheets have, so they have their usual distance.",
            )

    def _airy(self) -> None:
        """Tell what of body text is so large or so far apart that sheets grow by it."""
        if what := takes_room(self._sheet, self._styles.get("Normal", "")):
            self._concessions.note(
                "B321",
                f"{what.replace('{style}', self._body_name)}. Sheets that fill a page or two may "
                "take more; that is reckoned, not seen on a page.",
                "Nothing to do, or make them smaller or closer in the file.",
            )

    def _right_to_left(self) -> None:
        key = self._styles.get("Normal", "")
        if is_on(self._sheet.found(key, "pPr", "bidi")):
            self._concessions.note(
                "B308",
                "{file} is written from right to left. Pages are so only in a language that is.",
                "Set `language:` in programme.yaml to the language of your pages.",
            )

    def _lists(self) -> dict[str, ListStyle]:
        """Return how the file's lists are numbered, at each level for which it says so."""
        found: dict[str, ListStyle] = {}
        for role in LISTS:
            above = self._list(role) if role in self._styles else None
            depth = 1
            while above is not None and depth <= _DEEPEST:
                found[f"{role}{depth if depth > 1 else ''}"] = above
                depth += 1
                below = f"{role}{depth}"
                above = self._list(below) or self._numbering.deeper(above, self._sheet)
        return found

    def _list(self, role: str) -> ListStyle | None:
        """Return how a style is numbered, its marks brought in from outside the text."""
        key = self._styles.get(role, "")
        found = self._numbering.style_of(key, self._sheet) if key else None
        if found is None:
            return None
        own = self._sheet.by_id[key].find(f"{WORD}pPr/{WORD}ind")
        hang = value(own, "hanging") or self._numbering.hang_twips(found, self._sheet)
        if hang <= found.indent_twips:
            return found
        self._sheet.set(key, "pPr", "ind", left=str(hang), hanging=str(hang))
        return replace(found, indent_twips=hang)


_ENDS_LEVEL = ("right", "end")

_DEEPEST = 3
"""Levels of lists that have styles in Word."""
