"""An organisation's head and foot stay on A4 pages, without what belongs to its sample."""

import re
from itertools import product

import pytest

from facilitate.load.returned import controls
from facilitate.verify.office import package_faults
from facilitate.write.brand.letterhead_height import millimetres_of
from facilitate.write.brand.package import Package, opened
from facilitate.write.docx import write
from tests.write.brand.files import exchanged
from tests.write.brand.word_files import (
    A4,
    HEADINGS,
    NORMAL,
    paragraph,
    picture,
    read,
    style,
    told,
    word_file,
    words_of,
    worn,
    written,
)
from tests.write.docx.samples import EVERYTHING, TABLE, document
from tests.write.pieces import png

AT_TOP = "<wp:posOffset>0</wp:posOffset>"


def field(name: str, result: str = "1") -> str:
    """Return a field of Word in its five runs."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"{mark.format('begin')}<w:r><w:instrText> {name} </w:instrText></w:r>"
        f"{mark.format('separate')}<w:r><w:t>{result}</w:t></w:r>{mark.format('end')}"
    )


def run(words: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>"


TAB = "<w:r><w:tab/></w:r>"


def control(properties: str, words: str) -> str:
    return (
        f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{paragraph(words)}"
        "</w:sdtContent></w:sdt>"
    )


def head_of(head: str) -> str:
    """Return what a head says once it is ours, without our own line."""
    base, _ = read(word_file(head=head))
    part = base.letterhead.heads.get("default")
    return words_of(base.parts[part].decode()) if part else ""


@pytest.mark.parametrize(
    "kept",
    [
        "Example Health Trust",
        "Chair: A. Person OBE",
        "1 Long Road, Exampletown EX1 2AB",
        "Registered charity 1234567",
        "www.example.org",
        "Tel. 01632 960 000",
        "Founded 1948",
        "Insertion Ward, Enterprise House",
    ],
)
def test_what_is_plainly_the_organisations_stays(kept: str) -> None:
    assert head_of(paragraph(kept)) == kept


@pytest.mark.parametrize(
    "gone",
    [
        "Click here to enter text.",
        "Type your title",
        "[Name of department]",
        "{{ title }}",
        "«Title»",
        "#date#",
        "&lt;Insert date&gt;",
        "Klicken Sie hier, um Text einzugeben.",
        "Cliquez ici pour taper du texte.",
        "Lorem ipsum dolor sit amet",
        "Document title",
        "12 March 2024",
        "Tuesday, 12.03.2024",
        "2024-03-12",
        "März 2024",
        "dd/mm/yyyy",
        "C:\\Users\\pat\\letter.docx",
        "annual-report-final-v2.docx",
        "Draft 3",
        "Version 1.2",
        "Page",
    ],
)
def test_what_belongs_to_a_sample_goes(gone: str) -> None:
    assert head_of(paragraph("Example Trust") + paragraph(gone)) == "Example Trust"


@pytest.mark.parametrize(
    "name",
    ["DATE", "FILENAME \\p", "AUTHOR", "TITLE", "STYLEREF 1", "DOCPROPERTY Owner", "IF 1 = 1"],
)
def test_fields_go_with_their_results(name: str) -> None:
    assert head_of(f"<w:p>{run('Trust ')}{field(name, 'A. Person')}</w:p>").strip() == "Trust"


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (run("File: ") + field("FILENAME"), ""),
        (run("Printed ") + field("DATE"), ""),
        (run("Chair: A. Person   Ask for: [Name]"), "Chair: A. Person"),
        (run("Date:") + TAB + run("[date]") + TAB + run("Tel.:") + TAB + run("123"), "Tel.:123"),
        (run("Registered office:"), "Registered office:"),
    ],
)
def test_what_led_to_words_of_the_sample_goes_with_them(line: str, left: str) -> None:
    assert head_of(paragraph("Trust") + f"<w:p>{line}</w:p>") == f"Trust{left}"


def test_the_end_of_a_field_that_never_began_goes() -> None:
    stray = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    base, _ = read(word_file(head=f"<w:p>{run('Trust')}{stray}</w:p>"))
    assert b"fldChar" not in base.parts["word/header11.xml"]


def test_the_words_of_a_link_stay() -> None:
    inner = field('HYPERLINK "https://example.org"', "example.org")
    assert head_of(f"<w:p>{inner}</w:p>") == "example.org"


@pytest.mark.parametrize(
    ("before", "between", "after", "left"),
    [
        ("Page ", " of ", "", ""),
        ("Seite ", " von ", " | Beispiel e.V.", "Beispiel e.V."),
        ("Example Trust | page ", "/", "", "Example Trust"),
        ("", "", " | In confidence", "In confidence"),
    ],
)
def test_page_numbers_go_with_the_words_around_them(
    before: str, between: str, after: str, left: str
) -> None:
    line = f"{run(before)}{field('PAGE')}{run(between)}{field('NUMPAGES')}{run(after)}"
    assert head_of(f"<w:p>{line}</w:p>") == left


@pytest.mark.parametrize(
    ("properties", "stays"),
    [
        ("<w:showingPlcHdr/>", False),
        ("<w:date/>", False),
        ('<w:dataBinding w:xpath="/ns0:coreProperties/ns1:creator" w:storeItemID="x"/>', False),
        ('<w:dataBinding w:xpath="/ns0:Properties/ns0:Company" w:storeItemID="x"/>', True),
        ('<w:docPartObj><w:docPartGallery w:val="Watermarks"/></w:docPartObj>', False),
        ("<w:text/>", True),
    ],
)
def test_controls_that_ask_go_and_the_words_of_others_stay(properties: str, stays: bool) -> None:
    assert bool(head_of(control(properties, "Example Trust"))) is stays
    assert (
        b"sdt" not in read(word_file(head=control("<w:text/>", "x")))[0].parts["word/header11.xml"]
    )


def test_hidden_words_comments_and_what_was_deleted_go() -> None:
    line = (
        f"{run('Trust')}{run('secret', '<w:vanish/>')}<w:del>{run('old')}</w:del>"
        f'<w:ins>{run(" and Partners")}</w:ins><w:commentRangeStart w:id="1"/>'
    )
    assert head_of(f"<w:p>{line}</w:p>") == "Trust and Partners"


def test_a_line_keeps_what_stands_at_its_other_tab() -> None:
    line = f"<w:p>{run('Trust')}<w:r><w:tab/></w:r>{run('12 March 2024')}</w:p>"
    assert head_of(line) == "Trust"


# ------------------------------------------------------------------------ on our pages


def test_our_lines_stand_under_the_head_and_over_the_foot() -> None:
    parts = written(word_file(head=paragraph("Example Trust"), foot=paragraph("Charity 123")))
    assert words_of(parts["word/header11.xml"]).startswith("Example TrustStock take")
    foot = words_of(parts["word/footer12.xml"])
    assert foot.startswith("Crisis, baseline")
    assert foot.endswith("page 1 of 1Charity 123")


def test_the_first_page_keeps_its_own_head_and_all_pages_our_lines() -> None:
    parts = written(word_file(first=paragraph("Example Trust"), foot=paragraph("Charity 123")))
    xml = parts["word/document.xml"]
    assert re.findall(r'Reference w:type="(\w+)"', xml) == ["first", "first", "default", "default"]
    assert "<w:titlePg/>" in xml
    feet = [part for name, part in parts.items() if "footer" in name and "rels" not in name]
    assert len(feet) == 2
    assert all("page 1 of 1" in words_of(part) for part in feet)
    assert sum(part.count('w:val="form"') for part in feet) == 2  # alias and tag, once


def test_a_form_that_comes_back_says_which_it_is() -> None:
    data = write(EVERYTHING, worn(word_file(foot=paragraph("Charity 123")))).data
    assert [one.words for one in controls(data) if one.tag == "form"] == ["review v1"]


def test_even_pages_have_their_own_foot_only_where_the_file_says_so() -> None:
    even = '<w:footerReference w:type="even" r:id="rId5"/>'
    data = word_file(section=even + A4, foot=paragraph("Charity 123"))
    assert 'w:type="even"' not in written(data)["word/document.xml"]
    twice = exchanged(
        data, "word/settings.xml", "></w:settings>", "><w:evenAndOddHeaders/></w:settings>"
    )
    assert 'footerReference w:type="even"' in written(twice)["word/document.xml"]


def test_a_picture_keeps_its_place_and_nothing_of_ours_stands_on_it() -> None:
    logo = picture(AT_TOP, width_mm=210, height_mm=40, wrap="wrapTopAndBottom")
    parts = written(word_file(head=logo))
    head = parts["word/header11.xml"]
    white = re.findall(r'w:line="(\d+)" w:lineRule="exact"', head)
    assert [round(int(one) / 56.7) for one in white] == [26]  # 40 + 4 - 12.5 - 5.5 mm
    assert head.index('w:lineRule="exact"') < head.index("Stock take")
    assert "wrapNone" in head
    assert "header11.xml.rels" in "".join(parts)


def test_a_picture_at_the_foot_of_letter_paper_stands_at_the_foot_of_a4() -> None:
    letter = A4.replace('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')
    low = picture(f"<wp:posOffset>{250 * 36000}</wp:posOffset>", width_mm=60, height_mm=20)
    part = written(word_file(foot=low, section=letter))["word/footer11.xml"]
    assert f"<wp:posOffset>{round((250 + 297 - 279.4) * 36000)}</wp:posOffset>" in part


def test_a_picture_that_spans_smaller_paper_spans_a4_and_stays_at_its_foot() -> None:
    a5 = A4.replace('w:w="11906" w:h="16838"', 'w:w="8391" w:h="11906"')
    low = picture(f"<wp:posOffset>{190 * 36000}</wp:posOffset>", width_mm=148, height_mm=20)
    part = written(word_file(foot=low, section=a5))["word/footer11.xml"]
    ((wide, high),) = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', part)
    assert (round(int(wide) / 36000), round(int(high) / 36000)) == (210, 28)  # 20 * 210 / 148
    assert f'<a:ext cx="{wide}" cy="{high}"/>' in part
    (top,) = re.findall(r"<wp:posOffset>(\d{3,})</wp:posOffset>", part)
    assert round(int(top) / 36000) == 269  # 297 - 28


def test_a_picture_is_described_by_no_file_name_and_has_a_number_of_its_own() -> None:
    head = written(word_file(head=picture(AT_TOP, width_mm=60, height_mm=20)))["word/header11.xml"]
    assert "logo" not in head
    assert "Pat" not in head
    assert "decorative" in head
    assert re.findall(r'<wp:docPr id="(\d+)"', head) == ["91001"]


def test_a_rule_over_a_page_number_stays_over_our_line() -> None:
    ruled = style("Nr", "Numbers", '<w:pBdr><w:top w:val="single" w:sz="6"/></w:pBdr>')
    foot = f'<w:p><w:pPr><w:pStyle w:val="Nr"/></w:pPr>{field("PAGE")}</w:p>'
    part = written(word_file(NORMAL + HEADINGS + ruled, foot=foot))["word/footer11.xml"]
    assert part.index('w:val="Nr"') < part.index("Crisis, baseline")


def test_the_section_with_most_in_it_gives_the_letterhead_and_not_the_cover() -> None:
    cover = (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId6"/>'
        f"{A4}</w:sectPr></w:pPr></w:p>"
    )
    body = cover + paragraph("Text.") * 9
    data = word_file(head=paragraph("Example Trust"), first=paragraph("Cover"), body=body)
    assert "Example Trust" in words_of(written(data)["word/header11.xml"])


def test_nothing_of_the_sample_document_reaches_a_page() -> None:
    data = word_file(head=paragraph("Trust"), body=paragraph("A sample sentence"))
    assert "sample sentence" not in "".join(written(data).values())


def test_a_page_on_a_brand_has_no_finding_and_the_same_bytes_each_time(tmp_path) -> None:
    from openxml_audit import OpenXmlValidator

    logo = picture(AT_TOP, width_mm=210, height_mm=40)
    foot = f"{paragraph('Charity 123')}<w:p>{field('PAGE')}</w:p>"
    look = worn(word_file(first=logo, head=paragraph("Trust"), foot=foot))
    path = tmp_path / "all.docx"
    path.write_bytes(write(EVERYTHING, look).data)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    assert list(package_faults(path.read_bytes(), "all.docx")) == []
    again = worn(word_file(first=logo, head=paragraph("Trust"), foot=foot))
    assert write(EVERYTHING, again).data == path.read_bytes()


# ------------------------------------------------------------------- room, and words to be read

PALE = png(colour=b"\xe8\xf0\xf4")
WHOLE_PAGE = picture(AT_TOP, width_mm=210, height_mm=297)
WIDE = A4.replace('w:left="1134"', 'w:left="1984"')  # 35 mm


def margin(parts: dict[str, str], side: str) -> int:
    """Return a margin of a document in whole millimetres."""
    found = re.search(rf'<w:pgMar [^>]*w:{side}="(\d+)"', parts["word/document.xml"])
    assert found is not None
    return round(int(found[1]) / 56.7)


def test_a_high_head_stands_on_the_first_page_and_the_foot_on_all() -> None:
    address = "".join(paragraph(f"Line {n} of our address") for n in range(12))
    data = word_file(head=address, foot=paragraph("Charity 123"))
    parts = written(data)
    assert re.findall(r'Reference w:type="(\w+)"', parts["word/document.xml"]) == [
        *("first", "first", "default", "default")
    ]
    said = {name: words_of(part) for name, part in parts.items() if re.search("er\\d+.xml$", name)}
    assert sum("Line 3 of our address" in one for one in said.values()) == 1
    assert sum("Charity 123" in one and "page 1" in one for one in said.values()) == 2
    assert "takes" not in told(data)["B317"]
    assert "first pages only" in told(data)["B317"]


@pytest.mark.parametrize(("lines", "is_told"), [(1, False), (4, True)])
def test_a_head_that_takes_a_form_to_a_second_page_is_told(lines: int, *, is_told: bool) -> None:
    address = "".join(paragraph(f"Line {n} of our address") for n in range(lines))
    said = told(word_file(head=address))
    assert ("B317" in said) is is_told
    assert "first pages only" not in said.get("B317", "")


@pytest.mark.parametrize(("half_points", "is_told"), [(22, False), (24, False), (28, True)])
def test_letters_so_large_that_sheets_grow_are_told(half_points: int, *, is_told: bool) -> None:
    normal = style("Normal", "Normal", "", f'<w:sz w:val="{half_points}"/>')
    said = told(word_file(normal + HEADINGS))
    assert ("B321" in said) is is_told
    assert is_told is said.get("B321", "").startswith("Letters of Normal in house.dotx have 14 pt")


@pytest.mark.parametrize(
    ("spacing", "is_told"),
    [
        ('w:after="200" w:line="276" w:lineRule="auto"', True),
        ('w:after="120" w:line="300" w:lineRule="auto"', True),
        ('w:after="160" w:line="259" w:lineRule="auto"', False),
        ('w:after="0" w:line="320" w:lineRule="exact"', False),
    ],
)
def test_lines_so_far_apart_that_sheets_grow_are_told(spacing: str, *, is_told: bool) -> None:
    normal = style("Normal", "Normal", f"<w:spacing {spacing}/>", '<w:sz w:val="24"/>')
    assert ("B321" in told(word_file(normal + HEADINGS))) is is_told


def test_sheets_have_our_margins_and_letters_the_files() -> None:
    data = word_file(head=paragraph("Trust"), section=WIDE)
    assert margin(written(data), "left") == 20
    assert margin(written(data, name="joining-letter"), "left") == 35
    assert "only letters have the file's" in told(data)["B310"]


def test_words_keep_clear_of_a_drawing_along_the_side() -> None:
    side = picture(AT_TOP, width_mm=26, height_mm=297)
    assert margin(written(word_file(head=side, section=WIDE)), "left") == 32  # 26 + 6


def test_an_address_in_the_margin_stands_beside_words_and_pushes_none_down() -> None:
    at = "<wp:posOffset>2160000</wp:posOffset>"  # 60 mm from above
    left = picture(at, width_mm=30, height_mm=60)
    parts = written(word_file(head=left, section=WIDE))
    assert margin(parts, "left") == 35  # 30 + 6 would be more than the file has
    assert 'lineRule="exact"' not in parts["word/header11.xml"]


def test_a_pale_picture_under_the_page_stays_with_the_files_margins() -> None:
    high = WIDE.replace('w:top="1418"', 'w:top="2835"')  # 50 mm
    data = word_file(head=WHOLE_PAGE, section=high, shown=PALE)
    parts = written(data)
    assert (margin(parts, "left"), margin(parts, "top")) == (35, 50)
    assert "margins stay" in told(data)["B315"]
    # 4.5 to 1 on white is less on any ground; 6.5 is enough on all that are let stay.
    medium = HEADINGS.replace("7A0019", "767676")
    assert (
        "767676 (4.5 to 1)" in told(word_file(NORMAL + medium, head=WHOLE_PAGE, shown=PALE))["B305"]
    )
    assert "B305" not in told(word_file(NORMAL + medium))
    white = re.findall(r'w:line="(\d+)" w:lineRule="exact"', parts["word/header11.xml"])
    assert [round(int(one) / 56.7) for one in white] == [36]  # 50 + 4 - 12.5 - 5.5 mm


@pytest.mark.parametrize("place", [WHOLE_PAGE, picture(AT_TOP, width_mm=90, height_mm=200)])
def test_a_picture_on_which_no_words_are_read_is_left_out(place: str) -> None:
    data = word_file(head=place + paragraph("Trust"))
    assert "left out" in told(data)["B315"]
    assert "nothing stays" in told(word_file(head=place))["B311"]
    assert "blip" not in written(data)["word/header11.xml"]


def test_a_dark_picture_that_is_washed_out_stays() -> None:
    washed = WHOLE_PAGE.replace(
        '<a:blip r:embed="rId1"/>',
        '<a:blip r:embed="rId1"><a:lum bright="70000" contrast="-70000"/></a:blip>',
    )
    assert "margins stay" in told(word_file(head=washed))["B315"]


def test_art_at_the_foot_that_hangs_in_the_head_has_our_foot_above_it() -> None:
    low = picture(f"<wp:posOffset>{272 * 36000}</wp:posOffset>", width_mm=210, height_mm=25)
    parts = written(word_file(head=low))
    assert margin(parts, "footer") == 29  # 25 + 4


OLD = (
    '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="position:absolute;'
    "margin-left:0;margin-top:0;width:2in;height:72pt;mso-position-vertical-relative:page"
    '"><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r></w:p>'
)


def test_drawings_of_older_words_keep_our_line_clear_too() -> None:
    head = written(word_file(head=OLD))["word/header11.xml"]
    white = re.findall(r'w:line="(\d+)" w:lineRule="exact"', head)
    assert [round(int(one) / 56.7) for one in white] == [11]  # 25.4 + 4 - 12.5 - 5.5 mm


def test_lengths_of_older_drawings_that_are_none_count_as_nothing() -> None:
    torn = OLD.replace("width:2in", "width:2..in").replace("margin-left:0", "margin-left:1.2.3pt")
    head = written(word_file(head=torn))["word/header11.xml"]
    white = re.findall(r'w:line="(\d+)" w:lineRule="exact"', head)
    assert [round(int(one) / 56.7) for one in white] == [11]  # as high as it was


def coloured(words: str, colour: str) -> str:
    return f"<w:p>{run(words, f'<w:color w:val={chr(34)}{colour}{chr(34)}/>')}</w:p>"


def test_pale_words_of_a_head_are_darkened_and_told() -> None:
    data = word_file(head=coloured("Example Trust", "BFBFBF"))
    assert "#BFBFBF (1.8 to 1)" in told(data)["B305"]
    assert 'w:val="BFBFBF"' not in written(data)["word/header11.xml"]


@pytest.mark.parametrize(
    ("fill", "stays"), [("4B0082", True), ("FFFFFF", False), ("FFE699", False)]
)
def test_white_words_stay_white_where_they_are_read(fill: str, *, stays: bool) -> None:
    cell = (
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>'
        f"{coloured('Example Trust', 'FFFFFF')}</w:tc></w:tr></w:tbl>"
    )
    assert ("B305" not in told(word_file(head=cell))) is stays


def test_words_on_a_picture_are_read_on_its_colour() -> None:
    band = picture(AT_TOP, width_mm=210, height_mm=40)
    assert "B305" not in told(word_file(head=band + coloured("Example Trust", "FFFFFF")))
    assert "B305" in told(word_file(head=band + coloured("Example Trust", "333333")))


@pytest.mark.parametrize("at_mm", [5, 14, 40])
def test_a_picture_without_any_height_is_no_reason_to_refuse_a_file(at_mm: int) -> None:
    flat = picture(f"<wp:posOffset>{at_mm * 36000}</wp:posOffset>", width_mm=210, height_mm=0)
    parts = written(word_file(head=flat + coloured("Example Trust", "777777")))
    assert "Example Trust" in parts["word/header11.xml"]


BOX = (
    '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
    'markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent '
    'cx="3600000" cy="360000"/><wp:docPr id="3" name="x"/><a:graphic><a:graphicData uri="x">'
    '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:spPr><a:solidFill><a:srgbClr val="{}"/></a:solidFill></wps:spPr><wps:txbx>'
    "<w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
)


def test_words_in_a_filled_box_are_read_on_its_filling() -> None:
    white = coloured("Example Trust", "FFFFFF")
    assert "B305" not in told(word_file(head=BOX.format("4B0082", white)))
    assert "B305" in told(word_file(head=BOX.format("FFF2CC", white)))


def test_all_that_a_letterhead_says_is_told() -> None:
    said = ("Town Hall", "Quay Street", "HM1 1AA", "Telephone", "Chair", "Clerk", "Charity")
    head = "".join(map(paragraph, said))
    assert all(f"“{one}”" in told(word_file(head=head))["B312"] for one in said)


def test_words_of_a_box_are_told_once() -> None:
    box = BOX.format("FFFFFF", paragraph("Dean: A. Person") + paragraph("Campus 4"))
    assert "say: “Dean: A. Person” and “Campus 4”." in told(word_file(head=box))["B312"]


# --------------------------------------------------------------------------------- fuzz

_WHOLE = word_file(
    NORMAL + HEADINGS,
    head=picture(AT_TOP, width_mm=60, height_mm=20) + paragraph("Example Trust"),
    foot=f"{control('<w:text/>', 'Charity 123')}<w:p>{run('Page ')}{field('PAGE')}</w:p>",
    settings='<w:evenAndOddHeaders/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1"/>',
)
_PARTS = ("word/styles.xml", "word/header1.xml", "word/footer1.xml", "word/document.xml")


@pytest.mark.parametrize(("part", "step"), [*product(_PARTS, range(4))])
def test_a_file_that_lacks_any_of_its_elements_serves_or_is_refused(part: str, step: int) -> None:
    from lxml import etree

    from tests.write.brand.files import packed, parts

    content = parts(_WHOLE)
    count = len(list(etree.fromstring(content[part]).iter()))
    for number in range(1 + step, count, 8):
        root = etree.fromstring(content[part])
        gone = list(root.iter())[number]
        gone.getparent().remove(gone)
        package: Package | None = opened(
            packed({**content, part: etree.tostring(root)}), "house.dotx"
        )[0]
        if package is not None:
            look = worn(packed({**content, part: etree.tostring(root)}))
            assert write(document(TABLE), look).data


@pytest.mark.parametrize("said", ["inf", "-inf", "nan", "1e999"])
def test_a_measure_without_end_is_taken_for_none(said: str) -> None:
    assert millimetres_of(said) == 0.0
    text = f'<w:sz w:val="{said}"/>'
    data = word_file(style("Normal", "Normal", f'<w:ind w:left="{said}"/>', text) + HEADINGS)
    assert worn(data) is not None
