"""Words that YAML reads as text and that were meant otherwise: as a list or a key, or longer."""

import re
from collections.abc import Sequence
from typing import Any

from facilitate.load.yaml_line import BULLETS, Repair, about_the_dash, dashed, keyed, wrong_sign
from facilitate.structs import Struct, replace


class PlainText(Struct):
    """A text without quotes: its words, and its lines from its first word on.

    It begins at a line and column (from 1). `key_column` is that of its key, if it has one; it
    stands `alone` where it begins on a line below it. `in_list` says that it is an item.
    """

    words: str
    lines: Sequence[str]
    line: int
    column: int
    key_column: int | None
    alone: bool
    in_list: bool


def meant(text: PlainText) -> tuple[Any, list[Repair]]:
    """Return what a text was meant to say, and what is to be told about it."""
    rows = [row.strip() for row in text.lines]
    tight = (text.alone or text.in_list) and bool(rows) and _TIGHT.match(rows[0])
    if tight or (text.alone and _is_list(rows)):
        return _other_dashes(text, rows)
    if rows and _TIGHT.match(rows[0]):
        message = "A dash begins this text, and no list begins beside a key."
        told = Repair(text.line, text.column, message, f"Take it away: {text.words[1:]}")
        return text.words[1:], [told]
    deep = next((n for n, row in enumerate(rows[1:], 1) if re.match(r"-\s+\S", row)), 0)
    if deep:
        return _deep_dash(text, rows, deep)
    each = [keyed(row) for row in rows if row] if text.alone else []
    if not all(each):
        each = [keyed(text.words)]
    found = [one for one in each if one]
    if not found:
        return _without_lone_quote(text, rows)
    told = wrong_sign(found[0], text.line, text.column, " " * (text.column - 1))
    if found[1:]:
        told = replace(told, hint=f"{told.hint}, and so on below: {found[1].right}")
    return {one.key: one.rest for one in found}, [told]


def _without_lone_quote(text: PlainText, rows: Sequence[str]) -> tuple[str, list[Repair]]:
    """Return a text without a quote that stands at one end alone; after figures it is inches."""
    words = text.words
    if len(words) < 2 or sum(sign in _QUOTES for sign in words) != 1:
        return words, []
    if words[0] in _BEGIN:
        message = "A quote begins this text, and none ends it."
        return words[1:], [Repair(text.line, text.column, message, f"Take it away: {words[1:]}")]
    if words[-1] not in _QUOTES or words[-1] in _BEGIN or words[-2].isdigit():
        return words, []
    message = "A quote ends this text, and none begins it."
    hint = f"Take it away: {words[:-1]}"
    last = len(rows) - 1
    column = (text.column if last == 0 else 1) + len(text.lines[last].rstrip()) - 1
    return words[:-1], [Repair(text.line + last, column, message, hint)]


_BEGIN = "“„«"
_QUOTES = f'{_BEGIN}"”»'

_TIGHT = re.compile(r"-[^\W\d]")
_AS_PROCESSORS_WRITE = re.compile(
    rf"[{BULLETS}]\ufe0f?[^\S\n]+\S|1[.)][^\S\n]+\S.*\n+2[.)][^\S\n]+\S"
)


def _is_list(rows: Sequence[str]) -> bool:
    """Say whether lines below a key are a list as word processors make them."""
    return _AS_PROCESSORS_WRITE.match("\n".join(rows)) is not None


def _other_dashes(text: PlainText, rows: Sequence[str]) -> tuple[Any, list[Repair]]:
    """Return a list whose dashes are other signs, or have no space after them; each is told."""
    items: list[str] = []
    repairs = []
    for number, row in enumerate(rows):
        found = dashed(row)
        if row.startswith("- "):
            items.append(row[2:])
            continue
        if found is None:
            items[-1] = f"{items[-1]} {row}".strip()
            continue
        items.append(found[1])
        column = text.column if number == 0 else text.lines[number].index(row) + 1
        hint = f"Write - {found[1]}"
        repairs.append(Repair(text.line + number, column, about_the_dash(found[0]), hint))
    return (items if text.alone else items[0]), repairs


