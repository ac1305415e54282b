"""Text into XML, where text and attributes are escaped apart, and the drawing parts of Office."""

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


DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)
"""The sign, inside a drawing's properties, that listeners may pass it over."""


def solid(colour: str) -> str:
    """Return a plain fill of one colour."""
    return f'<a:solidFill><a:srgbClr val="{hex_colour(colour)}"/></a:solidFill>'


NO_LINE = "<a:ln><a:noFill/></a:ln>"


def stroke(fill: str, width_emu: float, *, dashed: bool = False) -> str:
    """Return a line of this fill and width."""
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return f'<a:ln w="{round(width_emu)}">{fill}{dash}</a:ln>'
