"""An organisation's faces: found in its files or on this computer, else what stands in for them.

Nothing is fetched. Which faces there are says the typesetter, on every system and in a tenth of a
second; how wide their letters are say the files.
"""

import hashlib
import io
import logging
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from facilitate.structs import Struct
from facilitate.temporary import own_folder
from facilitate.write.base_file import FontFile
from facilitate.write.look import HYPERLEGIBLE
from facilitate.write.measure import WIDER, Face, font_face, is_known, measure_by

# It would tell on the terminal what a maker left odd in a font, such as no date; faults say enough.
logging.getLogger("fontTools").setLevel(logging.CRITICAL)

TWINS: Mapping[str, str] = {
    "arial": "Liberation Sans",
    "helvetica": "Liberation Sans",
    "helvetica neue": "Liberation Sans",
    "calibri": "Carlito",
    "cambria": "Caladea",
    "georgia": "Gelasio",
    "segoe ui": "Selawik",
    "times": "Liberation Serif",
    "times new roman": "Liberation Serif",
    "courier": "Liberation Mono",
    "courier new": "Liberation Mono",
    "verdana": "DejaVu Sans",
    "arial narrow": "Liberation Sans Narrow",
    "open sans": "Noto Sans",
}
"""Free faces with the widths of those that cost money, or nearly so (Verdana, Open Sans)."""

OURS = "Source Sans 3"
"""What PDFs are set in where no twin is at hand."""

_FORBIDDEN, _WHOLE_ONLY = 0x0002, 0x0100
"""In a face's OS/2 table: may not be put into files, may not be made smaller.

Source: OpenType 1.9, OS/2, fsType.
"""

MOST_OF_A_FACE = 500_000
"""Bytes of a face that a page on screen carries as it is."""

_LATIN = (
    *range(0x20, 0x180),
    *range(0x218, 0x21C),  # Romanian
    *range(0x2010, 0x2045),  # dashes, quotes, dots
    *range(0x2190, 0x2194),  # arrows
    *(0x20AC, 0x2212, 0x2713),  # euro, minus, tick
)
"""Letters that a large face keeps on pages on screen."""


class FaceInUse(Struct):
    """A face as it is worn: what Office calls it, what PDFs are set in, and its files.

    `files` are empty where one of ours serves. `why` says in words what stands in for it and why,
    and `hint` what to do; empty where the face itself is worn.
    """

    family: str
    set_in: str
    files: tuple[FontFile, ...] = ()
    why: str = ""
    hint: str = ""


def face_of_family(family: str, brought: Sequence[bytes] = ()) -> FaceInUse:
    """Return a family as it is worn, from the files that a brand brings or from this computer."""
    own = _own_files(tuple(brought))
    matching = [one for one in own if one.family.casefold() == family.casefold()] or list(own)
    if matching:
        return _allowed(family, matching)
    found = installed(family)
    if found:
        return _allowed(family, found)
    if brought:
        return _twin(family, "cannot be read from its files", "Ask for the files anew.")
    hint = "Install it on this computer, or bring its files; see docs/brand.md, Fonts."
    return _twin(family, "is not on this computer", hint)


def _allowed(family: str, files: Sequence[FontFile]) -> FaceInUse:
    """Return the face, or its twin where it may not be put into files."""
    if any(_tables(one)[1] & 0x000F == _FORBIDDEN for one in files):
        hint = "Ask its maker for a licence that allows it, or choose another font."
        return _twin(family, "may not be put into files, as its maker says in it", hint)
    _know(family, files)
    if files[0].family != family:
        _know(files[0].family, files)
    return FaceInUse(family, files[0].family, tuple(files))


