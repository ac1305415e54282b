"""Outlines of Office's shapes as points in the unit square, and where they lie on a slide."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, pi, radians, sin, tau

from facilitate.structs import Struct
from facilitate.write.brand.scheme import xml_number
from facilitate.write.brand.xml_parts import DRAWING, Element, local

Point = tuple[float, float]
_SQUARE: tuple[Point, ...] = ((0, 0), (1, 0), (1, 1), (0, 1))
_ROUND = 40  # corners of what stands for a circle
_CURVE = 12  # pieces of a curve
_MOST_POINTS = 20_000
_ROTATION = 60_000  # parts of a degree


def _ellipse() -> tuple[Point, ...]:
    turns = (tau * at / _ROUND for at in range(_ROUND))
    return tuple((0.5 + cos(turn) / 2, 0.5 + sin(turn) / 2) for turn in turns)


_PRESETS: dict[str, tuple[Point, ...]] = {
    "ellipse": _ellipse(),
    "triangle": ((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": ((0, 0), (1, 1), (0, 1)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": ((0.25, 0), (1, 0), (0.75, 1), (0, 1)),
    "flowChartInputOutput": ((0.2, 0), (1, 0), (0.8, 1), (0, 1)),
    "trapezoid": ((0.25, 0), (0.75, 0), (1, 1), (0, 1)),
    "homePlate": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1)),
    "chevron": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1), (0.25, 0.5)),
}
"""What is not among them is taken as the rectangle around it."""

LINES = ("line", "straightConnector1", "bentConnector2", "bentConnector3", "curvedConnector3")


class Transform(Struct):
    """A linear map of the plane: (x, y) goes to (a x + b y + c, d x + e y + f)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def __call__(self, point: Point) -> Point:
        """Return where a point comes to lie."""
        x, y = point
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def after(self, first: "Transform") -> "Transform":
        """Return the map that does another one first, then this."""
        return Transform(
            self.a * first.a + self.b * first.d,
            self.a * first.b + self.b * first.e,
            self.a * first.c + self.b * first.f + self.c,
            self.d * first.a + self.e * first.d,
            self.d * first.b + self.e * first.e,
            self.d * first.c + self.e * first.f + self.f,
        )

    def back(self) -> "Transform | None":
        """Return the map that leads back; None of one that makes the plane a line."""
        whole = self.a * self.e - self.b * self.d
        if abs(whole) < 1e-12:
            return None
        a, b, d, e = self.e / whole, -self.b / whole, -self.d / whole, self.a / whole
        return Transform(a, b, -a * self.c - b * self.f, d, e, -d * self.c - e * self.f)


def box_of(frame: Element | None) -> tuple[float, float, float, float] | None:
    """Return left, top, width and height of an `xfrm` in EMU; None where it says none."""
    off = None if frame is None else frame.find(f"{DRAWING}off")
    ext = None if frame is None else frame.find(f"{DRAWING}ext")
    if off is None or ext is None:
        return None
    width, height = xml_number(ext.get("cx")), xml_number(ext.get("cy"))
    return xml_number(off.get("x")), xml_number(off.get("y")), max(width, 0.0), max(height, 0.0)


def placed(frame: Element) -> Transform | None:
    """Return how the unit square lies by an `xfrm`: flipped, turned, moved."""
    box = box_of(frame)
    if box is None:
        return None
    x, y, width, height = box
    flip_x = frame.get("flipH") in ("1", "true")
    flip_y = frame.get("flipV") in ("1", "true")
    a, c = (-width, width / 2) if flip_x else (width, -width / 2)
    e, f = (-height, height / 2) if flip_y else (height, -height / 2)
    turn = radians(xml_number(frame.get("rot")) / _ROTATION)
    cosine, sine = cos(turn), sin(turn)
    turned = Transform(cosine, -sine, x + width / 2, sine, cosine, y + height / 2)
    return turned.after(Transform(a, 0, c, 0, e, f))


def inside_group(frame: Element | None) -> Transform | None:
    """Return how what stands in a group lies outside it."""
    unit = None if frame is None else placed(frame)
    off = None if frame is None else frame.find(f"{DRAWING}chOff")
    ext = None if frame is None else frame.find(f"{DRAWING}chExt")
    if unit is None or off is None or ext is None:
        return None
    width, height = xml_number(ext.get("cx")), xml_number(ext.get("cy"))
    if not width or not height:
        return None
    x, y = xml_number(off.get("x")), xml_number(off.get("y"))
    return unit.after(Transform(1 / width, 0, -x / width, 0, 1 / height, -y / height))


def outlines(shape: Element | None) -> list[tuple[Point, ...]]:
    """Return the outlines of a shape in the unit square: one inside another is a hole."""
    preset = None if shape is None else shape.find(f"{DRAWING}prstGeom")
    if preset is not None:
        return [_PRESETS.get(preset.get("prst", ""), _SQUARE)]
    own = None if shape is None else shape.find(f"{DRAWING}custGeom/{DRAWING}pathLst")
    if own is None:
        return [_SQUARE]
    found: list[tuple[Point, ...]] = []
    for path in own:
        width, height = xml_number(path.get("w")), xml_number(path.get("h"))
        if path.get("fill") == "none":
            continue
        if width <= 0 or height <= 0 or not _in_figures(path):
            return [_SQUARE]
        found += [
            tuple((x / width, y / height) for x, y in line)
            for line in _lines(path)
            if 2 < len(line) < _MOST_POINTS
        ]
    return found


def _in_figures(path: Element) -> bool:
    """Say whether a path names its points in figures; formulas are not worked out."""
    said = [value for step in path for one in step.iter() for value in one.attrib.values()]
    return all(value.lstrip("-").isdigit() for value in said)


def _lines(path: Element) -> Iterator[list[Point]]:
    """Yield the lines of a path of its own, curves in pieces."""
    line: list[Point] = []
    for step in path:
        points = [
            (xml_number(point.get("x")), xml_number(point.get("y")))
            for point in step.iterfind(f"{DRAWING}pt")
        ]
        kind = local(step)
        if kind == "moveTo":
            if line:
                yield line
            line = points[:1]
        elif kind == "arcTo" and line:
            line += _arc(step, line[-1])
        elif kind in ("cubicBezTo", "quadBezTo") and line and points:
            line += _curve([line[-1], *points])
        elif points:
            line += points
    if line:
        yield line


def _curve(points: Sequence[Point]) -> list[Point]:
    """Return a Bézier curve of any degree as points, by de Casteljau's halving in place."""
    found = []
    for at in range(1, _CURVE + 1):
        share, level = at / _CURVE, list(points)
        while len(level) > 1:
            level = [
                (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
                for a, b in pairwise(level)
            ]
        found.append(level[0])
    return found


def _arc(step: Element, start: Point) -> list[Point]:
    wide, high = xml_number(step.get("wR")), xml_number(step.get("hR"))
    first = xml_number(step.get("stAng")) / _ROTATION * pi / 180
    swing = xml_number(step.get("swAng")) / _ROTATION * pi / 180
    middle = start[0] - wide * cos(first), start[1] - high * sin(first)
    turns = (first + swing * at / _CURVE for at in range(1, _CURVE + 1))
    return [(middle[0] + wide * cos(turn), middle[1] + high * sin(turn)) for turn in turns]
