"""Broken and hostile files: a fault that names the place, in bounded time, and no wrong value."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest

from facilitate.load.survey.export import read_export
from facilitate.load.survey.table import MAX_ROWS
from tests.load.survey.survey_kit import HEADER, SAMPLES, codes, csv_bytes, errors, imported, values

GOOD = (HEADER, ("P01", "Doctor", "Agree", "4"), ("P01", "Manager", "Disagree", "2"))
FORMS = (SAMPLES / "microsoft_forms.xlsx").read_bytes()


def stopped(data: bytes, file: str = "x.csv"):
    export, faults = read_export(data, file)
    assert export is None
    (fault,) = faults
    return fault


def workbook(changes: dict[str, str | bytes], data: bytes = FORMS) -> bytes:
    """Return the sample workbook with some of its parts exchanged or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED)
        for name, part in changes.items():
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def sheet(change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(FORMS)) as old:
        xml = old.read("xl/worksheets/sheet1.xml").decode()
    changed = change(xml)
    assert changed != xml
    return workbook({"xl/worksheets/sheet1.xml": changed})


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"%PDF-1.7 ...",
        b"\x1f\x8b\x08rest",
        b"<html><table><tr><td>Pair</td></tr></table></html>",
        b"  <!DOCTYPE html><html></html>",
        b"Pair,Role\0\0,x\n1,2,3\n",
    ],
)
def test_what_is_no_table_is_refused_by_name(data):
    assert stopped(data).code == "A501"


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b"\xef\xbb\xbf", b",,,,\n,,,,\n"])
def test_a_file_without_answers_is_refused(data):
    assert stopped(data).code == "A508"


def test_a_header_alone_is_no_answer():
    assert stopped(csv_bytes(HEADER)).code == "A508"


def test_a_million_rows_stop_at_the_limit_in_bounded_time_and_memory():
    data = csv_bytes(HEADER) + b"P01,Doctor,4,4\n" * 1_000_000
    tracemalloc.start()
    start = time.process_time()
    fault = stopped(data)
    seconds, (_, peak) = time.process_time() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert fault.code == "A502"
    assert fault.place is not None
    assert fault.place.line == MAX_ROWS + 1
    assert seconds < 3
    assert peak < 100_000_000


def test_a_million_empty_rows_below_the_answers_change_nothing():
    answers, faults = imported(csv_bytes(*GOOD) + b",,,\n" * 1_000_000)
    assert errors(faults) == []
    assert values(answers, "p01-doctor") == {"goals": "4", "avoid": "4"}


def test_more_than_fifty_megabytes_are_refused_unread():
    assert stopped(b"a,b\n" * 12_500_001).code == "A502"


def test_a_cell_as_long_as_a_book_is_refused_with_its_row():
    fault = stopped(csv_bytes(*GOOD, ("P02", "Doctor", "x" * 200_000, "4")))
    assert (fault.code, fault.place and fault.place.line) == ("A502", 4)


