"""What a new user types, typos included, and how a command ends."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitate.cli import main, root
from facilitate.cli.output import os_error_message
from tests.cli.a_terminal import typed
from tests.plans import write_plan


def test_a_mistyped_verb_names_the_nearest_and_ends_with_2() -> None:
    code, _, err = typed("biuld")
    assert code == 2
    assert "Did you mean 'build'?" in err


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["new"], "Write facilitate new my-programme"),
        (["verify"], "Write facilitate verify my-programme/out"),
        (["check", "My", "programme"], 'Put a name that holds spaces into quotes: "My programme".'),
    ],
)
def test_what_is_missing_or_cut_up_is_answered_with_what_to_type(
    words: Sequence[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert (end.value.code, capsys.readouterr().err.splitlines()[-1]) == (2, answer)


def test_a_mistyped_option_ends_with_2() -> None:
    code, _, err = typed("build", "--smaple")
    assert code == 2
    assert "--sample" in err


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


WRITERS = {"pptx", "docx", "typst", "lxml", "openpyxl", "icalendar"}


def loaded_by(*arguments: str) -> set[str]:
    """Return the packages that are loaded once a command has ended."""
    script = (
        "import sys\n"
        "from facilitate.cli import main\n"
        f"try:\n    main({list(arguments)!r})\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(made.stdout.rsplit("LOADED", 1)[1].split())


def test_help_imports_nothing_heavy() -> None:
    assert loaded_by("--help") & HEAVY == set()


def test_what_is_ticked_is_known_without_what_makes_pages() -> None:
    # An unchanged build and the first screen of a browser ask for it.
    script = "import sys, facilitate.pipeline.tick_lists; print(*sys.modules)"
    made = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert {name.split(".")[0] for name in made.stdout.split()} & HEAVY == set()


def test_a_check_loads_nothing_that_writes_files(tmp_path: Path) -> None:
    loaded = loaded_by("check", str(write_plan(tmp_path / "p")))
    assert "pydantic" in loaded
    assert loaded & WRITERS == set()


TYPED = [
    (["suggest", "{plan}", "--theme", "nonsense"], "communication, "),
    (["exercises", "list", "--theme", "nonsense"], "communication, "),
    (["replan", "{plan}"], "Add it, such as: --now 11:40"),
    (["replan", "{plan}", "--now", "10:00", "--next", "nonsense"], "Arrival and coffee, Break"),
    (["actions", "add", "nonsense", "x", "{plan}"], "The pairs are: crisis"),
    (["audit", "shw"], "There is no verb 'shw'. Did you mean 'show'?"),
    (["exercises", "lst"], "Did you mean 'list'?"),
    (["exercises", "show", "link"], "Write the id: link-business-case or link-guest or"),
    (["exercises", "show", "qqqq"], "See: facilitate exercises list"),
    (["exercises", "list", "trust"], "If it is a theme, write --theme trust"),
    (["audit", "import", "{plan}"], "It is a folder: name a file in it."),
    (
        ["audit", "import", "{plan}/plan.yaml", "--mapping", "{plan}/x.csv"],
        "facilitate audit import {plan}/x.csv --mapping {plan}/plan.yaml",
    ),
    (
        ["new", "{plan}/n", "--people", "{plan}/x.csv", "--roles", "skipper purser"],
        "Put a comma between: --roles",
    ),
    (["new", "{plan}/n", "--people", "~$x.xlsx"], "Name the file itself, without ~$ in front."),
    (["{plan}", "check"], "The verb comes first: root check {plan}"),
    (["export", "ada"], "There is no verb 'export'. Write root audit export ada"),
    (["exercises", "search", "two", "spaces"], "put words with a space between them in quotes"),
    (["verify", "{plan}/nowhere"], "such as my-programme/out"),
    (["rotate", "--people", "3", "--tables", "9", "--rounds", "2"], "more tables than people"),
    (["help", "build"], "Write root build --help"),
    (["audit", "show", "{plan}", "--for", "Ada"], "Did you mean 'crisis-doctor'?"),
    (["actions", "done", "a1", "{plan}"], "There is no promise 'a1'. There is none yet."),
    (["actions", "done", "{plan}", "a9"], "The plan comes last: root actions done a9 {plan}"),
    (["audit", "collect", "{plan}"], "The plan comes last: root audit collect FOLDER {plan}"),
    (["audit", "collect", "{plan}", "{plan}/.."], "root audit collect {plan}/.. {plan}"),
    (["check", "{plan}/questions.yaml"], "It is a part of a programme, and no plan."),
    (["check", "{plan}/plan"], "Did you mean 'plan.yaml'?"),
]


def test_a_folder_around_programmes_is_answered_with_their_names(tmp_path: Path) -> None:
    for name in ("night", "day"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "programme.yaml").write_text("format: 1\n", encoding="utf-8")
    result = CliRunner().invoke(root, ["check", str(tmp_path)])
    assert result.exit_code == 2
    assert f"Name the programme in it: {tmp_path}/day or {tmp_path}/night" in result.stderr


@pytest.mark.parametrize(
    ("typed", "answer"), TYPED, ids=lambda one: one[0] if isinstance(one, list) else ""
)
def test_a_slip_is_answered_with_what_to_type(
    tmp_path: Path, typed: Sequence[str], answer: str
) -> None:
    plan = write_plan(tmp_path / "p")
    (plan / "x.csv").write_text("team,role,name\n", encoding="utf-8")
    result = CliRunner().invoke(root, [word.format(plan=plan) for word in typed])
    assert result.exit_code == 2
    assert answer.format(plan=plan) in result.stderr


def test_a_day_in_the_place_of_a_plan_is_answered_with_the_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "agendas").mkdir()
    (tmp_path / "agendas/1-spring.yaml").write_text("format: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(root, ["schedule", "1-spring"])
    assert result.exit_code == 2
    assert "It is a day of the plan in this folder: leave it out" in result.stderr


def ended(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int | str | None:
    """Return the exit code of a command in which this is raised."""

    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(root, "main", broken)
    with pytest.raises(SystemExit) as end:
        main(["check"])
    return end.value.code


SENTENCES = {
    errno.ENOSPC: "The disk is full at out/a.pptx.",
    errno.EACCES: "If it is open in another program, close it",
    errno.EROFS: "can only be read. Choose another place with --out.",
    errno.ENOTDIR: "is in the way",
    errno.EISDIR: "is a folder, and a file is to be written there. Name a file in it.",
}


@pytest.mark.parametrize("number", SENTENCES)
def test_a_disk_that_does_not_let_us_ends_with_3_and_a_plain_sentence(
    number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = OSError(number, os.strerror(number), "out/a.pptx")
    assert ended(monkeypatch, error) == 3
    said = capsys.readouterr().err
    assert said == f"Could not finish. {os_error_message(error)}\n"
    assert SENTENCES[number] in said


def test_an_interruption_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ended(monkeypatch, KeyboardInterrupt()) == 130


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("build --formats ppt", "Did you mean 'pptx'?"),
        ("build --formats Word", "Did you mean 'docx'?"),
        ("build --formats pdf,doc", "Write it once for each: --formats pdf --formats docx"),
        ("build . pdf", "Did you mean --formats pdf?"),
        ("build --jobs two", "'two' is no whole number in figures."),
        ("build --jobs 0", "0 is too small: 1 is the least."),
        ("check -json", "Did you mean '--json'?"),
        ("build --day 1-baseline", "Write --only and the id of the day."),
        ("report --format pdf", "Known here: --out, --json."),
        ("suggest --minutes half", "'half' is no whole number in figures."),
        ("audit form . --format word", "No such option '--format'.\n"),
        ("audit compare . then now", 'Put a name that holds spaces into quotes: "My programme".'),
        ("audit import export.csv .", "Write facilitate audit import FILE --plan ."),
        ("audit import . export.csv", "Write facilitate audit import FILE --plan ."),
        ("replan . --now half past nine", "Put a name that holds spaces into quotes:"),
        ("schedule . 1-first-day", "Name one plan alone."),
        (
            "audit show . --for Ada Moss",
            'Put a name that holds spaces into quotes: --for "Ada Moss"',
        ),
        ("build . --only ada ben", "Write it once for each: --only ada --only ben"),
        ("audit import", "Write facilitate audit import answers.csv"),
        ("exercises search", "Write facilitate exercises search WORD"),
        ("build . --out", "Write --out and what it says, or leave it out."),
        ("brand .", "Write facilitate brand inspect ."),
    ],
)
def test_wrong_use_is_told_plainly(
    typed: str, answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(typed.split())
    assert end.value.code == 2
    assert answer in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows closes no such way out")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_way_out_that_was_closed_beforehand_is_no_fault(closed: str) -> None:
    command = f"exec {sys.executable} -m facilitate exercises search walk {closed}"
    ended = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_reader_who_has_seen_enough_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "facilitate", "exercises", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.close()
        assert command.stderr.read() == b""
    assert command.returncode == 0


@pytest.mark.parametrize(("own", "used"), [(None, "1"), ("3", "3")])
def test_figures_are_worked_out_in_one_thread_unless_somebody_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, own: str | None, used: str
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "")  # so that it is as before afterwards
    if own is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    else:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", own)
    with pytest.raises(SystemExit):
        main(["--version"])
    assert os.environ["OPENBLAS_NUM_THREADS"] == used
