"""A plan in which every kind of thing is said once, and all the ways to change one value of it."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from facilitate.compose.made_from import MadeFrom
from facilitate.compose.papers import compose
from facilitate.faults import stops
from facilitate.load.yaml_text import read
from facilitate.out.manifest import PageFacts
from facilitate.pipeline import Options
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.build import build
from facilitate.pipeline.day_files import facts_of
from facilitate.pipeline.day_jobs import day_context, jobs_of_day
from facilitate.pipeline.look import look_of
from facilitate.pipeline.plan_templates import plan_templates
from tests.plans import write_plan

PLAN = """format: 1
title: Second away day
date: 2027-03-09
start: 9:30
finish: 16:30
venue: Hall
link: https://example.org/day
minimum group: 5
client: Trust
story: It began with a letter.
contact: Pat Post
words: {people served: neighbours, service: ward}
mission: To be there in time
mission agreed: 2027-03-01
charter: [We begin on time, We ask before we judge]
charter agreed: 2027-03-01
cover: The duty team
aims: [Know each other]
before: [Read the letter]
bring: [A pen]
notes: Open the side door
stock takes: {baseline: 2027-02-12}
sponsors: {exec: {name: Sasha Exec, title: Director}}
coaches: {lee: {name: Lee Coach, email: lee@example.org, coaches: [crisis-doctor]}}
coaching: {crisis-doctor: [2027-04-06, 2027-06-08]}
needs agreed with: {crisis-doctor: exec}
outcomes:
  - measure: Beds in time
    unit: days
    direction: down
    source: the ward's list
    baseline: 9
    aim: 7
    date: 2027-02-01
    owner: older-doctor
milestones:
  - {what: A new rota, by: 2027-06-01}
promises:
  - {sponsor: exec, what: A room for each pair, by: 2027-05-01}
pairs:
  crisis:
    service: Crisis
    site: North House
    challenge: Nights
    watch for: Who speaks first
    cover: Night team
    mission: To answer at night
    doctor: {name: Dr Ada Quartz, title: Consultant}
    manager: Ben Onyx
  rehab: {service: Rehab, challenge: Waits, doctor: Dr Cleo Beryl, manager: Dan Jasper}
  acute: {service: Acute, doctor: Dr Eve Topaz, manager: Finn Garnet}
  older: {service: Older adults, doctor: Dr Gil Agate, manager: Hana Pearl}
agenda:
  - arrive: 15m
  - talk: 20m
    title: Where we stand
    led by: exec
  - exercise: mission-nine-whys
    led by: rehab-manager
    why: To begin with what we share
  - exercise: audit-pair-reading
  - exercise: three-good-things
  - break: 15m
  - exercise: observe-pair-to-pair
  - feedback: 10m
"""

SIDE_BY_SIDE = """  - parallel:
      - {exercise: role-negotiation, who: [crisis, rehab], room: Blue room}
      - {talk: 40m, title: The other half, room: Red room}
"""
"""What names pairs to everybody, and those whom it does not name as well."""

TABLES = "  - exercise: bridge-rotating-tables\n"
"""Where everybody meets some and not all; whoever looks for the tables takes a second."""

FILES = {
    "actions.yaml": """format: 1
actions:
  - {id: one, who: crisis-doctor, what: We meet on Mondays, by: 2027-04-01, witness: acute-doctor}
  - {id: two, who: rehab, what: We answer in a day, told to all: yes}
""",
    "private/access.yaml": """format: 1
access:
  acute-manager: {needs: [large-print], diet: no nuts}
""",
    "private/sharing.yaml": """format: 1
sharing:
  crisis-doctor: {sharing: both partners, since: 2027-02-01, being observed: yes}
  crisis-manager: {sharing: both partners, since: 2027-02-01, being observed: yes}
  rehab-doctor: {sharing: both partners, since: 2027-02-01, being observed: yes}
  rehab-manager: {sharing: both partners, since: 2027-02-01, being observed: yes}
  acute-doctor: {sharing: both partners, since: 2027-02-01, being observed: yes}
  acute-manager: {sharing: both partners, since: 2027-02-01, being observed: yes}
  older-doctor: {being observed: yes}
  older-manager: {being observed: yes}
""",
    "exercises/three-good-things.yaml": """format: 1
name: Three good things
purpose: So that we start with what works
steps:
  - 3m Write down three things that went well
  - 7m Tell your partner
debrief: [Which of them would you have missed?]
watch: [Nobody is interrupted]
""",
    "_brand.yml": """meta: {name: North Trust}
color: {primary: navy}
""",
    "templates/handouts/own-page.md": """---
format: 1
title: A page of our own
for: each person
---

# What {{ person.name }} does

In {{ pair.service }}.

