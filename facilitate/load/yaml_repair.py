"""The line of a YAML file that needs mending where a parser gives up.

A YAML parser complains where it gives up, which is mostly a line or more after the mistake. So
the lines near there are mended in the ways in which organisers slip, one at a time, and the way
that lets the parser get furthest is told. Where none does, the complaint is put into words.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, islice
from typing import Literal

from facilitate.load.line_repairs import (
    A_TAB,
    LINES_ABOVE,
    LISTED,
    Repair,
    moves,
    near_lines,
    open_quotes,
    outer_key,
    slips,
    without_colon,
    wrong_dash,
)
from facilitate.load.yaml_line import (
    COLON,
    Line,
    column_of_value,
    indent_of,
    line_of,
    quoted,
    still_open,
)

LONGEST_LINE = 5_000
"""Lines with more letters are not looked at: some patterns take the square of their length."""

NO_BREAK = re.compile(
    r"^[ ]*[\u00a0\u2002-\u200a\u202f\u3000][\u00a0\u2002-\u200a\u202f\u3000 ]*"
    r"|[\u00a0\u202f]+(?=:\s)"
    r"|(?<=[:-])[\u00a0\u2002-\u200a\u202f\u3000 ]*[\u00a0\u2002-\u200a\u202f\u3000][ ]*",
    re.MULTILINE,
)
"""Spaces of word processors and web pages where YAML wants an ordinary one: read as that."""

Complaint = Literal[
    "second colon",
    "bad start",
    "backslash",
    "open quote",
    "open bracket",
    "no colon",
    "indent",
    "no dash",
    "list here",
    "unknown",
]
"""What a YAML parser stumbled over, whatever words it has for that."""


MOST_TRIES = 90
MOST_LINES_TRIED = 18_000
"""How many ways to mend lines are tried where a parser gives up, and how many lines so read."""

_MOST_QUOTES = 3
_UP_TO = 40  # lines above it in which a word may be what it stumbled over


def find_repair(
    lines: Sequence[str],
    complaint: Complaint,
    line: int,
    column: int,
    reach: Callable[[Sequence[str]], tuple[int, int]],
) -> Repair:
    """Return the repair with which a parser gets furthest beyond the line where it gave up.

    `reach` gives the line (from 1) at which lines cannot be read on, past the last if they can,
    and how many keys and values are read before. What the parser says itself comes first, then
    slips of a line's signs, then lines that stand in the wrong place; of these, one that loses no
    key to a text and puts its line where most lines around it stand. Where nothing helps, the
    parser's complaint is put into words.
    """
    said = _explained(lines, complaint, line, column)
    if any(len(one) > LONGEST_LINE for one in lines):
        return said
    around = lines[max(0, line - LINES_ABOVE) : line + LINES_ABOVE]
    usual = Counter(_stand(one) for one in around if one.strip())
    best, furthest = said, (line, 0.0, 0, 0)
    tries = chain(
        ((2 * _likely(said), said) for _ in range(said.mended is not None)),
        ((1, one) for one in islice(open_quotes(lines, line), _MOST_QUOTES)),
        (
            (_likely(one), one)
            for number in near_lines([line], len(lines), _UP_TO)
            for one in slips(lines, number)
        ),
        ((0, one) for one in moves(lines, [line])),
    )
    for likely, one in islice(tries, min(MOST_TRIES, 1 + MOST_LINES_TRIED // len(lines))):
        last, words = reach(one.put_into(lines))
        where = usual[_stand(one.mended or "")] if likely == 0 else 0
        rank = (last, likely, words if likely == 0 else 0, where)
        if last > line and rank > furthest:
            best, furthest = one, rank
        if likely >= 1 and last > len(lines):
            break
    return best


def _likely(one: Repair) -> float:
    """Return how likely a slip of a line's signs is: 1, below 0 where nobody knows what is meant.

    A line that is read as a remark is likelier than one that is moved, which is 0, and no more.
    """
    if one.mended is None:
        return -1
    return _REMARK if one.mended.lstrip().startswith("#") else 1


_REMARK = 0.25


def _stand(line: str) -> tuple[int, bool]:
    """Return a line's indent, and whether it starts with a dash."""
    return indent_of(line), line.lstrip().startswith("- ")


# ------------------------------------------------ a parser's complaint, where all lines fit