def _twin(family: str, why: str, hint: str) -> FaceInUse:
    """Return what stands in for a face: a free one with its widths, else ours."""
    name = TWINS.get(family.casefold(), "")
    files = installed(name) if name else ()
    if files:
        _know(family, files)
        _know(name, files)
        said = f"{family} {why}: PDFs are set in {name}, which is as wide, and texts measured on it"
        return FaceInUse(family, name, tuple(files), said, hint)
    ours = next((one for one in (OURS, HYPERLEGIBLE) if one.casefold() == family.casefold()), "")
    if ours:  # its own widths are known, and PDFs need them: slides cannot be measured by others
        said = (
            f"{ours} {why}: PDFs are set in it all the same, since it comes with us, but slides "
            "and Word files are laid out for it and are crowded where it is missing"
        )
        hint = "Install it on each computer that shows them; it is free."
        return FaceInUse(family, ours, (), said, hint)
    mono, heavy = (bool(kind.search(family)) for kind in (_MONO, _HEAVY))
    measure_by(family, {weight: _missing(700 if heavy else weight, mono=mono) for weight in WIDER})
    said = (
        f"{family} {why}: PDFs are set in {OURS}, slides leave room for the wide font that "
        "programs take without it, and Word files may take more pages in that"
    )
    return FaceInUse(family, OURS, (), said, hint)


_TALL = (0.93, 0.24)
"""How far the lines of DejaVu Sans reach over and under their baseline, in em."""

_HEAVY = re.compile(r"\b(black|heavy|(extra|semi|demi|ultra)?bold)\b", re.IGNORECASE)
"""Names of families that are bold by themselves: so is what stands in for them."""

_MONO = re.compile(r"mono|consol|code|courier|menlo|monaco|typewriter", re.IGNORECASE)
_MONO_EM, _MONO_TALL = 0.602, (1.07, 0.30)
"""Of what LibreOffice takes for a missing face like a typewriter's (Noto Sans Mono), in em."""


def _missing(weight: int, *, mono: bool) -> Face:
    """Return how wide the letters are of what programs take for a face that is missing."""
    one = font_face("Arial", weight)
    if mono:
        return Face(dict.fromkeys(one.widths, _MONO_EM), *_MONO_TALL)
    return Face({letter: wide * WIDER[weight] for letter, wide in one.widths.items()}, *_TALL)


def has_bold(one: FaceInUse) -> bool:
    """Say whether a face that is worn from files has a bold one among them."""
    return not one.files or any(each.weight >= 600 for each in one.files)


@lru_cache(maxsize=8)
def _own_files(brought: tuple[bytes, ...]) -> tuple[FontFile, ...]:
    """Return the faces in the files that a brand brings; none of a file that has no face."""
    import typst

    found = []
    for data in brought:
        with TemporaryDirectory(dir=own_folder()) as folder:
            (Path(folder) / "face.ttf").write_bytes(data)
            known = typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
            )
            found += [_file(one.family, one, data) for one in known.fonts()[:1]]
    return tuple(filter(_can_be_measured, found))


def _can_be_measured(one: FontFile) -> bool:
    """Say whether a file has all that is read of it; the typesetter asks for less."""
    try:
        _tables(one)
    except Exception:  # noqa: BLE001  a stranger's bytes may be wrong in any way
        return False
    return True


@cache
def _on_this_computer() -> Mapping[str, list[Any]]:
    """Return the faces of this computer by their families in small letters."""
    import typst

    found: dict[str, list[Any]] = {}
    for one in typst.Fonts(include_embedded_fonts=False).fonts():
        found.setdefault(one.family.casefold(), []).append(one)
    return found


@lru_cache(maxsize=16)
def installed(family: str) -> tuple[FontFile, ...]:
    """Return the files of a family on this computer: plain and bold, upright and slanted."""
    chosen: dict[tuple[int, bool], FontFile] = {}
    for one in _on_this_computer().get(family.casefold(), ()):
        weight, slanted = one.weight, one.style != "normal"
        if one.index or one.stretch != 1.0 or weight not in (400, 600, 700):
            continue
        data = Path(one.path).read_bytes()
        chosen.setdefault((weight, slanted), _file(family, one, data))
    return tuple(chosen[key] for key in sorted(chosen)) if (400, False) in chosen else ()


