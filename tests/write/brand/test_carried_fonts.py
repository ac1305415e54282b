"""Fonts inside an organisation's Word file go along, if their maker and their letters allow it."""

import io
from itertools import cycle
from pathlib import Path

import pytest

from facilitate.load.brand_files import PAGES, OwnBrand, template
from facilitate.pipeline.brand_look import branded_look as put_on
from facilitate.verify.office import package_faults
from facilitate.write.docx import write
from facilitate.write.ooxml import Relation, relations_xml
from facilitate.write.pdf import FONTS
from tests.write.brand.files import packed, parts, related
from tests.write.brand.word_files import HEADINGS, W, parts_on, style, told, word_file, worn
from tests.write.docx.samples import EVERYTHING, LOOK, document

FAMILY = "Atkinson Hyperlegible Next"
FONT = (FONTS / "AtkinsonHyperlegibleNext-Regular.ttf").read_bytes()
KEY = "{302EE813-EB4A-4642-A93A-89EF99B2457E}"
MIXED = "7E45B299EF893AA942464AEB13E82E30"  # the key from its end
TABLE, HELD = "word/fontTable.xml", "word/fonts/font1.odttf"


def carrying(font: bytes, *, key: str = KEY, more: str = "") -> bytes:
    """Return a Word file with a font inside, its first 32 bytes mixed with the key."""
    text = f'<w:rFonts w:ascii="{FAMILY}" w:hAnsi="{FAMILY}"/><w:sz w:val="24"/>'
    data = related(
        word_file(style("Normal", "Normal", "", text) + HEADINGS),
        *("word/document.xml", "fontTable", "fontTable.xml"),
    )
    mixed = bytes(one ^ other for one, other in zip(font[:32], cycle(bytes.fromhex(MIXED))))
    said = f'<w:embedRegular r:id="rId1" w:fontKey="{key}"{more}/>'
    content = {
        TABLE: f'<w:fonts {W}><w:font w:name="{FAMILY}">{said}</w:font></w:fonts>'.encode(),
        HELD: mixed + font[32:],
        "word/_rels/fontTable.xml.rels": relations_xml(
            TABLE, (Relation("rId1", "font", HELD),)
        ).encode(),
    }
    return packed(parts(data) | content)


def changed(**tables: int) -> bytes:
    """Return the font with another `fsType`, or with fewer letters."""
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(FONT))
    if "letters" in tables:
        subsetter = Subsetter()
        subsetter.populate(unicodes=range(65, 65 + tables["letters"]))
        subsetter.subset(font)
    font["OS/2"].fsType = tables.get("fsType", 0)
    held = io.BytesIO()
    font.save(held)
    return held.getvalue()


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_a_font_goes_along_on_every_paper(paper: str) -> None:
    made = parts_on(carrying(FONT), document(paper=paper))
    assert f'w:fontKey="{KEY}"' in made[TABLE]
    assert "fonts/font1.odttf" in made["word/_rels/fontTable.xml.rels"]
    assert "odttf" in made["[Content_Types].xml"]
    assert FAMILY in told(carrying(FONT))["B319"]


def test_a_file_with_a_font_has_no_finding(tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "all.docx"
    path.write_bytes(write(EVERYTHING, worn(carrying(FONT))).data)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    assert list(package_faults(path.read_bytes(), "all.docx")) == []


def test_pdfs_are_set_in_the_font_that_a_word_file_carries(tmp_path: Path) -> None:
    (tmp_path / "house.dotx").write_bytes(carrying(FONT))
    file = template(tmp_path / "house.dotx", "house.dotx", PAGES)
    look, _ = put_on(OwnBrand(file="house.dotx", pages=file), LOOK, "")
    assert look.sheet_font == FAMILY
    assert look.brand is not None
    assert [one.data for one in look.brand.fonts] == [FONT]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (carrying(changed(fsType=2)), "its maker"),
        (carrying(changed(fsType=4)), "its maker"),
        (carrying(changed(letters=20)), "some letters only"),
        (carrying(FONT, more=' w:subsetted="1"'), "some letters only"),
        (carrying(FONT, key="{no key}"), "cannot be read"),
        (carrying(FONT, key="{302EE813-EB4A-46ZZ-A93A-89EF99B2457E}"), "cannot be read"),
        (carrying(FONT, key="{00000000-0000-0000-0000-000000000000}"), "cannot be read"),
        (carrying(b"no font" * 9), "cannot be read"),
    ],
)
def test_a_font_that_cannot_go_along_is_told(data: bytes, why: str) -> None:
    assert why in told(data)["B319"]
    made = parts_on(data, document())
    assert "fontKey" not in made[TABLE]
    assert "word/_rels/fontTable.xml.rels" not in made
