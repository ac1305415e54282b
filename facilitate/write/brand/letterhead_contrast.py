"""Words of a head or foot that are too pale for paper: made dark enough to be read."""

from collections.abc import Callable

from facilitate.write.brand.letterhead_height import LetterheadBox, Room, Sides
from facilitate.write.brand.scheme import Scheme
from facilitate.write.brand.stylesheet import StyleSheet, colour_of, hex_of
from facilitate.write.brand.vision import READABLE, SMALL, contrast, readable_on
from facilitate.write.brand.xml_parts import WORD, Element, local

_PAINTED = ("solidFill", "gradFill", "pattFill", "blip", "imagedata")
_SHAPES = ("wsp", "shape", "rect", "roundrect", "oval")


Behind = Callable[[LetterheadBox, Sides], str]


def darkened(
    root: Element, sheet: StyleSheet, room: Room, scheme: Scheme, behind: Behind
) -> list[str]:
    """Give words that are too pale for what lies behind them another colour; return it in words.

    `behind` says what colour a drawing has in a rectangle. Where nobody knows, words stay.
    """
    told = []
    for run in root.iter(f"{WORD}r"):
        if not "".join(one.text or "" for one in run.findall(f"{WORD}t")).strip():
            continue
        ink = _ink(run, sheet)
        ground = _ground(run, sheet, room, scheme, behind) if ink else ""
        if not ground or contrast(ink, ground) >= READABLE:
            continue
        better = readable_on(ink, ground, SMALL)
        told.append(f"{ink} ({contrast(ink, ground):.1f} to 1) is {better}")
        _set_ink(run, better)
    return list(dict.fromkeys(told))


def _set_ink(run: Element, colour: str) -> None:
    look = run.find(f"{WORD}rPr")
    if look is None:
        look = run.makeelement(f"{WORD}rPr", {})
        run.insert(0, look)
    said = look.find(f"{WORD}color")
    if said is None:
        said = look.makeelement(f"{WORD}color", {})
        before = [one for one in look if local(one) in _BEFORE_COLOUR]
        look.insert(len(before), said)
    said.attrib.clear()
    said.set(f"{WORD}val", colour.lstrip("#"))


_BEFORE_COLOUR = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
)


def _ink(run: Element, sheet: StyleSheet) -> str:
    """Return the colour of a run's words; empty where a program chooses one that is read."""
    keys = (_style(run.find(f"{WORD}rPr"), "rStyle"), _paragraph_style(run, sheet))
    styled = (sheet.found(key, "rPr", "color") for key in keys if key)
    found = (run.find(f"{WORD}rPr/{WORD}color"), *styled)
    return next((colour_of(one, "val") for one in found if one is not None), "")


def _style(properties: Element | None, tag: str) -> str:
    found = None if properties is None else properties.find(f"{WORD}{tag}")
    return "" if found is None else str(found.get(f"{WORD}val", ""))


def _paragraph_style(run: Element, sheet: StyleSheet) -> str:
    paragraph = next(run.iterancestors(f"{WORD}p"), None)
    named = "" if paragraph is None else _style(paragraph.find(f"{WORD}pPr"), "pStyle")
    return named or sheet.default("paragraph")


def _ground(run: Element, sheet: StyleSheet, room: Room, scheme: Scheme, behind: Behind) -> str:
    """Return the colour behind a run's words; empty where that is not known."""
    style = sheet.found(_paragraph_style(run, sheet), "pPr", "shd")
    own: LetterheadBox | None = None
    for element in (run, *run.iterancestors()):
        name = local(element)
        shade = element.find(f"{WORD}{name}Pr/{WORD}shd")
        if shade is None and name == "p":
            shade = style
        if shade is not None and (fill := colour_of(shade, "fill")):
            return fill
        if name == "tbl" and _style(element.find(f"{WORD}tblPr"), "tblStyle"):
            return ""
        if name in _SHAPES:
            fill = _filled(element, scheme)
            if fill != "none":
                return fill
        if name in ("anchor", *_SHAPES):
            own = own or next((box for box in room.boxes if box.drawing is element), None)
    left, top, right, bottom = room.words if own is None else own.sides
    for box in room.boxes:
        over = min(right, box.right) - max(left, box.left)
        beside = box.top > bottom or box.bottom < top or over < 0.5 * (right - left)
        painted = any(local(one) in _PAINTED for one in box.drawing.iter())
        if box is not own and painted and not beside:
            return behind(box, (left, top, right, bottom))
    return "#FFFFFF"


def _filled(shape: Element, scheme: Scheme) -> str:
    """Return a shape's filling: a colour, `none`, or nothing where it is no plain colour."""
    if local(shape) != "wsp":
        if shape.get("filled") in ("f", "false") or not shape.get("fillcolor"):
            return "none"
        return hex_of(shape.get("fillcolor", "").partition(" ")[0].lstrip("#"))
    parts = {local(one): one for one in shape}
    fills = [one for one in parts.get("spPr", ()) if local(one).endswith("Fill")]
    fills += [one for one in parts.get("style", ()) if local(one) == "fillRef"]
    fill = next(iter(fills), None)
    if fill is None or local(fill) == "noFill" or fill.get("idx") == "0":
        return "none"
    ink = scheme.ink(fill) if local(fill) in ("solidFill", "fillRef") else None
    return "" if ink is None else ink.hex
