"""A value that is no choice, cannot be read, or has another shape than is wanted, in words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from facilitate.faults import Fault, KeyPath, as_yaml_list, nearest
from facilitate.load.file_kinds import known_keys, takes_any_key, takes_list
from facilitate.load.ids import near_id
from facilitate.load.key_hints import EXAMPLE_LINES, as_material, on_one_line, with_a_title
from facilitate.load.problems import (
    CHANGES,
    LISTS_OF_ITEMS,
    WANTED,
    Described,
    Kind,
    choices_in_words,
    key_of,
)
from facilitate.load.synonyms import KINDS_WITH_LENGTH, as_item, meant_by
from facilitate.load.yaml_line import keyed, quoted
from facilitate.load.yaml_spans import scalar
from facilitate.load.yaml_values import value_at
from facilitate.model.plan import KINDS
from facilitate.model.times_and_dates import from_when_to_when, is_date
from facilitate.model.units import BETWEEN


def no_choice(file: Described, path: KeyPath, value: Any, facts: Mapping[str, Any]) -> Fault:
    """Return the fault of a value that is none of the few that may stand there."""
    # A key that has to be one of a few is told by the key above it.
    key = key_of(path[:-2] if path[-1:] == ("[key]",) else path)
    if key == "format":
        says = value if isinstance(value, str) and file.quotes else "something else"
        message = f"This file says format {says}, and this version reads format 1."
        return file.fault("P105", message, "Write format: 1", path)
    # Pydantic says the choices in words: 'up' or 'down'.
    choices = [one for one in re.findall(r"'([^']*)'", facts["expected"]) if one]
    listed = choices_in_words(choices)
    if alone := [str(one[-1]) for one in file.source.empty if one[:-1] == path]:
        value = f"{{{', '.join(alone)}}}"
    message = f"{file.shown(value)} is not one of the choices for {key!r}."
    parts = file.several(path, value)
    if parts and all(one in choices for one in parts):
        return file.fault("P106", message, as_yaml_list(parts), path)
    if not file.quotes:
        return file.fault("P106", message, listed, path)
    meant = meant_by(str(value), choices)
    close = nearest(str(value), choices, alike=0.7)
    same = re.findall(r"\d+", close) == re.findall(r"\d+", str(value))  # a figure is no slip
    near = f"Did you mean {close!r}?" if close and same else listed
    held = [one for one in choices if re.search(rf"\b{one}\b", str(value), re.IGNORECASE)]
    longest = max(held, key=len, default="")
    if longest and not CHANGES.search(str(value).replace(longest, "")):
        meant = longest if all(one in longest for one in held) else ""
    return file.fault("P106", message, f"Write {key}: {meant}" if meant else near, path)


def refused_value(
    file: Described, kind: Kind, path: KeyPath, value: Any, facts: Mapping[str, Any]
) -> Fault:
    """Return the fault of a value that a model of ours refuses, in the model's own words."""
    message, hint = facts["message"], facts["hint"]
    if not file.quotes and "of_no_value" in facts:
        said, hint = facts["of_no_value"]
        message = f"{file.shown(value)} {said}"
    elif not file.quotes:
        message = message.replace(repr(value), file.shown(value))
    if kind == "two kinds":
        last = max(
            ((*path, word) for word in facts["kinds"]),
            key=lambda way: file.source.keys[way].line if way in file.source.keys else 0,
        )
        line = file.source.place(last).source.strip().removeprefix("- ")
        hint = f"Put a dash in front, level with the others: - {line}"
        return file.fault("P104", message, hint, last, on_key=True)
    if kind == "unreadable":
        hint = _readable(file, path, value, facts.get("looks_like"), hint)
    if kind == "no kind" and isinstance(path[-1], int) and path[-1]:
        hint = "Put a space in place of the dash, if it belongs to the item above; else "
        hint += f"start it with one of its own: {', '.join(KINDS)}."
    # What has no kind or name often has one with nothing after it.
    because = (path,) if kind in ("no kind", "no name") else ()
    if path[-2:-1] == ("steps",) and isinstance(value, str):
        number, steps = int(path[-1]), value_at(file.source.data, path[:-1])
        below = str(steps[number + 1]) if number + 1 < len(steps) else ""
        if _LENGTH.fullmatch(value) and below[:1].isalpha():
            hint = f"Write both on one line: - {value} {below}"
        elif number and _LENGTH.fullmatch(str(steps[number - 1])):
            because = ((*path[:-1], number - 1),)
    return file.fault("P104", message, hint, path, because=because)


