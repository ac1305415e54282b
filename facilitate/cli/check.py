"""Common: Find every fault in a plan; change nothing."""

import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from facilitate.cli.inputs import day_called, json_option, plan_argument, read_plan, today_option
from facilitate.cli.output import (
    exit_with,
    os_error_message,
    print_faults,
    print_json,
)
from facilitate.faults import Fault, stops
from facilitate.files import quoted


@click.command(name="check")
@plan_argument
@json_option
@today_option
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
def command(plan: Path, *, as_json: bool, today: str, watch: bool) -> None:
    """Find every fault in PLAN and change nothing.

    PLAN is a programme's folder, a programme.yaml or one agenda; the folder you stand in if left
    out.
    """
    seen = _stamps(plan) if watch else {}
    faults = _once(plan, day_called(today), as_json=as_json)
    while watch:
        seen = _changed(plan, seen)
        click.clear()
        _again(plan, day_called(today), as_json=as_json)
    exit_with(faults)


def _again(plan: Path, today: date, *, as_json: bool) -> None:
    """Check once more; a file that is gone or being written at this moment stops nothing."""
    try:
        _once(plan, today, as_json=as_json)
    except click.UsageError as error:
        click.echo(error.message, err=True)
    except OSError as error:
        click.echo(os_error_message(error), err=True)


def _once(plan: Path, today: date, *, as_json: bool) -> tuple[Fault, ...]:
    from facilitate.pipeline.analyse import analyse
    from facilitate.pipeline.told import all_faults

    analysis = read_plan(analyse, plan)
    faults = all_faults(analysis, plan, today=today)
    if as_json:
        print_json(faults)
    else:
        print_faults(faults, closing="Nothing was changed.")
        for line in analysis.summary():
            click.echo(line)
        if not stops(faults):
            none = "" if faults else "No faults. "
            click.echo(f"{none}Next: facilitate build {quoted(plan)}")
    return faults


def _changed(plan: Path, before: dict[Path, int]) -> dict[Path, int]:
    """Wait until a file is not what it was `before`; return what all are now.

    What was before is looked at ahead of each check: a change during it is not lost.
    """
    click.echo("Watching; stop with Ctrl+C.", file=sys.stderr)
    while (now := _stamps(plan)) == before:
        time.sleep(0.3)
    return now


def _stamps(plan: Path) -> dict[Path, int]:
    from facilitate.out.manifest import FOLDERS

    folder = plan.resolve() if plan.is_dir() else plan.resolve().parent
    if folder.name == "agendas":
        folder = folder.parent
    kinds = ("*.yaml", "*.yml", "*.csv", "*.md")
    files = [
        path
        for place in (folder, *(folder / name for name in FOLDERS))
        for kind in kinds
        for path in (place.glob(kind) if place == folder else place.rglob(kind))
    ]
    stamps = {}
    for path in files:
        with suppress(OSError):
            stamps[path] = path.stat().st_mtime_ns
    return stamps
