"""The whole way: from a plan to finished files in their places."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from facilitate.faults import Fault, stops
from facilitate.load.find import PlanFiles, find
from facilitate.out.inputs import inputs_hash
from facilitate.out.lock import locked
from facilitate.out.manifest import Manifest, read_manifest, sha256_of
from facilitate.out.place import settle
from facilitate.pipeline.options import Built, BuiltDay, Options


def build(path: Path, options: Options, *, told: Callable[[str], None] = lambda _: None) -> Built:
    """Make a plan's files. Nothing is written while there are errors.

    `told` hears the name of each finished document. Raises `NotThere` for a wrong path and
    `BusyError` if another build is at work.
    """
    plan_files = find(path)
    folder = plan_files.folder
    out = (options.out or folder / "out").resolve()
    inputs = inputs_hash(folder.resolve(), options.told(), private=not options.sample, out=out)
    if not options.force:
        same = _unchanged(out, plan_files, inputs)
        if same is not None:
            return Built(same, (), unchanged=True)
    with locked(out):
        return _build(path, out, inputs, options, told)


def _unchanged(out: Path, files: PlanFiles, inputs: str) -> tuple[BuiltDay, ...] | None:
    """Return the days if all files of the last build of these inputs are there, else None."""
    folders = [out / files.chosen] if files.chosen else sorted(out.glob("*"))
    manifests = [found for folder in folders if (found := read_manifest(folder)) is not None]
    wanted = {day for manifest in manifests for day in manifest.days}
    built = {manifest.day for manifest in manifests}
    if not built or (not files.chosen and built != wanted):
        return None
    for manifest in manifests:
        folder = out / manifest.day
        if manifest.inputs != inputs:
            return None
        if any(sha256_of(folder / entry.path) != entry.sha256 for entry in manifest.files):
            return None
    return tuple(BuiltDay(m.day, m.day, out / m.day, m.files) for m in manifests)


def _build(
    path: Path, out: Path, inputs: str, options: Options, told: Callable[[str], None]
) -> Built:
    from facilitate.pipeline.examine import examine

    seen = examine(path, sample=options.sample)
    faults = list(seen.faults)
    if seen.plan is None or stops(faults):
        return Built((), tuple(faults))
    from facilitate.pipeline.stage import stage_days

    staged, more = stage_days(seen, path, out, options, told=told)
    faults += more
    if stops(faults):
        for day in staged:
            day.staging.drop()
        return Built((), tuple(faults))
    days = tuple(day.id for day in seen.plan.days)
    built = []
    for day in staged:
        entries = tuple(made.entry for made in day.staging.made)
        manifest = Manifest(day.id, inputs, entries, days)
        moved = settle(day.staging, manifest, force=options.force)
        faults += (_in_day(fault, day.id) for fault in moved)
        fresh = frozenset(made.entry.path for made in day.staging.made if made.fresh)
        built.append(BuiltDay(day.id, day.title, day.staging.folder, entries, fresh, day.skipped))
    return Built(tuple(built), tuple(faults))


def _in_day(fault: Fault, day: str) -> Fault:
    place = fault.place
    return (
        fault if place is None else replace(fault, place=replace(place, file=f"{day}/{place.file}"))
    )
