"""Microsoft Forms, XLSX: one header row that starts with ID, Start time, Completion time."""

from facilitate.load.survey.headings import ColumnHead, Layout, Rows, Use, names, one_row
from facilitate.structs import replace

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
    "total points": "private",
    "quiz feedback": "private",
}


def layout(rows: Rows) -> Layout | None:
    """Return the shape of an export of Microsoft Forms, or None."""
    if not names(rows[0]) >= {"start time", "completion time"}:
        return None
    headings = tuple(map(_without_marking, one_row(rows, _USES)))
    return Layout("microsoft_forms", 1, headings, joins=(";",), dates="year first")


def _without_marking(heading: ColumnHead) -> ColumnHead:
    """Return the heading; a quiz's points and feedback repeat its questions and are no answers."""
    is_marking = heading.text.startswith(("Points - ", "Feedback - "))
    return replace(heading, use="private") if is_marking else heading
