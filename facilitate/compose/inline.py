"""Markdown inside a line: bold, italic, links, spans and values, as runs of text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from facilitate.charts import Mark
from facilitate.compose.fenced_divs import attributes
from facilitate.compose.placeholder import (
    OPEN,
    TOKEN,
    Deferred,
    NotWordsError,
    RenderValues,
    deferred,
    owner_of,
    shown,
)
from facilitate.document import Origin, Run, Text
from facilitate.faults import Place, did_you_mean
from facilitate.structs import Struct, replace

MARKS: tuple[str, ...] = get_args(Mark)
CLASSES = (*MARKS, "quiet")
_SCHEMES = re.compile(r"(?:https://|mailto:)[^\s]+$")
_SPAN_END = re.compile(r"\{([^}\n]{0,200})\}")
Places = tuple[tuple[int, Place | None], ...]


def span(state: StateInline, silent: bool) -> bool:
    """Read `[words]{.class key=value}`; a plain bracket is left to the link rule."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    match = _SPAN_END.match(state.src, end + 1) if end >= 0 else None
    if match is None:
        return False
    if not silent:
        last = state.posMax
        state.pos, state.posMax = state.pos + 1, end
        state.push("span_open", "span", 1).meta = {"attributes": match[1]}
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = last
    state.pos = match.end()
    return True


def parser() -> MarkdownIt:
    """Return a parser of the Markdown that templates know: no HTML, no code, no pictures."""
    md = MarkdownIt("commonmark", {"html": False, "typographer": False, "linkify": False})
    md.enable("table")
    md.disable(["code", "fence", "hr", "html_block", "lheading", "reference"])
    md.disable(["autolink", "backticks", "html_inline", "image"])
    md.inline.ruler.before("link", "span", span)
    # A token must stay a token; where a link goes is looked at when it is opened. The parser is
    # made to be told so by assignment, which its types do not know.
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return md


class _Style(Struct):
    """How a stretch of text is set; `mark` and `link` may hold tokens."""

    bold: bool = False
    italic: bool = False
    quiet: bool = False
    link: str = ""
    mark: str = ""


@dataclass(slots=True)
class _Piece:
    """Literal words, or the number of a value, in one style; `place` is the template's line."""

    style: _Style
    words: str = ""
    value: int = -1
    place: Place | None = None


def text_of(
    token: Token, origin: Origin, page: Any, lines: Sequence[Origin] = ()
) -> Deferred[Text]:
    """Return the runs of a parsed text; faults of spans and links go to the page.

    `lines` are where each of its lines stands, if it has several.
    """
    pieces = _pieces(token.children or (), origin, page, lines or (origin,))
    waiting = any(
        piece.value >= 0 or OPEN in piece.style.link or OPEN in piece.style.mark for piece in pieces
    )
    fixed = tuple(pieces)

    def make(render: RenderValues) -> Text:
        return render.told_if_long(_filled(fixed, render, origin), origin)

    return Deferred(make) if waiting else deferred(make)


def _pieces(
    children: Sequence[Token], origin: Origin, page: Any, lines: Sequence[Origin]
) -> list[_Piece]:
    pieces: list[_Piece] = []
    styles = [_Style()]
    marked = ""
    line = 0
    for token in children:
        kind = token.type
        style = styles[-1]
        if kind.endswith("_open"):
            style, mark = _inner(style, token, origin, page)
            styles.append(style)
            marked = mark or marked
        elif kind.endswith("_close"):
            styles.pop()
            if marked:
                pieces.append(_Piece(replace(style, mark=marked)))
                marked = ""
        else:
            line += kind in {"softbreak", "hardbreak"}
            place = lines[min(line, len(lines) - 1)].place
            for piece in _split(_words(token), style, place):
                if marked:
                    piece.style, marked = replace(piece.style, mark=marked), ""
                pieces.append(piece)
    return pieces


