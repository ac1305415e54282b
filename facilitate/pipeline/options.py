"""What a build was asked for, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from facilitate.faults import Fault
from facilitate.out.manifest import Entry


@dataclass(frozen=True, slots=True)
class Options:
    """What a build was asked for. `only` are ids of pairs, people, sponsors or days."""

    out: Path | None = None
    only: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    sample: bool = False
    force: bool = False
    one_file: bool = False
    jobs: int = 1

    def told(self) -> Mapping[str, str]:
        """Return the options that change what is made, as words for the hash of inputs."""
        return {
            "only": ",".join(sorted(self.only)),
            "formats": ",".join(sorted(self.formats)),
            "sample": str(self.sample),
            "one-file": str(self.one_file),
        }


@dataclass(frozen=True, slots=True)
class BuiltDay:
    """One day's result: its folder, its files, which of them are new, what was left out and why."""

    id: str
    title: str
    folder: Path
    files: tuple[Entry, ...]
    fresh: frozenset[str] = frozenset()
    skipped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """A build's result. `unchanged` means that nothing had to be done.

    `warnings` then is how many the last build told, which are not looked for again.
    """

    days: tuple[BuiltDay, ...]
    faults: tuple[Fault, ...]
    unchanged: bool = False
    warnings: int = 0
