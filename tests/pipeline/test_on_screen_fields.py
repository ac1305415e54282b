"""A printed page made ready for a keyboard says the same, and has a named field for each gap."""

import io
import re
import zipfile

from facilitate.document import (
    Block,
    Callout,
    Chart,
    Column,
    Columns,
    Field,
    Heading,
    PageBreak,
    Table,
    WriteIn,
    plain,
)
from facilitate.pipeline.word_copies import to_type_in
from facilitate.write.docx import write
from tests.write.chart.charts import PAIR
from tests.write.docx.samples import LOOK
from tests.write.pdf.samples import document
from tests.write.pieces import said, words


def typed(*blocks: Block) -> tuple[Block, ...]:
    return to_type_in(document(*blocks, title="Our agreement")).sections[0].blocks


def asks(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    specs = [spec for block in blocks if isinstance(block, Field) for spec in block.fields]
    assert len({spec.key for spec in specs}) == len(specs)
    return [(plain(spec.ask), spec.kind) for spec in specs]


def test_lines_to_write_on_are_fields_with_their_label() -> None:
    assert asks(typed(WriteIn(lines=2, label=words("I will")))) == [("I will", "text")]


def test_words_that_stand_above_a_place_to_type_in_name_it_and_are_not_said_twice() -> None:
    callout = Callout(title=words("What we carry on"), blocks=(WriteIn(lines=1),))
    blocks = typed(
        WriteIn(lines=1),
        Heading(level=2, text=words("What I saw")),
        WriteIn(lines=3),
        said("And heard?"),
        WriteIn(lines=1),
        callout,
    )
    made = write(document(*blocks, title="Our agreement"), LOOK).data
    xml = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    asked = ["Our agreement", "What I saw", "And heard?", "What we carry on"]
    assert re.findall(r'<w:alias w:val="([^"]+)"', xml) == asked
    assert all(xml.count(f">{one}<") == 1 for one in asked)


def test_room_for_large_letters_of_a_hand_is_room_for_typed_ones() -> None:
    assert typed(WriteIn(lines=3, gap_mm=40)) == (WriteIn(lines=3, box=True),)


def test_rows_without_words_are_counted_under_a_short_lead_or_else_the_title() -> None:
    table = Table(columns=(Column(),), header=(words("Practice"),), rows=(((),),))
    blocks = typed(said("Each posts one, or none, in a single line."), table)
    assert asks(blocks) == [("Practice (Our agreement 1)", "text")]
    assert asks(typed(said("More of"), table)) == [("Practice (More of 1)", "text")]


def test_columns_come_one_after_the_other_and_no_page_breaks() -> None:
    inside = Columns(
        columns=((said("left"),), (WriteIn(lines=1, label=words("right")),)), shares=()
    )
    blocks = typed(inside, PageBreak(), said("after"))
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Field", "Paragraph"]


def test_empty_cells_are_fields_named_by_their_column_and_row() -> None:
    table = Table(
        columns=(Column(), Column()),
        header=(words("Task"), words("Who decides")),
        rows=((words("Rota"), ()), ((), ())),
    )
    blocks = typed(table)
    assert asks(blocks) == [
        ("Who decides (Rota)", "text"),
        ("Task (Our agreement 2)", "text"),
        ("Who decides (Our agreement 2)", "text"),
    ]
    assert blocks[0] == said("Task", ": ", "Rota")


def test_boxes_are_ticked_and_a_cell_beside_them_is_no_gap() -> None:
    table = Table(
        columns=(Column(), Column()),
        header=(words("Theme"), words("rings true")),
        rows=((words("Respect"), words("☐")), (words("They value my skill"), ())),
    )
    assert asks(typed(table)) == [("rings true (Respect)", "tick")]


def test_a_chart_is_followed_by_what_it_shows() -> None:
    chart = Chart(of=PAIR, alt="Doctor 4.3, manager 3.0.")
    blocks = typed(chart)
    assert blocks[0] == chart
    assert plain(blocks[1].text) == "Doctor 4.3, manager 3.0."  # type: ignore[attr-defined]
