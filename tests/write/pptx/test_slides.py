import pytest

from facilitate.charts import Band, BandPart, Dot, Strip, StripRow
from facilitate.document import (
    Callout,
    Chart,
    Column,
    Columns,
    Heading,
    Image,
    Origin,
    Paragraph,
    Run,
    Section,
    Steps,
    Table,
    Timetable,
    TimetableRow,
)
from facilitate.faults import Place
from facilitate.recipient import Recipient
from facilitate.structs import replace
from facilitate.verify import file_faults
from facilitate.write import ForeignValueError, write
from tests.write.pieces import said as p
from tests.write.pieces import words as t
from tests.write.pptx import decks
from tests.write.pptx.decks import deck, section
from tests.write.pptx.reading import LOOK, opened, points, shapes, titles, words, written


def test_a_title_stands_in_the_title_placeholder_and_is_read_first() -> None:
    for slide in opened(decks.gallery()).slides:
        first = slide.shapes[0]
        assert first.is_placeholder
        assert first.shape_id == slide.shapes.title.shape_id
        assert first.text_frame.text


def test_no_two_slides_have_the_same_title() -> None:
    found = titles(opened(deck(section("Break"), section("Break"), decks.exercise())))
    assert found == ["Break", "Break (2)", "More, less, keep: a trade in writing"]


def test_a_section_without_a_title_takes_its_kicker_or_the_documents_title() -> None:
    one = Section(title=(), kicker=t("10:40, break"))
    assert titles(opened(deck(one, Section(title=())))) == ["10:40, break", "Baseline away day"]


def test_kicker_source_and_number_stand_in_their_placeholders() -> None:
    slide = opened(deck(decks.group_results())).slides[0]
    by_index = {s.placeholder_format.idx: s for s in slide.placeholders}
    assert by_index[13].text_frame.text == "Stock take, February 2027: the whole group"
    assert by_index[14].text_frame.text.startswith("8 of 8 doctors")
    assert by_index[12].text_frame._txBody.xpath(".//a:fld")[0].get("type") == "slidenum"


def test_running_text_stands_in_the_body_placeholder() -> None:
    slide = opened(deck(section("Why we are here", p("To trust each other.")))).slides[0]
    assert slide.slide_layout.name == "Content"
    assert slide.placeholders[1].text_frame.text == "To trust each other."


def test_every_layout_is_found_by_its_role() -> None:
    used = {s.slide_layout.name for s in opened(decks.gallery()).slides}
    assert used >= {"Cover", "Divider", "Content", "Two columns", "Title only"}


def test_no_text_is_smaller_than_the_floor() -> None:
    for slide in opened(decks.gallery()).slides:
        sizes = [int(size) for size in slide._element.xpath(".//@sz") if size.isdigit()]
        assert min(sizes) >= 1800


def test_everything_stands_on_the_slide() -> None:
    for slide in opened(decks.gallery()).slides:
        for shape in shapes(slide.shapes):
            if shape.left is None:
                continue
            assert points(shape.left) >= -0.1
            assert points(shape.top) >= -0.1
            assert points(shape.left + shape.width) <= 960.5
            assert points(shape.top + shape.height) <= 540.5


def test_every_run_says_its_language() -> None:
    french = replace(deck(decks.exercise()), language="fr-FR")
    slide = opened(french).slides[0]
    assert set(slide._element.xpath(".//a:rPr/@lang")) == {"fr-FR"}


def test_marks_of_roles_are_drawn_before_their_words() -> None:
    slide = opened(deck(decks.exercise())).slides[0]
    assert "●\u00a0doctor and ◆\u00a0manager sit side by side" in words(slide)


def test_values_with_markup_are_text() -> None:
    slide = opened(deck(section('R&D <b> "x"', p("a & b < c")))).slides[0]
    assert slide.shapes.title.text_frame.text == 'R&D <b> "x"'
    assert "a & b < c" in words(slide)


def test_a_link_is_a_hyperlink() -> None:
    run = Run("the guide", link="https://example.org/a?b=1&c=2")
    slide = opened(deck(section("Read", p(run)))).slides[0]
    found = slide.placeholders[1].text_frame.paragraphs[0].runs[0]
    assert found.hyperlink.address == "https://example.org/a?b=1&c=2"


def test_sample_pages_say_so_and_others_do_not() -> None:
    section_ = section("Today", p("x"))
    assert "SAMPLE" in words(opened(deck(section_, sample=True)).slides[0])
    assert "SAMPLE" not in words(opened(deck(section_)).slides[0])


