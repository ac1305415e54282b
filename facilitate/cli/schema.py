"""Tools: Print the JSON Schema of the plan, for an editor."""

import click

from facilitate.cli.output import print_value
from facilitate.load.file_kinds import FILE_KINDS
from facilitate.load.schema import schema


@click.command(name="schema")
@click.argument(
    "kind",
    type=click.Choice(["plan", *FILE_KINDS]),
    default="plan",
    metavar="[KIND]",
)
def command(kind: str) -> None:
    """Print the JSON Schema of a plan's file.

    KIND is plan (the default), programme, day, exercise, questions, actions, sharing, access,
    contacts, codebook or brand. `plan` fits a programme, an agenda and a single file,
    whichever it is.
    """
    print_value(schema(kind))
