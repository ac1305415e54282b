"""Wrong signs, dashes, quotes and lists as people write them, each told as what it is."""

import pytest
from pydantic import BaseModel

from facilitate.load.validate import validate
from facilitate.load.yaml_text import read
from facilitate.model import DayFile, Exercise, ProgrammeFile
from facilitate.model.times_and_dates import (
    ParseError,
    parse_clock,
    parse_date,
    parse_minutes,
)
from facilitate.model.units import parse_number

PROGRAMME = """format: 1
programme: East
client: Example Trust
sponsors:
  exec: {name: R. Muster, title: Director}
pairs:
  crisis:
    service: Crisis
    doctor: {name: Dr A. Example, title: Psychiatrist}
    manager: Ben Sample
manages:
  exec: [crisis-manager]
away days:
  - agendas/1.yaml
  - agendas/2.yaml
story: |
  Eight services are each run by two people.

  Patients meet both: usually without knowing it.
coaching:
  crisis-doctor: [2027-04-06, 2027-06-08]
"""
DAY = """format: 1
title: First away day
date: 2027-03-16
start: 9:00
stock take: baseline
bring:
  - Your diary
  - A pen
agenda:
  - arrive: 15m
  - exercise: audit-data-walk
    time: 40m
  - break: 15m
"""
EXERCISE = """format: 1
name: A day by the bell
purpose: So that you know
capital: [bonding]
materials:
  - {what: pen, per: person}
steps:
  - 5m Write alone
"""
KINDS: dict[str, tuple[type[BaseModel], str]] = {
    "programme": (ProgrammeFile, PROGRAMME),
    "day": (DayFile, DAY),
    "own": (Exercise, EXERCISE),
}

EXEC = "  exec: {name: R. Muster, title: Director}"
SLIPS = [
    ("programme", "client: Ex", "client - Ex", "Y001", 3, "Write client: Example Trust"),
    ("programme", "client: Ex", "client – Ex", "Y001", 3, "Write client: Example Trust"),
    *(
        ("programme", EXEC, wrong, code, 5, hint)
        for wrong, code, hint in (
            (
                "  exec: name: R. Muster, title: Director",
                "Y001",
                "Write {name: R. Muster, title: Director}",
            ),
            (
                "  exec: (name: R. Muster, title: Director)",
                "Y001",
                "Write {name: R. Muster, title: Director}",
            ),
            (
                "  exec {name: R. Muster, title: Director}",
                "Y001",
                "Write exec: {name: R. Muster, title: Director}",
            ),
            (
                "  exec:{name: R. Muster, title: Director}",
                "Y001",
                "Write exec: {name: R. Muster, title: Director}",
            ),
            (
                "  exec: {name: R. Muster; title: Director}",
                "Y001",
                "Write exec: {name: R. Muster, title: Director}",
            ),
            ("  exec: {name = R. Muster, title: Director}", "P102", "Write name: R. Muster"),
            ("  exec: {Name: R. Muster, title: Director}", "P101", "Did you mean 'name'?"),
        )
    ),
    ("programme", "name: Dr A. Example", "name: “Dr A. Example”", "Y015", 9, "Type them again"),
    (
        "programme",
        "  - agendas/1",
        "  agendas/1",
        "Y001",
        14,
        "Write - agendas/1.yaml, with 2 spaces",
    ),
    ("programme", "  - agendas/1", "  • agendas/1", "Y001", 14, "Write - agendas/1.yaml"),
    ("programme", "  - agendas/1", "  1. agendas/1", "Y001", 14, "Write - agendas/1.yaml"),
    ("programme", "story: |", "story:", "Y001", 16, "Write story: | here, and all its words"),
    ("programme", "story: |", "story: |Ours", "Y001", 16, "Write story: | here, and all its words"),
    (
        "programme",
        "[2027-04-06, 2027-06-08]",
        "2027-04-06, 2027-06-08",
        "P104",
        21,
        "Put them into brackets, with commas: [2027-04-06, 2027-06-08]",
    ),
    (
        "programme",
        "[2027-04-06, 2027-06-08]",
        "[2027-04-06 2027-06-08]",
        "P104",
        21,
        "Put them into brackets, with commas: [2027-04-06, 2027-06-08]",
    ),
    (
        "programme",
        "2027-06-08]",
        "8 June]",
        "P104",
        21,
        "Add the year, such as: 8 June 2027",
    ),
    ("day", "bring:\n  -", "bring: -", "Y001", 6, "Write bring: alone here"),
    ("day", "stock take:", "stock takes:", "P101", 5, "Did you mean 'stock take'?"),
    (
        "day",
        "- break: 15m",
        "- break 15m",
        "P107",
        13,
        "Put a colon and a space between: break: 15m",
    ),
    (
        "day",
        "- break: 15m",
        "- coffee 15m",
        "P107",
        13,
        "Write - break: 15m",
    ),
    ("day", "break: 15m", "break: quarter of an hour", "P104", 13, "Write it in figures: 15m"),
    (
        "day",
        "walk\n    time: 40m",
        "walk time: 40m",
        "Y001",
        11,
        "Write exercise: audit-data-walk here, and below, level with it: time: 40m",
    ),
    (
        "day",
        "exercise: audit-data-walk",
        "audit-data-walk",
        "Y001",
        11,
        "Write - exercise: audit-data-walk",
    ),
    (
        "day",
        "exercise: audit-data-walk",
        "exercise: [audit-data-walk, audit-guess-first]",
        "P107",
        11,
        "Give each an item of its own: - exercise: audit-data-walk",
    ),
    (
        "own",
        "capital: [bonding]",
        "capital: bonding, bridging",
        "P106",
        4,
        "Put them into brackets, with commas: [bonding, bridging]",
    ),
    (
        "own",
        "- 5m Write alone",
        "- Write and read, alone",
        "P104",
        8,
        "Write the step like 5m Write alone",
    ),
    ("own", "per: person", "per: people", "P106", 6, "Write per: person"),
    ("own", "- {what: pen, per: person}", "- pens", "P107", 6, "Write it like this: - what: pen"),
]


