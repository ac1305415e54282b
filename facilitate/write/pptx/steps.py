"""The exercise slide: what people do, with minutes, and the whole length at the size of a clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from facilitate.document import Run, Steps, Text
from facilitate.structs import Struct, replace
from facilitate.write.base_file import Area
from facilitate.write.chart.drawing import Box, Drawing, Shape, Words, below_middle_mm
from facilitate.write.measure import MM_PER_PT, width_mm
from facilitate.write.pptx.charts import drawn_group
from facilitate.write.pptx.layout import (
    GAP,
    Item,
    LayoutContext,
    Made,
    Rows,
    new_flow,
    pptx_block,
)
from facilitate.write.pptx.text import (
    SLACK,
    Para,
    SizedRun,
    line_total,
    longest_word,
    natural_width,
    roomy_width,
    stack_height,
)
from facilitate.write.pptx.xml_writer import PT_PER_MM, XmlWriter

SIDE = 180.0
"""Width of the clock's column."""

DROP = 8.0
"""The clock starts a little lower than the steps: its figures are as high as their line."""

BETWEEN = 40.0
WORDS = 92.0
"""Where the words of a step start."""

PAD = 10.0
"""Space over a column's words."""

ABOVE = 26.0
"""Space between why an exercise is done and its steps."""

ROW_PAD = 5.0
"""The least space between a step's words and the hairlines above and below."""

LEAN_PAD = 2.0
"""... and where a slide has hardly any room."""

MOST_HOLD = 3
"""More lines of what people need are set in the small size."""

MOST_SIDE = 300.0
"""A higher clock's column has a smaller clock, or sends what people hold under the steps."""

SMALLER = 0.7

LEAST_WIDE = 520.0
"""In less room than this the clock stands under the steps as words, as in a column."""

ROOM = 38.0
"""The least height of a step of one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepList(Rows):
    """Steps under hairlines; `side` is what stands beside them, `list_width` their own width."""

    what: ClassVar[str] = "steps"
    most_air: ClassVar[float] = 1.7

    rows: tuple[Para, ...]
    list_width: float
    clock: tuple[Para, ...]
    hold: tuple[Para, ...]
    font: str
    course: "Course | None" = None
    """What stands over the steps instead of beside them."""

    def broken(self, available: float) -> Self | None:
        """Return the list with its first step as two, the first of them of this height."""
        first = new_flow(self.rows[:1], width=self.list_width, font=self.font, before=0.0)
        parts = first.split(available - 2 * ROW_PAD, hard=True)
        if parts is None:
            return None
        steps = (*parts[0].paras, *parts[1].paras)
        heights = tuple(
            stack_height((step,), self.list_width, self.font) + 2 * ROW_PAD for step in steps
        )
        return replace(self, rows=(*steps, *self.rows[1:]), heights=(*heights, *self.heights[1:]))

    def plainer(self) -> tuple[Item, ...]:
        """Return the steps beside the clock alone, and what people hold under them."""
        if not self.hold:
            return ()
        under = new_flow(self.hold, width=self.width, font=self.font, before=GAP)
        beside = side_height(self.clock, (), self.font)
        tall = max(sum(self.heights), beside)
        steps = replace(self, hold=(), height=tall, beside=beside)
        return steps, replace(under, origin=self.origin)

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return each step under its hairline, in a box of its own, and the clock beside them.

        A line that Office breaks in another place then moves nothing but itself.
        """
        y, drawn = area.y + self.head, []
        if self.course:
            drawn.append(self.course.draw(xml, area))
        for number, (para, tall) in enumerate(zip(self.rows, self.heights, strict=True), 1):
            row = Area(area.x, y, self.list_width, tall)
            drawn.append(xml.rule(row._replace(height=0), ink="rule"))
            drawn.append(xml.step(number, row, (para,), anchor="ctr"))
            y += tall
        return "".join(drawn) + self._draw_side(xml, area)

    def _draw_side(self, xml: XmlWriter, area: Area) -> str:
        if not self.clock and not self.hold:
            return ""
        x = area.x + self.width - SIDE
        top = stack_height(self.clock, SIDE, self.font)
        drawn = xml.text(Area(x, area.y + DROP, SIDE, top), self.clock) if self.clock else ""
        if not self.hold:
            return drawn
        y = area.y + (DROP + top + 16 if self.clock else 0.0)
        tall = stack_height(self.hold, SIDE, self.font)
        return (
            drawn
            + xml.text(Area(x, y + 12, SIDE, tall), self.hold)
            + xml.rule(Area(x, y, SIDE, 0), ink="rule")
        )


