import re
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from facilitate.document import (
    LONGEST_NAME,
    Column,
    Field,
    FieldSpec,
    Heading,
    Option,
    Paragraph,
    Table,
    WriteIn,
    walk,
)
from facilitate.field_names import FieldNames
from facilitate.write.docx import write
from facilitate.write.docx.controls import FORM_TAG
from tests.write.docx.opened import body, parts_of, said
from tests.write.docx.samples import EVERY_BLOCK, FORM, LONG, LOOK, document
from tests.write.pieces import words


def controls(xml: str) -> list[etree._Element]:
    return list(etree.fromstring(xml.encode()).iter(qn("w:sdt")))


def value_of(control: etree._Element, name: str) -> str:
    found = control.find(f"{qn('w:sdtPr')}/{qn(name)}")
    return "" if found is None else str(found.get(qn("w:val")))


def expected_tags() -> list[str]:
    tags = []
    for spec in (part for part in walk(FORM) if isinstance(part, FieldSpec)):
        if spec.kind != "scale":
            tags.append(spec.key)
            continue
        moments = ("before", "now") if spec.before else ("",)
        tags += [spec.box(one.value, when) for when in moments for one in spec.options]
    return tags


def test_every_field_reads_back_by_its_tag_in_order() -> None:
    assert [value_of(one, "w:tag") for one in controls(body(FORM))] == expected_tags()


def test_a_control_is_called_by_words_alone_whether_its_form_comes_back_or_not() -> None:
    scale = (Option(value="1", label="never"), Option(value="2", label="2"))
    asked = "We both know by when a decision must be made"
    specs = [
        FieldSpec(key=f"goals-{end}", ask=words(asked), kind="scale", options=scale)
        for end in ("words", "deeds")
    ]
    tick = FieldSpec(key="line-for-partner", ask=words("My partner may read it"), kind="tick")
    for form in ("stock-take v1", "review v1"):
        found = controls(body(Field(fields=(*specs, tick)), form=form))
        assert [(value_of(one, "w:tag"), value_of(one, "w:alias")) for one in found] == [
            ("goals-words=1", f"1 never: {asked}"),
            ("goals-words=2", f"2: {asked}"),
            ("goals-deeds=1", f"1 never: {asked} (2)"),
            ("goals-deeds=2", f"2: {asked} (2)"),
            ("line-for-partner", "My partner may read it"),
        ]


def test_where_nothing_comes_back_a_control_has_the_words_that_ask_for_it_and_no_key() -> None:
    lines = WriteIn(lines=2, label=words("I will"))
    asked = Heading(level=2, text=words("What surprises you, and what would you say about it to "
                                        "somebody else?"))  # fmt: skip
    xml = body(lines, lines, asked, WriteIn(lines=3), form="")
    assert [value_of(one, "w:alias") for one in controls(xml)] == [
        "I will",
        "I will (2)",
        "What surprises you, and what would you say about it to …",
    ]


def test_a_second_copy_names_its_controls_by_what_it_is_called() -> None:
    lines = (WriteIn(lines=2, label=words("I will")), WriteIn(lines=1, label=words("By")))
    copies = ("Own copy", "Handed in, and opened on 9 March by whoever asks")
    xml = body(
        *(each for copy in copies for each in (Heading(level=2, text=words(copy)), *lines)),
        *lines,
        form="",
    )
    assert [value_of(one, "w:alias") for one in controls(xml)] == [
        *("I will", "By"),
        *("I will (Handed in, and opened on 9 …)", "By (Handed in, and opened on 9 …)"),
        *("I will (3)", "By (3)"),
    ]


def test_sheets_that_begin_with_the_same_words_are_told_apart_by_their_headings() -> None:
    xml = body(
        *(
            block
            for title in ("Session 1", "Session 2")
            for block in (
                Heading(level=2, text=words(title)),
                Paragraph(text=words("One field is enough")),
                WriteIn(lines=3, label=words("What is it about today?")),
            )
        ),
        form="",
    )
    assert [value_of(one, "w:alias") for one in controls(xml)] == [
        "What is it about today?",
        "What is it about today? (Session 2)",
    ]


def test_lines_to_write_on_are_one_control_each_however_many_there_are() -> None:
    by = WriteIn(lines=1, label=words("By"))
    for block in (by, WriteIn(lines=4), WriteIn(lines=3, box=True)):
        (control,) = controls(body(block, form=""))
        assert "Write here" in "".join(control.itertext())
        assert controls(body(block, form="stock-take v1")) == []


def test_every_control_has_its_own_number_and_cannot_be_deleted() -> None:
    found = controls(body(FORM, FORM))
    numbers = [value_of(one, "w:id") for one in found]
    assert len(numbers) == len(set(numbers))
    assert {value_of(one, "w:lock") for one in found} == {"sdtLocked"}


def test_an_untouched_field_shows_a_prompt_and_says_that_it_is_one() -> None:
    xml = body(Field(fields=(FieldSpec(key="r.c.keep", ask=words("Keep"), kind="text"),)))
    assert "<w:showingPlcHdr/>" in xml
    assert '<w:color w:val="595959"/>' in xml
    assert "Write here" in said(xml)


def test_a_choice_lists_words_and_stores_values() -> None:
    options = (Option(value="1", label="R&D <b>"), Option(value="2", label="both"))
    spec = FieldSpec(key="r.c.who", ask=words("Who?"), kind="choice", options=options)
    xml = body(Field(fields=(spec,)))
    items = re.findall(r'<w:listItem w:displayText="([^"]+)" w:value="([^"]+)"/>', xml)
    assert items == [("R&amp;D &lt;b&gt;", "1"), ("both", "2")]


AGREE_KEY = "1 disagree strongly, 2 disagree, 3 neither, 4 agree, 5 agree strongly"


