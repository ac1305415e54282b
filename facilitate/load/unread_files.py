"""Files that nothing reads, for their names or for where they lie."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from facilitate.faults import At, Fault, Place, did_you_mean, nearest, quoted
from facilitate.files import start_of
from facilitate.structs import replace

FOLDERS = ("agendas", "exercises", "templates", "slides", "private")
OF_THE_PROGRAMME = ("programme.yaml", "questions.yaml", "actions.yaml")
OF_PRIVATE = (
    *("sharing.yaml", "access.yaml", "contacts.yaml", "codebook.yaml", "identities.yaml"),
    "identity-words.txt",
)
OF_TAKES = ("voices.csv", "voices.xlsx", "coded.csv", "ledger.csv")
_ANSWERS = ".answers.csv"
_ENDINGS = frozenset({".yaml", ".yml", ".txt", ".csv", ".xlsx"})


def not_read(folder: Path, takes: Collection[str]) -> Iterator[Fault]:
    """Yield a warning of each file or folder of a programme that is called or put amiss.

    `takes` are the names of its stock takes.
    """
    yield from _folders(folder)
    yield from _misplaced(folder, "", OF_THE_PROGRAMME, {f"private/{one}" for one in OF_PRIVATE})
    yield from _misplaced(folder, "private", OF_PRIVATE, {*OF_THE_PROGRAMME})
    elsewhere = {*OF_THE_PROGRAMME, *(f"private/{one}" for one in OF_PRIVATE)}
    yield from _misplaced(folder, "private/stock-takes", OF_TAKES, elsewhere)
    for pattern in ("voices.csv", "voices.xlsx", f"*{_ANSWERS}"):
        for path in sorted((folder / "private").glob(pattern)):
            file = f"private/{path.name}"
            message = f"{file} is not read: answers and voices lie one folder further in."
            yield _fault(file, message, f"Move it to private/stock-takes/{path.name}")
    yield from _answers(folder / "private" / "stock-takes", takes)
    for name in ("agendas", "exercises"):
        yield from _endings(folder, name)
    yield from _beside_their_folder(folder)


def _fault(file: str, message: str, hint: str) -> Fault:
    return Fault(code="P122", severity="warning", message=message, hint=hint, place=Place(file))


def _folders(folder: Path) -> Iterator[Fault]:
    for path in _visible(folder):
        near = _meant(path.name, FOLDERS)
        if path.is_dir() and near and path.name not in FOLDERS:
            message = f"The folder {path.name}/ is not read: it is called {near}/."
            yield _fault(path.name, message, f"Rename it {near}")


def _misplaced(
    folder: Path, inner: str, known: Collection[str], elsewhere: Collection[str]
) -> Iterator[Fault]:
    """Yield what lies in a folder and belongs into another, or is called nearly as it should be."""
    for path in _visible(folder / inner):
        file = path.relative_to(folder).as_posix()
        if path.name in known or path.suffix.casefold() not in _ENDINGS:
            continue
        ending = path.suffix if path.suffix in {".csv", ".xlsx"} else ".yaml"
        name = f"{path.name.partition('.')[0]}{ending}"
        moved = next((one for one in elsewhere if Path(one).name == name.casefold()), "")
        near = _meant(name, known) or _meant(path.name, known)
        if moved and not (folder / moved).exists():
            yield _fault(
                file, f"{file} is not read: it lies in another folder.", f"Move it to {moved}"
            )
        elif (copied := _COPY.fullmatch(path.stem)) and f"{copied[1]}{ending}" in known:
            message = f"{file} is not read: it seems to be a copy of {copied[1]}{ending}."
            yield _fault(file, message, "Delete it, or move it out of this folder.")
        elif near and not (folder / inner / near).exists():
            message = f"{file} is not read: such a file is called {near}."
            yield _fault(file, message, f"Rename it {near}")


_COPY = re.compile(
    r"(.+?)[ _.-]*(?:\(\d+\)|v?\d|copy|kopie|copie|old|alt|new|neu|backup|final)"
    r"(?: ?\(?\d+\)?)?",
    re.IGNORECASE,
)
"""How programs and people call a copy of a file."""


def _meant(name: str, known: Collection[str]) -> str:
    """Return the name that another one is nearly, or nothing."""
    return nearest(name, known, alike=0.85)


def _answers(folder: Path, takes: Collection[str]) -> Iterator[Fault]:
    """Yield what may hold a stock take's answers, and is not read for its name."""
    for path in _visible(folder):
        file = f"private/stock-takes/{path.name}"
        name = path.name.partition(".")[0]
        said = _words_of(name)
        take = next((one for one in takes if _words_of(one) in said), "")
        wanted = f"{take or name}{_ANSWERS}"
        if path.name.endswith(_ANSWERS) and name not in takes:
            message = f"{file} is not read: no stock take of the programme is called {name!r}."
            hint = did_you_mean(name, takes, otherwise="List it under stock takes: with its day.")
            if take:
                there = (folder / wanted).exists()
                hint = "Move it out of this folder." if there else f"Rename it {wanted}"
            fault = _fault(file, message, hint)
            yield replace(fault, because=(At("programme.yaml", ("stock takes",)),))
        elif (
            take and path.suffix.casefold() in {".csv", ".xlsx"} and not (folder / wanted).exists()
        ):
            message = f"{file} is not read: answers lie in {wanted}."
            start = start_of(path, 6).lower() if path.suffix == ".csv" else b""
            ours = start.startswith(b"person")  # as `audit import` writes them
            of_survey = f"Bring it in: facilitate audit import {quoted(Path(file))}"
            yield _fault(file, message, f"Rename it {wanted}" if ours else of_survey)


def _words_of(name: str) -> str:
    """Return a name's words as they are looked for in another's: `Spring answers` says spring."""
    return f" {re.sub(r'[^a-z0-9]+', ' ', name.casefold()).strip()} "


def _endings(folder: Path, inner: str) -> Iterator[Fault]:
    for path in _visible(folder / inner):
        if path.suffix in ("", ".yaml"):
            continue
        plain = path.suffix.casefold() in {".yml", ".txt", ".yaml"}
        name, file = f"{path.name.partition('.')[0]}.yaml", f"{inner}/{path.name}"
        hint = f"Write its words into {inner}/{name}, or move it to another folder."
        hint = f"Rename it {name}" if plain else hint
        yield _fault(file, f"{file} is not read: files there end in .yaml.", hint)


_SAYS_WHAT = (("exercises", "steps"), ("agendas", "agenda"))
"""The folder of a file, by a key that each such file has."""


def _beside_their_folder(folder: Path) -> Iterator[Fault]:
    """Yield exercises and agendas that lie beside the programme, and not in their folder."""
    for path in _visible(folder):
        if path.suffix != ".yaml" or path.name in OF_THE_PROGRAMME or not path.is_file():
            continue
        text = start_of(path, MOST_OF_IT).decode("utf-8", "replace")
        keys = {found[1] for found in re.finditer(r"^(\w+):", text, re.MULTILINE)}
        inner = next((inner for inner, key in _SAYS_WHAT if key in keys), "")
        if inner and "pairs" not in keys:  # else it is a day in one file
            message = f"{path.name} is not read: it lies in another folder."
            yield _fault(path.name, message, f"Move it to {inner}/{path.name}")


MOST_OF_IT = 20_000


def _visible(folder: Path) -> list[Path]:
    """Return what lies in a folder, but what is hidden, or a program's lock."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~")))