def _deep_dash(text: PlainText, rows: Sequence[str], deep: int) -> tuple[Any, list[Repair]]:
    """Return what is left of a text in which a line with a dash is read as more of it."""
    column = len(text.lines[deep]) - len(text.lines[deep].lstrip())
    if text.key_column is None or column != text.key_column + 1:
        message = "This dash stands too far in, so its line is read as text of the one above."
        hint = f"Put it level with its neighbours: {rows[deep]}"
        left = text.words.split(" - ")[0]
        return left, [Repair(text.line + deep, column + 1, message, hint)]
    if text.key_column is not None and not text.alone and column > text.key_column - 1:
        first = " ".join(rows[:deep])
        message = "Words stand beside this key, and its list below."
        hint = f"Leave the key alone on its line, and write below it: - {first}"
        items = [first, *(row.removeprefix("- ") for row in rows[deep:])]
        if re.fullmatch(r"\d+ ?\w*|\(.*\)|yes|no|true", first):  # how many, or how long
            hint, items = f"Take it away: {first}", items[1:]
        return items, [Repair(text.line, text.column, message, hint)]
    found = dashed(rows[0])
    first = found[1] if found else " ".join(rows[:deep])
    message = "This line does not stand level with the dashes below it."
    hint = f"Write - {first}, with {column} spaces in front of the dash."
    if found:
        message, hint = about_the_dash(found[0]), f"Write - {first}"
    items = [first, *(row.removeprefix("- ") for row in rows[deep:])]
    return items, [Repair(text.line, text.column, message, hint)]


_OF_A_WORD_PROCESSOR = re.compile(r"[“”„]([^“”„]+)[“”]|[‘’‚]([^‘’‚]+)[‘’]|[«»]\s?([^«»]+?)\s?[«»]")


def without_curly_quotes(words: str) -> str:
    """Return what stands between quotes of a word processor; nothing where none stand round it."""
    found = _OF_A_WORD_PROCESSOR.fullmatch(words)
    return (found[1] or found[2] or found[3]) if found else ""


_WHOLE = re.compile(
    r"[\d.:/-]+|[\dhm]+|\d+ ?(?:min|hour)\w*|\d{1,2} [A-Z][a-z]+ \d{4}|yes|no"
    r"|[a-z0-9]+(-[a-z0-9]+)+"
)
_MEANT = re.compile(r" #(?:\w|\s\d+(?:\S*$|[,;.)]))")
_NUMBERED_THING = re.compile(
    r"\b(?:room|suite|unit|floor|gate|hall|building|flat|table|site|ward|block|level|ext\w*|no"
    r"|lane|street|road|avenue|house)\.?$",
    re.IGNORECASE,
)
"""What is called by a number: `Room # 4`, with or without a space after the sign."""


def is_cut_off(value: str, rest: str) -> bool:
    """Say whether words after a value are more of it rather than a remark.

    A remark has a space after its #; a word or a number without one belongs to the text. A value
    that is whole in itself (a length, a date, an id) has nothing but remarks after it.
    """
    if value == "":
        return re.match(r" #[^\W_]", rest) is not None
    if _NUMBERED_THING.search(value) and re.match(r" # ?\d", rest):
        return True
    if re.match(r" # ?[+0]\d[\d ]{5,}", rest) and not re.search(r"\d{4}", value):
        return True  # a telephone number belongs to the name in front of it
    if re.match(r" # ?(?:and|or|but|&) ", rest) and re.search(r"[^\W\d]{2}", value):
        return _WHOLE.fullmatch(value) is None  # a sentence goes on
    return _WHOLE.fullmatch(value) is None and _MEANT.match(rest) is not None
