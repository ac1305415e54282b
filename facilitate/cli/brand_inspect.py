"""Look at a template or a whole brand: what serves what, and what cannot be honoured."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli.inputs import json_option
from facilitate.cli.output import finish, wants_json
from facilitate.faults import quoted, stops

if TYPE_CHECKING:
    from facilitate.pipeline.brand_report import BrandReport


@click.command(name="inspect")
@click.argument("file", type=click.Path(path_type=Path), default=Path())
@click.option(
    "--pictures",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Also draw a sample into this folder, where LibreOffice is there.",
)
@click.option("--write", is_flag=True, help="Also write the _brand.yml that says the same.")
@click.option("--force", is_flag=True, help="Let --write replace a _brand.yml that is there.")
@json_option
def command(file: Path, *, pictures: Path | None, write: bool, force: bool) -> None:
    """Say how FILE is worn: a programme's folder, or a template, a logo or a font alone.

    Which layout and which style serves what, by the file's own names; colours, fonts and logos;
    then what cannot be done as asked. Nothing is changed without --write.
    """
    if not file.exists():
        from facilitate.load.plan_files import name_near

        near = name_near(file)
        hint = f"Did you mean {near!r}?" if near else "Name a programme's folder, or a template."
        raise click.UsageError(f"There is nothing at {str(file)!r}. {hint}")
    from facilitate.pipeline.brand_report import NotOfABrandError, inspect

    try:
        report = inspect(file)
    except NotOfABrandError:
        raise click.UsageError(
            f"No look is made of {file.name}. Name a programme's folder, a template (.potx, "
            ".dotx), a logo, a font or a _brand.yml."
        ) from None
    faults, following = list(report.faults), list(report.lines())
    if pictures is not None and report.own is not None and not stops(faults):
        from facilitate.pipeline.brand_pictures import pictures as drawn

        seen = drawn(report.look, pictures, report.suffixes)
        faults += seen.faults
        if seen.written:
            following.append(f"Drew {len(seen.written)} pictures into {pictures}")
    if write and report.own is not None and not stops(faults):
        following.append(_written(report, force=force))
    elif report.own and not (report.own.source or wants_json() or stops(faults)):
        following.append(f"To have this as a file to change: {_again(file)} --write")
    finish(faults, following, facts=report.as_json())


def _again(file: Path) -> str:
    return f"facilitate brand inspect {quoted(file)}"


def _written(report: "BrandReport", *, force: bool) -> str:
    """Write the brand file beside what was looked at, never over one that is there unasked."""
    from facilitate.files import write_whole

    if report.path.exists() and not force:
        raise click.UsageError(f"{report.path} is there already. To replace it, add --force.")
    write_whole(report.path, report.brand_file().encode())
    return f"Wrote {report.path}"
