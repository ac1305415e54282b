"""Of an organisation's Word file the styles serve ours, changed where paper needs it, and said."""

import re
import struct
import zlib
from random import Random

import pytest

from facilitate.document import (
    Chart,
    Column,
    Columns,
    Field,
    FieldSpec,
    Heading,
    List,
    Paragraph,
    Table,
    Timetable,
    TimetableRow,
    WriteIn,
)
from facilitate.structs import replace
from facilitate.write.look import LARGE, Look, look_for_needs
from facilitate.write.measure import width_mm
from tests.write.brand.files import letter
from tests.write.brand.word_files import (
    A4,
    BULLET,
    FACE,
    HEADINGS,
    LISTS,
    NORMAL,
    paragraph,
    picture,
    read,
    style,
    told,
    word_file,
    words_of,
    written,
)
from tests.write.docx.samples import LOOK, STRIP, TABLE
from tests.write.pieces import png, words

WHOLE = NORMAL + HEADINGS
THREE = List(items=tuple((Paragraph(text=words(one)),) for one in ("one", "two", "three")))


def style_of(styles: str, key: str) -> str:
    """Return the XML of one style."""
    found = re.search(rf'<w:style [^>]*w:styleId="{key}".*?</w:style>', styles)
    assert found is not None, key
    return found[0]


# ------------------------------------------------------------------------- which style


def test_a_style_is_known_by_its_built_in_name_whatever_its_id() -> None:
    base, _ = read(word_file())
    assert base.styles["Heading1"] == "Kop1"
    assert base.styles["Heading4"] == "Kop4"
    assert base.text_font == "Georgia"


def test_a_style_is_known_by_an_alias() -> None:
    mine = style("Own", "Our Main Title", more='<w:aliases w:val="H1, Heading 1"/>')
    assert read(word_file(NORMAL + mine))[0].styles["Heading1"] == "Own"


@pytest.mark.parametrize(
    "name", ["Überschrift 2", "Titre 2", "Título 2", "Kop 2", "Rubrik 2", "Nagłówek 2", "Heading_2"]
)
def test_a_style_is_known_by_a_name_in_another_language(name: str) -> None:
    assert read(word_file(NORMAL + style("S", name)))[0].styles["Heading2"] == "S"


def test_a_style_with_a_level_in_the_outline_is_a_heading_whatever_it_is_called() -> None:
    shaped = style("Big", "Chapter", '<w:outlineLvl w:val="0"/>')
    assert read(word_file(NORMAL + shaped))[0].styles["Heading1"] == "Big"


def test_a_style_that_is_only_latent_is_made() -> None:
    latent = '<w:latentStyles><w:lsdException w:name="List Bullet"/></w:latentStyles>'
    base, faults = read(word_file(latent + WHOLE))
    assert "ListBullet" not in base.styles
    assert [fault.severity for fault in faults if fault.code == "B301"] == ["advice"]
    assert "list bullet, list number and caption" in told(word_file(latent + WHOLE))["B301"]


def test_a_list_style_without_bullets_is_no_list_style() -> None:
    plain = style("ListBullet", "List Bullet")
    assert "ListBullet" not in read(word_file(WHOLE + plain))[0].styles


def test_a_bullet_of_their_own_is_used_without_direct_numbers() -> None:
    data = word_file(WHOLE + style("Dash", "Bullet 1", BULLET), numbering=LISTS)
    xml = written(data, THREE)["word/document.xml"]
    assert xml.count('<w:pPr><w:pStyle w:val="Dash"/></w:pPr>') == 3


def test_numbers_of_their_own_begin_again_in_each_list() -> None:
    numbers = style("Num", "List Number", BULLET.replace("7", "8"))
    data = word_file(WHOLE + numbers, numbering=LISTS)
    counted = List(items=THREE.items, ordered=True)
    parts = written(data, counted, counted)
    used = re.findall(
        r'"Num"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="(\d+)"', parts["word/document.xml"]
    )
    assert used == ["12", "12", "12", "13", "13", "13"]
    for key in ("12", "13"):
        assert f'<w:num w:numId="{key}"><w:abstractNumId w:val="4"/>' in parts["word/numbering.xml"]


