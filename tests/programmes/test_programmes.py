"""Forty programmes that nobody wrote are checked and composed, four small ones built."""

import tempfile
from functools import cache
from pathlib import Path

import pytest

from facilitate.faults import Fault, Place
from tests.programmes.findings import Finding, built, composed, is_a_limit
from tests.programmes.folders import write_folder
from tests.programmes.generator import made_up
from tests.programmes.soak import How, soak

SEEDS = (*range(40), 5009)  # the last: a mission, counts, and nothing promised on the last day


@cache
def found(seed: int) -> tuple[Finding, ...]:
    with tempfile.TemporaryDirectory() as place:
        return tuple(composed(made_up(seed), Path(place) / "programme"))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_check_accepts_is_composed(seed: int) -> None:
    stopped = [str(one) for one in found(seed) if not one.kind.startswith("untrue")]
    assert stopped == [], f"seed {seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sentence_is_true_of_its_programme(seed: int) -> None:
    untrue = [str(one) for one in found(seed) if one.kind.startswith("untrue")]
    assert untrue == [], f"seed {seed}"


@pytest.mark.parametrize("seed", [1, 2, 5, 7])
def test_a_small_programme_builds_whole(seed: int, tmp_path: Path) -> None:
    made = made_up(seed, small=True)
    folder = write_folder(made, tmp_path / "programme")
    assert [str(one) for one in built(made, folder)] == [], f"seed {seed}"


def test_a_seed_gives_the_same_programme_each_time_and_another_one_another() -> None:
    assert made_up(3) == made_up(3)
    assert made_up(3).programme != made_up(4).programme


def test_the_seeds_reach_the_ends_of_what_is_promised() -> None:
    many = [made_up(seed) for seed in range(200)]
    pairs = {len(made.programme["pairs"]) for made in many}
    assert {1, 2, 60} <= pairs
    assert {len(made.programme["roles"]) for made in many} == {1, 2, 3, 4}
    assert {len(made.programme.get("sponsors", ())) for made in many} == {0, 1, 2, 4}
    assert {len(made.days) for made in many} == {1, 2, 3}
    tracks = {
        len(item.get("parallel", ()))
        for made in many
        for day in made.days.values()
        for item in day["agenda"]
    }
    assert tracks == {0, 2, 3, 4}


def test_a_soak_goes_on_behind_the_last_programme_it_finished(tmp_path: Path) -> None:
    report = tmp_path / "soak.txt"
    report.write_text("5\tcrash\tx.py:1\tan older finding\n5\tdone\n6\tcrash\tx.py:1\tcut off\n")
    kinds = soak(5, 1, report, How(build=False))
    assert kinds == {"crash": 1}
    assert report.read_text().endswith("cut off\n")


TENT = "There is more on this name tent than fits at the least size of type."
POSTER = "This poster takes more than one sheet at the least size of type."


@pytest.mark.parametrize(
    ("message", "line", "limit"),
    [
        (TENT, "      name: Maximiliana Featherstonehaugh-Cholmondeley-Voorbeeld", True),
        (TENT, "      name: Gil Standin IV", False),
        (TENT, "    service: Community rehabilitation and intermediate care, second", False),
        (POSTER, "  - Nothing is sent to the service after two o’clock on a Friday", False),
    ],
)
def test_only_a_long_name_on_a_tent_is_no_fault_of_ours(
    message: str, line: str, limit: bool
) -> None:
    place = Place("programme.yaml", 27, 7, 60, line)
    assert is_a_limit(Fault(code="M414", message=message, place=place)) == limit
