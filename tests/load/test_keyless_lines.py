"""Words without a key, and signs that join or part too much, are told once, with a mend."""

from pathlib import Path

import pytest

from tests.load.test_slips_in_every_file import FILES, faults_of

PROGRAMME, DAY, _, ACTIONS, EXERCISE, QUESTIONS, SHARING, CONTACTS, CODEBOOK = FILES
PROMISE = "  - {sponsor: exec, what: Protect the day}"
LATER = (
    "  - {id: a1, who: crisis, what: Ring the ward, by: 2027-04-01, witness: rehab, made on: day}"
)
COACH = "coaches:\n  lee: Lee Coach {email: lee@example.org, coaches: [crisis]}\nkeep apart:"
OUTCOME = (
    "    unit: a week, direction: down\n    baseline: 3\n    source: Log\n    date: 2027-02-01"
)
OUTCOME_ON_ONE_LINE = """outcomes:
  - measure: Waits
    unit: a week direction: down
    baseline: 3
    source: Log
    date: 2027-02-01
keep apart:"""


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            PROGRAMME,
            PROMISE,
            "  - exec\n    what: Protect the day",
            "24: Write - sponsor: exec",
        ),
        (
            CODEBOOK,
            "    name: Parking\n",
            "    Parking\n",
            "4: Write name: …",
        ),
        (
            ACTIONS,
            LATER,
            "  - id: a1\n    who: crisis\n    Ring the ward",
            "5: Write what: Ring the ward",
        ),
        (
            SHARING,
            "{sharing: both partners}",
            "{both partners}",
            "4: Write sharing: …",
        ),
        (
            PROGRAMME,
            "keep apart:",
            COACH,
            "Write lee: {name: Lee Coach, email: lee@example.org, coaches: [crisis]}",
        ),
        (PROGRAMME, "keep apart:", "coaches: {lee: {email: @lee}}\nkeep apart:", '"@lee"'),
        (PROGRAMME, "keep apart:", "manages: {exec [crisis-manager]}\nkeep apart:", "{exec: [cri"),
        (PROGRAMME, "manager: Finn Garnet}", "manager: Finn Garnet}}", "Take it away."),
        (PROGRAMME, "  rehab:\n", "  rehab: Rehab team\n", "below: service: Rehab team"),
        (PROGRAMME, "  rehab:\n", "  Ward | Dr A | Ben\n  rehab:\n", "Write each cell on a line"),
        (PROGRAMME, "pairs:\n", "Pairs:\n", "Did you mean 'pairs'?"),
        (PROGRAMME, "  baseline: 2027", "  baseline 2027", "between: baseline: 2027-02-12"),
        (PROGRAMME, "day.yaml", "day.yaml: 9 March", "Write - agendas/day.yaml"),
        (
            PROGRAMME,
            "keep apart:",
            f"outcomes:\n  - measure: Waits\n{OUTCOME}\nkeep apart:",
            "Write unit: a week here, and below, level with it: direction: down",
        ),
        (
            PROGRAMME,
            "keep apart:",
            "story: |\n  We are four.\n  We meet.\nNobody is alone.\nkeep apart:",
            "Put 2 spaces in front of this line and of those that go on with the text.",
        ),
        (
            PROGRAMME,
            "keep apart:",
            "contact: Perpetua Dummy\n  first floor: left\nkeep apart:",
            'Write all of it on one line: contact: "Perpetua Dummy first floor: left"',
        ),
        (
            PROGRAMME,
            "exec: Sasha Exec",
            "exec: Sasha Exec\n    title: Director",
            "Write all of it on one line: exec: {name: Sasha Exec, title: Director}",
        ),
        (
            DAY,
            "bring:\n  - Your",
            "bring:\n- Your badge\n  - Your",
            "Put 2 spaces in front of it; it has 0.",
        ),
        (
            DAY,
            "    time: 30m\n",
            "    time: 30m - buffer: 5m\n",
            "level with the other dashes: - buffer: 5m",
        ),
        (DAY, "  - arrive", "  - 9:30 arrive", "Write - arrive: 15m. Its hour follows"),
        (
            PROGRAMME,
            "keep apart:",
            OUTCOME_ON_ONE_LINE,
            "Write unit: a week here, and below, level with it: direction: down",
        ),
        (
            PROGRAMME,
            "keep apart:",
            "coaches:\n  lee: {name: Lee, email: lee@example.org coaches: [crisis]}\nkeep apart:",
            "Put a comma in front of coaches:",
        ),
        (
            PROGRAMME,
            "    doctor: Dr Cleo Beryl\n",
            "    doctor: [name: Dr Cleo Beryl, title: Lead]\n",
            "in place of the brackets: doctor: {name: Dr Cleo Beryl, title: Lead}",
        ),
        (
            ACTIONS,
            "witness: rehab, made on: day}",
            "witness: rehab, made on: day told to all: yes}",
            "Put a comma in front of told to all:",
        ),
        (
            DAY,
            "title: First away day\ndate: 2027-03-09",
            "title: First away day, date: 2027-03-09",
            "Write title: First away day here, and below, level with it: date: 2027-03-09",
        ),
        (EXERCISE, "steps:\n", "steps: |\n", "Take the sign behind steps: away"),
    ],
)
def test_a_slip_is_told_once_with_what_mends_it(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    before = {(one.code, one.message) for one in faults_of(tmp_path / "sound")}
    after = faults_of(tmp_path / "slip", file, old, new)
    found = [one for one in after if one.severity == "error"]
    (fault,) = [one for one in found if (one.code, one.message) not in before]
    assert fault.place
    assert told in f"{fault.place.line}: {fault.hint}"


def test_roles_on_lines_of_their_own_are_those_of_a_name_without_one(tmp_path: Path) -> None:
    roles = "roles:\n  watch-commander: {one: watch commander}\n  clerk: {one: clerk}\n"
    plan = FILES[PROGRAMME].replace("roles: [doctor, manager]\n", roles)
    plan = plan.replace("doctor: Dr", "watch-commander: Dr").replace("manager:", "clerk:")
    slip = plan.replace("    watch-commander: Dr Ada Quartz", "    watch commander Dr Ada Quartz")
    found = faults_of(tmp_path, PROGRAMME, FILES[PROGRAMME], slip)
    told = [one.hint for one in found if one.code == "Y001"]
    assert told == ["Write watch-commander: Dr Ada Quartz"]
