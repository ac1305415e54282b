"""Colours and sizes as style sheets write them."""

import pytest

from facilitate.load.css import colour, points, weight
from facilitate.model.times_and_dates import ParseError


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("#0b3", "#00BB33"),
        ("#005eb8", "#005EB8"),
        ("#00000080", "#7F7F7F"),
        ("#0008", "#777777"),
        ("rgb(0, 94, 184)", "#005EB8"),
        ("rgb(0 94 184)", "#005EB8"),
        ("rgb(0% 50% 100%)", "#0080FF"),
        ("rgba(0, 0, 0, 0.5)", "#808080"),
        ("rgb(0 0 0 / 50%)", "#808080"),
        ("hsl(210, 50%, 40%)", "#336699"),
        ("hsl(210deg 50% 40%)", "#336699"),
        ("hsl(0.5turn 100% 50%)", "#00FFFF"),
        ("Navy", "#000080"),
        ("rebeccapurple", "#663399"),
    ],
)
def test_a_colour_is_read_as_style_sheets_write_it(said: str, read: str) -> None:
    assert colour(said) == read


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("navi", "Did you mean 'navy'?"),
        ("seaa", "Did you mean 'sea'?"),
        ("see", "Did you mean 'sea'?"),
        ("005EB8", 'Write "#005EB8"'),
        ("3potato", 'Write it like "#005EB8", in quotes, or rgb(0, 94, 184).'),
        ("rgb(1, 2)", 'Write it like "#005EB8", in quotes, or rgb(0, 94, 184).'),
        ("hsl(a, b, c)", 'Write it like "#005EB8", in quotes, or rgb(0, 94, 184).'),
        ("rgb(0, 94, 300)", "Write a number from 0 to 255."),
        ("rgb(0 -1 20)", "Write a number from 0 to 255."),
        ("rgb(0% 50% 101%)", "Write a number from 0 to 100%."),
        ("rgb(0 0 0 / 1.5)", "Write a number from 0 to 1."),
        ("hsl(210, 50%, 140%)", "Write a number from 0 to 100%."),
    ],
)
def test_what_is_no_colour_says_what_to_write(said: str, hint: str) -> None:
    with pytest.raises(ParseError) as told:
        colour(said, ["sea"])
    assert told.value.hint == hint


@pytest.mark.parametrize(
    ("said", "read"), [("12pt", 12), ("16px", 12), ("1.5rem", 18), ("11", 11), ("1in", 72)]
)
def test_a_size_is_read_in_points(said: str, read: float) -> None:
    assert points(said) == read


@pytest.mark.parametrize("said", ["3potato", "0pt", "big", "-4pt"])
def test_what_is_no_size_is_refused(said: str) -> None:
    with pytest.raises(ParseError, match="no size of type"):
        points(said)


def test_a_weight_is_a_number_or_a_word() -> None:
    assert (weight("700"), weight("semi-bold"), weight("Light")) == (700, 600, 300)
    with pytest.raises(ParseError, match="no weight"):
        weight("bolt")


def test_a_colour_of_later_style_sheets_is_not_called_no_colour() -> None:
    with pytest.raises(ParseError, match="no colour written in a way that is known here"):
        colour("oklch(60% 0.15 50)")
