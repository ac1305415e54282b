"""What a cell of an export says: a number on a scale, ticks, a list, words or a time."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import inf
from typing import Any, Literal

from facilitate.faults import Fault, FaultList
from facilitate.load.answers import HIDDEN, unguarded, without_hidden_letters
from facilitate.load.tables.table import RawTable, Record, compared
from facilitate.model.questions import MappedColumn
from facilitate.structs import Struct

NO_ANSWER = (
    *("Not applicable", "N/A", "NA", "Don't know", "Do not know", "Prefer not to say"),
    *("Prefer not to answer", "No answer", "Not answered"),
)
"""Labels that are no answer, never the midpoint; an empty cell is none either."""

_MIDDLE = ("Neither agree nor disagree", "Neutral", "Neither agree or disagree", "Neither")
_LOWEST = ("Strongly disagree", "Disagree strongly")
_HIGHEST = ("Strongly agree", "Agree strongly")

SCALES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "agree-5": (
        _LOWEST,
        ("Disagree", "Tend to disagree"),
        _MIDDLE,
        ("Agree", "Tend to agree"),
        _HIGHEST,
    ),
    "agree-7": (
        _LOWEST,
        ("Disagree",),
        ("Somewhat disagree", "Slightly disagree"),
        _MIDDLE,
        ("Somewhat agree", "Slightly agree"),
        ("Agree",),
        _HIGHEST,
    ),
    "frequency-5": (("Never",), ("Rarely",), ("Sometimes",), ("Often",), ("Always",)),
    "satisfaction-5": (
        ("Very dissatisfied",),
        ("Dissatisfied",),
        ("Neither satisfied nor dissatisfied", "Neutral"),
        ("Satisfied",),
        ("Very satisfied",),
    ),
}
"""Each scale's labels from its lowest step to its highest, with the other ways to say a step."""

TRUE_FALSE = {"False": 0, "True": 1, "No": 0, "Yes": 1, "N": 0, "Y": 1, "0": 0, "1": 1}

# A comma before three noughts may part thousands.
_NUMBER = re.compile(r"(-?\d{1,6})(?:\.0+|,0{1,2})?")
_NUMBER_AND_LABEL = (
    re.compile(r"[(\[]?(?P<number>-?\d{1,6})\s*[-.:)=\]]+\s*(?P<label>[^\s\d].*)"),
    re.compile(r"(?P<number>-?\d{1,6})\s*\((?P<label>[^()]+)\)"),
    re.compile(r"(?P<label>.*[^\s\d-])\s*[(\[](?P<number>-?\d{1,6})[)\]]"),
    re.compile(r"(?P<label>.*[^\s\d-])\s*[-:=]\s*(?P<number>\d{1,6})"),
)
_AFTER_LABEL = ".;:! "


