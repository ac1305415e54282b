"""Slips of somebody who has never seen YAML, each made in the plan that `new` lays out."""

import shutil
from pathlib import Path

import pytest

from facilitate.load.plan import load_plan
from facilitate.pipeline.analyse import analyse
from facilitate.shipped import shipped
from tests.plans import PLAN

DAY = "agendas/1-first-day.yaml"
WHO = "programme.yaml"


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """The starter plan, to be spoilt."""
    return Path(shutil.copytree(shipped("agendas") / "starter", tmp_path / "starter"))


SLIPS = [
    (
        WHO,
        "# One line for each away day, in order.\naway days:\n",
        "promises:\n  - sponsor: exec\n    what: A budget\n",
        "P102",
        "Write away days: on a line of its own above this one.",
    ),
    (DAY, "title: First", "title: “First", "Y001", "Take it away: First away day"),
    (DAY, "title: First away day", "title: First day”", "Y001", "Take it away: First day"),
    (
        DAY,
        "bring:\n",
        "",
        "P102",
        "If it is none, write before: or bring: above it, on a line of its own; else let nothing "
        "stand between.",
    ),
    (
        WHO,
        "manager: Sam Second",
        "ward manager:",
        "P102",
        "Write manager: and a name, or manager: vacant",
    ),
    (
        WHO,
        "doctor: Dr Robin First",
        "doctor: {Dr Robin First, acting: yes}",
        "P101",
        "Write name: Dr Robin First",
    ),
    (
        WHO,
        "exec: Alex Sponsor, executive director",
        "exec: {title: executive director}",
        "P102",
        "Add between the braces, such as: name: Dr A. Example",
    ),
    (DAY, "  - break: 15m", "\t- break: 15m", "Y002", "Use two spaces for each level."),
    (
        DAY,
        "title: First away day",
        "title: “Day one: why”",
        "Y001",
        'Put quotes round the title: "Day one: why".',
    ),
    (
        DAY,
        "title: First away day",
        "title: 'The crisis team's day'",
        "Y001",
        'Put double quotes round the text: "The crisis team\'s day".',
    ),
    (DAY, "- break: 15m", "- break", "P107", "Add its length: break: 15m"),
    (
        DAY,
        "- break: 15m",
        "- coffee: 15m",
        "P101",
        "Write - break: 15m",
    ),
    (
        DAY,
        "- break: 15m",
        "- coffee: 20m",
        "P101",
        "Write - break: 20m",
    ),
    (
        DAY,
        "- break: 15m",
        "- parallel:\n      - people: crisis\n        room: Beech Room",
        "P101",
        "Write who: crisis",
    ),
    (
        DAY,
        "role-negotiation",
        "role-negotiation, 45m",
        "P103",
        "Keep 'role-negotiation' here, and put its length on the line below: time: 45m",
    ),
    (
        WHO,
        "    manager: Sam Second",
        "    manager: Sam Second\n    nurse: N. Third",
        "P112",
        "If it is a role, say so above pairs: with roles: [doctor, manager, nurse]",
    ),
    (DAY, "led by: sponsors", "led by: sponsers", "P111", "Did you mean 'sponsors'?"),
    (
        DAY,
        "role-negotiation",
        "role-negotiation\n    variant: online",
        "P106",
        "Write variant: remote",
    ),
    (
        WHO,
        "doctor: Dr Robin First",
        "doctor: Dr Robin First (Lead clinician)",
        "P142",
        "Put a comma between name and job: Dr Robin First, Lead clinician",
    ),
    (
        WHO,
        "doctor: Dr Robin First",
        "doctor: Dr Robin First / Dr Ash Second",
        "P142",
        "Write each person on a line of their own, with a role in front.",
    ),
    (
        WHO,
        "doctor: Dr Robin First",
        "doctor: {name: Dr Robin First, email: robin@example.org}",
        "P101",
        "email: belongs into private/contacts.yaml.",
    ),
    (
        WHO,
        "# keep apart: [[A. Name, B. Name]]",
        "keep apart: [[north-doctor, north-manager]]",
        "P117",
        "Take the line out, or one of them out of the pair.",
    ),
    (
        DAY,
        "  - feedback: 10m",
        5 * "  - talk: 10m\n",
        "T225",
        "Add - exercise: action-commitment-round",
    ),
    (
        WHO,
        "delete by: 2028-09-30",
        "delete by: never",
        "P104",
        "Write it like 2026-03-14 or 14 March 2026.",
    ),
    (
        DAY,
        "  - I know the pressures of my partner's job",
        "  I know the pressures of my partner's job",
        "Y001",
        "Write - I know the pressures of my partner's job, with 2 spaces in front of the dash.",
    ),
    (
        WHO,
        "  exec: Alex Sponsor",
        "  exec: {name: 'Alex's sponsor', title: Director}\n  amd: Alex Sponsor",
        "Y001",
        'Put double quotes round the text: "Alex\'s sponsor".',
    ),
    (
        WHO,
        "away days:",
        "outcomes:\n  - {measure: Cost, baseline: £84.5k, source: S, date: 2027-02-08}\naway days:",
        "P104",
        "Write it in full: 84500",
    ),
    (
        WHO,
        "away days:",
        "promises:\n  - {sponsor: exec, what: Time, by: 2027-02-08, status: broken}\naway days:",
        "P106",
        "Known here: open, kept, not kept, carried, dropped.",
    ),
    (
        DAY,
        "\nbring:\n",
        "",
        "P102",
        "If it is for another list, write bring: above it, on a line of its own; else begin it as "
        "the others begin.",
    ),
    (
        WHO,
        "# One line for each away day, in order.\n",
        "story: |\n  It began in May.\n\n  - {sponsor: exec, what: A budget, by: 2027-02-08}\n",
        "P102",
        "Write promises: on a line of its own above this one.",
    ),
    (
        DAY,
        "- I know what is mine to decide",
        "- I know the pressures of my partner's job",
        "P156",
        "Take one of the two out.",
    ),
    (
        DAY,
        "  - I know the pressures of my partner's job\n  - I know what is mine to decide\n",
        "  I know my partner's job; I know what is mine\n",
        "P156",
        "If they are several, write each on a line of its own: - I know my partner's job",
    ),
    (
        DAY,
        "- exercise: role-negotiation",
        "- exercise: role-negotiation\n    who: [north, north]",
        "P182",
        "Write the other one who was meant, or take one out.",
    ),
    (
        DAY,
        "- feedback: 10m",
        "- feedback: 10m\n  - feedback: 10m",
        "T201",
        "Take out one of the two, or write finish: 15:50",
    ),
    (
        DAY,
        "- exercise: role-negotiation",
        "- exercise: role-negotiation\n  - exercise: role-negotiation",
        "T201",
        "Take out one of the two, or write finish: 16:40",
    ),
]


