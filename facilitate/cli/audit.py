"""People: Bring in, look at and compare the stock takes."""

import click

from facilitate.cli import AuditVerbs

HELP = """The stock take: from a survey's export to findings.

\b
  facilitate audit import answers.csv       look at an export, propose a mapping
  facilitate audit show my-programme        what the group may see
"""


@click.group(name="audit", cls=AuditVerbs, help=HELP)
def command() -> None:
    """Start here; each verb is in a module of its own."""
