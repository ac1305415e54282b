"""Plan: Propose exercises for the lowest themes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli.inputs import json_option, plan_argument, require_analysis, require_id
from facilitate.cli.output import exit_with, print_json, wants_json

if TYPE_CHECKING:
    from facilitate.load.plan import Plan
    from facilitate.pipeline.analyse import Analysis
    from facilitate.schedule.suggest import Suggestion, Wish


@click.command(name="suggest")
@plan_argument
@click.option("--pair", default="", metavar="ID", help="For this pair, as far as it shares.")
@click.option("--theme", default="", help="For this theme instead of the lowest ones.")
@click.option("--capital", type=click.Choice(["bonding", "bridging", "linking"]), default=None)
@click.option("--minutes", type=int, default=0, help="The minutes there are.")
@click.option("--people", type=int, default=0, help="How many people (all of them if left out).")
@click.option("--most", type=int, default=5, help="How many proposals.")
@json_option
def command(
    plan: Path, *, pair: str, theme: str, capital: str | None, minutes: int, people: int, most: int
) -> None:
    """Propose exercises for the group's lowest themes, each with its reason.

    What the programme has used already is left out, and so is what needs trust or training, or
    starts from something that nothing in the programme has left behind.
    """
    from facilitate.check.year import threads_of_programme
    from facilitate.schedule.suggest import SuggestContext, suggest, used_in

    analysis, found_plan = require_analysis(plan)
    _must_be_known(found_plan, theme, pair)
    wishes = [] if capital and not theme else _wishes(analysis, found_plan, theme, pair)
    used, given = used_in(
        slot.exercise for table in analysis.timetables for slot in table.exercises()
    )
    frame = SuggestContext(
        minutes=minutes,
        people=people or max((len(one.present) for one in analysis.timetables), default=0),
        capital=capital or "",
        used=used,
        given=given | frozenset(threads_of_programme(found_plan)),
    )
    found = suggest(found_plan.library, wishes, frame, most=most)
    if wants_json():
        rows = [
            {"id": s.exercise.id, "name": s.exercise.name, "reason": s.reason, "score": s.score}
            for s in found
        ]
        print_json(analysis.faults, {"suggestions": rows})
    else:
        _print(found, by_results=bool(wishes or capital))
    exit_with(analysis.faults)


def _wishes(analysis: "Analysis", plan: "Plan", theme: str, pair: str) -> Sequence["Wish"]:
    """Return the theme that is asked for, or the lowest ones of the group or of a pair."""
    from facilitate.recipient import GROUP, Recipient
    from facilitate.schedule.suggest import lowest_themes, wish_for

    if theme:
        return [wish_for(theme, plan.questions)]
    reader = Recipient("pair", pair) if pair else GROUP
    return lowest_themes(plan, analysis.findings.get(plan.days[-1].id, ()), reader)


def _print(found: Sequence["Suggestion"], *, by_results: bool) -> None:
    if not by_results:
        click.echo(
            "There is no low theme to go by, so these are exercises that were not used yet. "
            "Name a theme with --theme.",
            err=True,
        )
    for one in found:
        click.echo(f"{one.exercise.id}  {one.exercise.name}\n    {one.reason}")
    if not found:
        click.echo("Nothing in the library fits. Allow more minutes, or another theme.")


def _must_be_known(plan: "Plan", theme: str, pair: str) -> None:
    if theme:
        ours = (one.id for one in plan.questions.dimensions)
        require_id(theme, sorted({*plan.library.themes.themes, *ours}), what="theme")
    if pair:
        require_id(pair, plan.programme.pairs, what="pair")
