"""What stands over the boxes of a scale is the same on paper, in Word and on a phone."""

from typing import Any

from facilitate.compose.directives.questions import AGREEMENT, as_options
from facilitate.document import Field, FieldSpec
from facilitate.write.html import write as as_html
from facilitate.write.look import Look
from facilitate.write.pdf.context import PdfContext, sheet_for
from facilitate.write.pdf.forms import field_json
from facilitate.write.scale_head import scale_head, words_fit
from tests.write.docx.opened import parts_of
from tests.write.docx.samples import document
from tests.write.pieces import words

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