class Course(Struct):
    """The time of an exercise to scale, its turns or longest step dark, beside the clock."""

    digits: Para
    until: tuple[Para, ...]
    hold: tuple[Para, ...]
    said: str
    """The bar in words, for those who do not see it."""
    rounds: tuple[tuple[int, ...], ...]
    dark: tuple[bool, ...]
    label: float
    stop: float
    """Where the words of when to stop begin, after the clock; and the bar after these."""
    left: float

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the clock, when to stop, the bar and under it what to hold."""
        x, wide = area.x + self.left, self.left - self.stop
        bar = Area(x, area.y + BAR_DOWN, area.x + area.width - x, BAR)
        drawn = [
            xml.text(Area(area.x, area.y, self.stop, COURSE), (self.digits,), anchor="ctr"),
            xml.text(Area(area.x + self.stop, area.y, wide, COURSE), self.until, anchor="ctr"),
            drawn_group(self._bar(bar.width / PT_PER_MM), xml, bar, name="Time", alt=self.said),
        ]
        if self.hold:
            low = bar._replace(y=bar.y + BAR + 6, height=self.label * 1.25)
            drawn.append(xml.text(low, self.hold))
        return "".join(drawn)

    def _bar(self, wide: float) -> Drawing:
        """Return a box for each round, with its minutes where they have room."""
        tall, whole = BAR / PT_PER_MM, sum(map(sum, self.rounds))
        shapes: list[Shape] = []
        passed = 0
        for lengths, dark in zip(self.rounds, self.dark, strict=True):
            for minutes in lengths:
                x, width = wide * passed / whole, max(wide * minutes / whole - 0.6, 0.2)
                shapes.append(Box(x, 0, width, tall, "ink" if dark else "tint", "mid", 0.75))
                words = Words(
                    x + width / 2,
                    tall / 2 + below_middle_mm(self.label),
                    str(minutes),
                    self.label,
                    anchor="middle",
                    ink="white" if dark else "ink",
                    bold=dark,
                )
                if words.width + 1 <= width:
                    shapes.append(words)
                passed += minutes
        return Drawing(wide, tall, tuple(shapes))


COURSE = 58.0
"""The height of the clock and the bar over the steps."""

BAR, BAR_DOWN = 30.0, 0.0
"""The height of the bar, and how far it stands under the top of the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepColumns(Item):
    """A few steps side by side, each under its minutes; at the foot the clock and what to hold."""

    what: ClassVar[str] = "steps"

    steps: tuple[tuple[Para, ...], ...]
    column: float
    foot: float
    digits: Para
    until: tuple[Para, ...]
    hold: tuple[Para, ...]
    font: str
    rows: Item
    """The same as rows, for a slide on which columns have no room."""

    def plainer(self) -> tuple[Item, ...]:
        """Return the steps under each other, which can be split."""
        return (self.rows,)

    def resized(self, height: float) -> Item:
        """Return the columns with the clock lower down, as far as both still belong together."""
        return replace(self, height=max(self.height, min(height, MOST_COLUMNS)))

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the columns under their lines, then a hairline, the clock and what to hold."""
        drawn = []
        room = self.height - self.foot - ABOVE_FOOT - PAD
        for number, paras in enumerate(self.steps, 1):
            x = area.x + (number - 1) * (self.column + BESIDE)
            drawn.append(xml.rule(Area(x, area.y, self.column, 0), ink="ink", line_pt=1.5))
            box = Area(x, area.y + PAD, self.column, room)
            drawn.append(xml.step(number, box, paras, anchor="t"))
        y = area.y + self.height - self.foot
        drawn.append(xml.rule(Area(area.x, y - ABOVE_FOOT / 2, self.width, 0), ink="rule"))
        wide = natural_width(self.digits, self.font) + 16
        drawn.append(xml.text(Area(area.x, y, wide, self.foot), (self.digits,), anchor="ctr"))
        x = area.x + wide
        drawn.append(xml.text(Area(x, y, SIDE, self.foot), self.until, anchor="ctr"))
        if self.hold:
            x += SIDE + BESIDE
            box = Area(x, y, area.x + self.width - x, self.foot)
            drawn.append(xml.text(box, self.hold, anchor="ctr"))
        return "".join(drawn)


BESIDE = 20.0
ABOVE_FOOT = 28.0
MOST_COLUMNS = 320.0
"""Columns and clock are no further apart than fits this height."""

MOST_ASKED = 342.0
"""... and with the question under them stand on a slide with a line of why."""

FEW = 4
"""So many steps stand side by side, more under each other."""

MOST_LINES = 5
"""Of a step in a column."""


@pptx_block
def steps_item(block: Steps, context: LayoutContext) -> Iterator[Made]:
    """Yield the steps of an exercise: a few side by side, more of them under each other.

    Turns, and a step that is by far the longest, stand under a bar of the time, to scale.
    What is asked aloud to end with is their last row, or stands under what is side by side.
    """
    course = _in_course(block, context)
    if course:
        yield course
        return
    rows = _under_each_other(block, context)
    alone = context.column or context.scale.lean
    beside = None if alone else _side_by_side(block, context, rows)
    if not beside or not block.ask:
        yield beside or rows
        return
    label = Run(context.look.word("aloud") + " ", quiet=True)
    asked = Para(runs=(label, *_loud(block.ask)), size=context.scale.dense)
    tall = beside.height + GAP + stack_height((asked,), context.width, context.font)
    if tall > min(MOST_ASKED, context.available_height):
        yield rows
    else:
        yield from (beside, asked)


def foremost(rounds: tuple[tuple[int, ...], ...]) -> tuple[bool, ...]:
    """Return for each step whether it is what the time is for; () where no step is more so.

    That is a step in rounds; else one of the same length as the next but one, where the two
    after them are so too (a pair works, the other speaks, and they change over), the longer ones;
    else one step that takes a third of the time and half as long again as the next longest.
    """
    turns = tuple(len(one) > 1 for one in rounds)
    lengths = [sum(one) for one in rounds]
    if any(turns):
        return turns
    for at in range(len(lengths) - 3):
        one, two, *again = lengths[at : at + 4]
        if one != two and again == [one, two]:
            first = at + (two > one)
            return tuple(number in (first, first + 2) for number in range(len(lengths)))
    *_, second, most = (0, 0, *sorted(lengths))
    if most * 3 >= sum(lengths) > 0 and most * 2 >= second * 3:
        return tuple(length == most for length in lengths)
    return ()


def _in_course(block: Steps, context: LayoutContext) -> StepList | None:
    """Return the steps under a bar of their time; None without turns, and where it has no room.

    A few steps of which none is in rounds stand side by side instead.
    """
    scale = context.scale
    dark = foremost(block.rounds) if block.minutes else ()
    few = len(block.steps) <= FEW and all(len(one) == 1 for one in block.rounds)
    narrow = context.column or context.width < LEAST_WIDE or scale.low or scale.lean
    if not dark or few or narrow:
        return None
    label, font = scale.label, context.font
    digits, *until = (replace(para, before=0.0) for para in _clock(block, context))
    digits = replace(digits, size=COURSE, exact=COURSE * 0.9, tracking=-0.04 * COURSE)
    stop = natural_width(digits, font) + 16
    left = stop + max(natural_width(para, font) for para in until) / SLACK + BESIDE
    hold = tuple(replace(para, size=label) for para in _hold(block, context))
    if any(natural_width(para, font) > (context.width - left) * SLACK for para in hold):
        return None
    course = Course(
        digits,
        tuple(until),
        hold,
        f"{', '.join(minutes for minutes, _ in block.steps)} {context.look.word('minutes')}",
        block.rounds,
        dark,
        label,
        stop,
        left,
    )
    steps = tuple(
        (minutes, _loud(words) if loud else words)
        for (minutes, words), loud in zip(block.steps, dark, strict=True)
    )
    floor = context.look.slide.body_floor
    close = replace(scale, body=floor, dense=floor, lean=True)
    for tried in (scale, close):
        smaller = replace(context, scale=tried)
        found = _beside(replace(block, steps=steps), smaller, (), (), (), told=True)
        head = COURSE + PAD
        tall = head + sum(found.heights)
        if tall + ABOVE + scale.lead * 1.3 <= context.available_height:
            return replace(found, course=course, head=head, height=tall)
    return None


def _loud(text: Text) -> Text:
    return tuple(replace(run, bold=True) for run in text)


def _side_by_side(block: Steps, context: LayoutContext, rows: Item) -> StepColumns | None:
    """Return the steps as columns, or None where there are too many or one is too long."""
    count, font = len(block.steps), context.font
    if not 2 <= count <= FEW or not block.minutes:
        return None
    column = (context.width - BESIDE * (count - 1)) / count
    large, word = context.scale.statement * 1.5, context.look.word("minute")
    steps = tuple(
        (
            Para(
                runs=(
                    SizedRun(minutes, bold=True, size=large),
                    SizedRun(f"\u00a0{word}", quiet=True, size=context.scale.label),
                ),
                size=large,
                exact=round(large * 1.1),
            ),
            Para(runs=words, size=context.scale.dense, before=4),
        )
        for minutes, words in block.steps
    )
    fits = all(
        natural_width(above, font) < column * SLACK
        and line_total(words, column, font) <= MOST_LINES
        and longest_word(words, font) < column * SLACK
        for above, words in steps
    )
    if not fits:
        return None
    digits, *until = _clock(block, context)
    size = large * 2
    digits = replace(digits, size=size, exact=size * 0.9, tracking=-0.04 * size)
    until = [replace(para, before=0.0) for para in until]
    hold = _hold(block, context)
    beside = context.width - natural_width(digits, font) - 16 - SIDE - BESIDE
    foot = max(size * 0.9, stack_height(tuple(until), SIDE, font), stack_height(hold, beside, font))
    tall = PAD + max(stack_height(paras, column, font) for paras in steps)
    return StepColumns(
        height=tall + ABOVE_FOOT + foot,
        width=context.width,
        before=ABOVE * (0.5 if context.scale.low else 1),
        steps=steps,
        column=column,
        foot=foot,
        digits=digits,
        until=tuple(until),
        hold=hold,
        font=font,
        rows=rows,
        flexible=True,
    )


def _under_each_other(block: Steps, context: LayoutContext) -> StepList:
    """Return the steps as rows; in a narrow column the clock stands under them as words."""
    scale = context.scale
    wide = not context.column and context.width >= LEAST_WIDE and not scale.lean
    clock = _clock(block, context) if wide else ()
    hold = _hold(block, context) if wide else ()
    if wide and (scale.low or side_height(clock, hold, context.font) > MOST_SIDE):
        clock = _clock(block, context, SMALLER)
    under = hold if side_height(clock, hold, context.font) > MOST_SIDE else ()
    found = _beside(block, context, clock, () if under else hold, under)
    if scale.low and hold and found.beside > sum(found.heights):
        return min(found, _beside(block, context, clock, (), hold), key=lambda one: one.height)
    return found


def _beside(
    block: Steps,
    context: LayoutContext,
    clock: tuple[Para, ...],
    hold: tuple[Para, ...],
    under: tuple[Para, ...],
    *,
    told: bool = False,
) -> StepList:
    """Return the steps beside a clock and what people hold, with what stands `under` them.

    Where that is `told` elsewhere it has no row.
    """
    scale = context.scale
    width = context.width - (SIDE + BETWEEN if clock or hold else 0.0)
    if scale.bare and scale.lean:  # the line over the slide says when it begins and ends
        block = replace(block, minutes=0)
    told = told or bool(clock or hold or under)
    steps = _rows(block, context, under=under, clock=told)
    least, pad = ROOM - 6 * (scale.dense < _FULL), ROW_PAD
    if scale.lean:
        least, pad = 0.0, LEAN_PAD
    heights = tuple(
        max(least, para.exact * line_total(para, width, context.font) + 2 * pad) for para in steps
    )
    beside = side_height(clock, hold, context.font)
    return StepList(
        height=max(sum(heights), beside),
        width=context.width,
        before=ABOVE * (0.5 if scale.low else 1),
        rows=steps,
        heights=heights,
        beside=beside,
        list_width=width,
        clock=clock,
        hold=hold,
        font=context.font,
        flexible=not context.column,
    )


_FULL = 22
"""Below this size of type the rows of one line move closer too."""


def side_height(clock: tuple[Para, ...], hold: tuple[Para, ...], font: str) -> float:
    """Return the height of the clock's column."""
    tall = stack_height(clock, SIDE, font) + DROP if clock else 0.0
    if hold:
        tall += stack_height(hold, SIDE, font) + 12 + (16 if clock else 0)
    return tall


