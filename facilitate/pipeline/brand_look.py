"""An organisation's brand put on: templates opened, colours and faces chosen, all concessions."""

import hashlib
import io
import re
from collections.abc import Mapping
from functools import lru_cache

from facilitate.faults import Fault, KeyPath, Place, Severity
from facilitate.load.brand_files import OwnBrand, OwnFile, OwnPicture, Size
from facilitate.pictures import read_picture
from facilitate.structs import replace
from facilitate.write.base_file import Brand, DeckBase, Logo, PageBase
from facilitate.write.brand.colours import ColourChange, chosen
from facilitate.write.brand.faces import (
    MOST_OF_A_FACE,
    FaceInUse,
    face_of_family,
    has_bold,
    lacks_pages,
    said_of_itself,
)
from facilitate.write.brand.logo import png_of, unseen_on
from facilitate.write.brand.package import Package, opened
from facilitate.write.look import Colours, Look, SlideType

LARGEST_MINIMUM = 24.0
"""The size of a slide's text in points: the least size of other words can be no larger."""


def branded_look(brand: OwnBrand, usual: Look, named: str) -> tuple[Look, tuple[Fault, ...]]:
    """Return the usual look with an organisation's brand on, and what could not be honoured.

    `named` is the look that the plan asks for by name, or empty; its colours are kept then.
    """
    return _Wearing(brand).on(usual, named)


def theme_colours(brand: OwnBrand) -> Mapping[str, str]:
    """Return the colours by name of a template's theme that has some of its own; else none."""
    wearing = _Wearing(brand)
    wearing.open(brand.deck)
    wearing.open(brand.pages)
    return wearing.of_themes()[1]


