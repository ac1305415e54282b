"""What stands where it should not on a finished slide is found by measuring the file."""

from pathlib import Path

import pytest

from facilitate.document import Column, Document, Paragraph, Run, Section, Table, Timetable
from facilitate.document import TimetableRow as Row
from facilitate.recipient import GROUP
from facilitate.verify import file_faults
from facilitate.write import measure, write
from facilitate.write.base_file import FontFile
from facilitate.write.brand import faces
from facilitate.write.look import Look
from tests.verify.test_office import with_part


def words(text: str) -> tuple[Run, ...]:
    return (Run(text),)


FONTS = Path(measure.__file__).parent / "fonts"

PAGE = Document(
    name="page",
    title="Our page",
    language="en-GB",
    recipient=GROUP,
    sections=(
        Section(
            title=words("Our page"),
            blocks=(
                Paragraph(text=words("The words")),
                Table(
                    columns=(Column(), Column()),
                    header=(words("Table"), words("Room")),
                    rows=((words("Table 1"), words("Ashdown Room")),),
                    alt="Tables",
                ),
            ),
        ),
    ),
    paper="slide",
)


@pytest.fixture(scope="module")
def deck() -> bytes:
    return write("pptx", PAGE, Look()).data


def told(data: bytes) -> list[str]:
    return [fault.message for fault in file_faults(data, "page.pptx") if fault.code == "O206"]


def test_a_slide_as_we_write_it_has_no_fault(deck: bytes) -> None:
    assert told(deck) == []


def moved(deck: bytes, old: str, new: str) -> bytes:
    return with_part(deck, "ppt/slides/slide1.xml", old.encode(), new.encode())


def test_words_off_the_slide_are_told(deck: bytes) -> None:
    assert told(moved(deck, 'y="1727200"', 'y="6700000"')) == [
        "Slide 1: 'The words' reaches 17 pt over the edge of the slide."
    ]


def test_more_words_than_a_box_holds_are_told(deck: bytes) -> None:
    found = told(moved(deck, "The words", "The words that never end " * 30))
    assert any("higher than its box" in one for one in found)


@pytest.mark.parametrize(("face", "fits"), [("Source Sans 3", True), ("Arial", False)])
def test_words_are_measured_in_the_face_that_they_name_themselves(
    deck: bytes, face: str, fits: bool
) -> None:
    said = "Words that a narrow face has on one line, and a wide one on two of them, as here"
    named = f'b="0"><a:latin typeface="{face}"/></a:rPr><a:t>{said}'
    found = told(moved(deck, 'b="0"></a:rPr><a:t>The words', named))
    assert (found == []) is fits


def test_words_in_a_face_for_other_letters_are_measured_in_the_one_of_the_theme(
    deck: bytes,
) -> None:
    said = "Words that a narrow face has on one line, and a wide one on two of them, as here"
    long = moved(deck, "The words", said)
    asked = with_part(long, "ppt/slideLayouts/slideLayout3.xml", b"+mn-lt", b"+mn-ea")
    empty, narrow = b'<a:ea typeface=""/>', b'<a:ea typeface="Source Sans 3"/>'
    narrowed = with_part(asked, "ppt/theme/theme1.xml", empty, narrow)
    assert [any("Words that" in one for one in told(each)) for each in (asked, narrowed)] == [
        *(True, False),
    ]


@pytest.mark.parametrize(("here", "fits"), [("Carlito", True), ("", False)])
def test_words_in_a_face_that_costs_money_are_measured_in_its_twin_on_this_computer(
    deck: bytes, monkeypatch: pytest.MonkeyPatch, here: str, fits: bool
) -> None:
    narrow = (FONTS / "SourceSans3-Regular.ttf").read_bytes()
    twin = FontFile(digest="", family="Carlito", weight=400, italic=False, data=narrow)
    monkeypatch.setattr(measure, "_OWN", {})
    measure.forget()
    monkeypatch.setattr(faces, "installed", lambda name: (twin,) if name and name == here else ())
    said = "Words that a narrow face has on one line, and a wide one on two of them, as here"
    long = moved(deck, "The words", said)
    theme = b'<a:minorFont><a:latin typeface="%s"'
    asked = with_part(long, "ppt/theme/theme1.xml", theme % b"Arial", theme % b"Calibri")
    assert any("Words that" in one for one in told(asked)) is not fits
    measure.forget()


def test_words_over_other_words_are_told(deck: bytes) -> None:
    found = told(moved(deck, 'y="1727200"', 'y="2400000"'))
    assert found == ["Slide 1: 'The words' stands over 'A table'."]


def test_a_word_wider_than_its_column_is_told(deck: bytes) -> None:
    found = told(moved(deck, "Ashdown", "Antidisestablishmentarianism" * 4))
    assert any("is broken inside the word" in one for one in found)


def test_a_slide_that_goes_on_with_nothing_is_told() -> None:
    first = Section(title=words("Our day"), blocks=(Paragraph(text=words("Words")),))
    again = Section(title=words("Our day (continued)"), blocks=())
    document = Document(
        name="page",
        title="Our page",
        language="en-GB",
        recipient=GROUP,
        sections=(first, again),
        paper="slide",
    )
    assert told(write("pptx", document, Look()).data) == [
        "Slide 2: it goes on from the slide before and holds next to nothing."
    ]


def test_a_timetable_with_a_long_last_row_stays_on_its_slides() -> None:
    rows = [Row(clock=f"{hour}:00", minutes="", what=words("Work")) for hour in range(9, 19)]
    long = Row(clock="19:00", minutes="", what=words("A long title of a session " * 12))
    section = Section(title=words("Our day"), blocks=(Timetable(rows=(*rows, long)),))
    document = Document(
        name="day",
        title="Day",
        language="en-GB",
        recipient=GROUP,
        sections=(section,),
        paper="slide",
    )
    written = write("pptx", document, Look())
    assert written.faults == ()
    assert told(written.data) == []
