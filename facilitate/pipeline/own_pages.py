"""What is told of a plan's own templates by making of each the page of one reader a day."""

from collections.abc import Iterator
from dataclasses import replace

from facilitate.compose import TemplateNames, compose
from facilitate.compose.jobs import jobs, packing_of, sheet_names, with_copies
from facilitate.faults import Fault
from facilitate.pipeline.analyse import Analysis
from facilitate.pipeline.day_jobs import NOTHING, UNCOUNTED, day_context, is_late
from facilitate.pipeline.plan_templates import OWN, plan_templates


def own_page_faults(analysis: Analysis) -> Iterator[Fault]:
    """Yield what pages of the plan's own templates would be refused for, each once.

    What a name stands for, such as one in a loop, is only known once it has a value. Which pages
    a day has in all is not counted.
    """
    folder = analysis.plan.folder
    if not (folder / OWN[0]).is_dir():
        return
    templates = [one for one in plan_templates(folder)[0] if one.file.split("/")[0] == OWN[0]]
    told: set[tuple[str, int | None, str]] = set()
    for table in analysis.timetables if templates else ():
        context = day_context(analysis, table, sample=False)
        context = replace(context, packing=NOTHING, printing=(UNCOUNTED,))
        found = with_copies(jobs(templates, context)[0], context)
        context = replace(context, sheets=sheet_names(found, context))
        names = TemplateNames(replace(context, packing=packing_of(found, context)))
        first = {job.template.name: job for job in reversed(found) if not is_late(job)}
        for job in first.values():
            for fault in compose(job, names)[1]:
                where = (fault.place.file, fault.place.line) if fault.place else ("", None)
                if (*where, fault.code) not in told:
                    told.add((*where, fault.code))
                    yield fault
