"""Which pages make up a day: templates, their readers, their order and copies. Data decides.

Nothing that a pair or a person chose has a say here: a list of files tells nobody who refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitate.compose.front_matter import Front
from facilitate.compose.needs import is_there
from facilitate.compose.template import Template
from facilitate.compose.world import World
from facilitate.recipient import FACILITATOR, GROUP, Recipient


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
