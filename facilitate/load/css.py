"""Colours and sizes as style sheets write them: `#0B3`, `rgb(0 80 160)`, `navy`; `12pt`, `1rem`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from colorsys import hls_to_rgb
from functools import cache

from facilitate.faults import nearest
from facilitate.model.times_and_dates import ParseError

_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_CALL = re.compile(r"(rgb|hsl)a?\(([^()]*)\)", re.IGNORECASE)
_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(%|deg|turn|rad)?")
_SIZE = re.compile(r"((?:\d+\.?\d*|\.\d+))\s*(pt|px|rem|em|%|in|cm|mm|)", re.IGNORECASE)
_NUMBER_INSIDE = re.compile(
    r"\b(?<![\d.,])\d*[1-9]\d*(?:[.,]\d+)?(?=\W|p(?:t|oint)|$)", re.IGNORECASE
)
_POINTS: Mapping[str, float] = {
    "pt": 1,
    "px": 0.75,
    "rem": 12,
    "em": 12,
    "%": 0.12,
    "in": 72,
    "cm": 72 / 2.54,
    "mm": 72 / 25.4,
}
_HEX_INSIDE = re.compile(r"(?:\b0x|(?<!\w)#? ?)([0-9a-f]{6})\b", re.IGNORECASE)
_RGB_INSIDE = re.compile(
    r"(?:rgb)?[\s(=:]*(\d{1,3})[\s,;/.]+(\d{1,3})[\s,;/.]+(\d{1,3})[\s)]*", re.IGNORECASE
)
_PRINTERS = re.compile(r"pantone|pms|ral|cmyk|hks|ncs|c *\d+ *%?,? *m *\d", re.IGNORECASE)
_BAD_COLOUR = 'Write it like "#005EB8", in quotes, or rgb(0, 94, 184).'


def colour(text: str, near: Iterable[str] = ()) -> str:
    """Return a colour as style sheets write it, as `#RRGGBB`; what shows through stands on white.

    Raises `ParseError`, with the nearest name: of style sheets, and of those that are only `near`.
    """
    said = text.strip()
    if found := _HEX.fullmatch(said):
        digits = found[1] if len(found[1]) >= 6 else "".join(2 * one for one in found[1])
        parts = [int(digits[at : at + 2], 16) / 255 for at in range(0, len(digits), 2)]
        return _written(parts[:3], parts[3] if len(parts) > 3 else 1.0)
    if found := _CALL.fullmatch(said):
        if read := _called(found[1].lower(), found[2]):
            return read
        raise ParseError(f"{text!r} is not a colour.", _BAD_COLOUR)
    if found_name := css_names().get(said.casefold()):
        return found_name
    what = "colour written in a way that is known here" if "(" in said else "colour"
    raise ParseError(
        f"{text!r} is no {what} and no name of the palette.", _instead(said, list(near))
    )


def _instead(said: str, names: Sequence[str]) -> str:
    """Return what to write in place of what is no colour; `names` are the palette's."""
    if len(said) <= 4 and _HEX.fullmatch(f"#{said}"):
        return f'Write "#{said}"'
    if found := _HEX_INSIDE.search(said):
        return f'Write "#{found[1]}"'
    if found := _RGB_INSIDE.fullmatch(said):
        return f"Write rgb({', '.join(found.groups())})"
    if _PRINTERS.match(said):
        return f"Printers have such names; ask for its colour on screens. {_BAD_COLOUR}"
    if (first := said.partition(",")[0].strip()) in names:
        return f"Write one of them alone: {first}"
    if like := nearest(said, names, alike=0.6) or nearest(said, css_names(), alike=0.7):
        return f"Did you mean {like!r}?"
    if said.startswith("#"):
        return f"Behind # stand six signs, 0 to 9 and A to F. {_BAD_COLOUR}"
    return _BAD_COLOUR


def _called(kind: str, inside: str) -> str:
    """Return the colour of `rgb(...)` or `hsl(...)`, in the older or newer way; else nothing."""
    words = re.split(r"\s*[,/]\s*|\s+", inside.strip())
    found = [_NUMBER.fullmatch(word) for word in words]
    read = [(float(one[1]), one[2] or "") for one in found if one]
    if len(read) != len(words) or len(read) not in (3, 4):
        return ""
    alpha = _share(read[3], 1) if len(read) > 3 else 1.0
    if kind == "rgb":
        return _written([_share(one, 255) for one in read[:3]], alpha)
    turn, unit = read[0]
    full = {"turn": 1, "rad": 6.283185307179586}.get(unit, 360)
    saturation, light = (_share(one, 100) for one in read[1:3])
    return _written(hls_to_rgb(turn / full % 1, light, saturation), alpha)


def _share(value: tuple[float, str], whole: float) -> float:
    """Return a number of style sheets as a share from 0 to 1.

    Style sheets bend one that lies beyond to the nearest that there is. Here it is refused, since
    it is a slip in most cases, and the colour would be nobody's. Raises `ParseError`.
    """
    number, unit = value
    most = 100 if unit == "%" else whole
    if not 0 <= number <= most:
        raise ParseError(
            f"{number:g}{unit} lies beyond what a colour can have there.",
            f"Write a number from 0 to {most:g}{unit}.",
        )
    return number / most


def _written(parts: Sequence[float], alpha: float) -> str:
    """Return red, green and blue from 0 to 1 as `#RRGGBB`, on white."""
    return "#" + "".join(f"{round((1 - alpha + part * alpha) * 255):02X}" for part in parts)


@cache
def css_names() -> Mapping[str, str]:
    """Return the named colours of style sheets, as Pillow lists them."""
    from PIL import ImageColor  # only where somebody names one

    return {name: str(code).upper() for name, code in ImageColor.colormap.items()}


def points(text: str) -> float:
    """Return a size of type in points; a share is of 12 points. Raises `ParseError`."""
    return _measured(text, "size of type", "12pt")


def line_height(text: str) -> float:
    """Return how far lines are apart; a number alone says how many sizes. Raises `ParseError`."""
    return _measured(text, "height of a line", "1.4")


def _measured(text: str, what: str, like: str) -> float:
    found = _SIZE.fullmatch(text.strip())
    if found is None or not float(found[1]):
        number = _NUMBER_INSIDE.search(text)
        unit = like.lstrip("0123456789.")
        hint = f"Write {number[0].replace(',', '.')}{unit}" if number else f"Write it like {like}."
        raise ParseError(f"{text!r} is no {what}.", hint)
    return float(found[1]) * _POINTS[found[2].lower() or "pt"]


_WEIGHTS: Mapping[str, int] = {
    "thin": 100,
    "extra-light": 200,
    "ultra-light": 200,
    "light": 300,
    "normal": 400,
    "regular": 400,
    "medium": 500,
    "semi-bold": 600,
    "demi-bold": 600,
    "bold": 700,
    "extra-bold": 800,
    "ultra-bold": 800,
    "black": 900,
}


def weight(text: str) -> int:
    """Return how heavy a face is, from 100 to 900. Raises `ParseError`."""
    said = text.strip().casefold()
    if said.isdecimal() and 1 <= int(said) <= 1000:
        return int(said)
    if said in _WEIGHTS:
        return _WEIGHTS[said]
    near = nearest(said, _WEIGHTS)
    hint = f"Did you mean {near!r}?" if near else "Write 400 for plain, 700 for bold."
    raise ParseError(f"{text!r} is no weight of a face.", hint)
