"""What somebody who never programmed types wrong in a programme is told with what to type."""

from pathlib import Path

import pytest

from facilitate.check import CheckContext, check
from facilitate.faults import Fault
from facilitate.load.plan import load_partly
from facilitate.pipeline.plan_templates import own_template_faults
from facilitate.schedule.timetable import timetable
from tests.plans import write_files

FILES = {
    "programme.yaml": """format: 1
programme: East locality partnership
roles: [doctor, manager]
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
    service: Acute ward
    doctor: Dr Eve Topaz
    manager: {name: Finn Garnet, until: 2027-09-30}
sponsors:
  exec: Sasha Exec
stock takes: {baseline: 2027-02-12}
away days:
  - agendas/day.yaml
""",
    "agendas/day.yaml": """format: 1
title: First away day
date: 2027-03-09
start: 9:30
finish: 12:30
absent: [acute-manager]
agenda:
  - arrive: 15m
  - talk: 20m
    title: What we heard
  - exercise: mission-nine-whys
    time: 30m
  - break: 15m
    not before: 10:30
  - parallel:
      - exercise: role-negotiation
        who: [crisis, rehab]
      - exercise: role-negotiation
        who: the rest
  - buffer: 15m
  - feedback: 10m
""",
    "private/sharing.yaml": """format: 1
sharing:
  crisis-doctor:
    sharing: both partners
    since: 2027-02-01
""",
    "private/access.yaml": """format: 1
access:
  crisis-doctor:
    diet: vegetarian
""",
    "actions.yaml": """format: 1
actions:
  - {id: a1, who: crisis-doctor, what: Ring the ward}
""",
    "exercises/good-things.yaml": """format: 1
name: Three good things
purpose: So that we start with what works
time: 20m
group size: 3
capital: bridging
themes: [trust]
steps:
  - 20m Tell each other
debrief: [What surprised you?]
watch: [Somebody stays silent]
materials:
  - what: cards
    per: person
    count: 2
""",
    "templates/sheets/ours.md": """---
format: 1
for: each pair
makes: sheet
---
# Our page

{% for member in pair.members %}
- {{ member.name }}
{% endfor %}

::: write
lines: 3
:::
""",
    "questions.yaml": """format: 1
dimensions:
  - id: trust
    name: Trust
    themes: [trust]
    items:
      - {id: trust-1, text: We can rely on each other}
      - {id: trust-2, text: I expect to be let down, reverse: yes}
""",
}
P, D, S, X, A, E, T, Q = FILES


def faults_of(folder: Path, file: str = "", old: str = "", new: str = "") -> list[Fault]:
    """Return every fault of the programme with something in one file typed another way."""
    write_files(folder, FILES, file, old, new)
    plan, faults = load_partly(folder)
    if plan is None:
        return list(faults)
    tables = tuple(timetable(day, plan.programme, plan.library) for day in plan.days)
    pages = own_template_faults(folder) if file == T else ()
    return [*faults, *check(CheckContext(plan, tables)), *pages]


