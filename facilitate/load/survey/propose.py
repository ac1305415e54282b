"""A mapping proposed for a person to review: what each column is, on which scale, who is who."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from facilitate.faults import Fault
from facilitate.load.survey.cells import (
    NO_ANSWER,
    TRUE_FALSE,
    Labels,
    are_ticks,
    candidates,
    codes,
    entries,
    list_split_of,
    numbers,
    order_of,
    split_of,
    whole_number,
)
from facilitate.load.survey.columns import (
    ON_A_SCALE,
    Asked,
    ColumnRoles,
    Match,
    all_asked,
    answers,
    assign_columns,
    cells_of,
)
from facilitate.load.survey.layout import Heading, Layout, compared, slug
from facilitate.load.survey.table import Record, Table, letters
from facilitate.model.questions import (
    MappedColumn,
    MappedExport,
    MappedScale,
    Questions,
    Status,
    SurveyMapping,
)

_CODE = re.compile(r"[A-Za-z]?\d{1,4}")
_ANSWER_CODE = re.compile(r"a\d{1,2}")
_SAMPLES = 6


def header_hash(header: Sequence[Record]) -> str:
    """Return the SHA-256 of the header rows' cells, blanks at a row's end left out."""
    rows = ("\x1f".join(record.cells).rstrip("\x1f ") for record in header)
    return hashlib.sha256("\x1e".join(rows).encode()).hexdigest()


def propose_mapping(
    table: Table,
    layout: Layout,
    rows: Sequence[Record],
    *,
    header: Sequence[Record],
    questions: Questions | None,
) -> tuple[SurveyMapping, tuple[Fault, ...]]:
    """Return the mapping to review, and what a person should know before signing it."""
    found, faults = assign_columns(
        table, layout, rows, header=header[0], asked=all_asked(questions)
    )
    scales = _Scales(rows, questions, found)
    columns = tuple(
        _column(heading, layout, rows, found=found, scales=scales) for heading in layout.headings
    )
    export = MappedExport(
        name=table.file,
        tool=layout.vendor,
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        header_rows=layout.header_rows,
        header_hash=header_hash(header),
    )
    mapping = SurveyMapping(
        format="1",
        export=export,
        no_answer=NO_ANSWER,
        scales=dict(sorted(scales.used.items())),
        columns=columns,
    )
    return mapping, faults


def _column(
    heading: Heading,
    layout: Layout,
    rows: Sequence[Record],
    *,
    found: ColumnRoles,
    scales: "_Scales",
) -> MappedColumn:
    column = heading.column
    name = letters(column)
    if column in found.private:
        return MappedColumn(column=name, heading=heading.text, status="private")
    cells = cells_of(rows, column)
    if heading.use != "answer":
        return _mark(heading, layout, cells)
    if column in found.who:
        return _who(heading, found.who[column], cells)
    match = found.matched.get(column)
    if match is None:
        return MappedColumn(column=name, heading=heading.text, status="unmapped")
    status: Status = "guess" if column in found.guessed else "proposed"
    if match.asked.kind in ON_A_SCALE:
        return MappedColumn(
            column=name,
            heading=heading.text,
            key=match.asked.key,
            status=status,
            scale=scales.name(match),
            samples=_distinct(cells)[:_SAMPLES],
        )
    return _words(match, layout, cells, status=status)


def _mark(heading: Heading, layout: Layout, cells: Sequence[str]) -> MappedColumn:
    order, sure = order_of(cells, layout.dates)
    times = heading.use in ("row:when", "row:submitted")
    known = layout.marks.get(heading.use, {})
    return MappedColumn(
        column=letters(heading.column),
        heading=heading.text,
        key=heading.use,
        status="proposed" if sure or not times else "guess",
        order=order if times else "",
        labels={} if times else {cell: known.get(compared(cell), "") for cell in _distinct(cells)},
    )


def _who(heading: Heading, kind: str, cells: Sequence[str]) -> MappedColumn:
    labels = {
        cell: "" if kind == "person" or (kind == "role" and _CODE.fullmatch(cell)) else slug(cell)
        for cell in _distinct(cells)
    }
    return MappedColumn(
        column=letters(heading.column), heading=heading.text, key=kind, labels=labels
    )


def _words(match: Match, layout: Layout, cells: Sequence[str], *, status: Status) -> MappedColumn:
    heading, asked, part = match.heading, match.asked, match.part
    fixed = {
        "column": letters(heading.column),
        "heading": heading.text,
        "key": asked.key,
        "status": status,
    }
    if asked.kind == "comment":
        return MappedColumn.model_validate(fixed)
    if part and (are_ticks(cells, part) or (asked.kind == "tie" and not any(cells))):
        return MappedColumn.model_validate({**fixed, "entry": part})
    if asked.kind == "list":
        return MappedColumn.model_validate({**fixed, "split": list_split_of(cells)})
    split = split_of(cells, (*layout.joins, "|"))
    known = sorted({entry for cell in cells for entry in entries(cell, split)})
    labels = {entry: "" if entry.isdecimal() else entry for entry in known}
    return MappedColumn.model_validate({**fixed, "split": split, "labels": labels})


def _distinct(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the different values of a column, sorted, blanks round them and empty ones gone."""
    by_form: dict[str, str] = {}
    for cell in sorted({cell.strip() for cell in cells} - {""}):
        by_form.setdefault(compared(cell), " ".join(cell.split()))
    return tuple(by_form.values())


