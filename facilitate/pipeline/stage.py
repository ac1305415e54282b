"""Every chosen day composed, written and verified beside its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

from facilitate.compose.day_context import DayContext
from facilitate.compose.front_matter import FORMATS
from facilitate.compose.jobs import Job
from facilitate.compose.template_set import Template
from facilitate.faults import Fault, did_you_mean, first_few, stops
from facilitate.load.plan import Plan
from facilitate.model.attendance import bearer_of
from facilitate.model.units import BETWEEN
from facilitate.out.folder import Staging, in_the_way
from facilitate.out.manifest import NAME, Entry
from facilitate.out.printed import PrintSet, read_sets
from facilitate.pipeline import Options, Profile
from facilitate.pipeline.analyse import Analysis
from facilitate.pipeline.day_files import DayFiles, foreign_words, make_documents, own_copies
from facilitate.pipeline.day_jobs import day_context, is_late, jobs_of_day
from facilitate.pipeline.look import look_of, own_looks
from facilitate.pipeline.plan_templates import plan_templates
from facilitate.pipeline.print_sets import CHANGED, SETS, changed_sheets, keep_sets, next_set
from facilitate.pipeline.prints import (
    make_prints,
    one_file,
    print_packs,
    printing,
    slip_packs,
)
from facilitate.pipeline.sending import make_sending, only_sent
from facilitate.pipeline.tick_lists import SEND
from facilitate.pipeline.word_copies import TEMPLATE as ON_SCREEN
from facilitate.pipeline.word_copies import screen_sets
from facilitate.recipient import FACILITATOR
from facilitate.schedule.timetable import Timetable
from facilitate.structs import Struct, replace

BY_KIND = frozenset(suffix for formats in FORMATS.values() for suffix in formats)
"""The formats that templates of some kind are made in without being asked."""


class StagedDay(Struct):
    """A day ready to be put into place; `sets` are its print sets, with the one made now."""

    id: str
    title: str
    staging: Staging
    sets: tuple[PrintSet, ...]
    skipped: tuple[tuple[str, str], ...]


def stage_days(
    analysis: Analysis, out: Path, options: Options, profile: Profile, program: str
) -> tuple[list[StagedDay], list[Fault]]:
    """Return the chosen days, each staged beside its folder, and every fault met.

    `program` is the hash of what makes the pages.

    As many PDFs as `options.jobs` says are typeset side by side, while the next documents are
    composed; the files are the same.
    """
    plan = analysis.plan
    unknown = list(unknown_only(plan, options.only))
    tables = [
        table
        for table in analysis.timetables
        if table.day.id in plan.chosen and _asked(table, plan, options)
    ]
    if unknown or not tables:
        return [], unknown
    templates, faults = plan_templates(plan.folder)
    if stops(faults):
        return [], list(faults)
    with ThreadPoolExecutor(options.jobs) as typesetters:
        try:
            results = [
                _stage_day(table, analysis, templates, out, options, typesetters, profile, program)
                for table in tables
            ]
        except BaseException:
            typesetters.shutdown(cancel_futures=True)
            raise
    staged = [day for day, _ in results if day is not None]
    of_days = (fault for _, day_faults in results for fault in day_faults)
    return staged, list(dict.fromkeys((*faults, *of_days)))


def _stage_day(
    table: Timetable,
    analysis: Analysis,
    templates: Sequence[Template],
    out: Path,
    options: Options,
    typesetters: Executor,
    profile: Profile,
    program: str,
) -> tuple[StagedDay | None, list[Fault]]:
    """Stage one day, and return what is wrong with it."""
    plan, look = analysis.plan, look_of(analysis.plan)
    context = day_context(analysis, table, sample=options.sample)
    own = own_looks(look, context)
    found, skipped, names = jobs_of_day(templates, context, look)
    context = names.context
    blocked = in_the_way(out, [f"{context.day.id}/{NAME}"])
    if blocked:
        return None, list(blocked)
    staging = Staging(out / context.day.id)
    staging.start()
    singles = options.singles or bool(options.formats)
    sends = not options.formats and not options.sample
    files = DayFiles(
        templates,
        typesetters,
        staging,
        look,
        own,
        foreign_words(context),
        profile,
        program,
        singles,
        only_sent(found, context) if sends and not options.singles else frozenset(),
    )
    sets = () if options.sample else _sets(files, plan, context)
    wanted = partial(_is_wanted, context=context, options=options)
    copied = ((one, (one, *own_copies(one, files.own_looks, context))) for one in found)
    chosen = tuple(_chosen((job for job, all_ in copied if any(map(wanted, all_))), options))
    early = tuple(job for job in chosen if not is_late(job))
    whole = not options.formats and (not options.only or context.day.id in options.only)
    if not whole:
        _keep_others(staging, filter(wanted, chosen), context, options)
        files.faults.append(_only_a_part())
    make_documents(files, early, names, wanted=wanted)
    packs = list(print_packs(files, context))
    if not whole and not options.formats:
        make_prints(files, [one for one in packs if _asked_for(one.recipient.id, context, options)])
        changed_sheets(files, sets, context)
    if whole:
        make_prints(files, [*packs, *slip_packs(files)])
        if options.one_file:
            one_file(files, packs)
        screen_sets(files, context, plan.private.contacts)
        names = names.counting(printing=printing(files, packs, context))
        context = names.context
        late = tuple(job for job in chosen if is_late(job))
        make_documents(files, late, names, wanted=wanted)
        if options.printed_at:
            new = next_set(files, [*print_packs(files, context)], sets, context, options.printed_at)
            sets += (new,) if new else ()
        changed_sheets(files, sets, context)
    files.settle()
    keep_sets(files, sets)
    if sends:
        theirs = partial(_asked_for, context=context, options=options)
        asked = (lambda _: True) if whole else theirs
        make_sending(files, found, names, plan.private.contacts, asked)
    files.settle()
    where_to_begin(files, context)
    files.faults += in_the_way(staging.folder, (made.entry.path for made in staging.made))
    left_out = tuple((template.name, why) for template, why in skipped)
    return StagedDay(context.day.id, context.day.says.title, staging, sets, left_out), files.faults


def _sets(files: DayFiles, plan: Plan, context: DayContext) -> tuple[PrintSet, ...]:
    """Return what of the day is on paper; where it cannot be read, that is told."""
    sets, unreadable = read_sets(plan.folder, context.day.id)
    files.faults += [unreadable] if unreadable else []
    return sets


def _is_wanted(job: Job, context: DayContext, options: Options) -> bool:
    """Say whether a job, or a copy of one in a look of its reader's own, was asked for."""
    if not options.only or context.day.id in options.only:
        return True
    return _asked_for(job.recipient.id or job.recipient.kind, context, options)


