"""The colours and faces of a theme, as a master and its layouts map and vary them."""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from facilitate.structs import replace
from facilitate.write.brand.xml_parts import DRAWING, Element, local

SLOTS = (
    *("dk1", "lt1", "dk2", "lt2"),
    *(f"accent{number}" for number in range(1, 7)),
    *("hlink", "folHlink"),
)
PLAIN_MAP = {
    "bg1": "lt1",
    "tx1": "dk1",
    "bg2": "lt2",
    "tx2": "dk2",
    **{name: name for name in SLOTS},
}
_OFFICE = {
    "dk1": "#000000",
    "lt1": "#FFFFFF",
    "dk2": "#44546A",
    "lt2": "#E7E6E6",
    "accent1": "#4472C4",
    "accent2": "#ED7D31",
    "accent3": "#A5A5A5",
    "accent4": "#FFC000",
    "accent5": "#5B9BD5",
    "accent6": "#70AD47",
    "hlink": "#0563C1",
    "folHlink": "#954F72",
}
_NAMES = {"dk": "dark", "lt": "light", "med": "medium"}


class Ink(NamedTuple):
    """A colour of red, green, blue and how much it covers, each from 0 to 1."""

    red: float
    green: float
    blue: float
    cover: float = 1.0

    @property
    def hex(self) -> str:
        """Return it as `#RRGGBB`."""
        return "#" + "".join(f"{round(255 * part):02X}" for part in self[:3])


def ink_of(colour: str) -> Ink:
    """Return a colour written as `#RRGGBB`."""
    return Ink(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))


def xml_number(value: str | None, otherwise: float = 0.0) -> float:
    """Return a number as Office writes it; per cent signs, and what is none, are put up with."""
    try:
        found = float((value or "").rstrip("%"))
    except ValueError:
        return otherwise
    return found if abs(found) < 1e10 else otherwise


@dataclass(frozen=True, slots=True)
class Scheme:
    """A theme's colours by slot, the map from the names on slides to slots, faces and fillings."""

    colours: Mapping[str, str]
    mapped: Mapping[str, str]
    faces: Mapping[str, str]
    """By their places: `mj-lt` for Latin letters in titles, `mn-ea` for East Asian ones in text."""
    fills: tuple[Element, ...] = field(default=(), repr=False, compare=False)
    grounds: tuple[Element, ...] = field(default=(), repr=False, compare=False)
    part: str = ""

    def named(self, name: str) -> str:
        """Return the colour of a name that slides use."""
        slot = self.mapped.get(name, name)
        return self.colours.get(slot, _OFFICE.get(slot, "#000000"))

    def name_of(self, slot: str) -> str:
        """Return the name by which slides, and styles of pages, call a colour of the theme."""
        return next((name for name, one in self.mapped.items() if one == slot), slot)

    def font(self, typeface: str) -> str:
        """Return a face by its name, or by its place in the theme (`+mj-lt`)."""
        if typeface.startswith("+"):
            return self.faces.get(typeface[1:]) or self.faces.get(f"{typeface[1:3]}-lt") or "Arial"
        return typeface

    def ink(self, fill: Element | None, standing: Ink | None = None) -> Ink | None:
        """Return the colour inside a filling; `standing` is what a style's place holder means."""
        for child in () if fill is None else fill:
            if (found := self._plain(child, standing)) is not None:
                return _varied(found, child)
        return None

    def _plain(self, element: Element, standing: Ink | None) -> Ink | None:
        value = element.get("val", "")
        kind = local(element)
        if kind == "schemeClr":
            return standing if value == "phClr" else ink_of(self.named(value))
        if kind in ("srgbClr", "sysClr"):
            written = value if kind == "srgbClr" else element.get("lastClr", "")
            return _hex(written) or ink_of("#FFFFFF" if value == "window" else "#000000")
        if kind == "scrgbClr":
            return Ink(*(_share(element.get(part)) for part in "rgb"))
        if kind == "hslClr":
            hue, light = xml_number(element.get("hue")) / 21_600_000, _share(element.get("lum"))
            return Ink(*colorsys.hls_to_rgb(hue % 1, light, _share(element.get("sat"))))
        if kind == "prstClr":
            return _preset(value)
        return None

    def mapping(self, override: Element | None) -> "Scheme":
        """Return the same under a colour map, such as a master's or a layout's own."""
        if override is None:
            return self
        given = {key: value for key, value in override.attrib.items() if value in SLOTS}
        return replace(self, mapped={**PLAIN_MAP, **given})

    def overridden(self, root: Element | None) -> "Scheme":
        """Return the same with the colours of a layout's theme of its own."""
        colours = theme_colours(root)
        return replace(self, colours={**self.colours, **colours}) if colours else self


