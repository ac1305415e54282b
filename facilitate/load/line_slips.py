"""What may be wrong with the signs of one line of YAML: each kind of slip, and the line as meant.

A kind is one small function (`Slip`); the tables say in which order they are asked. Nothing here
parses YAML, and of the models it knows the names of keys alone: `yaml_repair` asks where a parser
gives up, `one_cause` where many faults of shape may have one cause.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, takewhile

from facilitate.load.file_kinds import blocks, known_keys, with_ids
from facilitate.load.keyless_lines import opening, without_colon
from facilitate.load.line_moves import ONLY_THE_FILE, indented, levels
from facilitate.load.value_slips import IN_BRACKETS, LISTED
from facilitate.load.yaml_line import (
    A_TAB,
    DASH_TOO_MANY,
    NO_DASH,
    Line,
    Repair,
    Slip,
    about_the_dash,
    anew,
    dashed,
    indent_of,
    keyed,
    line_at,
    line_of,
    of_value,
    quoted,
    spaces,
    without_comment,
)
from facilitate.load.yaml_values import WITH_IDS
from facilitate.model.plan import KINDS, Member
from facilitate.structs import replace


def slips(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """Yield what may be wrong with the signs of a line (from 1), likeliest first."""
    one = line_at(lines, number)
    if not one.content:
        return
    if "\t" in one.source[: indent_of(one.source)]:
        yield from _tab(one)
        return
    kinds = chain(
        IN_BRACKETS if one.text.startswith(("[", "{", '"', "'")) else (),
        _ANYWHERE,
        _WITHOUT_A_KEY if one.key is None else (),
    )
    yield from filter(None, (kind(one) for kind in kinds))


def _tab(one: Line) -> Iterator[Repair]:
    """Yield a line that a tab indents, at the level that the line above asks for and at others."""
    body = one.source.lstrip()
    before = next((line for line in one.above if line.source.strip()), line_of(0, ""))
    level = before.at + 2 if before.opens else before.at
    below = next((line.source for line in one.below if line.source.strip()), "")
    if before.dashes and body.startswith("- "):
        level = before.dashes[0]
    elif without_comment(body).endswith(":") and not below.startswith("\t"):
        level = max(0, indent_of(below) - 2)
    message, hint = A_TAB
    for indent in (level, *levels(one.number, one.lines, level)):
        column = one.source.find("\t") + 1
        yield Repair(one.number, column, message, hint, " " * indent + body, "Y002")


# ---------------------------------------------------------------------------- dashes and boxes


def _box_to_tick(one: Line) -> Repair | None:
    box = re.match(r"\[[ xX]?\]\s+", one.content)
    message = "A box to tick stands here, and no page prints it."
    return anew(one, message, one.content[box.end() :]) if box else None


def _ruled_off(one: Line) -> Repair | None:
    message = "A line of signs stands here, and says nothing."
    ruled = re.fullmatch(r"[-–—_=*~.\s]{3,}", one.source.strip())
    return anew(one, message, f"# {one.content}", "Take it out.") if ruled else None


def wrong_dash(one: Line) -> Repair | None:
    """Return the repair of a dash that is another sign, or has no space after it, or None."""
    found = None if one.dashes else dashed(one.content)
    return found and anew(one, about_the_dash(found[0]), f"- {found[1]}")


def _id_with_a_dash(one: Line) -> Repair | None:
    """Return the repair of an id with a dash, further out than the ids before it: `- east:`."""
    if not one.dashes or not one.key or one.value or one.indent:
        return None
    before = next((other for other in one.above if other.content and other.indent <= 2), None)
    if not before or not before.opens or before.dashes or not before.indent:
        return None
    hint = f"Write {one.content} with {before.indent} spaces in front, as the others have."
    mended = f"{' ' * before.indent}{one.content}"
    return Repair(one.number, 1, DASH_TOO_MANY, hint, mended)


def _dash_for_an_id(one: Line) -> Repair | None:
    """Return the repair of entries with dashes where the next one has an id: `- Sasha Exec`."""

    def is_name(line: Line) -> bool:
        return bool(line.dashes and not line.key and line.content)

    if not is_name(one):
        return None
    names = [one, *takewhile(is_name, one.below)]
    below = next(names[-1].below, one)
    if not below.key or below.dashes or below.indent != one.indent:
        return None
    ids = (re.sub(r"[^a-z0-9]+", "-", name.content.casefold()).strip("-") for name in names)
    entries = [f"{word or 'id'}: {name.content}" for word, name in zip(ids, names, strict=True)]
    message = "A dash stands here, and the line below begins with an id."
    if entries[1:]:
        message = "Dashes stand here, and the line below them begins with an id."
    hint = f"Write {', and so on below: '.join(entries[:2])}"
    mended, *more = (" " * one.indent + entry for entry in entries)
    column = one.at + 1
    return Repair(one.number, column, message, hint, mended, below=tuple(more), made_up=True)


def _says_more(one: Line) -> Repair | None:
    """Return the repair of a file's name in a list with keys under it, which its own file says."""
    last, first = one.last_under, one.number + 1
    if not one.dashes or last < first or not re.fullmatch(r"[\w./-]+\.(ya?ml|md)", one.content):
        return None
    hint = f"Take out line {first}, which stands under it."
    if last > first:
        hint = f"Take out lines {first} to {last}, which stand under it."
    told = anew(one, ONLY_THE_FILE, one.source[one.at :], hint)
    return replace(told, below=("",) * (last - one.number))


