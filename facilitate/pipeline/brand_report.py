"""What an organisation's look serves, in lines: of a programme, or of one Office file."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from facilitate.faults import Fault
from facilitate.load.brand_files import DECKS, PAGES, FileError, template
from facilitate.load.brand_folder import load_brand
from facilitate.load.own_brand import OwnBrand
from facilitate.load.words import words_of
from facilitate.pipeline.brand import worn
from facilitate.write.base_file import DeckBase, PageBase, SlideLayout
from facilitate.write.look import Look

BRAND_FILE = "_brand.yml"

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
    "TableGrid": "tables",
    "Quote": "quotes",
}


@dataclass(frozen=True, slots=True)
class BrandReport:
    """A brand looked at: as it is brought and as it is worn, and every fault and concession."""

    own: OwnBrand | None
    look: Look
    faults: tuple[Fault, ...]

    def lines(self) -> Iterator[str]:
        """Yield what serves what, with the file's own names."""
        if self.own is None:
            yield "There is no brand here: no _brand.yml, and nothing in brand/ that is known."
            return
        brand = self.look.brand
        if brand and brand.deck:
            yield f"Decks, from {self.own.deck.file if self.own.deck else 'a template'}"
            yield from (f"  {role:<18} {_served(one)}" for role, one in brand.deck.layouts.items())
        if brand and brand.pages:
            yield f"Word files, from {self.own.pages.file if self.own.pages else 'a template'}"
            for style, name in brand.pages.styles.items():
                yield f"  {_SAYS.get(style, style):<18} “{name}”"
        yield "Colours"
        yield from (f"  {name:<18} {colour}" for name, colour in self._colours())
        yield "Fonts"
        for words, name in (("in Office files", self.look.slide_font), ("in PDFs", self._in_pdfs)):
            yield f"  {words:<18} {name}"
        if self.own.pictures:
            yield "Logos"
            for size, one in self.own.pictures.items():
                yield f"  {size:<18} {one.file}: “{one.alt}”"

    @property
    def _in_pdfs(self) -> str:
        titles = self.look.heading_font
        return self.look.sheet_font + (f", titles in {titles}" if titles else "")

    def _colours(self) -> Iterator[tuple[str, str]]:
        """Yield what is of which colour, with the palette's own names for them."""
        colours, palette = self.look.colours, self.own.palette if self.own else {}
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
            "styles": dict(pages.styles) if pages else {},
            "colours": dict(self._colours()),
            "fonts": {"office": self.look.slide_font, "pdf": self.look.sheet_font},
            "logos": {size: one.file for size, one in self.own.pictures.items()}
            if self.own
            else {},
        }

    def brand_file(self) -> str:
        """Return the `_brand.yml` that says what is worn now, for a person to change."""
        return "\n".join((*_head(self), ""))


def inspect(path: Path) -> BrandReport:
    """Return a brand looked at: of a programme's folder or file, or of one Office file."""
    usual = Look(words=words_of("en-GB"))
    if path.is_file() and path.suffix.casefold() in (*DECKS, *PAGES):
        own, faults = _of_template(path)
    else:
        own, faults = load_brand(path if path.is_dir() else path.parent)
    if own is None:
        return BrandReport(None, usual, faults)
    look, more = worn(own, usual, "")
    return BrandReport(own, look, (*faults, *more))


def _of_template(path: Path) -> tuple[OwnBrand | None, tuple[Fault, ...]]:
    """Return a brand that is one Office file and nothing else."""
    kinds = DECKS if path.suffix.casefold() in DECKS else PAGES
    try:
        file = template(path, path.name, kinds)
    except FileError as problem:
        return None, (Fault(code=problem.code, message=problem.message, hint=problem.hint),)
    own = OwnBrand(file=path.name)
    return replace(own, deck=file) if kinds is DECKS else replace(own, pages=file), ()


def _served(layout: SlideLayout) -> str:
    """Return a layout's name and what it offers, in words."""
    says = ["title"] if layout.title else []
    if layout.texts:
        texts = len(layout.texts)
        says.append("a text" if texts == 1 else f"{texts} texts")
    if layout.number is None:
        says.append("no number")
    if layout.content is None:
        says.append("words in its own places only")
    else:
        room = layout.content
        panel = ", on a white panel" if layout.panel else ""
        says.append(f"room of {room.width:.0f} by {room.height:.0f} points{panel}")
    return f"“{layout.name}”: {', '.join(says)}"


def _head(report: BrandReport) -> Iterator[str]:
    own, brand, colours = report.own, report.look.brand, report.look.colours
    yield "# Written by facilitate brand inspect: how this look is worn. Change what you like."
    if own and own.name:
        yield f"meta: {{name: {_text(own.name)}}}"
    yield "color:"
    yield f"  foreground: {_text(colours.ink)}"
    yield f"  primary: {_text(colours.doctor)}      # the first role, and covers"
    yield f"  secondary: {_text(colours.manager)}    # the second role"
    if report.look.slide_font != Look().slide_font:
        yield f"typography: {{base: {_text(report.look.slide_font)}}}"
    if own and own.pictures:
        yield "logo:"
        for size, one in own.pictures.items():
            if size != "dark":
                yield f"  {size}: {{path: {_text(one.file)}, alt: {_text(one.alt)}}}"
    files = {"pptx": own.deck, "docx": own.pages} if own else {}
    named = {kind: one for kind, one in files.items() if one is not None}
    if named:
        yield "defaults:"
        yield "  facilitate:"
        yield "    templates:"
        yield from (f"      {kind}: {_text(one.file)}" for kind, one in named.items())
        if brand and brand.deck:
            yield "    layouts:"
            for role, layout in brand.deck.layouts.items():
                yield f"      {role}: {_text(layout.name)}"


def _text(words: str) -> str:
    """Return words in quotes as YAML reads them."""
    return json.dumps(words, ensure_ascii=False)