_HEX = re.compile(r"#[0-9A-F]{6}")


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
        self._look_at_logos(brand, look)
        return look, tuple(dict.fromkeys(self.faults))

    def _look_at_logos(self, brand: Brand, look: Look) -> None:
        """Tell a logo that is hardly seen where it stands, or of too few pixels to be sharp."""
        grounds: tuple[tuple[Size, Logo | None, str, str], ...] = (
            ("medium", brand.logo, "#FFFFFF", "white paper"),
            ("small", brand.small_logo, "#FFFFFF", "white paper"),
            ("dark", brand.dark_logo, look.colours.dark, "dark covers"),
        )
        told: set[str] = set()
        for size, logo, ground, where in grounds:
            file = self.own.pictures[size].file if logo else ""
            if logo is None or (file in told and size != "dark"):
                continue
            told.add(file)
            keys = self.own.source.keys if self.own.source else {}
            place = self.own.place("logo", size) if ("logo",) in keys else Place(file)
            if unseen_on(logo, ground) > MOST_UNSEEN:
                message = f"{file} is hardly seen on {where}: most of it is as {_shade(ground)}."
                hint = f"Bring the logo that is made for {where}."
                self._say("B208", message, hint, place=place)
            known = read_picture(logo.data) if logo.suffix != "svg" else None
            if known and max(known.width, known.height) < LEAST_PIXELS:
                message = f"{file} has {known.width} by {known.height} pixels: it looks blurred."
                hint = "Bring a larger one, about 1,000 pixels wide, or SVG."
                self._say("B208", message, hint, place=place)

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

    def open(self, file: OwnFile | None) -> Package | None:
        """Return a template opened, and keep it; None without one, or with a fault."""
        if file is None:
            return None
        package, faults = opened(file.data, file.file)
        self.faults += faults
        if package:
            self.packages[file.file] = package
        return package

    def _deck(self) -> DeckBase | None:
        package = self.open(self.own.deck)
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
        package = self.open(self.own.pages)
        if package is None:
            return None
        from facilitate.write.brand.pages import page_base

        pages, faults = page_base(package)
        self.faults += faults
        return pages

    # ----------------------------------------------------------------------------------- colours

    def _in_colours(self, look: Look, named: str) -> Look:
        file, theme = ("", {}) if self.own.palette else self.of_themes()
        palette = self.own.palette or theme
        if not palette:
            self._say_stock()
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
        deck = self.own.deck
        # Of its own theme's colours the deck has told the same; what it has of the palette's is
        # told where the palette is.
        changes = () if deck and deck.file == file else found.changes
        told = {colour for change in changes for colour in _HEX.findall(change.said)}
        self.faults = [
            one
            for one in self.faults
            if one.code != "B133" or not told.intersection(_HEX.findall(one.message))
        ]
        for change in (*changes, *(() if deck else found.covers)):
            self._say_colour(change, file)
        self._say_other_themes(found.colours, file)
        return replace(look, colours=found.colours)

    def _say_other_themes(self, colours: Colours, file: str) -> None:
        """Tell of each template whose theme has none of the colours that everything else wears.

        `file` is the template whose own they are, if they are not those of a brand file.
        """
        from facilitate.write.brand.scheme import scheme_of
        from facilitate.write.brand.xml_parts import tree_of

        for name, package in self.packages.items():
            parts = [one for one in package.parts if "/theme/theme" in one]
            has = {
                colour.upper()
                for part in parts
                for colour in scheme_of(tree_of(package.parts[part])).colours.values()
            }
            if name == file or {colours.doctor, colours.manager} <= has:
                continue
            what = "Slides" if package.use == "deck" else "Styles of Word files"
            place = Place(name) if file else None
            # Which are an Office program's is told by the same.
            self.faults = [
                one for one in self.faults if (one.code, one.place) != ("B129", Place(name))
            ]
            self._say(
                "B209",
                f"{what} keep the colours of {name}, which are others than all else wears.",
                f"Write the same colours into the theme of {name} if you can.",
                "color",
                place=place,
            )

    def _say_colour(self, change: ColourChange, file: str) -> None:
        """Tell a change of a colour where the brand file names it, or of a template's theme."""
        ways: tuple[KeyPath, ...] = (("color", change.name), ("color", "palette", change.name))
        keys = self.own.source.keys if self.own.source else {}
        path = next((way for way in ways if way in keys), ("color",))
        place = Place(file) if file else None
        self._say("B201", change.said, change.hint, *path, place=place)

    def _say_stock(self) -> None:
        """Tell that PDFs have our colours, where a template's theme has an Office program's."""
        calm = "PDFs and pages on screen stay in our calm colours"
        for number, one in enumerate(self.faults):
            if one.code == "B129":
                said = f"{one.message.removesuffix('.')}, and {calm}."
                self.faults[number] = replace(one, message=said)
                return
        for file in self.packages:
            message = f"The theme of {file} has the colours of an Office program: {calm}."
            hint = "Write the brand's colours into `_brand.yml`, or into the theme of the file."
            self._say("B129", message, hint, place=Place(file))
            return

    def of_themes(self) -> tuple[str, Mapping[str, str]]:
        """Return the colours of a template's theme that has some of its own, and its file."""
        from facilitate.write.brand.scheme import SLOTS, is_office, scheme_of
        from facilitate.write.brand.xml_parts import tree_of

        for file, package in self.packages.items():
            parts = (one for one in sorted(package.parts) if "/theme/theme" in one)
            for part in parts:
                scheme = scheme_of(tree_of(package.parts[part]))
                if not is_office(scheme):
                    return file, {slot: scheme.colours[slot] for slot in SLOTS[:10]}
        return "", {}

    # ------------------------------------------------------------------------------------- type

    def _faces(
        self, deck: DeckBase | None, pages: PageBase | None
    ) -> tuple[FaceInUse | None, FaceInUse | None]:
        """Return the faces of text and of headings; None where the brand names none."""
        says = self.own.faces
        own = {one.family.casefold(): one for one in self.own.fonts}
        first = next(iter(self.own.fonts), None)
        text = says.get("text") or (first.family if first and not says else "")
        text = text or (deck.text_font if deck else pages.text_font if pages else "")
        headings = says.get("headings") or text
        wanted: dict[str, Place] = {}
        brought_first = text if first and text == first.family else ""
        uses = {"base": says.get("text"), "headings": says.get("headings"), "fonts": brought_first}
        for use, family in uses.items():
            wanted.setdefault(family or "", self.own.place("typography", use))
        if deck and self.own.deck:
            for family in (deck.title_font, deck.text_font):
                wanted.setdefault(family, Place(self.own.deck.file))
        if pages and self.own.pages:
            wanted.setdefault(pages.text_font, Place(self.own.pages.file))
        faces: dict[str, FaceInUse] = {}
        for family, place in wanted.items():
            if family:
                brought = own.get(family.casefold())
                files = tuple(one.data for one in brought.files) if brought else ()
                files = files or (pages.fonts.get(family, ()) if pages else ())
                faces[family] = face_of_family(family, files)
                self._say_face(faces[family], place)
        worn_text = faces.get(text)
        if worn_text and worn_text.files and all(one.weight >= 600 for one in worn_text.files):
            self._say(
                "B202",
                f"{text} has no plain weight: text is as heavy as titles.",
                "Bring the file of its plain weight (Regular) too.",
                place=wanted[text],
            )
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

    def _say_face(self, one: FaceInUse, place: Place) -> None:
        itself = [] if one.why else [said_of_itself(each) for each in one.files]
        if one.why:
            family = one.family.casefold()
            sources = {font.source for font in self.own.fonts if font.family.casefold() == family}
            on_web = not sources.isdisjoint(("google", "bunny"))
            hint = f"Nothing is fetched from the web. {one.hint}" if on_web else one.hint
            self._say("B202", f"{one.why}.", hint, place=place)
        elif not has_bold(one):
            light = "titles are as light as text."
            if any(variable for _, variable in itself):
                message = f"{one.family} is one file for all weights, of which one is used: {light}"
                self._say("B202", message, "Bring a file for plain and one for bold.", place=place)
            else:
                message = f"{one.family} has no bold: {light}"
                self._say("B202", message, "Bring the file of its bold too.", place=place)
        called = {name for names, _ in itself for name in names}
        if called and one.family.casefold() not in called:
            message = f"The files of {one.family} are of a font called {one.set_in}."
            self._say("B202", message, f"Write {one.set_in} in place of that.", place=place)
        if any(map(lacks_pages, one.files)):
            message = (
                f"A file of {one.set_in} is larger than {MOST_OF_A_FACE // 1000} kB and may not be "
                "made smaller, as its maker says in it: pages on screen show it only where it is "
                "installed."
            )
            self._say("B202", message, "Ask its maker for a smaller file.", place=place)

    def _sizes(self, slide: SlideType) -> SlideType:
        """Return sizes on slides, none under the least that the brand asks for.

        What the brand says of type beside that, and no page follows, is told here too.
        """
        if self.own.unused_type:
            self._say(
                "B209",
                f"Of typography these are not used: {', '.join(self.own.unused_type)}.",
                "Nothing to do: sizes, weights and colours of type are chosen to be read and fit.",
                "typography",
            )
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