def _rows(
    block: Steps, context: LayoutContext, *, under: tuple[Para, ...], clock: bool
) -> tuple[Para, ...]:
    """Return the steps, then what has no room beside them; all words start at one place."""
    rows = list(block.steps)
    if not clock and (block.minutes or block.hold):
        until = (Run(_until(block, context)),) if block.minutes else ()
        parted = (Run(" · ", quiet=True),) if until and block.hold else ()
        held = tuple(replace(run, quiet=True) for run in block.hold)
        minutes = str(block.minutes) if block.minutes else ""
        rows.append((minutes, (*until, *parted, *held)))
    rows += [("", tuple(replace(run, quiet=True) for run in para.runs)) for para in under]
    labels = [_label(minutes, context) for minutes, _ in rows]
    if block.ask:
        rows.append(("", _loud(block.ask)))
        labels.append((SizedRun(context.look.word("ask"), quiet=True, size=context.scale.label),))
    size = context.scale.dense
    widest = max(
        (roomy_width(Para(runs=label, size=size), context.font) for label in labels), default=0.0
    )
    start = max(WORDS, widest + 12)
    return tuple(
        Para(
            runs=(*label, Run("\t"), *text),
            size=size,
            indent=start,
            hang=start,
            tabs=((start, "l"),),
            exact=round(size * 1.25),
        )
        for label, (_, text) in zip(labels, rows, strict=True)
    )


