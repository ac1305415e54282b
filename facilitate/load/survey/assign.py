"""Which column is which question: word by word, then a few guesses that a person must confirm."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitate.faults import Fault
from facilitate.load.survey.asked import Asked, Kind, Match, matches
from facilitate.load.survey.layout import Heading, Layout
from facilitate.load.survey.plain import who
from facilitate.load.survey.private import looks_private
from facilitate.load.survey.table import Record, Table, cell_name
from facilitate.load.survey.ticks import are_ticks

_MOSTLY = 0.5  # of the filled cells


@dataclass(frozen=True, slots=True)
class Assigned:
    """What the columns are: questions by column, who is who by column, and which are guesses."""

    matched: Mapping[int, Match]
    who: Mapping[int, str]
    guessed: frozenset[int]
    private: frozenset[int]


def assigned(
    table: Table,
    layout: Layout,
    rows: Sequence[Record],
    *,
    header: Record,
    asked: Sequence[Asked],
) -> tuple[Assigned, tuple[Fault, ...]]:
    """Return what each column is; a question that fits several columns fits none, and is told."""
    private = frozenset(
        heading.column
        for heading in layout.headings
        if heading.use == "private"
        or (heading.use == "answer" and looks_private(cells_of(rows, heading.column)))
    )
    free = [
        heading
        for heading in layout.headings
        if heading.use == "answer" and heading.column not in private
    ]
    people = {heading.column: kind for heading in free if (kind := _who(heading))}
    matched, faults = _matched([h for h in free if h.column not in people], asked)
    guesses = dict(_guesses(free, people, matched, rows=rows, asked=asked))
    told = tuple(_clash(table, header, clash) for clash in faults)
    return Assigned({**matched, **guesses}, people, frozenset(guesses), private), told


def cells_of(rows: Sequence[Record], column: int) -> list[str]:
    """Return the cells of a column, top to bottom."""
    return [record.cell(column) for record in rows]


def _who(heading: Heading) -> str:
    return who(heading.question) or who(heading.code) or who(heading.text)


def _matched(
    headings: Sequence[Heading], asked: Sequence[Asked]
) -> tuple[dict[int, Match], list[tuple[Match, ...]]]:
    """Return the sure matches by column, and the groups of matches that contradict each other."""
    by_column = {
        heading.column: [found for question in asked if (found := matches(heading, question))]
        for heading in headings
    }
    clashes = [tuple(found) for found in by_column.values() if len(found) > 1]
    single = [found[0] for found in by_column.values() if len(found) == 1]
    result: dict[int, Match] = {}
    for question in asked:
        group = [match for match in single if match.asked == question]
        if len(group) > 1 and not all(match.part for match in group):
            clashes.append(tuple(group))
        else:
            result.update({match.heading.column: match for match in group})
    return result, clashes


def _clash(table: Table, header: Record, group: tuple[Match, ...]) -> Fault:
    columns = sorted({match.heading.column for match in group})
    cells = ", ".join(cell_name(header, column) for column in columns)
    keys = ", ".join(sorted({match.asked.key for match in group}))
    return Fault(
        code="A532",
        message=f"{cells} and {keys} fit each other in more than one way, so none was mapped.",
        hint="Write the right key for each of these columns in the mapping.",
        severity="warning",
        place=table.place(header, columns[0]),
    )


def _guesses(
    headings: Sequence[Heading],
    people: Mapping[int, str],
    matched: Mapping[int, Match],
    *,
    rows: Sequence[Record],
    asked: Sequence[Asked],
) -> Iterator[tuple[int, Match]]:
    """Yield the one list, tie or comment question left, for the one column group of that shape."""
    taken = {match.asked.key for match in matched.values()}
    groups: dict[tuple[str, str], list[Heading]] = {}
    for heading in headings:
        if heading.column not in people and heading.column not in matched:
            groups.setdefault((heading.question, heading.code.partition("[")[0]), []).append(
                heading
            )
    shapes = [(_shape(group, rows), group) for group in groups.values()]
    count = Counter(shape for shape, _ in shapes)
    for shape, group in shapes:
        left = [one for one in asked if one.kind == shape and one.key not in taken]
        if shape and count[shape] == 1 and len(left) == 1:
            for heading in group:
                yield heading.column, Match(heading, left[0], heading.part)


def _shape(group: Sequence[Heading], rows: Sequence[Record]) -> Kind | None:
    """Return what a group of columns looks like by its cells, or None."""
    if len(group) > 1:
        ticks = all(
            heading.part and (are_ticks(cells, heading.part) or not any(cells))
            for heading in group
            if (cells := cells_of(rows, heading.column)) is not None
        )
        return "tie" if ticks else None
    filled = [cell.strip() for cell in cells_of(rows, group[0].column) if cell.strip()]
    if not filled:
        return None
    if sum("\n" in cell or "\r" in cell for cell in filled) > _MOSTLY * len(filled):
        return "list"
    wordy = sum(" " in cell for cell in filled) > _MOSTLY * len(filled)
    return "comment" if wordy else None
