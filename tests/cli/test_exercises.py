"""`exercises`: the library."""

from click.testing import CliRunner

from facilitate.cli import root
from tests.cli.a_terminal import typed


def test_an_exercise_is_shown_with_what_is_done_when_numbers_are_odd_or_large() -> None:
    told = typed("exercises", "show", "role-reversal-interview")[1]
    assert "Left over: The pair left over asks with two others" in told
    assert "Many people: Not for more than 24;" in told
    assert "Asked before: whoever is watched has said yes" in told


def test_a_category_that_is_not_there_lists_those_that_are() -> None:
    result = CliRunner().invoke(root, ["exercises", "list", "--category", "nonsense"])
    assert result.exit_code == 0
    assert "The categories are: action planning, " in result.stderr
