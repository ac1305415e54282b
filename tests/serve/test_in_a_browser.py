"""The screens in a real browser: by keys, without a script, narrow, dark, for everybody."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from facilitate.edit.plan_snapshot import take_snapshot
from tests.fake_office import fake_office
from tests.plans import PLAN, write_plan

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")

expect.set_options(timeout=30_000)
SCREENS = (
    "",
    "day/plan",
    "text/plan.yaml",
    "text/shipped templates/sheets/name-tent.md",
    "pages/plan/facilitator/run-sheet",
    "acts/absent/plan",
    "acts/name/plan",
    "acts/time/plan",
    "library/plan/agenda-1?word=trust",
    "pages/plan",
    "pages/plan/people/crisis-doctor",
    "pages/plan/group/group?of=people/crisis-doctor",
    "nothing/here",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


class Served:
    """A plan that is served, and where."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address
        self.waits = folder.parent / "office/waits"
        self.file = folder / "plan.yaml"
        self.base = address.partition("enter?")[0]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = write_plan(tmp_path_factory.mktemp("browser") / "p")
    waits = folder.parent / "office/waits"
    fake_office(waits.parent, first=f"[ -p {waits} ] && cat {waits} >/dev/null")
    typed = ("-m", "facilitate", "serve", str(folder), "--no-browser", "--today", "2027-03-03")
    with subprocess.Popen(
        [sys.executable, *typed],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PATH": f"{waits.parent}:{os.environ['PATH']}"},
    ) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found
        yield Served(folder, found[0])
        server.terminate()
        server.wait(timeout=60)


def show_day(page: Page, served: Served, text: str) -> None:
    """Write the plan's words, and wait until the day is drawn of them and not of those before."""
    served.file.write_text(text, encoding="utf-8")
    page.goto(f"{served.base}day/plan")
    drawn_of = page.locator("input[name=mark]").first
    expect(drawn_of).to_have_value(take_snapshot(served.folder).mark)


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, served: Served, heard: list[str]) -> Iterator[Page]:
    """A tab that has come in; what it should not have heard is an error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: heard.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: heard.append(str(one)))
    page.goto(served.address)
    expect(page.locator("h1")).to_have_text("Are we ready?")
    show_day(page, served, PLAN)
    page.goto(served.base)
    expect(page.locator(".acts")).to_be_visible()
    yield page
    # The viewer of PDFs is the browser's own, and asks the browser itself.
    web = [urlsplit(url) for url in asked if url.startswith("http")]
    assert {url.hostname for url in web} == {"127.0.0.1"}
    context.close()


FOCUSED = """() => {
  const at = document.activeElement;
  const name = at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent;
  return name.trim().replace(/\\s+/g, " ");
}"""


def reach(page: Page, name: str) -> None:
    """Press the tab key until something of this name has the focus, and see that it is seen."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if str(page.evaluate(FOCUSED)).startswith(name):
            expect(page.locator(":focus")).to_be_in_viewport()
            return
    raise AssertionError(name)


