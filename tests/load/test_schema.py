"""What `check` accepts, the schema of that kind of file accepts: editors mark nothing in it.

Files are read as an editor reads them; the few words of JSON Schema that ours use are tried here.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from facilitate.load.file_kinds import schema
from facilitate.shipped import shipped

TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str, dt.date),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
ABOUT = {
    "title",
    "description",
    "default",
    "examples",
    "$schema",
    "definitions",
    "then",
    "else",
} | {"patternErrorMessage"}
KNOWN = {
    *("type", "properties", "additionalProperties", "required", "items", "anyOf", "enum"),
    *("const", "$ref", "if", "minItems", "maxItems", "prefixItems", "propertyNames"),
    *("pattern", "patternProperties"),
}


def wrong(value: Any, rules: Any, whole: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """Yield where a value is not what the schema says."""
    if rules is True or rules == {}:
        return
    assert set(rules) <= KNOWN | ABOUT, set(rules) - KNOWN - ABOUT
    if "$ref" in rules:
        name = rules["$ref"].removeprefix("#/definitions/")
        yield from wrong(value, whole["definitions"][name], whole, at)
    if "if" in rules:
        fits = not list(wrong(value, rules["if"], whole, at))
        yield from wrong(value, rules["then" if fits else "else"], whole, at)
    if "anyOf" in rules and all(list(wrong(value, one, whole, at)) for one in rules["anyOf"]):
        meant = [one for one in rules["anyOf"] if one != {"type": "null"}]
        yield from wrong(value, meant[0], whole, at) if len(meant) == 1 else [f"{at}: {value!r}"]
    if value not in rules.get("enum", [rules.get("const", value)]):
        yield f"{at}: {value!r} is no choice"
    if isinstance(value, str) and not re.search(rules.get("pattern", ""), value):
        yield f"{at}: {value!r} is not so written"
    yield from _of_another_type(value, rules, whole, at)


def _of_another_type(value: Any, rules: Any, whole: Mapping[str, Any], at: str) -> Iterator[str]:
    types = rules.get("type", [])
    names = [types] if isinstance(types, str) else types
    if names and not any(_is(value, name) for name in names):
        yield f"{at}: {value!r} is no {names}"
    elif isinstance(value, dict):
        yield from _wrong_keys(value, rules, whole, at)
    elif isinstance(value, list) and isinstance(rules.get("items"), dict):
        for number, one in enumerate(value):
            yield from wrong(one, rules["items"], whole, f"{at}[{number}]")


def _is(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name])


def _wrong_keys(
    value: Mapping[Any, Any], rules: Any, whole: Mapping[str, Any], at: str
) -> Iterator[str]:
    for key in rules.get("required", ()):
        if key not in value:
            yield f"{at}: no {key}"
    known = rules.get("properties", {})
    for key, one in value.items():
        yield from wrong(key, rules.get("propertyNames", True), whole, f"{at}.{key}")
        alike = (
            of
            for like, of in rules.get("patternProperties", {}).items()
            if re.search(like, str(key))
        )
        inner = known.get(str(key), next(alike, rules.get("additionalProperties", True)))
        if inner is False:
            yield f"{at}.{key} is not known"
        else:
            yield from wrong(one, inner, whole, f"{at}.{key}")


_rules = cache(schema)


def faults(kind: str, text: str) -> list[str]:
    rules = _rules(kind)
    return list(wrong(yaml.safe_load(text), rules, rules))


def _files() -> Iterator[tuple[str, Path]]:
    agendas = shipped("agendas")
    for kind, pattern in (
        ("plan", "*/programme.yaml"),
        ("plan", "*/agendas/*.yaml"),
        ("exercise", "*/exercises/*.yaml"),
        ("questions", "*/questions.yaml"),
        ("sharing", "*/private/sharing.yaml"),
        ("access", "*/private/access.yaml"),
    ):
        yield from ((kind, path) for path in sorted(agendas.glob(pattern)))
    for path in sorted(shipped("exercises").glob("*.yaml")):
        if path.name != "themes.yaml":
            yield "exercise", path


FILES = list(_files())


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[path.stem for _, path in FILES])
def test_an_editor_marks_nothing_in_what_is_shipped(kind: str, path: Path) -> None:
    assert faults(kind, path.read_text(encoding="utf-8")) == []


SHORT = """format: 1
title: First away day
date: Tuesday 9 March 2027
start: 0930
venue:
roles: {doctor: {one: psychiatrist}, manager: service manager}
sponsors: {exec: Alex, two: {name: B, title: C}}
stock takes: {baseline: 2027-02-12}
manages: {exec: crisis-manager}
keep apart: [[crisis-doctor, rehab-manager]]
pairs:
  crisis: {doctor: Dr A, manager: vacant, asked alone: yes, service: 7}
  rehab: {doctor: {name: Dr C, from: 1 May 2026, acting: yes}, manager: {vacant: yes}}
absent: crisis-doctor
bring: Diary
agenda:
  - arrive: 15
  - talk: 20m
    title: X
    slides: a
  - exercise: mission-nine-whys
    who: crisis
    not before: 9.30
    may move: yes
  - feedback: 10m
"""


def test_an_editor_marks_nothing_in_the_short_forms_of_a_plan() -> None:
    assert faults("plan", SHORT) == []


@pytest.mark.parametrize(
    ("right", "wrong_line", "where"),
    [
        ("venue:", "vennue: Hall", ".vennue is not known"),
        ("title: First away day\n", "", ": no title"),
        ("doctor: Dr A", "doctor: [Dr A]", ".pairs.crisis.doctor: ['Dr A']"),
        ("- talk: 20m", "- talk: [20m]", ".agenda[1].talk: ['20m']"),
        ("- talk: 20m", "- talk: 20 x", ".agenda[1].talk: '20 x' is not so written"),
        ("- feedback: 10m", "- feedback: soon", "'soon' is not so written"),
        ("not before: 9.30", "not before: 26:00 h", "'26:00 h' is not so written"),
        ("not before: 9.30", "not before: noon", "'noon' is not so written"),
        ("Tuesday 9 March 2027", "2027/03/32", ".date: '2027/03/32' is not so written"),
        ("Tuesday 9 March 2027", "ninth of March", "'ninth of March' is not so written"),
    ],
)
def test_an_editor_marks_a_slip(right: str, wrong_line: str, where: str) -> None:
    assert where in " ".join(faults("plan", SHORT.replace(right, wrong_line)))
