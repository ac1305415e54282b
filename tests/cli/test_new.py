"""`facilitate new` with one's own people, day and words: what it writes has no error."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from facilitate.cli import root
from facilitate.pipeline.analyse import analyse
from tests.cli.a_terminal import run, typed
from tests.load.tables.test_agenda_table import DAY, in_word
from tests.load.tables.test_people_table import SCHOOLS, as_csv


def new(*words: str) -> Result:
    return run("new", *words)


def errors(folder: Path) -> list[str]:
    """Return what stops a build of a plan."""
    analysis = analyse(folder)
    return [one.message for one in analysis.faults if one.severity == "error"]


@pytest.fixture
def tables(tmp_path: Path) -> list[str]:
    """The options that name a table of people and one of a day."""
    (tmp_path / "people.csv").write_bytes(as_csv(SCHOOLS))
    (tmp_path / "day.docx").write_bytes(in_word(DAY, "Thursday 11 March 2027"))
    return ["--people", str(tmp_path / "people.csv"), "--agenda", str(tmp_path / "day.docx")]


def test_a_table_that_is_not_there_is_answered_with_the_nearest_name(
    tmp_path: Path, tables: list[str]
) -> None:
    result = new(str(tmp_path / "p"), "--people", str(tmp_path / "Peeple.csv"))
    assert result.exit_code == 2
    assert "Did you mean 'people.csv'?" in result.output
    assert not (tmp_path / "p").exists()


def test_a_sponsor_of_the_sample_is_nobody_who_waits_for_a_part(
    tmp_path: Path, tables: list[str]
) -> None:
    led = [(*row[:2], row[2].replace("Sasha Exec", "Kim Finance"), *row[3:]) for row in DAY]
    (tmp_path / "day.docx").write_bytes(in_word(led, "Thursday 11 March 2027"))
    told = {}
    for name, people in (("named", SCHOOLS), ("sample", SCHOOLS[:-1])):
        (tmp_path / "people.csv").write_bytes(as_csv(people))
        new(str(tmp_path / name), *tables, "--people-served", "pupils")
        told[name] = {one.code for one in analyse(tmp_path / name).faults}
    assert "T219" in told["named"]
    assert "T219" not in told["sample"]


def test_people_and_a_day_from_tables_are_a_plan_without_errors(
    tmp_path: Path, tables: list[str]
) -> None:
    result = new(str(tmp_path / "p"), *tables, "--people-served", "pupils")
    assert result.exit_code == 0, result.output
    assert errors(tmp_path / "p") == []
    plan = analyse(tmp_path / "p").plan
    assert list(plan.programme.pairs) == ["hill-school", "lake-infants"]
    assert plan.programme.says.own_words["people served"] == "pupils"
    assert plan.programme.says.own_words["roles"] == "heads and business managers"
    assert [item.kind for item in plan.days[0].says.agenda][:3] == ["arrive", "welcome", "talk"]


def test_nobody_of_the_sample_is_left_where_there_are_people(
    tmp_path: Path, tables: list[str]
) -> None:
    new(str(tmp_path / "p"), *tables)
    text = (tmp_path / "p" / "programme.yaml").read_text(encoding="utf-8")
    assert [name for name in ("Robin First", "Sam Second", "Alex Sponsor") if name in text] == []


def test_addresses_stand_in_one_private_file_that_only_its_owner_reads(
    tmp_path: Path, tables: list[str]
) -> None:
    result = new(str(tmp_path / "p"), *tables)
    contacts = tmp_path / "p" / "private" / "contacts.yaml"
    holders = [
        path.name
        for path in (tmp_path / "p").rglob("*")
        if path.is_file() and "ada@example.org" in path.read_text(encoding="utf-8")
    ]
    assert holders == ["contacts.yaml"]
    assert "example.org" not in result.output.replace("a@example.org", "")
    if os.name == "posix":
        assert contacts.stat().st_mode & 0o777 == 0o600


def test_purge_knows_the_addresses(tmp_path: Path, tables: list[str]) -> None:
    new(str(tmp_path / "p"), *tables)
    said = CliRunner().invoke(root, ["audit", "purge", str(tmp_path / "p"), "--json"])
    assert "contacts.yaml" in said.stdout


def test_the_roles_of_the_sample_can_be_called_otherwise(tmp_path: Path) -> None:
    new(str(tmp_path / "p"), "--roles", "head, business manager")
    text = (tmp_path / "p" / "programme.yaml").read_text(encoding="utf-8")
    assert "roles: [head, business-manager]" in text
    assert "    head: Robin First" in text
    assert errors(tmp_path / "p") == []


def test_roles_without_a_comma_are_asked_about_before_anything_is_written(tmp_path: Path) -> None:
    result = new(str(tmp_path / "p"), "--roles", "head business manager")
    assert result.exit_code == 2
    assert 'Put a comma between: --roles "head, business manager"' in result.stderr
    assert not (tmp_path / "p").exists()


def test_a_table_that_holds_nobody_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("colour,size\nred,4\n", encoding="utf-8")
    result = new(str(tmp_path / "p"), "--people", str(tmp_path / "people.csv"))
    assert result.exit_code == 1
    assert "P151" in result.stderr
    assert not (tmp_path / "p").exists()


def test_on_a_terminal_it_asks_what_roles_and_people_served_are_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitate.cli.new.on_terminal", lambda: True)
    words = ["new", str(tmp_path / "p")]
    result = CliRunner().invoke(root, words, input="head, bursar\npupils\n")
    assert result.exit_code == 0, result.output
    plan = analyse(tmp_path / "p").plan
    assert plan.programme.says.own_words["people served"] == "pupils"
    assert list(plan.programme.says.roles) == ["head", "bursar"]


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


@pytest.mark.parametrize("source", ["starter", "example", "schools"])
def test_a_new_programme_keeps_its_private_folder_to_its_owner(tmp_path: Path, source: str) -> None:
    name = tmp_path / "p"
    CliRunner().invoke(root, ["new", str(name), "--from", source])
    private = [name / "private", *(name / "private").rglob("*")]
    assert len(private) > 2
    assert [path.name for path in private if path.stat().st_mode & 0o077] == []


def test_a_day_without_a_date_says_that_a_sample_s_stands_there(tmp_path: Path) -> None:
    (tmp_path / "day.docx").write_bytes(in_word(DAY, "Working together"))
    result = new(str(tmp_path / "p"), "--agenda", str(tmp_path / "day.docx"))
    assert "No date was found" in result.stderr
    text = (tmp_path / "p" / "agendas" / "1-first-day.yaml").read_text(encoding="utf-8")
    assert "\n# venue: The name of the room\n" in text


def test_a_day_without_a_clock_time_says_that_a_sample_s_start_stands_there(
    tmp_path: Path,
) -> None:
    (tmp_path / "day.csv").write_text("Minutes,What\n15,Arrival\n", encoding="utf-8")
    result = new(str(tmp_path / "p"), "--agenda", str(tmp_path / "day.csv"))
    assert "No clock time was found, so the day starts when a sample's does." in result.stderr


def test_remarks_speak_of_ids_that_are_in_the_plan(tmp_path: Path, tables: list[str]) -> None:
    new(str(tmp_path / "p"), *tables)
    new(str(tmp_path / "q"), "--roles", "vet, practice manager")
    for folder, first in (("p", "hill-school-head"), ("q", "north-vet")):
        files = [tmp_path / folder / "private" / name for name in ("sharing.yaml", "access.yaml")]
        assert all(f"#   {first}:" in file.read_text(encoding="utf-8") for file in files)
    lines = (tmp_path / "p" / "programme.yaml").read_text(encoding="utf-8").splitlines()
    assert "# manages: {sponsor-1: [hill-school-business-manager]}" in lines
