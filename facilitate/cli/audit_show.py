"""Print the findings for one reader at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli.inputs import (
    json_option,
    plan_argument,
    reader_called,
    reader_option,
    require_audit,
)
from facilitate.cli.output import finish

if TYPE_CHECKING:
    from facilitate.audit.finding import Finding


@click.command(name="show")
@plan_argument
@reader_option
@click.option("--stock-take", "wave", default="", help="Only this stock take.")
@json_option
def command(plan: Path, *, reader: str, wave: str) -> None:
    """Print what one reader of PLAN's stock takes may see.

    \b
    facilitate audit show my-programme                       the whole group
    facilitate audit show my-programme --for crisis          a pair
    facilitate audit show my-programme --for crisis-doctor   a person
    facilitate audit show my-programme --for facilitator     with the method's figures
    """  # noqa: D301  \b is Click's: keep these lines as they are
    nothing = "There is nothing to show to this reader."
    print_findings(plan, reader, lambda one: not wave or one.wave == wave, nothing=nothing)


def print_findings(
    plan: Path, reader: str, chosen: "Callable[[Finding], bool]", *, nothing: str
) -> None:
    """Print the `chosen` ones of what a reader may see, or that there is `nothing`."""
    from facilitate.audit.finding import findings_for
    from facilitate.audit.findings_text import as_data, render_findings

    loaded, found, faults = require_audit(plan)
    recipient = reader_called(reader, loaded)
    theirs = list(filter(chosen, findings_for(recipient, found.findings)))
    finish(
        faults,
        [render_findings(theirs, loaded.questions) if theirs else nothing],
        facts={"for": as_data(recipient), "findings": [as_data(one) for one in theirs]},
    )
