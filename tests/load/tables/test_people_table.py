"""People from a table: pairs, roles and names by plain headings, what is doubtful by its cell."""

import csv
import io
from collections.abc import Callable

import openpyxl
import pytest

from facilitate.load.tables.people_table import PeopleTable, read_people

SCHOOLS = [
    ["Partnership 2027"],
    ["Pair", "School", "Site", "Role", "First name", "Surname", "Job title", "E-mail address"],
    ["1", "Hill School", "North", "Head", "Ada", "Quartz", "Headteacher", "ada@example.org"],
    ["", "", "", "Business Manager", "Ben", "Onyx", "", "ben(at)example.org"],
    ["2", "Lake: infants", "", "Heads", "Cleo", "Beryl", "", ""],
    ["2", "Lake: infants", "", "Business manager", "vacant", "", "", ""],
    ["", "", "", "Sponsor", "Sasha", "Exec", "Director", "sasha@example.org"],
]


def as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def as_workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def read(rows: list[list[str]], *roles: str) -> tuple[PeopleTable, list[str]]:
    """Return who takes part and the sentences told."""
    found, faults = read_people(as_csv(rows), "people.csv", roles)
    assert found is not None, faults
    assert {one.code for one in faults} <= {"P150"}
    return found, [one.message for one in faults]


@pytest.mark.parametrize("written", [as_csv, as_workbook])
def test_pairs_roles_names_and_sponsors_are_taken(
    written: Callable[[list[list[str]]], bytes],
) -> None:
    found, _ = read_people(written(SCHOOLS), "people")
    assert found is not None
    assert found.roles == {"head": "head", "business-manager": "business manager"}
    assert list(found.pairs) == ["hill-school", "lake-infants"]
    hill, lake = found.pairs.values()
    assert (hill.service, hill.site) == ("Hill School", "North")
    assert hill.members == {
        "head": ("Ada Quartz", "Headteacher"),
        "business-manager": ("Ben Onyx", ""),
    }
    assert lake.members == {"head": ("Cleo Beryl", ""), "business-manager": ("", "")}
    assert found.sponsors == {"sponsor-1": ("Sasha Exec", "Director")}
    assert found.addresses == {
        "hill-school-head": "ada@example.org",
        "sponsor-1": "sasha@example.org",
    }


def test_what_a_pair_runs_may_be_a_hospital_or_a_campus() -> None:
    found, told = read([["Hospital", "role", "name"], ["Mill Lane", "vet", "Ruth Ashdown"]])
    assert found.pairs["mill-lane"].service == "Mill Lane"
    assert told == []


def test_an_address_that_is_none_is_named_by_its_cell_and_never_quoted() -> None:
    _, told = read(SCHOOLS)
    assert told == ["H4: this is no e-mail address."]


HEAD = ["team", "role", "name"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [["East", "Doctor", "Dr A"], ["East", "Doctor", "Dr B"]],
            "B3: the pair has a 'Doctor' already, so the row is left out.",
        ),
        ([["East", "Porter", "A"]], "B2: 'Porter' is none of the roles, so the row is left out."),
        ([["East", "Doctor", "tbc"]], "C2: 'tbc' was taken as a vacant post."),
        ([["East", "Doctor", "???"]], "C2: '???' was taken as a vacant post."),
        (
            [["East", "Doctor", "ada@example.org"]],
            "C2: 'ada@example.org' was taken as a vacant post.",
        ),
        (
            [["East", "Doctor", "Ada Quartz / Ben Onyx"]],
            "C2: 'Ada Quartz / Ben Onyx' looks like several people, and was taken as one.",
        ),
        (
            [["East", "Doctor", "A"], ["", "Doctor", "B"]],
            "A3: no pair stands here, and the one above has a 'Doctor' already.",
        ),
        ([["", "Doctor", "A"], ["East", "Doctor", "B"]], "A2: no pair stands here."),
        ([["East", "", "Dr A"]], "B2: no role stands here, so 'doctor' was taken."),
    ],
)
def test_what_is_doubtful_is_told_with_its_cell(rows: list[list[str]], told: str) -> None:
    rows = [*rows, ["West", "Manager", "Z. Last"]]
    assert read([HEAD, *rows], "doctor", "manager")[1] == [told]


