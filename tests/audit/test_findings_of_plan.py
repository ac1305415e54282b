from datetime import date
from typing import Any

import pytest

from facilitate.audit.finding import findings_by_reader, findings_for
from facilitate.audit.findings import (
    GroupTheme,
    Notice,
    PairChange,
    PairTheme,
    PartnerLine,
    PersonChange,
    PersonTheme,
    ThemeMethod,
    Withheld,
)
from facilitate.audit.findings_of_plan import audit
from facilitate.audit.ledger import Ledger, Row, pseudonym
from facilitate.figures import number
from facilitate.model import Sharing
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from tests.audit.a_stock_take import (
    answers_of,
    found,
    of_kind,
    programme,
    questions,
    shared,
    table,
)

PAIR = Recipient("pair", "p1")
DOCTOR, MANAGER = Recipient("person", "p1-doctor"), Recipient("person", "p1-manager")


def pair_of(all_, pair=PAIR):
    return [one for one in all_ if one.subject == pair]


def without(person):
    return {one: given for one, given in answers_of().items() if one != person}


def numbers(scores):
    return {role: number(score) for role, score in scores}


def test_themes_of_one_label_are_ranked_from_one_in_the_order_in_which_they_tell_most():
    given = answers_of() | {
        "p1-doctor": {"rely": 4, "doubt": 2, "ends": 5, "worth": 5},
        "p1-manager": {"rely": 4, "doubt": 2, "ends": 5, "worth": 5},
    }
    trust, meetings = of_kind(PairTheme, tuple(pair_of(found(waves={"baseline": given}))))
    assert (trust.label, meetings.label) == ("shared strength", "shared strength")
    assert (meetings.rank, trust.rank) == (1, 2)  # 5 is more than 4


def test_a_pair_that_shares_reads_both_means_the_gap_and_the_statements():
    given = answers_of() | {
        "p1-doctor": {"rely": 5, "doubt": 1, "ends": 4, "worth": 4},
        "p1-manager": {"rely": 4, "doubt": 2, "ends": 2, "worth": 2},
    }
    trust, meetings = of_kind(PairTheme, tuple(pair_of(found(waves={"baseline": given}))))
    assert numbers(trust.scores) == {"doctor": 5.0, "manager": 4.0}
    assert (number(trust.gap), number(trust.mean)) == (1.0, 4.5)
    assert (trust.label, trust.rank) == ("shared strength", 1)
    assert (number(meetings.gap), meetings.label, meetings.rank) == (2.0, "seen differently", 1)
    doubt = trust.items[1]
    assert doubt.text == "I check what the other says"
    assert numbers(doubt.scores) == {"doctor": 5.0, "manager": 4.0}
    assert trust.readers == {PAIR, DOCTOR, MANAGER}
    assert trust.question


def test_one_member_who_does_not_share_closes_the_pairs_page():
    all_ = found(sharing=shared(p1_manager="own answers"))
    assert not [one for one in pair_of(all_) if isinstance(one, PairTheme)]
    (withheld,) = pair_of(all_)
    assert withheld.reason == "not_shared"
    assert withheld.what_would_help == "This page shows the group’s results."


def test_refusal_missing_answers_and_withdrawal_leave_the_same_pair_findings():
    given = answers_of()
    blank = given | {"p1-manager": {}}
    too_few = given | {"p1-manager": {"rely": ""}}
    gone = {person: one for person, one in given.items() if person != "p1-manager"}
    refused = [
        pair_of(found(waves={"baseline": given}, sharing=shared(p1_manager=choice)))
        for choice in ("group only", "own answers")
    ]
    missing = [pair_of(found(waves={"baseline": each})) for each in (blank, too_few, gone)]
    assert all(each == refused[0] for each in refused + missing)


@pytest.mark.parametrize("manages", [{"p1-doctor": "p1-manager"}, {"managers": "doctors"}])
def test_where_one_reports_to_the_other_the_page_is_as_if_somebody_had_refused(manages):
    of = programme(manages=manages)
    refused = pair_of(found(sharing=shared(p1_manager="group only")))
    assert pair_of(found(of=of)) == refused
    asked = {"doctor": "Doctor 1", "manager": "Manager 1", "asked alone": "yes"}
    free = found(of=programme(manages=manages, pair={"p1": asked}))
    assert pair_of(free) == pair_of(found())


