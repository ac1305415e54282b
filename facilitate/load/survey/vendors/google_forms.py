"""Google Forms, its CSV download and the linked sheet: Timestamp first, `Question [Row]`."""

from facilitate.load.survey.headings import Layout, Rows, Use, one_row
from facilitate.load.tables.table import compared

TITLE = "Google Forms"

_USES: dict[str, Use] = {
    "timestamp": "row:when",
    "email address": "private",
    "username": "private",
    "score": "private",
}


def layout(rows: Rows) -> Layout | None:
    """Return the shape of an export of Google Forms, or None."""
    if not rows[0] or compared(rows[0][0]) != "timestamp":
        return None
    return Layout("google_forms", 1, one_row(rows, _USES), joins=(";", ", "))
