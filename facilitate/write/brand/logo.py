"""An organisation's logo: how wide it is for its height, and as a picture for what draws no SVG."""

import io
import re
from collections import Counter
from functools import lru_cache

from facilitate.pictures import read_picture
from facilitate.write.base_file import Logo
from facilitate.write.brand.vision import contrast

_TAG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_SIDE = re.compile(rb"\b(width|height)\s*=\s*[\"']\s*([\d.]+)\s*(?:px|pt|mm|cm|in)?\s*[\"']")
_BOX = re.compile(rb"\bviewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)")

WIDEST = 6.0
"""A logo with a longer line of words than this is made smaller, so that it leaves room."""


FOOT_LOGO_MM = 6.0
"""Height of the logo at the foot of a page: it stands 10 millimetres from the paper's edge."""

LETTER_LOGO_MM = 13.0
"""Height of the logo at the head of a letter and on the cover of a deck."""

_LETTERS = ("letter", "front-page", "certificate", "final-report", "client-agreement")


def opens_letter(name: str) -> bool:
    """Say whether a page of this name opens with the logo: people get it in the house's name."""
    return any(word in name for word in _LETTERS)


def width_per_height(logo: Logo) -> float:
    """Return the width of a logo for each millimetre of its height; 1 where it does not say it."""
    if logo.suffix != "svg":
        picture = read_picture(logo.data)
        return picture.width / picture.height if picture else 1.0
    tag = _TAG.search(logo.data)
    found = _BOX.search(tag[0]) if tag else None
    sides = dict(_SIDE.findall(tag[0])) if tag else {}
    wide, high = (found[1], found[2]) if found else (sides.get(b"width"), sides.get(b"height"))
    if not (wide and high and float(wide) and float(high)):
        return 1.0
    return float(wide) / float(high)


def size_mm(logo: Logo, high: float) -> tuple[float, float]:
    """Return the width and height of a logo that is to be so high, less if it is very wide."""
    wide = width_per_height(logo)
    high = min(high, high * WIDEST / wide)
    return high * wide, high


SEEN = 1.5
"""What has less contrast than this with its ground is hardly there."""


@lru_cache(maxsize=8)
def unseen_on(logo: Logo, ground: str) -> float:
    """Return which share of a logo is hardly seen on a ground, from 0 to 1.

    Of a picture without holes the ground is a part, so that it is seen if anything in it is.
    """
    from PIL import Image

    with Image.open(io.BytesIO(png_of(logo))) as picture:
        small = picture.convert("RGBA")
    small.thumbnail((120, 60))
    raw = small.tobytes()
    dots = Counter(raw[at : at + 4] for at in range(0, len(raw), 4))
    inked = {dot: count for dot, count in dots.items() if dot[3] > 200}
    total = sum(inked.values())
    seen = sum(
        count
        for dot, count in inked.items()
        if contrast(f"#{dot[:3].hex().upper()}", ground) >= SEEN
    )
    has_holes = total < 0.97 * dots.total()
    return 1 - seen / total if total and (has_holes or not seen) else 0.0 if total else 1.0


@lru_cache(maxsize=8)
def png_of(logo: Logo) -> bytes:
    """Return a logo as PNG, 600 pixels high where it was drawn; for programs that show no SVG."""
    if logo.suffix != "svg":
        return logo.data
    import typst  # draws SVG on every system

    page = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", height: 100pt)'
    )
    data = typst.compile(
        page.encode(),
        format="png",
        ppi=432,
        sys_inputs={"svg": logo.data.decode("utf-8", "replace")},
    )
    assert isinstance(data, bytes)
    return data
