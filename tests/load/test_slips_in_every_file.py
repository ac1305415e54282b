"""A slip in any of a programme's files is told at its line, with its cause and what to type."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from facilitate.faults import Fault
from facilitate.pipeline.analyse import analyse
from tests.plans import write_files

FILES = {
    "programme.yaml": """format: 1
programme: East locality partnership
starts: 2027-01-11
roles: [doctor, manager]
sponsors:
  exec: Sasha Exec
pairs:
  crisis:
    service: Crisis team
    site: Northgate
    doctor: Dr Ada Quartz
    manager: Ben Onyx
  rehab:
    doctor: Dr Cleo Beryl
    manager: Dan Jasper
  acute: {doctor: Dr Eve Topaz, manager: Finn Garnet}
keep apart:
  - [rehab-manager, crisis-manager]
stock takes:
  baseline: 2027-02-12
coaching:
  crisis-doctor: [2027-04-01]
promises:
  - {sponsor: exec, what: Protect the day}
away days:
  - agendas/day.yaml
  - agendas/later.yaml
""",
    "agendas/day.yaml": """format: 1
title: First away day
date: 2027-03-09
start: 9:30
finish: 11:30
link: https://example.org/room
bring:
  - Your diary
agenda:
  - arrive: 15m
  - exercise: good-things
    time: 30m
  - break: 15m
    not before: 10:15
  - exercise: mission-nine-whys
  - buffer: 15m
  - feedback: 15m
""",
    "agendas/later.yaml": """format: 1
title: Second away day
date: 2027-09-14
start: 9:30
agenda:
  - actions: 15m
""",
    "actions.yaml": """format: 1
actions:
  - {id: a1, who: crisis, what: Ring the ward, by: 2027-04-01, witness: rehab, made on: day}
""",
    "exercises/good-things.yaml": """name: Three good things
purpose: So that we start with what works
steps:
  - 5m Alone, write
  - 15m Tell each other
debrief: [What surprised you?]
materials:
  - {what: cards, per: person, count: 2}
variations:
  remote: Use the chat
""",
    "questions.yaml": """format: 1
thresholds:
  strength: 3.5
dimensions:
  - id: trust
    name: Trust
    themes: [trust]
    items:
      - {id: trust-1, text: We can rely on each other}
      - {id: trust-2, text: We keep our word}
""",
    "private/sharing.yaml": """format: 1
sharing:
  crisis-doctor: {sharing: both partners, since: 2027-02-01, type letters: yes, letters: INTJ}
  crisis-manager: {sharing: both partners}
""",
    "private/contacts.yaml": """format: 1
contacts:
  crisis-doctor: ada@example.org
  crisis-manager: ben@example.org
""",
    "private/codebook.yaml": """format: 1
codes:
  parking:
    name: Parking
    means: Where one leaves the car
""",
}
P, D, L, A, E, Q, S, K, B = FILES
MANAGER = "manager: Ben Onyx"
STEPS = "steps:\n  - 5m Alone, write\n  - 15m Tell each other\n"


REHAB_AND_ACUTE = """  rehab:
    doctor: Dr Cleo Beryl
    manager: Dan Jasper
  acute: {doctor: Dr Eve Topaz, manager: Finn Garnet}
