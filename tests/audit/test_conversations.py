"""Interviews count people without any questionnaire, under the same rules as answers."""

from datetime import date

import pytest

from facilitate.audit.codebook import codebook_of, comments
from facilitate.audit.findings import (
    GroupTheme,
    GroupVoice,
    NamedTheme,
    Quote,
    Withheld,
)
from facilitate.audit.findings_of_plan import NOTHING_YET, audit
from facilitate.audit.ledger import Ledger, with_released
from facilitate.audit.voices_of_plan import Spoken
from facilitate.figures import points
from facilitate.load.voices import Voice
from facilitate.model import Code
from facilitate.structs import replace
from tests.audit.a_stock_take import answers_of, found, of_kind, programme, questions, table

ASKING = questions(lists=[{"id": "helps", "text": "What helps?"}])
OWN = {
    "yard": Code.model_validate(
        {"name": "The yard", "means": "Who waits", "does not fit": "The quay", "was": ["lorries"]}
    )
}
BOOK = codebook_of(ASKING, own=OWN)


def line(number: int, **says: object) -> Voice:
    """Somebody's line: odd numbers are doctors, even ones managers."""
    role = "doctor" if number % 2 else "manager"
    usual = {"code": f"w{number}", "theme": "", "words": "", "cleared": False}
    return Voice(**(usual | {"informant": f"P{number}", "role": role} | says))  # type: ignore[arg-type]


def talks(*lines: Voice, people: int = 12, **more):
    """Findings of so many people who were spoken with, and of these lines."""
    there = [line(number, words="Hello") for number in range(1, people + 1)]
    given = {"waves": {}, "asking": ASKING, **more}
    return found(spoken=Spoken((*there, *lines), BOOK), **given)


def named(*numbers: int, theme: str = "yard", people: int = 12):
    return of_kind(NamedTheme, talks(*(line(n, theme=theme) for n in numbers), people=people))


def test_a_theme_counts_people_and_not_mentions():
    (theme,) = named(1, 1, 1, 2, 3, 4)
    assert (theme.name, theme.means, theme.doubt) == ("The yard", "Who waits", "The quay")
    assert (points(theme.people, 0), theme.n) == ("4", 12)


def test_a_theme_that_two_people_named_is_told_nowhere():
    all_ = talks(line(1, theme="yard"), line(2, theme="yard"), line(2, theme="yard"))
    assert of_kind(NamedTheme, all_) == []
    (why,) = of_kind(Withheld, all_)
    assert why.what_would_help == "A theme is shown once at least 3 people have named it."


def test_a_theme_that_all_but_two_named_has_no_number():
    assert [one.people for one in named(*range(1, 11))] == [None]
    assert [points(one.people, 0) for one in named(*range(1, 10))] == ["9"]


def test_roles_are_told_where_each_has_five_and_a_number_that_may_be_told():
    def roles(*numbers: int, people: int = 12):
        (theme,) = named(*numbers, people=people)
        return [(one.role, points(one.people, 0), one.n) for one in theme.roles]

    assert roles(1, 3, 5, 2, 4, 6) == [("doctor", "3", 6), ("manager", "3", 6)]
    assert roles(1, 3, 5) == [("doctor", "3", 6), ("manager", "0", 6)]
    assert roles(1, 3, 5, 2) == []  # one manager would be told
    assert roles(1, 3, 5, 7, 9) == []  # all doctors but one
    assert roles(1, 3, 5, 2, 4, 6, people=9) == []  # four managers


def test_an_entry_of_a_list_is_told_as_a_list_and_quoted_nowhere():
    asked = {"question": "helps", "words": "A clock", "cleared": True}
    entries = (line(n, **asked) for n in (1, 2, 3, 4, 8))
    all_ = talks(*entries, *(line(n, words="We wait", cleared=True) for n in (5, 6, 7)))
    assert [one.items[0][0] for one in of_kind(GroupVoice, all_)] == ["A clock"]
    assert {one.words for one in of_kind(Quote, all_)} == {"We wait"}


def test_a_theme_of_one_role_alone_is_not_parted_by_role_beside_words_that_are_quoted():
    def roles(*numbers: int, cleared: bool):
        lines = (line(n, theme="yard", words="We wait.", cleared=cleared) for n in numbers)
        (theme,) = of_kind(NamedTheme, talks(*lines))
        return [one.role for one in theme.roles]

    assert roles(1, 3, 5, cleared=False) == ["doctor", "manager"]
    assert roles(1, 3, 5, cleared=True) == []
    assert roles(1, 3, 5, 2, 4, 6, cleared=True) == ["doctor", "manager"]