def test_two_pairs_whose_names_differ_by_signs_alone_stay_two() -> None:
    rows = [HEAD, ["North (1)", "doctor", "Dr A"], ["North 1", "doctor", "Dr B"]]
    found, _ = read(rows)
    assert {name: pair.members["doctor"][0] for name, pair in found.pairs.items()} == {
        "north-1": "Dr A",
        "north-1-2": "Dr B",
    }


def test_a_role_called_as_a_key_of_a_pair_has_another_key() -> None:
    found, _ = read([HEAD, ["North", "Service", "Dr A"]])
    assert found.roles == {"service-2": "service"}


@pytest.mark.parametrize("heading", ["Christian name", "Known as", "Baptismal name"])
def test_a_name_beside_the_surname_goes_before_it(heading: str) -> None:
    row = ["East", "Doctor", "Ailsa", "Mac Leod"]
    found, _ = read([["Pair", "Role", heading, "Family name"], row])
    assert found.pairs["east"].members == {"doctor": ("Ailsa Mac Leod", "")}


def test_a_column_of_names_that_is_taken_by_its_heading_is_told() -> None:
    rows = [["Pair", "Role", "Baptismal name", "Surname"], ["East", "Doctor", "Ailsa", "Mac Leod"]]
    assert read(rows)[1] == ["C1: 'Baptismal name' is taken as first names."]


def test_a_column_that_is_not_read_is_told() -> None:
    rows = [[*HEAD, "Shoe size"], ["East", "Doctor", "Dr A", "44"]]
    assert read(rows)[1] == ["D1: the column 'Shoe size' is not read."]


def test_what_people_eat_and_need_is_sent_to_its_own_file() -> None:
    rows = [[*HEAD, "Diet", "Access needs"], ["East", "Doctor", "Dr A", "vegan", "a ramp"]]
    _, faults = read_people(as_csv(rows), "people.csv")
    assert len(faults) == 2
    assert all("private/access.yaml" in one.hint for one in faults)


def test_a_courtesy_title_goes_with_the_name_and_a_job_stays_a_job() -> None:
    rows = [["team", "role", "title", "name"], ["East", "doctor", "Dr", "Ada Quartz"]]
    rows.append(["East", "manager", "General manager", "Ben Onyx"])
    found, _ = read(rows)
    assert found.pairs["east"].members == {
        "doctor": ("Dr Ada Quartz", ""),
        "manager": ("Ben Onyx", "General manager"),
    }


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"colour,size\nred,4\n", "No row of headings was found"),
        (b"team,role\nEast,doctor\n", "No column was found for the names."),
        (b"role,name\ndoctor,A\n", "No column was found for the pair or the service."),
        (b"team,role,name\n", "Nobody stands below the headings."),
        (b"PK\x03\x04 nonsense", "damaged"),
    ],
)
def test_a_file_without_people_is_told_in_one_fault(data: bytes, words: str) -> None:
    found, faults = read_people(data, "people")
    assert found is None
    (fault,) = faults
    assert fault.severity == "error"
    assert words in fault.message
    assert fault.code == "P151"


CRISIS = {"doctor": ("Dr A. Quartz", ""), "manager": ("B. Onyx", "")}
MAILS = {"crisis-doctor": "a@example.org", "crisis-manager": "b@example.org"}
ROWS_OF_PAIRS = [
    ([["Service", "Doctor", "Manager"], ["Crisis", "Dr A. Quartz", "B. Onyx"]], {}),
    (
        [
            ["Team", "Doctor", "Doctor e-mail", "Manager", "Email (manager)"],
            ["Crisis", "Dr A. Quartz", "a@example.org", "B. Onyx", "b@example.org"],
        ],
        MAILS,
    ),
    (
        [
            ["Team", "Doctor name", "Manager name", "Email of the doctor", "Manager mail"],
            ["Crisis", "Dr A. Quartz", "B. Onyx", "a@example.org", "b@example.org"],
        ],
        MAILS,
    ),
    (
        [
            ["Service", "Doctor", "", "Manager", ""],
            ["", "Name", "E-mail", "Name", "E-mail"],
            ["Crisis", "Dr A. Quartz", "a@example.org", "B. Onyx", "b@example.org"],
        ],
        MAILS,
    ),
]