def test_notes_hold_what_to_say_and_the_figures_of_a_strip() -> None:
    slides = opened(deck(decks.exercise(), decks.group_results(), decks.withheld())).slides
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides]
    assert notes[0] == "Walk round once. Do not read over shoulders."
    assert "Shared goals: doctors 4.2 (3.6 to 4.7), managers 4.4 (3.9 to 5.0)" in notes[1]
    assert "South: not shown" in notes[2]


def test_slides_without_notes_have_no_notes_page() -> None:
    assert not opened(deck(section("Today"))).slides[0].has_notes_slide


def test_the_properties_come_from_the_document_alone() -> None:
    core = opened(deck(section("Today"), title="Midway day")).core_properties
    assert core.title == "Midway day"
    assert core.language == "en-GB"
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.created.isoformat().startswith("2027-03-12")


def test_a_document_with_anothers_value_is_not_written() -> None:
    owned = Paragraph(text=(Run("4.2", owner="rehab"),))
    theirs = replace(
        deck(section("x", owned)), recipient=Recipient("pair", "crisis"), owners=("crisis",)
    )
    with pytest.raises(ForeignValueError):
        write("pptx", theirs, LOOK)


def test_a_cover_teaches_the_marks_and_holds_no_number() -> None:
    slide = opened(deck(decks.cover())).slides[0]
    text = words(slide)
    assert "●◆\u00a0" not in text
    assert all(name in text for name in decks.EIGHT)
    assert "Ashdown Room" in text
    assert 12 not in {s.placeholder_format.idx for s in slide.placeholders}


def test_sixty_services_leave_the_cover_for_slides_of_their_own() -> None:
    many = tuple(f"Service {number}" for number in range(60))
    slides = opened(deck(decks.cover(many))).slides
    assert len(slides) > 1
    assert "Service" not in words(slides[0])
    later = "\n".join(words(slide) for slide in list(slides)[1:])
    assert all(f"Service {number}" in later for number in range(60))


def test_a_long_title_leaves_the_cover_room_for_services_of_three_lines() -> None:
    long = tuple(f"Pretend Hill Church of England Junior School {n}" for n in range(8))
    cover = replace(decks.cover(long), title=t("A day for heads and business managers of schools"))
    slides = opened(deck(cover)).slides
    assert len(slides) == 1
    assert all(name in words(slides[0]) for name in long)


def test_a_statement_alone_is_set_large() -> None:
    said = section("What one thing would help?", look="statement")
    slide = opened(deck(said)).slides[0]
    assert slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt >= 44


