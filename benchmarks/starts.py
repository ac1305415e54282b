"""What one waits for at each start: help, and a check in an editing loop."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from benchmarks.processes import bare_python, facilitate, run
from benchmarks.results import Results
from facilitate import registry
from facilitate.load.validate import validate_lenient
from facilitate.load.yaml_text import read
from facilitate.model import ProgrammeFile
from facilitate.shipped import shipped

LINES = 2000
PAIR = """  team-{0:03d}:
    service: Team {0}
    site: Northgate House
    challenge: Beds at short notice on a Friday
    watch for: Who says the last word, and how the other knows
    doctor: {{name: Dr A. Example {0}, title: Lead psychiatrist}}
    manager: {{name: B. Sample {0}, title: Service manager}}
"""


def report(results: Results, *, rounds: int) -> None:
    """Measure them, each in turn with bare Python or with the bare reading of the same text."""
    command = str(Path(sys.executable).with_name("facilitate"))
    verbs = [name.split("-", 1) for name in registry.shipped_modules("verb")]
    example = str(shipped("agendas") / "example")
    text = plan_text()
    validate_lenient(ProgrammeFile, read(text, "programme.yaml"))
    for _ in range(rounds):
        helps = [(run(command, *verb, "--help").cpu, bare_python().cpu) for verb in verbs]
        results.ratios.setdefault("help_vs_python", []).append(max(a / b for a, b in helps))
        checked, bare = facilitate("check", example).cpu, bare_python().cpu
        results.seconds.setdefault("check_example", []).append(checked)
        results.ratios.setdefault("check_example_vs_python", []).append(checked / bare)
        results.seconds.setdefault("python", []).append(bare)
        ours = _cpu(lambda: validate_lenient(ProgrammeFile, read(text, "programme.yaml")))
        load = _cpu(lambda: yaml.load(text, yaml.CSafeLoader))
        results.ratios.setdefault("check_vs_yaml_load", []).append(ours / load)


def plan_text() -> str:
    """Return a sound programme of so many lines."""
    head = (shipped("agendas") / "example" / "programme.yaml").read_text(encoding="utf-8")
    head = head[: head.index("pairs:\n")] + "pairs:\n"
    pairs = range((LINES - head.count("\n")) // PAIR.count("\n"))
    return head + "".join(PAIR.format(number) for number in pairs)


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