def _chosen(found: Iterable[Job], options: Options) -> Iterator[Job]:
    """Yield jobs in the formats that were asked for.

    A format that no kind of template makes by itself is made of everything.
    """
    for job in found:
        formats = tuple(f for f in job.formats if not options.formats or f in options.formats)
        formats += tuple(f for f in options.formats if f not in {*BY_KIND, *formats})
        if formats:
            yield replace(job, formats=formats)


def _keep_others(
    staging: Staging, made: Iterable[Job], context: DayContext, options: Options
) -> None:
    """Keep the files as they are that are not made this time: other readers', other kinds'."""
    staging.pages.update(staging.before.pages if staging.before else {})
    chosen = tuple(made)
    readers = {job.recipient for job in chosen}
    late = {job.template.name for job in chosen if is_late(job)}
    for entry in staging.before.files if staging.before else ():
        if entry.template == ON_SCREEN:
            again = False
        elif entry.path.startswith(SETS) or entry.template == BEGIN:
            again = True
        elif entry.template == SEND:
            mine = _asked_for(entry.recipient.id, context, options)
            again = not options.formats and (mine or entry.recipient == FACILITATOR)
        elif entry.template == "print":
            again = not options.formats and (
                entry.path.startswith(f"{CHANGED}/")
                or _asked_for(entry.recipient.id, context, options)
            )
        else:
            again = entry.recipient in readers and entry.template not in late
            again &= not options.formats or entry.format in options.formats
        if not again:
            staging.keep(entry)
    for sheet in staging.before.sheets if staging.before else ():
        again = sheet.recipient in readers and sheet.template not in late
        if not again or (options.formats and "pdf" not in options.formats):
            staging.sheets.append(sheet)


