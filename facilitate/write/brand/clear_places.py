"""Where on a layout words and drawings may stand: clear of art, of the title and of the foot."""

from collections.abc import Sequence

from facilitate.structs import replace
from facilitate.write.base_file import Area, Placeholder
from facilitate.write.brand.background import Ground
from facilitate.write.brand.deck_file import TITLES, DeckLayout, PlaceholderBox, Size
from facilitate.write.brand.layout_roles import Candidate, covered
from facilitate.write.brand.scheme import Ink, ink_of
from facilitate.write.brand.vision import READABLE

_MARGIN = 24.0  # points kept free at the foot and head of a slide, and twice as many beside
_AIR = 8.0  # points between what we draw and art, where no place says how near it may come
_LOW_TITLE = 66.0  # points: two lines of a title in small type
_LEAST_ROOM = 220.0
_GAP = 8.0  # points between what we draw and what stands around it
OVERLAP = 0.15  # of the title's box; boxes touch in many files, and words do not
_PART = 0.4  # of a place for words: less beside the title is none
_LEAST = (0.42, 190.0)
"""Least room to draw in: a part of the slide's width, and points of height."""


def small_lines(one: Candidate) -> tuple[PlaceholderBox | None, PlaceholderBox | None]:
    """Return the places for the line above the title and the line at the foot."""
    wide = [seat for seat in one.small if seat.box.width > 0.3 * one.layout.size.width]
    title = one.title.box if one.title else None
    above = [
        seat for seat in wide if title and seat.box.bottom <= title.y + 6 and seat.place.size < 30
    ]
    under = [seat for seat in wide if seat.box.y > 0.85 * one.layout.size.height]
    return next(iter(above), None), next(iter(under), None)


def free_part(ground: Ground, within: Area, blocked: list[Area], light: Ink) -> Area | None:
    """Return the plain part of an area: nearly all of it, or what is well clear of the art."""
    whole = ground.free(within, blocked, light)
    if whole is None or square_points(whole) > 0.97 * square_points(within):
        return whole
    return ground.free(within, blocked, light, air=_AIR) or whole


def with_low_title(one: Candidate, room: float) -> Candidate | None:
    """Return a layout with its title in a low box; None where that leaves no more.

    It is at the top of the slide where the title leaves no `room` to speak of, a height in points.
    """
    if one.title is None:
        return None
    box, place = one.title.box, one.title.place
    top = box.y if room > _LEAST_ROOM else min(box.y, _MARGIN)
    if box.bottom - top < 1.3 * _LOW_TITLE:
        return None
    area = place.area._replace(y=top, height=_LOW_TITLE)
    seat = replace(one.title, box=area, place=replace(place, area=area, moved=True))
    return replace(one, title=seat)


def clear_of_art(seat: PlaceholderBox, ground: Ground, *, alone: bool = False) -> PlaceholderBox:
    """Return a place without what lies over the edge of art, if most of it is left.

    Else it is one without what its words are not read on. Words in the middle stay in that of the
    slide, unless they stand there `alone`.
    """
    place, area, ink = seat.place, seat.place.area, ink_of(seat.place.colour)

    def is_most(part: Area) -> bool:
        return 0.6 * square_points(area) < square_points(part) < 0.97 * square_points(area)

    found = next(filter(is_most, ground.beside_art(area, _AIR)), None)
    if found is None and seat.filled is None and ground.contrast(area, ink) < READABLE:
        found = ground.read_part(area, ink, READABLE)
        if place.align == "ctr" and not alone:
            side = max(found.x - area.x, area.right - found.right)
            found = found._replace(x=area.x + side, width=max(area.width - 2 * side, 1.0))
    if found is None or not is_most(found):
        return seat
    return replace(seat, place=replace(place, area=found, moved=True))


def clear_of_title(seat: PlaceholderBox, title: PlaceholderBox | None) -> PlaceholderBox | None:
    """Return a place for words over or under the title that lies in it; None where it is all."""
    area = seat.place.area
    if title is None or covered(title.box, area) <= OVERLAP:
        return seat
    over, under = title.box.y - area.y, area.bottom - title.box.bottom
    if max(over, under) < _PART * area.height:
        return None
    area = area._replace(y=area.y if over > under else title.box.bottom, height=max(over, under))
    return replace(seat, box=area, place=replace(seat.place, area=area, moved=True))


def over_feet(seat: PlaceholderBox, feet: tuple[PlaceholderBox, ...]) -> PlaceholderBox:
    """Return a place for words that ends over date, foot and number, where they lie low in it."""
    area = seat.place.area
    low = (foot.box.y for foot in feet if covered(foot.box, area) > 0)
    bottom = min((top for top in low if top > area.y + 0.6 * area.height), default=area.bottom)
    if bottom >= area.bottom:
        return seat
    area = area._replace(height=bottom - area.y)
    return replace(seat, box=area, place=replace(seat.place, area=area, moved=True))


