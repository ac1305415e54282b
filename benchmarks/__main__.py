"""`make bench`: the figures that the project promises, measured in this very run.

Every figure is CPU time (children included) of the same machine in the same minutes; ratios are
taken round by round, ours and the peer's in turn, and given as median with the range. They come as
one table, and in `RESULTS.md` and `results.json` beside this file.
"""

import argparse
from collections.abc import Callable

from benchmarks import builds, pack, pages, slips, starts
from benchmarks.results import FOLDER, Results


def main() -> None:
    """Measure one thing after another, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=int, default=300, help="pairs of the largest build")
    parser.add_argument("--only", nargs="*", default=[], help="some parts; the rest stays")
    asked = parser.parse_args()
    results, rounds, most = Results(), asked.rounds, asked.most
    parts: dict[str, Callable[[], None]] = {
        "starts": lambda: starts.report(results, rounds=rounds),
        "pages": lambda: pages.report(results, pairs=30, rounds=rounds),
        "pack": lambda: pack.report(results, pairs=30, rounds=rounds),
        "example": lambda: builds.example(results, rounds=min(rounds, 3)),
        "one name": lambda: builds.one_name(results, pairs=100, rounds=rounds),
        "many": lambda: builds.many(results, few=30, most=most, rounds=rounds),
        "slips": slips.report,
    }
    for name in asked.only or parts:
        parts[name]()
        results.write()
    print((FOLDER / "RESULTS.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
