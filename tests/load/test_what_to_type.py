"""What somebody types who does not know YAML is answered with one thing to type that mends it."""

from pathlib import Path

import pytest

from tests.load.test_slips_in_every_file import A, D, P, Q, S, faults_of

ACUTE = "  acute: {doctor: Dr Eve Topaz, manager: Finn Garnet}\n"
SPONSOR = "  exec: Sasha Exec\n"
DAYS = "  - agendas/day.yaml\n  - agendas/later.yaml\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line", "hint"),
    [
        (
            P,
            "pairs:\n  crisis:\n",
            "pairs crisis:\n",
            "P102",
            7,
            "Write pairs: here, and below it, with 2 spaces in front: crisis:",
        ),
        (
            P,
            "    manager: Ben Onyx\n",
            "    doctor: Ben Onyx\n",
            "Y007",
            12,
            "Write manager: in place of one of the two, or keep one.",
        ),
        (
            P,
            "manager: Ben Onyx\n",
            "manager: Ben Onyx, from 1 September 2027\n",
            "P142",
            12,
            "Write manager: {name: Ben Onyx, from: 1 September 2027}",
        ),
        (
            P,
            SPONSOR,
            "  exec:\n    first name: Sasha\n    last name: Exec\n",
            "P101",
            7,
            "Write name: Sasha Exec",
        ),
        (
            P,
            "roles: [doctor, manager]",
            "roles: [doctor], [manager]",
            "Y001",
            4,
            "Write roles: [doctor, manager]",
        ),
        (
            P,
            "roles: [doctor, manager]",
            "roles: [Doctor, Ward Manager]",
            "P113",
            4,
            "Write each as one word, with commas between: roles: [doctor, ward-manager]",
        ),
        (
            P,
            DAYS,
            "  first: agendas/day.yaml\n  second: agendas/later.yaml\n",
            "P107",
            26,
            "Write each with a dash alone: - agendas/day.yaml",
        ),
        (
            P,
            DAYS,
            "  - agendas/day.yaml\n    date: 2027-03-09\n    start: 9:30\n  - agendas/later.yaml\n",
            "Y001",
            26,
            "Take out lines 27 to 28, which stand under it.",
        ),
        (
            P,
            "keep apart:\n  - [rehab-manager, crisis-manager]\n",
            "keep apart: rehab-manager and crisis-manager\n",
            "P107",
            17,
            "Write below it, two spaces in: - [rehab-manager, crisis-manager]",
        ),
        (
            P,
            "  crisis-doctor: [2027-04-01]",
            "  crisis-doctor: [06.04.27; 08.06.27]",
            "P104",
            22,
            "Put them into brackets, with commas: [06.04.27, 08.06.27]. Then: '06.04.27' can be "
            "read as two different days. Write 6 April 2027, or 4 June 2027.",
        ),
        (
            P,
            "starts: 2027-01-11\n",
            "starts: 2027-01-11\nboard: yes\n",
            "P107",
            4,
            "Take 'yes' away. Under board: write lines such as meeting: Board of the trust, "
            "30 March 2028, each two spaces in.",
        ),
        (
            P,
            "starts: 2027-01-11\n",
            "starts: 2027-01-11\nstory:\n  When they are asked it is one: time.\n  So we do.\n",
            "Y001",
            4,
            "Write story: | here, and all its words on the lines below.",
        ),
        (
            P,
            "pairs:\n  crisis:\n",
            "pairs: crisis:\n",
            "P102",
            7,
            "Write pairs: here, and below it, with 2 spaces in front: crisis:",
        ),
        (
            P,
            "  crisis:\n    service: Crisis team",
            "  crisis: service: Crisis team",
            "Y001",
            8,
            "Write crisis: alone here, and on a line of its own below: service: Crisis team",
        ),
        (
            P,
            "manager: Ben Onyx",
            "manager: Ben Onyx, title: Ward manager",
            "Y001",
            12,
            "Write manager: {name: Ben Onyx, title: Ward manager}",
        ),
        (
            P,
            "    manager: Ben Onyx\n",
            "    manager:\n      - Ben Onyx\n      - Ward manager\n",
            "P107",
            13,
            "Write manager: {name: Ben Onyx, title: Ward manager}",
        ),
        (
            P,
            "coaching:\n",
            "manages:\n  exec: crisis-doctor\n  exec: rehab-doctor\ncoaching:\n",
            "Y007",
            23,
            "Write both on one line: exec: [crisis-doctor, rehab-doctor]",
        ),
        (
            D,
            "  - break: 15m\n    not before: 10:15\n",
            "10:15 Break\n",
            "Y001",
            13,
            "Write - break: 15m. Its hour follows from the items before it; to hold it, add below: "
            "not before: 10:15",
        ),
        (
            D,
            "  - exercise: good-things\n    time: 30m\n",
            "  - parallel:\n      - exercise: good-things\n      - time: 30m\n",
            "P104",
            13,
            "Put a space in place of the dash, if it belongs to the item above; else start it "
            "with one of its own: exercise, arrive, welcome, talk, break, lunch, buffer, actions, "
            "feedback, parallel.",
        ),
        (
            P,
            "starts: 2027-01-11",
            "starts: 2027/01/11 (Monday)",
            "P104",
            3,
            "Write 2027/01/11 alone here.",
        ),
        (
            P,
            "manager: Ben Onyx\n",
            "manager: Ben Onyx; 01632 960333\n",
            "P142",
            12,
            "Keep the name alone here. Numbers to ring belong into private/contacts.yaml.",
        ),
        (
            P,
            "coaching:\n",
            "manages:\n  exec - crisis-doctor\ncoaching:\n",
            "P107",
            22,
            "Put a colon and a space between: exec: crisis-doctor",
        ),
        (
            D,
            "  - Your diary",
            "  - - Your diary",
            "Y001",
            8,
            "Two dashes stand here: take one of them away.",
        ),
        (
            D,
            "  - break: 15m\n",
            "  Afternoon:\n  - break: 15m\n",
            "Y001",
            13,
            "Put # in front of them, so that they are a remark, or take them out.",
        ),
        (
            D,
            "link: https://example.org/room\n",
            "absent: [crisis, rehab], notes: Open the door\n",
            "Y001",
            6,
            "Write absent: [crisis, rehab] here, and below, level with it: notes: Open the door",
        ),
        (
            P,
            "    site: Northgate\n",
            "    service: Northgate\n",
            "Y007",
            10,
            "Keep one of the two.",
        ),
        (D, "finish: 11:30", "finish: 4", "P104", 5, "Write 16:00"),
        (
            D,
            "  - arrive: 15m\n",
            "  Morning\n  - arrive: 15m\n",
            "Y001",
            10,
            "Put # in front of them, so that they are a remark, or take them out.",
        ),
        (
            D,
            "  - arrive: 15m\n",
            "  - arrive: {15m}\n",
            "P107",
            10,
            "Take the braces away: arrive: 15m",
        ),
        (
            D,
            "bring:\n  - Your diary\n",
            "bring:\n  - Your diary\n    A pen\n",
            "Y018",
            9,
            "Put both on one line if they are one text; else write a dash or a key and a colon in "
            "front of each.",
        ),
        (
            D,
            "link: https://example.org/room\n",
            "absent: crisis & rehab pairs\n",
            "P111",
            6,
            "Put them into brackets, with commas: [crisis, rehab]",
        ),
        (
            D,
            "bring:\n  - Your diary\n",
            "bring:\n  - The paper from\n    Ann: it is short\n",
            "Y001",
            8,
            'Write all of it on one line: - "The paper from Ann: it is short"',
        ),
        (
            S,
            "  crisis-manager: {sharing: both partners}",
            "  crisis-manager:\n    sharing own answers",
            "P107",
            5,
            "Put a colon and a space behind sharing.",
        ),
    ],
)
def test_a_slip_is_told_at_its_line_with_what_to_type(
    tmp_path: Path, file: str, old: str, new: str, code: str, line: int, hint: str
) -> None:
    found = faults_of(tmp_path, file, old, new)
    told = [(one.place.line, one.hint) for one in found if one.code == code and one.place]
    assert (line, hint) in told


