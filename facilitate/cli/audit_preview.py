"""Say which pages can be shown before a single answer, and what takes them away."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import to_builtins

from facilitate.cli.inputs import json_option, plan_argument, require_plan
from facilitate.cli.output import finish

if TYPE_CHECKING:
    from facilitate.audit.preview import PagePreview


@click.command(name="preview")
@plan_argument
@click.option("--minimum", type=click.IntRange(min=3), help="Another smallest group than PLAN's.")
@json_option
def command(plan: Path, *, minimum: int | None) -> None:
    """Print which pages PLAN's people allow, and how many non-replies take each away."""
    from facilitate.audit.preview import preview

    found, faults = require_plan(plan)
    pages = preview(found.programme, found.questions, minimum=minimum)
    lines = [line for page in pages for line in (_line(page), f"    {page.why}.")]
    finish(faults, lines, facts={"pages": [to_builtins(page) for page in pages]})


def _line(page: "PagePreview") -> str:
    if page.lost_after is None and page.people >= page.needed:
        return f"no   {page.page}"
    if page.lost_after is None:
        few = "1 person is" if page.people == 1 else f"{page.people} people are"
        return f"no   {page.page}: {few} not enough"
    replies = "the first non-reply" if page.lost_after == 1 else f"{page.lost_after} non-replies"
    return f"yes  {page.page}: {page.people} people; taken away by {replies}"
