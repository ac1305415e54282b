"""A mapping proposed for a person to review: what each column is, on which scale, who is who."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, count

from facilitate.faults import Fault
from facilitate.load.survey.cells import (
    NO_ANSWER,
    SCALES,
    TRUE_FALSE,
    Labels,
    are_ticks,
    bare_labels,
    bare_order,
    candidates,
    entries,
    is_bare,
    list_split_of,
    number_and_label,
    split_of,
    whole_number,
)
from facilitate.load.survey.columns import (
    ON_A_SCALE,
    SHARING,
    Asked,
    ColumnRoles,
    Match,
    answers,
    assign_columns,
    cells_of,
)
from facilitate.load.survey.headings import ColumnHead, Layout
from facilitate.load.survey.roster import Roster
from facilitate.load.tables.table import RawTable, Record, compared, letters
from facilitate.load.tables.times import order_of
from facilitate.model.questions import (
    MappedColumn,
    MappedExport,
    MappedScale,
    Questions,
    Scale,
    Status,
    SurveyMapping,
)
from facilitate.structs import replace

_SAMPLES = 6
_MOSTLY = 0.5  # of the different answers


def header_hash(header: Sequence[Record]) -> str:
    """Return the SHA-256 of the header rows' cells, blanks at a row's end left out."""
    rows = ("\x1f".join(record.cells).rstrip("\x1f ") for record in header)
    return hashlib.sha256("\x1e".join(rows).encode()).hexdigest()


def propose_mapping(
    table: RawTable,
    layout: Layout,
    rows: Sequence[Record],
    *,
    header: Sequence[Record],
    questions: Questions | None,
    roster: Roster,
) -> tuple[SurveyMapping, tuple[Fault, ...]]:
    """Return the mapping to review, and what a person should know before signing it."""
    found, faults = assign_columns(
        table, layout, rows, header=header[0], questions=questions, roster=roster
    )
    scales = _ScalesOfThemes(rows, questions, found)
    columns = tuple(
        _column(heading, layout, rows, found=found, scales=scales, roster=roster)
        for heading in layout.headings
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
    heading: ColumnHead,
    layout: Layout,
    rows: Sequence[Record],
    *,
    found: ColumnRoles,
    scales: "_ScalesOfThemes",
    roster: Roster,
) -> MappedColumn:
    """Return what a column is, as far as it is known, for a person to review."""
    column, cells = heading.column, cells_of(rows, heading.column)
    match = found.matched.get(column)
    said: dict[str, object] = {"status": "guess" if column in found.guessed else "proposed"}
    if column in found.private:
        said = {"status": "private"}
    elif heading.use != "answer":
        said = _mark(heading, layout, cells)
    elif kind := found.who.get(column):
        said |= {"key": kind, "labels": _who_labels(kind, _distinct(cells), roster)}
    elif match is None:
        said = {"status": "unmapped"}
    elif match.asked.kind in ON_A_SCALE:
        samples = _distinct(cells)[:_SAMPLES]
        said |= {"key": match.asked.key, "scale": scales.name(match), "samples": samples}
    else:
        said |= {"key": match.asked.key, **_words(match, layout, cells)}
    return MappedColumn.model_validate({"column": letters(column), "heading": heading.text, **said})


def _mark(heading: ColumnHead, layout: Layout, cells: Sequence[str]) -> dict[str, object]:
    """Return what a column says of its row: when it came, or whether it is finished or a try."""
    if heading.use in ("row:when", "row:submitted"):
        order, sure = order_of(cells, layout.dates)
        return {"key": heading.use, "status": "proposed" if sure else "guess", "order": order}
    known = layout.marks.get(heading.use, {})
    labels = {cell: known.get(compared(cell), "") for cell in _distinct(cells)}
    return {"key": heading.use, "labels": labels}


def _who_labels(kind: str, cells: Sequence[str], roster: Roster) -> dict[str, str]:
    if kind == SHARING:
        return {cell: roster.choice(cell) for cell in cells}
    return roster.labels(kind, cells)


def _words(match: Match, layout: Layout, cells: Sequence[str]) -> dict[str, object]:
    """Return how the words of a column part, and what each stands for; nothing of a comment."""
    asked, part = match.asked, match.part
    if asked.kind == "comment":
        return {}
    if part and (are_ticks(cells, part) or (asked.kind == "tie" and not any(cells))):
        return {"entry": part}
    if asked.kind == "list":
        return {"split": list_split_of(cells)}
    split = split_of(cells, (*layout.joins, "|"))
    known = sorted({entry for cell in cells for entry in entries(cell, split)})
    return {"split": split, "labels": {one: "" if one.isdecimal() else one for one in known}}


_LONGEST_KEY = 500
"""Letters of an answer that a mapping names; YAML takes up to 1,024 for a key."""


def _distinct(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the different values of a column, sorted, blanks round them and empty ones gone.

    What is too long to stand in a mapping is no pair, role or choice, and left out.
    """
    by_form: dict[str, str] = {}
    for cell in sorted({cell.strip() for cell in cells} - {""}):
        if len(cell) <= _LONGEST_KEY:
            by_form.setdefault(compared(cell), " ".join(cell.split()))
    return tuple(by_form.values())


