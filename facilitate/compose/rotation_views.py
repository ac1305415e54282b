"""Who sits where and who watches whom, as a template sees it."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from facilitate.compose.day_context import DayContext
from facilitate.compose.placeholder import ClockTime, OwnedStr
from facilitate.faults import At
from facilitate.schedule.observation_turns import Turn
from facilitate.schedule.seating import Seating, SeatRound
from facilitate.structs import Struct


class SeatTable(Struct, kw_only=True):
    """One table in one round: its name, who sits there, the sponsor who hosts it or nobody."""

    name: str
    people: tuple[str, ...]
    host: str


class SeatRoundView(Struct, kw_only=True):
    """One round: when, and its tables."""

    number: int
    start: ClockTime
    end: ClockTime
    tables: tuple[SeatTable, ...]


class SeatView(Struct, kw_only=True):
    """One person's place in one round: when, where, with whom, for what."""

    start: ClockTime
    end: ClockTime
    table: str
    people: tuple[str, ...]
    host: str
    title: str


def rounds_of(seating: Seating, context: DayContext) -> tuple[SeatRoundView, ...]:
    """Return the rounds of a table plan, each table with its people's names."""
    return tuple(
        SeatRoundView(
            number=number,
            start=ClockTime(one.start),
            end=ClockTime(one.start + one.minutes),
            tables=tuple(
                SeatTable(
                    name=_table(table, context),
                    people=tuple(context.names.get(person, "") for person in people),
                    host=context.names.get(one.hosts[table], "") if one.hosts else "",
                )
                for table, people in enumerate(one.tables)
            ),
        )
        for number, one in enumerate(seating.rounds, 1)
    )


def _table(table: int, context: DayContext) -> str:
    return f"{context.words.get('table', 'Table')} {table + 1}"


class SeatWords(Struct):
    """Puts the table plans of a day into words."""

    context: DayContext

    def of(self, person: str) -> tuple[SeatView, ...]:
        """Return a person's places through the day, in order of the clock."""
        found = [
            self._seat(seating, one, table, person)
            for seating in self.context.seatings
            for one in seating.rounds
            for table, people in enumerate(one.tables)
            if person in people or (one.hosts and one.hosts[table] == person)
        ]
        return tuple(sorted(found, key=lambda seat: seat.start))

    def _seat(self, seating: Seating, one: SeatRound, table: int, person: str) -> SeatView:
        names = self.context.names
        others = tuple(names.get(other, "") for other in one.tables[table] if other != person)
        return SeatView(
            start=ClockTime(one.start),
            end=ClockTime(one.start + one.minutes),
            table=_table(table, self.context),
            people=others,
            host=names.get(one.hosts[table], "") if one.hosts else "",
            title=seating.title,
        )


class WatchView(Struct, kw_only=True):
    """One turn of watching or being watched: when, where, whom (or by whom)."""

    start: ClockTime
    end: ClockTime
    table: str
    pair: str
    pairs: tuple[str, ...]
    challenge: str
    watch_for: str
    sponsor: str


class TurnView(Struct, kw_only=True):
    """One turn at a table: who works and who watches, by name."""

    start: ClockTime
    works: str
    watches: str


class TableView(Struct, kw_only=True):
    """A table and its turns in order; `only_watch` are the pairs there without a turn, by name."""

    name: str
    turns: tuple[TurnView, ...]
    first: str
    then: str
    last: str
    only_watch: str


class PlaceView(Struct, kw_only=True):
    """Where a pair sits, and in which round (from 1) it works; 0 if it only watches."""

    pair: str
    table: str
    turn: int


class RotationView(Struct, kw_only=True):
    """Who works and who watches, table by table; `places` by the pairs' names, to be searched.

    Tables of more pairs have shorter turns; `rounds` are the starts at one with the most of them.
    `meets_again` says whether pairs watch pairs on a later day too.
    """

    rounds: tuple[ClockTime, ...]
    meets_again: bool
    tables: tuple[TableView, ...]
    places: tuple[PlaceView, ...]


