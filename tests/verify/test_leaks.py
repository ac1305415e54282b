"""Another's words are found wherever in a file they stand."""

import io
import re
import unicodedata
import zipfile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.charts import Strip, StripRow
from facilitate.document import Chart, Document, Heading, Paragraph, Run, Section
from facilitate.document_text import as_text
from facilitate.recipient import Recipient
from facilitate.structs import replace
from facilitate.verify.leaks import leak_faults
from facilitate.write import write
from facilitate.write.look import Look

CANARY = "Kanarienvogel Grünspecht"
"""Words that stand in no file of ours."""

PAIR = Document(
    name="page",
    title="Our page",
    language="en-GB",
    recipient=Recipient("pair", "crisis"),
    sections=(
        Section(
            title=(Run("Our page"),),
            blocks=(
                Paragraph(text=(Run("Words of our own"),)),
                Chart(
                    of=Strip(
                        rows=(StripRow(label="Trust"),),
                        low=1,
                        high=5,
                        ends=("low", "high"),
                    ),
                    alt="Where we stand",
                ),
            ),
            notes=(Paragraph(text=(Run("Say it slowly"),)),),
        ),
    ),
    paper="slide",
)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """One clean file of each kind."""
    return {suffix: write(suffix, PAIR, Look()).data for suffix in ("pptx", "docx", "pdf", "html")}


def found(data: bytes, name: str, own: str = "") -> list[str]:
    """Return the code of each fault of a file in which the canary may not stand."""
    return [fault.code for fault in leak_faults(data, name, [CANARY], own)]