@pytest.mark.parametrize(("file", "right", "wrong", "code", "hint"), SLIPS)
def test_a_slip_is_told_with_what_to_type(
    starter: Path, file: str, right: str, wrong: str, code: str, hint: str
) -> None:
    text = (starter / file).read_text(encoding="utf-8")
    assert right in text
    (starter / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    told = [(fault.code, fault.hint) for fault in analyse(starter).faults]
    assert (code, hint) in told


PAIRS = "  north:\n    service: North team\n    doctor: Dr Robin First\n    manager: Sam Second\n"
PRIVATE = "private/sharing.yaml"
CHOICES = "format: 1\nnorth-doctor:\n  sharing: own answers\nsouth-doctor:\n  sharing: group only\n"
OWN = "exercises/own.yaml"
OF_ALL = "format: 1\nsharing:\n  north-doctor: {sharing: own answers, being observed: yes}\n"
TRACKS = """\
  - parallel:
  - talk: 10m
    title: Money
    who: [north, south]
  - talk: 10m
    title: Rotas
    room: Elm
"""
ALIKE = """\
  - parallel:
      - talk: 10m
        room: Oak
      - talk: 10m
        room: Elm
"""
MANAGED = "manages:\n  exec: [north-manager]\n  baseline: 2027-02-12\n"
SOUTH = "    doctor: Dr Chris Third\n    manager: Jo Fourth\n"
ALONE = [
    (WHO, "  exec: Alex", "  Exec: Alex", "P113", "Write exec: here."),
    (WHO, "pairs:\n", "role: [doctor, manager]\npairs:\n", "P101", "Did you mean 'roles'?"),
    (
        WHO,
        "# manages: {exec: [north-manager]}\n",
        MANAGED,
        "P102",
        "Write stock takes: on a line of its own above this one.",
    ),
    (
        WHO,
        "exec: Alex Sponsor, executive director",
        "exec: Alex Sponsor: executive director",
        "Y001",
        "Write {name: Alex Sponsor, title: executive director}",
    ),
    (WHO, "  south:\n", "", "Y007", "Write that line again, with 2 spaces in front"),
    (WHO, SOUTH, "", "P114", "A pair has one to four; add a line such as doctor: Dr A. Example"),
    (WHO, SOUTH, "    Dr Chris Third\n    manager: Jo\n", "Y001", "Write doctor: Dr Chris Third"),
    (
        WHO,
        SOUTH,
        "    Chris Third\n    Jo Fourth\n",
        "Y001",
        "Write doctor: Chris Third, and so on below: manager: Jo Fourth",
    ),
    (
        WHO,
        SOUTH,
        "    Chris Third and Jo Fourth\n",
        "Y001",
        "Write doctor: Chris Third, and so on below: manager: Jo Fourth",
    ),
    (
        WHO,
        "    doctor: Dr Chris",
        "  doctor: Dr Chris",
        "Y001",
        "Put 4 spaces in front of it; it has 2.",
    ),
    (
        DAY,
        "  - buffer: 15m\n",
        TRACKS,
        "P107",
        "Put 4 spaces more in front of each line of its items, from - talk: 10m on.",
    ),
    (
        DAY,
        "  - buffer: 15m\n",
        ALIKE,
        "T220",
        "Add who: to this one, with the pairs who go there.",
    ),
    (DAY, "mission-one-two-four", "mission-one-to-four", "P103", "Did you mean"),
    (WHO, "  south:\n", "  north:\n", "Y007", "Give one of the two another id, such as north-2:"),
    (WHO, "  exec: Alex", "  north: Alex", "P130", "Give the sponsor 'north' another id"),
    (
        WHO,
        PAIRS,
        PAIRS.replace("    doctor", "    - doctor").replace("    manager", "    - manager"),
        "Y001",
        "Take the dashes away in this pair: doctor: Dr Robin First",
    ),
    (
        WHO,
        PAIRS,
        "  north:\n    service: North team\n    members: [Dr Robin First, Sam Second]\n",
        "P107",
        "Take members: out, and write each of its people on a line of its own",
    ),
    (PRIVATE, "", CHOICES, "P102", "Write sharing: on a line of its own above this one"),
    (
        PRIVATE,
        "",
        f"{OF_ALL}  south-doctor: sharing: both partners\n",
        "Y001",
        "Write {sharing: …}",
    ),
    (
        "private/contacts.yaml",
        "",
        "format: 1\ncontacts:\n  north-doctor: {email: 'mailto:a@example.org'}\n",
        "P104",
        "Write the address alone, like a@example.org.",
    ),
    (
        OWN,
        "",
        "format: 1\nname: Own\npurpose: So that we begin\nsteps:\n  - 6 min: Alone\n  - 9m Talk\n",
        "Y001",
        "Write - 6m Alone",
    ),
    (
        OWN,
        "",
        "format: 1\npurpose: So that we begin\nsteps: [5m Begin]\n",
        "P102",
        "Add a line such as: name: Three good things",
    ),
]


@pytest.mark.parametrize(("file", "right", "wrong", "code", "hint"), ALONE)
def test_a_slip_is_told_once_and_nothing_that_follows_from_it(
    starter: Path, file: str, right: str, wrong: str, code: str, hint: str
) -> None:
    path = starter / file
    if right:
        text = path.read_text(encoding="utf-8")
        assert right in text
        # The pair named here is spoken of elsewhere too.
        text = text.replace("# keep apart: [[A. Name, B. Name]]", "keep apart: [[south, west]]")
        wrong = text.replace(right, wrong, 1)
    path.parent.mkdir(exist_ok=True)
    path.write_text(wrong, encoding="utf-8")
    (told,) = [fault for fault in analyse(starter).faults if fault.severity == "error"]
    assert told.code == code
    assert told.hint.startswith(hint)


@pytest.mark.parametrize("begin", ["- north:", "- id: north\n   ", "- name: North\n   "])
def test_pairs_as_a_list_are_told_once_with_the_id_to_write(starter: Path, begin: str) -> None:
    text = (starter / WHO).read_text(encoding="utf-8")
    for pair in ("south", "east", "west"):
        text = text.replace(f"  {pair}:\n", f"  - id: {pair}\n")
    text = text.replace("  north:\n", f"  {begin}\n")
    (starter / WHO).write_text(text, encoding="utf-8")
    (told,) = [fault for fault in analyse(starter).faults if fault.severity == "error"]
    assert told.code == "P107"
    assert "its id and a colon (north:) and no dash" in told.hint


def test_needs_of_a_vacant_post_are_told(starter: Path) -> None:
    (starter / "private" / "access.yaml").write_text(
        "format: 1\naccess:\n  west-manager: {needs: [seated]}\n", encoding="utf-8"
    )
    (told,) = [fault for fault in analyse(starter).faults if fault.code == "C101"]
    assert told.severity == "warning"


def test_words_of_the_sample_are_told_once_the_people_are_one_s_own(starter: Path) -> None:
    text = (starter / WHO).read_text(encoding="utf-8")
    (starter / WHO).write_text(text.replace("Dr Robin First", "Dr Ada Quartz"), encoding="utf-8")
    first, second = [fault for fault in analyse(starter).faults if fault.code == "P154"]
    assert first.message == (
        "Pages would print words of the sample: client, contact, programme, manager, doctor, "
        "manager, doctor, manager, doctor, exec."
    )
    assert second.message == "Pages would print words of the sample: venue, cover."


def test_somebody_from_outside_may_lead(starter: Path) -> None:
    text = (starter / DAY).read_text(encoding="utf-8")
    for name in ("Dr Pat Smith", "the outside facilitator", "Alex Sponsor", "Northumbria"):
        changed = text.replace("led by: sponsors", f"led by: {name}")
        (starter / DAY).write_text(changed, encoding="utf-8")
        assert [fault for fault in analyse(starter).faults if fault.code == "P111"] == []


def test_renamed_pairs_leave_nobody_behind(starter: Path) -> None:
    for path in (starter / WHO, starter / DAY):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("north", "ward-four"), encoding="utf-8")
    assert [fault.code for fault in analyse(starter).faults if fault.severity == "error"] == []


