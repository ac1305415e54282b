import re

import pytest

from facilitate.document import Column, Cut, List, Paper, Paragraph, Run, Table, WriteIn
from facilitate.structs import replace
from facilitate.write.docx import base_of, title_indent_mm, title_size
from facilitate.write.docx.base import Base, styled
from facilitate.write.docx.context import DocxContext
from facilitate.write.docx.tables import text_mm, widths_of
from facilitate.write.look import Colours, Look, SheetType
from facilitate.write.measure import lines
from tests.write.docx.opened import body, parts_of, said
from tests.write.docx.samples import EVERY_BLOCK, LONG, LOOK, TABLE, document
from tests.write.pieces import words

STYLES = (
    '<w:docDefaults><w:sz w:val="24"/></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:color w:val="10243A"/>'
    '<w:sz w:val="52"/><w:szCs w:val="52"/></w:style>'
)


def test_a_mark_stands_before_its_words_in_the_colour_of_the_role() -> None:
    xml = body(Paragraph(text=(Run("Dr A. Example", mark="doctor"),)))
    assert '<w:color w:val="00619E"/><w:sz w:val="30"/><w:szCs w:val="30"/></w:rPr>' in xml
    assert "●\u00a0Dr A. Example" in said(xml)


def test_a_mark_without_words_has_no_space_after_it() -> None:
    assert '<w:t xml:space="preserve">♦</w:t>' in body(Paragraph(text=(Run("", mark="manager"),)))


def test_line_ends_and_tabs_in_a_text_stay() -> None:
    xml = body(Paragraph(text=words("one\ntwo\tthree")))
    assert "one</w:t><w:br/>" in xml
    assert "two</w:t><w:tab/>" in xml


def test_a_link_is_one_relation_however_often_it_stands() -> None:
    text = (Run("a", link="https://example.org/?a=1&b=2"),) * 2
    rels = parts_of(document(Paragraph(text=text)))["word/_rels/document.xml.rels"]
    assert rels.count("https://example.org/?a=1&amp;b=2") == 1


def test_each_numbered_list_counts_for_itself() -> None:
    items = tuple((Paragraph(text=words(one)),) for one in "ab")
    lists = (List(items=items, ordered=True), List(items=items, ordered=True, start=4))
    parts = parts_of(document(*lists))
    used = re.findall(r'<w:numId w:val="(\d+)"/>', parts["word/document.xml"])
    assert used == ["10", "10", "11", "11"]
    starts = re.findall(r'<w:startOverride w:val="(\d+)"/>', parts["word/numbering.xml"])
    assert starts == ["1", "4"]


def test_a_list_inside_a_list_is_one_level_deeper() -> None:
    xml = body(EVERY_BLOCK["bullets"])
    assert re.findall(r'<w:ilvl w:val="(\d)"/>', xml) == ["0", "1", "0"]


def test_neighbouring_lines_to_write_on_differ_so_that_word_draws_each() -> None:
    xml = body(WriteIn(lines=3, gap_mm=13))
    colours = re.findall(r'<w:bottom w:val="single"[^>]*w:color="(\w+)"', xml)
    assert len(colours) == 3
    assert colours[0] != colours[1] != colours[2]
    assert xml.count('w:line="737" w:lineRule="exact"') == 2  # 13 mm, the first has white above


def test_a_cut_carries_its_words_between_two_dashed_lines() -> None:
    xml = body(Cut(text=words("cut, one each")))
    assert xml.count('w:leader="hyphen"') == 2
    assert "cut, one each" in said(xml)


@pytest.mark.parametrize("shares", [(0, 0, 0, 0), (2, 1, 1, 0), (5, 1, 1, 3)])
@pytest.mark.parametrize("long", [False, True])
def test_columns_fill_the_width_and_none_vanishes(shares: tuple[float, ...], long: bool) -> None:
    columns = tuple(
        replace(column, share=share) for column, share in zip(TABLE.columns, shares, strict=True)
    )
    row = (words(LONG), words("1"), words("2"), words(LONG)) if long else TABLE.rows[0]
    context = DocxContext(look=LOOK, language="en-GB", base=base("a4"), relations=[])
    widths = widths_of(replace(TABLE, columns=columns, rows=(row,)), context, 170)
    assert sum(widths) == pytest.approx(170)
    assert min(widths) > 8


