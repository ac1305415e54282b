"""What a workbook's cell says, as the text that a person saw."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY_ONE = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no time zone
_DAY_ONE_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
_LAST_DAY = 2_958_465  # 31 December 9999


@dataclass(frozen=True, slots=True)
class Style:
    """What the cells of one workbook refer to."""

    texts: Sequence[str]
    dates: frozenset[int]
    since_1904: bool

    def text(self, kind: str, raw: str, style: str) -> str:
        """Return a cell's text; `kind` and `style` are its attributes `t` and `s`."""
        if kind == "s":
            return self.texts[_index(raw)] if raw else ""
        if kind in ("inlineStr", "str"):
            return unescaped(raw)
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if kind == "n" and raw and int(style) in self.dates:
            return date_text(float(raw), since_1904=self.since_1904)
        return number_text(raw) if kind == "n" else raw


def _index(raw: str) -> int:
    if not raw.isdecimal():
        raise ValueError(raw)
    return int(raw)


def unescaped(text: str) -> str:
    """Return a text with Excel's `_x000D_` turned back; halves of letters are left as they are."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(
        lambda found: found[0] if 0xD800 <= int(found[1], 16) < 0xE000 else chr(int(found[1], 16)),
        text,
    )


def number_text(raw: str) -> str:
    """Return a number as it was typed: 4 for 4.0, and at most 15 digits, as a spreadsheet keeps."""
    if not raw or raw.isdecimal():
        return raw
    number = float(raw)
    if number != number or abs(number) == float("inf"):
        raise ValueError("no number")
    return str(int(number)) if number == int(number) else f"{number:.15g}"


def date_text(days: float, *, since_1904: bool) -> str:
    """Return a day count as `2026-05-04 09:06:00`; a count out of the calendar stays a number."""
    if not 0 <= days <= _LAST_DAY:
        return number_text(repr(days))
    moment = (_DAY_ONE_1904 if since_1904 else _DAY_ONE) + timedelta(seconds=round(days * 86_400))
    return moment.strftime("%Y-%m-%d %H:%M:%S")