_PUT_QUOTES = "Put quotes round the text, and close what is opened."
_LEVEL = "Give it as many spaces in front as its neighbours have."
_IN_WORDS: Mapping[Complaint, tuple[str, str]] = {
    "second colon": ("There is a second colon on this line.", _PUT_QUOTES),
    "bad start": ("A value may not start with this sign.", _PUT_QUOTES),
    "backslash": (
        "A backslash between double quotes has a meaning of its own.",
        "Write single quotes instead.",
    ),
    "open quote": ("A quote is opened here and never closed.", _PUT_QUOTES),
    "open bracket": ("A bracket is opened and not closed.", _PUT_QUOTES),
    "no colon": (
        "This line has no colon after its key.",
        "Write it like key: value, or indent it if it belongs to the line above.",
    ),
    "indent": ("The indent of this line does not fit the lines above.", _LEVEL),
    "no dash": ("A line of this list does not start with a dash.", _LEVEL),
    "list here": ("A list starts here where a single value is expected.", _PUT_QUOTES),
    "unknown": ("This cannot be read.", _PUT_QUOTES),
}


def _explained(lines: Sequence[str], complaint: Complaint, line: int, column: int) -> Repair:
    """Return what the parser stumbled over as a repair of its line."""
    text = lines[line - 1]
    if "\t" in text[: indent_of(text)] or text[column - 1 : column] == "\t":
        message, hint = A_TAB
        return Repair(line, text.find("\t") + 1 or column, message, hint, code="Y002")
    one = line_of(line, text)
    known = _by_complaint(one, text, complaint, lines)
    if known is not None:
        return known
    message, hint = _IN_WORDS[complaint]
    if complaint == "second colon" and len(COLON.findall(text)) < 2:
        message = "This line does not fit under the one above it."
        hint = "Give it as many spaces in front as its neighbours, or add the colon above."
        return Repair(line, column, message, hint)
    if complaint == "backslash":
        return Repair(line, column, message, hint, text.replace('"', "'"))
    if one.text[:1] in _SIGNS or complaint in ("second colon", "bad start"):
        if one.text[:1] in _SIGNS:
            message, hint = _IN_WORDS["bad start"]
        start = column_of_value(text, one)
        words = one.text.strip("“”„‘’")
        what = f"the {one.key}" if one.key else "the text"
        hint = f"Put quotes round {what}: {quoted(words)}."
        # Read on with the words alone: whether the sign or what follows it is meant is not known.
        left = COLON.split(words.lstrip(_SIGNS))[0].rstrip()
        return Repair(line, column, message, hint, text[:start] + quoted(left))
    return Repair(line, column, message, hint)


def _by_complaint(
    one: Line, text: str, complaint: Complaint, lines: Sequence[str]
) -> Repair | None:
    """Return the repair of a line that the complaint and the line's own signs explain, or None."""
    below = lines[one.number : one.number + 1]
    if complaint == "second colon" and one.key is None and one.content[:1].isalpha():
        return without_colon(one, text, lines)
    if one.key and (repair := _words_before_braces(one, text) or _sign_in_braces(one, text)):
        return repair
    if complaint == "second colon":
        braces = _without_braces(one, text, in_braces=_beside_braces(one, lines))
        lost = one.text[:1] == "(" or one.text[-1:] in ")}"
        braces = (braces if lost else None) or _two_keys(one, text, lines) or braces
        return braces or _name_and_title(one, text, lines)
    if one.key is not None and one.value in _NOTHING:
        message = f"A sign alone, {one.value}, stands after {one.key}: and says nothing."
        hint = f"Take the line out; or write {one.key}: vacant, where nobody is in post."
        if one.indent == 0:
            hint = "Take the line out until it is known."
        column = column_of_value(text, one)
        return Repair(one.number, column + 1, message, hint, f"{text[:column]}'{one.value}'")
    if complaint == "list here" and one.key is not None and one.value.startswith("- "):
        return _list_on_its_line(one, text, below)
    if one.content.startswith("* ") and not one.dashes:
        return wrong_dash(one, text)
    if complaint == "open bracket" and (found := _KEY_AND_BRACKET.search(text, one.at)):
        right = f"{found[1]}: {found[2]}"
        mended = text[: found.start(1)] + right + text[found.end() :]
        message = f"There is no colon and space after {found[1]!r}."
        return Repair(one.number, found.start(1) + 1, message, f"Write {mended.strip()}", mended)
    if complaint == "open bracket":
        return _semicolon_in_braces(one, text) or _colon_in_brackets(one, text, lines)
    return None


_KEY_AND_BRACKET = re.compile(r"(?<=[{,])\s*([\w-]+):? ?([\[{])(?=[^\[\]{}]*[\]}])")
_BEFORE_BRACES = re.compile(r"(?P<words>[^\s{}\[\]\"'][^{}\[\]\"']*?),?\s*\{(?P<inside>.*)\}")


