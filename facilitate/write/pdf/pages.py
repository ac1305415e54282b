"""Documents as pages: sections, margins, covers, and what must fit."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import cast

from msgspec import to_builtins

from facilitate.document import (
    Cut,
    Document,
    Heading,
    PageBreak,
    Paper,
    Run,
    Section,
    Text,
    levelled,
    placed,
    plain,
    walk,
)
from facilitate.faults import Fault, Place
from facilitate.structs import Struct, field, replace
from facilitate.write.base_file import Brand, Logo
from facilitate.write.brand.logo import FOOT_LOGO_MM, LETTER_LOGO_MM, opens_letter, size_mm
from facilitate.write.glyphs import no_letters, replaced, to_tell, without_shape
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT, Piece, balanced_width, line_count, width_mm
from facilitate.write.pdf.context import (
    Closeness,
    PdfContext,
    Sheet,
    block_json,
    blocks_json,
    closer,
    sheet_for,
)
from facilitate.write.pdf.text import (
    Json,
    address_of,
    broken_by_sense,
    pieces,
    title_size,
)

FALLBACKS = (
    *("Source Sans 3", "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew"),
    *("Noto Sans SC", "Noto Sans TC"),
)

_CONTROL = re.compile(r"\\u00[01][0-9a-f]")
"""Control characters as JSON writes them; a line's end and a tab have their own short forms."""

HEAD_GAP_MM = 8.0
SAMPLE_MM = 30.0
"""Room in the head line for the frame that says SAMPLE."""


HEADING_LINE = 1.15
HEADING_ROOM = 1.0
"""Shares of a heading's size: the distance of its lines, and the room around it."""


class Pages(Struct):
    """What one PDF is made from: plain values and the look as JSON, and the latest day of all.

    `must_fit` are the faults to tell if the part with that key turns out too high for its place,
    `parts` the documents as they are set, each under its number as its key. `logos` are the
    pictures that the look names, by the names of their files.
    """

    title: str
    json: str
    look: str
    date: str
    faults: tuple[Fault, ...] = ()
    must_fit: Mapping[str, Fault] = field(default_factory=dict)
    parts: tuple[Document, ...] = ()
    logos: Mapping[str, bytes] = field(default_factory=dict)


def pages_for(
    documents: Sequence[Document],
    look: Look,
    *,
    title: str,
    duplex: bool,
    pictures: bool = True,
    closeness: Mapping[int, Closeness] | None = None,
    traced: bool = False,
) -> Pages:
    """Return the data for one PDF of these documents in their order.

    `closeness` is how much room each part gives away, by its number, where it gives any. `traced`
    pages know of all their words on which lines they are written.
    """
    title = title or documents[0].name
    places, ways = _places(apart(documents)), closeness or {}
    documents = tuple(part for parts in apart(documents) for part in parts)
    contexts = [
        PdfContext(
            look,
            replace(
                closer(sheet_for(document.paper, look), ways.get(number, Closeness())),
                traced=traced,
            ),
            pictures,
        )
        for number, document in enumerate(documents)
    ]
    data: Json = {
        "title": title,
        "duplex": duplex,
        "documents": [
            _document(document, context, str(number), duplex=duplex) | _numbered(number, place, of)
            for number, (document, context, (place, of)) in enumerate(
                zip(documents, contexts, places, strict=True)
            )
        ],
    }
    faults = [fault for context in contexts for fault in context.faults]
    made, looks = (_plain_json(one) for one in (data, _look(look)))
    missing = without_shape(made + looks)
    if letters := to_tell(missing):
        faults += _letters_missing(documents, letters)
    must_fit = {
        key: fault
        for number, document in enumerate(documents)
        for key, fault in _must_fit(document, str(number))
    }
    day = max((document.date for document in documents), default="")
    made, looks = (replaced(one, missing) for one in (made, looks))
    logos = {_file(one): one.data for one in look.brand.logos} if look.brand else {}
    return Pages(title, made, looks, day, tuple(faults), must_fit, documents, logos)


def _plain_json(data: Json) -> str:
    return _CONTROL.sub("", json.dumps(data, ensure_ascii=False))


def apart(documents: Sequence[Document]) -> list[tuple[Document, ...]]:
    """Return of each document the parts that are set by themselves; neighbouring cards are one."""
    return [separate_sheets(document) for document in _cards_together(documents)]


