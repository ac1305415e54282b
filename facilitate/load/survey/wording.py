"""Words of headings and labels in the one form in which they are compared."""

import re
import unicodedata

_PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None,
        "\ufeff": None,
    }
)  # fmt: skip

_BLANKS = re.compile(r"\s+")
_NOT_ID = re.compile(r"[^a-z0-9]+")

MAX_ID = 41
"""The longest id, in characters."""


def compared(text: str) -> str:
    """Return the text as it is compared: NFKC, plain quotes and dashes, single spaces, no case."""
    plain = unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN)
    return _BLANKS.sub(" ", plain).strip().casefold()


def slug(text: str) -> str:
    """Return an id made of the text, of `a-z 0-9 -`, at most 41 long; empty if nothing is left."""
    letters = unicodedata.normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore")
    return _NOT_ID.sub("-", letters.decode().casefold()).strip("-")[:MAX_ID].strip("-")
