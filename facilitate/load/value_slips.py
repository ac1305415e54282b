"""Slips in what stands after a key: a second key, or quotes, brackets and braces gone wrong."""

import re
from collections.abc import Iterator, Sequence

from facilitate.load.file_kinds import keys_anywhere, keys_beside, known_keys, with_ids
from facilitate.load.yaml_line import (
    COLON,
    Line,
    Repair,
    Slip,
    last_under,
    line_at,
    of_value,
    quoted,
    still_open,
    within,
)
from facilitate.model import Item
from facilitate.model.plan import KINDS, Member
from facilitate.model.private import Access, Contact, Sharing
from facilitate.structs import replace

LISTED = frozenset({"who", "absent", "roles", "themes", "needs", "gives", "uses", "away days"})
"""Keys under which words stand in a list, and no sentences."""

_OF_AN_ITEM = frozenset(known_keys(Item, ()))
_OF_A_PERSON = frozenset(known_keys(Member, ())) - {"name"}
_CONFIDED = frozenset(key for one in (Sharing, Access, Contact) for key in known_keys(one, ()))
_WITH_NAMES = {"pairs": _OF_A_PERSON, "sponsors": _OF_A_PERSON, "coaches": {"email", "coaches"}}
"""Where what stands after a key may be somebody's name, and that person's other keys."""
TWO_KEYS = "Two keys stand on this line: {}: and {}:."
AS_A_KEY = re.compile(r"(?:^ *|[{,] *)([a-z][\w -]{0,30}): ")
"""What stands where keys do in a line."""


def second_key(one: Line) -> Repair | None:
    """Return the repair of a line that holds the next key or item too, as those near it; or None.

    Read on with the first of them alone: so the second stands nowhere, and is not told once more.
    """
    if one.key is None or re.match(r"[\w-]+:\s", one.value):
        return None if one.key not in KINDS else _length_behind(one)
    known = _may_follow(one)
    for colon in COLON.finditer(one.value):
        before = one.value[: colon.start()]
        fits = (key for key in known if _ends(before, key))
        key = max(fits, key=len, default="")
        first = before.removesuffix(key).rstrip(" ,;(")
        inside = first.count("{") > first.count("}") or first.count("[") > first.count("]")
        if not key or key == one.key or inside or first[:1] in ("'", '"'):
            continue
        rest = one.value[colon.end() :].strip()
        rest = rest.removesuffix(")") if before.removesuffix(key).endswith("(") else rest
        next_key = rf"[^{{]*?(?=[,;]\s+({'|'.join(map(re.escape, known))}):\s)"
        if more := re.match(next_key, rest):
            rest = f"{more[0]}; and so on for {more[1]}:"
        message, hint, whole = _told(one, key, first, rest)
        told = of_value(one, message, whole, hint)
        lost = one.outer_key in _WITH_NAMES and whole == quoted(first)
        return replace(told, column=told.column + colon.start() - len(key), made_up=lost)
    return None


def _ends(words: str, key: str) -> bool:
    return words.endswith(key) and re.match(r"[\s,;(]", words[: -len(key)][-1:]) is not None


def _length_behind(one: Line) -> Repair | None:
    """Return the repair of an item with its length behind a second colon, or None."""
    first, _, length = one.value.partition(": ")
    if not re.fullmatch(r"\d{1,3} ?(?:m|mins?|minutes|h|hours?)", length):
        return None
    hint = f"Write {one.key}: {first} here, and below, level with it: time: {length}"
    return of_value(one, "A length stands behind a second colon.", first, hint)


def _may_follow(one: Line) -> set[str]:
    """Return the keys that may stand after another one, as its neighbours and its kind have it."""
    level = (other for other in (one, *one.above, *one.below) if other.at == one.at)
    known = {other.key for other in level if other.key}
    others = (line for line in one.lines if line != one.source)
    known |= {key for line in others for key in AS_A_KEY.findall(line)}
    known |= keys_beside(one.key or "")
    known |= _OF_AN_ITEM if one.key in _OF_AN_ITEM else frozenset()
    known |= _WITH_NAMES.get(one.outer_key or "", frozenset())
    behind = set(re.findall(r"[;,]\s+([a-z][\w -]*):\s", one.value))
    # A role is one word; of several only what is a key anywhere can be one.
    of_ids = {key for key in behind if one.outer_key in with_ids() and " " not in key}
    known |= of_ids | behind & keys_anywhere().keys()
    if one.key in LISTED:  # no sentence stands there, so what has a colon is a key
        known |= set(re.findall(r" ([a-z]+): ", one.value))
    return known


