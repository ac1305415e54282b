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
