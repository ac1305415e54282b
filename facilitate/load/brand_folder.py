"""Where a programme's brand stands: in a brand file, and in what the folder `brand/` holds."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from facilitate.faults import Fault, Place, Severity, stops
from facilitate.files import lies_inside
from facilitate.load.brand_files import (
    DECKS,
    PAGES,
    PICTURES,
    FileError,
    OwnBrand,
    OwnFile,
    OwnPicture,
    files_in,
    found_file,
    is_font,
    is_picture,
    of_another_kind,
    picture,
    template,
)
from facilitate.load.plan_files import brand_traces, format_path
from facilitate.structs import replace

T = TypeVar("T")

BRAND_FILES = ("_brand.yml", "_brand.yaml")
BRAND_FOLDERS = ("_brand", "brand")


def load_brand(folder: Path) -> tuple[OwnBrand | None, tuple[Fault, ...]]:
    """Return the brand of a programme's folder, None without one, and every fault of it.

    What a brand file says counts; of logo and templates that it does not name, those count that lie
    in the folder `brand/`.
    """
    reading = _Reading(folder)
    return reading.brand(), tuple(reading.faults)


def named_files(folder: Path) -> tuple[str, ...]:
    """Return the files that an organisation's look names, wherever in the programme's folder."""
    brand, _ = load_brand(folder)
    return brand.named if brand else ()


class _Reading:
    """Collects faults while a programme's folder is looked at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        there = [one for name in BRAND_FOLDERS if (one := folder / name).is_dir()]
        self.places = [one for one in there if lies_inside(one, folder)]
        for one in there:
            if one not in self.places:
                message = f"{one.name}/ leads out of the programme's folder."
                hint = "Copy the folder itself beside the programme."
                self._tell("B007", one, message, hint, "error")

    def brand(self) -> OwnBrand | None:
        """Return the brand, None where there is none."""
        own = self._of_file()
        whole = self._with_what_lies_there(own)
        self._nearly(whole)
        self._not_used(whole)
        there = own or whole.pictures or whole.deck or whole.pages or stops(self.faults)
        return whole if there else None

    def _tell(
        self, code: str, path: Path, message: str, hint: str, severity: Severity = "warning"
    ) -> None:
        place = Place(format_path(path, self.folder))
        fault = Fault(code=code, message=message, hint=hint, severity=severity, place=place)
        self.faults.append(fault)

    def _of_file(self) -> OwnBrand | None:
        """Return what the brand file says; of several the first is read."""
        ways = (place / name for place in (self.folder, *self.places) for name in BRAND_FILES)
        files = [one for one in ways if one.is_file()]
        if not files:
            return None
        from facilitate.load.brand_yml import read_brand  # what it may say takes long to learn

        own, faults = read_brand(files[0], self.folder)
        self.faults += faults
        for other in files[1:]:
            message = f"{format_path(other, self.folder)} is not read, since there is {own.file}."
            self._tell("B001", other, message, "Keep one of the two.")
        return own

    # ----------------------------------------------------------------------------- what is used

    def _with_what_lies_there(self, own: OwnBrand | None) -> OwnBrand:
        """Return the brand with the logo and the templates that lie in its folder."""
        own = own or OwnBrand(file=self.places[-1].name if self.places else "brand")
        logo = self._logo(own) if _says_nothing(own, "logo") else None
        decks = _says_nothing(own, *TEMPLATES, "pptx")
        pages = _says_nothing(own, *TEMPLATES, "docx")
        return replace(
            own,
            pictures={"small": logo, "medium": logo, "large": logo} if logo else own.pictures,
            deck=self._template(own, "pptx", DECKS) if decks else own.deck,
            pages=self._template(own, "docx", PAGES) if pages else own.pages,
        )

    def _there(self) -> Iterator[Path]:
        return (one for place in self.places for one in files_in(place))

    def _logo(self, own: OwnBrand) -> OwnPicture | None:
        known = [one for one in self._there() if one.stem.casefold() == "logo"]
        known = [one for one in known if one.suffix.casefold() in PICTURES] or known
        alt = f"Logo of {own.name}" if own.name else "Logo"
        logo = self._only(
            "logos",
            known,
            lambda one, file: picture(one, file, alt),
            f"Keep one of them there, or name it in {self._file(own)} under logo:",
        )
        if logo:
            file = self._file(own)
            path = os.path.relpath(known[0], (self.folder / file).parent).replace(os.sep, "/")
            write = f'logo: {{medium: {{path: {path}, alt: "{own.name or "Logo of …"}"}}}}'
            message = f"{logo.file} has no words for people who cannot see it."
            self._tell("B012", known[0], message, f"Write into {file}: {write}")
        return logo

    def _template(self, own: OwnBrand, kind: str, kinds: tuple[str, ...]) -> OwnFile | None:
        return self._only(
            "deck templates" if kinds is DECKS else "Word templates",
            [one for one in self._there() if one.suffix.casefold() in kinds],
            lambda one, file: template(one, file, kinds),
            f"Keep one of them there, or name it in {self._file(own)}: "
            f"defaults: {{facilitate: {{templates: {{{kind}: NAME}}}}}}",
        )

    def _file(self, own: OwnBrand) -> str:
        """Return the brand file as it is told to people, which may not be there yet."""
        return own.file if own.source else f"{own.file}/{BRAND_FILES[0]}"

    def _only(
        self, what: str, these: Sequence[Path], read: Callable[[Path, str], T], choose: str
    ) -> T | None:
        """Return the one file of a kind read, None without one or with a fault."""
        if len(these) > 1:
            names = ", ".join(one.name for one in these)
            place = these[0].parent
            message = f"{place.name}/ holds several {what}: {names}."
            self._tell("B013", place, message, choose, "error")
        if len(these) != 1:
            return None
        one, file = these[0], format_path(these[0], self.folder)
        try:
            return read(found_file(one.name, one.parent, self.folder), file)
        except FileError as problem:
            self._tell(problem.code, one, problem.message, problem.hint, "error")
            return None

    # ------------------------------------------------------------------------- what is not used

    def _nearly(self, own: OwnBrand) -> None:
        """Tell each file and folder that is called nearly as one of a brand, and is not read."""
        named = {Path(one).parts[0] for one in own.named}
        for one in (*brand_traces(self.folder), *self._there()):
            file = format_path(one, self.folder)
            if one.is_dir() and _NEARLY_FOLDER.fullmatch(one.name):
                if one.name not in named and not _is_one_of(one, BRAND_FOLDERS):
                    message = f"The folder {file}/ is not read: such a folder is called brand/."
                    self._tell("B002", one, message, "Rename it brand")
            elif _NEARLY_FILE.fullmatch(one.name) and not _is_one_of(one, BRAND_FILES):
                message = f"{file} is not read: a brand file is called _brand.yml."
                self._tell("B002", one, message, "Rename it _brand.yml")

    def _not_used(self, own: OwnBrand) -> None:
        """Tell what was meant for the look, it seems, and is not used."""
        if any(one.code == "B002" for one in self.faults):
            return  # what a brand file names is not known while it is not read
        used = {one.file for one in (own.deck, own.pages, *own.pictures.values()) if one}
        said = "\n".join(own.source.lines) if own.source else ""
        beside = [
            one for one in brand_traces(self.folder) if one.is_file() and one.name not in said
        ]
        deeper = [one for place in self.places for one in files_in(place, deep=True)]
        told = set()
        for one in (*self._there(), *beside, *deeper):
            file = format_path(one, self.folder)
            kind, hint = self._why_not(one, own)
            if file not in {*used, *own.named} and kind and (kind, hint) not in told:
                told.add((kind, hint))
                self._tell("B018", one, f"{file} is not used: {kind}.", hint)
        if not (used or own.source or self.faults) and any(self._there()):
            self._tell(
                "B014",
                self.places[-1],
                f"Nothing in {self.places[-1].name}/ is used: no template, no logo, no _brand.yml.",
                "Call the logo logo.png or logo.svg, and bring templates as .potx and .dotx.",
            )

    def _why_not(self, one: Path, own: OwnBrand) -> tuple[str, str]:
        """Return why a file is not used that may be meant to be, and what to do; else nothing."""
        suffix, stem = one.suffix.casefold(), one.stem.casefold()
        no_deck = not own.deck and _says_nothing(own, *TEMPLATES, "pptx")
        no_pages = not own.pages and _says_nothing(own, *TEMPLATES, "docx")
        no_logo = not own.pictures and _says_nothing(own, "logo")
        wanted = (
            (suffix in DECKS and no_deck)
            or (suffix in PAGES and no_pages)
            or (stem == "logo" and no_logo)
        )
        lies_there = one.parent in self.places
        if wanted and not lies_there and (stem == "logo" or suffix not in (".pptx", ".docx")):
            return "it does not lie in brand/ itself", f"Move it to brand/{one.name}"
        if lies_there and (other := of_another_kind(one)):
            missing = no_deck if other.is_deck else no_pages
            return (other.why, f"{other.hint}, and put it there.") if missing else ("", "")
        if is_picture(one) and suffix != ".pdf" and lies_there and no_logo and stem != "logo":
            do = f"Rename it logo{suffix}" if suffix in PICTURES else "Save it as logo.png"
            return "a logo is known by its name, logo", f"{do}, if it is the logo"
        if is_font(one) and not own.source:
            family = "{fonts: [{family: NAME, files: [FILE.ttf]}], base: NAME}"
            return "no _brand.yml names it", f"Write {self._file(own)}: typography: {family}"
        return "", ""


TEMPLATES = ("defaults", "facilitate", "templates")


def _says_nothing(own: OwnBrand, *path: str) -> bool:
    """Say whether no brand file has these keys."""
    return own.source is None or path not in own.source.keys


def _is_one_of(path: Path, names: Iterable[str]) -> bool:
    """Say whether a path is one of these beside it, also where small and large letters are one."""
    known = (path.with_name(name) for name in names)
    return any(one.exists() and one.samefile(path) for one in known)


_NEARLY_FILE = re.compile(r"[_ -]*brands?[_ -]*(?:\.ya?ml|\.txt|\.ya?ml\.txt|)", re.IGNORECASE)
_NEARLY_FOLDER = re.compile(r"[_ -]*(?:brands?|branding|logos?|_brand\.ya?ml)", re.IGNORECASE)