keep apart:
"""
REHAB_AND_ACUTE_FURTHER_IN = (
    REHAB_AND_ACUTE,
    "".join(f"  {line}\n" for line in REHAB_AND_ACUTE.splitlines()),
)


def faults_of(folder: Path, file: str = "", old: str = "", new: str = "") -> list[Fault]:
    """Return every fault of the programme with something in one file typed another way."""
    write_files(folder, FILES, file, old, new)
    return list(analyse(folder).faults)


def test_without_a_slip_nothing_of_that_is_told(tmp_path: Path) -> None:
    assert {one.code for one in faults_of(tmp_path)} <= {
        *("C203", "T202", "T206", "T207", "T210", "T211", "T213", "T214", "T217", "T219", "T225"),
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "hint"),
    [
        # names
        (P, MANAGER, "manager: Onyx, Ben", "P142", "Write Ben Onyx"),
        (P, MANAGER, "manager: Ben Onyx, Kit Pearl", "P142", "Write each person on a line"),
        (P, MANAGER, "manager: Ben Onyx (acting)", "P142", "{name: Ben Onyx, acting: yes}"),
        (P, MANAGER, "manager: Ben Onyx [Chief clerk]", "P142", "job: Ben Onyx, Chief clerk"),
        (P, MANAGER, "manager: Ben Onyx (leaves in May)", "P142", "{name: Ben Onyx, until: …}"),
        (P, MANAGER, "manager: Ben Onyx (to be agreed)", "P142", "the name alone: Ben Onyx"),
        (P, MANAGER, "manager: Ben Onyx, since 2027-02-01", "P142", "from: 2027-02-01}"),
        (P, MANAGER, "manager: Ben Onyx (manager)", "P142", "job: Ben Onyx, manager"),
        (P, MANAGER, "manager: Ben Onyx - Clerk", "P142", "name and job: Ben Onyx, Clerk"),
        (P, MANAGER, "manager: Ben Onyx; Clerk", "P142", "name and job: Ben Onyx, Clerk"),
        (P, MANAGER, "manager: BEN ONYX", "P142", "Write Ben Onyx"),
        (P, MANAGER, "manager: {name: Ben Onyx, start: 2027-03-01}", "P101", "Write from:"),
        (P, MANAGER, "manager: on leave", "P142", "write manager: vacant"),
        (P, MANAGER, "manager: (vacant)", "P142", "write manager: vacant"),
        (P, MANAGER, "manager: {Ben Onyx, Clerk}", "P101", "{name: Ben Onyx, title: Clerk}"),
        (P, MANAGER, "manager: {firstname: Ben, surname: Onyx}", "P101", "name: Ben Onyx"),
        (P, MANAGER, "manager: {name: Ben Onyx, role: Clerk}", "P101", "Write title: Clerk"),
        (P, MANAGER, "manager 1: Ben Onyx", "P112", "[doctor, manager, manager-1]"),
        (P, "site: Northgate", "address: Northgate", "P112", "Did you mean 'site'?"),
        (P, "site: Northgate", "phone: 01632 960301", "P112", "into private/contacts.yaml"),
        (P, "site: Northgate", "sites: [Northgate]", "P107", "Did you mean 'site'?"),
        (P, "[doctor, manager]", "[doctor, manager, nurse]", "P112", "Take nurse out of roles:"),
        (
            P,
            "[doctor, manager]",
            "{doctor: {singular: psychiatrist}, manager: manager}",
            "P101",
            "Write one: psychiatrist",
        ),
        (P, MANAGER, "manager: Ben Onyx, 01632 960301", "P142", "private/contacts.yaml"),
        (
            P,
            MANAGER,
            "manager: Ben Onyx (until June)",
            "P142",
            "{name: Ben Onyx, until: …} with day",
        ),
        (P, MANAGER, "manager: ben onyx", "P142", "Write Ben Onyx"),
        (P, MANAGER, f"{MANAGER}\n    reports to: exec", "P112", "Write it under manages:, level"),
        (P, "pairs:", "teams:", "P101", "Write pairs: instead"),
        (P, "pairs:\n", "\n", "P102", "Write pairs: on a line of its own above this one."),
        (P, "keep apart:", "apart:", "P101", "Write keep apart: instead"),
        (P, "stock takes:", "surveys:", "P101", "Write stock takes: instead"),
        (P, "baseline: 2027-02-12", "baseline: {date: 2027-02-12}", "P107", "baseline: 2027-02-12"),
        (
            P,
            "starts: 2027-01-11",
            "people served: pupils",
            "P101",
            "words: {people served: pupils}",
        ),
        (P, "starts: 2027-01-11", "minimum group: 50", "P148", "the usual minimum group: 5"),
        (
            P,
            "- agendas/day.yaml\n",
            "- agendas/day.yaml, agendas/later.yaml\n",
            "P108",
            "Write each on a line of its own: - agendas/day.yaml",
        ),
        # dates
        (P, "starts: 2027-01-11", "starts: 2027-04-11", "P165", "mend the other"),
        (
            P,
            "  baseline: 2027-02-12\n",
            "  baseline: 2027-02-12\n  repeat: 2027-02-12\n",
            "P164",
            "mend the other",
        ),
        (L, "Second away day", "First away day", "P164", "another title than agendas/day.yaml"),
        (P, "starts: 2027-01-11", "mission agreed: 2072-03-09", "P191", "Look at the year"),
        (P, "[2027-04-01]", "[2027-04-01, 2026-06-01]", "P191", "Look at the year"),
        (
            D,
            "date: 2027-03-09\nstart: 9:30",
            "date: 2027-02-09\nstock take: baseline\nstart: 9:30",
            "P190",
            "mend the other",
        ),
        (A, "by: 2027-04-01", "by: 2026-04-01", "P191", "Look at the year"),
        (D, "finish: 11:30", "finish: 11:30 (latest)", "P104", "Write 11:30 alone here"),
        (
            D,
            "- break: 15m",
            "- break: 15m at 10:30",
            "P104",
            "Write 15m; to hold it to an hour, add",
        ),
        (D, "- break: 15m", "- break", "Y001", "Write - break: 15m"),
        (
            D,
            "exercise: mission-nine-whys",
            "exercise: good-things, mission-nine-whys",
            "P103",
            "each an item",
        ),
        (A, "- {id: a1", "- - {id: a1", "Y001", "take one of them away"),
        (
            D,
            "exercise: mission-nine-whys",
            "exercise: mission-nine-whys return",
            "P103",
            "variant: return",
        ),
        (
            D,
            "exercise: mission-nine-whys\n",
            "exercise: mission-nine-whys\n    version: short\n",
            "P101",
            "Write variant: short",
        ),
        (
            Q,
            "We keep our word",
            "We keep our word to <people served>",
            "P138",
            "in one pair of braces",
        ),
        (B, "name: Parking", "name: Trust", "A640", "another name"),
        # what says nothing
        (P, "service: Crisis team", "service: TBC", "P196", "take the line out until"),
        (P, "what: Protect the day", "what: tbc by Friday", "P196", "take the line out until"),
        (D, "- Your diary", "- n/a", "P196", "take the line out until"),
        (D, "link:", "venue: (to be confirmed)\nlink:", "P196", "take the line out until"),
        (D, "link:", "cover: '-'\nlink:", "P196", "take the line out until"),
        (D, "link:", "cover: yes\nlink:", "P196", "take the line out until"),
        (A, "what: Ring the ward", "what: xxx", "P196", "take the line out until"),
        (E, "[What surprised you?]", "[Lorem ipsum dolor sit amet]", "P196", "take the line out"),
        (P, "starts:", "lawful basis: GDPR\nstarts:", "C313", "write the ground, such as public"),
        (P, "starts:", "lawful basis: the UK GDPR\nstarts:", "C313", "write the ground"),
        (P, "starts:", "lawful basis: Article 6\nstarts:", "C313", "write the ground"),
        (
            P,
            "starts:",
            "lawful basis: public tasks\nstarts:",
            "C313",
            "Did you mean 'public task'?",
        ),
        (P, "doctor: Dr Ada Quartz", "doctor: vacant (recruiting)", "P142", "write doctor: vacant"),
        (P, "doctor: Dr Ada Quartz", "doctor: TBC - from May", "P142", "write doctor: vacant"),
        (P, MANAGER, "manager: Ben Onyx 2", "P142", "Write Ben Onyx"),
        (
            P,
            MANAGER,
            "manager: Ben Onyx, from 1.9.2027",
            "P142",
            "{name: Ben Onyx, from: …} with day",
        ),
        (D, "example.org/room", "example.org/ room", "P163", "take the space out"),
        (D, "example.org/room", "example.org/our room?day=1", "P163", "take the space out"),
        (D, "date: 2027-03-09", "date: 20270309", "P104", "Write 2027-03-09"),
        (D, "  - Your diary", "  👉 Your diary", "Y001", "Write - Your diary"),
        (D, "  - Your diary", "  + Your diary", "Y001", "Write - Your diary"),
        (D, "  - Your diary", "  - [ ] Your diary", "Y001", "Write - Your diary"),
        (D, "title: First away day", "title: « First away day »", "Y015", '"First away day"'),
        (D, "- break: 15m", "- Kaffeepause: 15m", "P101", "Write - break: 15m"),
        (D, "bring:", "absent: (crisis, rehab)\nbring:", "P111", "[crisis, rehab]"),
        (D, "bring:", "absent: - crisis - rehab\nbring:", "Y001", "absent: [crisis, rehab]"),
        (
            P,
            MANAGER,
            f"{MANAGER}\n    {MANAGER}",
            "Y007",
            "Both say the same, so delete one of the two.",
        ),
        # lines that were moved together
        (
            D,
            "  - break: 15m\n    not before: 10:15\n  - exercise: mission-nine-whys\n",
            "    - break: 15m\n      not before: 10:15\n    - exercise: mission-nine-whys\n",
            "Y001",
            "Take 2 spaces away in front of each of these lines.",
        ),
        (
            D,
            "  - break: 15m\n    not before: 10:15\n  - exercise: mission-nine-whys\n",
            "- break: 15m\n  not before: 10:15\n- exercise: mission-nine-whys\n",
            "Y001",
            "Put 2 spaces more in front of each of these lines.",
        ),
        # lines that were taken out
        (D, "agenda:\n", "", "P102", "Write agenda: on a line of its own"),
        (D, "bring:\n", "", "P102", "Write before:, bring: or aims: on a line of"),
        (P, "keep apart:\n", "", "P102", "Write keep apart: on a line of its own"),
        (P, "promises:\n", "", "P102", "Write promises: on a line of its own"),
        (P, "away days:\n", "", "P102", "Write away days: on a line of its own"),
        (P, "  rehab:\n", "", "Y007", "Write that line again, with 2 spaces in front and a colon"),
        (P, "  crisis:\n", "", "P102", "Write it again, with 2 spaces in front and a colon"),
        (E, "steps:\n", "", "P102", "Write steps: on a line of its own"),
        (Q, "    items:\n", "", "P102", "with 4 spaces in front."),
        (Q, "  - id: trust\n", "", "P102", "Write - id: and what belongs there, with 2"),
        (B, "  parking:\n", "", "P102", "Write it again, with 2 spaces in front and a colon"),
        (P, "  - agendas/day.yaml", "  1: agendas/day.yaml", "Y001", "Write - agendas/day.yaml"),
        (P, "  exec: Sasha Exec", "  - Sasha Exec\n  chair: Kit", "Y001", "exec: Sasha Exec"),
        (P, "acute: {doctor", "acute: doctor", "Y001", "Write {doctor: Dr Eve Topaz, manager"),
        (P, "acute: {doctor: Dr Eve", "acute: (doctor: Dr Eve", "Y001", "Write {doctor: Dr Eve"),
        (P, "site: Northgate", "site: Northgate,", "Y017", "Write Northgate"),
        (P, MANAGER, "manager: vaccant", "P142", "write manager: vacant"),
        (P, MANAGER, "manager: N.N.", "P142", "write manager: vacant"),
        (P, "[doctor, manager]", "[doctor, Manager]", "P113", "Write manager in its place"),
        (P, "  baseline: 2027", "  2027-02-12: baseline\n  x: 2027", "P104", "baseline: 2027"),
        (
            P,
            "    site: Northgate",
            "    catch-ups: {2027-02-12: 9 of 8}\n    site: Northgate",
            "P104",
            "Look at both numbers: 8 of 9?",
        ),
        (E, "  - 15m Tell", "  - 15 Minuten Tell", "P104", "Write 15m"),
        (D, "format: 1\n", "format: 1\nformat: 1\n", "Y007", "keep one of them"),
        (
            P,
            "    doctor: Dr Ada Quartz\n    manager: Ben Onyx",
            "    doctor and manager: Dr Ada Quartz and Ben Onyx",
            "P112",
            "Write each on a line of its own: doctor: Dr A. Example",
        ),
        # versions joined by a program
        (
            D,
            "title: First away day",
            "<<<<<<< HEAD\ntitle: First away day\n=======\ntitle: One\n>>>>>>> other",
            "Y016",
            "Keep the lines of one",
        ),
        (
            D,
            "title: First away day",
            "<<<<<<< HEAD\ntitle: First away day\n||||||| base\ntitel: 1\n=======\na\n>>>>>>> b",
            "Y016",
            "Keep the lines of one",
        ),
        (D, "title: First", ">>>>>>> other\ntitle: First", "Y016", "Keep the lines of one"),
        # commas, lists and keys
        (
            P,
            "site: Northgate",
            "catch-ups: {2027-02-12, 3 of 8}",
            "P102",
            "Write {2027-02-12: 3 of 8}",
        ),
        (P, "site: Northgate", "catch-ups: 3 of 8", "P107", "such as 2027-09-07: 6 of 8"),
        (D, "link:", "feedback counts: 12 of 13\nlink:", "P107", "such as worth: 12 of 13"),
        (P, "[doctor, manager]", "doctors and managers", "P113", "roles: [doctor, manager]"),
        (D, "agenda:\n", "Agenda\n", "Y001", "Write agenda:"),
        (D, "agenda:\n", "agenda: 9:30\n", "Y001", "stands after start:"),
        (D, "- buffer: 15m", "- buffer: 15m, talk: 5m", "Y001", "and below it - talk: 5m"),
        (D, "- buffer: 15m", "- talk:\n    title: News", "P102", "Write its length: talk: 15m"),
        (S, "sharing:\n  crisis-doctor", "choices:\n  crisis-doctor", "P101", "Write sharing:"),
        (
            P,
            "starts: 2027-01-11",
            "outcomes:\n  - Days\n    unit: days\n    direction: down\n    baseline: 12\n"
            "    source: Us\n    date: 2027-02-12",
            "Y001",
            "Write - measure: Days",
        ),
        # signs for a colon, a remark or a sentence, and people without their roles
        (P, "  exec: Sasha Exec", "  exec = Sasha Exec", "Y001", "Write exec: Sasha Exec"),
        (P, "service: Crisis team", "service：Crisis team", "Y001", "Write service: Crisis team"),
        (P, "service: Crisis team", "// service: Crisis team", "P112", "Put # in front if"),
        (P, "service: Crisis team", "service: !Crisis team", "Y006", 'quotes round the text: "!Cr'),
        (P, "service: Crisis team", "service: Crisis team 🚑", "M411", "say it in words"),
        (
            P,
            "doctor: Dr Cleo Beryl\n    manager: Dan Jasper",
            "doctor Dr Cleo Beryl\n    manager Dan Jasper",
            "P107",
            "Put a colon and a space behind each role: doctor: Dr Cleo Beryl",
        ),
        (
            P,
            "    site: Northgate\n    doctor: Dr Ada Quartz\n    manager: Ben Onyx",
            "    site: Northgate\n    doctor Dr Ada Quartz\n    manager Ben Onyx",
            "Y001",
            "Write doctor: Dr Ada Quartz, and the same below: manager: Ben Onyx",
        ),
        (
            P,
            "    site: Northgate\n    doctor: Dr Ada Quartz\n    manager: Ben Onyx",
            "    site: Northgate\n    - Dr Ada Quartz\n    - Ben Onyx",
            "Y001",
            "write the role in front: doctor: Dr Ada Quartz",
        ),
        (
            P,
            "    doctor: Dr Cleo Beryl\n    manager: Dan Jasper",
            "  doctor: Dr Cleo Beryl\n  manager: Dan Jasper",
            "Y001",
            "Put 2 spaces more in front of each of these lines.",
        ),
        (P, "starts:", "manages: exec: [rehab-doctor]\nstarts:", "Y001", "Write {exec: [reh"),
        (
            P,
            "starts:",
            "manages: {exec: rehab-doctor, acute-doctor}\nstarts:",
            "P101",
            "Write exec: [rehab-doctor, acute-doctor]",
        ),
        (P, "starts:", "manages: {exec: [Ada Quartz]}\nstarts:", "P111", "mean 'crisis-doctor'?"),
        (P, "starts:", "words: {people: pupils}\nstarts:", "P101", "Did you mean 'people served'?"),
        # hours and lengths with more beside them
        (D, "start: 9:30", "start: 9:30 for 10:00", "P104", "Write 9:30 alone here."),
        (D, "start: 9:30", "start: 9.30am sharp", "P104", "Write 9.30am alone here."),
        (D, "- buffer: 15m", "- welcome: 15m by Alex", "P104", "under it led by: Alex"),
        (D, "- buffer: 15m", "- welcome: 15m - coffee", "P104", "under it title: coffee"),
        (D, "    time: 30m", "    lenght: 30m", "P101", "Write time: 30m"),
        # private files, promises and own exercises
        (
            S,
            "crisis-manager: {sharing: both partners}",
            "sharing: both partners",
            "P107",
            "Put two",
        ),
        (K, "contacts:\n", "", "P102", "Write contacts: on a line of its own above this one."),
        (A, "who: crisis,", "who: crisis and rehab,", "P111", "Name one here: who: crisis"),
        (
            A,
            "- {id: a1, who: crisis, what: Ring the ward, by: 2027-04-01, witness: rehab, "
            "made on: day}",
            "- id: a1\n    who: crisis\n    Ring the ward",
            "Y001",
            "Write what: Ring the ward",
        ),
        (E, "steps:", "themes: trust, respect\nsteps:", "P110", "with commas: [trust, respect]"),
        (E, "steps:", "themes: [teamwork]\nsteps:", "P110", "Known here: shared-mission, role-cl"),
        (E, "steps:", "themes: [Shared goals]\nsteps:", "P110", "Did you mean 'shared-mission'?"),
        (E, "{what: cards, per: person, count: 2}", "what: cards, count: 2", "Y001", "Put braces"),
        # names, posts, owners, and a word that stands for another
        (P, "starts:", "phone: 01632 960100\nstarts:", "P101", "Write contact: 01632 960100"),
        (P, "  exec: Sasha Exec", "  exec: Sasha Exec and Bo Chair", "P142", "with an id in front"),
        (P, "doctor: Dr Ada Quartz", "doctor: Quartz, Ada (Dr)", "P142", "Write Dr Ada Quartz"),
        (P, "doctor: Dr Ada Quartz", "doctor:", "P102", "Write a name, or doctor: vacant"),
        (
            P,
            "doctor: Dr Ada Quartz",
            "doctor: name: Dr Ada Quartz",
            "Y001",
            "{name: Dr Ada Quartz}",
        ),
        (P, "starts:", "lawful basis: ?\nstarts:", "Y001", "Take the line out until it is known."),
        (P, "starts:", "lawful basis: consent\nstarts:", "C310", "another lawful basis"),
        (P, "[2027-04-01]", "[1 April 2027; 2 May 2027]", "P104", "[1 April 2027, 2 May 2027]"),
        (P, "[2027-04-01]", "[2027-04-01, 2027-04-01]", "P164", "or take one out"),
        (
            P,
            "starts:",
            "coaches: {lee coach: {name: Lee Coach}}\nstarts:",
            "P113",
            "lee-coach: here",
        ),
        (
            P,
            "- {sponsor: exec, what: Protect the day}",
            "- exec: Protect the day",
            "Y001",
            "what: ",
        ),
        (
            P,
            "starts:",
            "outcomes:\n  - {name: Days, unit: days, direction: down, baseline: 12, "
            "source: Us, date: 2027-02-12}\nstarts:",
            "P101",
            "Write measure: Days",
        ),
        (D, "- buffer: 15m", "- energiser: 10m", "P101", "under it title: energiser"),
        (D, "- buffer: 15m", "- Break 15m", "P107", "Write - break: 15m"),
        (D, "- buffer: 15m", "- Coffee 15m", "P107", "Write - break: 15m"),
        # hours, lengths and ids
        (D, "start: 9:30", "start: 1:30", "T232", "Did you mean 13:30?"),
        (L, "- actions: 15m", "- actions", "P107", "Add its length: actions: 15m"),
        (
            D,
            "    time: 30m",
            "    time: 30m title: Good",
            "Y001",
            "Write time: 30m here, and below, level with it: title: Good",
        ),
        (P, "acute: {doctor", "acute: {Acute ward, doctor", "P102", "Write service: Acute ward"),
        (Q, "id: trust-2", "id: trust two", "A631", "figures and dashes: trust-two"),
        # what an ordinary week brings
        (
            P,
            "  exec: Sasha Exec",
            "  exec: Sasha Exec\n  chair Bo Other",
            "Y001",
            "Write chair: Bo",
        ),
        (P, "  crisis:\n    service", "  crisis/\n    service", "Y001", "Write crisis:"),
        (P, "doctor: Dr Ada Quartz", "doctor: vacant until May", "P142", "write doctor: vacant"),
        (P, "starts:", "lawful basis: Art 6 GDPR\nstarts:", "C313", "write the ground"),
        (
            P,
            "starts:",
            "coaches:\n  lee: {name: Lee, email: l@x,org, coaches: crisis}\nstarts:",
            "P101",
            "l@x.org",
        ),
        (D, "date: 2027-03-09", "date: 9 März 2027", "P104", "mean '9 March 2027'"),
        (D, "date: 2027-03-09", "date: 9 de marzo de 2027", "P104", "mean '9 March 2027'"),
        (D, "date: 2027-03-09", "date: 9. Dezember 2027", "P104", "'9 December 2027'"),
        (D, "    time: 30m", "    group: crisis, rehab", "P101", "Write who: [crisis, rehab]"),
        (S, "letters: INTJ", "letters: yes", "P104", "Write them like ABCD"),
        # and what comes beside a name, a time or a person
        (P, "doctor: Dr Ada Quartz", "doctor: xx", "P142", "write doctor: vacant"),
        (P, "doctor: Dr Ada Quartz", "doctor: Dr Ada Quartz?", "P142", "Write Dr Ada Quartz"),
        (P, "doctor: Dr Ada Quartz", "doctor: Ada Quartz - acting", "P142", "acting: yes}"),
        (P, "doctor: Dr Ada Quartz", "doctor: 'Dr Ada Quartz\"", "Y001", 'it: "Dr Ada Quartz", or'),
        (P, "doctor: Dr Ada Quartz", "people: Ada, Ben", "P112", "with a role in front: doctor:"),
        (D, "finish: 11:30", "finish: 11:30-12:00", "P104", "Write 12:00 alone here."),
        (D, "agenda:", "absent:\n  - crisis-doctor: ill\nagenda:", "Y001", "Write - crisis-doctor"),
        (D, "agenda:", "present: all but crisis\nagenda:", "P111", "and write absent: crisis"),
        # a pair that is laid out another way than the others
        (P, "  rehab:\n", "- rehab:\n", "Y001", "Write rehab: with 2 spaces in front"),
        (
            P,
            "    doctor: Dr Cleo Beryl\n    manager: Dan Jasper",
            "    members:\n      doctor: Dr Cleo Beryl\n      manager: Dan Jasper",
            "P101",
            "Take the line members: out",
        ),
        # roles, coaches, measures
        (P, "[doctor, manager]", "{doctor, manager}", "P102", "roles: [doctor, manager]"),
        (P, "[doctor, manager]", "{doctor: doctors, manager: manager}", "P193", "doctor: doctor"),
        (P, "roles: [doctor, manager]\n", "coaches: [Lee]\n", "P107", "lee: {name: Lee Coach"),
        (
            P,
            "sponsors:\n  exec: Sasha Exec",
            "sponsors:\n  Sasha Exec: director",
            "P113",
            "an id and a colon in front of the name: sasha-exec: Sasha Exec",
        ),
        (
            P,
            "stock takes:\n  baseline: 2027-02-12",
            "stock takes: baseline: 2027-02-12",
            "Y001",
            "Write {baseline: 2027-02-12}",
        ),
        (
            P,
            "starts: 2027-01-11",
            "outcomes:\n  - {measure: Days, unit: days, direction: down, baseline: 12, aim: 16, "
            "source: Us, date: 2027-02-12}",
            "P192",
            "Look which is right",
        ),
        (
            P,
            "starts: 2027-01-11",
            "manages: {crisis-doctor: crisis-manager, rehab-doctor: rehab-manager, "
            "acute-manager: acute-doctor}",
            "P194",
            "write acute-doctor: [acute-manager]",
        ),
        (
            P,
            "acute: {doctor: Dr Eve Topaz, manager",
            "acute: {doctor: Dr Eve Topaz manager",
            "Y001",
            "Put a comma in front of manager:",
        ),
        # quotes, and words under a sign for long texts
        (
            P,
            "doctor: Dr Cleo Beryl",
            'doctor: {name: "Dr Cleo Beryl, title: Lead}',
            "Y001",
            'Close it: "Dr Cleo Beryl"',
        ),
        (P, "[rehab-manager,", '["rehab-manager,', "Y001", 'Close it: "rehab-manager"'),
        (P, "service: Crisis team", "service: 'Crisis team", "Y001", 'Close it: "Crisis team"'),
        (P, "service: Crisis team", 'service: Crisis team"', "Y001", "Take it away: Crisis team"),
        (
            P,
            "site: Northgate",
            "site: |\n    North gate\n    and the yard",
            "Y001",
            "Put 6 spaces in front",
        ),
        (
            P,
            "keep apart:\n",
            "keep apart: the two # here\n",
            "Y001",
            "Write keep apart: alone here",
        ),
        (D, "date: 2027-03-09", "date: 2027-13-09", "P104", "from 01 to 12"),
        # who and whose
        (
            P,
            "[rehab-manager, crisis-manager]",
            "rehab-manager: crisis-manager",
            "Y001",
            "Write - [rehab-manager, crisis-manager]",
        ),
        (P, "  crisis-doctor: [", "  crisis: [", "P167", "crisis-doctor: and crisis-manager:"),
        (P, "  crisis-doctor: [", "  Dr Ada Quartz: [", "P167", "Write crisis-doctor: here"),
        (P, "{sponsor: exec", "{who: exec", "P101", "Write sponsor: exec"),
        (A, "who: crisis,", "who: crisis, rehab,", "P101", "Name one here: who: crisis"),
        (A, "who: crisis,", "owner: crisis,", "P101", "Write who: crisis"),
        (A, "by: 2027-04-01", "when: 2027-04-01", "P101", "Write by: 2027-04-01"),
        (A, "witness: rehab", "witness: crisis-doctor", "P166", "somebody else after witness:"),
        (A, "made on: day", "made on: First away day", "P133", "Write made on: day"),
        (A, "made on: day", "made on: 9 March 2027", "P133", "Write made on: day"),
        (A, "id: a1, ", "", "P102", "such as: id: a1"),
        # the day
        (
            D,
            "start: 9:30\nfinish: 11:30",
            "time: 9:30-11:30",
            "P101",
            "Write start: 9:30 here, and below it finish: 11:30",
        ),
        (D, "start: 9:30", "start: 9:30 - 11:30", "P104", "11:30 stands after finish:"),
        (D, "break: 15m", "break: 1/4 hour", "P104", "Write it in minutes: 15m"),
        (D, "break: 15m", "break: 0.25h", "P104", "Write it in minutes: 15m"),
        (D, "not before: 10:15", "not before: 22:15", "T237", "Did you mean 10:15?"),
        (D, "- feedback: 15m", "- feedback: 15m\n  - finish: 11:30", "P101", "above agenda:"),
        (D, "  - arrive: 15m", "  9:30 Arrive", "Y001", "Write - arrive: 15m."),
        (D, "  - Your diary", "  * Your diary", "Y001", "Write - Your diary"),
        (D, "link: https://example.org/room", "link: Teams", "P163", "the address itself"),
        (D, "link: https", "zoom: https", "P101", "Write link: https://example.org/room"),
        (L, "- actions: 15m", "- promises: 15m", "P101", "Write - actions: 15m"),
        (L, "title: Second away day", "title:", "P102", "such as title: First away day"),
        (D, "- arrive: 15m", "- arrive: ten", "P104", "Write it in figures: 10m"),
        (D, "- arrive: 15m", "- arrive: 15m led by Sam", "P104", "and under it led by: Sam"),
        (D, "- arrive: 15m", "- title: Tea\n    length: 15m", "P101", "Write - talk: 15m in its"),
        (D, "    time: 30m", "    themes: [trust]", "P101", "the exercise's own file"),
        (A, "made on: day", "made on: agendas/day.yaml", "P133", "Write made on: day"),
        (A, "made on: day", "notes: in the pub", "P101", "Known here: by, id, made on"),
        (L, "format: 1", "version: 1", "P101", "Write format: 1"),
        (L, "- actions: 15m", "- talk: 15m\n    slides: [a, b]", "P107", "slides: a"),
        (L, "- actions: 15m", "- talk: 15m\n    presentation: a", "P101", "Write slides: a"),
        (D, "- break: 15m", "- coffe break: 15m", "P101", "Write - break: 15m"),
        (D, "link:", "absent: manager of rehab\nlink:", "P111", "Did you mean 'rehab-manager'?"),
        (D, "link:", "absent: crisis' doctor\nlink:", "P111", "Did you mean 'crisis-doctor'?"),
        (D, "link:", "absent: both doctors\nlink:", "P111", "Did you mean 'doctors'?"),
        (A, "who: crisis", "who: the group", "P111", "Did you mean 'all'?"),
        (
            D,
            "title: First away day",
            "title: First away day\npresent: crisis & rehabs",
            "P111",
            "[crisis, rehab]",
        ),
        (P, "- agendas/day.yaml", "- day", "P108", "Did you mean 'agendas/day.yaml'?"),
        (
            P,
            "  - {sponsor: exec, what: Protect the day}",
            "  - sponsor: exec\n  - what: Protect the day\n  - by: 2027-03-01",
            "Y001",
            "Put a space in place of the dash on lines",
        ),
        (
            P,
            "promises:",
            "milestones:\n  - New lamps\npromises:",
            "P107",
            "Write it like this: - what: New lamps",
        ),
        (
            P,
            "acute: {doctor: Dr Eve Topaz, manager: Finn Garnet}",
            "acute: {doctor Dr Eve Topaz, manager Finn Garnet}",
            "P102",
            "Write doctor: Dr Eve Topaz",
        ),
        (
            P,
            "acute: {doctor: Dr Eve Topaz, manager: Finn Garnet}",
            "acute: Dr Eve Topaz, Finn Garnet",
            "P107",
            "acute: {doctor: Dr Eve Topaz, manager: Finn Garnet}",
        ),
        (
            P,
            "Topaz, manager: Finn",
            "Topaz, doctor: Finn",
            "Y007",
            "Write manager: in place of one",
        ),
        (
            A,
            "{id: a1, who: crisis, what: Ring the ward",
            "{id: a1, who: crisis what: Ring the ward",
            "Y001",
            "Put a comma in front of what:",
        ),
        (
            D,
            "  - break: 15m",
            "  - talk: 10m\n    The roof\n  - break: 15m",
            "Y001",
            "such as title: or notes:;",
        ),
        (
            P,
            MANAGER,
            f"{MANAGER}\n    he is new",
            "Y001",
            "in front of it; or # if it is a remark.",
        ),
        (S, "sharing:\n", "", "P102", "Write sharing: on a line of its own above this one."),
        (
            Q,
            "{id: trust-2, text: We keep our word}",
            "We keep our word",
            "P107",
            'Write it like this: - {id: we-keep, text: "We keep our word"}',
        ),
        (D, "title: First away day", "Title First day", "Y001", "Write title: First day"),
        (
            P,
            "    manager: Ben Onyx",
            "    manager:\n      - name: Ben Onyx\n      - title: Manager",
            "P107",
            "Take the dashes away from the lines under manager:",
        ),
        (
            P,
            "promises:",
            "milestones:\n  - {what: New lamps, type: capacity}\npromises:",
            "P101",
            "Write kind: capacity",
        ),
        # exercises
        (E, "- 5m Alone, write", "- 5: Alone, write", "Y001", "Write - 5m Alone, write"),
        (E, STEPS, "steps: 5m Alone, write; 15m Talk\n", "P107", "with a dash and a space"),
        (E, STEPS, "steps:\n  5m Alone, write\n  15m Talk\n", "P107", "with a dash and a space"),
        (E, "steps:", "instructions:", "P101", "Write steps: instead"),
        (E, "5m Alone, write", "Alone, write (5m)", "P104", "Write 5m Alone, write"),
        (E, "5m Alone, write", "5m", "P104", "Write 5m Write alone"),
        (E, "5m Alone, write", "{time: 5m, text: Alone}", "P101", "Write - 5m Alone"),
        (E, "[What surprised you?]", "[What surprised you, and why?]", "P156", "quotes round both"),
        (E, "debrief:", "questions:", "P101", "Write debrief: [What surprised you?]"),
        (
            E,
            "{what: cards, per: person, count: 2}",
            "2 cards per person",
            "P107",
            "- {what: cards, count: 2, per: person}",
        ),
        (E, "variations:\n  remote:", "variations:", "P107", "remote: Use the chat"),
        (
            E,
            "materials:\n  - {what: cards, per: person, count: 2}",
            "materials: cards and pens",
            "P107",
            "such as - what: pen",
        ),
        (E, "debrief:", "watch for:", "P101", "Did you mean 'watch'?"),
        # questions
        (
            Q,
            "{id: trust-2, text: We keep our word}",
            "trust-2: We keep our word",
            "P101",
            "Write - {id: trust-2, text: We keep our word}",
        ),
        (Q, "3.5", "35", "A643", "Write points from 1 to 5"),
        (Q, "3.5", "2.5", "A643", "no fewer points after strength:"),
        (Q, "text: We keep our word", "text: ''", "A644", "Write what people are to agree with"),
        (Q, "text: We keep our word", "We keep our word", "P101", "Write text: We keep our word"),
        (Q, "our word}", "our {word}}", "Y001", 'the text: "We keep our {word}"'),
        (Q, "    themes: [trust]\n", "", "P102", "such as: themes: [trust]"),
        (Q, "text: We keep our word", 'text: "We keep" our word', "Y001", "round the whole text:"),
        (Q, "    items:\n", "    questions: [a]\n    items:\n", "P101", "Did you mean 'question'?"),
        # private files
        (S, "partners, since: 2027-02-01", "partners since: 2027-02-01", "Y001", "of since:"),
        (S, "crisis-manager: {", "crisis-manager {", "P107", "Write the id, a colon, and {"),
        (
            K,
            "ben@example.org",
            "ben@example..org",
            "P104",
            "Write the address alone, like a@example.org.",
        ),
        (S, "  crisis-manager:", "  crisis-doctor:", "Y007", "Keep one of the two."),
        (S, "2027-02-01", "2072-02-01", "C208", "Look at the year after since:"),
        (S, "type letters: yes, ", "", "C209", "Add type letters: yes"),
        (K, "ben@", "ada@", "C207", "Look whose address it is"),
        (K, "crisis-doctor: ada@example.org", "ada@example.org", "Y001", "the person's id"),
        (B, "one leaves the", "one leaves: the", "Y001", "Put quotes round its words."),
        (
            B,
            "parking:\n    name: Parking\n    means: Where one leaves the car",
            "parking: Parking",
            "P107",
            "name: Parking",
        ),
    ],
)
def test_a_slip_is_told_with_what_to_type(
    tmp_path: Path, file: str, old: str, new: str, code: str, hint: str
) -> None:
    found = faults_of(tmp_path, file, old, new)
    told = [(one.place.file, one.hint) for one in found if one.code == code and one.place]
    assert [one for one in told if one[0] == file and hint in one[1]], told


@pytest.mark.parametrize(
    ("file", "old", "new", "codes"),
    [
        (P, MANAGER, "manager: {Ben Onyx, Clerk}", ["P101"]),
        (P, *REHAB_AND_ACUTE_FURTHER_IN, ["Y001"]),
        (P, "[doctor, manager]", "[doctors, managers]", ["P112", "P112"]),
        (P, "site: Northgate", "phone: 01632 960301", ["P112"]),
        (P, "sponsors:", "sponsor:", ["P101"]),
        (P, "pairs:\n", "\n", ["P102"]),
        (P, "away days:", "days:", ["P101"]),
        (P, "  exec: Sasha Exec", "  exec: {Sasha Exec, Director}", ["P101"]),
        (P, "    site: Northgate", "    site for: Who leaves their car", ["P112"]),
        (L, "format: 1", "version: 1", ["P101"]),
        (P, "  exec: Sasha Exec", "  exec: Sasha Exec\n  exec:", ["Y007"]),
        (P, "[rehab-manager, crisis-manager]", "rehab-manager: crisis-manager", ["Y001"]),
        (D, "start: 9:30\nfinish: 11:30", "time: 9:30-11:30", ["P101"]),
        (D, "not before: 10:15", "not before: 22:15", ["T237"]),
        (D, "agenda:\n", "aims:\n", ["P102"]),
        (E, "steps:", "instructions:", ["P101"]),
        (Q, "text: We keep our word", "We keep our word", ["P101"]),
        (Q, "our word}", "our {word}}", ["Y001"]),
        (K, "crisis-doctor: ada@example.org", "ada@example.org", ["Y001"]),
    ],
)
def test_one_slip_is_told_once(
    tmp_path: Path, file: str, old: str, new: str, codes: Sequence[str]
) -> None:
    found = faults_of(tmp_path, file, old, new)
    assert [one.code for one in found if one.severity == "error"] == codes


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Ben Onyx, clerk to the governors",
            "Ben Onyx, Service Manager",
            "Ben Onyx, MBBS FRCPsych",
        ),
        *(
            "דוגמה בדיקה III",
            "Ben Onyx, RN",
            "Robert (Bob) Onyx",
            "Ada Quartz-Beryl",
            "Dr A. Quartz",
        ),
    ],
)
def test_a_job_or_letters_behind_a_name_are_no_slip(tmp_path: Path, name: str) -> None:
    faults = faults_of(tmp_path, P, MANAGER, f"manager: {name}")
    assert [one for one in faults if one.code == "P142"] == []


@pytest.mark.parametrize(
    ("there", "instead", "hint"),
    [
        (S, "sharing.yaml", "Move it to private/sharing.yaml"),
        (S, "private/Sharing.yml", "Rename it sharing.yaml"),
        (K, "private/contact.yaml", "Rename it contacts.yaml"),
        (A, "private/actions.yaml", "Move it to actions.yaml"),
        (A, "action.yaml", "Rename it actions.yaml"),
        (Q, "question.yaml", "Rename it questions.yaml"),
        (S, "private/stock-takes/sharing.yaml", "Move it to private/sharing.yaml"),
        (E, "private/stock-takes/voice.csv", "Rename it voices.csv"),
        (S, "private/sharing (2).yaml", "Delete it, or move it out of this folder."),
        (E, "exercise/good-things.yaml", "Rename it exercises"),
        (E, "template/handouts/ours.md", "Rename it templates"),
    ],
)
def test_a_file_that_is_called_or_put_amiss_is_told(
    tmp_path: Path, there: str, instead: str, hint: str
) -> None:
    faults_of(tmp_path)
    (tmp_path / instead).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / there).rename(tmp_path / instead)
    assert hint in [one.hint for one in analyse(tmp_path).faults if one.code == "P122"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("baseline.csv", "Rename it baseline.answers.csv"),
        ("Answers of Baseline.csv", "Rename it baseline.answers.csv"),
        ("baseline 1.xlsx", 'facilitate audit import "private/stock-takes/baseline 1.xlsx"'),
        ("baseline.answers.xlsx", "facilitate audit import private/stock-takes/baseline"),
        ("basline.answers.csv", "Did you mean 'baseline'?"),
        ("Baseline.answers.csv", "Rename it baseline.answers.csv"),
        ("other.answers.csv", "Known here: baseline."),
    ],
)
def test_answers_that_are_not_read_for_their_name_are_told(
    tmp_path: Path, name: str, hint: str
) -> None:
    faults_of(tmp_path)
    (tmp_path / "private/stock-takes").mkdir()
    (tmp_path / "private/stock-takes" / name).write_text("person,pair,role\n", encoding="utf-8")
    told = [one.hint for one in analyse(tmp_path).faults if one.code == "P122"]
    assert [one for one in told if hint in one], told


def test_answers_beside_those_that_are_read_are_not_to_take_their_name(tmp_path: Path) -> None:
    faults_of(tmp_path)
    (tmp_path / "private/stock-takes").mkdir()
    for name in ("baseline.answers.csv", "baseline-old.answers.csv"):
        (tmp_path / "private/stock-takes" / name).write_text("person,pair,role\n", encoding="utf-8")
    told = [one.hint for one in analyse(tmp_path).faults if one.code == "P122"]
    assert told == ["Move it out of this folder."]


def test_an_exercise_beside_its_folder_is_told(tmp_path: Path) -> None:
    faults_of(tmp_path)
    (tmp_path / E).rename(tmp_path / "good-things.yaml")
    told = [one.hint for one in analyse(tmp_path).faults if one.code == "P122"]
    assert told == ["Move it to exercises/good-things.yaml"]


def test_a_length_with_a_full_stop_is_read_as_a_length(tmp_path: Path) -> None:
    assert "P149" not in {one.code for one in faults_of(tmp_path, E, "15m Tell", "15 m. Tell")}


def test_slides_of_another_ending_are_named(tmp_path: Path) -> None:
    faults_of(tmp_path)
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides/contract.markdown").write_text("# A talk", encoding="utf-8")
    new = "- talk: 15m\n    slides: contract"
    told = [one.hint for one in faults_of(tmp_path, L, "- actions: 15m", new)]
    assert "contract.markdown lies there: call it contract.md, if it is Markdown." in told


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  crisis:\n", "  Crisis:\n", "P113"),
        ("service: Crisis team", "servce: crisis", "P112"),
        ("  rehab:\n", "  crisis:\n", "Y007"),
        ("away days:\n", "days:\n", "P101"),
    ],
)
def test_what_only_follows_from_a_slip_is_not_told(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    told = [one.code for one in faults_of(tmp_path, P, old, new) if one.severity == "error"]
    assert told == [code]


def test_what_an_unknown_exercise_would_leave_behind_is_not_missed(tmp_path: Path) -> None:
    agenda = "agenda:\n  - exercise: mission-test-on-a-case\n"
    write_files(tmp_path, FILES, D, "agenda:\n", agenda)
    before = {one.code for one in analyse(tmp_path).faults}
    write_files(tmp_path, FILES, D, "agenda:\n", f"{agenda}  - exercise: ice breaker\n")
    after = {one.code for one in analyse(tmp_path).faults}
    assert ("T214" in before, "P103" in after, "T214" in after) == (True, True, False)
