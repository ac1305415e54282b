"""Who sits where, as a template sees it: tables by round, and each person's own way."""

from dataclasses import dataclass

from facilitate.compose.world import World
from facilitate.model.units import as_clock
from facilitate.schedule.seating import Seating, SeatRound


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTable:
    """One table in one round: its name, who sits there, the sponsor who hosts it or nobody."""

    name: str
    people: tuple[str, ...]
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRoundView:
    """One round: when, and its tables."""

    number: int
    clock: str
    until: str
    tables: tuple[SeatTable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlanView:
    """The table plan of one exercise, and in plain words how good it is."""

    title: str
    rounds: tuple[SeatRoundView, ...]
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatView:
    """One person's place in one round: when, where, with whom, for what."""

    clock: str
    until: str
    table: str
    people: tuple[str, ...]
    host: str
    title: str


@dataclass(frozen=True, slots=True)
class Seats:
    """Puts the table plans of a day into words."""

    world: World

    def plans(self) -> tuple[TablePlanView, ...]:
        """Return every table plan of the day, whole."""
        return tuple(
            TablePlanView(
                title=seating.title,
                rounds=tuple(self._round(n, one) for n, one in enumerate(seating.rounds, 1)),
                proof=seating.proof,
            )
            for seating in self.world.seatings
        )

    def of(self, person: str) -> tuple[SeatView, ...]:
        """Return a person's places through the day, in order of the clock."""
        found = [
            self._seat(seating, one, table, person)
            for seating in self.world.seatings
            for one in seating.rounds
            for table, people in enumerate(one.tables)
            if person in people or (one.hosts and one.hosts[table] == person)
        ]
        return tuple(sorted(found, key=lambda seat: seat.clock))

    def _round(self, number: int, one: SeatRound) -> SeatRoundView:
        tables = tuple(
            SeatTable(
                name=self._table(table),
                people=tuple(self._name(person) for person in people),
                host=self._name(one.hosts[table]) if one.hosts else "",
            )
            for table, people in enumerate(one.tables)
        )
        return SeatRoundView(
            number=number,
            clock=as_clock(one.start),
            until=as_clock(one.start + one.minutes),
            tables=tables,
        )

    def _seat(self, seating: Seating, one: SeatRound, table: int, person: str) -> SeatView:
        others = tuple(self._name(other) for other in one.tables[table] if other != person)
        return SeatView(
            clock=as_clock(one.start),
            until=as_clock(one.start + one.minutes),
            table=self._table(table),
            people=others,
            host=self._name(one.hosts[table]) if one.hosts else "",
            title=seating.title,
        )

    def _table(self, table: int) -> str:
        return f"{self.world.words.get('table', 'Table')} {table + 1}"

    def _name(self, person: str) -> str:
        return next((p.name for p in self.world.people if p.id == person), "")