NESTED = List(
    items=((Paragraph(text=words("one")), List(items=((Paragraph(text=words("inner")),),))),)
)
DEEP = LISTS.replace(
    '</w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="4">',
    '</w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/><w:pPr><w:ind '
    'w:left="900" w:hanging="300"/></w:pPr></w:lvl></w:abstractNum><w:abstractNum '
    'w:abstractNumId="4">',
)


def test_a_list_in_a_list_has_the_next_level_of_theirs() -> None:
    data = word_file(WHOLE + style("Blt", "List Bullet", BULLET), numbering=DEEP)
    (inner,) = re.findall("<w:p>(?:(?!<w:p>).)*inner", written(data, NESTED)["word/document.xml"])
    assert '<w:pStyle w:val="Blt"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/>' in inner
    assert 'w:left="900"' in inner


def test_a_list_in_a_list_has_a_style_of_its_own_where_there_is_one() -> None:
    second = style(
        "Blt2", "List Bullet 2", BULLET.replace("<w:numId", '<w:ilvl w:val="1"/><w:numId')
    )
    data = word_file(WHOLE + style("Blt", "List Bullet", BULLET) + second, numbering=DEEP)
    assert '<w:pStyle w:val="Blt2"/></w:pPr>' in written(data, NESTED)["word/document.xml"]


def test_lists_that_the_sample_numbers_by_hand_give_the_styles_of_lists() -> None:
    by_hand = paragraph("Point", f'<w:pStyle w:val="Para"/>{BULLET}')
    data = word_file(WHOLE + style("Para", "List Paragraph"), numbering=LISTS, body=by_hand * 3)
    assert "list bullet," not in told(data)["B301"]
    parts = written(data, THREE)
    made = style_of(parts["word/styles.xml"], "ListBullet")
    assert '<w:basedOn w:val="Para"/>' in made
    assert '<w:numId w:val="7"/>' in made
    assert parts["word/document.xml"].count('<w:pStyle w:val="ListBullet"/></w:pPr>') == 3


def test_marks_of_lists_that_hang_out_of_the_text_come_in() -> None:
    out = LISTS.replace('w:left="600" w:hanging="300"', 'w:right="600" w:hanging="300"')
    data = word_file(WHOLE + style("Blt", "List Bullet", BULLET), numbering=out)
    mine = style_of(written(data, THREE)["word/styles.xml"], "Blt")
    assert '<w:ind w:left="300" w:hanging="300"/>' in mine


def test_lines_that_would_cut_letters_off_have_their_usual_distance() -> None:
    close = '<w:spacing w:after="40" w:line="200" w:lineRule="exact"/>'
    data = word_file(style("Normal", "Normal", close, f'{FACE}<w:sz w:val="20"/>') + HEADINGS)
    assert "Normal" in told(data)["B318"]
    mine = style_of(written(data)["word/styles.xml"], "SheetBody")
    assert '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>' in mine


def test_text_that_is_just_read_on_white_is_darkened_for_tinted_panels() -> None:
    grey = style("Normal", "Normal", "", f'{FACE}<w:color w:val="707070"/><w:sz w:val="24"/>')
    assert "Normal #707070 (5.0 to 1)" in told(word_file(grey + HEADINGS))["B305"]


def test_definitions_of_lists_stand_before_the_lists() -> None:
    data = word_file(WHOLE + style("Dash", "Bullet 1", BULLET), numbering=LISTS)
    xml = written(data, THREE)["word/numbering.xml"]
    assert xml.rindex("</w:abstractNum>") < xml.index("<w:num ")
    keys = re.findall(r'<w:abstractNum [^>]*w:abstractNumId="(\d+)"', xml)
    assert len(keys) == len(set(keys)) == 4


def test_body_text_is_the_style_that_the_sample_prefers() -> None:
    body = style("Body", "Body Text", "", '<w:sz w:val="26"/>')
    sample = paragraph("Words.", '<w:pStyle w:val="Body"/>') * 5
    assert read(word_file(WHOLE + body, body=sample))[0].styles["Normal"] == "Body"
    assert read(word_file(WHOLE + body))[0].styles["Normal"] == "Normal"


# ------------------------------------------------------------------- written on the file


def test_pages_are_written_with_the_files_own_styles() -> None:
    heading = Heading(level=2, text=words("Relationships"))
    xml = written(word_file(), heading, Paragraph(text=words("Some words.")))["word/document.xml"]
    assert '<w:pStyle w:val="Kop1"/>' in xml
    assert '<w:pStyle w:val="Kop2"/>' in xml
    assert "Heading1" not in xml


