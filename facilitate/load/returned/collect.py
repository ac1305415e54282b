"""All forms that came back as one plain table, a row a person, and what they chose to share."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitate.faults import Fault, Place
from facilitate.load.returned.form import Returned

WHO = ("pair", "role")
CHOICES = ("sharing", "line-for-partner")

_MARK = re.compile(r"^\s*(?:\d{1,3}[.)]|[-–—•*])\s+")


@dataclass(frozen=True, slots=True)
class Collected:
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
        who: _merged([one for form, one in theirs.items() if (*who, form) not in clashing])
        for who, theirs in found.items()
    }
    rows = {who: row for who, row in sorted(rows.items()) if row}
    return Collected(_table(rows, columns, names or {}), _sharing(rows), len(rows)), tuple(faults)


def _merged(forms: Sequence[Returned]) -> dict[str, str]:
    return {key: value for one in forms for key, value in one.answers.items()}


def _table(
    rows: Mapping[tuple[str, str], Mapping[str, str]],
    columns: Sequence[str],
    names: Mapping[str, str],
) -> str:
    """Return everyone's answers as CSV, without the columns that nobody filled in.

    Words stay as they are: the import guards them when it writes the answers.
    """
    given = {key for row in rows.values() for key in row}
    kept = [one for one in columns if one in given and one not in (*WHO, *CHOICES)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*WHO, *kept])
    for who, row in rows.items():
        writer.writerow([*who, *(_cell(column, row.get(column, ""), names) for column in kept)])
    return text.getvalue()


def _cell(column: str, words: str, names: Mapping[str, str]) -> str:
    """Return a cell as the import reads it: people named are parted by semicolons."""
    if not column.startswith("tie:"):
        return words
    named = (" ".join(_MARK.sub("", one).split()) for one in re.split(r"[\n;]", words))
    return "; ".join(names.get(one.casefold(), one) for one in named if one)


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
