"""A page that asks for what is one person's own stays out of the pair's print pack."""

from pathlib import Path

import pytest

from tests.compose.worlds import front, templates


def is_private(folder: Path, body: str, part: str = "", audience: str = "each person") -> bool:
    texts = {"sheets/page.md": front(audience, "makes: sheet") + body}
    if part:
        texts["parts/part.md"] = part
    (template,), faults = templates(folder, texts)
    assert not faults, faults
    return template.front.private


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
        "{% set me = person %}{{ me.arranged[0] }}",
        "{{ person.arranged | join(', ') }}",
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