def whole_number(text: str) -> int | None:
    """Return 4 of `4`, `4.0` and `4,00`; None of anything else, such as 4,5 or 4,000."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def number_and_label(text: str) -> tuple[int, str] | None:
    """Return 4 and `agree` of a compared text such as `4 - agree`, `(4) agree` or `agree (4)`."""
    for pattern in _NUMBER_AND_LABEL:
        if found := pattern.fullmatch(text):
            return int(found["number"]), found["label"].rstrip(_AFTER_LABEL)
    return None


_ANSWER_CODE = re.compile(r"a\d{1,2}")


def is_bare(text: str) -> bool:
    """Say whether a compared answer, 4 or A4, does not say by itself which end of a scale it is."""
    return whole_number(text) is not None or bool(_ANSWER_CODE.fullmatch(text))


class CellReading(Struct):
    """What a cell says on a scale: a number, no answer (None), or a reason why it says neither."""

    number: int | None = None
    problem: Literal["", "unknown", "outside", "contradicts"] = ""


class Labels:
    """One scale's labels as numbers, ready to read many cells."""

    def __init__(self, labels: Mapping[str, int], no_answer: Sequence[str]) -> None:
        self._numbers = {compared(label): number for label, number in labels.items()}
        self._steps = frozenset(labels.values())
        self._no_answer = frozenset(map(compared, no_answer)) | {""}
        self._read: dict[str, CellReading] = {}

    def reading(self, cell: str) -> CellReading:
        """Return what a cell says: a label, with its number or without, or no answer.

        A bare number is one of the labels or nothing: which end is agreement is not guessed here.
        """
        found = self._read.get(cell)
        if found is None:
            found = self._read[cell] = self._reading(compared(cell))
        return found

    def _reading(self, text: str) -> CellReading:
        plain = text.strip("\"'").rstrip(_AFTER_LABEL)
        number = whole_number(plain)
        label = next((one for one in (text, plain, str(number)) if one in self._numbers), None)
        if label is not None:
            return CellReading(self._numbers[label])
        if text in self._no_answer or plain in self._no_answer:
            return CellReading()
        if number is not None and number not in self._steps:
            return CellReading(problem="outside")
        both = number_and_label(plain)
        if both and both[1] in self._numbers:
            if self._numbers[both[1]] == both[0]:
                return CellReading(both[0])
            return CellReading(problem="contradicts")
        return CellReading(problem="unknown")


def meanings_of(column: MappedColumn) -> dict[str, str]:
    """Return what the labels of a column stand for, by their compared form."""
    return {compared(label): meaning for label, meaning in column.labels.items()}


def numbered(steps: Sequence[Sequence[str]], low: int) -> dict[str, int]:
    """Return every label of a scale with its number, counted from `low`."""
    return {label: low + number for number, step in enumerate(steps) for label in step}


def candidates(
    low: int | None, high: int | None, labels: Sequence[str]
) -> tuple[tuple[str, dict[str, int]], ...]:
    """Return the scales that a column may be on, by name, likeliest first.

    `low`, `high` and `labels` are the questionnaire's own; without them every scale may be meant.
    """
    if low is None or high is None:
        return tuple((name, numbered(steps, 1)) for name, steps in SCALES.items())
    fitting = [
        (name, numbered(steps, low))
        for name, steps in SCALES.items()
        if len(steps) == high - low + 1
    ]
    if len(labels) != high - low + 1:
        return tuple(fitting)
    own = {label: low + number for number, label in enumerate(labels)}
    own_compared = {compared(label): number for label, number in own.items()}
    for known in fitting:
        known_compared = {compared(label): number for label, number in known[1].items()}
        if own_compared.items() <= known_compared.items():
            return (known, *(one for one in fitting if one != known))
    return (("own", own), *fitting)


BareOrder = Literal["up", "down", "from nought"]


def bare_labels(
    low: int, high: int, order: BareOrder = "up", *, coded: bool = False
) -> dict[str, int]:
    """Return what bare numbers stand for, or with `coded` the codes A1, A2, ... of LimeSurvey.

    `down` turns them round; `from nought` are those of a tool that counts a scale from one less.
    """
    if coded:
        return {f"A{step - low + 1}": step for step in range(low, high + 1)}
    return {
        str(low + high - step if order == "down" else step - (order == "from nought")): step
        for step in range(low, high + 1)
    }


def bare_order(said: Iterable[str], labels: Mapping[str, int]) -> BareOrder | None:
    """Return how bare numbers run, by answers that hold both, such as `1 - Strongly agree`.

    None where nothing says it; answers that contradict each other say nothing either.
    """
    by_label = {compared(label): number for label, number in labels.items()}
    low, high = min(by_label.values()), max(by_label.values())
    pairs = {
        (both[0], by_label[both[1]])
        for text in said
        if (both := number_and_label(text)) and both[1] in by_label
    }
    ways: dict[BareOrder, dict[str, int]] = {
        "up": bare_labels(low, high),
        "down": bare_labels(low, high, "down"),
        "from nought": bare_labels(low, high, "from nought"),
    }
    fitting = [
        order
        for order, numbers in ways.items()
        if pairs and all(numbers.get(str(number)) == step for number, step in pairs)
    ]
    return fitting[0] if len(fitting) == 1 else None


