"""What people change about a day: order, lengths, exercises, what is added and taken out.

A session is named by its place in the day's file: `("agenda", 3)`, or of what runs side by side
`("agenda", 3, "parallel", 0)`. Each function is called with what is wished, without the snapshot,
and returns an act for `proposal.propose`.
"""

from collections.abc import Mapping
from datetime import date

from facilitate.compose.wording import listed
from facilitate.edit.plan_snapshot import Snapshot, document, refusal
from facilitate.edit.proposal import Act, Draft, as_act, together
from facilitate.edit.text_edits import (
    clock_like,
    date_like,
    length_like,
    refusing,
    with_words_at,
    word_at,
)
from facilitate.faults import KeyPath, did_you_mean
from facilitate.load import yaml_entries, yaml_keys
from facilitate.load.yaml_spans import Words, YamlDocument
from facilitate.model import Exercise, Item
from facilitate.model.attendance import name_of
from facilitate.model.plan import KINDS
from facilitate.model.times_and_dates import as_clock, as_day
from facilitate.schedule.timetable import Slot, Timetable

KEYS = (
    *KINDS,
    *("time", "title", "variant", "led by", "slides", "who", "room", "not before"),
    *("may move", "may drop", "why", "notes"),
)
"""The keys of a session in the order in which they are written."""

DAY_KEYS = (
    *("format", "programme", "title", "date", "start", "finish", "venue", "link", "stock take"),
    *("present", "absent"),
)
"""The first keys of a day in the order in which they are written."""


# ------------------------------------------------------------------------------------ order


@as_act
def move(snapshot: Snapshot, day: str, item: KeyPath, to: KeyPath) -> Draft:
    """Move a session to a place: of its own list, the one that it will have there.

    Of another list (into or out of a track), the place of what it will stand before now.
    """
    title, file = snapshot.slot(day, item).title, snapshot.day(day).file
    doc = snapshot.document(file)
    there = doc.node(to[:-1])
    number, goal = int(item[-1]), int(to[-1])
    same = item[:-1] == to[:-1]
    if there is None or not 0 <= goal <= len(there.inside) - same:
        raise refusal("E103", f"{title} cannot go there.", "Choose a place of the day.", file)
    if same and number == goal:
        raise refusal("E103", f"{title} stands there already.", "Choose another place.", file)
    if item == to[: len(item)]:
        raise refusal("E103", f"{title} cannot go into itself.", "Choose another place.", file)
    now = _after_taking(item, to)
    if same:
        with refusing(doc):
            text = yaml_entries.moved(doc, item[:-1], number, goal)
        track = f"{title} is now track {goal + 1} of {len(there.inside)} that run side by side."
        return Draft(
            {file: text},
            lambda before, after: track if len(to) > 2 else _begins(before, after, day, now),
        )
    out = len(to) < len(item)
    doc = _for_everybody(doc, item) if out else doc
    with refusing(doc):
        text = yaml_entries.moved_across(doc, item[:-1], number, to[:-1], goal)
    tracks = item[:-2]
    if out and goal <= int(tracks[-1]):
        tracks = (*tracks[:-1], int(tracks[-1]) + 1)
    text, told = _left_alone(document(text, file), snapshot, day, item, tracks)
    also = " and is for everybody" if out else ""
    return Draft({file: text}, lambda before, after: _begins(before, after, day, now, also) + told)


def _for_everybody(doc: YamlDocument, item: KeyPath) -> YamlDocument:
    """Return a text in which nobody is named for a session."""
    path = (*item, "who")
    return document(with_words_at(doc, path, "", KEYS), doc.file) if doc.node(path) else doc


def _left_alone(
    doc: YamlDocument, snapshot: Snapshot, day: str, gone: KeyPath, tracks: KeyPath
) -> tuple[str, str]:
    """Return the text after a track has gone, and what is told: the last of two is no track.

    `gone` is where it stood, `tracks` what held it, where that stands now.
    """
    there = doc.node((*tracks, "parallel")) if len(gone) > len(tracks) > 0 else None
    if there is None or len(there.inside) > 1:
        return doc.text, ""
    doc = _for_everybody(doc, (*tracks, "parallel", 0))
    with refusing(doc):
        text = yaml_entries.on_its_own(doc, tracks[:-1], int(tracks[-1]), "parallel")
    left = next(one for one in snapshot.slot(day, gone[:-2]).tracks if one.path != gone)
    return text, f" {left.title} runs beside nothing any longer, and is for everybody."


