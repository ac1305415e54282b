"""A key that is missing, unknown, in the wrong place or without anything after it, in words."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from facilitate.faults import At, Fault, KeyPath, Place, nearest
from facilitate.load.file_kinds import known_keys, takes_any_key, takes_claim, takes_list
from facilitate.load.ids import near_id
from facilitate.load.key_hints import (
    EXAMPLE_LINES,
    as_material,
    comma_hint,
    example_after,
    example_of,
    hint_for,
    parts_of_a_name,
)
from facilitate.load.problems import Described, Problem, choices_in_words
from facilitate.load.synonyms import KINDS_WITH_LENGTH, LONGEST, meant_by
from facilitate.load.yaml_line import keyed, last_under, quoted
from facilitate.load.yaml_values import value_at
from facilitate.model.plan import KINDS
from facilitate.model.times_and_dates import is_date
from facilitate.structs import replace

_OF_A_MEMBER = 3
"""How many steps lead to somebody of a pair: `pairs`, the pair's id and the role."""


def empty_keys(file: Described, told: set[KeyPath], misshapen: set[KeyPath]) -> Iterator[Problem]:
    """Yield a problem for each key with nothing after it of which nothing is told yet."""
    for path in file.source.empty:
        key = str(path[-1])
        known = known_keys(file.model, path[:-1])
        if path in told or not isinstance(path[-1], str):
            continue
        if any(path[:length] in misshapen for length in range(1, len(path))):
            continue  # its place is wrong, so nothing can be said of it
        found = keyed(key, known)
        beside = value_at(file.source.data, path[:-1])
        if found and found.key in known and key not in known and found.key not in beside:
            message = f"There is no colon and space after {found.key!r}."
            right = found.right if file.quotes else f"{found.key}: …"
            fault = file.fault("P102", message, f"Write {right}", path, on_key=True)
            yield Problem("sign", path, None, fault)
            continue
        if key in known or (path[:1] == ("pairs",) and key in file.roles):
            fault = _left_empty(file, path, key)
        elif (wrong := _comma_for_colon(file, path)) is not None:
            fault = wrong
        elif _is_cut_off_by_a_comma(file, path):
            fault = unknown_key(file, path)
        elif (wrong := _entry_in_braces(file, path, key)) is not None:
            fault = wrong
        elif takes_any_key(file.model, path[:-1]) and not nearest(key, known):
            fault = replace(missing_key(file, path), hint=_entry_to_write(file, path, beside))
        else:
            fault = unknown_key(file, path)
        yield Problem("empty", path, None, fault)


def _is_cut_off_by_a_comma(file: Described, path: KeyPath) -> bool:
    """Say whether words belong to the text before the comma; not so `repeat 2027-11-12`."""
    key = str(path[-1])
    words = " " in key and not is_date(key.partition(" ")[2])
    return (words or takes_list(file.model, path[:-1])) and bool(_comma_before(file, path)[0])


def _entry_to_write(file: Described, path: KeyPath, beside: Any) -> str:
    """Return what to write for an id, or somebody of a pair, that has nothing after it."""
    key = str(path[-1])
    if not known_keys(file.model, path):
        return f"Write behind {key}: what belongs to it."
    if path[0] != "pairs" or len(path) != _OF_A_MEMBER:
        return f"Write what belongs to {key}: on the lines below it, two spaces further in."
    roles = [one for one in file.roles if one in key.split() and one not in beside]
    role = (*roles, key)[0]
    return f"Write {role}: and a name, or {role}: vacant"


