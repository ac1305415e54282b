"""SmartSurvey, CSV: UserID, UserNo, ... and `Q1. text`, options in a second header row."""

import re

from facilitate.load.survey.headings import (
    ColumnHead,
    Layout,
    Rows,
    Use,
    cell,
    names,
    one_row,
    two_rows,
)
from facilitate.structs import replace

TITLE = "SmartSurvey"

_PRIVATE = "userid|userno|name|email|ip address|unique id|started|tracking link"
_USES: dict[str, Use] = {**dict.fromkeys(_PRIVATE.split("|"), "private"), "ended": "row:when"}
_NUMBER = re.compile(r"Q\d+\.\s*")


def layout(rows: Rows) -> Layout | None:
    """Return the shape of an export of SmartSurvey, or None."""
    if not names(rows[0]) >= {"userid", "userno"}:
        return None
    two = len(rows) > 1 and not cell(rows, 1, 0)
    headings = two_rows(rows, _USES) if two else one_row(rows, _USES)
    shorter = tuple(map(_without_number, headings))
    return Layout("smartsurvey", 2 if two else 1, shorter, joins=(";", ", "), dates="day first")


def _without_number(heading: ColumnHead) -> ColumnHead:
    return replace(heading, question=_NUMBER.sub("", heading.question, count=1))
