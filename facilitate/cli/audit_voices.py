"""Code comments to themes, strike what names people, and clear words for quoting."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.cli.inputs import json_option, plan_argument, require_plan
from facilitate.cli.output import finish
from facilitate.faults import Fault, nearest, stops

if TYPE_CHECKING:
    from facilitate.load.plan import Plan
    from facilitate.load.voices import Voice


@click.command(name="voices")
@plan_argument
@click.option(
    "--approve", "codes", multiple=True, help="A code that may be printed as shown, or all."
)
@json_option
def command(plan: Path, *, codes: tuple[str, ...], as_json: bool) -> None:
    """Bring PLAN's comments into a file to code, and show what would be struck.

    \b
    facilitate audit voices my-programme
        writes private/stock-takes/coded.csv (write a theme at each comment; change the
        words if you would rather paraphrase) and voices.diff (what is struck)
    facilitate audit voices my-programme --approve c-1f3a09bb --approve v07
        clears these words; only cleared words are ever printed

    Struck are names of people, addresses, long numbers, and the words and phrases of
    private/identity-words.txt, one a line. Write no under cleared for what must never be printed.
    """  # noqa: D301  \b is Click's: keep these lines as they are
    from facilitate.audit.comments import (
        CODED,
        differences,
        names_to_mask,
        undecided,
        with_comments,
    )
    from facilitate.files import write_whole
    from facilitate.load.voices import voices_text

    nothing = "Nothing was written."
    found, faults = require_plan(plan, as_json=as_json, closing=nothing)
    spoken, before, row_faults = _read(found)
    faults = (*faults, *row_faults)
    if stops(row_faults):
        finish(faults, as_json=as_json, closing=nothing)
    names = names_to_mask(found.programme, found.private.identity_words)
    written = with_comments(before, found.private.waves, names)
    if codes:
        spoken, written, more = _approve(found, spoken, written, codes)
        faults = (*faults, *more)
    takes = found.folder / "private" / "stock-takes"
    shown = differences((*spoken, *written), found.private.waves, names)
    write_whole(found.folder / CODED, voices_text(written).encode(), private=True)
    write_whole(takes / "voices.diff", shown.encode(), private=True)
    everyone = (*spoken, *written)
    counts = {
        "comments": len(written),
        "without_theme": sum(not one.theme for one in written),
        "undecided": sum(undecided(one) for one in everyone),
        "cleared": sum(one.cleared for one in everyone),
    }
    diff = "private/stock-takes/voices.diff"
    lines = [
        f"{CODED}: {counts['comments']} comments, {counts['without_theme']} without a theme.",
        f"{counts['cleared']} cleared, {counts['undecided']} to decide: see {diff}.",
    ]
    finish(faults, lines, as_json=as_json, facts={**counts, "files": [CODED, diff]})


def _read(
    plan: "Plan",
) -> tuple[tuple["Voice", ...], tuple["Voice", ...], tuple[Fault, ...]]:
    from facilitate.audit.comments import CODED, VOICES
    from facilitate.load.voices import read_voices

    spoken, row_faults = read_voices(plan.private.voices, VOICES)
    before, more = read_voices(plan.private.coded, CODED)
    return spoken, before, (*row_faults, *more)


def _approve(
    plan: "Plan", spoken: Sequence["Voice"], written: Sequence["Voice"], codes: Sequence[str]
) -> tuple[tuple["Voice", ...], tuple["Voice", ...], tuple[Fault, ...]]:
    """Return both files' rows with these codes cleared; voices.csv is written where it changed."""
    from facilitate.audit.comments import VOICES, names_to_mask, themes_of, undecided, with_cleared
    from facilitate.files import write_whole
    from facilitate.load.voices import with_changes

    names = names_to_mask(plan.programme, plan.private.identity_words)
    themes = themes_of(plan)
    rows = {one.code: one for one in (*spoken, *written)}
    wanted = set(codes)
    if "all" in wanted:
        wanted = {code for code, one in rows.items() if undecided(one) and one.theme in themes}
    for code in sorted(wanted - rows.keys()):
        near = nearest(code, rows)
        hint = f" Did you mean {near!r}?" if near else ""
        raise click.UsageError(f"No words have the code {code!r}.{hint}")
    bare = sorted(code for code in wanted if rows[code].theme not in themes)
    clear = wanted - set(bare)
    now = with_cleared(spoken, clear, names)
    changed = {one.code: one for one, old in zip(now, spoken, strict=True) if one != old}
    if changed:
        text = with_changes(plan.private.voices, changed)
        write_whole(plan.folder / VOICES, text.encode(), private=True)
    return now, with_cleared(written, clear, names), tuple(_bare(code) for code in bare)


def _bare(code: str) -> Fault:
    return Fault(
        code="A616",
        severity="warning",
        message=f"The words of {code!r} have no theme, so they were not cleared.",
        hint="Write a theme of questions.yaml beside them first.",
    )
