"""Whose the rows of a survey's export are, by the mapping that lies beside it or is proposed."""

from dataclasses import dataclass
from pathlib import Path

from facilitate.faults import Fault
from facilitate.files import MAX_BYTES, start_of
from facilitate.load.survey.cells import Listing
from facilitate.load.survey.export import Export, propose, read_export
from facilitate.load.survey.mapping import ReadMapping, read_mapping
from facilitate.load.survey.propose import header_hash
from facilitate.load.survey.responses import persons, responses
from facilitate.load.tables.table import Record
from facilitate.load.yaml_text import MOST_BYTES
from facilitate.model import Programme, Questions

SUFFIXES = (".csv", ".tsv", ".xlsx")


@dataclass(frozen=True, slots=True)
class Whose:
    """The rows of an export in its order, each with a person's id, empty where it says none.

    `sent_in` are the ids of those whose answers were sent in, `headings` what stands above the
    columns, by their numbers from 0.
    """

    rows: tuple[tuple[Record, str], ...]
    sent_in: frozenset[str]
    headings: dict[int, str]


def whose(
    path: Path, programme: Programme, questions: Questions
) -> tuple[Whose | None, tuple[Fault, ...]]:
    """Return whose an export's rows are, or None and why it cannot be read."""
    export, faults = read_export(start_of(path, MAX_BYTES), path.name)
    if export is None:
        return None, faults
    found = _mapping(path, export, programme, questions)
    quiet = Listing(export.table)
    return Whose(
        rows=tuple(persons(found, export.rows, quiet)),
        sent_in=frozenset(one.person for one in responses(found, export.rows, quiet))
        if {"pair", "role", "person"} & {column.key for column in found.mapping.columns}
        else frozenset(),
        headings={one.column: one.text for one in export.layout.headings},
    ), ()


def _mapping(path: Path, export: Export, programme: Programme, questions: Questions) -> ReadMapping:
    beside = path.with_name(f"{path.stem}.mapping.yaml")
    found, _ = read_mapping(start_of(beside, MOST_BYTES), beside.name)
    if found and found.mapping.export.header_hash == header_hash(export.header):
        return found
    _, text, _ = propose(export, questions, programme)
    proposed, _ = read_mapping(text.encode(), beside.name)
    assert proposed is not None, "a mapping that was just written can be read"
    return proposed
