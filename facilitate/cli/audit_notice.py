"""Write the participants' privacy notice and the data map."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli.inputs import json_option, plan_argument, require_plan
from facilitate.cli.output import finish_written
from facilitate.faults import At, Fault

if TYPE_CHECKING:
    from facilitate.compose.papers import Paper
    from facilitate.model import Programme

FORMATS = ("docx", "pdf")
TO_EDIT = FORMATS[:1]


@click.command(name="notice")
@plan_argument
@click.option("--out", type=click.Path(path_type=Path), help="Where the files go.")
@click.option("--pack", is_flag=True, help="With the pack for information governance.")
@json_option
def command(plan: Path, *, out: Path | None, pack: bool) -> None:
    """Write PLAN's privacy notice for everyone who is asked, and a data map.

    \b
    facilitate audit notice my-programme           notice and data map
    facilitate audit notice my-programme --pack    all that information governance asks for

    Give the notice out before anybody answers. The data map is for you and for whoever looks
    after data protection; both say the date of `delete by:` in the programme. The pack adds, in
    a folder of its own, a draft of a data protection impact assessment to edit in Word, and the
    steps with a place to sign when the facilitator leaves: what is handed over, shredded, deleted.
    """  # noqa: D301  \b is Click's: keep these lines as they are
    from facilitate.compose.conditions import permissions_asked
    from facilitate.compose.data_protection import DataProtection
    from facilitate.compose.who_sees_what import who_sees_what
    from facilitate.compose.wording import wording_of
    from facilitate.load.validate import placed
    from facilitate.pipeline.standalone import write_stock_take

    found, faults = require_plan(plan, closing="Nothing was written.", whole=True)
    programme = found.programme
    wording = wording_of(programme)
    permissions = permissions_asked(found.planned)
    seen = who_sees_what(
        programme, found.questions, wording, permissions=permissions, rated=found.private.rated
    )
    papers = DataProtection(programme, found.days, seen)
    both = [papers.notice(), papers.data_map()]
    folder = "information-governance" if pack else "stock-take"
    sets: list[tuple[list[Paper], Sequence[str]]] = [(both, FORMATS)]
    if pack:
        sets = [([*both, papers.hand_over()], FORMATS), ([papers.assessment()], TO_EDIT)]
    made = [
        write_stock_take(wanted, formats, found, out, folder=folder) for wanted, formats in sets
    ]
    written = [path for one in made for path in one.written]
    left_open = placed(_left_open(programme), found.sources)
    of_files = (fault for one in made for fault in one.faults)
    finish_written(written, (*faults, *left_open, *of_files))


def _left_open(programme: "Programme") -> Iterator[Fault]:
    """Yield a warning for what the notice cannot say, and for a basis that it speaks against."""
    from facilitate.check.says_nothing import rests_on_consent
    from facilitate.model.plan import CONSENT

    file, basis = programme.file, programme.says.lawful_basis.strip().casefold()
    if programme.says.delete_by is None:
        yield Fault(
            code="C303",
            severity="warning",
            message="The programme does not say by when answers are deleted, so neither does the "
            "notice.",
            hint="Add delete by: with a date, and write the notice again.",
            at=At(file),
        )
    if not basis:
        yield Fault(
            code="C309",
            severity="warning",
            message="The programme does not say on which legal ground it holds what people tell, "
            "so the notice has a line to fill in.",
            hint="Ask whoever looks after data protection, and add lawful basis:, such as public "
            "task.",
            at=At(file),
        )
    if basis == CONSENT:
        yield rests_on_consent(file)