MOST_UNSEEN = 0.5
"""The share of a logo that may be as pale as its ground: white letters in a mark, for example."""

LEAST_PIXELS = 100
"""Of a logo's longer side: at the head of a letter that is less than sixty to an inch."""


def _shade(ground: str) -> str:
    return "pale as the paper" if ground == "#FFFFFF" else "dark as they are"


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


_TURNED = 0x0112
"""What a camera says of how it was held. Source: Exif 2.32, 4.6.4, Orientation."""


@lru_cache(maxsize=8)
def _smaller(data: bytes) -> bytes:
    """Return a picture no wider than a logo needs to be, upright, in the colours of screens.

    It stays as it is where it is no wider, or would not get smaller.
    """
    known = read_picture(data)
    if known is None:
        return data
    from PIL import Image, ImageOps

    held = io.BytesIO()
    with Image.open(io.BytesIO(data)) as opened:
        turned = opened.getexif().get(_TURNED, 1) != 1
        picture = ImageOps.exif_transpose(opened) if turned else opened
        # Programs show a printer's colours, and a picture that is to be turned, each in its way.
        odd = picture.mode == "CMYK" or turned
        if picture.width <= WIDEST_LOGO and not odd:
            return data
        wide = min(picture.width, WIDEST_LOGO)
        high = max(round(picture.height * wide / picture.width), 1)
        whole = picture.convert("RGB" if known.suffix == "jpg" else "RGBA")
        kind = {"jpg": "JPEG", "png": "PNG"}[known.suffix]
        whole.resize((wide, high)).save(held, kind, quality=90)
    return held.getvalue() if odd else min(data, held.getvalue(), key=len)
