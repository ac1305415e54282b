"""Markdown, directives and values on a page."""

from pathlib import Path

import pytest

from facilitate.compose.day_context import DayContext
from facilitate.document import (
    Callout,
    Chart,
    Columns,
    Field,
    List,
    Paragraph,
    Run,
    Steps,
    Table,
    Timetable,
    WriteIn,
)
from facilitate.structs import replace
from tests.compose.contexts import context, front, made, page, told

HOSTILE = "# Bob *x* _y_ (Jr.) ::: |a: [b](http://c) <i> `d` {{ e }}"


def with_name(name: str) -> DayContext:
    return context(
        programme={"pairs": {"crisis": {"service": name, "doctor": "Dr A", "manager": "B"}}}
    )


def test_a_page_reads_as_it_is_written(tmp_path: Path) -> None:
    text = page(
        tmp_path,
        "# {{ day.title }}\n\n::: kicker\n{{ day.date | date }}\n:::\n\n"
        "Hello **you**,\n*all* of you.\n\n"
        "- one\n  - deeper\n- two\n\n3. three\n4. four\n\n- [ ] tick\n- [ ] tock\n\n> aside\n\n"
        "::: source\n{{ day.venue }}\n:::\n",
    )
    assert text == (
        "(Tuesday 9 March 2027)\n# First day\nHello you, all of you.\n- one\n  - deeper\n- two\n"
        "3. three\n4. four\n- [ ] tick\n- [ ] tock\n[panel]\n  aside\n(Ashdown Room)"
    )


@pytest.mark.parametrize(
    "body",
    [
        "# {{ pairs[0].name }}\n",
        "## {{ pairs[0].name }}\n",
        "**{{ pairs[0].name }}**\n",
        "- {{ pairs[0].name }}\n",
        "- [ ] {{ pairs[0].name }}\n",
        "| a |\n|---|\n| {{ pairs[0].name }} |\n",
        "::: callout\ntitle: {{ pairs[0].name }}\n\nwords\n:::\n",
        "::: table\nof: {{ pairs }}\ncolumns: Name = name\n:::\n",
        "[{{ pairs[0].name }}]{.doctor}\n",
    ],
)
def test_a_value_is_words_wherever_it_stands(tmp_path: Path, body: str) -> None:
    assert HOSTILE in page(tmp_path, body, here=with_name(HOSTILE))


def test_a_value_keeps_the_emphasis_around_it(tmp_path: Path) -> None:
    document, _ = made(
        tmp_path, front() + "A **{{ pairs[0].name }}** b\n", here=with_name("*Dr* (A.)")
    )
    assert document is not None
    block = document.sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    assert block.text == (Run("A "), Run("*Dr* (A.)", bold=True), Run(" b"))


def test_lines_of_a_value_become_one_line(tmp_path: Path) -> None:
    assert page(tmp_path, "{{ pairs[0].name }}\n", here=with_name("a\n\nb")) == "a b"


def test_a_loop_may_stand_inside_a_table(tmp_path: Path) -> None:
    body = (
        "| Pair | Who |\n|---|--:|\n{% for p in pairs %}\n| **{{ p.name }}** | {{ p.names }} |\n"
        "{% endfor %}\n"
    )
    assert page(tmp_path, body).split("\n") == [
        "Pair | Who",
        "Crisis | Dr A. Example and B. Sample",
        "Rehab | Dr C. Placeholder and D. Specimen",
        "Lone | Dr E. Single",
    ]


def test_marks_stand_before_words_or_alone(tmp_path: Path) -> None:
    text = page(
        tmp_path,
        "[Dr **A**]{.doctor}, []{.manager}, [x]{mark={{ pairs[0].members[1].mark }}}, "
        "[far]{.quiet}\n",
    )
    assert text == "● Dr A, ◆, ◆ x, far"


def test_links_go_to_https_and_mailto_alone(tmp_path: Path) -> None:
    assert page(tmp_path, "[here](https://example.org/a_b)\n") == "here <https://example.org/a_b>"
    _, faults = made(tmp_path, front() + "\n[x](javascript:alert)\n")
    assert told(faults) == [("M143", 6)]


def test_a_link_may_hold_a_value(tmp_path: Path) -> None:
    here = context(programme={"contact": "a@example.org"})
    assert page(tmp_path, "[us](mailto:{{ programme.contact }})\n", here=here) == (
        "us <mailto:a@example.org>"
    )
    bad = context(programme={"contact": "file:///etc"})
    _, faults = made(tmp_path, front() + "[us]({{ programme.contact }})\n", here=bad)
    assert told(faults) == [("M143", 5)]


