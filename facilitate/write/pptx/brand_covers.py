"""Covers, dividers and single sentences on an organisation's base: words in its own places only."""

from collections.abc import Iterator, Sequence

from facilitate.charts import Band
from facilitate.document import (
    Block,
    Chart,
    Columns,
    List,
    Paragraph,
    Run,
    Section,
    Text,
    placed,
    walk,
)
from facilitate.faults import Fault
from facilitate.structs import Struct, replace
from facilitate.write.base_file import Placeholder, Role, SlideLayout, head_of
from facilitate.write.brand.vision import READABLE, contrast
from facilitate.write.measure import natural_leading
from facilitate.write.pptx.dark_slides import dark_items, promise
from facilitate.write.pptx.deck_base import BODY_SIZES
from facilitate.write.pptx.frame import branded_frame
from facilitate.write.pptx.furniture import below_matter
from facilitate.write.pptx.layout import Item, LayoutContext
from facilitate.write.pptx.slides import DeckContext, Drawn, Slide, content_slides, notes_lines
from facilitate.write.pptx.text import SINGLE, Para, stack_height
from facilitate.write.pptx.titles import as_seen, titled
from facilitate.write.pptx.xml_writer import XmlWriter

FLOOR = 15.0
"""Words in the places of a cover do not get smaller, unless that leaves none for another slide."""

_EASY, _LEAST = 18.0, 12.0

_LONG = 30  # letters

SENTENCE = 54.0
_LEAST_TITLE = 20.0


class _Filled(Struct):
    """A place with the paragraphs that stand in it."""

    place: Placeholder
    paras: tuple[Para, ...]


def opening_slides(section: Section, deck: DeckContext, before: int) -> Iterator[Drawn]:
    """Yield the cover or divider; what its places have no room for stands on slides after it.

    A divider with a chart is rather one slide for matter, with its words over the chart.
    """
    role: Role = "cover" if section.look == "cover" else "divider"
    layout, font = deck.base.layouts[role], deck.base.text_font
    xml = deck.writer(role)
    words, blocks = promise(section.blocks)
    if role == "divider":
        # The day's strip says where we are, as the line on every slide after this one does.
        blocks = tuple(one for one in blocks if not _is_strip(one))
        if any(isinstance(one, Chart) for one in blocks):
            said = tuple(one for one in section.blocks if not _is_strip(one))
            yield from content_slides(replace(section, blocks=said), deck, before)
            return
    sample = (Run(deck.look.word("sample"), bold=True),) if deck.sample else ()
    kicker = (*sample, *((Run(" · "),) if sample and section.kicker else ()), *section.kicker)
    lines = [_on_one_line(para.runs) for para in words]
    small = [_on_one_line(text) for text in (kicker, section.source) if _says(text)]
    roomy = replace(layout, texts=tuple(map(_roomy, layout.texts)))
    tried = [
        _shared(places, lines, small, font, floor)
        for floor in (_EASY, FLOOR, _LEAST)
        for places in (layout, roomy)
    ]
    filled, left = next((one for one in tried if not one[1]), tried[3])
    last = _as_lines(blocks)
    if last and filled and not left:
        main = filled[-1]
        lines = [*(one.runs for one in main.paras), *last]
        fitted = (
            _fitted(lines, place, font, floor)
            for floor in (_EASY, FLOOR, _LEAST)
            for place in (main.place, _roomy(main.place))
        )
        if whole := next(filter(None, fitted), None):
            filled, blocks, last = [*filled[:-1], whole], (), []
    if sample and _on_one_line(kicker) in left:
        section = replace(section, title=(*section.title, Run(" · "), *sample))
    under = [] if sample else [*left, *last]
    filled, head = _lifted(filled, head_of(layout), section, deck, spare=not left and not under)
    shapes, told, stand = _title(xml, head, section, deck, under)
    if stand:
        left, blocks = [], () if last else blocks
    for number, one in enumerate(filled, 1):
        name = "Subtitle" if number == 1 else "Text"
        shapes += xml.placeholder(one.place, one.place.area, one.paras, name=name, plain="any")
    shapes += below_matter(xml, before + 1)
    made = Slide(role, shapes, tuple(xml.links), notes_lines(section, deck.look))
    yield made, (*told, *xml.faults)
    rest = (*(Paragraph(text=text) for text in left), *blocks)
    if rest:
        later = replace(section, blocks=rest, kicker=(), source=())

        def make(tried: LayoutContext) -> tuple[Item, ...]:
            return dark_items(rest, tried)

        yield from content_slides(later, deck, before + 1, make=make, earlier=1)


