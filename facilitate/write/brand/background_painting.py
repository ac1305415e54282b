"""Draws what is painted behind the words of a layout, two points to a pixel.

The ground, pictures and shapes of master and layout are laid over each other in their order. What
cannot be drawn (metafiles, tables, words of the layout's own) is drawn as a pattern on which
nothing can be read.
"""

import io
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from facilitate.write.brand.deck_file import EMU, SLIDES, DeckLayout, mark_of, shapes, unit_of
from facilitate.write.brand.geometry import LINES, Point, Transform, outlines
from facilitate.write.brand.package import Package
from facilitate.write.brand.scheme import Ink, xml_number
from facilitate.write.brand.xml_parts import DRAWING, RELATED, Element, local

Pixels = NDArray[np.float32]
PER_POINT = 0.5


class Painter:
    """Lays one thing over the other; sizes in pixels."""

    def __init__(
        self,
        package: Package,
        layout: DeckLayout,
        pictures: dict[str, Any] | None = None,
        *,
        words: bool = True,
    ) -> None:
        self._package = package
        self._shows_words = words
        self._pictures = {} if pictures is None else pictures
        self._layout = layout
        self._scheme = layout.scheme
        self.height = round(layout.size.height * PER_POINT)
        self.width = max(round(layout.size.width * PER_POINT), 1)
        self.pixels: Pixels = np.full((self.height, self.width, 3), 255, dtype=np.float32)
        per_emu = PER_POINT / EMU / layout.size.scale
        self._to_pixels = Transform(per_emu, 0, 0, 0, per_emu, 0)
        self._whole = Transform(self.width, 0, 0, 0, self.height, 0)

    def ground(self) -> None:
        """Paint the background: the layout's own, else the master's, else white."""
        for part, root in (
            (self._layout.part, self._layout.root),
            (self._layout.master, self._layout.master_root),
        ):
            back = root.find(f"{SLIDES}cSld/{SLIDES}bg")
            own = None if back is None else back.find(f"{SLIDES}bgPr")
            if own is not None:
                self._fill_first(own, self._outline(part))
                return
            named = None if back is None else back.find(f"{SLIDES}bgRef")
            if named is not None:
                self._fill_as_named(named, self._outline(self._scheme.part))
                return

    def shapes(self, part: str, root: Element) -> None:
        """Paint what is drawn on a part, but for its placeholders and what is hidden."""
        for shape, outside in shapes(root):
            said = shape.find(f"./*/{SLIDES}cNvPr")
            if mark_of(shape) is not None or said is None or said.get("hidden") in ("1", "true"):
                continue
            look = shape.find(f"{SLIDES}spPr")
            unit = unit_of(shape, outside)
            if unit is not None:
                self._shape(shape, look, part, self._to_pixels.after(unit))

    def _shape(self, shape: Element, look: Element | None, part: str, where: Transform) -> None:
        kind = local(shape)
        if kind == "graphicFrame" or look is None:
            self._noise(where, [_ALL])
            return
        outline = _Outline(part, where, outlines(look))
        preset = look.find(f"{DRAWING}prstGeom")
        if kind == "cxnSp" or (preset is not None and preset.get("prst") in LINES):
            self._line(shape, look, where, [((0.0, 0.0), (1.0, 1.0))])
            return
        if kind == "pic":
            fill = shape.find(f"{SLIDES}blipFill")
            if fill is not None:
                self._picture(fill, outline)
            return
        if not self._fill_first(look, outline):
            named = shape.find(f"{SLIDES}style/{DRAWING}fillRef")
            if named is not None and look.find(f"{DRAWING}noFill") is None:
                self._fill_as_named(named, outline._replace(part=self._scheme.part))
        self._line(shape, look, where, [(*line, line[0]) for line in outline.lines])
        self._words(shape, where)

    def _of_theme(self, named: Element) -> Element | None:
        """Return the filling of the theme that a reference names by its number."""
        index = int(xml_number(named.get("idx")))
        fills = self._scheme.grounds if index > 1000 else self._scheme.fills
        at = index - 1001 if index > 1000 else index - 1
        return fills[at] if 0 <= at < len(fills) else None

    def _outline(self, part: str) -> "_Outline":
        """Return the whole slide as a part fills it."""
        return _Outline(part, self._whole, [_ALL])

    def _fill_as_named(self, named: Element, outline: "_Outline") -> None:
        """Paint the filling of the theme that a reference names, in the colour that it gives."""
        fill = self._of_theme(named)
        if fill is not None:
            self._fill(fill, outline, self._scheme.ink([named[0]] if len(named) else None))

    def _fill_first(self, holder: Element, outline: "_Outline") -> bool:
        """Paint the filling that something says of itself, if it says one."""
        for child in holder:
            if local(child).endswith("Fill"):
                self._fill(child, outline)
                return True
        return False

    def _fill(self, fill: Element, outline: "_Outline", standing: Ink | None = None) -> None:
        kind = local(fill)
        if kind == "blipFill":
            self._picture(fill, outline, standing)
        elif kind == "gradFill":
            self._gradient(fill, outline, standing)
        elif kind == "solidFill":
            self._lay(self._patch(outline), self._scheme.ink(fill, standing))
        elif kind == "pattFill":
            patch = self._patch(outline)
            self._lay(patch, self._scheme.ink(fill.find(f"{DRAWING}bgClr"), standing))
            ink = self._scheme.ink(fill.find(f"{DRAWING}fgClr"), standing)
            self._lay(patch, ink._replace(cover=ink.cover / 2) if ink else None)

    def _lay(self, patch: "_Patch | None", ink: Ink | None) -> None:
        """Lay a colour over what is there, as far as a patch covers it."""
        if ink is not None and patch is not None:
            self._blend(patch, np.array(ink[:3], dtype=np.float32) * 255, ink.cover)

    def _blend(self, patch: "_Patch", colour: Any, share: Any = 1.0) -> None:
        """Lay one colour over a patch, or one for each of its pixels; `share` is how thick."""
        deep = (patch.cover * share)[:, :, None]
        under = self.pixels[patch.rows, patch.columns]
        self.pixels[patch.rows, patch.columns] = under * (1 - deep) + colour * deep

    def _patch(self, outline: "_Outline") -> "_Patch | None":
        """Return the pixels that outlines cover; one inside another is a hole."""
        from PIL import Image, ImageChops, ImageDraw

        placed_lines = [
            [_clamped(outline.where(point)) for point in line] for line in outline.lines
        ]
        patch = self._around([point for line in placed_lines for point in line])
        if patch is None:
            return None
        high, wide = patch.cover.shape
        whole = Image.new("1", (wide, high))
        for line in placed_lines:
            one = Image.new("1", whole.size)
            moved = [(x - patch.columns.start, y - patch.rows.start) for x, y in line]
            ImageDraw.Draw(one).polygon(moved, fill=1)
            whole = ImageChops.logical_xor(whole, one)
        patch.cover = np.asarray(whole, dtype=np.float32)
        return patch

    def _around(self, points: list[Point], *, edge: float = 0.0) -> "_Patch | None":
        """Return the patch around some points, so far as it lies on the slide."""
        if not points:
            return None
        across, down = [x for x, _ in points], [y for _, y in points]
        left, right = max(int(min(across) - edge), 0), min(int(max(across) + edge) + 1, self.width)
        top, bottom = max(int(min(down) - edge), 0), min(int(max(down) + edge) + 1, self.height)
        if left >= right or top >= bottom:
            return None
        cover = np.ones((bottom - top, right - left), dtype=np.float32)
        return _Patch(slice(top, bottom), slice(left, right), cover)

    def _gradient(self, fill: Element, outline: "_Outline", standing: Ink | None) -> None:
        stops = sorted(
            (xml_number(stop.get("pos")) / 100_000, ink)
            for stop in fill.iterfind(f"{DRAWING}gsLst/{DRAWING}gs")
            if (ink := self._scheme.ink(stop, standing)) is not None
        )
        back, patch = outline.where.back(), self._patch(outline)
        if not stops or back is None or patch is None:
            return
        rows, columns = np.mgrid[patch.rows, patch.columns] + 0.5
        x = back.a * columns + back.b * rows + back.c
        y = back.d * columns + back.e * rows + back.f
        line = fill.find(f"{DRAWING}lin")
        if line is not None:
            turn = radians(xml_number(line.get("ang")) / 60_000)
            reach = abs(cos(turn)) + abs(sin(turn))
            at = ((x - 0.5) * cos(turn) + (y - 0.5) * sin(turn)) / reach + 0.5
        else:
            at = np.maximum(abs(x - 0.5), abs(y - 0.5)) * 2
        places = [place for place, _ in stops]
        bands = [np.interp(at, places, [ink[band] for _, ink in stops]) for band in range(4)]
        self._blend(patch, np.dstack(bands[:3]) * 255, bands[3])

    def _picture(self, fill: Element, outline: "_Outline", standing: Ink | None = None) -> None:
        blip = fill.find(f"{DRAWING}blip")
        key = None if blip is None else blip.get(f"{RELATED}embed")
        related = self._package.relations.get(outline.part, ())
        target = next((one.target for one in related if one.id == key), None)
        patch = self._patch(outline)
        if blip is None or target is None or patch is None:
            return
        if target not in self._pictures:
            self._pictures[target] = small_picture(self._package.parts[target])
        picture, inverse = self._pictures[target], self._on_picture(fill, outline.where)
        if picture is None or inverse is None:
            self._noise(outline.where, outline.lines)
            return
        from PIL import Image

        (wide, high), (down, across) = picture.size, patch.cover.shape
        here = inverse.after(Transform(1, 0, patch.columns.start, 0, 1, patch.rows.start))
        turned = picture.transform(
            (across, down),
            Image.Transform.AFFINE,
            (
                *(here.a * wide, here.b * wide, here.c * wide),
                *(here.d * high, here.e * high, here.f * high),
            ),
            resample=Image.Resampling.BILINEAR,
        )
        layer = self._in_two_tones(np.asarray(turned, dtype=np.float32), blip, standing)
        thinner = blip.find(f"{DRAWING}alphaModFix")
        cover = 1.0 if thinner is None else xml_number(thinner.get("amt"), 100_000) / 100_000
        self._blend(patch, layer[:, :, :3], layer[:, :, 3] / 255 * min(max(cover, 0.0), 1.0))

    def _in_two_tones(self, layer: Pixels, blip: Element, standing: Ink | None) -> Pixels:
        """Return a picture between two colours by how light it is, where its file says so.

        Source: ISO/IEC 29500-1, 20.1.8.23 (duotone).
        """
        found = blip.find(f"{DRAWING}duotone")
        inks = [self._scheme.ink([one], standing) for one in (() if found is None else found)]
        dark, light = inks if len(inks) == 2 else (None, None)
        if dark is None or light is None:
            return layer
        share = (layer[:, :, :3] @ np.array([0.2126, 0.7152, 0.0722]) / 255)[:, :, None]
        toned = (np.array(dark[:3]) * (1 - share) + np.array(light[:3]) * share) * 255
        return np.dstack([toned, layer[:, :, 3]])

    def _on_picture(self, fill: Element, where: Transform) -> Transform | None:
        """Return where in a picture, in its unit square, a pixel of the slide lies."""
        left, top, right, bottom = _edges(fill.find(f"{DRAWING}stretch/{DRAWING}fillRect"))
        box = Transform(1 - left - right, 0, left, 0, 1 - top - bottom, top)
        back = where.after(box).back()
        left, top, right, bottom = _edges(fill.find(f"{DRAWING}srcRect"))
        crop = Transform(1 - left - right, 0, left, 0, 1 - top - bottom, top)
        return None if back is None else crop.after(back)

    def _line(
        self, shape: Element, look: Element, where: Transform, lines: Iterable[tuple[Point, ...]]
    ) -> None:
        from PIL import Image, ImageDraw

        own = look.find(f"{DRAWING}ln")
        ink = None if own is None else self._scheme.ink(own.find(f"{DRAWING}solidFill"))
        named = shape.find(f"{SLIDES}style/{DRAWING}lnRef")
        silent = own is None or not any(local(child).endswith("Fill") for child in own)
        if silent and named is not None and len(named) and xml_number(named.get("idx")) > 0:
            ink = self._scheme.ink([named[0]])
        if ink is None:
            return
        wide = xml_number(None if own is None else own.get("w"), 9_525) * self._to_pixels.a
        wide = max(round(min(wide, self.height)), 1)
        for line in lines:
            points = [_clamped(where(point)) for point in line]
            patch = self._around(points, edge=wide / 2)
            if patch is None:
                continue
            down, across = patch.cover.shape
            mask = Image.new("1", (across, down))
            moved = [(x - patch.columns.start, y - patch.rows.start) for x, y in points]
            ImageDraw.Draw(mask).line(moved, fill=1, width=wide)
            patch.cover = np.asarray(mask, dtype=np.float32)
            self._lay(patch, ink)

    def _words(self, shape: Element, where: Transform) -> None:
        """Paint where the words of a shape roughly stand, so that nothing is laid on them."""
        body = shape.find(f"{SLIDES}txBody")
        lines = [] if body is None else ["".join(p.itertext()) for p in body.iter(f"{DRAWING}p")]
        if body is None or not self._shows_words or not "".join(lines).strip():
            return
        sizes = [xml_number(one.get("sz"), 1800) for one in body.iter(f"{DRAWING}rPr")]
        size = max(sizes, default=1800) / 100 / self._layout.size.scale * PER_POINT
        (left, top), (right, bottom) = where((0, 0)), where((1, 1))
        wide, high = max(abs(right - left), 1), max(abs(bottom - top), 1)
        long = [len(line) * _LETTER * size + 2 * _INSET for line in lines]
        rows = sum(max(-(-length // wide), 1) for length in long)
        across = min(max(long) / wide, 1.0)
        down = min((rows * _PITCH * size + 2 * _INSET) / high, 1.0)
        sides = {one.get("algn", "l") for one in body.iter(f"{DRAWING}pPr")} or {"l"}
        if len(sides) > 1:
            across = 1.0
        said = body.find(f"{DRAWING}bodyPr")
        anchor = "t" if said is None else said.get("anchor", "t")
        x = _STARTS.get(min(sides), 0.0) * (1 - across)
        y = _STARTS.get(anchor, 0.0) * (1 - down)
        self._noise(where, [((x, y), (x + across, y), (x + across, y + down), (x, y + down))])

    def _noise(self, where: Transform, lines: list[tuple[Point, ...]]) -> None:
        """Paint a pattern of black and white, on which nothing can be read."""
        patch = self._patch(_Outline("", where, lines))
        if patch is not None:
            rows, columns = np.mgrid[patch.rows, patch.columns]
            self._blend(patch, np.dstack([(rows + columns) % 2 * 255.0] * 3))


class _Outline(NamedTuple):
    """What is painted: the part that says so, where it lies, and its outlines in a unit square."""

    part: str
    where: Transform
    lines: list[tuple[Point, ...]]


@dataclass
class _Patch:
    """A rectangle of pixels, and how far each of them is covered, from 0 to 1."""

    rows: slice
    columns: slice
    cover: Pixels


_INSET = 4.0  # pixels between a box and its words
_LETTER, _PITCH = 0.6, 1.3  # of the size of type: how wide a letter is, and how far lines are apart
_STARTS = {"ctr": 0.5, "r": 1.0, "b": 1.0}
_ALL: tuple[Point, ...] = ((0, 0), (1, 0), (1, 1), (0, 1))
_FAR = 20_000.0


def _clamped(point: Point) -> Point:
    return min(max(point[0], -_FAR), _FAR), min(max(point[1], -_FAR), _FAR)


def _edges(rectangle: Element | None) -> tuple[float, float, float, float]:
    """Return how far a rectangle's edges lie inside another's, as parts of it."""
    if rectangle is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = (xml_number(rectangle.get(edge)) / 100_000 for edge in "ltrb")
    return left, top, right, bottom


def small_picture(data: bytes) -> Any:
    """Return a picture with about as many pixels as the slide here; None of what is no picture."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(data))
            if picture.format in ("WMF", "EMF"):
                return None
            picture.draft("RGB", _MOST_PIXELS)
            picture.thumbnail(_MOST_PIXELS)
            return picture.convert("RGBA")
        except Exception:  # noqa: BLE001  decoders raise whatever they like on bytes of strangers
            return None


_MOST_PIXELS = (640, 640)
