"""Plan: Show the programme in a browser."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli.inputs import day_called, plan_argument, read_plan, today_option

if TYPE_CHECKING:
    from facilitate.pipeline.analyse import Analysis

NEEDED = ("starlette", "uvicorn", "watchfiles")


@click.command(name="serve")
@plan_argument
@today_option
@click.option("--sample", is_flag=True, help="Use nothing of private/: results are made up.")
@click.option("--no-browser", is_flag=True, help="Only name the address.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="A port of your choice.")
def command(plan: Path, *, today: str, sample: bool, no_browser: bool, port: int) -> None:
    """Show PLAN in the browser of this computer, until Ctrl+C.

    Whether all is ready, the day to scale, what is to mend and every page as it will be; what you
    save in your editor is shown within a second. No other computer can reach it.
    """
    day_called(today)
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        click.echo(
            f"{missing[0]} is missing. Install what serve needs with: "
            "pip install 'facilitate[serve]'",
            err=True,
        )
        raise click.exceptions.Exit(3)
    from facilitate.load.plan_files import find
    from facilitate.serve.latest_reading import read
    from facilitate.serve.server import serve

    serve(
        read_plan(find, plan).folder.resolve(),
        lambda before: read(plan, before, sample=sample, today=day_called(today)),
        lambda: _sampled(plan),
        port=port,
        browser=not no_browser,
        tell=_name,
    )


def _sampled(plan: Path) -> "Analysis":
    from facilitate.pipeline.analyse import analyse

    return analyse(plan, sample=True)


def _name(address: str) -> None:
    click.echo(f"The programme is at {address}")
    click.echo("Ctrl+C ends it. Nobody else can open it.", err=True)
