"""A section's white slides: what fits on each, what goes on to the next; speaker's notes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from facilitate.document import (
    Block,
    Chart,
    Heading,
    List,
    Paragraph,
    Run,
    Section,
    Steps,
    Table,
    Timetable,
    placed,
    plain,
    walk,
)
from facilitate.faults import Fault
from facilitate.structs import Struct, replace
from facilitate.write.base_file import Area, DeckBase, Role, head_of, room_of
from facilitate.write.chart.kinds import kind_of
from facilitate.write.look import Look
from facilitate.write.pptx.charts import ChartItem, Plot
from facilitate.write.pptx.columns import SideBySide, split_stack, words_and_picture
from facilitate.write.pptx.frame import Frame, branded_frame, content_frame, title_of_part
from facilitate.write.pptx.furniture import day_in_words
from facilitate.write.pptx.layout import (
    Flow,
    Item,
    LayoutContext,
    TypeScale,
    closer,
    draw_stack,
    fitted,
    flow,
    items_height,
    scales,
    scales_with_less_room,
)
from facilitate.write.pptx.steps import StepColumns, StepList
from facilitate.write.pptx.tables import Agenda
from facilitate.write.pptx.text import line_total, stack_height
from facilitate.write.pptx.titles import fitted_title
from facilitate.write.pptx.xml_writer import EPSILON, Linked, XmlWriter


def role_of(stack: Sequence[Item]) -> Role:
    """Return the role of a white slide: of its steps, its chart, or how many texts it has.

    Steps are an exercise if they have the outline nearly to themselves.
    """
    texts = 0
    for item in _walked(stack):
        if isinstance(item, StepList | StepColumns) and texts < 2:
            return "exercise" if isinstance(item, StepList) else "steps in columns"
        texts += isinstance(item, Flow)
    if not texts and any(isinstance(item, ChartItem) for item in stack):
        return "result"
    return ("title only", "content", "columns")[min(texts, 2)]


def _walked(stack: Sequence[Item]) -> Iterator[Item]:
    for item in stack:
        yield item
        yield from _walked(item.inside)


class Slide(Struct):
    """A slide before it is a part: its shapes, what they point to, its notes.

    `title` and `slot` are those of its section; by its slot the first of a part of the day can be
    found. `within` says that it is inside such a part: a divider then begins none.
    """

    role: Role
    shapes: str
    links: tuple[Linked, ...]
    notes: tuple[str, ...]
    title: str = ""
    slot: str = ""
    within: bool = False


Drawn = tuple[Slide, tuple[Fault, ...]]
"""A slide, and what could not be shown as asked on it."""


@dataclass(frozen=True, slots=True)
class DeckContext:
    """What every slide of a document shares: its look and language, and whether it says SAMPLE.

    `key` stands for the look where two contexts are compared: a look holds words and has no hash.
    `slots` are the parts of the day to which a timetable leads; empty in a deck without one.
    """

    key: str
    language: str
    sample: bool
    look: Look = field(compare=False, repr=False)
    base: DeckBase = field(compare=False, repr=False)
    slots: frozenset[str] = frozenset()
    date: str = ""

    def writer(self, role: Role, *, dark: bool = False, alone: bool = False) -> XmlWriter:
        """Return what writes a slide."""
        look, slots = self.look, self.slots
        said = {"ftr": look.brand.name if look.brand else "", "dt": day_in_words(self.date, look)}
        return XmlWriter(
            look, self.language, self.base, role, dark=dark, slots=slots, said=said, alone=alone
        )


_MOST_SLIDES = 60
"""A section that needs more slides than this is not a section; it stops a runaway split."""


Make = Callable[[LayoutContext], tuple[Item, ...]]


class Fit(Struct):
    """The items of each slide of a section, and what could not be placed as it should.

    `bare` says that what a slide can do without is not among them.
    """

    slides: tuple[tuple[Item, ...], ...]
    faults: tuple[Fault, ...] = ()
    bare: bool = False


def fit(
    make: Make,
    context: LayoutContext,
    section: Section,
    *,
    later: Callable[[], float],
    sizes: tuple[TypeScale, ...] = (),
) -> Fit:
    """Return the slides of a section, the first with `context.available_height` for its matter.

    `make` gives the items in a size of type; `later` is the room of continued slides. The
    largest of the `sizes` of type with the fewest slides wins; without any, our own are tried.
    """
    best: Fit | None = None
    tried: tuple[Item, ...] | None = None
    for scale in sizes or scales(context.look.slide):
        items = closer(make(replace(context, scale=scale)), context.available_height)
        if items == tried:
            continue  # charts and pictures are the same in every size of type
        tried = items
        found = _packed(items, context.available_height, later, section)
        if best is None or _badness(found) < _badness(best):
            best = replace(found, bare=scale.lean and scale.bare)
        if len(best.slides) == 1 and not best.faults:
            break
    return best or Fit(((),))


def _badness(found: Fit) -> tuple[int, int, int, int]:
    alone = sum(map(_is_next_to_nothing, found.slides)) if len(found.slides) > 1 else 0
    beside = sum(isinstance(one, SideBySide) for items in found.slides for one in items)
    return len(found.faults), len(found.slides), alone, max(beside - 1, 0)


def _is_next_to_nothing(items: Sequence[Item]) -> bool:
    """Say whether all that a slide has is a line or two of words."""
    texts = [item for item in items if isinstance(item, Flow)]
    lines = sum(line_total(para, one.width, one.font) for one in texts for para in one.paras)
    return len(texts) == len(items) and lines < 3


def _packed(
    items: tuple[Item, ...], available: float, rest: Callable[[], float], section: Section
) -> Fit:
    """Return items on as few slides as they need, about equally full."""
    breaks = any(item.new_slide for item in items[1:])
    pressed = fitted(items, available)
    if not breaks and items_height(pressed) <= available + EPSILON:
        return Fit((pressed,))
    later = rest()
    first = _greedy(items, available, later, section)
    if first.faults or breaks or len(first.slides) < 2:
        return _stretched(first, available, later)
    even = _even(items, first, available, later, section)
    return _stretched(_rows_shared(even, available, later), available, later)


def _even(
    items: tuple[Item, ...], first: Fit, available: float, later: float, section: Section
) -> Fit:
    """Return the same number of slides with the last one no emptier than it must be."""
    low, high, best = 0.4, 1.0, first
    for _ in range(5):
        share = (low + high) / 2
        found = _greedy(items, available * share, later * share, section)
        if not found.faults and len(found.slides) == len(first.slides):
            best, high = found, share
        else:
            low = share
    return best


def _rows_shared(found: Fit, available: float, later: float) -> Fit:
    """Return the slides with the rows of a day or a chart shared equally, if all have some.

    By height alone the last slide may have a row or two: two columns grow by a row at a time, and
    a chart sets its words smaller before it parts.
    """
    parts = [[one for one in items if isinstance(one, Agenda | Plot)] for items in found.slides]
    parted = [some[0] for some in parts if len(some) == 1]
    if len(parted) < len(parts) or any(one.whole is not parted[0].whole for one in parted):
        return found
    ends = [-(-parted[0].total * at // len(parts)) for at in range(len(parts) + 1)]
    slides = tuple(
        tuple(one.share(*ends[at : at + 2]) if one is part else one for one in items)
        for at, (items, part) in enumerate(zip(found.slides, parted, strict=True))
    )
    rooms = (available, *(later for _ in slides[1:]))
    fits = all(
        items_height(fitted(items, room)) <= room + EPSILON
        for items, room in zip(slides, rooms, strict=True)
    )
    return replace(found, slides=slides) if fits else found


def _greedy(items: tuple[Item, ...], available: float, later: float, section: Section) -> Fit:
    slides: list[tuple[Item, ...]] = []
    faults: list[Fault] = []
    left: tuple[Item, ...] = items
    height = available
    while left and len(slides) < _MOST_SLIDES:
        parts = split_stack(left, height)
        if parts is None:
            pressed = left[0].resized(height)
            parts = (pressed,), left[1:]
            if pressed.height > height + EPSILON:
                broken = split_stack(left, height, hard=True)
                plainer = () if broken else left[0].plainer()
                what = "broken" if broken else "plainer" if plainer else "over"
                faults.append(_too_high(left[0], section, what))
                if plainer:
                    left = (*plainer, *left[1:])
                    continue
                parts = broken or parts
        elif parts[1]:
            parts = _with_their_matter(*parts)
        slides.append(parts[0])
        left, height = parts[1], later
    return Fit(tuple(slides) or ((),), tuple(dict.fromkeys(faults)))


def _with_their_matter(
    shown: tuple[Item, ...], rest: tuple[Item, ...]
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return both parts with a heading or label at the end of the first moved to its matter."""
    last = shown[-1] if shown else None
    if not isinstance(last, Flow) or not last.paras[-1].keep:
        return shown, rest
    count = len(last.paras)
    while count and last.paras[count - 1].keep:
        count -= 1
    if count:
        moved = flow(last.paras[count:], replace(last, origin=last.paras[count].origin))
        return (*shown[:-1], flow(last.paras[:count], last, ruled=last.ruled)), (moved, *rest)
    return (shown[:-1], (last, *rest)) if len(shown) > 1 else (shown, rest)


