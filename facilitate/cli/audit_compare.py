"""Print what changed between two stock takes, for one reader at a time."""

from pathlib import Path

import click

from facilitate.cli.inputs import (
    json_option,
    plan_argument,
    reader_called,
    reader_option,
    require_audit,
)
from facilitate.cli.output import finish


@click.command(name="compare")
@plan_argument
@reader_option
@json_option
def command(plan: Path, *, reader: str, as_json: bool) -> None:
    """Print then and now of PLAN's stock takes: the same people only, counts first."""
    from facilitate.audit.findings import findings_for
    from facilitate.audit.findings_text import as_data, render_findings

    loaded, found, faults = require_audit(plan, as_json=as_json)
    recipient = reader_called(reader, loaded)
    theirs = [one for one in findings_for(recipient, found.findings) if "/since/" in one.id]
    nothing = "There is nothing to compare for this reader: it needs two stock takes."
    finish(
        faults,
        [render_findings(theirs, loaded.questions) if theirs else nothing],
        as_json=as_json,
        facts={"for": as_data(recipient), "findings": [as_data(one) for one in theirs]},
    )
