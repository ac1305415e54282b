"""An organisation's own base file: what of it stays, and what of ours it lacks."""

import re
from collections.abc import Mapping

_STYLE = re.compile(r'<w:style [^>]*w:styleId="([^"]+)".*?</w:style>', re.DOTALL)
_NAME = re.compile(r'<w:name w:val="([^"]+)"')
_OUR_LIST = 'w:val="ListTick"'

STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
SETTINGS = "word/settings.xml"


def completed(own: Mapping[str, bytes], ours: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of the organisation's file with the styles and lists that it lacks.

    Their styles stand; ours are added where neither the id nor the name is taken. Their numbering
    stays only if it grew out of ours, since list numbers mean nothing across files. Their
    settings go: they speak of footnotes and of a template's path, which stay behind.
    """
    parts = dict(own)
    theirs = own[STYLES].decode("utf-8")
    missing = _missing(theirs, ours[STYLES].decode("utf-8"))
    parts[STYLES] = theirs.replace("</w:styles>", f"{missing}</w:styles>").encode()
    if _OUR_LIST.encode() not in own.get(NUMBERING, b""):
        parts[NUMBERING] = ours[NUMBERING]
    parts[SETTINGS] = ours[SETTINGS]
    return parts


def _missing(theirs: str, ours: str) -> str:
    ids: set[str] = set()
    names: set[str] = set()
    for style in _STYLE.finditer(theirs):
        ids.add(style[1])
        names.update(name.casefold() for name in _NAME.findall(style[0]))
    return "".join(
        style[0]
        for style in _STYLE.finditer(ours)
        if style[1] not in ids and not names & {n.casefold() for n in _NAME.findall(style[0])}
    )
