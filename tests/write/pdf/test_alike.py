"""Pages that are equally high are set equally close, and that is found once."""

import pytest

from facilitate.document import Column, Document, Paragraph, Run, Table, WriteIn
from facilitate.write import pdf
from facilitate.write.pdf.pages import Pages, pages_for
from facilitate.write.pdf.text import height_of
from facilitate.write.pdf.typesetter import Json, Typesetter
from tests.write.pdf.samples import LOOK, document


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is laid out from now on, with nothing known of how close."""
    made: list[str] = []
    told = Typesetter.told

    def counted(self: Typesetter, pages: Pages) -> list[Json]:
        made.append(pages.title)
        return told(self, pages)

    monkeypatch.setattr(Typesetter, "told", counted)
    monkeypatch.setattr(pdf, "_CLOSENESS", {})
    return made


def letter(name: str, lines: int = 25) -> Document:
    greeting = Paragraph(text=(Run(f"Dear {name},"),))
    return document(greeting, WriteIn(lines=lines, gap_mm=10), title=f"To {name}")


def test_of_letters_that_differ_in_a_name_only_the_first_is_tried_closer(
    layouts: list[str],
) -> None:
    pdf.write(letter("Ann Archer"), LOOK)
    assert len(layouts) == 2
    pdf.write(letter("Benedict Underhill"), LOOK)
    assert len(layouts) == 3


def test_a_letter_is_the_same_after_one_like_it_as_by_itself(layouts: list[str]) -> None:
    alone = pdf.write(letter("Benedict Underhill"), LOOK).data
    assert len(layouts) == 2
    pdf._CLOSENESS.clear()
    pdf.write(letter("Ann Archer"), LOOK)
    assert pdf.write(letter("Benedict Underhill"), LOOK).data == alone
    assert len(layouts) == 5


def shape(made: Document) -> int:
    return pages_for([made], LOOK, title="", duplex=True).shapes[0]


def test_a_name_that_takes_a_second_line_makes_another_shape() -> None:
    assert shape(letter("Ann")) == shape(letter("Bob"))
    assert shape(letter("Ann")) != shape(letter("Ann " * 40))
    assert shape(letter("Ann")) != shape(letter("Ann", lines=24))


def test_long_tables_are_alike_only_with_the_same_words() -> None:
    def table(word: str, rows: int) -> Document:
        cells = ((Run(word),), (Run("and what it says to us"),))
        columns = (Column(), Column())
        head = ((Run("Word"),), (Run("Sense"),))
        return document(Table(columns=columns, header=head, rows=(cells,) * rows))

    assert shape(table("pea", 4)) == shape(table("bee", 4))
    assert shape(table("pea", 40)) != shape(table("bee", 40))


def height(words: str, *, width: float, closest: float = 1.0) -> object:
    return height_of((Run(words),), "Source Sans 3", 12, width, False, closest)


def test_lines_are_counted_where_the_room_leaves_no_doubt() -> None:
    assert height("Ann", width=170) == height("Bob", width=170)
    assert height("Ann and Bob " * 12, width=170) != height("Ann", width=170)
    assert height("Ann and Bob " * 16, width=170) == "Ann and Bob " * 16


def test_words_that_may_take_one_line_more_stand_for_themselves() -> None:
    widths = range(20, 170)
    words = "Ann and Bob walk up the hill"
    unsure = [width for width in widths if height(words, width=width) == words]
    sure = [width for width in widths if height(words, width=width) != words]
    assert unsure
    assert sure
    assert len([w for w in widths if height(words, width=w, closest=0.9) == words]) > len(unsure)


@pytest.mark.parametrize("words", ["☐", "Ệ", "李"])
def test_what_may_be_higher_than_a_line_stands_for_itself(words: str) -> None:
    assert height(words, width=170) == words