@pytest.mark.parametrize(
    ("file", "old", "new", "codes"),
    [
        (P, SPONSOR, "  Sasha Exec, Director\n  chair: Kit Chair\n", ["Y001"]),
        (P, SPONSOR, "  - Sasha Exec\n  - Director\n  chair: Kit Chair\n", ["Y001"]),
        (P, SPONSOR, "  exec:\n    first name: Sasha\n    last name: Exec\n", ["P101"]),
        (P, ACUTE, "  acute | Dr Eve Topaz | Finn Garnet\n", ["Y001"]),
        (P, "stock takes:\n  baseline: 2027-02-12\n", "stock take: in spring\n", ["P101"]),
        (D, "start: 9:30", "begin: half past nine", ["P101"]),
        (A, "by: 2027-04-01", "due: April", ["P101"]),
        (Q, "  strength: 3.5", "  strenght: much", ["P101"]),
    ],
)
def test_all_slips_of_a_line_are_told_and_nothing_that_follows_from_them(
    tmp_path: Path, file: str, old: str, new: str, codes: list[str]
) -> None:
    found = faults_of(tmp_path, file, old, new)
    assert [one.code for one in found if one.severity == "error"] == codes


def test_a_long_line_that_goes_on_with_a_name_is_no_slip(tmp_path: Path) -> None:
    long = "  - What you have read of the plan for the ward since it was sent by\n    Dr Lee\n"
    found = faults_of(tmp_path, D, "bring:\n  - Your diary\n", f"bring:\n{long}")
    assert "Y018" not in {one.code for one in found}
