"""Markdown blocks of a page, and the page while it is parsed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from facilitate.compose.environment import SourceLine
from facilitate.compose.fenced_divs import Div, Markdown, Setting, SettingError, too_deep
from facilitate.compose.inline import parser, text_of
from facilitate.compose.placeholder import (
    Deferred,
    RenderValues,
    of_parts,
    of_value,
    ready,
    together,
)
from facilitate.document import (
    Block,
    Callout,
    Column,
    Heading,
    List,
    Origin,
    Paragraph,
    Table,
    Text,
)
from facilitate.faults import Fault
from facilitate.structs import replace

Value = TypeVar("Value")
Other = TypeVar("Other")
MARKDOWN = parser()
MOST_LEVELS = 9
"""Lists, items and quotations inside each other: four lists. Deeper ones the parser leaves out."""
MOST_PIECES = 20_000
"""Paragraphs, items, cells and directives of one page, each with its beginning and its end.

Brackets count as well: for each the parser looks for the end of a link.
"""


class Page:
    """Collects the faults of a page's shape and counts its fields.

    `deck` is whether sections are slides; `form` whether fields may stand here; `pictures` are
    the bytes of image files by name.
    """

    def __init__(
        self,
        *,
        deck: bool,
        form: bool,
        pictures: Mapping[str, bytes],
        blocks_of: Callable[[Sequence["Markdown | Div"], "Page"], list[Deferred[Block]]],
    ) -> None:
        self.faults: list[Fault] = []
        self.deck = deck
        self.form = form
        self.pictures = pictures
        self.number = 0
        self.pieces = 0
        self.md: MarkdownIt = MARKDOWN
        self._blocks_of = blocks_of

    def fault(self, code: str, message: str, hint: str, origin: Origin) -> None:
        """Write a fault of the page's shape down."""
        self.faults.append(origin.fault(code, message, hint))

    def takes(self, pieces: int, origin: Origin) -> bool:
        """Say whether a page still has room for more pieces; where it has none, that is told."""
        before, self.pieces = self.pieces, self.pieces + pieces
        if before <= MOST_PIECES < self.pieces:
            hint = "Take some out, or make two pages of it."
            self.fault("M159", "There is too much on this page.", hint, origin)
        return self.pieces <= MOST_PIECES

    def blocks(self, inside: Sequence["Markdown | Div"]) -> Deferred[tuple[Block, ...]]:
        """Return the maker of the blocks that the parts make."""
        return together(self._blocks_of(inside, self))

    def inline(self, words: str, origin: Origin, lines: Sequence[Origin] = ()) -> Deferred[Text]:
        """Return the maker of one text of Markdown; `lines` are where its lines stand."""
        if not self.takes(words.count("["), origin):
            return ready(())
        token = self.md.parseInline(words)[0]
        return text_of(token, origin, self, lines)

    def text(self, div: Div) -> Deferred[Text]:
        """Return the maker of a directive's one text, its lines joined."""
        for inner in div.divs():
            self.fault(
                "M150",
                f"{inner.name!r} cannot stand inside {div.name!r}, which takes words alone.",
                "Close the outer one with ':::' first.",
                inner.origin,
            )
        lines = [line for line in div.lines() if line.text.strip()]
        if not lines:
            self.fault("M151", f"{div.name!r} is empty.", "Write its words.", div.origin)
            return ready(())
        words = "\n".join(line.text.strip() for line in lines)
        return self.inline(words, lines[0].origin, [line.origin for line in lines])

    def setting(
        self, div: Div, key: str, read: Callable[[Any], Value], otherwise: Other
    ) -> Deferred[Value | Other]:
        """Return the maker of a setting's value; `read` may raise `SettingError`."""
        setting = div.settings.get(key)
        if setting is None:
            return ready(otherwise)
        return self.read(setting, key, read, otherwise)

    def read(
        self, setting: Setting, key: str, read: Callable[[Any], Value], otherwise: Other
    ) -> Deferred[Value | Other]:
        """Return the maker of one setting's value; a mistake is a fault at its place."""
        value = of_value(setting.text)
        if value.ready:
            return ready(_read(value.make(RenderValues()), setting, key, read, otherwise, self))
        return Deferred(
            lambda render: _read(value.make(render), setting, key, read, otherwise, render)
        )

    def setting_text(self, div: Div, key: str) -> Deferred[Text]:
        """Return the maker of a setting that is a line of Markdown; empty if it is not there."""
        setting = div.settings.get(key)
        return ready(()) if setting is None else self.inline(setting.text, setting.origin)

    def lines_inside(self, div: Div) -> tuple[SourceLine, ...]:
        """Return the lines of text in a directive that takes no other one."""
        for inner in div.divs():
            self.fault(
                "M150",
                f"{inner.name!r} cannot stand inside {div.name!r}.",
                "Close the outer one with ':::' first.",
                inner.origin,
            )
        return div.lines()


