"""What an organiser is told when a file has the wrong shape."""

import re

import pytest
from pydantic import BaseModel, ValidationError

from facilitate.faults import Fault
from facilitate.load.file_kinds import FILE_KINDS
from facilitate.load.problems import FOLLOWS, PYDANTIC
from facilitate.load.validate import validate, validate_lenient
from facilitate.load.yaml_text import read
from facilitate.model import DayFile, Exercise, ProgrammeFile, SharingFile, Themes
from facilitate.model.questions import SurveyMapping

DAY = """format: 1
title: First day
date: 2027-03-09
start: 9:30
agenda:
  - arrive: 15m
"""


def faults(text: str, model: type = DayFile) -> list[Fault]:
    return list(validate(model, read(text, "day.yaml"))[1])


def one(text: str, model: type = DayFile) -> Fault:
    (fault,) = faults(text, model)
    return fault


def at(fault: Fault) -> tuple[int | None, int | None]:
    assert fault.place is not None
    return fault.place.line, fault.place.column


def test_a_whole_day_has_no_faults() -> None:
    value, told = validate(DayFile, read(DAY, "day.yaml"))
    assert told == ()
    assert value is not None
    assert value.agenda[0].minutes == 15


def test_an_unknown_key_is_told_with_the_nearest_one() -> None:
    fault = one(DAY + "vennue: Hall\n")
    assert (fault.code, fault.hint) == ("P101", "Did you mean 'venue'?")
    assert at(fault) == (7, 1)


def test_a_mistyped_required_key_is_told_once() -> None:
    fault = one(DAY.replace("title:", "titel:"))
    assert (fault.code, fault.hint) == ("P101", "Did you mean 'title'?")


def test_all_faults_of_a_file_are_told_together() -> None:
    text = DAY.replace("9:30", "25:99").replace("2027-03-09", "14/03/2026")
    assert [fault.code for fault in faults(text)] == ["P104", "P104"]


def test_a_lunch_with_a_clock_time_asks_for_not_before() -> None:
    fault = one(DAY + "  - lunch: 12:15\n")
    assert "not before: 12:15" in fault.hint


def test_a_missing_key_is_told_with_a_line_to_add() -> None:
    fault = one(DAY.replace("start: 9:30\n", ""))
    assert (fault.code, fault.hint) == ("P102", "Add a line such as: start: 9:30")


def test_a_key_with_nothing_after_it_is_told_where_it_stands() -> None:
    fault = one(DAY.replace("First day", ""))
    assert fault.message == "'title' has nothing after it."
    assert at(fault)[0] == 2


def test_an_item_of_two_kinds_is_told() -> None:
    fault = one(DAY + "  - lunch: 60m\n    break: 15m\n")
    assert "break and lunch" in fault.message


def test_an_item_of_no_kind_lists_the_kinds() -> None:
    fault = one(DAY + "  - title: Talk\n")
    assert "exercise, arrive" in fault.hint


def test_one_name_needs_no_brackets() -> None:
    value, _ = validate(DayFile, read(DAY + "  - exercise: x\n    who: Older adults\n", "day.yaml"))
    assert value is not None
    assert value.agenda[1].who == ("Older adults",)


def test_a_later_format_is_told() -> None:
    assert one(DAY.replace("format: 1", "format: 2")).code == "P105"


def test_a_fault_inside_a_member_is_placed_there() -> None:
    text = "format: 1\nprogramme: X\npairs:\n  a:\n    doctor:\n      nme: Y\n      name: Z\n"
    fault = one(text, ProgrammeFile)
    assert (fault.code, at(fault)) == ("P101", (6, 7))
    assert fault.hint == "Did you mean 'name'?"


def test_a_bare_name_is_a_member() -> None:
    text = "format: 1\nprogramme: X\npairs:\n  a:\n    doctor: Dr No\n"
    value, told = validate(ProgrammeFile, read(text, "p.yaml"))
    assert told == ()
    assert value is not None
    assert value.pairs["a"].members["doctor"].name == "Dr No"


def test_two_keys_with_nothing_after_them_are_told_where_one_is_not_known() -> None:
    told = faults(DAY.replace("date: 2027-03-09\n", "date:\nfnord:\n"))
    assert sorted((fault.message, at(fault)) for fault in told) == [
        ("'date' has nothing after it.", (3, 1)),
        ("'fnord' is not a key that is known here.", (4, 1)),
    ]


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n", "42"])
def test_a_file_without_keys_is_told_how_to_start(text: str) -> None:
    assert [fault.code for fault in faults(text)] == ["P100"]


REFUSED = [
    ("missing", DayFile, DAY.replace("title: First day\n", ""), "'title' is missing here."),
    ("extra_forbidden", DayFile, DAY + "hall: x\n", "'hall' is not a key that is known here."),
    ("literal_error", ProgrammeFile, "capital: odd", "'odd' is not one of the choices"),
    ("string_type", DayFile, DAY + "venue: [x]\n", "'venue' wants words, and this is a list."),
    ("int_type", ProgrammeFile, "seed: {a: b}", "'seed' wants a number"),
    ("int_parsing", Exercise, "people: [x]", "'people' wants a number"),
    ("float_type", ProgrammeFile, "outcomes: [{baseline: [x]}]", "'baseline' wants a number"),
    ("bool_type", Exercise, "checked: [x]", "'checked' wants yes or no"),
    ("date_type", ProgrammeFile, "starts: {a: b}", "'starts' wants a date"),
    ("tuple_type", ProgrammeFile, "outcomes: x", "'outcomes' wants a list, and this is 'x'."),
    ("dict_type", ProgrammeFile, "sponsors: x", "'sponsors' wants keys of its own"),
    ("model_type", ProgrammeFile, "pairs: {a: x}", "'a' wants keys of its own"),
    ("unreadable", ProgrammeFile, "starts: soon", "'soon' is not a date."),
    ("no_kind", DayFile, DAY + "  - title: Talk\n", "This item has nothing that happens"),
    ("two_kinds", DayFile, DAY + "  - lunch: 60m\n    break: 15m\n", "has break and lunch"),
    ("no_name", ProgrammeFile, "pairs: {a: {doctor: {title: Dr}}}", "This member has no name."),
]


