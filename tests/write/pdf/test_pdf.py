import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from facilitate.charts import Dot, Strip, StripRow
from facilitate.document import (
    Block,
    Callout,
    Chart,
    Column,
    Columns,
    Cut,
    Document,
    Field,
    FieldSpec,
    Heading,
    Image,
    List,
    Option,
    Origin,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Section,
    Table,
    Timetable,
    TimetableRow,
    WriteIn,
)
from facilitate.faults import Place
from facilitate.structs import replace
from facilitate.verify.pdf import page_faults
from facilitate.write.look import Look, SheetType, look_for_needs
from facilitate.write.measure import MM_PER_PT
from facilitate.write.pdf import TYPST, pack, write
from facilitate.write.pdf.pages import pages_for
from tests.write.chart.charts import LONG, PAIR, SIXTY
from tests.write.pdf.opened import fonts, needs_poppler, nodes, opened, sizes_mm, tags, text
from tests.write.pdf.samples import EMPTY_BLOCKS, EVERY_BLOCK, EVERYTHING, LOOK, document
from tests.write.pieces import png, said, words

SIZES: dict[Paper, tuple[float, float]] = {
    "a4": (210, 297),
    "a4-landscape": (297, 210),
    "a3": (297, 420),
    "a6": (210, 297),
    "tent": (297, 210),
    "slide": (338.7, 190.5),
}


@pytest.mark.parametrize("paper", SIZES)
def test_every_block_goes_on_every_paper(paper: Paper) -> None:
    data = write(replace(EVERYTHING, paper=paper), LOOK).data
    assert set(sizes_mm(data)) == {SIZES[paper]}


@pytest.mark.parametrize("paper", SIZES)
def test_empty_blocks_and_an_empty_document_are_no_mistake(paper: Paper) -> None:
    empty = replace(document(*EMPTY_BLOCKS, title="", paper=paper), title="", foot="", date="")
    assert write(empty, LOOK).data.startswith(b"%PDF")
    assert write(replace(empty, sections=()), LOOK).faults == ()


def test_a_pdf_is_tagged_and_says_its_title_and_language() -> None:
    with opened(write(EVERYTHING, LOOK).data) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo.Title) == "Handout"
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes()


def test_the_only_date_in_a_pdf_is_the_documents_own() -> None:
    with opened(write(EVERYTHING, LOOK).data) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20270312")
        assert b"2027-03-12" in pdf.Root.Metadata.read_bytes()


