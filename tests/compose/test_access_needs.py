"""What people need: counts for the organiser, names on one sealed sheet, own words for oneself."""

import pytest

from facilitate.compose.access_needs import room_view, sealed_needs
from facilitate.compose.conditions import is_there
from facilitate.compose.day_context import DayContext
from facilitate.compose.template_names import TemplateNames
from facilitate.model import Access
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from tests.compose.contexts import context

ACCESS = {
    Recipient("person", "crisis-doctor"): Access.model_validate(
        {"needs": ["large print"], "diet": "halal"}
    ),
    Recipient("person", "crisis-manager"): Access.model_validate(
        {"interpreter": "British Sign Language", "companions": "1"}
    ),
    Recipient("person", "rehab-doctor"): Access.model_validate(
        {"remote": "yes", "diet": "vegan", "companions": "1"}
    ),
    Recipient("person", "lone-doctor"): Access.model_validate({"diet": "halal"}),
}


def here(**day: object) -> DayContext:
    return context(access=ACCESS, day=day)


def test_a_companion_takes_a_chair_and_counts_as_nobody() -> None:
    room = room_view(here())
    assert (room.here, room.companions, room.chairs, room.remote) == (5, 1, 6, 1)
    assert TemplateNames(here()).of(GROUP)["day"].people_count == 5


def test_where_less_is_told_of_needs_none_of_the_rest_is_kept() -> None:
    remote = {Recipient("person", "rehab-doctor"): Access(remote=True)}
    whole = here()
    assert whole.access_today == ACCESS
    assert whole.counting(access=remote).access_today == remote


def test_diets_are_counted_for_those_in_the_room() -> None:
    assert [(one.count, one.what) for one in room_view(here()).diets] == [(2, "halal")]


def test_who_is_absent_needs_nothing() -> None:
    room = room_view(here(absent=["crisis"]))
    assert (room.chairs, room.interpreters, room.needs) == (3, (), ())


def test_the_sealed_sheet_names_people_and_nobody_elses_page_can() -> None:
    assert [one.name for one in sealed_needs(here())] == [
        "Dr A. Example",
        "B. Sample",
        "Dr C. Placeholder",
        "Dr E. Single",
    ]
    assert "sealed_needs" in TemplateNames(here()).of(FACILITATOR)
    for reader in (GROUP, Recipient("pair", "crisis"), Recipient("person", "crisis-doctor")):
        names = TemplateNames(here()).of(reader)
        assert "sealed_needs" not in names
        assert "room" not in names


def test_a_person_reads_what_is_made_and_what_was_asked_for_and_no_more() -> None:
    names = TemplateNames(here()).of(Recipient("person", "crisis-doctor"))
    assert names["person"].made == ("Your sheets in large print.",)
    assert names["person"].asked == ("Food: halal.",)
    assert TemplateNames(here()).of(Recipient("person", "rehab-manager"))["person"].made == ()


def test_the_room_is_told_how_many_are_on_a_screen_and_not_who() -> None:
    assert TemplateNames(here()).of(GROUP)["remote"] == 1
    assert TemplateNames(context()).of(GROUP)["remote"] == 0


@pytest.mark.parametrize(("access", "there"), [({}, False), (ACCESS, True)])
def test_the_sealed_sheet_waits_for_somebody_who_needs_something(
    access: dict[Recipient, Access], *, there: bool
) -> None:
    assert is_there("access", context(access=access)) is there
