"""Blocks made of a language's fixed words, for documents that need no template."""

from facilitate.document import List, Paragraph, Run, Text


def said(words: str) -> Text:
    """Return the words as text."""
    return (Run(words),)


def in_bold(words: str) -> Text:
    """Return the words as text: what stands between two pairs of stars is bold."""
    parts = words.split("**")
    return tuple(Run(part, bold=number % 2 == 1) for number, part in enumerate(parts) if part)


def quiet(words: str) -> Paragraph:
    """Return a paragraph in the second voice."""
    return Paragraph(text=said(words), role="quiet")


def bullets(lines: list[str]) -> List:
    """Return a list of lines, each with `**bold**` in it."""
    return List(items=tuple((Paragraph(text=in_bold(line)),) for line in lines))
