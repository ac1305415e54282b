"""Documents that belong to no build: questionnaire, notice, year's report, re-planned run sheet."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from facilitate.compose import DayContext, Job, TemplateNames, compose, jobs
from facilitate.document import Document
from facilitate.document_text import as_text
from facilitate.faults import Fault, stops
from facilitate.files import write_whole
from facilitate.load.words import words_of
from facilitate.out.folder import links_out
from facilitate.out.manifest import NAME
from facilitate.pipeline.analyse import Analysis, analyse
from facilitate.pipeline.day_files import empty_file, foreign_words, with_file
from facilitate.pipeline.plan_templates import plan_templates
from facilitate.pipeline.stage import day_context
from facilitate.recipient import FACILITATOR, Recipient
from facilitate.schedule.replan import Replanned
from facilitate.verify import file_faults
from facilitate.write import write
from facilitate.write.look import Look

FINAL_REPORT = "handouts/final-report.md"
RUN_SHEET = "sheets/run-sheet-now.md"


@dataclass(frozen=True, slots=True)
class WrittenDocuments:
    """The files that were written, and every fault met; no files where one is an error."""

    written: tuple[Path, ...]
    faults: tuple[Fault, ...]


def write_documents(
    documents: Iterable[Document],
    suffixes: Sequence[str],
    folder: Path,
    *,
    language: str,
    private: bool = False,
    foreign: Callable[[Recipient], tuple[str, ...]] = lambda _: (),
) -> WrittenDocuments:
    """Write each document in each format into a folder, in the shipped look.

    What is `private` its owner alone may open, where the system knows rights. `foreign` tells what
    may not stand in a reader's files unseen, as in a build.
    """
    look = Look(words=words_of(language))
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
    if stops(faults):
        return WrittenDocuments((), tuple(faults))
    for path, data in made.items():
        write_whole(path, data, private=private)
    return WrittenDocuments(tuple(made), tuple(faults))


def year_report(path: Path, out: Path | None) -> WrittenDocuments:
    """Write the report of the year, as the last day knows it; nothing if there are errors.

    Raises `NotThere` for a wrong path.
    """
    analysis = analyse(path)
    if stops(analysis.faults) or not analysis.timetables:
        return WrittenDocuments((), analysis.faults)
    plan = analysis.plan
    templates, faults = plan_templates(plan.folder)
    if stops(faults):
        return WrittenDocuments((), faults)
    context = day_context(analysis, analysis.timetables[-1], sample=False)
    found, skipped = jobs([one for one in templates if one.name == FINAL_REPORT], context)
    if not found:
        why = skipped[0][1] if skipped else "its template is not there"
        hint = (
            "It needs two stock takes in private/stock-takes/, each of answers or of conversations."
        )
        fault = Fault(code="O205", message=f"No report: {why}.", hint=hint)
        return WrittenDocuments((), (*faults, fault))
    made = _page(found[0], context, out or plan.folder / "out", "report")
    return replace(made, faults=(*faults, *made.faults))


def _page(job: Job, context: DayContext, out: Path, folder: str) -> WrittenDocuments:
    """Compose one page of a day and write it into a folder below `out`, unless that leads away."""
    document, faults = compose(job, TemplateNames(context))
    away = links_out(out, [f"{folder}/{NAME}"])
    if document is None or stops(faults) or away:
        return WrittenDocuments((), (*faults, *away))
    made = write_documents(
        [document],
        job.formats,
        out / folder,
        language=context.programme.says.language,
        private=document.recipient == FACILITATOR,
        foreign=foreign_words(context),
    )
    return replace(made, faults=(*faults, *made.faults))


def replan_sheet(
    analysis: Analysis, found: Replanned, out: Path | None = None
) -> tuple[Path | None, tuple[Fault, ...]]:
    """Write the re-planned run sheet of a day and return its path and every fault met.

    It lies in the day's folder under `out` (the programme's own without one) as
    `facilitator/run-sheet-now.pdf`; the plan and every other file stay as they are. The path is
    None if the template has errors; then nothing is written.
    """
    plan = analysis.plan
    templates, faults = plan_templates(plan.folder)
    context = replace(
        day_context(analysis, found.table, sample=False), timetable=found.table, replanned=found
    )
    chosen, _ = jobs([one for one in templates if one.name == RUN_SHEET], context)
    if not chosen or stops(faults):
        return None, tuple(faults)
    folder = f"{found.table.day.id}/facilitator"
    made = _page(replace(chosen[0], formats=("pdf",)), context, out or plan.folder / "out", folder)
    return next(iter(made.written), None), (*faults, *made.faults)
