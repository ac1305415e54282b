"""A page that no day makes is a template too: an own one takes its place, its slips are told."""

from pathlib import Path

import pikepdf

from facilitate.pipeline.plan_templates import own_template_faults
from tests.cli.a_terminal import run
from tests.plans import write_plan

HEAD = "---\nformat: 1\nfor: group\ntitle: Our own notice\n---\n"


def with_paper(folder: Path, text: str, name: str = "privacy-notice") -> Path:
    own = write_plan(folder) / "templates/papers"
    own.mkdir(parents=True)
    (own / f"{name}.md").write_text(HEAD + text, encoding="utf-8")
    return folder


def test_an_own_notice_takes_the_place_of_ours(tmp_path: Path) -> None:
    plan = with_paper(tmp_path / "plan", "# We ask you\n\n{{ people_count }} of you.\n")
    assert run("audit", "notice", plan, "--out", tmp_path / "out").exit_code == 0
    with pikepdf.open(tmp_path / "out/privacy-notice.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Our own notice"
    assert own_template_faults(plan) == ()


def test_a_slip_in_an_own_paper_is_told_with_its_line_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    plan = with_paper(tmp_path / "plan", "# We ask you\n\n{{ people_cuont }} of you.\n")
    found = run("audit", "notice", plan, "--out", tmp_path / "out")
    assert found.exit_code == 1
    assert "templates/papers/privacy-notice.md:8" in found.stderr
    assert "Did you mean 'people_count'?" in found.stderr
    assert not (tmp_path / "out/privacy-notice.pdf").exists()


def test_a_paper_that_no_command_makes_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    plan = with_paper(tmp_path / "plan", "# We ask you\n", "privacy-notices")
    (fault,) = own_template_faults(plan)
    assert (fault.code, fault.severity) == ("M204", "warning")
    assert fault.hint == "Did you mean 'papers/privacy-notice.md'?"