@pytest.mark.parametrize(("kind", "right", "wrong", "code", "line", "hint"), SLIPS)
def test_a_slip_is_told_alone_with_what_to_type(
    kind: str, right: str, wrong: str, code: str, line: int, hint: str
) -> None:
    model, text = KINDS[kind]
    assert right in text
    _, faults = validate(model, read(text.replace(right, wrong, 1), f"{kind}.yaml"))
    assert [(one.code, one.place.line) for one in faults if one.place] == [(code, line)]
    assert faults[0].hint.startswith(hint)


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_slip_nothing_is_told(kind: str) -> None:
    model, text = KINDS[kind]
    assert validate(model, read(text, f"{kind}.yaml"))[1] == ()


def test_each_dash_without_a_space_is_told() -> None:
    text = DAY.replace("- Your diary\n  - A pen", "-Your diary\n  -A pen")
    found = read(text, "day.yaml")
    assert [(one.place.line, one.hint) for one in found.faults if one.place] == [
        (7, "Write - Your diary"),
        (8, "Write - A pen"),
    ]
    assert found.data["bring"] == ["Your diary", "A pen"]


@pytest.mark.parametrize("signs", [("•", "•"), ("–", "–"), ("1.", "2."), ("1)", "2)")])
def test_a_list_as_a_word_processor_makes_it_is_read_and_told(signs: tuple[str, str]) -> None:
    one, two = signs
    text = DAY.replace("- Your diary\n  - A pen", f"{one} Your diary\n  {two} A pen")
    found = read(text, "day.yaml")
    assert found.data["bring"] == ["Your diary", "A pen"]
    assert [fault.hint for fault in found.faults] == ["Write - Your diary", "Write - A pen"]


@pytest.mark.parametrize("text", ["1. Ask", "1.5 hours\n  2 rooms", "Bread – and salt"])
def test_words_that_begin_with_a_number_or_hold_a_dash_stay_words(text: str) -> None:
    found = read(f"notes:\n  {text}\n", "day.yaml")
    assert found.faults == ()
    assert found.data == {"notes": " ".join(text.split())}


def test_a_list_whose_first_dash_is_missing_loses_nothing() -> None:
    found = read("away days:\n  agendas/1.yaml\n  - agendas/2.yaml\n  - agendas/3.yaml\n", "p.yaml")
    assert found.data == {"away days": ["agendas/1.yaml", "agendas/2.yaml", "agendas/3.yaml"]}


def test_a_dash_inside_a_text_is_no_sign_of_a_key() -> None:
    found = read("notes:\n  Ask – then listen\n", "day.yaml")
    assert (found.data, found.faults) == ({"notes": "Ask – then listen"}, ())


@pytest.mark.parametrize(
    ("reads", "text", "hint"),
    [
        (parse_minutes, "half an hour", "Write it in figures: 30m"),
        (parse_minutes, "40 minuets", "Write 40m"),
        (parse_minutes, "soon", "Write it like 45m or 1h30."),
        (parse_clock, "noon", "Write 12:00"),
        (parse_date, "January 2028", "Write one day of the month, such as 1 January 2028."),
        (parse_date, "Monday the 11th of January 2027", "Write 11 January 2027"),
        (parse_number, "84,000", "Write it without a sign inside: 84000"),
        (parse_number, "3,5", "Write it with a point: 3.5"),
    ],
)
def test_a_value_in_words_is_told_with_its_figures(reads: object, text: str, hint: str) -> None:
    assert callable(reads)
    with pytest.raises(ParseError) as refused:
        reads(text)
    assert refused.value.hint == hint
