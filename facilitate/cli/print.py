"""Paper: Take down that a day goes on paper now, so that later only changes are printed."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from facilitate.cli.inputs import (
    day_called,
    json_option,
    plan_argument,
    refuse_links,
    require_build,
    require_id,
    require_plan,
    today_option,
)
from facilitate.cli.output import finish
from facilitate.faults import Fault, quoted, stops

if TYPE_CHECKING:
    from facilitate.out.printed import PrintSet
    from facilitate.pipeline.build import BuiltDay


@click.command(name="print")
@click.argument("day", default="")
@plan_argument
@click.option("--undo", is_flag=True, help="The last set was not printed after all.")
@today_option
@click.option("--out", type=click.Path(path_type=Path), help="Where built days lie.")
@json_option
def command(day: str, plan: Path, *, undo: bool, today: str, out: Path | None) -> None:
    """Build DAY (its id, if there are several) of PLAN for paper: a set that is remembered.

    The first set holds every sheet, each later one what differs from the paper, with a list of
    what to shred. Set and date stand at the foot of each page. From now on print/changed/ is held
    to what is on paper, whatever is built in between.
    """
    from facilitate.out.printed import read_sets, record_of, write_sets
    from facilitate.pipeline import Options

    loaded, _ = require_plan(plan, whole=True, closing="Nothing goes on paper.")
    day = _day(day, [one.id for one in loaded.days])
    refuse_links(loaded.folder, [record_of(loaded.folder, day)])
    sets, unreadable = read_sets(loaded.folder, day)
    fault = unreadable or (_nothing_printed(day) if undo and not sets else None)
    if fault is not None:
        finish([fault], closing="Nothing was changed.", failed=True)
    on = day_called(today)
    at = None if undo else datetime.combine(on, datetime.now().astimezone().time())
    if undo:
        write_sets(loaded.folder, day, sets[:-1])
    options = Options(out=out, only=(day,), today=on, printed_at=at)
    built = require_build(plan, options)
    if stops(built.faults):
        rest = (
            f"{_taken_back(sets, day)} No page was made anew." if undo else "Nothing goes on paper."
        )
        finish(built.faults, closing=rest)
    (made,) = [one for one in built.days if one.id == day]
    _report(made, sets, built.faults, plan)


def _day(word: str, days: list[str]) -> str:
    """Return the day that is meant, or end with wrong use."""
    if not word and len(days) != 1:
        raise click.UsageError(f"Which day goes on paper? One of: {', '.join(days)}")
    return require_id(word or days[0], days, what="day")


def _nothing_printed(day: str) -> Fault:
    return Fault(
        code="O108",
        message=f"Nothing of {day} is on paper as far as is known, so there is no set to undo.",
        hint=f"Print a first set: facilitate print {day}",
    )


def _report(
    made: "BuiltDay", before: tuple["PrintSet", ...], faults: tuple[Fault, ...], plan: Path
) -> NoReturn:
    """Say which set was made or taken back, and end."""
    last = made.sets[-1] if made.sets else None
    if len(made.sets) > len(before) and last is not None:
        lines = _of_set(made, last, plan)
    elif len(made.sets) < len(before):
        lines = [_taken_back(before, made.title)]
    else:
        lines = [f"Nothing to print: all of {made.title} is on paper as it is now."]
    facts = {
        "day": made.id,
        "sets": [
            {"set": one.number, "printed": one.at, "paper": one.paper, "shred": len(one.shred)}
            for one in made.sets
        ],
        "folder": str(made.folder),
    }
    finish(faults, lines, facts=facts)


def _taken_back(sets: tuple["PrintSet", ...], title: str) -> str:
    return f"Set {len(sets)} of {title} is taken back: it counts as not printed."


def _of_set(made: "BuiltDay", new: "PrintSet", plan: Path) -> list[str]:
    folder = made.folder / "print" / f"set-{new.number}"
    paper = f"{new.paper} sheet{'s' * (new.paper != 1)} of paper"
    lines = [f"Set {new.number} of {made.title}: {paper}, in {folder}"]
    if new.number == 1:
        lines.append("facilitator/job-sheet.pdf says how to print shop/, own-prints.pdf own/.")
    else:
        lines.append(f"What to print and what to shred: {folder / 'list.pdf'}")
    undo = f"facilitate print {made.id} {quoted(plan)} --undo"
    lines.append(f"If it was not printed after all: {undo}")
    return lines