def _told(one: Line, key: str, first: str, rest: str) -> tuple[str, str, str]:
    """Return what is wrong, what to type, and what the first key says."""
    dash = first.endswith(" -")
    first = re.sub(r"\s+(and|&|\+|-)$", "", first)
    message = TWO_KEYS.format(one.key, key)
    whole = first if first[:1] in "[{" else quoted(first)
    theirs = _WITH_NAMES.get(one.outer_key or "", frozenset())
    if one.dashes and {one.key, key} <= {*KINDS}:
        message = "Two items stand on this line."
        hint = f"Give each a line of its own: - {one.key}: {first} and below it - {key}: {rest}"
    elif one.dashes and key in keys_beside(one.key or ""):
        hint = f"Put braces round: - {{{one.content}}}"
    elif key in theirs and one.key not in {*theirs, "name"}:
        rest = f"[{rest}]" if key == "coaches" and rest[:1] != "[" else rest
        whole = f"{{name: {first}, {key}: {rest}}}"
        hint = f"Write {one.key}: {whole}"
    elif {one.key, key} <= _CONFIDED and not {one.key, key} <= _OF_AN_ITEM:
        hint = f"Put {key}: on the next line, level with {one.key}:"
    else:
        level = "level with the other dashes: - " if dash else "level with it: "
        hint = f"Write {one.key}: {first} here, and below, {level}{key}: {rest}"
    return message, hint, whole


# ----------------------------------------------------------------------- quotes, brackets, braces


_NOT_CLOSED = "A quote is opened here and never closed."
_GOES_ON = "There is text after the closing quote."
_APOSTROPHE = "An apostrophe inside single quotes ends them."


def open_quotes(lines: Sequence[str], last: int) -> Iterator[Repair]:
    """Yield the repairs of quotes that stay open at the end of their line, the last one first.

    What is to blame may stand far above: all lines down to the next quote are part of the text.
    """
    for number in range(last, 0, -1):
        if any(lines[number - 1].count(sign) % 2 for sign in "\"'"):
            one = line_at(lines, number)
            begins = one.text.startswith(('"', "'")) and still_open(one.text)
            repair = _left_open(one) if begins else _open_quote_in_braces(one)
            if repair is not None:
                yield repair


def _left_open(one: Line) -> Repair | None:
    """Return the repair of a quote or bracket that is opened and never closed."""
    if not still_open(one.text):
        return None
    value = one.text
    sign, swallowed = value[0], one.source[one.start :].rstrip()
    if sign in "[{" and swallowed != value and not still_open(swallowed.replace(" #", " _")):
        message = "Everything after ' #' is a remark, so the bracket before it is never closed."
        if words := re.search(r"[^,\[{:]*[^,\[{:\s] #[^,\]}]*", swallowed):
            inner = words[0].strip()
            mended = (one.source[: one.start] + swallowed).replace(inner, quoted(inner), 1)
            hint = f"Write {quoted(inner)} there."
            return Repair(one.number, one.start + 1, message, hint, mended)
    if sign in "\"'":
        words_in = value[1:].strip().rstrip("\"'").replace('"', "'")
        mended = value[1:] if value[1:2] in {"[", "{"} else f'"{words_in}"'
        hint = f'Close it: "{words_in}", or take the quote away.'
        return of_value(one, _NOT_CLOSED, mended, hint)
    if sign == "{" and (whole := _keys_below(one)):
        return whole
    closed = {"[": "]", "{": "}"}[sign]
    message = "A bracket is opened here and never closed."
    if sign == "[" and "," not in value:
        hint = f"Close it: {value[:60]}], or take the bracket away."
        return of_value(one, message, value[1:].strip(), hint)
    hint = f"Close it on this line: {value}{closed}"
    if len(value) > 60:
        hint = f"Put {closed} at the end of this line."
    return of_value(one, message, value + closed, hint)


