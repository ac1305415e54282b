"""The XML parts of a stranger's Office file: read safely, freed of what leads nowhere, written."""

import re
from collections.abc import Set
from functools import lru_cache
from typing import Any

from facilitate.write.ooxml import DECLARATION

Element = Any
"""An element of lxml, which brings no types."""

RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATED_IN_VML = "{urn:schemas-microsoft-com:office:office}relid"

_WHOLE = ("pic", "graphicFrame", "drawing", "object", "pict", "controls", "sndAc", "mailMerge")
"""What makes no sense without the part that something inside it stands for."""

_RUNS_SOMETHING = re.compile(r"ppaction://(?:macro|program|ole|media)", re.IGNORECASE)
_REACHES_OUT = re.compile(
    r"\s*(?:INCLUDE\w+|LINK|DDE\w*|IMPORT|DATABASE|RD|MACROBUTTON)\b", re.IGNORECASE
)


class NotXmlError(Exception):
    """A part is no XML, or none that an office program writes."""


class DeclaresTypesError(NotXmlError):
    """A part declares a document type, through which files are read and memory is filled."""


@lru_cache(maxsize=1)
def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def tree_of(data: bytes) -> Element:
    """Return the root of a part, without comments. Raises `NotXmlError`."""
    from lxml import etree

    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise DeclaresTypesError
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotXmlError(str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise DeclaresTypesError
    return root


def written(root: Element) -> bytes:
    """Return a part as bytes."""
    from lxml import etree

    return DECLARATION.encode() + bytes(etree.tostring(root, encoding="UTF-8"))


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def remove_element(element: Element) -> None:
    """Take an element out of its tree; what stands behind it stays."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def ids_in(root: Element) -> set[str]:
    """Return the ids of relations that a part uses."""
    return {value for element in root.xpath(_THAT_USE) for _, value in _uses(element)}


_THAT_USE = (
    f"//*[@*[namespace-uri() = '{RELATED[1:-1]}' or (local-name() = 'relid' and "
    f"namespace-uri() = '{_RELATED_IN_VML[1:].partition('}')[0]}')]]"
)


def _uses(element: Element) -> list[tuple[str, str]]:
    return [
        (key, value)
        for key, value in element.attrib.items()
        if value and (key.startswith(RELATED) or key == _RELATED_IN_VML)
    ]


def without_foreign(root: Element, known: Set[str]) -> None:
    """Take out of a part what uses relations that are not known, and what runs or fetches things.

    A picture goes with its frame, a link leaves its words behind.
    """
    for element in root.xpath("//*[@action]"):
        if _RUNS_SOMETHING.match(element.get("action")):
            remove_element(element)
    for element in root.xpath(_THAT_USE):
        for key, value in _uses(element):
            if value not in known:
                _without(element, key)
    if root.tag.startswith(WORD):
        _no_fields_that_reach_out(root)


def _without(element: Element, key: str) -> None:
    """Take out what an unknown relation stood for: the least that leaves the part in order."""
    if element.tag == f"{WORD}hyperlink" or len(_uses(element)) > 1:
        del element.attrib[key]
        return
    for above in (element, *element.iterancestors()):
        if local(above) == "ext" and above.get("uri"):
            remove_element(above)
            return
        if local(above) in _WHOLE:
            remove_element(above)
            return
        if local(above) in ("blipFill", "buBlip"):
            if local(above.getparent()) in _WHOLE:
                remove_element(above.getparent())
            else:
                above.getparent().replace(above, _nothing(above))
            return
    remove_element(element)


def _nothing(fill: Element) -> Element:
    """Return what stands for a picture as filling, or as a bullet, that is not there."""
    kind = "buNone" if local(fill) == "buBlip" else "noFill"
    return fill.makeelement(f"{DRAWING}{kind}", {})


def _no_fields_that_reach_out(root: Element) -> None:
    """Make plain words of Word's fields that fetch a file or run a macro."""
    for simple in list(root.iter(f"{WORD}fldSimple")):
        if _REACHES_OUT.match(simple.get(f"{WORD}instr", "")):
            parent, at = simple.getparent(), simple.getparent().index(simple)
            parent[at : at + 1] = list(simple)
    open_fields: list[list[Element]] = []
    for mark in list(root.iter(f"{WORD}fldChar", f"{WORD}instrText")):
        kind = mark.get(f"{WORD}fldCharType")
        if kind == "begin":
            open_fields.append([])
        if open_fields:
            open_fields[-1].append(mark)
        if kind == "end" and open_fields:
            field = open_fields.pop()
            said = "".join(one.text or "" for one in field if local(one) == "instrText")
            if _REACHES_OUT.match(said):
                for one in field:
                    remove_element(one)
