"""People: Make the year's report for sponsors and board."""

from functools import partial
from pathlib import Path

import click

from facilitate.cli.inputs import json_option, plan_argument, read_plan
from facilitate.cli.output import finish_written


@click.command(name="report")
@plan_argument
@click.option("--out", type=click.Path(path_type=Path), help="Where to (PLAN/out if left out).")
@json_option
def command(plan: Path, *, out: Path | None) -> None:
    """Make the report of the year: what was planned and done, what changed, how sure that is.

    It is made from the last day and the two stock takes, as DOCX and PDF, and names no pair's or
    person's results.
    """
    from facilitate.pipeline.standalone import year_report

    made = read_plan(partial(year_report, out=out), plan)
    finish_written(made.written, made.faults)
