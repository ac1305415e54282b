"""A canary in every personal field, and every command: each sings where it may and nowhere else."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.cli.a_terminal import run
from tests.pipeline.test_canaries import QUIET, canary, heard, people, reader_of, write

NOWHERE = ("phone", "note", "identity", "listed", "example")
"""Fields whose words are for nobody's page: telephones, who is behind a code, notes for coding."""
ANSWERED = ("anything", "list", "voice", "again")
"""What was answered or said and is counted, or waits to be cleared."""
NEEDED = ("need", "diet", "interpreter")
FOR_PARTNER = ("partner",)
CONFIDED = (*NOWHERE, "email", *ANSWERED, *NEEDED, *FOR_PARTNER, "tie")

CODEBOOK = """format: 1
codes:
  yard: {{name: The yard, means: Who waits for whom, example: {}}}
"""
SURVEY = (
    "Response ID,E-mail,Your post,We can rely on each other,I expect to be let down,Anything else?"
)


def confided(folder: Path) -> Path:
    """Write the programme of canaries with the private files that it does not have yet."""
    write(folder, QUIET)
    private = folder / "private"
    plan = folder / "plan.yaml"
    text = plan.read_text("utf-8").replace("2027-02-12}", "2027-02-12, repeat: 2027-03-01}")
    plan.write_text(text, encoding="utf-8")
    answers = (private / "stock-takes" / "baseline.answers.csv").read_text("utf-8")
    again = re.sub(r"kz(\w+?)(List|Anything)zk", r"kz\1Againzk", answers)
    access, contacts, identities = (
        "format: 1\naccess:\n",
        "format: 1\ncontacts:\n",
        "format: 1\ncodes:\n",
    )
    survey = [SURVEY]
    for number, one in enumerate(people()):
        need, diet, sign = (canary(one, field) for field in NEEDED)
        access += f"  {one}: {{needs: [{need}], diet: {diet}, interpreter: {sign}}}\n"
        email, phone, note = (canary(one, field) for field in ("email", "phone", "note"))
        contacts += f"  {one}: {{email: {email}@example.org, phone: {phone}, notes: {note}}}\n"
        identities += f"  v{number}: {canary(one, 'identity')}\n"
        survey.append(f"R{number},{email}@example.org,{one},4,2,{canary(one, 'anything')}")
    for name, words in {
        "stock-takes/repeat.answers.csv": again,
        "stock-takes/survey.csv": "\n".join(survey) + "\n",
        "access.yaml": access,
        "contacts.yaml": contacts,
        "identities.yaml": identities,
        "identity-words.txt": "\n".join(canary(one, "listed") for one in people()) + "\n",
        "codebook.yaml": CODEBOOK.format(canary("crisis", "example")),
    }.items():
        (private / name).write_text(words, encoding="utf-8")
    for path in (private, *private.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return folder


def words_of(*fields: str) -> set[str]:
    """Return the canaries of these fields, everybody's."""
    return {canary(one, field) for one in (*people(), "crisis") for field in fields}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Path, str]]:
    """What each command printed, with the folder in which all of them wrote."""
    folder = confided(tmp_path_factory.mktemp("confided") / "p")
    out, survey = folder / "out", folder / "private" / "stock-takes" / "survey.csv"
    commands: dict[str, tuple[object, ...]] = {
        "check": ("check", folder),
        "check as data": ("check", folder, "--json"),
        "build": ("--debug", "build", folder),
        "build as data": ("--debug", "build", folder, "--json"),
        "report": ("report", folder, "--json"),
        "replan": ("replan", folder, "--now", "9:55", "--json"),
        "schedule": ("schedule", folder),
        "notice": ("audit", "notice", folder, "--out", out / "notice"),
        "form": ("audit", "form", folder, "--out", out / "form"),
        "show": ("audit", "show", folder),
        "suggest": ("suggest", folder),
        "verify": ("verify", folder),
        "import": ("--debug", "audit", "import", survey),
        "import as data": ("audit", "import", survey, "--json"),
    }
    return {name: (folder, run(*words).output) for name, words in commands.items()}


@pytest.fixture(scope="module")
def singing(said: Mapping[str, tuple[Path, str]]) -> Mapping[str, set[str]]:
    """The canaries that sing in each file that any command made, by its path in `out/`."""
    out = said["build"][0] / "out"
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {name: heard(path.read_bytes()) for name, path in sorted(files.items())}


