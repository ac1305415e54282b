from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.compose.directives.questions import AGREEMENT, as_options
from facilitate.document import Field, FieldSpec
from facilitate.write.html import write as as_html
from facilitate.write.look import Look
from facilitate.write.measure import (
    MM_PER_PT,
    Face,
    Piece,
    ascent_mm,
    balanced_width,
    line_count,
    lines,
    measure_by,
    natural_leading,
    scale_head,
    width_mm,
    words_fit,
    wrapped,
)
from facilitate.write.pdf.context import PdfContext, sheet_for
from facilitate.write.pdf.forms import field_json
from facilitate.write.pptx.text import Para, line_total
from tests.write.docx.opened import parts_of
from tests.write.docx.samples import document
from tests.write.pieces import words


def test_a_known_word_has_the_width_that_the_face_gives_it() -> None:
    # Liberation Sans, in units of 1/2048 em: H 1479, e 1139, l 455, o 1139.
    assert width_mm("Hello", "Arial", 2048) == pytest.approx(
        (1479 + 1139 + 455 * 2 + 1139) * MM_PER_PT
    )


def test_the_face_for_dyslexia_is_measured_by_its_own_wide_capitals() -> None:
    capital_i, small_l = 424, 318  # thousandths of an em in the bold font file
    wide = width_mm("Il", "Atkinson Hyperlegible Next", 1000, bold=True)
    assert wide == pytest.approx((capital_i + small_l) * MM_PER_PT, rel=0.001)


def test_bold_is_wider_and_semibold_lies_between() -> None:
    plain = width_mm("Partnership", "Source Sans 3", 12)
    semibold = width_mm("Partnership", "Source Sans 3", 12, weight=600)
    assert plain < semibold < width_mm("Partnership", "Source Sans 3", 12, True)


def test_welsh_yoruba_and_accents_are_in_the_tables() -> None:
    for word in ("Ŵyn", "Ọlá", "Zoë", "Łódź", "Ngũgĩ"):
        for font in ("Arial", "Source Sans 3"):
            assert 0 < width_mm(word, font, 10) < len(word) * 10 * MM_PER_PT


def test_letters_that_no_table_has_still_have_a_width() -> None:
    assert width_mm("漢字", "Arial", 10) == pytest.approx(20 * MM_PER_PT)
    assert width_mm("e\u0301", "Arial", 10) == pytest.approx(width_mm("e", "Arial", 10), rel=0.7)


def test_lines_break_at_spaces_and_spaces_at_the_end_take_no_room() -> None:
    width = width_mm("one two", "Arial", 12)
    assert lines("one two three", "Arial", 12, width=width) == ("one two", "three")


def test_hyphens_dashes_and_slashes_may_end_a_line() -> None:
    width = width_mm("doctor-manag", "Arial", 12)
    assert lines("doctor-manager", "Arial", 12, width=width) == ("doctor-", "manager")
    assert lines("doctor/manager", "Arial", 12, width=width) == ("doctor/", "manager")


def test_a_line_end_in_the_text_ends_the_line() -> None:
    assert lines("a\n\nb", "Arial", 12, width=100) == ("a", "", "b")
    assert lines("", "Arial", 12, width=100) == ("",)


def test_a_word_wider_than_the_line_is_broken_where_the_line_ends() -> None:
    width = width_mm("mmmm", "Arial", 12)
    assert lines("mmmmmmmmm", "Arial", 12, width=width) == ("mmmm", "mmmm", "m")


def test_a_bold_word_and_its_comma_stay_together() -> None:
    pieces = (
        Piece("perhaps ", "Arial", 12),
        Piece("partner", "Arial", 12, bold=True),
        Piece(", then go", "Arial", 12),
    )
    width = width_mm("partner", "Arial", 12, True) + width_mm(", then", "Arial", 12) + 0.1
    broken = wrapped(pieces, width)
    assert ["".join(p.text for p in line) for line in broken] == ["perhaps", "partner, then", "go"]
    assert [p.bold for p in broken[1]] == [True, False]


def test_room_for_a_mark_counts() -> None:
    width = width_mm("doctor", "Arial", 12) + 1
    word = Piece("doctor", "Arial", 12, lead_mm=3)
    assert line_count((Piece("a ", "Arial", 12), word), width + 3) == 2


def test_single_spacing_of_arial_is_its_ascent_and_descent() -> None:
    # hhea of Liberation Sans: 1854 above, 434 below, of 2048.
    assert natural_leading("Arial") == pytest.approx(2288 / 2048)


