"""The packing list: a box for each session and what is to buy, and every sheet counted once."""

import re
from collections import Counter

import pytest

from facilitate.compose.jobs import Job, jobs, packing_of, with_copies
from facilitate.compose.template_set import load_templates
from facilitate.pipeline.day_jobs import NOTHING, UNCOUNTED, day_context, jobs_of_day
from facilitate.recipient import GROUP
from facilitate.schedule.packing import Packing
from facilitate.shipped import shipped
from facilitate.structs import replace
from facilitate.write.look import Look
from tests.plans import example

TEMPLATES, _ = load_templates([shipped("templates")])
SEEN = example()
DAYS = pytest.mark.parametrize("number", [0, 1, 2])


def packed(number: int) -> tuple[tuple[Job, ...], Packing]:
    """Return a day's jobs and its packing list."""
    context = day_context(SEEN, SEEN.timetables[number], sample=False)
    found, _ = jobs(TEMPLATES, replace(context, packing=NOTHING, printing=(UNCOUNTED,)))
    found = with_copies(found, context)
    return found, packing_of(found, context)


def in_boxes(found: Packing, what: str) -> int:
    return sum(row.count for box in found.boxes for row in box.rows if row.what == what)


@DAYS
def test_what_is_used_up_adds_up_to_the_shopping_list(number: int) -> None:
    _, found = packed(number)
    for row in found.list:
        if not row.comes_back:
            assert in_boxes(found, row.what) == row.count, row.what
        else:
            assert in_boxes(found, row.what) >= row.count, row.what


@DAYS
def test_the_shopping_list_is_all_that_the_boxes_hold_but_paper(number: int) -> None:
    _, found = packed(number)
    boxed = {row.what.casefold() for box in found.boxes for row in box.rows if not row.paper}
    assert boxed == {row.what.casefold() for row in found.list}


@pytest.mark.parametrize(("number", "code"), [(1, "2.4"), (2, "3.3")])
def test_a_box_counts_the_sheets_of_tables_one_by_one(number: int, code: str) -> None:
    context = day_context(SEEN, SEEN.timetables[number], sample=False)
    _, _, names = jobs_of_day(TEMPLATES, context, Look())
    found = names.context.packing
    assert found is not None
    assert in_boxes(found, f"{code} Table sheets") == 4  # eight pairs sit at four tables


@DAYS
def test_a_printed_sheet_lies_in_a_box_or_in_a_pack(number: int) -> None:
    found, list_ = packed(number)
    copies: Counter[str] = Counter()
    in_packs = set()
    for job in found:
        if job.code and job.recipient != GROUP and job.paper == "A4":
            in_packs.add(job.code)
        elif job.code:
            copies[job.called] += job.copies
    listed: Counter[str] = Counter()
    for box in list_.boxes:
        listed.update({row.what: row.count for row in box.rows if row.paper})
    assert listed == copies
    assert {code for box in list_.boxes for code in box.packed} == in_packs


@DAYS
def test_no_two_sheets_of_a_day_are_called_the_same(number: int) -> None:
    found, _ = packed(number)
    printed = {job.template.name: job.title for job in found if job.order and job.copies}
    assert [name for name, times in Counter(printed.values()).items() if times > 1] == []


def test_a_sheet_has_the_name_that_stands_on_it() -> None:
    found, _ = packed(1)
    titles = {job.template.stem: job.title for job in found}
    assert titles["request-sheet"] == "What I ask of you"
    assert titles["name-tent"] == "Name tent"


def test_somebody_more_takes_one_more_of_what_each_person_gets() -> None:
    _, first = packed(0)
    cards = next(row for row in first.list if row.what == "card for a question")
    assert (cards.count, cards.spare) == (17 + 2, 2)


@DAYS
def test_no_list_calls_a_sheet_by_signs_of_the_template(number: int) -> None:
    found, _ = packed(number)
    assert [job.title for job in found if re.search("[{}%]", job.title)] == []
    for title in ("A sheet for {{ pair.name }}", "{% if watches %}Yes{% endif %}"):
        front = replace(found[0].template.front, title=title)
        named = replace(found[0], template=replace(found[0].template, front=front)).title
        assert named.startswith(found[0].template.stem.replace("-", " ").capitalize())
