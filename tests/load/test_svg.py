"""A stranger's drawing is a drawing, or it is refused with the reason."""

import pytest

from facilitate.load.brand_files import is_drawing, why_refused

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def drawing(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="3" height="4" fill="url(#g)"/><linearGradient id="g"/>',
        '<use xlink:href="#mark"/><g id="mark"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        "<style>.a { fill: #005EB8; clip-path: url(#c) }</style>",
        '<a href="https://example.org/"><text>Loam</text></a>',
    ],
)
def test_a_drawing_with_all_its_parts_inside_is_taken(inside: str) -> None:
    assert is_drawing(drawing(inside))
    assert why_refused(drawing(inside)) == ""


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ("<script>alert(1)</script>", "it holds more than a drawing (script)"),
        ("<foreignObject/>", "it holds more than a drawing (foreignObject)"),
        ('<rect onload="alert(1)"/>', "it holds a program"),
        ('<a href="javascript:alert(1)"><g/></a>', "it holds a program"),
        ('<image href="https://example.org/a.png"/>', "it fetches something from elsewhere"),
        ('<use xlink:href="other.svg#a"/>', "it fetches something from elsewhere"),
        ('<style>@import "a.css";</style>', "it fetches something from elsewhere"),
        ('<rect style="fill: url(http://x/)"/>', "it fetches something from elsewhere"),
        ("<g>" * 101 + "</g>" * 101, "it is nested more than 100 deep"),
        ("<g>", "it is no whole SVG file"),
    ],
)
def test_what_does_more_than_draw_is_refused(inside: str, why: str) -> None:
    assert why_refused(drawing(inside)) == why


def test_a_drawing_may_name_its_type_and_declare_no_pieces_of_text() -> None:
    typed = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert why_refused(typed.encode() + drawing("<g/>")) == ""
    bomb = f'<!DOCTYPE svg [<!ENTITY a "aaaa">]>{HEAD}<text>&a;</text></svg>'.encode()
    assert why_refused(bomb) == "it declares pieces of text that are put in while it is read"


@pytest.mark.parametrize(
    ("sides", "fits"),
    [
        ('width="0" height="0"', False),
        ('width="120" height="-4"', False),
        ('width="1e9" height="1"', False),
        ('viewBox="0 0 1000000 1"', False),
        ('viewBox="0,0,2,100"', False),
        ('width="1.2.3" height="1"', False),
        ('viewBox="0 0 490 10"', True),
        ('viewBox="0 0 0 0"', False),
        ('width="100%" height="100%" viewBox="0 0 90 30"', True),
        ('width="2in" height="9999px"', True),
        ('width="auto" viewBox="a b c d"', True),
        ('viewBox="90"', True),
        ("", True),
    ],
)
def test_a_drawing_needs_a_width_and_a_height_that_can_be_drawn(sides: str, *, fits: bool) -> None:
    data = f'<svg xmlns="http://www.w3.org/2000/svg" {sides}><path d="M0 0h9v9z"/></svg>'
    assert (why_refused(data.encode()) == "") is fits
