"""A page's text becomes sections that wait for values: parted at its titles, directives made."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from facilitate.charts import Band
from facilitate.compose.directives import OF_SECTION, blocks_of, can_be_made, with_settings
from facilitate.compose.directives.layout import as_band
from facilitate.compose.environment import SourceLine
from facilitate.compose.fenced_divs import Div, Markdown, Settings, attributes, read_settings, tree
from facilitate.compose.front_matter import FrontMatter, split
from facilitate.compose.markdown import Page
from facilitate.compose.placeholder import Deferred, of_line, of_parts, of_words, ready, together
from facilitate.document import Block, Origin, Run, Section, Text
from facilitate.faults import Fault, did_you_mean
from facilitate.structs import Struct

SectionLook = Literal["content", "cover", "divider", "statement"]
LOOKS = ("content", "cover", "divider", "statement")
_TITLE_MARK = re.compile(r" {0,3}#(?=\s|$)")
_BRACE = re.compile(r"\s\{")


class Parsed(Struct):
    """A page that waits for values. With `faults` it is not to be filled."""

    title: Deferred[str]
    head: Deferred[Run]
    foot: Deferred[Run]
    sections: Deferred[tuple[Section, ...]]
    faults: tuple[Fault, ...]
    origin: Origin


@dataclass(slots=True)
class _Draft:
    """A section while its parts are sorted."""

    title: str = ""
    attributes: str = ""
    origin: Origin = field(default_factory=Origin)
    parts: list[Markdown | Div] = field(default_factory=list)


def parsed(
    lines: Sequence[SourceLine], name: str, front: FrontMatter, pictures: Mapping[str, bytes]
) -> Parsed:
    """Return the maker of a page from its lines."""
    head, body = split(lines)
    filled = [line for line in head if line.text.strip() and not line.text.startswith("#")]
    settings, _, _ = read_settings(filled)

    def words(key: str, otherwise: str = "") -> Deferred[str]:
        return of_words(settings[key].text if key in settings else otherwise)

    def margin(key: str) -> Deferred[Run]:
        return (
            of_line(settings[key].text, settings[key].origin) if key in settings else ready(Run(""))
        )

    parts, faults = tree(lines[body:], with_settings())
    page = Page(
        deck=front.makes == "deck",
        form=bool(front.form),
        pictures=pictures,
        blocks_of=blocks_of,
    )
    sections = [_section(draft, page) for draft in _drafts(parts, page)]
    if not sections:
        page.fault("M157", "This template has no page.", "Write '# Title'.", Origin(name, 1))
    return Parsed(
        title=words("title", front.title),
        head=margin("head"),
        foot=margin("foot"),
        sections=together(sections),
        faults=(*faults, *page.faults),
        origin=settings["title"].origin if "title" in settings else Origin(name, 1),
    )


def _drafts(parts: Sequence[Markdown | Div], page: Page) -> list[_Draft]:
    drafts = [_Draft()]
    for part in parts:
        if isinstance(part, Div):
            drafts[-1].parts.append(part)
        else:
            _split_at_titles(part.lines, drafts)
    if drafts[0].parts and page.deck:
        first = drafts[0].parts[0]
        origin = first.origin if isinstance(first, Div) else _first_text(first.lines)
        hint = "Begin with '# Title'."
        page.fault("M155", "Here is something above the first slide.", hint, origin)
    return drafts if drafts[0].parts else drafts[1:]


def _split_at_titles(lines: Sequence[SourceLine], drafts: list[_Draft]) -> None:
    text: list[SourceLine] = []

    def flush() -> None:
        if any(line.text.strip() for line in text):
            drafts[-1].parts.append(Markdown(tuple(text)))
        text.clear()

    for line in lines:
        title = title_of(line.text)
        if title:
            flush()
            drafts.append(_Draft(*title, line.origin))
        else:
            text.append(line)
    flush()


def title_of(line: str) -> tuple[str, str] | None:
    """Return the words of a title and what stands in braces behind them; None of other lines."""
    text = line.rstrip()
    mark = _TITLE_MARK.match(text)
    if mark is None:
        return None
    words = text[mark.end() :]
    if words.endswith("}"):
        brace = _BRACE.search(words, words.rfind("}", 0, -1) + 1)
        if brace:
            return words[: brace.start()].strip(), words[brace.end() : -1]
    return words.strip(), ""


def _first_text(lines: Sequence[SourceLine]) -> Origin:
    return next(line.origin for line in lines if line.text.strip())


ON_SLIDES = {
    "notes": "Speaker's notes belong",
    "marker": "The line of where we are in the day belongs",
}
"""What no page of paper has."""


def _section(draft: _Draft, page: Page) -> Deferred[Section]:
    classes, settings = attributes(draft.attributes, draft.origin)
    about: dict[str, Deferred[Text]] = {}
    notes: list[Deferred[Block]] = []
    parts: list[Markdown | Div] = []
    marker: Deferred[Band | None] = ready(None)
    for part in draft.parts:
        if not isinstance(part, Div) or part.name not in OF_SECTION:
            parts.append(part)
        elif part.name in ON_SLIDES and not page.deck:
            hint = "Take it out, or put it into a deck."
            page.fault("M156", f"{ON_SLIDES[part.name]} to a deck.", hint, part.origin)
        elif part.name == "notes":
            notes += blocks_of(part.inside, page)
        elif part.name == "marker":
            if can_be_made(part, ("of",), ("of",), page):
                marker = page.setting(part, "of", as_band, None)
        else:
            about[part.name] = page.text(part)
    return of_parts(
        Section,
        title=page.inline(draft.title, draft.origin) if draft.title else ready(()),
        blocks=page.blocks(parts),
        kicker=about.get("kicker", ready(())),
        source=about.get("source", ready(())),
        notes=together(notes),
        look=_look(classes, settings, draft, page),
        marker=marker,
        slot=of_words(settings["slot"].text) if "slot" in settings else ready(""),
        origin=draft.origin,
    )


def _look(classes: Iterable[str], settings: Settings, draft: _Draft, page: Page) -> SectionLook:
    for key in settings.keys() - {"slot"}:
        page.fault(
            "M158", f"A title knows no setting {key!r}.", "Use {.cover} or so.", draft.origin
        )
    for name in classes:
        if name not in LOOKS:
            page.fault(
                "M158", f"A title knows no look {name!r}.", did_you_mean(name, LOOKS), draft.origin
            )
        else:
            return cast(SectionLook, name)
    return "content"
