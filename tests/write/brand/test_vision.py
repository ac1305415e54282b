"""Contrast, lightness and how colours look to other eyes, by what is published."""

import pytest

from facilitate.write.brand.vision import contrast, distance, lab, lightness, mixed, strength


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#000000", 21.0), ("#767676", 4.54), ("#0072B2", 5.19), ("#D55E00", 3.87), ("#F0E442", 1.32)],
)
def test_contrast_on_white_is_as_the_guideline_defines_it(colour: str, ratio: float) -> None:
    assert contrast(colour, "#FFFFFF") == pytest.approx(ratio, abs=0.01)
    assert contrast("#FFFFFF", colour) == contrast(colour, "#FFFFFF")


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("#FFFFFF", (100.0, 0.0, 0.0)),
        ("#FF0000", (53.24, 80.09, 67.20)),
        ("#00FF00", (87.73, -86.18, 83.18)),
        ("#0000FF", (32.30, 79.19, -107.86)),
    ],
)
def test_lightness_and_hue_are_those_of_the_tables(colour: str, expected: tuple[float, ...]):
    assert lab(colour) == pytest.approx(expected, abs=0.02)


def test_greys_look_the_same_to_every_eye() -> None:
    for vision in ("no red", "no green"):
        assert lab("#808080", vision) == pytest.approx(lab("#808080"), abs=0.02)
    assert strength("#808080") == pytest.approx(0, abs=0.02)


def test_red_is_dark_to_who_sees_no_red() -> None:
    assert lab("#FF0000", "no red")[0] < lab("#FF0000")[0] - 10
    assert lab("#FF0000", "no green")[0] > lab("#FF0000")[0]


def test_a_red_and_a_green_are_near_each_other_for_some_and_blue_and_orange_for_nobody() -> None:
    assert distance("#D00000", "#008000") < 16
    assert distance("#0072B2", "#D55E00") > 60


def test_a_colour_is_mixed_by_the_share_of_another() -> None:
    assert mixed("#0080FF", "#000000", 0.5) == "#004080"
    assert mixed("#102030", "#FFFFFF", 0) == "#102030"
    assert lightness("#000000") == pytest.approx(0)
