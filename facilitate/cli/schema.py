"""Tools: Print the JSON Schema of the plan, for an editor."""

from typing import Any

import click
from click.shell_completion import CompletionItem

from facilitate.cli.output import print_value


class KindOfFile(click.ParamType[str]):
    """The kinds of files, which are looked up when one is given: help needs none of the models."""

    name = "kind"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the kind, or say which there are."""
        return self._choice().convert(value, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the kinds that begin so."""
        return self._choice().shell_complete(ctx, param, incomplete)

    def _choice(self) -> click.Choice[str]:
        from facilitate.load.file_kinds import FILE_KINDS

        return click.Choice(["plan", *FILE_KINDS])


@click.command(name="schema")
@click.argument("kind", type=KindOfFile(), default="plan", metavar="[KIND]")
def command(kind: str) -> None:
    """Print the JSON Schema of a plan's file.

    KIND is plan (the default), programme, day, exercise, questions, actions, sharing, access,
    contacts, codebook, identities or brand. `plan` fits a programme, an agenda and a single file,
    whichever it is.
    """
    from facilitate.load.file_kinds import schema

    print_value(schema(kind))
