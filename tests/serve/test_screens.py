"""The first screen, the day and what is to mend, as sentences that a person reads."""

import asyncio
import os
import re
import subprocess
import sys
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from facilitate.out.printed import PrintSet
from facilitate.serve import first_screen as says
from facilitate.serve.latest_reading import Current, read
from facilitate.serve.server import is_of_the_plan
from tests.cli.a_terminal import typed
from tests.plans import PLAN, write_plan
from tests.serve.opened import EVE, HOST, doors, opened


def words(page: str) -> str:
    """Return what stands on a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_plan(tmp_path_factory.mktemp("screens") / "p")


def test_the_first_page_comes_before_the_plan_is_read(folder: Path) -> None:
    client = TestClient(doors(folder, unread=True), base_url=f"{HOST}/room/")
    shell = client.get("enter?key=token")
    assert "Reading the plan" in shell.text
    assert "First away day" in client.get("").text


BEGUN = """
import os, signal, sys
from facilitate.cli import main
from facilitate.serve import latest_reading

def read(*_, **__):
    print("reading with", *sorted({"pydantic", "numpy"} & sys.modules.keys()), flush=True)
    os.kill(os.getpid(), signal.SIGINT)
    raise OSError

latest_reading.read = read
main(["serve", sys.argv[1], "--no-browser"])
"""


@pytest.mark.skipif(os.name != "posix", reason="the signal is another one elsewhere")
def test_reading_begins_before_anybody_asks_and_the_first_page_waits_for_no_model(
    folder: Path,
) -> None:
    begun = subprocess.run(
        [sys.executable, "-c", BEGUN, str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        env={name: word for name, word in os.environ.items() if name != "FACILITATE_TODAY"},
    )
    assert re.fullmatch(r"The programme is at http\S+\nreading with\n", begun.stdout), begun


def test_the_first_screen_says_which_day_when_and_how_it_stands(folder: Path) -> None:
    page = words(opened(folder).get("").text)
    assert "Are we ready? First away day, Tuesday 9 March 2027. In 6 days." in page
    assert "Nothing is printed yet" in page
    for act in (
        "Somebody cannot come",
        "A name, service or role changed",
        "A time or room changed",
    ):
        assert act in page


def test_the_first_screen_calls_a_service_as_the_plan_does(tmp_path: Path) -> None:
    plan = PLAN.replace("venue: Hall", "venue: Hall\nwords: {service: school}")
    client = opened(write_plan(tmp_path / "p", plan=plan))
    assert "A name, school or role changed" in words(client.get("").text)
    assert "What a school is called" in words(client.get("acts/name/plan").text)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (6, "In 6 days"),
        (1, "Tomorrow"),
        (0, "Today"),
        (-1, "Yesterday"),
        (-30, "30 days ago"),
    ],
)
def test_how_far_away_a_day_is(days: int, words: str) -> None:
    assert says.in_days(days) == words


@pytest.mark.parametrize(
    ("finish", "words"),
    [
        ("finish: 12:30\n", "Ends 12:40, 10 minutes late: planned is 12:30"),
        ("finish: 12:40\n", "Ends 12:40, as planned"),
        ("finish: 12:41\n", "Ends 12:40, 1 minute early: planned is 12:41"),
        ("", "Ends 12:40"),
    ],
)
def test_when_a_day_ends_and_how_that_differs_from_the_plan(
    tmp_path: Path, finish: str, words: str
) -> None:
    agenda = "agenda:\n  - arrive: 15m\n  - talk: 175m\n    title: Long\n"
    plan = PLAN.split("agenda:")[0].replace("finish: 12:30\n", finish) + agenda
    reading = read(write_plan(tmp_path / "p", plan=plan), sample=False, today=EVE)
    assert says.ends(reading.analysis.timetables[0]) == words


@pytest.mark.parametrize(
    ("mend", "think", "words"),
    [
        (0, 0, "Nothing to mend"),
        (1, 0, "1 thing to mend"),
        (2, 1, "2 things to mend, 1 to think about"),
        (0, 3, "Nothing to mend, 3 to think about"),
    ],
)
def test_how_much_is_to_mend(mend: int, think: int, words: str) -> None:
    assert says.to_do(mend, think) == words


def test_what_is_printed_and_what_changed_since() -> None:
    sets = (PrintSet(1, "2027-03-08T16:40", 94, ()), PrintSet(2, "2027-03-08T19:05", 5, ()))
    assert says.printed(()) == "Nothing is printed yet"
    assert says.printed(sets) == "Set 2 was printed on 8 March at 19:05"
    assert says.changed_since(0, 0) == "Nothing has changed since"
    assert says.changed_since(5, 1) == "5 sheets to print again, 1 sheet to shred"


def test_the_next_day_comes_first_and_the_last_one_when_all_are_past(tmp_path: Path) -> None:
    code, _, _ = typed("new", tmp_path / "year", "--from", "example")
    assert code == 0
    tables = read(tmp_path / "year", sample=True, today=EVE).analysis.timetables
    assert says.next_day(tables, date(2027, 3, 16)).day.id == "1-baseline"
    assert says.next_day(tables, date(2027, 3, 17)).day.id == "2-midway"
    assert says.next_day(tables, date(2030, 1, 1)).day.id == "3-final"


# ---------------------------------------------------------------------------------- what is to mend


def test_what_is_to_mend_is_what_check_says_with_a_way_to_its_line(tmp_path: Path) -> None:
    plan = PLAN.replace("mission-nine-whys", "mission-nine-wys")
    folder = write_plan(tmp_path / "p", plan=plan)
    _, _, check = typed("check", str(folder))
    client = opened(folder)
    page = client.get("").text
    for line in (
        "'mission-nine-wys' is not a known exercise.",
        "Did you mean 'mission-nine-whys'?",
    ):
        assert line in check
        assert line in words(page)
    assert 'href="/room/text/plan.yaml#line-16"' in page
    assert (
        '<li id="line-16" tabindex="-1" data-at="plan.yaml:16"><code>  - exercise: mission-nine-wys'
        in (client.get("text/plan.yaml").text)
    )


def test_what_is_to_mend_names_the_field_in_which_it_can_be(tmp_path: Path) -> None:
    plan = PLAN.replace("start: 9:30", "start: 1:30")
    client = opened(write_plan(tmp_path / "p", plan=plan))
    page = words(client.get("").text)
    assert "Did you mean 13:30? Or here, where a time or room changed: When the day starts." in page
    assert "When the day starts" in words(client.get("acts/time/plan").text)
    plan = PLAN.replace("start: 9:30", "start: half past nine o")
    page = words(opened(write_plan(tmp_path / "unread", plan=plan)).get("").text)
    assert "is not a clock time" in page
    assert "Or here" not in page


def test_a_plan_that_cannot_be_read_shows_what_is_to_mend_and_nothing_else(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p", plan="format: 1\npairs: {}\nagenda: []\n")
    client = opened(folder)
    page = words(client.get("").text)
    assert "Not yet: the plan cannot be read as a whole." in page
    assert "Mend first:" in page
    assert client.get("day/plan").status_code == 404


def test_a_folder_that_is_gone_is_said_and_ends_nothing(tmp_path: Path) -> None:
    reading = read(tmp_path / "gone", sample=False, today=EVE)
    assert "There is no plan at" in reading.trouble


def test_lines_of_private_files_stand_on_no_screen(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p", choices="format: 1\nsharing:\n  nobody-known: secret\n")
    page = opened(folder).get("").text
    assert "private/sharing.yaml" in page
    assert "nobody-known: secret" not in page
    assert 'href="/room/text/private' not in page


# ------------------------------------------------------------------------------------------ the day


def test_the_day_has_each_part_where_the_clock_has_it(folder: Path) -> None:
    page = opened(folder).get("day/plan").text
    found = re.findall(r'<li class="part (\w+) at-(\d+) for-(\d+)"', page)
    assert found[0] == ("arrive", "0", "15")
    starts = [int(start) for _, start, _ in found]
    lengths = [int(minutes) for _, _, minutes in found]
    assert [a + b for a, b in zip(starts, lengths, strict=True)][:-1] == starts[1:]
    assert "Exercise: bonding" in words(page)
    assert "fixed length" in words(page)


TRACKS = """agenda:
  - arrive: 15m
  - parallel:
      - exercise: role-negotiation
        time: 45m
        who: [crisis, rehab]
        led by: Dan
        room: Oak
      - talk: 30m
        title: Figures
        who: [acute, exec]
        room: Elm
  - break: 15m
    not before: 11:00
