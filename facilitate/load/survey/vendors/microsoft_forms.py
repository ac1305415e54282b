"""Microsoft Forms, XLSX: one header row that starts with ID, Start time, Completion time."""

from facilitate.load.survey.layout import Layout, Rows, Use, names, one_row

TITLE = "Microsoft Forms"

_USES: dict[str, Use] = {
    "id": "private",
    "start time": "private",
    "completion time": "row:when",
    "email": "private",
    "name": "private",
    "last modified time": "private",
    "language": "private",
    "grade posted time": "private",
}


def layout(rows: Rows) -> Layout | None:
    """Return the shape of an export of Microsoft Forms, or None."""
    if not names(rows[0]) >= {"start time", "completion time"}:
        return None
    return Layout("microsoft_forms", 1, one_row(rows, _USES), joins=(";",), dates="year first")
