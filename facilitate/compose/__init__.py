"""Templates, findings and timetable become neutral documents, one for each reader.

Here is what says which pages a day has; what fills a page, `papers` and `template_names`, is
brought in where one is made.
"""

from facilitate.compose.day_context import (
    DayContext,
    PrintedDocument,
    PrintedPack,
)
from facilitate.compose.jobs import Job, jobs
from facilitate.compose.template_set import Template, load_templates

__all__ = [
    "DayContext",
    "Job",
    "PrintedDocument",
    "PrintedPack",
    "Template",
    "jobs",
    "load_templates",
]
