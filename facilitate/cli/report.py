"""People: Make the year's report for sponsors and board."""

from pathlib import Path

import click

from facilitate.cli.shared import hand_over, json_option, not_there, plan_argument


@click.command(name="report")
@plan_argument
@click.option("--out", type=click.Path(path_type=Path), help="Where to (PLAN/out if left out).")
@json_option
def command(plan: Path, *, out: Path | None, as_json: bool) -> None:
    """Make the report of the year: what was planned and done, what changed, how sure that is.

    It is made from the last day and the two stock takes, as DOCX and PDF, and names no pair's or
    person's results.
    """
    from facilitate.load.plan_files import NotThere
    from facilitate.pipeline.standalone import year_report

    try:
        made = year_report(plan, out)
    except NotThere as slip:
        not_there(slip)
    hand_over(made.written, made.faults, as_json=as_json)
