"""The fixed words of a language: `words/<language>.yaml`, with English behind it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from facilitate.load.yaml_text import read
from facilitate.shipped import shipped

FALLBACK = "en-GB"


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """Return the language's fixed words; those it lacks are British English."""
    folder = shipped("words")
    found: dict[str, Any] = {}
    for name in (FALLBACK, language):
        path = folder / f"{name}.yaml"
        if path.is_file():
            found |= read(path.read_bytes(), f"words/{path.name}").data or {}
    return found


def languages() -> tuple[str, ...]:
    """Return the languages that have words, such as `en-GB`."""
    return tuple(sorted(path.stem for path in shipped("words").glob("*.yaml")))
