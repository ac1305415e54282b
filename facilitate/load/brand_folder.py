"""Where a programme's brand stands: in a brand file, or in what the folder `brand/` holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from facilitate.faults import Fault, Place
from facilitate.files import lies_inside
from facilitate.load.brand import read_brand
from facilitate.load.brand_files import (
    DECKS,
    PAGES,
    PICTURES,
    FileError,
    files_in,
    found_file,
    picture,
    template,
    usable,
)
from facilitate.load.own_brand import OwnBrand
from facilitate.load.plan_files import (
    BRAND_FILES,
    BRAND_FOLDERS,
    NEARLY_BRAND_FILES,
    format_path,
)

Found = TypeVar("Found")


def brand_files(folder: Path) -> Iterator[Path]:
    """Yield the brand files of a programme's folder, first the one that is read."""
    for place in (folder, *(folder / name for name in BRAND_FOLDERS)):
        yield from (place / name for name in BRAND_FILES if (place / name).is_file())


def load_brand(folder: Path) -> tuple[OwnBrand | None, tuple[Fault, ...]]:
    """Return the brand of a programme's folder, None without one, and every fault of it."""
    files = list(brand_files(folder))
    if not files:
        own, faults = _of_folder(folder)
        return own, (*faults, *_nearly(folder))
    found, faults = read_brand(files[0], folder)
    return found, (*faults, *(_not_read(folder, files[0], other) for other in files[1:]))


class _Folder:
    """Collects what lies in `brand/`, and faults."""

    def __init__(self, inside: Path, folder: Path) -> None:
        self.inside, self.folder = inside, folder
        self.faults: list[Fault] = []

    def only(
        self, what: str, these: Sequence[Path], read: Callable[[Path, str], Found]
    ) -> Found | None:
        """Return the one file of a kind read, None without one or with a fault."""
        if len(these) > 1:
            names = ", ".join(one.name for one in these)
            message = f"brand/ holds several {what}: {names}."
            hint = "Keep one of them there, or say in brand/_brand.yml which one is meant."
            self.faults.append(Fault(code="B013", message=message, hint=hint, place=Place("brand")))
        if len(these) != 1:
            return None
        file = f"brand/{these[0].name}"
        try:
            return read(found_file(these[0].name, self.inside, self.folder), file)
        except FileError as problem:
            one = Fault(code=problem.code, message=problem.message, hint=problem.hint)
            self.faults.append(replace(one, place=Place(file)))
            return None


def _of_folder(folder: Path) -> tuple[OwnBrand | None, tuple[Fault, ...]]:
    """Return what the folder `brand/` says by what lies in it, None where that is nothing."""
    inside = folder / "brand"
    if not inside.is_dir() or not lies_inside(inside, folder):
        return None, ()
    logos = [one for one in usable(inside, PICTURES) if one.stem.casefold() == "logo"]
    decks, pages = usable(inside, DECKS), usable(inside, PAGES)
    if not (logos or decks or pages):
        return None, (_nothing_known(),) if any(files_in(inside)) else ()
    reading = _Folder(inside, folder)
    logo = reading.only("logos", logos, lambda one, file: picture(one, file, "Logo"))
    own = OwnBrand(
        file="brand",
        pictures={"small": logo, "medium": logo, "large": logo} if logo else {},
        deck=reading.only("deck templates", decks, lambda one, file: template(one, file, DECKS)),
        pages=reading.only("Word templates", pages, lambda one, file: template(one, file, PAGES)),
    )
    words = (_no_words(logo.file),) if logo else ()
    return own, (*reading.faults, *words)


def _no_words(file: str) -> Fault:
    name = file.rpartition("/")[2]
    return Fault(
        code="B012",
        severity="warning",
        message=f"{file} has no words for people who cannot see it.",
        hint=f'Write brand/_brand.yml: logo: {{medium: {{path: {name}, alt: "Logo of …"}}}}',
        place=Place(file),
    )


def _nothing_known() -> Fault:
    return Fault(
        code="B014",
        severity="warning",
        message="Nothing in brand/ is used: no template, no logo, no _brand.yml.",
        hint="Call the logo logo.png or logo.svg, and bring templates as .potx and .dotx.",
        place=Place("brand"),
    )


def _nearly(folder: Path) -> Iterator[Fault]:
    """Yield a warning of each file that is called nearly as a brand file, and is not read."""
    for place in (folder, *(folder / name for name in BRAND_FOLDERS)):
        for name in NEARLY_BRAND_FILES:
            if (place / name).is_file():
                file = format_path(place / name, folder)
                yield Fault(
                    code="B002",
                    severity="warning",
                    message=f"{file} is not read: a brand file is called _brand.yml.",
                    hint="Rename it _brand.yml",
                    place=Place(file),
                )


def _not_read(folder: Path, first: Path, other: Path) -> Fault:
    file = format_path(other, folder)
    return Fault(
        code="B001",
        severity="warning",
        message=f"{file} is not read, since there is {format_path(first, folder)}.",
        hint="Keep one of the two.",
        place=Place(file),
    )
