"""Write everything that is held on one person, for that person to read."""

from pathlib import Path

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

OTHERS = "messages and calendar entries"


@click.command(name="export")
@click.argument("person")
@plan_argument
@click.option("--former", is_flag=True, help="Whoever held the post before who holds it now.")
@click.option(
    "--out", "outs", multiple=True, type=click.Path(path_type=Path), help="Another built folder."
)
@today_option
@json_option
def command(person: str, plan: Path, *, former: bool, outs: tuple[Path, ...], today: str) -> None:
    """Write all that PLAN's files hold on PERSON (an id) into private/requests/.

    \b
    facilitate audit export crisis-doctor my-programme
        what-is-held     for the person: each thing, where it is held, who reads it, who has seen it
        for-the-lead     for you: where others wrote of them (not quoted), what no program can read

    Look the first one over before you hand it out: it is everything, in their own words.
    """  # noqa: D301  \b is Click's: keep these lines as they are
    from facilitate.compose.wording import plural
    from facilitate.pipeline.subject_access import export

    found, faults = require_plan(plan, closing="Nothing was written.")
    on = day_called(today)
    one = require_subject(person, found, former=former, faults=faults)
    result = export(found, one, [found.folder / "out", *outs], on=on)
    held = result.held
    documents = sum(not one.sent for one in result.pages)
    others = len(result.pages) - documents
    sent = f", and {plural(others, 'message or calendar entry', OTHERS)}" if others else ""
    lines = [f"Wrote {path}" for path in result.made.written]
    if lines:
        lines += [
            f"{plural(len(held.own), 'thing is', 'things are')} held on {one.id}; "
            f"{plural(documents, 'document was', 'documents were')} made for them{sent}.",
            f"Others wrote of them in {plural(len(held.mentions), 'place')}, and "
            f"{plural(len(held.unread), 'file')} cannot be read: look there, see for-the-lead.",
        ]
    facts = {
        "files": [str(path) for path in result.made.written],
        "held": len(held.own),
        "pages": documents,
        "sent": others,
        "places": [{"file": one.place.file, "line": one.place.line} for one in held.mentions],
        "unread": list(held.unread),
    }
    closing = "" if result.made.written else "Nothing was written."
    finish((*faults, *result.made.faults), lines, closing=closing, facts=facts)
