import re
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from facilitate.charts import Bars, Series
from facilitate.document import Run
from facilitate.structs import replace
from facilitate.write.chart.bars import bar_format
from facilitate.write.chart.drawing import figure_words
from facilitate.write.chart.kinds import ChartStyle
from facilitate.write.chart.native import (
    chart_xml,
    column_name,
    figures,
    least_height,
    number_format,
    workbook,
)
from facilitate.write.look import Look

STYLE = ChartStyle(font="Arial", size_pt=18, language="en-GB", width_pt=850, height_pt=320)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
BARS = Bars(
    categories=("Shared goals", "R&D <wards>", 'The "rota"'),
    series=(
        Series(name="Doctors", values=(4.2, None, 3.0)),
        Series(name="Zoë & co", values=(1, 2, 5)),
    ),
    low=1,
    high=5,
    decimals=1,
)


def the(element: ET.Element, path: str) -> ET.Element:
    found = element.find(path)
    assert found is not None, path
    return found


def words(element: ET.Element) -> list[str]:
    return [value.text or "" for value in element.iter(f"{C}v")]


def cached(xml: str) -> list[tuple[str, list[str], list[float | None]]]:
    found = []
    for series in ET.fromstring(xml).iter(f"{C}ser"):
        cache = the(series, f"{C}val//{C}numCache")
        values: list[float | None] = [None] * int(the(cache, f"{C}ptCount").attrib["val"])
        for point in cache.iter(f"{C}pt"):
            values[int(point.attrib["idx"])] = float(words(point)[0])
        name = words(the(series, f"{C}tx"))[0]
        found.append((name, words(the(series, f"{C}cat")), values))
    return found


def test_cache_and_workbook_hold_what_was_given_and_nothing_else() -> None:
    chart = BARS
    given = [(s.name, list(chart.categories), list(s.values)) for s in chart.series]
    assert cached(chart_xml(chart, STYLE, number=1)) == given
    book = openpyxl.load_workbook(BytesIO(workbook(chart)))
    assert book.sheetnames == ["Sheet1"]
    rows = list(book["Sheet1"].iter_rows(values_only=True))
    assert rows[0] == (None, *(s.name for s in chart.series))
    assert [row[0] for row in rows[1:]] == list(chart.categories)
    for column, series in enumerate(chart.series, 1):
        assert tuple(row[column] for row in rows[1:]) == series.values


def test_axis_ids_are_unsigned_and_unique_in_a_document() -> None:
    ids = []
    for number in (1, 2, 3):
        root = ET.fromstring(chart_xml(BARS, STYLE, number=number))
        plot = the(root, f".//{C}barChart")
        ids += [int(axis.attrib["val"]) for axis in plot.findall(f"{C}axId")]
    assert len(set(ids)) == 6
    assert min(ids) > 0


def test_the_first_category_of_bars_is_on_top_and_the_scale_is_whole() -> None:
    root = ET.fromstring(chart_xml(BARS, STYLE, number=1))
    assert the(root, f".//{C}catAx/{C}scaling/{C}orientation").attrib["val"] == "maxMin"
    scaling = the(root, f".//{C}valAx/{C}scaling")
    assert (the(scaling, f"{C}min").attrib["val"], the(scaling, f"{C}max").attrib["val"]) == (
        "1",
        "5",
    )


def test_bars_have_no_guides_but_the_one_on_which_they_meet() -> None:
    guides = "<c:majorGridlines>"
    assert guides not in chart_xml(BARS, STYLE, number=1)
    assert guides in chart_xml(DIVERGING, STYLE, number=1)


@pytest.mark.parametrize(("rows", "gap"), [(1, 400), (2, 150), (5, 60)])
def test_a_lone_bar_is_no_slab(rows: int, gap: int) -> None:
    one = replace(BARS.series[0], values=(3.0,) * rows)
    few = replace(BARS, categories=("a", "b", "c", "d", "e")[:rows], series=(one,))
    assert f'<c:gapWidth val="{gap}"/>' in chart_xml(few, STYLE, number=1)


