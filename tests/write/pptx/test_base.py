from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from openxml_audit import OpenXmlValidator

from facilitate.shipped import shipped
from facilitate.write.base_file import Placeholder, Role, SlideLayout
from facilitate.write.look import Look
from facilitate.write.pptx.deck_base import base_of

BASE = shipped("templates") / "base" / "base.pptx"
SCRIPT = Path(__file__).parents[3] / "templates" / "base" / "make_base_pptx.py"


def test_the_base_file_is_what_its_script_makes() -> None:
    spec = spec_from_file_location("make_base_pptx", SCRIPT)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.made() == BASE.read_bytes()


def test_office_would_open_the_base_file_cleanly() -> None:
    found = OpenXmlValidator().validate(str(BASE))
    assert [str(error) for error in found.errors] == []


def test_a_slide_is_960_by_540_points() -> None:
    deck = pptx.Presentation(BytesIO(BASE.read_bytes()))
    assert ((deck.slide_width or 0) / 12700, (deck.slide_height or 0) / 12700) == (960, 540)


OURS = base_of(Look())


@pytest.mark.parametrize("role", OURS.layouts)
def test_every_role_has_its_layout_with_the_places_of_the_file(role: Role) -> None:
    deck = pptx.Presentation(BytesIO(BASE.read_bytes()))
    layouts = {str(one.part.partname).lstrip("/"): one for one in deck.slide_layouts}
    ours: SlideLayout = OURS.layouts[role]
    theirs: Any = layouts[ours.part]
    by_role = {"columns": "Two columns", "title only": "Title only"}
    assert theirs.name == by_role.get(role, role.capitalize())
    parts = (ours.title, *ours.texts, ours.kicker, ours.source, ours.number)
    places = {place.index: place for place in parts if place}
    assert {one.placeholder_format.idx: _box(one) for one in theirs.placeholders} == {
        index: (place.area.x, place.area.y, place.area.width, place.area.height)
        for index, place in places.items()
    }
    assert {one.placeholder_format.idx: _first(one) for one in theirs.placeholders} == {
        index: _said(place) for index, place in places.items()
    }


def _box(shape: Any) -> tuple[float, ...]:
    return tuple(side / 12700 for side in (shape.left, shape.top, shape.width, shape.height))


def _first(shape: Any) -> tuple[str, str, bool, str, str]:
    """Return type, size, weight, anchor and alignment of a place's first level, as written."""
    level = shape._element.xpath(".//a:lvl1pPr")[0]
    look = shape._element.xpath(".//a:lvl1pPr/a:defRPr")[0]
    kind = shape._element.xpath(".//p:ph/@type")[0]
    anchor = shape._element.xpath(".//a:bodyPr/@anchor")[0]
    return kind, look.get("sz"), look.get("b") == "1", anchor, level.get("algn")


def _said(place: Placeholder) -> tuple[str, str, bool, str, str]:
    return place.kind, f"{place.size * 100:.0f}", place.bold, place.anchor, place.align


def test_the_base_file_has_no_history() -> None:
    core = pptx.Presentation(BytesIO(BASE.read_bytes())).core_properties
    assert (core.author, core.comments, core.last_modified_by, core.revision) == ("", "", "", 0)
    assert core.created is None