def _keys_below(one: Line) -> Repair | None:
    """Return the repair of a brace whose other keys stand on the lines below it, without braces."""
    last = last_under(one.lines, one.number)
    below = [line_at(one.lines, number) for number in range(one.number + 1, last + 1)]
    if not (below and one.key) or not all(line.key and line.value for line in below):
        return None
    first = one.value[1:].strip(" ,")
    values = (one.value if one.value[0] in _OPENS else quoted(one.value) for one in below)
    pairs = (f"{line.key}: {value}" for line, value in zip(below, values, strict=True))
    mended = f"{one.source[: one.start]}{{{', '.join([first, *pairs])}}}"
    message = "A brace is opened here, and the lines below have none."
    hint = (
        f"Write {one.key}: alone here, and put {first.partition(':')[0]}: with what it says on a "
    )
    hint += f"line of its own, level with {below[0].key}:"
    return Repair(one.number, one.start + 1, message, hint, mended, below=("",) * len(below))


_OPENS = "[{'\""
_QUOTE_LEFT_OPEN = re.compile(
    r"(?:(?<=[:,] )|(?<=[{\[]))(?P<sign>[\"'])(?P<words>[^\"{}\[\]]*?)"
    r"(?P<next>,\s+(?:[a-z][\w ]*:|[a-z0-9-]+[,\]]).*|[}\]].*)$"
)


def _open_quote_in_braces(one: Line) -> Repair | None:
    """Return the repair of a text inside braces whose quote is never closed."""
    found = _QUOTE_LEFT_OPEN.search(one.source, one.at)
    if found is None or one.text[:1] not in {"{", "["}:
        return None
    words = f"{found['sign']}{found['words'].rstrip()}{found['sign']}"
    span = found.start(), found.start("next")
    return within(one, span, _NOT_CLOSED, words, f"Close it: {words}")


def _other_bracket(one: Line) -> Repair | None:
    """Return the repair of a list inside braces that ends with theirs: `{needs: [a, b}`."""
    found = re.search(r"\{[^\[\]{}]*\[([^\[\]{}]*)(?=\}\s*$)", one.source)
    if found is None or ":" in found[1]:
        return None
    message, hint = "A bracket is opened here and not closed.", "Put ] behind the last of the list."
    return within(one, found.span(1), message, f"{found[1]}]", hint)


def _after_quote(one: Line) -> Repair | None:
    """Return the repair of a quoted value that goes on after its closing quote."""
    value, sign = one.text, one.text[:1]
    if sign not in {'"', "'"}:
        return None
    inside = 1
    while inside < len(value) and value[inside] != sign:
        inside += 2 if value[inside] == "\\" and sign == '"' else 1
    rest = value[inside + 1 :]
    if not rest or rest.startswith(sign) or still_open(value):
        return None
    if rest.strip() in set(",;."):
        alone = value[: inside + 1]
        message = f"There is {rest.strip()!r} after the closing quote."
        return of_value(one, message, alone, f"Take it away: {alone}")
    message, what, whole = _APOSTROPHE, "text", value[1:].removesuffix(sign)
    if rest[0].isspace() or rest[0] in ",;:.)":
        message, what, whole = _GOES_ON, "whole text", value
    elif sign == '"':
        message = "A quote inside double quotes ends them."
    mended = quoted(whole)
    kind = "double" if mended.startswith('"') else "single"
    return of_value(one, message, mended, f"Put {kind} quotes round the {what}: {mended}.")


_APOSTROPHE_INSIDE = re.compile(r"'([^'{}\[\]]*\w'\w[^'{}\[\]]*)'(?=\s*[,}\]])")


def _apostrophe_in_braces(one: Line) -> Repair | None:
    """Return the repair of a text inside braces whose apostrophe ends it too early."""
    if found := _APOSTROPHE_INSIDE.search(one.source, one.at):
        words = quoted(found[1])
        hint = f"Put double quotes round the text: {words}."
        return within(one, found.span(), _APOSTROPHE, words, hint)
    return None