def test_no_heading_skips_a_level() -> None:
    levels = [int(tag[1]) for tag in tags(write(EVERYTHING, LOOK).data) if re.match(r"H\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_chart_and_picture_says_what_it_shows() -> None:
    figures = [
        str(node.get("/Alt", ""))
        for node in nodes(write(EVERYTHING, LOOK).data)
        if str(node.S) == "/Figure"
    ]
    assert "What pair shows" in figures
    assert "A dark rectangle" in figures
    assert all(figures)


def test_tables_have_header_cells_with_a_scope() -> None:
    scopes = ["/A" in node for node in nodes(write(EVERYTHING, LOOK).data) if node.S == "/TH"]
    assert scopes
    assert all(scopes)


def test_only_our_own_fonts_are_used_and_all_are_embedded() -> None:
    found = fonts(write(EVERYTHING, LOOK).data)
    assert all(found.values())
    ours = {"SourceSans3", "NotoSans", "NotoSansArabic", "NotoSansHebrew", "NotoSansSC"}
    assert {name.split("-")[0] for name in found} <= ours


def test_another_face_of_ours_can_be_asked_for() -> None:
    look = replace(LOOK, sheet_font="Atkinson Hyperlegible Next")
    found = fonts(write(document(said("plain")), look).data)
    assert any(name.startswith("AtkinsonHyperlegibleNext") for name in found)


def test_names_of_many_scripts_have_fonts() -> None:
    names = "Ŵŷn Ọláńrewájú Ṣẹ́gun Nguyễn Thị Ánh Ελένη Юлия محمد יוסף 王小明"
    written = write(document(said(names)), LOOK)
    assert written.faults == ()
    assert {"NotoSansArabic-Regular", "NotoSansHebrew-Regular", "NotoSansSC-Regular"} <= set(
        fonts(written.data)
    )


def test_scripts_without_a_font_are_named_and_signs_by_their_number() -> None:
    words = "Sign \u2603 here, \u1780\u17b6 and \u1781, \u1200"
    (fault,) = write(document(said(words)), LOOK).faults
    assert fault.code == "M411"
    assert fault.message.removeprefix("The fonts for PDF have no ").removesuffix(".").split(
        " and no "
    ) == ["Ethiopic letters", "Khmer letters", "\u2603 (U+2603)"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Dr Maximilian Featherstone-Haughton of Elsewhere", []),
        ("Maximiliana Featherstonehaugh-Cholmondeley van der Voorbeeld-Musterfrau", []),
        ("Maximiliana Featherstonehaugh and " * 5, ["M414"]),
        ("Donaudampfschifffahrtsgesellschaftskapitaen" * 2, ["M414"]),
    ],
)
def test_a_name_is_told_of_only_where_it_is_hard_to_read_on_its_tent(
    name: str, told: list[str]
) -> None:
    faults = write(document(said("Crisis"), title=name, paper="tent"), LOOK).faults
    assert [fault.code for fault in faults] == told


MISSION = (
    "Whoever comes to one of the two of us has come to us both, and is told the same thing by "
    "either of us before the day on which they came ends"
)


@pytest.mark.parametrize("needs", [[], ["large-print"], ["dyslexia"]])
@pytest.mark.parametrize("name", ["A. Example", "Dr Maximilian Featherstone-Haughton of Elsewhere"])
def test_a_mission_as_long_as_may_be_fits_under_a_name_of_two_lines(
    name: str, needs: list[str]
) -> None:
    assert len(MISSION) in range(135, 141)
    service = said("Early intervention and rehabilitation, Harbour Street, manager")
    tent = document(service, said(MISSION), title=name, paper="tent")
    assert write(tent, look_for_needs(LOOK, needs)).faults == ()


def test_a_name_whose_letters_have_no_shape_leaves_room_for_their_signs_on_its_tent() -> None:
    tent = document(said("Crisis"), title="உதாரணம் மாதிரி V", paper="tent")
    assert {fault.code for fault in write(tent, LOOK).faults} == {"M411"}


def test_a_line_of_the_plan_is_told_where_its_letters_have_no_shape() -> None:
    line = Place("programme.yaml", 24, 14, 22, "    service: \U00013000")
    run = Run("\U00013000", source=line)
    faults = pack(
        (document(said("x"), title="\U00013000"), document(said(run))), LOOK, title="P"
    ).faults
    assert [fault.place for fault in faults] == [line]


def test_letters_that_nobody_sees_are_no_fault() -> None:
    hidden = "a\u2060b\ufe0fc\u2028d\x07e\tf\u3000g\u200bh"
    assert write(document(said(hidden)), LOOK).faults == ()


@needs_poppler
def test_values_are_text_and_never_markup(tmp_path: Path) -> None:
    value = '#panic("x") *bold* _it_ = Head \\u{41} $x$ @ref <label> // gone `raw` [c] {d}'
    data = write(document(said(value), title="#sys.inputs"), LOOK).data
    read = " ".join(text(data, tmp_path).split())
    assert value in read
    assert "#sys.inputs" in read


@needs_poppler
def test_pages_are_numbered_within_each_document_of_a_pack(tmp_path: Path) -> None:
    two = document(*EVERY_BLOCK[:9], EVERY_BLOCK[-2], said("on the second"))
    read = text(pack((two, document(said("b"))), LOOK, title="Pack").data, tmp_path).split("\f")
    pages = [re.findall(r"page \d of \d", page) for page in read[:-1]]
    assert pages == [["page 1 of 2"], ["page 2 of 2"], ["page 1 of 1"]]


@needs_poppler
def test_each_document_of_a_pack_starts_on_a_right_hand_page(tmp_path: Path) -> None:
    documents = [document(said(name), title=name) for name in ("first", "second", "third")]
    packed = pack(documents, LOOK, title="Pack for crisis")
    read = [page.strip() for page in text(packed.data, tmp_path).split("\f")[:-1]]
    assert [bool(page) for page in read] == [True, False, True, False, True]
    assert "second" in read[2]
    with opened(packed.data) as pdf:
        assert str(pdf.docinfo.Title) == "Pack for crisis"
        assert pdf.Root.MarkInfo.Marked


def test_a_pack_for_one_side_of_the_paper_has_no_empty_pages() -> None:
    documents = [document(said(name)) for name in ("first", "second")]
    assert len(sizes_mm(pack(documents, LOOK, title="Pack", duplex=False).data)) == 2


@needs_poppler
def test_copies_of_a_one_sided_document_have_an_empty_back_each(tmp_path: Path) -> None:
    two = document(said("for you"), PageBreak(), said("to hand in"))
    apart = replace(two, one_sided=True)
    for data in (write(apart, LOOK).data, pack((apart,), LOOK, title="Pack").data):
        read = [page.strip() for page in text(data, tmp_path).split("\f")[:-1]]
        assert ["for you" in read[0], read[1], "to hand in" in read[2]] == [True, "", True]
        assert [re.findall(r"page \d of \d", page) for page in read] == [
            ["page 1 of 1"],
            [],
            ["page 1 of 1"],
        ]
    assert len(sizes_mm(write(two, LOOK).data)) == 2


@needs_poppler
def test_a_page_with_a_strip_to_tear_off_is_never_the_back_of_another(tmp_path: Path) -> None:
    results = document(
        *(said("results"), PageBreak(), said("items"), PageBreak()),
        *(said("our choice"), Cut(text=words("tear here")), PageBreak(), said("more")),
    )
    read = [page.strip() for page in text(write(results, LOOK).data, tmp_path).split("\f")[:-1]]
    found = [next((w for w in ("results", "items", "tear", "more") if w in p), "") for p in read]
    assert found == ["results", "items", "tear", "", "more"]
    numbers = [re.findall(r"page (\d) of (\d)", page) for page in read]
    assert numbers == [[("1", "4")], [("2", "4")], [("3", "4")], [], [("4", "4")]]


@needs_poppler
def test_a_strip_that_long_text_pushes_over_the_page_begins_a_sheet(tmp_path: Path) -> None:
    lines = [said(f"keep {n}") for n in range(40)]
    form = document(*lines, Cut(text=words("tear here")), said("the strip"))
    data = pack((form, form), LOOK, title="Pack").data
    read = [page.strip() for page in text(data, tmp_path).split("\f")[:-1]]
    found = [next((w for w in ("strip", "keep") if w in p), "") for p in read]
    assert found == ["keep", "keep", "strip", "", "keep", "keep", "strip"]
    assert re.findall(r"page \d of \d", read[2]) == ["page 3 of 3"]


@needs_poppler
def test_the_head_of_a_page_is_printed_once(tmp_path: Path) -> None:
    documents = [
        replace(document(said("x"), PageBreak(), said("y")), head=(f"Head {name}", ""))
        for name in ("one", "two")
    ]
    pages = text(pack(documents, LOOK, title="Pack").data, tmp_path).split("\f")
    assert [page.count("Head") for page in pages[:4]] == [1, 1, 1, 1]


@needs_poppler
def test_a_card_shows_its_title_its_owner_and_its_last_line(tmp_path: Path) -> None:
    def card(name: str) -> Document:
        one = document(said("Goal"), title="If it gets busy, then", paper="a6")
        titled = replace(one.sections[0], kicker=words(name))
        return replace(one, sections=(titled,), foot=f"Kept by {name}.")

    both = [card("Ada Example"), card("Bo Sample")]
    (page, _) = text(pack(both, LOOK, title="Cards", duplex=False).data, tmp_path).split("\f")
    assert page.count("If it gets busy, then") == 2
    for name in ("Ada Example", "Bo Sample"):
        assert f"Kept by {name}." in page
        assert page.count(name) == 2


@needs_poppler
def test_a_panel_stands_eight_millimetres_from_the_words_around_it(tmp_path: Path) -> None:
    page = document(said("above"), Callout(blocks=(said("inside"),)), said("below"))
    data = write(page, LOOK).data
    # 8 mm and the panel's own 5, less what letters' boxes take above a capital and below the line.
    for upper, lower in pairwise(("above", "inside", "below")):
        assert 9.5 < _gap_mm(data, tmp_path, upper, lower) < 13


def _gap_mm(data: bytes, folder: Path, upper: str, lower: str) -> float:
    """Return the room between the foot of one word's box and the head of another's."""
    read = text(data, folder, "-bbox")
    foot = re.search(rf'yMax="([\d.]+)">{upper}<', read)
    head = re.search(rf'yMin="([\d.]+)"[^>]*>{lower}<', read)
    assert foot
    assert head
    return (float(head[1]) - float(foot[1])) * 25.4 / 72


def test_four_cards_go_on_one_sheet() -> None:
    cards = replace(
        document(paper="a6"),
        sections=tuple(
            Section(title=words(f"Card {number}"), blocks=(said("x"),)) for number in range(5)
        ),
    )
    written = write(cards, LOOK)
    assert len(sizes_mm(written.data)) == 2
    assert written.faults == ()


def test_a_letter_and_a_mark_that_no_one_font_has_are_told_and_stop_no_page() -> None:
    written = write(document(said("Sign a\u0341\u0655 here")), LOOK)
    assert [fault.code for fault in written.faults] == ["M415"]
    assert len(sizes_mm(written.data)) == 1


def on_a_chart(label: str) -> Chart:
    row = StripRow(label=label, dots=(Dot(mark="doctor", value=3),))
    return Chart(of=Strip(rows=(row,), low=1, high=5, ends=("never", "always")), alt="One row")


def damaged_inside() -> Image:
    return Image(png=png()[:45] + b"\0\0\0\0\0\0" + png()[51:], alt="The building")


TYPST_SAYS = {
    "failed to decode image": (damaged_inside, "M413"),
    "PDF/UA-1 error: the text": (lambda: said("Sign a\u0341\u0655 here"), "M415"),
    "text with missing codepoints": (lambda: on_a_chart("احترام"), "M415"),
}


@pytest.mark.parametrize("words", TYPST)
def test_everything_that_typst_says_in_words_alone_is_understood(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    block, code = TYPST_SAYS[words]
    monkeypatch.setattr("facilitate.write.pdf.TYPST", {words: TYPST[words]})
    written = write(document(block()), LOOK)
    assert [fault.code for fault in written.faults] == [code]


@pytest.mark.parametrize("name", ["احترام", "विश्वास", "ความ", "信任", "אמון"])
def test_a_theme_on_a_chart_may_be_named_in_any_script(name: str) -> None:
    written = write(document(on_a_chart(name)), LOOK)
    assert {fault.severity for fault in written.faults} <= {"warning"}
    assert len(sizes_mm(written.data)) == 1


@needs_poppler
def test_a_chart_with_one_row_higher_than_the_page_stands_as_a_list_of_its_words(
    tmp_path: Path,
) -> None:
    written = write(document(on_a_chart(" ".join(f"w{number}" for number in range(400)))), LOOK)
    assert [(fault.code, fault.severity) for fault in written.faults] == [("M412", "warning")]
    assert {"w0", "w399"} <= set(text(written.data, tmp_path).replace(":", " ").split())


def test_a_card_that_holds_too_much_is_told_and_a_short_one_is_not() -> None:
    crowded = document(*[said(LONG * 3)] * 12, paper="a6")
    (fault,) = write(crowded, LOOK).faults
    assert fault.code == "M414"
    assert "card" in fault.message


def test_a_poster_of_two_sheets_is_told() -> None:
    (fault,) = write(document(*[said(LONG)] * 60, paper="a3"), LOOK).faults
    assert fault.code == "M414"
    assert fault.hint == "Hang its sheets one below the other, or shorten it."
    assert write(document(said("x"), paper="a3"), LOOK).faults == ()


def test_each_section_on_a3_is_a_poster_of_its_own() -> None:
    one = document(said("x"), PageBreak(), paper="a3")
    written = write(replace(one, sections=one.sections * 3), LOOK)
    assert len(sizes_mm(written.data)) == 3
    assert written.faults == ()


@needs_poppler
@pytest.mark.parametrize("count", [1, 3])
def test_boxes_to_write_in_fill_a_poster_whatever_stands_above_them(
    count: int, tmp_path: Path
) -> None:
    box = WriteIn(lines=4, gap_mm=16, box=True)
    made = document(*[said(LONG)] * count, box, box, said("afterwards"), paper="a3")
    written = write(made, LOOK)
    assert written.faults == ()
    assert len(sizes_mm(written.data)) == 1
    (tmp_path / "poster.pdf").write_bytes(written.data)
    command = ["pdftotext", "-bbox", str(tmp_path / "poster.pdf"), "-"]
    places = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    (foot,) = re.findall(r'yMax="([\d.]+)">afterwards<', places)
    # The sheet is 420 mm high and has a margin of 28 mm, into which the last line hangs a little.
    assert 380 < float(foot) * MM_PER_PT < 396


def test_a_short_name_is_whole_on_its_tent_in_the_face_for_dyslexia() -> None:
    look = look_for_needs(LOOK, ["dyslexia"])
    tent = document(said("Cardiology"), title="見本 花子 XVII", paper="tent")
    assert write(tent, look).faults == ()


@needs_poppler
def test_a_name_stands_on_both_faces_of_a_tent_and_is_read_out_once(tmp_path: Path) -> None:
    data = write(document(said("Crisis"), title="A. Example", paper="tent"), LOOK).data
    assert text(data, tmp_path).count("Example") == 2
    with opened(data) as pdf:
        assert b"/Artifact" in pdf.pages[0].Contents.read_bytes()


CIRCLE_OR_LETTERS = re.compile(
    r"\nq 1 0 0 -1 (\S+) (\S+) cm(?:(?=[^\n]* c\nf\n)|[^\n]*\nBT[^\n]*? 0 Tr/f\d+ (\S+) Tf)"
)


@pytest.mark.parametrize("needs", [[], ["large-print"]])
def test_no_mark_in_a_line_is_torn_from_the_words_behind_it(needs: list[str]) -> None:
    names = [
        part
        for number in range(300)
        for part in (Run("w" * (number % 17) + " "), Run("2.4", mark="doctor"), Run(" "))
    ]
    data = write(document(Paragraph(text=tuple(names))), look_for_needs(LOOK, needs)).data
    with opened(data) as pdf:
        drawn = "".join(page.Contents.read_bytes().decode("latin-1") for page in pdf.pages)
    placed = CIRCLE_OR_LETTERS.findall(drawn)
    behind = [(mark, after) for mark, after in pairwise(placed) if not mark[2]]
    assert len(behind) == 300
    for (x, y, _), (left, base, size) in behind:
        em = float(size)
        assert em / 2 < float(left) - float(x) < 1.5 * em
        assert em / 2 < float(y) - float(base) < em


def test_a_picture_that_is_none_is_told_and_its_words_stand_in_its_place() -> None:
    (fault,) = write(document(Image(png=b"\x89PNG broken", alt="The building")), LOOK).faults
    assert (fault.code, fault.severity) == ("M413", "warning")
    assert "The building" in fault.message


def test_a_chart_of_sixty_rows_goes_on_from_page_to_page() -> None:
    written = write(document(Chart(of=SIXTY, alt="Sixty rows")), LOOK)
    figures = [str(n.get("/Alt")) for n in nodes(written.data) if str(n.S) == "/Figure"]
    assert len(figures) >= 3
    assert figures[0].startswith("Sixty rows (1/")
    assert written.faults == ()


@needs_poppler
def test_what_follows_a_picture_takes_the_room_that_is_too_little_for_it(tmp_path: Path) -> None:
    before = (said("A line of what stands before it.") for _ in range(27))
    chart = Chart(of=PAIR, alt="What we said", height_mm=120)
    after = (Heading(level=2, text=words("Ask about")), said("Which row would you have placed?"))
    written = write(document(*before, chart, *after), LOOK)
    assert written.faults == ()
    first, second = text(written.data, tmp_path).split("\f")[:2]
    assert "Which row would you have placed?" in first
    assert "Candour" in second
    order = [tag for tag in tags(written.data) if tag in {"H1", "Figure", "H2"}]
    assert order == ["H1", "Figure", "H2"]


@needs_poppler
def test_a_step_stays_on_the_page_of_its_exercise(tmp_path: Path) -> None:
    item = TimetableRow(clock="9:00", minutes="30", what=words("Walk"))
    steps = tuple(
        TimetableRow(clock="9:00", minutes="5", what=words("talk"), level=1) for _ in range(4)
    )
    read = text(write(document(Timetable(rows=(item, *steps) * 20)), LOOK).data, tmp_path)
    pages = read.split("\f")[:-1]
    assert len(pages) > 2
    assert all(page.count("talk") == 4 * page.count("Walk") for page in pages)


@needs_poppler
@pytest.mark.parametrize("paper", ["a4", "a4-landscape", "a3", "slide"])
def test_no_word_is_nearer_than_ten_millimetres_to_the_edge(paper: Paper, tmp_path: Path) -> None:
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
    crowded = replace(
        document(*EVERY_BLOCK, said(long), title=LONG, paper=paper),
        head=(LONG, LONG),
        foot=LONG * 3,
    )
    width, height = (side * 72 / 25.4 for side in SIZES[paper])
    edge = 10 * 72 / 25.4 - 1
    boxes = re.findall(
        r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)<',
        text(write(crowded, LOOK).data, tmp_path, "-bbox"),
    )
    assert len(boxes) > 300
    # A word's box is the face's, higher than its letters by some points.
    near = [
        word
        for left, top, right, bottom, word in boxes
        if float(left) < edge
        or float(top) < edge - 6
        or float(right) > width - edge
        or float(bottom) > height - edge + 6
    ]
    assert near == []


@needs_poppler
def test_a_table_head_is_repeated_on_each_page(tmp_path: Path) -> None:
    table = EVERY_BLOCK[8]
    long = replace(table, rows=((words("row"), words("1")),) * 80)
    read = text(write(document(long), LOOK).data, tmp_path).split("\f")[:-1]
    assert len(read) >= 3
    assert all("what" in page for page in read)


@needs_poppler
def test_a_heading_stays_with_what_follows_it(tmp_path: Path) -> None:
    for lines in range(36, 46):
        filler = [said("line")] * lines
        blocks = (*filler, Heading(level=2, text=words("Kept")), said("together"))
        pages = text(write(document(*blocks), LOOK).data, tmp_path).split("\f")
        (page,) = (page for page in pages if "Kept" in page)
        assert "together" in page


@needs_poppler
def test_sample_pages_say_so_on_each_page(tmp_path: Path) -> None:
    read = text(write(EVERYTHING, LOOK).data, tmp_path).split("\f")[:-1]
    assert all("SAMPLE" in page for page in read if page.strip())
    assert "SAMPLE" not in text(write(document(said("x")), LOOK).data, tmp_path)


def test_large_print_takes_more_pages_and_no_smaller_type() -> None:
    large = replace(LOOK, sheet=SheetType(h1=32, body=18, row=18, floor=18))
    assert len(sizes_mm(write(EVERYTHING, large).data)) > len(
        sizes_mm(write(EVERYTHING, LOOK).data)
    )


def test_changing_a_value_changes_the_pdf_and_nothing_else_does() -> None:
    first = write(document(Chart(of=PAIR, alt="a"), said("x")), LOOK).data
    other = write(document(Chart(of=PAIR, alt="a"), said("y")), LOOK).data
    again = write(document(Chart(of=PAIR, alt="a"), said("x")), LOOK).data
    assert first == again
    assert first != other


def test_the_same_document_gives_the_same_bytes_elsewhere_and_in_another_time_zone(
    tmp_path: Path,
) -> None:
    code = (
        "import sys; from hashlib import sha256; from facilitate.write.pdf import write;"
        "from tests.write.pdf.samples import EVERYTHING, LOOK;"
        "sys.stdout.write(sha256(write(EVERYTHING, LOOK).data).hexdigest())"
    )
    root = str(Path(__file__).parents[3])
    sums = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": root, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for folder, zone, seed in ((root, "UTC", "1"), (str(tmp_path), "Asia/Tokyo", "2"))
    }
    assert len(sums) == 1


