import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate import charts
from facilitate.charts import (
    Band,
    BandPart,
    Bars,
    Bracket,
    ChartData,
    Dot,
    Mark,
    Matrix,
    MatrixCell,
    MatrixRow,
    Series,
    Slopes,
    Strip,
    StripRow,
)
from facilitate.structs import replace
from facilitate.write.chart.drawing import (
    Box,
    Dotted,
    Drawing,
    Medium,
    Segment,
    Words,
    below_middle_mm,
    row_heights,
    sizes_for,
    wrap,
)
from facilitate.write.chart.kinds import draw, draw_parts, kind_of
from facilitate.write.look import Look, SheetType
from facilitate.write.measure import MM_PER_PT
from tests.audit.made_figures import shared
from tests.write.chart.charts import (
    BAND,
    BARS,
    DIVERGING,
    EVERY_CHART,
    GROUP,
    LONG,
    NOTHING,
    PAIR,
    SIXTY,
    SLOPES,
    STACKED,
    THEN_AND_NOW,
    WITHHELD,
)


def drawn(
    chart: ChartData, *, width: float = 170, height: float = 0, medium: Medium = "sheet"
) -> Drawing:
    return draw(chart, width_mm=width, height_mm=height, sizes=sizes_for(Look(), medium))


def marks(drawing: Drawing) -> list[Dotted]:
    return [shape for shape in drawing.shapes if isinstance(shape, Dotted)]


def said(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Words)]


def guides(drawing: Drawing) -> list[float]:
    return sorted(
        {
            round(shape.x, 6)
            for shape in drawing.shapes
            if isinstance(shape, Segment)
            and shape.x == shape.x2
            and shape.ink in ("rule", "centre")
        }
    )


def outside(drawing: Drawing) -> list[object]:
    """Return what reaches over the edge of its drawing by more than half a millimetre."""
    left, right = -0.5, drawing.width + 0.5
    low = drawing.height + 0.5
    found: list[object] = []
    ends: tuple[float, ...]
    for shape in drawing.shapes:
        match shape:
            case Words():
                start = {
                    "start": shape.x,
                    "middle": shape.x - shape.width / 2,
                    "end": shape.x - shape.width,
                }[shape.anchor]
                ends = (start, start + shape.width, shape.y - shape.size_pt * 0.25, shape.y)
            case Dotted():
                half = shape.size * 0.5
                ends = (shape.x - half, shape.x + half, shape.y - half, shape.y + half)
            case Box():
                ends = (shape.x, shape.x + shape.width, shape.y, shape.y + shape.height)
            case Segment():
                ends = (*sorted((shape.x, shape.x2)), *sorted((shape.y, shape.y2)))
        if ends[0] < left or ends[1] > right or ends[2] < -0.5 or ends[3] > low:
            found.append(shape)
    return found


@pytest.mark.parametrize("name", EVERY_CHART)
@pytest.mark.parametrize(("width", "medium"), [(304, "slide"), (170, "sheet"), (78, "sheet")])
def test_nothing_reaches_over_the_edge_of_its_drawing(
    name: str, width: float, medium: Medium
) -> None:
    assert outside(drawn(EVERY_CHART[name], width=width, medium=medium)) == []


@pytest.mark.parametrize("name", EVERY_CHART)
@pytest.mark.parametrize(("medium", "floor"), [("slide", 18), ("sheet", 12)])
def test_no_words_are_smaller_than_the_floor_however_low_the_chart(
    name: str, medium: Medium, floor: float
) -> None:
    drawing = drawn(EVERY_CHART[name], width=170, height=20, medium=medium)
    sizes = [shape.size_pt for shape in drawing.shapes if isinstance(shape, Words)]
    assert min(sizes, default=floor) >= floor


@pytest.mark.parametrize("name", EVERY_CHART)
@pytest.mark.parametrize("width", [170, 78])
def test_nothing_reaches_over_the_edge_in_large_print(name: str, width: float) -> None:
    look = Look(sheet=SheetType(body=18, row=18, floor=18))
    drawing = draw(EVERY_CHART[name], width_mm=width, sizes=sizes_for(look, "sheet"))
    assert outside(drawing) == []


@pytest.mark.parametrize("name", EVERY_CHART)
def test_the_same_chart_is_drawn_the_same(name: str) -> None:
    assert drawn(EVERY_CHART[name]) == drawn(EVERY_CHART[name])


def test_the_whole_scale_is_drawn_with_a_line_at_each_whole_value() -> None:
    lines = guides(drawn(PAIR))
    assert len(lines) == 5
    assert lines[1] - lines[0] == pytest.approx(lines[4] - lines[3], abs=1e-5)


def test_a_mark_stands_at_its_value_between_the_ends_of_the_scale() -> None:
    drawing = drawn(PAIR)
    left, right = guides(drawing)[0], guides(drawing)[-1]
    decisions = [mark.x for mark in marks(drawing) if mark.y > drawing.height - 10]
    assert decisions == pytest.approx(
        [left + (right - left) * 1.4 / 4, left + (right - left) * 2.9 / 4]
    )


def test_the_ends_of_the_scale_carry_their_numbers_and_words() -> None:
    words = [text.replace("\u00a0 ", " ") for text in said(drawn(PAIR))]
    assert "1 disagree" in words
    assert "agree 5" in words


def test_a_link_turns_from_grey_to_ink_where_partners_are_far_apart() -> None:
    level = [
        shape.ink
        for shape in drawn(PAIR).shapes
        if isinstance(shape, Segment) and shape.y == shape.y2
    ]
    assert [ink for ink in level if ink != "rule"] == ["mid", "mid", "ink"]


def test_partners_in_one_place_do_not_cover_each_other() -> None:
    same = [mark for mark in marks(drawn(PAIR)) if 15 < mark.y < 35]
    doctor, manager = (mark for mark in same if mark.x == same[-1].x)
    assert manager.y - doctor.y >= doctor.size


def test_two_roles_without_a_link_have_a_lane_each() -> None:
    first, second = marks(drawn(GROUP))[:2]
    assert (first.mark, second.mark) == ("doctor", "manager")
    assert second.y > first.y