@pytest.mark.parametrize(("rows", "mails"), ROWS_OF_PAIRS)
def test_a_row_may_hold_a_whole_pair(rows: list[list[str]], mails: dict[str, str]) -> None:
    found, told = read(rows)
    assert (found.pairs["crisis"].service, found.pairs["crisis"].members) == ("Crisis", CRISIS)
    assert (found.roles, found.addresses) == ({"doctor": "doctor", "manager": "manager"}, mails)
    assert told == []


def test_a_pair_without_a_third_seat_has_none_and_an_empty_one_of_two_is_vacant() -> None:
    found, told = read(
        [
            ["School", "Head", "Business manager", "Deputy", "Phone"],
            ["Hill", "Ada Quartz", "Ben Onyx", "", "1"],
            ["Lake", "Cleo Beryl", "vacant", "", "2"],
            ["Moor", "Dan Jasper", "Eve Topaz", "Finn Garnet", "3"],
        ]
    )
    assert list(found.pairs["hill"].members) == ["head", "business-manager"]
    assert found.pairs["lake"].members == {"head": ("Cleo Beryl", ""), "business-manager": ("", "")}
    assert list(found.pairs["moor"].members) == ["head", "business-manager", "deputy"]
    assert told == ["E1: the column 'Phone' is not read."]


def test_given_roles_say_which_columns_are_people() -> None:
    rows = [["School", "Head", "Clerk", "Chair"], ["Hill", "Ada", "Ben", "Cleo"]]
    found, told = read(rows, "head", "clerk")
    assert list(found.pairs["hill"].members) == ["head", "clerk"]
    assert told == ["D1: the column 'Chair' is not read."]


PARISHES = [
    ["Parish", "Town", "Duty", "Who", "Diet"],
    ["St Anne", "Wells", "Vicar", "Quartz, Ada", "vegan"],
    ["", "Wells", "Warden", "Ben Onyx", ""],
    ["St Bede", "Wells", "Vicar", "Cleo Beryl", ""],
    ["", "Wells", "Warden", "Dan Jasper", "no nuts"],
    ["Total", "", "", "4", ""],
]


def test_columns_are_known_by_their_cells_where_no_heading_says_them() -> None:
    found, told = read(PARISHES)
    assert found.roles == {"vicar": "vicar", "warden": "warden"}
    anne, bede = found.pairs.values()
    assert (anne.service, anne.site) == ("St Anne", "Wells")
    assert anne.members == {"vicar": ("Ada Quartz", ""), "warden": ("Ben Onyx", "")}
    assert bede.members == {"vicar": ("Cleo Beryl", ""), "warden": ("Dan Jasper", "")}
    assert told == [
        "A1: 'Parish' is taken as what each pair runs.",
        "C1: 'Duty' is taken as the role of each person.",
        "E1: the column 'Diet' is not read.",
    ]


def test_a_job_that_comes_once_in_each_pair_is_the_role_and_no_title() -> None:
    found, told = read(
        [
            ["Name", "Farm", "Job"],
            ["Ada Quartz", "Oak", "Farmer"],
            ["Ben Onyx", "Oak", "Bookkeeper"],
            ["Cleo Beryl", "Elm", "Farmer"],
            ["Dan Jasper", "Elm", "Bookkeeper"],
        ]
    )
    assert found.pairs["elm"].members == {
        "farmer": ("Cleo Beryl", ""),
        "bookkeeper": ("Dan Jasper", ""),
    }
    assert told[-1] == "C1: 'Job' is taken as the role of each person."


