import json
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from facilitate.document import Column, Field, FieldSpec, Option, Table, WriteIn
from facilitate.structs import replace
from facilitate.write.glyphs import is_covered
from facilitate.write.look import look_for_needs
from facilitate.write.measure import width_mm
from facilitate.write.pdf import FONTS
from facilitate.write.pdf.blocks import row_mm, widths_of
from facilitate.write.pdf.context import PdfContext, sheet_for
from facilitate.write.pdf.forms import field_json, write_in_json
from facilitate.write.pdf.pages import pages_for
from facilitate.write.pdf.text import (
    BREAK_HERE,
    breakable,
    broken_by_sense,
)
from tests.write.chart.charts import LONG
from tests.write.pdf.samples import LOOK, SEEN, STEPS, document
from tests.write.pieces import words

FONT = "Source Sans 3"
A4 = sheet_for("a4", LOOK)


# ------------------------------------------------------------------------------------------ fonts


def test_every_font_travels_with_its_licence() -> None:
    families = {path.stem.split("-")[0] for path in FONTS.glob("*.ttf")}
    licences = {path.stem.removeprefix("OFL-") for path in FONTS.glob("OFL-*.txt")}
    assert families == licences
    for path in FONTS.glob("OFL-*.txt"):
        said = path.read_text(encoding="utf-8")
        assert said.startswith("Copyright")
        assert "SIL OPEN FONT LICENSE Version 1.1" in said


def letters_of(path: Path) -> set[int]:
    return set(TTFont(path).getBestCmap())


def test_the_list_of_covered_letters_is_what_the_fonts_have() -> None:
    main = set.intersection(*(letters_of(path) for path in FONTS.glob("SourceSans3-*.ttf")))
    all_letters = main.union(*(letters_of(path) for path in FONTS.glob("Noto*.ttf")))
    wrong = [
        code for code in range(0x20, 0x30000) if is_covered(chr(code)) != (code in all_letters)
    ]
    assert wrong == []


# ------------------------------------------------------------------------------------------- text


def test_a_word_wider_than_its_place_may_be_broken_and_others_not() -> None:
    said = f"short {'W' * 40} end"
    broken = breakable(said, font=FONT, size_pt=12, width=60)
    assert broken.replace(BREAK_HERE, "") == said
    pieces = broken.removeprefix("short ").removesuffix(" end").split(BREAK_HERE)
    assert len(pieces) > 1
    assert all(width_mm(piece, FONT, 12) <= 60 for piece in pieces)
    assert all(width_mm(piece + "W", FONT, 12) * 1.01 > 60 for piece in pieces[:-1])


def test_a_path_too_wide_for_its_column_ends_a_line_after_a_slash_and_breaks_no_name() -> None:
    path = "a3/charter.pdf"
    narrow = width_mm(path, FONT, 10) - 1
    assert breakable(path, font=FONT, size_pt=10, width=narrow) == path
    narrower = width_mm("charter.pdf", FONT, 10) - 1
    assert BREAK_HERE in breakable(path, font=FONT, size_pt=10, width=narrower)


def test_a_title_of_two_lines_breaks_after_its_comma() -> None:
    title = words("You agree on where you are going, not on who decides")
    (run,) = broken_by_sense(title, font=FONT, size_pt=26, width=170)
    assert run.text == "You agree on where you are going,\nnot on who decides"


@pytest.mark.parametrize(
    "title",
    [
        "Short, and fine",
        "Crisis, where all of us have come to talk about how we decide",
        "One two three four five six seven eight nine ten eleven twelve words",
    ],
)
def test_a_title_is_left_alone_where_a_break_would_not_help(title: str) -> None:
    assert broken_by_sense(words(title), font=FONT, size_pt=26, width=170) == words(title)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("A. Example", 118, 118),
        ("Dr Bartholomew Placeholder", 60, 110),
        ("Dr Bartholomew Maximilian Placeholder", 60, 60),
    ],
)
def test_a_name_on_a_tent_shrinks_to_sixty_points_and_then_takes_two_lines(
    name: str, low: float, high: float
) -> None:
    pages = pages_for((document(title=name, paper="tent"),), LOOK, title="x", duplex=False)
    size = json.loads(pages.json)["documents"][0]["sections"][0]["title_size"]
    assert low <= size <= high
    assert pages.faults == ()


# ----------------------------------------------------------------------------------------- tables


