"""How the matter of a section is spread over slides, with bricks of known height."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from facilitate.document import Heading, List, Origin, Run, Section, Steps, Table, plain
from facilitate.structs import replace
from facilitate.write.look import Look
from facilitate.write.pptx.charts import ChartItem
from facilitate.write.pptx.columns import SideBySide
from facilitate.write.pptx.layout import (
    Flow,
    Item,
    LayoutContext,
    TypeScale,
    new_flow,
    scales,
    scales_with_less_room,
)
from facilitate.write.pptx.slides import Fit, fit, notes_lines, role_of
from facilitate.write.pptx.steps import steps_item
from facilitate.write.pptx.text import Para
from tests.write.pieces import said as p
from tests.write.pieces import words as t
from tests.write.pptx import decks
from tests.write.pptx.decks import deck, section
from tests.write.pptx.reading import LOOK, opened, points, words

ROOM = 400.0
SECTION = Section(title=t("Ours"), origin=Origin("decks/group.md", 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Brick(Item):
    """A thing of a height, which may be pressed to `least`, broken `hard` or said in parts."""

    width: float = 900.0
    before: float = 0.0
    least: float = 0.0
    breaks: bool = False
    parts: tuple[Item, ...] = ()

    def resized(self, height: float) -> Item:
        return replace(self, height=max(height, self.least)) if self.flexible else self

    def split(self, available: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        if not (self.breaks and hard) or self.height <= available:
            return None
        rest = self.height - available
        return replace(self, height=available), replace(self, height=rest)

    def plainer(self) -> tuple[Item, ...]:
        return self.parts


def bricks(*heights: float) -> tuple[Item, ...]:
    return tuple(Brick(height=height) for height in heights)


def spread(
    items: Sequence[Item] | Callable[[LayoutContext], tuple[Item, ...]],
    room: float = ROOM,
    later: float = ROOM,
    sizes: tuple[TypeScale, ...] = (),
) -> Fit:
    make = items if callable(items) else lambda _: tuple(items)
    context = LayoutContext(Look(), scales(Look().slide)[0], 900.0, room)
    return fit(make, context, SECTION, later=lambda: later, sizes=sizes)


def heights(found: Fit) -> list[list[float]]:
    return [[round(item.height, 3) for item in items] for items in found.slides]


def test_what_fits_stands_on_one_slide() -> None:
    assert heights(spread(bricks(100, 200, 100))) == [[100, 200, 100]]
    assert heights(spread(())) == [[]]


@pytest.mark.parametrize(
    ("last", "slides", "space"),
    [(185, 1, 30), (200, 1, 15), (203, 1, 12), (204, 2, 30)],
)
def test_the_space_between_things_counts_and_gives_way_by_three_fifths(
    last: int, slides: int, space: float
) -> None:
    spaced = [replace(one, before=30.0) for one in bricks(185, last)]
    found = spread(spaced).slides
    assert (len(found), round(found[-1][-1].before, 3)) == (slides, space)


@pytest.mark.parametrize(("room", "slides"), [(232.0, 1), (208.0, 1), (206.0, 2)])
def test_things_move_closer_where_that_saves_a_slide_that_has_less_room(
    room: float, slides: int
) -> None:
    things = (Brick(height=100.0), Brick(height=100.0, before=20.0))

    def make(tried: LayoutContext) -> tuple[Item, ...]:
        taller = replace(things[0], height=100.0 if tried.scale.low else 140.0)
        return (taller, things[1])

    assert len(spread(make, room, room).slides) == 2
    found = spread(make, room, room, scales_with_less_room(Look().slide))
    assert len(found.slides) == slides
    if room > 220:
        assert found.slides[0][1].before == 20.0
    elif slides == 1:
        assert found.slides[0][1].before == pytest.approx(8.0)


def test_a_chart_is_pressed_to_stay_on_the_slide_and_grows_to_fill_it() -> None:
    chart = Brick(height=350, least=250, flexible=True)
    assert heights(spread((*bricks(150), chart))) == [[150, 250]]
    assert heights(spread((*bricks(100), replace(chart, height=260)))) == [[100, 300]]
    # Where even the least does not fit it goes on alone, as large as its own slide is.
    assert heights(spread((*bricks(160), chart), later=380)) == [[160], [380]]


def test_a_chart_that_goes_with_others_to_a_later_slide_fills_what_they_leave() -> None:
    chart = Brick(height=300, least=250, flexible=True)
    assert heights(spread((*bricks(300, 50), chart), later=420)) == [[300], [50, 370]]


def test_slides_are_about_equally_full() -> None:
    assert heights(spread(bricks(*[100] * 6))) == [[100] * 3, [100] * 3]
    assert heights(spread(bricks(*[50] * 10))) == [[50] * 5, [50] * 5]
    assert [len(one) for one in heights(spread(bricks(*[50] * 18)))] == [6, 6, 6]


def test_no_slide_more_is_taken_to_make_them_equal() -> None:
    assert heights(spread(bricks(100, 300, 100))) == [[100, 300], [100]]


def test_the_first_slide_may_have_another_room_than_later_ones() -> None:
    assert heights(spread(bricks(*[100] * 6), room=200, later=400)) == [[100] * 2, [100] * 4]
    assert heights(spread(bricks(*[100] * 6), room=400, later=200)) == [[100] * 4, [100] * 2]


def test_a_new_slide_begins_where_it_is_asked_for_and_nothing_is_evened_out() -> None:
    asked = (*bricks(100, 100, 100), Brick(height=50, new_slide=True), *bricks(60))
    assert heights(spread(asked)) == [[100, 100, 100], [50, 60]]
    first = (Brick(height=50, new_slide=True), *bricks(60))
    assert heights(spread(first)) == [[50, 60]]


@pytest.mark.parametrize(
    ("brick", "found", "said"),
    [
        (Brick(height=600), [[600], [50]], "It reaches over the foot of the slide."),
        (Brick(height=600, breaks=True), [[400], [200, 50]], "goes on on the next slide in the"),
        (
            Brick(height=600, parts=bricks(350, 250)),
            [[350], [250, 50]],
            "It is shown in a plainer form",
        ),
    ],
)
def test_what_no_slide_holds_is_broken_or_said_plainly_and_told(
    brick: Brick, found: list[list[float]], said: str
) -> None:
    spread_out = spread((brick, *bricks(50)))
    assert heights(spread_out) == found
    (fault,) = spread_out.faults
    assert (fault.code, fault.severity) == ("M302", "warning")
    assert said in fault.message
    assert "on one of its own (chart)" in fault.message
    assert fault.hint.startswith("Shorten it")
    assert (fault.place.file, fault.place.line) == ("decks/group.md", 5)


def test_what_is_too_high_is_told_at_its_own_line() -> None:
    brick = Brick(height=600, origin=Origin("decks/group.md", 12))
    (fault,) = spread((brick,)).faults
    assert fault.place.line == 12


def test_a_thing_just_as_high_as_the_slide_is_not_told() -> None:
    assert spread(bricks(400, 400)) == Fit((bricks(400), bricks(400)))


def test_a_later_thing_is_pressed_into_a_slide_of_its_own() -> None:
    pressed = Brick(height=600, least=300, flexible=True)
    found = spread((*bricks(390), pressed))
    assert (heights(found), found.faults) == ([[390], [400]], ())


def test_the_largest_type_is_taken_with_which_there_are_fewest_slides() -> None:
    # 24, 22 and 20 pt: eighteen lines of so many points.
    def lines(context: LayoutContext) -> tuple[Item, ...]:
        return bricks(*[context.scale.body] * 18)

    assert heights(spread(lines, room=440)) == [[24.0] * 18]
    assert heights(spread(lines, room=400)) == [[22.0] * 18]
    assert heights(spread(lines, room=360)) == [[20.0] * 18]
    assert {one for slide in heights(spread(lines, room=300, later=300)) for one in slide} == {24.0}


def test_fewer_faults_count_more_than_fewer_slides() -> None:
    def either(context: LayoutContext) -> tuple[Item, ...]:
        return bricks(*([500] if context.scale.body == 24 else [300, 300]))

    found = spread(either)
    assert (heights(found), found.faults) == ([[300], [300]], ())


def para(words: str, *, keep: bool = False) -> Para:
    return Para(runs=(Run(words),), size=20.0, exact=50.0, keep=keep, origin=Origin("g.md", 7))


def text(*paras: Para) -> Flow:
    return new_flow(paras, width=900.0, font="Arial", before=0.0)


def said(found: Fit) -> list[list[str]]:
    return [
        [
            " ".join(plain(one.runs) for one in item.paras) if isinstance(item, Flow) else "chart"
            for item in items
        ]
        for items in found.slides
    ]


HEAD = para("Head", keep=True)


def test_a_heading_goes_to_the_next_slide_with_its_matter() -> None:
    found = spread((text(para("a"), para("b"), HEAD), *bricks(300)))
    assert said(found) == [["a b"], ["Head", "chart"]]
    assert found.slides[1][0].height == 50
    assert found.slides[1][0].origin == Origin("g.md", 7)
    assert found.slides[0][0].height == 100


def test_the_rest_of_columns_has_their_heads_again() -> None:
    lines = [para(f"Line {number}.") for number in range(6)]
    stacks = tuple((text(para(head, keep=True), *lines),) for head in ("Lean on", "Work on"))
    tall = stacks[0][0].height
    columns = replace(beside(TEXT, TEXT), stacks=stacks, height=tall)
    for slide in spread((columns,), tall - 20, tall - 20).slides:
        (item,) = slide
        assert isinstance(item, SideBySide)
        heads = [plain(one.paras[0].runs) for one in item.inside if isinstance(one, Flow)]
        assert heads == ["Lean on", "Work on"]


def test_the_rest_of_one_column_begins_at_the_left_and_has_the_whole_width() -> None:
    lines = [para(f"Line {number}.") for number in range(6)]
    short, long = (text(para("Now.")),), (text(para("Later", keep=True), *lines),)
    tall = long[0].height
    columns = replace(beside(TEXT, TEXT), stacks=(short, long), height=tall)
    (first,), (rest,) = spread((columns,), tall - 20, tall - 20).slides
    assert isinstance(first, SideBySide)
    assert isinstance(rest, SideBySide)
    assert (len(first.stacks), rest.widths) == (2, (columns.width,))
    (only,) = rest.inside
    assert isinstance(only, Flow)
    assert (plain(only.paras[0].runs), only.width) == ("Later", columns.width)


def test_two_headings_go_together() -> None:
    found = spread((text(para("a"), HEAD, para("Sub", keep=True)), *bricks(300)))
    assert said(found) == [["a"], ["Head Sub", "chart"]]


def test_a_heading_in_a_box_of_its_own_goes_too() -> None:
    found = spread((*bricks(200), text(HEAD), *bricks(300)))
    assert said(found) == [["chart"], ["Head", "chart"]]


def test_a_heading_alone_on_a_slide_stays_and_nothing_runs_for_ever() -> None:
    found = spread((text(HEAD), *bricks(380)))
    assert said(found) == [["Head"], ["chart"]]


def test_words_that_are_no_heading_stay_where_they_are() -> None:
    found = spread((text(para("a"), para("b")), *bricks(320)))
    assert said(found) == [["a b"], ["chart"]]


# --------------------------------------------------------------------------- what is spoken


def test_notes_are_said_line_by_line() -> None:
    notes = (
        Heading(level=2, text=t("Say")),
        p("Wait."),
        List(items=((p("One"),), (p("Two"), p("more")))),
        List(items=((p("Three"),), (p("Four"),)), ordered=True, start=3),
        Table(columns=(), header=(t("Who"), t("When")), rows=((t("Ada"), t("Friday")),)),
        Steps(steps=(("5", t("Talk")),), minutes=5),
    )
    lines = notes_lines(Section(title=t("A"), notes=notes), LOOK)
    assert lines[:8] == (
        *("Say", "Wait.", "• One", "• Two more", "3. Three", "4. Four", "Who | When"),
        "Ada | Friday",
    )
    assert "Talk" in lines[8]


def test_notes_of_nothing_are_no_line() -> None:
    assert notes_lines(Section(title=t("A"), notes=(Steps(steps=(), minutes=5),)), LOOK) == ()


def test_notes_stand_on_the_first_slide_of_a_section_alone() -> None:
    long = [p("We found that the two of you agree on most things. " * 6) for _ in range(4)]
    slides = opened(deck(replace(section("Much", *long), notes=(p("Wait."),)))).slides
    assert [slide.has_notes_slide for slide in slides] == [True, False]


# ------------------------------------------------------------------------- a sentence alone


def test_a_sentence_alone_stands_around_the_middle_of_the_slide() -> None:
    for words_said in (
        "Who decides?",
        "What one thing would help you both most in the next month?",
    ):
        one = section(words_said, look="statement")
        (slide,) = opened(deck(one)).slides
        title = slide.shapes.title
        assert points(title.top) + points(title.height) / 2 == pytest.approx(250, abs=10)
        assert points(title.left) == 48
        assert title.text_frame.text == words_said


def test_a_sentence_alone_has_its_notes_its_number_and_what_says_sample() -> None:
    one = replace(section("Who decides?", look="statement"), notes=(p("Wait."),))
    before, slide = opened(deck(section("First", p("a")), one, sample=True)).slides
    assert slide.notes_slide.notes_text_frame.text == "Wait."
    assert "SAMPLE" in words(slide)
    assert "2" in words(slide).split()
    assert "2" not in words(before).split()


def test_a_very_long_sentence_does_not_reach_above_the_slide() -> None:
    one = section("What would help the two of you most of all? " * 4, look="statement")
    slide = opened(deck(one)).slides[0]
    assert points(slide.shapes.title.top) >= 64


def test_a_sentence_with_words_under_it_has_these_a_little_above_the_middle() -> None:
    one = section("Ours", p("We answer together.", role="lead"), look="statement")
    slide = opened(deck(one)).slides[0]
    body = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 1)
    assert body.text_frame.text == "We answer together."
    plainly = opened(deck(section("Ours", p("We answer together.", role="lead")))).slides[0]
    usual = next(shape for shape in plainly.placeholders if shape.placeholder_format.idx == 1)
    assert points(body.top) > points(usual.top) + 40
    # Between 124 and 482 points, 20 above the middle; a box has a twentieth of room at its foot.
    tall = points(body.height) / 1.05
    assert points(body.top) + tall / 2 == pytest.approx((124 + 482) / 2 - 20, abs=0.2)


def exercise(count: int) -> Item:
    steps = Steps(steps=tuple(("5", t("Talk.")) for _ in range(count)), minutes=5 * count)
    (item,) = steps_item(steps, LayoutContext(Look(), scales(Look().slide)[0], 864.0, 358.0))
    assert isinstance(item, Item)
    return item


def beside(*items: Item) -> SideBySide:
    return SideBySide(
        height=30.0,
        width=864.0,
        stacks=tuple((one,) for one in items),
        widths=(420.0,) * 2,
        gutter=24.0,
    )


CHART = ChartItem(height=10.0, width=10.0, chart=decks.group_strip(), alt="Ten themes", look=Look())


TEXT = new_flow((Para(runs=t("We meet."), size=24),), width=864.0, font="Arial", before=0.0)
ROWS = exercise(7)
COLUMNS = exercise(3)


@pytest.mark.parametrize(
    ("stack", "role"),
    [
        ((), "title only"),
        ((TEXT,), "content"),
        ((TEXT, TEXT), "columns"),
        ((TEXT, TEXT, TEXT), "columns"),
        ((beside(TEXT, TEXT),), "columns"),
        ((CHART,), "result"),
        ((TEXT, CHART), "content"),
        ((ROWS,), "exercise"),
        ((TEXT, ROWS, CHART), "exercise"),
        ((TEXT, TEXT, ROWS), "columns"),
        ((COLUMNS,), "steps in columns"),
    ],
)
def test_a_slide_has_the_layout_of_its_steps_its_chart_or_its_texts(
    stack: tuple[Item, ...], role: str
) -> None:
    assert role_of(stack) == role


@pytest.mark.parametrize(("look", "size"), [("statement", 41), ("content", 29)])
def test_a_sentence_is_larger_where_it_is_what_the_slide_says(look: str, size: int) -> None:
    made = section("Ours", p("One list", role="statement"), p("Say it."), look=look)
    (slide,) = opened(deck(made)).slides
    sizes = {
        run.text: run.font.size.pt
        for shape in slide.shapes
        if shape.has_text_frame
        for para in shape.text_frame.paragraphs
        for run in para.runs
    }
    assert (sizes["One list"], sizes["Say it."]) == (size, 24)
