"""Of a stranger's Office file only what a look needs is taken; what is refused says why."""

import io
import zipfile

import pytest

from facilitate.write.brand.package import Package, opened
from facilitate.write.ooxml import Relation, content_types_xml, packed, relations_xml
from facilitate.write.ooxml import package as zipped
from tests.write.brand.files import (
    EXTERNAL,
    RELATIONS,
    deck,
    exchanged,
    letter,
    parts,
    related,
    saved,
    with_part,
)
from tests.write.brand.files import packed as packed_parts

MAIN = "ppt/presentation.xml"
LAYOUT = "ppt/slideLayouts/slideLayout1.xml"
TYPES = "[Content_Types].xml"


def used(data: bytes, name: str = "brand/house.potx") -> Package:
    package, _ = opened(data, name)
    assert package is not None
    return package


def refused(data: bytes) -> list[tuple[str, str]]:
    package, faults = opened(data, "brand/house.potx")
    assert package is None
    assert [fault.severity for fault in faults] == ["error"]
    return [(fault.code, fault.message) for fault in faults]


def told(data: bytes) -> list[tuple[str, str]]:
    package, faults = opened(data, "house.potx")
    assert package is not None
    return [(fault.code, fault.severity) for fault in faults]


def read_by_pptx(package: Package) -> list[str]:
    """Return the names of layouts as python-pptx reads the parts in a new file."""
    from pptx import Presentation

    names = (TYPES, *package.parts)
    listing = packed(TYPES, content_types_xml(package.types, names))
    body = [packed(name, part) for name, part in package.parts.items()]
    root = relations_xml("", (Relation("rId1", "officeDocument", package.main),))
    file = Presentation(io.BytesIO(zipped((listing, packed("_rels/.rels", root), *body))))
    return [layout.name for layout in file.slide_layouts]


MAIN_KIND = RELATIONS + "officeDocument"
STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"


def test_a_deck_and_a_document_are_known_by_what_is_inside() -> None:
    assert (used(deck()).use, used(deck()).main) == ("deck", MAIN)
    assert (used(letter()).use, used(letter()).main) == ("pages", "word/document.xml")


@pytest.mark.parametrize(
    ("data", "old", "new"),
    [
        (deck(), "presentationml.presentation.main", "presentationml.template.main"),
        (letter(), "wordprocessingml.document.main", "wordprocessingml.template.main"),
    ],
)
def test_a_template_becomes_a_document(data: bytes, old: str, new: str) -> None:
    package = used(exchanged(data, TYPES, old, new))
    assert old in package.types[package.main]


def test_what_is_left_opens_again() -> None:
    assert read_by_pptx(used(deck()))[:2] == ["Title Slide", "Title and Content"]


def test_samples_people_and_properties_are_left_out() -> None:
    from pptx import Presentation

    file = Presentation()
    slide = file.slides.add_slide(file.slide_layouts[0])
    slide.shapes.title.text = "Budget of the board"
    slide.notes_slide.notes_text_frame.text = "Said in private"
    file.core_properties.author = "Ada Author"
    package = used(saved(file))
    everything = b"".join(package.parts.values())
    assert not [one for one in (b"Budget", b"private", b"Ada") if one in everything]
    assert not [name for name in package.parts if "slides/" in name or "docProps" in name]
    assert b"<p:sldId " not in package.parts[MAIN]


