"""How a survey tool lays out its export: header rows, what each column is, its marks of a row."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from facilitate.load.tables.table import compared, headings, without_entities
from facilitate.load.tables.times import DateOrder
from facilitate.structs import Struct, field

_LISTED = """
id, ip, ipaddress, ip address, ipaddr, e-mail, email, mail, emailaddress, email address
e-mail address, your e-mail, your email, username, user name, name, names, fullname, full name
your name, firstname, first name, lastname, last name, surname, forename, respondent
respondent id, respondentid, response id, responseid, participant, participant id, collector id
collectorid, unique id, uniqueid, unique response number, user id, userid, user no, userno
staff number, employee number, token, access code, seed, device, device type, devicetype
browser, os, platform, user agent, useragent, latitude, longitude, location, geolocation
location latitude, location longitude, locationlatitude, locationlongitude, country, city
region, postcode, address, phone, telephone, mobile, phone number, date of birth, nhs number
gmc number, language, user language, userlanguage, start language, startlanguage
recipient last name, recipient first name, recipient email, recipientlastname
recipientfirstname, recipientemail, external data reference, externalreference
externaldatareference, distribution channel, distributionchannel, response type
start date, startdate, start time, starttime, date started, started, end date, enddate
end time, endtime, ended, recorded date, date created, date modified, last modified time
date last action, datestamp, duration, duration (in seconds), progress, last page, lastpage
total time, interviewtime, referer, referrer, refurl, referrer url, source, link, tracking link
custom data, custom data 1, custom data 2, custom data 3, custom data 4, custom data 5
"""
_NAMES = frozenset(name.strip() for line in _LISTED.splitlines() for name in line.split(","))


def is_private(heading: str) -> bool:
    """Say whether a heading is that of a name, an address, a device, a place or an entry number."""
    asked = compared(heading).rstrip(":?* ")
    return asked in _NAMES or _core(asked) in _NAMES


def looks_private(cells: list[str]) -> bool:
    """Say whether the cells of a column hold e-mail or internet addresses."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and 2 * sum(map(_is_address, filled)) >= len(filled)


def _is_address(cell: str) -> bool:
    name, at, host = cell.strip().partition("@")
    if at and name and "." in host and " " not in cell.strip():
        return True
    numbers = cell.strip().split(".")
    return len(numbers) == 4 and all(part.isdecimal() and len(part) <= 3 for part in numbers)


Use = Literal["answer", "private", "row:when", "row:submitted", "row:finished", "row:preview"]
"""What a column is for: `submitted` is a time that is empty while the answers are unfinished."""

Rows = Sequence[Sequence[str]]
"""The first rows of an export, as they stand; a vendor looks at them and nothing else."""

_TAG = re.compile(r"</?(?:p|br|b|i|u|em|strong|span|div|font)\b[^<>]*>", re.IGNORECASE)
_BRACKET = re.compile(r"(.*\S)\s*\[(.*)\]\s*", re.DOTALL)


class ColumnHead(Struct):
    """One column's heading: whole, and as the question, the part of it, and the tool's code."""

    column: int
    text: str
    question: str
    part: str = ""
    code: str = ""
    use: Use = "answer"


class Layout(Struct):
    """An export's shape. `joins` are the signs between several ticks in one cell, likeliest first.

    `marks` gives, by use, what each compared value of a mark means: `finished`, `unfinished`,
    `answer` or `preview`. `dates` is empty where the tool does not say.
    """

    vendor: str
    header_rows: int
    headings: tuple[ColumnHead, ...]
    joins: tuple[str, ...] = (";", ", ", ",")
    dates: DateOrder = ""
    marks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def names(row: Sequence[str]) -> frozenset[str]:
    """Return the cells of a header row in the form in which they are compared."""
    return frozenset(compared(cell) for cell in row if cell.strip())


def cell(rows: Rows, row: int, column: int) -> str:
    """Return a header cell without tags, entities and spare blanks; empty if there is none."""
    if row >= len(rows) or column >= len(rows[row]):
        return ""
    return " ".join(without_entities(_TAG.sub(" ", rows[row][column])).split())


def width(rows: Rows) -> int:
    """Return how many columns the widest of the rows has."""
    return max((len(row) for row in rows), default=0)


def question_and_part(text: str) -> tuple[str, str]:
    """Return `Question [Part]` as its two pieces; a text without brackets is all question."""
    found = _BRACKET.fullmatch(text)
    return (found[1], found[2].strip()) if found else (text, "")


def one_row(rows: Rows, uses: Mapping[str, Use]) -> tuple[ColumnHead, ...]:
    """Return the headings of an export with one header row; `uses` go by compared heading."""
    return tuple(_single(column, cell(rows, 0, column), uses) for column in range(width(rows[:1])))


