"""The pages that readers get, as a build would make them, with the texts that they come from."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from facilitate.faults import Fault, Place, stops
from facilitate.recipient import GROUP
from facilitate.serve.latest_reading import PlanReading
from facilitate.serve.screens import Screens, day_or_404, form_of
from facilitate.serve.slide_pictures import Deck, Drawn

if TYPE_CHECKING:
    from facilitate.pipeline.day_pages import DayPages, Page
    from facilitate.schedule.timetable import Timetable

MOST_LINES = 40
"""So many lines that were edited are looked for on other pages."""


class PageScreens(Screens):
    """Who gets pages, a page with its PDF and pictures, and the text behind it.

    Pages take long to make: what is no coroutine here, Starlette runs in a thread.
    """

    __slots__ = ()

    def shelf(self, request: Request) -> Response:
        """Return who gets pages, or what one reader gets, or one page as it will be."""
        from facilitate.serve.fault_list import shown_faults
        from facilitate.serve.first_screen import standing_of
        from facilitate.serve.made_pages import away, pages_for, readers

        reading = self.reading()
        table, way = day_or_404(request, reading), request.path_params.get("way", "")
        pages, faults = self.made().of_day(reading, table.day.id)
        names = {
            **self.of_reading(reading),
            "standing": standing_of(table, reading),
            "day": table.day.id,
        }
        names |= {"pages": pages, "faults": shown_faults(faults), "reader": None, "page": None}
        if pages is None:
            return self.page("pages.html", names)
        everybody = readers(pages)
        names["readers"] = everybody
        ways = {one.way for some in everybody.values() for one in some}
        absent = away(pages.context.programme, table)
        names["away"] = [one for one in absent if one.way not in ways]
        page = pages.pages.get(way)
        whose = request.query_params.get("of", "") or way
        if page and not pages_for(pages, whose):
            whose = way.rpartition("/")[0]
        if way:
            names["shelf"] = pages_for(pages, whose)
            if not names["shelf"]:
                return self._away(names, table, way)
            found = (one for some in everybody.values() for one in some if one.way == whose)
            names["reader"] = next(found)
        if page:
            names |= {"page": page, **self._as_it_will_be(reading, pages, page)}
        deck: Deck | None = names.get("deck")
        then = partial(self._draw, deck) if deck and self.pictures.want(deck) else None
        return self.page("pages.html", names, then=then)

    async def _draw(self, deck: Deck) -> None:
        if said := await self.pictures.draw(deck):
            await self.current.tell_drawn(said)

    def _away(self, names: Mapping[str, Any], table: "Timetable", way: str) -> Response:
        """Return why there is no page of somebody who is not expected on a day."""
        from facilitate.serve.made_pages import away

        for reader in away(names["reading"].analysis.plan.programme, table):
            if f"{way}/".startswith(f"{reader.way}/"):
                return self.page("away.html", {**names, "away": reader}, status=404)
        raise HTTPException(404)

    def _as_it_will_be(
        self, reading: PlanReading, pages: "DayPages", page: "Page"
    ) -> Mapping[str, Any]:
        from facilitate.serve.fault_list import shown_faults
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
            "faults": shown_faults((*faults, *told_of_slides)),
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
        from facilitate.serve.sources import line_address, says_of

        def opened(place: Place) -> str:
            if place.file not in shown:
                return ""
            way = escape(f"{self.base}text/{line_address(place, shown)}")
            at, says = escape(f"{place.file}:{place.line}"), escape(says_of(place, shown))
            return f'<a href="{way}" data-at="{at}" aria-label="{says}">'

        return opened

    def holding(self, request: Request) -> Response:
        """Return the way to the page that holds one of some lines, a reader's own first."""
        from facilitate.serve.made_pages import pages_for

        reading = self.reading()
        day, whose = day_or_404(request, reading).day.id, request.path_params["way"]
        pages, _ = self.made().of_day(reading, day)
        if pages is not None:
            first = [one for some in pages_for(pages, whose).values() for one in some]
            lines = frozenset(request.query_params.getlist("at")[:MOST_LINES])
            for page in dict.fromkeys((*first, *pages.pages.values())):
                if self.made().holds(pages, page, lines):
                    of = f"?of={quote(whose)}" if page in first else ""
                    way = f"{self.base}pages/{day}/{quote(page.path)}{of}"
                    return JSONResponse({"way": way, "called": page.job.called})
        return Response(status_code=204)

    def pdf(self, request: Request) -> Response:
        """Return one page as PDF, found among those of its day by where a build puts it."""
        pages, page = self._page_of(request)
        data, _ = self.made().pdf(pages, page)
        if not data:
            raise HTTPException(404)
        return Response(data, media_type="application/pdf")

    def picture(self, request: Request) -> Response:
        """Return one sheet of a page as a picture, found as its PDF is."""
        drawn = self.made().traced(*self._page_of(request))
        number = request.path_params["number"]
        if not 0 < number <= len(drawn):
            raise HTTPException(404)
        return Response(drawn[number - 1].svg, media_type="image/svg+xml")

    def slide(self, request: Request) -> Response:
        """Return a slide as LibreOffice drew it, of the deck as it is now and of no former one."""
        deck = self.made().deck(*self._page_of(request))
        asked = request.path_params
        drawn = self.pictures.of(deck.way, asked["key"]) if deck else None
        if deck is None or drawn is None or deck.key != asked["key"]:
            raise HTTPException(404)
        if not 0 < asked["number"] <= len(drawn.pictures):
            raise HTTPException(404)
        return Response(drawn.pictures[asked["number"] - 1], media_type="image/png")

    async def draw_again(self, request: Request) -> Response:
        """Have slides drawn once more that LibreOffice could not draw."""
        form = await form_of(request)
        way = form.get("page", "")
        self.pictures.let_try_again(way)
        there = f"{self.base}pages/{quote(way)}?of={quote(form.get('of', ''))}"
        return RedirectResponse(there, 303)

    def _page_of(self, request: Request) -> tuple["DayPages", "Page"]:
        reading, path = self.reading(), request.path_params["path"]
        day = day_or_404(request, reading).day.id
        pages, _ = self.made().of_day(reading, day)
        if pages is None or path not in pages.pages:
            raise HTTPException(404)
        return pages, pages.pages[path]

    def text(self, request: Request) -> Response:
        """Return a file with its lines numbered: the plan's or one of ours, and no private one."""
        reading = self.current.last
        if reading is None:
            raise HTTPException(409)
        from facilitate.serve.fault_list import shown_faults_by_line
        from facilitate.serve.sources import are_words, own_place, texts

        whole = bool(reading.analysis.timetables)
        templates = self.made().templates(reading) if whole else ()
        files, name = texts(reading, templates), request.path_params["file"]
        if name not in files:
            raise HTTPException(404 if whole else 409)
        faults = reading.faults
        names = {**self.of_reading(reading), "file": name, "lines": files[name], "day": ""}
        names |= {"own_place": own_place(name), "fixed": are_words(name), "page": None}
        names |= {"values": (), "why": ""}
        line = request.query_params.get("line", "")
        names["line"] = line if line.isdecimal() else ""
        if name.endswith(".md"):
            of = request.query_params.get("of", "")
            more, found = self._with_values(reading, name, of, files)
            names, faults = {**names, **more}, (*faults, *found)
        mine = [one for one in dict.fromkeys(faults) if one.place and one.place.file == name]
        return self.page("text.html", {**names, "at_lines": shown_faults_by_line(mine)})

    def _with_values(
        self, reading: PlanReading, file: str, of: str, shown: Mapping[str, Sequence[str]]
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
                "values": list(values(pages.names_of(page.job.recipient))),
            }, () if stops(reading.faults) else (*faults, *wrong)  # `check` has told them
        why = of_anybody(file, self.made().heads(reading)) if pages else why_none(reading)
        # What a page may ask for that the whole group reads, any page of the day may.
        asked = list(values(pages.names_of(GROUP))) if pages and why else ()
        return {"values": asked, "why": why}, ()
