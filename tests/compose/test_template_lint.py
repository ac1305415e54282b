"""What templates may say between braces, and what they are told if they say something else."""

from pathlib import Path

import pytest
from jinja2 import Environment, TemplateSyntaxError

from facilitate.compose.template_lint import JINJA, complaint
from facilitate.compose.template_set import Template, load_templates
from tests.compose.contexts import front, made, page, templates, told


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("{% macro m() %}x{% endmacro %}", "M101", 5),
        ("\n{% extends 'a' %}", "M101", 6),
        ("{% block a %}{% endblock %}", "M101", 5),
        ("{% from 'a' import b %}", "M101", 5),
        ("{% import 'a' as b %}", "M101", 5),
        ("{% filter upper %}a{% endfilter %}", "M101", 5),
        ("a\n{% set x %}a{% endset %}", "M101", 6),
        ("{% with %}a{% endwith %}", "M101", 5),
        ("{% raw %}{{ x }}{% endraw %}", "M101", 5),
        ("{% call m() %}{% endcall %}", "M101", 5),
        ("{% autoescape true %}{% endautoescape %}", "M101", 5),
        ("{% do x %}", "M101", 5),
        ("{{ 2 ** 9 }}", "M101", 5),
        ("{{ day.title.upper() }}", "M102", 5),
        ("{{ ''.__class__.__mro__() }}", "M102", 5),
        ("{{ cycler('a') }}", "M102", 5),
        ("{{ day.title | uper }}", "M103", 5),
        ("{% if day is odddd %}{% endif %}", "M103", 5),
        ("{% include day.title %}", "M104", 5),
        ("{% include 'handouts/page.md' %}", "M104", 5),
        ("{% include 'parts/none.md' %}", "M105", 5),
        ("a\n\n{% if day.title %}\nb\n", "M100", 8),
        ("{{ day.title", "M100", 5),
        ("{{ '{{{{' }}\n{{ day.title", "M100", 6),
        ("a\n{{ nobody }}", "M110", 6),
        ("{{ day.titel }}", "M110", 5),
        ("{{ day.nope.deeper }}", "M110", 5),
        ("{{ day.title.upper }}", "M110", 5),
        ("{{ day.__class__ }}", "M110", 5),
        ("{{ pairs[9].name }}", "M110", 5),
        ("{% if nobody %}{% endif %}", "M110", 5),
        ("{% for x in nobody %}{% endfor %}", "M110", 5),
        ("{{ day.titel == 'a' }}", "M110", 5),
        ("{{ day.titel + 1 }}", "M110", 5),
        ("{{ day.next }}", "M111", 5),
        ("{{ day.first }}", "M112", 5),
        ("{{ (pairs | length) / 2 }}", "M115", 5),
        ("{{ ((pairs | length) / 2) ~ '' }}", "M141", 5),
        ("{{ 2.5 }}", "M115", 5),
        ("{{ day.title + 1 }}", "M114", 5),
        ("{{ 'x' * 30000000 }}", "M114", 5),
        ("{{ '%030000000d' % 1 }}", "M114", 5),
        ("{{ [1] * 30000000 }}", "M114", 5),
        ("{{ 1 / 0 }}", "M114", 5),
    ],
)
def test_what_is_not_the_language_is_a_fault_with_its_line(
    tmp_path: Path, body: str, code: str, line: int
) -> None:
    _, faults = made(tmp_path, front() + body)
    assert (code, line) in told(faults)


def test_a_list_compared_with_a_number_is_answered_with_its_length(tmp_path: Path) -> None:
    (fault,) = made(tmp_path, front() + "{% if pairs > 2 %}a{% endif %}\n")[1]
    assert fault.message == "This cannot be worked out: two things of different kinds are compared."
    assert fault.hint.startswith("Count a list before you compare it")


def test_all_missing_names_are_told_in_one_run(tmp_path: Path) -> None:
    body = "{{ dy.title }}\n\n{% if x %}a{% endif %}\n{{ day.titl }}\n"
    _, faults = made(tmp_path, front() + body)
    assert told(faults) == [("M110", 5), ("M110", 7), ("M110", 8)]
    assert [fault.hint for fault in faults][::2] == [
        "Did you mean 'day'?",
        "Did you mean 'title'?",
    ]


