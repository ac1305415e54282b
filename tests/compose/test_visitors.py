"""Who comes for an hour, a guest or somebody who decides, reads what is asked, and no result."""

import pytest

from tests.compose.contexts import GROUP_FINDINGS, context, needing, shipped_page

OUTCOME = {
    "measure": "Letters sent late",
    "unit": "of 100",
    "direction": "down",
    "baseline": "40",
    "aim": "20",
    "source": "Post book",
    "date": "2027-02-01",
}
VISITORS = [("guest-page", "guest-heard"), ("decider-page", "one-ask")]


@pytest.mark.parametrize(("name", "sheet"), VISITORS)
def test_a_visitor_s_page_has_no_name_and_no_result(name: str, sheet: str) -> None:
    here = context(findings=GROUP_FINDINGS, exercise=needing(sheet))
    page = shipped_page(f"handouts/{name}.md", here)
    for told in ("Ada", "Quartz", "Ben", "Onyx", "Crisis", "Trust", "mean"):
        assert told not in page, told


@pytest.mark.parametrize(
    ("one", "many"), [("estate", "estates"), ("bakery", "bakeries"), ("branch", "branches")]
)
def test_a_guest_is_asked_in_the_programme_s_own_words(one: str, many: str) -> None:
    words = {"people served": "tenants", "service": one}
    here = context(exercise=needing("guest-heard"), programme={"words": words})
    page = shipped_page("handouts/guest-page.md", here)
    assert f"who run {many} together meet to work on that" in page
    assert "somebody from among tenants, or close to one" in page
    assert "You are paid, and so are travel" in page


def test_who_decides_sees_what_was_counted_by_that_day_and_no_sponsor_where_there_is_none() -> None:
    later = OUTCOME | {"counts": {"2027-03-10": "22"}}  # the day is 9 March
    here = context(exercise=needing("one-ask"), programme={"outcomes": [later], "sponsors": {}})
    page = shipped_page("handouts/decider-page.md", here)
    assert "Letters sent late (of 100) | 40" in page
    assert "22" not in page.replace("2027", "")
    assert "sponsor" not in page