def test_every_category_is_named_however_low_the_chart_is() -> None:
    root = ET.fromstring(chart_xml(BARS, STYLE, number=1))
    assert the(root, f".//{C}catAx/{C}tickLblSkip").attrib["val"] == "1"


def test_stacked_bars_show_no_sign_and_carry_their_unit() -> None:
    stacked = Bars(
        categories=("a",),
        series=(Series(name="b", values=(-20,)),),
        low=-100,
        high=100,
        unit="%",
        stacked=True,
    )
    assert bar_format(stacked) == '#,##0"%";#,##0"%";'


def test_figures_at_bars_have_thousands_apart_as_the_title_has_them() -> None:
    assert number_format(BARS) == "#,##0.0"
    assert figure_words(4100, 0, "") == "4,100"
    series = (Series(name="A month", values=(4100.0,)),)
    bars = replace(BARS, categories=("At the start",), series=series, decimals=0)
    assert figures(bars, Look()).rows == (((Run("At the start"),), (Run("4,100"),)),)


DIVERGING = Bars(
    categories=("a", "b"),
    series=(
        Series(name="disagree", values=(4, 8), side="left"),
        Series(name="neither", values=(6, None), side="middle"),
        Series(name="agree", values=(5, 6), side="right"),
    ),
    low=0,
    high=16,
    stacked=True,
)


def test_the_space_before_bars_that_meet_in_the_middle_is_a_series_neither_seen_nor_named() -> None:
    # Of a 4 and half of 6 are left of the middle, of b 8: a starts 1 further to the right.
    assert (DIVERGING.middle, DIVERGING.starts) == (8.0, (1.0, 0.0))
    xml = chart_xml(DIVERGING, STYLE, number=1)
    assert cached(xml)[0] == ("\u00a0", ["a", "b"], [1.0, 0.0])
    assert [name for name, *_ in cached(xml)[1:]] == ["disagree", "neither", "agree"]
    assert '<c:majorUnit val="8"/>' in xml
    book = openpyxl.load_workbook(BytesIO(workbook(DIVERGING)))
    assert [cell.value for cell in book.active["B"]] == ["\u00a0", 1, 0]


def _place_of(chart: Bars, style: ChartStyle) -> dict[str, float]:
    layout = the(ET.fromstring(chart_xml(chart, style, number=1)), f".//{C}manualLayout")
    return {side: float(the(layout, f"{C}{side}").attrib["val"]) for side in "xywh"}


def test_bars_of_two_charts_on_one_page_have_one_edge_one_middle_and_one_length_for_1() -> None:
    # Left of the middle are 8 of the one and 9 of the other; 8 + 6 and 5 end at 9 + 6 and at 14.
    other = Bars(
        categories=("A statement with a name far longer than those of the other chart have",),
        series=(
            Series(name="disagree", values=(9,), side="left"),
            Series(name="agree", values=(5,), side="right"),
        ),
        low=0,
        high=14,
        stacked=True,
    )
    both = (replace(DIVERGING, beside=(other,)), replace(other, beside=(DIVERGING,)))
    assert [(one.middle, one.axis_end) for one in both] == [(9.0, 17.0), (9.0, 17.0)]
    assert both[0].starts == (2.0, 1.0)
    places = [_place_of(one, STYLE) for one in both]
    assert [(place["x"], place["w"]) for place in places] == [(0.5, 0.48), (0.5, 0.48)]
    ends = [the(ET.fromstring(chart_xml(one, STYLE, number=1)), f".//{C}max") for one in both]
    assert [end.attrib["val"] for end in ends] == ["17", "17"]


ANSWERS = Bars(
    categories=("When I send my partner a message, the answer comes in time to be of use to me",)
    * 3,
    series=tuple(
        Series(name=name, values=(1, 2, 3))
        for name in (
            "disagree strongly or disagree",
            "neither",
            "neither to agree",
            "agree strongly",
        )
    ),
    low=0,
    high=9,
    stacked=True,
)


def test_bars_stand_under_as_many_lines_of_the_legend_as_its_columns_take() -> None:
    # lines of 22.5 points: two and one to spare, then one and one
    narrow = _place_of(ANSWERS, replace(STYLE, width_pt=540))
    assert narrow["y"] == pytest.approx(3 * 22.5 / 320, abs=0.001)
    wide = _place_of(ANSWERS, replace(STYLE, width_pt=1200))
    assert wide["y"] == pytest.approx(2 * 22.5 / 320, abs=0.001)


