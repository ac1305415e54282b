"""Workbooks: cells read as they are shown; broken and hostile ones stop in bounded time."""

import csv
import io
import re
import struct
import time
import tracemalloc
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from facilitate.load.survey.export import read_export
from facilitate.load.tables.workbook import number_text, read_workbook, unescaped
from tests.load.survey.survey_kit import (
    QUESTIONS,
    SAMPLES,
    codes,
    errors,
    imported,
    reviewed,
    stopped,
    values,
)

FORMS = (SAMPLES / "microsoft_forms.xlsx").read_bytes()


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


def test_a_zip_bomb_is_refused_by_the_directory_alone():
    bomb = workbook({"xl/worksheets/sheet1.xml": b"0" * 30_000_000})
    start = time.process_time()
    fault = stopped(bomb, "x.xlsx")
    assert fault.code == "A502"
    assert time.process_time() - start < 0.5


def test_a_part_packed_too_tightly_is_refused():
    assert stopped(workbook({"xl/media/x.bin": b"0" * 20_000_000}), "x.xlsx").code == "A502"


def test_a_directory_that_lies_about_sizes_is_damaged_and_never_unpacked_further():
    bomb = bytearray(workbook({"xl/worksheets/sheet1.xml": b"<a>" + b" " * 10_000_000}))
    at = bomb.rindex(b"xl/worksheets/sheet1.xml") - 46
    bomb[at + 24 : at + 28] = struct.pack("<I", 500)
    tracemalloc.start()
    assert stopped(bytes(bomb), "x.xlsx").code == "A505"
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_thousand_parts_too_many_are_refused():
    parts: dict[str, str | bytes] = {f"xl/media/{number}.txt": "x" for number in range(1001)}
    assert stopped(workbook(parts), "x.xlsx").code == "A502"


def test_a_workbook_in_the_strict_form_is_refused_with_what_to_do():
    with zipfile.ZipFile(io.BytesIO(FORMS)) as package:
        rels = package.read("_rels/.rels").decode()
    transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    assert transitional in rels
    fault = stopped(workbook({"_rels/.rels": rels.replace(transitional, strict)}), "x.xlsx")
    assert (fault.code, "Excel Workbook (*.xlsx)" in fault.hint) == ("A505", True)


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
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(14, 60_000))
    start = time.process_time()
    _, faults = forms(lambda xml: xml.replace("</sheetData>", rows + "</sheetData>"))
    assert time.process_time() - start < 3
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


CSVS = sorted(path for path in SAMPLES.iterdir() if path.suffix == ".csv")


def as_workbook(path, tmp_path, change=None):
    """Save a CSV sample as XLSX, numbers as numbers and ISO times as times."""
    delimiter = ";" if "semicolon" in path.name else ","
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=delimiter))
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([_typed(cell) for cell in row])
    if change:
        change(sheet)
    target = tmp_path / f"{path.stem}.xlsx"
    book.save(target)
    return target


def _typed(cell: str):
    if cell.isdecimal() and len(cell) < 15:
        return int(cell)
    try:
        return datetime.strptime(cell, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return cell or None


@pytest.mark.parametrize("path", CSVS, ids=lambda path: path.stem)
def test_a_csv_export_saved_as_a_workbook_gives_the_same_answers(path, tmp_path):
    from_csv, _ = imported(path.read_bytes(), reviewed(path), path.name, questions=QUESTIONS)
    workbook = as_workbook(path, tmp_path)
    # the workbook is another export to us, so it is proposed and signed anew
    renamed = tmp_path / path.name
    renamed.write_bytes(workbook.read_bytes())
    again, faults = imported(
        renamed.read_bytes(), reviewed(renamed), path.name, questions=QUESTIONS
    )
    assert errors(faults) == []
    assert from_csv is not None
    assert again is not None
    assert again.columns == from_csv.columns
    assert [(row.person, row.values) for row in again.rows] == [
        (row.person, row.values) for row in from_csv.rows
    ]


def test_questions_merged_over_their_parts_in_a_workbook_change_nothing(tmp_path):
    path = SAMPLES / "surveymonkey.csv"

    def merge(sheet):
        sheet.merge_cells("L1:S1")
        sheet.merge_cells("U1:AF1")
        sheet.merge_cells("A1:A2")

    workbook = as_workbook(path, tmp_path, merge)
    answers, faults = imported(
        workbook.read_bytes(), reviewed(workbook), workbook.name, questions=QUESTIONS
    )
    assert errors(faults) == []
    assert answers is not None
    assert len(answers.rows) == 12


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("J3", "=1+3", "A542"),
        ("J3", "=HYPERLINK(A1)", "A542"),
        ("J3", datetime(2026, 5, 4), "A540"),  # noqa: DTZ001
        ("J3", 4.5, "A540"),
        ("J3", 6, "A541"),
        ("J3", True, "A540"),
        ("C3", "P99", "A543"),
    ],
)
def test_a_cell_spoilt_in_a_spreadsheet_stops_with_its_name(tmp_path, cell, value, code):
    path = SAMPLES / "google_sheets_linked.csv"
    good = as_workbook(path, tmp_path)
    mapping = reviewed(good)
    bad = as_workbook(path, tmp_path, lambda sheet: sheet.__setitem__(cell, value))
    answers, faults = imported(bad.read_bytes(), mapping, bad.name, questions=QUESTIONS)
    assert answers is None
    assert (cell, code) in [(fault.message.split(":")[0], fault.code) for fault in errors(faults)]


