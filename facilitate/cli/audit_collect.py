"""Make one table of the questionnaires that came back."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli.inputs import json_option, plan_argument, require_plan
from facilitate.cli.output import finish

if TYPE_CHECKING:
    from facilitate.load.plan import Plan


@click.command(name="collect")
@click.argument("folder", type=click.Path(path_type=Path))
@plan_argument
@click.option("--out", type=click.Path(path_type=Path), help="The table; FOLDER.csv by default.")
@json_option
def command(folder: Path, plan: Path, *, out: Path | None) -> None:
    """Make one table of all questionnaires of PLAN that came back into FOLDER.

    \b
    facilitate audit collect came-back my-programme --out baseline.csv
        writes baseline.csv, and baseline.sharing.yaml with what people chose
    facilitate audit import baseline.csv
        goes on as with any survey

    It reads the files that the page on a phone has saved (JSON) and those filled in in Word
    (DOCX), both sittings together.
    """  # noqa: D301  \b is Click's: keep these lines as they are
    from facilitate.files import write_whole
    from facilitate.load.plan_files import name_near
    from facilitate.load.returned import collect
    from facilitate.pipeline.standalone import forms_of, read_folder

    if not folder.is_dir():
        hint = f" Did you mean {near!r}?" if (near := name_near(folder)) else ""
        raise click.UsageError(f"There is no folder {str(folder)!r}.{hint}")
    found, faults = require_plan(plan, closing="Nothing was written.")
    forms = forms_of(found)
    returned, form_faults = read_folder(folder, forms)
    columns = [spec.key for form in forms.values() for spec in form]
    collected, clash_faults = collect(returned, columns, names=_names(found))
    target = out or folder.with_suffix(".csv")
    choices = target.with_suffix(".sharing.yaml")
    lines = []
    if collected.people:
        number = f"{len(returned)} form{'s' * (len(returned) != 1)}"
        who = "one person" if collected.people == 1 else f"{collected.people} people"
        write_whole(target, collected.table.encode(), private=True)
        write_whole(choices, collected.sharing.encode(), private=True)
        lines = [
            f"{number} of {who}.",
            f"Wrote {target}: bring it in with `facilitate audit import {target}`.",
            f"Wrote {choices}: copy what it says into private/sharing.yaml.",
        ]
    finish(
        (*faults, *form_faults, *clash_faults),
        lines,
        facts={
            "files": [str(target), str(choices)] if collected.people else [],
            "people": collected.people,
        },
    )


def _names(plan: "Plan") -> Mapping[str, str]:
    """Return ids by names without capitals; a name that two people bear is nobody's."""
    from facilitate.audit.masking import untitled

    ids: dict[str, set[str]] = {}
    for person in plan.programme.people:
        for name in (person.name, untitled(person.name)):
            if name:
                ids.setdefault(" ".join(name.casefold().split()), set()).add(person.id)
    return {name: one.pop() for name, one in ids.items() if len(one) == 1}
