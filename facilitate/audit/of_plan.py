"""The audit of a whole plan: its answers, its choices, its voices and what was shown before."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from facilitate.audit.coding import lists_without_names, quotable
from facilitate.audit.engine import Audit, audit
from facilitate.audit.findings import Finding
from facilitate.audit.identity import identity_of
from facilitate.audit.ledger import read_ledger
from facilitate.faults import At, Fault, stops
from facilitate.load.plan import Plan
from facilitate.load.validate import placed

LEDGER = "private/stock-takes/ledger.csv"

WARNED_DAYS = 30
"""So many days before the answers are deleted a day is told of it."""


def audit_plan(plan: Plan, *, as_of: date | None = None, minimum: int | None = None) -> Audit:
    """Return everything that the stock takes of a plan say, with the faults of all their files.

    Stock takes after `as_of` are left out; None: all count. `minimum` overrides the programme's
    smallest group, never below 3. Nothing is shown on a day after `delete by`.
    """
    private = plan.private
    retention = tuple(placed(_retention(plan), plan.sources))
    if stops(retention):
        return Audit((), retention, {})
    voices, slips = quotable(plan)
    ledger, torn = read_ledger(private.ledger, key=private.ledger_key.encode(), file=LEDGER)
    found = audit(
        programme=plan.programme,
        questions=plan.questions,
        waves=lists_without_names(
            private.waves, identity_of(plan.programme, private.identity_words)
        ),
        sharing=private.sharing,
        as_of=as_of,
        minimum=minimum,
        ledger=ledger,
        voices=voices,
    )
    return Audit(found.findings, (*found.faults, *slips, *torn, *retention), found.releases)


def _retention(plan: Plan) -> Iterator[Fault]:
    """Yield a fault for each chosen day that lies after `delete by`, or shortly before it."""
    until = plan.programme.says.delete_by
    # Made-up answers of a sample are nobody's: they come without a private folder.
    if until is None or not plan.private.waves or not plan.private.there:
        return
    at = At(plan.programme.file, ("delete by",))
    for day in plan.days:
        left = (until - day.says.date).days
        if day.id not in plan.chosen or left > WARNED_DAYS:
            continue
        if left < 0:
            yield Fault(
                code="C301",
                message=f"The answers were to be deleted by {until}, before {day.id} on "
                f"{day.says.date}, so nothing of them is shown.",
                hint="Run `facilitate audit purge`, or agree a later date with everybody first.",
                at=at,
            )
        else:
            yield Fault(
                code="C302",
                severity="warning",
                message=f"The answers are deleted by {until}, {left} days after {day.id}.",
                hint="Print what people are to keep before then; later builds refuse.",
                at=at,
            )


def as_data(value: Any) -> Any:
    """Return a finding as plain values for JSON: its kind first, readers in order."""
    if isinstance(value, Finding):
        own = {each.name: as_data(getattr(value, each.name)) for each in fields(value)}
        return {"kind": type(value).__name__, **own}
    if is_dataclass(value):
        return {each.name: as_data(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, frozenset):
        return [as_data(one) for one in sorted(value)]
    if isinstance(value, tuple):
        return [as_data(one) for one in value]
    return value


def fingerprint(found: Iterable[Finding]) -> str:
    """Return a hash of findings, 64 hexadecimal digits; equal findings give equal hashes."""
    text = json.dumps([as_data(one) for one in found], ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()
