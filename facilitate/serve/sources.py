"""Where words come from: the texts that a screen may show, and the links on a page's picture."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from facilitate.compose import Template
from facilitate.faults import Place
from facilitate.load.yaml_values import YamlText
from facilitate.pipeline.plan_templates import OWN
from facilitate.serve.fault_list import is_private, shown_files
from facilitate.serve.latest_reading import Reading
from facilitate.shipped import OURS
from facilitate.write.pdf.traced import Spot, TracedPage


def texts(reading: Reading, templates: Sequence[Template]) -> Mapping[str, Sequence[str]]:
    """Return the lines of all files that words lead to, by the names people know.

    The plan's, exercises, and templates: the programme's own and ours. Of `private/` there are the
    names of files that may be told, without a line: what lies there stands on no screen.
    """
    pages: dict[str, Sequence[str]] = {}
    for template_set in {id(one.template_set): one.template_set for one in templates}.values():
        named = template_set.paths.items()
        pages |= {path: template_set.texts[name].split("\n") for name, path in named}
    own = {**reading.templates, **pages, **reading.unread, **shown_files(_sources(reading))}
    return {**own, **dict.fromkeys(_named(reading), ())}


def _named(reading: Reading) -> Iterator[str]:
    """Yield the files of `private/` whose words stand on pages for more than one person."""
    plan = reading.analysis.read
    if plan and not reading.organiser:
        places = (*plan.said_in, *(one.file for one in plan.said_at.values()))
        yield from (file for file in places if is_private(file))


def way_to(place: Place, shown: Mapping[str, Sequence[str]]) -> str:
    """Return the address of a line behind that of all texts."""
    sign = "#line-" if shown[place.file] else "?line="
    return f"{quote(place.file)}{sign}{place.line or 1}"


def own_place(file: str) -> str:
    """Return where a file of one's own takes the place of one of ours; empty of all others."""
    ours = file.startswith(OURS) and not are_words(file)
    return file.removeprefix(OURS) if ours else ""


def are_words(file: str) -> bool:
    """Say whether a file has the fixed words of a language: nobody has one of their own."""
    return file.startswith(f"{OURS}words/")


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of a page that leads to a line: its address, its place as words, its rectangles."""

    place: Place
    way: str
    says: str
    spots: tuple[Spot, ...]

    @property
    def at(self) -> str:
        """The line as the page's script knows it."""
        return f"{self.place.file}:{self.place.line}"


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """One page of a PDF, in points, with its links."""

    width: float
    height: float
    links: tuple[Link, ...]


def linked(
    pages: Iterable[TracedPage], shown: Mapping[str, Sequence[str]]
) -> tuple[LinkedPage, ...]:
    """Return the pages with a link for all that lies together and comes from one line."""
    return tuple(
        LinkedPage(page.width, page.height, tuple(_links(page.spots, shown))) for page in pages
    )


def _links(spots: Iterable[Spot], shown: Mapping[str, Sequence[str]]) -> Iterable[Link]:
    for place, some in groupby(spots, lambda one: one.place):
        if place.file in shown:
            yield Link(place, way_to(place, shown), says_of(place, shown), tuple(some))


MOST_LETTERS = 90


def says_of(place: Place, shown: Mapping[str, Sequence[str]]) -> str:
    """Return a line in words: its number, its file, and how it reads."""
    lines = shown[place.file]
    number = place.line or 1
    text = lines[number - 1].strip() if number <= len(lines) else ""
    cut = f"{text[:MOST_LETTERS]}…" if len(text) > MOST_LETTERS else text
    return f"Line {number} of {place.file}{': ' if lines else ''}{cut}"


def is_own(file: str) -> bool:
    """Say whether a template is the programme's own."""
    return file.split("/")[0] in OWN


# ------------------------------------------------------------------------------ what was edited


def edited(before: Reading | None, now: Reading) -> Sequence[str]:
    """Return the lines that differ from those read before, as a page's links name them.

    A value of several lines is named by its first one too.
    """
    found: list[str] = []
    for file, lines in _own_lines(now).items():
        old = _own_lines(before).get(file) if before else None
        if old is None or old == lines:
            continue
        pairs = enumerate(zip(old, lines, strict=False))
        same = next((n for n, (one, other) in pairs if one != other), min(len(old), len(lines)))
        line = min(same + 1, len(lines))
        source = _sources(now).get(file)
        starts = [one.line for one in source.values.values() if one.line <= line] if source else []
        found += dict.fromkeys(f"{file}:{one}" for one in (line, max(starts, default=line)))
    return found


def _own_lines(reading: Reading) -> Mapping[str, Sequence[str]]:
    return {**shown_files(_sources(reading)), **reading.templates}


def _sources(reading: Reading) -> Mapping[str, YamlText]:
    plan = reading.analysis.read
    if plan is None:
        return {}
    return {one.file: one for one in plan.every_source()}