class _ScalesOfThemes:
    """Chooses the scales of all columns; those of a theme with a scale of its own by themselves."""

    def __init__(
        self, rows: Sequence[Record], questions: Questions | None, found: ColumnRoles
    ) -> None:
        self._of: dict[str, Scale] = {}
        self._parts: dict[Scale | None, _Scales] = {}
        if questions is None:
            self._parts = {None: _Scales(rows, None, found)}
            return
        for theme in questions.dimensions:
            if theme.scale is not None:
                self._of |= {item.id: theme.scale for item in theme.items}
        self._parts = {
            scale: _Scales(
                rows,
                questions if scale is None else questions.model_copy(update={"scale": scale}),
                replace(
                    found,
                    matched={
                        column: match
                        for column, match in found.matched.items()
                        if self._of.get(match.asked.key) == scale
                    },
                ),
            )
            for scale in (None, *dict.fromkeys(self._of.values()))
        }

    def name(self, match: Match) -> str:
        """Return the name of the scale of a column's question, and note that it is used."""
        scale = self._of.get(match.asked.key)
        return self._called(self._parts[scale].name(match), list(self._parts).index(scale))

    def _called(self, name: str, part: int) -> str:
        """Return a name under which two parts' own scales are not taken for one."""
        return (
            f"{name}-{part + 1}" if part and name.startswith(("own", "numbers", "codes")) else name
        )

    @property
    def used(self) -> dict[str, MappedScale]:
        """The scales that columns are on, by name."""
        return {
            self._called(name, number): scale
            for number, part in enumerate(self._parts.values())
            for name, scale in part.used.items()
        }