def test_html_and_code_print_as_they_are_written(tmp_path: Path) -> None:
    assert page(tmp_path, "a <kbd>c</kbd> `d` &amp; \\*e\\*\n") == "a <kbd>c</kbd> `d` & *e*"


def test_indented_text_is_no_code(tmp_path: Path) -> None:
    body = "{% for p in pairs %}\n    {{ p.name }}\n\n{% endfor %}\n"
    assert page(tmp_path, body) == "Crisis\nRehab\nLone"


def blocks(folder: Path, body: str, **more: object) -> tuple[object, ...]:
    document, faults = made(folder, front() + body, **more)  # type: ignore[arg-type]
    assert not faults, faults
    assert document is not None
    return document.sections[0].blocks


def test_columns_share_the_width(tmp_path: Path) -> None:
    body = (
        ":::: columns\n::: {.column width=40%}\nleft\n:::\n::: column\nwidth: 60\n\nright\n:::\n"
        "::::\n"
    )
    (found,) = blocks(tmp_path, body)
    assert isinstance(found, Columns)
    assert found.shares == (40.0, 60.0)
    assert [len(column) for column in found.columns] == [1, 1]


def test_frames_and_callouts_hold_blocks_under_a_title(tmp_path: Path) -> None:
    body = "::: frame\ntitle: Our **choice**\n\n::: write\nlines: 2\nlabel: One\n:::\n:::\n"
    (found,) = blocks(tmp_path, body)
    assert isinstance(found, Callout)
    assert found.role == "frame"
    assert found.title == (Run("Our "), Run("choice", bold=True))
    assert replace_origin(found.blocks[0]) == WriteIn(lines=2, label=(Run("One"),))


def replace_origin(block: object) -> object:
    return replace(block, origin=WriteIn(lines=1).origin)


def test_a_chart_comes_whole_with_its_sentence(tmp_path: Path) -> None:
    (found,) = blocks(
        tmp_path, "::: chart\nof: {{ band }}\nalt: {{ band_alt }}\nheight: 40mm\n:::\n"
    )
    assert isinstance(found, Chart)
    assert found.height_mm == 40
    assert found.alt == "The day as a bar from 09:00 to 10:55; pauses: Break 09:45 and Lunch 10:00."
    assert type(found.alt) is str


def test_steps_say_minutes_rounds_and_when_to_stop(tmp_path: Path) -> None:
    (found,) = blocks(tmp_path, "::: steps\nof: {{ exercises[0] }}\n:::\n")
    assert isinstance(found, Steps)
    assert [minutes for minutes, _ in found.steps] == ["2 × 10", "10"]
    assert (found.minutes, found.until) == (30, "09:45")
    assert found.hold == (Run("You need shoes"),)


def test_the_timetable_has_every_minute_and_the_steps_if_full(tmp_path: Path) -> None:
    full, brief = blocks(
        tmp_path,
        "::: timetable\nof: {{ timetable }}\n:::\n"
        "::: timetable\nof: {{ timetable.morning }}\nfull: no\n:::\n",
    )
    assert isinstance(full, Timetable)
    assert isinstance(brief, Timetable)
    rows = [row for row in full.rows if not row.level]
    assert sum(int(row.minutes) for row in rows) == 115
    assert [row.clock for row in full.rows if row.level] == ["09:15", "09:35"]
    assert rows[0].leads == (Run("Rae Invented"),)
    assert rows[1].ready == (Run("2 × map for each pair"),)
    assert [row.clock for row in brief.rows] == ["09:00", "09:15", "09:45"]


def test_a_table_of_a_list_takes_named_parts(tmp_path: Path) -> None:
    body = (
        "::: table\nof: {{ pairs }}\ncolumns: Pair = name, Who = names\nwidths: 1, 3\n"
        "align: left, right\nrole: call\n:::\n"
    )
    (found,) = blocks(tmp_path, body)
    assert isinstance(found, Table)
    assert [(column.share, column.align) for column in found.columns] == [
        (1.0, "left"),
        (3.0, "right"),
    ]
    assert found.role == "call"
    assert found.rows[2] == ((Run("Lone"),), (Run("Dr E. Single"),))


def test_a_table_to_fill_in_has_empty_rows(tmp_path: Path) -> None:
    (found,) = blocks(
        tmp_path, "::: table\nrole: form\nrows: 3\ngap: 12\n\n| Who | What |\n|---|---|\n:::\n"
    )
    assert isinstance(found, Table)
    assert found.rows == (((), ()),) * 3
    assert found.row_mm == 12


