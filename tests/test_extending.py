"""A package of somebody else's adds one of each kind and goes again; docs/extending.md holds it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plans import PLAN, write_files, write_plan

TOP = Path(__file__).parents[1]
PAGE = (TOP / "docs" / "extending.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`(\S+)`\n\n```\w+\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the package on the page is installed in, by pip and offline."""
    source, target = tmp_path_factory.mktemp("acme"), tmp_path_factory.mktemp("site")
    write_files(source, FILES)
    made = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"),
            *("--no-build-isolation", "--target", str(target), str(source)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return target


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "p")


def run(*arguments: str | Path, site: Path | None = None, top: Path = TOP) -> tuple[int, str]:
    """Run the program at `top` with a package on its path, or without; return code and output."""
    path = os.pathsep.join(str(one) for one in (top, site) if one)
    env = {**os.environ, "PYTHONPATH": path, "NO_COLOR": "1"}
    made = subprocess.run(
        [sys.executable, "-m", "facilitate", *map(str, arguments)],
        cwd=top,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return made.returncode, made.stdout


def test_the_page_adds_one_of_each_kind() -> None:
    kinds = re.findall(r'^"(\w+)\.\w+" = ', FILES["pyproject.toml"], flags=re.MULTILINE)
    assert kinds == re.findall(r"^\| `(\w+)` \|", PAGE, flags=re.MULTILINE)


def test_a_verb_is_there_and_is_the_nearest_to_a_slip(site: Path) -> None:
    assert run("hello", site=site) == (0, "Hello from Acme.\n")
    code, said = run("helo", site=site)
    assert code == 2
    assert "Did you mean 'hello'?" in said


def test_what_a_package_adds_is_said_by_the_doctor(site: Path) -> None:
    _, said = run("doctor", site=site)
    assert "ok        acme-facilitate 1.0: adds directive.acme, exercises.acme, format.txt" in said
    assert "acme" not in run("doctor")[1]


def test_a_survey_tool_is_recognised(site: Path, tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_text("Acme number,Your role,Word\n1,Doctor,a\n2,Manager,b\n", encoding="utf-8")
    code, said = run("audit", "import", export, site=site)
    assert code == 0, said
    assert "Acme Survey" in said


def test_an_exercise_and_a_rule_are_there_and_a_programmes_own_comes_first(
    site: Path, plan: Path
) -> None:
    text = PLAN.replace("  - buffer: 15m\n", "  - buffer: 5m\n  - exercise: acme-round\n")
    (plan / "plan.yaml").write_text(text, encoding="utf-8")
    code, said = run("check", plan, site=site)
    assert code == 0, said
    assert "warning[X100]: The break has 15 minutes." in said
    _, listed = run("exercises", "show", "acme-round", plan, site=site)
    assert "So that all have spoken" in listed
    own = FILES["acme/exercises/acme-round.yaml"].replace("all have spoken", "we begin")
    (plan / "exercises").mkdir()
    (plan / "exercises" / "acme-round.yaml").write_text(own, encoding="utf-8")
    assert "So that we begin" in run("exercises", "show", "acme-round", plan, site=site)[1]


def test_a_measure_is_there_for_the_facilitator_alone(site: Path, plan: Path) -> None:
    _, told = run("audit", "show", plan, "--for", "facilitator", site=site)
    assert "The stock take: share answered, n = 6" in told
    _, told = run("audit", "show", plan, site=site)
    assert "share answered" not in told


def test_a_template_a_directive_and_a_format_make_a_page(site: Path, plan: Path) -> None:
    code, said = run("build", plan, "--formats", "txt", site=site)
    assert code == 0, said
    page = (plan / "out" / "plan" / "group" / "acme-page.txt").read_text(encoding="utf-8")
    assert "We answer together." in page


def test_once_it_is_gone_everything_is_as_before(site: Path, plan: Path) -> None:
    before = run("check", plan), run("--help"), run("audit", "show", plan, "--for", "facilitator")
    assert run("build", plan, "--formats", "docx", site=site)[0] == 0
    assert (plan / "out" / "plan" / "group" / "acme-page.docx").exists()
    again = run("check", plan), run("--help"), run("audit", "show", plan, "--for", "facilitator")
    assert again == before
    assert run("build", plan, "--formats", "docx")[0] == 0
    assert not (plan / "out" / "plan" / "group" / "acme-page.docx").exists()
    code, said = run("build", plan, "--formats", "txt")
    assert code == 2
    assert "'txt' is not one of" in said
    assert run("hello")[0] == 2


def with_entry_points(folder: Path, points: str, group: str = "facilitate") -> Path:
    """Lay an installed package `broken` 2.0 with these entry points into a folder."""
    info = folder / "broken-2.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 2.0\n")
    (info / "entry_points.txt").write_text(f"[{group}]\n{points}", encoding="utf-8")
    return folder


def test_a_verb_of_the_stock_take_stands_below_audit(tmp_path: Path) -> None:
    (tmp_path / "more.py").write_text(FILES["acme/hello.py"], encoding="utf-8")
    site = with_entry_points(tmp_path, "verb.audit-more = more\n")
    assert run("audit", "more", site=site) == (0, "Hello from Acme.\n")
    assert run("audit-more", site=site)[0] == 2


def test_what_is_of_no_known_kind_is_said_by_the_doctor(tmp_path: Path) -> None:
    site = with_entry_points(tmp_path, "verbs.good = json\n")
    assert "unknown   broken 2.0: verbs.good: the kinds are" in run("doctor", site=site)[1]


def test_what_does_not_load_is_named_with_its_package(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("import not_there_at_all\n", encoding="utf-8")
    with_entry_points(tmp_path, "verb.bad = broken\n")
    code, said = run("bad", site=tmp_path)
    assert code == 3
    assert "The package broken 2.0 adds 'verb.bad' to facilitate, and it does not load" in said
    assert "fault in the program" not in said


def test_nothing_that_is_installed_reads_along_what_people_wrote(
    tmp_path: Path, plan: Path
) -> None:
    (tmp_path / "recorder.py").write_text("print('recorded')\n", encoding="utf-8")
    site = with_entry_points(tmp_path, "all = recorder\n", group="pydantic")
    assert "recorded" not in run("check", plan, site=site)[1]


OURS = {
    "acme/hello.py": "cli/hello.py",
    "acme/plain_text.py": "write/txt.py",
    "acme/survey.py": "load/survey/vendors/acme.py",
    "acme/rules.py": "check/acme.py",
    "acme/directives.py": "compose/directives/acme.py",
    "acme/measures.py": "audit/acme.py",
}
"""Where each module of the page would lie if it were ours."""


def test_a_module_of_ours_is_found_by_being_there_and_named_nowhere_else(
    tmp_path: Path, plan: Path
) -> None:
    for name in ("templates", "agendas", "exercises", "words", "docs"):
        (tmp_path / name).symlink_to(TOP / name)
    copied = tmp_path / "facilitate"
    shutil.copytree(TOP / "facilitate", copied, ignore=shutil.ignore_patterns("__pycache__"))
    for theirs, ours in OURS.items():
        (copied / ours).write_text(FILES[theirs], encoding="utf-8")
    page = plan / "templates" / "handouts" / "acme-page.md"
    page.parent.mkdir(parents=True)
    page.write_text(FILES["acme/templates/handouts/acme-page.md"], encoding="utf-8")
    export = tmp_path / "export.csv"
    export.write_text("Acme number,Your role,Word\n1,Doctor,a\n2,Manager,b\n", encoding="utf-8")
    assert run("hello", top=tmp_path) == (0, "Hello from Acme.\n")
    assert "Acme Survey" in run("audit", "import", export, top=tmp_path)[1]
    assert "X100" in run("check", plan, top=tmp_path)[1]
    for_me = run("audit", "show", plan, "--for", "facilitator", top=tmp_path)[1]
    assert "share answered" in for_me
    code, said = run("build", plan, "--formats", "txt", "--only", "group", top=tmp_path)
    assert code == 0, said
    text = (plan / "out" / "plan" / "group" / "acme-page.txt").read_text(encoding="utf-8")
    assert "We answer together." in text