def test_what_the_file_lacks_is_made_on_its_own_text() -> None:
    styles = written(word_file())["word/styles.xml"]
    assert '<w:basedOn w:val="SheetBody"/>' in style_of(styles, "Lead")
    assert '<w:basedOn w:val="Normal"/>' in style_of(styles, "SheetBody")
    assert "rFonts" not in style_of(styles, "Lead")


def test_headings_of_ours_have_the_face_and_colour_of_theirs() -> None:
    first = HEADINGS[: HEADINGS.index("</w:style>") + 10]
    styles = written(word_file(NORMAL + first))["word/styles.xml"]
    for ours in ("Heading2", "Statement", "PanelTitle"):
        assert '<w:color w:val="7A0019"/>' in style_of(styles, ours)
        assert 'w:ascii="Georgia"' in style_of(styles, ours)


def test_an_id_of_theirs_that_means_something_else_is_left_alone() -> None:
    theirs = style("Item", "Stock Item", "", '<w:color w:val="FF0000"/>')
    styles = written(word_file(WHOLE + theirs))["word/styles.xml"]
    assert "Stock Item" in style_of(styles, "Item")
    assert 'w:val="Item"' in style_of(styles, "ItemSheet")


def test_a_change_of_a_style_in_word_changes_the_page() -> None:
    heading = Heading(level=2, text=words("Relationships"))
    xml = written(word_file(), heading)["word/document.xml"]
    assert '<w:p><w:pPr><w:pStyle w:val="Kop2"/></w:pPr><w:r><w:t ' in xml


def test_every_style_is_in_the_language_of_the_page() -> None:
    german = style("Normal", "Normal", "", '<w:sz w:val="24"/><w:lang w:val="de-DE"/>')
    styles = written(word_file(german + HEADINGS))["word/styles.xml"]
    assert re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles) == ["en-GB"]


def test_large_print_raises_theirs_and_leaves_the_order_of_headings() -> None:
    large = look_for_needs(Look(), ["large-print"])
    styles = written(word_file(), look=large)["word/styles.xml"]
    sizes = [
        int(re.findall(r'<w:sz w:val="(\d+)"', style_of(styles, f"Kop{n}"))[0]) / 2
        for n in range(1, 5)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= LARGE.floor
    assert '<w:sz w:val="36"/>' in style_of(styles, "SheetBody")
    assert '<w:sz w:val="24"/>' in style_of(styles, "Normal")


def test_a_reader_who_needs_another_face_gets_it() -> None:
    dyslexia = look_for_needs(LOOK, ["dyslexia"])
    styles = written(word_file(), look=dyslexia)["word/styles.xml"]
    assert "Georgia" not in styles
    assert 'w:ascii="Atkinson Hyperlegible Next"' in styles


@pytest.mark.parametrize("paper", ["a3", "a6", "tent", "a4-landscape"])
def test_only_upright_a4_has_a_letterhead(paper: str) -> None:
    data = word_file(head=paragraph("House of Example"))
    assert "House of Example" in words_of(written(data)["word/header11.xml"])
    assert "word/header11.xml" not in written(data, paper=paper)


# ------------------------------------------------------------------ concessions, each by code


def test_numbers_before_headings_are_left_off_and_told() -> None:
    numbered = HEADINGS.replace("<w:keepNext/>", f"<w:keepNext/>{BULLET.replace('7', '8')}")
    data = word_file(NORMAL + numbered, numbering=LISTS)
    assert "heading 1, heading 2, heading 3 and heading 4" in told(data)["B302"]
    styles = written(data)["word/styles.xml"]
    assert '<w:numPr><w:numId w:val="0"/></w:numPr>' in style_of(styles, "Kop1")


def test_a_heading_that_turns_the_page_does_not_here() -> None:
    turning = HEADINGS.replace("<w:keepNext/>", "<w:keepNext/><w:pageBreakBefore/>", 1)
    assert "heading 1" in told(word_file(NORMAL + turning))["B303"]
    styles = written(word_file(NORMAL + turning))["word/styles.xml"]
    assert '<w:pageBreakBefore w:val="0"/>' in style_of(styles, "Kop1")


def test_capitals_stay_and_are_told() -> None:
    loud = HEADINGS.replace("<w:b/>", "<w:b/><w:caps/>", 1)
    assert "heading 1" in told(word_file(NORMAL + loud))["B304"]
    assert read(word_file(NORMAL + loud))[0].capitals == ("Heading1",)


def test_pale_words_are_darkened_until_they_can_be_read() -> None:
    pale = HEADINGS.replace("7A0019", "14A687", 1)
    assert "heading 1 #14A687 (3.1 to 1)" in told(word_file(NORMAL + pale))["B305"]


def test_white_words_on_a_colour_stay_white() -> None:
    white = HEADINGS.replace(
        "<w:keepNext/>", '<w:keepNext/><w:shd w:val="clear" w:fill="7A0019"/>', 1
    )
    data = word_file(
        NORMAL + white.replace('<w:color w:val="7A0019"', '<w:color w:val="FFFFFF"', 1)
    )
    assert "B305" not in told(data)


def test_small_letters_are_raised_beside_the_files_own_text() -> None:
    small = style("Normal", "Normal", "", f'{FACE}<w:sz w:val="19"/>')
    data = word_file(small + HEADINGS)
    assert "Normal 9.5 pt" in told(data)["B306"]
    parts = written(data, Paragraph(text=words("Some words.")))
    assert '<w:pStyle w:val="SheetBody"/>' in parts["word/document.xml"]
    assert '<w:sz w:val="19"/>' in style_of(parts["word/styles.xml"], "Normal")
    assert '<w:basedOn w:val="SheetBody"/>' in style_of(parts["word/styles.xml"], "Lead")


TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="House"><w:name w:val="House Table"/><w:tblPr/>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
    '<w:tcPr><w:shd w:val="clear" w:fill="7A0019"/></w:tcPr></w:tblStylePr></w:style>'
)
DEFAULT_TABLE = '<w:defaultTableStyle w:val="House"/>'


