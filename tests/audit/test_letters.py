"""Preference letters: only those that were given, to those who may read them."""

from datetime import date

import pytest
from pydantic import ValidationError

from facilitate.audit.finding import Finding, findings_for
from facilitate.audit.preference_letters import GroupLetters, PairLetters, PersonLetters, letters_of
from facilitate.model import Programme, ProgrammeFile, Sharing
from facilitate.recipient import FACILITATOR, GROUP, Recipient

SAYS = ProgrammeFile.model_validate(
    {
        "format": "1",
        "programme": "P",
        "pairs": {
            "crisis": {"doctor": "A", "manager": "B"},
            "rehab": {"doctor": "C", "manager": {"name": "D", "from": "2027-05-01"}},
            "acute": {"doctor": "E", "manager": "F"},
        },
    }
)
PROGRAMME = Programme("P", SAYS, "programme.yaml")
DAY = date(2027, 3, 9)


def choice(letters: str, *, shared: bool = True, counted: bool = True) -> Sharing:
    keys = {
        "letters": letters,
        "type letters": "yes" if shared else "no",
        "letters counted": "yes" if counted else "no",
    }
    return Sharing.model_validate(keys)


GIVEN = {
    "crisis-doctor": choice("istj"),
    "crisis-manager": choice("ESTP"),
    "rehab-doctor": choice("INFP"),
    "acute-doctor": choice("ISTJ"),
    "acute-manager": choice("ISTJ", shared=False),
}


def test_letters_reach_their_owner_and_nobody_else() -> None:
    found = letters_of(PROGRAMME, GIVEN, on=DAY)
    (own,) = findings_for(Recipient("person", "crisis-doctor"), found)
    assert isinstance(own, PersonLetters)
    assert own.letters == "ISTJ"
    assert findings_for(Recipient("person", "acute-manager"), found) == ()
    assert findings_for(Recipient("sponsor", "exec"), found) == ()


def test_a_pairs_letters_are_compared_place_by_place_if_both_share() -> None:
    found = letters_of(PROGRAMME, GIVEN, on=DAY)
    (pair,) = findings_for(Recipient("pair", "crisis"), found)
    assert isinstance(pair, PairLetters)
    assert pair.members == (("doctor", "ISTJ"), ("manager", "ESTP"))
    assert pair.common == ("S", "T")
    assert pair.different == (("I", "E"), ("J", "P"))


@pytest.mark.parametrize("other", [choice("", shared=True), choice("ESTP", shared=False), None])
def test_a_pair_without_both_has_nothing_whatever_the_reason(other: Sharing | None) -> None:
    given = {"crisis-doctor": choice("ISTJ")} | ({"crisis-manager": other} if other else {})
    found = letters_of(PROGRAMME, given, on=DAY)
    assert findings_for(Recipient("pair", "crisis"), found) == ()


def test_letters_of_different_number_are_not_compared() -> None:
    given = {"crisis-doctor": choice("IS"), "crisis-manager": choice("ESTP")}
    assert findings_for(Recipient("pair", "crisis"), letters_of(PROGRAMME, given, on=DAY)) == ()


def test_who_has_not_joined_yet_is_not_there() -> None:
    given = GIVEN | {"rehab-manager": choice("ENTJ")}
    early = letters_of(PROGRAMME, given, on=DAY)
    assert findings_for(Recipient("pair", "rehab"), early) == ()
    later = letters_of(PROGRAMME, given, on=date(2027, 9, 14))
    assert len(findings_for(Recipient("pair", "rehab"), later)) == 1


def table(*, minimum: int = 4, **choices: Sharing) -> list[tuple[tuple[str, int], ...]]:
    given = GIVEN | {key.replace("_", "-"): value for key, value in choices.items()}
    found = letters_of(PROGRAMME, given, on=DAY, minimum=minimum)
    kept = [one for one in found if isinstance(one, GroupLetters)]
    assert all(one.readers == {GROUP, FACILITATOR} for one in kept)
    return [one.counts for one in kept]


def test_the_groups_table_holds_counts_of_those_who_gave_their_letters() -> None:
    assert table() == [(("ISTJ", 2), ("ESTP", 1), ("INFP", 1))]


def test_one_who_does_not_wish_to_be_counted_is_enough_for_no_table() -> None:
    assert table(rehab_doctor=choice("INFP", counted=False)) == []


def test_too_few_make_no_table_even_if_the_plan_asks_for_less() -> None:
    assert table(minimum=5) == []
    few = {"crisis-doctor": choice("ISTJ"), "crisis-manager": choice("ESTP")}
    found = letters_of(PROGRAMME, few, on=DAY, minimum=1)
    assert not any(isinstance(one, GroupLetters) for one in found)


@pytest.mark.parametrize("letters", ["A", "ABCDE", "AB1", "A-B"])
def test_letters_are_two_to_four_letters(letters: str) -> None:
    with pytest.raises(ValidationError):
        choice(letters)


def test_whoever_reports_to_the_partner_has_no_letters_side_by_side_unless_asked_alone() -> None:
    def of_crisis(**pair: str) -> list[Finding]:
        says = SAYS.model_dump(by_alias=True, include={"format", "programme"}) | {
            "manages": {"crisis-doctor": "crisis-manager"},
            "pairs": {"crisis": {"doctor": "A", "manager": "B", **pair}},
        }
        of = Programme("P", ProgrammeFile.model_validate(says), "programme.yaml")
        return [one for one in letters_of(of, GIVEN, on=DAY) if isinstance(one, PairLetters)]

    assert of_crisis() == []
    assert len(of_crisis(**{"asked alone": "yes"})) == 1