def _in_a_list(one: Line) -> Repair | None:
    """Return the repair of a word without a dash, level with the key whose list it stands in."""
    words = re.compile(r"[a-z0-9][\w-]*")
    outer = next((line for line in one.above if not _is_listed(line, words)), None)
    listed = outer is not None and outer.key in LISTED and not outer.value
    if not outer or not listed or outer.at != one.at or not words.fullmatch(one.content):
        return None
    message = f"This line stands in the list of {outer.key}: and does not start with a dash."
    return anew(one, message, f"- {one.content}")


def _is_listed(line: Line, words: re.Pattern[str]) -> bool:
    return line.content.startswith("- ") or words.fullmatch(line.content) is not None


def _dashed_level(one: Line) -> list[Line]:
    """Return what begins with a dash right above and below a line, but for what is further out."""
    near = chain(islice(one.above, 1), islice(one.below, 1))
    return [other for other in near if other.dashes and other.indent >= one.indent]


def _heading(one: Line) -> Repair | None:
    """Return the repair of words that head a part of the day among its items: `Afternoon`."""
    level = _dashed_level(one) if one.content[:1].isupper() else []
    if not level or any(other.key not in KINDS for other in level):
        return None
    message = "Words stand alone here, and only items of the day do, each with a dash."
    hint = "Put # in front of them, so that they are a remark, or take them out."
    return Repair(one.number, one.at + 1, message, hint, f"{' ' * one.at}# {one.content}")


def _heading_with_a_colon(one: Line) -> Repair | None:
    return _heading(one) if one.key and one.opens and not one.dashes else None


def _without_dash(one: Line) -> Repair | None:
    """Return the repair of an entry that stands level with the dashes of its list without one."""
    if one.number == 1 or not one.content[:1].isupper():
        near = (*islice(one.above, 2), *islice(one.below, 1))
        steps = [line for line in near if line.dashes and not line.key and line.at == one.at + 2]
        listed = len(steps) > 1 and one.content[:1].isdigit()
        return anew(one, NO_DASH, f"- {one.content}") if listed else None
    if heading := _heading(one):
        return heading
    level = any(other.indent == one.indent for other in _dashed_level(one))
    return anew(one, NO_DASH, f"- {one.content}") if level else None


# ------------------------------------------------------------------- texts of several lines


_WORDS_OF_PROSE = 5


def _is_prose(one: Line) -> bool:
    """Say whether a line is of a text, also where it holds a colon: no key has so many words."""
    words = one.content if one.key is None else one.key
    return len(words.split()) >= _WORDS_OF_PROSE


def _without_bar(one: Line) -> Repair | None:
    """Return the repair of a key whose text stands below, without the sign for that."""
    if one.key is None or one.value[:1] not in ("", "|"):
        return None
    under = [line for line in one.under if line.content]
    if not under or not _is_prose(under[0]) or any(line.dashes for line in under):
        return None
    message = "The text below goes on over several lines, and the sign for that is missing."
    if one.value:
        message = "No words may stand on the line of the sign |."
    hint = f"Write {one.key}: | here, and all its words on the lines below."
    return anew(one, message, f"{one.key}: |", hint)


