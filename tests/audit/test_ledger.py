from datetime import date
from typing import Any

import pytest

from facilitate.audit.disclosure import change, is_safe, total
from facilitate.audit.ledger import Ledger, ledger_text, pseudonym, read_ledger, with_released

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
