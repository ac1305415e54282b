from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.write.ooxml import (
    Relation,
    attribute,
    content_types_xml,
    core_xml,
    package,
    packed,
    parts_of,
    relations_name,
    relations_xml,
    text,
)


@pytest.mark.parametrize(
    ("part", "target", "written"),
    [
        ("", "ppt/presentation.xml", "ppt/presentation.xml"),
        ("ppt/presentation.xml", "ppt/slides/slide1.xml", "slides/slide1.xml"),
        ("ppt/slides/slide1.xml", "ppt/media/image1.png", "../media/image1.png"),
        ("ppt/charts/chart1.xml", "ppt/embeddings/chart1.xlsx", "../embeddings/chart1.xlsx"),
        ("word/document.xml", "docProps/core.xml", "../docProps/core.xml"),
    ],
)
def test_targets_are_relative_to_the_folder_of_the_part(
    part: str, target: str, written: str
) -> None:
    assert f'Target="{written}"' in relations_xml(part, (Relation("rId1", "slide", target),))


def test_relations_stand_in_a_folder_beside_their_part() -> None:
    assert relations_name("") == "_rels/.rels"
    assert relations_name("ppt/slides/slide1.xml") == "ppt/slides/_rels/slide1.xml.rels"


def test_a_web_address_is_an_external_target() -> None:
    xml = relations_xml("a/b.xml", (Relation("rId1", "hyperlink", "https://x.org/?a&b", True),))
    assert 'Target="https://x.org/?a&amp;b" TargetMode="External"' in xml


def test_a_suffix_that_office_does_not_know_is_refused() -> None:
    with pytest.raises(KeyError):
        content_types_xml({}, ("word/song.ogg",))


def test_core_properties_hold_title_language_and_the_days_date_only() -> None:
    xml = core_xml("R&D day", language="en-GB", date="2027-03-12")
    assert "<dc:title>R&amp;D day</dc:title>" in xml
    assert xml.count("2027-03-12T00:00:00Z") == 2
    assert "creator" not in xml
    assert "dcterms" in core_xml("x", language="en-GB", date="")  # the name space alone
    assert "W3CDTF" not in core_xml("x", language="en-GB", date="")


def test_content_types_and_package_relations_stand_first_then_names_in_order() -> None:
    names = ("word/b.xml", "[Content_Types].xml", "word/a.xml", "_rels/.rels")
    data = package(packed(name, "<x/>") for name in names)
    with ZipFile(BytesIO(data)) as archive:
        assert archive.namelist() == [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/a.xml",
            "word/b.xml",
        ]
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_order_in_which_parts_come_does_not_change_the_bytes() -> None:
    parts = [packed(name, name * 50) for name in ("a.xml", "b.xml", "c.png")]
    assert package(parts) == package(reversed(parts))


def test_pictures_and_workbooks_are_stored_as_they_are() -> None:
    with ZipFile(BytesIO(package([packed("a.png", b"abc" * 90), packed("b.xml", "c" * 90)]))) as z:
        assert [info.compress_type for info in z.infolist()] == [0, 8]


def test_what_was_packed_comes_out_again() -> None:
    assert parts_of(package([packed("a.xml", "Zoë & co"), packed("b.xlsx", b"\x00\xff")])) == {
        "a.xml": "Zoë & co".encode(),
        "b.xlsx": b"\x00\xff",
    }


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        package([packed("a.xml", ""), packed("a.xml", "")])


@given(st.text(max_size=30))
def test_any_text_comes_back_but_for_what_xml_forbids(value: str) -> None:
    root = ET.fromstring(f'<x y="{attribute(value)}">{text(value)}</x>')
    allowed = "".join(c for c in value if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    assert root.attrib["y"] == allowed
    assert (root.text or "") == allowed.replace("\r\n", "\n").replace("\r", "\n")


def test_quotes_are_escaped_in_attributes_only() -> None:
    assert text('"R&D" <b>') == '"R&amp;D" &lt;b&gt;'
    assert attribute('"R&D"') == "&quot;R&amp;D&quot;"
