"""A stock take of conversations alone: its pages are made, and nobody is in them."""

import re
from pathlib import Path

import pytest

from facilitate.pipeline import Options
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.build import build
from tests.pipeline.reading import everything

PLAN = """
format: 1
programme: A cooperative
title: First day
date: 2027-03-09
start: 9:30
roles: [grower, buyer]
sponsors: {c1: Morgan Lead}
pairs: {north: {grower: Robin Hedge, buyer: Sam Crate}}
stock takes: {talks: 2027-02-12}
agenda:
  - arrive: 15m
  - exercise: EXERCISE
"""
CODEBOOK = """
format: 1
codes:
  yard: {name: The yard, means: Who waits for whom, example: kzExamplezk, does not fit: The road}
  frost: {name: kzRarezk, means: What two people named}
"""


def rows(people: int) -> list[str]:
    """Lines of so many people; what begins with kz may stand on no page."""
    found = []
    for n in range(1, people + 1):
        who = f"XQ{n},{'grower' if n % 2 else 'buyer'}"
        found.append(f"{who},helps,Straight prices,,")
        found.append(f"{who},helps,kzEntry{n}zk,,")
        found.append(f"{who},4,Waiting {n},{'yard' if n < 6 else ''},{'yes' if n < 4 else ''}")
        found.append(f"{who},5,kzUncleared{n}zk,{'frost' if n < 3 else ''},{'no' if n % 2 else ''}")
    return [*found, "XQ99,sponsor,5,kzSponsorzk,yard,yes"]


def write(folder: Path, people: int, exercise: str = "audit-data-walk") -> Path:
    takes = folder / "private" / "stock-takes"
    takes.mkdir(parents=True)
    (folder / "plan.yaml").write_text(PLAN.replace("EXERCISE", exercise), encoding="utf-8")
    (folder / "private" / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    head = "informant,role,question,words,theme,cleared"
    (takes / "voices.csv").write_text("\n".join([head, *rows(people)]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The words of every file that is built of eight conversations, by its path."""
    folder = write(tmp_path_factory.mktemp("talks") / "p", people=8)
    found = build(folder, Options(singles=True))
    assert [fault.message for fault in found.faults if fault.severity == "error"] == []
    day = folder / "out" / "plan"
    files = (path for path in sorted(day.rglob("*")) if path.is_file())
    return {path.relative_to(day).as_posix(): everything(path.read_bytes()) for path in files}


def test_slides_posters_and_the_group_page_come_from_conversations_alone(
    pages: dict[str, str],
) -> None:
    for path in ("group/group.pptx", "group/theme-posters.pdf", "group/in-our-own-words.pdf"):
        words = pages[path].replace(" ", "").replace("\n", "")
        assert "Theyard" in words, path
        assert "Whowaitsforwhom" in words, path
        assert "Waiting1" in words, path
    assert "Straightprices" in pages["group/group.pptx"].replace(" ", "")


def test_no_page_that_rests_on_ratings_is_made_of_conversations(pages: dict[str, str]) -> None:
    made = {path.rpartition("/")[2].partition(".")[0] for path in pages}
    assert not made & {"pair-results", "own-results", "sharing-slip", "pair-review", "pair"}


def test_nothing_that_was_not_cleared_and_no_informant_is_in_any_file(
    pages: dict[str, str],
) -> None:
    sung = {path: re.findall(r"kz\w+?zk|XQ\d", words) for path, words in pages.items()}
    assert {path: found for path, found in sung.items() if found} == {}


@pytest.mark.parametrize(
    ("people", "exercise", "told"),
    [
        (8, "audit-data-walk", []),
        (8, "audit-voices", []),
        (8, "audit-guess-first", ["T234"]),
        (4, "audit-data-walk", ["A633"]),
        (7, "audit-voices", ["T234"]),
    ],
)
def test_a_slot_with_nothing_to_show_is_told(
    tmp_path: Path, people: int, exercise: str, told: list[str]
) -> None:
    found = analyse(write(tmp_path / "p", people, exercise))
    codes = [fault.code for fault in found.faults if fault.code in ("T234", "A633")]
    assert codes == told
