"""Which column is which question: word by word, then a few guesses that a person must confirm."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from facilitate.faults import Fault
from facilitate.load.survey.cells import (
    NO_ANSWER,
    SCALES,
    Labels,
    are_ticks,
    is_bare,
    numbered,
    whole_number,
)
from facilitate.load.survey.headings import (
    ColumnHead,
    Layout,
    identity_of,
    looks_private,
    without_number,
)
from facilitate.load.survey.roster import Roster
from facilitate.load.tables.table import RawTable, Record, cell_name, compared, slug
from facilitate.model.questions import Questions
from facilitate.structs import Struct, replace

AskedKind = Literal["item", "about", "statement", "list", "tie", "comment"]
"""`about` is an item that is asked about each role group in turn."""

WHO = ("pair", "role", "person")
SHARING = "sharing"
"""The key of what somebody lets others see, which is no answer."""

ON_A_SCALE = ("item", "about", "statement")

_ENDS = ".:?!* "
_BETWEEN = (" - ", ": ", " | ", " > ", " – ")
_WHOLE = "selected choice"


class Asked(Struct):
    """One question: the column name in the answers file, its id, its words, its kind."""

    key: str
    id: str
    text: str
    kind: AskedKind


class Match(Struct):
    """A column that is a question's; `part` is the tick or the line of a list that it holds."""

    heading: ColumnHead
    asked: Asked
    part: str = ""


def all_asked(questions: Questions | None) -> tuple[Asked, ...]:
    """Return every question in the order of the questionnaire; nothing where there is none."""
    return tuple(_all_asked(questions)) if questions else ()


def _all_asked(questions: Questions) -> Iterator[Asked]:
    for dimension in questions.dimensions:
        for item in dimension.items:
            yield Asked(item.id, item.id, item.text, "item")
    for item in questions.about_roles:
        yield Asked(item.id, item.id, item.text, "about")
    for statement in questions.statements:
        yield Asked(statement.id, statement.id, statement.text, "statement")
    for prompt in questions.lists:
        yield Asked(f"list:{prompt.id}", prompt.id, prompt.text, "list")
    for prompt in questions.ties:
        yield Asked(f"tie:{prompt.id}", prompt.id, prompt.text, "tie")
    for prompt in questions.comments:
        yield Asked(f"comment:{prompt.id}", prompt.id, prompt.text, "comment")


def answers(asked: Asked, key: str) -> bool:
    """Say whether a column of the answers file holds a question; `about` ones end in a role."""
    return key == asked.key or (asked.kind == "about" and key.startswith(f"{asked.id}-"))


def matches(heading: ColumnHead, asked: Asked) -> Match | None:
    """Return how a column answers a question, word by word, or None; nothing is nearly a match."""
    words = _end_stripped(asked.text)
    full, question, part = map(_end_stripped, (heading.text, heading.question, heading.part))
    if compared(heading.text) in (asked.key, asked.id) or _code_is(heading, asked):
        return Match(heading, asked, heading.part if asked.kind in ("list", "tie") else "")
    if full == words or (part == words and asked.kind in ON_A_SCALE):
        return Match(heading, asked)
    if question == words and heading.part and asked.kind in ("list", "tie"):
        return Match(heading, asked, heading.part)
    if asked.kind in ("list", "tie", "comment"):
        return _after(heading, asked, words)
    if any(full.endswith(between + words) for between in _BETWEEN):
        return Match(heading, asked)
    return None


def _after(heading: ColumnHead, asked: Asked, words: str) -> Match | None:
    """Return the match of `Question - Option`, where the options stand in columns of their own."""
    for between in _BETWEEN:
        at = heading.text.find(between)
        while at >= 0:
            if _end_stripped(heading.text[:at]) == words:
                rest = heading.text[at + len(between) :].strip()
                if compared(rest).startswith(_WHOLE):
                    rest = rest[len(_WHOLE) :].strip(" -–:")
                return Match(heading, asked, rest)
            at = heading.text.find(between, at + 1)
    return None


def _code_is(heading: ColumnHead, asked: Asked) -> bool:
    """Say whether the tool's own code is the question's id: `goals`, `G[goals]`, `net[D1]`."""
    if not heading.code:
        return False
    stem, _, rest = heading.code.partition("[")
    inner = rest.rstrip("]")
    names = {
        compared(asked.id),
        compared(asked.id).replace("-", "_"),
        compared(asked.id).replace("-", ""),
    }
    if asked.kind in ON_A_SCALE:
        return compared(inner or stem) in names
    return compared(stem) in names


def _end_stripped(text: str) -> str:
    return without_number(compared(text).rstrip(_ENDS))


