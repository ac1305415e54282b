"""YAML as organisers write it, and as nobody should."""

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.load import yaml_values
from facilitate.load.yaml_text import read
from facilitate.load.yaml_values import COMPLAINTS, Complaint, read_lines


def only(text: str | bytes) -> tuple[str, int | None, int | None]:
    faults = read(text, "plan.yaml").faults
    assert len(faults) == 1, [fault.message for fault in faults]
    assert faults[0].place is not None
    return faults[0].code, faults[0].place.line, faults[0].place.column


def hint(text: str) -> str:
    return read(text, "plan.yaml").faults[0].hint


@pytest.mark.parametrize("value", ["9:30", "No", "012", "1_000", "0x1F", "2026-03-14", "off", "~"])
def test_a_plain_value_stays_the_text_that_was_written(value: str) -> None:
    assert read(f"a: {value}\n", "plan.yaml").data == {"a": value}


def test_every_value_and_key_has_its_place() -> None:
    source = read("agenda:\n  - exercise: one\n  - lunch: 60m\n", "plan.yaml")
    place = source.place(("agenda", 1, "lunch"))
    assert (place.line, place.column, place.end) == (3, 12, 15)
    key = source.place(("agenda", 1, "lunch"), on_key=True)
    assert (key.line, key.column) == (3, 5)


def test_a_missing_value_is_placed_at_what_is_around_it() -> None:
    source = read("pairs:\n  a:\n    doctor: X\n", "plan.yaml")
    assert source.place(("pairs", "a", "manager")).line == 2


def test_a_key_given_twice_is_told_with_both_places() -> None:
    source = read("title: One\nstart: 9:30\ntitle: Two\n", "plan.yaml")
    (fault,) = source.faults
    assert fault.code == "Y007"
    assert fault.place is not None
    assert fault.also is not None
    assert (fault.place.line, fault.also.line) == (3, 1)


def test_a_second_colon_asks_for_quotes_round_the_words() -> None:
    assert only("a: 1\ntitle: Break: coffee\n")[:2] == ("Y001", 2)
    assert 'title: "Break: coffee"' in hint("title: Break: coffee\n")


def test_an_at_sign_asks_for_quotes() -> None:
    assert 'who: "@all"' in hint("who: @all\n")


def test_a_tab_as_indent_asks_for_two_spaces() -> None:
    assert only("a:\n\tb: 1\n") == ("Y002", 2, 1)
    assert read("a: 1\n \t\nb: 2\r\n\t\r\n", "plan.yaml").data == {"a": "1", "b": "2"}
    assert "two spaces" in hint("a:\n\tb: 1\n")


def test_a_dash_with_nothing_after_it_is_left_out() -> None:
    assert only("a:\n  - one\n  -\n  - two\n")[:2] == ("Y013", 3)
    assert read("a:\n  - one\n  -\n  - two\n", "plan.yaml").data == {"a": ["one", "two"]}


SWALLOWED = {
    "Room # 4": "Room # 4",
    "Room #3, Main House": "Room #3, Main House",
    "Room #3 in the Main House": "Room #3 in the Main House",
    "Group #B": "Group #B",
    "Pat Onyx, 01632 960102 #Staff line": "Pat Onyx, 01632 960102 #Staff line",
    "01632 960101 #after six": "01632 960101 #after six",
    "Our aim is to be #1": "Our aim is to be #1",
    "Ward #4b       ": "Ward #4b",
}


@pytest.mark.parametrize("words", SWALLOWED)
def test_words_after_a_hash_that_look_meant_are_warned_of(words: str) -> None:
    for text, line in ((f"venue: {words}\n", 1), (f"bring:\n  - {words}\n", 2)):
        assert only(text)[:2] == ("Y012", line)
        assert hint(text) == f'Put quotes round it: "{SWALLOWED[words]}".'


def test_a_warning_of_a_hash_names_what_is_left() -> None:
    (fault,) = read("venue: Room #3, Main House\n", "plan.yaml").faults
    assert fault.message == "Everything after ' #' is a remark, so this says 'Room'."
    (fault,) = read("venue: #3, Main House\n", "plan.yaml").faults
    assert fault.message == "Everything after ' #' is a remark, so this says nothing."
    assert fault.hint == 'Put quotes round it: "#3, Main House".'