def ten_then_and_now() -> Strip:
    """Return ten themes of a pair: the doctor fell from 4 to 2, the manager stayed at 3."""
    values: tuple[tuple[Mark, float, bool], ...] = (
        ("doctor", 4, True),
        ("doctor", 2, False),
        ("manager", 3, True),
        ("manager", 3, False),
    )
    dots = tuple(Dot(mark=mark, value=value, then=then) for mark, value, then in values)
    rows = tuple(StripRow(label=f"Theme {number}", dots=dots) for number in range(1, 11))
    return replace(THEN_AND_NOW, rows=rows, figures="")


def test_rows_of_several_marks_are_parted_by_a_line_that_no_mark_reaches() -> None:
    drawing = drawn(ten_then_and_now(), width=300, height=100, medium="slide")
    parting = [
        shape.y
        for shape in drawing.shapes
        if isinstance(shape, Segment) and shape.ink == "rule" and shape.y == shape.y2
    ]
    assert len(parting) == 9
    filled = [mark for mark in marks(drawing) if not mark.open]
    for number, mark in enumerate(filled):
        row, tall = number // 2, mark.size * (1.0 if mark.mark == "doctor" else 1.2)
        assert row == 0 or mark.y - tall / 2 > parting[row - 1]
        assert row == 9 or mark.y + tall / 2 < parting[row]


def test_rows_that_are_pressed_are_equally_high_where_each_has_room() -> None:
    floors, likes = [8.0, 11.0, 8.0], [11.0, 12.0, 11.0]
    assert row_heights(floors, likes, 33.0) == (11.0, 11.0, 11.0)
    assert row_heights(floors, likes, 30.0) == pytest.approx((9.286, 11.429, 9.286), abs=0.001)


def test_rows_of_one_mark_need_no_line_between_them() -> None:
    lines = [shape for shape in drawn(SIXTY).shapes if isinstance(shape, Segment)]
    assert not [one for one in lines if one.ink == "rule" and one.y == one.y2]


def test_words_of_brackets_that_follow_each_other_are_two_millimetres_apart() -> None:
    rows = tuple(StripRow(label=f"Theme {number}") for number in range(4))
    two = (
        Bracket(first=1, last=1, label="Seen differently", detail="more than 1 point apart"),
        Bracket(first=2, last=3, label="To work on", detail="3 or less for each"),
    )
    drawing = drawn(replace(PAIR, rows=rows, brackets=two, legend=()), width=300, medium="slide")
    words = {one.text: one for one in drawing.shapes if isinstance(one, Words)}
    detail, name = words["more than 1 point apart"], words["To work on"]
    mm_per_pt = 25.4 / 72
    foot = detail.y + 0.28 * detail.size_pt * mm_per_pt
    top = name.y + (0.28 - 1.18) * name.size_pt * mm_per_pt
    assert top - foot >= 2.0 - 1e-6


def test_a_word_of_a_label_is_not_broken_where_the_scale_can_give_way() -> None:
    word = "Zuständigkeitsbegrenzungen"
    strip = replace(PAIR, rows=(replace(PAIR.rows[0], label=word),), brackets=())
    assert word in said(drawn(strip, width=150))


def test_a_role_is_named_beside_the_first_row_in_its_colour() -> None:
    named = [
        shape for shape in drawn(GROUP).shapes if isinstance(shape, Words) and shape.ink == "doctor"
    ]
    assert [shape.text for shape in named] == ["doctors"]
    assert len(marks(drawn(GROUP))) == 6


def test_roles_are_named_in_a_legend_where_the_first_row_may_be_of_other_people() -> None:
    first, *others = GROUP.rows
    chart = replace(GROUP, rows=(replace(first, figure="of 7 and 7"), *others))
    assert len(marks(drawn(chart))) == 6 + 2


def test_roles_are_named_in_a_legend_where_the_first_row_has_no_room() -> None:
    drawing = drawn(PAIR)
    assert len(marks(drawing)) == 6 + 2
    assert {"doctor", "manager"} <= set(said(drawing))


def test_an_earlier_result_is_open_and_joined_to_the_later_one() -> None:
    drawing = drawn(THEN_AND_NOW)
    assert [mark.open for mark in marks(drawing)] == [True, False, True, False]
    joined = [
        shape.ink for shape in drawing.shapes if isinstance(shape, Segment) and shape.y == shape.y2
    ]
    assert joined == ["doctor", "manager"]


def test_a_name_beside_a_mark_that_has_not_moved_does_not_touch_the_ring_around_it() -> None:
    still: tuple[tuple[Mark, float], ...] = (("doctor", 3), ("manager", 3))
    dots = tuple(
        Dot(mark=mark, value=at, then=then) for mark, at in still for then in (True, False)
    )
    row = StripRow(label="Trust", dots=dots)
    drawing = drawn(replace(THEN_AND_NOW, rows=(row,), legend=GROUP.legend))
    named = [one for one in drawing.shapes if isinstance(one, Words) and one.text == "managers"]
    ring = next(mark for mark in marks(drawing) if mark.open and mark.mark == "manager")
    (name,) = named
    assert abs(name.x - ring.x) > ring.size * 1.2 / 2  # a diamond is 1.2 times its size wide


def test_a_key_says_what_open_and_what_filled_marks_are() -> None:
    strip = replace(THEN_AND_NOW, waves=("May 2027", "May 2028"))
    drawing = drawn(strip)
    assert [(mark.mark, mark.open) for mark in marks(drawing)[:4]] == [
        ("doctor", True),
        ("manager", True),
        ("doctor", False),
        ("manager", False),
    ]
    first = marks(drawing)[0]
    then = next(one for one in drawing.shapes if isinstance(one, Words) and one.text == "May 2027")
    assert then.x > first.x
    assert then.y - below_middle_mm(then.size_pt) == pytest.approx(first.y)
    assert "May 2028" in said(drawing)
    assert "May 2027" not in said(drawn(replace(strip, rows=())))


