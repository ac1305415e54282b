"""Record what a day has shown: the only writer of the ledger."""

from pathlib import Path

import click

from facilitate.cli.inputs import (
    json_option,
    plan_argument,
    refuse_links,
    require_audit,
    require_id,
)
from facilitate.cli.output import finish
from facilitate.faults import stops


@click.command(name="release")
@click.argument("day")
@plan_argument
@click.option("--out", type=click.Path(path_type=Path), help="Where it was built (PLAN/out).")
@json_option
def command(day: str, plan: Path, *, out: Path | None) -> None:
    """Record that DAY (its id) of PLAN has been shown, so that later days protect it.

    The ledger holds keyed pseudonyms and no answers. Its key is made once, beside your other
    private files; keep a copy, because without it nothing more can be built. The group's pages that
    show results are kept as they are in private/shown/DAY/, to be printed again if later ones have
    to leave them out.
    """
    from facilitate.audit.findings_of_plan import LEDGER, audit_plan
    from facilitate.audit.findings_text import fingerprint
    from facilitate.audit.ledger import ledger_text, read_ledger, with_released
    from facilitate.files import write_whole
    from facilitate.pipeline.release import keep_pages

    loaded, _, faults = require_audit(plan)
    days = {one.id: one for one in loaded.days}
    chosen = days[require_id(day, days, what="day")]
    if stops(faults):
        finish(faults, closing="Nothing was recorded.")
    folder = loaded.folder
    key_file = folder / "private" / "ledger.key"
    refuse_links(folder, [folder / LEDGER, key_file])
    key = loaded.private.ledger_key or _new_key(key_file)
    found = audit_plan(loaded, as_of=chosen.says.date)
    before, _ = read_ledger(loaded.private.ledger, key=key.encode(), file=LEDGER)
    after = with_released(
        before,
        found.recorded,
        day=chosen.id,
        on=chosen.says.date,
        output=fingerprint(found.findings),
    )
    write_whole(folder / LEDGER, ledger_text(after).encode(), private=True)
    rows = len(after.rows) - len(before.rows)
    kept = keep_pages(loaded, chosen, out or folder / "out")
    files = [str(path.relative_to(folder)) for path in kept.written]
    facts = {"day": chosen.id, "recorded": rows, "ledger": LEDGER, "kept": files}
    lines = [f"Recorded {rows} figures of {chosen.id} in {LEDGER}."]
    if files:
        lines.append("Kept as they were shown, to be printed again:")
    finish((*faults, *kept.faults), [*lines, *(f"  {file}" for file in files)], facts=facts)


def _new_key(path: Path) -> str:
    """Return a new key, written for nobody but its owner to read."""
    import secrets

    from facilitate.files import write_new

    key = secrets.token_hex(32)
    write_new(path, f"{key}\n".encode(), private=True)
    return key
