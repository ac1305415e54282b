"""A mapping as the YAML text that a person reads, changes and signs."""

import json
import re
from collections.abc import Iterator, Mapping

from facilitate.model.survey_mapping import MappedColumn, SurveyMapping

_PLAIN = re.compile(r"[a-z][a-z0-9:-]*[a-z0-9]|[A-Z]{1,3}|[0-9a-f]{64}")
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ue000-\uf8ff\ufeff\ufffe\uffff]"
)
_RESERVED = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})

_HEAD = """\
# What each column of the survey export is. Look at every line, mend what is wrong, then fill in
# reviewed_by_role and reviewed_on. A column or scale marked `guess` must be changed to `reviewed`.
# Columns that are unmapped or private are never written to the answers.
"""


def mapping_text(mapping: SurveyMapping) -> str:
    """Return the mapping as YAML that reads back as the same mapping."""
    return _HEAD + "\n".join(_lines(mapping)) + "\n"


def _lines(mapping: SurveyMapping) -> Iterator[str]:
    export = mapping.export
    yield "format: 1"
    yield "reviewed_by_role: " + _scalar(mapping.reviewed_by_role) + "  # such as: facilitator"
    yield "reviewed_on: " + _scalar(mapping.reviewed_on) + "  # such as: 2026-05-12"
    yield ""
    yield "export:"
    for key, value in (
        ("name", export.name),
        ("tool", export.tool),
        ("encoding", export.encoding),
        ("delimiter", export.delimiter),
        ("sheet", export.sheet),
    ):
        if value:
            yield f"  {key}: {_scalar(value)}"
    yield f"  header_rows: {export.header_rows}"
    yield f"  header_hash: {_scalar(export.header_hash)}"
    yield ""
    yield "# Answers that were begun and never sent in: leave out, or keep."
    yield f"unfinished: {mapping.unfinished}"
    yield "# Labels that are no answer; an empty cell is none either."
    yield "no_answer: [" + ", ".join(map(_scalar, mapping.no_answer)) + "]"
    yield from _scale_lines(mapping)
    yield ""
    yield "columns:"
    for column in mapping.columns:
        yield from _column_lines(column)


def _scale_lines(mapping: SurveyMapping) -> Iterator[str]:
    yield ""
    yield (
        "# Which label is which number; reversed items are not turned here."
        if (mapping.scales)
        else "# No column was found to be on a scale."
    )
    yield "scales:" if mapping.scales else "scales: {}"
    for name, scale in mapping.scales.items():
        yield f"  {_scalar(name)}:"
        yield f"    status: {scale.status}"
        yield "    labels:"
        for label, number in scale.labels.items():
            yield f"      {_scalar(label)}: {number}"


def _column_lines(column: MappedColumn) -> Iterator[str]:
    yield f"  - column: {column.column}"
    yield f"    heading: {_scalar(column.heading)}"
    if column.status == "private":
        yield "    status: private"
        return
    yield f"    key: {_scalar(column.key)}"
    yield f"    status: {column.status}"
    for key in ("scale", "order", "entry", "split"):
        value = getattr(column, key)
        if value:
            yield f"    {key}: {_scalar(value)}"
    if column.samples:
        yield "    samples: [" + ", ".join(map(_scalar, column.samples)) + "]"
    if column.labels:
        yield "    labels:"
        yield from _label_lines(column.labels)


def _label_lines(labels: Mapping[str, str]) -> Iterator[str]:
    for label, meaning in labels.items():
        yield f"      {_scalar(label)}: {_scalar(meaning)}"


def _scalar(text: str) -> str:
    """Return a text as a YAML scalar, in double quotes unless it is a plain word."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _RESERVED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda letter: f"\\u{ord(letter[0]):04x}", quoted)
