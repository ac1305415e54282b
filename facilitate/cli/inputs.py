"""What verbs are given: the plan, the reader, and what they read of them before they begin."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from facilitate.cli.output import finish, note_json
from facilitate.faults import Fault, Place, did_you_mean, first_few, nearest, quoted, stops

if TYPE_CHECKING:
    from datetime import date

    from facilitate.audit.findings_of_plan import Audit
    from facilitate.audit.subject_access import Subject
    from facilitate.load.plan import Plan
    from facilitate.pipeline import Options
    from facilitate.pipeline.analyse import Analysis
    from facilitate.pipeline.build import Built
    from facilitate.recipient import Recipient

Function = TypeVar("Function", bound=Callable[..., Any])  # Click's own type of what it decorates
Read = TypeVar("Read")


def plan_argument(function: Function) -> Function:
    """Add PLAN: a folder, a programme.yaml or one agenda; the folder one stands in by default."""
    return click.argument("plan", type=click.Path(path_type=Path), default=Path())(function)


def json_option(function: Function) -> Function:
    """Add --json; `output.wants_json` says whether it was given."""
    noted = click.option(
        "--json", is_flag=True, expose_value=False, callback=note_json, help="Print JSON on stdout."
    )
    return noted(function)


def reader_option(function: Function) -> Function:
    """Add --for: the group, a pair, a person, a sponsor or the facilitator."""
    help_ = "group (the default), facilitator, or the id of a pair, a person or a sponsor."
    return click.option("--for", "reader", default="group", help=help_)(function)


def read_plan(read: Callable[[Path], Read], path: Path) -> Read:
    """Return what `read` makes of a plan; a path that is not there is wrong use, exit code 2."""
    from facilitate.load.plan_files import NotThere

    try:
        return read(path)
    except NotThere as error:
        hint = error.why or (f"Did you mean {error.near!r}?" if error.near else "")
        hint = _plan_comes_last(path) or hint or behind_an_option(path)
        message = f"There is no plan at {str(error.path)!r}. {hint}".strip()
        raise click.UsageError(message) from None


def behind_an_option(path: Path) -> str:
    """Return what to type where a plan's own word stands in its place: `audit show baseline`."""
    context = click.get_current_context()
    options = {one for param in context.command.params for one in param.opts}
    takes = {"--stock-take": "a stock take", "--for": "a reader", "--only": "a pair or a day"}
    takes["--theme"] = "a theme"
    lines = [f"{what}, write {one} {path}" for one, what in takes.items() if one in options]
    if "--only" not in options and Path("agendas", f"{path}.yaml").is_file():
        return "It is a day of the plan in this folder: leave it out, and the whole plan is taken."
    if not lines or path.name != str(path) or path.suffix:
        return ""
    return f"If it is {', or if '.join(lines)}"


def _plan_comes_last(path: Path) -> str:
    """Return what to type where the plan stands as what comes before it: `audit release PLAN`."""
    from facilitate.load.plan_files import NotThere, find

    context = click.get_current_context()
    before = [
        one
        for one in context.command.params
        if isinstance(one, click.Argument) and one.name != "plan"
    ]
    given = context.params.get(before[0].name or "") if before else None
    if not isinstance(given, str | Path) or not Path(given).exists():
        return ""
    try:
        find(Path(given))
    except NotThere:
        return ""
    words = " ".join(one.human_readable_name for one in before)
    if path != Path() and len(before) == 1:
        words = quoted(path)
    return f"The plan comes last: {context.command_path} {words} {quoted(Path(given))}"


def require_files(*paths: Path | None) -> None:
    """Answer a path at which no file lies with the nearest name there; such is wrong use."""
    from facilitate.load.plan_files import name_near

    for path in paths:
        if path is not None and path.name.startswith("~$"):
            message = f"{path.name!r} is what Office keeps beside a file that is open."
            raise click.UsageError(f"{message} Name the file itself, without ~$ in front.")
        if path is not None and not path.is_file():
            near = name_near(path)
            hint = f" Did you mean {near!r}?" if near else ""
            hint = " It is a folder: name a file in it." if path.is_dir() else hint
            raise click.UsageError(f"There is no file {str(path)!r}.{hint}")


def require_plan(
    path: Path, *, closing: str = "", whole: bool = False
) -> tuple["Plan", tuple[Fault, ...]]:
    """Return a plan and its faults; one that cannot be read ends the program with its faults.

    With `whole` so does one that can be read and has errors.
    """
    from facilitate.load.plan import load_plan

    plan, faults = read_plan(load_plan, path)
    if plan is None or (whole and stops(faults)):
        finish(faults, closing=closing, failed=True)
    return plan, faults


def require_analysis(path: Path, *, whole: bool = False) -> tuple["Analysis", "Plan"]:
    """Return an analysis and its plan, as `require_plan` does, with the faults of sense too."""
    from facilitate.pipeline.analyse import analyse

    analysis = read_plan(analyse, path)
    if analysis.read is None or (whole and stops(analysis.faults)):
        finish(analysis.faults, failed=True)
    return analysis, analysis.plan