def test_tables_have_the_files_default_style_with_a_head_to_be_read() -> None:
    data = word_file(WHOLE + TABLE_STYLE, settings=DEFAULT_TABLE)
    parts = written(data, TABLE)
    assert '<w:tblStyle w:val="House"/>' in parts["word/document.xml"]
    assert '<w:pStyle w:val="HouseHead"/>' in parts["word/document.xml"]
    assert '<w:color w:val="FFFFFF"/>' in style_of(parts["word/styles.xml"], "HouseHead")
    assert "FFFFFF" not in style_of(parts["word/styles.xml"], "TableHead")


def test_a_form_and_a_day_have_no_head_in_the_colour_of_their_tables() -> None:
    data = word_file(WHOLE + TABLE_STYLE, settings=DEFAULT_TABLE)
    xml = written(data, replace(TABLE, role="form"))["word/document.xml"]
    assert "HouseHead" not in xml
    assert '<w:tblStyle w:val="House"/>' not in xml


def test_a_table_has_what_its_style_has_from_another() -> None:
    based = (
        '<w:style w:type="table" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="House"/>'
    )
    styles = f"{WHOLE}{TABLE_STYLE}{based}<w:tblPr/></w:style>"
    parts = written(word_file(styles, settings=DEFAULT_TABLE.replace("House", "Own")), TABLE)
    assert '<w:tblStyle w:val="Own"/>' in parts["word/document.xml"]
    assert 'w:fill="7A0019"' in style_of(parts["word/styles.xml"], "Own")


def test_a_table_whose_head_nobody_can_read_is_not_taken() -> None:
    pale = TABLE_STYLE.replace("7A0019", "FFC0CB")
    data = word_file(WHOLE + pale, settings=DEFAULT_TABLE)
    assert "House Table" in told(data)["B307"]
    assert '<w:tblStyle w:val="House"/>' not in written(data, TABLE)["word/document.xml"]


def test_a_table_with_dark_rows_is_not_taken() -> None:
    dark = TABLE_STYLE.replace(
        "</w:style>",
        '<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:fill="333333"/></w:tcPr>'
        "</w:tblStylePr></w:style>",
    )
    assert "has rows of 1.7 to 1" in told(word_file(WHOLE + dark, settings=DEFAULT_TABLE))["B307"]


