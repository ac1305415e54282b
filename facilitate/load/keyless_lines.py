"""Lines that have no key, and what may have been meant: a role, a remark, or a colon left out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, takewhile

from facilitate.faults import nearest
from facilitate.load.file_kinds import blocks, keys_anywhere, keys_beside, with_ids
from facilitate.load.synonyms import KINDS_WITH_LENGTH, as_item, item_called, meant_by
from facilitate.load.yaml_line import (
    NO_COLON,
    Line,
    Repair,
    Slip,
    anew,
    indent_of,
    keyed,
    line_at,
    quoted,
    spaces,
    wrong_sign,
)
from facilitate.model.plan import KINDS
from facilitate.structs import replace


@cache
def _no_colon() -> re.Pattern[str]:
    """Return what a line without a colon begins with: a key of a file's, or a word."""
    several = sorted((key for key in keys_anywhere() if " " in key), key=len, reverse=True)
    return re.compile(rf"(?P<key>(?:{'|'.join(several)})\b|[A-Za-z][\w-]*)(?P<rest>\s.*|$)")


def without_colon(one: Line) -> Repair:
    """Return the repair of a line whose key has another sign, or none, after it.

    Lines below that are written alike go with it.
    """
    hint = "Write it like key: value, or indent it if it belongs to the line above."
    unknown = Repair(one.number, one.at + 1, NO_COLON, hint)
    return next(filter(None, (kind(one) for kind in _WITHOUT_COLON)), unknown)


def _another_sign(one: Line) -> Repair | None:
    found = keyed(one.content, dashes=True)
    return wrong_sign(found, one.number, one.at + 1, one.lead) if found else None


def _as_remark(one: Line, message: str, hint: str) -> Repair:
    """Return the repair of a line that is read as a remark; who it was about is not known then."""
    mended = f"{' ' * one.at}# {one.content}"
    of_people = one.outer_key in ("pairs", "sponsors", "coaches")
    return Repair(one.number, one.at + 1, message, hint, mended, made_up=of_people)


_ROW = re.compile(r"[|\t].*[|\t]")
_AT_AN_HOUR = re.compile(r"\d{1,2}[:.]\d\d\s+[^\W\d]")


def _row_of_a_table(one: Line) -> Repair | None:
    if not _ROW.search(one.content):
        return None
    message = "This line is a row of a table, with signs between its cells."
    hint = "Write each cell on a line of its own, with a key and a colon in front, like the "
    return _as_remark(one, message, f"{hint}entries above and below.")


def _role_in_words(one: Line) -> Repair | None:
    """Return the repair of a member whose role is written as words: `watch commander Zofia`."""
    for role in _roles_of(one.lines) if one.at == 4 else ():
        if "-" in role and one.content.casefold().startswith(f"{role.replace('-', ' ')} "):
            return anew(one, NO_COLON, f"{role}: {one.content[len(role) + 1 :]}")
    return None


def _kind_alone(one: Line) -> Repair | None:
    """Return the repair of an item of a day that says its kind alone: `- lunch`."""
    if not one.dashes or one.content not in KINDS:
        return None
    return anew(one, NO_COLON, f"{one.content}: {'60m' if one.content == 'lunch' else '15m'}")


def _names_alone(one: Line) -> Repair | None:
    """Return the repair of who stands in a pair by name alone."""
    people = _with_roles(one)
    if not people:
        return None
    entries = [f"{role}: {name}" for role, name in people.items()]
    hint = f"Write {', and so on below: '.join(entries[:2])}"
    told = anew(one, "This name has no role in front of it.", entries[0], hint)
    below = entries[1:] if one.content in people.values() else ()
    return replace(told, below=tuple(one.lead + entry for entry in below))


_ROLES = re.compile(r"roles: *([\[{].*[\]}])")
_TWO_NAMES = re.compile(r"\s*(?:,|&|/|;|\band\b)\s*")


