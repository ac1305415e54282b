"""Plan: Seat people at tables so that they mix, with the proof."""

from typing import TYPE_CHECKING, Any

import click

from facilitate.cli.shared import json_option, leave, print_json, tell

if TYPE_CHECKING:
    from facilitate.faults import Fault
    from facilitate.schedule.rotation import RotationPlan


@click.command(name="rotate")
@click.option("--people", type=click.IntRange(min=1), required=True, help="How many take a seat.")
@click.option("--tables", type=click.IntRange(min=1), required=True, help="How many tables.")
@click.option("--rounds", type=click.IntRange(min=1), required=True, help="How many rounds.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, another plan.")
@json_option
def command(people: int, tables: int, rounds: int, seed: int, *, as_json: bool) -> None:
    """Seat a room full of people at tables over several rounds, so that they mix.

    Needs no plan: people are numbered from 1.
    """
    from facilitate.schedule.rotation import room_full_of, rotate

    plan, faults = rotate(room_full_of(people, tables, rounds, seed=seed))
    if as_json:
        print_json(_as_json(plan, faults))
    else:
        click.echo(_as_text(plan))
        tell(faults)
    leave(faults)


def _as_json(plan: "RotationPlan | None", faults: "tuple[Fault, ...]") -> dict[str, Any]:
    """Return the rounds as people numbers by table, the certificate, and the faults."""
    from facilitate.schedule.rotation import in_words

    told = [
        {"code": f.code, "severity": f.severity, "message": f.message, "hint": f.hint}
        | {"file": None, "line": None, "column": None}
        for f in faults
    ]
    answer: dict[str, Any] = {
        "schema": 1,
        "ok": not any(fault.severity == "error" for fault in faults),
        "faults": told,
    }
    if plan is None:
        return answer
    proof = plan.certificate
    return answer | {
        "rounds": [[[int(who) for who in table] for table in seating] for seating in plan.rounds],
        "certificate": {
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
        },
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
