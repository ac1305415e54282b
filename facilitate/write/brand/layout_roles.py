"""Which layout of a brand serves what, by kind, place and size of its placeholders; what it lacks.

What is painted there counts, too. Names, and the kind that a layout says it has, only tip the
scales: they are in any language, left over from copies, or wrong.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import get_args

from facilitate.structs import replace
from facilitate.write.base_file import SLIDE_HEIGHT, Area, Role, SlideLayout
from facilitate.write.brand.background import Ground
from facilitate.write.brand.deck_file import OTHERS, TEXTS, DeckLayout, PlaceholderBox
from facilitate.write.brand.vision import READABLE

ROLES: tuple[Role, ...] = get_args(Role)

BODY = 0.10
"""A body takes at least so much of the slide."""

_TIE = 0.3
_COVER = (
    r"title slide|titelfolie|titelseite|titel$|cover|start|portada|couverture|page de (titre|garde)"
    r"|deckblatt|forside|voorblad|titeldia|capa|diapositiva titolo|okładka|framsida|etusivu|标题"
)
_SECTION = (
    r"section|divider|chapter|segue|breaker|kapitel|abschnitt|trenn|zwischen|chapitre|intercalaire"
    r"|sección|separador|capítulo|sezione|capitolo|hoofdstuk|sectie|seção|rozdział|avsnitt|luku|节|章"
)
_CLOSING = (
    r"\b(end|ende|fin|fine|last|final|tack|thanks?)\b|closing|closure|thank you|contact|schluss"
    r"|danke|kontakt|merci|gracias|grazie|bedankt|afslut|kiitos|back cover"
)
_NOT_A_SECTION = r"agenda|contents|table of|inhalt|sommaire|índice|indice|inhoud|quote|zitat|citat"
_BARE = r"(no|without|ohne|sans|sin|senza|zonder|utan|uden)[ _-]*logo"

_TIP = 0.8
_OPENING_AWAY = 0.3  # a cover may well lie on another master than the matter


@dataclass(frozen=True)
class Candidate:
    """A layout, its texts by size, and what is painted on it, looked at when it is asked for.

    Without `paint` all of its ground counts as plain and light.
    """

    layout: DeckLayout
    title: PlaceholderBox | None
    bodies: tuple[PlaceholderBox, ...]
    small: tuple[PlaceholderBox, ...]
    others: tuple[PlaceholderBox, ...]
    paint: Callable[[DeckLayout], Ground] | None = field(repr=False)

    @property
    def ground(self) -> Ground:
        """Return what is painted on it."""
        assert self.paint
        return self.paint(self.layout)

    def says(self, pattern: str) -> bool:
        """Say whether its name matches, in any case."""
        return bool(re.search(pattern, self.layout.name, re.IGNORECASE))

    def light(self, area: Area) -> float:
        """Return how much of an area is in one piece of plain light ground, from 0 to 1."""
        return self.ground.light_share(area) if self.paint else 1.0


@dataclass(frozen=True)
class LayoutChoice:
    """The layout for a role, and others that would do as well."""

    candidate: Candidate
    ties: tuple[str, ...] = ()
    instead: str = ""
    """What a missing layout was, in words; empty where there was one."""


def candidate(layout: DeckLayout, paint: Callable[[DeckLayout], Ground]) -> Candidate | None:
    """Return a layout as a candidate; None of one whose words run from top to bottom.

    A small text that does, such as one at the slide's edge, holds none of ours.
    """
    title, texts = layout.title, layout.of(TEXTS)
    others = layout.of(OTHERS)
    whole = layout.size.share
    large = (seat for seat in texts if seat.share >= BODY * whole)
    if layout.kind.startswith("vert") or any(seat.vertical for seat in (title, *large) if seat):
        return None
    texts = tuple(seat for seat in texts if not seat.vertical)
    bodies = tuple(seat for seat in texts if seat.share >= BODY * whole)
    return Candidate(
        layout=layout,
        title=title,
        bodies=bodies,
        small=tuple(seat for seat in texts if seat not in bodies),
        others=tuple(seat for seat in others if seat.share >= BODY * whole / 4),
        paint=paint,
    )


def chosen_layouts(
    candidates: Sequence[Candidate], asked: Mapping[Role, Candidate]
) -> dict[Role, LayoutChoice]:
    """Return the choice for each role; what was asked for is taken. Candidates are not none."""
    home = asked["content"].layout.master if "content" in asked else _home(candidates)
    found: dict[Role, LayoutChoice] = {role: LayoutChoice(one) for role, one in asked.items()}

    def best(
        role: Role, rate: Callable[[Candidate], float | None], away: float = 1.0
    ) -> LayoutChoice | None:
        if role not in found:
            choice = _best(candidates, rate, home, away)
            if choice is not None:
                found[role] = choice
        return found.get(role)

    plainest = _plainest(candidates, home)
    content = best("content", _content)
    only = best("title only", _title_only)
    best("columns", _columns)
    if content is None:
        content = found["content"] = _without(only, "a text", plainest)
    size = content.candidate.title.place.size if content.candidate.title else 28.0
    cover = best("cover", lambda one: _cover(one, size), _OPENING_AWAY)
    taken = cover.candidate.layout.part if cover else ""
    divider = best("divider", lambda one: _divider(one, size, taken), _OPENING_AWAY)
    if only is None:
        found["title only"] = only = _without(content, "a title alone", plainest)
    found.setdefault("columns", _without(content, "two columns", plainest))
    if cover is None:
        found["cover"] = _without(divider, "a cover", only.candidate)
    found.setdefault("divider", _without(cover, "a divider", only.candidate))
    for role in ROLES:
        found.setdefault(role, LayoutChoice(only.candidate))
    return found


def _without(choice: LayoutChoice | None, what: str, otherwise: Candidate) -> LayoutChoice:
    return LayoutChoice(choice.candidate if choice else otherwise, instead=what)


def _home(candidates: Iterable[Candidate]) -> str:
    """Return the master with the best layouts for matter: all of it should look alike."""
    groups: dict[str, list[Candidate]] = {}
    for one in candidates:
        groups.setdefault(one.layout.master, []).append(one)
    if len(groups) == 1:
        return next(iter(groups))

    def worth(master: str) -> float:
        ranked = (_ranked(groups[master], rate) for rate in (_content, _columns, _title_only))
        return sum(max(rows[0][0], 0.0) for rows in ranked if rows)

    return max(groups, key=worth)


def _ranked(
    candidates: Iterable[Candidate],
    rate: Callable[[Candidate], float | None],
    home: str = "",
    away: float = 0.0,
) -> list[tuple[float, Candidate]]:
    """Return the best rated and those that are as good, from the best on.

    Those `away` from home lose so much. A dark or restless ground only makes a rate worse, and
    painting takes long: grounds are painted of those alone that would be among the best on a plain
    light one.
    """

    def order(row: tuple[float, Candidate]) -> tuple[float, int]:
        return -row[0], row[1].layout.order

    def lost(one: Candidate) -> float:
        return 0.0 if one.layout.master == home else away

    at_best = ((rate(replace(one, paint=None)), one) for one in candidates)
    hopeful = [(value - lost(one), one) for value, one in at_best if value is not None]
    found: list[tuple[float, Candidate]] = []
    top = -inf
    for most, one in sorted(hopeful, key=order):
        if most < top - _TIE:
            break
        value = (rate(one) or 0.0) - lost(one)
        found.append((value, one))
        top = max(top, value)
    return sorted((row for row in found if top - row[0] <= _TIE), key=order)


def _best(
    candidates: Iterable[Candidate],
    rate: Callable[[Candidate], float | None],
    home: str,
    away: float,
) -> LayoutChoice | None:
    """Return the best rated; of those that are as good the first, with the names of the others."""
    rated = _ranked(candidates, rate, home, away)
    if not rated:
        return None
    (_, first), *others = rated
    names = dict.fromkeys(one.layout.name for _, one in others)
    return LayoutChoice(first, tuple(name for name in names if name != first.layout.name))


def _plainest(candidates: Sequence[Candidate], home: str) -> Candidate:
    """Return what serves where nothing fits: the layout with the fewest places, a title before."""
    here = [one for one in candidates if one.layout.master == home] or list(candidates)
    return min(here, key=lambda one: (one.title is None, len(one.layout.seats), one.layout.order))


def _content(one: Candidate) -> float | None:
    """Rate a layout for a title with text below it."""
    if one.title is None or not one.bodies:
        return None
    body = max(one.bodies, key=lambda seat: seat.share)
    rate = 3 * min(body.share / one.layout.size.share / 0.5, 1.0) + _furnished(one)
    rate -= 1.5 * (len(one.bodies) - 1) + 0.3 * len(one.small) + len(one.others)
    rate -= 2 * (covered(one.title.box, body.box) > 0.1) + (body.box.y < one.title.box.y)
    rate -= 1.5 * (body.place.size >= 36) + 2 * (one.title.box.y > one.layout.size.height * 0.45)
    rate -= _closing(one) + _TIP * one.says(_SECTION) + 2 * (body.place.kind == "subTitle")
    return rate + _TIP * (one.layout.kind in ("obj", "tx")) + 2 * one.light(body.place.area)


def _columns(one: Candidate) -> float | None:
    """Rate a layout for two texts side by side."""
    pair = columns_of(one.bodies)
    if one.title is None or pair is None or len(one.bodies) > 2:
        return None
    left, right = (seat.box for seat in pair)
    even = min(left.width, right.width) / max(left.width, right.width)
    rate = 2 * even + 4 * (left.width * left.height + right.width * right.height) / (
        one.layout.size.width * one.layout.size.height
    )
    rate -= 0.5 * len(one.small) + len(one.others) + _closing(one)
    rate += _furnished(one) + _TIP * (one.layout.kind == "twoObj")
    rate += sum(one.light(seat.place.area) for seat in pair)
    return rate if even > 0.6 else None


def columns_of(bodies: Sequence[PlaceholderBox]) -> tuple[PlaceholderBox, PlaceholderBox] | None:
    """Return two texts that stand side by side, the left one first."""
    if len(bodies) < 2:
        return None
    left, right = sorted(sorted(bodies, key=lambda seat: -seat.share)[:2], key=lambda s: s.box.x)
    over = min(left.box.bottom, right.box.bottom) - max(left.box.y, right.box.y)
    beside = left.box.right <= right.box.x + 12
    return (left, right) if beside and over > 0.7 * max(left.box.height, right.box.height) else None


def _title_only(one: Candidate) -> float | None:
    """Rate a layout for a title with room to draw below it."""
    if one.title is None or one.bodies or one.others:
        return None
    title, high = one.title.box, one.layout.size.height
    if title.y + title.height / 2 > high * 0.4 or title.height > high * 0.4:
        return None
    below = Area(title.x, title.bottom, title.width, max(high - 50 - title.bottom, 10))
    rate = _furnished(one) - 0.4 * len(one.small) - _closing(one) - _TIP * one.says(_SECTION)
    rate += _TIP * (one.layout.kind == "titleOnly") + 2 * one.light(below)
    return rate + min(title.width / one.layout.size.width, 0.8)


def _cover(one: Candidate, usual: float) -> float | None:
    """Rate a layout for the first page; `usual` is the size of titles elsewhere."""
    rate = _opening(one, usual)
    if rate is None or one.title is None:
        return None
    rate += 2 * (one.layout.kind == "title") + (one.title.place.kind == "ctrTitle")
    rate += 0.5 * any(seat.place.kind == "subTitle" for seat in (*one.small, *one.bodies))
    return rate + _TIP * one.says(_COVER) - 1.5 * one.says(_SECTION)


def _divider(one: Candidate, usual: float, cover: str) -> float | None:
    """Rate a layout for the page before a part; the cover's serves only if there is no other."""
    rate = _opening(one, usual)
    if rate is None or one.layout.part == cover:
        return None
    rate += 2.5 * (one.layout.kind == "secHead") + 1.2 * one.says(_SECTION)
    rate -= _TIP * one.says(_COVER) + 1.5 * one.says(_NOT_A_SECTION)
    rate -= 1.0 * (one.layout.kind == "title")
    return rate if rate > 0.8 else None


