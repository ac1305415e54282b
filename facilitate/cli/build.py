"""Common: Make every deck, handout, form and sheet."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate import registry
from facilitate.cli.inputs import (
    day_called,
    json_option,
    plan_argument,
    require_build,
    today_option,
)
from facilitate.cli.output import exit_with, print_faults_in_short, print_json, wants_json
from facilitate.faults import first_few, quoted, stops

if TYPE_CHECKING:
    from facilitate.pipeline import Profile
    from facilitate.pipeline.build import Built, BuiltDay


class Format(click.Choice[str]):
    """A format that documents are written in: one of ours, or another package's."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the format; the nearest one is named if there is none of that name."""
        others = value not in self.choices and value in registry.names("format")
        return value if others else super().convert(value, param, ctx)


FORMATS = Format(list(registry.shipped_modules("format")))


@click.command(name="build")
@plan_argument
@json_option
@click.option("--out", type=click.Path(path_type=Path), help="Where to (PLAN/out if left out).")
@click.option("--only", multiple=True, metavar="ID", help="Only this pair, person or day.")
@click.option("--formats", multiple=True, type=FORMATS, help="Only these kinds of file.")
@click.option("--sample", is_flag=True, help="Without the private folder; pages say SAMPLE.")
@click.option("--force", is_flag=True, help="Overwrite files that were changed by hand.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    help="PDFs typeset side by side (as many as the machine has processors if left out).",
)
@today_option
@click.option(
    "--one-file",
    is_flag=True,
    help="Also join all pairs' packs: one PDF in print/shop, one in print/own.",
)
@click.option("--singles", is_flag=True, help="Also write what lies in packs as single files.")
@click.option("--profile", is_flag=True, help="Also say where the time went.")
def command(
    plan: Path,
    *,
    out: Path | None,
    only: tuple[str, ...],
    formats: tuple[str, ...],
    sample: bool,
    force: bool,
    jobs: int,
    today: str,
    one_file: bool,
    singles: bool,
    profile: bool,
) -> None:
    """Make the materials of PLAN: every day of a programme, or the one agenda named.

    Files that would not change are left alone. A file that you changed by hand is kept, and the
    new one lies beside it as NAME.new.EXT.
    """
    from facilitate.pipeline import Options

    found = day_called(today)
    options = Options(out, only, formats, sample, force, one_file, singles, jobs, found)
    begun = time.monotonic()
    progress = ProgressLine(quiet=wants_json())
    built = require_build(plan, options, progress.step)
    progress.clear()
    if wants_json():
        _print_as_json(built)
    else:
        _print(built, time.monotonic() - begun, plan)
    if profile and not wants_json():
        for line in _where_time_went(built.profile):
            click.echo(line)
    exit_with(built.faults)


class ProgressLine:
    """One line that is written over, on a terminal only, and only after a second."""

    def __init__(self, *, quiet: bool) -> None:
        self.on = sys.stderr.isatty() and not quiet
        self.begun = time.monotonic()
        self.shown = False

    def step(self, what: str) -> None:
        """Show what has just been made."""
        if self.on and time.monotonic() - self.begun > 1:
            click.echo(f"\r\x1b[K{what[:76]}", nl=False, err=True)
            self.shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)


MOST_TEMPLATES = 5


def _where_time_went(profile: "Profile") -> Iterator[str]:
    """Yield the seconds of each step, and of the templates that it spent most on."""
    yield "Where the time went, in seconds (PDFs are written side by side, so it adds up to more):"
    for step, seconds in profile.by_step().items():
        yield f"  {step:<18} {seconds:8.2f}"
        parts = [
            (*spent, what) for (of, what), spent in profile.spent.items() if of == step and what
        ]
        for seconds, times, what in sorted(parts, reverse=True)[:MOST_TEMPLATES]:
            yield f"    {what:<36} {seconds:8.2f}  {times} times"


def _print_as_json(built: "Built") -> None:
    days = [
        {
            "day": day.id,
            "folder": str(day.folder),
            "files": [entry.as_json() for entry in day.files],
            "new": sorted(day.fresh),
            "skipped": [{"template": name, "why": why} for name, why in day.skipped],
        }
        for day in built.days
    ]
    print_json(built.faults, {"unchanged": built.unchanged, "days": days})


def _print(built: "Built", seconds: float, plan: Path) -> None:
    if stops(built.faults):
        print_faults_in_short(built.faults, plan, closing="Nothing was written.")
        return
    print_faults_in_short(built.faults, plan)
    if built.unchanged:
        click.echo("Everything is as it was: nothing in the plan has changed.")
        if built.warnings:
            several = "s stand" if built.warnings > 1 else " stands"
            click.echo(
                f"{built.warnings} warning{several} as before. See: facilitate check {quoted(plan)}"
            )
    for day in built.days:
        for line in _lines(day, unchanged=built.unchanged):
            click.echo(line)
    if built.days:
        first, *others = (day.folder for day in built.days)
        where = f"{first.parent}, each day's README.txt" if others else first / "README.txt"
        click.echo(f"Done in {seconds:.1f} s. Where to begin: {where}")
        if not built.days[0].sets:
            day_id = built.days[0].id
            click.echo(f"When it goes on paper: facilitate print {day_id} {quoted(plan)}")
    else:
        click.echo(f"There is no day to build in {plan}. List one under away days:")


def _after_sending(day: "BuiltDay") -> Iterator[str]:
    """Yield a line on letters, and one on files for a screen, of which something is to do."""
    from facilitate.pipeline.tick_lists import NAME, ON_SCREEN, SEND, to_do

    for called, folder in (("sent", SEND), ("on screen", ON_SCREEN)):
        ids = list(to_do(day.folder / folder / NAME))
        if ids:
            yield f"  {called:<12} to look at again: {first_few(ids, 5)}, see {folder}/{NAME}"


def _on_paper(day: "BuiltDay") -> list[str]:
    """Return what of a day is on paper and what of that has changed; nothing before a first set."""
    if not day.sets:
        return []
    last = f"set {day.sets[-1].number}"
    changed = [entry for entry in day.files if entry.path.startswith("print/changed/")]
    if not changed:
        return [f"  on paper     {last}, as it is now"]
    again = len(changed) - 1  # the list itself is none of them
    sheets = f"{again} sheet{'s' * (again != 1)} to print" if again else "only sheets to shred"
    return [f"  on paper     {last}; changed since: {sheets}, see print/changed/list.pdf"]


ORDER = ("group", "pairs", "people", "sponsors", "coaches", "facilitator", "print", "send")


def _lines(day: "BuiltDay", *, unchanged: bool) -> list[str]:
    lines = [f"{day.title}"]
    for part in ORDER:
        inside = [entry for entry in day.files if entry.path.split("/")[0] == part]
        if not inside:
            continue
        fresh = sum(entry.path in day.fresh for entry in inside)
        state = "unchanged" if unchanged or not fresh else f"{fresh} new"
        if fresh and fresh < len(inside):
            state += f", {len(inside) - fresh} unchanged"
        files = "files" if inside[1:] else "file "
        lines.append(f"  {part:<12} {len(inside):>4} {files}  {state}")
    lines += _on_paper(day)
    lines += _after_sending(day)
    without = sum(why == "there is no stock take" for _, why in day.skipped)
    if without and not unchanged:
        lines.append(f"  left out     {without} pages, since there is no stock take yet")
    return lines
