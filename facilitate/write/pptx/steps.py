"""The exercise slide: what people do, with minutes, and the whole length at the size of a clock."""

from dataclasses import dataclass, replace

from facilitate.document import Run, Steps, Text
from facilitate.write.measure import MM_PER_PT, width_mm
from facilitate.write.pptx.layout import Item, Setting
from facilitate.write.pptx.text import (
    SLACK,
    Para,
    SizedRun,
    line_total,
    natural_width,
    stack_height,
)
from facilitate.write.pptx.xml_writer import EPSILON, Area, Pen

SIDE = 180.0
"""Width of the clock's column."""

DROP = 8.0
"""The clock starts a little lower than the steps: its figures are as high as their line."""

BETWEEN = 40.0
WORDS = 92.0
"""Where the words of a step start."""

PAD = 10.0
"""Space between a step's words and the hairlines above and below."""

MOST_HOLD = 3
"""More lines of what people need are set in the small size."""

MOST_AIR = 1.4
"""A few steps spread: rows become at most this much higher."""

MOST_SIDE = 300.0
"""A higher clock's column sends what people hold under the steps instead."""

ROOM = 48.0
"""Height of a step of one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepList(Item):
    """Steps under hairlines; `side` is what stands beside them, `list_width` their own width."""

    steps: tuple[Para, ...]
    heights: tuple[float, ...]
    list_width: float
    clock: tuple[Para, ...]
    hold: tuple[Para, ...]
    font: str

    def split(self, room: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return as many steps as fit and the rest, both beside the clock."""
        del hard
        count, used = 0, 0.0
        while count < len(self.steps) and used + self.heights[count] <= room + EPSILON:
            used += self.heights[count]
            count += 1
        if not 0 < count < len(self.steps) or self._side_height() > room:
            return None
        return self._of(0, count), self._of(count, len(self.steps))

    def resized(self, height: float) -> Item:
        """Return the steps with more air between them, as far as it stays one list."""
        share = min(height / sum(self.heights), MOST_AIR) if self.heights else 1.0
        if share <= 1.0:
            return self
        heights = tuple(tall * share for tall in self.heights)
        return replace(self, heights=heights, height=max(sum(heights), self.height))

    def draw(self, pen: Pen, area: Area) -> str:
        """Return each step under its hairline, in a box of its own, and the clock beside them.

        A line that Office breaks in another place then moves nothing but itself.
        """
        y, drawn = area.y, []
        for number, (para, tall) in enumerate(zip(self.steps, self.heights, strict=True), 1):
            row = Area(area.x, y, self.list_width, tall)
            drawn.append(pen.rule(replace(row, height=0), ink="rule"))
            drawn.append(pen.text(row, (para,), anchor="ctr", name=f"Step {number}"))
            y += tall
        return "".join(drawn) + self._draw_side(pen, area)

    def _draw_side(self, pen: Pen, area: Area) -> str:
        if not self.clock and not self.hold:
            return ""
        x = area.x + self.width - SIDE
        top = stack_height(self.clock, SIDE, self.font)
        drawn = pen.text(Area(x, area.y + DROP, SIDE, top), self.clock) if self.clock else ""
        if not self.hold:
            return drawn
        y = area.y + (DROP + top + 16 if self.clock else 0.0)
        tall = stack_height(self.hold, SIDE, self.font)
        return (
            drawn
            + pen.text(Area(x, y + 12, SIDE, tall), self.hold)
            + pen.rule(Area(x, y, SIDE, 0), ink="rule")
        )

    def _side_height(self) -> float:
        return side_height(self.clock, self.hold, self.font)

    def _of(self, start: int, end: int) -> "StepList":
        heights = self.heights[start:end]
        tall = max(sum(heights), self._side_height())
        return replace(self, steps=self.steps[start:end], heights=heights, height=tall)


def steps_item(block: Steps, setting: Setting) -> Item:
    """Return the steps of an exercise; in a narrow column the clock stands under them as words."""
    wide = not setting.column
    clock = _clock(block, setting) if wide else ()
    hold = _hold(block, setting) if wide else ()
    under = hold if side_height(clock, hold, setting.font) > MOST_SIDE else ()
    hold = () if under else hold
    aside = bool(clock or hold)
    width = setting.width - (SIDE + BETWEEN if aside else 0.0)
    steps = _rows(block, setting, under=under, clock=wide)
    least = ROOM - 6 * (setting.scale.dense < _FULL)
    heights = tuple(
        max(least, para.exact * line_total(para, width, setting.font) + 2 * PAD) for para in steps
    )
    tall = max(sum(heights), side_height(clock, hold, setting.font))
    return StepList(
        height=tall,
        width=setting.width,
        before=26.0,
        steps=steps,
        heights=heights,
        list_width=width,
        clock=clock,
        hold=hold,
        font=setting.font,
        flexible=not setting.column,
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
    block: Steps, setting: Setting, *, under: tuple[Para, ...], clock: bool
) -> tuple[Para, ...]:
    """Return the steps, then what has no room beside them; all words start at one place."""
    rows = list(block.steps)
    if not clock and block.minutes:
        rows.append((str(block.minutes), (Run(_until(block, setting)),)))
    rows += [("", tuple(replace(run, quiet=True) for run in para.runs)) for para in under]
    labels = [_label(minutes, setting) for minutes, _ in rows]
    size = setting.scale.dense
    widest = max(
        (natural_width(Para(runs=label, size=size), setting.font) for label in labels), default=0.0
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


def _label(minutes: str, setting: Setting) -> Text:
    """Return the minutes large and the word for them small."""
    if not minutes:
        return ()
    word = setting.word("minute", "min")
    return (
        SizedRun(minutes, bold=True, size=setting.scale.body + 4),
        SizedRun(f"\u00a0{word}", quiet=True, size=setting.scale.label),
    )


def _clock(block: Steps, setting: Setting) -> tuple[Para, ...]:
    if not block.minutes:
        return ()
    scale = setting.scale
    digits = str(block.minutes)
    whole = width_mm(digits, setting.font, 1.0, True) / MM_PER_PT
    size = min(scale.clock, SIDE * SLACK / whole - 0.1)
    until = block.until and (
        Run(setting.word("stop at", "Stop at") + " "),
        Run(block.until, bold=True),
    )
    return (
        Para(runs=(Run(digits),), size=size, bold=True, exact=size * 0.82, tracking=-0.04 * size),
        Para(runs=(Run(setting.word("minutes", "minutes"), quiet=True),), size=24, before=2),
        *((Para(runs=until, size=24, before=14),) if until else ()),
    )


def _until(block: Steps, setting: Setting) -> str:
    stop = f"{setting.word('stop at', 'Stop at')} {block.until}" if block.until else ""
    return stop or setting.word("minutes", "minutes")


def _hold(block: Steps, setting: Setting) -> tuple[Para, ...]:
    if not block.hold:
        return ()
    para = Para(runs=block.hold, size=setting.scale.hold, leading=1.0)
    if line_total(para, SIDE, setting.font) > MOST_HOLD:
        para = replace(para, size=setting.scale.label)
    return (para,)
