"""Small plans for tests: a day with three pairs, with or without a stock take."""

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from facilitate.pipeline.analyse import Analysis, analyse
from facilitate.shipped import shipped

PLAN = """format: 1
title: First away day
date: 2027-03-09
start: 9:30
finish: 12:30
venue: Hall
minimum group: 5
stock takes: {baseline: 2027-02-12}
sponsors: {exec: Sasha Exec}
pairs:
  crisis: {service: Crisis, doctor: Dr Ada Quartz, manager: Ben Onyx}
  rehab: {service: Rehab, doctor: Dr Cleo Beryl, manager: Dan Jasper}
  acute: {service: Acute, doctor: Dr Eve Topaz, manager: Finn Garnet}
agenda:
  - arrive: 15m
  - exercise: mission-nine-whys
  - exercise: audit-pair-reading
  - break: 15m
  - exercise: role-negotiation
  - buffer: 15m
  - feedback: 10m
"""

QUESTIONS = """format: 1
dimensions:
  - id: trust
    name: Trust
    themes: [trust]
    items:
      - {id: trust-1, text: We can rely on each other}
      - {id: trust-2, text: I expect to be let down, reverse: yes}
  - id: respect
    name: Respect
    themes: [respect]
    items:
      - {id: respect-1, text: My time is treated as worth something}
      - {id: respect-2, text: We speak well of each other in public}
"""

PEOPLE = tuple(
    f"{pair}-{role}" for pair in ("crisis", "rehab", "acute") for role in ("doctor", "manager")
)

ANSWERS: Mapping[str, str] = {
    "crisis-doctor": "5,1,4,4",
    "crisis-manager": "4,2,4,5",
    "rehab-doctor": "2,4,3,3",
    "rehab-manager": "2,4,5,5",
    "acute-doctor": "3,3,2,2",
    "acute-manager": "3,2,2,1",
}


def answers(rows: Mapping[str, str] = ANSWERS) -> str:
    """Return an answers file with these rows; a person's id is pair and role."""
    lines = ["person,pair,role,trust-1,trust-2,respect-1,respect-2"]
    for person, given in rows.items():
        pair, role = person.rsplit("-", 1)
        lines.append(f"{person},{pair},{role},{given}")
    return "\n".join(lines) + "\n"


def sharing(**choices: str) -> str:
    """Return a sharing file in which everyone shares with the partner, but for these."""
    lines = ["format: 1", "sharing:"]
    for person in PEOPLE:
        choice = choices.get(person.replace("-", "_"), "both partners")
        lines += [f"  {person}:", f"    sharing: {choice}", "    since: 2027-02-01"]
    return "\n".join(lines) + "\n"


def write_files(
    folder: Path, files: Mapping[str, str], file: str = "", old: str = "", new: str = ""
) -> None:
    """Write files into a folder, with something in one of them typed another way."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == file:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")


def write_plan(
    folder: Path,
    *,
    plan: str = PLAN,
    given: Mapping[str, str] | None = ANSWERS,
    choices: str | None = None,
) -> Path:
    """Write a plan into a new folder and return it; without `given` there is no private folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    (folder / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    if given is not None:
        takes = folder / "private" / "stock-takes"
        takes.mkdir(parents=True, exist_ok=True)
        (takes / "baseline.answers.csv").write_text(answers(given), encoding="utf-8")
        text = sharing() if choices is None else choices
        (folder / "private" / "sharing.yaml").write_text(text, encoding="utf-8")
    return folder


@cache
def example() -> Analysis:
    """Return the example programme as it was read, audited, timed and checked, once for all."""
    return analyse(shipped("agendas") / "example")


def starter_with_samples(folder: Path) -> Path:
    """Write the starter with the samples of its private files, the # taken away; return it."""
    shutil.copytree(shipped("agendas") / "starter", folder)
    for name in ("sharing", "access"):
        path = folder / "private" / f"{name}.yaml"
        head, _, samples = path.read_text(encoding="utf-8").partition("take the # away:\n")
        assert samples
        path.write_text(f"{head}\n{samples.replace('# ', '')}", encoding="utf-8")
    return folder