def test_lines_of_a_turned_file_begin_at_the_left_and_its_own_head_stays() -> None:
    turned = style("Normal", "Normal", '<w:bidi/><w:jc w:val="right"/>', "<w:rtl/>") + HEADINGS
    data = word_file(turned, head="<w:p><w:r><w:t>(واحة)، ص. 12.</w:t></w:r></w:p>")
    parts = written(data)
    assert not re.search(
        r'w:bidi/>|w:rtl/>|w:jc w:val="right"', style_of(parts["word/styles.xml"], "SheetBody")
    )
    head = next(text for name, text in parts.items() if "header11" in name)
    assert "<w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr>" in head
    assert (
        "w:bidi"
        not in written(word_file(NORMAL, head="<w:p><w:r><w:t>Loam</w:t></w:r></w:p>"))[
            "word/header11.xml"
        ]
    )


@pytest.mark.parametrize(("normal", "heading"), [("left", "right"), ("right", "left")])
def test_only_headings_over_lines_that_begin_at_the_left_may_end_level(
    normal: str, heading: str
) -> None:
    right = '<w:jc w:val="right"/>'
    file = style("Normal", "Normal", f'<w:jc w:val="{normal}"/>', '<w:sz w:val="24"/>')
    file += style("Heading1", "heading 1", right, '<w:sz w:val="40"/>')
    sheet = written(word_file(file))["word/styles.xml"]
    assert f'<w:jc w:val="{heading}"/>' in style_of(sheet, "Heading1")
    assert right not in style_of(sheet, "SheetBody")


def test_lists_and_tables_of_a_turned_file_are_numbered_and_read_from_the_left() -> None:
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="Plain"><w:name w:val="Normal Table"/>'
        "<w:tblPr><w:bidiVisual/></w:tblPr></w:style>"
    )
    listed = style("ListNumber", "List Number", BULLET.replace('"7"', '"8"'))
    hebrew = LISTS.replace("decimal", "hebrew1")
    data = word_file(NORMAL + HEADINGS + listed + table, numbering=hebrew)
    parts = written(data)
    assert "bidiVisual" not in parts["word/styles.xml"]
    assert "hebrew1" not in parts["word/numbering.xml"]
    assert "hebrew1" in written(data, language="he")["word/numbering.xml"]


def test_no_line_stands_alone_on_a_page_where_the_file_lets_it() -> None:
    loose = style("Normal", "Normal", '<w:widowControl w:val="false"/>', '<w:sz w:val="24"/>')
    sheet = written(word_file(loose + HEADINGS))["word/styles.xml"]
    assert "<w:widowControl/>" in style_of(sheet, "SheetBody")
    assert "widowControl" not in style_of(written(word_file())["word/styles.xml"], "SheetBody")


def test_a_file_from_right_to_left_is_told_and_turned() -> None:
    turned = style("Normal", "Normal", "<w:bidi/>", '<w:sz w:val="24"/>')
    assert "B308" in told(word_file(turned + HEADINGS))
    assert "<w:bidi/>" not in written(word_file(turned + HEADINGS))["word/styles.xml"]
    assert "<w:bidi/>" in written(word_file(turned + HEADINGS), language="ar")["word/styles.xml"]


def test_letter_paper_is_told_and_a4_stays() -> None:
    section = A4.replace('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')
    assert "Letter (216 x 279 mm)" in told(word_file(section=section))["B309"]
    assert 'w:w="11906" w:h="16838"' in written(word_file(section=section))["word/document.xml"]


def test_margins_that_leave_too_little_room_are_told() -> None:
    wide = A4.replace('w:left="1134"', 'w:left="5000"').replace('w:top="1418"', 'w:top="300"')
    assert "top 5 to 20 mm, left 88 to" in told(word_file(section=wide))["B310"]


def test_what_else_pages_of_the_file_have_is_told() -> None:
    from tests.write.brand.files import exchanged

    section = f'{A4}<w:pgBorders/><w:lnNumType/><w:cols w:num="2"/>'
    ground = '><w:background w:color="14213D"/><w:body>'
    data = exchanged(word_file(section=section), "word/document.xml", "><w:body>", ground)
    assert "a coloured ground, a border, columns and numbered lines" in told(data)["B320"]


def test_a_file_without_head_and_foot_is_told() -> None:
    assert "B311" in told(word_file())
    assert "B311" not in told(word_file(head=paragraph("House of Example")))