@pytest.mark.parametrize("between", [" / ", " & ", "; ", "\n", " and ", ", "])
def test_a_cell_may_hold_all_people_of_a_pair(between: str) -> None:
    found, told = read(
        [
            ["School", "Head / Business manager", "E-mails"],
            ["Hill", f"Dr Ada Quartz{between}Ms Ben Onyx", "a@example.org / b@example.org"],
            ["Lake", f"Cleo Beryl{between}Dan Jasper", ""],
        ]
    )
    assert found.roles == {"head": "head", "business-manager": "business manager"}
    assert found.pairs["hill"].members == {
        "head": ("Dr Ada Quartz", ""),
        "business-manager": ("Ms Ben Onyx", ""),
    }
    assert found.addresses == {
        "hill-head": "a@example.org",
        "hill-business-manager": "b@example.org",
    }
    assert told == [
        "B1: 'Head / Business manager' is taken as the people of a pair, several in a cell."
    ]


def test_whoever_has_no_place_in_a_pair_is_told() -> None:
    rows = [
        ["Hospital", "name"],
        ["Mill", "Ada Quartz"],
        ["Mill", "Ben Onyx"],
        ["Mill", "C. Beryl"],
    ]
    _, told = read(rows)
    assert told == [
        "B4: the pair has a doctor and a manager already, so the row is left out.",
        "B1: No column says the roles, so the people of each pair are called doctor and manager, "
        "in this order.",
    ]


PAIRS = [
    ["Service", "Doctor", "Manager"],
    ["Crisis", "Dr Ada Quartz", "Ben Onyx"],
    ["Rehab", "Dr Cleo Beryl", "Dan Jasper"],
]


def test_headings_over_two_rows_lose_no_role() -> None:
    found, told = read([["Service", "People", ""], ["", "Doctor", "Manager"], *PAIRS[1:]])
    assert told == []
    assert [list(pair.members.values()) for pair in found.pairs.values()] == [
        [("Dr Ada Quartz", ""), ("Ben Onyx", "")],
        [("Dr Cleo Beryl", ""), ("Dan Jasper", "")],
    ]


def test_rows_of_spaces_say_nothing() -> None:
    found, told = read([*PAIRS, [" ", " ", " "]])
    assert (list(found.pairs), told) == (["crisis", "rehab"], [])


def test_headings_alone_are_no_people() -> None:
    found, faults = read_people(as_csv(PAIRS[:1]), "people.csv")
    assert found is None
    assert [one.message for one in faults] == ["Nobody stands below the headings."]


def test_a_mistyped_role_is_asked_about_once() -> None:
    rows = [["Service", "Docter", "Manager"], *PAIRS[1:]]
    assert read(rows)[1] == ["B2: 'docter' was taken as a role of its own."]
    people = [
        ["Pair", "Role", "Name"],
        ["Mill", "Host", "Ada Quartz"],
        ["Pier", "Hots", "Ben Onyx"],
    ]
    assert "B3: 'Hots' was taken as a role of its own." in read(people)[1]


def test_a_formula_that_failed_is_nobodys_name() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(PAIRS)))
    assert book.active
    book.active["B3"] = "#REF!"
    data = io.BytesIO()
    book.save(data)
    found, faults = read_people(data.getvalue(), "people.xlsx")
    assert found
    assert found.pairs["rehab"].members["doctor"] == ("", "")
    assert [one.message for one in faults] == [
        "B3: a formula of the spreadsheet has no value here, so the cell counts as empty."
    ]


STATIONS = [
    ["Station", "Watch commander", "Watch manager"],
    ["Fen Road", "Ada Moss", "Ben Tarn"],
    ["Quay", "Cyd Poole", "vacant"],
    ["High Street", "Eve Finch", "Gus Hale"],
]


