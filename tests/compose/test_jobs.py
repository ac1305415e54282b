"""Which pages are made, for whom, under which names, and how often they are printed."""

from pathlib import Path

import pytest

from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import jobs
from facilitate.model import Day, DayFile, Material
from facilitate.structs import replace
from tests.compose.contexts import (
    DAY,
    GROUP_FINDINGS,
    PROGRAMME,
    context,
    front,
    group_theme,
    held_back,
    needing,
    not_shared,
    shipped_for,
    shipped_page,
    templates,
)


def made_for(folder: Path, here: DayContext, *lines: str, audience: str = "group") -> list[str]:
    found, faults = templates(folder, {"handouts/a.md": front(audience, *lines) + "# A\n"})
    assert not faults
    return [job.path_stem for job in jobs(found, here)[0]]


@pytest.mark.parametrize(
    ("audience", "paths"),
    [
        ("group", ["group/a"]),
        ("facilitator", ["facilitator/a"]),
        ("each pair", ["pairs/crisis/a", "pairs/lone/a", "pairs/rehab/a"]),
        (
            "each person",
            [
                "people/crisis-doctor/a",
                "people/crisis-manager/a",
                "people/lone-doctor/a",
                "people/rehab-doctor/a",
                "people/rehab-manager/a",
            ],
        ),
        ("each sponsor", ["sponsors/exec/a"]),
    ],
)
def test_each_reader_gets_a_file_named_by_ids(
    tmp_path: Path, audience: str, paths: list[str]
) -> None:
    assert made_for(tmp_path, context(), audience=audience) == paths


def test_who_is_not_there_on_the_day_gets_nothing(tmp_path: Path) -> None:
    here = context(
        programme={
            "pairs": {
                "crisis": {"doctor": {"name": "Gone", "until": "2027-01-01"}},
                "rehab": {"doctor": {"name": "Later", "from": "2027-05-01"}, "manager": "Here"},
            }
        }
    )
    assert made_for(tmp_path, here, audience="each pair") == ["pairs/rehab/a"]
    assert made_for(tmp_path, here, audience="each person") == ["people/rehab-manager/a"]


@pytest.mark.parametrize(
    ("need", "there"),
    [
        ("stock take", False),
        ("not stock take", True),
        ("second stock take", False),
        ("exercise: walk", True),
        ("exercise: swim", False),
        ("exercise", True),
        ("actions", False),
        ("outcomes", False),
        ("promises", False),
        ("charter", False),
        ("story", True),
        ("coaching", False),
        ("rotation", False),
        ("packing", False),
        ("printing", False),
        ("sponsors", True),
        ("aims", True),
        ("before", False),
        ("bring", False),
        ("next day", False),
        ("feedback", True),
        ("tracks", False),
    ],
)
def test_a_template_waits_for_what_it_requires(tmp_path: Path, need: str, there: bool) -> None:
    assert bool(made_for(tmp_path, context(), f"requires: [{need}]")) is there


def test_the_groups_results_are_those_of_the_latest_ratings(tmp_path: Path) -> None:
    takes = {"stock takes": {"baseline": "2026-02-12", "repeat": "2027-02-12"}}
    then = group_theme("Trust", 2.5, "worth working on")
    now_too_few = replace(held_back("Trust", "too_few"), wave="repeat")
    now_shown = replace(then, wave="repeat")
    for now, there in ((now_too_few, False), (now_shown, True)):
        here = context(programme=takes, findings=(then, now))
        assert bool(made_for(tmp_path / str(there), here, "requires: group results")) is there


@pytest.mark.parametrize(("variant", "made"), [("", True), ("return", False)])
def test_what_a_first_visit_needs_is_not_made_again(
    tmp_path: Path, variant: str, made: bool
) -> None:
    here = context(day={"agenda": [{"exercise": "walk", "variant": variant}]})
    for audience in ("group", "each person"):
        folder = tmp_path / audience
        line = "requires: 'first visit: walk'"
        assert bool(made_for(folder, here, line, audience=audience)) is made
        assert made_for(folder / "any", here, "requires: 'exercise: walk'", audience=audience)


def test_why_a_template_was_left_out_is_told(tmp_path: Path) -> None:
    texts = {
        "handouts/a.md": front("group", "requires: stock take") + "# A\n",
        "handouts/b.md": front("group", "days: [2]") + "# A\n",
        "handouts/c.md": front("group", "requires: not story") + "# A\n",
        "handouts/d.md": front("group", "requires: 'exercise: swim'") + "# A\n",
    }
    found, _ = templates(tmp_path, texts)
    _, skipped = jobs(found, context())
    assert [(one.stem, why) for one, why in skipped] == [
        ("a", "there is no stock take"),
        ("b", "it is for another day (2)"),
        ("c", "it is for days without story"),
        ("d", "exercise: swim is not on this day"),
    ]