_DOUBTS = re.compile(
    r"(?:\W|about|around|approx\w*|roughly|circa|ca|c|please|maybe|perhaps|later|sharp|or|so"
    r"|tb[acd]|to be (?:agreed|confirmed))*",
    re.IGNORECASE,
)
"""What people write beside a length that says only how sure it is."""
_LENGTH = re.compile(r"(?:\d+ ?x ?)?\d+ ?(?:m|min|mins|minutes)?")


def _readable(file: Described, path: KeyPath, value: Any, looks_like: str | None, hint: str) -> str:
    """Return what to write for a value that cannot be read; else the model's own `hint`."""
    key = key_of(path)
    if key == "finish" and file.quotes and (ends := from_when_to_when(value)):
        return f"Write {ends[1]} alone here."
    if key in KINDS_WITH_LENGTH and looks_like == "clock":
        hint = f"Write its length, such as {key}: 45m. For the hour, add below it: "
        return f"{hint}not before: {value}"
    if path != ("date",):
        hint = hint.replace("; a second day is an agenda of its own", "")
    alone = file.right_part(path, value)
    of_item = key in KINDS_WITH_LENGTH and isinstance(value, str) and file.quotes
    if (
        of_item
        and looks_like != "length"
        and not (alone and _DOUBTS.fullmatch(value.replace(alone, "")))
    ):
        return with_a_title(key, value) or hint
    if alone and not re.match(r"Write (it in \w+: )?\d", hint):
        return f"Write {alone} alone here."
    if isinstance(value, str) and _stands_for_its_date(path):
        return f"Write it the other way round: {value}: {path[-1]}" if file.quotes else hint
    if parts := file.several(path, value):
        return _in_brackets(file, path, parts)
    return _in_the_afternoon(file, path, hint) or hint


def _in_the_afternoon(file: Described, path: KeyPath, hint: str) -> str:
    """Return what to write for an hour that would be before the day begins: `finish: 4`."""
    found = re.fullmatch(r"Write (\d{1,2}):(\d\d)", hint)
    starts = re.match(r"(\d{1,2})[:.]\d\d$", str(file.source.data.get("start")))
    if not found or not starts or path[-1] not in ("finish", "not before"):
        return ""
    hour = int(found[1])
    after = hour <= int(starts[1]) < hour + 12 <= _LATEST
    return f"Write {hour + 12}:{found[2]}" if after else ""


_LATEST = 20
"""The last hour at which something of a day is likely."""


def _in_brackets(file: Described, path: KeyPath, parts: Sequence[str]) -> str:
    """Return how to write several as a list, and what would be wrong with one of them there."""
    if not file.quotes:
        return "Put several into brackets, with commas."
    way = path if path in file.source.keys else path[:-1]
    now = value_at(file.source.data, way)
    listed = list(parts) if isinstance(now, str) else [*now[: path[-1]], *parts]
    wrong = [one["ctx"] for one in file.errors_with(way, listed) if "hint" in one.get("ctx", {})]
    if wrong[1:] and not all(re.search(r"\d", one) for one in parts):
        return str(wrong[0]["hint"])  # so they are no list of what is wanted
    for told in wrong:
        return f"{as_yaml_list(parts)}. Then: {told['message']} {told['hint']}"
    return as_yaml_list(parts)


def _stands_for_its_date(path: KeyPath) -> bool:
    """Say whether a date is the key where it should be what the key says."""
    return is_date(str(path[-1])) and path[-2:-1] not in (("counts",), ("catch-ups",))


# ------------------------------------------------------------------- of another shape


def other_shape(file: Described, kind: Kind, path: KeyPath, value: Any) -> Fault:
    """Return the fault of a value where something of another shape is wanted."""
    key = key_of(path)
    if "agenda" in file.missing.get((), []) and _is_item(value) and isinstance(path[-1], int):
        return _without_agenda(file, path)
    if (fault := file.strayed(path)) or (
        kind == "keys" and (fault := _beside_its_holder(file, path, value))
    ):
        return fault
    text = isinstance(value, str) and "\n" in value
    there = _what_is_there(value) if file.quotes and not text else "something else"
    message = f"{key!r} wants {WANTED[kind]}, and this is {there}."
    if "{" in key and path in file.source.keys:
        message, hint = (
            "There is no colon in front of the brace.",
            "Write the id, a colon, and {",
        )
        return file.fault("P107", message, f"{hint} behind it.", path, on_key=True)
    hint = _instead(file, kind, key, path, value)
    return file.fault("P107", message, hint, path)


