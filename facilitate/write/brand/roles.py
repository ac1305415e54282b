"""Which of an organisation's styles serves what on our pages.

A style is known by its built-in name, which Word keeps in English whatever people see; then by
other names that people gave it; then by its level in the outline or its numbering.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from facilitate.write.base_file import ListStyle
from facilitate.write.brand import Concessions, listed
from facilitate.write.brand.lists import Numbering
from facilitate.write.brand.package import Package
from facilitate.write.brand.stylesheet import StyleSheet, colour_of, value
from facilitate.write.brand.vision import READABLE, contrast
from facilitate.write.brand.xml_parts import WORD, Element, tree_of
from facilitate.write.look import Colours

HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")
LISTS = ("ListBullet", "ListNumber")
DEEPER = tuple(f"{role}{depth}" for role in LISTS for depth in (2, 3))
"""Lists inside lists: a file may have styles for them, else they have those of their level."""

SETTINGS = "word/settings.xml"

_BUILT_IN = {
    "Title": "title",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Heading4": "heading 4",
    "ListBullet": "list bullet",
    "ListNumber": "list number",
    **{role: f"list {role[4:-1].casefold()} {role[-1]}" for role in DEEPER},
    "Caption": "caption",
    "Footer": "footer",
    "Hyperlink": "hyperlink",
    "PlaceholderText": "placeholder text",
}
_CHARACTERS = ("Hyperlink", "PlaceholderText")
_HEADING_WORDS = (
    "heading|head|h|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|nagłówek|otsikko|"
    "nadpis|заголовок|cím|címsor|header level"
)
_OTHER_NAMES = {
    "Title": "document title|titel|titre|título|titulo|titolo|tytuł|tittel|otsikko|название",
    **{f"Heading{n}": rf"(?:{_HEADING_WORDS})[ _-]?{n}" for n in range(1, 5)},
    "ListBullet": (
        r"bullets?(?: ?1| list| points?| text)?|list bullets?(?: 1)?|bulleted list|"
        r"aufzählungszeichen|aufzählung(?: 1)?|liste à puces|puces?(?: 1)?|lista con viñetas|"
        r"viñetas?|punto elenco|elenco puntato|lijstopsommingsteken|opsomming(?: 1)?|punktlista|"
        r"punktliste|opstilling - punkttegn|lista punktowana|lista com marcas|merkitty luettelo"
    ),
    "ListNumber": (
        r"numbers?(?:ed list| list| 1)?|list numbers?(?: 1)?|numbering|listennummer|"
        r"nummerierung|liste à numéros|lista con números|numero elenco|elenco numerato|"
        r"lijstnummering|nummering(?: 1)?|numrerad lista|nummerert liste|opstilling - talform|"
        r"lista numerowana|lista numerada|numeroitu luettelo"
    ),
    "Caption": (
        r"captions?|(?:figure|table|picture|chart)(?: caption| title)|beschriftung|légende|"
        r"epígrafe|leyenda|didascalia|bijschrift|beskrivning|bildetekst|billedtekst|podpis|"
        r"legenda|kuvateksti"
    ),
    "Footer": (
        r"fußzeile|pied de page|pie de página|piè di pagina|voettekst|sidfot|bunntekst|sidefod"
    ),
    "Hyperlink": (
        r"link|lien hypertexte|hipervínculo|collegamento ipertestuale|hyperlänk|hyperkobling"
    ),
    "PlaceholderText": "platzhaltertext|texte de l'espace réservé|texto de marcador de posición",
}
_BODY_NAMES = re.compile(
    r"body(?: text)?|text body|main text|textkörper|fließtext|corps de texte|texto independiente|"
    r"corpo (?:del )?testo|platte tekst|brödtext|brødtekst|tekst podstawowy|corpo de texto|"
    r"leipäteksti",
    re.IGNORECASE,
)
_NO_LISTS = re.compile(r"toc|table|contents|index|header|footer", re.IGNORECASE)
_DEEPER = re.compile(r"(?<!\d)[2-9]\b")
_PLAIN_TABLES = ("normal table", "table grid", "table normal", "grid table light", "no list")


class Roles:
    """A Word file asked for the style that serves each purpose."""

    def __init__(
        self,
        package: Package,
        sheet: StyleSheet,
        numbering: Numbering,
        concessions: Concessions,
    ) -> None:
        self._package = package
        self._sheet = sheet
        self._numbering = numbering
        self._concessions = concessions
        self._sample = tree_of(package.parts[package.main])
        self._used = self._usage("pStyle")

    def _usage(self, tag: str) -> Counter[str]:
        """Return how often the sample uses each style of paragraphs or tables."""
        return Counter(one.get(f"{WORD}val", "") for one in self._sample.iter(f"{WORD}{tag}"))

    def found(self) -> dict[str, str]:
        """Return the ids of the file's styles for ours; what is missing is noted.

        `FileNormal` is the default style where another serves for body text.
        """
        styles = dict(self._all())
        self._say_missing(styles)
        return styles

    def _all(self) -> Iterator[tuple[str, str]]:
        body = self._sheet.default("paragraph") or self._named("Normal", "normal", "")
        if body:
            yield "FileNormal", body
            yield "Normal", self._text_style(body)
        taken = {body}
        for role, name in _BUILT_IN.items():
            key = self._named(role, name, _OTHER_NAMES.get(role, "$^")) or self._shaped(role, taken)
            key = key or (self._of_sample(role) if role in LISTS else "")
            if key and key not in taken:
                taken.add(key)
                yield role, key
        for kind, ours in (("table", "TableNormal"), ("character", "DefaultParagraphFont")):
            if key := self._sheet.default(kind):
                yield ours, key
        if key := self._table():
            yield "SheetTable", key

    def _text_style(self, normal: str) -> str:
        """Return the style of body text: the default one, or another that the sample prefers."""
        others = (
            key
            for key in self._sheet.by_id
            if self._sheet.kind(key) == "paragraph" and _BODY_NAMES.fullmatch(self._sheet.name(key))
        )
        best = max(others, key=lambda key: self._used[key], default=normal)
        return best if self._used[best] > max(3, self._used[normal]) else normal

    def _named(self, role: str, built_in: str, others: str) -> str:
        """Return the style of this name, or of another name for the same, or of such an alias."""
        kind = "character" if role in _CHARACTERS else "paragraph"
        keys = [key for key in self._sheet.by_id if self._sheet.kind(key) == kind]
        pattern = re.compile(others, re.IGNORECASE)
        tests: tuple[Callable[[str], bool], ...] = (
            lambda key: self._sheet.name(key).casefold() == built_in,
            lambda key: any(one.casefold() == built_in for one in self._aliases(key)),
            lambda key: any(pattern.fullmatch(one) for one in self._aliases(key)),
            lambda key: pattern.fullmatch(self._sheet.name(key).strip()) is not None,
        )
        found = (key for test in tests for key in keys if test(key) and self._serves(role, key))
        return next(found, "")

    def _aliases(self, key: str) -> list[str]:
        found = self._sheet.by_id[key].find(f"{WORD}aliases")
        said = "" if found is None else str(found.get(f"{WORD}val") or "")
        return [one.strip() for one in re.split("[,;]", said) if one.strip()]

    def _serves(self, role: str, key: str) -> bool:
        """Say whether a list's style is really numbered, in the way that its name says."""
        if not role.startswith("List"):
            return True
        found = self._numbering.style_of(key, self._sheet)
        if found is None:
            return False
        return self._is_such(role, found)

    def _is_such(self, role: str, found: ListStyle) -> bool:
        shown = self._numbering.format_of(found, self._sheet)
        return shown == "bullet" if "Bullet" in role else shown not in ("bullet", "none")

    def _of_sample(self, role: str) -> str:
        """Return a style made of what the sample's lists are, where they are numbered by hand.

        So they are wherever somebody pressed Word's button for lists.
        """
        used = Counter(
            (properties.find(f"{WORD}pStyle"), value(numbered.find(f"{WORD}numId")))
            for properties in self._sample.iter(f"{WORD}pPr")
            if (numbered := properties.find(f"{WORD}numPr")) is not None
            and not value(numbered.find(f"{WORD}ilvl"))
        )
        counted: Counter[tuple[str, int]] = Counter()
        for (style, number), times in used.items():
            key = "" if style is None else style.get(f"{WORD}val", "")
            key = key if key in self._sheet.by_id else self._sheet.default("paragraph")
            found = self._numbering.list_of(number or 0, self._sheet)
            if key and found and self._is_such(role, found) and self._sheet.level(key) is None:
                counted[key, found.number] += times
        if not counted:
            return ""
        (based, number), _ = counted.most_common(1)[0]
        return self._sheet.numbered(_BUILT_IN[role], based, number)

    def _shaped(self, role: str, taken: set[str]) -> str:
        """Return a style that is what the role needs, whatever it is called."""
        sheet = self._sheet
        keys = [
            key
            for key in sheet.by_id
            if sheet.kind(key) == "paragraph"
            and key not in taken
            and not _NO_LISTS.search(sheet.name(key))
        ]
        if role in HEADINGS:
            level = int(role[-1]) - 1
            keys = [key for key in keys if sheet.level(key) == level]
            keys = [key for key in keys if not self._numbering.is_numbered(key, sheet)] or keys
        elif role in LISTS:
            keys = [key for key in keys if sheet.level(key) is None and self._serves(role, key)]
            keys = [key for key in keys if not _DEEPER.search(sheet.name(key))]
        else:
            return ""
        return max(keys, key=lambda key: self._used[key], default="")

    def _table(self) -> str:
        """Return the style of tables: the file's default, else what its own mostly have."""
        said = ""
        if SETTINGS in self._package.parts:
            found = tree_of(self._package.parts[SETTINGS]).find(f"{WORD}defaultTableStyle")
            said = "" if found is None else str(found.get(f"{WORD}val") or "")
        used = self._usage("tblStyle")
        for key in (said, *(key for key, _ in used.most_common())):
            if key not in self._sheet.by_id or self._sheet.kind(key) != "table":
                continue
            if self._sheet.name(key).casefold() in _PLAIN_TABLES:
                continue
            if why := _unreadable(self._sheet, key, self._ink()):
                self._concessions.note(
                    "B307",
                    f"In {{file}} the table style {self._sheet.name(key)!r} {why}. Tables have our "
                    "lines in your colours instead.",
                    "Give its head another colour if tables should look like it.",
                )
                continue
            return key
        return ""

    def _ink(self) -> str:
        """Return the colour of body text, which stands in rows."""
        body = self._sheet.default("paragraph")
        return colour_of(self._sheet.found(body, "rPr", "color"), "val") or "#000000"

    def _say_missing(self, styles: dict[str, str]) -> None:
        wanted = ("Normal", *HEADINGS, "ListBullet", "ListNumber", "Caption")
        missing = [_BUILT_IN.get(role, "normal") for role in wanted if role not in styles]
        if missing:
            self._concessions.note(
                "B301",
                f"{{file}} has no style for {listed(missing)}: made beside your styles, in your "
                "face and colour.",
                "Use the style once in the file in Word and save it, if it should look otherwise.",
            )