def _words_before_braces(one: Line, text: str) -> Repair | None:
    """Return the repair of a name in front of somebody's braces: `lee: Lee Coach {email: …}`."""
    found = _BEFORE_BRACES.fullmatch(one.value)
    if found is None or not COLON.search(found["inside"]):
        return None
    named = re.search(r"(?:^|, *)name: ", found["inside"])
    inside = found["inside"] if named else f"name: {found['words']}, {found['inside']}"
    braces = f"{{{inside}}}"
    start = column_of_value(text, one)
    message = "Words stand in front of this brace, and all belongs between the braces."
    return Repair(
        one.number, start + 1, message, f"Write {one.key}: {braces}", text[:start] + braces
    )


_SIGN_FIRST = re.compile(r"(?<=[:,] )([@%`*&!][^,{}\[\]]*)(?=[,}\]])")


def _sign_in_braces(one: Line, text: str) -> Repair | None:
    """Return the repair of a text inside braces that begins with a sign: `{email: @lee}`."""
    found = _SIGN_FIRST.search(text, one.at) if one.value[:1] in ("{", "[") else None
    if found is None:
        return None
    words = quoted(found[1].strip())
    mended = text[: found.start()] + words + text[found.end() :]
    message = "A value may not start with this sign."
    hint = f"Put quotes round it: {words}"
    return Repair(one.number, found.start() + 1, message, hint, mended)


def _keys_beside(key: str) -> frozenset[str]:
    """Return the keys that an entry of a list may have beside one; none where no entry has it."""
    # The models take a while to import, and nobody needs them while nothing is to be mended.
    from facilitate.load.file_kinds import keys_beside

    return keys_beside(key)


def _known_keys() -> Mapping[str, frozenset[str]]:
    from facilitate.load.file_kinds import keys_anywhere

    return keys_anywhere()


def _two_keys(one: Line, text: str, lines: Sequence[str]) -> Repair | None:
    """Return the repair of a line that holds the next key too, as its neighbours have it; or None.

    Read on with the first of them alone: so the second stands nowhere, and is not told once more.
    """
    if re.match(r"[\w-]+:\s", one.value):
        return None  # a mapping on one line, which wants braces
    level = (line_of(number, line) for number, line in enumerate(lines, 1))
    known = {other.key for other in level if other.at == one.at and other.key}
    known |= {key for line in lines for key in _AS_A_KEY.findall(line)}
    known |= _keys_beside(one.key or "")
    if one.key in LISTED:  # no sentence stands there, so what has a colon is a key
        known |= set(re.findall(r" ([a-z]+): ", one.value))
    for colon in COLON.finditer(one.value):
        key = max(
            (key for key in known if one.value[: colon.start()].endswith(f" {key}")),
            key=len,
            default="",
        )
        if key and key != one.key and "{" not in one.value[: colon.start()]:
            first = one.value[: colon.start() - len(key)].rstrip(" ,;")
            second = f"{key}:{one.value[colon.end() :]}"
            item = first.endswith(" -") and "level with the other dashes: - "
            first = re.sub(r"\s+(and|&|\+|-)$", "", first)
            start = column_of_value(text, one)
            message = f"Two keys stand on this line: {one.key}: and {key}:."
            hint = f"Write {one.key}: {first} here, and below, {item or 'level with it: '}{second}"
            at = start + colon.start() - len(key) + 1
            mended = text[:start] + quoted(first)
            lost = outer_key(one, lines) in ("pairs", "sponsors")  # so that its person is missed
            return Repair(one.number, at, message, hint, mended, made_up=lost)
    return None


_NAME_AND_TITLE = re.compile(r"(?P<name>[A-Z][^:,{}\[\]]*): +(?P<title>[^:,{}\[\]]+)")


def _name_and_title(one: Line, text: str, lines: Sequence[str]) -> Repair | None:
    """Return the repair of a sponsor with a colon between name and title, or None."""
    found = _NAME_AND_TITLE.fullmatch(one.value)
    if one.at > 2 or outer_key(one, lines) != "sponsors" or found is None:
        return None
    both = f"{{name: {found['name']}, title: {found['title']}}}"
    start = column_of_value(text, one)
    message = "A colon stands here between a name and a title."
    return Repair(one.number, start + 1, message, f"Write {both}", text[:start] + both)


_SIGNS = "@%`*&!"
_NOTHING = frozenset("-?*&!%@`|>")


_NEXT_KEY = r"(?=(?:[a-z][\w ]{0,20}|\d{4}-\d\d?-\d\d?):\s+\S)"


