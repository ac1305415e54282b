"""Roles: keys, and the words that pages use for them."""

import pytest

from facilitate.load.file_kinds import schema
from facilitate.model.plan import ProgrammeFile
from facilitate.model.roles import plural_of, with_article


def programme(roles: object) -> ProgrammeFile:
    return ProgrammeFile.model_validate(
        {"format": "1", "programme": "Any", "roles": roles, "pairs": {}}
    )


@pytest.mark.parametrize(
    "written",
    [
        ["head", "business-manager"],
        {"head": None, "business-manager": None},
        {"head": "head", "business-manager": {"one": "business manager"}},
    ],
)
def test_a_list_of_roles_says_the_same_as_their_plain_words(written: object) -> None:
    roles = programme(written).roles
    assert list(roles) == ["head", "business-manager"]
    assert (roles["head"].one, roles["head"].many) == ("head", "heads")
    assert roles["business-manager"].one == "business manager"
    assert roles["business-manager"].many == "business managers"


def test_a_role_has_the_words_that_the_programme_gives_it() -> None:
    roles = programme({"doctor": {"one": "psychiatrist", "many": "psychiatrists"}}).roles
    assert (roles["doctor"].one, roles["doctor"].many) == ("psychiatrist", "psychiatrists")


def test_a_role_without_a_plural_gets_the_regular_one() -> None:
    assert programme({"secretary": "honorary secretary"}).roles["secretary"].many == (
        "honorary secretaries"
    )


def test_a_programme_that_says_no_roles_has_doctors_and_managers() -> None:
    roles = ProgrammeFile.model_validate({"format": "1", "programme": "Any", "pairs": {}}).roles
    assert [role.many for role in roles.values()] == ["doctors", "managers"]


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("doctor", "a doctor"),
        ("operations manager", "an operations manager"),
        ("honorary secretary", "an honorary secretary"),
        ("head", "a head"),
        ("unit lead", "a unit lead"),
        ("European officer", "a European officer"),
        ("HR lead", "an HR lead"),
        ("DCS", "a DCS"),
        ("usher", "an usher"),
        ("one-to-one tutor", "a one-to-one tutor"),
    ],
)
def test_a_noun_has_the_article_of_its_sound(noun: str, said: str) -> None:
    assert with_article(noun) == said


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("coach", "coaches"),
        ("boss", "bosses"),
        ("deputy", "deputies"),
        ("attorney", "attorneys"),
        ("site lead", "site leads"),
        ("foreman", "foremen"),
        ("human", "humans"),
    ],
)
def test_a_noun_has_its_usual_plural(noun: str, many: str) -> None:
    assert plural_of(noun) == many


def test_the_schema_takes_roles_as_a_list_and_with_their_words() -> None:
    taken = schema("programme")["properties"]["roles"]["anyOf"]
    assert [one["type"] for one in taken if "type" in one] != []
    assert any(one.get("type") == "object" for one in taken)
