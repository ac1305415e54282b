"""A plan that is not where it is looked for is answered with where it may be."""

from pathlib import Path

import pytest

from tests.cli.a_terminal import typed
from tests.plans import write_plan


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


def test_a_plan_that_stands_first_where_it_comes_last_is_answered_with_the_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plan(tmp_path / "p")
    monkeypatch.chdir(tmp_path)
    release, add = ("audit", "release", "p"), ("actions", "add", "p", "Ring them")
    for typed_in, right in ((release, "release DAY p"), (add, "add WHO WHAT p")):
        code, _, err = typed(*typed_in)
        assert code == 2
        assert right in " ".join(err.split())