def test_a_missing_part_is_told_once(tmp_path: Path) -> None:
    _, faults = made(tmp_path, front() + "{{ day.nope.deeper.still }}\n")
    assert told(faults) == [("M110", 5)]


def test_a_name_of_another_reader_is_not_known(tmp_path: Path) -> None:
    _, faults = made(tmp_path, front("each pair") + "{{ people }}\n", reader="crisis")
    (fault,) = faults
    assert fault.message == "A template for a pair knows no 'people'."


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("handout/results.md", "Did you mean 'handouts'?"),
        ("handouts/results.docx", "Write its words into results.md; docs/templates.md says how."),
        ("results.md", "Move it to the folder of what it makes, such as sheets/results.md"),
    ],
)
def test_a_file_that_is_not_read_is_told(tmp_path: Path, name: str, hint: str) -> None:
    _, (fault,) = templates(tmp_path, {name: front() + "# A\n"})
    assert (fault.code, fault.severity, fault.hint) == ("M204", "warning", hint)


def test_a_value_in_one_pair_of_braces_is_told_with_what_to_type(tmp_path: Path) -> None:
    text = front() + "# { day.title } {.cover}\n\n{{ day.title }} [a]{.quiet}\n"
    _, (fault,) = templates(tmp_path, {"handouts/page.md": text})
    assert fault.code == "M209"
    assert fault.place is not None
    assert fault.place.line == 5
    assert fault.hint == "A value stands in two pairs of braces: {{ day.title }}"


def test_what_may_be_missing_can_be_asked_for(tmp_path: Path) -> None:
    body = "{{ day.nope | default('none') }} {% if nobody is defined %}a{% else %}b{% endif %}"
    assert page(tmp_path, body) == "none b"


def test_a_part_that_includes_itself_is_a_fault(tmp_path: Path) -> None:
    _, faults = made(
        tmp_path,
        front() + "{% include 'parts/a.md' %}\n",
        parts={"parts/a.md": "{% include 'parts/a.md' %}\n"},
    )
    assert [code for code, _ in told(faults)] == ["M114"]


def test_filters_work_on_values_and_on_lists(tmp_path: Path) -> None:
    body = (
        "{{ day.title | upper }}, {{ pairs | count }}, {{ pairs | length | plural('pair') }}, "
        "{{ pairs | map(attribute='name') | and }}, "
        "{{ pairs | map(attribute='name') | join('/') }}, {{ 'a' ~ 1 ~ day.start | clock }}, "
        "{{ 1 + 2 }}, {{ (pairs | by_two)[1][0].name }}, {{ 'one' if day.first else 'two' }}, "
        "{{ loop_less | default('-') }}, {{ 84000 }}\n"
    )
    assert page(tmp_path, body) == (
        "FIRST DAY, three, 3 pairs, Crisis, Rehab and Lone, Crisis/Rehab/Lone, a109:00, 3, Lone, "
        "one, -, 84,000"
    )


def test_loops_count_and_take_turns(tmp_path: Path) -> None:
    body = "{% for p in pairs %}{{ loop.index }}{{ loop.cycle('a', 'b') }} {% endfor %}"
    assert page(tmp_path, body) == "1a 2b 3a"


def test_a_set_value_keeps_for_the_page(tmp_path: Path) -> None:
    assert page(tmp_path, "{% set x = day.title %}{{ x }}") == "First day"


def test_a_part_sees_the_names_around_it(tmp_path: Path) -> None:
    body = "{% for p in pairs %}\n{% include 'parts/p.md' %}\n\n{% endfor %}\n"
    assert page(tmp_path, body, parts={"parts/p.md": "Pair {{ p.name }}"}) == (
        "Pair Crisis\nPair Rehab\nPair Lone"
    )


# --------------------------------------------------------------------------- heads and files


