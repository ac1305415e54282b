"""XLSX workbooks: weighed by the zip directory before anything is unpacked, then read as text."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.faults import Fault, Place
from facilitate.load.survey.sheet_xml import date_styles, parsed, shared_texts, sheet_rows
from facilitate.load.survey.table import MAX_BYTES, Table, UnreadableError, too_big

MAX_PARTS = 1_000
MAX_RATIO = 100  # unpacked to packed; sheets of real answers stay below 40
_SMALL_PART = 1_000_000  # bytes; below this a high ratio harms nobody

_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str


def read_workbook(data: bytes, file: str, *, sheet: str = "") -> Table:
    """Return the rows of the sheet that was named, or of the only one that holds any.

    Raises `UnreadableError`: damaged, too big, locked, a document type inside, or several sheets
    to choose from. Nothing is calculated; a cell with a formula or an error is marked as such.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _weigh(package, file)
            return _chosen(tuple(_tables(package, file)), file, sheet=sheet)
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError) as problem:
        raise _damaged(file) from problem
    except (RuntimeError, NotImplementedError) as problem:  # locked, or packed in a rare way
        raise _damaged(file) from problem


def _weigh(package: zipfile.ZipFile, file: str) -> None:
    parts = package.infolist()
    if len(parts) > MAX_PARTS:
        raise too_big(f"its workbook has {len(parts):,} parts", file)
    if len({part.filename for part in parts}) < len(parts):
        raise _damaged(file)
    size = sum(part.file_size for part in parts)
    if size > MAX_BYTES:
        raise too_big(f"unpacked it would take {size / 1e6:,.0f} MB", file)
    for part in parts:
        packed = max(part.compress_size, 1)
        if part.file_size > _SMALL_PART and part.file_size / packed > MAX_RATIO:
            raise too_big(
                f"a part of it unpacks to {part.file_size // packed} times its size", file
            )


def _tables(package: zipfile.ZipFile, file: str) -> Iterator[Table]:
    names = set(package.namelist())
    if _WORKBOOK not in names:
        raise _damaged(file)
    book = parsed(package, _WORKBOOK, file)
    targets = _targets(package, file)
    texts_part, styles_part = targets.get("sharedStrings", ""), targets.get("styles", "")
    texts = shared_texts(package, texts_part, file) if texts_part in names else ()
    dates = date_styles(package, styles_part, file) if styles_part in names else frozenset()
    since_1904 = any(
        tag == "workbookPr" and facts.get("date1904") in ("1", "true") for tag, facts in book
    )
    for tag, facts in book:
        if tag != "sheet" or facts.get("state", "visible") != "visible":
            continue
        part = targets.get(next((facts[key] for key in facts if key.endswith("}id")), ""), "")
        if part not in names or "worksheets/" not in part:
            continue
        rows = sheet_rows(package, part, file, texts=texts, dates=dates, since_1904=since_1904)
        yield Table(file, "", "", facts.get("name", ""), rows.records, rows.oddities, rows.merges)


def _targets(package: zipfile.ZipFile, file: str) -> dict[str, str]:
    """Return the part name of each relationship of the workbook, by its id and by its kind."""
    targets = {}
    for tag, facts in parsed(package, "xl/_rels/workbook.xml.rels", file):
        if tag == "Relationship" and facts.get("TargetMode") != "External":
            target = facts.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[facts.get("Id", "")] = path
            targets.setdefault(facts.get("Type", "").rpartition("/")[2], path)
    return targets


def _chosen(tables: tuple[Table, ...], file: str, *, sheet: str) -> Table:
    filled = [table for table in tables if table.records]
    if sheet:
        filled = [table for table in filled if table.sheet == sheet]
    if len(filled) == 1:
        return filled[0]
    names = ", ".join(repr(table.sheet) for table in tables)
    if filled:
        message = f"This workbook has several sheets with rows: {names}."
        hint = f"Name the one with the answers: --sheet {filled[0].sheet!r}."
    else:
        message = (
            f"No sheet {sheet!r} with rows is in this workbook." if sheet else "It has no rows."
        )
        hint = f"Its sheets are {names}." if names else "Export the survey again as XLSX or CSV."
    raise UnreadableError(Fault(code="A507", message=message, hint=hint, place=Place(file)))


def _damaged(file: str) -> UnreadableError:
    return UnreadableError(
        Fault(
            code="A505",
            message="This workbook is damaged or locked, so its cells cannot be trusted.",
            hint="Export the survey again as XLSX without a password, or as CSV.",
            place=Place(file),
        )
    )
