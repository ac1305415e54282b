"""The chain of constructions: equal tables, no repeats, exact ones first."""

from functools import cache

from facilitate.schedule.rotation.catalogue import catalogued, catalogued_levels
from facilitate.schedule.rotation.circle import round_robin
from facilitate.schedule.rotation.families import bose_fours, kirkman_triples
from facilitate.schedule.rotation.instance import Design, Round
from facilitate.schedule.rotation.transversal import difference_design, field_design


def most_rounds(tables: int, seats: int) -> int:
    """Return an upper limit on the rounds without a repeat: each round uses seats - 1 partners.

    Beyond one round a table must deal its people over at least as many tables.
    """
    if seats == 1 or tables == 1:
        return 1
    if seats > tables:
        return 1
    return (tables * seats - 1) // (seats - 1)


@cache
def golf_design(tables: int, seats: int, rounds: int, *, seed: int = 1) -> Design | None:
    """Return a design of at least `rounds` rounds without a repeat, or None when none is known.

    As many rounds as the construction has come back, so that the rounds of a second day can go
    on where the first day ended.
    """
    if seats < 1 or tables < 1 or (seats > 1 and rounds > most_rounds(tables, seats)):
        return None
    for design in _exact(tables, seats, rounds):
        if design is not None and len(design.rounds) >= rounds:
            return design
    levelled = levelled_design(tables, seats, min(rounds, tables), seed=seed)
    if levelled is not None:
        return _with_levels_at_home(levelled, tables, seats, rounds)
    return None


@cache
def levelled_design(tables: int, seats: int, rounds: int, *, seed: int = 1) -> Design | None:
    """Return a design in which every table takes one person from each level, or None."""
    if seats > tables or rounds > tables:
        return None
    in_field = field_design(tables, seats)
    if in_field is not None:
        return in_field
    kept = catalogued_levels(tables, seats, rounds)
    if kept is not None:
        return kept
    return difference_design(tables, seats, rounds, seed=seed)


def _exact(tables: int, seats: int, rounds: int) -> list[Design | None]:
    """Return what formulas and the catalogue give, without any search."""
    if seats == 1 or rounds == 1:
        once = tuple(tuple(range(t * seats, (t + 1) * seats)) for t in range(tables))
        return [Design((once,) * rounds, "one seat at every table" if seats == 1 else "one round")]
    found: list[Design | None] = []
    if seats == 2:
        found.append(Design(round_robin(2 * tables), "the circle method"))
    in_field = field_design(tables, seats)
    if in_field is not None:
        found += [in_field, _with_levels_at_home(in_field, tables, seats, rounds)]
    found.append(catalogued(tables, seats))
    if seats == 3 and (triples := kirkman_triples(tables)):
        found.append(Design(triples, "Ray-Chaudhuri and Wilson's triples"))
    if seats == 4 and (fours := bose_fours(tables)):
        found.append(Design(fours, "Bose's tables of four"))
    return found


def _with_levels_at_home(design: Design, tables: int, seats: int, rounds: int) -> Design | None:
    """Return a levelled design and, if rounds are missing, rounds inside the levels.

    People of one level never meet in a levelled design. When the seats divide the number of
    tables, each level of `tables` people can fill tables by itself and follow a smaller design.
    """
    missing = rounds - len(design.rounds)
    if missing <= 0:
        return design
    if not design.levelled or len(design.rounds) < tables or tables % seats:
        return None
    inner = golf_design(tables // seats, seats, missing)
    if inner is None:
        return None
    at_home: tuple[Round, ...] = tuple(
        tuple(
            tuple(level * tables + slot for slot in table)
            for level in range(seats)
            for table in seating
        )
        for seating in inner.rounds
    )
    source = f"{design.source}, then {inner.source} inside each level"
    return Design(design.rounds + at_home, source)
