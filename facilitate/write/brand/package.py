"""The office files of an organisation as packages: what may be used of one, or why none of it.

Only what a relation of a known kind leads to is read, from the main part on, and each part gets
the name and type that its kind has. So samples, properties, people, scripts, types and relations
that hang in the air, odd names and the difference between document and template need no rule.
"""

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from types import MappingProxyType
from typing import Literal
from urllib.parse import unquote

from facilitate.faults import Fault, Place
from facilitate.files import kind_of, why_refused
from facilitate.pictures import plain_picture
from facilitate.structs import Struct
from facilitate.write.brand.xml_parts import (
    DeclaresTypesError,
    Element,
    NotXmlError,
    ids_in,
    local,
    tree_of,
    without_foreign,
    written,
)
from facilitate.write.ooxml import Relation, relations_name, relations_xml

Use = Literal["deck", "pages"]

MOST_UNPACKED = 200_000_000
"""Bytes that a file may take when unpacked: samples with films among them, which are not read."""

MOST_XML = 20_000_000
"""Bytes of a part of XML; in memory it takes ten times as much."""

_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class _Kind(Struct):
    """What a relation leads to: the name that its part gets, its content type, its root."""

    name: str
    type: str = ""
    root: str = ""


_OFFICE = "application/vnd.openxmlformats-officedocument."
_SLIDES = f"{_OFFICE}presentationml."
_WORDS = f"{_OFFICE}wordprocessingml."
_SHARED = {
    "theme": _Kind("{folder}/theme/theme{n}.xml", f"{_OFFICE}theme+xml", "theme"),
    "image": _Kind("{folder}/media/brand{n}.{suffix}"),
}
_KEPT: Mapping[Use, Mapping[str, _Kind]] = MappingProxyType(
    {
        "deck": {
            "officeDocument": _Kind(
                "ppt/presentation.xml", f"{_SLIDES}presentation.main+xml", "presentation"
            ),
            "slideMaster": _Kind(
                "ppt/slideMasters/slideMaster{n}.xml", f"{_SLIDES}slideMaster+xml", "sldMaster"
            ),
            "slideLayout": _Kind(
                "ppt/slideLayouts/slideLayout{n}.xml", f"{_SLIDES}slideLayout+xml", "sldLayout"
            ),
            "notesMaster": _Kind(
                "ppt/notesMasters/notesMaster{n}.xml", f"{_SLIDES}notesMaster+xml", "notesMaster"
            ),
            "tableStyles": _Kind("ppt/tableStyles.xml", f"{_SLIDES}tableStyles+xml", "tblStyleLst"),
            "themeOverride": _Kind(
                "ppt/theme/themeOverride{n}.xml", f"{_OFFICE}themeOverride+xml", "themeOverride"
            ),
            "font": _Kind("ppt/fonts/font{n}.fntdata", "application/x-fontdata"),
            **_SHARED,
        },
        "pages": {
            "officeDocument": _Kind("word/document.xml", f"{_WORDS}document.main+xml", "document"),
            "styles": _Kind("word/styles.xml", f"{_WORDS}styles+xml", "styles"),
            "numbering": _Kind("word/numbering.xml", f"{_WORDS}numbering+xml", "numbering"),
            "settings": _Kind("word/settings.xml", f"{_WORDS}settings+xml", "settings"),
            "fontTable": _Kind("word/fontTable.xml", f"{_WORDS}fontTable+xml", "fonts"),
            "footnotes": _Kind("word/footnotes.xml", f"{_WORDS}footnotes+xml", "footnotes"),
            "endnotes": _Kind("word/endnotes.xml", f"{_WORDS}endnotes+xml", "endnotes"),
            "header": _Kind("word/header{n}.xml", f"{_WORDS}header+xml", "hdr"),
            "footer": _Kind("word/footer{n}.xml", f"{_WORDS}footer+xml", "ftr"),
            "font": _Kind("word/fonts/font{n}.odttf", f"{_OFFICE}obfuscatedFont"),
            **_SHARED,
        },
    }
)
_ON_REQUEST = ("image", "font")
"""Kinds of relations that draw nothing unless the part uses their id."""

_OFFICE_FILES = (".pptx", ".potx", ".docx", ".dotx")
_OBJECTS = ("package", "audio", "video", "chart", "diagramData", "aFChunk")
_OBJECT_PART = re.compile(r"(?:^|/)(?:oleobject[^/]*|activex/[^/]*)\.bin$")
_SAMPLES = "ppt/slides/"
"""Where sample slides lie, of which nothing is used."""
_ACTIVE_RELATION = re.compile(rb"/(?:oleObject|control|activeXControlBinary)[\"']")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+$", re.IGNORECASE)
_OFFICE_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"BM": "bmp",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
    b"\xd7\xcd\xc6\x9a": "wmf",
    b"\x01\0\x09\0": "wmf",
}
_PICTURE_TYPES = {
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tiff": "image/tiff",
    "wmf": "image/x-wmf",
    "emf": "image/x-emf",
}
"""Types of pictures that a suffix does not say by itself (`ooxml.content_types_xml`)."""


