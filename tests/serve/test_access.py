"""Nobody gets in who does not belong here; each attack has a test that names it."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from markupsafe import escape
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message

from facilitate.serve.access import MOST_BYTES, AccessControl, Secrets
from tests.plans import ANSWERS, PLAN, write_files, write_plan
from tests.serve.lines import FILES
from tests.serve.opened import HOST, KEYS, doors, opened, stranger

COOKIE = {"cookie": "facilitate-8000=token"}
OURS = COOKIE | {"origin": HOST}
PROGRAMME, DAY = "programme.yaml", "agendas/1-springtide.yaml"
EXERCISE, OWN = "exercises/lanterns-across.yaml", "templates/sheets/berth-ticket.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_plan(tmp_path_factory.mktemp("doors") / "p")


@pytest.fixture
def client(folder: Path) -> TestClient:
    return stranger(folder)


@pytest.fixture
def writing() -> Iterator[TestClient]:
    """Access control in front of something that takes down what it is sent."""

    async def take(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    behind = Starlette(routes=[Route("/room/take", take, methods=["POST"])])
    with TestClient(AccessControl(behind, KEYS, 8000), base_url=f"{HOST}/room/") as client:
        yield client


# ------------------------------------------------------------------------- no secret, a false one


@pytest.mark.parametrize("way", ["", "ready/plan", "day/plan", "text/plan.yaml", "events"])
def test_nothing_opens_without_the_secret(client: TestClient, way: str) -> None:
    answer = client.get(way)
    assert answer.status_code == 403
    assert "Crisis" not in answer.text


def test_what_is_outside_the_room_says_no_more_than_what_is_in_it(client: TestClient) -> None:
    inside, outside = client.get("day/plan"), client.get(f"{HOST}/favicon.ico")
    assert (outside.status_code, outside.text) == (inside.status_code, inside.text)


@pytest.mark.parametrize("key", ["", "tokem", "TOKEN", "token%00", "tok%C3%A9n"])
def test_a_guessed_secret_opens_nothing(client: TestClient, key: str) -> None:
    assert client.get(f"enter?key={key}").status_code == 403


@pytest.mark.parametrize("value", ["", "tokem", '"', "token; facilitate-8000=", "\x01"])
def test_a_guessed_cookie_opens_nothing(client: TestClient, value: str) -> None:
    answer = client.get("day/plan", headers={"cookie": f"facilitate-8000={value}"})
    assert answer.status_code == 403 or value.startswith("token")


def test_the_secret_moves_to_a_cookie_that_no_script_reads_and_no_other_site_sends(
    client: TestClient,
) -> None:
    answer = client.get("enter?key=token")
    assert (answer.status_code, answer.headers["location"]) == (303, "/room/")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("facilitate-8000=token;")
    assert {"HttpOnly", "SameSite=strict", "Path=/room/"} <= set(cookie.split("; "))


def test_what_the_list_of_processes_shows_opens_once(client: TestClient) -> None:
    assert client.get("enter?key=once").status_code == 303
    assert client.get("enter?key=once").status_code == 403
    assert client.get("enter?key=token").status_code == 303


def test_each_start_has_secrets_of_its_own_with_128_bits() -> None:
    first, second = Secrets(), Secrets()
    assert len({first.token, second.token, first.once, second.once}) == 4
    assert first.room != second.room
    assert all(len(key) >= 22 for key in (first.token, first.once))  # 22 letters of 6 bits


# ------------------------------------------------------------------------------- other origins


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1",
        "127.0.0.1:9000",
        "localhost:8001",
        "127.0.0.1:8000.",
        "127.0.0.1.:8000",
        "localhost.:8000",
        "127.0.0.1:08000",
        "127.0.0.1:8000@evil.example",
        "evil.example#127.0.0.1:8000",
        "127.0.0.1:8000, evil.example",
        "127.0.0.1.nip.example:8000",
        "[::1]:8000",
        "[::ffff:127.0.0.1]:8000",
        "0.0.0.0:8000",
        "127.1:8000",
        "2130706433:8000",
        "",
    ],
)
def test_a_foreign_name_that_leads_here_is_not_served(client: TestClient, host: str) -> None:
    answer = client.get("day/plan", headers=COOKIE | {"host": host})
    assert answer.status_code == 421


def test_localhost_is_this_computer_too(client: TestClient) -> None:
    assert client.get("day/plan", headers=COOKIE | {"host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_elsewhere_or_of_another_port_can_neither_link_nor_embed(
    client: TestClient, site: str
) -> None:
    for way in ("day/plan", "enter?key=token"):
        assert client.get(way, headers=COOKIE | {"sec-fetch-site": site}).status_code == 403


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:9000"])
def test_a_page_elsewhere_cannot_send_anything(writing: TestClient, origin: str | None) -> None:
    headers = COOKIE | ({} if origin is None else {"origin": origin})
    assert writing.post("take", content=b"x", headers=headers).status_code == 403


def test_our_own_page_can_send(writing: TestClient) -> None:
    assert writing.post("take", content=b"four", headers=OURS).text == "4"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_no_other_way_of_asking_does_anything(client: TestClient, method: str) -> None:
    for way in ("day/plan", "do", "step/undo"):
        assert client.request(method, way, headers=COOKIE).status_code == 403
        assert client.request(method, way, headers=OURS).status_code == 405


@pytest.mark.parametrize("way", ["do", "change", "own", "step/undo", "step/redo"])
def test_a_link_or_a_picture_changes_nothing(client: TestClient, way: str) -> None:
    told = COOKIE | {"x-http-method-override": "POST"}
    assert client.get(f"{way}?act=venue&words=Barn&day=plan", headers=told).status_code == 405


def test_a_secret_in_an_address_that_is_told_to_others_opens_nothing(client: TestClient) -> None:
    told = {"referer": f"{HOST}/room/enter?key=token", "authorization": "Bearer token"}
    assert client.get("day/plan?key=token", headers=told).status_code == 403


# --------------------------------------------------------------------------------- large requests


def test_a_strangers_words_are_not_waited_for(folder: Path) -> None:
    said: list[Message] = []

    async def waited_for() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        said.append(message)

    host = (b"host", b"127.0.0.1:8000")
    scope = {"type": "http", "method": "POST", "path": "/room/do", "query_string": b""}
    asyncio.run(doors(folder)(scope | {"headers": [host]}, waited_for, send))
    assert said[0]["status"] == 403


def test_who_hangs_up_half_way_ends_nothing(folder: Path) -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def send(_: Message) -> None:
        pass

    headers = [(name.encode(), value.encode()) for name, value in OURS.items()]
    scope = {"type": "http", "method": "POST", "path": "/room/do", "query_string": b""}
    scope |= {"headers": [(b"host", b"127.0.0.1:8000"), *headers], "root_path": ""}
    asyncio.run(doors(folder)(scope, gone, send))


def test_a_large_request_is_refused_by_the_length_that_it_names(writing: TestClient) -> None:
    answer = writing.post("take", content=b"x" * (MOST_BYTES + 1), headers=OURS)
    assert answer.status_code == 413


def test_a_request_without_end_is_refused_when_it_has_sent_too_much(writing: TestClient) -> None:
    def without_end() -> Iterator[bytes]:
        yield from (b"x" * 1000 for _ in range(MOST_BYTES))

    assert writing.post("take", content=without_end(), headers=OURS).status_code == 413


# ------------------------------------------------------------------------------ what a page carries


def test_pages_run_no_script_but_ours_and_stay_nowhere(folder: Path) -> None:
    client = opened(folder)
    for way in ("", "day/plan", "text/plan.yaml", "assets/serve.js", "nothing/here"):
        headers = client.get(way).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert (policy["script-src"], policy["style-src"]) == ("'self'", "'self'")
        assert (policy["frame-ancestors"], policy["base-uri"]) == ("'none'", "'none'")
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"


def test_refusals_carry_the_same_headers(client: TestClient) -> None:
    answer = client.get("day/plan")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


def test_pages_hold_no_script_or_style_of_their_own_and_name_no_other_host(folder: Path) -> None:
    client = opened(folder)
    for way in ("", "day/plan", "text/plan.yaml", "acts/absent/plan"):
        page = client.get(way).text
        assert re.findall(r"<script(?! type=\"module\" src=\"/room/)", page) == []
        assert re.findall(r"<style|\sstyle=|\son\w+=", page) == []
        assert re.findall(r"(?:src|href)=\"(?!/room/|#)[^\"]*", page) == []


def test_words_of_the_plan_that_look_like_html_stay_words(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>\"'><img src=x>"
    plan = PLAN.replace("First away day", bad.replace("'", "")).replace("Dr Ada Quartz", "<b>Ada")
    client = opened(write_plan(tmp_path / "p", plan=plan))
    for way in ("", "day/plan", "text/plan.yaml", "acts/absent/plan"):
        page = client.get(way).text
        assert "<script>alert" not in page
        assert "<img src" not in page
        assert "<b>Ada" not in page


BAD = "<script>alert(1)</script>"
BREAKS_OUT = '"><img src=x onerror=alert(1)>'


def test_words_of_every_file_that_look_like_a_script_stay_words(tmp_path: Path) -> None:
    files = {
        PROGRAMME: FILES[PROGRAMME]
        .replace("Harbourlight exchange", f"'{BAD}'")
        .replace("mission: ", f"words: {{people served: '{BAD}'}}\nmission: {BAD} "),
        DAY: FILES[DAY]
        .replace("Kettles and oilskins", f"'{BREAKS_OUT}'  # {BAD}")
        .replace("Boathouse loft", f"'{BREAKS_OUT}'"),
        EXERCISE: FILES[EXERCISE]
        .replace("Lanterns across", f"{BAD} across")
        .replace("shuttered lantern, per", f"'{BREAKS_OUT}', per"),
        OWN: FILES[OWN].replace("# A berth", f"# {BAD} {BREAKS_OUT}"),
    }
    write_files(tmp_path / "p", {**FILES, **files})
    client = opened(tmp_path / "p")
    day = "1-springtide"
    ways = ["", f"day/{day}", f"pages/{day}", f"acts/name/{day}", f"acts/time/{day}"]
    ways += [f"text/{file}" for file in files]
    ways += [f"pages/{day}/facilitator/{page}" for page in ("run-sheet", "packing-list")]
    ways += [f"pages/{day}/people/gull-doctor/berth-ticket"]
    ways += [f"library/{day}/agenda-2?word={quote(BAD)}", f"text/{OWN}?of={quote(BAD)}"]
    for way in ways:
        page = client.get(way)
        assert page.status_code == 200, way
        assert BAD not in page.text, way
        assert "<img" not in page.text, way
    assert escape(BREAKS_OUT) in client.get(f"day/{day}").text


def test_a_file_name_that_looks_like_a_script_stays_a_name(tmp_path: Path) -> None:
    own = f"templates/sheets/{BREAKS_OUT}.md"
    write_files(tmp_path / "p", {**FILES, own: FILES[OWN]})
    client = opened(tmp_path / "p")
    for way in ("", "day/1-springtide", "pages/1-springtide", f"text/{quote(own)}"):
        page = client.get(way)
        assert page.status_code == 200, way
        assert "<img" not in page.text, way
    assert f"<h1><code>{escape(own)}</code></h1>" in client.get(f"text/{quote(own)}").text


def test_an_answer_and_what_somebody_said_that_look_like_a_script_stay_words(
    tmp_path: Path,
) -> None:
    folder = write_plan(tmp_path / "p", given=ANSWERS | {"crisis-doctor": f"{BAD},1,4,4"})
    said = f"person,pair,role,topic,words\nv1,crisis,doctor,news,{BAD}\n"
    (folder / "private/stock-takes/baseline.voices.csv").write_text(said, encoding="utf-8")
    client = opened(folder)
    assert "Mend first" in client.get("").text
    for way in ("", "day/plan", "pages/plan"):
        assert BAD not in client.get(way).text


# ------------------------------------------------------------------------------- addresses that lie


@pytest.mark.parametrize(
    "file",
    [
        "private/sharing.yaml",
        "private/stock-takes/baseline.answers.csv",
        "../p/plan.yaml",
        "..%2f..%2fetc%2fpasswd",
        "/etc/passwd",
        "plan.yaml%00",
        "plan.yaml%00.md",
        "%2e%2e/p/plan.yaml",
        "..%5cplan.yaml",
        "/plan.yaml",
        "private%2fsharing.yaml",
        "private%252fsharing.yaml",
        "out/plan/manifest.json",
    ],
)
def test_no_address_leads_to_a_file_that_is_not_the_plans_or_is_private(
    folder: Path, file: str
) -> None:
    client = opened(folder)
    assert client.get("text/plan.yaml").status_code == 200
    answer = client.get(f"text/{file}")
    assert answer.status_code in {403, 404}
    assert "both partners" not in answer.text


def test_the_style_sheets_folder_holds_nothing_else(folder: Path) -> None:
    client = opened(folder)
    for name in ("..%2fsite.py", "../site.py", "__init__.py", ""):
        assert client.get(f"assets/{name}").status_code in {403, 404}