def test_who_did_not_move_has_a_ring_around_the_filled_mark() -> None:
    stayed = (Dot(mark="doctor", value=3.0, then=True), Dot(mark="doctor", value=3.0))
    moved = (Dot(mark="doctor", value=2.0, then=True), Dot(mark="doctor", value=3.0))
    rows = tuple(StripRow(label="Trust", dots=dots) for dots in (stayed, moved))
    ring, inside, then, now = marks(drawn(replace(THEN_AND_NOW, rows=rows)))
    assert ring.open
    assert ring.size > 1.3 * inside.size
    assert (ring.x, ring.y) == (inside.x, inside.y)
    assert then.size == now.size


def test_a_row_that_is_not_shown_keeps_its_place_and_says_why() -> None:
    drawing = drawn(WITHHELD)
    (frame,) = (shape for shape in drawing.shapes if isinstance(shape, Box))
    assert frame.dashed
    assert "not shown: fewer than five answered" in said(drawing)
    assert "South" in said(drawing)


def test_a_bracket_reaches_from_its_first_row_to_its_last() -> None:
    drawing = drawn(GROUP)
    (bracket,) = (
        shape
        for shape in drawing.shapes
        if isinstance(shape, Segment) and shape.x == shape.x2 and shape.ink == "ink"
    )
    rows = [mark.y for mark in marks(drawing)]
    assert bracket.y < rows[0]
    assert rows[3] < bracket.y2 < rows[4]


def test_figures_stand_right_of_the_scale_under_their_title() -> None:
    drawing = drawn(THEN_AND_NOW)
    figure = next(s for s in drawing.shapes if isinstance(s, Words) and s.text == "11 up, 2 down")
    assert figure.x > guides(drawing)[-1]
    assert "of 14 people" in said(drawing)


def test_labels_move_above_their_marks_where_the_scale_would_get_too_short() -> None:
    wide, narrow = drawn(PAIR, width=170), drawn(PAIR, width=70)
    assert guides(wide)[0] > 30
    assert guides(narrow)[0] < 5


def test_a_long_figure_takes_a_second_line_before_the_labels_move() -> None:
    rows = [replace(row, figure="1.1 apart, of 8 and 7") for row in GROUP.rows]
    drawing = drawn(replace(GROUP, rows=tuple(rows)), width=150)
    assert guides(drawing)[0] > 25
    assert {"1.1 apart,", "of 8 and 7"} <= {s.text for s in drawing.shapes if isinstance(s, Words)}
    assert "1.1 apart, of 8 and 7" in said(drawn(replace(GROUP, rows=tuple(rows)), width=230))


def test_every_word_of_a_long_label_is_drawn() -> None:
    strip = replace(PAIR, rows=(replace(PAIR.rows[0], label=LONG),), brackets=())
    assert LONG.replace(" ", "") in "".join(said(drawn(strip, width=90))).replace(" ", "")


def test_a_given_height_moves_rows_closer_or_apart() -> None:
    natural = drawn(GROUP).height
    assert drawn(GROUP, height=natural - 4).height == pytest.approx(natural - 4)
    assert drawn(GROUP, height=natural + 8).height == pytest.approx(natural + 8)


def test_the_band_is_to_scale_and_names_what_has_room() -> None:
    drawing = drawn(BAND)
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Box)]
    first, third = (box.width + box.line_pt * MM_PER_PT for box in (boxes[0], boxes[2]))
    assert third / first == pytest.approx(2, abs=0.05)
    assert "bond" in said(drawing)
    assert "10:00" in said(drawing)


@pytest.mark.parametrize(("wide", "words"), [(120, "across roles"), (24, "across")])
def test_a_part_of_the_day_has_its_short_words_where_the_long_have_no_room(
    wide: float, words: str
) -> None:
    part = BandPart(start=541, end=599, label="across roles", short="across", kind="bridging")
    found = [s.text for s in drawn(Band(parts=(part,)), width=wide).shapes if isinstance(s, Words)]
    assert found == [words]


@pytest.mark.parametrize(
    ("kind", "ground"), [("bonding", "ink"), ("bridging", "tint"), ("linking", "white")]
)
def test_words_on_the_day_are_read_in_every_theme_since_they_stand_on_no_accent(
    kind: Any, ground: str
) -> None:
    drawing = drawn(Band(parts=(BandPart(start=541, end=599, label="we", kind=kind),)), width=120)
    assert [one.fill for one in drawing.shapes if isinstance(one, Box)] == [ground]


def test_a_minute_of_the_day_is_narrower_than_its_edge_would_be() -> None:
    long = BandPart(start=541, end=600, label="", kind="bridging")
    drawing = drawn(Band(parts=(long, replace(long, start=600, end=601))), width=40)
    assert all(one.width > 0 for one in drawing.shapes if isinstance(one, Box))


def test_words_of_a_part_of_the_day_stand_on_two_lines_before_they_are_left_out() -> None:
    part = BandPart(start=541, end=599, label="with sponsors", kind="linking")
    drawing = drawn(Band(parts=(part,)), width=28)
    found = [s for s in drawing.shapes if isinstance(s, Words)]
    assert [s.text for s in found] == ["with", "sponsors"]
    assert found[0].y < found[1].y < drawing.height - 5  # above the hours


def test_a_kind_of_work_with_no_room_anywhere_in_the_day_has_its_words_in_a_key() -> None:
    part = BandPart(start=541, end=599, label="across roles", kind="bridging")
    narrow = BandPart(start=600, end=606, label="with sponsors", kind="linking")
    wider = replace(narrow, start=607, end=660)
    both = drawn(Band(parts=(part, narrow)), width=120)
    assert [s.text for s in both.shapes if isinstance(s, Words)][-1] == "with sponsors"
    assert said(both).count("with sponsors") == 1
    # Where one of its stretches has them, the others are filled as that one is.
    whole = drawn(Band(parts=(part, narrow, wider)), width=120)
    assert [s.text for s in whole.shapes if isinstance(s, Words)][1] == "with sponsors"
    assert both.height == pytest.approx(whole.height, abs=1.1)  # its bars are lower by the key