def test_a_look_without_words_still_writes() -> None:
    assert write(EVERYTHING, Look()).data.startswith(b"%PDF")


@needs_poppler
def test_lines_to_write_on_give_way_before_a_page_is_begun_for_one(tmp_path: Path) -> None:
    asked = [WriteIn(lines=5, label=words(f"Question {n}")) for n in range(1, 6)]
    read = text(write(document(*asked), LOOK).data, tmp_path)
    assert read.count("\f") == 1
    assert "Question 5" in read


def test_a_long_document_keeps_its_lines_and_its_space() -> None:
    asked = [WriteIn(lines=6, label=words(f"Question {n}")) for n in range(1, 7)]
    pages = pages_for((document(*asked),), LOOK, title="x", duplex=False)
    (section,) = json.loads(pages.json)["documents"][0]["sections"]
    kept = [block["lines"] for block in section["blocks"]]
    assert kept == [6] * 6


@needs_poppler
def test_a_pack_holds_a_sheet_as_it_is_by_itself(tmp_path: Path) -> None:
    asked = document(*(WriteIn(lines=5, label=words(f"Question {n}")) for n in range(1, 6)))
    alone = text(write(asked, LOOK).data, tmp_path)
    both = text(pack((asked, asked), LOOK, title="Two", duplex=False).data, tmp_path)
    assert both.count("\f") == 2 * alone.count("\f")


