"""A slip on every line of a file, as an editor or a word processor makes it, is told once."""

from collections.abc import Callable

import pytest

from facilitate.load.yaml_text import read

DAY = """format: 1
title: First away day
aims:
  - I know what is mine
  - I know what is yours
agenda:
  - arrive: 15m
    title: Coffee
  - exercise: mission-nine-whys
    time: 30m
  - lunch: 60m
    not before: 12:15
"""


def _flat(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))


@pytest.mark.parametrize(
    ("typed", "code", "line", "words"),
    [
        (lambda text: text.replace("  - ", "\t- "), "Y002", 4, "on 5 lines: 4, 5, 7, 9, 11."),
        (lambda text: text.replace("- ", "– "), "Y001", 4, "on 5 lines: 4, 5, 7, 9, 11."),
        (lambda text: text.replace("- ", "• "), "Y001", 4, "on 5 lines: 4, 5, 7, 9, 11."),
        (lambda text: text.replace("    ", "  "), "Y001", 8, "on 3 lines: 8, 10, 12."),
        (_flat, "Y001", 4, "No line of this file has spaces in front"),
    ],
)
def test_one_slip_on_every_line_is_one_fault(
    typed: Callable[[str], str], code: str, line: int, words: str
) -> None:
    found = read(typed(DAY), "agendas/day.yaml")
    assert [(one.code, one.place.line) for one in found.faults if one.place] == [(code, line)]
    assert words in found.faults[0].message


@pytest.mark.parametrize("sign", ["\t- ", "– "])
def test_what_such_a_file_says_is_read_all_the_same(sign: str) -> None:
    typed = DAY.replace("  - ", sign if sign == "\t- " else f"  {sign}")
    assert read(typed, "agendas/day.yaml").data == read(DAY, "agendas/day.yaml").data


def test_dashes_inside_a_long_text_stay() -> None:
    text = "story: |\n  – one\n  – two\n  – three\n"
    found = read(text, "programme.yaml")
    assert (found.data, found.faults) == ({"story": "– one\n– two\n– three\n"}, ())
