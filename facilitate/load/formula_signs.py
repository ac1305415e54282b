"""Signs that make a spreadsheet take text for a formula: a guard put on, and taken off again."""

import re

# OWASP's list (CSV injection; ASVS 1.2.10), with the full-width forms that East Asian versions of
# a spreadsheet accept, blanks in front, and the line feed. Apostrophes in front count too:
# without them a text that really starts with '= could not be told from a guarded one.
_FORMULA = re.compile(r"'*[\s\x00]*[=+\-@＝＋－＠\t\r\n\x00]")
_GUARD = "'"


def guarded(text: str) -> str:
    """Return the text, with an apostrophe in front if a spreadsheet might run it."""
    return _GUARD + text if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given, so that a round trip through a CSV file loses nothing."""
    return text[1:] if text.startswith(_GUARD) and _FORMULA.match(text) else text
