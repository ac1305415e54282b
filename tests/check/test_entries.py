"""Entries that can be read and cannot be meant: one plan with many, and what is told of each."""

from pathlib import Path

import pytest

from facilitate.check.references import misspelt
from facilitate.pipeline.analyse import analyse
from tests.plans import PLAN, write_files, write_plan

PROGRAMME = """format: 1
programme: Coast
minimum group: 2
sponsors:
  exec: Sam Second, director
pairs:
  north:
    doctor: Dr Robin First
    manager: Sam Second
  south:
    doctor: TBC
    manager: Jo Fourth <jo@example.org>
  east:
    doctor: {name: Dr Pat Fifth, from: 2027-05-01, until: 2027-01-01}
    manager: vacant post
keep apart:
  - Robin First and Pat Fifth
manages:
  exec: [exec]
  north-doctor: [south-manager]
  south-manager: [north-doctor]
coaching:
  north-doctor: 2027-04-01
coaching done:
  north-doctor: 7
promises:
  - {sponsor: zzz, what: An hour}
stock takes: {baseline: 2027-02-12}
charter: We start on time
delete by: 2026-09-30
away days:
  - agendas/1-day.yaml
  - agendas/1-day.yaml
  - 2-day.yaml
"""
DAY = """format: 1
title: A day
date: 2017-03-09
start: 9:30
absent: [Seventh]
agenda:
  - arrive: 15m
  - exercise: our-own
  - feedback: 10m
"""
FILES = {
    "programme.yaml": PROGRAMME,
    "agendas/1-day.yaml": DAY,
    "agendas/2-day.yaml": DAY.replace("2017", "2027"),
    "agendas/3-day.docx": "",
    "exercises/our-own.yaml": "format: 1\nname: Ours\ncategory: bondign\npurpose: So\n"
    "time: 40m\ngroup size: 2\nsteps:\n  - 25m Talk\n",
    "exercises/second.yml": "",
    "actions.yaml": "format: 1\nactions:\n  - {id: a1, who: north, what: Meet}\n"
    "  - {id: a1, who: south, what: Sign}\n  - {id: a 2, who: south, what: Say}\n",
    "private/voices.csv": "code,theme,words,cleared\n",
    "private/sharing.yaml": "format: 1\nsharing:\n  north:\n    sharing: group only\n"
    "  north-manager:\n    since: 2027-02-01\n",
    "private/access.yaml": "format: 1\naccess:\n  north-doctor:\n"
    "    needs: large-print, dyslexia\n  Dr Pat Fifth:\n    needs: [Large print, wheelchair]\n",
    "private/contacts.yaml": "format: 1\ncontacts:\n  nort-doctor: r@example.org\n",
}
TOLD = [
    ("programme.yaml", 3, "P148", "Write minimum group: 3, or the usual 5."),
    ("programme.yaml", 5, "P136", "If they are two people, tell their names apart"),
    ("programme.yaml", 11, "P142", "If nobody is in post, write doctor: vacant"),
    ("programme.yaml", 12, "P142", "Addresses belong into private/contacts.yaml."),
    ("programme.yaml", 14, "P143", "Look which of the two dates is right"),
    ("programme.yaml", 17, "P111", "with commas: [north-doctor, east-doctor]"),
    ("programme.yaml", 19, "P144", "Write each boss once"),
    ("programme.yaml", 20, "P144", "Write each boss once"),
    ("programme.yaml", 25, "P147", "Add their dates under coaching:"),
    ("programme.yaml", 27, "P111", "Known here: exec."),
    ("programme.yaml", 30, "P145", "Look at the year of each date."),
    ("programme.yaml", 33, "P130", "Take one of the two lines out."),
    ("programme.yaml", 34, "P108", "Did you mean 'agendas/2-day.yaml'?"),
    ("agendas/1-day.yaml", 3, "P146", "Look at the year."),
    ("agendas/1-day.yaml", 5, "P111", "Write an id: north, south, east, exec; or one person's"),
    ("agendas/3-day.docx", None, "P122", "Write its words into agendas/3-day.yaml"),
    ("exercises/our-own.yaml", 3, "P152", "Did you mean 'bonding'?"),
    ("exercises/our-own.yaml", 5, "P149", "Write time: 25m, or mend the steps."),
    ("exercises/second.yml", None, "P122", "Rename it second.yaml"),
    ("actions.yaml", 4, "P130", "Give this one another, such as a1-2"),
    ("actions.yaml", 5, "P113", "Write it without spaces, such as a2"),
    ("private/voices.csv", None, "P122", "Move it to private/stock-takes/voices.csv"),
    ("private/sharing.yaml", 3, "C101", "Write north-doctor and north-manager here"),
    ("private/sharing.yaml", 5, "C206", "Add sharing: group only, own answers or both partners."),
    ("private/access.yaml", 4, "C205", "with commas, such as [large-print, seated]"),
    ("private/access.yaml", 5, "C101", "Write east-doctor here."),
    ("private/access.yaml", 6, "C205", "Something is made for: large-print, "),
    ("private/contacts.yaml", 3, "C101", "Did you mean 'north-doctor'?"),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, int | None, str, str]]:
    folder = tmp_path_factory.mktemp("entries")
    write_files(folder, FILES)
    return [
        (fault.place.file, fault.place.line, fault.code, fault.hint)
        for fault in analyse(folder).faults
        if fault.place
    ]


@pytest.mark.parametrize(("file", "line", "code", "hint"), TOLD)
def test_an_entry_that_cannot_be_meant_is_told(
    told: list[tuple[str, int | None, str, str]],
    file: str,
    line: int | None,
    code: str,
    hint: str,
) -> None:
    found = [words for *where, words in told if where == [file, line, code]]
    assert any(hint in words for words in found), found


def test_a_day_says_where_to_join_if_somebody_takes_part_from_elsewhere(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    access = "format: 1\naccess:\n  crisis-doctor: {remote: yes}\n"
    (folder / "private/access.yaml").write_text(access, encoding="utf-8")
    asked = [fault.place for fault in analyse(folder).faults if fault.code == "P157"]
    assert [(place.file, place.line) for place in asked if place] == [("plan.yaml", 2)]
    linked = PLAN.replace("venue: Hall", "venue: Hall\nlink: https://example.org/room")
    (folder / "plan.yaml").write_text(linked, encoding="utf-8")
    assert "P157" not in {fault.code for fault in analyse(folder).faults}
    away = PLAN.replace("venue: Hall", "venue: Hall\nabsent: [crisis-doctor]")
    (folder / "plan.yaml").write_text(away, encoding="utf-8")
    assert "P157" not in {fault.code for fault in analyse(folder).faults}


@pytest.mark.parametrize(
    "words", [". Code 7", " (code 7)", "/ or ring 01632 960101", " - code 7", " and/or ring"]
)
def test_words_behind_an_address_are_no_part_of_it(tmp_path: Path, words: str) -> None:
    link = f'link: "https://example.org/room{words}"'
    write_files(tmp_path, {"plan.yaml": PLAN.replace("venue: Hall", f"venue: Hall\n{link}")})
    assert "P163" not in {fault.code for fault in analyse(tmp_path / "plan.yaml").faults}


def test_the_only_id_that_nobody_mentions_is_meant_by_the_only_word_that_nobody_knows() -> None:
    assert misspelt(["north", "east"], ["north", *["harbour"] * 3]) == {"east": ("harbour", 3)}
    assert misspelt(["north", "east"], ["north", *["harbour"] * 2]) == {}
    assert misspelt(["north", "east", "mid"], ["north", *["harbour"] * 3]) == {}
