"""Which slides of the group's deck belong to which part of the day."""

from collections.abc import Iterable, Mapping

from facilitate.compose import TemplateNames, compose
from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import Job
from facilitate.recipient import GROUP
from facilitate.write.look import Look


def deck_slides(
    found: Iterable[Job], context: DayContext, look: Look
) -> Mapping[str, tuple[int, int]]:
    """Return the first and last slide of each part of the day, as the deck is really set.

    Its faults are told when it is written.
    """
    from facilitate.write.pptx import slide_numbers

    decks = (job for job in found if job.recipient == GROUP and job.template.front.makes == "deck")
    for job in decks:
        document, _ = compose(job, TemplateNames(context))
        if document is not None:
            return slide_numbers(document, look)
    return {}
