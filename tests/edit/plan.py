"""A small plan of one file and of several, as people write them, for tests of changes."""

from pathlib import Path

from facilitate.edit.plan_snapshot import take_snapshot
from facilitate.edit.proposal import Act, Edit, propose

DAY = """# Our first day
title: First day
date: 2027-03-09        # a Tuesday
start: 9:30
finish: 12:45           # the room is locked then
venue: Hall
agenda:
  - arrive: 15m         # coffee
  # the long one
  - exercise: role-negotiation
    room: Oak
    why: So that we know who decides
  - break: 15 min

  # after the break
  - talk: 30m
    title: "What's new: the contract"
    led by: Alex Speaker
  - exercise: audit-pair-reading
    time: 45m   # not more
  - feedback: 10m
"""

PEOPLE = """# who takes part
sponsors: {exec: Sasha Exec}
pairs:
  crisis: {service: Crisis, doctor: Dr Ada Quartz, manager: Ben Onyx}
  rehab:
    service: Rehab       # since May
    doctor: {name: Dr Cleo Beryl, title: Consultant}
    manager: Dan Jasper  # acting
  acute: {service: Acute, doctor: Dr Eve Topaz, manager: Finn Garnet}
"""

DAY_FILE = "agendas/1-first.yaml"


def one_file(folder: Path, day: str = DAY) -> Path:
    """Write the plan as one file and return its path."""
    path = folder / "plan.yaml"
    path.write_bytes(f"format: 1\n{PEOPLE}{day}".encode())
    return path


def several_files(folder: Path, day: str = DAY) -> Path:
    """Write the plan as a programme with one agenda and return its folder."""
    (folder / "agendas").mkdir()
    programme = f"format: 1\nprogramme: P\n{PEOPLE}away days: [{DAY_FILE}]\n"
    (folder / "programme.yaml").write_bytes(programme.encode())
    (folder / DAY_FILE).write_bytes(f"format: 1\n{day}".encode())
    return folder


def change(path: Path, act: Act) -> Edit:
    """Return what an act would do to a plan."""
    return propose(take_snapshot(path), act)


def lines(edit: Edit, file: str = DAY_FILE) -> list[str]:
    """Return the lines of a file that went, with a -, and those that came, with a +."""
    old, new = (text.decode().splitlines() for text in edit.files[file])
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return [*(f"-{line}" for line in old), *(f"+{line}" for line in new)]
