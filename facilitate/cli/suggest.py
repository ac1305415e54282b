"""Plan: Propose exercises for the lowest themes."""

from pathlib import Path
from typing import Any

import click

from facilitate.cli.shared import json_option, leave, not_there, plan_argument, print_json, tell
from facilitate.faults import did_you_mean, stops


@click.command(name="suggest")
@plan_argument
@click.option("--pair", default="", metavar="ID", help="For this pair, as far as it shares.")
@click.option("--theme", default="", help="For this theme instead of the lowest ones.")
@click.option("--capital", type=click.Choice(["bonding", "bridging", "linking"]), default=None)
@click.option("--minutes", type=int, default=0, help="The minutes there are.")
@click.option("--people", type=int, default=0, help="How many people (all of them if left out).")
@click.option("--most", type=int, default=5, help="How many proposals.")
@json_option
def command(plan: Path, *, as_json: bool, **asked: Any) -> None:
    """Propose exercises for the group's lowest themes, each with its reason.

    What the programme has used already is left out, and so is what needs trust or training.
    """
    from facilitate.load.plan_files import NotThere
    from facilitate.pipeline.analyse import analyse
    from facilitate.report import as_json as to_json
    from facilitate.schedule.suggest import suggest

    try:
        analysis = analyse(plan)
    except NotThere as slip:
        not_there(slip)
    if analysis.plan is None:
        tell([fault for fault in analysis.faults if fault.severity == "error"])
        leave(analysis.faults)
    wishes = _wishes(analysis, asked)
    found = suggest(analysis.plan.library, wishes, _frame(analysis, asked), most=asked["most"])
    if as_json:
        rows = [
            {"id": s.exercise.id, "name": s.exercise.name, "reason": s.reason, "score": s.score}
            for s in found
        ]
        print_json(to_json(analysis.faults, suggestions=rows))
    else:
        if not wishes and not asked["capital"]:
            click.echo(
                "There are no results to go by, so these are exercises that were not used yet. "
                "Name a theme with --theme.",
                err=True,
            )
        for one in found:
            click.echo(f"{one.exercise.id}  {one.exercise.name}\n    {one.reason}")
        if not found:
            click.echo("Nothing in the library fits. Allow more minutes, or another theme.")
    raise click.exceptions.Exit(1 if stops(analysis.faults) else 0)


def _wishes(analysis: Any, asked: dict[str, Any]) -> list[Any]:
    """Return the themes that want work: the one named, the pair's lowest, or the group's."""
    from facilitate.schedule.suggest import Wish

    plan = analysis.plan
    if asked["theme"]:
        covers = {one.id: one for one in plan.questions.dimensions}
        known = {**plan.library.themes.themes, **dict.fromkeys(covers, "")}
        if asked["theme"] not in known:
            every = f"Known here: {', '.join(sorted(known))}."
            hint = did_you_mean(asked["theme"], known, otherwise=every)
            raise click.UsageError(f"There is no theme {asked['theme']!r}. {hint}")
        one = covers.get(asked["theme"])
        themes = tuple(one.themes) if one else (asked["theme"],)
        return [Wish(themes=themes, name=one.name if one else asked["theme"])]
    if asked["pair"] and asked["pair"] not in plan.programme.pairs:
        hint = did_you_mean(asked["pair"], plan.programme.pairs)
        raise click.UsageError(f"There is no pair {asked['pair']!r}. {hint}")
    if asked["capital"]:
        return []
    covers_of = {one.id: tuple(one.themes) for one in plan.questions.dimensions}
    return [
        Wish(themes=covers_of.get(f.dimension, ()), name=f.name, why=why)
        for f, why in _lowest(analysis, asked["pair"])
    ]


def _lowest(analysis: Any, pair: str) -> list[tuple[Any, str]]:
    """Return the three lowest themes as the last day knows them, the pair's if it shares."""
    from facilitate.audit.findings import GroupTheme, PairTheme
    from facilitate.audit.gate import findings_for
    from facilitate.audit.scores import points
    from facilitate.recipient import GROUP, Recipient

    reader = Recipient("pair", pair) if pair else GROUP
    found = findings_for(reader, analysis.findings.get(analysis.plan.days[-1].id, ()))
    own = [f for f in found if isinstance(f, PairTheme)]
    themes: list[Any] = own or [f for f in found if isinstance(f, GroupTheme)]
    takes = analysis.plan.programme.says.stock_takes
    last = max((f.wave for f in themes), key=lambda wave: takes.get(wave, 0), default="")
    lowest = sorted((f for f in themes if f.wave == last), key=lambda f: (f.mean, f.dimension))[:3]
    return [(f, f"mean {points(f.mean)}, n = {f.n}") for f in lowest]


def _frame(analysis: Any, asked: dict[str, Any]) -> Any:
    from facilitate.schedule.suggest import Frame, used_in

    slots = [slot for table in analysis.timetables for slot in table.exercises()]
    used, _ = used_in(slot.exercise for slot in slots)
    people = asked["people"] or max((len(t.present) for t in analysis.timetables), default=0)
    return Frame(minutes=asked["minutes"], people=people, capital=asked["capital"] or "", used=used)
