from collections.abc import Callable

import pytest

from facilitate.charts import Bars, Series
from facilitate.document import (
    Callout,
    Chart,
    Column,
    Columns,
    Heading,
    Image,
    List,
    Paragraph,
    Run,
    Section,
    Steps,
    Table,
    Timetable,
    TimetableRow,
)
from facilitate.structs import replace
from facilitate.write.pptx.columns import SideBySide
from facilitate.write.pptx.layout import Flow, Item, LayoutContext, items_of, scales
from facilitate.write.pptx.steps import StepList, foremost, steps_item
from facilitate.write.pptx.tables import Grid, table_item
from facilitate.write.pptx.text import natural_width
from tests.write.pieces import png
from tests.write.pieces import said as p
from tests.write.pieces import words as t
from tests.write.pptx import decks
from tests.write.pptx.decks import deck, section
from tests.write.pptx.reading import LOOK, opened, points, titles, words, written


def body_sizes(slide: object) -> set[float]:
    frame = slide.placeholders[1].text_frame  # type: ignore[attr-defined]
    return {run.font.size.pt for para in frame.paragraphs for run in para.runs}


def test_little_text_is_set_in_the_full_size() -> None:
    slide = opened(deck(section("Why", p("To trust each other.")))).slides[0]
    assert body_sizes(slide) == {24}


def test_more_text_is_set_smaller_but_not_under_twenty() -> None:
    paragraphs = [p("We found that the two of you agree on most things. " * 4) for _ in range(4)]
    slides = opened(deck(section("Why", *paragraphs))).slides
    assert len(slides) == 1
    assert 20 <= min(body_sizes(slides[0])) < 24


def test_a_long_list_goes_on_on_slides_of_about_equal_length() -> None:
    points_ = List(items=tuple((p(f"Point {n} about how we work together"),) for n in range(30)))
    slides = opened(deck(section("Thirty", points_))).slides
    assert titles(opened(deck(section("Thirty", points_)))) == [
        "Thirty", "Thirty (continued 2)", "Thirty (continued 3)",
    ]  # fmt: skip
    counts = [len(slide.placeholders[1].text_frame.paragraphs) for slide in slides]
    assert sum(counts) == 30
    assert max(counts) - min(counts) <= 2


def test_a_second_and_last_part_says_continued() -> None:
    paragraphs = [p("We found that the two of you agree on most things. " * 6) for _ in range(4)]
    found = titles(opened(deck(section("Much", *paragraphs))))
    assert found == ["Much", "Much (continued)"]


def test_a_paragraph_higher_than_a_slide_is_broken_after_a_sentence() -> None:
    slides = opened(deck(section("Long", p("We agree on most of these things. " * 60)))).slides
    assert len(slides) > 1
    for slide in slides:
        assert slide.placeholders[1].text_frame.text.rstrip().endswith(".")


def test_forty_rows_keep_their_header_on_every_slide() -> None:
    rows = tuple((decks.EIGHT[n % 8], f"promise {n}", "30 Mar") for n in range(40))
    slides = opened(deck(section("Promises", decks.promises(rows)))).slides
    seen = []
    for slide in slides:
        table = next(s.table for s in slide.shapes if s.has_table)
        assert table.first_row
        assert [cell.text for cell in table.rows[0].cells] == ["Pair", "promises to", "by"]
        seen += [row.cells[1].text for row in list(table.rows)[1:]]
    assert seen == [f"promise {n}" for n in range(40)]


def test_a_table_of_one_row_and_one_without_rows_are_tables() -> None:
    for rows in ((), ((t("Crisis"),),)):
        table = Table(columns=(Column(),), header=(t("Pair"),), rows=rows)
        slide = opened(deck(section("One", table))).slides[0]
        assert len(next(s.table for s in slide.shapes if s.has_table).rows) == len(rows) + 1


def test_many_steps_go_on_beside_the_same_clock() -> None:
    steps = Steps(
        steps=tuple((str(n), t(f"Do thing {n} together")) for n in range(1, 13)),
        minutes=120,
        until="16:15",
    )
    slides = opened(deck(section("Twelve", steps))).slides
    assert len(slides) == 2
    for slide in slides:
        assert "120" in words(slide)
        assert "Stop at 16:15" in words(slide)


CONTEXT = LayoutContext(LOOK, scales(LOOK.slide)[0], 864.0, 346.0)
LONGER = " and says it all again from the start"


