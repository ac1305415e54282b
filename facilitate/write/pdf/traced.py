"""A page as a picture that knows of each place on which line of which file its words stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

from facilitate.faults import Place
from facilitate.write.pdf.text import MADE_AT, WRITTEN_AT

_SVG = "{http://www.w3.org/2000/svg}"
Node = Any
"""An element of a picture: lxml says nothing of its types."""

Matrix = tuple[float, float, float, float, float, float]
"""A transformation as pictures have it: `a b c d` turn and stretch, `e f` move."""
AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Spot:
    """A rectangle of a page, in points from its top left corner, and the line of its words."""

    x: float
    y: float
    width: float
    height: float
    place: Place


@dataclass(frozen=True, slots=True)
class TracedPage:
    """A page in points: its picture as SVG, and its spots: those of blocks before those of words.

    Of two at one place the later counts: it lies inside the other.
    """

    svg: bytes
    width: float
    height: float
    spots: tuple[Spot, ...]


def traced_page(svg: bytes) -> TracedPage:
    """Return a page from the typesetter's picture, whose links are the lines of words."""
    root = etree.fromstring(svg, etree.XMLParser(huge_tree=True))  # a photo is one long word of it
    width, height = map(float, root.get("viewBox", "0 0 0 0").split()[2:])
    blocks = sorted(_spots(root, AS_IT_IS, MADE_AT), key=lambda one: -one.width * one.height)
    words = _spots(root, AS_IT_IS, WRITTEN_AT)
    spots = (*blocks, *words)
    for link in list(root.iter(f"{_SVG}a")):
        link.getparent().remove(link)
    return TracedPage(etree.tostring(root), width, height, spots)


def _spots(node: Node, around: Matrix, kind: str) -> Iterator[Spot]:
    here = _within(around, _matrix(node.get("transform", "")))
    if node.tag == f"{_SVG}a" and node.get("href", "").startswith(kind):
        wide, high = (float(node[0].get(side)) for side in ("width", "height"))
        corners = [_at(here, x, y) for x in (0, wide) for y in (0, high)]
        left, top = (min(one[n] for one in corners) for n in (0, 1))
        right, bottom = (max(one[n] for one in corners) for n in (0, 1))
        file, _, line = node.get("href").removeprefix(kind).rpartition(":")
        yield Spot(left, top, right - left, bottom - top, Place(unquote(file), int(line)))
    for inner in node:
        yield from _spots(inner, here, kind)


def _matrix(transform: str) -> Matrix:
    kind, _, numbers = transform.rstrip(")").partition("(")
    given = [float(one) for one in numbers.replace(",", " ").split()]
    if kind == "matrix":
        a, b, c, d, e, f = given
        return a, b, c, d, e, f
    if kind == "translate":
        return 1, 0, 0, 1, given[0], given[1] if given[1:] else 0
    return (given[0], 0, 0, given[-1], 0, 0) if kind == "scale" else AS_IT_IS


def _within(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, _, _ = outer
    p, q, r, s, e, f = inner
    return a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, *_at(outer, e, f)


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
