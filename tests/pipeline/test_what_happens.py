"""What the notice says happens to what people give is what the built files show, yes by yes."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from facilitate.compose.who_sees_what import NEEDS, rules_for, who_sees_what
from facilitate.compose.wording import Wording
from facilitate.load.plan import Plan, load_plan
from facilitate.load.words import words_of
from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.cli.a_terminal import run
from tests.pipeline.reading import everything

WHO = "p1-doctor"
"""Whose answers are looked for."""

PLAN = """format: 1
title: The last day
date: 2028-03-14
start: 9:00
minimum group: 5
stock takes: {baseline: 2027-02-12, repeat: 2028-02-11}
mutual views in report: yes
sponsors: {exec: Sasha Exec}
pairs:
  p1: {doctor: Dr Ada Quartz, manager: Ben Onyx}
  p2: {doctor: Dr Cleo Beryl, manager: Dan Jasper}
  p3: {doctor: Dr Eve Topaz, manager: Finn Garnet}
  p4: {doctor: Dr Gus Pearl, manager: Hal Amber}
  p5: {doctor: Dr Ivy Coral, manager: Jon Opal}
agenda:
  - arrive: 15m
  - exercise: audit-guess-first
  - exercise: audit-data-walk
  - exercise: audit-pair-reading
  - break: 15m
  - exercise: audit-mutual-views
  - exercise: type-pair-translate
  - feedback: 10m
"""
QUESTIONS = """format: 1
scale: {low: 100, high: 199}
dimensions:
  - id: trust
    name: Trust
    themes: [trust]
    items: [{id: rely, text: We can rely on each other}]
about roles: [{id: time, text: They tell us things in time}]
lists: [{id: helps, text: What helps?}]
ties: [{id: advice, text: kzAdvicezk}]
comments: [{id: partner, text: A line}, {id: anything, text: Anything else?}]
statements: [{id: first, text: kzTruthzk}]
"""
CODEBOOK = "format: 1\ncodes: {yard: {name: kzThemezk, means: Who waits for whom}}\n"

RATED = {"doctor": (137, 152, 123, 166, 144), "manager": (158, 131, 149, 127, 162)}
"""What the five of each role answer, in both stock takes; doctors have a mean of 144.4."""
OTHERS = {"doctor": (113, 124, 135, 146, 151), "manager": (155, 142, 133, 128, 119)}
"""How they rate the other role: doctors with a mean of 133.8, managers with 135.4."""


def people() -> list[tuple[str, int]]:
    return [(role, number) for number in range(1, 6) for role in RATED]


def answers() -> str:
    head = "person,pair,role,rely,time-doctor,time-manager,first,list:helps,tie:advice"
    lines = [f"{head},comment:partner,comment:anything"]
    for role, n in people():
        other = "manager" if role == "doctor" else "doctor"
        views = {role: 170 + n, other: OTHERS[role][n - 1]}
        known = [f"p{(n + step) % 5 + 1}-{role}" for step in range(1 + n % 3)]
        known += [f"p{(n + step) % 5 + 1}-{other}" for step in range(1, 2 + n % 2)]
        named = "|".join([*known, f"kzNamed{role}{n}zk"])
        lines.append(
            f"p{n}-{role},p{n},{role},{RATED[role][n - 1]},{views['doctor']},{views['manager']},"
            f"{n % 2},kzSharedzk|kzMine{role}{n}zk,{named},kzLine{role}{n}zk,kzWord{role}{n}zk"
        )
    return "\n".join(lines) + "\n"


def voices(cleared: str) -> str:
    head = "informant,role,question,words,theme,cleared,stock take"
    rows = [
        f"P{at:02},{r},4,kzTalk{r}{n}zk,yard,{cleared},repeat"
        for at, (r, n) in enumerate(people(), 1)
    ]
    return "\n".join([head, *rows]) + "\n"


def choices(yes: str) -> str:
    sharing = "both partners" if yes == "yes" else "group only"
    lines = ["format: 1", "sharing:"]
    for role, n in people():
        letters = ("QZJX", "WKVB")[role == "manager"] if yes == "yes" else '""'
        lines.append(
            f"  p{n}-{role}: {{sharing: {sharing}, line for partner: {yes}, type letters: {yes}, "
            f"letters: {letters}, letters counted: {yes}}}"
        )
    return "\n".join(lines) + "\n"


def write(folder: Path, yes: str) -> Path:
    """Write a programme in which everybody gives everything and says yes, or no, to all of it."""
    takes = folder / "private" / "stock-takes"
    takes.mkdir(parents=True)
    for path, text in {
        "plan.yaml": PLAN,
        "questions.yaml": QUESTIONS,
        "private/codebook.yaml": CODEBOOK,
        "private/sharing.yaml": choices(yes),
        "private/access.yaml": f"format: 1\naccess: {{{WHO}: {{diet: kzDietzk}}}}\n",
        "private/stock-takes/baseline.answers.csv": answers(),
        "private/stock-takes/repeat.answers.csv": answers(),
        "private/stock-takes/voices.csv": voices(yes),
    }.items():
        (folder / path).write_text(text, encoding="utf-8")
    asked = run("audit", "voices", folder)
    assert asked.exit_code == 0, asked.output
    coded = takes / "coded.csv"
    rows = list(csv.DictReader(io.StringIO(coded.read_text("utf-8"))))
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    table.writeheader()
    table.writerows(row | {"theme": "trust", "cleared": yes} for row in rows)
    coded.write_text(out.getvalue(), encoding="utf-8")
    return folder


READERS = {
    ("people", WHO): "own",
    ("people", "p1-manager"): "partner",
    ("pairs", "p1"): "partner",
    ("sponsors", "exec"): "group",
}


def words_by_column(folder: Path) -> dict[str, str]:
    """Build, and return all that can be read by whoever a column is for."""
    found = build(folder, Options(only=("plan",), singles=True))
    assert [fault.message for fault in found.faults if fault.severity == "error"] == []
    day = folder / "out" / "plan"
    columns = {"own": "", "partner": "", "group": "", "report": ""}
    for path in sorted(one for one in day.rglob("*/*") if one.is_file()):
        top, reader = path.relative_to(day).parts[:2]
        column = READERS.get((top, reader), "")
        if top == "group":
            column = "report" if path.name.startswith("final-report") else "group"
        if column:
            text = "".join(everything(path.read_bytes()).split())
            columns[column] += f"\n{text}"
    assert all(columns.values())
    return columns


MARKS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "ratings": {
        "own": {"": "137.0"},
        "partner": {"answers side by side": "137.0"},
        "group": {"means": "144.4", "counts": "100to149"},
        "report": {"means": "144.4", "counts": "10people"},
    },
    "roles": {
        "own": {"": "113.0"},
        "partner": {"": "113.0"},
        "group": {"means of a role": "133.8"},
        "report": {"means of a role": "133.8"},
    },
    "truths": {column: {"": "kzTruthzk"} for column in ("own", "partner", "group", "report")},
    "lists": {
        "own": {"": "kzMinedoctor1zk"},
        "partner": {"": "kzMinedoctor1zk"},
        "group": {"entries": "kzSharedzk"},
        "report": {"": "kzSharedzk"},
    },
    "comments": {
        "own": {"": "kzWorddoctor1zk"},
        "partner": {"": "kzWorddoctor1zk"},
        "group": {"words": "kzWord"},
        "report": {"": "kzWord"},
    },
    "talks": {
        "own": {"": "kzTalkdoctor1zk"},
        "partner": {"": "kzTalkdoctor1zk"},
        "group": {"themes": "kzThemezk", "own words": "kzTalk"},
        "report": {"themes": "kzThemezk"},
    },
    "names": {
        "own": {"": "kzNameddoctor1zk"},
        "partner": {"": "kzNameddoctor1zk"},
        "group": {"counts by role": "kzAdvicezk"},
        "report": {"": "kzAdvicezk"},
    },
    "line": {
        "own": {"": "kzLinedoctor1zk"},
        "partner": {"line": "kzLinedoctor1zk"},
        "group": {"": "kzLine"},
        "report": {"": "kzLine"},
    },
    "letters": {
        "own": {"": "QZJX"},
        "partner": {"letters side by side": "QZJX"},
        "group": {"tally": "QZJX"},
        "report": {"": "QZJX"},
    },
    NEEDS: {column: {"": "kzDietzk"} for column in ("own", "partner", "group", "report")},
}
"""What is looked for in each column, by the form in which the rule says that it is shown."""


@pytest.fixture(scope="module")
def said_yes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What can be read where everybody said yes to everything."""
    return words_by_column(write(tmp_path_factory.mktemp("yes") / "p", "yes"))


