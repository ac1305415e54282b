"""After a day, a person's own sheet says what was shown of the answers, as the ledger has it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from facilitate.audit.findings import Notice
from facilitate.audit.findings_of_plan import Audit, audit
from facilitate.audit.ledger import Ledger, with_released
from facilitate.model import Sharing
from facilitate.recipient import Recipient
from tests.audit.a_stock_take import answers_of, programme, questions, table

DAY, NEXT = date(2027, 3, 9), date(2027, 9, 14)
BOTH = Sharing(sharing="both partners")


def made(
    choices: Mapping[str, Sharing], *, on: date, ledger: Ledger | None = None, **plan: Any
) -> Audit:
    given = answers_of()
    (found,) = audit(
        programme=programme(**plan),
        questions=questions(),
        waves={"baseline": table(given)},
        sharing=choices,
        days=[on],
        ledger=ledger or Ledger(key=b"a key"),
    )
    return found


def after(choices: Mapping[str, Sharing], **plan: Any) -> Ledger:
    first = made(choices, on=DAY, **plan)
    return with_released(Ledger(key=b"a key"), first.recorded, day="1-day", on=DAY, output="x")


def told(found: Audit, person: str) -> list[str]:
    notices = (one for one in found.findings if isinstance(one, Notice))
    return [one.sentence for one in notices if one.readers == {Recipient("person", person)}]


def test_before_a_day_was_released_the_sheet_says_nothing_of_it() -> None:
    (only,) = told(made({}, on=NEXT), "p1-doctor")
    assert only.startswith("You said nothing")


def test_afterwards_it_says_how_many_figures_and_that_the_pair_saw_the_group() -> None:
    # Two themes, each of everybody and of eight doctors, and the counts of four statements.
    _, shown = told(made({}, on=NEXT, ledger=after({})), "p1-doctor")
    assert shown == (
        "Shown on 9 March 2027: 8 figures of the group with yours in them, each of 8 or more; "
        "on your pair’s pages the group’s results."
    )


def test_it_says_that_the_answers_stood_side_by_side_if_they_did() -> None:
    choices = {"p1-doctor": BOTH, "p1-manager": BOTH, "p2-doctor": BOTH}
    found = made(choices, on=NEXT, ledger=after(choices))
    assert told(found, "p1-doctor")[1].endswith("on your pair’s pages your answers.")
    assert told(found, "p2-doctor")[1].endswith("on your pair’s pages the group’s results.")


def test_who_changed_their_mind_since_still_reads_what_was_shown_then() -> None:
    ledger = after({"p1-doctor": BOTH, "p1-manager": BOTH})
    now = made({"p1-doctor": Sharing(sharing="group only")}, on=NEXT, ledger=ledger)
    chose, shown = told(now, "p1-doctor")
    assert chose.startswith("You chose: the group only.")
    assert shown.endswith("on your pair’s pages your answers.")


def test_the_day_that_is_released_says_nothing_of_itself_when_it_is_built_again() -> None:
    assert len(told(made({}, on=DAY, ledger=after({})), "p1-doctor")) == 1


def test_whoever_came_later_reads_nothing_of_the_answers_of_whoever_left() -> None:
    came = {"p1": {"doctor": {"name": "New", "from": date(2027, 6, 1)}, "manager": "Manager 1"}}
    found = made({}, on=NEXT, ledger=after({}), pair=came)
    assert [one for one in told(found, "p1-doctor") if one.startswith("Shown")] == []
    assert len(told(found, "p1-manager")) == 2


def test_somebody_alone_reads_nothing_of_a_pair() -> None:
    alone = {"p1": {"doctor": "Doctor 1"}}
    found = made({}, on=NEXT, ledger=after({}, pair=alone), pair=alone)
    shown = told(found, "p1-doctor")[1]
    assert shown.startswith("Shown on 9 March 2027: ")
    assert "pair" not in shown
