"""The pages of a programme composed and not written: quick enough for every run of the tests."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import Job, jobs, packing_of, with_copies
from facilitate.compose.papers import compose
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import Template, load_templates
from facilitate.document import Document
from facilitate.faults import Fault
from facilitate.pipeline.analyse import Analysis
from facilitate.pipeline.day_jobs import NOTHING, UNCOUNTED, day_context
from facilitate.pipeline.plan_templates import OWN, plan_templates
from facilitate.shipped import shipped
from facilitate.structs import replace


@dataclass(frozen=True, slots=True)
class Page:
    """One document of one day, with the context it was made in."""

    file: str
    document: Document
    context: DayContext


@cache
def shipped_templates() -> tuple[Template, ...]:
    """Return the shipped templates, read once."""
    return load_templates([shipped("templates")])[0]


def _templates(folder: Path) -> tuple[Template, ...]:
    """Return the shipped templates, read once, or with the programme's own where it has some."""
    own = any((folder / name).is_dir() for name in OWN)
    return plan_templates(folder)[0] if own else shipped_templates()


def pages(analysis: Analysis, *, all_readers: bool) -> Iterator[Page | Fault]:
    """Yield every document of every day, or the fault that stood in its way.

    Without `all_readers` each template is made for one reader of each kind: pairs by how many
    they are today and what they are shown, people by their pair and by what they need.
    """
    assert analysis.plan is not None
    templates = _templates(analysis.plan.folder)
    for table in analysis.timetables:
        context = day_context(analysis, table, sample=False)
        uncounted = replace(context, packing=NOTHING, printing=(UNCOUNTED,))
        found, _ = jobs(templates, uncounted)
        found = with_copies(found, context)
        context = replace(context, packing=packing_of(found, context), printing=(UNCOUNTED,))
        names = TemplateNames(context)
        for job in found if all_readers else _unlike(found, context):
            document, faults = compose(job, names)
            yield from faults
            if document is not None:
                yield Page(f"{table.day.id}/{job.path_stem}", document, context)


def _unlike(found: Sequence[Job], context: DayContext) -> Iterable[Job]:
    """Return one job of each template for each kind of reader."""
    kinds = {(job.template.name, _kind(job, context)): job for job in reversed(found)}
    return list(kinds.values())


def _kind(job: Job, context: DayContext) -> tuple[object, ...]:
    reader = job.recipient
    if reader.kind == "pair":
        return ("pair", len(context.members(reader.id)))
    if reader.kind == "person":
        person = next(one for one in context.programme.people if one.reader == reader)
        return ("person", person.role, len(context.members(person.pair)))
    return (reader.kind,)
