"""How far a build is, and where its time goes: seconds by step and by template."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from time import perf_counter

from facilitate.pipeline import OnProgress


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
