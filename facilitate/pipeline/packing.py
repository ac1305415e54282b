"""The packing list: what the exercises need, and what this build prints."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from facilitate.compose.needs import first_use
from facilitate.compose.pack import Job
from facilitate.compose.world import PackBox, Packing, PackRow, World
from facilitate.model.units import as_clock
from facilitate.recipient import GROUP
from facilitate.schedule.packing import Need, needs, shopping

PAPERS = {"a3": "A3", "a6": "A4 card", "tent": "A4 card", "a4-landscape": "A4", "a4": "A4"}


def packing(jobs: Sequence[Job], world: World) -> Packing:
    """Return boxes in the order of use, the printed papers first, and one shopping list.

    Both are the same numbers: what is used up adds over the boxes, what comes back counts once,
    and a printed sheet stands in one box, as often as the build prints it.
    """
    found = needs(world.timetable, world.programme)
    printed = Counter[str]()
    for job in jobs:
        printed[job.template.stem] += job.copies if "pdf" in job.formats else 0
    things = [need for need in found if not printed[need.sheet]]
    rows = [(need, _row(need)) for need in things]
    papers = {job.template.stem: PAPERS.get(job.template.front.paper, "A4") for job in jobs}
    rows += [
        (need, replace(_row(need), count=count, comes_back=False, paper=papers[need.sheet]))
        for need, count in _sheets(found, jobs, printed)
    ]
    by_box: dict[tuple[int, str], list[PackRow]] = {(n.when, n.for_what): [] for n in found}
    for need, row in sorted(rows, key=lambda one: found.index(one[0])):
        by_box[need.when, need.for_what].append(row)
    boxes = [_printed(jobs, world, {need.sheet for need in found})]
    boxes += [
        PackBox(title=title, clock=as_clock(when), rows=tuple(inside))
        for (when, title), inside in by_box.items()
        if inside
    ]
    bought = [_row(need) for need in shopping(things, world.timetable)]
    on_paper = [row for box in boxes for row in box.rows if row.paper]
    printed_jobs = [job for job in jobs if job.order and "pdf" in job.formats]
    return Packing(
        boxes=tuple(boxes),
        list=(*bought, *_added(on_paper)),
        opened=_clocks((job for job in printed_jobs if job.template.front.shows_results), world),
        posters=_clocks((job for job in printed_jobs if job.template.front.paper == "a3"), world),
    )


def _clocks(jobs: Iterable[Job], world: World) -> tuple[str, ...]:
    """Return the clock times at which sheets are first used."""
    slots = tuple(world.timetable.every_slot())
    times = {first_use(job.template.stem, job.template.front.requires, slots) for job in jobs}
    return tuple(as_clock(one) for one in sorted(times - {None}, key=lambda one: one or 0) if one)


def _sheets(
    found: Sequence[Need], jobs: Sequence[Job], printed: Mapping[str, int]
) -> Iterator[tuple[Need, int]]:
    """Yield each printed sheet with the copies of its box.

    The group's are laid out afresh for every exercise; what is made for one reader is printed
    once, and lies in the box of the first exercise that needs it.
    """
    shared = {job.template.stem for job in jobs if job.recipient == GROUP}
    seen: set[str] = set()
    for need in found:
        if not printed[need.sheet]:
            continue
        if need.sheet in shared:
            yield need, need.count + need.spare
        elif need.sheet not in seen:
            yield need, printed[need.sheet]
        seen.add(need.sheet)


def _added(papers: Sequence[PackRow]) -> Iterator[PackRow]:
    """Yield one line for each printed paper, its copies added up."""
    by_name: dict[tuple[str, str], list[PackRow]] = {}
    for row in papers:
        by_name.setdefault((row.what.casefold(), row.paper), []).append(row)
    for _, rows in sorted(by_name.items()):
        names = list(dict.fromkeys(row.for_what for row in rows if row.for_what))
        count = sum(row.count for row in rows)
        yield replace(rows[0], count=count, for_what=", ".join(names))


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
        paper="",
    )


def _printed(jobs: Sequence[Job], world: World, sheets: Container[str]) -> PackBox:
    """Return the box of what is printed beforehand and belongs to no exercise."""
    rows: dict[str, PackRow] = {}
    for job in jobs:
        if not job.order or "pdf" not in job.formats or job.template.stem in sheets:
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
