"""What `check` refuses for its shape, the editors' schema refuses; what one takes, the other takes.

Files of every kind are made from a sound one: at each place a key is left out, renamed or added,
and a value of each shape put in another's place.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from facilitate.load.file_kinds import FILE_KINDS
from facilitate.load.reading import Reading
from facilitate.load.yaml_text import read
from tests.load.test_schema import SHORT, faults

OF_SHAPE = {"missing", "unknown", "choice", "words", "number", "yes or no", "date", "list", "keys"}
OTHER_VALUES: tuple[Any, ...] = (None, "word", 7, [], ["word"], {}, {"name": "word"}, [["a", "b"]])

DAY = """format: 1
title: First away day
date: 2027-03-16
start: 9.30
finish: 16:15
venue: Ashdown Room
stock take: baseline
aims: [I know]
bring: Diary
absent: [crisis-doctor]
agenda:
  - arrive: 15m
  - exercise: audit-data-walk
    time: 40m
    who: [crisis]
    led by: sponsors
    may move: yes
  - parallel:
      - exercise: mission-nine-whys
        room: Ash
"""
PROGRAMME = """format: 1
programme: East
client: Trust
minimum group: 5
roles: [doctor, manager]
sponsors: {exec: {name: A, title: B}, two: C}
pairs:
  crisis:
    service: Crisis
    doctor: {name: Dr A, title: B, from: 2027-01-01, acting: yes}
    manager: Ben
manages: {exec: [crisis-manager]}
keep apart: [[crisis-doctor, crisis-manager]]
stock takes: {baseline: 2027-02-12}
delete by: 2028-09-30
away days: [agendas/1.yaml]
story: Ours
promises: [{sponsor: exec, what: Do, by: 2028-03-14, status: kept}]
charter: [Ask]
coaching: {crisis-doctor: [2027-04-06]}
coaching done: {crisis-doctor: 1}
coaches: {lee: {name: L, email: l@example.org, coaches: [crisis]}, kim: K}
needs agreed with: {crisis-doctor: exec}
outcomes: [{measure: Days, unit: a week, direction: down, baseline: 11, date: 2027-02-08}]
"""
EXERCISE = """format: 1
name: A day by the bell
category: bonding
checked: yes
purpose: So that you know
capital: [bonding]
themes: [respect]
group size: [1, 2, all]
within: [person, all]
people: 2-60
time: 25m
range: 20m-35m
materials: [{what: pen, per: person, reusable: yes}]
steps: [5m Write alone]
debrief: [Where]
variations: {lone: Alone, short: Less}
gives: []
"""
QUESTIONS = """format: 1
name: Ours
scale: {low: 1, high: 5, labels: [a, b, c, d, e]}
thresholds: {strength: 3.5, at most: 3}
dimensions:
  - id: trust
    name: Trust
    themes: [trust]
    question: What
    items: [{id: rely, text: We rely, reverse: yes}]
"""
SHARING = """format: 1
sharing:
  crisis-doctor: {sharing: both partners, since: 2027-02-01, being observed: yes, letters: INTJ}
"""
ACCESS = "format: 1\naccess:\n  crisis-doctor: {needs: [large-print], diet: halal, companions: 1}\n"
CODEBOOK = "format: 1\ncodes:\n  late: {name: Late, means: Who, question: What, was: [old]}\n"
CONTACTS = "format: 1\ncontacts:\n  a: {email: a@example.org, phone: 1}\n  b: b@example.org\n"
IDENTITIES = "format: 1\ncodes: {K7: crisis-doctor, P01: Ben Onyx}\n"
ACTIONS = "format: 1\nactions: [{id: a1, who: crisis, what: Do, by: 2027-01-01, status: open}]\n"
BRAND = """meta: {name: {full: Loam, short: L}, link: {home: a}}
color:
  palette: {moss: green}
  primary: moss
  secondary: {light: moss, dark: red}
typography:
  fonts: [{family: Loam Sans, source: google, weight: 400, files: [{path: a.ttf}, b]}]
  base: {family: Loam Sans, size: 12, line-height: 1.4}
  link: {decoration: underline, background-color: moss}
  monospace-inline: Courier
logo:
  images: {mark: a.png, white: {path: b.png, alt: B}}
  small: mark
  medium: {light: {path: a.png, alt: A}, dark: white}
defaults:
  quarto: {html: {toc: yes}}
  facilitate: {templates: {pptx: a.potx}, layouts: {divider: Two}, minimum size: 12}
"""
SOUND = {
    "programme": PROGRAMME,
    "day": DAY,
    "exercise": EXERCISE,
    "questions": QUESTIONS,
    "sharing": SHARING,
    "access": ACCESS,
    "codebook": CODEBOOK,
    "contacts": CONTACTS,
    "actions": ACTIONS,
    "identities": IDENTITIES,
    "brand": BRAND,
}


def changed(data: Any) -> Iterator[Any]:
    """Yield the values with one thing changed, at each place in turn."""
    if isinstance(data, dict):
        for key, value in data.items():
            rest = {one: deepcopy(inner) for one, inner in data.items() if one != key}
            yield rest
            yield {**rest, f"{key}x": value}
            for other in OTHER_VALUES:
                yield {**rest, key: other}
            for inner in changed(value):
                yield {**rest, key: inner}
        yield {**data, "surprise": "word"}
    elif isinstance(data, list):
        for number, value in enumerate(data):
            for inner in (*OTHER_VALUES, *changed(value)):
                yield [*data[:number], inner, *data[number + 1 :]]


def plain(text: str) -> Any:
    """Return the values of a file, each as the text that was written."""
    return yaml.load(text, Loader=yaml.BaseLoader)


class _Plain(yaml.SafeDumper):
    """Writes nothing for nothing, as people do."""


_Plain.add_representer(
    type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "")
)


def disagreements(kind: str, model: type[BaseModel], sound: str) -> Iterator[str]:
    """Yield each made file of which `check` and the schema say different things."""
    for data in (plain(sound), *changed(plain(sound))):
        text = yaml.dump(data, Dumper=_Plain, sort_keys=False, allow_unicode=True)
        source = read(text, f"{kind}.yaml")
        errors = Reading.of(source, model).errors
        marked = faults(kind, text)
        if not errors and marked:
            yield f"check takes what the schema marks {marked[:2]}:\n{text}"
        if {one.kind for one in errors} & OF_SHAPE and not marked:
            told = [(one.kind, one.path) for one in errors]
            yield f"check refuses what the schema takes {told[:2]}:\n{text}"


@pytest.mark.parametrize("kind", SOUND)
def test_check_and_the_schema_agree_on_the_shape_of_made_files(kind: str) -> None:
    found = list(disagreements(kind, FILE_KINDS[kind].model, SOUND[kind]))
    assert found == [], f"{len(found)} of them, such as {found[0]}"


def test_every_kind_with_a_schema_is_tried() -> None:
    assert set(SOUND) == set(FILE_KINDS)
    assert faults("plan", SHORT) == []
