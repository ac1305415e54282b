"""Who works together in an exercise, phase by phase."""

import pytest
from pydantic import ValidationError

from facilitate.load.file_kinds import schema
from facilitate.load.yaml_text import read
from facilitate.model import Exercise

BARE = """
name: A
category: opening
origin: ours
checked: yes
purpose: p
groups: words that are printed and counted nowhere, such as trios
people: 2-40
time: 30m
range: 20m-40m
steps: [30m Talk]
"""


def exercise(lines: str) -> Exercise:
    return Exercise.model_validate(read(BARE + lines, "x").data)


def phases(lines: str) -> list[tuple[int, str]]:
    return [(phase.size, phase.within) for phase in exercise(lines).phases]


def test_each_phase_has_a_size_and_a_kind() -> None:
    one = "group size: [1, 2, 4, all]\nwithin: [person, pair, two pairs, all]"
    assert phases(one) == [(1, "person"), (2, "pair"), (4, "two pairs"), (0, "all")]
    assert phases("group size: 3\nwithin: mixed") == [(3, "mixed")]


def test_one_of_the_two_keys_is_enough() -> None:
    assert phases("group size: [1, 2, 3, all]") == [
        (1, "person"),
        (2, "pair"),
        (3, "mixed"),
        (0, "all"),
    ]
    assert phases("within: [pair, two pairs, role, table]") == [
        (2, "pair"),
        (4, "two pairs"),
        (0, "role"),
        (4, "table"),
    ]


def test_an_exercise_without_either_is_counted_in_fours() -> None:
    assert phases("") == [(4, "mixed")]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("group size: [1, 2]\nwithin: pair", "'group size' has 2 phases and 'within' 1."),
        ("group size: 3\nwithin: pair", "'within: pair' does not go with a group size of 3."),
        ("group size: 4\nwithin: all", "'within: all' does not go with a group size of 4."),
        ("group size: none", "'none' is not a group size."),
        ("group size: 0", "'0' is not a group size."),
    ],
)
def test_what_does_not_fit_is_said(lines: str, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        exercise(lines)
    assert [error["msg"] for error in caught.value.errors()] == [said]


@pytest.mark.parametrize(
    ("within", "shared"),
    [
        ("[person, pair, two pairs, all]", "two pairs"),
        ("[role, mixed]", "role"),
        ("[inner and outer ring, mixed]", "mixed"),
        ("[person, pair]", "pair"),
        ("[pair, all]", "all"),
    ],
)
def test_paper_is_shared_by_groups_larger_than_a_pair_and_smaller_than_everyone(
    within: str, shared: str
) -> None:
    assert exercise(f"within: {within}").shared_phase.within == shared


def test_the_schema_lets_one_value_stand_for_a_list_of_one() -> None:
    keys = schema("exercise")["properties"]
    for key in ("group size", "within"):
        several, one, nothing = keys[key]["anyOf"]
        assert several["type"] == "array"
        assert several["items"] == {"anyOf": [one, nothing]}  # an entry may be left empty
        assert nothing == {"type": "null"}
    assert "two pairs" in keys["within"]["anyOf"][1]["enum"]
