"""Directives for tables: a list of things by column, a pipe table with a role, and the day."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

from facilitate.compose.directives import directive
from facilitate.compose.environment import part_of
from facilitate.compose.fenced_divs import (
    Div,
    SettingError,
    as_millimetres,
    as_share,
    as_whole,
    as_words,
    as_yes,
    items,
    one_of,
)
from facilitate.compose.markdown import Page
from facilitate.compose.model_reading import ModelReading
from facilitate.compose.placeholder import Deferred, RenderValues, deferred, ready
from facilitate.compose.run_sheet import closing, opening
from facilitate.compose.slot_words import in_brackets
from facilitate.compose.undefined import Missing, names_in, of_known
from facilitate.document import (
    Block,
    Column,
    Origin,
    Run,
    Steps,
    Table,
    Text,
    Timetable,
    TimetableRow,
)
from facilitate.model.times_and_dates import as_clock
from facilitate.schedule.timetable import Slot
from facilitate.schedule.timetable import Timetable as DayTable
from facilitate.structs import replace

KEYS = ("of", "columns", "role", "widths", "align", "alt", "rows", "gap")
_ALIGN = {"left": "left", "right": "right", "centre": "centre", "center": "centre"}


def as_list(value: Any) -> Sequence[Any]:
    """Return a list of things; raise `SettingError` for anything else."""
    if isinstance(value, tuple | list):
        return value
    raise SettingError("This is no list.", "Give it one, such as of: {{ actions }}.")


def _shares(value: Any) -> tuple[float, ...]:
    return tuple(as_share(item) for item in items(as_words(value)))


def _aligns(value: Any) -> tuple[str, ...]:
    return tuple(_ALIGN[one_of(*_ALIGN)(item)] for item in items(as_words(value)))


@directive("table", *KEYS)
def table(div: Div, page: Page) -> Deferred[Block]:
    """A table of rows, or a pipe table inside, with its role, widths and empty rows."""
    body = _listed(div, page) if "of" in div.settings else _inside(div, page)
    role = page.setting(div, "role", one_of("plain", "call", "form", "lectern"), "plain")
    shares = page.setting(div, "widths", _shares, ())
    aligns = page.setting(div, "align", _aligns, ())
    alt = page.setting(div, "alt", as_words, "")
    empty = page.setting(div, "rows", as_whole, 0)
    gap, origin = page.setting(div, "gap", as_millimetres, 0.0), div.origin

    def made(render: RenderValues) -> Block:
        found = body.make(render)
        columns = _columns(found, shares.make(render), aligns.make(render), render, origin)
        blank = ((),) * len(columns)
        return replace(
            found,
            columns=columns,
            rows=found.rows + (blank,) * empty.make(render),
            role=role.make(render),  # one of the four
            alt=alt.make(render),
            row_mm=gap.make(render),
            origin=origin,
        )

    return deferred(made, body, role, shares, aligns, alt, empty, gap)


def _columns(
    found: Table,
    shares: Sequence[float],
    aligns: Sequence[str],
    render: RenderValues,
    origin: Origin,
) -> tuple[Column, ...]:
    count = len(found.columns)
    for key, values in (("widths", shares), ("align", aligns)):
        if values and len(values) != count:
            render.fault(
                "M191",
                f"The table has {count} columns, and {key!r} speaks of {len(values)}.",
                "Name one for each column.",
                origin,
            )
            return found.columns
    return tuple(
        Column(
            share=shares[number] if shares else column.share,
            align=aligns[number] if aligns else column.align,  # type: ignore[arg-type]  # as above
        )
        for number, column in enumerate(found.columns)
    )


def _inside(div: Div, page: Page) -> Deferred[Table]:
    inside = page.blocks(div.inside)

    def made(render: RenderValues) -> Table:
        blocks = inside.make(render)
        if len(blocks) == 1 and isinstance(blocks[0], Table):
            return blocks[0]
        render.fault(
            "M190",
            "This directive holds no table, or more than one.",
            "Put one table of | pipes | inside, or name a list by 'of:'.",
            div.origin,
        )
        return Table(columns=(), header=(), rows=())

    return deferred(made, inside)


def _listed(div: Div, page: Page) -> Deferred[Table]:
    rows = page.setting(div, "of", as_list, ())
    setting = div.settings.get("columns")
    if setting is None:
        page.fault(
            "M161",
            "A table of a list needs 'columns'.",
            "Write 'columns: Who = who, By = by': the words on top, and what stands below.",
            div.origin,
        )
        return ready(Table(columns=(), header=(), rows=()))
    text = re.sub(r" *[|;] *", ", ", setting.text)
    if text != setting.text:
        message = "Columns stand between commas."
        page.fault("M161", message, f"Write columns: {text}", setting.origin)
    named = [_column(item) for item in items(text)]
    header = [page.inline(words, setting.origin) for words, _ in named]
    parts = [part for _, part in named]
    origin = setting.origin

    def made(render: RenderValues) -> Table:
        return Table(
            columns=(Column(),) * len(named),
            header=tuple(text.make(render) for text in header),
            rows=tuple(
                tuple(_cell(row, part, render, origin) for part in parts)
                for row in rows.make(render)
            ),
        )

    return deferred(made, rows, *header)


def _column(item: str) -> tuple[str, str]:
    words, equals, part = item.partition("=")
    return (words.strip(), part.strip()) if equals else (words.strip(), words.strip().casefold())


def _cell(row: Any, part: str, render: RenderValues, origin: Origin) -> Text:
    value = row if isinstance(row, Missing) else part_of(row, part)
    if isinstance(value, Missing):
        hint = of_known(part, names_in(row))
        render.fault("M192", f"The things in this list have no {part!r}.", hint, origin)
        return ()
    if value is None or value == "":
        return ()
    if isinstance(value, bool) or not isinstance(value, str | int):
        hint = "Name a part of it, or use a pipe table and a loop."
        render.fault("M192", f"{part!r} is nothing that can be printed.", hint, origin)
        return ()
    return render.text(value)


def _is_slot(value: Any) -> bool:
    return isinstance(value, ModelReading) and isinstance(value.of, Slot)


def rounds_of(minutes: int, times: int) -> tuple[int, ...]:
    """Return the minutes of each round of a step, of which the first have what is left over."""
    each, left = divmod(minutes, times)
    return tuple(each + (number < left) for number in range(times)) if each else (minutes,)


def as_slot(value: Any) -> ModelReading | None:
    """Return a slot; raise `SettingError` for anything else."""
    if _is_slot(value):
        return cast(ModelReading, value)
    raise SettingError("This is no slot of the day.", "Give it one, such as of: {{ slot }}.")


def as_slots(value: Any) -> Sequence[ModelReading]:
    """Return slots of a timetable or a list of them; raise `SettingError` for anything else."""
    if isinstance(value, ModelReading) and isinstance(value.of, DayTable):
        return cast(tuple[ModelReading, ...], value.part("slots"))
    if isinstance(value, tuple | list) and all(_is_slot(slot) for slot in value):
        return value
    raise SettingError(
        "This is no timetable.", "Write of: {{ timetable }} or {{ timetable.slots }}."
    )


@directive("steps", "hold", "ask", needed=("of",), inside=False)
def steps(div: Div, page: Page) -> Deferred[Block]:
    """An exercise as people do it: minutes, words, the whole length, when to stop, what to hold."""
    slot, origin = page.setting(div, "of", as_slot, None), div.origin
    hold, ask = page.setting_text(div, "hold"), page.setting_text(div, "ask")
    own_hold = "hold" in div.settings

    def made(render: RenderValues) -> Block:
        found = slot.make(render)
        if found is None:
            return Steps(steps=(), minutes=0, origin=origin)
        return Steps(
            steps=tuple((step.length, render.text(step.text)) for step in found.steps),
            minutes=found.minutes,
            until=as_clock(found.end),
            hold=hold.make(render) if own_hold else render.text(found.need),
            ask=ask.make(render),
            rounds=tuple(rounds_of(step.of.minutes, step.of.times) for step in found.steps),
            origin=origin,
        )

    return deferred(made, slot, hold, ask)


@directive("timetable", "full", "steps", "who", "say", needed=("of",), inside=False)
def timetable(div: Div, page: Page) -> Deferred[Block]:
    """The day by the clock; `full` with leads, what to have ready, notes and the steps.

    `who` says beside parallel sessions who takes part in which. With `say` it has slides too, and
    what to say, ask, watch for and collect.
    """
    slots = page.setting(div, "of", as_slots, ())
    full = page.setting(div, "full", as_yes, True)
    whole = page.setting(div, "steps", as_yes, None) if "steps" in div.settings else full
    who = page.setting(div, "who", as_yes, True)
    says = page.setting(div, "say", as_yes, False)
    origin = div.origin

    def made(render: RenderValues) -> Block:
        asked = [bool(one.make(render)) for one in (whole, who, says)]
        found = slots.make(render)
        short = sum(1 + len(slot.tracks) for slot in found) <= ROWS_WITH_ROOMS
        return Timetable(
            rows=tuple(row for slot in found for row in rows_of(slot, render, *asked, short=short)),
            full=full.make(render),
            origin=origin,
        )

    return deferred(made, slots, full, whole, who, says)


MOST_ROOMS, ROWS_WITH_ROOMS = 2, 16
"""Of more sessions side by side a list of more rows says no rooms: their own slide does."""


def rows_of(
    slot: ModelReading,
    render: RenderValues,
    with_steps: bool,
    with_people: bool,
    said: bool,
    *,
    short: bool,
) -> Iterator[TimetableRow]:
    """Yield the slot's row, then those of its notes, tracks and steps."""
    yield TimetableRow(
        clock=as_clock(slot.start),
        minutes=str(slot.minutes),
        what=(*render.text(slot.title), *render.text(in_brackets(slot.room), quiet=True)),
        leads=render.text(slot.led_by),
        ready=_slides(slot) if said else render.text(slot.ready),
        pause=slot.pause,
        slot=slot.key,
    )
    if with_steps:
        yield from _happens(slot, render, said=said)
    for track in slot.tracks:
        place = track.place_and_people if with_people else ""
        if said or (not with_people and (short or len(slot.tracks) <= MOST_ROOMS)):
            place = in_brackets(track.room)
        yield TimetableRow(
            clock=as_clock(track.start),
            minutes=str(track.minutes),
            what=(*_bold(render.text(track.title), said), *render.text(place, quiet=True)),
            leads=render.text(track.led_by),
            ready=_slides(track) if said else render.text(track.ready),
            level=1,
            slot=track.key,
        )
        if with_steps:
            yield from _happens(track, render, said=said)


