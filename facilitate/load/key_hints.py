"""What to do about a key that stands where it is not known, and about items that are not."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from facilitate.faults import Fault, KeyPath, Place, did_you_mean, nearest
from facilitate.load.file_kinds import FILE_KINDS, known_keys
from facilitate.load.yaml_line import indent_of, last_under, line_of
from facilitate.model import DayFile, ProgrammeFile
from facilitate.model.plan import KINDS, Item, Pair
from facilitate.model.units import ParseError, minutes, without_length

LIKE: Mapping[str, str] = {
    "not before": "start, begin, begins, from, at, clock, start time",
    "time": "duration, length, minutes, mins, how long",
    "room": "venue, place, location, where",
    "who": "people, participants, for, group, audience, attendees",
    "led by": "speaker, lead, leader, leads, presenter, facilitator, who leads, by",
    "title": "name, heading, subject, topic",
    "dimensions": "themes, topics, areas, questions",
    "person": "people, participant, everybody, each",
    "venue": "room, place, location, where, address",
    "finish": "end, ends, finishes, end time, until",
    "start": "begin, begins, start time, from",
    "date": "when, day",
    "aims": "objectives, goals, purpose, outcomes",
    "absent": "apologies, ill",
    "programme": "title, name",
    "client": "organisation, organization, company, customer",
    "away days": "days, agendas, agenda files",
    "service": "title, name, team, ward, department, school, unit",
    "site": "location, place, hospital",
    "purpose": "aim, why, objective",
    "need": "bring, you need",
    "remote": "online, virtual, on screen, video, zoom, teams, hybrid",
    "notes": "description, comment, comments, note, remark, remarks",
}
"""A key, and what people write for it where they do not know it."""


HOMES = (
    (known_keys(ProgrammeFile, ()), "programme.yaml"),
    (known_keys(DayFile, ()), "the agenda's file, such as agendas/1-first-day.yaml"),
    (known_keys(Item, ()), "an item of agenda:, two spaces further in than its dash"),
    (known_keys(Pair, ()), "a pair, two spaces further in than its id"),
    ({"email", "e-mail", "mail", "phone", "telephone", "mobile"}, "private/contacts.yaml"),
    ({"diet", "allergies", "needs", "interpreter"}, "private/access.yaml"),
)


def belongs_elsewhere(model: type[BaseModel], data: Any) -> str:
    """Return which file values belong into that are nearly all unknown to a model, or nothing."""
    here = set(data) - {"format"} if isinstance(data, dict) else set()
    known = {kind.model: set(known_keys(kind.model, ())) for kind in FILE_KINDS.values()}
    if not here or model not in known or len(here & known[model]) * 3 > len(here):
        return ""
    # One key alone says it only of a file that has no other: promises: stands in two kinds.
    fits = (
        kind.where
        for kind in FILE_KINDS.values()
        if kind.model is not model
        and here <= known[kind.model]
        and (len(here) > 1 or len(known[kind.model]) == 2)
    )
    return next(fits, "")


def meant_by(key: str, known: Sequence[str]) -> str:
    """Return the known key that people mean by another word, or nothing."""
    fold = key.strip().casefold()
    words = ((meant, listed.split(", ")) for meant, listed in LIKE.items() if meant in known)
    return next((meant for meant, listed in words if fold in listed), "")


def hint_for(key: str, value: Any, holder: Any, path: KeyPath, known: Sequence[str]) -> str:
    """Return what to write instead of a key; `holder` is what it stands in."""
    near = next((one for one in known if _plain(one) == _plain(key)), "")
    if near:
        return f"Did you mean {near!r}?"
    near = nearest(key, known)
    in_item = path[:1] == ("agenda",) and len(path) > 2
    meant = meant_by(key, known)
    if in_item and isinstance(holder, dict) and not set(holder) & set(KINDS):
        if near:
            return f"Did you mean {near!r}?"
        if not meant or meant == "title" or _is_length(value):
            return _as_item(key, value)
    if meant and meant != near:
        written = value if isinstance(value, str) and len(value) <= LONGEST else "…"
        return f"Write {meant}: {written}"
    if near and (sorted(near) == sorted(key.casefold()) or not _home(key, known)):
        return f"Did you mean {near!r}?"
    home = "above agenda:, level with title:" if in_item and key in HOMES[1][0] else ""
    home = home or _home(key, known)
    if home:
        return f"{key}: belongs into {home}." if not home.startswith("above") else f"Put it {home}."
    return did_you_mean(key, known, otherwise="Free words belong after notes:, or in a # comment.")


def _plain(key: str) -> str:
    """Return a key without what people get wrong about it: case, spaces, signs, the plural's s."""
    return re.sub(r"[\W_]", "", key.casefold()).removesuffix("s")


LONGEST = 40


def _home(key: str, known: Sequence[str]) -> str:
    if key in known:
        return ""
    return next((where for keys, where in HOMES if key in keys), "")


def _as_item(key: str, value: Any) -> str:
    """Return how to write an item that begins with a word of somebody's own."""
    if isinstance(value, str) and not _is_length(value):
        return as_item(value)
    length = value if isinstance(value, str) else "15m"
    return f"For something of your own write - talk: {length}, and under it title: {key}"


