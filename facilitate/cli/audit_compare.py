"""Print what changed between two stock takes, for one reader at a time."""

from pathlib import Path

import click

from facilitate.cli.audit_show import print_findings
from facilitate.cli.inputs import json_option, plan_argument, reader_option


@click.command(name="compare")
@plan_argument
@reader_option
@json_option
def command(plan: Path, *, reader: str) -> None:
    """Print then and now of PLAN's stock takes: the same people only, counts first."""
    nothing = "Nothing to compare for this reader: it needs the answers of two stock takes."
    print_findings(plan, reader, lambda one: "/since/" in one.id, nothing=nothing)
