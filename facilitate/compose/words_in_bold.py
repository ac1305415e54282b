"""Fixed words with `**bold**` in them, as runs of text."""

from facilitate.document import Run, Text


def in_bold(words: str) -> Text:
    """Return the words as runs: what stands between two pairs of stars is bold."""
    parts = words.split("**")
    return tuple(Run(part, bold=number % 2 == 1) for number, part in enumerate(parts) if part)