def _stretched(found: Fit, available: float, later: float) -> Fit:
    """Return the slides with charts filling what is left, as on a single slide."""
    return Fit(
        tuple(
            _grown(items, later if number else available)
            for number, items in enumerate(found.slides)
        ),
        found.faults,
    )


def _grown(items: Sequence[Item], available: float) -> tuple[Item, ...]:
    grown = fitted(items, available)
    return grown if items_height(grown) <= available + EPSILON else tuple(items)


_INSTEAD = {
    "broken": "It goes on on the next slide in the middle of a sentence.",
    "plainer": "It is shown in a plainer form: as words, or its parts under each other.",
    "over": "It reaches over the foot of the slide.",
}


def _too_high(item: Item, section: Section, instead: str) -> Fault:
    """Return M302: something does not fit on a slide of its own; with what is done instead."""
    origin = item.origin
    if isinstance(item, Flow):
        origin = item.paras[0].origin
    fault = Fault(
        code="M302",
        severity="warning",
        message=f"This does not fit on a slide, even on one of its own ({item.what}). "
        + _INSTEAD[instead],
        hint="Shorten it, or break it into sentences, rows or steps that can stand on two slides.",
    )
    return placed(fault, origin if origin.line else section.origin, item)


def _left_out(section: Section) -> Fault:
    fault = Fault(
        code="M304",
        severity="warning",
        message=f"On the slide {plain(section.title)!r} there is so little room that what an "
        "exercise is for, the day to scale, or what the notes say as well, is left out.",
        hint="Choose layouts with more room under `layouts:`, or a smaller `minimum size`.",
    )
    return placed(fault, section.origin, section.title)


