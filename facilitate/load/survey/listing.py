"""Everything that a person must be told of an import, each with its cell, within bounds."""

from collections import Counter

from facilitate.faults import Fault, Place, Severity, stops
from facilitate.load.survey.table import Record, Table, cell_name

MOST_OF_A_KIND = 200
"""How many faults of one code are told one by one; the rest are counted."""


class Listing:
    """Collects faults at cells of one table; a flood of one kind is counted, not stored."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._faults: list[Fault] = []
        self._count: Counter[str] = Counter()
        self._worst: dict[str, Severity] = {}

    def add(self, fault: Fault) -> None:
        """Note a fault."""
        self._count[fault.code] += 1
        if self._count[fault.code] <= MOST_OF_A_KIND:
            self._faults.append(fault)
        elif self._worst.get(fault.code) != "error":
            self._worst[fault.code] = fault.severity

    def at_cell(
        self,
        code: str,
        record: Record,
        column: int,
        *,
        says: str,
        hint: str,
        severity: Severity = "error",
        also: Place | None = None,
    ) -> None:
        """Note a fault at a cell; its name, such as K6, begins the message."""
        self.add(
            Fault(
                code=code,
                message=f"{cell_name(record, column)}: {says}",
                hint=hint,
                severity=severity,
                place=self.table.place(record, column),
                also=also,
            )
        )

    @property
    def stops(self) -> bool:
        """Say whether anything noted so far is an error."""
        return stops(self._faults)

    def faults(self) -> tuple[Fault, ...]:
        """Return the faults by line, with one more for each kind that was cut short."""
        rest = [
            Fault(
                code=code,
                message=f"{self._count[code] - MOST_OF_A_KIND:,} more like this were found.",
                hint="Mend those that are listed and run it again.",
                severity=severity,
                place=Place(self.table.file),
            )
            for code, severity in self._worst.items()
        ]
        order = sorted(self._faults, key=lambda fault: (fault.place and fault.place.line) or 0)
        return (*order, *rest)
