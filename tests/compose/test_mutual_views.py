"""What role groups think of each other: on the days that make time for it, in their own words."""

from typing import Any

import pytest

from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    GroupVoice,
    PersonTies,
    RoleCell,
    RoleList,
    RoleMatrix,
)
from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import jobs
from facilitate.compose.model_reading import ModelReading
from facilitate.compose.mutual_views import MutualView
from facilitate.compose.papers import compose
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import load_templates
from facilitate.document_text import as_text
from facilitate.recipient import GROUP, Recipient
from facilitate.shipped import shipped
from facilitate.structs import replace
from facilitate.write import write
from tests.audit.made_figures import published
from tests.compose.contexts import EVERYBODY, GROUP_FINDINGS, context, shipped_page
from tests.write.pptx.reading import LOOK

SPONSOR = Recipient("sponsor", "exec")
ADA = Recipient("person", "crisis-doctor")

MEANS = {
    ("doctor", "doctor"): (4.1, 8),
    ("manager", "doctor"): (3.1, 7),
    ("manager", "manager"): (3.9, 7),
    ("doctor", "manager"): (2.24, 8),
}


def matrix(means: Any = MEANS, *, wave: str = "baseline", pattern: Any = "mixed") -> RoleMatrix:
    return RoleMatrix(
        id=f"{wave}/group/between-roles",
        wave=wave,
        subject=GROUP,
        readers=EVERYBODY,
        n=15,
        asked=16,
        method="",
        cells=tuple(
            RoleCell(rater=rater, rated=rated, mean=published(mean, n), n=n, alike=True)
            for (rater, rated), (mean, n) in means.items()
        ),
        pattern=pattern,
    )


def day(*found: Finding, showing: bool = True, **programme: Any) -> DayContext:
    slot = {"exercise": {"uses": ["mutual-views"]}} if showing else {}
    return context(programme=programme, findings=(*GROUP_FINDINGS, *found), **slot)


def read(here: DayContext, reader: Recipient, name: str) -> Any:
    found = TemplateNames(here).of(reader)["findings"]
    assert isinstance(found, ModelReading)
    return found.part(name)


def view(here: DayContext, reader: Recipient = GROUP) -> MutualView:
    found = read(here, reader, "mutual")
    assert isinstance(found, MutualView)
    return found


def test_both_directions_and_both_groups_themselves_stand_on_one_scale_with_their_n() -> None:
    shown = view(day(matrix(pattern="themselves higher")))
    assert shown.headline == "Each group rates itself higher than the other does"
    assert [name for _, name in shown.matrix.columns] == ["on doctors", "on managers"]
    assert [
        (row.label, [(cell.figure, cell.detail, cell.framed) for cell in row.cells])
        for row in shown.matrix.rows
    ] == [
        ("Doctors", [("4.1", "of\u00a08", False), ("2.2", "of\u00a08", True)]),
        ("Managers", [("3.1", "of\u00a07", True), ("3.9", "of\u00a07", False)]),
    ]
    assert (shown.matrix.low, shown.matrix.high) == (1.0, 5.0)
    assert "Managers on doctors: 3.1, of\u00a07." in shown.matrix_alt


def test_then_stands_as_an_open_mark_with_its_own_n() -> None:
    before = {direction: (mean - 0.5, 8) for direction, (mean, _) in MEANS.items()}
    says: Any = {"stock takes": {"baseline": "2027-02-12", "repeat": "2027-03-01"}}
    here = day(matrix(before), matrix(wave="repeat"), **says)
    cell = view(here).matrix.rows[1].cells[0]
    assert (cell.figure, cell.detail) == ("2.6 → 3.1", "of\u00a08\u00a0→\u00a07")
    assert view(here).source.endswith("perhaps of other people.")
    assert [dot.then for dot in cell.dots] == [True, False]
    assert view(here).dates == "February 2027 and March 2027"


def test_a_direction_that_is_not_shown_keeps_its_cell_and_says_so() -> None:
    three = {direction: mean for direction, mean in MEANS.items() if mean != (3.1, 7)}
    shown = view(day(matrix(three)))
    cells = [cell.not_shown for row in shown.matrix.rows for cell in row.cells]
    assert cells == ["", "", "not shown", ""]
    assert "Not shown:" in shown.source


