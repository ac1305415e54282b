from xml.etree import ElementTree as ET

import pytest

from facilitate.charts import SIGNS, Mark
from facilitate.write.chart.drawing import (
    MARK_SHAPES,
    Box,
    Dotted,
    Drawing,
    Segment,
    Words,
    sizes_for,
)
from facilitate.write.chart.kinds import draw
from facilitate.write.chart.svg import mark_points, svg
from facilitate.write.look import Look
from tests.write.chart.charts import EVERY_CHART

NAME = "{http://www.w3.org/2000/svg}"
MARKS: tuple[Mark, ...] = ("doctor", "manager", "third", "fourth", "sponsor", "everyone")


def parsed(*shapes: Box | Segment | Dotted | Words, title: str = "") -> ET.Element:
    return ET.fromstring(svg(Drawing(100, 50, shapes), Look(), title=title))


@pytest.mark.parametrize("name", EVERY_CHART)
def test_every_chart_is_well_formed_and_the_same_each_time(name: str) -> None:
    drawing = draw(EVERY_CHART[name], width_mm=170, sizes=sizes_for(Look(), "sheet"))
    assert svg(drawing, Look()) == svg(drawing, Look())
    assert len(ET.fromstring(svg(drawing, Look()))) >= len(drawing.shapes)


def test_one_unit_is_one_millimetre() -> None:
    root = parsed()
    assert root.get("viewBox") == "0 0 100 50"
    assert root.get("width") == "100mm"


def test_a_title_is_read_out_and_without_one_nothing_is() -> None:
    assert parsed(title="Two of you").findtext(f"{NAME}title") == "Two of you"
    assert parsed(title="Two of you").get("role") == "img"
    assert parsed().get("aria-hidden") == "true"


def test_words_are_text_whatever_they_hold() -> None:
    root = parsed(Words(1, 2, "</text><b>&\"'", 12))
    assert root.findtext(f"{NAME}text") == "</text><b>&\"'"


def test_words_are_set_in_points_on_paper() -> None:
    (words,) = parsed(Words(1, 2, "x", 72, anchor="end", bold=True))
    assert float(words.get("font-size", "0")) == pytest.approx(25.4)
    assert words.get("text-anchor") == "end"
    assert words.get("font-weight") == "600"


def test_colours_come_from_the_look() -> None:
    (line,) = parsed(Segment(0, 0, 1, 1, ink="doctor", dashed=True))
    assert line.get("stroke") == Look().colours.doctor
    assert line.get("stroke-dasharray")


@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_has_a_halo_and_its_own_shape(mark: Mark) -> None:
    halo, shape = parsed(Dotted(10, 10, 4, mark))
    assert halo.get("fill") == "#FFFFFF"
    assert shape.tag == (f"{NAME}circle" if mark == "doctor" else f"{NAME}polygon")
    assert shape.get("fill") != "#FFFFFF"


@pytest.mark.parametrize("mark", MARKS)
def test_an_open_mark_is_white_inside(mark: Mark) -> None:
    _, shape = parsed(Dotted(10, 10, 4, mark, open=True))
    assert shape.get("fill") == "#FFFFFF"
    assert shape.get("stroke") not in (None, "#FFFFFF")


def test_no_two_marks_have_one_shape_or_one_sign() -> None:
    assert len({mark_points(mark, 10) for mark in MARKS}) == len(MARKS)
    assert len(set(MARK_SHAPES.values())) == len(set(SIGNS.values())) == len(MARKS)


def test_a_diamond_is_as_wide_as_the_look_says() -> None:
    xs = [x for x, _ in mark_points("manager", 10)]
    assert max(xs) - min(xs) == pytest.approx(12)


def test_an_unknown_shape_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="str"):
        svg(Drawing(1, 1, ("star",)), Look())  # type: ignore[arg-type]
    with pytest.raises(KeyError, match="star"):
        mark_points("star", 1)  # type: ignore[arg-type]
