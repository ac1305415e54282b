"""The screens on which a plan is changed: what can be said, what it would do, done and undone."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from facilitate.faults import Fault
from facilitate.serve.latest_reading import PlanReading
from facilitate.serve.screens import DONE, Screens, day_or_404, form_of
from facilitate.structs import replace

if TYPE_CHECKING:
    from facilitate.schedule.timetable import Timetable

ACTS = {
    "absent": "Somebody cannot come",
    "name": "A name, {service} or role changed",
    "time": "A time or room changed",
}
"""What happens to a plan before a day, and what the first screen calls it in the plan's words."""


class ChangeScreens(Screens):
    """What can change before a day; what a change does is seen before anything is written."""

    __slots__ = ()

    async def act(self, request: Request) -> Response:
        """Return what can be said where something changes before a day."""
        reading, act = self.reading(), request.path_params["act"]
        if act not in ACTS:
            raise HTTPException(404)
        return self._act_page(reading, day_or_404(request, reading), act, {})

    def _act_page(
        self,
        reading: PlanReading,
        table: "Timetable",
        act: str,
        more: Mapping[str, Any],
        status: int = 200,
    ) -> Response:
        from facilitate.model.times_and_dates import as_clock
        from facilitate.serve.fault_list import FIELDS

        programme = reading.analysis.plan.programme
        names = {"act": act, "title": acts(reading)[act], "table": table, "day": table.day.id}
        expected = [one for one in programme.people if one.id in table.present]
        filled = [one for one in programme.people if one.there_on(table.day.says.date)]
        return self.page(
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
        reading, item = self.reading(), request.path_params["item"]
        from facilitate.serve.exercise_choices import ADDED_MINUTES, proposed, searched

        table = day_or_404(request, reading)
        word = request.query_params.get("word", "").strip()[:80]
        slots = (one for one in table.every_slot() if "-".join(map(str, one.path)) == item)
        slot = next(slots, None)
        after = "after" in request.query_params
        if slot is None or slot.kind == "gap" or not (after or slot.kind in ("exercise", "talk")):
            raise HTTPException(404)
        minutes = ADDED_MINUTES if after else slot.minutes
        names = {"reading": reading, "day": table.day.id, "item": item, "title": slot.title}
        names |= {"word": word, "found": searched(reading, word) if word else ()}
        names |= {"after": after, "minutes": minutes}
        found = proposed(reading, table, slot, minutes)
        return self.page("library.html", {**names, "proposals": found})

    async def change(self, request: Request) -> Response:
        """Return what a change would do, on the screen and on paper; nothing is written."""
        reading, form = self.reading(), await form_of(request)
        return await to_thread.run_sync(self._proposed, reading, form)

    def _proposed(self, reading: PlanReading, form: Mapping[str, str], why: str = "") -> Response:
        from facilitate.edit.plan_snapshot import Refused
        from facilitate.model.attendance import name_of
        from facilitate.serve.changes import on_paper
        from facilitate.serve.fault_list import shown_faults

        day = form.get("day", "")
        names = {**self.of_reading(reading), "day": day, "form": form, "why": why, "refused": ()}
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
        names |= {"came": shown_faults(edit.came), "went": shown_faults(edit.went)}
        with suppress(Refused):
            if why and (mine := self.changes().mine(edit, form)):
                names |= {"kept": mine[0], "differing": mine[1]}
        return self.page("change.html", names, status=409 if why else 200)

    def _not_done(self, reading: PlanReading, form: Mapping[str, str], fault: Fault) -> Response:
        """Return the form that was refused, with why beside its field; else why alone."""
        from facilitate.serve.fault_list import page_of, shown_faults, wrong_form

        wrong, day = wrong_form(form, fault), form.get("day", "")
        table = next((one for one in reading.analysis.timetables if one.day.id == day), None)
        if table and wrong.field:
            more, act, page = {"wrong": wrong}, page_of(form["act"]), Response()
            if "item" in form and (form.get("then", "").startswith("day/") or not act):
                page = self.day_screen(reading, table, more, status=409)
            elif act:
                page = self._act_page(reading, table, act, more, status=409)
            if b" aria-invalid=" in bytes(page.body):  # the form is there
                return page
        names = {**self.of_reading(reading), "day": day, "form": form, "why": "", "differing": ()}
        return self.page("change.html", {**names, "refused": shown_faults([fault])}, status=409)

    async def do(self, request: Request) -> Response:
        """Write a change, unless the plan is another than that from which the page was drawn."""
        reading, form = self.reading(), await form_of(request)
        said, fault, stale = await to_thread.run_sync(self._done, reading, form)
        if fault and _is_by_script(request):
            return JSONResponse(_as_told(form, fault, stale=stale), 409)
        if fault and stale:
            why = f"{fault.message} {fault.hint}"
            return await to_thread.run_sync(self._proposed, reading, form, why)
        if fault:
            return await to_thread.run_sync(self._not_done, reading, form, fault)
        return await self._answered(request, said, "", f"{self.base}{form.get('then', '')}")

    def _done(
        self, reading: PlanReading, form: Mapping[str, str]
    ) -> tuple[str, Fault | None, bool]:
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

        reading, file = self.reading(), (await form_of(request)).get("file", "")
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

        self.reading()
        form = await form_of(request)
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
            return self.page("refused.html", names, status=409)
        self.changes().said = said
        way, sign, part = back.partition("#")
        return RedirectResponse(f"{way}?{DONE}{sign}{part}", 303)


def acts(reading: PlanReading) -> Mapping[str, str]:
    """Return what may happen to a plan before a day, in the plan's words."""
    own = reading.analysis.plan.programme.says.own_words
    return {act: words.format_map(own) for act, words in ACTS.items()}


def _as_told(form: Mapping[str, str], fault: Fault, *, stale: bool) -> Mapping[str, Any]:
    """Return a refusal as the page's script has it, with the field that it is about."""
    from facilitate.serve.fault_list import wrong_form

    wrong = wrong_form(form, fault)
    return {"refused": wrong.words, "field": wrong.field, "stale": stale}


def _is_by_script(request: Request) -> bool:
    """Say whether the page's own script asks, which goes on by itself."""
    return request.headers.get("accept") == "application/json"
