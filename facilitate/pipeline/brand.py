"""An organisation's brand put on: templates opened, colours and faces chosen, all concessions."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from facilitate.faults import Fault, KeyPath, Place, Severity
from facilitate.load.own_brand import OwnBrand, OwnFile, OwnPicture
from facilitate.pictures import read_picture
from facilitate.write.base_file import Brand, DeckBase, Logo, PageBase
from facilitate.write.brand.colours import chosen
from facilitate.write.brand.faces import Worn, has_bold
from facilitate.write.brand.faces import worn as worn_face
from facilitate.write.brand.logo import png_of
from facilitate.write.brand.package import Package, opened
from facilitate.write.look import Look, SlideType

LARGEST_MINIMUM = 24.0
"""The size of a slide's text in points: the least size of other words can be no larger."""


def worn(brand: OwnBrand, usual: Look, named: str) -> tuple[Look, tuple[Fault, ...]]:
    """Return the usual look with an organisation's brand on, and what could not be honoured.

    `named` is the look that the plan asks for by name, or empty; its colours are kept then.
    """
    return _Wearing(brand).on(usual, named)


class _Wearing:
    """Collects faults while a brand is put on."""

    def __init__(self, brand: OwnBrand) -> None:
        self.own = brand
        self.faults: list[Fault] = []
        self.packages: dict[str, Package] = {}

    def on(self, usual: Look, named: str) -> tuple[Look, tuple[Fault, ...]]:
        """Return the look and the faults."""
        own = self.own
        deck, pages = self._deck(), self._pages()
        text, headings = self._faces(deck, pages)
        used = (text, headings) if headings != text else (text,)
        brand = Brand(
            name=own.name,
            link=own.link,
            logo=_logo(own.pictures.get("medium")),
            small_logo=_logo(own.pictures.get("small")),
            dark_logo=_logo(own.pictures.get("dark")),
            fonts=tuple(one for face in used if face for one in face.files),
            deck=deck,
            pages=pages,
        )
        look = self._in_colours(replace(usual, brand=brand), named)
        look = replace(look, slide=self._sizes(usual.slide))
        if text:
            look = replace(look, slide_font=text.family, sheet_font=text.set_in)
        if headings and headings != text:
            set_in = headings.set_in if headings.set_in != look.sheet_font else ""
            look = replace(look, heading_font=set_in, title_font=headings.family)
        return look, tuple(dict.fromkeys(self.faults))

    def _say(
        self,
        code: str,
        message: str,
        hint: str,
        *path: str | int,
        place: Place | None = None,
        severity: Severity = "advice",
    ) -> None:
        where = place or self.own.place(*path)
        fault = Fault(code=code, message=message, hint=hint, severity=severity, place=where)
        self.faults.append(fault)

    # --------------------------------------------------------------------------------- templates

    def _package(self, file: OwnFile | None) -> Package | None:
        if file is None:
            return None
        package, faults = opened(file.data, file.file)
        self.faults += faults
        if package:
            self.packages[file.file] = package
        return package

    def _deck(self) -> DeckBase | None:
        package = self._package(self.own.deck)
        if package is None:
            if self.own.layouts and self.own.deck is None:
                self._say(
                    "B204",
                    "Layouts are named, and no template for decks: they are not used.",
                    "Name the file above them: templates: {pptx: NAME.potx}",
                    *("defaults", "facilitate", "layouts"),
                    severity="warning",
                )
            return None
        from facilitate.write.brand.deck import deck_base

        deck, faults = deck_base(package, layouts=self.own.layouts)
        self.faults += faults
        return deck

    def _pages(self) -> PageBase | None:
        package = self._package(self.own.pages)
        if package is None:
            return None
        from facilitate.write.brand.pages import page_base

        pages, faults = page_base(package)
        self.faults += faults
        return pages

    # ----------------------------------------------------------------------------------- colours

    def _in_colours(self, look: Look, named: str) -> Look:
        palette = self.own.palette or self._of_themes()
        if not palette:
            return look
        if named:
            self._say(
                "B203",
                f"The plan asks for the look {named!r}: its colours are used, and not the brand's.",
                "Take look: out of the programme's file to have the brand's.",
                "color",
            )
            return look
        found = chosen(palette)
        # Of its own theme's colours the deck has told the same.
        told = self.own.palette or self.own.deck is None
        changes = [*(found.changes if told else ()), *([found.covers] if found.covers else ())]
        for change in changes:
            self._say_colour(change)
        return replace(look, colours=found.colours)

    def _say_colour(self, change: str) -> None:
        """Tell a change of a colour where the brand names it, by the name that it begins with."""
        name = change.partition(" ")[0]
        ways: tuple[KeyPath, ...] = (("color", name), ("color", "palette", name))
        keys = self.own.source.keys if self.own.source else {}
        path = next((way for way in ways if way in keys), ("color",))
        self._say("B201", f"{change}.", "Name a darker colour if there is one.", *path)

    def _of_themes(self) -> Mapping[str, str]:
        """Return the colours of a template's theme, where the brand says none itself."""
        from facilitate.write.brand.scheme import SLOTS, is_office, scheme_of
        from facilitate.write.brand.xml_parts import tree_of

        for package in self.packages.values():
            parts = (one for one in sorted(package.parts) if "/theme/theme" in one)
            for part in parts:
                scheme = scheme_of(tree_of(package.parts[part]))
                if not is_office(scheme):
                    return {slot: scheme.colours[slot] for slot in SLOTS[:10]}
        return {}

    # ------------------------------------------------------------------------------------- type

    def _faces(
        self, deck: DeckBase | None, pages: PageBase | None
    ) -> tuple[Worn | None, Worn | None]:
        """Return the faces of text and of headings; None where the brand names none."""
        says = self.own.faces
        own = {one.family.casefold(): one for one in self.own.fonts}
        first = next(iter(self.own.fonts), None)
        text = says.get("text") or (first.family if first and not says else "")
        text = text or (deck.text_font if deck else pages.text_font if pages else "")
        headings = says.get("headings") or text
        wanted = [one for one in (text, headings) if one]
        wanted += [one for one in (deck.title_font, deck.text_font) if one] if deck else []
        wanted += [pages.text_font] if pages and pages.text_font else []
        faces: dict[str, Worn] = {}
        for family in dict.fromkeys(wanted):
            brought = own.get(family.casefold())
            files = tuple(one.data for one in brought.files) if brought else ()
            faces[family] = worn_face(family, files)
            self._say_face(faces[family])
        if deck and self.own.deck:
            own_faces = {"text": deck.text_font, "headings": deck.title_font}
            self._say_kept("Slides", self.own.deck.file, own_faces)
        if pages and self.own.pages:
            self._say_kept("Word files", self.own.pages.file, {"text": pages.text_font})
        return faces.get(text), faces.get(headings)

    def _say_kept(self, what: str, file: str, faces: Mapping[str, str]) -> None:
        """Tell that a template's own faces stay, where the brand asks for others."""
        asked = {one: self.own.faces[one] for one in faces if one in self.own.faces}
        if any(asked[one].casefold() != faces[one].casefold() for one in asked):
            kept, others = (" and ".join(dict.fromkeys(one.values())) for one in (faces, asked))
            self._say(
                "B202",
                f"{what} keep the faces of {file}, {kept}, and are not in {others}.",
                "Change the theme's fonts in that file if you can.",
                "typography",
            )

    def _say_face(self, one: Worn) -> None:
        if one.why:
            hint = "Install it on this computer, or bring its files; see docs/brand.md, Fonts."
            self._say("B202", f"{one.why}.", hint, "typography")
        elif not has_bold(one):
            self._say(
                "B202",
                f"{one.family} has no bold: titles are as light as text.",
                "Bring the file of its bold too.",
                "typography",
            )

    def _sizes(self, slide: SlideType) -> SlideType:
        """Return sizes on slides, none under the least that the brand asks for."""
        least, text = self.own.minimum_size, self.own.text_size
        if text and text != 12:
            self._say(
                "B205",
                f"Text stays at 12 points on paper, and not {text:g}: pages are made to fit so.",
                "Take size: out; who needs large print has it in private/access.yaml.",
                *("typography", "base", "size"),
            )
        if least and (least < slide.label or least > LARGEST_MINIMUM):
            kept = min(max(least, slide.label), LARGEST_MINIMUM)
            self._say(
                "B205",
                f"The least size on slides is {kept:g} points, and not {least:g}.",
                f"Write a size from {slide.label:g} to {LARGEST_MINIMUM:g}.",
                *("defaults", "facilitate", "minimum size"),
            )
        least = min(max(least, slide.label), LARGEST_MINIMUM)
        names = ("label", "body_floor", "dense")
        return replace(slide, **{name: max(getattr(slide, name), least) for name in names})


