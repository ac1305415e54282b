"""A deck on an organisation's base: its layouts and places are used, nothing is covered."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pptx
import pytest
from openxml_audit import OpenXmlValidator
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Pt

from facilitate.charts import Bars, Series, Year, YearPoint
from facilitate.document import (
    Chart,
    Column,
    Columns,
    Document,
    Heading,
    List,
    Paragraph,
    Run,
    Steps,
    Table,
    Timetable,
    TimetableRow,
)
from facilitate.structs import replace
from facilitate.verify import file_faults
from facilitate.write.brand.deck import deck_base
from facilitate.write.brand.package import opened as package_of
from facilitate.write.ooxml import parts_of
from facilitate.write.pptx import write
from tests.write.brand import files
from tests.write.pieces import said as p
from tests.write.pieces import words as t
from tests.write.pptx import bases, decks
from tests.write.pptx.decks import deck, section
from tests.write.pptx.reading import LOOK, words

SHAPES = {
    **{name: (bases.sized(*size),) for name, size in bases.SIZES.items()},
    "narrow": (bases.body(380, 130, 300, 350),),
    "low": (bases.body(36, 400, 650, 100),),
    "tiny type": (bases.type_of(8),),
    "huge type": (bases.type_of(60),),
    "loose": (bases.loose,),
}
FAMILIAR = ("4:3", "16:9", "small 16:9", "A4")

LONG = deck(
    section("A title that goes on and on " * 18, p("Said. " * 300), kicker=t("who " * 90)),
    decks.cover(tuple(f"Service number {number}" for number in range(60))),
    section("A sentence " * 14, look="statement"),
    section("A part " * 40, p("promised " * 80, role="lead"), look="divider", source=t("so " * 90)),
    sample=True,
)


@cache
def made(shape: str, document: str = "gallery") -> bytes:
    return write(decks.gallery() if document == "gallery" else LONG, look(shape)).data


def look(shape: str) -> Any:
    return bases.worn(bases.base(*SHAPES[shape]))


def opened(data: bytes) -> Any:
    return pptx.Presentation(BytesIO(data))


def written(document: Document, shape: str = "4:3") -> Any:
    return opened(write(document, look(shape)).data)


def text_of(slide: Any, kind: str) -> str:
    """Return the XML of the slide's only placeholder of a kind."""
    (found,) = slide._element.xpath(f'.//p:sp[p:nvSpPr/p:nvPr/p:ph[@type="{kind}"]]')
    return ET.tostring(ET.fromstring(pptx.oxml.xmlchemy.serialize_for_reading(found))).decode()


def _told(data: bytes) -> list[str]:
    return [fault.message for fault in file_faults(data, "deck.pptx") if fault.code == "O206"]


@pytest.mark.parametrize("shape", SHAPES)
def test_on_a_base_of_any_shape_nothing_stands_where_it_should_not(shape: str) -> None:
    assert _told(made(shape)) == []


def test_matter_is_in_no_capitals_and_every_text_in_one_column_that_ends_at_its_box() -> None:
    file = written(deck(section("Our day", p("We meet."))), "loose")
    (slide,) = file.slides
    title, body = text_of(slide, "title"), _body(slide)
    assert (' cap="none"' in body, ' spc="0"' in body, " cap=" in title) == (True, True, False)
    # LibreOffice keeps the columns of a layout whatever a slide says of them.
    holders = (slide, file.slide_master, *file.slide_layouts)
    boxes = [box for one in holders for box in one._element.iter("{*}bodyPr")]
    assert boxes
    assert not any(box.get("numCol") or box.get("wrap") == "none" for box in boxes)


def _body(slide: Any) -> str:
    (found,) = (one for one in slide.placeholders if one.placeholder_format.idx == 1)
    return str(pptx.oxml.xmlchemy.serialize_for_reading(found._element))


def test_an_upright_slide_is_measured_by_its_width() -> None:
    of = bases.base(*SHAPES["upright"])
    assert (of.width, of.height, of.scale) == (720, 960, 0.75)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_place_is_left_unfilled_so_that_it_prints_its_prompt(shape: str) -> None:
    for data in (made(shape), made(shape, "long")):
        for slide in opened(data).slides:
            assert [one.name for one in slide.placeholders if not one.text_frame.text.strip()] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_words_without_an_end_are_placed_or_told(shape: str) -> None:
    found = write(LONG, look(shape)).faults
    assert {fault.code for fault in found} <= {"M301", "M302", "M303"}
    assert "M301" in {fault.code for fault in found}
    assert _told(made(shape, "long")) == []


