"""Who may come in, and what every answer carries; in front of everything else."""

import secrets
from collections.abc import Mapping
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from facilitate.structs import Struct, field

MOST_BYTES = 64_000
"""Of what a page may send: a form with a few words in it."""
TOO_LARGE = "That is more than a page of ours sends."

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""Of a PDF: its viewer is the browser's and brings a style along."""

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""No address is told to others. To ourselves it is: else browsers send forms without origin."""


class Secrets(Struct):
    """The secrets of one run.

    All addresses begin with `room`, and the cookie belongs to that path: a browser hands it to no
    other server of this computer. `token` opens from the terminal, as often as one likes; `once`
    is what the browser is started with, which others can read in the list of processes.
    """

    room: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    once: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def entry(self, port: int, key: str) -> str:
        """Return the address that lets somebody in who has this key."""
        return f"http://127.0.0.1:{port}/{self.room}/enter?key={key}"


class AccessControl:
    """Lets in who belongs here; anybody else gets one plain sentence and learns nothing."""

    def __init__(self, app: ASGIApp, keys: Secrets, port: int) -> None:
        self._app, self._keys = app, keys
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._cookie = f"facilitate-{port}"
        self._once: str | None = keys.once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                pdf = headers.get("content-type") == "application/pdf"
                headers["Content-Security-Policy"] = PDF_POLICY if pdf else POLICY
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        answer = self._answer(scope, Headers(scope=scope))
        if answer is not None:
            await answer(scope, receive, sent)
            return
        await self._app(scope, _limited(receive), sent)

    def _answer(self, scope: Scope, headers: Headers) -> Response | None:
        """Return what is said at the door; None lets in."""
        if headers.get("host") not in self._hosts:
            return _refused(421, "This address is not served here.")
        path, room = str(scope["path"]), f"/{self._keys.room}/"
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
            return _refused(403, "Open this from the terminal, not from another page.")
        if path == f"{room}enter":
            return self._entered(scope["query_string"].decode("latin-1"), room)
        if not path.startswith(room) or not self._has_cookie(headers):
            words = "This page is private. Open it by the address that the terminal names."
            return _refused(403, words)
        if scope["method"] not in {"GET", "HEAD"}:
            if headers.get("origin") != f"http://{headers['host']}":
                return _refused(403, "Nothing is changed from another page.")
            length = headers.get("content-length", "0")
            if not length.isdecimal() or int(length) > MOST_BYTES:
                return _refused(413, TOO_LARGE)
        return None

    def _entered(self, query: str, room: str) -> Response:
        given = "".join(parse_qs(query).get("key", [])).encode()
        once = self._once is not None and compare_digest(given, self._once.encode())
        if not once and not compare_digest(given, self._keys.token.encode()):
            return _refused(403, "This address was used, or is of an earlier start.")
        if once:
            self._once = None
        answer = RedirectResponse(room, status_code=303)
        answer.set_cookie(
            self._cookie, self._keys.token, path=room, httponly=True, samesite="strict"
        )
        return answer

    def _has_cookie(self, headers: Headers) -> bool:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        given = cookies.get(self._cookie)
        return given is not None and compare_digest(given.value.encode(), self._keys.token.encode())


def _refused(status: int, words: str) -> Response:
    return PlainTextResponse(f"{words}\n", status_code=status)


def _limited(receive: Receive) -> Receive:
    """Return a `receive` that ends what goes on beyond the limit, whatever length was named."""
    had = 0

    async def received() -> Message:
        nonlocal had
        message = await receive()
        had += len(message.get("body", b""))
        if had > MOST_BYTES:
            raise HTTPException(413, TOO_LARGE)
        return message

    return received
