"""What to do about a fault of the shape of a `_brand.yml`, in the words of such a file."""

from collections.abc import Mapping
from dataclasses import replace

from facilitate.faults import Fault, KeyPath
from facilitate.load.file_kinds import known_keys
from facilitate.load.yaml_values import YamlText, value_at
from facilitate.model.brand import BrandFile

HOMES: Mapping[str, KeyPath] = {
    "color": ("color",),
    "typography": ("typography",),
    "logo": ("logo",),
    "meta": ("meta",),
    "defaults: facilitate": ("defaults", "facilitate"),
}
"""What a key of the second level may be missing above it, in words and as a path."""

_MEANT: Mapping[str, tuple[str, ...]] = {
    "path": ("file", "src", "source", "url", "image"),
    "family": ("font", "name", "face", "typeface"),
    "pptx": ("potx", "powerpoint", "deck", "slides", "ppt"),
    "docx": ("dotx", "word", "letter", "doc"),
    "typography": ("font", "fonts", "type", "typeface"),
    "color": ("colour", "colours", "colors", "palette"),
    "headings": ("titles", "h1", "title"),
    "base": ("body", "text", "font"),
    "medium": ("file", "main", "default", "image"),
    "name": ("company", "organisation", "organization"),
    "link": ("website", "url", "home", "homepage"),
}
"""What people call a key that is known where they write it."""

_LISTS: Mapping[KeyPath, str] = {
    ("color", "palette"): 'Give each colour a name: under palette: a line such as blue: "#005EB8"',
    ("logo",): "Write the one for white paper: logo: {medium: {path: NAME.svg, alt: WORDS}}",
    ("meta", "name"): "Write it as words: name: Loam Valley Council",
}
"""What to write where a list stands."""

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
    if fault.code == "P107" and isinstance(value_at(source.data, path), list):
        colour = path[:1] == ("color",) and len(path) == 2
        hint = f'Write {path[-1]}: "#005EB8", or rgb(0, 94, 184).' if colour else fault.hint
        return replace(fault, hint=_LISTS.get(path, hint))
    if fault.code == "P101" and path:
        return _unknown(fault, path)
    return fault


def _unknown(fault: Fault, path: KeyPath) -> Fault:
    """Return the fault of a key that is not known there; an error where it is a slip."""
    key, outer = str(path[-1]).casefold(), path[:-1]
    known = known_keys(BrandFile, outer)
    meant = next((one for one, words in _MEANT.items() if key in words and one in known), "")
    home = home_of(key)
    if meant:
        return replace(fault, hint=f"Did you mean {meant!r}?")
    if home and not outer:
        return replace(fault, hint=f"Move it under {home}:, two spaces further in.")
    if fault.hint.startswith("Did you mean"):
        return fault
    if outer == ("color",):
        own = "A colour with a name of your own stands under palette:, two spaces further in."
        return replace(fault, severity="warning", hint=own)
    hint = f"Known here: {', '.join(known)}." if not outer else fault.hint
    return replace(fault, severity="warning", hint=hint)


def home_of(key: str) -> str:
    """Return below which keys one of the second level stands, nothing for one of none."""
    return next((home for home, path in HOMES.items() if key in known_keys(BrandFile, path)), "")
