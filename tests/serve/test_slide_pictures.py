"""Slides as LibreOffice draws them: in the background, of this deck and of no former one."""

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from httpx2 import Client
from starlette.testclient import TestClient

from facilitate.office import Office
from facilitate.pictures import read_picture
from facilitate.serve.slide_pictures import MOST_KEPT, Deck, SlidePictures
from facilitate.temporary import own_folder
from tests.fake_office import DRAWS, GIVES_UP, ONE_TOO_FEW, fake_office
from tests.plans import PLAN, write_plan
from tests.serve.opened import HOST, opened, stranger
from tests.serve.test_screens import words

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the small program is a shell's")

DECK = "pages/plan/group/group"


def seat(
    tmp_path: Path, pages: str = DRAWS, first: str = "", *, sample: bool = False
) -> TestClient:
    office = Office(str(fake_office(tmp_path / "office", pages, first)))
    return opened(write_plan(tmp_path / "p"), office=office, sample=sample)


def pictures_on(page: str) -> list[str]:
    return re.findall(r'<image href="/room/(slide/[^"]+)"', page)


def test_the_sketch_is_there_at_once_and_pictures_take_its_place(tmp_path: Path) -> None:
    client = seat(tmp_path)
    first = client.get(DECK).text
    assert "LibreOffice is drawing them" in words(first)
    assert pictures_on(first) == []
    then = client.get(DECK).text
    slides = len(re.findall('<li id="slide-', then))
    assert f"{slides} slides, as LibreOffice draws them." in words(then)
    shown = pictures_on(then)
    assert len(shown) == slides
    answer = client.get(shown[0])
    picture = read_picture(answer.content)
    assert picture
    assert (picture.suffix, picture.width, picture.height) == ("png", 1440, 810)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "no-store"


def test_words_names_and_ways_to_lines_stay_under_a_picture(tmp_path: Path) -> None:
    client = seat(tmp_path)
    sketch, pictured = client.get(DECK).text, client.get(DECK).text
    for each in (
        r"<tspan[^>]*>([^<]*)",
        r'data-at="([^"]+)"',
        r'role="group" aria-label="([^"]+)"',
    ):
        assert re.findall(each, pictured) == re.findall(each, sketch) != []
    assert pictured.count('aria-hidden="true"/><g class="unseen">') == len(pictures_on(pictured))


def test_after_a_change_no_former_picture_is_shown_or_given(tmp_path: Path) -> None:
    client = seat(tmp_path)
    client.get(DECK)
    before = pictures_on(client.get(DECK).text)
    longer = {"act": "minutes", "day": "plan", "item": "agenda-1", "minutes": "20"}
    mark = re.search('name="mark" value="([0-9a-f]+)"', client.get("day/plan").text)
    assert mark
    origin = {"origin": "http://127.0.0.1:8000"}
    client.post("do", data={**longer, "mark": mark[1]}, headers=origin)
    assert (tmp_path / "p/plan.yaml").read_text(encoding="utf-8") != PLAN
    assert client.get(before[0]).status_code == 404
    assert pictures_on(client.get(DECK).text) == []
    now = pictures_on(client.get(DECK).text)
    assert now
    assert set(now).isdisjoint(before)
    assert [client.get(one).status_code for one in (*before, now[0])][-2:] == [404, 200]


@pytest.mark.parametrize(
    ("pages", "first", "why"),
    [
        (GIVES_UP, "", "It ended without a page."),
        (ONE_TOO_FEW, "", r"It drew (\d+) pages of (\d+) slides."),
        (DRAWS, "exec /nowhere/soffice", "It ended without a page."),
    ],
)
def test_where_libreoffice_fails_a_sentence_says_so_and_the_sketch_stays(
    tmp_path: Path, pages: str, first: str, why: str
) -> None:
    client = seat(tmp_path, pages, first)
    sketch = re.findall("<tspan[^>]*>[^<]*", client.get(DECK).text)
    page = client.get(DECK).text
    assert re.search(f"LibreOffice could not draw these slides. {why}", words(page))
    assert pictures_on(page) == []
    assert re.findall("<tspan[^>]*>[^<]*", page) == sketch
    assert "data-drawing" not in page


