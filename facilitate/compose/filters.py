"""The filters a template may use: Jinja2's harmless ones and a few for words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from jinja2.filters import FILTERS

from facilitate.compose.seal import joined, keeping, shown

KNOWN = (
    *("abs", "batch", "capitalize", "d", "default", "first", "int", "last", "length", "list"),
    *("lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round"),
    *("select", "selectattr", "slice", "sort", "sum", "title", "trim", "truncate", "unique"),
    *("upper",),
)

NUMBER_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)


def listed(values: Iterable[object], word: str = "and") -> str:
    """Return `a`, `a and b` or `a, b and c`."""
    parts = [value if isinstance(value, str) else shown(value) for value in values]
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + f" {word} " + parts[-1]


def counted(value: Any) -> str:
    """Return a whole number to twelve as a word and above in figures; of a list its length."""
    number = value if isinstance(value, int) else len(value)
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else shown(number)


def plural(number: Any, one: str, many: str = "") -> str:
    """Return `1 person` or `3 people`."""
    size = number if isinstance(number, int | float) else len(number)
    return f"{shown(size)} {one if size == 1 else many or one + 's'}"


def by_two(values: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any]]:
    """Return a list as its first and second half; the first is the longer one."""
    parts = tuple(values)
    half = (len(parts) + 1) // 2
    return parts[:half], parts[half:]


def _joined_with(values: Iterable[object], between: str = "") -> str:
    parts: list[object] = []
    for value in values:
        parts += [between, value] if parts else [value]
    return joined(parts)


def filters() -> Mapping[str, Callable[..., Any]]:
    """Return the filters by name; the owner of what goes in is the owner of what comes out."""
    ours: dict[str, Callable[..., Any]] = {
        "join": _joined_with,
        "and": listed,
        "or": lambda values: listed(values, "or"),
        "count": counted,
        "plural": plural,
        "by_two": by_two,
    }
    known = {name: FILTERS[name] for name in KNOWN}
    return {name: keeping(function) for name, function in (known | ours).items()}