def _is_strip(block: Block) -> bool:
    return isinstance(block, Chart) and isinstance(block.of, Band)


def _on_one_line(text: Text) -> Text:
    """Return words without the tab that would take some of them to the right margin."""
    return tuple(replace(run, text=run.text.replace("\t", " · ")) for run in text)


def _says(text: Text) -> bool:
    return any(run.text.strip() or run.mark for run in text)


def _as_lines(blocks: Sequence[Block]) -> list[Text]:
    """Return a line for each sentence, list or columns; nothing where there is other matter.

    A cover has no room for columns: what stands in them, such as who takes part, is joined.
    """
    lines: list[Text] = []
    for block in blocks:
        if not isinstance(block, Paragraph | List | Columns):
            return []
        texts = [one.text for one in walk(block) if isinstance(one, Paragraph)]
        lines.append(_joined(texts if isinstance(block, Paragraph) else [_whole(t) for t in texts]))
    return lines


def _whole(text: Text) -> Text:
    """Return a name that no line parts, neither from its mark, unless it is long."""
    if sum(len(run.text) for run in text) > _LONG:
        return text
    return tuple(replace(run, text=run.text.replace(" ", "\u00a0")) for run in text)


def _joined(texts: Sequence[Text]) -> Text:
    """Return several texts as one line."""
    parted = (Run(" · "),)
    return tuple(run for n, text in enumerate(texts) for run in (*(parted if n else ()), *text))


def _shared(
    layout: SlideLayout, lines: list[Text], small: list[Text], font: str, floor: float
) -> tuple[list[_Filled], list[Text]]:
    """Return what stands in which place, and the lines for which there is no room.

    The largest place has what is promised. The others have a small line each, in the order of
    reading; what is then left stands under the promise, as far as there is room.
    """
    texts = layout.texts
    places = sorted(texts, key=lambda place: -place.area.width * place.area.height)
    every = (layout.kicker, *texts, layout.source)
    others = [place for place in every if place and place not in places[:1]]
    filled: list[_Filled] = []
    left: list[Text] = []
    main = places[0] if places else others.pop(0) if others else None
    for text in small if lines or not main else small[1:]:
        place = others.pop(0) if others else None
        whole = _fitted((text,), place, font, floor) if place else None
        if whole:
            filled.append(whole)
        else:
            left.append(text)
    if not main:
        return filled, [*lines, *left]
    first = [*lines] if lines else small[:1]
    best: _Filled | None = None
    for count in range(len(first) + len(left), 0, -1):
        best = _fitted((*first, *left)[:count], main, font, floor)
        if best:
            unplaced = [*first, *left][count:]
            return [best, *filled], unplaced
    return filled, [*first, *left]


def _roomy(place: Placeholder) -> Placeholder:
    """Return a place with all the room that it may take, which is its own if there is no more."""
    return replace(place, area=place.room, moved=True) if place.room else place


def _fitted(lines: Sequence[Text], place: Placeholder, font: str, floor: float) -> _Filled | None:
    """Return lines as large as their place has room for; None where they are too small then."""
    floor = min(floor, max(place.size, FLOOR))
    font = place.font or font
    leading = max(1.0, natural_leading(font) / SINGLE)
    size = max(place.size, floor)
    while True:
        before = max(size / 3, place.before)
        paras = tuple(
            Para(runs=line, size=size, bold=place.bold, before=before, leading=leading)
            for line in lines
        )
        seen = tuple(as_seen(para, place) for para in paras)
        if stack_height(seen, place.area.width, font) <= place.area.height + 1:
            return _Filled(place, paras)
        if size <= floor:
            return None
        size = max(size - 2, floor)


