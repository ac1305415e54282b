"""The cells of one response as values of the plain answers file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitate.load.survey.listing import Listing
from facilitate.load.survey.scales import Labels, Reading
from facilitate.load.survey.table import Record
from facilitate.load.survey.ticks import LINES, entries, tick
from facilitate.load.survey.wording import compared
from facilitate.model.survey_mapping import MappedColumn

JOIN = "|"
"""The sign between several entries of one cell of the answers file."""

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n?|\x85")
_TWICE_ENCODED = re.compile("â€|Ã[\x80-\xbf]|Â[\xa0-\xbf]|\ufffd")
_SHOWN = 40  # characters of a cell that a message quotes


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads cells by their column's mapping and lists those that it cannot read."""

    labels: Mapping[str, Labels]
    listing: Listing

    def reading(self, record: Record, number: int, column: MappedColumn) -> Reading:
        """Return what an item's cell says, without listing anything."""
        return self.labels[column.scale].reading(record.cell(number))

    def number(self, record: Record, number: int, column: MappedColumn) -> str | None:
        """Return an item's number as text, or None for no answer or a cell that is listed."""
        found = self.reading(record, number, column)
        if not found.problem:
            return None if found.number is None else str(found.number)
        cell = record.cell(number).strip()[:_SHOWN]
        if found.problem == "outside":
            code, says = "A541", f"{cell!r} is not on the scale {column.scale!r}"
        elif found.problem == "contradicts":
            code, says = "A541", f"{cell!r} gives a number and a label that contradict each other"
        else:
            code, says = "A540", f"{cell!r} is no label of the scale {column.scale!r}"
        self.listing.at_cell(
            code,
            record,
            number,
            says=f"{says} (item {column.key!r}).",
            hint="Mend the cell, or add the label under scales: or no_answer: in the mapping.",
        )
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
        known = {compared(label): meaning for label, meaning in column.labels.items()}
        found = entries(cell, column.split or LINES, known)
        if known:
            found = tuple(self._known(record, number, entry, known) for entry in found)
        return [self._without_join(record, number, entry, column) for entry in found if entry]

    def _tick(self, record: Record, number: int, column: MappedColumn) -> list[str]:
        cell = record.cell(number)
        says = tick(cell, column.entry)
        if says == "unknown":
            self.listing.at_cell(
                "A544",
                record,
                number,
                says=f"{cell.strip()[:_SHOWN]!r} is neither a tick nor empty ({column.key}).",
                hint=f"A tick is Yes, Y, 1, x or {column.entry!r}; mend the cell.",
            )
        return [column.entry] if says == "ticked" else []

    def _known(self, record: Record, number: int, entry: str, known: Mapping[str, str]) -> str:
        meaning = known.get(compared(entry))
        if meaning is None:
            says = f"{entry[:_SHOWN]!r} is a choice that the mapping does not know."
            code = "A544"
        elif not meaning:
            says = f"the mapping does not say what {entry[:_SHOWN]!r} stands for."
            code = "A525"
        else:
            return meaning
        hint = "Write what it stands for in the mapping, under labels: of this column."
        self.listing.at_cell(code, record, number, says=says, hint=hint)
        return ""

    def _without_join(self, record: Record, number: int, entry: str, column: MappedColumn) -> str:
        if JOIN not in entry or column.split == JOIN:
            return entry
        self.listing.at_cell(
            "A554",
            record,
            number,
            says="an entry holds the sign |, which parts entries in the answers; it became /.",
            hint="Nothing needs doing if it reads well so.",
            severity="warning",
        )
        return entry.replace(JOIN, "/")

    def _clean(self, record: Record, number: int) -> str:
        text = _LINE_END.sub("\n", record.cell(number))
        if _TWICE_ENCODED.search(text):
            self.listing.at_cell(
                "A556",
                record,
                number,
                says="letters in this cell look garbled, as if the file had been saved twice.",
                hint="Export the survey again as CSV in UTF-8, without opening it in between.",
                severity="warning",
            )
        if _HIDDEN.search(text):
            self.listing.at_cell(
                "A555",
                record,
                number,
                says="hidden control characters were taken out of this cell.",
                hint="Nothing needs doing if the words read well.",
                severity="warning",
            )
            text = _HIDDEN.sub("", text)
        return text
