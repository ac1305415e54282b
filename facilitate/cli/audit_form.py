"""Make the questionnaire as Word, PDF and one HTML file."""

from pathlib import Path

import click

from facilitate.cli.inputs import json_option, plan_argument, require_plan
from facilitate.cli.output import finish, finish_written
from facilitate.faults import At, Fault

FORMATS = ("docx", "pdf", "html")


@click.command(name="form")
@plan_argument
@click.option("--out", type=click.Path(path_type=Path), help="Where the files go.")
@click.option("--second", is_flag=True, help="The optional second sitting instead of the first.")
@json_option
def command(plan: Path, *, out: Path | None, second: bool) -> None:
    """Make PLAN's questionnaire: to fill in with a pen, in Word, or on a phone.

    \b
    facilitate audit form my-programme             thirty statements and two choices
    facilitate audit form my-programme --second    the optional second sitting

    Whoever fills in the page on a phone presses "Save answers" and sends you the file. Put what
    came back into one folder: `facilitate audit collect FOLDER` makes one table of it. Paper is
    typed into the empty table that lies beside it, one row a person.
    """  # noqa: D301  \b is Click's: keep these lines as they are
    from facilitate.compose.conditions import permissions_asked
    from facilitate.compose.instruments import questionnaire, typing_table
    from facilitate.files import write_whole
    from facilitate.load.validate import placed
    from facilitate.pipeline.standalone import write_stock_take

    found, faults = require_plan(plan, closing="Nothing was written.", whole=True)
    if not second and not found.questions.dimensions:
        finish(
            (*faults, *placed([_nothing_to_ask()], found.sources)), closing="Nothing was written."
        )
    permissions = permissions_asked(found.planned)
    wanted = questionnaire(found.programme, found.questions, second=second, permissions=permissions)
    made = write_stock_take([wanted], FORMATS, found, out)
    written = list(made.written)
    for document in made.documents if written else ():
        written.append(written[0].with_name(f"{document.name}-typing.csv"))
        write_whole(written[-1], typing_table(document).encode())
    finish_written(written, (*faults, *made.faults))


def _nothing_to_ask() -> Fault:
    return Fault(
        code="C311",
        message="questions.yaml has no statements, so there is no questionnaire to make.",
        hint="Speak with people (facilitate audit guide), or write statements under dimensions:.",
        at=At("questions.yaml", ("dimensions",)),
    )
