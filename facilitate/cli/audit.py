"""People: Bring in, look at and compare the stock takes."""

from importlib import import_module

import click

HELP = """The stock take: from a survey's export to findings.

\b
  facilitate audit import answers.csv       look at an export, propose a mapping
  facilitate audit show my-programme        what the group may see
"""
PARTS = {
    "form": "Make the questionnaire on paper and for a phone.",
    "import": "Bring in a survey's export.",
    "preview": "Which pages can be shown, before a single answer.",
    "show": "Print the findings for one reader.",
    "compare": "Print what changed between two stock takes.",
    "release": "Record what a day has shown.",
    "notice": "Write the privacy notice and the data map.",
    "purge": "Delete what is past its date.",
}


class Parts(click.Group):
    """The verbs of the stock take, each in a module of its own, imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order of use."""
        return list(PARTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return one of them, or None."""
        if cmd_name not in PARTS:
            return None
        module = import_module(f"facilitate.cli.audit_{cmd_name}")
        found: click.Command = getattr(module, "command", None) or module.import_command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the verbs, one line each, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(PARTS.items()))


@click.group(name="audit", cls=Parts, help=HELP)
def command() -> None:
    """Start here; each part is in a module of its own."""