def _happens(slot: ModelReading, render: RenderValues, *, said: bool) -> Iterator[TimetableRow]:
    """Yield the rows of what happens in a slot, with all that is said in it or its notes alone."""
    before = opening(slot) if said else (("note", slot.notes),)
    after = closing(slot) if said else ()
    labels = slot.context.words["run sheet"]
    for remarks in (before, _steps_of(slot, render, said=said), after):
        for one in remarks:
            if isinstance(one, TimetableRow):
                yield one
            elif one[1]:
                label = _bold(render.text(labels.get(one[0], "")))
                what = (*label, *render.text(one[1]))
                yield TimetableRow(clock="", minutes="", what=what, level=1)


def _bold(text: Text, wanted: bool = True) -> Text:
    return tuple(replace(run, bold=True) for run in text) if wanted else text


def _slides(slot: ModelReading) -> Text:
    """Return the numbers of its slides; what else to have ready is told below its name."""
    wording, numbers = slot.context.wording, slot.slide_numbers
    several = "slide" if numbers.isdecimal() else "slides"
    return (Run(wording(several, numbers=numbers), bold=True),) if numbers else ()


def _steps_of(slot: ModelReading, render: RenderValues, *, said: bool) -> Iterator[TimetableRow]:
    last = len(slot.steps) - 1
    for number, step in enumerate(slot.steps):
        shrink = slot.can_shrink if number == last and not said else ""
        yield TimetableRow(
            clock=as_clock(step.start),
            minutes=step.length,
            what=render.text(step.text),
            ready=render.text(shrink, quiet=True),
            level=1,
        )
