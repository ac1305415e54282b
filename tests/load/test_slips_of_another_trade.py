"""In a programme of another trade each slip is told once, at its place, with what to type."""

from pathlib import Path

import pytest

from facilitate.faults import Fault
from facilitate.pipeline.analyse import analyse
from tests.plans import write_files

P, D, A, Q = "programme.yaml", "agendas/start.yaml", "actions.yaml", "questions.yaml"
Z, K, B = "private/identities.yaml", "private/contacts.yaml", "private/codebook.yaml"
N = "private/access.yaml"
FILES = {
    P: """format: 1
programme: Three practices
client: Invented Vets
roles: [vet, practice-manager]
sponsors:
  exec: Rosa Muster, managing director
  chair: Ivo Vzor
pairs:
  riverside:
    service: Riverside Clinic
    challenge: Too many emergencies on Mondays
    vet: Dr Nora Beispiel
    practice-manager: Tom Ejemplo
  hilltop:
    service: Hilltop Surgery
    vet: Dr Udo Modell
    practice-manager: Ana Exemplo
  harbour: {service: Harbour Vets, vet: Dr Liv Eksempel, practice-manager: Sam Voorbeeld}
manages:
  exec: [hilltop-practice-manager, harbour-vet]
keep apart:
  - [riverside-vet, harbour-vet]
stock takes:
  baseline: 2027-02-12
promises:
  - {sponsor: exec, what: Protect an hour, by: 2027-06-30}
away days:
  - agendas/start.yaml
""",
    D: """format: 1
title: First away day
date: 2027-03-09
start: 9:30
venue: The Barn
agenda:
  - arrive: 15m
  - talk: 20m
    title: What owners told us
  - exercise: mission-nine-whys
    time: 30m
  - break: 15m
  - parallel:
      - exercise: role-negotiation
        who: [riverside, hilltop]
        room: Oak Room
      - exercise: role-responsibility-chart
        who: the rest
        room: Elm Room
  - lunch: 60m
""",
    A: """format: 1
actions:
  - id: a1
    who: riverside
    what: Open the rota
""",
    Q: """format: 1
dimensions:
  - id: trust
    name: Trust
    themes: [trust]
    items:
      - {id: rely, text: I can rely on my partner}
      - {id: slip, text: I would tell my partner of a slip}
""",
    Z: "format: 1\ncodes:\n  K7: riverside-vet\n  M2: hilltop-vet\n",
    K: "format: 1\ncontacts:\n  riverside-vet: nora@example.org\n",
    N: "format: 1\naccess:\n  riverside-vet: {needs: [seated]}\n  exec:\n    diet: no nuts\n",
    B: """format: 1
codes:
  late:
    name: News that comes late
    means: Who hears of a change, and when
    was: [news]
  yard:
    name: What is settled in the yard
    means: Things decided in passing
""",
}


def told(folder: Path) -> dict[tuple[str, str], list[Fault]]:
    """Return the faults of a programme that are no advice, by code and message."""
    found: dict[tuple[str, str], list[Fault]] = {}
    for one in analyse(folder).faults:
        if one.severity != "advice" and one.code not in FOLLOWS:
            found.setdefault((one.code, one.message), []).append(one)
    return found


