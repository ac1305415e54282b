"""Draw docs/pictures/serve-*.png from the example: `python docs/make_screens.py`.

It needs Chromium and convert (ImageMagick); the program itself needs any browser.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

TOP = Path(__file__).parents[1]
PICTURES = Path(__file__).parent / "pictures"
SCREENS = (
    ("serve-ready", "", 1000, 620),
    ("serve-day", "day/2-midway", 1000, 900),
    ("serve-pages", "pages/2-midway/pairs/crisis/our-promises?of=people/crisis-doctor", 1200, 800),
)
"""Each picture, the address behind the room, width and height."""


def main() -> None:
    """Serve the example in a folder of its own, and take a picture of each screen."""
    chromium = shutil.which("chromium")
    if chromium is None or shutil.which("convert") is None:
        sys.exit("Not on this computer: chromium or convert.")
    with tempfile.TemporaryDirectory() as name:
        plan = shutil.copytree(TOP / "agendas" / "example", Path(name) / "example")
        (plan / "private").chmod(0o700)
        typed = ("-m", "facilitate", "serve", str(plan), "--no-browser", "--today", "2027-09-08")
        with subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, *typed], stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout is not None
            address = re.search(r"http://\S+", server.stdout.readline())
            assert address
            with sync_playwright() as started:
                browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                page = browser.new_page()
                page.goto(address[0])
                page.locator(".acts").wait_for(timeout=60_000)
                for screen in SCREENS:
                    _taken(page, address[0].partition("enter?")[0], *screen)
                browser.close()
            server.terminate()


def _taken(page: Page, base: str, name: str, way: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(base + way)
    if page.locator("iframe").count():
        page.wait_for_timeout(3000)  # the browser's own viewer says nothing when it is ready
    picture = PICTURES / f"{name}.png"
    page.screenshot(path=picture)
    few = ("-strip", "+dither", "-colors", "64", "-define", "png:compression-level=9")
    subprocess.run(["convert", picture, *few, picture], check=True)  # noqa: S603, S607  our own


if __name__ == "__main__":
    main()