def _file(family: str, one: Any, data: bytes) -> FontFile:
    name, weight = one.family or family, one.weight
    digest = hashlib.sha256(data).hexdigest()
    slanted = one.style != "normal"
    return FontFile(digest=digest, family=name, weight=weight, italic=slanted, data=data)


def _know(family: str, files: Sequence[FontFile]) -> None:
    """Have texts in this family measured by its own files."""
    measure_by(family, {one.weight: _tables(one)[0] for one in files if not one.italic})


def know_as_here(family: str) -> None:
    """Have a family measured by its files, or its twin's, on this computer; if not, as it was.

    What a build has measured it by holds.
    """
    if not is_known(family):
        twin = TWINS.get(family.casefold(), "")
        _know(family, installed(family) or installed(twin))


def family_of(data: bytes) -> str:
    """Return the family that a font's file is of, as people call it; nothing of what is none."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(io.BytesIO(data), fontNumber=0, lazy=True) as font:
            return font["name"].getDebugName(16) or font["name"].getDebugName(1) or ""
    except (TTLibError, KeyError):
        return ""


@lru_cache(maxsize=16)
def on_pages(one: FontFile) -> bytes:
    """Return a face's file as pages on screen carry it; nothing where its maker forbids that.

    A large one has Latin letters only, so that four of them weigh less than a deck. Of one that is
    damaged there is nothing either: browsers refuse it.
    """
    if len(one.data) <= MOST_OF_A_FACE:
        return one.data
    if _has_bit(one, _WHOLE_ONLY):
        return b""
    try:
        return _with_latin_letters(one)
    except Exception:  # noqa: BLE001  a stranger's bytes may be wrong in any way
        return b""


def _with_latin_letters(one: FontFile) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    subsetter = Subsetter(
        Options(hinting=False, notdef_outline=True, layout_features=["kern", "liga"])
    )
    subsetter.populate(unicodes=_LATIN)
    made = io.BytesIO()
    with TTFont(io.BytesIO(one.data), lazy=True, recalcTimestamp=False) as font:
        # Which of its few names are still in use is asked of every table, for half of the time.
        names = font["name"]
        del font["name"]
        subsetter.subset(font)
        font["name"] = names
        font.save(made)
    return made.getvalue()


def lacks_pages(one: FontFile) -> bool:
    """Say whether pages on screen cannot carry a face, without making it smaller."""
    return len(one.data) > MOST_OF_A_FACE and _has_bit(one, _WHOLE_ONLY)


def said_of_itself(one: FontFile) -> tuple[frozenset[str], bool]:
    """Return what a face's file is called, and whether it holds all weights.

    Of those the typesetter takes one.
    """
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(one.data), fontNumber=0, lazy=True) as font:
        names = (font["name"].getDebugName(number) for number in (1, 4, 16))
        return frozenset(name.casefold() for name in names if name), "fvar" in font


def _has_bit(one: FontFile, bit: int) -> bool:
    return bool(_tables(one)[1] & bit)


_BY_TYPO = 1 << 7
"""A face's bit: its lines are as far apart as its maker meant, not as Windows draws them."""


@lru_cache(maxsize=32)
def _tables(one: FontFile) -> tuple[Face, int]:
    """Return the widths of a face and what its maker allows, as bits."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(one.data), fontNumber=0, lazy=True) as font:
        em, advances = font["head"].unitsPerEm, font["hmtx"].metrics
        widths = {
            chr(code): advances[glyph][0] / em
            for code, glyph in (font.getBestCmap() or {}).items()
            if glyph in advances
        }
        lines = font["hhea"]
        up, down, gap, allowed = lines.ascent, -lines.descent, lines.lineGap, 0
        if "OS/2" in font:
            said = font["OS/2"]
            allowed, whole = said.fsType, up + down + gap
            if said.fsSelection & _BY_TYPO:
                up, down, gap = said.sTypoAscender, -said.sTypoDescender, said.sTypoLineGap
            else:
                up, down = max(up, said.usWinAscent), max(down, said.usWinDescent)
                gap = max(whole - up - down, 0)
        return Face(widths, up / em, (down + gap) / em), allowed
