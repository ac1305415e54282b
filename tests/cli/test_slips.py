"""What is typed wrong on the command line is answered with what to type instead."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitate.cli import root
from tests.plans import write_plan

TYPED = [
    (["suggest", "{plan}", "--theme", "nonsense"], "communication, "),
    (["exercises", "list", "--theme", "nonsense"], "communication, "),
    (["replan", "{plan}"], "Add it, such as: --now 11:40"),
    (["replan", "{plan}", "--now", "10:00", "--next", "nonsense"], "Arrival and coffee, Break"),
    (["actions", "add", "nonsense", "x", "{plan}"], "The pairs are: crisis"),
    (["audit", "shw"], "There is no verb 'shw'. Did you mean 'show'?"),
    (["exercises", "lst"], "Did you mean 'list'?"),
    (["exercises", "search", "two", "spaces"], "put words with a space between them in quotes"),
    (["verify", "{plan}/nowhere"], "such as my-programme/out"),
    (["rotate", "--people", "3", "--tables", "9", "--rounds", "2"], "more tables than people"),
]


@pytest.mark.parametrize(
    ("typed", "answer"), TYPED, ids=lambda one: one[0] if isinstance(one, list) else ""
)
def test_a_slip_is_answered_with_what_to_type(
    tmp_path: Path, typed: Sequence[str], answer: str
) -> None:
    plan = write_plan(tmp_path / "p")
    result = CliRunner().invoke(root, [word.format(plan=plan) for word in typed])
    assert result.exit_code == 2
    assert answer in result.stderr


def test_a_category_that_is_not_there_lists_those_that_are() -> None:
    result = CliRunner().invoke(root, ["exercises", "list", "--category", "nonsense"])
    assert result.exit_code == 0
    assert "The categories are: action planning, " in result.stderr


def test_a_fault_is_explained_in_sentences() -> None:
    result = CliRunner().invoke(root, ["explain", "p103"])
    assert result.stdout.startswith("P103 (error)\n\nAn exercise is not in the library.\n\nTake ")
