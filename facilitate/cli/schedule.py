"""Plan: Print the day with clock times."""

from pathlib import Path

import click

from facilitate.cli.inputs import json_option, plan_argument, read_plan, require_id
from facilitate.cli.output import exit_with, print_faults_in_short, print_json, wants_json


@click.command(name="schedule")
@plan_argument
@json_option
@click.option("--ics", is_flag=True, help="Print a calendar file instead.")
@click.option("--whole-days", is_flag=True, help="A calendar file with one event a day.")
@click.option("--for", "person", default="", metavar="ID", help="One person's days and rooms only.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the calendar into this file.")
def command(plan: Path, *, ics: bool, whole_days: bool, person: str, out: Path | None) -> None:
    """Print each day of PLAN with clock times; minutes and rooms beside them."""
    from facilitate.pipeline.analyse import analyse
    from facilitate.schedule.calendar import calendar, day_for_terminal, rows

    analysis = read_plan(analyse, plan)
    tables = analysis.timetables
    programme = analysis.read.programme if analysis.read else None
    people = {one.id: one.name or one.id for one in programme.people} if programme else {}
    if person and programme:
        require_id(person, people, what="person")
        tables = tuple(table.of(person) for table in tables if person in table.present)
    if wants_json():
        print_json(analysis.faults, {"days": [rows(table) for table in tables]})
    elif ics or whole_days or out:
        name = programme.name if programme else ""
        data = calendar(tables, name=name, people=people, reader=person, whole_days=whole_days)
        if out is None:
            # As bytes: a stream of text would change the line ends and letters on Windows.
            click.echo(data, nl=False)
        elif tables:
            from facilitate.files import write_whole

            write_whole(out, data)
            click.echo(f"Wrote {out}")
        print_faults_in_short(analysis.faults, plan)
    else:
        print_faults_in_short(analysis.faults, plan)
        for table in tables:
            click.echo(day_for_terminal(table))
    exit_with(analysis.faults)