def two_rows(
    rows: Rows, uses: Mapping[str, Use], *, fillers: frozenset[str] = frozenset()
) -> tuple[ColumnHead, ...]:
    """Return the headings where a question stands once over its parts in the second row.

    `fillers` are words of the second row that only say that an answer follows.
    """
    headings: list[ColumnHead] = []
    question = ""
    for column in range(width(rows[:2])):
        own, part = cell(rows, 0, column), cell(rows, 1, column)
        question = own or question
        part = "" if compared(part) in fillers else part
        if not part:
            headings.append(_single(column, own, uses))
        elif not question:
            headings.append(_single(column, part, uses))
        else:
            headings.append(ColumnHead(column, f"{question} [{part}]", question, part))
    return tuple(headings)


def _single(column: int, text: str, uses: Mapping[str, Use]) -> ColumnHead:
    question, part = question_and_part(text)
    use = uses.get(compared(text), "private" if is_private(text) else "answer")
    return ColumnHead(column, text, question, part, use=use)


_TIMES = ("timestamp", "submitted", "submitted at", "date", "date submitted", "completed")
_CALLED = ("time stamp", "date and time", "zeitstempel", "horodateur")
_USES: dict[str, Use] = {
    **dict.fromkeys((*_TIMES, *_CALLED), "row:when"),
    **dict.fromkeys(("end date", "completion time"), "row:when"),
}


_PAIR = """
pair, pair code, pair id, pair number, pair reference,
pair name, code of your pair, code for your pair, code of pair, partnership, partnership code
"""
_ROLE = """
role, job role, i am a, i am, role in the pair, role in your pair
"""
_PERSON = """
person, person code, own code, participant code, code, pid, person id, personal code
"""


_NUMBERED = re.compile(
    r"(?:(?:q|question|item|statement)\s*\d{1,3}(?:\.\d{1,3})*[a-z]?\s*[.):-]?"
    r"|\d{1,3}(?:\.(?:\d{1,3}|[a-z]))*[a-z]?\s*[.):]|\(?[a-z0-9]{1,2}\))\s+"
)
_ASKING = re.compile(
    r"^(?:please\s+)?"
    r"(?:(?:enter|type|write|give|select|choose|pick|tick|state|tell us)(?: in)?\s+)?"
    r"(?:(?:what|which|who)(?:'s|\s+is|\s+are)?"
    r"(?:\s+of\s+(?:these|the following)(?:\s+is|\s+are)?)?\s+)?(?:(?:your|the|my|our)\s+)?"
)
_ASKED_OF = re.compile(r"\s+(?:are you(?: in| from)?|do you belong to|you (?:are in|belong to))$")


def without_number(text: str) -> str:
    """Return a compared text without `7.`, `Q7:` or `(a)` in front."""
    found = _NUMBERED.match(text)
    return text[found.end() :] if found else text


def _core(text: str) -> str:
    """Return what a compared heading asks for: of `what is your pair's code` it is `pair code`."""
    plain = _ASKING.sub("", without_number(text), count=1)
    return _ASKED_OF.sub("", plain).replace("'s ", " ")


PAIR_HEADINGS, ROLE_HEADINGS, PERSON_HEADINGS = map(headings, (_PAIR, _ROLE, _PERSON))
_NOTE = re.compile(r"\s*\([^()]*\)\s*$")


def plain_layout(rows: Rows) -> Layout:
    """Return the shape of a plain table."""
    if _has_two(rows):
        return Layout("plain", 2, two_rows(rows, _USES))
    return Layout("plain", 1, one_row(rows, _USES))


def identity_of(text: str) -> Literal["pair", "role", "person", ""]:
    """Return what a heading asks for of who is answering; empty for any other heading."""
    whole = _NOTE.sub("", compared(text).rstrip("* ")).rstrip(".:?* ")
    asked = {whole, _core(whole)}
    if asked & PAIR_HEADINGS:
        return "pair"
    if asked & ROLE_HEADINGS:
        return "role"
    return "person" if asked & PERSON_HEADINGS else ""


def _has_two(rows: Rows) -> bool:
    """Say whether the second row is still header: who is who stands in it, or is blank there."""
    if len(rows) < 2:
        return False
    columns = range(width(rows[:2]))
    above = [column for column in columns if identity_of(cell(rows, 0, column))]
    below = [column for column in columns if identity_of(cell(rows, 1, column))]
    if below and not above:
        return any(not cell(rows, 0, column) for column in columns)
    parts = [column for column in columns if cell(rows, 1, column)]
    return bool(above and parts) and not any(cell(rows, 1, column) for column in above)