def _read(
    value: Any,
    setting: Setting,
    key: str,
    read: Callable[[Any], Value],
    otherwise: Other,
    faults: Page | RenderValues,
) -> Value | Other:
    try:
        return read(value)
    except SettingError as error:
        faults.fault("M122", f"{key}: {error.message}", error.hint, setting.origin)
        return otherwise


_TICK = re.compile(r"\[[ xX]\](?:\s+|$)")
_STARS = re.compile(r"(?<!\S)\*+(?=\S)|(?<=\S)\*+")


def _has_a_lone_star(inline: Token) -> bool:
    """Say whether stars for bold or italic are printed: nothing ends, or begins, with them."""
    words = "".join(one.content or one.type for one in inline.children or ())
    return len(_STARS.findall(words)) > inline.content.count("\\*")


_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*$")
_KEY_OF_A_PAGE = re.compile(r"(?:format|for|makes|title):\s")
Align = Literal["left", "right", "centre"]
_ALIGN: dict[str, Align] = {
    "text-align:left": "left",
    "text-align:right": "right",
    "text-align:center": "centre",
}


def markdown_blocks(lines: Sequence[SourceLine], page: Page) -> list[Deferred[Block]]:
    """Return the makers of the blocks in a stretch of Markdown."""
    for above, line, below in zip((None, *lines), lines, (*lines[1:], None), strict=False):
        if _RULE.match(line.text) and below and _KEY_OF_A_PAGE.match(below.text):
            message = "This page begins again here, with its front matter."
            hint = "Two copies, or two pages, stand one below the other: keep one of them."
            page.fault("M152", message, hint, line.origin)
            break
        if _RULE.match(line.text):
            hint = "Write '::: write' and ':::' for a line to write on, or '::: page' and ':::'."
            if above and (words := above.text.strip()) and words[0].isalnum():
                hint = f"Take it out; a heading begins with # and a space: # {words}"
            page.fault("M152", "A line across the page is not known here.", hint, line.origin)
    text = "\n".join(line.text for line in lines)
    if not page.takes(text.count("["), lines[0].origin):
        return []
    tokens = page.md.parse(text)
    deep = next((token for token in tokens if token.level > MOST_LEVELS), None)
    if deep is not None:
        page.faults.append(too_deep(lines[(deep.map or (0, 0))[0]].origin))
        return []
    if not page.takes(len(tokens), lines[0].origin):
        return []
    return _Reading(tokens, lines, page).blocks()


