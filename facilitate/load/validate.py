"""A file's values as a model, and what is wrong with them in an organiser's words.

A file is validated once. Only where it has faults of shape is it looked at again: whether one
misplaced line explains them, and what it says without the values that have a fault.
"""

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from typing import Any, Generic

from pydantic import ValidationError

from facilitate.faults import At, Fault, KeyPath, Place, nearest, stops, without_echoes
from facilitate.load.file_kinds import keys_anywhere, known_keys, takes_list
from facilitate.load.key_faults import IN_PLACE
from facilitate.load.key_hints import HOW_MANY, belongs_elsewhere
from facilitate.load.problems import LISTS_OF_ITEMS, PRIVATE, Problem, roles_of, without_quotes
from facilitate.load.reading import Check, Model, Reading
from facilitate.load.synonyms import meant_by
from facilitate.load.yaml_line import last_under, line_of
from facilitate.load.yaml_values import YamlText, value_at, values_along, words_in
from facilitate.model.times_and_dates import is_date
from facilitate.model.units import BETWEEN
from facilitate.structs import Struct, replace


class Validated(Struct, Generic[Model]):
    """What a file says, and every fault of it at its place.

    `value` leaves out whatever has a fault of shape unless the file is `whole`, so that further
    faults can be told in the same run; None where too little is left. `source` is the file as it
    was read.
    """

    value: Model | None
    faults: tuple[Fault, ...]
    source: YamlText
    whole: bool


def validate(model: type[Model], source: YamlText) -> tuple[Model | None, tuple[Fault, ...]]:
    """Return the file's values as a model, or None where a fault is an error, and every fault."""
    found = validate_lenient(model, source)
    return (None if stops(found.faults) else found.value), found.faults


def validate_lenient(model: type[Model], source: YamlText) -> Validated[Model]:
    """Return what a file says as far as it can be used; nothing may be built unless it is whole.

    The faults of the YAML itself come first. Where one line that stands in the wrong place
    explains several faults, it alone is told, and the file is read as if it stood right.
    """
    found = _validated(model, source)
    if not source.file.startswith(PRIVATE):
        return found
    faults = (one if one.at else without_quotes(one, source.lines) for one in found.faults)
    return replace(found, faults=tuple(faults))


def _validated(model: type[Model], source: YamlText) -> Validated[Model]:
    if source.data is not None and not isinstance(source.data, dict):
        return Validated(None, (*source.faults, _no_keys(source)), source, whole=False)
    if other := belongs_elsewhere(model, source.data):
        return Validated(None, (_mixed_up(source, other),), source, whole=False)
    read = Reading.of(source, model)
    if source.data is None and not stops(source.faults):
        return Validated(None, (*source.faults, _no_keys(source)), source, whole=False)
    if read.source.repairs or read.errors or not read.is_yaml:
        # It tries every slip that there may be, and most files are sound.
        from facilitate.load.realign import realigned

        read = realigned(read)
    source, check = read.source, with_second_slips(read)
    # What is missing under a line whose words were left out is among those words.
    left = {repair.line for repair in source.repairs if repair.made_up}
    told = {repair.line for repair in source.repairs}
    under = {path for path, spot in source.keys.items() if spot.line in left}
    under |= {one.path[:-1] for one in check.problems if one.fault.hint.startswith(IN_PLACE)}
    kept = (
        one
        for one in check.problems
        if (one.kind != "missing" or one.path[:-1] not in under)
        and (one.kind != "empty" or one.line + 1 not in told)
    )
    check = replace(check, problems=tuple(kept))
    own = _of_lines(source, check)
    faults = without_echoes((*own, *(problem.fault for problem in check.problems)))
    faults = tuple(_given_twice(one, source, model) for one in faults)
    faults = (
        *faults,
        *_swallowed(source, model),
        *_in_texts(source, model, {one.path for one in check.problems}),
    )
    made_up = any(repair.made_up for repair in source.repairs)
    whole = check.value is not None and not check.errors and not source.lost and not made_up
    value = check.value if whole else _rest(model, source, check)
    return Validated(value, faults, source, whole)