def test_what_libreoffice_could_not_draw_is_tried_again_once_somebody_asks(tmp_path: Path) -> None:
    waits = tmp_path / "fails"
    waits.touch()
    client = seat(tmp_path, DRAWS, f"[ -e {waits} ] && exit 1")
    client.get(DECK)
    assert "LibreOffice could not draw these slides." in words(client.get(DECK).text)
    waits.unlink()
    failed = client.get(f"{DECK}?of=people/crisis-doctor").text
    assert "LibreOffice could not draw these slides." in words(failed)
    assert 'action="/room/draw"' in failed
    fields = dict(re.findall(r'name="(page|of)" value="([^"]+)"', failed))
    answer = client.post("draw", data=fields, headers={"Origin": HOST})
    assert "LibreOffice is drawing them" in words(answer.text)
    assert str(answer.url).endswith(f"/room/{DECK}?of=people/crisis-doctor")
    assert len(pictures_on(client.get(DECK).text)) > 1


def test_where_there_is_no_libreoffice_the_sketch_promises_nothing(tmp_path: Path) -> None:
    client = opened(write_plan(tmp_path / "p"))
    assert client.get(DECK).text == client.get(DECK).text
    assert "LibreOffice" not in words(client.get(DECK).text)


def test_the_organisers_pictures_are_of_sample_values(tmp_path: Path) -> None:
    """The file that is drawn is the one that the seat may see."""
    kept = tmp_path / "kept.pptx"
    client = seat(tmp_path, DRAWS, f'cp "$7" "{kept}"', sample=True)
    client.get("pages/plan/pairs/crisis/pair")
    with_sample = kept.read_bytes()
    client = seat(tmp_path, DRAWS, f'cp "$7" "{kept}"')
    client.get("pages/plan/pairs/crisis/pair")
    assert all_words(with_sample, tmp_path).count("SAMPLE") > 1
    assert "SAMPLE" not in all_words(kept.read_bytes(), tmp_path)


def all_words(deck: bytes, tmp_path: Path) -> str:
    (tmp_path / "deck.zip").write_bytes(deck)
    shutil.unpack_archive(tmp_path / "deck.zip", tmp_path / "deck")
    slides = (tmp_path / "deck/ppt/slides").glob("*.xml")
    found = " ".join(one.read_text(encoding="utf-8") for one in slides)
    shutil.rmtree(tmp_path / "deck")
    return found


