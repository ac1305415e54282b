"""The run sheet for the rest of a late day: one template, written by itself beside the others."""

from dataclasses import replace
from pathlib import Path

from facilitate.compose import compose, jobs, load_templates
from facilitate.faults import Fault, stops
from facilitate.out.manifest import NAME
from facilitate.out.place import led_out
from facilitate.pipeline.examine import Seen
from facilitate.pipeline.look import look_of
from facilitate.pipeline.papers import write_papers
from facilitate.pipeline.stage import world_of
from facilitate.schedule.replan import Replanned
from facilitate.shipped import shipped

TEMPLATE = "sheets/run-sheet-now.md"


def run_sheet_now(
    seen: Seen, found: Replanned, out: Path | None = None
) -> tuple[Path | None, tuple[Fault, ...]]:
    """Write the re-planned run sheet of a day and return its path and every fault met.

    It lies in the day's folder under `out` (the programme's own without one) as
    `facilitator/run-sheet-now.pdf`; the plan and every other file stay as they are. The path is
    None if the template has errors; then nothing is written.
    """
    plan = seen.plan
    assert plan is not None
    templates, faults = load_templates([shipped("templates"), plan.folder / "templates"])
    world = replace(
        world_of(seen, found.table, sample=False), timetable=found.table, replanned=found
    )
    chosen, _ = jobs([one for one in templates if one.name == TEMPLATE], world)
    if not chosen or stops(faults):
        return None, tuple(faults)
    document, slips = compose(chosen[0], world)
    if document is None:
        return None, (*faults, *slips)
    look, more = look_of(plan.folder, plan.programme.says.language)
    beside = out or plan.folder / "out"
    folder = beside / found.table.day.id / "facilitator"
    away = led_out(beside, [f"{found.table.day.id}/facilitator/{NAME}"])
    if away:
        return None, away
    written = write_papers([document], ("pdf",), folder, look=look)
    return written.written[0], (*faults, *slips, *more, *written.faults)