def move_by(day: str, item: KeyPath, steps: int) -> Act:
    """Move a session earlier (`steps` below 0) or later among those beside it."""
    return move(day, item, (*item[:-1], int(item[-1]) + steps))


Track = tuple[tuple[str, ...], str]
"""Who goes into a track, nobody for whoever is named in no other, and its room."""


@as_act
def side_by_side(snapshot: Snapshot, day: str, item: KeyPath, one: Track, other: Track) -> Draft:
    """Have a session and the next one run at the same time, each for its own people in its room."""
    file = snapshot.day(day).file
    slots = [snapshot.slot(day, (*item[:-1], int(item[-1]) + n)) for n in (0, 1)]
    if len(item) > 2 or "parallel" in (slot.kind for slot in slots):
        message = "Tracks cannot stand inside tracks."
        raise refusal("E103", message, "Move the session into the track instead.", file)
    doc = snapshot.document(file)
    with refusing(doc):
        text = yaml_entries.side_by_side(doc, item[:-1], int(item[-1]), "parallel")
    for number, (who, room) in enumerate((one, other)):
        for key, words in (("who", who or "the rest"), ("room", room)):
            path = (*item, "parallel", number, key)
            text = with_words_at(document(text, file), path, words, KEYS) if words else text
    words = " and ".join(slot.title for slot in slots)
    told = f"{words} now run side by side"
    return Draft({file: text}, lambda before, after: f"{told}, {_ends(before, after, day)}")


# ------------------------------------------------------------------------------ lengths, times


@as_act
def minutes(snapshot: Snapshot, day: str, item: KeyPath, length: int) -> Draft:
    """Give a session another length."""
    slot, file = snapshot.slot(day, item), snapshot.day(day).file
    if not 0 < length <= 24 * 60:
        message = f"A session of {length} minutes does not fit in a day."
        raise refusal("E103", message, "Give it a minute at least.", file)
    if slot.kind == "parallel":
        message = f"{slot.title} takes as long as the longest of what runs there."
        raise refusal("E103", message, "Change the length of a session inside.", file)
    key = "time" if slot.kind == "exercise" else str(slot.kind)
    doc = snapshot.document(file)
    old = word_at(doc, (*item, key))
    with refusing(doc):
        text = yaml_keys.with_value(doc, (*item, key), length_like(old, length), KEYS[:10])
    words = f"{slot.title} now takes {length} minutes instead of {slot.minutes}"
    return Draft({file: text}, lambda before, after: f"{words}, {_ends(before, after, day)}")


@as_act
def start(snapshot: Snapshot, day: str, minute: int) -> Draft:
    """Have a day start at another time, in minutes from midnight."""
    file = snapshot.day(day).file
    doc = snapshot.document(file)
    if not 0 <= minute < 24 * 60:
        raise refusal("E103", "A day has 24 hours.", "Write the time like 9:30.", file)
    with refusing(doc):
        clock = clock_like(word_at(doc, ("start",)), minute)
        text = yaml_keys.with_value(doc, ("start",), clock)

    def says(before: Snapshot, after: Snapshot) -> str:
        return f"The day now starts at {as_clock(minute)}, {_ends(before, after, day)}"

    return Draft({file: text}, says)


# -------------------------------------------------------------------- what is done in a session


@as_act
def swap(snapshot: Snapshot, day: str, item: KeyPath, exercise: str) -> Draft:
    """Do an exercise in place of another one, or of a talk.

    Its people, room, leader and fixed hour stay. Title, reason, notes, slides and way of doing it
    spoke of the former one, and its length stays only if the new one can be done in it.
    """
    slot, file = snapshot.slot(day, item), snapshot.day(day).file
    if slot.kind not in ("exercise", "talk") or slot.item is None:
        message = f"{slot.title} is neither an exercise nor a talk."
        raise refusal("E103", message, "Add the exercise, and take this out.", file)
    new = _exercise(snapshot, exercise, file)
    doc = snapshot.document(file)
    gone = [key for key in _no_longer(slot.item, new) if doc.node((*item, key))]
    with refusing(doc):
        text = yaml_keys.with_value(doc, (*item, "exercise"), new.id, ("talk",))
        if slot.kind == "talk":
            if new.range[0] <= slot.minutes <= new.range[1]:
                time, doc_now = word_at(doc, (*item, "talk")), document(text, file)
                text = yaml_keys.with_value(doc_now, (*item, "time"), time, ("exercise",))
            text = yaml_keys.without_key(document(text, file), (*item, "talk"))
        for key in gone:
            text = yaml_keys.without_key(document(text, file), (*item, key))

    def says(before: Snapshot, after: Snapshot) -> str:
        slot = after.slot(day, item)
        words = f"{before.slot(day, item).title} is now {slot.title}, {slot.minutes} minutes"
        former = before.slot(day, item).kind
        left = f" What spoke of the former {former} is taken out: {', '.join(gone)}."
        return f"{words}, {_ends(before, after, day)}{left if gone else ''}"

    return Draft({file: text}, says)


