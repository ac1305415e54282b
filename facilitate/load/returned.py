"""Forms that come home: answers saved by the page on a phone, and Word files filled in."""

import io
import json
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from facilitate.document import FieldSpec
from facilitate.faults import Fault, Place, Severity
from facilitate.field_names import keys_by_name
from facilitate.files import kind_of, kind_of_package, why_refused
from facilitate.load.answers import csv_text, guarded, is_words, without_hidden_letters
from facilitate.structs import Struct

MAX_BYTES = 20_000_000
"""More than this is no form, even unpacked."""

_MOST_FIELDS = 2_000
_MOST_LETTERS = 20_000
"""So many fields, and letters in one of them, are no answers to any form of ours."""

_PARTS = ("word/document.xml", "word/header", "word/footer")


class NoFormError(ValueError):
    """The bytes are no Word file that could be a form of ours; the words say why."""


@dataclass(slots=True)
class Control:
    """One control: its tag, its words, and whether it was touched or, if a box, ticked.

    `listed` are the stored values of a drop-down list.
    `ticked` is None of anything but a box. Words of an untouched control are a prompt, no answer.
    """

    tag: str = ""
    pieces: list[str] = field(default_factory=list)
    touched: bool = True
    ticked: bool | None = None
    title: str = ""
    listed: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All its text, line ends included."""
        return "".join(self.pieces)

    def key(self, fields: "KnownFields") -> str:
        """Return the tag, or where a program lost it what the form's fields say of the title.

        A list that lost both is told by its options. Forms of before hold the key in brackets
        behind the title's words.
        """
        known = fields.by_name.get(self.title) or fields.by_options.get(self.listed)
        return self.tag or known or self.title.rpartition("[")[2].rstrip("]")


class KnownFields:
    """What a form's fields are told by where a program lost their tags."""

    def __init__(self, fields: Sequence[FieldSpec]) -> None:
        self.by_name = keys_by_name(fields)
        lists = [(tuple(one.value for one in f.options), f.name) for f in fields if f.options]
        alike = Counter(values for values, _ in lists)
        self.by_options = {values: name for values, name in lists if alike[values] == 1}


_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, struct.error),
    *(EOFError, LookupError, ValueError, OSError),
)


