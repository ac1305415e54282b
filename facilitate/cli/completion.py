"""Tools: Print a completion script for a shell."""

import click


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print a script that completes verbs, options and files; SHELL is bash, zsh or fish.

    To have it always, add a line to ~/.bashrc (or ~/.zshrc with zsh, or for fish
    `facilitate completion fish | source` to its config.fish):

    \b
    eval "$(facilitate completion bash)"
    """  # noqa: D301  \b is Click's: keep this line as it is
    from click.shell_completion import get_completion_class

    from facilitate.cli import root

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(root, {}, "facilitate", "_FACILITATE_COMPLETE").source())
