"""Common: Start a folder with a plan that builds at once."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli.inputs import require_files
from facilitate.cli.output import exit_with, print_faults
from facilitate.faults import Fault, Place, did_you_mean, quoted, stops

if TYPE_CHECKING:
    from facilitate.load.tables.agenda_table import AgendaTable

PRIVATE = ("private/sharing.yaml", "private/access.yaml")
STARTER, WHO, DAY = "starter", "programme.yaml", "agendas/1-first-day.yaml"
ROLES = "What are the members of a pair called, with commas between?"
ROLES_USUAL = "doctor, manager"
ROLES_EXAMPLE = '"head, business manager"'
SERVED = "What do you call those whom the services are for?"
SERVED_USUAL = "patients"
TABLE = click.Path(path_type=Path)


@click.command(name="new")
@click.argument("name", type=click.Path(path_type=Path))
@click.option("--from", "source", default="starter", help="starter (default), example or schools.")
@click.option(
    "--people", type=TABLE, metavar="FILE", help="Who takes part: XLSX, CSV or a Word table."
)
@click.option(
    "--agenda", type=TABLE, metavar="FILE", help="The first day: XLSX, CSV, Word or a text."
)
@click.option("--roles", default="", metavar="WORDS", help="Such as: head, business manager")
@click.option("--people-served", default="", metavar="WORD", help="Such as: pupils")
def command(
    name: Path,
    *,
    source: str,
    people: Path | None,
    agenda: Path | None,
    roles: str,
    people_served: str,
) -> None:
    """Start the folder NAME with a plan that builds at once.

    The plan is commented for somebody who has never seen YAML. People and the day can come from
    tables that you have; what was not understood is listed with its cell. `--from example` copies
    the whole example programme of a hospital with its stock take instead, `--from schools` that of
    five schools.
    """
    from facilitate.shipped import shipped

    require_files(people, agenda)
    known = [path.name for path in sorted(shipped("agendas").iterdir()) if path.is_dir()]
    if source not in known:
        raise click.UsageError(
            f"There is no {source!r} to start from. {did_you_mean(source, known)}"
        )
    if name.exists() and (not name.is_dir() or any(name.iterdir())):
        raise click.UsageError(f"{str(name)!r} is already there. Choose another name.")
    if source != STARTER and (people or agenda or roles or people_served):
        raise click.UsageError(f"--from {source} is a whole programme. Leave the others out.")
    faults: tuple[Fault, ...] = ()
    own: dict[str, str] = {}
    if source == STARTER:
        if on_terminal():
            roles = roles or ("" if people else click.prompt(ROLES, ROLES_USUAL))
            people_served = people_served or click.prompt(SERVED, SERVED_USUAL)
        if roles.strip() and "," not in roles:
            message = "--roles names one role, and a pair has two."
            raise click.UsageError(f"{message} Put a comma between: --roles {ROLES_EXAMPLE}")
        own, faults = _own_files(people, agenda, roles, people_served)
        if stops(faults):
            print_faults(faults, closing="Nothing was written.")
            exit_with(faults)
    from facilitate.files import write_whole

    shutil.copytree(shipped("agendas") / source, name, dirs_exist_ok=True)
    for mark in name.rglob(".gitkeep"):
        mark.unlink()
    for file, text in own.items():
        private = file.startswith("private/")
        write_whole(name / file, text.encode(), private=private)
    _keep_private(name / "private")
    _editor_files(name)
    print_faults(faults)
    click.echo(f"{name}/ is ready. Look at {name}/programme.yaml, then:")
    click.echo(f"  facilitate check {quoted(name)}")
    click.echo(f"  facilitate build {quoted(name)}")


def on_terminal() -> bool:
    """Say whether somebody sits there who can be asked."""
    return sys.stdin.isatty()


def _own_files(
    people: Path | None, agenda: Path | None, roles: str, people_served: str
) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """Return the starter's files with one's own people and day by path, and what to tell."""
    from facilitate.files import MAX_BYTES, start_of
    from facilitate.load.library import load_library
    from facilitate.load.new_plan import (
        agenda_text,
        contacts_text,
        pair_words,
        programme_text,
        with_own_ids,
    )
    from facilitate.load.tables.agenda_table import read_agenda
    from facilitate.load.tables.people_table import read_people, role_keys
    from facilitate.schedule.timetable import TITLES
    from facilitate.shipped import shipped

    starter = shipped("agendas") / STARTER
    words = [word.strip() for word in roles.split(",")]
    keys, faults = role_keys(words), list[Fault]()
    files, found = {}, None
    if people:
        found, told = read_people(start_of(people, MAX_BYTES), people.name, tuple(keys.values()))
        faults += told
        keys = found.roles if found else keys
    if found and found.addresses:
        files["private/contacts.yaml"] = contacts_text(found.addresses)
    if agenda:
        library, _ = load_library({shipped("exercises"): "exercises"})
        data = start_of(agenda, MAX_BYTES)
        day, told = read_agenda(data, agenda.name, library, pair_words(found))
        faults += told
        if day:
            faults += _taken_from_the_sample(day, agenda.name)
            text = (starter / DAY).read_text(encoding="utf-8")
            files[DAY] = agenda_text(text, day, library.exercises, TITLES)
    if found or keys or people_served:
        text = (starter / WHO).read_text(encoding="utf-8")
        text = programme_text(text, keys, people_served=people_served, people=found)
        files[WHO] = with_own_ids(text, keys, found)
    for file in PRIVATE if found or keys else ():
        text = (starter / file).read_text(encoding="utf-8")
        files[file] = with_own_ids(text, keys, found)
    return files, tuple(faults)


def _taken_from_the_sample(day: "AgendaTable", file: str) -> Iterator[Fault]:
    """Yield what to tell of a date or a start that a table does not say, or of more beside it."""
    why = day.undated.rstrip(".") or "No date was found above the table"
    if day.on is None:
        yield _of_the_sample(f"{why}, so a sample's date is in the agenda.", "date", file)
    if day.dated:
        hint = f"Write what else it says, such as venue: in {DAY}"
        message = f"{day.dated!r} was read for its date alone."
        yield Fault(code="P150", message=message, hint=hint, severity="advice", place=Place(file))
    if day.start is None:
        message = "No clock time was found, so the day starts when a sample's does."
        yield _of_the_sample(message, "start", file)


def _of_the_sample(message: str, key: str, file: str) -> Fault:
    hint = f"Mend {key}: in {DAY}"
    return Fault(code="P150", message=message, hint=hint, severity="warning", place=Place(file))


def _keep_private(folder: Path) -> None:
    """Let nobody but the owner into the folder about people."""
    for path in (folder, *folder.rglob("*")) if folder.is_dir() else ():
        path.chmod(0o700 if path.is_dir() else 0o600)


def _editor_files(folder: Path) -> None:
    """Write the schemas and the settings that make an editor know the keys, offline."""
    import json

    from facilitate.load.file_kinds import FILE_KINDS, schema

    # One schema knows a programme from an agenda by what stands in the file.
    kinds: dict[str, list[str]] = {"plan": []}
    for name, kind in FILE_KINDS.items():
        kinds.setdefault("plan" if name in {"programme", "day"} else name, []).append(kind.pattern)
    (folder / ".schema").mkdir(exist_ok=True)
    for name in kinds:
        text = json.dumps(schema(name), indent=1, ensure_ascii=False)
        (folder / ".schema" / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    settings = {"yaml.schemas": {f".schema/{name}.json": files for name, files in kinds.items()}}
    (folder / ".vscode").mkdir(exist_ok=True)
    text = json.dumps(settings, indent=2)
    (folder / ".vscode" / "settings.json").write_text(text + "\n", encoding="utf-8")