@pytest.mark.parametrize("shape", ["4:3", "small 16:9"])
def test_office_would_open_it_cleanly(shape: str, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(made(shape))
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []


def test_two_decks_of_one_document_are_the_same_byte_for_byte() -> None:
    assert write(decks.gallery(), look("A4")).data == made("A4")


@pytest.mark.parametrize("shape", FAMILIAR)
def test_all_words_of_a_deck_of_ours_are_in_a_deck_of_theirs(shape: str) -> None:
    ours = opened(write(decks.gallery(), LOOK).data)
    theirs = {word for slide in opened(made(shape)).slides for word in _words(slide)}
    assert {word for slide in ours.slides for word in _words(slide)} - theirs == set()


def _words(slide: Any) -> set[str]:
    return set(re.findall(r"\w{3,}", words(slide)))


def test_a_slide_has_the_layout_for_its_matter() -> None:
    slides = written(
        deck(
            section("Our day", p("We meet.", role="lead"), look="cover"),
            section("Morning", look="divider"),
            section("Words", p("We meet.")),
            decks.bars(),
        )
    ).slides
    names = ["Title Slide", "Section Header", "Title and Content", "Title Only"]
    assert [slide.slide_layout.name for slide in slides] == names


def test_a_title_has_box_size_face_and_colour_from_the_layout() -> None:
    (slide,) = written(deck(section("Our day", p("We meet.")))).slides
    title = text_of(slide, "title")
    assert not re.search(r"xfrm|sz=|latin|solidFill|lnSpc| b=", title)


def test_a_title_is_smaller_only_where_its_place_has_no_room_for_it() -> None:
    (slide,) = written(deck(section("What we are for, what we promise, and by when " * 2))).slides
    title = text_of(slide, "title")
    (size,) = set(re.findall(r'sz="(\d+)"', title))
    assert 2400 <= int(size) < 4400
    assert "xfrm" not in title


def test_a_list_has_the_bullets_of_the_layout_where_it_has_some() -> None:
    points = section("Our day", List(items=((p("One"),), (p("Two"),))))
    (theirs,), (ours,) = (
        one.slides for one in (written(deck(points)), opened(write(deck(points), LOOK).data))
    )
    bullets = [
        pptx.oxml.xmlchemy.serialize_for_reading(one._element).count("buChar")
        for one in (theirs, ours)
    ]
    assert bullets == [0, 2]
    assert "buNone" not in pptx.oxml.xmlchemy.serialize_for_reading(theirs._element)


def test_a_text_that_has_the_slide_to_itself_has_the_box_of_the_layout() -> None:
    (slide,) = written(deck(section("Our day", p("We meet.")))).slides
    (body,) = (one for one in slide.placeholders if one.placeholder_format.idx == 1)
    assert body._element.spPr.xfrm is None
    assert "solidFill" not in pptx.oxml.xmlchemy.serialize_for_reading(body._element)


def test_lengths_and_sizes_are_those_of_the_slide() -> None:
    large, small = (
        written(deck(section("Our day", p("We meet."), decks.promises())), shape).slides[0]
        for shape in ("16:9", "small 16:9")
    )
    (one,), (other,) = ([s for s in slide.shapes if s.has_table] for slide in (large, small))
    assert [round(one.width * 0.75), round(one.top * 0.75)] == pytest.approx(
        [other.width, other.top],
        abs=5 * 12700,  # margins of boxes are the same on slides of both sizes
    )
    sizes = [set(re.findall(rb'sz="(\d+)"', _xml(shape))) for shape in (one, other)]
    assert {round(int(size) * 0.75) for size in sizes[0]} == {int(size) for size in sizes[1]}


def _xml(shape: Any) -> bytes:
    return ET.tostring(ET.fromstring(pptx.oxml.xmlchemy.serialize_for_reading(shape._element)))


def test_number_and_foot_stand_where_the_layout_has_them() -> None:
    (slide,) = written(deck(section("Our day", p("We meet.")))).slides
    found = {
        str(one.placeholder_format.type).partition(" ")[0]: one.text_frame.text
        for one in slide.placeholders
        if one.placeholder_format.idx >= 10
    }
    assert found == {"DATE": "12 March 2027", "FOOTER": "Orchard Care", "SLIDE_NUMBER": "1"}


def _numberless(file: Any) -> None:
    for holder in (file.slide_master, *file.slide_layouts):
        for shape in list(holder.placeholders):
            if "SLIDE_NUMBER" in str(shape.placeholder_format.type):
                shape._element.getparent().remove(shape._element)


def test_without_a_place_for_it_the_number_stands_at_the_foot_of_the_matter() -> None:
    of = bases.base(_numberless)
    (slide,) = opened(write(deck(section("Our day", p("We meet."))), bases.worn(of)).data).slides
    (number,) = (shape for shape in slide.shapes if shape.name == "Slide number")
    area = of.layouts["content"].content
    assert area
    assert (number.left + number.width) / 12700 == pytest.approx(area.right, abs=0.1)
    assert (number.top + number.height) / 12700 == pytest.approx(area.bottom, abs=2)


def _dark(file: Any) -> None:
    fill = file.slide_master.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0x10, 0x24, 0x3A)