@dataclass(frozen=True, slots=True)
class Package:
    """What may be used of a PowerPoint or Word file, all that it needs and nothing else.

    `parts` are the parts by name with their relations, without the list of content types; `types`
    the content types of those whose suffix does not say it; `relations` those of each part, with
    the full names of parts as targets. `main` is the part that everything hangs on.
    """

    name: str
    use: Use
    main: str
    parts: Mapping[str, bytes] = field(repr=False)
    types: Mapping[str, str] = field(repr=False)
    relations: Mapping[str, tuple[Relation, ...]] = field(repr=False)

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Return the parts that a part leads to by relations of one kind, in their order."""
        return tuple(one.target for one in self.relations.get(part, ()) if one.kind == kind)


def opened(data: bytes, name: str) -> tuple[Package | None, tuple[Fault, ...]]:
    """Return what may be used of an Office file, or None, and what a person should know of it.

    `name` is what the file is called in faults.
    """
    try:
        with _archive(data) as archive:
            source = _Source(archive)
            return _Walk(source, name).package()
    except _RefusalError as refusal:
        return None, (refusal.fault(name),)
    except _BROKEN as error:
        return None, (_RefusalError("B105", f"is damaged ({error})", _AGAIN).fault(name),)


_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(RuntimeError, NotImplementedError, UnicodeDecodeError),
)
_AGAIN = "Open it in PowerPoint or Word, save it under a new name and use that file."


class _RefusalError(Exception):
    """A file that cannot be used: why, and what to do."""

    def __init__(self, code: str, why: str, hint: str) -> None:
        super().__init__(code, why, hint)
        self.code, self.why, self.hint = code, why, hint

    def fault(self, name: str) -> Fault:
        """Return it as what a person is told."""
        return Fault(
            code=self.code,
            message=f"{name} {self.why}, so it cannot be used.",
            hint=self.hint,
            place=Place(name),
        )


def _archive(data: bytes) -> zipfile.ZipFile:
    """Return the package, unless its first bytes or its directory speak against it."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old(data)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        kind = kind_of(data) if data else "empty"
        is_what = f"is {kind}" if kind and not kind.startswith("a Word") else "is no Office file"
        if data.startswith(b"PK"):
            raise _RefusalError("B105", "is cut off or damaged", _AGAIN)
        raise _RefusalError("B101", is_what, "Use a .pptx, .potx, .docx or .dotx file.")
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = [part.filename.replace("\\", "/") for part in archive.infolist()]
    if trick := next((one for one in names if _is_trick(one)), None):
        why = f"holds a part called {trick!r}, which would lie outside it"
        raise _RefusalError("B104", why, "Ask who made it; no office program writes such a name.")
    if len({one.casefold() for one in names}) < len(names):
        raise _RefusalError("B104", "holds two parts of one name", _AGAIN)
    if why := why_refused(archive, most=MOST_UNPACKED):
        hint = "Delete sample slides and large pictures in it, and save it again."
        raise _RefusalError("B103", f"is too large: {why}", hint)
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise _RefusalError("B102", "has a password", "Save it without a password.")
    return archive


def _is_trick(name: str) -> bool:
    return name.startswith("/") or ":" in name or "\0" in name or ".." in name.split("/")