def test_a_title_and_an_empty_row_above_the_header_are_passed_over(tmp_path):
    path = SAMPLES / "google_forms.csv"

    def title(sheet):
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Stock take, spring"
        sheet.merge_cells("A1:N1")

    workbook = as_workbook(path, tmp_path, title)
    answers, faults = imported(
        workbook.read_bytes(), reviewed(workbook), workbook.name, questions=QUESTIONS
    )
    assert errors(faults) == []
    assert [fault.code for fault in faults if fault.severity == "warning"] == ["A513"]
    assert answers is not None
    assert len(answers.rows) == 12


def test_a_sheet_of_notes_beside_the_answers_asks_which(tmp_path):
    path = SAMPLES / "google_forms.csv"
    workbook = as_workbook(path, tmp_path)
    book = openpyxl.load_workbook(workbook)
    book.create_sheet("Notes")["A1"] = "Remember the cake"
    out = io.BytesIO()
    book.save(out)
    answers, faults = imported(out.getvalue(), questions=QUESTIONS)
    assert answers is None
    assert [fault.code for fault in faults] == ["A507"]


@pytest.mark.parametrize(
    ("number", "text"),
    [(4, "4"), (4.0, "4"), (4.5, "4.5"), (-2, "-2"), (0.1, "0.1"), (1e3, "1000")],
)
def test_a_number_is_what_was_typed(number, text):
    assert number_text(number) == text


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_never_one(number):
    with pytest.raises(ValueError, match="no number"):
        number_text(number)


def first_cell(change) -> str:
    """Return what A1 of a workbook shows after a change to it, and A1 only."""

    def only(sheet):
        sheet.delete_rows(1, 99)
        change(sheet)

    return read_workbook(saved(only), "x.xlsx").records[0].cell(0)


@pytest.mark.parametrize("epoch", [WINDOWS_EPOCH, MAC_EPOCH])
def test_a_day_is_the_same_day_by_either_calendar(epoch):
    def type_day(sheet):
        sheet.parent.epoch = epoch
        sheet["A1"] = datetime(2026, 5, 4, 9)  # noqa: DTZ001 - a workbook knows no time zone

    assert first_cell(type_day) == "2026-05-04 09:00:00"


def test_a_day_after_the_calendar_ends_is_an_error_of_the_spreadsheet():
    def type_day(sheet):
        sheet["A1"], sheet["A1"].number_format = 3_000_000, "yyyy-mm-dd"

    assert first_cell(type_day) == "#VALUE!"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('t="s"><v>1</v>', "two"),
        ('t="s">', ""),
        ('t="inlineStr"><is><t>a_x000D_b</t></is>', "a\rb"),
        (
            't="inlineStr"><is><r><t>a</t></r><r><t>b</t></r>'
            '<rPh sb="0" eb="1"><t>c</t></rPh></is>',
            "ab",
        ),
        ('t="b"><v>1</v>', "TRUE"),
        ('t="n"><v>4E0</v>', "4"),
        ('t="e"><v>#REF!</v>', "#REF!"),
        ('t="str"><v>so</v>', "so"),
    ],
)
def test_a_cell_is_read_by_its_kind(cell, text):
    assert read_workbook(with_cell(cell), "x.xlsx").records[0].cell(4) == text


@pytest.mark.parametrize("cell", ['t="s"><v>-1</v>', 't="s"><v>2</v>', 't="s"><v>x</v>'])
def test_a_shared_text_that_is_not_there_is_never_another_one(cell):
    assert stopped(with_cell(cell), "x.xlsx").code == "A505"


