"""People: Bring in, look at and compare the stock takes."""

from importlib import import_module
from pathlib import Path

import click

from facilitate.cli.group import Group

HELP = """The stock take: from a survey's export to findings.

\b
  facilitate audit import answers.csv       look at an export, propose a mapping
  facilitate audit show my-programme        what the group may see
"""
ORDER = (
    *("preview", "form", "notice", "collect", "import", "voices"),
    *("show", "compare", "release", "purge"),
)


class Parts(Group):
    """The parts of the stock take: modules `audit_NAME.py` here, imported when called.

    A module's first line is its help, and it defines a Click command called `command`.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  Click gives it
        """Return the names in the order of use."""
        return list(_found())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  too
        """Return one of them, or None."""
        if cmd_name not in _found():
            return None
        found: click.Command = import_module(f"facilitate.cli.audit_{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  too
        """Write the parts, one line each, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_found().items()))


def _found() -> dict[str, str]:
    """Return name to help of each part, in the order of use."""
    lines = {}
    for path in sorted(Path(__file__).parent.glob("audit_*.py")):
        text = path.read_text(encoding="utf-8")
        if "\ndef command(" in text:
            lines[path.stem.removeprefix("audit_")] = text.splitlines()[0].strip('"')
    known = [name for name in ORDER if name in lines]
    return {name: lines[name] for name in (*known, *sorted(set(lines) - set(known)))}


@click.group(name="audit", cls=Parts, help=HELP)
def command() -> None:
    """Start here; each part is in a module of its own."""