def rows(count: int) -> Table:
    cells = tuple((words("a row"),) for _ in range(count))
    return Table(columns=(Column(),), header=(words("Rows"),), rows=cells, row_mm=8.0, alt="rows")


@needs_poppler
@pytest.mark.parametrize("count", [28, 59])
def test_a_page_that_a_line_runs_over_to_takes_rows_of_the_pages_before_it(
    count: int, tmp_path: Path
) -> None:
    written = write(document(rows(count), said("The last.")), LOOK)
    assert written.faults == ()
    *before, last, _ = text(written.data, tmp_path).split("\f")
    assert len(before) == count // 28
    assert last.count("a row") >= 3
    assert "The last." in last


@needs_poppler
def test_a_line_before_a_new_page_takes_rows_of_the_page_before_it(tmp_path: Path) -> None:
    written = write(document(rows(28), said("The last."), PageBreak(), said("The new.")), LOOK)
    assert written.faults == ()
    pages = text(written.data, tmp_path).split("\f")
    assert pages[1].count("a row") >= 3
    assert "The last." in pages[1]
    assert "The new." in pages[2]


def test_a_line_that_nothing_makes_room_for_is_told() -> None:
    as_high_as_a_page = Image(png=png(width=20, height=400), alt="A tower")
    title = "A title of two lines, above a tower that takes all the rest of the page"
    written = write(document(as_high_as_a_page, said("The last."), title=title), LOOK)
    assert [fault.code for fault in written.faults] == ["M416"]


