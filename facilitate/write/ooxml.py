"""What PPTX, DOCX and XLSX share: XML text and lines, the zip, relations, content types."""

import re
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from struct import pack as pack_struct
from types import MappingProxyType
from typing import Final, Literal, NamedTuple
from zipfile import ZipFile

from facilitate.shipped import shipped

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL_IN_QUOTES = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')


def text(value: str) -> str:
    """Return the value as element content; characters that XML forbids are left out."""
    if not _SPECIAL.search(value):
        return value
    clean = _FORBIDDEN.sub("", value)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """Return the value for use between double quotes; line ends and tabs are kept."""
    if not _SPECIAL_IN_QUOTES.search(value):
        return value
    escaped = text(value).replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def hex_colour(value: str) -> str:
    """Return `10243A` of `#10243a`, as Office writes colours."""
    return value.lstrip("#").upper()


DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)
"""The sign, inside a drawing's properties, that listeners may pass it over."""


def _scheme(name: str, *, lighter: int = 0) -> str:
    """Return a colour of the theme, by so many parts in a hundred nearer to white."""
    if not lighter:
        return f'<a:schemeClr val="{name}"/>'
    kept, more = (100 - lighter) * 1000, lighter * 1000
    return (
        f'<a:schemeClr val="{name}"><a:lumMod val="{kept}"/><a:lumOff val="{more}"/></a:schemeClr>'
    )


THEME: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ink": "tx1",
        "white": "bg1",
        "grey": "tx2",
        "tint": "bg2",
        "doctor": "accent1",
        "manager": "accent2",
        "bridge": "accent3",
        "mid": "accent4",
        "rule": "accent5",
        "centre": "accent6",
    }
)
"""Where the themes of our base files keep a colour, so that a changed theme changes it all over."""

_LIGHTER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ink": _scheme("bg1"),
        "white": _scheme("tx1"),
        "tint": _scheme("tx1"),
        "doctor": _scheme("accent1", lighter=60),
        "manager": _scheme("accent2", lighter=60),
        "grey": _scheme("tx2", lighter=60),
    }
)
"""The same on the dark pages: ink and white change places, the others are lighter."""


def themed(ink: str, theme: Mapping[str, str] = THEME, *, dark: bool = False) -> str:
    """Return a plain fill in a colour of the theme, by its name in our look; `none` is no fill.

    `theme` is that of a base file; what it leaves out it has where ours has it.
    """
    if ink == "none":
        return "<a:noFill/>"
    if dark:
        return f"<a:solidFill>{_LIGHTER.get(ink, _scheme('tx2', lighter=40))}</a:solidFill>"
    name = theme.get(ink) or THEME[ink]
    plain = f'<a:srgbClr val="{hex_colour(name)}"/>' if name.startswith("#") else _scheme(name)
    return f"<a:solidFill>{plain}</a:solidFill>"


NO_LINE = "<a:ln><a:noFill/></a:ln>"


def stroke(fill: str, width_emu: float, *, dashed: bool = False) -> str:
    """Return a line of this fill and width."""
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return f'<a:ln w="{round(width_emu)}">{fill}{dash}</a:ln>'


_LEVEL: Final = 3  # a tenth larger than level 6, in two thirds of its time
_STORED_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".xlsx")  # compressed already
_FIRST: Final = ("[Content_Types].xml", "_rels/.rels")
_DATE: Final = (1 << 5) | 1  # 1 January 1980, the first day that a zip can name
_MOST_PARTS: Final = 65_535  # more would need zip64


class Packed(NamedTuple):
    """A part as it stands in the zip: its bytes compressed (or stored) and their checksum."""

    name: str
    method: int
    crc: int
    size: int
    data: bytes


def packed(name: str, data: bytes | str) -> Packed:
    """Return the part compressed; pictures and workbooks are stored as they are."""
    raw = data.encode() if isinstance(data, str) else data
    crc = zlib.crc32(raw)
    if name.lower().endswith(_STORED_SUFFIXES):
        return Packed(name, 0, crc, len(raw), raw)
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(name, 8, crc, len(raw), deflate.compress(raw) + deflate.flush())


@lru_cache(maxsize=64)
def packed_once(name: str, data: str) -> Packed:
    """Return the same of a part that many files hold: it is compressed for the first of them."""
    return packed(name, data)


def package(parts: Iterable[Packed]) -> bytes:
    """Return the zip file: content types, package relations, then the names in order.

    Raises `ValueError` if two parts have the same name or there are more than 65,535.
    """
    ordered = sorted(parts, key=lambda part: (_rank(part.name), part.name))
    names = {part.name for part in ordered}
    if len(names) != len(ordered) or len(ordered) > _MOST_PARTS:
        raise ValueError("A part stands twice in the package, or there are too many.")
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in ordered:
        name = part.name.encode("ascii")
        fields = _fields(part, len(name))
        local = b"PK\x03\x04\x14\x00" + fields + name
        body += (local, part.data)
        directory.append(
            b"PK\x01\x02\x14\x00\x14\x00"
            + fields
            + pack_struct("<HHHLL", 0, 0, 0, 0, offset)
            + name
        )
        offset += len(local) + len(part.data)
    listing = b"".join(directory)
    count = len(ordered)
    end = pack_struct("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*body, listing, end))


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the uncompressed parts of an Office file by name, without folders."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


@lru_cache(maxsize=2)
def our_parts(suffix: Literal["docx", "pptx"]) -> Mapping[str, bytes]:
    """Return the parts of our own base file as they are."""
    data = (shipped("templates") / "base" / f"base.{suffix}").read_bytes()
    return MappingProxyType(parts_of(data))


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _fields(part: Packed, name_length: int) -> bytes:
    """Return what local header and directory share: flags, method, time, date, crc, sizes."""
    return pack_struct(
        "<HHHHLLLHH", 0, part.method, 0, _DATE, part.crc, len(part.data), part.size, name_length, 0
    )


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"

_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Relation(NamedTuple):
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


APP = "docProps/app.xml"
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


def app_xml(company: str) -> str:
    """Return the properties that name the organisation in whose name a file is made."""
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'extended-properties"><Application>facilitate</Application>'
        f"<Company>{text(company)}</Company></Properties>"
    )
