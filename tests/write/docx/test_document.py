import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openxml_audit import OpenXmlValidator

from facilitate.document import (
    Column,
    Columns,
    Heading,
    Paper,
    Paragraph,
    Run,
    Section,
    Table,
    WriteIn,
)
from facilitate.structs import replace
from facilitate.write.docx import write
from facilitate.write.docx.text import THIN
from facilitate.write.look import look_for_needs
from tests.write.docx.opened import body, parts_of, said
from tests.write.docx.samples import EVERY_BLOCK, EVERYTHING, LONG, LOOK, TABLE, document
from tests.write.pieces import words

PAPERS: tuple[Paper, ...] = ("a4", "a4-landscape", "a3", "a6", "tent", "slide")


def test_every_kind_of_block_makes_a_file_without_a_single_finding(tmp_path: Path) -> None:
    path = tmp_path / "all.docx"
    path.write_bytes(write(EVERYTHING, LOOK).data)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_reopens_with_its_own_size(paper: Paper) -> None:
    sizes = {
        "a4": (210, 297),
        "a4-landscape": (297, 210),
        "a3": (297, 420),
        "a6": (105, 148.5),
        "tent": (297, 210),
        "slide": (297, 210),
    }
    again = docx.Document(BytesIO(write(document(TABLE, paper=paper), LOOK).data))
    section = again.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx(sizes[paper], abs=0.1)


@pytest.mark.parametrize("kind", sorted(EVERY_BLOCK))
def test_each_kind_of_block_says_something_or_draws_something(kind: str) -> None:
    assert len(body(EVERY_BLOCK[kind], TABLE)) > len(body(TABLE))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write(EVERYTHING, LOOK).data == write(EVERYTHING, LOOK).data


@pytest.mark.parametrize("name", ['R&D <b> "x"', "# Bob *x* (Jr.)", "::: ]]> &amp;", LONG])
def test_odd_names_come_through_as_they_are(name: str) -> None:
    table = replace(TABLE, rows=((words(name),) * 4,), alt=name)
    parts = parts_of(document(table, title=name, head=(name, name), foot=name))
    assert said(parts["word/document.xml"]).count(name) == 4
    assert name in said(parts["word/header1.xml"])
    assert name in said(parts["word/footer1.xml"])
    again = docx.Document(BytesIO(write(document(table, title=name), LOOK).data))
    assert again.core_properties.title == name


def test_titles_are_heading_one_and_no_level_is_skipped() -> None:
    part = document(Heading(level=4, text=words("a")), Heading(level=2, text=words("b"))).sections[
        0
    ]
    again = docx.Document(BytesIO(write(document(sections=(part, part)), LOOK).data))
    styles = [p.style.name for p in again.paragraphs if p.style and "Heading" in p.style.name]
    assert styles == ["Heading 1", "Heading 2", "Heading 2"] * 2


def test_cards_each_have_their_own_page_and_letters_run_on() -> None:
    part = Section(title=words("one"))
    two = {"sections": (part, part)}
    assert parts_of(document(paper="a6", **two))["word/document.xml"].count("pageBreakBefore") == 1
    assert "pageBreakBefore" not in parts_of(document(**two))["word/document.xml"]


def test_a_page_break_that_ends_a_section_opens_the_next_one() -> None:
    turn = EVERY_BLOCK["new page"]
    part = Section(title=words("one"), source=words("n = 16"), blocks=(turn,))
    xml = parts_of(document(sections=(part, part)))["word/document.xml"]
    assert xml.count("pageBreakBefore") == 1
    assert '<w:br w:type="page"/>' not in xml  # and none at the very end: no empty last page


def test_a_section_without_a_title_can_begin_a_page_too() -> None:
    part = Section(title=(), blocks=(TABLE, EVERY_BLOCK["new page"]))
    xml = parts_of(document(sections=(part, part)))["word/document.xml"]
    assert xml.count('<w:br w:type="page"/>') == 1


def test_properties_hold_title_language_and_the_day_and_nobody() -> None:
    again = docx.Document(BytesIO(write(EVERYTHING, LOOK).data)).core_properties
    assert (again.title, again.language) == ("Handout for Crisis", "en-GB")
    assert again.created is not None
    assert again.created.date().isoformat() == "2027-03-12"
    assert (again.author, again.last_modified_by) == ("", "")


