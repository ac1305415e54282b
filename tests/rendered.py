"""Finished pages as LibreOffice draws them and poppler reads them, and what is wrong with them."""

import html
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

from facilitate.document import Block, Document, Heading, WriteIn, plain, walk
from facilitate.document_text import as_text

OFFICE = shutil.which("soffice")
READER = shutil.which("pdftotext")

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """A word and the box of its line, in points from the page's left upper corner."""

    top: float
    left: float
    bottom: float
    right: float
    text: str

    def over(self, other: "Word") -> bool:
        """Say whether letters of both stand at one place; a line's box is higher than they are."""
        across = min(self.right, other.right) - max(self.left, other.left)
        one, two = self._letters, other._letters
        return across > 1 and min(one[1], two[1]) - max(one[0], two[0]) > 1

    @property
    def _letters(self) -> tuple[float, float]:
        high = self.bottom - self.top
        return self.top + 0.3 * high, self.top + 0.75 * high


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points and its words from top to bottom."""

    width: float
    height: float
    words: tuple[Word, ...]


def drawn(files: Mapping[str, bytes], suffix: str, folder: Path) -> dict[str, list[Page]]:
    """Return the pages of Office files by their names, all drawn by LibreOffice in one go."""
    paths = [folder / f"{name}.{suffix}" for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    asked = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*asked, *map(str, paths)], check=True, capture_output=True)
    return {name: pages_of(folder / f"{name}.pdf") for name in files}


def pages_of(pdf: Path) -> list[Page]:
    asked = [str(READER), "-bbox", str(pdf), "-"]
    read = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return [
        Page(float(width), float(height), tuple(sorted(_words(body))))
        for width, height, body in _PAGE.findall(read)
    ]


def _words(body: str) -> Iterator[Word]:
    for left, top, right, bottom, text in _WORD.findall(body):
        yield Word(float(top), float(left), float(bottom), float(right), html.unescape(text))


def wrong(pages: Sequence[Page], document: Document) -> Iterator[str]:
    """Yield what is wrong with the pages of a document, each with its page's number."""
    whole = {part for word in as_text(document).split() for part in _parts(word)}
    headings, over_lines = _headings(document)
    for number, page in enumerate(pages, start=1):
        for word in page.words:
            if not (word.left >= -1 and word.right <= page.width + 1):
                yield f"{number}: {word.text!r} is off the page"
            if not (word.top >= -1 and word.bottom <= page.height + 1):
                yield f"{number}: {word.text!r} is off the page"
        yield from (f"{number}: {each}" for each in _overlaps(page.words))
        yield from (f"{number}: {word!r} is broken" for word in _broken(page.words, whole))
        if document.paper == "slide":
            continue
        body, foot = _body_and_foot(page, document)
        top = min((word.top for word in foot), default=page.height)
        low = " ".join(word.text for word in body if word.bottom > top + 2)
        if low:
            yield f"{number}: {low!r} stands in the foot"
        lines = _lines(body)
        if number < len(pages) and lines:
            last = tuple(word.text for word in lines[-1])
            if any(heading[-len(last) :] == last for heading in headings):
                yield f"{number}: the heading {' '.join(last)!r} stands alone"
        to_write_on = any(tuple(word.text for word in line) in over_lines for line in lines)
        if number == len(pages) > 1 and len(lines) < 3 and not to_write_on:
            yield f"{number}: the last page holds next to nothing"


def _headings(document: Document) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Return the headings that need words below them, and those over lines to write on."""
    wordy: set[tuple[str, ...]] = set()
    over_lines: set[tuple[str, ...]] = set()
    for section in document.sections:
        blocks = [one for one in walk(section.blocks) if isinstance(one, Block)]
        texts = [section.title, *(one.text if isinstance(one, Heading) else () for one in blocks)]
        for text, after in zip(texts, [*blocks, None], strict=True):
            found = over_lines if isinstance(after, WriteIn) else wordy
            if text:
                found.add(tuple(plain(text).split()))
    return wordy, over_lines


def _parts(word: str) -> list[str]:
    """Return a word, and the parts between which a line may end."""
    return [word, *(part for part in re.split(r"(?<=[-–—/])", word) if part)]


def _overlaps(words: Sequence[Word]) -> Iterator[str]:
    for number, word in enumerate(words):
        for other in words[number + 1 :]:
            if other.top > word.bottom:
                break
            if word.over(other):
                yield f"{word.text!r} stands over {other.text!r}"


def _broken(words: Sequence[Word], whole: set[str]) -> Iterator[str]:
    """Yield the words that are broken: a part of a word that the next line of it completes.

    Chinese, Japanese and Korean may be broken between any two characters.
    """
    unknown = [word for word in words if len(word.text) > 1 and word.text not in whole]
    starts = {word.text for word in unknown}
    for one in sorted(whole):
        for cut in range(2, len(one)):
            rest = one[cut:]
            inside = rest[0].isalpha() and east_asian_width(rest[0]) not in "WF"
            if inside and one[:cut] in starts and any(w.text == rest for w in words):
                yield one


def _body_and_foot(page: Page, document: Document) -> tuple[list[Word], list[Word]]:
    """Return the words of the body and those of the foot, which stand where it begins or below."""
    first = document.foot.split()[:3]
    starts = [
        number
        for number in range(len(page.words))
        if first and [word.text for word in page.words[number : number + len(first)]] == first
    ]
    if not starts:
        return list(page.words), []
    top = page.words[starts[-1]].top
    marks = (document.foot, document.sheet, document.form)
    allowed = {*(word for mark in marks for word in mark.split()), "page", "of"}
    low = [word for word in page.words if word.top >= top - 1]
    feet = [word for word in low if word.text in allowed or re.search(r"^v?\d+$", word.text)]
    others = {id(word) for word in feet}
    return [word for word in page.words if id(word) not in others], feet


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Return words by their lines, from top to bottom and left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.bottom):
        if lines and word.bottom - lines[-1][-1].bottom < 0.4 * (word.bottom - word.top):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.left) for line in lines]