def separate_sheets(document: Document) -> tuple[Document, ...]:
    """Return a document as one for each part that needs a sheet of its own, in two-sided packs too.

    Every page that a one-sided document begins is such a part, and in any other a page with a line
    to cut or tear along: a strip that is handed in has nothing on its back. Cards, tents and
    posters are printed on one side anyway.
    """
    if document.paper != "a4" or document.one_sided is False:
        return (document,)
    cut = [False]
    for block in (block for section in document.sections for block in section.blocks):
        if isinstance(block, PageBreak):
            cut.append(False)
        cut[-1] |= isinstance(block, Cut)
    parts: list[tuple[Section, ...]] = [()]
    page = 0
    for section in document.sections:
        rest = replace(section, blocks=())
        for block in section.blocks:
            if isinstance(block, PageBreak):
                page += 1
                if document.one_sided or cut[page - 1] or cut[page]:
                    parts[-1] += (rest,)
                    parts.append(())
                    rest = replace(rest, title=(), kicker=(), blocks=())
                    continue
            rest = replace(rest, blocks=(*rest.blocks, block))
        if rest.title or rest.blocks:
            parts[-1] += (rest,)
    split = tuple(replace(document, sections=part) for part in parts if part)
    return split if len(split) > 1 else (document,)


def _cards_together(documents: Sequence[Document]) -> Iterator[Document]:
    """Yield the documents, neighbouring cards as one document, so that four share a sheet.

    A card has no margin for the words at the foot of its page: they are its last line.
    """
    for is_card, some in groupby(documents, key=lambda one: one.paper == "a6"):
        if is_card:
            cards = tuple(some)
            sections = tuple(_with_foot(section, one) for one in cards for section in one.sections)
            yield replace(cards[0], sections=sections)
        else:
            yield from some


def _with_foot(section: Section, card: Document) -> Section:
    written = (run for run in card.margins if run.text == card.foot)
    said = next(written, Run(card.foot))
    foot = [run for run in (said, Run(card.sheet), Run(card.printed)) if run.text]
    for number, run in enumerate(foot):
        between = (Run("  " if number else " "),) if section.source else ()
        section = replace(section, source=(*section.source, *between, run))
    return section


TENT_NAME_MM = 47.0
"""Height of the name on one face of a tent: two lines of 60 points, or three smaller ones."""

TENT_BREAK_PT = 40.0
"""A name is broken inside a word, and told, only when it would be smaller than this without."""

ONE_PIECE: Mapping[Paper, str] = {"a6": "card", "tent": "name tent", "a3": "poster"}
"""Papers on which each section has to stay whole, and what such a piece is called."""


def _must_fit(document: Document, key: str) -> Iterator[tuple[str, Fault]]:
    """Yield the fault to tell for each piece, by the key under which the page reports on it."""
    for number, section in enumerate(document.sections if document.paper in ONE_PIECE else ()):
        yield f"{key}-{number}", _too_long(section, document.paper)


def _look(look: Look) -> Json:
    words = {key: look.word(key) for key in ("page", "sample", "box", "lines")}
    fonts = list(dict.fromkeys((look.sheet_font, *FALLBACKS)))
    titles = list(dict.fromkeys((look.heading_font or look.sheet_font, *fonts)))
    return {
        "colours": to_builtins(look.colours),
        "words": words,
        "fonts": fonts,
        "title_fonts": titles,
        "logos": _logos(look.brand),
    }


def _logos(brand: Brand | None) -> Mapping[str, Json | None]:
    """Return the logos by where they stand, with their size; None where there is none."""
    if brand is None:
        return {"foot": None, "letter": None, "dark": None}
    light, dark = brand.logo, brand.dark_logo
    return {
        "foot": _drawn_logo(brand.small_logo, FOOT_LOGO_MM),
        "letter": _drawn_logo(light, LETTER_LOGO_MM),
        "dark": _drawn_logo(dark or light, LETTER_LOGO_MM, on_white=dark is None),
    }


@lru_cache(maxsize=8)
def _drawn_logo(logo: Logo | None, tall: float, *, on_white: bool = False) -> Json | None:
    """Return a logo so many millimetres high as the typesetter takes it, from a file."""
    if logo is None:
        return None
    wide, high = size_mm(logo, tall)
    return {
        "file": _file(logo),
        "width": wide,
        "height": high,
        "alt": logo.alt,
        "light": on_white,
    }


