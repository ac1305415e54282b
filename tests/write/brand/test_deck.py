"""A brand's deck becomes a base: which layout serves what, what is read, what is conceded."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest

from facilitate.faults import Fault
from facilitate.write.base_file import Area, DeckBase, Role
from facilitate.write.brand.deck import deck_base
from facilitate.write.brand.package import opened
from tests.write.brand.files import deck, letter, saved


def changed(change: Callable[[Any], None]) -> bytes:
    """Return the default deck as something has changed it in python-pptx."""
    from pptx import Presentation

    file = Presentation(io.BytesIO(deck()))
    change(file)
    return saved(file)


def read(data: bytes, **layouts: str) -> tuple[DeckBase | None, tuple[Fault, ...]]:
    package, _ = opened(data, "house.potx")
    assert package is not None
    return deck_base(package, layouts={key.replace("_", " "): one for key, one in layouts.items()})


def base(data: bytes, **layouts: str) -> DeckBase:
    found, _ = read(data, **layouts)
    assert found is not None
    return found


def names(data: bytes, **layouts: str) -> dict[Role, str]:
    return {role: layout.name for role, layout in base(data, **layouts).layouts.items()}


def told(data: bytes, **layouts: str) -> list[tuple[str, str]]:
    return [(fault.code, fault.message) for fault in read(data, **layouts)[1]]


def rounded(area: Area) -> tuple[float, ...]:
    return tuple(round(one, 1) for one in (area.x, area.y, area.width, area.height))


def test_each_role_has_the_layout_whose_places_fit_it() -> None:
    assert names(deck()) == {
        "cover": "Title Slide",
        "divider": "Section Header",
        "content": "Title and Content",
        "columns": "Two Content",
        "title only": "Title Only",
        "blank": "Title Only",
        "exercise": "Title Only",
        "steps in columns": "Title Only",
        "question": "Title Only",
        "result": "Title Only",
    }


def test_names_in_no_known_language_change_nothing() -> None:
    def rename(file: Any) -> None:
        for number, layout in enumerate(file.slide_layouts):
            layout.name = f"Λ{number}"

    found = names(changed(rename))
    assert [found[role] for role in ("cover", "divider", "content", "columns", "title only")] == [
        *("Λ0", "Λ2", "Λ1", "Λ3", "Λ5")
    ]


def test_names_and_kinds_that_lie_are_not_believed() -> None:
    def swap(file: Any) -> None:
        content, only = file.slide_layouts[1], file.slide_layouts[5]
        content.name, only.name = only.name, content.name
        for layout in file.slide_layouts:
            layout.element.attrib.pop("type", None)

    found = names(changed(swap))
    assert (found["content"], found["title only"]) == ("Title Only", "Title and Content")


def test_lengths_are_points_of_a_slide_540_high() -> None:
    found = base(deck())
    assert (found.width, found.scale) == (720.0, 1.0)
    title = found.layouts["content"].title
    assert title is not None
    # 457200, 274638 EMU and 8229600 x 1143000 EMU, inside margins of 7.2 and 3.6 points
    assert rounded(title.area) == (43.2, 25.2, 633.6, 82.8)
    assert (title.size, title.font, title.colour, title.align) == (
        44.0,
        "Calibri",
        "#000000",
        "ctr",
    )


def test_a_slide_of_half_the_size_gives_the_same_points_at_half_the_scale() -> None:
    def halve(file: Any) -> None:
        file.slide_width, file.slide_height = file.slide_width // 2, file.slide_height // 2

    found = base(changed(halve))
    assert (found.width, found.scale) == (720.0, 0.5)
    title = found.layouts["content"].title
    assert title is not None
    assert title.size == 88.0


def test_matter_stands_in_the_text_place_where_it_is_plain_and_light() -> None:
    layout = base(deck()).layouts["content"]
    (text,) = layout.texts
    assert layout.content is not None
    assert not layout.panel
    assert rounded(layout.content) == rounded(text.area)


def test_covers_and_dividers_hold_words_only() -> None:
    found = base(deck())
    assert found.layouts["cover"].content is None
    assert found.layouts["divider"].content is None
    assert [one.kind for one in found.layouts["cover"].texts] == ["subTitle"]


def test_art_in_a_corner_is_kept_free() -> None:
    from pptx.util import Emu, Pt

    def draw(file: Any) -> None:
        shapes = file.slide_layouts[1].shapes
        shapes._spTree.append(_filled(Pt(560), Pt(120), Pt(160), Emu(5_000_000), "C00000"))

    layout = base(changed(draw)).layouts["content"]
    assert layout.content is not None
    assert not layout.panel
    assert layout.content.right <= 560


def test_a_dark_ground_gets_a_panel_and_words_that_are_read() -> None:
    found, faults = read(changed(lambda file: _ground(file.slide_master, "102030")))
    assert found is not None
    layout = found.layouts["content"]
    assert layout.panel
    assert layout.title is not None
    assert (layout.title.colour, layout.title.repaint) == ("#000000", "bg1")
    assert {"B124", "B126"} <= {fault.code for fault in faults}


def test_what_is_not_there_is_said() -> None:
    def remove(file: Any) -> None:
        for at in (4, 3, 2):
            file.slide_layouts.remove(file.slide_layouts[at])

    found = told(changed(remove))
    assert [code for code, _ in found if code == "B121"] == ["B121", "B121"]
    assert any(
        "no layout for two columns: “Title and Content” is used" in said for _, said in found
    )


def test_a_person_may_choose_another_layout() -> None:
    assert names(deck(), divider="Title Slide")["divider"] == "Title Slide"
    assert names(deck(), title_only="Blank")["title only"] == "Blank"


def test_a_choice_that_is_not_there_names_the_nearest() -> None:
    _, faults = read(deck(), divider="Section Heading")
    assert [(one.code, one.hint) for one in faults if one.severity == "error"] == [
        ("B123", "Did you mean 'Section Header'?")
    ]
    _, faults = read(deck(), dividers="Section Header")
    assert [(one.code, one.hint) for one in faults if one.severity == "error"] == [
        ("B123", "Did you mean 'divider'?")
    ]


def test_a_document_is_no_base_for_decks() -> None:
    found, faults = read(letter())
    assert found is None
    assert [fault.code for fault in faults] == ["B109"]


def test_a_deck_without_layouts_is_refused() -> None:
    def remove(file: Any) -> None:
        for layout in list(file.slide_layouts):
            file.slide_layouts.remove(layout)

    found, faults = read(changed(remove))
    assert found is None
    assert [fault.code for fault in faults] == ["B120"]


def test_two_readings_are_the_same() -> None:
    assert base(deck()) == base(deck())
    assert base(deck()).digest == base(deck()).digest


def _filled(x: int, y: int, width: int, height: int, colour: str) -> Any:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="900" name="Art"/><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></p:spPr></p:sp>'
    )


def _ground(part: Any, colour: str) -> None:
    fill = part.background.fill
    fill.solid()
    from pptx.dml.color import RGBColor

    fill.fore_color.rgb = RGBColor.from_string(colour)


def test_a_theme_that_still_has_the_colours_of_an_office_program_is_told() -> None:
    said = dict(told(deck()))
    assert "has the colours of an Office program" in said["B129"]
    # On the second ground of that theme, #EEECE1, its second accent is too pale for words.
    assert said["B133"].startswith("accent2 #C0504D has a contrast of 3.9 to 1")


def test_layouts_without_a_place_for_the_number_are_told_by_name() -> None:
    def numberless(file: Any) -> None:
        for holder in (file.slide_master, *file.slide_layouts):
            for one in holder.element.xpath('.//p:sp[p:nvSpPr/p:nvPr/p:ph[@type="sldNum"]]'):
                one.getparent().remove(one)

    said = dict(told(changed(numberless)))
    assert "“Title and Content”, “Two Content” and “Title Only”" in said["B127"]
    assert "B127" not in dict(told(deck()))


def test_a_text_that_the_last_row_cannot_read_is_told() -> None:
    def small(file: Any) -> None:
        for style in file.slide_master.element.xpath(".//p:bodyStyle/a:lvl1pPr/a:defRPr"):
            style.set("sz", "1000")

    assert "“Title and Content”" in dict(told(changed(small)))["B128"]
    assert "B128" not in dict(told(deck()))


def test_masters_that_are_heavier_than_a_deck_should_be_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "B131" not in dict(told(deck()))
    monkeypatch.setattr("facilitate.write.brand.deck.HEAVY", 10_000)
    assert dict(told(deck()))["B131"].startswith("The masters of house.potx weigh ")


def test_titles_that_repeat_what_their_master_says_follow_its_changes() -> None:
    """As LibreOffice writes decks: no styles, and the look of words on each prompt again."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    def without_styles(file: Any) -> None:
        for holder in (file.slide_master, *file.slide_layouts):
            size = 5300 if holder.name == "Title Slide" else 4300
            for title in (one for one in holder.placeholders if one.placeholder_format.idx == 0):
                body = title._element.txBody
                for style in body.xpath("a:lstStyle"):
                    body.remove(style)
                prompt = parse_xml(f'<a:endParaRPr {nsdecls("a")} sz="{size}"/>')
                body.xpath("a:p")[0][:] = [prompt]

    found = base(changed(without_styles))
    master = next(one for name, one in found.parts.items() if "slideMasters/slideMaster" in name)
    content, cover = (found.parts[found.layouts[role].part] for role in ("content", "cover"))
    said = [re.findall(rb'defRPr sz="(\d+)"', one) for one in (content, cover)]
    assert b'defRPr sz="4300"' in master
    assert b"4300" not in said[0]
    assert b"5300" in said[1]
