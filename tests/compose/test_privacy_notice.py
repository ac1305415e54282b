"""The notice says what happens with answers, and the data map says it of each file."""

import re
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

import facilitate
from facilitate.audit.finding import Finding
from facilitate.compose.data_protection import DataProtection
from facilitate.compose.who_sees_what import (
    EVERY_PERMISSION,
    WhoSeesWhat,
    every_rule,
    who_sees_what,
)
from facilitate.compose.wording import Wording
from facilitate.document import Table, plain, walk
from facilitate.document_text import as_text
from facilitate.load.plan_files import DATA_MAP
from facilitate.load.words import words_of
from facilitate.model import Programme, ProgrammeFile, Questions
from tests.papers import made

QUESTIONS = Questions.model_validate(
    {
        "format": "1",
        "dimensions": [
            {
                "id": "trust",
                "name": "Trust",
                "themes": ["trust"],
                "items": [{"id": "rely", "text": "We can rely on each other"}],
            }
        ],
        "about roles": [{"id": "time", "text": "They tell us things in time"}],
        "lists": [{"id": "helps", "text": "What helps?"}],
        "ties": [{"id": "advice", "text": "Whom do you ask?"}],
        "comments": [
            {"id": "partner", "text": "A line for your partner"},
            {"id": "anything", "text": "Anything else?"},
        ],
        "statements": [{"id": "first", "text": "We knew each other before"}],
    }
)
TALKS = Questions.model_validate(
    {"format": "1", "dimensions": [], "lists": [{"id": "helps", "text": "What helps?"}]}
)
WORDING = Wording(words_of("en-GB"))


PAIR = {"doctor": "Dr A. Example", "manager": "B. Sample"}
TAKES = {"baseline": "2027-02-12", "repeat": "2028-02-12"}


def programme(by: date | None, **more: object) -> Programme:
    says = ProgrammeFile.model_validate(
        {
            "format": "1",
            "programme": "Made up",
            "client": "Example Trust",
            "pairs": {f"p{n}": dict(PAIR) for n in range(1, 6)},
            "stock takes": {"baseline": "2027-02-12"},
            "delete by": by.isoformat() if by else None,
        }
        | more
    )
    return Programme("Made up", says, "programme.yaml")


def seen(
    of: Programme,
    asked: Questions = QUESTIONS,
    permissions: frozenset[str] = EVERY_PERMISSION,
    *,
    rated: bool = True,
) -> WhoSeesWhat:
    return who_sees_what(of, asked, WORDING, permissions=permissions, rated=rated)


def notice(of: Programme, asked: Questions = QUESTIONS, **how: Any) -> str:
    return as_text(made(DataProtection(of, (), seen(of, asked, **how)).notice()))


def test_the_notice_says_the_date_of_the_programme() -> None:
    said = notice(programme(date(2028, 9, 30)))
    assert "shredded, by Saturday 30 September 2028" in said
    assert "somebody could be seriously harmed" in said
    assert "appraisal" in said


def test_without_a_date_the_notice_says_so() -> None:
    assert "not decided yet" in notice(programme(None))


def test_the_data_map_has_a_row_for_each_kind_of_file() -> None:
    held_by = programme(date(2028, 9, 30))
    document = made(DataProtection(held_by, (), seen(held_by)).data_map())
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
    coached = programme(None, coaching={"p1-doctor": ["2027-04-06"]})
    said = notice(coached)
    rows = WORDING.words["data map"]
    titles = {kept.key: rows[kept.key].get("title", "") for kept in DATA_MAP}
    assert [key for key, title in titles.items() if f"- {title}" not in said] == []
    # Copies, lists of sheets and what else lies there hold nothing that is not named already.
    assert [key for key, title in titles.items() if not title] == [
        *("mapping", "checked", "returned", "printed", "shown", "requests", "others"),
        *("group", "copies"),
    ]
    assert (
        "Your answers: ratings, ratings of roles, true or false, lists, comments, whom you turn "
        "to and line for your partner. For all pages."
    ) in said
    assert (
        "What you chose: who may read your answers, preference letters with the letters, being "
        "watched, a sponsor’s visit, and since when."
    ) in said
    for word in (
        "Comments and words from talks",
        "letters",
        "food",
        "coaching dates",
    ):
        assert word in said


def test_the_notice_names_no_permission_that_no_day_asks_for() -> None:
    said = notice(programme(None), permissions=frozenset())
    assert "What you chose: who may read your answers, and since when." in said
    for word in ("letters", "watched", "visit"):
        assert word not in said