def controls(data: bytes) -> tuple[Control, ...]:
    """Return every control of the body, the headers and the footers, in order.

    Raises `NoFormError`: damaged, too big, or with a document type inside.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return tuple(_controls(package))
    except NoFormError:
        raise
    except (RuntimeError, NotImplementedError) as problem:
        raise NoFormError("it is locked with a password") from problem
    except _DAMAGED as problem:
        raise NoFormError("it is damaged or no Word file") from problem


def _controls(package: zipfile.ZipFile) -> Iterator[Control]:
    why = why_refused(package, most=MAX_BYTES)
    if why:
        raise NoFormError(why)
    parts = [part for part in package.infolist() if part.filename.startswith(_PARTS)]
    if not any(part.filename == _PARTS[0] for part in parts):
        names = package.namelist()
        packed = any(name.casefold().endswith(SUFFIXES) for name in names)
        raise NoFormError(
            _PACKED if packed else f"it is {kind_of_package(names) or 'no Word file'}"
        )
    for part in parts:
        if part.filename.endswith(".xml"):
            yield from _Walk().through(package.read(part))


class _Walk:
    """Walks through one part, keeping the controls that it meets."""

    def __init__(self) -> None:
        self.found: list[Control] = []
        self.open: list[Control] = []
        self.in_text = False

    def through(self, xml: bytes) -> list[Control]:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._no_document_type
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.Parse(xml, True)
        return self.found

    def _no_document_type(self, *_: object) -> None:
        raise NoFormError("it declares a document type, which Word never does")

    def _start(self, name: str, facts: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        said = {key.rpartition("}")[2]: value for key, value in facts.items()}
        if tag == "sdt":
            if len(self.found) >= _MOST_FIELDS:
                raise NoFormError(f"it has over {_MOST_FIELDS:,} fields")
            self.open.append(Control())
            self.found.append(self.open[-1])
        elif self.open:
            self._inside(tag, said.get("val", said.get("value", "")), self.open[-1])

    def _inside(self, tag: str, value: str, control: Control) -> None:
        if tag == "tag":
            control.tag = value
        elif tag == "alias":
            control.title = value
        elif tag == "showingPlcHdr":
            control.touched = value in ("0", "false")
        elif tag == "listItem":
            control.listed += (value,)
        elif tag == "checkbox":
            control.ticked = False
        elif tag == "checked":
            control.ticked = value in ("1", "true", "on")
        elif tag == "t":
            self.in_text = True
        elif tag == "br" or (tag == "p" and control.pieces):
            control.pieces.append("\n")

    def _end(self, name: str) -> None:
        tag = name.rpartition("}")[2]
        if tag == "t":
            self.in_text = False
        elif tag == "sdt":
            ended = self.open.pop()
            if self.open and not ended.title and not ended.listed:
                _takes_name(ended, self.open[-1])

    def _words(self, words: str) -> None:
        if self.in_text and self.open:
            self.open[-1].pieces.append(words)


def _takes_name(inner: Control, around: Control) -> None:
    """Let a nameless control have the name around it: so LibreOffice writes a box."""
    if not inner.tag:
        inner.tag, inner.title, around.touched = around.tag, around.title, False


SUFFIXES = (".json", ".docx")
FORM_TAG = "form"
YES = "yes"

_PLAIN_AGAIN = "Ask for it again, filled in on the page or in Word and saved there."
_PACKED, _FOLDER = "it is a ZIP with files in it", "it is a folder"
_NEITHER = "it is neither saved answers (JSON) nor a Word file (DOCX)"
_INSTEAD = {
    _NEITHER: "If somebody's answers are in it, ask for them again, on the page or in Word.",
    _PACKED: "Unpack it, and put what is in it into this folder.",
    _FOLDER: "Put what is in it right into the folder that is read.",
    "it is an Excel workbook": "If it is the table of answers typed in: facilitate audit import",
    "it is a LibreOffice file": "Open it, save it as Word (DOCX), and put that here.",
    **dict.fromkeys(
        ("it is a picture", "it is a PDF", "it is a picture or film of a phone"),
        "Type what it says into the table that `audit form` makes, one row a person.",
    ),
}
"""What to do with a file by what it is, where asking for it again is not the way."""


class Returned(Struct):
    """One form that came back: the file's name, the form's id and version, answers by key.

    An answer is a stored value or words; a tick is `yes`. What was left out is not there.
    """

    file: str
    form: str
    answers: Mapping[str, str]

    @property
    def person(self) -> str:
        """The id of whose it is, as in the first column of the answers; empty if not said."""
        who = [self.answers.get(key, "") for key in WHO]
        return "-".join(who) if all(who) else ""

    @property
    def answered(self) -> bool:
        """Whether anything was answered besides who it is and what may be shown."""
        return bool(self.answers.keys() - {*WHO, *CHOICES})


class _Raw(Struct):
    form: str
    marks: tuple[tuple[str, str], ...]
    """Key and answer, as often as they stand there; of a drop-down list the words shown."""


def read_file(
    path: Path, *, forms: Mapping[str, Sequence[FieldSpec]]
) -> tuple[Returned | None, tuple[Fault, ...]]:
    """Return what `read_returned` does for a file; one that cannot be opened is a fault of its own.

    Nothing that lies in the folder keeps the other forms from being read.
    """
    name = path.name.encode("utf-8", "replace").decode()
    try:
        if not path.is_file():
            return None, (_unreadable(name, _FOLDER if path.is_dir() else "it is no plain file"),)
        if path.stat().st_size > MAX_BYTES:
            return None, (_unreadable(name, f"it is over {MAX_BYTES // 1_000_000} MB"),)
        data = path.read_bytes()
    except OSError:
        return None, (_unreadable(name, "it cannot be opened"),)
    return read_returned(data, name, forms=forms)


def _unreadable(file: str, why: str) -> Fault:
    message = f"This file cannot be read as a form: {why}."
    hint = _INSTEAD.get(why, _PLAIN_AGAIN)
    severity: Severity = "warning" if why == _NEITHER else "error"
    return Fault(code="F201", message=message, hint=hint, severity=severity, place=Place(file))


def read_returned(
    data: bytes, file: str, *, forms: Mapping[str, Sequence[FieldSpec]]
) -> tuple[Returned | None, tuple[Fault, ...]]:
    """Return a form's answers and everything odd in it, or None and why it is no form.

    `forms` are the fields by a form's id and version; another version is a fault, never guessed.
    """
    place = Place(file)
    try:
        raw = _raw(data, file, forms)
    except NoFormError as problem:
        return None, (_unreadable(file, str(problem)),)
    if raw.form not in forms:
        return None, (_another(raw.form, forms, place),)
    specs = {name: spec for spec in forms[raw.form] for name in (spec.name, spec.key)}
    faults = list(_unexpected(raw, specs, place))
    answers: dict[str, str] = {}
    twice: set[str] = set()
    for name, words in raw.marks:
        spec = specs.get(name)
        if spec is None:
            continue
        key, answer = spec.key, _answer(spec, words, faults, place=place)
        if answer is not None and answers.setdefault(key, answer) != answer:
            twice.add(key)
    faults += (_twice(key, place) for key in answers if key in twice)
    kept = {key: value for key, value in answers.items() if key not in twice}
    said = {specs[name].key for name, _ in raw.marks if name in specs}
    if strangers := [key for key in WHO if key in said and key not in (*answers, *twice)]:
        message = f"What this form says of the {' and '.join(strangers)} is none of this programme."
        hint = "Look whether it belongs to another programme, or ask who sent it."
        return None, (Fault(code="F206", message=message, hint=hint, place=place),)
    if said == {*WHO} and not faults:
        message = "This form says whose it is, and nothing else."
        hint = "Ask who sent it whether it was saved before it was filled in."
        faults = [Fault(code="F209", message=message, hint=hint, severity="warning", place=place)]
    return Returned(file, raw.form, kept), tuple(faults)


def _raw(data: bytes, file: str, forms: Mapping[str, Sequence[FieldSpec]]) -> _Raw:
    """Return what a file says, told by its first letters: its name may be any."""
    if not data:
        raise NoFormError("it is empty")
    if data.startswith(b"PK"):
        return _from_word(data, forms)
    if kind := kind_of(data):
        raise NoFormError(f"it is {kind}")
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{") or file.casefold().endswith(".json"):
        return _from_page(data)
    raise NoFormError(_NEITHER)


def _another(form: str, forms: Mapping[str, object], place: Place) -> Fault:
    message = f"This is another form than what was asked: {' or '.join(forms)}."
    hint = "Leave it out, or read it with the programme that it belongs to."
    if not form:
        message = "This is a file of one's own and no form of ours."
        hint = _PLAIN_AGAIN
    elif form.partition(" ")[0] in {one.partition(" ")[0] for one in forms}:
        message = f"This is another version than what was asked: {' or '.join(forms)}."
        hint = "Leave it out, and ask for it again on the form as it is now."
    return Fault(code="F202", message=message, hint=hint, place=place)


def _plain(words: str) -> str:
    """Return an answer as it can be written anywhere; raise `NoFormError` if it cannot be."""
    if len(words) > _MOST_LETTERS:
        raise NoFormError(f"one answer has over {_MOST_LETTERS:,} letters")
    if any("\ud800" <= letter <= "\udfff" for letter in words):
        raise NoFormError("it holds half a letter, which no program writes")
    return without_hidden_letters(words).strip()


def _from_page(data: bytes) -> _Raw:
    try:
        saved = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise NoFormError("it holds no saved answers") from problem
    answers = saved.get("answers") if isinstance(saved, dict) else None
    if not isinstance(answers, dict) or not all(
        value is None or isinstance(value, str | bool) for value in answers.values()
    ):
        raise NoFormError("it holds no saved answers")
    if len(answers) > _MOST_FIELDS:
        raise NoFormError(f"it has over {_MOST_FIELDS:,} fields")
    form = f"{saved.get('form', '')} {saved.get('version', '')}".strip()
    marks = (
        (key, YES if value is True else _plain(value)) for key, value in answers.items() if value
    )
    return _Raw(form, tuple((key, words) for key, words in marks if words))


def _from_word(data: bytes, forms: Mapping[str, Sequence[FieldSpec]]) -> _Raw:
    found = controls(data)
    form = next((one.words.strip() for one in found if FORM_TAG in (one.tag, one.title)), "")
    fields = KnownFields(forms.get(form, ()))
    marks = (mark for one in found for mark in _marks(one, one.key(fields)))
    return _Raw(form, tuple(marks))


def _marks(control: Control, whole: str) -> Iterator[tuple[str, str]]:
    key, box, value = whole.rpartition("=") if "=" in whole else (whole, "", "")
    if whole == FORM_TAG:
        return
    if control.ticked is not None:
        if control.ticked:
            yield key, value if box else YES
    elif control.touched and (words := _plain(control.words)):
        yield key, words


def _unexpected(raw: _Raw, specs: Mapping[str, FieldSpec], place: Place) -> Iterator[Fault]:
    number = len({key for key, _ in raw.marks} - set(specs))
    if number:
        message = f"{number} of its fields {'is' if number == 1 else 'are'} none of this form."
        hint = "What they say is left out; somebody changed the form."
        yield Fault(code="F203", message=message, hint=hint, severity="warning", place=place)


def _answer(spec: FieldSpec, words: str, faults: list[Fault], *, place: Place) -> str | None:
    """Return the stored value of what was chosen, the words of what was written, or None."""
    if spec.kind not in ("scale", "choice", "tick"):
        return words
    known = {option.value: option.value for option in spec.options}
    known |= {YES: YES} if spec.kind == "tick" else {}
    known |= {option.label: option.value for option in spec.options}
    if words not in known:
        message = f"What the field {spec.key!r} says is none of its answers."
        hint = "It counts as no answer. Ask the person if it matters."
        fault = Fault(code="F204", message=message, hint=hint, severity="warning", place=place)
        faults.append(fault)
    return known.get(words)


def _twice(key: str, place: Place) -> Fault:
    return Fault(
        code="F205",
        message=f"The field {key!r} has two answers.",
        hint="It counts as no answer. Ask the person, and mark one of them.",
        severity="warning",
        place=place,
    )


WHO = ("pair", "role")
CHOICES = ("sharing", "line-for-partner")

_MARK = re.compile(r"^\s*(?:\d{1,3}[.)]|[-–—•*])\s+")


class Collected(Struct):
    """`table` is a CSV that `audit import` reads; `sharing` is text for `private/sharing.yaml`."""

    table: str
    sharing: str
    people: int


def collect(
    forms: Sequence[Returned], columns: Sequence[str], *, names: Mapping[str, str] | None = None
) -> tuple[Collected, tuple[Fault, ...]]:
    """Return everybody's answers in the columns of the questionnaire, first and second sitting.

    `names` are people's ids by their names without capitals: whom somebody turns to is written
    with the id where the name is one of these, else as it was written, for the mapping to say.

    A form that does not say whose it is, and a second one of the same sitting that says something
    else, are faults: nothing is guessed, and neither of the two counts.
    """
    faults: list[Fault] = []
    found: dict[tuple[str, str], dict[str, Returned]] = {}
    clashing: set[tuple[str, str, str]] = set()
    for one in forms:
        who = (one.answers.get("pair", ""), one.answers.get("role", ""))
        if not all(who):
            faults.append(_nobody(one))
            continue
        before = found.setdefault(who, {}).setdefault(one.form, one)
        if before.answers != one.answers:
            faults.append(_two(who, before, one))
            clashing.add((*who, one.form))
    rows = {
        who: {
            key: value
            for form, one in theirs.items()
            if (*who, form) not in clashing
            for key, value in one.answers.items()
        }
        for who, theirs in found.items()
    }
    rows = {who: row for who, row in sorted(rows.items()) if row}
    return Collected(_table(rows, columns, names or {}), _sharing(rows), len(rows)), tuple(faults)


def _table(
    rows: Mapping[tuple[str, str], Mapping[str, str]],
    columns: Sequence[str],
    names: Mapping[str, str],
) -> str:
    """Return everyone's answers as CSV, without the columns that nobody filled in.

    Words are guarded, since people open the table in a spreadsheet; the import takes that off.
    """
    given = {key for row in rows.values() for key in row}
    kept = [one for one in columns if one in given and one not in (*WHO, *CHOICES)]
    cells = (
        (*who, *(_cell(column, row.get(column, ""), names) for column in kept))
        for who, row in rows.items()
    )
    return csv_text([(*WHO, *kept), *cells])


def _cell(column: str, words: str, names: Mapping[str, str]) -> str:
    """Return a cell as the import reads it: people named are parted by semicolons."""
    if not is_words(column):
        return words  # the value of a choice, which is the questionnaire's own
    if not column.startswith("tie:"):
        return guarded(words)
    named = (" ".join(_MARK.sub("", one).split()) for one in re.split(r"[\n;]", words))
    return guarded("; ".join(names.get(one.casefold(), one) for one in named if one))


def _sharing(rows: Mapping[tuple[str, str], Mapping[str, str]]) -> str:
    """Return what people chose, in the form of `private/sharing.yaml`."""
    lines = ["# Copy these into private/sharing.yaml, with the day after since:", "format: 1"]
    chosen = []
    for (pair, role), row in rows.items():
        says = [f"sharing: {row['sharing']}"] if "sharing" in row else []
        if "line-for-partner" in row:
            says.append("line for partner: yes")
        if says:
            person = role if pair == "sponsors" else f"{pair}-{role}"
            chosen.append(f"  {person}: {{{', '.join(says)}}}")
    return "\n".join([*lines, "sharing:" if chosen else "sharing: {}", *chosen]) + "\n"


def _nobody(form: Returned) -> Fault:
    return Fault(
        code="F206",
        message="This form does not say whose it is: pair or role is missing.",
        hint="Ask who sent it, and have it filled in.",
        place=Place(form.file),
    )


def _two(who: tuple[str, str], one: Returned, other: Returned) -> Fault:
    return Fault(
        code="F207",
        message=f"The {who[1]} of {who[0]!r} has sent two forms that differ: {one.file!r} and "
        f"{other.file!r}.",
        hint="Ask which one counts, and take the other one out of the folder.",
        place=Place(other.file),
    )