_OPENING_KINDS = ("title", "secHead", "cust", "")
"""Kinds of layouts that a cover or divider may say it is; the others are for matter."""


def _opening(one: Candidate, usual: float) -> float | None:
    """Rate what covers and dividers share: a large title with little beside it."""
    if one.title is None or columns_of(one.bodies) is not None:
        return None
    title = one.title
    middle = (title.box.y + title.box.height / 2) / one.layout.size.height
    rate = min(max(title.place.size / usual - 1, 0.0) * 2, 1.2) + 0.7 * (0.25 < middle < 0.75)
    matter = [seat for seat in one.bodies if seat.share > 0.25 and seat.place.size < 26]
    rate -= 1.5 * len(matter) + 0.7 * len(one.others) + max(len(one.bodies) - 1, 0)
    rate -= 0.3 * max(len(one.small) + len(one.bodies) - 1, 0)
    spoken = title.place.kind == "ctrTitle" or any(
        seat.place.kind == "subTitle" for seat in (*one.small, *one.bodies)
    )
    rate -= 2 * (one.layout.kind not in _OPENING_KINDS and not spoken)
    return rate + 0.3 * _pictures(one) - _closing(one) - _TIP * one.says(_BARE)


def _closing(one: Candidate) -> float:
    return 1.5 * one.says(_CLOSING)


