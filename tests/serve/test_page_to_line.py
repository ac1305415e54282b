"""From the words of a page to the lines that they are written on, and back as a line is edited."""

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from facilitate.serve.current import read
from facilitate.serve.sources import edited
from facilitate.shipped import shipped
from tests.plans import PLAN, sharing, write_files, write_plan
from tests.serve.lines import FILES, Lines, Word, words_of
from tests.serve.opened import EVE, HOST, opened
from tests.serve.test_screens import words
from tests.write.pdf.opened import needs_poppler

READERS = ("people/gull-doctor", "facilitator")
"""A person's pages are their pair's and everybody's too."""
SAMPLED = 100
RIGHT = 90


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lines") / "p"
    write_files(folder, FILES)
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> TestClient:
    return opened(folder)


_LINK = re.compile(r'<a href="/room/text/([^"#]+)#line-(\d+)" aria-label="[^"]*" data-at=.*?</a>')
_RECT = re.compile(r'<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/>')
Spot = tuple[float, float, float, float, str, int]


def spots_of(page: str) -> Sequence[Sequence[Spot]]:
    """Return the rectangles of a page's sheets with their lines, in their order."""
    return [
        [
            (*map(float, rect), file, int(line))  # type: ignore[misc]  # four of them
            for link in _LINK.finditer(sheet)
            for file, line in [link.groups()]
            for rect in _RECT.findall(link[0])
        ]
        for sheet in page.split('<svg class="paper"')[1:]
    ]


def line_under(spots: Sequence[Spot], word: Word) -> tuple[str, int] | None:
    """Return the line to which a click on the middle of a word goes: the topmost link's."""
    for x, y, width, height, file, line in reversed(spots):
        if 0 <= word.x - x <= width and 0 <= word.y - y <= height:
            return file, line
    return None


Found = Mapping[str, Sequence[tuple[Word, tuple[str, int] | None]]]


