import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from facilitate.charts import Bars
from facilitate.document import Chart, Document
from facilitate.structs import replace
from facilitate.write.look import Colours, Look
from facilitate.write.ooxml import parts_of
from facilitate.write.pptx import write
from tests.write.pieces import said as p
from tests.write.pptx import decks
from tests.write.pptx.decks import deck, section
from tests.write.pptx.reading import LOOK, opened, shapes, written

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def gallery() -> bytes:
    return written(decks.gallery()).data


def test_office_would_open_every_kind_of_slide_cleanly(gallery: bytes, tmp_path: Path) -> None:
    file = tmp_path / "gallery.pptx"
    file.write_bytes(gallery)
    found = OpenXmlValidator().validate(file)
    assert [str(error) for error in found.errors] == []


def test_the_same_document_gives_the_same_bytes(gallery: bytes) -> None:
    assert written(decks.gallery()).data == gallery


def test_another_process_with_another_hash_seed_gives_the_same_bytes(gallery: bytes) -> None:
    code = (
        "import sys, hashlib; from tests.write.pptx import decks, reading;"
        "print(hashlib.sha256(reading.written(decks.gallery()).data).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    import hashlib

    assert done.stdout.decode().strip() == hashlib.sha256(gallery).hexdigest()


def test_writing_imports_neither_office_library() -> None:
    code = (
        "import sys; import facilitate.write.pptx;"
        "print(sorted({'pptx', 'docx', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_charts_hold_in_cache_and_workbook_what_was_given() -> None:
    sections = (decks.bars(), decks.stacked())
    given = [s.blocks[0].of for s in sections if isinstance(s.blocks[0], Chart)]
    for slide, chart in zip(opened(deck(*sections)).slides, given, strict=True):
        assert isinstance(chart, Bars)
        shown = next(s.chart for s in slide.shapes if s.has_chart)
        assert list(shown.plots[0].categories) == list(chart.categories)
        cached = [(series.name, tuple(series.values)) for series in shown.plots[0].series]
        assert cached == [(series.name, series.values) for series in chart.series]
        book = openpyxl.load_workbook(BytesIO(shown.part.chart_workbook.xlsx_part.blob))
        rows = list(book.active.iter_rows(values_only=True))
        assert [row[0] for row in rows[1:]] == list(chart.categories)
        for column, series in enumerate(chart.series, 1):
            assert (rows[0][column], *(row[column] for row in rows[1:])) == (
                series.name,
                *series.values,
            )


def test_charts_tables_groups_and_pictures_say_what_they_show(gallery: bytes) -> None:
    for slide in opened(decks.gallery()).slides:
        for shape in slide.shapes:
            if shape.shape_type in (6, 13) or shape.has_chart or getattr(shape, "has_table", 0):
                named = shape._element.xpath(".//p:cNvPr")[0]
                decorative = "decorative" in ET.tostring(named).decode()
                assert named.get("descr") or decorative
                assert not (named.get("descr") or "").endswith(".png")


def test_a_deck_is_parted_at_dividers_outside_a_part_and_named_by_what_follows_them() -> None:
    made = written(
        deck(
            section("A day", look="cover"),
            section("Why"),
            section("Break", look="divider"),
            section("How"),
            section("A talk", look="divider", marker=decks.DAY),
            section("What"),
        )
    ).data
    listed = ET.fromstring(parts_of(made)["ppt/presentation.xml"]).iter()
    found = [one for one in listed if one.tag.endswith(("}section", "2010/main}sldId"))]
    names = [one.attrib["name"] for one in found if "name" in one.attrib]
    assert names == ["A day", "How"]  # after the break, not "Break"
    assert [one.attrib["id"] for one in found if "name" not in one.attrib] == [
        "256", "257", "258", "259", "260", "261"
    ]  # fmt: skip


def test_a_deck_without_dividers_is_not_parted() -> None:
    made = written(deck(section("A day", look="cover"), section("Why"))).data
    assert b"sectionLst" not in parts_of(made)["ppt/presentation.xml"]


def test_a_change_of_theme_recolours_covers_dividers_bars_and_charts(gallery: bytes) -> None:
    fixed = {name for name, data in parts_of(gallery).items() if b"srgbClr" in data}
    assert fixed == {"ppt/theme/theme1.xml", "ppt/theme/theme2.xml"}


def test_shape_ids_are_unique_on_each_slide() -> None:
    for slide in opened(decks.gallery()).slides:
        ids = [shape.shape_id for shape in shapes(slide.shapes)]
        assert len(ids) == len(set(ids))


def test_every_relation_leads_to_a_part_of_the_file(gallery: bytes) -> None:
    with zipfile.ZipFile(BytesIO(gallery)) as archive:
        names = archive.namelist()
    assert len(names) == len(set(names))
    types = parts_of(gallery)["[Content_Types].xml"].decode()
    for name in names:
        assert f'"/{name}"' in types or Path(name).suffix[1:] in types
    opened(decks.gallery())  # python-pptx raises on a dangling relation


def test_nothing_of_the_base_file_but_its_parts_comes_along(gallery: bytes) -> None:
    parts = parts_of(gallery)
    assert not [name for name in parts if "thumbnail" in name or "printerSettings" in name]
    everything = b"".join(data for name, data in parts.items() if name.endswith((".xml", ".rels")))
    for word in (b"click to edit", b"Click to", b"python-pptx", b"Steve"):
        assert word not in everything


def test_a_programmes_colours_and_face_are_those_of_the_theme() -> None:
    look = replace(LOOK, colours=replace(Colours(), ink="#112233"), slide_font="Verdana")
    theme = parts_of(write(deck(section("x", p("y"))), look).data)["ppt/theme/theme1.xml"].decode()
    assert 'val="112233"' in theme
    assert 'typeface="Verdana"' in theme


def test_two_recipients_differ_only_in_what_differs() -> None:
    def one(name: str) -> Document:
        return deck(decks.exercise(), section(f"{name}: what you said", p("x")))

    first, second = (parts_of(written(one(name)).data) for name in ("Crisis", "Rehab"))
    assert {name for name in first if first[name] != second[name]} == {"ppt/slides/slide2.xml"}


def test_a_picture_used_twice_is_kept_once() -> None:
    names = parts_of(written(deck(decks.everything_else())).data)
    assert len([name for name in names if name.startswith("ppt/media/")]) == 1


def test_words_that_a_language_lacks_are_plain_english() -> None:
    data = write(deck(decks.exercise()), Look()).data
    assert b"stop at" in parts_of(data)["ppt/slides/slide1.xml"]