def steps_of(count: int, more: str = "") -> Section:
    names = [f"Step {number} of it{more}" for number in range(1, count + 1)]
    return section(
        "Walk",
        p("So that we talk", role="lead"),
        Steps(
            steps=tuple(("5", t(name)) for name in names),
            minutes=5 * count,
            until="9:30",
            hold=t("You need a pen"),
        ),
    )


@pytest.mark.parametrize(
    ("count", "more", "layout"),
    [
        (1, "", "Exercise"),
        (2, "", "Steps in columns"),
        (4, "", "Steps in columns"),
        (5, "", "Exercise"),
        (6, "", "Exercise"),
        (3, " which says at length what each does, and then does not do," * 2 + LONGER, "Exercise"),
        (3, " incomprehensibilities" + "-and-more" * 9, "Exercise"),
    ],
)
def test_steps_stand_in_the_places_of_their_layout_so_that_an_outline_holds_them(
    count: int, more: str, layout: str
) -> None:
    (slide,) = opened(deck(steps_of(count, more))).slides
    assert slide.slide_layout.name == layout
    held = [
        one.text_frame.text.replace("\xa0min", "").split("Step")[1]
        for one in slide.placeholders
        if one.placeholder_format.idx > 20
    ]
    assert held == [f" {number} of it{more}" for number in range(1, count + 1)]
    assert "So that we talk" in [one.text_frame.text for one in slide.placeholders]
    assert f"{5 * count}" in words(slide)
    assert "Stop at 9:30" in words(slide)
    assert "You need a pen" in words(slide)


