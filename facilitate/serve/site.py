"""Which address gives what. Every page is made anew from the last reading; nothing is kept."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anyio import to_thread
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from facilitate.serve.current import Current, Reading

if TYPE_CHECKING:
    from facilitate.pipeline.day_pages import DayPages, Page
    from facilitate.schedule.timetable import Timetable
    from facilitate.serve.made_pages import MadePages

_HERE = Path(__file__).parent
ASSETS = {
    "serve.css": "text/css",
    "minutes.css": "text/css",
    "serve.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
ACTS = {
    "absent": "Somebody cannot come",
    "name": "A name or role changed",
    "time": "A time or room changed",
}
"""What happens to a plan before a day, and what the first screen calls it."""


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of one plan, all of which lie under `base`."""

    current: Current
    base: str
    pages: Environment
    made: Callable[[], "MadePages"]

    async def ready(self, request: Request) -> Response:
        """Are we ready? Of the next day, or of the one that is asked for."""
        reading = self.current.last
        if reading is None:
            return self._page("shell.html", {}, then=self.current.begin)
        if not reading.analysis.timetables:
            return self._page("not_yet.html", self._told(reading))
        from facilitate.serve.standing import next_day, standing

        table = (
            _day(request, reading)
            if "day" in request.path_params
            else next_day(reading.analysis.timetables, reading.today)
        )
        names = {"standing": standing(table, reading), "acts": ACTS, "day": table.day.id}
        return self._page("ready.html", {**names, **self._told(reading)})

    async def day(self, request: Request) -> Response:
        """Return a day to scale."""
        reading = self._reading()
        from facilitate.serve.day_to_scale import day_to_scale
        from facilitate.serve.standing import standing

        table = _day(request, reading)
        source = reading.analysis.plan.sources.get(table.day.file)
        drawn = day_to_scale(table, reading.faults, source)
        names = {"standing": standing(table, reading), "drawn": drawn, "day": table.day.id}
        return self._page("day.html", {**names, "reading": reading})

    async def shelf(self, request: Request) -> Response:
        """Return who gets pages, or what one reader gets, or one page as it will be."""
        reading = self._reading()
        return await to_thread.run_sync(self._shelf, reading, request)

    def _shelf(self, reading: Reading, request: Request) -> Response:
        from facilitate.serve.made_pages import readers, shelf
        from facilitate.serve.standing import standing
        from facilitate.serve.told_faults import told

        table, way = _day(request, reading), request.path_params.get("way", "")
        pages, faults = self.made().of_day(reading, table.day.id)
        names = {**self._told(reading), "standing": standing(table, reading), "day": table.day.id}
        names |= {"pages": pages, "faults": told(faults), "reader": None, "page": None}
        if pages is None:
            return self._page("pages.html", names)
        everybody = readers(pages)
        names["readers"] = everybody
        page = pages.pages.get(way)
        whose = request.query_params.get("of", "") or way
        if page and not shelf(pages, whose):
            whose = way.rpartition("/")[0]
        if way:
            names["shelf"] = shelf(pages, whose)
            if not names["shelf"]:
                raise HTTPException(404)
            found = (one for some in everybody.values() for one in some if one.way == whose)
            names["reader"] = next(found)
        if page:
            names |= {"page": page, **self._as_it_will_be(pages, page)}
        return self._page("pages.html", names)

    def _as_it_will_be(self, pages: "DayPages", page: "Page") -> Mapping[str, Any]:
        from facilitate.serve.made_pages import words_of_the_plan
        from facilitate.serve.told_faults import told

        document, _ = pages.document(page)
        data, faults = self.made().pdf(pages, page)
        template = page.job.template
        own = template.file.split("/")[0] in {"templates", "slides"}
        return {
            "faults": told(faults),
            "key": pages.key(page)[:16] if data else "",
            "slides": (),
            "template": template.file if own else template.name,
            "own": own,
            "words": words_of_the_plan(document) if document else (),
        }

    async def pdf(self, request: Request) -> Response:
        """Return one page as PDF, found among those of its day by where a build puts it."""
        reading, path = self._reading(), request.path_params["path"]
        day = _day(request, reading).day.id
        pages, _ = await to_thread.run_sync(self.made().of_day, reading, day)
        if pages is None or path not in pages.pages:
            raise HTTPException(404)
        data, _ = await to_thread.run_sync(self.made().pdf, pages, pages.pages[path])
        if not data:
            raise HTTPException(404)
        return Response(data, media_type="application/pdf")

    async def text(self, request: Request) -> Response:
        """Return a file of the plan with the numbers of its lines; none of `private/`."""
        reading = self._reading()
        from facilitate.serve.told_faults import shown_files

        plan = reading.analysis.read
        files = shown_files(plan.sources) if plan else {}
        name = request.path_params["file"]
        if name not in files:
            raise HTTPException(404)
        names = {"file": name, "lines": files[name], "reading": reading, "day": ""}
        return self._page("text.html", names)

    async def act(self, request: Request) -> Response:
        """Return what to do where something changes before a day."""
        reading = self._reading()
        act = request.path_params["act"]
        if act not in ACTS:
            raise HTTPException(404)
        table = _day(request, reading)
        names = {"act": act, "title": ACTS[act], "table": table, "day": table.day.id}
        return self._page(
            "act.html",
            {**names, "reading": reading, "programme": reading.analysis.plan.programme},
        )

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
        text = _minutes() if name == "minutes.css" else (_HERE / "assets" / name).read_text("utf-8")
        return Response(text, media_type=ASSETS[name])

    def _reading(self) -> Reading:
        reading = self.current.last
        if reading is None or not reading.analysis.timetables:
            raise HTTPException(409)
        return reading

    def _told(self, reading: Reading) -> Mapping[str, Any]:
        from facilitate.serve.told_faults import shown_files, told

        plan = reading.analysis.read
        return {
            "reading": reading,
            "faults": told(reading.faults),
            "shown": frozenset(shown_files(plan.sources)) if plan else frozenset(),
        }

    def _page(
        self,
        template: str,
        names: Mapping[str, Any],
        *,
        status: int = 200,
        then: Callable[[], Awaitable[None]] | None = None,
    ) -> Response:
        all_names = {"base": self.base, "reading": None, **names}
        html = self.pages.get_template(template).render(all_names)
        return HTMLResponse(html, status, background=BackgroundTask(then) if then else None)

    async def not_found(self, _: Request, error: Exception) -> Response:
        """Return a page that says that nothing is here, or nothing yet."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 409 and self.current.last is None:
            return self._page("shell.html", {}, then=self.current.begin)
        return self._page("nothing.html", {}, status=404)


def site(current: Current, base: str, made: Callable[[], "MadePages"]) -> Starlette:
    """Return the pages of a plan as an application; `base` is what their addresses begin with.

    `made` gives the pages as readers will have them; it is asked once somebody wants to see one.
    """
    pages = Environment(
        loader=FileSystemLoader(_HERE / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    here = Site(current, base, pages, made)
    routes = [
        Route("/", here.ready),
        Route("/ready/{day}", here.ready),
        Route("/day/{day}", here.day),
        Route("/pages/{day}", here.shelf),
        Route("/pages/{day}/{way:path}", here.shelf),
        Route("/pdf/{day}/{path:path}.pdf", here.pdf),
        Route("/text/{file:path}", here.text),
        Route("/acts/{act}/{day}", here.act),
        Route("/events", here.events),
        Route("/assets/{name}", here.asset),
    ]
    nowhere = {404: here.not_found, 409: here.not_found}
    return Starlette(routes=[Mount(base.rstrip("/"), routes=routes)], exception_handlers=nowhere)


def _day(request: Request, reading: Reading) -> "Timetable":
    wanted = request.path_params["day"]
    for table in reading.analysis.timetables:
        if table.day.id == wanted:
            return table
    raise HTTPException(404)


async def _told_as_they_come(current: Current, known: int) -> AsyncIterator[str]:
    from facilitate.serve.standing import news

    before = current.last if known else None
    async for reading in current.readings(known):
        said = dumps({"reading": reading.number, "said": news(before, reading)})
        before = reading
        yield f"data: {said}\n\n"


def _minutes() -> str:
    """Return the rules that place parts of a day: the content policy lets no page do it itself."""
    rule = ".at-{0}{{grid-row-start:{1}}}.for-{0}{{grid-row-end:span {0}}}"
    return "".join(rule.format(minute, minute + 1) for minute in range(24 * 60))
