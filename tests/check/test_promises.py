"""Whoever is named in `actions.yaml` is somebody, and the day is one of the programme's."""

from pathlib import Path

import pytest

from facilitate.check import CheckContext, check
from facilitate.load.plan import load_plan
from facilitate.pipeline.analyse import analyse
from facilitate.schedule.timetable import timetable
from tests.plans import PLAN, write_files, write_plan


def told(folder: Path, line: str) -> list[tuple[str, int | None]]:
    """Return code and line of what is told of `actions.yaml` with this promise in it."""
    write_plan(folder, given=None)
    text = f"format: 1\nactions:\n  - {{id: a1, what: Meet, {line}}}\n"
    (folder / "actions.yaml").write_text(text, encoding="utf-8")
    faults = analyse(folder / "plan.yaml").faults
    return [
        (fault.code, fault.place.line)
        for fault in faults
        if fault.place and fault.place.file == "actions.yaml"
    ]


@pytest.mark.parametrize(
    "line",
    ["who: crisis", "who: Dr Ada Quartz, witness: rehab, made on: plan", "who: exec", "who: all"],
)
def test_a_promise_of_somebody_who_takes_part_is_nothing_to_tell(tmp_path: Path, line: str) -> None:
    assert told(tmp_path / "p", line) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("who: crises", "P111"),
        ("who: crisis, witness: nobody", "P111"),
        ("who: doctors", "P132"),
        ("who: sponsors", "P132"),
        ("who: crisis, made on: day-9", "P133"),
        ("who: crisis, by: 2072-05-01", "P191"),
        (f"who: crisis, made on: {'d' * 300}", "P133"),
    ],
)
def test_a_promise_that_would_stand_on_no_page_is_told_at_its_line(
    tmp_path: Path, line: str, code: str
) -> None:
    assert told(tmp_path / "p", line) == [(code, 3)]


@pytest.mark.parametrize(
    ("what", "hint"),
    [
        ("Meet", "Both say the same, so delete one of the two."),
        ("Call", "Give this one another, such as a1-2"),
    ],
)
def test_two_promises_of_one_id_are_told_what_to_do(tmp_path: Path, what: str, hint: str) -> None:
    write_plan(tmp_path / "p", given=None)
    text = "format: 1\nactions:\n  - {id: a1, what: Meet, who: crisis}\n"
    text += f"  - {{id: a1, what: {what}, who: crisis}}\n"
    (tmp_path / "p/actions.yaml").write_text(text, encoding="utf-8")
    faults = analyse(tmp_path / "p/plan.yaml").faults
    assert [one.hint for one in faults if one.code == "P130"] == [hint]


@pytest.mark.parametrize(
    ("sponsor", "codes"),
    [
        ("exec", []),
        ("crisis-doctor", ["P132"]),
        ("crisis", ["P132"]),
        ("sponsors", ["P132"]),
        ("all", ["P132"]),
        ("nobody", ["P111"]),
    ],
)
def test_a_sponsors_promise_is_one_sponsors(tmp_path: Path, sponsor: str, codes: list[str]) -> None:
    plan = PLAN + f"promises: [{{sponsor: {sponsor}, what: Come}}]\n"
    faults = analyse(write_plan(tmp_path / "p", plan=plan, given=None) / "plan.yaml").faults
    assert [one.code for one in faults if one.severity == "error"] == codes


TWO_DAYS = """format: 1
programme: Two days
sponsors: {exec: Sasha Exec}
pairs:
  crisis: {service: Crisis, doctor: Dr Ada Quartz, manager: Ben Onyx}
  rehab: {service: Rehab, doctor: Dr Cleo Beryl, manager: Dan Jasper}
away days: [agendas/1-first.yaml, agendas/2-second.yaml]
"""


@pytest.mark.parametrize(
    ("who", "item", "absent", "codes"),
    [
        ("crisis", "talk: 10m", "", []),
        ("exec", "talk: 10m", "", []),
        ("all", "talk: 10m", "", ["P153"]),
        ("all", "actions: 10m", "", []),
        ("crisis", "talk: 10m", "crisis", ["P153"]),
        ("crisis", "actions: 10m", "crisis", ["P153"]),
        ("crisis, told to all: yes", "actions: 10m", "crisis", []),
        ("crisis", "talk: 10m", "crisis-doctor", []),
        ("exec", "talk: 10m", "exec", ["P153"]),
    ],
)
def test_a_promise_that_no_later_day_opens_is_told(
    tmp_path: Path, who: str, item: str, absent: str, codes: list[str]
) -> None:
    (tmp_path / "agendas").mkdir()
    (tmp_path / "programme.yaml").write_text(TWO_DAYS, encoding="utf-8")
    for name, on, line in (
        ("1-first", "2027-03-09", "talk: 10m"),
        ("2-second", "2027-09-09", item),
    ):
        head = f"format: 1\ntitle: A day\ndate: {on}\nstart: 9:30\nabsent: [{absent}]\n"
        text = f"{head}agenda:\n  - {line}\n"
        (tmp_path / "agendas" / f"{name}.yaml").write_text(text, encoding="utf-8")
    text = f"format: 1\nactions:\n  - {{id: a1, what: Meet, who: {who}, made on: 1-first}}\n"
    (tmp_path / "actions.yaml").write_text(text, encoding="utf-8")
    plan = load_plan(tmp_path)[0]
    assert plan is not None
    tables = tuple(timetable(day, plan.programme, plan.library) for day in plan.days)
    told_of = check(CheckContext(plan, tables))
    assert [one.code for one in told_of if one.place and one.place.file == "actions.yaml"] == codes


