"""The line of a YAML file that needs mending where a parser gives up.

A YAML parser complains where it gives up, which is mostly a line or more after the mistake. So
the lines near there are mended in the ways in which organisers slip, one at a time, and the way
that lets the parser get furthest is told. Where none does, the complaint is put into words.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, islice, takewhile

from facilitate.load.file_kinds import keys_anywhere, keys_beside
from facilitate.load.keyless_lines import without_colon
from facilitate.load.line_moves import LINES_ABOVE, moves, near_lines
from facilitate.load.line_slips import slips, wrong_dash
from facilitate.load.value_slips import AS_A_KEY, open_quotes, second_key, words_behind
from facilitate.load.yaml_line import (
    A_TAB,
    COLON,
    NO_COLON,
    NO_DASH,
    Line,
    Repair,
    indent_of,
    line_at,
    of_value,
    quoted,
    still_open,
    within,
)
from facilitate.load.yaml_values import Complaint
from facilitate.structs import replace

LONGEST_LINE = 5_000
"""Lines with more letters are not looked at: some patterns take the square of their length."""

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
        NO_COLON,
        "Write it like key: value, or indent it if it belongs to the line above.",
    ),
    "indent": ("The indent of this line does not fit the lines above.", _LEVEL),
    "no dash": (NO_DASH, _LEVEL),
    "list here": ("A list starts here where a single value is expected.", _PUT_QUOTES),
    "unknown": ("This cannot be read.", _PUT_QUOTES),
}


def _explained(lines: Sequence[str], complaint: Complaint, line: int, column: int) -> Repair:
    """Return what the parser stumbled over as a repair of its line."""
    one = line_at(lines, line)
    text = one.source
    if "\t" in text[: indent_of(text)] or text[column - 1 : column] == "\t":
        message, hint = A_TAB
        return Repair(line, text.find("\t") + 1 or column, message, hint, code="Y002")
    if known := _by_complaint(one, complaint):
        return known
    message, hint = _IN_WORDS[complaint]
    if complaint == "second colon" and len(COLON.findall(text)) < 2:
        message = "This line does not fit under the one above it."
        hint = "Give it as many spaces in front as its neighbours, or add the colon above."
        return Repair(line, column, message, hint)
    if complaint == "backslash":
        return Repair(line, column, message, hint, text.replace('"', "'"))
    if one.text[:1] not in _SIGNS and complaint not in ("second colon", "bad start"):
        return Repair(line, column, message, hint)
    if one.text[:1] in _SIGNS:
        message, hint = _IN_WORDS["bad start"]
    words = one.text.strip("“”„‘’")
    hint = f"Put quotes round {f'the {one.key}' if one.key else 'the text'}: {quoted(words)}."
    # Read on without the sign, which nobody knows to be meant.
    left = words.lstrip(_SIGNS)
    return replace(of_value(one, message, quoted(left), hint), column=column)


def _by_complaint(one: Line, complaint: Complaint) -> Repair | None:
    """Return the repair of a line that the complaint and the line's own signs explain, or None."""
    if complaint == "second colon" and one.key is None and one.content[:1].isalpha():
        return without_colon(one)
    if address := re.fullmatch(r"(\w+:) +(//\S+)", one.text):
        whole = "".join(address.groups())
        return of_value(one, "A space stands in this address.", whole, f"Write {whole}")
    if one.key and (repair := _words_before_braces(one) or _sign_in_braces(one)):
        return repair
    if complaint == "second colon" and (repair := words_behind(one) or _colon_at_the_end(one)):
        return repair
    if complaint == "second colon":
        braces = _without_braces(one)
        lost = one.text[:1] == "(" or one.text[-1:] in ")}"
        braces = (braces if lost else None) or second_key(one) or braces
        return braces or _name_and_title(one)
    if one.key is not None and one.value in _NOTHING:
        return _sign_alone(one)
    if complaint == "list here" and one.key is not None and one.value.startswith("- "):
        return _list_on_its_line(one)
    if one.content.startswith("* ") and not one.dashes:
        return wrong_dash(one)
    if complaint == "open bracket":
        return _key_and_bracket(one) or _semicolon_in_braces(one) or _colon_in_brackets(one)
    return None