def test_where_no_heading_is_known_pairs_run_the_first_column_and_two_others_are_roles() -> None:
    found, told = read(STATIONS)
    assert [(id_, pair.service, pair.members) for id_, pair in found.pairs.items()] == [
        (
            "fen-road",
            "Fen Road",
            {"watch-commander": ("Ada Moss", ""), "watch-manager": ("Ben Tarn", "")},
        ),
        ("quay", "Quay", {"watch-commander": ("Cyd Poole", ""), "watch-manager": ("", "")}),
        (
            "high-street",
            "High Street",
            {"watch-commander": ("Eve Finch", ""), "watch-manager": ("Gus Hale", "")},
        ),
    ]
    assert told == ["A1: 'Station' is taken as what each pair runs."]


def test_a_row_of_people_is_taken_for_no_headings() -> None:
    found, (fault,) = read_people(as_csv(STATIONS[1:]), "people.csv")
    assert found is None
    assert fault.message == "No row of headings was found."


def test_headings_in_capitals_are_known_by_the_roles_that_were_given() -> None:
    capitals = [["Station", "Watch Commander", "Watch Manager"], *STATIONS[1:]]
    found, _ = read(capitals, "watch commander", "watch manager")
    assert list(found.pairs) == ["fen-road", "quay", "high-street"]


def test_a_second_row_of_a_pair_fills_what_the_first_left_empty() -> None:
    head = ["service", "Stage manager", "House manager"]
    found, told = read([head, ["Lyric", "Nora Quartz", ""], ["Lyric", "", "Tom Onyx"]])
    assert found.pairs["lyric"].members == {
        "stage-manager": ("Nora Quartz", ""),
        "house-manager": ("Tom Onyx", ""),
    }
    assert told == []


def test_a_title_behind_a_comma_stands_in_front_of_the_name() -> None:
    names = ["Nora Quartz, Dr", "Onyx, Prof. Tom", "Beryl, Cleo, Ms"]
    found, _ = read([HEAD, *(["East", f"role {n}", name] for n, name in enumerate(names))])
    assert [name for name, _ in found.pairs["east"].members.values()] == [
        "Dr Nora Quartz",
        "Prof. Tom Onyx",
        "Ms Cleo Beryl",
    ]


def test_an_address_without_a_name_is_told_at_the_name() -> None:
    rows = [["East", "doctor", "Nora Quartz", ""], ["East", "manager", "", "tom@example.org"]]
    _, told = read([[*HEAD, "e-mail"], *rows])
    assert told == ["C3: no name stands here beside an address, so the post is vacant."]
    rows[1][2] = "tbc"
    assert read([[*HEAD, "e-mail"], *rows])[1] == ["C3: 'tbc' was taken as a vacant post."]


def test_nobody_without_a_name_is_told_once_whoever_it_is() -> None:
    head = ["Service", "Role", "First name", "Last name", "E-mail"]
    rows = [
        ["East", "doctor", "???", "", "ada@example.org"],
        ["East", "manager", "Ben", "Onyx", "ben@example.org"],
        ["", "sponsor", "", "", "cleo@example.org"],
    ]
    found, told = read([head, *rows])
    assert found.sponsors == {}
    assert told == [
        "D2: '???' was taken as a vacant post.",
        "D4: no name stands here beside an address, so the post is vacant.",
    ]


def test_an_empty_workbook_is_told_as_that() -> None:
    found, (fault,) = read_people(as_workbook([]), "people.xlsx")
    assert found is None
    assert (fault.code, fault.message) == ("A508", "Nothing stands in this workbook.")
    assert fault.hint == "Look whether it is the right one, and was saved with what is in it."


def test_a_pair_that_has_two_rows_is_told_once_with_the_other_row() -> None:
    rows = [*PAIRS, ["Crisis", "Dr Eve Topaz", "Gil Opal"]]
    found, told = read(rows)
    assert found.pairs["crisis"].members["doctor"] == ("Dr Ada Quartz", "")
    assert told == [f"A{len(rows)}: this pair stands in row 2 already."]


def test_a_column_without_a_heading_is_told_where_anything_stands_in_it() -> None:
    rows = [[*HEAD, "", ""], ["East", "Doctor", "Dr A", "", "tall"]]
    assert read(rows)[1] == ["E1: the column without a heading is not read."]


