"""Plan: Print the day with clock times."""

from pathlib import Path

import click

from facilitate.cli.inputs import json_option, plan_argument, read_plan
from facilitate.cli.output import exit_with, print_faults_in_short, print_json
from facilitate.files import write_whole


@click.command(name="schedule")
@plan_argument
@json_option
@click.option("--ics", is_flag=True, help="Print a calendar file instead.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the calendar into this file.")
def command(plan: Path, *, as_json: bool, ics: bool, out: Path | None) -> None:
    """Print each day of PLAN with clock times; minutes and rooms beside them."""
    from facilitate.pipeline.analyse import analyse
    from facilitate.schedule.calendar import calendar, rows, terminal

    analysis = read_plan(analyse, plan)
    if as_json:
        print_json(analysis.faults, {"days": [rows(table) for table in analysis.timetables]})
    elif ics or out:
        name = analysis.plan.programme.name if analysis.plan else ""
        data = calendar(analysis.timetables, name=name)
        if out is None:
            # As bytes: a stream of text would change the line ends and letters on Windows.
            click.echo(data, nl=False)
        elif analysis.timetables:
            write_whole(out, data)
            click.echo(f"Wrote {out}")
        print_faults_in_short(analysis.faults, plan)
    else:
        print_faults_in_short(analysis.faults, plan)
        for table in analysis.timetables:
            click.echo(terminal(table))
    exit_with(analysis.faults)