PARALLEL = "  - parallel:\n"
DOCTOR = "    doctor: Dr Ada Quartz\n"
GARNET = "{name: Finn Garnet, until: 2027-09-30}"
TAKES = "{baseline: 2027-02-12}"
WHO = "        who: [crisis, rehab]\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "hint"),
    [
        (P, "[doctor, manager]", "\n  doctor\n  manager", "P113", "roles: [doctor, manager]"),
        (P, "[doctor, manager]", "[doctor manager]", "P113", "roles: [doctor, manager]"),
        (P, DOCTOR, "    Arzt: Dr Ada Quartz\n", "P112", "Write doctor: in its place."),
        (P, DOCTOR, "    doctor: -\n", "Y001", "or write doctor: vacant, where nobody is in post"),
        (P, DOCTOR, "    doctor: ?\n", "Y001", "or write doctor: vacant, where nobody is in post"),
        (P, DOCTOR, "    doctor: Dr Ada Quartz,\n", "Y017", "Write Dr Ada Quartz"),
        (P, GARNET, "Finn Garnet until 2027-09-30", "P142", "manager: {name: Finn Garnet, until:"),
        (P, GARNET, "Finn Garnet, until: 2027-09-30", "Y001", f"Write manager: {GARNET}"),
        (P, TAKES, "{2027-02-12}", "P102", "a name and a colon in front of it, such as baseline:"),
        (P, TAKES, "{baseline 2027-02-12}", "P102", "Write baseline: 2027-02-12"),
        (
            P,
            "away days:",
            "manages: {rehab-doctor: exec}\naway days:",
            "P162",
            "exec: [rehab-doctor]",
        ),
        (P, "away days:", "manages: rehab-doctor\naway days:", "P107", "exec: [crisis-doctor, "),
        (P, "away days:", "observed: yes\naway days:", "P101", "Free words belong after notes:"),
        (
            P,
            "  crisis:\n",
            "  crisis: Crisis\n",
            "Y001",
            "on a line of its own below: service: Crisis",
        ),
        (D, "date: 2027-03-09", "date: le 9 mars 2027", "P104", "Did you mean '9 March 2027'?"),
        (D, "start: 9:30", "start: 9.30 Uhr", "P104", "Write 9:30"),
        (D, "start: 9:30", "start: 9;30", "P104", "Write 9:30"),
        (D, "start: 9:30", "Beginn: 9:30", "P101", "Write start: 9:30"),
        (D, "start: 9:30", "start: 21:30", "T200", "Did you mean start: 09:30?"),
        (D, "finish: 12:30", "finish: 3h", "P104", "Write it like 9:30 or 16:15."),
        (
            D,
            "absent: [acute-manager]",
            "absent: nobody",
            "P111",
            "If nobody is, take the line out.",
        ),
        (D, "absent: [acute-manager]", "absent:\nacute-manager", "Y001", "Write - acute-manager"),
        (D, "agenda:\n", "Programm:\n", "P101", "Write agenda: instead"),
        (D, "arrive: 15m", "registration: 15m", "P101", "Write - arrive: 15m"),
        (D, "arrive: 15m", "coffee: 15m", "P101", "Write - break: 15m"),
        (D, "- arrive: 15m", "- 9:30 arrive", "P107", "Write - arrive: 15m."),
        (D, "- arrive: 15m", "- 9:30: arrive", "P101", "not before: 9:30"),
        (D, "    title: What we heard\n", "", "P161", "title: and what it is about"),
        (
            D,
            "- break: 15m",
            "- mission-nine-whys: 30m",
            "P101",
            "- exercise: mission-nine-whys, and",
        ),
        (
            D,
            "time: 30m",
            "time: 30m, not before: 10:00",
            "Y001",
            "below, level with it: not before: 10",
        ),
        (D, "not before: 10:30", "before: 10:30", "P101", "Write not before: 10:30"),
        (D, "who: the rest", "who: others", "P111", "Did you mean 'the rest'?"),
        (D, "who: [crisis, rehab]", "who: all doctors", "P111", "Did you mean 'doctors'?"),
        (D, "who: [crisis, rehab]", "who: everyone", "T208", "leave nobody for this one"),
        (D, "who: [crisis, rehab]", "with: [crisis, rehab]", "P101", "Write who: [crisis, rehab]"),
        (D, PARALLEL, "  - parallel: yes\n", "Y001", "Write parallel: alone here"),
        (D, PARALLEL, "  - breakout:\n", "P101", "Write - parallel:"),
        (D, "buffer: 15m", "lunch - 15m", "P107", "between: lunch: 15m"),
        (D, "feedback: 10m", "feedback: yes", "P104", "Write feedback: 15m"),
        (S, "    sharing: both", "    sharing both", "Y001", "Write sharing: …"),
        (S, "partners\n    since:", "partners, since:", "Y001", "Put since: on the next line"),
        (X, "vegetarian", "vegetarian: eggs", "Y001", 'Put quotes round the diet: "…".'),
        (A, "who: crisis-doctor", "who: Ada", "P111", "Did you mean 'crisis-doctor'?"),
        (E, "name: Three good things", "title: Three", "P101", "Write name: Three"),
        (E, "what: cards\n    per: person\n    count: 2", "cards", "P107", "- what: cards"),
        (T, "makes: sheet", "type: sheet", "M121", "Known here: format, for, makes, "),
        (T, "{% endfor %}", "{% end for %}", "M101", "{% endfor %} or {% endif %}"),
        (T, "{% endfor %}", "{% endif %}", "M101", "Write {% endfor %} here"),
        (
            T,
            "{% for member in pair.members %}",
            "{ for member in pair.members }",
            "M101",
            "Write {% for member in pair.members %}",
        ),
        (E, "format: 1", "format: 2", "P105", "Write format: 1"),
        (E, "- what: cards\n", "- cards\n", "Y001", "Write - what: cards"),
        (T, "member in", "member of", "M100", "{% for member in pair.members %}"),
        (T, "::: write", ":: write", "M209", "A block begins with three colons: ::: write"),
        (
            T,
            "# Our page",
            "#Our page",
            "M209",
            "Put a space behind the sign of a heading: # Our page",
        ),
        (Q, "    items:", "    questions:", "P101", "Write items: instead"),
        (Q, "themes: [trust]", "themes: [confidence]", "A632", "Known here: shared-mission, "),
    ],
)
def test_a_slip_is_told_with_what_to_type(
    tmp_path: Path, file: str, old: str, new: str, code: str, hint: str
) -> None:
    found = faults_of(tmp_path, file, old, new)
    told = [(one.place.file, one.hint) for one in found if one.code == code and one.place]
    assert told
    assert [one for one in told if one[0] == file and hint in one[1]], told


