"""Directives for the hand: lines to write on, and the fields of a form."""

import re
from typing import Any, Literal, cast

from facilitate.compose.directives import directive
from facilitate.compose.environment import SourceLine
from facilitate.compose.fenced_divs import (
    Div,
    as_millimetres,
    as_whole,
    as_words,
    as_yes,
    items,
    one_of,
)
from facilitate.compose.markdown import Page
from facilitate.compose.placeholder import (
    TOKEN,
    Deferred,
    RenderValues,
    of_parts,
    sole_placeholder,
)
from facilitate.document import Block, Field, FieldSpec, Option, Origin, Text, WriteIn
from facilitate.structs import Struct

FieldKind = Literal["scale", "choice", "tick", "text", "date"]
KINDS = ("scale", "choice", "tick", "text", "date")
COMMON = ("options", "before", "lines", "required", "number")
_ITEM = re.compile(r"\s*[-*]\s+(\S+?)\s*:\s+(.+)$")
_KEY = re.compile(rf"(?:[a-z0-9]|{TOKEN.pattern})(?:[a-z0-9:-]|{TOKEN.pattern})*")
AGREEMENT = "1 = disagree strongly, 2, 3, 4, 5 = agree strongly"


@directive("write", "lines", "label", "box", "gap", inside=False)
def write(div: Div, page: Page) -> Deferred[Block]:
    """Room for a hand: lines, or a box of as many line heights."""
    return of_parts(
        WriteIn,
        lines=page.setting(div, "lines", as_whole, 3),
        label=page.setting_text(div, "label"),
        box=page.setting(div, "box", as_yes, False),
        gap_mm=page.setting(div, "gap", as_millimetres, 9.5),
        origin=div.origin,
    )


class _Asked(Struct):
    """One question before its recipient is known."""

    key: str
    ask: Deferred[Text]
    number: int
    origin: Origin


@directive("field", *COMMON, needed=("key", "ask", "kind"), inside=False)
def one_field(div: Div, page: Page) -> Deferred[Block]:
    """One question."""
    setting = div.settings["key"]
    asked = _Asked(
        setting.text,
        page.setting_text(div, "ask"),
        _number(div, page),
        setting.origin,
    )
    return _field(div, page, [asked])


@directive("fields", "kind", *COMMON)
def fields(div: Div, page: Page) -> Deferred[Block]:
    """Several questions of one kind under one head, as a list of `- key: words`."""
    asked: list[_Asked] = []
    for line in page.lines_inside(div):
        if line.text.strip() and (question := _question(line, div, page, first=not asked)):
            asked.append(question)
    if not asked:
        page.fault("M210", "There is no question here.", "Write '- key: words'.", div.origin)
    return _field(div, page, asked)


def _question(line: SourceLine, div: Div, page: Page, first: bool) -> _Asked | None:
    match = _ITEM.match(line.text)
    if match is None:
        page.fault(
            "M210",
            "This line is no question.",
            "Write it as '- key: words', with a key such as 'pace'.",
            line.origin,
        )
        return None
    ask = page.inline(match[2], line.origin)
    return _Asked(match[1], ask, _number(div, page, first), line.origin)


def _number(div: Div, page: Page, first: bool = True) -> int:
    """Return the next number on the page, the one written for the first of a div, or 0 for none."""
    setting = div.settings.get("number")
    word = setting.text.strip().casefold() if setting else "yes"
    if word in {"no", "false"}:
        return 0
    page.number = int(word) if word.isdigit() and first else page.number + 1
    return page.number


def as_options(value: Any) -> tuple[Option, ...]:
    """Return options from `not seen, once` or `1 = disagree, 2, 3 = agree`, or those given."""
    if isinstance(value, tuple) and all(isinstance(one, Option) for one in value):
        return value
    found = []
    for item in items(as_words(value)):
        stored, equals, label = item.partition("=")
        words = label.strip() if equals else stored.strip()
        found.append(Option(value=_slug(stored.strip()), label=words))
    return tuple(found)


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-") or "x"


def _field(div: Div, page: Page, asked: list[_Asked]) -> Deferred[Block]:
    if not page.form:
        page.fault(
            "M211",
            "Here is a question, and the front matter says no form.",
            "Write 'form: name v1' in the front matter.",
            div.origin,
        )
    kind = page.setting(div, "kind", one_of(*KINDS), "scale")
    options = page.setting(div, "options", as_options, ())
    given = "options" in div.settings and sole_placeholder(div.settings["options"].text) is not None
    before = page.setting(div, "before", as_yes, False)
    lines = page.setting(div, "lines", as_whole, 1)
    required = page.setting(div, "required", as_yes, False)

    def made(render: RenderValues) -> Block:
        kind_of = cast(FieldKind, kind.make(render))
        offered = options.make(render)
        if kind_of == "scale" and not offered:
            offered = as_options(AGREEMENT)
        if kind_of == "choice" and len(offered) < (1 if given else 2):
            hint = "Write 'options: one thing, another'."
            render.fault("M212", "A choice needs two options.", hint, div.origin)
        specs = tuple(
            FieldSpec(
                key=_key(question, render),
                ask=question.ask.make(render),
                kind=kind_of,
                options=offered,
                before=before.make(render),
                lines=lines.make(render),
                required=required.make(render),
                number=question.number,
            )
            for question in asked
        )
        return Field(fields=specs, origin=div.origin)

    return Deferred(made)


def _key(question: _Asked, render: RenderValues) -> str:
    """Return the key as it stands in the file, `form.pair.key`; a wrong or doubled one is told.

    What is given between braces may be any words: ids of a user's questions are the user's.
    """
    word = render.resolve(question.key, question.origin)
    if not _KEY.fullmatch(question.key):
        hint = "Keys are small letters, figures and hyphens, such as 'pace'."
        render.fault("M213", f"{word!r} is no key.", hint, question.origin)
    if word in render.keys:
        hint = "Give each question a key of its own."
        render.fault("M214", f"The key {word!r} stands here twice.", hint, question.origin)
    render.keys.add(word)
    return render.prefix + word