def go(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_load_state("load")


def see_and_do(page: Page, said: str) -> None:
    go(page)
    reach(page, "Do it")
    go(page)
    expect(page.locator("#said")).to_contain_text(said)


EVENING = (
    PLAN.replace("start: 9:30", "start: 9:40")
    .replace("venue: Hall\n", "venue: Hall\nabsent: rehab-doctor\n")
    .replace("Ben Onyx", "Ben Onyx-Jade")
    .replace(
        "  - exercise: mission-nine-whys\n",
        "  - exercise: mission-nine-whys\n    time: 20m\n    title: What for?\n  - break: 15m\n",
    )
    .replace("  - exercise: role-negotiation", "  - exercise: charter-meeting-makeover")
    .replace("  - buffer: 15m\n", "")
)
"""The plan after what is done in both evenings."""


def test_everything_of_a_first_evening_can_be_done_by_keys_alone(
    page: Page, served: Served, heard: list[str]
) -> None:
    page.emulate_media(reduced_motion="reduce")
    press = page.keyboard.press
    reach(page, "Skip to the content")
    press("Enter")
    expect(page.locator("main")).to_be_focused()
    reach(page, "Somebody cannot come")
    go(page)
    reach(page, "Who cannot come")
    page.keyboard.type("Dr Cleo")
    reach(page, "See what it changes")
    see_and_do(page, "Dr Cleo Beryl cannot come to First away day; Dan Jasper will be there")
    reach(page, "A name, service or role changed")
    go(page)
    reach(page, "Whose name?")
    page.keyboard.type("Ben")
    reach(page, "What is it now?")
    page.keyboard.type("Ben Onyx-Jade")
    see_and_do(page, "Ben Onyx is now written Ben Onyx-Jade.")
    reach(page, "A time or room changed")
    go(page)
    reach(page, "A time such as 9:30")
    page.keyboard.type("9:40")
    see_and_do(page, "The day now starts at 09:40")
    reach(page, "The day")
    go(page)
    reach(page, "Change Why, and why again")
    press("Enter")
    said = page.locator("#said")
    for name, typed, told in (
        ("↓ later", "", "Why, and why again now begins at 10:35"),
        ("↑ earlier", "", "Why, and why again now begins at 09:55"),
        ("Minutes of", "20", "Why, and why again now takes 20 minutes instead of 25"),
        ("+ break after it", "", "Break is added at 10:15"),
        ("A talk after it", "Two words", "Two words is added at 10:15"),
        ("Its title", "What for?", "Why, and why again is now called What for?"),
    ):
        reach(page, name)
        if typed:
            press("Control+a")
            page.keyboard.type(typed)
        press("Enter")
        expect(said).to_contain_text(told)
        assert str(page.evaluate(FOCUSED)).startswith(name)
    for title in ("Two words", "Time in hand"):
        reach(page, f"Change {title}")
        press("Enter")
        reach(page, f"Take out: {title}")
        press("Enter")
        expect(said).to_contain_text(f"{title} is taken out")
        assert str(page.evaluate(FOCUSED)).startswith("Change ")
    reach(page, "Change More, less, keep")
    press("Enter")
    reach(page, "Another exercise instead of More, less, keep")
    go(page)
    reach(page, "Search the library")
    page.keyboard.type("worth its time")
    go(page)
    reach(page, "See what it changes: Mend one meeting")
    see_and_do(page, "More, less, keep is now Mend one meeting")
    assert served.file.read_text(encoding="utf-8") == EVENING
    undone_to_the_same_bytes(page, served, 12)
    assert heard == []


def undone_to_the_same_bytes(page: Page, served: Served, steps: int) -> None:
    """Take so many steps back, and see that each is told and the plan is what it was."""
    for _ in range(steps):
        step = page.locator("#undo + span").inner_text()
        page.locator("#undo").press("Enter")
        expect(page.locator("#said")).to_have_text(f"Taken back, and no longer so: {step}")
    assert served.file.read_text(encoding="utf-8") == PLAN


def test_a_part_moves_by_keys_is_spoken_of_and_keeps_the_focus(page: Page, served: Served) -> None:
    page.goto(f"{served.base}day/plan")
    page.locator("#change-agenda-1 summary").click()
    page.locator("#move-later-agenda-1").focus()
    page.keyboard.press("Alt+ArrowDown")
    said = page.locator("#said")
    expect(said).to_have_attribute("role", "status")
    expect(said).to_contain_text("now begins at")
    expect(page.locator("#move-later-agenda-2")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#move-earlier-agenda-1")).to_be_focused()
    assert served.file.read_text(encoding="utf-8") == PLAN


def test_words_that_are_being_typed_outlive_a_change_outside(page: Page, served: Served) -> None:
    page.goto(f"{served.base}day/plan")
    page.locator("#change-agenda-3 summary").click()
    page.locator("#title-of-agenda-3").fill("Coffee at the")
    longer = PLAN.replace(
        "  - exercise: audit", "  - talk: 5m\n    title: New\n  - exercise: audit"
    )
    served.file.write_text(longer, encoding="utf-8")
    expect(page.locator("#part-agenda-2")).to_have_text("New")
    expect(page.locator("#change-agenda-4")).to_have_attribute("open", "")
    expect(page.locator("#title-of-agenda-4")).to_be_focused()
    expect(page.locator("#title-of-agenda-4")).to_have_value("Coffee at the")
    expect(page.locator("#title-of-agenda-3")).to_have_value("")


def test_once_a_part_is_taken_out_the_same_key_takes_nothing_else_out(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.base}day/plan")
    page.locator("#change-agenda-3 summary").click()
    page.locator("#remove-agenda-3").press("Enter")
    expect(page.locator("#said")).to_contain_text("Break is taken out")
    expect(page.locator("#change-agenda-3")).not_to_have_attribute("open", "")
    expect(page.locator("#change-agenda-3 summary")).to_be_focused()


def test_what_runs_side_by_side_is_moved_as_a_whole_by_mouse(page: Page, served: Served) -> None:
    tracks = (
        "  - parallel:\n      - talk: 20m\n        title: One\n        who: crisis\n"
        "      - talk: 30m\n        title: Two\n        room: Elm\n"
    )
    show_day(page, served, PLAN.replace("  - break: 15m\n", tracks))
    page.locator("#change-agenda-3 summary").click()
    page.locator("#move-later-agenda-3").click()
    expect(page.locator("#said")).to_contain_text("Side by side now begins at 11:50")


def middle_of(page: Page, what: str) -> tuple[float, float]:
    page.locator(what).scroll_into_view_if_needed()
    box = page.locator(what).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_part_is_dragged_by_mouse_before_another(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})
    page.goto(f"{served.base}day/plan")
    page.mouse.move(*middle_of(page, '[data-path="agenda-3"] .drag'))
    page.mouse.down()
    x, y = middle_of(page, '[data-path="agenda-2"] .drag')
    page.mouse.move(x, y - 4)
    expect(page.locator(".goes-before")).to_have_attribute("data-path", "agenda-2")
    page.mouse.up()
    expect(page.locator("#said")).to_contain_text("Break now begins at")
    text = served.file.read_text(encoding="utf-8")
    assert text.index("break: 15m") < text.index("audit-pair-reading")
    page.locator("#undo").click()
    expect(page.locator("#said")).to_contain_text("Taken back")
    assert served.file.read_text(encoding="utf-8") == PLAN


def test_escape_leaves_a_dragged_part_where_it_was(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})
    page.goto(f"{served.base}day/plan")
    page.mouse.move(*middle_of(page, '[data-path="agenda-3"] .drag'))
    page.mouse.down()
    page.mouse.move(*middle_of(page, '[data-path="agenda-1"] .drag'))
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".dragged")).to_have_count(0)
    assert served.file.read_text(encoding="utf-8") == PLAN


