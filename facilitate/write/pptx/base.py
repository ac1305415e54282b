"""The base file, opened once: its parts ready to copy, its presentation part open for slides."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET

from facilitate.shipped import shipped
from facilitate.write.look import Colours, Look
from facilitate.write.ooxml.container import Packed, packed, parts_of
from facilitate.write.ooxml.relations import Relation
from facilitate.write.ooxml.xml import hex_colour
from facilitate.write.pptx.layouts import OURS, Role

PRESENTATION = "ppt/presentation.xml"
NOTES_MASTER = "ppt/notesMasters/notesMaster1.xml"
_REMADE = ("[Content_Types].xml", f"ppt/_rels/{PRESENTATION[4:]}.rels", PRESENTATION)


@dataclass(frozen=True, slots=True)
class Base:
    """Constant parts as compressed bytes; the parts of the file that slides change, as text."""

    constant: tuple[Packed, ...]
    types: Mapping[str, str]
    presentation: str
    relations: tuple[Relation, ...]
    layouts: Mapping[Role, str]


def base_of(look: Look) -> Base:
    """Return our base in the colours and the face of this look; opened once for each look."""
    return _opened(look.colours, look.slide_font)


@lru_cache(maxsize=4)
def _opened(colours: Colours, font: str) -> Base:
    parts = parts_of((shipped("templates") / "base" / "base.pptx").read_bytes())
    parts.pop("docProps/core.xml")
    constant = tuple(
        packed(name, _coloured(data, colours, font) if name.startswith("ppt/") else data)
        for name, data in parts.items()
        if name not in _REMADE
    )
    types = {
        row.attrib["PartName"].lstrip("/"): row.attrib["ContentType"]
        for row in ET.fromstring(parts["[Content_Types].xml"])  # noqa: S314 - a file of our own
        if "PartName" in row.attrib
    }
    related = ET.fromstring(parts[_REMADE[1]])  # noqa: S314 - a file of our own
    relations = tuple(
        Relation(
            row.attrib["Id"], row.attrib["Type"].rpartition("/")[2], f"ppt/{row.attrib['Target']}"
        )
        for row in related
    )
    return Base(constant, types, parts[PRESENTATION].decode(), relations, OURS)


def _coloured(data: bytes, colours: Colours, font: str) -> bytes:
    """Return a part of our base with this look's colours and face instead of the default ones."""
    ours = Colours()
    if colours == ours and font == "Arial":
        return data
    text = data.decode().replace('typeface="Arial"', f'typeface="{font}"')
    for name in Colours.__slots__:
        old, new = hex_colour(getattr(ours, name)), hex_colour(getattr(colours, name))
        text = text.replace(f'val="{old}"', f'val="_{new}"')
    return text.replace('val="_', 'val="').encode()
