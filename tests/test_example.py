"""What the example programme shows: it is the tutorial, so it has to be right."""

import re
import runpy
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import Job, jobs, with_copies
from facilitate.compose.papers import compose
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import load_templates
from facilitate.document import Document
from facilitate.document_text import as_text
from facilitate.faults import Fault
from facilitate.load.plan import Plan, load_plan
from facilitate.model import Day, Dimension
from facilitate.pipeline.day_jobs import day_context
from facilitate.schedule.timetable import Slot, Timetable, timetable
from facilitate.shipped import shipped
from tests.plans import example

DOCS = Path(__file__).parents[1] / "docs"
PLAN_OR_NONE, FAULTS = load_plan(shipped("agendas") / "example")


def plan() -> Plan:
    assert PLAN_OR_NONE is not None
    return PLAN_OR_NONE


PLAN = plan()
DAYS = pytest.mark.parametrize("day", PLAN.days, ids=lambda day: day.id)
DIMENSIONS = pytest.mark.parametrize("theme", PLAN.questions.dimensions, ids=lambda d: d.id)


def by_the_clock(day: Day) -> Timetable:
    return timetable(day, PLAN.programme, PLAN.library, titles={})


def exercise_minutes(slot: Slot) -> int:
    return slot.minutes if slot.exercise or slot.tracks else 0


def test_every_file_is_read_without_a_fault() -> None:
    assert FAULTS == ()


def test_there_are_eight_pairs_two_sponsors_and_three_days() -> None:
    says = PLAN.programme.says
    assert (len(says.pairs), len(says.sponsors), len(PLAN.days)) == (8, 2, 3)


@DAYS
def test_the_day_ends_by_its_finish_and_not_long_before(day: Day) -> None:
    table = by_the_clock(day)
    assert table.finish is not None
    assert 0 <= table.finish - table.end <= 15


@DAYS
def test_nobody_sits_for_more_than_105_minutes(day: Day) -> None:
    table = by_the_clock(day)
    stops = [table.day.says.start]
    for slot in table.slots:
        if slot.pause:
            stops += [slot.start, slot.end]
    stops.append(table.end)
    stretches = [later - earlier for earlier, later in list(pairwise(stops))[::2]]
    assert max(stretches) <= 105


@DAYS
def test_lunch_is_an_hour_and_the_buffer_a_twentieth(day: Day) -> None:
    table = by_the_clock(day)
    lunch = [slot.minutes for slot in table.slots if slot.kind == "lunch"]
    buffer = sum(slot.minutes for slot in table.slots if slot.kind == "buffer")
    work = sum(exercise_minutes(slot) for slot in table.slots)
    assert lunch == [60]
    assert buffer >= 0.05 * work


@DAYS
def test_the_day_is_a_tuesday_with_at_most_eight_exercises_of_more_than_ten_minutes(
    day: Day,
) -> None:
    assert day.says.date.weekday() == 1
    work = [slot for slot in by_the_clock(day).slots if slot.kind in {"exercise", "parallel"}]
    assert len([slot for slot in work if slot.minutes > 10]) <= 8


@DAYS
def test_every_exercise_has_a_time_that_it_can_bear(day: Day) -> None:
    for slot in by_the_clock(day).exercises():
        assert slot.shortest <= slot.minutes <= slot.longest, slot.title


@DAYS
def test_the_last_thing_is_the_form_with_no_name(day: Day) -> None:
    assert by_the_clock(day).slots[-1].kind == "feedback"


def test_what_an_exercise_starts_from_was_there_before_it() -> None:
    there = {
        "group-results",
        "group-ratings",
        "repeat-results",
        "pair-sheets",
        "cleared-words",
        "mutual-views",
        "profiles",
    }
    for day in PLAN.days:
        for slot in by_the_clock(day).exercises():
            again = slot.item is not None and slot.item.variant == "return"
            assert slot.exercise is not None
            source = slot.exercise.return_ if again and slot.exercise.return_ else slot.exercise
            assert set(source.uses) <= there, slot.title
            there |= set(source.gives)