def test_on_a_dark_ground_matter_lies_on_a_white_panel_in_ink() -> None:
    of = bases.base(_dark)
    assert of.layouts["content"].panel
    (slide,) = opened(write(deck(section("Our day", p("We meet."))), bases.worn(of)).data).slides
    panel, *_ = slide.shapes
    assert (panel.name, panel.fill.fore_color.theme_color.name) == ("Box", "BACKGROUND_1")
    body = next(one for one in slide.placeholders if one.placeholder_format.idx == 1)
    assert "solidFill" in pptx.oxml.xmlchemy.serialize_for_reading(body._element)


def test_shapes_and_charts_are_in_the_colours_and_the_face_of_the_theme() -> None:
    parts = parts_of(made("4:3"))
    drawn = [
        data.decode()
        for name, data in parts.items()
        if re.match(r"ppt/(slides|charts)/[a-z]+\d+\.xml", name)
    ]
    of = bases.base(*SHAPES["4:3"])
    named = {value for value in of.theme.values() if value.startswith("#")}
    found = {f"#{colour}" for xml in drawn for colour in re.findall(r'srgbClr val="(\w+)"', xml)}
    assert found <= named
    faces = {face for xml in drawn for face in re.findall(r'latin typeface="([^"]+)"', xml)}
    assert faces == {"+mn-lt", "Segoe UI Symbol"}


def test_a_cover_holds_words_in_its_places_only_and_the_rest_goes_on() -> None:
    many = decks.cover(tuple(f"Service number {number}" for number in range(60)))
    first, second, *_ = written(deck(many)).slides
    assert {shape.is_placeholder for shape in first.shapes} == {True}
    assert second.slide_layout.name != "Title Slide"
    assert "Service number 0" in words(second)


def test_a_cover_names_a_few_pairs_in_its_places_on_one_line() -> None:
    (slide,) = written(deck(decks.cover())).slides
    assert {shape.is_placeholder for shape in slide.shapes} == {True}
    (line,) = (line for line in words(slide).splitlines() if "Crisis" in line)
    assert " · " in line
    assert "Older\u00a0adults" in line


def test_one_more_line_stands_on_the_cover_and_not_alone_on_a_slide_after_it() -> None:
    key = (
        t("60 pairs:   ")[0],
        Run("a doctor   ", mark="doctor"),
        Run("a manager", mark="manager"),
    )
    whole = decks.cover()
    of_many = replace(whole, blocks=(whole.blocks[0], p(*key)))
    (slide,) = written(deck(of_many)).slides
    assert {shape.is_placeholder for shape in slide.shapes} == {True}
    assert "60 pairs" in words(slide)


def _low_text(height: int, anchor: str = "ctr") -> Callable[[Any], None]:
    """Return a change: the text of the cover is so many points high, its words in the middle."""

    def low(file: Any) -> None:
        (place,) = (
            one for one in file.slide_layouts[0].placeholders if one.placeholder_format.idx == 1
        )
        place.height = height * 12700
        place.text_frame._txBody.bodyPr.set("anchor", anchor)

    return low


def _no_spare_title(file: Any) -> None:
    """Leave the cover's title no more room than one line of it takes."""
    file.slide_layouts[0].placeholders[0].height = 50 * 12700


def test_words_of_a_cover_take_what_is_free_under_their_place_before_they_get_small() -> None:
    lines = [p(f"{said} What each of us brings to the day.", role="lead") for said in "ABC"]
    cover = deck(section("Our day", *lines, look="cover"))
    worn = bases.worn(bases.base(_low_text(40, "t")))
    (slide,) = opened(write(cover, worn).data).slides
    sizes = [int(size) for size in re.findall(r'sz="(\d+)"', text_of(slide, "subTitle"))]
    assert min(sizes) >= 1800
    (place,) = (one for one in slide.placeholders if one.placeholder_format.idx == 1)
    assert place.height > 40 * 12700
    # Its words begin where they did: the box begins at them, under the margin of 3.6 points.
    assert place.top == slide.slide_layout.placeholders[1].top + 45720
    roomy = bases.worn(bases.base(_low_text(130, "t")))
    (slide,) = opened(write(cover, roomy).data).slides
    (place,) = (one for one in slide.placeholders if one.placeholder_format.idx == 1)
    assert place.height == 130 * 12700  # with room enough it stays where the layout has it


