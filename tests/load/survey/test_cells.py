"""What a cell says: labels, ticks, lists, words and times."""

import pytest

from facilitate.load.answers import answers_text
from facilitate.load.survey.cells import (
    NO_ANSWER,
    Labels,
    bare_labels,
    bare_order,
    candidates,
    entries,
    numbered,
)
from facilitate.load.survey.cells import SCALES as KNOWN
from facilitate.load.tables.table import named_columns
from facilitate.model.questions import Questions
from tests.load.survey.survey_kit import (
    DOCTOR,
    HEADER,
    SMALL,
    WORDS,
    csv_bytes,
    errors,
    imported,
    proposal,
    signed,
    values,
)
from tests.load.survey.survey_kit import codes as fault_codes


def test_text_that_a_spreadsheet_might_run_survives_and_is_guarded_when_written():
    data = csv_bytes(WORDS, (*DOCTOR, "4", "4", "-time\n=2+3", "@Amy;+44", '=HYPERLINK("x")'))
    answers, faults = imported(data)
    assert errors(faults) == []
    assert answers is not None
    found = values(answers, "p01-doctor")
    assert found["list:hinders"] == "-time|=2+3"
    assert found["tie:advice"] == "@Amy|+44"
    assert found["comment:fix"] == '=HYPERLINK("x")'
    assert (
        answers_text(answers).splitlines()[1].startswith("p01-doctor,p01,doctor,4,4,'-time|=2+3,")
    )


def test_the_sign_that_parts_entries_is_replaced_in_an_entry_and_told():
    answers, faults = imported(csv_bytes(WORDS, (*DOCTOR, "4", "4", "a|b\nc", "", "")))
    assert values(answers, "p01-doctor")["list:hinders"] == "a/b|c"
    assert [f.message[:3] for f in faults if f.code == "A554"] == ["E2:"]


def test_control_characters_are_taken_out_and_told():
    answers, faults = imported(csv_bytes(WORDS, (*DOCTOR, "4", "4", "", "", "a\x1bb\x07")))
    assert values(answers, "p01-doctor")["comment:fix"] == "ab"
    assert [f.message[:3] for f in faults if f.code == "A555"] == ["G2:"]


def test_a_choice_that_came_in_later_stops_with_its_cell():
    first = csv_bytes(WORDS, (*DOCTOR, "4", "4", "", "D1;M2", ""))
    later = csv_bytes(WORDS, (*DOCTOR, "4", "4", "", "D1;M3", ""))
    answers, faults = imported(later, signed(proposal(first)[0]))
    assert answers is None
    assert [f.message for f in errors(faults)] == [
        "F2: here is a choice that the mapping does not know."
    ]


def test_a_name_that_holds_the_joining_sign_is_kept_whole_if_the_mapping_says_so():
    data = csv_bytes(WORDS, (*DOCTOR, "4", "4", "", "Lee, Amy, M2", ""))
    text = signed(proposal(data)[0])
    mended = text.replace('"Amy": "Amy"', '"Lee, Amy": p02-doctor').replace(
        '      "Lee": "Lee"\n', ""
    )
    answers, _ = imported(data, mended)
    assert values(answers, "p01-doctor")["tie:advice"] == "p02-doctor|M2"


def test_a_tick_that_is_none_stops_with_its_cell():
    header = (*HEADER, "Whom do you ask? [D1]", "Whom do you ask? [M1]")
    first = csv_bytes(header, (*DOCTOR, "4", "4", "Yes", "No"))
    later = csv_bytes(header, (*DOCTOR, "4", "4", "Maybe", "No"))
    answers, faults = imported(later, signed(proposal(first)[0]))
    assert answers is None
    assert [f.message[:3] for f in errors(faults)] == ["E2:"]
    answers, _ = imported(first)
    assert values(answers, "p01-doctor")["tie:advice"] == "D1"


def test_a_tick_that_is_neither_a_tick_nor_empty_stops_with_its_cell():
    data = csv_bytes((*HEADER, "Whom do you ask? [M1]"), (*DOCTOR, "4", "4", "perhaps"))
    chosen = '    split: ";"\n    labels:\n      perhaps: perhaps\n'
    text, _ = proposal(data)
    assert chosen in text
    answers, faults = imported(data, signed(text.replace(chosen, "    entry: M1\n")))
    assert answers is None
    assert [(f.code, f.message[:3]) for f in errors(faults)] == [("A544", "E2:")]


