"""Letters that the shipped fonts have no shape for."""

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from unicodedata import category, name

from facilitate.faults import At, Fault, Place, first_few

UNKNOWN = "\ufffd"

UNSEEN = ("Cc", "Cf")
"""Unicode categories of what is never seen: controls, joiners, marks of direction."""

_COVERED = Path(__file__).parent / "fonts" / "covered.ranges"


def without_shape(text: str) -> str:
    """Return the letters of the text that none of the shipped fonts has, in order, each once."""
    return "".join(letter for letter in sorted(set(text)) if not is_covered(letter))


def replaced(text: str, letters: str) -> str:
    """Return the text with a space, nothing or the sign for unknown instead of these letters.

    Tagged PDF may not hold a letter that its fonts cannot draw.
    """
    # A table of none would still be asked for each letter of the text.
    return text.translate({ord(one): _instead(one) for one in letters}) if letters else text


def to_tell(letters: str) -> str:
    """Return those of the letters that a reader would miss."""
    return "".join(letter for letter in letters if _instead(letter) == UNKNOWN)


def _instead(letter: str) -> str:
    if letter.isspace():
        return " "
    return "" if category(letter) in UNSEEN or 0xFE00 <= ord(letter) <= 0xFE0F else UNKNOWN


def is_covered(letter: str) -> bool:
    """Say whether one of the shipped fonts draws this letter."""
    starts, ends = _ranges()
    at = bisect_right(starts, ord(letter)) - 1
    return at >= 0 and ord(letter) <= ends[at]


@lru_cache(maxsize=1)
def _ranges() -> tuple[list[int], list[int]]:
    """Return the first and last code points of the covered ranges, in order."""
    pairs = [line.split("-") for line in _COVERED.read_text(encoding="ascii").split() if line]
    return [int(first, 16) for first, _ in pairs], [int(last, 16) for _, last in pairs]


def no_letters(letters: str, *, at: At | None = None, place: Place | None = None) -> Fault:
    """Return M411 with the scripts that none of our fonts can draw, and signs beside scripts."""
    scripts = [one for one in dict.fromkeys(map(_script, letters)) if one]
    signs = [f"{letter} (U+{ord(letter):04X})" for letter in letters if not _script(letter)]
    what = [f"{script} letters" for script in scripts] + [first_few(signs, 8)] * bool(signs)
    hint = (
        "Write these words in another script as well"
        if scripts
        else "Take it out, or say it in words"
    )
    return Fault(
        code="M411",
        message=f"The fonts for PDF have no {' and no '.join(what)}.",
        hint=f"{hint}: the sign {UNKNOWN} stands in its place.",
        severity="warning",
        at=at,
        place=place,
    )


def _script(letter: str) -> str:
    """Return the script that a letter's Unicode name begins with, or nothing for other signs."""
    words = name(letter, "").split() if category(letter)[0] in "LMN" else []
    kind = next((number for number, word in enumerate(words) if word in _LETTERS), 0)
    return " ".join(words[:kind]).title()


_LETTERS = frozenset({"LETTER", "SYLLABLE", "VOWEL", "SIGN", "DIGIT", "CONSONANT"})
"""What follows the script in the Unicode name of a letter or of a part of one."""
