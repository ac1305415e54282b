"""`explain`: more about a fault."""

from click.testing import CliRunner

from facilitate.cli import root
from tests.cli.a_terminal import typed


def test_explain_says_more_and_names_the_nearest_code() -> None:
    assert "exercises list" in typed("explain", "p103")[1]
    assert typed("explain", "P999")[0] == 2


def test_a_fault_is_explained_in_sentences() -> None:
    result = CliRunner().invoke(root, ["explain", "p103"])
    assert result.stdout.startswith("P103 (error)\n\nAn exercise is not in the library.\n\nTake ")
