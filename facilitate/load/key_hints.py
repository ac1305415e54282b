"""What to type: for a key that is not known, that is missing, or that holds something else."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from facilitate.faults import KeyPath, did_you_mean, nearest
from facilitate.load.file_kinds import FILE_KINDS, known_keys
from facilitate.load.synonyms import (
    CLOCK_FIRST,
    KINDS_WITH_LENGTH,
    LONGEST,
    as_item,
    item_called,
    meant_by,
    nearly_meant,
)
from facilitate.load.yaml_spans import scalar, written
from facilitate.model import DayFile, Exercise, ProgrammeFile
from facilitate.model.plan import KINDS, NOBODY, Item, Pair
from facilitate.model.times_and_dates import (
    ParseError,
    from_when_to_when,
    parse_clock,
    parse_minutes,
    without_length,
)
from facilitate.model.units import BETWEEN

HOMES = (
    (known_keys(ProgrammeFile, ()), "programme.yaml"),
    (known_keys(DayFile, ()), "the agenda's file, such as agendas/1-first-day.yaml"),
    (known_keys(Item, ()), "an item of agenda:, two spaces further in than its dash"),
    (known_keys(Pair, ()), "a pair, two spaces further in than its id"),
    (known_keys(Exercise, ()), "the exercise's own file in exercises/"),
    ({"email", "e-mail", "mail", "phone", "telephone", "mobile"}, "private/contacts.yaml"),
    ({"diet", "allergies", "needs", "interpreter"}, "private/access.yaml"),
    ({"people served"}, "words: {people served: pupils}"),
)
"""Which keys belong where, as it is told to whoever wrote one of them somewhere else."""


def belongs_elsewhere(model: type[BaseModel], data: Any) -> str:
    """Return which file values belong into that are nearly all unknown to a model, or nothing."""
    here = set(data) - {"format"} if isinstance(data, dict) else set()
    if not here or len(here & set(known_keys(model, ()))) * 3 > len(here):
        return ""
    known = {kind.model: set(known_keys(kind.model, ())) for kind in FILE_KINDS.values()}
    # One key alone says it only of a file that has no other: promises: stands in two kinds.
    fits = (
        kind.where
        for kind in FILE_KINDS.values()
        if kind.model is not model
        and here <= known[kind.model]
        and (len(here) > 1 or len(known[kind.model]) == 2)
    )
    return next(fits, "")


def hint_for(key: str, value: Any, holder: Any, path: KeyPath, known: Sequence[str]) -> str:
    """Return what to write instead of a key; `holder` is what it stands in."""
    if re.match(r"[^\w\s\"']", key):
        return "Put # in front if it is a remark."
    if "name" in known and (whole := _whole_name(key, holder)):
        return f"Write name: {whole}"
    near = next((one for one in known if _plain(one) == _plain(key)), "")
    if near and not (isinstance(value, list) and meant_by(key, known)):
        return f"Did you mean {near!r}?"
    there = set(holder) if isinstance(holder, dict) else set()
    free = [one for one in known if one not in there]
    near = nearest(key, free) or nearest(key, known)
    if len(near) * 2 <= len(key):
        near = ""  # a short word is like any long one
    in_item = path[:1] == ("agenda",) and len(path) > 2
    meant = meant_by(key, free) or ("" if near else nearly_meant(key, free))
    if key.casefold() == "before" and "not before" in known and _is_clock(value):
        return f"Write not before: {value}"
    headless = in_item and isinstance(holder, dict) and not there & set(KINDS)
    if headless and (hint := _as_kind(key, value, near, meant)):
        return hint
    if meant and meant != near:
        return _under_another_key(meant, value)
    fold = key.casefold()
    begun = sorted(near) == sorted(fold) or near in fold or fold in near
    inside = len(path) > 1 and path[0] in HOMES[0][0] and key in HOMES[0][0]
    if near and (begun or inside or not home_of(key, known)):
        return f"Did you mean {near!r}?"
    home = "above agenda:, level with title:" if in_item and key in HOMES[1][0] else ""
    home = home or home_of(key, known)
    if home:
        return f"{key}: belongs into {home}." if not home.startswith("above") else f"Put it {home}."
    hint = _for_free_words(known)
    return hint if len(known) > MOST_LISTED else did_you_mean(key, known, otherwise=hint)


MOST_LISTED = 8


def _for_free_words(known: Sequence[str]) -> str:
    if "notes" not in known:
        return "Take it out, or put # in front if it is a remark."
    return "Free words belong after notes:, or in a # comment."


_NAMES_APART = (("firstname", "forename", "givenname"), ("surname", "lastname", "familyname"))


def _whole_name(key: str, holder: Any) -> str:
    """Return a name that stands in two parts, of which one is under this key; else nothing."""
    if not isinstance(holder, dict):
        return ""
    if len(holder) == 1 and key[:1].isupper() and isinstance(holder.get(key), str):
        return f"{key}, and title: {holder[key]}"  # `{Cleo Beryl: Lead}`
    parts = parts_of_a_name(holder)
    return " ".join(str(holder[one]) for one in parts) if key in parts else ""


def parts_of_a_name(holder: Mapping[str, Any]) -> list[str]:
    """Return the keys of a name that stands in two parts, the given name first."""
    written = {_plain(str(one)): str(one) for one in holder}
    parts = (next((one for one in names if one in written), "") for names in _NAMES_APART)
    return [written[one] for one in parts if one]


_SEVERAL = frozenset({"who", "absent", "present", "coaches", "aims"})
"""Keys after which several words stand in brackets."""


def _under_another_key(meant: str, value: Any) -> str:
    """Return how to write a value under the key that is meant."""
    if meant == "start" and (ends := from_when_to_when(value)):
        return f"Write start: {ends[0]} here, and below it finish: {ends[1]}"
    parts = BETWEEN.split(value) if meant in _SEVERAL and isinstance(value, str) else []
    if len(parts) > 1 and all(parts):
        value = parts
    return f"Write {meant}: {_briefly(value)}"


def _as_kind(key: str, value: Any, near: str, meant: str) -> str:
    """Return what to write for an item of the day that begins with no kind of ours, or nothing."""
    if kind := item_called(key, nearly=True):
        return f"Write - {kind}: {value if _is_length(value) else ''}".rstrip()
    if near and not (near == "exercise" and _is_length(value)):
        return f"Did you mean {near!r}?"
    first = key.split()[0].casefold()
    kind = first if first in KINDS_WITH_LENGTH else item_called(first)
    if kind and first != key.casefold() and _is_length(value):
        return f"Write - {kind}: {value}, and under it title: {key}"
    of_item, length = without_length(key)
    if length and isinstance(value, str) and (of_item in KINDS or item_called(of_item)):
        kind = of_item if of_item in KINDS else item_called(of_item)
        return f"Write - {kind}: {length}, and under it title: {value}"
    if _is_clock(value) and (of_day := meant_by(key, ["start", "finish"])):
        return f"The hour stands above agenda:, as {of_day}: {value}. Take this line out."
    if meant == "time" and _is_length(value):
        return f"Write - talk: {value} in its place, above the others of this item."
    if key in HOMES[1][0] and not _is_length(value):
        return "Put it above agenda:, level with title:."
    return _as_item(key, value) if not meant or meant == "title" or _is_length(value) else ""


def _briefly(value: Any) -> str:
    """Return a value as it is written behind a key, but a long one, or one of several lines."""
    if isinstance(value, list) and value and all(_has_no_comma(one) for one in value):
        value = f"[{', '.join(value)}]"
    if isinstance(value, str):
        return value if len(value) <= LONGEST else "…"
    return "instead" if value else "…"


def _has_no_comma(value: Any) -> bool:
    return isinstance(value, str) and "," not in value


def _plain(key: str) -> str:
    """Return a key without what people get wrong about it: case, spaces, signs, the plural's s."""
    return re.sub(r"\([^\d()]*\)|[\W_]", "", key.casefold()).removesuffix("s")


