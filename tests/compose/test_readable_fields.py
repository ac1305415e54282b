"""Templates read the plan and the timetable themselves, by the names of one table."""

import re
from pathlib import Path

import pytest

from facilitate.compose.day_context import DayContext, PairToday
from facilitate.compose.environment import OurMistakeError
from facilitate.compose.model_reading import ModelReading
from facilitate.compose.readable_fields import READABLE
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.wording import Wording
from facilitate.document import Run, walk
from facilitate.load.words import words_of
from facilitate.load.yaml_text import read
from facilitate.model import Day, Exercise, Person, Programme
from facilitate.recipient import GROUP, Recipient
from facilitate.schedule.timetable import ExerciseSlot, Timetable
from facilitate.shipped import shipped
from facilitate.structs import replace
from tests.compose.contexts import context, front, made, page


@pytest.mark.parametrize(
    "name",
    [
        *("day.says", "day.file", "timetable.present", "timetable.slots[1].item"),
        *("timetable.slots[1].people", "exercises[0].exercise.source", "pairs[0].says"),
        *("people[0].joined", "people[0].reader", "programme.says", "programme.pairs"),
    ],
)
def test_what_is_not_in_the_table_is_not_there(tmp_path: Path, name: str) -> None:
    document, faults = made(tmp_path, front() + f"# A\n\n{{{{ {name} }}}}\n")
    assert document is None
    assert [fault.code for fault in faults] == ["M110"]


@pytest.mark.parametrize("error", [KeyError, AttributeError])
def test_a_slip_of_ours_is_no_fault_of_the_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def slipped(_: ModelReading) -> str:
        raise error("ours")

    monkeypatch.setitem(READABLE[Day], "venue", slipped)
    with pytest.raises(OurMistakeError) as raised:
        made(tmp_path, front() + "# A\n\n{{ day.venue }}\n")
    assert isinstance(raised.value.__cause__, error)


def test_every_name_of_the_table_can_be_read() -> None:
    names = TemplateNames(context()).of(Recipient("person", "crisis-doctor"))
    waiting = [value for value in names.values() if isinstance(value, ModelReading)]
    met: set[type] = set()
    while waiting:
        one = waiting.pop()
        if type(one.of) in met:
            continue
        met.add(type(one.of))
        for name in one.known_names():
            try:
                value = one.part(name)
            except LookupError:  # another person's own, or a sponsor's
                assert isinstance(one.of, Person)
                continue
            parts = value if isinstance(value, tuple) else (value,)
            waiting += [part for part in parts if isinstance(part, ModelReading)]
    assert {Programme, Day, Timetable, ExerciseSlot, Exercise, Person, PairToday} <= met


@pytest.mark.parametrize("kind", list(READABLE))
def test_every_name_of_the_table_is_on_the_page_about_templates(kind: type) -> None:
    page_about = (shipped("docs") / "templates.md").read_text(encoding="utf-8")
    names = READABLE[kind]
    assert [name for name in names if not re.search(rf"\.{name}\b", page_about)] == []


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        ("timetable.slots[0].clock", ".start | clock"),
        ("timetable.slots[0].until", ".end | clock"),
        ("exercises[0].steps[0].clock", ".start | clock"),
        ("day.short_date", ".date | short_date"),
        ("day.iso", ".date | iso_date"),
    ],
)
def test_a_name_of_earlier_versions_is_refused_with_the_one_to_write(
    tmp_path: Path, earlier: str, now: str
) -> None:
    _, faults = made(tmp_path, front() + f"# A\n\n{{{{ {earlier} }}}}\n")
    (fault,) = faults
    assert (fault.code, fault.hint) == (
        "M110",
        f"Write {now} instead of .{earlier.rpartition('.')[2]}.",
    )


def test_times_and_dates_are_printed_by_filters(tmp_path: Path) -> None:
    body = (
        "{{ day.start | clock }} to {{ day.end | clock }}, {{ day.date | date }}, "
        "{{ day.date | short_date }}, {{ day.date | iso_date }}, "
        "{{ timetable.slots[1].end | clock }}"
    )
    assert page(tmp_path, body) == (
        "09:00 to 10:55, Tuesday 9 March 2027, 9 March, 2027-03-09, 09:45"
    )


def test_a_first_letter_is_made_capital_or_small_and_the_rest_left_alone(tmp_path: Path) -> None:
    body = (
        "{{ 'SRE' | capitalize }}, {{ 'head of HR' | capitalize }}, "
        "{{ 'NHS money' | lowered }}, {{ 'Talks at Hill Road' | lowered }}"
    )
    assert page(tmp_path, body) == "SRE, Head of HR, NHS money, talks at Hill Road"


