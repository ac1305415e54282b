"""The private folder of a made-up programme: choices, needs, answers, words of interviews."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from facilitate.shipped import shipped
from tests.programmes.chance import Chance, roman
from tests.programmes.settings import FOODS, NEEDS

CHOICES = ("group only", "own answers", "both partners")
LETTERS = ("INTJ", "ESFP", "ENFP", "ISTJ")
HELPS = ("Meeting every week", "Clear roles", "Being in one building", "Straight answers")
SAID = (
    ("trust", "I check, because once I did not."),
    ("trust", "We are polite. It is not the same thing."),
    ("communication", "I find out about it when it is already in the minutes."),
    ("communication", "Nobody told me, and then everybody had told me."),
    ("meetings", "We meet so often that there is no time left to say anything."),
)
TALKED_OF = (
    ["We wait, and nobody says for how long", "yard"],
    ["Whoever comes late drives round twice", "road;communication"],
    ["It works when two of us know each other", "trust"],
    ["Nothing", ""],
)
NOT_CLEARED = "One of us will have left by summer"


@dataclass(frozen=True, slots=True)
class Confided:
    """The files of the private folder by path, and its words with who may read them (ids)."""

    files: Mapping[str, str | Mapping[str, Any]]
    secrets: Mapping[str, frozenset[str]]


def made_up_answers(
    chance: Chance,
    people: Sequence[tuple[str, str, str]],
    takes: Mapping[str, date],
    questions: Mapping[str, Any] | None,
) -> Confided:
    """Return what these people (id, pair, role) chose, need and answered in each stock take."""
    secrets: dict[str, frozenset[str]] = {}
    sharing = _sharing(chance, [one for one, _, _ in people])
    access = _access(chance, [one for one, _, _ in people], secrets)
    files: dict[str, str | Mapping[str, Any]] = {
        "private/sharing.yaml": {"format": "1", "sharing": sharing},
        "private/access.yaml": {"format": "1", "access": access},
    }
    asked = questions or shipped_questions()
    for place, take in enumerate(takes):
        path = f"private/stock-takes/{take}.answers.csv"
        lines = _lines(chance, people, sharing, secrets) if not place and not questions else {}
        files[path] = table_of_answers(chance, people, asked, lines)
    if takes and chance.some(0.5):
        cleared = chance.choice((2, 4, 5))
        rows = [
            [f"v{place + 1}", theme, words, "yes" if place < cleared else "no"]
            for place, (theme, words) in enumerate(SAID)
        ]
        rows.append(["v9", "honesty", NOT_CLEARED, "no"])
        files["private/stock-takes/voices.csv"] = _csv(["code", "theme", "words", "cleared"], rows)
        secrets[NOT_CLEARED] = frozenset()
    # A die of its own: what the seeds made before there were conversations stays as it was.
    talks = Chance(f"talks with {people}")
    if takes and people and talks.some(0.4):
        files |= _conversations(talks, [role for _, _, role in people], secrets)
        if len(takes) == 1 and talks.some(0.5):
            files = {path: what for path, what in files.items() if ".answers." not in path}
    return Confided(files, secrets)


def _conversations(
    chance: Chance, roles: Sequence[str], secrets: dict[str, frozenset[str]]
) -> dict[str, str | Mapping[str, Any]]:
    """Return a table of what so many people said when they were spoken with, and its codebook."""
    rows: list[list[str]] = []
    for number in range(chance.choice((2, 4, 6, 8, 12, 20))):
        who = [f"ZQ{number + 1:02d}", chance.choice(roles)]
        secrets[who[0]] = frozenset()
        asked = chance.choice(("1", "4", ""))
        rows += [[*who, asked, *words, ""] for words in chance.sample(TALKED_OF, 2)]
        said = f"{chance.choice(SAID)[1]} {roman(number + 1)}"
        rows.append([*who, "5", said, "yard", chance.choice(("yes", "yes", "no", ""))])
        if rows[-1][-1] != "yes":
            secrets[said] = frozenset()
    rows.append(["ZQ99", "sponsor", "5", NOT_CLEARED, "yard;trust", "yes"])
    secrets[NOT_CLEARED] = frozenset()
    head = ["informant", "role", "question", "words", "theme", "cleared"]
    yard = {
        "name": "The yard",
        "means": "Who waits for whom",
        "does not fit": "It is not so indoors",
    }
    return {
        "private/stock-takes/voices.csv": _csv(head, rows),
        "private/codebook.yaml": {"format": "1", "codes": {"yard": yard | {"was": ["road"]}}},
    }


def _sharing(chance: Chance, people: Sequence[str]) -> dict[str, dict[str, str]]:
    found = {}
    all_refuse = chance.some(0.1)
    for person in people:
        if not chance.some(0.8):
            continue
        found[person] = {
            "sharing": "group only" if all_refuse else chance.choice(CHOICES),
            "since": str(date(2027, 2, 7)),
            "being observed": "no" if all_refuse or chance.some(0.2) else "yes",
            "sponsor visit": "yes" if chance.some(0.4) else "no",
        }
        if chance.some(0.5):
            found[person] |= {
                "type letters": "yes" if chance.some(0.8) else "no",
                "letters": chance.choice(LETTERS),
                "letters counted": "yes" if chance.some(0.9) else "no",
            }
        if chance.some(0.3):
            found[person]["line for partner"] = "yes"
    return found


def _access(
    chance: Chance, people: Sequence[str], secrets: dict[str, frozenset[str]]
) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for place, person in enumerate(people):
        if not chance.some(0.12):
            continue
        diet = f"no {chance.choice(FOODS)} for {roman(place + 1)}, please"
        found[person] = {"needs": [chance.choice(NEEDS)], "diet": diet}
        secrets[diet] = frozenset({person})
        if chance.some(0.2):
            found[person]["remote"] = "yes"
        if chance.some(0.2):
            found[person]["companions"] = "1"
    return found


def _lines(
    chance: Chance,
    people: Sequence[tuple[str, str, str]],
    sharing: Mapping[str, Mapping[str, str]],
    secrets: dict[str, frozenset[str]],
) -> dict[str, str]:
    """Return what some wish their partners to know, by person; each line is met once."""
    lines: dict[str, str] = {}
    for place, (person, pair, _) in enumerate(people):
        if chance.some(0.3):
            lines[person] = f"Ask me twice on a Friday, number {roman(place + 1)}."
            ticked = sharing.get(person, {}).get("line for partner") == "yes"
            others = {one for one, whose, _ in people if whose == pair and one != person}
            secrets[lines[person]] = frozenset(others if ticked else ())
    return lines


@cache
def shipped_questions() -> Mapping[str, Any]:
    """Return the questionnaire of the shipped example."""
    path = shipped("agendas") / "example" / "questions.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def table_of_answers(
    chance: Chance,
    people: Sequence[tuple[str, str, str]],
    questions: Mapping[str, Any],
    lines: Mapping[str, str],
) -> str:
    """Return answers to every statement as a file says them; about one in ten gave none."""
    items = [one["id"] for theme in questions["dimensions"] for one in theme["items"]]
    low, high = (int(questions["scale"][end]) for end in ("low", "high"))
    words = ["list:helps", *(["comment:partner"] if lines else [])]
    rows = []
    alike = chance.some(0.1)
    for person, pair, role in people:
        if not chance.some(0.9):
            continue
        scores = [low + 1 if alike else chance.randint(low, high) for _ in items]
        helps = "|".join(chance.sample(HELPS, 2)) if chance.some(0.7) else ""
        given = [helps, *([lines.get(person, "")] if lines else [])]
        rows.append([person, pair, role, *scores, *given])
    return _csv(["person", "pair", "role", *items, *words], rows)


def _csv(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    return text.getvalue()
