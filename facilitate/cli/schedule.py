"""Plan: Print the day with clock times."""

from pathlib import Path

import click

from facilitate.cli.shared import (
    json_option,
    leave,
    not_there,
    plan_argument,
    print_json,
    tell_in_short,
)


@click.command(name="schedule")
@plan_argument
@json_option
@click.option("--ics", is_flag=True, help="Print a calendar file instead.")
def command(plan: Path, *, as_json: bool, ics: bool) -> None:
    """Print each day of PLAN with clock times; minutes and rooms beside them."""
    from facilitate.load.plan_files import NotThere
    from facilitate.pipeline.analyse import analyse
    from facilitate.report import as_json as to_json
    from facilitate.schedule.calendar import calendar, rows, terminal

    try:
        analysis = analyse(plan)
    except NotThere as slip:
        not_there(slip)
    if as_json:
        print_json(to_json(analysis.faults, days=[rows(table) for table in analysis.timetables]))
    elif ics:
        name = analysis.plan.programme.name if analysis.plan else ""
        click.echo(calendar(analysis.timetables, name=name), nl=False)
    else:
        tell_in_short(analysis.faults, plan)
        for table in analysis.timetables:
            click.echo(terminal(table))
    leave(analysis.faults)