MANY = tuple(f"w{number}" for number in range(500))
ENDLESS = {
    "paragraph": p(" ".join(MANY)),
    "row": Table(
        columns=(Column(), Column()), header=(t("a"), t("b")), rows=((t("x"), t(" ".join(MANY))),)
    ),
    "step": Steps(steps=(("5", t(" ".join(MANY))),), minutes=5),
    "item of the day": Timetable(
        rows=(TimetableRow(clock="9:00", minutes="5", what=t(" ".join(MANY))),)
    ),
    "column": Columns(columns=((p("short"),), (p(" ".join(MANY)),)), shares=(1.0, 1.0)),
    "column under its heading": Columns(
        columns=((p("short"),), (Heading(level=2, text=t("Why")), p(" ".join(MANY)))),
        shares=(1.0, 1.0),
    ),
    "what people hold": Steps(steps=(("5", t("talk")),), minutes=5, hold=t(" ".join(MANY))),
    "panel": Callout(blocks=(p(" ".join(MANY)),)),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_what_is_too_high_for_a_slide_goes_on_on_the_next_with_all_its_words(kind: str) -> None:
    made = deck(section("Endless", replace(ENDLESS[kind], origin=Origin("decks/group.md", 12))))
    faults = written(made).faults
    assert {(f.code, f.severity) for f in faults} == {("M302", "warning")}
    slides = list(opened(made).slides)
    assert len(slides) > 1
    said = " ".join(words(slide) for slide in slides).split()
    assert [word for word in said if word in set(MANY)] == list(MANY)
    for slide in slides:
        assert all(points(s.top + s.height) <= 540 for s in shapes(slide.shapes) if s.height)


@pytest.mark.parametrize("count", [9, 11, 19, 25])
def test_a_day_that_goes_on_is_shared_equally_among_its_slides(count: int) -> None:
    name = "which has a rather long name that goes on and on over a second line of the slide"
    rows = tuple(
        TimetableRow(clock="9:00", minutes="5", what=t(f"Item {number} {name}"))
        for number in range(count)
    )
    slides = opened(deck(section("Today", Timetable(rows=rows, full=False)))).slides
    shown = [words(slide).count("Item ") for slide in slides]
    assert sum(shown) == count
    assert len(shown) > 1
    assert max(shown) - min(shown) <= 1


DAY = Band(
    parts=(
        BandPart(start=540, end=600, label="", kind="other"),
        BandPart(start=600, end=660, label="own", kind="bonding", now=True),
        BandPart(start=660, end=780, label="", kind="other"),
    )
)


def test_a_line_along_the_edge_says_where_in_the_day_a_slide_is() -> None:
    slides = opened(
        deck(
            section("Today"),
            section("Walk", marker=DAY),
            section("What did you hear?", look="statement"),
            section("Break", look="divider"),
            section("After"),
        )
    ).slides
    edges = [
        [
            (round(points(one.left)), round(points(one.width)))
            for one in slide.shapes
            if one.top == 0 and one.name == "Box"
        ]
        for slide in slides
    ]
    whole, now = (0, 960), (240, 240)
    assert edges == [[], [whole, now], [whole, now], [], []]


def test_a_row_of_the_day_leads_to_the_slide_of_its_session() -> None:
    rows = (
        TimetableRow(clock="9:00", minutes="15", what=t("Coffee"), pause=True, slot="a"),
        TimetableRow(
            clock="9:15", minutes="30", what=(*t("Walk"), Run(" (Oak)", quiet=True)), slot="b"
        ),
        TimetableRow(clock="9:45", minutes="15", what=t("Close"), slot="c"),
    )
    slides = opened(
        deck(
            section("Today", Timetable(rows=rows, full=False)),
            section("Coffee until 9:15", slot="a"),
            section("Find your way", slot="b"),
            section("Walk", slot="b"),
        )
    ).slides
    ways = [one for one in slides[0].shapes if one.name.startswith("To the slide")]
    assert [one.name for one in ways] == ["To the slide: Coffee", "To the slide: Walk"]
    assert [one.click_action.target_slide for one in ways] == [slides[1], slides[2]]


def test_what_goes_on_on_the_next_slide_is_told_with_the_templates_line() -> None:
    endless = Paragraph(text=t("word " * 600), origin=Origin("decks/group.md", 12))
    (fault,) = written(deck(section("Endless", endless))).faults
    assert fault.place == Place("decks/group.md", 12)


def test_a_broken_picture_leaves_its_description_in_a_frame() -> None:
    broken = Image(png=b"GIF89a", alt="The ward at night")
    made = deck(section("Look", broken))
    assert [(f.code, f.severity) for f in written(made).faults] == [("M413", "warning")]
    assert "The ward at night" in words(opened(made).slides[0])


LONG = " ".join(f"word{number}" for number in range(80))
TOO_LONG = {
    "title": (Section(title=t(LONG), blocks=(p("Matter"),)), "M301"),
    "kicker": (Section(title=t("Short"), kicker=t(LONG), blocks=(p("Matter"),)), "M303"),
    "source": (Section(title=t("Short"), source=t(LONG), blocks=(p("Matter"),)), "M303"),
}


@pytest.mark.parametrize("part", TOO_LONG)
def test_a_line_that_is_too_long_is_cut_short_and_stands_whole_below(part: str) -> None:
    said, code = TOO_LONG[part]
    made = deck(said)
    assert [(f.code, f.severity) for f in written(made).faults] == [(code, "warning")]
    slide = opened(made).slides[0]
    texts = [s.text_frame.text for s in shapes(slide.shapes) if s.has_text_frame]
    assert any(LONG in " ".join(text.split()) for text in texts)
    (cut,) = [text for text in texts if text.endswith(" …")]
    assert LONG.startswith(cut.removesuffix(" …"))
    assert 10 < len(cut.split()) < 80


def test_a_cover_says_once_what_is_too_long_for_the_line_over_its_title() -> None:
    cover = replace(TOO_LONG["kicker"][0], look="cover")
    assert written(deck(cover)).faults == ()
    said = " ".join(words(opened(deck(cover)).slides[0]).split())
    assert (said.count("word0 "), said.count("word79"), "…" in said) == (1, 1, False)


def test_a_line_of_sentences_keeps_whole_ones_and_the_others_stand_below() -> None:
    first, second = f"{' '.join(['one'] * 20)}.", f"{' '.join(['two'] * 40)}."
    made = deck(Section(title=t("Short"), source=t(f"{first} {second}"), blocks=(p("Matter"),)))
    assert written(made).faults == ()
    slide = opened(made).slides[0]
    texts = [" ".join(s.text_frame.text.split()) for s in shapes(slide.shapes) if s.has_text_frame]
    assert first in texts
    assert any(second in text for text in texts)
    assert not any("…" in text for text in texts)


def test_no_word_of_a_column_is_broken_while_the_others_have_room() -> None:
    table = Table(
        columns=(Column(share=1), Column(share=20)),
        header=(t("Table"), t("What")),
        rows=((t("Rehabilitation"), t("A word or two")),),
        alt="words",
    )
    beside = Columns(columns=((p("Commissioning"),), (p("short"),)), shares=(1.0, 9.0))
    for block in (table, beside):
        assert written(deck(section("Narrow", block))).faults == ()
        data = written(deck(section("Narrow", block))).data
        assert [f for f in file_faults(data, "deck.pptx") if f.code == "O206"] == []


@pytest.mark.parametrize("kind", ["cover", "divider"])
def test_a_long_line_at_the_foot_of_a_dark_slide_rises_over_two_lines(kind: str) -> None:
    when = "Tuesday 16 March 2027, 09:00 to 16:55, the Assembly Rooms over the Market, Upper "
    said = section("First day", p("What we do."), look=kind, source=t(f"{when}Quillbrook"))
    data = written(deck(said)).data
    (slide,) = opened(deck(said)).slides
    foot = next(one for one in shapes(slide.shapes) if one.name == "Source")
    assert points(foot.height) > 40
    assert [one for one in file_faults(data, "deck.pptx") if one.code == "O206"] == []


def test_ten_rows_that_are_not_shown_stay_on_one_slide() -> None:
    rows = tuple(StripRow(label=f"Theme {n}", not_shown="not shown") for n in range(10))
    chart = Chart(
        of=Strip(rows=rows, low=1, high=5, ends=("1 disagree strongly", "agree strongly 5")),
        alt="Ten themes",
    )
    assert len(opened(deck(section("Too few answers", chart))).slides) == 1


def test_rows_of_a_chart_that_goes_on_are_shared_equally_by_its_slides() -> None:
    themes = [f"{number} {'what we can count on from each other ' * 2}" for number in range(10)]
    rows = tuple(
        StripRow(label=theme, link="near", dots=(Dot(mark="doctor", value=2.0),))
        for theme in themes
    )
    strip = Strip(rows=rows, low=1, high=5, ends=("never", "always"))
    found = opened(deck(section("Where we stand " * 10, Chart(of=strip, alt="Ten themes"))))
    marks = [
        sum(shape.name == "doctor" for shape in shapes(slide.shapes)) for slide in found.slides
    ]
    assert marks == [5, 5]


def test_marks_of_a_chart_stand_level_with_their_number_on_every_slide() -> None:
    rows = tuple(
        StripRow(
            label=f"Theme {number}",
            link="near",
            figure=f"no. {number}",
            dots=(Dot(mark="doctor", value=2.0), Dot(mark="manager", value=2.0 + number % 3)),
        )
        for number in range(30)
    )
    strip = Strip(rows=rows, low=1, high=5, ends=("never", "always"), figures="Where")
    found = opened(deck(section("Where we stand", Chart(of=strip, alt="Thirty themes"))))
    assert len(found.slides) > 1
    numbers = []
    for slide in found.slides:
        middles = [(shape, points(shape.top + shape.height / 2)) for shape in shapes(slide.shapes)]
        told = [
            (shape.text_frame.text, middle)
            for shape, middle in middles
            if shape.has_text_frame and shape.text_frame.text.startswith("no. ")
        ]
        marks = [middle for shape, middle in middles if shape.name in {"doctor", "manager"}]
        numbers += [text for text, _ in told]
        assert len(marks) == 2 * len(told)
        for place, (_, level) in enumerate(told):
            assert sum(marks[2 * place : 2 * place + 2]) / 2 == pytest.approx(level, abs=1.5)
    assert numbers == [f"no. {number}" for number in range(30)]