def test_what_the_letterhead_says_is_told() -> None:
    data = word_file(foot=paragraph("Registered charity 1234567"))
    assert "“Registered charity 1234567”" in told(data)["B312"]


def test_what_is_left_out_of_the_letterhead_is_told() -> None:
    field = '<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>5 May</w:t></w:r></w:fldSimple></w:p>'
    assert "dates" in told(word_file(foot=field))["B313"]


def test_lines_stretched_to_both_margins_are_told_and_end_where_they_end() -> None:
    both = style("Normal", "Normal", '<w:jc w:val="both"/>', '<w:sz w:val="24"/>')
    assert "Normal" in told(word_file(both + HEADINGS))["B316"]
    assert '<w:jc w:val="left"/>' in style_of(
        written(word_file(both + HEADINGS))["word/styles.xml"], "SheetBody"
    )


def test_a_picture_under_the_whole_page_is_told() -> None:
    whole = picture("<wp:posOffset>0</wp:posOffset>", width_mm=210, height_mm=297)
    assert "B315" in told(word_file(head=whole))


def test_pictures_that_make_every_file_large_are_told() -> None:
    from tests.write.brand.files import packed, parts

    logo = picture("<wp:posOffset>0</wp:posOffset>", width_mm=50, height_mm=20)
    content = parts(word_file(head=logo))
    rows = (b"\0" + Random(row).randbytes(1500) for row in range(460))
    whole = png(width=500, height=460)
    drawn = whole[33:-12]
    data = zlib.compress(b"".join(rows), 0)
    chunk = struct.pack(">I", len(data)) + b"IDAT" + data
    chunk += struct.pack(">I", zlib.crc32(b"IDAT" + data))
    content["word/media/image1.png"] = whole.replace(drawn, chunk)
    assert "0.7 MB" in told(packed(content))["B314"]


@pytest.mark.parametrize(("paper", "mm"), [("a4", 8.0), ("a4-landscape", 9.5)])
def test_lines_to_write_on_are_closer_under_a_letterhead(paper: str, mm: float) -> None:
    form = Field(fields=(FieldSpec(key="k", ask=words("Why?"), kind="text", lines=3),))
    xml = written(word_file(head=paragraph("Trust")), form, paper=paper)["word/document.xml"]
    (row,) = re.findall(r'<w:trHeight w:val="(\d+)"', xml)
    assert round(int(row) / 56.7 / 3, 1) == mm


@pytest.mark.parametrize(("lines", "head_mm", "columns"), [(4, 70, 1), (60, 70, 0), (60, 20, 1)])
def test_columns_that_would_be_torn_under_a_high_head_stand_below_each_other(
    lines: int, head_mm: int, columns: int
) -> None:
    head = picture("<wp:posOffset>0</wp:posOffset>", width_mm=50, height_mm=head_mm)
    side = (Heading(level=2, text=words("Side")), *(Paragraph(text=words("x")),) * lines)
    both = Columns(shares=(1, 1), columns=(side, side))
    xml = written(word_file(head=head), both)["word/document.xml"]
    assert xml.count("<w:tbl>") == columns
    assert xml.count("Side") == 2


LONG = Table(
    columns=(Column(), Column(), Column()),
    header=(words("surprisingly"), words("encouragingly"), words("x")),
    rows=((words("a " * 40), words("b"), words("c " * 40)),),
)


def test_columns_are_as_wide_as_the_words_of_a_bold_head_in_the_files_size() -> None:
    large = style("Normal", "Normal", "", '<w:rFonts w:ascii="Arial"/><w:sz w:val="30"/>')
    data = word_file(large + HEADINGS + TABLE_STYLE, settings=DEFAULT_TABLE)
    xml = written(data, LONG)["word/document.xml"]
    widths = [int(one) / 56.7 for one in re.findall(r'<w:gridCol w:w="(\d+)"', xml)]
    for word, width in zip(("surprisingly", "encouragingly"), widths, strict=False):
        assert width >= width_mm(word, "Arial", 15, True)


def test_what_other_programs_write_in_their_own_words_is_said_in_those_of_the_standard() -> None:
    odd = style("Own", "Own", '<w:shd w:fill="auto"/>', more='<w:semiHidden w:val="1"/>')
    shown = style("Shown", "Shown", more='<w:semiHidden w:val="0"/>')
    styles = written(word_file(WHOLE + odd + shown))["word/styles.xml"]
    assert "<w:semiHidden/>" in style_of(styles, "Own")
    assert '<w:shd w:fill="auto" w:val="clear"/>' in style_of(styles, "Own")
    assert "semiHidden" not in style_of(styles, "Shown")


