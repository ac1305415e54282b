"""Every shipped day, late or early at any time: it ends on time or says by how much it cannot."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from facilitate.load.plan import load_plan
from facilitate.schedule.replan import NEVER, Replanned, replan, today_or_next
from facilitate.schedule.timetable import Slot, Timetable, timetable
from facilitate.shipped import shipped


def tables() -> list[Timetable]:
    """Return the shipped days by the clock: the examples' and the starter's."""
    return [table for name in ("example", "schools", "starter") for table in tables_of(name)]


def tables_of(name: str) -> list[Timetable]:
    """Return the days of one shipped programme by the clock."""
    plan, _ = load_plan(shipped("agendas") / name)
    assert plan is not None
    return [timetable(day, plan.programme, plan.library) for day in plan.days]


TABLES = tables()
DAYS = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.day.says.title)
STEPS = range(-30, 181, 5)
"""How late the next item may start, in minutes; below nought it is early."""


def replanned(table: Timetable) -> list[tuple[Slot, int, Replanned]]:
    """Return every item of a day as the next one, each early and late by many minutes."""
    return [
        (slot, slot.start + late, replan(table, slot.start + late, following=slot.number))
        for slot in table.slots
        for late in STEPS
    ]


def chosen(today: date) -> list[str]:
    """Return the ids of the example's days that are taken on a date."""
    return [table.day.id for table in today_or_next(tables_of("example"), today)]


def test_the_day_that_is_today_is_taken_else_the_next_else_it_is_asked() -> None:
    first, second, third = [table.day.says.date for table in tables_of("example")]
    assert first < second < third
    assert chosen(second) == ["2-midway"]
    assert chosen(first - timedelta(days=1)) == ["1-baseline"]
    assert chosen(first + timedelta(days=1)) == ["2-midway"]
    assert chosen(third + timedelta(days=1)) == ["1-baseline", "2-midway", "3-final"]


@DAYS
def test_the_day_ends_on_time_or_says_by_how_many_minutes_it_cannot(table: Timetable) -> None:
    promised = table.finish if table.finish is not None else table.end
    for _, _, found in replanned(table):
        assert found.planned_end == promised
        assert found.missing == max(0, found.new_end - promised)
        assert bool(found.missing) == bool(found.proposals)


@DAYS
def test_minutes_are_missing_only_when_nothing_more_can_give(table: Timetable) -> None:
    for _, _, found in replanned(table):
        if not found.missing:
            continue
        for slot in found.table.slots:
            assert slot.kind != "buffer" or _waits_after(found, slot), slot.title
            if slot.exercise and slot.exercise.category not in NEVER:
                assert slot.minutes - slot.shortest < 5 or _waits_after(found, slot), slot.title


def _waits_after(found: Replanned, slot: Slot) -> bool:
    """Say whether the day waits for a fixed time after a slot, so that it has nothing to give."""
    return any(one.kind == "gap" and one.start >= slot.end for one in found.table.slots)


@DAYS
def test_lunch_breaks_promises_and_the_form_keep_their_minutes(table: Timetable) -> None:
    for first, _, found in replanned(table):
        kept = {
            slot.title: slot.minutes
            for slot in table.slots
            if slot.number >= first.number
            and (
                slot.kind in {"lunch", "break", "feedback", "actions"}
                or (slot.exercise and slot.exercise.category in NEVER)
            )
        }
        now = {slot.title: slot.minutes for slot in found.table.slots}
        assert {title: now.get(title) for title in kept} == kept


@DAYS
def test_the_rest_has_no_hole_and_begins_when_it_was_said(table: Timetable) -> None:
    for _, now, found in replanned(table):
        slots = found.table.slots
        assert all(one.end == other.start for one, other in pairwise(slots))
        assert not slots or slots[0].start == now
        assert (slots[-1].end if slots else now) == found.new_end
        for slot in slots:
            assert not slot.steps or sum(step.minutes for step in slot.steps) == slot.minutes


@DAYS
@pytest.mark.parametrize("now", range(7 * 60, 19 * 60, 10))
def test_a_time_alone_is_enough(table: Timetable, now: int) -> None:
    found = replan(table, now)
    assert found.missing == max(0, found.new_end - found.planned_end)
    assert found.new_end >= now
