"""Which column is which question: word by word, then a few guesses that a person must confirm."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitate.faults import Fault
from facilitate.load.survey.about import about_by_id, about_roles
from facilitate.load.survey.asked import Asked, Match, matches
from facilitate.load.survey.layout import Heading, Layout
from facilitate.load.survey.plain import who
from facilitate.load.survey.private import looks_private
from facilitate.load.survey.shapes import cells_of, grouped, shape_of
from facilitate.load.survey.table import Record, Table, cell_name
from facilitate.load.survey.unasked import unasked


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
    private = _private(layout, rows)
    free = [h for h in layout.headings if h.use == "answer" and h.column not in private]
    people = {heading.column: kind for heading in free if (kind := _who(heading))}
    open_ones = [heading for heading in free if heading.column not in people]
    matched, faults = _matched(open_ones, [one for one in asked if one.kind != "about"])
    role_columns = [column for column, kind in people.items() if kind == "role"]
    roles = sorted({cell for column in role_columns for cell in cells_of(rows, column)})
    about_asked = [one for one in asked if one.kind == "about"]
    matched |= about_by_id(open_ones, about_asked, roles)
    about, unclear = about_roles(
        [heading for heading in open_ones if heading.column not in matched], about_asked, roles
    )
    matched |= about
    faults += unclear
    guesses = dict(_guesses(free, people, matched, rows=rows, asked=asked))
    if not asked:
        for match in unasked(open_ones, rows):
            (matched if match.asked.kind == "item" else guesses)[match.heading.column] = match
    told = tuple(_clash(table, header, clash) for clash in faults)
    guessed = frozenset((*guesses, *about))
    return Assigned({**matched, **guesses}, people, guessed, private), told


def _private(layout: Layout, rows: Sequence[Record]) -> frozenset[int]:
    """Return the columns about the person or the device, by their heading or by their cells."""
    return frozenset(
        heading.column
        for heading in layout.headings
        if heading.use == "private"
        or (heading.use == "answer" and looks_private(cells_of(rows, heading.column)))
    )


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
    left_over = [h for h in headings if h.column not in people and h.column not in matched]
    shapes = [(shape_of(group, rows), group) for group in grouped(left_over)]
    count = Counter(shape for shape, _ in shapes)
    for shape, group in shapes:
        left = [one for one in asked if one.kind == shape and one.key not in taken]
        if shape and count[shape] == 1 and len(left) == 1:
            for heading in group:
                yield heading.column, Match(heading, left[0], heading.part)
