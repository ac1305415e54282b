"""Text into XML: escaping of text and of attributes are different duties."""

import re

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> str:
    """Return the value as element content; characters that XML forbids are left out."""
    if not _SPECIAL.search(value):
        return value
    clean = _FORBIDDEN.sub("", value)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """Return the value for use between double quotes; line ends and tabs are kept."""
    escaped = text(value).replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def hex_colour(value: str) -> str:
    """Return `10243A` of `#10243a`, as Office writes colours."""
    return value.lstrip("#").upper()