def test_garbled_letters_are_told_with_their_cell():
    header = (*HEADER, "What should we fix?")
    _, faults = imported(csv_bytes(header, ("P01", "Doctor", "4", "4", "donâ€™t")))
    assert [fault.message[:3] for fault in faults if fault.code == "A556"] == ["E2:"]


AGREE = Labels(numbered(KNOWN["agree-5"], 1), NO_ANSWER)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("Strongly agree", 5),
        ("STRONGLY AGREE ", 5),
        (" strongly agree", 5),
        ("Strongly\u00a0agree", 5),
        ("4 - Agree", 4),
        ("4 \u2013 Agree", 4),
        ("4. agree", 4),
        ("4) Agree", 4),
        ("(4) Agree", 4),
        ("[4] Agree.", 4),
        ("Agree (4)", 4),
        ("Agree - 4", 4),
        ("4 (Agree)", 4),
        ("Agree.", 4),
        ("“Agree”", 4),
        ("'Agree", 4),  # as a spreadsheet guards it
        ("Agree&nbsp;", 4),
        ("Neither agree nor disagree", 3),
        ("Not applicable", None),
        ("N/A", None),
        ("Don\u2019t know", None),
        ("Prefer not to say", None),
        ("", None),
        ("  ", None),
    ],
)
def test_a_label_is_its_number_or_no_answer(cell, number):
    reading = AGREE.reading(cell)
    assert (reading.number, reading.problem) == (number, "")


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("Agreee", "unknown"),
        ("4", "unknown"),
        ("Agree (5)", "contradicts"),
        ("(5) Agree", "contradicts"),
        ("Agree 4", "unknown"),
        ("Agree-ish", "unknown"),
        ("A4", "unknown"),
        ("4,5", "unknown"),
        ("4,000", "unknown"),
        ("4,", "unknown"),
        ("6,00", "outside"),
        ("4.5", "unknown"),
        ("\u00bd", "unknown"),
        ("0", "outside"),
        ("6", "outside"),
        ("-1", "outside"),
        ("99", "outside"),
        ("4 - Disagree", "contradicts"),
        ("4 - Quite", "unknown"),
        ("Agree Strongly disagree", "unknown"),
    ],
)
def test_anything_else_is_never_a_number(cell, problem):
    reading = AGREE.reading(cell)
    assert (reading.number, reading.problem) == (None, problem)


def test_an_unknown_label_names_file_row_and_column():
    answers, faults = imported(
        csv_bytes(HEADER, ("P01", "Doctor", "Agree", "4"), ("P01", "Manager", "Agreee", "4"))
    )
    assert answers is None
    (fault,) = errors(faults)
    assert fault.message == "C3: this is no label of the scale 'agree-5' (item 'goals')."
    assert fault.place is not None
    assert (fault.place.file, fault.place.line, fault.place.column) == ("x.csv", 3, 3)


def test_a_scale_from_nought_counts_from_nought():
    (name, labels), *_ = candidates(0, 4, ())
    assert (name, labels["Strongly disagree"], labels["Strongly agree"]) == ("agree-5", 0, 4)


def test_the_questions_own_labels_come_first():
    (name, labels), *_ = candidates(1, 3, ("Hardly", "Partly", "Wholly"))
    assert (name, labels) == ("own", {"Hardly": 1, "Partly": 2, "Wholly": 3})


def test_bare_answers_count_up_down_or_from_nought():
    assert bare_labels(1, 3, coded=True) == {"A1": 1, "A2": 2, "A3": 3}
    assert bare_labels(1, 3, "down") == {"3": 1, "2": 2, "1": 3}
    assert bare_labels(1, 3, "from nought") == {"0": 1, "1": 2, "2": 3}


@pytest.mark.parametrize("cell", ["4", "4.0", "4,0", "4,00", "\uff14"])
def test_a_number_that_is_one_of_the_labels_is_read_however_it_is_written(cell):
    assert Labels({"4": 4, "5": 5}, ()).reading(cell).number == 4