@pytest.mark.parametrize(
    ("head", "code", "line"),
    [
        ("for: group\n", "M203", 1),
        ("format: 2\nfor: group\n", "M202", 2),
        ("format: 1\n", "M203", 1),
        ("format: 1\nfor: groups\n", "M202", 3),
        ("format: 1\nfor: group\nmake: deck\n", "M121", 4),
        ("format: 1\nfor: group\nrequires: stok take\n", "M202", 4),
        ("format: 1\nfor: group\npaper: a7\n", "M202", 4),
        ("format: 1\nfor: group\norder: first\n", "M202", 4),
        ("format: 1\nfor: group\ncopies: lots\n", "M202", 4),
        ("format: 1\nfor: group\ndays: friday\n", "M202", 4),
        ("format: 1\nfor: group\nprivate: perhaps\n", "M202", 4),
        ("format: 1\nfor: group\nform: day\n", "M202", 4),
        ("format: 1\nfor: group\nformats: pptx, xls\n", "M202", 4),
        ("format: 1\nfor: group\nwhat is this\n", "M201", 4),
        ("format: 1\nfor: group\nfor: group\n", "M120", 4),
    ],
)
def test_a_slip_in_the_head_is_told(tmp_path: Path, head: str, code: str, line: int) -> None:
    _, faults = templates(tmp_path, {"handouts/a.md": f"---\n{head}---\n# A\n"})
    assert (code, line) in told(faults)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("---\nformat: 1\nFor: group\n---\n# A\n", "Write it as for: and its value."),
        ("---\nformat: 1\nfor group\n---\n# A\n", "Write it as for: and its value."),
        ("---\nformat: 1\nfor: group\n# A\n", "Write a line --- after its last setting"),
        ("---\nformat: 1\nfor: group\n---\n# {{ pair name }}\n", "A value is one name with dots"),
    ],
)
def test_a_slip_in_a_template_says_what_to_type(tmp_path: Path, text: str, hint: str) -> None:
    _, faults = templates(tmp_path, {"handouts/a.md": text})
    assert faults[0].hint.startswith(hint)


def test_a_template_without_a_head_is_a_fault(tmp_path: Path) -> None:
    _, faults = templates(tmp_path, {"handouts/a.md": "# A\n"})
    assert told(faults) == [("M200", 1)]


def test_what_a_head_says(tmp_path: Path) -> None:
    head = (
        'title: "{{ day.title }}: a"\nrequires:\n  - stock take\n  - not aims\norder: 10\n'
        "copies: each member\ndays: [1, last]\nprivate: yes\nform: day v2\npaper: a3\n"
    )
    (found,), faults = templates(
        tmp_path, {"forms/a.md": f"---\nformat: 1\nfor: each pair\n{head}---\n# A\n"}
    )
    assert not faults
    front = found.front
    assert front.title == "{{ day.title }}: a"
    assert front.requires == ("stock take", "not aims")
    assert (front.makes, front.formats) == ("form", ("docx", "pdf"))
    assert (front.order, front.copies, front.days) == (10, "each member", ("1", "last"))
    assert (front.private, front.form, front.paper) == (True, "day v2", "a3")


def test_a_later_folder_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    for folder, word in (("one", "first"), ("two", "second")):
        path = tmp_path / folder / "handouts"
        path.mkdir(parents=True)
        (path / "a.md").write_text(front() + f"# {word}\n")
        (path / f"{word}.md").write_text(front() + "# A\n")
    found, faults = load_templates([tmp_path / "one", tmp_path / "two", tmp_path / "none"])
    assert not faults
    names = {one.name: one for one in found}
    assert sorted(names) == ["handouts/a.md", "handouts/first.md", "handouts/second.md"]
    assert "# second" in _text(names["handouts/a.md"])


def test_templates_are_read_anew_once_one_of_them_or_a_picture_has_changed(tmp_path: Path) -> None:
    texts = {"handouts/a.md": front() + '# A\n\n{% include "parts/b.md" %}\n', "parts/b.md": "B\n"}
    (first,), _ = templates(tmp_path, texts)
    (again,), _ = load_templates([tmp_path])
    assert again is first
    for name, data in (("parts/b.md", b"C\n"), ("p.png", b"1"), ("p.png", b"2")):
        (tmp_path / name).write_bytes(data)
        (changed,), _ = load_templates([tmp_path])
        assert changed is not first
        found = {**changed.template_set.texts, **changed.template_set.pictures}[name]
        assert found in (data, data.decode())
        first = changed


