"""Documents that belong to no build: questionnaire, notice, year's report, a late day's pages.

And the questionnaires that came back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from facilitate.compose.conditions import PLACES, with_rooms
from facilitate.compose.day_context import DayContext
from facilitate.compose.instruments import questionnaire
from facilitate.compose.jobs import Job, jobs
from facilitate.compose.papers import Paper, compose, paper
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import Template
from facilitate.document import Document, FieldSpec, walk
from facilitate.document_text import as_text
from facilitate.faults import Fault, Place, stops
from facilitate.files import write_whole
from facilitate.load.plan import Plan
from facilitate.load.returned import Returned, read_file
from facilitate.out.folder import in_the_way
from facilitate.out.manifest import NAME
from facilitate.pipeline.analyse import Analysis, analyse
from facilitate.pipeline.day_files import empty_file, foreign_words, with_file
from facilitate.pipeline.day_jobs import UNCOUNTED, day_context, deck_slides, named_jobs
from facilitate.pipeline.look import look_of, own_looks
from facilitate.pipeline.plan_templates import plan_templates
from facilitate.recipient import FACILITATOR, Recipient
from facilitate.schedule.replan import Replanned
from facilitate.schedule.seating import DayRotations, rotations
from facilitate.structs import Struct, replace
from facilitate.verify import file_faults
from facilitate.write import write
from facilitate.write.look import Look
from facilitate.write.pdf import pack

FINAL_REPORT = "handouts/final-report.md"
RUN_SHEET = "sheets/run-sheet-now.md"
DECK = "decks/group.md"
ROOM_VIEW = "sheets/room-view.md"


class WrittenDocuments(Struct):
    """The files that were written, and every fault met; no files where one is an error.

    `documents` are what papers among them were made from.
    """

    written: tuple[Path, ...]
    faults: tuple[Fault, ...]
    documents: tuple[Document, ...] = ()


def write_documents(
    documents: Iterable[Document],
    suffixes: Sequence[str],
    folder: Path,
    *,
    inside: Path | None = None,
    look: Look,
    private: bool = False,
    foreign: Callable[[Recipient], tuple[str, ...]] = lambda _: (),
) -> WrittenDocuments:
    """Write each document in each format into a folder, in a programme's look.

    Nothing is written where a link or a folder is in the way, from `inside`, a folder above it, on.
    What is `private` its owner alone may open, where the system knows rights. `foreign` tells what
    may not stand in a reader's files unseen, as in a build.
    """
    made: dict[Path, bytes] = {}
    faults: list[Fault] = []
    for document in documents:
        for suffix in suffixes:
            path = folder / f"{document.name}.{suffix}"
            written = write(suffix, document, look)
            faults += (with_file(fault, path.name) for fault in written.faults)
            faults += file_faults(
                written.data,
                path.name,
                foreign=foreign(document.recipient),
                own=as_text(document),
                empty=partial(empty_file, suffix, look),
            )
            made[path] = written.data
    outer = inside or folder
    faults += in_the_way(outer, [path.relative_to(outer).as_posix() for path in made])
    if stops(faults):
        return WrittenDocuments((), tuple(faults))
    for path, data in made.items():
        write_whole(path, data, private=private)
    return WrittenDocuments(tuple(made), tuple(faults))


def composed(
    papers: Iterable[Paper], folder: Path | None
) -> tuple[tuple[Document, ...], tuple[Fault, ...]]:
    """Return papers made from the templates of a plan's folder, else from ours, and every fault."""
    found: list[Document] = []
    faults: list[Fault] = []
    read: dict[str, tuple[tuple[Template, ...], tuple[Fault, ...]]] = {}
    for one in papers:
        if one.file not in read:
            read[one.file] = plan_templates(folder, only=one.file)
        templates, told = read[one.file]
        faults += told
        for template in templates if not stops(told) else ():
            document, wrong = paper(one, template)
            found += [document] if document else []
            faults += wrong
    return tuple(found), tuple(dict.fromkeys(faults))


def write_papers(
    papers: Iterable[Paper],
    suffixes: Sequence[str],
    plan: Plan,
    folder: Path,
    *,
    inside: Path | None = None,
    private: bool = False,
) -> WrittenDocuments:
    """Write papers into a folder, as `write_documents` does; nothing if a template has errors."""
    documents, faults = composed(papers, plan.folder)
    if stops(faults):
        return WrittenDocuments((), faults)
    look = look_of(plan)
    made = write_documents(documents, suffixes, folder, inside=inside, look=look, private=private)
    return replace(made, faults=(*faults, *made.faults), documents=documents)


