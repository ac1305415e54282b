"""Markdown between directives: headings, paragraphs, lists, tick lists, tables and quotes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from facilitate.compose.inline import text_of
from facilitate.compose.lines import Line
from facilitate.compose.page import Page
from facilitate.compose.recipe import Recipe, recipe, together
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

_TICK = re.compile(r"\[[ xX]\](?:\s+|$)")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*$")
Align = Literal["left", "right", "centre"]
_ALIGN: dict[str, Align] = {
    "text-align:left": "left",
    "text-align:right": "right",
    "text-align:center": "centre",
}


def markdown_blocks(lines: Sequence[Line], page: Page) -> list[Recipe[Block]]:
    """Return the recipes of the blocks in a stretch of Markdown."""
    for line in lines:
        if _RULE.match(line.text):
            page.fault(
                "M152",
                "A line across the page is not known here.",
                "Write '::: page' and ':::' for a new page, or take it out.",
                line.origin,
            )
    tokens = page.md.parse("\n".join(line.text for line in lines))
    return _Reading(tokens, lines, page).blocks()


@dataclass(slots=True)
class _Reading:
    """Walks the flat tokens of one stretch."""

    tokens: list[Token]
    lines: Sequence[Line]
    page: Page
    position: int = 0

    def blocks(self, until: str = "") -> list[Recipe[Block]]:
        found: list[Recipe[Block]] = []
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
                origin = self._origin(token)
                found.append(_callout(inside, origin))
            elif token.type == "table_open":
                found.append(self._table(token))
        return found

    def _origin(self, token: Token) -> Origin:
        if token.map and token.map[0] < len(self.lines):
            return self.lines[token.map[0]].origin
        return Origin()

    def _inline(self) -> Recipe[Text]:
        token = self.tokens[self.position]
        self.position += 2
        return text_of(token, self._origin(token), self.page)

    def _heading(self, token: Token) -> Recipe[Block]:
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
        return recipe(lambda f: Heading(level=size, text=text(f), origin=origin), text)

    def _paragraph(self, token: Token) -> Recipe[Block]:
        origin = self._origin(token)
        text = self._inline()
        return recipe(lambda f: Paragraph(text=text(f), origin=origin), text)

    def _list(self, token: Token) -> Recipe[Block]:
        ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1) or 1) if ordered else 1
        origin = self._origin(token)
        items: list[Recipe[tuple[Block, ...]]] = []
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
        inside, ticks = together(items), bool(ticked)
        return recipe(
            lambda f: List(
                items=inside(f), ordered=ordered, start=start, ticks=ticks, origin=origin
            ),
            inside,
        )

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

    def _table(self, token: Token) -> Recipe[Block]:
        origin = self._origin(token)
        header: list[Recipe[Text]] = []
        rows: list[Recipe[tuple[Text, ...]]] = []
        columns: list[Column] = []
        row: list[Recipe[Text]] = []
        while (part := self.tokens[self.position]).type != "table_close":
            self.position += 1
            if part.type == "tr_open":
                row = []
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
        head, body, widths = together(header), together(rows), tuple(columns)
        return recipe(
            lambda f: Table(columns=widths, header=head(f), rows=body(f), origin=origin),
            head,
            body,
        )


def _callout(inside: Recipe[tuple[Block, ...]], origin: Origin) -> Recipe[Block]:
    return recipe(lambda f: Callout(blocks=inside(f), origin=origin), inside)
