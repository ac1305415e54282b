"""A verb with verbs below it; a slip is answered with the nearest one."""

import click


class Group(click.Group):
    """Click's group, but for what it says of a verb that is not there."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb of the arguments; a slip ends with the nearest name and code 2."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from facilitate.faults import nearest

            near = nearest(args[0], self.list_commands(ctx))
            hint = f"Did you mean {near!r}?" if near else f"See: {ctx.command_path} --help"
            raise click.UsageError(f"There is no verb {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)
