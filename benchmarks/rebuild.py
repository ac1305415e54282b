"""A rebuild of the example programme with nothing changed, as a whole process."""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from facilitate.shipped import shipped


def report() -> None:
    """Print CPU and wall seconds of the first build and of the second one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "plan"
        shutil.copytree(shipped("agendas") / "example", folder)
        first, first_wall = _run(folder)
        again, again_wall = _run(folder)
    print("The example programme, three days, whole process")
    print(f"  first build             {first:8.2f} s CPU {first_wall:7.2f} s wall")
    print(f"  nothing changed         {again:8.2f} s CPU {again_wall:7.2f} s wall   promised: 0.5")


def _run(folder: Path) -> tuple[float, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    command = [sys.executable, "-m", "facilitate", "build", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall
