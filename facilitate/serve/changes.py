"""What a person asks for on a page: an act of `edit`, looked at on paper, written, taken back."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from facilitate.edit import day_acts, people_acts
from facilitate.edit.history import History
from facilitate.edit.plan_snapshot import Refused, Snapshot, on_disk, refusal, take_snapshot
from facilitate.edit.proposal import Act, Edit, instead, propose, together
from facilitate.faults import At, Fault, KeyPath
from facilitate.files import taken_apart
from facilitate.load.plan_files import NotThere
from facilitate.load.problems import PRIVATE
from facilitate.model.times_and_dates import (
    ParseError,
    as_clock,
    parse_clock,
    parse_date,
    parse_minutes,
)
from facilitate.out.manifest import Entry
from facilitate.out.printed import PrintSet
from facilitate.pipeline.plan_templates import plan_templates
from facilitate.serve.latest_reading import PlanReading
from facilitate.structs import Struct

if TYPE_CHECKING:
    from facilitate.pipeline.day_pages import DayPages

Lines = tuple[str, ...]


class Differing(Struct):
    """Lines that are not the same in all three; `line` is where the former ones begin.

    `who` says whose they are: `theirs`, `mine` or `both`.
    """

    file: str
    line: int
    old: Lines
    theirs: Lines
    mine: Lines

    @property
    def who(self) -> str:
        """Who changed them."""
        if self.mine == self.old:
            return "theirs"
        return "mine" if self.theirs == self.old else "both"


def file_differences(
    old: Mapping[str, bytes], theirs: Mapping[str, bytes], mine: Mapping[str, bytes]
) -> Sequence[Differing]:
    """Return what differs between three versions of a plan, file by file from the top.

    Lines of `private/` are not shown on a screen.
    """
    names = [name for name in old if not name.startswith(PRIVATE)]
    return [one for name in names for one in _differing(name, old, theirs, mine)]


def _differing(
    name: str, old: Mapping[str, bytes], theirs: Mapping[str, bytes], mine: Mapping[str, bytes]
) -> Iterator[Differing]:
    was = _lines(old[name])
    others = [_lines(some.get(name, old[name])) for some in (theirs, mine)]
    codes = [SequenceMatcher(None, was, one, autojunk=False).get_opcodes() for one in others]
    changed = sorted((a, b) for some in codes for kind, a, b, _, _ in some if kind != "equal")
    for begin, end in _joined(changed):
        parts = [
            one[min(_at(some, begin)) : max(_at(some, end))]
            for one, some in zip(others, codes, strict=True)
        ]
        yield Differing(name, begin + 1, was[begin:end], parts[0], parts[1])


def _lines(data: bytes) -> Lines:
    return tuple(taken_apart(data)[0].split("\n"))


def _joined(stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches of lines, those that touch as one."""
    begin = end = -1
    for one, other in stretches:
        if begin >= 0 and one > end:
            yield begin, end
            begin = -1
        begin, end = (one if begin < 0 else begin), max(end, other)
    if begin >= 0:
        yield begin, end


def _at(codes: Sequence[tuple[str, int, int, int, int]], line: int) -> Sequence[int]:
    """Return before which lines of the other version a line stands; two where some were put in."""
    found = []
    for kind, a, b, c, d in codes:
        if kind == "equal" and a <= line <= b:
            found.append(c + line - a)
        elif line in {a, b}:
            found += [c] if line == a and line != b else [d] if line != a else [c, d]
    return found


Form = Mapping[str, str]
_T = TypeVar("_T")

MOST_DRAWN = 16
"""So many plans are remembered from which pages were drawn."""

_ITEM = re.compile(r"agenda-\d{1,4}(-parallel-\d{1,4})?")


def place_of(word: str) -> KeyPath:
    """Return the place of a part of the day, as its id on the page has it: `agenda-3`."""
    if not _ITEM.fullmatch(word):
        raise refusal("E103", "There is no such session any longer.", "Look at the day anew.")
    return tuple(int(part) if part.isdecimal() else part for part in word.split("-"))


def _of_item(act: Callable[..., Act], *said: Callable[[Form], Any]) -> Callable[[Form], Act]:
    """Return an act on a part of the day with what the form says besides."""
    return lambda form: act(form["day"], place_of(form["item"]), *(read(form) for read in said))


def _added(item: Callable[[Form], Mapping[str, str]]) -> Callable[[Form], Act]:
    """Return the act that puts an item after a part of the day."""
    return lambda form: day_acts.add(form["day"], _after(place_of(form["item"])), item(form))