"""


def test_tracks_stand_side_by_side_with_room_people_and_who_leads(tmp_path: Path) -> None:
    plan = PLAN.split("agenda:")[0] + TRACKS
    page = opened(write_plan(tmp_path / "p", plan=plan)).get("day/plan").text
    inside = page.partition('<ul class="tracks">')[2].partition("</ul>")[0]
    assert '<li class="part exercise for-45"' in inside
    assert '<li class="part talk for-30"' in inside
    said = words(inside)
    assert "led by Dan Oak 4 people" in said
    assert (
        "Figures 09:45, 30 min Talk Elm 3 people fixed length line 22 of plan.yaml: Figures" in said
    )
    assert '<li class="part gap at-60 for-30">' in page


def test_a_fault_stands_beside_the_part_that_it_is_about(tmp_path: Path) -> None:
    plan = PLAN.replace("mission-nine-whys", "mission-nine-wys")
    page = opened(write_plan(tmp_path / "p", plan=plan)).get("day/plan").text
    before, _, after = page.partition('id="part-agenda-1"')
    part = after.partition('id="part-agenda-2"')[0]
    assert "mission-nine-wys&#39; is not a known exercise" in part
    assert "is not a known exercise" not in before


def test_much_about_the_whole_day_is_folded_up_so_that_the_day_is_seen(tmp_path: Path) -> None:
    start, _, _ = PLAN.partition("agenda:")
    plan = f"{start}agenda:\n  - exercise: mission-nine-whys\n"
    page = opened(write_plan(tmp_path / "p", plan=plan)).get("day/plan").text
    assert '<details class="change" id="of-the-day">' in page
    assert "<summary>About the whole day: 4 things to mend, 1 to think about<" in page


def test_an_error_of_the_whole_day_is_open_to_see(tmp_path: Path) -> None:
    plan = PLAN.replace("finish: 12:30", "finish: 09:00")
    page = opened(write_plan(tmp_path / "p", plan=plan)).get("day/plan").text
    assert '<details class="change" id="of-the-day" open>' in page


# ------------------------------------------------------------------------------------- what changes


def test_a_change_outside_is_told_in_one_sentence_with_the_new_end(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    before = read(folder, sample=True, today=EVE)
    end = before.analysis.timetables[0].end
    (folder / "plan.yaml").write_text(PLAN.replace("break: 15m", "break: 30m"), encoding="utf-8")
    now = read(folder, sample=True, today=EVE)
    assert now.analysis.timetables[0].end == end + 15
    said = says.what_changed(before, now)
    assert said.startswith("The plan was changed. ")
    assert "First away day: ends" in said
    assert "ends" not in says.what_changed(now, now)


def test_who_waits_hears_of_the_next_reading_and_of_none_that_is_known(folder: Path) -> None:
    async def heard() -> list[int]:
        current = Current(lambda before: read(folder, before, sample=True, today=EVE))
        await current.begin()
        await current.begin()
        readings = current.readings(0)
        first = await anext(readings)
        waiting = asyncio.ensure_future(anext(readings))
        await current.refresh()
        return [first.number, (await waiting).number]

    assert asyncio.run(heard()) == [1, 2]


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("programme.yaml", True),
        ("agendas/1-first-day.yaml", True),
        ("private/sharing.yaml", True),
        ("brand/logo.png", True),
        ("pictures/LoamSans.ttf", True),
        ("out/1-first-day/manifest.json", False),
        ("agendas/.1-first-day.yaml.swp", False),
        (".git/index", False),
        ("programme.yaml~", False),
    ],
)
def test_what_is_built_and_passing_files_of_editors_are_no_news(path: str, counts: bool) -> None:
    assert is_of_the_plan(f"/home/p/{path}", Path("/home/p")) is counts


# ---------------------------------------------------------------------------------------- the seats


def test_the_organisers_seat_knows_nothing_of_the_private_folder(folder: Path) -> None:
    seat = opened(folder, sample=True)
    assert "The organiser’s seat" in words(seat.get("").text)
    assert "printed" not in words(seat.get("").text)
    assert "The facilitator’s seat" in words(opened(folder).get("").text)