def test_a_missing_bar_is_drawn_as_nothing() -> None:
    boxes = [s for s in drawn(BARS).shapes if isinstance(s, Box)]
    assert len(boxes) == 5 + 2
    assert said(drawn(BARS)).count("4.0") == 1


def test_bars_are_as_long_as_their_values() -> None:
    four, five = [s.width for s in drawn(BARS).shapes if isinstance(s, Box)][2:4]
    assert five / four == pytest.approx(5 / 4)


def test_stacked_bars_stand_end_to_end() -> None:
    first, second, third = [s for s in drawn(STACKED).shapes if isinstance(s, Box)][3:6]
    assert second.x == pytest.approx(first.x + first.width)
    assert third.width == pytest.approx(2 * first.width)
    assert "50%" in said(drawn(STACKED))


def test_the_line_in_the_middle_lies_behind_the_figures_that_stand_on_it() -> None:
    shapes = drawn(DIVERGING).shapes
    line = next(at for at, shape in enumerate(shapes) if isinstance(shape, Segment))
    bars = [at for at, one in enumerate(shapes) if isinstance(one, Box) and one.height > 5]
    assert line < min(bars)


def test_a_missing_value_leaves_a_gap_in_its_line() -> None:
    series = tuple(
        Series(name=name, values=values)
        for name, values in (("Challenge", (2.2, 2.8, 3.3)), ("Respect", (4.1, None, 4.0)))
    )
    chart = replace(SLOPES, categories=("Baseline", "Midway", "Final"), series=series)
    shapes = drawn(chart).shapes
    assert len([s for s in shapes if isinstance(s, Segment) and s.y != s.y2]) == 2
    assert len([s for s in shapes if isinstance(s, Box)]) == 5


def test_slopes_that_end_at_one_value_have_their_names_under_each_other() -> None:
    ends = {shape.text: shape.y for shape in drawn(SLOPES).shapes if isinstance(shape, Words)}
    assert ends["12+ down, 0 up"] - ends["Respect 2.4"] > 4  # mm, a line of 12 points
    assert ends["Getting things done 2.4"] - ends["12+ down, 0 up"] > 4


def test_a_thin_line_leads_from_the_end_of_a_slope_to_a_name_that_had_to_move() -> None:
    chart = drawn(SLOPES)  # two of the three end at 2.4, so one name at least stands lower
    words = {shape.text: shape for shape in chart.shapes if isinstance(shape, Words)}
    points = [shape for shape in chart.shapes if isinstance(shape, Box)]
    last = max(point.x + point.width for point in points)
    low = max(point.y + point.height / 2 for point in points)
    leads = [one for one in chart.shapes if isinstance(one, Segment) and last < one.x]
    named = words["Getting things done 2.4"]
    (led,) = [one for one in leads if abs(one.y2 - named.y) < 2]  # mm: the middle of its line
    assert led.y == pytest.approx(low)
    assert led.x2 < named.x


def test_slopes_have_their_first_figures_beside_their_first_points() -> None:
    chart = drawn(SLOPES)
    figures = {shape.text: shape for shape in chart.shapes if isinstance(shape, Words)}
    points = [shape for shape in chart.shapes if isinstance(shape, Box)]
    first = min(point.x for point in points)
    for words in ("2.5", "3.4", "2.9"):
        assert figures[words].anchor == "end"
        assert first - 2 < figures[words].x < first
    inside = [shape for shape in chart.shapes if isinstance(shape, Segment) and shape.y == shape.y2]
    assert [one.x > figures["2.5"].x for one in inside] == [False, True, True, True, False]


@pytest.mark.parametrize("height", [40, 66, 110])
def test_names_at_the_low_end_of_a_scale_stay_above_the_dates(height: float) -> None:
    low = tuple(
        Series(name=f"Theme {name}", values=(1.5, 1.0), note="12+ down, 0 up") for name in "ABC"
    )
    chart = drawn(replace(SLOPES, series=low), height=height)
    words = [shape for shape in chart.shapes if isinstance(shape, Words)]
    names = [shape.y for shape in words if shape.text.startswith(("Theme", "12+"))]
    dates = min(shape.y for shape in words if shape.text.startswith("February"))
    assert len(set(names)) == 6
    assert dates - max(names) > 6  # mm, more than a line of 12 points


def test_a_view_that_has_not_moved_has_its_open_mark_as_a_ring_around_the_filled_one() -> None:
    same = (Dot(mark="doctor", value=3, then=True), Dot(mark="doctor", value=3))
    cell = MatrixCell(dots=same, figure="3.0 \u2192 3.0")
    row = MatrixRow(mark="doctor", label="Doctors", cells=(cell,))
    chart = Matrix(columns=(("doctor", "on doctors"),), rows=(row,), low=1, high=5)
    then, now = marks(drawn(chart))[-2:]
    assert (then.open, now.open) == (True, False)
    assert then.x == now.x
    assert then.size > 1.4 * now.size


def test_an_empty_chart_is_no_mistake() -> None:
    assert marks(drawn(NOTHING)) == []


@pytest.mark.parametrize("chart", [PAIR, BARS, SLOPES])
def test_a_scale_without_length_is_no_mistake(chart: Strip | Bars | Slopes) -> None:
    assert outside(drawn(replace(chart, low=3, high=3))) == []


def test_bars_below_zero_grow_to_the_left() -> None:
    series = (Series(name="change", values=(-2.0, 3.0)),)
    drawing = drawn(Bars(categories=("a", "b"), series=series, low=-5, high=5))
    down, up = [shape for shape in drawing.shapes if isinstance(shape, Box)]
    assert down.x + down.width == pytest.approx(up.x)


def test_all_of_sixty_rows_are_drawn() -> None:
    assert len(marks(drawn(SIXTY))) == 60


def test_a_chart_that_nobody_draws_is_a_mistake_of_ours() -> None:
    with pytest.raises(LookupError, match="no chart is called str"):
        draw("nothing", width_mm=100, sizes=sizes_for(Look(), "sheet"))  # type: ignore[arg-type]


