"""Slips of somebody who has never seen YAML, each made in the plan that `new` lays out."""

import shutil
from pathlib import Path

import pytest

from facilitate.pipeline.analyse import analyse
from facilitate.shipped import shipped

DAY = "agendas/1-first-day.yaml"
WHO = "programme.yaml"


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """The starter plan, to be spoilt."""
    return Path(shutil.copytree(shipped("agendas") / "starter", tmp_path / "starter"))


SLIPS = [
    (DAY, "  - break: 15m", "\t- break: 15m", "Y002", "Use two spaces for each level."),
    (
        DAY,
        "title: First away day",
        "title: “Day one: why”",
        "Y001",
        'Put quotes round the title: "Day one: why".',
    ),
    (
        DAY,
        "title: First away day",
        "title: 'The crisis team's day'",
        "Y001",
        'Put double quotes round the text: "The crisis team\'s day".',
    ),
    (DAY, "- break: 15m", "- break", "P107", "Add its length: break: 15m"),
    (
        DAY,
        "- break: 15m",
        "- coffee: 15m",
        "P101",
        "For something of your own write - break: 15m, and under it title: coffee",
    ),
    (
        DAY,
        "role-negotiation",
        "role-negotiation, 45m",
        "P103",
        "Keep 'role-negotiation' here, and put its length on the line below: time: 45m",
    ),
    (
        WHO,
        "    manager: Sam Second",
        "    manager: Sam Second\n    nurse: N. Third",
        "P112",
        "If it is a role, say so above pairs: with roles: [doctor, manager, nurse]",
    ),
]


@pytest.mark.parametrize(("file", "right", "wrong", "code", "hint"), SLIPS)
def test_a_slip_is_told_with_what_to_type(
    starter: Path, file: str, right: str, wrong: str, code: str, hint: str
) -> None:
    text = (starter / file).read_text(encoding="utf-8")
    assert right in text
    (starter / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    told = [(fault.code, fault.hint) for fault in analyse(starter).faults]
    assert (code, hint) in told


def test_an_ending_that_an_editor_added_to_an_agenda_is_named(starter: Path) -> None:
    (starter / DAY).rename(starter / f"{DAY}.txt")
    (fault,) = [fault for fault in analyse(starter).faults if fault.code == "P108"]
    assert fault.hint == (
        "1-first-day.yaml.txt lies there: the editor added an ending. Rename it 1-first-day.yaml"
    )


def test_an_agenda_that_is_not_listed_is_told(starter: Path) -> None:
    shutil.copy(starter / DAY, starter / "agendas" / "2-second-day.yaml")
    (fault,) = [fault for fault in analyse(starter).faults if fault.code == "P122"]
    assert fault.severity == "warning"
    assert fault.hint == "Add a line under away days: - agendas/2-second-day.yaml"