@pytest.mark.parametrize(("kind", "model", "text", "words"), REFUSED)
def test_whatever_pydantic_says_is_told_in_our_words(
    kind: str, model: type[BaseModel], text: str, words: str
) -> None:
    data = read(text, "f.yaml").data
    with pytest.raises(ValidationError) as error:
        model.model_validate(data)
    assert kind in {one["type"] for one in error.value.errors()}
    assert [fault for fault in faults(text, model) if words in fault.message]


def test_every_row_of_the_table_of_pydantic_is_provoked() -> None:
    assert {kind for kind, *_ in REFUSED} == set(PYDANTIC)


WRONG = [{"a": "b"}, ["x"], "words", [["x"]], [{"a": "b"}], {"a": ["x"]}, {"a": {"b": ["c"]}}]


@pytest.mark.parametrize(
    "model", [*(one.model for one in FILE_KINDS.values()), SurveyMapping, Themes]
)
def test_no_value_of_the_wrong_shape_brings_up_a_kind_that_is_not_in_the_table(
    model: type[BaseModel],
) -> None:
    for name, field in model.model_fields.items():
        for value in WRONG:
            with pytest.raises(ValidationError) as error:
                model.model_validate({field.alias or name: value, "no such key": "x"})
            assert {one["type"] for one in error.value.errors()} <= {*PYDANTIC, FOLLOWS}


def test_a_file_without_faults_is_validated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    validated = DayFile.model_validate
    monkeypatch.setattr(
        DayFile, "model_validate", lambda data: (seen.append(data), validated(data))[1]
    )
    assert validate_lenient(DayFile, read(DAY, "day.yaml")).whole
    assert len(seen) == 1


def test_a_file_with_a_fault_says_the_rest_of_it_and_that_it_is_not_whole() -> None:
    text = DAY.replace("9:30", "25:99") + "finish: soon\nvenue: Hall\n"
    text = text.replace("start: 25:99", "start: 9:30")
    found = validate_lenient(DayFile, read(text, "day.yaml"))
    assert not found.whole
    assert found.value is not None
    assert (found.value.venue, found.value.finish) == ("Hall", None)


def test_a_guess_never_hides_a_key_that_is_missing() -> None:
    text = """format: 1
programme: X
pairs: {a: {doctor: A}}
outcomes:
  - measure: Waits
    unit: days
    direction: down
    baseline: 12
    date: 2027-01-01
  - measure: Falls
    unit: each month
    direction: down
    baseline: 4
    date: 2027-01-01
"""
    told = faults(text, ProgrammeFile)
    assert [(fault.code, fault.message, at(fault)[0]) for fault in told] == [
        ("P102", "'source' is missing here.", 5),
        ("P102", "'source' is missing here.", 10),
    ]


STEPS = """name: X
category: link
origin: ours
checked: no
purpose: P
groups: pairs
group size: 2
people: 4-24
time: 10m
range: 5m-20m
steps:
  - 5m Ask: what do you need?
  - 5m Tell
debrief:
  - Say: what was new?
"""


def test_a_colon_inside_a_text_is_thought_of_before_a_line_in_the_wrong_place() -> None:
    told = faults(STEPS, Exercise)
    assert [(fault.code, fault.hint, at(fault)[0]) for fault in told] == [
        ("Y001", 'Put quotes round the text: "5m Ask: what do you need?"', 12),
        ("Y001", 'Put quotes round the text: "Say: what was new?"', 15),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{sharing: both partnners}", "P106"),
        ("{type letters: INTJ}", "P104"),
        ("{letters: INTJXY}", "P104"),
        ("{sharing: [both partners]}", "P106"),
        ("{both partners: yes}", "P101"),
        ("both partners", "P107"),
    ],
)
def test_what_somebody_chose_stands_in_no_message(line: str, code: str) -> None:
    source = read(f"format: 1\nsharing:\n  elm-head: {line}\n", "private/sharing.yaml")
    (fault,) = validate(SharingFile, source)[1]
    assert (fault.code, fault.place and fault.place.line) == (code, 3)
    told = fault.message + fault.hint.replace(SHARES, "")
    assert not re.search("both|INTJ|partn", told.replace("line for partner", "")), told


SHARES = "Known here: group only, own answers, both partners."


def test_a_word_like_no_choice_is_answered_with_all_of_them_though_they_are_many() -> None:
    (fault,) = (one for one in faults("within: triads\n", Exercise) if one.code == "P106")
    assert fault.hint == (
        "Known here: person, pair, two pairs, role, mixed, table, service, "
        "inner and outer ring, all."
    )