def _of_lines(source: YamlText, check: Check[Any]) -> Iterator[Fault]:
    """Return a file's own faults, less those of lines that are told better by what is wanted there.

    They are lines moved inside a list where keys are wanted: the list is told, and without its
    dashes they stand right. And those where quotes would be no help, as the words are not right.
    """
    lists = [
        one.path for one in check.problems if one.kind == "keys" and isinstance(one.value, list)
    ]
    within = {
        line
        for path in lists
        if (first := source.place(path, on_key=True).line)
        for line in range(first, last_under(source.lines, first) + 1)
    }
    moved = within & {one.line for one in source.repairs if one.moved}
    of_values = {one.line for one in check.problems if one.kind in ("unreadable", "choice")}
    for one in source.faults:
        quotes = one.code == "Y001" and one.hint.startswith("Put quotes round the ")
        better = of_values if quotes else moved
        if one.place is None or one.place.line not in better:
            yield one


def _given_twice(fault: Fault, source: YamlText, model: type[Model]) -> Fault:
    """Return a fault of a key given twice as that of the role left out, or of a list in two."""
    first = fault.also
    if fault.code != "Y007" or first is None or fault.place is None:
        return fault
    spots = source.keys.items()
    at = (first.line, first.column)
    way = next((way for way, spot in spots if (spot.line, spot.column) == at), ())
    apart = first.line != fault.place.line
    if way and apart and takes_list(model, way) and not isinstance(way[-1], int):
        lines = (source.lines[(place.line or 1) - 1] for place in (first, fault.place))
        words = [line_of(1, text).value.strip("[]") for text in lines]
        hint = f"Write both on one line: {way[-1]}: [{', '.join(words)}]"
        return replace(fault, hint=hint) if all(words) and way[-1] != way[0] else fault
    if len(way) != 3 or way[0] != "pairs" or way[2] not in roles_of(source):
        return fault
    pair = way[:2]
    left = [role for role in roles_of(source) if (*pair, role) not in source.keys]
    hint = f"Write {left[0]}: in place of one of the two, or keep one." if len(left) == 1 else ""
    return replace(fault, hint=hint or fault.hint)


def placed(faults: Iterable[Fault], sources: Mapping[str, YamlText]) -> list[Fault]:
    """Return the faults with their key paths turned into lines; those without stay as they are."""
    found = []
    for fault in faults:
        if fault.place is None and fault.at is not None and fault.at.file in sources:
            place = sources[fault.at.file].place(fault.at.path, on_key=fault.at.on_key)
            fault = replace(fault, place=place)
        found.append(fault)
    return found


def _mixed_up(source: YamlText, other: str) -> Fault:
    return Fault(
        code="P155",
        message=f"This file holds what belongs into {other}.",
        hint="Look whether two files were mixed up, and put the right one here.",
        at=At(source.file),
        place=source.place(()),
    )


def _no_keys(source: YamlText) -> Fault:
    return Fault(
        code="P100",
        message="This file says nothing yet, or is no list of keys.",
        hint="Start it with the line: format: 1",
        at=At(source.file),
        place=source.place(()),
    )


def _swallowed(source: YamlText, model: type[Any]) -> Iterator[Fault]:
    """Yield the fault of entries that stand in the text above them, as their own key is missing."""
    texts = [
        (way, spot.line)
        for way, spot in source.keys.items()
        if _goes_on_below(source.lines[spot.line - 1])
    ]
    there = {str(way[0]) for way in source.keys} if texts else set()
    firsts = {
        known_keys(model, (key, 0))[0]: key
        for key in (known_keys(model, ()) if texts else ())
        if key not in there and takes_list(model, (key,)) and known_keys(model, (key, 0))
    }
    for way, line in texts:
        for number in range(line + 1, last_under(source.lines, line) + 1):
            text = source.lines[number - 1]
            found = re.match(r"\s*- \{?([a-z][\w ]*):\s", text)
            if found is not None and found[1] in firsts:
                message = f"This stands in the text of {way[-1]}:, and reads like an entry."
                hint = f"Write {firsts[found[1]]}: on a line of its own above this one."
                place = Place(source.file, number, found.start(1) + 1, found.end(1) + 1, text)
                yield Fault(code="P102", message=message, hint=hint, place=place)
                break


