"""Plan: Seat people at tables so that they mix, with the proof."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitate.cli.shared import json_option, leave, not_there, print_json, tell
from facilitate.faults import did_you_mean

if TYPE_CHECKING:
    from facilitate.faults import Fault
    from facilitate.schedule.rotation import Certificate, RotationPlan


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
def command(plan: Path | None, *, as_json: bool, **asked: Any) -> None:
    """Say who sits with whom and who watches whom, and prove it.

    With PLAN, for every exercise of its days that rotates. Without one, for any room full of
    people: give --people, --tables and --rounds; people are then numbered from 1.

    On the day, --done, --leave, --arrive and --lost mend a table plan: rounds already held stay,
    and nobody who stays moves unless they must.
    """
    if asked["people"] or asked["tables"] or asked["rounds"]:
        _room(asked, as_json=as_json)
    elif plan is None:
        raise click.UsageError("Name a plan, or give --people, --tables and --rounds.")
    else:
        _plan(plan, asked, as_json=as_json)


# -------------------------------------------------------------------------------- a room of people


def _room(asked: dict[str, Any], *, as_json: bool) -> None:
    from facilitate.report import as_json as to_json
    from facilitate.schedule.rotation import room_full_of, rotate

    missing = [f"--{name}" for name in ("people", "tables", "rounds") if not asked[name]]
    if missing:
        raise click.UsageError(f"Also give {' and '.join(missing)}.")
    names = {"done": "--done", "gone": "--leave", "arrive": "--arrive", "lost": "--lost"}
    extra = [option for name, option in names.items() if asked[name]]
    if extra:
        raise click.UsageError(f"{extra[0]} mends the table plan of a programme: name PLAN too.")
    if asked["tables"] > asked["people"]:
        raise click.UsageError("There are more tables than people.")
    demand = room_full_of(asked["people"], asked["tables"], asked["rounds"], seed=asked["seed"])
    found, faults = rotate(demand)
    if as_json:
        rounds = found.rounds if found else ()
        numbers = [[[int(who) for who in table] for table in seating] for seating in rounds]
        more = {"rounds": numbers, "certificate": _proof(found.certificate)} if found else {}
        print_json(to_json(faults, **more))
    else:
        click.echo(_as_text(found))
        tell(faults)
    leave(faults)


def _proof(proof: "Certificate") -> dict[str, Any]:
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


def _plan(path: Path, asked: dict[str, Any], *, as_json: bool) -> None:
    from facilitate.load.plan_files import NotThere
    from facilitate.pipeline.analyse import analyse
    from facilitate.report import as_json as to_json

    try:
        analysis = analyse(path)
    except NotThere as slip:
        not_there(slip)
    if analysis.plan is None:
        tell(analysis.faults)
        leave(analysis.faults)
    ids = list(analysis.plan.chosen)
    if asked["day"] and asked["day"] not in ids:
        raise click.UsageError(
            f"There is no day {asked['day']!r}. {did_you_mean(asked['day'], ids)}"
        )
    days = [day for day in ids if asked["day"] in ("", day)]
    faults = [fault for fault in analysis.faults if fault.code.startswith("T5")]
    rows = []
    for day in days:
        found = analysis.rotations.get(day)
        if found is not None:
            rows.append(_day(analysis, day, found, asked, faults))
    if as_json:
        print_json(to_json(faults, days=rows))
    else:
        for row in rows:
            click.echo(_day_text(row))
        if not any(row["watching"] or row["tables"] for row in rows):
            click.echo("No exercise of these days rotates.")
        tell(faults)
    leave(faults)


def _day(
    analysis: Any, day: str, found: Any, asked: dict[str, Any], faults: "list[Fault]"
) -> dict[str, Any]:
    from facilitate.model.units import as_clock

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
    tables = [_seating(analysis, seating, asked, faults) for seating in found.seatings]
    return {"day": day, "watching": turns, "proof": found.proof, "tables": tables}


def _seating(
    analysis: Any, seating: Any, asked: dict[str, Any], faults: "list[Fault]"
) -> dict[str, Any]:
    """Return a table plan, mended if something happened on the day, as plain data."""
    from facilitate.model.units import as_clock

    plan, moves = _mended(analysis, seating, asked, faults)
    rounds = [
        {"start": as_clock(one.start), "minutes": one.minutes, "tables": [list(t) for t in tables]}
        for one, tables in zip(seating.rounds, plan.rounds, strict=True)
    ]
    return {
        "title": seating.title,
        "exercise": seating.exercise,
        "rounds": rounds,
        "moves": moves,
        "certificate": _proof(plan.certificate),
    }


def _mended(
    analysis: Any, seating: Any, asked: dict[str, Any], faults: "list[Fault]"
) -> tuple[Any, list[str]]:
    from facilitate.schedule.rotation import Change, Person, replan

    if not (asked["gone"] or asked["arrive"] or asked["lost"]):
        return seating.found, []
    people = {one.id: one for one in analysis.plan.programme.people()}
    for word in (*asked["gone"], *asked["arrive"]):
        if word not in people:
            raise click.UsageError(f"Nobody has the id {word!r}. {did_you_mean(word, people)}")
    arrive = tuple(
        Person(id=one.id, role=one.role, pair=one.pair, site=one.service)
        for one in (people[word] for word in asked["arrive"])
    )
    change = Change(done=asked["done"] or 0, leave=asked["gone"], arrive=arrive, lost=asked["lost"])
    again, slips = replan(seating.demand, seating.found, change)
    faults += slips
    if again is None:
        return seating.found, []
    return again.plan, [
        f"round {move.round_number}: {move.person} from table {move.before or '-'} to "
        f"{move.after or '-'}"
        for move in again.moves
    ]


def _day_text(row: dict[str, Any]) -> str:
    lines = [row["day"]]
    for turn in row["watching"]:
        visit = f", {turn['visitor']} visits" if turn["visitor"] else ""
        watch = ", ".join(turn["watch"])
        lines.append(
            f"  {turn['start']}  {turn['table']}: {turn['works']} works, {watch} watch{visit}"
        )
    if row["watching"]:
        lines.append(f"  {row['proof']}")
    for plan in row["tables"]:
        lines.append(f"  {plan['title']}")
        for one in plan["rounds"]:
            lines.append(f"    {one['start']}")
            lines += [f"      table {n}: {', '.join(t)}" for n, t in enumerate(one["tables"], 1)]
        lines += [f"    moved, {move}" for move in plan["moves"]]
        lines.append(f"    {plan['certificate']['words']}")
    return "\n".join(lines) + "\n"
