"""Drawings that lie under the words of a page: whether words can be read on them."""

from typing import Any

import numpy as np

from facilitate.write.base_file import Area
from facilitate.write.brand.background import Ground
from facilitate.write.brand.background_painting import PER_POINT, small_picture
from facilitate.write.brand.letterhead_height import LetterheadBox, Sides
from facilitate.write.brand.package import Package
from facilitate.write.brand.scheme import Ink, Scheme, ink_of, xml_number
from facilitate.write.brand.vision import READABLE
from facilitate.write.brand.xml_parts import DRAWING, RELATED, Element, local
from facilitate.write.look import Colours


def is_read_on(
    box: LetterheadBox, words: Sides, scheme: Scheme, package: Package, part: str
) -> bool:
    """Say whether our quietest words are read on the part of a drawing that lies under `words`.

    What cannot be looked into, such as a drawing in a format of Windows alone, cannot be read on.
    """
    picture = _picture(box.drawing, package, part)
    if picture is not None:
        return _contrast(_part(picture, box, words))
    fills = [one for one in box.drawing.iter() if local(one) in _FILLS]
    inks = [scheme.ink(one) if local(one) == "solidFill" else None for one in fills]
    if box.drawing.get("fillcolor") and box.drawing.get("filled") not in ("f", "false"):
        return False
    return all(ink is not None and _contrast(np.array([[ink[:3]]]) * 255) for ink in inks)


_FILLS = ("solidFill", "gradFill", "pattFill", "blipFill", "imagedata")


def _picture(drawing: Element, package: Package, part: str) -> Any:
    """Return the picture that a drawing shows, as pale as it shows it; None of what is none."""
    for one in drawing.iter():
        key = one.get(f"{RELATED}embed") if local(one) == "blip" else one.get(f"{RELATED}id")
        if local(one) not in ("blip", "imagedata") or not key:
            continue
        related = package.relations.get(part, ())
        target = next((each.target for each in related if each.id == key), "")
        picture = small_picture(package.parts.get(target, b""))
        return None if picture is None else _as_shown(np.asarray(picture, dtype=np.float32), one)
    return None


def _as_shown(pixels: Any, shown: Element) -> Any:
    """Return pixels on white, washed out as the drawing says."""
    thin, light = shown.find(f"{DRAWING}alphaModFix"), shown.find(f"{DRAWING}lum")
    cover = pixels[:, :, 3:] / 255
    if thin is not None:
        cover = cover * xml_number(thin.get("amt"), 100_000) / 100_000
    bright, range_ = 0.0, 1.0
    if light is not None:
        bright = xml_number(light.get("bright")) / 100_000
        range_ = 1 + xml_number(light.get("contrast")) / 100_000
    elif shown.get("gain"):
        bright, range_ = _old_share(shown.get("blacklevel")), _old_share(shown.get("gain"))
    colours = np.clip((pixels[:, :, :3] / 255 - 0.5) * range_ + 0.5 + bright, 0, 1)
    return (colours * cover + 1 - cover) * 255


def _old_share(said: str | None) -> float:
    """Return a share as old drawings write it: `19661f` is 0.3."""
    written = said or ""
    return xml_number(written.rstrip("f")) / (65_536 if written.endswith("f") else 1)


def colour_behind(box: LetterheadBox, words: Sides, package: Package, part: str) -> str:
    """Return the colour of most of a picture where words stand on it; empty of what is none."""
    picture = _picture(box.drawing, package, part)
    if picture is None:
        return ""
    middle = np.median(_part(picture, box, words).reshape(-1, 3), axis=0)
    return Ink(*(float(one) / 255 for one in middle)).hex


def _part(pixels: Any, box: LetterheadBox, words: Sides) -> Any:
    """Return the pixels of a drawing under a rectangle, at least one."""
    rows, columns = pixels.shape[:2]
    across = _pixels(words[0] - box.left, words[2] - box.left, box.width, columns)
    down = _pixels(words[1] - box.top, words[3] - box.top, box.height, rows)
    return pixels[down, across]


def _pixels(begin: float, end: float, size: float, pixels: int) -> slice:
    """Return the pixels between two places of a drawing, which may have no width or height."""
    per_mm = pixels / size if size > 0 else 0.0
    first = min(max(round(begin * per_mm), 0), pixels - 1)
    return slice(first, max(min(round(end * per_mm), pixels), first + 1))


def _contrast(pixels: Any) -> bool:
    rows, columns = pixels.shape[:2]
    whole = Area(0, 0, columns / PER_POINT, rows / PER_POINT)
    return Ground(pixels).contrast(whole, _QUIETEST) >= READABLE


_QUIETEST: Ink = ink_of(Colours().grey)
