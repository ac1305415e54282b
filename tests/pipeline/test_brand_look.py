"""A programme wears its organisation's look, and what could not be honoured is said."""

import re
from base64 import b64decode
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from PIL import Image
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from facilitate.document import Document, Paragraph, Run, Section
from facilitate.faults import Fault, Place
from facilitate.load.plan import load_plan
from facilitate.pictures import Picture, read_picture
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.look import brand_faults, look_of
from facilitate.recipient import GROUP
from facilitate.shipped import shipped
from facilitate.structs import replace
from facilitate.verify.pdf import page_faults
from facilitate.write import write
from facilitate.write.brand.faces import face_of_family
from facilitate.write.docx import base_of as page_base_of
from facilitate.write.docx import title_size
from facilitate.write.look import Colours, Look, look_for_needs
from facilitate.write.measure import natural_leading, width_mm
from facilitate.write.pdf.pages import pages_for
from tests.load.brands import SVG, lay, png
from tests.plans import PLAN
from tests.write.brand.files import deck as house_deck
from tests.write.brand.files import exchanged
from tests.write.brand.word_files import word_file

THEME = "ppt/theme/theme1.xml"

BRAND = """meta: {name: Loam Valley Council}
color:
  palette: {navy: "#003087", plum: "#8A1538"}
  foreground: "#1C1C1C"
  primary: navy
  secondary: plum
"""
LOGO = "logo: {medium: {path: logo.svg, alt: The Loam mark}}\n"


def look_and_faults(
    folder: Path,
    brand: str,
    files: Mapping[str, str | bytes] = MappingProxyType({}),
    plan: str = PLAN,
) -> tuple[Look, tuple[Fault, ...]]:
    lay(folder, {"plan.yaml": plan, "_brand.yml": brand, **files})
    found, faults = load_plan(folder / "plan.yaml")
    assert found is not None, faults
    return look_of(found), brand_faults(found)