def content_slides(
    section: Section,
    deck: DeckContext,
    before: int,
    *,
    make: Make | None = None,
    earlier: int = 0,
) -> Iterator[Drawn]:
    """Yield the white slides of a section; `earlier` slides of it stand before these."""
    look, base, sample = deck.look, deck.base, deck.sample
    spares = make is None and any(_is_spare(one, section) for one in section.blocks)
    make = make or (lambda tried: _items(section, tried))
    lead = _leads(section) and not earlier

    def frame_of(part: int, parts: int, role: Role) -> Frame:
        title = title_of_part(section.title, part, parts, look)
        first = lead and part == earlier
        if not base.ours:
            return branded_frame(section, look, base, role, title=title, sample=sample)
        layout = base.layouts["content"]
        return content_frame(section, look, layout, title=title, lead=first, sample=sample)

    def fitted_on(role: Role) -> tuple[Fit, Frame, Role]:
        frame = frame_of(earlier, 3, role)
        room = frame.content
        context = LayoutContext(
            look, scales(look.slide)[0], room.width, room.height, language=deck.language
        )
        found = fit(
            make,
            context,
            section,
            later=lambda: frame_of(11, 12, role).content.height,
            sizes=() if base.ours else scales_with_less_room(look.slide),
        )
        return found, frame, role

    best = fitted_on("content" if base.ours else _served(make, deck))
    if not base.ours and (len(best[0].slides) > 1 or best[0].faults):
        # What is read together rather stands on fewer slides of another layout than on more.
        best = min(best, fitted_on("title only"), key=lambda tried: _badness(tried[0]))
    found, frame, role = best
    if found.bare and spares:
        found = replace(found, faults=(*found.faults, _left_out(section)))
    notes = () if earlier else notes_lines(section, look)
    parts = len(found.slides) + earlier
    for part, stack in enumerate(found.slides, earlier):
        own = frame if parts == 1 else frame_of(part, parts, role)
        first = part == earlier
        if section.look == "statement":
            own = _centred(own, stack)
        slide, told = _drawn(
            own, stack, deck, role_of(stack) if base.ours else role, before + part - earlier + 1
        )
        yield (
            replace(slide, notes=notes) if first and notes else slide,
            (*told, *(found.faults if first else ())),
        )


def _items(section: Section, context: LayoutContext) -> tuple[Item, ...]:
    """Return the matter of a section; a statement is larger where nothing else is said.

    In the barest size of type a day stands without its band, steps without a line of why, and a
    picture without what the notes say of it.
    """
    blocks = section.blocks
    if context.scale.lean and context.scale.bare:
        blocks = tuple(one for one in blocks if not _is_spare(one, section))
    if section.look == "statement":
        large = replace(context.scale, statement=round(context.scale.statement * 1.4))
        context = replace(context, scale=large)
    return words_and_picture(blocks, context)


def _is_spare(block: Block, section: Section) -> bool:
    """Say whether a block of a day, an exercise or a picture is said elsewhere too."""
    others = {type(one) for one in section.blocks}
    if isinstance(block, Chart):
        return Timetable in others and kind_of(block.of).footer
    if not isinstance(block, Paragraph):
        return False
    spoken = " ".join(plain(one.text) for one in section.notes if isinstance(one, Paragraph))
    return block.role == "lead" if Steps in others else plain(block.text) in spoken