def test_groups_that_did_not_rate_themselves_have_no_such_figures() -> None:
    across = {direction: mean for direction, mean in MEANS.items() if len({*direction}) == 2}
    rows = view(day(matrix(across))).matrix.rows
    assert [[cell.figure for cell in row.cells] for row in rows] == [["", "2.2"], ["3.1", ""]]
    assert not any(cell.not_shown for row in rows for cell in row.cells)


@pytest.mark.parametrize(
    ("pattern", "title"),
    [
        ("themselves lower", "Each group rates itself lower than the other does"),
        ("one way higher", "Psychiatrists rate heads higher than heads rate psychiatrists"),
        ("mixed", "How each group rates itself and the other"),
    ],
)
def test_a_title_describes_in_the_words_of_the_plan(pattern: str, title: str) -> None:
    roles = {
        "doctor": {"one": "psychiatrist", "many": "psychiatrists"},
        "manager": {"one": "head", "many": "heads"},
    }
    up = MEANS | {("doctor", "manager"): (3.9, 8)}
    assert view(day(matrix(up, pattern=pattern), roles=roles)).headline == title


def test_a_title_asks_about_the_views_that_are_furthest_apart_and_frames_them() -> None:
    mixed = matrix()
    theirs, own = mixed.cells[3], mixed.cells[2]
    shown = view(day(replace(mixed, furthest=(own, theirs))))
    assert shown.headline == "On managers: themselves 3.9, doctors 2.2. What does each see?"
    framed = [[cell.framed for cell in row.cells] for row in shown.matrix.rows]
    assert framed == [[False, True], [False, True]]


def test_three_groups_have_nine_directions_in_the_order_of_who_is_rated() -> None:
    roles = ["doctor", "manager", "nurse"]
    means = {(one, other): (3.0, 6) for one in roles for other in roles}
    pairs = {"crisis": {"doctor": "A", "manager": "B", "nurse": "C"}}
    shown = view(day(matrix(means, pattern="themselves higher"), roles=roles, pairs=pairs))
    assert shown.headline == "Each group rates itself higher than the others do"
    assert [one.words for one in shown.directions[:4]] == [
        "Doctors on themselves",
        "Managers on doctors",
        "Nurses on doctors",
        "Managers on themselves",
    ]
    assert [one.rated for one in shown.directions] == [role for role in roles for _ in roles]
    assert [row.label for row in shown.matrix.rows] == ["Doctors", "Managers", "Nurses"]


def test_the_poster_of_four_groups_with_long_names_is_one_sheet_with_every_mean() -> None:
    roles = [f"learning and outreach producer {letter}" for letter in "abcd"]
    means = {
        (one, other): (2.0 + 0.1 * (4 * n + m), 6)
        for n, one in enumerate(roles)
        for m, other in enumerate(roles)
    }
    loaded, _ = load_templates([shipped("templates")])
    here = day(
        matrix(means), roles=roles, pairs={"crisis": {role: role[-1].upper() for role in roles}}
    )
    (job,) = (one for one in jobs(loaded, here)[0] if one.template.stem == "mutual-views")
    poster, _ = compose(job, TemplateNames(here))
    assert poster is not None
    words = as_text(poster)
    assert [mean for mean, _ in means.values() if f"{mean:.1f} of\u00a06" not in words] == []
    assert write("pdf", poster, LOOK).faults == ()


def test_a_day_that_makes_no_time_for_it_has_nothing_of_it() -> None:
    assert not view(day(matrix(), showing=False)).any


def test_a_sponsors_own_page_has_nothing_of_it() -> None:
    assert view(day(matrix()), ADA).any
    assert not view(day(matrix()), SPONSOR).any


def test_the_report_has_it_only_if_the_plan_says_so_and_on_the_last_day() -> None:
    said: Any = {"mutual views in report": "yes"}
    here = day(matrix(), showing=False, **said)
    assert view(here).any
    later = replace(here.day, id="2-second", number=2)
    assert not view(replace(here, days=(here.day, later))).any