def _as_searched(name: str) -> list[tuple[int, int, str]]:
    """Return what names are sorted by: without case, `Ward 9` before `Ward 10`."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(0, int(one), "") if one.isdecimal() else (1, 0, one) for one in parts if one]


class TurnWords(Struct):
    """Puts the turns of a day into words."""

    context: DayContext

    def rotation(self) -> RotationView:
        """Return every table's turns."""
        tables: dict[str, list[Turn]] = {}
        for turn in self.context.turns:
            tables.setdefault(turn.table, []).append(turn)
        most = max(tables.values(), key=len, default=[])
        return RotationView(
            rounds=tuple(ClockTime(turn.start) for turn in most),
            meets_again=self._meets_again(),
            tables=tuple(self._table(name, turns) for name, turns in tables.items()),
            places=tuple(sorted(self._places(tables), key=lambda one: _as_searched(one.pair))),
        )

    def _places(self, tables: Mapping[str, list[Turn]]) -> Iterator[PlaceView]:
        for table, turns in tables.items():
            works = {turn.pair: number for number, turn in enumerate(turns, 1)}
            sits = dict.fromkeys((*works, *(one for turn in turns for one in turn.watchers)))
            for pair in sits:
                name = self.context.names.get(pair, pair)
                yield PlaceView(pair=name, table=table, turn=works.get(pair, 0))

    def _meets_again(self) -> bool:
        today = self.context.day.number
        watched = {
            word
            for slot in self.context.timetable.exercises()
            if slot.exercise.rotates == "observe"
            for word in (slot.exercise.id, slot.exercise.name)
        }
        return any(
            one.exercise in watched
            for day in self.context.days
            if day.number > today
            for item in day.says.agenda
            for one in item.parallel or (item,)
        )

    def _table(self, name: str, turns: list[Turn]) -> TableView:
        views = tuple(
            TurnView(
                start=ClockTime(turn.start),
                works=self.context.names.get(turn.pair, turn.pair),
                watches=self.context.wording.listed(
                    self.context.names.get(one, one) for one in turn.watchers
                ),
            )
            for turn in turns
        )
        works = [view.works for view in views] + ["", "", ""]
        watchers = dict.fromkeys(one for turn in turns for one in turn.watchers)
        idle = [one for one in watchers if one not in {turn.pair for turn in turns}]
        return TableView(
            name=name,
            turns=views,
            first=works[0],
            then=works[1],
            last=works[2],
            only_watch=self.context.wording.listed(
                self.context.names.get(one, one) for one in idle
            ),
        )

    def watching(
        self, side: Literal["watches", "watched_by", "visits"], who: str
    ) -> tuple[WatchView, ...]:
        """Return the turns in which a pair watches or is watched, or a sponsor visits."""
        return tuple(
            self._watch(turn, turn.watchers if side == "watched_by" else (turn.pair,))
            for turn in self.context.turns
            if who
            in {"watches": turn.watchers, "watched_by": (turn.pair,)}.get(side, (turn.sponsor,))
        )

    def _watch(self, turn: Turn, others: tuple[str, ...]) -> WatchView:
        front = self.context.programme.pairs.get(turn.pair)
        named = tuple(self.context.names.get(one, one) for one in others)
        return WatchView(
            start=ClockTime(turn.start),
            end=ClockTime(turn.start + turn.minutes),
            table=turn.table,
            pair=self.context.wording.listed(named),
            pairs=named,
            challenge=self._said(turn.pair, "challenge", front.challenge if front else ""),
            watch_for=self._said(turn.pair, "watch for", front.watch_for if front else ""),
            sponsor=self.context.names.get(turn.sponsor, turn.sponsor),
        )

    def _said(self, pair: str, key: str, words: str) -> str:
        return OwnedStr(words, "", At(self.context.programme.file, ("pairs", pair, key)))
