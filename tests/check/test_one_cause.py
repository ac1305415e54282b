"""A slip from which much follows is told once, at its cause."""

from pathlib import Path

import pytest

from facilitate.pipeline.analyse import analyse
from tests.plans import write_files

FILES = {
    "programme.yaml": """format: 1
programme: East locality partnership
starts: 2027-01-11
sponsors:
  exec: Sasha Exec
  amd: Bo Director
pairs:
  crisis:
    service: Crisis team
    doctor: Dr Ada Quartz
    manager: Ben Onyx
  rehab:
    service: Rehabilitation
    doctor: Dr Cleo Beryl
    manager: Dan Jasper
  acute:
    doctor: Dr Eve Topaz
    manager: Finn Garnet
manages:
  amd: [acute-doctor]
stock takes: {baseline: 2027-02-12, repeat: 2028-02-11}
coaching:
  crisis-manager: [2027-04-01]
coaching done:
  crisis-manager: 1
needs agreed with:
  crisis-doctor: amd
  crisis-manager: exec
  acute-doctor: amd
promises:
  - {sponsor: exec, what: Protect the day}
away days:
  - agendas/one.yaml
  - agendas/two.yaml
  - agendas/three.yaml
""",
    "agendas/one.yaml": """format: 1
title: First away day
date: 2027-03-09
start: 9:30
stock take: baseline
feedback counts: {worth: 5 of 6}
agenda:
  - arrive: 15m
  - exercise: mission-nine-whys
  - exercise: action-commitment-round
  - feedback: 10m
""",
    "agendas/two.yaml": """format: 1
title: Second away day
date: 2027-09-14
start: 9:30
stock take: baseline
agenda:
  - actions: 20m
  - exercise: mission-nine-whys
    variant: return
  - exercise: action-commitment-round
    variant: return
  - feedback: 10m
""",
    "agendas/three.yaml": """format: 1
title: Third away day
date: 2028-03-14
start: 9:30
stock take: repeat
agenda:
  - actions: 20m
  - exercise: role-negotiation
  - exercise: action-commitment-round
    variant: return
  - feedback: 10m
""",
    "actions.yaml": """format: 1
actions:
  - {id: a1, who: crisis, what: Ring the ward, by: 2027-04-01, made on: one, status: kept}
  - {id: a2, who: rehab, what: Ask the bed meeting, by: 2027-05-01, made on: one, status: kept}
  - {id: a3, who: amd, what: Come to the ward, by: 2027-06-01, made on: one, status: kept}
""",
    "private/sharing.yaml": """format: 1
sharing:
  crisis-manager: {sharing: both partners, since: 2027-02-01}
  acute-doctor: {sharing: both partners, since: 2027-02-01}
""",
}
P, ONE, TWO, THREE, A, S = FILES
AMD = "  amd: Bo Director\n"
BEN = "    manager: Ben Onyx\n"
DAYS = "  - agendas/two.yaml\n  - agendas/three.yaml\n"
SWAPPED = "  - agendas/three.yaml\n  - agendas/two.yaml\n"
ACUTE = "  acute:\n    doctor: Dr Eve Topaz\n    manager: Finn Garnet\n"
TAKES = "{baseline: 2027-02-12, repeat: 2028-02-11}"


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "code", "words"),
    [
        # a line is taken out, or an id changed, to which many places refer
        (P, AMD, "", f"{P}:4", "P111", "'amd', and 4 places name it. Add amd: under sponsors:"),
        (P, AMD, "", f"{P}:4", "P111", f"out of {P}, lines 19, 26, 28; actions.yaml, line 5"),
        (P, BEN, "", f"{P}:8", "P111", "Add manager: to the pair crisis"),
        (P, ACUTE, "", f"{P}:7", "P111", "'acute', and 3 places name it. Add acute: under pairs:"),
        (
            P,
            "  exec: Sasha",
            "  crisis: Sasha",
            f"{P}:5",
            "P130",
            "Give the sponsor 'crisis' another",
        ),
        # a block is copied, and its service stays that of another pair's id
        (P, "service: Rehabilitation", "service: Crisis", f"{P}:13", "P131", "id of another pair"),
        # dates
        (P, DAYS, SWAPPED, f"{TWO}:3", "P118", "put the days in order under away days:"),
        (ONE, "2027-03-09", "2028-03-09", f"{ONE}:3", "P118", "listed after it, on 2027-09-14"),
        (ONE, "2027-03-09", "2072-03-09", f"{ONE}:3", "P118", "Look at the year."),
        (ONE, "2027-03-09", "2027-08-09", f"{ONE}:3", "P191", "All 3 promises made on this day"),
        (
            P,
            TAKES,
            "{repeat: 2027-02-12, baseline: 2028-02-11}",
            f"{P}:21",
            "P190",
            "after days that show it, 2027-03-09 and 2027-09-14",
        ),
        (P, "{baseline:", "{Baseline:", f"{P}:21", "P115", "Write baseline: here"),
        (THREE, "2028-03-14", "2082-03-14", f"{THREE}:3", "P146", "Look at the year"),
        # who is there on a day
        (ONE, "agenda:", "present: [all but rehab]\nagenda:", f"{ONE}:7", "P111", "all but rehab"),
        (ONE, "agenda:", "absent: [rehab-docter]\nagenda:", f"{ONE}:7", "P111", "rehab-doctor"),
    ],
)
def test_what_follows_from_a_slip_is_not_told(
    tmp_path: Path, file: str, old: str, new: str, where: str, code: str, words: str
) -> None:
    write_files(tmp_path / "right", FILES)
    write_files(tmp_path / "slip", FILES, file, old, new)
    before = {(one.code, one.message) for one in analyse(tmp_path / "right").faults}
    faults = [
        one
        for one in analyse(tmp_path / "slip").faults
        if (one.code, one.message) not in before and one.severity != "advice"
    ]
    assert [(f"{one.place.file}:{one.place.line}", one.code) for one in faults if one.place] == [
        (where, code)
    ]
    assert words in f"{faults[0].message} {faults[0].hint}"


