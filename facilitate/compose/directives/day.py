"""Directives for the day: an exercise as people do it, and the timetable."""

from collections.abc import Iterator, Sequence
from typing import Any

from facilitate.compose.directives import directive
from facilitate.compose.divs import Div
from facilitate.compose.page import Page
from facilitate.compose.recipe import Recipe, recipe
from facilitate.compose.seal import owner_of
from facilitate.compose.settings import SlipError, as_yes
from facilitate.compose.slot_views import SlotView, TimetableView
from facilitate.document import Block, Run, Steps, Text, Timetable, TimetableRow


def as_slot(value: Any) -> SlotView | None:
    """Return a slot; raise `SlipError` for anything else."""
    if isinstance(value, SlotView):
        return value
    raise SlipError("This is no slot of the day.", "Give it one, such as of: {{ slot }}.")


def as_slots(value: Any) -> Sequence[SlotView]:
    """Return slots of a timetable or a list of them; raise `SlipError` for anything else."""
    if isinstance(value, TimetableView):
        return value.slots
    if isinstance(value, tuple | list) and all(isinstance(slot, SlotView) for slot in value):
        return value
    raise SlipError("This is no timetable.", "Write of: {{ timetable }} or {{ timetable.slots }}.")


def _text(words: str, *, quiet: bool = False) -> Text:
    return (Run(str(words), quiet=quiet, owner=owner_of(words)),) if words else ()


@directive("steps", "hold", needed=("of",), inside=False)
def steps(div: Div, page: Page) -> Recipe[Block]:
    """An exercise as people do it: minutes, words, the whole length, when to stop, what to hold."""
    slot, hold, origin = (
        page.setting(div, "of", as_slot, None),
        page.setting_text(div, "hold"),
        div.origin,
    )
    own_hold = "hold" in div.settings

    def made(filling: Any) -> Block:
        found = slot(filling)
        if found is None:
            return Steps(steps=(), minutes=0, origin=origin)
        return Steps(
            steps=tuple((step.length, _text(step.text)) for step in found.steps),
            minutes=found.minutes,
            until=found.until,
            hold=hold(filling) if own_hold else _text(found.need),
            origin=origin,
        )

    return recipe(made, slot, hold)


@directive("timetable", "full", "steps", needed=("of",), inside=False)
def timetable(div: Div, page: Page) -> Recipe[Block]:
    """The day by the clock; `full` with leads, what to have ready, and the steps."""
    slots = page.setting(div, "of", as_slots, ())
    full = page.setting(div, "full", as_yes, True)
    whole = page.setting(div, "steps", as_yes, None) if "steps" in div.settings else full
    origin = div.origin

    def made(filling: Any) -> Block:
        with_steps = bool(whole(filling))
        return Timetable(
            rows=tuple(
                row for slot in slots(filling) for row in rows_of(slot, with_steps=with_steps)
            ),
            full=full(filling),
            origin=origin,
        )

    return recipe(made, slots, full, whole)


def rows_of(slot: SlotView, *, with_steps: bool) -> Iterator[TimetableRow]:
    """Yield the slot's row, then those of its tracks and steps."""
    yield TimetableRow(
        clock=slot.clock,
        minutes=str(slot.minutes),
        what=_text(slot.title),
        leads=_text(slot.led_by),
        ready=_text(slot.ready),
        pause=slot.pause,
    )
    for track in slot.tracks:
        yield TimetableRow(
            clock=track.clock,
            minutes=str(track.minutes),
            what=(*_text(track.title), *_text(track.place_and_people, quiet=True)),
            leads=_text(track.led_by),
            ready=_text(track.ready),
            level=1,
        )
    if not with_steps:
        return
    last = len(slot.steps) - 1
    for number, step in enumerate(slot.steps):
        shrink = slot.can_shrink if number == last else ""
        yield TimetableRow(
            clock=step.clock,
            minutes=str(step.minutes),
            what=_text(step.text),
            ready=_text(shrink, quiet=True),
            level=1,
        )
