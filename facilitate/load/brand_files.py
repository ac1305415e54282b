"""What an organisation brings for its look, and the files that it names.

These are found inside the programme's folder only, read, and looked at.
"""

import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import ParseError as XmlError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from facilitate.faults import Place, Severity, nearest
from facilitate.files import is_too_long, kind_of, lies_inside, start_of
from facilitate.load.plan_files import format_path
from facilitate.load.yaml_values import YamlText
from facilitate.model.times_and_dates import ParseError
from facilitate.pictures import Picture, read_picture
from facilitate.structs import Struct

Size = Literal["small", "medium", "large", "dark"]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that a brand brings along: its path from the programme's folder, and its bytes."""

    file: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """A logo; `alt` is for who cannot see it."""

    file: str
    data: bytes = field(repr=False)
    suffix: Literal["png", "jpg", "svg"]
    alt: str = ""


class OwnFont(Struct):
    """A face that a brand names: its files where it brings them, and from where others fetch it."""

    family: str
    source: str = "system"
    files: tuple[OwnFile, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class OwnBrand:
    """What an organisation says of its look; everything may be missing.

    `file` is what faults call it. `palette` has the colours (`#RRGGBB`) of the palette and of the
    roles, in their order, the roles' last. `faces` are the families of `text` and `headings`;
    `unused_type` is what it says of type and no page follows; `layouts` are the file's own names of
    layouts, by what they are to serve. `source` is the brand
    file, None where a folder speaks for itself; `named` are the files that it names.
    """

    file: str
    name: str = ""
    link: str = ""
    palette: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[Size, OwnPicture] = field(default_factory=dict)
    fonts: tuple[OwnFont, ...] = ()
    faces: Mapping[str, str] = field(default_factory=dict)
    unused_type: tuple[str, ...] = ()
    text_size: float = 0.0
    minimum_size: float = 0.0
    deck: OwnFile | None = None
    pages: OwnFile | None = None
    layouts: Mapping[str, str] = field(default_factory=dict)
    source: YamlText | None = field(default=None, repr=False)
    named: tuple[str, ...] = ()

    def place(self, *path: str | int) -> Place:
        """Return where the brand says something, or its folder."""
        return self.source.place(path, on_key=True) if self.source else Place(self.file)


# ------------------------------------------------------------------------ the files that it names


MOST_OF_A_PICTURE = 5_000_000
MOST_PIXELS = 40_000_000
"""A logo is a few hundred pixels wide; more would stand in each of some hundred files."""
MOST_OF_A_FONT = 20_000_000
MOST_OF_A_TEMPLATE = 100_000_000

DECKS = (".pptx", ".potx")
PAGES = (".docx", ".dotx")
PICTURES = (".svg", ".png", ".jpg", ".jpeg")

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]+:)?//|(?:data|mailto):|www\.", re.IGNORECASE)
_FONTS = (b"\0\1\0\0", b"OTTO", b"true")
_FONT_FILES = (".ttf", ".otf", ".woff", ".woff2", ".ttc")

