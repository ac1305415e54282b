"""The table of what was said is held to the programme, the guide and the codebook, line by line."""

import io
from pathlib import Path

import openpyxl
import pytest

from facilitate.audit.voices_of_plan import spoken_in
from facilitate.load.plan import load_plan
from facilitate.load.voices import read_voices, with_changes

HEAD = "informant,role,question,words,theme,cleared\n"
PROGRAMME = """
format: 1
programme: A cooperative
roles: [grower, buyer]
sponsors: {c1: Morgan Lead}
pairs: {north: {grower: Robin Hedge, buyer: Sam Crate}}
stock takes: {talks: 2027-02-12}
"""
CODEBOOK = """
format: 1
codes:
  yard: {name: The yard, means: Who waits, was: [lorries, quay]}
"""


def folder(at: Path, rows: str, codebook: str = CODEBOOK) -> Path:
    takes = at / "private" / "stock-takes"
    takes.mkdir(parents=True)
    (at / "programme.yaml").write_text(PROGRAMME, encoding="utf-8")
    (at / "private" / "codebook.yaml").write_text(codebook, encoding="utf-8")
    (takes / "voices.csv").write_text(HEAD + rows, encoding="utf-8")
    return at


def spoken(at: Path, rows: str, codebook: str = CODEBOOK):
    plan, faults = load_plan(folder(at, rows, codebook))
    assert plan is not None, faults
    return spoken_in(plan)


@pytest.mark.parametrize(
    ("row", "code", "says"),
    [
        ("P1,grower,4,So,yrd,", "A615", "Did you mean 'yard'?"),
        ('P1,grower,4,So,"yard, trust",', "A615", "Put a semicolon between two codes."),
        ("P1,grower,4,So,wet paper,", "A615", "it: wet-paper: {name: Wet paper, means: }"),
        ("P1,growre,4,So,,", "A635", "Did you mean 'grower'?"),
        ("P1,,4,So,,", "A635", "Known here: buyer, grower, sponsor."),
        ("P1,grower,helpz,So,,", "A636", "Did you mean 'helps'?"),
        ("P1,grower,8,So,,", "A636", "Known here: 1 to 7, helps, hinders."),
        ("Robin,grower,4,So,,", "A618", "Write one such as P07."),
        ("C1,sponsor,4,So,,", "A618", "Give a code that is nobody's id"),
        ("P1,grower,4,So,,perhaps", "A613", "Write yes or no as the speaker said"),
        ("P1,grower,4,So,yard,trust,yes", "A612", "Put a semicolon between two themes."),
        ("P1,grower,4,So,,yes,more", "A612", "Put words that hold a comma in double quotes."),
    ],
)
def test_a_slip_is_told_with_its_line_and_one_thing_to_do(
    tmp_path: Path, row: str, code: str, says: str
) -> None:
    (fault,) = spoken(tmp_path, f"P9,buyer,4,Fine,yard,\n{row}\n").faults
    assert (fault.code, fault.severity) == (code, "error")
    assert says in fault.hint
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == ("private/stock-takes/voices.csv", 3)


def test_what_is_wrong_in_many_lines_is_told_once(tmp_path: Path) -> None:
    rows = "P1,grower,4,So,wet,\nP2,buyer,4,So,wet,\nP3,grower,4,So,wet;yard,\n"
    (fault,) = spoken(tmp_path, rows).faults
    assert fault.also is not None
    assert (fault.also_is, fault.also.line) == ("the same in 2 other lines, the first of them", 3)


def test_a_theme_may_be_written_by_its_name(tmp_path: Path) -> None:
    found = spoken(tmp_path, "P1,grower,4,So,The Yard; Trust,\n")
    assert (found.faults, found.voices[0].themes) == ((), ("yard", "trust"))


def test_a_programme_without_a_stock_take_is_told_once(tmp_path: Path) -> None:
    at = folder(tmp_path, "P1,grower,4,So,,\nP2,buyer,4,So,,\n")
    says = (
        (at / "programme.yaml").read_text("utf-8").replace("stock takes: {talks: 2027-02-12}", "")
    )
    (at / "programme.yaml").write_text(says, encoding="utf-8")
    plan, _ = load_plan(at)
    assert plan is not None
    (fault,) = spoken_in(plan).faults
    assert (fault.code, "stock takes: {talks: 2027-02-12}" in fault.hint) == ("A639", True)


