"""Builds and rebuilds, as whole processes: the example, and many pairs on one day."""

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.many import write_programme
from benchmarks.processes import Run, bare_python, facilitate, run
from benchmarks.results import Results
from facilitate.shipped import shipped

LEAST_SHARE = 0.02
"""Steps that take less of a build than this are not looked at for how they grow."""


def example(results: Results, *, rounds: int) -> None:
    """Measure the example as it is usually built, and with every sheet as a file of its own."""
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "plan"
            shutil.copytree(shipped("agendas") / "example", folder)
            _whole(results, "example_build", folder, "build", str(folder), "--force")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "plan"
            shutil.copytree(shipped("agendas") / "example", folder)
            _whole(results, "example_singles", folder, "build", str(folder), "--singles")


def _whole(results: Results, name: str, folder: Path, *arguments: str) -> None:
    done = facilitate(*arguments)
    assert any((folder / "out").rglob("*.pdf"))
    results.seconds.setdefault(name, []).append(done.cpu)
    results.walls.setdefault(name, []).append(done.wall)


def many(results: Results, *, few: int, most: int, rounds: int) -> None:
    """Measure few and many pairs, how each step grows from one to the other, and a rebuild."""
    with tempfile.TemporaryDirectory() as name:
        small, large = (write_programme(Path(name) / str(n), n) for n in (few, most))
        (_, before), (done, after) = _by_step(small), _by_step(large)
        results.seconds["build_30"] = [sum(before.values())]
        results.seconds["build_300"] = [done.cpu]
        results.mb["build_300_peak"] = [done.mb]
        whole = sum(after.values())
        grown = [
            after[step] / before[step] * few / most
            for step in after
            if step in before and after[step] > whole * LEAST_SHARE
        ]
        results.ratios["growth"] = [max(grown)]
        results.ratios["verify_share"] = [after["verify"] / whole]
        _rebuilds(results, "rebuild_unchanged", large, rounds=rounds)


def one_name(results: Results, *, pairs: int, rounds: int) -> None:
    """Measure a build after one name was changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = write_programme(Path(name) / "plan", pairs)
        facilitate("build", str(folder))
        _rebuilds(results, "rebuild_one_name", folder, rounds=rounds, change=True)


def _rebuilds(
    results: Results, name: str, folder: Path, *, rounds: int, change: bool = False
) -> None:
    plan = folder / "plan.yaml"
    for number in range(rounds):
        if change:
            text = plan.read_text(encoding="utf-8")
            changed = text.replace(f"O'Neill {number}}}", f"O'Neill {number} Jr}}")
            plan.write_text(changed, encoding="utf-8")
        done, bare = facilitate("build", str(folder)), bare_python()
        results.seconds.setdefault(name, []).append(done.cpu)
        results.ratios.setdefault(f"{name}_vs_python", []).append(done.cpu / bare.cpu)
        results.seconds.setdefault("python", []).append(bare.cpu)


def _by_step(folder: Path) -> tuple[Run, dict[str, float]]:
    """Build in a process of its own and return it with the CPU seconds of each step."""
    done = run(sys.executable, "-m", "benchmarks.builds", str(folder))
    steps: dict[str, float] = json.loads(done.said.splitlines()[-1])
    return done, steps


def main() -> None:
    """Build a plan and print the CPU seconds of each step, where a profile has the clock's.

    Each step runs in one thread, so that thread's seconds are its own.
    """
    from facilitate import pipeline
    from facilitate.pipeline.build import build

    pipeline.perf_counter = time.thread_time
    built = build(Path(sys.argv[1]), pipeline.Options())
    steps = built.profile.by_step()
    steps["all else"] = time.process_time() - sum(steps.values())
    print(json.dumps(steps))


if __name__ == "__main__":
    main()