@pytest.mark.parametrize("data", [b"," * 5_000_000, b'"\n",' * 1_000_000, b"a" * 5_000_000])
def test_a_row_without_end_and_rows_without_end_are_refused_in_bounded_memory(data):
    tracemalloc.start()
    fault = stopped(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert fault.code == "A502"
    assert peak < 100_000_000


def test_more_empty_rows_than_a_spreadsheet_has_are_refused():
    assert stopped(b",,\n" * 1_100_000).code == "A502"


def test_too_many_columns_are_refused():
    assert stopped(csv_bytes([f"c{n}" for n in range(3000)], ["1"] * 3000)).code == "A502"


@pytest.mark.parametrize("tail", ['P02,Doctor,"Agree,4\n', 'P02,Doctor,"Agree"x,4\n'])
def test_quotation_marks_that_do_not_pair_up_stop_with_the_row(tail):
    fault = stopped(csv_bytes(*GOOD) + tail.encode())
    assert fault.code == "A504"
    assert fault.message.startswith("Row 4 ")


def test_a_cell_beyond_the_header_stops_with_its_name():
    answers, faults = imported(csv_bytes(*GOOD, ("P02", "Doctor", "Agree", "4", "shifted")))
    assert answers is None
    assert [fault.message[:3] for fault in errors(faults)] == ["E4:"]


def test_empty_cells_beyond_the_header_are_nothing():
    answers, faults = imported(csv_bytes(*GOOD, ("P02", "Doctor", "Agree", "4", "", "")))
    assert errors(faults) == []
    assert values(answers, "p02-doctor")["goals"] == "4"


def test_a_row_that_ends_early_stops_because_a_cell_in_its_middle_may_be_lost():
    answers, faults = imported(csv_bytes(*GOOD, ("P02", "Doctor", "Agree")))
    assert answers is None
    assert [f.message for f in errors(faults)] == [
        "C4: row 4 ends here, after 3 of 4 cells; some may be lost."
    ]


def test_the_same_header_with_other_rows_uses_the_same_mapping_and_names_what_is_new():
    from tests.load.survey.survey_kit import proposal, signed

    mapping = signed(proposal(csv_bytes(*GOOD))[0])
    later = csv_bytes(*GOOD, ("P07", "Doctor", "Agree", "4"), ("P01", "Nurse", "Agree", "4"))
    answers, faults = imported(later, mapping)
    assert answers is None
    assert [fault.message for fault in errors(faults)] == [
        "A4: this is a pair that the mapping does not know.",
        "B5: this is a role that the mapping does not know.",
    ]


# ---------------------------------------------------------------------------------------- workbooks


def test_a_zip_bomb_is_refused_by_the_directory_alone():
    bomb = workbook({"xl/worksheets/sheet1.xml": b"0" * 60_000_000})
    start = time.process_time()
    fault = stopped(bomb, "x.xlsx")
    assert fault.code == "A502"
    assert time.process_time() - start < 0.5


def test_a_part_packed_too_tightly_is_refused():
    assert stopped(workbook({"xl/media/x.bin": b"0" * 20_000_000}), "x.xlsx").code == "A502"


def test_a_directory_that_lies_about_sizes_is_damaged_and_never_unpacked_further():
    bomb = bytearray(workbook({"xl/worksheets/sheet1.xml": b"<a>" + b" " * 30_000_000}))
    at = bomb.rindex(b"xl/worksheets/sheet1.xml") - 46
    bomb[at + 24 : at + 28] = struct.pack("<I", 500)
    tracemalloc.start()
    assert stopped(bytes(bomb), "x.xlsx").code == "A505"
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_thousand_parts_too_many_are_refused():
    parts: dict[str, str | bytes] = {f"xl/media/{number}.txt": "x" for number in range(1001)}
    assert stopped(workbook(parts), "x.xlsx").code == "A502"


def test_a_document_type_is_refused_before_an_entity_can_grow():
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert stopped(sheet(lambda xml: laughs + xml), "x.xlsx").code == "A506"


@pytest.mark.parametrize("length", [10, 500, 3000, -30, -1])
def test_a_workbook_cut_short_is_damaged(length):
    assert stopped(FORMS[:length], "x.xlsx").code in ("A505", "A501")


@pytest.mark.parametrize(
    "old_new",
    [
        ('r="A2"', 'r="A3"'),
        ('<row r="3">', '<row r="2">'),
        ('<c r="C4"', '<c r="B4"'),
        ('t="inlineStr"', 't="s"'),
        ("</sheetData>", ""),
        ("46146.375", "NaN"),
        ("46146.375", "much"),
    ],
)
def test_a_sheet_that_contradicts_itself_is_damaged(old_new):
    assert stopped(sheet(lambda xml: xml.replace(*old_new, 1)), "x.xlsx").code == "A505"


def forms(change):
    from tests.load.survey.survey_kit import QUESTIONS

    return imported(sheet(change), file="x.xlsx", questions=QUESTIONS)


@pytest.mark.parametrize("kind", ["<f>1+3</f><v>4</v>", "<f>HYPERLINK(A1)</f>"])
def test_a_formula_in_an_answer_stops_with_its_cell(kind):
    old = '<c r="J3" t="inlineStr"><is><t>Neither agree nor disagree</t></is></c>'
    answers, faults = forms(lambda xml: xml.replace(old, f'<c r="J3">{kind}</c>'))
    assert answers is None
    assert [f.message[:3] for f in errors(faults) if f.code == "A542"] == ["J3:"]


def test_an_error_of_the_spreadsheet_in_an_answer_stops_with_its_cell():
    old = '<c r="J3" t="inlineStr"><is><t>Neither agree nor disagree</t></is></c>'
    answers, faults = forms(lambda xml: xml.replace(old, '<c r="J3" t="e"><v>#REF!</v></c>'))
    assert answers is None
    assert "J3:" in [f.message[:3] for f in errors(faults) if f.code == "A542"]


def test_merged_answers_stop_with_their_cells():
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="J5:J6"/></mergeCells>'
    answers, faults = forms(lambda xml: xml.replace("</sheetData>", merge))
    assert answers is None
    assert [f.message for f in errors(faults)] == [
        "J5: the cells J5:J6 are merged, so it is not clear whose answer this is."
    ]


def test_a_merge_of_the_header_alone_changes_nothing():
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    answers, faults = forms(lambda xml: xml.replace("</sheetData>", merge))
    assert errors(faults) == []
    assert answers is not None


def test_a_number_shown_as_a_date_is_no_answer_on_the_scale():
    old = '<c r="J3" t="inlineStr"><is><t>Neither agree nor disagree</t></is></c>'
    answers, faults = forms(lambda xml: xml.replace(old, '<c r="J3" s="1" t="n"><v>4</v></c>'))
    assert answers is None
    assert [(f.code, f.message[:4]) for f in errors(faults)] == [("A540", "J3: ")]


def test_numbers_and_booleans_of_a_workbook_become_what_was_typed():
    old = '<c r="J3" t="inlineStr"><is><t>Neither agree nor disagree</t></is></c>'
    answers, faults = forms(lambda xml: xml.replace(old, '<c r="J3" t="n"><v>3.0</v></c>'))
    assert errors(faults) == []
    assert values(answers, "p01-manager")["roles"] == "3"


def test_formatted_but_empty_rows_are_read_through_or_refused_quickly():
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(14, 200_000))
    start = time.process_time()
    _, faults = forms(lambda xml: xml.replace("</sheetData>", rows + "</sheetData>"))
    assert time.process_time() - start < 5
    assert set(codes(faults, severity="error")) <= {"A502"}


