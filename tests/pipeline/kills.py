"""Builds killed at many points, and the builds that follow them: `make soak` runs these at length.

After a kill every finished file is whole, and the next build makes the same tree as if nothing had
happened: nothing of the killed one is left.
"""

import argparse
import hashlib
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.plans import ANSWERS, PLAN, QUESTIONS, answers, sharing, write_files

Hashes = Mapping[str, str]

AT_STEP = """
import os, signal, sys
from pathlib import Path
from facilitate.pipeline import Options
from facilitate.pipeline.build import build

folder, last, how = Path(sys.argv[1]), int(sys.argv[2]), getattr(signal, sys.argv[3])
steps = 0

def counted(real):
    def step(*args, **named):
        global steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), how)
        return real(*args, **named)
    return step

os.fsync, os.open, os.unlink = counted(os.fsync), counted(os.open), counted(os.unlink)
Path.replace, Path.mkdir = counted(Path.replace), counted(Path.mkdir)
build(folder, Options())
print(steps)
"""
"""A build that ends at the n-th file opened, flushed, moved or removed, or folder made."""


def two_days(folder: Path, *, venue: str = "Hall") -> Path:
    """Write a programme of two days with a stock take into a new folder, or write it anew.

    The venue stands in each day's title, so that a new one changes every sheet.
    """
    says, agenda = PLAN.split("agenda:")
    own = ("title", "date", "start", "finish", "venue")
    lines = [line for line in says.splitlines() if not line.startswith(own)]
    days = {"one": "2027-03-09", "two": "2027-06-08"}
    texts = {
        "programme.yaml": "\n".join(
            [*lines, "programme: Two days", "away days: [agendas/one.yaml, agendas/two.yaml]", ""]
        ),
        "questions.yaml": QUESTIONS,
        "private/stock-takes/baseline.answers.csv": answers(ANSWERS),
        "private/sharing.yaml": sharing(),
    }
    for day, date in days.items():
        head = f"format: 1\ntitle: Day {day}, {venue}\ndate: {date}\nstart: 9:30\nfinish: 12:30"
        texts[f"agendas/{day}.yaml"] = f"{head}\nvenue: {venue}\nagenda:{agenda}"
    write_files(folder, texts)
    return folder


def hashes(out: Path) -> Hashes:
    """Return every file in an output folder by its path, as a hash."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file()
    }


def is_finished(path: str) -> bool:
    """Say whether a file is one that people are given, and not half-made or about the folder."""
    return not any(part.startswith((".", "manifest.json")) for part in path.split("/"))


def started(*words: str) -> "subprocess.Popen[bytes]":
    """Start Python with these words, so that what it prints can be read."""
    return subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def lies(day: Path, seen: Hashes) -> list[str]:
    """Return the files of which a day's finished manifest says what is not so."""
    said = json.loads((day / "manifest.json").read_text(encoding="utf-8"))
    files = said["files"] if said["finished"] else []
    return [entry["path"] for entry in files if seen.get(entry["path"]) != entry["sha256"]]


def whole_tree(out: Path) -> Hashes:
    """Return the hash of every file of a folder but the lock, which a killed build leaves behind.

    It is open to nobody and stops nobody; the next build takes it away.
    """
    return {path: value for path, value in hashes(out).items() if path != ".lock"}


class Kills:
    """A programme that was built and then changed, to be built and killed as often as one likes."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.base = two_days(place / "base")
        build(self.base, Options(jobs=2))
        two_days(self.base, venue="Barn")
        self.before = whole_tree(self.base / "out")
        unkilled = self._copy("unkilled")
        with started("-c", AT_STEP, str(unkilled), "-1", "SIGKILL") as run:
            self.steps = int(run.communicate()[0])
        self.after = whole_tree(unkilled / "out")

    def _copy(self, name: str) -> Path:
        folder = self.place / name
        shutil.rmtree(folder, ignore_errors=True)
        return shutil.copytree(self.base, folder)

    def at_step(self, step: int, how: str) -> Iterator[str]:
        """Yield what is wrong after a kill at a step, and after the build that follows."""
        folder = self._copy("killed")
        with started("-c", AT_STEP, str(folder), str(step), how) as run:
            run.communicate()
        if run.returncode != -getattr(signal, how):
            yield f"not killed: {run.returncode}"
        yield from self._wrong(folder)

    def after_seconds(self, seconds: float, how: str) -> Iterator[str]:
        """Yield the same after a build that typesets side by side and is killed from outside."""
        folder = self._copy("killed")
        words = ("-m", "facilitate", "build", str(folder), "--jobs", "2")
        with started(*words) as run:
            try:
                run.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                run.send_signal(getattr(signal, how))
        yield from self._wrong(folder)

    def _wrong(self, folder: Path) -> Iterator[str]:
        seen = hashes(folder / "out")
        for manifest in (folder / "out").glob("*/manifest.json"):
            for path in lies(manifest.parent, hashes(manifest.parent)):
                yield f"the manifest of {manifest.parent.name} lies about {path}"
        for path, value in seen.items():
            if is_finished(path) and value not in (self.before.get(path), self.after.get(path)):
                yield f"torn: {path}"
        build(folder, Options(jobs=2))
        found = hashes(folder / "out")
        for path in found.keys() | self.after.keys():
            if found.get(path) != self.after.get(path):
                yield f"not as without a kill: {path}"


def main() -> int:
    """Return 0 if nothing was wrong after any kill, else 1."""
    words = argparse.ArgumentParser(description="Kill builds.")
    words.add_argument("number", type=int, help="how many kills of each kind")
    number = words.parse_args().number
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        kills = Kills(Path(place))
        for count in range(number):
            how = ("SIGKILL", "SIGTERM")[count % 2]
            step = 1 + kills.steps * count // number
            begun = time.monotonic()
            at_step = list(kills.at_step(step, how))
            seconds = (time.monotonic() - begun) * (count + 0.5) / number
            found = {
                f"{how} at step {step} of {kills.steps}": at_step,
                f"{how} after {seconds:.1f} s": list(kills.after_seconds(seconds, how)),
            }
            for what, lines in found.items():
                sys.stdout.writelines(f"{what}\t{line}\n" for line in lines or ("as it must be",))
                sys.stdout.flush()
                wrong += len(lines)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