def _centred(frame: Frame, stack: tuple[Item, ...]) -> Frame:
    """Return the frame with its matter a little above the middle of the room."""
    area = frame.content
    spare = area.height - items_height(stack)
    top = max(spare / 2 - 20, 0.0)
    return replace(frame, content=area._replace(y=area.y + top, height=area.height - top))


def _drawn(
    frame: Frame, stack: tuple[Item, ...], deck: DeckContext, role: Role, number: int
) -> Drawn:
    """Return a white slide with its matter between title and source, and what it tells."""
    xml = deck.writer(role, alone=len(stack) == 1)
    if not deck.base.ours:
        # Texts beside each other look alike: all of them stand in places of the file, or none.
        columns = next((one.inside for one in stack if isinstance(one, SideBySide)), ())
        count = sum(isinstance(one, Flow) for one in columns)
        count = count if count <= len(xml.seats) else 0
        xml.beside, xml.seats = xml.seats[:count], xml.seats[count:]
    above = frame.above(xml, sample=deck.sample)
    matter = draw_stack(stack, xml, frame.content)
    shapes = above + matter + frame.below(xml, number=number)
    return Slide(role, shapes, tuple(xml.links), ()), tuple(xml.faults)


_LEAST_WIDTH, _LEAST_HEIGHT = 480.0, 220.0
"""Matter that has less room than this is set on the layout with a title only, if it has more."""


def _served(make: Make, deck: DeckContext) -> Role:
    """Return the role whose layout an organisation's base serves the slides of a section with.

    It is that of their matter, if its layout has no less room than the one for any matter.
    """
    look, layouts = deck.look, deck.base.layouts
    usual, room = layouts["content"], room_of(layouts["content"])
    tried = LayoutContext(
        look, scales(look.slide)[0], room.width, room.height, language=deck.language
    )
    role = role_of(make(tried))
    own, other = layouts[role], room_of(layouts[role])
    roomy = (
        own.title is not None
        and own.panel <= usual.panel
        and own.has_number >= usual.has_number
        and other.width > 0.94 * room.width
        and other.height > room.height - 3
    )
    role, room = (role, other) if roomy else ("content", room)
    spare = room_of(layouts["title only"])
    cramped = room.width < _LEAST_WIDTH or room.height < _LEAST_HEIGHT
    return "title only" if cramped and _size(spare) > 1.3 * _size(room) else role


def _size(area: Area) -> float:
    return area.width * area.height


def statement_slide(section: Section, deck: DeckContext, before: int) -> Drawn:
    """Return one large sentence: the title itself, in the middle of the slide."""
    look = deck.look
    layout, title = deck.base.layouts["content"], section.title
    frame = content_frame(section, look, layout, title=title, lead=False, sample=deck.sample)
    head = head_of(layout).area
    heading, _, width = fitted_title(title, look, 54, look.slide.title, head.width, most=4)
    tall = stack_height((heading,), width, look.slide_title_font)
    top = max(head.y, 250 - tall / 2)
    area = frame.title_area._replace(y=top, width=width, height=tall)
    own = replace(frame, title=heading, title_area=area)
    xml = deck.writer("question")
    shapes = own.above(xml, sample=deck.sample) + own.below(xml, number=before + 1)
    return Slide("question", shapes, tuple(xml.links), notes_lines(section, look)), ()


def _leads(section: Section) -> bool:
    first = section.blocks[0] if section.blocks else None
    return isinstance(first, Paragraph) and first.role in ("lead", "quiet")


def notes_lines(section: Section, look: Look) -> tuple[str, ...]:
    """Return the lines of a section's notes, then the figures of charts that write none."""
    spoken = tuple(line for block in section.notes for line in _lines(block))
    charts = (part.of for part in walk(section.blocks) if isinstance(part, Chart))
    figures = tuple(
        line for chart in charts if (notes := kind_of(chart).notes) for line in notes(chart, look)
    )
    if not figures:
        return spoken
    head = look.word("figures")
    return (*spoken, *(("",) if spoken else ()), f"{head}:", *figures)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield plain(block.text)
        case List():
            for number, item in enumerate(block.items):
                lines = [line for part in item for line in _lines(part)]
                start = f"{block.start + number}. " if block.ordered else "• "
                yield start + " ".join(lines)
        case Table():
            for row in (block.header, *block.rows):
                yield " | ".join(map(plain, row))
        case _:
            words = " ".join(part.text for part in walk(block) if isinstance(part, Run))
            if words:
                yield words
