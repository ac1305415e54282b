"""A mapping: written for a person to review, and read back signed, with every guess confirmed."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any, get_args

from facilitate.faults import Fault, did_you_mean, nearest
from facilitate.load.survey.cells import SCALES, is_bare, whole_number
from facilitate.load.survey.columns import SHARING, WHO, Asked, answers
from facilitate.load.survey.headings import Layout
from facilitate.load.survey.propose import header_hash
from facilitate.load.tables.table import (
    ID,
    Record,
    cell_name,
    column_of,
    compared,
    letters,
    named_columns,
    slug,
)
from facilitate.load.tables.table_file import ONE_BYTE
from facilitate.load.validate import validate
from facilitate.load.yaml_text import read
from facilitate.load.yaml_values import YamlText
from facilitate.model import Programme
from facilitate.model.private import Share
from facilitate.model.questions import MappedColumn, MappedScale, SurveyMapping
from facilitate.model.times_and_dates import ParseError, parse_date
from facilitate.structs import Struct, replace

MARKS = ("row:when", "row:submitted", "row:finished", "row:preview")
WORDS = ("list:", "tie:", "comment:")

_FORMS = {
    "pair": ("an id such as p03", ID),
    "role": ("an id such as manager", ID),
    "person": ("a pair and a role such as p03 manager", re.compile(f"{ID.pattern} {ID.pattern}")),
    SHARING: (", ".join(get_args(Share)), re.compile("|".join(get_args(Share)))),
    "row:finished": ("finished or unfinished", re.compile("finished|unfinished")),
    "row:preview": ("answer or preview", re.compile("answer|preview")),
}


class ReadMapping(Struct):
    """A mapping with its file, so that a fault can name the line."""

    mapping: SurveyMapping
    source: YamlText

    def fault(self, code: str, message: str, hint: str, *path: str | int) -> Fault:
        """Return a fault at a value of the mapping."""
        return Fault(code=code, message=message, hint=hint, place=self.source.place(path))


def read_mapping(raw: bytes, file: str) -> tuple[ReadMapping | None, tuple[Fault, ...]]:
    """Return the mapping, or None and every fault of its shape."""
    source = read(raw, file)
    mapping, faults = validate(SurveyMapping, source)
    # That nobody has signed it is told where it is used.
    faults = tuple(one for one in faults if one.code != "P109" or "'reviewed_" not in one.message)
    return (ReadMapping(mapping, source) if mapping else None), faults


def mapping_faults(
    found: ReadMapping,
    header: Sequence[Record],
    layout: Layout,
    *,
    asked: Sequence[Asked],
    programme: Programme | None = None,
) -> tuple[Fault, ...]:
    """Return every reason why a mapping may not be used for an export with this header.

    Where the programme is known, whoever answers is one of it.
    """
    faults = [*_unsigned(found), *_other_export(found, header, layout)]
    if not faults:
        faults += _columns(found, layout, asked, programme)
    return tuple(faults)


def columns_read(mapping: SurveyMapping) -> Iterator[tuple[int, MappedColumn]]:
    """Yield the columns that are read, with their numbers from 0."""
    for column in mapping.columns:
        number = column_of(column.column)
        if number is not None and column.key and column.status not in ("private", "unmapped"):
            yield number, column


def _unsigned(found: ReadMapping) -> Iterator[Fault]:
    mapping = found.mapping
    if not mapping.reviewed_by_role.strip():
        hint = "Look at every column, then fill in reviewed_by_role and reviewed_on."
        message = "Nobody has reviewed this mapping yet."
        yield found.fault("A520", message, hint, "reviewed_by_role")
        return
    try:
        parse_date(mapping.reviewed_on)
    except ParseError as problem:
        message, hint = problem.message, problem.hint
        if not mapping.reviewed_on.strip():
            message = "The mapping does not say on which day it was reviewed."
            hint = "Write the day like reviewed_on: 2026-05-12."
        yield found.fault("A520", message, hint, "reviewed_on")


def _other_export(found: ReadMapping, header: Sequence[Record], layout: Layout) -> Iterator[Fault]:
    export = found.mapping.export
    if export.header_hash == header_hash(header):
        return
    headings = {heading.column: heading.text for heading in layout.headings}
    place = found.source.place(("export", "header_hash"))
    where = "Its header rows are others than those that were reviewed."
    for column in found.mapping.columns:
        number = column_of(column.column)
        if number is None or compared(headings.pop(number, "")) != compared(column.heading):
            where = f"Column {column.column} of this export has another heading."
            break
    else:
        if headings:
            where = f"This export has a column more, {cell_name(header[0], min(headings))}."
    yield Fault(
        code="A521",
        message=f"This mapping belongs to another export. {where}",
        hint="Make a new mapping: run `facilitate audit import` with the export alone.",
        place=place,
    )


def _columns(
    found: ReadMapping, layout: Layout, asked: Sequence[Asked], programme: Programme | None
) -> Iterator[Fault]:
    known = _known_of(programme) if programme else {}
    nobody = nobody_named({column.key for _, column in columns_read(found.mapping)})
    numbers = {heading.column for heading in layout.headings}
    holders: dict[str, list[int]] = {}
    twice = Counter(column.column for column in found.mapping.columns)
    told = False
    for index, column in enumerate(found.mapping.columns):
        number = column_of(column.column)
        heading = next((one.text for one in layout.headings if one.column == number), "")
        moved = twice[column.column] > 1 and compared(heading) != compared(column.heading)
        if number not in numbers or moved:
            message = f"The export has no column {column.column[:10]!r}."
            if moved:
                message = f"Column {column.column} stands here twice, and has another heading."
            meant = {compared(one.text): letters(one.column) for one in layout.headings}
            near = meant.get(compared(column.heading), "")
            hint = f"Write column: {near}" if near else "Remove this column."
            yield found.fault("A522", message, hint, "columns", index, "column")
        elif column.key and column.status == "private":
            message = f"Column {column.column} is private, so nothing of {column.key!r} is read."
            hint = "Write status: reviewed, or take key: out."
            fault = found.fault("A530", message, hint, "columns", index, "status")
            yield replace(fault, severity="warning")
        elif column.key and column.status != "unmapped":
            holders.setdefault(column.key, []).append(index)
            of_column = [*_column(found, index, column, asked, nobody)]
            told |= nobody is not None and any(one.hint == nobody[1] for one in of_column)
            yield from of_column
            yield from _meanings(found, index, column, known.get(column.key, ()))
    roles = programme.roles_of_pairs if programme else ()
    for index in holders.get("role", ()) if roles[1:] else ():
        labels = found.mapping.columns[index].labels
        # Several words of one role may stand for it where nobody of another has answered.
        if len(set(labels.values())) == 1 < len({*map(slug, labels)} & {*roles}):
            message = f"All labels of the roles stand for {next(iter(labels.values()))!r}."
            hint = f"Write behind each what it stands for: {' or '.join(roles)}."
            yield found.fault("A523", message, hint, "columns", index, "labels")
    yield from _twice(found, holders)
    yield from _scales(found)
    yield from _encoding(found)
    # A key that is nearly one of these is told at its own line, and so is a column's wrong letter.
    told |= any(nearest(key, WHO, alike=0.8) for key in holders if key not in WHO)
    told |= max(twice.values(), default=0) > 1
    if nobody and not told:
        yield found.fault("A533", *nobody, "columns")


def _known_of(programme: Programme) -> dict[str, Sequence[str]]:
    """Return the ids that may stand for who answers, by the key of the column that says it."""
    says = programme.says
    roles = [*says.roles, *says.sponsors, "sponsor"]
    return {"pair": [*programme.pairs, "sponsors"], "role": roles}


def nobody_named(keys: Collection[str]) -> tuple[str, str] | None:
    """Return what to tell where the columns' keys do not say who a row is from, and what to do."""
    missing = [one for one in ("pair", "role") if one not in keys]
    if not missing or "person" in keys:
        return None
    if missing[1:]:
        hint = "Write key: pair and key: role at the two columns, or key: person at one."
        return "No column says which pair, and which role, a row is from.", hint
    message = f"No column says which {missing[0]} a row is from."
    return message, f"Write key: {missing[0]} at the column that says it."