def test_the_notice_of_a_programme_without_coaching_holds_nothing_of_it() -> None:
    assert "coach" not in notice(programme(None))


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


def test_beside_a_questionnaire_the_table_claims_no_talk() -> None:
    def named(*, rated: bool) -> list[str]:
        seen = who_sees_what(programme(None), QUESTIONS, WORDING, rated=rated)
        return [row[0] for row in seen.rows if "talk" in row[0]]

    assert named(rated=True) == ["words in a talk, if there is one"]
    assert named(rated=False) == ["words in a talk"]


def test_a_notice_without_a_questionnaire_speaks_of_talks_alone() -> None:
    for of_talks in (notice(programme(None), TALKS), notice(programme(None), rated=False)):
        assert "not be spoken with at all" in of_talks
        assert "pages, made from all this" not in of_talks
        for word in ("rating", "forms that you sent", "question, or all", "answers"):
            assert word not in of_talks


def test_a_notice_speaks_of_what_you_chose_only_where_something_is_chosen() -> None:
    choice = "you can change what you chose"
    assert choice in notice(programme(None))
    assert choice in notice(programme(None), TALKS, permissions=frozenset({"watched"}))
    assert choice not in notice(programme(None), TALKS, permissions=frozenset())


def test_the_notice_says_that_the_groups_pages_stay_with_the_organiser() -> None:
    assert (
        "What stays with the organiser is the plan, with names, dates and promises, and the "
        "group’s pages;"
    ) in notice(programme(date(2028, 9, 30)))


def test_the_data_map_claims_no_yes_of_a_pair_and_no_results_where_there_are_none() -> None:
    of = programme(date(2028, 9, 30))
    document = made(DataProtection(of, (), seen(of, TALKS)).data_map())
    table = next(part for part in walk(document) if isinstance(part, Table))
    rows = {plain(row[0]): [plain(cell) for cell in row[1:4]] for row in table.rows}
    assert rows["out/DAY/pairs/, print/"][0] == "Each pair"
    assert (
        rows["out/DAY/people/, sponsors/, coaches/, send/"][1]
        == "Own letter, sheets and any results"
    )
    (checked,) = (cells for where, cells in rows.items() if where.startswith("to-check/"))
    assert checked[2] == "that person, the facilitator"


def test_a_notice_without_a_stock_take_speaks_of_no_answer() -> None:
    said = notice(programme(None, **{"stock takes": {}}), permissions=frozenset())
    assert "needs on a day" in said
    for word in ("rating", "talk", "quote", "figure", "group of", "slip", "change"):
        assert word not in said


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("public task", "rests on: public task (Article 6(1)(e) of the GDPR)."),
        ("Legitimate interests", "rests on: Legitimate interests (Article 6(1)(f) of the GDPR)."),
        ("paragraph 4 of our act", "rests on: paragraph 4 of our act."),
        ("consent", "rests on your consent. You can take it back at any time"),
        ("", "to be filled in by whoever looks after data protection"),
    ],
)
def test_the_notice_says_the_lawful_basis_of_the_plan(basis: str, said: str) -> None:
    text = notice(programme(None, **{"lawful basis": basis}))
    assert said in text
    assert ("do not rest on your consent" in text) == (basis != "consent")


def rows_of(of: Programme, **how: Any) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in seen(of, **how).rows}


def test_who_sees_what_follows_from_the_rules_of_the_findings() -> None:
    twice = programme(None, **{"stock takes": TAKES})
    assert seen(twice).columns == ("What you gave", "You", "Your partner", "The group", "Report")
    assert rows_of(twice) == {
        "ratings": (
            "if chosen",
            "each answer side by side, if all said yes",
            "means of five or more; counts of three or more",
            "means; counts",
        ),
        "ratings of roles": ("–", "–", "means of five or more", "–"),
        "true or false": ("–", "–", "–", "–"),
        "lists": ("–", "–", "said by three or more", "–"),
        "comments": ("–", "–", "words, no name, if cleared", "–"),
        "words in a talk, if there is one": (
            "–",
            "–",
            "themes of three or more; your words, if you said yes",
            "themes",
        ),
        "whom you turn to": ("if chosen", "–", "counts by role", "–"),
        "line for your partner": ("–", "on their own sheet, if you ticked it", "–", "–"),
        "preference letters": (
            "if given",
            "side by side, if all said yes",
            "counts, if all agreed",
            "–",
        ),
        "needs on a day": ("yes", "–", "–", "–"),
    }


def test_the_report_has_what_roles_think_of_each_other_only_if_the_plan_says_so() -> None:
    plan = {"stock takes": TAKES, "mutual views in report": "yes"}
    assert rows_of(programme(None, **plan))["ratings of roles"][-1] == "means"


