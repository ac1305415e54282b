"""`explain`: more about a fault."""

from click.testing import CliRunner

from facilitate.cli import root
from tests.cli.a_terminal import typed


def test_explain_says_more_and_names_the_nearest_code() -> None:
    assert "exercises list" in typed("explain", "p103")[1]
    assert typed("explain", "P999")[0] == 2


def test_letters_that_look_like_figures_are_read_as_figures() -> None:
    result = CliRunner().invoke(root, ["explain", "P1O3"])
    assert "Did you mean 'P103'?" in result.stderr


def test_a_fault_is_explained_in_sentences() -> None:
    result = CliRunner().invoke(root, ["explain", "p103"])
    assert result.stdout.startswith("P103 (error)\n\nAn exercise is not in the library.\n\nTake ")
