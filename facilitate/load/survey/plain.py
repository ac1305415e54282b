"""A plain table: one row a person, one header row, or two where questions stand over parts."""

import re
from typing import Literal

from facilitate.load.survey.layout import Layout, Rows, Use, cell, one_row, two_rows, width
from facilitate.load.survey.wording import compared

_TIMES = ("timestamp", "submitted", "submitted at", "date", "date submitted", "completed")
_USES: dict[str, Use] = {
    **dict.fromkeys(_TIMES, "row:when"),
    **dict.fromkeys(("end date", "completion time"), "row:when"),
}

_PAIR = """
pair, pair code, your pair code, your pair, pair id, pair number, your pair number,
code of your pair, which pair are you in, partnership, your partnership
"""
_ROLE = """
role, your role, what is your role, which is your role, i am a, i am, your role in the pair,
role in the pair
"""
_PERSON = """
person, person code, your code, your own code, participant code, code, pid, person id,
your personal code
"""


def _headings(listed: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in listed.split(","))


PAIR_HEADINGS, ROLE_HEADINGS, PERSON_HEADINGS = map(_headings, (_PAIR, _ROLE, _PERSON))
_NOTE = re.compile(r"\s*\([^()]*\)\s*$")


def layout(rows: Rows) -> Layout:
    """Return the shape of a plain table."""
    if _has_two(rows):
        return Layout("plain", 2, two_rows(rows, _USES))
    return Layout("plain", 1, one_row(rows, _USES))


def who(text: str) -> Literal["pair", "role", "person", ""]:
    """Return what a heading asks for of who is answering; empty for any other heading."""
    asked = _NOTE.sub("", compared(text)).rstrip(".:?* ")
    if asked in PAIR_HEADINGS:
        return "pair"
    if asked in ROLE_HEADINGS:
        return "role"
    return "person" if asked in PERSON_HEADINGS else ""


def _has_two(rows: Rows) -> bool:
    """Say whether the second row is still header: who is who stands in it, or is blank there."""
    if len(rows) < 2:
        return False
    columns = range(width(rows[:2]))
    above = [column for column in columns if who(cell(rows, 0, column))]
    below = [column for column in columns if who(cell(rows, 1, column))]
    if below and not above:
        return any(not cell(rows, 0, column) for column in columns)
    parts = [column for column in columns if cell(rows, 1, column)]
    return bool(above and parts) and not any(cell(rows, 1, column) for column in above)