def test_edges_of_a_table_style_stand_in_the_order_of_the_schema() -> None:
    edges = '<w:tcPr><w:vAlign w:val="bottom"/><w:tcBorders><w:bottom w:val="single"/><w:top '
    edges += 'w:val="single"/></w:tcBorders></w:tcPr>'
    odd = TABLE_STYLE.replace('<w:tcPr><w:shd w:val="clear" w:fill="7A0019"/></w:tcPr>', edges)
    styles = written(word_file(WHOLE + odd), TABLE)["word/styles.xml"]
    mine = style_of(styles, "House")
    assert mine.index("<w:top") < mine.index("<w:bottom") < mine.index("<w:vAlign")


# -------------------------------------------------------------------------------- robust


def test_the_default_document_of_a_library_serves() -> None:
    base, _ = read(letter())
    assert base.styles["ListBullet"] == "ListBullet"


@pytest.mark.parametrize("part", ["styles", "numbering", "settings"])
def test_a_file_without_a_part_serves_all_the_same(part: str) -> None:
    from tests.write.brand.files import packed, parts

    content = parts(word_file())
    del content[f"word/{part}.xml"]
    content["[Content_Types].xml"] = re.sub(
        rb'<Override PartName="/word/%s.xml"[^>]*/>' % part.encode(),
        b"",
        content["[Content_Types].xml"],
    )
    assert words_of(written(packed(content), TABLE)["word/document.xml"])


def test_styles_that_rest_on_each_other_in_a_circle_are_freed() -> None:
    circle = style("A", "heading 1").replace('w:val="Normal"', 'w:val="B"')
    circle += style("B", "heading 2").replace('w:val="Normal"', 'w:val="A"')
    assert read(word_file(NORMAL + circle))[0].styles["Heading2"] == "B"


def test_styles_without_names_sizes_or_defaults_do_no_harm() -> None:
    odd = '<w:style w:styleId="x"/><w:style/>' + style("y", "", run='<w:sz w:val="twelve"/>')
    base, _ = read(word_file(odd))
    assert base.text_font == "Times New Roman"
    assert written(word_file(odd), TABLE, THREE)["word/styles.xml"]


def test_white_in_a_head_counts_as_room_that_it_takes() -> None:
    spaced = paragraph("Loam", '<w:spacing w:before="567" w:after="1134"/>')  # 10 mm and 20 mm
    plain, white = (read(word_file(head=one))[0].letterhead for one in (paragraph("Loam"), spaced))
    assert white.head_mm - plain.head_mm == pytest.approx(30, abs=0.2)


def test_under_a_high_head_white_yields_before_matter_does() -> None:
    asked = Field(fields=(FieldSpec(key="why", ask=words("Why?"), kind="text", lines=2),))
    high = "".join(paragraph("Loam") for _ in range(7))
    low, tight = (written(word_file(head=one), asked) for one in (paragraph("Loam"), high))
    heights = [
        re.search(r'w:trHeight w:val="(\d+)"', one["word/document.xml"]) for one in (low, tight)
    ]
    # Two lines of 8 mm, and of 7 mm, in twentieths of a point.
    assert [one and one[1] for one in heights] == ["907", "794"]
    gaps = [
        re.search(r'w:line="(\d+)"', style_of(one["word/styles.xml"], "Gap"))
        for one in (low, tight)
    ]
    assert [one and one[1] for one in gaps] == ["160", "60"]


def test_a_chart_leaves_room_for_its_title_under_a_high_head() -> None:
    rows = tuple(replace(STRIP.rows[0], label=f"Row {number}") for number in range(20))
    data = word_file(head="".join(paragraph("Loam") for _ in range(7)))
    xml = written(data, Chart(of=replace(STRIP, rows=rows), alt="Twenty"))["word/document.xml"]
    (high,) = (int(one) / 36_000 for one in re.findall(r'<wp:extent cx="\d+" cy="(\d+)"', xml))
    title, foot = 40, 22  # two lines of title, who it is for, and their white
    assert 150 < high <= 297 - read(data)[0].letterhead.head_mm - title - foot