def test_a_title_that_leaves_no_room_for_what_follows_is_told() -> None:
    tall = Table(columns=(Column(),), header=(words("Rows"),), rows=((words("a row"),),), alt="r")
    title = "A title of many words that goes on and on. " * 9
    (fault,) = write(document(replace(tall, row_mm=320.0), title=title), LOOK).faults
    assert fault.code == "M416"
    assert fault.message.startswith("The heading 'A title of many words")
    assert write(document(tall, title=title), LOOK).faults == ()


def test_a_chart_in_parts_leaves_room_for_a_title_of_two_lines_and_a_kicker() -> None:
    page = document(Chart(of=SIXTY, alt="a"), title="Too few answers to show a picture of us all")
    (section,) = page.sections
    below = replace(page, sections=(replace(section, kicker=words("February 2027")),))
    assert write(below, LOOK).faults == ()


@needs_poppler
def test_a_heading_stands_with_what_follows_it_wherever_a_page_ends(tmp_path: Path) -> None:
    silent = (Heading, PageBreak, Cut, Image, Chart)
    kinds = [block for block in EVERY_BLOCK if not isinstance(block, silent)]
    kinds = [block for block in kinds if not isinstance(block, WriteIn) or block.label]
    kinds.append(Chart(of=PAIR, alt="What we said"))
    documents = [
        document(_filling(millimetres), Heading(level=2, text=words("HEADING")), block)
        for block in kinds
        for millimetres in (178, 192)
    ]
    written = pack(documents, LOOK, title="Pack", duplex=False)
    assert [fault.message for fault in written.faults if fault.code == "M416"] == []
    read = text(written.data, tmp_path)
    assert read.count("HEADING") == len(documents)
    assert not re.search(r"HEADING\s+Crisis, 12 March 2027", read)