_BESIDE = re.compile(r"(\[[^\[\]{}]*\]|\{[^{}]*\})(\s*[,;]?\s*(\[[^\[\]{}]*\]|\{[^{}]*\}))+")


def _several_brackets(one: Line) -> Repair | None:
    """Return the repair of several brackets one beside the other: `[head], [manager]`."""
    if not _BESIDE.fullmatch(one.text):
        return None
    each = re.findall(r"\[[^\[\]]*\]|\{[^{}]*\}", one.text)
    words = [part[1:-1].strip() for part in each if part[0] == "[" and "," not in part]
    mended = f"[{', '.join(words if len(words) == len(each) else each)}]"
    message = "Several brackets stand here side by side, where one is wanted round all."
    return of_value(one, message, mended, f"Write {f'{one.key}:' if one.key else '-'} {mended}")


_BRACES_INSIDE = re.compile(r"([\w ]+): ([^\s'\"{}\[\],][^{},:]*\{[^{},:]*\}[^{},:]*)(?=[,}])")


def _braces_in_braces(one: Line) -> Repair | None:
    """Return the repair of a text inside braces that holds a word in braces: `{people served}`."""
    found = _BRACES_INSIDE.search(one.source, one.at)
    if found is None or "{" not in one.source[: found.start()]:
        return None
    words = quoted(found[2])
    message = "A word in braces stands in a text that has no quotes round it."
    return within(
        one, found.span(2), message, words, f"Put quotes round the {found[1].strip()}: {words}"
    )


def _one_bracket_too_many(one: Line) -> Repair | None:
    """Return the repair of a value in brackets or braces that are closed once more than opened."""
    value, last = one.text, one.text[-1:]
    opens = {"]": "[", "}": "{"}.get(last, "")
    if not opens or value[:1] not in "[{" or value.count(last) != value.count(opens) + 1:
        return None
    span = one.source.rindex(last), len(one.source)
    return within(one, span, f"{last} stands here once too often.", "", "Take it away.")


_CLOSED = re.compile(r"(\[[^\[\]{}]*\w[^\[\]{}]*\]|\{[^{}]*\w[^{}]*\})(\W*[^\W_][^\[\]{}]*)")


def words_behind(one: Line) -> Repair | None:
    """Return the repair of a value in brackets or braces with words behind them, or None."""
    found = _CLOSED.fullmatch(one.text)
    if found is None:
        return None
    value, key = found[1], f"{one.key}:" if one.key else "-"
    hint = f"Put # in front of them, or take them away: {key} {value}"
    if value[0] == "{" and re.match(r",\s*[\w ]+:\s", found[2]):
        value = f"{value[:-1]}{found[2]}}}"
        hint = f"Put it inside of the braces: {key} {value}"
    if one.key in LISTED and (more := re.fullmatch(r", ?([\w-]+)", found[2])):
        value = f"{value[:-1]}, {more[1]}]"
        hint = f"Write {key} {value}"
    told = of_value(one, "Words stand behind the bracket that closes here.", value, hint)
    return replace(told, column=told.column + len(found[1]))


_QUOTED_AND_MORE = re.compile(r"([\w ]+): ((\"[^\"]*\"|'[^']*') +[^\s,}:][^,}:]*)(?=[,}])")


def _after_quote_in_braces(one: Line) -> Repair | None:
    """Return the repair of a text inside braces that goes on after its closing quote."""
    found = _QUOTED_AND_MORE.search(one.source, one.at)
    if found is None or "{" not in one.source[: found.start()]:
        return None
    words = quoted(found[2].strip())
    hint = f"Put quotes round the whole {found[1].strip()}: {words}"
    return within(one, found.span(2), _GOES_ON, words, hint)


IN_BRACKETS: tuple[Slip, ...] = (
    _other_bracket,
    _after_quote,
    _apostrophe_in_braces,
    _several_brackets,
    second_key,
    _braces_in_braces,
    _one_bracket_too_many,
    words_behind,
    _after_quote_in_braces,
    _open_quote_in_braces,
    _left_open,
)
"""What may be wrong with a value that begins with a quote or a bracket, likeliest first."""