def test_an_ending_that_an_editor_added_to_an_agenda_is_named(starter: Path) -> None:
    (starter / DAY).rename(starter / f"{DAY}.txt")
    (fault,) = [fault for fault in analyse(starter).faults if fault.code == "P108"]
    assert fault.hint == (
        "1-first-day.yaml.txt lies there: the editor added an ending. Rename it 1-first-day.yaml"
    )


def test_a_path_longer_than_a_disk_allows_is_told_at_its_line_beside_other_faults(
    starter: Path,
) -> None:
    text = (starter / WHO).read_text(encoding="utf-8")
    (starter / WHO).write_text(
        text.replace(f"- {DAY}", f"- {DAY}\n  - agendas/{'a' * 300}.yaml") + "\nsponsers: []\n",
        encoding="utf-8",
    )
    faults = analyse(starter).faults
    assert [(fault.code, fault.message[:40]) for fault in faults if fault.code == "P108"] == [
        ("P108", "No file can have a path as long as this ")
    ]
    assert any("sponsers" in fault.message for fault in faults)


def test_an_agenda_that_is_not_listed_is_told(starter: Path) -> None:
    shutil.copy(starter / DAY, starter / "agendas" / "2-second-day.yaml")
    (fault,) = [fault for fault in analyse(starter).faults if fault.code == "P122"]
    assert fault.severity == "warning"
    assert fault.hint == "Add a line under away days: - agendas/2-second-day.yaml"