@needs_poppler
def test_a_line_under_a_heading_goes_with_the_table_that_it_leads_on_to(tmp_path: Path) -> None:
    heading, line = Heading(level=2, text=words("HEADING")), said("Everyone meets everyone.")
    for millimetres in range(180, 208, 4):
        written = write(document(_filling(millimetres), heading, line, rows(60)), LOOK)
        assert written.faults == ()
        pages = text(written.data, tmp_path).split("\f")
        (with_heading,) = (page for page in pages if "HEADING" in page)
        assert "a row" in with_heading.partition("Everyone meets everyone.")[2]


@needs_poppler
@pytest.mark.parametrize("millimetres", [157, 196, 204])
def test_no_page_has_a_tables_head_and_one_or_two_of_its_many_rows(
    millimetres: int, tmp_path: Path
) -> None:
    table = replace(rows(12), row_mm=0.0)
    below = (said("A line below."),) * 70
    data = write(document(_filling(millimetres), table, *below), LOOK).data
    pages = text(data, tmp_path).split("\f")
    assert sum(page.count("a row") for page in pages) == 12
    assert {1, 2}.isdisjoint(page.count("a row") for page in pages)


@needs_poppler
@pytest.mark.parametrize("millimetres", [100, 130, 160])
def test_a_theme_in_a_table_stays_with_its_statements(millimetres: int, tmp_path: Path) -> None:
    bold = [(Run(f"THEME{n}.", bold=True),) for n in range(12)]
    cells = [cell for n in range(12) for cell in (bold[n], *(words(f"under{n}."),) * 3)]
    table = replace(rows(1), rows=tuple((cell,) for cell in cells), row_mm=0.0)
    data = write(document(_filling(millimetres), table), LOOK).data
    pages = text(data, tmp_path).split("\f")
    for number in range(12):
        (page,) = (page for page in pages if f"THEME{number}." in page)
        assert page.count(f"under{number}.") == 3


@needs_poppler
def test_a_list_of_a_few_short_lines_stays_on_one_page(tmp_path: Path) -> None:
    items = tuple((said(f"item {number}"),) for number in range(3))
    for millimetres in (199, 208, 214, 229):
        page = document(_filling(millimetres), List(items=items), rows(70))
        pages = text(write(page, LOOK).data, tmp_path).split("\f")
        assert sorted(page.count("item ") for page in pages)[-2:] == [0, 3]


@needs_poppler
@pytest.mark.parametrize("needs", [[], ["large-print"]])
def test_what_stands_in_a_column_under_its_heading_ends_on_its_page(
    needs: list[str], tmp_path: Path
) -> None:
    asked = tuple(
        (Heading(level=2, text=words(f"Begin {n}")), said("so much of it " * 12, f"end{n}"))
        for n in range(3)
    )
    for millimetres in (150, 170, 185, 200):
        page = document(
            _filling(millimetres), Columns(columns=asked, shares=(1.0, 1.0, 1.0)), rows(70)
        )
        written = write(page, look_for_needs(LOOK, needs))
        assert written.faults == ()
        for number in range(3):
            (begins,) = (
                one for one in text(written.data, tmp_path).split("\f") if f"Begin {number}" in one
            )
            assert f"end{number}" in begins


@needs_poppler
@pytest.mark.parametrize("in_a_table", [False, True])
@pytest.mark.parametrize(("count", "is_whole"), [(5, True), (40, False)])
def test_a_callout_stays_on_one_page_unless_it_fills_half_of_one(
    count: int, is_whole: bool, in_a_table: bool, tmp_path: Path
) -> None:
    inside: tuple[Block, ...] = tuple(said(f"inside {number}.") for number in range(count))
    if in_a_table:
        cells = tuple((words(f"inside {number}."),) for number in range(count))
        head = words("Rows")
        inside = (Table(columns=(Column(),), header=(head,), rows=cells, alt="rows"),)
    page = document(_filling(200), Callout(blocks=inside), rows(70))
    pages = text(write(page, LOOK).data, tmp_path).split("\f")
    (begins,) = (one for one in pages if "inside 0." in one)
    assert (f"inside {count - 1}." in begins) is is_whole


def test_in_large_print_columns_of_more_than_a_few_words_take_the_whole_width() -> None:
    def widths(says: str) -> int:
        asked = tuple((Heading(level=2, text=words("Use more")), said(says)) for _ in range(3))
        page = document(Columns(columns=asked, shares=(1.0, 1.0, 1.0)))
        pages = pages_for([page], look_for_needs(LOOK, ["large-print"]), title="", duplex=False)
        (columns,) = json.loads(pages.json)["documents"][0]["sections"][0]["blocks"]
        return len(columns["widths"])

    assert widths("write, then put it away") == 3
    assert widths("High for both of you: shared goals. When did that last get something done?") == 1


def test_a_row_of_a_timetable_that_is_higher_than_a_page_runs_on_to_the_next() -> None:
    names = words("Community rehabilitation and intermediate care, " * 140)
    rows = (
        TimetableRow(clock="13:40", minutes="50", what=words("Side by side")),
        TimetableRow(clock="13:40", minutes="50", what=names, level=1),
    )
    data = write(document(Timetable(rows=rows)), LOOK).data
    assert list(page_faults(data, "run-sheet.pdf")) == []
    with opened(data) as pdf:
        assert len(pdf.pages) == 3


