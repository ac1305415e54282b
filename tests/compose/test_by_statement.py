"""What people ticked of a theme's statements, on the slides and posters of that theme."""

from facilitate.audit.findings import AnswerCount, StatementCount, StatementCounts
from facilitate.compose.by_statement import by_statement_slides, by_statement_views, led_to
from facilitate.compose.wording import Wording
from facilitate.faults import Place
from facilitate.figures import drawn
from facilitate.load.words import words_of
from facilitate.model.exercise import Material
from facilitate.recipient import GROUP
from facilitate.structs import replace
from facilitate.write.chart.drawing import sizes_for
from facilitate.write.chart.kinds import draw
from facilitate.write.look import Look
from tests.audit.made_figures import published
from tests.compose.contexts import EVERYBODY, GROUP_FINDINGS, context, shipped_page

WORDING = Wording(words_of("en-GB"))
ANSWERS = ("low", "low to neither", "neither", "neither to high", "high")


def statements(*counted: dict[str, int]) -> StatementCounts:
    return StatementCounts(
        id="baseline/group/trust/statements",
        wave="baseline",
        subject=GROUP,
        readers=EVERYBODY,
        n=16,
        asked=17,
        method="",
        question="What would you have to see next week?",
        dimension="trust",
        name="Trust",
        answers=ANSWERS,
        statements=tuple(
            StatementCount(
                text=f"Statement {number}.",
                n=16,
                counts=tuple(
                    AnswerCount(answer=answer, people=published(people))
                    for answer, people in counts.items()
                ),
            )
            for number, counts in enumerate(counted, 1)
        ),
    )


def test_a_statement_is_a_bar_of_counts_in_the_order_of_the_scale() -> None:
    found = statements({"low": 5, "neither": 8, "high": 3}, {"low": 7, "neither": 4, "high": 5})
    (view,) = by_statement_views([found], WORDING)
    (shown,) = view.charts
    assert shown.bars.categories == ("Statement 2 (16)", "Statement 1 (16)")
    series = {
        one.name: [None if value is None else drawn(value) for value in one.values]
        for one in shown.bars.series
    }
    assert series == {
        "low": [7, 5],
        "neither": [4, 8],
        "high": [5, 3],
    }
    assert [one.side for one in shown.bars.series] == ["left", "middle", "right"]
    # Left of the middle: 7 and half of 4 of the first, 5 and half of 8 of the second.
    assert shown.bars.starts == (0.0, 0.0)
    assert (shown.bars.low, shown.bars.axis_end, shown.bars.stacked) == (0.0, 16.0, True)
    assert "Statement 2 (16): 7 low, 4 neither, 5 high." in shown.alt
    assert view.held == ""


def test_no_chart_counts_the_same_people_under_two_names_of_its_key() -> None:
    found = statements(
        {"low": 7, "neither to high": 9},
        {"low": 5, "neither": 8, "high": 3},
        {"low": 6, "neither to high": 10},
    )
    (view,) = by_statement_views([found], WORDING)
    assert [[one.name for one in part.bars.series] for part in view.charts] == [
        ["low", "neither to high"],
        ["low", "neither", "high"],
    ]
    assert [part.count for part in view.charts] == [2, 1]
    assert view.charts[0].bars.categories == ("Statement 1 (16)", "Statement 3 (16)")


def test_what_is_not_told_is_said_in_a_sentence() -> None:
    (some,) = by_statement_views([statements({"low": 8, "high": 8}, {})], WORDING)
    assert some.charts[0].bars.categories == ("Statement 1 (16)",)
    assert some.held.startswith("A statement that is missing here")
    (none,) = by_statement_views([statements({}, {})], WORDING)
    assert not none.any
    assert none.held.startswith("Trust is not shown by statement")
    assert none.headline == "Trust, statement by statement"


def test_a_title_quotes_the_statement_on_which_most_people_took_a_side() -> None:
    (view,) = by_statement_views(
        [statements({"low": 3, "neither": 13}, {"low": 4, "high": 12})], WORDING
    )
    assert view.headline == "“Statement 2”: 12 of 16 ticked “high”"
    (undecided,) = by_statement_views([statements({"neither": 16})], WORDING)
    assert undecided.headline == "“Statement 1”: 16 of 16 ticked “neither”"


def test_whoever_is_counted_together_with_the_middle_has_taken_no_side() -> None:
    (view,) = by_statement_views(
        [statements({"low": 5, "neither to high": 11}, {"low to neither": 9, "high": 7})], WORDING
    )
    assert view.headline == "“Statement 2”: 7 of 16 ticked “high”"


