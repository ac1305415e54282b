"""Answers that go: those that somebody takes back, and those past their date."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from facilitate.audit.finding import Finding
from facilitate.audit.findings import PairTheme, PersonTheme, Withheld
from facilitate.audit.findings_of_plan import audit_days
from facilitate.audit.findings_text import KINDS
from facilitate.audit.subject_access import OF_THE_POST, TO_CHECK, HeldData, Own, Subject, text_of
from facilitate.audit.subject_access_files import held_on
from facilitate.compose.wording import wording_of
from facilitate.faults import At, Fault, Place
from facilitate.files import lies_inside, put_together, taken_apart, write_whole
from facilitate.load.answers import AnswerTable
from facilitate.load.plan import Plan
from facilitate.load.plan_files import DATA_MAP, STOCK_TAKES, DataKind, private_files
from facilitate.load.returned import SUFFIXES as FORMS
from facilitate.load.survey.convert import SHARING_FILE
from facilitate.load.tables.table_file import with_rows
from facilitate.load.validate import placed
from facilitate.load.yaml_keys import edited
from facilitate.load.yaml_spans import CannotSplice
from facilitate.model import Day
from facilitate.out.manifest import NAME, read_manifest
from facilitate.pipeline.release import FOLDER as SHOWN
from facilitate.pipeline.release import unreleased
from facilitate.pipeline.standalone import forms_of
from facilitate.pipeline.subject_access import FOLDER as REQUESTS
from facilitate.pipeline.subject_access import seen_by_day
from facilitate.recipient import GROUP
from facilitate.structs import Struct, replace


class Purge(Struct):
    """What would be deleted, kind by kind, the built files that may carry answers, and the rest.

    `by_hand` says where what no program sees may lie.
    """

    files: tuple[tuple[DataKind, Path], ...]
    built: tuple[Path, ...]
    by_hand: tuple[str, ...]


def purge_of(plan: Plan, outs: Iterable[Path]) -> Purge:
    """Return what a purge deletes and lists; nothing is deleted yet.

    `outs` are the folders that builds were written to. Of a day all is listed that is not the whole
    group's: print packs, run sheets of a day that ran late, copies kept beside edited files.
    """
    built = [path for out in outs for path in _built(out)]
    by_hand = tuple(kind.where for kind in DATA_MAP if kind.end == "by hand")
    return Purge(tuple(private_files(plan.folder)), tuple(dict.fromkeys(built)), by_hand)


def link_faults(purge: Purge, folder: Path) -> Iterator[Fault]:
    """Yield a fault for what a purge cannot answer for, because a link leads out of the folder.

    Behind a folder that is a link lie files that may serve something else: an error. A file that
    is a link goes, and what it leads to stays: a warning.
    """
    for way in dict.fromkeys(path.parent for _, path in purge.files):
        if not lies_inside(way, folder):
            yield Fault(
                code="C307",
                message=f"{way.relative_to(folder)} is a link out of the folder, so nothing there "
                "is deleted.",
                hint="Delete the answers where they lie, and take the link away.",
            )
    for _, path in purge.files:
        if path.is_symlink() and lies_inside(path.parent, folder):
            yield Fault(
                code="C308",
                severity="warning",
                message=f"{path.relative_to(folder)} is a link: what it leads to stays.",
                hint="Delete that file too, if answers are in it.",
            )


def _built(out: Path) -> list[Path]:
    """Return what lies in the days' folders, but for what was made for the whole group."""
    found: list[Path] = []
    for manifest_path in sorted(out.glob(f"*/{NAME}")):
        folder = manifest_path.parent
        manifest = read_manifest(folder)
        entries = manifest.files if manifest else ()
        open_to_all = {folder / one.path for one in entries if not one.personal}
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        found += [path for path in files if path not in {*open_to_all, manifest_path}]
    return found


def delete_past(purge: Purge, folder: Path) -> tuple[Path, ...]:
    """Delete the files, and folders below `private/` that are then empty; return what went.

    Raises `OSError` at the first file that cannot be deleted; those before it are gone.
    """
    gone = []
    for _, path in purge.files:
        path.unlink()
        gone.append(path)
    private = folder / "private"
    for below in sorted((p for p in private.rglob("*") if p.is_dir()), reverse=True):
        if not any(below.iterdir()):
            below.rmdir()
    return tuple(gone)


class Loss(Struct):
    """A file that loses what is the person's: how much, and its bytes then; None: all of it."""

    file: str
    what: str
    data: bytes | None


class Effect(Struct):
    """What a coming day shows of one kind, before and after: how many figures, of how many people.

    `then` is empty where nothing of the kind is shown any more.
    """

    day: str
    kind: str
    now: str
    then: str