@needs_poppler
def test_what_is_said_of_an_exercise_on_a_later_page_than_its_steps_says_whose_it_is(
    tmp_path: Path,
) -> None:
    step = TimetableRow(clock="9:05", minutes="5", what=words("One of its steps"), level=1)
    asked = TimetableRow(clock="", minutes="", what=words("Ask them " + "why " * 200), level=1)
    talk = TimetableRow(clock="9:00", minutes="5", what=words("Talk"))
    walk = TimetableRow(clock="9:30", minutes="30", what=words("Walk"))
    rows = (*[talk] * 18, walk, *[step] * 4, asked)
    first, second, _ = text(write(document(Timetable(rows=rows)), LOOK).data, tmp_path).split("\f")
    assert first.count("One of its steps") == 4
    assert "continued" not in first
    assert "Walk, continued." in second
    assert "Ask them why" in second


def _rules(*rows: TimetableRow) -> list[int]:
    """Return how many rules stand on each page of a timetable."""
    with opened(write(document(Timetable(rows=rows)), LOOK).data) as pdf:
        return [page.Contents.read_bytes().count(b" l\nS") for page in pdf.pages]


def test_rules_of_a_timetable_part_exercises_and_not_what_is_said_of_one() -> None:
    item = TimetableRow(clock="9:00", minutes="30", what=words("Walk"))
    said = TimetableRow(clock="", minutes="", what=words("Ask, and wait. " * 20), level=1)
    under_heads = between = end = 1
    assert _rules(item, said, item, said) == [under_heads + between + end]
    assert _rules(item, *[said] * 7, item, said) == [under_heads + between + end]
    assert _rules(item, *[said] * 20) == [under_heads + end] * 3


def _filling(millimetres: float) -> Table:
    """Return what takes about so much of a page's height."""
    row = ((words("fills"),),)
    return Table(columns=(Column(),), header=(words("R"),), rows=row, row_mm=millimetres, alt="r")


@needs_poppler
def test_two_copies_on_one_sheet_come_closer_before_they_take_a_second(tmp_path: Path) -> None:
    half = [WriteIn(lines=2, label=words(f"Field {n}"), gap_mm=9.0) for n in range(5)]
    sheet = document(*half, Cut(text=words("cut")), *half)
    assert text(write(sheet, LOOK).data, tmp_path).count("\f") == 1


def test_a_few_lines_to_write_on_stay_with_their_question() -> None:
    label = "What did you see, and what would somebody have seen who only came in by chance?"
    asked = WriteIn(lines=3, label=words(label), gap_mm=10.0)
    rest = [said("After them.")] * 16
    for millimetres in (178, 184, 190, 196):
        data = write(document(_filling(millimetres), asked, *rest), LOOK).data
        with opened(data) as pdf:
            drawn = [page.Contents.read_bytes().count(b" l\nS") for page in pdf.pages]
        assert drawn in ([5, 0], [2, 3])  # a table's two rules and three lines


@needs_poppler
def test_lines_of_a_higher_script_stand_further_apart(tmp_path: Path) -> None:
    def pages(name: str) -> int:
        lines = said("\n".join([name] * 120))
        return text(write(document(lines), LOOK).data, tmp_path).count("\f")

    assert pages("محمد عبد الرحمن") > pages("Hana Vzor")


@needs_poppler
def test_a_poster_of_many_columns_breaks_no_word_and_stays_one_page(tmp_path: Path) -> None:
    roles = ("Gives to", *(f"{pair}, bookkeeper" for pair in "ABCDEF"))
    grid = Table(
        columns=tuple(Column() for _ in roles),
        header=tuple(words(role) for role in roles),
        rows=tuple(
            (words(Run(role, bold=True)), *(words("") for _ in roles[1:])) for role in roles[1:]
        ),
        row_mm=30,
        alt="roles",
    )
    asked = WriteIn(lines=5, label=words("What we offer"), gap_mm=14)
    written = write(document(grid, asked, paper="a3"), LOOK)
    assert written.faults == ()
    read = text(written.data, tmp_path)
    assert read.count("\f") == 1
    assert read.count("bookkeeper") == 12


def test_what_the_typesetter_gives_up_is_told_with_its_line_and_is_no_crash() -> None:
    inside: Block = Paragraph(text=(Run("deep"),), origin=Origin("handouts/x.md", 9))
    for _ in range(40):
        inside = Callout(blocks=(inside,), origin=Origin("handouts/x.md", 9))
    written = write(document(inside), LOOK)
    assert [(fault.code, fault.place.line) for fault in written.faults] == [("M417", 9)]
    assert written.data.startswith(b"%PDF")


def heard(*specs: FieldSpec) -> list[str]:
    """Return what is said of the boxes of a form, in reading order."""
    return heard_of(Field(fields=specs))


def heard_of(*blocks: Block) -> list[str]:
    """Return what is said of the places to write in and to cross, in reading order."""
    words_of = {"boxes": "Boxes to cross: {marks}", "box": "box to tick", "lines": "room to write"}
    data = write(document(*blocks), replace(LOOK, words={**LOOK.words, **words_of})).data
    return [str(n.get("/Alt")) for n in nodes(data) if str(n.S) == "/Figure"]


STEPS = tuple(
    Option(value=str(n), label=label)
    for n, label in enumerate(("not at all agreed", "", "", "", "fully agreed"), 1)
)