def test_a_chart_leaves_as_much_room_as_the_file_s_own_title_and_words_take() -> None:
    rows = tuple(replace(STRIP.rows[0], label=f"Row {number}") for number in range(40))
    many = Chart(of=replace(STRIP, rows=rows), alt="Forty")
    white = '<w:spacing w:before="480" w:after="240" w:line="360" w:lineRule="auto"/>'
    large = style("Kop1", "heading 1", white, '<w:sz w:val="72"/>')

    def highest(styles: str) -> float:
        xml = written(word_file(NORMAL + styles), many)["word/document.xml"]
        return max(int(one) / 36_000 for one in re.findall(r'<wp:extent cx="\d+" cy="(\d+)"', xml))

    # Two lines of 36 points at one and a half, 24 of white over them, 12 under.
    assert highest(large) <= 297 - 18 - (2 * 36 * 1.5 + 36) * 25.4 / 72 - 18


def test_a_label_beside_a_line_has_the_room_of_its_file_s_letters() -> None:
    line = WriteIn(lines=1, label=words("I keep"))
    small, large = (
        written(word_file(NORMAL.replace('"24"', f'"{size}"') + HEADINGS), line)[
            "word/document.xml"
        ]
        for size in (24, 48)
    )
    first = [re.search(r'<w:gridCol w:w="(\d+)"', xml) for xml in (small, large)]
    narrow, wide = (int(one[1]) for one in first if one)
    beside = 3 * 1440 / 25.4  # the white between label and line stays
    assert wide - beside == pytest.approx(2 * (narrow - beside), rel=0.03)


@pytest.mark.parametrize(
    ("after", "height"),
    [(0, "907"), (160, "907"), (200, "794")],  # two lines of 8 mm, and of 7 mm
)
def test_white_of_ours_yields_where_paragraphs_are_far_apart(after: int, height: str) -> None:
    asked = Field(fields=(FieldSpec(key="why", ask=words("Why?"), kind="text", lines=2),))
    normal = NORMAL.replace("<w:pPr>", f'<w:pPr><w:spacing w:after="{after}"/>')
    xml = written(word_file(normal + HEADINGS), asked)["word/document.xml"]
    assert f'<w:trHeight w:val="{height}"' in xml


@pytest.mark.parametrize(("lines", "is_kept"), [(1, True), (8, False)])
def test_a_table_of_half_a_page_runs_on_whatever_the_head(lines: int, *, is_kept: bool) -> None:
    # Five rows of eight lines are 200 mm and more; of one line each they are some 50 mm.
    row = (words("\n".join(["Line"] * lines)), words("x"))
    high = Table(columns=(Column(), Column()), header=row, rows=(row,) * 5, alt="Rows")
    head = "".join(paragraph("Loam") for _ in range(7))
    for data in (word_file(head=head), word_file()):
        table = written(data, high)["word/document.xml"].partition("<w:tbl>")[2]
        assert ("<w:keepNext/>" in table) is is_kept


def test_clock_times_of_large_letters_stand_on_one_line() -> None:
    day = Timetable(rows=(TimetableRow(clock="09:40", minutes="10", what=words("Start")),))
    wide = []
    for half_points in (24, 30):
        normal = NORMAL.replace('<w:sz w:val="24"/>', f'<w:sz w:val="{half_points}"/>')
        xml = written(word_file(normal + HEADINGS), day)["word/document.xml"]
        found = re.search(r'<w:gridCol w:w="(\d+)"/>', xml)
        assert found is not None
        wide.append(int(found[1]) / 56.7 - 5)  # 5 mm are white
    assert wide[1] / wide[0] == pytest.approx(15 / 12, abs=0.02)  # sizes are whole half points


def test_text_in_tables_is_as_large_as_that_around_them() -> None:
    # LibreOffice gives the default style the size of all letters in tables: 10 points here.
    cell = Columns(
        columns=((Paragraph(text=words("Inside")),), (Paragraph(text=words("Beside")),)),
        shares=(1, 1),
    )
    xml = written(word_file(), cell)["word/document.xml"]
    inside = re.search(r'<w:pStyle w:val="(\w+)"/></w:pPr><w:r><w:t[^>]*>Inside', xml)
    assert inside is not None
    assert inside[1] == "SheetBody"
