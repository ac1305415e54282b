"""Code comments to themes, strike what names people, and clear words for quoting."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from facilitate.cli.inputs import json_option, plan_argument, refuse_links, require_id, require_plan
from facilitate.cli.output import finish
from facilitate.faults import Fault, Place, did_you_mean, stops

if TYPE_CHECKING:
    from facilitate.audit.masking import NamesToMask
    from facilitate.audit.voices_of_plan import Spoken
    from facilitate.load.plan import Plan
    from facilitate.load.voices import Voice
    from facilitate.model import Questions

STOCK_TAKES = "private/stock-takes"


class _Words(NamedTuple):
    """What was said and what was written in a plan's stock takes, and the names to strike."""

    plan: "Plan"
    names: "NamesToMask"
    spoken: Sequence["Voice"]
    written: Sequence["Voice"]


@click.command(name="voices")
@plan_argument
@click.option(
    "--approve", "codes", multiple=True, help="A code that may be printed as shown, or all."
)
@click.option(
    "--to-check",
    "informants",
    multiple=True,
    help="Make the sheet on which an informant, such as P07, sees the own words; or all.",
)
@json_option
def command(plan: Path, *, codes: tuple[str, ...], informants: tuple[str, ...]) -> None:
    """Bring PLAN's comments into a file to code, and show what would be struck.

    \b
    facilitate audit voices my-programme
        writes private/stock-takes/coded.csv (write a theme at each comment; change the
        words if you would rather paraphrase) and voices.diff (what is struck, and what
        may still name somebody)
    facilitate audit voices my-programme --approve c-1f3a09bb --approve w-07d2e41c
        clears these words; only cleared words are ever printed
    facilitate audit voices my-programme --to-check P07
        writes private/stock-takes/to-check/p07.pdf and .docx: P07's words as they would be
        shown, to decide on line by line; type what comes back into cleared

    What people said in conversation stands in private/stock-takes/voices.csv, which you type; they
    decide themselves, after they have seen it. Struck are names of people, addresses, long
    numbers, and the words and phrases of private/identity-words.txt, one a line. Write no under
    cleared for what must never be printed.
    """  # noqa: D301  \b is Click's: keep these lines as they are
    from facilitate.audit.codebook import CODED, differences, with_comments
    from facilitate.audit.masking import names_to_mask
    from facilitate.audit.voices_of_plan import list_of, lists_by_word, spoken_in
    from facilitate.files import write_whole
    from facilitate.load.voices import read_voices, voices_text

    nothing = "Nothing was written."
    found, faults = require_plan(plan, closing=nothing)
    names = names_to_mask(found.programme, found.private.identity_words)
    said = spoken_in(found, names)
    spoken, _ = read_voices(found.private.voices, found.private.voices_file)
    before, _ = read_voices(found.private.coded.encode(), CODED)
    row_faults = tuple(one for one in said.faults if one.severity == "error")
    faults = (*faults, *row_faults)
    if stops(row_faults):
        finish(faults, closing=nothing)
    written = with_comments(before, found.private.waves, names)
    words = _Words(found, names, spoken, written)
    if informants:
        _to_check(words, informants, faults)
    diff = f"{STOCK_TAKES}/voices.diff"
    files = [CODED, diff, f"{STOCK_TAKES}/voices.csv"]
    refuse_links(found.folder, [found.folder / file for file in files])
    if codes:
        words, more = _approve(words, codes)
        faults = (*faults, *more)
    files = [CODED, diff] if words.written or before else [diff]
    # Entries of lists are nobody's words: three people's or nobody's are shown.
    lists = lists_by_word(found.questions)
    passages = [one for one in words.spoken if not list_of(one, lists)]
    shown = differences((*passages, *words.written), found.private.waves, names)
    if CODED in files:
        write_whole(found.folder / CODED, voices_text(words.written).encode(), private=True)
    write_whole(found.folder / diff, shown.encode(), private=True)
    counts = {
        "comments": len(words.written),
        "spoken": len(words.spoken),
        **_counts(passages, words),
    }
    tally = _tally(found, said)
    lines = _in_sentences(counts, diff, found.questions)
    for take, rows in groupby(tally, key=itemgetter("stock_take")):
        lines += [f"Who named what in {take!r}, for you alone:", *map(_in_words, rows)]
    finish(faults, lines, facts={**counts, "files": files, "themes": tally})


def _counts(passages: Sequence["Voice"], words: _Words) -> dict[str, int]:
    """Return how many words of either kind still want something, or may be printed."""
    from facilitate.audit.codebook import undecided
    from facilitate.audit.masking import mask_names, possible_names
    from facilitate.audit.voices_of_plan import asks_of_groups

    everyone, names = (*passages, *words.written), words.names
    of_groups = asks_of_groups(words.plan.questions)
    open_ = [one for one in everyone if undecided(one)]
    spoken = [one for one in passages if one.informant and not one.refused]
    return {
        "without_theme": sum(not one.theme for one in everyone),
        "undecided": len(open_),
        "with_a_question": sum(
            bool(possible_names(mask_names(one.words, names), names)) for one in open_
        ),
        "cleared": sum(one.cleared for one in everyone),
        "of_groups": sum(one.question == of_groups for one in spoken),
    }


