"""Which address gives what. Every page is made anew from the last reading; nothing is kept."""

from collections.abc import AsyncIterator, Callable
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route

from facilitate.serve.change_screens import ChangeScreens, acts
from facilitate.serve.latest_reading import Current
from facilitate.serve.page_screens import PageScreens
from facilitate.serve.screens import Screens, day_of
from facilitate.serve.slide_pictures import SlidePictures

if TYPE_CHECKING:
    from facilitate.serve.changes import Changes
    from facilitate.serve.made_pages import MadePages

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
        from facilitate.serve.first_screen import next_day, standing

        table = (
            day_of(request, reading)
            if "day" in request.path_params
            else next_day(reading.analysis.timetables, reading.today)
        )
        names = {"standing": standing(table, reading), "acts": acts(reading), "day": table.day.id}
        return self.page(
            "ready.html", {**names, **self.of_reading(reading), **self.done_now(request)}
        )

    async def day(self, request: Request) -> Response:
        """Return a day to scale."""
        reading = self.reading()
        return self.day_screen(reading, day_of(request, reading), self.done_now(request))

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
    from facilitate.serve.first_screen import is_drawing, news
    from facilitate.serve.sources import edited

    before = current.last if known else None
    async for reading in current.readings(known):
        told = {"reading": reading.number, "said": news(before, reading)}
        told |= {"lines": edited(before, reading), "drawn": is_drawing(before, reading)}
        before = reading
        yield f"data: {dumps(told)}\n\n"


def _minutes() -> str:
    """Return the rules that place parts of a day: the content policy lets no page do it itself."""
    rule = ".at-{0}{{grid-row-start:{1}}}.for-{0}{{grid-row-end:span {0}}}"
    return "".join(rule.format(minute, minute + 1) for minute in range(24 * 60))