def _entry_in_braces(file: Described, path: KeyPath, key: str) -> Fault | None:
    """Return the fault of an entry in braces that has no colon, or no name: `{2027-02-12}`."""
    line = file.source.place(path, on_key=True).source
    braces = re.search(r"\{[^{}]*" + re.escape(key), line)
    if not braces or not takes_any_key(file.model, path[:-1]) or not file.quotes:
        return None
    first, _, rest = key.partition(" ")
    if rest and len(path) == 3 and path[0] == "pairs" and first not in file.roles:
        message = f"No key stands in front of {key!r}."
        return file.fault("P102", message, f"Write service: {key}", path, on_key=True)
    if rest:
        message = f"There is no colon and space after {first!r}."
        return file.fault("P102", message, f"Write {first}: {rest}", path, on_key=True)
    if path[:-1] == ("roles",):
        named = [str(one[-1]) for one in file.source.keys if one[:-1] == ("roles",)]
        hint = f"Write square brackets: roles: [{', '.join(named)}]"
        message = f"{key!r} has no words of its own here."
        return file.fault("P102", message, hint, path, on_key=True, first=("roles", named[0]))
    such = EXAMPLE_LINES.get(str(path[-2]) if len(path) > 1 else "", "name: value")
    hint = f"Write a name and a colon in front of it, such as {such}"
    return file.fault("P102", f"{key!r} has no name here.", hint, path, on_key=True)


def _comma_for_colon(file: Described, path: KeyPath) -> Fault | None:
    """Return the fault of a name and its value with a comma between: `{2027-09-06, 9}`."""
    outer = path[:-1]
    there = [one for one in file.source.keys if one[:-1] == outer]
    bare = [one for one in file.source.empty if one[:-1] == outer]
    in_braces = "{" in file.source.place(path, on_key=True).source
    if there != bare or len(bare) != 2 or not in_braces or outer == ("roles",):
        return None
    if all(str(one[-1]).partition(" ")[0] in file.roles for one in bare):
        return None
    if not takes_any_key(file.model, outer) or not file.quotes:
        return None
    message = "There is a comma here where a colon is wanted."
    hint = f"Write {{{bare[0][-1]}: {bare[1][-1]}}}"
    return file.fault("P102", message, hint, path, on_key=True, first=bare[0])


def _left_empty(file: Described, path: KeyPath, key: str) -> Fault:
    hint = f"Write something after {key}: or take the line out."
    if path[:1] == ("pairs",) and len(path) == 3 and key in file.roles:
        return replace(missing_key(file, path), hint=f"Write a name, or {key}: vacant")
    if key in KINDS_WITH_LENGTH:
        hint = f"Write its length: {key}: 15m"
    if takes_claim(file.model, path):
        hint = f"Write {key}: yes, or take it out."
    if any(isinstance(step, int) for step in path):
        return replace(missing_key(file, path), hint=hint)
    message = f"{key!r} has nothing after it, so it is left out."
    return replace(file.fault("P109", message, hint, path, on_key=True), severity="warning")


def missing_key(file: Described, path: KeyPath) -> Fault:
    """Return the fault of a key that is missing, with what may be its cause."""
    key, outer = str(path[-1]), path[:-1]
    pairless = "pairs" in file.missing.get((), []) and outer in file.unknown
    if pairless and outer[:1] == ("sponsors",) and len(outer) == 2:
        return _without_pairs(file, path)
    if path in file.source.keys:
        message = f"{key!r} has nothing after it."
        return file.fault("P102", message, example_after(key), path, on_key=True)
    # A required key that is mistyped is unknown and missing at once.
    others = file.unknown.get(outer, [])
    one_each = len(others) == 1 == len(file.missing[outer])
    if one_each and not outer:
        value = file.source.data[others[0]]
        one_each = _fits_alone(file, key, value)
    elif len(others) == 1 and "id" in file.missing[outer]:
        said = value_at(file.source.data, (*outer, others[0]))
        told = _beside_an_id(file, outer)[: 2 if _is_promise(file, outer, said) else 1]
        one_each = isinstance(said, str) and key in ("id", *told)
    other = next((one for one in others if _stands_for(file, (*outer, one), key)), "")
    mistyped = others[0] if one_each else nearest(key, others) or other
    because = [(*outer, mistyped), path] if mistyped else [path]
    signs = [one for one in file.source.empty if one[:-1] == outer]
    held = {one for one in file.source.keys if one[:-1] == outer}
    alone = len(file.missing[outer]) == 1 and (len(signs) == 1 or set(signs) == held)
    because += [
        one
        for one in signs
        if alone or ((found := keyed(str(one[-1]), [key])) and found.key == key)
    ]
    message = f"{key!r} is missing here."
    if line := _on_a_mended_line(file, key, outer) or _words_alone(file, outer):
        place = Place(file.source.file, line)
        return replace(file.fault("P102", message, "", outer), place=place)
    hint = example_of(path)
    place = file.source.place(outer)
    if place.source[(place.column or 1) - 1 :].startswith("{"):
        hint = hint.replace("Add a line such as:", "Add between the braces, such as:")
        hint = hint.replace("Add a line that starts with", "Add between the braces")
    return file.fault("P102", message, hint, outer, because=tuple(because))