@pytest.mark.parametrize(("ground", "read"), [("FFFFFF", True), ("000000", False)])
def test_small_words_of_a_cover_take_the_room_that_its_title_has_to_spare(
    ground: str, read: bool
) -> None:
    """The title's box is 150 points high, and its one line takes a third of that."""
    band = files.shape((0, 312, 720, 228), files.solid("0B4F6C"))
    behind = files.shape((0, 100, 720, 166), files.solid(ground))
    title = files.place("title", 0, (36, 110, 648, 150), style='<a:defRPr sz="4000"/>')
    text = files.place("body", 1, (36, 270, 648, 40), style='<a:defRPr sz="2000"/>')
    layout = files.layout("Start", behind, band, title, text, kind="title")
    package, _ = package_of(files.deck_of(layout, files.layout("Content")), "house.pptx")
    assert package
    found, _ = deck_base(package)
    assert found
    lines = [p(f"{said} What each of us brings to the day", role="lead") for said in "AB"]
    cover = deck(section("Our day", *lines, look="cover"))
    (slide,) = opened(write(cover, bases.worn(found)).data).slides
    (head, words_) = slide.placeholders
    sizes = [int(size) for size in re.findall(r'sz="(\d+)"', text_of(slide, "body"))]
    assert (min(sizes, default=2000) >= 1800, words_.top < 270 * 12700) == (read, read)
    assert head.top + head.height <= words_.top + 12700 * 8


def test_words_of_a_cover_are_measured_in_the_face_of_their_own_place() -> None:
    lines = [p("Where our week goes, and what we would rather do", role="lead")] * 2
    cover = deck(section("Our day", *lines, look="cover"))

    def size(face: str) -> int:
        def set_in(file: Any) -> None:
            _low_text(100)(file)
            for look in file.slide_layouts[0].placeholders[1]._element.iter("{*}defRPr"):
                look.append(parse_xml(f'<a:latin {nsdecls("a")} typeface="{face}"/>'))

        (slide,) = opened(write(cover, bases.worn(bases.base(set_in))).data).slides
        return min(int(size) for size in re.findall(r'sz="(\d+)"', text_of(slide, "subTitle")))

    assert size("Courier New") < size("Source Sans 3")


def test_one_more_line_makes_all_of_a_cover_smaller_rather_than_stand_alone() -> None:
    lines = (p("What we do", role="lead"), p("Sixty pairs: a master and a superintendent"))
    cover = section("Our day", *lines, look="cover", kicker=t("The year of the pairs"))
    worn = bases.worn(bases.base(_low_text(86), _no_spare_title))
    (slide,) = opened(write(deck(replace(cover, source=t("16 March"))), worn).data).slides
    sizes = [int(size) for size in re.findall(r'sz="(\d+)"', text_of(slide, "subTitle"))]
    assert 1200 <= min(sizes) < 1500


def test_lines_of_a_cover_are_smaller_where_that_leaves_none_alone_on_a_slide_after_it() -> None:
    last = "Close this file before you share your screen with anybody at all."
    lines = [p(f"{said} {last}", role="lead") for said in ("One.", "Two.", "Three.")]
    many = [*lines, *(p(f"Line {number}. {last}", role="lead") for number in range(9))]

    worn = bases.worn(bases.base(_low_text(62), _no_spare_title))
    (slide,) = opened(write(deck(section("Our day", *lines, look="cover")), worn).data).slides
    sizes = [int(size) for size in re.findall(r'sz="(\d+)"', text_of(slide, "subTitle"))]
    assert 1200 <= min(sizes) < 1500
    first, *rest = opened(write(deck(section("Our day", *many, look="cover")), worn).data).slides
    assert rest
    sizes = [int(size) for size in re.findall(r'sz="(\d+)"', text_of(first, "subTitle"))]
    assert min(sizes) >= 1500


def _low_titles(file: Any) -> None:
    for holder in (file.slide_master, *file.slide_layouts):
        for shape in holder.placeholders:
            if shape.placeholder_format.type == 1:
                shape.left, shape.width, shape.height = 36 * 12700, 380 * 12700, 62 * 12700


def test_a_long_title_is_rather_small_than_outside_its_place() -> None:
    title = "What do we say of each other when we have read it"
    worn = bases.worn(bases.base(_low_titles))
    (slide,) = opened(write(deck(section(title, p("We meet."))), worn).data).slides
    xml = text_of(slide, "title")
    sizes = [int(size) for size in re.findall(r'sz="(\d+)"', xml)]
    assert 2000 <= min(sizes) < 3000
    assert "a:off" not in xml


def test_a_title_that_has_no_room_even_then_reaches_out_of_its_place_as_little_as_can_be() -> None:
    title = "What we say of each other when we have read it, and who says it to whom at last"
    worn = bases.worn(bases.base(_low_titles))
    (slide,) = opened(write(deck(section(title, p("We meet."))), worn).data).slides
    assert 'sz="2000"' in text_of(slide, "title")


def test_a_divider_with_the_year_s_line_is_one_slide_with_its_words_over_the_line() -> None:
    points = (YearPoint(day=0, date="1 May", label="First day", kind="away day", now=True),)
    close = section(
        "Close", p("We meet again.", role="lead"), Chart(of=Year(points=points), alt="Days")
    )
    (slide,) = written(deck(replace(close, look="divider"))).slides
    assert slide.slide_layout.name == "Title and Content"
    assert slide.shapes.title.text_frame.text == "Close"
    (said,) = (one for one in slide.placeholders if "meet again" in one.text_frame.text)
    (line,) = (one for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP)
    assert said.top + said.height <= line.top


