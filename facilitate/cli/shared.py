"""What verbs have in common: the plan's path, how faults are told, exit codes."""

import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from facilitate.faults import Fault, stops

Function = TypeVar("Function", bound=Callable[..., Any])


def plan_argument(function: Function) -> Function:
    """Add PLAN: a folder, a programme.yaml or one agenda; the folder one stands in by default."""
    return click.argument("plan", type=click.Path(path_type=Path), default=Path())(function)


def json_option(function: Function) -> Function:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout.")(function)


def loaded(path: Path) -> Any:
    """Return `load_plan`'s answer; a path that is not there is wrong use, exit 2."""
    from facilitate.load.plan import load_plan
    from facilitate.load.plan_files import NotThere

    try:
        return load_plan(path)
    except NotThere as slip:
        not_there(slip)


def not_there(slip: Any) -> NoReturn:
    """End with exit code 2, naming the nearest path."""
    hint = slip.why or (f"Did you mean {slip.near!r}?" if slip.near else "")
    raise click.UsageError(f"There is no plan at {str(slip.path)!r}. {hint}".strip())


def colour_on(stream: Any) -> bool:
    """Say whether to colour: a terminal, unless NO_COLOR; FORCE_COLOR forces it elsewhere."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or bool(stream.isatty())


def tell(faults: Sequence[Fault], *, closing: str = "") -> None:
    """Print the faults and their count on stderr, in the order of their places."""
    from facilitate.report import counted, told

    if faults:
        click.echo(told(faults, colour=colour_on(sys.stderr)), err=True)
        click.echo(f"{counted(list(faults))}.{' ' + closing if closing else ''}", err=True)


def tell_in_short(faults: Sequence[Fault], plan: Path, *, closing: str = "") -> None:
    """Print the faults as `tell` does, but of advice only how much there is, and where."""
    from facilitate.report import counted

    advice = [fault for fault in faults if fault.severity == "advice"]
    tell([fault for fault in faults if fault.severity != "advice"], closing=closing)
    if advice:
        click.echo(f"{counted(advice)}. See: facilitate check {quoted(plan)}", err=True)


def quoted(path: Path) -> str:
    """Return a path as it is typed: in quotes if it holds a space."""
    text = str(path)
    return text if re.fullmatch(r"[\w./\\:-]+", text) else f'"{text}"'


def print_json(value: Any) -> None:
    """Print a value as JSON on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def hand_over(written: Sequence[Path], faults: Sequence[Fault], *, as_json: bool) -> NoReturn:
    """Name the files that were written and the faults met, and end with the exit code."""
    from facilitate.report import as_json as to_json

    if as_json:
        print_json(to_json(faults, files=[str(path) for path in written]))
    else:
        tell(faults, closing="" if written else "Nothing was written.")
        for path in written:
            click.echo(f"Wrote {path}")
    leave(faults)


def leave(faults: Sequence[Fault]) -> NoReturn:
    """End with exit code 1 if there are errors, else 0."""
    raise click.exceptions.Exit(1 if stops(faults) else 0)
