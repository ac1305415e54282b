"""What was found and built, for people and for programs."""

from collections.abc import Iterable, Sequence
from typing import Any

from facilitate.faults import Fault, Place, stops

SCHEMA = 1
_BOLD, _RED, _YELLOW, _BLUE, _PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[0m"
_COLOUR = {"error": _RED, "warning": _YELLOW, "advice": _BLUE}


def ordered(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults by file and line, errors before warnings before advice on one line."""
    rank = {"error": 0, "warning": 1, "advice": 2}

    def key(fault: Fault) -> tuple[str, int, int, int, str]:
        place = fault.place or Place("")
        return (place.file, place.line or 0, rank[fault.severity], place.column or 0, fault.code)

    return sorted(dict.fromkeys(faults), key=key)


MOST_NAMED = 9
"""So many other places of which the same is said are named; of more, their number is told."""


def render_faults(faults: Iterable[Fault], *, colour: bool = False) -> str:
    """Return the faults as people read them: code, words, file:line:column, the line, the help."""
    return "\n".join(_one(same[0], same[1:], colour=colour) for same in together(faults))


def together(faults: Iterable[Fault]) -> list[list[Fault]]:
    """Return the faults in order, those together that say the same of several places.

    An error of a line is told by itself: each line has to be mended.
    """
    groups: dict[object, list[Fault]] = {}
    for fault in ordered(faults):
        alone = fault.place is None or (fault.severity == "error" and fault.place.line is not None)
        key = fault if alone or fault.also else (fault.code, fault.message, fault.hint)
        groups.setdefault(key, []).append(fault)
    return list(groups.values())


def _one(fault: Fault, more: Sequence[Fault], *, colour: bool) -> str:
    paint = _COLOUR[fault.severity] if colour else ""
    bold, plain = (_BOLD, _PLAIN) if colour else ("", "")
    lines = [f"{paint}{fault.severity}[{fault.code}]{plain}{bold}: {fault.message}{plain}"]
    place = fault.place
    if place is not None:
        lines.append(f"  --> {_where(place)}")
        if place.source and place.line and not place.file.startswith("private/"):
            lines += _snippet(place)
    if more:
        files = [_where(one.place) for one in more if one.place]
        what = "places" if place is not None and place.line else "files"
        named = ", ".join(files) if len(files) <= MOST_NAMED else f"{len(files)} other {what}"
        lines.append(f"   = note: also in {named}")
    if fault.also is not None:
        lines.append(f"   = note: {fault.also_is}: {_where(fault.also)}")
    if fault.hint:
        lines.append(f"   = help: {fault.hint}")
    return "\n".join(lines) + "\n"


def _where(place: Place) -> str:
    parts = [place.file, *(str(n) for n in (place.line, place.column) if n is not None)]
    return "".join(letter if letter.isprintable() else "?" for letter in ":".join(parts))


def _snippet(place: Place) -> list[str]:
    """Return the source line with carets; very long lines are cut to a window round the place."""
    number = str(place.line)
    gutter = " " * len(number)
    column = (place.column or 1) - 1
    start = max(0, column - 60) if len(place.source) > 100 else 0
    source = place.source[start : start + 100]
    length = max(1, min((place.end or column + 2) - 1, start + len(source)) - column)
    lead = "".join("\t" if letter == "\t" else " " for letter in source[: column - start])
    return [
        f" {gutter} |",
        f" {number} | {source}",
        f" {gutter} | {lead}{'^' * length}",
    ]


def counted(faults: Sequence[Fault]) -> str:
    """Return `2 errors, 1 warning`, or `no faults`; what is told once counts once."""
    parts, told = [], [same[0] for same in together(faults)]
    for severity, one, many in (
        ("error", "error", "errors"),
        ("warning", "warning", "warnings"),
        ("advice", "piece of advice", "pieces of advice"),
    ):
        number = sum(fault.severity == severity for fault in told)
        if number:
            parts.append(f"{number} {one if number == 1 else many}")
    return ", ".join(parts) or "no faults"


def as_json(faults: Iterable[Fault], **more: Any) -> dict[str, Any]:
    """Return what `--json` prints: schema, ok (false only with errors), faults, and more."""
    found = ordered(faults)
    return {
        "schema": SCHEMA,
        "ok": not stops(found),
        "faults": [_fault_json(fault) for fault in found],
        **more,
    }


def _fault_json(fault: Fault) -> dict[str, Any]:
    place = fault.place or Place("")
    return {
        "code": fault.code,
        "severity": fault.severity,
        "message": fault.message,
        "hint": fault.hint,
        "file": place.file or None,
        "line": place.line,
        "column": place.column,
    }
