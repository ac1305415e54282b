"""Whether a stranger's SVG is a drawing alone: no programs, nothing from elsewhere."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_ACTIVE = frozenset({"script", "foreignObject", "iframe", "embed", "object", "handler", "listener"})
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!['\"]?#|['\"]?data:image/)|@import", re.IGNORECASE)
_INSIDE = re.compile(r"#|data:image/(?:png|jpe?g|gif|svg\+xml)[;,]", re.IGNORECASE)
_MOST_DEPTH = 100
_MOST_TIMES = 50
_SIZE = re.compile(r"\s*([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*([a-z%]*)\s*")


def is_drawing(data: bytes) -> bool:
    """Say whether bytes are meant to be a drawing in SVG."""
    return b"<svg" in data[:4000]


def why_refused(data: bytes) -> str:
    """Return what makes it more than a drawing, such as `it holds a script`; empty of a drawing."""
    try:
        root = fromstring(data, forbid_dtd=False)
    except DefusedXmlException:
        return "it declares pieces of text that are put in while it is read"
    except (ParseError, ValueError, RecursionError):
        return "it is no whole SVG file"
    if _local(root.tag) != "svg":
        return "it is no whole SVG file"
    if not _has_a_shape(root):
        return f"it has no width or height, or is {_MOST_TIMES} times as long as wide"
    waiting = [(root, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > _MOST_DEPTH:
            return f"it is nested more than {_MOST_DEPTH} deep"
        if isinstance(one.tag, str) and (why := _more_than_drawn(one)):
            return why
        waiting += ((inner, depth + 1) for inner in one)
    return ""


def _has_a_shape(root: Element) -> bool:
    """Say whether a drawing has a width and a height that pixels can be counted for.

    What it does not say is for the program that draws it; sides in two units are not compared.
    """
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:]
    pairs = ([root.get("width", ""), root.get("height", "")], box)
    found = [[_SIZE.fullmatch(one) for one in pair] for pair in pairs]
    for wide, high in (pair for pair in found if len(pair) == 2):
        try:
            sides = [float(one[1]) for one in (wide, high) if one]
        except ValueError:  # more than one point in it
            return False
        alike = wide and high and wide[2] == high[2]
        if min(sides, default=1) <= 0 or (alike and max(sides) >= _MOST_TIMES * min(sides)):
            return False
    return True


def _more_than_drawn(one: Element) -> str:
    """Return what an element does beyond being drawn, or nothing."""
    name, elsewhere = _local(one.tag), "it fetches something from elsewhere"
    if name in _ACTIVE:
        return f"it holds more than a drawing ({name})"
    if name == "style" and _ELSEWHERE.search(one.text or ""):
        return elsewhere
    for whole, value in one.attrib.items():
        key = _local(whole)
        if key.lower().startswith("on") or "javascript:" in value.casefold():
            return "it holds a program"
        leads = key in {"href", "src"} and name != "a" and not _INSIDE.match(value.strip())
        if leads or _ELSEWHERE.search(value):
            return elsewhere
    return ""


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