PAIR = "  acute: {service: Acute, doctor: Dr Eve Topaz, manager: Finn Garnet}"
IN_ONE_FILE = [
    (
        "{baseline: 2027-02-12}",
        "{baseline: 2027-02-12, repeat 2027-11-12}",
        "P102",
        "Write repeat: 2027-11-12",
    ),
    (
        "agenda:\n",
        "Please bring your diary\nagenda:\n",
        "Y001",
        "Write what it is and a colon in front of it, such as notes:; or # if it is a remark.",
    ),
    (
        "doctor: Dr Ada Quartz,",
        "doctor: Dr Ada: Quartz,",
        "Y001",
        'Put quotes round the doctor: "Dr Ada: Quartz".',
    ),
    (
        "- exercise: role-negotiation",
        "- parallel:\n  - exercise: role-negotiation\n    who: crisis",
        "Y001",
        "Put 6 spaces in front of it; it has 2.",
    ),
    (
        "sponsors: {exec: Sasha Exec}",
        "sponsors: [Sasha Exec]",
        "P107",
        "Under sponsors: write lines such as exec: Alex Example, each two spaces in.",
    ),
    (
        "stock takes: {baseline: 2027-02-12}",
        "stock takes: [baseline]",
        "P107",
        "Under stock takes: write lines such as baseline: 2027-02-12, each two spaces in.",
    ),
    (
        "sponsors:",
        "keep apart: crisis-doctor and rehab-manager\nsponsors:",
        "P107",
        "Write below it, two spaces in: - [crisis-doctor, rehab-manager]",
    ),
    ("agenda:\n", "", "P102", "Write agenda: on a line of its own above this one."),
    (
        "agenda:\n",
        "  exec: [crisis-doctor]\nagenda:\n",
        "P102",
        "Write manages: on a line of its own above this one.",
    ),
    (
        "stock takes: {baseline: 2027-02-12}\n",
        "stock takes:\n  baseline: 2027-02-12\n  crisis-doctor: [2027-04-01]\n",
        "P102",
        "Write coaching: on a line of its own above this one.",
    ),
    (
        PAIR,
        "  acute:",
        "P102",
        "Write what belongs to acute: on the lines below it, two spaces further in.",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "code", "hint"), IN_ONE_FILE)
