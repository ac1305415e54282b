"""Pages speak of partners and sponsors as there are: none, one or several."""

import datetime as dt
import re
from pathlib import Path

import pytest

from facilitate.audit.findings import PairTheme
from facilitate.compose.instruments import questionnaire
from facilitate.compose.wording import Wording
from facilitate.document_text import as_text
from facilitate.load.plan import Plan, load_plan
from facilitate.load.words import words_of
from facilitate.model.exercise import Exercise
from facilitate.structs import replace
from tests.compose.contexts import (
    GROUP_FINDINGS,
    WALK,
    context,
    needing,
    pair_findings,
    shipped_page,
)
from tests.papers import made
from tests.plans import PLAN, write_plan

WORDS = words_of("en-GB")

ALONE = """  crisis: {service: Crisis, doctor: Dr Ada Quartz}
  rehab: {service: Rehab, doctor: Dr Cleo Beryl}
"""
TRIOS = """  crisis: {service: Crisis, doctor: Dr Ada Quartz, manager: Ben Onyx, nurse: Una Agate}
  rehab: {service: Rehab, doctor: Dr Cleo Beryl, manager: Dan Jasper, nurse: Vi Jade}
"""
MIXED = """  crisis: {service: Crisis, doctor: Dr Ada Quartz, manager: Ben Onyx, nurse: Una Agate}
  rehab: {service: Rehab, doctor: Dr Cleo Beryl, manager: Dan Jasper}
"""


def plan_of(
    folder: Path,
    pairs: str,
    *,
    sponsors: str = "sponsors: {exec: Sasha Exec}\n",
    own_questions: bool = True,
) -> Plan:
    head, rest = PLAN.split("sponsors: {exec: Sasha Exec}\n")
    _, tail = rest.split("agenda:\n")
    roles = "roles: [doctor, manager, nurse]\n"
    text = f"{head}{sponsors}{roles}pairs:\n{pairs}agenda:\n{tail}"
    written = write_plan(folder, plan=text)
    if not own_questions:
        (written / "questions.yaml").unlink()
    found, _ = load_plan(written / "plan.yaml")
    assert found is not None
    return found


def asked(plan: Plan, *, second: bool = False) -> str:
    return as_text(made(questionnaire(plan.programme, plan.questions, second=second)))


@pytest.mark.parametrize(
    ("sizes", "word"),
    [
        ([1, 1], ""),
        ([2, 2], "partner"),
        ([2, 1], "partner"),
        ([3, 4], "partners"),
        ([2, 3], "partner or partners"),
        ([], ""),
    ],
)
def test_whoever_else_is_in_a_pair_is_called_by_their_number(sizes: list[int], word: str) -> None:
    assert Wording(WORDS).partner(sizes) == word


@pytest.mark.parametrize(("number", "word"), [(0, ""), (1, "sponsor"), (4, "sponsors")])
def test_sponsors_are_called_by_their_number(number: int, word: str) -> None:
    assert Wording(WORDS).sponsor(number) == word


def test_who_has_no_partner_is_asked_and_told_nothing_about_one(tmp_path: Path) -> None:
    assert "partner" not in asked(plan_of(tmp_path, ALONE)).casefold()


def test_three_in_a_pair_have_partners(tmp_path: Path) -> None:
    words = asked(plan_of(tmp_path, TRIOS))
    assert "What is it like between you and your partners?" in words
    assert "My partners and I" in words


def test_pairs_of_two_and_of_three_are_both_spoken_of(tmp_path: Path) -> None:
    assert "between you and your partner or partners?" in asked(plan_of(tmp_path, MIXED))


def test_a_programme_without_sponsors_tells_nothing_about_them(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, MIXED, sponsors="")
    assert "sponsor" not in (asked(plan) + asked(plan, second=True)).casefold()


def test_one_sponsor_is_not_called_several(tmp_path: Path) -> None:
    words = asked(plan_of(tmp_path, MIXED))
    assert "To your sponsor goes the same page" in words


def test_a_short_questionnaire_does_not_claim_ten_minutes(tmp_path: Path) -> None:
    # Four statements of a quarter of a minute each and two minutes for the choice: three minutes.
    assert "It takes about 5 minutes." in asked(plan_of(tmp_path, MIXED))


def test_nobody_is_told_about_names_where_none_are_asked_for(tmp_path: Path) -> None:
    assert "Whom you name" not in asked(plan_of(tmp_path, MIXED), second=True)


