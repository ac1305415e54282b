"""Where no pair said yes to being watched, or one is alone, each does what it can by itself."""

from pathlib import Path

import pytest

from facilitate.load.plan import load_plan
from facilitate.pipeline.analyse import analyse
from facilitate.schedule.observation_turns import refused
from facilitate.schedule.timetable import timetable
from tests.programmes.pages import pages

PLAN = """format: 1
title: Day
date: 2027-03-09
start: 9:00
pairs:
  north: {service: North, doctor: Dr Ada Quartz, manager: Ben Onyx}
  south: {service: South, doctor: Dr Cleo Beryl, manager: Dan Jasper}
  west: {service: West, doctor: Dr Eve Opal, manager: Fay Jade}
  east: {service: East, doctor: Dr Ina Agate, manager: {vacant: yes}}
agenda:
  - exercise: observe-fishbowl
  - exercise: observe-reflecting-team
  - exercise: role-reversal-interview
"""
WATCHED = ["Fishbowl – a pair at work", "Reflecting team for a pair"]
WATCHED += ["Interviewed in a partner’s place"]
ALONE = ["What we do when it is hard", "Told, and wondered about", "Guessed, then asked"]
YES = "being observed: yes"
NORTH_AGREED = f"  north-doctor: {{{YES}}}\n  north-manager: {{{YES}}}\n"
ONE_OF_NORTH = f"  north-doctor: {{{YES}}}\n"
EAST = f"  east-doctor: {{{YES}}}\n"


def plan_in(folder: Path, sharing: str = "") -> Path:
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    if sharing:
        (folder / "private").mkdir()
        said = f"format: 1\nsharing:\n{sharing}"
        (folder / "private" / "sharing.yaml").write_text(said, encoding="utf-8")
    return folder / "plan.yaml"


@pytest.mark.parametrize(
    ("sharing", "titles"),
    [("", WATCHED), (NORTH_AGREED, WATCHED), (ONE_OF_NORTH, ALONE), (EAST, ALONE)],
    ids=["nobody was asked yet", "one pair said yes", "one person said yes", "one alone said yes"],
)
def test_somebody_is_watched_only_where_a_pair_said_yes(
    tmp_path: Path, sharing: str, titles: list[str]
) -> None:
    slots = analyse(plan_in(tmp_path, sharing)).timetables[0].exercises()
    assert [slot.title for slot in slots] == titles


def test_the_places_of_what_was_refused_are_those_of_its_lines(tmp_path: Path) -> None:
    plan, _ = load_plan(plan_in(tmp_path, ONE_OF_NORTH))
    assert plan is not None
    table = timetable(plan.days[0], plan.programme, plan.library)
    assert refused(plan, table) == (("agenda", 0), ("agenda", 1), ("agenda", 2))


ONE_PAIR = """format: 1
title: Day
date: 2027-03-09
start: 9:00
pairs:
  north: {service: North, doctor: Dr Ada Quartz, manager: Ben Onyx}
agenda:
  - exercise: action-commitment-round
"""
ANOTHER = "  south: {service: South, doctor: Dr Cleo Beryl, manager: Dan Jasper}\n"


@pytest.mark.parametrize(
    ("pairs", "title"), [("", "One promise, one date"), (ANOTHER, "One promise, one witness")]
)
def test_one_pair_alone_promises_without_a_witness_and_is_warned_of_nothing(
    tmp_path: Path, pairs: str, title: str
) -> None:
    text = ONE_PAIR.replace("agenda:", f"{pairs}agenda:")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    found = analyse(tmp_path / "plan.yaml")
    (slot,) = found.timetables[0].exercises()
    assert slot.title == title
    assert "witness" in " ".join(step.text for step in slot.steps) or not pairs
    assert [fault.message for fault in found.faults if fault.code == "T208"] == []


def test_one_pair_in_a_room_of_its_own_is_sent_to_no_other_pair(tmp_path: Path) -> None:
    chart = "role-responsibility-chart"
    rooms = f"  - parallel:\n      - {{exercise: {chart}, who: [north], room: Oak}}\n"
    rooms += f"      - {{exercise: {chart}, who: [south, west, east], room: Elm}}\n"
    (tmp_path / "plan.yaml").write_text(PLAN.split("  - exercise", 1)[0] + rooms, encoding="utf-8")
    found = analyse(tmp_path / "plan.yaml")
    steps = [slot.steps[3].text for slot in found.timetables[0].exercises()]
    assert steps == [
        "For each circled row, argue for an answer not yours",
        "Two pairs swap circled rows – how do you settle them?",
    ]
    assert "T208" not in {fault.code for fault in found.faults}


def test_nobody_gets_a_sheet_for_watching_where_no_pair_is_watched(tmp_path: Path) -> None:
    def sheets(sharing: str, folder: Path) -> set[str]:
        folder.mkdir()
        made = pages(analyse(plan_in(folder, sharing)), all_readers=False)
        return {one.file.rpartition("/")[2] for one in made if hasattr(one, "document")}

    assert "observer-sheet" in sheets(NORTH_AGREED, tmp_path / "agreed")
    refusing = sheets(ONE_OF_NORTH, tmp_path / "refused")
    assert "observer-sheet" not in refusing
    assert "reversal-card" in refusing
