"""What a head or foot says of its sample and not of the organisation: prompts, fields, dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.write.brand.stylesheet import is_on
from facilitate.write.brand.xml_parts import WORD, Element, local, remove_element

PAGES = "page numbers"
DATES = "dates"
PROMPTS = "prompts"
NAMES = "names of people, files and titles of the sample"
HIDDEN = "hidden words"
WATERMARK = "a watermark"

# Fields of Word whose result belongs to the letterhead; all others say something of the sample.
_KEPT_FIELDS = ("HYPERLINK", "SYMBOL", "QUOTE", "AUTOTEXT")
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES")
_DATE_FIELDS = ("DATE", "TIME", "SAVEDATE", "CREATEDATE", "PRINTDATE", "EDITTIME")

_MARKS = (
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
    *("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"),
    *("lastRenderedPageBreak", "footnoteReference", "endnoteReference", "altChunk", "subDoc"),
    *("del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart"),
    *("moveToRangeEnd", "pPrChange", "rPrChange", "tblPrChange", "tcPrChange", "trPrChange"),
    *("tblGridChange", "sectPrChange", "numberingChange", "delText", "cellIns", "cellDel"),
    *("object", "control", "framePr"),
)
_WRAPPERS = ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo")

_PAGE_WORDS = (
    "page|pages|of|seite|von|sur|de|página|pagina|páginas|pág|pag|sida|sidan|av|side|af|van|blz|"
    "strona|z|ze|str|sivu|di|to|p|pp"
)
_ROUND_NUMBERS = re.compile(rf"(?:[\s\d|/\\·•,;:()–—-]|\b(?:{_PAGE_WORDS})\b\.?)*", re.IGNORECASE)

_PROMPT = re.compile(
    r"\b(?:(?:click|tap|press) (?:here|on|or tap|to)|(?:type|write|enter|insert|add) (?:here|text|"
    r"your|the|an?|title|date|name|subject|department)|delete this|your (?:name|title|text|address|"
    r"logo|department)|lorem ipsum|(?:sample|dummy|example) (?:text|title)|placeholder|"
    r"klicken sie|text (?:hier )?(?:eingeben|invoeren)|cliquez|saisir|saisissez|haga clic|escriba|"
    r"fare clic|klik (?:hier|her|om)|klicka|klikk|clique aqui|kliknij|"
    r"(?:document|report|section|publication|file|meeting) (?:title|name|subtitle)|"
    r"(?:name|title) of (?:the )?(?:document|report|author)|author(?:'s)? name)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:page|seite|página|pagina|strona|draft|v|version|status|title|subtitle|date|author|name|"
    r"(?:last )?(?:printed|saved|updated|edited)(?: on| by)?|file(?: ?name)?|path)\W*[\d.]*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"\[[^\[\]]{1,80}\]|<[^<>@/]{2,60}>|\{\{?[^{}]{1,60}\}\}?|«[^«»]{1,60}»|#[A-Za-z]\w{2,40}#"
)
_X_FOR_WORDS = re.compile(
    r"\b(?:x{3,}|(?:x|d|m|y|t|j){2,4}(?:[./-](?:x|d|m|y|t|j){2,4}){1,2})\b", re.IGNORECASE
)
_LABEL = re.compile(r"(?:^|\s{2,}|[|·•,;])\s*(?:(?!\s\s)[^|·•,;:]){1,40}:\s*$")
_PATH = re.compile(r"(?:[A-Za-z]:\\|\\\\|file:/)\S+|\b\S+\.(?:docx?|dotx?|pdf|pptx?)\b")
_MONTH = (
    "(?:jan|feb|fév|fev|mar|mär|mrt|maa|apr|avr|abr|kwi|mai|may|maj|mag|mei|jun|jui|giu|cze|jul|lug|"
    "lip|aug|aoû|ago|sie|sep|set|wrz|oct|okt|ott|out|paź|nov|lis|dec|dez|déc|dic|gru|ene|gen|sty|lut|"
    "spring|summer|autumn|winter)[^\\W\\d]*"
)
_DATE = re.compile(
    r"(?:[^\W\d]+[,:]?\s+)?(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s+)?(?:de\s+)?{_MONTH}\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+"
    r"(?:de\s+)?(?:19|20)\d{2})",
    re.IGNORECASE,
)


def without_samples(root: Element) -> tuple[list[str], list[Element]]:
    """Take what belongs to the sample out of a head or foot.

    Return in words what it was, and the paragraphs in which the page's number stood.
    """
    cleaning = _Cleaning(root, [], [], [])
    cleaning.marks()
    cleaning.controls()
    cleaning.fields()
    cleaning.hidden()
    cleaning.watermarks()
    for paragraph in root.iter(f"{WORD}p"):
        cleaning.words(paragraph)
    for cell in root.iter(f"{WORD}tc"):
        if not len(cell) or local(cell[-1]) != "p":
            cell.append(cell.makeelement(f"{WORD}p", {}))
    return cleaning.left_out, cleaning.numbered


def of_the_sample(said: str) -> str:
    """Return what words by themselves are, if they are a date or a prompt; nothing for others."""
    if _DATE.fullmatch(said):
        return DATES
    return PROMPTS if _PROMPT.search(said) or _ALONE.fullmatch(said) else ""


@dataclass(slots=True)
class _Cleaning:
    """One head or foot while it is cleaned, in an order in which later steps see less."""

    root: Element
    left_out: list[str]
    numbered: list[Element]
    shorter: list[Element]

    def _note(self, what: str) -> None:
        if what not in self.left_out:
            self.left_out.append(what)

    def marks(self) -> None:
        """Take out comments, bookmarks and what was deleted, and keep what was put in."""
        for element in list(self.root.iter()):
            if local(element) in _MARKS and str(element.tag).startswith(WORD):
                remove_element(element)
        for element in list(self.root.iter()):
            if local(element) in _WRAPPERS and str(element.tag).startswith(WORD):
                _unwrap(element)

    def controls(self) -> None:
        """Take out controls that ask for something or say something of the sample's file."""
        for control in list(self.root.iter(f"{WORD}sdt")):
            properties = control.find(f"{WORD}sdtPr")
            what = "" if properties is None else _asks(properties)
            content = control.find(f"{WORD}sdtContent")
            if what:
                self._note(what)
                self.shorter += control.iterancestors(f"{WORD}p")
                remove_element(control)
            elif content is None:
                remove_element(control)
            else:
                parent, at = control.getparent(), control.getparent().index(control)
                parent[at : at + 1] = list(content)

    def fields(self) -> None:
        """Take out fields with their results; of links and signs the result stays."""
        for simple in list(self.root.iter(f"{WORD}fldSimple")):
            if self._stays(simple.get(f"{WORD}instr", ""), simple):
                _unwrap(simple)
            else:
                remove_element(simple)
        kinds = [one.get(f"{WORD}fldCharType") for one in self.root.iter(f"{WORD}fldChar")]
        whole = kinds.count("begin") == kinds.count("end")
        waiting: list[_Field] = []
        for run in list(self.root.iter(f"{WORD}r")):
            for element in list(run):
                self._in_field(element, run, waiting, whole=whole)

    def _in_field(
        self, element: Element, run: Element, waiting: list["_Field"], *, whole: bool
    ) -> None:
        kind = element.get(f"{WORD}fldCharType") if local(element) == "fldChar" else ""
        if kind == "begin":
            waiting.append(_Field())
        elif kind == "separate" and waiting:
            waiting[-1].stays = self._stays(waiting[-1].asked, run)
        elif kind == "end" and waiting:
            ended = waiting.pop()
            if ended.stays is None:
                self._stays(ended.asked, run)
        elif local(element) == "instrText":
            if waiting:
                waiting[-1].asked += element.text or ""
        elif local(element) != "fldChar" and (
            local(element) == "rPr" or not whole or all(one.stays for one in waiting)
        ):
            return
        run.remove(element)

    def _stays(self, asked: str, inside: Element) -> bool:
        name = (asked.split() or [""])[0].upper()
        if name in _KEPT_FIELDS:
            return True
        self._note(PAGES if name in _PAGE_FIELDS else DATES if name in _DATE_FIELDS else NAMES)
        self.shorter += inside.iterancestors(f"{WORD}p")
        if name in _PAGE_FIELDS:
            for above in inside.iterancestors(f"{WORD}p"):
                if above not in self.numbered:
                    self.numbered.append(above)
                break
        return False

    def hidden(self) -> None:
        """Take out words that are not shown, and boxes that hold none then."""
        for run in list(self.root.iter(f"{WORD}r")):
            if is_on(run.find(f"{WORD}rPr/{WORD}vanish")):
                self._note(HIDDEN)
                remove_element(run)
        for drawing in list(self.root.iter(f"{WORD}drawing")):
            boxes = [one for one in drawing.iter() if local(one) == "txbxContent"]
            said = any("".join(one.itertext()).strip() for one in boxes)
            pictured = any(
                local(one) in ("blip", "solidFill", "gradFill") for one in drawing.iter()
            )
            if boxes and not said and not pictured:
                remove_element(drawing)

    def watermarks(self) -> None:
        """Take out words that lie across the page."""
        for picture in list(self.root.iter(f"{WORD}pict")):
            if any(local(one) == "textpath" for one in picture.iter()):
                self._note(WATERMARK)
                remove_element(picture)

    def words(self, paragraph: Element) -> None:
        """Take prompts, dates, paths, and words around a page's number out of a paragraph."""
        for start, end in reversed(_between_tabs(paragraph)):
            said = _text(paragraph)[start:end].strip()
            if what := of_the_sample(said):
                self._cut(paragraph, start, end, what)
        for pattern, what in ((_PATH, NAMES), (_IN_BRACKETS, PROMPTS), (_X_FOR_WORDS, PROMPTS)):
            for found in reversed(list(pattern.finditer(_text(paragraph)))):
                self._cut(paragraph, found.start(), found.end(), what)
        if paragraph in self.shorter:
            self._labels(paragraph)
        if paragraph in self.numbered:
            self._around_numbers(paragraph)

    def _labels(self, paragraph: Element) -> None:
        """Take out what led to words that are gone: `File:` with nothing after it."""
        after = ""
        for start, end in reversed(_between_tabs(paragraph)):
            said = _text(paragraph)[start:end]
            label = _LABEL.search(said)
            if label and (not after.strip() or after.rstrip().endswith(":")):
                self._cut(paragraph, start + label.start(), start + label.end(), PROMPTS)
            after = said if said.strip() else after

    def _around_numbers(self, paragraph: Element) -> None:
        said = _text(paragraph)
        first = _ROUND_NUMBERS.match(said)
        start = first.end() if first else 0
        self._cut(paragraph, 0, start, PAGES)
        said = _text(paragraph)
        end = next(at for at in range(len(said) + 1) if _ROUND_NUMBERS.fullmatch(said, at))
        self._cut(paragraph, end, None, PAGES)

    def _cut(self, paragraph: Element, start: int, end: int | None, what: str) -> None:
        """Take letters out of a paragraph, over as many runs as they are in."""
        at = 0
        for text in _texts(paragraph):
            said = text.text or ""
            low = max(0, start - at)
            high = len(said) if end is None else max(0, end - at)
            if low < len(said) and low < high:
                text.text = said[:low] + said[high:]
                self.shorter.append(paragraph)
                self._note(what)
            at += len(said)