def test_a_letter_ends_its_sentence_once_after_a_name_that_ends_in_a_full_stop() -> None:
    pairs = {"crisis": {"service": "Crisis", "doctor": "Dr Ada Quartz", "manager": "Ben O."}}
    here = context(programme={"pairs": pairs})
    letter = shipped_page("handouts/joining-letter.md", here, "crisis-doctor")
    assert "Ben O. will be there with you." in letter
    assert ".." not in letter


def test_statements_speak_of_partners_where_everybody_has_several(tmp_path: Path) -> None:
    trios = asked(plan_of(tmp_path / "trios", TRIOS, own_questions=False))
    assert "My partners tell me bad news as soon as they have it." in trios
    assert "y partner " not in trios
    assert "means all of them" not in trios


def test_where_some_have_several_partners_it_is_said_what_partner_means(tmp_path: Path) -> None:
    mixed = asked(plan_of(tmp_path / "mixed", MIXED, own_questions=False))
    assert "My partner tells me bad news as soon as they have it." in mixed
    assert "“my partner” means all of them" in mixed
    assert "means all of them" not in asked(plan_of(tmp_path / "alone", ALONE))


def test_statements_speak_of_those_one_works_with_where_nobody_has_a_partner(
    tmp_path: Path,
) -> None:
    alone = asked(plan_of(tmp_path, ALONE, own_questions=False))
    assert "Those I work with tell me bad news as soon as they have it." in alone
    assert not re.search(r"\bpartners?\b", alone, re.IGNORECASE)


def test_where_some_have_no_partner_it_is_said_whom_statements_mean(tmp_path: Path) -> None:
    vacancy = """  crisis: {service: Crisis, doctor: Dr Ada Quartz, manager: {vacant: yes}}
  rehab: {service: Rehab, doctor: Dr Cleo Beryl, manager: Dan Jasper}
"""
    some = asked(plan_of(tmp_path / "some", vacancy, own_questions=False))
    assert "My partner tells me bad news as soon as they have it." in some
    assert "“my partner” means those you work with most, and “we” is you and them" in some
    for name, pairs in (("alone", ALONE), ("trios", TRIOS), ("mixed", MIXED)):
        assert "those you work with most" not in asked(plan_of(tmp_path / name, pairs))


def test_a_pair_of_three_posts_of_which_one_is_vacant_has_one_partner_each(tmp_path: Path) -> None:
    two = TRIOS.replace("nurse: Una Agate", "nurse: {vacant: yes}").replace("Vi Jade", "vacant")
    words = asked(plan_of(tmp_path, two, own_questions=False))
    assert "My partner tells me bad news as soon as they have it." in words


def test_a_coaching_contract_names_a_sponsor_only_where_needs_are_agreed_with_one() -> None:
    coaching = {"coaching": {"crisis-doctor": ["2027-04-06", "2027-06-08"]}}
    agreed = context(programme={**coaching, "needs agreed with": {"crisis-doctor": "exec"}})
    page = shipped_page("sheets/coaching-contract.md", agreed, "crisis-doctor")
    assert "That both sessions are done" in page
    assert "Coach and Rae Invented may talk about what is ticked" in page
    for without in (coaching, {**coaching, "sponsors": {}}):
        here = context(programme=without)
        page = shipped_page("sheets/coaching-contract.md", here, "crisis-doctor")
        assert "ponsor" not in page
        assert "The coach may say what is ticked here and nothing else" in page


@pytest.mark.parametrize(
    ("sponsors", "headings"),
    [({}, ["Our"]), ({"exec": "Rae Invented"}, ["Group 1, our", "Group 2, our"])],
)
def test_a_sheet_of_needs_has_room_for_each_other_group(
    sponsors: dict[str, str], headings: list[str]
) -> None:
    here = context(programme={"sponsors": sponsors}, exercise={"id": "link-what-i-need"})
    page = shipped_page("sheets/need-sheet.md", here)
    found = [line for line in page.splitlines() if "largest needs" in line]
    assert found == [f"## {heading} two largest needs" for heading in headings]


@pytest.mark.parametrize("name", ["decks/pair.md", "handouts/pair-results.md"])
def test_whoever_is_alone_in_a_pair_is_not_told_to_talk_or_compare(name: str) -> None:
    here = context(findings=GROUP_FINDINGS)
    alone, together = (shipped_page(name, here, pair).casefold() for pair in ("lone", "crisis"))
    assert re.search(r"\b(talk|compare|all wish)\b", together)
    assert not re.search(r"\b(talk|compare|all wish)\b", alone)


