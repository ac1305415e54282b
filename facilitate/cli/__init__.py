"""The command line: one verb, one file; heavy imports happen inside the verbs.

A verb is a module here whose docstring starts with its group and one line of help
(`Plan: Find every fault; change nothing.`) and which defines a Click command called `command`.
The file's name is its registration; an underscore becomes a dash.
"""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# Nearly all that is imported or made lives as long as the verb: of the looks for what nobody holds
# any more, at first one for each 700 new things, few find any; at the end it goes with the process.
gc.set_threshold(200_000, 20, 20)
atexit.register(gc.freeze)

import click  # noqa: E402  it is much of what is imported

from facilitate import __version__, registry  # noqa: E402
from facilitate.registry import ExtensionError  # noqa: E402

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

            word, *rest = args
            near = nearest(word, self.names(ctx))
            hint = f"Did you mean {near!r}?" if near else f"See: {ctx.command_path} --help"
            under = [one for one in registry.shipped_modules("verb") if one.endswith(f"-{word}")]
            if under and ctx.parent is None:
                hint = f"Write {' '.join([ctx.command_path, *under[0].split('-'), *rest])}"
            elif word == "help":
                hint = f"Write {' '.join([ctx.command_path, *rest[:1]])} --help"
            elif Path(word).exists() and len(verbs := self.list_commands(ctx)) == 1:
                hint = f"Write {' '.join([ctx.command_path, *verbs, *args])}"
            elif not near and rest and self.get_command(ctx, rest[0]):
                hint = f"The verb comes first: {' '.join([ctx.command_path, rest[0], word])}"
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
        return None if cmd_name.startswith(("audit-", "brand-")) else _command(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  Click gives it
        """Write our verbs in their groups, one line each."""
        for group, rows in _by_group().items():
            with formatter.section(group):
                formatter.write_dl(rows)


class VerbsUnder(Group):
    """The verbs under another: modules that begin with its name, whose first line is their help."""

    UNDER = ""
    ORDER: tuple[str, ...] = ()

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  Click gives it
        """Return the names in the order of use."""
        modules = registry.shipped_modules("verb")
        found = [name.removeprefix(self.UNDER) for name in modules if name.startswith(self.UNDER)]
        known = [name for name in self.ORDER if name in found]
        return [*known, *(name for name in found if name not in known)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  Click gives it
        """Return the verb, importing its module now, or None."""
        return _command(f"{self.UNDER}{cmd_name}")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs, one line each, without importing them."""
        lines = registry.shipped_modules("verb")
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, lines[f"{self.UNDER}{name}"]) for name in self.list_commands(ctx)]
            )


class AuditVerbs(VerbsUnder):
    """The verbs of the stock take."""

    UNDER = "audit-"
    ORDER = (
        *("preview", "guide", "form", "notice", "progress", "collect", "import", "voices"),
        *("show", "compare", "release", "export", "withdraw", "purge"),
    )


class BrandVerbs(VerbsUnder):
    """The verbs of an organisation's look."""

    UNDER = "brand-"


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


def _help_width() -> int:
    """Return how wide help is; Click would load what packs archives to find it out."""
    try:
        columns = int(os.environ.get("COLUMNS") or 0) or os.get_terminal_size(1).columns or 80
    except (ValueError, OSError):
        columns = 80
    return max(min(columns, 100) - 2, 50)


HELP = """Turn one plan into every deck, handout and form of an away day.

\b
  facilitate new my-programme      start a folder with a plan that builds
  facilitate check my-programme    find every fault, change nothing
  facilitate build my-programme    make the materials
"""


@click.group(
    cls=Verbs,
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"], "terminal_width": _help_width()},
    epilog="Nothing is sent over a network, ever. `facilitate VERB --help` says more.",
)
@click.version_option(__version__, prog_name="facilitate")
@click.option("--debug", is_flag=True, help="Show a traceback if the program itself fails.")
def root(debug: bool) -> None:
    """Start here; each verb is in a module of its own."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code: 0, 1, 2, 3 or 130."""
    _open_closed()
    # What is worked out of some hundred people is small: more threads of numpy's wait longer for
    # each other than they work, and the last digit of a sum would differ from machine to machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What else is installed may record all that pydantic reads, and send it over a network.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    if debug:
        given.remove("--debug")
    try:
        sys.exit(_code(given))
    except Exception as error:
        if debug:
            raise
        click.echo(_error_message(error), err=True)
        sys.exit(3)


def _open_closed() -> None:
    """Let what is printed go nowhere where whoever started us has closed the way out."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  until we end
            setattr(sys, name, nowhere)


def _code(given: list[str]) -> int:
    stdout = sys.stdout
    try:
        code = root.main(args=given, prog_name="facilitate", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.ClickException as error:
        from facilitate.cli.wrong_use import put_plainly

        plain, lines = put_plainly(error, given)
        plain.show()
        for line in lines:
            click.echo(line, err=True)
        return plain.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted. Nothing that was whole before is broken.", err=True)
        return 130
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except BrokenPipeError:
        return _unread()
    except SystemExit:
        if sys.stdout is not stdout:  # Click has met the closed pipe first, and put a stand-in
            return _unread()
        raise
    return code if isinstance(code, int) else 0


def _unread() -> int:
    """Be silent where whoever reads our lines has seen enough, as `head` has."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _error_message(error: Exception) -> str:
    if isinstance(error, OSError):
        from facilitate.cli.output import os_error_message

        return f"Could not finish. {os_error_message(error)}"
    if isinstance(error, ExtensionError):
        return str(error)
    return (
        f"facilitate failed ({type(error).__name__}). This is a fault in the program, not in "
        "your files.\nRun it again with --debug and send the last lines to whoever looks "
        "after it."
    )
