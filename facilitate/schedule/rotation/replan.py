"""On the day: who leaves, who comes late, a room that is lost. Rounds already held stay.

A path is what a person does over the rounds; people only occupy paths. A newcomer takes a
leaver's path, so nothing else moves; without one, free chairs where they meet the most new
people. Only people whose own table is lost, or whom a hard rule forces, move.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import process_time

from facilitate.faults import Fault, stops
from facilitate.schedule.rotation.bounds import bound_of
from facilitate.schedule.rotation.certificate import certificate_of
from facilitate.schedule.rotation.chairs import Chairs
from facilitate.schedule.rotation.change import Change, Move, faults_of_change
from facilitate.schedule.rotation.demand import Demand
from facilitate.schedule.rotation.hosting import hosts, sponsors_met_least
from facilitate.schedule.rotation.plan import Certificate, RotationPlan
from facilitate.schedule.rotation.room import room_of
from facilitate.schedule.rotation_check import recount


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """The whole day's plan after the change, its demand, every move, and who stays and moves."""

    plan: RotationPlan
    demand: Demand
    moves: tuple[Move, ...]
    moved_who_stay: tuple[str, ...]


def replan(
    demand: Demand, plan: RotationPlan, change: Change
) -> tuple[Replanned | None, tuple[Fault, ...]]:
    """Return the plan for the rest of the day, and the faults of the change.

    The rounds already held come back as they were. None when a demand cannot be met.
    """
    faults = tuple(faults_of_change(demand, change))
    if stops(faults):
        return None, faults
    began = process_time()
    change = _with_roles(demand, change)
    after = _demand_after(demand, change)
    seats = Chairs(after, plan, change)
    displaced = seats.clear_lost_tables()
    for person in change.arrive:
        seats.seat_newcomer(person)
    seats.seat_displaced(displaced)
    rounds = seats.rounds()
    hosting = plan.hosts[: change.done]
    if demand.sponsors:
        hosting += hosts(rounds, demand.sponsors)[change.done :]
    else:
        hosting += plan.hosts[change.done :]
    seconds = process_time() - began
    ids = [person.id for person in after.people if person.id not in change.leave]
    proof = certificate_of(
        recount(after, rounds),
        bound_of(room_of(after)),
        sponsors_met=sponsors_met_least(rounds, hosting, ids),
        source=f"{plan.certificate.source}, re-planned",
        steps=plan.certificate.steps,
        seconds=seconds,
    )
    new = RotationPlan(rounds=rounds, hosts=hosting, certificate=proof)
    moves = tuple(_moves(plan, new))
    fresh = {person.id for person in change.arrive} | set(change.leave)
    stay = tuple(dict.fromkeys(move.person for move in moves if move.person not in fresh))
    result = Replanned(plan=new, demand=after, moves=moves, moved_who_stay=stay)
    return result, (*faults, *_broken(proof))


def _with_roles(demand: Demand, change: Change) -> Change:
    """Return the change with newcomers of no role in the roles of those who leave, in order."""
    role = {person.id: person.role for person in demand.people}
    vacant = [role[who] for who in change.leave]
    for person in change.arrive:
        if person.role in vacant:
            vacant.remove(person.role)
    arrive = []
    for person in change.arrive:
        if not person.role and vacant:
            arrive.append(replace(person, role=vacant.pop(0)))
        else:
            arrive.append(person)
    return replace(change, arrive=tuple(arrive))


def _demand_after(demand: Demand, change: Change) -> Demand:
    """Return the whole day's demand: leavers absent from now on, newcomers absent until now."""
    later = range(change.done + 1, demand.rounds + 1)
    earlier = range(1, change.done + 1)
    return replace(
        demand,
        people=(*demand.people, *change.arrive),
        fixed=tuple(seat for seat in demand.fixed if seat[1] not in change.lost),
        absent=(
            *demand.absent,
            *((who, number) for who in change.leave for number in later),
            *((person.id, number) for person in change.arrive for number in earlier),
        ),
    )


def _moves(before: RotationPlan, after: RotationPlan) -> Iterator[Move]:
    for number, (old, new) in enumerate(zip(before.rounds, after.rounds, strict=True), start=1):
        was = {who: table for table, people in enumerate(old, start=1) for who in people}
        now = {who: table for table, people in enumerate(new, start=1) for who in people}
        for who in dict.fromkeys((*was, *now)):
            if was.get(who) != now.get(who):
                yield Move(who, number, was.get(who), now.get(who))


def _broken(proof: Certificate) -> tuple[Fault, ...]:
    if not proof.violations:
        return ()
    return (
        Fault(
            code="T508",
            severity="warning",
            message=f"After the change {len(proof.violations)} seating rules are not kept, "
            f"first: {proof.violations[0]}.",
            hint="Accept them for today, or plan the remaining rounds afresh.",
        ),
    )
