"""How a text file's bytes spell its letters: found out, said, and never guessed in silence."""

import codecs
import re

from facilitate.faults import Fault, Place
from facilitate.load.survey.table import UnreadableError

ONE_BYTE = ("cp1252", "latin-1", "mac-roman")
"""Spellings that a reviewer may name where the bytes themselves cannot tell."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters that only UTF-8 spells so. An accented capital before a curly quote or a dash is left
# out: those are the only pairs of this kind that words in cp1252 really have.
_MANY_BYTES = re.compile(
    rb"[\xc2\xc3][\x80-\xbf]|[\xc4-\xdf][\x80-\x84\x86-\x90\x98-\x9f\xa1-\xaa\xac-\xba\xbc-\xbf]"
    rb"|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def encoding_of(data: bytes, file: str, *, reviewed: str = "") -> str:
    """Return the encoding: by byte-order mark, else strict utf-8, else cp1252 or the reviewed one.

    Raises `UnreadableError` where bytes belong to no encoding, or two are mixed in one file.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _proved(data, encoding, file)
    wide = _wide_without_mark(data)
    if wide:
        return _proved(data, wide, file)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        if _MANY_BYTES.search(data):
            raise _mixed(data, problem.start, file) from problem
        return _proved(data, reviewed if reviewed in ONE_BYTE else "cp1252", file)
    return "utf-8"


def is_certain(encoding: str) -> bool:
    """Say whether the bytes themselves prove the encoding."""
    return encoding not in ONE_BYTE


def said(encoding: str, file: str) -> Fault:
    """Return the advice that the encoding is an assumption, for a person to look at."""
    return Fault(
        code="A511",
        message=f"The file does not say how its letters are written; it was read as {encoding}.",
        hint="Look at pound signs, dashes and accents in the mapping before you sign it.",
        severity="advice",
        place=Place(file),
    )


def _wide_without_mark(data: bytes) -> str:
    """Return utf-16 by the side on which plain letters leave their empty bytes, or nothing."""
    start = data[:2000]
    if len(start) < 4 or len(data) % 2:
        return ""
    odd, even = start[1::2].count(0), start[::2].count(0)
    half = len(start) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else ""


def _proved(data: bytes, encoding: str, file: str) -> str:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _unreadable(data, problem.start, encoding, file) from problem
    return encoding


def _line(data: bytes, offset: int) -> int:
    before = data[:offset]
    return 1 + max(before.count(b"\n"), before.count(b"\r"))


def _unreadable(data: bytes, offset: int, encoding: str, file: str) -> UnreadableError:
    return UnreadableError(
        Fault(
            code="A503",
            message=f"A letter here is not {encoding}, in which the rest of the file is written.",
            hint="Export the survey again as CSV in UTF-8.",
            place=Place(file, _line(data, offset)),
        )
    )


def _mixed(data: bytes, offset: int, file: str) -> UnreadableError:
    return UnreadableError(
        Fault(
            code="A503",
            message="The file is UTF-8, but a letter here is not; two files seem to be joined.",
            hint="Export the survey again as CSV in UTF-8.",
            place=Place(file, _line(data, offset)),
        )
    )