SLIPS = [
    # two on a line
    (
        P,
        "director\n  chair:",
        "director; chair:",
        "Y001",
        6,
        "and below, level with it: chair: Ivo",
    ),
    (
        P,
        "Clinic\n    challenge: Too",
        "Clinic, challenge: Too",
        "Y001",
        10,
        "below, level with it: ch",
    ),
    (
        P,
        "sponsors:\n  exec: Rosa Muster, managing director",
        "sponsors: board: {exec: Rosa}",
        "Y001",
        5,
        "its own below: board: {exec",
    ),
    (
        *(P, "manages:\n  exec: [hilltop-practice-manager, harbour-vet]"),
        *("manages: exec: hilltop-vet, harbour-vet", "Y001", 19),
        "Write {exec: [hilltop-vet, harbour-vet]}",
    ),
    # an entry in words
    (
        *(P, "exec: [hilltop-practice-manager, harbour-vet]"),
        *("exec manages hilltop-vet and harbour-vet", "P107", 20),
        "between: exec: [hilltop-vet, harbour-vet]",
    ),
    (
        *(P, "exec: [hilltop-practice-manager, harbour-vet]"),
        *("exec: manages hilltop-vet and harbour-vet", "P111", 20),
        "with commas: [hilltop-vet, harbour-vet]",
    ),
    (
        P,
        "[riverside-vet, harbour-vet]",
        "riverside-vet never beside harbour-vet",
        "P111",
        22,
        "[river",
    ),
    (P, "baseline: 2027-02-12", "baseline 12 March 2027", "P107", 24, "baseline: 12 March 2027"),
    (
        *(P, "{sponsor: exec, what: Protect an hour, by: 2027-06-30}"),
        *("exec, Protect an hour", "P107", 26, "- {sponsor: exec, what: Protect an hour}"),
    ),
    (Q, "{id: rely, text: I can", "rely, I can", "P107", 7, "- {id: rely, text: I can rely on my"),
    (
        A,
        "id: a1\n    who",
        "a1: riverside\n    witness",
        "P101",
        3,
        "Write id: a1, and on the line below",
    ),
    (Q, "id: trust\n    name: Trust", "trust: Trust", "P101", 3, "level with it: name: Trust"),
    (
        P,
        "exec: Rosa Muster, managing",
        "exec (Rosa Muster): Managing",
        "P113",
        6,
        "Write exec: {name: R",
    ),
    (
        *(P, "    service: Hilltop Surgery\n    vet: Dr Udo Modell\n    practice"),
        *("    service: Hilltop Surgery; vet: Dr Udo Modell; practice", "Y001", 15),
        "level with it: vet: Dr Udo Modell; and so on for practice-manager:",
    ),
    (
        *(P, "Vets, vet: Dr Liv Eksempel, practice-manager: S", "Vets, Dr Liv Eksempel, S"),
        *("P101", 18, "Write vet: Dr Liv Eksempel, practice-manager: Sam Voorbeeld"),
    ),
    (P, "Vets\nroles", "Vets,\nLondon\nroles", "Y001", 4, "Put 2 spaces in front of it."),
    (
        *(
            P,
            "Modell\n    practice-manager: Ana",
            "Modell; practice-manager: {name: Ana, until: 2028-01-01} #",
        ),
        *("Y001", 16, "level with it: practice-manager: {name: Ana, until: 2028-01-01}"),
    ),
    (P, "manages:", "manages: {Rosa Muster}", "Y001", 19, "Write manages: alone here"),
    (P, "manages:", "manages: below", "Y001", 19, "Write manages: alone here"),
    (P, "stock takes:", "stock takes: two", "Y001", 23, "Words beside it may be a remark: # two"),
    # signs
    (P, "programme: Three", "programme: !urgent Three", "Y006", 2, '"!urgent Three practices"'),
    (P, "client: Invented", "**client**: Invented", "Y001", 3, "Write client: Invented Vets"),
    (P, "client: Invented", "_client:_ Invented", "Y001", 3, "Write client: Invented Vets"),
    (P, "on Mondays", "on Mondays # or Fridays", "Y012", 11, "Put quotes round it"),
    # days
    (D, "    time: 30m\n", "    30 min\n", "Y001", 11, "Write time: 30 min"),
    (
        D,
        "talk: 20m\n    title: What",
        "talk 20m: What",
        "P101",
        8,
        "- talk: 20m, and under it title: W",
    ),
    (
        D,
        "who: [riverside, hilltop]",
        "tracks: riverside, hilltop",
        "P101",
        15,
        "Write who: [riverside",
    ),
    (D, "parallel:\n", "parallel: 45m\n", "Y001", 13, "and time: 45m under each of its items."),
    (D, "lunch: 60m", "lunch: 2 Stunden", "P104", 20, "Write 2h"),
    (
        D,
        "  - lunch",
        "  - end: 14:10\n  - lunch",
        "P101",
        20,
        "as finish: 14:10. Take this line out.",
    ),
    (D, "agenda:", "Dagsorden:", "P101", 6, "Write agenda: instead"),
    (D, "mission-nine-whys", "Nine Whys (30 min)", "P103", 10, "Write exercise: mission-nine-whys"),
    (D, "start: 9:30", "start: 14 Uhr 30", "P104", 4, "Write 14:30"),
    (D, "    title: What", "    heading = What", "Y001", 9, "Write title: What owners told us"),
    (D, "arrive: 15m", "how we go on 5m", "P107", 7, "Write - talk: 5m, and under it title: how"),
    (D, "nine-whys\n    time: 30m", "nine-whys: 30m", "Y001", 10, "level with it: time: 30m"),
    (D, "venue:", "agenda:\n  - arrive: 15m\nvenue:", "Y007", 8, "Keep one of the two."),
    (D, "date: 2027", "datum: 2027", "P101", 3, "Did you mean 'date'?"),
    (D, "day\ndate: 2027", "day\nwann: 2027", "P101", 3, "Write date: 2027-03-09"),
    (
        D,
        "    title: What",
        "    title: All that\n    our",
        "Y001",
        10,
        "Put 6 spaces in front of it.",
    ),
    (P, "agendas/start.yaml", "start.yml", "P108", 28, "Did you mean 'agendas/start.yaml'?"),
    (P, "    challenge:", "    standort: Barn\n    challenge:", "P112", 11, "mean 'site'?"),
    (
        *(P, "    vet: Dr Udo Modell", "    vet: [Dr Udo Modell, Dr Ida Primer]", "P107", 16),
        "the other under a role of its own: vet: Dr Udo Modell",
    ),
    (P, "client: Invented", "Client Invented", "Y001", 3, "Write client: Invented Vets"),
    (P, "Invented Vets", "Invented Vets, tel: 123", "Y001", 3, '"Invented Vets, tel: 123"'),
    (P, "  - [riverside-vet, harbour-vet]", "  riverside-vet: harbour-vet", "P107", 22, "- [river"),
    (P, "exec: Rosa Muster, managing", "Rosa Muster: Managing", "P113", 6, "in front of the name"),
    (D, "arrive: 15m", "arrive (15m): Tea", "P101", 7, "- arrive: 15m, and under it title: Tea"),
    (D, "talk: 20m\n", "talk:\n    20m\n", "Y001", 8, "Write - talk: 20m"),
    (D, "agenda:\n", "agenda:\n  Morning:\n", "P107", 7, "Take the line Morning: out"),
    (
        *(A, "id: a1\n    who: riverside\n    what: Open", "riverside: Open", "P101", 3),
        "{id: a1, who: riverside, what:",
    ),
    (Z, "M2: hilltop-vet", "M2", "Y001", 4, "Write an id, a colon, and what belongs to it."),
    (
        P,
        "exec: Rosa Muster, managing",
        "exec: Rosa Muster\n    managing",
        "Y018",
        7,
        "Muster, managing",
    ),
    (
        P,
        "exec: Rosa Muster, managing",
        "exec Rosa Muster\n    title: a",
        "Y001",
        6,
        "name: Rosa Muster",
    ),
    (P, "hour, by: 2027-06-30", "hour by 2027-06-30", "P109", 26, "what: Protect an hour, and by:"),
    (P, "vet: Dr Udo Modell", "vet: {name: Udo, title: Vet (acting)}", "P109", 16, "acting: yes"),
    (D, "  - break: 15m", "  ------\n  - break: 15m", "Y001", 12, "Take it out."),
    (D, "  - break: 15m", "  - - - -\n  - break: 15m", "Y013", 12, "take the line out"),
    (D, "  - break: 15m", "- end\n  - break: 15m", "Y001", 12, "Put 2 spaces in front of it"),
    (P, "challenge: Too", "challenge: - Too", "Y001", 11, "Write challenge: Too many"),
    (P, "vet: Dr Nora Beispiel", "vet: Dr Nora\n      chief", "Y018", 13, "comma: Dr Nora, chief"),
    (
        P,
        "{sponsor: exec, what: Protect an hour, by: 2",
        "exec: Go by 2",
        "Y001",
        26,
        "sponsor: exec",
    ),
    (P, "keep apart:", "Keep apart (a secret):", "P101", 21, "Did you mean 'keep apart'?"),
    (P, "    challenge: Too", "    Challenge Too", "Y001", 11, "Write challenge: Too many"),
    (
        D,
        "agenda:",
        "aims: |\n  - I say it\n  - I hear it\nagenda:",
        "P107",
        6,
        "Take the sign behind aims: away",
    ),
    (D, "agenda:", "aims:\n  - 3 say\n  - 4 hear\n  2 of us\nagenda:", "Y001", 9, "- 2 of us"),
    # words beside a value that would be right alone
    (D, "date: 2027-03-09", "date: 2027-03-09, if the Barn is free", "P104", 3, "2027-03-09 alone"),
    (P, "by: 2027-06-30}", "by: about 2027-06-30}", "P104", 26, "Write 2027-06-30 alone here."),
    (P, "baseline: 2027-02-12", "baseline: before 2027-02-12", "P104", 24, "Write it like 2026"),
    (D, "    time: 30m", "    time: 30m - ask Sam", "P104", 11, "Write 30m alone here."),
    (D, "    time: 30m", "    time: at least 30m", "P104", 11, "Write it like 45m or 1h30."),
    (D, "talk: 20m", "talk: about 20m", "P104", 8, "Write 20m alone here."),
    (
        D,
        "talk: 20m",
        "talk: 20m on owls",
        "P104",
        8,
        "Write talk: 20m, and under it title: on owls",
    ),
    (D, "arrive: 15m", "arrive: tbc", "P104", 7, "Write it like 45m or 1h30."),
    (D, "arrive: 15m", "arrive: 15m: tea", "P104", 7, "arrive: 15m, and under it title: tea"),
    (D, "start: 9:30", "start: *9:30*", "P104", 4, "Write 9:30 alone here."),
    (D, "start: 9:30", "start: {9:30}", "P107", 4, "Take the braces away: start: 9:30"),
    (D, "break: 15m", "break: [15m]", "P107", 12, "Take the brackets away: break: 15m"),
    (A, "  - id: a1", "  - status: kept (nearly)\n    id: a1", "P106", 3, "Write status: kept"),
    (A, "  - id: a1", "  - status: not yet kept\n    id: a1", "P106", 3, "mean 'not kept'?"),
    (A, "  - id: a1", "  - status: open or kept\n    id: a1", "P106", 3, "Known here: open, kept"),
    (A, "  - id: a1", "  - status: {open}\n    id: a1", "P106", 3, "Write status: open"),
    (P, "roles: [vet, practice-manager]", "roles: [vet, practice-manager] (two)", "Y001", 4, "#"),
    (P, "harbour-vet]\nkeep", "harbour-vet]: both\nkeep", "Y001", 20, "Put # in front of them"),
    (D, "hilltop]", "hilltop], harbour", "Y001", 15, "Write who: [riverside, hilltop, harbour]"),
    # words on a line of their own
    (
        D,
        "date: 2027-03-09",
        "date: 2027-03-09\nand one more word",
        "Y001",
        4,
        "# if it is a remark",
    ),
    (D, "talk: 20m", "talk: 20m\n    and the owners talk too", "Y001", 9, "# if it is a remark"),
    (D, "  - break: 15m", "Here we rest\n  - break: 15m", "Y001", 12, "Put # in front of them"),
    (D, "    time: 30m", "    and so on\n    time: 30m", "Y001", 11, "or # if it is a remark"),
    (
        P,
        "    service: Hill",
        "Our second place\n    service: Hill",
        "Y001",
        15,
        "Write an id, a colon, and",
    ),
    (P, "manages:\n", "manages:\nOf leaders and led\n", "Y001", 20, "Write an id, a colon, and"),
    (P, "    vet: Dr Nora Beispiel", "    vet: Dr Nora\n    and her dog", "Y001", 13, "a remark"),
    (P, "harbour-vet]\nstock", "harbour-vet]\n    and nobody else\nstock", "Y001", 23, "a remark"),
    (P, "Sam Voorbeeld}\n", "Sam Voorbeeld}\n    and the cats\n", "Y001", 19, "a remark"),
    (A, "    what: Open", "    what: Open\n    one of the rotas, that", "Y001", 6, "a remark"),
    # a guess that has to fit
    (D, "    time: 30m", "    time: 30m\n    vegetarian: 3", "P101", 12, "Free words belong after"),
    (P, "programme: Three", "comment: as agreed\nprogramme: Three", "P101", 2, "notes: as agreed"),
    (A, "- id: a1", "- Id: a1", "P101", 3, "Did you mean 'id'?"),
    (A, "id: a1\n    who: riverside\n    what: Open", "a7: Open", "P101", 3, "{id: a7, who: …, wh"),
    (
        D,
        "who: [riverside, hilltop]",
        "who: riverside, hilltop and the chair",
        "P111",
        15,
        "hilltop,",
    ),
    (
        P,
        "{sponsor: exec, what: Protect an hour, by: 2027-06-30}",
        "exec: Protect an hour\n    by: 2027-06-30",
        "P101",
        26,
        'Write sponsor: exec, and below, level with it: what: "Protect',
    ),
    # several on one line
    (P, "hour, by: 2027-06-30}", "hour}, by: 2027-06-30", "Y001", 26, "hour, by: 2027-06-30}"),
    (P, "vet: Dr Udo Modell", "vet: {name: Udo, since 2027-02-01}", "P101", 16, "from: 2027-02-01"),
    (
        P,
        "baseline: 2027-02-12",
        "baseline: 2027-02-12 to 2027-02-19",
        "P104",
        24,
        "Write one date.",
    ),
    (D, "agenda:\n", "aims:\n  -I say\n  - I hear\nagenda:\n", "Y001", 7, "Write - I say"),
    (D, "    time: 30m", "    may drop\n    time: 30m", "Y001", 11, "Write may drop:"),
    # what is confided
    (Z, "K7: riverside-vet", "K7 riverside-vet", "Y001", 3, "Put a colon and a space behind"),
    (Z, "K7: riverside-vet", "K7, Nora", "Y001", 3, "Put a colon and a space behind"),
    (Z, "riverside-vet", "riverside-vet, hilltop-vet", "P104", 3, "one person's id or name behind"),
    (Z, "K7: riverside-vet", "riverside-vet: K7", "P104", 3, "Write a code in front of the colon"),
    (Z, "codes:", "code:", "P101", 2, "Write codes: here."),
    (K, "-vet: nora@", "-vet, nora@", "P107", 3, "a colon and a space behind the id."),
    (K, " nora@example.org", "\n    phone: 01 2 #after", "Y012", 4, "Put quotes round its words."),
    (K, " nora@example.org", "\n    phone: 01 2\n    note Not on", "Y001", 5, "Write notes: …"),
    (Z, "riverside-vet", "nobody-here", "C101", 3, "Known here: chair, exec, harbour-pr"),
    (Z, "riverside-vet", "riverside", "C101", 3, "riverside-vet or riverside-practice-manager h"),
    (Z, "riverside-vet", "riverside-vett", "C101", 3, "Did you mean 'riverside-vet'?"),
    (
        Z,
        "riverside-vet",
        "Nora Beispiel and Ivo Vzor",
        "C101",
        3,
        "Write riverside-vet or chair here.",
    ),
    (Z, "riverside-vet", "riverside-vet, who is ill", "C101", 3, "Write riverside-vet here."),
    (K, "-vet: nora@example.org", "-vet: nora@x.org\n    phone: 1", "Y001", 3, "alone here."),
    (B, "means: Who hears", "means:\n    Who hears", "Y001", 6, "Put 6 spaces in front of it."),
    (Z, "riverside-vet", "nora@example.org", "P104", 3, "one person's id or name behind"),
    (
        K,
        "riverside-vet: n",
        "riverside-vet\n    email: n",
        "Y001",
        3,
        "Put a colon and a space behind",
    ),
    (N, "[seated]", "a seat in front and large print", "C205", 3, "Put several into brackets"),
    (N, "[seated]}", "[seated, paper}", "Y001", 3, "Put ] behind the last of the list."),
    (N, "access:", "access: see the list", "Y001", 2, "Write access: alone here."),
    (N, "no nuts", "no nuts, no eggs: allergy", "Y001", 5, "Put quotes round its words."),
    (B, "late:\n    name: News", "late: {name: News", "Y001", 3, "level with means:"),
    (B, "yard:\n    name: What", "yard: {name: What", "Y001", 7, "level with means:"),
    (
        *(
            B,
            "    name: News that comes late\n    means",
            "    - name: News\n    - means",
            "P107",
            4,
        ),
        "Take the dashes away from the lines under late:",
    ),
    (
        B,
        "    name: What is settled in the yard\n    m",
        "    - name: W\n    - m",
        "P107",
        8,
        "dashes",
    ),
    (B, "[news]", "news / old news", "A640", 6, "with commas: [news, old news]"),
    (P, "riverside:\n    service: R", "riverside: {service: R", "Y001", 9, "level with challenge:"),
    (
        *(P, "manages:", "coaches: {jo: {name: Jo Primer, mail: jo@example.org}}\nmanages:"),
        *("P101", 19, "Did you mean 'email'?"),
    ),
    (P, "Vets, vet: Dr Liv", "Vets. vet: Dr Liv", "Y001", 18, "Put a comma in front of vet:"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "line", "hint"), SLIPS)
def test_a_slip_is_told_once_with_what_to_type(
    tmp_path: Path, file: str, old: str, new: str, code: str, line: int, hint: str
) -> None:
    write_files(tmp_path / "sound", FILES)
    write_files(tmp_path / "slip", FILES, file, old, new)
    before = told(tmp_path / "sound")
    (found,) = [
        one for way, all_ in told(tmp_path / "slip").items() if way not in before for one in all_
    ]
    assert found.place is not None
    assert [found.code, found.place.file, found.place.line] == [code, file, line]
    assert hint in found.hint


FOLLOWS = frozenset({"T202", "T203", "P142"})
"""What the hours of a day say once an item of it is another, and titles in small letters."""


def test_the_programme_without_a_slip_has_no_errors(tmp_path: Path) -> None:
    write_files(tmp_path, FILES)
    assert [one for one in analyse(tmp_path).faults if one.severity == "error"] == []
