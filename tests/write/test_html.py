import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from facilitate.charts import ChartData
from facilitate.document import (
    Block,
    Callout,
    Chart,
    Column,
    Document,
    Field,
    FieldSpec,
    Heading,
    Paragraph,
    Run,
    Table,
)
from facilitate.structs import replace
from facilitate.write.chart.kinds import kind_of
from facilitate.write.html import write
from facilitate.write.html.blocks import form_hash
from tests.write.docx.samples import (
    BARS,
    EVERY_BLOCK,
    EVERYTHING,
    FORM,
    LONG,
    LOOK,
    STRIP,
    TABLE,
    document,
)
from tests.write.pieces import words

VOID = {"meta", "br", "img", "input", "link"}


@dataclass
class Page(HTMLParser):
    """A page as a test looks at it: every tag with its attributes, every word outside scripts."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.words.append(data)

    def all(self, *names: str) -> list[dict[str, str]]:
        return [attrs for tag, attrs in self.tags if tag in names]


def html(made: Document) -> str:
    return write(made, LOOK).data.decode()


def page(*blocks: Block, **more: object) -> Page:
    found = Page()
    found.feed(html(document(*blocks, **more)))
    found.close()
    assert found.open == []
    return found


def text(*blocks: Block, **more: object) -> str:
    return "".join(page(*blocks, **more).words)


@pytest.mark.parametrize("kind", sorted(EVERY_BLOCK))
def test_each_kind_of_block_is_well_formed_and_says_something(kind: str) -> None:
    assert len(page(EVERY_BLOCK[kind]).tags) > len(page().tags)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write(EVERYTHING, LOOK).data == write(EVERYTHING, LOOK).data


def test_nothing_is_fetched_and_nothing_is_sent() -> None:
    whole = html(EVERYTHING)
    found = page(*EVERY_BLOCK.values())
    assert found.all("link", "iframe", "object", "embed") == []
    assert all("src" not in attrs for attrs in found.all("script"))
    assert all(attrs["src"].startswith("data:image/") for attrs in found.all("img"))
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|sendBeacon|localStorage", whole)
    (policy,) = [a["content"] for a in found.all("meta") if "http-equiv" in a]
    assert policy.startswith("default-src 'none'")
    assert "form-action 'none'" in policy


@pytest.mark.parametrize("name", ['R&D <b> "x"', "# Bob *x* (Jr.)", "</script><script>", LONG])
def test_odd_names_come_through_as_they_are(name: str) -> None:
    row = (words(name),) * 4
    said = text(
        replace(TABLE, rows=(row,), alt=name),
        Callout(title=words(name), blocks=(Paragraph(text=(Run(name, bold=True),)),)),
        title=name,
        head=(name, ""),
        foot=name,
    )
    assert said.count(name) == 10  # title, head, caption, four cells, callout, paragraph, foot


def test_language_title_and_phone_size_are_said() -> None:
    found = page(language="cy-GB", title="Taflen")
    assert found.all("html") == [{"lang": "cy-GB"}]
    assert "".join(found.words).startswith("Taflen")
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in found.all(
        "meta"
    )


def test_headings_start_at_one_and_skip_no_level() -> None:
    found = page(Heading(level=4, text=words("a")), Heading(level=2, text=words("b")))
    assert [tag for tag, _ in found.tags if re.fullmatch(r"h\d", tag)] == ["h1", "h2", "h2"]


def test_every_table_has_head_cells_with_their_scope() -> None:
    found = page(*EVERY_BLOCK.values())
    assert found.all("th")
    assert all(attrs.get("scope") == "col" for attrs in found.all("th"))


def test_a_tables_columns_have_the_shares_that_are_asked_for() -> None:
    shared = replace(TABLE, columns=tuple(Column(share=share) for share in (1, 2, 1, 4)))
    widths = re.findall(r'<col style="width:(\d+)%">', html(document(shared)))
    assert widths == ["12", "25", "12", "50"]
    assert "<col" not in html(document(TABLE))


def test_every_picture_and_chart_has_words_or_is_hidden_from_listeners() -> None:
    found = page(*EVERY_BLOCK.values())
    assert all("alt" in attrs for attrs in found.all("img"))
    for attrs in found.all("svg"):
        assert attrs.get("role") == "img" or attrs.get("aria-hidden") == "true"
    assert "they differ most on decisions" in "".join(found.words)


def test_every_input_has_its_own_words() -> None:
    found = page(FORM)
    labelled = {attrs["for"] for attrs in found.all("label") if "for" in attrs}
    for attrs in found.all("input", "select", "textarea"):
        if attrs.get("type") != "radio":
            assert attrs["id"] in labelled
    radios = [attrs for attrs in found.all("input") if attrs.get("type") == "radio"]
    assert len(radios) == 2 * 5 + 2 * 2 * 5 + 3
    assert len([a for a in found.all("label") if "for" not in a]) == len(radios)


def test_ids_are_given_once() -> None:
    ids = [attrs["id"] for _, attrs in page(FORM).tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_a_form_knows_its_id_version_hash_and_questions() -> None:
    (form,) = page(FORM).all("form")
    assert (form["data-form"], form["data-version"]) == ("review", "v1")
    assert re.fullmatch(r"[0-9a-f]{16}", form["data-hash"])
    names = {attrs["name"] for attrs in page(FORM).all("input", "select", "textarea")}
    assert {"review.crisis.relevant", "review.crisis.pressures.before", "review.crisis.do"} < names
    assert "Save answers" in text(FORM)


def test_the_hash_changes_with_the_questions_and_not_with_the_words() -> None:
    one = FieldSpec(key="a", ask=words("One"), kind="tick")
    assert form_hash((one,)) == form_hash((replace(one, ask=words("Two")),))
    assert form_hash((one,)) != form_hash((replace(one, key="b"),))
    assert form_hash((one,)) != form_hash((replace(one, kind="text"),))


def test_a_needed_answer_is_asked_for_before_saving() -> None:
    spec = FieldSpec(key="a.b.c", ask=words("When?"), kind="date", required=True)
    assert [a for a in page(Field(fields=(spec,))).all("input") if "required" in a]


def test_a_page_without_fields_has_no_form_and_no_script() -> None:
    found = page(TABLE)
    assert found.all("form", "script", "button") == []


def test_a_sample_says_so_and_nothing_else_does() -> None:
    assert "SAMPLE" in text(sample=True)
    assert "SAMPLE" not in text()


def test_a_chart_without_answers_is_a_sentence() -> None:
    found = page(EVERY_BLOCK["no answers"])
    assert "no answers yet" in "".join(found.words)
    assert found.all("svg") == []


def test_a_link_that_could_run_something_is_only_its_words() -> None:
    found = page(Paragraph(text=(Run("press", link="javascript:alert(1)"),)))
    assert found.all("a") == []
    assert "press" in "".join(found.words)


def figures_of(chart: ChartData) -> Table:
    figures = kind_of(chart).figures
    assert figures is not None
    return figures(chart, LOOK)


def test_the_figures_of_a_strip_are_those_of_its_marks() -> None:
    table = figures_of(STRIP)
    assert isinstance(table, Table)
    told = [tuple("".join(run.text for run in cell) for cell in row) for row in table.rows]
    assert told == [
        ("Shared goals", "", "4.3", "4.6", "", "Shared strength"),
        ("Decisions", "", "2.4", "3.9", "", ""),
        ("Challenge", "2.0", "", "", "3.1", "11 up, 2 down"),
        ("Candour", "", "", "", "", "not shown: fewer than five answers"),
    ]


def test_the_figures_of_bars_keep_their_decimals_and_leave_out_what_is_missing() -> None:
    table = figures_of(BARS)
    last = ["".join(run.text for run in cell) for cell in table.rows[-1]]
    assert last == ["Liaison", "", "3.0"]
    assert "3.0" in text(Chart(of=BARS, alt="x"))


def test_what_is_not_shown_is_said_once() -> None:
    row = replace(STRIP.rows[-1], not_shown="not shown")
    table = figures_of(replace(STRIP, rows=(row,), brackets=()))
    assert ["".join(run.text for run in cell) for cell in table.rows[0]] == ["Candour", "not shown"]


@pytest.mark.parametrize(("cell", "folds"), [("short", False), (LONG, True)])
def test_a_table_of_three_columns_folds_on_a_phone_if_its_words_are_long(
    cell: str, folds: bool
) -> None:
    three = Table(
        columns=TABLE.columns[:3],
        header=TABLE.header[:3],
        rows=((words("a"), words(cell), words("b")),),
    )
    (table,) = page(three).all("table")
    assert ("wide" in table["class"]) is folds


def test_a_page_with_a_clock_reads_without_its_script() -> None:
    plain, clocked = page(TABLE), page(TABLE, clock=True)
    (panel,) = [attributes for attributes in clocked.all("section") if "id" in attributes]
    assert (panel["id"], "hidden" in panel) == ("clock", True)
    said = [word for word in clocked.words if word in plain.words]
    assert said == plain.words


def test_what_the_clock_says_comes_from_the_programmes_words() -> None:
    (panel,) = [a for a in page(TABLE, clock=True).all("section") if a.get("id") == "clock"]
    keys = {name.removeprefix("data-") for name in panel if name.startswith("data-")}
    script = html(document(TABLE, clock=True)).split("<script>")[1]
    assert keys == set(re.findall(r"said\.(\w+)", script))