def test_whoever_was_asked_for_names_finds_the_own_ones_and_nobody_elses() -> None:
    own = PersonTies(
        id="baseline/person/crisis-doctor/ties/advice",
        wave="baseline",
        subject=ADA,
        readers=frozenset({ADA}),
        n=1,
        asked=1,
        method="",
        prompt="Whom do you ask?",
        named=("rehab-manager", "my old boss"),
    )
    here = day(matrix(), own)
    hers, his = (
        read(here, reader, "own_ties") for reader in (ADA, Recipient("person", "crisis-manager"))
    )
    assert [(one.prompt, one.named) for one in hers] == [
        ("Whom do you ask?", "D. Specimen and my old boss")
    ]
    assert his == ()


def list_of(*roles: tuple[str, int, dict[str, int]]) -> GroupVoice:
    """What each role named: how many made a list, and how many named each entry."""
    return GroupVoice(
        id="baseline/group/list/hinders",
        wave="baseline",
        subject=GROUP,
        readers=EVERYBODY,
        n=15,
        asked=16,
        method="",
        prompt="What gets in the way?",
        items=(("No time", published(9, 15)),),
        roles=tuple(
            RoleList(
                role=role,
                n=n,
                items=tuple((words, published(people, n)) for words, people in items.items()),
            )
            for role, n, items in roles
        ),
    )


SHORT: Any = (("doctor", 8, {"No time": 5}), ("manager", 7, {}))
LONG: Any = (("doctor", 8, {"No time": 5, "Rooms": 3}), ("manager", 7, {"No time": 4}))


def test_a_slide_has_the_lists_of_all_roles_beside_each_other() -> None:
    deck = shipped_page("decks/group.md", day(matrix(), list_of(*LONG)))
    assert (
        "What gets in the way? | No time (5), Rooms (3), 8 made a list"
        " | No time (4), 7 made a list" in deck
    )


def test_beside_numbers_a_list_begins_with_what_most_named_and_names_what_came_first() -> None:
    # By how early people named them Rooms come first; the numbers in brackets say what most did.
    early = (("doctor", 8, {"Rooms": 4, "No time": 6}), ("manager", 7, {"Rooms": 3}))
    deck = shipped_page("decks/group.md", day(matrix(), list_of(*early)))
    assert "No time (6), Rooms (4), 8 made a list | Rooms (3), 7 made a list" in deck
    assert "# “Rooms”: named by each role" in deck


def test_all_lists_by_role_share_a_slide() -> None:
    hinders = list_of(*SHORT)
    helps = replace(hinders, id="baseline/group/list/helps", prompt="What helps?")
    deck = shipped_page("decks/group.md", day(matrix(), hinders, helps))
    slides = [line for line in deck.splitlines() if line[:2] == "# "]
    assert "# What each role named" in slides
    assert {"# What helps?", "# What gets in the way?"}.isdisjoint(slides)
    assert "What helps? | No time (5), 8 made a list | –, 7 made a list" in deck


def test_what_every_role_named_is_the_title_and_never_said_to_be_what_most_named() -> None:
    both = list_of(("doctor", 8, {"No time": 5}), ("manager", 7, {"No time": 4}))
    deck = shipped_page(
        "decks/group.md", day(matrix(), both, replace(both, id="b", prompt="What helps?"))
    )
    assert "# “No time”: named by each role" in deck
    assert "What would tell single answers is left out." in deck
    assert "most often" not in deck[deck.index("# “No time”") :].split("\n# ")[0]


@pytest.mark.parametrize(
    ("says", "there"), [({}, False), ({"mutual views in report": "yes"}, True)]
)
def test_a_last_day_that_shows_it_does_not_put_it_into_the_report(says: Any, there: bool) -> None:
    takes = {"stock takes": {"baseline": "2027-01-12", "repeat": "2027-02-20"}}
    here = context(
        programme=takes | says,
        findings=(
            *GROUP_FINDINGS,
            matrix(),
            matrix(wave="repeat", pattern="themselves higher"),
        ),
        exercise={"uses": ["mutual-views"]},
    )
    assert view(here).any
    report = shipped_page("handouts/final-report.md", here)
    assert ("Each group rates itself higher than the other does" in report) is there
