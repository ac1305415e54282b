"""Qualtrics, CSV and TSV: ids, question texts, and a row of ImportId that may have been removed."""

from facilitate.load.survey.headings import (
    ColumnHead,
    Layout,
    Rows,
    Use,
    cell,
    is_private,
    names,
    width,
)
from facilitate.load.tables.table import compared

TITLE = "Qualtrics"

_USES: dict[str, Use] = {
    "status": "row:preview",
    "finished": "row:finished",
    "recordeddate": "row:when",
    "startdate": "private",
    "enddate": "private",
}
_PREVIEW = {
    **dict.fromkeys(("ip address", "0", "imported", "4", "offline", "16"), "answer"),
    **dict.fromkeys(("survey preview", "1", "survey test", "2"), "preview"),
    **dict.fromkeys(("preview spam", "9", "offline preview", "17"), "preview"),
}
_FINISHED = {"true": "finished", "1": "finished", "false": "unfinished", "0": "unfinished"}


def layout(rows: Rows) -> Layout | None:
    """Return the shape of an export of Qualtrics, or None."""
    ids = next((number for number in (1, 2) if _has_import_ids(rows, number)), 0)
    if not ids and not names(rows[0]) >= {"recordeddate", "responseid"}:
        return None
    texts = names(rows[1]) if len(rows) > 1 else frozenset()
    header_rows = ids + 1 if ids else 1 + bool(texts & {"recorded date", "response id"})
    headings = tuple(
        _heading(rows, column, ids=ids, has_texts=header_rows - bool(ids) > 1)
        for column in range(width(rows[:header_rows]))
    )
    marks = {"row:preview": _PREVIEW, "row:finished": _FINISHED}
    return Layout("qualtrics", header_rows, headings, (",",), "year first", marks)


def _has_import_ids(rows: Rows, number: int) -> bool:
    return number < len(rows) and any("importid" in compared(text) for text in rows[number])


def _heading(rows: Rows, column: int, *, ids: int, has_texts: bool) -> ColumnHead:
    code = cell(rows, 0, column)
    text = (cell(rows, 1, column) if has_texts else "") or code
    return ColumnHead(column, text, text, code=code, use=_use(code, text, cell(rows, ids, column)))


def _use(code: str, text: str, import_id: str) -> Use:
    if "qid" in compared(import_id):
        return "answer"
    known = _USES.get(compared(code))
    if known:
        return known
    hidden = is_private(code) or is_private(text) or compared(code).startswith("q_")
    return "private" if hidden else "answer"
