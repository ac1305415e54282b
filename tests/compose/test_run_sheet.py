"""The facilitator's papers: a day can be run from them alone."""

from typing import Any

import pytest

from facilitate.compose.day_context import DayContext, SheetName
from facilitate.compose.jobs import jobs
from facilitate.compose.papers import compose
from facilitate.compose.readable_fields import readings
from facilitate.compose.run_sheet import lectern
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import load_templates
from facilitate.load.words import words_of
from facilitate.model import Access
from facilitate.model.exercise import Variations, read_step
from facilitate.pipeline.day_files import own_copies
from facilitate.pipeline.day_jobs import day_context
from facilitate.recipient import Recipient
from facilitate.schedule.packing import Packing
from facilitate.shipped import shipped
from facilitate.structs import replace
from facilitate.verify.pdf import pages_of
from facilitate.write.look import Look
from facilitate.write.pdf import write as write_pdf
from tests.compose.contexts import PROGRAMME, context, shipped_page
from tests.plans import example

WALK = ("agenda", 1)
CARD = SheetName(code="1.1", title="Side by side", stem="card", used=frozenset({WALK}))
SLIP = SheetName(
    code="1.2", title="One promise", stem="slip", used=frozenset({WALK}), collected=True
)


def run_sheet(**more: Any) -> str:
    return shipped_page("sheets/run-sheet.md", context(**more))


def test_it_says_what_to_say_to_ask_and_to_watch_for() -> None:
    page = run_sheet()
    assert "Say: So that it is said. You need shoes." in page
    assert "Together: working pairs" in page
    assert "09:15 | 2 × 10 | Walk, one of you talks" in page
    assert "09:35 | 10 | Say it back" in page
    assert "Ask at the end: What did you hear?" in page
    assert "Watch for: Rain." in page
    assert "If late: Can shrink to 20." in page


def test_what_to_do_when_late_stands_above_the_day_on_the_first_page() -> None:
    page = run_sheet()
    late = page.index("If you are late")
    assert page.index("Run sheet") < late < page.index("09:00")


def test_what_no_part_of_the_day_uses_is_given_at_the_end_of_it() -> None:
    own = SheetName(code="1.3", title="Own results", stem="own", used=frozenset())
    tent = SheetName(code="0.1", title="Name tent", stem="tent", used=frozenset())
    page = run_sheet(sheets=(tent, CARD, own))
    assert page.count("Give to each as they go: 1.3 Own results\n") == 1
    assert page.index("How was today?") < page.index("Give to each as they go")
    assert "On the tables when they come, with everybody’s pack: 0.1, 1.1\n" in page
    assert "Give to each as they go" not in run_sheet(sheets=(tent, CARD))


def test_it_says_minutes_that_rounds_leave_over() -> None:
    turns = {"steps": [read_step("4x5m In turn")], "time": 20, "range": (15, 30)}
    lengthened = {"agenda": [{"exercise": "walk", "time": "23m"}]}
    assert "4 × 5 + 3 | In turn" in run_sheet(exercise=turns, day=lengthened)


def test_it_says_what_to_do_where_there_is_no_exercise() -> None:
    page = run_sheet()
    assert "Clear the tables and lay out what is next." in page
    assert "Stand by the door with an open box" in page


def test_it_says_sheets_and_slides_and_what_to_collect() -> None:
    slides = {"": (1, 2), "agenda.0": (3, 3), "agenda.1": (4, 6)}
    page = run_sheet(sheets=(CARD, SLIP), slides=slides)
    assert "slides 1 to 3" in page
    assert "slides 4 to 6\n" in page
    assert "Have ready: 1.1 Side by side, 1.2 One promise, 2 × map for each pair" in page
    assert "Collect: 1.2 One promise" in page


def test_it_says_what_lies_on_the_tables_and_what_waits_in_its_envelope() -> None:
    name = SheetName(code="0.1", title="Name tent", stem="tent", used=frozenset())
    results = replace(CARD, code="1.3", title="Pair results", in_envelope=True)
    page = run_sheet(sheets=(name, CARD, results))
    assert "On the tables when they come, with everybody’s pack: 0.1, 1.1" in page
    assert "0.1, 1.1, 1.3" not in page
    assert "Hand out now, and not before, in its envelope: 1.3 Pair results" in page


def test_a_pause_after_a_pause_asks_for_nothing_to_be_laid_out() -> None:
    pauses = [{"exercise": "walk"}, {"break": "15m"}, {"lunch": "60m"}, {"feedback": "10m"}]
    form = SheetName(code="2.1", title="Form", stem="form", used=frozenset({("agenda", 3)}))
    page = run_sheet(day={"agenda": pauses}, sheets=(CARD, form))
    assert page.count("For what comes then: ") == 1
    assert "For what comes then: 2.1" in page


def test_what_is_for_one_of_a_pair_alone_is_said_only_where_somebody_is() -> None:
    ways = {"exercise": {"variations": Variations(lone="Joins a pair")}}
    assert "One of a pair alone: Joins a pair." in run_sheet(**ways)
    whole = run_sheet(day={"absent": ["lone"]}, **ways)
    assert "One of a pair alone" not in whole


ROOMS = [
    {"exercise": "walk", "who": [pair], "room": f"The {pair} room on the second floor"}
    for pair in ("crisis", "rehab", "lone")
]
TIMES = {
    "a short day": [{"welcome": "15m"}, {"exercise": "walk"}, {"feedback": "10m"}],
    "rooms side by side": [
        {"exercise": "walk"},
        *[{"parallel": ROOMS}, {"break": "15m"}] * 4,
        {"exercise": "walk"},
    ],
    "twenty exercises": [{"exercise": "walk", "time": "20m"}] * 20,
    "titles of two lines": [
        {"exercise": "walk", "title": f"{n} " + "A title that is longer than its line is wide"}
        for n in range(14)
    ],
    "pauses after everything": [{"exercise": "walk"}, {"break": "10m"}, {"buffer": "5m"}] * 7,
}