def _file(logo: Logo) -> str:
    return f"{logo.digest}.{logo.suffix}"


def _places(apart: Iterable[Sequence[Document]]) -> Iterator[tuple[int, int]]:
    """Yield which part each is of those that one document was taken apart into, and of how many.

    Whose pages each have a sheet of their own counts them each by itself.
    """
    for parts in apart:
        whole = not parts[0].one_sided
        yield from ((n, len(parts)) if whole else (0, 1) for n in range(len(parts)))


def _numbered(number: int, place: int, of: int) -> Json:
    """Return the keys of the part after which a part's pages are counted, and of its last one."""
    return {
        "after": str(number - 1) if place else None,
        "last": str(number + of - place - 1),
    }


def _document(document: Document, context: PdfContext, key: str, *, duplex: bool) -> Json:
    sheet = context.sheet
    document = min((document, document.with_code_alone), key=lambda one: _foot_lines(one, context))
    number_mm = _number_mm(document, context)
    language, _, region = document.language.partition("-")
    return {
        "key": key,
        "paper": document.paper,
        "sheet": sheet.as_json(),
        "lang": language if 2 <= len(language) <= 3 else "en",
        "region": region if len(region) == 2 else None,
        "head": list(document.head),
        "margins": _margins(document) if sheet.traced else [],
        "added": _added(document) if sheet.traced else {},
        "head_lines": _head_lines(document, sheet),
        "foot": document.foot,
        "foot_lines": _foot_lines(document, context),
        "number_mm": number_mm,
        "letter": opens_letter(document.name),
        "marks": list(document.marks),
        "sample": document.sample,
        "strips_apart": duplex and document.one_sided is not False,
        **sheet.line_of(document.origin),
        "sections": [
            _section(section, context, f"{key}-{number}")
            for number, section in enumerate(document.sections)
        ],
    }


def _margins(document: Document) -> list[list[tuple[str, str]]]:
    """Return head and foot, each in pieces with the lines that they are written on."""
    wanted = (*document.head, document.foot)
    known = zip(document.margins[: len(wanted)], wanted, strict=True)
    return [
        list(pieces(run.text, run.places)) if run.text == words else [(words, "")]
        for run, words in known
    ]


def _added(document: Document) -> Json:
    """Return the lines of what is added in the margins: a page's number, and SAMPLE."""
    added = zip(("page", "sample"), document.margins[3:], strict=True)
    return {name: {"w": address_of(run.source)} for name, run in added if run.source}


def _foot_lines(document: Document, context: PdfContext) -> int:
    available = context.sheet.text_width - _number_mm(document, context)
    return _line_count(document.foot, context.sheet, available)


def _number_mm(document: Document, context: PdfContext) -> float:
    """Return the room that a page's number takes at the foot, with the marks before it."""
    words = context.look.word("page", page=88, pages=88)
    number = "     ".join((*document.marks, words))
    logo = _logos(context.look.brand)["foot"]
    room = width_mm(number, context.sheet.font, context.sheet.sizes.small) + 8
    return room + (cast(float, logo["width"]) + 4 if logo else 0)


def _head_lines(document: Document, sheet: Sheet) -> int:
    """Return 1 if both words stand beside each other, else the lines that they take together."""
    left, right = (width_mm(words, sheet.font, sheet.sizes.small) for words in document.head)
    gap = HEAD_GAP_MM + (SAMPLE_MM if document.sample else 0)
    if left + right + gap <= sheet.text_width:
        return 1
    available = sheet.text_width - SAMPLE_MM
    return sum(_line_count(words, sheet, available) for words in document.head if words)


def _line_count(words: str, sheet: Sheet, width: float) -> int:
    return line_count((Piece(words, sheet.font, sheet.sizes.small),), width) if words else 1


def _section(section: Section, context: PdfContext, key: str) -> Json:
    sheet = context.sheet
    width = sheet.text_width
    context.titled |= bool(plain(section.title).strip())
    tent = sheet.sizes.h1 == context.look.sheet.tent
    size = (
        _name_size(section, context)
        if tent
        else title_size(section.title, font=sheet.heading_font, size_pt=sheet.sizes.h1, width=width)
    )
    title = broken_by_sense(section.title, font=sheet.heading_font, size_pt=size, width=width)
    if not plain(title).strip():
        title = ()
    return {
        "key": key,
        "title_size": size,
        "look": section.look,
        "title": sheet.title_runs(title, size_pt=size, width=width),
        "title_width": min(
            balanced_width(plain(title), sheet.heading_font, size, width) * 1.03, width
        ),
        "kicker": sheet.runs(section.kicker, size_pt=sheet.sizes.small, width=width),
        "source": sheet.runs(section.source, size_pt=sheet.sizes.small, width=width),
        "halves": any(isinstance(block, Cut) for block in section.blocks),
        "blocks": _blocks(section, context, width),
        **sheet.line_of(section.origin),
    }


