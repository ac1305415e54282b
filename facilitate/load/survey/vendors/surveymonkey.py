"""SurveyMonkey, CSV and XLSX: questions over their parts, or one condensed header row."""

from facilitate.load.survey.headings import Layout, Rows, Use, cell, names, one_row, two_rows

TITLE = "SurveyMonkey"

_USES: dict[str, Use] = {
    "respondent id": "private",
    "collector id": "private",
    "start date": "private",
    "end date": "row:when",
    "date created": "private",
    "date modified": "row:when",
    "ip address": "private",
    "email address": "private",
    "first name": "private",
    "last name": "private",
    "custom data 1": "private",
}
_FILLERS = frozenset({"response", "open-ended response"})


def layout(rows: Rows) -> Layout | None:
    """Return the shape of an export of SurveyMonkey, or None."""
    if not names(rows[0]) >= {"respondent id", "collector id"}:
        return None
    if len(rows) > 1 and not cell(rows, 1, 0):
        headings = two_rows(rows, _USES, fillers=_FILLERS)
        return Layout("surveymonkey", 2, headings, joins=(";", ", "), dates="month first")
    return Layout("surveymonkey", 1, one_row(rows, _USES), joins=(";", ", "), dates="month first")
