"""What a build depends on."""

from pathlib import Path

import pytest

from facilitate.out.inputs import inputs_hash

FILES = (
    "programme.yaml",
    "days/one.yaml",
    "private/identity-words.txt",
    "private/ledger.key",
    "templates/images/Logo.PNG",
    "brand/logo.svg",
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_a_change_of_any_file_of_the_plan_is_seen(plan: Path, name: str) -> None:
    before = inputs_hash(plan, {}, private=True, named=["days/one.yaml"])
    (plan / name).write_text("two", encoding="utf-8")
    assert inputs_hash(plan, {}, private=True, named=["days/one.yaml"]) != before
