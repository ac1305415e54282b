"""What an organisation's look serves, in lines, and as a `_brand.yml` that gives the same look."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from facilitate.faults import Fault, Place, stops
from facilitate.load.brand_files import (
    DECKS,
    PAGES,
    FileError,
    OwnBrand,
    OwnFont,
    OwnPicture,
    font,
    is_font,
    is_picture,
    of_another_kind,
    picture,
    template,
)
from facilitate.load.brand_folder import BRAND_FILES, BRAND_FOLDERS, load_brand
from facilitate.load.brand_yml import ROLES
from facilitate.load.words import words_of
from facilitate.pipeline.brand_look import branded_look, theme_colours
from facilitate.structs import Struct, field, replace
from facilitate.write.base_file import DeckBase, PageBase, SlideLayout
from facilitate.write.brand.faces import family_of
from facilitate.write.brand.stylesheet import StyleSheet
from facilitate.write.brand.xml_parts import WORD, tree_of
from facilitate.write.docx.base import STYLES
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


_SAYS = {
    "Normal": "text",
    "Title": "a title",
    "Heading1": "headings 1",
    "Heading2": "headings 2",
    "Heading3": "headings 3",
    "Heading4": "headings 4",
    "ListBullet": "lists",
    "ListNumber": "numbered lists",
    "Caption": "captions",
    "SheetTable": "tables",
}


class BrandReport(Struct):
    """A brand looked at: as it is brought and as it is worn, and every fault and concession.

    `folder` is that of the programme, or of the one file; `palette` has the colours by name as they
    are worn, also those of a template's theme.
    """

    folder: Path
    own: OwnBrand | None
    look: Look
    faults: tuple[Fault, ...]
    palette: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """Yield what serves what, with the file's own names."""
        if self.own is None and stops(self.faults):
            return
        if self.own is None:
            yield "There is no brand here: no _brand.yml, and nothing in brand/ that is known."
            yield "Put logo.svg, or a template (.potx, .dotx) into brand/, and look again."
            return
        brand = self.look.brand
        yield from self._organisation()
        if brand and brand.deck:
            yield f"Decks, from {self.own.deck.file if self.own.deck else 'a template'}"
            yield from (f"  {role:<18} {_served(one)}" for role, one in brand.deck.layouts.items())
        if brand and brand.pages:
            yield f"Word files, from {self.own.pages.file if self.own.pages else 'a template'}"
            for words, name in self._styles(brand.pages):
                yield f"  {words:<18} “{name}”"
        yield "Colours"
        yield from (f"  {name:<18} {colour}" for name, colour in self._colours())
        yield "Fonts"
        for words, text, titles in self._fonts:
            yield f"  {words:<18} {text}{f', titles in {titles}' if titles else ''}"
        if self.own.pictures:
            yield "Logos"
            for size, one in self.own.pictures.items():
                yield f"  {size:<18} {one.file}: “{one.alt}”"

    def _organisation(self) -> Iterator[str]:
        """Yield what the organisation is called, and where its logo leads."""
        brand = self.look.brand
        said = [one for one in (brand.name, brand.link) if one] if brand else []
        if said:
            yield "Name"
        yield from (f"  {one}" for one in said)

    @property
    def _fonts(self) -> tuple[tuple[str, str, str], ...]:
        """The faces of text, and of titles where those have another."""
        look = self.look
        return (
            ("in Office files", look.slide_font, look.title_font),
            ("in PDFs", look.sheet_font, look.heading_font),
        )

    def _styles(self, pages: PageBase) -> Iterator[tuple[str, str]]:
        """Yield what is in which style of the Word file, by the name that people see."""
        sheet = StyleSheet(tree_of(pages.parts[STYLES]))
        for style, key in pages.styles.items():
            # Of body text that had to change the file's own is the one that people see.
            own = sheet.chain(key)[key == pages.styles.get("SheetBody")]
            if style in _SAYS:
                yield _SAYS[style], sheet.name(own.get(f"{WORD}styleId"))

    def _colours(self) -> Iterator[tuple[str, str]]:
        """Yield what is of which colour, with the palette's own names for them."""
        colours, palette = self.look.colours, self.palette
        says = {"ink": "text", "dark": "dark pages", "grey": "quiet words", "tint": "tinted rows"}
        says |= {"doctor": "first role", "manager": "second role", "bridge": "third fill"}
        for name, words in says.items():
            colour = getattr(colours, name)
            known = next((one for one, its in palette.items() if its == colour), "")
            yield words, f"{colour} {known}".strip()

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The formats that it is worn in: those of its templates, or all without any."""
        if self.own is None or not (self.own.deck or self.own.pages):
            return ("pptx", "docx")
        kinds = {"pptx": self.own.deck, "docx": self.own.pages}
        return tuple(kind for kind, one in kinds.items() if one or self.own.source)

    def as_json(self) -> Mapping[str, Any]:
        """Return the same for programs."""
        brand = self.look.brand
        deck: DeckBase | None = brand.deck if brand else None
        pages: PageBase | None = brand.pages if brand else None
        return {
            "layouts": {role: one.name for role, one in deck.layouts.items()} if deck else {},
            "styles": dict(self._styles(pages)) if pages else {},
            "colours": dict(self._colours()),
            "fonts": {
                "office": self.look.slide_font,
                "pdf": self.look.sheet_font,
                "office titles": self.look.slide_title_font,
                "pdf titles": self.look.heading_font or self.look.sheet_font,
            },
            "logos": {size: one.file for size, one in self.own.pictures.items()}
            if self.own
            else {},
        }

    @property
    def path(self) -> Path:
        """Where its brand file lies, or would lie."""
        return self.folder / (self.own.file if self.own and self.own.source else BRAND_FILES[0])

    def brand_file(self) -> str:
        """Return the `_brand.yml` that says what is worn now, for a person to change."""
        assert self.own is not None
        return brand_file(
            self.own, self.look, self.palette, self.path.relative_to(self.folder).as_posix()
        )


class NotOfABrandError(Exception):
    """A file that no look is made of."""


def inspect(path: Path) -> BrandReport:
    """Return a brand looked at: of a programme's folder, or of one file for a look.

    Raises `NotOfABrandError` for a file of any other kind.
    """
    usual = Look(words=words_of("en-GB"))
    if path.is_dir() or path.suffix.casefold() in (".yml", ".yaml"):
        folder = _programme(path if path.is_dir() else path.parent)
        own, faults = load_brand(folder)
    else:
        folder = path.parent
        own, faults = _of_file(path)
    if own is None:
        return BrandReport(folder, None, usual, faults)
    look, more = branded_look(own, usual, "")
    return BrandReport(folder, own, look, (*faults, *more), own.palette or theme_colours(own))


def _programme(folder: Path) -> Path:
    """Return the programme's folder, from one of those in it that hold a brand."""
    whole = folder.resolve()
    return whole.parent if whole.name in BRAND_FOLDERS else folder