def _no_longer(item: Item, new: Exercise) -> list[str]:
    """Return the keys of a session that mean nothing for another exercise."""
    gone = ["title", "slides", "why", "notes"]
    low, high = new.range
    if item.time is not None and not low <= item.time <= high:
        gone.append("time")
    known = new.return_ if item.variant == "return" else getattr(new.variations, item.variant, "")
    if item.variant and not known:
        gone.append("variant")
    return gone


def _exercise(snapshot: Snapshot, word: str, file: str) -> Exercise:
    found = snapshot.plan.library.exercise(word)
    if found is None:
        hint = did_you_mean(
            word, snapshot.plan.library.names(), otherwise="Choose one of the library."
        )
        raise refusal("E103", f"{word!r} is no exercise of the library.", hint, file)
    return found


@as_act
def add(snapshot: Snapshot, day: str, place: KeyPath, says: Mapping[str, Words]) -> Draft:
    """Add a session that will stand at a place, as its keys say: `{"break": "15m"}`."""
    file = snapshot.day(day).file
    keys = dict(says)
    if isinstance(keys.get("exercise"), str):
        keys["exercise"] = _exercise(snapshot, str(keys["exercise"]), file).id
    doc = snapshot.document(file)
    there = doc.node(place[:-1])
    if there is None or not 0 <= int(place[-1]) <= len(there.inside):
        raise refusal("E103", "A session cannot go there.", "Choose a place of the day.", file)
    if "talk" in keys:
        _titled(keys.get("title"), file)
    ordered = {key: keys[key] for key in sorted(keys, key=_rank)}
    with refusing(doc):
        text = yaml_entries.added(doc, place[:-1], int(place[-1]), ordered)

    def tell(before: Snapshot, after: Snapshot) -> str:
        slot = after.slot(day, place)
        words = f"{slot.title} is added at {as_clock(slot.start)}, {slot.minutes} minutes"
        return f"{words}, {_ends(before, after, day)}"

    return Draft({file: text}, tell)


def _titled(words: Words | None, file: str) -> None:
    """Refuse a talk without a title: it has no other name."""
    if not words:
        message = "It is not said what the talk is called."
        raise refusal("E103", message, "Write its title.", file)


def _rank(key: str) -> int:
    return KEYS.index(key) if key in KEYS else len(KEYS)


@as_act
def remove(snapshot: Snapshot, day: str, item: KeyPath) -> Draft:
    """Take a session out, with the remarks that are its own."""
    slot, file = snapshot.slot(day, item), snapshot.day(day).file
    doc = snapshot.document(file)
    with refusing(doc):
        text = yaml_entries.without_entry(doc, item[:-1], int(item[-1]))
    text, told = _left_alone(document(text, file), snapshot, day, item, item[:-2])
    lost = len(doc.remarks) - len(document(text, file).remarks)
    remarks = f" with {'its remark' if lost == 1 else f'its {lost} remarks'}" if lost else ""
    words = f"{slot.title} is taken out{remarks}"
    return Draft({file: text}, lambda before, after: f"{words}, {_ends(before, after, day)}{told}")


@as_act
def say(
    snapshot: Snapshot, day: str, item: KeyPath, key: str, words: str | tuple[str, ...]
) -> Draft:
    """Say something else of a session: who leads it, its room, its title; nothing for no words."""
    slot, file = snapshot.slot(day, item), snapshot.day(day).file
    doc = snapshot.document(file)
    if key == "title" and slot.kind == "talk":
        _titled(words, file)
    at = key == "not before" and isinstance(words, str) and words
    new = clock_like(word_at(doc, (*item, key)), _minute(at, file)) if at else words
    text = with_words_at(doc, (*item, key), new, KEYS)
    told = _now(slot.title, _OF_A_SESSION, key, words, snapshot)
    if key != "not before":
        return Draft({file: text}, lambda *_: f"{told}.")
    return Draft({file: text}, lambda before, after: f"{told}, {_ends(before, after, day)}")