def test_pictures_are_given_to_nobody_who_has_not_come_in(tmp_path: Path) -> None:
    client = seat(tmp_path)
    client.get(DECK)
    way = pictures_on(client.get(DECK).text)[0]
    assert stranger(tmp_path / "p").get(way).status_code == 403
    assert client.get(way, headers={"host": "elsewhere:8000"}).status_code == 421
    assert client.get(way, headers={"sec-fetch-site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("other", ["/0/", "/999/"])
def test_only_slides_that_there_are_have_a_picture(tmp_path: Path, other: str) -> None:
    client = seat(tmp_path)
    client.get(DECK)
    way = pictures_on(client.get(DECK).text)[0]
    assert client.get(way.replace("/1/", other)).status_code == 404
    assert (
        client.get(way.replace("group/group", "people/crisis-doctor/name-tent")).status_code == 404
    )


def test_all_that_was_laid_down_is_gone_and_was_nobody_elses(tmp_path: Path) -> None:
    """The folder is this account's alone, and so is the profile in it."""
    told = tmp_path / "told"
    client = seat(tmp_path, DRAWS, f'ls -ld "$6" >{told}; echo "$2 $TMPDIR $6" >>{told}')
    client.get(DECK)
    assert pictures_on(client.get(DECK).text)
    access, typed = told.read_text(encoding="utf-8").splitlines()
    assert access.startswith("drwx------")
    profile, temporary, folder = typed.split()
    assert profile == f"-env:UserInstallation=file://{folder}/profile"
    assert temporary == folder
    assert folder.startswith(f"{own_folder()}/")
    assert folder.startswith(tempfile.gettempdir())
    assert not Path(folder).exists()


# ---------------------------------------------------------------------- one at a time, and the end


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whichever_way_the_server_ends_it_leaves_no_file_no_program_and_no_word_of_its_own(
    tmp_path: Path, end: signal.Signals
) -> None:
    waits = Waits(tmp_path)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    typed = ("-m", "facilitate", "serve", str(write_plan(tmp_path / "p")), "--no-browser")
    path = f"{tmp_path / 'office'}:{os.environ['PATH']}"
    with subprocess.Popen(
        [sys.executable, *typed, "--today", "2027-03-03"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PATH": path, "TMPDIR": str(temporary)},
    ) as server:
        assert server.stdout
        assert server.stderr
        address = server.stdout.readline().split()[-1]
        base = address.partition("enter?")[0]
        with Client(follow_redirects=True, timeout=60) as client:
            client.get(address)
            with client.stream("GET", f"{base}events?reading=0") as told:
                assert "reading" in next(told.iter_lines())
                assert client.get(f"{base}{DECK}").status_code == 200
                with waits.begun.open(encoding="utf-8") as at_work:
                    assert at_work.readline() == "begun\n"
                    assert list(temporary.rglob("drawn.pptx"))
                    server.send_signal(end)
                    assert server.wait(timeout=60) == 130
                    assert at_work.read() == ""  # its last writer has ended
        told_of_the_end = server.stderr.read().splitlines()
    assert told_of_the_end == [
        "Ctrl+C ends it. Nobody else can open it.",
        "",
        "Interrupted. Nothing that was whole before is broken.",
    ]
    assert list(temporary.iterdir()) == []


def deck(way: str, data: bytes = b"not looked into") -> Deck:
    return Deck(way, "A deck", data, 1)


class Waits:
    """A program that says when it is at work and then waits to be ended."""

    def __init__(self, tmp_path: Path) -> None:
        self.begun = tmp_path / "begun"
        os.mkfifo(self.begun)
        first = f"exec 3>{self.begun}; echo begun >&3; exec tail -f /dev/null"
        self.office = Office(str(fake_office(tmp_path / "office", DRAWS, first)))

    def is_at_work(self) -> None:
        with self.begun.open(encoding="utf-8") as begun:
            assert begun.readline() == "begun\n"


def test_a_deck_that_changed_ends_the_drawing_of_the_former_one(tmp_path: Path) -> None:
    waits = Waits(tmp_path)
    pictures = SlidePictures(waits.office)
    old, new = deck("d/group"), deck("d/group", b"changed")
    assert pictures.want(old)
    assert not pictures.want(deck("d/group"))
    with ThreadPoolExecutor(1) as thread:
        drawing = thread.submit(pictures._draw, old)
        waits.is_at_work()
        assert pictures.want(new)
        assert drawing.result(timeout=60) == ""
    assert pictures.of("d/group", old.key) is None
    assert pictures.of("d/group", new.key) is None


def test_what_is_at_work_ends_with_the_server_and_nothing_begins_any_more(tmp_path: Path) -> None:
    waits = Waits(tmp_path)
    pictures = SlidePictures(waits.office)
    first, second = deck("d/one"), deck("d/two")
    assert pictures.want(first)
    assert pictures.want(second)
    with ThreadPoolExecutor(1) as thread:
        drawing = thread.submit(pictures._draw, first)
        waits.is_at_work()
        asyncio.run(pictures.close())
        assert drawing.result(timeout=60) == "A deck: LibreOffice could not draw its slides."
    pictures._draw(second)
    found = pictures.of("d/two", second.key)
    assert found
    assert found.trouble == "It was ended."


def test_the_oldest_pictures_go_once_there_are_many(tmp_path: Path) -> None:
    pictures = SlidePictures(Office(str(fake_office(tmp_path / "office", GIVES_UP))))
    decks = [deck(f"d/{number}") for number in range(MOST_KEPT + 1)]
    for one in decks:
        assert pictures.want(one)
        pictures._draw(one)
    kept = [pictures.of(one.way, one.key) is not None for one in decks]
    assert kept == [False, True, True, True, True]
    assert pictures.want(decks[0])
    assert not pictures.want(decks[-1])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice")
def test_libreoffice_itself_draws_each_slide_in_its_shape(tmp_path: Path) -> None:
    client = opened(write_plan(tmp_path / "p"), office=Office("soffice"))
    client.get("pages/plan/pairs/crisis/pair")
    page = client.get("pages/plan/pairs/crisis/pair").text
    shown = pictures_on(page)
    assert len(shown) == len(re.findall('<li id="slide-', page)) > 1
    drawn = [read_picture(client.get(one).content) for one in shown]
    assert {(one.width, one.height) for one in drawn if one} == {(1440, 810)}
