"""Who watches whom and who sits where on a day, by the clock."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from facilitate.load.plan import Plan, load_plan
from facilitate.pipeline.analyse import analyse
from facilitate.schedule.observation_turns import Turn, broken_rules
from facilitate.schedule.seating import DayRotations, rotations
from facilitate.schedule.timetable import timetable

HEAD = """format: 1
title: Day
date: 2027-03-09
start: 9:00
sponsors: {exec: Sasha Exec}
"""
AGENDA = """agenda:
  - exercise: charter-seen-and-unseen
  - exercise: observe-pair-to-pair
"""


def pairs(number: int) -> str:
    rows = (f"  p{n}: {{service: S{n}, doctor: D{n}, manager: M{n}}}\n" for n in range(number))
    return "pairs:\n" + "".join(rows)


def plan_of(folder: Path, text: str) -> Plan:
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    plan, _ = load_plan(folder)
    assert plan is not None
    return plan


def day_of(plan: Plan) -> DayRotations:
    tables = [timetable(day, plan.programme, plan.library) for day in plan.days]
    found, faults = rotations(plan, tables)
    assert [fault.message for fault in faults] == []
    return found[plan.days[0].id]


def watched(day: DayRotations) -> Mapping[str, tuple[str, ...]]:
    return {turn.pair: turn.watchers for turn in day.turns}


@pytest.mark.parametrize("number", [4, 5, 7, 8, 12])
def test_every_pair_works_once_in_front_of_another_and_watches(tmp_path: Path, number: int) -> None:
    day = day_of(plan_of(tmp_path, HEAD + pairs(number) + AGENDA))
    ids = {f"p{n}" for n in range(number)}
    assert sorted(turn.pair for turn in day.turns) == sorted(ids)
    assert {watcher for turn in day.turns for watcher in turn.watchers} == ids
    assert all(pair not in watchers for pair, watchers in watched(day).items())


def test_turns_lie_inside_the_exercise_and_tables_do_not_clash(tmp_path: Path) -> None:
    day = day_of(plan_of(tmp_path, HEAD + pairs(8) + AGENDA))
    assert min(turn.start for turn in day.turns) >= 9 * 60 + 45
    places = [(turn.start, turn.table) for turn in day.turns]
    assert len(places) == len(set(places))


def test_only_where_three_pairs_share_a_table_each_turn_is_shorter(tmp_path: Path) -> None:
    turns = day_of(plan_of(tmp_path, HEAD + pairs(5) + AGENDA)).turns
    at: dict[str, list[int]] = {}
    for turn in turns:
        at.setdefault(turn.table, []).append(turn.minutes)
    # Twelve minutes of work and ten of what was seen, for each of two; 44 minutes for three.
    assert sorted(at.values()) == [[14, 14, 14], [22, 22]]
    assert {turn.minutes for turn in turns if turn.sponsor} <= {14}  # three of five turns


def test_nobody_is_watched_by_the_person_they_report_to(tmp_path: Path) -> None:
    text = HEAD + pairs(4) + "manages: {p0-doctor: [p1-manager, p2-manager]}\n" + AGENDA
    day = day_of(plan_of(tmp_path, text))
    assert watched(day)["p1"] != ("p0",)
    assert watched(day)["p0"] == ("p3",)


def test_who_has_not_agreed_watches_and_is_not_watched(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir()
    agreed = "".join(
        f"  p{n}-{role}: {{being observed: yes}}\n"
        for n in range(3)
        for role in ("doctor", "manager")
    )
    (private / "sharing.yaml").write_text(f"format: 1\nsharing:\n{agreed}", encoding="utf-8")
    day = day_of(plan_of(tmp_path, HEAD + pairs(4) + AGENDA))
    assert set(watched(day)) == {"p0", "p1", "p2"}
    assert "p3" in {watcher for turn in day.turns for watcher in turn.watchers}


def test_at_a_table_where_one_may_not_be_watched_the_other_works_in_the_first_turn(
    tmp_path: Path,
) -> None:
    private = tmp_path / "private"
    private.mkdir()
    agreed = "".join(
        f"  p{n}-{role}: {{being observed: yes}}\n"
        for n in range(1, 4)
        for role in ("doctor", "manager")
    )
    (private / "sharing.yaml").write_text(f"format: 1\nsharing:\n{agreed}", encoding="utf-8")
    turns = day_of(plan_of(tmp_path, HEAD + pairs(4) + AGENDA)).turns
    alone = next(turn for turn in turns if turn.watchers == ("p0",))
    assert alone.pair == "p3"
    assert alone.start == min(turn.start for turn in turns)


def test_whoever_shares_a_table_with_nobody_who_works_watches_at_another(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, HEAD + pairs(6) + AGENDA)
    groups = {frozenset((turn.pair, *turn.watchers)) for turn in day_of(plan).turns}
    refusing, *others = sorted(groups, key=sorted)
    private = tmp_path / "private"
    private.mkdir()
    agreed = "".join(
        f"  {pair}-{role}: {{being observed: yes}}\n"
        for group in others
        for pair in group
        for role in ("doctor", "manager")
    )
    (private / "sharing.yaml").write_text(f"format: 1\nsharing:\n{agreed}", encoding="utf-8")
    found, _ = load_plan(tmp_path)
    assert found is not None
    day = day_of(found)
    assert {turn.pair for turn in day.turns} == frozenset().union(*others)
    assert refusing <= {one for turn in day.turns for one in turn.watchers}
    assert {turn.table for turn in day.turns} == {"Table 1", "Table 2"}


def test_sponsors_visit_only_pairs_whose_members_both_agreed(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir()
    rows = [
        f"  p{n}-{role}: {{being observed: yes, sponsor visit: {'yes' if n == 1 else 'no'}}}\n"
        for n in range(4)
        for role in ("doctor", "manager")
    ]
    (private / "sharing.yaml").write_text("format: 1\nsharing:\n" + "".join(rows), encoding="utf-8")
    day = day_of(plan_of(tmp_path, HEAD + pairs(4) + AGENDA))
    assert {turn.pair for turn in day.turns if turn.sponsor} == {"p1"}


def test_sponsors_visit_no_pair_that_they_manage(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir()
    agreed = "".join(
        f"  p{n}-{role}: {{being observed: yes, sponsor visit: yes}}\n"
        for n in range(2)
        for role in ("doctor", "manager")
    )
    (private / "sharing.yaml").write_text(f"format: 1\nsharing:\n{agreed}", encoding="utf-8")
    text = HEAD + pairs(2) + "manages: {exec: [p0-doctor]}\n" + AGENDA
    day = day_of(plan_of(tmp_path, text))
    assert {turn.pair: turn.sponsor for turn in day.turns} == {"p0": "", "p1": "exec"}


def test_a_sponsor_who_is_in_another_room_visits_nobody(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir()
    agreed = "".join(
        f"  p{n}-{role}: {{being observed: yes, sponsor visit: yes}}\n"
        for n in range(4)
        for role in ("doctor", "manager")
    )
    (private / "sharing.yaml").write_text(f"format: 1\nsharing:\n{agreed}", encoding="utf-8")
    rooms = """agenda:
  - parallel:
      - exercise: observe-pair-to-pair
        who: [p0, p1{here}]
      - exercise: bond-walk-and-talk
        who: [p2, p3{there}]
