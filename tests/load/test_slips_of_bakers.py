"""Slips in a bakery's programme, its days, an exercise of its own and its promises."""

from pathlib import Path

import pytest

from facilitate.faults import Fault
from facilitate.pipeline.analyse import analyse
from tests.plans import write_files

P, D, X, A = "programme.yaml", "agendas/first.yaml", "exercises/own-loaf.yaml", "actions.yaml"
FILES = {
    P: """format: 1
programme: Bakeries that talk
client: Made-up Mills
speak up: Vera Vymysl, 01632 960301
support: The quiet line, 01632 960302
roles: [baker, shopkeeper]
sponsors:
  owner: Olle Ingen, owner of the mills
pairs:
  market:
    service: Market Square
    site: Long Lane
    baker: Nils Ingenting
    shopkeeper: Berta Beispiel
  harbour:
    service: Harbour Shop
    baker: Gwen Ddychmygol
    shopkeeper: Ines Inventada
keep apart:
  - [market-baker, harbour-shopkeeper]
coaching:
  market-baker: [2027-04-06]
  harbour-baker: [2027-04-07]
milestones:
  - what: One order book
    by: 2027-08-31
outcomes:
  - measure: Loaves sold
    owner: market
    unit: of 100
    direction: up
    baseline: 60
    aim: 75
    source: The till
    date: 2027-01-31
promises:
  - {sponsor: owner, what: Pay the course, by: 2027-06-30}
coaches:
  lee: {name: Lee Nemo, coaches: [market]}
away days:
  - agendas/first.yaml
""",
    D: """format: 1
title: Before the ovens
date: 2027-03-09
start: 9:30
link: https://example.org/room
agenda:
  - arrive: 15m
  - welcome: 10m
  - talk: 20m
    title: What the queue says
  - exercise: own-loaf
    time: 25m
    may move: yes
  - lunch: 1h
  - buffer: 10m
  - exercise: action-commitment-round
    time: 30m
""",
    X: """format: 1
name: The first loaf
category: bonding
origin: Written for the bakers
purpose: So that you know the other's night
group size: 2
within: pair
time: 25m
materials:
  - what: tray
    per: pair
  - {what: pen, per: person}
steps:
  - 5m Draw your night
  - 2x5m Tell it to the other
  - 10m Say what you did not know
variations:
  short: Only until four
gives: []
""",
    A: """format: 1
actions:
  - {id: a1, who: market, what: Ring before six, by: 2027-04-30}
  - {id: a2, who: harbour, what: Share the order book, by: 2027-05-30}
""",
}


def told(folder: Path) -> dict[tuple[str, str], Fault]:
    """Return the faults of a programme, by code and message."""
    return {(one.code, one.message): one for one in analyse(folder).faults}


COPIED = """  pier:
    service: Harbour Shop
    baker: Gwen Ddychmygol
    shopkeeper: Ines Inventada
"""
TRAY = "  - what: tray\n    per: pair"

