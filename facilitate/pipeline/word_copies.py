"""What somebody gets who listens to a page or is not in the room: every sheet as a Word file.

The files stand in the order of the day, with room to type in and one page of contents. What shows
results lies apart under the time at which it is opened, since whoever has a file has it open.
"""

from collections.abc import Iterator, Mapping, Sequence

from facilitate.compose.conditions import first_use
from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import Job, when_needed
from facilitate.compose.papers import Paper
from facilitate.compose.placeholder import ClockTime
from facilitate.document import (
    Block,
    Callout,
    Chart,
    Columns,
    Document,
    Field,
    FieldSpec,
    Heading,
    Image,
    List,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
    WriteIn,
    plain,
)
from facilitate.model import Contact, Person
from facilitate.model.times_and_dates import as_clock
from facilitate.out.manifest import Entry, sha256
from facilitate.pipeline.day_files import DayFiles, KnownPage, known_page
from facilitate.pipeline.prints import SHEETS
from facilitate.pipeline.tick_lists import ON_SCREEN, Sending, stage_ticks
from facilitate.recipient import GROUP, Recipient
from facilitate.schedule.timetable import Slot
from facilitate.structs import Struct, replace

# ---------------------------------------------------------------------------- pages to type into


def to_type_in(document: Document) -> Document:
    """Return the document for somebody who listens to it or types into it.

    Lines and empty cells to write in can be typed in, named by the words that ask. Columns come
    one after the other, a chart and a picture are followed by what they show, and nothing breaks
    the page.
    """
    typing = _Typing(document.name)
    sections = []
    for section in document.sections:
        typing.asked = typing.title = section.title
        sections.append(replace(section, blocks=tuple(typing.blocks(section.blocks))))
    return replace(document, sections=tuple(sections))


class _Typing:
    """Counts the fields of one document; `asked` are the last words before a place to write.

    `title` is that of their section.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.number = 0
        self.asked: Text = ()
        self.title: Text = ()

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Block]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Block]:
        match block:
            case Columns():
                for column in block.columns:
                    yield from self.blocks(column)
            case Callout():
                self.asked = block.title or self.asked
                yield replace(block, blocks=tuple(self.blocks(block.blocks)))
            case List():
                yield from self.listed(block)
            case WriteIn():
                with_label = Field(fields=(self.field(block.label, block.lines),))
                # What asks for a place without a label stands above it, and is not said twice.
                yield with_label if block.label else WriteIn(lines=block.lines, box=block.lines > 1)
            case Table() if any(_to_fill(cell) for row in block.rows for cell in row):
                yield from self.cells(block)
            case Chart() | Image():
                yield block
                yield Paragraph(text=(Run(block.alt),), role="quiet")
            case PageBreak():
                pass
            case _:
                if isinstance(block, Heading | Paragraph) and plain(block.text).strip():
                    self.asked = block.text
                yield block

    def listed(self, block: List) -> Iterator[Block]:
        """Yield a list; of one to tick, a box for each item and what stands below its words."""
        if not block.ticks:
            yield replace(block, items=tuple(tuple(self.blocks(one)) for one in block.items))
            return
        for first, *below in block.items:
            asked = first.text if isinstance(first, Paragraph) else self.asked
            yield Field(fields=(replace(self.field(asked, 1), kind="tick"),))
            yield from self.blocks(below if isinstance(first, Paragraph) else (first, *below))

    def field(self, asked: Text, lines: int) -> FieldSpec:
        self.number += 1
        key = f"{self.name}.{self.number}"
        return FieldSpec(key=key, ask=asked, kind="text", lines=max(1, lines))

    def cells(self, table: Table) -> Iterator[Block]:
        """Yield a table to fill in row by row: what is said in it, and a field for each gap.

        Where there are boxes to tick, a cell without one is a gap only in a table to write in.
        """
        ticks = any(BOX in plain(cell) for row in table.rows for cell in row)
        for number, row in enumerate(table.rows, 1):
            said = self.asked[:1] if len(plain(self.asked[:1])) <= SHORT else self.title
            line = (
                *(replace(run, text=run.text.rstrip()) for run in said),
                Run(f" {number}"),
            )
            called = next((cell for cell in row if not _to_fill(cell)), line)
            for head, cell in zip(table.header, row, strict=True):
                headed = bool(plain(head).strip())
                asked = (*head, Run(" ("), *called, Run(")")) if headed else called
                if not _to_fill(cell):
                    yield Paragraph(text=(*head, Run(": "), *cell) if headed else cell)
                elif BOX in plain(cell):
                    yield Field(fields=(replace(self.field(asked, 1), kind="tick"),))
                elif not ticks or table.role == "form":
                    yield Field(fields=(self.field(asked, 1),))


BOX = "☐"
SHORT = 30
"""So many letters, in half of a control's name, can say which rows of a table are meant."""


def _to_fill(cell: Text) -> bool:
    """Say whether a cell is empty, or holds a box to tick and nothing else."""
    return not plain(cell).replace(BOX, "").strip()


# ------------------------------------------------------------------------------------- the files


TEMPLATE = "on screen"
"""What the manifest calls the template of these files."""


class ScreenSheet(Struct):
    """One sheet of a person's: its file, what lists call it, and `at` which minute it is used.

    A sealed one is opened then; without a time it waits until the facilitator says so.
    """

    path: str
    called: str
    document: Document
    at: int | None
    sealed: bool