def test_a_mistake_in_a_plan_of_one_file_is_told_with_what_to_type(
    tmp_path: Path, right: str, wrong: str, code: str, hint: str
) -> None:
    assert right in PLAN
    (tmp_path / "day.yaml").write_text(PLAN.replace(right, wrong, 1), encoding="utf-8")
    told = load_plan(tmp_path / "day.yaml")[1]
    assert [(fault.code, fault.hint) for fault in told] == [(code, hint)]


def test_an_item_without_a_kind_may_belong_to_the_one_above(tmp_path: Path) -> None:
    text = PLAN.replace("- break: 15m", "- lunch: 60m\n  - not before: 12:15")
    (tmp_path / "day.yaml").write_text(text, encoding="utf-8")
    (fault,) = load_plan(tmp_path / "day.yaml")[1]
    assert fault.hint.startswith("Put a space in place of the dash, if it belongs to the item")


def test_a_post_that_is_called_vacant_is_vacant(tmp_path: Path) -> None:
    text = PLAN.replace("manager: Finn Garnet", "manager: Vacant")
    (tmp_path / "day.yaml").write_text(text, encoding="utf-8")
    plan, told = load_plan(tmp_path / "day.yaml")
    assert told == ()
    assert plan is not None
    assert plan.programme.pairs["acute"].members["manager"].vacant


KINDS = {
    b"PK\x03\x04\x14\x00\x06\x00": "This is a Word or Excel file, or a packed one, not plain text.",
    b"{\\rtf1\\ansi format: 1}": (
        "This is a text document with fonts and layout (RTF), not plain text."
    ),
    b"%PDF-1.7\n%\xe2\xe3": "This is a PDF, not plain text.",
}


@pytest.mark.parametrize("data", KINDS)
def test_a_file_of_another_program_that_is_called_a_plan_is_named(
    tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "day.yaml").write_bytes(data)
    told = load_plan(tmp_path / "day.yaml")[1]
    assert ("Y014", KINDS[data]) in {(fault.code, fault.message) for fault in told}


@pytest.mark.parametrize(
    ("who", "hint"),
    [
        ("crisis and rehab", "Put them into brackets, with commas: [crisis, rehab]"),
        ("crisis, rehab", "Put them into brackets, with commas: [crisis, rehab]"),
        ("[crisis rehab]", "Put them into brackets, with commas: [crisis, rehab]"),
        ("crisis rehap", "Did you mean 'crisis'?"),
    ],
)
def test_several_people_written_as_one_are_told_with_the_list_to_type(
    tmp_path: Path, who: str, hint: str
) -> None:
    old = "- exercise: role-negotiation"
    (tmp_path / "day.yaml").write_text(PLAN.replace(old, f"{old}\n    who: {who}"), "utf-8")
    told = [one for one in analyse(tmp_path / "day.yaml").faults if one.code == "P111"]
    assert [one.hint for one in told] == [hint]


def test_times_of_a_day_in_a_plan_of_one_file_are_told_once_all_its_items_are_read(
    tmp_path: Path,
) -> None:
    plan = PLAN.replace("- break: 15m", "- talk: The hymn book, 25m")
    assert plan != PLAN
    (tmp_path / "day.yaml").write_text(plan, encoding="utf-8")
    told = [one.code for one in analyse(tmp_path / "day.yaml").faults]
    assert [code for code in told if code[0] in "PT"] == ["P104"]


def test_what_a_word_processor_leaves_beside_an_open_file_is_no_agenda(starter: Path) -> None:
    before = len(analyse(starter).faults)
    (starter / "agendas" / "~$1-first-day.yaml").write_text("x", encoding="utf-8")
    assert len(analyse(starter).faults) == before
