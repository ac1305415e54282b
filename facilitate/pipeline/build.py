"""The whole way: from a plan to finished files in their places."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.faults import Fault, stops
from facilitate.load.plan_files import PlanFiles, brand_traces, find
from facilitate.out.folder import (
    LOCK_FILE,
    BusyError,
    clear,
    drop,
    ensure_space,
    in_the_way,
    leftovers,
    locked,
    settle,
)
from facilitate.out.manifest import (
    FOLDERS,
    Entry,
    Manifest,
    inputs_hash,
    program_hash,
    read_manifest,
    sha256,
    sha256_of,
)
from facilitate.out.printed import PrintSet, read_sets, sets_text, write_sets
from facilitate.pipeline import OnProgress, Options, Profile
from facilitate.structs import Struct, replace

if TYPE_CHECKING:
    from facilitate.load.plan import Plan
    from facilitate.pipeline.analyse import Analysis


class BuiltDay(Struct):
    """One day's result: its folder, its files, which of them are new, what was left out and why.

    `sets` are its print sets: what of it is on paper.
    """

    id: str
    title: str
    folder: Path
    files: tuple[Entry, ...]
    fresh: frozenset[str] = frozenset()
    skipped: tuple[tuple[str, str], ...] = ()
    sets: tuple[PrintSet, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """A build's result. `unchanged` means that nothing had to be done.

    `warnings` then is how many the last build told, which are not looked for again. `profile` says
    where the time went.
    """

    days: tuple[BuiltDay, ...]
    faults: tuple[Fault, ...]
    unchanged: bool = False
    warnings: int = 0
    profile: Profile = field(default_factory=Profile, compare=False)


def build(path: Path, options: Options, *, on_progress: OnProgress = lambda _: None) -> Built:
    """Make a plan's files. Nothing is written while there are errors.

    `on_progress` hears the name of each finished document. Raises `NotThere` for a wrong path and
    `BusyError` if another build is at work.
    """
    plan_files = find(path)
    folder = plan_files.folder
    out = (options.out or folder / "out").resolve()
    among = _among_own_files(out, folder.resolve())
    if among:
        return Built((), (among,))
    profile = Profile(on_progress)
    with profile.step("look for changes"):
        named = (*_named_days(plan_files), *_named_by_brand(folder))
        program = program_hash()
        inputs = inputs_hash(
            folder.resolve(),
            options.as_words(),
            private=not options.sample,
            named=named,
            program=program,
        )
        again = options.force or options.printed_at
        same = None if again else _unchanged(out, plan_files, inputs)
    if same is not None:
        _clear_leftovers(out)
        return replace(same, profile=profile)
    with profile.step("read and check"):
        from facilitate.pipeline.analyse import analyse

        analysis = analyse(path, sample=options.sample)
    if stops(analysis.faults):
        return Built((), tuple(analysis.faults))
    blocked = in_the_way(out, [LOCK_FILE])
    if blocked:
        return Built((), blocked)
    ensure_space(out)
    with locked(out):
        clear(out)
        built = _build(analysis, out, (program, inputs), options, profile)
    past = _past(analysis.plan, options)
    return replace(built, faults=(*built.faults, *past), profile=profile)


def _past(plan: "Plan", options: Options) -> tuple[Fault, ...]:
    """Return the reminders of days that are past; no manifest counts them, so it stays the same."""
    from facilitate.pipeline.release import reminders

    return () if options.today is None else tuple(reminders(plan, today=options.today))


def _clear_leftovers(out: Path) -> None:
    """Clear what a stopped build left, unless another one is at work: it is not ours to clear."""
    if any(leftovers(out)):
        with suppress(BusyError), locked(out, wait_s=0):
            clear(out)


def _among_own_files(out: Path, folder: Path) -> Fault | None:
    """Return the fault of an output folder that would mix with what the plan is made of."""
    for name in FOLDERS:
        own = folder / name
        if out == own or own in out.parents:
            return Fault(
                code="O103",
                message=f"--out {out.name}: what is built would lie among the plan's own files "
                f"in {name}/.",
                hint="Leave --out away, or name another folder.",
            )
    return None


def _named_days(files: PlanFiles) -> tuple[str, ...]:
    """Return the agendas that a programme lists, wherever they lie."""
    data = files.programme.data
    listed = data.get("away days", ()) if isinstance(data, dict) else ()
    return tuple(name for name in listed if isinstance(name, str))


def _named_by_brand(folder: Path) -> tuple[str, ...]:
    if not brand_traces(folder):
        return ()
    from facilitate.load.brand_folder import named_files  # most programmes have no brand

    return named_files(folder)


def _unchanged(out: Path, files: PlanFiles, inputs: str) -> Built | None:
    """Return the last build if its inputs were these and all its files are there, else None."""
    folders = [out / files.chosen] if files.chosen else sorted(out.glob("*"))
    there = {folder: found for folder in folders if (found := read_manifest(folder)) is not None}
    manifests = list(there.values())
    wanted = {day for manifest in manifests for day in manifest.days}
    built = {manifest.day for manifest in manifests}
    if not built or (not files.chosen and built != wanted):
        return None
    sets = {m.day: read_sets(files.folder, m.day)[0] for m in manifests}
    for folder, manifest in there.items():
        if manifest.inputs != _inputs(inputs, manifest.day, sets[manifest.day]):
            return None
        if any(sha256_of(folder / entry.path) != entry.sha256 for entry in manifest.files):
            return None
    days = tuple(
        BuiltDay(m.day, m.title or m.day, way, m.files, sets=sets[m.day])
        for way, m in there.items()
    )
    return Built(days, (), unchanged=True, warnings=max(m.warnings for m in manifests))


def _build(
    analysis: "Analysis",
    out: Path,
    hashes: tuple[str, str],
    options: Options,
    profile: Profile,
) -> Built:
    """Make the files; `hashes` are those of the program and of all that they are made from."""
    from facilitate.pipeline.stage import stage_days

    program, inputs = hashes
    faults = list(analysis.faults)
    try:
        staged, more = stage_days(analysis, out, options, profile, program)
    except BaseException:
        for one in analysis.plan.days:
            drop(out / one.id)
        raise
    # What the analysis tells with its line a file may tell without: that it has such letters.
    known = {replace(fault, at=None, place=None) for fault in faults}
    faults += (fault for fault in more if fault not in known)
    if stops(faults):
        for day in staged:
            day.staging.drop()
        return Built((), tuple(faults))
    days = tuple(day.id for day in analysis.plan.days)
    warnings = sum(fault.severity == "warning" for fault in faults)
    built = []
    for day in staged:
        entries = tuple(made.entry for made in day.staging.made)
        whole = _inputs(inputs, day.id, day.sets)
        manifest = Manifest(
            day.id,
            whole,
            entries,
            days,
            title=day.title,
            warnings=warnings,
            sheets=tuple(day.staging.sheets),
            pages=day.staging.pages,
        )
        with profile.step("put in place"):
            moved = settle(day.staging, manifest, force=options.force)
        faults += (_in_day(fault, day.id) for fault in moved)
        fresh = frozenset(made.entry.path for made in day.staging.made if made.fresh)
        if options.printed_at:
            write_sets(analysis.plan.folder, day.id, day.sets)
        folder = day.staging.folder
        built.append(BuiltDay(day.id, day.title, folder, entries, fresh, day.skipped, day.sets))
    return Built(tuple(built), tuple(faults))


def _inputs(inputs: str, day: str, sets: Sequence[PrintSet]) -> str:
    """Return the hash of what a day was made from, with what of it is on paper."""
    return sha256(f"{inputs}\n{sets_text(day, sets)}".encode())


def _in_day(fault: Fault, day: str) -> Fault:
    place = fault.place
    return (
        fault if place is None else replace(fault, place=replace(place, file=f"{day}/{place.file}"))
    )
