"""Jisc Online Surveys, CSV: Unique Response Number first, then `N. text` and `N.part. text`."""

import re

from facilitate.load.survey.headings import ColumnHead, Layout, Rows, Use, one_row
from facilitate.load.tables.table import compared

TITLE = "Jisc Online Surveys"

_USES: dict[str, Use] = {
    "unique response number": "private",
    "date/time completed": "row:when",
    "completion date": "row:when",
    "date/time started": "private",
}
_NUMBER = re.compile(r"(\d+)((?:\.(?:\d+|[a-z]{1,2}))*)\.?\s+(.*)", re.DOTALL)


def layout(rows: Rows) -> Layout | None:
    """Return the shape of an export of Jisc Online Surveys, or None."""
    if not rows[0] or compared(rows[0][0]) != "unique response number":
        return None
    headings = tuple(map(_without_number, one_row(rows, _USES)))
    return Layout("jisc_online_surveys", 1, headings, joins=(";", ", "), dates="day first")


def _without_number(heading: ColumnHead) -> ColumnHead:
    found = _NUMBER.fullmatch(heading.text)
    if not found or heading.use != "answer":
        return heading
    number, part, text = found.groups()
    if part:  # the question itself is not in the file, only its number
        return ColumnHead(heading.column, heading.text, f"question {number}", text)
    return ColumnHead(heading.column, heading.text, text)
