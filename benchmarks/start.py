"""`facilitate --help` against bare Python, as whole processes in turn."""

import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 9


def report() -> None:
    """Print the ratio of CPU time of `--help` to that of an empty program."""
    command = str(Path(sys.executable).with_name("facilitate"))
    rows = [(_cpu(command, "--help"), _cpu(sys.executable, "-c", "pass")) for _ in range(ROUNDS)]
    ratios = [ours / bare for ours, bare in rows]
    ours = statistics.median(row[0] for row in rows) * 1000
    print("Start")
    print(f"  --help                  {ours:8.1f} ms CPU")
    print(
        f"  against bare Python     {statistics.median(ratios):8.1f} x"
        f"  [{min(ratios):.1f} to {max(ratios):.1f}]   promised: at most 5"
    )


def _cpu(*arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
