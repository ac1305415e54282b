"""A small programme with answers, for tests: say only what matters."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from facilitate.audit.finding import Finding
from facilitate.audit.findings_of_plan import audit
from facilitate.load.answers import AnswerTable, read_answers
from facilitate.model import PeopleAndYear, Programme, Questions, Sharing

ROLES = ("doctor", "manager")
TAKES = {"baseline": "2027-02-12", "repeat": "2028-02-11"}


def programme(pairs: int = 8, **more: Any) -> Programme:
    """A programme of pairs p1, p2, ... with a doctor and a manager each."""
    says: dict[str, Any] = {
        "pairs": {
            f"p{n}": {"doctor": f"Doctor {n}", "manager": f"Manager {n}"}
            for n in range(1, pairs + 1)
        },
        "sponsors": {"exec": "Sponsor E", "amd": "Sponsor A"},
        "stock takes": TAKES,
    }
    overrides = {key: value for key, value in more.items() if key != "pair"}
    says |= overrides
    for pair_id, pair in more.get("pair", {}).items():
        says["pairs"][pair_id] = pair
    return Programme("A year", PeopleAndYear.model_validate(says), "programme.yaml")


def questions(**more: Any) -> Questions:
    """Two themes of two statements each, the second statement of the first one reversed."""
    says = {
        "format": "1",
        "dimensions": [
            {
                "id": "trust",
                "name": "Trust",
                "themes": ["trust"],
                "items": [
                    {"id": "rely", "text": "We rely on each other"},
                    {"id": "doubt", "text": "I check what the other says", "reverse": "yes"},
                ],
            },
            {
                "id": "meetings",
                "name": "Meetings",
                "themes": ["meetings"],
                "items": [
                    {"id": "ends", "text": "Our meetings end clearly"},
                    {"id": "worth", "text": "Our meetings are worth the time"},
                ],
            },
        ],
    }
    return Questions.model_validate(says | more)


Answers = Mapping[str, Mapping[str, object]]


def table(answers: Answers, columns: tuple[str, ...] = ("rely", "doubt", "ends", "worth")):
    """Answers by person id; a person may have other columns too."""
    names = list(columns)
    for given in answers.values():
        names += [name for name in given if name not in names]
    lines = ["person,pair,role," + ",".join(names)]
    for person, given in answers.items():
        pair, _, role = person.partition("-")
        cells = ",".join(str(given.get(name, "")) for name in names)
        lines.append(f"{person},{pair},{role},{cells}")
    found, faults = read_answers("\n".join(lines) + "\n", "private/stock-takes/a.answers.csv")
    assert faults == ()
    return found


def answers_of(pairs: int = 8, seed: int = 0) -> dict[str, dict[str, object]]:
    """Answers of everybody, varied but the same each time."""
    found: dict[str, dict[str, object]] = {}
    for n in range(1, pairs + 1):
        for role in ROLES:
            dice = Random(f"{n} {role} {seed}")
            names = ("rely", "doubt", "ends", "worth")
            found[f"p{n}-{role}"] = {name: dice.randint(1, 5) for name in names}
    return found


def shared(pairs: int = 8, **others: str) -> dict[str, Sharing]:
    """Everybody shares within the pair, but for `p1_manager="group only"` and the like."""
    found = {f"p{n}-{role}": "both partners" for n in range(1, pairs + 1) for role in ROLES}
    found |= {person.replace("_", "-"): choice for person, choice in others.items()}
    return {person: Sharing.model_validate({"sharing": choice}) for person, choice in found.items()}


def found(
    *,
    waves: Mapping[str, Answers | AnswerTable] | None = None,
    sharing: Mapping[str, Sharing] | None = None,
    of: Programme | None = None,
    asking: Questions | None = None,
    as_of: date | None = None,
    **more: Any,
) -> tuple[Finding, ...]:
    """All findings of a stock take without faults; whatever is not said is the usual."""
    given = {"baseline": answers_of()} if waves is None else waves
    tables = {
        wave: one if isinstance(one, AnswerTable) else table(one) for wave, one in given.items()
    }
    (one,) = audit(
        programme=of or programme(),
        questions=asking or questions(),
        waves=tables,
        sharing=shared() if sharing is None else sharing,
        days=(as_of,),
        **more,
    )
    assert one.faults == ()
    return one.findings


def of_kind(kind: type, all_: tuple[Finding, ...]) -> list[Any]:
    """The findings of one kind, in their order."""
    return [one for one in all_ if type(one) is kind]