def _encoding(found: ReadMapping) -> Iterator[Fault]:
    said = found.mapping.export.encoding
    if said and said not in ONE_BYTE and not said.startswith("utf-"):
        hint = f"Write {', '.join(ONE_BYTE[:-1])} or {ONE_BYTE[-1]}, or utf-8."
        yield found.fault("A523", f"No file is read as {said[:40]!r}.", hint, "export", "encoding")


def _column(
    found: ReadMapping,
    index: int,
    column: MappedColumn,
    asked: Sequence[Asked],
    nobody: tuple[str, str] | None,
) -> Iterator[Fault]:
    def fault(code: str, message: str, hint: str, key: str) -> Fault:
        return found.fault(code, message, hint, "columns", index, key)

    if column.key in (*WHO, SHARING):
        if column.status == "guess":
            yield _unconfirmed(found, index, column)
        return
    if column.key in MARKS:
        return
    keys = [*WHO, SHARING, *(one.key for one in asked)]
    name = column.key.partition(":")[2] if column.key.startswith(WORDS) else column.key
    if column.status == "guess":
        yield _unconfirmed(found, index, column)
    of_whom = nearest(column.key, WHO, alike=0.8)
    if not ID.fullmatch(name) or (of_whom and not asked):
        hint = "Write an item's id, or list:, tie: or comment: and an id."
        hint = f"Write {near}" if (near := of_whom or nearest(column.key, keys)) else hint
        yield fault("A523", f"{column.key[:60]!r} is not a key that is known here.", hint, "key")
    elif asked and not any(answers(one, column.key) for one in asked):
        whole = [one for one in (*MARKS, *keys) if one.partition(":")[2] == column.key]
        otherwise = nobody[1] if nobody else "Look at questions.yaml for its ids."
        otherwise = f"Did you mean {whole[0]!r}?" if whole else otherwise
        hint = did_you_mean(column.key, keys, otherwise=otherwise)
        yield fault("A523", f"The questions have no {column.key!r}.", hint, "key")
    elif not column.key.startswith(WORDS) and column.scale not in found.mapping.scales:
        message = f"Column {column.column} ({column.key}) is on no scale that is given above."
        hint = did_you_mean(column.scale, found.mapping.scales) or "Write its scale."
        yield fault("A523", message, hint, "scale")


