"""Which documents a day has, in which order and how many."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from facilitate.compose.coaching import coached_today
from facilitate.compose.conditions import (
    OF_THE_YEAR,
    PLACES,
    asks_for_exercise,
    first_use,
    is_there,
    is_there_for,
    slots_using,
)
from facilitate.compose.day_context import DayContext, SheetName
from facilitate.compose.front_matter import AT_THE_END, IN_ITS_SLOT, SENT, FrontMatter
from facilitate.compose.template_set import Template
from facilitate.model.times_and_dates import as_clock
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.schedule.packing import (
    Packing,
    PrintedSheet,
    copies_needed,
    packing_list,
)
from facilitate.schedule.timetable import Slot
from facilitate.structs import Struct, replace

PAPERS = {"a3": "A3", "a6": "A4 card", "tent": "A4 card"}
"""What goes into the printer, by a template's `paper`; A4 for what is not here."""


class Job(Struct, kw_only=True):
    """One document to make.

    `path_stem` is its path under the day's folder without the ending (`pairs/crisis/results`).
    `order` is its place in its reader's print pack among the sheets of one time, 0 for none; `when`
    its reader first needs it, in minutes from midnight; `copies` how many are printed, 0 for
    somebody who takes the day on a screen. `code` is the sheet's on the day (`2.4`), empty for what
    is not handed out. What is `sent` is not handed out on the day.
    """

    template: Template
    recipient: Recipient
    path_stem: str
    formats: tuple[str, ...]
    order: int
    when: int
    copies: int
    sent: bool
    code: str = ""

    @property
    def called(self) -> str:
        """Its code and its title, as every list has them."""
        return f"{self.code} {self.title}".lstrip()

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it lies in its reader's pack: on top, else by the clock, then by `order`."""
        return (0 if self.order == ON_TOP else self.when, self.order or 10_000, self.template.name)

    @property
    def title(self) -> str:
        """What it is called on paper and on every list: its title, without whose it is."""
        for_sponsors = self.recipient.kind == "sponsor" and "sponsor" not in self.bare_title
        return f"{self.bare_title}{' (sponsor)' if for_sponsors else ''}"

    @property
    def bare_title(self) -> str:
        """The same to its reader, who knows for whom it is."""
        bare = re.sub(r"^\{\{[^{}]*\}\}:\s*", "", self.template.front.title)
        bare = "" if re.search(r"\{[{%#]", bare) else bare
        words = bare or self.template.stem.replace("-", " ")
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def paper(self) -> str:
        """The paper it is printed on."""
        return PAPERS.get(self.template.front.paper, "A4")


ON_TOP = 1
"""A sheet of this order lies on top of its pack, such as a cover."""
Skipped = tuple[Template, str]
"""A template that makes nothing today, and why, in words."""


def jobs(
    templates: Sequence[Template], context: DayContext
) -> tuple[tuple[Job, ...], tuple[Skipped, ...]]:
    """Return the documents of a day in collating order, and the templates left out with reasons."""
    found: list[Job] = []
    skipped: list[Skipped] = []
    for template in templates:
        if template.of_no_day:
            continue
        why = why_not(template, context)
        if why:
            skipped.append((template, why))
        else:
            found += _jobs_of(template, context)
    found.sort(key=lambda job: (_FOLDERS[job.recipient.kind], job.recipient.id, *job.place))
    codes = _codes(found, context)
    return tuple(replace(job, code=codes.get(job.template.name, "")) for job in found), tuple(
        skipped
    )


def _codes(found: Iterable[Job], context: DayContext) -> Mapping[str, str]:
    """Return the code of each sheet that is handed out or put up, by its template's name.

    The session in which anybody first needs it, and its place there: what is on the tables when
    people come is of session 0. A break that moves and a person who is ill change none.
    """
    places: dict[str, tuple[int, int, str]] = {}
    for job in found:
        given = job.order and "pdf" in job.formats and not job.sent
        if given and job.recipient != FACILITATOR:
            name = job.template.name
            places[name] = min(job.place, places.get(name, job.place))
    codes: dict[str, str] = {}
    numbers = Counter[int]()
    for name, (when, *_) in sorted(places.items(), key=lambda one: one[1]):
        session = context.timetable.session(when)
        numbers[session] += 1
        codes[name] = f"{session}.{numbers[session]}"
    return codes