def _goes_on_below(line: str) -> bool:
    """Say whether the text of a line's key stands below it, behind a sign for that."""
    return ("|" in line or ">" in line) and line_of(1, line).value[:1] in ("|", ">")


def _in_texts(source: YamlText, model: type[Any], told: Set[KeyPath]) -> Iterator[Fault]:
    """Yield the fault of each text that ends with what belongs to a key beside it.

    So do `Answer within ten days by 2027-12-31` and `I am never asked (reversed)`.
    """
    for path, words in words_in(source.data):
        if path in told:
            continue
        if words.startswith("- ") and "\n" in words and takes_list(model, path):
            message = "The sign behind this key makes one text of the list below."
            hint = f"Take the sign behind {path[-1]}: away; its lines have their dashes."
            yield Fault(
                code="P107", message=message, hint=hint, place=source.place(path, on_key=True)
            )
            continue
        yield from _in_names(source, model, path, words)
        says_more = _MAY_SAY_MORE.search(words)
        counted = says_more and HOW_MANY.fullmatch(words)
        way = (*path[:-1], "count")
        if (
            counted
            and counted[3]
            and "count" in known_keys(model, path[:-1])
            and way not in source.keys
        ):
            _, what, count, per = counted.groups()
            message = "This text ends with how many it takes, which is a key of its own."
            hint = f"Write {path[-1]}: {what}, and beside it count: {count.replace('one', '1')}"
            hint += f" and per: {per}" if per else ""
            place = source.place(path)
            yield Fault(code="P109", severity="warning", message=message, hint=hint, place=place)
            continue
        found = says_more and (_WITH_DATE.fullmatch(words) or _IN_BRACKETS.fullmatch(words))
        if not found or path[-1] == "name":
            continue
        place = source.place(path)
        if place.line in {repair.line for repair in source.repairs}:
            continue
        first, key, says = found.groups()
        if not says:
            key, says = nearest(key.casefold(), _CLAIMS, alike=0.8), "yes"
        elif not is_date(says):
            continue
        way = (*path[:-1], key)
        if key in known_keys(model, path[:-1]) and way not in source.keys:
            message = f"This text ends with what belongs to {key}:, a key of its own."
            hint = f"Write {path[-1]}: {first}, and {key}: {says} beside it."
            yield Fault(code="P109", severity="warning", message=message, hint=hint, place=place)


def _in_names(source: YamlText, model: type[Any], path: KeyPath, words: str) -> Iterator[Fault]:
    """Yield the fault of a name that ends with a list of its own: `Lee Coach coaches crisis`."""
    if not _with_a_list().search(words):
        return
    known = known_keys(model, path)
    lists = [key for key in known if takes_list(model, (*path, key))] if "name" in known else []
    found = lists and re.fullmatch(rf"(.+?)[\s,;(]+({'|'.join(lists)})[\s:]+(.+?)\)?", words)
    if found:
        message = f"This name ends with what belongs to {found[2]}:, a key of its own."
        listed = ", ".join(BETWEEN.split(found[3]))
        hint = f"Write {path[-1]}: {{name: {found[1]}, {found[2]}: [{listed}]}}"
        place = source.place(path)
        yield Fault(code="P109", severity="warning", message=message, hint=hint, place=place)


@cache
def _with_a_list() -> re.Pattern[str]:
    """Return what finds a key of a list among words: no model is asked about most texts."""
    lists = (key for key, takes in keys_anywhere().items() if "list" in takes)
    return re.compile(rf"[\s,;(](?:{'|'.join(lists)})[\s:]")


_WITH_DATE = re.compile(r"(.+?)[\s,;(]+(by|from|until|since|date):? ([^,;]*\d{4}.*?)[.)]*")
_IN_BRACKETS = re.compile(r"(.+?)\s*\(([\w ]+)\)\.?()")
_MAY_SAY_MORE = re.compile(r"\d|\)|, one ")
"""What those have in them: asked first, since most texts have none of it."""
_CLAIMS = ("acting", "vacant", "reverse", "told to all")
"""Keys that say yes or no of somebody, or of a text."""


_ROUNDS = 4
_STAND_IN = {"buffer": "1m"}


