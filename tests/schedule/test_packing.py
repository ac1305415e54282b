"""What to carry, counted by hand."""

from facilitate.load.library import Library
from facilitate.load.yaml_text import read
from facilitate.model import Day, Exercise, Programme, SingleFile, Themes
from facilitate.schedule.observation_turns import Turn
from facilitate.schedule.packing import Need, PrintedSheet, needs, packing_list, shopping
from facilitate.schedule.timetable import Timetable, timetable


def exercise(name: str, materials: str, groups: str = "group size: 3") -> Exercise:
    text = f"""
name: {name}
category: opening
origin: ours
checked: yes
purpose: p
groups: printed words
{groups}
people: 2-40
time: 30m
range: 20m-40m
steps: [30m Talk]
materials: {materials}
"""
    return Exercise.model_validate({**read(text, "x").data, "id": name})


def day(agenda: str, *exercises: Exercise, pairs: int = 6) -> tuple[Timetable, Programme]:
    people = "".join(f"  p{n}: {{doctor: D{n}, manager: M{n}}}\n" for n in range(pairs))
    text = f"format: 1\ntitle: T\ndate: 2027-01-04\nstart: 9:00\npairs:\n{people}{agenda}"
    says = SingleFile.model_validate(read(text, "plan.yaml").data)
    programme = Programme("P", says, "plan.yaml")
    library = Library({one.id: one for one in exercises}, Themes(themes={}))
    return timetable(Day("d", 1, says, "plan.yaml"), programme, library), programme


def counts(found: tuple[Need, ...]) -> dict[str, int]:
    return {need.what: need.count for need in found}


def test_things_are_counted_for_each_person_pair_group_and_table() -> None:
    materials = (
        "[{what: card, per: person}, {what: slip, per: pair}, {what: chart, per: group},"
        " {what: pens, per: table, count: 2}, {what: bell}]"
    )
    table, programme = day("agenda:\n  - exercise: a\n", exercise("a", materials))
    found = counts(needs(table, programme))
    assert found == {"card": 12, "slip": 6, "chart": 4, "pens": 8, "bell": 1}


def test_where_pairs_watch_pairs_there_is_a_timer_for_each_table_of_the_plan() -> None:
    watching = exercise(
        "a", "[{what: timer, per: table, reusable: yes}]", "within: two pairs\nrotates: observe"
    )
    table, programme = day("agenda:\n  - exercise: a\n", watching, pairs=5)
    turns = [
        Turn(start=545, minutes=10, table="Table 1", pair="p0", watchers=("p3", "p4")),
        Turn(start=555, minutes=10, table="Table 1", pair="p3", watchers=("p0", "p4")),
        Turn(start=545, minutes=10, table="Table 2", pair="p1", watchers=("p2",)),
    ]
    assert counts(needs(table, programme, turns)) == {"timer": 2}


def test_what_is_used_up_adds_and_what_comes_back_is_carried_once() -> None:
    one = exercise("a", "[{what: card, per: person}, {what: timer, reusable: yes}]")
    two = exercise("b", "[{what: card, per: person}, {what: timer, reusable: yes}]")
    table, programme = day("agenda:\n  - exercise: a\n  - exercise: b\n", one, two)
    found = counts(shopping(needs(table, programme), table))
    assert found == {"card": 24, "timer": 1}


def test_tracks_side_by_side_need_their_own_things() -> None:
    one = exercise("a", "[{what: timer, reusable: yes}]")
    agenda = "agenda:\n  - parallel:\n    - {exercise: a, who: p1}\n    - {exercise: a, who: p2}\n"
    table, programme = day(agenda, one)
    assert counts(shopping(needs(table, programme), table)) == {"timer": 2}


def test_spares_are_one_in_ten_and_at_least_two_for_people_and_none_for_rooms() -> None:
    one = exercise("a", "[{what: card, per: person}, {what: bell, per: room}]")
    table, programme = day("agenda:\n  - exercise: a\n", one, pairs=20)
    assert {need.what: need.spare for need in needs(table, programme)} == {"card": 4, "bell": 0}
    few, people = day("agenda:\n  - exercise: a\n", one, pairs=2)
    assert {need.what: need.spare for need in needs(few, people)} == {"card": 2, "bell": 0}


def test_how_many_spares_there_are_does_not_hang_on_what_a_thing_is_called() -> None:
    things = "[{what: tent peg, per: person}, {what: patent form, per: person}]"
    table, programme = day("agenda:\n  - exercise: a\n", exercise("a", things))
    assert {need.spare for need in needs(table, programme)} == {2}