def test_comments_in_the_xml_are_left_out() -> None:
    package = used(exchanged(deck(), LAYOUT, "<p:cSld", "<!-- by Ada --><p:cSld"))
    assert b"by Ada" not in package.parts[LAYOUT]


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "B101", "empty"),
        (b"%PDF-1.7", "B101", "a PDF"),
        (b"# Our brand", "B101", "no Office file"),
        (packed_parts({"mimetype": b"vnd.oasis.opendocument.presentation"}), "B101", "LibreOffice"),
        (packed_parts({"a.txt": b"x"}), "B101", "no office program"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "B102", "a password"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "B102", "before 2007"),
        (with_part(deck(), "ppt/media/zeros.bin", bytes(9_000_000)), "B103", "times its size"),
        (with_part(deck(), "../../evil.xml"), "B104", "'../../evil.xml'"),
        (with_part(deck(), "/evil.xml"), "B104", "'/evil.xml'"),
        (with_part(deck(), "C:\\evil.xml"), "B104", "'C:/evil.xml'"),
        (with_part(deck(), "PPT/Presentation.xml"), "B104", "two parts of one name"),
        (deck()[:9000], "B105", "cut off"),
        (exchanged(deck(), MAIN, "</p:presentation>", ""), "B105", "main part"),
        (with_part(deck(), "ppt/vbaProject.bin"), "B106", "macros"),
        (
            exchanged(deck(), TYPES, "presentation.main", "template.macroEnabled.main"),
            "B106",
            "macros",
        ),
        (
            exchanged(deck(), LAYOUT, "<p:sldLayout", "<!DOCTYPE x []><p:sldLayout"),
            "B107",
            "document type",
        ),
        (exchanged(deck(), "_rels/.rels", MAIN_KIND, STRICT_KIND), "B108", "Strict"),
        (
            related(deck(), LAYOUT, "oleObject", "../embeddings/x.bin"),
            "B110",
            f"another program (in {LAYOUT})",
        ),
        (
            related(letter(), "word/document.xml", "oleObject", "file://s/x.xls", EXTERNAL),
            "B110",
            "another program",
        ),
        (related(letter(), "word/document.xml", "control", "x.xml"), "B110", "another program"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(data: bytes, code: str, says: str) -> None:
    ((given, message),) = refused(data)
    assert given == code
    assert message.startswith("brand/house.potx ")
    assert says in message


def test_a_template_in_a_packed_file_is_to_be_unpacked() -> None:
    base, (fault,) = opened(packed_parts({"Council/house.dotx": letter()}), "brand/house.dotx")
    assert base is None
    assert fault.hint == "Unpack it, and use a .pptx, .potx, .docx or .dotx file."


def test_a_part_with_a_password_is_refused() -> None:
    data = bytearray(deck())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data))[0][0] == "B102"


def test_a_part_of_xml_that_would_fill_the_memory_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("facilitate.write.brand.package.MOST_XML", 5_000)
    ((code, message),) = refused(deck())
    assert code == "B103"
    assert "has a part of 0 MB" in message


def test_a_workbook_is_no_base() -> None:
    from openpyxl import Workbook

    assert refused(saved(Workbook())) == [
        ("B101", "brand/house.potx is an Excel workbook, so it cannot be used.")
    ]


@pytest.mark.parametrize("cut", range(0, 27_000, 1_371))
def test_a_file_cut_anywhere_is_refused_and_never_breaks(cut: int) -> None:
    assert refused(deck()[:cut])


@pytest.mark.parametrize("at", range(40, 27_000, 611))
def test_a_file_with_a_wrong_byte_never_breaks(at: int) -> None:
    data = bytearray(deck())
    data[at] ^= 0xFF
    opened(bytes(data), "house.potx")


def with_object_on_a_sample() -> bytes:
    """Return a deck on one of whose sample slides lies a table of another program."""
    data = with_part(deck(), "ppt/embeddings/oleObject1.bin")
    slide = "ppt/slides/slide9.xml"
    data = with_part(data, "ppt/slides/_rels/slide9.xml.rels", b"<Relationships></Relationships>")
    return related(with_part(data, slide), slide, "oleObject", "../embeddings/oleObject1.bin")


@pytest.mark.parametrize(
    ("data", "code", "severity"),
    [
        (related(deck(), LAYOUT, "video", "file:///C:/film.mp4", EXTERNAL), "B112", "advice"),
        (related(deck(), LAYOUT, "chart", "../charts/chart1.xml"), "B111", "advice"),
        (with_object_on_a_sample(), "B111", "advice"),
        (related(letter(), "word/document.xml", "aFChunk", "x.htm"), "B111", "advice"),
        (
            related(letter(), "word/document.xml", "attachedTemplate", "file://s/x.dotx", EXTERNAL),
            "B112",
            "advice",
        ),
        (
            related(deck(), LAYOUT, "hyperlink", "file:///C:/x.docx", EXTERNAL),
            "B112",
            "advice",
        ),
        (related(deck(), MAIN, "slideMaster", "slideMasters/none.xml"), "B113", "advice"),
        (exchanged(deck(), LAYOUT, "</p:sldLayout>", ""), "B113", "advice"),
    ],
)
def test_what_is_left_out_is_told(data: bytes, code: str, severity: str) -> None:
    assert told(data) == [(code, severity)]


