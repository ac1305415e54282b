"""What is to mend, for a screen: the faults that `check` tells, the same ones together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from facilitate.faults import Fault, Place, Severity
from facilitate.load.yaml_values import YamlText
from facilitate.report import together

SEVERITIES: Mapping[Severity, str] = {
    "error": "Mend first",
    "warning": "Mend",
    "advice": "Think about",
}
"""What is done about a fault of each severity."""

FIELDS: Mapping[str, str] = {
    "start": "When the day starts",
    "finish": "When the day is to end",
    "venue": "Where the day is",
    "date": "Another date",
}
"""What a field of the browser is called in which a key of a day can be said otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A fault as a screen tells it.

    `places` are all places of which the same is said. `field` is what the browser's own is called
    in which it can be mended, empty where there is none.
    """

    severity: Severity
    what: str
    code: str
    message: str
    hint: str
    places: tuple[Place, ...]
    also: Place | None
    also_is: str
    field: str


def told(faults: Iterable[Fault]) -> tuple[Told, ...]:
    """Return the faults, the worst first, each in the words of `check`."""
    order = list(SEVERITIES)
    found = [_told(same) for same in together(faults)]
    return tuple(sorted(found, key=lambda one: order.index(one.severity)))


def _told(same: Sequence[Fault]) -> Told:
    first = same[0]
    return Told(
        severity=first.severity,
        what=SEVERITIES[first.severity],
        code=first.code,
        message=first.message,
        hint=first.hint,
        places=tuple(fault.place for fault in same if fault.place),
        also=first.also,
        also_is=first.also_is,
        field=FIELDS.get(".".join(map(str, first.at.path)), "") if first.at else "",
    )


def told_at_lines(faults: Iterable[Fault]) -> Mapping[int, tuple[Told, ...]]:
    """Return the faults of one file by their lines; those of the whole file under its first."""
    by_line: dict[int, list[Fault]] = {}
    for fault in faults:
        by_line.setdefault((fault.place and fault.place.line) or 1, []).append(fault)
    return {line: told(some) for line, some in by_line.items()}


def counts(faults: Iterable[Fault]) -> tuple[int, int]:
    """Return how many things are to mend and how many to think about; what is told once is one."""
    found = told(faults)
    thought = sum(one.severity == "advice" for one in found)
    return len(found) - thought, thought


def shown_files(sources: Mapping[str, YamlText]) -> Mapping[str, Sequence[str]]:
    """Return the lines of the files that may be read on a screen: nothing of `private/`."""
    return {name: source.lines for name, source in sources.items() if not is_private(name)}


def is_private(file: str) -> bool:
    """Say whether a file lies in `private/`."""
    return file.startswith("private/")
