"""Plan: Seat people at tables so that they mix, with the proof."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from facilitate.cli.inputs import json_option, require_analysis, require_id
from facilitate.cli.output import finish
from facilitate.faults import Fault

if TYPE_CHECKING:
    from facilitate.model import Person
    from facilitate.schedule.rotation import Certificate, RotationPlan
    from facilitate.schedule.seating import DayRotations, Seating


@click.command(name="rotate")
@click.argument("plan", type=click.Path(path_type=Path), required=False)
@click.option("--people", type=click.IntRange(min=1), help="How many take a seat.")
@click.option("--tables", type=click.IntRange(min=1), help="How many tables.")
@click.option("--rounds", type=click.IntRange(min=1), help="How many rounds.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, another plan.")
@click.option("--day", default="", metavar="ID", help="Only this day of PLAN.")
@click.option("--done", type=click.IntRange(min=0), help="On the day: rounds already held.")
@click.option("--leave", "gone", multiple=True, metavar="ID", help="On the day: who left.")
@click.option("--arrive", multiple=True, metavar="ID", help="On the day: who came late.")
@click.option("--lost", multiple=True, type=int, metavar="TABLE", help="On the day: a lost table.")
@json_option
def command(
    plan: Path | None,
    *,
    people: int | None,
    tables: int | None,
    rounds: int | None,
    seed: int,
    day: str,
    done: int | None,
    gone: tuple[str, ...],
    arrive: tuple[str, ...],
    lost: tuple[int, ...],
) -> None:
    """Say who sits with whom and who watches whom, and prove it.

    With PLAN, for every exercise of its days that rotates. Without one, for any room full of
    people: give --people, --tables and --rounds; people are then numbered from 1.

    On the day, --done, --leave, --arrive and --lost mend a table plan: rounds already held stay,
    and nobody who stays moves unless they must.
    """
    mending = Mending(done, gone, arrive, lost)
    if people or tables or rounds:
        _rotate_numbers(people, tables, rounds, seed, mending)
    elif plan is None:
        raise click.UsageError("Name a plan, or give --people, --tables and --rounds.")
    else:
        _rotate_plan(plan, day, mending)


class Mending(NamedTuple):
    """What happened on the day: rounds already held, who left or came late, lost tables."""

    done: int | None
    gone: tuple[str, ...]
    arrive: tuple[str, ...]
    lost: tuple[int, ...]


# -------------------------------------------------------------------------------- a room of people


def _rotate_numbers(
    people: int | None, tables: int | None, rounds: int | None, seed: int, mending: Mending
) -> None:
    from facilitate.schedule.rotation import room_full_of, rotate

    if not (people and tables and rounds):
        given = {"people": people, "tables": tables, "rounds": rounds}
        missing = " and ".join(f"--{name}" for name, value in given.items() if not value)
        raise click.UsageError(f"Also give {missing}.")
    names = {"done": "--done", "gone": "--leave", "arrive": "--arrive", "lost": "--lost"}
    extra = [option for name, option in names.items() if getattr(mending, name)]
    if extra:
        raise click.UsageError(f"{extra[0]} mends the table plan of a programme: name PLAN too.")
    if tables > people:
        raise click.UsageError("There are more tables than people.")
    found, faults = rotate(room_full_of(people, tables, rounds, seed=seed))
    facts: dict[str, object] = {}
    if found:
        facts["rounds"] = [
            [[int(who) for who in table] for table in seating] for seating in found.rounds
        ]
        facts["certificate"] = _proof(found.certificate)
    finish(faults, [_as_text(found)], facts=facts)


def _proof(proof: "Certificate") -> dict[str, object]:
    """Return a certificate as plain data, with its words."""
    from facilitate.schedule.rotation import in_words

    return {
        "repeats": proof.repeats,
        "lower_bound": proof.lower_bound,
        "bound_without_triples": proof.bound_without_triples,
        "hard_violations": proof.hard_violations,
        "most_meetings": proof.most_meetings,
        "people_met": {"least": proof.people_met_least, "most": proof.people_met_most},
        "table_sizes": {"least": proof.table_sizes[0], "most": proof.table_sizes[1]},
        "source": proof.source,
        "steps": proof.steps,
        "seconds": proof.seconds,
        "words": in_words(proof),
    }


def _as_text(plan: "RotationPlan | None") -> str:
    """Return the master grid, a line for each round, and the certificate in words."""
    from facilitate.schedule.rotation import in_words

    if plan is None:
        return "No plan."
    lines = []
    for number, seating in enumerate(plan.rounds, start=1):
        lines.append(f"Round {number}")
        lines += [
            f"  table {table}: {', '.join(people)}" for table, people in enumerate(seating, start=1)
        ]
    return "\n".join([*lines, "", in_words(plan.certificate)])


# ------------------------------------------------------------------------------------------ a plan


def _rotate_plan(path: Path, day: str, mending: Mending) -> None:
    from facilitate.schedule.seating import DayRotations

    analysis, plan = require_analysis(path)
    days = [require_id(day, plan.chosen, what="day")] if day else list(plan.chosen)
    people = plan.programme.by_id
    for word in (*mending.gone, *mending.arrive):
        require_id(word, {one: person.name for one, person in people.items()}, what="person")
    faults = [fault for fault in analysis.faults if fault.code.startswith("T5")]
    rows: list[dict[str, object]] = []
    lines: list[str] = []
    for one in days:
        found = analysis.rotations.get(one, DayRotations())
        tables = [_mended(seating, people, mending) for seating in found.seatings]
        faults += (fault for table in tables for fault in table.faults)
        rows.append(_as_data(one, found, tables))
        if found.turns or tables:
            lines += [*_as_lines(one, found, tables), ""]
    if not lines:
        lines.append("No exercise of these days rotates.")
    finish(faults, lines, facts={"days": rows})


class TablePlan(NamedTuple):
    """A table plan as it is now: who moves for it, in words, and what cannot be."""

    seating: "Seating"
    plan: "RotationPlan"
    moves: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    def rounds(self) -> Iterator[tuple[str, int, list[list[str]]]]:
        """Yield the start, the minutes and the tables of each round."""
        from facilitate.model.times_and_dates import as_clock

        for one, tables in zip(self.seating.rounds, self.plan.rounds, strict=True):
            yield as_clock(one.start), one.minutes, [list(table) for table in tables]


def _mended(seating: "Seating", people: Mapping[str, "Person"], mending: Mending) -> TablePlan:
    """Return a table plan as it is once something has happened on the day."""
    from facilitate.schedule.rotation import Disruption, reseat

    if not (mending.gone or mending.arrive or mending.lost):
        return TablePlan(seating, seating.found)
    arrive = tuple(people[word] for word in mending.arrive)
    change = Disruption(
        done=mending.done or 0, leave=mending.gone, arrive=arrive, lost=mending.lost
    )
    again, faults = reseat(seating.demand, seating.found, change)
    if again is None:
        return TablePlan(seating, seating.found, faults=faults)
    moves = tuple(
        f"round {move.round_number}: {move.person} from table {move.before or '-'} to "
        f"{move.after or '-'}"
        for move in again.moves
    )
    return TablePlan(seating, again.plan, moves, faults)


def _as_data(day: str, found: "DayRotations", tables: Sequence[TablePlan]) -> dict[str, object]:
    from facilitate.model.times_and_dates import as_clock

    turns = [
        {
            "start": as_clock(turn.start),
            "minutes": turn.minutes,
            "table": turn.table,
            "works": turn.pair,
            "watch": list(turn.watchers),
            "visitor": turn.sponsor or None,
        }
        for turn in found.turns
    ]
    plans = [
        {
            "title": table.seating.title,
            "exercise": table.seating.exercise,
            "rounds": [
                {"start": start, "minutes": minutes, "tables": seated}
                for start, minutes, seated in table.rounds()
            ],
            "moves": list(table.moves),
            "certificate": _proof(table.plan.certificate),
        }
        for table in tables
    ]
    return {"day": day, "watching": turns, "proof": found.proof, "tables": plans}


def _as_lines(day: str, found: "DayRotations", tables: Sequence[TablePlan]) -> Iterator[str]:
    from facilitate.model.times_and_dates import as_clock
    from facilitate.schedule.rotation import in_words

    yield day
    for turn in found.turns:
        visit = f", {turn.sponsor} visits" if turn.sponsor else ""
        watch = ", ".join(turn.watchers)
        yield f"  {as_clock(turn.start)}  {turn.table}: {turn.pair} works, {watch} watch{visit}"
    if found.turns:
        yield f"  {found.proof}"
    for table in tables:
        yield f"  {table.seating.title}"
        for start, _, seated in table.rounds():
            yield f"    {start}"
            yield from (f"      table {n}: {', '.join(t)}" for n, t in enumerate(seated, 1))
        yield from (f"    moved, {move}" for move in table.moves)
        yield f"    {in_words(table.plan.certificate)}"