_PICTURE_FILES = (
    *(".gif", ".webp", ".heic", ".avif", ".tif", ".tiff", ".bmp", ".psd", ".eps", ".ai", ".pdf"),
    *(".svgz", ".emf", ".wmf", ".emz", ".wmz"),
)
_OTHER_PICTURES = (
    (0, b"GIF8", "a GIF, which may move"),
    (8, b"WEBP", "a WebP picture, which office programs do not show"),
    (4, b"ftyp", "a HEIC picture, as telephones take them"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (0, b"BM", "a BMP picture"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"\0\0\1\0", "an icon for browsers"),
    (0, b"%!PS", "an EPS drawing"),
    (40, b" EMF", "an EMF drawing, which not every program shows"),
    (0, b"\xd7\xcd\xc6\x9a", "a WMF drawing, which not every program shows"),
)
"""What a picture of another kind begins with: where that stands, and what it is."""


class FileError(ParseError):
    """Why a file cannot be used, with the code of the fault; some harm nothing if left out."""

    def __init__(self, code: str, message: str, hint: str, severity: Severity = "error") -> None:
        super().__init__(message, hint)
        self.code, self.severity = code, severity


def is_address(text: str) -> bool:
    """Say whether a path is an address on the web, which nothing here ever opens."""
    return bool(_ADDRESS.match(text.strip()))


def found_file(path: str, base: Path, folder: Path) -> Path:
    """Return the file that a brand file in `base` names. Raises `FileError`.

    It lies in the programme's `folder`, also where links lead.
    """
    said = path.strip().replace("\\", "/")
    if said.startswith(("/", "~")) or re.match(r"[A-Za-z]:", said):
        hint = "Copy the file beside the brand file, and write its path from there."
        raise FileError("B007", f"{said!r} is a path from the top of one computer.", hint)
    whole = Path(os.path.normpath(base / said))
    if is_too_long(whole) or "\0" in said:
        raise FileError("B008", f"There is no file {path[:60]!r}.", "Write a shorter path.")
    if not lies_inside(whole, folder):
        hint = "Copy the file beside the brand file, and write its path from there."
        raise FileError("B007", f"{path!r} leads out of the programme's folder.", hint)
    if not whole.is_file():
        raise FileError("B008", f"There is no file {path!r}.", _near(whole, base, folder))
    return whole


def _near(path: Path, base: Path, folder: Path) -> str:
    """Return what to do where no file of that name is there."""
    if path.is_dir():
        return "It is a folder: write the name of a file in it."
    kind = path.suffix.casefold()
    names = [one.name for one in files_in(path.parent)] if path.parent.is_dir() else []
    if near := nearest(path.name, names):
        meant = os.path.relpath(path.parent / near, base).replace(os.sep, "/")
        return f"Did you mean {meant!r}?"
    alike = [one for one in names if Path(one).suffix.casefold() == kind]
    if alike:
        return f"There is only: {', '.join(sorted(alike)[:4])}."
    where = (
        f"into {format_path(path.parent, folder)}/" if path.parent != base else "beside this file"
    )
    return f"Put it {where}, or take the line out."


def files_in(folder: Path, *, deep: bool = False) -> Iterator[Path]:
    """Yield the files of a folder in order, or all `deep` in it; not what programs leave there."""
    found = sorted(folder.rglob("*") if deep else folder.iterdir())
    return (one for one in found if one.is_file() and one.name[0] not in "~.")


def picture(path: Path, file: str, alt: str = "") -> OwnPicture:
    """Return a logo's file read. Raises `FileError` for what is no picture that all can show."""
    hint = "Save it again as a PNG about 1,000 pixels wide, or as SVG."
    data = _whole(path, file, MOST_OF_A_PICTURE, "5 MB, and would stand in each file", hint)
    if is_drawing(data):
        if why := why_refused(data):
            hint = "Open it in a drawing program and save it as plain SVG, or as PNG."
            raise FileError("B011", f"{file} cannot be used: {why}.", hint)
        return OwnPicture(file, data, "svg", alt)
    known = read_picture(data)
    if known is None or (_small_enough(known) and not _can_be_drawn(data)):
        kinds = (what for at, sign, what in _OTHER_PICTURES if data[at:].startswith(sign))
        what = next(kinds, kind_of(data))
        said = f"is {what}" if what and what != "a picture" else "is no whole picture"
        raise FileError("B010", f"{file} {said}.", "Save the logo as SVG, PNG or JPEG.")
    if not _small_enough(known):
        message = (
            f"{file} is {known.width:,} by {known.height:,} pixels, far more than any page shows."
        )
        raise FileError("B009", message, "Save it again about 1,000 pixels wide.")
    return OwnPicture(file, data, known.suffix, alt)


def _small_enough(known: Picture) -> bool:
    """Say whether a picture has no more pixels than may be held in memory for it."""
    return known.width * known.height <= MOST_PIXELS


def _can_be_drawn(data: bytes) -> bool:
    """Say whether a picture is whole inside too, which only drawing it shows."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.load()
    except (OSError, ValueError, SyntaxError, ArithmeticError, EOFError):
        return False
    return True


def is_picture(path: Path) -> bool:
    """Say whether a file is called as pictures are, also those that cannot be used."""
    return path.suffix.casefold() in (*PICTURES, *_PICTURE_FILES)


def is_font(path: Path) -> bool:
    """Say whether a file is called as fonts are."""
    return path.suffix.casefold() in _FONT_FILES


def font(path: Path, file: str) -> OwnFile:
    """Return a face's file read. Raises `FileError` for what is none."""
    data = _whole(path, file, MOST_OF_A_FONT, "any font", "Bring a smaller file.")
    if data[:4] in (b"wOFF", b"wOF2"):
        hint = "Ask for it as .ttf or .otf, which office programs and PDF can use."
        raise FileError("B015", f"{file} is a font for web pages only.", hint, "warning")
    if data[:4] == b"ttcf":
        hint = "Ask for its fonts one by one, each a .ttf or .otf file."
        raise FileError("B015", f"{file} is a collection of several fonts.", hint)
    if data[:4] not in _FONTS:
        raise FileError("B015", f"{file} is no font.", "Bring a .ttf or .otf file.")
    return OwnFile(file, data)


class AnotherKind(Struct):
    """Why no template can be made of a file, and what to do in which program."""

    is_deck: bool
    why: str
    hint: str


_OTHERS = (
    ((".ppt", ".pot", ".pps"), "it is of the old kind", "PowerPoint", ".pptx"),
    ((".pptm", ".potm", ".ppsm"), "it is made to hold macros", "PowerPoint", ".pptx"),
    ((".ppsx", ".thmx"), "it is no deck and no template", "PowerPoint", ".pptx"),
    ((".key",), "it is for Keynote", "Keynote", ".pptx"),
    ((".odp", ".otp"), "it is an OpenDocument file", "LibreOffice", ".pptx"),
    ((".doc", ".dot", ".rtf"), "it is of the old kind", "Word", ".docx"),
    ((".docm", ".dotm"), "it is made to hold macros", "Word", ".docx"),
    ((".pages",), "it is for Pages", "Pages", ".docx"),
    ((".odt", ".ott"), "it is an OpenDocument file", "LibreOffice", ".docx"),
)


def of_another_kind(path: Path) -> AnotherKind | None:
    """Return why a file is no template, where it is one of another program or time."""
    for suffixes, why, program, kind in _OTHERS:
        if path.suffix.casefold() in suffixes:
            return AnotherKind(kind in DECKS, why, f"Open it in {program}, save it as {kind}")
    return None


def template(path: Path, file: str, kinds: tuple[str, ...]) -> OwnFile:
    """Return an Office file read, to be opened later. Raises `FileError` for another kind."""
    suffix = PurePosixPath(file).suffix.casefold()
    if suffix not in kinds:
        other = of_another_kind(path)
        if other is None or other.is_deck is not (kinds is DECKS):
            why = (
                f"decks need a {' or '.join(DECKS)} file"
                if kinds is DECKS
                else f"Word files need a {' or '.join(PAGES)} file"
            )
            key = {DECKS: "pptx", PAGES: "docx"}
            meant = next((key[one] for one in key if suffix in one), "")
            hint = f"Write {meant}: in place of this key." if meant else "Name such a file here."
            raise FileError("B016", f"{file} cannot be used: {why}.", hint)
        hint = f"{other.hint}, and write that name here."
        raise FileError("B016", f"{file} cannot be used: {other.why}.", hint)
    hint = "Delete its sample slides and films, and save it again."
    return OwnFile(file, _whole(path, file, MOST_OF_A_TEMPLATE, "100 MB", hint))


def _whole(path: Path, file: str, most: int, said: str, hint: str) -> bytes:
    """Return a file's bytes. Raises `FileError` for what is too large, or has no bytes at all."""
    data = start_of(path, most)
    if len(data) > most:
        raise FileError("B009", f"{file} is larger than {said}.", hint)
    if not data:
        raise FileError(
            "B019",
            f"{file} is empty, as a file is that has not come from the cloud yet.",
            "Open it once in its own program, so that it lies on this computer whole.",
        )
    return data


# --------------------------------------------------------------------------- a stranger's drawing


_ACTIVE = frozenset({"script", "foreignObject", "iframe", "embed", "object", "handler", "listener"})
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!['\"]?#|['\"]?data:image/)|@import", re.IGNORECASE)
_INSIDE = re.compile(r"#|data:image/(?:png|jpe?g|gif|svg\+xml)[;,]", re.IGNORECASE)
_MOST_DEPTH = 100
_MOST_TIMES = 50
_SIZE = re.compile(r"\s*([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*([a-z%]*)\s*")


def is_drawing(data: bytes) -> bool:
    """Say whether bytes are meant to be a drawing in SVG."""
    return b"<svg" in data[:4000]


def why_refused(data: bytes) -> str:
    """Return what makes it more than a drawing, such as `it holds a script`; empty of a drawing."""
    try:
        root = fromstring(data, forbid_dtd=False)
    except DefusedXmlException:
        return "it declares pieces of text that are put in while it is read"
    except (XmlError, ValueError, RecursionError):
        return "it is no whole SVG file"
    if _local(root.tag) != "svg":
        return "it is no whole SVG file"
    if not _has_a_shape(root):
        return f"it has no width or height, or is {_MOST_TIMES} times as long as wide"
    waiting = [(root, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > _MOST_DEPTH:
            return f"it is nested more than {_MOST_DEPTH} deep"
        if isinstance(one.tag, str) and (why := _more_than_drawn(one)):
            return why
        waiting += ((inner, depth + 1) for inner in one)
    return ""


def _has_a_shape(root: Element) -> bool:
    """Say whether a drawing has a width and a height that pixels can be counted for.

    What it does not say is for the program that draws it; sides in two units are not compared.
    """
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:]
    pairs = ([root.get("width", ""), root.get("height", "")], box)
    found = [[_SIZE.fullmatch(one) for one in pair] for pair in pairs]
    for wide, high in (pair for pair in found if len(pair) == 2):
        try:
            sides = [float(one[1]) for one in (wide, high) if one]
        except ValueError:  # more than one point in it
            return False
        alike = wide and high and wide[2] == high[2]
        if min(sides, default=1) <= 0 or (alike and max(sides) >= _MOST_TIMES * min(sides)):
            return False
    return True


def _more_than_drawn(one: Element) -> str:
    """Return what an element does beyond being drawn, or nothing."""
    name, elsewhere = _local(one.tag), "it fetches something from elsewhere"
    if name in _ACTIVE:
        return f"it holds more than a drawing ({name})"
    if name == "style" and _ELSEWHERE.search(one.text or ""):
        return elsewhere
    for whole, value in one.attrib.items():
        key = _local(whole)
        if key.lower().startswith("on") or "javascript:" in value.casefold():
            return "it holds a program"
        leads = key in {"href", "src"} and name != "a" and not _INSIDE.match(value.strip())
        if leads or _ELSEWHERE.search(value):
            return elsewhere
    return ""


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