def about_roles(
    headings: Sequence[ColumnHead], asked: Sequence[Asked], roles: Sequence[str]
) -> tuple[dict[int, Match], list[tuple[Match, ...]]]:
    """Return a match for each column, its key `item-role`, and the groups that are not clear.

    `roles` are the labels of the role column; a column is about the one role that its question
    names, in the singular or the plural. Where no question does, nothing is matched.
    """
    found: dict[int, Match] = {}
    unclear: list[tuple[Match, ...]] = []
    for one in asked:
        fits = [match for heading in headings if (match := matches(heading, one))]
        named = {match.heading.column: _role_in(match.heading, roles) for match in fits}
        known = [role for role in named.values() if role]
        if fits and len(known) == len(fits) == len(set(known)):
            found.update(_keyed(fits, one, named))
        elif fits:
            unclear.append(tuple(fits))
    return found, unclear


def about_by_id(
    headings: Sequence[ColumnHead], asked: Sequence[Asked], roles: Sequence[str]
) -> dict[int, Match]:
    """Return a match for each column that is headed by its very key, such as `timely-doctor`."""
    keys = {
        compared(f"{one.id}-{slug(role)}"): replace(one, key=f"{one.id}-{slug(role)}")
        for one in asked
        for role in roles
        if slug(role)
    }
    named = ((heading, keys.get(compared(heading.text))) for heading in headings)
    return {heading.column: Match(heading, one) for heading, one in named if one}


def _keyed(
    fits: Sequence[Match], one: Asked, named: Mapping[int, str]
) -> Iterator[tuple[int, Match]]:
    for match in fits:
        column = match.heading.column
        key = f"{one.id}-{named[column]}"
        yield column, replace(match, asked=replace(one, key=key))


def _role_in(heading: ColumnHead, roles: Sequence[str]) -> str:
    """Return the id of the one role that a column's question names, or the empty text."""
    words = compared(heading.question if heading.part else heading.text)
    named = {
        slug(role)
        for role in roles
        if slug(role) and re.search(rf"\b{re.escape(compared(role))}s?\b", words)
    }
    return named.pop() if len(named) == 1 else ""


_MOSTLY = 0.5  # of the filled cells


def cells_of(rows: Sequence[Record], column: int) -> list[str]:
    """Return the cells of a column, top to bottom."""
    return [record.cell(column) for record in rows]


def grouped(headings: Sequence[ColumnHead]) -> list[list[ColumnHead]]:
    """Return the headings in groups of one question each."""
    groups: dict[tuple[str, str], list[ColumnHead]] = {}
    for heading in headings:
        groups.setdefault((heading.question, heading.code.partition("[")[0]), []).append(heading)
    return list(groups.values())


_WORD = re.compile(r"[^\W\d_]{2}")


def shape_of(group: Sequence[ColumnHead], rows: Sequence[Record]) -> AskedKind | None:
    """Return `tie` of a group of ticks, `list` or `comment` of one column of words, or None."""
    if len(group) > 1:
        return "tie" if all(_is_tick_column(heading, rows) for heading in group) else None
    filled = [cell.strip() for cell in cells_of(rows, group[0].column) if cell.strip()]
    if not filled:
        return None
    if sum("\n" in cell or "\r" in cell for cell in filled) > _MOSTLY * len(filled):
        return "list"
    wordy = sum(" " in cell and _WORD.search(cell) is not None for cell in filled)
    wordy = wordy > _MOSTLY * len(filled)
    return "comment" if wordy else None


def _is_tick_column(heading: ColumnHead, rows: Sequence[Record]) -> bool:
    cells = cells_of(rows, heading.column)
    return bool(heading.part) and (are_ticks(cells, heading.part) or not any(cells))


def new_questions(headings: Sequence[ColumnHead], rows: Sequence[Record]) -> Iterator[Match]:
    """Yield a match for each column that looks like a statement, a list, a tie or a comment."""
    readers = [Labels(numbered(steps, 1), NO_ANSWER) for steps in SCALES.values()]
    for group in grouped(headings):
        shape = shape_of(group, rows)
        for heading in group:
            cells = cells_of(rows, heading.column)
            if _on_a_scale(cells, readers):
                yield Match(heading, _asked(heading, "item"))
            elif shape:
                yield Match(heading, _asked(heading, shape), heading.part)


def _asked(heading: ColumnHead, kind: AskedKind) -> Asked:
    """Return a question made up from a heading: the tool's code, else its words, as the id."""
    stem, _, inner = heading.code.partition("[")
    if kind == "item":
        name = slug(inner.rstrip("]") or stem or heading.part or heading.text)
        return Asked(name, name, heading.text, kind)
    name = slug(stem or heading.question)
    return Asked(f"{kind}:{name}", name, heading.question, kind)


def _on_a_scale(cells: Sequence[str], readers: Sequence[Labels]) -> bool:
    filled = {text for text in map(compared, cells) if text} - set(map(compared, NO_ANSWER))
    if not filled:
        return False
    bare = {cell for cell in filled if is_bare(cell)}
    if any((whole_number(cell) or 1) not in range(1, 6) for cell in bare):
        return False
    return any(not any(one.reading(cell).problem for cell in filled - bare) for one in readers)