@pytest.mark.parametrize(
    ("first", "over", "codes"),
    [
        ("by: 2027-04-01", "held: yes", ["P184"]),
        ("by: 2027-04-01, status: kept", "held: yes", []),
        ("by: 2027-04-01, status: dropped", "held: yes", []),
        ("by: 2027-10-01", "held: yes", []),
        ("by: 2027-04-01", "came: 3 of 4", ["P184"]),
        ("by: 2027-04-01", "venue: Hall", []),
        ("status: open", "held: yes", []),
    ],
)
def test_a_promise_whose_day_is_past_and_that_has_no_state_is_advice_once_a_day_is_over(
    tmp_path: Path, first: str, over: str, codes: list[str]
) -> None:
    (tmp_path / "agendas").mkdir()
    says = f"{TWO_DAYS}promises: [{{sponsor: exec, what: Hours, {first}}}]\n"
    (tmp_path / "programme.yaml").write_text(says, encoding="utf-8")
    for name, on in (("1-first", "2027-03-09"), ("2-second", "2027-09-09")):
        text = f"format: 1\ntitle: A day\ndate: {on}\nstart: 9:30\n{over}\nagenda:\n  - talk: 9m\n"
        (tmp_path / "agendas" / f"{name}.yaml").write_text(text, encoding="utf-8")
    text = f"format: 1\nactions:\n  - {{id: a1, what: Meet, who: crisis, {first}}}\n"
    (tmp_path / "actions.yaml").write_text(text, encoding="utf-8")
    plan = load_plan(tmp_path)[0]
    assert plan is not None
    tables = tuple(timetable(day, plan.programme, plan.library) for day in plan.days)
    found = [one.code for one in check(CheckContext(plan, tables)) if one.code == "P184"]
    assert found == codes * 2


def test_a_promise_due_before_its_day_is_asked_for_its_year_and_for_no_state(
    tmp_path: Path,
) -> None:
    days = [("1-first", "2027-03-09"), ("2-second", "2027-09-09")]
    files = {
        f"agendas/{name}.yaml": f"format: 1\ntitle: A day\ndate: {on}\nstart: 9:30\nheld: yes\n"
        "agenda:\n  - talk: 9m\n"
        for name, on in days
    }
    promise = "promises: [{sponsor: exec, what: Hours, by: 2026-04-30}]\n"
    files["programme.yaml"] = TWO_DAYS + promise
    action = "{id: a1, what: Meet, who: crisis, by: 2026-04-01, made on: 1-first}"
    files["actions.yaml"] = f"format: 1\nactions:\n  - {action}\n"
    write_files(tmp_path, files)
    faults = [one for one in analyse(tmp_path).faults if one.code in ("P184", "P191")]
    assert {(one.code, one.hint) for one in faults} == {
        ("P184", "Look at its year, or write status: kept, not kept, carried or dropped."),
        ("P191", "Look at the year."),
    }
    assert len(faults) == 2


@pytest.mark.parametrize(
    ("before", "codes"),
    [("bridge-cafe", []), ("link-listening-bench", []), ("open-name-and-stake", ["T214"])],
)
def test_a_change_with_an_owner_can_be_asked_about_as_a_promise_can(
    tmp_path: Path, before: str, codes: list[str]
) -> None:
    agenda = f"agenda:\n  - exercise: {before}\n  - exercise: open-what-became\n"
    write_plan(tmp_path / "p", plan=PLAN.replace("agenda:\n", agenda, 1), given=None)
    faults = analyse(tmp_path / "p" / "plan.yaml").faults
    told = [one for one in faults if "What each pair does by when" in one.message]
    assert [one.code for one in told] == codes


LOOKED_AT = PLAN.replace("agenda:\n", "agenda:\n  - actions: 20m\n", 1)


@pytest.mark.parametrize(
    ("promised", "codes"),
    [
        ("", ["T214"]),
        ("{id: a1, who: crisis, what: Meet, made on: plan}", ["T214"]),
        ("{id: a1, who: crisis, what: Meet}", []),
    ],
    ids=["nothing is promised", "promised on the day itself", "promised before"],
)
def test_promises_are_looked_at_only_where_some_were_made_before(
    tmp_path: Path, promised: str, codes: list[str]
) -> None:
    write_plan(tmp_path / "p", plan=LOOKED_AT, given=None)
    if promised:
        text = f"format: 1\nactions:\n  - {promised}\n"
        (tmp_path / "p" / "actions.yaml").write_text(text, encoding="utf-8")
    faults = analyse(tmp_path / "p" / "plan.yaml").faults
    told = [one for one in faults if "What each pair does by when" in one.message]
    assert [one.code for one in told] == codes
