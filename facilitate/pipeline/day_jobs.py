"""A day's jobs, and what their pages are made from; nothing that writes files is loaded for it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from facilitate.audit.finding import Finding
from facilitate.audit.preference_letters import letters_of
from facilitate.compose.conditions import permissions_asked
from facilitate.compose.day_context import DayContext, PrintedPack
from facilitate.compose.jobs import Job, Skipped, jobs, packing_of, sheet_names, with_copies
from facilitate.compose.template_set import Template
from facilitate.compose.wording import written_words
from facilitate.document import PageBreak
from facilitate.load.plan import Plan
from facilitate.model import Access
from facilitate.pipeline.analyse import Analysis
from facilitate.recipient import GROUP, Recipient
from facilitate.schedule.packing import Packing
from facilitate.schedule.seating import DayRotations
from facilitate.schedule.timetable import Timetable

if TYPE_CHECKING:
    from facilitate.compose.template_names import TemplateNames
    from facilitate.write.look import Look

NOTHING = Packing(boxes=(), list=())
UNCOUNTED = PrintedPack(pair="", documents=(), sheets=0)
"""Stand in while it is not known yet what there is to carry and to print."""
LAST = "printing"
"""Templates that require this are made when everything else has been counted."""


def jobs_of_day(
    templates: Sequence[Template], context: DayContext, look: "Look"
) -> tuple[tuple[Job, ...], tuple[Skipped, ...], "TemplateNames"]:
    """Return a day's jobs, what is left out and why, and the names with those of sheets and slides.

    What the jobs print is not counted yet.
    """
    from facilitate.compose.template_names import TemplateNames

    found, skipped, context = named_jobs(templates, context)
    names = TemplateNames(context)
    packing = packing_of(found, context, pieces_of(found, names))
    return found, skipped, names.counting(slides=deck_slides(found, names, look), packing=packing)


def named_jobs(
    templates: Sequence[Template], context: DayContext
) -> tuple[tuple[Job, ...], tuple[Skipped, ...], DayContext]:
    """Return the same where no page names slides, for which the deck would have to be set."""
    found, skipped = jobs(templates, context.counting(packing=NOTHING, printing=(UNCOUNTED,)))
    found = with_copies(found, context)
    context = context.counting(sheets=sheet_names(found, context))
    return found, skipped, context.counting(packing=packing_of(found, context))


def is_late(job: Job) -> bool:
    """Say whether a document can only be made when everything else has been counted."""
    return LAST in job.template.front.requires


def day_context(analysis: Analysis, table: Timetable, *, sample: bool) -> DayContext:
    """Return everything that a day's pages are made from."""
    plan = analysis.plan
    findings = analysis.findings.get(table.day.id, ())
    rounds = analysis.rotations.get(table.day.id, DayRotations())
    language = plan.programme.says.language
    return DayContext(
        programme=plan.programme,
        day=table.day,
        days=plan.days,
        timetable=table,
        words=written_words(language),
        questions=plan.questions,
        findings=findings if sample else (*findings, *_letters(plan, table)),
        actions=plan.actions,
        themes=plan.library.themes.names or plan.library.themes.themes,
        turns=rounds.turns,
        seatings=rounds.seatings,
        access={} if sample else _needs(plan),
        sources={one.file: one for one in plan.every_source()},
        exercise_files={one.id: plan.library.sources[one.id].file for one in plan.planned},
        said_in=plan.said_in,
        said_at=plan.said_at,
        permissions=permissions_asked(plan.planned),
        organisation=plan.brand.name if plan.brand else "",
        sample=sample,
    )


def _letters(plan: Plan, table: Timetable) -> tuple[Finding, ...]:
    """Return what preference letters say on a day, to those who may read it."""
    return letters_of(
        plan.programme,
        plan.choices,
        on=table.day.says.date,
        minimum=plan.programme.says.minimum_group,
    )


def _needs(plan: Plan) -> dict[Recipient, Access]:
    # Since when is no part of what is made: whose needs count is settled.
    found = {id_: one.model_copy(update={"since": None}) for id_, one in plan.needs.items()}
    return {one.reader: found[one.id] for one in plan.programme.people if one.id in found}


def deck_slides(
    found: Iterable[Job], names: "TemplateNames", look: "Look"
) -> Mapping[str, tuple[int, int]]:
    """Return the first and last slide of each part of the day, as the deck is really set.

    Its faults are told when it is written.
    """
    from facilitate.compose.papers import compose
    from facilitate.write.pptx import slide_numbers

    decks = (job for job in found if job.recipient == GROUP and job.template.front.makes == "deck")
    for job in decks:
        document, _ = compose(job, names)
        if document is not None:
            return slide_numbers(document, look)
    return {}


def pieces_of(found: Iterable[Job], names: "TemplateNames") -> Mapping[str, int]:
    """Return by code of how many separate sheets the one copy of a sheet of the group's is.

    Such are posters, one for each section, and pages of which one lies on each table.
    """
    from facilitate.compose.papers import compose

    pieces: dict[str, int] = {}
    for job in found:
        poster = job.template.front.paper == "a3"
        apart = poster or (job.paper == "A4" and job.template.front.one_sided)
        if job.recipient == GROUP and job.code and job.copies == 1 and apart:
            document, _ = compose(job, names)
            for section in document.sections if document else ():
                breaks = sum(isinstance(one, PageBreak) for one in section.blocks[:-1])
                pieces[job.code] = pieces.get(job.code, 0) + 1 + breaks
    return pieces
