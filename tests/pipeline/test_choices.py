"""Whatever somebody chose, the own sheet is as long, and the letter is the same to the byte."""

import io
from pathlib import Path

import pikepdf
import pytest

from facilitate.load.plan import load_plan
from facilitate.pipeline import Options
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.build import build
from facilitate.schedule.observation_turns import may_be_watched
from facilitate.shipped import shipped
from tests.pipeline.reading import everything
from tests.plans import PEOPLE, PLAN, sharing, write_plan

CHOICES = ("group only", "own answers", "both partners")
MANAGER = "crisis-manager"


CONTACTS = """
speak up: Jan Guardian, Freedom to Speak Up Guardian, 01632 960101
support: Staff support line, 01632 960102
safeguarding lead: Kit Lead, Head of safeguarding, extension 12
"""

LINE = (
    "I value it very much when you come by on Monday mornings before the week begins, and I miss "
    "it when you do not. Let us find another time for the figures."
)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What the manager of `crisis` gets, by each choice, and where no answers are there."""
    folder = tmp_path_factory.mktemp("choices")
    found = {
        choice: papers_of(folder / choice, sharing(crisis_manager=choice)) for choice in CHOICES
    }
    found["no answers"] = papers_of(folder / "silent", sharing(), silent=MANAGER)
    return found


def papers_of(folder: Path, choices: str, silent: str = "") -> dict[str, bytes]:
    """Build with our ten themes, all contacts and a line from the partner: the fullest sheet."""
    ticked = choices.replace("crisis-doctor:\n", "crisis-doctor:\n    line for partner: yes\n")
    plan = write_plan(folder, plan=PLAN + CONTACTS, choices=ticked)
    (plan / "questions.yaml").unlink()
    (plan / "private/stock-takes/baseline.answers.csv").write_text(answers(silent), "utf-8")
    built = build(plan, Options(only=(MANAGER,), singles=True))
    assert [fault.message for fault in built.faults if fault.severity == "error"] == []
    return {
        path.name: path.read_bytes()
        for path in sorted((plan / "out/plan/people" / MANAGER).iterdir())
    }


def answers(silent: str) -> str:
    """Return answers to every statement of the shipped questions, without those of one person."""
    found, _ = load_plan(shipped("agendas") / "starter")
    assert found is not None
    items = [item.id for theme in found.questions.dimensions for item in theme.items]
    lines = [f"person,pair,role,{','.join(items)},comment:partner"]
    for number, person in enumerate(one for one in PEOPLE if one != silent):
        pair, role = person.rsplit("-", 1)
        given = ",".join(str(1 + (number + place) % 5) for place in range(len(items)))
        lines.append(f'{person},{pair},{role},{given},"{LINE}"')
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("came", "chosen", "counts"),
    [
        ("2027-03-01", "since: 2027-02-01", False),
        ("2027-03-01", "since: 2027-03-01", True),
        ("2027-03-01", "sponsor visit: yes", False),
        ("2026-01-01", "sponsor visit: yes", True),
    ],
)
def test_whoever_comes_has_chosen_nothing_that_a_leaver_chose(
    tmp_path: Path, came: str, chosen: str, counts: bool
) -> None:
    plan = PLAN.replace("doctor: Dr Ada Quartz", f"doctor: {{name: Dr New Opal, from: {came}}}")
    choices = f"""format: 1
sharing:
  crisis-doctor: {{sharing: both partners, being observed: yes, {chosen}}}
  crisis-manager: {{sharing: both partners, being observed: yes, since: 2027-02-01}}
"""
    found = analyse(write_plan(tmp_path / "p", plan=plan, choices=choices))
    assert ("crisis-doctor" in found.plan.choices) is counts
    slot = found.timetables[0].slots[1]
    assert may_be_watched(found.plan, "crisis", slot) is counts
    told = [one.place.line for one in found.faults if one.code == "C210" and one.place]
    assert told == ([] if counts else [3])


@pytest.mark.parametrize(("since", "counts"), [("", False), (", since: 2027-03-02", True)])
def test_whoever_comes_has_no_need_that_a_leaver_had(
    tmp_path: Path, since: str, counts: bool
) -> None:
    plan = PLAN.replace("doctor: Dr Ada Quartz", "doctor: {name: Dr New Opal, from: 2027-03-01}")
    folder = write_plan(tmp_path / "p", plan=plan)
    (folder / "private" / "access.yaml").write_text(
        "format: 1\naccess:\n"
        f"  crisis-doctor: {{needs: [large-print]{since}}}\n"
        "  crisis-manager: {diet: vegan}\n",
        encoding="utf-8",
    )
    found = analyse(folder)
    assert set(found.plan.needs) == {"crisis-manager", *(["crisis-doctor"] if counts else [])}
    told = [one.place for one in found.faults if one.code == "C210" and one.place]
    assert [(one.file, one.line) for one in told if "access" in one.file] == (
        [] if counts else [("private/access.yaml", 3)]
    )


def pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def test_the_own_sheet_has_one_page_whatever_was_chosen(
    papers: dict[str, dict[str, bytes]],
) -> None:
    found = {case: pages(made["own-results.pdf"]) for case, made in papers.items()}
    assert found == dict.fromkeys([*CHOICES, "no answers"], 1)


def test_the_own_sheets_are_not_all_the_same(papers: dict[str, dict[str, bytes]]) -> None:
    """The counts above would be alike, too, if the choice were never looked at."""
    assert len({made["own-results.pdf"] for made in papers.values()}) == len(papers)


def test_the_partners_line_is_on_each_sheet(papers: dict[str, dict[str, bytes]]) -> None:
    for made in papers.values():
        assert "Monday mornings" in everything(made["own-results.pdf"])


@pytest.mark.parametrize("case", [*CHOICES[1:], "no answers"])
def test_nothing_else_depends_on_the_choice(case: str, papers: dict[str, dict[str, bytes]]) -> None:
    first, other = papers["group only"], papers[case]
    assert {"joining-letter.pdf", "joining-letter.docx"} <= first.keys()
    assert [
        name for name in sorted(first.keys() | other.keys()) if first.get(name) != other.get(name)
    ] == ["own-results.pdf"]