def _unconfirmed(found: ReadMapping, index: int, column: MappedColumn) -> Fault:
    message = f"Column {column.column} as {column.key!r} is a guess that nobody has confirmed."
    hint = "If it is right, write status: reviewed."
    return found.fault("A524", message, hint, "columns", index, "status")


def _scales(found: ReadMapping) -> Iterator[Fault]:
    for name, scale in found.mapping.scales.items():
        ends = bare_ends(scale)
        if scale.agreement.strip():
            yield from _agreement(found, name, scale)
        elif scale.status == "guess" and any(c.scale == name for c in found.mapping.columns):
            message = f"Scale {name!r} is a guess that nobody has confirmed."
            hint = "Check each number, then write status: reviewed."
            if ends:
                message = f"Nobody has said which end of scale {name!r} is agreement."
                hint = (
                    f"Write after agreement: the answer that agrees most, {ends[1]} or {ends[0]}."
                )
            yield found.fault("A524", message, hint, "scales", name, "status")
        numbers = {label: str(number) for label, number in scale.labels.items()}
        for label in _out_of_order(scale.labels):
            message = (
                f"{label!r} counts {scale.labels[label]}, which does not fit the labels beside it."
            )
            hint = "Count from one end of the scale to the other: look at its number."
            yield found.fault("A523", message, hint, "scales", name, "labels", label)
        for label in _contradicting(numbers):
            message = f"The label {label!r} stands for two numbers on the scale {name!r}."
            hint = "Keep the right one."
            yield found.fault("A523", message, hint, "scales", name, "labels", label)


def _out_of_order(labels: Mapping[str, int]) -> Iterator[str]:
    """Yield the one label of a usual scale without which the others run from end to end."""
    given = {compared(label): label for label in labels}
    usual = max(
        (
            [
                (place, given[one])
                for place, step in enumerate(steps)
                for one in map(compared, step)
                if one in given
            ]
            for steps in SCALES.values()
        ),
        key=len,
    )
    if not _runs(usual, labels):
        alone = (
            one for one in usual if _runs([other for other in usual if other is not one], labels)
        )
        yield from (label for _, label in islice(alone, 1))


