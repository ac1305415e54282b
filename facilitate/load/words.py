"""Words of pages, a language's and the programme's own in its exercises; colours of the looks."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from facilitate.faults import At, Fault, KeyPath, did_you_mean
from facilitate.load.validate import validate_lenient
from facilitate.load.yaml_text import read, read_file
from facilitate.load.yaml_values import YamlText
from facilitate.model.plan import DEFAULT_WORDS, ProgrammeFile
from facilitate.shipped import OURS, shipped
from facilitate.structs import replace

FALLBACK = "en-GB"
"""The language whose words stand in where another lacks one."""


def words_of(language: str) -> Mapping[str, Any]:
    """Return the fixed words of `words/LANGUAGE.yaml`; those it lacks are British English."""
    return {key: source.data[key] for key, source in words_files(language).items()}


@cache
def words_files(language: str) -> Mapping[str, YamlText]:
    """Return the file that says each of the fixed words of a language, by their keys."""
    found: dict[str, YamlText] = {}
    # What a plan says is compared with what is there, never looked for as the name of a file.
    for name in dict.fromkeys((FALLBACK, language)):
        if name in languages():
            path = shipped("words") / f"{name}.yaml"
            source = read(path.read_bytes(), f"{OURS}words/{path.name}")
            found |= dict.fromkeys(source.data or {}, source)
    return found


def languages() -> tuple[str, ...]:
    """Return the languages that have words, such as `en-GB`."""
    return tuple(sorted(path.stem for path in shipped("words").glob("*.yaml")))


# --------------------------------------------------------------------- the programme's own words

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def filled_in(source: YamlText, words: Mapping[str, str] = DEFAULT_WORDS) -> YamlText:
    """Return a file with each `{people served}` as the programme calls them, wherever it stands.

    A capital letter in the braces asks for one: `{People served} notice`. A word that is none of
    these is a fault at its place, and stays as it is written.
    """
    faults: list[Fault] = []
    data = _filled(source.data, (), source, words, faults)
    return replace(source, data=data, faults=(*source.faults, *faults))


def words_nearest(folders: Iterable[Path]) -> Mapping[str, str]:
    """Return the words of the first programme in these folders; the usual ones without any."""
    files = (folder / "programme.yaml" for folder in folders)
    near = next((file for file in files if file.is_file()), None)
    if near is None:
        return DEFAULT_WORDS
    says = validate_lenient(ProgrammeFile, read_file(near, near.name)).value
    return says.own_words if says else DEFAULT_WORDS


def _filled(
    value: Any, path: KeyPath, source: YamlText, words: Mapping[str, str], faults: list[Fault]
) -> Any:
    if isinstance(value, dict):
        return {
            key: _filled(part, (*path, key), source, words, faults) for key, part in value.items()
        }
    if isinstance(value, list):
        return [
            _filled(part, (*path, number), source, words, faults)
            for number, part in enumerate(value)
        ]
    if not isinstance(value, str):
        return value
    if other := _other_brackets(words).search(value):
        faults.append(_bracketed(other, path, source))
        return value

    def word(found: re.Match[str]) -> str:
        asked = " ".join(found[1].split())
        known = words.get(asked.casefold())
        if known is None:
            faults.append(_unknown(asked, path, source, words))
            return found[0]
        return known[:1].upper() + known[1:] if asked[0].isupper() else known

    return _PLACEHOLDER.sub(word, value)


def _other_brackets(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds a word to fill in that stands in other signs than one pair of braces."""
    asked = "|".join(map(re.escape, words))
    return re.compile(rf"[\[<] ?({asked}) ?[\]>]|\{{\{{ ?([^{{}}]*?) ?\}}\}}", re.IGNORECASE)


def _bracketed(found: re.Match[str], path: KeyPath, source: YamlText) -> Fault:
    return Fault(
        code="P138",
        message=f"{found[0]} would be printed as it stands.",
        hint=f"Write {{{found[1] or found[2]}}}, in one pair of braces.",
        at=At(source.file, path),
        place=source.place(path),
    )


def _unknown(asked: str, path: KeyPath, source: YamlText, words: Mapping[str, str]) -> Fault:
    listed = ", ".join(f"{{{word}}}" for word in words)
    return Fault(
        code="P138",
        message=f"{{{asked}}} is none of the words that a programme fills in.",
        hint=did_you_mean(asked, words, otherwise=f"Write one of {listed}, or no braces."),
        at=At(source.file, path),
        place=source.place(path),
    )


# ------------------------------------------------------------------------------------------ looks


CALM = "calm"
"""The look of a programme that names none."""


def looks() -> tuple[str, ...]:
    """Return the names of the looks as a plan writes them, such as `high contrast`."""
    files = (shipped("templates") / "looks").glob("*.yaml")
    return tuple(sorted(path.stem.replace("-", " ") for path in files))


@cache
def colours_of(look: str) -> Mapping[str, str]:
    """Return the colours of a look, `#RRGGBB` by name; the usual ones if it is not known."""
    name = look if look in looks() else CALM
    path = shipped("templates") / "looks" / f"{name.replace(' ', '-')}.yaml"
    data = read(path.read_bytes(), f"templates/looks/{path.name}").data or {}
    return {key.replace(" ", "_"): colour for key, colour in data["colours"].items()}