def test_every_kind_of_chart_has_its_module_and_a_sample_here() -> None:
    classes = [each for each in vars(charts).values() if isinstance(each, type)]
    kinds = [each for each in classes if issubclass(each, ChartData) and not each.__subclasses__()]
    names = {kind.__name__ for kind in kinds}
    assert {type(chart).__name__ for chart in EVERY_CHART.values()} == names
    assert all(kind_of(chart).draw for chart in EVERY_CHART.values())


@settings(max_examples=25, deadline=None)
@given(
    labels=st.lists(st.text(st.characters(categories=["L", "N", "Zs"]), max_size=60), max_size=6),
    value=st.floats(-3, 9),
    width=st.floats(60, 320),
)
def test_any_label_and_value_stay_inside_the_drawing(
    labels: list[str], value: float, width: float
) -> None:
    rows = tuple(StripRow(label=label, dots=(Dot(mark="doctor", value=value),)) for label in labels)
    assert outside(drawn(Strip(rows=rows, low=1, high=5, ends=("no", "yes")), width=width)) == []


def test_wrapped_words_are_all_there_and_fit() -> None:
    assert wrap("", 50, 12) == ()
    assert wrap("shared goals", 200, 12) == ("shared goals",)
    assert len(wrap("shared goals and respect", 20, 12)) > 1


def carried_on(chart: ChartData) -> tuple[Drawing, ...]:
    return draw_parts(
        chart, width_mm=170, height_mm=0, available_mm=200, sizes=sizes_for(Look(), "sheet")
    )


def test_a_chart_higher_than_the_page_is_carried_on_with_every_row_once() -> None:
    parts = carried_on(SIXTY)
    assert len(parts) > 2
    assert all(part.height <= 200 for part in parts)
    figures = [
        int(shape.text)
        for part in parts
        for shape in part.shapes
        if isinstance(shape, Words) and shape.text.isdecimal()
    ]
    assert sorted(figures) == list(range(60))


def test_a_part_of_a_chart_ends_where_a_bracket_ends() -> None:
    rows = tuple(StripRow(label=f"Row {number}", dots=()) for number in range(40))
    brackets = tuple(
        Bracket(first=first, last=first + 4, label=f"Group {first}") for first in range(0, 40, 5)
    )
    strip = Strip(rows=rows, brackets=brackets, low=1, high=5, ends=("never", "always"))
    shown = [
        [shape.text for shape in part.shapes if isinstance(shape, Words)]
        for part in carried_on(strip)
    ]
    counts = [sum(words.startswith("Row") for words in part) for part in shown]
    assert len(counts) > 1
    assert sum(counts) == 40
    assert all(count % 5 == 0 for count in counts)


def test_a_chart_that_fits_stays_whole() -> None:
    assert len(carried_on(BARS)) == 1


UNDER_A_TITLE_OF_TWO_LINES = 109.0
"""Millimetres that are left for a chart there, over a source of one line: 309 points."""

TEN_OF_A_PAIR = Strip(
    rows=(
        StripRow(
            label="Getting things done",
            bold=True,
            link="near",
            dots=(Dot(mark="doctor", value=2.0), Dot(mark="manager", value=2.6)),
        ),
    )
    * 10,
    low=1,
    high=5,
    ends=("disagree strongly", "agree strongly"),
    legend=(("doctor", "head"), ("manager", "business manager")),
    brackets=(
        Bracket(
            first=7,
            last=7,
            label="Seen differently",
            detail="more than 1 apart, even if one answer moved by a step",
        ),
        Bracket(first=8, last=9, label="To work on", detail="3 or less for each"),
    ),
)
TEN_THEN_AND_NOW = Strip(
    rows=(
        StripRow(
            label="Getting things done",
            bold=True,
            figure="10+ up, 1–3 down, of\u00a08\u00a0+\u00a07",
            dots=(
                Dot(mark="doctor", value=2.2, then=True),
                Dot(mark="doctor", value=3.3),
                Dot(mark="manager", value=2.7, then=True),
                Dot(mark="manager", value=3.4),
            ),
        ),
    )
    * 10,
    low=1,
    high=5,
    ends=("disagree strongly", "agree strongly"),
    legend=(("doctor", "doctors (7 to 8)"), ("manager", "managers (7)")),
    waves=("September 2027", "September 2028"),
    figures="of 14 to 15 people",
)


@pytest.mark.parametrize("strip", [TEN_OF_A_PAIR, TEN_THEN_AND_NOW], ids=["pair", "then and now"])
def test_ten_themes_stay_one_picture_on_a_slide_under_a_title_of_two_lines(strip: Strip) -> None:
    height = UNDER_A_TITLE_OF_TWO_LINES
    drawn = draw(strip, width_mm=304.8, height_mm=height, sizes=sizes_for(Look(), "slide"))
    assert drawn.height <= height


def test_ten_themes_come_closer_rather_than_leave_a_slide_with_less_room() -> None:
    roles: tuple[Mark, ...] = ("doctor", "manager")
    dots = tuple(Dot(mark=one, value=3) for one in roles)
    row = StripRow(label="Knowing each other", bold=True, dots=dots, figure="of 8 and 7")
    strip = replace(TEN_THEN_AND_NOW, rows=(row,) * 10, figures="")
    low = draw(strip, width_mm=300.0, height_mm=97.0, sizes=sizes_for(Look(), "slide"))
    assert low.height <= 97
    assert min(mark.size for mark in marks(low)) > 3


def test_words_of_ten_themes_are_smaller_only_where_that_keeps_them_one_picture() -> None:
    roles: tuple[Mark, ...] = ("doctor", "manager")
    dots = tuple(Dot(mark=one, value=3) for one in roles)
    row = StripRow(label="Knowing each other", bold=True, dots=dots, figure="of 8 and 7")
    strip = replace(TEN_THEN_AND_NOW, rows=(row,) * 10, figures="")
    heights = {
        millimetres: draw(
            strip, width_mm=300.0, height_mm=millimetres, sizes=sizes_for(Look(), "slide")
        )
        for millimetres in (97.0, 88.0, 40.0)
    }
    sizes = {
        millimetres: min(one.size_pt for one in drawn.shapes if isinstance(one, Words))
        for millimetres, drawn in heights.items()
    }
    assert sizes == {97.0: 18, 88.0: 16, 40.0: 18}
    assert heights[88.0].height <= 88
    assert heights[40.0].height > 88  # it parts anyhow, so its words stay large


