"""Text files: their letters and delimiters; broken ones stop in bounded time and memory."""

import itertools
import time
import tracemalloc

import pytest

from facilitate.load.survey.export import read_export
from facilitate.load.tables.table import MAX_ROWS, Record, cell_name, column_of, letters
from tests.load.survey.survey_kit import (
    GOOD,
    HEADER,
    codes,
    csv_bytes,
    errors,
    imported,
    proposal,
    signed,
    stopped,
    values,
)


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


ROWS = (
    (*HEADER, "What should we fix?"),
    ("P01", "Doctor", "Agree", "Don’t know", "Caf\u00e9 \u2013 \u00a35, \u201cnow\u201d; and\twhy"),
    ("P01", "Manager", "Strongly agree", "2", 'Say "no"\r\ntogether'),
)


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


ENDS = ("\n", "\r\n", "\r")


@pytest.mark.parametrize(
    ("encoding", "end", "delimiter"), list(itertools.product(ENCODINGS, ENDS, ",;\t"))
)
def test_every_encoding_line_end_and_delimiter_gives_the_same_answers(encoding, end, delimiter):
    text = csv_bytes(*ROWS, delimiter=delimiter).decode()
    text = text.replace("\r\n", "\n").replace("\n", end)
    answers, faults = imported(text.encode(encoding))
    assert errors(faults) == []
    assert ("A511" in codes(faults)) == (encoding == "cp1252")
    assert values(answers, "p01-doctor") == {
        "goals": "4",
        "avoid": None,
        "comment:fix": "Caf\u00e9 \u2013 \u00a35, \u201cnow\u201d; and\twhy",
    }
    assert values(answers, "p01-manager") == {
        "goals": "5",
        "avoid": "2",
        "comment:fix": 'Say "no"\ntogether',
    }


def test_letters_of_two_encodings_in_one_file_stop_at_the_line():
    data = csv_bytes(*ROWS) + "P02,Doctor,Agree,4,Zo\u00eb\r\n".encode("cp1252")
    export, (fault,) = read_export(data, "x.csv")
    assert export is None
    assert fault.code == "A503"
    assert fault.place is not None
    assert fault.place.line == 5


def test_a_byte_that_cp1252_does_not_know_stops():
    export, (fault,) = read_export(csv_bytes(HEADER) + b"P01,Doctor,\x81,4\r\n", "x.csv")
    assert export is None
    assert (fault.code, fault.place and fault.place.line) == ("A503", 2)


def test_a_reviewer_may_name_the_encoding_where_the_bytes_cannot_tell():
    data = "Pair,Role,We share our goals,What should we fix?\nP01,Doctor,4,Caf\u00e9\n".encode(
        "mac-roman"
    )
    mapping = signed(proposal(data)[0]).replace("encoding: cp1252", "encoding: mac-roman")
    export, _ = read_export(data, "x.csv", encoding="mac-roman")
    assert "mac-roman" in mapping
    assert export is not None
    assert export.rows[0].cells[-1] == "Caf\u00e9"


def test_a_line_that_names_the_separator_is_passed_over():
    data = b"sep=;\r\n" + csv_bytes(HEADER, ("P01", "Doctor", "4", "4"), delimiter=";")
    answers, _ = imported(data)
    assert values(answers, "p01-doctor") == {"goals": "4", "avoid": "4"}


def test_a_title_above_the_header_is_passed_over_and_told():
    answers, faults = imported(
        csv_bytes(("Stock take 2027",), (), HEADER, ("P01", "Doctor", "4", "4"))
    )
    assert values(answers, "p01-doctor")["goals"] == "4"
    assert "A513" in codes(faults)


@pytest.mark.parametrize(
    ("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_a_spreadsheets_letters(number, name):
    assert letters(number) == name
    assert column_of(name) == number
    assert cell_name(Record(6, 6, ()), number) == f"{name}6"


@pytest.mark.parametrize("name", ["", "1", "A1", "AAAA", "É"])
def test_other_words_are_no_columns(name):
    assert column_of(name) is None
