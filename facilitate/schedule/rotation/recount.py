"""An independent recount of a rotation: it shares no code with what made the plan.

It reads the demand and the rounds, nothing else, and counts in the plainest way.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from facilitate.schedule.rotation.demand import Demand
from facilitate.structs import Struct

Rounds = Sequence[Sequence[Sequence[str]]]


class Recount(Struct, kw_only=True):
    """What is true of a plan; every violation is a sentence.

    `repeats` is the sum over pairs of people of max(0, meetings - 1), earlier days included;
    `table_sizes` are the smallest and the largest table.
    """

    violations: tuple[str, ...]
    repeats: int
    most_meetings: int
    people_met_least: int
    people_met_most: int
    table_sizes: tuple[int, int]


def recount(demand: Demand, rounds: Rounds) -> Recount:
    """Return the counts of a plan and every hard rule of the demand that it breaks."""
    meetings: Counter[frozenset[str]] = Counter()
    for seating in (*demand.earlier, *rounds):
        for table in seating:
            for index, one in enumerate(table):
                for other in table[index + 1 :]:
                    meetings[frozenset((one, other))] += 1
    ids = [person.id for person in demand.people]
    here = set(ids)
    among = {couple: count for couple, count in meetings.items() if couple <= here}
    partners = Counter(who for couple in among for who in couple)
    met = [partners[who] for who in ids] or [0]
    sizes = [len(table) for seating in rounds for table in seating] or [0]
    return Recount(
        violations=tuple(_violations(demand, rounds)),
        repeats=sum(count - 1 for count in among.values()),
        most_meetings=max(among.values(), default=0),
        people_met_least=min(met),
        people_met_most=max(met),
        table_sizes=(min(sizes), max(sizes)),
    )


def _violations(demand: Demand, rounds: Rounds) -> Iterator[str]:
    if len(rounds) != demand.rounds:
        yield f"{len(rounds)} rounds instead of {demand.rounds}"
    for number, seating in enumerate(rounds, start=1):
        yield from _places(demand, number, seating)
        yield from _company(demand, number, seating)


def _places(demand: Demand, number: int, seating: Sequence[Sequence[str]]) -> Iterator[str]:
    """Everyone who is there has one place, nobody else has one, and the chairs suffice."""
    away = {who for who, when in demand.absent if when == number}
    places = Counter(who for table in seating for who in table)
    for person in demand.people:
        expected = 0 if person.id in away else 1
        if places.pop(person.id, 0) != expected:
            yield f"round {number}: {person.id} has not {expected} place"
    for stranger in places:
        yield f"round {number}: {stranger} is not in the plan"
    if len(seating) != len(demand.chairs):
        yield f"round {number}: {len(seating)} tables instead of {len(demand.chairs)}"
    for table, (people, chairs) in enumerate(zip(seating, demand.chairs, strict=False), start=1):
        if len(people) > chairs:
            yield f"round {number}: table {table} has {len(people)} people on {chairs} chairs"
    for who, table in demand.fixed:
        if who not in away and (table > len(seating) or who not in seating[table - 1]):
            yield f"round {number}: {who} is not at table {table}"


def _company(demand: Demand, number: int, seating: Sequence[Sequence[str]]) -> Iterator[str]:
    """Nobody sits with somebody to be kept apart, and the mix of roles is kept."""
    apart = [frozenset(couple) for couple in demand.apart]
    if demand.partners_apart:
        pairs = {person.id: person.pair for person in demand.people}
        apart += [
            frozenset((one, other))
            for index, one in enumerate(pairs)
            for other in list(pairs)[index + 1 :]
            if pairs[one] and pairs[one] == pairs[other]
        ]
    for couple in apart:
        for table, people in enumerate(seating, start=1):
            if couple <= set(people):
                yield f"round {number}: {' and '.join(sorted(couple))} share table {table}"
    roles = {person.id: person.role for person in demand.people}
    there = Counter(roles[who] for table in seating for who in table if who in roles)
    for table, people in enumerate(seating, start=1):
        mix = Counter(roles.get(who, "") for who in people)
        if demand.mix == "bonding" and len(mix) > 1:
            yield f"round {number}: table {table} mixes {', '.join(sorted(mix))}"
        if demand.mix == "bridging":
            for role, count in there.items():
                share = Fraction(count * len(people), sum(there.values()))
                if not share.__floor__() <= mix[role] <= share.__ceil__():
                    yield f"round {number}: table {table} has {mix[role]} of {role or 'no role'}"
