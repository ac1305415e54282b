"""A canary in every field of every pair, and a whole day built: none sings in a foreign file."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.pipeline.reading import everything

PAIRS = ("crisis", "rehab", "acute")
ROLES = ("doctor", "manager")
OPEN = ("service", "site", "challenge", "watchfor", "name", "title", "action")
"""What the organiser wrote of a pair: for the pair, and for whoever plans or stands behind it."""
NOBODYS = ("anything", "list", "tie")
"""What one person alone wrote in an answer."""
OWN = ("diet", "interpreter")
"""What is for the person and the facilitator."""


def canary(where: str, field: str) -> str:
    """Return a word that stands nowhere else: of a pair or a person, and of one field."""
    return "kz" + where.replace("-", "").title() + field.title() + "zk"


def plan_text(agenda: str) -> str:
    lines = [
        "format: 1",
        "title: A day",
        "date: 2027-03-09",
        "start: 9:30",
        "minimum group: 5",
        "stock takes: {baseline: 2027-02-12}",
        "sponsors: {exec: Sasha Exec}",
        "contact: Pat Nobody",
        "pairs:",
    ]
    for pair in PAIRS:
        lines.append(f"  {pair}:")
        keys = (("service", ""), ("site", ""), ("challenge", ""), ("watch for", ""))
        lines += [f"    {key}: {canary(pair, key.replace(' ', ''))}" for key, _ in keys]
        for role in ROLES:
            person = f"{pair}-{role}"
            words = f"name: {canary(person, 'name')}, title: {canary(person, 'title')}"
            lines.append(f"    {role}: {{{words}}}")
    return "\n".join(lines) + "\nagenda:\n" + agenda


QUESTIONS = """format: 1
dimensions:
  - id: trust
    name: Trust
    themes: [trust]
    items:
      - {id: trust-1, text: We can rely on each other}
      - {id: trust-2, text: I expect to be let down, reverse: yes}
lists: [{id: helps, text: What helps?}]
ties: [{id: advice, text: Whom do you ask?}]
comments: [{id: partner, text: A line for your partner}, {id: anything, text: Anything else?}]
"""

QUIET = """  - arrive: 15m
  - actions: 10m
  - exercise: mission-nine-whys
  - exercise: audit-pair-reading
  - exercise: role-negotiation
  - feedback: 10m
"""

WATCHING = """  - arrive: 15m
  - exercise: audit-pair-reading
  - exercise: observe-pair-to-pair
  - feedback: 10m
"""


def people() -> list[str]:
    return [f"{pair}-{role}" for pair in PAIRS for role in ROLES]


def write(folder: Path, agenda: str) -> Path:
    """Write a plan in which every field of every pair holds a canary."""
    takes = folder / "private" / "stock-takes"
    takes.mkdir(parents=True)
    (folder / "plan.yaml").write_text(plan_text(agenda), encoding="utf-8")
    (folder / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    rows = [
        "person,pair,role,trust-1,trust-2,list:helps,tie:advice,comment:partner,comment:anything"
    ]
    sharing, access, actions = ["format: 1", "sharing:"], ["format: 1", "access:"], []
    for number, person in enumerate(people()):
        pair, role = person.split("-")
        words = [canary(person, field) for field in ("list", "tie", "partner", "anything")]
        rows.append(f"{person},{pair},{role},{number % 5 + 1},{3 - number % 3},{','.join(words)}")
        choice = "sharing: both partners, line for partner: yes, being observed: yes"
        sharing.append(f"  {person}: {{{choice}, type letters: yes, letters: INTJ}}")
        diet, sign = canary(person, "diet"), canary(person, "interpreter")
        access.append(f"  {person}: {{diet: {diet}, interpreter: {sign}}}")
    actions += [f"  - {{id: a-{one}, who: {one}, what: {canary(one, 'action')}}}" for one in PAIRS]
    voices = [f"v{n},trust,{canary(one, 'voice')},no" for n, one in enumerate(people())]
    (takes / "baseline.answers.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (takes / "voices.csv").write_text(
        "\n".join(["code,theme,words,cleared", *voices]) + "\n", encoding="utf-8"
    )
    for name, lines in (("sharing", sharing), ("access", access)):
        (folder / "private" / f"{name}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = "\n".join(["format: 1", "actions:", *actions]) + "\n"
    (folder / "actions.yaml").write_text(text, encoding="utf-8")
    return folder


def built(folder: Path) -> dict[str, set[str]]:
    """Build a plan and return the canaries that sing in each file, by its path."""
    found = build(folder, Options(singles=True))
    assert [fault.message for fault in found.faults if fault.severity == "error"] == []
    day = folder / "out" / "plan"
    return {
        path.relative_to(day).as_posix(): heard(path.read_bytes())
        for path in sorted(day.rglob("*"))
        if path.is_file()
    }


def heard(data: bytes) -> set[str]:
    return set(re.findall(r"kz[A-Z][A-Za-z]*?zk", "".join(everything(data).split())))


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """A day on which nobody watches anybody."""
    return built(write(tmp_path_factory.mktemp("quiet") / "p", QUIET))


@pytest.fixture(scope="module")
def watching(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """A day on which pairs watch each other."""
    return built(write(tmp_path_factory.mktemp("watching") / "p", WATCHING))


def reader_of(path: str) -> str:
    """Return the pair or person in whose hands a file ends, or empty words."""
    found = re.match(r"(?:print/(?:shop|own)/)?(?:pairs|people)/([a-z-]+)", path)
    return found[1] if found else ""


def foreign_to(reader: str, singing: set[str], fields: tuple[str, ...]) -> set[str]:
    """Return the canaries of these fields that are of another pair than the reader's."""
    pair = reader.partition("-")[0]
    words = {
        canary(where, field)
        for other in PAIRS
        if other != pair
        for where in (other, f"{other}-doctor", f"{other}-manager")
        for field in fields
    }
    return singing & words