class ColumnRoles(Struct):
    """What the columns are: questions by column, who is who by column, and which are guesses.

    `ours` says that it is the table of our own questionnaire, whose numbers need no asking.
    """

    matched: Mapping[int, Match]
    who: Mapping[int, str]
    guessed: frozenset[int]
    private: frozenset[int]
    ours: bool = False


def is_our_own(layout: Layout, questions: Questions | None) -> bool:
    """Say whether a table is headed as `audit collect` and the typing sheet head theirs.

    Each statement's id is there, in the order of the paper, and nothing but who it is and what was
    asked. Only who has that paper has its order; a table by themes is somebody's own.
    """
    if questions is None:
        return False
    asked = all_asked(questions)
    headed = [heading.text for heading in layout.headings]
    paper = [item.id for item in questions.on_paper()]
    by_theme = [one.id for one in asked if one.kind == "item"]
    return (
        [one for one in headed if one in paper] == paper != by_theme
        and {"pair", "role"} <= set(headed)
        and all(
            one in ("pair", "role") or any(answers(each, one) for each in asked) for one in headed
        )
    )


def assign_columns(
    table: RawTable,
    layout: Layout,
    rows: Sequence[Record],
    *,
    header: Record,
    questions: Questions | None,
    roster: Roster,
) -> tuple[ColumnRoles, tuple[Fault, ...]]:
    """Return what each column is; a question that fits several columns fits none, and is told."""
    asked = all_asked(questions)
    private = _private(layout, rows)
    free = [h for h in layout.headings if h.use == "answer" and h.column not in private]
    people = {heading.column: kind for heading in free if (kind := _who(heading))}
    told_by_answers = dict(_by_answers(free, people, rows, roster=roster))
    people |= told_by_answers
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
        for match in new_questions(open_ones, rows):
            (matched if match.asked.kind == "item" else guesses)[match.heading.column] = match
    told = tuple(_clash(table, header, clash) for clash in faults)
    clashing = {match.heading.column for clash in faults for match in clash}
    others = [heading for heading in free if heading.column not in clashing]
    told += tuple(_headed_alike(table, header, others))
    guessed = frozenset((*guesses, *about, *(n for n, k in told_by_answers.items() if k in WHO)))
    ours = is_our_own(layout, questions)
    return ColumnRoles({**matched, **guesses}, people, guessed, private, ours), told


def _private(layout: Layout, rows: Sequence[Record]) -> frozenset[int]:
    """Return the columns about the person or the device, by their heading or by their cells."""
    return frozenset(
        heading.column
        for heading in layout.headings
        if heading.use == "private"
        or (heading.use == "answer" and looks_private(cells_of(rows, heading.column)))
    )


def _who(heading: ColumnHead) -> str:
    return identity_of(heading.question) or identity_of(heading.code) or identity_of(heading.text)


_SHARING = re.compile(
    r"\b(?:sharing|who (?:may|can|should) see|shared? (?:your|my) (?:answers|results))\b"
)
_FEW = 4  # answers; the form has three


def _by_answers(
    headings: Sequence[ColumnHead],
    people: Mapping[int, str],
    rows: Sequence[Record],
    *,
    roster: Roster,
) -> Iterator[tuple[int, str]]:
    """Yield the one column left whose answers are all the plan's pairs, or its roles.

    And the one that asks what somebody shares, by its answers or else by its heading.
    """
    found: dict[str, list[int]] = {}
    for heading in headings:
        cells = cells_of(rows, heading.column)
        kind = "" if heading.column in people else roster.kind_of(cells)
        distinct = {compared(cell) for cell in cells} - {""}
        if not kind and 0 < len(distinct) <= _FEW and _SHARING.search(compared(heading.text)):
            kind = "sharing"
        found.setdefault(kind, []).append(heading.column)
    for kind, columns in found.items():
        if kind and len(columns) == 1 and kind not in people.values():
            yield columns[0], kind


def _matched(
    headings: Sequence[ColumnHead], asked: Sequence[Asked]
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


def _clash(table: RawTable, header: Record, group: tuple[Match, ...]) -> Fault:
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


def _headed_alike(
    table: RawTable, header: Record, headings: Sequence[ColumnHead]
) -> Iterator[Fault]:
    """Yield the warning of columns that have one heading, so that nobody can tell them apart."""
    by_words: dict[tuple[str, ...], list[int]] = {}
    for one in headings:
        if one.text.strip():
            words = (compared(one.text), compared(one.part), compared(one.code))
            by_words.setdefault(words, []).append(one.column)
    for columns in by_words.values():
        if len(columns) > 1:
            cells = " and ".join(cell_name(header, column) for column in columns)
            yield Fault(
                code="A532",
                message=f"{cells} have one heading.",
                hint="Write status: unmapped in the mapping at the one that should not count.",
                severity="warning",
                place=table.place(header, columns[0]),
            )


def _guesses(
    headings: Sequence[ColumnHead],
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
