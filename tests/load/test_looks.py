"""The shipped looks can be read, in colour, in grey and by whoever sees colours otherwise."""

import re

import pytest

from facilitate.load.words import CALM, colours_of, looks
from facilitate.write.look import Colours, Look, look_for_needs

WORDS = ("ink", "grey", "doctor", "manager")
ON_DARK = ("on_ink", "on_ink_second", "on_ink_doctor", "on_ink_manager")
LINES = ("mid", "rule", "centre")


def luminance(colour: str) -> float:
    """Return relative luminance from 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_contrast_that_the_guideline_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_there_is_a_calm_a_high_contrast_and_a_plain_look() -> None:
    assert looks() == ("calm", "high contrast", "plain")


@pytest.mark.parametrize("look", looks())
def test_a_look_says_every_colour(look: str) -> None:
    colours = colours_of(look)
    assert set(colours) == set(Colours.__struct_fields__)
    assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in colours.values())


@pytest.mark.parametrize("look", looks())
def test_words_are_readable_on_white_and_on_the_dark_pages(look: str) -> None:
    colours, least = colours_of(look), 7.0 if look == "high contrast" else 4.5
    for word in WORDS:
        assert contrast(colours[word], "#FFFFFF") >= least
        assert contrast(colours[word], colours["tint"]) >= 4.5
    for word in ON_DARK:
        assert contrast(colours[word], colours["dark"]) >= 7
    assert contrast(colours["ink"], colours["bridge"]) >= 4.5


@pytest.mark.parametrize("look", looks())
def test_bars_of_whoever_reads_without_colour_are_grey_and_the_words_on_them_readable(
    look: str,
) -> None:
    plain = look_for_needs(Look(colours=Colours(**colours_of(look))), ["no-colour"]).colours
    red, green, blue = (plain.bridge[at : at + 2] for at in (1, 3, 5))
    assert red == green == blue
    assert contrast(plain.ink, plain.bridge) >= 4.5
    assert contrast(plain.bridge, plain.rule) >= 1.3


@pytest.mark.parametrize("look", looks())
def test_fills_of_answers_on_a_scale_go_from_dark_to_light(look: str) -> None:
    colours = {**colours_of(look), "white": "#FFFFFF"}
    steps = [luminance(colours[name]) for name in ("ink", "grey", "bridge", "rule", "white")]
    assert steps == sorted(steps)
    assert len(set(steps)) == len(steps)


def test_every_line_of_the_look_for_bright_rooms_can_be_seen() -> None:
    colours = colours_of("high contrast")
    assert all(contrast(colours[line], "#FFFFFF") >= 3 for line in LINES)


def test_the_plain_look_needs_one_colour_of_ink() -> None:
    assert all(len({c[1:3], c[3:5], c[5:7]}) == 1 for c in colours_of("plain").values())


def test_a_programme_that_names_no_look_gets_the_calm_one() -> None:
    assert Colours(**colours_of(CALM)) == Colours()
    assert colours_of("loud") == colours_of(CALM)