@settings(max_examples=60)
@given(st.text("ab cdë-/\u200b漢 m", max_size=60), st.floats(4, 60))
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, width: float) -> None:
    broken = lines(text, "Arial", 12, width=width)
    kept = "".join(broken).replace(" ", "").replace("\u200b", "")
    assert kept == text.replace(" ", "").replace("\u200b", "")
    for line in broken:
        assert width_mm(line, "Arial", 12) <= width + 1e-6 or len(line) == 1


def test_a_long_title_is_set_in_lines_of_about_one_length() -> None:
    title = "One two three four five six seven eight nine ten eleven twelve words"
    assert balanced_width(title, "Source Sans 3", 26, 170) < 150
    assert balanced_width("Short", "Arial", 26, 170) == 170
    assert balanced_width(f"{title}\nas it is", "Arial", 26, 170) == 170


OFTEN = "never, now and then, most of the time, always"
OFTEN_KEY = "1 never, 2 now and then, 3 most of the time, 4 always"


def key(options: str) -> str:
    return scale_head(as_options(options), in_words=False).key.replace("\u00a0", " ")


def test_figures_are_the_stored_values_where_these_are_short() -> None:
    head = scale_head(as_options("0 = no, 1 = partly, 2 = yes"), in_words=False)
    assert head.over == ("0", "1", "2")


def test_figures_count_from_1_where_the_stored_values_are_words() -> None:
    assert scale_head(as_options(OFTEN), in_words=False).over == ("1", "2", "3", "4")


def test_a_key_names_both_ends_and_every_step_that_has_words() -> None:
    assert key(AGREEMENT) == "1 disagree strongly … 5 agree strongly"
    assert key(OFTEN) == OFTEN_KEY


def test_words_over_the_boxes_need_no_key() -> None:
    head = scale_head(as_options("not seen, once, often"), in_words=True)
    assert (head.over, head.key) == (("not seen", "once", "often"), "")


def test_words_fit_over_boxes_on_two_lines_of_whole_words() -> None:
    def fit(options: str, width_mm: float) -> bool:
        return words_fit(as_options(options), "Arial", 11, width_mm=width_mm)

    assert fit("not at all like us, much like us", 21)  # "not at all" is 18 mm wide in Arial
    assert not fit("not at all like us, much like us", 12)
    assert not fit("unacceptable, acceptable", 21)


def test_no_writer_prints_stored_words_or_leaves_a_step_unexplained() -> None:
    spec = FieldSpec(key="k", ask=words("How often?"), kind="scale", options=as_options(OFTEN))
    page, look = document(Field(fields=(spec,))), Look()
    context = PdfContext(look, sheet_for("a4", look))
    made: dict[str, Any] = field_json(Field(fields=(spec,)), context, 170)
    (group,) = made["groups"]
    assert group["marks"] == ["1", "2", "3", "4"]
    shown = {
        "pdf": group["key"],
        "docx": parts_of(page)["word/document.xml"],
        "html": as_html(page, look).data.decode(),
    }
    for text in shown.values():
        assert OFTEN_KEY in text.replace("\u00a0", " ")
    assert ">now-and-then<" not in shown["html"] + shown["docx"]


def test_a_face_stands_as_high_above_its_line_as_it_says() -> None:
    # hhea of Liberation Sans: 1854 of 2048 above the line.
    assert ascent_mm("Arial", 2048) == pytest.approx(1854 * MM_PER_PT)


@pytest.mark.parametrize(
    ("letter", "em"),
    [
        ("\u0301", 0.0),
        ("\u0007", 0.0),
        ("\u200b", 0.0),
        ("\u200d", 0.0),
        ("\ufe0f", 0.0),
        ("\ufffd", 1.0),
        ("漢", 1.0),
        ("Ａ", 1.0),
        ("ア", 1.0),
        ("\u2603", 0.62),
    ],
)
def test_a_letter_that_no_table_has_takes_no_room_a_usual_or_a_wide_one(
    letter: str, em: float
) -> None:
    assert width_mm(letter, "Arial", 10) == pytest.approx(em * 10 * MM_PER_PT)
    assert width_mm(f"e{letter}", "Arial", 10) == pytest.approx((1139 / 2048 + em) * 10 * MM_PER_PT)


def test_an_unknown_font_is_measured_as_arial_and_a_weight_as_the_nearest() -> None:
    assert width_mm("Hello", "Comic Sans", 10) == width_mm("Hello", "ARIAL", 10)
    assert width_mm("Hello", "Arial", 10, weight=500) == width_mm("Hello", "Arial", 10)
    assert width_mm("Hello", "Arial", 10, weight=600) == width_mm("Hello", "Arial", 10, True)


