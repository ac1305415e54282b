"""The screens in a real browser: by keys, without a script, narrow, dark, for everybody."""

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
        self.file = folder / "plan.yaml"
        self.base = address.partition("enter?")[0]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = write_plan(tmp_path_factory.mktemp("browser") / "p")
    typed = ("-m", "facilitate", "serve", str(folder), "--no-browser", "--today", "2027-03-03")
    with subprocess.Popen(
        [sys.executable, *typed], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found
        yield Served(folder, found[0])
        server.terminate()
        server.wait(timeout=60)


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, served: Served, heard: list[str]) -> Iterator[Page]:
    """A tab that has come in; what it should not have heard is an error."""
    served.file.write_text(PLAN, encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: heard.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: heard.append(str(one)))
    page.goto(served.address)
    expect(page.locator("h1")).to_have_text("Are we ready?")
    expect(page.locator(".acts")).to_be_visible()
    yield page
    # The viewer of PDFs is the browser's own, and asks the browser itself.
    web = [urlsplit(url) for url in asked if url.startswith("http")]
    assert {url.hostname for url in web} == {"127.0.0.1"}
    context.close()


def test_everything_of_a_first_evening_can_be_done_by_keys(
    page: Page, served: Served, heard: list[str]
) -> None:
    page.goto(served.base)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Somebody cannot come":
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Somebody cannot come")
    page.locator("#who").focus()
    page.keyboard.type("Dr Cleo")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".day")).to_contain_text("Dr Cleo Beryl cannot come")
    assert served.file.read_text(encoding="utf-8") == PLAN
    page.locator("#do").press("Enter")
    expect(page.locator("#undo")).to_be_visible()
    page.wait_for_load_state("load")  # before its script is there, a form is sent without it
    assert "absent: rehab-doctor" in served.file.read_text(encoding="utf-8")
    page.locator("#undo").press("Enter")
    expect(page.locator("#said")).to_contain_text("Taken back")
    assert served.file.read_text(encoding="utf-8") == PLAN
    assert heard == []


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


def test_a_part_is_dragged_by_finger_on_a_narrow_screen(browser: Browser, served: Served) -> None:
    served.file.write_text(PLAN, encoding="utf-8")
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


def test_all_of_it_works_without_a_script(browser: Browser, served: Served) -> None:
    served.file.write_text(PLAN, encoding="utf-8")
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