def test_a_divider_without_a_place_for_text_has_its_lines_under_the_title() -> None:
    def bare(file: Any) -> None:
        for shape in list(file.slide_layouts[2].placeholders):
            if shape.placeholder_format.idx == 1:
                shape._element.getparent().remove(shape._element)

    pause = section("Break", p("Then: we look.", role="lead"), look="divider", source=t("10:20"))
    (slide,) = opened(write(deck(pause), bases.worn(bases.base(bare))).data).slides
    assert slide.shapes.title.text_frame.text.split("\n") == ["Break", "Then: we look.", "10:20"]


def test_under_a_divider_s_low_title_its_lines_are_one_rather_than_a_slide_of_their_own() -> None:
    def low(file: Any) -> None:
        for shape in list(file.slide_layouts[2].placeholders):
            if shape.placeholder_format.idx == 1:
                shape._element.getparent().remove(shape._element)
            elif shape.placeholder_format.idx == 0:
                shape.left, shape.top, shape.width, shape.height = map(Pt, (36, 440, 648, 54))

    pause = section("Break", p("Then: we look.", role="lead"), look="divider", source=t("10:20"))
    (slide,) = opened(write(deck(pause), bases.worn(bases.base(low))).data).slides
    assert slide.shapes.title.text_frame.text.split("\n") == ["Break", "Then: we look. · 10:20"]


def test_a_large_title_is_no_smaller_than_the_lines_under_it_ask_for() -> None:
    """Of its place of 132.8 points a line in 15 takes 23 with the space over it.

    The title has two lines, which are as large as they can be and leave no such room.
    """
    title = files.place("title", 0, (36, 134, 648, 140), style='<a:defRPr sz="8000"/>')
    cover = files.layout("Start", title, kind="title")
    package, _ = package_of(files.deck_of(cover, files.layout("Content")), "house.pptx")
    assert package
    found, _ = deck_base(package)
    assert found
    said = section("The cover of a deck for all who\u00a0come", look="cover", source=t("Made up"))
    (slide,) = opened(write(deck(said), bases.worn(found)).data).slides
    sizes = [int(size) for size in re.findall(r'sz="(\d+)"', text_of(slide, "title"))]
    assert slide.shapes.title.text_frame.text.split("\n") == [
        "The cover of a deck for all who\u00a0come",
        "Made up",
    ]
    assert 4000 <= max(sizes) < 8000


def test_a_title_in_capitals_is_measured_in_capitals() -> None:
    said = section("Morning and afternoon of the same day in one room", look="divider")
    (slide,) = written(deck(said)).slides  # the library's divider shows its title in capitals
    assert 'cap="all"' in ET.tostring(_layout_title(slide)).decode()
    sizes = [int(size) for size in re.findall(r'sz="(\d+)"', text_of(slide, "title"))]
    assert max(sizes, default=4000) <= 4000


def _layout_title(slide: Any) -> ET.Element:
    (found,) = (
        one for one in slide.slide_layout.placeholders if one.placeholder_format.type in (1, 3)
    )
    return ET.fromstring(pptx.oxml.xmlchemy.serialize_for_reading(found._element))


def test_sample_decks_say_so_on_every_slide() -> None:
    made_up = deck(section("Our day", look="cover"), section("Words", p("We meet.")), sample=True)
    for slide in written(made_up).slides:
        assert "SAMPLE" in words(slide)


def test_a_sentence_stands_large_in_the_room_for_matter_between_its_lines() -> None:
    asked = section("What did we guess too low?", look="statement", kicker=t("Now"), source=t("So"))
    (slide,) = written(deck(asked)).slides
    title = text_of(slide, "title")
    assert 'sz="5400"' in title
    top = slide.shapes.title.top / 12700
    area = bases.base(*SHAPES["4:3"]).layouts["title only"].content
    assert area
    assert area.y + 40 < top < area.y + area.height / 2
    assert {"Now", "So"} <= set(words(slide).split("\n"))


def test_a_white_title_is_in_ink_where_it_leaves_its_dark_band() -> None:
    def band(file: Any) -> None:
        for holder in (file.slide_master, *file.slide_layouts):
            for shape in holder.placeholders:
                if "TITLE" in str(shape.placeholder_format.type):
                    fill = shape.fill
                    fill.solid()
                    fill.fore_color.rgb = RGBColor(0x10, 0x24, 0x3A)
        title = file.slide_master._element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr")[0]
        title.xpath("a:solidFill/a:schemeClr")[0].set("val", "bg1")

    look = bases.worn(bases.base(band))
    asked = section("What did we guess too low?", look="statement")
    usual, large = opened(write(deck(section("Our day", p("We.")), asked), look).data).slides
    assert "solidFill" not in text_of(usual, "title")
    title = text_of(large, "title")
    assert 'schemeClr val="tx1"' in title
    assert "noFill" in title