class _Scales:
    """Chooses one scale for all columns under one question, and keeps those that are used."""

    def __init__(
        self,
        rows: Sequence[Record],
        questions: Questions | None,
        found: ColumnRoles,
    ) -> None:
        scale = questions.scale if questions else None
        self.low = scale.low if scale else None
        self.high = scale.high if scale else None
        self.known = candidates(self.low, self.high, scale.labels if scale else ())
        self.used: dict[str, MappedScale] = {}
        self._cells: dict[str, set[str]] = {}
        for match in found.matched.values():
            if match.asked.kind in ("item", "about"):
                cells = self._cells.setdefault(_group(match.heading), set())
                cells.update(cells_of(rows, match.heading.column))

    def name(self, match: Match) -> str:
        """Return the name of the scale of a column's question, and note that it is used."""
        if match.asked.kind == "statement":
            self.used["true-false"] = MappedScale(labels=TRUE_FALSE)
            return "true-false"
        name, labels, status = self._best(self._cells[_group(match.heading)])
        if name:
            self.used.setdefault(name, MappedScale(status=status, labels=labels))
        return name

    def _best(self, cells: set[str]) -> tuple[str, dict[str, int], Status]:
        filled = {text for text in map(compared, cells) if text} - set(map(compared, NO_ANSWER))
        if filled and all(map(_ANSWER_CODE.fullmatch, filled)):
            return (*codes(self.low or 1, self.high or 5), "guess")
        given = set(map(whole_number, filled))
        if given and None not in given and self.high is None:
            return (*numbers(1, 5), "guess") if given <= set(range(1, 6)) else ("", {}, "guess")
        share = {name: _share(labels, filled) for name, labels in self.known}
        whole = [name for name, part in share.items() if part == 1]
        by_name = dict(self.known)
        if whole:
            sure = len(whole) == 1 or self.high is not None
            return whole[0], by_name[whole[0]], "proposed" if sure else "guess"
        best = max(share, key=lambda name: share[name], default="")
        if not best or share[best] <= 0.5:
            return "", {}, "guess"
        return best, by_name[best], "proposed"


def _group(heading: Heading) -> str:
    """Return what the columns of one grid have in common, or the column itself."""
    return heading.question if heading.part else "all single columns"


def _share(labels: Mapping[str, int], cells: set[str]) -> float:
    """Return the share of the different cells that a scale can read; 1 of no cells at all."""
    scale = Labels(labels, NO_ANSWER)
    return sum(not scale.reading(cell).problem for cell in cells) / len(cells) if cells else 1.0


def unmapped(mapping: SurveyMapping, asked: Sequence[Asked]) -> Iterator[Asked]:
    """Yield the questions that no column answers."""
    keys = {column.key for column in mapping.columns}
    return (one for one in asked if not any(answers(one, key) for key in keys))
