import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from facilitate.cli.audit_import import command
from facilitate.load.answers import read_answers
from facilitate.load.plan import load_plan
from facilitate.load.survey.columns import all_asked
from tests.load.survey.survey_kit import ASKED, HEADER, SAMPLES, csv_bytes, signed
from tests.plans import write_plan


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """Return the folder of a programme whose stock take has just been exported."""
    takes = tmp_path / "private" / "stock-takes"
    takes.mkdir(parents=True)
    (tmp_path / "questions.yaml").write_text(yaml.safe_dump(ASKED), encoding="utf-8")
    (takes / "baseline.csv").write_bytes((SAMPLES / "qualtrics_text.csv").read_bytes())
    return takes


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def sign(mapping: Path) -> None:
    mapping.write_text(signed(mapping.read_text(encoding="utf-8")), encoding="utf-8")


def test_the_first_import_writes_a_mapping_beside_the_export_and_says_what_it_saw(programme: Path):
    done = run(programme / "baseline.csv")
    assert done.exit_code == 0
    assert (programme / "baseline.mapping.yaml").exists()
    assert "Qualtrics (utf-8-sig, comma): 14 rows of answers." in done.stdout
    assert "AE1: this column is not mapped" in done.stderr


def test_the_second_import_writes_the_answers_of_a_signed_mapping(programme: Path):
    run(programme / "baseline.csv")
    mapping, out = programme / "baseline.mapping.yaml", programme / "baseline.answers.csv"
    sign(mapping)
    done = run(programme / "baseline.csv", "--mapping", mapping, "--out", out)
    assert done.exit_code == 0, done.stderr
    answers, faults = read_answers(out.read_text(encoding="utf-8"), out.name)
    assert faults == ()
    assert len(answers.rows) == 12
    assert sorted(path.name for path in programme.iterdir()) == [
        "baseline.answers.csv",
        "baseline.csv",
        "baseline.mapping.yaml",
    ]


def test_the_same_import_again_gives_the_same_bytes(programme: Path):
    run(programme / "baseline.csv")
    sign(programme / "baseline.mapping.yaml")
    arguments = (programme / "baseline.csv", "--mapping", programme / "baseline.mapping.yaml")
    run(*arguments)
    first = (programme / "baseline.answers.csv").read_bytes()
    assert run(*arguments).exit_code == 0
    assert (programme / "baseline.answers.csv").read_bytes() == first


def test_an_unsigned_mapping_writes_nothing(programme: Path):
    run(programme / "baseline.csv")
    out = programme / "baseline.answers.csv"
    done = run(programme / "baseline.csv", "--mapping", programme / "baseline.mapping.yaml")
    assert done.exit_code == 1
    assert "A520" in done.stderr
    assert "Nothing was written." in done.stderr
    assert not out.exists()


def test_a_mapping_that_is_there_already_is_kept(programme: Path):
    mapping = programme / "baseline.mapping.yaml"
    run(programme / "baseline.csv")
    sign(mapping)
    before = mapping.read_bytes()
    done = run(programme / "baseline.csv")
    assert done.exit_code == 0
    assert "A561" in done.stderr
    assert mapping.read_bytes() == before


def test_answers_that_are_there_and_differ_are_kept_unless_forced(programme: Path):
    run(programme / "baseline.csv")
    sign(programme / "baseline.mapping.yaml")
    out = programme / "baseline.answers.csv"
    out.write_text("mine", encoding="utf-8")
    arguments = (programme / "baseline.csv", "--mapping", programme / "baseline.mapping.yaml")
    done = run(*arguments)
    assert (done.exit_code, out.read_text(encoding="utf-8")) == (1, "mine")
    assert "A560" in done.stderr
    assert run(*arguments, "--force").exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("person,pair,role,")


def test_json_says_the_same_to_a_program(programme: Path):
    done = run(programme / "baseline.csv", "--json")
    found = json.loads(done.stdout)
    assert (found["schema"], found["ok"], found["tool"], found["rows"]) == (
        1,
        True,
        "Qualtrics",
        14,
    )
    cohort = next(fault for fault in found["faults"] if fault["code"] == "A530")
    assert (cohort["file"], cohort["line"], cohort["column"]) == ("baseline.csv", 1, 31)
    private = [column for column in found["columns"] if column["status"] == "private"]
    assert len(private) == 14


def test_json_of_a_refused_import_is_not_ok(programme: Path):
    run(programme / "baseline.csv")
    done = run(
        programme / "baseline.csv", "--mapping", programme / "baseline.mapping.yaml", "--json"
    )
    found = json.loads(done.stdout)
    assert (done.exit_code, found["ok"], found["written"]) == (1, False, None)


def test_a_path_that_is_not_there_is_wrong_use_and_names_the_nearest(programme: Path):
    done = run(programme / "basline.csv")
    assert done.exit_code == 2
    assert "Did you mean 'baseline.csv'?" in done.stderr