@pytest.mark.parametrize(
    ("number", "indices"), [(2, {"Left": 1, "Right": 2}), (3, {"Before they part": 1})]
)
def test_texts_beside_each_other_all_have_places_of_the_layout_or_none_has(
    number: int, indices: dict[str, int]
) -> None:
    names = ("Left", "Right", "Beyond")[:number]
    columns = Columns(columns=tuple((p(name),) for name in names), shares=(1,) * number)
    (slide,) = written(deck(section("Said", p("Before they part"), columns))).slides
    found = {
        shape.text_frame.text: shape.is_placeholder and shape.placeholder_format.idx
        for shape in slide.shapes
        if shape.has_text_frame and shape.text_frame.text in (*names, "Before they part")
    }
    assert found == dict.fromkeys(("Before they part", *names), False) | indices


def test_columns_stand_on_one_slide_where_a_layout_with_a_title_only_has_room_for_them() -> None:
    lists = List(items=tuple((p(f"A thing that we said, number {n}"),) for n in range(9)))
    columns = Columns(columns=((lists,), (lists,)), shares=(1, 1))

    def lower(file: Any) -> None:
        for shape in file.slide_layouts[3].placeholders:
            if shape.placeholder_format.idx in (1, 2):
                shape.top, shape.height = 230 * 12700, 235 * 12700
        bands = ((36, 130, 648, 90), (36, 470, 648, 20))
        art = "".join(files.shape(band, files.solid("1F497D")) for band in bands)
        for layout in (file.slide_layouts[1], file.slide_layouts[3]):
            for drawn in parse_xml(f"<p:spTree {files.NAMESPACES}>{art}</p:spTree>"):
                layout.shapes._spTree.append(drawn)

    low = bases.base(bases.body(36, 230, 648, 235), lower)
    (slide,) = opened(write(deck(section("Said", columns)), bases.worn(low)).data).slides
    assert slide.slide_layout.name == "Title Only"
    usual = written(deck(section("Said", columns))).slides
    assert [one.slide_layout.name for one in usual] == ["Two Content"]


def test_an_exercise_stays_on_one_slide_with_what_it_is_for_where_there_is_less_room() -> None:
    why = p("So that each pair leaves with one promise that somebody will ask about", role="lead")
    steps = Steps(
        steps=(
            ("8", t("Write it – what, by when, who will notice, what help")),
            ("6", t("Swap with your witness; hear one hard question")),
            ("12", t("Read it out, in under a minute")),
            ("4", t("Hand in one copy; set the first date to ask")),
            ("5", t("Say what you heard")),
        ),
        minutes=35,
        until="15:30",
        ask=t("Would the witness know if it had not happened?"),
        hold=t("You need “One promise, one witness” in two copies"),
    )
    found = deck(section("One promise, one witness", why, steps, kicker=t("15:00 to 15:35")))
    (slide,) = written(found).slides
    sizes = [
        run.font.size.pt
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size
    ]
    assert min(sizes) >= 18


def test_the_filling_of_a_place_is_no_patch_behind_a_few_words() -> None:
    text = files.place("body", 1, files.BODY[2], fill=files.solid("F4F0E0"))
    found = files.layout("Filled", files.place(*files.TITLE), text)
    package, _ = package_of(files.deck_of(found), "filled.pptx")
    assert package
    of, _ = deck_base(package)
    assert of
    alone, beside = opened(
        write(
            deck(
                section("Our day", p("We meet.")), section("Both", p("We meet."), decks.promises())
            ),
            bases.worn(of),
        ).data
    ).slides
    assert ["noFill" in _body(slide) for slide in (alone, beside)] == [False, True]


def _low(width: float = 720) -> Any:
    """Return a look whose slides have a light room 270 points high between two dark bands."""
    bands = [
        files.shape(box, files.solid("0B4F6C")) for box in ((0, 0, 720, 190), (0, 470, 720, 70))
    ]
    beside = files.shape((width, 0, 720 - width, 540), files.solid("0B4F6C"))
    title = files.place("title", 0, (36, 60, 648, 100), style='<a:defRPr sz="3200"/>')
    body = files.place("body", 1, (36, 196, width - 72, 270))
    package, _ = package_of(
        files.deck_of(files.layout("Low", *bands, beside, title, body)), "low.pptx"
    )
    assert package
    found, told = deck_base(package)
    assert found
    assert ("B136", "advice") in {(one.code, one.severity) for one in told}
    return bases.worn(found)


WHY = p("So that every decision we share has one name", role="lead")
ASKED = Steps(
    steps=tuple(
        (str(number), t("Read the next line out, in under a minute")) for number in range(5)
    ),
    minutes=35,
    until="15:30",
    ask=t("What was easier to say than we thought?"),
    hold=t("You need one card"),
)


