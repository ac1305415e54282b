import json
from pathlib import Path

from click.testing import CliRunner

from facilitate.cli.rotate import command
from tests.plans import write_plan


def test_a_bare_room_prints_rounds_of_people_numbers_and_a_certificate() -> None:
    result = CliRunner().invoke(
        command, ["--people", "24", "--tables", "6", "--rounds", "5", "--json"]
    )
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert len(answer["rounds"]) == 5
    assert all(len(seating) == 6 for seating in answer["rounds"])
    for seating in answer["rounds"]:
        assert sorted(person for table in seating for person in table) == list(range(1, 25))
    proof = answer["certificate"]
    assert (proof["repeats"], proof["lower_bound"], proof["hard_violations"]) == (0, 0, 0)
    assert 0 <= proof["seconds"] < 1


def test_a_bare_room_prints_tables_and_the_proof_in_words() -> None:
    result = CliRunner().invoke(command, ["--people", "9", "--tables", "3", "--rounds", "4"])
    assert result.exit_code == 0
    assert "Round 4\n  table 1:" in result.stdout
    assert "Everyone meets 8 different people, nobody twice." in result.stdout


def test_no_rounds_is_wrong_use() -> None:
    result = CliRunner().invoke(command, ["--people", "9", "--tables", "3", "--rounds", "0"])
    assert result.exit_code == 2


def test_what_happened_on_the_day_needs_a_plan() -> None:
    room = ["--people", "12", "--tables", "3", "--rounds", "3", "--leave", "4"]
    result = CliRunner().invoke(command, room)
    assert result.exit_code == 2
    assert "--leave mends the table plan of a programme: name PLAN too." in result.stderr


EIGHT = "".join(f"  p{n}: {{service: S{n}, doctor: D{n}, manager: M{n}}}\n" for n in range(8))
DAY = f"""format: 1
title: Day
date: 2027-03-09
start: 9:00
pairs:
{EIGHT}agenda:
  - exercise: bridge-rotating-tables
"""


def test_a_table_plan_is_mended_for_whoever_left_and_rounds_held_stay(tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    path.write_text(DAY, encoding="utf-8")
    before = json.loads(CliRunner().invoke(command, [str(path), "--json"]).stdout)
    words = [str(path), "--leave", "p3-doctor", "--done", "1", "--json"]
    after = json.loads(CliRunner().invoke(command, words).stdout)
    (old,), (new,) = before["days"][0]["tables"], after["days"][0]["tables"]
    assert new["rounds"][0] == old["rounds"][0]
    seated = [[p for table in one["tables"] for p in table] for one in new["rounds"]]
    assert [("p3-doctor" in people, len(people)) for people in seated] == [
        (True, 16),
        *[(False, 15)] * (len(seated) - 1),
    ]
    found = CliRunner().invoke(command, [*words[:-1], "--day", "day"])
    assert "moved, round 2: p3-doctor from table" in found.stdout


def test_somebody_who_left_may_be_known_by_part_of_a_name(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "p")
    result = CliRunner().invoke(command, [str(plan), "--leave", "Ada Quartz"])
    assert result.exit_code == 2
    assert "There is no person 'Ada Quartz'. Write the id: crisis-doctor" in result.output