def test_of_fewer_people_than_may_be_shown_the_group_has_a_dash() -> None:
    few = programme(None, pairs={"p1": dict(PAIR), "p2": dict(PAIR)})
    assert {row[3] for row in seen(few).rows if row[0] != "preference letters"} == {"–"}
    assert (
        seen(few).few == "You are 4 people, and of fewer than five nothing is shown as a group’s."
    )
    assert seen(programme(None)).few == ""


def test_words_need_eight_people_and_roles_five_of_one_role() -> None:
    three = {f"p{n}": dict(PAIR) for n in range(1, 4)}
    rows = rows_of(programme(None, pairs=three))
    assert rows["ratings"][2] == "means of five or more; counts of three or more"
    talks = rows["words in a talk, if there is one"]
    assert (rows["comments"][2], talks[2]) == ("–", "themes of three or more")
    assert (rows["ratings of roles"][2], rows["whom you turn to"][2]) == ("–", "–")


def test_every_kind_of_finding_has_its_rule_and_every_rule_its_words() -> None:
    ours = [one for one in Finding.__subclasses__() if one.__module__.startswith("facilitate.")]
    without = {kind.__name__ for kind in ours if not kind.rules}
    assert without == {"Notice", "Withheld"}
    words = WORDING.words["who sees what"]
    rules = [rule for rule in every_rule() if rule.to != "facilitator"]
    assert {rule.shown for rule in rules} - {""} == words["shown"].keys()
    assert {rule.after for rule in rules} - {""} == words["after"].keys()
    assert {rule.shown for rule in rules if rule.reported} == words["reported"].keys()


def test_who_sees_what_has_a_column_only_for_pages_that_there_are() -> None:
    assert seen(programme(None)).columns == ("What you gave", "You", "Your partner", "The group")
    alone = who_sees_what(programme(None), QUESTIONS, WORDING, partner="")
    assert alone.columns == ("What you gave", "You", "The group")
    assert {len(row) for row in alone.rows} == {3}
    assert len(alone.widths) == 3
    assert "line for your " not in [row[0] for row in alone.rows]
    led = programme(None, sponsors={"exec": "Sasha Exec"})
    assert seen(led).columns[-1] == "The group, sponsor"


def test_the_notice_promises_nothing_that_a_pairs_page_or_line_breaks() -> None:
    said = notice(programme(None))
    assert "unless your pair’s pages show it" in said
    assert "unless you asked for it" in said
    lone = {f"p{n}": {"doctor": "Dr A. Example"} for n in range(1, 6)}
    assert "unless your pair’s pages" not in notice(programme(None, pairs=lone))


def test_the_words_are_shown_as_the_audit_shows_them() -> None:
    assert seen(programme(None)).words == (
        "Of a list, only what three or more people named is shown. Comments are shown once eight "
        "or more people answered and the facilitator has cleared three or more, names taken out. "
        "If we speak with you, what you say is shown in your words only if you have seen them and "
        "said yes, once eight or more were spoken with."
    )


def test_where_too_few_can_be_spoken_with_for_words_nothing_is_said_of_words() -> None:
    six = programme(None, pairs={f"p{n}": dict(PAIR) for n in range(1, 4)})
    assert seen(six).words == "Of a list, only what three or more people named is shown."
    assert not seen(six).quoted
    assert "your words" not in notice(six, TALKS)
    assert seen(programme(None)).quoted


def test_the_smallest_group_told_is_the_one_that_is_kept_to() -> None:
    three = programme(None, **{"minimum group": 3})
    rows = rows_of(three)
    assert rows["ratings"][2] == "means of five or more; counts of three or more"
    assert rows["ratings of roles"][2] == "means of four or more"
    assert (seen(three).minimum, seen(three).role_minimum) == ("five", "four")
    lone = {f"p{n}": {"doctor": "Dr A. Example"} for n in range(1, 6)}
    assert seen(programme(None, pairs=lone, **{"minimum group": 3})).minimum == "four"


def test_it_says_what_a_partner_can_work_out_and_who_is_asked_alone() -> None:
    free = seen(programme(None))
    bound = seen(programme(None, manages={"doctors": "managers"}))
    assert "somebody else in your pair did not say yes or did not answer" in free.worked_out
    assert "In a group of 10 people" in free.worked_out
    assert free.alone == ""
    assert bound.alone == (
        "If one of you reports to another, the facilitator asks each of you alone first. No is "
        "the usual answer, and nobody is told."
    )
    assert "or was not asked alone" in bound.worked_out