"""
    for here, there, visitors in ((", exec", "", {"exec"}), ("", ", exec", {""})):
        agenda = rooms.format(here=here, there=there)
        day = day_of(plan_of(tmp_path, HEAD + pairs(4) + agenda))
        assert {turn.sponsor for turn in day.turns} == visitors


def test_the_recount_of_turns_finds_every_rule_that_is_broken() -> None:
    turns = [
        Turn(start=540, minutes=9, table="Table 1", pair="a", watchers=("b",), sponsor="chief"),
        Turn(start=549, minutes=9, table="Table 2", pair="c", watchers=("b", "c"), sponsor="chair"),
    ]
    assert list(broken_rules(turns, [("a", "b")], {("chief", "a")})) == [
        "b watches a",
        "chief visits a",
        "b is at Table 1 and at Table 2",
        "c watches c",
    ]


def programme(folder: Path, second: str) -> Plan:
    (folder / "agendas").mkdir()
    days = {"a": "2027-03-09", "b": "2027-06-08"}
    for name, date in days.items():
        text = f"format: 1\ntitle: {name}\ndate: {date}\nstart: 9:00\n"
        agenda = AGENDA if name == "a" else second
        (folder / "agendas" / f"{name}.yaml").write_text(text + agenda, encoding="utf-8")
    text = "format: 1\nprogramme: P\naway days: [agendas/a.yaml, agendas/b.yaml]\n" + pairs(8)
    (folder / "programme.yaml").write_text(text, encoding="utf-8")
    plan, _ = load_plan(folder)
    assert plan is not None
    return plan


def test_observer_groups_stay_the_same_through_the_year(tmp_path: Path) -> None:
    plan = programme(tmp_path, "agenda:\n  - exercise: observe-pair-to-pair\n")
    tables = [timetable(day, plan.programme, plan.library) for day in plan.days]
    found, _ = rotations(plan, tables)
    assert watched(found["a"]) == watched(found["b"])


def test_a_table_plan_seats_everyone_once_a_round_with_its_proof(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, HEAD + pairs(8) + "agenda:\n  - exercise: bridge-rotating-tables\n")
    (seating,) = day_of(plan).seatings
    people = {f"p{n}-{role}" for n in range(8) for role in ("doctor", "manager")}
    for one in seating.rounds:
        seated = [person for table in one.tables for person in table]
        assert sorted(seated) == sorted(people)
        for table in one.tables:
            assert len({person.split("-")[0] for person in table}) == len(table)
    assert [one.start for one in seating.rounds] == [543, 552, 561, 570]
    assert "Everyone meets" in seating.proof


TABLES = """format: 1
name: Round the tables
category: bridging
origin: ours
checked: yes
purpose: So that all have met
groups: printed words
people: 6-60
time: 30m
range: 20m-40m
steps: [3x10m Talk]
rotates: tables
"""


def table_plan(folder: Path, lines: str) -> Sequence[Sequence[Sequence[str]]]:
    """Return the tables of each round of eight pairs in an exercise of one's own."""
    (folder / "exercises").mkdir()
    (folder / "exercises" / "round.yaml").write_text(TABLES + lines, encoding="utf-8")
    head = HEAD.replace("sponsors: {exec: Sasha Exec}\n", "")
    plan = plan_of(folder, head + pairs(8) + "agenda:\n  - exercise: round\n")
    (seating,) = day_of(plan).seatings
    return [one.tables for one in seating.rounds]