def test_a_name_that_is_not_english_keeps_its_capital_inside_a_sentence(tmp_path: Path) -> None:
    german = context(programme={"language": "de-DE"})
    assert page(tmp_path, "{{ 'Vertrauen' | lowered }}", here=german) == "Vertrauen"
    said = [Wording(words_of("en-GB"), language=one) for one in ("de-DE", "en-GB")]
    assert [one.foremost(["Vertrauen", "Ehrlichkeit"]) for one in said] == [
        "Vertrauen and Ehrlichkeit",
        "vertrauen and ehrlichkeit",
    ]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("day.start", "Write {{ … | clock }}."),
        ("day.date", "Write {{ … | date }} or {{ … | short_date }}."),
        ("day.start ~ ''", "Write {{ … | clock }}."),
        ("day.title | clock", "Give the filter one: {{ slot.start | clock }}."),
        ("day.start | date", "Give the filter one: {{ day.date | date }}."),
    ],
)
def test_a_time_or_a_date_without_its_filter_is_a_fault(
    tmp_path: Path, value: str, hint: str
) -> None:
    _, faults = made(tmp_path, front() + f"# A\n\n{{{{ {value} }}}}\n")
    assert [(fault.code, fault.hint) for fault in faults] == [("M141", hint)]


@pytest.mark.parametrize("name", ["coaching", "sessions", "made", "asked", "partners"])
def test_what_is_ones_own_is_read_of_oneself_and_not_of_the_partner(
    tmp_path: Path, name: str
) -> None:
    own = f"# A\n\n{{% for one in person.{name} %}}x{{% endfor %}}\n"
    assert not made(tmp_path, front("each person") + own, reader="crisis-doctor")[1]
    for other in ("pair.members[1]", "person.partners[0]"):
        theirs = own.replace("person", other, 1)
        _, faults = made(tmp_path, front("each person") + theirs, reader="crisis-doctor")
        assert [fault.code for fault in faults] == ["M110"]


def test_the_facilitators_notes_on_another_day_are_out_of_reach(tmp_path: Path) -> None:
    here = context()
    later = replace(here.day, id="2-later", number=2)
    here = context(days=(here.day, later))
    body = "# A\n\n{% for one in days %}{{ one.title }}{{ one.notes }}{% endfor %}\n"
    _, faults = made(tmp_path, front("facilitator") + body, here=here, reader="")
    assert {fault.code for fault in faults} == {"M110"}


# ----------------------------------------------------------------------------- where it stands

PLAN = """\
format: 1
pairs:
  crisis:
    service: Crisis
    challenge: Friday beds
"""
DAY = """\
format: 1
title: First day
agenda:
  - welcome: 15m
    title: Why we are here
  - exercise: walk
    why: So that it is said
"""
WALK = """\
name: Walk and talk
need: You need shoes
steps:
  - 2x10m Walk, one of you talks
  - 10m Say it back
"""


def written() -> DayContext:
    """Return a context that knows the text of its files."""
    files = {"programme.yaml": PLAN, "agendas/1.yaml": DAY, "exercises/walk.yaml": WALK}
    return replace(
        context(),
        sources={name: read(text, name) for name, text in files.items()},
        exercise_files={"walk": "exercises/walk.yaml"},
    )


@pytest.mark.parametrize(
    ("value", "words", "file", "line"),
    [
        ("day.title", "First day", "agendas/1.yaml", 2),
        ("timetable.slots[0].title", "Why we are here", "agendas/1.yaml", 5),
        ("timetable.slots[1].title", "Walk and talk", "exercises/walk.yaml", 1),
        ("timetable.slots[1].purpose", "So that it is said", "agendas/1.yaml", 7),
        ("exercises[0].need", "You need shoes", "exercises/walk.yaml", 2),
        ("exercises[0].exercise.name", "Walk and talk", "exercises/walk.yaml", 1),
        ("exercises[0].steps[1].text", "Say it back", "exercises/walk.yaml", 5),
        ("exercises[0].steps[1].text | upper", "SAY IT BACK", "exercises/walk.yaml", 5),
        ("pair.challenge", "Friday beds", "programme.yaml", 5),
        ("pair.name", "Crisis", "programme.yaml", 4),
    ],
)
def test_words_know_the_line_that_they_were_written_on(
    tmp_path: Path, value: str, words: str, file: str, line: int
) -> None:
    text = front("each pair", "title: Ours") + f"# A\n\n**{{{{ {value} }}}}**\n"
    document, faults = made(tmp_path, text, here=written(), reader="crisis")
    assert document is not None, faults
    (run,) = [one for one in walk(document) if isinstance(one, Run) and one.text == words]
    assert run.source is not None
    assert (run.source.file, run.source.line) == (file, line)


def test_words_of_several_places_and_of_the_template_know_none(tmp_path: Path) -> None:
    body = "# A\n\n**{{ pair.name ~ pair.challenge }}**\n\nOf ours\n"
    text = front("each pair", "title: Ours") + body
    document, faults = made(tmp_path, text, here=written(), reader="crisis")
    assert document is not None, faults
    found = {one.text: one.source for one in walk(document) if isinstance(one, Run)}
    assert found == {"A": None, "CrisisFriday beds": None, "Of ours": None}


def test_the_names_of_a_day_are_made_once_for_all_its_readers() -> None:
    names = TemplateNames(context())
    assert names.stock_take is names.stock_take
    assert names.of(GROUP)["programme"] is names.of(Recipient("pair", "crisis"))["programme"]