def home_of(key: str, known: Sequence[str]) -> str:
    """Return where a key belongs that is not known where it stands; nothing where nobody knows."""
    if key in known or key == "notes":
        return ""
    return next((where for keys, where in HOMES if key in keys), "")


def _as_item(key: str, value: Any) -> str:
    """Return how to write an item that begins with a word of somebody's own."""
    if isinstance(value, str) and (_is_clock(key) or CLOCK_FIRST.match(key)):
        return as_item(f"{key} {value}")
    if isinstance(value, str) and not _is_length(value):
        return as_item(value)
    length = value if isinstance(value, str) else "15m"
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", key):
        return f"If it is an exercise, write - exercise: {key}, and under it time: {length}"
    return f"For something of your own write - talk: {length}, and under it title: {key}"


def _is_length(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        parse_minutes(value)
    except ParseError:
        return False
    return True


def _is_clock(value: Any) -> bool:
    try:
        return isinstance(value, str) and parse_clock(value) >= 0
    except ParseError:
        return False


def with_a_title(kind: str, value: str) -> str:
    """Return what to write for an item whose length is words: `talk: Keynote`; else nothing."""
    if not re.search(r"[^\W\d_]{3}", value) or re.fullmatch(r"[\d.,:\s-]+\w*", value):
        return ""
    if value.casefold() in NOBODY:
        return ""
    if value.casefold() in ("yes", "true", "no", "false"):
        return f"Write {kind}: 15m" if value.casefold() in ("yes", "true") else ""
    title, length = without_length(value)
    if title.startswith("//"):
        return f"Write {kind}: {length or '15m'} # {title.strip('/ ')}"
    title = re.sub(r"^\((.*)\)$", r"\1", title.strip("-–—: "))
    title = re.sub(r"^(?:at|from) (?=\d{1,2}[:.]\d\d$)", "not before ", title)
    if title.startswith("by "):
        title = f"led {title}"
    key = next((one for one in known_keys(Item, ()) if title.startswith(f"{one} ")), "")
    if key:
        title = title.removeprefix(key).strip()
    if not title:
        return ""
    hint = f"Write {kind}: {length or '15m'}, and under it "
    if kind == "welcome" and not key and _NAME.fullmatch(title):
        return f"{hint}led by: {title} (or title:, if it is no name)"
    return f"{hint}{key or 'title'}: {title}"


_NAME = re.compile(r"(?:[^\W\d_a-z][\w.'’-]+ ){1,3}[^\W\d_a-z][\w'’-]+")
"""Two to four words that each begin with a capital, as names do."""


def comma_hint(line: str, key: str, is_list: Callable[[str], bool]) -> tuple[str, bool]:
    """Return what to write where a comma in braces cut a text in two, and if more were cut off.

    `key` is what stands behind the comma without a colon; nothing where it is no such piece.
    `is_list` says of the key in front whether several may stand there.
    """
    after = line.partition("{")[2]
    inside = after.rpartition("}")[0] or after
    pieces = inside.split(",")
    here = next((n for n, one in enumerate(pieces) if one.strip() == key), -1)
    if here < 1:
        return "", False
    first = next((n for n in range(here, -1, -1) if ":" in pieces[n]), -1)
    if first < 0:
        return "", False
    last = next((n for n in range(here, len(pieces)) if ":" in pieces[n]), len(pieces))
    name, _, words = ",".join(pieces[first:last]).partition(":")
    words = words.strip(" ,")
    if re.fullmatch(r"\d+,\d+", words):
        return f"Write {name.strip()}: {words.replace(',', '.')}", False
    name, more = name.strip(), here > first + 1
    if name == "email":
        return f"Write email: {words.replace(', ', '.').replace(',', '.')}", more
    if is_list(name):
        return f"Write {name}: [{words}]", more
    if name in _ONE_ALONE:
        return _ONE_ALONE[name].format(words.partition(",")[0]), more
    return f'Put quotes round the {name}: "{words}"', more


HOW_MANY = re.compile(
    r"(?:(\d+) )?(.+?)(?:,\s*(\d+|one))?"
    r"(?: (?:per|for each|each|for every|a) (person|pair|table|group|room))?"
)
"""Words of a material: how many in front, what it is, how many behind, and for whom."""


def as_material(words: str) -> str:
    """Return how to write a material that stands in words: `2 cards per person`."""
    found = HOW_MANY.fullmatch(words.strip())
    if found is None or not any(found.group(1, 3, 4)):
        return f"what: {words}"
    count = found[1] or (found[3] or "").replace("one", "1")
    said = {"what": found[2], "count": count, "per": found[4]}
    return written({key: one for key, one in said.items() if one})


# ------------------------------------------------------------------------- examples to type

_ONE_ALONE = {
    "exercise": "Give each an item of its own: - exercise: {}",
    "who": "Name one here: who: {}",
    "witness": "Name one here: witness: {}",
    "stock take": "Name one here: stock take: {}",
    "slides": "Name one file of slides/ here: slides: {}",
}
"""What to do about a list where one word is wanted that stands for something else."""


def on_one_line(key: str, value: Any) -> str:
    """Return how to write as words what was written as a list or as keys."""
    parts = value
    if isinstance(value, dict):  # a key with a capital letter is a word of the text
        parts = [f"{on}: {one}" if on[:1].isupper() else one for on, one in value.items()]
    if key in _ONE_ALONE and isinstance(value, list) and value:
        return _ONE_ALONE[key].format(value[0])
    if isinstance(parts, list) and parts and all(isinstance(one, str) for one in parts):
        return f"Write it on one line: {key}: {scalar(', '.join(parts))}"
    return "Write it on one line; put quotes round it if it holds a colon."


_EXAMPLES = {
    "format": "Add the line: format: 1",
    "steps": "Add steps: and under it a line for each, such as: - 5m Write alone",
    "purpose": "Add a line such as: purpose: So that we start with what works",
    "date": "Add a line such as: date: 2027-03-09",
    "start": "Add a line such as: start: 9:30",
    "title": "Add a line such as: title: First away day",
    "programme": "Add a line such as: programme: East locality partnership",
    "agenda": "Add agenda: and under it a line for each item, such as: - arrive: 15m",
    "pairs": "Add pairs: and under it a line for each pair.",
    "themes": "Add a line such as: themes: [trust]",
    "id": "Add a line such as: id: a1",
    "dimensions": "Where nobody fills in a questionnaire, add the line: dimensions: []",
}
"""What to add where a key is missing."""
_NAMES = {"pairs": "Dr A. Example", "sponsors": "Dr A. Example", "name": "Three good things"}
"""A name by where it stands; one by itself is an exercise's."""


EXAMPLE_LINES = {
    "sponsors": "exec: Alex Example",
    "stock takes": "baseline: 2027-02-12",
    "keep apart": "- [crisis-doctor, rehab-manager]",
    "parallel": "- exercise: mission-nine-whys, and under it who: and room:",
    "agenda": "- arrive: 15m",
    "absent": "- crisis-doctor",
    "manages": "exec: [crisis-doctor, crisis-manager]",
    "pairs": "doctor: Dr A. Example",
    "words": "people served: pupils",
    "scale": "low: 1",
    "materials": "what: pen",
    "items": "id: trust-1, and text:",
    "sharing": "sharing: own answers",
    "access": "needs: [large-print]",
    "steps": "- 5m Write alone",
    "outcomes": "- measure: Days to the first letter",
    "milestones": "- what: Teaching status",
    "promises": "- sponsor: exec",
    "actions": "- {id: a01, who: crisis, what: Meet every week, by: 2027-03-30}",
    "roles": "doctor: {one: psychiatrist, many: psychiatrists}",
    "variations": "remote: Use the chat",
    "codes": "name: Parking",
    "contacts": "crisis-doctor: a@example.org",
    "coaches": "lee: {name: Lee Coach, coaches: [crisis]}",
    "needs agreed with": "crisis-doctor: exec",
    "counts": "2027-09-06: 9",
    "catch-ups": "2027-09-07: 6 of 8",
    "feedback counts": "worth: 12 of 13",
    "coaching": "crisis-doctor: [2027-04-06, 2027-06-08]",
    "coaching done": "crisis-doctor: 4",
    "board": "meeting: Board of the trust, 30 March 2028",
}
"""A line that may stand under a key."""


def example_of(path: KeyPath) -> str:
    """Return a line to add for a key that is missing."""
    key = str(path[-1])
    if key == "name":
        word = _NAMES.get(str(path[0]))
        return f"Add a line such as: name: {word}" if word else "Add a line that starts with name:"
    return _EXAMPLES.get(key, f"Add a line that starts with {key}:")


def example_after(key: str) -> str:
    """Return what to write after a key, or under it, that has nothing after it and must have."""
    example = _EXAMPLES.get(key, "").partition("such as: ")[2]
    if key in EXAMPLE_LINES and not example.startswith(f"{key}:"):
        return f"Under {key}: write lines such as {EXAMPLE_LINES[key]}, each two spaces in."
    return f"Write something after {key}:" + (f" such as {example}" if example else "")