_ACTS: Mapping[str, Callable[[Form], Act]] = {
    "absent": lambda form: people_acts.cannot_come(form["day"], form["person"]),
    "back": lambda form: people_acts.is_back(form["day"], form["person"]),
    "name": lambda form: people_acts.rename(form["person"], form["name"]),
    "new": lambda form: people_acts.hand_over(
        form["person"], form["name"], _read(parse_date, form, "words")
    ),
    "title": lambda form: people_acts.entitle(form["person"], form["title"]),
    "service": lambda form: people_acts.service_of(form["pair"], form["words"]),
    "role": lambda form: people_acts.say_of_role(form["role"], form["one"], form["many"]),
    "minutes": _of_item(day_acts.minutes, lambda form: _read(parse_minutes, form, "minutes")),
    "move": _of_item(day_acts.move_by, lambda form: _whole(form["steps"])),
    "say": _of_item(day_acts.describe, lambda form: _words_said(form)),
    "swap": _of_item(day_acts.swap, itemgetter("exercise")),
    "break": _added(lambda _: {"break": "15m"}),
    "buffer": _added(lambda _: {"buffer": "10m"}),
    "exercise": _added(lambda form: {"exercise": form["exercise"]}),
    "talk": _added(
        lambda form: {"talk": f"{_read(parse_minutes, form, 'minutes')}m", "title": form["title"]}
    ),
    "place": _of_item(day_acts.move, lambda form: _beside(place_of(form["item"]), form)),
    "into": lambda form: together(
        day_acts.say(form["day"], place_of(form["item"]), "who", _named(form["who"])),
        day_acts.move(form["day"], place_of(form["item"]), (*place_of(form["to"]), "parallel", 0)),
    ),
    "beside": _of_item(
        day_acts.side_by_side,
        lambda form: (_who(form["who"]), form.get("room", "")),
        lambda form: (_who(form.get("other who", "")), form.get("other room", "")),
    ),
    "remove": _of_item(day_acts.remove),
    "start": lambda form: day_acts.start(form["day"], _read(parse_clock, form, "words")),
    "finish": lambda form: day_acts.say_of_day(form["day"], "finish", form["words"]),
    "venue": lambda form: day_acts.say_of_day(form["day"], "venue", form["words"]),
    "date": lambda form: day_acts.say_of_day(form["day"], "date", _read(parse_date, form, "words")),
}
"""What a form may ask for, by its field `act`."""


def act_of(form: Form) -> Act:
    """Return what a form asks for; raise `Refused` where it asks for nothing that there is."""
    try:
        return _ACTS[form["act"]](form)
    except KeyError:
        raise refusal("E103", "This form says too little.", "Fill it in once more.") from None


def _beside(item: KeyPath, form: Form) -> KeyPath:
    """Return the place of a session that is put `before` or `after` another, of any list."""
    *way, number = place_of(form["to"])
    goal = int(number) + (form["side"] == "after")
    passed = item[:-1] == tuple(way) and int(item[-1]) < goal
    return (*way, goal - passed)


def _words_said(form: Form) -> Mapping[str, str | tuple[str, ...]]:
    words: dict[str, str | tuple[str, ...]] = {
        key: form[key] for key in ("title", "led by", "room", "not before") if key in form
    }
    if form.get("not before"):
        words["not before"] = as_clock(_read(parse_clock, form, "not before"))
    return {**words, "who": _who(form["who"])} if "who" in form else words


def _who(words: str) -> tuple[str, ...]:
    return tuple(one for word in words.split(",") if (one := word.strip()))


def _named(words: str) -> tuple[str, ...]:
    named = _who(words)
    if not named:
        hint = "Write pairs and people, with commas between them, or: the rest."
        raise refusal("E103", "It is not said who is in this track.", hint)
    return named


def _after(item: KeyPath) -> KeyPath:
    return (*item[:-1], int(item[-1]) + 1)


def _whole(word: str) -> int:
    if not re.fullmatch(r"-?\d{1,4}", word.strip()):
        raise refusal("E103", f"{word!r} is no number.", "Write minutes as a whole number.")
    return int(word)


def _read(reader: Callable[[str], _T], form: Form, field: str) -> _T:
    """Return what a field says, read as the plan is read; a refusal names the field."""
    try:
        return reader(form[field])
    except ParseError as problem:
        at = At("", (field,))
        fault = Fault(code="E103", message=problem.message, hint=problem.hint, at=at)
        raise Refused(fault) from None


# --------------------------------------------------------------------------------- on paper


class OnPaper(Struct):
    """What a change does to a day's sheets.

    `differ` are those that would say something else, or be new. Once sheets are printed, `again`
    are to be printed and `shred` to be shredded, by all that changed since the last set, whose
    number is `printed`: 0, and both empty, before the first.
    """

    printed: int
    differ: tuple[Entry, ...]
    again: tuple[Entry, ...]
    shred: tuple[Entry, ...]


def on_paper(
    edit: Edit, day: str, sets: Sequence[PrintSet], *, organiser: bool, old: "DayPages | None"
) -> OnPaper | None:
    """Return what a change does to a day's sheets; None where no pages can be made.

    `old` are the day's pages before it, where they are at hand. Sheets that count all others, such
    as the job sheet, are left aside.
    """
    before, after = edit.before, edit.after
    if organiser and not before.sample:
        draft = {before.path_of(name).resolve(): new for name, (_, new) in edit.files.items()}
        before = take_snapshot(before.path, sample=True)
        after = take_snapshot(before.path, sample=True, draft=draft, before=before)
    old = old or _pages(before, day, organiser=organiser)
    new = _pages(after, day, organiser=organiser)
    if old is None or new is None:
        return None
    keys = {sheet.path: sheet.key for sheet in old.sheets}
    change = new.change_since(sets) if sets else None
    return OnPaper(
        printed=sets[-1].number if sets else 0,
        differ=tuple(one for one in new.sheets if keys.get(one.path) != one.key),
        again=change.again if change else (),
        shred=tuple(one for _, one in (*change.old.values(), *change.gone)) if change else (),
    )


