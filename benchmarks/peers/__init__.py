"""Other ways to make the same files, each in an environment of its own (`.bench/NAME`).

What stands beside this file runs in such an environment and knows nothing of ours.
"""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.processes import ROOT, run

ENVIRONMENTS = ROOT / ".bench"
NEEDS = {
    "typst_by_hand": ("typst==0.15.2",),
    "docxtpl_pptx": ("docxtpl==0.20.2", "python-pptx==1.0.2"),
}


class NotHadError(Exception):
    """A peer could not be set up; says why."""


def measured(peer: str, *arguments: str) -> float:
    """Return the CPU seconds that a peer's own loop took, without its start.

    Raises `NotHadError` where its packages cannot be had.
    """
    done = run(str(_python(peer)), str(Path(__file__).parent / f"{peer}.py"), *arguments)
    return float(json.loads(done.said)["seconds"])


def _python(peer: str) -> Path:
    """Return the interpreter of a peer's environment, made on the first call."""
    folder = ENVIRONMENTS / peer
    found = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ready = folder / ".ready"
    if not ready.exists():
        make = [sys.executable, "-m", "venv", str(folder)]
        fetch = [str(found), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        try:
            subprocess.run(make, check=True, capture_output=True)
            subprocess.run([*fetch, *NEEDS[peer]], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise NotHadError(f"{', '.join(NEEDS[peer])} could not be fetched") from error
        ready.touch()
    return found