def rounds_of(*lengths: int | tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    return tuple((one,) if isinstance(one, int) else one for one in lengths)


@pytest.mark.parametrize(
    ("rounds", "dark"),
    [
        (rounds_of(4, 10, (3, 3, 3, 3), 10), (False, False, True, False)),
        # One pair works, the other speaks, and they change over: the two times of work.
        (rounds_of(5, 11, 9, 11, 9, 10), (False, True, False, True, False, False)),
        (rounds_of(9, 11, 9, 11, 5), (False, True, False, True, False)),
        # 25 of 45 minutes, more than half as long again as 6.
        (rounds_of(5, 25, 5, 6, 4), (False, True, False, False, False)),
        # 15 of 60 minutes are no third; 12 of 30 are, but not half as long again as 10.
        (rounds_of(6, 10, 14, 15, 12, 3), ()),
        (rounds_of(12, 10, 8), ()),
        (rounds_of(5, 5, 5, 5), ()),
        ((), ()),
    ],
)
def test_turns_or_one_long_step_are_what_the_time_of_an_exercise_is_for(
    rounds: tuple[tuple[int, ...], ...], dark: tuple[bool, ...]
) -> None:
    assert foremost(rounds) == dark


def test_turns_stand_as_boxes_of_equal_width_in_a_bar_over_the_steps() -> None:
    steps = Steps(
        steps=(("5", t("Choose")), ("4 × 5", t("In turn, ask")), ("5", t("Say thanks"))),
        minutes=30,
        until="9:30",
        hold=t("You need a pen"),
        ask=t("What helped?"),
        rounds=((5,), (5, 5, 5, 5), (5,)),
    )
    (slide,) = opened(deck(section("Bench", p("So that we hear", role="lead"), steps))).slides
    assert slide.slide_layout.name == "Exercise"
    (bar,) = (one for one in slide.shapes if one.name == "Time")
    assert bar._element.nvGrpSpPr.cNvPr.get("descr") == "5, 4 × 5, 5 minutes"
    boxes = [one for one in bar.shapes if one.name == "Box"]
    assert len(boxes) == 6
    assert max(one.width for one in boxes) - min(one.width for one in boxes) < 2
    assert [
        one.text_frame.text for one in bar.shapes if one.has_text_frame and one.text_frame.text
    ] == ["5"] * 6
    for said in ("30", "Stop at 9:30", "You need a pen", "What helped?", "In turn, ask"):
        assert said in words(slide)


def test_four_long_steps_under_a_long_title_and_purpose_stay_on_one_slide() -> None:
    words_said = "Choose your request, with a second pair if you share a turn with them"
    made = section(
        "What each of the two of us would have to hear from the other before the year is over",
        p(
            "So that everybody who came has been heard before anything is answered " * 2,
            role="lead",
        ),
        Steps(steps=(("5", t(words_said)),) * 4, minutes=20, until="9:30"),
    )
    assert written(deck(made)).faults == ()
    (slide,) = opened(deck(made)).slides
    assert words(slide).count(words_said) == 4


def test_a_question_to_end_with_leaves_no_steps_for_a_slide_of_its_own() -> None:
    ask = t("Where do your lines cross? What surprised you about the way that led here?")
    block = Steps(steps=(("5", t("Tell it in turn")),) * 4, minutes=20, until="9:30", ask=ask)
    assert len(tuple(steps_item(block, replace(CONTEXT, available_height=342.0)))) == 2
    assert len(tuple(steps_item(block, replace(CONTEXT, available_height=200.0)))) == 1


def test_columns_never_become_lower_than_their_words() -> None:
    block = Steps(steps=(("5", t("Talk")),) * 3, minutes=15, until="9:30")
    (made,) = steps_item(block, CONTEXT)
    assert isinstance(made, Item)
    item = replace(made, height=400.0)
    assert item.resized(350.0).height == 400.0
    assert item.resized(900.0).height == 400.0


@pytest.mark.parametrize("count", [3, 6])
def test_what_is_asked_to_end_with_stands_on_the_slide_of_its_steps(count: int) -> None:
    asked = "What did you give up on the way, and was it the right thing to lose?"
    steps = (("5", t("Write your own sentence alone")),) * count
    made = section("One", Steps(steps=steps, minutes=5 * count, until="9:30", ask=t(asked)))
    (slide,) = opened(deck(made)).slides
    assert asked in words(slide)


def test_low_rows_are_raised_to_the_height_of_the_highest_before_it_is() -> None:
    rows = tuple((t(f"Row {n}"), t("a word " * (20 if n == 1 else 1))) for n in range(5))
    block = Table(columns=(Column(), Column(share=1)), header=(t("A"), t("B")), rows=rows)
    (slide,) = opened(deck(section("Even", block))).slides
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    assert len({row.height for row in list(table.rows)[1:]}) == 1


def test_steps_after_the_sixth_of_a_slide_stand_beside_the_layouts_places() -> None:
    slides = opened(deck(steps_of(7))).slides
    assert all(f"Step {number} of it" in "".join(map(words, slides)) for number in range(1, 8))


def test_words_shrink_in_their_boxes_where_a_wider_face_makes_them_higher() -> None:
    made = opened(deck(steps_of(3), steps_of(5), section("Why", p("Because " * 40))))
    for slide in (*made.slides, *made.slide_layouts):
        bodies = [one for one in slide.shapes if one.has_text_frame and one.name != "Slide number"]
        assert bodies
        assert all("normAutofit" in one._element.xml for one in bodies)


def test_questions_and_results_have_layouts_of_their_own() -> None:
    asked = section("What did you hear?", look="statement")
    made = opened(deck(asked, decks.group_results(), section("Why", p("Because"))))
    layouts = [slide.slide_layout.name for slide in made.slides]
    assert layouts == ["Question", "Result", "Content"]


def test_the_minutes_of_an_exercise_are_as_large_as_a_clock() -> None:
    slide = opened(deck(decks.exercise())).slides[0]
    sizes = {
        run.font.size.pt
        for shape in slide.shapes
        if shape.has_text_frame
        for para in shape.text_frame.paragraphs
        for run in para.runs
        if run.text == "60"
    }
    assert sizes == {120}


def test_a_page_break_starts_a_slide() -> None:
    assert len(opened(deck(decks.everything_else())).slides) == 2


def test_an_empty_list_and_an_empty_section_still_are_slides() -> None:
    slides = opened(deck(section("Nothing yet", List(items=())), section("Empty"))).slides
    assert len(slides) == 2


def test_columns_that_overflow_go_on_side_by_side() -> None:
    long = tuple(p("These are words that somebody said. " * 4) for _ in range(9))
    slides = opened(deck(section("Two", Columns(columns=(long, long[:3]), shares=(1, 1))))).slides
    assert len(slides) > 1
    assert not written(
        deck(section("Two", Columns(columns=(long, long[:3]), shares=(1, 1))))
    ).faults


LONG = "Child and adolescent mental health intensive community and crisis support, east"


@pytest.mark.parametrize(
    "made",
    [
        section(f"{LONG}: what the stock take says about the two of you", p("x")),
        decks.cover((LONG, *decks.EIGHT)),
        replace(decks.divider(), title=t(LONG)),
        section("Long cells", decks.promises(tuple((LONG, LONG, "30 Mar") for _ in range(6)))),
    ],
)
def test_very_long_names_fit_without_a_fault(made: Section) -> None:
    assert written(deck(made)).faults == ()


def test_texts_of_one_slide_do_not_overlap() -> None:
    for slide in opened(decks.gallery()).slides:
        boxes = [
            (points(s.left), points(s.top), points(s.width), points(s.height))
            for s in slide.shapes
            if s.left is not None
            and ((s.has_text_frame and s.text_frame.text) or s.shape_type == 6)
        ]
        for number, (x, y, w, h) in enumerate(boxes):
            for x2, y2, w2, h2 in boxes[number + 1 :]:
                apart = x + w <= x2 + 2 or x2 + w2 <= x + 2 or y + h <= y2 + 2 or y2 + h2 <= y + 2
                assert apart, (slide.shapes.title.text_frame.text, x, y, w, h, x2, y2, w2, h2)


def test_all_words_of_an_exercise_start_beside_the_longest_minutes() -> None:
    sit = [("5", f"Sit down for round {n}") for n in range(4)]
    made = decks.exercise((("3 × 6", "Move on and better the next poster"), *sit))
    slide = opened(deck(made)).slides[0]
    starts = {
        shape.text_frame.paragraphs[0]._p.pPr.get("marL")
        for shape in slide.shapes
        if shape.name.startswith("Step")
    }
    assert len(starts) == 1
    assert int(starts.pop()) / 12700 > 92


def test_panels_side_by_side_are_as_high_as_the_fuller_one() -> None:
    few = Callout(title=t("One"), blocks=(p("A"),))
    more = Callout(title=t("Two"), blocks=(p("B"), p("C"), p("D")), role="frame")
    slide = opened(deck(section("x", Columns(columns=((few,), (more,)), shares=(1, 1))))).slides[0]
    boxes = [shape for shape in slide.shapes if shape.name == "Box"]
    assert len({shape.height for shape in boxes}) == 1
    assert points(boxes[0].height) < 200


def test_a_band_stands_at_the_foot_of_the_slide() -> None:
    slide = opened(deck(decks.the_day())).slides[0]
    group = next(shape for shape in slide.shapes if shape.shape_type == 6)
    assert points(group.top + group.height) == pytest.approx(482, abs=0.5)


@pytest.mark.parametrize("count", range(3, 12))
def test_a_heading_never_hangs_at_the_foot_of_a_slide(count: int) -> None:
    """Whatever stands above it, a heading is on the slide of the table that it heads."""
    above = [p(f"Sentence {n} of what we agreed about how we work.") for n in range(count)]
    table = decks.promises((("Memory", "answers within a day", "1 June"),) * 9)
    made = deck(section("Much", *above, Heading(level=2, text=t("Promises")), table))
    (slide,) = [one for one in opened(made).slides if "Promises" in words(one)]
    assert any(shape.has_table for shape in slide.shapes)


def sides(*said: str) -> Columns:
    return Columns(columns=tuple((p(words),) for words in said), shares=(1.0,) * len(said))


def sizes(slide: object) -> set[float]:
    boxes = [box for box in slide.placeholders if box.placeholder_format.idx not in NOT_MATTER]  # type: ignore[attr-defined]
    runs = (run for box in boxes for para in box.text_frame.paragraphs for run in para.runs)
    return {run.font.size.pt for run in runs if run.font.size}


NOT_MATTER = (0, 10, 11, 12)
"""The title, what stands above it, the source and the number."""


def test_columns_of_a_few_words_are_set_large() -> None:
    slide = opened(deck(section("Two rooms", sides("Ashdown Room", "Beech Room")))).slides[0]
    assert sizes(slide) == {30}


def test_columns_under_words_are_as_large_as_these_leave_room_for() -> None:
    said = "Before you pack: cross one box on each line. Changed your mind? Cross another."
    few, more = (
        opened(
            deck(
                section("How was today?", *(p("True before, and now?"),) * above, sides(said, said))
            )
        )
        for above in (1, 6)
    )
    assert sizes(few.slides[0]) == {24, 30}
    assert sizes(more.slides[0]) == {24}


def test_columns_that_fill_a_slide_keep_their_size() -> None:
    long = "If somebody could be seriously harmed, we pass on what keeps them safe. " * 5
    slide = opened(deck(section("Exception", sides(long, long)))).slides[0]
    assert sizes(slide) == {22}


PROMISED = ("Crisis", "Ring first", "30 March")


@pytest.mark.parametrize(("count", "size"), [(2, 30), (3, 30), (4, 22)])
def test_the_fewer_rows_a_table_has_the_larger_they_are(count: int, size: int) -> None:
    context = LayoutContext(LOOK, scales(LOOK.slide)[0], 864.0, 400.0)
    grid = table_item(decks.promises((PROMISED,) * count), context)
    assert isinstance(grid, Grid)
    assert {part.size for row in grid.rows for cell in row for part in cell} == {size}


def test_a_table_of_few_rows_is_no_larger_than_its_lines_allow() -> None:
    context = LayoutContext(LOOK, scales(LOOK.slide)[0], 864.0, 400.0)
    long = ("Berta Fictive", "A room for the two of you on each site", "30 June")
    grid = table_item(decks.promises((long,)), context)
    assert isinstance(grid, Grid)
    assert max(part.size for cell in grid.rows[0] for part in cell) < 30


def test_nothing_that_runs_side_by_side_is_parted_by_a_column() -> None:
    first = tuple(TimetableRow(clock=f"{hour}:00", minutes="", what=t("A")) for hour in range(5))
    rooms = tuple(TimetableRow(clock="6:00", minutes="", what=t("R"), level=1) for _ in range(3))
    last = TimetableRow(clock="7:00", minutes="", what=t("Z"))
    day = Timetable(rows=(*first, *rooms, last), full=False)
    slide = opened(deck(section("Today", day))).slides[0]
    columns = [box.text_frame.text for box in slide.shapes if "\t" in box.text_frame.text]
    assert [text.count("6:00") for text in columns] in ([3, 0], [0, 3])
    assert "7:00" in columns[1]


def test_a_day_leaves_its_rooms_to_their_own_slide_before_it_takes_a_second_one() -> None:
    def today(name: str) -> list[str]:
        room = (*t(name), Run(" (Oak Room on the ground floor, past the old canteen)", quiet=True))
        tracks = (TimetableRow(clock="9:00", minutes="", what=room, level=1),) * 9
        rows = (TimetableRow(clock="9:00", minutes="", what=t("Side by side")), *tracks)
        made = opened(deck(section("Today", Timetable(rows=rows, full=False))))
        return [words(slide) for slide in made.slides]

    (short,) = today("Knots")
    assert "Oak Room" in short
    (long,) = today("Knots that two of us tie together, and knots that each of us ties alone")
    assert "Oak Room" not in long
    assert long.count("Knots that two") == 9


def test_a_day_is_pressed_by_what_its_higher_column_has_between_rows() -> None:
    long = "What we keep, what we stop, what we begin, and what we have never once talked about"
    names = [*["Walk"] * 11, long, *["Talk"] * 3]
    rows = tuple(TimetableRow(clock="9:00", minutes="", what=t(name)) for name in names)
    context = LayoutContext(LOOK, scales(LOOK.slide)[0], 864.0, 400.0)
    (today,) = items_of((Timetable(rows=rows, full=False),), context)
    pressed = today.resized(today.height - 30.0)
    assert pressed.height == pytest.approx(today.height - 30.0)


def test_a_picture_that_would_be_small_below_a_list_stands_beside_it() -> None:
    agreed = List(items=tuple((p(f"The {n}. thing that we agreed on in March"),) for n in range(5)))
    tall = Image(png=png(width=600, height=600), alt="The ward at night")
    slide = opened(deck(section("The ward", agreed, tall))).slides[0]
    (picture,) = (one for one in slide.shapes if one.name == "Picture")
    assert picture.left.pt > 480
    assert picture.height.pt > 250


@pytest.mark.parametrize(("run", "wider"), [(Run, 1.15), (decks.bold, 1.2)])
def test_columns_leave_a_wider_face_room_for_their_longest_word(
    run: Callable[[str], Run], wider: float
) -> None:
    """DejaVu Sans, which programs take for a missing face, is so much wider than Arial."""
    context = LayoutContext(LOOK, scales(LOOK.slide)[0], 560.0, 400.0)
    word = "Interdisciplinary"
    first = Paragraph(text=(run(word),))
    block = Columns(columns=((first,), (p("It"),), (p("is"),), (p("so"),)), shares=(1, 1, 1, 1))
    (columns,) = items_of((block,), context)
    assert isinstance(columns, SideBySide)
    (flow,) = columns.stacks[0]
    assert isinstance(flow, Flow)
    assert columns.widths[0] >= wider * natural_width(flow.paras[0], flow.font)


def test_the_words_of_a_step_begin_behind_its_minutes_in_a_wider_face_too() -> None:
    said = Steps(steps=(("3 × 18", t("A new table each round")), ("5", t("Hosts read"))), minutes=0)
    (steps,) = items_of((said,), LayoutContext(LOOK, scales(LOOK.slide)[0], 864.0, 400.0))
    assert isinstance(steps, StepList)
    label = replace(steps.rows[0], runs=steps.rows[0].runs[:2], indent=0, tabs=(), hang=0)
    assert steps.rows[0].indent > 1.2 * natural_width(label, steps.font)


def test_what_is_promised_on_a_dark_page_stands_line_by_line() -> None:
    leads = tuple(
        Paragraph(text=t(said), role="lead") for said in ("“One answer”", "One promise, one date.")
    )
    slide = opened(deck(replace(decks.divider(), blocks=leads))).slides[0]
    lines = words(slide).splitlines()
    assert lines.index("One promise, one date.") == lines.index("“One answer”") + 1


def test_what_is_promised_has_as_many_lines_as_its_box_makes_of_it() -> None:
    """It is 795 points long, in a box as wide as the title, 790: two lines of 28 points."""
    said = "Berta Fictive: A room for the two of you on each site, by 30 June"
    lead = Paragraph(text=t(said), role="lead")
    slide = opened(deck(replace(decks.divider(), blocks=(lead,)))).slides[0]
    (box,) = [shape for shape in slide.shapes if shape.name == "Subtitle"]
    assert points(box.height) > 2 * 28 * 1.15


def test_a_table_leaves_room_for_the_lines_that_a_wider_face_takes() -> None:
    rows = (("Crisis", "Write down what is mine, yours and ours", "30 March"),) * 6
    context = LayoutContext(LOOK, scales(LOOK.slide)[0], 864.0, 400.0)
    plenty, scarce = (
        table_item(decks.promises(rows), replace(context, width=wide)) for wide in WIDTHS
    )
    assert isinstance(plenty, Grid)
    assert isinstance(scarce, Grid)
    assert plenty.reserve == 0
    assert scarce.reserve > 6 * 22
    grown = scarce.resized(500.0)
    assert isinstance(grown, Grid)
    assert grown.head + sum(grown.heights) <= 500.0 - scarce.reserve


WIDTHS = (864.0, 670.0)
"""In the second the sentence just has room in Arial, in type of 22 points."""


def test_of_two_charts_on_a_slide_the_one_with_more_bars_is_higher() -> None:
    def rated(count: int) -> Chart:
        names = tuple(f"We meet {number}" for number in range(count))
        yes = (Series(name="Yes", values=(1,) * count),)
        return Chart(of=Bars(categories=names, series=yes, low=0, high=9), alt="Yes")

    slide = opened(deck(section("Who answered", rated(1), rated(3)))).slides[0]
    one, three = [shape.height.pt for shape in slide.shapes if shape.has_chart]
    assert three > 2 * one


def test_names_stand_on_one_line_where_they_fit_in_our_own_face_alone() -> None:
    """Their line is 730 points long, or 876 in a face a fifth wider: more than the slide has."""
    row = ("Table 2", "Rehabilitation", "Early intervention", "Acute care")
    names = tuple((decks.bold(name),) for name in row)
    table = Table(
        columns=(Column(),) * 4, header=(t("Table"),) * 4, rows=(names,), role="call", alt="Tables"
    )
    grid = table_item(table, LayoutContext(LOOK, scales(LOOK.slide)[0], 864.0, 400.0))
    assert isinstance(grid, Grid)
    assert {para.size for cell in grid.rows[0] for para in cell} == {30}
    assert grid.needs[0] < 2 * 30 * 1.15
