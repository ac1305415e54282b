"""Which files make up a plan."""

import os
import shutil
from pathlib import Path

import pytest

from facilitate.faults import stops
from facilitate.files import start_of
from facilitate.load.library import load_library
from facilitate.load.plan import load_plan
from facilitate.load.plan_files import NotThere, find
from facilitate.shipped import shipped
from tests.plans import PLAN

PROGRAMME = "format: 1\nprogramme: X\npairs: {a: {doctor: A. B, manager: C. D}}\n"


@pytest.mark.parametrize("name", ["programme.yaml", "day.yaml", "Our day.yml"])
def test_a_plan_in_one_file_is_the_same_by_its_folder_and_by_its_name(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text(PLAN, encoding="utf-8")
    by_folder, faults = load_plan(tmp_path)
    by_name, also = load_plan(tmp_path / name)
    assert by_folder is not None
    assert by_name is not None
    assert faults == also == ()
    assert by_folder.days == by_name.days


def test_a_folder_with_a_word_file_alone_says_how_to_take_it_in(tmp_path: Path) -> None:
    (tmp_path / "Day one.docx").write_bytes(b"PK")
    with pytest.raises(NotThere) as told:
        find(tmp_path)
    assert "facilitate new NAME --agenda FILE" in told.value.why


def test_two_plans_in_one_folder_are_asked_about(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yml"):
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    with pytest.raises(NotThere) as told:
        find(tmp_path)
    assert told.value.why == ("This folder holds several plans. Name one of them: a.yaml, b.yml")


def test_other_files_beside_the_only_plan_are_no_plans(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "questions.yaml").write_text("format: 1\ndimensions: []\n", encoding="utf-8")
    (tmp_path / "a-day-without-pairs.yaml").write_text("agenda: []\n", encoding="utf-8")
    assert find(tmp_path).days[0][0] == "day"


def test_a_file_called_programme_with_an_agenda_alone_asks_for_pairs(tmp_path: Path) -> None:
    text = PLAN[: PLAN.index("pairs:")] + PLAN[PLAN.index("agenda:") :]
    (tmp_path / "programme.yaml").write_text(text, encoding="utf-8")
    for path in (tmp_path, tmp_path / "programme.yaml"):
        told = [(fault.code, fault.message) for fault in load_plan(path)[1]]
        assert ("P102", "'pairs' is missing here.") in told


def test_a_programme_with_away_days_stays_one_when_it_holds_an_agenda_by_mistake(
    tmp_path: Path,
) -> None:
    (tmp_path / "programme.yaml").write_text(
        PROGRAMME + "away days: [agendas/1.yaml]\nagenda: []\n", encoding="utf-8"
    )
    assert not find(tmp_path).single
    assert "'agenda' is not a key that is known here." in {
        fault.message for fault in load_plan(tmp_path)[1]
    }


def test_a_broken_line_above_the_agenda_changes_nothing_of_what_kind_a_file_is(
    tmp_path: Path,
) -> None:
    text = PLAN.replace("venue: Hall", 'venue: "Hall" two')
    (tmp_path / "programme.yaml").write_text(text, encoding="utf-8")
    assert [fault.code for fault in load_plan(tmp_path)[1]] == ["Y001"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_in_the_place_of_a_plan_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.yaml")
    with pytest.raises(NotThere) as told:
        find(tmp_path / "plan.yaml")
    assert "no plain file" in told.value.why
    (tmp_path / "exercises").mkdir()
    os.mkfifo(tmp_path / "exercises" / "mine.yaml")
    library, _ = load_library({tmp_path / "exercises": "exercises"})
    assert not library.exercises


def test_of_a_file_that_is_too_large_only_a_beginning_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a terabyte of nothing, as a sparse file
    assert len(start_of(path, 1_000)) == 1_001
    _, faults = load_plan(path)
    assert "Y003" in [fault.code for fault in faults]


@pytest.mark.parametrize(
    "name",
    [
        "actions.yaml",
        "questions.yaml",
        "private/sharing.yaml",
        "private/access.yaml",
        "private/contacts.yaml",
        "private/codebook.yaml",
        "private/identity-words.txt",
        "private/ledger.key",
        "private/stock-takes/ledger.csv",
        "private/stock-takes/coded.csv",
        "private/stock-takes/voices.csv",
        "private/stock-takes/voices.xlsx",
        "private/stock-takes/baseline.answers.csv",
        "exercises/our-own.yaml",
        "agendas/1-baseline.yaml",
    ],
)
def test_a_folder_called_as_a_file_that_is_read_is_told(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "p"
    shutil.copytree(shipped("agendas") / "example", folder)
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir(parents=True)
    faults = load_plan(folder)[1]
    assert stops(faults)
    assert [one.message for one in faults if one.code == "P160"] == [
        f"{name} is a folder, and a file of that name is read."
    ]


@pytest.mark.parametrize("name", ["agendas", "exercises", "templates", "slides", "private"])
def test_a_file_called_as_a_folder_that_is_read_is_told(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "p"
    shutil.copytree(shipped("agendas") / "example", folder)
    shutil.rmtree(folder / name, ignore_errors=True)
    (folder / name).write_bytes(b"mine")
    told = [one.message for one in load_plan(folder)[1] if one.code == "P160"]
    assert told == [f"{name} is no folder, and a folder of that name is read."]


def test_a_link_that_leads_nowhere_does_not_pass_for_a_file_that_is_not_there(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "p"
    shutil.copytree(shipped("agendas") / "example", folder)
    (folder / "private" / "sharing.yaml").unlink()
    (folder / "private" / "sharing.yaml").symlink_to(tmp_path / "not-plugged-in")
    told = [one.message for one in load_plan(folder)[1] if one.code == "P160"]
    assert told == [
        "private/sharing.yaml is a link that leads nowhere, and a file of that name is read."
    ]


def test_the_only_file_of_a_folder_is_its_plan_even_where_nothing_in_it_can_be_read(
    tmp_path: Path,
) -> None:
    (tmp_path / "day.yaml").write_text(PLAN.replace(": ", " = "), encoding="utf-8")
    faults = load_plan(tmp_path)[1]
    assert {one.place.file for one in faults if one.place} == {"day.yaml"}
    assert {one.code for one in faults} == {"Y001"}
