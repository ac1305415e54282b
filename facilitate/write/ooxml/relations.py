"""Relations between parts, the list of content types, and the document's properties."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitate.write.ooxml.xml import DECLARATION, attribute, text

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"

_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from a part: `kind` is the last word of its type (`slide`, `chart`, `image`).

    `target` is a part's full name, or an address if `external`.
    """

    id: str
    kind: str
    target: str
    external: bool = False


def relations_name(part: str) -> str:
    """Return where the relations of a part stand: `ppt/_rels/presentation.xml.rels`."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def relations_xml(part: str, relations: tuple[Relation, ...]) -> str:
    """Return the relations part of `part`, with targets relative to its folder."""
    folder = part.rpartition("/")[0]
    rows = "".join(_relation(folder, relation) for relation in relations)
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">{rows}</Relationships>'


def _relation(folder: str, relation: Relation) -> str:
    kind = (
        f"{_PACKAGE}relationships/metadata/core-properties"
        if relation.kind == "core-properties"
        else _OFFICE + relation.kind
    )
    target = relation.target if relation.external else _relative(relation.target, folder)
    mode = ' TargetMode="External"' if relation.external else ""
    return f'<Relationship Id="{relation.id}" Type="{kind}" Target="{attribute(target)}"{mode}/>'


def _relative(target: str, folder: str) -> str:
    """Return the way from a folder of the package to a part of it."""
    there, here = target.split("/"), folder.split("/") if folder else []
    shared = 0
    while shared < min(len(there) - 1, len(here)) and there[shared] == here[shared]:
        shared += 1
    return "/".join([*[".."] * (len(here) - shared), *there[shared:]])


def content_types_xml(overrides: Mapping[str, str], names: tuple[str, ...]) -> str:
    """Return `[Content_Types].xml` for the named parts.

    `overrides` gives the type of a part by its full name; the other parts have the default type
    of their suffix, and an unknown suffix raises `KeyError`.
    """
    suffixes = sorted({name.rpartition(".")[2].lower() for name in names if name not in overrides})
    defaults = "".join(
        f'<Default Extension="{suffix}" ContentType="{_DEFAULTS[suffix]}"/>' for suffix in suffixes
    )
    rows = "".join(
        f'<Override PartName="/{attribute(name)}" ContentType="{overrides[name]}"/>'
        for name in sorted(overrides)
    )
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}content-types">{defaults}{rows}</Types>'


def core_xml(title: str, *, language: str, date: str) -> str:
    """Return the core properties: title, language and the day's date (ISO); no people, no clock."""
    stamp = f"{date}T00:00:00Z" if date else ""
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
        if stamp
    )
    return (
        f"{DECLARATION}<cp:coreProperties"
        f' xmlns:cp="{_PACKAGE}metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{text(title)}</dc:title>{dates}"
        f"<dc:language>{text(language)}</dc:language></cp:coreProperties>"
    )