@pytest.mark.parametrize("width", [720, 560])
def test_where_there_is_hardly_any_room_a_clock_is_a_line_and_no_lead_stands_alone(
    width: float,
) -> None:
    found = write(deck(section("Who decides what", WHY, ASKED)), _low(width))
    (slide,) = opened(found.data).slides
    said = words(slide)
    for each in ("one name", "Stop at 15:30", "You need one card", "easier to say"):
        assert each in said
    assert "35" not in said.split("\n")


def test_bars_with_long_names_go_on_on_the_next_slide_rather_than_lose_some() -> None:
    told = "When I send my partner a message the answer comes in time to be of use to me and mine"
    names = tuple(f"{told} ({number})" for number in range(8))
    data = Bars(categories=names, series=(Series(name="Yes", values=(1,) * 8),), low=0, high=9)
    made = written(deck(section("Who answered", Chart(of=data, alt="Yes"))))
    charts = [shape for slide in made.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) > 1
    found = [list(shape.chart.plots[0].categories) for shape in charts]
    assert [name for some in found for name in some] == list(names)
    # Two lines of 22.5 points and 6 between names, in 0.98 of the chart.
    assert all(
        shape.height / 12700 >= len(some) * (2 * 22.5 + 6) / 0.98
        for shape, some in zip(charts, found, strict=True)
        if len(some) > 1
    )


def test_no_words_are_smaller_than_the_least_size_that_is_asked_for() -> None:
    of = bases.base(bases.type_of(12))
    worn = bases.worn(of)
    larger = replace(worn, slide=replace(worn.slide, label=24, body_floor=24, dense=24))
    (slide,) = opened(write(deck(section("Our day", p("We meet."))), larger).data).slides
    body = next(one for one in slide.placeholders if one.placeholder_format.idx == 1)
    assert body.text_frame.paragraphs[0].runs[0].font.size.pt == 24


def _on_four_to_three(*blocks: Any, **more: Any) -> tuple[Any, ...]:
    """Return the slides of a section on a 4:3 base whose words have 24 points at least."""
    worn = bases.worn(bases.base(*SHAPES["4:3"]))
    larger = replace(worn, slide=replace(worn.slide, label=24, body_floor=24, dense=24))
    said = section(
        "Trade changes", *blocks, kicker=t("13:00 to 13:45, in pairs, sheet 2.1"), **more
    )
    return tuple(opened(write(deck(said), larger).data).slides)


TRADED = Steps(
    steps=tuple((str(n), t("Say what you need, and what for")) for n in (4, 8, 7, 4, 15, 7)),
    minutes=45,
    until="13:45",
    hold=t("You need the sheet on what I ask of you, and a pen"),
    ask=t("What did you ask for that you had never said aloud before today?"),
)


def test_what_an_exercise_leaves_out_is_told_and_what_it_keeps_is_not() -> None:
    worn = bases.worn(bases.base(*SHAPES["4:3"]))
    larger = replace(worn, slide=replace(worn.slide, label=24, body_floor=24, dense=24))
    why = p("So that each gives and gets one change.", role="lead")
    for blocks, codes in (((why, TRADED), [("M304", "warning")]), ((TRADED,), [])):
        said = section("Trade changes", *blocks, kicker=t("13:00 to 13:45, in pairs, sheet 2.1"))
        told = write(deck(said), larger).faults
        assert [(one.code, one.severity) for one in told] == codes


def test_an_exercise_stays_whole_and_leaves_out_what_its_page_says_above() -> None:
    (slide,) = _on_four_to_three(p("So that each gives and gets one change.", role="lead"), TRADED)
    said = words(slide)
    assert said.count("Say what you need") == 6
    assert "never said aloud" in said
    assert "You need the sheet on what I ask of you, and a pen" in said
    assert not any(spare in said for spare in ("So that each", "Stop at"))