@pytest.fixture(scope="module")
def found(client: TestClient, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The words of the pages that these readers get, each with the line to which it leads."""
    ways = [
        way
        for reader in READERS
        for way in re.findall(
            r'/(?:pages/1-springtide)/([^"?]+/[^"?]+)\?of=',
            client.get(f"pages/1-springtide/{reader}").text,
        )
    ]
    words = {}
    for way in dict.fromkeys(ways):
        sheets = spots_of(client.get(f"pages/1-springtide/{way}").text)
        pdf = client.get(f"pdf/1-springtide/{way}.pdf").content if sheets else b""
        read = words_of(pdf, tmp_path_factory.mktemp("pdf")) if sheets else ()
        words[way] = [(one, line_under(sheets[one.page], one)) for one in read]
    return words


@needs_poppler
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_of_100_words_of_the_pages_90_at_least_lead_to_the_line_they_are_written_on(
    found: Found, folder: Path, seed: int
) -> None:
    lines = Lines(folder)
    every = [
        (way, word.text, place)
        for way, some in found.items()
        for word, place in some
        if lines.knows(word.text)
    ]
    sample = random.Random(seed).sample(every, SAMPLED)
    wrong = [one for one in sample if one[2] is None or not lines.is_right(one[1], *one[2])]
    assert len(wrong) <= SAMPLED - RIGHT, wrong


@needs_poppler
@pytest.mark.parametrize(
    ("way", "word", "file", "line"),
    [
        ("people/gull-doctor/berth-ticket", "Odette", "programme.yaml", "doctor: Odette Larkspur"),
        (
            "people/gull-doctor/berth-ticket",
            "lifejacket",
            "templates/sheets/berth-ticket.md",
            "Ask",
        ),
        ("people/gull-doctor/berth-ticket", "porthole", "templates/sheets/berth-ticket.md", "and"),
        (
            "people/gull-doctor/berth-ticket",
            "boatswain",
            "templates/sheets/berth-ticket.md",
            "foot",
        ),
        (
            "people/gull-doctor/berth-ticket",
            "crossbeam",
            "templates/sheets/berth-ticket.md",
            "| {{",
        ),
        ("facilitator/run-sheet", "oilskins", "agendas/1-springtide.yaml", "title: Kettles"),
        ("facilitator/run-sheet", "barometer", "agendas/1-springtide.yaml", "notes: Bring"),
        ("facilitator/run-sheet", "Marigold", "programme.yaml", "exec: {name: Marigold"),
        ("facilitator/run-sheet", "flicker", "exercises/lanterns-across.yaml", "- 15m Signal"),
        ("facilitator/run-sheet", "Bystanders", "exercises/lanterns-across.yaml", "- Bystanders"),
        ("facilitator/run-sheet", "crossing", "exercises/lanterns-across.yaml", "short: Leave"),
        (
            "people/gull-doctor/joining-letter",
            "Harbourlight",
            "programme.yaml",
            "programme: Harbourlight",
        ),
    ],
)
def test_a_word_leads_to_its_very_line(
    found: Found, folder: Path, way: str, word: str, file: str, line: str
) -> None:
    place = next(place for one, place in found[way] if one.text == word)
    assert place is not None
    assert place[0] == file
    assert line in (folder / file).read_text(encoding="utf-8").split("\n")[place[1] - 1]


def test_a_result_leads_to_where_the_template_puts_it_in(client: TestClient) -> None:
    page = client.get("pages/1-springtide/pairs/tern/pair-results").text
    lines = client.get("text/shipped templates/handouts/pair-results.md").text.split("<li ")
    linked = {line for _, _, _, _, file, line in spots_of(page)[0] if "pair-results" in file}
    assert any("findings.strip" in lines[line + 1] for line in linked)


def test_a_text_of_ours_says_where_to_say_it_otherwise(client: TestClient) -> None:
    for file in ("templates/sheets/run-sheet.md", "exercises/role-negotiation.yaml"):
        page = client.get(f"text/shipped {file}").text
        assert f"copy it to <code>{file}</code>" in page
    own = client.get("text/templates/sheets/berth-ticket.md").text
    assert "As it lies on your disk." in own


def test_what_is_private_is_linked_nowhere_and_shown_nowhere(tmp_path: Path) -> None:
    client = opened(write_plan(tmp_path / "p"))
    page = client.get("pages/plan/people/crisis-doctor/own-results").text
    assert "<svg" in page
    assert "private/" not in page
    assert client.get("text/private/sharing.yaml").status_code == 404


def test_a_picture_is_of_a_page_of_the_day_and_holds_no_link_of_its_own(client: TestClient) -> None:
    way = "people/gull-doctor/berth-ticket"
    answer = client.get(f"picture/1-springtide/1/{way}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<a " not in answer.text
    assert "at:" not in answer.text
    for other in (f"2/{way}", f"0/{way}", "1/people/gull-doctor/nothing", "1/../plan"):
        assert client.get(f"picture/1-springtide/{other}.svg").status_code in {403, 404}


def test_words_that_look_like_html_or_an_address_are_words(tmp_path: Path) -> None:
    name = "<img src=x> \"&' written-at:/etc/passwd:1"
    plan = PLAN.replace("Dr Ada Quartz", f"'{name.replace(chr(39), chr(39) * 2)}'")
    client = opened(write_plan(tmp_path / "p", plan=plan))
    page = client.get("pages/plan/people/crisis-doctor/name-tent").text
    assert "<img" not in page
    assert "passwd#line" not in page
    assert {file for sheet in spots_of(page) for *_, file, _ in sheet} == {
        "plan.yaml",
        "shipped templates/sheets/name-tent.md",
    }


def test_the_line_that_was_edited_is_told_with_the_one_its_value_begins_on(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    write_files(folder, FILES)
    before = read(folder, sample=True, today=EVE)

    def told(file: str, old: str, new: str) -> Sequence[str]:
        write_files(folder, FILES, file, old, new)
        found = edited(before, read(folder, before, sample=True, today=EVE))
        write_files(folder, FILES)
        return found

    assert told("programme.yaml", "every lookout writes", "every boy writes") == [
        "programme.yaml:8",
        "programme.yaml:5",
    ]
    day = "agendas/1-springtide.yaml"
    assert told(day, "  - feedback: 10m\n", "  - feedback: 10m\n    title: Last word\n") == [
        f"{day}:33"
    ]
    page = "templates/sheets/berth-ticket.md"
    assert told(page, "the porthole", "a porthole") == [f"{page}:13"]
    own = "exercises/lanterns-across.yaml"
    assert told(own, "time: 30m", "time: 35m") == [f"{own}:13"]


# ------------------------------------------------------------------------- pages of one's own


def test_a_page_of_ones_own_stands_beside_its_text_with_one_readers_values(
    client: TestClient,
) -> None:
    way = "text/templates/sheets/berth-ticket.md"
    page = client.get(f"{way}?of=people/tern-manager/berth-ticket").text
    said = words(page)
    assert '<option value="people/tern-manager/berth-ticket" selected>tern-manager' in page
    assert "<dt><code>person.name</code></dt><dd>Beatrix Sorrel</dd>" in page
    assert "<dt><code>day.start</code></dt><dd>09:30, by | clock</dd>" in page
    assert "<dt><code>pair.members</code></dt><dd>a list of 2, by for … in</dd>" in page
    assert "picture/1-springtide/1/people/tern-manager/berth-ticket.svg" in page
    assert "Odette Larkspur" not in said.partition("What it may ask for")[2]


def test_a_page_asks_for_nothing_that_its_reader_may_not_see(tmp_path: Path) -> None:
    choices = sharing(crisis_doctor="group only")
    client = opened(write_plan(tmp_path / "p", choices=choices))
    page = client.get("text/shipped templates/handouts/pair-results.md").text
    values = page.partition("What it may ask for")[2]
    assert "<code>findings." in values
    for other in ("Dr Cleo Beryl", "Dan Jasper", "group only"):
        assert other not in values


def test_a_fault_of_a_page_stands_at_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    file = "templates/sheets/berth-ticket.md"
    write_files(folder, FILES, file, "{{ person.service }}", "{{ person.servise }}")
    page = opened(folder).get(f"text/{file}").text
    line = page.partition('<li id="line-12"')[2].partition('<li id="line-13"')[0]
    assert "servise" in words(line).partition("Mend")[2]


def test_a_text_of_ours_is_copied_into_the_programme_and_taken_back(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    client = opened(folder)
    text = (shipped("templates") / "sheets/name-tent.md").read_bytes()

    def copied(file: str) -> Response:
        return client.post("own", data={"file": file}, headers={"origin": HOST})

    answer = copied("shipped templates/sheets/name-tent.md")
    assert answer.url.path == "/room/text/templates/sheets/name-tent.md"
    own = folder / "templates/sheets/name-tent.md"
    assert own.read_bytes() == text
    assert "As it lies on your disk." in answer.text
    other = folder / "templates/sheets/envelope.md"
    other.write_text("mine", encoding="utf-8")
    assert copied("shipped templates/sheets/envelope.md").status_code == 409
    assert other.read_text(encoding="utf-8") == "mine"
    client.post("step/undo", headers={"origin": HOST})
    assert not own.exists()
    for name in ("plan.yaml", "shipped templates/../../x.md", "private/sharing.yaml"):
        assert copied(name).status_code == 404