def test_rows_stay_on_one_line_where_all_of_them_can() -> None:
    said_by_two = words("doctors 4.5 (12), managers 4.3 (11)")
    made = Table(
        columns=(Column(share=2), Column(share=1), Column(share=1)),
        header=(words("Theme"), words("The group"), words("rings true")),
        rows=((words("Shared goals"), said_by_two, words("yes")),),
    )
    context = DocxContext(look=LOOK, language="en-GB", base=base("a4"), relations=[])
    _, group, _ = widths_of(made, context, 170)
    assert group >= text_mm(said_by_two, LOOK, 12)


def test_a_table_without_rows_is_its_head() -> None:
    empty: Table = replace(TABLE, rows=())
    assert said(body(empty)).count("measure") == 1


def base(paper: Paper) -> Base:
    """Return our own base on this paper."""
    return base_of(LOOK, paper=paper, language="en-GB")


@pytest.mark.parametrize("paper", ["a4", "a6", "tent", "a3"])
def test_a_short_title_keeps_the_size_of_its_paper(paper: Paper) -> None:
    assert title_size(words("A. Bee"), base(paper), LOOK) == 0


def test_a_long_name_on_a_tent_shrinks_until_it_stands() -> None:
    one_line = title_size(words("Anastasia Example"), base("tent"), LOOK)
    assert 60 <= one_line < 118
    assert 26 <= title_size(words(LONG), base("tent"), LOOK) < 60


def test_no_word_of_a_title_hangs_alone_on_its_last_line() -> None:
    title = words("Final away day, Tuesday 14 March 2028")
    indent = title_indent_mm(title, base("a4"), title_size(title, base("a4"), LOOK))
    broken = lines(title[0].text, "Arial", 26, width=170 - indent, bold=True)
    assert [len(line.split()) for line in broken] == [3, 4]
    assert title_indent_mm(words("Packing list"), base("a4"), 0) == 0


def test_another_look_changes_colours_and_sizes_and_nothing_else() -> None:
    look = (Colours(ink="#000000"), SheetType(h1=32, body=18), "Arial")
    made = styled(STYLES, look, paper="a4", language="en-GB")
    assert made == STYLES.replace("10243A", "000000").replace('"24"', '"36"').replace(
        '"52"', '"64"'
    )


def test_large_print_reaches_the_page() -> None:
    large = Look(sheet=SheetType(body=18, floor=18, row=18, h1=32))
    before = {part.name: part.crc for part in base_of(LOOK, paper="a4", language="en-GB").constant}
    after = {part.name: part.crc for part in base_of(large, paper="a4", language="en-GB").constant}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/styles.xml"}


def test_a_day_on_a_small_card_folds_its_columns_under_the_words() -> None:
    xml = parts_of(document(EVERY_BLOCK["timetable"], paper="a6"))["word/document.xml"]
    assert xml.count("<w:gridCol ") == 2
    assert "15 min, You, slide 4, cards" in said(xml)


def may_end_a_page(xml: str, *asked: str) -> list[str]:
    """Return which of these words stand in a paragraph that is not tied to the next."""
    found = re.findall(r"<w:p>.*?</w:p>", xml)
    return [
        word for one in found if "<w:keepNext/>" not in one for word in asked if f">{word}<" in one
    ]


def test_a_strip_to_tear_off_stays_in_one_piece_with_its_line() -> None:
    line = Paragraph(text=words("We want help with"))
    xml = body(Paragraph(text=words("Above")), Cut(text=words("tear here")), line, WriteIn(lines=1))
    assert may_end_a_page(xml, "Above", "tear here", "We want help with") == ["Above"]


def test_the_last_place_to_write_on_takes_the_one_before_it_along() -> None:
    first, last = (Paragraph(text=words(one)) for one in ("First", "Last"))
    place = WriteIn(lines=1)
    xml = body(Paragraph(text=words("Above")), first, place, last, place)
    assert may_end_a_page(xml, "Above", "First", "Last") == ["Above"]