def _sign_alone(one: Line) -> Repair:
    message = f"A sign alone, {one.value}, stands after {one.key}: and says nothing."
    hint = f"Take the line out; or write {one.key}: vacant, where nobody is in post."
    if one.indent == 0:
        hint = "Take the line out until it is known."
    return of_value(one, message, f"'{one.value}'", hint)


_KEY_AND_BRACKET = re.compile(r"(?<=[{,])\s*([\w-]+)(?:: ?| )?(?<!: )([\[{])(?=[^\[\]{}]*[\]}])")


def _key_and_bracket(one: Line) -> Repair | None:
    """Return the repair of a key inside braces right before a bracket: `{coaches [a, b]}`."""
    found = _KEY_AND_BRACKET.search(one.source, one.at)
    if found is None:
        return None
    message = f"There is no colon and space after {found[1]!r}."
    span = found.start(1), found.end()
    told = within(one, span, message, f"{found[1]}: {found[2]}", "")
    return replace(told, hint=f"Write {(told.mended or '').strip()}")


_BEFORE_BRACES = re.compile(r"(?P<words>[^\s{}\[\]\"'][^{}\[\]\"']*?),?\s*\{(?P<inside>.*)\}")


def _words_before_braces(one: Line) -> Repair | None:
    """Return the repair of a name in front of somebody's braces: `lee: Lee Coach {email: …}`."""
    found = _BEFORE_BRACES.fullmatch(one.value)
    if found is None or not COLON.search(found["inside"]):
        return None
    if ": " in found["words"] or "; " in found["words"]:
        return None  # several keys
    if found["words"].endswith(":"):
        message = "A key stands on the line of the one above it."
        hint = f"Write {one.key}: alone here, and on the line below, two spaces in: {one.value}"
        return replace(of_value(one, message, f"{{{one.value}}}", hint), made_up=True)
    named = re.search(r"(?:^|, *)name: ", found["inside"])
    inside = found["inside"] if named else f"name: {found['words']}, {found['inside']}"
    message = "Words stand in front of this brace, and all belongs between the braces."
    return of_value(one, message, f"{{{inside}}}", f"Write {one.key}: {{{inside}}}")


_SIGN_FIRST = re.compile(r"(?<=[:,] )([@%`*&!][^,{}\[\]]*)(?=[,}\]])")


def _sign_in_braces(one: Line) -> Repair | None:
    """Return the repair of a text inside braces that begins with a sign: `{email: @lee}`."""
    found = _SIGN_FIRST.search(one.source, one.at) if one.value[:1] in ("{", "[") else None
    if found is None:
        return None
    words = quoted(found[1].strip())
    message = "A value may not start with this sign."
    return within(one, found.span(), message, words, f"Put quotes round it: {words}")


_NAME_AND_TITLE = re.compile(r"(?P<name>[A-Z][^:,{}\[\]]*): +(?P<title>[^:,{}\[\]]+)")


def _name_and_title(one: Line) -> Repair | None:
    """Return the repair of a sponsor with a colon between name and title, or None."""
    found = _NAME_AND_TITLE.fullmatch(one.value)
    if one.at > 2 or one.outer_key != "sponsors" or found is None:
        return None
    both = f"{{name: {found['name']}, title: {found['title']}}}"
    message = "A colon stands here between a name and a title."
    return of_value(one, message, both, f"Write {both}")


_SIGNS = "@%`*&!"
_NOTHING = frozenset("-?*&!@`|>")
_NEXT_KEY = r"(?=(?:[a-z][\w -]{0,30}|\d{4}-\d\d?-\d\d?):\s+\S)"


def _beside_braces(one: Line) -> bool:
    """Say whether a line's neighbours are keys whose values stand in braces."""
    near = one.lines[max(0, one.number - 3) : one.number + 2]
    return any(indent_of(line) == one.indent and re.search(r":\s+\{", line) for line in near)


_KEY_OF_ONE = r"(name|title|until|from|vacant|acting|sharing|needs|diet|email|measure):\s"
"""What somebody's keys begin with: `doctor: name: Dr A`."""