def test_ten_themes_of_four_roles_stay_one_picture_whose_marks_can_be_seen() -> None:
    roles: tuple[Mark, ...] = ("doctor", "manager", "third", "fourth")
    dots = tuple(Dot(mark=one, value=3) for one in roles)
    strip = replace(
        TEN_THEN_AND_NOW,
        rows=(StripRow(label="Getting things done", dots=dots),) * 10,
        legend=tuple((one, "librarians (13)") for one in roles),
        waves=None,
        figures="",
    )
    height = UNDER_A_TITLE_OF_TWO_LINES
    four = draw(strip, width_mm=304.8, height_mm=height, sizes=sizes_for(Look(), "slide"))
    assert four.height <= height
    found = marks(four)
    assert min(mark.size for mark in found) > 4
    lowest, next_highest = found[3:-1:4], found[4::4]
    for above, below in zip(lowest, next_highest, strict=True):
        assert above.y + above.size / 2 < below.y - below.size / 2


@pytest.mark.parametrize("width", range(180, 300, 3))
def test_figures_in_bold_that_take_two_lines_stand_over_no_figure_of_another_row(
    width: int,
) -> None:
    row = replace(TEN_OF_A_PAIR.rows[0], bold=True, figure="1.1 apart, of 8 and 7")
    strip = replace(TEN_OF_A_PAIR, rows=(row,) * 4, brackets=(), figures="of masters and mates")
    lines = [
        shape
        for shape in drawn(strip, width=width, height=40, medium="slide").shapes
        if isinstance(shape, Words) and shape.bold and shape.text in row.figure
    ]
    assert len(lines) >= 4
    for above, below in pairwise(sorted(lines, key=lambda line: line.y)):
        # A line of Arial is 1.15 times as high as its type is large; a point is 0.353 mm.
        assert below.y - above.y > 1.0 * above.size_pt * 0.353


def test_words_stand_outside_the_ends_of_a_scale_that_is_too_short_for_both() -> None:
    strip = replace(
        TEN_OF_A_PAIR,
        rows=(replace(TEN_OF_A_PAIR.rows[0], figure="1.7 apart, of 8 and 8"),),
        legend=(("doctor", "principal players (13)"), ("manager", "section managers (16)")),
        brackets=(Bracket(first=0, last=0, label="Seen differently"),),
    )
    ends = {
        shape.text: shape
        for shape in drawn(strip, width=300, medium="slide").shapes
        if isinstance(shape, Words)
    }
    low, high = ends["disagree strongly\u00a0 1"], ends["5\u00a0 agree strongly"]
    assert (low.anchor, high.anchor) == ("end", "start")
    assert (low.x < high.x, low.y) == (True, high.y)


def test_the_low_end_has_its_words_outside_where_figures_stand_beside_the_high_one() -> None:
    rows = tuple(replace(row, figure="11+ up, 0 down, of 7 and 7") for row in TEN_THEN_AND_NOW.rows)
    drawing = drawn(replace(TEN_THEN_AND_NOW, rows=rows), width=140)
    ends = {shape.text: shape for shape in drawing.shapes if isinstance(shape, Words)}
    low, high = ends["disagree strongly\u00a0 1"], ends["agree strongly\u00a0 5"]
    assert (low.anchor, low.y) == ("end", high.y)
    assert low.x < guides(drawing)[0] + 1.1
    assert high.x - high.width > low.x


def test_counts_on_paper_take_two_lines_rather_than_half_of_the_scale() -> None:
    rows = tuple(replace(row, figure="11+ up, 0 down, of 7 and 7") for row in TEN_THEN_AND_NOW.rows)
    drawing = drawn(replace(TEN_THEN_AND_NOW, rows=rows), width=170)
    left, *_, right = guides(drawing)
    assert right - left > 0.42 * 170
    said = [shape for shape in drawing.shapes if isinstance(shape, Words)]
    firsts = [shape.y for shape in said if shape.text == "11+ up, 0 down,"]
    seconds = [shape.y for shape in said if shape.text == "of 7 and 7"]
    assert len(firsts) == len(seconds) == len(rows)
    within = [last - first for first, last in zip(firsts, seconds, strict=True)]
    between = [first - last for last, first in zip(seconds, firsts[1:], strict=False)]
    assert min(between) > max(within) + 1


def test_counts_beside_ten_themes_leave_the_scale_a_third_of_the_slide() -> None:
    def of(number: int) -> StripRow:
        figure = "1.1 apart, " if number == 5 else ""
        dots = (Dot(mark="doctor", value=2.8), Dot(mark="manager", value=3.9))
        label = "Getting things done"
        return StripRow(
            label=label, bold=True, dots=dots, figure=f"{figure}of\u00a08\u00a0and\u00a07"
        )

    strip = replace(
        TEN_OF_A_PAIR,
        rows=tuple(map(of, range(10))),
        legend=(("doctor", "doctors (7 to 8)"), ("manager", "managers (6 to 7)")),
        figures="of doctors and managers",
        brackets=(Bracket(first=5, last=5, label="Seen differently"),),
    )
    height = UNDER_A_TITLE_OF_TWO_LINES
    drawing = draw(strip, width_mm=304.8, height_mm=height, sizes=sizes_for(Look(), "slide"))
    lines = guides(drawing)
    assert lines[-1] - lines[0] > 304.8 / 3
    low, high = (
        next(one for one in drawing.shapes if isinstance(one, Words) and one.text == text)
        for text in ("disagree strongly\u00a0 1", "agree strongly\u00a0 5")
    )
    # Also in a face a tenth wider than Arial they do not touch.
    assert (low.anchor, low.y) == ("end", high.y)
    assert high.x - 1.1 * high.width > low.x


