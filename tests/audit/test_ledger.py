from datetime import date
from typing import Any

import pytest

from facilitate.audit.disclosure import change, is_safe, total
from facilitate.audit.ledger import (
    Ledger,
    as_protected,
    ledger_text,
    names_in_ledger,
    parts_shown,
    pseudonym,
    read_ledger,
    with_released,
)
from facilitate.faults import Fault, Place

KEY = b"kept with the map of identities"
DAY: dict[str, Any] = {"day": "first", "on": date(2027, 3, 12), "output": "abc123"}


def with_twelve():
    people = [f"p{n}" for n in range(12)]
    totals = {"trust": [total("everyone", "baseline", people)]}
    return people, with_released(Ledger(key=KEY), totals, **DAY)


def test_what_is_written_is_read_again():
    people, ledger = with_twelve()
    both = {"trust": [change("change", ("baseline", "repeat"), people)]}
    ledger = with_released(ledger, both, **DAY)
    again, faults = read_ledger(ledger_text(ledger), key=KEY, file="ledger.csv")
    assert (again, faults) == (ledger, ())
    whole, step = again.releases(people)["trust"]
    assert whole.weights == total("x", "baseline", people).weights
    assert step.weights == both["trust"][0].weights


def test_it_holds_no_ids_and_no_answers():
    people, ledger = with_twelve()
    text = ledger_text(ledger)
    assert pseudonym("p3", KEY) in text
    assert not any(f" {person} " in text for person in people)


def test_somebody_who_is_no_longer_known_is_still_protected():
    people, ledger = with_twelve()
    earlier = ledger.releases(people[:11])["trust"]
    assert len(earlier[0].weights) == 12
    now = total("everyone", "baseline", people[:11])
    assert not is_safe([*earlier, now], minimum=5)


def test_the_same_total_is_noted_once():
    people, ledger = with_twelve()
    totals = {"trust": [total("everyone", "baseline", people)]}
    assert with_released(ledger, totals, day="second", on=date(2027, 9, 1), output="d") == ledger


def test_without_its_key_or_with_a_torn_row_it_is_refused():
    _, ledger = with_twelve()
    _, faults = read_ledger(ledger_text(ledger), key=b"", file="ledger.csv")
    assert [fault.code for fault in faults] == ["A620"]
    _, faults = read_ledger(ledger_text(ledger)[:-30] + "\n", key=KEY, file="ledger.csv")
    assert [(fault.code, fault.place.line) for fault in faults] == [("A621", 2)]


def test_no_ledger_is_nothing_shown():
    assert read_ledger("", key=b"", file="ledger.csv") == (Ledger(), ())


@pytest.mark.parametrize(("old", "new"), [(",1,12,", ",1,11,"), (",1,12,", ",2,12,")])
def test_a_row_that_contradicts_itself_is_refused(old, new):
    _, ledger = with_twelve()
    text = ledger_text(ledger)
    assert text.count(old) == 1
    again, faults = read_ledger(text.replace(old, new), key=KEY, file="ledger.csv")
    assert [(fault.code, fault.place.line) for fault in faults] == [("A621", 2)]
    assert again.rows == ()


def test_what_is_wrong_with_it_is_told_in_these_words_and_on_its_line():
    _, ledger = with_twelve()
    text = ledger_text(ledger)
    _, (fault,) = read_ledger(text, key=b"", file="l.csv")
    assert fault == Fault(
        code="A620",
        message="The ledger is there, but its key private/ledger.key is not.",
        hint="Put the key back from your own copy; without it nobody can be protected.",
        place=Place("l.csv", 1),
    )
    found, (fault,) = read_ledger(f"{text}\nx,y\n", key=KEY, file="l.csv")
    assert fault == Fault(
        code="A621",
        message="This row of the ledger cannot be read.",
        hint="Put the ledger back from your own copy; it is never edited by hand.",
        place=Place("l.csv", 4),
    )
    assert found == ledger


def test_nothing_in_it_keeps_the_key_and_nothing_else():
    assert read_ledger(" \n", key=KEY, file="l.csv") == (Ledger((), KEY), ())


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("day,", "\ufeffday,")])
def test_a_spreadsheet_may_have_saved_it(change):
    _, ledger = with_twelve()
    text = ledger_text(ledger).replace(*change)
    assert read_ledger(text, key=KEY, file="l.csv") == (ledger, ())