SLIPS = [
    # several lengths, or how often, or how many
    (D, "buffer: 10m", "buffer: 15m\n    time: 10m", "P104", 15, "behind buffer:, and take time:"),
    (D, "lunch: 1h", "lunch: 1h\n    time: 45m", "P104", 14, "behind lunch:, and take time: out"),
    (D, "1h", "1 hour and a half", "P104", 14, "Write it in minutes: 90m"),
    (D, "1h", "2 hours and a quarter", "P104", 14, "Write it in minutes: 135m"),
    (X, "2x5m Tell", "5m two times Tell", "P149", 8, "Write - 2x5m Tell it to the other"),
    (X, "2x5m Tell", "5m 2 rounds, Tell", "P149", 8, "Write - 2x5m Tell it to the other"),
    (X, "what: tray", "what: tray, 2", "P109", 10, "what: tray, and beside it count: 2"),
    (
        X,
        "what: tray\n    per: pair",
        "what: tray, 3 per table",
        "P109",
        10,
        "count: 3 and per: tab",
    ),
    (X, "5m Draw", "1. 5m Draw", "P104", 14, "Write 5m Draw your night"),
    (X, "5m Draw", "Step 1: 5m Draw", "P104", 14, "Write 5m Draw your night"),
    # what stands after a key
    (P, "[baker, shopkeeper]", "tbc", "P113", 6, "roles: [baker, shopkeeper]"),
    (P, "[baker, shop", "just [baker, shop", "P113", 6, "roles: [baker, shopkeeper]"),
    (D, "https:", "https: ", "Y001", 5, "Write https://example.org/room"),
    (D, "welcome: 10m", "welcome: Olle Ingen, 10m", "P104", 8, "under it led by: Olle Ingen"),
    (X, "- 5m Draw your night", "- {do: Draw your night, for: 5}", "P101", 14, "Write - 5m Draw"),
    (P, "aim: 75", "aim: 75 by the end of 2027", "P104", 33, "Write 75 alone here."),
    (P, "{name: Lee Nemo, coaches: [market]}", "Lee Nemo coaches market", "P109", 39, "[market]}"),
    (P, "{sponsor: owner, what: Pay", "owner pays #", "P107", 37, "sponsor: owner, what: pays"),
    (P, "- agendas/first", "- 9 March: agendas/first", "Y001", 41, "Write - agendas/first.yaml"),
    (D, "arrive: 15m", "arrive: from 9:15", "P104", 7, "arrive: 15m, and under it not before: 9"),
    (D, "arrive: 15m", "arrive and coffee: 15m", "P101", 7, "Write - arrive: 15m, and under it t"),
    (D, "arrive: 15m", "coffee and rolls: 15m", "P101", 7, "Write - break: 15m, and under it ti"),
    (
        D,
        "    title: What",
        "    speaker Ines Inventada\n    title: What",
        "Y001",
        10,
        "led by: Ines",
    ),
    (X, "time: 25m", "time: 20-30m", "P104", 8, "Write one length, such as 25m"),
    (X, "2x5m Tell", "5m each, Tell", "P149", 8, "Write - 2x5m Tell it to the other"),
    (X, "2x5m Tell it", "Tell it, 2 x 5 minutes,", "P104", 15, "Write 2x5m Tell it"),
    (P, "\n  owner: Olle Ingen, owner of the mills", " Olle Ingen", "P107", 7, "exec: Olle Ingen"),
    (
        P,
        "course, by: 2027-06-30}",
        "course, by: 2027-06-30, or so}",
        "P101",
        37,
        "Take it out: or so",
    ),
    (P, "client: Made", "client: -Made", "Y001", 3, "Take it away: Made-up Mills"),
    (
        D,
        "talk: 20m\n    title: What the queue",
        "talk: What it says: 20m #",
        "P104",
        9,
        "What it says",
    ),
    (D, "welcome: 10m", "welcome: 10m\n    not before: 9", "P104", 9, "Write 9:00"),
    (X, "- {what: pen, per: person}", "- pen per person", "P107", 12, "{what: pen, per: person}"),
    (X, "steps:", "steps: (25 minutes)", "Y001", 13, "Take it away: (25 minutes)"),
    (P, "Long Lane", "Long Lane # 4 by the bank", "Y012", 12, "Long Lane # 4 by the bank"),
    (P, "apart:", "apart: yes", "Y001", 19, "Take it away: yes"),
    (P, "lee: {", "- {", "P107", 39, "place of each dash, such as lee-nemo:"),
    (X, "5m Draw", "5-10m Draw", "P104", 14, "Write one length: 10m Draw your night"),
    (X, "per: pair", "per: 2 people", "P106", 11, "Known here: person, 30 people"),
    # the key behind what it says
    (P, "market-baker: [2027-04-06]", "[2027-04-06]: market-baker", "Y010", 22, "round: market-b"),
    (
        P,
        "baker: Nils Ingenting",
        "Nils Ingenting: baker",
        "P112",
        13,
        "round: baker: Nils Ingenting",
    ),
    (P, "site: Long Lane", "Long Lane: site", "P112", 12, "round: site: Long Lane"),
    (D, "title: Before the ovens", "Before the ovens: title", "P101", 2, "title: Before the ovens"),
    # a line in another place
    (P, "  harbour-baker: [", "harbour-baker: [", "Y001", 23, "Put 2 spaces in front"),
    (P, "  market-baker: [2027-04-06]\n  h", "h", "Y001", 22, "Put 2 spaces in front"),
    (X, "gives:", "  gives:", "P101", 19, "Put gives: level with variations:"),
    (D, "2027-03-09", "9\nMarch 2027", "Y001", 3, "Write both on one line: date: 9 March 2027"),
    (D, "9:30", "half past\nnine", "Y001", 4, "line: start: half past nine"),
    (D, "9:30", "half\n9:30", "Y001", 4, "Write both on one line: start: 9:30"),
    # a key that nobody knows, with a value that cannot be read
    (
        D,
        "start: 9:30",
        "begin: nine or so",
        "P101",
        4,
        "Write start: in place of it. Write it like",
    ),
    # a sign too many, or a space too few
    (P, "Nils Ingenting", "Nils Ingenting:", "Y001", 13, "Take it away: baker: Nils Ingenting"),
    (X, "5m Draw your", "5mDraw your", "P104", 14, "Write 5m Draw your night"),
    (D, "9:30", "2.30 PM sharp", "P104", 4, "Write 2.30 PM alone here."),
    # a text with a colon below its key
    (
        D,
        "link: https://example.org/room",
        "cover:\n  The night crew: all three",
        "P107",
        6,
        'Write it on one line: cover: "The night crew: all three"',
    ),
    # a promise in words, with its date behind a colon
    (
        P,
        "{sponsor: owner, what: Pay the course, by: 2027-06-30}",
        "Pay the course: 2027-06-30",
        "Y001",
        37,
        'Write - {sponsor: WHO, what: "Pay the course", by: 2027-06-30}',
    ),
    (
        A,
        "{id: a2, who: harbour, what: Share the order book, by: 2027-05-30}",
        "Share the order book: 2027-05-30",
        "Y001",
        4,
        'Write - {id: ID, who: WHO, what: "Share the order book", by: 2027-05-30}',
    ),
    # a key in round brackets behind a name
    (P, "Nils Ingenting", "Nils Ingenting (acting: yes)", "Y001", 13, "{name: Nils Ingenting, act"),
    (
        P,
        "{name: Lee Nemo, coaches: [market]}",
        "Lee Nemo (coaches: market)",
        "Y001",
        39,
        "[market]}",
    ),
    (
        P,
        "Lee Nemo, coaches: [market]}",
        "Lee Nemo (coaches: market)}",
        "Y001",
        39,
        "Nemo, coaches: m",
    ),
    (D, "20m\n    title: What the", "What the\n    20m #", "Y001", 9, "Write talk: 20m, and under"),
    (X, "  - 2x5m", "    - 2x5m", "Y001", 15, "level with its neighbours"),
    (D, "may move: yes", "may move", "Y001", 13, "Write may move: yes"),
    (
        P,
        "milestones:\n  - what: One order book\n    by: 2027-08-31",
        "story:\nWe bake",
        "Y001",
        25,
        "Put 2 spaces",
    ),
    # a sign for a unit, and a dash in the middle of an entry
    (P, "unit: of 100", "unit: %", "Y001", 30, 'Put quotes round the unit: "%"'),
    (P, "    by: 2027-08-31", "  - by: 2027-08-31", "Y001", 26, "a space in place of the dash on"),
    (X, "    per: pair", "  - per: pair", "Y001", 11, "a space in place of the dash on line 11"),
    (
        A,
        "{id: a1, who: market, what: Ring before six, by: 2027-04-30}",
        "id: a1\n    who: market\n  - what: Ring before six\n    by: 2027-04-30",
        "Y001",
        5,
        "a space in place of the dash on line 5",
    ),
    # what only follows is not told beside it
    (D, "    title: What the queue", "    Titel: What the queue", "P101", 10, "mean 'title'?"),
    (
        D,
        "agenda:",
        'aims:\n  - I know the other\n  - "I" say what is mine\nagenda:',
        "Y001",
        8,
        """'"I" say what is mine'""",
    ),
    # since when somebody is there, a list where words are wanted, and a pair that was copied
    (P, "Ines Inventada", "Ines Inventada from May", "P142", 18, "{name: Ines Inventada, from: …}"),
    (P, "Ines Inventada", "Ines Inventada, from 1 May", "P142", 18, "Ines Inventada, from: …}"),
    (P, "Ines Inventada", "Ines Inventada (since 2027-04-01)", "P142", 18, "from: 2027-04-01}"),
    (P, "Ines Inventada", "Ines Inventada (From May 2028)", "P142", 18, "from: …}"),
    (P, "Ines Inventada", "Ines Inventada (from Old Mill)", "P142", 18, "alone: Ines Inventada"),
    (
        P,
        "    site: Long Lane\n",
        "    challenge: - queues\n    - cold bread\n",
        "Y001",
        12,
        "Write challenge: queues, cold bread",
    ),
    (P, "keep apart:", f"{COPIED}keep apart:", "P135", 19, "a service and people of its own here"),
    (
        P,
        "keep apart:",
        f"{COPIED}keep apart:".replace("Harbour Shop", "Old Shop"),
        "P136",
        21,
        "If they are two people, tell their names apart",
    ),
    (
        D,
        "  - talk: 20m\n    title: What the queue says\n",
        "  - parallel\n      - talk: 20m\n        title: What the queue says\n        who: market\n"
        "        room: Mill\n      - talk: 20m\n        title: What the till says\n"
        "        room: Loft\n",
        "Y001",
        9,
        "Write - parallel:",
    ),
    (P, "    service: Harbour Shop", "    name: Harbour Shop", "P112", 16, "mean 'service'?"),
    (P, "roles:", "words:\n  served: guests\nroles:", "P101", 7, "Write people served: guests"),
    (D, "buffer: 10m", "buffer: 10m // if needed", "P104", 15, "Write buffer: 10m # if needed"),
    (P, "[market-baker, h", "[market-baker]\n#", "P116", 20, "else is meant: [market-baker, …]"),
    # words of somebody's own where keys are wanted
    (
        P,
        "  - what: One order book\n    by: 2027-08-31",
        "  - One order book: 2027-08-31",
        "P101",
        25,
        "Write what: One order book, and below, level with it: by: 2027-08-31",
    ),
    (X, TRAY, "  - trays: 2 a table", "P101", 10, "Write - {what: trays, count: 2, per: table}"),
    (X, TRAY, "  - tray: pair", "P101", 10, "what: tray, and below, level with it: per: pair"),
    (X, TRAY, "  - trays, one for each pair", "P107", 10, "{what: trays, count: 1, per: pair}"),
    (X, TRAY, "  - what: tray, one per pair", "P109", 10, "tray, and beside it count: 1 and per"),
    (
        P,
        "{sponsor: owner, what: Pay the course, by: 2027-06-30}",
        "Pay the course",
        "P107",
        37,
        "- {sponsor: owner, what: Pay the course}",
    ),
    (
        P,
        "  - measure: Loaves sold\n    owner: market\n    unit: of 100\n    direction: up\n",
        "  - thing: Loaves sold\n    owner: market\n    per: of 100\n    more: up\n",
        "P101",
        28,
        "say measure:, unit:, direction:; write these in place of thing:, per:, more:.",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "line", "hint"), SLIPS)