def _instead(file: Described, kind: Kind, key: str, path: KeyPath, value: Any) -> str:
    """Return what to write where something else was wanted."""
    alone = [str(one[-1]) for one in file.source.empty if one[:-1] == path]
    said = [one for one in value if isinstance(one, str)] if isinstance(value, list) else alone
    own = file.quotes and (kind != "keys" or path[0] != "pairs" or key in file.roles)
    if isinstance(path[-1], int) and isinstance(value, list) and len(value) == 1:
        hint = "Two dashes stand here: take one of them away."
    elif own and len(said) == 1 and not file.errors_with(path, said[0]):
        sign = "brackets" if isinstance(value, list) else "braces"
        hint = f"Take the {sign} away: {key}: {said[0]}"
    elif kind == "list":
        hint = _as_list(file, key, path, value)
    elif kind == "keys":
        hint = _with_keys(file, key, path, value)
    elif kind == "words" and file.quotes:
        in_list = isinstance(path[-1], int) and isinstance(value, dict) and len(value) == 1
        hint = (
            f"Write - {next(iter(value.values()))}" if in_list else on_one_line(key, value or alone)
        )
    elif kind == "words" and isinstance(value, list):
        hint = "Write it on one line, without brackets or dashes."
    elif kind == "words":
        hint = "Write it on one line; put quotes round it if it holds a colon."
    elif kind == "number" and isinstance(value, list):
        hint = f"Write how many: {key}: {len(value)}"
    else:
        hint = "Look at the example programme for how it is written."
        said = list(value.values()) if isinstance(value, dict) else []
        if file.quotes and len(said) == 1 and isinstance(said[0], str):
            hint = f"Write it on one line: {key}: {said[0]}"
    return hint


def _beside_its_holder(file: Described, path: KeyPath, value: Any) -> Fault | None:
    """Return the fault of what stands level with an id, and not under it."""
    key = str(path[-1])
    if len(path) == 2 and key in known_keys(file.model, path) and not file.quotes:
        message = f"{key}: stands level with an id here, and not under it."
        hint = "Put two spaces more in front of this line."
        return file.fault("P107", message, hint, path, on_key=True)
    holder = value_at(file.source.data, path[:-1])
    roles = [one for one in file.roles if one in holder] if path[:-1] == ("pairs",) else []
    if path[-1] not in roles or not isinstance(value, str):
        return None
    first = ("pairs", min(roles, key=list(holder).index))
    message = "Somebody of a pair stands level with its id here, and not under it."
    hint = "Put two spaces more in front of this line, and of the others of the pair."
    return file.fault("P107", message, hint, path, on_key=True, first=first)


def _as_list(file: Described, key: str, path: KeyPath, value: Any) -> str:
    """Return what to write where words stand and a list is wanted."""
    if isinstance(value, str) and value.startswith("- "):
        return f"Take the sign behind {key}: away; its lines have their dashes."
    if isinstance(value, dict) and value and file.quotes:
        said = [one for one in value.values() if isinstance(one, str)]
        first, of_first = next(iter(value.items()))
        if isinstance(of_first, list):
            return f"Take the line {first}: out, or put # in front of it if it is a remark."
        if path == ("keep apart",) and said:
            return f"Write - [{first}, {of_first}]"
        if len(said) == len(value) and not known_keys(file.model, (*path, 0)):
            return f"Write each with a dash alone: - {said[0]}"
    parts = file.several(path, value)
    if parts and file.quotes and path == ("keep apart",) and len(parts) == 2:
        return f"Write below it, two spaces in: - [{', '.join(parts)}]"
    if parts and file.quotes and path not in _IN_LINES:
        return _in_brackets(file, path, parts)
    line = EXAMPLE_LINES.get(key)
    such = f", such as - {line.removeprefix('- ')}" if line else "."
    return f"Under {key}: start each line with a dash and a space{such}"