def test_a_part_takes_more_time_where_its_lower_edge_is_dragged(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})
    page.goto(f"{served.base}day/plan")
    x, y = middle_of(page, '[data-path="agenda-4"] .stretch')
    height = page.locator('[data-path="agenda-4"]').bounding_box()["height"]  # type: ignore[index]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + height / 6)
    page.mouse.up()
    expect(page.locator("#said")).to_contain_text("More, less, keep now takes 70 minutes")


@pytest.mark.usefixtures("page")
def test_everything_of_a_first_evening_can_be_done_by_touch_on_a_narrow_screen(
    browser: Browser, served: Served
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(served.address)
    said = page.locator("#said")

    def tap(role: Literal["button", "link"], name: str) -> None:
        page.get_by_role(role, name=name).first.tap()

    def do(told: str) -> None:
        tap("button", "Do it")
        expect(said).to_contain_text(told)

    tap("link", "Somebody cannot come")
    page.select_option("#who", "rehab-doctor")
    tap("button", "See what it changes")
    do("Dr Cleo Beryl cannot come")
    tap("link", "A name, service or role changed")
    page.select_option("#whose", "crisis-manager")
    page.locator("#name").fill("Ben Onyx-Jade")
    tap("button", "See what it changes")
    do("Ben Onyx is now written Ben Onyx-Jade.")
    tap("link", "A time or room changed")
    page.locator("#start").fill("9:40")
    page.locator("form", has=page.locator("#start")).get_by_role("button").tap()
    do("The day now starts at 09:40")
    tap("link", "The day")
    page.locator("#change-agenda-1 summary").tap()
    assert small_targets(page) == []
    tap("button", "+ break after it: Why, and why again")
    expect(said).to_contain_text("Break is added at 10:20")
    page.locator("#minutes-of-agenda-1").fill("20")
    tap("button", "Set minutes: Why, and why again")
    expect(said).to_contain_text("now takes 20 minutes instead of 25")
    page.locator("#title-of-agenda-1").fill("What for?")
    tap("button", "Change these words: Why, and why again")
    expect(said).to_contain_text("is now called What for?")
    page.locator("#change-agenda-6 summary").tap()
    tap("button", "Take out: Time in hand")
    expect(said).to_contain_text("Time in hand is taken out")
    page.locator("#change-agenda-5 summary").tap()
    tap("link", "Another exercise instead of More, less, keep")
    page.locator("#word").fill("worth its time")
    tap("button", "Search")
    tap("button", "See what it changes: Mend one meeting")
    expect(page.locator("#do")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    do("More, less, keep is now Mend one meeting")
    assert served.file.read_text(encoding="utf-8") == EVENING
    undone_to_the_same_bytes(page, served, 8)
    context.close()


PRESSED = "button, input:not([type=hidden]), select, summary, .head a"


def small_targets(page: Page) -> list[str]:
    """Return what can be pressed and is smaller than 24 pixels either way; no link in a text."""
    sizes = """all => all.filter((one) => one.checkVisibility())
      .map((one) => [Math.min(one.offsetWidth, one.offsetHeight), one.textContent.trim()])"""
    return [words for size, words in page.locator(PRESSED).evaluate_all(sizes) if size < 24]


@pytest.mark.usefixtures("page")
def test_a_part_is_dragged_by_finger_on_a_narrow_screen(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 2400}, has_touch=True)
    page = context.new_page()
    page.goto(served.address)
    page.goto(f"{served.base}day/plan")
    touch = context.new_cdp_session(page)
    where = [middle_of(page, f'[data-path="agenda-{n}"] .drag') for n in (3, 2)]
    for kind, points in (
        ("touchStart", where[:1]),
        ("touchMove", where[1:]),
        ("touchEnd", []),
    ):
        spots = [{"x": x, "y": y - 4} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})
    expect(page.locator("#said")).to_contain_text("Break now begins at")
    text = served.file.read_text(encoding="utf-8")
    assert text.index("break: 15m") < text.index("audit-pair-reading")
    context.close()


