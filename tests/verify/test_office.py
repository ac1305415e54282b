"""What makes Office repair a file, and a PDF no page for everyone, is found by looking."""

import io
import zipfile

import pytest

from facilitate.document import Document, Paragraph, Run, Section
from facilitate.recipient import GROUP
from facilitate.verify import file_faults
from facilitate.write import write
from facilitate.write.look import Look

PAGE = Document(
    name="page",
    title="Our page",
    language="en-GB",
    recipient=GROUP,
    sections=(Section(title=(Run("Our page"),), blocks=(Paragraph(text=(Run("Words"),)),)),),
    paper="slide",
)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return {suffix: write(suffix, PAGE, Look()).data for suffix in ("pptx", "docx", "pdf")}


def with_part(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return the package with words of one part exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.namelist():
            text = before.read(part)
            if part == name:
                assert old in text
                text = text.replace(old, new)
            after.writestr(part, text)
    return out.getvalue()


def told(data: bytes, name: str) -> list[tuple[str, str]]:
    return [(fault.code, fault.message) for fault in file_faults(data, name)]


@pytest.mark.parametrize("suffix", ["pptx", "docx", "pdf"])
def test_what_we_write_has_no_fault(made: dict[str, bytes], suffix: str) -> None:
    assert told(made[suffix], f"page.{suffix}") == []


def test_a_package_that_is_cut_off_is_told(made: dict[str, bytes]) -> None:
    assert told(made["docx"][:2000], "page.docx") == [("O201", "The file is no readable package.")]


@pytest.mark.parametrize(
    ("part", "old", "new", "says"),
    [
        ("ppt/slides/slide1.xml", b"</p:sld>", b"", "The part is not well-formed"),
        ("ppt/slides/slide1.xml", b"Our page", b"", "The slide has no title."),
        ("[Content_Types].xml", b"/ppt/slides/slide1.xml", b"/ppt/x.xml", "that is not there"),
        ("docProps/core.xml", b"Our page", b"PowerPoint Presentation", "The properties still say"),
    ],
)
def test_what_office_would_repair_is_told_with_its_part(
    made: dict[str, bytes], part: str, old: bytes, new: bytes, says: str
) -> None:
    found = told(with_part(made["pptx"], part, old, new), "page.pptx")
    assert {code for code, _ in found} == {"O201"}
    assert any((says in message and part in message) or says in message for _, message in found)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b"%%EOF", b"", "The file is no whole PDF."),
        (b"/Lang", b"/Long", "The PDF has no language."),
        (b"/MarkInfo", b"/MarkOffs", "The PDF is not tagged."),
    ],
)
def test_a_pdf_that_not_everyone_can_read_is_told(
    made: dict[str, bytes], old: bytes, new: bytes, says: str
) -> None:
    data = made["pdf"]
    assert old in data
    assert told(data.replace(old, new), "page.pdf") == [("O202", says)]