@dataclass(slots=True)
class _Reading:
    """Walks the flat tokens of one stretch."""

    tokens: list[Token]
    lines: Sequence[SourceLine]
    page: Page
    position: int = 0

    def blocks(self, until: str = "") -> list[Deferred[Block]]:
        found: list[Deferred[Block]] = []
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            self.position += 1
            if token.type == until:
                break
            if token.type == "heading_open":
                found.append(self._heading(token))
            elif token.type == "paragraph_open":
                found.append(self._paragraph(token))
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                found.append(self._list(token))
            elif token.type == "blockquote_open":
                inside = together(self.blocks("blockquote_close"))
                found.append(of_parts(Callout, blocks=inside, origin=self._origin(token)))
            elif token.type == "table_open":
                found.append(self._table(token))
        return found

    def _origin(self, token: Token) -> Origin:
        if token.map and token.map[0] < len(self.lines):
            return self.lines[token.map[0]].origin
        return Origin()

    def _inline(self) -> Deferred[Text]:
        token = self.tokens[self.position]
        self.position += 2
        first, end = token.map or (0, 0)
        if _has_a_lone_star(self.tokens[self.position - 2]):
            hint = "End what is bold or italic with as many stars as begin it; of a star alone: \\*"
            fault = self._origin(token).fault("M209", "A star is printed as it stands.", hint)
            self.page.faults.append(replace(fault, severity="warning"))
        lines = [line.origin for line in self.lines[first:end]] if end - first > 1 else []
        return text_of(token, self._origin(token), self.page, lines)

    def _heading(self, token: Token) -> Deferred[Block]:
        level, origin = int(token.tag[1]), self._origin(token)
        if level == 1:
            self.page.fault(
                "M153",
                "A section's title cannot stand inside a directive, a list or a quote.",
                "Use '##' here, or close what is open.",
                origin,
            )
        text = self._inline()
        size = min(max(level, 2), 4)
        return of_parts(Heading, level=size, text=text, origin=origin)

    def _paragraph(self, token: Token) -> Deferred[Block]:
        origin = self._origin(token)
        first, *more = self.tokens[self.position].content.split("\n")
        if more and _ROW.match(first) and _ROW.match(more[0]):
            line = "| " + " | ".join(["---"] * (first.count("|") - 1)) + " |"
            hint = f"Write {line} below its headings."
            self.page.fault("M193", "This table has no line below its headings.", hint, origin)
        text = self._inline()
        return of_parts(Paragraph, text=text, origin=origin)

    def _list(self, token: Token) -> Deferred[Block]:
        ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1) or 1) if ordered else 1
        origin = self._origin(token)
        items: list[Deferred[tuple[Block, ...]]] = []
        ticked = 0
        while self.tokens[self.position].type == "list_item_open":
            self.position += 1
            ticked += self._tick()
            items.append(together(self.blocks("list_item_close")))
        self.position += 1
        if ticked and ticked != len(items):
            self.page.fault(
                "M154",
                "Some items of this list have a box to tick and some have none.",
                "Begin each item with '- [ ]', or none.",
                origin,
            )
        return of_parts(
            List,
            items=together(items),
            ordered=ordered,
            start=start,
            ticks=bool(ticked),
            origin=origin,
        )

    def _more_cells(self, row: Token, columns: int) -> bool:
        """Tell cells of a row below the headings that are not printed; say whether there are."""
        line = self.lines[row.map[0]] if row.map else None
        cells = escapedSplit(line.text.strip().strip("|")) if line and columns else []
        lost = any(map(str.strip, cells[columns:]))
        if line and lost:
            message = "This row has more cells than the table has columns."
            self.page.fault("M193", message, "Take one out, or add a heading.", line.origin)
        return lost

    def _tick(self) -> bool:
        """Take a box off the front of an item; say whether there was one."""
        if self.tokens[self.position].type != "paragraph_open":
            return False
        inline = self.tokens[self.position + 1]
        first = inline.children[0] if inline.children else None
        match = _TICK.match(first.content) if first and first.type == "text" else None
        if first is None or match is None:
            return False
        first.content = first.content[match.end() :]
        return True

    def _table(self, token: Token) -> Deferred[Block]:
        origin = self._origin(token)
        header: list[Deferred[Text]] = []
        rows: list[Deferred[tuple[Text, ...]]] = []
        columns: list[Column] = []
        row: list[Deferred[Text]] = []
        told = False
        while (part := self.tokens[self.position]).type != "table_close":
            self.position += 1
            if part.type == "tr_open":
                row = []
                told = told or self._more_cells(part, len(columns))
            elif part.type in {"th_open", "td_open"}:
                if part.type == "th_open":
                    align = _ALIGN.get(str(part.attrs.get("style", "")), "left")
                    columns.append(Column(align=align))
                row.append(self._inline())
            elif part.type == "tr_close":
                if header:
                    rows.append(together(row))
                else:
                    header = row
        self.position += 1
        return of_parts(
            Table,
            columns=tuple(columns),
            header=together(header),
            rows=together(rows),
            origin=origin,
        )
