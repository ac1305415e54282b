"""The order of the steps, and nothing else.

`analyse` walks from the files to the faults: load, audit, schedule, check. `build` goes on from
there: compose, write, verify, and the files into place. No other module knows the order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

OnProgress = Callable[[str], None]
"""Is told the name of each document when it is finished."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a build was asked for. `only` are ids of pairs, people, sponsors or days.

    As many PDFs as `jobs` says are typeset side by side.
    With `singles` what lies in packs is written as files of their own, too.
    `today` is the day from which it looks back for what nobody has recorded; None: it does not.
    With `printed_at` the sheets of the days that are built go on paper then.
    """

    out: Path | None = None
    only: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    sample: bool = False
    force: bool = False
    one_file: bool = False
    singles: bool = False
    jobs: int = 1
    today: date | None = None
    printed_at: datetime | None = None

    def as_words(self) -> Mapping[str, str]:
        """Return the options that change what is made, as words for the hash of inputs."""
        return {
            "only": ",".join(sorted(self.only)),
            "formats": ",".join(sorted(self.formats)),
            "sample": str(self.sample),
            "one-file": str(self.one_file),
            "singles": str(self.singles),
        }
