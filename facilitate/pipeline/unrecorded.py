"""Days that have shown something of the stock take which nobody has recorded."""

from collections.abc import Iterator
from datetime import date

from facilitate.faults import At, Fault
from facilitate.load.plan import Plan
from facilitate.load.validate import placed
from facilitate.model import Day


def unreleased(plan: Plan, *, before: date) -> tuple[Day, ...]:
    """Return the days before a date that had figures to show which the ledger does not know.

    A day that shows what an earlier one has shown adds nothing to the ledger, and needs no more.
    """
    days = [day for day in plan.days if day.says.date < before]
    # Made-up answers of a sample come without a private folder.
    if not days or not (plan.private.there and plan.private.asked):
        return ()
    # Only where there is something to score.
    from facilitate.audit.engine import LEDGER, audit_days
    from facilitate.audit.ledger import read_ledger, with_released

    key = plan.private.ledger_key.encode()
    ledger, _ = read_ledger(plan.private.ledger, key=key, file=LEDGER)
    recorded = {row.day for row in ledger.rows}
    dates = [day.says.date for day in days]
    found = []
    for day, audit in zip(days, audit_days(plan, dates), strict=True):
        shown = with_released(ledger, audit.releases, day=day.id, on=day.says.date, output="")
        if day.id not in recorded and len(shown.rows) > len(ledger.rows):
            found.append(day)
    return tuple(found)


def reminders(plan: Plan, *, today: date) -> Iterator[Fault]:
    """Yield a warning for each day that is past and of which nothing is recorded."""
    faults = [
        Fault(
            code="C403",
            severity="warning",
            message=f"{day.id} is past, and what it showed is not recorded: if anybody leaves or "
            "takes answers back, later pages would tell theirs.",
            hint=f"Run `facilitate audit release {day.id}`, before anything in private/ changes.",
            at=At(day.file, ("date",)),
        )
        for day in unreleased(plan, before=today)
    ]
    yield from placed(faults, plan.sources)
