"""Paper: Look into the finished files, deeply."""

from pathlib import Path

import click

from facilitate.cli.inputs import json_option
from facilitate.cli.output import finish
from facilitate.faults import Fault, Place


@click.command(name="verify")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--deep", is_flag=True, help="Also open each Office file with its library.")
@json_option
def command(out: Path, *, deep: bool) -> None:
    """Look into every finished file below OUT: whole, valid, accessible, as the manifest says."""
    from facilitate.verify import folder_faults

    hint = "Name a folder that facilitate build has made, such as my-programme/out."
    if not out.is_dir():
        raise click.UsageError(f"There is no folder {str(out)!r}. {hint}")
    folders = sorted(path.parent for path in out.rglob("manifest.json"))
    faults: list[Fault] = []
    number = 0
    for folder in folders:
        found, files = folder_faults(folder, deep=deep)
        faults += found
        number += files
    if not folders:
        message = "No manifest.json lies below this folder."
        faults.append(Fault(code="O203", message=message, hint=hint, place=Place(str(out))))
    sound = f"{number} files: whole, valid, with titles, languages and descriptions."
    finish(faults, [] if faults else [sound], facts={"files": number})
