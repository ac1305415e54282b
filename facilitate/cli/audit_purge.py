"""Delete the answers that are past their date, and list what was built from them."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from facilitate.cli.inputs import day_called, json_option, plan_argument, read_plan, today_option
from facilitate.cli.output import finish, wants_json
from facilitate.faults import At, Fault, stops

if TYPE_CHECKING:
    from facilitate.load.plan import Plan
    from facilitate.pipeline.erasure import Purge


@click.command(name="purge")
@plan_argument
@click.option("--yes", is_flag=True, help="Delete without asking; needed where nobody can answer.")
@today_option
@click.option(
    "--out", "outs", multiple=True, type=click.Path(path_type=Path), help="Another built folder."
)
@json_option
def command(plan: Path, *, yes: bool, today: str, outs: tuple[Path, ...]) -> None:
    """Delete the answers of PLAN and all else about people in private/, once past their date.

    \b
    facilitate audit purge my-programme          say what would go, and ask
    facilitate audit purge my-programme --yes    delete it

    The date is `delete by:` in the programme. What was built and may carry somebody's results is
    listed and left to you, and so is what no program sees: paper, filled-in forms, the survey,
    e-mails, backups. Nobody's promise is kept before those are gone, too.
    """  # noqa: D301  \b is Click's: keep these lines as they are
    from facilitate.pipeline.erasure import delete_past, link_faults, purge_of

    found = _loaded(plan)
    purge = purge_of(found, [found.folder / "out", *outs])
    fault = _too_early(found, day_called(today)) if purge.files else None
    if fault is not None:
        _report(purge, found, (fault,), gone=False)
    away = tuple(link_faults(purge, found.folder))
    if stops(away):
        _report(purge, found, away, gone=False)
    if not wants_json():
        _say(purge, found)
    sure = yes or (bool(purge.files) and not wants_json() and _asked())
    if purge.files and not sure:
        _report(purge, found, (_unasked(),), gone=False)
    delete_past(purge, found.folder)
    _report(purge, found, away, gone=True)


def _loaded(path: Path) -> "Plan":
    """Return the plan; a slip in an agenda keeps nobody's answers, one in the programme does."""
    from facilitate.load.plan import load_partly

    plan, faults = read_plan(load_partly, path)
    if plan is None or plan.programme.file in plan.partial:
        finish(faults, closing="Nothing was deleted.", failed=True)
    return plan


def _asked() -> bool:
    return sys.stdin.isatty() and click.confirm("Delete these files for good?", default=False)


def _too_early(plan: "Plan", today: date) -> Fault | None:
    from facilitate.load.validate import placed

    programme = plan.programme
    by = programme.says.delete_by
    if by is not None and today >= by:
        return None
    if by is None:
        message = "The programme does not say by when answers are deleted, so nothing is past it."
        hint = "Add delete by: with a date."
        fault = Fault(code="C304", message=message, hint=hint, at=At(programme.file))
    else:
        message = f"The answers may be kept until {by}, so nothing is past its date yet."
        hint = "To delete them sooner, bring the date forward; tell those who were promised it."
        at = At(programme.file, ("delete by",))
        fault = Fault(code="C305", message=message, hint=hint, at=at)
    return next(iter(placed([fault], plan.sources)))


def _unasked() -> Fault:
    message = "Nobody said yes, so nothing was deleted."
    return Fault(code="C306", message=message, hint="Give --yes to delete without being asked.")


def _say(purge: "Purge", plan: "Plan") -> None:
    if not purge.files:
        click.echo("There is nothing about people in private/ to delete.")
    else:
        click.echo("These go:")
    for _, path in purge.files:
        click.echo(f"  {path.relative_to(plan.folder)}")
    if purge.built:
        click.echo("These were built, may carry somebody's results, and are yours to delete:")
    for path in purge.built:
        click.echo(f"  {path}")
    click.echo("No program sees these, and they are yours to shred or delete:")
    for where in purge.by_hand:
        click.echo(f"  {where}")


def _report(purge: "Purge", plan: "Plan", faults: tuple[Fault, ...], *, gone: bool) -> NoReturn:
    number = len(purge.files)
    finish(
        faults,
        [f"Deleted {number} files. Backups are not touched."] if gone and number else [],
        facts={
            "files": [str(path.relative_to(plan.folder)) for _, path in purge.files],
            "deleted": gone,
            "built": [str(path) for path in purge.built],
            "by_hand": list(purge.by_hand),
        },
    )
