"""Templates, findings and timetable become neutral documents, one for each reader."""

from facilitate.compose.compose import compose
from facilitate.compose.pack import Job, jobs
from facilitate.compose.template import Template, load_templates
from facilitate.compose.world import (
    PrintedDocument,
    PrintedPack,
    World,
)

__all__ = [
    "Job",
    "PrintedDocument",
    "PrintedPack",
    "Template",
    "World",
    "compose",
    "jobs",
    "load_templates",
]