def _bar_missing_above(one: Line) -> Repair | None:
    return _without_bar(one.before) if one.content[:1].isupper() and one.number > 1 else None


def _under_a_bar(one: Line) -> Repair | None:
    """Return the repair of a long text whose lines stand level with its key, or further out."""
    above = next((line for line in one.above if line.content and line.indent <= one.indent), None)
    if above is None or not above.key or above.value[:1] not in {"|", ">"}:
        return None
    lead = " " * (above.at + 2)
    words = takewhile(lambda line: not line.dashes and (line.key or "A")[:1].isupper(), one.below)
    below = tuple(f"{lead}{line.content}".rstrip() for line in words)
    message = f"The words of {above.key}: stand further in than the key itself."
    hint = f"Put {len(lead)} spaces in front of this line and of those that go on with the text."
    return Repair(one.number, one.at + 1, message, hint, f"{lead}{one.content}", below=below)


_LIKE_OURS = re.compile(r"[a-z][\w -]*")
_OF_SOMEBODY = frozenset(known_keys(Member, ())) - {"name"} | {"email"}
"""What a person has beside a name."""


def goes_on_with_a_colon(one: Line) -> Repair | None:
    """Return the repair of a text of two lines, of which the second holds a colon; else None."""
    above = one.before
    # Below `- Read the paper from`; a key of ours below `- arrive 15m` tells of a colon up there.
    listed = above.key is None and bool(above.dashes) and one.key not in _OF_SOMEBODY
    if not one.key or one.dashes or not (above.key or listed) or one.at < above.at + (not listed):
        return None
    if above.text[:1] in ("", *"|>[{\"'") or above.key in {"name", *_OF_SOMEBODY}:
        return None
    if one.content[:1] in "\"'" and above.content[:1] in "\"'":  # labels, and no text goes on so
        message = f"This line stands further in than {above.key}: above it, and is one like it."
        level = f"{' ' * above.at}{one.content}"
        return Repair(one.number, one.at + 1, message, f"Begin it right below {above.key}.", level)
    if above.outer_key == "contacts":
        return None
    if one.key in _OF_SOMEBODY:
        under = [line.content for line in above.under]
        braces = f"{{{', '.join((f'name: {above.value}', *filter(None, under)))}}}"
        message = f"Words stand after {above.key}:, and more lines stand under it."
        hint = f"Write all of it on one line: {above.key}: {braces}"
        return replace(of_value(above, message, braces, hint), below=("",) * len(under))
    whole, of = quoted(f"{above.text} {one.content}"), "this entry" if listed else f"{above.key}:"
    message = f"The text of {of} goes on here, and the colon in it makes a key of it."
    hint = f"Write all of it on one line: {'-' if listed else f'{above.key}:'} {whole}"
    return replace(of_value(above, message, whole, hint), below=("",))


def _goes_on_from_above(one: Line) -> Repair | None:
    """Return the repair of a text's second line that no key of ours begins, but a person's may."""
    ours = one.key is None or (one.key not in _OF_SOMEBODY and _LIKE_OURS.fullmatch(one.key))
    return None if ours else goes_on_with_a_colon(one)


# ------------------------------------------------------------------------- keys and ids


_SAYS_NOTHING = ("yes", "true", "no", "see below", "below", "as follows")


def _words_beside_a_list(one: Line) -> Repair | None:
    below = _under_words(one)
    if below is None or not below.dashes or (one.indent and one.value[0] != "{"):
        return None
    message = f"Words stand beside {one.key}:, and its list below."
    hint = f"Write {one.key}: alone here, and on the line below, two spaces in: - {one.value}"
    if one.key == "agenda":
        hint = "Write agenda: alone here. The hour at which the day begins stands after start:."
    return _alone(one, message, hint)


def _under_words(one: Line) -> Line | None:
    """Return the line below a key that has words beside it, if it stands further in."""
    below = next(one.below, None)
    if one.key is None or not one.value or below is None or below.indent <= one.at:
        return None
    of_words = one.value[-1] == "}" and (below.dashes or ": " not in one.value)
    in_braces = one.value[0] == "{" and not of_words
    return None if in_braces or one.value[0] in "|>[" else below