def _with_roles(one: Line) -> Mapping[str, str]:
    """Return who stands in a pair by name alone, here and right below, by the roles left over."""
    if one.dashes or one.at < 4 or not one.content[:1].isupper() or one.outer_key != "pairs":
        return {}

    def level(line: Line) -> bool:
        return line.at == one.at

    below = list(takewhile(level, one.below))
    there = {line.key for line in chain(takewhile(level, one.above), below)}
    alone = [one, *takewhile(lambda line: line.key is None, below)]
    free = [role for role in _roles_of(one.lines) if role not in there]
    names = [line.content for line in alone]
    if len(free) > len(names):
        names = [name for words in names for name in _TWO_NAMES.split(words) if name]
    return dict(zip(free, names, strict=False))


def _roles_of(lines: Sequence[str]) -> list[str]:
    """Return the roles that a file names, in brackets or braces or on lines of their own."""
    for number, text in enumerate(lines, 1):
        if found := _ROLES.match(text):
            return re.findall(r"([\w-]+):" if found[1][0] == "{" else r"[\w-]+", found[1])
        if (line := line_at(lines, number)).content == "roles:":
            within = takewhile(lambda one: one.indent or not one.content or one.dashes, line.below)
            return [one.key or one.content for one in within if one.content]
    return ["doctor", "manager"]


_ENTRY = re.compile(r"([a-z][a-z0-9-]*|[A-Z]{1,3}\d+)[\s,;]+([A-Z\d].*|[\w-]+-[\w-]+|\S+@\S+)")
"""An entry without a colon after its id."""


def _entry_alone(one: Line) -> Repair | None:
    """Return the repair of an entry that begins with its id: `exec Rosa Muster`, `K7, acute`."""
    found = _ENTRY.fullmatch(one.content)
    if not found or one.dashes or not one.at:
        return None
    return anew(one, NO_COLON, f"{found[1]}: {found[2]}") if _holder(one) in with_ids() else None


_IDS = {"sponsors": "exec", "stock takes": "baseline"}


def _id_wanted(one: Line) -> Repair | None:
    """Return the repair of words that stand where an id and what it is are wanted, or None."""
    word, under = _IDS.get(_holder(one), ""), next(one.below, one)
    if not word or under.indent > one.indent or ":" in one.content:
        return None
    above = one.before
    hint = f"Write an id and a colon before it: {word}: {one.content}"
    if above.key and above.value and one.content[:1].islower():
        hint = f"Put it on the line above, with a comma: {above.key}: {above.value}, {one.content}"
    mended = f"{' ' * one.indent}{word}-{one.number}: {one.content}"
    return Repair(one.number, one.at + 1, NO_COLON, hint, mended, made_up=True)


def _item_alone(one: Line) -> Repair | None:
    """Return the repair of an item of a day that says no kind of ours, or None."""
    if _holder(one) not in ("agenda", "parallel"):
        return None
    message = "This item does not say what kind of item it is."
    if one.dashes and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", one.content):
        return anew(one, message, f"exercise: {one.content}")
    if not one.dashes:
        message = "This item does not start with a dash, nor say what kind of item it is."
    if not one.content[:1].isupper() if one.dashes else not one.content[:1].isdigit():
        return None
    level = next((line.indent for line in one.above if line.dashes), one.indent)
    mended = f"{' ' * level}- buffer: 1m"
    return Repair(one.number, one.at + 1, message, as_item(one.content), mended, made_up=True)


def _holder(one: Line) -> str:
    """Return the key that a line stands under; of one that stands furthest out the last one."""
    return (one.outer.key if one.outer else one.outer_key) or ""


_MARKED = re.compile(r"([*_`~]{1,3})(?P<key>[^*_`~:]+)(?:\1\s*:|:\s*\1)\s*(?P<rest>.*)")


def _marked_key(one: Line) -> Repair | None:
    """Return the repair of a key with the signs of a note or a chat round it: `**Title**: Day`."""
    found = _MARKED.fullmatch(one.content)
    if not found:
        return None
    message = f"The signs {found[1]} stand round this key."
    return anew(one, message, f"{found['key']}: {found['rest']}".rstrip())


