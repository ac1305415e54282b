"""A look wears a brand: which looks are the same, and how its colours are called in a file."""

import re

import pytest

from facilitate.charts import Bars, Series
from facilitate.document import Paragraph, Run
from facilitate.structs import replace
from facilitate.write import write
from facilitate.write.base_file import Brand, FontFile, Logo
from facilitate.write.brand.colours import chosen
from facilitate.write.brand.vision import contrast
from facilitate.write.chart.kinds import ChartStyle
from facilitate.write.chart.native import chart_xml
from facilitate.write.look import Look
from facilitate.write.ooxml import themed
from tests.write.pptx.decks import deck, section

LOGO = Logo(digest="1", alt="Orchard Care", suffix="png", data=b"one")


def test_looks_with_other_brand_files_are_other_looks() -> None:
    plain, branded = Look(), Look(brand=Brand(name="Orchard Care", logo=LOGO))
    other = Look(brand=Brand(name="Orchard Care", logo=replace(LOGO, digest="2")))
    assert len({plain.fingerprint, branded.fingerprint, other.fingerprint}) == 3


def test_a_page_on_screen_carries_slanted_letters_only_where_it_has_some() -> None:
    plain, slanted = (
        FontFile(digest=name, family="Loam", weight=400, italic=name == "i", data=name.encode())
        for name in ("p", "i")
    )
    look = Look(brand=Brand(name="Orchard Care", fonts=(plain, slanted)))
    for run, styles in (
        (Run("We look."), ["normal"]),
        (Run("look", italic=True), ["normal", "italic"]),
    ):
        page = write("html", deck(section("Today", Paragraph(text=(run,)))), look).data.decode()
        assert re.findall(r"font-family:'Loam';font-weight:400;font-style:(\w+)", page) == styles


@pytest.mark.parametrize(
    ("theme", "written"),
    [
        ({"doctor": "accent3"}, '<a:schemeClr val="accent3"/>'),
        ({"doctor": "#00a0b0"}, '<a:srgbClr val="00A0B0"/>'),
        ({"manager": "accent3"}, '<a:schemeClr val="accent1"/>'),
    ],
)
def test_a_colour_has_the_name_that_the_base_file_has_for_it(
    theme: dict[str, str], written: str
) -> None:
    assert themed("doctor", theme) == f"<a:solidFill>{written}</a:solidFill>"


def test_a_native_chart_is_in_the_colours_face_and_size_of_its_file() -> None:
    chart = Bars(categories=("Trust",), series=(Series(name="Now", values=(3.0,)),), low=0, high=5)
    style = ChartStyle(
        font="Arial",
        size_pt=18,
        language="en-GB",
        width_pt=600,
        height_pt=300,
        theme={"mid": "accent6", "ink": "#123456"},
        face="+mn-lt",
        scale=0.75,
    )
    xml = chart_xml(chart, style, number=1)
    assert '<a:ln w="12700"><a:solidFill><a:schemeClr val="accent6"/>' in xml
    assert '<a:srgbClr val="123456"/>' in xml
    assert 'sz="1350"' in xml
    assert 'sz="1800"' not in xml
    assert '<a:latin typeface="+mn-lt"/>' in xml


@pytest.mark.parametrize("palette", [{}, {"primary": "#C6F432"}, {"primary": "#FFF3B0"}])
def test_white_words_are_read_on_each_part_of_the_day_on_dark_slides(
    palette: dict[str, str],
) -> None:
    colours = chosen(palette).colours if palette else Look().colours
    assert themed("tint", dark=True) == themed("ink")
    assert contrast(colours.ink, colours.on_ink) >= 4.5