def _without_braces(one: Line) -> Repair | None:
    """Return the repair of keys on one line that have no braces round them, or None.

    It is several keys that show it, or one where the lines around have theirs in braces.
    """
    parts = re.split(rf"[,;]\s+{_NEXT_KEY}", one.text.strip("(){}"))
    in_braces = (
        _beside_braces(one)
        or "keys" in keys_anywhere().get(one.key or "", ())
        or re.match(_KEY_OF_ONE, one.text) is not None
    )
    if (len(parts) < 2 and not in_braces) or not re.match(_NEXT_KEY, parts[0]):
        return None
    of_ids = re.compile(r"(\S+: )([a-z0-9-]+(?:, *[a-z0-9-]+)+)")
    parts = [of_ids.sub(r"\1[\2]", part) if of_ids.fullmatch(part) else part for part in parts]
    braces = f"{{{', '.join(parts)}}}"
    what = "Several keys stand" if len(parts) > 1 else "A key stands"
    message = f"{what} on this line, and braces are missing round {'them' if parts[1:] else 'it'}."
    return of_value(one, message, braces, f"Write {braces}")


def _colon_at_the_end(one: Line) -> Repair | None:
    """Return the repair of a value with a colon behind it and no other one inside, or None."""
    left = one.text.removesuffix(":")
    if not one.key or left == one.text or COLON.search(left):
        return None
    hint = f"Take it away: {one.key}: {left}"
    return of_value(one, "A colon ends this line.", quoted(left), hint)


def _list_on_its_line(one: Line) -> Repair:
    """Return the repair of a list that begins on the line of its key."""
    whole = one.value.removeprefix("- ")
    if keys_anywhere().get(one.key or "", {"list"}) <= {"words", "value", "claim"}:
        message = "A dash stands here, and no list does."
        rest = [line.content for line in takewhile(lambda line: line.dashes, one.below)]
        whole = ", ".join([whole, *rest])
        repair = of_value(one, message, quoted(whole), f"Write {one.key}: {whole}")
        return replace(repair, below=("",) * len(rest))
    words = re.split(r"\s+- ", whole)
    if words[1:] and all(re.fullmatch(r"[\w-]+", word) for word in words):
        listed = f"[{', '.join(words)}]"
        message = "Several stand on this line, with dashes where commas are wanted."
        return of_value(one, message, listed, f"Write {one.key}: {listed}")
    under = next(one.below, None)
    more = under is not None and under.source.strip() and indent_of(under.source) > one.indent
    mended = f"{one.lead}{one.key}:" + ("" if more else f" [{quoted(whole)}]")
    message = "A list begins on the line below its key, and not beside it."
    hint = f"Write {one.key}: alone here, and on the line below, two spaces further in: - {whole}"
    return Repair(one.number, one.start + 1, message, hint, mended)


def _semicolon_in_braces(one: Line) -> Repair | None:
    """Return the repair of keys inside braces with a semicolon between them, or None."""
    found = re.search(rf";\s+{_NEXT_KEY}", one.source)
    if found is None or one.text[:1] != "{":
        return None
    mended = re.sub(rf";\s+{_NEXT_KEY}", ", ", one.source)
    message = "';' stands here where a comma is wanted."
    return Repair(one.number, found.start() + 1, message, f"Write {mended.strip()}", mended)


def _colon_in_brackets(one: Line) -> Repair | None:
    """Return the repair of a text inside braces that holds a colon itself, or None.

    It is a key without its comma where it is known as one, or other lines have it as one.
    """
    if still_open(one.text):
        return None
    keys = {key for line in one.lines for key in AS_A_KEY.findall(line)}
    keys |= {key for begun in AS_A_KEY.findall(one.source) for key in keys_beside(begun)}
    keys |= keys_anywhere().keys()
    longest_first = "|".join(sorted(map(re.escape, keys), key=len, reverse=True))
    no_comma = re.compile(rf"(.*?\S)\s+(\(?)({longest_first}):(?: +(\S.*)|$)")
    for part in re.split(r"[,{}\[\]]", one.text):
        key, colon, words = part.partition(": ")
        if not colon or not COLON.search(words):
            continue
        words = words.strip()
        at = one.source.find(words)
        span = at, at + len(words)
        if found := no_comma.fullmatch(words):
            message = f"There is no comma in front of {found[3]}:."
            both = f"{found[1]}, {words[found.start(3) :]}"
            both = both.removesuffix(")") if found[2] else both
            hint = f"Write {both}" if found[2] else f"Put a comma in front of {found[3]}:"
            told = within(one, span, message, both, hint)
            return replace(told, column=told.column + len(found[1]))
        message = "There is a second colon in this part of the line."
        hint = f"Put quotes round the {key.strip()}: {quoted(words)}."
        return within(one, span, message, quoted(words), hint)
    return None
