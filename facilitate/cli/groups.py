"""Verbs with verbs below them, found by their modules, so that `--help` imports none."""

import click

from facilitate import registry

GROUPS = ("Common", "Plan", "People", "Paper", "Tools")
"""What the verbs of `--help` stand under; a verb's first line names one of them."""


class Group(click.Group):
    """Click's group, but for what it says of a verb that is not there."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb of the arguments; a slip ends with the nearest name and code 2."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from facilitate.faults import nearest

            near = nearest(args[0], self.names(ctx))
            hint = f"Did you mean {near!r}?" if near else f"See: {ctx.command_path} --help"
            raise click.UsageError(f"There is no verb {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def names(self, ctx: click.Context) -> list[str]:
        """Return the names of all verbs, other packages' too."""
        return self.list_commands(ctx)


class Verbs(Group):
    """The verbs: ours and, where a name is not ours, other packages'."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  Click gives it
        """Return the names of our verbs."""
        return sorted(name for rows in _by_group().values() for name, _ in rows)

    def names(self, ctx: click.Context) -> list[str]:
        """Return the names of all verbs, other packages' too."""
        ours = registry.shipped_modules("verb")
        others = [name for name in registry.names("verb") if name not in ours]
        return [*self.list_commands(ctx), *others]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  Click gives it
        """Return the verb, importing its module now, or None."""
        return None if cmd_name.startswith("audit-") else _command(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  Click gives it
        """Write our verbs in their groups, one line each."""
        for group, rows in _by_group().items():
            with formatter.section(group):
                formatter.write_dl(rows)


class AuditVerbs(Group):
    """The verbs of the stock take: modules `audit_NAME.py`, whose first line is their help."""

    ORDER = (
        *("preview", "form", "notice", "collect", "import", "voices"),
        *("show", "compare", "release", "purge"),
    )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  Click gives it
        """Return the names in the order of use."""
        modules = registry.shipped_modules("verb")
        found = [name.removeprefix("audit-") for name in modules if name.startswith("audit-")]
        known = [name for name in self.ORDER if name in found]
        return [*known, *(name for name in found if name not in known)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  Click gives it
        """Return the verb, importing its module now, or None."""
        return _command(f"audit-{cmd_name}")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs, one line each, without importing them."""
        lines = registry.shipped_modules("verb")
        with formatter.section("Commands"):
            formatter.write_dl([(name, lines[f"audit-{name}"]) for name in self.list_commands(ctx)])


def _command(name: str) -> click.Command | None:
    module = registry.find("verb", name)
    if module is None:
        return None
    command = module.command
    assert isinstance(command, click.Command), f"{module.__name__}.command"
    return command


def _by_group() -> dict[str, list[tuple[str, str]]]:
    """Return the verbs that stand right under the program: group to (name, line of help)."""
    found: dict[str, list[tuple[str, str]]] = {group: [] for group in GROUPS}
    for name, first_line in registry.shipped_modules("verb").items():
        group, colon, line = first_line.partition(": ")
        if colon and group in found:
            found[group].append((name, line))
    return found