def test_of_three_one_who_reports_to_another_is_enough():
    three = {"doctor": "A", "manager": "B", "nurse": "C"}
    more: dict[str, Any] = {"roles": ["doctor", "manager", "nurse"], "pair": {"p1": three}}
    given = {"baseline": answers_of() | {"p1-nurse": {"rely": 3, "ends": 3}}}
    share = shared() | {"p1-nurse": Sharing(sharing="both partners")}

    def themes(**manages):
        all_ = found(of=programme(manages=manages, **more), waves=given, sharing=share)
        return of_kind(PairTheme, tuple(pair_of(all_)))

    assert themes()
    assert not themes(**{"p1-manager": ["p1-nurse"]})


def test_whoever_reports_to_somebody_of_another_pair_shares_as_before():
    of = programme(manages={"p2-doctor": ["p1-manager"], "exec": ["p1-doctor"]})
    assert pair_of(found(of=of)) == pair_of(found())


def test_whoever_reports_to_the_partner_by_way_of_somebody_else_reports_to_the_partner():
    between = {"p1-doctor": ["p2-doctor"], "p2-doctor": ["p1-manager"]}
    refused = pair_of(found(sharing=shared(p1_manager="group only")))
    assert pair_of(found(of=programme(manages=between))) == refused


def test_the_reason_stands_on_ones_own_sheet_and_the_partners_says_nothing_of_it():
    given = answers_of()
    gone = {person: one for person, one in given.items() if person != "p1-manager"}
    cases = [
        found(sharing=shared(p1_manager="group only")),
        found(sharing=shared(p1_manager="own answers")),
        found(waves={"baseline": gone}),
    ]
    partners = {of_kind(Notice, findings_for(DOCTOR, all_))[0].sentence for all_ in cases}
    own = {of_kind(Notice, findings_for(MANAGER, all_))[0].sentence for all_ in cases}
    assert len(partners) == 1
    assert len(own) == 3


def test_ones_own_sheet_calls_the_choice_as_the_slip_of_a_pair_of_three_does():
    three = {"doctor": "Doctor 1", "manager": "Manager 1", "nurse": "Nurse 1"}
    all_ = found(of=programme(pair={"p1": three}, roles=["doctor", "manager", "nurse"]))
    (notice,) = of_kind(Notice, findings_for(DOCTOR, all_))
    assert notice.sentence.startswith("You chose: my partners and I.")


def test_whoever_is_alone_is_not_told_of_a_choice_with_a_partner():
    alone = {"doctor": "Doctor 1", "manager": {"vacant": "yes"}}
    all_ = found(of=programme(pair={"p1": alone}), waves={"baseline": without("p1-manager")})
    (notice,) = of_kind(Notice, findings_for(DOCTOR, all_))
    assert notice.sentence.startswith("You chose: my own answers on all my pages.")


@pytest.mark.parametrize(
    ("pair", "text"),
    [
        ({"doctor": "Doctor 1", "manager": "Manager 1"}, "I rely on my partner"),
        ({"doctor": "Doctor 1", "manager": {"vacant": "yes"}}, "I rely on those I work with"),
        ({"doctor": "A", "manager": "B", "nurse": "C"}, "I rely on my partners"),
    ],
)
def test_a_pairs_page_words_a_statement_for_as_many_as_answered(pair, text):
    rely = {
        "id": "rely",
        "text": "I rely on my partner",
        "several": "I rely on my partners",
        "alone": "I rely on those I work with",
    }
    asking = questions(dimensions=[{"id": "trust", "name": "T", "themes": ["t"], "items": [rely]}])
    people = [f"p1-{role}" for role in pair if pair[role] != {"vacant": "yes"}]
    all_ = found(
        of=programme(pair={"p1": pair}, roles=["doctor", "manager", "nurse"]),
        waves={"baseline": table({one: {"rely": 4} for one in people}, columns=("rely",))},
        sharing=shared(p1_nurse="both partners"),
        asking=asking,
    )
    (theme,) = of_kind(PairTheme, tuple(pair_of(all_)))
    assert [one.text for one in theme.items] == [text]