@pytest.mark.parametrize(("rows", "bands"), [(7, 1), (18, 0)])
def test_a_day_stays_whole_and_leaves_its_band_to_the_breaks(rows: int, bands: int) -> None:
    day = Timetable(
        rows=tuple(
            TimetableRow(clock=f"{6 + n}:00", minutes="", what=t("Mend one")) for n in range(rows)
        ),
        full=False,
    )
    band = next(one for one in decks.the_day().blocks if isinstance(one, Chart))
    (slide,) = _on_four_to_three(day, band)
    assert words(slide).count("Mend one") == rows
    groups = [one for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert [one.name for one in groups].count("Chart") == bands


def test_a_picture_of_ten_rows_stays_whole_and_its_notes_have_all_of_its_source() -> None:
    strip = decks.group_strip()
    rows = tuple(replace(strip.rows[0], label=f"Theme {number}") for number in range(10))
    ten = Chart(of=replace(strip, rows=rows, brackets=()), alt="Ten themes")
    source = "Mark: one person’s mean. Thick line: the gap between both of you. " + (
        "Thin line: where a mark would lie on another day, 19 times in 20, if nothing changed."
    )
    (slide,) = _on_four_to_three(ten, source=t(source))
    drawn = [
        part.text_frame.text
        for group in slide.shapes
        if group.shape_type == MSO_SHAPE_TYPE.GROUP
        for part in group.shapes
        if part.has_text_frame
    ]
    assert sum(one.startswith("Theme") for one in drawn) == 10
    assert source in slide.notes_slide.notes_text_frame.text


def test_columns_that_fit_no_slide_go_on_one_after_the_other() -> None:
    rooms = ("Ashdown Room", "Beech Room", "Alder Room")
    told = "Anaesthetics, breast surgery, cardiology, dermatology, frailty and haematology"
    columns = tuple(
        (Heading(level=2, text=t(room)), Paragraph(text=(decks.bold(f"In {room}"),)), p(told * 2))
        for room in rooms
    )
    slides = _on_four_to_three(Columns(columns=columns, shares=(1.0,) * 3))
    said = [words(slide) for slide in slides]
    assert len(said) > 1
    for room in rooms:
        (own,) = [one for one in said if f"In {room}" in one]
        assert own.index(f"In {room}") < own.index("Anaesthetics", own.index(f"In {room}"))


def test_tables_whose_words_are_too_wide_beside_each_other_stand_under_each_other() -> None:
    def places(*names: str) -> Table:
        return Table(
            columns=(Column(), Column(), Column()),
            header=(t("Pair"), t("Table"), t("Works")),
            rows=tuple(((decks.bold(name),), t("1"), t("first")) for name in names),
        )

    def edges(long: str) -> int:
        columns = ((places(long, "Liver"),), (places("Urology", "Stroke"),))
        slides = _on_four_to_three(Columns(columns=columns, shares=(1, 1)))
        tables = (shape for slide in slides for shape in slide.shapes if shape.has_table)
        return len({shape.left for shape in tables})

    assert edges("Heart") == 2
    assert edges("Otorhinolaryngology") == 1


def _with_lines(file: Any) -> None:
    """Put a small place over the title, and one at the foot, on each layout for matter."""
    for layout in (file.slide_layouts[1], file.slide_layouts[5]):
        title = next(
            one for one in layout.placeholders if "TITLE" in str(one.placeholder_format.type)
        )
        title.left, title.top, title.width, title.height = (
            Emu(side * 12700) for side in (36, 50, 648, 60)
        )
        for number, top in ((40, 20), (41, 476)):
            layout.shapes._spTree.append(parse_xml(_PLACE.format(number=number, top=top * 12700)))


_PLACE = """<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr>
<p:cNvPr id="{number}" name="Line {number}"/><p:cNvSpPr/><p:nvPr><p:ph type="body" sz="quarter"
 idx="{number}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="457200" y="{top}"/>
<a:ext cx="8229600" cy="279400"/></a:xfrm></p:spPr><p:txBody>
<a:bodyPr tIns="0" bIns="0"/><a:lstStyle><a:lvl1pPr marL="0" indent="0"><a:buNone/>
<a:defRPr sz="1400"/></a:lvl1pPr></a:lstStyle><a:p/></p:txBody></p:sp>"""


def test_lines_around_matter_stand_in_the_places_that_a_layout_has_for_them() -> None:
    of = bases.base(_with_lines)
    said = section(
        "Our day", p("We meet."), kicker=t("09:15, all"), source=t("From the stock take")
    )
    data = write(deck(said), bases.worn(of)).data
    (slide,) = opened(data).slides
    found = {one.placeholder_format.idx: one.text_frame.text for one in slide.placeholders}
    assert (found[40], found[41]) == ("09:15, all", "From the stock take")
    body = next(one for one in slide.placeholders if one.placeholder_format.idx == 1)
    assert body._element.spPr.xfrm is None
    assert _told(data) == []
    long = section("Our day", p("We meet."), kicker=t("09:15, everybody who is here " * 5))
    (slide,) = opened(write(deck(long), bases.worn(of)).data).slides
    assert 40 not in {one.placeholder_format.idx for one in slide.placeholders}
    assert "everybody who is here" in words(slide)


def test_matter_keeps_away_from_the_edges_of_a_white_panel() -> None:
    of = bases.base(_dark)
    (slide,) = opened(write(deck(section("Our day", p("We meet."))), bases.worn(of)).data).slides
    panel, *_ = slide.shapes
    body = next(one for one in slide.placeholders if one.placeholder_format.idx == 1)
    assert (body.left - panel.left) / 12700 == pytest.approx(14, abs=0.1)
    assert (body.top - panel.top) / 12700 == pytest.approx(8, abs=0.1)
