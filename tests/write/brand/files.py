"""Office files for these tests: the libraries' own, with parts added, exchanged or taken out."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
EXTERNAL = 'TargetMode="External"'


@cache
def deck() -> bytes:
    """Return the default deck of python-pptx: 4:3, one master with eleven layouts."""
    from pptx import Presentation

    return saved(Presentation())


@cache
def letter() -> bytes:
    """Return the default document of python-docx."""
    from docx import Document

    return saved(Document())


def saved(file: object) -> bytes:
    """Return what python-pptx or python-docx saves."""
    out = io.BytesIO()
    file.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package as they are."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: Mapping[str, bytes]) -> bytes:
    """Return a package of these parts, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def exchanged(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a package with words of one part exchanged, which must be there."""
    content = parts(data)
    assert old in content[part].decode(), (part, old)
    content[part] = content[part].decode().replace(old, new).encode()
    return packed(content)


def with_part(data: bytes, name: str, part: bytes = b"x") -> bytes:
    """Return a package with one part more."""
    return packed(parts(data) | {name: part})


def related(data: bytes, part: str, kind: str, target: str, more: str = "") -> bytes:
    """Return a package in which a part has one relation more, `rId99`."""
    folder, _, name = part.rpartition("/")
    type_ = kind if kind.startswith("http") else RELATIONS + kind
    row = f'<Relationship Id="rId99" Type="{type_}" Target="{target}" {more}/></Relationships>'
    return exchanged(data, f"{folder}/_rels/{name}.rels", "</Relationships>", row)