def write_stock_take(
    papers: Iterable[Paper],
    suffixes: Sequence[str],
    plan: Plan,
    out: Path | None,
    *,
    folder: str = "stock-take",
) -> WrittenDocuments:
    """Write papers of the stock take into `out`, or without it into the programme's own folder."""
    inside = out or plan.folder / "out"
    return write_papers(papers, suffixes, plan, out or inside / folder, inside=inside)


def year_report(path: Path, out: Path | None) -> WrittenDocuments:
    """Write the report of the year; nothing if there are errors.

    It says what the last day knows, and what was counted and reached after it.

    Raises `NotThere` for a wrong path.
    """
    analysis = analyse(path)
    if stops(analysis.faults) or not analysis.timetables:
        return WrittenDocuments((), analysis.faults)
    plan = analysis.plan
    templates, faults = plan_templates(plan.folder)
    if stops(faults):
        return WrittenDocuments((), faults)
    last_day = day_context(analysis, analysis.timetables[-1], sample=False)
    context = replace(last_day, reports=True)
    found, skipped = jobs([one for one in templates if one.name == FINAL_REPORT], context)
    if not found:
        why = skipped[0][1] if skipped else "its template is not there"
        hint = (
            "It needs the answers of two stock takes in private/stock-takes/, or two rounds of "
            "conversations; or several days, and outcomes:, milestones: or board: in the plan."
        )
        fault = Fault(code="O205", message=f"No report: {why}.", hint=hint)
        return WrittenDocuments((), (*faults, fault))
    made = _page(found[0], context, look_of(plan), out or plan.folder / "out", "report")
    return replace(made, faults=(*faults, *made.faults))


def _page(job: Job, context: DayContext, look: Look, out: Path, folder: str) -> WrittenDocuments:
    """Compose one page of a day and write it into a folder below `out`, unless that leads away.

    No blank back stands between its sheets: it goes through a printer once, on one side.
    """
    document, faults = compose(job, TemplateNames(context))
    if document is None or stops(faults):
        return WrittenDocuments((), faults)
    made = write_documents(
        [replace(document, one_sided=False)],
        job.formats,
        out / folder,
        inside=out,
        look=look,
        private=document.recipient == FACILITATOR,
        foreign=foreign_words(context),
    )
    return replace(made, faults=(*faults, *made.faults))


def replanned_day(
    analysis: Analysis, found: Replanned, out: Path | None = None
) -> WrittenDocuments:
    """Write what a day that runs late needs anew, with the new times, and return the files.

    They lie in `now/` in the day's folder under `out` (the programme's own without one): the run
    sheet of the rest, the deck and the room view of the whole day, and if somebody still changes
    places what tells of it and says something else now, cards in one file, those in a look of
    one's own by themselves. The plan and every other file stay as they are. Nothing is written
    where a template has errors.
    """
    plan, day = analysis.plan, found.table.day.id
    templates, faults = plan_templates(plan.folder)
    if stops(faults):
        return WrittenDocuments((), tuple(faults))
    retimed = _retimed(analysis, found)
    context = day_context(retimed, found.whole, sample=False)
    every, _, context = named_jobs(templates, context.counting(replanned=found))
    context = context.counting(printing=(UNCOUNTED,))
    look = look_of(plan)
    context = context.counting(slides=deck_slides(every, TemplateNames(context), look))
    # By what things are, not by what stands on them: the rest of the day has one page.
    rest = replace(context, timetable=found.table, packing=None)
    now = f"{day}/now"
    out = out or plan.folder / "out"
    wanted = {RUN_SHEET: (rest, "pdf"), DECK: (context, "pptx"), ROOM_VIEW: (context, "html")}
    made = [
        _page(replace(job, formats=(suffix,)), names_from, look, out, now)
        for name, (names_from, suffix) in wanted.items()
        for job in every
        if job.template.name == name
    ]
    rotates = any(slot.exercise.rotates for slot in found.table.exercises())
    if rotates or any(True for _ in with_rooms(found.table)):
        moved = tuple(_moved(every, context, analysis))
        cards = [job for job in moved if job.template.front.paper == "a6"]
        made.append(_cards(cards, context, look, out, now))
        made += [
            _page(replace(job, formats=("pdf",)), context, look, out, now)
            for job in moved
            if job not in cards
        ]
    return WrittenDocuments(
        tuple(path for one in made for path in one.written),
        tuple(dict.fromkeys(fault for one in made for fault in one.faults)),
    )


