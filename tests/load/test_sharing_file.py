"""Choices of sharing go into the file by hand or by an import; the later one stands."""

from datetime import date

from facilitate.load.survey.convert import SharingChoice, with_choices

BEFORE = """\
# Mine
format: 1
sharing:
  a-doctor: {sharing: both partners, since: 2027-02-01, being observed: yes}  # rang
  b-doctor: {sharing: own answers}
  c-doctor:
    sharing: group only
    since: 2027-02-01
  d-doctor: {being observed: yes}
"""


def taken(before: str, *choices: SharingChoice) -> tuple[str, list[str]]:
    after, _, faults = with_choices(before.encode(), choices, source="x.csv")
    return after.decode(), [fault.code for fault in faults]


def test_a_later_choice_takes_the_place_of_an_earlier_one_and_nothing_else_changes() -> None:
    day = date(2027, 3, 1)
    after, told = taken(
        BEFORE,
        SharingChoice("a-doctor", "group only", day, 4),
        SharingChoice("c-doctor", "own answers", day, 5),
    )
    assert told == []
    assert after == BEFORE.replace(
        "{sharing: both partners, since: 2027-02-01", "{sharing: group only, since: 2027-03-01"
    ).replace("group only\n    since: 2027-02-01", "own answers\n    since: 2027-03-01")


def test_an_earlier_choice_never_takes_the_place_of_a_later_one_nor_of_one_without_a_day() -> None:
    after, told = taken(
        BEFORE,
        SharingChoice("a-doctor", "group only", date(2027, 1, 31), 4),
        SharingChoice("b-doctor", "both partners", date(2027, 3, 1), 5),
        SharingChoice("c-doctor", "both partners", None, 6),
    )
    assert (after, told) == (BEFORE, ["A562"] * 3)


def test_the_same_choice_again_changes_no_byte() -> None:
    same = SharingChoice("a-doctor", "both partners", date(2027, 2, 1), 4)
    assert taken(BEFORE, same) == (BEFORE, [])


def test_the_same_choice_in_a_later_survey_holds_since_the_first_day() -> None:
    again = SharingChoice("a-doctor", "both partners", date(2027, 10, 12), 4)
    assert taken(BEFORE, again) == (BEFORE, [])


def test_somebody_new_stands_at_the_end_with_day_and_source() -> None:
    after, told = taken(BEFORE, SharingChoice("e-doctor", "both partners", date(2027, 3, 1), 7))
    line = "  e-doctor: {sharing: both partners, since: 2027-03-01}  # from x.csv, row 7\n"
    assert (after, told) == (BEFORE + line, [])


def test_other_permissions_of_a_person_stay_beside_the_choice() -> None:
    after, _ = taken(BEFORE, SharingChoice("d-doctor", "group only", date(2027, 3, 1), 8))
    assert "  d-doctor: {being observed: yes, sharing: group only, since: 2027-03-01}\n" in after


def test_a_file_that_is_not_there_or_empty_begins_with_its_format() -> None:
    choice = SharingChoice("e-doctor", "both partners", None, 7)
    line = "sharing:\n  e-doctor: {sharing: both partners}  # from x.csv, row 7\n"
    assert taken("", choice)[0] == f"format: 1\n{line}"
    assert taken("format: 1\nsharing: {}\n", choice)[0] == f"format: 1\n{line}"


def test_a_file_keeps_its_mark_and_line_ends() -> None:
    spelt = b"\xef\xbb\xbf" + BEFORE.replace("\n", "\r\n").encode()
    choice = SharingChoice("e-doctor", "both partners", None, 7)
    after, written, _ = with_choices(spelt, [choice], source="x.csv")
    assert written == 1
    assert after == spelt + b"  e-doctor: {sharing: both partners}  # from x.csv, row 7\r\n"


def test_what_cannot_be_changed_without_touching_the_rest_is_left_to_a_person() -> None:
    text = "format: 1\nsharing: {a-doctor: {sharing: own answers}}\n"
    after, told = taken(text, SharingChoice("e-doctor", "both partners", date(2027, 3, 1), 7))
    assert (after, told) == (text, ["A563"])


def test_a_file_that_is_not_in_utf_8_is_left_as_it_is_and_every_choice_is_told() -> None:
    before = "format: 1\nsharing: {}  # café\n".encode("cp1252")
    choices = [SharingChoice("north-head", "group only", None, 2)]
    after, written, (fault,) = with_choices(before, choices, source="x.csv")
    assert (after, written, fault.code) == (before, 0, "A563")
    assert "not written in UTF-8" in fault.message