def test_every_promise_of_the_year_comes_back_in_the_room() -> None:
    """What was agreed, practised and hoped for is looked at again, and coaching has its time."""
    held = [
        (day.number, slot.exercise.id, slot.item is not None and slot.item.variant == "return")
        for day in PLAN.days
        for slot in by_the_clock(day).exercises()
        if slot.exercise
    ]
    again = {name for _, name, back in held if back}
    assert again == {
        *("action-commitment-round", "charter-seen-and-unseen"),
        *("observe-pair-to-pair", "role-negotiation"),
    }
    for number, name in (
        *((1, "coach-contract"), (2, "close-coaching-bridge"), (2, "role-one-budget")),
        *((3, "open-what-became"), (3, "mission-to-goals"), (3, "bond-new-partner")),
        *((2, "bond-real-task"), (3, "bridge-one-route"), (3, "link-guest")),
        *((3, "link-who-decides"), (3, "close-tell-our-teams")),
    ):
        assert (number, name, False) in held


def test_the_same_fifteen_people_answered_both_stock_takes() -> None:
    first, second = (PLAN.private.waves[name] for name in ("baseline", "repeat"))
    then = {row.person for row in first.rows if row.pair != "sponsors"}
    now = {row.person for row in second.rows if row.pair != "sponsors"}
    assert (len(then), len(now), len(then & now)) == (15, 15, 15)


def test_nobody_answers_for_a_post_that_is_vacant() -> None:
    takes = PLAN.programme.says.stock_takes
    people = {person.id: person for person in PLAN.programme.people}
    for name, table in PLAN.private.waves.items():
        for row in table.rows:
            person = row.person.removeprefix("sponsors-")
            assert people[person].there_on(takes[name]), row.person


ASKED_OF_ROLES = ("time", "right", "solve", "respect")


def test_the_answers_hold_every_statement_and_no_other_column() -> None:
    asked = {item.id for theme in PLAN.questions.dimensions for item in theme.items}
    asked |= {f"role-{of}-{role}" for of in ASKED_OF_ROLES for role in ("doctor", "manager")}
    words = {f"list:{prompt.id}" for prompt in PLAN.questions.lists}
    words |= {f"tie:{prompt.id}" for prompt in PLAN.questions.ties}
    words |= {f"comment:{prompt.id}" for prompt in PLAN.questions.comments}
    for table in PLAN.private.waves.values():
        assert set(table.columns) == asked | words


def test_sharing_is_mixed_so_that_every_page_is_seen() -> None:
    choices = {choice.sharing for choice in PLAN.private.sharing.values()}
    assert choices == {"group only", "own answers", "both partners"}


def test_every_id_in_the_private_files_is_somebody() -> None:
    people = {person.id for person in PLAN.programme.people}
    assert set(PLAN.private.sharing) <= people
    assert set(PLAN.private.access) <= people
    assert set(PLAN.programme.says.coaching) <= people


def test_coaching_lies_between_the_first_day_and_the_last() -> None:
    for person, dates in PLAN.programme.says.coaching.items():
        assert len(dates) == 4, person
        assert all(date(2027, 3, 16) < day < date(2028, 3, 14) for day in dates), person


@DIMENSIONS
def test_a_theme_has_three_statements_and_a_question_for_the_room(theme: Dimension) -> None:
    assert len(theme.items) == 3
    assert theme.question.endswith("?")
    assert theme.themes == (theme.id,)
    assert theme.name == PLAN.library.themes.names[theme.id]


def test_every_second_theme_has_a_reversed_statement() -> None:
    turned = [any(item.reverse for item in d.items) for d in PLAN.questions.dimensions]
    assert turned == [False, True] * 5


@DIMENSIONS
def test_statements_are_short_and_without_a_double_negative(theme: Dimension) -> None:
    for item in theme.items:
        words = item.text.replace(".", "").replace(",", "").casefold().split()
        assert len(words) <= 20, item.text
        assert sum(word in {"not", "no", "never", "nobody", "nothing"} for word in words) <= 1


SEEN = example()
TABLES = pytest.mark.parametrize("table", SEEN.timetables, ids=lambda table: table.day.id)


def day_of(table: Timetable) -> tuple[DayContext, tuple[Job, ...]]:
    templates, faults = load_templates([shipped("templates")])
    assert faults == ()
    context = day_context(SEEN, table, sample=False)
    found, _ = jobs(templates, context)
    return context, with_copies(found, context)


