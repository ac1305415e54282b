"""How many have answered is told; who, and of a small role how many, cannot be worked out."""

from datetime import date
from itertools import product

import pytest

from facilitate.audit.wave import progress_of
from facilitate.model import PeopleAndYear, Programme

DAY = date(2027, 2, 12)


def programme(*sizes: int) -> Programme:
    pairs = {
        f"{role}{n}": {role: f"Somebody {role}{n}"}
        for role, size in zip("abc", sizes, strict=False)
        for n in range(size)
    }
    roles = {role: {"one": f"{role}-one", "many": f"{role}-many"} for role in "abc"}
    return Programme("Y", PeopleAndYear.model_validate({"pairs": pairs, "roles": roles}), "p.yaml")


def who(*counts: int) -> set[str]:
    return {f"{role}{n}-{role}" for role, k in zip("abc", counts, strict=False) for n in range(k)}


def test_roles_are_told_once_six_of_each_have_answered() -> None:
    of = programme(8, 7)
    early = progress_of(of, who(8, 5), day=DAY, minimum=5)
    assert (early.answered, early.asked, early.by_role) == (13, 15, {})
    late = progress_of(of, who(8, 6), day=DAY, minimum=5)
    assert late.by_role == {"a": (8, 8), "b": (6, 7)}


def test_sponsors_and_posts_that_were_vacant_are_not_asked() -> None:
    says = {
        "pairs": {"x": {"a": "Ann", "b": {"vacant": "yes"}}},
        "sponsors": {"exec": "Eve"},
    }
    found = progress_of(
        Programme("Y", PeopleAndYear.model_validate(says), "p.yaml"),
        {"x-a", "sponsors-exec"},
        day=DAY,
        minimum=5,
    )
    assert (found.answered, found.asked) == (1, 1)


@pytest.mark.parametrize("sizes", [(5, 5), (5, 4), (7, 4), (6, 3), (4, 4, 4), (5, 2, 4)])
def test_two_runs_together_never_tell_how_many_of_a_role_below_the_least_number(
    sizes: tuple[int, ...],
) -> None:
    least, of = 3, programme(*sizes)
    states = list(product(*(range(size + 1) for size in sizes)))
    seen = {}
    for state in states:
        found = progress_of(of, who(*state), day=DAY, minimum=least)
        seen[state] = (found.answered, tuple(found.by_role.values()))
    worlds: dict[object, list[tuple[tuple[int, ...], tuple[int, ...]]]] = {}
    for then, now in product(states, states):
        if all(x <= y for x, y in zip(then, now, strict=True)):
            worlds.setdefault((seen[then], seen[now]), []).append((then, now))
    told = []
    for alike in worlds.values():
        for run in (0, 1):
            # That nobody has, or everybody, is what the total itself says.
            if sum(alike[0][run]) in (0, sum(sizes)):
                continue
            for role in range(len(sizes)):
                possible = {world[run][role] for world in alike}
                if len(possible) == 1 and possible.pop() < least:
                    told.append(alike)
    assert told == []
    assert any(by_role for _, by_role in seen.values()) == (min(sizes) > least)