def scheme_of(theme: Element | None, part: str = "") -> Scheme:
    """Return what a theme says; Office's own colours where it says nothing."""
    colours = {**_OFFICE, **theme_colours(theme)}

    def face(kind: str, script: str) -> str:
        found = None if theme is None else theme.find(f".//{DRAWING}{kind}Font/{DRAWING}{script}")
        return "" if found is None else found.get("typeface", "")

    kinds, scripts = {"mj": "major", "mn": "minor"}, {"lt": "latin", "ea": "ea", "cs": "cs"}

    def entries(name: str) -> tuple[Element, ...]:
        found = None if theme is None else theme.find(f".//{DRAWING}{name}")
        return () if found is None else tuple(found)

    return Scheme(
        colours=colours,
        mapped=PLAIN_MAP,
        faces={
            f"{short}-{place}": face(kind, script)
            for short, kind in kinds.items()
            for place, script in scripts.items()
        },
        fills=entries("fillStyleLst"),
        grounds=entries("bgFillStyleLst"),
        part=part,
    )


def is_office(scheme: Scheme) -> bool:
    """Say whether a theme still has the accents of an Office program."""
    accents = tuple(scheme.colours[f"accent{number}"].upper() for number in (1, 2, 3))
    return accents in _OFFICE_ACCENTS


_OFFICE_ACCENTS = (
    ("#4472C4", "#ED7D31", "#A5A5A5"),  # 2013 to 2022
    ("#5B9BD5", "#ED7D31", "#A5A5A5"),  # 2013, Word's and PowerPoint's other order
    ("#4F81BD", "#C0504D", "#9BBB59"),  # 2007 and 2010
    ("#156082", "#E97132", "#196B24"),  # since 2023
    ("#4285F4", "#212121", "#78909C"),  # Google Slides, Simple Light
    ("#18A303", "#0369A3", "#A33E03"),  # LibreOffice
)


def theme_colours(theme: Element | None) -> dict[str, str]:
    """Return the colours that a theme says itself, as `#RRGGBB` by slot."""
    plain = Scheme({}, PLAIN_MAP, {})
    # Behind the theme's own colours may stand others that somebody chose from once.
    own = None if theme is None else theme.find(f".//{DRAWING}clrScheme")
    found = {local(slot): plain.ink(slot) for slot in (() if own is None else own)}
    return {slot: ink.hex for slot, ink in found.items() if ink is not None and slot in SLOTS}


def _hex(value: str) -> Ink | None:
    try:
        return ink_of(f"#{int(value, 16):06X}") if len(value) == 6 else None
    except ValueError:
        return None


def _preset(name: str) -> Ink:
    """Return a colour by the name that web pages and Office share."""
    from PIL import ImageColor

    for short, long in _NAMES.items():
        if name.startswith(short) and name[len(short) : len(short) + 1].isupper():
            name = long + name[len(short) :]
    try:
        return _hex("{:02X}{:02X}{:02X}".format(*ImageColor.getrgb(name.lower())[:3])) or Ink(
            0, 0, 0
        )
    except ValueError:
        return Ink(0, 0, 0)


def _share(value: str | None) -> float:
    """Return a part of the whole, written in thousandths of a per cent or with a per cent sign."""
    part = xml_number(value) / (100 if (value or "").endswith("%") else 100_000)
    return min(max(part, 0.0), 1.0)


def _varied(ink: Ink, element: Element) -> Ink:
    """Return a colour lighter, darker, stronger or thinner, as the elements inside it say.

    Source: ISO/IEC 29500-1, 20.1.2.3 (lumMod, lumOff, tint, shade, satMod, alpha). Tint and shade
    mix amounts of light. Black at a tint of 75 % is #898989 as Office draws it, and a little paler
    in LibreOffice: what is read in the paler one is read in both.
    """
    red, green, blue, cover = ink
    for change in element:
        kind = local(change)
        said = change.get("val", "")
        share = max(xml_number(said) / (100 if said.endswith("%") else 100_000), -10.0)
        if kind == "alpha":
            cover = min(max(share, 0.0), 1.0)
        elif kind == "alphaMod":
            cover = min(max(cover * share, 0.0), 1.0)
        elif kind in ("tint", "shade"):
            other = 1.0 if kind == "tint" else 0.0
            red, green, blue = (
                max(part**_LIGHT * share + other * (1 - share), 0.0) ** (1 / _LIGHT)
                for part in (red, green, blue)
            )
        elif kind in ("lumMod", "lumOff", "satMod", "satOff", "lum", "sat"):
            hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
            if kind.startswith("lum"):
                light = _changed(light, share, kind[3:])
            else:
                strength = _changed(strength, share, kind[3:])
            red, green, blue = colorsys.hls_to_rgb(hue, light, strength)
        elif kind == "inv":
            red, green, blue = 1 - red, 1 - green, 1 - blue
        elif kind == "gray":
            red = green = blue = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        red, green, blue = (min(max(part, 0.0), 1.0) for part in (red, green, blue))
    return Ink(red, green, blue, cover)


_LIGHT = 2.3  # the power of a part of a colour that is its light, as LibreOffice reckons


def _changed(value: float, share: float, how: str) -> float:
    changed = value * share if how == "Mod" else value + share if how == "Off" else share
    return min(max(changed, 0.0), 1.0)