@pytest.mark.parametrize(
    ("said", "order"),
    [
        (["1 - Strongly disagree", "5 - Strongly agree"], "up"),
        (["1 - Strongly agree", "5 - Strongly disagree"], "down"),
        (["0 - Strongly disagree"], "from nought"),
        (["Neutral (3)"], None),  # the middle is the middle either way
        (["1 - Strongly agree", "5 - Strongly agree"], None),
        (["Agree"], None),
    ],
)
def test_a_number_beside_its_label_says_which_way_numbers_run(said, order):
    assert bare_order(map(str.casefold, said), numbered(KNOWN["agree-5"], 1)) == order


STATEMENTS = ("We share our goals", "We avoid hard talks")


def one_column(*cells: str, heading: str = STATEMENTS[0]) -> bytes:
    people = [(f"P{number:02}", "Doctor", cell) for number, cell in enumerate(cells)]
    return csv_bytes(("Pair", "Role", heading), *people)


@pytest.mark.parametrize(
    "cells",
    [
        ("1", "2", "5"),
        ("2", "3"),  # 1 to 5 of a longer scale looks the same
        ("A1", "A5"),
        ("Agree", "4"),  # typed by hand by two people
        ("Neutral (3)", "4"),
    ],
)
def test_bare_numbers_are_a_guess_and_the_end_that_agrees_is_asked(cells):
    data = one_column(*cells)
    text, faults = proposal(data)
    (asked,) = [fault for fault in faults if fault.code == "A524"]
    assert "Which end is agreement?" in asked.message
    careless = signed(text).replace("status: reviewed", "status: guess")
    answers, faults = imported(data, careless)
    assert answers is None
    assert fault_codes(errors(faults)) == ["A524"]


@pytest.mark.parametrize(
    ("agreement", "numbers"),
    [
        ("5", ["1", "5"]),
        ("1", ["5", "1"]),
        ("1,0", ["5", "1"]),  # as the export has it
        ("9", None),
        ("3", None),
    ],
)
def test_the_answer_to_which_end_agrees_turns_the_numbers(agreement, numbers):
    data = one_column("1", "5")
    text = signed(proposal(data)[0]).replace("status: reviewed", "status: guess")
    answers, faults = imported(data, text.replace('agreement: ""', f"agreement: {agreement}"))
    if numbers is None:
        assert fault_codes(errors(faults)) == ["A523"]
    else:
        assert answers is not None
        assert [row.values["goals"] for row in answers.rows] == numbers


def test_codes_are_turned_likewise_and_labels_in_words_never_are():
    data = one_column("A1", "A5")
    text = signed(proposal(data)[0]).replace('agreement: ""', "agreement: a1")
    answers, _ = imported(data, text)
    assert answers is not None
    assert [row.values["goals"] for row in answers.rows] == ["5", "1"]
    data = one_column("Agree", "4")
    text = signed(proposal(data)[0]).replace('agreement: ""', "agreement: 1")
    answers, _ = imported(data, text)
    assert answers is not None
    assert [row.values["goals"] for row in answers.rows] == ["4", "2"]


@pytest.mark.parametrize(
    "cells",
    [
        ("1 - Strongly agree", "2", "5 - Strongly disagree"),
        ("Strongly agree (1)", "2", "Strongly disagree (5)"),
    ],
)
def test_labelled_ends_say_themselves_which_way_the_numbers_run(cells):
    answers, faults = imported(one_column(*cells))
    assert answers is not None, faults
    assert [row.values["goals"] for row in answers.rows] == ["5", "4", "1"]


def test_a_scale_that_counts_from_nought_is_moved_by_one():
    answers, _ = imported(one_column("0", "1", "4"))
    assert answers is not None
    assert [row.values["goals"] for row in answers.rows] == ["1", "2", "5"]


def test_one_wrong_number_is_told_with_its_cell_and_the_others_keep_their_scale():
    answers, faults = imported(one_column("1", "2", "44", "5"))
    assert answers is None
    assert [(f.code, f.message[:3]) for f in errors(faults)] == [("A541", "C4:")]


