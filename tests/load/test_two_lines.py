"""Two faulty lines, one below the other, are both told in one run, and nothing that follows."""

import time

import pytest

from facilitate.load.validate import validate_lenient
from facilitate.load.yaml_text import read
from facilitate.model.plan import DayFile, ProgrammeFile

PAIRS = """format: 1
programme: Two chairs
pairs:
  north:
    service: North team
    doctor: Dr Robin First
    manager: Sam Second
  east:
    service: East team
    doctor: Dr Pat Fifth
    manager: Lee Sixth
away days:
  - agendas/1-day.yaml
"""
DAY = """format: 1
title: First day
date: 2027-03-10
start: 9:00
finish: 12:00
agenda:
  - arrive: 15m
    title: Tea
  - lunch: 60m
    not before: 11:15
  - exercise: role-negotiation
    time: 30m
"""
BOTH = [
    (
        PAIRS,
        "  east:\n    service: East team",
        "  east\n    service East team",
        {8: "Write east:", 9: "Write service: East team"},
    ),
    (
        PAIRS,
        "    doctor: Dr Pat Fifth\n    manager: Lee",
        "\tdoctor: Dr Pat Fifth\n    manager; Lee",
        {10: "Use two spaces for each level.", 11: "Write manager: Lee Sixth"},
    ),
    (
        PAIRS,
        "    doctor: Dr Pat Fifth\n    manager: Lee",
        "      doctor: Dr Pat Fifth\n    manager Lee",
        {10: "Put 4 spaces in front of it; it has 6.", 11: "Write manager: Lee Sixth"},
    ),
    (
        DAY,
        "  - lunch: 60m\n    not before: 11:15",
        "  - lunch; 60m\n    not before 11:15",
        {9: "Write lunch: 60m", 10: "Write not before: 11:15"},
    ),
    (
        DAY,
        "  - arrive: 15m\n    title: Tea",
        "  - arrive 15m\n      title: Tea",
        {7: "Write - arrive: 15m", 8: "Put 4 spaces in front of it; it has 6."},
    ),
    (
        DAY,
        "  - exercise: role-negotiation\n    time: 30m",
        "  exercise: role-negotiation\n      time: 30m",
        {
            11: "Write - exercise: role-negotiation, or indent it if it belongs to the item above.",
            12: "Put 4 spaces in front of it; it has 6.",
        },
    ),
    (
        DAY,
        "  - exercise: role-negotiation\n    time: 30m",
        "  - exercise:role-negotiation\n    time 30m",
        {11: "Write exercise: role-negotiation", 12: "Write time: 30m"},
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong", "hints"), BOTH)
def test_two_faulty_lines_side_by_side_are_each_told_with_what_to_type(
    text: str, right: str, wrong: str, hints: dict[int, str]
) -> None:
    assert right in text
    source = read(text.replace(right, wrong), "plan.yaml")
    model = ProgrammeFile if text is PAIRS else DayFile
    found = validate_lenient(model, source)
    told = {one.place.line: one.hint for one in found.faults if one.place}
    assert told == hints
    assert len(found.faults) == 2


def test_two_faulty_lines_far_down_a_long_file_cost_less_than_a_second_more() -> None:
    pairs = "".join(
        f"  p{n}:\n    service: Team {n}\n    doctor: Dr A{n}\n    manager: B {n}\n"
        for n in range(48)
    )
    text = PAIRS.replace("  north:", f"{pairs}  north:")
    wrong = text.replace(
        "    doctor: Dr A40\n    manager: B 40", "      doctor: Dr A40\n    manager; B 40"
    )
    begun = time.process_time()
    validate_lenient(ProgrammeFile, read(text, "programme.yaml"))
    sound = time.process_time() - begun
    found = validate_lenient(ProgrammeFile, read(wrong, "programme.yaml"))
    assert time.process_time() - begun - 2 * sound < 1
    lines = wrong.splitlines()
    both = {lines.index("      doctor: Dr A40") + 1, lines.index("    manager; B 40") + 1}
    assert {one.place.line for one in found.faults if one.place} == both
