"""Tools: See how an organisation's look is worn."""

import click

from facilitate.cli import BrandVerbs

HELP = """An organisation's look: its colours, fonts, logo and Office templates.

\b
  facilitate brand inspect council.potx     which layout serves what, what is short
  facilitate brand inspect my-programme     the same of a whole brand
"""


@click.group(name="brand", cls=BrandVerbs, help=HELP)
def command() -> None:
    """Start here; each verb is in a module of its own."""