def sheet_names(found: Iterable[Job], context: DayContext) -> tuple[SheetName, ...]:
    """Return what the day's printed sheets are called, in the order of their codes."""
    slots = tuple(context.timetable.every_slot())
    names: dict[str, SheetName] = {}
    for job in found:
        if job.code and job.copies and job.code not in names:
            stem, requires = job.template.stem, job.template.front.requires
            used = frozenset(slot.path for slot in slots_using(stem, requires, slots, context))
            names[job.code] = SheetName(
                code=job.code,
                title=job.title,
                stem=stem,
                used=used,
                tells_where=tells_where(job.template.front),
                collected=job.template.front.collect,
                in_envelope=job.recipient.kind in {"pair", "sponsor"} and job.template.in_envelope,
                titled_at=job.template.titled_at,
            )
    return tuple(names[code] for code in sorted(names, key=in_order))


def in_order(code: str) -> tuple[int, ...]:
    """Return a code as what sorts: 2.10 comes after 2.9, and no code last."""
    return tuple(map(int, code.split("."))) if code else (99,)


_FOLDERS = {"group": 0, "pair": 1, "person": 2, "sponsor": 3, "coach": 4, "facilitator": 5}


def _jobs_of(template: Template, context: DayContext) -> Iterator[Job]:
    front = template.front
    anywhere = _is_named(template, context.timetable.every_slot())
    for recipient in readers(front, context):
        slots = context.slots_of(recipient)
        named = anywhere and _is_named(template, slots)
        needs = (need for need in front.requires if not (named and asks_for_exercise([need])))
        if not all(is_there_for(need, recipient, context) for need in needs):
            continue
        if _is_idle(template, slots, context):
            continue
        yield Job(
            template=template,
            recipient=recipient,
            path_stem=f"{folder(recipient)}/{template.stem}",
            formats=front.formats,
            order=front.order,
            when=when_needed(template, slots, context),
            copies=copies(template, recipient, context),
            sent=recipient.kind == "coach" or (front.when in SENT and not named),
        )


def _is_idle(template: Template, slots: Iterable[Slot], context: DayContext) -> bool:
    """Say whether a sheet is for its slot alone, and none of these slots uses it."""
    front = template.front
    return front.when == IN_ITS_SLOT and (
        first_use(template.stem, front.requires, slots, context) is None
    )


def when_needed(template: Template, slots: Iterable[Slot], context: DayContext) -> int:
    """Return when a sheet is first needed in these slots, in minutes from midnight.

    What tells people where to go is needed when they come, and what no part of the day asks for,
    unless its head says at the end.
    """
    front, day = template.front, context.timetable
    if tells_where(front):
        return day.day.says.start
    used = first_use(template.stem, front.requires, slots, context)
    if used is not None:
        return used
    return day.end if front.when == AT_THE_END else day.day.says.start


def tells_where(front: FrontMatter) -> bool:
    """Say whether a sheet tells people where to go, through the whole day."""
    in_its_slot = front.when == IN_ITS_SLOT or asks_for_exercise(front.requires)
    return not PLACES.isdisjoint(front.requires) and not in_its_slot


def of_the_year(front: FrontMatter) -> bool:
    """Say whether a page is sent, and goes on between the days whoever comes to them."""
    return front.when in SENT and not OF_THE_YEAR.isdisjoint(front.requires)


def readers(front: FrontMatter, context: DayContext) -> tuple[Recipient, ...]:
    """Return everyone whom a template is made for, in the programme's order.

    What goes on between the days is for those too who cannot come to this one.
    """
    audience = front.audience
    people = (*context.people, *(context.away if of_the_year(front) else ()))
    if audience == "each pair":
        return tuple(
            Recipient("pair", pair) for pair in context.programme.pairs if context.members(pair)
        )
    if audience == "each person":
        return tuple(one.reader for one in people if one.pair)
    if audience == "each sponsor":
        return tuple(one.reader for one in people if not one.pair)
    if audience == "each coach":
        coaches = context.programme.says.coaches
        return tuple(Recipient("coach", one) for one in coaches if coached_today(one, context))
    return (GROUP,) if audience == "group" else (FACILITATOR,)


