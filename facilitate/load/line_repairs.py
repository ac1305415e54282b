"""What may be wrong with one line of YAML, what to type, and the line as it was probably meant.

First what its signs may lack (`slips`), then where it may belong (`moves`). Nothing here parses
YAML, and of the models it knows the names of keys alone: `yaml_repair` asks where a parser gives
up, `realign` where many faults of shape may have one cause.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from facilitate.faults import Fault, Place
from facilitate.load.yaml_line import (
    Keyed,
    Line,
    about_the_dash,
    column_of_value,
    dashed,
    indent_of,
    keyed,
    last_under,
    line_of,
    quoted,
    still_open,
    without_comment,
)


@dataclass(frozen=True, slots=True)
class Repair:
    """What is wrong with a line (from 1), what to type, and the line as it was probably meant.

    `mended` is None where nothing can be said of what was meant; `below` are the lines after it
    that go with it. An id in it that is `made_up` is not the one by which others call it. It is
    `moved` where another place, or a dash, was tried for it.
    """

    line: int
    column: int
    message: str
    hint: str
    mended: str | None = None
    code: str = "Y001"
    below: tuple[str, ...] = ()
    made_up: bool = False
    moved: bool = False

    def put_into(self, lines: Sequence[str]) -> list[str]:
        """Return the lines of a file with this one as it was meant, empty if nobody knows how."""
        after = self.line + len(self.below)
        return [*lines[: self.line - 1], self.mended or "", *self.below, *lines[after:]]

    def fault(self, file: str, lines: Sequence[str]) -> Fault:
        """Return it as a fault at its line, as the line was written."""
        source = lines[self.line - 1] if self.line <= len(lines) else ""
        column = min(self.column, len(source) or 1)
        place = Place(file, self.line, column, column + 1, source)
        return Fault(code=self.code, message=self.message, hint=self.hint, place=place)


# ----------------------------------------------------------------------------- signs of a line


@cache
def _no_colon() -> re.Pattern[str]:
    """Return what a line without a colon looks like: a key of words that a file knows, or of one.

    Models take a while to import, and nobody needs them here while nothing is to be mended.
    """
    from facilitate.load.file_kinds import keys_anywhere

    several = sorted((key for key in keys_anywhere() if " " in key), key=len, reverse=True)
    return re.compile(rf"(?P<key>(?:{'|'.join(several)})\b|[A-Za-z][\w-]*)(?P<rest>\s.*|$)")


def _kinds() -> Sequence[str]:
    from facilitate.model.plan import KINDS

    return KINDS


def _blocks() -> frozenset[str]:
    from facilitate.load.file_kinds import blocks

    return blocks()


def _written(one: Line, message: str, mended: str) -> Repair:
    """Return the repair of a line that is to be written anew."""
    return Repair(one.number, one.at + 1, message, f"Write {mended.strip()}", mended)


def wrong_sign(found: Keyed, number: int, column: int, lead: str) -> Repair:
    """Return the repair of a key with another sign after it; it begins in a column, from 1."""
    message = (
        "There is no space after this colon."
        if found.sign == ":"
        else f"{found.sign!r} stands here where a colon is wanted."
    )
    at = column + found.at
    return Repair(number, at, message, f"Write {found.right}", lead + found.right)


def without_colon(one: Line, text: str, lines: Sequence[str] = ()) -> Repair:
    """Return the repair of a line whose key has another sign, or none, after it.

    Of the file's `lines` those below that are written alike go with it.
    """
    wrong = keyed(one.content, dashes=True)
    lead = text[: one.at]
    if wrong:
        return wrong_sign(wrong, one.number, one.at + 1, lead)
    message = "This line has no colon after its key."
    if other := _of_another_kind(one, lines) or _with_a_role_in_words(one, lead, lines):
        return other
    if one.dashes and one.content in _kinds():
        length = "60m" if one.content == "lunch" else "15m"
        return _written(one, message, f"{lead}{one.content}: {length}")
    if people := _with_roles(one, lines):
        message = "This name has no role in front of it."
        first, *others = (f"{lead}{role}: {name}" for role, name in people.items())
        hint = ", and so on below: ".join(line.strip() for line in (first, *others[:1]))
        under = tuple(others) if one.content in people.values() else ()
        return Repair(one.number, one.at + 1, message, f"Write {hint}", first, below=under)
    if one.content[:1].isupper():  # keys are in small letters
        hint = "Write what it is and a colon in front of it, such as what: or notes:; "
        hint += "or # if it is a remark."
        return _as_remark(one, message, hint, lines)
    if re.fullmatch(r"\S+@\S+", one.content):
        hint = "Write the person's id and a colon in front of it: crisis-doctor: a@example.org"
        return Repair(one.number, one.at + 1, message, hint, f"{lead}somebody: {one.content}")
    if one.content.split()[0] in _GOES_ON:
        message = "This line goes on with the text of the line above it."
        hint = f"Put {spaces(one.at + 2)} in front of it."
        return Repair(one.number, one.at + 1, message, hint, f"{lead}  {one.content}")
    found = _no_colon().match(one.content)
    if found:
        mended = f"{lead}{found['key']}: {found['rest'].strip()}".rstrip()
        more = tuple(_mended_alike(one, lines[one.number :])) if found["rest"].strip() else ()
        if more:
            words = "and the same below: " if len(more) == 1 else "and so on below: "
            hint = f"Write {mended.strip()}, {words}{more[0].strip()}"
            message = "These lines have no colon after their keys."
            return Repair(one.number, one.at + 1, message, hint, mended, below=more)
        return _written(one, message, mended)
    hint = "Write it like key: value, or indent it if it belongs to the line above."
    return Repair(one.number, one.at + 1, message, hint)


def outer_key(one: Line, lines: Sequence[str]) -> str:
    """Return the outermost key that a line stands under; nothing where none is above it."""
    above = (line_of(n, lines[n - 1]) for n in range(one.number - 1, 0, -1))
    return next((line.key or "" for line in above if line.content and line.indent == 0), "")


def _as_remark(one: Line, message: str, hint: str, lines: Sequence[str]) -> Repair:
    """Return the repair of a line that is read as a remark; who it was about is not known then."""
    mended = f"{' ' * one.at}# {one.content}"
    of_people = outer_key(one, lines) in ("pairs", "sponsors", "coaches")
    return Repair(one.number, one.at + 1, message, hint, mended, made_up=of_people)


_ROW = re.compile(r"[|\t].*[|\t]")
_AT_AN_HOUR = re.compile(r"\d{1,2}[:.]\d\d\s+[^\W\d]")


def _of_another_kind(one: Line, lines: Sequence[str]) -> Repair | None:
    """Return the repair of a line that is no key and value at all, read as a remark; else None."""
    message = "This line has no colon after its key."
    if _ROW.search(one.content):
        message = "This line is a row of a table, with signs between its cells."
        hint = "Write each cell on a line of its own, with a key and a colon in front, like the "
        hint += "entries above and below."
    elif _AT_AN_HOUR.match(one.content):
        hint = "What happens at an hour stands under agenda:, such as - arrive: 15m; "
        hint += "or put # in front if it is a remark."
    else:
        return None
    return _as_remark(one, message, hint, lines)


def _with_a_role_in_words(one: Line, lead: str, lines: Sequence[str]) -> Repair | None:
    """Return the repair of a member whose role is written as words: `watch commander Zofia`."""
    for role in _roles_of(lines) if one.at == 4 else ():
        if "-" in role and one.content.casefold().startswith(f"{role.replace('-', ' ')} "):
            mended = f"{lead}{role}: {one.content[len(role) + 1 :]}"
            return _written(one, "This line has no colon after its key.", mended)
    return None


_ROLES = re.compile(r"roles: *([\[{].*[\]}])")
_TWO_NAMES = re.compile(r"\s*(?:,|&|/|;|\band\b)\s*")


def _with_roles(one: Line, lines: Sequence[str]) -> Mapping[str, str]:
    """Return who stands in a pair by name alone, here and right below, by the roles left over."""
    above = [line_of(n, lines[n - 1]) for n in range(one.number - 1, 0, -1)]
    if (
        outer_key(one, lines) != "pairs"
        or one.dashes
        or one.at < 4
        or not one.content[:1].isupper()
    ):
        return {}
    roles = _roles_of(lines)
    rest = (line_of(n, lines[n - 1]) for n in range(one.number + 1, len(lines) + 1))
    below = list(takewhile(lambda line: line.at == one.at, rest))
    there = {line.key for line in (*takewhile(lambda line: line.at == one.at, above), *below)}
    alone = [one, *takewhile(lambda line: line.key is None, below)]
    free = [role for role in roles if role not in there]
    names = [line.content for line in alone]
    if len(free) > len(names):
        names = [name for words in names for name in _TWO_NAMES.split(words) if name]
    return dict(zip(free, names, strict=False))


def _roles_of(lines: Sequence[str]) -> list[str]:
    """Return the roles that a file names, in brackets or braces or on lines of their own."""
    for number, text in enumerate(lines, 1):
        if found := _ROLES.match(text):
            return re.findall(r"([\w-]+):" if found[1][0] == "{" else r"[\w-]+", found[1])
        if line_of(number, text).content == "roles:":
            under = (line_of(n, lines[n - 1]) for n in range(number + 1, len(lines) + 1))
            inside = takewhile(lambda line: line.indent or not line.content or line.dashes, under)
            return [one.key or one.content for one in inside if one.content]
    return ["doctor", "manager"]


_GOES_ON = frozenset(
    {"and", "or", "but", "the", "a", "an", "to", "of", "with", "in", "so", "that", "which", "is"}
    | {"are", "as", "it", "we", "our", "they", "than", "because", "where", "if"}
)
"""Words that begin no key, and so the second line of a text."""


def _mended_alike(one: Line, below: Sequence[str]) -> Iterator[str]:
    """Yield the next lines with the colons put in, as long as they have none and stand level."""
    for number, text in enumerate(below, one.number + 1):
        other = line_of(number, text)
        found = _no_colon().match(other.content)
        level = other.at == one.at and not other.dashes and not one.dashes
        if not level or other.key or not found or not found["rest"].strip():
            return
        if not other.content[:1].islower():
            return
        yield f"{text[: other.at]}{found['key']}: {found['rest'].strip()}"


def _left_open(one: Line, text: str) -> Repair:
    """Return the repair of a quote or bracket that is opened and never closed."""
    value = one.text
    sign, start = value[0], column_of_value(text, one)
    swallowed = text[start:].rstrip()
    if sign in "[{" and swallowed != value and not still_open(swallowed.replace(" #", " _")):
        message = "Everything after ' #' is a remark, so the bracket before it is never closed."
        words = re.search(r"[^,\[{:]*[^,\[{:\s] #[^,\]}]*", swallowed)
        mended = text[:start] + swallowed
        if words is not None:
            inner = words[0].strip()
            mended = mended.replace(inner, quoted(inner), 1)
            return Repair(one.number, start + 1, message, f"Write {quoted(inner)} there.", mended)
    if sign in "\"'":
        words_in = value[1:].strip().rstrip("\"'").replace('"', "'")
        mended = text[:start] + (value[1:] if value[1:2] in {"[", "{"} else f'"{words_in}"')
        hint = f'Close it: "{words_in}", or take the quote away.'
        message = "A quote is opened here and never closed."
        return Repair(one.number, start + 1, message, hint, mended)
    closed = {"[": "]", "{": "}"}[sign]
    message = "A bracket is opened here and never closed."
    if sign == "[" and "," not in value:
        hint = f"Close it: {value[:60]}], or take the bracket away."
        return Repair(one.number, start + 1, message, hint, text[:start] + value[1:].strip())
    hint = f"Close it on this line: {value}{closed}"
    if len(value) > 60:
        hint = f"Put {closed} at the end of this line."
    return Repair(one.number, start + 1, message, hint, text[:start] + value + closed)


_QUOTE_LEFT_OPEN = re.compile(
    r"(?:(?<=[:,] )|(?<=[{\[]))(?P<sign>[\"'])(?P<words>[^\"{}\[\]]*?)"
    r"(?P<next>,\s+(?:[a-z][\w ]*:|[a-z0-9-]+[,\]]).*|[}\]].*)$"
)


def _open_quote_in_braces(one: Line, text: str) -> Iterator[Repair]:
    """Yield the repair of a text inside braces whose quote is never closed."""
    found = _QUOTE_LEFT_OPEN.search(text, one.at)
    if found is not None and one.text[:1] in {"{", "["}:
        words = f"{found['sign']}{found['words'].rstrip()}{found['sign']}"
        message = "A quote is opened here and never closed."
        mended = f"{text[: found.start()]}{words}{found['next']}"
        yield Repair(one.number, found.start() + 1, message, f"Close it: {words}", mended)


def open_quotes(lines: Sequence[str], last: int) -> Iterator[Repair]:
    """Yield the repairs of quotes that stay open at the end of their line, the last one first.

    What is to blame may stand far above: all lines down to the next quote are part of the text.
    """
    for number in range(last, 0, -1):
        text = lines[number - 1]
        odd = any(text.count(sign) % 2 for sign in "\"'")
        one = line_of(number, text) if odd else None
        if one is not None and one.text.startswith(('"', "'")) and still_open(one.text):
            yield _left_open(one, text)
        elif one is not None:
            yield from _open_quote_in_braces(one, text)


def _after_quote(one: Line, text: str) -> Repair | None:
    """Return the repair of a quoted value that goes on after its closing quote, or None."""
    value, sign = one.text, one.text[:1]
    if sign not in {'"', "'"} or not value:
        return None
    inside = 1
    while inside < len(value) and value[inside] != sign:
        inside += 2 if value[inside] == "\\" and sign == '"' else 1
    rest = value[inside + 1 :]
    if not rest or rest.startswith(sign) or still_open(value):
        return None
    start = column_of_value(text, one)
    if rest.strip() in set(",;."):
        alone = value[: inside + 1]
        message = f"There is {rest.strip()!r} after the closing quote."
        return Repair(
            one.number, start + 1, message, f"Take it away: {alone}", text[:start] + alone
        )
    if rest[0].isspace() or rest[0] in ",;:.)":
        message, what, whole = "There is text after the closing quote.", "whole text", value
    elif sign == "'":
        message, what = "An apostrophe inside single quotes ends them.", "text"
        whole = value[1:].removesuffix(sign)
    else:
        message, what = "A quote inside double quotes ends them.", "text"
        whole = value[1:].removesuffix(sign)
    mended = quoted(whole)
    kind = "double" if mended.startswith('"') else "single"
    hint = f"Put {kind} quotes round the {what}: {mended}."
    return Repair(one.number, start + 1, message, hint, text[:start] + mended)


_APOSTROPHE_INSIDE = re.compile(r"'([^'{}\[\]]*\w'\w[^'{}\[\]]*)'(?=\s*[,}\]])")


def _apostrophe_in_braces(one: Line, text: str) -> Iterator[Repair]:
    """Yield the repair of a text inside braces whose apostrophe ends it too early."""
    found = _APOSTROPHE_INSIDE.search(text, one.at)
    if found is not None:
        mended = text[: found.start()] + quoted(found[1]) + text[found.end() :]
        message = "An apostrophe inside single quotes ends them."
        hint = f"Put double quotes round the text: {quoted(found[1])}."
        yield Repair(one.number, found.start() + 1, message, hint, mended)


def _one_bracket_too_many(one: Line, text: str) -> Iterator[Repair]:
    """Yield the repair of a value in brackets or braces that are closed once more than opened."""
    value, last = one.text, one.text[-1:]
    opens = {"]": "[", "}": "{"}.get(last, "")
    if opens and value[:1] in "[{" and value.count(last) == value.count(opens) + 1:
        mended = text[: text.rindex(last)]
        message = f"{last} stands here once too often."
        yield Repair(one.number, len(mended) + 1, message, "Take it away.", mended)


_BESIDE = re.compile(r"(\[[^\[\]{}]*\]|\{[^{}]*\})(\s*[,;]?\s*(\[[^\[\]{}]*\]|\{[^{}]*\}))+")


_KEY_BEHIND = re.compile(r"(?P<value>\[[^\[\]]*\]|\{[^{}]*\})[,;]?\s+(?P<key>[a-z][a-z ]*): +\S.*")


def _key_behind_brackets(one: Line, text: str) -> Iterator[Repair]:
    """Yield the repair of a line with one more key behind a bracket: `who: [a, b], room: Blue`."""
    found = _KEY_BEHIND.fullmatch(one.text) if one.key else None
    if found is not None:
        start = column_of_value(text, one)
        rest = one.text[found.start("key") :]
        message = f"Two keys stand on this line: {one.key}: and {found['key']}:."
        hint = f"Write {one.key}: {found['value']} here, and below, level with it: {rest}"
        mended = text[:start] + found["value"]
        yield Repair(one.number, start + found.start("key") + 1, message, hint, mended)


def _several_brackets(one: Line, text: str) -> Iterator[Repair]:
    """Yield the repair of several brackets one beside the other: `[head], [manager]`."""
    if not _BESIDE.fullmatch(one.text):
        return
    each = re.findall(r"\[[^\[\]]*\]|\{[^{}]*\}", one.text)
    words = [part[1:-1].strip() for part in each if part[0] == "[" and "," not in part]
    mended = f"[{', '.join(words if len(words) == len(each) else each)}]"
    start = column_of_value(text, one)
    message = "Several brackets stand here side by side, where one is wanted round all."
    hint = f"Write {one.key}: {mended}" if one.key else f"Write - {mended}"
    yield Repair(one.number, start + 1, message, hint, text[:start] + mended)


_BRACES_INSIDE = re.compile(r"([\w ]+): ([^\s'\"{}\[\],][^{},:]*\{[^{},:]*\}[^{},:]*)(?=[,}])")


def _braces_in_braces(one: Line, text: str) -> Iterator[Repair]:
    """Yield the repair of a text inside braces that holds a word in braces: `{people served}`."""
    found = _BRACES_INSIDE.search(text, one.at)
    if found is not None and "{" in text[: found.start()]:
        key, words = found[1].strip(), quoted(found[2])
        mended = f"{text[: found.start(2)]}{words}{text[found.end() :]}"
        message = "A word in braces stands in a text that has no quotes round it."
        hint = f"Put quotes round the {key}: {words}"
        yield Repair(one.number, found.start(2) + 1, message, hint, mended)


_QUOTED_AND_MORE = re.compile(r"([\w ]+): ((\"[^\"]*\"|'[^']*') +[^\s,}:][^,}:]*)(?=[,}])")


def _after_quote_in_braces(one: Line, text: str) -> Iterator[Repair]:
    """Yield the repair of a text inside braces that goes on after its closing quote."""
    found = _QUOTED_AND_MORE.search(text, one.at)
    if found is not None and "{" in text[: found.start()]:
        words = quoted(found[2].strip())
        message = "There is text after the closing quote."
        hint = f"Put quotes round the whole {found[1].strip()}: {words}"
        mended = f"{text[: found.start(2)]}{words}{text[found.end() :]}"
        yield Repair(one.number, found.start(2) + 1, message, hint, mended)


def _tab(number: int, lines: Sequence[str]) -> Iterator[Repair]:
    """Yield a line that a tab indents, at the level that the line above asks for and at others."""
    text = lines[number - 1]
    body = text.lstrip()
    above = next((one for one in reversed(lines[: number - 1]) if one.strip()), "")
    before = line_of(number - 1, above)
    level = before.at + 2 if before.opens else before.at
    below = next((one for one in lines[number:] if one.strip()), "")
    if before.dashes and body.startswith("- "):
        level = before.dashes[0]
    elif without_comment(body).endswith(":") and not below.startswith("\t"):
        level = max(0, indent_of(below) - 2)
    message, hint = A_TAB
    for indent in (level, *levels(number, lines, level)):
        yield Repair(number, text.find("\t") + 1, message, hint, " " * indent + body, "Y002")


A_TAB = ("A tab is used to indent.", "Use two spaces for each level.")
"""What is told of a tab, wherever it was met."""


def wrong_dash(one: Line, text: str) -> Repair | None:
    """Return the repair of a dash that is another sign, or has no space after it, or None."""
    found = dashed(one.content)
    if found is None:
        return None
    sign, rest = found
    mended = f"{text[: one.at]}- {rest}"
    return _written(one, about_the_dash(sign), mended)


def _opening(one: Line, text: str, below: Sequence[str]) -> Iterator[Repair]:
    """Yield the repair of a key that has no colon, and lines that stand under it."""
    deeper = (
        not _ROW.search(one.content)
        and not _AT_AN_HOUR.match(one.content)
        and one.content[0].isalpha()
        and below
        and below[0].strip()
        and indent_of(below[0]) > one.at
    )
    item = one.dashes and one.content in _kinds()
    heading = one.content[:1].isupper() and one.content.casefold() not in _blocks()
    heading = heading and line_of(one.number + 1, below[0] if below else "").key in _kinds()
    if deeper and one.content[-1] not in "=;" and not item and not heading:
        words = re.sub(r"[^\w)\"']+$", "", one.content) or one.content
        words = words.casefold() if words.casefold() in _blocks() else words
        mended = f"{text[: one.at]}{words}:"
        message = "This line has no colon after its key."
        yield _written(one, message, mended)


_WORDS_OF_PROSE = 5


def _is_prose(one: Line) -> bool:
    """Say whether a line is of a text, also where it holds a colon: no key has so many words."""
    words = one.content if one.key is None else one.key
    return len(words.split()) >= _WORDS_OF_PROSE


def _without_bar(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """Yield the repair of a key whose text stands below, without the sign for that."""
    text = lines[number - 1]
    one = line_of(number, text)
    under = [line_of(n, lines[n - 1]) for n in range(number + 1, last_under(lines, number) + 1)]
    under = [line for line in under if line.content]
    if one.key is None or one.value[:1] not in ("", "|") or any(line.dashes for line in under):
        return
    if under and _is_prose(under[0]):
        message = "The text below goes on over several lines, and the sign for that is missing."
        if one.value:
            message = "No words may stand on the line of the sign |."
        hint = f"Write {one.key}: | here, and all its words on the lines below."
        yield Repair(number, one.at + 1, message, hint, f"{text[: one.at]}{one.key}: |")


def _words_above(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """Yield the repair of words after a key under which more lines stand: `parallel: yes`."""
    text = lines[number - 1]
    one = line_of(number, text)
    below = next((line_of(n, lines[n - 1]) for n in range(number + 1, len(lines) + 1)), None)
    listed = below is not None and bool(below.dashes)
    signs = "|>[" if listed and one.value[-1:] == "}" else "|>[{"
    if one.key is None or below is None or below.indent <= one.at or one.value[:1] in ("", *signs):
        return
    above = (line for line in reversed(lines[: number - 1]) if line.strip())
    outer = next((line.strip() for line in above if indent_of(line) < one.indent), "")
    if below.dashes and (one.indent == 0 or one.value[0] == "{"):
        message = f"Words stand beside {one.key}:, and its list below."
        hint = f"Write {one.key}: alone here, and on the line below, two spaces in: - {one.value}"
        if one.key == "agenda":
            hint = "Write agenda: alone here. The hour at which the day begins stands after start:."
        yield Repair(
            number, column_of_value(text, one) + 1, message, hint, f"{text[: one.at]}{one.key}:"
        )
        return
    of_ids = outer.rstrip(":") in ("pairs", "sponsors", "coaches", "sharing", "access", "codes")
    if one.key not in _blocks() and not of_ids:
        return
    others = (line_of(n, line) for n, line in enumerate(lines, 1) if n != number)
    if below.key and any((other.key, other.at) == (one.key, below.at) for other in others):
        yield _indent(one, text, below.indent)
        return
    if below.dashes or below.key is not None:
        message = f"Words stand after {one.key}:, and more lines stand under it."
        inside = wrong.right if (wrong := keyed(one.value)) else ""
        if outer == "pairs:" and not one.value.isdigit() and not inside:
            inside = f"service: {one.value}"
        hint = f"Write {one.key}: alone here, and its words below after a key of their own, "
        if inside:
            hint = f"Write {one.key}: alone here, and on a line of its own below: {inside}"
        elif one.value.casefold() in ("yes", "true", "no", "see below", "below", "as follows"):
            hint = inside = f"Write {one.key}: alone here: what stands below it says the rest."
        mended = f"{text[: one.at]}{one.key}:"
        column = column_of_value(text, one) + 1
        yield Repair(number, column, message, hint if inside else f"{hint}or not at all.", mended)


def _under_a_bar(one: Line, lines: Sequence[str]) -> Iterator[Repair]:
    """Yield the repair of a long text whose lines stand level with its key, or further out."""
    before = (line_of(n, lines[n - 1]) for n in range(one.number - 1, 0, -1))
    above = next((line for line in before if line.content and line.indent <= one.indent), None)
    if above is None or not above.key or above.value[:1] not in {"|", ">"}:
        return
    lead = " " * (above.at + 2)
    rest = (line_of(n, lines[n - 1]) for n in range(one.number + 1, len(lines) + 1))
    words = takewhile(lambda line: not line.dashes and (line.key or "A")[:1].isupper(), rest)
    below = tuple(f"{lead}{line.content}".rstrip() for line in words)
    message = f"The words of {above.key}: stand further in than the key itself."
    hint = f"Put {len(lead)} spaces in front of this line and of those that go on with the text."
    yield Repair(one.number, one.at + 1, message, hint, f"{lead}{one.content}", below=below)


LISTED = frozenset({"who", "absent", "roles", "themes", "needs", "gives", "uses", "away days"})
"""Keys under which words stand in a list."""


def _in_a_list(one: Line, text: str, lines: Sequence[str]) -> Repair | None:
    """Return the repair of a word without a dash, level with the key whose list it stands in."""
    words = re.compile(r"[a-z0-9][\w-]*")
    above = [line_of(n, lines[n - 1]) for n in range(one.number - 1, 0, -1)]
    for line in above:
        if line.content.removeprefix("- ") == line.content and not words.fullmatch(line.content):
            listed = line.key in LISTED and line.value == "" and line.at == one.at
            if not listed or not words.fullmatch(one.content):
                return None
            message = f"This line stands in the list of {line.key}: and does not start with a dash."
            mended = f"{text[: one.at]}- {one.content}"
            return Repair(one.number, one.at + 1, message, f"Write {mended.strip()}", mended)
    return None


def goes_on_with_a_colon(one: Line, lines: Sequence[str]) -> Repair | None:
    """Return the repair of a text of two lines, of which the second holds a colon; else None."""
    above = line_of(one.number - 1, lines[one.number - 2]) if one.number > 1 else one
    # Below `- Read the paper from`; a key of ours below `- arrive 15m` tells of a colon up there.
    listed = above.key is None and bool(above.dashes) and one.key not in _OF_SOMEBODY
    if not one.key or one.dashes or not (above.key or listed) or one.at < above.at + (not listed):
        return None
    words = above.content if listed else above.value
    if words[:1] in ("", *"|>[{\"'") or above.key in {"name", *_OF_SOMEBODY}:
        return None
    start = above.at if listed else column_of_value(lines[above.number - 1], above)
    lead = lines[above.number - 1][:start]
    if one.content[:1] in "\"'" and above.content[:1] in "\"'":  # labels, and no text goes on so
        message = f"This line stands further in than {above.key}: above it, and is one like it."
        hint = f"Begin it right below {above.key}."
        level = f"{' ' * above.at}{one.content}"
        return Repair(one.number, one.at + 1, message, hint, level)
    if one.key in _OF_SOMEBODY:
        last = last_under(lines, above.number)
        inside = (line_of(n, lines[n - 1]).content for n in range(one.number, last + 1))
        braces = f"{{{', '.join((f'name: {above.value}', *filter(None, inside)))}}}"
        message = f"Words stand after {above.key}:, and more lines stand under it."
        hint = f"Write all of it on one line: {above.key}: {braces}"
        below = ("",) * (last - above.number)
        return Repair(above.number, start + 1, message, hint, lead + braces, below=below)
    whole, of = quoted(f"{words} {one.content}"), "this entry" if listed else f"{above.key}:"
    message = f"The text of {of} goes on here, and the colon in it makes a key of it."
    hint = f"Write all of it on one line: {'- ' if listed else f'{above.key}: '}{whole}"
    return Repair(above.number, start + 1, message, hint, lead + whole, below=("",))


_OF_SOMEBODY = frozenset({"title", "from", "until", "acting", "vacant", "email"})
"""What a person has beside a name."""
_LIKE_OURS = re.compile(r"[a-z][\w -]*")


def _dashed_level(one: Line, lines: Sequence[str]) -> Iterator[Line]:
    """Yield what begins with a dash right above and below a line, but for what is further out."""
    near = {one.number - 1: lines[one.number - 2 : one.number - 1] if one.number > 1 else ()}
    near[one.number + 1] = lines[one.number : one.number + 1]
    found = (line_of(number, text[0]) for number, text in near.items() if text)
    return (other for other in found if other.dashes and other.indent >= one.indent)


def _heading(one: Line, lines: Sequence[str]) -> Iterator[Repair]:
    """Yield the repair of words that head a part of the day among its items: `Afternoon`."""
    level = list(_dashed_level(one, lines))
    if one.content[:1].isupper() and level and all(other.key in _kinds() for other in level):
        message = "Words stand alone here, and only items of the day do, each with a dash."
        hint = "Put # in front of them, so that they are a remark, or take them out."
        remark = f"{' ' * one.at}# {one.content}"
        yield Repair(one.number, one.at + 1, message, hint, remark)


def _without_dash(one: Line, text: str, lines: Sequence[str]) -> Iterator[Repair]:
    """Yield the repair of an entry that stands level with the dashes of its list without one."""
    if heads := list(_heading(one, lines)):
        yield from heads
    elif any(other.indent == one.indent for other in _dashed_level(one, lines)):
        message = "A line of this list does not start with a dash."
        mended = f"{text[: one.at]}- {one.content}"
        yield _written(one, message, mended)


def _id_with_a_dash(one: Line, lines: Sequence[str]) -> Iterator[Repair]:
    """Yield the repair of an id with a dash, further out than the ids before it: `- east:`."""
    if not one.dashes or not one.key or one.value or one.indent:
        return
    above = (line_of(n, lines[n - 1]) for n in range(one.number - 1, 0, -1))
    before = next((other for other in above if other.content and other.indent <= 2), None)
    if before and before.opens and not before.dashes and before.indent:
        message = "This line starts with a dash where none is wanted."
        mended = f"{' ' * before.indent}{one.content}"
        hint = f"Write {one.content} with {before.indent} spaces in front, as the others have."
        yield Repair(one.number, 1, message, hint, mended)


def _dash_for_an_id(one: Line, lines: Sequence[str]) -> Iterator[Repair]:
    """Yield the repair of entries with dashes where the next one has an id: `- Sasha Exec`."""
    rest = (line_of(n, lines[n - 1]) for n in range(one.number, len(lines) + 1))
    names = list(takewhile(lambda line: line.dashes and not line.key and line.content, rest))
    last = one.number + len(names)
    below = line_of(last, lines[last - 1]) if names and last <= len(lines) else one
    if names and below.key and not below.dashes and below.indent == one.indent:
        lead = " " * one.indent
        ids = (re.sub(r"[^a-z0-9]+", "-", name.content.casefold()).strip("-") for name in names)
        mended, *more = (
            f"{lead}{word or 'id'}: {name.content}" for word, name in zip(ids, names, strict=True)
        )
        message = "A dash stands here, and the line below begins with an id."
        if more:
            message = "Dashes stand here, and the line below them begins with an id."
        hint = ", and so on below: ".join(line.strip() for line in (mended, *more[:1]))
        yield Repair(
            one.number,
            one.at + 1,
            message,
            f"Write {hint}",
            mended,
            below=tuple(more),
            made_up=True,
        )


def _id_left_out(one: Line, text: str, lines: Sequence[str]) -> Iterator[Repair]:
    """Yield the repair of what a pair says right below `pairs:`, without the line of its id."""
    above = line_of(one.number - 1, lines[one.number - 2]) if one.number > 1 else one
    if not above.opens or above.key != "pairs" or one.indent != above.indent + 4:
        return
    outer = range(one.number, last_under(lines, above.number))
    if any(lines[n].strip() and indent_of(lines[n]) == above.indent + 2 for n in outer):
        message = "The line with the id of this pair is missing above it."
        hint = f"Write it there, such as crisis:, with {spaces(above.indent + 2)} in front."
        mended = f"{text[: one.indent - 2]}pair:"
        yield Repair(one.number, one.at + 1, message, hint, mended, made_up=True)


def _says_more(one: Line, text: str, lines: Sequence[str]) -> Iterator[Repair]:
    """Yield the repair of a file's name in a list with keys under it, which its own file says."""
    last = last_under(lines, one.number)
    if one.dashes and last > one.number and re.fullmatch(r"[\w./-]+\.(ya?ml|md)", one.content):
        message = "Only the file stands here; the rest is told in it."
        hint = f"Take out line {one.number + 1}, which stands under it."
        if last > one.number + 1:
            hint = f"Take out lines {one.number + 1} to {last}, which stand under it."
        below = ("",) * (last - one.number)
        yield Repair(one.number, one.at + 1, message, hint, text, below=below)


