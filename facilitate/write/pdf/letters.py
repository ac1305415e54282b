"""Which letters our fonts can draw."""

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

from facilitate.document import Document, Run, walk

_COVERED = Path(__file__).parents[1] / "fonts" / "covered.txt"


def letters_without_shape(document: Document) -> str:
    """Return the letters in the document that none of the shipped fonts has, each once."""
    texts = {text for part in walk(document) for text in _strings(part) if not text.isascii()}
    letters = sorted(set().union(*texts)) if texts else []
    return "".join(letter for letter in letters if not is_covered(letter))


def is_covered(letter: str) -> bool:
    """Say whether one of the shipped fonts draws this letter; white space needs no shape."""
    starts, ends = _ranges()
    at = bisect_right(starts, ord(letter)) - 1
    return letter.isspace() or (at >= 0 and ord(letter) <= ends[at])


def _strings(part: object) -> tuple[str, ...]:
    if isinstance(part, Run):
        return (part.text,)
    names = ("label", "not_shown", "figure", "figures", "detail", "name", "title", "foot", "clock")
    return tuple(value for name in names if isinstance(value := getattr(part, name, ""), str))


@lru_cache(maxsize=1)
def _ranges() -> tuple[list[int], list[int]]:
    """Return the first and last code points of the covered ranges, in order."""
    pairs = [line.split("-") for line in _COVERED.read_text(encoding="ascii").split() if line]
    return [int(first, 16) for first, _ in pairs], [int(last, 16) for _, last in pairs]
