"""Which address gives what. Every page is made anew from the last reading; nothing is kept."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote

from anyio import to_thread
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route

from facilitate.faults import Fault, Place, stops
from facilitate.recipient import GROUP
from facilitate.serve.latest_reading import Current, Reading
from facilitate.serve.slide_pictures import Deck, Drawn, SlidePictures

if TYPE_CHECKING:
    from facilitate.pipeline.day_pages import DayPages, Page
    from facilitate.schedule.timetable import Timetable
    from facilitate.serve.changes import Changes
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
    "name": "A name, {service} or role changed",
    "time": "A time or room changed",
}
"""What happens to a plan before a day, and what the first screen calls it in the plan's words."""
DONE = "done"
"""What the address of a page ends with that follows on a change."""

MOST_LINES = 40
"""So many lines that were edited are looked for on other pages."""


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of one plan, all of which lie under `base`."""

    current: Current
    base: str
    pages: Environment
    made: Callable[[], "MadePages"]
    changes: Callable[[], "Changes"]
    pictures: SlidePictures

    async def ready(self, request: Request) -> Response:
        """Are we ready? Of the next day, or of the one that is asked for."""
        reading = self.current.last
        if reading is None:
            return self._page("shell.html", {}, then=self.current.begin)
        if not reading.analysis.timetables:
            return self._page("not_yet.html", self._told(reading))
        from facilitate.serve.first_screen import next_day, standing

        table = (
            _day(request, reading)
            if "day" in request.path_params
            else next_day(reading.analysis.timetables, reading.today)
        )
        names = {"standing": standing(table, reading), "acts": _acts(reading), "day": table.day.id}
        return self._page("ready.html", {**names, **self._told(reading), **self._done_now(request)})

    async def day(self, request: Request) -> Response:
        """Return a day to scale."""
        reading = self._reading()
        return self._day_page(reading, _day(request, reading), self._done_now(request))

    def _day_page(
        self,
        reading: Reading,
        table: "Timetable",
        more: Mapping[str, Any],
        status: int = 200,
    ) -> Response:
        from facilitate.serve.day_to_scale import day_to_scale
        from facilitate.serve.first_screen import standing

        plan = reading.analysis.plan
        source = plan.sources.get(table.day.file)
        drawn = day_to_scale(table, plan.programme, reading.faults, source)
        names = {"standing": standing(table, reading), "drawn": drawn, "day": table.day.id}
        return self._page("day.html", {**names, "reading": reading, **more}, status=status)

    async def shelf(self, request: Request) -> Response:
        """Return who gets pages, or what one reader gets, or one page as it will be."""
        reading = self._reading()
        return await to_thread.run_sync(self._shelf, reading, request)

    def _shelf(self, reading: Reading, request: Request) -> Response:
        from facilitate.serve.fault_list import told
        from facilitate.serve.first_screen import standing
        from facilitate.serve.made_pages import away, readers, shelf

        table, way = _day(request, reading), request.path_params.get("way", "")
        pages, faults = self.made().of_day(reading, table.day.id)
        names = {**self._told(reading), "standing": standing(table, reading), "day": table.day.id}
        names |= {"pages": pages, "faults": told(faults), "reader": None, "page": None}
        if pages is None:
            return self._page("pages.html", names)
        everybody = readers(pages)
        names["readers"] = everybody
        ways = {one.way for some in everybody.values() for one in some}
        absent = away(pages.context.programme, table)
        names["away"] = [one for one in absent if one.way not in ways]
        page = pages.pages.get(way)
        whose = request.query_params.get("of", "") or way
        if page and not shelf(pages, whose):
            whose = way.rpartition("/")[0]
        if way:
            names["shelf"] = shelf(pages, whose)
            if not names["shelf"]:
                return self._away(names, table, way)
            found = (one for some in everybody.values() for one in some if one.way == whose)
            names["reader"] = next(found)
        if page:
            names |= {"page": page, **self._as_it_will_be(reading, pages, page)}
        deck: Deck | None = names.get("deck")
        then = partial(self._draw, deck) if deck and self.pictures.want(deck) else None
        return self._page("pages.html", names, then=then)

    async def _draw(self, deck: Deck) -> None:
        if said := await self.pictures.draw(deck):
            await self.current.tell_drawn(said)

    def _away(self, names: Mapping[str, Any], table: "Timetable", way: str) -> Response:
        """Return why there is no page of somebody who is not expected on a day."""
        from facilitate.serve.made_pages import away

        for reader in away(names["reading"].analysis.plan.programme, table):
            if f"{way}/".startswith(f"{reader.way}/"):
                return self._page("away.html", {**names, "away": reader}, status=404)
        raise HTTPException(404)

    def _as_it_will_be(
        self, reading: Reading, pages: "DayPages", page: "Page"
    ) -> Mapping[str, Any]:
        from facilitate.serve.fault_list import told
        from facilitate.serve.sources import is_own, linked, own_place, texts

        data, faults = self.made().pdf(pages, page)
        template = page.job.template
        shown = texts(reading, [template])
        deck = self.made().deck(pages, page)
        drawn = self.pictures.of(deck.way, deck.key) if deck else None
        slides, told_of_slides = self.made().slides(
            pages, page, self._link(shown), self._pictures(deck, drawn)
        )
        return {
            "faults": told((*faults, *told_of_slides)),
            "key": pages.key(page)[:16] if data else "",
            "slides": slides,
            "deck": deck,
            "drawn": drawn,
            "draws": self.pictures.there,
            "template": template.file,
            "own": is_own(template.file),
            "own_place": own_place(template.file),
            "sheets": linked(self.made().traced(pages, page), shown),
        }

    def _pictures(self, deck: Deck | None, drawn: Drawn | None) -> Sequence[str]:
        """Return the addresses of what was drawn of a deck."""
        if deck is None or drawn is None:
            return ()
        numbers = range(1, len(drawn.pictures) + 1)
        return [f"{self.base}slide/{one}/{deck.key}/{quote(deck.way)}.png" for one in numbers]

    def _link(self, shown: Mapping[str, Sequence[str]]) -> Callable[[Place], str]:
        """Return what opens a link to a line in a picture, nothing of a file that is not shown."""
        from facilitate.serve.sources import says_of, way_to

        def opened(place: Place) -> str:
            if place.file not in shown:
                return ""
            way = escape(f"{self.base}text/{way_to(place, shown)}")
            at, says = escape(f"{place.file}:{place.line}"), escape(says_of(place, shown))
            return f'<a href="{way}" data-at="{at}" aria-label="{says}">'

        return opened

    async def holding(self, request: Request) -> Response:
        """Return the way to the page that holds one of some lines, a reader's own first."""
        reading = self._reading()
        return await to_thread.run_sync(self._holding, reading, request)

    def _holding(self, reading: Reading, request: Request) -> Response:
        from facilitate.serve.made_pages import shelf

        day, whose = _day(request, reading).day.id, request.path_params["way"]
        pages, _ = self.made().of_day(reading, day)
        if pages is not None:
            first = [one for some in shelf(pages, whose).values() for one in some]
            lines = frozenset(request.query_params.getlist("at")[:MOST_LINES])
            for page in dict.fromkeys((*first, *pages.pages.values())):
                if self.made().holds(pages, page, lines):
                    of = f"?of={quote(whose)}" if page in first else ""
                    way = f"{self.base}pages/{day}/{quote(page.path)}{of}"
                    return JSONResponse({"way": way, "called": page.job.called})
        return Response(status_code=204)

    async def pdf(self, request: Request) -> Response:
        """Return one page as PDF, found among those of its day by where a build puts it."""
        pages, page = await self._page_of(request)
        data, _ = await to_thread.run_sync(self.made().pdf, pages, page)
        if not data:
            raise HTTPException(404)
        return Response(data, media_type="application/pdf")

    async def picture(self, request: Request) -> Response:
        """Return one sheet of a page as a picture, found as its PDF is."""
        pages, page = await self._page_of(request)
        drawn = await to_thread.run_sync(self.made().traced, pages, page)
        number = request.path_params["number"]
        if not 0 < number <= len(drawn):
            raise HTTPException(404)
        return Response(drawn[number - 1].svg, media_type="image/svg+xml")

    async def slide(self, request: Request) -> Response:
        """Return a slide as LibreOffice drew it, of the deck as it is now and of no former one."""
        pages, page = await self._page_of(request)
        deck = await to_thread.run_sync(self.made().deck, pages, page)
        asked = request.path_params
        drawn = self.pictures.of(deck.way, asked["key"]) if deck else None
        if deck is None or drawn is None or deck.key != asked["key"]:
            raise HTTPException(404)
        if not 0 < asked["number"] <= len(drawn.pictures):
            raise HTTPException(404)
        return Response(drawn.pictures[asked["number"] - 1], media_type="image/png")

    async def draw_again(self, request: Request) -> Response:
        """Have slides drawn once more that LibreOffice could not draw."""
        form = await _form(request)
        way = form.get("page", "")
        self.pictures.let_try_again(way)
        there = f"{self.base}pages/{quote(way)}?of={quote(form.get('of', ''))}"
        return RedirectResponse(there, 303)

    async def _page_of(self, request: Request) -> tuple["DayPages", "Page"]:
        reading, path = self._reading(), request.path_params["path"]
        day = _day(request, reading).day.id
        pages, _ = await to_thread.run_sync(self.made().of_day, reading, day)
        if pages is None or path not in pages.pages:
            raise HTTPException(404)
        return pages, pages.pages[path]

    async def text(self, request: Request) -> Response:
        """Return a file with its lines numbered: the plan's or one of ours, and no private one."""
        reading = self.current.last
        if reading is None:
            raise HTTPException(409)
        from facilitate.serve.fault_list import told_at_lines
        from facilitate.serve.sources import are_words, own_place, texts

        whole = bool(reading.analysis.timetables)
        templates = await to_thread.run_sync(self.made().templates, reading) if whole else ()
        files, name = texts(reading, templates), request.path_params["file"]
        if name not in files:
            raise HTTPException(404 if whole else 409)
        faults = reading.faults
        names = {**self._told(reading), "file": name, "lines": files[name], "day": ""}
        names |= {"own_place": own_place(name), "fixed": are_words(name), "page": None}
        names |= {"values": (), "why": ""}
        line = request.query_params.get("line", "")
        names["line"] = line if line.isdecimal() else ""
        if name.endswith(".md"):
            of = request.query_params.get("of", "")
            more, found = await to_thread.run_sync(self._with_values, reading, name, of, files)
            names, faults = {**names, **more}, (*faults, *found)
        mine = [one for one in dict.fromkeys(faults) if one.place and one.place.file == name]
        return self._page("text.html", {**names, "at_lines": told_at_lines(mine)})

    def _with_values(
        self, reading: Reading, file: str, of: str, shown: Mapping[str, Sequence[str]]
    ) -> tuple[Mapping[str, Any], Sequence[Fault]]:
        """Return a template's page for one reader, with what it may ask for, and its faults."""
        from facilitate.serve.sources import linked, of_anybody, values, why_none

        pages = None
        for table in reading.analysis.timetables:
            day = table.day.id
            pages = self.made().of_day(reading, day)[0] or self.made().drafted(reading, day)
            every = list(pages.pages.values()) if pages else []
            mine = [one for one in every if one.job.template.file == file]
            if pages is None or not mine:
                continue
            page = next((one for one in mine if one.path == of), mine[0])
            _, faults = self.made().pdf(pages, page)
            _, wrong = pages.document(page)
            return {
                "page": page,
                "others": mine,
                "shown_day": day,
                "key": pages.key(page)[:16],
                "sheets": linked(self.made().traced(pages, page), shown),
                "slides": self.made().slides(pages, page, self._link(shown))[0],
                "values": list(values(pages.names(page))),
            }, () if stops(reading.faults) else (*faults, *wrong)  # `check` has told them
        why = of_anybody(file, self.made().heads(reading)) if pages else why_none(reading)
        # What a page may ask for that the whole group reads, any page of the day may.
        asked = list(values(pages.names_of(GROUP))) if pages and why else ()
        return {"values": asked, "why": why}, ()

    async def act(self, request: Request) -> Response:
        """Return what can be said where something changes before a day."""
        reading, act = self._reading(), request.path_params["act"]
        if act not in ACTS:
            raise HTTPException(404)
        return self._act_page(reading, _day(request, reading), act, {})

    def _act_page(
        self,
        reading: Reading,
        table: "Timetable",
        act: str,
        more: Mapping[str, Any],
        status: int = 200,
    ) -> Response:
        from facilitate.model.units import as_clock
        from facilitate.serve.fault_list import FIELDS

        programme = reading.analysis.plan.programme
        names = {"act": act, "title": _acts(reading)[act], "table": table, "day": table.day.id}
        expected = [one for one in programme.people if one.id in table.present]
        filled = [one for one in programme.people if one.there_on(table.day.says.date)]
        return self._page(
            "act.html",
            {
                **names,
                "reading": reading,
                "programme": programme,
                "expected": expected,
                "absent": [one for one in filled if one not in expected],
                "clock": as_clock,
                "fields": FIELDS,
                "parts": [one for one in table.every_slot() if one.kind != "gap"],
                **more,
            },
            status=status,
        )

    async def library(self, request: Request) -> Response:
        """Return exercises to do instead of one, or after it: proposed, and what a word finds."""
        reading, item = self._reading(), request.path_params["item"]
        from facilitate.serve.exercise_choices import ADDED_MINUTES, proposed, searched

        table, word = _day(request, reading), request.query_params.get("word", "").strip()[:80]
        slots = (one for one in table.every_slot() if "-".join(map(str, one.path)) == item)
        slot = next(slots, None)
        after = "after" in request.query_params
        kinds = ("exercise", "talk")
        if slot is None or slot.kind == "gap" or not (after or slot.kind in kinds):
            raise HTTPException(404)
        minutes = ADDED_MINUTES if after else slot.minutes
        names = {"reading": reading, "day": table.day.id, "item": item, "title": slot.title}
        names |= {"word": word, "found": searched(reading, word) if word else ()}
        names |= {"after": after, "minutes": minutes}
        found = proposed(reading, table, slot, minutes)
        return self._page("library.html", {**names, "proposals": found})

    async def change(self, request: Request) -> Response:
        """Return what a change would do, on the screen and on paper; nothing is written."""
        reading, form = self._reading(), await _form(request)
        return await to_thread.run_sync(self._proposed, reading, form)

    def _proposed(self, reading: Reading, form: Mapping[str, str], why: str = "") -> Response:
        from facilitate.edit.plan_snapshot import Refused
        from facilitate.model.attendance import name_of
        from facilitate.serve.changes import on_paper
        from facilitate.serve.fault_list import told

        day = form.get("day", "")
        names = {**self._told(reading), "day": day, "form": form, "why": why, "refused": ()}
        names |= {"differing": ()}
        try:
            edit = self.changes().propose(reading, form)
            same = reading.snapshot is not None and edit.before.mark == reading.snapshot.mark
            sets = reading.sets.get(day, ())
            # What lies printed is compared with what a build would make, not with made-up answers.
            seat = replace(reading, organiser=reading.organiser and not sets)
            old = self.made().of_day(seat, day)[0] if same else None
            paper = on_paper(edit, day, sets, organiser=seat.organiser, old=old)
        except Refused as refused:
            return self._not_done(reading, form, refused.fault)
        called = partial(name_of, programme=edit.after.plan.programme)
        names |= {"edit": edit, "mark": edit.before.mark, "paper": paper, "called": called}
        names |= {"came": told(edit.came), "went": told(edit.went)}
        with suppress(Refused):
            if why and (mine := self.changes().mine(edit, form)):
                names |= {"kept": mine[0], "differing": mine[1]}
        return self._page("change.html", names, status=409 if why else 200)

    def _not_done(self, reading: Reading, form: Mapping[str, str], fault: Fault) -> Response:
        """Return the form that was refused, with why beside its field; else why alone."""
        from facilitate.serve.fault_list import page_of, told, wrong_form

        wrong, day = wrong_form(form, fault), form.get("day", "")
        table = next((one for one in reading.analysis.timetables if one.day.id == day), None)
        if table and wrong.field:
            more, act, page = {"wrong": wrong}, page_of(form["act"]), Response()
            if "item" in form and (form.get("then", "").startswith("day/") or not act):
                page = self._day_page(reading, table, more, status=409)
            elif act:
                page = self._act_page(reading, table, act, more, status=409)
            if b" aria-invalid=" in bytes(page.body):  # the form is there
                return page
        names = {**self._told(reading), "day": day, "form": form, "refused": told([fault])}
        return self._page("change.html", {**names, "why": "", "differing": ()}, status=409)

    async def do(self, request: Request) -> Response:
        """Write a change, unless the plan is another than that from which the page was drawn."""
        reading, form = self._reading(), await _form(request)
        said, fault, stale = await to_thread.run_sync(self._done, reading, form)
        if fault and _is_by_script(request):
            return JSONResponse(_as_told(form, fault, stale=stale), 409)
        if fault and stale:
            why = f"{fault.message} {fault.hint}"
            return await to_thread.run_sync(self._proposed, reading, form, why)
        if fault:
            return await to_thread.run_sync(self._not_done, reading, form, fault)
        return await self._answered(request, said, "", f"{self.base}{form.get('then', '')}")

    def _done(self, reading: Reading, form: Mapping[str, str]) -> tuple[str, Fault | None, bool]:
        """Return what was done; or why not, and whether that is because the plan is another."""
        from facilitate.edit.history import Stale
        from facilitate.edit.plan_snapshot import Refused
        from facilitate.serve.changes import Outdated

        try:
            changes = self.changes()
            edit, mark = changes.propose(reading, form), form.get("mark", "")
            if "keep mine over" in form:
                mine, mark = changes.mine(edit, form), form["keep mine over"]
                edit = mine[0] if mine else edit
            return changes.write(edit, mark), None, False
        except Refused as refused:
            return "", refused.fault, isinstance(refused, Stale | Outdated)

    async def own(self, request: Request) -> Response:
        """Put a text of ours into the programme, to be changed there."""
        from facilitate.edit.plan_snapshot import Refused
        from facilitate.serve.sources import own_place, texts

        reading, file = self._reading(), (await _form(request)).get("file", "")
        templates = await to_thread.run_sync(self.made().templates, reading)
        place, lines = own_place(file), texts(reading, templates).get(file)
        if not place or lines is None:
            raise HTTPException(404)
        said = refusal = ""
        try:
            folder = reading.analysis.plan.folder
            said = await to_thread.run_sync(self.changes().put, folder, place, "\n".join(lines))
        except Refused as refused:
            refusal = f"{refused.fault.message} {refused.fault.hint}"
        return await self._answered(request, said, refusal, f"{self.base}text/{quote(place)}")

    async def undo(self, request: Request) -> Response:
        """Take the last change back, or do it again."""
        from facilitate.edit.plan_snapshot import Refused

        self._reading()
        form = await _form(request)
        changes = self.changes()
        step = changes.redo if request.path_params["step"] == "redo" else changes.undo
        said = refusal = ""
        try:
            said = await to_thread.run_sync(step)
        except Refused as refused:
            refusal = f"{refused.fault.message} {refused.fault.hint}"
        return await self._answered(request, said, refusal, f"{self.base}{form.get('then', '')}")

    async def _answered(self, request: Request, said: str, refusal: str, back: str) -> Response:
        """Read what was written, and go on where the person was; a refusal is said."""
        if said:
            await self.current.refresh(said)
        if _is_by_script(request):
            return JSONResponse({"refused": refusal}, 409 if refusal else 200)
        if refusal:
            names = {"refusal": refusal, "back": back, "reading": self.current.last, "day": ""}
            return self._page("refused.html", names, status=409)
        self.changes().said = said
        way, sign, part = back.partition("#")
        return RedirectResponse(f"{way}?{DONE}{sign}{part}", 303)

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

    def _done_now(self, request: Request) -> Mapping[str, str]:
        """Return what the form did that led to a page, to be said on it."""
        return {"told_now": self.changes().said if DONE in request.query_params else ""}

    def _told(self, reading: Reading) -> Mapping[str, Any]:
        from facilitate.serve.fault_list import shown_files, told

        plan = reading.analysis.read
        return {
            "reading": reading,
            "faults": told(reading.faults),
            "shown": frozenset(shown_files(plan.sources) if plan else reading.unread),
        }

    def _page(
        self,
        template: str,
        names: Mapping[str, Any],
        *,
        status: int = 200,
        then: Callable[[], Awaitable[None]] | None = None,
    ) -> Response:
        all_names = {
            "base": self.base,
            "reading": None,
            "undo": "",
            "redo": "",
            "told_now": "",
            "wrong": None,
            **names,
        }
        if all_names["reading"] is not None:
            changes, snapshot = self.changes(), all_names["reading"].snapshot
            all_names |= {"undo": changes.can_undo, "redo": changes.can_redo}
            if snapshot is not None:
                changes.drawn(snapshot)
        html = self.pages.get_template(template).render(all_names)
        return HTMLResponse(html, status, background=BackgroundTask(then) if then else None)

    async def not_found(self, _: Request, error: Exception) -> Response:
        """Return a page that says that nothing is here, or nothing yet."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 409 and self.current.last is None:
            return self._page("shell.html", {}, then=self.current.begin)
        if status == 409 and self.current.last is not None:
            return self._page("not_yet.html", self._told(self.current.last), status=404)
        return self._page("nothing.html", {}, status=404)


def site(
    current: Current,
    base: str,
    made: Callable[[], "MadePages"],
    changes: Callable[[], "Changes"],
    pictures: SlidePictures,
) -> Starlette:
    """Return the pages of a plan as an application; `base` is what their addresses begin with.

    `made` gives the pages as readers will have them, `changes` writes; each is asked once somebody
    wants it, so that the first page waits for neither. `pictures` are what LibreOffice draws.
    """
    pages = Environment(
        loader=FileSystemLoader(_HERE / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    here = Site(current, base, pages, made, changes, pictures)
    routes = [
        Route("/", here.ready),
        Route("/ready/{day}", here.ready),
        Route("/day/{day}", here.day),
        Route("/pages/{day}", here.shelf),
        Route("/pages/{day}/{way:path}", here.shelf),
        Route("/holding/{day}/{way:path}", here.holding),
        Route("/pdf/{day}/{path:path}.pdf", here.pdf),
        Route("/slide/{number:int}/{key}/{day}/{path:path}.png", here.slide),
        Route("/draw", here.draw_again, methods=["POST"]),
        Route("/picture/{day}/{number:int}/{path:path}.svg", here.picture),
        Route("/text/{file:path}", here.text),
        Route("/acts/{act}/{day}", here.act),
        Route("/library/{day}/{item}", here.library),
        Route("/own", here.own, methods=["POST"]),
        Route("/change", here.change, methods=["POST"]),
        Route("/do", here.do, methods=["POST"]),
        Route("/step/{step}", here.undo, methods=["POST"]),
        Route("/events", here.events),
        Route("/assets/{name}", here.asset),
    ]
    # Who hangs up hears no answer, and the terminal needs to tell nobody.
    nowhere = dict.fromkeys((404, 409, ClientDisconnect), here.not_found)
    return Starlette(routes=[Mount(base.rstrip("/"), routes=routes)], exception_handlers=nowhere)


def _acts(reading: Reading) -> Mapping[str, str]:
    own = reading.analysis.plan.programme.says.own_words
    return {act: words.format_map(own) for act, words in ACTS.items()}


async def _form(request: Request) -> Mapping[str, str]:
    """Return the fields of a form, each once, without spaces around."""
    sent = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0].strip() for name, values in sent.items()}


def _as_told(form: Mapping[str, str], fault: Fault, *, stale: bool) -> Mapping[str, Any]:
    """Return a refusal as the page's script has it, with the field that it is about."""
    from facilitate.serve.fault_list import wrong_form

    wrong = wrong_form(form, fault)
    return {"refused": wrong.words, "field": wrong.field, "stale": stale}


def _is_by_script(request: Request) -> bool:
    """Say whether the page's own script asks, which goes on by itself."""
    return request.headers.get("accept") == "application/json"


def _day(request: Request, reading: Reading) -> "Timetable":
    wanted = request.path_params["day"]
    for table in reading.analysis.timetables:
        if table.day.id == wanted:
            return table
    raise HTTPException(404)


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