class _Scales:
    """Chooses one scale for all columns under one question, and keeps those that are used."""

    def __init__(
        self, rows: Sequence[Record], questions: Questions | None, found: ColumnRoles
    ) -> None:
        scale = questions.scale if questions else None
        self.low = scale.low if scale else None
        self.high = scale.high if scale else None
        self.known = candidates(self.low, self.high, scale.labels if scale else ())
        self.sure = found.ours
        self.used: dict[str, MappedScale] = {}
        cells = {
            column: _answers(cells_of(rows, column))
            for column, match in found.matched.items()
            if match.asked.kind in ("item", "about")
        }
        self._everything = frozenset().union(*cells.values())
        grids: dict[str, list[int]] = {}
        for column in cells:
            heading = found.matched[column].heading
            grids.setdefault(heading.question if heading.part else "", []).append(column)
        singles = grids.pop("", [])
        readers = {name: Labels(labels, ()) for name, labels in self.known}
        bare = {name: Labels(labels, ()) for name, labels in self._of_bare().items()}
        self._cells: dict[int, frozenset[str]] = {}
        self._grid_of_column: dict[int, int] = {}
        for group in (*grids.values(), *_by_answers(singles, cells, readers, bare)):
            together = frozenset().union(*(cells[column] for column in group))
            self._cells |= dict.fromkeys(group, together)
            self._grid_of_column |= dict.fromkeys(group, min(group))
        self._grid_of_scale: dict[str, int] = {}

    def name(self, match: Match) -> str:
        """Return the name of the scale of a column's question, and note that it is used."""
        if match.asked.kind == "statement":
            self.used["true-false"] = MappedScale(labels=TRUE_FALSE)
            return "true-false"
        column = match.heading.column
        name, labels, status = self._best(self._cells[column])
        if name and status == "guess" and any(map(is_bare, map(compared, labels))):
            name = self._of_its_own(name, self._grid_of_column[column])
        return self._noted(name, labels, status) if name else ""

    def _of_its_own(self, name: str, grid: int) -> str:
        """Return a name for the scale of one grid alone: two grids may run in opposite ways.

        A grid is told by its first column.
        """
        others = (f"{name}-{number}" for number in count(2))
        return next(
            own
            for own in chain([name], others)
            if self._grid_of_scale.setdefault(own, grid) == grid
        )

    def _noted(self, name: str, labels: Mapping[str, int], status: Status) -> str:
        """Keep a scale, beside another of its name where the two contradict each other."""
        before = self.used.get(name)
        if before is None:
            self.used[name] = MappedScale(status=status, labels=dict(labels))
            return name
        if any(before.labels.get(label, number) != number for label, number in labels.items()):
            return self._noted(f"{name}-turned", labels, status)
        weaker: Status = "guess" if "guess" in (before.status, status) else status
        self.used[name] = MappedScale(status=weaker, labels={**before.labels, **labels})
        return name

    def _best(self, cells: frozenset[str]) -> tuple[str, dict[str, int], Status]:
        bare = frozenset(filter(is_bare, cells))
        words = cells - bare
        share = {name: _share_of(Labels(labels, ()), words) for name, labels in self.known}
        whole = [name for name, part in share.items() if part == 1]
        best = whole[0] if whole else max(share, key=lambda name: share[name], default="")
        if bare and not (words and best and share[best] >= _MOSTLY):
            return self._of_numbers(bare)
        if not best or share[best] < _MOSTLY:
            return "", {}, "guess"
        labels = dict(self.known)[best]
        ours = self.high is not None and best == self.known[0][0]
        sure = ours or (len(whole) == 1 and self.high is None)
        order = bare_order(words, labels)
        sure = sure and not _longer(self._everything, labels)
        low, high = min(labels.values()), max(labels.values())
        if bare:
            labels = {**labels, **bare_labels(low, high, order or "up")}
            sure = sure and order is not None
        if order not in (None, "up"):
            labels = {**labels, **_as_labelled(words, labels)}
        return best, labels, "proposed" if sure else "guess"

    def _of_bare(self) -> dict[str, dict[str, int]]:
        """Return what bare answers may stand for: codes, and numbers from one step or from 0."""
        low, high = self.low if self.low is not None else 1, self.high or 5
        return {
            "codes": bare_labels(low, high, coded=True),
            "up": bare_labels(low, high),
            "from nought": bare_labels(low, high, "from nought"),
        }

    def _of_numbers(self, bare: frozenset[str]) -> tuple[str, dict[str, int], Status]:
        """Return the scale of answers that are numbers or codes only: which end is up is asked."""
        codes, *ways = self._of_bare().values()
        given = {str(number) for text in bare if (number := whole_number(text)) is not None}
        if not given:
            return "codes", codes, "guess"
        labels = max(ways, key=lambda way: len(given & way.keys()))
        if len(given & labels.keys()) < _MOSTLY * len(given):
            return "", {}, "guess"
        name = f"numbers-{min(labels, key=int)}-{max(labels, key=int)}"
        return name, labels, "proposed" if self.sure and labels is ways[0] else "guess"


