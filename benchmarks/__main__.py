"""`make bench`: the figures that the project promises, measured in this very run.

Every figure is CPU time (children included) of the same machine in the same minutes; ratios are
taken round by round, ours and the peer's in turn, and given as median with the range.
"""

import argparse

from benchmarks import pack, rebuild, slips, start


def main() -> None:
    """Print one block of figures after another."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    pack.report(pairs=asked.pairs, rounds=asked.rounds)
    rebuild.report()
    start.report()
    slips.report()


if __name__ == "__main__":
    main()
