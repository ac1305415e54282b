"""The year's report: one template of the last day, written by itself."""

from pathlib import Path

from facilitate.compose import compose, jobs, load_templates
from facilitate.faults import Fault, stops
from facilitate.files import write_whole
from facilitate.out.place import led_out
from facilitate.pipeline.examine import examine
from facilitate.pipeline.look import look_of
from facilitate.pipeline.stage import world_of
from facilitate.shipped import shipped
from facilitate.write import write

TEMPLATE = "handouts/final-report.md"


def year_report(path: Path, out: Path | None) -> tuple[tuple[Path, ...], tuple[Fault, ...]]:
    """Write the year's report and return its paths and every fault; nothing if there are errors.

    Raises `NotThere` for a wrong path.
    """
    seen = examine(path)
    if seen.plan is None or stops(seen.faults) or not seen.timetables:
        return (), seen.faults
    plan = seen.plan
    templates, faults = load_templates([shipped("templates"), plan.folder / "templates"])
    world = world_of(seen, seen.timetables[-1], sample=False)
    found, skipped = jobs([one for one in templates if one.name == TEMPLATE], world)
    faults = (*(f for f in seen.faults if f.severity == "error"), *faults)
    if not found:
        why = skipped[0][1] if skipped else "its template is not there"
        hint = "It needs the answers of two stock takes in private/stock-takes/."
        return (), (*faults, Fault(code="O205", message=f"No report: {why}.", hint=hint))
    document, slips = compose(found[0], world)
    if document is None or stops((*faults, *slips)):
        return (), (*faults, *slips)
    look, more = look_of(plan.folder, plan.programme.says.language)
    beside = out or plan.folder / "out"
    folder = beside / "report"
    written = {suffix: write(suffix, document, look) for suffix in found[0].formats}
    away = led_out(beside, ["report/final-report"])
    told = (
        *faults,
        *slips,
        *more,
        *away,
        *(fault for one in written.values() for fault in one.faults),
    )
    if stops(told):
        return (), told
    paths: list[Path] = []
    for suffix, one in written.items():
        paths.append(folder / f"{found[0].template.stem}.{suffix}")
        write_whole(paths[-1], one.data)
    return tuple(paths), told
