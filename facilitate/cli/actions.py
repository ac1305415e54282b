"""People: Carry promises from day to day."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli import Group
from facilitate.cli.inputs import json_option, plan_argument, refuse_links, require_id, require_plan
from facilitate.cli.output import print_json, wants_json
from facilitate.faults import did_you_mean

if TYPE_CHECKING:
    from facilitate.faults import KeyPath
    from facilitate.load.yaml_spans import Words

STATES = ("open", "kept", "not kept", "carried", "dropped")


@click.group(name="actions", cls=Group)
def command() -> None:
    """Carry promises from day to day: they are opened on the next day, kept or not kept."""


@command.command(name="list")
@plan_argument
@click.option("--open", "only_open", is_flag=True, help="Only those not kept or dropped yet.")
@json_option
def list_(plan: Path, *, only_open: bool) -> None:
    """List what was promised in PLAN, by whom, by when, and how it went."""
    from facilitate.model.attendance import left_with_its_maker, name_of
    from facilitate.model.plan import SETTLED

    read, _ = require_plan(plan)
    actions = read.actions
    found = [one for one in actions if not only_open or one.status not in SETTLED]
    if wants_json():
        rows = [one.model_dump(mode="json", by_alias=True) for one in found]
        print_json((), {"actions": rows})
        return
    days = {day.id: day.says.date for day in read.days}
    for action in found:
        by = f" by {action.by.isoformat()}" if action.by else ""
        left = left_with_its_maker(action, read.programme, days)
        who = f"{action.who}, who left" if left else name_of(action.who, read.programme)
        click.echo(f"{action.id:<12} {action.status:<9} {who}: {action.what}{by}")
    if actions and not found:
        click.echo("All that was promised is kept or dropped.")
    elif not found:
        click.echo("Nothing is promised yet. Add one with: facilitate actions add WHO WHAT")


@command.command()
@click.argument("who")
@click.argument("what")
@plan_argument
@click.option("--by", default="", help="The date, such as 2027-04-30.")
@click.option("--witness", default="", help="Who will ask about it.")
@click.option("--day", default="", help="The id of the day it was made on.")
@click.option("--told-to-all", is_flag=True, help="They wish the group to see it, too.")
def add(
    who: str, what: str, *, by: str, witness: str, day: str, told_to_all: bool, plan: Path
) -> None:
    """Add a promise to PLAN.

    WHO is a pair, a person or a sponsor; WHAT fits on one line, in quotes. It stands on the pages
    of whoever made it, on each later day until it is kept or dropped.
    """
    from facilitate.load.yaml_keys import NEW
    from facilitate.model.attendance import choices, known_words, meanings, reader_of
    from facilitate.model.times_and_dates import ParseError, parse_date

    found, _ = require_plan(plan)
    # Ids stay when somebody's name changes or another one comes.
    ids = {"": ""}
    for word in filter(None, (who, witness)):
        several = meanings(word, found.programme)
        if len(several) > 1:
            hint = f"Write {choices(several, word)}."
            means = " and ".join(one.description for one in several)
            raise click.UsageError(f"{word!r} means {means}. {hint}")
        if not several:
            pairs = ", ".join(found.programme.pairs)
            every = f"The pairs are: {pairs}."
            hint = did_you_mean(word, known_words(found.programme), otherwise=every)
            raise click.UsageError(f"Nobody here is called {word!r}. {hint}")
        ids[word] = several[0].choice
    if reader_of(who, found.programme) is None:
        raise click.UsageError(f"{who!r} are several people, and a promise needs one owner.")
    if day:
        require_id(day, [one.id for one in found.days], what="away day")
    try:
        date = parse_date(by).isoformat() if by else ""
    except ParseError as problem:
        raise click.UsageError(f"--by: {problem.message} {problem.hint}") from None
    number = 1 + max((_number(action.id) for action in found.actions), default=0)
    entry = {
        "id": f"a{number}",
        "who": ids[who],
        "what": what,
        "by": date,
        "witness": ids[witness],
        "status": "open",
        "made on": day,
        "told to all": "yes" if told_to_all else "",
    }
    said = {name: value for name, value in entry.items() if value}
    _change(found.folder, ("actions", NEW), said, by_hand="Add the lines by hand.")
    click.echo(f"a{number} is written to actions.yaml.")


def _number(name: str) -> int:
    """Return the number in a promise's id, 0 without one."""
    return int("0" + "".join(letter for letter in name if letter.isdecimal()))


@command.command()
@click.argument("action")
@plan_argument
@click.option("--status", type=click.Choice(STATES), default="kept")
def done(action: str, *, status: str, plan: Path) -> None:
    """Say how the promise ACTION went: kept, not kept, carried on, or dropped."""
    found, _ = require_plan(plan)
    ids = [one.id for one in found.actions]
    place = ("actions", ids.index(require_id(action, ids, what="promise")), "status")
    by_hand = f"Write status: {status} there by hand, beside id: {action}"
    _change(found.folder, place, status, by_hand=by_hand)
    click.echo(f"{action} is {status}.")


def _change(folder: Path, place: "KeyPath", value: "Words", *, by_hand: str) -> None:
    """Change the programme's promises in one place, with proof; else leave them and say why."""
    from facilitate.files import put_together, taken_apart, write_whole
    from facilitate.load.yaml_keys import edited
    from facilitate.load.yaml_spans import CannotSplice

    path = folder / "actions.yaml"
    refuse_links(folder, [path])
    raw = path.read_bytes() if path.is_file() else b"format: 1\n"
    text, spelling = taken_apart(raw)
    try:
        new = edited(text, place, value)
    except CannotSplice as reason:
        raise click.ClickException(f"{path.name} was left as it is: {reason}. {by_hand}") from None
    write_whole(path, put_together(new, spelling))