def test_an_edit_outside_is_shown_and_takes_nobody_from_their_place(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.base}day/plan")
    link = page.locator("#part-agenda-3 ~ .about a")
    link.focus()
    served.file.write_text(PLAN.replace("break: 15m", "break: 25m"), encoding="utf-8")
    expect(page.locator("#said")).to_contain_text("The plan was changed.")
    expect(page.locator("#part-agenda-3 ~ .about .clock")).to_contain_text("25 min")
    expect(link).to_be_focused()


@pytest.mark.usefixtures("page")
def test_all_of_it_works_without_a_script(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.address)
    page.goto(f"{served.base}day/plan")
    page.locator("#change-agenda-1 summary").click()
    with page.expect_navigation():
        page.locator("#move-later-agenda-1").click()
    assert served.file.read_text(encoding="utf-8") != PLAN
    with page.expect_navigation():
        page.locator("#undo").click()
    expect(page.locator("#redo")).to_be_visible()
    assert served.file.read_text(encoding="utf-8") == PLAN
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_screen_has_a_serious_finding_of_axe(
    page: Page, served: Served, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = []
    for way in SCREENS:
        page.goto(served.base + way)
        result = Axe().run(page)
        found += [
            (way, one["id"], one["nodes"][0]["html"][:120])
            for one in result.response["violations"]
            if one["impact"] in {"serious", "critical"}
        ]
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_day_that_is_being_changed_has_no_finding_of_axe_either(
    page: Page, served: Served, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{served.base}day/plan")
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    page.locator("#minutes-of-agenda-1").fill("ten")
    page.locator("#minutes-agenda-1").click()
    expect(page.locator("#said")).to_contain_text("Write it in figures: 10m")
    page.mouse.move(*middle_of(page, '[data-path="agenda-2"] .drag'))
    page.mouse.down()
    expect(page.locator(".dragged")).to_have_count(1)
    found = [one["id"] for one in Axe().run(page).response["violations"]]
    page.keyboard.press("Escape")
    page.mouse.up()
    assert found == []
    assert small_targets(page) == []


@pytest.mark.parametrize(("width", "letters"), [(320, "100%"), (640, "200%")])
def test_no_screen_scrolls_sideways_when_narrow_or_with_letters_of_twice_the_size(
    page: Page, served: Served, width: int, letters: str
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    wide = []
    for way in SCREENS:
        page.goto(served.base + way)
        page.evaluate(f"document.documentElement.style.fontSize = '{letters}'")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(way)
    assert wide == []


def test_nothing_glides_for_who_wants_no_motion(page: Page, served: Served) -> None:
    glides = "getComputedStyle(document.documentElement).scrollBehavior"
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{served.base}day/plan")
    assert page.evaluate(glides) == "auto"
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(glides) == "smooth"


def test_a_word_of_a_page_leads_to_its_line(page: Page, served: Served) -> None:
    page.goto(f"{served.base}pages/plan/people/crisis-doctor/name-tent")
    name = page.locator('.paper a[data-at="plan.yaml:11"]').last
    name.click()
    expect(page).to_have_url(re.compile(r"/text/plan\.yaml#line-11$"))
    expect(page.locator("#line-11")).to_contain_text("Dr Ada Quartz")


def test_the_page_follows_the_line_that_is_edited(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 800, "height": 300})
    page.goto(f"{served.base}pages/plan/facilitator/run-sheet")
    expect(page.locator(".paper").first).to_be_visible()
    edited = PLAN.replace("  - feedback: 10m", "  - feedback: 10m\n    title: Before we go home")
    served.file.write_text(edited, encoding="utf-8")
    changed = page.locator(".paper a.changed")
    expect(changed.first).to_be_in_viewport()
    expect(changed.first).to_have_attribute("aria-label", re.compile("title: Before we go home"))


def test_the_page_that_holds_the_edited_words_is_shown_and_the_way_back_leads_to_the_former(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.base}pages/plan/group/day-feedback?of=people/crisis-doctor")
    page.wait_for_function("document.body.dataset.reading")
    former, called = page.url, page.locator("#page-title").inner_text()
    served.file.write_text(PLAN.replace("Dr Ada Quartz", "Dr Ada Quarry"), encoding="utf-8")
    expect(page.get_by_role("status")).to_contain_text("Shown now:")
    expect(page.locator(".changed").first).to_be_visible()
    assert "/people/crisis-doctor/" in page.url
    page.go_back()
    expect(page).to_have_url(former)
    expect(page.locator("#page-title")).to_have_text(called)


def test_pictures_take_the_place_of_the_sketch_are_spoken_of_and_go_with_a_change(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.base}pages/plan/group/group")
    expect(page.locator("#slide-1 image")).to_be_attached()
    os.mkfifo(served.waits)
    served.file.write_text(PLAN.replace("First away day", "Away at last"), encoding="utf-8")
    word = page.locator("#slide-1 a", has_text="Away at last")
    expect(word).to_be_visible()
    expect(page.locator("[data-drawing]")).to_contain_text("LibreOffice is drawing them")
    expect(page.locator(".slides image")).to_have_count(0)
    link = page.locator("#slide-1 a").first
    link.focus()
    with page.expect_response(re.compile("/slide/1/.*png$")) as drawn:
        served.waits.write_text("go on", encoding="utf-8")
    assert drawn.value.ok
    expect(page.locator("#said")).to_contain_text("as LibreOffice draws it now.")
    expect(page.locator("#slide-1 image")).to_have_attribute("width", "960")
    expect(link).to_be_focused()
    served.waits.unlink()
    transparent = "one => getComputedStyle(one).fill"
    assert page.locator("#slide-2 tspan").first.evaluate(transparent) == "rgba(0, 0, 0, 0)"
    result = Axe().run(page)
    assert [one["id"] for one in result.response["violations"]] == []
    word.click()
    expect(page).to_have_url(re.compile(r"/text/plan\.yaml#line-\d+$"))


def test_a_refusal_is_beside_its_field_takes_the_focus_and_is_spoken_each_time(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.base}day/plan")
    page.locator("#change-agenda-1 summary").click()
    page.evaluate("""() => {
      const said = document.getElementById("said"), counted = document.body.dataset;
      new MutationObserver(() => {
        counted.told = Number(counted.told ?? 0) + said.textContent.startsWith("“Minutes of");
      }).observe(said, { childList: true });
    }""")
    field = page.locator("#minutes-of-agenda-1")
    field.fill("ten")
    page.locator("#minutes-agenda-1").click()
    beside = page.locator("#minutes-of-agenda-1-refused")
    told = "“Minutes of Why, and why again”: "
    expect(beside).to_contain_text(told)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-describedby", "minutes-of-agenda-1-refused")
    expect(page.locator("body")).to_have_attribute("data-told", "1")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-told", "2")
    expect(field).to_be_focused()
    assert page.evaluate("document.querySelectorAll('.refused').length") == 1
    field.fill("20")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("now takes 20 minutes")
    expect(page.locator("[aria-invalid]")).to_have_count(0)
    expect(page.locator(".refused")).to_have_count(0)


def test_a_title_has_the_room_that_there_is(page: Page, served: Served) -> None:
    page.goto(f"{served.base}day/plan")
    page.locator("#change-agenda-1 summary").click()
    title = page.locator("#title-of-agenda-1")
    for width, wanted in ((1280, 600), (320, 200)):
        page.set_viewport_size({"width": width, "height": 700})
        box = title.bounding_box()
        assert box
        assert box["width"] > wanted
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_refusal_about_no_single_field_stands_beside_its_button(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.base}day/plan")
    page.locator("#change-agenda-1 summary").click()
    page.get_by_role("button", name="Change these words: Why, and why again").click()
    told = "All this is said of Why, and why again already. Change a word of it first."
    beside = page.locator("form:has(#say-agenda-1) .refused")
    expect(beside).to_have_text(told)
    expect(page.locator("#said")).to_have_text(told)
    page.get_by_role("button", name="5 min shorter: Why, and why again").click()
    expect(page.locator(".refused")).to_have_count(0)


def test_what_belongs_to_a_part_is_named_with_it_without_a_stray_space(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.base}day/plan")
    page.locator("#change-agenda-1 summary").click()
    part = page.locator("#change-agenda-1")
    for role, name in (
        ("link", "+ exercise after it: Why, and why again"),
        ("link", "Another exercise instead of Why, and why again"),
        ("button", "+ time in hand after it: Why, and why again"),
        ("textbox", "Its room: Why, and why again"),
        ("textbox", "The room of this one: Why, and why again"),
        ("textbox", "Its minutes: after Why, and why again"),
    ):
        expect(part.get_by_role(role, name=name, exact=True)).to_have_count(1)  # type: ignore[arg-type]


def test_a_form_that_was_refused_has_the_focus_where_it_is_wrong(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.base}acts/time/plan")
    page.locator("#date").fill("never")
    page.locator("#date").press("Enter")
    expect(page.locator("#date")).to_be_focused()
    expect(page.locator("#date")).to_have_value("never")
    expect(page.locator("#date-refused")).to_contain_text("“A date such as 9 March 2027”: ")
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []


def test_what_is_typed_for_paper_is_copied_by_a_button(page: Page, served: Served) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reach(page, "Copy facilitate print plan")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Copied. Paste it in a terminal.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"facilitate print plan {served.folder}"


def test_each_form_of_an_act_and_its_button_are_named_by_what_they_change(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.base}acts/time/plan")
    for name in ("How long something takes", "A room", "When the day starts", "Another date"):
        form = page.get_by_role("form", name=name, exact=True)
        button = form.get_by_role("button")
        expect(button).to_have_accessible_name(f"See what it changes {name}")
