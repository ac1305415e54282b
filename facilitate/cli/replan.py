"""Plan: Work out the rest of today when it runs late."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli.inputs import json_option, plan_argument, require_analysis, require_id
from facilitate.cli.output import finish, wants_json
from facilitate.faults import did_you_mean

if TYPE_CHECKING:
    from facilitate.pipeline.analyse import Analysis
    from facilitate.schedule.timetable import Timetable


@click.command(name="replan")
@plan_argument
@click.option("--now", default="", metavar="HH:MM", help="When the next item starts (needed).")
@click.option("--next", "following", default="", metavar="ITEM", help="Which item that is.")
@click.option("--day", default="", help="The day's id, if not today or the next.")
@click.option("--out", type=click.Path(path_type=Path), help="Where built days lie.")
@json_option
def command(plan: Path, *, now: str, following: str, day: str, out: Path | None) -> None:
    """Work out the rest of today, say what was changed, and write what has new times.

    The item that should be running by the plan is taken to start now, unless --next names
    another one. now/ in the day's folder gets the run sheet of the rest on one page, the deck, the
    room view, and what tells people where to go at other times than before: cards, sheets of
    tables. The plan and every other file stay as they are.
    """
    from facilitate.model.times_and_dates import ParseError, as_clock, parse_clock
    from facilitate.pipeline.standalone import replanned_day
    from facilitate.schedule.calendar import heading, rows
    from facilitate.schedule.replan import as_text, replan

    if not now:
        raise click.UsageError("When does the next item start? Add it, such as: --now 11:40")
    try:
        minute = parse_clock(now)
    except ParseError as problem:
        raise click.UsageError(f"--now: {problem.message} {problem.hint}") from None
    analysis, found_plan = require_analysis(plan, whole=True)
    table = _table(analysis, found_plan.chosen, day)
    found = replan(table, minute, following=_number(table, following))
    made = replanned_day(analysis, found, out)
    sheet = next((path for path in made.written if path.name == "run-sheet-now.pdf"), None)
    changes = [
        {"title": c.title, "was": c.was, "now": c.now, "least": c.least} for c in found.changes
    ]
    finish(
        (*analysis.faults, *made.faults) if wants_json() else made.faults,
        [heading(table), as_text(found), *map(_told, made.written)],
        failed=bool(found.missing),
        facts={
            "day": rows(found.table),
            "changes": changes,
            "planned_end": as_clock(found.planned_end),
            "new_end": as_clock(found.new_end),
            "missing": found.missing,
            "proposals": list(found.proposals),
            "run_sheet": str(sheet) if sheet else None,
            "files": [str(path) for path in made.written],
        },
    )


def _told(path: Path) -> str:
    side = ", to print on one side" if path.suffix == ".pdf" else ""
    return f"With the new times{side}: {path}"


def _table(analysis: "Analysis", chosen_ids: Collection[str], day: str) -> "Timetable":
    """Return the one day that is meant, today's or the next if none is named.

    Else it is wrong use.
    """
    from facilitate.schedule.replan import today_or_next

    tables = {table.day.id: table for table in analysis.timetables if table.day.id in chosen_ids}
    if day:
        return tables[require_id(day, tables, what="day")]
    chosen = list(tables.values())
    if len(chosen) > 1:
        chosen = today_or_next(chosen, datetime.now().astimezone().date())
    if len(chosen) == 1:
        return chosen[0]
    ids = [table.day.id for table in analysis.timetables]
    raise click.UsageError(f"Which day? Add --day with one of: {', '.join(ids)}")


def _number(table: "Timetable", word: str) -> int | None:
    """Return the number of the slot that a word means: its title, exercise or number."""
    if not word:
        return None
    fold = word.casefold()
    for slot in table.slots:
        exercise = slot.exercise.id if slot.exercise else ""
        if fold in (slot.title.casefold(), exercise, str(slot.number)):
            return slot.number
    titles = [slot.title for slot in table.slots]
    every = f"The items are: {'; '.join(titles)}."
    hint = did_you_mean(word, titles, otherwise=every)
    raise click.UsageError(f"No item is called {word!r}. {hint}")
