"""One form that came back: its answers by key, whatever it was filled in with."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitate.document import FieldSpec
from facilitate.faults import Fault, Place
from facilitate.load.returned.controls import MAX_BYTES, Control, NoFormError, controls

SUFFIXES = (".json", ".docx")
FORM_TAG = "form"
YES = "yes"

_PLAIN_AGAIN = "Ask for it again, filled in on the page or in Word and saved there."


@dataclass(frozen=True, slots=True)
class Returned:
    """One form that came back: the file's name, the form's id and version, answers by key.

    An answer is a stored value or words; a tick is `yes`. What was left out is not there.
    """

    file: str
    form: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Raw:
    form: str
    marks: tuple[tuple[str, str], ...]
    """Key and answer, as often as they stand there; of a drop-down list the words shown."""


def read_returned(
    data: bytes, file: str, *, forms: Mapping[str, Sequence[FieldSpec]]
) -> tuple[Returned | None, tuple[Fault, ...]]:
    """Return a form's answers and everything odd in it, or None and why it is no form.

    `forms` are the fields by a form's id and version; another version is a fault, never guessed.
    """
    place = Place(file)
    try:
        raw = _from_page(data) if file.casefold().endswith(".json") else _from_word(data)
    except NoFormError as problem:
        message = f"This file cannot be read as a form: {problem}."
        return None, (Fault(code="F201", message=message, hint=_PLAIN_AGAIN, place=place),)
    if raw.form not in forms:
        message = f"This is the form {raw.form!r}; what was asked is {' or '.join(forms)}."
        hint = "Leave it out, or read it with the programme that it belongs to."
        return None, (Fault(code="F202", message=message, hint=hint, place=place),)
    faults: list[Fault] = []
    specs = {spec.key: spec for spec in forms[raw.form]}
    answers: dict[str, str] = {}
    twice: set[str] = set()
    for key, words in raw.marks:
        answer = _answer(specs.get(key), key, words, faults, place=place)
        if answer is None:
            continue
        if answers.setdefault(key, answer) != answer:
            faults.append(_twice(key, answers[key], answer, place))
            twice.add(key)
    kept = {key: value for key, value in answers.items() if key not in twice}
    return Returned(file, raw.form, kept), tuple(faults)


def _from_page(data: bytes) -> _Raw:
    if len(data) > MAX_BYTES:
        raise NoFormError(f"it is over {MAX_BYTES // 1_000_000} MB")
    try:
        saved = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise NoFormError("it holds no saved answers") from problem
    answers = saved.get("answers") if isinstance(saved, dict) else None
    if not isinstance(answers, dict) or not all(
        value is None or isinstance(value, str | bool) for value in answers.values()
    ):
        raise NoFormError("it holds no saved answers")
    form = f"{saved.get('form', '')} {saved.get('version', '')}".strip()
    marks = (
        (key, YES if value is True else value)
        for key, value in answers.items()
        if value and value is not False
    )
    return _Raw(form, tuple(marks))


def _from_word(data: bytes) -> _Raw:
    if len(data) > MAX_BYTES:
        raise NoFormError(f"it is over {MAX_BYTES // 1_000_000} MB")
    found = controls(data)
    form = next((one.words.strip() for one in found if one.key == FORM_TAG), "")
    return _Raw(form, tuple(mark for one in found for mark in _marks(one)))


def _marks(control: Control) -> Iterator[tuple[str, str]]:
    key, box, value = control.key.rpartition("=") if "=" in control.key else (control.key, "", "")
    if control.key == FORM_TAG:
        return
    if control.ticked is not None:
        if control.ticked:
            yield key, value if box else YES
    elif control.touched and control.words.strip():
        yield key, control.words.strip()


def _answer(
    spec: FieldSpec | None, key: str, words: str, faults: list[Fault], *, place: Place
) -> str | None:
    """Return the stored value of what was chosen, the words of what was written, or None."""
    if spec is None:
        message = f"The field {key[:40]!r} is none of this form."
        hint = "It is left out; somebody changed the form."
        fault = Fault(code="F203", message=message, hint=hint, severity="warning", place=place)
        faults.append(fault)
        return None
    if spec.kind not in ("scale", "choice", "tick"):
        return words.strip()
    known = {option.value: option.value for option in spec.options}
    known |= {YES: YES} if spec.kind == "tick" else {}
    known |= {option.label: option.value for option in spec.options}
    if words not in known:
        message = f"The field {key!r} says {words[:40]!r}, which is none of its answers."
        hint = "It counts as no answer. Ask the person if it matters."
        fault = Fault(code="F204", message=message, hint=hint, severity="warning", place=place)
        faults.append(fault)
    return known.get(words)


def _twice(key: str, one: str, other: str, place: Place) -> Fault:
    return Fault(
        code="F205",
        message=f"The field {key!r} is answered twice, with {one!r} and {other!r}.",
        hint="It counts as no answer. Ask the person, and mark one of them.",
        severity="warning",
        place=place,
    )