def test_without_a_slip_nothing_of_that_is_told(tmp_path: Path) -> None:
    assert {one.code for one in faults_of(tmp_path)} <= {"C203", "T219", "T211", "T210", "T225"}


@pytest.mark.parametrize(
    ("file", "old", "new", "codes"),
    [
        (D, PARALLEL, "  - parallel: yes\n", ["Y001"]),
        (D, WHO, "        who:\n        crisis\n        rehab\n", ["Y001", "Y001"]),
        (P, "away days:", "story: |\nOne.\n\nTwo: three.\naway days:", ["Y001"]),
        (T, "for: each pair", "For: each pair", ["M201"]),
        (T, "---\nformat: 1", "format: 1", ["M200"]),
        (T, "makes: sheet\n---\n", "makes: sheet\n", ["M200"]),
    ],
)
def test_one_slip_is_told_once(
    tmp_path: Path, file: str, old: str, new: str, codes: list[str]
) -> None:
    found = faults_of(tmp_path, file, old, new)
    assert [one.code for one in found if one.severity == "error"] == codes


@pytest.mark.parametrize(
    "since", ["19.7.2031", "19 Juli 2031", "Monday 19 July 2031", "July 2031", "2031-7-19 or so"]
)
def test_no_date_of_a_choice_is_told_in_any_form(tmp_path: Path, since: str) -> None:
    for text in (f"since: {since}", f"since: '{since}'", f"sinse: {since}", f"since {since}"):
        faults = faults_of(tmp_path, S, "since: 2027-02-01", text)
        told = [(one.message, one.hint) for one in faults if one.place and one.place.file == S]
        assert told
        assert [one for one in told if "2031" in f"{one}" or "July" in f"{one}"] == []


def test_choices_without_the_line_above_them_are_not_told(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, S, "format: 1\nsharing:\n", "format:\n")
    told = [(one.message, one.hint) for one in faults if one.place and one.place.file == S]
    assert told
    assert [one for one in told if "partners" in f"{one}"] == []
