"""What every screen of the browser is made with: the last reading, the page's shape, its words."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from facilitate.serve.latest_reading import Current, PlanReading
from facilitate.serve.slide_pictures import SlidePictures

if TYPE_CHECKING:
    from facilitate.schedule.timetable import Timetable
    from facilitate.serve.changes import Changes
    from facilitate.serve.made_pages import MadePages

DONE = "done"
"""What the address of a page ends with that follows on a change."""
_SHAPES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Screens:
    """The screens of one plan, all of which lie under `base`.

    `made` gives the pages as readers will have them, `changes` writes; each is asked once somebody
    wants it, so that the first screen waits for neither. `pictures` are what LibreOffice draws.
    """

    current: Current
    base: str
    made: Callable[[], "MadePages"]
    changes: Callable[[], "Changes"]
    pictures: SlidePictures

    def page(
        self,
        template: str,
        names: Mapping[str, Any],
        *,
        status: int = 200,
        then: Callable[[], Awaitable[None]] | None = None,
    ) -> Response:
        """Return a screen by its file under `pages/`; `then` runs once it is sent."""
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
        html = _SHAPES.get_template(template).render(all_names)
        return HTMLResponse(html, status, background=BackgroundTask(then) if then else None)

    def reading(self) -> PlanReading:
        """Return the last reading; raise 409 where there is none yet, or none with a day."""
        reading = self.current.last
        if reading is None or not reading.analysis.timetables:
            raise HTTPException(409)
        return reading

    def of_reading(self, reading: PlanReading) -> Mapping[str, Any]:
        """Return what a screen names of a reading: itself, its faults, the files that are shown."""
        from facilitate.serve.fault_list import shown_faults, shown_files

        plan = reading.analysis.read
        return {
            "reading": reading,
            "faults": shown_faults(reading.faults),
            "shown": frozenset(shown_files(plan.sources) if plan else reading.unread),
        }

    def done_now(self, request: Request) -> Mapping[str, str]:
        """Return what the form did that led to a page, to be said on it."""
        return {"told_now": self.changes().said if DONE in request.query_params else ""}

    def day_screen(
        self,
        reading: PlanReading,
        table: "Timetable",
        more: Mapping[str, Any],
        status: int = 200,
    ) -> Response:
        """Return a day to scale, with more of what its screen names."""
        from facilitate.serve.day_to_scale import day_to_scale
        from facilitate.serve.first_screen import standing_of

        plan = reading.analysis.plan
        source = plan.sources.get(table.day.file)
        drawn = day_to_scale(table, plan.programme, reading.faults, source)
        names = {"standing": standing_of(table, reading), "drawn": drawn, "day": table.day.id}
        return self.page("day.html", {**names, "reading": reading, **more}, status=status)


def day_or_404(request: Request, reading: PlanReading) -> "Timetable":
    """Return the day that an address names; raise 404 where there is none."""
    wanted = request.path_params["day"]
    for table in reading.analysis.timetables:
        if table.day.id == wanted:
            return table
    raise HTTPException(404)


async def form_of(request: Request) -> Mapping[str, str]:
    """Return the fields of a form, each once, without spaces around."""
    sent = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0].strip() for name, values in sent.items()}
