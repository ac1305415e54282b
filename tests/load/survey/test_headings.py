"""Words as they are compared, and the ids made from them."""

import pytest

from facilitate.load.survey.headings import cell
from facilitate.load.tables.table import compared, slug


def test_words_are_compared_without_case_blanks_and_typographic_signs():
    assert compared(" My\u00a0partner\u2019s  \u2018plan\u2019 \u2013 ") == "my partner's 'plan' -"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("P01", "p01"),
        ("Ward Manager", "ward-manager"),
        ("Zo\u00eb", "zoe"),
        ("\u5f20", ""),
        ("--", ""),
    ],
)
def test_an_id_is_made_of_plain_letters(text, made):
    assert slug(text) == made


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("How far?&nbsp;-&nbsp;We agree", "How far? - We agree"),
        ("my partner&#39;s", "my partner's"),
        ("my partner&#x27;s", "my partner's"),
        ("my partner&rsquo;s", "my partner’s"),
        ("pay &amp; rations", "pay & rations"),
        ("fewer than &lt;b&gt; five", "fewer than <b> five"),
        ("caf&eacute;<br/>time", "café time"),
        ("R&D; and AT&T", "R&D; and AT&T"),
        ("a &copyright of b", "a &copyright of b"),
    ],
)
def test_a_heading_reads_as_the_page_of_the_tool_showed_it(written, read):
    assert cell([(written,)], 0, 0) == read


def test_a_label_with_an_entity_is_the_label():
    assert compared("Don&#39;t know") == compared("Don’t know")
