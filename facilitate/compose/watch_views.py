"""Who watches whom, as a template sees it: the one place where other pairs' names come in."""

from dataclasses import dataclass
from typing import Literal

from facilitate.compose.world import World
from facilitate.model.units import as_clock
from facilitate.schedule.observation_turns import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchView:
    """One turn of watching or being watched: when, where, whom (or by whom)."""

    clock: str
    until: str
    table: str
    pair: str
    pairs: tuple[str, ...]
    challenge: str
    watch_for: str
    sponsor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """One turn at a table: who works and who watches, by name."""

    clock: str
    works: str
    watches: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table and its turns in order."""

    name: str
    turns: tuple[TurnView, ...]
    first: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RotationView:
    """Who works and who watches, table by table."""

    rounds: tuple[str, ...]
    tables: tuple[TableView, ...]


@dataclass(frozen=True, slots=True)
class Watching:
    """Puts the turns of a day into words."""

    world: World

    def rotation(self) -> RotationView:
        """Return every table's turns."""
        tables: dict[str, list[Turn]] = {}
        for turn in self.world.turns:
            tables.setdefault(turn.table, []).append(turn)
        rounds = tuple(dict.fromkeys(as_clock(turn.start) for turn in self.world.turns))
        return RotationView(
            rounds=rounds,
            tables=tuple(self._table(name, turns) for name, turns in tables.items()),
        )

    def _table(self, name: str, turns: list[Turn]) -> TableView:
        views = tuple(
            TurnView(
                clock=as_clock(turn.start),
                works=self.world.names.get(turn.pair, turn.pair),
                watches=self.world.wording.listed(
                    self.world.names.get(one, one) for one in turn.watchers
                ),
            )
            for turn in turns
        )
        works = [view.works for view in views] + ["", ""]
        return TableView(name=name, turns=views, first=works[0], then=works[1])

    def watching(
        self, side: Literal["watches", "watched_by", "visits"], who: str
    ) -> tuple[WatchView, ...]:
        """Return the turns in which a pair watches or is watched, or a sponsor visits."""
        return tuple(
            self._watch(turn, turn.watchers if side == "watched_by" else (turn.pair,))
            for turn in self.world.turns
            if who
            in {"watches": turn.watchers, "watched_by": (turn.pair,)}.get(side, (turn.sponsor,))
        )

    def _watch(self, turn: Turn, others: tuple[str, ...]) -> WatchView:
        front = self.world.programme.pairs.get(turn.pair)
        named = tuple(self.world.names.get(one, one) for one in others)
        return WatchView(
            clock=as_clock(turn.start),
            until=as_clock(turn.start + turn.minutes),
            table=turn.table,
            pair=self.world.wording.listed(named),
            pairs=named,
            challenge=front.challenge if front else "",
            watch_for=front.watch_for if front else "",
            sponsor=self.world.names.get(turn.sponsor, turn.sponsor),
        )
