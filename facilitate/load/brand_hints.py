"""What to do about a fault of the shape of a `_brand.yml`, in the words of such a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from facilitate.faults import Fault, KeyPath, nearest
from facilitate.load.file_kinds import known_keys, takes_list
from facilitate.load.yaml_line import keyed, quoted
from facilitate.load.yaml_values import YamlText, value_at
from facilitate.model.brand import BrandFile
from facilitate.structs import replace

_MEANT: Mapping[str, tuple[str, ...]] = {
    "path": ("file", "src", "source", "url", "image"),
    "alt": ("alt text", "alt-text", "alttext", "description", "words"),
    "foreground": ("text", "ink", "font", "body"),
    "family": ("font", "name", "face", "typeface"),
    "pptx": ("potx", "powerpoint", "deck", "slides", "ppt"),
    "docx": ("dotx", "word", "letter", "doc"),
    "typography": ("font", "fonts", "type", "typeface"),
    "color": ("colour", "colours", "colors", "palette"),
    "headings": ("titles", "h1", "title"),
    "base": ("body", "text", "font"),
    "small": ("icon", "tiny"),
    "medium": ("file", "main", "default", "image", "normal"),
    "large": ("big", "full"),
    "name": ("company", "organisation", "organization"),
    "link": ("website", "url", "home", "homepage"),
}
"""What people call a key that is known where they write it."""

_LISTS: Mapping[KeyPath, str] = {
    ("color", "palette"): 'Give each colour a name: under palette: a line such as blue: "#005EB8"',
    ("logo",): "Write the one for white paper: logo: {medium: {path: NAME.svg, alt: WORDS}}",
    ("meta", "name"): "Write it as words: name: Loam Valley Council",
}
"""What to write where a list of words stands."""

_FIRST: Mapping[KeyPath, str] = {
    ("meta",): "name",
    ("color",): "primary",
    ("typography",): "base",
    ("typography", "link"): "color",
    ("defaults", "facilitate", "templates"): "pptx",
    ("defaults", "facilitate", "layouts"): "cover",
}
"""Where words stand alone that want a key in front: the one that is meant most."""

_A_COLOUR = 'Begin with a colour: under color:, two spaces further in, primary: "#005EB8"'


def for_a_brand(fault: Fault, source: YamlText) -> Fault:
    """Return a fault of the file's shape as it counts here, with what to do.

    The convention grows, so that an unknown key is passed over; unless it is a slip. A colour
    without quotes is lost, which would be a silent loss.
    """
    path = fault.at.path if fault.at else ()
    if fault.code == "Y012":
        return replace(fault, severity="error")
    if fault.code == "Y014":
        hint = "Write _brand.yml in an editor of plain text; put Office files into brand/."
        return replace(fault, hint=hint)
    if fault.code == "P100":
        a_list = isinstance(source.data, list)
        return replace(
            fault, hint="Take the dashes in front of the keys out." if a_list else _A_COLOUR
        )
    if fault.code == "P107":
        return replace(fault, hint=_shaped(path, value_at(source.data, path)) or fault.hint)
    if fault.code == "P101" and path:
        return _unknown(fault, path, source)
    return fault


def _shaped(path: KeyPath, value: Any) -> str:
    """Return what to write where a value has another shape than is wanted; nothing if unsaid."""
    key = path[-1]
    if path == ("typography", "fonts"):
        return f"Write fonts: [{value}]" if isinstance(value, str) else ""
    words = value.strip() if isinstance(value, str) else ""
    if words and path in _FIRST and not keyed(value, known_keys(BrandFile, path)):
        word = words.rpartition(".")[2].casefold()
        first = {"docx": "docx", "dotx": "docx"}.get(word, _FIRST[path])
        return f"Write {key}: {{{first}: {quoted(words) if words[0] == '#' else words}}}"
    if not isinstance(value, list) or not value or isinstance(value[0], list):
        return ""
    if all(isinstance(one, dict) for one in value):
        return "Take the dashes in front of the keys out."
    if path[:1] == ("color",) and len(path) == 2 and key != "palette":
        return f'Write {key}: "#005EB8", or rgb(0, 94, 184).'
    return _LISTS.get(path, f"Write one of them, without brackets: {key}: {value[0]}")


def _unknown(fault: Fault, path: KeyPath, source: YamlText) -> Fault:
    """Return the fault of a key that is not known there; an error where it is a slip."""
    hint = _slip(fault, path, value_at(source.data, path))
    if path in source.empty and not value_at(source.data, path[:-1]) and " " in str(path[-1]):
        hint = f"Take the braces away: {path[-2]}: {path[-1]}"
    if hint:
        return replace(fault, hint=hint)
    behind_a_comma = path in source.empty and "comma" in fault.message
    if behind_a_comma and path[0] == "color":
        return replace(fault, hint=f"Write one colour alone, and take {path[-1]} out.")
    if behind_a_comma:
        return fault
    if path[:-1] == ("color",):
        own = "A colour with a name of your own stands under palette:, two spaces further in."
        level = ("color", "palette") in source.empty
        return replace(fault, severity="error" if level else "warning", hint=own)
    known = known_keys(BrandFile, path[:-1])
    return replace(fault, severity="warning", hint=f"Known here: {', '.join(known)}.")


def _slip(fault: Fault, path: KeyPath, value: Any) -> str:
    """Return what was meant by a key that is not known there, nothing if it may be no slip."""
    key, outer = str(path[-1]).casefold(), path[:-1]
    known = known_keys(BrandFile, outer)
    if path[-1] in known:  # the file is read as if it were written so
        return fault.hint
    home, name = home_of(key, outer)
    inside = ": ".join(map(str, home[len(outer) :]))
    if name and name != key and key == f"{home[-1]} {name}":
        return f"Did you mean {name!r}? It stands under {inside}:"
    if name and name == key:
        return f"Move it under {inside}:, two spaces further in."
    if meant := _meant(key, known):
        return f"Did you mean {meant!r}?"
    if fault.hint.startswith("Did you mean"):
        return fault.hint
    if name:
        return f"Did you mean {name!r}? It stands under {inside}:"
    return _by_what_it_holds(path, value)


def _by_what_it_holds(path: KeyPath, value: Any) -> str:
    """Return what to do about a key whose value says what it is, nothing for any other."""
    key, outer = str(path[-1]), path[:-1]
    if len(outer) == 2 and outer[0] == "color" and isinstance(value, str):
        if key.casefold() in known_keys(BrandFile, ("color",)):
            return f"Turn it round: under color: a line {key}: {{{outer[-1]}: {quoted(value)}}}"
        return f"Write {outer[-1]}: {quoted(value)}"
    if len(outer) == 3 and outer[:2] == ("color", "palette") and isinstance(value, str):
        return f"Give it a line of its own under palette: {outer[-1]}-{key}: {quoted(value)}"
    if len(outer) == 3 and outer[:2] == ("typography", "fonts") and isinstance(value, str):
        return f"Write {{family: {key}, files: [{value}]}}"
    if isinstance(value, dict) and not outer and set(value) & set(known_keys(BrandFile, ())):
        return f"Take {key}: out, and begin each line below it two spaces further left."
    return ""


def _meant(key: str, known: Sequence[str]) -> str:
    """Return which known key people mean who write this one, nothing if none is sure."""
    by_word = (one for one, words in _MEANT.items() if key in words and one in known)
    first = key.partition(" ")[0]
    return next(by_word, first if first != key and first in known else "")


def home_of(key: str, outer: KeyPath = ()) -> tuple[KeyPath, str]:
    """Return further in than `outer` where a key stands, and the key; else nothing twice.

    A word of two levels, and one with a slip in it, have a home as well.
    """
    places: list[KeyPath] = []
    level: list[KeyPath] = [outer]
    while level:
        level = [
            inner
            for one in level
            for key in known_keys(BrandFile, one)
            if not takes_list(BrandFile, inner := (*one, key))
        ]
        places += level
    exact = (
        (path, one)
        for path in places
        for one in known_keys(BrandFile, path)
        if key in (one, f"{path[-1]} {one}")
    )
    near = (
        (path, one)
        for path in places
        if (one := nearest(key, known_keys(BrandFile, path), alike=0.8))
    )
    return next(exact, None) or next(near, ((), ""))


def slip_in_open_keys(key: str, outer: KeyPath) -> str:
    """Return what to do about a key of ours among those of others, nothing for one of others."""
    known = known_keys(BrandFile, outer)
    fold = key.casefold()
    if meant := _meant(fold, known) or nearest(fold, known, alike=0.8):
        return f"Did you mean {meant!r}?"
    home, name = home_of(fold, outer)
    return f"Move it under {home[-1]}:, two spaces further in." if fold == name else ""
