"""What a new user types, typos included."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitate.cli import main, root
from tests.plans import PLAN, write_plan


def typed(*words: str) -> tuple[int, str, str]:
    """Run the command line in this process and return code, stdout and stderr."""
    runner = CliRunner()
    result = runner.invoke(root, list(words), prog_name="facilitate")
    return result.exit_code, result.stdout, result.stderr


def test_a_mistyped_verb_names_the_nearest_and_ends_with_2() -> None:
    code, _, err = typed("biuld")
    assert code == 2
    assert "Did you mean 'build'?" in err


def test_a_mistyped_option_ends_with_2() -> None:
    code, _, err = typed("build", "--smaple")
    assert code == 2
    assert "--sample" in err


def test_a_path_that_is_not_there_names_the_nearest_and_ends_with_2(tmp_path: Path) -> None:
    write_plan(tmp_path / "my-plan")
    code, _, err = typed("check", str(tmp_path / "my-paln"))
    assert code == 2
    assert "my-plan" in err


def test_an_empty_folder_says_how_to_start(tmp_path: Path) -> None:
    code, _, err = typed("check", str(tmp_path))
    assert code == 2
    assert "facilitate new NAME" in err


def test_a_file_with_a_second_ending_is_named(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml.txt").write_text("format: 1\n", encoding="utf-8")
    code, _, err = typed("check", str(tmp_path))
    assert code == 2
    assert "programme.yaml.txt should be called programme.yaml" in err


def test_a_fault_is_told_with_its_line_a_caret_and_one_thing_to_do(tmp_path: Path) -> None:
    plan = PLAN.replace("mission-nine-whys", "mission-nine-wys")
    folder = write_plan(tmp_path / "p", plan=plan)
    code, _, err = typed("check", str(folder))
    assert code == 1
    assert "error[P103]: 'mission-nine-wys' is not a known exercise." in err
    assert "--> plan.yaml:16:15" in err
    assert "^^^^^^^^^^^^^^^^" in err
    assert "= help: Did you mean 'mission-nine-whys'?" in err


REPORTING = (
    *(["check"], ["schedule"], ["build"], ["suggest"], ["rotate"], ["report"], ["actions", "list"]),
    *(["audit", "form"], ["audit", "notice"], ["audit", "preview"], ["audit", "show"]),
    *(["audit", "compare"], ["audit", "voices"], ["audit", "purge"]),
    *(["replan", "--now", "10:00"], ["audit", "release", "plan"]),
)


@pytest.mark.parametrize("verb", REPORTING, ids=" ".join)
def test_every_verb_says_as_json_what_is_wrong_with_a_plan(tmp_path: Path, verb: list[str]) -> None:
    folder = write_plan(tmp_path / "p", plan="format: 1\npairs: [\n")
    code, out, _ = typed(*verb, str(folder / "plan.yaml"), "--json")
    found = json.loads(out)
    assert (code, found["schema"], found["ok"]) == (1, 1, False)
    assert found["faults"][0]["line"] is not None


def test_suggestions_for_a_pair_go_by_its_own_lowest_theme(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    code, out, _ = typed("suggest", str(folder), "--pair", "acute", "--most", "1")
    assert code == 0
    assert "Respect (mean 1.8, n = 2)" in out
    code, out, _ = typed("suggest", str(folder), "--most", "1")
    assert "n = 6" in out


def test_json_goes_to_stdout_and_says_the_same(tmp_path: Path) -> None:
    plan = PLAN.replace("mission-nine-whys", "mission-nine-wys")
    folder = write_plan(tmp_path / "p", plan=plan)
    code, out, _ = typed("check", str(folder), "--json")
    found = json.loads(out)
    assert code == 1
    assert (found["schema"], found["ok"]) == (1, False)
    errors = [fault for fault in found["faults"] if fault["severity"] == "error"]
    assert [(e["code"], e["file"], e["line"], e["column"]) for e in errors] == [
        ("P103", "plan.yaml", 16, 15)
    ]


def test_the_schedule_has_clock_times(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    code, out, _ = typed("schedule", str(folder))
    assert code == 0
    assert "09:30   15 min" in out


def test_the_calendar_is_a_calendar(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    code, out, _ = typed("schedule", str(folder), "--ics")
    assert code == 0
    assert out.startswith("BEGIN:VCALENDAR")


def test_new_does_not_overwrite_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "mine.txt").write_text("mine", encoding="utf-8")
    code, _, err = typed("new", str(tmp_path / "p"))
    assert code == 2
    assert "already there" in err
    assert [path.name for path in (tmp_path / "p").iterdir()] == ["mine.txt"]


def test_a_new_plan_has_no_faults_and_knows_its_schema(tmp_path: Path) -> None:
    assert typed("new", str(tmp_path / "p"))[0] == 0
    code, out, err = typed("check", str(tmp_path / "p"))
    assert (code, err) == (0, "")
    assert "No faults" in out
    first = (tmp_path / "p" / "programme.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=.schema/plan.json"
    assert json.loads((tmp_path / "p/.schema/plan.json").read_text(encoding="utf-8"))["definitions"]


def test_explain_says_more_and_names_the_nearest_code() -> None:
    assert "exercises list" in typed("explain", "p103")[1]
    assert typed("explain", "P999")[0] == 2


def test_a_bug_of_ours_is_one_line_without_debug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr(root, "main", broken)
    with pytest.raises(SystemExit) as end:
        main(["check"])
    assert end.value.code == 3
    assert "Traceback" not in capsys.readouterr().err
    with pytest.raises(RuntimeError, match="inside"):
        main(["check", "--debug"])


HEAVY = {"pydantic", "pptx", "docx", "numpy", "typst", "jinja2", "yaml", "openpyxl"}


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from facilitate.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(made.stdout.rsplit("LOADED", 1)[1].split())
    assert loaded & HEAVY == set()


def test_an_exercise_is_shown_with_what_is_done_when_numbers_are_odd_or_large() -> None:
    told = typed("exercises", "show", "role-reversal-interview")[1]
    assert "Left over: The pair left over asks with two others" in told
    assert "Many people: Not for more than 24;" in told
    assert "Asked before: whoever is watched has said yes" in told