def test_a_chopped_word_keeps_its_mark_its_faces_and_its_spaces() -> None:
    m = width_mm("m", "Arial", 12)
    pieces = (Piece("mmm", "Arial", 12, lead_mm=m), Piece("mm ", "Arial", 12, bold=True))
    broken = wrapped(pieces, 2 * m + 0.1)
    assert [[(one.text, one.bold, one.lead_mm) for one in line] for line in broken] == [
        [("m", False, m)],
        [("mm", False, 0.0)],
        [("m", True, 0.0)],
        [("m", True, 0.0)],
    ]


def test_words_go_on_behind_a_chopped_word_where_there_is_room() -> None:
    width = width_mm("mmm i", "Arial", 12)
    assert lines("mmmmmmm i a", "Arial", 12, width=width) == ("mmm", "mmm", "m i a")
    assert lines("i mmmmmmm", "Arial", 12, width=width) == ("i", "mmm", "mmm", "m")


def test_a_line_is_as_full_as_it_can_be_and_no_fuller() -> None:
    width = width_mm("one two", "Arial", 12)
    assert lines("one two", "Arial", 12, width=width - 0.01) == ("one", "two")
    assert line_count((Piece("one two", "Arial", 12),), width) == 1
    assert line_count((Piece("one two ", "Arial", 12),), width) == 1
    assert line_count((Piece("one\ntwo", "Arial", 12),), width) == 2
    assert line_count((Piece("one", "Arial", 12), Piece(" two", "Arial", 12)), width - 0.01) == 2


def test_each_sign_of_a_wide_script_may_end_a_line() -> None:
    width = width_mm("漢字", "Arial", 12)
    assert lines("漢字漢字漢", "Arial", 12, width=width) == ("漢字", "漢字", "漢")
    assert lines("漢abc", "Arial", 12, width=width_mm("abc", "Arial", 12)) == ("漢", "abc")


def test_several_dashes_stay_with_the_word_before_them() -> None:
    width = width_mm("then—", "Arial", 12)
    assert lines("then—now", "Arial", 12, width=width) == ("then—", "now")
    assert lines("then--now", "Arial", 12, width=width_mm("then--", "Arial", 12)) == (
        "then--",
        "now",
    )


def test_spaces_at_a_lines_start_are_kept_and_at_its_end_dropped() -> None:
    assert lines("  a  \n b ", "Arial", 12, width=100) == ("  a", " b")


def test_neighbours_of_one_kind_become_one_piece_and_others_do_not() -> None:
    pieces = (
        Piece("a ", "Arial", 12),
        Piece("b ", "Arial", 12),
        Piece("c ", "Arial", 14),
        Piece("d ", "Source Sans 3", 14),
        Piece("e ", "Source Sans 3", 14, bold=True),
        Piece("f ", "Source Sans 3", 14, bold=True, lead_mm=2),
    )
    (line,) = wrapped(pieces, 500)
    assert [(one.text, one.lead_mm) for one in line] == [
        ("a b ", 0.0),
        ("c ", 0.0),
        ("d ", 0.0),
        ("e ", 0.0),
        ("f", 2),
    ]


def test_a_mark_alone_takes_its_room() -> None:
    assert wrapped((Piece("", "Arial", 12, lead_mm=5),), 100) == (
        (Piece("", "Arial", 12, lead_mm=5),),
    )
    assert wrapped((Piece("", "Arial", 12),), 100) == ((),)


@pytest.mark.parametrize(
    ("title", "width"),
    [("One two three four five six", 60.0), ("A title of two lines, about", 40.0)],
)
def test_a_balanced_title_takes_no_more_lines_and_no_less_room_than_it_must(
    title: str, width: float
) -> None:
    def count(tried: float) -> int:
        return len(wrapped((Piece(title, "Arial", 26, bold=True),), tried))

    found = balanced_width(title, "Arial", 26, width)
    assert width / 3 < found < width
    assert count(found) == count(width) > 1
    assert count(found - 1.01) > count(width)


def test_once_a_face_is_known_everything_in_it_is_measured_anew() -> None:
    said = Para(runs=words("We meet."), size=10)
    assert (width_mm("mmm", "House Sans", 10), line_total(said, 60, "House Sans")) == (
        width_mm("mmm", "Arial", 10),
        1,
    )
    measure_by("House Sans", {400: Face(dict.fromkeys("We met.", 1.0), 0.9, 0.2)})
    # Three letters of 10 points; eight signs take 80 of the 60 points that there are.
    assert width_mm("mmm", "House Sans", 10) == pytest.approx(30 * 25.4 / 72)
    assert line_total(said, 60, "House Sans") == 2