def _retimed(analysis: Analysis, found: Replanned) -> Analysis:
    """Return the analysis as if its day had been planned so: what is over, then the rest.

    Who watches whom and who sits where stays; only the times are new.
    """
    day = found.whole.day.id
    tables = tuple(found.whole if table.day.id == day else table for table in analysis.timetables)
    return replace(analysis, timetables=tables, rotations=rotations(analysis.plan, tables)[0])


def _moved(every: Iterable[Job], context: DayContext, analysis: Analysis) -> Iterator[Job]:
    """Yield what tells people where to go and says something else than it did as planned."""
    day = context.day.id
    table = next(one for one in analysis.timetables if one.day.id == day)
    turned = analysis.rotations.get(day, DayRotations())
    planned = replace(context, timetable=table, turns=turned.turns, seatings=turned.seatings)
    names, as_planned = TemplateNames(context), TemplateNames(planned)
    for job in every:
        if PLACES.isdisjoint(job.template.front.requires):
            continue
        if compose(job, names) != compose(job, as_planned):
            yield job


def _cards(
    cards: Sequence[Job], context: DayContext, look: Look, out: Path, folder: str
) -> WrittenDocuments:
    """Write cards as one file, four to a sheet, and apart those of people with needs of their own.

    Those are in a look of one's own, or in Word for who takes the day on a screen.
    """
    names = TemplateNames(context)
    composed = [(job.recipient, *compose(job, names)) for job in cards]
    faults = tuple(fault for _, _, of_card in composed for fault in of_card)
    own = own_looks(look, context)
    documents = [(reader, document) for reader, document, _ in composed if document is not None]
    together = [
        document for reader, document in documents if reader not in own and context.on_paper(reader)
    ]
    away = in_the_way(out, [f"{folder}/{NAME}"])
    if stops(faults) or away or not documents:
        return WrittenDocuments((), (*faults, *away))
    made = {}
    if together:
        made[f"{folder}/rotation-cards.pdf"] = pack(
            together, look, title=together[0].title, duplex=False
        )
    for reader, document in documents:
        if document not in together:
            suffix = "pdf" if context.on_paper(reader) else "docx"
            path = f"{folder}/people/{reader.id}/{document.name}.{suffix}"
            fits = own.get(reader, look)
            made[path] = write(suffix, replace(document, paper="a4"), fits)
    for path, written in made.items():
        faults += written.faults
        write_whole(out / path, written.data, private=True)
    return WrittenDocuments(tuple(out / path for path in made), faults)


# --------------------------------------------------------------------------- forms that came back


Forms = Mapping[str, Sequence[FieldSpec]]
"""The fields of both sittings by the form's id and version."""


def forms_of(plan: Plan) -> Forms:
    """Return the fields of both sittings of a plan's questionnaire.

    Where a page of the plan's own cannot be made, which `audit form` tells, they are ours.
    """
    asked = (plan.programme, plan.questions)
    papers = [questionnaire(*asked, second=second) for second in (False, True)]
    sittings, faults = composed(papers, plan.folder)
    if stops(faults):
        sittings, _ = composed(papers, None)
    return {
        one.form: tuple(part for part in walk(one) if isinstance(part, FieldSpec))
        for one in sittings
    }


def read_folder(folder: Path, forms: Forms) -> tuple[list[Returned], list[Fault]]:
    """Return the forms of a folder in the order of their names, and every fault of its files."""
    returned: list[Returned] = []
    faults: list[Fault] = []
    # Word leaves a small file beside a document that is open, and Windows one anywhere.
    aside = ("~$", ".", "desktop.ini", "Thumbs.db")
    paths = [path for path in sorted(folder.iterdir()) if not path.name.startswith(aside)]
    for path in paths:
        form, form_faults = read_file(path, forms=forms)
        returned += [form] if form else []
        faults += form_faults
    if not paths:
        message = f"Nothing in {folder.name!r} is a form that came back."
        hint = "Put the saved answers (JSON) and the Word files (DOCX) there."
        faults.append(Fault(code="F208", message=message, hint=hint, place=Place(folder.name)))
    return returned, faults
