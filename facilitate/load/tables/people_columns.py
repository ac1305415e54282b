"""What the columns of a table of people hold where their headings do not say it, by their cells."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from facilitate.faults import Fault
from facilitate.load.tables.plain_table import PlainTable, plain
from facilitate.load.tables.table import Record, compared
from facilitate.model.plan import NOBODY
from facilitate.structs import replace

MOST_MEMBERS = 4

NO_ROLE = frozenset(
    {"notes", "note", "comments", "comment", "phone", "telephone", "mobile", "diet", "needs"}
    | {"date", "contact", "address", "no", "number", "id", "region", "area", "challenge"}
)
"""Headings of what people say of themselves, which are neither a role nor a pair."""

_LOOKS_LIKE_A_NAME = re.compile(r"[^\W\d_][^\d@]*[\s.][^\d@]*")
_BETWEEN_PEOPLE = re.compile(r"\s*(?:[/&;+\n]|\b(?:and|und|et|with)\b)\s*")
_BETWEEN_ADDRESSES = re.compile(r"[\s/,;&]+")


def mostly_names(table: PlainTable, column: int) -> bool:
    """Say whether most of what stands in a column looks like people's names."""
    cells = [text for row in table.rows if (text := " ".join(row.cell(column).split()))]
    names = [
        text for text in cells if _LOOKS_LIKE_A_NAME.fullmatch(text) or compared(text) in NOBODY
    ]
    return len(names) * 2 > len(cells)


def one_person_a_row(table: PlainTable) -> tuple[PlainTable, tuple[Fault, ...]]:
    """Return the table with a row for each person where a cell holds all people of a pair.

    The heading may say their roles in the same order: `Head / Business manager`.
    """
    named = [table.columns["name"]] if "name" in table.columns else table.others()
    column = next((one for one in named if _holds_pairs(table, one)), None)
    if column is None:
        return table, ()
    heading = table.heading(column)
    roles = _people_in(heading) if "name" not in table.columns else []
    width = max(len(row.cells) for row in (table.header, *table.rows))
    rows = [one for row in table.rows for one in _each(row, column, roles, width, table.columns)]
    columns = {**table.columns, "name": column}
    if roles and "role" not in columns:
        columns["role"] = width
    found = replace(table, rows=tuple(rows), columns=columns)
    hint = "If a name was cut wrongly, mend it in programme.yaml."
    return found, (found.taken_as(column, "the people of a pair, several in a cell", hint),)


def _holds_pairs(table: PlainTable, column: int) -> bool:
    """Say whether most cells of a column hold several people."""
    cells = [row.cell(column) for row in table.rows if row.cell(column).strip()]
    several = [text for text in cells if 1 < len(_people_in(text)) <= MOST_MEMBERS]
    return mostly_names(table, column) and len(several) * 2 > len(cells)


def several(name: str) -> bool:
    """Say whether a cell holds whole names of several people, with more than a comma between."""
    pieces = _BETWEEN_PEOPLE.split(name)
    return len(pieces) > 1 and all(map(_LOOKS_LIKE_A_NAME.fullmatch, pieces))


def _people_in(text: str) -> list[str]:
    """Return who stands in a cell: between commas only where each piece is a whole name."""
    pieces = [" ".join(one.split()) for one in _BETWEEN_PEOPLE.split(text) if one.strip()]
    if len(pieces) > 1:
        return pieces
    pieces = [one.strip() for one in text.split(",") if one.strip()]
    return pieces if all(map(_LOOKS_LIKE_A_NAME.fullmatch, pieces)) else [text]


