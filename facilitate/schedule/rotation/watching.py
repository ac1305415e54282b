"""What is asked of pairs watching pairs, and the plan that comes back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationDemand:
    """Pairs that watch each other at work.

    `station` is how many pairs share a station: 2 (dyads), 3 (triads), 4 (fours), or 0 for a
    plenary fishbowl in which all watch one pair. In a session each pair of a station is at the
    front once; `sessions` None asks for as many as the best known plan has. `apart` names pairs
    that must not watch each other. `groups` are observer groups that stay the same.

    Sponsors are watched first, by all, unless `sponsors_first` is false, and watch nobody. They
    visit pairs in `open_to_sponsors` only (each member agreed), and never one that they
    manage, unless that couple is in `invited`.
    """

    pairs: tuple[str, ...]
    station: int = 2
    sessions: int | None = None
    apart: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    sponsors: tuple[str, ...] = ()
    sponsors_first: bool = True
    open_to_sponsors: tuple[str, ...] = ()
    manages: tuple[tuple[str, str], ...] = ()
    invited: tuple[tuple[str, str], ...] = ()
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Station:
    """One pair at the front, the pairs that watch it, and the sponsor who visits, if any."""

    front: str
    watchers: tuple[str, ...]
    visitor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationCertificate:
    """Counts of the independent recount, beside the fewest front rounds that a proof allows.

    `front_rounds_bound` is what everyone's seeing everyone needs; `watched_pairs` of
    `watchable_pairs` ordered couples have taken place.
    """

    front_rounds: int
    front_rounds_bound: int
    most_times_one_watches_another: int
    conflict_violations: int
    hard_violations: int
    violations: tuple[str, ...]
    front: tuple[int, int]
    watched: tuple[int, int]
    watches: tuple[int, int]
    watched_pairs: int
    watchable_pairs: int
    source: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationPlan:
    """Front rounds of stations; `opening` are the sponsors whom all pairs watch first."""

    opening: tuple[str, ...]
    rounds: tuple[tuple[Station, ...], ...]
    certificate: ObservationCertificate

    def resting(self, round_number: int) -> tuple[str, ...]:
        """Return the pairs without a station in a front round, from 1."""
        busy = {
            pair
            for station in self.rounds[round_number - 1]
            for pair in (station.front, *station.watchers)
        }
        everyone = {
            pair for seating in self.rounds for s in seating for pair in (s.front, *s.watchers)
        }
        return tuple(sorted(everyone - busy))