@dataclass(slots=True)
class _Field:
    """A field of Word while it is passed: what it asks for, and whether its result stays."""

    asked: str = ""
    stays: bool | None = None


def _asks(properties: Element) -> str:
    """Return what a control would bring in from the sample; nothing if its words may stay."""
    if is_on(properties.find(f"{WORD}showingPlcHdr")):
        return PROMPTS
    if properties.find(f"{WORD}date") is not None:
        return DATES
    gallery = properties.find(f"{WORD}docPartObj/{WORD}docPartGallery")
    if gallery is not None and "watermark" in (gallery.get(f"{WORD}val") or "").casefold():
        return WATERMARK
    bound = properties.find(f"{WORD}dataBinding")
    if bound is not None and "ompany" not in (bound.get(f"{WORD}xpath") or ""):
        return NAMES
    return ""


def _unwrap(element: Element) -> None:
    parent, at = element.getparent(), element.getparent().index(element)
    inner = [one for one in element if not local(one).endswith("Pr")]
    parent[at : at + 1] = inner


def _texts(paragraph: Element) -> Iterator[Element]:
    """Yield the texts of a paragraph, without those of boxes that hang in it."""
    for text in paragraph.iter(f"{WORD}t"):
        if next(text.iterancestors(f"{WORD}p")) is paragraph:
            yield text


def _text(paragraph: Element) -> str:
    return "".join(one.text or "" for one in _texts(paragraph))


def _between_tabs(paragraph: Element) -> list[tuple[int, int]]:
    """Return where the letters between tabs and ends of line begin and end."""
    cuts, at = [0], 0
    for element in paragraph.iter(f"{WORD}t", f"{WORD}tab", f"{WORD}br"):
        if next(element.iterancestors(f"{WORD}p")) is not paragraph:
            continue
        if local(element) == "t":
            at += len(element.text or "")
        else:
            cuts.append(at)
    return [pair for pair in zip(cuts, [*cuts[1:], at], strict=True) if pair[0] < pair[1]]
