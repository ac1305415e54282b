"""The program works from a wheel, from an editable install and from a plain checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]


def run(*arguments: str, cwd: Path, path: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command of this Python without its user's settings, with only `path` on its way."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if path:
        env["PYTHONPATH"] = path
    env["NO_COLOR"] = "1"
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, made with the build tools at hand and no network."""
    folder = tmp_path_factory.mktemp("wheel")
    made = run(
        *("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"),
        *("--no-index", "--wheel-dir", str(folder), str(TOP)),
        cwd=folder,
    )
    assert made.returncode == 0, made.stderr
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_carries_templates_agendas_exercises_words_and_docs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for wanted in (
        "facilitate/templates/decks/group.md",
        "facilitate/templates/base/base.pptx",
        "facilitate/agendas/example/programme.yaml",
        "facilitate/agendas/starter/programme.yaml",
        "facilitate/exercises/themes.yaml",
        "facilitate/words/en-GB.yaml",
        "facilitate/docs/faults.md",
    ):
        assert wanted in names, wanted


def start_and_check(cwd: Path, path: str) -> None:
    """Start a programme, check it and see the day, as a new user would."""
    for arguments in (["new", "p"], ["check", "p"], ["schedule", "p"], ["explain", "P103"]):
        made = run("-m", "facilitate", *arguments, cwd=cwd, path=path)
        assert made.returncode == 0, (arguments, made.stderr)


def test_a_wheel_works_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    work = tmp_path / "work"
    work.mkdir()
    where = run(
        "-c", "import facilitate; print(facilitate.__file__)", cwd=work, path=str(site)
    ).stdout
    assert where.startswith(str(site))
    start_and_check(work, str(site))


def test_a_plain_checkout_works(tmp_path: Path) -> None:
    start_and_check(tmp_path, str(TOP))


def test_an_editable_install_works(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    made = run(
        *("-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"),
        *("--target", str(tmp_path / "site"), "--editable", str(TOP)),
        cwd=tmp_path,
    )
    assert made.returncode == 0, made.stderr
    (link,) = (tmp_path / "site").glob("*.pth")
    assert Path(link.read_text(encoding="utf-8").strip()) == TOP
    start_and_check(tmp_path, link.read_text(encoding="utf-8").strip())