def _with_keys(file: Described, key: str, path: KeyPath, value: Any) -> str:
    """Return what to write where a list or words stand and keys are wanted."""
    if path == ("pairs",):
        first = value[0] if isinstance(value, list) and value else None
        alone = [str(one[-1]) for one in file.source.empty if one[:2] == ("pairs", 0)]
        named = alone[0] if alone else _id_within(first) if isinstance(first, dict) else ""
        hint = f"Begin each pair with its id and a colon ({named or 'crisis'}:) and no dash; "
        return f"{hint}its lines stand below, two spaces further in."
    of_pair = path[:1] == ("pairs",) and len(path) == 3
    known = known_keys(file.model, path[:1])
    if of_pair and key not in known and (near := nearest(key, known)):
        return f"Did you mean {near!r}?"
    if of_pair and isinstance(value, list) and key not in file.roles:
        hint = f"Take {key}: out, and write each of its people on a line of its own, level with"
        return f"{hint} service:, with the role in front: doctor: Dr A. Example"
    if isinstance(value, str) and file.quotes and (hint := _glued(file, path, value)):
        return hint
    if isinstance(value, list) and (hint := _as_one_list(file, key, path, value)):
        return hint
    if isinstance(value, str) and (found := keyed(value, known_keys(file.model, path))):
        if file.source.keys[path].line == file.source.values[path].line:
            return _on_its_own_line(key, f"{found.key}: and what it says")
        return f"Put a colon and a space behind {found.key}."
    of_ids = isinstance(value, str) and takes_any_key(file.model, path)
    if of_ids and not file.quotes and re.match(r"\S+[\s,;]", value):
        return "Put a colon and a space behind the id."
    if isinstance(value, str) and file.quotes and (entry := _entry(file, key, path, value)):
        return f"Write it like this: {'- ' * isinstance(path[-1], int)}{entry}"
    return _with_lines_such_as(file, key, path, value)


def _with_lines_such_as(file: Described, key: str, path: KeyPath, value: Any) -> str:
    line = _example_line(file, key, path)
    if isinstance(path[-1], int):
        return f"Write it like this: - {line.removeprefix('- ')}"
    said = value.casefold() if isinstance(value, str) else ""
    if said and not file.quotes:
        return _on_its_own_line(key, f"a key and what it says, such as {line}")
    if key == "sponsors" and file.quotes and said:
        return f"Write an id in front of it, on the line below {key}: {line.split()[0]} {value}"
    first = f"Take {value!r} away. " if said in ("yes", "no", "true", "false") else ""
    return f"{first}Under {key}: write lines such as {line}, each two spaces in."


def _on_its_own_line(key: str, what: str) -> str:
    return f"Write {key}: alone here, and below it, two spaces further in, {what}"


def _example_line(file: Described, key: str, path: KeyPath) -> str:
    if path[:-1] == ("pairs",) and file.roles:
        return f"{file.roles[0]}: Dr A. Example"
    return EXAMPLE_LINES.get(key) or EXAMPLE_LINES.get(str(path[0])) or "name: value"


def _entry(file: Described, key: str, path: KeyPath, value: str) -> str:
    """Return how to write an entry that stands there in words alone, or nothing."""
    if key == "materials":
        return as_material(value)
    if path[:-1] == ("pairs",):
        names = BETWEEN.split(value)
        both = (f"{role}: {name}" for role, name in zip(file.roles, names, strict=False))
        whole = len(names) == len(file.roles) and all(names)
        return f"{key}: {{{', '.join(both)}}}" if whole else ""
    known = known_keys(file.model, path)
    first = next(iter(known), "")
    said = re.split(r", | \| |\t", value)
    entry = dict(zip(known, said, strict=False))
    several = isinstance(path[-1], int) and 1 < len(said) <= len(known)
    if several and not file.errors_with(path, entry):
        return f"{{{', '.join(f'{key}: {words}' for key, words in entry.items())}}}"
    if isinstance(path[-1], int) and known[:2] == ["id", "text"]:
        word = near_id(" ".join(value.split()[:2]), ())
        return f"{{id: {word}, text: {quoted(value)}}}"
    if path[:1] == ("promises",):
        return _promise(file, value)
    if not isinstance(path[-1], int) or first not in ("what", "measure"):
        return ""
    return f"{first}: {quoted(value) if ': ' in value else value}"


def _as_one_list(file: Described, key: str, path: KeyPath, value: Sequence[Any]) -> str:
    """Return what to write for a list where each coach, or each role, is wanted."""
    line = file.source.place(path).source.strip()
    if file.quotes and re.search(r": \[[^\[\],]+: ", line):
        return f"Put braces in place of the brackets: {line.translate(_BRACES)}"
    if path[:-1] == ("coaches",):
        whom = ", ".join(map(str, value))
        return f"Write {near_id(key, ())}: {{name: {key}, coaches: [{whom}]}}"
    name = value[0].get("name") if value and isinstance(value[0], dict) else None
    if takes_any_key(file.model, path) and isinstance(name, str) and file.quotes:
        return f"Write an id and a colon in place of each dash, such as {near_id(name, ())}:"
    of_words = all(isinstance(one, str) for one in value) and len(value) == 2
    if path[:1] == ("pairs",) and key in file.roles and of_words:
        if _DOCTOR.match(value[1]):
            return f"Name one here, and the other under a role of its own: {key}: {value[0]}"
        return f"Write {key}: {{name: {value[0]}, title: {value[1]}}}"
    if path[:1] == ("pairs",):
        return f"Take the dashes away from the lines under {key}:" if len(path) == 3 else ""
    if path == ("roles",):
        return "Take the colons away, so that each line is a dash and a word: - doctor"
    known = set(known_keys(file.model, path))
    if all(isinstance(one, dict) and one.keys() <= known for one in value):
        return f"Take the dashes away from the lines under {key}:"
    return ""