YES = frozenset({"yes", "y", "x", "true", "1", "selected", "checked", "ticked"})
NO = frozenset({"", "no", "n", "false", "0", "not selected", "unchecked", "not checked"})

LINES = "lines"
"""The name, in a mapping, of splitting a cell at its line ends."""


def read_tick(cell: str, entry: str) -> Literal["ticked", "empty", "unknown"]:
    """Return what a cell of a tick column says; the entry's own name is a tick as well."""
    text = compared(cell)
    if text in YES or text == compared(entry):
        return "ticked"
    return "empty" if text in NO else "unknown"


def are_ticks(cells: Iterable[str], entry: str) -> bool:
    """Say whether a column holds ticks and nothing else, and at least one mark of either kind."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(read_tick(cell, entry) != "unknown" for cell in filled)


def split_of(cells: Sequence[str], joins: Sequence[str]) -> str:
    """Return the first of the joining signs that occurs in the cells, or the likeliest of them."""
    return next((join for join in joins if any(join in cell for cell in cells)), joins[0])


def list_split_of(cells: Sequence[str]) -> str:
    """Return how entries of a free list part: at line ends if there are any, else at `|` or `;`."""
    if not any("\n" in cell or "\r" in cell for cell in cells):
        for join in ("|", ";"):
            if any(join in cell for cell in cells):
                return join
    return LINES


_MOST_PARTS = 12
"""No label holds the joining sign more often; a long cell is not tried in all its parts."""


def entries(cell: str, split: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the entries of a cell in order, without blanks round them.

    An entry that holds the joining sign itself (`Smith, Amy`) is kept whole if it is `known`, in
    the compared form; otherwise every sign parts.
    """
    pieces = cell.splitlines() if split == LINES else cell.split(split)
    if split == LINES or not known:
        return tuple(piece.strip() for piece in pieces if piece.strip())
    found: list[str] = []
    start = 0
    while start < len(pieces):
        end = next(
            (
                end
                for end in range(min(len(pieces), start + _MOST_PARTS), start, -1)
                if compared(split.join(pieces[start:end])) in known
            ),
            start + 1,
        )
        piece = split.join(pieces[start:end]).strip()
        if piece:
            found.append(piece)
        start = end
    return tuple(found)


class CellFaults(FaultList):
    """Collects faults at cells of one table."""

    def __init__(self, table: RawTable) -> None:
        super().__init__()
        self.table = table

    def at_cell(self, code: str, record: Record, column: int, **said: Any) -> None:
        """Note `RawTable.fault` of a cell; of a value that nobody typed no more is told."""
        if code in ("A540", "A541", "A544") and (record.row, column) in self.table.untyped:
            return
        self.add(self.table.fault(code, record, column, **said))

    def faults(self) -> tuple[Fault, ...]:
        """Return the faults by line; the counts of those that were cut short stand last."""
        return tuple(sorted(super().faults(), key=_line_of))


def _line_of(fault: Fault) -> float:
    return fault.place.line if fault.place and fault.place.line else inf


JOIN = "|"
"""The sign between several entries of one cell of the answers file."""

_TWICE_ENCODED = re.compile("â€|Ã[\x80-\xbf]|Â[\xa0-\xbf]|\ufffd")


