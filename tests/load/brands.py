"""Made-up brands for tests: files laid into a folder, and pictures of few bytes."""

from collections.abc import Mapping
from pathlib import Path
from struct import pack
from zlib import compress, crc32

from facilitate.faults import Fault
from facilitate.load.brand_files import OwnBrand
from facilitate.load.brand_folder import load_brand

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">'
    '<rect width="120" height="40" fill="#005EB8"/></svg>'
)


def png(width: int = 12, height: int = 4, colour: tuple[int, int, int] = (0, 94, 184)) -> bytes:
    """Return a picture of one colour."""
    rows = (b"\0" + bytes(colour) * width) * height
    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))
        for kind, data in chunks
    )


def lay(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def brand_of(
    folder: Path, text: str, files: Mapping[str, str | bytes] = {}
) -> tuple[OwnBrand, list[Fault]]:
    """Return the brand of a folder with this brand file, and its faults."""
    own, faults = load_brand(lay(folder, {"_brand.yml": text, **files}))
    assert own is not None
    return own, list(faults)
