"""How much paper a day of the example puts into anybody's hands, counted in its finished packs."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import ceil
from pathlib import Path

import pytest

from facilitate.compose.conditions import slots_using
from facilitate.compose.front_matter import BLANK
from facilitate.compose.jobs import jobs
from facilitate.compose.template_set import load_templates
from facilitate.load.plan import load_plan
from facilitate.model import Person
from facilitate.out.manifest import read_manifest
from facilitate.pipeline import Options
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.build import build
from facilitate.pipeline.day_jobs import day_context
from facilitate.recipient import Recipient
from facilitate.shipped import shipped
from facilitate.verify.pdf import pages_of
from tests.pipeline.reading import everything

EXAMPLE = shipped("agendas") / "example"
OWN_SHEETS = {"large-print", "dyslexia-font", "screen-reader"}
COACHING_IS_AGREED = "1-baseline"
"""Where each fills in a sheet about coaching, the day has half a sheet more than others."""
DAYS = ("1-baseline", "2-midway", "3-final")
OF_THE_GROUP = {"1-baseline": Fraction(3, 2), "2-midway": Fraction(1), "3-final": Fraction(3, 2)}
"""Sheets of the group's files for each: the form, and half of our own words."""
TEMPLATES, _ = load_templates([shipped("templates")])
SEEN = analyse(EXAMPLE)
THERE = {table.day.id: frozenset(table.present) for table in SEEN.timetables}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    built = build(EXAMPLE, Options(out=folder))
    assert [fault.message for fault in built.faults if fault.severity == "error"] == []
    return folder


def in_standard_print(day: Path) -> Mapping[str, Person]:
    """Return who is there on a day and reads sheets as they are, by id."""
    plan, _ = load_plan(EXAMPLE)
    assert plan is not None
    access = plan.private.access
    needs = {one for one, need in access.items() if {*need.needs} & OWN_SHEETS or need.remote}
    there = THERE[day.name] - needs
    return {one.id: one for one in plan.programme.people if one.pair and one.id in there}


def sheets(pack: Path) -> int:
    return ceil(pages_of(pack.read_bytes()) / 2) if pack.exists() else 0


def each_holds(day: Path) -> Mapping[str, Fraction]:
    """Return the A4 sheets that each person holds on a day: half of those of a pair of two."""
    people = in_standard_print(day)
    return {one.id: sum(_of(day, one, members(day, one)), Fraction(0)) for one in people.values()}


def members(day: Path, person: Person) -> int:
    return sum(one.startswith(f"{person.pair}-") for one in THERE[day.name])


def _of(day: Path, person: Person, members: int) -> Iterator[Fraction]:
    for folder in ("shop/pairs", "own/pairs", "own/sealed"):
        yield Fraction(sheets(day / "print" / folder / f"{person.pair}.pdf"), members)
    yield Fraction(sheets(day / "print/own/people" / f"{person.id}.pdf"))
    yield OF_THE_GROUP[day.name]


@pytest.mark.parametrize("day", DAYS)
def test_nobody_of_two_holds_more_than_seven_sheets_a_day_and_who_is_alone_nine(
    out: Path, day: str
) -> None:
    people = in_standard_print(out / day)
    agreed = Fraction(1, 2) if day == COACHING_IS_AGREED else 0
    most = {
        one: (7 if members(out / day, person) > 1 else 9) + agreed for one, person in people.items()
    }
    held = each_holds(out / day)
    assert len(held) >= 13
    assert {person: float(n) for person, n in held.items() if n > most[person]} == {}


@pytest.mark.parametrize("number", [0, 1, 2])
def test_nobody_has_more_than_two_sheets_open_in_any_part_of_a_day(number: int) -> None:
    context = day_context(SEEN, SEEN.timetables[number], sample=False)
    found, _ = jobs(TEMPLATES, context)
    handed = [job for job in found if job.code and job.paper == "A4"]
    most = 0
    for person in context.paired:
        mine = {person.reader, Recipient("pair", person.pair)}
        for slot in context.slots_of(person.reader):
            used = {
                job.called
                for job in handed
                if job.recipient in mine or job.template.front.copies == "each person"
                if any(slots_using(job.template.stem, job.template.front.requires, [slot], context))
            }
            assert len(used) <= 2, (slot.title, used)
            most = max(most, len(used))
    assert most == 2


def test_every_sheet_says_why_a_side_of_it_may_stay_empty() -> None:
    flat = [one for one in TEMPLATES if one.front.paper in {"a4", "a4-landscape"}]
    printed = [one for one in flat if "pdf" in one.front.formats and not one.of_no_day]
    handed = [one for one in printed if one.front.order and one.front.when != "before the day"]
    assert len(handed) > 50
    silent = [one.name for one in handed if one.front.blank not in BLANK]
    assert silent == []


def test_a_job_sheet_says_which_backs_are_empty_and_why(out: Path) -> None:
    sheet = out / "1-baseline/facilitator/own-prints.pdf"
    told = " ".join(everything(sheet.read_bytes()).split())
    assert "Empty backs: " in told
    assert "4.2 (handed in)" in told
    # Somebody's card, as a sheet in large print.
    assert re.search(r"0\.6[^()]*\(free for notes\)", told)


def test_the_three_days_are_a_few_hundred_files_and_what_is_handed_out_lies_in_packs(
    out: Path,
) -> None:
    files = [path for day in DAYS for path in (out / day).rglob("*") if path.is_file()]
    assert len(files) < 660
    alone = {
        path.relative_to(out / "1-baseline").as_posix() for path in files if DAYS[0] in path.parts
    }
    assert {path for path in alone if path.endswith("own-results.pdf")} == set()
    # Slips to hand in are printed in one go; who needs large print has one of their own.
    slips = {path for path in alone if path.endswith("sharing-slip.pdf")}
    assert slips == {"people/sharing-slip.pdf", "people/older-adults-manager/sharing-slip.pdf"}
    assert pages_of((out / DAYS[0] / "people/sharing-slip.pdf").read_bytes()) == 14
    assert {path for path in alone if path.startswith("group/")} == {
        *("group/group.pptx", "group/day-feedback.docx", "group/in-our-own-words.docx"),
        "group/joint-session.pdf",
    }
    assert {path for path in alone if path.startswith("pairs/crisis/")} == {
        *("pairs/crisis/pair.pptx", "pairs/crisis/pair-review.docx"),
        *("pairs/crisis/pair-review.pdf", "pairs/crisis/witness-call.pdf"),
    }
    assert {path for path in alone if "six-weeks-on" in path} == {"send/six-weeks-on.txt"}


def test_what_a_board_reads_is_a_front_and_at_most_four_pages(out: Path) -> None:
    report = (out / "3-final/group/final-report.pdf").read_bytes()
    assert pages_of(report) <= 1 + 4


@pytest.mark.parametrize("day", DAYS)
def test_no_two_sheets_and_no_two_copies_are_front_and_back_of_one_leaf(
    out: Path, day: str
) -> None:
    manifest = read_manifest(out / day)
    assert manifest is not None
    packs = [one for one in manifest.files if one.path.startswith("print/") and one.spans]
    both = [one for one in packs if not {"a3", "one-side"} & {*one.path.split("/")}]
    assert len(both) > 20
    assert {one.path for one in both if any(first % 2 == 0 for first, _ in one.spans)} == set()
    ends = [
        (one.path, end < start) for one in packs for (_, end), (start, _) in pairwise(one.spans)
    ]
    assert {path for path, apart in ends if not apart} == set()