def test_the_language_is_the_documents() -> None:
    parts = parts_of(document(language="cy-GB"))
    assert '<w:lang w:val="cy-GB"' in parts["word/styles.xml"]
    assert "<dc:language>cy-GB</dc:language>" in parts["docProps/core.xml"]


def test_the_margins_carry_the_documents_words_and_count_the_pages() -> None:
    parts = parts_of(document(sample=True))
    assert said(parts["word/header1.xml"]) == (
        "SAMPLEStock take, February 2027Only for the two of you"
    )
    assert said(parts["word/footer1.xml"]).endswith("12 March 2027review v1    page 1 of 1")
    assert re.findall(r"<w:instrText[^>]*> (\w+) ", parts["word/footer1.xml"]) == [
        "PAGE",
        "NUMPAGES",
    ]
    assert "SAMPLE" not in "".join(parts_of(document()).values())


def test_words_that_would_meet_in_a_margin_take_two_lines() -> None:
    assert parts_of(document(head=(LONG, LONG)))["word/header1.xml"].count("<w:p>") == 2


def test_short_words_at_the_right_end_the_last_line_of_long_ones_at_the_left() -> None:
    long = "A programme for everybody who runs a ward, a clinic or a library with another,"
    header = parts_of(document(head=(f"{long} and for those who pay for it", "16 March")))[
        "word/header1.xml"
    ]
    assert said(header).endswith("16 March")
    assert header.count("<w:p>") == 1


def test_every_id_of_a_drawing_is_its_own() -> None:
    xml = parts_of(EVERYTHING)["word/document.xml"]
    ids = re.findall(r'<(?:wp:docPr|wps:cNvPr) id="(\d+)"', xml)
    assert len(ids) > 50
    assert len(ids) == len(set(ids))


def test_every_drawing_has_words_or_says_that_it_is_decoration() -> None:
    xml = parts_of(EVERYTHING)["word/document.xml"]
    for found in re.findall(r"<wp:docPr [^>]*>.*?</wp:docPr>", xml):
        assert 'descr=""' not in found or "adec:decorative" in found


def test_no_text_is_smaller_than_twelve_points() -> None:
    parts = parts_of(EVERYTHING)
    sizes = re.findall(
        r'<w:sz w:val="(\d+)"', parts["word/document.xml"] + parts["word/styles.xml"]
    )
    assert min(map(int, sizes)) >= 24


def test_nothing_in_the_file_points_outside_but_links() -> None:
    for name, xml in parts_of(EVERYTHING).items():
        if name.endswith(".rels"):
            for relation in re.findall(r"<Relationship [^>]*External[^>]*>", xml):
                assert "hyperlink" in relation


def test_every_part_is_related_and_every_relation_has_its_part() -> None:
    with ZipFile(BytesIO(write(EVERYTHING, LOOK).data)) as box:
        names = box.namelist()
        assert len(names) == len(set(names))
        rels = box.read("word/_rels/document.xml.rels").decode()
    inner = [t for t in re.findall(r'Target="([^"]+)"', rels) if not t.startswith("https:")]
    assert {f"word/{target}" for target in inner} <= set(names)
    ids = re.findall(r' Id="([^"]+)"', rels)
    assert len(ids) == len(set(ids))


def test_an_empty_table_and_sixty_rows_are_both_fine() -> None:
    for rows in ((), TABLE.rows * 30):
        again = docx.Document(BytesIO(write(document(replace(TABLE, rows=rows)), LOOK).data))
        assert len(again.tables[0].rows) == len(rows) + 1


def test_a_table_repeats_its_head_and_never_splits_a_row() -> None:
    xml = body(TABLE)
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == xml.count("<w:tr>") == 3
    assert 'w:tblDescription w:val="What the group counted itself' in xml