def test_a_hash_that_leaves_a_bracket_open_is_told_with_the_words_to_quote() -> None:
    source = read("who: [Crisis #2, Rehab]\nvenue: Hall\n", "plan.yaml")
    (fault,) = source.faults
    assert (fault.code, fault.place.line if fault.place else 0) == ("Y001", 1)
    assert fault.hint == 'Write "Crisis #2" there.'
    assert source.data == {"who": ["Crisis #2", "Rehab"], "venue": "Hall"}


REMARKS = (
    *(
        "date: 2027-03-09          # a Tuesday",
        "title: Day one # the first",
        "- break: 15m #coffee",
        "- break: 15 minutes #coffee",
    ),
    *("exercise: role-negotiation #3rd time", "start: 9:30 # 2 minutes early", "time: 45 # 3 x 15"),
    *("venue: # fill in", "pairs: #ours\n  a: b", "notes: Hall   #3", "date: 9 March 2027 #1"),
)


@pytest.mark.parametrize("line", REMARKS)
def test_an_ordinary_remark_is_no_fault(line: str) -> None:
    codes = [fault.code for fault in read(f"{line}\n", "plan.yaml").faults]
    assert "Y012" not in codes


def test_an_empty_value_leaves_its_key_out() -> None:
    assert read("notes:\ntitle: x\n", "plan.yaml").data == {"title": "x"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1\nb: *x\n", "Y005"),
        ("a: !!python/object:os.system 1\n", "Y006"),
        ("a: 1\n---\nb: 2\n", "Y009"),
        ("? [a]\n: b\n", "Y010"),
        ("a: \u202e x\n", "Y008"),
        ("a: \x00\n", "Y008"),
        ("a: \ue000\n", "Y008"),
        ("a: \ud800\n", "Y008"),
        ("[" * 100_000, "Y004"),
        ("a: [" * 50, "Y004"),
        ("x" * 2_100_000, "Y003"),
    ],
)
def test_what_could_do_harm_is_one_clean_fault(text: str, code: str) -> None:
    begun = time.process_time()
    assert only(text)[0] == code
    assert time.process_time() - begun < 1


def test_letters_that_are_not_utf8_are_told_with_their_line() -> None:
    assert only(b"a: 1\nb: caf\xe9\n")[:2] == ("Y011", 2)


def test_a_byte_order_mark_and_utf16_are_read() -> None:
    assert read("\ufeffa: é\n".encode(), "plan.yaml").data == {"a": "é"}
    assert read("a: é\n".encode("utf-16"), "plan.yaml").data == {"a": "é"}


PLAN = """format: 1
title: First day
agenda:
  - arrive: 15m
  - exercise: "one: two"   # remark
    who: [crisis, rehab]
"""


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(PLAN) - 1), st.text(max_size=3), st.integers(0, 4))
def test_no_edit_of_a_plan_crashes_the_reader_or_points_outside_the_file(
    at: int, new: str, cut: int
) -> None:
    text = PLAN[:at] + new + PLAN[at + cut :]
    source = read(text, "plan.yaml")
    for fault in source.faults:
        assert fault.place is not None
        assert fault.place.line is None or 1 <= fault.place.line <= len(source.lines) + 1


STUMBLES: dict[str, Complaint] = {
    'a: "C:\\dir"': "backslash",
    'a: "x': "open quote",
    "a: b: c": "second colon",
    "a: - b": "list here",
    "a: 1\nb\nc: 2": "no colon",
    "a:\n  b: 1\n c: 2": "indent",
    "%YAML 1.1\na: b": "indent",
    "a:\n  - b\n  c: 1": "no dash",
    "a: [b": "open bracket",
    "a: {b: 1": "open bracket",
    "a: @b": "bad start",
    "a: *": "bad start",
    "a: |x": "bad start",
    "a: ,": "bad start",
}


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
@pytest.mark.parametrize("text", STUMBLES)
def test_whatever_a_yaml_parser_stumbles_over_is_known_by_its_kind(
    text: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_values, "_LOADER", loader)
    error = read_lines(text.split("\n"), "plan.yaml").error
    assert error is not None
    assert error.complaint == STUMBLES[text]


def test_every_row_of_the_table_of_the_yaml_parser_is_provoked() -> None:
    rows = set()
    for text in STUMBLES:
        with pytest.raises(yaml.YAMLError) as error:
            list(yaml.parse(text, Loader=yaml.SafeLoader))
        rows.add(next(row for row in COMPLAINTS if row[0] in str(error.value)))
    assert rows == set(COMPLAINTS)