def test_words_of_brackets_that_need_more_room_than_their_rows_stand_over_each_other() -> None:
    height = UNDER_A_TITLE_OF_TWO_LINES
    drawn = draw(TEN_OF_A_PAIR, width_mm=304.8, height_mm=height, sizes=sizes_for(Look(), "slide"))
    column = max(shape.x for shape in drawn.shapes if isinstance(shape, Words))
    lines = [s for s in drawn.shapes if isinstance(s, Words) and s.x == column]
    assert [line.text for line in lines][-2:] == ["To work on", "3 or less for each"]
    for above, below in pairwise(lines):
        assert below.y - above.y >= below.size_pt * 0.35


VALUE = st.floats(1, 5, allow_nan=False)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(VALUE, VALUE | st.none()), min_size=1, max_size=10),
    st.floats(0, 150),
    st.sampled_from(["", "near", "far"]),
    st.sampled_from(["sheet", "slide"]),
)
def test_marks_stand_level_with_their_number_and_clear_of_each_other(
    values: list[tuple[float, float | None]], height: float, link: Any, medium: Medium
) -> None:
    rows = tuple(
        StripRow(
            label=f"Theme {number}",
            link=link,
            figure=f"no. {number}",
            dots=(
                Dot(mark="doctor", value=one),
                # Nothing in the second place stands for the same value once more.
                Dot(mark="manager", value=one if other is None else other),
            ),
        )
        for number, (one, other) in enumerate(values)
    )
    chart = Strip(rows=rows, low=1, high=5, ends=("never", "always"), figures="Where")
    drawing = drawn(chart, height=height, medium=medium)
    levels = [
        each.y - below_middle_mm(each.size_pt)
        for each in drawing.shapes
        if isinstance(each, Words) and each.text.startswith("no. ")
    ]
    found = marks(drawing)
    assert len(levels) == len(rows)
    for number, level in enumerate(levels):
        one, other = found[2 * number : 2 * number + 2]
        assert (one.y + other.y) / 2 == pytest.approx(level)
        assert math.hypot(one.x - other.x, one.y - other.y) >= 0.79 * one.size
        for mark in (one, other):
            assert min(levels, key=lambda at: abs(at - mark.y)) == level
    assert all(
        abs(one.y - other.y) >= 0.79 * one.size or abs(one.x - other.x) >= 0.79 * one.size
        for at, one in enumerate(found)
        for other in found[:at]
    )


def test_how_far_a_mark_may_be_off_is_a_thin_line_with_an_end_at_either_side() -> None:
    ends = (shared(3.0), shared(5.0))
    row = StripRow(label="Trust", dots=(Dot(mark="doctor", value=shared(4.0), may_be=ends),))
    plain = replace(row, dots=(replace(row.dots[0], may_be=None),))

    def lines(one: StripRow) -> list[Segment]:
        strip = Strip(rows=(one,), low=1, high=5, ends=("low", "high"))
        drawing = draw(strip, width_mm=120, sizes=sizes_for(Look(), "sheet"))
        return [shape for shape in drawing.shapes if isinstance(shape, Segment)]

    more = [line for line in lines(row) if line not in lines(plain)]
    assert len(more) == 3
    along, first, end = more
    assert (along.x, along.x2) == (first.x, end.x)
    guides = sorted({line.x for line in lines(plain)})
    assert [along.x, along.x2] == pytest.approx([guides[2], guides[4]])


@pytest.mark.parametrize("medium", ["sheet", "slide"])
def test_how_far_four_marks_may_be_off_is_drawn_within_their_own_row(medium: Medium) -> None:
    roles: tuple[charts.Mark, ...] = ("doctor", "manager", "third", "fourth")
    ends = (shared(2.0), shared(4.0))
    dots = tuple(
        Dot(mark=role, value=shared(2.5 + number / 2), may_be=ends)
        for number, role in enumerate(roles)
    )
    rows = tuple(StripRow(label=f"Theme {n}", dots=dots, link="near") for n in range(10))
    strip = Strip(rows=rows, low=1, high=5, ends=("low", "high"))
    drawing = draw(strip, width_mm=170, height_mm=60, sizes=sizes_for(Look(), medium))
    along = [
        line.y
        for line in drawing.shapes
        if isinstance(line, Segment)
        and line.y == line.y2
        and line.ink in ("doctor", "manager", "ink")
    ]
    assert len(along) == 40
    assert all(before < after for before, after in pairwise(along))


def test_rows_with_scales_of_their_own_stand_on_them() -> None:
    rows = tuple(
        StripRow(label="A", dots=(Dot(mark="everyone", value=high),), scale=(1.0, high))
        for high in (5.0, 7.0)
    )
    drawing = draw(
        Strip(rows=rows, low=1, high=5, ends=("low end", "high end")),
        width_mm=120,
        sizes=sizes_for(Look(), "sheet"),
    )
    low, high = marks(drawing)
    assert low.x == pytest.approx(high.x)
    assert {"low end", "high end"} <= set(said(drawing))


def test_a_number_that_a_label_begins_with_is_written_once() -> None:
    rows = (StripRow(label="Staying", dots=(Dot(mark="everyone", value=7.0),)),)
    ends = ("0 not at all", "10 very likely")
    strip = Strip(rows=rows, low=0, high=10, ends=ends)
    assert {"0 not at all", "10 very likely"} <= set(said(drawn(strip)))
    lines = list(kind_of(strip).notes(strip, Look()))  # type: ignore[misc]
    assert lines[0] == "0 not at all. 10 very likely."
    count = replace(strip, low=1, high=5, ends=("10 times", "never"))
    assert {"1\u00a0 10 times", "never\u00a0 5"} <= set(said(drawn(count)))


def test_names_beside_the_first_row_stand_by_its_marks_on_its_own_scale() -> None:
    rows = tuple(
        StripRow(
            label="Regard",
            dots=(Dot(mark="doctor", value=5.5), Dot(mark="manager", value=5.9)),
            scale=(1.0, 7.0),
        )
        for _ in range(2)
    )
    strip = Strip(rows=rows, low=1, high=4, ends=("low end", "high end"), legend=GROUP.legend)
    drawing = drawn(strip)
    names = [
        s for s in drawing.shapes if isinstance(s, Words) and s.text in dict(GROUP.legend).values()
    ]
    for name, mark in zip(names, marks(drawing), strict=False):
        assert mark.x - 6 < name.x < mark.x - mark.size / 2