def stay(rounds: Sequence[Sequence[Sequence[str]]], table: int) -> set[str]:
    """Return who sits at a table in every round."""
    return set.intersection(*(set(tables[table]) for tables in rounds))


def test_tables_hold_as_many_as_the_group_size_says(tmp_path: Path) -> None:
    rounds = table_plan(tmp_path, "group size: 6\nwithin: table\n")
    assert [sorted(map(len, tables)) for tables in rounds] == [[5, 5, 6]] * 3


def test_where_there_are_hosts_one_person_stays_at_each_table(tmp_path: Path) -> None:
    rounds = table_plan(tmp_path, "group size: 4\nwithin: table\nhosts: yes\n")
    assert [len(stay(rounds, table)) for table in range(4)] == [1, 1, 1, 1]


def test_within_a_role_tables_hold_one_profession(tmp_path: Path) -> None:
    rounds = table_plan(tmp_path, "group size: 4\nwithin: role\n")
    for tables in rounds:
        assert all(len({person.split("-")[1] for person in table}) == 1 for table in tables)


def watching(folder: Path, number: int, manages: str) -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """Return who watches each pair, and the faults by code and message."""
    plan = plan_of(folder, HEAD + pairs(number) + f"manages: {manages}\n" + AGENDA)
    tables = [timetable(day, plan.programme, plan.library) for day in plan.days]
    found, faults = rotations(plan, tables)
    (day,) = found.values()
    return watched(day), {fault.code: (fault.message,) for fault in faults}


