"""The organisation's logo: at the foot of A4 pages, on letters, and never beside a letterhead."""

import io
import zipfile

import pytest
from openxml_audit import OpenXmlValidator

from facilitate.document import Document
from facilitate.structs import replace
from facilitate.verify.office import package_faults
from facilitate.write.base_file import Brand, Logo
from facilitate.write.docx import write
from facilitate.write.look import Look
from tests.write.brand.word_files import paragraph, read, word_file
from tests.write.docx.samples import LOOK, TABLE, document
from tests.write.pieces import png

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path d="M0 0h9v9z"/></svg>'
MARK = Logo(digest="ab" * 32, alt="House of Example", suffix="svg", data=SVG)
SMALL = Logo(digest="cd" * 32, alt="House of Example", suffix="png", data=png(width=40, height=20))


def parts(made: Document, look: Look) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(write(made, look).data)) as box:
        return {name: box.read(name) for name in box.namelist()}


def worn(**more: object) -> Look:
    return replace(LOOK, brand=Brand(logo=MARK, small_logo=SMALL, **more))  # type: ignore[arg-type]


def test_a_letter_opens_with_the_logo_in_words_too() -> None:
    body = parts(document(TABLE, name="joining-letter"), worn())["word/document.xml"].decode()
    assert body.count('descr="House of Example"') == 1
    assert 'cx="1404000" cy="468000"' in body  # 39 x 13 mm


def test_a_drawing_goes_into_word_as_a_picture() -> None:
    made = parts(document(TABLE, name="joining-letter"), worn())
    assert made["word/media/abababababababab.png"].startswith(b"\x89PNG")


def test_other_pages_have_the_small_one_at_their_foot_alone() -> None:
    made = parts(document(TABLE), worn())
    assert b"House of Example" not in made["word/document.xml"]
    assert b'r:embed="rId1"' in made["word/footer1.xml"]
    assert b"decorative" in made["word/footer1.xml"]
    assert b"cdcdcdcdcdcdcdcd.png" in made["word/_rels/footer1.xml.rels"]


@pytest.mark.parametrize("paper", ["a3", "a6", "tent"])
def test_posters_cards_and_tents_have_none(paper: str) -> None:
    assert not [name for name in parts(document(TABLE, paper=paper), worn()) if "media" in name]


def test_a_page_with_a_letterhead_has_no_second_logo() -> None:
    pages, _ = read(word_file(head=paragraph("House of Example")))
    made = parts(document(TABLE, name="joining-letter"), worn(pages=pages))
    assert not [name for name in made if "media" in name]


def test_a_page_with_logos_has_no_finding(tmp_path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(write(document(TABLE, name="joining-letter"), worn()).data)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    assert list(package_faults(path.read_bytes(), "letter.docx")) == []
