"""Where words come from: texts, links on a page's picture, and what a template may ask for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import quote

from facilitate.compose.model_reading import ModelReading, NoSuchPartError
from facilitate.compose.placeholder import ClockTime
from facilitate.compose.template_set import Template
from facilitate.faults import Place
from facilitate.model.times_and_dates import as_clock
from facilitate.pipeline.plan_templates import OWN
from facilitate.serve.fault_list import is_private, shown_files
from facilitate.serve.latest_reading import PlanReading
from facilitate.shipped import OURS
from facilitate.structs import Struct, field_names
from facilitate.write.chart.drawing import SourceArea
from facilitate.write.pdf.typesetter import TracedPage

_VALUE_LETTERS = 120


def values(names: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what may be written between `{{` and `}}`, each with what would be printed."""
    for name, value in names.items():
        if isinstance(value, ModelReading):
            for part in value.known_names():
                try:
                    yield f"{name}.{part}", in_words(value.part(part))
                except NoSuchPartError:
                    continue
        elif (parts := field_names(type(value))) is not None and name != "band":
            for part in parts:
                yield f"{name}.{part}", in_words(getattr(value, part))
        else:
            yield name, in_words(value)


def why_none(reading: PlanReading) -> str:
    """Return why no values can be told at all."""
    if not reading.analysis.timetables:
        return "No values stand beside it, as the plan cannot be read as a whole: mend that first."
    return (
        "No values stand beside it, as something of private/ is to mend first: until then it is "
        "not certain who may see what."
    )


def of_anybody(file: str, heads: Set[str]) -> str:
    """Return why no page stands beside a file; empty of one that no day makes.

    `heads` are the files that say for whom they are.
    """
    folders = file.removeprefix(OURS).split("/")[:-1]
    if "papers" in folders:
        return ""
    if {"parts", "slides"} & set(folders):
        why = "This is put into other pages, and may ask for what they may."
    elif file in heads:
        why = "Nobody gets this page on any day of the plan."
    else:
        why = "Its head does not say for whom it is, so no page comes of it yet: write for: there."
    return f"{why} Told here is what every page of a day may ask for; a page for one reader, more."


def in_words(value: object) -> str:
    """Return a value as a page prints it, or what kind of thing it is."""
    if isinstance(value, str):
        words = " ".join(value.split())
        return f"{words[:_VALUE_LETTERS]}…" if len(words) > _VALUE_LETTERS else words or "nothing"
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "nothing"}[value]
    if isinstance(value, ClockTime):
        return f"{as_clock(int(value))}, by | clock"
    if isinstance(value, date):
        return f"{value.isoformat()}, by | date"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, tuple | list):
        return f"a list of {len(value)}, by for … in"
    return "a thing with parts, for a directive or by a dot"


def texts(reading: PlanReading, templates: Sequence[Template]) -> Mapping[str, Sequence[str]]:
    """Return the lines of all files that words lead to, by the names people know.

    The plan's, exercises, and templates: the programme's own and ours. Of `private/` there are the
    names of files that may be told, without a line: what lies there stands on no screen.
    """
    pages: dict[str, Sequence[str]] = {}
    for template_set in {id(one.template_set): one.template_set for one in templates}.values():
        named = template_set.paths.items()
        pages |= {path: template_set.texts[name].split("\n") for name, path in named}
    own = {**reading.templates, **pages, **reading.unread, **shown_files(reading.sources)}
    return {**own, **dict.fromkeys(_named(reading), ())}


def _named(reading: PlanReading) -> Iterator[str]:
    """Yield the files of `private/` whose words stand on pages for more than one person."""
    plan = reading.analysis.read
    if plan and not reading.organiser:
        places = (*plan.said_in, *(one.file for one in plan.said_at.values()))
        yield from (file for file in places if is_private(file))


def line_address(place: Place, shown: Mapping[str, Sequence[str]]) -> str:
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


class Link(Struct):
    """A stretch of a page that leads to a line: its address, its place as words, its rectangles."""

    place: Place
    way: str
    says: str
    spots: tuple[SourceArea, ...]

    @property
    def at(self) -> str:
        """The line as the page's script knows it."""
        return f"{self.place.file}:{self.place.line}"


class LinkedPage(Struct):
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


def _links(spots: Iterable[SourceArea], shown: Mapping[str, Sequence[str]]) -> Iterable[Link]:
    for place, some in groupby(spots, lambda one: one.place):
        if place.file in shown:
            yield Link(place, line_address(place, shown), says_of(place, shown), tuple(some))


_LINE_LETTERS = 90


def says_of(place: Place, shown: Mapping[str, Sequence[str]]) -> str:
    """Return a line in words: its number, its file, and how it reads."""
    lines = shown[place.file]
    number = place.line or 1
    text = lines[number - 1].strip() if number <= len(lines) else ""
    cut = f"{text[:_LINE_LETTERS]}…" if len(text) > _LINE_LETTERS else text
    return f"Line {number} of {place.file}{': ' if lines else ''}{cut}"


def is_own(file: str) -> bool:
    """Say whether a template is the programme's own."""
    return file.split("/")[0] in OWN
