"""Who is meant by a word, and who is there on a day."""

import pytest

from facilitate.model.attendance import name_of, people_of, present_on
from facilitate.model.plan import Sponsor
from facilitate.structs import replace
from tests.schedule.test_timetable import programme

WITH_POST = "Carl Ash, head of assets"


def test_who_left_the_day_before_is_not_there() -> None:
    people, day = programme("absent: [crisis-manager]\nagenda:\n  - arrive: 15m\n")
    assert present_on(people, day.says) == ("crisis-doctor", "rehab-manager", "exec")


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("CRISIS", ["crisis-doctor", "crisis-manager"]),
        ("doctors", ["crisis-doctor", "rehab-doctor"]),
        ("sponsors", ["exec"]),
        ("Dr A", ["crisis-doctor"]),
        ("rehab-manager", ["rehab-manager"]),
        ("nobody", []),
    ],
)
def test_people_are_named_by_id_name_role_service_or_pair(word: str, ids: list[str]) -> None:
    people, _ = programme("agenda:\n  - arrive: 15m\n")
    assert [person.id for person in people_of(word, people)] == ids


@pytest.mark.parametrize(
    ("written", "name", "title"),
    [
        ("Carl Ash, head of assets", "Carl Ash", "head of assets"),
        ("Carl Ash, Director", "Carl Ash", "Director"),
        ("Ash, director", "Ash", "director"),
        ("Ash, Carl", "Ash, Carl", ""),
        ("Carl Ash", "Carl Ash", ""),
        ("Carl Ash,", "Carl Ash,", ""),
    ],
)
def test_a_sponsors_post_may_stand_behind_the_name(written: str, name: str, title: str) -> None:
    assert Sponsor(name=written).name_and_title == (name, title)


def test_a_post_that_is_written_leaves_the_name_as_it_is() -> None:
    assert Sponsor(name="Carl Ash, OBE", title="Chair").name_and_title == ("Carl Ash, OBE", "Chair")


@pytest.mark.parametrize("word", ["exec", "Carl Ash", WITH_POST.lower()])
def test_a_sponsor_is_found_with_the_post_and_without(word: str) -> None:
    people, _ = programme("agenda:\n  - arrive: 15m\n")
    says = people.says.model_copy(update={"sponsors": {"exec": Sponsor(name=WITH_POST)}})
    people = replace(people, says=says)
    assert name_of(word, people) == "Carl Ash"


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("crisis", "Crisis"),
        ("crisis-doctor", "Dr A"),
        ("lee", "Lee Coach"),
        ("doctors", "doctors"),
        ("Mo Guest", "Mo Guest"),
    ],
)
def test_whoever_is_meant_alone_is_called_by_name(word: str, name: str) -> None:
    people, _ = programme(
        "coaches: {lee: {name: Lee Coach, coaches: [crisis]}}\nagenda:\n  - arrive: 15m\n"
    )
    assert name_of(word, people) == name
