"""Colours of a theme are read as Office mixes them, under the map of master and layout."""

import pytest
from lxml import etree

from facilitate.write.brand.scheme import is_office, scheme_of, theme_colours
from tests.write.brand.files import NAMESPACES


def xml(text: str) -> object:
    return etree.fromstring(f"<x {NAMESPACES}>{text}</x>")


THEME = xml(
    '<a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="112233"/></a:dk1>'
    '<a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4472C4"/></a:accent1>'
    "</a:clrScheme><a:fontScheme><a:majorFont><a:latin typeface='Lora'/></a:majorFont>"
    "<a:minorFont><a:latin typeface=''/><a:ea typeface='Inter JP'/></a:minorFont></a:fontScheme>"
)


@pytest.mark.parametrize(
    ("said", "colour"),
    [
        ('<a:srgbClr val="C00000"/>', "#C00000"),
        ('<a:schemeClr val="accent1"/>', "#4472C4"),
        ('<a:schemeClr val="tx1"/>', "#112233"),
        ('<a:sysClr val="window"/>', "#FFFFFF"),
        ('<a:prstClr val="dkBlue"/>', "#00008B"),
        ('<a:prstClr val="nonsense"/>', "#000000"),
        ('<a:scrgbClr r="100000" g="0" b="50%"/>', "#FF0080"),
        ('<a:hslClr hue="7200000" sat="100000" lum="50000"/>', "#00FF00"),
        (
            '<a:schemeClr val="bg1"><a:lumMod val="0"/><a:lumOff val="50000"/></a:schemeClr>',
            "#808080",
        ),
        ('<a:srgbClr val="808080"><a:lumMod val="50%"/></a:srgbClr>', "#404040"),
        ('<a:srgbClr val="FF0000"><a:satMod val="0"/></a:srgbClr>', "#808080"),
        ('<a:srgbClr val="204060"><a:inv/></a:srgbClr>', "#DFBF9F"),
        ('<a:srgbClr val="800000"><a:tint val="50000"/></a:srgbClr>', "#CDBDBD"),
        (
            '<a:schemeClr val="tx1"><a:lumMod val="0"/><a:tint val="75000"/></a:schemeClr>',
            "#8C8C8C",
        ),
        ('<a:srgbClr val="800000"><a:shade val="50000"/></a:srgbClr>', "#5F0000"),
    ],
)
def test_a_colour_is_read_as_it_is_meant(said: str, colour: str) -> None:
    ink = scheme_of(THEME).ink(xml(said))
    assert ink is not None
    assert ink.hex == colour


def test_no_colour_is_none() -> None:
    assert scheme_of(THEME).ink(xml("<a:nonsense/>")) is None
    assert scheme_of(THEME).ink(None) is None


def test_what_is_thin_covers_less() -> None:
    ink = scheme_of(THEME).ink(xml('<a:srgbClr val="000000"><a:alpha val="25000"/></a:srgbClr>'))
    assert ink is not None
    assert ink.cover == 0.25


def test_a_map_turns_text_and_ground_around() -> None:
    override = etree.fromstring('<m bg1="dk1" tx1="lt1" accent1="accent1"/>')
    scheme = scheme_of(THEME).mapping(override)
    assert (scheme.named("tx1"), scheme.named("bg1")) == ("#FFFFFF", "#112233")


def test_faces_of_the_theme_are_found_by_their_place() -> None:
    scheme = scheme_of(THEME)
    assert (scheme.font("+mj-lt"), scheme.font("+mn-lt"), scheme.font("Inter")) == (
        *("Lora", "Arial", "Inter"),
    )


def test_words_that_stand_in_a_face_for_other_letters_are_measured_in_that_face() -> None:
    scheme = scheme_of(THEME)
    assert (scheme.font("+mn-ea"), scheme.font("+mj-ea")) == ("Inter JP", "Lora")


def test_a_theme_without_colours_has_those_of_office() -> None:
    assert is_office(scheme_of(None))
    assert not is_office(
        scheme_of(
            xml('<a:clrScheme><a:accent1><a:srgbClr val="7A003C"/></a:accent1></a:clrScheme>')
        )
    )


def test_colours_that_a_theme_says_are_its_own_and_not_those_kept_behind_them() -> None:
    theme = xml(
        '<a:clrScheme><a:dk1><a:sysClr val="windowText"/></a:dk1><a:accent1><a:srgbClr'
        ' val="808080"><a:lumMod val="50%"/></a:srgbClr></a:accent1></a:clrScheme>'
        "<a:extraClrSchemeLst><a:extraClrScheme><a:clrScheme><a:accent1><a:srgbClr"
        ' val="C00000"/></a:accent1></a:clrScheme></a:extraClrScheme></a:extraClrSchemeLst>'
    )
    assert theme_colours(theme) == {"dk1": "#000000", "accent1": "#404040"}
    assert [scheme_of(theme).name_of(slot) for slot in ("dk1", "accent1")] == ["tx1", "accent1"]
