"""The rest of a late day, as a template sees it."""

from dataclasses import dataclass

from facilitate.model.units import as_clock
from facilitate.schedule.replan import Replanned


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplanView:
    """What was changed, in words; clock times of the promised end and of the new one.

    `missing` is how many minutes the day still runs over, 0 if it ends on time; `proposals` are
    then what a person could do. `lines` is about how many lines the sheet takes with all steps.
    """

    now: str
    changes: tuple[str, ...]
    planned_end: str
    new_end: str
    missing: int
    proposals: tuple[str, ...]
    lines: int


def replan_view(found: Replanned | None) -> ReplanView | None:
    """Return the re-planned rest of the day in words, or nothing on a day as planned."""
    if found is None:
        return None
    slots = found.table.slots
    return ReplanView(
        now=as_clock(slots[0].start if slots else found.new_end),
        changes=tuple(change.words for change in found.changes),
        planned_end=as_clock(found.planned_end),
        new_end=as_clock(found.new_end),
        missing=found.missing,
        proposals=found.proposals,
        lines=sum(2 + len(slot.steps) + 3 * len(slot.tracks) for slot in slots)
        + len(found.changes)
        + (2 * len(found.proposals) + 3 if found.missing else 0),
    )