def test_the_three_days_pass_the_check_without_errors_or_warnings() -> None:
    assert [fault.message for fault in SEEN.faults if fault.severity != "advice"] == []


@cache
def composed(day: str) -> tuple[tuple[Document | None, Sequence[Fault]], ...]:
    """Return every page of a day for every reader, with the faults of each."""
    (table,) = (one for one in SEEN.timetables if one.day.id == day)
    context, found = day_of(table)
    names = TemplateNames(context)
    return tuple(compose(job, names) for job in found)


def test_every_page_that_the_pictures_of_the_docs_show_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    script = runpy.run_path(str(DOCS / "make_pictures.py"))
    rows = (*script["ROWS"], script["BRAND_ROW"], script["LOOK_ROW"])
    for path, words, _ in (shown for row in rows for shown in row):
        day, _, stem = path.rpartition(".")[0].partition("/")
        (table,) = (one for one in SEEN.timetables if one.day.id == day)
        pages = zip(day_of(table)[1], composed(day), strict=True)
        (page,) = (document for job, (document, _) in pages if job.path_stem == stem)
        assert page is not None
        assert words in as_text(page), path


@TABLES
def test_every_page_of_the_day_is_composed_without_a_fault(table: Timetable) -> None:
    assert [fault.message for _, faults in composed(table.day.id) for fault in faults] == []


OF_A_SCHOOL = (
    r"pupils?|schools?|teach(?:ers?|ing)|heads?teachers?|classrooms?|lessons?|curricul\w+"
    r"|governors?|deputy heads?|business managers?|playgrounds?|half-terms?|homework|Ofsted"
)


@TABLES
def test_no_page_of_a_hospital_speaks_of_a_school(table: Timetable) -> None:
    found = {
        (document.name, word.casefold())
        for document, _ in composed(table.day.id)
        if document
        for word in re.findall(rf"\b(?:{OF_A_SCHOOL})\b", as_text(document), re.IGNORECASE)
    }
    assert found == set()


@TABLES
def test_every_pair_gets_the_same_files_whoever_shares(table: Timetable) -> None:
    _, found = day_of(table)
    files: dict[str, set[str]] = {}
    for job in found:
        if job.recipient.kind == "pair":
            files.setdefault(job.recipient.id, set()).add(job.template.stem)
    assert len(files) == 8
    # What a pair does and how many of it are there is for all to see; its choices are not.
    seen = {
        pair: (
            frozenset(
                slot.exercise.id
                for slot in table.exercises()
                if any(one.startswith(f"{pair}-") for one in slot.people)
            ),
            sum(one.startswith(f"{pair}-") for one in table.present),
        )
        for pair in files
    }
    alike = {(seen[pair], frozenset(names)) for pair, names in files.items()}
    assert len(alike) == len(set(seen.values()))


def test_a_groups_worksheet_is_printed_as_often_as_the_exercise_needs_it() -> None:
    _, found = day_of(SEEN.timetables[1])
    copies = {job.template.stem: job.copies for job in found if job.recipient.kind == "group"}
    assert copies["charter-poster"] == 5  # five tables of four for eighteen people and sponsors
    assert copies["promise-sheet"] == 1


def test_midway_shows_how_the_two_groups_see_each_other() -> None:
    pages = {document.name: document for document, _ in composed("2-midway") if document}
    for name in ("mutual-views", "group"):
        words = as_text(pages[name])
        assert "# Each group rates itself higher than the other does" in words
        assert (
            "Doctors on themselves: 3.8, of\u00a08. Managers on doctors: 2.4, of\u00a07. "
            "Managers on themselves: 3.9, of\u00a07. Doctors on managers: 2.3, of\u00a08."
        ) in words


def test_the_last_day_shows_the_change_when_its_first_step_says_so() -> None:
    pages = {document.name: document for document, _ in composed("3-final") if document}
    slides = [one for one in as_text(pages["group"]).splitlines() if one[:2] == "# "]
    higher = "# Rated higher than before: trust, knowing each other and challenge"
    change = slides.index(f"{higher}. More down than up: respect")
    assert slides[change - 1] == "# Then and now"


@pytest.mark.parametrize("day", ["1-baseline", "3-final"])
def test_no_other_day_shows_it(day: str) -> None:
    for document, _ in composed(day):
        assert document is None or "on themselves" not in as_text(document)