def outside(singing: Mapping[str, set[str]], words: set[str], *may: str) -> Iterator[str]:
    """Yield the files in which one of the words sings, but for those of these readers."""
    for path, found in singing.items():
        inside = path.partition("/")[2].removeprefix("print/own/").removeprefix("send/")
        if found & words and not {reader_of(inside), re.split(r"[/.]", inside)[0]} & {*may}:
            yield path


def test_every_command_made_its_files(singing: Mapping[str, set[str]]) -> None:
    tops = {path.split("/")[0] for path in singing}
    assert tops == {"plan", "report", "notice", "form"}
    assert "plan/now/run-sheet-now.pdf" in singing
    where = {path for path, words in singing.items() if canary("crisis-doctor", "need") in words}
    assert where == {
        "plan/facilitator/needs-sealed.pdf",
        "plan/facilitator/packing-list.pdf",
        "plan/facilitator/run-sheet.pdf",
        "plan/print/own/facilitator.pdf",
    }


def test_what_is_for_no_page_stands_on_none(singing: Mapping[str, set[str]]) -> None:
    assert list(outside(singing, words_of(*NOWHERE, *ANSWERED))) == []


def test_an_address_stands_on_ones_own_message_and_on_the_list_of_who_sends_them(
    singing: Mapping[str, set[str]],
) -> None:
    for one in people():
        where = {path for path, words in singing.items() if canary(one, "email") in words}
        assert where == {f"plan/send/{one}/message.txt", "plan/send/tick-list.csv"}


def test_needs_are_for_the_person_and_the_facilitator_not_for_the_partner(
    singing: Mapping[str, set[str]],
) -> None:
    for one in people():
        words = {canary(one, field) for field in NEEDED}
        assert list(outside(singing, words, one, "facilitator")) == []


def test_whom_somebody_turns_to_is_for_that_person_alone(singing: Mapping[str, set[str]]) -> None:
    for one in people():
        assert list(outside(singing, {canary(one, "tie")}, one)) == []


def test_a_line_for_the_partner_is_on_nobody_elses_sheet_not_even_the_writers(
    singing: Mapping[str, set[str]],
) -> None:
    for one in people():
        pair, role = one.split("-")
        partner = f"{pair}-{'manager' if role == 'doctor' else 'doctor'}"
        assert list(outside(singing, {canary(one, "partner")}, partner)) == []


def test_the_two_of_a_pair_read_nothing_confided_of_each_other_but_that_line(
    singing: Mapping[str, set[str]],
) -> None:
    confided_words = tuple(field for field in CONFIDED if field != "partner")
    found = set()
    for path, words in singing.items():
        reader = reader_of(path.partition("/")[2])
        others = {canary(one, f) for one in people() if one != reader for f in confided_words}
        if reader and words & others:
            found.add(path)
    assert found == set()


def test_no_command_says_a_word_of_what_was_confided(
    said: Mapping[str, tuple[Path, str]],
) -> None:
    words = words_of(*CONFIDED)
    assert {name: heard(text.encode()) & words for name, (_, text) in said.items()} == {
        name: set() for name in said
    }
    assert all(text for _, text in said.values())


def test_no_name_of_a_file_or_line_of_a_manifest_holds_a_canary(
    said: Mapping[str, tuple[Path, str]], singing: Mapping[str, set[str]]
) -> None:
    out = said["build"][0] / "out"
    names = "\n".join(path.relative_to(out).as_posix() for path in out.rglob("*"))
    assert heard(names.encode()) == set()
    assert {path for path in singing if path.endswith(".json") and singing[path]} == set()


SLIPS = {
    "a bracket": lambda line: f"{line} [",
    "a lost end": lambda line: line[: len(line) * 3 // 4],
    "a wrong key": lambda line: re.sub(r"(\w+):", r"x\1:", line),
    "too deep": lambda line: f"   {line}",
    "a list": lambda line: re.sub(r": (kz\S+?)([,}]|$)", r": [[\1]]\2", line),
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize(
    "name", ["access.yaml", "contacts.yaml", "sharing.yaml", "stock-takes/baseline.answers.csv"]
)
def test_no_slip_in_a_private_file_makes_a_message_sing(
    tmp_path: Path, name: str, slip: str
) -> None:
    folder = confided(tmp_path / "p")
    path = folder / "private" / name
    lines = path.read_text("utf-8").splitlines()
    lines[2] = SLIPS[slip](lines[2])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = run("--debug", "check", folder).output + run("check", folder, "--json").output
    assert heard(told.encode()) & words_of(*CONFIDED) == set()
