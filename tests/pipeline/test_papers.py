"""A page that no day makes is a template too: an own one takes its place, its slips are told."""

from pathlib import Path

import pikepdf
import pytest

from facilitate.audit.masking import names_to_mask
from facilitate.compose.data_protection import DataProtection
from facilitate.compose.instruments import interview_papers, questionnaire
from facilitate.compose.papers import Paper
from facilitate.compose.who_sees_what import who_sees_what
from facilitate.compose.wording import Wording
from facilitate.load.plan import load_plan
from facilitate.load.words import words_of
from facilitate.pipeline.plan_templates import own_template_faults
from facilitate.pipeline.standalone import forms_of
from facilitate.shipped import shipped
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


def test_forms_are_read_back_also_where_an_own_questionnaire_cannot_be_made(
    tmp_path: Path,
) -> None:
    folder = with_paper(tmp_path / "plan", "# We ask\n\n{{ nothing }}\n", "stock-take")
    plan, _ = load_plan(folder)
    assert plan is not None
    forms = forms_of(plan)
    assert set(forms) == {"stock-take v1", "stock-take-second v1"}
    assert "trust-1" in {field.key for field in forms["stock-take v1"]}


DOCS = Path(__file__).parents[2] / "docs" / "templates.md"


def papers() -> list[Paper]:
    """Return the papers that a plan alone is enough for."""
    plan, _ = load_plan(shipped("agendas") / "example")
    assert plan is not None
    wording = Wording(words_of("en-GB"), plan.programme.says.roles)
    asked = (plan.programme, plan.questions, wording)
    of_data = DataProtection(plan.programme, plan.days, who_sees_what(*asked))
    talks = interview_papers(plan)
    return [
        questionnaire(*asked[:2]),
        questionnaire(*asked[:2], second=True),
        talks.guide(),
        talks.notes(),
        talks.to_check("P01", (), names_to_mask(plan.programme)),
        of_data.notice(),
        of_data.data_map(),
        of_data.assessment(),
        of_data.hand_over(),
    ]


@pytest.mark.parametrize("paper", papers(), ids=lambda paper: paper.template)
def test_every_name_that_a_paper_knows_is_documented(paper: Paper) -> None:
    said = DOCS.read_text(encoding="utf-8").partition("## Papers that no day makes")[2]
    assert [name for name in paper.names if f"`{name}`" not in said] == []


def test_every_paper_has_its_row_in_the_docs() -> None:
    said = DOCS.read_text(encoding="utf-8").partition("## Papers that no day makes")[2]
    stems = [path.stem for path in (shipped("templates") / "papers").iterdir()]
    assert [stem for stem in stems if f"`{stem}`" not in said] == []