class Withdrawal(Struct):
    """All that follows if a person takes everything back; nothing of it is done yet.

    `first` is the first day that is made without them; None where none is to come. `shown` says by
    day what cannot be called back; `again` are the folders of pages that can be printed again as
    they were. `by_hand` are the places that only a person can change.
    """

    changes: tuple[Loss, ...]
    first: Day | None
    effects: tuple[Effect, ...]
    shown: tuple[tuple[str, str], ...]
    again: tuple[str, ...]
    by_hand: tuple[Place, ...]
    faults: tuple[Fault, ...]


def withdrawal_of(plan: Plan, one: Subject, *, today: date) -> Withdrawal:
    """Return what taking a person's answers back changes; errors are why it may not be done yet."""
    held = held_on(plan, one, forms_of(plan))
    changes, by_hand, faults = _changes(plan, one, held)
    faults += _in_workbook(held)
    faults += _not_recorded(plan, today)
    faults += _links(plan.folder, changes)
    coming = [day for day in plan.days if day.says.date >= today]
    wording = wording_of(plan.programme)
    return Withdrawal(
        changes=tuple(changes),
        first=coming[0] if coming else None,
        effects=tuple(_effects(plan, _without(plan, one, changes), coming, one)),
        shown=tuple(seen_by_day(plan, one, held, wording, on=today)),
        again=tuple(_kept(plan.folder, changes)),
        by_hand=tuple(dict.fromkeys(by_hand)),
        faults=tuple(faults),
    )


def carry_out(found: Withdrawal, folder: Path) -> None:
    """Write and delete what a withdrawal says; raises `OSError` at the first that cannot be."""
    for change in found.changes:
        path = folder / change.file
        if change.data is None:
            path.unlink()
        else:
            write_whole(path, change.data, private=True)


# ------------------------------------------------------------------------------------- what goes


def _changes(
    plan: Plan, one: Subject, held: HeldData
) -> tuple[list[Loss], list[Place], list[Fault]]:
    """Return the files that change, what stays to do by hand, and why an entry stays as it is."""
    rows: dict[str, set[int]] = defaultdict(set)
    whole: dict[str, None] = {}
    by_hand: list[Place] = []
    ways = {kind.key: kind.holds for kind in DATA_MAP}
    for piece in held.own:
        if ways[piece.kind] not in _GIVEN:
            continue
        path = Path(piece.place.file)
        if path.suffix in FORMS or path.parent.name == TO_CHECK:
            whole[piece.place.file] = None
        elif path.suffix in _ROWS and piece.place.line:
            rows[piece.place.file].add(piece.place.line)
        elif path.suffix != ".diff":
            by_hand.append(Place(piece.place.file, piece.place.line))
    by_hand += (
        one.place for one in held.mentions if one.what == OF_THE_POST and one.kind != "answers"
    )
    changes = [_rows_go(plan.folder, file, lines) for file, lines in rows.items()]
    changes += _undecided_go(plan.folder, held.of("voices"))
    faults: list[Fault] = []
    if held.of("sharing"):
        changes += _choices_go(plan.folder, one, faults)
    copies = sorted((plan.folder / REQUESTS / one.folder).glob("*"))
    quoted = any(one.label.endswith("may be shown: yes") for one in held.of("voices"))
    copies += sorted((plan.folder / SHOWN).glob("*/*")) if quoted else []
    changes += [Loss(file, "all of it", None) for file in whole]
    changes += [
        Loss(path.relative_to(plan.folder).as_posix(), "all of it", None) for path in copies
    ]
    return changes, by_hand, faults


_GIVEN = ("rows", "lines", "as it came", "text")
"""How what a person gave is held; text is left to somebody who can read it."""

_ROWS = (".csv", ".tsv")


def _kept(folder: Path, changes: Iterable[Loss]) -> Iterator[str]:
    """Yield the folders of pages as they were shown that stay."""
    gone = {change.file for change in changes}
    for path in sorted((folder / SHOWN).glob("*")):
        if not any(file.startswith(f"{SHOWN}/{path.name}/") for file in gone):
            yield f"{SHOWN}/{path.name}"


def _rows_go(folder: Path, file: str, lines: Iterable[int]) -> Loss:
    gone = dict.fromkeys(sorted(lines))
    what = "1 row" if len(gone) == 1 else f"{len(gone)} rows"
    return Loss(file, what, with_rows((folder / file).read_bytes(), gone))


def _undecided_go(folder: Path, pieces: Iterable[Own]) -> Iterator[Loss]:
    """Yield the list of what is not decided yet, without the person's words and their remarks."""
    path = folder / STOCK_TAKES / "voices.diff"
    starts = {one.place.line for one in pieces if one.place.file.endswith(".diff")}
    if starts:
        kept: list[str] = []
        goes = False
        for number, line in enumerate(text_of(path).splitlines(keepends=True), 1):
            goes = number in starts or (goes and bool(line.strip()))
            kept += [] if goes else [line]
        file = path.relative_to(folder).as_posix()
        yield Loss(file, f"{len(starts)} of those not decided yet", "".join(kept).encode())


