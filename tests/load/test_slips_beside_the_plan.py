"""Slips in what lies beside a plan: each row is one slip, and what a ferry company is told."""

from pathlib import Path

import pytest

from facilitate.pipeline.analyse import analyse
from tests.plans import write_files

PLAN, LOOK = "programme.yaml", "_brand.yml"
WORDS, CODES = "private/identity-words.txt", "private/identities.yaml"
THEMES, MAIL = "private/codebook.yaml", "private/contacts.yaml"
FILES = {
    PLAN: """format: 1
programme: Two ferry lines
client: Made-up Ferries
roles: [skipper, purser]
pairs:
  sound:
    service: Sound Line
    skipper: Mara Inchcape
    purser: Tove Brassbound
  island: {service: Island Line, skipper: Odd Rudderson, purser: Pip Ledgerly}
away days:
  - agendas/first.yaml
""",
    "agendas/first.yaml": """format: 1
title: First away day
date: 2027-03-09
start: 9:30
agenda:
  - arrive: 15m
  - exercise: mission-nine-whys
""",
    LOOK: """meta:
  name: Made-up Ferries
color:
  palette:
    navy: "#123456"
    buoy: "#B03A2E"
  primary: navy
""",
    WORDS: "Keel Lane\nkeep: Farebox\n",
    CODES: "format: 1\ncodes:\n  K7: sound-skipper\n",
    THEMES: """format: 1
codes:
  tide:
    name: Tides that turn early
    means: Who hears of a change, and when
    was: [ebb]
""",
    MAIL: "format: 1\ncontacts:\n  sound-skipper: mara@ferries.example\n",
}
TURNED_TO = "stock takes: {spring: 2027-02-12}\nspeak up: 01632 960101\nsupport: Pat, 12\n"
SLIPS = [
    (PLAN, "away days:", "coaches: {jo: Jo Pilot}\naway days:", "P182", 11, "Say whom, such as"),
    (PLAN, "away days:", f"{TURNED_TO}away days:", "C203", 12, "Write speak up: with a name"),
    (LOOK, "color:\n  palette:", "color: palette:", "P102", 3, "2 spaces in front: palette:"),
    (LOOK, "palette:\n    navy", "palette: navy", "Y001", 4, 'line of its own below: navy: "#12'),
    (WORDS, "Keel Lane", "Keel Lane: the street", "A645", 1, "Write the words to be struck alone."),
    (WORDS, "keep: Farebox", "leave: Farebox", "A645", 2, "Only keep: has a colon"),
    (THEMES, "was: [ebb]", "was: none", "A640", 6, "Take was: out."),
    (CODES, "sound-skipper", "sound skipper", "C101", 3, "Did you mean 'sound-skipper'?"),
    (
        THEMES,
        "codes:\n  tide:",
        "codes: tide:",
        "P102",
        2,
        "Write codes: here, and below it, with 2",
    ),
    (
        MAIL,
        "contacts:\n  sound",
        "contacts: sound",
        "Y001",
        2,
        "Put { in front of what stands here",
    ),
    (MAIL, "skipper: m", "skipper = m", "Y001", 3, "Put a colon and a space in its place."),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "line", "hint"), SLIPS)
def test_a_slip_beside_the_plan_is_told_once_with_what_to_do(
    tmp_path: Path, file: str, old: str, new: str, code: str, line: int, hint: str
) -> None:
    write_files(tmp_path, FILES, file, old, new)
    (found,) = [one for one in analyse(tmp_path).faults if one.severity != "advice"]
    assert found.place is not None
    assert [found.code, found.place.file, found.place.line] == [code, file, line]
    assert hint in found.hint


def test_nothing_is_told_of_these_files_as_they_stand(tmp_path: Path) -> None:
    write_files(tmp_path, FILES)
    assert [one for one in analyse(tmp_path).faults if one.severity != "advice"] == []


@pytest.mark.parametrize("word", ["jean-paul", "sound-jean", "jean purser"])
def test_who_stands_behind_a_code_is_repeated_in_no_message(tmp_path: Path, word: str) -> None:
    write_files(tmp_path, FILES | {CODES: FILES[CODES].replace("sound-skipper", word)})
    (fault,) = analyse(tmp_path).faults
    assert (fault.code, fault.severity) == ("C101", "warning")
    assert "jean" not in f"{fault.message} {fault.hint}"