def _stands_for(file: Described, path: KeyPath, key: str) -> bool:
    """Say whether a key that nobody knows is told in place of one that is missing beside it."""
    in_step = path[-3:-2] == ("steps",) and len(value_at(file.source.data, path[:-1])) > 1
    return (
        bool(meant_by(str(path[-1]), [key])) or in_step or value_at(file.source.data, path) == key
    )


def _in_its_place(file: Described, path: KeyPath, missing: str, value: Any) -> str:
    """Return how to write a value under the one key that is missing beside it, or nothing.

    Where only another key takes such a value, what is missing stands in front: `- pens: pair`.
    """
    key, outer = str(path[-1]), path[:-1]
    if not isinstance(value, str):
        return f"Write {missing}: instead" if not file.errors_with((*outer, missing), value) else ""
    if outer and len(value_at(file.source.data, outer)) == 1:
        if beside := _alone_fits(file, value, outer, known_keys(file.model, outer)):
            return f"Write {missing}: {key}, and below, level with it: {beside}: {value}"
        if outer[0] == "materials" and value[0].isdigit():
            return f"Write - {as_material(f'{key}, {value}')}"
        if " " in key:
            return f"Write {missing}: {quoted(f'{key}: {value}')}"
    return f"Write {missing}: {value}" if len(value) <= LONGEST else ""


def _fits_alone(file: Described, key: str, value: Any) -> bool:
    """Say whether a value would be right under an outermost key that takes no other words."""
    return not file.errors_with((key,), value) and bool(file.errors_with((key,), "…"))


IN_PLACE = "An entry here has to say "
"""How a hint begins that names all that is missing beside a key that is not known."""