def test_figures_over_the_boxes_are_explained_once() -> None:
    text = said(body(FORM)).replace("\u00a0", " ")
    # Once for a row of boxes, and once for two rows, "before today" and "now".
    assert text.count(AGREE_KEY) == 2
    assert "not seenonceoften" in text


def test_before_and_now_stand_over_their_own_boxes() -> None:
    text = said(body(FORM)).replace("\u00a0", " ")
    assert f"before todaynow{AGREE_KEY}12345" in text


def test_names_longer_than_word_takes_are_shortened_and_stay_different() -> None:
    scale = (Option(value="1", label="1"), Option(value="x" * 70, label="much"))
    specs = tuple(
        FieldSpec(key=f"review.{'x' * 60}.{end}", ask=words("Long"), kind=kind, options=scale)
        for end in ("one", "two")
        for kind in ("tick", "scale", "text")
    )
    for number, spec in enumerate(specs):
        written = write(document(Field(fields=(spec,))), LOOK)
        assert written.faults == ()
        assert len(spec.name) <= LONGEST_NAME, number
    tags = [
        value_of(one, "w:tag")
        for spec in (specs[1], specs[4])
        for one in controls(body(Field(fields=(spec,))))
    ]
    assert len(set(tags)) == len(tags) == 4
    assert max(map(len, tags)) == LONGEST_NAME


def test_a_box_in_a_table_is_a_box_to_tick_named_by_its_row_and_column() -> None:
    columns = (Column(), Column(), Column())
    head = (words("Theme"), words("rings true"), words("surprised"))
    rows = ((words("Trust"), words("☐"), words("☐")), (words("as asked"), (), ()))
    xml = body(Table(columns=columns, header=head, rows=rows), form="")
    assert [value_of(one, "w:alias") for one in controls(xml)] == [
        "Trust: rings true",
        "Trust: surprised",
    ]
    assert len(re.findall("<w14:checkbox>", xml)) == 2


def test_a_long_row_is_cut_so_that_the_name_of_a_cell_keeps_its_column() -> None:
    head = (words("Measure"), words("Now, on which day"), words("From which source"))
    row = (words("Told one plan by both partners (of 100 passengers asked)"), (), ())
    xml = body(Table(columns=(Column(),) * 3, header=head, rows=(row,), role="form"), form="")
    assert [value_of(one, "w:alias") for one in controls(xml)] == [
        "Told one plan by both partners (of …: Now, on which day",
        "Told one plan by both partners (of …: From which source",
    ]


def test_the_words_of_an_option_are_left_out_before_a_question_is_cut() -> None:
    ask = words("We make use of what is strong: shared goals")
    options = (Option(value="1", label="disagree strongly"), Option(value="2", label="2"))
    spec = FieldSpec(key="use", ask=ask, kind="scale", options=options, before=True)
    names = [value_of(one, "w:alias") for one in controls(body(Field(fields=(spec,)), form=""))]
    assert names == [
        "1, before today: We make use of what is strong: shared …",
        "2, before today: We make use of what is strong: shared …",
        "1, now: We make use of what is strong: shared goals",
        "2, now: We make use of what is strong: shared goals",
    ]


def test_a_box_is_called_by_the_words_of_its_option_and_never_by_what_programs_read() -> None:
    seen = Option(value="not-seen", label="not seen")
    spec = FieldSpec(key="k", ask=words("We ask before we answer"), kind="scale", options=(seen,))
    assert FieldNames().of_box(spec, seen) == "not seen: We ask before we answer"


def test_an_empty_cell_of_a_table_to_write_in_is_a_place_for_words() -> None:
    head = (words("One request on each line"), words("matters most"))
    lines = Table(
        columns=(Column(), Column()), header=head, rows=(((), words("☐")),) * 2, role="form"
    )
    xml = body(Heading(level=2, text=words("More of")), lines, form="day v1")
    assert [value_of(one, "w:alias") for one in controls(xml)] == [
        "More of 1: One request on each line",
        "More of 1: matters most",
        "More of 2: One request on each line",
        "More of 2: matters most",
    ]


def test_a_name_that_word_takes_stays_as_it_is() -> None:
    key = "x" * LONGEST_NAME
    assert FieldSpec(key=key, ask=(), kind="tick").name == key


@pytest.mark.parametrize("ask", ["short", LONG, ""])
def test_no_name_is_longer_than_word_takes_or_given_twice(ask: str) -> None:
    key = "review.early-intervention.respect"
    specs = tuple(FieldSpec(key=f"{key}.{n}", ask=words(ask), kind="tick") for n in range(12))
    names = [value_of(one, "w:alias") for one in controls(body(Field(fields=specs)))]
    assert len(set(names)) == 12
    assert max(map(len, names)) <= LONGEST_NAME


def test_fields_inside_a_frame_can_be_found_too() -> None:
    tags = [
        value_of(one, "w:tag") for one in controls(body(EVERY_BLOCK["frame"], form="stock-take v1"))
    ]
    assert tags == ["review.crisis.agreed"]


def test_the_questions_reopen_as_a_table_with_a_head() -> None:
    again = docx.Document(BytesIO(write(document(FORM), LOOK).data))
    head = again.tables[0].rows[0]
    assert [cell.text for cell in head.cells][1:] == ["1", "2", "3", "4", "5"]


def test_a_form_says_its_id_and_version_where_a_reader_finds_it() -> None:
    (found,) = controls(parts_of(document(FORM))["word/footer1.xml"])
    assert value_of(found, "w:tag") == FORM_TAG
    assert value_of(found, "w:lock") == "sdtContentLocked"
    assert "".join(found.itertext()) == "review v1"
    assert "<w:sdt>" not in parts_of(document(FORM, form=""))["word/footer1.xml"]
