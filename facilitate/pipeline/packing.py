"""The packing list: what the exercises need, and what this build prints."""

from collections.abc import Sequence
from dataclasses import replace

from facilitate.compose.pack import Job
from facilitate.compose.world import PackBox, Packing, PackRow, World
from facilitate.model.units import as_clock
from facilitate.recipient import GROUP
from facilitate.schedule.packing import Need, needs, shopping

PAPERS = {"a3": "A3", "a6": "A4 card", "tent": "A4 card", "a4-landscape": "A4", "a4": "A4"}


def packing(jobs: Sequence[Job], world: World) -> Packing:
    """Return boxes in the order of use, the printed papers first, and one shopping list."""
    found = needs(world.timetable, world.programme)
    boxes = [_printed(jobs, world)]
    starts = dict.fromkeys((need.when, need.for_what) for need in found)
    for when, title in starts:
        rows = tuple(_row(n) for n in found if (n.when, n.for_what) == (when, title))
        boxes.append(PackBox(title=title, clock=as_clock(when), rows=rows))
    things = [need for need in shopping(found, world.timetable) if not need.sheet]
    return Packing(boxes=tuple(boxes), list=tuple(_row(need) for need in things))


def counted(jobs: Sequence[Job], world: World) -> tuple[Job, ...]:
    """Return the jobs, the group's worksheets in as many copies as today's exercises need."""
    wanted: dict[str, int] = {}
    for need in needs(world.timetable, world.programme):
        if need.sheet:
            wanted[need.sheet] = wanted.get(need.sheet, 0) + need.count + need.spare
    return tuple(
        replace(job, copies=wanted.get(job.template.stem, job.copies))
        if job.recipient == GROUP
        else job
        for job in jobs
    )


def _row(need: Need) -> PackRow:
    return PackRow(
        count=need.count + need.spare,
        what=need.what,
        when=as_clock(need.when),
        for_what=need.for_what,
        comes_back=need.comes_back,
        paper=need.paper or ("A4" if need.sheet else ""),
    )


def _printed(jobs: Sequence[Job], world: World) -> PackBox:
    """Return the box of what is printed beforehand and belongs to no exercise."""
    rows: dict[str, PackRow] = {}
    for job in jobs:
        if not job.order or "pdf" not in job.formats or _for_exercise(job):
            continue
        title = title_of(job)
        before = rows.get(job.template.stem)
        count = job.copies + (before.count if before else 0)
        paper = PAPERS.get(job.template.front.paper, "A4")
        rows[job.template.stem] = PackRow(count=count, what=title, paper=paper)
    clock = as_clock(world.timetable.day.says.start)
    return PackBox(title="Printed beforehand", clock=clock, rows=tuple(rows.values()))


def title_of(job: Job) -> str:
    """Return what a printed paper is called on lists: its name in words."""
    return job.template.stem.replace("-", " ")


def _for_exercise(job: Job) -> bool:
    return any(word.startswith("exercise") for word in job.template.front.requires)
