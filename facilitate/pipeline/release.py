"""What a day has shown of the stock take, kept as it was; and days that nobody has recorded."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.faults import At, Fault, Place
from facilitate.files import write_whole
from facilitate.load.plan import Plan
from facilitate.load.validate import placed
from facilitate.model import Day
from facilitate.pipeline.plan_templates import plan_templates
from facilitate.recipient import GROUP

if TYPE_CHECKING:  # a check asks for days that are not recorded, and writes no pages
    from facilitate.compose.papers import Paper
    from facilitate.pipeline.standalone import WrittenDocuments


def unreleased(plan: Plan, *, before: date) -> tuple[Day, ...]:
    """Return the days before a date that had figures to show which the ledger does not know.

    A day that shows what an earlier one has shown adds nothing to the ledger, and needs no more.
    """
    days = [day for day in plan.days if day.says.date < before]
    # Made-up answers of a sample come without a private folder.
    if not days or not (plan.private.there and plan.private.asked):
        return ()
    # Only where there is something to score.
    from facilitate.audit.findings_of_plan import LEDGER, audit_days
    from facilitate.audit.ledger import read_ledger, with_released

    key = plan.private.ledger_key.encode()
    ledger, _ = read_ledger(plan.private.ledger, key=key, file=LEDGER)
    recorded = {row.day for row in ledger.rows}
    dates = [day.says.date for day in days]
    found = []
    for day, audit in zip(days, audit_days(plan, dates), strict=True):
        shown = with_released(ledger, audit.releases, day=day.id, on=day.says.date, output="")
        if day.id not in recorded and len(shown.rows) > len(ledger.rows):
            found.append(day)
    return tuple(found)


def reminders(plan: Plan, *, today: date) -> Iterator[Fault]:
    """Yield a warning for each day that is past and of which nothing is recorded."""
    faults = [
        Fault(
            code="C403",
            severity="warning",
            message=f"{day.id} is past, and what it showed is not recorded: if anybody leaves or "
            "takes answers back, later pages would tell theirs.",
            hint=f"Run `facilitate audit release {day.id}`, before anything in private/ changes.",
            at=At(day.file, ("date",)),
        )
        for day in unreleased(plan, before=today)
    ]
    yield from placed(faults, plan.sources)


FOLDER = "private/shown"
FORMATS = ("pdf", "pptx")
"""What is printed or put on a wall; Word files are for filling in."""


def keep_pages(plan: Plan, day: Day, out: Path) -> "WrittenDocuments":
    """Keep what a day showed the whole group of the stock take, with a sheet that dates it.

    The pages are copied as they lie in the day's folder, to the byte, and never made again; what
    was kept before stays. Nobody's own page, and no pair's, is among them.
    """
    from facilitate.out.folder import in_the_way
    from facilitate.out.manifest import NAME
    from facilitate.pipeline.standalone import WrittenDocuments, write_papers

    place = f"{FOLDER}/{day.id}"
    away = in_the_way(plan.folder, [f"{place}/{NAME}"])
    pages = list(_pages(plan, out / day.id))
    if away or not pages:
        return WrittenDocuments((), away or (_nothing_built(day),))
    target = plan.folder / place
    kept = []
    for page in pages:
        path = target / page.name
        if not path.exists():
            write_whole(path, page.read_bytes(), private=True)
        kept.append(path)
    cover = write_papers([_cover(plan, day)], ["pdf"], plan, target, private=True)
    return WrittenDocuments((*cover.written, *kept), cover.faults)


def _pages(plan: Plan, folder: Path) -> Iterator[Path]:
    """Yield the group's finished files of a day that show something of the stock take."""
    from facilitate.out.manifest import read_manifest

    manifest = read_manifest(folder)
    templates, _ = plan_templates(plan.folder)
    showing = {one.name for one in templates if one.shows_results}
    for entry in manifest.files if manifest else ():
        theirs = entry.recipient == GROUP and entry.template in showing
        if theirs and entry.format in FORMATS and (folder / entry.path).is_file():
            yield folder / entry.path


def _cover(plan: Plan, day: Day) -> "Paper":
    from facilitate.compose.papers import Paper

    return Paper(
        template="as-shown",
        programme=plan.programme,
        names={"day": {"title": day.says.title, "date": day.says.date}},
        date=day.says.date.isoformat(),
    )


def _nothing_built(day: Day) -> Fault:
    return Fault(
        code="C409",
        severity="warning",
        message=f"No finished pages of {day.id} show results, so none were kept to be printed "
        "again.",
        hint="If it was built elsewhere, name that folder with --out, and release it again.",
        place=Place(f"out/{day.id}"),
    )
