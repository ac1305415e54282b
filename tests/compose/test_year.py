"""The year around the days: coaching with dates and a done mark, promises with an end."""

from dataclasses import replace
from datetime import date

import pytest

from facilitate.compose import World
from facilitate.compose.context import names_for
from facilitate.compose.needs import is_there
from facilitate.model import Day, DayFile
from facilitate.model.actions import Action
from facilitate.recipient import GROUP, Recipient
from tests.compose.worlds import DAY, world

DATES = ("2027-03-09", "2027-09-14", "2028-03-14")
COACHING = {
    "coaching": {"crisis-doctor": ["2027-04-06", "2027-06-08", "2027-10-05", "2027-12-07"]},
    "coaching done": {"crisis-doctor": "1"},
}


def on(number: int, **programme: object) -> World:
    days = tuple(
        Day(f"d{n}", n, DayFile.model_validate(DAY | {"date": one}), f"agendas/{n}.yaml")
        for n, one in enumerate(DATES, 1)
    )
    here = world(programme=COACHING | programme, day={"date": DATES[number - 1]}, days=days)
    return replace(here, day=days[number - 1])


def sessions(number: int) -> list[tuple[str, bool, bool]]:
    names = names_for(Recipient("person", "crisis-doctor"), on(number))
    return [(one.area, one.done, one.coming) for one in names["person"].sessions]


def test_a_session_has_an_area_a_date_and_a_done_mark_and_nothing_else() -> None:
    assert sessions(2) == [
        ("influencing", True, False),
        ("communication", False, False),
        ("finance", False, True),
        ("strategic planning", False, True),
    ]


def test_no_session_is_done_before_it_was_held() -> None:
    assert [done for _, done, _ in sessions(1)] == [False, False, False, False]


@pytest.mark.parametrize(
    ("need", "days"),
    [
        ("coaching", [1, 2]),
        ("coaching begins", [1]),
        ("earlier day", [2, 3]),
        ("next day", [1, 2]),
    ],
)
def test_papers_of_the_year_come_on_their_days(need: str, days: list[int]) -> None:
    assert [n for n in (1, 2, 3) if is_there(need, on(n))] == days


def test_how_a_sponsors_promise_went_is_told_once_it_is_known() -> None:
    promise = {"sponsor": "exec", "what": "Protect the days", "by": date(2028, 3, 14)}
    told = [
        names_for(GROUP, world(programme={"promises": [promise | {"status": status}]}))[
            "programme"
        ].promises[0]
        for status in ("open", "not kept")
    ]
    assert [one.status for one in told] == ["", "not kept"]


@pytest.mark.parametrize("word", ["crisis", "Crisis", "CRISIS-DOCTOR", "Dr A. Example"])
def test_a_promise_stands_on_the_page_of_whoever_the_plan_names(word: str) -> None:
    promise = Action.model_validate({"id": "a1", "who": word, "what": "Meet", "made on": "d1"})
    here = replace(on(2), actions=(promise,))
    pages = {
        reader.id: len(names_for(reader, here)["actions"])
        for reader in (Recipient("pair", "crisis"), Recipient("pair", "rehab"))
    }
    assert pages == {"crisis": 1, "rehab": 0}


def test_two_sponsors_of_one_name_have_each_their_own_promises() -> None:
    sponsors = {"exec": "Rae Invented", "amd": "Rae Invented"}
    promises = [{"sponsor": "exec", "what": "Hours"}, {"sponsor": "amd", "what": "Rooms"}]
    here = on(1, sponsors=sponsors, promises=promises)
    said = {
        one: [each.what for each in names_for(Recipient("sponsor", one), here)["sponsor"].promises]
        for one in sponsors
    }
    assert said == {"exec": ["Hours"], "amd": ["Rooms"]}