def _lifted(
    filled: list[_Filled],
    head: Placeholder,
    section: Section,
    deck: DeckContext,
    *,
    spare: bool,
) -> tuple[list[_Filled], Placeholder]:
    """Return small words larger in the room that a title has to spare, and the title's place then.

    The title stands as much higher as they take of it; nothing changes where that is no gain.
    """
    place, small = (filled[0].place, filled[0].paras[0].size) if filled else (head, _EASY)
    if not spare or small >= _EASY or not place.lifts:
        return filled, head
    area, font = place.area, place.font or deck.base.text_font
    title, _ = titled(section.title, head, head.font or deck.base.title_font, head.size, two=1.0)
    taken = stack_height((as_seen(title, head),), head.area.width, head.font or font)
    free = max(head.area.height - taken, 0.0)
    room = replace(place, area=area._replace(y=area.y - free, height=area.height + free))
    lines = [para.runs for para in filled[0].paras]
    tried = (_fitted(lines, room, font, floor) for floor in (_EASY, FLOOR))
    found = next(filter(None, tried), None)
    if found is None or found.paras[0].size <= small:
        return filled, head
    seen = tuple(as_seen(para, place) for para in found.paras)
    lift = max(stack_height(seen, area.width, font) + 1 - area.height, 0.0)
    higher = area._replace(y=area.y - lift, height=area.height + lift)
    found = replace(found, place=replace(place, area=higher, moved=True))
    less = head.area._replace(height=head.area.height - lift)
    return [found, *filled[1:]], replace(head, area=less, moved=True)


def _title(
    xml: XmlWriter, place: Placeholder, section: Section, deck: DeckContext, under: Sequence[Text]
) -> tuple[str, tuple[Fault, ...], bool]:
    """Return the title in a place, the fault that it has no room there, and what is under it.

    Lines `under` it, which have no place of their own, stand there if all of them have room.
    """
    floor = min(max(place.size, BODY_SIZES[0]), _LEAST_TITLE)
    font = place.font or deck.base.title_font
    para, area = titled(section.title, place, font, floor, two=1.0)
    if area != place.area and place.room:
        place = _roomy(place)
        para, area = titled(section.title, place, font, floor, two=1.0)
    told = () if area == place.area else (_over(section),)
    shown: tuple[Para, ...] = (para,)
    smaller = [replace(para, size=max(part * para.size, floor)) for part in (1, 0.8, 0.6, 0)]
    joined = (_joined(under),)
    tried = (
        (para, under, max(para.size / 2, FLOOR)),
        (para, under, FLOOR),
        *((head, joined, FLOOR) for head in smaller),
        (smaller[-1], joined, _LEAST),
    )
    for head, lines, size in tried if under and not told else ():
        before = max(size / 3, place.before)
        paras = (head, *(Para(runs=one, size=size, before=before) for one in lines))
        seen = tuple(as_seen(one, place) for one in paras)
        if stack_height(seen, area.width, font) <= area.height + 1:
            shown = paras
            break
    drawn = xml.placeholder(place, area, shown, name="Title", plain="any")
    return drawn, told, len(shown) > 1


def _over(section: Section) -> Fault:
    fault = Fault(
        code="M302",
        severity="warning",
        message="This title does not fit into the place that the base file has for it, "
        "even in small type. It reaches over the foot of its box.",
        hint="Shorten it, or choose a layout with a larger place for titles.",
    )
    return placed(fault, section.origin, section.title)


def sentence_slide(section: Section, deck: DeckContext, before: int) -> Drawn:
    """Return one large sentence: the title itself, in the middle of the room for matter."""
    look, base = deck.look, deck.base
    xml = deck.writer("question")
    frame = branded_frame(section, look, base, "question", title=section.title, sample=deck.sample)
    place, room = head_of(xml.layout), frame.content
    font = place.font or base.title_font
    large = replace(place, area=room, size=max(SENTENCE, place.size))
    para, area = titled(section.title, large, font, _LEAST_TITLE, two=1.0)
    tall = stack_height((as_seen(para, place),), area.width, font)
    area = room._replace(y=room.y + max((room.height - tall) / 2 - 20, 0.0), height=tall)
    seen = not place.colour or contrast(place.colour, "#FFFFFF") >= READABLE
    ink = "" if seen else base.theme.get("ink", "tx1")
    place = replace(place, repaint=ink, fill="none")
    own = replace(frame, title=para, title_area=area, title_place=place)
    shapes = own.above(xml, sample=deck.sample) + own.below(xml, number=before + 1)
    made = Slide("question", shapes, tuple(xml.links), notes_lines(section, look))
    return made, tuple(xml.faults)