def _pages(snapshot: Snapshot, day: str, *, organiser: bool) -> "DayPages | None":
    from facilitate.pipeline.day_pages import day_pages  # with all that writes files

    templates, _ = plan_templates(snapshot.plan.folder)
    there = any(table.day.id == day for table in snapshot.analysis.timetables)
    return day_pages(snapshot.analysis, day, templates, sample=organiser) if there else None


# ------------------------------------------------------------------------------ written, undone


class Changes:
    """Writes what a person asked for, and takes it back; one at a time.

    `said` is what the last form did, for the page that follows on it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._history: History | None = None
        self._drawing = Lock()
        self._drawn: dict[str, Mapping[str, bytes]] = {}
        self.said = ""

    def drawn(self, snapshot: Snapshot) -> None:
        """Remember the plan that a page was drawn from, so that it can be compared with later."""
        with self._drawing:
            self._drawn[snapshot.mark] = self._drawn.pop(snapshot.mark, snapshot.raw)
            while len(self._drawn) > MOST_DRAWN:
                del self._drawn[next(iter(self._drawn))]

    @property
    def can_undo(self) -> str:
        """What would be taken back; empty where there is nothing."""
        return self._history.done[-1].says if self._history and self._history.done else ""

    @property
    def can_redo(self) -> str:
        """What would be done again; empty where there is nothing."""
        return self._history.undone[-1].says if self._history and self._history.undone else ""

    def propose(self, reading: PlanReading, form: Form) -> Edit:
        """Return what a form would do to the plan as it lies there now; raise `Refused`."""
        if reading.snapshot is None:
            raise refusal("E103", "The plan is not read yet.", "Wait for a moment.")
        act = act_of(form)
        snapshot = reading.snapshot
        try:
            now = take_snapshot(snapshot.path, sample=snapshot.sample, before=snapshot)
        except NotThere:
            hint = "Put it back where it was, or start the program where it is now."
            raise refusal("E105", f"There is no plan at {snapshot.path} any more.", hint) from None
        except OSError as error:
            raise on_disk(error) from None
        return propose(now, act)

    def mine(self, edit: Edit, form: Form) -> tuple[Edit, Sequence[Differing]] | None:
        """Return what a page drawn earlier would make of the plan, and how that differs.

        `edit` is what its form does to the plan of now; `mark` in the form that of the former
        plan. What others wrote meanwhile into the files that the form changes would be lost. None
        where nothing of it would, or where the page is older than anybody remembers.
        """
        old, now = self._drawn.get(form.get("mark", "")), edit.before
        if old is None or old.keys() != now.raw.keys():
            return None
        places = {now.path_of(name).resolve(): data for name, data in old.items()}
        was = take_snapshot(now.path, sample=now.sample, draft=places, before=now)
        mine = propose(was, act_of(form))
        files = {name: new for name, (_, new) in mine.files.items()}
        if all(edit.after.raw[name] == new for name, new in files.items()):
            return None
        kept = propose(now, instead(mine))
        return kept, file_differences(old, {name: now.raw[name] for name in old}, files)

    def write(self, edit: Edit, mark: str) -> str:
        """Write a change and return its sentence; raise `Stale` if the plan is another by now.

        `mark` is that of the plan from which the page was drawn.
        """
        with self._lock:
            if edit.before.mark != mark:
                raise Outdated
            self._history = self._history or History(edit.before.plan.folder)
            return self._history.write(edit).says

    def put(self, folder: Path, name: str, text: str) -> str:
        """Put a new file into the programme and say so; raise `Refused` where one is there."""
        with self._lock:
            self._history = self._history or History(folder)
            return self._history.put(name, text.encode()).says

    def undo(self) -> str:
        """Take the last change back to the same bytes, and say so; raise `Stale`."""
        with self._lock:
            step = self._history.undo() if self._history else None
            taken = "Taken back, and no longer so:"
            return f"{taken} {step.says}" if step else "There is nothing to take back."

    def redo(self) -> str:
        """Do again what was taken back last, and say so; raise `Stale`."""
        with self._lock:
            step = self._history.redo() if self._history else None
            return f"Done again: {step.says}" if step else "There is nothing to do again."


class Outdated(Refused):
    """The page was drawn from a plan that is another by now."""

    def __init__(self) -> None:
        super().__init__(
            refusal(
                "E104",
                "The plan was changed outside since this page was drawn, so nothing was written.",
                "Look at what it would do now, and do it again.",
            ).fault
        )
