"""`facilitate print`: what is said when a day goes on paper, and when it did not after all."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from facilitate.audit.subject_access import subject_of
from facilitate.audit.subject_access_files import held_on
from facilitate.cli import root
from facilitate.load.plan import load_plan
from facilitate.pipeline.standalone import forms_of
from tests.plans import PLAN, write_plan


def typed(*words: str) -> Result:
    return CliRunner().invoke(root, list(words), prog_name="facilitate")


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Result]]:
    """One evening: printed, again, changed, built, printed, taken back until nothing is left."""
    plan = write_plan(tmp_path_factory.mktemp("evening") / "p")
    said: dict[str, Result] = {}
    said["first"] = typed("print", "plan", str(plan), "--today", "8 March 2027")
    said["as it is"] = typed("print", "plan", str(plan), "--json")
    (plan / "plan.yaml").write_text(PLAN.replace("Dr Ada Quartz", "Dr Ida Quartz"), "utf-8")
    said["changed"] = typed("build", str(plan))
    said["second"] = typed("print", "", str(plan), "--today", "2027-03-08")
    said["undo"] = typed("print", "plan", str(plan), "--undo")
    said["built"] = typed("build", str(plan))
    said["undo all"] = typed("print", "plan", str(plan), "--undo")
    said["undo none"] = typed("print", "plan", str(plan), "--undo", "--json")
    return plan, said


Evening = tuple[Path, dict[str, Result]]


def test_the_first_set_is_counted_in_sheets_of_paper_and_says_how_to_take_it_back(
    evening: Evening,
) -> None:
    plan, said = evening
    assert said["first"].exit_code == 0, said["first"].output
    first, how, undo = said["first"].stdout.splitlines()
    assert first.startswith("Set 1 of First away day: ")
    assert first.endswith(f"sheets of paper, in {plan / 'out/plan/print/set-1'}")
    assert "job-sheet.pdf" in how
    assert f"facilitate print plan {plan} --undo" in undo


def test_printing_what_is_on_paper_already_makes_no_set(evening: Evening) -> None:
    _, said = evening
    told = json.loads(said["as it is"].stdout)
    assert told["ok"] is True
    assert [one["set"] for one in told["sets"]] == [1]
    assert told["sets"][0]["printed"].startswith("2027-03-08T")


def test_a_build_says_how_many_sheets_wait(evening: Evening) -> None:
    _, said = evening
    (line,) = [one for one in said["changed"].stdout.splitlines() if "on paper" in one]
    assert "set 1; changed since: " in line
    assert "sheets to print, see print/changed/list.pdf" in line


def test_the_only_day_of_a_plan_needs_no_name(evening: Evening) -> None:
    plan, said = evening
    assert said["second"].exit_code == 0, said["second"].output
    assert said["second"].stdout.startswith("Set 2 of First away day: ")
    assert f"What to print and what to shred: {plan / 'out/plan/print/set-2/list.pdf'}" in (
        said["second"].stdout
    )


def test_a_set_taken_back_waits_again(evening: Evening) -> None:
    plan, said = evening
    assert "Set 2 of First away day is taken back" in said["undo"].stdout
    assert "set 1; changed since: " in said["built"].stdout
    assert "Set 1 of First away day is taken back" in said["undo all"].stdout
    assert not list((plan / "out/plan/print").glob("set-*"))
    assert not (plan / "private/printed/plan.json").exists()


def test_there_is_nothing_to_take_back_before_a_first_set(evening: Evening) -> None:
    _, said = evening
    assert said["undo none"].exit_code == 1
    (fault,) = json.loads(said["undo none"].stdout)["faults"]
    assert (fault["code"], fault["hint"]) == ("O108", "Print a first set: facilitate print plan")


def test_a_set_of_a_plan_that_has_an_error_by_now_is_taken_back_and_said_to_be(
    tmp_path: Path,
) -> None:
    plan = write_plan(tmp_path / "p")
    assert typed("print", "plan", str(plan), "--today", "8 March 2027").exit_code == 0
    wrong = PLAN.replace("mission-nine-whys", "mission-nin-whys")
    (plan / "plan.yaml").write_text(wrong, "utf-8")
    undone = typed("print", "plan", str(plan), "--undo")
    assert undone.exit_code == 1
    assert "Set 1 of plan is taken back: it counts as not printed. No page was" in undone.output
    assert not (plan / "private/printed/plan.json").exists()


def test_a_plan_with_an_error_goes_on_no_paper(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "p", plan=PLAN.replace("mission-nine-whys", "mission-nin-whys"))
    result = typed("print", "plan", str(plan))
    assert result.exit_code == 1
    assert not list((plan / "out").rglob("set-*"))
    assert not (plan / "private/printed").exists()
    slip = write_plan(tmp_path / "q", plan=PLAN.replace("format: 1", "format: 2", 1))
    assert "Nothing goes on paper." in typed("print", "plan", str(slip)).output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["day-two"], "There is no day 'day-two'. Known here: plan."),
        (["plan", "--today", "32 March"], "--today: "),
    ],
)
def test_a_wrong_day_or_date_is_wrong_use(tmp_path: Path, words: list[str], told: str) -> None:
    day, *rest = words
    plan = write_plan(tmp_path / "p")
    result = typed("print", day, str(plan), *rest)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (plan / "out").exists()


def test_who_asks_what_is_held_reads_which_sheets_were_printed_for_them(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "p")
    sheet = {"path": "people/crisis-doctor/a.pdf", "title": "Your own results"}
    sheets = [{**sheet, "for": {"kind": "person", "id": one}} for one in ("crisis-doctor", "x")]
    record = {"sets": [{"printed": "2027-03-08T16:40", "sheets": sheets}]}
    path = plan / "private/printed/plan.json"
    path.parent.mkdir()
    path.write_text(json.dumps(record), "utf-8")
    loaded, _ = load_plan(plan)
    assert loaded is not None
    person = subject_of(loaded, "crisis-doctor")
    assert person is not None
    held = held_on(loaded, person, forms_of(loaded))
    (own,) = [one for one in held.own if one.kind == "printed"]
    assert (own.label, own.text, own.about) == (
        "Printed for you",
        "Your own results",
        "set 1, 2027-03-08T16:40",
    )
