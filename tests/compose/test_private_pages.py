"""One's own stays out of the pair's pack, and what the plan does not say out of a copy shop."""

from pathlib import Path

import pytest

from tests.compose.contexts import front, templates


def is_private(folder: Path, body: str, part: str = "", audience: str = "each person") -> bool:
    texts = {"sheets/page.md": front(audience, "makes: sheet") + body}
    if part:
        texts["parts/part.md"] = part
    (template,), faults = templates(folder, texts)
    assert not faults, faults
    return template.private


@pytest.mark.parametrize(
    "body",
    [
        "{{ findings.own.source }}",
        "{{ findings['own'].source }}",
        "{% if findings.own.shown %}There{% endif %}",
        "{% if findings.shared %}There{% endif %}",
        "{% for one in findings.notices %}{{ one }}{% endfor %}",
        "{% for one in findings.partner_lines %}{{ one.words }}{% endfor %}",
        "{% set mine = findings %}{{ mine.own.source }}",
        "{% set me = person %}{{ me.made[0] }}",
        "{{ person.asked | join(', ') }}",
        "{% if letters.any %}Letters{% endif %}",
        "::: table\nof: {{ findings.own.themes }}\ncolumns: Theme = name\nalt: Mine\n:::",
    ],
)
def test_what_asks_for_ones_own_is_private_by_itself(tmp_path: Path, body: str) -> None:
    assert is_private(tmp_path, f"# A page\n\n{body}\n")


@pytest.mark.parametrize(
    "body",
    [
        "{{ person.name }} of {{ pair.name }}",
        "{% if findings.any %}{{ findings.group.source }}{% endif %}",
        "{% for seat in seats %}{{ seat.table }}{% endfor %}",
        "Nothing to ask.",
    ],
)
def test_what_everybody_may_see_is_not(tmp_path: Path, body: str) -> None:
    assert not is_private(tmp_path, f"# A page\n\n{body}\n")


def test_a_part_that_asks_makes_the_page_private(tmp_path: Path) -> None:
    part = "{{ findings.own.source }}\n"
    assert is_private(tmp_path, "# A page\n\n{% include 'parts/part.md' %}\n", part)


def test_a_page_of_the_pair_is_the_pairs(tmp_path: Path) -> None:
    assert not is_private(tmp_path, "# A page\n\n{{ findings.headline }}\n", audience="each pair")


def goes_to_shop(folder: Path, body: str, part: str = "", audience: str = "each person") -> bool:
    texts = {"sheets/page.md": front(audience, "makes: sheet") + body}
    if part:
        texts["parts/part.md"] = part
    (template,), faults = templates(folder, texts)
    assert not faults, faults
    return template.copy_shop


@pytest.mark.parametrize(
    "body",
    [
        "Nothing to ask.",
        "{{ person.name }}, {{ person.service }}, with {{ person.partner_names }}",
        "{{ day.title }} {% for slot in timetable.slots %}{{ slot.start | clock }}{% endfor %}",
        "{% for one in pair.members %}{{ one.name }}{% endfor %}{{ programme.contact }}",
        "{% set who = day %}{{ who.title }}",
        "{% for seat in seats %}{{ seat.table }}{% endfor %}",
    ],
)
def test_a_page_of_what_is_planned_may_go_to_a_copy_shop(tmp_path: Path, body: str) -> None:
    assert goes_to_shop(tmp_path, f"# A page\n\n{body}\n")


@pytest.mark.parametrize(
    "body",
    [
        "{% if findings.any %}There{% endif %}",
        "{{ findings.group.source }}",
        "{% set mine = findings %}There",
        "{% if letters.any %}There{% endif %}",
        "{% for one in actions %}{{ one.what }}{% endfor %}",
        "{% for one in programme.promises %}{{ one.what }}{% endfor %}",
        "{% set everything = programme %}There",
        "{{ person.sessions[0].date }}",
        "{{ person.asked | join(', ') }}",
        "{{ pair.challenge }}",
        "{% for one in watches %}{{ one.start | clock }}{% endfor %}",
        "{% for one in watched_by %}{{ one.start | clock }}{% endfor %}",
        "{{ remote }}",
    ],
)
def test_whatever_asks_for_more_does_not(tmp_path: Path, body: str) -> None:
    assert not goes_to_shop(tmp_path, f"# A page\n\n{body}\n")


def test_a_part_that_asks_for_more_keeps_the_page_from_the_shop(tmp_path: Path) -> None:
    page = "# A page\n\n{% set line = day.title %}\n{% include 'parts/part.md' %}\n"
    assert goes_to_shop(tmp_path / "one", page, "{{ line }}\n")
    assert not goes_to_shop(tmp_path / "two", page, "{{ line }} {{ findings.n }}\n")


def test_a_page_for_the_facilitator_or_a_private_one_never_goes(tmp_path: Path) -> None:
    assert not goes_to_shop(tmp_path, "# A page\n\nNothing.\n", audience="facilitator")
    texts = {"sheets/page.md": front("each pair", "makes: sheet", "private: yes") + "# A page\n"}
    (template,), _ = templates(tmp_path / "private", texts)
    assert not template.copy_shop


def test_a_part_that_cannot_be_read_is_told_and_keeps_its_page_private(tmp_path: Path) -> None:
    page = front("each person", "makes: sheet") + "# A page\n\n{% include 'parts/part.md' %}\n"
    texts = {"sheets/page.md": page, "parts/part.md": "{% if %}\n"}
    (template,), faults = templates(tmp_path, texts)
    assert [(fault.code, fault.place.file) for fault in faults if fault.place] == [
        ("M100", "templates/parts/part.md")
    ]
    assert template.private
    assert not template.copy_shop
