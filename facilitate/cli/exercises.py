"""Plan: Browse the library of exercises."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate import registry
from facilitate.cli import Group
from facilitate.cli.inputs import behind_an_option, json_option, plan_argument, require_id
from facilitate.cli.output import print_json, wants_json
from facilitate.faults import did_you_mean

if TYPE_CHECKING:
    from facilitate.load.library import Library
    from facilitate.model import Exercise, Step


_ALL = "See: facilitate exercises list"


@click.group(name="exercises", cls=Group)
def command() -> None:
    """Browse the library: the shipped exercises and those of PLAN, the folder you stand in."""


def _library(plan: Path) -> "Library":
    from facilitate.load.library import load_library
    from facilitate.load.words import words_nearest

    if not plan.exists():
        hint = "Name a programme's folder, and put words with a space between them in quotes."
        hint = behind_an_option(plan) or hint
        raise click.UsageError(f"There is no folder {str(plan)!r}. {hint}")
    folder = plan if plan.is_dir() else plan.parent
    folders = {**registry.folders("exercises"), folder / "exercises": "exercises"}
    library, _ = load_library(folders, words_nearest([folder]))
    return library


def _row(exercise: "Exercise") -> dict[str, object]:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "category": exercise.category,
        "minutes": exercise.time,
        "range": list(exercise.range),
        "people": list(exercise.people),
        "themes": list(exercise.themes),
        "capital": list(exercise.capital),
        "purpose": exercise.purpose,
        "opt-in": exercise.opt_in,
    }


def _list(found: Sequence["Exercise"]) -> None:
    if wants_json():
        print_json((), {"exercises": [_row(one) for one in found]})
        return
    category = ""
    for exercise in sorted(found, key=lambda e: (e.category, e.id)):
        if exercise.category != category:
            category = exercise.category
            click.echo(f"\n{category}")
        low, high = exercise.people
        mark = "  only if asked for" if exercise.opt_in else ""
        people = f"{low}-{high} people"
        click.echo(
            f"  {exercise.id:<32} {exercise.time:>3} min  {people:<13} {exercise.name}{mark}"
        )


@command.command(name="list")
@plan_argument
@click.option("--theme", default="", help="Only those that work on this theme.")
@click.option("--category", default="", help="Only those of this category.")
@click.option("--minutes", type=int, default=0, help="Only those that can be done in so many.")
@json_option
def list_(plan: Path, *, theme: str, category: str, minutes: int) -> None:
    """List the exercises by category, with minutes and people."""
    library = _library(plan)
    if theme:
        require_id(theme, sorted(library.themes.themes), what="theme")
    found = [
        exercise
        for exercise in library.exercises.values()
        if (not theme or theme in exercise.themes)
        and category.casefold() in exercise.category.casefold()
        and (not minutes or exercise.range[0] <= minutes)
    ]
    if not found and not wants_json():
        kinds = ", ".join(sorted({e.category for e in library.exercises.values()}))
        click.echo(f"No exercise fits. The categories are: {kinds}.", err=True)
    _list(found)


@command.command()
@click.argument("word")
@plan_argument
@json_option
def search(word: str, plan: Path) -> None:
    """Find exercises by a word.

    WORD is looked for in the name, the purpose, the steps, the themes and the category.
    """
    from facilitate.load.library import speaks_of

    found = [
        exercise for exercise in _library(plan).exercises.values() if speaks_of(exercise, word)
    ]
    if not found and not wants_json():
        click.echo(f"No exercise speaks of {word!r}. {_ALL}", err=True)
    _list(found)


@command.command()
@click.argument("name")
@plan_argument
@json_option
def show(name: str, plan: Path) -> None:
    """Show one exercise as a whole.

    NAME is its id or its name; told are purpose, steps, what to ask and what to watch for.
    """
    library = _library(plan)
    exercise = library.exercise(name)
    if exercise is None:
        begun = [one for one in library.exercises if one.startswith(f"{name.casefold()}-")]
        listed = f"Write the id: {' or '.join(begun)}" if begun else _ALL
        hint = did_you_mean(name, library.names(), otherwise=listed)
        raise click.UsageError(f"There is no exercise {name!r}. {hint}")
    if wants_json():
        whole = exercise.model_dump(mode="json", by_alias=True)
        print_json((), {"exercise": whole})
        return
    ways = exercise.variations
    differently = {
        "Only if asked for": "it needs trust or training" if exercise.opt_in else "",
        "Asked before": "whoever is watched has said yes" if exercise.consent else "",
        "Left over": exercise.odd,
        "One of a pair alone": ways.lone,
        "Many people": ways.large,
        "Less time": ways.short,
        "Somebody seated": ways.seated,
        "Somebody on a screen": ways.remote,
    }
    low, high = exercise.people
    shortest, longest = exercise.range
    lines = [
        exercise.name,
        f"{exercise.id}, {exercise.category}, {exercise.time} minutes "
        f"({shortest} to {longest}), {low} to {high} people"
        + (f", {exercise.groups}" if exercise.groups else ""),
        "",
        exercise.purpose,
        "",
        *(f"  {_length(step)}  {step.text}" for step in exercise.steps),
        "",
        *_block("Ask afterwards", exercise.debrief),
        *_block("Watch for", exercise.watch),
        *_block("When it is different", [f"{k}: {way}" for k, way in differently.items() if way]),
        *_block("Have ready", [f"{m.count} {m.what} ({m.per})" for m in exercise.materials]),
        *_block("Themes", exercise.themes),
    ]
    if exercise.origin:
        doubt = "" if exercise.checked else " (to be confirmed)"
        lines.append(f"Origin: {exercise.origin}{doubt}")
    click.echo("\n".join(lines))


def _length(step: "Step") -> str:
    words = f"{step.times} x {step.minutes}" if step.times > 1 else str(step.minutes)
    return f"{words:>7} min"


def _block(title: str, lines: Iterable[str]) -> list[str]:
    return [title, *(f"  - {line}" for line in lines), ""] if lines else []
