"""A template that asks for too much is stopped by counting, alike everywhere, and told where."""

from pathlib import Path
from time import process_time

import pytest

from facilitate.compose.template_limits import MOST_STEPS, TooMuchError, size_of
from facilitate.document_text import as_text
from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from facilitate.pipeline.plan_templates import own_template_faults
from facilitate.write import write
from facilitate.write.look import Look
from tests.compose.contexts import front, made, told
from tests.plans import PLAN, write_plan

LOOP = "{% for x in range(1000) %}"
END = "{% endfor %}"
LONG = "{% set b = '0123456789' %}" + "{% set b = b ~ b %}" * 12
"""Forty thousand letters: a page has steps for some of them, and not for many."""

OPERATORS = {
    "loops": LOOP * 4 + END * 4,
    "a test of a loop": "{% for a in range(90000) if a > 100000 %}{% endfor %}" * 9,
    "a long body": LOOP * 2 + "{% set d = 1 %}" * 2000 + END * 2,
    "a list that is not looked at": "{% set x = [1, 2] %}" + "{% set x = [x, x] %}" * 40,
    "a mapping": "{% set x = {'a': 1} %}" + "{% set x = {'a': x, 'b': x} %}" * 40,
    "~": "{% set x = 'abcdefgh' %}" + "{% set x = x ~ x %}" * 40,
    "+": "{% set x = [1, 2] %}" + "{% set x = x + x %}" * 40,
    "*": "{% set x = 99999 %}" + "{% set x = x * x %}" * 9,
    "==": LONG + LOOP + "{% if b == b ~ 1 %}{% endif %}" + END,
    "in": LONG + LOOP + "{% if '99' in b %}{% endif %}" + END,
    "a slice": LONG + LOOP + "{% set d = b[1:] %}" + END,
    "printing": LONG + LOOP + "{{ b }}" + END,
    "a literal": LOOP * 2 + f"{{% set d = '{'y' * 5000}' %}}" + END * 2,
    "loop.changed": LONG + LOOP + "{% if loop.changed(b) %}{% endif %}" + END,
    "is": LONG + LOOP + "{% if b is sameas b %}{% endif %}" + END,
    "replace": "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x | replace('a', x) %}" * 9,
    "replace nothing": LONG + "{{ b | replace('', b) }}",
    "join": LONG + "{{ b | join(b) }}",
    "batch": "{{ [1] | batch(1000000000, 'x') }}",
    "slice": "{{ [1] | slice(1000000000) }}",
    "round": "{{ 5 | round(-1000000000) }}",
    "list": LONG + "{% set q = b | list %}" * 9,
    "map": LONG + "{% set q = b | list | map('replace', '', 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyy') %}",
    "a test of each with a long list": "{% set b = range(20000) | list %}"
    + "{% set q = b | select('in', b) | list %}",
    "a test of a part with a long list": "{% set b = range(20000) | list %}"
    + "{% set q = b | selectattr('real', 'in', b) | list %}",
    "upper": LONG + LOOP + "{% set d = b | upper %}" + END,
    "sum": "{{ [[1], [2]] | sum(start=[]) }}",
    "many letters": "{% for x in range(9000) %}abcdefghijklmnop" + END,
}


@pytest.mark.parametrize("body", OPERATORS.values(), ids=OPERATORS)
def test_whatever_a_template_grows_by_it_is_stopped(tmp_path: Path, body: str) -> None:
    before = process_time()
    _, faults = made(tmp_path, front() + "# T\n\n" + body)
    assert {code for code, _ in told(faults)} == {"M114"}
    assert process_time() - before < 2


def test_it_is_stopped_after_the_same_steps_on_the_line_that_takes_them(tmp_path: Path) -> None:
    body = "# T\n\n{% set a = 'x' %}\n{% for n in range(300001) %}\n{% endfor %}\n"
    _, (fault,) = made(tmp_path, front() + body)
    assert fault.place is not None
    assert (fault.code, fault.place.line) == ("M114", 8)
    assert "300,000 steps" in fault.message


DEEP = {
    "brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "lists": "{{ " + "[" * 3000 + "]" * 3000 + " }}",
    "not": "{{ " + "not " * 9000 + "1 }}",
    "minus": "{{ " + "- " * 9000 + "1 }}",
    "parts": "{{ day" + ".a" * 9000 + " }}",
    "filters": "{{ day.title" + "|upper" * 5000 + " }}",
    "fewer filters": "{{ day.title" + "|upper" * 60 + " }}",
    "sums": "{{ 1" + "+1" * 9000 + " }}",
    "and": "{{ 1" + " and 1" * 9000 + " }}",
    "if else": "{{ 1" + " if 1 else 1" * 5000 + " }}",
    "blocks": "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "elif": "{% if 1 %}" + "{% elif 1 %}" * 5000 + "{% endif %}",
    "many statements": "{% set a = 1 %}" * 6000,
    "a long figure": "{{ " + "9" * 5000 + " }}",
    "a long hex figure": "{{ 0x" + "f" * 5000 + " }}",
    "an endless figure": "{{ 1e999 }}",
}


@pytest.mark.parametrize("body", DEEP.values(), ids=DEEP)
def test_a_statement_too_deep_or_long_to_be_read_is_told_before_it_is_read(
    tmp_path: Path, body: str
) -> None:
    _, faults = made(tmp_path, front() + "# T\n\n" + body + "\n")
    assert told(faults) == [("M106", 7)]