def test_a_cell_far_to_the_right_is_refused_without_filling_the_row():
    far = '<row r="99999"><c r="XFD99999" t="n"><v>1</v></c></row></sheetData>'
    fault = stopped(sheet(lambda xml: xml.replace("</sheetData>", far)), "x.xlsx")
    assert fault.code == "A502"
    assert "XFD" in fault.message


def test_several_sheets_with_rows_ask_which():
    with zipfile.ZipFile(io.BytesIO(FORMS)) as old:
        book = old.read("xl/workbook.xml").decode()
        rels = old.read("xl/_rels/workbook.xml.rels").decode()
        rows = old.read("xl/worksheets/sheet1.xml")
    second = '<sheet name="Other" sheetId="9" r:id="rId99" '
    second += 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
    link = '<Relationship Id="rId99" Type="x" Target="worksheets/sheet2.xml"/>'
    data = workbook(
        {
            "xl/workbook.xml": book.replace("</sheets>", second + "</sheets>"),
            "xl/_rels/workbook.xml.rels": rels.replace(
                "</Relationships>", link + "</Relationships>"
            ),
            "xl/worksheets/sheet2.xml": rows,
        }
    )
    fault = stopped(data, "x.xlsx")
    assert (fault.code, "'Other'" in fault.message) == ("A507", True)
    export, _ = read_export(data, "x.xlsx", sheet="Other")
    assert export is not None
    assert export.table.sheet == "Other"
