"""Which survey tool made an export: told from its header rows, never from the file's name."""

import importlib
import pkgutil
from typing import Protocol, cast

from facilitate.faults import Fault, Place
from facilitate.load.survey import plain, vendors
from facilitate.load.survey.layout import Layout, Rows
from facilitate.load.survey.table import Record, Table, UnreadableError, cell_name

_LOOKED_AT = 4  # rows; the longest header has three


class Vendor(Protocol):
    """What each module in `vendors` offers."""

    TITLE: str

    def layout(self, rows: Rows) -> Layout | None:
        """Return the export's shape, or None where the rows are not this tool's."""


def all_vendors() -> dict[str, Vendor]:
    """Return every importer by its module's name, in the order of the names."""
    found = sorted(module.name for module in pkgutil.iter_modules(vendors.__path__))
    return {
        name: cast("Vendor", importlib.import_module(f"{vendors.__name__}.{name}"))
        for name in found
    }


def title(vendor: str) -> str:
    """Return a tool's name for people."""
    known = all_vendors()
    return known[vendor].TITLE if vendor in known else "a plain table"


def recognised(table: Table) -> tuple[Layout, tuple[Record, ...], tuple[Record, ...]]:
    """Return the layout, the header rows and the rows of answers; title rows are passed over.

    Raises `UnreadableError` where two tools' signatures fit, or where nobody has answered.
    """
    start = _first_header(table)
    records = table.records[start:]
    rows = [record.cells for record in records[:_LOOKED_AT]]
    if not rows:
        raise UnreadableError(_nothing_in(table))
    fits = [shape for vendor in all_vendors().values() if (shape := vendor.layout(rows))]
    if len(fits) > 1:
        tools = " and ".join(title(shape.vendor) for shape in fits)
        message = f"The header rows fit {tools}, so it is not clear which tool made this file."
        hint = "Export the survey again, and do not add columns to it."
        fault = Fault(code="A514", message=message, hint=hint, place=table.place(records[0]))
        raise UnreadableError(fault)
    layout = fits[0] if fits else plain.layout(rows)
    if len(records) <= layout.header_rows:
        raise UnreadableError(_nothing_in(table))
    return layout, records[: layout.header_rows], records[layout.header_rows :]


def passed_over(table: Table) -> tuple[Fault, ...]:
    """Return the warning of rows above the header, which hold a title and no headings."""
    skipped = table.records[: _first_header(table)]
    return tuple(
        Fault(
            code="A513",
            message=f"Row {record.row} stands above the header and was passed over.",
            hint="Check that it is a title only.",
            severity="warning",
            place=table.place(record),
        )
        for record in skipped
    )


def _first_header(table: Table) -> int:
    """Return how many rows at the top hold one cell only, in a table that is wider than two."""
    widest = max((len(record.cells) for record in table.records), default=0)
    if widest < 3:
        return 0
    for number, record in enumerate(table.records[:_LOOKED_AT]):
        if sum(1 for text in record.cells if text.strip()) > 1:
            return number
    return 0


def _nothing_in(table: Table) -> Fault:
    where = f" below {cell_name(table.records[0], 0)}" if table.records else ""
    return Fault(
        code="A508",
        message=f"There are no answers{where} in this file.",
        hint="Export the responses of the survey, not its questions or its summary.",
        place=Place(table.file, 1),
    )
