"""Bring in a survey export: first a mapping to review, then the plain answers."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from facilitate.cli.inputs import json_option, require_files
from facilitate.cli.output import NO_FACTS, finish
from facilitate.faults import Fault, Place, quoted

if TYPE_CHECKING:
    from facilitate.load.survey.convert import SharingChoice
    from facilitate.load.survey.export import Export
    from facilitate.model import Programme
    from facilitate.model.questions import Questions

_ANSWERS, _MAPPING = ".answers.csv", ".mapping.yaml"
_FOLDERS_UP = 3  # private/stock-takes/ lies two below the programme

_Faults = tuple[Fault, ...]


class _Asked(NamedTuple):
    """The questions; `sure` says that they were named or stand beside the export."""

    questions: "Questions"
    sure: bool


class _Outcome(NamedTuple):
    """What came of an export: its faults, what `--json` says of it, and lines for people."""

    faults: _Faults
    facts: Mapping[str, object] = NO_FACTS
    lines: Sequence[str] = ()


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--questions", type=click.Path(path_type=Path), help="The questions that were asked.")
@click.option("--mapping", type=click.Path(path_type=Path), help="The mapping that was reviewed.")
@click.option("--out", type=click.Path(path_type=Path), help="Where the answers go.")
@click.option("--plan", type=click.Path(path_type=Path), help="The plan of who takes part.")
@click.option("--sheet", default="", help="The sheet of a workbook that has several.")
@click.option("--force", is_flag=True, help="Replace answers that are there and differ.")
@json_option
def command(
    file: Path,
    *,
    questions: Path | None,
    mapping: Path | None,
    out: Path | None,
    plan: Path | None,
    sheet: str,
    force: bool,
) -> None:
    """Bring in a survey export: CSV, TSV or XLSX of any survey tool.

    \b
    facilitate audit import baseline.csv
        writes baseline.mapping.yaml for you to review and sign
    facilitate audit import baseline.csv --mapping baseline.mapping.yaml --out baseline.answers.csv
        writes the answers, one row a person

    Names, addresses, devices and places are dropped when read and never written.
    """  # noqa: D301  \b is Click's: keep these lines as they are
    require_files(file, mapping, questions)
    if mapping and mapping.suffix != ".yaml" == file.suffix:
        raise click.UsageError(
            "The export and its mapping changed places. Write facilitate audit import "
            f"{quoted(mapping)} --mapping {quoted(file)}"
        )
    around = _plan_around(plan, file)
    if out and not mapping:
        raise click.UsageError("--out needs --mapping: the mapping that you have reviewed.")
    asked, faults = _questions(questions, file, around)
    if mapping is None:
        found = _propose(file, asked, around, sheet=sheet)
    else:
        target = out or mapping.with_name(mapping.name.removesuffix(_MAPPING) + _ANSWERS)
        if target.resolve() in (file.resolve(), mapping.resolve()):
            raise click.UsageError("--out would overwrite the export or its mapping.")
        found = _convert(file, asked, around, mapping=mapping, target=target, force=force)
    closing = "" if found.facts.get("written") else "Nothing was written."
    all_faults = (*faults, *found.faults)
    finish(all_faults, found.lines, closing=closing, facts=found.facts)


class _Around(NamedTuple):
    """The plan that an export belongs to; None where there is none."""

    folder: Path | None = None
    programme: "Programme | None" = None

    @property
    def next_take(self) -> str:
        """The first stock take that has no answers yet; the empty text if that is not known."""
        takes = self.programme.says.takes_in_order if self.programme else ()
        folder = (self.folder or Path()) / "private" / "stock-takes"
        return next((one for one in takes if not (folder / f"{one}{_ANSWERS}").exists()), "")


def _plan_around(path: Path | None, file: Path) -> _Around:
    """Return the folder and programme of a plan: that which was named, or that around the export.

    A plan with faults is as good as none here: `check` tells them.
    """
    from facilitate.cli.inputs import read_plan
    from facilitate.load.plan import load_programme
    from facilitate.load.plan_files import NotThere

    if path is not None:
        return _Around(*read_plan(load_programme, path))
    above = (*file.absolute().parents[:_FOLDERS_UP], *file.resolve().parents[:_FOLDERS_UP])
    for folder in dict.fromkeys(above):
        if (folder / "programme.yaml").is_file() or (folder / "private").is_dir():
            with suppress(NotThere):
                return _Around(*load_programme(folder))
    return _Around()


def _propose(file: Path, asked: _Asked, around: _Around, *, sheet: str) -> _Outcome:
    """Write the mapping to review beside the export, unless another one is there."""
    from facilitate.files import MAX_BYTES, start_of
    from facilitate.load.plan_files import link_faults
    from facilitate.load.survey.export import fits, propose, read_export

    export, faults = read_export(start_of(file, MAX_BYTES), file.name, sheet=sheet)
    if export is None:
        return _Outcome(faults)
    known = asked.questions if asked.sure or fits(export, asked.questions) else None
    mapping, text, more = propose(export, known, around.programme)
    faults = (*faults, *more)
    facts = {**_facts(export), "written": None}
    target = file.with_name(file.stem + _MAPPING)
    if linked := link_faults(around.folder, [target]):
        return _Outcome((*faults, *linked))
    if target.exists() and target.read_bytes() != text.encode():
        return _Outcome((*faults, _kept(target, export, around)), facts, [_summary(facts)])
    _write(target, text)
    columns = [
        {"column": c.column, "heading": c.heading, "key": c.key, "status": c.status}
        for c in mapping.columns
    ]
    lines = [
        _summary(facts),
        f"Wrote {target}. Look at every column in it and sign it. Next:",
        f"  facilitate audit import {quoted(file)} --mapping {quoted(target)}",
    ]
    facts |= {"file": str(file), "written": str(target), "columns": columns}
    return _Outcome(faults, facts, lines)


def _convert(
    file: Path, asked: _Asked, around: _Around, *, mapping: Path, target: Path, force: bool
) -> _Outcome:
    """Write the answers by a mapping that was reviewed, unless others are there."""
    from facilitate.files import MAX_BYTES, start_of
    from facilitate.load.answers import answers_text
    from facilitate.load.plan_files import link_faults
    from facilitate.load.survey.columns import all_asked
    from facilitate.load.survey.convert import SHARING_FILE
    from facilitate.load.survey.export import convert, read_export
    from facilitate.load.survey.mapping import read_mapping
    from facilitate.load.yaml_text import MOST_BYTES

    found, faults = read_mapping(start_of(mapping, MOST_BYTES), mapping.name)
    if found is None:
        return _Outcome(faults)
    data, reviewed = start_of(file, MAX_BYTES), found.mapping.export
    export, more = read_export(data, file.name, sheet=reviewed.sheet, encoding=reviewed.encoding)
    faults = (*faults, *more)
    if export is None:
        return _Outcome(faults)
    keys = {one.key for one in all_asked(asked.questions)}
    fitting = asked.sure or any(column.key in keys for column in found.mapping.columns)
    known = asked.questions if fitting else None
    answers, choices, more = convert(export, found, questions=known, programme=around.programme)
    faults = (*faults, *more)
    facts = {**_facts(export), "written": None}
    lines = [_summary(facts)]
    if answers is None:
        return _Outcome(faults, facts, lines)
    text = answers_text(answers)
    sharing = [around.folder / SHARING_FILE] if choices and around.folder else []
    if linked := link_faults(around.folder, [target, *sharing]):
        return _Outcome((*faults, *linked), facts, lines)
    if not force and target.exists() and target.read_bytes() != text.encode():
        return _Outcome((*faults, _differs(target, around)), facts, lines)
    _write(target, text)
    people, items = len(answers.rows), len(answers.columns)
    lines.append(f"Wrote {target}: {people} people, {items} columns.")
    if target.resolve().parent.name != "stock-takes":
        such = f", such as {around.next_take}{_ANSWERS}" if around.next_take else ""
        lines.append(
            "Next: put it into private/stock-takes/ of the programme, named after its line "
            f"under stock takes:{such}"
        )
    shared, more, said = _taken_in(choices, around.folder, file)
    facts |= {"written": str(target), "people": people, "items": items, "sharing": shared}
    return _Outcome((*faults, *more), facts, (*lines, *said))


def _taken_in(
    choices: "Sequence[SharingChoice]", folder: Path | None, file: Path
) -> tuple[int, _Faults, list[str]]:
    """Write what people chose into private/sharing.yaml of the programme, if it is known.

    Return how many choices were written, what is told, and lines for people.
    """
    from facilitate.files import write_whole
    from facilitate.load.survey.convert import SHARING_FILE, with_choices

    if not choices:
        return 0, (), []
    if folder is None:
        more = "name the plan with --plan, and it goes into its private/sharing.yaml."
        return 0, (), [f"{len(choices)} people chose what they share: {more}"]
    path = folder / SHARING_FILE
    before = path.read_bytes() if path.is_file() else b""
    after, written, faults = with_choices(before, choices, source=file.name)
    if after != before:
        write_whole(path, after, private=True)
    told = f"{written} of {len(choices)} choices of sharing went into {SHARING_FILE}."
    return written, faults, [told]


def _summary(facts: Mapping[str, object]) -> str:
    how = ", ".join(str(facts[key]) for key in ("encoding", "delimiter", "sheet") if facts[key])
    return f"{facts['tool']} ({how}): {facts['rows']} rows of answers."


def _facts(export: "Export") -> dict[str, object]:
    from facilitate.load.survey.export import title

    return {
        "tool": title(export.layout.vendor),
        "encoding": export.table.encoding,
        "delimiter": export.table.delimiter,
        "sheet": export.table.sheet,
        "header_rows": export.layout.header_rows,
        "rows": len(export.rows),
    }


def _questions(path: Path | None, file: Path, around: _Around) -> tuple[_Asked, _Faults]:
    """Return the questions that were named, or those of the programme around the export.

    Where there are none the shipped ones stand in, for as long as any of them fits.
    """
    from facilitate.load.validate import validate
    from facilitate.load.words import filled_in, words_nearest
    from facilitate.load.yaml_text import read_file
    from facilitate.model.questions import Questions
    from facilitate.shipped import shipped

    folders = [*([around.folder] if around.folder else []), *file.resolve().parents[:_FOLDERS_UP]]
    near = next((f / "questions.yaml" for f in folders if (f / "questions.yaml").is_file()), None)
    found = path or near or shipped("agendas") / "example" / "questions.yaml"
    source = filled_in(read_file(found, found.name), words_nearest(folders))
    asked, faults = validate(Questions, source)
    if asked is None:
        finish(faults, closing="Nothing was written.", failed=True)
    sizes = around.programme.sizes.values() if around.programme else ()
    return _Asked(asked.asked_of(sizes), sure=bool(path or near)), faults


def _later_take(around: _Around, ending: str) -> str:
    """Return a name for what belongs to a later stock take than the one that is there."""
    return f"{around.next_take or 'repeat'}{ending}"


def _kept(target: Path, export: "Export", around: _Around) -> Fault:
    """Return that a mapping stays; that of an earlier stock take is not offered for a later one."""
    from facilitate.load.survey.mapping import read_mapping
    from facilitate.load.survey.propose import header_hash

    found, _ = read_mapping(target.read_bytes(), target.name)
    name = _later_take(around, "")
    hint = (
        f"If this is a later stock take, name the export after it, such as {name}, and start again."
    )
    if found and found.mapping.export.header_hash == header_hash(export.header):
        hint += " If not, use the mapping with --mapping, or move it away to start afresh."
    return Fault(
        code="A561",
        message=f"{target.name} is there already, so it was kept as it is.",
        hint=hint,
        severity="warning",
        place=Place(target.name),
    )


def _differs(target: Path, around: _Around) -> Fault:
    other = target.with_name(_later_take(around, _ANSWERS))
    hint = (
        f"If it is a later stock take, give --out {other.name}; to replace what is there, --force."
    )
    return Fault(
        code="A560",
        message=f"{target.name} is there already and says something else.",
        hint=hint,
        place=Place(target.name),
    )


def _write(target: Path, text: str) -> None:
    """Put a file in place whole: the old one stays until the new one is on the disk."""
    from facilitate.files import write_whole

    if target.exists() and target.read_bytes() == text.encode():
        return
    write_whole(target, text.encode(), private=True)