{% for one in watches %}
- {{ one.pair }}: {{ one.challenge }}, {{ one.watch_for }}
{% endfor %}
{% for one in seats %}
- {{ one.people | join(", ") }}
{% endfor %}
{% for one in actions %}
- {{ one.what }} ({{ one.witness }})
{% endfor %}
""",
}

Way = tuple[str, tuple[str | int, ...], str]
"""A file, the keys down to one of its values, and what is said there instead."""


def write(folder: Path, *, more: str = "") -> Path:
    """Write the plan into a folder, with more at the end of its day, and return it."""
    write_plan(folder, plan=PLAN + more)
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def ways(folder: Path) -> Iterator[Way]:
    """Yield a change of each value of each file of a plan, however deep it stands."""
    said = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
    for name in (name for name in said if not name.startswith("out/")):
        path = folder / name
        if path.suffix in {".yaml", ".yml"}:
            for keys, value in _leaves(read(path.read_bytes(), name).data, ()):
                for other in _others(value):
                    yield name, keys, other
        elif path.suffix == ".csv":
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 1):
                for place, value in enumerate(line.split(",")[3:], 3):
                    yield name, (number, place), "1" if value != "1" else "2"
        elif path.suffix == ".md":
            yield name, (), path.read_text(encoding="utf-8") + "\nMore.\n"


def _leaves(data: Any, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, dict):
        for key, one in data.items():
            yield from _leaves(one, (*way, key))
    elif isinstance(data, list):
        for number, one in enumerate(data):
            yield from _leaves(one, (*way, number))
    elif data is not None:
        yield way, str(data)


INSTEAD = {
    "yes": "no",
    "navy": "teal",
    "down": "up",
    "trust": "respect",
    "respect": "trust",
    "crisis": "older",
    "rehab": "acute",
    "exec": "crisis-manager",
    "acute-doctor": "rehab-doctor",
    "older-doctor": "rehab-doctor",
    "crisis-doctor": "rehab-doctor",
    "both partners": "group only",
    "audit-pair-reading": "charter-seen-and-unseen",
    "large-print": "no-colour",
}
"""What takes the place of words that are not anybody's own choice."""


def _others(value: str) -> Iterator[str]:
    """Yield what could stand there instead."""
    if value in INSTEAD:
        yield INSTEAD[value]
    elif value[:4].isdigit() and value[4:5] == "-":
        yield f"{value[:-1]}{(int(value[-1]) + 1) % 10}"
    elif value[:1].isdigit():
        figures = value[: len(value) - len(value.lstrip("0123456789"))]
        yield f"{int(figures) + 5}{value[len(figures) :]}"
    else:
        yield f"{value} zither"


def change(folder: Path, way: Way) -> None:
    """Say something else at one place of a plan."""
    name, keys, other = way
    path = folder / name
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = other
    elif path.suffix == ".csv":
        rows = [line.split(",") for line in text.splitlines()]
        rows[int(keys[0])][int(keys[1])] = other
        text = "\n".join(map(",".join, rows)) + "\n"
    else:
        data = read(text.encode(), name).data
        inside = data
        for key in keys[:-1]:
            inside = inside[key]
        inside[keys[-1]] = other
        text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    path.write_text(text, encoding="utf-8")


def stale(folder: Path, known: dict[str, PageFacts]) -> list[str] | None:
    """Return the pages that would be taken for one of those `known` and say something else.

    None where the plan has errors, so that nothing would be built of it. `known` then has all
    pages of the plan.
    """
    analysis = analyse(folder)
    if stops(analysis.faults):
        return None
    found = []
    templates, _ = plan_templates(folder)
    for table in analysis.timetables:
        context = day_context(analysis, table, sample=False)
        jobs, _, names = jobs_of_day(templates, context, look_of(analysis.plan))
        made_from = MadeFrom(names.context, "")
        whole = not known
        for job in jobs:
            of = made_from.page(job)
            if whole or of in known:
                document, _ = compose(job, names)
                facts = facts_of(document) if document else None
                if whole and facts:
                    known[of] = facts
                elif facts != known.get(of):
                    found.append(f"{table.day.id}/{job.path_stem}")
    return found


def files(folder: Path) -> dict[str, bytes]:
    """Return all that was built, by path."""
    out = folder / "out"
    return {str(one.relative_to(out)): one.read_bytes() for one in out.rglob("*") if one.is_file()}


def main() -> None:
    """Change every value once, build on what was there and afresh, and compare all bytes."""
    built = 0
    with tempfile.TemporaryDirectory() as name:
        plan = write(Path(name) / "plan")
        if not build(plan, Options()).days:
            sys.exit("the plan as it is written is not built")
        for number, way in enumerate(ways(plan)):
            here, afresh = Path(name) / f"{number}", Path(name) / f"{number}-afresh"
            shutil.copytree(plan, here)
            for ticks in here.rglob("tick-list.csv"):  # each goes on from the last one
                ticks.unlink()
            change(here, way)
            write(afresh)
            change(afresh, way)
            faults = build(here, Options()).faults
            if stops(faults):
                continue
            build(afresh, Options())
            built += 1
            if files(here) != files(afresh):
                sys.exit(f"{way}: what was built on another differs from what is built afresh")
            shutil.rmtree(here)
            shutil.rmtree(afresh)
    sys.stdout.write(f"{built} changed plans, each built on the last one as it is built afresh\n")


if __name__ == "__main__":
    main()