def _furnished(one: Candidate) -> float:
    """Rate what stands around the matter: a number, the logo."""
    has_number = any(seat.place.kind == "sldNum" for seat in one.layout.seats)
    return 0.5 * has_number + 0.2 * _pictures(one) - _TIP * one.says(_BARE)


def _pictures(one: Candidate) -> bool:
    """Say whether a picture, perhaps the logo, is drawn on it or on its master."""
    roots = [one.layout.root, *([one.layout.master_root] if one.layout.shows_master else [])]
    return any(next(root.iter("{*}pic"), None) is not None for root in roots)


def covered(one: Area, other: Area) -> float:
    """Return how much of one area lies in another, from 0 to 1."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(across, 0) * max(down, 0) / max(one.width * one.height, 1.0)


OPENING: tuple[Role, ...] = ("cover", "divider")
"""They hold words in their own places only."""

CRAMPED = 300.0  # points of height: what belongs together does not stand on one slide any more
SMALLEST = 18.0
SMALLEST_ON_COVERS = 15.0

SHORT = {
    "B124": (
        f"On {{names}} words have less than {READABLE} to 1 against what lies behind them, so "
        "they are written in another colour.",
        "Give the placeholders colours that can be read there.",
    ),
    "B125": (
        "On {names} words stand on a picture on which no colour can be read, so their box is "
        "filled.",
        "Choose a calmer picture, or other layouts under `layouts:`.",
    ),
    "B126": (
        "There is no plain light ground to draw on, so what is drawn stands on a white panel: "
        "{names}.",
        "Choose layouts on a light ground under `layouts:` if there are some.",
    ),
    "B127": (
        "There is no place where the slide's number can be read, so it stands under the matter: "
        "{names}.",
        "Insert a slide number on the master and on these layouts.",
    ),
    "B130": (
        "Title and text lie over each other, so matter is drawn beside the title and not in the "
        "place for text: {names}.",
        "Move the text below the title on these layouts.",
    ),
    "B135": (
        "There is so little room under the title that it stands higher and has less of it: "
        "{names}.",
        "Make the title's box lower on these layouts, or choose others under `layouts:`.",
    ),
    "B136": (
        "There is so little room for matter that words have the least size, the large clock of an "
        "exercise becomes a line, and more goes on to a next slide: {names}.",
        "Make title, foot and art smaller on these layouts, or choose others under `layouts:`.",
    ),
    "B137": (
        "The text of {names} is in capitals or with space between its letters, so it is written "
        "without; titles keep both.",
        "Nothing to do.",
    ),
    "B139": (
        "Date or foot is left out where it lies under the slide's number, or on a picture on which "
        "no colour can be read: {names}.",
        "Move it on the master and on these layouts.",
    ),
    "B128": (
        f"Title or text of {{names}} has less than {SMALLEST:.0f} points on a slide "
        f"{SLIDE_HEIGHT:.0f} points high, so it is written larger.",
        "Make it larger on the master, so that it is read from the last row.",
    ),
}
"""What layouts in use do not offer, and what to do."""


def shortcomings(role: Role, layout: SlideLayout) -> Iterator[str]:
    """Yield the codes of what a layout that is in use does not offer."""
    places = [one for one in (layout.title, *layout.texts) if one]
    around = [one for one in (*layout.furniture, layout.number) if one]
    if any(one.repaint and not one.fill for one in (*places, *around)):
        yield "B124"
    if any(one.fill for one in places):
        yield "B125"
    if layout.panel:
        yield "B126"
    if layout.content and layout.content.height < CRAMPED:
        yield "B136"
    if not layout.has_number and role not in OPENING:
        yield "B127"
    least = SMALLEST_ON_COVERS if role in OPENING else SMALLEST
    small = any(one.size < least for one in layout.texts)
    if small or (layout.title and layout.title.size < SMALLEST):
        yield "B128"
    if role not in OPENING and any(one.capitals or one.tracking for one in layout.texts):
        yield "B137"
