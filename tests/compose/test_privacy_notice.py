"""The notice says what happens with answers, and the data map says it of each file."""

import re
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import facilitate
from facilitate.compose.privacy_notice import data_map, privacy_notice, who_sees_what
from facilitate.compose.wording import Wording
from facilitate.document import Table, plain, walk
from facilitate.document_text import as_text
from facilitate.load.plan_files import DATA_MAP
from facilitate.load.words import words_of
from facilitate.model import Programme, ProgrammeFile, Questions

QUESTIONS = Questions.model_validate({"format": "1", "dimensions": []})
WORDING = Wording(words_of("en-GB"))


def programme(by: date | None, **more: object) -> Programme:
    says = ProgrammeFile.model_validate(
        {
            "format": "1",
            "programme": "Made up",
            "client": "Example Trust",
            "pairs": {"crisis": {"doctor": "Dr A. Example", "manager": "B. Sample"}},
            "delete by": by.isoformat() if by else None,
        }
        | more
    )
    return Programme("Made up", says, "programme.yaml")


def test_the_notice_says_the_date_of_the_programme() -> None:
    said = as_text(privacy_notice(programme(date(2028, 9, 30)), QUESTIONS, WORDING))
    assert "deleted by Saturday 30 September 2028" in said
    assert "somebody could be seriously harmed" in said
    assert "appraisal" in said


def test_without_a_date_the_notice_says_so() -> None:
    assert "not decided yet" in as_text(privacy_notice(programme(None), QUESTIONS, WORDING))


def test_the_data_map_has_a_row_for_each_kind_of_file() -> None:
    document = data_map(programme(date(2028, 9, 30)), WORDING)
    table = next(part for part in walk(document) if isinstance(part, Table))
    assert [plain(row[0]) for row in table.rows] == [kind.where for kind in DATA_MAP]
    assert {plain(row[4]) for row, kind in zip(table.rows, DATA_MAP, strict=True)} == {
        "2028-09-30",
        "open",
    }
    assert {
        kind.key for row, kind in zip(table.rows, DATA_MAP, strict=True) if plain(row[4]) == "open"
    } == {kind.key for kind in DATA_MAP if kind.end == "stays"}


def test_the_notice_lists_what_every_kind_of_file_holds_about_people() -> None:
    coached = programme(None, coaching={"crisis-doctor": ["2027-04-06"]})
    said = as_text(privacy_notice(coached, QUESTIONS, WORDING))
    rows = WORDING.words["data map"]["rows"]
    asked = {name: WORDING.of("notice", name) for name in ("coaching", "letters", "watched")}
    held = {
        kept.key: rows[kept.key]["held"].replace("**", "").format_map(asked) for kept in DATA_MAP
    }
    assert [key for key, words in held.items() if words not in said] == []
    # A mapping says which column is which question, and the group's pages hold means.
    # What else lies in private/, and copies of it all, hold nothing of a kind of their own.
    assert [key for key, words in held.items() if not words] == [
        "mapping",
        "others",
        "group",
        "copies",
    ]
    for word in (
        "comments and talks",
        "lists",
        "letters",
        "food",
        "coaching dates",
        "whom you named",
    ):
        assert word in said


def test_the_notice_names_no_permission_that_no_day_asks_for() -> None:
    said = as_text(privacy_notice(programme(None), QUESTIONS, WORDING, frozenset()))
    assert "What you chose to share: answers, the line for a partner, and since when." in said
    for word in ("letters", "watched", "visit"):
        assert word not in said


def test_the_notice_of_a_programme_without_coaching_holds_nothing_of_it() -> None:
    assert "coach" not in as_text(privacy_notice(programme(None), QUESTIONS, WORDING))


def test_every_private_file_that_is_read_or_written_is_of_a_kind() -> None:
    source = Path(facilitate.__file__).parent
    named = re.compile(r"private/[a-z/-]*[a-z-]+\.(?:yaml|csv|txt|key|diff)")
    found = {
        path
        for module in source.rglob("*.py")
        for path in named.findall(module.read_text(encoding="utf-8"))
    }
    assert {"private/sharing.yaml", "private/access.yaml", "private/ledger.key"} <= found
    # What lies with the survey's exports is found by whatever name it has.
    patterns = [each for kept in DATA_MAP if kept.key != "others" for each in kept.patterns]
    assert [path for path in sorted(found) if not any(fnmatch(path, p) for p in patterns)] == []


def test_the_report_has_nothing_of_what_people_gave_but_ratings() -> None:
    takes = {"baseline": "2027-02-12", "repeat": "2028-02-12"}
    shown = who_sees_what(programme(None, **{"stock takes": takes}), QUESTIONS, WORDING)
    assert shown.columns[-1] == "Report"
    assert {row[0]: row[-1] for row in shown.rows if row[-1] != "–"} == {"ratings": "means"}
    assert shown.words.endswith(
        "The report of the programme has the group’s means and how many moved, and nothing else "
        "that you gave."
    )


def test_who_sees_what_has_a_column_only_for_pages_that_there_are() -> None:
    once = who_sees_what(programme(None), QUESTIONS, WORDING)
    assert once.columns == ("What you gave", "Own sheet", "Your pair’s pages", "Group")
    alone = who_sees_what(programme(None), QUESTIONS, WORDING, partner="")
    assert alone.columns == ("What you gave", "Own sheet", "Group")
    assert {len(row) for row in alone.rows} == {3}
    assert len(alone.widths) == 3


def test_the_notice_promises_nothing_that_a_pairs_page_or_line_breaks() -> None:
    said = " ".join(WORDING.words["notice"]["voluntary"])
    assert "unless your pair’s pages show it" in said
    assert "unless you asked for it" in said


def test_without_lists_or_names_the_table_says_nothing_of_them() -> None:
    short = who_sees_what(programme(None), QUESTIONS, WORDING)
    assert [row[0] for row in short.rows] == [
        "ratings",
        "comments and talks",
        "preference letters",
    ]


def test_the_words_are_shown_as_the_audit_shows_them() -> None:
    assert who_sees_what(programme(None), QUESTIONS, WORDING).words == (
        "Comments are shown without names, once eight or more people answered and the facilitator "
        "has cleared three or more; what you said in a talk once eight or more were spoken with, "
        "and only if you have seen it and said yes. Of a list, only what "
        "three or more people named is shown."
    )


def test_it_says_what_a_partner_can_work_out_and_who_is_asked_alone() -> None:
    free = who_sees_what(programme(None), QUESTIONS, WORDING)
    bound = who_sees_what(programme(None, manages={"doctors": "managers"}), QUESTIONS, WORDING)
    assert "somebody else in your pair did not say yes or did not answer" in free.worked_out
    assert "In a group of 2 people" in free.worked_out
    assert free.alone == ""
    assert bound.alone == (
        "If one of you reports to another, the facilitator asks each of you alone first. No is "
        "the usual answer, and nobody is told."
    )
    assert "or was not asked alone" in bound.worked_out