def _old(data: bytes) -> _RefusalError:
    """Return what an OLE file is: locked, or of the years before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _RefusalError("B102", "has a password", "Save it without a password.")
    save = "Open it and save it as .potx or .dotx."
    return _RefusalError("B102", "has the file format of the years before 2007", save)


class _Source:
    """A package as it came: its parts by name, whatever the case and the slashes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._trees: dict[str, Element | None] = {}
        self._known = {
            one.filename.replace("\\", "/").casefold(): one.filename for one in archive.infolist()
        }
        types = self._declared().casefold()
        if "macroenabled" in types or any("vbaproject" in one for one in self._known):
            hint = "Save it without macros, as .potx or .dotx."
            raise _RefusalError("B106", "holds macros, which could run programs", hint)
        if part := next((name for name in self._known if self._starts_a_program(name)), ""):
            holds = self._known[part].replace("_rels/", "").removesuffix(".rels")
            why = f"holds an object or a control that starts another program (in {holds})"
            hint = "Delete it in the file, or put it in as a picture, and save it again."
            raise _RefusalError("B110", why, hint)
        self.objects = sum(bool(_OBJECT_PART.search(name)) for name in self._known)

    def _starts_a_program(self, name: str) -> bool:
        """Say whether a part has the relations of one with an OLE object or an ActiveX control.

        Those of sample slides do no harm: no sample slide is used.
        """
        of_used = name.endswith(".rels") and not name.startswith(_SAMPLES)
        return of_used and _ACTIVE_RELATION.search(self.read(name)) is not None

    def _declared(self) -> str:
        if "[content_types].xml" in self._known:
            return self.read("[Content_Types].xml").decode("utf-8", "replace")
        kind = self.read("mimetype")[:200] if "mimetype" in self._known else b""
        if b"opendocument" in kind:
            hint = "Open it in LibreOffice and save it as .potx or .dotx."
            raise _RefusalError("B101", "is a LibreOffice file", hint)
        inside = any(one.endswith(_OFFICE_FILES) for one in self._known)
        hint = "Unpack it, and use" if inside else "Use"
        hint += " a .pptx, .potx, .docx or .dotx file."
        raise _RefusalError("B101", "is a packed file that no office program made", hint)

    def read(self, part: str) -> bytes:
        """Return a part's bytes, by its name in any case."""
        return self._archive.read(self._known[part.casefold()])

    def has(self, part: str) -> bool:
        """Say whether there is a part of this name."""
        return part.casefold() in self._known

    def tree(self, part: str) -> Element | None:
        """Return a part's root, the same each time; None where it is absent or no XML."""
        if part not in self._trees:
            self._trees[part] = self._read_tree(part)
        return self._trees[part]

    def _read_tree(self, part: str) -> Element | None:
        if not self.has(part):
            return None
        size = self._archive.getinfo(self._known[part.casefold()]).file_size
        if size > MOST_XML:
            hint = "Delete sample slides and drawings in it, and save it again."
            raise _RefusalError("B103", f"has a part of {size / 1e6:,.0f} MB ({part})", hint)
        try:
            return tree_of(self.read(part))
        except DeclaresTypesError as problem:
            why = f"declares a document type in its part {part}"
            hint = "Ask who made it; no office program does that, an attacker might."
            raise _RefusalError("B107", why, hint) from problem
        except NotXmlError:
            return None

    def relations(self, part: str) -> Iterator[tuple[str, str, str, bool]]:
        """Yield id, type and target of a part's relations, and whether it lies elsewhere."""
        rows = self.tree(relations_name(part))
        seen: set[str] = set()
        for row in () if rows is None else rows.iter(_RELATION):
            key, kind, target = row.get("Id", ""), row.get("Type", ""), row.get("Target", "")
            if not key or key in seen:
                continue
            seen.add(key)
            external = row.get("TargetMode", "").casefold() == "external"
            yield key, kind, target if external else self._full(part, target), external

    def _full(self, part: str, target: str) -> str:
        """Return a target's full name, be it percent-encoded or not; as it is in no such part."""
        spelt = target.replace("\\", "/").partition("#")[0]
        names = [normpath(join("/", dirname(part), one))[1:] for one in (spelt, unquote(spelt))]
        return next((one.casefold() for one in names if self.has(one)), names[0])


