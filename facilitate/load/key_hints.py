"""What to type: for a key that is not known, that is missing, or that holds something else."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from facilitate.faults import KeyPath, did_you_mean, nearest
from facilitate.load.file_kinds import FILE_KINDS, known_keys
from facilitate.load.yaml_edit import scalar
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
"""Which keys belong where, as it is told to whoever wrote one of them somewhere else."""


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


# ------------------------------------------------------------------------- examples to type

KINDS_WITH_LENGTH = frozenset({"arrive", "welcome", "talk", "break", "lunch", "buffer", "feedback"})
"""Kinds of items whose own key says how long they are."""
_ONE_ALONE = {
    "exercise": "Give each an item of its own: - exercise: {}",
    "who": "Name one here: who: {}",
    "witness": "Name one here: witness: {}",
    "stock take": "Name one here: stock take: {}",
}
"""What to do about a list where one word is wanted that stands for something else."""


def on_one_line(key: str, value: Any) -> str:
    """Return how to write as words what was written as a list or as keys."""
    parts = list(value.values()) if isinstance(value, dict) else value
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
    "pairs": "doctor: Dr A. Example",
    "words": "people served: pupils",
    "scale": "low: 1",
    "materials": "what: pen",
    "items": "id: trust-1, and text:",
    "sharing": "sharing: own answers",
    "access": "needs: [large-print]",
    "steps": "- 5m Write alone",
    "outcomes": "- measure: Days to the first letter",
    "promises": "- sponsor: exec",
}
"""A line that may stand under a key."""


def example_of(path: KeyPath) -> str:
    """Return a line to add for a key that is missing."""
    key = str(path[-1])
    if key == "name":
        word = _NAMES.get(str(path[0]))
        return f"Add a line such as: name: {word}" if word else "Add a line that starts with name:"
    return _EXAMPLES.get(key, f"Add a line that starts with {key}:")