def test_what_is_for_each_sponsor_is_not_listed_without_sponsors() -> None:
    one = exercise("a", "[{what: card, per: person}, {what: slip, per: sponsor}]")
    table, programme = day("agenda:\n  - exercise: a\n", one)
    assert counts(needs(table, programme)) == {"card": 12}


def test_seventeen_people_in_triads_need_six_cards() -> None:
    one = exercise("a", "[{what: card, per: group}]", "group size: 3")
    agenda = "absent: [D0]\nagenda:\n  - exercise: a\n"
    table, programme = day(agenda, one, pairs=9)
    assert len(table.present) == 17
    assert counts(needs(table, programme)) == {"card": 6}


def test_who_work_by_role_and_then_in_mixed_fours_have_a_slip_for_each_four() -> None:
    materials = "[{what: poster, per: group}, {what: slip, per: last group}]"
    one = exercise("a", materials, "group size: [all, 4]\nwithin: [role, mixed]")
    table, programme = day("agenda:\n  - exercise: a\n", one, pairs=8)
    assert counts(needs(table, programme)) == {"poster": 2, "slip": 4}


def test_words_in_groups_count_nothing() -> None:
    one = exercise("a", "[{what: card, per: group}]", "group size: 2\nwithin: mixed")
    two = one.model_copy(update={"groups": "trios, then fives and eights with a host"})
    found = [day("agenda:\n  - exercise: a\n", each) for each in (one, two)]
    assert [counts(needs(*each)) for each in found] == [{"card": 6}, {"card": 6}]


def test_what_people_bring_with_them_is_not_packed_and_is_named_once() -> None:
    one = exercise("a", "[{what: own diary, per: person, brought: yes}, {what: card}]")
    two = exercise("b", "[{what: own diary, per: person, brought: yes}]")
    table, programme = day("agenda:\n  - exercise: a\n  - exercise: b\n", one, two)
    found = packing_list(table, programme)
    assert [row.what for row in found.list] == ["card"]
    assert found.brought == ("own diary",)


def test_a_room_is_asked_of_the_venue_and_neither_bought_nor_carried() -> None:
    one = exercise("a", "[{what: second room, reusable: yes, venue: yes}, {what: card}]")
    found = packing_list(*day("agenda:\n  - exercise: a\n", one))
    assert [(row.count, row.what) for row in found.venue] == [(1, "second room")]
    assert [row.what for row in found.list] == ["card"]
    assert [row.what for box in found.boxes for row in box.rows] == ["card"]


def test_each_session_has_a_box_and_what_comes_back_lies_there_once() -> None:
    one = exercise("a", "[{what: card, per: pair}, {what: timer, reusable: yes}]")
    agenda = (
        "agenda:\n  - exercise: a\n  - exercise: a\n  - break: 15m\n  - lunch: 60m\n"
        "  - exercise: a\n"
    )
    table, programme = day(agenda, one)
    boxes = packing_list(table, programme).boxes
    inside = [(box.number, box.clock, {row.what: row.count for row in box.rows}) for box in boxes]
    assert inside == [
        (1, "09:00", {"card": 12, "timer": 1}),
        (2, "11:15", {"card": 6, "timer": 1}),
    ]


def test_a_sheet_that_this_day_does_not_make_is_nobodys_to_buy() -> None:
    one = exercise("a", "[{what: rotation card, per: person, sheet: card}, {what: bell}]")
    table, programme = day("agenda:\n  - exercise: a\n", one)
    assert [row.what for row in packing_list(table, programme).list] == ["bell"]


def test_what_lies_in_packs_is_told_by_its_code_and_what_does_not_with_its_number() -> None:
    one = exercise("a", "[{what: sheet, per: pair, sheet: chart}, {what: list, sheet: list}]")
    table, programme = day("agenda:\n  - exercise: a\n", one)
    chart = PrintedSheet(
        name="chart", code="1.1", title="A chart", copies=6, paper="A3", shared=True, packed=False
    )
    own = PrintedSheet(
        name="list", code="1.2", title="A list", copies=1, paper="A4", shared=False, packed=True
    )
    (box,) = packing_list(table, programme, [chart, own]).boxes
    assert [(row.count, row.what, row.paper) for row in box.rows] == [(6, "1.1 A chart", "A3")]
    assert box.packed == ("1.2",)
    assert packing_list(table, programme, [chart, own]).list == ()
