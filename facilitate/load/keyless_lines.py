"""Words that stand alone on a line where a key and a value are wanted, read with a key in front."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pydantic import BaseModel

from facilitate.faults import KeyPath, nearest
from facilitate.load.file_kinds import known_keys
from facilitate.load.line_repairs import Repair, goes_on_with_a_colon
from facilitate.load.problems import Check, Model, Problem
from facilitate.load.yaml_line import COLON, Line, line_of, quoted
from facilitate.load.yaml_values import YamlText, read_lines

MOST_TRIES = 60
"""How many keys are tried in front of the words of one file."""
_MOST_WORDS = 3  # of a key


def with_keys_in_front(
    source: YamlText,
    check: Check[Model],
    look: Callable[[YamlText], Check[Model]],
    model: type[Model],
) -> tuple[YamlText, Check[Model]]:
    """Return the file with a key put in front of words that stand alone, told at their line.

    That is done where fewer faults are left with the key than with what was made of the line. Of
    several that fit as well, one that is missing there is taken; of none that is, two are told.
    A line that was moved, and then has no key that is known, is tried as the end of a text.
    """
    tries = MOST_TRIES
    for repair in source.repairs if source.data is not None else ():
        now = check.all_errors(source)
        missing = [str(error.path[-1]) for error in now if error.kind == "missing"]
        possible = list(_possible(repair, source, now, missing, model))[:tries]
        tries -= len(possible)
        found = _fewest_left(possible, source, look, most=len(now))
        if not found:
            continue
        (key, mended, tried, after), *others = found
        fewer = len(after.all_errors(tried)) < len(now)
        if not fewer and (not _is_remark(repair) or {one for one, *_ in found} & {*missing}):
            continue
        if (others and key not in missing) or not fewer:
            fits = [one for one, *_ in found]
            keys = " or ".join(f"{one}:" for one in [k for k in fits if k in _OF_WORDS] or fits[:2])
            hint = f"Write what it is and a colon in front of it, such as {keys}"
            hint += "; or # if it is a remark." if _is_remark(repair) else ""
            mended = replace(repair, hint=hint)
        if not fewer:
            tried, after = replace(source, faults=source.faults[len(source.repairs) :]), check
        repairs = [mended if one is repair else one for one in source.repairs]
        source, check = source.as_tried(tried, repairs), after
    return source, check


def _fewest_left(
    possible: Sequence[tuple[str, Repair]],
    source: YamlText,
    look: Callable[[YamlText], Check[Model]],
    *,
    most: int,
) -> list["_Found[Model]"]:
    """Return those of the repairs that leave fewest faults, and no more than `most`."""
    found: list[_Found[Model]] = []
    for key, mended in possible:
        tried = read_lines(mended.put_into(source.mended), source.file)
        if tried.data is None:
            continue
        after = look(tried)
        left = len(after.all_errors(tried))
        if left < most:
            most, found = left, []
        if left == most:
            found.append((key, mended, tried, after))
    return found


_OF_WORDS = frozenset({"title", "name", "what", "text", "notes"})
"""Keys after which most words stand that are written alone."""
_Found = tuple[str, Repair, YamlText, Check[Model]]


def _is_remark(repair: Repair) -> bool:
    """Say whether nobody knows what the words of a line are, so that they are read as a remark."""
    return (repair.mended or "").lstrip().startswith("#")


def _holder(source: YamlText, one: Line) -> KeyPath | None:
    """Return what the keys level with a line stand in, the nearest of them; None without any."""
    level = [
        (abs(spot.line - one.number), path[:-1])
        for path, spot in source.keys.items()
        if spot.column == one.at + 1 and abs(spot.line - one.number) <= _NEAR
    ]
    return min(level, key=lambda found: found[0])[1] if level else None


_NEAR = 2
"""How many lines away the next key of the same entry may stand."""


def _possible(
    repair: Repair,
    source: YamlText,
    now: Sequence[Problem],
    missing: Sequence[str],
    model: type[BaseModel],
) -> Iterator[tuple[str, Repair]]:
    """Yield keys with the line as it reads with each, those that are missing there first."""
    one = line_of(repair.line, source.lines[repair.line - 1])
    holder = _holder(source, line_of(repair.line, repair.mended or ""))
    if repair.moved or one.key is not None:
        places = [error.fault.place for error in now if error.kind == "unknown"]
        unknown = any(place and place.line == one.number for place in places)
        whole = goes_on_with_a_colon(one, source.lines) if unknown and repair.moved else None
        yield from [("", whole)] if whole else []
        return
    if holder is None:
        return
    there = {path[-1] for path in source.keys if path[:-1] == holder}
    known = [key for key in known_keys(model, holder) if key not in there]
    lead = source.lines[one.number - 1][: one.at]
    words = one.content.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        near = nearest(" ".join(words[:count]), known, alike=0.8)
        if near:
            rest = " ".join(words[count:])
            message = "This line has no colon after its key."
            yield near, _written(one, lead, message, f"{near}: {rest}")
    value = quoted(one.content) if COLON.search(one.content) else one.content
    for key in sorted(known, key=lambda key: key not in missing):
        message = f"There is no {key}: in front of these words."
        yield key, _written(one, lead, message, f"{key}: {value}")


def _written(one: Line, lead: str, message: str, mended: str) -> Repair:
    hint = f"Write {'- ' * bool(one.dashes)}{mended}"
    return Repair(one.number, one.at + 1, message, hint, lead + mended)
