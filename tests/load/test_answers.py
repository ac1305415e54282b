from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.faults import Place
from facilitate.load.answers import guarded, read_answers, unguarded

HEADER = "person,pair,role,goals,avoid,list:hinders,tie:advice,comment:fix\n"


def table(*rows: str):
    return read_answers(HEADER + "\n".join(rows) + "\n", "baseline.answers.csv")


def codes(faults):
    return [fault.code for fault in faults]


def test_a_row_is_a_person_with_values_by_column_and_its_line():
    answers, faults = table(
        'p01-doctor,p01,doctor,5,1,data|unclear budgets,p02-doctor,"Two\nlines"',
        "p01-manager,p01,manager,3,,,,",
    )
    assert faults == ()
    assert answers.columns == ("goals", "avoid", "list:hinders", "tie:advice", "comment:fix")
    doctor, manager = answers.rows
    assert (doctor.person, doctor.pair, doctor.role, doctor.line) == (
        "p01-doctor",
        "p01",
        "doctor",
        2,
    )
    assert doctor.values["goals"] == "5"
    assert doctor.values["comment:fix"] == "Two\nlines"
    assert manager.line == 4
    assert set(manager.values.values()) == {"3", None}


def test_a_role_may_hold_a_hyphen():
    answers, faults = table("p01-ward-manager,p01,ward-manager,5,1,,,")
    assert faults == ()
    assert answers.rows[0].role == "ward-manager"


def test_the_guard_before_a_formula_sign_is_taken_off_again():
    answers, _ = table("p01-doctor,p01,doctor,5,1,'-time|trust,,'=SUM(A1)")
    assert answers.rows[0].values["list:hinders"] == "-time|trust"
    assert answers.rows[0].values["comment:fix"] == "=SUM(A1)"


def test_an_apostrophe_that_guards_nothing_stays():
    answers, _ = table("p01-doctor,p01,doctor,5,1,,,'tis fine")
    assert answers.rows[0].values["comment:fix"] == "'tis fine"


def test_a_negative_number_on_a_scale_stays_a_number():
    answers, faults = table("p01-doctor,p01,doctor,-2,1,,,")
    assert faults == ()
    assert answers.rows[0].values["goals"] == "-2"


def test_a_cell_that_is_no_number_is_told_with_column_and_line_and_counts_as_no_answer():
    answers, (fault,) = table("p01-doctor,p01,doctor,Agree,1,,,")
    assert answers.rows[0].values["goals"] is None
    assert fault.code == "A407"
    assert fault.message == "Column 'goals', person 'p01-doctor': this is not a number."
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == ("baseline.answers.csv", 2)


def test_words_are_never_quoted_in_a_fault():
    _, faults = table("p01-doctor,p01,doctor,5,1,secret words,,too,many")
    assert codes(faults) == ["A404"]
    assert "secret" not in repr(faults)


@pytest.mark.parametrize("shifted", range(8))
def test_no_cell_is_quoted_where_a_row_has_slipped(shifted):
    cells = ["p01-doctor", "p01", "doctor", "5", "1", "", "", ""]
    cells[shifted] = "secret words"
    _, faults = table(",".join(cells))
    assert "secret" not in "".join(one.message + one.hint for one in faults)


def test_a_person_twice_is_told_with_both_places_and_the_first_row_counts():
    answers, (fault,) = table("p01-doctor,p01,doctor,5,1,,,", "p01-doctor,p01,doctor,2,1,,,")
    assert [row.values["goals"] for row in answers.rows] == ["5"]
    assert fault.code == "A406"
    assert fault.place is not None
    assert fault.also is not None
    assert (fault.place.line, fault.also.line) == (3, 2)