def test_each_person_reads_own_means_and_nobody_elses():
    all_ = found()
    own = of_kind(PersonTheme, findings_for(DOCTOR, all_))
    assert [one.subject for one in own] == [DOCTOR, DOCTOR]
    assert all(one.readers == {one.subject} for one in of_kind(PersonTheme, all_))


def test_group_only_leaves_no_own_means_on_any_page():
    all_ = found(sharing=shared(p1_manager="group only"))
    assert of_kind(PersonTheme, findings_for(MANAGER, all_)) == []


def test_too_few_answers_to_a_theme_is_a_mean_of_none():
    given = answers_of() | {"p1-doctor": {"rely": 4, "ends": ""}}
    trust, meetings = of_kind(PersonTheme, findings_for(DOCTOR, found(waves={"baseline": given})))
    assert (number(trust.mean), trust.answered, trust.items) == (4.0, 1, 2)
    assert (meetings.mean, meetings.answered) == (None, 0)


def test_the_groups_figures_are_read_by_everybody_and_pairs_by_their_own_only():
    all_ = found()
    for reader in (GROUP, PAIR, DOCTOR, FACILITATOR, Recipient("sponsor", "exec")):
        assert len(of_kind(GroupTheme, findings_for(reader, all_))) == 2
    for reader in (GROUP, FACILITATOR, Recipient("sponsor", "exec"), Recipient("pair", "p2")):
        assert pair_of(findings_for(reader, all_)) == []


def test_figures_of_method_are_the_facilitators_alone():
    all_ = found()
    assert of_kind(ThemeMethod, all_)
    assert all(one.readers == {FACILITATOR} for one in of_kind(ThemeMethod, all_))


def test_the_gate_gives_each_reader_the_same_one_by_one_or_all_at_once():
    all_ = found()
    for reader, theirs in findings_by_reader(all_).items():
        assert theirs == findings_for(reader, all_)


def test_role_means_are_shown_where_each_role_is_large_enough():
    trust = of_kind(GroupTheme, found())[0]
    assert [(role.role, role.n) for role in trust.roles] == [("doctor", 8), ("manager", 8)]
    assert trust.n == trust.asked == 16
    assert trust.low is not None


def test_one_small_role_hides_all_roles_because_the_rest_would_tell_it():
    given = {
        person: one
        for person, one in answers_of().items()
        if person not in {f"p{n}-manager" for n in (1, 2, 3, 4)}
    }
    all_ = found(waves={"baseline": given})
    assert all(theme.roles == () for theme in of_kind(GroupTheme, all_))
    (roles,) = [one for one in of_kind(Withheld, all_) if one.would_be == "Each role by itself"]
    assert roles.reason == "too_few"
    assert "5 people of each" in roles.what_would_help


def test_a_group_that_is_too_small_is_told_the_number_it_needs():
    given = {person: one for person, one in answers_of().items() if person < "p3"}
    (trust, _) = [
        one for one in of_kind(Withheld, found(waves={"baseline": given})) if one.dimension
    ]
    assert (trust.reason, trust.n) == ("too_few", 4)
    assert "5" in trust.what_would_help


def test_a_group_that_answered_alike_gets_no_mean():
    same = {"rely": 4, "doubt": 2, "ends": 4, "worth": 4}
    given = dict.fromkeys(answers_of(), same)
    given["p3-doctor"] = same | {"rely": 2}
    all_ = found(waves={"baseline": given})
    assert of_kind(GroupTheme, all_) == []
    assert {one.reason for one in of_kind(Withheld, findings_for(GROUP, all_))} == {"all_alike"}


