"""A made-up programme as a folder like a user's."""

import csv
import random
from pathlib import Path
from typing import Any

import yaml

from facilitate.shipped import shipped
from tests.programmes.generator import MadeUp

OWN_EXERCISE = {
    "format": "1",
    "name": "Our own walk",
    "category": "bonding",
    "origin": "Ours",
    "checked": "no",
    "purpose": "So that everybody has been outside",
    "groups": "as people like",
    "group size": "4",
    "people": "2-120",
    "time": "20m",
    "range": "15m-30m",
    "steps": ["15m Walk round the building", "5m Say what you saw"],
    "debrief": ["What did you see?"],
}


def write_folder(made: MadeUp, folder: Path) -> Path:
    """Write the programme's files into a new folder and return it."""
    _write(folder / "programme.yaml", made.programme)
    for name, says in made.days.items():
        _write(folder / "agendas" / f"{name}.yaml", says)
    if made.own_exercise:
        _write(folder / "exercises" / "our-own-walk.yaml", OWN_EXERCISE)
    private = folder / "private"
    _write(private / "sharing.yaml", {"format": "1", "sharing": dict(made.sharing)})
    _write(private / "access.yaml", {"format": "1", "access": dict(made.access)})
    private.chmod(0o700)
    for take in made.takes:
        _answers(made, take, private / "stock-takes" / f"{take}.answers.csv")
    return folder


def _write(path: Path, says: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(dict(says), allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)


def _answers(made: MadeUp, take: str, path: Path) -> None:
    """Write answers to the shipped questions; about one in ten people gave none."""
    chance = random.Random(f"{made.seed} {take}")
    questions = yaml.safe_load((shipped("agendas") / "example" / "questions.yaml").read_text())
    items = [one["id"] for theme in questions["dimensions"] for one in theme["items"]]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["person", "pair", "role", *items])
        for person, pair, role in made.people:
            if chance.random() < 0.9:
                rows.writerow([person, pair, role, *(chance.randint(1, 5) for _ in items)])
    path.chmod(0o600)
