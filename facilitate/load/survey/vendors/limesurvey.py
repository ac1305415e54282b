"""LimeSurvey, CSV: headings by code, by full text, or by both; no submit date means unfinished."""

import re

from facilitate.load.survey.headings import (
    ColumnHead,
    Layout,
    Rows,
    Use,
    names,
    one_row,
    question_and_part,
)
from facilitate.structs import replace

TITLE = "LimeSurvey"

_PRIVATE = (
    "id|lastpage|startlanguage|seed|token|startdate|datestamp|ipaddr|refurl|interviewtime|"
    "response id|last page|start language|access code|date started|date last action|ip address|"
    "referrer url|total time"
)
_USES: dict[str, Use] = {
    **dict.fromkeys(_PRIVATE.split("|"), "private"),
    "submitdate": "row:submitted",
    "date submitted": "row:submitted",
}
_CODE = re.compile(r"([A-Za-z][A-Za-z0-9_]*(?:\[[^\]]*\])?)(?:\.\s+(.*))?", re.DOTALL)
_TIMING = re.compile(r"(group|question)?time\s?\d*|(group|question) time:.*", re.IGNORECASE)


def layout(rows: Rows) -> Layout | None:
    """Return the shape of an export of LimeSurvey, or None."""
    found = names(rows[0])
    by_code = found >= {"submitdate", "startlanguage"} or found >= {"submitdate", "lastpage"}
    by_text = "date submitted" in found and found & {"last page", "start language", "response id"}
    if not (by_code or by_text or any(name.startswith("submitdate. ") for name in found)):
        return None
    headings = tuple(map(_with_code, one_row(rows, _USES)))
    return Layout("limesurvey", 1, headings, joins=(";",), dates="year first")


def _with_code(heading: ColumnHead) -> ColumnHead:
    """Return the heading with its code taken apart: `G[goals]`, `G[goals]. Stem [sub]`."""
    if _TIMING.fullmatch(heading.text):
        return replace(heading, use="private")
    found = _CODE.fullmatch(heading.text)
    if not found or heading.use != "answer":
        return heading
    code, text = found[1], found[2]
    if text:
        question, part = question_and_part(text)
        use = _USES.get(code.casefold(), heading.use)
        return replace(heading, text=text, question=question, part=part, code=code, use=use)
    return replace(heading, code=code)