def _words_above(one: Line) -> Repair | None:
    """Return the repair of words after a key under which more lines stand: `parallel: yes`."""
    below = _under_words(one)
    if below is None or _words_beside_a_list(one):
        return None
    outer = one.outer.source.strip() if one.outer else ""
    of_keys = all(
        key and _LIKE_OURS.fullmatch(key) for key in (line_of(0, one.value).key, below.key)
    )
    if one.key not in blocks() and outer.rstrip(":") not in WITH_IDS and not of_keys:
        return None
    others = ((other.key, other.at) for other in chain(one.above, one.below))
    if below.key and (one.key, below.at) in others:
        return indented(one, below.indent)
    if not below.dashes and below.key is None:
        return None
    message = f"Words stand after {one.key}:, and more lines stand under it."
    inside = wrong.right if (wrong := keyed(one.value)) else ""
    if outer == "pairs:" and not one.value.isdigit() and not inside:
        inside = f"service: {one.value}"
    elif outer == "codes:":
        inside = "name: …"
    hint = f"Write {one.key}: alone here. Words beside it may be a remark: # {one.value}"
    if inside:
        hint = f"Write {one.key}: alone here, and on a line of its own below: {inside}"
    if not inside and one.value.casefold() in _SAYS_NOTHING:
        hint = f"Write {one.key}: alone here: what stands below it says the rest."
    if one.key == "parallel" and one.value[:1].isdigit():
        hint = f"Write parallel: alone here, and time: {one.value} under each of its items."
    return _alone(one, message, hint)


def _alone(one: Line, message: str, hint: str) -> Repair:
    """Return the repair of a key that should stand alone on its line."""
    lost = one.key in with_ids()  # so that whoever the words named is missed
    mended = f"{one.lead}{one.key}:"
    return Repair(one.number, one.start + 1, message, hint, mended, made_up=lost)


def _dashes_in_a_pair(one: Line) -> Repair | None:
    """Return the repair of the lines of a pair that start with dashes, as a list's do."""
    outer = one.outer.outer if one.outer else None
    if not one.dashes or outer is None or outer.content != "pairs:":
        return None
    words = "" if one.key else ", and write the role in front: doctor:"
    hint = f"Take the dashes away in this pair{words or ':'} {one.content}"
    level = takewhile(lambda line: line.dashes == one.dashes, one.below)
    lead = " " * one.indent
    mended, *below = (f"{lead}{'#' * (not line.key)}{line.content}" for line in (one, *level))
    repair = Repair(one.number, one.at - 1, DASH_TOO_MANY, hint, mended, below=tuple(below))
    return replace(repair, made_up=bool(words))


def _id_left_out(one: Line) -> Repair | None:
    """Return the repair of what a pair says right below `pairs:`, without the line of its id."""
    above = one.before
    if not above.opens or above.key != "pairs" or one.indent != above.indent + 4:
        return None
    outer = one.lines[one.number : above.last_under]
    if not any(line.strip() and indent_of(line) == above.indent + 2 for line in outer):
        return None
    message = "The line with the id of this pair is missing above it."
    hint = f"Write it there, such as crisis:, with {spaces(above.indent + 2)} in front."
    mended = f"{one.source[: one.indent - 2]}pair:"
    return Repair(one.number, one.at + 1, message, hint, mended, made_up=True)


_ANYWHERE: tuple[Slip, ...] = (
    _ruled_off,
    _box_to_tick,
    _says_more,
    wrong_dash,
    _without_bar,
    _words_beside_a_list,
    _words_above,
    _id_with_a_dash,
    _dash_for_an_id,
    _dashes_in_a_pair,
    _id_left_out,
    _goes_on_from_above,
    _heading_with_a_colon,
)
"""What may be wrong with any line, likeliest first."""
_WITHOUT_A_KEY: tuple[Slip, ...] = (
    _under_a_bar,
    _in_a_list,
    _bar_missing_above,
    _without_dash,
    opening,
    without_colon,
)
"""What may be wrong with a line that has no key, asked after that."""
