"""What the tests of survey imports share: the questions asked, a signed mapping, a made-up CSV."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from facilitate.faults import Fault
from facilitate.load.answers import AnswerTable
from facilitate.load.survey.export import convert, propose, read_export
from facilitate.load.survey.mapping import read_mapping
from facilitate.model import Programme
from facilitate.model.questions import Questions

DATA = Path(__file__).parents[2] / "data"
SAMPLES = DATA / "surveys"
META = json.loads((DATA / "survey_truth" / "truth_meta.json").read_text(encoding="utf-8"))

ASKED = {
    "format": "1",
    "dimensions": [
        {
            "id": "all",
            "name": "All",
            "themes": ["trust"],
            "items": [{"id": item["key"], "text": item["text"]} for item in META["items"]],
        }
    ],
    "lists": [{"id": "freelist", "text": META["freelist"]}],
    "ties": [{"id": "network", "text": META["network"]}],
    "comments": [{"id": "comment", "text": META["comment"]}],
}
QUESTIONS = Questions.model_validate(ASKED)

SMALL = Questions.model_validate(
    {
        "format": "1",
        "dimensions": [
            {
                "id": "one",
                "name": "One",
                "themes": ["trust"],
                "items": [
                    {"id": "goals", "text": "We share our goals"},
                    {"id": "avoid", "text": "We avoid hard talks"},
                ],
            }
        ],
        "lists": [{"id": "hinders", "text": "What gets in the way?"}],
        "ties": [{"id": "advice", "text": "Whom do you ask?"}],
        "comments": [{"id": "fix", "text": "What should we fix?"}],
    }
)

HEADER = ("Pair", "Role", "We share our goals", "We avoid hard talks")


def csv_bytes(*rows: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def signed(text: str) -> str:
    """Return a mapping as a person would sign it, with its guesses confirmed."""
    return (
        text.replace('reviewed_by_role: ""', "reviewed_by_role: facilitator")
        .replace('reviewed_on: ""', "reviewed_on: 2026-05-12")
        .replace("status: guess", "status: reviewed")
    )


def proposal(
    data: bytes,
    file: str = "x.csv",
    *,
    questions: Questions | None = SMALL,
    programme: Programme | None = None,
) -> tuple[str, tuple[Fault, ...]]:
    export, faults = read_export(data, file)
    assert export is not None, faults
    _, text, more = propose(export, questions, programme)
    return text, (*faults, *more)


def imported(
    data: bytes,
    mapping: str | None = None,
    file: str = "x.csv",
    *,
    questions: Questions | None = SMALL,
    programme: Programme | None = None,
) -> tuple[AnswerTable | None, tuple[Fault, ...]]:
    """Return what an import with a mapping gives; without one, the proposal is signed as it is."""
    export, faults = read_export(data, file)
    if export is None:
        return None, faults
    text = mapping or signed(propose(export, questions)[1])
    found, slips = read_mapping(text.encode(), "x.mapping.yaml")
    if found is None:
        return None, (*faults, *slips)
    answers, _, more = convert(export, found, questions=questions, programme=programme)
    return answers, (*faults, *slips, *more)


def codes(faults: Sequence[Fault], *, severity: str = "") -> list[str]:
    return [fault.code for fault in faults if severity in ("", fault.severity)]


def errors(faults: Sequence[Fault]) -> list[Fault]:
    return [fault for fault in faults if fault.severity == "error"]


def values(answers: AnswerTable | None, person: str) -> dict[str, str | None]:
    assert answers is not None
    return next(dict(row.values) for row in answers.rows if row.person == person)


GOOD = (HEADER, ("P01", "Doctor", "Agree", "4"), ("P01", "Manager", "Disagree", "2"))


def stopped(data: bytes, file: str = "x.csv"):
    export, faults = read_export(data, file)
    assert export is None
    (fault,) = faults
    return fault


DOCTOR = ("P01", "Doctor")


WORDS = (*HEADER, "What gets in the way?", "Whom do you ask?", "What should we fix?")


PEOPLE = [f"{role}{pair}" for pair in range(1, 7) for role in "DM"]


def reviewed(path) -> str:
    """Sign the proposal, and fill in what only the questionnaire's author can know."""
    text = signed(proposal(path.read_bytes(), path.name, questions=QUESTIONS)[0])
    if path.name == "limesurvey_codes.csv":
        text = text.replace('"A1": ""', '"A1": doctor').replace('"A2": ""', '"A2": manager')
    if path.name == "qualtrics_numeric.csv":
        text = text.replace('"1": ""', '"1": doctor', 1).replace('"2": ""', '"2": manager', 1)
        for number, person in enumerate(PEOPLE, 1):
            text = text.replace(f'"{number}": ""', f'"{number}": "{person}"')
    return text
