"""What lies behind the words of a layout: is it plain, is it light, what is read on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facilitate.write.base_file import Area
from facilitate.write.brand.background_painting import PER_POINT, Painter, Pixels
from facilitate.write.brand.deck_file import SLIDES, DeckLayout
from facilitate.write.brand.package import Package
from facilitate.write.brand.scheme import Ink

_WORST = 2.0  # per cent of pixels that may be worse than what is said of all
_SAME = 10.0  # of 255: so far a pixel may be from the ground and still be it
_ART = 40.0  # of 255: what differs more from the ground is art beside which words stand
_CLEAR = 0.98  # of the pixels: so few others are a line or a corner
_PATCH, _SPECKS = 4, 0.25
_LIGHT = 0.8  # luminance: black on it has 17 to 1


@dataclass
class Ground:
    """The pixels of a layout without its placeholders, rows of red, green and blue to 255."""

    pixels: Pixels = field(repr=False)
    _light: dict[Area, Ink | None] = field(default_factory=dict, repr=False)
    _shares: dict[Area, float] = field(default_factory=dict, repr=False)

    def behind(self, area: Area) -> Pixels:
        """Return the pixels under a rectangle, at least one."""
        rows, columns = self.pixels.shape[:2]
        top, bottom = _span(area.y, area.bottom, rows)
        left, right = _span(area.x, area.right, columns)
        return self.pixels[top:bottom, left:right]

    def contrast(self, area: Area, ink: Ink, fill: Ink | None = None) -> float:
        """Return the contrast of a colour on what lies under a rectangle, or on its filling.

        It is that of the worst pixels but for a few, from 1 to 21.
        """
        behind = _some(self.behind(area)) / 255
        if fill is not None:
            behind = behind * (1 - fill.cover) + np.array(fill[:3]) * fill.cover
        return float(np.percentile(_ratios(behind, ink), _WORST))

    def read_part(self, area: Area, ink: Ink, least: float) -> Area:
        """Return the largest part of an area on which a colour has this contrast nearly everywhere.

        Of each patch of it a quarter may be specks.
        """
        read = _ratios(self.behind(area) / 255, ink) >= least
        rows, columns = (size // _PATCH for size in read.shape)
        patches = read[: rows * _PATCH, : columns * _PATCH].reshape(rows, _PATCH, columns, _PATCH)
        found = _largest(patches.mean(axis=(1, 3)) > 1 - _SPECKS)
        if found is None:
            return area
        y, x, high, wide = (part * _PATCH / PER_POINT for part in found)
        x = max(int(area.x * PER_POINT) / PER_POINT + x, area.x)
        y = max(int(area.y * PER_POINT) / PER_POINT + y, area.y)
        return Area(x, y, min(wide, area.right - x), min(high, area.bottom - y))

    def plain_light(self, area: Area) -> Ink | None:
        """Return the colour that most of a rectangle has, if it is a light one; else None."""
        if area not in self._light:
            self._light[area] = self._most(area)
        return self._light[area]

    def light_share(self, area: Area) -> float:
        """Return how much of a rectangle is in one piece of its plain light ground, from 0 to 1."""
        if area not in self._shares:
            self._shares[area] = self._in_one_piece(area)
        return self._shares[area]

    def _in_one_piece(self, area: Area) -> float:
        light = self.plain_light(area)
        if light is None:
            return 0.0
        apart = np.abs(_some(self.behind(area)) - np.array(light[:3]) * 255).max(axis=1)
        if float((apart <= _SAME).mean()) > _CLEAR:
            return 1.0
        free = self.free(area, (), light)
        return free.width * free.height / (area.width * area.height) if free else 0.0

    def _most(self, area: Area) -> Ink | None:
        behind = _some(self.behind(area))
        keys = np.round(behind / 8).astype(np.int64) @ np.array([4096, 64, 1])
        alike = behind[keys == np.bincount(keys).argmax()]
        middle = np.median(alike, axis=0) / 255
        if float(_luminance(middle.reshape(1, 3))[0]) < _LIGHT:
            return None
        return Ink(*(float(part) for part in middle))

    def free(
        self, within: Area, blocked: Iterable[Area], ground: Ink | None, *, air: float = 0.0
    ) -> Area | None:
        """Return the largest rectangle in another one that shows this ground and nothing else.

        Without a colour it is one without edges, such as those of art. It keeps `air` points away
        from whatever else is there at its sides, and half of them from what is above and below.
        """
        if ground is None:
            edges = np.diff(self.pixels, axis=0, append=self.pixels[-1:])
            edges = np.abs(edges) + np.abs(np.diff(self.pixels, axis=1, append=self.pixels[:, -1:]))
            same = np.max(edges, axis=2) <= _SAME
        else:
            same = np.max(np.abs(self.pixels - np.array(ground[:3]) * 255), axis=2) <= _SAME
        same = _narrowed(same, air)
        rows, columns = same.shape
        top, bottom = _span(within.y, within.bottom, rows)
        left, right = _span(within.x, within.right, columns)
        for area in blocked:
            over, under = _span(area.y, area.bottom, rows)
            before, behind = _span(area.x, area.right, columns)
            same[over:under, before:behind] = False
        best = _largest(same[top:bottom, left:right])
        if best is None:
            return None
        y, x, height, width = (part / PER_POINT for part in best)
        x, y = left / PER_POINT + x, top / PER_POINT + y
        right_edge, foot = min(x + width, within.right), min(y + height, within.bottom)
        x, y = max(x, within.x), max(y, within.y)
        return Area(x, y, right_edge - x, foot - y)

    def beside_art(self, area: Area, air: float) -> Iterator[Area]:
        """Yield the widest part of an area, as high as it, that has its ground and no art.

        After it comes the highest that is as wide as the area.
        """
        behind = self.behind(area)
        middle = np.median(behind.reshape(-1, 3), axis=0)
        alike = np.max(np.abs(behind - middle), axis=2) <= _ART
        left, top = (int(edge * PER_POINT) / PER_POINT for edge in (area.x, area.y))
        for side in (0, 1):
            found = _largest(_narrowed(alike.all(axis=side, keepdims=True), air))
            if found is None:
                continue
            y, x, height, width = (part / PER_POINT for part in found)
            x, y = max(left + x, area.x), max(top + y, area.y)
            wide = Area(x, area.y, min(width, area.right - x), area.height)
            high = Area(area.x, y, area.width, min(height, area.bottom - y))
            yield high if side else wide


def _narrowed(free: NDArray[np.bool_], air: float) -> NDArray[np.bool_]:
    """Return the pixels that are free for so many points at both sides, above and below for half.

    Off the slide all are free.
    """
    for part in (1.0, 0.5):
        free, before = free.copy().T, free.T
        for step in range(1, round(part * air * PER_POINT) + 1):
            free[step:] &= before[:-step]
            free[:-step] &= before[step:]
    return free


def _some(pixels: Pixels) -> Pixels:
    """Return pixels as one list; of many only some, spread over all rows and columns."""
    listed = pixels.reshape(-1, 3)
    return listed[:: max(len(listed) // _ENOUGH, 1)]


_ENOUGH = 4_001  # a prime: steps do not fall into one column


def _span(start: float, end: float, size: int) -> tuple[int, int]:
    """Return the pixels from one point to another, at least one, inside the slide."""
    first = min(max(int(start * PER_POINT), 0), size - 1)
    last = -int(-end * PER_POINT // 1)
    return first, min(max(last, first + 1), size)


def _ratios(behind: Any, ink: Ink) -> Any:
    """Return the contrast of a colour on each of some pixels."""
    words = behind * (1 - ink.cover) + np.array(ink[:3]) * ink.cover
    one, other = _luminance(behind), _luminance(words)
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


def _luminance(pixels: Any) -> Any:
    linear = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def _largest(free: NDArray[np.bool_]) -> tuple[int, int, int, int] | None:
    """Return top, left, height and width of the largest rectangle of free pixels.

    Of each row the columns of free pixels above it are a skyline; its largest rectangle is found
    with a stack of those that still grow, one for each run of columns as high as each other.
    """
    if not free.size:
        return None
    heights = np.zeros(free.shape[1], dtype=np.int64)
    goes_on = [*(free[1:] == free[:-1]).all(axis=1).tolist(), False]
    best, found = 0, None
    for row, alike in enumerate(goes_on):
        heights = np.where(free[row], heights + 1, 0)
        if alike:
            continue  # whatever ends here ends further down
        starts = [0, *(np.flatnonzero(heights[1:] != heights[:-1]) + 1).tolist()]
        stack: list[tuple[int, int]] = []
        for column, height in zip(
            [*starts, len(heights)], [*heights[starts].tolist(), 0], strict=True
        ):
            start = column
            while stack and stack[-1][1] >= height:
                start, tall = stack.pop()
                if tall * (column - start) > best:
                    best = tall * (column - start)
                    found = (row - tall + 1, start, tall, column - start)
            stack.append((start, height))
    return found


class Grounds:
    """What the layouts of a deck show behind the words on their slides, each painted once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._layouts: dict[tuple[str, bool], Ground] = {}
        self._masters: dict[tuple[object, ...], Pixels] = {}
        self._pictures: dict[str, Any] = {}

    def of(self, layout: DeckLayout, *, words: bool = True) -> Ground:
        """Return the ground of a layout, with or without the words that it and its master draw."""
        key = layout.part, words
        if key not in self._layouts:
            painter = Painter(self._package, layout, self._pictures, words=words)
            self._under(layout, painter, words=words)
            painter.shapes(layout.part, layout.root)
            self._layouts[key] = Ground(painter.pixels)
        return self._layouts[key]

    def _under(self, layout: DeckLayout, painter: "Painter", *, words: bool) -> None:
        """Paint what lies under a layout's own shapes; many layouts share it."""
        own = layout.root.find(f"{SLIDES}cSld/{SLIDES}bg") is not None
        colours = (*layout.scheme.mapped.items(), *layout.scheme.colours.items())
        key = (layout.part if own else layout.master, layout.shows_master, colours, words)
        if key not in self._masters:
            painter.ground()
            if layout.shows_master:
                painter.shapes(layout.master, layout.master_root)
            self._masters[key] = painter.pixels.copy()
        painter.pixels = self._masters[key].copy()
