import pytest

from facilitate.document import Run
from facilitate.write.base_file import Area, Placeholder
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT, lines
from facilitate.write.pptx.text import SLACK
from facilitate.write.pptx.titles import fitted_title, titled


def broken(words: str) -> tuple[str, ...]:
    para, _, width = fitted_title((Run(words),), Look(), 34, 30, 864)
    return lines(words, "Arial", para.size, width=width * SLACK * MM_PER_PT, bold=True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("We share goals and respect each other.", "Timing and challenge need work."),
        ("You agree on where you are going,", "not on who decides"),
        ("Two of three sites are not shown,", "to protect the people there"),
        ("Challenge and timing moved most.", "Respect did not move."),
    ],
)
def test_titles_break_where_the_sense_breaks(first: str, second: str) -> None:
    assert broken(f"{first} {second}") == (first, second)


def test_no_word_hangs_alone() -> None:
    lines = broken("Most of us say that we can ask for help at work, fewer say that we get it")
    assert len(lines[-1].split()) > 2


def test_a_title_that_nearly_fits_one_line_is_set_a_little_smaller() -> None:
    para, lines, _ = fitted_title(
        (Run("What we are for, and what we promise before 18 June"),), Look(), 34, 30, 864
    )
    assert (para.size, lines) == (32, 1)


def test_a_title_never_falls_under_its_floor() -> None:
    para, lines, _ = fitted_title((Run("many words " * 30),), Look(), 34, 30, 864)
    assert para.size == 30
    assert lines > 2


@pytest.mark.parametrize(
    ("words", "end"), [("Visits: 4,650 now, 4,800 is our aim", "our aim"), ("Our own results", "")]
)
def test_on_a_place_of_a_template_no_word_stands_alone_on_the_last_line(
    words: str, end: str
) -> None:
    place = Placeholder(
        kind="title", index=0, area=Area(0, 0, 360, 100), size=32, font="Arial", colour="#000000"
    )
    para, area = titled((Run(words),), place, "Arial", 24)
    (run,) = para.runs
    assert run.text == words.replace(end, end.replace(" ", "\u00a0"))
    wide = area.width * MM_PER_PT
    assert lines(words, "Arial", para.size, width=wide)[1:] == (("aim",) if end else ())
