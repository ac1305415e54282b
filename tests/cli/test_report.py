"""`report`: the year."""

from pathlib import Path

from tests.cli.a_terminal import run
from tests.plans import write_plan


def test_a_report_without_two_stock_takes_says_what_is_missing(tmp_path: Path) -> None:
    found = run("report", write_plan(tmp_path / "p"))
    assert found.exit_code == 1
    assert "O205" in found.stderr
    assert "the answers of two stock takes in private" in found.stderr
    assert not (tmp_path / "p" / "out" / "report").exists()


def test_no_report_is_written_while_a_page_of_the_plans_own_has_an_error(programme: Path) -> None:
    own = programme / "templates" / "handouts"
    own.mkdir(parents=True)
    (own / "ours.md").write_text("# Without a head\n", encoding="utf-8")
    found = run("report", programme)
    assert found.exit_code == 1
    assert "M200" in found.stderr
    assert not (programme / "out").exists()