def _rest(model: type[Model], source: YamlText, check: Check[Model]) -> Model | None:
    """Return the file's values without those that have a fault, or None if too little is left.

    An item of the day becomes a minute of buffer, so that the others keep their places.
    """
    if not isinstance(source.data, dict):
        return None
    data = copy.deepcopy(source.data)
    paths: Iterable[KeyPath] = [one.path for one in check.errors]
    for _ in range(_ROUNDS):
        # All are found before any is taken out: two faults of one value take out that value alone.
        found = [(path, values_along(data, path)) for path in paths]
        if not all(_take_out(path, values) for path, values in found):
            return None
        try:
            return model.model_validate(data)
        except ValidationError as error:
            paths = [tuple(one["loc"]) for one in error.errors(include_url=False)]
    return None


def _take_out(path: KeyPath, values: Sequence[Any]) -> bool:
    """Take out the last value along a path, or its list, and say whether that could be done."""
    for number in reversed(range(len(values) - 1)):
        holder, step = values[number], path[number]
        if isinstance(step, str):
            holder.pop(step, None)
            return True
        if number and path[number - 1] in LISTS_OF_ITEMS:
            holder[step] = dict(_STAND_IN)
            return True
    return False


# ------------------------------------------------------------------ under a key that nobody knows


def with_second_slips(read: Reading[Model]) -> Check[Model]:
    """Return what was looked at with what is wrong under keys that are not known as well.

    So both slips of such a line are told in one run, and as one: `strat: 9 o'clock`.
    """
    source, check, model = read.source, read.check, read.model
    unknown = [one for one in check.problems if one.kind == "unknown"]
    names = dict(_meant(source, unknown, model))
    if not names:
        return check
    data = copy.deepcopy(source.data)
    for path, key in names.items():
        holder = value_at(data, path[:-1])
        named = [(key if one == path[-1] else one, value) for one, value in holder.items()]
        holder.clear()
        holder.update(named)
    written = {(*path[:-1], key): path for path, key in names.items()}

    def as_meant(path: KeyPath) -> KeyPath:
        way = path
        for old, key in names.items():
            if way[: len(old)] == old:
                way = (*old[:-1], key, *way[len(old) :])
        return way

    renamed = replace(
        source,
        data=data,
        keys={as_meant(path): spot for path, spot in source.keys.items()},
        values={as_meant(path): spot for path, spot in source.values.items()},
        empty=tuple(map(as_meant, source.empty)),
    )
    more, again = [], dict[KeyPath, str]()
    for one in Check.of(model, renamed).problems:
        home = next((way for way in written if one.path[: len(way)] == way), None)
        if home is not None and one.kind != "missing":
            path = (*written[home], *one.path[len(home) :])
            again[written[home]] = one.fault.hint if path == written[home] else ""
            if path != written[home]:  # else the line is told once, with both things to do
                at = At(source.file, path)
                more.append(replace(one, path=path, fault=replace(one.fault, at=at)))
    told = [
        _with_hint_below(one, names[one.path], again[one.path]) if one.path in again else one
        for one in check.problems
    ]
    return replace(check, problems=(*told, *more))


def _with_hint_below(one: Problem, key: str, below: str) -> Problem:
    """Return a key's problem with the hint of the key alone, and behind it that of its value."""
    hint = one.fault.hint
    alone = f"Write {key}: in place of it." if hint.startswith("Write ") else hint
    return replace(one, fault=replace(one.fault, hint=f"{alone} {below}".strip()))


def _meant(
    source: YamlText, unknown: Iterable[Problem], model: type[Any]
) -> Iterator[tuple[KeyPath, str]]:
    """Yield keys that are not known and hold something, each with the one that is meant.

    Where what it says is mended with the key, all is told already.
    """
    for path, hint in ((one.path, one.fault.hint) for one in unknown):
        known = known_keys(model, path[:-1])
        key = meant_by(str(path[-1]), known) or nearest(str(path[-1]), known)
        holder = value_at(source.data, path[:-1])
        alone = (
            hint.startswith((f"Did you mean {key!r}", f"Write {key}:"))
            and ", and below" not in hint
        )
        if key and alone and isinstance(holder, dict) and path[-1] in holder and key not in holder:
            yield path, key