def _length_alone(one: Line) -> Repair | None:
    """Return the repair of a length that stands under an item or an exercise without its key."""
    if one.dashes or not re.fullmatch(r"\d{1,3} ?(?:m|min|mins|minutes|h|hours?)", one.content):
        return None
    above = one.before
    if above.key in KINDS_WITH_LENGTH and not re.match(r"\d", above.value):
        message = f"The length of {above.key}: stands below it."
        first = f"{above.key}: {one.content}"
        if above.opens:
            return replace(anew(above, message, first), below=("",))
        title = f"title: {quoted(above.value)}"
        told = anew(above, message, first, f"Write {first}, and under it {title}")
        return replace(told, below=(f"{' ' * one.at}{title}",))
    return anew(one, "There is no time: in front of this length.", f"time: {one.content}")


def _words_alone(one: Line) -> Repair | None:
    """Return words without a key as a remark, where nothing else can be made of them."""
    if not one.content[0].isalnum() or (one.dashes and not one.content[0].isupper()):
        return None
    first, _, rest = one.content.partition(" ")
    if not one.at and rest and first.casefold() in keys_anywhere():
        return anew(one, NO_COLON, f"{first.casefold()}: {rest}")
    if _holder(one) in with_ids():
        return _as_remark(one, NO_COLON, "Write an id, a colon, and what belongs to it.")
    hint = "Write what it is and a colon in front of it; or # if it is a remark."
    return _as_remark(one, NO_COLON, hint)


def _words_with_a_capital(one: Line) -> Repair | None:
    """Return what words alone are that begin as no key of ours does."""
    return _words_alone(one) if one.content[:1].isupper() or one.content[:1].isdigit() else None


def _address_alone(one: Line) -> Repair | None:
    hint = "Write the person's id and a colon in front of it: crisis-doctor: a@example.org"
    address = re.fullmatch(r"\S+@\S+", one.content)
    return anew(one, NO_COLON, f"somebody: {one.content}", hint) if address else None


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of all keys and kinds of items."""
    return frozenset(key.split()[0] for key in (*keys_anywhere(), *KINDS))


_GOES_ON = frozenset(
    {"and", "or", "but", "the", "a", "an", "to", "of", "with", "in", "so", "that", "which", "is"}
    | {"are", "as", "it", "we", "our", "they", "than", "because", "where", "if"}
)
"""Words that begin no key, and so the second line of a text."""


_NAMED = re.compile(r"\w+ [A-Z\d]")
"""A word of somebody's own for a key, and a name or figure: `speaker Ines`."""


def _goes_on(one: Line) -> Repair | None:
    above, first = one.before, one.content.split()[0]
    level = above.key is not None and above.at == one.at and above.value[:1] not in ("", *"|>{[")
    of_ids = _holder(one) in with_ids() and above.key
    takes = keys_anywhere().get(above.key or "", {"value" if of_ids else "words"})
    names = above.key in _roles_of(one.lines)
    if "words" not in takes or names or above.text[:1] in {*"[{\"'"}:
        return None
    ours = {*_first_words(), *_roles_of(one.lines)}
    meant = _NAMED.match(one.content) and meant_by(first, [*keys_anywhere()])
    begun = first in ours or meant or nearest(first, keys_beside(above.key or ""), alike=0.8)
    small = first.isalpha() and first.islower() and not begun
    unended = above.key is not None and above.value[-1:] == ","
    of_words = keys_anywhere().get(above.key or "", set()) == {"words"}
    unended |= of_words and not above.value and above.at == one.at
    if not (unended or first in _GOES_ON or (level and small and " " in above.value)) or one.dashes:
        return None
    message = "This line goes on with the text of the line above it."
    return anew(one, message, f"  {one.content}", f"Put {spaces(one.at + 2)} in front of it.")


