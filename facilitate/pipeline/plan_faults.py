"""All that is to be told of a plan before anything is built of it: what `check` says."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import PAPERS, Job, jobs, sheet_names, with_copies
from facilitate.compose.template_set import Template
from facilitate.faults import At, Fault, KeyPath, Place, quoted, stops
from facilitate.files import is_open_to_others, lies_inside
from facilitate.load.validate import placed
from facilitate.model import Person
from facilitate.pipeline.analyse import Analysis
from facilitate.pipeline.day_jobs import NOTHING, UNCOUNTED, day_context, is_late, named_jobs
from facilitate.pipeline.plan_templates import (
    OWN,
    own_template_faults,
    plan_templates,
    template_heads_of,
)
from facilitate.pipeline.release import reminders
from facilitate.recipient import GROUP, Recipient
from facilitate.shipped import shipped


def all_faults(analysis: Analysis, path: Path, *, today: date) -> tuple[Fault, ...]:
    """Return the faults of a plan, of its own templates and of its folder's rights, and reminders.

    `path` is where the plan was looked for.
    """
    folder = analysis.read.folder if analysis.read else path
    own = own_template_faults(folder)
    if not stops((*analysis.faults, *own)):
        own = (*own, *own_page_faults(analysis))
    past = () if stops(analysis.faults) else reminders(analysis.plan, today=today)
    paper = () if stops(analysis.faults) else placed(stack_faults(analysis), analysis.plan.sources)
    return (*analysis.faults, *own, *_rights(folder), *past, *paper)


def _rights(folder: Path) -> Iterator[Fault]:
    """Yield a warning where others may look into the private folder of somebody's own plan."""
    private = folder / "private"
    if is_open_to_others(private) and not lies_inside(folder, shipped("agendas")):
        yield Fault(
            code="C204",
            severity="warning",
            message="Everybody with an account on this computer may look into private/.",
            hint=f"Keep it to yourself: chmod 700 {quoted(private)}",
            place=Place("private"),
        )


def own_page_faults(analysis: Analysis) -> Iterator[Fault]:
    """Yield what pages of the plan's own templates would be refused for, each once.

    What a name stands for, such as one in a loop, is only known once it has a value. Which pages
    a day has in all is not counted.
    """
    folder = analysis.plan.folder
    if not (folder / OWN[0]).is_dir():
        return
    # A page is filled for a check only where the plan has one of its own.
    from facilitate.compose.papers import compose
    from facilitate.compose.template_names import TemplateNames

    templates = [one for one in plan_templates(folder)[0] if one.file.split("/")[0] == OWN[0]]
    told: set[tuple[str, int | None, str]] = set()
    for table in analysis.timetables if templates else ():
        context = day_context(analysis, table, sample=False)
        found, _, context = named_jobs(templates, context)
        names = TemplateNames(context.counting(printing=(UNCOUNTED,)))
        first = {job.template.name: job for job in reversed(found) if not is_late(job)}
        for job in first.values():
            for fault in compose(job, names)[1]:
                where = (fault.place.file, fault.place.line) if fault.place else ("", None)
                if (*where, fault.code) not in told:
                    told.add((*where, fault.code))
                    yield fault


HELD = {"group", "each pair", "each person"}
"""Whom a sheet is for that lies in the hands of those who work in pairs."""
MOST_OPEN = 2
"""Sheets that somebody can have open at once; with more, people look for the right one."""
MOST_HELD = 8
"""Sheets that somebody can keep in order through a day, half of those of a pair counted."""

Stack = list[tuple[Job, float]]
"""Somebody's sheets, and how much of each counts: half of what two have together."""


def stack_faults(analysis: Analysis) -> Iterator[Fault]:
    """Yield where a day has more sheets in somebody's hands than can be kept in order.

    A sheet counts once, however many pages it has: there are at least so many.
    """
    heads = template_heads_of(analysis.plan.folder)
    held = [one for one in heads if one.front.audience in HELD and one.front.paper not in PAPERS]
    for table in analysis.timetables:
        if table.day.id in analysis.plan.chosen:
            context = day_context(analysis, table, sample=False)
            # Only a sheet that is told of needs its code, for which every other is looked at.
            if any(_of_day(held, context)):
                yield from _of_day(heads, context)


def _of_day(heads: Sequence[Template], context: DayContext) -> Iterator[Fault]:
    found, _ = jobs(heads, context.counting(packing=NOTHING, printing=(UNCOUNTED,)))
    found = with_copies(found, context)
    sheets: dict[Recipient, list[Job]] = {}
    for job in found:
        if job.code and job.copies and job.paper == "A4":
            sheets.setdefault(job.recipient, []).append(job)
    used = {one.code: one.used for one in sheet_names(found, context)}
    stacks = {person.id: _stack(person, sheets, context) for person in context.paired}
    open_at: dict[KeyPath, int] = {}
    for slot in context.timetable.every_slot():
        there = (
            [job.called for job, _ in stack if slot.path in used[job.code]]
            for person, stack in stacks.items()
            if person in slot.people
        )
        open_ = max(there, key=len, default=[])
        open_at[slot.path] = len(open_)
        if len(open_) > MOST_OPEN:
            yield Fault(
                code="T238",
                severity="advice",
                message=f"Somebody has {len(open_)} sheets open at once here: {', '.join(open_)}.",
                hint="Put what belongs together into one template, as front and back of one sheet.",
                at=At(context.day.file, slot.path),
            )
    held = max((sum(share for _, share in stack) for stack in stacks.values()), default=0.0)
    if held > MOST_HELD:
        yield Fault(
            code="T239",
            severity="advice",
            message=f"Somebody holds {held:g} sheets or more on this day; most are used here.",
            hint="Exchange this exercise for one that needs no sheet of its own.",
            at=At(context.day.file, max(open_at, key=open_at.__getitem__)),
        )


def _stack(person: Person, sheets: Mapping[Recipient, Sequence[Job]], context: DayContext) -> Stack:
    """Return what a person has in hand, of what lies on the tables what there is for each."""
    pair = Recipient("pair", person.pair)
    both = len(context.members(person.pair)) > 1
    return [
        *((job, 1.0) for job in sheets.get(person.reader, ())),
        *((job, 0.5 if both and job.copies == 1 else 1.0) for job in sheets.get(pair, ())),
        *((job, 1.0) for job in sheets.get(GROUP, ()) if job.copies >= len(context.people)),
    ]
