"""Where the shipped templates, agendas, exercises and words lie."""

from pathlib import Path

OURS = "shipped "
"""How the name of a file of ours begins, as people are told it."""


def shipped(kind: str) -> Path:
    """Return the shipped folder of that name: `templates`, `agendas`, `exercises` or `words`.

    In a wheel the folders lie inside the package; in a checkout and an editable install they lie
    beside it. Raises `FileNotFoundError` if neither is there, which is a broken installation.
    """
    package = Path(__file__).parent
    for folder in (package / kind, package.parent / kind):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"The shipped folder {kind!r} is missing from this installation.")
