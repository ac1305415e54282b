"""Print the interview guide and the notes sheet."""

from pathlib import Path

import click

from facilitate.cli.inputs import json_option, plan_argument, require_plan
from facilitate.cli.output import finish_written

FORMATS = ("docx", "pdf")


@click.command(name="guide")
@plan_argument
@click.option("--out", type=click.Path(path_type=Path), help="Where the files go.")
@json_option
def command(plan: Path, *, out: Path | None) -> None:
    """Write PLAN's interview guide, one sheet of two sides, and the notes sheet.

    For a stock take in conversation, one person at a time: what is said first, what is asked in
    which words, and a sheet for each conversation, which has a code and no name. What people said
    is typed into private/stock-takes/voices.csv; `facilitate audit voices --to-check CODE` makes
    the sheet on which somebody sees it.
    """
    from facilitate.compose.instruments import interview_papers
    from facilitate.load.voices import COLUMNS
    from facilitate.pipeline.standalone import write_stock_take

    found, faults = require_plan(plan, closing="Nothing was written.", whole=True)
    papers = interview_papers(found)
    made = write_stock_take((papers.guide(), papers.notes()), FORMATS, found, out)
    head = ",".join(COLUMNS)
    file = found.private.voices_file
    after = f"Then type what they say into {file}, below a first line that says: {head}"
    following = (after,) if made.written and not found.private.voices else ()
    finish_written(made.written, (*faults, *made.faults), following)
