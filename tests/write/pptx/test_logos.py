"""A logo on slides of our own base: where it stands, how large, and that words keep away."""

from io import BytesIO
from typing import Any

import pptx
import pytest

from facilitate.structs import replace
from facilitate.verify import file_faults
from facilitate.write.base_file import Brand, Logo
from facilitate.write.look import Look
from facilitate.write.pptx import write
from tests.write.pieces import png
from tests.write.pieces import said as p
from tests.write.pieces import words as t
from tests.write.pptx import bases, decks
from tests.write.pptx.decks import deck, section
from tests.write.pptx.reading import LOOK

WIDE = Logo(digest="1", alt="Orchard Care", suffix="png", data=png(width=300, height=100))
DARK = Logo(digest="2", alt="Orchard Care, white", suffix="png", data=png(width=200, height=100))
SVG = Logo(
    digest="3",
    alt="A square",
    suffix="svg",
    data=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h8v8H1z"/></svg>',
)


def slides(look: Look, *, sample: bool = False) -> Any:
    content = section("Words", p("We meet."), source=t("From the stock take, " * 9))
    data = write(deck(decks.cover(), content, sample=sample), look).data
    assert [one for one in file_faults(data, "deck.pptx") if one.code != "O104"] == []
    return pptx.Presentation(BytesIO(data)).slides


def worn(**logos: Logo) -> Look:
    return replace(LOOK, brand=Brand(name="Orchard Care", **logos))  # type: ignore[arg-type]


def box(shape: Any) -> tuple[float, ...]:
    sides = (shape.left, shape.top, shape.width, shape.height)
    return tuple(round(side / 12700, 1) for side in sides)


def of_name(slide: Any, name: str) -> Any:
    (found,) = (shape for shape in slide.shapes if shape.name == name)
    return found


def test_a_logo_for_dark_grounds_stands_at_the_top_right_of_the_cover() -> None:
    cover, _ = slides(worn(logo=WIDE, dark_logo=DARK))
    logo = of_name(cover, "Logo")
    assert (box(logo), logo.image.blob) == ((816.0, 24.0, 96.0, 48.0), DARK.data)
    kicker = of_name(cover, "Kicker")
    assert (kicker.left + kicker.width) / 12700 <= 816 - 20


def test_a_logo_for_white_grounds_stands_on_a_plate_on_the_dark_cover() -> None:
    cover, _ = slides(worn(logo=WIDE))
    assert box(of_name(cover, "Logo")) == (760.0, 32.0, 144.0, 48.0)
    plate = next(shape for shape in cover.shapes if shape.name == "Box")
    assert box(plate) == (752.0, 24.0, 160.0, 64.0)
    assert plate.fill.fore_color.theme_color.name == "BACKGROUND_1"


@pytest.mark.parametrize("sample", [False, True])
def test_the_small_logo_stands_beside_the_number_and_the_source_ends_before_it(
    sample: bool,
) -> None:
    _, slide = slides(worn(logo=DARK, small_logo=WIDE), sample=sample)
    logo = of_name(slide, "Logo")
    assert box(logo) == (766.0, 494.0, 72.0, 24.0)
    assert logo._element.nvPicPr.cNvPr.get("descr") == "Orchard Care"
    source = of_name(slide, "Source")
    assert (source.left + source.width) / 12700 <= 766 - 20


def test_a_drawn_logo_becomes_a_picture_that_every_program_shows() -> None:
    cover, _ = slides(worn(logo=SVG))
    assert of_name(cover, "Logo").image.ext == "png"


def test_an_organisations_own_base_has_its_logo_already() -> None:
    look = bases.worn(bases.base())
    assert look.brand
    look = replace(look, brand=replace(look.brand, logo=WIDE))
    names = [shape.name for slide in slides(look) for shape in slide.shapes]
    assert "Logo" not in names
