"""What is wrong in the YAML of a plan is told once, at its line, with something to type."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitate.faults import Fault
from facilitate.load import plan as loading
from facilitate.load import realign
from facilitate.load.library import load_library
from facilitate.load.realign import MOST_LINES_READ
from facilitate.load.validate import validate_lenient
from facilitate.load.yaml_text import read
from facilitate.load.yaml_values import read_lines
from facilitate.model import ProgrammeFile
from facilitate.pipeline.analyse import analyse
from facilitate.shipped import shipped
from tests.load.mutations import Mutation, mutations
from tests.plans import starter_with_samples

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
        patch.setattr(loading, "load_library", lambda *_, **__: library)
        yield


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return starter_with_samples(tmp_path_factory.mktemp("slips") / "p")


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


TWO = [
    ("title: First away day", "title First away day", "- break: 15m", "- break:15m"),
    ("title: First away day", "title: *First away day", "- break: 15m", "- break: 15m: x"),
    ("start: 9:30", "start: @9:30", "- lunch: 60m", "   - lunch: 60m"),
    ("venue: The name", 'venue: "The" name', "- buffer: 15m", "- buffer; 15m"),
    ("title: First away day", "title: {First away day", "- lunch: 60m", "lunch: 60m"),
    ("cover: Who", "cover: &Who", "  - arrive: 15m", "\t- arrive: 15m"),
]


@pytest.mark.parametrize(("first", "wrong", "second", "also_wrong"), TWO)
def test_two_mistakes_that_break_the_file_are_both_told(
    starter: Path, first: str, wrong: str, second: str, also_wrong: str
) -> None:
    text = (starter / FILES[1]).read_text(encoding="utf-8")
    text = text.replace(first, wrong, 1).replace(second, also_wrong, 1)
    wanted = [line_with(text, wrong), line_with(text, also_wrong)]
    found = told(starter, FILES[1], Mutation("two", 0, text))
    assert sorted(fault.place.line or 0 for fault in found if fault.place) == wanted


def line_with(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


AFTER = {
    '"Oak" room': "'\"Oak\" room'",
    "'Oak' room": "\"'Oak' room\"",
    '"Oak" and "Ash"': '\'"Oak" and "Ash"\'',
    '"Oak" at St Mary\'s': '"“Oak” at St Mary\'s"',
}


@pytest.mark.parametrize("value", AFTER)
@pytest.mark.parametrize("line", ["venue: {}", "bring: \n  - {}"])
def test_text_after_a_closing_quote_asks_for_quotes_round_the_whole(line: str, value: str) -> None:
    text = "title: x\n" + line.format(value) + "\ncover: y\n"
    (fault,) = read(text, "day.yaml").faults
    assert fault.message == "There is text after the closing quote."
    assert fault.hint.endswith(f"quotes round the whole text: {AFTER[value]}.")
    assert fault.place is not None
    assert fault.place.line == line_with(text, value)
    assert read(text.replace(value, AFTER[value]), "day.yaml").faults == ()


def test_a_quote_inside_quotes_asks_for_the_other_ones() -> None:
    (fault,) = read('venue: "The room "Oak" upstairs"\n', "day.yaml").faults
    assert fault.hint == "Put single quotes round the text: 'The room \"Oak\" upstairs'."


NEAR = [
    ("a: x\nbring:\n  - paper\n  pens\nend: y\n", 4, "Write - pens"),
    ("coaching done\n  crisis-doctor: 2\n  rehab-doctor: 1\nend: y\n", 1, "Write coaching done:"),
    (
        "pairs:\n  east:\n    service: E\n  - west:\n    service: W\nend: y\n",
        4,
        "Take the dash away",
    ),
    ("a: x\npairs:\n\teast:\n    service: E\nend: y\n", 3, "Use two spaces"),
]


@pytest.mark.parametrize(("text", "line", "hint"), NEAR)
def test_of_all_mends_near_a_mistake_the_one_that_loses_nothing_is_told(
    text: str, line: int, hint: str
) -> None:
    (fault,) = read(text, "programme.yaml").faults
    assert fault.place is not None
    assert fault.place.line == line
    assert fault.hint.startswith(hint)


LONG = ["format: 1", "programme: X", "pairs:"] + [
    line
    for number in range(33)
    for line in (
        f"  p{number:02d}:",
        f"    service: Team {number}",
        f"    doctor: Dr A{number}",
        "    manager:",
        f"      name: B {number}",
        "      acting: yes",
    )
]


@pytest.mark.parametrize("times", [1, 10])
def test_the_work_on_a_file_with_two_mistakes_is_bounded(
    times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line.replace("p", f"p{n}", 1) for n in range(times) for line in LONG[3:]]
    lines = [*LONG[:3], *lines]
    lines[20], lines[150] = " " + lines[20], "  " + lines[150]
    again: list[int] = []
    read_again = read_lines
    monkeypatch.setattr(
        realign,
        "read_lines",
        lambda text, file: (again.append(len(text)), read_again(text, file))[1],
    )
    begun = time.process_time()
    found = validate_lenient(ProgrammeFile, read("\n".join(lines) + "\n", "programme.yaml"))
    assert time.process_time() - begun < 2
    assert sum(again) <= MOST_LINES_READ
    assert {21, 151} <= {fault.place.line for fault in found.faults if fault.place}


def test_a_line_of_a_hundred_thousand_letters_costs_no_time() -> None:
    begun = time.process_time()
    read("a: [b\nc" + " " * 99_000 + "d\n", "plan.yaml")
    assert time.process_time() - begun < 1


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