@pytest.mark.parametrize("start", ["p01-doctor,p01,manager", ",,", "-a,,a"])
def test_an_id_that_does_not_fit_is_told_and_the_row_left_out(start: str):
    answers, faults = table(start + ",5,1,,,")
    assert codes(faults) == ["A405"]
    assert answers.rows == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "A401"),
        ("person,pair,role,goals,goals\n", "A402"),
        ("person,pair,role,Goals we share\n", "A403"),
        ("person,pair,role,list:\n", "A403"),
        ("person,pair,role,goals\n", "A409"),
        ('person,pair,role,goals\np01-doctor,p01,doctor,"5\n', "A408"),
        ('person,pair,role,goals\np01-doctor,p01,doctor,"5"5\n', "A408"),
    ],
)
def test_a_broken_file_is_one_fault(text: str, code: str):
    answers, faults = read_answers(text, "x.answers.csv")
    assert codes(faults) == [code]
    assert answers.rows == ()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("person;pair;role;a,b\nx-y;x;y;1\n", "Put the same sign between all headings as"),
        ("person;pair;role;a\nx-y,x,y,1\n", "Put the same sign between its cells as"),
        ("person,pair,role,a\nx-y,x,y,1,2\n", "Put double quotes round words that hold a comma"),
        ("person,pair,role,a\nx-y,x,y\n", "Write it again with `facilitate audit import`"),
    ],
)
def test_cells_parted_wrongly_are_answered_with_the_sign(text: str, hint: str):
    _, (fault,) = read_answers(text, "x.answers.csv")
    assert fault.hint.startswith(hint)


def test_all_faults_are_told_in_one_run():
    _, faults = table("p01-doctor,p01,doctor,x,y,,,", "p01-manager,p01,manager,z,1,,,")
    assert codes(faults) == ["A407", "A407", "A407"]


def test_of_many_rows_of_one_slip_two_hundred_are_told_and_the_others_counted():
    _, faults = read_answers("person,pair,role,goals\n" + "x\n" * 2_196, "x.answers.csv")
    assert codes(faults) == ["A404"] * 201
    assert faults[199].place == Place("x.answers.csv", 201)
    assert faults[200].message == "1,996 more like this were found."
    assert faults[200].place == Place("x.answers.csv")


def test_more_rows_than_any_group_has_people_are_not_read_and_told_once():
    rows = "".join(f"p{number}-doctor,p{number},doctor,5\n" for number in range(20_001))
    answers, faults = read_answers("person,pair,role,goals\n" + rows, "x.answers.csv")
    assert len(answers.rows) == 20_000
    assert [(fault.code, fault.place) for fault in faults] == [
        ("A410", Place("x.answers.csv", 20_002))
    ]


def test_a_mark_of_byte_order_and_windows_line_ends_change_nothing():
    text = HEADER + 'p01-doctor,p01,doctor,5,1,,,"a\nb"\n'
    plain, _ = read_answers(text, "x")
    other, faults = read_answers("\ufeff" + text.replace("1,,,", "1,,,").replace("\n", "\r\n"), "x")
    assert faults == ()
    assert other.rows[0].values["goals"] == plain.rows[0].values["goals"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+44", "-time", "@x", "\tx", "\rx", "\0x", " =1", "＝1", "'=1"]
)
def test_text_that_a_spreadsheet_might_run_is_guarded(text: str):
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", "time", "1-2", "'quoted'", "a=b"])
def test_other_text_is_left_alone(text: str):
    assert guarded(text) == text


@given(st.text(alphabet="'=+-@\t\r\n a1", max_size=8))
@settings(max_examples=200)
def test_guard_on_and_off_gives_the_same_text(text: str):
    assert unguarded(guarded(text)) == text


def test_as_many_columns_as_a_file_can_have_are_read_in_their_number() -> None:
    head = ",".join(["person", "pair", "role", *(f"c{number}" for number in range(200_000))])
    before = process_time()
    _, faults = read_answers(f"{head}\nx-doctor,x,doctor\n", "a.csv")
    assert [fault.code for fault in faults] == ["A404"]
    assert process_time() - before < 2


@pytest.mark.parametrize("sign", [";", "\t"])
def test_what_a_spreadsheet_saves_instead_of_commas_and_small_letters_is_read(sign: str):
    text = sign.join(["person", "pair", "role", "goals"]) + "\n"
    text += sign.join(["P01-Doctor", "P01", "Doctor", "5"]) + "\n"
    answers, faults = read_answers(text, "a.csv")
    assert faults == ()
    assert [(row.person, row.values["goals"]) for row in answers.rows] == [("p01-doctor", "5")]


def test_of_two_versions_that_a_program_joined_the_first_is_read_and_that_told():
    head = "person,pair,role,trust\n"
    first, second = "a-doctor,a,doctor,4\n", "a-doctor,a,doctor,2\n"
    text = f"{head}<<<<<<< HEAD\n{first}=======\n{second}>>>>>>> theirs\n"
    table, faults = read_answers(text, "a.csv")
    assert [(one.code, one.place and one.place.line) for one in faults] == [("Y016", 2)]
    assert [row.values["trust"] for row in table.rows] == ["4"]
