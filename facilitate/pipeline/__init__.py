"""The order of the steps, what a build was asked for, and where its time goes.

`analyse` walks from the files to the faults: load, audit, schedule, check. `build` goes on from
there: compose, write, verify, and the files into place. No other module knows the order.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from time import perf_counter

from facilitate.structs import Struct

OnProgress = Callable[[str], None]
"""Is told the name of each document when it is finished."""


class Options(Struct):
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


@dataclass(slots=True)
class Profile:
    """The seconds of each step by what they were spent on, and how often that was done.

    PDFs are written side by side, so all together may be more than what the clock says.
    `finished` hears the name of each document when it is.
    """

    finished: OnProgress = lambda _: None
    spent: dict[tuple[str, str], tuple[float, int]] = field(
        default_factory=lambda: defaultdict(lambda: (0.0, 0))
    )
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def step(self, step: str, what: str = "") -> Iterator[None]:
        """Count the time inside the block for this step and template."""
        begun = perf_counter()
        yield
        taken = perf_counter() - begun
        with self._lock:
            seconds, times = self.spent[step, what]
            self.spent[step, what] = seconds + taken, times + 1

    def by_step(self) -> dict[str, float]:
        """Return the seconds of each step that was taken, the longest first."""
        total: dict[str, float] = defaultdict(float)
        for (step, _), (seconds, _) in self.spent.items():
            total[step] += seconds
        return dict(sorted(total.items(), key=lambda one: -one[1]))