def _inner(style: _Style, token: Token, origin: Origin, page: Any) -> tuple[_Style, str]:
    if token.type == "strong_open":
        return replace(style, bold=True), ""
    if token.type == "em_open":
        return replace(style, italic=True), ""
    if token.type == "link_open":
        address = str(token.attrs.get("href", ""))
        if OPEN in address or _SCHEMES.match(address):
            return replace(style, link=address), ""
        page.fault("M143", *_nowhere(address), origin)
        return style, ""
    classes, settings = attributes(token.meta["attributes"], origin)
    for name in classes:
        if name not in CLASSES:
            hint = did_you_mean(name, CLASSES)
            page.fault("M140", f"A span knows no class {name!r}.", hint, origin)
    for key in settings:
        if key != "mark":
            page.fault("M140", f"A span knows no setting {key!r}.", "Use mark=…", origin)
    mark = next((name for name in classes if name in MARKS), "")
    if "mark" in settings:
        mark = settings["mark"].text
    return replace(style, quiet=style.quiet or "quiet" in classes), mark


def _words(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    return token.content


def _split(words: str, style: _Style, place: Place | None) -> list[_Piece]:
    if OPEN not in words:
        return [_Piece(style, words, place=place)] if words else []
    parts = TOKEN.split(words)
    return [
        _Piece(style, value=int(part), place=place)
        if number % 2
        else _Piece(style, part, place=place)
        for number, part in enumerate(parts)
        if part
    ]


def _filled(pieces: Sequence[_Piece], render: RenderValues, origin: Origin) -> Text:
    runs: list[Run] = []
    for piece in pieces:
        style = piece.style
        words, owner, source = piece.words, "", None
        if piece.value >= 0:
            value = render.values[piece.value]
            owner, source = owner_of(value), render.place_of(value)
            words = _one_line(value, render, origin)
        places: Places = ((len(words), piece.place),)
        if piece.value >= 0 and isinstance(value, str) and "\n" not in value:
            known = render.places_of(value)
            places = tuple((letters, one or piece.place) for letters, one in known)
        mark = _mark(style.mark, render, origin) if style.mark else None
        link = _link(style.link, render, origin) if style.link else ""
        owner, link = owner or owner_of(link), str.__str__(link)
        last = runs[-1] if runs else None
        if (
            last is not None
            and mark is None
            and last.owner == owner
            and last.bold is style.bold
            and last.italic is style.italic
            and last.quiet is style.quiet
            and last.link == link
            and (last.text or last.mark is None)
        ):
            source = source if len(words) > len(last.text) else last.source
            words, mark, places = last.text + words, last.mark, _and(last.pieces, places)
            runs.pop()
        if words or mark:
            runs.append(
                Run(words, style.bold, style.italic, style.quiet, mark, link, owner, source, places)
            )
    return tuple(runs)


def _and(pieces: Places, more: Places) -> Places:
    """Return the pieces with those behind them; one lengthens the last one of the same line."""
    if pieces and more and pieces[-1][1] == more[0][1]:
        return (*pieces[:-1], (pieces[-1][0] + more[0][0], more[0][1]), *more[1:])
    return (*pieces, *more)


def _one_line(value: Any, render: RenderValues, origin: Origin) -> str:
    try:
        words = shown(value)
    except NotWordsError as error:
        render.fault("M141", error.message, error.hint, origin)
        return ""
    return " ".join(words.split()) if "\n" in words else words


def _mark(text: str, render: RenderValues, origin: Origin) -> Any:
    word = render.resolve(text)
    if word not in MARKS:
        render.fault("M142", f"{word!r} is no mark.", did_you_mean(word, MARKS), origin)
        return None
    return word


def _link(text: str, render: RenderValues, origin: Origin) -> str:
    address = render.resolve(text, origin)
    if not _SCHEMES.match(address):
        render.fault("M143", *_nowhere(address), origin)
        return ""
    return address


def _nowhere(address: str) -> tuple[str, str]:
    """Return what is told of a link that leads to no page, and what to write instead."""
    hint = "Links begin with https:// or mailto:."
    if address.casefold().endswith((".png", ".jpg", ".jpeg")):
        hint = "A picture stands alone on its line: ![what it shows](images/map.png)."
    return f"A link cannot go to {address[:60]!r}.", hint
