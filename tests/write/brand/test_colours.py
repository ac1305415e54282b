"""Our look in an organisation's colours: readable, apart for everybody, and never in silence."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.write.brand.colours import chosen
from facilitate.write.brand.vision import contrast, distance, lightness
from facilitate.write.look import Colours

COUNCIL = {
    "foreground": "#1C1C1C",
    "background": "#FFFFFF",
    "primary": "#003087",
    "secondary": "#8A1538",
}
OFFICE = {
    "dk1": "#000000",
    "lt1": "#FFFFFF",
    "dk2": "#44546A",
    "lt2": "#E7E6E6",
    "accent1": "#4472C4",
    "accent2": "#ED7D31",
    "accent3": "#A5A5A5",
    "accent4": "#FFC000",
    "accent5": "#5B9BD5",
    "accent6": "#70AD47",
}


def test_colours_that_can_be_read_are_taken_as_they_are_and_keep_their_names() -> None:
    found = chosen(COUNCIL)
    assert found.colours.ink == "#1C1C1C"
    assert (found.colours.doctor, found.colours.manager) == ("#003087", "#8A1538")
    assert found.colours.dark == "#003087"
    assert found.names["doctor"] == "primary"
    assert found.names["ink"] == "foreground"
    assert found.names["white"] == "background"
    assert found.names["rule"] == found.colours.rule
    assert found.changes == ()


def test_a_colour_that_is_too_pale_for_words_is_darkened_and_that_is_said() -> None:
    found = chosen({"foreground": "#000000", "primary": "#E87722", "secondary": "#003087"})
    assert found.names["doctor"] == found.colours.doctor
    assert contrast(found.colours.doctor, "#FFFFFF") >= 4.5
    assert found.colours.manager == "#003087"
    (change,) = found.changes
    assert (change.name, change.colour) == ("primary", "#E87722")
    assert change.said == (
        "primary #E87722 has a contrast of 2.7 to 1, and words need 4.5 to 1: "
        f"{found.colours.doctor}, a darker one, is used in its place."
    )


def test_of_pale_text_on_a_dark_ground_the_ground_is_the_colour_of_text_on_paper() -> None:
    found = chosen({"background": "#0B1021", "foreground": "#F4F4F4", "primary": "#005EB8"})
    assert found.names["ink"] == "background"
    assert found.changes[0].said == (
        "foreground #F4F4F4 has a contrast of 1.1 to 1, and words need 7 to 1: "
        "background #0B1021 is used in its place."
    )


def test_covers_are_dark_enough_for_quiet_words_and_that_is_said() -> None:
    found = chosen({"foreground": "#000000", "primary": "#005EB8", "secondary": "#4B0A3C"})
    assert contrast(found.colours.dark, "#FFFFFF") >= 8
    assert found.changes == ()
    (cover,) = found.covers
    assert (cover.name, cover.colour) == ("primary", "#005EB8")
    assert cover.said.startswith(f"Covers are {found.colours.dark}, darker than primary")


def test_another_colour_of_the_palette_serves_before_one_is_darkened() -> None:
    found = chosen({"primary": "#FFD100", "sea": "#00629B", "plum": "#5C068C"})
    assert (found.names["doctor"], found.names["manager"]) == ("sea", "plum")
    assert [one.said for one in found.changes] == [
        "primary #FFD100 has a contrast of 1.3 to 1, and words need 4.5 to 1: "
        "sea and plum are used for words and marks."
    ]


def test_a_first_colour_that_is_read_but_too_near_the_others_is_said_to_be_so() -> None:
    palette = {"primary": "#00703C", "secondary": "#B10E1E", "tertiary": "#2B8CC4"}
    found = chosen({"foreground": "#0B0C0C", **palette})
    assert contrast("#00703C", "#FFFFFF") > 4.5
    assert found.changes[-1].said == (
        "primary #00703C is not told from text and the others by every eye and in grey: "
        "secondary and tertiary are used for words and marks."
    )


def test_a_first_colour_that_is_a_grey_is_said_to_be_one() -> None:
    found = chosen({"primary": "#595959", "secondary": "#005EB8", "tertiary": "#7A0019"})
    assert [one.said for one in found.changes] == [
        "primary #595959 is a grey: secondary and tertiary are used for words and marks."
    ]


def test_a_second_colour_that_nobody_wears_is_said_with_its_reason() -> None:
    found = chosen({"primary": "#5B2A6E", "secondary": "#FFD100", "rust": "#A4552B"})
    assert (found.names["doctor"], found.names["manager"]) == ("primary", "rust")
    assert [one.said for one in found.changes] == [
        "secondary #FFD100 has a contrast of 1.3 to 1, and words need 4.5 to 1: "
        "primary and rust are used for words and marks."
    ]


def test_a_role_wears_a_darker_second_colour_before_the_dark_ground() -> None:
    found = chosen({"primary": "#5B2A6E", "secondary": "#E2583E", "dark": "#2B1236"})
    (change,) = found.changes
    assert change.name == "secondary"
    assert f"{found.colours.manager}, a darker one, is used in its place" in change.said
    assert found.colours.manager[1:3] > found.colours.manager[3:5]


def test_the_colours_of_success_and_danger_are_nobodys() -> None:
    palette = {"leaf": "#00703C", "blood": "#D4351C", "success": "#00703C", "danger": "#D4351C"}
    used = {getattr(chosen({**palette, "primary": "#1D70B8"}).colours, name) for name in NAMES}
    assert not used & {"#00703C", "#D4351C"}


def test_red_beside_green_is_not_given_to_the_two_roles() -> None:
    found = chosen({"foreground": "#000000", "primary": "#C8102E", "secondary": "#00703C"})
    assert {found.colours.doctor, found.colours.manager} != {"#C8102E", "#00703C"}
    assert "no second colour that everybody can tell from the first" in found.changes[0].said


@pytest.mark.parametrize("ink", ["#2B2B2B", "#23281F", "#000000", "#14213D"])
def test_the_third_fill_leaves_text_on_it_readable(ink: str) -> None:
    found = chosen({"foreground": ink, "primary": "#FFF3B0"}).colours
    assert contrast(found.ink, found.bridge) >= 4.5
    assert contrast(found.bridge, "#FFFFFF") >= 3


def test_one_colour_alone_makes_two_shades_of_it() -> None:
    found = chosen({"primary": "#005EB8"})
    assert found.colours.doctor == "#005EB8"
    assert lightness(found.colours.manager) < lightness("#005EB8") - 6


def test_a_theme_keeps_its_names_and_its_quiet_colours() -> None:
    found = chosen(OFFICE)
    assert found.names["ink"] == "dk1"
    assert found.names["white"] == "lt1"
    assert found.names["grey"] == "dk2"
    assert found.names["tint"] == "lt2"


def test_words_on_a_coloured_ground_are_dark_enough_for_that_ground_too() -> None:
    colours = chosen({"primary": "#0072CE", "secondary": "#AE2573"}, ground="#F2E6D8").colours
    for word in WORDS:
        assert contrast(getattr(colours, word), "#F2E6D8") >= 4.5
    assert contrast(colours.mid, "#F2E6D8") >= 3


WORDS = ("ink", "grey", "doctor", "manager")
NAMES = tuple(Colours.__struct_fields__)

palettes = st.dictionaries(
    st.sampled_from(
        [
            "foreground",
            "background",
            "primary",
            "secondary",
            "tertiary",
            "light",
            "dark",
            "success",
            "danger",
            "accent1",
            "accent2",
            "dk1",
            "dk2",
            "lt2",
            "sea",
            "sun",
        ]
    ),
    st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}"),
    max_size=8,
)


@pytest.mark.parametrize("palette", [COUNCIL, OFFICE, {}, {"grey": "#888888"}])
def test_fills_of_answers_go_from_dark_to_light(palette: Mapping[str, str]) -> None:
    colours = chosen(palette).colours
    names = ("ink", "grey", "bridge", "rule", "tint")
    steps = [lightness(getattr(colours, name)) for name in names]
    assert steps == sorted(steps)
    assert len(set(steps)) == len(steps)


@settings(max_examples=60, deadline=None)
@given(palettes)
def test_whatever_the_palette_words_are_readable_and_the_roles_are_apart(
    palette: dict[str, str],
) -> None:
    found = chosen(palette)
    colours = found.colours
    for word in WORDS:
        assert contrast(getattr(colours, word), "#FFFFFF") >= 4.5
        assert contrast(getattr(colours, word), colours.tint) >= 4.5
    for word in ("on_ink", "on_ink_second", "on_ink_doctor", "on_ink_manager"):
        assert contrast(getattr(colours, word), colours.dark) >= 4.5
    assert contrast(colours.ink, colours.bridge) >= 4.45
    assert contrast(colours.mid, "#FFFFFF") >= 3
    assert distance(colours.doctor, colours.manager) >= 16
    assert abs(lightness(colours.doctor) - lightness(colours.manager)) >= 6
    assert all(
        palette.get(name, name) == getattr(colours, one)
        for one, name in found.names.items()
        if one != "white"
    )
