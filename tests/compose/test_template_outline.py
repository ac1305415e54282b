"""What `check` tells of templates before any page is made: each row is one slip and its answer."""

from pathlib import Path

import pytest

from facilitate.compose.template_names import NAMES, TemplateNames
from facilitate.compose.template_outline import outline_faults
from facilitate.compose.template_set import Template, TemplateSet, load_templates
from facilitate.faults import Fault
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.shipped import shipped
from tests.compose.contexts import context, templates

HEAD = "---\nformat: 1\nfor: each pair\n---\n# A page\n\n"
SLIPS = [
    ("::: wriite\nlines: 4\n:::", "M160", 7, "Did you mean 'write'?"),
    ("::: write\nlinse: 4\n:::", "M121", 8, "Did you mean 'lines'?"),
    ("::: write\nlines: many\n:::", "M122", 8, "Write it in figures, such as 3."),
    ("::: write\nlines: 4\n", "M131", 7, "End it with a line of three colons, ':::'."),
    ("::: chart\nof: {{ findings.strip }}\n:::", "M161", 7, "'alt"),
    ("::: image\nfile: logo.png\nalt: Logo\n:::", "M180", 8, "Put it into templates/images/."),
    ("{{ pair.nmes }}", "M110", 7, "Did you mean 'names'?"),
    ("{{ piar.names }}", "M110", 7, "Did you mean 'pair'?"),
    ("{{ pair.names | uper }}", "M103", 7, "Did you mean 'upper'?"),
    ("{{ person.name }}", "M110", 7, "Known here: actions, band, band_alt, "),
    ("{{ service }}", "M110", 7, "Write {{ pair.service }}."),
    ("{{ venue }}", "M110", 7, "Write {{ day.venue }}."),
    ("{% for one in days %}{{ date }}{% endfor %}", "M110", 7, "{{ one.date }} or {{ day.date }}."),
    ("{{ day.clock }}", "M110", 7, "Write .start | clock instead of .clock."),
    ("{% for one in pair.members %}\n{{ one.nmae }}\n{% endfor %}", "M110", 8, "'name'?"),
    ('{% include "parts/outcome.md" %}', "M105", 7, "Did you mean 'parts/outcomes.md'?"),
    ("{% if day.venue == “Hall” %}x{% endif %}", "M100", 7, 'Type straight quotes there: "…".'),
    ("| a | b |\n| 1 | 2 |", "M193", 7, "Write | --- | --- | below its headings."),
    ("![Logo](logo.png)", "M180", 7, "Put it into templates/images/."),
    ("Here ![Logo](logo.png)", "M143", 7, "A picture stands alone on its line"),
    ("A <b>bold</b> word", "M209", 7, "Templates are Markdown: **bold**"),
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "M193", 9, "Take one out, or add a heading."),
    ("| a |\n|---|\n| 1 | 2 |\n| 3 | 4 |", "M193", 9, "Take one out, or add a heading."),
    ("-**{{ pair.names }}**", "M209", 7, "a space behind the sign of a list"),
    ("A **bold* word", "M209", 7, "with as many stars as begin it"),
    ("- **{{ pair.names }}", "M209", 7, "with as many stars as begin it"),
    ("::kicker\nA line\n:::", "M209", 7, "begins with three colons: ::: kicker"),
    ("{% if pair.alone %}x{% else if day.venue %}y{% endif %}", "M100", 7, "{% elif … %}"),
    ('{{ "{{" }}{% if pair.alone %}x', "M100", 7, "Write {% endif %} where it ends."),
    (
        "{% for one in pair.members %}{{ one.e_mail }}{% endfor %}",
        "M110",
        7,
        "Known here: acting, ",
    ),
    ("{{ pair.names | upcase }}", "M103", 7, "Known here: abs, and, batch"),
    ("{{ days.title }}", "M110", 7, "{% for one in days %}{{ one.title }}{% endfor %}"),
    ("::: table\nof: {{ days }}\ncolumns: A = title | B = id\n:::", "M161", 9, "A = title, B = id"),
    ("A part\n------", "M152", 8, "a heading begins with # and a space: # A part"),
    ("{% if pair.names = 1 %}x{% endif %}", "M100", 7, "Write two where two values"),
    ("{% if pair.names %\nx\n{{ pair.names }}\n{% endif %}", "M100", 7, "End it with %}"),
    ("{{ pair.names\nx\n{% if pair.alone %}y{% endif %}", "M100", 7, "End it with }}"),
    ("::: write lines: 3 :::", "M132", 7, "begins with '::: name'"),
    ("::: {.kicker\nx\n:::", "M132", 7, "begins with '::: name'"),
    ("{% if pair.names %\nx\n", "M100", 7, "End it with %}"),
    ("{% else if pair.alone %}x{% endif %}", "M101", 7, "know for, if"),
]


