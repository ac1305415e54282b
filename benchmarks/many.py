"""A programme of many pairs with a whole stock take, made up the same way each time."""

import random
from pathlib import Path

from facilitate.load.yaml_text import read
from facilitate.shipped import shipped

AGENDA = """
  - arrive: 15m
  - exercise: mission-nine-whys
  - exercise: audit-pair-reading
  - break: 15m
  - exercise: observe-pair-to-pair
  - feedback: 10m
"""


def write_programme(folder: Path, pairs: int, *, seed: int = 7) -> Path:
    """Write a single-file plan with so many pairs, all of whom answered and share."""
    chance = random.Random(seed)
    source = shipped("agendas") / "example" / "questions.yaml"
    items = [
        item["id"]
        for dimension in read(source.read_bytes(), source.name).data["dimensions"]
        for item in dimension["items"]
    ]
    takes = folder / "private" / "stock-takes"
    takes.mkdir(parents=True)
    (folder / "questions.yaml").write_bytes(source.read_bytes())
    plan = ["format: 1", "title: Many pairs", "date: 2027-03-09", "start: 9:00", "venue: Hall"]
    plan += ["minimum group: 5", "stock takes: {baseline: 2027-02-12}", "pairs:"]
    answers = [",".join(["person", "pair", "role", *items])]
    sharing = ["format: 1", "sharing:"]
    for number in range(pairs):
        pair = f"team-{number:03d}"
        plan.append(
            f"  {pair}: {{service: Team {number:03d} & <Care>, doctor: Dr A. Núñez {number},"
            f" manager: B. O'Neill {number}}}"
        )
        for role in ("doctor", "manager"):
            given = [str(chance.randint(1, 5)) for _ in items]
            answers.append(",".join([f"{pair}-{role}", pair, role, *given]))
            sharing += [f"  {pair}-{role}:", "    sharing: both partners", "    since: 2027-02-01"]
    plan.append("agenda:" + AGENDA)
    (folder / "plan.yaml").write_text("\n".join(plan), encoding="utf-8")
    (takes / "baseline.answers.csv").write_text("\n".join(answers) + "\n", encoding="utf-8")
    (folder / "private" / "sharing.yaml").write_text("\n".join(sharing) + "\n", encoding="utf-8")
    return folder
