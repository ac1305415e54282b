"""People: Make the year's report for sponsors and board."""

from pathlib import Path
from typing import Any

import click

from facilitate.cli.shared import json_option, leave, not_there, plan_argument, print_json, tell
from facilitate.faults import stops


@click.command(name="report")
@plan_argument
@click.option("--out", type=click.Path(path_type=Path), help="Where to (PLAN/out if left out).")
@json_option
def command(plan: Path, *, out: Path | None, as_json: bool) -> None:
    """Make the report of the year: what was planned and done, what changed, how sure that is.

    It is made from the last day and the two stock takes, as DOCX and PDF, and names no pair's or
    person's results.
    """
    from facilitate.load.find import NotThere
    from facilitate.pipeline.year import year_report
    from facilitate.report import as_json as to_json

    try:
        written, faults = year_report(plan, out)
    except NotThere as slip:
        not_there(slip)
    if as_json:
        print_json(to_json(faults, files=[str(path) for path in written]))
    else:
        _tell(written, faults)
    leave(faults)


def _tell(written: Any, faults: Any) -> None:
    tell(faults, closing="Nothing was written." if stops(faults) else "")
    for path in written:
        click.echo(f"written: {path}")