def _runs(steps: Sequence[tuple[int, str]], labels: Mapping[str, int]) -> bool:
    """Say whether numbers rise, or fall, with the steps, and are one number on each step."""
    pairs = [
        (after[0] - before[0], labels[after[1]] - labels[before[1]])
        for before, after in pairwise(steps)
    ]
    up = all((step > 0) == (more > 0) and (more == 0) == (step == 0) for step, more in pairs)
    return up or all(
        (step > 0) == (more < 0) and (more == 0) == (step == 0) for step, more in pairs
    )


def _agreement(found: ReadMapping, name: str, scale: MappedScale) -> Iterator[Fault]:
    ends = bare_ends(scale)
    if _end(scale.agreement) in map(_end, ends):
        return
    said = scale.agreement.strip()[:20]
    message = f"{said!r} is neither end of scale {name!r}."
    hint = "Leave agreement: out; this scale has no bare numbers."
    if ends:
        hint = (
            f"Write {ends[1]} or {ends[0]}. If the survey had more steps or fewer, write under "
            "labels: which step of the questionnaire each answer is, and status: reviewed."
        )
    yield found.fault("A523", message, hint, "scales", name, "agreement")


def _end(said: str) -> str:
    """Return an end of a scale as it is compared: `1,0` of the export is 1."""
    number = whole_number(said.strip())
    return compared(said) if number is None else str(number)


def bare_ends(scale: MappedScale) -> tuple[str, ...]:
    """Return the bare numbers or codes of the lowest and the highest step; nothing of words."""
    bare = sorted(
        (number, label) for label, number in scale.labels.items() if is_bare(compared(label))
    )
    return (bare[0][1], bare[-1][1]) if len(bare) > 1 else ()


def labels_of(scale: MappedScale) -> dict[str, int]:
    """Return each label's number, bare ones turned if the lowest is said to agree most."""
    ends = bare_ends(scale)
    if not ends or _end(scale.agreement) != _end(ends[0]):
        return scale.labels
    low, high = scale.labels[ends[0]], scale.labels[ends[1]]
    return {
        label: low + high - number if is_bare(compared(label)) else number
        for label, number in scale.labels.items()
    }


def _meanings(
    found: ReadMapping, index: int, column: MappedColumn, known: Sequence[str]
) -> Iterator[Fault]:
    """Yield labels of one column that stand for no id, for no mark, or for two things.

    Where the programme is `known`, an id is one of it.
    """
    path = ("columns", index, "labels")
    for label in _contradicting(column.labels):
        message = f"The label {label!r} of column {column.column} stands for two things."
        yield found.fault("A523", message, "Keep the right one.", *path, label)
    wanted, form = _FORMS.get(column.key, ("", re.compile("")))
    for label, meaning in column.labels.items():
        if known and meaning and meaning not in known:
            message = f"The programme has no {column.key} {meaning[:60]!r}."
            hint = did_you_mean(meaning, known, otherwise="Look at its pairs.")
            yield found.fault("A523", message, hint, *path, label)
        elif wanted and meaning and not form.fullmatch(meaning):
            message = f"{meaning[:60]!r} is not {wanted}."
            hint = f"Write {wanted} after {label[:40]!r}."
            if column.key == SHARING:
                message = f"{meaning[:60]!r} is no choice of sharing."
                hint = f"Write one of these after {label[:40]!r}: {wanted}."
            yield found.fault("A523", message, hint, *path, label)


def _contradicting(labels: Mapping[str, str]) -> Iterator[str]:
    """Yield each label that is, as compared, an earlier one with another meaning."""
    seen: dict[str, str] = {}
    for label, meaning in labels.items():
        if seen.setdefault(compared(label), meaning) != meaning:
            yield label


def _twice(found: ReadMapping, holders: dict[str, list[int]]) -> Iterator[Fault]:
    for key, indexes in holders.items():
        if len(indexes) > 1 and not key.startswith(("list:", "tie:")):
            first = found.mapping.columns[indexes[0]].column
            message = f"{key!r} is the key of column {first} already."
            hint = "Keep it at one column and write status: unmapped at the other."
            yield found.fault("A523", message, hint, "columns", indexes[1], "key")