def test_numbers_of_fields_begin_again_at_the_one_that_is_written(tmp_path: Path) -> None:
    text = front("each pair", "form: review v1") + "".join(
        f"::: fields\noptions: not seen, once\nnumber: 1\n\n"
        f"- asked-{leaf}: Asks\n- built-{leaf}: Builds\n"
        f":::\n::: field\nkey: saw-{leaf}\nask: What I saw\nkind: text\n:::\n"
        for leaf in (1, 2)
    )
    document, faults = made(tmp_path, text, reader="crisis", name="forms/review.md")
    assert not faults
    assert document is not None
    found = [one for one in document.sections[0].blocks if isinstance(one, Field)]
    assert [field.number for one in found for field in one.fields] == [1, 2, 3, 1, 2, 3]


def test_fields_are_numbered_and_keyed_through_the_form(tmp_path: Path) -> None:
    text = front("each pair", "form: review v1") + (
        "::: fields\noptions: not seen, once\n\n{% for m in pair.members %}\n"
        "- saw-{{ loop.index }}: {{ m.name }}\n{% endfor %}\n:::\n"
        "::: field\nkey: keep\nask: Keep *one*\nkind: text\nlines: 2\n:::\n"
        "::: field\nkey: off\nask: Not counted\nkind: tick\nnumber: no\n:::\n"
    )
    document, faults = made(tmp_path, text, reader="crisis", name="forms/review.md")
    assert not faults
    assert document is not None
    fields = [
        field
        for block in document.sections[0].blocks
        if isinstance(block, Field)
        for field in block.fields
    ]
    assert [(one.key, one.number) for one in fields] == [
        ("review.crisis.saw-1", 1),
        ("review.crisis.saw-2", 2),
        ("review.crisis.keep", 3),
        ("review.crisis.off", 0),
    ]
    assert [(o.value, o.label) for o in fields[0].options] == [
        ("not-seen", "not seen"),
        ("once", "once"),
    ]
    assert fields[0].ask[0].owner == "crisis"


def test_a_scale_without_options_asks_for_agreement(tmp_path: Path) -> None:
    text = front("group", "form: day v1") + "::: fields\nbefore: yes\n\n- pace: Right?\n:::\n"
    document, _ = made(tmp_path, text)
    assert document is not None
    (block,) = document.sections[0].blocks
    assert isinstance(block, Field)
    assert [option.value for option in block.fields[0].options] == ["1", "2", "3", "4", "5"]
    assert block.fields[0].before


def test_notes_belong_to_the_slide_above_them(tmp_path: Path) -> None:
    text = front() + "# One\n\n::: notes\nSlowly.\n\n- a\n:::\n\n# Two {.divider}\n"
    document, _ = made(tmp_path, text, name="decks/day.md")
    assert document is not None
    one, two = document.sections
    assert [type(block) for block in one.notes] == [Paragraph, List]
    assert (two.look, two.notes, two.blocks) == ("divider", (), ())
    assert document.paper == "slide"


def test_a_page_breaks_and_is_cut_where_it_says_so(tmp_path: Path) -> None:
    assert page(tmp_path, "a\n\n::: page\n:::\n\n::: cut\nOne each\n:::\n\n::: cut\n:::\n") == (
        "a\n[page]\n- - - One each\n- - -"
    )


def test_an_empty_place_leaves_no_empty_block(tmp_path: Path) -> None:
    assert page(tmp_path, "a\n\n{% if day.cover %}\nCover: {{ day.cover }}\n{% endif %}\n") == "a"


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("::: chrt\n:::\n", "M160", 5),
        ("a\n\n::: chart\nof: {{ band }}\n:::\n", "M161", 7),
        ("::: chart\nof: {{ band }}\nalt:\n:::\n", "M161", 5),
        ("::: chart\nof: {{ band }}\nalt: x\nhigh: 3\n:::\n", "M121", 8),
        ("::: chart\nof: {{ day.title }}\nalt: x\n:::\n", "M122", 6),
        ("::: chart\nof: band\nalt: x\n:::\n", "M122", 6),
        ("::: chart\nof: {{ band }}\nof: {{ band }}\nalt: x\n:::\n", "M120", 7),
        ("::: chart\nof: {{ band }}\nalt: x\n\nwords\n:::\n", "M162", 5),
        ("::: steps\nof: {{ timetable }}\n:::\n", "M122", 6),
        ("::: write\nlines: many\n:::\n", "M122", 6),
        ("::: callout\nnote: this\n:::\n", "M121", 6),
        ("::: callout\n", "M131", 5),
        ("a\n:::\n", "M130", 6),
        ("::: { }\n:::\n", "M132", 5),
        ("::: image\nfile: no.png\nalt: x\n:::\n", "M180", 6),
        ("[a]{.docter}\n", "M140", 5),
        ("[a]{mark=blue}\n", "M142", 5),
        ("::: callout\n\n# Title\n:::\n", "M153", 7),
        ("::: callout\n\n::: kicker\nx\n:::\n:::\n", "M163", 7),
        ("# A {.covr}\n", "M158", 5),
        ("# A\n\n::: marker\nof: {{ band }}\n:::\n", "M156", 7),
        ("a\n\n---\n\nb\n", "M152", 7),
        ("- [ ] a\n- b\n", "M154", 5),
        (":::: columns\ntext\n::::\n", "M170", 6),
        ("::: column\nx\n:::\n", "M172", 5),
        (":::: columns\n::: column\nwidth: 64%\n\nx\n:::\n::: column\ny\n:::\n::::\n", "M173", 5),
        ("::: table\nof: {{ pairs }}\n:::\n", "M161", 5),
        ("::: table\nof: {{ pairs }}\ncolumns: A = nme\n:::\n", "M192", 7),
        ("::: table\nwidths: 1, 2\n\n| a |\n|---|\n| b |\n:::\n", "M191", 5),
        ("::: table\n\nwords\n:::\n", "M190", 5),
        ("::: lead\n::: quiet\nx\n:::\n:::\n", "M150", 6),
        ("::: lead\n:::\n", "M151", 5),
        (":::: columns\n::::\n", "M171", 5),
        ("::: notes\nx\n:::\n", "M156", 5),
        ("::: field\nkey: a\nask: b\nkind: text\n:::\n", "M211", 5),
        ("{{ pairs }}\n", "M141", 5),
        ("", "M157", 1),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, body: str, code: str, line: int) -> None:
    _, faults = made(tmp_path, front() + body)
    assert (code, line) in told(faults)
    assert all(fault.hint or code == "M130" for fault in faults)
    assert all(fault.place and fault.place.file == "templates/handouts/page.md" for fault in faults)