def test_sponsors_are_a_pair_of_their_own_and_never_pooled():
    given = answers_of() | {
        "sponsors-exec": {"rely": 5, "doubt": 1, "ends": 5, "worth": 5},
        "sponsors-amd": {"rely": 5, "doubt": 1, "ends": 5, "worth": 5},
    }
    choices = shared() | dict.fromkeys(("exec", "amd"), Sharing(sharing="both partners"))
    all_ = found(waves={"baseline": given}, sharing=choices)
    assert of_kind(GroupTheme, all_) == of_kind(GroupTheme, found())
    executive = Recipient("sponsor", "exec")
    theirs = of_kind(PairTheme, findings_for(executive, all_))
    assert [one.subject.id for one in theirs] == ["sponsors", "sponsors"]
    assert of_kind(PersonTheme, findings_for(executive, all_))


def test_pairs_of_one_three_and_four_members_are_labelled_by_their_widest_gap():
    pairs = {
        "p1": {"doctor": "A"},
        "p2": {"doctor": "B", "manager": "C", "nurse": "D"},
        "p3": {"doctor": "E", "manager": "F", "nurse": "G", "pharmacist": "H"},
    }
    high, low = {"rely": 5, "doubt": 1, "ends": 4, "worth": 4}, {"rely": 2, "doubt": 4}
    people = {f"{pair}-{role}": high for pair, roles in pairs.items() for role in roles}
    people["p3-nurse"] = low | {"ends": 4, "worth": 4}
    all_ = found(
        of=programme(0, pair=pairs),
        waves={"baseline": people},
        sharing={person: Sharing(sharing="both partners") for person in people},
    )
    labels = {
        (one.subject.id, one.dimension): (one.label, number(one.gap))
        for one in of_kind(PairTheme, all_)
    }
    assert labels["p1", "trust"] == ("shared strength", 0.0)
    assert labels["p2", "trust"] == ("shared strength", 0.0)
    assert labels["p3", "trust"] == ("seen differently", 3.0)


def test_whoever_joins_never_sees_what_a_leaver_answered():
    joined = {"doctor": "Doctor 1", "manager": {"name": "New", "from": "2027-09-01"}}
    all_ = found(of=programme(pair={"p1": joined}))
    assert [type(one) for one in pair_of(all_)] == [Withheld]
    assert of_kind(PersonTheme, findings_for(MANAGER, all_)) == []
    assert of_kind(GroupTheme, all_)[0].n == 16


def test_then_and_now_needs_the_same_people():
    waves = {"baseline": answers_of(), "repeat": answers_of(seed=1)}
    joined = {"doctor": "Doctor 1", "manager": {"name": "New", "from": "2027-09-01"}}
    all_ = found(of=programme(pair={"p1": joined}), waves=waves)
    changed = {one.subject.id for one in of_kind(PairChange, all_)}
    assert changed == {f"p{n}" for n in range(2, 9)}
    assert of_kind(PersonChange, findings_for(MANAGER, all_)) == []
    assert len(of_kind(PersonChange, findings_for(DOCTOR, all_))) == 2


def test_a_stock_take_after_the_day_that_is_made_is_not_there_yet():
    waves = {"baseline": answers_of(), "repeat": answers_of(seed=1)}
    first = found(waves={"baseline": answers_of()}, as_of=date(2027, 3, 1))
    assert found(waves=waves, as_of=date(2027, 3, 1)) == first


def test_a_choice_of_later_counts_only_where_it_shares_less():
    later = Sharing.model_validate({"sharing": "both partners", "since": "2027-06-01"})
    all_ = found(sharing=shared() | {"p1-manager": later}, as_of=date(2027, 3, 1))
    assert [type(one) for one in pair_of(all_)] == [Withheld]