def test_a_slip_is_told_once_with_what_to_type(
    tmp_path: Path, file: str, old: str, new: str, code: str, line: int, hint: str
) -> None:
    write_files(tmp_path / "sound", FILES)
    write_files(tmp_path / "slip", FILES, file, old, new)
    before = told(tmp_path / "sound")
    every = [one for way, one in told(tmp_path / "slip").items() if way not in before]
    (found,) = [one for one in every if one.code[0] != "T" and one.severity != "advice"]
    assert found.place is not None
    assert [found.code, found.place.file, found.place.line] == [code, file, line]
    assert hint in found.hint


def test_the_programme_without_a_slip_has_no_errors(tmp_path: Path) -> None:
    write_files(tmp_path, FILES)
    assert [one for one in analyse(tmp_path).faults if one.severity == "error"] == []


def test_a_sponsor_without_a_colon_hides_nobody_of_a_pair_who_is_misspelt(tmp_path: Path) -> None:
    write_files(tmp_path, FILES, P, "  owner: Olle", "  owner Olle")
    plan = (tmp_path / P).read_text()
    (tmp_path / P).write_text(plan.replace("[market-baker, h", "[market-bakr, h"))
    errors = [one for one in analyse(tmp_path).faults if one.severity == "error"]
    assert [(one.code, one.place and one.place.line) for one in errors] == [
        ("P107", 8),
        ("P111", 20),
    ]


