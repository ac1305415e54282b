"""All that is to be told of a plan before anything is built of it: what `check` says."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from facilitate.faults import Fault, Place, stops
from facilitate.files import is_open_to_others, lies_inside, quoted
from facilitate.load.validate import placed
from facilitate.pipeline.analyse import Analysis
from facilitate.pipeline.own_pages import own_page_faults
from facilitate.pipeline.plan_templates import own_template_faults
from facilitate.pipeline.sheets_per_person import stack_faults
from facilitate.pipeline.unrecorded import reminders
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
