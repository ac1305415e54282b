"""Files mixed up, and slips of one file that others follow from: told once, where they are."""

import shutil
from pathlib import Path

import pytest

from facilitate.load.plan import load_plan
from facilitate.pipeline.analyse import analyse
from facilitate.shipped import shipped

DAY = "agendas/1-baseline.yaml"
SWAPS = [
    ("private/sharing.yaml", "private/access.yaml", "private/access.yaml"),
    ("private/access.yaml", "private/sharing.yaml", "private/sharing.yaml"),
    ("actions.yaml", "private/sharing.yaml", "private/sharing.yaml"),
    ("questions.yaml", "private/codebook.yaml", "private/codebook.yaml"),
    ("programme.yaml", DAY, "an agenda, such as agendas/1-first-day.yaml"),
    (DAY, "programme.yaml", "programme.yaml"),
]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("agendas") / "example", tmp_path / "example"))


@pytest.mark.parametrize(("file", "other", "where"), SWAPS)
def test_files_mixed_up_are_told_once(example: Path, file: str, other: str, where: str) -> None:
    shutil.copyfile(example / other, example / file)
    _, faults = load_plan(example)
    told = [(one.code, one.message) for one in faults if one.place and one.place.file == file]
    assert told == [("P155", f"This file holds what belongs into {where}.")]


@pytest.mark.parametrize(
    ("file", "right", "wrong", "code"),
    [
        ("actions.yaml", "actions:", "promises:", "P101"),
        ("private/codebook.yaml", "codes:", "themes:", "P101"),
    ],
)
def test_one_wrong_key_is_no_other_file(
    example: Path, file: str, right: str, wrong: str, code: str
) -> None:
    text = (example / file).read_text(encoding="utf-8")
    (example / file).write_text(text.replace(f"\n{right}", f"\n{wrong}"), encoding="utf-8")
    assert [one.code for one in load_plan(example)[1]] == [code]


ECHOES = [
    ("roles: [doctor, manager]", "roles: doctor, manager", "P113"),
    ("stock takes:", "stock take:", "P101"),
    ("  older-adults:", "  Older adults:", "P113"),
    ("    challenge: Beds", "    challenges: Beds", "P112"),
]


@pytest.mark.parametrize(("right", "wrong", "code"), ECHOES)
def test_a_slip_of_the_programme_is_told_in_no_other_file(
    example: Path, right: str, wrong: str, code: str
) -> None:
    path = example / "programme.yaml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    told = [one.code for one in analyse(example).faults if one.severity != "advice"]
    assert told == [code]


WHO = "programme.yaml"
COUNTED = "feedback counts: {worth: 13 of 15"
DATES = "[2027-04-06, 2027-06-08, 2027-10-05, 2027-12-07]"
ALONE = [
    (
        *(WHO, "Northgate House\n    challenge:", "Northgate House challenge:", "Y001"),
        "site: Northgate House here, and below, level with it: challenge: Beds at short notice",
    ),
    (
        *(DAY, "time: 45m", "time: 45m, why: It helps", "Y001"),
        "Write time: 45m here, and below, level with it: why: It helps",
    ),
    (WHO, "repeat date: 2028-02-07", "repeat date: 2026-02-07", "P195", "Look at the year: repeat"),
    (WHO, "delete by: 2028-09-30", "delete by: 2027-09-30", "C301", "or agree a later date"),
    (WHO, "  coach-north: {name: Tove", "  coach-north: {Name: Tove", "P101", "mean 'name'?"),
    (WHO, "manager: {name: Cal", "Manager: {name: Cal", "P112", "Did you mean 'manager'?"),
    (WHO, f"  crisis-doctor: {DATES}", f"  crisis-doctor: {DATES[1:-1]}", "P104", DATES),
    (DAY, "finish: 16:15", "finish: 4:15", "T200", "Did you mean 16:15?"),
    (DAY, COUNTED, COUNTED.replace("13", "16"), "P104", "Look at both numbers: 15 of 16?"),
    (DAY, COUNTED, COUNTED.replace("worth", "value"), "P106", "Known here: relevant, pace, safe"),
    (
        *(DAY, ": audit-guess-first", ": exercises/audit-guess-first.yaml", "P103"),
        "Did you mean 'audit-guess-first'?",
    ),
    (
        *("private/access.yaml", "diet: vegetarian", "diet: [vegetarian]", "P107"),
        "Write it on one line, without brackets or dashes.",
    ),
    ("private/sharing.yaml", "  crisis-doctor:", "  ada:", "C101", "Write crisis-doctor here."),
]


@pytest.fixture(scope="module")
def sound() -> set[str]:
    """Return what is told of the example as it is."""
    return {one.message for one in analyse(shipped("agendas") / "example").faults}


@pytest.mark.parametrize(("file", "right", "wrong", "code", "hint"), ALONE)
def test_a_slip_is_told_once_with_what_to_type(
    example: Path, sound: set[str], file: str, right: str, wrong: str, code: str, hint: str
) -> None:
    path = example / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    (told,) = [one for one in analyse(example).faults if one.message not in sound]
    assert told.code == code
    assert hint in told.hint