def test_a_yes_typed_by_hand_is_for_the_words_without_the_names(tmp_path: Path) -> None:
    found = spoken(tmp_path, "P1,grower,4,Robin Hedge waits,,yes\n")
    (voice,) = found.voices
    assert (voice.words, voice.cleared, found.faults) == ("[…] waits", True, ())


def test_an_informant_with_two_roles_is_told_with_both_lines(tmp_path: Path) -> None:
    (fault,) = spoken(tmp_path, "P1,grower,4,So,,\np1,buyer,4,So,,\n").faults
    assert fault.code == "A637"
    assert fault.place is not None
    assert fault.also is not None
    assert (fault.place.line, fault.also.line) == (3, 2)


def test_earlier_codes_and_the_numbers_of_lists_count_as_what_they_stand_for(
    tmp_path: Path,
) -> None:
    rows = "P1,grower,2,Robin Hedge helps,lorries;Yard,\nP2,SPONSORS,4,So,,\nP1,Growers,,So,,\n"
    found = spoken(tmp_path, rows)
    assert found.faults == ()
    first, second, third = found.voices
    assert (first.themes, first.question, first.words) == (("yard",), "helps", "[…] helps")
    assert (second.role, third.role) == ("sponsor", "grower")


@pytest.mark.parametrize(
    ("codes", "code", "says"),
    [
        ("yard: {name: A, means: B}, old: {name: C, means: D, was: [yard]}", "A640", "of its own"),
        ("a: {name: A, means: B, was: [x]}, c: {name: C, means: D, was: [x]}", "A640", "both"),
        ("the yard: {name: A, means: B}", "A640", "cannot be a code"),
        ("yard: {name: A, means: What Robin says}", "A641", "may name somebody"),
    ],
)
def test_a_codebook_is_held_to_its_own_history_and_names_nobody(
    tmp_path: Path, codes: str, code: str, says: str
) -> None:
    found = spoken(tmp_path, "P1,grower,4,So,,\n", f"format: 1\ncodes: {{{codes}}}\n")
    (fault,) = [one for one in found.faults if one.code.startswith("A64")]
    assert fault.code == code
    assert says in fault.message
    assert fault.place is not None
    assert fault.place.line == 2


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (tuple(HEAD.strip().split(",")), *rows):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_workbook_is_read_and_a_formula_in_it_is_nobodys_words() -> None:
    data = workbook(
        (7, "grower", 4, "We wait", "yard", "yes"), ("P8", "buyer", 4, "=A1", None, None)
    )
    (voice,), (fault,) = read_voices(data, "voices.xlsx")
    assert (voice.informant, voice.question, voice.words, voice.cleared) == (
        "07",
        "4",
        "We wait",
        True,
    )
    assert (fault.code, fault.message) == (
        "A617",
        "D3 holds a formula and not what somebody said.",
    )


def test_a_table_that_a_spreadsheet_saved_with_semicolons_is_read_and_stays_so() -> None:
    rows = "informant;role;question;words;theme;cleared\r\nP1;grower;4;Früher, besser;yard,;\r\n"
    (voice,), faults = read_voices(rows.encode("cp1252"), "voices.csv")
    assert (voice.words, faults) == ("Früher, besser", ())
    now = with_changes(rows.encode("cp1252"), {2: voice}).decode("cp1252")
    assert now.splitlines()[1] == "P1;grower;4;Früher, besser;yard,;"


def test_words_that_begin_like_a_formula_are_words() -> None:
    (voice,), faults = read_voices(f"{HEAD}P1,grower,4,'=2 of us,,\n".encode(), "voices.csv")
    assert (voice.words, faults) == ("=2 of us", ())


def test_a_head_without_a_column_is_told_with_what_stands_there() -> None:
    _, (fault,) = read_voices(b"informant,rolle,question,words,theme,cleared\n", "voices.csv")
    assert fault.message == (
        "The first line of this table has no column 'role'. Here stands 'rolle'."
    )