@pytest.mark.parametrize("role", ["Doctor", "doctors"])
def test_a_mistyped_role_is_not_told_where_a_day_names_the_role(tmp_path: Path, role: str) -> None:
    write_files(tmp_path, FILES, P, "    doctor: Dr Eve", f"    {role}: Dr Eve")
    day = tmp_path / ONE
    tracks = "  - parallel:\n      - talk: 9m\n        who: doctors\n      - talk: 9m\n"
    day.write_text(day.read_text().replace("  - arrive: 15m\n", tracks))
    errors = [one for one in analyse(tmp_path).faults if one.severity == "error"]
    assert [one.code for one in errors if one.place and one.place.file in (P, ONE)] == ["P112"]


def test_a_stock_take_in_other_capitals_than_a_day_and_its_answers_is_told_at_its_name(
    tmp_path: Path,
) -> None:
    write_files(tmp_path, FILES, P, "repeat:", "Repeat:")
    answers = tmp_path / "private/stock-takes/repeat.answers.csv"
    answers.parent.mkdir(parents=True, exist_ok=True)
    answers.write_text("person,pair,role\n", encoding="utf-8")
    told = [one for one in analyse(tmp_path).faults if one.code in ("P115", "P122")]
    assert [(one.place.file, one.hint) for one in told if one.place] == [(P, "Write repeat: here.")]


def test_choices_that_all_lie_after_the_last_day_are_told_at_that_day(tmp_path: Path) -> None:
    away = "away days:\n  - agendas/one.yaml\n" + DAYS
    write_files(tmp_path, FILES, P, away, "away days:\n  - agendas/one.yaml\n")
    (tmp_path / TWO).unlink()
    (tmp_path / THREE).unlink()
    day = tmp_path / ONE
    day.write_text(day.read_text().replace("2027-03-09", "2026-03-09"))
    late = [one for one in analyse(tmp_path).faults if one.code == "C208"]
    assert [one.place.file for one in late if one.place] == [ONE]


def test_roles_that_are_named_nowhere_are_told_at_the_pairs_and_not_at_who_spoke(
    tmp_path: Path,
) -> None:
    plan = FILES[P].replace("doctor", "watch-commander").replace("manager", "prevention-lead")
    spoken = (
        "informant,role,question,words,theme,cleared\nP01,watch-commander,1,We meet late.,,yes\n"
    )
    write_files(tmp_path, {**FILES, P: plan, "private/stock-takes/voices.csv": spoken})
    faults = [one for one in analyse(tmp_path).faults if one.code in ("P112", "A635")]
    assert [(one.code, one.place.line) for one in faults if one.place] == [("P112", 7)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("pairs:", "role: [doctor, manager]\npairs:", [("P101", "Did you mean 'roles'?")]),
        (
            "pairs:",
            "charter:\n  Ask first\n  Say who decides\npairs:",
            [("P156", "If they are several, start each line with a dash and a space: - Ask first")],
        ),
    ],
)
def test_a_slip_in_a_key_or_a_list_is_told_there(
    tmp_path: Path, old: str, new: str, told: list[tuple[str, str]]
) -> None:
    write_files(tmp_path, FILES, P, old, new)
    faults = [one for one in analyse(tmp_path).faults if one.code in ("P101", "P112", "P156")]
    assert [(one.code, one.hint) for one in faults] == told
