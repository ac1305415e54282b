"""Which pages make up a day: templates, their readers, their order and copies. Data decides.

Nothing that a pair or a person chose has a say here: a list of files tells nobody who refused.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from facilitate.compose.front_matter import Front
from facilitate.compose.needs import first_use, is_there
from facilitate.compose.template import Template
from facilitate.compose.world import World
from facilitate.model.units import as_clock
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.schedule.packing import (
    Packing,
    PrintedSheet,
    copies_needed,
    packing_list,
    sheet_title,
)

PAPERS = {"a3": "A3", "a6": "A4 card", "tent": "A4 card", "a4-landscape": "A4", "a4": "A4"}
"""What goes into the printer, by a template's `paper`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to make.

    `path_stem` is its path under the day's folder without the ending (`pairs/crisis/results`).
    `order` is its place in its reader's print pack, 0 for none; `copies` how many are printed,
    0 for somebody who takes the day on a screen.
    """

    template: Template
    recipient: Recipient
    path_stem: str
    formats: tuple[str, ...]
    order: int
    copies: int

    @property
    def title(self) -> str:
        """What it is called on lists when it is printed."""
        return sheet_title(self.template.stem)

    @property
    def paper(self) -> str:
        """The paper it is printed on."""
        return PAPERS.get(self.template.front.paper, "A4")


Skipped = tuple[Template, str]
"""A template that makes nothing today, and why, in words."""


def jobs(
    templates: Sequence[Template], world: World
) -> tuple[tuple[Job, ...], tuple[Skipped, ...]]:
    """Return the documents of a day in collating order, and the templates left out with reasons."""
    found: list[Job] = []
    skipped: list[Skipped] = []
    for template in templates:
        why = why_not(template, world)
        if why:
            skipped.append((template, why))
        else:
            found += _jobs_of(template, world)
    found.sort(key=lambda job: (_FOLDERS[job.recipient.kind], job.recipient.id, *_place(job)))
    return tuple(found), tuple(skipped)


def _place(job: Job) -> tuple[int, str]:
    return (job.order or 10_000, job.template.name)


_FOLDERS = {"group": 0, "pair": 1, "person": 2, "sponsor": 3, "facilitator": 4}


def _jobs_of(template: Template, world: World) -> Iterator[Job]:
    front = template.front
    for recipient in readers(front.audience, world):
        yield Job(
            template=template,
            recipient=recipient,
            path_stem=f"{folder(recipient)}/{template.stem}",
            formats=front.formats,
            order=front.order,
            copies=copies(front, recipient, world),
        )


def readers(audience: str, world: World) -> tuple[Recipient, ...]:
    """Return everyone whom a template `for:` these is made for, in the programme's order."""
    if audience == "each pair":
        return tuple(
            Recipient("pair", pair) for pair in world.programme.pairs if world.members(pair)
        )
    if audience == "each person":
        return tuple(one.reader for one in world.people if one.pair)
    if audience == "each sponsor":
        return tuple(one.reader for one in world.people if not one.pair)
    return (GROUP,) if audience == "group" else (FACILITATOR,)


def folder(recipient: Recipient) -> str:
    """Return a reader's folder under the day's."""
    kind = {"pair": "pairs", "person": "people", "sponsor": "sponsors"}.get(recipient.kind)
    return f"{kind}/{recipient.id}" if kind else recipient.kind


def copies(front: Front, recipient: Recipient, world: World) -> int:
    """Return how many copies are printed for a reader, none for who takes the day on a screen.

    What goes to a copy shop is printed for everybody: a missing sheet would say who needs what.
    """
    written = front.copies
    if not front.copy_shop and not world.on_paper(recipient):
        return 0
    if isinstance(written, int):
        return written
    if written == "each pair":
        return sum(1 for pair in world.programme.pairs if world.members(pair))
    if written == "each member" and recipient.kind == "pair":
        members = world.members(recipient.id)
        return sum(front.copy_shop or world.on_paper(one.reader) for one in members)
    if written == "each member" and recipient.kind == "person":
        return 1
    return len(world.timetable.present)


def why_not(template: Template, world: World) -> str:
    """Return why a template makes nothing today, or empty words."""
    front = template.front
    if front.days and not _today(front.days, world):
        return f"it is for another day ({', '.join(front.days)})"
    for need in front.requires:
        bare = need.removeprefix("not ")
        there = is_there(bare, world)
        if need == bare and not there:
            return f"there is no {bare}" if ":" not in bare else f"{bare} is not on this day"
        if need != bare and there:
            return f"it is for days without {bare}"
    return ""


def _today(days: Sequence[str], world: World) -> bool:
    number = world.day.number
    numbers = [day.number for day in world.days]
    first, last = min(numbers), max(numbers)
    words = {str(number)}
    words |= {"first"} if number == first else set()
    words |= {"last"} if number == last else set()
    words |= {"middle"} if first < number < last else set()
    return bool(words & set(days))


def with_copies(jobs: Sequence[Job], world: World) -> tuple[Job, ...]:
    """Return the jobs, the group's worksheets in as many copies as today's exercises need."""
    wanted = copies_needed(world.timetable, world.programme)
    return tuple(
        replace(job, copies=wanted.get(job.template.stem, job.copies))
        if job.recipient == GROUP
        else job
        for job in jobs
    )


def packing_of(jobs: Sequence[Job], world: World) -> Packing:
    """Return the packing list of a day on which these jobs are printed."""
    printed = [job for job in jobs if "pdf" in job.formats]
    sheets = [
        PrintedSheet(
            name=job.template.stem,
            copies=job.copies,
            paper=job.paper,
            shared=job.recipient == GROUP,
            in_pack=job.order > 0,
        )
        for job in printed
    ]
    in_pack = [job for job in printed if job.order]
    return replace(
        packing_list(world.timetable, world.programme, sheets),
        opened=_clocks((job for job in in_pack if job.template.front.shows_results), world),
        posters=_clocks((job for job in in_pack if job.template.front.paper == "a3"), world),
    )


def _clocks(jobs: Iterable[Job], world: World) -> tuple[str, ...]:
    """Return the clock times at which sheets are first used."""
    slots = tuple(world.timetable.every_slot())
    times = {first_use(job.template.stem, job.template.front.requires, slots) for job in jobs}
    return tuple(as_clock(one) for one in sorted(times - {None}, key=lambda one: one or 0) if one)