def test_who_listens_hears_a_question_with_its_boxes() -> None:
    kinds = {"ask": words("It was worth the time"), "options": STEPS}
    scale = FieldSpec(key="a", kind="scale", **kinds)  # type: ignore[arg-type]
    choice = FieldSpec(key="b", kind="choice", **kinds)  # type: ignore[arg-type]
    tick = FieldSpec(key="c", kind="tick", ask=words("I agree"))
    assert heard(scale) == ["Boxes to cross: 1 not at all agreed, 2, 3, 4, 5 fully agreed"]
    assert heard(replace(scale, before=True)) == [
        "before today. Boxes to cross: 1 not at all agreed, 2, 3, 4, 5 fully agreed",
        "now. Boxes to cross: 1 not at all agreed, 2, 3, 4, 5 fully agreed",
    ]
    assert heard(choice, tick) == ["box to tick"] * 6


def test_who_listens_hears_where_an_answer_is_written() -> None:
    open_question = FieldSpec(key="a", kind="text", ask=words("What helped?"), lines=4)
    date = FieldSpec(key="b", kind="date", ask=words("When?"))
    beside = WriteIn(lines=3, label=words("Who"))
    box = WriteIn(lines=4, label=words("Draw it"), box=True)
    asked = (Field(fields=(open_question, date)), beside, box)
    assert heard_of(*asked) == ["room to write"] * 4


def test_who_listens_hears_the_row_and_the_column_of_a_cell_to_fill_in() -> None:
    table = Table(
        columns=(Column(), Column(), Column()),
        header=(words("Who asks"), words("For what"), words("Kept")),
        rows=(
            (words("Ada"), words(""), words("☐")),
            (words(""), words("a call"), words("☐")),
        ),
        row_mm=12,
        alt="what is asked",
    )
    assert heard_of(table) == [
        *("room to write: Ada, For what", "box to tick: Ada, Kept"),
        *("room to write: Who asks", "box to tick: Kept"),
    ]
    # Where nothing is to be written, an empty cell says nothing.
    assert heard_of(replace(table, row_mm=0)) == ["box to tick: Ada, Kept", "box to tick: Kept"]


def test_what_is_ticked_or_not_is_a_list_with_its_neighbours() -> None:
    ticks = [FieldSpec(key=one, ask=words(one), kind="tick") for one in ("I agree", "I come")]
    found = tags(write(document(Field(fields=tuple(ticks))), LOOK).data)
    listed = [tag for tag in found if tag in {"L", "LI", "Figure"}]
    assert listed == ["L", "LI", "Figure", "LI", "Figure"]


@needs_poppler
def test_words_that_end_in_a_colon_stay_with_the_list_that_they_announce(tmp_path: Path) -> None:
    told = List(items=tuple((Paragraph(text=words(f"told {n} {LONG}")),) for n in range(6)))
    ends = []
    for above in range(22, 36):
        lines = [Paragraph(text=words("as heard")) for _ in range(above)]
        data = write(document(*lines, Paragraph(text=words("Without a name:")), told), LOOK).data
        pages = text(data, tmp_path).split("\f")
        (page,) = [number for number, page in enumerate(pages) if "Without a name:" in page]
        assert "told 0" in pages[page], above
        ends.append(page)
    assert ends[0] == 0
    assert ends[-1] == 1


def test_each_question_of_a_scale_is_an_item_of_a_list_with_its_boxes_inside() -> None:
    asks = ("It was worth the time", "I was heard")
    specs = [
        FieldSpec(key=ask, ask=words(ask), kind="scale", options=STEPS, before=both)
        for ask in asks
        for both in (False, True)
    ]
    order = [
        tag
        for tag in tags(write(document(Field(fields=tuple(specs))), LOOK).data)
        if tag in {"L", "LI", "Figure"}
    ]
    assert order == ["L", "LI", "Figure", "L", "LI", "Figure", "Figure"] * 2


@pytest.mark.parametrize("count", [2, 5, 30])
def test_what_can_be_chosen_is_a_list_in_its_order_side_by_side_or_not(count: int) -> None:
    options = tuple(Option(value=f"o{n}", label=f"Service {n}") for n in range(count))
    spec = FieldSpec(key="a", ask=words("Where do you work?"), kind="choice", options=options)
    found = tags(write(document(Field(fields=(spec,))), LOOK).data)
    listed = [tag for tag in found if tag in {"L", "LI", "Figure"}]
    assert listed == ["L", *["LI", "Figure"] * count]


@needs_poppler
def test_the_head_of_a_scale_stands_over_a_question_wherever_its_page_ends(tmp_path: Path) -> None:
    asks = [
        FieldSpec(key=f"q{n}", ask=words(f"Question {n}"), kind="scale", options=STEPS)
        for n in range(30)
    ]
    for above in (32, 33):
        lines = [Paragraph(text=words("as heard")) for _ in range(above)]
        data = write(document(*lines, Field(fields=tuple(asks))), LOOK).data
        first, second = text(data, tmp_path).split("\f")[:2]
        assert "fully agreed" in second
        assert ("fully agreed" in first) == ("Question 0" in first), above


@needs_poppler
def test_the_head_of_a_scale_is_seen_once_and_heard_in_its_rows_alone(tmp_path: Path) -> None:
    ask = words("It was worth the time")
    scale = FieldSpec(key="a", ask=ask, kind="scale", options=STEPS, before=True)
    file = tmp_path / "form.pdf"
    file.write_bytes(write(document(Field(fields=(scale,))), LOOK).data)
    said = subprocess.run(
        ["pdfinfo", "-struct-text", str(file)], check=True, capture_output=True, text=True
    )
    lines = {line.strip().strip('"').strip() for line in said.stdout.splitlines()}
    assert "It was worth the time" in lines
    assert not {"1", "2", "5", "before today", "now"} & lines
    seen = text(file.read_bytes(), tmp_path)
    assert all(word in seen for word in ("before today", "now", "5"))
