"""Every code that the program can tell is told in some test, or in a case that a test reads."""

import re
from pathlib import Path

from facilitate.faults import nearest, with_and

TOP = Path(__file__).parents[1]
IN_CODE = re.compile(r'"([A-Z]\d{3})"')
IN_TESTS = re.compile(r"\b([A-Z]\d{3})\b")


def found(folder: Path, pattern: re.Pattern[str], *suffixes: str) -> set[str]:
    paths = [path for path in folder.rglob("*") if path.suffix in suffixes]
    texts = (path.read_text(encoding="utf-8", errors="ignore") for path in paths)
    return {code for text in texts for code in pattern.findall(text)}


def test_every_fault_code_is_provoked_by_a_test() -> None:
    told = found(TOP / "facilitate", IN_CODE, ".py")
    assert len(told) > 200
    assert sorted(told - found(TOP / "tests", IN_TESTS, ".py", ".yaml")) == []


def test_of_names_that_differ_in_a_figure_alone_none_is_guessed() -> None:
    teams = [f"Team {number}" for number in range(1, 10)]
    assert nearest("Team one", teams) == ""
    assert nearest("Tema 3", teams) == "Team 3"


def test_words_are_joined_with_commas_and_one_and():
    assert [with_and(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        *("", "a", "a and b", "a, b and c")
    ]