def test_fewer_people_than_the_smallest_group_are_told_with_the_number_needed():
    all_ = talks(*(line(n, theme="yard", cleared=True, words="So") for n in range(1, 5)), people=4)
    assert [type(one) for one in all_] == [Withheld, Withheld]
    assert "at least 5 people have been spoken with" in all_[0].what_would_help
    assert "at least 8 people have been spoken with" in all_[1].what_would_help


def test_sponsors_are_never_counted_or_quoted_with_the_group():
    of_sponsors = [
        line(90 + n, role="sponsor", theme="yard", words="Ours", cleared=True) for n in range(5)
    ]
    all_ = talks(*of_sponsors, people=8)
    assert of_kind(NamedTheme, all_) == []
    assert of_kind(Quote, all_) == []


def test_free_lists_of_conversations_keep_the_order_of_their_rows():
    entries = [
        line(number, question="helps", words=words)
        for number in range(1, 7)
        for words in ("Time", "Trust")
    ]
    refused = [line(n, question="helps", words="The car park", refused=n == 1) for n in range(1, 4)]
    (voice,) = of_kind(GroupVoice, talks(*entries, *refused))
    assert [words for words, _ in voice.items] == ["Time", "Trust"]
    assert (voice.n, voice.spoken, voice.tied) == (6, True, False)


def test_a_list_in_which_two_entries_are_named_alike_has_no_first():
    entries = [
        line(number, question="helps", words=words)
        for number in range(1, 7)
        for words in (("Time", "Trust") if number % 2 else ("Trust", "Time"))
    ]
    (voice,) = of_kind(GroupVoice, talks(*entries))
    assert [words for words, _ in voice.items] == ["Time", "Trust"]
    assert voice.tied


def test_words_of_conversations_need_eight_people_and_three_who_cleared_theirs():
    def quotes(*numbers: int, people: int = 12):
        lines = (line(n, words=f"So {n}", cleared=True, theme="yard") for n in numbers)
        return [(one.words, one.names) for one in of_kind(Quote, talks(*lines, people=people))]

    assert quotes(1, 1, 1, 2) == []
    assert quotes(1, 2, 3, people=7) == []
    assert sorted(quotes(1, 2, 3)) == [(f"So {n}", ("The yard",)) for n in (1, 2, 3)]


def test_a_theme_that_emerged_and_that_few_named_stands_beside_no_words():
    lines = [line(n, words=f"So {n}", cleared=True) for n in (1, 2, 3)]
    lines.append(line(4, words="Alone", cleared=True, theme="yard"))
    quotes = {one.words: one.names for one in of_kind(Quote, talks(*lines))}
    assert quotes["Alone"] == ()


def test_a_renamed_and_a_joined_code_count_as_what_they_became():
    assert BOOK.code_of("lorries") == "yard"
    assert BOOK.code_of("trust") == "trust"
    assert BOOK.code_of("weather") is None


def test_conversations_bring_no_results_of_a_questionnaire():
    kinds = {type(one) for one in talks(*(line(n, theme="trust") for n in range(1, 6)))}
    assert kinds == {NamedTheme}


def test_conversations_stand_beside_the_answers_of_the_same_stock_take():
    lines = [line(n, theme="trust") for n in range(1, 6)]
    all_ = talks(*lines, waves={"baseline": answers_of()})
    assert [one.dimension for one in of_kind(GroupTheme, all_)] == ["trust", "meetings"]
    assert [one.dimension for one in of_kind(NamedTheme, all_)] == ["trust"]


def test_a_day_before_the_conversations_knows_nothing_of_them():
    assert talks(*(line(n, theme="yard") for n in range(1, 6)), as_of=date(2027, 2, 1)) == ()


def test_whoever_takes_the_words_back_after_a_day_is_protected_by_the_ledger():
    def totals(people: int, ledger: Ledger = NOTHING_YET):
        lines = tuple(
            line(n, theme="yard" if n < 7 else "", words="Hello", cleared=True)
            for n in range(1, people + 1)
        )
        (one,) = audit(
            programme=programme(),
            questions=ASKING,
            waves={},
            sharing={},
            spoken=Spoken(lines, BOOK),
            ledger=ledger,
        )
        return one

    first = totals(12)
    key = b"a key of the tests"
    shown = with_released(
        Ledger(key=key), first.releases, day="1-day", on=date(2027, 3, 1), output="x"
    )
    assert [type(one) for one in totals(12, shown).findings] == [NamedTheme, *[Quote] * 12]
    (why,) = totals(11, shown).findings  # a quote that is gone would be theirs as well
    assert (type(why), why.reason) == (Withheld, "would_disclose")


KEY = b"a key of the tests"