_MOST_NAMED = 20  # rows in one remark

_PLAIN = re.compile(r"[a-z][a-z0-9:-]*[a-z0-9]|[A-Z]{1,3}|[0-9a-f]{64}")
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ue000-\uf8ff\ufeff\ufffe\uffff]"
)
_RESERVED = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})

_HEAD = """\
# What each column of the survey export is. Look at every line, mend what is wrong, then fill in
# reviewed_by_role and reviewed_on. A column or scale marked `guess` must be changed to `reviewed`,
# or its question answered: of bare numbers nobody but you can know which end is agreement.
# Columns that are unmapped or private are never written to the answers.
"""


def mapping_text(mapping: SurveyMapping, *, hidden: Sequence[int]) -> str:
    """Return the mapping as YAML that reads back as the same mapping.

    `hidden` are rows that are hidden in the workbook, about which it asks.
    """
    return _HEAD + "\n".join(_lines(mapping, hidden)) + "\n"


def _lines(mapping: SurveyMapping, hidden: Sequence[int]) -> Iterator[str]:
    yield "format: 1"
    yield f"reviewed_by_role: {_scalar(mapping.reviewed_by_role)}  # such as: facilitator"
    yield f"reviewed_on: {_scalar(mapping.reviewed_on)}  # such as: 2026-05-12"
    yield ""
    said = mapping.export.model_dump(exclude={"header_rows", "header_hash"})
    yield from _block({"export": {key: value for key, value in said.items() if value}})
    yield f"  header_rows: {mapping.export.header_rows}"
    yield f"  header_hash: {_scalar(mapping.export.header_hash)}"
    yield ""
    yield "# Answers that were begun and never sent in: leave out, or keep."
    yield f"unfinished: {mapping.unfinished}"
    if hidden:
        rows = ", ".join(map(str, hidden[:_MOST_NAMED])) + (" ..." if hidden[_MOST_NAMED:] else "")
        yield f"# Hidden in the workbook: row {rows}. Do they count: keep, or leave out?"
        yield f"hidden: {_scalar(mapping.hidden)}"
    if mapping.rows:
        yield "# Rows that stand out: keep, or leave out."
        yield "rows:"
    for row in mapping.rows:
        yield f"  - row: {row.row}"
        yield from _block(row.model_dump(exclude={"row"}), indent=" " * 4)
    yield "# Labels that are no answer; an empty cell is none either."
    yield "no_answer: [" + ", ".join(map(_scalar, mapping.no_answer)) + "]"
    yield from _scale_lines(mapping)
    yield ""
    yield "columns:"
    for column in mapping.columns:
        yield f"  - column: {column.column}"
        yield from _block(_said_of(column), indent=" " * 4)


def _said_of(column: MappedColumn) -> dict[str, Any]:
    """Return what is written of a column: of a private one that it is, of others what is known."""
    if column.status == "private":
        return column.model_dump(include={"heading", "status"})
    said = column.model_dump(exclude={"column"})
    return {key: value for key, value in said.items() if value or key in ("heading", "key")}


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
        ends = bare_ends(scale)
        if ends and scale.status == "guess":
            which = f"{ends[1]} or {ends[0]}"
            read = columns_read(mapping)
            where = named_columns(number for number, one in read if one.scale == name)
            yield f'    agreement: ""  # in {where}: which agrees most (or is most often), {which}?'
        yield from _block({"labels": scale.labels}, indent=" " * 4)


def _block(data: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yield the lines of keys with what is under them; words in a list stand on one line."""
    for key, value in data.items():
        head = f"{indent}{_scalar(key)}:"
        if isinstance(value, Mapping):
            yield head
            yield from _block(value, f"{indent}  ")
        elif isinstance(value, tuple):
            yield f"{head} [{', '.join(map(_scalar, value))}]"
        else:
            yield f"{head} {value if isinstance(value, int) else _scalar(value)}"


def _scalar(text: str) -> str:
    """Return a text as a YAML scalar, in double quotes unless it is a plain word."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _RESERVED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda letter: f"\\u{ord(letter[0]):04x}", quoted)