def _name_size(section: Section, context: PdfContext) -> float:
    """Return the size of a name on a tent: one line down to the floor, then two or three lines."""
    look, width = context.look.sheet, context.sheet.text_width * 0.98
    printed = plain(section.title)
    name = replaced(printed, without_shape(printed))
    one_line = (
        look.tent * width / max(width_mm(name, context.sheet.heading_font, look.tent, bold=True), 1)
    )
    if one_line >= look.tent_floor:
        return min(look.tent, one_line)
    size, available = look.tent_floor, TENT_NAME_MM
    while size > 24 and not _name_fits(name, context.sheet.heading_font, size, width, available):
        size -= 2
    if size < TENT_BREAK_PT or not _whole(name, context.sheet.heading_font, size, width):
        context.faults.append(_too_long(replace(section, blocks=()), "tent"))
    return size


def _name_fits(name: str, font: str, size: float, width: float, available: float) -> bool:
    """Say whether the name takes few enough lines, none of them broken inside a word."""
    lines = line_count((Piece(name, font, size, bold=True),), width)
    whole = size <= TENT_BREAK_PT or _whole(name, font, size, width)
    return whole and lines * size * MM_PER_PT * 1.1 <= available


def _whole(name: str, font: str, size: float, width: float) -> bool:
    """Say whether no part of the name is wider than its line."""
    parts = name.replace("-", "- ").split()
    return all(width_mm(part, font, size, bold=True) <= width for part in parts)


def _blocks(section: Section, context: PdfContext, width: float) -> list[Json]:
    """Return a section's blocks; a card and a tent are one piece and have no second page."""
    sheet = context.sheet
    blocks = levelled(section.blocks)
    if sheet.one_piece:
        return blocks_json(blocks, context, width=width)
    # The end of a page is no new page: the next section, or nothing, begins there.
    while blocks and isinstance(blocks[-1], PageBreak) and sheet.one_page:
        blocks = blocks[:-1]
    written = []
    context.above_mm = _heading_mm(section.title, sheet.sizes.h1, sheet)
    if section.kicker:
        context.above_mm += _heading_mm(section.kicker, sheet.sizes.small, sheet)
    for block in blocks:
        written.append(block_json(block, context, width))
        if isinstance(block, Heading):
            context.above_mm += _heading_mm(block.text, sheet.sizes.h2, sheet)
        else:
            context.above_mm = 0.0
    return written


def _heading_mm(words: Text, size_pt: float, sheet: Sheet) -> float:
    """Return the height of a title or heading with the room around it; 0 where it says nothing."""
    text = plain(words).strip()
    lines = line_count((Piece(text, sheet.font, size_pt, bold=True),), sheet.text_width)
    return (HEADING_LINE * lines + HEADING_ROOM) * size_pt * MM_PER_PT if text else 0.0


def _letters_missing(documents: Sequence[Document], letters: str) -> Iterator[Fault]:
    """Yield M411 for each line of the plan with such letters, and for those from elsewhere."""
    told: dict[Place, str] = {}
    for run in walk(tuple(documents)):
        if isinstance(run, Run) and run.source and (found := to_tell(without_shape(run.text))):
            told[run.source] = found
    for place, found in told.items():
        yield no_letters(found, place=place)
    known = "".join(told.values())
    if rest := "".join(letter for letter in letters if letter not in known):
        yield no_letters(rest)


def _too_long(section: Section, paper: Paper) -> Fault:
    """Return M414: words too long for a tent or a card, set smaller, or for one poster."""
    message = f"There is more on this {ONE_PIECE[paper]} than fits at the least size of type."
    hint = "Shorten it, or spread it over two."
    if paper == "a3":
        message = "This poster takes more than one sheet at the least size of type."
        hint = "Hang its sheets one below the other, or shorten it."
    fault = Fault(code="M414", message=message, hint=hint, severity="warning")
    return placed(fault, section.origin, (section.title, section.blocks))
