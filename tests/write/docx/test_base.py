import re
import runpy
from io import BytesIO
from typing import cast
from zipfile import ZipFile

import docx

from facilitate.shipped import shipped
from facilitate.write.ooxml import package, packed

FOLDER = shipped("templates") / "base"
NEEDED = (
    *("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Normal", "Lead"),
    *("List Bullet", "List Number", "Caption", "Quiet", "Sheet Table", "Sheet Form"),
)


def test_the_base_file_is_what_its_script_makes() -> None:
    made = cast(dict[str, str], runpy.run_path(str(FOLDER / "make_base_docx.py"))["parts"]())
    data = package(packed(name, text) for name, text in made.items())
    with ZipFile(BytesIO(data)) as new, ZipFile(FOLDER / "base.docx") as old:
        assert new.namelist() == old.namelist()
        assert all(new.read(name) == old.read(name) for name in new.namelist())


def test_lines_of_text_are_1_27_em_apart() -> None:
    # Arial's own line is 1.15 em; 1.1 of it is 264 of Word's 240ths.
    base = docx.Document(str(FOLDER / "base.docx"))
    for name in ("Normal", "List Bullet", "Sheet Text"):
        assert base.styles[name].paragraph_format.line_spacing == 1.1


def test_the_base_has_the_styles_that_a_document_needs() -> None:
    names = [style.name for style in docx.Document(str(FOLDER / "base.docx")).styles]
    assert set(NEEDED) <= set(names)


def test_the_base_is_a4_in_british_english_and_carries_nothing_foreign() -> None:
    base = docx.Document(str(FOLDER / "base.docx"))
    width = base.sections[0].page_width
    assert width is not None
    assert round(width.mm) == 210
    with ZipFile(FOLDER / "base.docx") as box:
        names = box.namelist()
        styles = box.read("word/styles.xml").decode()
    assert not [name for name in names if "humbnail" in name or "stylesWithEffects" in name]
    assert re.findall(r'<w:lang w:val="([^"]+)"', styles) == ["en-GB"]
    assert set(re.findall(r'w:ascii="([^"]+)"', styles)) == {"Arial"}
    assert base.core_properties.author == ""