def test_a_head_in_the_middle_is_no_row():
    _, ledger = with_twelve()
    head = ledger_text(Ledger())
    assert head == "day,date,variable,statistic,wave,sign,n,people,output\n"
    _, faults = read_ledger(ledger_text(ledger) + head, key=KEY, file="l.csv")
    assert [(fault.code, fault.place.line) for fault in faults] == [("A621", 3)]


@pytest.mark.parametrize(
    ("old", "new"), [(",1,12,", ",2,12,"), (",1,12,", ",1,11,"), (",1,12,", ",,12,")]
)
def test_a_sign_or_a_number_that_is_not_so_is_no_row(old, new):
    _, ledger = with_twelve()
    _, faults = read_ledger(ledger_text(ledger).replace(old, new), key=KEY, file="l.csv")
    assert [fault.code for fault in faults] == ["A621"]


def test_somebody_who_was_forgotten_keeps_one_pseudonym_when_a_total_is_shown_again():
    people, ledger = with_twelve()
    (earlier,) = ledger.releases(people[:11])["trust"]
    again = with_released(Ledger(key=KEY), {"trust": [earlier]}, **DAY)
    assert again.rows[0].people == ledger.rows[0].people


def test_its_rows_are_written_as_they_are_with_signs_and_people_in_order():
    moved = {"trust": [change("change", ("then", "now"), ["b", "a"])]}
    ledger = with_released(Ledger(key=KEY), moved, **DAY)
    both = " ".join(sorted(pseudonym(one, KEY) for one in "ab"))
    assert ledger_text(ledger).splitlines()[1:] == [
        f"first,2027-03-12,trust,change,now,1,2,{both},abc123",
        f"first,2027-03-12,trust,change,then,-1,2,{both},abc123",
    ]


# ------------------------------------------------------ what people said, and take back again

SAID_THEN = {f"p{n}": {"lines": 2, "comments": 1} for n in range(12)}
SAID_NOW = SAID_THEN | {"p3": {"lines": 1, "comments": 1}, "p4": {"lines": 3, "comments": 1}}


def others_now(said, wave, shown):
    """Return who goes by another name than the own."""
    return [person for person, name in as_protected(said, wave, shown).items() if name != person]


def test_whoever_takes_something_back_is_another_person_to_the_disclosure_test():
    shown = [total("everyone", "talks", SAID_THEN), parts_shown("parts", "talks", SAID_THEN)]
    called = as_protected(SAID_NOW, "talks", shown)
    assert others_now(SAID_NOW, "talks", shown) == ["p3"]
    assert len(set(called.values())) == 12
    both = [shown[0], total("everyone", "talks", called.values())]
    each = [frozenset({("talks", name)}) for name in called.values()]
    assert not is_safe(both, minimum=5, insiders=each)
    assert is_safe(both[:1], minimum=5, insiders=each)


def test_whoever_says_as_much_or_more_or_in_another_stock_take_stays_the_same_person():
    shown = [parts_shown("parts", "talks", SAID_THEN)]
    assert others_now(SAID_THEN, "talks", shown) == []
    assert others_now(SAID_NOW, "other talks", shown) == []
    assert others_now(SAID_NOW, "talks", []) == []


def test_what_somebody_took_back_is_known_of_the_ledger_too():
    parts = {"voices": [parts_shown("parts", "talks", SAID_THEN)]}
    ledger = with_released(Ledger(key=KEY), parts, **DAY)
    again = ledger.releases(names_in_ledger(SAID_NOW))["voices"]
    assert others_now(SAID_NOW, "talks", again) == ["p3"]
    assert (
        others_now(SAID_THEN, "talks", ledger.releases(names_in_ledger(SAID_THEN))["voices"]) == []
    )


def test_people_of_the_ledger_are_known_again_by_the_names_of_today():
    shown = {"voices": [total("everyone", "talks", SAID_THEN)]}
    called = as_protected(SAID_NOW, "talks", [parts_shown("parts", "talks", SAID_THEN)])
    renamed = {"voices": [total("everyone", "talks", called.values())]}
    for released, people in ((shown, set(SAID_THEN)), (renamed, set(called.values()))):
        ledger = with_released(Ledger(key=KEY), released, **DAY)
        (again,) = ledger.releases(names_in_ledger(SAID_NOW))["voices"]
        assert {person for _, person in again.weights} == people
