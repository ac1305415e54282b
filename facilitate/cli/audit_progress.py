"""Say how many have answered so far, never who, and write one reminder to everybody."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli.inputs import (
    day_called,
    json_option,
    plan_argument,
    require_id,
    require_plan,
    today_option,
)
from facilitate.cli.output import finish
from facilitate.faults import At, Fault, Place, stops

if TYPE_CHECKING:
    from facilitate.audit.wave import Progress
    from facilitate.load.plan import Plan

_LOOK = "Bring it in with `facilitate audit collect` or `facilitate audit import`, which say why."


@click.command(name="progress")
@plan_argument
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder of questionnaires that came back, or a survey's export so far.",
)
@click.option("--stock-take", "wave", default="", help="Which one, if not the next.")
@click.option("--reminder", is_flag=True, help="Print the reminder, one text for everybody.")
@today_option
@json_option
def command(
    plan: Path, *, sources: tuple[Path, ...], wave: str, reminder: bool, today: str
) -> None:
    """Say how many of those asked in PLAN have answered so far; never who.

    \b
    facilitate audit progress my-programme --from came-back
    facilitate audit progress my-programme --from baseline.csv --reminder

    Roles are told once more than the smallest group shown (six, by default) have answered in each.
    Without --from the answers in private/ are counted. The reminder goes to everybody, because
    who has answered is told to nobody.
    """  # noqa: D301  \b is Click's: keep these lines as they are
    from facilitate.audit.context import FLOOR
    from facilitate.audit.wave import answers_id, progress_of
    from facilitate.load.validate import placed

    found, faults = require_plan(plan)
    programme = found.programme
    takes = programme.says.stock_takes
    if not takes:
        more = (*faults, _no_stock_take(programme.file))
        finish(more, closing="Nothing was counted.")
    name = require_id(wave, takes, what="stock take") if wave else _next(found)
    came, more = _answered(found, sources, name)
    if stops(more):
        finish((*faults, *more), closing="Nothing was counted.")
    known = {answers_id(one) for one in programme.people}
    strange = len(came - known)
    if strange:
        more = (*more, _of_nobody(strange))
    minimum = max(FLOOR, programme.says.minimum_group)
    now = progress_of(programme, came & known, day=takes[name], minimum=minimum)
    spoken = 0 if came else _spoken_with(found, name)
    lines = list(_lines(now, found, name, takes[name], minimum, spoken))
    text = "" if spoken else _reminder(now, found, takes[name], minimum)
    if reminder and text and takes[name] < day_called(today):
        past = _is_past(programme.file, name, takes[name])
        text, more = "", (*more, *placed([past], found.sources))
    elif reminder:
        lines += ["", text or "Nobody is left to be reminded."]
    facts = {
        "stock_take": name,
        "asked": now.asked,
        "answered": now.answered,
        "spoken_with": spoken,
        "by_role": {role: list(pair) for role, pair in now.by_role.items()},
        **({"reminder": text} if reminder else {}),
    }
    finish((*faults, *more), lines, facts=facts)


def _next(plan: "Plan") -> str:
    """Return the first stock take without answers in the plan, or the last of all."""
    takes = plan.programme.says.takes_in_order
    return next((one for one in takes if one not in plan.private.waves), takes[-1])


def _answered(
    plan: "Plan", sources: tuple[Path, ...], wave: str
) -> tuple[set[str], tuple[Fault, ...]]:
    """Return the ids of who has answered, and the faults of what could not be counted.

    Faults of single forms and rows are counted and not told: they would tell who.
    """
    from facilitate.load.survey.export import respondents_of
    from facilitate.pipeline.standalone import forms_of, read_folder

    if not sources:
        table = plan.private.waves.get(wave)
        rows = table.rows if table else ()
        return {row.person for row in rows if any(row.values.values())}, ()
    came: set[str] = set()
    faults: list[Fault] = []
    for path in sources:
        if not path.exists():
            raise click.UsageError(f"There is no file or folder {str(path)!r}.")
        unread = 0
        if path.is_dir():
            forms, of_forms = read_folder(path, forms_of(plan))
            people = {one.person for one in forms if one.answered}
            unread = len({one.place for one in of_forms if one.severity == "error"})
        else:
            export, of_export = respondents_of(path, plan.programme, plan.questions)
            if export is None:
                return set(), of_export
            people = set(export.sent_in)
            unread = sum(not person for _, person in export.rows)
        if unread:
            faults.append(_not_counted(unread, path))
        came |= people - {""}
    return came, tuple(faults)


def _spoken_with(plan: "Plan", wave: str) -> int:
    """Return how many people were spoken with instead of, or before, a questionnaire."""
    from facilitate.audit.conversations import informants_of
    from facilitate.audit.voices_of_plan import spoken_in

    order = plan.programme.says.takes_in_order
    return len(informants_of(spoken_in(plan).of(wave, order)))


def _lines(
    now: "Progress", plan: "Plan", wave: str, day: date, minimum: int, spoken: int
) -> Iterator[str]:
    from facilitate.compose.wording import counted

    if spoken:
        people = "1 person was" if spoken == 1 else f"{spoken} people were"
        yield f"{wave}, {day.isoformat()}: {people} spoken with, and no questionnaire has come in."
        return
    yield f"{wave}, {day.isoformat()}: {now.answered} of {now.asked} people have answered."
    roles = plan.programme.says.roles
    for role, (answered, asked) in now.by_role.items():
        yield f"  {roles[role].many if role in roles else role}: {answered} of {asked}"
    if not now.by_role:
        least = counted(minimum + 1)
        few = "a role has fewer people" if now.smallest <= minimum else "so many have not yet"
        yield f"  Not by role: that takes {least} answers of each role, and {few}."


def _reminder(now: "Progress", plan: "Plan", day: date, minimum: int) -> str:
    """Return one text for everybody; empty where everybody has answered."""
    from facilitate.compose.wording import wording_of

    says = plan.programme.says
    wording = wording_of(plan.programme)
    words = wording.words["reminder"]
    if now.answered == now.asked:
        return ""
    lines = [
        words["subject"].format(programme=plan.programme.name, date=wording.date(day)),
        "",
        words["greeting"],
        "",
        *(
            [words["so far"].format(answered=now.answered, asked=now.asked)]
            if now.answered >= minimum
            else []
        ),
        words["until"].format(date=wording.date(day)),
        words["everybody"],
        *([words["contact"].format(contact=says.contact)] if says.contact else []),
    ]
    return "\n".join(lines)


def _no_stock_take(file: str) -> Fault:
    return Fault(
        code="C410",
        message="The programme plans no stock take, so nobody was asked.",
        hint="Add its name and the day it ends, so: stock takes: {baseline: 2027-02-12}",
        place=Place(file),
    )


def _is_past(file: str, wave: str, day: date) -> Fault:
    return Fault(
        code="C413",
        message=f"{wave} ended on {day.isoformat()}, so a reminder would name a day that is past.",
        hint="If there is more time, write the later day under stock takes:.",
        at=At(file, ("stock takes", wave)),
    )


def _not_counted(number: int, path: Path) -> Fault:
    what = "1 of them was" if number == 1 else f"{number} of them were"
    return Fault(
        code="C411",
        severity="warning",
        message=f"{what} not counted: it is not clear whose, or it cannot be read.",
        hint=_LOOK,
        place=Place(path.name),
    )


def _of_nobody(number: int) -> Fault:
    what = "1 answer was" if number == 1 else f"{number} answers were"
    return Fault(
        code="C412",
        severity="warning",
        message=f"{what} not counted: nobody of the plan has such a pair and role.",
        hint=_LOOK,
    )
