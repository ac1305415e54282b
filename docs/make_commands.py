"""Write docs/commands.md from the help of the commands: `python docs/make_commands.py`.

With `--print` the page goes to stdout instead.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from facilitate.cli import root

PAGE = Path(__file__).with_name("commands.md")


def page() -> str:
    """Return the page: every verb with its help and options, as the command line says them."""
    parts = ["# Commands\n\nWritten from the program's own help; see `make docs`.\n"]
    parts += [_verb(name, command) for name, command in verbs(root, "facilitate")]
    return "\n".join(parts)


def verbs(group: click.Group, before: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every verb with its whole name, groups before what is in them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        whole = f"{before} {name}"
        yield whole, command
        if isinstance(command, click.Group):
            yield from verbs(command, whole)


def _verb(name: str, command: click.Command) -> str:
    context = click.Context(
        command,
        info_name=name,
        max_content_width=90,
        terminal_width=90,
        help_option_names=root.context_settings["help_option_names"],
    )
    return f"## {name}\n\n```\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--print"]:
        sys.stdout.buffer.write(page().encode("utf-8"))
    else:
        PAGE.write_text(page(), encoding="utf-8")