def test_a_name_does_not_stand_on_the_line_of_the_other_role() -> None:
    wide = Dot(mark="manager", value=2.8, low=2.0, high=3.7)
    row = StripRow(label="Honesty", dots=(Dot(mark="doctor", value=3.7, low=3.0, high=4.3), wide))
    drawing = drawn(replace(GROUP, rows=(row,), brackets=()))
    (line,) = [s for s in drawing.shapes if isinstance(s, Segment) and s.ink == "manager"]
    doctors, managers = sorted(
        (s for s in drawing.shapes if isinstance(s, Words) and s.bold and s.anchor == "end"),
        key=lambda one: one.y,
    )[:2]
    assert (doctors.text, managers.text) == ("doctors", "managers")
    assert doctors.x == managers.x < min(line.x, line.x2)


def test_names_beside_the_first_row_touch_no_mark_of_the_next() -> None:
    dots = (Dot(mark="doctor", value=4.0), Dot(mark="everyone", value=4.5))
    below = (Dot(mark="doctor", value=4.3), Dot(mark="everyone", value=4.8))
    rows = tuple(StripRow(label="Trust", dots=one) for one in (dots, below, below))
    legend: tuple[tuple[Mark, str], ...] = (("doctor", "the whole group"), ("everyone", "you"))
    strip = replace(GROUP, rows=rows, legend=legend, brackets=())
    beside = {}
    for height in range(20, 60):
        drawing = drawn(strip, height=height)
        (you,) = (one for one in drawing.shapes if isinstance(one, Words) and one.text == "you")
        beside[you.bold] = height
        next_row = marks(drawing)[2 if you.bold else 4]
        end = you.x if you.anchor == "end" else you.x + you.width
        reaches = you.y + 0.15 * you.size_pt * 25.4 / 72 > next_row.y - next_row.size / 2
        assert not reaches or end < next_row.x - next_row.size / 2
    assert set(beside) == {True, False}


def test_bars_with_sides_meet_in_the_middle() -> None:
    drawing = drawn(DIVERGING)
    (line,) = (one for one in drawing.shapes if isinstance(one, Segment))
    first, second = (
        one
        for one in drawing.shapes
        if isinstance(one, Box) and one.fill == "ink" and one.width > 9
    )
    assert second.x + second.width == pytest.approx(line.x)
    middle = next(
        one
        for one in drawing.shapes
        if isinstance(one, Box) and one.x > first.x and one.y == first.y
    )
    assert middle.x + middle.width / 2 == pytest.approx(line.x)


def test_figures_on_each_other_are_large_in_high_cells_unless_their_scales_would_be_short() -> None:
    def figure_pt(figure: str, height: float) -> float:
        cell = MatrixCell(dots=(Dot(mark="doctor", value=2),), figure=figure, detail="of 8")
        roles: tuple[tuple[Mark, str], ...] = (("doctor", "doctors"), ("manager", "managers"))
        grid = Matrix(
            columns=roles,
            rows=tuple(MatrixRow(mark=mark, label=name, cells=(cell,) * 2) for mark, name in roles),
            low=1,
            high=5,
        )
        sizes = sizes_for(Look(), "slide")
        drawing = draw(grid, width_mm=304.8, height_mm=height, sizes=sizes)
        words = (one for one in drawing.shapes if isinstance(one, Words))
        return next(one.size_pt for one in words if one.text == figure) / sizes.label_pt

    assert figure_pt("2.3", 100.0) == pytest.approx(1.9)
    assert figure_pt("2.3", 40.0) < 1.4
    assert figure_pt("2.1 → 2.4", 100.0) == pytest.approx(1.3)


def test_groups_on_each_other_keep_names_whole_and_marks_on_paper() -> None:
    roles: tuple[tuple[Mark, str], ...] = (
        ("doctor", "clinicians"),
        ("manager", "administrators"),
        ("third", "planners"),
    )
    dots = (Dot(mark="doctor", value=2.1, then=True), Dot(mark="doctor", value=2.4))
    cell = MatrixCell(dots=dots, figure="2.1 → 2.4", detail="of 6 → 7")
    grid = Matrix(
        columns=tuple((mark, f"on {name}") for mark, name in roles),
        rows=tuple(
            MatrixRow(mark=mark, label=name.capitalize(), cells=(cell,) * 3) for mark, name in roles
        ),
        low=1,
        high=5,
    )
    drawing = draw(grid, width_mm=170.0, height_mm=80.0, sizes=sizes_for(Look(), "sheet"))
    said = [one.text for one in drawing.shapes if isinstance(one, Words)]
    assert "Administrators" in said
    opened = [one for one in drawing.shapes if isinstance(one, Dotted) and one.open]
    assert len(opened) == 9
    assert outside(drawing) == []


@pytest.mark.parametrize("height", [120.0, 102.0], ids=["title of one line", "of two"])
def test_four_groups_with_long_names_on_each_other_stay_one_picture_on_a_slide(
    height: float,
) -> None:
    names = ("Engineers", "Learning and outreach producers", "Site leads", "Buyers")
    marks: tuple[Mark, ...] = ("doctor", "manager", "third", "fourth")
    cell = MatrixCell(dots=(Dot(mark="doctor", value=2),), figure="2.1 → 2.4", detail="of 8")
    grid = Matrix(
        columns=tuple((mark, f"on {name}") for mark, name in zip(marks, names, strict=True)),
        rows=tuple(
            MatrixRow(mark=mark, label=name, cells=(cell,) * 4)
            for mark, name in zip(marks, names, strict=True)
        ),
        low=1,
        high=5,
    )
    drawing = draw(grid, width_mm=304.8, height_mm=height, sizes=sizes_for(Look(), "slide"))
    assert drawing.height <= height + 0.1
    assert outside(drawing) == []