def with_cell(cell: str) -> bytes:
    """Return a workbook that shares two texts, with a cell of that kind at the end of row 1."""

    data = saved(lambda sheet: sheet.delete_rows(3, 99))
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        xml = old.read("xl/worksheets/sheet1.xml").decode()
        kinds = old.read("[Content_Types].xml").decode()
    shared = '<Override PartName="/xl/texts.xml" ContentType="application/vnd.openxmlformats-'
    shared += 'officedocument.spreadsheetml.sharedStrings+xml"/>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return workbook(
        {
            "[Content_Types].xml": kinds.replace("</Types>", f"{shared}</Types>"),
            "xl/texts.xml": f'<sst xmlns="{main}"><si><t>one</t></si><si><t>two</t></si></sst>',
            "xl/worksheets/sheet1.xml": xml.replace(
                "</c></row>", f'</c><c r="E1" {cell}</c></row>', 1
            ),
        },
        data,
    )


def test_half_a_letter_is_left_as_it_was_written():
    assert unescaped("_xD83D_ _x0041_") == "_xD83D_ A"


# ------------------------------------------------------- numbers as a person sees them in the cell


@pytest.mark.parametrize(
    ("code", "raw", "text"),
    [
        ("00", "1", "01"),
        ("00", "12", "12"),
        ("00", "123", "123"),
        ("0000", "0", "0000"),
        ('"P"00', "7", "P07"),
        ("\\P00", "7", "P07"),
        ("00-00", "123", "01-23"),
        ("[Red]00", "3", "03"),
        ("[$-809]00", "3", "03"),
        ("00;-00", "3", "03"),
        ("00_)", "3", "03"),
        ("0", "3", "3"),
        ("00", "4.0", "04"),
    ],
)
def test_a_whole_number_is_read_with_the_noughts_and_letters_that_its_format_shows(code, raw, text):
    assert number_text(float(raw), code) == text


@pytest.mark.parametrize(
    ("code", "raw", "text"),
    [
        ("General", "4", "4"),
        ("0.00", "4", "4"),
        ("00", "4.5", "4.5"),
        ("00", "-4", "-4"),
        ("0%", "0.5", "0.5"),
        ("#,##0", "1000", "1000"),
        ("[>5]00;0", "4", "4"),
        ("00;-00;", "0", "0"),
        ("@", "4", "4"),
    ],
)
def test_any_other_format_leaves_a_number_as_it_was_typed(code, raw, text):
    assert number_text(float(raw), code) == text


def shown(number: float, code: str) -> str:
    def type_number(sheet):
        sheet["A1"], sheet["A1"].number_format = number, code

    return first_cell(type_number)


@pytest.mark.parametrize("code", ["yyyy-mm-dd", "d/m/yy", "[h]:mm", 'd "of" mmmm', "[$-F800]dddd"])
def test_a_format_of_days_or_hours_shows_a_date(code):
    assert shown(46146.375, code) == "2026-05-04 09:00:00"


@pytest.mark.parametrize("code", ['"d"00', "\\d00", "[Red]0", "_d0"])
def test_letters_that_stand_for_themselves_make_no_date(code):
    assert shown(12, code).endswith("12")


def with_codes(codes: list[str]) -> bytes:
    """Return a workbook with a style for each format code."""

    def use(sheet):
        for row, number in enumerate(range(len(codes)), 1):
            sheet.cell(row, 1, 5).number_format = f'"{number}"0'

    data = saved(use)
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        styles = old.read("xl/styles.xml").decode()
    for number, code in enumerate(codes):
        styles = styles.replace(f"&quot;{number}&quot;0", code.replace('"', "&quot;"))
    return workbook({"xl/styles.xml": styles}, data)


@pytest.mark.parametrize("sign", ["[", '"', "\\", "_", "*", "0", "y", ";"])
def test_a_format_without_end_is_refused_and_many_long_ones_are_read_in_no_time(sign):
    start = time.process_time()
    assert stopped(with_codes([sign * 200_000]), "x.xlsx").code == "A502"
    read_export(with_codes([f"{number}{sign * 250}" for number in range(50)]), "x.xlsx")
    assert time.process_time() - start < 1


