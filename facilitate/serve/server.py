"""The server itself: which address gives what, a free port, the browser, the folder watched.

Every page is made anew from the last reading; nothing is kept.
"""

import asyncio
import signal
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from functools import cache, partial
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route

from facilitate.files import finish, sweep
from facilitate.office import Office, office_program
from facilitate.serve.access import AccessControl, Secrets
from facilitate.serve.change_screens import ChangeScreens, acts
from facilitate.serve.latest_reading import Current, PlanReading
from facilitate.serve.page_screens import PageScreens
from facilitate.serve.screens import Screens, day_or_404
from facilitate.serve.slide_pictures import SlidePictures

if TYPE_CHECKING:
    from facilitate.pipeline.analyse import Analysis
    from facilitate.serve.changes import Changes
    from facilitate.serve.made_pages import MadePages

NOT_WATCHED = ("out",)
"""Folders of a programme in which nothing of the plan lies."""


def serve(
    folder: Path,
    read: Callable[[PlanReading | None], PlanReading],
    sampled: Callable[[], "Analysis"],
    *,
    port: int,
    browser: bool,
    tell: Callable[[str], None],
) -> None:
    """Serve the plan in a folder until Ctrl+C; `port` 0 is any that is free.

    `sampled` analyses it with answers that are made up, for the pages of the organiser's seat.

    Raises `OSError` if the port is taken.
    """
    finish(folder)  # a change that the program was killed in
    sweep(folder, but=NOT_WATCHED)
    keys = Secrets()
    with socket.create_server(("127.0.0.1", port)) as listening:
        port = listening.getsockname()[1]
        program = office_program()
        pictures = SlidePictures(Office(program) if program else None)
        made = cache(partial(_made_pages, sampled))
        current = Current(read, lambda now: made().compared_with_paper(now) if now.sets else None)

        @asynccontextmanager
        async def open_(_: Starlette) -> AsyncIterator[None]:
            tell(keys.entry(port, keys.token))
            if browser:
                webbrowser.open(keys.entry(port, keys.once))
            beside = [asyncio.create_task(one) for one in (watch(folder, current), current.begin())]
            for closed in _WINDOW_CLOSED:
                asyncio.get_running_loop().add_signal_handler(
                    closed, signal.raise_signal, signal.SIGINT
                )
            yield
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)

        app = site(current, f"/{keys.room}/", made, cache(_changes), pictures)
        app.router.lifespan_context = open_
        config = uvicorn.Config(
            AccessControl(app, keys, port),
            log_level="error",
            access_log=False,
            ws="none",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        server = _Server(config, (current, pictures))
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C: all is tidied up
        server.run([listening])


_WINDOW_CLOSED = (signal.SIGHUP,) if sys.platform != "win32" else ()


class _Server(uvicorn.Server):
    """A server that ends what goes on in the background before it waits for who is still served."""

    def __init__(self, config: uvicorn.Config, goes_on: Sequence[Current | SlidePictures]) -> None:
        super().__init__(config)
        self._goes_on = goes_on

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End everything."""
        for one in self._goes_on:
            await one.close()
        await super().shutdown(sockets)


def _made_pages(sampled: Callable[[], "Analysis"]) -> "MadePages":
    from facilitate.serve.made_pages import MadePages  # the first page waits for none of its steps

    return MadePages(sampled)


def _changes() -> "Changes":
    from facilitate.serve.changes import Changes

    return Changes()


async def watch(folder: Path, current: Current) -> None:
    """Read again whenever a file of the plan changes."""
    from watchfiles import awatch

    async for changes in awatch(folder, debounce=100, step=50):
        paths = [path for _, path in changes if is_of_the_plan(path, folder)]
        if paths:
            await current.refresh(unless=partial(is_known, paths))


def is_of_the_plan(path: str, folder: Path) -> bool:
    """Say whether a file may be part of the plan: not what is built, nor passing files."""
    try:
        parts = Path(path).relative_to(folder).parts
    except ValueError:
        return False
    hidden = any(part.startswith(".") for part in parts)
    return bool(parts) and not hidden and parts[0] not in NOT_WATCHED and not path.endswith("~")


def is_known(paths: Iterable[str], reading: PlanReading | None) -> bool:
    """Say whether files hold what was read of them last, such as what was written from here."""
    snapshot = reading.snapshot if reading else None
    if snapshot is None or snapshot.analysis.read is None:
        return False
    folder = snapshot.plan.folder.resolve()
    return all(
        path.is_file()
        and snapshot.raw.get(path.relative_to(folder).as_posix()) == path.read_bytes()
        for path in map(Path, paths)
    )


_ASSETS = Path(__file__).parent / "assets"
ASSETS = {
    "serve.css": "text/css",
    "minutes.css": "text/css",
    "serve.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


class DayScreens(Screens):
    """Whether all is ready, a day to scale, and what each page is drawn and kept new with."""

    __slots__ = ()

    async def ready(self, request: Request) -> Response:
        """Are we ready? Of the next day, or of the one that is asked for."""
        reading = self.current.last
        if reading is None:
            return self.page("shell.html", {}, then=self.current.begin)
        if not reading.analysis.timetables:
            return self.page("not_yet.html", self.of_reading(reading))
        from facilitate.serve.first_screen import next_day, standing_of

        table = (
            day_or_404(request, reading)
            if "day" in request.path_params
            else next_day(reading.analysis.timetables, reading.today)
        )
        names = {
            "standing": standing_of(table, reading),
            "acts": acts(reading),
            "day": table.day.id,
        }
        return self.page(
            "ready.html", {**names, **self.of_reading(reading), **self.done_now(request)}
        )

    async def day(self, request: Request) -> Response:
        """Return a day to scale."""
        reading = self.reading()
        return self.day_screen(reading, day_or_404(request, reading), self.done_now(request))

    async def events(self, request: Request) -> Response:
        """Tell of every reading after the one that a page was made from, as long as it is open."""
        known = request.query_params.get("reading", "0")
        told = _told_as_they_come(self.current, int(known) if known.isdecimal() else 0)
        return StreamingResponse(
            told, media_type="text/event-stream", background=BackgroundTask(self.current.begin)
        )

    async def asset(self, request: Request) -> Response:
        """Return a style sheet or the script."""
        name = request.path_params["name"]
        if name not in ASSETS:
            raise HTTPException(404)
        text = _minutes() if name == "minutes.css" else (_ASSETS / name).read_text("utf-8")
        return Response(text, media_type=ASSETS[name])

    async def not_found(self, _: Request, error: Exception) -> Response:
        """Return a page that says that nothing is here, or nothing yet."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 409 and self.current.last is None:
            return self.page("shell.html", {}, then=self.current.begin)
        if status == 409 and self.current.last is not None:
            return self.page("not_yet.html", self.of_reading(self.current.last), status=404)
        return self.page("nothing.html", {}, status=404)


def site(
    current: Current,
    base: str,
    made: Callable[[], "MadePages"],
    changes: Callable[[], "Changes"],
    pictures: SlidePictures,
) -> Starlette:
    """Return the screens of a plan as an application; the fields of `Screens` say what each is."""
    asked = (current, base, made, changes, pictures)
    days, pages, plan = DayScreens(*asked), PageScreens(*asked), ChangeScreens(*asked)
    routes = [
        Route("/", days.ready),
        Route("/ready/{day}", days.ready),
        Route("/day/{day}", days.day),
        Route("/pages/{day}", pages.shelf),
        Route("/pages/{day}/{way:path}", pages.shelf),
        Route("/holding/{day}/{way:path}", pages.holding),
        Route("/pdf/{day}/{path:path}.pdf", pages.pdf),
        Route("/slide/{number:int}/{key}/{day}/{path:path}.png", pages.slide),
        Route("/draw", pages.draw_again, methods=["POST"]),
        Route("/picture/{day}/{number:int}/{path:path}.svg", pages.picture),
        Route("/text/{file:path}", pages.text),
        Route("/acts/{act}/{day}", plan.act),
        Route("/library/{day}/{item}", plan.library),
        Route("/own", plan.own, methods=["POST"]),
        Route("/change", plan.change, methods=["POST"]),
        Route("/do", plan.do, methods=["POST"]),
        Route("/step/{step}", plan.undo, methods=["POST"]),
        Route("/events", days.events),
        Route("/assets/{name}", days.asset),
    ]
    # Who hangs up hears no answer, and the terminal needs to tell nobody.
    nowhere = dict.fromkeys((404, 409, ClientDisconnect), days.not_found)
    return Starlette(routes=[Mount(base.rstrip("/"), routes=routes)], exception_handlers=nowhere)


async def _told_as_they_come(current: Current, known: int) -> AsyncIterator[str]:
    from facilitate.serve.first_screen import changed_lines, is_drawing, what_changed

    before = current.last if known else None
    async for reading in current.readings(known):
        told = {"reading": reading.number, "said": what_changed(before, reading)}
        told |= {"lines": changed_lines(before, reading), "drawn": is_drawing(before, reading)}
        before = reading
        yield f"data: {dumps(told)}\n\n"


def _minutes() -> str:
    """Return the rules that place parts of a day: the content policy lets no page do it itself."""
    rule = ".at-{0}{{grid-row-start:{1}}}.for-{0}{{grid-row-end:span {0}}}"
    return "".join(rule.format(minute, minute + 1) for minute in range(24 * 60))
