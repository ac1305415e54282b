"""Where on a layout title, matter and the lines around them stand, whatever the layout has."""

from dataclasses import replace

from facilitate.write.base_file import SLIDE_HEIGHT, Area, Placeholder, SlideLayout

_EDGE = 36.0
_TALL = 64.0
"""Of a title where the layout has no place for one."""


def room_of(layout: SlideLayout) -> Area:
    """Return the room for matter: the layout's own, or what its texts or its title leave."""
    if layout.content:
        return layout.content
    if layout.texts:
        return max((place.area for place in layout.texts), key=lambda one: one.width * one.height)
    if layout.title:
        area = layout.title.area
        top = min(area.bottom + 12, SLIDE_HEIGHT - 2 * _EDGE)
        return replace(area, y=top, height=SLIDE_HEIGHT - _EDGE - top)
    return Area(_EDGE, _EDGE + _TALL, 720 - 2 * _EDGE, SLIDE_HEIGHT - 2 * _EDGE - _TALL)


def head_of(layout: SlideLayout) -> Placeholder:
    """Return the place of the title; one above the matter where the layout has none."""
    if layout.title:
        return layout.title
    room = room_of(layout)
    area = replace(room, y=max(room.y - _TALL, 0.0), height=_TALL - 8)
    return Placeholder(kind="title", index=0, area=area, size=34, font="", colour="", bold=True)


def top_of(layout: SlideLayout) -> Area:
    """Return where the line above a title stands; without a place of its own above the matter."""
    return layout.kicker.area if layout.kicker else replace(room_of(layout), height=0.0)


def foot_of(layout: SlideLayout) -> Area:
    """Return where the source stands; without a place of its own at the foot of the matter."""
    room = room_of(layout)
    return layout.source.area if layout.source else replace(room, y=room.bottom, height=0.0)