@pytest.fixture(scope="module")
def said_no(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What can be read where everybody said no."""
    return words_by_column(write(tmp_path_factory.mktemp("no") / "p", "no"))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The plan of both."""
    found, _ = load_plan(write(tmp_path_factory.mktemp("plan") / "p", "yes"))
    assert found is not None
    return found


@pytest.mark.parametrize("given", MARKS)
@pytest.mark.parametrize("column", ["own", "partner", "group", "report"])
def test_what_is_shown_and_after_which_yes_is_what_the_rules_say(
    given: str,
    column: str,
    plan: Plan,
    said_yes: dict[str, str],
    said_no: dict[str, str],
) -> None:
    rules = rules_for(plan.programme).get((given, column), ())
    # Whether there is one picture or two is a sentence and has no form of its own in the table.
    told = [rule for rule in rules if rule.shown or rule.after]
    expected = {rule.shown: (True, not rule.after) for rule in told}
    if given == NEEDS and column == "own":
        expected = {"": (True, True)}
    marks = MARKS[given][column]
    found = {
        form: (mark in said_yes[column], mark in said_no[column]) for form, mark in marks.items()
    }
    assert found == (expected or dict.fromkeys(marks, (False, False)))


def test_the_table_has_a_dash_where_no_rule_is_and_a_row_for_all_that_was_looked_for(
    plan: Plan,
) -> None:
    rules = rules_for(plan.programme)
    table = who_sees_what(plan.programme, plan.questions, Wording(words_of("en-GB")))
    assert table.kinds == tuple(MARKS)
    for given, row in zip(table.kinds, table.rows, strict=True):
        for column, cell in zip(("own", "partner", "group", "report"), row[1:], strict=True):
            is_shown = bool(rules.get((given, column))) or (given, column) == (NEEDS, "own")
            assert (cell != "–") == is_shown, (given, column)
