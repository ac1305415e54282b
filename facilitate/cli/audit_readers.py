"""What the verbs of the stock take have in common: the plan's audit, and for whom."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from facilitate.cli.shared import leave, loaded, tell
from facilitate.faults import Fault, nearest, stops
from facilitate.recipient import FACILITATOR, GROUP, Recipient

if TYPE_CHECKING:
    from facilitate.audit.engine import Audit
    from facilitate.load.plan import Plan

Function = TypeVar("Function", bound=Callable[..., Any])


def reader_option(function: Function) -> Function:
    """Add --for: the group, a pair, a person, a sponsor or the facilitator."""
    help_ = "group (the default), facilitator, or the id of a pair, a person or a sponsor."
    return click.option("--for", "reader", default="group", help=help_)(function)


def audited(path: Path) -> tuple["Plan", "Audit", tuple[Fault, ...]]:
    """Return a plan with its audit and all faults; a plan that cannot be read ends with 1."""
    from facilitate.audit.of_plan import audit_plan

    plan, faults = loaded(path)
    if plan is None:
        tell(faults)
        leave(faults)
    found = audit_plan(plan)
    told = (*faults, *found.faults)
    if not plan.private.waves and not stops(told):
        raise click.UsageError(
            "This plan has no answers yet: private/stock-takes/NAME.answers.csv is not there. "
            "Bring them in with `facilitate audit import`."
        )
    return plan, found, told


def reader_of(plan: "Plan", word: str) -> Recipient:
    """Return the reader that a word means: an id, or one of group and facilitator."""
    people = list(plan.programme.people())
    readers = {
        "group": GROUP,
        "facilitator": FACILITATOR,
        "sponsors": Recipient("pair", "sponsors"),
        **{one.id: one.reader for one in people},
        **{pair: Recipient("pair", pair) for pair in plan.programme.pairs},
    }
    found = readers.get(word.casefold())
    if found is None:
        near = nearest(word, readers)
        hint = f" Did you mean {near!r}?" if near else " Use the id of a pair or a person."
        raise click.UsageError(f"Nobody here is called {word!r}.{hint}")
    return found
