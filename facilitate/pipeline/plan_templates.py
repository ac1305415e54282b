"""The templates of a plan: ours, other packages', its own, and the slides of its talks."""

from pathlib import Path

from facilitate import registry
from facilitate.compose import Template, load_templates
from facilitate.faults import Fault

OWN = ("templates", "slides")
"""The folders of a plan in which pages of its own lie."""


def plan_templates(folder: Path) -> tuple[tuple[Template, ...], tuple[Fault, ...]]:
    """Return the templates of the plan in a folder, and what can be told before a page is made."""
    own, slides = (folder / name for name in OWN)
    return load_templates([*registry.folders("templates"), own], slides)


def own_template_faults(folder: Path) -> tuple[Fault, ...]:
    """Return the faults of templates; nothing is read where the plan has none of its own."""
    if not any((folder / name).is_dir() for name in OWN):
        return ()
    return plan_templates(folder)[1]