def _answers(cells: Sequence[str]) -> frozenset[str]:
    """Return the different answers of a column as they are compared; no answer is none of them."""
    no_answer = {"", *map(compared, NO_ANSWER)}
    return frozenset(text for text in map(compared, cells) if text not in no_answer)


def _by_answers(
    columns: Sequence[int],
    cells: Mapping[int, frozenset[str]],
    readers: Mapping[str, Labels],
    bare: Mapping[str, Labels],
) -> Iterator[list[int]]:
    """Yield the columns in groups of one scale each: the one that reads most of them comes first.

    Those of bare answers come before, as `bare` reads them; empty ones belong to the largest
    group. One that no scale reads whole belongs to the scale that reads most of it, or else stands
    alone.
    """
    words = {n: {text for text in cells[n] if not is_bare(text)} for n in columns}
    numbers = [n for n in columns if cells[n] and not words[n]]
    left = [n for n in columns if n not in numbers]
    yield from _that_count_alike({n: cells[n] for n in numbers}, bare)
    groups: dict[str, list[int]] = {}
    while left:
        fitting = {
            name: [n for n in left if _share_of(reader, words[n]) == 1]
            for name, reader in readers.items()
        }
        name = max(fitting, key=lambda name: len(fitting[name]), default="")
        if not name or not fitting[name]:
            break
        groups[name] = fitting[name]
        left = [n for n in left if n not in groups[name]]
    for odd in left:
        name = max(groups, key=lambda name: _share_of(readers[name], words[odd]), default="")
        if name and _share_of(readers[name], words[odd]):
            groups[name].append(odd)
        else:
            yield [odd]
    yield from groups.values()


def _that_count_alike(
    cells: Mapping[int, frozenset[str]], readers: Mapping[str, Labels]
) -> Iterator[list[int]]:
    """Yield columns of bare answers: all of them together if one way of counting reads them.

    Otherwise those stand together that the same ways read, so that one which may be meant in
    either is asked apart. What no way reads whole does not part the others.
    """
    ways: dict[frozenset[str], list[int]] = {}
    for column, given in cells.items():
        fitting = (name for name, reader in readers.items() if _share_of(reader, given) == 1)
        ways.setdefault(frozenset(fitting), []).append(column)
    known = [way for way in ways if way]
    if known and not frozenset.intersection(*known):
        yield from ways.values()
    elif cells:
        yield list(cells)


def _longer(everything: Collection[str], labels: Mapping[str, int]) -> bool:
    """Say whether somebody used a label that only a like scale of more steps has.

    On such a scale the other labels stand for other numbers, even in columns without that label.
    """
    own = set(map(compared, labels))
    scales = ({compared(one) for step in steps for one in step} for steps in SCALES.values())
    return any(len(other & own) > 1 and (other - own) & set(everything) for other in scales)


def _as_labelled(words: Collection[str], labels: Mapping[str, int]) -> dict[str, int]:
    """Return `1 - Strongly agree` and the like as its label says, whatever its number."""
    by_label = {compared(label): number for label, number in labels.items()}
    both = {text: number_and_label(text) for text in sorted(words)}
    return {
        text: by_label[found[1]] for text, found in both.items() if found and found[1] in by_label
    }


def _share_of(reader: Labels, words: Collection[str]) -> float:
    known = sum(reader.reading(text).problem in ("", "contradicts") for text in words)
    return known / len(words) if words else 1.0


def unmapped(mapping: SurveyMapping, asked: Sequence[Asked]) -> Iterator[Asked]:
    """Yield the questions that no column answers."""
    keys = {column.key for column in mapping.columns}
    return (one for one in asked if not any(answers(one, key) for key in keys))
