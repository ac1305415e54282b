"""A `_brand.yml` written from a look as it is worn: read again, it gives the same look."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from facilitate.load.brand_yml import ROLES
from facilitate.load.own_brand import OwnBrand, OwnPicture
from facilitate.write.base_file import DeckBase
from facilitate.write.look import Look

_WORN = {
    "ink": "text",
    "dark": "dark pages",
    "doctor": "the first role",
    "manager": "the second role",
}


def brand_file(own: OwnBrand, look: Look, palette: Mapping[str, str], file: str) -> str:
    """Return the text of a brand file that lies at `file` in the programme's folder.

    `palette` has the colours by name as they are worn: the brand's own, or those of a theme.
    """
    return "\n".join((*_lines(own, look, palette, PurePosixPath(file).parent), ""))


def _lines(
    own: OwnBrand, look: Look, palette: Mapping[str, str], folder: PurePosixPath
) -> Iterator[str]:
    yield "# Written by facilitate brand inspect: how this look is worn. Change what you like."
    if own.name or own.link:
        said = {"name": own.name, "link": own.link}
        yield f"meta: {{{', '.join(f'{key}: {_text(one)}' for key, one in said.items() if one)}}}"
    yield from _colours(own, look, palette)
    yield from _typography(own, folder)
    yield from _logos(own, folder)
    yield from _defaults(own, look.brand.deck if look.brand else None, folder)


def _colours(own: OwnBrand, look: Look, palette: Mapping[str, str]) -> Iterator[str]:
    """Yield the palette, each colour with what it is worn for, then what the roles are."""
    if not palette:
        yield '# Without colours, PDFs have calm ones of ours: color: {primary: "#005EB8"}'
        return
    roles = [name for name in palette if name in ROLES and own.palette]
    worn: dict[str, str] = {}
    for key, words in _WORN.items():
        colour = getattr(look.colours, key)
        name = next((one for one, its in palette.items() if its == colour), "")
        worn[name] = f"{worn[name]}, {words}" if name in worn else words
    worn.pop("", None)
    yield "color:"
    for heading, names in (("  palette:", [n for n in palette if n not in roles]), ("", roles)):
        if heading and names:
            yield heading
        for name in names:
            indent = "    " if heading else "  "
            remark = f"    # {worn[name]}" if name in worn else ""
            yield f"{indent}{_key(name)}: {_text(palette[name])}{remark}"


def _typography(own: OwnBrand, folder: PurePosixPath) -> Iterator[str]:
    if not (own.fonts or own.faces):
        return
    yield "typography:"
    if own.fonts:
        yield "  fonts:"
    for one in own.fonts:
        files = ", ".join(_text(_from(folder, each.file)) for each in one.files)
        said = f", files: [{files}]" if files else ""
        yield f"    - {{family: {_text(one.family)}, source: {one.source}{said}}}"
    if own.faces.get("text") or own.text_size:
        family = own.faces.get("text", "")
        parts = [f"family: {_text(family)}"] if family else []
        parts += [f'size: "{own.text_size:g}pt"'] if own.text_size else []
        yield f"  base: {{{', '.join(parts)}}}"
    if own.faces.get("headings"):
        yield f"  headings: {_text(own.faces['headings'])}"


def _logos(own: OwnBrand, folder: PurePosixPath) -> Iterator[str]:
    if not own.pictures:
        return
    yield "logo:"
    dark = own.pictures.get("dark")
    for size, one in own.pictures.items():
        if size == "medium" and dark:
            pair = f"light: {_picture(one, folder)}, dark: {_picture(dark, folder)}"
            yield f"  medium: {{{pair}}}"
        elif size != "dark":
            yield f"  {size}: {_picture(one, folder)}"


def _picture(one: OwnPicture, folder: PurePosixPath) -> str:
    return f"{{path: {_text(_from(folder, one.file))}, alt: {_text(one.alt)}}}"


def _defaults(own: OwnBrand, deck: DeckBase | None, folder: PurePosixPath) -> Iterator[str]:
    files = {"pptx": own.deck, "docx": own.pages}
    named = {kind: one for kind, one in files.items() if one is not None}
    if not (named or own.minimum_size):
        return
    yield from ("defaults:", "  facilitate:")
    if own.minimum_size:
        yield f"    minimum size: {own.minimum_size:g}"
    if named:
        yield "    templates:"
    for kind, one in named.items():
        yield f"      {kind}: {_text(_from(folder, one.file))}"
    if deck:
        yield "    layouts:"
        for role, layout in deck.layouts.items():
            yield f"      {role}: {_text(layout.name)}"


def _from(folder: PurePosixPath, file: str) -> str:
    """Return the way from a folder to a file, both as they are told to people."""
    return os.path.relpath(file, folder).replace(os.sep, "/")


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z][\w-]*", name) else _text(name)


def _text(words: str) -> str:
    """Return words in quotes as YAML reads them."""
    return json.dumps(words, ensure_ascii=False)