WIDEST_LOGO = 1200
"""Pixels: sharp at 10 cm in print. A wider picture is made smaller, since each file has it."""


def _logo(one: OwnPicture | None) -> Logo | None:
    if one is None:
        return None
    data = _smaller(one.data) if one.suffix != "svg" else one.data
    digest = hashlib.sha256(data).hexdigest()
    logo = Logo(digest=digest, alt=one.alt, suffix=one.suffix, data=data)
    if one.suffix == "svg" and b"<text" in data:
        # As words they would be set in another font by each program, and read as words of the page.
        return replace(logo, suffix="png", data=png_of(logo))
    return logo


@lru_cache(maxsize=8)
def _smaller(data: bytes) -> bytes:
    """Return a picture no wider than a logo needs to be; as it is where that does not help."""
    known = read_picture(data)
    if known is None or known.width <= WIDEST_LOGO:
        return data
    from PIL import Image

    held = io.BytesIO()
    with Image.open(io.BytesIO(data)) as picture:
        high = max(round(picture.height * WIDEST_LOGO / picture.width), 1)
        whole = picture.convert("RGB" if known.suffix == "jpg" else "RGBA")
        kind = {"jpg": "JPEG", "png": "PNG"}[known.suffix]
        whole.resize((WIDEST_LOGO, high)).save(held, kind, quality=90)
    return min(data, held.getvalue(), key=len)