def test_a_page_that_stands_twice_in_its_file_is_told_once(tmp_path: Path) -> None:
    _, faults = made(tmp_path, f"{front()}# A\n\na\n\n" * 2)
    assert [(one.code, one.hint) for one in faults] == [
        ("M152", "Two copies, or two pages, stand one below the other: keep one of them.")
    ]


@pytest.mark.parametrize(
    ("settings", "code", "line"),
    [
        ("", "M161", 9),
        ("of: {{ timetable }}\n", "M122", 10),
        ("of: {{ band }}\nat: 1\n", "M121", 11),
    ],
)
def test_a_slip_in_where_we_are_is_told(
    tmp_path: Path, settings: str, code: str, line: int
) -> None:
    deck = "---\nformat: 1\nfor: group\nmakes: deck\ntitle: Day\n---\n"
    text = f"{deck}# A\n\n::: marker\n{settings}:::\n"
    _, faults = made(tmp_path, text, name="decks/page.md")
    assert (code, line) in told(faults)


def test_the_line_itself_is_told(tmp_path: Path) -> None:
    _, faults = made(tmp_path, front() + "a\n\n::: chrt\n:::\n")
    (fault,) = faults
    assert fault.place is not None
    assert fault.place.source == "::: chrt"
    assert "'chart'" in fault.hint


def test_form_slips_are_told(tmp_path: Path) -> None:
    text = front("group", "form: day v1") + (
        "::: fields\n\n- pace: a\n- pace: b\n- no question\n- Big: c\n:::\n"
        "::: field\nkey: x\nask: y\nkind: choice\n:::\n"
    )
    _, faults = made(tmp_path, text)
    assert told(faults) == [("M210", 10)]
    _, faults = made(tmp_path, text.replace("- no question\n", ""))
    assert told(faults) == [("M214", 9), ("M213", 10), ("M212", 12)]


def test_lines_hold_through_loops_and_parts(tmp_path: Path) -> None:
    body = (
        "{% for p in pairs %}\n{{ p.name }}\n\n{% endfor %}\n{% include 'parts/a.md' %}\n"
        "::: chrt\n:::\n"
    )
    _, faults = made(tmp_path, front() + body, parts={"parts/a.md": "one\n\n::: chat\n:::\n"})
    places = [(f.place.file, f.place.line) for f in faults if f.place]
    assert places == [("templates/parts/a.md", 3), ("templates/handouts/page.md", 10)]


def test_a_deck_begins_with_a_title(tmp_path: Path) -> None:
    _, faults = made(tmp_path, front() + "words\n\n# One\n", name="decks/page.md")
    assert told(faults) == [("M155", 5)]


def test_blocks_know_their_line(tmp_path: Path) -> None:
    document, _ = made(
        tmp_path, front() + "{% for p in pairs %}\n{{ p.name }}\n\n{% endfor %}\nlast\n"
    )
    assert document is not None
    lines = [block.origin.line for block in document.sections[0].blocks]
    assert lines == [6, 6, 6, 9]
    assert document.sections[0].blocks[0].origin.template == "templates/handouts/page.md"