def test_a_clock_stays_whole_beside_the_long_name_of_a_file() -> None:
    files = "Then and now (open-at-19-00-then-and-now-of-the-whole-group-and-of-each-of-us.docx)"
    day = Table(
        columns=(Column(share=2), Column(share=6), Column(share=9)),
        header=(words("From"), words("What happens"), words("Your files")),
        rows=((words("18:00"), words("Welcome"), words(files)),),
    )
    with ZipFile(BytesIO(write(document(day), look_for_needs(LOOK, ["large-print"])).data)) as box:
        grid = re.findall(rb'<w:gridCol w:w="(\d+)"/>', box.read("word/document.xml"))
    # Four digits of 0.556 em and a colon of 0.278 em are 2.5 em: 50 pt at 20 pt, or 1000 twips.
    assert int(grid[0]) > 900


def test_two_marks_with_their_figures_stay_on_one_line() -> None:
    answers = (Run("4.3 ", mark="doctor"), Run("4.7", mark="manager"))
    scores = Table(
        columns=tuple(Column(share=share) for share in (30, 8, 5, 5, 7)),
        header=tuple(words(head) for head in ("Theme", "Answers", "true", "not sure", "no")),
        rows=((words("Shared goals"), answers, *[words("yes")] * 3),),
    )
    grid = re.findall(r'<w:gridCol w:w="(\d+)"/>', body(scores))
    # At 12 pt: four figures, two points and a space are 3.06 em, two marks 2 em; 5 mm of white.
    assert int(grid[1]) > 1480


def test_a_table_of_more_than_half_a_page_runs_on_and_leaves_no_page_to_its_heading() -> None:
    low, high = (replace(TABLE, rows=((words(name),) * 4,) * 8) for name in ("Yes", LONG * 3))
    assert "<w:keepNext/>" in body(low)
    assert "<w:keepNext/>" not in body(high)


def test_a_table_without_columns_that_match_is_refused() -> None:
    wrong = Table(columns=TABLE.columns, header=TABLE.header, rows=((words("one"),),))
    with pytest.raises(ValueError, match="zip"):
        write(document(wrong), LOOK)


def test_no_white_after_a_last_table_makes_an_empty_page() -> None:
    part = Section(title=words("one"), blocks=(TABLE,))
    xml = parts_of(document(sections=(part,)))["word/document.xml"]
    assert xml[xml.rindex("</w:tbl>") :].startswith(f"</w:tbl>{THIN}<w:sectPr>")


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_another_machine_gives_the_same_bytes(suffix: str) -> None:
    """The seed of hashes, the time zone and the folder are another machine's."""
    code = (
        "import sys; from hashlib import sha256; from facilitate.write import write; "
        "from tests.write.docx.samples import EVERYTHING, LOOK; "
        f"sys.stdout.write(sha256(write({suffix!r}, EVERYTHING, LOOK).data).hexdigest())"
    )
    root = str(Path(__file__).parents[3])
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": root, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=folder,
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone, folder in (("1", "UTC", root), ("2", "Pacific/Kiritimati", "/"))
    }
    assert len(digests) == 1


def test_columns_that_a_page_holds_only_in_ordinary_print_run_on_in_large_print() -> None:
    long, short = (Paragraph(text=words("word " * count)) for count in (170, 90))
    sides = document(Columns(columns=((long,), (short,)), shares=(1, 1)))
    for look, is_whole in ((LOOK, True), (look_for_needs(LOOK, ["large-print"]), False)):
        with ZipFile(BytesIO(write(sides, look).data)) as box:
            assert (b"<w:cantSplit/>" in box.read("word/document.xml")) is is_whole


def test_lines_to_sign_stand_level_under_a_long_name_and_beside_a_short_one() -> None:
    long, short = (WriteIn(lines=1, label=words(name)) for name in ("Dr A. " + LONG, "B. Poe"))
    signed = document(Columns(columns=((long,), (short,)), shares=(1, 1)))
    mixed = document(Columns(columns=((long,), (Paragraph(text=words("so")),)), shares=(1, 1)))
    for made, lines in ((signed, 2), (mixed, 0)):
        with ZipFile(BytesIO(write(made, LOOK).data)) as box:
            inside = box.read("word/document.xml")
        assert inside.count(b'<w:vAlign w:val="bottom"/></w:tcPr><w:p') >= lines
        assert bool(lines) is (b'w:val="bottom"' in inside)