def _key_alone(one: Line) -> Repair | None:
    """Return the repair of a line that begins like a key, with those below that do so too."""
    found = _no_colon().match(one.content)
    if not found or not _may_be_key(one, found["key"]):
        return None
    rest = found["rest"].strip()
    if not rest and "claim" in keys_anywhere().get(found["key"], ()):
        rest = "yes"
    told = anew(one, NO_COLON, f"{found['key']}: {rest}".rstrip())
    if not rest and "words" in keys_anywhere().get(found["key"], ()):
        told = replace(told, hint=f"{told.hint} and what it says")
    if more := tuple(_mended_alike(one)) if rest else ():
        words = "and the same below: " if len(more) == 1 else "and so on below: "
        message = "These lines have no colon after their keys."
        hint = f"{told.hint}, {words}{more[0].strip()}"
        return replace(told, message=message, hint=hint, below=more)
    return told


def _may_be_key(one: Line, words: str) -> bool:
    """Say whether words in front of others may be a key, or an id, that lost its colon."""
    fold = words.casefold()
    ours = {*keys_anywhere(), *KINDS, *_roles_of(one.lines)}
    if fold in _GOES_ON:
        return False
    if fold in ours or (one.at and _holder(one) in with_ids()):
        return True
    alone = one.content == words and " " not in words
    begun = [key for key in ours if key[:1] == fold[:1]]
    near = nearest(fold, begun, alike=0.8) or meant_by(fold, [*ours]) or item_called(fold)
    return alone or bool(near)


def _mended_alike(one: Line) -> Iterator[str]:
    """Yield the next lines with the colons put in, as long as they have none and stand level."""
    for other in one.below:
        found = _no_colon().match(other.content)
        level = other.at == one.at and not other.dashes and not one.dashes
        begun = found is not None and found["rest"].strip() and other.content[:1].islower()
        if not level or other.key or not found or not begun:
            return
        yield f"{other.lead}{found['key']}: {found['rest'].strip()}"


def _words_beside_an_id(one: Line) -> Repair | None:
    """Return the repair of an id with words beside it, and lines of the same entry below."""
    found = re.fullmatch(r"([a-z][a-z0-9-]*)(?<!-)[\s,;–—]+(?:-\s+)?(\S.*)", one.content)
    deeper = any(line.content for line in one.under)
    if not found or not deeper or one.dashes or _holder(one) not in with_ids():
        return None
    inside = f"{'service' if _holder(one) == 'pairs' else 'name'}: {found[2]}"
    hint = f"Write {found[1]}: alone here, and on a line of its own below: {inside}"
    message = "Words stand beside this id, and what belongs to it below."
    return replace(anew(one, message, f"{found[1]}:", hint), made_up=True)


_WITHOUT_COLON: tuple[Slip, ...] = (
    _marked_key,
    _length_alone,
    _another_sign,
    _row_of_a_table,
    _item_alone,
    _role_in_words,
    _words_beside_an_id,
    _entry_alone,
    _id_wanted,
    _goes_on,
    _kind_alone,
    _names_alone,
    _words_with_a_capital,
    _address_alone,
    _key_alone,
    _words_alone,
)
"""What a line without a key may be, in the order in which it is asked."""


def opening(one: Line) -> Repair | None:
    """Return the repair of a key that has no colon, and lines that stand under it."""
    under = next(one.below, None)
    deeper = under is not None and under.source.strip() and indent_of(under.source) > one.at
    told_apart = _ROW.search(one.content) or _AT_AN_HOUR.match(one.content)
    if not deeper or under is None or told_apart or not one.content[0].isalpha():
        return None
    small = one.content.casefold()
    heading = one.content[:1].isupper() and small not in blocks() and under.key in KINDS
    alone = one.dashes and one.content in KINDS and one.content != "parallel"
    if heading or one.content[-1] in "=;" or alone:
        return None
    words = re.sub(r"[^\w)\"']+$", "", one.content) or one.content
    if one.content.endswith("|") and words.casefold() in keys_anywhere():
        return anew(one, NO_COLON, f"{words.casefold()}: |")
    if beside := _words_beside_an_id(one):
        return beside
    if not _may_be_key(one, words):
        return None
    return anew(one, NO_COLON, f"{words.casefold() if words.casefold() in blocks() else words}:")
