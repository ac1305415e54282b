"""Text as the typesetter takes it: runs with their style, and words that would not fit broken."""

import re
from collections.abc import Iterator

from facilitate.document import Text
from facilitate.write.measure import width_mm

Json = dict[str, object]

BREAK_HERE = "\u200b"
"""A line may end here, and nothing is seen where it does not."""

_PART = re.compile(r"[^\s-]+-*|-+")


def runs(text: Text, *, font: str, size_pt: float, width: float, bold: bool = False) -> list[Json]:
    """Return the runs; a word wider than `width` millimetres may be broken anywhere."""
    return [
        {
            "t": breakable(
                run.text, font=font, size_pt=size_pt, width=width, bold=bold or run.bold
            ),
            **({"b": True} if run.bold else {}),
            **({"i": True} if run.italic else {}),
            **({"q": True} if run.quiet else {}),
            **({"m": run.mark} if run.mark else {}),
            **({"l": run.link} if run.link else {}),
        }
        for run in text
        if run.text or run.mark
    ]


def breakable(text: str, *, font: str, size_pt: float, width: float, bold: bool = False) -> str:
    """Return the text with places to break inside each word that is wider than `width`.

    A hyphen ends a word here: lines end after hyphens anyway, and only a part that is wider
    than the line on its own is broken, just where a line is full: whoever copies the words or
    has them read aloud meets no more breaks than there are.
    """

    def opened(found: re.Match[str]) -> str:
        word = found.group()
        # No letter of ours is wider than one em: short words need no measuring.
        if (
            len(word) * size_pt * 0.36 <= width
            or width_mm(word, font, size_pt, bold) * 1.01 <= width
        ):
            return word
        return BREAK_HERE.join(_full_lines(word, font, size_pt, width, bold))

    return _PART.sub(opened, text)


def _full_lines(word: str, font: str, size_pt: float, width: float, bold: bool) -> Iterator[str]:
    """Yield the stretches of a long word, each as much as fits on a line (one letter at least)."""
    begun = 0
    for end in range(1, len(word) + 1):
        if end - begun > 1 and width_mm(word[begun:end], font, size_pt, bold) * 1.01 > width:
            yield word[begun : end - 1]
            begun = end - 1
    yield word[begun:]
