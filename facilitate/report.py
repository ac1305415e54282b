"""What was found and built, for people and for programs."""

from collections import Counter, defaultdict
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


MOST_OF_A_KIND = 10
"""So many warnings of one code in one file are told whole; of the others, where they are."""


def render_faults(faults: Iterable[Fault], *, colour: bool = False) -> str:
    """Return the faults as people read them: code, words, file:line:column, the line, the help.

    Many warnings of one kind must not hide the rest of the list: of them the first few are told
    whole. Errors always are.
    """
    told: list[str] = []
    groups = together(faults)
    kinds = Counter(_kind(same[0]) for same in groups)
    seen: dict[object, list[Fault]] = defaultdict(list)
    for same in groups:
        kind = _kind(same[0])
        seen[kind].append(same[0])
        if same[0].severity == "error" or len(seen[kind]) <= MOST_OF_A_KIND:
            told.append(_one(same[0], same[1:], colour=colour))
        elif len(seen[kind]) == kinds[kind]:
            told.append(_rest(seen[kind][MOST_OF_A_KIND:], colour=colour))
    return "\n".join(told)


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


def _kind(fault: Fault) -> object:
    return (fault.code, fault.severity, fault.place.file if fault.place else "")


def _rest(faults: Sequence[Fault], *, colour: bool) -> str:
    """Return where more warnings of a kind are that was told several times already."""
    first = faults[0]
    lines = sorted({one.place.line for one in faults if one.place and one.place.line})
    where = f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}"
    if len(lines) > MOST_NAMED:
        where = f"between lines {lines[0]} and {lines[-1]}"
    place = f"  --> {_where(Place(first.place.file))}, {where}\n" if first.place and lines else ""
    title = _title(first, f"{len(faults):,} more like the {MOST_OF_A_KIND} above.", colour=colour)
    return f"{title}\n{place}"


def _title(fault: Fault, message: str, *, colour: bool) -> str:
    paint = _COLOUR[fault.severity] if colour else ""
    bold, plain = (_BOLD, _PLAIN) if colour else ("", "")
    return f"{paint}{fault.severity}[{fault.code}]{plain}{bold}: {message}{plain}"


def _one(fault: Fault, more: Sequence[Fault], *, colour: bool) -> str:
    lines = [_title(fault, fault.message, colour=colour)]
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