def face(wide: int, *, family: str = "Loam Sans", bold: bool = False, fs_type: int = 0) -> bytes:
    """Return a font in which every letter of the alphabet is a box, so many thousandths wide."""
    letters = [*"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-:", " "]
    names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(one): f"u{ord(one):04X}" for one in letters})
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 600), (wide - 50, 600), (wide - 50, 0)):
        pen.lineTo(corner)
    pen.closePath()
    builder.setupGlyf({name: pen.glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (wide, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    style = "Bold" if bold else "Regular"
    said = f"{family.replace(' ', '')}-{style}"
    builder.setupNameTable({"familyName": family, "styleName": style, "psName": said})
    weight = 700 if bold else 400
    builder.setupOS2(sTypoAscender=800, usWeightClass=weight, fsType=fs_type)
    builder.setupPost()
    return saved(builder)


def saved(builder: FontBuilder) -> bytes:
    held = BytesIO()
    builder.save(held)
    return held.getvalue()


@pytest.mark.parametrize(
    ("by_maker", "leading"), [(False, 1.221), (True, 1.1)], ids=["Windows", "its maker"]
)
def test_lines_of_a_face_are_as_far_apart_as_office_sets_them(
    by_maker: bool, leading: float
) -> None:
    font = TTFont(BytesIO(face(500)))
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = 750, -250, 221
    said = font["OS/2"]
    said.usWinAscent, said.usWinDescent = 952, 269
    said.sTypoAscender, said.sTypoDescender, said.sTypoLineGap = 760, -240, 100
    said.fsSelection |= by_maker << 7
    face_of_family("Loam Sans", [saved(FontBuilder(font=font))])
    assert natural_leading("Loam Sans") == pytest.approx(leading)


@pytest.mark.parametrize(
    ("family", "em"), [("Loam Missing", 0.556), ("Loam Missing Black", 0.611)], ids=["n", "bold n"]
)
def test_a_missing_family_that_is_bold_by_its_name_has_room_for_bold_letters(
    family: str, em: float
) -> None:
    face_of_family(family)
    wider = 1.2 if "Black" in family else 1.15
    assert width_mm("n", family, 72) == pytest.approx(em * wider * 25.4, rel=1e-3)
    assert natural_leading(family) == pytest.approx(1.17)


def test_the_colours_of_the_brand_are_those_of_pages_and_charts(tmp_path: Path) -> None:
    look, faults = look_and_faults(tmp_path, BRAND)
    assert (look.colours.ink, look.colours.dark) == ("#1C1C1C", "#003087")
    assert (look.colours.doctor, look.colours.manager) == ("#003087", "#8A1538")
    assert faults == ()
    page = write("html", page_of("Hello"), look).data.decode()
    assert "--doctor:#003087" in page


def test_a_colour_that_had_to_be_darkened_is_told_at_its_line(tmp_path: Path) -> None:
    _, (fault,) = look_and_faults(tmp_path, 'color:\n  primary: "#E87722"\n  secondary: navy\n')
    assert (fault.code, fault.severity) == ("B201", "advice")
    assert "2.7 to 1" in fault.message
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == ("_brand.yml", 2)


def test_what_deck_and_brand_file_have_in_common_is_told_once_where_it_can_be_changed(
    tmp_path: Path,
) -> None:
    held = BytesIO()
    deck(accent1="FFD100").save(held)
    files = {"brand/a.pptx": held.getvalue()}
    _, faults = look_and_faults(tmp_path, 'color:\n  primary: "#FFD100"\n', files)
    told = [one for one in faults if "#FFD100" in one.message]
    assert [(one.code, one.place and one.place.line) for one in told] == [("B201", 2)]


@pytest.mark.parametrize("suffix", ["pptx", "docx"])
def test_pdfs_wear_the_colours_of_a_template_s_theme(tmp_path: Path, suffix: str) -> None:
    look, _ = look_of_template(tmp_path, suffix, accent1="0B5C7A", accent2="8A1538")
    assert (look.colours.doctor, look.colours.manager) == ("#0B5C7A", "#8A1538")


@pytest.mark.parametrize(
    ("suffix", "said"),
    [
        (
            "pptx",
            "The theme of brand/a.pptx has the colours of an Office program, not the brand's own: "
            "charts and marks wear those, and PDFs and pages on screen stay in our calm colours.",
        ),
        (
            "docx",
            "The theme of brand/a.docx has the colours of an Office program: PDFs and pages on "
            "screen stay in our calm colours.",
        ),
    ],
)
def test_a_template_in_an_office_program_s_colours_leaves_pdfs_in_ours_and_that_is_told(
    tmp_path: Path, suffix: str, said: str
) -> None:
    look, faults = look_of_template(tmp_path, suffix)
    assert look.colours == Colours()
    told = [one for one in faults if one.code == "B129"]
    assert [(one.message, one.place) for one in told] == [(said, Place(f"brand/a.{suffix}"))]


def look_of_template(folder: Path, suffix: str, **colours: str) -> tuple[Look, tuple[Fault, ...]]:
    """Return the look of a folder with one template, and these colours in its theme."""
    held = BytesIO()
    (deck if suffix == "pptx" else paper)(**colours).save(held)
    lay(folder, {"plan.yaml": PLAN, f"brand/a.{suffix}": held.getvalue()})
    found, faults = load_plan(folder / "plan.yaml")
    assert found is not None, faults
    return look_of(found), brand_faults(found)


def deck(**colours: str) -> Any:
    """Return PowerPoint's own deck, its theme in other colours."""
    file = Presentation()
    _recolour(file.slide_master.part.part_related_by(RT.THEME), colours)
    return file


def paper(**colours: str) -> Any:
    """Return Word's own page, its theme in other colours."""
    file = docx.Document()
    _recolour(file.part.part_related_by(RT.THEME), colours)
    return file


def _recolour(theme: Any, colours: Mapping[str, str]) -> None:
    text = theme.blob.decode()
    for slot, colour in colours.items():
        text = re.sub(rf"(<a:{slot}>.*?val=\")\w{{6}}", rf"\g<1>{colour}", text, flags=re.DOTALL)
    theme._blob = text.encode()


def test_a_look_that_the_plan_names_keeps_its_colours_and_that_is_told(tmp_path: Path) -> None:
    plan = PLAN.replace("venue:", "look: high contrast\nvenue:")
    look, (fault,) = look_and_faults(tmp_path, BRAND + LOGO, {"logo.svg": SVG}, plan)
    assert look.colours.ink == "#000000"
    assert look.brand is not None
    assert look.brand.logo is not None
    assert fault.code == "B203"


def test_without_a_brand_nothing_is_different(tmp_path: Path) -> None:
    found, _ = load_plan(lay(tmp_path, {"plan.yaml": PLAN}) / "plan.yaml")
    assert found is not None
    assert look_of(found).colours == Colours()
    assert look_of(found).brand is None


def test_another_logo_is_another_look(tmp_path: Path) -> None:
    one, _ = look_and_faults(tmp_path, BRAND + LOGO, {"logo.svg": SVG})
    other, _ = look_and_faults(tmp_path, BRAND + LOGO, {"logo.svg": SVG.replace("40", "44")})
    assert one.fingerprint != other.fingerprint


FONTS = """typography:
  fonts: [{family: Loam Sans, source: file, files: [plain.ttf, bold.ttf]}]
  base: Loam Sans
"""


def test_a_font_that_is_brought_is_set_measured_and_shown(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"plain.ttf": face(400), "bold.ttf": face(500, bold=True)}
    look, faults = look_and_faults(tmp_path, FONTS, files)
    assert faults == ()
    assert (look.sheet_font, look.slide_font) == ("Loam Sans", "Loam Sans")
    ten_em = width_mm("abcdefghij", "Loam Sans", 72)
    assert ten_em == pytest.approx(101.6)
    assert width_mm("abcdefghij", "Loam Sans", 72, bold=True) == pytest.approx(127)
    assert b"LoamSans" in write("pdf", page_of("Hello"), look).data.replace(b"#20", b"")
    page = write("html", page_of("Hello"), look).data.decode()
    assert "@font-face{font-family:'Loam Sans';font-weight:700" in page
    assert "font-src data:" in page


def test_a_font_without_a_bold_is_told(tmp_path: Path) -> None:
    text = FONTS.replace(", bold.ttf", "").replace("Sans", "Thin")
    _, (fault,) = look_and_faults(tmp_path, text, {"plain.ttf": face(400, family="Loam Thin")})
    assert (fault.code, fault.message) == (
        "B202",
        "Loam Thin has no bold: titles are as light as text.",
    )


def test_a_font_of_another_name_than_its_files_have_is_told(tmp_path: Path) -> None:
    text = FONTS.replace("Loam Sans", "Loam")
    files: dict[str, str | bytes] = {"plain.ttf": face(400), "bold.ttf": face(500, bold=True)}
    _, (fault,) = look_and_faults(tmp_path, text, files)
    assert fault.message == "The files of Loam are of a font called Loam Sans."
    assert fault.hint == "Write Loam Sans in place of that."
    assert fault.place
    assert (fault.place.file, fault.place.line) == ("_brand.yml", 3)


def test_a_font_with_all_weights_in_one_file_is_told(tmp_path: Path) -> None:
    font = TTFont(BytesIO(face(400, family="Loam Var")))
    builder = FontBuilder(font=font)
    builder.setupFvar([("wght", 400, 400, 700, "Weight")], [])
    builder.setupGvar({name: [] for name in font.getGlyphOrder()})
    text = FONTS.replace(", bold.ttf", "").replace("Sans", "Var")
    _, (fault,) = look_and_faults(tmp_path, text, {"plain.ttf": saved(builder)})
    assert fault.message == (
        "Loam Var is one file for all weights, of which one is used: titles are as light as text."
    )


def test_a_file_that_is_no_whole_font_is_asked_for_anew(tmp_path: Path) -> None:
    text = FONTS.replace("plain.ttf, bold.ttf", "broken.ttf").replace("Sans", "Broken")
    _, (fault,) = look_and_faults(tmp_path, text, {"broken.ttf": b"\0\1\0\0 nothing"})
    assert (fault.code, fault.hint) == ("B202", "Ask for the files anew.")
    assert fault.message.startswith("Loam Broken cannot be read from its files: PDFs are set in")


def test_a_font_without_the_widths_of_its_letters_is_asked_for_anew(tmp_path: Path) -> None:
    torn = face(600, family="Loam Torn").replace(b"hmtx", b"HMTX", 1)
    text = FONTS.replace("plain.ttf, bold.ttf", "torn.ttf").replace("Sans", "Torn")
    _, (fault,) = look_and_faults(tmp_path, text, {"torn.ttf": torn})
    assert (fault.code, fault.hint) == ("B202", "Ask for the files anew.")


def test_what_a_font_says_of_its_age_is_no_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    font = TTFont(BytesIO(face(400, family="Loam Old")))
    font["head"].created = 0
    held = BytesIO()
    font.save(held)
    text = FONTS.replace(", bold.ttf", "").replace("Sans", "Old")
    _, (fault,) = look_and_faults(tmp_path, text, {"plain.ttf": held.getvalue()})
    assert fault.message == "Loam Old has no bold: titles are as light as text."
    assert caplog.text == ""


def test_a_font_that_may_not_be_put_into_files_is_not(tmp_path: Path) -> None:
    text = FONTS.replace("Sans", "Closed").replace(", bold.ttf", "")
    files: dict[str, str | bytes] = {"plain.ttf": face(400, family="Loam Closed", fs_type=2)}
    look, (fault,) = look_and_faults(tmp_path, text, files)
    assert fault.code == "B202"
    assert "may not be put into files" in fault.message
    assert look.sheet_font != "Loam Closed"
    assert look.slide_font == "Loam Closed"
    assert look.brand is not None
    assert look.brand.fonts == ()


def test_a_font_that_is_nowhere_is_named_in_office_and_told(tmp_path: Path) -> None:
    text = "typography:\n  fonts: [{family: Nowhere Sans, source: google}]\n  base: Nowhere Sans\n"
    look, (fault,) = look_and_faults(tmp_path, text)
    assert (look.slide_font, look.sheet_font) == ("Nowhere Sans", "Source Sans 3")
    assert fault.hint.startswith("Nothing is fetched from the web. Install it")
    arial = width_mm("words", "Arial", 12)
    assert width_mm("words", "Nowhere Sans", 12) == pytest.approx(1.15 * arial)
    assert fault.message == (
        "Nowhere Sans is not on this computer: PDFs are set in Source Sans 3, slides leave room "
        "for the wide font that programs take without it, and Word files may take more pages in "
        "that."
    )


@pytest.mark.parametrize("family", ["Source Sans 3", "Atkinson Hyperlegible Next"])
def test_a_font_that_comes_with_us_sets_pdfs_and_no_room_for_another_is_claimed(
    tmp_path: Path, family: str
) -> None:
    look, (fault,) = look_and_faults(tmp_path, f"typography:\n  base: {family}\n")
    assert (look.slide_font, look.sheet_font) == (family, family)
    assert "slides and Word files are laid out for it and are crowded" in fault.message
    assert fault.hint == "Install it on each computer that shows them; it is free."


def titled_in(folder: Path, wide: int, family: str = "Loam Head") -> Look:
    """Return a look with a face for titles in which each letter is so wide."""
    text = FONTS.replace(
        "plain.ttf, bold.ttf]}", f"p.ttf, b.ttf]}}, {{family: {family}, files: [h.ttf]}}"
    )
    head = face(wide, family=family, bold=True)
    files = {"p.ttf": face(400), "b.ttf": face(500, bold=True), "h.ttf": head}
    look, faults = look_and_faults(folder, f"{text}  headings: {family}\n", files)
    assert faults == ()
    return look


def test_titles_have_their_own_face_in_every_format(tmp_path: Path) -> None:
    look = titled_in(tmp_path, 600)
    assert (look.sheet_font, look.heading_font) == ("Loam Sans", "Loam Head")
    assert (look.slide_font, look.title_font) == ("Loam Sans", "Loam Head")
    with ZipFile(BytesIO(write("pptx", page_of("Heads"), look).data)) as deck:
        theme = deck.read("ppt/theme/theme1.xml").decode()
        master = deck.read("ppt/slideMasters/slideMaster1.xml").decode()
        layout = deck.read("ppt/slideLayouts/slideLayout3.xml").decode()
    major, minor = theme.split("<a:minorFont>")
    assert '<a:latin typeface="Loam Head"/>' in major
    assert '<a:latin typeface="Loam Sans"/>' in minor
    titles = master.partition("<p:titleStyle>")[2].partition("</p:titleStyle>")[0]
    assert 'typeface="+mj-lt"' in titles
    assert "+mn-" not in titles
    assert "+mj-" not in master.partition("<p:bodyStyle>")[2]
    places = {one: one.partition("<p:ph")[2][:16] for one in layout.split("<p:sp>")[1:]}
    assert {"title" in place: "+mj-" in one for one, place in places.items()} == {
        True: True,
        False: False,
    }
    with ZipFile(BytesIO(write("docx", page_of("Heads"), look).data)) as paper:
        styles = paper.read("word/styles.xml").decode()
    faced = re.findall(r'w:styleId="(\w+)"(?:(?!</w:style>).)*w:ascii="Loam Head"', styles)
    assert faced == ["Title", "Heading1", "Heading2", "Heading3", "Heading4"]


def test_a_face_that_a_word_file_alone_names_is_told_at_that_file(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"brand/a.docx": word_file()}
    _, faults = look_and_faults(tmp_path, "color: {primary: navy}\n", files)
    said = [one for one in faults if one.message.startswith("Georgia is not on this computer")]
    assert [one.place and one.place.file for one in said] == ["brand/a.docx"]


def test_faces_of_a_template_that_stay_are_told(tmp_path: Path) -> None:
    held = BytesIO()
    Presentation().save(held)
    files: dict[str, str | bytes] = {
        "plain.ttf": face(400),
        "bold.ttf": face(500, bold=True),
        "brand/a.pptx": held.getvalue(),
    }
    _, faults = look_and_faults(tmp_path, FONTS, files)
    said = [one.message for one in faults if "keep the faces" in one.message]
    assert said == ["Slides keep the faces of brand/a.pptx, Calibri, and are not in Loam Sans."]


def test_titles_on_slides_are_measured_in_their_own_face(tmp_path: Path) -> None:
    title = "Who decides what, and by when do both of us know it"
    deck = page_of(title)

    def height(wide: int) -> int:
        data = write("pptx", deck, titled_in(tmp_path / str(wide), wide, f"Loam {wide}")).data
        with ZipFile(BytesIO(data)) as file:
            slide = file.read("ppt/slides/slide1.xml").decode()
        found = re.search(r'name="Title".*?<a:ext cx="\d+" cy="(\d+)"/>', slide, re.DOTALL)
        assert found
        return int(found[1])

    assert height(800) > height(300)


def test_titles_on_paper_are_measured_in_their_own_face(tmp_path: Path) -> None:
    words = (Run("Who decides what, and by when do we know it"),)
    sizes = []
    for wide in (300, 1500):
        look = titled_in(tmp_path / str(wide), wide, f"Loam {wide}")
        base = page_base_of(look, paper="a4", language="en-GB")
        sizes.append(title_size(words, base, look) or base.size_pt("Heading1"))
    assert sizes[0] == 26
    assert sizes[1] < 26


def test_sizes_that_are_not_used_are_told(tmp_path: Path) -> None:
    text = "typography: {base: {size: 9pt}}\ndefaults: {facilitate: {minimum size: 40}}\n"
    look, faults = look_and_faults(tmp_path, text)
    assert [one.code for one in faults] == ["B205", "B205"]
    assert (look.slide.label, look.slide.body, look.sheet.body) == (24, 24, 12)


def test_a_logo_that_is_far_too_wide_is_made_smaller(tmp_path: Path) -> None:
    text = BRAND + LOGO.replace("svg", "png")
    look, faults = look_and_faults(tmp_path, text, {"logo.png": png(3000, 1000)})
    assert faults == ()
    assert look.brand.logo is not None
    assert read_picture(look.brand.logo.data) == Picture("png", 1200, 400)


@pytest.mark.parametrize(
    ("fill", "ground", "said"),
    [
        ("#FFFFFF", "light", ["logo.svg is hardly seen on white paper: most of it is as pale"]),
        ("#1C1C1C", "light", []),
        ("#00205F", "dark", ["logo.svg is hardly seen on dark covers: most of it is as dark"]),
        ("#FFFFFF", "dark", []),
    ],
)
def test_a_logo_that_is_hardly_seen_where_it_stands_is_told(
    tmp_path: Path, fill: str, ground: str, said: list[str]
) -> None:
    seen = {"light": "#1C1C1C", "dark": "#FFFFFF"} | {ground: fill}
    names = {one: "logo.svg" if one == ground else "other.svg" for one in seen}
    files = {
        names[one]: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30">'
        f'<circle cx="15" cy="15" r="12" fill="{colour}"/></svg>'
        for one, colour in seen.items()
    }
    pair = ", ".join(f"{one}: {{path: {name}, alt: Ours}}" for one, name in names.items())
    _, faults = look_and_faults(tmp_path, f"{BRAND}logo: {{medium: {{{pair}}}}}\n", files)
    assert [one.message.partition(" as the")[0] for one in faults if one.code == "B208"] == [
        f"{words}" for words in said
    ]


def test_a_logo_of_too_few_pixels_is_told_at_its_line(tmp_path: Path) -> None:
    text = BRAND + "logo: {medium: {path: logo.png, alt: Ours}}\n"
    _, (fault,) = look_and_faults(tmp_path, text, {"logo.png": png(60, 20)})
    assert fault.message == "logo.png has 60 by 20 pixels: it looks blurred."
    assert fault.place
    assert fault.place.line == 7


def test_a_logo_in_a_printer_s_colours_is_given_those_of_screens(tmp_path: Path) -> None:
    held = BytesIO()
    Image.new("CMYK", (300, 100), (255, 128, 0, 0)).save(held, "JPEG")
    text = BRAND + "logo: {medium: {path: logo.jpg, alt: Ours}}\n"
    look, faults = look_and_faults(tmp_path, text, {"logo.jpg": held.getvalue()})
    assert faults == ()
    assert look.brand
    assert look.brand.logo
    with Image.open(BytesIO(look.brand.logo.data)) as logo:
        assert logo.mode == "RGB"


def test_a_logo_that_a_camera_took_on_its_side_is_put_upright(tmp_path: Path) -> None:
    held, exif = BytesIO(), Image.Exif()
    exif[0x0112] = 6  # the top is at the right
    Image.new("RGB", (100, 300), (0, 94, 184)).save(held, "JPEG", exif=exif)
    text = BRAND + "logo: {medium: {path: logo.jpg, alt: Ours}}\n"
    look, _ = look_and_faults(tmp_path, text, {"logo.jpg": held.getvalue()})
    assert look.brand
    assert look.brand.logo
    with Image.open(BytesIO(look.brand.logo.data)) as logo:
        assert (logo.size, dict(logo.getexif())) == ((300, 100), {})


def test_a_logo_of_many_bytes_stands_in_a_pdf_once(tmp_path: Path) -> None:
    text = BRAND + "logo: {medium: {path: logo.png, alt: Ours}}\n"
    look, _ = look_and_faults(tmp_path, text, {"logo.png": png(400, 100)})
    assert look.brand
    assert look.brand.logo
    pages = pages_for([page_of("Hello")], look, title="Hello", duplex=True)
    (name,) = pages.logos
    assert pages.logos == {name: look.brand.logo.data}
    assert name in pages.look
    assert len(pages.look) < 4000
    assert b"/Image" in write("pdf", page_of("Hello"), look).data


def test_a_logo_whose_words_are_text_becomes_a_picture_of_them(tmp_path: Path) -> None:
    drawn = SVG.replace("</svg>", '<text x="9" y="20">Loam</text></svg>')
    look, _ = look_and_faults(tmp_path, BRAND + LOGO, {"logo.svg": drawn})
    assert look.brand.logo is not None
    picture = read_picture(look.brand.logo.data)
    assert picture == Picture("png", 1800, 600)


def test_who_reads_without_colour_gets_none_of_the_theme_s(tmp_path: Path) -> None:
    base = (shipped("templates") / "base" / "base.docx").read_bytes()
    text = BRAND + "defaults: {facilitate: {templates: {docx: ours.docx}}}\n"
    look, _ = look_and_faults(tmp_path, text, {"ours.docx": base})
    plain = look_for_needs(look, ["no-colour"])
    assert (plain.colours.doctor, plain.colours.ink) == ("#000000", "#1C1C1C")
    assert plain.brand.pages is not None
    assert plain.brand.pages.theme["doctor"] == "#000000"


def test_layouts_without_a_template_are_told(tmp_path: Path) -> None:
    text = "defaults: {facilitate: {layouts: {divider: Two}}}\n"
    _, (fault,) = look_and_faults(tmp_path, text)
    assert fault.code == "B204"


def test_the_logo_is_on_pages_with_its_words(tmp_path: Path) -> None:
    look, _ = look_and_faults(tmp_path, BRAND + LOGO, {"logo.svg": SVG})
    page = write("html", page_of("Hello"), look).data.decode()
    assert '<img class="logo" alt="The Loam mark"' in page
    plain = write("pdf", page_of("Hello"), replace(look, brand=None)).data
    assert write("pdf", page_of("Hello"), look).data != plain


def test_the_logo_of_a_page_on_screen_leads_to_the_organisation(tmp_path: Path) -> None:
    brand = BRAND.replace("Council}", "Council, link: https://loam.example/a?b=1}")
    look, _ = look_and_faults(tmp_path, brand + LOGO, {"logo.svg": SVG})
    page = write("html", page_of("Hello"), look).data.decode()
    assert '<a href="https://loam.example/a?b=1" rel="noreferrer"><img class="logo"' in page


def carried(page: str) -> list[bytes]:
    """Return the fonts inside a page on screen."""
    return [b64decode(one) for one in re.findall(r"font/ttf;base64,([^)]*)\)", page)]


def test_pages_on_screen_carry_of_a_large_font_its_latin_letters(tmp_path: Path) -> None:
    text = FONTS.replace("Loam Sans", "Loam Wide")
    plain = face(400, family="Loam Wide") + b"\0" * 500_000
    files = {"plain.ttf": plain, "bold.ttf": face(500, family="Loam Wide", bold=True)}
    look, faults = look_and_faults(tmp_path, text, files)
    assert faults == ()
    small, bold = carried(write("html", page_of("Hello"), look).data.decode())
    assert bold == files["bold.ttf"]
    assert len(small) < 500_000
    assert {ord("H"), ord("o")} <= set(TTFont(BytesIO(small)).getBestCmap())
    again = write("html", page_of("Hello"), look).data.decode()
    assert carried(again)[0] == small


def test_a_large_font_that_may_not_be_made_smaller_is_told(tmp_path: Path) -> None:
    text = FONTS.replace("Loam Sans", "Loam Wide")
    plain = face(400, family="Loam Wide", fs_type=0x0100) + b"\0" * 500_000
    files = {"plain.ttf": plain, "bold.ttf": face(500, family="Loam Wide", bold=True)}
    look, (fault,) = look_and_faults(tmp_path, text, files)
    assert fault.message == (
        "A file of Loam Wide is larger than 500 kB and may not be made smaller, as its maker says "
        "in it: pages on screen show it only where it is installed."
    )
    assert carried(write("html", page_of("Hello"), look).data.decode()) == [files["bold.ttf"]]


def test_of_a_large_font_that_is_damaged_pages_on_screen_carry_nothing(tmp_path: Path) -> None:
    text = FONTS.replace("Loam Sans", "Loam Wide")
    plain = bytearray(face(400, family="Loam Wide") + b"\0" * 500_000)
    shapes = TTFont(BytesIO(plain)).reader.tables["glyf"]
    plain[shapes.offset : shapes.offset + shapes.length] = b"\xff" * shapes.length
    files = {"plain.ttf": bytes(plain), "bold.ttf": face(500, family="Loam Wide", bold=True)}
    look, _ = look_and_faults(tmp_path, text, files)
    assert carried(write("html", page_of("Hello"), look).data.decode()) == [files["bold.ttf"]]


@pytest.mark.parametrize("suffix", ["pptx", "docx"])
def test_office_files_name_the_organisation_as_their_company(tmp_path: Path, suffix: str) -> None:
    look, _ = look_and_faults(tmp_path, BRAND)
    with ZipFile(BytesIO(write(suffix, page_of("Hello"), look).data)) as parts:
        assert b"<Company>Loam Valley Council</Company>" in parts.read("docProps/app.xml")
        assert parts.read("[Content_Types].xml").count(b"/docProps/app.xml") == 1
        assert parts.read("_rels/.rels").count(b"docProps/app.xml") == 1


def test_covers_of_our_own_deck_have_the_colour_of_the_brand(tmp_path: Path) -> None:
    look, _ = look_and_faults(tmp_path, BRAND)
    with ZipFile(BytesIO(write("pptx", page_of("Hello"), look).data)) as parts:
        cover = parts.read("ppt/slideLayouts/slideLayout1.xml")
    assert b'<p:bg><p:bgPr><a:solidFill><a:srgbClr val="003087"/>' in cover


def test_the_logo_moves_no_words_of_the_foot(tmp_path: Path) -> None:
    text = BRAND + LOGO.replace("svg", "png")
    look, _ = look_and_faults(tmp_path, text, {"logo.png": png(300, 80)})
    page = replace(page_of("Hello"), foot="Questions: The programme office", sheet="2.4")
    assert tuple(page_faults(write("pdf", page, look).data, "page.pdf")) == ()


def test_two_files_of_one_look_are_the_same(tmp_path: Path) -> None:
    look, _ = look_and_faults(tmp_path, BRAND + LOGO.replace("svg", "png"), {"logo.png": png()})
    assert write("pdf", page_of("Hello"), look) == write("pdf", page_of("Hello"), look)


def test_a_brand_that_cannot_be_used_stops_before_anything_is_written(tmp_path: Path) -> None:
    lay(tmp_path, {"plan.yaml": PLAN, "_brand.yml": "color: {primary: 3potato}\n"})
    faults = analyse(tmp_path / "plan.yaml").faults
    assert [one.code for one in faults if one.severity == "error"] == ["B003"]


def page_of(words: str) -> Document:
    return Document(
        name="joining-letter",
        title=words,
        language="en-GB",
        recipient=GROUP,
        sections=(Section(title=(Run(words),), blocks=(Paragraph(text=(Run(words),)),)),),
    )


def test_type_that_no_page_follows_is_told_once(tmp_path: Path) -> None:
    typed = "typography:\n  headings: {family: Arial, weight: 900, color: plum}\n"
    _, faults = look_and_faults(tmp_path, f"{BRAND}{typed}  link: {{decoration: none}}\n")
    told = [one.message for one in faults if one.code == "B209"]
    assert told == [
        "Of typography these are not used: headings weight, headings color, link decoration."
    ]


def test_a_template_whose_theme_has_other_colours_than_the_brand_file_is_told(
    tmp_path: Path,
) -> None:
    other = {"brand/house.pptx": exchanged(house_deck(), THEME, "4F81BD", "2E7D32")}
    _, faults = look_and_faults(tmp_path, BRAND, other)
    assert [one.message for one in faults if one.code == "B209"] == [
        "Slides keep the colours of brand/house.pptx, which are others than all else wears."
    ]
    same = exchanged(other["brand/house.pptx"], THEME, "2E7D32", "003087")
    same = exchanged(same, THEME, "C0504D", "8A1538")
    _, faults = look_and_faults(tmp_path, BRAND, {"brand/house.pptx": same})
    assert not [one for one in faults if one.code == "B209"]


def test_a_deck_in_an_office_program_s_colours_beside_a_brand_file_is_told_of_once(
    tmp_path: Path,
) -> None:
    held = BytesIO()
    deck().save(held)
    _, faults = look_and_faults(tmp_path, BRAND, {"brand/house.pptx": held.getvalue()})
    told = [(one.code, one.hint) for one in faults if one.code in {"B129", "B209"}]
    assert told == [
        ("B209", "Write the same colours into the theme of brand/house.pptx if you can.")
    ]
