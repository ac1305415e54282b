"""Zip packages of strangers (XLSX, DOCX), weighed by their directory before they are unpacked."""

import zipfile

MAX_BYTES = 50_000_000  # of a file, and of a package once unpacked
MAX_PARTS = 1_000
MAX_RATIO = 100  # unpacked to packed; sheets and letters of real people stay below 40
_SMALL_PART = 1_000_000  # bytes; below this a high ratio harms nobody
_COMMON = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def why_refused(package: zipfile.ZipFile, *, most: int = MAX_BYTES) -> str:
    """Return what makes a package more than a file of people, such as `it has 2,000 parts`.

    Empty of one that may be unpacked. `most` are the bytes that it may take then; `zipfile` itself
    unpacks no more of a part than the directory says. Raises `BadZipFile`: no office program's.
    """
    parts = package.infolist()
    if len({part.filename for part in parts}) < len(parts):
        raise zipfile.BadZipFile("two parts of one name")
    if any(part.compress_type not in _COMMON for part in parts):
        raise zipfile.BadZipFile("packed as no office program does")
    size = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS:
        return f"it has {len(parts):,} parts"
    if size > most:
        return f"unpacked it would take {size / 1e6:,.0f} MB"
    for part in parts:
        times = part.file_size // max(part.compress_size, 1)
        if part.file_size > _SMALL_PART and times > MAX_RATIO:
            return f"a part of it unpacks to {times} times its size"
    return ""
