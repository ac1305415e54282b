"""Whole processes: their CPU and wall seconds with all children, and the most memory they held."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Run:
    """One process that ended: seconds of CPU and by the clock, megabytes, what it printed."""

    cpu: float
    wall: float
    mb: float
    said: str


def run(*command: str, cwd: Path = ROOT) -> Run:
    """Run a command to its end. A build has threads and no workers: its peak is of all together."""
    begun = time.monotonic()
    with subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[:4])} ended with {process.returncode}")
    cpu = used.ru_utime + used.ru_stime
    return Run(cpu, time.monotonic() - begun, used.ru_maxrss / 1024, said)


def facilitate(*arguments: str) -> Run:
    """Run the program."""
    return run(sys.executable, "-m", "facilitate", *arguments)


def bare_python() -> Run:
    """Run a program that does nothing."""
    return run(sys.executable, "-c", "pass")