@pytest.mark.parametrize("agenda", TIMES.values(), ids=TIMES.keys())
def test_the_page_on_the_lectern_is_one_page(agenda: list[dict[str, Any]]) -> None:
    here = context(day={"agenda": agenda})
    paths = [slot.path for slot in here.timetable.every_slot()]
    sheets = [
        SheetName(code=f"{n}.{m}", title="A", stem="a", used=frozenset({path}))
        for n, path in enumerate(paths, 1)
        for m in range(1, 4)
    ]
    slides = {".".join(map(str, path)): (100 + n, 102 + n) for n, path in enumerate(paths)}
    here = replace(here, sheets=tuple(sheets), slides=slides)
    assert pages_of(pdf("sheets/lectern.md", here)) == 1


def pdf(name: str, here: DayContext) -> bytes:
    loaded, _ = load_templates([shipped("templates")])
    found, _ = jobs([one for one in loaded if one.name == name], here)
    document, faults = compose(found[0], TemplateNames(here))
    assert not faults
    assert document is not None
    return write_pdf(document, Look(words=words_of("en-GB"))).data


def test_the_lectern_keeps_who_leads_longer_than_who_is_where() -> None:
    tracks = [
        {
            "exercise": "walk",
            "title": "Walk along the long green canal",
            "who": [pair],
            "room": f"A room of {pair}",
            "led by": "exec",
        }
        for pair in ("crisis", "rehab", "lone")
    ]
    agenda = [{"parallel": tracks}] * 3 + [{"exercise": "walk"}]
    here = context(day={"agenda": agenda})
    rows = lectern(readings(here.timetable.slots, here)).rows
    assert rows[1].more == "A room of crisis; Rae Invented"


ROTA = {"cover": "Dr Rota B, bleep 123"}


@pytest.mark.parametrize(
    ("crisis", "day", "said"),
    [
        (
            ROTA,
            {},
            ["Crisis: Dr Rota B, bleep 123", "Nobody is named yet for Rehab and Lone."],
        ),
        (ROTA, {"cover": "The duty team"}, ["Crisis: Dr Rota B", "All others: The duty team"]),
        ({}, {"cover": "The duty team"}, ["- The duty team"]),
    ],
)
def test_it_names_who_looks_after_each_service(
    crisis: dict[str, str], day: dict[str, str], said: list[str]
) -> None:
    pairs = {**PROGRAMME["pairs"], "crisis": {**PROGRAMME["pairs"]["crisis"], **crisis}}
    page = run_sheet(programme={"pairs": pairs}, day=day)
    assert "Who looks after each service today" in page
    assert [words for words in said if words not in page] == []


def test_it_says_nothing_of_cover_where_none_is_written() -> None:
    assert "looks after" not in run_sheet()


def test_a_letter_says_who_looks_after_ones_own_service() -> None:
    pairs = {**PROGRAMME["pairs"], "crisis": {**PROGRAMME["pairs"]["crisis"], **ROTA}}
    here = context(programme={"pairs": pairs}, day={"cover": "The duty team"})
    letters = [
        shipped_page("handouts/joining-letter.md", here, one)
        for one in ("crisis-doctor", "rehab-doctor")
    ]
    assert ["Dr Rota B" in one for one in letters] == [True, False]
    assert ["The duty team" in one for one in letters] == [False, True]


def test_it_says_who_is_in_which_room() -> None:
    agenda = [{"parallel": ROOMS}]
    page = run_sheet(day={"agenda": agenda})
    assert "Who: Crisis\n" in page


def test_it_says_what_to_do_where_more_rooms_than_one_have_nobody_to_lead() -> None:
    led = [room | {"led by": "exec"} for room in ROOMS[1:]]
    alone = run_sheet(day={"agenda": [{"parallel": ROOMS}]})
    assert "In 3 of the rooms nobody is named. You begin in each of them" in alone
    assert "nobody is named. You begin" not in run_sheet(
        day={"agenda": [{"parallel": [ROOMS[0], *led]}]}
    )


def test_it_says_who_takes_the_day_on_a_screen_where_no_sheet_is_opened() -> None:
    listens = {Recipient("person", "crisis-doctor"): Access(needs=("screen-reader",))}
    nothing = Packing(boxes=(), list=())
    page = shipped_page("sheets/run-sheet.md", replace(context(), access=listens, packing=nothing))
    assert "1 person has their sheets as files, from print/own/on-screen" in page
    assert "on a screen" not in run_sheet()


def test_the_sheets_of_tables_have_a_code_in_the_session_of_their_turns() -> None:
    here = example()
    day = here.timetables[1]
    made = day_context(here, day, sample=False)
    templates, _ = load_templates([shipped("templates")])
    found, _ = jobs(templates, made)
    sheet = next(job for job in found if job.template.stem == "station-sheet")
    assert day.session(made.turns[0].start) == 2
    assert sheet.code.startswith("2.")
    # Where to sit and whom to watch stands on a card, so nobody carries the sheets of all tables.
    reader = Recipient("person", "crisis-doctor")
    large = {one.template.stem for job in found for one in own_copies(job, {reader}, made)}
    assert "station-sheet" not in large
    assert "day-feedback" in large
