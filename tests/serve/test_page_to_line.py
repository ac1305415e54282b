"""From the words of a page to the lines that they are written on, and back as a line is edited."""

import random
import re
from collections.abc import Mapping, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from facilitate.serve.first_screen import changed_lines
from facilitate.serve.latest_reading import read
from facilitate.shipped import shipped
from tests.plans import ANSWERS, PLAN, sharing, write_files, write_plan
from tests.serve.lines import FILES, Lines, Word, words_of
from tests.serve.opened import EVE, HOST, opened
from tests.serve.test_screens import words
from tests.write.pdf.opened import needs_poppler

READERS = ("people/gull-doctor", "facilitator", "coaches/pilot", "sponsors/exec")
"""A person's pages are their pair's and everybody's too."""
SAMPLED = 100
RIGHT = 97


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lines") / "p"
    write_files(folder, FILES)
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> TestClient:
    return opened(folder)


_WAY = r'<a href="/room/text/([^"#?]+)[#?]line[-=](\d+)"'
_LINK = re.compile(_WAY + ' aria-label="[^"]*" data-at=.*?</a>')
_RECT = re.compile(r'<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/>')
Spot = tuple[float, float, float, float, str, int]


def spots_of(page: str) -> Sequence[Sequence[Spot]]:
    """Return the rectangles of a page's sheets with their lines, in their order."""
    return [
        [
            (*map(float, rect), unquote(file), int(line))  # type: ignore[misc]  # four of them
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
def test_of_100_words_of_the_pages_97_at_least_lead_to_the_line_they_are_written_on(
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


PROGRAMME = "programme.yaml"
DAY = "agendas/1-springtide.yaml"
EXERCISE = "exercises/lanterns-across.yaml"
OWN = "templates/sheets/berth-ticket.md"
WORDS = "shipped words/en-GB.yaml"
ASKED = "shipped questions.yaml"
CARD = "shipped templates/sheets/coaching-card.md"
TENT = "shipped templates/sheets/name-tent.md"
COACHING = "shipped templates/parts/coaching-session.md"

LEADS_TO = {
    "people/gull-doctor/berth-ticket": [
        ("Odette", PROGRAMME, "doctor: Odette Larkspur"),
        ("lifejacket", OWN, "Ask"),
        ("porthole", OWN, "and"),
        ("boatswain", OWN, "foot"),
        ("crossbeam", OWN, "| {{"),
        ("Whistle", OWN, "{% set rules"),
        ("rescue", PROGRAMME, "service: Gull"),
        ("Fallowfield", PROGRAMME, "contact:"),
    ],
    "facilitator/run-sheet": [
        ("oilskins", DAY, "title: Kettles"),
        ("barometer", DAY, "notes: Bring"),
        ("Marigold", PROGRAMME, "exec: {name: Marigold"),
        ("flicker", EXERCISE, "- 15m Signal"),
        ("Bystanders", EXERCISE, "- Bystanders"),
        ("crossing", EXERCISE, "short: Leave"),
        ("Tuesday", DAY, "date: 2027-03-09"),
        ("Break", DAY, "- break: 15m"),
        ("attic", DAY, "room: Sailmaker"),
        ("Chowder", DAY, "title: Chowder"),
        ("lantern", EXERCISE, "- {what: shuttered lantern"),
        ("shortened", WORDS, "break: Never"),
        ("page", WORDS, "page: "),
    ],
    "people/gull-doctor/joining-letter": [
        ("Harbourlight", PROGRAMME, "programme: Harbourlight"),
        ("Ottoline", PROGRAMME, "pilot: {name: Ottoline"),
    ],
    "pairs/gull/pair-results": [
        ("Hester", PROGRAMME, "speak up: Hester"),
        ("Respect", ASKED, "name: Respect"),
        ("exception", WORDS, "title: What stays"),
    ],
    "people/gull-doctor/name-tent": [("skipper", PROGRAMME, "roles: {doctor: skipper")],
    "facilitator/impact-contract": [
        ("frayed", PROGRAMME, "- measure: Ropes"),
        ("Splicing", PROGRAMME, "source: Splicing"),
        ("fortnight", PROGRAMME, "unit: a"),
        ("performance", PROGRAMME, "kind: performance"),
        ("repainted", PROGRAMME, "- {what: Lighthouse"),
        ("Tern", PROGRAMME, "tern: {service: Tern"),
    ],
    "coaches/pilot/coach-brief": [
        ("Sedge", PROGRAMME, "pilot: {name: Ottoline"),
        ("Odette", PROGRAMME, "doctor: Odette"),
        ("harmed", WORDS, "exception: If"),
        ("April", PROGRAMME, "gull-doctor: [2027-04-06"),
    ],
    "coaches/pilot/coach-sessions": [
        ("heart", COACHING, '"Which three figures'),
    ],
    "sponsors/exec/sponsor-page": [
        ("foghorn", PROGRAMME, "- {sponsor: exec"),
    ],
    "sponsors/exec/sponsor-tent": [
        ("moorings", PROGRAMME, "exec: {name: Marigold"),
    ],
    "sponsors/exec/sponsor-results": [
        ("Challenge", ASKED, "name: Challenge"),
    ],
    "people/gull-doctor/coaching-card": [("collected", CARD, "foot: ")],
    "facilitator/packing-list": [
        ("tent", TENT, "title: "),
        ("shuttered", EXERCISE, "- {what: shuttered lantern"),
    ],
    "facilitator/client-agreement": [
        ("Saltmarsh", PROGRAMME, "client: Saltmarsh"),
    ],
    "facilitator/lectern": [
        ("Kettles", DAY, "title: Kettles"),
    ],
}
"""Made by hand: on which page a word stands, and how the line begins to which it leads."""


@needs_poppler
@pytest.mark.parametrize(
    ("way", "word", "file", "line"),
    [(way, *leads) for way, some in LEADS_TO.items() for leads in some],
)
def test_a_word_leads_to_its_very_line(
    found: Found, folder: Path, way: str, word: str, file: str, line: str
) -> None:
    place = next(place for one, place in found[way] if one.text == word)
    assert place is not None
    assert place[0] == file
    assert Lines(folder).lines(file)[place[1] - 1].strip().startswith(line)


def deck_words(page: str) -> Sequence[tuple[str, tuple[str, int] | None]]:
    """Return the words of a deck's slides, each with the line to which it leads."""
    found: list[tuple[str, tuple[str, int] | None]] = []
    for written in re.findall(r"<text[^>]*>(.*?)</text>", page, re.DOTALL):
        for way, line, inside, bare in re.findall(_WAY + r"[^>]*>(.*?)</a>|(<tspan.*)", written):
            words = unescape(re.sub("<[^>]+>", "", inside or bare)).split()
            found += [(word, (unquote(way), int(line)) if way else None) for word in words]
    return found


def test_every_word_of_a_deck_leads_to_a_line(client: TestClient, folder: Path) -> None:
    every = deck_words(client.get("pages/1-springtide/group/group").text)
    assert len(every) > 500
    assert [word for word, place in every if place is None] == []
    where = {word: place for word, place in reversed(every) if place}
    said = [word for word, _ in every]
    begins = next(at for at in range(len(said)) if said[at : at + 2] == ["Ropes", "frayed:"])
    ends = said.index("logbook,", begins) + 4
    measure = [
        (word, Lines(folder).lines(PROGRAMME)[place[1] - 1].strip())
        for word, place in every[begins:ends]
        if place and place[0] == PROGRAMME
    ]
    assert measure == [
        *[(word, "- measure: Ropes frayed") for word in ("Ropes", "frayed:")],
        *[("11", "baseline: 11"), ("8", "counts: {2027-03-05: 8}"), ("5", "aim: 5")],
        *[("A", "unit: a fortnight"), ("fortnight;", "unit: a fortnight")],
        *[(word, "source: Splicing logbook") for word in ("Splicing", "logbook,")],
        *[(word, "counts: {2027-03-05: 8}") for word in ("5", "March", "2027.")],
    ]
    for word, file, line in (
        ("Springtide", DAY, "title: Springtide"),
        ("murmuring", EXERCISE, "- 5m Agree"),
        ("estuary", EXERCISE, "name: Lanterns across"),
        ("weathervane", DAY, "why: So that nobody blames"),
    ):
        assert where[word][0] == file, word
        assert Lines(folder).lines(file)[where[word][1] - 1].strip().startswith(line)


WIDE = 300
"""In points: more than the name of a theme takes."""


def test_a_mark_of_a_chart_leads_to_the_theme_that_it_is_about(
    client: TestClient, folder: Path
) -> None:
    page = client.get("pages/1-springtide/pairs/tern/pair-results").text
    asked = Lines(folder).lines(ASKED)
    spots = (spot for spot in spots_of(page)[0] if spot[4] == ASKED and spot[2] > WIDE)
    wide = {asked[line - 1].strip() for *_, line in spots}
    assert {"name: Trust", "name: Respect", "name: Challenge"} <= wide


def test_a_text_of_ours_says_where_to_say_it_otherwise(client: TestClient) -> None:
    for file in ("templates/sheets/run-sheet.md", "exercises/role-negotiation.yaml"):
        page = client.get(f"text/shipped {file}").text
        assert f"copy it to <code>{file}</code>" in page
    own = client.get("text/templates/sheets/berth-ticket.md").text
    assert "As it lies on your disk." in own


def test_fixed_words_say_that_they_are_said_otherwise_on_a_page_of_ones_own(
    client: TestClient,
) -> None:
    page = words(client.get(f"text/{WORDS}").text)
    assert "no file of yours takes their place" in page
    assert "Copy it into my programme" not in page


def test_a_file_whose_name_has_signs_of_addresses_is_found_by_its_links(tmp_path: Path) -> None:
    odd, part = "agendas/März 50% #1?.yaml", "templates/parts/Tau #2?.md"
    plan = FILES[PROGRAMME].replace(DAY, f'"{odd}"')
    write_files(tmp_path / "p", {**FILES, PROGRAMME: plan, odd: FILES[DAY], part: "Coil it.\n"})
    client = opened(tmp_path / "p")
    page = client.get("").text
    ways = re.findall(r'href="(/room/[^"#]*%231[^"]*)"', page)
    assert [way for way in ways if client.get(way.removeprefix("/room/")).status_code != 200] == []
    assert "/room/text/agendas/M%C3%A4rz%2050%25%20%231%3F.yaml#line-1" in ways
    assert not re.findall(r'(?:href|action)="[^"]*[ ?ä][^"]*"', page)
    text = client.get("text/templates/parts/Tau%20%232%3F.md").text
    assert "M206" in text


def test_words_of_a_file_with_an_and_sign_in_its_name_lead_to_it(tmp_path: Path) -> None:
    odd = "agendas/q&a.yaml"
    plan = FILES[PROGRAMME].replace(DAY, odd)
    write_files(tmp_path / "p", {**FILES, PROGRAMME: plan, odd: FILES[DAY]})
    page = opened(tmp_path / "p").get("pages/q%26a/facilitator/lectern").text
    assert odd in {file for *_, file, _ in spots_of(page)[0]}


def test_the_page_that_holds_a_line_is_found_a_readers_own_first(client: TestClient) -> None:
    def held(way: str, line: str) -> str:
        answer = client.get(f"holding/1-springtide/{way}", params={"at": line})
        return unquote(answer.json()["way"]) if answer.status_code == 200 else ""

    assert held("people/gull-doctor", f"{OWN}:14").endswith(
        "people/gull-doctor/berth-ticket?of=people/gull-doctor"
    )
    assert held("facilitator", f"{OWN}:14").endswith("people/gull-doctor/berth-ticket")
    assert held("facilitator", "programme.yaml:1") == ""


def test_what_is_private_is_linked_nowhere_and_shown_nowhere(tmp_path: Path) -> None:
    client = opened(write_plan(tmp_path / "p"))
    page = client.get("pages/plan/people/crisis-doctor/own-results").text
    assert "<svg" in page
    assert "private/" not in page
    assert client.get("text/private/sharing.yaml").status_code == 404


CODEBOOK = """format: 1
codes:
  hats:
    name: Whose hat it is
    means: Who speaks for whom, and who knows that
    example: Nobody prints this.
"""
SAID = [f"P{n:02},doctor,4,We swap hats on the stairs {n},hats,yes" for n in range(1, 10)]
VOICES = "\n".join(["informant,role,question,words,theme,cleared", *SAID])


def test_what_was_said_leads_to_its_line_in_private_which_stands_on_no_screen(
    tmp_path: Path,
) -> None:
    folder = write_plan(tmp_path / "p")
    (folder / "private/codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    (folder / "private/stock-takes/voices.csv").write_text(VOICES, encoding="utf-8")
    client = opened(folder)
    page = client.get("pages/plan/group/in-our-own-words").text
    voices, codebook = "private/stock-takes/voices.csv", "private/codebook.yaml"
    assert f'href="/room/text/{codebook}?line=4" aria-label="Line 4 of {codebook}"' in page
    assert f'href="/room/text/{codebook}?line=5" aria-label="Line 5 of {codebook}"' in page
    assert re.search(
        rf'href="/room/text/{voices}\?line=\d+" aria-label="Line \d+ of {voices}"', page
    )
    text = words(client.get(f"text/{codebook}?line=4").text)
    assert "written here, in line 4" in text
    assert "Nobody prints this" not in text
    assert "Who speaks" not in text
    assert client.get("text/private/sharing.yaml").status_code == 404
    assert opened(folder, sample=True).get(f"text/{codebook}?line=4").status_code == 404


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
        found = changed_lines(before, read(folder, before, sample=True, today=EVE))
        write_files(folder, FILES)
        return found

    assert told("programme.yaml", "every lookout writes", "every boy writes") == [
        "programme.yaml:8",
        "programme.yaml:5",
    ]
    day = "agendas/1-springtide.yaml"
    assert told(day, "  - feedback: 10m\n", "  - feedback: 10m\n    title: Last word\n") == [
        f"{day}:37"
    ]
    page = "templates/sheets/berth-ticket.md"
    assert told(page, "the porthole", "a porthole") == [f"{page}:14"]
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
    line = page.partition('<li id="line-13"')[2].partition('<li id="line-14"')[0]
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


def test_what_a_page_may_ask_for_is_told_while_it_asks_for_what_is_not_there(
    tmp_path: Path,
) -> None:
    write_files(tmp_path / "p", FILES, OWN, "{{ person.service }}", "{{ person.servise }}")
    page = words(opened(tmp_path / "p").get(f"text/{OWN}").text)
    assert "person has no 'servise'. Did you mean 'service'?" in page
    assert page.count("Mend first") == 1
    assert "No page comes of it yet" in page
    assert "person.service Gull rescue" in page


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (OWN, "{% endif %}\n", ""),
        (OWN, "for: each person", "for: each persn"),
        (OWN, "{% set rules", "{% sett rules"),
        (DAY, "exercise: action-commitment-round", "exercise: action-comitment-rund"),
        (DAY, "finish: 15:00", "finish: 5:00"),
    ],
)
def test_what_a_page_may_ask_for_is_told_with_an_error_in_it_or_elsewhere(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    write_files(tmp_path / "p", FILES, file, old, new)
    client = opened(tmp_path / "p")
    assert "Mend first" in words(client.get("").text)
    assert "person.service Gull rescue" in words(client.get(f"text/{OWN}").text)


def test_with_an_error_in_answers_nothing_is_told_of_what_a_page_may_ask_for(
    tmp_path: Path,
) -> None:
    client = opened(write_plan(tmp_path / "p", given=ANSWERS | {"acute-doctor": "often,3,2,2"}))
    assert "Mend first" in words(client.get("").text)
    page = client.get("text/shipped templates/handouts/pair-results.md")
    assert page.status_code == 200
    assert "What it may ask for" not in page.text
    assert "something of private/ is to mend first" in words(page.text)


def test_without_a_reader_in_its_head_a_page_is_told_what_every_page_may_ask_for(
    tmp_path: Path,
) -> None:
    write_files(tmp_path / "p", FILES, OWN, "for: each person\n", "")
    page = words(opened(tmp_path / "p").get(f"text/{OWN}").text)
    assert "Its head does not say for whom it is" in page
    assert "programme.name Harbourlight exchange" in page
    assert "person.service Gull" not in page


def test_a_part_and_a_page_that_nobody_gets_say_why_no_page_stands_beside_them(
    client: TestClient,
) -> None:
    part = words(client.get("text/shipped templates/parts/coaching-session.md").text)
    assert "This is put into other pages" in part
    assert "programme.name Harbourlight exchange" in part
    unused = words(client.get("text/shipped templates/sheets/shadowing-notes.md").text)
    assert "Nobody gets this page on any day of the plan." in unused
    paper = words(client.get("text/shipped templates/papers/privacy-notice.md").text)
    assert "What it may ask for" not in paper


def test_while_the_plan_cannot_be_read_as_a_whole_its_files_are_shown_with_what_to_mend(
    tmp_path: Path,
) -> None:
    write_files(tmp_path / "p", FILES, DAY, "date: 2027-03-09\n", "")
    client = opened(tmp_path / "p")
    assert f'href="/room/text/{DAY}#line-1"' in client.get("").text
    shown = words(client.get(f"text/{DAY}").text)
    assert "Mend first" in shown
    assert "Chowder by the slipway" in shown
    page = words(client.get(f"text/{OWN}").text)
    assert "Whistle twice before boarding" in page
    assert "the plan cannot be read as a whole: mend that first" in page
    unknown = words(client.get("text/shipped templates/sheets/name-tent.md").text)
    assert "Not yet: the plan cannot be read as a whole" in unknown
    assert f"{DAY}:1" in unknown