def _label(minutes: str, context: LayoutContext) -> Text:
    """Return the minutes large and the word for them small."""
    if not minutes:
        return ()
    word = context.look.word("minute")
    return (
        SizedRun(minutes, bold=True, size=context.scale.body + 4),
        SizedRun(f"\u00a0{word}", quiet=True, size=context.scale.label),
    )


def _clock(block: Steps, context: LayoutContext, share: float = 1.0) -> tuple[Para, ...]:
    if not block.minutes:
        return ()
    digits = str(block.minutes)
    whole = width_mm(digits, context.font, 1.0, True) / MM_PER_PT
    size = min(context.look.slide.clock * share, SIDE * SLACK / whole - 0.1)
    until = block.until and (
        Run(context.look.word("stop at") + " "),
        Run(block.until, bold=True),
    )
    return (
        Para(runs=(Run(digits),), size=size, bold=True, exact=size * 0.82, tracking=-0.04 * size),
        Para(runs=(Run(context.look.word("minutes"), quiet=True),), size=24, before=2),
        *((Para(runs=until, size=24, before=14),) if until else ()),
    )


def _until(block: Steps, context: LayoutContext) -> str:
    stop = f"{context.look.word('stop at')} {block.until}" if block.until else ""
    return stop or context.look.word("minutes")


def _hold(block: Steps, context: LayoutContext) -> tuple[Para, ...]:
    if not block.hold:
        return ()
    para = Para(runs=block.hold, size=context.scale.hold, leading=1.0)
    if line_total(para, SIDE, context.font) > MOST_HOLD:
        para = replace(para, size=context.scale.label)
    return (para,)
