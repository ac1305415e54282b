"""A figure is the same on a page, in a chart's text and in what a speaker reads out."""

from facilitate.charts import Dot, Strip, StripRow
from facilitate.figures import points, to_one_decimal
from facilitate.write.chart.strip import notes
from facilitate.write.look import Look

STRIP = Strip(
    low=1,
    high=5,
    ends=("no", "yes"),
    rows=(StripRow(label="Trust", dots=(Dot(mark="doctor", value=2.25, low=1.25, high=3.25),)),),
    legend=(("doctor", "doctors"),),
)


def test_a_page_prints_halves_upwards() -> None:
    assert [to_one_decimal(each) for each in (2.85, 3.85, 3.25, 3.05, 10 / 3)] == [
        2.9,
        3.9,
        3.3,
        3.1,
        3.3,
    ]
    assert points(2.25) == "2.3"


def test_a_chart_in_plain_text_rounds_as_a_page_does() -> None:
    assert list(STRIP.text_lines())[1].endswith("2.3")


def test_a_chart_in_speaker_notes_rounds_as_a_page_does() -> None:
    assert list(notes(STRIP, Look()))[1] == "Trust: doctors 2.3 (1.3 to 3.3)"
