"""A page is the same whatever was set before it: how close it is set is found from it alone."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.document import Document, Field, FieldSpec, Heading, Option, Paragraph, WriteIn
from facilitate.structs import replace
from facilitate.write import pdf
from facilitate.write.base_file import Brand, Logo
from facilitate.write.look import LARGE, Look
from tests.write.pdf.samples import LOOK, document
from tests.write.pieces import png, said, words

NAMES = st.lists(
    st.sampled_from(
        (
            *("Ann", "Bob", "Benedict Underhill", "Çelik-Öztürk", "İpek", "Ǆemal", "Nguyễn Thị"),
            *("O’Brien", "Jean-Luc", "and/or", "who?me", "soft\u00adly", "ffi ffl", "AVAV To Ty."),
            *("Donaudampfschifffahrtskapitaen", "WWWWWW", "iiiiii", "1234567890", "…", "name:"),
            *("李小龍", "محمد", "😀", "☐", "the surgery, the hall"),
        )
    ),
    max_size=30,
).map(" ".join)
"""From nothing to three lines, with all that typesetters break, join or draw in another face."""


def letter(name: str, lines: int, place: str = "scale") -> Document:
    """Return a letter that takes a page, and with a line or two more one further page."""
    label = name if place == "scale" else "never"
    steps = tuple(Option(value=str(n), label=label if n == 1 else "") for n in range(1, 6))
    asked = FieldSpec(key="f.1", ask=words("Pace"), kind="scale", options=steps)
    return document(
        Paragraph(text=words(name if place == "lead" else "Dear all,"), role="lead"),
        Heading(level=2, text=words(name if place == "heading" else "What we ask")),
        Field(fields=(asked,)),
        WriteIn(lines=lines, gap_mm=8),
        title=name if place == "title" else "What we heard",
    )


def alone(made: Document, look: Look = LOOK) -> bytes:
    pdf._CLOSENESS.clear()
    return pdf.write(made, look).data


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    pdf._CLOSENESS.clear()
    yield
    pdf._CLOSENESS.clear()


@settings(max_examples=20, deadline=None)
@given(
    st.lists(NAMES, min_size=2, max_size=3),
    st.integers(14, 24),
    st.sampled_from(("scale", "lead", "heading", "title")),
    st.booleans(),
)
@example(["Ann and Bob", "Ann and Bob " * 9], 24, "scale", False)
@example(["Ann and Bob " * 9, "Ann and Bob"], 24, "scale", False)
def test_a_letter_is_the_same_after_others_as_by_itself(
    names: Sequence[str], lines: int, place: str, large: bool
) -> None:
    look = replace(LOOK, sheet=LARGE) if large else LOOK
    letters = [letter(name, lines, place) for name in names]
    by_itself = [alone(one, look) for one in letters]
    for order in (1, -1):
        pdf._CLOSENESS.clear()
        after_others = [pdf.write(one, look).data for one in letters[::order]]
        assert after_others[::order] == by_itself


def test_a_page_on_screen_is_set_closer_though_it_was_never_printed() -> None:
    made = document(said("Dear Ann,"), WriteIn(lines=26, gap_mm=10))
    assert len(pdf.traced(made, LOOK)) == 1


def test_a_letter_with_a_logo_is_set_as_close_as_that_logo_asks() -> None:
    logo = Logo(digest="1", alt="Orchard Care", suffix="png", data=png(width=40, height=40))
    worn = replace(LOOK, brand=Brand(logo=logo))
    for lines in range(16, 26):
        made = replace(letter("Ann", lines), name="letter")
        by_itself = alone(made, worn)
        pdf._CLOSENESS.clear()
        pdf.write(made, LOOK)
        assert pdf.write(made, worn).data == by_itself, lines