ALL = (*OPEN, *NOBODYS, *OWN, "partner", "voice")


def test_the_canaries_are_there_to_be_heard(quiet: Mapping[str, set[str]]) -> None:
    assert canary("crisis", "service") in quiet["pairs/crisis/pair.pptx"]
    assert canary("crisis", "service") in quiet["pairs/crisis/pair-results.pdf"]
    assert canary("crisis-doctor", "name") in quiet["print/shop/tent/name-tent.pdf"]
    assert canary("crisis-manager", "partner") in quiet["people/crisis-doctor/own-results.pdf"]
    assert canary("crisis-doctor", "diet") in quiet["people/crisis-doctor/joining-letter.docx"]


def test_no_file_of_a_pair_or_its_people_holds_a_canary_of_another_pair(
    quiet: Mapping[str, set[str]],
) -> None:
    found = {
        path: foreign_to(reader_of(path), quiet[path], ALL) for path in quiet if reader_of(path)
    }
    assert len(found) > 3 * len(PAIRS)
    assert {path: words for path, words in found.items() if words} == {}


def test_whom_one_watches_brings_in_what_the_organiser_wrote_and_nothing_else(
    watching: Mapping[str, set[str]],
) -> None:
    kept = ("site", "title", "action", *NOBODYS, *OWN, "partner", "voice")
    found = {p: foreign_to(reader_of(p), watching[p], kept) for p in watching if reader_of(p)}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize("day", ["quiet", "watching"])
def test_answers_of_one_person_and_words_that_were_not_cleared_stand_nowhere(
    day: str, request: pytest.FixtureRequest
) -> None:
    files: Mapping[str, set[str]] = request.getfixturevalue(day)
    words = {canary(one, field) for one in people() for field in ("anything", "list", "voice")}
    assert {path: singing & words for path, singing in files.items() if singing & words} == {}


@pytest.mark.parametrize("day", ["quiet", "watching"])
def test_a_line_for_the_partner_stands_on_the_partners_private_sheets_alone(
    day: str, request: pytest.FixtureRequest
) -> None:
    files: Mapping[str, set[str]] = request.getfixturevalue(day)
    for pair in PAIRS:
        for writer, reader in (("doctor", "manager"), ("manager", "doctor")):
            line = canary(f"{pair}-{writer}", "partner")
            where = {path for path, singing in files.items() if line in singing}
            assert {reader_of(path) for path in where} == {f"{pair}-{reader}"}


@pytest.mark.parametrize("day", ["quiet", "watching"])
def test_what_a_person_needs_stands_on_own_papers_and_the_facilitators(
    day: str, request: pytest.FixtureRequest
) -> None:
    files: Mapping[str, set[str]] = request.getfixturevalue(day)
    for person in people():
        words = {canary(person, field) for field in OWN}
        where = {path for path, singing in files.items() if singing & words}
        assert {p for p in where if reader_of(p) != person and "facilitator" not in p} == set()


def test_the_manifest_holds_nobodys_words(quiet: Mapping[str, set[str]]) -> None:
    assert quiet["manifest.json"] == set()


def test_a_person_called_like_a_part_of_a_file_ends_nobodys_build(tmp_path: Path) -> None:
    names = ("Max", "Mark", "Page", "Title", "Georgia", "Normal")
    pairs = [
        f"  {pair}: {{service: {pair}, doctor: {names[2 * at]}, manager: {names[2 * at + 1]}}}"
        for at, pair in enumerate(PAIRS)
    ]
    plan = ["format: 1", "title: A day", "date: 2027-03-09", "start: 9:30", "pairs:", *pairs]
    plan += ["agenda:", "  - arrive: 15m", "  - exercise: role-negotiation", "  - feedback: 10m"]
    (tmp_path / "plan.yaml").write_text("\n".join(plan), encoding="utf-8")
    built = build(tmp_path, Options(only=("crisis",)))
    assert [fault.code for fault in built.faults if fault.severity == "error"] == []
    assert built.days