def test_a_promise_of_one_says_i() -> None:
    here = context(exercise={"id": "action-commitment-round"})
    assert "I will" in shipped_page("sheets/commitment-slip.md", here, "lone")
    assert "We will" in shipped_page("sheets/commitment-slip.md", here, "crisis")


@pytest.mark.parametrize(
    ("sizes", "own", "said"),
    [
        ([2, 2], False, ""),
        ([2], True, ""),
        (
            [3, 3],
            False,
            "We say “pair” for those who run one school together, however many they are: "
            "here three.",
        ),
        (
            [1, 2, 4],
            False,
            "We say “pair” for those who run one school together, however many they are: "
            "here one, two or four.",
        ),
        (
            [3],
            True,
            "We say “pair” for those who run one school together; in yours there are three of you.",
        ),
        (
            [1],
            True,
            "We say “pair” for those who run one school together; in yours you are the only one.",
        ),
        ([1, 1], False, "We say “pair” for whoever runs one school: here one person each."),
    ],
)
def test_what_a_pair_is_is_said_where_one_is_not_two_people(
    sizes: list[int], own: bool, said: str
) -> None:
    assert Wording(WORDS).pair_means(sizes, service="school", own=own) == said


def test_a_letter_a_slide_and_a_sponsor_s_page_say_what_a_pair_is() -> None:
    here, means = context(findings=GROUP_FINDINGS), "We say “pair” for those who run one service"
    assert f"{means} together; in yours you are" in shipped_page(
        "handouts/joining-letter.md", here, "lone-doctor"
    )
    assert means not in shipped_page("handouts/joining-letter.md", here, "crisis-doctor")
    assert f"{means} together; in yours you are" in shipped_page(
        "handouts/pair-results.md", here, "lone"
    )
    everybody = f"{means} together, however many they are: here one or two."
    assert "Three pairs of one or two: " in shipped_page("decks/group.md", here)
    assert everybody in shipped_page("handouts/sponsor-page.md", here, "exec")


def test_a_sponsor_s_page_says_what_they_lead() -> None:
    agenda = [
        {"welcome": "15m", "led by": "sponsors"},
        {"talk": "20m", "title": "Money", "led by": "exec"},
        {"talk": "20m", "title": "Wards", "led by": "crisis-doctor"},
    ]
    page = shipped_page("handouts/sponsor-page.md", context(day={"agenda": agenda}), "exec")
    assert "At 09:00 you lead “Welcome”: say in three minutes why this matters to you" in page
    assert "At 09:15 you lead “Money”\n" in page
    assert "you lead “Wards”" not in page


def test_a_sponsor_who_leads_with_another_reads_with_whom() -> None:
    agenda = [{"welcome": "15m", "led by": "sponsors"}, {"talk": "20m", "led by": "exec"}]
    two = {"sponsors": {"exec": "Rae Invented", "chair": "Ida Second"}}
    both = context(programme=two, day={"agenda": agenda})
    page = shipped_page("handouts/sponsor-page.md", both, "exec")
    assert "At 09:00 you lead “Welcome” with Ida Second: say in three minutes" in page
    assert page.count("with Ida Second") == 1
    assert "09:15, Rae Invented and Ida Second" in shipped_page("decks/group.md", both)
    ill = context(programme=two, day={"agenda": agenda, "absent": ["chair"]})
    assert "you lead “Welcome”: say" in shipped_page("handouts/sponsor-page.md", ill, "exec")
    assert "Ida Second" not in shipped_page("decks/group.md", ill)
    assert "Let Rae Invented say this in their own words" in shipped_page("decks/group.md", ill)


def test_whoever_comes_without_their_partner_is_not_asked_to_talk_over_their_page() -> None:
    day = {"agenda": [{"exercise": "walk"}], "absent": ["crisis-manager"]}
    for name, talks, reads in (
        ("sheets/envelope.md", "Read alone. Talk. Choose two.", "Read, and choose two."),
        ("handouts/pair-results.md", "Mark alone first, then compare", "Mark what rings true"),
        ("decks/pair.md", "read alone, then talk", "read, and take your time"),
    ):
        found, sheet = pair_findings("crisis"), needing("envelope")
        both = shipped_page(name, context(findings=found, exercise=sheet), "crisis")
        one = shipped_page(name, context(findings=found, exercise=sheet, day=day), "crisis")
        assert (talks in both, reads in both) == (True, False), name
        assert (talks in one, reads in one) == (False, True), name