def with_room(place: Placeholder, layout: DeckLayout, ground: Ground) -> Placeholder:
    """Return a place of a cover with what lies free beyond its foot, or beyond its head.

    Words that stand in the middle, or in a box that is painted, would leave where they belong.
    """
    area, filled = place.area, any(seat.filled for seat in layout.of((place.kind,)))
    own, scheme = place.repaint or place.colour, layout.scheme
    ink = ink_of(own if own.startswith("#") else scheme.named(own))
    title = layout.title.box if layout.title and place.kind not in TITLES else None
    if title and -1 < area.y - title.bottom < title.height and not place.fill and not filled:
        both = area._replace(y=title.y, height=area.bottom - title.y)
        clear = min((square_points(one) for one in ground.beside_art(both, 0.0)), default=0.0)
        read = ground.contrast(both, ink) >= READABLE
        place = replace(place, lifts=read and clear > 0.97 * square_points(both))
    if place.anchor == "ctr" or place.fill or filled:
        return place
    others = [seat.box for seat in layout.seats if seat.place.index != place.index]
    beside = [one for one in others if one.x < area.right and one.right > area.x]
    top, bottom = area.y, area.bottom
    if place.anchor == "b":
        top = max((one.bottom for one in beside if one.bottom <= area.bottom), default=_MARGIN)
    else:
        foot = layout.size.height - _MARGIN
        bottom = min((one.y for one in beside if one.y >= area.y), default=foot)
    larger = area._replace(y=min(top, area.y), height=max(bottom, area.bottom) - min(top, area.y))
    for free in ground.beside_art(larger, _AIR):
        whole = free.width >= area.width and free.height > area.height + 1
        around = free.y <= area.y and free.bottom >= area.bottom
        if whole and around and ground.contrast(free, ink) >= READABLE:
            return replace(place, room=free)
    return place


def stands_in_words(foot: PlaceholderBox, others: Sequence[PlaceholderBox | None]) -> bool:
    """Say whether a foot lies in one of the places for words, which would stand over it."""
    return any(one is not None and covered(foot.box, one.place.area) > OVERLAP for one in others)


def overlap_of(area: Area, other: Area) -> Area:
    """Return what two areas share; the other where that is nothing, since words stand there."""
    x, y = max(area.x, other.x), max(area.y, other.y)
    right, bottom = min(area.right, other.right), min(area.bottom, other.bottom)
    return Area(x, y, right - x, bottom - y) if right > x and bottom > y else other


def box_around(areas: list[Area]) -> Area | None:
    """Return the rectangle around all of some; None of none."""
    if not areas:
        return None
    x, y = min(one.x for one in areas), min(one.y for one in areas)
    right, bottom = max(one.right for one in areas), max(one.bottom for one in areas)
    return Area(x, y, right - x, bottom - y)


def on_slide(area: Area, size: Size) -> Area:
    """Return as much of an area as lies on the slide, off its edges."""
    x, y = max(area.x, _MARGIN), max(area.y, _MARGIN)
    right, bottom = min(area.right, size.width - _MARGIN), min(area.bottom, size.height - _MARGIN)
    return Area(x, y, max(right - x, 1.0), max(bottom - y, 1.0))


def square_points(area: Area) -> float:
    """Return how large an area is, in square points."""
    return area.width * area.height


def with_half_a_gap(box: Area) -> Area:
    """Return a box with half the gap that is kept over and under it."""
    return Area(box.x, box.y - _GAP / 2, box.width, box.height + _GAP)


def under_title(one: Candidate, blocked: list[Area]) -> Area:
    """Return the room of a layout without a body: inside its margins, as wide as its title."""
    edge = 2 * _MARGIN
    width, high = one.layout.size.width, one.layout.size.height
    title = one.title.place.area if one.title else None
    feet = [area.y for area in blocked if area.y > 0.8 * high]
    bottom = min([*feet, high - _MARGIN])
    left, right, top = edge, width - edge, _MARGIN
    if title is not None and title.width > 0.6 * width and title.bottom < 0.55 * high:
        left, right = max(_MARGIN, title.x), min(width - _MARGIN, title.right)
        top = title.bottom
    return Area(left, top, max(right - left, 1.0), max(bottom - top, 1.0))


def is_room(area: Area, width: float) -> bool:
    """Say whether an area is room to draw in, on a slide of this width."""
    return area.width >= _LEAST[0] * width and area.height >= _LEAST[1]
