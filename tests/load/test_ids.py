"""Ids over pairs, people and sponsors are one set; names that become folders are plain names."""

from pathlib import Path

import pytest

from facilitate.load.ids import is_file_name
from facilitate.load.plan import load_plan
from facilitate.pipeline.analyse import analyse
from tests.plans import answers

PLAN = """format: 1
title: Day
date: 2027-03-09
start: 9:00
stock takes: {{baseline: 2027-02-12}}
roles: [{roles}]
sponsors: {{{sponsors}}}
pairs:
  crisis: {{doctor: Dr A, manager: B}}
  rehab: {{doctor: Dr C, manager: D}}
  {pair}: {{{members}}}
agenda:
  - arrive: 15m
"""

CLASHES = {
    "a sponsor and a person": {"sponsors": "crisis-doctor: Sasha Exec"},
    "a sponsor and a pair": {"sponsors": "crisis: Sasha Exec"},
    "a sponsor and a role": {"sponsors": "manager: Sasha Exec"},
    "a sponsor and everyone of a role": {"sponsors": "doctors: Sasha Exec"},
    "a pair and a person": {"pair": "crisis-doctor"},
    "a pair and everyone of a role": {"pair": "doctors"},
    "pair plus role, twice": {
        "pair": "crisis-deputy",
        "roles": "doctor, manager, deputy-manager",
        "members": "doctor: E, manager: F",
        "crisis": "doctor: Dr A, deputy-manager: B",
    },
}


def plan_with(folder: Path, **given: str) -> Path:
    """Write a plan in which two things would have one id, with answers to a stock take."""
    words = {
        "roles": "doctor, manager",
        "sponsors": "exec: Sasha Exec",
        "pair": "acute",
        "members": "doctor: Dr E, manager: F",
    }
    text = PLAN.format(**words | given)
    if "crisis" in given:
        text = text.replace("doctor: Dr A, manager: B", given["crisis"])
    takes = folder / "private" / "stock-takes"
    takes.mkdir(parents=True)
    path = folder / "day.yaml"
    path.write_text(text, encoding="utf-8")
    rows = {f"{pair}-{role}": "5,1,5,5" for pair in ("crisis", "rehab") for role in ("doctor",)}
    (takes / "baseline.answers.csv").write_text(answers(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("clash", CLASHES)
def test_an_id_that_would_stand_for_two_things_shows_nobody_anything(
    tmp_path: Path, clash: str
) -> None:
    path = plan_with(tmp_path, **CLASHES[clash])
    seen = analyse(path)
    assert "P130" in {fault.code for fault in seen.faults}
    assert dict(seen.findings) == {}
    plan, faults = load_plan(path)
    assert plan is None
    assert [fault.code for fault in faults] == ["P130"]
    assert all("another id, such as" in fault.hint for fault in faults)


def test_ids_of_one_kind_each_are_nothing_to_tell(tmp_path: Path) -> None:
    plan, faults = load_plan(plan_with(tmp_path))
    assert plan is not None
    assert faults == ()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"sponsors": "Exec: A, exec: B"}, "P113"),
        ({"pair": "sponsors"}, "P113"),
        ({"sponsors": "all: A"}, "P113"),
        ({"sponsors": "../../x: A"}, "P113"),
        ({"sponsors": "Crisis-Doctor: A"}, "P113"),
        ({"pair": "Crisis"}, "P113"),
    ],
)
def test_no_verb_goes_on_with_an_id_that_means_more_than_one_thing_to_a_file_system(
    tmp_path: Path, given: dict[str, str], told: str
) -> None:
    plan, faults = load_plan(plan_with(tmp_path, **given))
    assert plan is None
    assert told in {fault.code for fault in faults}
    seen = analyse(tmp_path / "day.yaml")
    assert told in {fault.code for fault in seen.faults}
    assert dict(seen.findings) == {}


@pytest.mark.parametrize(
    "name",
    ["..", ".", "", "../x", "a/b", "a\\b", "con", "CON.old", "com¹", "lpt1", "day ", " day", "day.",
     ".hidden", "a:b", "a\0b", "a\nb", "a\u202eb", "é" * 41],
)  # fmt: skip
def test_what_leads_elsewhere_or_fails_on_some_system_is_no_file_name(name: str) -> None:
    assert not is_file_name(name)


@pytest.mark.parametrize("name", ["1-first", "Day 1", "Été", "console", "2027.03", "día_1"])
def test_plain_names_are_file_names(name: str) -> None:
    assert is_file_name(name)


def programme(folder: Path, days: dict[str, str], *, takes: str = "") -> Path:
    """Write a programme with one agenda for each path and date, and return its folder."""
    root = folder / "p"
    lines = ["format: 1", "programme: P", takes, "away days:"]
    lines += [f'  - "{day}"' for day in days]
    lines += ["pairs:", "  crisis: {doctor: Dr A, manager: B}"]
    root.mkdir()
    (root / "programme.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for day, date in days.items():
        path = root / day
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"format: 1\ntitle: Day\ndate: {date}\nstart: 9:00\nagenda:\n  - arrive: 15m\n",
            encoding="utf-8",
        )
    return root


def codes(folder: Path) -> list[str]:
    """Return the codes of what `load_plan` tells."""
    return [fault.code for fault in load_plan(folder)[1]]


def test_two_days_in_one_folder_are_told_before_one_overwrites_the_other(tmp_path: Path) -> None:
    twice = {"agendas/day-1.yaml": "2027-03-09", "y2/Day-1.yaml": "2028-03-09"}
    assert codes(programme(tmp_path, twice)) == ["P130"]


@pytest.mark.parametrize("name", ["...yaml", "con.yaml", "day .yaml", "report.yaml"])
def test_a_day_whose_folder_would_lie_elsewhere_is_told(tmp_path: Path, name: str) -> None:
    assert codes(programme(tmp_path, {f"agendas/{name}": "2027-03-09"})) == ["P113"]


def test_an_agenda_outside_the_programmes_folder_is_not_read(tmp_path: Path) -> None:
    root = programme(tmp_path, {"../elsewhere.yaml": "2027-03-09"})
    assert codes(root) == ["P134"]


def test_a_link_to_an_agenda_outside_is_not_read(tmp_path: Path) -> None:
    root = programme(tmp_path, {"agendas/a.yaml": "2027-03-09"})
    agenda = root / "agendas" / "a.yaml"
    agenda.rename(tmp_path / "elsewhere.yaml")
    agenda.symlink_to(tmp_path / "elsewhere.yaml")
    assert codes(root) == ["P134"]


def test_a_stock_take_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    takes = '"../../x": 2027-02-12'
    root = programme(tmp_path, {"agendas/a.yaml": "2027-03-09"}, takes=f"stock takes: {{{takes}}}")
    (root / "private" / "stock-takes").mkdir(parents=True)
    (root / "x.answers.csv").write_text("not,an,answers,file\n", encoding="utf-8")
    assert codes(root) == ["P113"]
