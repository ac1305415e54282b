"""Whole documents of three programmes: nothing runs over, on any page of any format."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import typst

from facilitate.document import Document, Heading, Paragraph, Run, Section, WriteIn
from facilitate.load.words import words_of
from facilitate.pipeline.analyse import analyse
from facilitate.shipped import shipped
from facilitate.structs import replace
from facilitate.write import write
from facilitate.write.look import Look, look_for_needs
from facilitate.write.pdf import FONTS
from tests.programmes.folders import write_folder
from tests.programmes.generator import made_up
from tests.programmes.odd import odd_programme
from tests.programmes.pages import Page, pages, shipped_templates
from tests.rendered import OFFICE, READER, drawn, pages_of, wrong
from tests.write.docx.samples import EVERYTHING
from tests.write.pptx.decks import gallery

needs_reader = pytest.mark.skipif(
    READER is None, reason="pdftotext (poppler-utils) is not installed"
)
needs_office = pytest.mark.skipif(
    OFFICE is None or READER is None, reason="LibreOffice or pdftotext is not installed"
)

LOOK = Look(words=words_of("en-GB"))
LARGE = look_for_needs(LOOK, ["large-print"])

Documents = Mapping[str, tuple[Document, Look]]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Documents:
    """Return one document of each template for each programme, people's in large print too."""
    place = tmp_path_factory.mktemp("made-up")
    odd = write_folder(odd_programme(), place / "odd")
    # A pair of one and a pair of three, no stock take: what no written example has.
    uneven = write_folder(made_up(81037, small=True), place / "uneven")
    found: dict[str, tuple[Document, Look]] = {}
    for folder in (odd, uneven, shipped("agendas") / "schools"):
        for page in _pages(folder):
            one, name = page.document, f"{folder.name}-{page.document.name}"
            if folder is uneven:
                name += f"-{one.recipient.id}"
            found.setdefault(name, (one, LOOK))
            if folder is odd and one.paper == "a4" and one.recipient.kind in {"pair", "person"}:
                found.setdefault(f"{name}-large", (one, LARGE))
    return found


def _pages(folder: Path) -> Iterator[Page]:
    for page in pages(analyse(folder), all_readers=False):
        assert isinstance(page, Page), page
        yield page


@cache
def formats() -> Mapping[str, tuple[str, ...]]:
    """Return the formats of each shipped template, by the name of its documents."""
    return {Path(one.name).stem: one.front.formats for one in shipped_templates()}


def faults(found: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {name: said for name, each in found.items() if (said := list(each))}


def in_office(suffix: str, documents: Documents, folder: Path) -> dict[str, list[str]]:
    """Return what is wrong with the documents of this format, drawn in one go."""
    chosen = {
        name: (one, look)
        for name, (one, look) in documents.items()
        if suffix in formats().get(one.name, (suffix,))
    }
    files = {name: write(suffix, one, look).data for name, (one, look) in chosen.items()}
    looked_at = drawn(files, suffix, folder)
    assert all(page.words for found in looked_at.values() for page in found)
    return faults({name: wrong(looked_at[name], one) for name, (one, _) in chosen.items()})


@needs_office
def test_nothing_runs_over_on_slides_that_libreoffice_draws(
    documents: Documents, tmp_path: Path
) -> None:
    assert in_office("pptx", {**documents, "gallery": (gallery(), LOOK)}, tmp_path) == {}


@needs_office
def test_nothing_runs_over_on_pages_that_libreoffice_draws(
    documents: Documents, tmp_path: Path
) -> None:
    assert in_office("docx", {**documents, "all": (EVERYTHING, LOOK)}, tmp_path) == {}


@needs_reader
def test_nothing_runs_over_on_pages_as_we_print_them(documents: Documents, tmp_path: Path) -> None:
    found = {}
    for name, (one, look) in documents.items():
        if name.startswith(("odd-", "uneven-")) and "pdf" in formats().get(one.name, ("pdf",)):
            path = tmp_path / f"{name}.pdf"
            path.write_bytes(write("pdf", one, look).data)
            found[name] = wrong(pages_of(path), one)
    assert len(found) > 20
    assert faults(found) == {}


@needs_reader
@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("#place(dx: 17cm)[Somebody]", "1: 'Somebody' is off the page"),
        ("#place(dy: 4pt)[over] #place[under]", "1: 'under' stands over 'over'"),
        ("Rehabili\\ tation", "1: 'Rehabilitation' is broken"),
        ("#v(20cm) Our choice #pagebreak() #lorem(90)", "1: the heading 'Our choice' stands alone"),
        ("#lorem(90) #pagebreak() a line", "2: the last page holds next to nothing"),
        ("#v(24.2cm) words #place(bottom)[Crisis, 12 March]", "1: 'words' stands in the foot"),
    ],
)
def test_what_runs_over_on_a_page_is_seen(source: str, said: str, tmp_path: Path) -> None:
    words = (Run("Somebody over under Rehabilitation a line words"),)
    blocks = (Heading(level=2, text=(Run("Our choice"),)), Paragraph(text=words))
    section = Section(title=(Run("Title"),), blocks=blocks)
    one = replace(EVERYTHING, sections=(section,), foot="Crisis, 12 March")
    path = tmp_path / "page.pdf"
    data = typst.compile(f'#set page("a4")\n{source}'.encode(), format="pdf")
    assert isinstance(data, bytes)
    path.write_bytes(data)
    assert list(wrong(pages_of(path), one)) == [said]


@needs_reader
def test_a_chinese_name_may_end_a_line_between_any_two_characters(tmp_path: Path) -> None:
    text = Paragraph(text=(Run("例子示范"),))
    one = replace(EVERYTHING, sections=(Section(title=(), blocks=(text,)),), foot="")
    path, typed = tmp_path / "page.pdf", tmp_path / "page.typ"
    source = '#set page("a4")\n#set text(font: "Noto Sans SC")\n例子\\ 示范'
    typed.write_text(source, encoding="utf-8")
    typst.compile(typed, path, format="pdf", font_paths=[FONTS])
    assert list(wrong(pages_of(path), one)) == []


@needs_reader
def test_a_heading_over_lines_to_write_on_does_not_stand_alone(tmp_path: Path) -> None:
    heading = Heading(level=2, text=(Run("Our choice"),))
    section = Section(title=(Run("Title"),), blocks=(heading, WriteIn(lines=2)))
    one = replace(EVERYTHING, sections=(section,), foot="Crisis, 12 March")
    path = tmp_path / "page.pdf"
    source = (
        '#set page("a4")\n#v(20cm) Our choice\n\n#line(length: 9cm) #pagebreak() #lorem(90)'
        "#pagebreak() Our choice\n\n#line(length: 9cm)"
    )
    data = typst.compile(source.encode(), format="pdf")
    assert isinstance(data, bytes)
    path.write_bytes(data)
    assert list(wrong(pages_of(path), one)) == []