def told(folder: Path, text: str, name: str = "handouts/own.md", **parts: str) -> tuple[Fault, ...]:
    """Return what is told of a template; `parts` are files that it may include."""
    texts = {f"parts/{part}.md": words for part, words in parts.items()}
    loaded, faults = templates(folder, {**texts, name: text})
    template_set = TemplateSet(texts | {name: text}, {one: one for one in [*texts, name]}, {})
    fronts = {one.name: one.front for one in loaded}
    found = [
        fault
        for one in template_set.texts
        for fault in outline_faults(template_set, one, fronts.get(one))
    ]
    return (*faults, *template_set.placed(found))


@pytest.mark.parametrize(("body", "code", "line", "hint"), SLIPS)
def test_a_slip_in_a_template_is_told_before_any_page_is_made(
    tmp_path: Path, body: str, code: str, line: int, hint: str
) -> None:
    faults = told(tmp_path, HEAD + body + "\n", outcomes="- a\n")
    assert [(one.code, one.place.line if one.place else 0) for one in faults] == [(code, line)]
    assert hint in faults[0].hint


@pytest.mark.parametrize(
    "words",
    [
        *("5 * 3 and \\* a star", "**a** and *b*", "**a *b* c**", "***a** b*", "* one\n* two"),
        *("| a |\n|---|\n| 1 |", "| a |\n|---|\n| 1 | |"),
    ],
)
def test_stars_and_rows_that_are_as_they_should_be_are_not_told(tmp_path: Path, words: str) -> None:
    assert told(tmp_path, f"{HEAD}{words}\n") == ()


def test_two_settings_on_a_line_are_told_there_and_both_are_read(tmp_path: Path) -> None:
    text = HEAD.replace("1\nfor", "1, for") + "x\n"
    assert [one.message for one in told(tmp_path, text)] == ["Two settings stand on this line."]


def test_a_title_in_quotes_may_hold_what_looks_like_a_setting(tmp_path: Path) -> None:
    text = HEAD.replace("format: 1", 'format: 1\ntitle: "A list; order: as asked"')
    assert told(tmp_path, f"{text}x\n") == ()


def test_a_setting_that_stands_twice_is_told_once_and_the_first_counts(tmp_path: Path) -> None:
    text = HEAD.replace("for: each pair", "for: each pair\nfor: group") + "{{ pair.names }}\n"
    assert [one.code for one in told(tmp_path, text)] == ["M120"]


def test_a_part_that_only_a_list_has_is_shown_in_a_loop(tmp_path: Path) -> None:
    (fault,) = told(tmp_path, HEAD.replace("each pair", "group") + "{{ challenge }}\n")
    assert fault.hint.endswith("{% for one in pairs %}{{ one.challenge }}{% endfor %}")


@pytest.mark.parametrize(
    "loops",
    [
        "{% for one in pairs %}{{ one.names }}{% endfor %}\n"
        "{% for mark, one in [[1, people[0]]] %}{{ one.title }}{% endfor %}",
        "{% set pairs = people %}{% for one in pairs %}{{ one.title }}{% endfor %}",
        "{% for one in letters.members %}{{ one.letters }}{% endfor %}",
    ],
)
def test_a_loop_through_what_may_be_of_another_kind_may_ask_for_its_parts(
    tmp_path: Path, loops: str
) -> None:
    assert told(tmp_path, HEAD.replace("each pair", "group") + f"{loops}\n") == ()


def test_two_slips_of_one_template_are_told_together(tmp_path: Path) -> None:
    text = HEAD.replace("for:", "fro:") + "{{ pair.nmes }}\n\n::: wriite\n:::\n"
    assert {one.code for one in told(tmp_path, text)} == {"M121", "M203", "M110", "M160"}


def test_a_part_knows_what_the_page_around_it_sets(tmp_path: Path) -> None:
    page = HEAD + '{% set whom = pair.names %}\n{% include "parts/greeting.md" %}\n'
    assert told(tmp_path, page, greeting="Dear {{ whom }}\n") == ()


def test_nothing_is_told_of_a_page_whose_branches_differ(tmp_path: Path) -> None:
    branches = "{% if pair.alone %}\nlines: 4\n{% else %}\nlines: 6\n{% endif %}\n"
    assert told(tmp_path, f"{HEAD}::: write\n{branches}:::\n") == ()


@pytest.fixture(scope="module")
def shipped_templates() -> tuple[Template, ...]:
    return load_templates([shipped("templates")])[0]


def test_nothing_is_told_of_the_shipped_pages(shipped_templates: tuple[Template, ...]) -> None:
    template_set = shipped_templates[0].template_set
    fronts = {one.name: one.front for one in shipped_templates}
    told = [
        fault
        for name in template_set.texts
        for fault in outline_faults(template_set, name, fronts.get(name))
    ]
    assert told == []


@pytest.mark.parametrize(
    "reader",
    [
        GROUP,
        FACILITATOR,
        Recipient("pair", "crisis"),
        Recipient("person", "crisis-doctor"),
        Recipient("sponsor", "exec"),
    ],
    ids=lambda reader: reader.kind,
)
def test_the_names_that_are_listed_are_those_a_page_has(reader: Recipient) -> None:
    here = {*TemplateNames(context()).of(reader), "form_id"}
    assert here == {*NAMES["everyone"], *NAMES[reader.kind]}
