"""Stretches of text and titles as the typesetter takes them."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from facilitate.document import Text, plain
from facilitate.faults import Place
from facilitate.structs import replace
from facilitate.write.measure import PAUSES, Piece, line_count, width_mm

Json = dict[str, object]
Places = tuple[tuple[int, Place | None], ...]

BREAK_HERE = "\u200b"
"""A line may end here, and nothing is seen where it does not."""

_PART = re.compile(r"(?:(?!/[^\W\d_])[^\s-])+(?:/|-*)|-+")


def runs(
    text: Text,
    *,
    font: str,
    size_pt: float,
    width: float,
    bold: bool = False,
    traced: bool = False,
) -> list[Json]:
    """Return the runs; a word wider than `width` millimetres may be broken anywhere.

    If they are `traced`, each says of its words on which lines they are written.
    """
    return [
        {
            "t": (
                words := breakable(
                    run.text, font=font, size_pt=size_pt, width=width, bold=bold or run.bold
                )
            ),
            **({"w": list(pieces(words, run.places))} if traced else {}),
            **({"b": True} if run.bold else {}),
            **({"i": True} if run.italic else {}),
            **({"q": True} if run.quiet else {}),
            **({"m": run.mark} if run.mark else {}),
            **({"l": run.link} if run.link else {}),
        }
        for run in text
        if run.text or run.mark
    ]


def pieces(words: str, places: Places) -> Iterator[tuple[str, str]]:
    """Yield the words of each line with its address; none for those of the block's own line.

    Places to break are no letters.
    """
    begun = end = 0
    for letters, place in places:
        left = letters
        while left and end < len(words):
            left -= words[end] != BREAK_HERE
            end += 1
        yield words[begun:end], address_of(place)
        begun = end
    if begun < len(words):
        yield words[begun:], ""


WRITTEN_AT, MADE_AT = "written-at:", "made-at:"
"""How an address begins that is a line of a file: of words, and of the block around them."""


def address_of(place: Place | None, kind: str = WRITTEN_AT) -> str:
    """Return a line as what the typesetter carries with its words; empty of none."""
    # The typesetter writes an address into its picture as it is given.
    return f"{kind}{quote(place.file)}:{place.line or 1}" if place else ""


SPARE = 1.01
"""A word is whole where it has a hundredth more than it is measured at."""


def breakable(text: str, *, font: str, size_pt: float, width: float, bold: bool = False) -> str:
    """Return the text with places to break inside each word that is wider than `width`.

    A hyphen ends a word here, and so does a / before a letter: lines end there anyway, and only a
    part that is wider than the line on its own is broken, just where a line is full: whoever
    copies the words or has them read aloud meets no more breaks than there are.
    """

    def opened(found: re.Match[str]) -> str:
        word = found.group()
        fits = width_mm(word, font, size_pt, bold) * SPARE <= width
        return word if fits else BREAK_HERE.join(_full_lines(word, font, size_pt, width, bold))

    # No letter of ours is wider than one em: short words need no measuring.
    short = max(map(len, text.split()), default=0) * size_pt * 0.36 <= width
    return text if short else _PART.sub(opened, text)


def _full_lines(word: str, font: str, size_pt: float, width: float, bold: bool) -> Iterator[str]:
    """Yield the stretches of a long word, each as much as fits on a line (one letter at least)."""
    begun = 0
    for end in range(1, len(word) + 1):
        if end - begun > 1 and width_mm(word[begun:end], font, size_pt, bold) * SPARE > width:
            yield word[begun : end - 1]
            begun = end - 1
    yield word[begun:]


_SENSE = re.compile(rf"(?<=[{PAUSES}]) ")

SMALLEST = 0.875
"""As far as slides shrink their titles: 34 to 30 points."""

LEAST_BALANCE = 0.45
"""The shorter of two lines is at least this share of the longer, or the break looks like a slip."""


def title_size(title: Text, *, font: str, size_pt: float, width: float) -> float:
    """Return the size at which a title takes two lines, at most an eighth smaller; else its own."""
    words = plain(title)
    sizes = (size_pt * share for share in (1, 0.96, 0.92, SMALLEST))
    return next((size for size in sizes if _lines(words, font, size, width) <= 2), size_pt)


def broken_by_sense(title: Text, *, font: str, size_pt: float, width: float) -> Text:
    """Return a title of two lines with its line ended after a comma or full stop, if that fits."""
    words = plain(title)
    if len(title) != 1 or "\n" in words or _lines(words, font, size_pt, width) != 2:
        return title
    pairs = [(words[: at.start()], words[at.end() :]) for at in _SENSE.finditer(words)]
    fitting = [
        (balance, first, second)
        for first, second in pairs
        if (balance := _balance(first, second, font, size_pt, width)) >= LEAST_BALANCE
    ]
    if not fitting:
        return title
    _, first, second = max(fitting)
    return (replace(title[0], text=f"{first}\n{second}"),)


def _lines(words: str, font: str, size_pt: float, width: float) -> int:
    return line_count((Piece(words, font, size_pt, bold=True),), width)


def _balance(first: str, second: str, font: str, size_pt: float, width: float) -> float:
    one, other = (width_mm(line, font, size_pt, bold=True) for line in (first, second))
    return min(one, other) / max(one, other) if max(one, other) * 1.01 <= width else 0.0