def _of_file(path: Path) -> tuple[OwnBrand | None, tuple[Fault, ...]]:
    """Return a brand that is one template, logo or font and nothing else."""
    name, suffix, own = path.name, path.suffix.casefold(), OwnBrand(file=path.name)
    other = of_another_kind(path)
    try:
        if other:
            raise FileError("B016", f"{name} cannot be used: {other.why}.", f"{other.hint}.")
        if suffix in DECKS:
            return replace(own, deck=template(path, name, DECKS)), ()
        if suffix in PAGES:
            return replace(own, pages=template(path, name, PAGES)), ()
        if is_font(path):
            files = (font(path, name),)
            family = family_of(files[0].data) or path.stem
            fonts = (OwnFont(family, "file", files),)
            return replace(own, fonts=fonts, faces={"text": family}), ()
        if is_picture(path):
            logo = picture(path, name, "Logo")
            return replace(own, pictures=dict.fromkeys(("small", "medium", "large"), logo)), ()
    except FileError as problem:
        place = Place(name)
        fault = Fault(code=problem.code, message=problem.message, hint=problem.hint, place=place)
        return None, (fault,)
    raise NotOfABrandError


def _served(layout: SlideLayout) -> str:
    """Return a layout's name and what it offers, in words."""
    says = ["title"] if layout.title else []
    if layout.texts:
        texts = len(layout.texts)
        says.append("a text" if texts == 1 else f"{texts} texts")
    if not layout.has_number:
        says.append("no number")
    if layout.content is None:
        says.append("words in its own places only")
    else:
        room = layout.content
        panel = ", on a white panel" if layout.panel else ""
        says.append(f"room of {room.width:.0f} by {room.height:.0f} points{panel}")
    return f"“{layout.name}”: {', '.join(says)}"