def test_a_plain_file_has_nothing_to_tell() -> None:
    assert told(deck()) == told(letter()) == []


PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="90" name="Far"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
    '<p:blipFill><a:blip r:{use}="rId99"/></p:blipFill><p:spPr/></p:pic></p:spTree>'
)


def test_a_picture_that_lies_elsewhere_is_left_out_with_its_frame() -> None:
    data = exchanged(deck(), LAYOUT, "</p:spTree>", PICTURE.format(use="link"))
    package = used(related(data, LAYOUT, "image", "https://example.org/x.png", EXTERNAL))
    assert b"Far" not in package.parts[LAYOUT]
    assert all(not one.external for one in package.relations[LAYOUT])


def test_a_picture_that_is_absent_is_left_out_with_its_frame() -> None:
    data = exchanged(deck(), LAYOUT, "</p:spTree>", PICTURE.format(use="embed"))
    package = used(related(data, LAYOUT, "image", "../media/none.png"))
    assert b"Far" not in package.parts[LAYOUT]


def test_a_ground_whose_picture_is_absent_has_no_filling() -> None:
    ground = (
        '<p:cSld name="X"><p:bg><p:bgPr><a:blipFill><a:blip r:embed="rId99"/></a:blipFill>'
        "<a:effectLst/></p:bgPr></p:bg>"
    )
    package = used(exchanged(deck(), LAYOUT, '<p:cSld name="Title Slide">', ground))
    assert b"<p:bgPr><a:noFill/><a:effectLst/></p:bgPr>" in package.parts[LAYOUT]


def test_addresses_stay_and_what_runs_a_macro_goes() -> None:
    link = '<p:cNvPr id="90" name="L"><a:hlinkClick r:id="rId99"{action}/></p:cNvPr>'
    shape = f"<p:sp><p:nvSpPr>{link}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp></p:spTree>"
    plain = exchanged(deck(), LAYOUT, "</p:spTree>", shape.format(action=""))
    plain = related(plain, LAYOUT, "hyperlink", "https://example.org", EXTERNAL)
    assert b"hlinkClick" in used(plain).parts[LAYOUT]
    macro = exchanged(plain, LAYOUT, '"rId99"', '"rId99" action="ppaction://macro?name=Run"')
    assert b"hlinkClick" not in used(macro).parts[LAYOUT]


def test_odd_names_of_parts_become_plain_ones() -> None:
    content = parts(deck())
    content["ppt/slideLayouts/übersicht 1.xml"] = content.pop(LAYOUT)
    content["ppt/slideLayouts/_rels/übersicht 1.xml.rels"] = content.pop(
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
    )
    rels = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    content[rels] = content[rels].replace(b"slideLayout1.xml", "Übersicht%201.xml".encode())
    package = used(packed_parts(content))
    assert all(name.isascii() for name in package.parts)
    assert len(package.related("ppt/slideMasters/slideMaster1.xml", "slideLayout")) == 11


def test_fields_that_fetch_are_made_plain_words() -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText>INCLUDETEXT "\\\\server\\x.docx"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>kept</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:fldSimple w:instr="DDEAUTO c:\\run"><w:r><w:t>too</w:t></w:r></w:fldSimple></w:p>'
    )
    page = used(exchanged(letter(), "word/document.xml", "<w:body>", f"<w:body>{field}"))
    document = page.parts["word/document.xml"]
    assert not [one for one in (b"server", b"DDEAUTO", b"fldChar") if one in document]
    assert b"kept" in document
    assert b"too" in document


def test_a_file_that_says_nothing_of_its_parts_types_is_read_all_the_same() -> None:
    content = parts(deck())
    content[TYPES] = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    )
    package = used(packed_parts(content))
    assert package.types[LAYOUT].endswith("slideLayout+xml")


def test_the_file_of_a_zip_with_two_equal_names_is_refused() -> None:
    out = io.BytesIO(deck())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(MAIN, b"<x/>")
    assert refused(out.getvalue())[0][0] == "B104"