_ROWS = ("firstRow", "wholeTable", "band1Horz", "band2Horz")


def _unreadable(sheet: StyleSheet, key: str, body: str) -> str:
    """Return why a table's head or rows cannot be read; nothing if they can.

    Rows have the colour of `body` text and of our quiet words, the head has the one that the
    style gives it.
    """
    looks = {"wholeTable": _fill(sheet.chain(key)[0])}
    heads = {"firstRow": body}
    for style in reversed(sheet.chain(key)):
        for one in style.findall(f"{WORD}tblStylePr"):
            kind = one.get(f"{WORD}type", "")
            looks[kind] = _fill(one) or looks.get(kind, "")
            heads[kind] = colour_of(one.find(f"{WORD}rPr/{WORD}color"), "val") or body
    for kind in _ROWS:
        ground = looks.get(kind) or looks.get("wholeTable") or "#FFFFFF"
        inks = [heads.get(kind, body)] if kind == "firstRow" else [body, Colours().grey]
        reached = min(contrast(ink, ground) for ink in inks)
        if reached < READABLE:
            part = "a head" if kind == "firstRow" else "rows"
            return f"has {part} of {reached:.1f} to 1, and words need 4.5 to 1"
    return ""


def _fill(look: Element) -> str:
    return colour_of(look.find(f"{WORD}tcPr/{WORD}shd"), "fill")
