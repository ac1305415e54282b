"""Common: Find every fault in a plan; change nothing."""

import sys
import time
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import click

from facilitate.cli.inputs import day_called, json_option, plan_argument, read_plan, today_option
from facilitate.cli.output import exit_with, os_error_message, print_faults, print_json, wants_json
from facilitate.faults import Fault, quoted, stops


@click.command(name="check")
@plan_argument
@json_option
@today_option
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
def command(plan: Path, *, today: str, watch: bool) -> None:
    """Find every fault in PLAN and change nothing.

    PLAN is a programme's folder, a programme.yaml or one agenda; the folder you stand in if left
    out.
    """
    seen: Mapping[Path, int] = _stamps(plan) if watch else {}
    faults = _once(plan, day_called(today))
    while watch:
        seen = _changed(plan, seen)
        click.clear()
        _again(plan, day_called(today))
    exit_with(faults)


def _again(plan: Path, today: date) -> None:
    """Check once more; a file that is gone or being written at this moment stops nothing."""
    try:
        _once(plan, today)
    except click.UsageError as error:
        click.echo(error.message, err=True)
    except OSError as error:
        click.echo(os_error_message(error), err=True)


def _once(plan: Path, today: date) -> tuple[Fault, ...]:
    from facilitate.pipeline.analyse import analyse
    from facilitate.pipeline.plan_faults import all_faults

    analysis = read_plan(analyse, plan)
    faults = all_faults(analysis, plan, today=today)
    if wants_json():
        print_json(faults)
    else:
        print_faults(faults, closing="Nothing was changed.")
        for line in analysis.summary():
            click.echo(line)
        if not stops(faults):
            none = "" if faults else "No faults. "
            click.echo(f"{none}Next: facilitate build {quoted(plan)}")
    return faults


def _changed(plan: Path, before: Mapping[Path, int]) -> Mapping[Path, int]:
    """Wait until a file is not what it was `before`; return what all are now.

    What was before is looked at ahead of each check: a change during it is not lost.
    """
    click.echo("Watching; stop with Ctrl+C.", file=sys.stderr)
    while _stamps(plan, before) == before:
        time.sleep(0.3)
    return _stamps(plan)


def _stamps(plan: Path, before: Iterable[Path] = ()) -> Mapping[Path, int]:
    """Return when the plan's files, and those of `before`, were changed last; 0: not there.

    Without any before, those are looked up which the organisation's look names.
    """
    from facilitate.load.brand_folder import named_files
    from facilitate.out.manifest import own_files

    folder = plan.resolve() if plan.is_dir() else plan.resolve().parent
    if folder.name == "agendas":
        folder = folder.parent
    named = before or (folder / name for name in named_files(folder))
    return {path: _stamp(path) for path in (*own_files(folder), *named)}


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