def screen_sets(files: DayFiles, context: DayContext, contacts: Mapping[str, Contact]) -> None:
    """Stage the Word files of everybody who takes the day on a screen, and their contents.

    What was handed over, and has changed since, is told in a list of its own: who is on it is
    nobody's business who sends letters.
    """
    words = context.words["on screen"]
    given: dict[Person, str] = {}
    for person in context.people:
        access = context.access.get(person.reader)
        if access and access.on_screen:
            sheets = tuple(_sheets(files, context, person))
            made = [(one.path, known_page(to_type_in(one.document))) for one in sheets]
            first = f"{_folder(person)}/00-contents.docx"
            made += [(first, one) for one in files.paper(_contents(sheets, context, person))]
            for path, page in made:
                _add(files, person.reader, path, page)
            said = "\n".join(f"{path} {page.version}" for path, page in made)
            given[person] = sha256(said.encode())[:8]
    if not context.sample:
        now = {person.id: version for person, version in given.items()}
        names = {person.id: person.name for person in given}
        stage_ticks(files, Sending(ON_SCREEN, TEMPLATE, words), names, now, contacts)


def _folder(person: Person) -> str:
    return f"{ON_SCREEN}/{person.id}"


def _add(files: DayFiles, reader: Recipient, path: str, page: KnownPage) -> None:
    entry = Entry(
        path=path,
        format="docx",
        template=TEMPLATE,
        recipient=reader,
        title=page.document.title,
    )
    files.add_page(entry, page)


def _sheets(files: DayFiles, context: DayContext, person: Person) -> Iterator[ScreenSheet]:
    """Yield a person's sheets in the order of the day; name tents are for the room alone."""
    slots = tuple(context.timetable.every_slot())
    mine = [slot for slot in slots if person.id in slot.people]
    others = [slot for slot in slots if person.id not in slot.people]
    readers = {person.reader, Recipient("pair", person.pair), GROUP}
    found: dict[str, tuple[Job, KnownPage]] = {}
    for job, page in files.pages:
        printed = job.order and "pdf" in job.formats and page.paper != "tent"
        used = [_first(job, those, context) is not None for those in (mine, others)]
        elsewhere = used == [False, True]
        if printed and job.recipient in readers and not elsewhere:
            found.setdefault(job.template.stem, (job, page))
    times = {stem: _first(job, mine, context) for stem, (job, _) in found.items()}
    results = [time for stem, time in times.items() if time and _is_of_stock_take(found[stem][0])]
    day = context.timetable

    def at(job: Job) -> int | None:
        time = times[job.template.stem]
        if time is not None:
            return time
        if job.template.shows_results:
            return min(results, default=None)
        return when_needed(job.template, mine, context)

    def place(one: tuple[Job, KnownPage]) -> tuple[int, int, str]:
        when = at(one[0])
        return (day.end if when is None else when, one[0].order, one[0].template.stem)

    for number, (job, page) in enumerate(sorted(found.values(), key=place), 1):
        when, sealed = at(job), job.template.shows_results
        path = f"{_folder(person)}/{_name(number, job.template.stem, when, sealed=sealed)}"
        paper = page.paper if page.paper in SHEETS else "a4"
        sheet = replace(page, paper=paper).document
        yield ScreenSheet(path, job.called, sheet, when, sealed)


def _first(job: Job, slots: Sequence[Slot], context: DayContext) -> int | None:
    return first_use(job.template.stem, job.template.front.requires, slots, context)


def _is_of_stock_take(job: Job) -> bool:
    template = job.template
    return (
        template.private
        and template.shows_results
        and any(n == "questionnaire" or "stock take" in n for n in template.front.requires)
    )


def _name(number: int, stem: str, at: int | None, *, sealed: bool) -> str:
    if not sealed:
        return f"{number:02}-{stem}.docx"
    when = "when-told" if at is None else f"at-{as_clock(at).replace(':', '-')}"
    return f"sealed/open-{when}-{number:02}-{stem}.docx"


# ------------------------------------------------------------------------------------- contents


def _contents(sheets: tuple[ScreenSheet, ...], context: DayContext, person: Person) -> Paper:
    """Return the page that says what happens when, and which file belongs to it."""
    slots = [slot for slot in context.timetable.every_slot() if person.id in slot.people]
    waiting = list(sheets)
    parts = []
    for slot in slots:
        here = [one for one in waiting if one.at is not None and one.at < slot.end]
        waiting = [one for one in waiting if one not in here]
        parts.append(_part(slot.start, slot.title, here))
    if waiting:
        parts.append(_part(context.timetable.end, "", waiting))
    day = context.day.says
    return Paper(
        template="on-screen",
        programme=context.programme,
        names={
            "day": {"title": day.title},
            "parts": tuple(parts),
            "sealed": any(one.sealed for one in sheets),
        },
        reader=person.reader,
        date=day.date.isoformat(),
        sample=context.sample,
    )


def _part(start: int, title: str, sheets: Sequence[ScreenSheet]) -> Mapping[str, object]:
    """Return what a time of the day has; without a title it is its end."""
    named = ({"title": one.called, "file": one.path.rsplit("/", 1)[-1]} for one in sheets)
    return {"start": ClockTime(start), "title": title, "sheets": tuple(named)}
