"""What verbs print, and how they end: faults on stderr, results on stdout, one exit code."""

import errno
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn, TextIO

import click

from facilitate.faults import Fault, quoted, stops

NO_FACTS: Mapping[str, object] = {}
_JSON = f"{__name__}.json"


def note_json(context: click.Context, _: click.Parameter, given: bool) -> None:
    """Note whether --json was given, for whatever is printed until the verb ends."""
    context.meta[_JSON] = given


def wants_json() -> bool:
    """Say whether the verb that runs was asked for JSON on stdout."""
    return bool(click.get_current_context().meta.get(_JSON))


def finish(
    faults: Sequence[Fault],
    lines: Iterable[str] = (),
    *,
    closing: str = "",
    failed: bool = False,
    facts: Mapping[str, object] = NO_FACTS,
) -> NoReturn:
    """Print faults and results and end with exit code 1 if there are errors, else 0.

    With --json the faults and `facts` are one JSON value, else the faults go to stderr, with
    `closing` behind their count, and the lines to stdout. `failed` ends with 1 without errors.
    """
    if wants_json():
        print_json(faults, facts)
    else:
        print_faults(faults, closing=closing)
        for line in lines:
            click.echo(line)
    exit_with(faults, failed=failed)


def finish_written(
    written: Sequence[Path], faults: Sequence[Fault], following: Sequence[str] = ()
) -> NoReturn:
    """Name the files that were written, what to do next and the faults met; end with the code."""
    finish(
        faults,
        [*(f"Wrote {path}" for path in written), *following],
        closing="" if written else "Nothing was written.",
        facts={"files": [str(path) for path in written]},
    )


def exit_with(faults: Sequence[Fault], *, failed: bool = False) -> NoReturn:
    """End with exit code 1 if there are errors, or something `failed`, else 0."""
    raise click.exceptions.Exit(1 if failed or stops(faults) else 0)


def print_json(faults: Sequence[Fault], facts: Mapping[str, object] = NO_FACTS) -> None:
    """Print faults and facts on stdout, in the shape that every `--json` has."""
    from facilitate.report import as_json

    print_value(as_json(faults, **facts))


def print_value(value: object) -> None:
    """Print a value as JSON on stdout."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_faults(faults: Sequence[Fault], *, closing: str = "") -> None:
    """Print the faults and their count on stderr, in the order of their places."""
    from facilitate.report import counted, render_faults

    if faults:
        click.echo(render_faults(faults, colour=_colour_on(sys.stderr)), err=True)
        click.echo(f"{counted(faults)}.{' ' + closing if closing else ''}", err=True)


def print_faults_in_short(faults: Sequence[Fault], plan: Path, *, closing: str = "") -> None:
    """Print the faults as `print_faults` does, but of advice only how much there is, and where.

    What could not be honoured of an organisation's look is printed too.
    """
    from facilitate.report import counted

    advice = [one for one in faults if one.severity == "advice" and not one.code.startswith("B")]
    print_faults([fault for fault in faults if fault not in advice], closing=closing)
    if advice:
        click.echo(f"{counted(advice)}. See: facilitate check {quoted(plan)}", err=True)


def _colour_on(stream: TextIO) -> bool:
    """Say whether to colour: a terminal, unless NO_COLOR; FORCE_COLOR forces it elsewhere."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT}) if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY})


def os_error_message(error: OSError) -> str:
    """Return what stopped a command: the disk, a permission, or a file open elsewhere."""
    where = str(error.filename2 or error.filename or "this folder")
    if error.errno in _FULL:
        return f"The disk is full at {where}. Make room, and run the command again."
    if error.errno == errno.EROFS:
        return f"{where} can only be read. Choose another place with --out."
    if error.errno in _CLOSED:
        return (
            f"{where} may not be opened or written. If it is open in another program, close it "
            "there; else look at whose it is. Then run the command again."
        )
    if error.errno == errno.EISDIR:
        return f"{where} is a folder, and a file is to be written there. Name a file in it."
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        return (
            f"{where} is in the way: a file stands where a folder is wanted. Move it, and run "
            "the command again."
        )
    if error.errno == errno.ENAMETOOLONG:
        return f"The path {where[:80]}… is too long for this disk. Use a folder nearer the top."
    return f"{error.strerror or error}: {where}."