def packed(parts: dict[str, bytes], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.comment = comment
    return out.getvalue()


def planted(package: bytes, part: str, text: bytes) -> bytes:
    """Return the package with a part whose text is this."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | {part: text})


def run(text: str) -> bytes:
    return f"<x><a:p><a:r><a:t>{text}</a:t></a:r></a:p></x>".encode()


@pytest.mark.parametrize(
    ("suffix", "name"), [("docx", "Normal"), ("pptx", "Title"), ("pdf", "Title")]
)
def test_a_person_may_be_called_what_the_format_calls_its_parts(
    made: dict[str, bytes], suffix: str, name: str
) -> None:
    said = as_text(PAIR)
    alone = list(leak_faults(made[suffix], f"a.{suffix}", [name], said))
    assert {fault.code for fault in alone} == {"O301"}, "the format has this word"
    empty = write(suffix, replace(PAIR, title="–", sections=()), Look()).data
    beside = leak_faults(made[suffix], f"a.{suffix}", [name], said, lambda: empty)
    assert list(beside) == []


def test_a_leak_is_found_beside_a_word_of_the_format(made: dict[str, bytes]) -> None:
    leaky = planted(made["docx"], "docProps/custom.xml", run(CANARY))
    faults = leak_faults(leaky, "a.docx", [CANARY, "Normal"], "", lambda: made["docx"])
    assert [fault.message for fault in faults] == [
        "The file holds words that belong to somebody else (docProps/custom.xml)."
    ]


@pytest.mark.parametrize("suffix", ["pptx", "docx", "pdf", "html"])
def test_a_clean_file_has_no_leak(made: dict[str, bytes], suffix: str) -> None:
    assert found(made[suffix], f"page.{suffix}") == []


@pytest.mark.parametrize(
    "part",
    [
        "ppt/slides/slide1.xml",
        "ppt/notesSlides/notesSlide1.xml",
        "ppt/slideLayouts/slideLayout1.xml",
        "ppt/slideMasters/slideMaster1.xml",
        "ppt/comments/comment1.xml",
        "ppt/commentAuthors.xml",
        "ppt/charts/chart1.xml",
        "ppt/presProps.xml",
        "docProps/core.xml",
        "docProps/app.xml",
        "docProps/custom.xml",
        "customXml/item1.xml",
        "ppt/slides/_rels/slide1.xml.rels",
        "ppt/printerSettings/printerSettings1.bin",
        "docProps/thumbnail.jpeg",
        "ppt/media/notes.csv",
        "ppt/media/data.json",
    ],
)
def test_a_leak_is_found_in_a_deck_s(made: dict[str, bytes], part: str) -> None:
    assert found(planted(made["pptx"], part, run(CANARY)), "a.pptx") == ["O301"]


@pytest.mark.parametrize(
    "part",
    [
        "word/document.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "word/footnotes.xml",
        "word/comments.xml",
        "word/settings.xml",
        "word/glossary/document.xml",
        "word/charts/chart1.xml",
        "docProps/core.xml",
        "customXml/item1.xml",
    ],
)
def test_a_leak_is_found_in_a_paper_s(made: dict[str, bytes], part: str) -> None:
    assert found(planted(made["docx"], part, run(CANARY)), "a.docx") == ["O301"]


def test_a_leak_is_found_in_the_workbook_inside_a_chart(made: dict[str, bytes]) -> None:
    book = packed({"xl/sharedStrings.xml": f"<si><t>{CANARY}</t></si>".encode()})
    deck = planted(made["pptx"], "ppt/embeddings/book.xlsx", book)
    (fault,) = leak_faults(deck, "a.pptx", [CANARY], "")
    assert "book.xlsx!xl/sharedStrings.xml" in fault.message


def test_a_leak_is_found_in_a_zip_inside_a_zip_inside_a_zip() -> None:
    inner = packed({"a.xml": run(CANARY)})
    assert found(packed({"b.zip": packed({"c.bin": inner})}), "a.zip") == ["O301"]


def test_a_leak_is_found_in_the_name_of_a_part(made: dict[str, bytes]) -> None:
    assert found(planted(made["pptx"], f"ppt/media/{CANARY}.png", b"x"), "a.pptx") == ["O301"]


def test_a_leak_is_found_in_the_comment_of_a_package() -> None:
    assert found(packed({"a.xml": b"<a/>"}, comment=CANARY.encode()), "a.docx") == ["O301"]


def test_a_leak_is_found_in_a_part_written_in_utf_16() -> None:
    assert found(packed({"a.xml": run(CANARY).decode().encode("utf-16")}), "a.docx") == ["O301"]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>{}</p>",
        "<title>{}</title>",
        '<meta name="author" content="{}">',
        "<img alt='{}'>",
        '<svg aria-label="{}"></svg>',
        "<!-- {} -->",
        "<script>let a = `{}`</script>",
        "<style>/* {} */</style>",
    ],
)
def test_a_leak_is_found_in_a_page_of_html(made: dict[str, bytes], markup: str) -> None:
    page = made["html"].replace(b"</body>", markup.format(CANARY).encode() + b"</body>")
    assert found(page, "a.html") == ["O301"]


@pytest.mark.parametrize(
    "written",
    [
        CANARY.upper(),
        unicodedata.normalize("NFD", CANARY),
        CANARY.replace(" ", "\n   "),
        CANARY.replace(" ", "\u00a0"),
        CANARY.replace("nv", "n\u00adv"),
        CANARY.replace("nv", "n\u200bv"),
        CANARY.replace("ü", "&#252;"),
        CANARY.replace("vogel", "</a:t></a:r><a:r><a:t>vogel"),
        CANARY.replace(" ", "</a:t></a:r><a:br/><a:r><a:t>"),
        CANARY.replace(" ", "</w:t><w:tab/><w:t>"),
        f"<![CDATA[{CANARY}]]>",
    ],
)
def test_however_it_is_written_a_leak_is_found(written: str) -> None:
    assert found(packed({"word/document.xml": run(written)}), "a.docx") == ["O301"]


def test_a_hyphen_that_does_not_break_is_a_hyphen() -> None:
    page = packed({"word/document.xml": run("Anne</w:t><w:noBreakHyphen/><w:t>Marie Quill")})
    faults = list(leak_faults(page, "a.docx", ["Anne-Marie Quill"], ""))
    assert [fault.code for fault in faults] == ["O301"]


def test_a_leak_is_found_in_the_properties_of_a_pdf(made: dict[str, bytes]) -> None:
    assert found(_with_property(made["pdf"]), "a.pdf") == ["O301"]


def test_a_leak_is_found_in_a_file_attached_to_a_pdf(made: dict[str, bytes]) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made["pdf"])) as pdf:
        pdf.attachments["a.csv"] = f"name\n{CANARY}\n".encode()
        pdf.save(out)
    assert found(out.getvalue(), "a.pdf") == ["O301"]


@pytest.mark.parametrize("text", [CANARY, "Kanarienvogel (Grünspecht)", "Kanarienvogel Grunspecht"])
def test_a_leak_is_found_in_the_description_of_a_picture_in_a_pdf(text: str) -> None:
    data = write("pdf", _described(text), Look()).data
    assert [f.code for f in leak_faults(data, "a.pdf", [text], "")] == ["O301"]


def test_what_the_document_itself_says_is_no_leak() -> None:
    data = write("pptx", _described(CANARY), Look()).data
    assert found(data, "a.pptx") == ["O301"]
    assert found(data, "a.pptx", own=as_text(_described(CANARY))) == []


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Finnish", []),
        ("Muckefinn", []),
        ("Finnish with Finn", ["O301"]),
        ("Muckefinn, Finn", ["O301"]),
    ],
)
def test_a_name_inside_a_longer_word_is_no_leak(words: str, codes: list[str]) -> None:
    page = packed({"word/document.xml": run(words)})
    assert [fault.code for fault in leak_faults(page, "a.docx", ["Finn"], "")] == codes


def test_a_part_that_is_no_text_hides_nothing_and_stops_nothing() -> None:
    picture = b"\x89PNG\xff\xfe\x80"
    assert found(packed({"a.png": picture, "b.xml": run(CANARY)}), "a.docx") == ["O301"]
    assert found(packed({"a.png": picture + CANARY.encode()}), "a.docx") == ["O301"]
    assert found(packed({"a.png": picture}), "a.docx") == []


def test_a_fault_tells_where_and_never_what() -> None:
    page = packed({"word/comments.xml": run(CANARY)})
    (fault,) = leak_faults(page, "a.docx", [CANARY], "")
    assert "word/comments.xml" in fault.message
    assert "Kanarienvogel" not in fault.message + fault.hint
    assert "please report it" in fault.hint


def _described(alt: str) -> Document:
    """Return a page with a heading and a chart that is described in these words."""
    strip = Strip(rows=(StripRow(label="Trust"),), low=1, high=5, ends=("low", "high"))
    blocks = (Heading(level=2, text=(Run("Here"),)), Chart(of=strip, alt=alt))
    return Document(
        name="page",
        title="Our page",
        language="en-GB",
        recipient=Recipient("pair", "crisis"),
        sections=(Section(title=(Run("Our page"),), blocks=blocks),),
        paper="slide",
    )


def _with_property(pdf_bytes: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        pdf.docinfo["/Subject"] = CANARY
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("name", "codes"), [("Ian", ["O301"]), ("Iona", ["O301"]), ("Al", [])])
def test_a_name_of_three_letters_is_looked_for_and_one_of_two_is_not(
    name: str, codes: list[str]
) -> None:
    data = packed({"page.xml": f"<p>With {name} on Monday</p>".encode()})
    assert [fault.code for fault in leak_faults(data, "page.docx", [name], "")] == codes
    other = packed({"page.xml": f"<p>With {name}thing on Monday</p>".encode()})
    assert [fault.code for fault in leak_faults(other, "page.docx", [name], "")] == []


@given(st.text("ab1_-. ", min_size=3, max_size=12), st.text("ab1_-. ", max_size=40))
def test_words_are_found_wherever_no_letter_or_digit_is_beside_them(word: str, text: str) -> None:
    word, text = (" ".join(one.split()) for one in (word, text))
    alone = rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])"
    stands = len(word) >= 3 and re.search(alone, f"file.txt {text}") is not None
    assert bool(list(leak_faults(text.encode(), "file.txt", [word], ""))) == stands
