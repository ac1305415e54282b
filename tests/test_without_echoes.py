"""Faults that only follow from another one are not told."""

import shutil
from pathlib import Path
from time import process_time

import pytest

from facilitate.faults import At, Fault, Place, without_echoes
from facilitate.pipeline.analyse import analyse
from facilitate.shipped import shipped

PAIR = Fault(code="P114", message="m", at=At("programme.yaml", ("pairs", "north")))
ROOM = Fault(
    code="T222",
    message="m",
    at=At("day.yaml", ("agenda", 3)),
    because=(At("day.yaml"), At("programme.yaml", ("pairs",))),
)


def test_a_fault_is_not_told_where_an_error_lies_in_what_it_follows_from() -> None:
    assert without_echoes((PAIR, ROOM)) == (PAIR,)


def test_a_fault_is_told_where_the_error_lies_elsewhere() -> None:
    sponsor = Fault(code="P113", message="m", at=At("programme.yaml", ("sponsors", "x")))
    other = Fault(code="P114", message="m", at=At("other.yaml", ("pairs", "north")))
    assert without_echoes((sponsor, other, ROOM)) == (sponsor, other, ROOM)


def test_a_warning_silences_nothing() -> None:
    warning = Fault(code="W", message="m", severity="warning", at=PAIR.at)
    assert without_echoes((warning, ROOM)) == (warning, ROOM)


def test_a_whole_file_as_cause_counts_only_if_it_was_read_in_part() -> None:
    error = Fault(code="T204", message="m", at=At("day.yaml", ("agenda", 1)))
    assert without_echoes((error, ROOM)) == (error, ROOM)
    assert without_echoes((error, ROOM), partial={"day.yaml"}) == (error,)


def test_a_fault_that_names_itself_as_its_cause_is_always_told() -> None:
    at = At("day.yaml", ("agenda", 3, "exercise"))
    own = Fault(code="P103", message="m", at=at, because=(at,))
    assert without_echoes((own,), partial={"day.yaml"}) == (own,)


def test_of_two_faults_of_one_value_that_follow_from_it_the_first_is_told() -> None:
    at = At("plan.yaml", ("sponsors", "Crisis-Doctor"), on_key=True)
    letters = Fault(code="P113", message="m", at=at, because=(at,))
    twice = Fault(code="P130", message="m", at=at, because=(at,))
    assert without_echoes((letters, twice)) == (letters,)


def test_one_line_has_one_fault_where_the_line_itself_is_wrong() -> None:
    place = Place("day.yaml", 7, 1)
    line = Fault(code="Y001", message="m", place=place)
    value = Fault(code="P103", message="m", place=place, at=At("day.yaml", ("agenda", 3)))
    assert without_echoes((line, value)) == (line,)


def test_as_many_faults_as_a_file_of_answers_has_rows_are_looked_through_within_two_seconds() -> (
    None
):
    cause = At("programme.yaml", ("pairs",))
    rows = [
        Fault(code="A211", message="m", place=Place("x.answers.csv", line), because=(cause,))
        for line in range(20_000)
    ]
    before = process_time()
    assert len(without_echoes(rows)) == 20_000
    assert without_echoes([*rows, PAIR]) == (PAIR,)
    assert process_time() - before < 2


SLIPS = [
    ("private/stock-takes/baseline.answers.csv", "person,pair,role", "persn,pair,role", "A401"),
    ("private/sharing.yaml", "  crisis-doctor:", "  crises-doctor:", "C101"),
    ("private/codebook.yaml", "  car-talk:", "  Car Talk:", "A640"),
    ("private/stock-takes/voices.csv", "P01,doctor", "P01,docter", "A635"),
    ("programme.yaml", "    doctor: {name: Dr Ada", "    doctors: {name: Dr Ada", "P112"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "code"), SLIPS)
def test_a_slip_in_the_example_is_told_and_nothing_that_follows_from_it(
    tmp_path: Path, file: str, right: str, wrong: str, code: str
) -> None:
    folder = Path(shutil.copytree(shipped("agendas") / "example", tmp_path / "example"))
    for path in (folder / "private", *(folder / "private").rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    text = (folder / file).read_text(encoding="utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    told = [one.code for one in analyse(folder).faults if one.severity != "advice"]
    assert told == [code]