def _in_front(one: Line, text: str, lines: Sequence[str]) -> Iterator[Repair]:
    """Yield the repair of an entry in braces without its dash, and of one with a box to tick."""
    if one.content.startswith("{") and not one.dashes:
        begun = (
            line for line in reversed(lines[: one.number - 1]) if line.strip().startswith("- ")
        )
        if level := next((indent_of(line) for line in begun), 0):
            message = "There is no dash in front of this brace."
            yield _written(one, message, f"{' ' * level}- {one.content}")
    if box := re.match(r"\[[ xX]?\]\s+", one.content):
        mended = text[: one.at] + one.content[box.end() :]
        yield _written(one, "A box to tick stands here, and no page prints it.", mended)


def slips(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """Yield what may be wrong with the signs of a line (from 1), likeliest first."""
    text = lines[number - 1]
    one = line_of(number, text)
    if not one.content:
        return
    if "\t" in text[: indent_of(text)]:
        yield from _tab(number, lines)
        return
    if one.text.startswith(("[", "{", '"', "'")):
        yield from filter(None, [_after_quote(one, text)])
        yield from _apostrophe_in_braces(one, text)
        yield from _several_brackets(one, text)
        yield from _key_behind_brackets(one, text)
        yield from _braces_in_braces(one, text)
        yield from _one_bracket_too_many(one, text)
        yield from _after_quote_in_braces(one, text)
        yield from _open_quote_in_braces(one, text)
        if still_open(one.text):
            yield _left_open(one, text)
    yield from _in_front(one, text, lines)
    yield from _says_more(one, text, lines)
    if not one.dashes:
        yield from filter(None, [wrong_dash(one, text)])
    yield from _without_bar(lines, number)
    yield from _words_above(lines, number)
    yield from _id_with_a_dash(one, lines)
    yield from _dash_for_an_id(one, lines)
    yield from _id_left_out(one, text, lines)
    if one.key and (one.key in _OF_SOMEBODY or not _LIKE_OURS.fullmatch(one.key)):
        yield from filter(None, [goes_on_with_a_colon(one, lines)])
    if one.key and one.opens and one.key[:1].isupper() and not one.dashes:
        yield from _heading(one, lines)
    if one.key is None:
        yield from _under_a_bar(one, lines)
        yield from filter(None, [_in_a_list(one, text, lines)])
        if one.content[:1].isupper() and number > 1:
            yield from _without_bar(lines, number - 1)
            yield from _without_dash(one, text, lines)
        yield from _opening(one, text, lines[number : number + 1])
        yield without_colon(one, text, lines)


# ------------------------------------------------------------------ where a line may belong

LINES_ABOVE = 14
_LINES_BELOW = 2
"""How far from where something is wrong the line may stand that is to blame."""


def moves(lines: Sequence[str], places: Iterable[int]) -> Iterator[Repair]:
    """Yield ways to move one line that stands near these (from 1), the nearest lines first."""
    for number in near_lines(sorted(set(places))[:5], len(lines)):
        yield from moves_of(number, lines)


def block_moved(lines: Sequence[str], first: int, last: int, by: int) -> Repair:
    """Return the repair of neighbouring lines (from 1) that all get `by` more spaces, or fewer."""
    one, *below = (
        " " * (indent_of(line) + by) + line.lstrip() if line.strip() else line
        for line in lines[first - 1 : last]
    )
    told = f"Lines {first} to {last} stand {spaces(abs(by))} too far {'in' if by < 0 else 'out'}."
    hint = f"Put {spaces(by)} more" if by > 0 else f"Take {spaces(-by)} away"
    hint = f"{hint} in front of each of these lines."
    at = indent_of(lines[first - 1]) + 1
    return Repair(first, at, told, hint, one, below=tuple(below), moved=True)


def levels(number: int, lines: Sequence[str], indent: int) -> list[int]:
    """Return the indents of the lines around, those nearest to the line's own first."""
    around = [*lines[max(0, number - LINES_ABOVE) : number - 1], *lines[number : number + 8]]
    found = {indent_of(line) for line in around if line.strip()}
    found |= {column + 2 for column in found}
    dashes = [indent_of(line) for line in lines[: number - 1] if line.lstrip().startswith("- ")]
    likely = dashes[-1] if dashes and lines[number - 1].lstrip().startswith("- ") else -1
    return sorted(found - {indent}, key=lambda one: (abs(one - indent), one != likely, one))


def move_under(lines: Sequence[str], line: int, column: int) -> Iterator[Repair]:
    """Yield the next line moved under the key in a column (from 0), if it stands level with it."""
    outer = line_of(line, lines[line - 1]).indent
    for number in range(line + 1, len(lines) + 1):
        below = line_of(number, lines[number - 1])
        if below.content:
            if below.indent == outer:
                yield _indent(below, lines[number - 1], column + 2)
            return


def tracks_under(lines: Sequence[str], line: int) -> list[str] | None:
    """Return the lines with the items that stand level with a `- parallel:` put under it.

    These are the items right below that say for whom or where they are; None where fewer than
    two do.
    """
    outer = line_of(line, lines[line - 1]).indent
    items: list[list[Line]] = []
    for below in (line_of(number, lines[number - 1]) for number in range(line + 1, len(lines) + 1)):
        if below.content and below.indent <= outer:
            if below.indent < outer or not below.dashes:
                break
            items.append([])
        if items:
            items[-1].append(below)
    tracks = list(takewhile(lambda item: {"who", "room"} & {one.key for one in item}, items))
    if len(tracks) < 2:
        return None
    moved = {one.number for item in tracks for one in item if one.content}
    return [" " * 4 * (number in moved) + text for number, text in enumerate(lines, 1)]


def quote_text(lines: Sequence[str], line: int) -> Iterator[Repair]:
    """Yield a line whose text holds a colon with quotes round that text."""
    text = lines[line - 1]
    one = line_of(line, text)
    if one.key is not None and one.value and one.dashes:
        message = "The colon in this text makes a key of the words before it."
        above = [line for line in reversed(lines[: line - 1]) if indent_of(line) < one.indent]
        outer = (above or [""])[0].partition("#")[0].strip()
        length = re.fullmatch(r"(\d{1,3}) ?m(?:in|ins|inutes)?", one.key.casefold())
        if outer == "steps:":
            length = length or re.fullmatch(r"(\d{1,3})['’′]?", one.key)
        if length:
            step = f"{length[1]}m {one.value}"
            yield Repair(
                line, one.at + 1, message, f"Write - {step}", text[: one.at] + quoted(step)
            )
            return
        if outer == "promises:" and re.fullmatch(r"[a-z0-9-]+", one.key):
            item = f"{{sponsor: {one.key}, what: {quoted(one.value)}}}"
            message = "An id stands here for a key, and sponsor: and what: are missing."
            yield Repair(line, one.at + 1, message, f"Write - {item}", text[: one.at] + item)
            return
        if outer in ("absent:", "present:", "who:", "away days:"):
            message = "Only who it is stands here, and no reason."
            if outer == "away days:":
                message = "Only the file stands here; the rest is told in it."
            yield Repair(
                line, one.at + 1, message, f"Write - {one.key}", f"{text[: one.at]}{one.key}"
            )
            return
        if outer == "items:" and re.fullmatch(r"[a-z0-9-]+", one.key):
            item = f"{{id: {one.key}, text: {quoted(one.value)}}}"
            message = "An id stands here for a key, and id: and text: are missing."
            yield Repair(line, one.at + 1, message, f"Write - {item}", text[: one.at] + item)
            return
        if outer.startswith("keep apart:"):
            both = f"[{one.key}, {one.value}]"
            message = "A line of keep apart names two people, with a comma between."
            yield Repair(line, one.at + 1, message, f"Write - {both}", text[: one.at] + both)
            return
        words = quoted(one.content)
        hint = f"Put quotes round the text: {words}"
        yield Repair(line, one.at + 1, message, hint, text[: one.at] + words)


def near_lines(places: Sequence[int], last: int, above: int = LINES_ABOVE) -> list[int]:
    """Return the lines around the first places, the nearest to any of them first."""
    away: dict[int, int] = {}
    for place in places:
        for number in range(max(1, place - above), min(last, place + _LINES_BELOW) + 1):
            away[number] = min(away.get(number, above), abs(number - place))
    return sorted(away, key=lambda number: (away[number], number))


def _indent(one: Line, text: str, wanted: int) -> Repair:
    """Return the repair of a line that should start after `wanted` spaces."""
    return Repair(
        one.number,
        one.indent + 1,
        "The indent of this line does not fit the lines around it.",
        f"Put {spaces(wanted)} in front of it; it has {one.indent}.",
        " " * wanted + text.lstrip(),
    )


def spaces(many: int) -> str:
    """Return `2 spaces`, `1 space` or `no space`."""
    return f"{many or 'no'} space{'' if many < 2 else 's'}"


def _add_dash(one: Line, text: str) -> Repair:
    """Return the repair of a line among items that has no dash."""
    mended = text[: one.at] + "- " + re.sub(r"^\d{1,2}[.):]?\s+", "", text[one.at :])
    message = "A line of this list does not start with a dash."
    hint = f"Write {mended.strip()}, or indent it if it belongs to the item above."
    return Repair(one.number, one.at + 1, message, hint, mended)


def _take_dash(one: Line, text: str) -> Repair:
    """Return the repair of a line with a dash that should have none."""
    message = "This line starts with a dash where none is wanted."
    first, *more = one.dashes
    mended = text[:first] + text[more[0] if more else one.at :]
    hint = f"Take the dash away: {mended.strip()}"
    if more:
        hint = "Two dashes stand here: take one of them away."
    return Repair(one.number, one.dashes[0] + 1, message, hint, mended)


def moves_of(number: int, lines: Sequence[str]) -> Iterator[Repair]:
    """Yield ways to move one line (from 1), or to give it a dash or take that away."""
    for repair in _moves_of(line_of(number, lines[number - 1]), lines):
        if repair.mended != lines[number - 1]:
            yield replace(repair, moved=True)


def _moves_of(one: Line, lines: Sequence[str]) -> Iterator[Repair]:
    number, text = one.number, lines[one.number - 1]
    if not one.content or "\t" in text[: one.indent + 1]:
        return
    for wanted in levels(number, lines, one.indent):
        yield _indent(one, text, wanted)
    if one.text[:1] in ("[", "{") and still_open(one.text):
        start = column_of_value(text, one)
        mended = text[:start] + one.text[1:].strip()
        hint = f"Close it on this line, or take it away: {mended.strip()}"
        message = "A bracket is opened here and never closed."
        yield Repair(number, start + 1, message, hint, mended)
    if one.dashes:
        yield _take_dash(one, text)
    elif one.key is not None and one.indent >= 2:
        mended = text[: one.at - 2] + "- " + one.content
        message = "This line should start an item of its own."
        hint = f"Write {mended.strip()}, with {spaces(one.at - 2)} in front of the dash."
        yield Repair(number, one.at + 1, message, hint, mended)
    if not one.dashes:
        yield _add_dash(one, text)
