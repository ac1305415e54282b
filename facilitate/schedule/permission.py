"""What the people of a pair said yes to before the day, and what is done where nobody did."""

from facilitate.faults import KeyPath
from facilitate.load.plan import Plan
from facilitate.model import Programme
from facilitate.schedule.timetable import Slot, Timetable


def members_in(programme: Programme, pair: str, slot: Slot) -> tuple[str, ...]:
    """Return the ids of a pair's members who take part in a slot."""
    mine = {f"{pair}-{role}" for role in programme.pairs[pair].members}
    return tuple(person for person in slot.people if person in mine)


def allows(plan: Plan, pair: str, slot: Slot, permission: str) -> bool:
    """Say whether everyone of a pair in the room gave a permission of their own."""
    sharing = plan.choices
    people = members_in(plan.programme, pair, slot)
    return bool(people) and all(p in sharing and getattr(sharing[p], permission) for p in people)


def may_be_watched(plan: Plan, pair: str, slot: Slot) -> bool:
    """Say whether a pair is in the room, two people or more, and each of them said yes to it.

    Without a private folder nobody has been asked yet. One alone is no pair at work.
    """
    asked = plan.private.there
    several = len(members_in(plan.programme, pair, slot)) > 1
    return several and (not asked or allows(plan, pair, slot, "being_observed"))


def refused(plan: Plan, table: Timetable) -> tuple[KeyPath, ...]:
    """Return the places of exercises in which a pair would be watched and none may be."""
    return tuple(
        slot.path
        for slot in table.exercises()
        if slot.exercise.consent
        and not any(may_be_watched(plan, pair, slot) for pair in plan.programme.pairs)
    )