def audits_on(*days: date):
    later = Sharing.model_validate({"sharing": "both partners", "since": "2027-06-01"})
    posts = {
        "p2": {"doctor": {"name": "New", "from": "2027-07-01"}, "manager": "Manager 2"},
        "p3": {"doctor": {"name": "Old", "until": "2027-08-01"}, "manager": "Manager 3"},
    }
    row = Row(
        "first", "2027-09-01", "trust", "total", "baseline", 1, (pseudonym("p4-doctor", b""),), ""
    )
    return audit(
        programme=programme(pair=posts),
        questions=questions(),
        waves={"baseline": table(answers_of()), "repeat": table(answers_of(seed=1))},
        sharing=shared() | {"p1-manager": later},
        days=days,
        ledger=Ledger(rows=(row,)),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(date(2027, 5, 31), date(2027, 6, 1), id="a choice"),
        pytest.param(date(2027, 6, 30), date(2027, 7, 1), id="somebody comes"),
        pytest.param(date(2027, 8, 1), date(2027, 8, 2), id="somebody has left"),
        pytest.param(date(2027, 9, 1), date(2027, 9, 2), id="a day has shown something"),
        pytest.param(date(2028, 2, 10), date(2028, 2, 11), id="a stock take"),
    ],
)
def test_each_day_says_what_it_says_without_the_others(before: date, after: date):
    both = audits_on(before, after)
    assert both == (*audits_on(before), *audits_on(after))
    assert both[0] != both[1]


def test_days_between_which_nothing_changes_are_audited_once():
    first, second = audits_on(date(2027, 3, 9), date(2027, 5, 31))
    assert first is second


def test_the_line_for_the_partner_reaches_the_partner_alone_and_only_if_ticked():
    given = answers_of()
    given["p1-manager"] |= {"comment:partner": "Thank you for the rota"}
    ticked = Sharing.model_validate({"line for partner": "yes"})
    all_ = found(waves={"baseline": given}, sharing=shared() | {"p1-manager": ticked})
    (line,) = of_kind(PartnerLine, all_)
    assert (line.words, line.readers) == ("Thank you for the rota", {DOCTOR})
    assert of_kind(PartnerLine, found(waves={"baseline": given})) == []


def faults_of(answers):
    (one,) = audit(
        programme=programme(),
        questions=questions(),
        waves={"baseline": table(answers)},
        sharing=shared(),
    )
    return [(fault.code, fault.place.line) for fault in one.faults]


def test_answers_on_another_scale_are_told_once_however_many_they_are():
    given = answers_of()
    off = [(person, item) for person in list(given)[:7] for item in ("rely", "ends")]
    for person, item in off:
        given[person] |= {item: 9}
    assert faults_of(given) == [("A603", 2)]
    del given[list(given)[6]]
    assert faults_of(given)[:12] == [
        ("A603", line) for line in (2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7)
    ]


def test_rows_of_nobody_known_and_numbers_off_the_scale_are_told_with_their_line():
    given = answers_of()
    given["p1-doctor"] |= {"rely": 6}
    given["p1-manager"] |= {"rely": 2.5}
    given |= {"p9-doctor": {"rely": 1}, "p2-nurse": {"rely": 1}, "sponsors-nobody": {"rely": 1}}
    assert faults_of(given) == [
        ("A603", 2),
        ("A603", 3),
        ("A601", 18),
        ("A602", 19),
        ("A602", 20),
    ]


def test_columns_of_another_survey_are_told_once():
    given = answers_of()
    given["p1-doctor"] |= {"first-of-theirs": 5, "second-of-theirs": 5}
    assert faults_of(given) == [("A604", 1)]


def test_a_column_of_no_item_is_named_and_left_out():
    given = answers_of()
    given["p1-doctor"] |= {"relly": 5}
    assert faults_of(given) == [("A604", 1)]


def test_a_column_whose_statement_is_gone_is_no_slip_for_another_that_has_its_own():
    given = answers_of()
    for items in given.values():
        items["rely-2"] = 5
    (one,) = audit(
        programme=programme(),
        questions=questions(),
        waves={"baseline": table(given)},
        sharing=shared(),
    )
    (fault,) = one.faults
    assert fault.hint == "If it is to count, write its statement, id: rely-2, again."


def test_two_people_of_one_id_are_never_audited():
    pairs = {
        "p1": {"doctor": "A", "deputy-manager": "B"},
        "p1-deputy": {"doctor": "C", "manager": "D"},
    }
    with pytest.raises(ValueError, match="an id stands for two people"):
        found(of=programme(0, pair=pairs), waves={})