def _says_it_all(outer: KeyPath, missing: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether keys of somebody's own stand in an entry for several that cannot be guessed."""
    said = {meant_by(one, missing) or nearest(one, missing) for one in others}
    in_list = bool(outer) and isinstance(outer[-1], int)
    return in_list and len({*missing} - said) > 1 and (len(others) > 1 or "id" not in missing)


def _keys(words: Sequence[str]) -> str:
    return ", ".join(f"{one}:" for one in words)


def _with_its_id(file: Described, path: KeyPath, value: str) -> str:
    """Return how to write an entry that has its id for a key: `- a01: crisis`."""
    outer, id_ = path[:-1], near_id(str(path[-1]), ())
    if _is_promise(file, outer, value) and re.fullmatch(r"[a-z]{1,2}\d+", str(path[-1])):
        return f"Write - {{id: {path[-1]}, who: …, what: {quoted(value)}}}"
    if _is_promise(file, outer, value):
        return f"Write - {{id: a1, who: {path[-1]}, what: {quoted(value)}}}, with an id of its own"
    says = quoted(value) if re.search(r"[,:#{\[]", value) else value
    also = f"{_beside_an_id(file, outer)[0]}: {says}"
    if len(value_at(file.source.data, outer)) == 1:
        return f"Write - {{id: {id_}, {also}}}"
    return f"Write id: {id_}, and on the line below, level with it: {also}"


def _is_promise(file: Described, outer: KeyPath, value: Any) -> bool:
    """Say whether a sentence stands behind who it is: `- crisis: Ring the ward`."""
    return {"who", "what"} <= {*file.missing[outer]} and " " in str(value)


def _beside_an_id(file: Described, outer: KeyPath) -> list[str]:
    """Return the keys that an entry misses beside its id; the one of its words if it has all."""
    missing = [one for one in file.missing[outer] if one != "id"]
    words = (one for one in known_keys(file.model, outer) if one in ("name", "text", "what"))
    return missing or list(words)


def _on_a_mended_line(file: Described, key: str, outer: KeyPath) -> int:
    """Return the line of an entry that holds a key and was mended, told already; else 0."""
    spot = file.source.keys.get(outer) or file.source.values.get(outer)
    lines = file.source.lines
    first = spot.line if spot else 1
    entry = range(first, (last_under(lines, first) if outer else len(lines)) + 1)
    told = (one.line for one in file.source.repairs if one.line in entry)
    return next((line for line in told if f" {key}: " in lines[line - 1]), 0)


def _words_alone(file: Described, outer: KeyPath) -> int:
    """Return the line of words without a key in an entry of a list, told already; else 0."""
    if not any(isinstance(step, int) for step in outer) or outer not in file.source.values:
        return 0
    first = file.source.values[outer].line
    last = last_under(file.source.lines, first)
    lines = (one.line for one in file.source.repairs if (one.mended or "").lstrip()[:1] == "#")
    return next((line for line in lines if first <= line <= last), 0)


def unknown_key(file: Described, path: KeyPath, value: Any = None) -> Fault:
    """Return the fault of a key that is not known where it stands."""
    key, outer = str(path[-1]), path[:-1]
    missing = file.missing.get(outer, [])
    known = list(dict.fromkeys([*missing, *known_keys(file.model, outer)]))
    others = file.unknown.get(outer, [])  # a key with nothing after it is not there
    if value is None and path in file.source.empty:
        fault = _without_key(file, path, known)
    else:
        fault = _misplaced(file, path, value)
    if fault is None:
        message = f"{file.shown(key)} is not a key that is known here."
        known = _that_fit(file, path, value, known)
        holder = value_at(file.source.data, outer)
        if isinstance(holder, dict) and set(KINDS) & set(holder):
            known = [one for one in known if one not in KINDS]  # an item is of one kind
        hint = _of_key(file, path, value, known) if file.quotes else choices_in_words(known)
        alone = len(missing) == 1 == len(others) and not nearest(key, missing)
        if alone and file.quotes and (outer or _fits_alone(file, missing[0], value)):
            hint = _in_its_place(file, path, missing[0], value) or hint
        in_own_words = file.quotes and _says_it_all(outer, missing, others)
        is_id = "id" in missing and key.casefold() != "id" and not meant_by(key, known)
        if in_own_words:
            hint = f"{IN_PLACE}{_keys(missing)}; write these in place of {_keys(others)}."
            if isinstance(value, str) and len(missing) == 2 and len(others) == 1:
                hint = f"{IN_PLACE}{_keys(missing)}. Write {missing[0]}: {key}, and below, "
                hint += f"level with it: {missing[1]}: {quoted(value)}"
        elif is_id and file.quotes and isinstance(value, str):
            message = f"An id stands here for a key: {key!r}."
            hint = _with_its_id(file, path, value)
        of_name = parts_of_a_name(holder) if isinstance(holder, dict) and "name" in known else []
        same = others if in_own_words else of_name if key in of_name else ()
        first = (*outer, same[0]) if same else None
        fault = file.fault("P101", message, hint, path, on_key=True, first=first)
        # What follows from the key that is meant follows from this one.
        meant = meant_by(key, known) or nearest(key, known)
        if not outer and meant and (meant,) not in file.source.keys:
            fault = replace(fault, at=At(file.source.file, (meant,)))
    return fault


def _of_key(file: Described, path: KeyPath, value: Any, known: Sequence[str]) -> str:
    """Return what to write for a key that is not known where it stands.

    It may be what a key says, with the key behind it, or belong to the margin of the same file.
    """
    key, outer = str(path[-1]), path[:-1]
    free = set(known).difference(KINDS, (one[-1] for one in file.source.keys if one[:-1] == outer))
    if isinstance(value, str) and value in free:
        return f"Put it the other way round: {value}: {key}"
    hint = hint_for(key, value, value_at(file.source.data, outer), path, known)
    if outer and hint.startswith(f"{key}: belongs") and key in known_keys(file.model, ()):
        return f"Put {key}: level with {outer[0]}:, with no spaces in front."
    return hint


def _that_fit(file: Described, path: KeyPath, value: Any, known: list[str]) -> list[str]:
    """Return the known keys but those like this one by chance: what stands there does not fit."""
    key, outer = str(path[-1]), path[:-1]
    noted = meant_by(key, ("notes",))
    while (near := nearest(key, known)) and not nearest(key, [near], alike=0.8):
        if not noted and not file.errors_with((*outer, near), value):
            break
        known = [one for one in known if one != near]
    return known


def _misplaced(file: Described, path: KeyPath, value: Any) -> Fault | None:
    """Return the fault of a key that shows what is missing above it, or that words are."""
    if fault := file.strayed(path):
        return fault
    if len(path) == 1 and isinstance(value, dict) and (above := _left_out_above(file)):
        return _without_its_key(file, above, path)
    if path[-3:-2] == ("steps",):
        return _no_step(file, path)
    if path[:1] == ("pairs",) and len(path) == 4 and path[3] in file.roles:
        return _one_level_too_many(file, path)
    pairless = path[:1] == ("sponsors",) and "pairs" in file.missing.get((), [])
    return _without_pairs(file, path) if pairless and len(path) == 3 else None


def _one_level_too_many(file: Described, path: KeyPath) -> Fault:
    """Return the fault of people of a pair who stand under a word of somebody's own."""
    word, outer = str(path[2]), path[:3]
    first = (*outer, file.unknown[outer][0])
    message = f"A pair's people stand right under its id, and not under {word}:."
    hint = f"Take the line {word}: out, and two of the spaces in front of the lines below it."
    return file.fault("P101", message, hint, path, on_key=True, first=first)


def _without_key(file: Described, path: KeyPath, known: Sequence[str]) -> Fault | None:
    """Return the fault of words that stand in braces without a key; else None."""
    word, outer = str(path[-1]), path[:-1]
    missing = file.missing.get(outer, [])
    hint, more = _comma_before(file, path)
    beside = [one for one in file.source.empty if one[:-1] == outer]
    roles = [one for one in file.roles if (*outer, one) not in file.source.keys]
    if outer[:1] == ("pairs",) and len(outer) == 2 and len(roles) == len(beside):
        message = f"No role stands in front of {word!r}."
        people = (f"{role}: {one[-1]}" for role, one in zip(roles, beside, strict=True))
        return file.fault("P101", message, f"Write {', '.join(people)}", path, first=beside[0])
    keys = {one for one in file.source.keys if one[:-1] == outer}
    alone = set(beside) == keys
    wanted = missing[0] if len(missing) == 1 else ""
    if not missing and not alone and not hint and "name" in known and (*outer, "name") not in keys:
        wanted = "name"
    if not wanted and not hint:
        wanted = _alone_fits(file, word, outer, known)
    first, _, rest = word.partition(" ")
    said = first if first in known else meant_by(first, known)
    if said and rest and said == _alone_fits(file, rest, outer, [said]):
        message, hint = f"There is no colon behind {file.named(first)}.", f"Write {said}: {rest}"
        return file.fault("P101", message, hint if file.quotes else "", path, on_key=True)
    if wanted and len(beside) == 1:
        message = f"There is no {wanted}: in front of {file.named(word)}."
        hint = f"Write {wanted}: {word if file.quotes else '…'}"
    elif hint:
        message = f"The comma before {file.named(word)} ends the text in front of it."
        if not file.quotes:
            hint = "Put quotes round that text, or brackets round a list."
    elif alone and "name" in known:
        message = f"No key stands in front of {file.named(word)}."
        words = [str(one[-1]) for one in beside]
        pairs = (f"{key}: {one}" for key, one in zip(("name", "title"), words, strict=False))
        hint = f"Write {{{', '.join(pairs) if file.quotes else 'name: …'}}}"
    else:
        return None
    # A second piece of the same text says nothing new.
    because = tuple(beside[:1]) if (more or alone) and beside[0] != path else ()
    return file.fault("P101", message, hint, path, on_key=True, because=because)


def _alone_fits(file: Described, word: str, outer: KeyPath, known: Sequence[str]) -> str:
    """Return the one key that takes these words and would not take any words; else nothing."""
    if type(value_at(file.source.data, outer)) is not dict:
        return ""

    there = {one[-1] for one in file.source.keys if one[:-1] == outer}
    free = (one for one in known if one not in there)
    fits = (one for one in free if not file.errors_with((*outer, one), word))
    return next((one for one in fits if file.errors_with((*outer, one), "…")), "")


def _no_step(file: Described, path: KeyPath) -> Fault:
    """Return the fault of a step that is written with keys."""
    holder = value_at(file.source.data, path[:-1])
    said = [one for one in holder.values() if isinstance(one, str)]
    said = [f"{one}m" if one.isdigit() else one for one in said]
    words = " ".join(sorted(said, key=lambda one: not one[:1].isdigit()))
    first = (*path[:-1], file.unknown.get(path[:-1], [path[-1]])[0])
    message, hint = "A step is one line of words, and has no keys.", f"Write - {words}"
    return file.fault("P101", message, hint, path, on_key=True, first=first)


def _comma_before(file: Described, path: KeyPath) -> tuple[str, bool]:
    """Return what to write where a comma in braces ends a text too early; see `comma_hint`."""
    line = file.source.place(path, on_key=True).source
    several = partial(_takes_list, file, path[:-1])
    hint, more = comma_hint(line, str(path[-1]), several)
    quotes = re.match(r"Put quotes round the ([\w ]+): \"(.*)\"", hint)
    holder = value_at(file.source.data, path[:-1])
    inside = quotes and isinstance(holder, dict) and quotes[1] in holder
    if quotes and inside and file.errors_with((*path[:-1], quotes[1]), quotes[2]):
        hint = f"Take it out: {path[-1]}"  # nor would it be right with quotes
    return hint, more


def _takes_list(file: Described, outer: KeyPath, key: str) -> bool:
    if takes_any_key(file.model, outer):
        return takes_list(file.model, outer)
    return key in known_keys(file.model, outer) and takes_list(file.model, (*outer, key))


def _left_out_above(file: Described) -> str:
    """Return the one key under which all entries of such a file stand, where it is left out."""
    entries = [key for key in known_keys(file.model, ()) if takes_any_key(file.model, (key,))]
    alone = len(entries) == 1 and len(known_keys(file.model, ())) == 2
    return entries[0] if alone and entries[0] not in file.source.data else ""


def _without_its_key(file: Described, above: str, path: KeyPath) -> Fault:
    """Return the fault of entries that stand where the line above them was left out."""
    first = (file.unknown[()][0],)
    value = value_at(file.source.data, path)
    entry = known_keys(file.model, (above, "id"))
    if not {*value} & {*entry} and file.unknown[()] == [path[-1]]:
        message = f"The entries stand under another word than {above}:."
        return file.fault("P101", message, f"Write {above}: here.", path, on_key=True)
    hint = f"Write {above}: on a line of its own above this one, and put two spaces more in "
    hint += "front of each line below it."
    message = f"Here the entries begin, and {above}: is missing above them."
    return file.fault("P102", message, hint, path, on_key=True, first=first)


def _without_pairs(file: Described, path: KeyPath) -> Fault:
    """Return the fault of pairs that stand where `pairs:` was left out above them."""
    file.headless = "pairs"
    first = next(outer for outer in file.unknown if outer[:1] == ("sponsors",))
    because = (first,) if path[:2] != first or path[2:] != (file.unknown[first][0],) else ()
    message = "Here the pairs begin, and pairs: is missing above them."
    hint = "Write pairs: on a line of its own above this one."
    return file.fault("P102", message, hint, first, on_key=True, because=because)
