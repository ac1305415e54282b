"""Say which pages can be shown before a single answer, and what takes them away."""

from dataclasses import asdict
from pathlib import Path

import click

from facilitate.cli.shared import json_option, leave, loaded, plan_argument, print_json, tell


@click.command(name="preview")
@plan_argument
@click.option("--minimum", type=click.IntRange(min=3), help="Another smallest group than PLAN's.")
@json_option
def command(plan: Path, *, minimum: int | None, as_json: bool) -> None:
    """Print which pages PLAN's people allow, and how many non-replies take each away."""
    from facilitate.audit.preview import PagePreview, preview
    from facilitate.report import as_json as to_json

    found, faults = loaded(plan)
    pages: tuple[PagePreview, ...] = ()
    if found is not None:
        pages = preview(found.programme, found.questions, minimum=minimum)
    if as_json:
        print_json(to_json(faults, pages=[asdict(page) for page in pages]))
    else:
        tell(faults)
        for page in pages:
            click.echo(_line(page.page, page.lost_after, people=page.people))
            click.echo(f"    {page.why}.")
    leave(faults)


def _line(page: str, lost_after: int | None, *, people: int) -> str:
    if lost_after is None:
        return f"no   {page}: {people} people are not enough"
    replies = "the first non-reply" if lost_after == 1 else f"{lost_after} non-replies"
    return f"yes  {page}: {people} people; taken away by {replies}"
