"""Plan: Work out the rest of today when it runs late."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from facilitate.cli.shared import json_option, leave, not_there, plan_argument, print_json, tell
from facilitate.faults import did_you_mean, stops


@click.command(name="replan")
@plan_argument
@click.option("--now", default="", metavar="HH:MM", help="When the next item starts (needed).")
@click.option("--next", "following", default="", metavar="ITEM", help="Which item that is.")
@click.option("--day", default="", help="The day's id, if the plan has several.")
@click.option("--out", type=click.Path(path_type=Path), help="Where built days lie.")
@json_option
def command(
    plan: Path, *, now: str, following: str, day: str, out: Path | None, as_json: bool
) -> None:
    """Work out the rest of today, say what was changed, and write a new run sheet.

    The item that should be running by the plan is taken to start now, unless --next names
    another one. The run sheet is one page, run-sheet-now.pdf in the day's folder; the plan and
    every other file stay as they are.
    """
    from facilitate.load.plan_files import NotThere
    from facilitate.model.units import SlipError, clock
    from facilitate.pipeline.analyse import analyse
    from facilitate.pipeline.standalone import replan_sheet
    from facilitate.report import as_json as to_json
    from facilitate.schedule.calendar import rows
    from facilitate.schedule.replan import as_text, replan

    if not now:
        raise click.UsageError("When does the next item start? Add it, such as: --now 11:40")
    try:
        minute = clock(now)
    except SlipError as slip:
        raise click.UsageError(f"--now: {slip.message} {slip.hint}") from None
    try:
        analysis = analyse(plan)
    except NotThere as slip:
        not_there(slip)
    if stops(analysis.faults):
        tell(analysis.faults)
        leave(analysis.faults)
    table = _table(analysis, day)
    found = replan(table, minute, following=_number(table, following))
    sheet, faults = replan_sheet(analysis, found, out)
    if as_json:
        changes = [
            {"title": c.title, "was": c.was, "now": c.now, "least": c.least} for c in found.changes
        ]
        print_json(
            to_json(
                (*analysis.faults, *faults),
                day=rows(found.table),
                changes=changes,
                planned_end=_clock(found.planned_end),
                new_end=_clock(found.new_end),
                missing=found.missing,
                proposals=list(found.proposals),
                run_sheet=str(sheet) if sheet else None,
            )
        )
    else:
        click.echo(as_text(found))
        tell(faults)
        if sheet:
            click.echo(f"New run sheet: {sheet}")
    raise click.exceptions.Exit(1 if found.missing or stops(faults) else 0)


def _clock(minute: int) -> str:
    from facilitate.model.units import as_clock

    return as_clock(minute)


def _table(analysis: Any, day: str) -> Any:
    """Return the one day that is meant, today's if none is named; else it is wrong use."""
    chosen = [table for table in analysis.timetables if table.day.id in analysis.plan.chosen]
    if day:
        chosen = [table for table in chosen if table.day.id == day]
    elif len(chosen) > 1:
        today = datetime.now().astimezone().date()
        chosen = [table for table in chosen if table.day.says.date == today] or chosen
    if len(chosen) == 1:
        return chosen[0]
    ids = [table.day.id for table in analysis.timetables]
    if day:
        raise click.UsageError(f"There is no day {day!r}. {did_you_mean(day, ids)}")
    raise click.UsageError(f"Which day? Add --day with one of: {', '.join(ids)}")


def _number(table: Any, word: str) -> int | None:
    """Return the number of the slot that a word means: its title, exercise or number."""
    if not word:
        return None
    fold = word.casefold()
    for slot in table.slots:
        exercise = slot.exercise.id if slot.exercise else ""
        if fold in (slot.title.casefold(), exercise, str(slot.number)):
            return int(slot.number)
    titles = [slot.title for slot in table.slots]
    every = f"The items are: {'; '.join(titles)}."
    hint = did_you_mean(word, titles, otherwise=every)
    raise click.UsageError(f"No item is called {word!r}. {hint}")
