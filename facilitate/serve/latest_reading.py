"""The plan as it was last read, for every page; and who waits for the next reading."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from anyio import to_thread

from facilitate.faults import Fault
from facilitate.files import start_of
from facilitate.structs import Struct, field, replace

if TYPE_CHECKING:
    from facilitate.edit.plan_snapshot import Snapshot
    from facilitate.load.yaml_values import YamlText
    from facilitate.out.printed import PrintSet
    from facilitate.pipeline.analyse import Analysis


class PlanReading(Struct, kw_only=True):
    """A plan as it was at one moment, with all that `check` tells of it; nothing of it changes.

    `number` counts readings from 1. In the organiser's seat nothing of `private/` is used. `sets`
    are what lies printed, by the day's id; `changed` are the sheets to print again and to shred,
    once they are counted, of what a build would make; `ticked` are the letters that were sent of
    so many.
    `drawn` says of which deck there are pictures by now, where nothing else is new.
    `snapshot` is the plan as changes are made to it; `said` what the change said that led to this.
    `templates` are the lines of the programme's own, by their names; `unread` are those of files
    in which something is to mend before the plan can be read as a whole: nothing of `private/`.
    `trouble` says why there is nothing to show, such as a folder that is gone.
    """

    number: int = 0
    analysis: "Analysis"
    snapshot: "Snapshot | None" = None
    said: str = ""
    drawn: str = ""
    faults: tuple[Fault, ...]
    today: date
    organiser: bool = True
    sets: Mapping[str, tuple["PrintSet", ...]]
    ticked: Mapping[str, tuple[int, int]]
    changed: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    templates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread: Mapping[str, Sequence[str]] = field(default_factory=dict)
    trouble: str = ""

    @property
    def sources(self) -> Mapping[str, "YamlText"]:
        """The files of the plan as they were read; none where it could not be read."""
        plan = self.analysis.read
        return {} if plan is None else {one.file: one for one in plan.every_source()}


def read(
    path: Path, before: PlanReading | None = None, *, sample: bool, today: date
) -> PlanReading:
    """Return a reading of the plan at a path. Nothing is written.

    What was read `before` saves doing again what has not changed.
    """
    # The first page waits for none of these.
    from facilitate.edit.plan_snapshot import take_snapshot
    from facilitate.load.plan_files import NotThere
    from facilitate.pipeline.analyse import Analysis
    from facilitate.pipeline.plan_faults import all_faults

    trouble = ""
    try:
        snapshot = take_snapshot(path, sample=sample, before=before.snapshot if before else None)
        return _read(snapshot, all_faults(snapshot.analysis, path, today=today), today)
    except NotThere as error:
        trouble = error.why or f"There is no plan at {error.path} any more."
    except OSError as error:
        trouble = f"{error.filename}: {error.strerror}."
    nothing = Analysis(None, (), {}, ())
    return PlanReading(
        analysis=nothing, faults=(), today=today, sets={}, ticked={}, trouble=trouble
    )


def _read(snapshot: "Snapshot", faults: tuple[Fault, ...], today: date) -> PlanReading:
    from facilitate.out.printed import read_sets
    from facilitate.pipeline.plan_templates import own_texts
    from facilitate.pipeline.tick_lists import NAME, SEND, ticked_of

    analysis, plan = snapshot.analysis, snapshot.analysis.read
    organiser = snapshot.sample or plan is None or not plan.private.there
    days = [] if plan is None else [(plan.folder, table.day.id) for table in analysis.timetables]
    # A programme without a private folder may have the record of what is on paper.
    printed = {} if snapshot.sample else {day: read_sets(folder, day) for folder, day in days}
    folder = (
        plan.folder if plan else snapshot.path if snapshot.path.is_dir() else snapshot.path.parent
    )
    unreadable = tuple(fault for _, fault in printed.values() if fault)
    return PlanReading(
        analysis=analysis,
        snapshot=snapshot,
        faults=(*faults, *unreadable),
        organiser=organiser,
        today=today,
        sets={day: sets for day, (sets, _) in printed.items() if sets},
        templates=own_texts(folder),
        unread={} if plan else _to_mend(folder, faults),
        ticked={day: ticked_of(folder / "out" / day / SEND / NAME) for folder, day in days},
    )


def _to_mend(folder: Path, faults: tuple[Fault, ...]) -> Mapping[str, Sequence[str]]:
    """Return the lines of the files of a plan in which something is to mend; nothing private."""
    from facilitate.load.yaml_text import MOST_BYTES
    from facilitate.serve.fault_list import is_private

    named = dict.fromkeys(one.place.file for one in faults if one.place)
    there = (name for name in named if not is_private(name) and (folder / name).is_file())
    data = {name: start_of(folder / name, MOST_BYTES) for name in there}
    return {name: some.decode("utf-8-sig", "replace").splitlines() for name, some in data.items()}


class Current:
    """Holds the last reading; reads again when asked, one reading at a time, in a thread.

    What takes longer follows as a reading of its own: `look_closer` returns it.
    """

    def __init__(
        self,
        read_again: Callable[[PlanReading | None], PlanReading],
        look_closer: Callable[[PlanReading], PlanReading | None] = lambda _: None,
    ) -> None:
        self._read, self._look_closer = read_again, look_closer
        self._one_at_a_time = asyncio.Lock()
        self._news = asyncio.Condition()
        self._begun = self._is_closed = False
        self.last: PlanReading | None = None

    async def begin(self) -> None:
        """Read for the first time, once the first page has been sent."""
        if not self._begun:
            self._begun = True
            await self.refresh()

    async def refresh(
        self, said: str = "", *, unless: Callable[[PlanReading | None], bool] = lambda _: False
    ) -> None:
        """Read again, and tell everybody who waits; `said` is what led here.

        Nothing is done where what was read last is all there is, as `unless` says of it.
        """
        async with self._one_at_a_time:
            if unless(self.last):
                return
            read = await to_thread.run_sync(self._read, self.last)
            found = await self._publish(replace(read, said=said))
            closer = await to_thread.run_sync(self._look_closer, found)
            if closer is not None:
                await self._publish(closer)

    async def tell_drawn(self, said: str) -> None:
        """Tell everybody who waits that a deck was drawn, or could not be."""
        if self.last is not None:
            await self._publish(replace(self.last, drawn=said))

    async def _publish(self, found: PlanReading) -> PlanReading:
        async with self._news:
            self.last = replace(found, number=self.last.number + 1 if self.last else 1)
            self._news.notify_all()
            return self.last

    async def close(self) -> None:
        """Let nobody wait any longer."""
        async with self._news:
            self._is_closed = True
            self._news.notify_all()

    async def readings(self, known: int) -> AsyncIterator[PlanReading]:
        """Yield the last reading, unless it is the known one, and each that follows."""
        while True:
            async with self._news:
                while self.last is None or self.last.number <= known:
                    if self._is_closed:
                        return
                    await self._news.wait()
                reading = self.last
            known = reading.number
            yield reading