def test_answers_without_a_mapping_are_wrong_use(programme: Path):
    assert run(programme / "baseline.csv", "--out", programme / "x.answers.csv").exit_code == 2


def test_the_export_is_never_overwritten(programme: Path):
    run(programme / "baseline.csv")
    mapping = programme / "baseline.mapping.yaml"
    done = run(
        programme / "baseline.csv", "--mapping", mapping, "--out", programme / "baseline.csv"
    )
    assert done.exit_code == 2


def test_a_broken_export_is_one_fault_and_no_file(programme: Path):
    (programme / "broken.csv").write_bytes(b'Pair,Role\nP01,"Doctor\n')
    done = run(programme / "broken.csv")
    assert done.exit_code == 1
    assert "error[A504]" in done.stderr
    assert not (programme / "broken.mapping.yaml").exists()


def test_without_questions_anywhere_the_export_speaks_for_itself(tmp_path: Path):
    file = tmp_path / "deep" / "er" / "still" / "x.csv"
    file.parent.mkdir(parents=True)
    file.write_bytes(csv_bytes(HEADER, ("P01", "Doctor", "Agree", "4")))
    assert run(file).exit_code == 0
    assert "key: we-share-our-goals" in file.with_name("x.mapping.yaml").read_text(encoding="utf-8")


def test_choices_of_sharing_go_into_the_plans_file_with_their_day(tmp_path: Path):
    folder = write_plan(tmp_path / "plan")
    takes = folder / "private" / "stock-takes"
    statement = all_asked(load_plan(folder)[0].questions)[0].text
    rows = [
        ("Timestamp", "Your pair", "Your role", statement, "Who may see your answers?"),
        ("2027/02/03 9:00:00 am GMT", "Crisis", "Doctor", "Agree", "My partner and I"),
        ("2027/02/04 9:00:00 am GMT", "Crisis", "Manager", "Agree", ""),
    ]
    (takes / "new.csv").write_bytes(csv_bytes(*rows))
    (folder / "private" / "sharing.yaml").write_text("# mine\nformat: 1\n", encoding="utf-8")
    run(takes / "new.csv")
    sign(takes / "new.mapping.yaml")
    done = run(takes / "new.csv", "--mapping", takes / "new.mapping.yaml")
    assert done.exit_code == 0, done.output
    assert "1 of 1 choices of sharing went into private/sharing.yaml." in done.stdout
    assert (folder / "private" / "sharing.yaml").read_text(encoding="utf-8") == (
        "# mine\nformat: 1\nsharing:\n"
        "  crisis-doctor: {sharing: both partners, since: 2027-02-03}  # from new.csv, row 2\n"
    )


def test_a_plan_elsewhere_is_named_and_without_one_choices_are_not_lost_silently(tmp_path: Path):
    folder = write_plan(tmp_path / "plan")
    statement = all_asked(load_plan(folder)[0].questions)[0].text
    head = ("Your pair", "Your role", statement, "Who may see your answers?")
    path = tmp_path / "x.csv"
    path.write_bytes(csv_bytes(head, ("Crisis", "Doctor", "Agree", "Group only")))
    run(path, "--plan", folder)
    sign(tmp_path / "x.mapping.yaml")
    done = run(path, "--mapping", tmp_path / "x.mapping.yaml")
    assert "1 people chose what they share: name the plan with --plan" in done.stdout
    (folder / "private" / "sharing.yaml").unlink()
    done = run(path, "--mapping", tmp_path / "x.mapping.yaml", "--plan", folder)
    assert "1 of 1 choices" in done.stdout, done.output
    assert run(path, "--plan", tmp_path / "nowhere").exit_code == 2


def test_a_later_stock_take_is_never_offered_the_files_of_an_earlier_one(tmp_path: Path):
    folder = write_plan(tmp_path / "plan")
    plan = next(folder.glob("*.yaml"))
    takes = "stock takes: {baseline: 2027-02-12, after: 2028-02-12}\n"
    text = re.sub(r"(?m)^stock takes:.*\n", "", plan.read_text(encoding="utf-8"))
    plan.write_text(text + takes, encoding="utf-8")
    statement = all_asked(load_plan(folder)[0].questions)[0].text
    path = folder / "private" / "stock-takes" / "export.csv"
    head = ("Your pair", "Your role", statement)
    path.write_bytes(csv_bytes(head, ("Crisis", "Doctor", "Agree")))
    run(path)
    mapping = path.with_name("export.mapping.yaml")
    sign(mapping)
    run(path, "--mapping", mapping)
    path.write_bytes(csv_bytes(head, ("Crisis", "Doctor", "Disagree")))
    assert "name the export after it, such as after, and" in run(path).stderr
    again = run(path, "--mapping", mapping)
    assert again.exit_code == 1
    assert "--out after.answers.csv" in again.stderr
    path.write_bytes(csv_bytes((*head, "More"), ("Crisis", "Doctor", "Disagree", "")))
    assert "use the mapping with --mapping" not in run(path).stderr