def _beside_braces(one: Line, lines: Sequence[str]) -> bool:
    """Say whether a line's neighbours are keys whose values stand in braces."""
    near = lines[max(0, one.number - 3) : one.number + 2]
    return any(indent_of(line) == one.indent and re.search(r":\s+\{", line) for line in near)


_KEY_OF_ONE = r"(name|title|until|from|vacant|acting|sharing|needs|diet|email|measure):\s"
"""What somebody's keys begin with: `doctor: name: Dr A`."""


def _without_braces(one: Line, text: str, *, in_braces: bool) -> Repair | None:
    """Return the repair of keys on one line that have no braces round them, or None.

    It is several keys that show it, or one where the lines around have theirs `in_braces`.
    """
    parts = re.split(rf"[,;]\s+{_NEXT_KEY}", one.text.strip("(){}"))
    in_braces |= (
        "keys" in _known_keys().get(one.key or "", ())
        or re.match(_KEY_OF_ONE, one.text) is not None
    )
    if (len(parts) < 2 and not in_braces) or not re.match(_NEXT_KEY, parts[0]):
        return None
    braces = f"{{{', '.join(parts)}}}"
    what = "Several keys stand" if len(parts) > 1 else "A key stands"
    message = f"{what} on this line, and braces are missing round {'them' if parts[1:] else 'it'}."
    start = column_of_value(text, one)
    return Repair(one.number, start + 1, message, f"Write {braces}", text[:start] + braces)


def _list_on_its_line(one: Line, text: str, below: Sequence[str]) -> Repair:
    """Return the repair of a list that begins on the line of its key."""
    first, *others = re.split(r"\s+- ", one.value.removeprefix("- "))
    if others and all(re.fullmatch(r"[\w-]+", word) for word in (first, *others)):
        words = f"[{', '.join((first, *others))}]"
        message = "Several stand on this line, with dashes where commas are wanted."
        start = column_of_value(text, one)
        hint = f"Write {one.key}: {words}"
        return Repair(one.number, start + 1, message, hint, text[:start] + words)
    first = one.value.removeprefix("- ")
    more = any(indent_of(line) > one.indent and line.strip() for line in below)
    mended = f"{text[: one.at]}{one.key}:" + ("" if more else f" [{quoted(first)}]")
    message = "A list begins on the line below its key, and not beside it."
    hint = f"Write {one.key}: alone here, and on the line below, two spaces further in: - {first}"
    return Repair(one.number, column_of_value(text, one) + 1, message, hint, mended)


def _semicolon_in_braces(one: Line, text: str) -> Repair | None:
    """Return the repair of keys inside braces with a semicolon between them, or None."""
    found = re.search(rf";\s+{_NEXT_KEY}", text)
    if found is None or one.text[:1] != "{":
        return None
    mended = re.sub(rf";\s+{_NEXT_KEY}", ", ", text)
    message = "';' stands here where a comma is wanted."
    return Repair(one.number, found.start() + 1, message, f"Write {mended.strip()}", mended)


_AS_A_KEY = re.compile(r"(?:^ *|[{,] *)([a-z][\w -]{0,30}): ")


def _colon_in_brackets(one: Line, text: str, lines: Sequence[str]) -> Repair | None:
    """Return the repair of a text inside braces that holds a colon itself, or None.

    It is a key without its comma where it is known as one, or other lines have it as one.
    """
    if still_open(one.text):
        return None
    others = {re.escape(key) for line in lines for key in _AS_A_KEY.findall(line)}
    begun = {key for key in _AS_A_KEY.findall(text) for key in _keys_beside(key)}
    others |= {re.escape(key) for key in (*begun, *_known_keys())}
    keys = "|".join(sorted(others, key=len, reverse=True))
    no_comma = re.compile(rf"(.*?\S)\s+({keys}):(?: +(\S.*)|$)")
    for part in re.split(r"[,{}\[\]]", one.text):
        key, colon, words = part.partition(": ")
        if colon and COLON.search(words):
            words = words.strip()
            if found := no_comma.fullmatch(words):
                message = f"There is no comma in front of {found[2]}:."
                mended = text.replace(words, f"{found[1]}, {words[found.start(2) :]}", 1)
                column = text.find(words) + len(found[1])
                hint = f"Put a comma in front of {found[2]}:"
                return Repair(one.number, column + 1, message, hint, mended)
            message = "There is a second colon in this part of the line."
            hint = f"Put quotes round the {key.strip()}: {quoted(words)}."
            mended = text.replace(words, quoted(words), 1)
            return Repair(one.number, text.find(words) + 1, message, hint, mended)
    return None
