"""Common: Start a folder with a plan that builds at once."""

import json
import shutil
from pathlib import Path

import click

from facilitate.cli.output import quoted
from facilitate.faults import did_you_mean


@click.command(name="new")
@click.argument("name", type=click.Path(path_type=Path))
@click.option("--from", "source", default="starter", help="starter (default), example or schools.")
def command(name: Path, *, source: str) -> None:
    """Start the folder NAME with a plan that builds at once.

    The plan is commented for somebody who has never seen YAML. `--from example` copies the whole
    example programme of a hospital with its stock take instead, `--from schools` that of five
    schools.
    """
    from facilitate.shipped import shipped

    known = [path.name for path in sorted(shipped("agendas").iterdir()) if path.is_dir()]
    if source not in known:
        raise click.UsageError(
            f"There is no {source!r} to start from. {did_you_mean(source, known)}"
        )
    if name.exists() and (not name.is_dir() or any(name.iterdir())):
        raise click.UsageError(f"{str(name)!r} is already there. Choose another name.")
    shutil.copytree(shipped("agendas") / source, name, dirs_exist_ok=True)
    for mark in name.rglob(".gitkeep"):
        mark.unlink()
    _keep_private(name / "private")
    _editor_files(name)
    click.echo(f"{name}/ is ready. Look at {name}/programme.yaml, then:")
    click.echo(f"  facilitate check {quoted(name)}")
    click.echo(f"  facilitate build {quoted(name)}")


def _keep_private(folder: Path) -> None:
    """Let nobody but the owner into the folder about people."""
    for path in (folder, *folder.rglob("*")) if folder.is_dir() else ():
        path.chmod(0o700 if path.is_dir() else 0o600)


def _editor_files(folder: Path) -> None:
    """Write the schemas and the settings that make an editor know the keys, offline."""
    from facilitate.load.schema import schema

    kinds = {
        "plan": ["programme.yaml", "agendas/*.yaml"],
        "exercise": ["exercises/*.yaml"],
        "questions": ["questions.yaml"],
        "sharing": ["private/sharing.yaml"],
        "access": ["private/access.yaml"],
    }
    (folder / ".schema").mkdir(exist_ok=True)
    for kind in kinds:
        text = json.dumps(schema(kind), indent=1, ensure_ascii=False)
        (folder / ".schema" / f"{kind}.json").write_text(text + "\n", encoding="utf-8")
    settings = {"yaml.schemas": {f".schema/{kind}.json": files for kind, files in kinds.items()}}
    (folder / ".vscode").mkdir(exist_ok=True)
    text = json.dumps(settings, indent=2)
    (folder / ".vscode" / "settings.json").write_text(text + "\n", encoding="utf-8")
