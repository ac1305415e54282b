"""Make, compose and build as many programmes as one likes: `make soak N=1000`.

Beside each, damaged files of the examples are read.

Each finding is one line: seed, kind, file, what. The lines are kept in a file, so that a run that
was stopped goes on behind its last programme.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.programmes.findings import Finding, built, composed
from tests.programmes.generator import made_up
from tests.programmes.reads import reads

DONE = "done"
READ = 20
"""Damaged files of the examples that are read and checked beside each made-up programme."""


@dataclass(frozen=True, slots=True)
class How:
    """How closely programmes are looked at: built or composed only, of which sizes, how deeply."""

    build: bool = True
    deep: bool = True
    small: bool = False
    most_pairs: int = 60


def look_at(seed: int, how: How) -> Iterator[Finding]:
    """Yield everything that is wrong with the programme of a seed."""
    made = made_up(seed, small=how.small, most_pairs=how.most_pairs)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "programme"
        found = list(composed(made, folder, all_readers=how.build))
        yield from found
        if how.build and not any(one.kind in {"check refuses", "crash"} for one in found):
            yield from built(made, folder, deep=how.deep)
        yield from reads(seed * READ, READ, Path(place))


def soak(first: int, number: int, report: Path, how: How) -> Counter[str]:
    """Look at so many programmes from a seed on; return how many findings there are of each kind.

    Seeds that the report has as done are not looked at again.
    """
    before = report.read_text(encoding="utf-8").splitlines() if report.is_file() else []
    rows = [line.split("\t") for line in before]
    done = {int(row[0]) for row in rows if row[1] == DONE}
    kinds = Counter(row[1] for row in rows if row[1] != DONE and int(row[0]) in done)
    with report.open("a", encoding="utf-8") as file:
        for seed in range(first, first + number):
            if seed in done:
                continue
            found = list(look_at(seed, how))
            for one in found:
                sys.stdout.write(f"{one}\n")
            file.writelines(f"{one}\n" for one in found)
            file.write(f"{seed}\t{DONE}\n")
            file.flush()
            kinds.update(one.kind for one in found)
    return kinds


def main() -> int:
    """Return 0 if nothing was found, else 1."""
    words = argparse.ArgumentParser(description="Build programmes that nobody wrote.")
    words.add_argument("number", type=int, help="how many programmes")
    words.add_argument("--first", type=int, default=0, help="the first seed")
    words.add_argument("--report", type=Path, default=Path("soak.txt"), help="where findings go")
    words.add_argument("--composed", action="store_true", help="compose only, build nothing")
    words.add_argument("--shallow", action="store_true", help="open no finished file once more")
    words.add_argument("--small", action="store_true", help="three pairs and one day at most")
    words.add_argument("--most-pairs", type=int, default=60, help="pairs of the largest")
    given = words.parse_args()
    how = How(
        build=not given.composed,
        deep=not given.shallow,
        small=given.small,
        most_pairs=given.most_pairs,
    )
    kinds = soak(given.first, given.number, given.report, how)
    for kind, count in kinds.most_common():
        sys.stdout.write(f"{count:8} {kind}\n")
    return 1 if kinds else 0


if __name__ == "__main__":
    raise SystemExit(main())