def test_of_two_posts_left_blank_each_is_told(tmp_path: Path) -> None:
    posts = "    baker: Gwen Ddychmygol\n    shopkeeper: Ines Inventada\n"
    write_files(tmp_path, FILES, P, posts, "    baker:\n    shopkeeper:\n")
    errors = [one for one in analyse(tmp_path).faults if one.severity == "error"]
    assert [(one.place and one.place.line, one.hint) for one in errors] == [
        (17, "Write a name, or baker: vacant"),
        (18, "Write a name, or shopkeeper: vacant"),
    ]


def test_what_was_pasted_twice_is_told_once_where_the_day_runs_over(tmp_path: Path) -> None:
    late = FILES | {D: FILES[D].replace("start: 9:30", "start: 9:30\nfinish: 12:25")}
    write_files(tmp_path, late, D, "  - lunch: 1h\n", "  - lunch: 1h\n  - lunch: 1h\n")
    told = [one for one in analyse(tmp_path).faults if one.code in ("T201", "T223")]
    assert [(one.code, one.place and one.place.line) for one in told] == [("T201", 16)]
    assert (
        told[0].message
        == "lunch: stands twice, and the day ends at 13:20, 55 minutes after its finish."
    )


def test_what_stands_twice_for_less_time_than_is_missing_is_not_why_a_day_runs_over(
    tmp_path: Path,
) -> None:
    late = FILES | {D: FILES[D].replace("start: 9:30", "start: 9:30\nfinish: 11:00")}
    write_files(tmp_path, late, D, "  - lunch: 1h\n", "  - lunch: 1h\n  - lunch: 1h\n")
    told = [one for one in analyse(tmp_path).faults if one.code in ("T201", "T223")]
    assert [(one.code, one.place and one.place.line) for one in told] == [("T201", 5), ("T223", 16)]