def test_the_legend_of_bars_has_nearly_the_whole_width_above_them() -> None:
    wide = replace(STYLE, width_pt=1200)
    root = ET.fromstring(chart_xml(ANSWERS, wide, number=1))
    legend = root.find(".//{*}legend/{*}layout/{*}manualLayout")
    assert legend is not None
    sides = {side: float(legend.find(f"{{*}}{side}").attrib["val"]) for side in "xywh"}
    # one line of 22.5 points and half of the line to spare
    assert sides == pytest.approx({"x": 0.02, "y": 0, "w": 0.96, "h": 33.75 / 320}, abs=0.001)
    bars = _place_of(ANSWERS, wide)
    assert sides["h"] < bars["y"]


def test_names_that_would_meet_get_more_of_a_chart_of_bars() -> None:
    # three lines of 22.5 points in each of three rows of 82 points, then of 59
    assert _place_of(ANSWERS, replace(STYLE, width_pt=700))["x"] == pytest.approx(0.42)
    assert _place_of(ANSWERS, replace(STYLE, width_pt=700, height_pt=250))["x"] > 0.42


def test_a_chart_of_bars_is_no_lower_than_the_names_beside_it() -> None:
    # Room for a word: four lines of 22.5 points and 6 between, three times; a legend of one line
    # and one to spare adds 45.
    named = replace(BARS, categories=("one two six ten",) * 3, series=BARS.series[:1])
    narrow = replace(STYLE, width_pt=90)
    assert least_height(named, narrow) == pytest.approx(3 * 96 / 0.98)
    two = replace(named, series=(Series(name="A", values=(1, 2, 3)),) * 2)
    assert least_height(two, narrow) == pytest.approx((3 * 96 + 45) / 0.98)


def test_columns_are_named_as_in_a_sheet() -> None:
    assert [column_name(i) for i in (0, 25, 26, 51, 52, 702)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


def shapes_of_series(chart: Bars) -> list[str]:
    """Return each series' shape: what stands between its name and its labels."""
    xml = chart_xml(chart, STYLE, number=1)
    return re.findall("</c:tx>(.*?)<c:dLbls>", xml, re.DOTALL)


THEME = {"tx1": "#10243A", "tx2": "#53616E", "bg1": "#FFFFFF"}
THEME |= {"accent3": "#8495A5", "accent5": "#C9D1D8"}
"""Of the colours of our theme those that bars are filled with."""


def of_theme(shape: str) -> list[str]:
    return re.findall('schemeClr val="([a-z0-9]+)"', shape)


def greys_of(chart: Bars) -> list[float]:
    """Return how light the fill of each series is, from 0 to 255."""
    return [grey(THEME[of_theme(shape)[0]]) for shape in shapes_of_series(chart)]


def grey(colour: str) -> float:
    colour = colour.lstrip("#")
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_the_first_three_series_of_bars_differ_in_grey_and_all_have_an_outline() -> None:
    three = Bars(
        categories=("a",),
        series=tuple(Series(name=name, values=(1,)) for name in "xyz"),
        low=0,
        high=1,
    )
    greys = greys_of(three)
    assert all(abs(a - b) > 40 for n, a in enumerate(greys) for b in greys[n + 1 :])
    assert all(len(of_theme(shape)) == 2 for shape in shapes_of_series(three))


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_answers_on_a_scale_go_from_dark_to_light_in_steps_that_a_copier_keeps(count: int) -> None:
    greys = greys_of(
        Bars(
            categories=("a",),
            series=tuple(Series(name=name, values=(1,)) for name in "vwxyz"[:count]),
            low=0,
            high=5,
            stacked=True,
        )
    )
    assert all(light - dark > 40 for dark, light in pairwise(greys))


def test_a_chart_takes_every_colour_from_the_theme() -> None:
    for chart in (BARS, replace(BARS, stacked=True)):
        assert "srgbClr" not in chart_xml(chart, STYLE, number=1)