def test_single_columns_are_grouped_by_their_answers_with_a_scale_for_each_group():
    header = ("Pair", "Role", *STATEMENTS, "We meet", "We laugh")
    (small,) = SMALL.dimensions
    items = [
        small.items[0].model_copy(update={"id": key, "text": text})
        for key, text in zip(("goals", "avoid", "meet", "laugh"), header[2:], strict=True)
    ]
    dimension = small.model_copy(update={"items": tuple(items)})
    questions = SMALL.model_copy(update={"dimensions": (dimension,)})
    data = csv_bytes(
        header,
        ("P01", "Doctor", "Agree", "Disagree", "Often", "2"),
        ("P01", "Manager", "Strongly agree", "Neutral", "Never", "5"),
    )
    answers, faults = imported(data, questions=questions)
    assert answers is not None, faults
    assert values(answers, "p01-doctor") == {"goals": "4", "avoid": "2", "meet": "4", "laugh": "2"}
    text, _ = proposal(data, questions=questions)
    assert [line.split()[1] for line in text.splitlines() if "scale: " in line] == [
        "agree-5",
        "agree-5",
        "frequency-5",
        "numbers-1-5",
    ]


def test_seven_steps_are_not_read_on_a_scale_of_five():
    rows = [("P01", "Doctor", "Somewhat agree", "4"), ("P01", "Manager", "Agree", "Disagree")]
    answers, faults = imported(csv_bytes(HEADER, *rows))
    assert answers is None
    assert fault_codes(errors(faults)) == ["A540"]


def test_a_label_of_seven_steps_in_one_column_makes_the_scale_of_all_of_them_a_guess():
    rows = [("P01", "Doctor", "Somewhat agree", "Agree"), ("P01", "Manager", "Agree", "Disagree")]
    text, _ = proposal(csv_bytes(HEADER, *rows))
    assert text.count("scale: agree-5") == 2
    assert "agree-5:\n    status: guess" in text


@pytest.mark.parametrize(
    ("cell", "split", "known", "found"),
    [
        ("a\nb, c\r\n\n d ", "lines", (), ("a", "b, c", "d")),
        ("D1;M2;", ";", (), ("D1", "M2")),
        ("D1, M2", ", ", (), ("D1", "M2")),
        ("Lee, Amy, M2", ", ", ("lee, amy", "m2"), ("Lee, Amy", "M2")),
        ("Lee, Amy", ", ", ("amy",), ("Lee", "Amy")),
        ("", ";", (), ()),
    ],
)
def test_entries_part_where_the_mapping_says(cell, split, known, found):
    assert entries(cell, split, known) == found


def test_a_decimal_comma_before_noughts_is_a_whole_number_and_one_before_a_half_stops():
    header = ("pair", "role", "goals", "avoid")
    whole = csv_bytes(header, ("p01", "doctor", "4,00", "2,0"), delimiter=";")
    answers, faults = imported(whole)
    assert errors(faults) == []
    assert values(answers, "p01-doctor") == {"goals": "4", "avoid": "2"}
    half = csv_bytes(
        header, ("p01", "doctor", "4,00", "2,0"), ("p01", "manager", "3,5", "2,0"), delimiter=";"
    )
    _, faults = imported(half)
    assert [(f.code, f.message[:3]) for f in errors(faults)] == [("A540", "C3:")]


def test_numbers_with_a_decimal_comma_are_answers_even_where_nobody_says_what_was_asked():
    data = csv_bytes(("pair", "role", "ours"), ("p01", "doctor", "4,00"), delimiter=";")
    answers, _ = imported(data, questions=None)
    assert values(answers, "p01-doctor") == {"ours": "4"}


TWO_THEMES = Questions.model_validate(
    {
        "format": "1",
        "dimensions": [
            {
                "id": theme,
                "name": theme,
                "themes": ["trust"],
                "items": [{"id": id_, "text": text} for id_, text in items.items()],
            }
            for theme, items in (
                ("one", {"goals": STATEMENTS[0], "avoid": STATEMENTS[1]}),
                ("two", {"meet": "We meet", "laugh": "We laugh"}),
            )
        ],
    }
)


def two_grids(*rows: tuple[str, ...]) -> bytes:
    """Two questions of two statements each, one statement of ours under each of them."""
    header = ("Pair", "Role", *(f"How far? [{one}]" for one in STATEMENTS))
    other = tuple(f"How sure? [{one}]" for one in ("We meet", "We laugh"))
    return csv_bytes((*header, *other), *rows)


def unconfirmed(text: str) -> str:
    """Return a mapping as signed by somebody who answered the questions and confirmed no guess."""
    return signed(text).replace("status: reviewed", "status: guess")