def table(*columns: Column, rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(
        columns=columns,
        header=tuple(words("h") for _ in columns),
        rows=tuple(tuple(words(cell) for cell in row) for row in rows),
    )


def test_columns_divide_the_width_by_their_shares() -> None:
    widths = widths_of(
        table(Column(share=3), Column(share=1), rows=(("a", "b"),)),
        width=160,
        font=FONT,
        size_pt=12,
    )
    assert widths == (120, 40)


@pytest.mark.parametrize("share", [0, 1])
def test_columns_together_are_as_wide_as_their_place(share: float) -> None:
    made = table(Column(), Column(share=share), Column(), rows=((LONG, LONG, "3"), ("", "", "")))
    widths = widths_of(made, width=120, font=FONT, size_pt=12)
    assert sum(widths) == pytest.approx(120)
    assert min(widths) > 4


def test_a_column_of_figures_stays_narrow_beside_a_column_of_words() -> None:
    made = table(Column(), Column(), rows=(("18", "name tents, folded, one at each place"),))
    figures, rest = widths_of(made, width=170, font=FONT, size_pt=12)
    assert figures < 12
    assert rest > 150


def test_a_short_cell_stays_on_one_line_beside_a_long_one() -> None:
    made = table(Column(), Column(), rows=(("Table 12", LONG),))
    short, _ = widths_of(made, width=100, font=FONT, size_pt=12)
    assert short > width_mm("Table 12", FONT, 12) + 4


def test_a_short_cell_stays_on_one_line_also_in_a_column_with_a_share() -> None:
    made = table(Column(share=1), Column(share=20), rows=(("Table 12", "a word"),))
    short, _ = widths_of(made, width=100, font=FONT, size_pt=12)
    assert short > width_mm("Table 12", FONT, 12) + 4


def test_a_head_of_two_words_takes_no_room_from_a_column_with_a_larger_share() -> None:
    columns = (Column(share=20), Column(share=1))
    rows = ((words(LONG), words("yes")),)
    made = Table(columns=columns, header=(words("What"), words("rings true")), rows=rows)
    _, narrow = widths_of(made, width=100, font=FONT, size_pt=18)
    assert narrow < width_mm("rings true", FONT, 18)


@pytest.mark.parametrize("needs", [[], ["large-print"]])
def test_a_head_is_never_broken_inside_a_word_in_a_narrow_column(needs: list[str]) -> None:
    heads = ("Theme", "Answers", "rings true", "not sure", "surprised")
    columns = tuple(Column(share=share) for share in (24, 13, 5, 5, 7))
    rows = ((words(LONG), words("4.7 (12) 4.0 (13)"), words("☐"), words("☐"), words("☐")),)
    made = Table(columns=columns, header=tuple(map(words, heads)), rows=rows)
    json = pages_for([document(made)], look_for_needs(LOOK, needs), title="", duplex=False).json
    assert [head for head in heads if f'"{head}"' not in json] == []


def test_boxes_and_rows_stand_further_apart_in_large_print() -> None:
    options = tuple(Option(value=str(n), label="") for n in range(1, 6))
    field = Field(fields=(FieldSpec(key="a", ask=words("Said"), kind="scale", options=options),))
    form = replace(table(Column(), Column(), rows=(("a", ""),)), role="form")
    large = sheet_for("a4", look_for_needs(LOOK, ["large-print"]))
    for sheet, pitch, row in ((A4, 13.0, 12.0), (large, 15.9, 14.7)):
        context = PdfContext(LOOK, sheet)
        made: Any = field_json(field, context, 170)
        assert made["groups"][0]["pitch"] == pytest.approx(pitch, abs=0.1)
        assert row_mm(form, sheet) == pytest.approx(row, abs=0.1)


def test_a_column_has_room_for_words_that_stay_together() -> None:
    made = table(Column(share=1), Column(share=20), rows=(("Table\u00a01", LONG),))
    narrow, _ = widths_of(made, width=120, font=FONT, size_pt=24)
    assert narrow > width_mm("Table 1", FONT, 24) + 4


def test_a_column_with_a_share_is_no_narrower_than_its_longest_word() -> None:
    made = table(Column(share=1), Column(share=20), rows=(("Rehabilitation", "a word"),))
    narrow, _ = widths_of(made, width=100, font=FONT, size_pt=12)
    assert narrow > width_mm("Rehabilitation", FONT, 12) + 4


# ------------------------------------------------------------------------------------------ forms


def scale(options: tuple[Option, ...] = STEPS, *, before: bool = False) -> dict[str, Any]:
    spec = FieldSpec(key="k", ask=words("x"), kind="scale", options=options, before=before)
    made: dict[str, Any] = field_json(Field(fields=(spec, spec)), PdfContext(LOOK, A4), 170)
    assert len(made["groups"]) == 1
    return dict(made["groups"][0])


def test_questions_on_one_scale_share_a_head_with_numbers_over_the_boxes() -> None:
    group = scale()
    assert group["marks"] == ["1", "2", "3", "4", "5"]
    assert group["key"] == "1\u00a0disagree strongly … 5\u00a0agree strongly"
    assert len(group["rows"]) == 2
    assert group["pitch"] == 13


def test_before_and_now_are_two_sets_of_boxes_closer_together() -> None:
    assert scale(before=True)["pitch"] == 9.3


def test_three_words_stand_over_their_boxes_themselves() -> None:
    group = scale(SEEN)
    assert group["marks"] == ["not seen", "once", "often"]
    assert group["key"] == ""


def test_a_box_to_write_in_is_never_higher_than_the_page() -> None:
    made = write_in_json(WriteIn(lines=90, box=True), PdfContext(LOOK, A4), 170)
    assert made["height"] <= A4.text_height


def test_a_short_label_stands_beside_its_line_and_a_long_one_above() -> None:
    short = write_in_json(
        WriteIn(lines=1, label=words("We check it on")), PdfContext(LOOK, A4), 170
    )
    long = write_in_json(WriteIn(lines=1, label=words(LONG)), PdfContext(LOOK, A4), 170)
    assert short["column"] > 0
    assert long["column"] == 0


def test_a_sheets_name_at_the_foot_gives_way_to_a_foot_of_one_line() -> None:
    def foot(words: str) -> dict[str, Any]:
        one = replace(document(), form="", sheet="2.4 Pair results", foot=words)
        made = pages_for([one], LOOK, title="x", duplex=False)
        return dict(json.loads(made.json)["documents"][0])

    assert foot("Yours to keep.")["marks"] == ["2.4 Pair results"]
    long = "Crisis, first away day, 9 March. Not for appraisal, pay or workload."
    assert foot(long)["marks"] == ["2.4"]
    assert foot(long)["foot_lines"] == 1
