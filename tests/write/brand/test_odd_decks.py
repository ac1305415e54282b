"""Decks as people bring them: lying names, twins, several masters, exports of other programs."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitate.faults import Fault
from facilitate.write.base_file import DeckBase
from facilitate.write.brand.background import Ground, Grounds
from facilitate.write.brand.deck import deck_base
from facilitate.write.brand.deck_file import DeckLayout, layouts_of, size_of
from facilitate.write.brand.layout_roles import candidate, chosen_layouts
from facilitate.write.brand.package import opened
from facilitate.write.ooxml import (
    CORE_TYPE,
    Relation,
    content_types_xml,
    core_xml,
    package,
    packed,
    relations_name,
    relations_xml,
)
from tests.write.brand.files import (
    BODY,
    TITLE,
    deck,
    deck_of,
    exchanged,
    layout,
    parts,
    picture,
    place,
    shape,
    solid,
)
from tests.write.brand.files import packed as packed_parts

MASTER = "ppt/slideMasters/slideMaster1.xml"
NUMBER = place("sldNum", 12, (600, 500, 80, 24))
CONTENT = layout("Content", place(*TITLE), place(*BODY), NUMBER)
ONLY = layout("Only", place(*TITLE), NUMBER)
LEFT = place("body", 1, (36, 126, 310, 356))
RIGHT = place("body", 2, (374, 126, 310, 356))
BIG = '<a:defRPr sz="6000"/>'


def opening(name: str, *art: str, ground: str = "", kind: str = "") -> str:
    """Return a layout with a large title in the middle and a line below it."""
    title = place("title", 0, (60, 180, 600, 110), style=BIG)
    line = place("body", 1, (60, 300, 600, 60))
    return layout(name, *art, title, line, ground=ground, kind=kind)


def read(data: bytes) -> tuple[DeckBase | None, tuple[Fault, ...]]:
    found, _ = opened(data, "house.pptx")
    assert found is not None
    return deck_base(found)


def base(*layouts: str, pixels: bytes = b"") -> DeckBase:
    found, _ = read(deck_of(*layouts, pixels=pixels))
    assert found is not None
    return found


def faults(*layouts: str, pixels: bytes = b"") -> dict[str, str]:
    return {one.code: one.message for one in read(deck_of(*layouts, pixels=pixels))[1]}


def test_two_texts_side_by_side_are_columns_the_left_one_first() -> None:
    found = base(CONTENT, ONLY, layout("Two", RIGHT, place(*TITLE), LEFT)).layouts["columns"]
    assert (found.name, [one.index for one in found.texts]) == ("Two", [1, 2])


def test_a_text_too_small_for_matter_is_no_body() -> None:
    lone = layout("Lone", place(*TITLE), place("body", 5, (36, 120, 300, 40)))
    assert base(lone, CONTENT).layouts["content"].name == "Content"
    assert base(lone).layouts["content"].texts == ()


def test_a_line_above_the_title_is_its_kicker_and_one_at_the_foot_the_source() -> None:
    shapes = (
        place("body", 13, (36, 8, 600, 24), style='<a:defRPr sz="1600"/>'),
        place("title", 0, (36, 40, 648, 70)),
        place(*BODY),
        place("body", 14, (36, 495, 500, 24)),
    )
    found = base(layout("Content", *shapes)).layouts["content"]
    assert found.kicker is not None
    assert found.source is not None
    assert (found.kicker.index, found.source.index) == (13, 14)


def test_the_first_of_coloured_twins_is_used_and_the_others_are_named() -> None:
    twins = [opening(f"Part {name}", ground=solid(name)) for name in ("1F3864", "2E7D32")]
    layouts = (opening("Start", kind="title"), CONTENT, ONLY, *twins)
    assert base(*layouts).layouts["divider"].name == "Part 1F3864"
    assert "“Part 2E7D32” would do as well" in faults(*layouts)["B122"]


def test_layouts_of_one_name_are_told_apart_by_a_number() -> None:
    layouts = (opening("Part"), opening("Part", ground=solid("1F3864")), CONTENT)
    package, _ = opened(deck_of(*layouts), "house.pptx")
    assert package is not None
    found, _ = deck_base(package, layouts={"divider": "Part (2)", "cover": "Part"})
    assert found is not None
    assert (found.layouts["cover"].name, found.layouts["divider"].name) == ("Part", "Part (2)")


def test_a_layout_without_the_logo_gives_way_to_its_twin() -> None:
    bare = CONTENT.replace('name="Content"', 'name="Content no logo"')
    assert base(bare, CONTENT).layouts["content"].name == "Content"


def test_words_from_top_to_bottom_serve_nothing() -> None:
    upright = layout("Upright", place(*TITLE), place(*BODY)).replace(
        "<a:bodyPr/>", '<a:bodyPr vert="eaVert"/>'
    )
    assert base(upright, CONTENT).layouts["content"].name == "Content"


def test_words_of_a_deck_with_vertical_layouts_only_stand_level_as_on_its_master() -> None:
    title, text = place("title", 0, (640, 20, 60, 480)), place("body", 1, (20, 20, 600, 480))
    upright = layout("Upright", title, text, NUMBER, kind="vertTitleAndTx").replace(
        "<a:bodyPr/>", '<a:bodyPr vert="eaVert"/>'
    )
    content = base(upright).layouts["content"]
    assert content.title is not None
    # The default master has its title at the top, 648 points wide, and its text below it.
    assert content.title.area.width == pytest.approx(648 - 14.4)
    assert content.texts[0].area.y > content.title.area.bottom
    assert "run from top to bottom" in faults(upright)["B138"]
    assert "B138" not in faults(upright, CONTENT)


def test_words_that_leave_a_dark_panel_for_the_room_above_are_not_white_on_white() -> None:
    white = f'<a:defRPr sz="1800">{solid("FFFFFF")}</a:defRPr>'
    box = (36, 380, 320, 140)
    panel = shape((36, 380, 648, 140), solid("1F3864"))
    card = layout("Card", panel, place(*TITLE), place("body", 1, box, style=white))
    content = base(card).layouts["content"]
    assert content.content is not None
    assert content.content.bottom < 380
    assert not content.panel
    (text,) = content.texts
    assert text.repaint == "tx1"


def test_blank_layouts_have_the_places_of_their_master() -> None:
    blank = layout("Blank", kind="blank")
    content = base(blank).layouts["content"]
    assert content.title is not None
    # The default master has its title at the top, 648 points wide, and its text below it.
    assert content.title.area.width == pytest.approx(648 - 14.4)
    assert content.texts[0].area.y > content.title.area.bottom
    assert content.number is not None
    assert "where its master has them" in faults(blank)["B140"]
    assert "B140" not in faults(blank, CONTENT)


def test_blank_layouts_on_a_blank_master_have_our_places_in_its_styles() -> None:
    data = deck_of(layout("Blank", kind="blank"))
    master = re.sub(rb"<p:sp>.*</p:sp>", b"", parts(data)[MASTER], flags=re.DOTALL)
    found, _ = read(packed_parts(parts(data) | {MASTER: master}))
    assert found is not None
    content = found.layouts["content"]
    assert content.title is not None
    assert content.number is not None
    # A twentieth of a slide 720 points wide is left at each side, and 7.2 beside the words.
    assert content.title.area.x == pytest.approx(36 + 7.2)
    assert content.title.size == 44
    assert content.texts[0].area.y > content.title.area.bottom
    assert content.texts[0].size == 32


def test_a_layout_that_has_lost_its_master_leads_to_it_again() -> None:
    rels = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    bare = {rels: parts(deck())[rels].replace(b"/slideMaster", b"/nothing")}
    found, _ = read(packed_parts(parts(deck()) | bare))
    assert found is not None
    assert b"../slideMasters/slideMaster1.xml" in found.parts[rels]
    assert b"relationships/slideMaster" in found.parts[rels]


def test_a_place_for_pictures_or_charts_is_no_place_for_text() -> None:
    chart = layout("Chart", place(*TITLE), place("chart", 1, BODY[2]))
    assert base(chart, CONTENT).layouts["content"].name == "Content"
    assert faults(chart)["B121"]


def test_an_index_that_belongs_to_nothing_is_left_alone() -> None:
    lost = layout("Lost", place(*TITLE), place("body", 4294967295, BODY[2]))
    assert base(lost).layouts["content"].texts == ()


def test_places_that_share_a_number_get_numbers_of_their_own() -> None:
    twice = layout("Two", place(*TITLE), LEFT, RIGHT.replace('idx="2"', 'idx="1"'))
    found = base(CONTENT, twice)
    indexes = [one.index for one in found.layouts["columns"].texts]
    assert len(set(indexes)) == 2
    part = found.parts[found.layouts["columns"].part].decode()
    assert all(f'idx="{index}"' in part for index in indexes)


def test_a_title_over_its_text_is_said_and_the_text_is_drawn_beside_it() -> None:
    over = layout("Over", place("title", 0, (36, 150, 648, 90)), place(*BODY))
    found = base(over).layouts["content"]
    assert found.texts == ()
    assert found.content is not None
    assert found.title is not None
    assert found.content.y >= found.title.area.bottom
    assert "“Over”" in faults(over)["B130"]


def test_a_tall_title_gives_room_to_matter_and_that_is_said() -> None:
    low = "body", 1, (36, 330, 648, 150)
    tall = layout("Tall", place("title", 0, (36, 20, 648, 290)), place(*low), NUMBER)
    found = base(tall).layouts["content"]
    assert found.title is not None
    assert found.content is not None
    assert found.title.moved
    assert found.title.area.bottom <= found.content.y <= 100
    assert found.content.bottom >= 480
    assert "“Tall”" in faults(tall)["B135"]
    assert not any(one.moved for one in base(CONTENT).layouts["content"].texts)
    assert "B135" not in faults(CONTENT)


def test_words_of_a_cover_end_over_its_foot_which_is_left_out_where_it_lies_among_them() -> None:
    line = place("body", 1, (60, 300, 600, 230))
    title = place("title", 0, (60, 180, 600, 110), style=BIG)
    foot = place("ftr", 11, (60, 490, 300, 30))
    day = place("dt", 10, (60, 380, 300, 30))
    cover = base(layout("Cover", title, line, foot, day, NUMBER), CONTENT).layouts["cover"]
    (text,) = cover.texts
    assert text.area.bottom == 490
    assert [one.kind for one in cover.furniture] == ["ftr"]
    assert cover.number is not None


def test_a_place_says_whether_it_stands_in_as_a_list_does() -> None:
    line = place("subTitle", 1, (60, 300, 600, 60), style="<a:buNone/>")
    cover = base(layout("Cover", place("title", 0, (60, 180, 600, 110), style=BIG), line), CONTENT)
    (text,) = cover.layouts["cover"].texts
    assert (text.bullet, text.indented) == (False, True)  # by the master's list


def test_capitals_and_spaced_letters_of_a_text_are_told_and_those_of_titles_stay() -> None:
    spaced = place("body", 1, BODY[2], style='<a:defRPr spc="300"/>')
    high = place("title", 0, TITLE[2], style='<a:lnSpc><a:spcPct val="150%"/></a:lnSpc>')
    told = faults(layout("Spaced", high, spaced))
    assert "“Spaced”" in told["B137"]
    title = base(layout("Spaced", high, spaced)).layouts["content"].title
    assert title
    assert title.leading == 1.5
    exported = place("body", 1, BODY[2], style='<a:defRPr spc="-1"/>')
    assert "B137" not in faults(layout("Exported", place(*TITLE), exported))


def test_a_text_whose_room_is_plain_gets_no_box_for_the_art_beside_it() -> None:
    art = shape((560, 126, 160, 200), solid("1F3864"))
    found = base(layout("Art", art, place(*TITLE), place(*BODY)), ONLY).layouts["content"]
    assert found.content is not None
    assert found.content.right < 560
    assert [(one.fill, one.repaint) for one in found.texts] == [("", "")]


def test_a_date_under_the_number_is_left_out_and_told() -> None:
    date = place("dt", 10, (560, 500, 120, 24))
    both = layout("Both", place(*TITLE), place(*BODY), date, NUMBER)
    assert base(both).layouts["content"].furniture == ()
    assert "“Both”" in faults(both)["B139"]
    apart = both.replace(date, place("dt", 10, (36, 500, 120, 24)))
    assert [one.kind for one in base(apart).layouts["content"].furniture] == ["dt"]


def test_a_date_and_a_number_that_are_not_read_are_in_another_colour_and_told() -> None:
    band = shape((0, 490, 720, 50), solid("2C3E50"))
    date = place("dt", 10, (36, 500, 120, 24))
    low = layout("Low", band, place(*TITLE), place(*BODY), date, NUMBER)
    content = base(low).layouts["content"]
    assert content.number
    assert [one.repaint for one in (*content.furniture, content.number)] == ["bg1", "bg1"]
    assert "“Low”" in faults(low)["B124"]


def test_a_date_and_a_number_on_stripes_are_left_where_they_are_read_and_told() -> None:
    stripes = "".join(
        shape((0, top, 720, 5), solid(("D8B070", "604020")[top // 5 % 2]))
        for top in range(490, 540, 5)
    )
    date = place("dt", 10, (36, 500, 120, 24))
    art = layout("Art", stripes, place(*TITLE), place(*BODY), date, NUMBER)
    content = base(art).layouts["content"]
    assert (content.furniture, content.number) == ((), None)
    told = faults(art)
    assert "“Art”" in told["B139"]
    assert "“Art”" in told["B127"]


@pytest.mark.parametrize(("top", "edges"), [(300, [100, 300]), (110, [190, 400]), (200, [])])
def test_words_of_a_cover_stand_over_or_under_a_title_that_lies_among_them(
    top: float, edges: list[float]
) -> None:
    title = place("title", 0, (60, top, 600, 80), style=BIG)
    line = place("body", 1, (60, 100, 600, 300))
    texts = base(layout("Cover", title, line), CONTENT).layouts["cover"].texts
    found = [edge for one in texts for edge in (one.area.y, one.area.bottom)]
    assert found == pytest.approx(edges, abs=4)


def test_a_title_over_the_foot_of_a_band_with_art_in_it_stands_where_it_is_read() -> None:
    band, dot = shape((0, 0, 720, 90), solid("7A0026")), shape((640, 20, 30, 40), solid("FFC080"))
    white = '<a:defRPr sz="4000"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:defRPr>'
    title = place("title", 0, (36, 20, 648, 90), style=white)
    found = base(layout("Band", band, dot, title, place(*BODY))).layouts["content"].title
    assert found
    assert (found.repaint, found.fill) == ("", "")
    assert found.area.bottom == pytest.approx(90, abs=4)
    assert found.area.right == pytest.approx(640, abs=8)


def test_words_of_a_cover_stand_clear_of_what_they_are_not_read_on() -> None:
    light = "".join(
        shape((0, top, 720, 20), solid(("FFF4D8", "D0B890")[top // 20 % 2]))
        for top in range(0, 540, 20)
    )
    blot = shape((60, 340, 48, 20), solid("101018"))
    (text,) = base(opening("Cover", light, blot), CONTENT).layouts["cover"].texts
    whole = base(opening("Cover", light), CONTENT).layouts["cover"].texts[0].area
    assert text.moved
    assert text.area.x >= 108
    assert (text.area.right, text.area.y) == pytest.approx((whole.right, whole.y), abs=8)


@pytest.mark.parametrize(
    ("fill", "ink", "loose"), [("F4F0E0", "101010", True), ("101010", "FFFFFF", False)]
)
def test_a_place_says_whether_its_words_are_read_without_its_filling(
    fill: str, ink: str, loose: bool
) -> None:
    style = f"<a:defRPr>{solid(ink)}</a:defRPr>"
    text = place("body", 1, BODY[2], style=style, fill=solid(fill))
    (found,) = base(layout("Filled", place(*TITLE), text)).layouts["content"].texts
    assert found.loose is loose


def test_words_that_are_turned_at_the_edge_of_a_layout_hold_none_of_ours() -> None:
    edge = place("body", 7, (-150, 250, 340, 30)).replace("<a:xfrm>", '<a:xfrm rot="16200000">')
    kinds = base(layout("Edge", place(*TITLE), place(*BODY), edge)).layouts
    assert kinds["content"].name == "Edge"
    assert [text.index for text in kinds["cover"].texts] == [1]
    turned = place(*TITLE).replace("<a:xfrm>", '<a:xfrm rot="5400000">')
    assert base(layout("Turned", turned, place(*BODY)), CONTENT).layouts["cover"].name == "Content"


def test_a_title_over_the_edge_of_art_stands_beside_it() -> None:
    art = shape((0, 0, 150, 540), solid("B0E0E6"))
    beside = base(layout("Art", art, place(*TITLE), place(*BODY))).layouts["content"]
    assert beside.title is not None
    assert beside.content is not None
    assert beside.title.moved
    assert beside.title.area.x == pytest.approx(158, abs=2)
    assert beside.content.x == pytest.approx(158, abs=2)
    under = layout("Under", shape((0, 0, 720, 540), solid("B0E0E6")), place(*TITLE), place(*BODY))
    whole = base(under).layouts["content"].title
    assert whole is not None
    assert not whole.moved


def test_a_number_that_a_layout_draws_itself_is_not_written_again() -> None:
    field = '<a:fld id="{0}" type="slidenum"><a:t>1</a:t></a:fld>'
    drawn = shape((640, 500, 60, 24), "", words="1").replace("<a:r><a:t>1</a:t></a:r>", field)
    with_art = layout("Content", drawn, place(*TITLE), place(*BODY))
    assert base(with_art).layouts["content"].numbered
    both = base(layout("Content", drawn, place(*TITLE), place(*BODY), NUMBER)).layouts["content"]
    assert (both.numbered, both.number) == (True, None)
    assert "B127" not in faults(with_art)
    assert "B127" in faults(layout("Content", place(*TITLE), place(*BODY)))


def test_a_picture_over_all_of_a_slide_is_a_ground() -> None:
    picture_ground = picture((0, 0, 720, 540))
    white = '<a:defRPr sz="4000"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:defRPr>'
    slide = layout(
        "TITLE_AND_BODY", picture_ground, place("title", 0, TITLE[2], style=white), place(*BODY)
    )
    found = base(slide, pixels=plain("#203040")).layouts["content"]
    assert found.panel
    assert found.title is not None
    assert (found.title.repaint, found.title.fill) == ("", "")


def test_a_busy_picture_gets_a_filled_box() -> None:
    slide = layout("Busy", picture((0, 0, 720, 540)), place(*TITLE), place(*BODY))
    found = base(slide, pixels=plain("#000000", "#FFFFFF")).layouts["content"]
    assert found.title is not None
    assert (found.title.repaint, found.title.fill) == ("tx1", "#FFFFFF")
    assert "“Busy”" in faults(slide, pixels=plain("#000000", "#FFFFFF"))["B125"]


def plain(*colours: str) -> bytes:
    """Return a picture of stripes in these colours, as wide as a slide is painted here."""
    from PIL import Image

    made = Image.new("RGB", (360, 270), colours[0])
    for at in range(0, 360, 6):
        made.paste(colours[-1], (at, 0, at + 3, 270))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def test_a_place_that_is_filled_is_read_on_its_own_filling() -> None:
    dark = place(*TITLE, fill=solid("000000"))
    found = base(layout("Content", dark, place(*BODY))).layouts["content"]
    assert found.title is not None
    assert found.title.repaint == "bg1"


def test_what_a_prompt_looks_like_is_a_style_only_where_libreoffice_wrote_it() -> None:
    style = '<a:lstStyle/><a:p><a:r><a:rPr sz="5400" lang="de-DE"/>'
    prompt = layout("Content", place(*TITLE), place(*BODY)).replace(
        "<a:lstStyle></a:lstStyle><a:p><a:r>", style
    )
    of_libreoffice = prompt.replace("<a:lstStyle/>", "")
    sizes = [base(one).layouts["content"].title.size for one in (prompt, of_libreoffice)]
    assert sizes == [44.0, 54.0]


def test_prompts_hidden_shapes_notes_beside_the_slide_and_paths_are_gone() -> None:
    prompt = place(*BODY, words="Insert the name of the board").replace(
        "<p:ph ", '<p:ph hasCustomPrompt="1" '
    )
    hidden = shape((0, 0, 50, 50), solid("FF0000"), words="Draft").replace(
        'name="Art"', 'name="Art" hidden="1"'
    )
    beside = shape((-300, 0, 200, 50), solid("FF0000"), words="How to use this page")
    art = shape((0, 0, 50, 50), solid("FF0000")).replace(
        'name="Art"', 'name="logo.png" descr="C:\\Users\\zoe\\logo.png"'
    )
    moves = "<p:transition/><p:timing/></p:sldLayout>"
    data = layout("Content", place(*TITLE), prompt, hidden, beside, art)
    found = base(data.replace("</p:sldLayout>", moves))
    everything = b"".join(found.parts.values())
    for trace in (b"board", b"Draft", b"How to use", b"zoe", b"logo.png", b"CustomPrompt"):
        assert trace not in everything
    assert b"<p:transition" not in everything
    assert b"<p:timing" not in everything


def test_a_prompt_that_is_drawn_and_no_place_any_more_is_gone() -> None:
    drawn = (shape((36, 500, 90, 24), "", words=words) for words in ("&lt;date/time&gt;", "Fen"))
    found = base(layout("Content", place(*TITLE), place(*BODY), *drawn))
    part = found.parts[found.layouts["content"].part].decode()
    assert "date/time" not in part
    assert "Fen" in part


def test_words_of_the_sample_that_are_drawn_go_and_their_boxes_and_those_of_the_house_stay() -> (
    None
):
    said = ("author", "title", "12 May 2024", "Insert text here", "Page", "Fen Council")
    drawn = [shape((36, 500, 90, 24), solid("00FF00"), words=words) for words in said]
    run, field = "<a:r><a:t>{}</a:t></a:r>", '<a:fld id="{{A}}" type="{}"><a:t>{}</a:t></a:fld>'
    for kind, words in (("slidenum", "Page"), ("datetime1", "May 12")):
        box = shape((36, 500, 90, 24), solid("00FF00"), words=words)
        drawn.append(box.replace(run.format(words), run.format(words) + field.format(kind, "7")))
    found = base(layout("Content", place(*TITLE), place(*BODY), *drawn))
    part = found.parts[found.layouts["content"].part].decode()
    assert re.findall("<a:t>([^<]+)</a:t>", part) == ["Fen Council", "Page", "7"]
    assert part.count("00FF00") == len(drawn)


def test_masters_that_serve_nothing_stay_behind() -> None:
    found = base(opening("Start"), CONTENT, ONLY)
    masters = [name for name in found.parts if name.startswith("ppt/slideMasters/slideMaster")]
    assert masters == [MASTER]


def test_a_deck_without_a_notes_master_gets_ours() -> None:
    found = base(CONTENT)
    assert "ppt/notesMasters/notesMaster1.xml" in found.parts
    assert b"<p:notesMasterId " in found.parts["ppt/presentation.xml"]


def test_in_a_deck_from_right_to_left_our_lines_run_from_the_left_and_that_is_said() -> None:
    data = exchanged(deck(), "ppt/presentation.xml", "<p:presentation ", '<p:presentation rtl="1" ')
    lines = 'algn="{}" defTabSz="457200" rtl="{}"'
    data = exchanged(data, MASTER, lines.format("l", 0), lines.format("r", 1))
    data = exchanged(data, MASTER, 'rtlCol="0"', 'rtlCol="1"')
    found, told = read(data)
    assert found is not None
    assert {place.align for place in found.layouts["content"].texts} == {"l"}
    assert not re.search(rb'rtl(Col)?="1"|algn="r" defTabSz', b"".join(found.parts.values()))
    assert "B134" in {one.code for one in told}


def test_titles_and_lines_of_covers_that_are_too_small_are_told() -> None:
    small, right = '<a:defRPr sz="1200"/>', '<a:defRPr sz="1600"/>'
    line = place("body", 1, (60, 300, 600, 60), style=small)
    cover = layout(
        "Start", place("ctrTitle", 0, (60, 180, 600, 110), style=BIG), line, kind="title"
    )
    only = layout("Low", place("title", 0, (36, 20, 648, 90), style=right), NUMBER)
    assert "“Start” and “Low”" in faults(cover, CONTENT, only)["B128"]
    assert "B128" not in faults(cover.replace('sz="1200"', 'sz="1500"'), CONTENT, ONLY)


def test_one_layout_from_right_to_left_in_another_deck_is_turned_too() -> None:
    level = '<a:lvl1pPr algn="r" rtl="1" marR="300000">'
    arabic = CONTENT.replace("<a:lstStyle>", f"<a:lstStyle>{level}</a:lvl1pPr>")
    centred = ONLY.replace("<a:lstStyle>", '<a:lstStyle><a:lvl1pPr algn="r"/>')
    found = base(arabic, centred)
    assert [place.align for place in found.layouts["content"].texts] == ["l"]
    title = found.layouts["title only"].title
    assert title is not None
    assert title.align == "r"


def test_a_text_says_whether_its_lists_have_bullets() -> None:
    (text,) = base(CONTENT).layouts["content"].texts
    bare = place("body", 1, BODY[2], style="<a:buNone/>")
    (plain,) = base(layout("Content", place(*TITLE), bare)).layouts["content"].texts
    assert (text.bullet, plain.bullet) == (True, False)


def test_the_colours_of_the_theme_have_names_in_the_look() -> None:
    found = base(CONTENT)
    assert (found.theme["ink"], found.theme["white"], found.theme["doctor"]) == (
        "tx1",
        "bg1",
        "tx2",
    )


def test_text_and_ground_that_change_places_change_their_names() -> None:
    data = exchanged(deck(), MASTER, 'bg1="lt1" tx1="dk1"', 'bg1="dk1" tx1="lt1"')
    found, _ = read(data)
    assert found is not None
    assert (found.theme["ink"], found.theme["white"]) == ("bg1", "tx1")
    assert found.layouts["content"].panel


def test_ink_is_the_darker_of_text_and_ground_whatever_a_theme_calls_them() -> None:
    data = parts(deck_of(CONTENT))
    (theme,) = (name for name in data if "theme/theme" in name)
    for slot, colour in (("dk1", "FFFFFF"), ("lt1", "1B1B2F")):
        plain = f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>'
        said = re.sub(f"<a:{slot}>.*?</a:{slot}>", plain, data[theme].decode(), flags=re.DOTALL)
        data[theme] = said.encode()
    found, _ = read(packed_parts(data))
    assert found is not None
    assert (found.theme["ink"], found.theme["white"]) == ("bg1", "tx1")


def test_office_opens_slides_on_every_layout_of_it(tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    found, _ = read(deck())
    assert found is not None
    file = tmp_path / "deck.pptx"
    file.write_bytes(with_slides(found))
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []


def with_slides(found: DeckBase) -> bytes:
    """Return a deck with an empty slide on each layout in use."""
    content, types = dict(found.parts), dict(found.types)
    main = "ppt/presentation.xml"
    listed, rows = "", ""
    for number, one in enumerate(dict.fromkeys(one.part for one in found.layouts.values()), 1):
        name = f"ppt/slides/slide{number}.xml"
        slide = layout("x").replace("sldLayout", "sld").replace(' name="x"', "")
        content[name] = slide.encode()
        types[name] = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
        related = relations_xml(name, (Relation("rId1", "slideLayout", one),))
        content[relations_name(name)] = related.encode()
        listed += f'<p:sldId id="{255 + number}" r:id="rIdS{number}"/>'
        rows += relations_xml(main, (Relation(f"rIdS{number}", "slide", name),)).split(">", 2)[2]
        rows = rows.removesuffix("</Relationships>")
    end = "</p:notesMasterIdLst>"
    whole = content[main].decode().replace(end, f"{end}<p:sldIdLst>{listed}</p:sldIdLst>")
    content[main] = whole.encode()
    rels = relations_name(main)
    content[rels] = content[rels].decode().replace("</Rel", f"{rows}</Rel").encode()
    content["docProps/core.xml"] = core_xml("Deck", language="en-GB", date="").encode()
    types["docProps/core.xml"] = CORE_TYPE
    listing = content_types_xml(types, ("[Content_Types].xml", *content))
    everything = [packed(name, data) for name, data in content.items()]
    return package((packed("[Content_Types].xml", listing), *everything))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_whatever_is_taken_out_or_written_wrong_is_read_or_refused(chance) -> None:
    from lxml import etree

    content = parts(deck())
    names = [
        name
        for name in content
        if name.startswith(("ppt/slideMaster", "ppt/slideLayouts/slideL", "ppt/theme", "ppt/p"))
        and name.endswith(".xml")
    ]
    for name in chance.sample(names, 3):
        root = etree.fromstring(content[name])
        for element in chance.sample(list(root.iter()), 5):
            if element.attrib and chance.random() < 0.5:
                key = chance.choice(list(element.attrib))
                element.set(key, chance.choice(["", "-1", "x", "9" * 30, "1e400", "NaN", "50%"]))
            elif element.getparent() is not None:
                element.getparent().remove(element)
        content[name] = etree.tostring(root)
    found, told = opened(packed_parts(content), "house.pptx")
    if found is None:
        assert [one.severity for one in told] == ["error"]
        return
    made, told = deck_base(found)
    assert made is not None or [one for one in told if one.severity == "error"]


@pytest.mark.parametrize(("colour", "changed"), [("FFFFFF", True), ("000000", False)])
def test_a_number_that_a_layout_draws_is_in_a_colour_that_is_read(
    colour: str, changed: bool
) -> None:
    band = shape((0, 490, 720, 50), solid("2C3E50"))
    dot = shape((600, 490, 60, 40), solid("1ABC9C"), preset="ellipse", words="7")
    field = f'<a:fld id="{{1}}" type="slidenum"><a:rPr>{solid(colour)}</a:rPr>'
    middle = dot.replace("<a:bodyPr/>", '<a:bodyPr anchor="ctr"/>')
    middle = middle.replace("<a:p>", '<a:p><a:pPr algn="ctr"/>')
    number = middle.replace("<a:r>", field).replace("</a:r>", "</a:fld>")
    drawn = layout("Numbered", band, place(*TITLE), place(*BODY), number)
    found = base(drawn)
    part = found.parts[found.layouts["content"].part].decode()
    inside = re.search("<a:fld.*</a:fld>", part, re.DOTALL)
    assert inside
    assert ('schemeClr val="tx1"' in inside[0], colour in inside[0]) == (changed, not changed)
    assert ("Numbered" in faults(drawn).get("B124", "")) is changed


def test_the_grey_of_the_usual_theme_is_too_pale_as_libreoffice_draws_it_and_told() -> None:
    grey = '<a:defRPr><a:solidFill><a:schemeClr val="tx1"><a:tint val="82000"/></a:schemeClr>'
    number = place("sldNum", 12, (600, 500, 80, 24), style=f"{grey}</a:solidFill></a:defRPr>")
    drawn = layout("Content", place(*TITLE), place(*BODY), number)
    found = base(drawn).layouts["content"].number
    assert found
    assert found.repaint == "tx1"
    assert "“Content”" in faults(drawn)["B124"]


def test_where_little_of_a_ground_is_of_one_colour_a_panel_takes_all_that_has_no_edges() -> None:
    stops = "".join(
        f'<a:gs pos="{part}"><a:srgbClr val="{colour}"/></a:gs>'
        for part, colour in ((0, "FFFFFF"), (38_000, "FFFFFF"), (100_000, "D0D0D0"))
    )
    sideways = f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0"/></a:gradFill>'
    logo = shape((600, 480, 60, 30), solid("C00000"))
    found = base(layout("Only", logo, place(*TITLE), ground=sideways)).layouts["title only"]
    assert found.panel
    assert found.content
    # The title ends at 110, words may stand 36 from the edges; the logo begins at 480.
    assert found.content.width > 630
    assert 106 < found.content.y < 120
    assert 460 < found.content.bottom < 478


def test_matter_is_wider_than_a_title_beside_a_logo_where_the_ground_is_free() -> None:
    logo = shape((600, 20, 84, 84), solid("C00000"))
    title = place("title", 0, (36, 20, 540, 90))
    content = base(layout("Only", logo, title)).layouts["title only"].content
    assert content
    # As far from the right edge, 720, as from the left one, where its words begin at 36 + 7.2.
    assert (round(content.x), round(content.right)) == (43, 677)


def test_a_number_on_the_master_is_in_the_colour_that_is_read_on_most_layouts() -> None:
    light = "<a:lstStyle><a:lvl1pPr><a:defRPr>" + solid("EEEEEE") + "</a:defRPr></a:lvl1pPr>"
    text = shape((600, 490, 60, 40), "<a:noFill/>", words="7")
    text = text.replace("<a:bodyPr/>", f"<a:bodyPr/>{light}</a:lstStyle>")
    number = text.replace("<a:r>", '<a:fld id="{1}" type="slidenum">').replace("</a:r>", "</a:fld>")
    night = opening("Start", ground=solid("101820"), kind="title")
    only = layout("Only", place(*TITLE))
    drawn = exchanged(
        deck_of(night, layout("Content", place(*TITLE), place(*BODY)), only),
        MASTER,
        "</p:spTree>",
        f"{number}</p:spTree>",
    )
    found, told = read(drawn)
    assert found
    inside = re.search("<a:fld .*?</a:fld>", found.parts[MASTER].decode().split("EEEEEE")[1])
    assert inside
    assert 'schemeClr val="tx1"' in inside[0]
    assert "“Content”" in next(one.message for one in told if one.code == "B124")


def test_a_title_in_the_middle_of_a_picture_stands_higher_above_a_large_white_panel() -> None:
    stripes = "".join(
        shape((0, top, 720, 20), solid(("D8B070", "604020")[top // 20 % 2]))
        for top in range(0, 540, 20)
    )
    title = place("title", 0, (36, 226, 648, 90))
    found = base(layout("Old", stripes, title, place("body", 1, (36, 339, 633, 144))))
    content = found.layouts["content"]
    assert (content.panel, content.title and content.title.fill) == (True, "#FFFFFF")
    assert content.content
    assert content.title
    assert content.title.area.bottom <= content.content.y
    assert content.content.height > 350


def test_grounds_are_painted_of_layouts_only_that_may_serve() -> None:
    narrow = [
        layout(f"Narrow {n}", place(*TITLE), place("body", 1, (36, 126, 200, 300))) for n in "ABC"
    ]
    package, _ = opened(deck_of(CONTENT, ONLY, *narrow), "house.pptx")
    assert package
    grounds, painted = Grounds(package), set()

    def paint(one: DeckLayout) -> Ground:
        painted.add(one.name)
        return grounds.of(one)

    found = [candidate(one, paint) for one in layouts_of(package, size_of(package))]
    chosen = chosen_layouts([one for one in found if one], {})
    assert {chosen[role].candidate.layout.name for role in ("content", "columns")} == {"Content"}
    assert painted == {"Content", "Only"}