def test_a_pair_that_may_watch_nobody_takes_no_part_and_the_others_do(tmp_path: Path) -> None:
    seen, faults = watching(tmp_path, 3, "{p0-manager: [p1-manager, p2-manager]}")
    assert seen == {"p1": ("p2",), "p2": ("p1",)}
    assert faults == {"T514": ("Nobody is left whom p0 may watch.",)}


def test_who_has_few_to_choose_from_is_grouped_first(tmp_path: Path) -> None:
    seen, faults = watching(tmp_path, 4, "{p0-manager: [p1-manager, p2-manager]}")
    assert seen == {"p0": ("p3",), "p3": ("p0",), "p1": ("p2",), "p2": ("p1",)}
    assert faults == {}


def test_pairs_kept_apart_find_others_before_a_third_joins_two(tmp_path: Path) -> None:
    # The first would sit with the last, who reports to it.
    seen, faults = watching(tmp_path, 6, "{p0-manager: [p5-manager]}")
    assert {len(watchers) for watchers in seen.values()} == {1}
    assert len(seen) == 6
    assert faults == {}


def test_two_pairs_of_one_line_of_management_do_not_watch_each_other(tmp_path: Path) -> None:
    seen, faults = watching(tmp_path, 2, "{p0-manager: [p1-manager]}")
    assert seen == {}
    assert faults == {"T514": ("Nobody is left whom p0 or p1 may watch.",)}


NOBODY_AGREED = "format: 1\nsharing: {}\n"


@pytest.mark.parametrize(
    ("people", "private"),
    [
        (pairs(4), NOBODY_AGREED),
        (pairs(1), ""),
        (pairs(2) + "manages: {p0-doctor: [p1-manager], p1-doctor: [p0-manager]}\n", ""),
    ],
    ids=["nobody has agreed", "there is one pair", "nobody may watch another"],
)
def test_where_no_pair_can_be_watched_each_works_by_itself(
    tmp_path: Path, people: str, private: str
) -> None:
    if private:
        (tmp_path / "private").mkdir()
        (tmp_path / "private" / "sharing.yaml").write_text(private, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(HEAD + people + AGENDA, encoding="utf-8")
    *_, slot = analyse(tmp_path / "plan.yaml").timetables[0].exercises()
    assert slot.title == "A live issue, looked at afterwards"
    assert (slot.minutes, sum(step.minutes for step in slot.steps)) == (60, 60)
    assert [material.sheet for material in slot.exercise.materials] == [""]


def test_where_some_can_be_watched_the_hour_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(HEAD + pairs(4) + AGENDA, encoding="utf-8")
    *_, slot = analyse(tmp_path / "plan.yaml").timetables[0].exercises()
    assert slot.title == "Pairs watching pairs"


def test_partners_share_a_table_where_they_are_more_than_there_are_tables(tmp_path: Path) -> None:
    four = "".join(f"  p{n}: {{a: A{n}, b: B{n}, c: C{n}, d: D{n}}}\n" for n in range(3))
    text = f"{HEAD}roles: [a, b, c, d]\npairs:\n{four}agenda:\n  - exercise: bridge-cafe\n"
    (seating,) = day_of(plan_of(tmp_path, text)).seatings
    assert [len(one.tables) for one in seating.rounds] == [3, 3, 3]