def _asked_for(reader: str, context: DayContext, options: Options) -> bool:
    return reader in options.only or context.programme.pair_of.get(reader, "") in options.only


def _only_a_part() -> Fault:
    return Fault(
        code="O104",
        severity="warning",
        message="Only a part was built: the rest of print/ and the job sheet are as they were.",
        hint="Build without --only and --formats before you print for everyone.",
    )


def _asked(table: Timetable, plan: Plan, options: Options) -> bool:
    days = {day.id for day in plan.days} & set(options.only)
    return not days or table.day.id in days


def unknown_only(plan: Plan, only: Sequence[str]) -> Iterator[Fault]:
    """Yield a fault for each word of `--only` that is no reader or day, or both."""
    readers = {person.id for person in plan.programme.people} | set(plan.programme.pairs)
    readers |= set(plan.programme.says.coaches)
    readers |= {"group", "facilitator"}
    days = {day.id for day in plan.days}
    known = readers | days
    for word in only:
        if word in readers & days:
            yield Fault(
                code="O102",
                message=f"--only {word}: a day is called so, and a pair or person too.",
                hint="Rename the agenda's file.",
            )
        if word not in known:
            yield Fault(
                code="O102",
                message=f"--only {word}: there is no pair, person or day of that id.",
                hint=f"Did you mean {bearer!r}?"
                if (bearer := bearer_of(word, plan.programme))
                else f"Write it once for each: --only {' --only '.join(each)}"
                if len(each := BETWEEN.split(word)) > 1 and known.issuperset(each)
                else did_you_mean(word, known, otherwise=_choices(plan)),
            )


MOST_TOLD = 12


def _choices(plan: Plan) -> str:
    """Return what `--only` may name: pairs, days, and how people are called."""
    pairs = first_few(list(plan.programme.pairs), MOST_TOLD)
    person = next((one.id for one in plan.programme.people), "")
    days = ", ".join(day.id for day in plan.days)
    return f"Pairs: {pairs}. Days: {days}. People: such as {person}."


BEGIN = "where to begin"
"""What the manifest calls the template of a day's first file."""


def where_to_begin(files: DayFiles, context: DayContext) -> None:
    """Stage `README.txt`: what to do with the files that are there, in the order of doing."""
    paths = [made.entry.path for made in files.staging.made]
    data = ("\r\n".join(_readme(paths, context)) + "\r\n").encode()
    title = context.words["where to begin"]["name"]
    entry = Entry("README.txt", "txt", BEGIN, FACILITATOR, title=title)
    files.add_bytes(entry, data)


def _readme(paths: list[str], context: DayContext) -> Iterator[str]:
    words, day = context.words["where to begin"], context.day
    date = context.wording.date(day.says.date)
    yield words["title"].format(day=day.says.title, date=date)
    if context.sample:
        yield words["sample"]
    yield ""
    yield from (f"{n}. {step}" for n, step in enumerate(_there(words["steps"], paths), 1))
    yield words["printed"].format(day=day.id)
    yield ""
    yield words["folders"]
    yield from _there(words["what lies where"], paths)
    yield words["closing"]


def _there(lines: Mapping[str, str], paths: list[str]) -> Iterator[str]:
    """Yield the lines of the files and folders that are there, each with its path before it."""
    for path, words in lines.items():
        if any(one == path or one.startswith(f"{path}/") for one in paths):
            yield f"{path}: {words}"
