"""One slip in a plan is told once, at its line, with something to type."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitate.faults import Fault
from facilitate.load import plan as loading
from facilitate.load.library import load_library
from facilitate.pipeline.analyse import analyse
from facilitate.shipped import shipped
from tests.load.mutations import Mutation, mutations

FILES = ("programme.yaml", "agendas/1-first-day.yaml")
HARMLESS = frozenset({"one space too many", "two spaces too many", "one space too few"}) | {
    "two spaces too few",  # a lone line under its key may stand anywhere
    "a letter left out",  # an id that nothing else names may be anything
    "a letter twice",
    "no colon",  # `manager:` with `vacant yes` below it is somebody's name
}


@pytest.fixture(scope="module", autouse=True)
def shipped_exercises_are_read_once() -> Iterator[None]:
    library = load_library({shipped("exercises"): "shipped exercises"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "load_library", lambda folders: library)
        yield


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("slips") / "p"
    shutil.copytree(shipped("agendas") / "starter", folder)
    return folder


def told(folder: Path, name: str, slip: Mutation) -> tuple[Fault, ...]:
    """Return what is told of the starter plan with one slip in one of its files."""
    path = folder / name
    before = path.read_text(encoding="utf-8")
    path.write_text(slip.text, encoding="utf-8")
    try:
        return analyse(folder).faults
    finally:
        path.write_text(before, encoding="utf-8")


def sampled(folder: Path, name: str) -> list[Mutation]:
    """Return a fifth of all slips of a file, spread over kinds and lines."""
    return list(mutations((folder / name).read_text(encoding="utf-8")))[::5]


def is_at(fault: Fault, name: str, slip: Mutation) -> bool:
    place = fault.place
    lines = {slip.line, slip.line + 1} if slip.kind == "twice" else {slip.line}
    return place is not None and place.file == name and place.line in lines


@pytest.mark.parametrize("name", FILES)
def test_one_slip_is_told_once_at_its_line_with_something_to_type(starter: Path, name: str) -> None:
    elsewhere, silent, doubled = [], [], []
    slips = sampled(starter, name)
    for slip in slips:
        faults = told(starter, name, slip)
        errors = [fault for fault in faults if fault.severity == "error"]
        assert all(fault.hint for fault in faults), slip[:2]
        if not faults and slip.kind not in HARMLESS:
            silent.append(slip[:2])
        if faults and not any(is_at(fault, name, slip) for fault in errors or faults):
            elsewhere.append((slip[:2], faults))
        if len(errors) > 1:
            doubled.append((slip[:2], errors))
    assert silent == []
    assert len(elsewhere) <= len(slips) // 100, elsewhere
    assert len(doubled) <= len(slips) // 100, doubled


def test_two_slips_that_break_the_file_are_both_told(starter: Path) -> None:
    text = (starter / FILES[1]).read_text(encoding="utf-8")
    text = text.replace("title: First", "title First").replace("- break: 15m", "- break:15m", 1)
    lines = text.splitlines()
    wanted = [lines.index("title First away day") + 1, lines.index("  - break:15m") + 1]
    faults = told(starter, FILES[1], Mutation("two", 0, text))
    assert [(fault.place.line if fault.place else 0) for fault in faults] == wanted


WRITTEN = {
    "\u00a0\u00a0exec: Alex": "  exec: Alex",
    "  exec:\u00a0Alex": "  exec: Alex",
    "\u3000 exec: Alex": "  exec: Alex",
}


@pytest.mark.parametrize("line", WRITTEN)
def test_spaces_of_word_processors_count_as_spaces(starter: Path, line: str) -> None:
    text = (starter / FILES[0]).read_text(encoding="utf-8")
    text = text.replace("  exec: Alex", line)
    assert told(starter, FILES[0], Mutation("space", 0, text)) == ()


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_ends_and_encodings_of_other_machines_change_nothing(
    starter: Path, ending: str, encoding: str
) -> None:
    path = starter / FILES[1]
    before = path.read_bytes()
    text = before.decode().replace("\n", ending)
    path.write_bytes(text.encode(encoding))
    try:
        assert analyse(starter).faults == ()
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize("unit", ["12:15", "half an hour", "-5m"])
def test_a_length_with_a_slip_is_told_where_it_stands(starter: Path, unit: str) -> None:
    text = (starter / FILES[1]).read_text(encoding="utf-8")
    text = text.replace("- lunch: 60m", f"- lunch: {unit}")
    (fault,) = told(starter, FILES[1], Mutation("length", 0, text))
    assert (fault.code, fault.place.line if fault.place else 0) == (
        "P104",
        text.splitlines().index(f"  - lunch: {unit}") + 1,
    )


def test_an_id_with_a_slip_is_told_where_it_is_defined(starter: Path) -> None:
    text = (starter / FILES[0]).read_text(encoding="utf-8").replace("  north:", "  noth:")
    (fault,) = told(starter, FILES[0], Mutation("id", 0, text))
    assert fault.message == "Nobody speaks of 'noth', and 2 times somebody of 'north'."
    assert fault.hint == "Write north: here."


IDS = {
    "con": "con-1",
    "com1": "com1-1",
    "North.": "north-1",
    "pairs": "pairs-1",
    "n" * 60: "n" * 38,
    "é": "pair",
}


@pytest.mark.parametrize("name", IDS)
def test_an_id_that_no_file_can_bear_is_told_with_one_that_can(starter: Path, name: str) -> None:
    text = (starter / FILES[0]).read_text(encoding="utf-8").replace("  east:", f"  {name}:")
    (fault,) = told(starter, FILES[0], Mutation("id", 0, text))
    assert fault.code == "P113"
    assert f"such as {IDS[name]!r}" in fault.hint