def test_a_questionnaire_says_what_a_pair_is(tmp_path: Path) -> None:
    assert "however many they are: here two or three." in asked(plan_of(tmp_path / "a", MIXED))
    pairs = "  crisis: {service: Crisis, doctor: Dr Ada Quartz, manager: Ben Onyx}\n"
    assert "We say “pair”" not in asked(plan_of(tmp_path / "b", pairs))


@pytest.mark.parametrize(
    ("name", "exercise", "together"),
    [
        ("forms/pair-review.md", "walk", "We know how to start"),
        ("sheets/yes-map.md", "action-whose-yes", "Which of us asks"),
        ("sheets/story-card.md", "audit-then-and-now", "What we did"),
        ("sheets/catch-up-card.md", "charter-catch-up", "If it falls out, we"),
        ("sheets/letter.md", "close-letter-to-us", "What we hope"),
        ("sheets/two-maps.md", "type-pair-translate", "Our difference helped when"),
        ("sheets/business-case.md", "link-business-case", "What we ask of you today"),
        ("sheets/service-poster.md", "bridge-service-gallery", "Our pride"),
    ],
)
def test_whoever_is_alone_speaks_of_themselves(name: str, exercise: str, together: str) -> None:
    here = context(findings=GROUP_FINDINGS, exercise={"id": exercise})
    assert together in shipped_page(name, here, "crisis")
    alone = re.sub("“[^”]*”", "", shipped_page(name, here, "lone"))
    assert not re.search(r"\b(we|us|our|ourselves|all wish)\b", alone, re.IGNORECASE)


@pytest.mark.parametrize(
    ("steps", "heads"),
    [
        ("2 8 12 10 5 3", ["8 min", "12 min", "10 min", "8 min"]),
        ("9 21", ["First", "Then", "Then", "Last"]),
    ],
)
def test_the_cover_of_an_envelope_has_minutes_of_the_exercise_or_none(
    steps: str, heads: list[str]
) -> None:
    minutes = steps.split()
    told = {"steps": [f"{one}m Read" for one in minutes], "time": f"{sum(map(int, minutes))}m"}
    reading = Exercise.model_validate(WALK | told | {"range": "30m-40m"})
    here = context(
        findings=pair_findings("crisis"),
        exercise=needing("envelope") | {"steps": reading.steps, "time": reading.time},
    )
    page = shipped_page("sheets/envelope.md", here, "crisis")
    assert re.findall(r"## (.+)", page.partition("Choose two")[2])[:4] == heads


def test_nobody_compares_letters_with_themselves() -> None:
    here = context(exercise={"uses": ("profiles",)})
    assert "alike here" in shipped_page("sheets/pair-letters.md", here, "crisis")
    with pytest.raises(ValueError, match="unpack"):
        shipped_page("sheets/pair-letters.md", here, "lone")


def test_answers_of_a_former_partner_are_told_as_those_of_two_who_answered() -> None:
    page = shipped_page("handouts/pair-results.md", context(findings=pair_findings("lone")), "lone")
    assert "High for those who answered." in page
    assert "These are the answers of the two who answered." in page
    assert "your own answers" not in page


def test_whoever_answered_alone_shares_no_strength_with_anybody() -> None:
    own = tuple(
        replace(one, scores=one.scores[:1], may_be=one.may_be[:1], items=())
        for one in pair_findings("lone")
        if isinstance(one, PairTheme)
    )
    page = shipped_page("handouts/pair-results.md", context(findings=own), "lone")
    assert "rows 1 to 1: Strength" in page
    assert "A strength is 3.5 or more, to work on is 3 or less. These are your own answers." in page
    assert "hared strength" not in page
    assert "[chart: Your answers on 3 themes" in page


def test_a_promise_is_opened_on_a_day_of_a_year_that_is_said() -> None:
    here = context(exercise={"id": "action-commitment-round"})
    days = (
        here.day,
        replace(
            here.day,
            id="2-next",
            number=2,
            says=here.day.says.model_copy(update={"date": dt.date(2028, 3, 14)}),
        ),
    )
    slip = shipped_page("sheets/commitment-slip.md", replace(here, days=days), "crisis")
    assert "handed in, and opened on Tuesday 14 March 2028" in slip


def test_a_pair_with_one_of_two_there_today_is_not_asked_what_each_of_them_sees() -> None:
    here = context(findings=pair_findings("crisis"))
    table = here.timetable
    alone = tuple(one for one in table.present if one != "crisis-manager")
    page = shipped_page(
        "handouts/pair-results.md", replace(here, timetable=replace(table, present=alone)), "crisis"
    )
    assert "each of you" not in page
    assert "These are the answers of the two who answered." in page