def test_a_refusal_changes_no_list_of_files(tmp_path: Path) -> None:
    shared = context(findings=GROUP_FINDINGS)
    refused = context(findings=(*GROUP_FINDINGS, *not_shared("crisis")))
    line = "requires: stock take"
    paths = made_for(tmp_path, shared, line, audience="each pair")
    assert paths == made_for(tmp_path, refused, line, audience="each pair")


def days(number: int) -> DayContext:
    all_days = tuple(
        Day(f"d{n}", n, DayFile.model_validate(DAY), f"agendas/{n}.yaml") for n in (1, 2, 3)
    )
    return context(days=all_days) if number == 1 else _on(all_days[number - 1], all_days)


def _on(day: Day, all_days: tuple[Day, ...]) -> DayContext:
    from facilitate.structs import replace

    return replace(context(days=all_days), day=day)


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("first", [1]),
        ("last", [3]),
        ("middle", [2]),
        ("[1, 3]", [1, 3]),
        ("first, 2", [1, 2]),
    ],
)
def test_days_choose_templates(tmp_path: Path, written: str, on: list[int]) -> None:
    found = [n for n in (1, 2, 3) if made_for(tmp_path, days(n), f"days: {written}")]
    assert found == on


@pytest.mark.parametrize(
    ("copies", "audience", "number"),
    [
        ("3", "group", 3),
        ("each person", "group", 6),
        ("each pair", "group", 3),
        ("each member", "each pair", 2),
        ("each member", "each person", 1),
    ],
)
def test_copies_are_counted(tmp_path: Path, copies: str, audience: str, number: int) -> None:
    found, _ = templates(
        tmp_path, {"handouts/a.md": front(audience, f"copies: {copies}") + "# A\n"}
    )
    assert jobs(found, context())[0][0].copies == number


def test_everyone_writes_the_agreement_of_their_pair_on_the_back_of_what_they_ask() -> None:
    trio = {role: f"{role} Example" for role in ("doctor", "manager", "nurse")}
    says = {"pairs": {**PROGRAMME["pairs"], "trio": {"service": "Trio", **trio}}}
    here = context(
        programme=says | {"roles": ["doctor", "manager", "nurse"]},
        exercise={"id": "role-negotiation"},
    )
    for person, copy in (("trio-nurse", "Trio: a copy for each of you"), ("lone-doctor", "Lone")):
        page = shipped_page("sheets/request-sheet.md", here, person)
        parts = ("It would help me if you did this more", copy, "I will")
        assert [part for part in parts if part not in page] == []


def test_a_readers_pages_come_in_collating_order(tmp_path: Path) -> None:
    texts = {
        "handouts/b.md": front("each pair", "order: 20") + "# A\n",
        "forms/c.md": front("each pair", "order: 10") + "# A\n",
        "sheets/a.md": front("each pair", "order: 0") + "# A\n",
    }
    found, _ = templates(tmp_path, texts)
    stems = [job.template.stem for job in jobs(found, context())[0]]
    assert stems == ["c", "b", "a"] * 3


def stems_of(folder: Path, texts: dict[str, str], here: DayContext, pair: str) -> list[str]:
    found, _ = templates(folder, {f"sheets/{name}.md": text for name, text in texts.items()})
    made = jobs(found, here)[0]
    return [job.template.stem for job in made if job.recipient.id == pair]


def test_a_pack_follows_the_clock_and_not_the_numbers_of_its_sheets(tmp_path: Path) -> None:
    texts = {
        "evening": front("each pair", "order: 10", "requires: feedback") + "# A\n",
        "walk": front("each pair", "requires: [exercise: walk]") + "# A\n",
        "cover": front("each pair", "order: 1", "requires: feedback") + "# A\n",
        "keep": front("each pair", "order: 60") + "# A\n",
        "thanks": front("each pair", "when: at the end") + "# A\n",
    }
    stems = stems_of(tmp_path, texts, context(), "crisis")
    assert stems == ["cover", "keep", "walk", "evening", "thanks"]


def test_a_pack_follows_the_track_that_its_reader_is_in(tmp_path: Path) -> None:
    texts = {
        "walk": front("each pair", "requires: [exercise: walk]") + "# A\n",
        "form": front("each pair", "requires: feedback") + "# A\n",
    }
    tracks = [{"exercise": "walk", "who": ["crisis"]}, {"talk": "30m", "who": ["rehab", "lone"]}]
    agenda = [{"parallel": tracks}, {"feedback": "10m"}, {"exercise": "walk"}]
    here = context(day={"agenda": agenda})
    assert stems_of(tmp_path, texts, here, "crisis") == ["walk", "form"]
    assert stems_of(tmp_path, texts, here, "rehab") == ["form", "walk"]


