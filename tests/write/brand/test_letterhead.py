"""An organisation's head and foot stay on A4 pages, without what belongs to its sample."""

import re
from itertools import product

import pytest

from facilitate.load.returned import controls
from facilitate.verify.office import package_faults
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
    word_file,
    words_of,
    worn,
    written,
)
from tests.write.docx.samples import EVERYTHING, TABLE, document

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
    assert [one.words for one in controls(data) if one.key == "form"] == ["review v1"]


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