@as_act
def describe(
    snapshot: Snapshot, day: str, item: KeyPath, says: Mapping[str, str | tuple[str, ...]]
) -> Draft:
    """Say all of this of a session, as far as it is not said already."""
    slot, file = snapshot.slot(day, item), snapshot.day(day).file
    now = words_of(slot.item) if slot.item else {}
    other = [(key, words) for key, words in says.items() if words != now[key]]
    if not other:
        message = f"All this is said of {slot.title} already."
        raise refusal("E103", message, "Change a word of it first.", file)
    return together(*(say(day, item, key, words) for key, words in other))(snapshot)


def words_of(item: Item) -> Mapping[str, str | tuple[str, ...]]:
    """Return what people say of a session in words of their own, by its keys."""
    not_before = "" if item.not_before is None else as_clock(item.not_before)
    said = {"title": item.title, "led by": item.led_by, "room": item.room}
    return {**said, "not before": not_before, "who": item.who}


@as_act
def say_of_day(snapshot: Snapshot, day: str, key: str, words: str | date) -> Draft:
    """Say something else of a day: its date, title, venue, link, finish; nothing for no words."""
    found = snapshot.day(day)
    doc = snapshot.document(found.file)
    if isinstance(words, date):
        new = date_like(word_at(doc, (key,)), words)
        shown = as_day(words)
    else:
        new = shown = words
    if key == "finish" and new:
        minute = _minute(new, found.file)
        old = word_at(doc, ("finish",))
        new, shown = clock_like(old, minute) if old else new, as_clock(minute)
    text = with_words_at(doc, (key,), new, DAY_KEYS)
    told = _now(found.says.title, _OF_A_DAY, key, shown, snapshot)
    if key != "finish":
        return Draft({found.file: text}, lambda *_: f"{told}.")
    return Draft({found.file: text}, lambda before, after: f"{told}, {_ends(before, after, day)}")


def _minute(word: str, file: str) -> int:
    from facilitate.model.times_and_dates import ParseError, parse_clock

    try:
        return parse_clock(word)
    except ParseError as problem:
        raise refusal("E103", problem.message, problem.hint, file) from None


_OF_A_SESSION = {
    "title": ("is now called {}", "is called by its usual name again"),
    "led by": ("is now led by {}", "is now led by nobody who is named"),
    "room": ("is now in {}", "has no room of its own any longer"),
    "who": ("is now for {}", "is now for all who are named nowhere else at that time"),
    "not before": ("does not begin before {}", "may begin at any time again"),
}
_OF_A_DAY = {
    "title": ("is now called {}", "has no title any longer"),
    "date": ("is now on {}", "has no date any longer"),
    "venue": ("is now at {}", "has no venue any longer"),
    "link": ("can now be joined at {}", "cannot be joined from elsewhere any longer"),
    "finish": ("is now to end at {}", "has no end any longer that was promised"),
}
"""What is told where something else is said, and where nothing is."""


def _now(
    title: str,
    ways: Mapping[str, tuple[str, str]],
    key: str,
    words: str | tuple[str, ...],
    snapshot: Snapshot,
) -> str:
    """Return what is now said, as the beginning of a sentence."""
    some, none = ways.get(key, (f"now has as {key}: {{}}", f"has no {key} any longer"))
    of_people = key in ("who", "led by")
    named = [words] if isinstance(words, str) else words
    programme = snapshot.plan.programme
    shown = [name_of(word, programme) if of_people else word for word in named]
    return f"{title} {some.format(listed(shown)) if words else none}"


# -------------------------------------------------------------------------------- what is told


def _after_taking(item: KeyPath, to: KeyPath) -> KeyPath:
    """Return the place that a session has once it was taken from one place and put at another."""
    depth = len(item) - 1
    if len(to) > len(item) and to[:depth] == item[:depth] and int(to[depth]) > int(item[-1]):
        return (*to[:depth], int(to[depth]) - 1, *to[depth + 1 :])
    return to


def _begins(before: Snapshot, after: Snapshot, day: str, item: KeyPath, also: str = "") -> str:
    slot: Slot = after.slot(day, item)
    return f"{slot.title} now begins at {as_clock(slot.start)}{also}, {_ends(before, after, day)}"


def _ends(before: Snapshot, after: Snapshot, day: str) -> str:
    """Return when a day ends, and how late or early that is: the last part of a sentence."""
    old, new = before.table(day), after.table(day)
    still = "still " if old.end == new.end else ""
    return f"and the day {still}ends at {as_clock(new.end)}{_late(new)}."


def _late(table: Timetable) -> str:
    if table.finish is None:
        return ""
    over = table.end - table.finish
    if over == 0:
        return ", as planned"
    minutes = f"{abs(over)} minute{'' if abs(over) == 1 else 's'}"
    return f", {minutes} {'late' if over > 0 else 'early'}"