def test_whoever_has_a_room_of_their_own_is_told_it_though_nobody_watches(tmp_path: Path) -> None:
    tracks = [
        {"exercise": "walk", "who": ["crisis"], "room": "Beech Room"},
        {"talk": "30m", "who": ["rehab", "lone"]},
    ]
    here = context(day={"agenda": [{"parallel": tracks}]})
    told = made_for(tmp_path, here, "requires: rotation", audience="each person")
    assert told == ["people/crisis-doctor/a", "people/crisis-manager/a"]


@pytest.mark.parametrize(
    ("when", "made"),
    [("on arrival", ["crisis", "lone", "rehab"]), ("in its slot", ["crisis"])],
)
def test_a_sheet_for_its_slot_is_made_for_those_whose_track_uses_it(
    tmp_path: Path, when: str, made: list[str]
) -> None:
    tracks = [
        {"exercise": "walk", "who": ["crisis"]},
        {"talk": "30m", "who": ["rehab", "lone"]},
    ]
    here = context(
        day={"agenda": [{"parallel": tracks}]},
        exercise={"materials": [Material(what="sheet", per="pair", sheet="a")]},
    )
    paths = made_for(tmp_path, here, f"when: {when}", audience="each pair")
    assert paths == [f"pairs/{pair}/a" for pair in made]


@pytest.mark.parametrize(("laid_out", "sent"), [(False, True), (True, False)])
def test_what_is_sent_is_handed_out_where_an_exercise_lays_it_out(
    tmp_path: Path, laid_out: bool, sent: bool
) -> None:
    lines = [Material(what="sheet", per="person", sheet="a")] if laid_out else []
    found, _ = templates(
        tmp_path, {"sheets/a.md": front("each person", "when: before the day") + "# A\n"}
    )
    made, _ = jobs(found, context(exercise={"materials": lines}))
    assert {job.sent for job in made} == {sent}


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("Our agreement", "Our agreement"),
        ('"{{ pair.name }}: our agreement"', "Our agreement"),
        ('"{% if pair.alone %}Alone{% else %}Together{% endif %}"', "Who asks"),
    ],
)
def test_lists_call_a_sheet_by_its_title_without_whose_it_is(
    tmp_path: Path, title: str, called: str
) -> None:
    text = front("each pair").replace("---\n", f"---\ntitle: {title}\n", 1)
    found, faults = templates(tmp_path, {"handouts/who-asks.md": f"{text}# A\n"})
    assert not faults
    assert {job.title for job in jobs(found, context())[0]} == {called}


def test_what_coaching_needs_is_for_those_who_are_coached_or_contract_it_today() -> None:
    dates = {"coaching": {"crisis-doctor": ["2027-04-06"], "rehab-doctor": ["2027-01-06"]}}
    bridge = {"id": "close-coaching-bridge", "category": "coaching bridge"}
    contract = bridge | needing("coaching-contract")
    everyone = 5
    for exercise, contracts, cards in (
        ({}, 0, 1),
        (bridge, 0, everyone),
        (contract, everyone, everyone),
    ):
        here = context(programme=dates, exercise=exercise)
        assert len(shipped_for(here, "coaching-contract")) == contracts
        assert len(shipped_for(here, "coaching-card")) == cards
    first = {"coaching": {"crisis-doctor": ["2027-04-06"]}}
    here = context(programme=first, exercise=bridge)
    assert shipped_for(here, "coaching-contract") == ["crisis-doctor"]


def test_a_sheet_is_made_for_every_exercise_that_names_it(tmp_path: Path) -> None:
    card = front("group", "requires: [exercise: somewhere-else]") + "# A\n"
    loaded, faults = templates(tmp_path, {"sheets/card.md": card})
    assert not faults
    named = {"id": "walk", "materials": (Material(what="card", per="pair", sheet="card"),)}
    assert [job.template.stem for job in jobs(loaded, context(exercise=named))[0]] == ["card"]
    found, skipped = jobs(loaded, context())
    assert not found
    assert [why for _, why in skipped] == ["exercise: somewhere-else is not on this day"]


def test_a_sheet_that_an_exercise_names_is_for_whoever_is_in_its_room(tmp_path: Path) -> None:
    card = front("each pair", "requires: [exercise: somewhere-else]") + "# A\n"
    loaded, _ = templates(tmp_path, {"sheets/card.md": card})
    named = {"id": "walk", "materials": (Material(what="card", per="pair", sheet="card"),)}
    tracks = [{"exercise": "walk", "who": ["crisis"]}, {"talk": "30m", "who": ["rehab", "lone"]}]
    here = context(day={"agenda": [{"parallel": tracks}]}, exercise=named)
    assert [job.recipient.id for job in jobs(loaded, here)[0]] == ["crisis"]
