"""Print what changed between two stock takes, for one reader at a time."""

from pathlib import Path

import click

from facilitate.cli.audit_readers import audited, reader_of, reader_option
from facilitate.cli.shared import json_option, leave, plan_argument, print_json, tell


@click.command(name="compare")
@plan_argument
@reader_option
@json_option
def command(plan: Path, *, reader: str, as_json: bool) -> None:
    """Print then and now of PLAN's stock takes: the same people only, counts first."""
    from facilitate.audit.gate import findings_for
    from facilitate.audit.of_plan import as_data
    from facilitate.audit.told import told
    from facilitate.report import as_json as to_json

    loaded, found, faults = audited(plan)
    recipient = reader_of(loaded, reader)
    theirs = [one for one in findings_for(recipient, found.findings) if "/since/" in one.id]
    if as_json:
        facts = {"for": as_data(recipient), "findings": [as_data(one) for one in theirs]}
        print_json(to_json(faults, **facts))
    else:
        tell(faults)
        nothing = "There is nothing to compare for this reader: it needs two stock takes."
        click.echo(told(theirs) if theirs else nothing)
    leave(faults)
