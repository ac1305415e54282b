"""Write the participants' privacy notice and the data map."""

from pathlib import Path

import click

from facilitate.cli.inputs import json_option, plan_argument, require_plan
from facilitate.cli.output import finish_written
from facilitate.faults import At, Fault

FORMATS = ("docx", "pdf")


@click.command(name="notice")
@plan_argument
@click.option("--out", type=click.Path(path_type=Path), help="Where the files go.")
@json_option
def command(plan: Path, *, out: Path | None, as_json: bool) -> None:
    """Write PLAN's privacy notice for everyone who is asked, and a data map of one page.

    Give the notice out before anybody answers. The data map is for you and for whoever looks
    after data protection; both say the date of `delete by:` in the programme.
    """
    from facilitate.compose.conditions import permissions_asked
    from facilitate.compose.privacy_notice import data_map, privacy_notice
    from facilitate.compose.wording import Wording
    from facilitate.load.validate import placed
    from facilitate.load.words import words_of
    from facilitate.pipeline.standalone import write_documents
    from facilitate.schedule.timetable import timetable

    found, faults = require_plan(plan, as_json=as_json, closing="Nothing was written.", whole=True)
    programme = found.programme
    wording = Wording(words_of(programme.says.language), programme.says.roles)
    days = [timetable(day, programme, found.library) for day in found.days]
    asked = permissions_asked(found.library, days)
    notice = privacy_notice(programme, found.questions, wording, asked)
    documents = (notice, data_map(programme, wording))
    folder = out or found.folder / "out" / "stock-take"
    made = write_documents(documents, FORMATS, folder, language=programme.says.language)
    undated = () if programme.says.delete_by else placed([_undated(programme.file)], found.sources)
    finish_written(made.written, (*faults, *undated, *made.faults), as_json=as_json)


def _undated(file: str) -> Fault:
    return Fault(
        code="C303",
        severity="warning",
        message="The programme does not say by when answers are deleted, so neither does the "
        "notice.",
        hint="Add delete by: with a date, and write the notice again.",
        at=At(file),
    )
