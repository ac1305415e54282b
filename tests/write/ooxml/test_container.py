from io import BytesIO
from zipfile import ZipFile

import pytest

from facilitate.write.ooxml.package import package, packed, parts_of


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
