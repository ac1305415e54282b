"""The HTML writer: one file that holds everything it shows and asks nothing of a network."""

from base64 import b64encode
from functools import cache, lru_cache
from pathlib import Path

from facilitate.document import Document
from facilitate.write import Written
from facilitate.write.html.blocks import attribute, closed, fields_of, opened, section
from facilitate.write.look import Look

VERSION = 6

# Even a mistake of ours could load nothing and send nothing.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
    "font-src data:; base-uri 'none'; form-action 'none'"
)


def write(document: Document, look: Look) -> Written:
    """Return the document as one HTML file; a document with fields can be filled in."""
    specs = fields_of(document)
    parts = "".join(section(part, look) for part in document.sections)
    main = f"{opened(document, specs)}{parts}{closed(look)}" if specs else parts
    needed = (*(["answers.js"] if specs else ()), *(["clock.js"] if document.clock else ()))
    script = "".join(f"<script>{_resource(name)}</script>" for name in needed)
    main = f"{_clock(look)}{main}" if document.clock else main
    body = f"{_top(document, look)}<main>{main}</main>{_bottom(document)}{script}"
    faces = _faces(look, slanted="<em>" in main)
    page = (
        f'<!DOCTYPE html>\n<html lang="{attribute(document.language)}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, '
        f'initial-scale=1"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{attribute(document.title)}</title>"
        f"<style>{faces}{_colours(look)}{_resource('page.css')}</style></head>"
        f"<body>{body}</body></html>\n"
    )
    return Written(page.encode("utf-8", "xmlcharrefreplace"))


def _top(document: Document, look: Look) -> str:
    sample = f'<p class="sample">{attribute(look.word("sample"))}</p>' if document.sample else ""
    logo = _logo(look)
    if not any(document.head) and not logo:
        return sample
    words = "".join(f"<p>{attribute(words)}</p>" for words in document.head if words or not logo)
    return f'<header>{sample}<div class="margin">{words}{logo}</div></header>'


def _logo(look: Look) -> str:
    """Return the organisation's logo, which leads to its pages; nothing without one."""
    logo = look.brand.logo if look.brand else None
    if logo is None:
        return ""
    from facilitate.write.brand.logo import size_mm  # few programmes have one

    kind = {"svg": "svg+xml", "jpg": "jpeg"}.get(logo.suffix, logo.suffix)
    wide, high = size_mm(logo, 13)
    picture = (
        f'<img class="logo" alt="{attribute(logo.alt)}" style="width:{wide:.1f}mm;'
        f'height:{high:.1f}mm" src="data:image/{kind};base64,{_in_words(logo.data)}">'
    )
    link = look.brand.link if look.brand else ""
    return f'<a href="{attribute(link)}" rel="noreferrer">{picture}</a>' if link else picture


def _faces(look: Look, *, slanted: bool) -> str:
    """Return the organisation's faces as a style sheet has them: inside the page, or by name.

    A page without words in italics has no `slanted` ones: they are half of the weight.
    """
    if not look.brand or not look.brand.fonts:
        return ""
    from facilitate.write.brand.faces import on_pages  # few programmes have one

    return "".join(
        f"@font-face{{font-family:'{css_words(one.family)}';font-weight:{one.weight};"
        f"font-style:{'italic' if one.italic else 'normal'};"
        f"src:url(data:font/ttf;base64,{_in_words(data)})}}"
        for one in look.brand.fonts
        if (slanted or not one.italic) and (data := on_pages(one))
    )


def css_words(name: str) -> str:
    """Return a name for use between single quotes in a style sheet."""
    return "".join(letter for letter in name if letter.isalnum() or letter in " -_.")


@lru_cache(maxsize=16)
def _in_words(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _clock(look: Look) -> str:
    """Return the panel of what runs now, which only the script shows; its words are the look's."""
    keys = ("begins", "next", "late", "early", "ready", "shorter")
    data = "".join(f' data-{key}="{attribute(look.word(f"clock {key}"))}"' for key in keys)
    lines = ("now", "left", "over", "next", "ready", "shorter")
    said = "".join(f'<p class="{name}"></p>' for name in lines)
    buttons = "".join(
        f'<button type="button">{attribute(look.word(f"clock {key}"))}</button>'
        for key in ("back", "on", "planned")
    )
    return f'<section id="clock" hidden{data}>{said}<div>{buttons}</div></section>'


def _bottom(document: Document) -> str:
    words = "  ".join(words for words in (document.foot, document.sheet) if words)
    return f"<footer><p>{attribute(words)}</p></footer>" if words else ""


def _colours(look: Look) -> str:
    names = {
        "ink": look.colours.ink,
        "grey": look.colours.grey,
        "mid": look.colours.mid,
        "rule": look.colours.rule,
        "tint": look.colours.tint,
        "doctor": look.colours.doctor,
        "manager": look.colours.manager,
        "dark": look.colours.dark,
        "second": look.colours.on_ink_second,
        "doctor-dark": look.colours.on_ink_doctor,
        "manager-dark": look.colours.on_ink_manager,
    }
    font = f"'{css_words(look.sheet_font)}', '{css_words(look.slide_font)}', sans-serif"
    titles = f"'{css_words(look.heading_font)}', {font}" if look.heading_font else font
    said = "".join(f"--{name}:{value};" for name, value in names.items())
    size = f"html{{font-size:{look.sheet.body / 12 * 100:g}%}}"
    return f":root{{{said}--font:{font};--titles:{titles}}}{size}"


@cache
def _resource(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
