"""What one waits for at each start: help, a check in an editing loop, a browser's first screen."""

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from httpx2 import Client

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
        screen = first_screen(example)
        results.seconds.setdefault("serve_first_screen", []).append(screen)
        results.ratios.setdefault("serve_first_screen_vs_python", []).append(screen / bare)
        ours = _cpu(lambda: validate_lenient(ProgrammeFile, read(text, "programme.yaml")))
        load = _cpu(lambda: yaml.load(text, yaml.CSafeLoader))
        results.ratios.setdefault("check_vs_yaml_load", []).append(ours / load)


def first_screen(plan: str) -> float:
    """Return the CPU seconds of `serve` until all of the first screen is there."""
    typed = ("-m", "facilitate", "serve", plan, "--no-browser")
    with subprocess.Popen(
        [sys.executable, *typed], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout
        address = server.stdout.readline().split()[-1]
        base = address.partition("enter?")[0]
        with Client(follow_redirects=True, timeout=300) as client:
            client.get(address)
            with client.stream("GET", f"{base}events?reading=0") as told:
                next(told.iter_lines())
            assert 'class="acts"' in client.get(base).text
        server.send_signal(signal.SIGINT)
        _, status, used = os.wait4(server.pid, 0)
        server.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime


def plan_text() -> str:
    """Return a sound programme of so many lines."""
    head = (shipped("agendas") / "example" / "programme.yaml").read_text(encoding="utf-8")
    head = head[: head.index("pairs:\n")] + "pairs:\n"
    pairs = range((LINES - head.count("\n")) // PAIR.count("\n"))
    return head + "".join(PAIR.format(number) for number in pairs)


def _cpu(work: Callable[[], object]) -> float:
    gc.collect()  # or what was left before is collected in every second load of a few milliseconds
    begun = time.process_time()
    work()
    return time.process_time() - begun
