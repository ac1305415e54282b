"""`audit guide`: the papers for speaking with people."""

from pathlib import Path

from tests.cli.a_terminal import run
from tests.plans import write_plan


def test_the_guide_and_the_notes_sheet_are_written(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan")
    found = run("audit", "guide", folder)
    assert found.exit_code == 0, found.output
    made = sorted(path.name for path in (folder / "out" / "stock-take").iterdir())
    assert [name for name in made if name.endswith("pdf")] == [
        "interview-guide.pdf",
        "interview-notes.pdf",
    ]


def test_the_guide_says_where_to_type_what_was_said_until_something_is_there(
    tmp_path: Path,
) -> None:
    folder = write_plan(tmp_path / "plan")
    head = "informant,role,question,words,theme,cleared"
    last = run("audit", "guide", folder).stdout.splitlines()[-1]
    assert last.startswith("Then type what they say into private/stock-takes/voices.csv")
    assert last.endswith(head)
    takes = folder / "private" / "stock-takes"
    takes.mkdir(parents=True, exist_ok=True)
    (takes / "voices.csv").write_text(f"{head}\n", encoding="utf-8")
    assert "Then type" not in run("audit", "guide", folder).stdout
