"""Print sets: what goes on paper now, what is there already, and what has changed since."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import Job
from facilitate.compose.papers import Paper
from facilitate.out.manifest import Entry
from facilitate.out.printed import PrintSet, on_paper
from facilitate.pipeline.day_files import DayFiles, KnownPage
from facilitate.pipeline.prints import PrintPack, add_pack, make_prints, printed_entry, printing
from facilitate.recipient import FACILITATOR
from facilitate.structs import Struct, replace

CHANGED = "print/changed"
SETS = "print/set-"
"""How the folder of a set begins; its number follows."""


class SheetChanges(Struct):
    """What differs from the paper.

    `again` are sheets that are not on paper as they are now, or not often enough; `old` are those
    on paper that `again` replaces, and `gone` those that nobody needs any longer, each with the
    number of its set. `good` says how many copies are on paper as a sheet is now, by its path.
    """

    again: tuple[Entry, ...]
    old: Mapping[str, tuple[int, Entry]]
    gone: tuple[tuple[int, Entry], ...]
    good: Mapping[str, int]

    def copies(self, entry: Entry) -> int:
        """Return how often a sheet is to be printed now."""
        return entry.prints - self.good.get(entry.path, 0)


def change_since(sheets: Sequence[Entry], sets: Sequence[PrintSet]) -> SheetChanges:
    """Return how sheets as they are now differ from those that lie printed."""
    paper = on_paper(sets)
    now = {one.path: one for one in sheets}
    good = {
        path: there.prints
        for path, (_, there) in paper.items()
        if path in now and there.key == now[path].key
    }
    again = tuple(one for path, one in now.items() if one.prints > good.get(path, 0))
    old = {one.path: paper[one.path] for one in again if one.path in paper.keys() - good.keys()}
    return SheetChanges(
        again, old, tuple(one for path, one in paper.items() if path not in now), good
    )


def print_set_of(number: int, at: datetime, paper: int, change: SheetChanges) -> PrintSet:
    """Return the set that is on paper once a change has been printed; `paper` counts its sheets."""
    gone = tuple(entry.path for _, entry in change.gone)
    return PrintSet(number, at.isoformat(timespec="minutes"), paper, change.again, gone)


def changed_sheets(files: DayFiles, sets: Sequence[PrintSet], context: DayContext) -> None:
    """Stage `print/changed/`: the sheets to print again, and a list of those to shred.

    Nothing before the first set: no paper could be wrong yet. Nothing either if all that lies
    printed is as it would be printed now.
    """
    change = change_since(files.staging.sheets, sets)
    if not sets or not (change.again or change.gone):
        return
    pages = {f"{job.path_stem}.pdf": page for job, page in files.pages}
    for entry in change.again:
        name = entry.path.replace("/", "-")
        copy = printed_entry(f"{CHANGED}/{name}", entry.recipient, entry.key, entry.title)
        if entry.path in pages:
            add_pack(files, copy, [pages[entry.path]])
        else:
            files.keep_if_there(copy)
    _add_list(files, CHANGED, change, context)


def next_set(
    files: DayFiles,
    packs: Sequence[PrintPack],
    sets: Sequence[PrintSet],
    context: DayContext,
    at: datetime,
) -> PrintSet | None:
    """Stage the packs of what is not on paper yet, marked as a set; return it, or None.

    None means that everything printed is as it is now. `at` is when it is printed.
    """
    change = change_since(files.staging.sheets, sets)
    if not change.again and not change.gone:
        return None
    number = len(sets) + 1
    mark = context.wording("print set", number=number, date=context.wording.short_date(at.date()))
    wanted = {entry.path: change.copies(entry) for entry in change.again}
    marked = [
        replace(pack, path=pack.path.replace("print/", f"{SETS}{number}/", 1), pages=pages)
        for pack in packs
        if (pages := tuple(_marked(pack, wanted, mark)))
    ]
    make_prints(files, marked)
    if sets:
        _add_list(files, f"{SETS}{number}", change, context)
    paper = sum(pack.sheets for pack in printing(files, marked, context))
    return print_set_of(number, at, paper, change)


def keep_sets(files: DayFiles, sets: Sequence[PrintSet]) -> None:
    """Keep the files of sets that were printed, where they still lie there as they were made."""
    folders = tuple(f"{SETS}{one.number}/" for one in sets)
    made = {one.entry.path for one in files.staging.made}
    for entry in files.staging.before.files if files.staging.before else ():
        if entry.path.startswith(folders) and entry.path not in made:
            files.keep_if_there(entry)


def _marked(
    pack: PrintPack, wanted: Mapping[str, int], mark: str
) -> Iterator[tuple[Job, KnownPage]]:
    """Yield the pages of a pack that are printed now, marked, each in its number of copies."""
    for job, page in pack.pages:
        if copies := wanted.get(f"{job.path_stem}.pdf"):
            yield replace(job, copies=copies), replace(page, printed=mark)


# ------------------------------------------------------------- the list of what to print and shred


def _add_list(files: DayFiles, folder: str, change: SheetChanges, context: DayContext) -> None:
    for sheet in files.paper(_list(change, context)):
        key = sheet.key("pdf", files.look)
        entry = printed_entry(f"{folder}/list.pdf", FACILITATOR, key, sheet.document.title)
        add_pack(files, entry, [sheet])


def _list(change: SheetChanges, context: DayContext) -> Paper:
    sets = {path: number for path, (number, _) in change.old.items()}
    day = context.day.says
    return Paper(
        template="print-list",
        programme=context.programme,
        names={
            "day": {"title": day.title, "date": day.date},
            "again": tuple(
                {
                    **_sheet(one, sets.get(one.path, 0), context),
                    "copies": change.copies(one),
                    "more": bool(change.good.get(one.path)),
                }
                for one in change.again
            ),
            "gone": tuple(_sheet(one, number, context) for number, one in change.gone),
        },
        date=day.date.isoformat(),
        sample=context.sample,
    )


def _sheet(entry: Entry, number: int, context: DayContext) -> Mapping[str, str | int]:
    """Return a row of the list: for whom as it stands on the paper, or the id of who has left."""
    reader = entry.recipient
    everybody = context.wording("the group") if reader.kind == "group" else reader.kind
    whom = context.names.get(reader.id, reader.id) or everybody
    return {"for": whom, "title": entry.title, "copies": entry.prints, "set": number}
