"""The table directive: a list of things by column, or a pipe table with a role."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from facilitate.compose.directives import directive
from facilitate.compose.divs import Div
from facilitate.compose.environment import part_of
from facilitate.compose.missing import Missing, names_in
from facilitate.compose.page import Page
from facilitate.compose.recipe import Filling, Recipe, ready, recipe
from facilitate.compose.seal import owner_of, shown
from facilitate.compose.settings import (
    SlipError,
    as_millimetres,
    as_share,
    as_whole,
    as_words,
    items,
    one_of,
)
from facilitate.document import Block, Column, Origin, Run, Table, Text
from facilitate.faults import did_you_mean

KEYS = ("of", "columns", "role", "widths", "align", "alt", "rows", "gap")
_ALIGN = {"left": "left", "right": "right", "centre": "centre", "center": "centre"}


def as_list(value: Any) -> Sequence[Any]:
    """Return a list of things; raise `SlipError` for anything else."""
    if isinstance(value, tuple | list):
        return value
    raise SlipError("This is no list.", "Give it one, such as of: {{ actions }}.")


def _shares(value: Any) -> tuple[float, ...]:
    return tuple(as_share(item) for item in items(as_words(value)))


def _aligns(value: Any) -> tuple[str, ...]:
    return tuple(_ALIGN[one_of(*_ALIGN)(item)] for item in items(as_words(value)))


@directive("table", *KEYS)
def table(div: Div, page: Page) -> Recipe[Block]:
    """A table of rows, or a pipe table inside, with its role, widths and empty rows."""
    body = _listed(div, page) if "of" in div.settings else _inside(div, page)
    role = page.setting(div, "role", one_of("plain", "call", "form"), "plain")
    shares = page.setting(div, "widths", _shares, ())
    aligns = page.setting(div, "align", _aligns, ())
    alt = page.setting(div, "alt", as_words, "")
    empty = page.setting(div, "rows", as_whole, 0)
    gap, origin = page.setting(div, "gap", as_millimetres, 0.0), div.origin

    def made(filling: Filling) -> Block:
        found = body(filling)
        columns = _columns(found, shares(filling), aligns(filling), filling, origin)
        blank = ((),) * len(columns)
        return replace(
            found,
            columns=columns,
            rows=found.rows + (blank,) * empty(filling),
            role=role(filling),  # type: ignore[arg-type]  # one of the three
            alt=alt(filling),
            row_mm=gap(filling),
            origin=origin,
        )

    return recipe(made, body, role, shares, aligns, alt, empty, gap)


def _columns(
    found: Table,
    shares: Sequence[float],
    aligns: Sequence[str],
    filling: Filling,
    origin: Origin,
) -> tuple[Column, ...]:
    count = len(found.columns)
    for key, values in (("widths", shares), ("align", aligns)):
        if values and len(values) != count:
            filling.fault(
                "M191",
                f"The table has {count} columns, and {key!r} speaks of {len(values)}.",
                "Name one for each column.",
                origin,
            )
            return found.columns
    return tuple(
        Column(
            share=shares[number] if shares else column.share,
            align=aligns[number] if aligns else column.align,  # type: ignore[arg-type]  # as above
        )
        for number, column in enumerate(found.columns)
    )


def _inside(div: Div, page: Page) -> Recipe[Table]:
    inside = page.blocks(div.inside)

    def made(filling: Filling) -> Table:
        blocks = inside(filling)
        if len(blocks) == 1 and isinstance(blocks[0], Table):
            return blocks[0]
        filling.fault(
            "M190",
            "This directive holds no table, or more than one.",
            "Put one table of | pipes | inside, or name a list by 'of:'.",
            div.origin,
        )
        return Table(columns=(), header=(), rows=())

    return recipe(made, inside)


def _listed(div: Div, page: Page) -> Recipe[Table]:
    rows = page.setting(div, "of", as_list, ())
    setting = div.settings.get("columns")
    if setting is None:
        page.fault(
            "M161",
            "A table of a list needs 'columns'.",
            "Write 'columns: Who = who, By = by': the words on top, and what stands below.",
            div.origin,
        )
        return ready(Table(columns=(), header=(), rows=()))
    named = [_column(item) for item in items(setting.text)]
    header = [page.inline(words, setting.origin) for words, _ in named]
    parts = [part for _, part in named]
    origin = setting.origin

    def made(filling: Filling) -> Table:
        return Table(
            columns=(Column(),) * len(named),
            header=tuple(text(filling) for text in header),
            rows=tuple(
                tuple(_cell(row, part, filling, origin) for part in parts) for row in rows(filling)
            ),
        )

    return recipe(made, rows, *header)


def _column(item: str) -> tuple[str, str]:
    words, equals, part = item.partition("=")
    return (words.strip(), part.strip()) if equals else (words.strip(), words.strip().casefold())


def _cell(row: Any, part: str, filling: Filling, origin: Origin) -> Text:
    value = part_of(row, part)
    if isinstance(value, Missing):
        known = names_in(row)
        hint = did_you_mean(part, known, otherwise="docs/templates.md lists the names.")
        filling.fault("M192", f"The things in this list have no {part!r}.", hint, origin)
        return ()
    if value is None or value == "":
        return ()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        hint = "Name a part of it, or use a pipe table and a loop."
        filling.fault("M192", f"{part!r} is nothing that can be printed.", hint, origin)
        return ()
    return (Run(shown(value), owner=owner_of(value)),)