def on_two_days(first: tuple[Voice, ...], second: tuple[Voice, ...], **waves):
    """What a second day tells once a first one has been released."""

    def seen(lines: tuple[Voice, ...], ledger: Ledger, answers=None):
        (one,) = audit(
            programme=programme(),
            questions=ASKING,
            waves={"baseline": table(answers)} if answers else {},
            sharing={},
            spoken=Spoken(lines, BOOK),
            ledger=ledger,
        )
        return one

    then = seen(first, Ledger(key=KEY), waves.get("then"))
    ledger = with_released(
        Ledger(key=KEY), then.releases, day="1-day", on=date(2027, 3, 1), output="x"
    )
    return [*seen(second, ledger, waves.get("now")).findings]


TOLD = tuple(
    one
    for n in range(1, 13)
    for one in (
        line(n, words="We wait", cleared=True, theme="yard" if n < 7 else ""),
        line(n, words="Time", question="helps"),
    )
)


def test_words_and_themes_that_stay_as_they_were_are_told_again():
    assert len(of_kind(Quote, on_two_days(TOLD, TOLD))) == 12


def changed(at: int, **says: object) -> tuple[Voice, ...]:
    return (*TOLD[:at], replace(TOLD[at], **says), *TOLD[at + 1 :])


@pytest.mark.parametrize(
    "now",
    [
        TOLD[1:],  # a row is gone
        changed(0, theme=""),
        changed(0, cleared=False, refused=True),
        changed(1, refused=True),  # an entry of a list
    ],
)
def test_who_takes_one_line_back_after_a_day_is_told_by_no_count(now: tuple[Voice, ...]):
    found = on_two_days(TOLD, now)
    assert {type(one) for one in found} == {Withheld}
    assert {one.reason for one in found} == {"would_disclose"}


def test_what_is_coded_cleared_or_added_later_takes_nothing_back():
    for now in (
        changed(0, theme="trust"),
        changed(12, theme="yard"),
        (*TOLD, line(1, words="And the quay", cleared=True)),
        changed(0, words="We wait."),
    ):
        assert len(of_kind(Quote, on_two_days(TOLD, now))) >= 12


def test_five_people_who_take_a_line_back_are_not_told_apart():
    now = tuple(
        replace(one, theme="") if one.informant in {"P1", "P2", "P3", "P4", "P5"} else one
        for one in (*TOLD, *(line(n, theme="trust") for n in range(7, 11)))
    )
    assert [one.name for one in of_kind(NamedTheme, on_two_days(TOLD, now))] == ["Trust"]


def written(*people: str) -> dict[str, dict[str, object]]:
    """Everybody's answers, and a comment of each of these people."""
    return {
        person: {**given, "comment:anything": f"Words of {person}" if person in people else ""}
        for person, given in answers_of().items()
    }


def cleared_comments(answers: dict[str, dict[str, object]]) -> tuple[Voice, ...]:
    found = comments({"baseline": table(answers)})
    return tuple(Voice(one.code, "trust", one.words, cleared=True) for one in found)


WROTE = written("p1-doctor", "p2-doctor", "p3-manager", "p4-manager")


def comments_then_and_now(now: dict[str, dict[str, object]]):
    found = on_two_days(cleared_comments(WROTE), cleared_comments(now), then=WROTE, now=now)
    why = [one.reason for one in of_kind(Withheld, found) if one.would_be == "Comments"]
    return len(of_kind(Quote, found)), why


def test_comments_that_stay_are_quoted_again_and_later_ones_of_the_same_people_too():
    assert comments_then_and_now(WROTE) == (4, [])
    assert comments_then_and_now(written(*(f"p{n}-doctor" for n in (1, 2, 5)), "p3-manager")) == (
        0,
        ["would_disclose"],
    )
    more = written("p1-doctor", "p2-doctor", "p3-manager", "p4-manager", "p6-doctor")
    assert comments_then_and_now(more) == (5, [])


def test_a_comment_that_goes_with_its_writer_takes_all_others_along():
    without = {person: given for person, given in WROTE.items() if person != "p1-doctor"}
    assert comments_then_and_now(without) == (0, ["would_disclose"])


def test_comments_go_also_where_somebody_leaves_who_wrote_none():
    without = {person: given for person, given in WROTE.items() if person != "p8-doctor"}
    assert comments_then_and_now(without) == (0, ["would_disclose"])


def test_comments_may_be_quoted_again_where_five_have_left():
    left = {f"p{n}-doctor" for n in (5, 6, 7, 8)} | {"p8-manager"}
    without = {person: given for person, given in WROTE.items() if person not in left}
    assert comments_then_and_now(without) == (4, [])
