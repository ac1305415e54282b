import re
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from facilitate.charts import Bars, Bracket
from facilitate.document import Chart, Image
from facilitate.structs import replace
from facilitate.write.docx import write
from tests.write.docx.opened import body, parts_of, said
from tests.write.docx.samples import BARS, EVERY_BLOCK, LOOK, STACKED, STRIP, document
from tests.write.pieces import png


@pytest.mark.parametrize("chart", [BARS, STACKED])
def test_a_chart_shows_what_its_workbook_holds_and_both_are_the_input(chart: Bars) -> None:
    with ZipFile(BytesIO(write(document(Chart(of=chart, alt="x")), LOOK).data)) as box:
        xml = box.read("word/charts/chart1.xml").decode()
        book = openpyxl.load_workbook(BytesIO(box.read("word/embeddings/workbook1.xlsx")))
    rows = list(book.worksheets[0].values)
    assert rows[0][1:] == tuple(series.name for series in chart.series)
    assert [row[0] for row in rows[1:]] == list(chart.categories)
    for at, series in enumerate(chart.series):
        cached = re.findall(r"<c:numCache>.*?</c:numCache>", xml)[at]
        points = {
            int(i): float(v) for i, v in re.findall(r'idx="(\d+)"><c:v>([^<]*)</c:v>', cached)
        }
        assert [points.get(number) for number in range(len(series.values))] == list(series.values)
        assert [row[at + 1] for row in rows[1:]] == list(series.values)


def test_charts_do_not_share_a_workbook() -> None:
    blocks = [Chart(of=chart, alt="x") for chart in (BARS, STACKED, BARS)]
    with ZipFile(BytesIO(write(document(*blocks), LOOK).data)) as box:
        books = [name for name in box.namelist() if name.startswith("word/embeddings/")]
        axes = [
            set(
                re.findall(r'<c:axId val="(\d+)"/>', box.read(f"word/charts/chart{n}.xml").decode())
            )
            for n in (1, 2, 3)
        ]
    assert len(books) == 3
    assert not axes[0] & axes[1] | axes[1] & axes[2]


def test_a_chart_without_answers_is_a_sentence() -> None:
    assert "no answers yet" in said(body(EVERY_BLOCK["no answers"]))
    assert not any("chart" in name for name in parts_of(document(EVERY_BLOCK["no answers"])))


def test_a_strip_is_drawn_with_shapes_of_the_roles() -> None:
    xml = body(Chart(of=STRIP, alt="Doctor 2.4, manager 3.9"))
    assert 'descr="Doctor 2.4, manager 3.9"' in xml
    assert 'prst="ellipse"' in xml
    assert 'prst="diamond"' in xml
    assert "fewer than five answers" in said(xml)
    assert "<wp:anchor" not in xml


def test_a_picture_is_as_wide_as_asked_and_never_wider_than_its_column() -> None:
    wide = body(Image(png=png(), alt="x", width_mm=40))
    assert '<wp:extent cx="1440000" cy="1080000"/>' in wide
    far = body(Image(png=png(), alt="x", width_mm=400))
    assert f'cx="{170 * 36_000}"' in far


def test_a_tall_picture_stays_on_its_page() -> None:
    xml = body(Image(png=png(width=1, height=40), alt="x", width_mm=100))
    height = re.search(r'<wp:extent cx="\d+" cy="(\d+)"/>', xml)
    assert height is not None
    assert int(height[1]) <= 247 * 36_000


def test_one_picture_used_twice_is_kept_once() -> None:
    image = Image(png=png(), alt="x")
    with ZipFile(BytesIO(write(document(image, image), LOOK).data)) as box:
        assert sum(name.startswith("word/media/") for name in box.namelist()) == 1


def test_a_strip_of_sixty_rows_is_drawn_in_parts_that_fit_a_page() -> None:
    rows = tuple(replace(STRIP.rows[0], label=f"Row {number}") for number in range(60))
    bracket = Bracket(first=10, last=50, label="Shared strength")
    xml = body(Chart(of=replace(STRIP, rows=rows, brackets=(bracket,)), alt="Sixty rows"))
    heights = [int(cy) / 36_000 for cy in re.findall(r'<wp:extent cx="\d+" cy="(\d+)"/>', xml)]
    assert len(heights) > 1
    assert max(heights) < 247
    assert all(f"Row {number}<" in xml for number in range(60))
