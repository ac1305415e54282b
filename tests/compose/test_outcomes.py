"""What was agreed with the client: measures and milestones as known on a day, and their papers."""

from datetime import date

import pytest

from facilitate.compose.template_names import TemplateNames
from facilitate.recipient import GROUP
from facilitate.structs import replace
from tests.compose.contexts import context, shipped_page

OUTCOME = {
    "measure": "Letters sent late",
    "unit": "of 100",
    "direction": "down",
    "baseline": "40",
    "aim": "20",
    "source": "Post book",
    "date": "2027-02-01",
}
AGREED = OUTCOME | {"kind": "people served", "owner": "rehab", "counted on": ["2027-02-01"]}
TOLD = {"what": "A single list", "by": "2027-12-31"}
CONTRACT = "handouts/impact-contract.md"


def test_a_count_between_start_and_end_is_told_with_its_date_from_that_day_on() -> None:
    counts = {"2027-03-01": "35", "2027-03-08": "31", "2027-03-10": "22"}  # the day is 9 March
    here = context(programme={"outcomes": [OUTCOME | {"counts": counts}]})
    (seen,) = TemplateNames(here).of(GROUP)["programme"].outcomes
    assert (seen.latest, seen.latest_date, seen.result) == ("31", date(2027, 3, 8), "")
    deck = shipped_page("decks/group.md", here)
    assert "# Letters sent late: 40 at the start, 31 now, 20 is our aim" in deck
    assert "at the start 40, now 31, aim 20" in deck
    assert "Of 100; Post book, 8 March 2027." in deck
    more = OUTCOME | {"measure": "Calls missed"}
    both = context(programme={"outcomes": [OUTCOME | {"counts": counts}, more]})
    row = "Letters sent late (of 100) | 40 | 31 | 20 | Post book, 8 March 2027"
    assert row in shipped_page("decks/group.md", both)


def test_a_measure_that_was_counted_once_stands_nowhere_now() -> None:
    deck = shipped_page("decks/group.md", context(programme={"outcomes": [OUTCOME]}))
    assert "# Letters sent late: 40 at the start, 20 is our aim" in deck
    assert "now" not in deck.split("# Letters sent late")[1].split("notes:")[0].lower()


def test_a_milestone_is_told_in_the_words_and_with_the_date_that_were_written_down() -> None:
    known, ahead = (TOLD | {"state": "two of three lists", "date": on} for on in DATES)
    deck = shipped_page("decks/group.md", context(programme={"milestones": [known]}))
    assert "# A single list: two of three lists" in deck
    assert "by 31 December 2027; as it stood on 8 March 2027" in deck
    deck = shipped_page("decks/group.md", context(programme={"milestones": [ahead]}))
    assert "# A single list, by 31 December 2027" in deck
    assert "two of three" not in deck


@pytest.mark.parametrize(
    ("unit", "most", "end"),
    [
        ("a week", "9", 9.9),
        ("pounds", "84000", 92400),
        ("%", "9", 110),
        ("per cent", "100", 110),
        ("of 19 posts", "14", 20.9),
        ("of 19 posts", "30", 33),
        ("a week", "0", 1),
    ],
)
def test_a_bar_is_drawn_on_the_whole_of_what_it_is_a_part_of_with_room_for_its_figure(
    unit: str, most: str, end: float
) -> None:
    says = OUTCOME | {"unit": unit, "baseline": most, "aim": "0"}
    (seen,) = TemplateNames(context(programme={"outcomes": [says]})).of(GROUP)["programme"].outcomes
    assert (seen.bars.low, seen.bars.high) == (0.0, end)


DATES = ("2027-03-08", "2027-03-10")


def test_two_milestones_stand_side_by_side_each_with_where_it_stands() -> None:
    known = TOLD | {"state": "two of three lists", "date": DATES[0]}
    ahead = {"what": "A visit passed"}
    deck = shipped_page("decks/group.md", context(programme={"milestones": [known, ahead]}))
    assert deck.index("[column 1]") < deck.index("A single list")
    assert "Two of three lists, 8 March 2027" in deck
    assert "Nothing is written down yet" not in deck  # on the first day nobody expects it
    here = context(programme={"milestones": [known, ahead]})
    here = replace(here, day=replace(here.day, number=2))
    later = shipped_page("decks/group.md", here)
    assert "Nothing is written down yet" in later.split("A visit passed")[1]


def test_the_title_of_a_measure_alone_says_where_it_stands() -> None:
    counted = OUTCOME | {"counts": {"2027-03-08": "31"}}
    deck = shipped_page("decks/group.md", context(programme={"outcomes": [counted]}))
    assert "# Letters sent late: 40 at the start, 31 now, 20 is our aim" in deck


def test_the_contract_has_kind_owner_and_dates_of_every_measure_counted_yet_or_not() -> None:
    later = AGREED | {"measure": "Calls", "date": "2027-06-01", "owner": "all", "kind": ""}
    here = context(programme={"outcomes": [AGREED, later], "milestones": [TOLD]})
    page = shipped_page(CONTRACT, here)
    assert (
        "Letters sent late (of 100) | patients | 40 | 20 | Rehab | 1 February 2027"
    ) in page.replace("people served", "patients")
    assert "Calls (of 100)" in page
    assert "the whole group" in page
    assert "A single list" in page
    assert "Whoever counts may say" in page
    assert "The report says" not in page
    of_two_days = replace(here, days=(here.day, replace(here.day, id="2-end", number=2)))
    assert "never said to come from it" in shipped_page(CONTRACT, of_two_days)


def test_a_contract_of_what_is_told_in_words_alone_speaks_of_no_count() -> None:
    here = context(programme={"outcomes": [], "milestones": [TOLD]})
    page = shipped_page(CONTRACT, here)
    assert "A single list | 31 December 2027" in page
    for of_counts in ("Speaks of", "Whoever counts", "What we count", "counted"):
        assert of_counts not in page
    asked = shipped_page("forms/follow-up.md", here)
    assert "Does what we want to reach still say what matters?" in asked


def test_client_and_facilitator_agree_also_where_there_is_no_sponsor_and_no_stock_take() -> None:
    here = context(programme={"sponsors": {}, "stock takes": {}}, day={"stock take": ""})
    page = shipped_page("handouts/client-agreement.md", here)
    assert "Not the client, and nobody to whom people here report:" in page
    assert "sponsor" not in page
    assert "deleted" not in page


def test_six_to_eight_weeks_after_a_day_it_is_asked_again() -> None:
    here = context(programme={"outcomes": [OUTCOME], "milestones": [TOLD]})  # 9 March 2027
    page = shipped_page("forms/follow-up.md", here)
    assert "20 April 2027" in page
    assert "4 May 2027" in page