class CellReader(Struct):
    """Reads cells by their column's mapping and lists those that it cannot read.

    A message says which cell, never what it holds: that is somebody's answer, or whom they named.
    `collected` are columns under keys of our own, as `audit collect` writes them: their words are
    guarded.
    """

    labels: Mapping[str, Labels]
    listing: CellFaults
    collected: frozenset[int] = frozenset()

    def reading(self, record: Record, number: int, column: MappedColumn) -> CellReading:
        """Return what an item's cell says, without listing anything."""
        return self.labels[column.scale].reading(record.cell(number))

    def number(self, record: Record, number: int, column: MappedColumn) -> str | None:
        """Return an item's number as text, or None for no answer or a cell that is listed."""
        found = self.reading(record, number, column)
        if not found.problem:
            return None if found.number is None else str(found.number)
        if found.problem == "outside":
            code, says = "A541", f"this is not on the scale {column.scale!r}"
        elif found.problem == "contradicts":
            code, says = "A541", "a number and a label contradict each other here"
        else:
            code, says = "A540", f"this is no label of the scale {column.scale!r}"
        says = f"{says} (item {column.key!r})."
        hint = "Mend the cell, or add the label under scales: or no_answer: in the mapping."
        self.listing.at_cell(code, record, number, says=says, hint=hint)
        return None

    def entries(self, record: Record, columns: Sequence[tuple[int, MappedColumn]]) -> str | None:
        """Return the entries of all columns of one list or tie question, joined; None of none."""
        found = [
            entry for number, column in columns for entry in self._entries(record, number, column)
        ]
        return JOIN.join(found) or None

    def comment(self, record: Record, number: int) -> str | None:
        """Return a comment as it was written, line ends made plain; None of blanks only."""
        text = self._clean(record, number)
        return text if text.strip() else None

    def _entries(self, record: Record, number: int, column: MappedColumn) -> list[str]:
        if column.entry:
            return self._tick(record, number, column)
        cell = self._clean(record, number)
        if not cell.strip():
            return []
        known = meanings_of(column)
        found = entries(cell, column.split or LINES, known)
        if known:
            found = tuple(self._known(record, number, entry, known) for entry in found)
        return [self._without_join(record, number, entry, column) for entry in found if entry]

    def _tick(self, record: Record, number: int, column: MappedColumn) -> list[str]:
        cell = record.cell(number)
        says = read_tick(cell, column.entry)
        if says == "unknown":
            what = f"this is neither a tick nor empty ({column.key})."
            hint = "A tick is Yes, Y, 1, x or what the mapping has after entry:; mend the cell."
            self.listing.at_cell("A544", record, number, says=what, hint=hint)
        return [column.entry] if says == "ticked" else []

    def _known(self, record: Record, number: int, entry: str, known: Mapping[str, str]) -> str:
        meaning = known.get(compared(entry))
        if meaning is None:
            says = "here is a choice that the mapping does not know."
            code = "A544"
        elif not meaning:
            says = "the mapping does not say what a choice in this cell stands for."
            code = "A525"
        else:
            return meaning
        hint = "Write what it stands for in the mapping, under labels: of this column."
        self.listing.at_cell(code, record, number, says=says, hint=hint)
        return ""

    def _without_join(self, record: Record, number: int, entry: str, column: MappedColumn) -> str:
        if JOIN not in entry or column.split == JOIN:
            return entry
        says = "an entry holds the sign |, which parts entries in the answers; it became /."
        hint = "Nothing needs doing if it reads well so."
        self.listing.at_cell("A554", record, number, says=says, hint=hint, severity="warning")
        return entry.replace(JOIN, "/")

    def _clean(self, record: Record, number: int) -> str:
        cell = record.cell(number)
        written = unguarded(cell) if number in self.collected else cell
        text = without_hidden_letters(written)
        if _TWICE_ENCODED.search(text):
            says = "letters in this cell look garbled, as if the file had been saved twice."
            hint = "Export the survey again as CSV in UTF-8, without opening it in between."
            self.listing.at_cell("A556", record, number, says=says, hint=hint, severity="warning")
        if HIDDEN.search(written):
            says = "hidden control characters were taken out of this cell."
            hint = "Nothing needs doing if the words read well."
            self.listing.at_cell("A555", record, number, says=says, hint=hint, severity="warning")
        return text
