"""`NAME.mapping.yaml`: what each column of a survey export is, as a person has reviewed it."""

from typing import Literal

from pydantic import Field

from facilitate.model.base import Frozen, Listed
from facilitate.model.units import Whole

Status = Literal["proposed", "guess", "reviewed", "private", "unmapped"]
"""`proposed` was matched word by word; a `guess` is refused until a person writes `reviewed`."""


class MappedExport(Frozen):
    """The export that the mapping belongs to; the hash is that of its header rows."""

    name: str = ""
    tool: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_rows: Whole
    header_hash: str


class MappedScale(Frozen):
    """One answer scale: each label with its number."""

    status: Status = "proposed"
    labels: dict[str, Whole]


class MappedColumn(Frozen):
    """One column of the export, by its letters.

    `key` is `pair`, `role`, `person`, an item's id, `list:<id>`, `tie:<id>`, `comment:<id>`, one of
    the marks `row:when`, `row:submitted`, `row:finished`, `row:preview`, or empty. `labels` say
    what a cell's text stands for, `entry` what a tick in this column stands for.
    """

    column: str
    heading: str = ""
    key: str = ""
    status: Status = "proposed"
    scale: str = ""
    labels: dict[str, str] = Field(default={})
    split: str = ""
    entry: str = ""
    order: Literal["", "year first", "day first", "month first"] = ""
    samples: Listed = ()


class SurveyMapping(Frozen):
    """The whole mapping file."""

    format: Literal["1"]
    export: MappedExport
    reviewed_by_role: str = ""
    reviewed_on: str = ""
    unfinished: Literal["leave out", "keep"] = "leave out"
    no_answer: Listed = ()
    scales: dict[str, MappedScale] = Field(default={})
    columns: tuple[MappedColumn, ...]