def test_a_themes_poster_has_its_statements_and_no_other_has() -> None:
    walk = {"id": "audit-data-walk", "uses": ["group-results"]}
    here = context(findings=(*GROUP_FINDINGS, statements({"low": 8, "high": 8}, {})), exercise=walk)
    poster = shipped_page("sheets/theme-posters.md", here)
    sections = {part.partition("\n")[0]: part for part in poster.split("\n# ")[1:]}
    told = [name for name, part in sections.items() if "Statement 1 (16)" in part]
    assert told == ["Trust"]
    assert "A statement that is missing here" in sections["Trust"]


def test_themes_of_one_statement_each_stand_on_one_slide() -> None:
    lone, other = statements({"low": 8, "high": 8}, {}), statements({}, {"low": 6, "high": 10})
    other = replace(other, id="baseline/group/roles/statements", name="Clear roles")
    (slide,) = by_statement_slides([lone, other], WORDING)
    assert slide.headline == "“Statement 2”: 10 of 16 ticked “high”"
    assert slide.charts[0].bars.categories == (
        "Trust: Statement 1 (16)",
        "Clear roles: Statement 2 (16)",
    )
    assert slide.charts[0].alt == (
        "What people ticked. “Statement 2”: 10 of 16 ticked “high”. "
        "Trust: Statement 1 (16): 8 low, 8 high. Clear roles: Statement 2 (16): 6 low, 10 high."
    )


def test_a_theme_of_more_statements_keeps_a_slide_of_its_own() -> None:
    whole = statements({"low": 8, "high": 8}, {"low": 8, "high": 8})
    lone = statements({"low": 8, "high": 8}, {})
    assert [one.headline for one in by_statement_slides([whole, lone], WORDING)] == [
        "“Statement 1”: 8 of 16 ticked “low”"
    ] * 2
    joined = by_statement_slides([whole, lone, lone], WORDING)
    assert [len(one.charts[0].bars.categories) for one in joined] == [2, 2]


def test_a_statement_with_which_to_agree_is_bad_news_says_so() -> None:
    found = statements({"low": 7, "neither to high": 9})
    turned = replace(found, statements=(replace(found.statements[0], reverse=True),))
    (shown,) = by_statement_views([turned], WORDING)
    assert shown.charts[0].bars.categories == ("Statement 1 (16; to agree is bad news)",)


def test_each_bar_leads_to_its_statement() -> None:
    views = by_statement_views([statements({"low": 4, "high": 8}, {"low": 8, "high": 4})], WORDING)
    lines = {"Statement 1.": Place("questions.yaml", 7), "Statement 2.": Place("questions.yaml", 9)}
    ((chart,),) = (view.charts for view in led_to(views, lines.get))
    assert [name.partition(" (")[0] for name in chart.bars.categories] == [
        "Statement 1",
        "Statement 2",
    ]
    assert chart.bars.written == (Place("questions.yaml", 7), Place("questions.yaml", 9))
    (last,) = draw(chart.bars.part(1, 2), width_mm=160, sizes=sizes_for(Look(), "sheet")).written
    assert (last.place, last.x, last.width) == (Place("questions.yaml", 9), 0, 160)


def test_the_notes_of_each_slide_of_statements_ask_about_its_own_theme() -> None:
    first = statements({"low": 9, "neither": 4, "high": 3}, {"low": 8, "neither": 4, "high": 4})
    second = replace(first, dimension="goals", name="Goals", question="Which goal is ours?")
    here = context(
        day={"agenda": [{"exercise": "audit-guess-first"}]},
        exercise={"id": "audit-guess-first", "uses": ["group-ratings"]},
        findings=(*GROUP_FINDINGS, first, second),
    )
    deck = shipped_page("decks/group.md", here)
    assert deck.count("Which of these would you talk about first") == 1
    assert "Which goal is ours? Two sentences from the room, then on." in deck


def test_statements_that_hang_on_posters_are_on_no_slide() -> None:
    posters = Material(what="theme posters", sheet="theme-posters")
    found = (*GROUP_FINDINGS, statements({"low": 9, "neither": 4, "high": 3}))
    for materials, slides in (((), 1), ((posters,), 0)):
        walk = {"uses": ["group-results"], "materials": materials}
        deck = shipped_page("decks/group.md", context(exercise=walk, findings=found))
        assert deck.count("# “Statement 1”: 9 of 16 ticked “low”") == slides
