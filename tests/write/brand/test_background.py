"""What lies behind words is painted small: colours, contrast, and the room that is free."""

import io
from collections.abc import Sequence

import pytest

from facilitate.write.base_file import Area
from facilitate.write.brand.background import Ground, Grounds
from facilitate.write.brand.deck_file import DeckLayout, layouts_of, size_of
from facilitate.write.brand.package import opened
from facilitate.write.brand.scheme import ink_of
from tests.write.brand.files import deck_of, frame, layout, picture, shape, solid

WHOLE = Area(0, 0, 720, 540)


def ground(*shapes: str, behind: str = "", pixels: bytes = b"", more: str = "") -> Ground:
    """Return the ground of a layout with these shapes."""
    package, _ = opened(deck_of(layout("L", *shapes, ground=behind, more=more), pixels=pixels), "x")
    assert package is not None
    (one,) = layouts_of(package, size_of(package))
    return Grounds(package).of(one)


def at(found: Ground, x: float, y: float) -> str:
    """Return the colour at a point as `#RRGGBB`."""
    red, green, blue = (round(float(part)) for part in found.behind(Area(x, y, 1, 1))[0, 0])
    return f"#{red:02X}{green:02X}{blue:02X}"


def png(colours: Sequence[tuple[int, int, int]]) -> bytes:
    """Return a picture of columns in these colours."""
    from PIL import Image

    made = Image.new("RGB", (len(colours) * 10, 10))
    for number, colour in enumerate(colours):
        made.paste(colour, (number * 10, 0, number * 10 + 10, 10))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def noise() -> bytes:
    """Return a picture of black and white dots, as large as a slide is painted here."""
    from PIL import Image

    made = Image.new("L", (360, 270))
    made.putdata([255 * ((at // 3 + at // 360 // 3) % 2) for at in range(360 * 270)])
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def test_a_ground_has_the_colour_that_layout_or_theme_says() -> None:
    assert at(ground(), 300, 300) == "#FFFFFF"
    assert at(ground(behind=solid("102030")), 300, 300) == "#102030"
    assert at(ground(behind=solid("tx2")), 300, 300) == "#1F497D"


def test_shapes_lie_over_each_other_in_their_order() -> None:
    low, high = shape((0, 0, 200, 200), solid("FF0000")), shape((100, 0, 200, 200), solid("0000FF"))
    found = ground(low, high)
    assert (at(found, 50, 50), at(found, 150, 50), at(found, 310, 50)) == (
        *("#FF0000", "#0000FF", "#FFFFFF"),
    )


def test_what_is_thin_lets_through_what_lies_under_it() -> None:
    half = '<a:solidFill><a:srgbClr val="000000"><a:alpha val="50000"/></a:srgbClr></a:solidFill>'
    assert at(ground(shape((0, 0, 720, 540), half)), 300, 300) == "#808080"


def test_the_corners_around_a_circle_are_free() -> None:
    found = ground(shape((100, 100, 200, 200), solid("FF0000"), preset="ellipse"))
    assert (at(found, 200, 200), at(found, 104, 104)) == ("#FF0000", "#FFFFFF")


def test_an_outline_of_its_own_is_followed() -> None:
    path = (
        '<a:custGeom><a:pathLst><a:path w="100" h="100"><a:moveTo><a:pt x="0" y="0"/></a:moveTo>'
        '<a:lnTo><a:pt x="100" y="0"/></a:lnTo><a:lnTo><a:pt x="0" y="100"/></a:lnTo><a:close/>'
        "</a:path></a:pathLst></a:custGeom>"
    )
    art = shape((0, 0, 400, 400), solid("FF0000"))
    art = art.replace('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', path)
    assert (at(ground(art), 100, 100), at(ground(art), 350, 350)) == ("#FF0000", "#FFFFFF")


def test_groups_are_moved_and_made_larger() -> None:
    inner = shape((0, 0, 10, 10), solid("FF0000"))
    move = frame((100, 100, 200, 200)).replace(
        "</a:xfrm>", '<a:chOff x="0" y="0"/><a:chExt cx="254000" cy="254000"/></a:xfrm>'
    )
    group = (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="80" name="G"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr>{move}</p:grpSpPr>{inner}</p:grpSp>"
    )
    found = ground(group)
    assert (at(found, 150, 150), at(found, 250, 250)) == ("#FF0000", "#FFFFFF")


def test_a_shape_that_is_turned_lies_across() -> None:
    art = shape((100, 200, 400, 40), solid("FF0000")).replace("<a:xfrm>", '<a:xfrm rot="5400000">')
    found = ground(art)
    assert (at(found, 300, 60), at(found, 120, 220)) == ("#FF0000", "#FFFFFF")


def test_a_colour_that_runs_into_another_is_each_at_its_end() -> None:
    runs = (
        '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="000000"/></a:gs>'
        '<a:gs pos="100000"><a:srgbClr val="FFFFFF"/></a:gs></a:gsLst><a:lin ang="0"/></a:gradFill>'
    )
    found = ground(behind=runs)
    left, middle, right = (int(at(found, x, 300)[1:3], 16) for x in (2, 360, 717))
    assert left < 5
    assert 120 < middle < 135
    assert right > 250


def test_a_picture_is_where_it_lies_and_cut_as_it_says() -> None:
    columns = png([(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)])
    found = ground(picture((0, 0, 400, 200)), pixels=columns)
    assert [at(found, x, 100) for x in (50, 150, 250, 350, 450)] == [
        *("#FF0000", "#00FF00", "#0000FF", "#FFFF00", "#FFFFFF")
    ]
    half = picture((0, 0, 400, 200), crop='<a:srcRect l="50000"/>')
    found = ground(half, pixels=columns)
    assert [at(found, x, 100) for x in (100, 300)] == ["#0000FF", "#FFFF00"]


def test_a_picture_in_two_tones_is_between_them_by_how_light_it_is() -> None:
    tones = '<a:duotone><a:srgbClr val="000080"/><a:srgbClr val="FFFFFF"/></a:duotone>'
    toned = picture((0, 0, 720, 540)).replace(
        '<a:blip r:embed="rId9"/>', f'<a:blip r:embed="rId9">{tones}</a:blip>'
    )
    found = ground(toned, pixels=png([(0, 0, 0), (128, 128, 128), (255, 255, 255)]))
    assert (at(found, 60, 270), at(found, 360, 270), at(found, 660, 270)) == (
        *("#000080", "#8080C0", "#FFFFFF"),
    )


def test_hidden_shapes_and_places_are_not_painted() -> None:
    hidden = shape((0, 0, 720, 540), solid("FF0000"), name="Art").replace(
        'name="Art"', 'name="Art" hidden="1"'
    )
    assert at(ground(hidden), 300, 300) == "#FFFFFF"


def test_nothing_is_read_on_what_cannot_be_drawn() -> None:
    found = ground(picture((0, 0, 720, 540)), pixels=b"\xd7\xcd\xc6\x9a" + bytes(60))
    assert found.plain_light(WHOLE) is None or found.contrast(WHOLE, ink_of("#000000")) < 4.5


@pytest.mark.parametrize(
    ("ink", "behind", "ratio"),
    [("#000000", "FFFFFF", 21.0), ("#777777", "FFFFFF", 4.48), ("#FFFFFF", "767676", 4.54)],
)
def test_contrast_is_that_of_the_guidelines(ink: str, behind: str, ratio: float) -> None:
    assert round(ground(behind=solid(behind)).contrast(WHOLE, ink_of(ink)), 2) == ratio


def test_words_of_the_layout_leave_the_rest_of_their_box_free() -> None:
    found = ground(shape((100, 100, 500, 100), "", words="Words"))
    white = ink_of("#FFFFFF")
    assert found.free(Area(100, 100, 60, 40), (), white) != Area(100, 100, 60, 40)
    assert found.free(Area(220, 100, 380, 100), (), white) == Area(220, 100, 380, 100)


def test_contrast_is_that_of_the_worst_part() -> None:
    found = ground(shape((0, 0, 360, 540), solid("000000")))
    assert found.contrast(WHOLE, ink_of("#000000")) == 1.0
    assert found.contrast(Area(370, 0, 300, 540), ink_of("#000000")) == 21.0


def test_a_box_with_a_filling_of_its_own_is_what_its_words_stand_on() -> None:
    assert ground().contrast(WHOLE, ink_of("#FFFFFF"), ink_of("#000000")) == 21.0


def test_pale_is_light_and_a_busy_picture_has_no_free_room() -> None:
    light = ground(behind=solid("F4F7F6")).plain_light(WHOLE)
    assert light is not None
    assert light.hex == "#F4F7F6"
    assert ground(behind=solid("808080")).plain_light(WHOLE) is None
    busy = ground(picture((0, 0, 720, 540)), pixels=noise())
    room = busy.free(WHOLE, (), ink_of("#FFFFFF"))
    assert room is None or room.width * room.height < 1000


def test_the_largest_rectangle_beside_art_is_free() -> None:
    found = ground(shape((500, 0, 220, 540), solid("FF0000")))
    room = found.free(WHOLE, (Area(0, 0, 720, 100),), ink_of("#FFFFFF"))
    assert room == Area(0, 100, 500, 440)


def test_of_a_place_over_the_edge_of_a_band_the_part_on_the_band_is_free() -> None:
    found = ground(shape((0, 0, 720, 100), solid("3366CC")))
    (part,) = found.beside_art(Area(20, 40, 680, 90), 0)
    assert (part.x, part.y, part.width) == (20, 40, 680)
    assert part.bottom == pytest.approx(100, abs=2)  # two points are a pixel


def test_of_a_place_beside_a_logo_the_part_at_its_side_comes_first() -> None:
    found = ground(shape((600, 0, 120, 60), solid("FF0000")))
    parts = list(found.beside_art(Area(20, 40, 680, 100), 0))
    assert [(one.x, one.bottom) for one in parts] == [(20, 140), (20, 140)]
    assert [one.right for one in parts] == pytest.approx([600, 700], abs=2)
    assert [one.y for one in parts] == pytest.approx([40, 60], abs=2)


def test_what_the_master_draws_is_there_unless_a_layout_hides_it() -> None:
    from tests.write.brand.files import exchanged

    art = shape((0, 0, 720, 540), solid("FF0000"))
    for more, colour in (("", "#FF0000"), (' showMasterSp="0"', "#FFFFFF")):
        data = exchanged(
            deck_of(layout("L", more=more)),
            "ppt/slideMasters/slideMaster1.xml",
            "</p:spTree>",
            f"{art}</p:spTree>",
        )
        package, _ = opened(data, "x")
        assert package is not None
        (one,) = layouts_of(package, size_of(package))
        assert isinstance(one, DeckLayout)
        assert at(Grounds(package).of(one), 300, 300) == colour