def _choices_go(folder: Path, one: Subject, faults: list[Fault]) -> Iterator[Loss]:
    """Yield the file of choices without the person's: nothing is shared, watched or counted."""
    text, spelling = taken_apart((folder / SHARING_FILE).read_bytes())
    try:
        new = edited(text, ("sharing", one.id), None)
    except CannotSplice:
        faults.append(
            Fault(
                code="C405",
                message=f"The entry of {one.id} shares its line with others, so it cannot be taken "
                "out alone.",
                hint="Take it out by hand, and run this again.",
                place=Place(SHARING_FILE),
            )
        )
        return
    yield Loss(SHARING_FILE, "the entry", put_together(new, spelling))


def _in_workbook(held: HeldData) -> Iterator[Fault]:
    """Yield an error where words lie in a workbook: they would be shown until somebody looks."""
    lines = [one.place for one in held.of("voices") if one.place.file.endswith(".xlsx")]
    rows = ", ".join(dict.fromkeys(str(place.line) for place in lines))
    if lines:
        yield Fault(
            code="C407",
            message=f"{lines[0].file} is a workbook, so nothing is written into it.",
            hint=f"Delete these rows in it, and run this again: {rows}.",
            place=Place(lines[0].file),
        )


def _not_recorded(plan: Plan, today: date) -> Iterator[Fault]:
    """Yield an error for each day that may have shown something of which nothing is recorded.

    What a day of today shows is in people's hands by the evening.
    """
    tomorrow = date.fromordinal(today.toordinal() + 1)
    faults = [
        Fault(
            code="C404",
            message=f"What {day.id} showed is not recorded, so later pages could not protect who "
            "takes answers back.",
            hint=f"Run `facilitate audit release {day.id}` first, whatever was shown of it.",
            at=At(day.file, ("date",)),
        )
        for day in unreleased(plan, before=tomorrow)
    ]
    yield from placed(faults, plan.sources)


def _links(folder: Path, changes: Iterable[Loss]) -> Iterator[Fault]:
    """Yield an error for each file that is a link, or lies behind one: nothing is written there."""
    for change in changes:
        path = folder / change.file
        if path.is_symlink() or not lies_inside(path.parent, folder):
            yield Fault(
                code="C406",
                message=f"{change.file} is a link, or lies behind one, so nothing is changed.",
                hint="Put the file itself in its place, and run this again.",
                place=Place(change.file),
            )


# ----------------------------------------------------------------------- what that changes on paper


def _without(plan: Plan, one: Subject, changes: Iterable[Loss]) -> Plan:
    """Return the plan as it is read once nothing of the person's is there."""
    private, takes = plan.private, plan.programme.says.stock_takes
    voices = next((x.data for x in changes if x.file == private.voices_file and x.data), None)
    waves = {
        name: AnswerTable(
            tuple(
                row
                for row in table.rows
                if row.person != one.row or not one.held_post(takes.get(name))
            ),
            table.columns,
        )
        for name, table in private.waves.items()
    }
    return replace(
        plan,
        private=replace(
            private,
            waves={name: table for name, table in waves.items() if table.rows},
            voices=private.voices if voices is None else voices,
            sharing={id_: says for id_, says in private.sharing.items() if id_ != one.id},
        ),
    )


def _effects(plan: Plan, after: Plan, days: list[Day], one: Subject) -> Iterator[Effect]:
    dates = [day.says.date for day in days]
    both = zip(audit_days(plan, dates), audit_days(after, dates), strict=True)
    for day, (now, then) in zip(days, both, strict=True):
        for kind, (old, new) in _counted(now.findings, then.findings, one).items():
            if old != new:
                yield Effect(day.id, kind, old, new)


def _counted(
    now: Iterable[Finding], then: Iterable[Finding], one: Subject
) -> Mapping[str, tuple[str, str]]:
    before, after = _by_kind(now, one), _by_kind(then, one)
    kinds = dict.fromkeys((*before, *after))
    return {kind: (before.get(kind, ""), after.get(kind, "")) for kind in kinds}


def _by_kind(found: Iterable[Finding], one: Subject) -> dict[str, str]:
    """Return how many findings of each kind there are, of how many people, by its heading.

    Those that the group reads, and those in which only the person or the pair is shown.
    """
    people: dict[str, list[int]] = defaultdict(list)
    for finding in found:
        theirs = isinstance(finding, PairTheme | PersonTheme) and one.id in _readers(finding)
        if not isinstance(finding, Withheld) and (GROUP in finding.readers or theirs):
            people[KINDS[type(finding)][0]].append(finding.n)
    return {kind: _in_words(numbers) for kind, numbers in people.items()}


def _readers(finding: Finding) -> set[str]:
    return {reader.id for reader in finding.readers if reader.kind in ("person", "sponsor")}


def _in_words(numbers: list[int]) -> str:
    least, most = min(numbers), max(numbers)
    of = f"{least}" if least == most else f"{least} to {most}"
    return f"{len(numbers)}, of {of} people" if most > 1 else str(len(numbers))