def test_a_part_of_many_sets_is_compiled_once_and_its_faults_are_at_its_own_lines_in_each(
    tmp_path: Path,
) -> None:
    programs = []
    for number in range(3):
        own = {
            f"handouts/z{number}.md": front() + f"# {number}\n",
            "parts/b.md": "Words.\n\n::: nowhere\nA\n:::\n",
        }
        folder = tmp_path / str(number)
        text = front() + f'# A {number}\n\n{{% include "parts/b.md" %}}\n'
        document, (fault,) = made(folder, text, parts=own)
        assert document is None
        assert fault.place is not None
        assert (fault.place.file, fault.place.line) == ("templates/parts/b.md", 3)
        page, *_ = load_templates([folder])[0]
        part = page.template_set.environment.get_template("parts/b.md")
        programs.append(part.root_render_func.__code__)
    assert programs[0] is programs[1] is programs[2]


def _text(template: Template) -> str:
    return template.template_set.texts[template.name]


def test_two_templates_for_one_file_are_a_fault(tmp_path: Path) -> None:
    _, faults = templates(
        tmp_path, {"handouts/a.md": front() + "# A\n", "forms/a.md": front() + "# A\n"}
    )
    assert {code for code, _ in told(faults)} == {"M207"}


@pytest.mark.parametrize("raw", [b"\xff\xfe", "a \ue000 b".encode(), b"x" * 1_000_001])
def test_a_file_that_is_no_text_is_a_fault(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "a.md").write_bytes(raw)
    found, faults = load_templates([tmp_path])
    assert not found
    assert told(faults) == [("M206", None)]


def test_a_picture_is_read_from_the_template_folder(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "map.png").write_bytes(b"png")
    body = "::: image\nfile: images/map.png\nalt: The way\nwidth: 60\n:::\n"
    assert page(tmp_path, body) == "[picture: The way]"
    assert page(tmp_path, "![The way](images/map.png){width=60}\n") == "[picture: The way]"
    _, faults = made(tmp_path, front() + "![](images/map.png)\n")
    assert told(faults) == [("M181", 5)]
    _, faults = made(tmp_path, front() + "::: image\nfile: images/map.png\n:::\n")
    assert told(faults) == [("M181", 5)]


def test_words_for_facilitators_are_told_on_participants_pages(tmp_path: Path) -> None:
    text = "# A\n\nThe Audit of {{ findings.n }}, bridging\nand finding.\n"
    found, faults = templates(
        tmp_path,
        {"handouts/a.md": front("each pair") + text, "sheets/b.md": front("facilitator") + text},
    )
    assert told(faults) == [("M208", 7), ("M208", 7), ("M208", 8)]
    assert {fault.severity for fault in faults} == {"warning"}
    assert faults[0].hint == "Say it plainly: stock take."
    assert len(found) == 2


COMPLAINTS = {
    "{% nope %}": ("unknown tag", "nope"),
    "{% if a %}{% endfor %}": ("unknown tag", "endfor"),
    "{% if a %}": ("never ends", "if"),
    "{{ “a” }}": ("curly quote", "“"),
    "{{ pair name }}": ("two words", None),
    "{% for a of b %}{% endfor %}": ("no in", None),
    "{{ pair.name }": ("one brace", None),
    "{% if a = 1 %}": ("one equals sign", None),
    "{% if a %}{% else if b %}": ("else if", None),
    "{% if a b %}": ("of a statement", None),
    "{{ a ? b }}": ("other", None),
}


@pytest.mark.parametrize("text", COMPLAINTS)
def test_what_jinja_says_only_in_words_is_known_by_its_kind(text: str) -> None:
    with pytest.raises(TemplateSyntaxError) as error:
        Environment().parse(text)
    kind, named = complaint(error.value)
    assert (kind, named[1] if named and named.re.groups else None) == COMPLAINTS[text]


def test_every_row_of_the_table_of_jinja_is_provoked() -> None:
    assert {kind for kind, _ in COMPLAINTS.values()} - {"other"} == {kind for kind, _ in JINJA}