def test_a_row_with_more_cells_than_headings_is_told_and_nothing_is_taken() -> None:
    data = b"team;role;name\nEast;doctor;Quartz; Nora\nEast;manager;Tom Onyx\n"
    found, (fault,) = read_people(data, "people.csv")
    assert found is None
    assert (fault.code, fault.place and fault.place.line) == ("P151", 2)
    assert fault.hint == "Put quotes round the words that hold a semicolon."


CREWS = [
    ["Ferry", "Name", "Role"],
    ["Sound", "Mara Inchcape", "Skipper"],
    ["Sound", "Tove Brassbound", "Purser"],
    ["Island", "Odd Rudderson", "Skipper"],
    ["Islnad", "Pip Ledgerly", "Purser"],
]


def test_a_word_of_ones_own_heads_the_pairs_also_where_one_of_them_is_mistyped() -> None:
    found, told = read(CREWS)
    assert list(found.pairs) == ["sound", "island", "islnad"]
    assert told == [
        "A1: 'Ferry' is taken as what each pair runs.",
        "A5: one person stands at 'Islnad', and one at 'Island'.",
    ]


def test_one_pair_alone_is_known_by_the_one_word_that_stands_twice() -> None:
    found, _ = read(CREWS[:3])
    assert list(found.pairs) == ["sound"]


def test_two_halves_of_unlike_names_are_not_told() -> None:
    _, told = read([["Service", "Name", "Role"], *CREWS[1:4], ["Cape", "Pip Ledgerly", "Purser"]])
    assert told == []


def test_the_first_column_is_what_a_pair_runs_and_not_the_site_beside_it() -> None:
    rows = [
        ["Ferry", "Site", "Skipper", "Purser"],
        ["Sound", "Cold Harbour", "Mara Inchcape", "Tove Brassbound"],
        ["Island", "Cold Harbour", "Odd Rudderson", "Pip Ledgerly"],
    ]
    found, told = read(rows, "skipper", "purser")
    assert {key: pair.site for key, pair in found.pairs.items()} == {
        "sound": "Cold Harbour",
        "island": "Cold Harbour",
    }
    assert told == ["A1: 'Ferry' is taken as what each pair runs."]


def test_roles_that_head_no_column_are_told_with_the_headings() -> None:
    rows = [["Ferry", "Skiper", "Purser"], ["Sound", "Mara Inchcape", "Tove Brassbound"]]
    found, (fault,) = read_people(as_csv(rows), "people.csv", ("skipper", "purser"))
    assert found is None
    assert "(skipper, purser) fewer than two are among the headings: Ferry, Sk" in fault.message
    assert fault.hint == "Head the columns of their names so: skipper, purser."
    assert fault.place is not None
    assert fault.place.line == 1


def test_names_and_roles_that_changed_places_are_told_at_the_first_of_them() -> None:
    rows = [["Ferry", "Role", "Name"], *CREWS[1:3]]
    found, (fault,) = read_people(as_csv(rows), "people.csv", ("skipper", "purser"))
    assert found is None
    assert fault.severity == "error"
    assert fault.message.endswith("'Mara Inchcape' is none of the roles, so the row is left out.")
    assert fault.hint == "Known here: skipper, purser."


def test_the_first_column_is_the_pairs_where_the_only_two_rows_differ() -> None:
    rows = [CREWS[0], CREWS[1], ["Sound-", "Tove Brassbound", "Purser"]]
    _, told = read(rows)
    assert told == [
        "A1: 'Ferry' is taken as what each pair runs.",
        "A3: one person stands at 'Sound-', and one at 'Sound'.",
    ]


def test_a_heading_that_stands_twice_is_told_as_that() -> None:
    rows = [["Service", "Name", "Name", "Role"], ["Sound", "Mara Inchcape", "M", "Skipper"]]
    _, faults = read_people(as_csv(rows), "people.csv")
    (fault,) = [one for one in faults if "is not read" in one.message]
    assert fault.message == "C1: the column 'Name' is not read."
    assert fault.hint.startswith("Another column is headed so, and was read")