def _in_sentences(counts: Mapping[str, int], diff: str, questions: "Questions") -> list[str]:
    from facilitate.audit.voices_of_plan import asks_of_groups

    lines = [
        f"{counts['spoken']} lines of conversations and {counts['comments']} comments, "
        f"{counts['without_theme']} without a theme.",
        f"{counts['cleared']} cleared, {counts['undecided']} to decide: see {diff}.",
    ]
    if counts["with_a_question"]:
        lines.append(
            f"{counts['with_a_question']} of them may still name somebody, see ? in that file: "
            "--approve all leaves them out, so approve each by its code."
        )
    if number := counts["of_groups"]:
        answer, them = ("line answers", "it") if number == 1 else ("lines answer", "them")
        lines.append(
            f"{number} {answer} question {asks_of_groups(questions)}, what the groups say of each "
            f"other: show {them} in the order of audit-mutual-views, or type no."
        )
    return lines


def _tally(plan: "Plan", said: "Spoken") -> list[dict[str, Any]]:
    """Return how many people named each theme of each stock take, by role, however few."""
    from facilitate.audit.conversations import informants_of, named_by

    takes = plan.programme.says.takes_in_order
    found: list[dict[str, Any]] = []
    for take in takes:
        people = informants_of(said.of(take, takes))
        for code, who in named_by(people, said.codebook).items():
            found.append(
                {
                    "stock_take": take,
                    "code": code,
                    "name": said.codebook.codes[code].name,
                    "people": len(who),
                    "of": len(people),
                    "roles": dict(Counter(one.role for one in who)),
                }
            )
    return found


def _in_words(row: Mapping[str, Any]) -> str:
    roles = ", ".join(f"{role} {number}" for role, number in sorted(row["roles"].items()))
    return f"  {row['code']}  {row['name']}: {row['people']} of {row['of']} ({roles})"


def _approve(words: _Words, codes: Sequence[str]) -> tuple[_Words, tuple[Fault, ...]]:
    """Return both files' rows with these codes cleared; voices.csv is written where it changed."""
    from facilitate.audit.codebook import undecided, with_cleared
    from facilitate.audit.masking import mask_names, possible_names
    from facilitate.audit.voices_of_plan import list_of, lists_by_word
    from facilitate.files import write_whole
    from facilitate.load.voices import with_changes

    plan, names, spoken = words.plan, words.names, words.spoken
    rows = {one.code: one for one in (*spoken, *words.written)}
    wanted = set(codes)
    if "all" in wanted:
        open_ = {code: one for code, one in rows.items() if undecided(one)}
        lists = lists_by_word(plan.questions)
        entries = {one.code for one in spoken if list_of(one, lists)}
        asked = {
            code
            for code, one in open_.items()
            if possible_names(mask_names(one.words, names), names)
        }
        wanted |= {code for code, one in open_.items() if _may_be_cleared(one)} - entries - asked
        wanted.discard("all")
    for code in sorted(wanted - rows.keys()):
        require_id(code, [*rows, "all"], what="code of words")
    faults = [_bare(code) for code in sorted(wanted) if not _may_be_cleared(rows[code])]
    clear = {code for code in wanted if _may_be_cleared(rows[code])}
    now = with_cleared(spoken, clear, names)
    changed = {one.line: one for one, old in zip(now, spoken, strict=True) if one != old}
    if changed and plan.private.voices_file.endswith(".xlsx"):
        return words, (*faults, _in_workbook(plan, changed))
    if changed:
        data = with_changes(plan.private.voices, changed)
        write_whole(plan.folder / plan.private.voices_file, data, private=True)
    cleared = with_cleared(words.written, clear, names)
    return _Words(plan, names, now, cleared), tuple(faults)


def _to_check(words: _Words, informants: Sequence[str], faults: tuple[Fault, ...]) -> NoReturn:
    """Write a sheet for each of these informants, and end."""
    from facilitate.audit.voices_of_plan import SPONSOR
    from facilitate.audit.wave import SPONSORS
    from facilitate.cli.output import finish_written
    from facilitate.compose.instruments import interview_papers
    from facilitate.load.voices import informant_code
    from facilitate.pipeline.standalone import write_papers

    plan, lines = words.plan, dict[str, list["Voice"]]()
    for one in words.spoken:
        if one.informant and one.role not in (SPONSOR, SPONSORS):
            lines.setdefault(one.informant, []).append(one)
    wanted = (
        list(lines) if "all" in informants else [informant_code(one) or one for one in informants]
    )
    for code in wanted:
        if code not in lines:
            hint = did_you_mean(code, lines, otherwise="Sponsors' words are never shown.")
            raise click.UsageError(f"Nobody in the table has the code {code!r}. {hint}")
    papers = interview_papers(plan)
    made = write_papers(
        (papers.to_check(code, lines[code], words.names) for code in wanted),
        ("docx", "pdf"),
        plan,
        plan.folder / STOCK_TAKES / "to-check",
        inside=plan.folder,
        private=True,
    )
    finish_written(made.written, (*faults, *made.faults))


def _may_be_cleared(voice: "Voice") -> bool:
    """Say whether words may be cleared: a comment is on a theme, what was said need not be."""
    return bool(voice.themes or voice.informant)


def _bare(code: str) -> Fault:
    return Fault(
        code="A616",
        severity="warning",
        message=f"The words of {code!r} have no theme, so they were not cleared.",
        hint="Write a theme of questions.yaml or of private/codebook.yaml beside them first.",
    )


def _in_workbook(plan: "Plan", changed: Mapping[int, "Voice"]) -> Fault:
    return Fault(
        code="A638",
        message=f"{plan.private.voices_file} is a workbook, so nothing was written into it.",
        hint="Write yes under cleared in these rows: " + ", ".join(map(str, changed)) + ".",
        place=Place(plan.private.voices_file),
    )