class _Walk:
    """What is found on the way from the main part, each part once, with its new name."""

    def __init__(self, source: _Source, name: str) -> None:
        self._source = source
        self._name = name
        self._named: dict[str, str] = {}
        self._count: dict[str, int] = {}
        self._elsewhere = 0
        self._objects = source.objects
        self._missing: list[str] = []
        self._use: Use = "deck"

    def package(self) -> tuple[Package, tuple[Fault, ...]]:
        """Return all that may be used, and what a person should know of the rest."""
        main = self._main()
        self._named[main] = _KEPT[self._use]["officeDocument"].name
        parts: dict[str, bytes] = {}
        types: dict[str, str] = {}
        relations: dict[str, tuple[Relation, ...]] = {}
        queue = [(main, "officeDocument")]
        for part, kind in queue:
            new = self._named[part]
            if type_ := _KEPT[self._use][kind].type or _PICTURE_TYPES.get(new.rpartition(".")[2]):
                types[new] = type_
            if kind in _ON_REQUEST:
                parts[new] = plain_picture(self._source.read(part))
                continue
            root = self._source.tree(part)
            relations[new] = tuple(self._kept(part, ids_in(root), queue))
            without_foreign(root, {one.id for one in relations[new]})
            parts[new] = written(root)
            if relations[new]:
                parts[relations_name(new)] = relations_xml(new, relations[new]).encode()
        package = Package(self._name, self._use, self._named[main], parts, types, relations)
        return package, tuple(self._told())

    def _main(self) -> str:
        """Return the main part, and know from its root what the file is for."""
        strict = False
        for _, kind, target, external in self._source.relations(""):
            strict = strict or kind.startswith(_STRICT)
            if not kind.endswith("/officeDocument") or external:
                continue
            root = self._source.tree(target)
            is_what = "" if root is None else local(root)
            if root is not None and (strict or root.tag.startswith("{" + _STRICT)):
                hint = "Save it as .potx or .dotx, not as “Strict Open XML”."
                raise _RefusalError("B108", "is saved as Strict Open XML", hint)
            for use, kinds in _KEPT.items():
                if is_what == kinds["officeDocument"].root:
                    self._use = use
                    return target
            if is_what:
                known = {"workbook": "is an Excel workbook", "themeManager": "is a theme alone"}
                why = known.get(is_what, "is no presentation and no Word document")
                hint = "Use a .pptx, .potx, .docx or .dotx file."
                raise _RefusalError("B101", why, hint)
        raise _RefusalError("B105", "is damaged: its main part cannot be read", _AGAIN)

    def _kept(self, part: str, used: set[str], queue: list[tuple[str, str]]) -> Iterator[Relation]:
        """Yield the relations of a part that may stay, and put what they lead to into the queue."""
        for key, type_, target, external in self._source.relations(part):
            kind = type_.rpartition("/")[2]
            if external:
                if kind == "hyperlink" and _ADDRESS.match(target):
                    if key in used:
                        yield Relation(key, kind, target, external=True)
                else:
                    self._elsewhere += 1
            elif kind in _OBJECTS:
                self._objects += 1
            elif type_ == _TRANSITIONAL + kind and kind in _KEPT[self._use]:
                if kind in _ON_REQUEST and key not in used:
                    continue
                if target not in self._named:
                    new = self._new_name(target, kind)
                    if not new:
                        continue
                    self._named[target] = new
                    queue.append((target, kind))
                yield Relation(key, kind, self._named[target])

    def _new_name(self, part: str, kind: str) -> str:
        """Return the name that a part gets; empty of one that is absent, damaged or not drawn."""
        what = _KEPT[self._use][kind]
        suffix = ""
        if kind == "image" and self._source.has(part):
            suffix = _suffix(self._source.read(part))
            readable = bool(suffix)
            if suffix == "svg":  # stands beside a PNG, which stays
                return ""
        elif kind in _ON_REQUEST:
            readable = self._source.has(part)
        else:
            root = self._source.tree(part)
            readable = root is not None and local(root) == what.root
        if not readable:
            self._missing.append(part)
            return ""
        count = self._count[kind] = self._count.get(kind, 0) + 1
        folder = _KEPT[self._use]["officeDocument"].name.partition("/")[0]
        return what.name.format(folder=folder, n=count, suffix=suffix)

    def _told(self) -> Iterator[Fault]:
        if self._objects:
            yield self._advice(
                "B111",
                f"{self._name} holds {_times(self._objects, 'embedded object')} "
                "(a film, a chart, a diagram, a file of another program). "
                "They could tell something of a sample, so they are left out.",
                "If one belongs to the look, put it in as a picture.",
            )
        if self._elsewhere:
            yield self._advice(
                "B112",
                f"{self._name} leads to {_times(self._elsewhere, 'file')} outside it. "
                "Those links are left out, and nothing is fetched.",
                "If a picture is missing now, put it into the file itself.",
            )
        if self._missing:
            yield self._advice(
                "B113",
                f"{self._name} names {_times(len(self._missing), 'part')} that it does not hold, "
                f"or that cannot be read ({', '.join(self._missing[:3])}"
                f"{', …' if len(self._missing) > 3 else ''}). The rest is used without them.",
                _AGAIN,
            )

    def _advice(self, code: str, message: str, hint: str) -> Fault:
        place = Place(self._name)
        return Fault(code=code, message=message, hint=hint, severity="advice", place=place)


def _times(number: int, what: str) -> str:
    return f"one {what}" if number == 1 else f"{number} {what}s"


def _suffix(picture: bytes) -> str:
    """Return the suffix of a picture by its first bytes; empty of what Office does not draw."""
    if picture[40:44] == b" EMF":
        return "emf"
    if b"<svg" in picture[:2000]:
        return "svg"
    return next((one for sign, one in _OFFICE_PICTURES.items() if picture.startswith(sign)), "")


def digest_of(parts: Mapping[str, bytes], said: object) -> str:
    """Return a hash of a base's parts and of what is `said` of them besides."""
    whole = hashlib.sha256()
    for name in sorted(parts):
        whole.update(name.encode() + b"\0" + hashlib.sha256(parts[name]).digest())
    whole.update(repr(said).encode())
    return whole.hexdigest()
