from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path

import pptx
import pytest
from openxml_audit import OpenXmlValidator

from facilitate.shipped import shipped
from facilitate.write.pptx.slides import OURS

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


@pytest.mark.parametrize("role", OURS)
def test_every_role_has_its_layout(role: str) -> None:
    deck = pptx.Presentation(BytesIO(BASE.read_bytes()))
    names = {str(layout.part.partname).lstrip("/"): layout.name for layout in deck.slide_layouts}
    by_role = {"columns": "Two columns", "title only": "Title only"}
    assert names[OURS[role]] == by_role.get(role, role.capitalize())  # type: ignore[index]


def test_the_base_file_has_no_history() -> None:
    core = pptx.Presentation(BytesIO(BASE.read_bytes())).core_properties
    assert (core.author, core.comments, core.last_modified_by, core.revision) == ("", "", "", 0)
    assert core.created is None