def folder(recipient: Recipient) -> str:
    """Return a reader's folder under the day's."""
    kinds = {"pair": "pairs", "person": "people", "sponsor": "sponsors", "coach": "coaches"}
    kind = kinds.get(recipient.kind)
    return f"{kind}/{recipient.id}" if kind else recipient.kind


def copies(template: Template, recipient: Recipient, context: DayContext) -> int:
    """Return how many copies are printed for a reader, none for who takes the day on a screen.

    What goes to a copy shop is printed for everybody: a missing sheet would say who needs what.
    """
    written = template.front.copies
    if not context.on_paper(recipient) and not template.copy_shop:
        return 0
    if isinstance(written, int):
        return written
    if written == "each pair":
        return sum(1 for pair in context.programme.pairs if context.members(pair))
    if written == "each member" and recipient.kind == "pair":
        members = context.members(recipient.id)
        return sum(context.on_paper(one.reader) or template.copy_shop for one in members)
    if written == "each member" and recipient.kind == "person":
        return 1
    return len(context.timetable.present)


def why_not(template: Template, context: DayContext) -> str:
    """Return why a template makes nothing today, or empty words."""
    front = template.front
    if front.days and not _today(front.days, context):
        return f"it is for another day ({', '.join(front.days)})"
    slots = tuple(context.timetable.every_slot())
    for need in front.requires:
        bare = need.removeprefix("not ")
        asks = asks_for_exercise([need])
        there = is_there(bare, context) or (asks and _is_named(template, slots))
        if need == bare and not there:
            return f"there is no {bare}" if ":" not in bare else f"{bare} is not on this day"
        if need != bare and there:
            return f"it is for days without {bare}"
    if _is_idle(template, slots, context):
        return "no part of this day uses it"
    return ""


def _is_named(template: Template, slots: Iterable[Slot]) -> bool:
    """Say whether an exercise names a sheet among its materials: then it is for that one too."""
    return any(template.stem in slot.exercise.sheets for slot in slots if slot.exercise)


def _today(days: Sequence[str], context: DayContext) -> bool:
    number = context.day.number
    numbers = [day.number for day in context.days]
    first, last = min(numbers), max(numbers)
    words = {str(number)}
    words |= {"first"} if number == first else set()
    words |= {"last"} if number == last else set()
    words |= {"middle"} if first < number < last else set()
    return bool(words & set(days))


def with_copies(jobs: Sequence[Job], context: DayContext) -> tuple[Job, ...]:
    """Return the jobs, the group's worksheets in as many copies as today's exercises need."""
    wanted = copies_needed(context.timetable, context.programme, context.turns)
    return tuple(
        replace(job, copies=wanted.get(job.template.stem, job.copies))
        if job.recipient == GROUP
        else job
        for job in jobs
    )


def packing_of(
    jobs: Sequence[Job], context: DayContext, pieces: Mapping[str, int] | None = None
) -> Packing:
    """Return the packing list of a day on which these jobs are printed.

    `pieces` are the sheets of paper of one copy, by code, where they are more than one.
    """
    in_pack = [job for job in jobs if job.code]
    used = dict.fromkeys(job.template for job in in_pack)
    sheets = [
        PrintedSheet(
            name=job.template.stem,
            code=job.code,
            title=job.title,
            copies=job.copies,
            paper=job.paper,
            shared=job.recipient == GROUP,
            packed=job.recipient != GROUP and job.paper == "A4",
            pieces=(pieces or {}).get(job.code, 1),
        )
        for job in sorted(in_pack, key=lambda job: in_order(job.code))
    ]
    return replace(
        packing_list(context.timetable, context.programme, sheets, context.turns),
        opened=_clocks((one for one in used if one.shows_results), context),
        posters=_clocks((one for one in used if one.front.paper == "a3"), context),
    )


def _clocks(sheets: Iterable[Template], context: DayContext) -> tuple[str, ...]:
    """Return the clock times at which sheets are first used."""
    slots = tuple(context.timetable.every_slot())
    times = {first_use(one.stem, one.front.requires, slots, context) for one in sheets}
    return tuple(as_clock(one) for one in sorted(times - {None}, key=lambda one: one or 0) if one)
