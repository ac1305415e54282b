"""Record what a day has shown: the only writer of the ledger."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli.audit_readers import audited
from facilitate.cli.shared import json_option, leave, plan_argument, print_json, tell
from facilitate.faults import nearest, stops

if TYPE_CHECKING:
    from facilitate.load.plan import Plan
    from facilitate.model import Day


@click.command(name="release")
@click.argument("day")
@plan_argument
@json_option
def command(day: str, plan: Path, *, as_json: bool) -> None:
    """Record that DAY (its id) of PLAN has been shown, so that later days protect it.

    The ledger holds keyed pseudonyms and no answers. Its key is made once, beside your other
    private files; keep a copy, because without it nothing more can be built.
    """
    from facilitate.audit.ledger import read_ledger, released, written
    from facilitate.audit.of_plan import LEDGER, audit_plan, fingerprint
    from facilitate.files import write_whole
    from facilitate.report import as_json as to_json

    loaded, _, faults = audited(plan)
    chosen = _day(loaded, day)
    if stops(faults):
        tell(faults, closing="Nothing was recorded.")
        leave(faults)
    folder = loaded.folder
    key = loaded.private.ledger_key or _new_key(folder / "private" / "ledger.key")
    found = audit_plan(loaded, as_of=chosen.says.date)
    before, _ = read_ledger(loaded.private.ledger, key=key.encode(), file=LEDGER)
    after = released(
        before,
        found.releases,
        day=chosen.id,
        on=chosen.says.date,
        output=fingerprint(found.findings),
    )
    write_whole(folder / LEDGER, written(after).encode(), private=True)
    rows = len(after.rows) - len(before.rows)
    if as_json:
        print_json(to_json(faults, day=chosen.id, recorded=rows, ledger=LEDGER))
    else:
        tell(faults)
        click.echo(f"Recorded {rows} figures of {chosen.id} in {LEDGER}.")
    leave(faults)


def _day(plan: "Plan", word: str) -> "Day":
    for day in plan.days:
        if day.id == word:
            return day
    near = nearest(word, (day.id for day in plan.days))
    known = ", ".join(day.id for day in plan.days)
    hint = f"Did you mean {near!r}?" if near else f"Its days are: {known}."
    raise click.UsageError(f"The plan has no day {word!r}. {hint}")


def _new_key(path: Path) -> str:
    """Return a new key, written for nobody but its owner to read."""
    from facilitate.files import write_new

    key = secrets.token_hex(32)
    write_new(path, f"{key}\n".encode(), private=True)
    return key