def _glued(file: Described, path: KeyPath, value: str) -> str:
    """Return what to write for words that begin with a key, or are an item of the day."""
    in_agenda = bool(LISTS_OF_ITEMS & set(path))
    if path[:-1] == ("pairs",) and (somebody := keyed(value, file.roles)):
        words = re.split(rf"\s(?:{'|'.join(map(re.escape, file.roles))})\s", somebody.rest)[0]
        return f"Put a colon and a space behind each role: {somebody.key}: {words}"
    first, *more = file.source.lines_of_words(path) or [value]
    known = KINDS if in_agenda and isinstance(path[-1], int) else known_keys(file.model, path)
    found = keyed(first, known)
    timed = found is not None and in_agenda and found.key in KINDS_WITH_LENGTH
    if found and timed and (hint := with_a_title(found.key, found.rest)):
        return hint.replace("Write ", "Write - ")
    below = f", and so on below: {keyed_by_a_space(more[0])}" if more else ""
    if found:
        words = found.rest.lstrip("-–— ")
        return f"Put a colon and a space between: {found.key}: {words}{below}"
    said = first.replace(f" {path[-1]} ", " ", 1)  # `exec manages crisis-doctor`
    if takes_any_key(file.model, path) and (mended := keyed_by_a_space(said)) != said:
        id_, _, words = mended.partition(": ")
        several = BETWEEN.split(words) if takes_list(file.model, path) else []
        mended = f"{id_}: [{', '.join(several)}]" if several[1:] else mended
        return f"Put a colon and a space between: {mended}{below}"
    if in_agenda and value.strip() in {*KINDS_WITH_LENGTH, "actions"}:
        return f"Add its length: {value.strip()}: 15m"
    return as_item(value) if in_agenda and isinstance(path[-1], int) else ""


def _without_agenda(file: Described, path: KeyPath) -> Fault:
    """Return the fault of items that stand where `agenda:` was left out above them."""
    file.headless = "agenda"
    items = value_at(file.source.data, path[:-1])
    first = (*path[:-1], next(n for n, one in enumerate(items) if _is_item(one)))
    message = "Here the items of the day begin, and agenda: is missing above them."
    hint = "Write agenda: on a line of its own above this one."
    return file.fault("P102", message, hint, path, first=first)


def keyed_by_a_space(words: str) -> str:
    """Return words that begin with an id with a colon behind it; others as they are."""
    return re.sub(r"^([a-z][\w-]*) (?:[-–—] )?(?=\S)", r"\1: ", words)


_DOCTOR = re.compile(r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Herr|Frau|M|Mme)\.? [A-Z]")
_BRACES = str.maketrans("[]", "{}")


def _id_within(pair: Mapping[str, Any]) -> str:
    """Return what was meant as a pair's id where it stands inside of the pair; else nothing."""
    written = next((pair[key] for key in ("id", "pair", "name", "service") if key in pair), "")
    return near_id(written, ()) if isinstance(written, str) and written else ""


def _promise(file: Described, words: str) -> str:
    """Return how to write a promise that stands in words, and begins with who made it."""
    sponsor, _, what = words.partition(" ")
    sponsors = [str(way[1]) for way in file.source.keys if way[0] == "sponsors" and way[1:]]
    if sponsor not in sponsors:
        return f"{{sponsor: {next(iter(sponsors), 'exec')}, what: {scalar(words)}}}"
    found = re.fullmatch(r"(.+?),? by (.+)", what)
    if found and is_date(found[2]):
        return f"{{sponsor: {sponsor}, what: {scalar(found[1])}, by: {found[2]}}}"
    return f"{{sponsor: {sponsor}, what: {scalar(what)}}}"


def _is_item(value: Any) -> bool:
    return isinstance(value, dict) and any(kind in value for kind in KINDS)


_IN_LINES = (("keep apart",), ("steps",), ("materials",))
"""What holds more than words in each of its lines, so that brackets are no help."""


def _what_is_there(value: Any) -> str:
    if isinstance(value, dict):
        return "a set of keys"
    if isinstance(value, list):
        return "a list"
    return f"{value!r}" if value not in (None, "") else "nothing"
