"""Templates, findings and timetable become neutral documents, one for each reader."""

from facilitate.compose.day_context import (
    DayContext,
    PrintedDocument,
    PrintedPack,
)
from facilitate.compose.jobs import Job, compose, jobs
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import Template, load_templates

__all__ = [
    "DayContext",
    "Job",
    "PrintedDocument",
    "PrintedPack",
    "Template",
    "TemplateNames",
    "compose",
    "jobs",
    "load_templates",
]