def _each(
    row: Record, column: int, roles: Sequence[str], width: int, columns: Mapping[str, int]
) -> Iterator[Record]:
    """Yield a row for each person in a cell, with the address and the role in its place."""
    people = _people_in(row.cell(column))
    mail = columns.get("e-mail")
    mails = _BETWEEN_ADDRESSES.split(row.cell(mail).strip()) if mail is not None else []
    for number, name in enumerate(people):
        cells = [row.cell(one) for one in range(width)]
        cells[column] = name
        if mail is not None and len(mails) > 1:
            cells[mail] = mails[number] if len(mails) == len(people) else ""
        cells.append(roles[number] if len(roles) == len(people) else "")
        yield replace(row, cells=tuple(cells))


def by_their_cells(table: PlainTable) -> tuple[PlainTable, tuple[Fault, ...]]:
    """Return the table with columns for names, pairs and roles that no heading says.

    A pair's column says one thing of two to four rows; a role's says a few things over and over,
    and no pair has one of them twice.
    """
    faults = []

    def take(key: str, column: int | None, what: str) -> None:
        nonlocal table
        if column is None:
            return
        kept = {one: number for one, number in table.columns.items() if number != column}
        table = replace(table, columns={**kept, key: column})
        faults.append(table.taken_as(column, what, f"If another column is, head that one: {key}."))

    free = [one for one in table.others() if plain(table.heading(one)) not in NO_ROLE]
    if "last name" in table.columns and not {"name", "first name"} & set(table.columns):
        # A surname alone would stand on every letter: any other name beside it goes before it.
        take(
            "first name",
            next((one for one in free if _says_a_name(table, one)), None),
            "first names",
        )
        free = [one for one in free if one in table.others()]
    if not {"name", "last name"} & set(table.columns):
        take("name", next((one for one in free if mostly_names(table, one)), None), "the names")
    free = [one for one in free if one in table.others()]
    if not {"pair", "service"} & set(table.columns):
        pairs = [one for one in free if _says_which_pair(table, one)]
        worded = [one for one in pairs if not _in_figures(table, one)]
        # One pair alone, or a word that is mistyped: the one column that says anything twice.
        again = [one for one in free if _says_which_pair(table, one, most=False)]
        again = again or ([0] if free == [0] and not _in_figures(table, 0) else [])
        pairs = worded or pairs or (again if len(again) == 1 else [])
        take("service", next(iter(pairs), None), "what each pair runs")
    free = [one for one in free if one in table.others()]
    if "role" not in table.columns:
        title = [table.columns["title"]] if "title" in table.columns else []
        role = next((one for one in (*free, *title) if _says_roles(table, one)), None)
        take("role", role, "the role of each person")
    return table, tuple(faults)


def _says_a_name(table: PlainTable, column: int) -> bool:
    """Say whether a heading speaks of names: `Christian name`, `Known by the name`."""
    return bool({"name", "names"} & set(plain(table.heading(column)).split()))


def _in_figures(table: PlainTable, column: int) -> bool:
    return not any(re.search(r"[^\W\d_]", row.cell(column)) for row in table.rows)


def _pairs_of(table: PlainTable, column: int) -> list[str]:
    """Return what a column says of each row, or else of the row above it."""
    found: list[str] = []
    for row in table.rows:
        found.append(compared(row.cell(column)) or (found[-1] if found else ""))
    return found


def _says_which_pair(table: PlainTable, column: int, *, most: bool = True) -> bool:
    """Say whether most of what a column says, or anything at all, stands in several rows."""
    sizes = Counter(_pairs_of(table, column))
    several = [size for size in sizes.values() if size > 1]
    if "" in sizes or not several or max(several) > MOST_MEMBERS:
        return False
    return not most or len(several) * 2 > len(sizes) > 1


def _says_roles(table: PlainTable, column: int) -> bool:
    pair = table.columns.get("pair", table.columns.get("service"))
    roles = [compared(row.cell(column)) for row in table.rows]
    if pair is None or "" in roles or not 2 <= len(set(roles)) <= MOST_MEMBERS:
        return False
    members = list(zip(_pairs_of(table, pair), roles, strict=True))
    return len(set(members)) == len(members) and len(roles) > len(set(roles)) + 1