def test_each_grid_of_bare_numbers_is_asked_by_itself_which_end_agrees():
    data = two_grids(("P1", "Doctor", "1", "2", "5", "4"), ("P2", "Doctor", "5", "5", "1", "1"))
    text, faults = proposal(data, questions=TWO_THEMES)
    asked = [fault.message for fault in faults if "Which end" in fault.message]
    assert [one.split(" stand")[0] for one in asked] == ["In columns C to D", "In columns E to F"]
    assert text.count('agreement: ""') == 2
    one_said = text.replace('agreement: ""', "agreement: 5", 1)
    answers, faults = imported(data, unconfirmed(one_said), questions=TWO_THEMES)
    assert answers is None
    both = one_said.replace('agreement: ""', "agreement: 1", 1)
    answers, _ = imported(data, unconfirmed(both), questions=TWO_THEMES)
    assert answers is not None
    assert [tuple(row.values.values()) for row in answers.rows] == [
        ("1", "2", "1", "2"),
        ("5", "5", "5", "5"),
    ]


def test_single_columns_of_bare_numbers_are_asked_apart_where_they_count_otherwise():
    # Goals and We meet count from 1 to 5, Avoid and We laugh from 0 to 4 and the other way round.
    data = csv_bytes(
        ("Pair", "Role", STATEMENTS[0], STATEMENTS[1], "We meet", "We laugh"),
        ("P1", "Doctor", "1", "4", "2", "3"),
        ("P2", "Doctor", "5", "0", "5", "0"),
    )
    text, faults = proposal(data, questions=TWO_THEMES)
    asked = [fault.message for fault in faults if "Which end" in fault.message]
    assert [one.split(" stand")[0] for one in asked] == ["In columns D, F", "In columns C, E"]
    ours = text.replace('agreement: ""  # in columns D, F', "agreement: 0 # in D, F")
    ours = ours.replace('agreement: ""  # in columns C, E', "agreement: 5 # in C, E")
    answers, _ = imported(data, unconfirmed(ours), questions=TWO_THEMES)
    assert answers is not None
    assert [tuple(row.values.values()) for row in answers.rows] == [
        ("1", "1", "2", "2"),
        ("5", "5", "5", "5"),
    ]


@pytest.mark.parametrize(
    ("third", "asked"),
    [
        (("2", "4"), ["In columns C, F", "In column D", "In column E"]),  # from 0 or from 1
        (("2", "7"), ["In columns C, F", "In column D", "In column E"]),  # of seven, or a slip
    ],
)
def test_a_column_that_may_count_in_either_way_is_asked_apart(third, asked):
    data = csv_bytes(
        ("Pair", "Role", STATEMENTS[0], STATEMENTS[1], "We meet", "We laugh"),
        ("P1", "Doctor", "1", "4", third[0], "3"),
        ("P2", "Doctor", "5", "0", third[1], "5"),
    )
    _, faults = proposal(data, questions=TWO_THEMES)
    found = [one.message.split(" stand")[0] for one in faults if "Which end" in one.message]
    assert sorted(found) == sorted(asked)


def test_a_column_that_may_count_in_either_way_goes_with_the_others_where_they_agree():
    data = csv_bytes(
        ("Pair", "Role", STATEMENTS[0], STATEMENTS[1], "We meet", "We laugh"),
        ("P1", "Doctor", "1", "4", "2", "3"),
        ("P2", "Doctor", "5", "2", "7", "5"),
    )
    _, faults = proposal(data, questions=TWO_THEMES)
    found = [one.message.split(" stand")[0] for one in faults if "Which end" in one.message]
    assert found == ["In columns C to F"]


@pytest.mark.parametrize(
    ("columns", "words"),
    [([2], "column C"), ([2, 4], "columns C, E"), ([2, 4, 5, 6], "columns C, E to G")],
)
def test_columns_are_named_by_their_letters_and_runs(columns, words):
    assert named_columns(columns) == words


@pytest.mark.parametrize(
    ("heads", "asked"),
    [
        (("goals", "meet", "avoid", "laugh"), []),  # as the paper has them, typed by its numbers
        (("goals", "avoid", "meet", "laugh"), ["A524"]),  # made by hand, theme by theme
    ],
)
def test_a_table_under_our_own_names_is_asked_unless_it_is_in_the_order_of_the_paper(heads, asked):
    data = csv_bytes(("pair", "role", *heads), ("p1", "doctor", "1", "2", "4", "5"))
    _, faults = proposal(data, questions=TWO_THEMES)
    assert [one.code for one in faults if one.code == "A524"] == asked