SHAPES = {
    "quotations": "> " * 3000 + "a",
    "lists": "\n".join("  " * depth + "- a" for depth in range(30)),
    "boxes": "".join(f"{':' * (40 - depth)} callout\n" for depth in range(30)),
    "cells": "|" + "a|" * 90 + "\n|" + "-|" * 90 + "\n" + "|a|\n" * 90,
    "lines to write on": "::: write\nlines: 99\n:::\n" * 900,
    "brackets": "[" * 20_001,
    "brackets in a title": "# " + "[" * 20_001,
}


@pytest.mark.parametrize("body", SHAPES.values(), ids=SHAPES)
def test_a_page_of_more_or_deeper_parts_than_paper_holds_is_told(tmp_path: Path, body: str) -> None:
    _, faults = made(tmp_path, front() + "# T\n\n" + body + "\n")
    assert "M159" in {code for code, _ in told(faults)}


SLOW = {
    "a span that never ends": "[a]{.x" * 15_000,
    "spaces in a title": "# " + " " * 90_000 + "x",
    "spaces in a fence": "::: a" + " " * 90_000 + ":a",
    "spaces in a setting": "::: write\nlines" + " " * 90_000 + "x\n:::",
    "letters in braces": "# a {" + "a" * 90_000 + "}",
}


@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW)
def test_no_line_takes_longer_than_it_is_long(tmp_path: Path, body: str) -> None:
    before = process_time()
    made(tmp_path, front() + "# T\n\n" + body + "\n")
    assert process_time() - before < 2


LONG_TEXTS = {
    "a title": "# " + "word " * 12_000,
    "a title of one word": "# " + "w" * 60_000,
    "a paragraph": "# T\n\n" + "word " * 12_000,
    "an item": "# T\n\n- " + "word " * 12_000,
    "a cell": "# T\n\n|a|b|\n|-|-|\n|" + "word " * 12_000 + "|b|",
    "a value in a title": "# A {% set b = '0123456789' %}" + "{% set b = b ~ b %}" * 10 + "{{ b }}",
}


@pytest.mark.parametrize("body", LONG_TEXTS.values(), ids=LONG_TEXTS)
def test_more_letters_in_one_than_anybody_reads_are_told_before_they_are_set(
    tmp_path: Path, body: str
) -> None:
    before = process_time()
    _, faults = made(tmp_path, front() + body + "\n")
    assert {code for code, _ in told(faults)} == {"M159"}
    assert process_time() - before < 2


def test_the_line_of_the_plan_is_told_whose_words_are_too_long(tmp_path: Path) -> None:
    folder = write_plan(
        tmp_path / "p", plan=PLAN.replace("venue: Hall", "venue: " + "Hall " * 2000)
    )
    faults = build(folder, Options(only=("crisis",), formats=("docx",))).faults
    assert ("M159", "plan.yaml", 6) in {
        (one.code, one.place.file, one.place.line) for one in faults if one.place
    }


LONGEST = {
    "a title": "# " + "word " * 1_599,
    "a title of one word": "# " + "w" * 8_000,
    "paragraphs": "# T\n\n" + ("word " * 1_590 + "\n\n") * 12,
    "items": "# T\n\n" + ("- " + "word " * 1_590 + "\n") * 12,
    "rows": "# T\n\n|a|\n|-|\n" + ("|" + "x " * 3_900 + "|\n") * 10,
    "boxes": "# T\n\n" + "::: callout\nA\n:::\n\n" * 460,
}


@pytest.mark.parametrize("suffix", ["pptx", "docx", "pdf"])
@pytest.mark.parametrize("body", LONGEST.values(), ids=LONGEST)
def test_what_is_just_short_enough_is_set_within_two_seconds(
    tmp_path: Path, body: str, suffix: str
) -> None:
    document, faults = made(tmp_path, front() + body + "\n")
    assert faults == ()
    assert document is not None
    before = process_time()
    write(suffix, document, Look())
    assert process_time() - before < 2


def test_what_people_write_is_far_from_every_limit(tmp_path: Path) -> None:
    body = (
        "# T {.statement}\n\n- a\n  - b\n    - c\n\n"
        "{% for a in range(100) if a % 2 %}{% for b in range(30) %}{{ a * b }} {% endfor %}"
        "{% endfor %}{{ (7 / 2) | round }} {{ (7 / 2) | round('floor') }} "
        "{{ [1, 2, 3] | sum }} {{ 'day' | truncate(400) }} {{ day.title[:3] }}\n"
    )
    document, faults = made(tmp_path, front() + body)
    assert faults == ()
    assert document is not None
    assert as_text(document).rstrip().endswith("4 3 6 day Fir")


def test_thousands_of_things_are_chosen_by_a_name_however_long_it_is(tmp_path: Path) -> None:
    body = (
        "# T\n\n{{ range(5000) | list | select('equalto',"
        " 'a name that is as long as nobody would choose one') | list | length }}\n"
    )
    document, faults = made(tmp_path, front() + body)
    assert faults == ()
    assert document is not None
    assert as_text(document).rstrip().endswith("0")


def test_a_size_is_of_letters_and_of_all_that_lists_hold() -> None:
    assert [size_of(one) for one in ("", "abc", 7, [], ["ab", ["c"]], {"a": 1}, range(9))] == [
        *(1, 4, 1, 1, 7, 4, 10)
    ]
    twice: list[object] = []
    for _ in range(60):
        twice = [twice, twice]
    with pytest.raises(TooMuchError, match=f"{MOST_STEPS:,}"):
        size_of(twice)
    with pytest.raises(TooMuchError, match="15 digits"):
        size_of(10**16)


def test_check_tells_it_too(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "sheets"
    folder.mkdir(parents=True)
    text = front() + "# T\n\n" + DEEP["brackets"] + "\n"
    (folder / "own.md").write_text(text, encoding="utf-8")
    assert [fault.code for fault in own_template_faults(tmp_path)] == ["M106"]