def saved(change) -> bytes:
    """Return the workbook that a spreadsheet saves of three pairs, after a change by hand."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["pair", "role", "We share our goals", "We avoid hard talks"])
    for number, role in enumerate(("doctor", "manager") * 3):
        sheet.append([number // 2 + 1, role, 4, 2])
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_pairs_that_are_shown_with_noughts_are_the_same_pairs_as_those_typed_with_them():
    def show(sheet):
        for row in range(2, 7):
            sheet.cell(row, 1).number_format = "00"
        sheet["A7"] = "03"

    answers, faults = imported(saved(show), file="x.xlsx")
    assert errors(faults) == []
    assert answers is not None
    assert sorted({row.pair for row in answers.rows}) == ["01", "02", "03"]


# ------------------------------------------------------------------- what a workbook does not show


def hide_row(sheet):
    sheet.row_dimensions[4].hidden = True


def hide_rows_by_a_filter(sheet):
    sheet.auto_filter.ref = "A1:D7"
    sheet.auto_filter.add_filter_column(0, ["1", "3"])
    for row in (4, 5):
        sheet.row_dimensions[row].hidden = True


def hide_columns(sheet):
    sheet.column_dimensions.group("C", "D", hidden=True)


def hide_sheet(sheet):
    sheet.parent.create_sheet("Old")["A1"] = "P01"
    sheet.parent["Old"].sheet_state = "hidden"


def hide_sheet_deeply(sheet):
    hide_sheet(sheet)
    sheet.parent["Old"].sheet_state = "veryHidden"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (hide_row, "Row 4 is hidden in the workbook; it was read."),
        (
            hide_rows_by_a_filter,
            "Rows 4, 5 are hidden in the workbook; they were read.",
        ),
        (hide_columns, "Columns C, D are hidden in the workbook; they were read."),
        (hide_sheet, "Sheet 'Old' is hidden in the workbook; it was left out."),
        (hide_sheet_deeply, "Sheet 'Old' is hidden in the workbook; it was left out."),
    ],
)
def test_what_is_hidden_is_told_before_anybody_signs(change, message):
    export, faults = read_export(saved(change), "x.xlsx")
    assert export is not None
    assert len(export.rows) == 6
    assert [(f.code, f.severity, f.message) for f in faults] == [("A515", "warning", message)]


def test_hidden_rows_and_columns_without_a_word_in_them_are_not_told():
    def hide(sheet):
        sheet.row_dimensions[40].hidden = True
        sheet.column_dimensions.group("F", "XFD", hidden=True)

    assert read_export(saved(hide), "x.xlsx")[1] == ()


def test_hidden_columns_that_lie_over_each_other_are_read_in_bounded_time():
    columns = '<col min="1" max="16384" hidden="1"/>' * 20_000
    start = time.process_time()
    stopped_or_read = read_export(
        sheet(lambda xml: xml.replace("<sheetData>", f"<cols>{columns}</cols><sheetData>")),
        "x.xlsx",
    )
    assert time.process_time() - start < 3
    assert stopped_or_read[0] is not None


# ---------------------------------------------------------------------- where the parts of it lie


def moved(part: str, target: str, folder_of_sheets: str = "") -> bytes:
    """Return the sample with its workbook part under another name, as other tools write it."""
    with zipfile.ZipFile(io.BytesIO(FORMS)) as old:
        book, rels = old.read("xl/workbook.xml"), old.read("xl/_rels/workbook.xml.rels").decode()
        others = {
            name: old.read(name)
            for name in old.namelist()
            if name not in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels")
        }
    folder, _, name = part.rpartition("/")
    top = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://x/officeDocument" Target="{target}"/></Relationships>'
    )
    kinds = others.pop("[Content_Types].xml").decode()
    parts = {
        **others,
        "[Content_Types].xml": kinds.replace("/xl/workbook.xml", f"/{part}").encode(),
        part: book,
        "_rels/.rels": top.encode(),
        f"{folder}/_rels/{name}.rels".lstrip("/"): re.sub(
            'Target="(?:/xl/)?', f'Target="{folder_of_sheets}', rels
        ).encode(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for path, data in parts.items():
            new.writestr(path, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "target", "sheets"),
    [
        ("xl/workbook.xml", "xl/workbook.xml", "/xl/"),
        ("xl/workbook.xml", "/xl/workbook.xml", ""),
        ("xl/workbook2.xml", "xl/workbook2.xml", ""),
        ("workbook.xml", "workbook.xml", "xl/"),
        ("book/main.xml", "./book/main.xml", "../xl/"),
    ],
)
def test_the_parts_are_found_where_the_package_says(part, target, sheets):
    export, _ = read_export(moved(part, target, sheets), "x.xlsx")
    expected, _ = read_export(FORMS, "x.xlsx")
    assert export is not None
    assert expected is not None
    assert export.rows == expected.rows


@pytest.mark.parametrize("target", ["xl/other.xml", "../../etc/passwd", "http://x/workbook.xml"])
def test_a_workbook_part_that_is_not_there_is_damaged(target):
    with zipfile.ZipFile(io.BytesIO(FORMS)) as old:
        kinds = old.read("[Content_Types].xml").decode()
    named = kinds.replace("/xl/workbook.xml", f"/{target}")
    assert stopped(workbook({"[Content_Types].xml": named}), "x.xlsx").code == "A505"


def test_elements_nested_without_end_are_damaged():
    deep = "<a>" * 200_000
    assert stopped(sheet(lambda xml: xml.replace("<sheetData>", deep, 1)), "x.xlsx").code == "A505"
