"""Who refused, did not answer, was late or withdrew: a pair's files do not tell."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.pipeline.reading import everything
from tests.plans import ANSWERS, sharing, write_plan

MIDDLE = {
    "crisis-doctor": "4,2,4,2",
    "crisis-manager": "3,3,3,3",
    "rehab-doctor": "2,4,2,4",
    "rehab-manager": "4,2,4,2",
    "acute-doctor": "2,4,2,4",
    "acute-manager": "3,3,3,3",
}
"""The manager of `crisis` answers as the group does on average, so that the means stay."""

WITHOUT = {person: given for person, given in MIDDLE.items() if person != "crisis-manager"}
BLANK = {**MIDDLE, "crisis-manager": ",,,"}
LATE = sharing().replace(
    "  crisis-manager:\n    sharing: both partners\n    since: 2027-02-01",
    "  crisis-manager:\n    sharing: both partners\n    since: 2027-03-10",
)

ANSWERED: Mapping[str, tuple[Mapping[str, str], str]] = {
    "refused": (MIDDLE, sharing(crisis_manager="group only")),
    "kept to oneself": (MIDDLE, sharing(crisis_manager="own answers")),
    "chose after the day": (MIDDLE, LATE),
}
"""The answers count in the group, of which there are six."""

NOT_THERE: Mapping[str, tuple[Mapping[str, str], str]] = {
    "did not answer": (WITHOUT, sharing()),
    "left everything blank": (BLANK, sharing()),
    "withdrew": (WITHOUT, sharing(crisis_manager="group only")),
}
"""There are five answers in the group."""


def crisis(folder: Path, given: Mapping[str, str], choices: str) -> dict[str, bytes]:
    """Build what the pair and its doctor get, and return it by path."""
    plan = write_plan(folder, given=given, choices=choices)
    built = build(plan, Options(only=("crisis",), singles=True))
    assert [fault.message for fault in built.faults if fault.severity == "error"] == []
    day = plan / "out" / "plan"
    return {
        path.relative_to(day).as_posix(): path.read_bytes()
        for part in ("pairs/crisis", "people/crisis-doctor")
        for path in sorted((day / part).rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What the pair and the doctor get in each case."""
    folder = tmp_path_factory.mktemp("silence")
    return {
        case: crisis(folder / case, given, choices)
        for case, (given, choices) in (*ANSWERED.items(), *NOT_THERE.items())
    }


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(p for p in one.keys() | other.keys() if one.get(p) != other.get(p))


@pytest.mark.parametrize("case", list(ANSWERED)[1:])
def test_among_those_who_answered_nothing_differs(
    case: str, files: dict[str, dict[str, bytes]]
) -> None:
    assert different(files[case], files["refused"]) == []


@pytest.mark.parametrize("case", list(NOT_THERE)[1:])
def test_among_those_whose_answers_are_not_there_nothing_differs(
    case: str, files: dict[str, dict[str, bytes]]
) -> None:
    assert different(files[case], files["did not answer"]) == []


def test_between_the_two_only_the_figures_of_the_group_differ(
    files: dict[str, dict[str, bytes]],
) -> None:
    refused, missing = files["refused"], files["did not answer"]
    assert sorted(refused) == sorted(missing)
    told = {path: (words(refused[path]), words(missing[path])) for path in refused}
    assert {path for path, (one, other) in told.items() if one != other} == set()


def words(data: bytes) -> list[str]:
    """Return the words that people read in a file, without figures."""
    text = everything(data)
    if data.startswith(b"PK"):
        text = "\n".join(re.findall(r"<(?:a|w):t(?: [^>]*)?>([^<]*)<", text))
    # A PDF's own number is a hash of the whole file.
    text = re.sub(r"<xmpMM:\w+ID>.*?</xmpMM:\w+ID>", "", text)
    return re.sub(r"[\d.,:%–-]+", "#", text).split()


def test_a_pair_that_shares_has_other_pages(tmp_path: Path) -> None:
    """The cases above would be alike, too, if nobody's results were ever shown."""
    shown = crisis(tmp_path / "shown", MIDDLE, sharing())
    hidden = crisis(tmp_path / "hidden", MIDDLE, sharing(crisis_manager="group only"))
    assert "pairs/crisis/pair-results.pdf" in different(shown, hidden)
    assert sorted(shown) == sorted(hidden)
    assert ANSWERS.keys() == MIDDLE.keys()
