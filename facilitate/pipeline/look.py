"""The look of a programme: the shipped one, the language's words, and the organisation's own."""

from pathlib import Path

from facilitate.faults import Fault
from facilitate.load.words import words_of
from facilitate.write.look import Look


def look_of(folder: Path, language: str) -> tuple[Look, tuple[Fault, ...]]:
    """Return the look for a programme's folder and language, and what is wrong with its brand."""
    del folder  # an organisation's own files are read here once `brand inspect` writes brand.yaml
    return Look(words=words_of(language)), ()
