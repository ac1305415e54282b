"""Take one person's answers back: first what that changes, then do it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli.inputs import (
    day_called,
    json_option,
    plan_argument,
    require_plan,
    require_subject,
    today_option,
)
from facilitate.cli.output import finish
from facilitate.faults import Fault, Place, stops

if TYPE_CHECKING:
    from facilitate.pipeline.erasure import Withdrawal


@click.command(name="withdraw")
@click.argument("person")
@plan_argument
@click.option("--yes", is_flag=True, help="Do it; without this, only say what would change.")
@click.option("--former", is_flag=True, help="Whoever held the post before who holds it now.")
@today_option
@json_option
def command(person: str, plan: Path, *, yes: bool, former: bool, today: str) -> None:
    """Take back all that PERSON (an id) answered, wrote, said and chose, out of PLAN's files.

    \b
    facilitate audit withdraw crisis-doctor my-programme          what would go and change
    facilitate audit withdraw crisis-doctor my-programme --yes    do it

    It says which files lose what, which figures go or change from the next day on, by the number of
    people, and what was shown already and cannot be called back. Nobody is asked why. All else in
    the files stays as it is, to the byte. A day that was shown has to be released first, so that
    later pages do not give away what is gone.
    """  # noqa: D301  \b is Click's: keep these lines as they are
    from facilitate.pipeline.erasure import carry_out, withdrawal_of

    found, faults = require_plan(plan, closing="Nothing was changed.")
    one = require_subject(person, found, former=former, faults=faults)
    result = withdrawal_of(found, one, today=day_called(today))
    faults = (*faults, *result.faults)
    if not result.changes:
        faults = (*faults, _nothing(one.id))
    may = bool(result.changes) and not stops(result.faults)
    if yes and may:
        carry_out(result, found.folder)
    done = yes and may
    lines = [*(_lines(result, one.id) if result.changes else ()), *_places(result)]
    if may:
        lines.append(_next(result) if done else "Nothing was changed. Give --yes to do it.")
    facts = {
        "person": one.id,
        "from": result.first.id if result.first else None,
        "files": [{"file": x.file, "goes": x.what} for x in result.changes],
        "changes": [
            {"day": x.day, "what": x.kind, "now": x.now, "then": x.then} for x in result.effects
        ],
        "shown": [{"day": day, "what": what} for day, what in result.shown],
        "again": list(result.again),
        "by_hand": [{"file": x.file, "line": x.line} for x in result.by_hand],
        "done": done,
    }
    closing = "" if done else "Nothing was changed."
    finish(faults, lines, closing=closing, facts=facts)


def _lines(result: "Withdrawal", person: str) -> Iterator[str]:
    if result.first:
        date = result.first.says.date.isoformat()
        yield f"No page of {result.first.id}, {date}, or later is made from what {person} gave."
    else:
        yield f"No away day is to come; no page is made any more from what {person} gave."
    yield "These files lose it:"
    yield from (f"  {one.file}: {one.what}" for one in result.changes)
    yield "That changes what is shown:" if result.effects else "That changes nothing that is shown."
    for one in result.effects:
        then = f"then {one.then}" if one.then else "then none"
        yield f"  {one.day}: {one.kind}: {one.now or 'none'}; {then}"
    if result.shown:
        yield "This was shown already and cannot be called back, in the words for the person:"
        yield from (f"  {day}: {what}" for day, what in result.shown)
        yield "The ledger keeps a code for them, so that later pages do not give away what is gone."
    if result.effects and result.again:
        yield f"To show results all the same, print again what was shown: {', '.join(result.again)}"
    yield "Yours to do, as no program can: paper, the survey's own copy, e-mails, backups, and"
    yield "what was built from it before: build again, and shred what print/changed/list.pdf of a"
    yield "day names; of a day that was printed without facilitate print, all that shows results."


def _next(result: "Withdrawal") -> str:
    kept = f" but what was kept as it was shown: {', '.join(result.again)}" if result.again else ""
    return f"Done. Next: facilitate build. Of what was printed before hand out nothing{kept}."


def _places(result: "Withdrawal") -> Iterator[str]:
    if result.by_hand:
        yield "Look at these places yourself: they may hold words of theirs."
        for place in result.by_hand:
            yield f"  {place.file}{f', line {place.line}' if place.line else ''}"


def _nothing(person: str) -> Fault:
    return Fault(
        code="C408",
        severity="warning",
        message=f"Nothing that {person} answered, wrote, said or chose lies in private/.",
        hint="Nothing needs doing here; think of paper and of the survey's own copy.",
        place=Place("private"),
    )