def require_build(
    path: Path, options: "Options", on_progress: Callable[[str], None] = lambda _: None
) -> "Built":
    """Return what was built of a plan; where another build is at work, end with exit code 3."""
    from facilitate.out.folder import BusyError
    from facilitate.pipeline.build import build

    try:
        return read_plan(partial(build, options=options, on_progress=on_progress), path)
    except BusyError as busy:
        click.echo(f"Could not build: {busy}. Try again when it has finished.", err=True)
        raise click.exceptions.Exit(3) from None


def require_audit(path: Path) -> tuple["Plan", "Audit", tuple[Fault, ...]]:
    """Return a plan with its audit and all faults; a plan without answers is wrong use."""
    from facilitate.audit.findings_of_plan import audit_plan

    plan, faults = require_plan(path)
    found = audit_plan(plan)
    faults = (*faults, *found.faults)
    if not plan.private.asked and not stops(faults):
        raise click.UsageError(
            "This plan has no answers yet: private/stock-takes/NAME.answers.csv is not there. "
            "Bring them in with `facilitate audit import`, or type what people said into "
            "private/stock-takes/voices.csv."
        )
    return plan, found, faults


def reader_called(word: str, plan: "Plan") -> "Recipient":
    """Return the reader that a word means: an id, or one of group and facilitator."""
    from facilitate.model.attendance import bearer_of
    from facilitate.recipient import FACILITATOR, GROUP, Recipient

    readers = {
        "group": GROUP,
        "facilitator": FACILITATOR,
        "sponsors": Recipient("pair", "sponsors"),
        **{one.id: one.reader for one in plan.programme.people},
        **{pair: Recipient("pair", pair) for pair in plan.programme.pairs},
    }
    found = readers.get(word.casefold())
    if found is None:
        near = bearer_of(word, plan.programme) or nearest(word, readers)
        hint = f" Did you mean {near!r}?" if near else " Use the id of a pair or a person."
        raise click.UsageError(f"Nobody here is called {word!r}.{hint}")
    return found


def require_subject(
    word: str, plan: "Plan", *, former: bool, faults: tuple[Fault, ...]
) -> "Subject":
    """Return whom an id means; anybody else ends the program with a fault that names ids alone."""
    from facilitate.audit.subject_access import subject_of

    one = subject_of(plan, word, former=former)
    if one is None:
        fault = _not_somebody(word, plan, former=former)
        finish((*faults, fault), closing="Nothing was written.")
    return one


def _not_somebody(word: str, plan: "Plan", *, former: bool) -> Fault:
    from facilitate.model.attendance import bearer_of, meanings

    people, place = plan.programme.people, Place(plan.programme.file)
    if former and word in {x.id for x in people}:
        return Fault(
            code="C402",
            message=f"The plan does not say since when {word} is whoever holds the post now, so it "
            "is not known what is of whoever held it before.",
            hint="Write from: with a day at that person.",
            place=place,
        )
    meant = [x.id for one in meanings(word, plan.programme) for x in one.people]
    message = "Nobody has this id, neither in the plan nor in private/."
    near = bearer_of(word, plan.programme) or nearest(word, [x.id for x in people])
    hint = f"Did you mean {near!r}?" if near else f"Write an id, such as {people[0].id}."
    if meant:
        message = "That is not the id of one person."
        hint = f"Write the id: {' or '.join(meant)}"
    return Fault(code="C401", message=message, hint=hint, place=place)


def today_option(function: Function) -> Function:
    """Add --today, the calendar day where the facilitator is, to be given where it is another."""
    help_ = "Take this date for today's, such as 2028-10-01."
    return click.option("--today", default="", envvar="FACILITATE_TODAY", help=help_)(function)


def day_called(word: str) -> "date":
    """Return the day that a word means, today's if it is empty; another word is wrong use."""
    from datetime import date

    if not word:
        return date.today()  # noqa: DTZ011 - a calendar day where the facilitator is
    from facilitate.model.times_and_dates import (
        ParseError,
        parse_date,  # the first page waits for no model
    )

    try:
        return parse_date(word)
    except ParseError as problem:
        raise click.UsageError(f"--today: {problem.message} {problem.hint}") from problem


def refuse_links(folder: Path, paths: Iterable[Path]) -> None:
    """End with faults if a link stands where one of a programme's own files is to be written."""
    from facilitate.load.plan_files import link_faults

    faults = link_faults(folder, paths)
    if faults:
        finish(faults, closing="Nothing was written.")


MOST_TOLD = 12
"""So many ids are told where none is near."""


def require_id(word: str, known: Iterable[str], *, what: str) -> str:
    """Return an id that is known; another word is wrong use, answered with the nearest one.

    The id of a pair, or what others begin with, is answered with those that begin with it, a name
    with the ids of whoever bears it, where names stand beside the ids.
    """
    ids = tuple(known)
    if word not in ids:
        names = known if isinstance(known, Mapping) else {}
        said = f" {word.casefold()} "
        meant = [
            one
            for one in ids
            if one.startswith(f"{word}-") or said in f" {str(names.get(one, '')).casefold()} "
        ]
        listed = f"Known here: {first_few(ids, MOST_TOLD)}." if ids else "There is none yet."
        hint = did_you_mean(word, ids, otherwise=listed)
        if meant:
            hint = f"Write the id: {' or '.join(meant)}"
        raise click.UsageError(f"There is no {what} {word!r}. {hint}")
    return word
