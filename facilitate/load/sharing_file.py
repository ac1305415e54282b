"""What people chose in a survey, taken into `private/sharing.yaml`; nothing else of it changes."""

from collections.abc import Sequence

from facilitate.faults import Fault, Place
from facilitate.files import put_together, taken_apart
from facilitate.load.file_kinds import FILE_KINDS
from facilitate.load.survey.convert import SharingChoice
from facilitate.load.yaml_keys import edited
from facilitate.load.yaml_spans import CannotSplice
from facilitate.load.yaml_text import read
from facilitate.model.times_and_dates import ParseError, day_of

FILE = FILE_KINDS["sharing"].pattern

_NEW = b"format: 1\n"


def with_choices(
    before: bytes, choices: Sequence[SharingChoice], *, source: str
) -> tuple[bytes, int, tuple[Fault, ...]]:
    """Return the file with the choices in it, how many were written, and why others were not.

    A choice goes in with its day if the person has none there, or an earlier one. `source` is the
    export's name; it stands behind each new line.
    """
    text, spelling = taken_apart(before or _NEW)
    faults: list[Fault] = []
    written = 0
    for one in sorted(choices, key=lambda choice: choice.person):
        entry = {"sharing": one.sharing, **({"since": one.day.isoformat()} if one.day else {})}
        there = _there(text, one.person)
        if there.get("sharing") == one.sharing and not _is_later(one, there):
            continue
        if there.get("sharing") and not _is_later(one, there):
            faults.append(_kept(one, there.get("since", "")))
            continue
        try:
            remark = f"from {source}, row {one.row}"
            text = edited(text, ("sharing", one.person), entry, remark)
        except CannotSplice as problem:
            faults.append(_by_hand(one, str(problem)))
            continue
        written += 1
    return (put_together(text, spelling) if written else before), written, tuple(faults)


def _there(text: str, person: str) -> dict[str, str]:
    """Return what the file says of a person; nothing where it says nothing."""
    data = read(text, FILE).data
    people = data.get("sharing") if isinstance(data, dict) else None
    said = people.get(person) if isinstance(people, dict) else None
    return {key: str(value) for key, value in said.items()} if isinstance(said, dict) else {}


def _is_later(one: SharingChoice, there: dict[str, str]) -> bool:
    """Say whether a choice is surely later than the one that is there."""
    try:
        return one.day is not None and day_of(there.get("since", "")) < one.day
    except ParseError:
        return False


def _kept(one: SharingChoice, since: str) -> Fault:
    when = "with its day" if since else "without a day"
    return Fault(
        code="A562",
        message=f"{one.person}: another choice, {when}, stands in {FILE}, so it was kept.",
        hint=f"If row {one.row} of the export is the later one, write it there by hand.",
        severity="warning",
        place=Place(FILE),
    )


def _by_hand(one: SharingChoice, why: str) -> Fault:
    return Fault(
        code="A563",
        message=f"The choice of {one.person} could not be written: {why}.",
        hint=f"Write it into {FILE} by hand; it stands in row {one.row} of the export.",
        severity="warning",
        place=Place(FILE),
    )