def test_whoever_stands_in_two_rooms_is_told_once(tmp_path: Path) -> None:
    rooms = """  - parallel:
      - talk: 20m
        title: What the queue says
        who: [market, harbour]
        room: Mill
      - talk: 20m
        title: What the till says
        who: [harbour, sponsors]
        room: Loft
"""
    write_files(tmp_path, FILES, D, "  - talk: 20m\n    title: What the queue says\n", rooms)
    errors = [one for one in analyse(tmp_path).faults if one.severity == "error"]
    assert [(one.code, one.place and one.place.line) for one in errors] == [("T220", 16)]


def test_a_list_of_promises_in_words_of_ones_own_is_told_word_by_word(tmp_path: Path) -> None:
    ours = "{id: a1, who: market, what: Ring before six, by: 2027-04-30}"
    theirs = "{nr: a1, person: market, task: Ring before six, due: 2027-04-30}"
    write_files(tmp_path, FILES, A, ours, theirs)
    errors = [one.hint for one in analyse(tmp_path).faults if one.severity == "error"]
    assert errors == [
        "Write id: a1",
        "Write who: market",
        "Write what: Ring before six",
        "Write by: 2027-04-30",
    ]


def test_questions_without_a_questionnaire_say_so(tmp_path: Path) -> None:
    write_files(tmp_path, FILES | {"questions.yaml": "format: 1\nname: Ours\n"})
    errors = [one.hint for one in analyse(tmp_path).faults if one.severity == "error"]
    assert errors == ["Where nobody fills in a questionnaire, add the line: dimensions: []"]