def _is_length(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        minutes(value)
    except ParseError:
        return False
    return True


def as_item(words: str) -> str:
    """Return how to write words alone as an item."""
    title, length = without_length(words[:LONGEST])
    if length:
        return f"Write - talk: {length}, and under it title: {title}"
    return f"Write - exercise: {title}, or - talk: 15m and under it title: {title}"


def with_a_title(kind: str, value: str) -> str:
    """Return what to write for an item whose length is words: `talk: Keynote`; else nothing."""
    if not re.search(r"[^\W\d_]{3}", value) or re.fullmatch(r"[\d.,:\s-]+\w*", value):
        return ""
    title, length = without_length(value)
    return f"Write {kind}: {length or '15m'}, and under it title: {title}" if title else ""


def comma_hint(line: str, key: str) -> tuple[str, bool]:
    """Return what to write where a comma in braces cut a text in two, and if more were cut off.

    `key` is what stands behind the comma without a colon; nothing where it is no such piece.
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
    return f'Put quotes round the {name.strip()}: "{words}"', here > first + 1


# ------------------------------------------------------------------- by the lines as they stand


_PARALLEL = re.compile(r"^(\s*)- parallel:\s*(?:#.*)?$")


def with_line_hints(lines: Sequence[str], file: str, faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Return the faults with those that the lines explain better than the values do.

    Items level with `parallel:` are one fault instead of one for each of their parts; a line
    without a colon says which id is wanted in front of it.
    """
    found = list(faults)
    for first, last in _flat_parallels(lines):
        inside = [one for one in found if _line(one, file) in range(first, last + 1)]
        if any(one.severity == "error" for one in inside):
            found = [one for one in found if one not in inside]
            text = lines[first - 1]
            column = text.index("parallel") + 1
            place = Place(file, first, column, column + len("parallel"), text)
            found.append(
                Fault(
                    code="P107",
                    message="What runs side by side stands level with parallel:, and not under it.",
                    hint=f"Put {column + 3} spaces and a dash in front of each item, such as "
                    f"- {lines[first].strip()}, and its who: and room: under it.",
                    place=place,
                )
            )
    return tuple(_of_an_item(_with_an_id(one, lines), lines) for one in found)


def _line(fault: Fault, file: str) -> int:
    place = fault.place
    return place.line or 0 if place and place.file == file else 0


def _flat_parallels(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and last line (from 1) of each `parallel:` whose items are level with it."""
    for number, text in enumerate(lines):
        match = _PARALLEL.match(text)
        if not match:
            continue
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if (
            not below.strip()
            or indent_of(below) != len(match[1]) + 2
            or below.lstrip().startswith("- ")
        ):
            continue
        yield number + 1, last_under(lines, number + 1)


_IN_AN_ITEM = sorted({*known_keys(Item, ())} - set(KINDS), key=len, reverse=True)
_TWO_KEYS = re.compile(rf"(?P<first>.+?)[\s,;]+(?P<key>{'|'.join(_IN_AN_ITEM)}):\s+(?P<rest>.+)")


def _of_an_item(fault: Fault, lines: Sequence[str]) -> Fault:
    """Return a fault of a line's signs as that of an item with two keys on its line, or with none.

    It is as it was where the line is no item of a day.
    """
    place = fault.place
    if fault.code != "Y001" or place is None or not place.line or place.line > len(lines):
        return fault
    one = line_of(place.line, lines[place.line - 1])
    above = _above(lines, place.line)
    if not one.dashes or not above or lines[above - 1].strip() not in ("agenda:", "parallel:"):
        return fault
    two = _TWO_KEYS.match(one.content)
    if two and one.key in KINDS:
        message = f"Two keys stand on this line: {one.key}: and {two['key']}:."
        hint = f"Write {two['first']} here, and below, level with it: {two['key']}: {two['rest']}"
        return replace(fault, message=message, hint=hint)
    if one.key is None and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", one.content):
        message = "This item does not say what kind of item it is."
        return replace(fault, message=message, hint=f"Write - exercise: {one.content}")
    return fault


_WANTS_ID = {"sponsors": "exec", "stock takes": "baseline"}


def _with_an_id(fault: Fault, lines: Sequence[str]) -> Fault:
    """Return a fault of a line's signs as that of a missing id, or of dashes within a pair.

    That is so where the line stands right in what has ids; else the fault is as it was.
    """
    place = fault.place
    if fault.code != "Y001" or place is None or not place.line or place.line > len(lines):
        return fault
    text = lines[place.line - 1]
    above = _above(lines, place.line)
    word = _WANTS_ID.get(lines[above - 1].strip().rstrip(":"), "") if above else ""
    if word and ":" not in text:
        return replace(fault, hint=f"Write an id and a colon before it: {word}: {text.strip()}")
    outer = _above(lines, above) if above else 0
    if not outer or lines[outer - 1].strip().rstrip(":") != "pairs":
        return fault
    dashed = f"{' ' * indent_of(text)}- "
    number = next((n for n, one in enumerate(lines, 1) if n > above and one.startswith(dashed)), 0)
    if not number or _above(lines, number) != above:
        return fault
    column = len(dashed) - 1
    return replace(
        fault,
        message="This line starts with a dash where none is wanted.",
        hint=f"Take the dashes away in this pair: {lines[number - 1].strip().removeprefix('- ')}",
        place=replace(place, line=number, column=column, end=column + 1, source=lines[number - 1]),
    )


def _above(lines: Sequence[str], line: int) -> int:
    """Return the number of the line that a line (from 1) stands under, or 0."""
    indent = indent_of(lines[line - 1])
    return next(
        (
            n
            for n in range(line - 1, 0, -1)
            if lines[n - 1].strip() and indent_of(lines[n - 1]) < indent
        ),
        0,
    )
