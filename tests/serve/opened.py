"""A programme opened in a browser that is none: the pages as Starlette's client gets them."""

import asyncio
from datetime import date
from functools import partial
from pathlib import Path

from starlette.testclient import TestClient

from facilitate.office import Office
from facilitate.pipeline.analyse import analyse
from facilitate.serve.access import AccessControl, Secrets
from facilitate.serve.changes import Changes
from facilitate.serve.latest_reading import Current, read
from facilitate.serve.made_pages import MadePages
from facilitate.serve.server import site
from facilitate.serve.slide_pictures import SlidePictures

KEYS = Secrets(room="room", token="token", once="once")
HOST = "http://127.0.0.1:8000"
EVE = date(2027, 3, 3)
"""Six days before the day of the small plan."""


def doors(
    folder: Path,
    *,
    sample: bool = False,
    today: date = EVE,
    unread: bool = False,
    office: Office | None = None,
) -> AccessControl:
    """Return a programme's pages behind their doors; `unread` as long as nobody has opened it."""
    changes = Changes()
    made = MadePages(lambda: analyse(folder, sample=True))
    reading = partial(read, folder, sample=sample, today=today)
    current = Current(reading, made.compared_with_paper)
    if not unread:
        asyncio.run(current.refresh())
    app = site(current, "/room/", lambda: made, lambda: changes, SlidePictures(office))
    return AccessControl(app, KEYS, 8000)


def opened(
    folder: Path, *, sample: bool = False, today: date = EVE, office: Office | None = None
) -> TestClient:
    """Return a client that has come in; its addresses begin behind the room."""
    entry = doors(folder, sample=sample, today=today, office=office)
    client = TestClient(entry, base_url=f"{HOST}/room/")
    assert client.get("enter?key=token").status_code == 200
    return client


def stranger(folder: Path) -> TestClient:
    """Return a client that nobody has let in."""
    return TestClient(doors(folder), base_url=f"{HOST}/room/", follow_redirects=False)
