"""What each reader sees of the stock take, and in what words."""

from pathlib import Path

import pytest

from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    ROLES_APART,
    GroupChange,
    GroupTheme,
    GroupVoice,
    PairChange,
    PairTheme,
)
from facilitate.charts import Bracket, Dot, Strip
from facilitate.compose.model_reading import ModelReading
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.then_and_now import ChangeView
from facilitate.document_text import as_text
from facilitate.figures import Published, drawn
from facilitate.model import Scale
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.shipped import shipped
from facilitate.structs import replace
from tests.audit.made_figures import group_change, published, shared
from tests.compose.contexts import (
    EVERYBODY,
    GROUP_FINDINGS,
    PROGRAMME,
    context,
    front,
    group_theme,
    held_back,
    in_own_words,
    made,
    not_shared,
    pair_findings,
    pair_theme,
    partner_line,
    person_findings,
    role_mean,
    shipped_page,
)

CRISIS = Recipient("pair", "crisis")


def seen(reader: Recipient, *findings: object) -> ModelReading:
    names = TemplateNames(context(findings=findings)).of(reader)  # type: ignore[arg-type]
    view = names["findings"]
    assert isinstance(view, ModelReading)
    return view


def test_the_group_reads_strengths_first_and_what_needs_work_last() -> None:
    view = seen(GROUP, *GROUP_FINDINGS)
    assert (view.any, view.date, view.n, view.asked) == (True, "February 2027", 16, 17)
    assert view.headline == "We are strong on shared goals. What needs work: trust."
    assert [row.label for row in view.strip.rows] == ["Shared goals", "Clear roles", "Trust"]
    assert [(b.first, b.last, b.label) for b in view.strip.brackets] == [
        (0, 0, "Strengths"),
        (1, 1, "Mixed"),
        (2, 2, "To work on"),
    ]
    assert view.strengths[0].sentence == (
        "Doctors 4.0 (8), managers 4.5 (8). People answered alike."
    )
    assert view.source == (
        "16 of 17 people answered. Mark: mean. "
        "Line: all but the lowest and highest of eight or more."
    )


def test_the_source_says_so_where_fewer_answered_one_of_the_themes() -> None:
    first, *others = GROUP_FINDINGS
    view = seen(GROUP, replace(first, n=14), *others)
    assert view.source.startswith("14 to 16 of 17 people answered.")


def test_a_row_is_bold_where_the_title_names_it() -> None:
    strengths = [group_theme(name, 4.25, "strength", at) for at, name in enumerate(THREE, 1)]
    view = seen(GROUP, group_theme("Trust", 2.5, "worth working on"), *strengths).group
    assert view.headline == "We are strong on goals and respect. What needs work: trust."
    assert [row.label for row in view.strip.rows if row.bold] == ["Goals", "Respect", "Trust"]
    pair = [pair_theme("crisis", name, (4.0, 4.5), "shared strength") for name in THREE]
    low = pair_theme("crisis", "Trust", (2, 2.5), "worth working on")
    ours = seen(CRISIS, *pair, low)
    assert ours.headline == (
        "What makes goals and meetings work, and what would move trust up by one step?"
    )
    assert [row.label for row in ours.strip.rows if row.bold] == ["Goals", "Meetings", "Trust"]


THREE = ("Goals", "Respect", "Meetings")


def test_a_row_is_not_bold_for_a_name_that_is_part_of_another_in_the_title() -> None:
    strong = group_theme("Shared goals", 4.25, "strength")
    others = [group_theme(name, 3.25, "mixed", 2) for name in ("Goals", "Goal", "Trust")]
    view = seen(GROUP, strong, *others).group
    assert view.headline == "We are strong on shared goals"
    assert [row.label for row in view.strip.rows if row.bold] == ["Shared goals"]


def test_a_row_says_how_many_answered_where_it_is_not_as_many_as_the_key_says() -> None:
    first, *others = GROUP_FINDINGS
    assert isinstance(first, GroupTheme)
    strip = seen(GROUP, replace(first, roles=(), n=15), *others).group.strip
    assert [words for _, words in strip.legend] == ["doctors (8)", "managers (8)", "everyone (15)"]
    assert [row.figure for row in strip.rows] == ["", "", ""]
    assert strip.figures == ""
    seven = role_mean("doctor", 3, low=2, high=4)
    fewer = replace(first, roles=(replace(seven, n=7), first.roles[1]))
    strip = seen(GROUP, fewer, *others).group.strip
    assert {row.label: row.figure for row in strip.rows}["Trust"] == "of\u00a07\u00a0and\u00a08"
    assert strip.figures == "of doctors and managers"


def test_where_no_theme_is_shown_a_page_says_how_many_answered_and_not_that_few_did() -> None:
    view = seen(GROUP, held_back("Trust", "no_shared_picture"), held_back("Respect", "too_few"))
    assert (view.n, view.asked) == (16, 17)
    assert view.headline == "No theme can be shown as one figure of the group"
    assert view.source == "16 of 17 people answered."


def test_a_theme_that_people_see_in_two_ways_is_in_the_title_and_its_row_says_why_it_is_bare() -> (
    None
):
    few, held = held_back("Honesty", "too_few"), held_back("Respect", "no_shared_picture")
    view = seen(GROUP, *GROUP_FINDINGS, few, held).group
    assert view.headline == (
        "We are strong on shared goals, and see respect differently. What needs work: trust."
    )
    assert view.strip.rows[-1].not_shown == "not shown: one mean would describe nobody"
    bold = {row.label for row in view.strip.rows if row.bold}
    assert bold == {"Shared goals", "Trust", "Respect"}
    mixed = group_theme("Clear roles", 3.25, "mixed")
    assert seen(GROUP, mixed, held).group.headline == "We see respect in different ways"


def test_lines_are_explained_only_where_a_mark_has_one() -> None:
    theme = group_theme("Trust", 3.3, "mixed")
    without = tuple(replace(role, low=None, high=None) for role in theme.roles)
    view = seen(GROUP, replace(theme, roles=without)).group
    assert view.source == "16 of 17 people answered. Mark: mean."


def test_too_few_answers_are_told_only_where_that_is_why() -> None:
    view = seen(GROUP, held_back("Trust", "too_few"), held_back("Respect", "too_few"))
    assert view.headline == "Too few answers to show a picture of the group"
    assert view.source == "16 of 17 people answered."


def eight(value: float) -> Published:
    return published(value, 8)


def test_a_list_in_the_groups_own_words_says_how_many_of_how_many_named_each() -> None:
    voice = in_own_words("What helps?", cake=8, time=3)
    (shown,) = seen(GROUP, *GROUP_FINDINGS, voice).voices
    assert [(one.words, one.share) for one in shown.items] == [
        ("cake", "8 of 16"),
        ("time", "3 of 16"),
    ]


def test_the_group_strip_has_the_whole_scale_and_a_mark_for_each_role() -> None:
    strip = seen(GROUP, *GROUP_FINDINGS).group.strip
    assert (strip.low, strip.high) == (1.0, 5.0)
    assert strip.ends == ("strongly disagree", "strongly agree")
    assert strip.legend == (("doctor", "doctors (8)"), ("manager", "managers (8)"))
    assert strip.rows[0].dots == (
        Dot(mark="doctor", value=eight(4.0), low=eight(3.25), high=eight(4.75)),
        Dot(mark="manager", value=eight(4.5), low=eight(3.75), high=eight(5.0)),
    )
    assert strip.owner == ""


def test_of_themes_with_one_printed_mean_none_is_the_highest_or_the_lowest() -> None:
    level = [group_theme(name, 3.3, "mixed", rank + 1) for rank, name in enumerate("ABC")]
    view = seen(GROUP, *level).group
    assert (view.highest, view.lowest) == ((), ())
    view = seen(GROUP, *level[:2], group_theme("D", 3.2, "mixed", 3)).group
    assert (view.highest, [one.name for one in view.lowest]) == ((), ["D"])


def test_without_a_strength_the_highest_theme_is_offered() -> None:
    view = seen(GROUP, group_theme("A", 3.3, "mixed", 1), group_theme("B", 3.2, "mixed", 2)).group
    assert [(one.name, one.label) for one in view.highest] == [("A", "our highest")]
    assert [(one.name, one.label) for one in view.lowest] == [("B", "our lowest")]
    assert (view.strengths, view.working_on) == ((), ())
    assert view.headline == "We see a mixed picture. Highest: a. Lowest: b."


def test_a_difference_of_roles_is_said_on_the_chart_in_words_and_in_the_title() -> None:
    apart = replace(
        group_theme("Clear roles", 3.25, "seen differently"), alike=False, apart=published(1.1)
    )
    view = seen(GROUP, apart).group
    assert view.headline == "Doctors and managers see clear roles differently"
    assert [one.label for one in view.strip.brackets] == ["Seen differently"]
    # On what is shown of no role it is not known who differs.
    held = held_back("Trust", "no_shared_picture")
    assert seen(GROUP, apart, held).group.headline == (
        "We see clear roles and trust in different ways"
    )
    strong, weak = (
        group_theme("Respect", 4.5, "strength"),
        group_theme("Trust", 2.0, "worth working on"),
    )
    assert seen(GROUP, apart, strong).group.headline == (
        "We are strong on respect, and see clear roles differently"
    )
    assert seen(GROUP, apart, weak).group.headline == (
        "We see clear roles differently. What needs work: trust."
    )
    both = seen(GROUP, apart, weak, strong, group_theme("Honesty", 4.0, "strength", 2)).group
    assert both.headline == (
        "We are strong on respect, and see clear roles differently. What needs work: trust."
    )
    assert [(row.figure, row.bold) for row in view.strip.rows] == [("1.1 apart", True)]
    assert view.strip_alt.endswith("Clear roles: doctors 3.0 (8), managers 3.5 (8): 1.1 apart.")
    assert [one.sentence for one in view.differences] == [
        "Doctors 3.0 (8), managers 3.5 (8): 1.1 apart."
    ]


def test_people_who_answered_differently_are_not_said_to_disagree_with_a_statement() -> None:
    view = seen(GROUP, replace(group_theme("Trust", 2.5, "worth working on"), alike=False))
    (theme,) = view.working_on
    assert theme.sentence == (
        "Doctors 2.3 (8), managers 2.8 (8). People answered differently from one another."
    )


def test_the_gap_of_a_pair_is_that_of_the_figures_beside_it() -> None:
    # 1 2/3 and 3 1/3 are 1 2/3 apart, and are printed as 1.7 and 3.3.
    apart = pair_theme("crisis", "Trust", (5 / 3, 10 / 3), "seen differently")
    (theme,) = seen(CRISIS, apart).differences
    assert theme.sentence == "Doctor 1.7, manager 3.3: 1.6 apart. Nobody is wrong."


def test_each_reader_gets_the_rule_of_the_labels_on_that_page() -> None:
    found = (*GROUP_FINDINGS, *pair_findings("crisis"))
    of_group = seen(GROUP, *found).thresholds
    assert of_group == (
        "Strength of the group: 3.5 or more, and above 3 with little doubt. To work on: 3 or less, "
        "and below 3.5 with little doubt. Roles 1 or more apart: each of them."
    )
    of_pair = seen(CRISIS, *found).thresholds
    assert of_pair == (
        "A pair: seen differently is more than 1 apart, even if one answer moved by a step; else a "
        "shared strength is 3.5 or more for each, to work on 3 or less for each."
    )
    assert seen(FACILITATOR, *found).thresholds == f"{of_group} {of_pair}"


def test_the_sheet_for_guesses_has_a_box_for_each_step_of_the_scale_that_was_used(
    tmp_path: Path,
) -> None:
    seven = Scale(low=1, high=7, labels=("Never", *"23456", "Always"))
    here = context(findings=GROUP_FINDINGS)
    here = replace(here, questions=here.questions.model_copy(update={"scale": seven}))
    part = (shipped("templates") / "parts/guess-first.md").read_text("utf-8")
    page, faults = made(tmp_path, front("group") + part, here=here)
    assert page is not None, faults
    sheet = as_text(page)
    assert "1 is never, 7 is always." in sheet
    assert "Theme | 1 | 2 | 3 | 4 | 5 | 6 | 7" in sheet
    assert "Trust | ☐ | ☐ | ☐ | ☐ | ☐ | ☐ | ☐" in sheet


def test_the_printed_rule_has_the_numbers_of_the_scale_that_was_used() -> None:
    seven = Scale(low=1, high=7, labels=tuple("1234567"))
    here = context(findings=pair_findings("crisis"))
    asked = here.questions.model_copy(update={"scale": seven})
    view = TemplateNames(replace(here, questions=asked)).of(CRISIS)["findings"]
    # 1 + 2.5 x 1.5, rounded as the label rounds it; 1 + 2 x 1.5; 1.5
    assert "4.8 or more" in view.thresholds
    assert "4 or less" in view.thresholds
    assert "more than 1.5 apart" in view.thresholds
    assert view.strip.brackets[0].detail == "4.8 or more for each"


def test_of_a_pairs_themes_with_one_mean_none_is_the_highest_or_the_lowest() -> None:
    def ends(*scores: tuple[float, float], apart: tuple[float, float] | None = None) -> list[str]:
        found = [
            pair_theme("crisis", name, one, "middle ground", rank)
            for rank, (name, one) in enumerate(zip("ABC", scores, strict=False), 1)
        ]
        found += [pair_theme("crisis", "D", apart, "seen differently", 1)] if apart else []
        view = seen(CRISIS, *found)
        return [
            *(f"highest {one.name}" for one in view.highest),
            *(f"lowest {one.name}" for one in view.lowest),
        ]

    assert ends((3.4, 3.4), (3.4, 3.4), (3.2, 3.2)) == ["lowest C"]
    assert ends((3.4, 3.4), (3.2, 3.2), (3.2, 3.2)) == ["highest A"]
    assert ends((3.4, 3.2), (3.2, 3.4)) == []
    assert ends((3.4, 3.4), (3.2, 3.2), apart=(5.0, 3.0)) == ["lowest B"]


def test_a_theme_of_the_middle_ground_is_never_called_high_or_low() -> None:
    found = (
        pair_theme("crisis", "Trust", (3.6, 3.3), "middle ground", 1),
        pair_theme("crisis", "Clear roles", (3.0, 3.3), "middle ground", 2),
    )
    view = seen(CRISIS, *found)
    assert (view.strengths, view.working_on) == ((), ())
    assert [one.name for one in (*view.highest, *view.lowest)] == ["Trust", "Clear roles"]
    text = shipped_page("handouts/pair-results.md", context(findings=found), "crisis")
    assert "Low for" not in text
    assert "High for" not in text
    assert "Lowest is clear roles; nothing stands out as low." in text


def test_a_pair_that_shares_reads_its_own_marks() -> None:
    view = seen(CRISIS, *GROUP_FINDINGS, *pair_findings("crisis"))
    assert view.shared
    assert view.headline == (
        "What makes shared goals work, and what does each of you see in clear roles?"
    )
    assert [row.label for row in view.strip.rows] == ["Shared goals", "Clear roles", "Trust"]
    assert [row.link for row in view.strip.rows] == ["near", "far", "near"]
    assert view.strip.brackets[0] == Bracket(
        first=0, last=0, label="Shared strength", detail="3.5 or more for each"
    )
    assert view.strip.owner == "crisis"
    assert view.differences[0].sentence == "Doctor 2.0, manager 3.8: 1.8 apart. Nobody is wrong."
    assert view.strip_alt.endswith("Trust: doctor 2.5, manager 2.8.")
    assert view.question == "What about crisis/Clear roles?"


LEFT_SINCE = {
    "pairs": PROGRAMME["pairs"]
    | {"crisis": {"doctor": "Dr A", "manager": {"name": "B. Sample", "until": "2027-03-01"}}}
}


def test_whoever_stayed_is_not_spoken_to_as_two() -> None:
    here = context(programme=LEFT_SINCE, findings=(*GROUP_FINDINGS, *pair_findings("crisis")))
    view = TemplateNames(here).of(CRISIS)["findings"]
    assert view.headline == (
        "What makes shared goals work, and what does each of those who answered see in clear roles?"
    )
    assert view.lead == "This page is for you alone."


def test_a_pair_that_only_sees_a_theme_differently_is_told_so() -> None:
    apart = pair_theme("crisis", "Trust", (2.0, 4.0), "seen differently", 1)
    headline = "What does each of you see in trust that others do not?"
    assert seen(CRISIS, apart).headline == headline


def test_a_statement_without_an_answer_says_so() -> None:
    view = seen(CRISIS, *GROUP_FINDINGS, *pair_findings("crisis"))
    (item,) = view.strengths[0].items
    assert item.strip_alt == "Doctor 4, manager no answer."
    assert [score.score for score in item.scores] == ["4", ""]
    assert item.strip.owner == "crisis"


def test_a_pair_that_does_not_share_reads_the_group() -> None:
    group = seen(GROUP, *GROUP_FINDINGS)
    view = seen(CRISIS, *GROUP_FINDINGS, *not_shared("crisis"))
    assert not view.shared
    assert view.lead == "This page shows the group’s results."
    assert (view.headline, view.strip, view.strengths) == (
        f"The group’s results. {group.headline}",
        group.strip,
        group.strengths,
    )
    assert view.differences == ()


PAIR_PAGE = front("each pair", "requires: stock take") + (
    "# {{ findings.headline }}\n\n{{ findings.lead }}\n\n::: chart\nof: {{ findings.strip }}\n"
    "alt: {{ findings.strip_alt }}\n:::\n\n{% for f in findings.differences %}\n- {{ f.name }}\n"
    "{% endfor %}\n"
)


def test_nobody_can_tell_refusal_from_missing_answers(tmp_path: Path) -> None:
    refused = context(findings=(*GROUP_FINDINGS, *not_shared("crisis")))
    missing = context(findings=GROUP_FINDINGS)
    one, _ = made(tmp_path, PAIR_PAGE, here=refused, reader="crisis")
    other, _ = made(tmp_path, PAIR_PAGE, here=missing, reader="crisis")
    assert one is not None
    assert one == other


def test_another_pairs_answers_change_nothing(tmp_path: Path) -> None:
    mine = (*GROUP_FINDINGS, *pair_findings("crisis"))
    here = context(findings=(*mine, *pair_findings("rehab")))
    there = context(findings=(*mine, *not_shared("rehab")))
    one, _ = made(tmp_path, PAIR_PAGE, here=here, reader="crisis")
    other, _ = made(tmp_path, PAIR_PAGE, here=there, reader="crisis")
    assert one is not None
    assert repr(one) == repr(other)


def test_a_pair_of_one_is_not_told_what_the_two_of_them_think() -> None:
    theme = pair_theme("lone", "Trust", (2.0, 2.0), "worth working on")
    alone = PairTheme(**{f: getattr(theme, f) for f in theme.__slots__} | BASE(theme) | SINGLE)
    view = seen(Recipient("pair", "lone"), *GROUP_FINDINGS, alone)
    assert view.headline == "What you said, theme by theme"
    assert view.working_on[0].sentence == "Doctor 2.0."
    assert view.strip.rows[0].link == ""


SINGLE = {
    "scores": (("doctor", shared(2.0)),),
    "may_be": ((shared(1.5), shared(2.5)),),
    "gap": shared(0.0),
}


def BASE(theme: PairTheme) -> dict[str, object]:  # noqa: N802
    names = ("id", "wave", "subject", "readers", "n", "asked", "method", "interval", "question")
    return {name: getattr(theme, name) for name in names}


def test_a_person_reads_own_results_beside_the_groups() -> None:
    reader = Recipient("person", "crisis-doctor")
    view = seen(reader, *GROUP_FINDINGS, *person_findings("crisis-doctor", 3.5))
    assert view.shared
    assert view.own.shown
    assert [one.sentence for one in view.own.themes] == ["You 3.5, the group 2.5."]
    assert view.own.strip.rows[0].dots[0].mark == "everyone"
    assert view.own.strip.rows[0].dots[1] == Dot(
        mark="doctor",
        value=shared(3.5, reader),
        may_be=(shared(3.0, reader), shared(4.0, reader)),
    )
    assert view.own.owner == "crisis-doctor"
    assert "beside the group" in view.own.strip_alt
    alone = seen(reader, *person_findings("crisis-doctor", 3.5))
    assert "beside" not in alone.own.strip_alt
    assert view.notices == ("A reason for crisis-doctor.",)


@pytest.mark.parametrize(
    ("findings", "title", "asked"),
    [
        (GROUP_FINDINGS, "The answers of the whole group", "What surprises you"),
        ((held_back("Trust", "no_shared_picture"),), "Your own results", "have wished to see"),
    ],
)
def test_a_persons_sheet_promises_no_answers_of_the_group_where_none_are_shown(
    findings: tuple[Finding, ...], title: str, asked: str
) -> None:
    page = shipped_page("sheets/own-results.md", context(findings=findings), "crisis-doctor")
    assert f"# {title}\n" in page
    assert asked in page
    assert ("describe nobody, is not shown" in page) is (title == "Your own results")


def test_a_person_reads_no_others_line_notice_or_mean() -> None:
    findings = (
        *person_findings("crisis-doctor", 3.5),
        partner_line("crisis-doctor", "crisis-manager", "Thank you."),
    )
    view = seen(Recipient("person", "crisis-manager"), *GROUP_FINDINGS, *findings)
    assert [(line.words, line.owner) for line in view.partner_lines] == [("Thank you.", "crisis")]
    assert not view.own.shown
    assert view.notices == ()
    assert seen(CRISIS, *GROUP_FINDINGS, *findings).partner_lines == ()


def test_two_sponsors_who_share_are_spoken_to_as_two() -> None:
    exec_, amd = (Recipient("sponsor", name) for name in ("exec", "amd"))
    found = replace(
        pair_theme("sponsors", "Respect", (4.5, 4.0), "shared strength"),
        readers=frozenset({exec_, amd}),
    )
    says = {"sponsors": {"exec": "Rae Invented", "amd": "Lou Madeup"}}
    view = TemplateNames(context(programme=says, findings=(found,))).of(amd)["findings"]
    assert view.lead == "This page is for the two of you, as you both agreed."
    assert view.headline == "What makes respect work, and where else could you use it?"


def test_sponsors_who_do_not_share_read_that_the_page_is_the_groups() -> None:
    view = seen(Recipient("sponsor", "exec"), *GROUP_FINDINGS, *pair_findings("crisis"))
    assert not view.shared
    assert view.lead == "This page shows the group’s results."


@pytest.mark.parametrize("reader", [GROUP, FACILITATOR])
def test_others_read_the_group(reader: Recipient) -> None:
    view = seen(reader, *GROUP_FINDINGS, *pair_findings("crisis"))
    assert not view.shared
    assert isinstance(view.strip, Strip)
    assert view.strip.owner == ""
    assert view.lead == ""


def test_before_any_stock_take_there_is_nothing_to_see() -> None:
    view = seen(GROUP)
    assert not view.any
    assert view.strip.rows == ()
    assert view.headline == "Too few answers to show a picture of the group"


def test_a_stock_take_after_this_day_is_not_seen() -> None:
    here = context(
        programme={"stock takes": {"baseline": "2027-06-01"}}, findings=tuple(GROUP_FINDINGS)
    )
    assert not TemplateNames(here).of(GROUP)["findings"].any


def change(name: str, **more: object) -> GroupChange:
    numbers = {"then": 2.5, "now": 3.25, "change": 0.75, "up": 9, "same": 3, "down": 2}
    sentence = "Of the 14 who answered both times, 9 rate this higher."
    said = {"sentence": sentence, "brief": "9 up, 2 down", "verdict": "up", "enough": 10}
    named = {"id": f"repeat/{name}", "dimension": name.casefold(), "name": name}
    return group_change(**{**numbers, **said, **named, "readers": EVERYBODY, **more})


def shown(wave: str, name: str, mean: float, n: int = 16) -> GroupTheme:
    return replace(group_theme(name, mean, "mixed"), id=f"{wave}/{name}", wave=wave, n=n)


THREE_TIMES = {"baseline": "2027-01-12", "midway": "2027-02-03", "repeat": "2027-02-20"}


def change_over(*found: Finding) -> ChangeView:
    here = context(programme={"stock takes": THREE_TIMES}, findings=found)
    view = TemplateNames(here).of(GROUP)["findings"].change
    assert isinstance(view, ChangeView)
    return view


def test_slopes_say_what_each_stock_take_showed_of_the_themes_that_moved() -> None:
    view = change_over(
        shown("baseline", "Trust", 2.5, n=16),
        shown("midway", "Trust", 3.5, n=14),
        shown("repeat", "Trust", 3.4, n=15),
        shown("baseline", "Goals", 3.1),
        shown("repeat", "Goals", 3.2),
        change("Trust", then=None, now=None, brief="9 up, 2 down"),
        change("Goals", rank=2, verdict="none"),
    )
    assert view.slopes is not None
    assert view.slopes.categories == (
        "January 2027 (16\u00a0people)",
        "February 2027 (14\u00a0people)",
        "February 2027 (15\u00a0people)",
    )
    (trust,) = view.slopes.series
    assert (
        trust.name,
        tuple(drawn(one) for one in trust.values if one is not None),
        trust.note,
    ) == (
        "Trust",
        (2.5, 3.5, 3.4),
        "9 up, 2 down",
    )
    assert "Trust: 2.5, 3.5, 3.4. Of the 14 who answered both times" in view.slopes_alt
    assert "the 14 people who answered both times" in view.slopes_source
    assert "Lines: the mean of all who answered, from 1" in view.slopes_source


def test_a_stock_take_that_shows_no_figure_of_a_theme_leaves_a_gap_in_its_slope() -> None:
    view = change_over(
        shown("baseline", "Trust", 2.5),
        shown("midway", "Goals", 3.5),
        shown("repeat", "Trust", 3.4),
        change("Trust"),
    )
    assert view.slopes is not None
    assert view.slopes.series[0].values[1] is None
    assert "Trust: 2.5, not shown, 3.4." in view.slopes_alt


def test_a_theme_has_no_slope_where_what_everyone_said_goes_the_other_way() -> None:
    held = [
        *(shown(wave, name, 3.0) for wave in ("baseline", "repeat") for name in ("Goals",)),
        shown("repeat", "Respect", 2.0),
    ]
    trust = (shown("baseline", "Trust", 2.5), shown("repeat", "Trust", 3.4))
    roles = (shown("baseline", "Roles", 3.5), shown("repeat", "Roles", 3.4))
    fell = change("Roles", rank=2, verdict="down", change=-0.75, then=3.25, now=2.5)
    view = change_over(*trust, *roles, *held, change("Trust"), fell, change("Goals", rank=3))
    assert [row.lined for row in view.rows] == [True, True, False]
    view = change_over(*trust, *held, change("Trust"), change("Respect", rank=2))
    assert view.slopes is None


def test_of_five_themes_that_moved_the_slopes_have_the_four_that_moved_most() -> None:
    names = ["Trust", "Goals", "Roles", "Respect", "Honesty"]
    shown_twice = [
        shown(wave, name, mean)
        for wave, mean in (("baseline", 2.5), ("repeat", 3.4))
        for name in names
    ]
    view = change_over(*shown_twice, *(change(name, rank=at) for at, name in enumerate(names)))
    assert view.slopes is not None
    assert [one.name for one in view.slopes.series] == names[:4]


def test_the_group_reads_lines_where_only_counts_of_the_same_people_may_be_told() -> None:
    found = (
        shown("baseline", "Trust", 2.5),
        shown("repeat", "Trust", 3.4),
        change("Trust", then=None, now=None, change=None),
        change("Goals", rank=2, verdict="none", then=None, now=None, change=None),
    )
    here = context(programme={"stock takes": THREE_TIMES}, findings=found)
    page = shipped_page("handouts/final-report.md", here)
    assert "January 2027 (16\u00a0people): Trust 2.5" in page
    assert "How high they rate it is not shown" not in page
    assert "No clear change: goals." in page


def test_then_and_now_puts_the_largest_change_first() -> None:
    small = change("Goals", then=4.0, now=4.1, change=0.1, up=5, rank=2, verdict="none")
    here = context(
        programme={"stock takes": {"baseline": "2027-01-12", "repeat": "2027-02-20"}},
        findings=(*GROUP_FINDINGS, small, change("Trust")),
    )
    view = TemplateNames(here).of(GROUP)["findings"].change
    assert view.any
    assert view.levels
    assert view.headline == "Rated higher than before: trust"
    assert [row.label for row in view.strip.rows] == ["Trust", "Goals"]
    assert view.strip.rows[0].dots == (
        Dot(mark="everyone", value=published(2.5, 14), then=True),
        Dot(mark="everyone", value=published(3.25, 14)),
    )
    assert view.strip.rows[0].figure == "9 up, 2 down"
    assert view.dates == "January 2027 and February 2027"
    assert [row.verdict for row in view.rows] == ["That is a change.", "No clear change."]
    assert "ten of the 14 people moving the same way and nobody the other" in view.sure


def test_how_many_of_each_role_answered_is_not_parted_at_a_lines_end() -> None:
    def of(name: str, doctors: int, rank: int) -> GroupChange:
        then, now = published(2.5, doctors), published(3.25, doctors)
        roles = (("doctor", then, now), ("manager", published(2.5, 7), published(3.25, 7)))
        return change(name, n=doctors + 7, roles=roles, rank=rank)

    found = (of("Trust", 7, 1), of("Goals", 8, 2))
    view = TemplateNames(context(findings=found)).of(GROUP)["findings"].change
    assert [words for _, words in view.strip.legend] == ["doctors (8)", "managers (7)"]
    assert [row.figure for row in view.strip.rows] == [
        "9 up, 2 down, of\u00a07\u00a0and\u00a07",
        "9 up, 2 down",
    ]
    assert view.strip.figures == "of 14 to 15 people"


def test_the_groups_slide_of_change_says_what_the_marks_are_and_how_many_answered() -> None:
    here = context(
        programme={"stock takes": {"baseline": "2027-01-12", "repeat": "2027-02-20"}},
        day={"agenda": [{"exercise": "audit-guess-first"}]},
        exercise={"id": "audit-guess-first", "uses": ["repeat-results"]},
        findings=(*GROUP_FINDINGS, change("Trust")),
    )
    lines = shipped_page("decks/group.md", here).splitlines()
    assert "(14 people answered both times.)" in lines
    change_of = TemplateNames(here).of(GROUP)["findings"].change
    assert change_of.strip.waves == ("January 2027", "February 2027")
    above = "in bold, what changed or the title names"
    assert any(above in line for line in lines)
    assert any("We call it a change only where" in line for line in lines)


@pytest.mark.parametrize("gives", [(), ("group-guesses",)])
def test_the_change_is_on_screen_between_its_exercise_and_the_question_after_it(
    gives: tuple[str, ...],
) -> None:
    here = context(
        programme={"stock takes": {"baseline": "2027-01-12", "repeat": "2027-02-20"}},
        exercise={"uses": ["repeat-results"], "gives": gives},
        findings=(*GROUP_FINDINGS, change("Trust")),
    )
    slides = [one for one in shipped_page("decks/group.md", here).splitlines() if one[:2] == "# "]
    at = slides.index("# Walk and talk")
    assert slides[at - 1] == "# Who sees what of your answers"
    assert slides[at + 1] == "# Rated higher than before: trust"
    assert slides[at + 2] == "# What did you hear? [statement]"


def slides_of_a_day(*agenda: dict[str, str]) -> list[str]:
    """The titles of a day's slides, with the group's findings; `pair-talk` reads them."""
    reading = {"id": "pair-talk", "name": "Pair talk", "uses": ["pair-sheets"]}
    here = context(day={"agenda": list(agenda)}, exercise=reading, findings=GROUP_FINDINGS)
    deck = shipped_page("decks/group.md", here)
    return [one[2:] for one in deck.splitlines() if one.startswith("# ")]


def test_results_stand_where_they_are_first_read_and_not_before_the_day_begins() -> None:
    titles = slides_of_a_day({"welcome": "10m", "title": "Good morning"}, {"exercise": "pair-talk"})
    look = titles.index("Who sees what of your answers")
    assert titles[look + 1] == "We are strong on shared goals. What needs work: trust."
    assert titles[look + 2] == "Pair talk"
    assert titles.index("What stays with us, and the one exception") < look - 1


@pytest.mark.parametrize("thread", ["group-ratings", "group-results"])
def test_a_result_is_on_the_screen_before_anybody_is_asked_about_it(thread: str) -> None:
    here = context(
        exercise={"uses": [thread], "debrief": ["What did we guess too low?"]},
        findings=GROUP_FINDINGS,
    )
    deck = shipped_page("decks/group.md", here)
    assert deck.index("Shared goals") < deck.index("# What did we guess too low?")


def test_a_question_has_a_slide_of_its_own_only_where_results_stand_before_it() -> None:
    here = context(
        day={"agenda": [{"exercise": "walk"}]}, exercise={"id": "walk"}, findings=GROUP_FINDINGS
    )
    deck = shipped_page("decks/group.md", here)
    assert "aloud: What did you hear?" in deck
    assert "# What did you hear?" not in deck


def test_the_slide_in_words_asks_about_what_roles_see_differently_or_what_is_low() -> None:
    apart = replace(
        group_theme("Clear roles", 3.25, "seen differently"), alike=False, apart=published(1.1)
    )
    here = context(
        day={"agenda": [{"exercise": "audit-guess-first"}]},
        exercise={"id": "audit-guess-first", "uses": ["group-ratings"]},
        findings=(*GROUP_FINDINGS, apart),
    )
    deck = shipped_page("decks/group.md", here)
    assert "# Clear roles: doctors 3.0, managers 3.5. What does each see?" in deck
    low = replace(group_theme("Trust", 2.0, "worth working on"), question="What would you see?")
    alike = context(exercise={"uses": ["group-ratings"]}, findings=[low])
    deck = shipped_page("decks/group.md", alike)
    assert "# Trust: What would you see?" in deck
    assert deck.count("What would you see?") == 1
    high = context(
        exercise={"uses": ["group-ratings"]}, findings=[group_theme("Trust", 4.5, "strength")]
    )
    assert "# What we can lean on, and what we would mend first" in shipped_page(
        "decks/group.md", high
    )


TWICE = {"stock takes": {"baseline": "2027-01-12", "repeat": "2027-02-20"}}


def test_beside_what_changed_a_slide_says_where_roles_stand_furthest_apart_now() -> None:
    apart = replace(
        group_theme("Clear roles", 3.25, "seen differently"), alike=False, apart=published(1.1)
    )
    near = group_theme("Clear roles", 3.25, "mixed")

    def said(theme: GroupTheme) -> str:
        here = context(
            programme=TWICE,
            day={"agenda": [{"exercise": "audit-then-and-now"}]},
            exercise={"id": "audit-then-and-now", "uses": ["repeat-results"]},
            findings=(apart, replace(theme, wave="repeat"), change("Clear roles")),
        )
        return shipped_page("decks/group.md", here)

    both = "# Clear roles: 1.1 apart in January 2027, 1.1 now. What does each see?"
    assert both in said(apart)
    wider = replace(apart, name="Trust", dimension="trust")
    assert "# Trust: doctors 3.0, managers 3.5. What does each see?" in said(wider)
    nearer = said(near).split("# Clear roles: 1.1 apart in January 2027, 0.5 now")[1]
    drawn = nearer.split("What did you hear?")[0]
    assert "Clear roles: doctors 3.0 (8), managers 3.5 (8)." in drawn
    for hidden in (replace(near, roles=()), replace(near, name="Trust", dimension="trust")):
        assert "# What did you hear? [statement]" in said(hidden)


def test_what_fell_stands_in_the_title_beside_what_rose_and_by_itself() -> None:
    rose, fell = change("Trust"), change("Goals", verdict="down", change=-0.75, rank=2)
    none = change("Respect", verdict="none", rank=3)

    def title(*found: GroupChange) -> str:
        return str(TemplateNames(context(findings=found)).of(GROUP)["findings"].change.headline)

    assert title(rose, fell, none) == (
        "Rated higher than before: trust. Rated lower than before: goals"
    )
    assert title(fell, none) == "Rated lower than before: goals"
    assert title(none) == "No theme has clearly changed"
    sank = replace(none, lead=-1)
    assert title(rose, sank) == "Rated higher than before: trust. More down than up: respect"
    view = TemplateNames(context(findings=(rose, sank, change("Honesty", verdict="none"))))
    rows = view.of(GROUP)["findings"].change.strip.rows
    assert {row.label: row.bold for row in rows} == {
        "Trust": True,
        "Respect": True,
        "Honesty": False,
    }
    asked = replace(change("Do we meet?"), verdict="up")
    assert title(asked, fell) == (
        "Rated higher than before: “Do we meet?”. Rated lower than before: goals"
    )
    grew = replace(none, lead=1)
    assert title(fell, grew) == (
        "More of us went up than down: respect. Rated lower than before: goals"
    )
    assert title(grew) == "No theme has clearly changed. More of us went up than down: respect"


def test_a_title_names_every_theme_that_moved_or_says_how_many_did() -> None:
    def title(*names: str) -> str:
        found = tuple(change(name, rank=rank) for rank, name in enumerate(names, 1))
        return str(TemplateNames(context(findings=found)).of(GROUP)["findings"].change.headline)

    assert title("Trust", "Respect", "Goals") == (
        "Rated higher than before: trust, respect and goals"
    )
    assert title("Trust", "Respect", "Goals", "Honesty") == (
        "Rated higher than before: four themes, among them trust and respect"
    )
    long = "Rush orders and what they do to everybody else’s week"
    assert title(long, "Respect", "Goals") == (
        "Rated higher than before: three themes, among them "
        "rush orders and what they do to everybody else’s week"
    )


def test_a_title_of_the_group_names_one_theme_of_a_kind_where_two_would_be_too_long() -> None:
    long = "Rush orders and what they do to everybody else’s week"
    strong = [group_theme(name, 4.5, "strength", at) for at, name in enumerate((long, "Goals"), 1)]
    assert seen(GROUP, *strong, group_theme("Respect", 2.0, "worth working on")).group.headline == (
        "We are strong on rush orders and what they do to everybody else’s week. "
        "What needs work: respect."
    )
    assert seen(GROUP, strong[1], replace(strong[0], name="Trust")).group.headline == (
        "We are strong on trust and goals"
    )


def test_where_all_is_strong_or_mixed_a_title_says_how_much_or_between_what() -> None:
    names = ("Trust", "Goals", "Respect", "Honesty")
    strong = [group_theme(name, 4.5, "strength", at) for at, name in enumerate(names, 1)]
    assert seen(GROUP, *strong).group.headline == (
        "We are strong on four themes, among them trust and goals"
    )
    mixed = [group_theme(name, 3.0 + at / 10, "mixed", at) for at, name in enumerate(names)]
    assert seen(GROUP, *mixed).group.headline == (
        "We see a mixed picture. Highest: honesty. Lowest: trust."
    )
    level = [group_theme(name, 3.2, "mixed", at) for at, name in enumerate(names)]
    assert seen(GROUP, *level).group.headline == "We see a mixed picture, and nothing stands out"


def test_where_nothing_can_be_called_a_change_a_title_still_says_which_way_more_moved() -> None:
    def title(*found: GroupChange) -> str:
        return str(TemplateNames(context(findings=found)).of(GROUP)["findings"].change.headline)

    rose = change("Trust", verdict="few", lead=1)
    fell = change("Goals", verdict="few", lead=-1, rank=2)
    assert title(rose, fell) == ("More of us went up than down: trust. More down than up: goals")
    assert title(rose) == "More of us went up than down: trust"
    assert title(fell) == "More down than up: goals"


def pair_moved(name: str, then: float, now: float, **more: object) -> PairChange:
    """The manager of the crisis pair on a theme, then and now; the doctor stays at 3."""
    return PairChange(
        id=f"repeat/{name}",
        wave="repeat",
        subject=CRISIS,
        readers=frozenset({CRISIS}),
        n=2,
        asked=2,
        method="",
        dimension=name.casefold(),
        name=name,
        then=(("doctor", shared(3.0)), ("manager", shared(then))),
        now=(("doctor", shared(3.0)), ("manager", shared(now))),
        **more,  # type: ignore[arg-type]
    )


def test_a_pairs_then_and_now_names_what_moved_furthest_and_asks() -> None:
    held = pair_moved("Goals", 3.0, 3.5, rank=3)
    fell = pair_moved("Respect", 4.0, 2.5, rank=2, furthest=("down",))
    rose = pair_moved("Trust", 2.0, 4.0, rank=1, furthest=("up",))
    view = seen(CRISIS, held, fell, rose).pair_change
    assert view.headline == "Furthest up: trust. Furthest down: respect. What lies behind it?"
    assert [(row.label, row.bold) for row in view.strip.rows] == [
        ("Trust", True),
        ("Respect", True),
        ("Goals", False),
    ]
    quiet = seen(CRISIS, held).pair_change
    assert quiet.headline == "No theme moved by a point or more. What has held?"


@pytest.mark.parametrize("verdict", ["held", "few"])
def test_no_title_says_that_nothing_changed_where_that_is_not_told(verdict: str) -> None:
    not_told, none = change("Trust", verdict=verdict), change("Goals", verdict="none", rank=2)
    view = TemplateNames(context(findings=(not_told, none))).of(GROUP)["findings"].change
    assert view.headline == "How many of us moved which way, theme by theme"


def test_what_is_said_of_no_theme_is_said_once_and_not_beside_each() -> None:
    few = tuple(change(name, verdict="few", enough=0) for name in ("Trust", "Goals"))
    view = TemplateNames(context(findings=few)).of(GROUP)["findings"].change
    assert [row.verdict for row in view.rows] == ["", ""]
    assert all(not row.sentence.endswith("a change.") for row in view.rows)
    assert view.sure.startswith("Of so few people none is called a change")
    one = TemplateNames(context(findings=(*few[:1], change("Goals", rank=2)))).of(GROUP)
    assert [bool(row.verdict) for row in one["findings"].change.rows] == [True, True]


def test_without_levels_people_are_counted() -> None:
    held = change("Trust", then=None, now=None, change=None, same=None)
    view = TemplateNames(context(findings=(held,))).of(GROUP)["findings"].change
    assert not view.levels
    assert view.headline == "Rated higher than before: trust"
    assert [(row.n, row.moved) for row in view.rows] == [(14, "9 up, 2 down")]
    assert "mark" not in view.source.casefold()


def test_then_and_now_says_the_n_of_a_theme_that_rests_on_fewer_people() -> None:
    moved = (change("Trust", wave="baseline"), change("Goals", wave="baseline", n=15))
    change_of = seen(GROUP, *GROUP_FINDINGS, *moved).change
    assert change_of.source.startswith("14 to 15 people answered both times.")
    figures = {row.label: row.figure for row in change_of.strip.rows}
    assert change_of.strip.legend == (("everyone", "everyone (15)"),)
    assert figures == {"Trust": "9 up, 2 down, of\u00a014", "Goals": "9 up, 2 down"}


def test_a_list_in_the_groups_words_says_how_many_of_how_many_named_each() -> None:
    voice = GroupVoice(
        id="baseline/group/list/helps",
        wave="baseline",
        subject=GROUP,
        readers=EVERYBODY,
        n=12,
        asked=17,
        method="",
        prompt="What helps?",
        items=(("time", published(7, 12)),),
    )
    (list_,) = seen(GROUP, *GROUP_FINDINGS, voice).voices
    assert [(one.words, one.share) for one in list_.items] == [("time", "7 of 12")]


def test_what_is_not_shown_for_one_reason_is_told_in_one_sentence() -> None:
    few = [held_back(name, "too_few") for name in ("Trust", "Clear roles")]
    seen_by = seen(FACILITATOR, *few, held_back("Respect", "would_disclose"))
    assert [one.sentence for one in seen_by.not_shown] == [
        "Trust; Clear roles: fewer people answered than may be shown.",
        "Respect: not shown, because single people’s answers could be worked out.",
    ]


SEVEN = Scale(low=1, high=7, labels=("Never", *"23456", "Always"))


def test_themes_on_scales_of_their_own_are_drawn_on_them_and_never_compared_in_silence() -> None:
    here = context(findings=GROUP_FINDINGS)
    asked = here.questions
    trust = next(one for one in asked.dimensions if one.id == "trust")
    own = tuple(
        one.model_copy(update={"scale": SEVEN}) if one is trust else one for one in asked.dimensions
    )
    here = replace(here, questions=asked.model_copy(update={"dimensions": own}))
    view = TemplateNames(here).of(GROUP)["findings"].group
    rows = {row.label: row.scale for row in view.strip.rows}
    assert rows["Trust (1 never to 7 always)"] == (1.0, 7.0)
    assert view.strip.ends == ("low end", "high end")
    assert not view.one_scale
    assert "compare no row with another" in view.source
    said = {theme.name: theme.sentence for theme in view.themes}
    assert said["Trust"].endswith(" On a scale from 1 to 7.")
    assert not any("scale" in words for name, words in said.items() if name != "Trust")


def test_words_under_and_for_charts_of_scales_of_their_own_name_no_scale_of_all() -> None:
    named = Scale(low=0, high=10, labels=("0 not at all", *"123456789", "10 very likely"))
    twice = {"stock takes": {"baseline": "2027-01-12", "repeat": "2027-02-20"}}
    once = context(findings=(*GROUP_FINDINGS, *pair_findings("crisis")))
    then_and_now = context(programme=twice, findings=(change("Trust"),))
    asked = once.questions
    own = tuple(
        one.model_copy(update={"scale": named}) if one.id == "trust" else one
        for one in asked.dimensions
    )
    questions = asked.model_copy(update={"dimensions": own})
    read, later = (
        TemplateNames(replace(here, questions=questions)) for here in (once, then_and_now)
    )
    group, moved = read.of(GROUP)["findings"].group, later.of(GROUP)["findings"].change
    assert group.strip.rows[2].label == "Trust (0 not at all to 10 very likely)"
    assert group.strip_alt.startswith("Where the group stands on 3 themes, each on its own scale. ")
    assert moved.strip_alt.startswith("Then and now on 1 theme, each on its own scale. ")
    pair = read.of(CRISIS)["findings"]
    (trust,) = pair.working_on
    assert "from 0 to 10" in trust.strip_alt
    assert [item.strip.rows[0].scale for item in trust.items] == [(0.0, 10.0)]


def test_a_row_says_why_it_is_not_shown_and_nothing_that_would_tell_more() -> None:
    reasons = ("too_few", "would_disclose", "all_alike", "no_shared_picture")
    rows = seen(GROUP, *(held_back(one, one) for one in reasons)).group.strip.rows  # type: ignore[arg-type]
    assert {row.label: row.not_shown for row in rows} == {
        "too_few": "not shown: too few answered",
        "would_disclose": "not shown: it would tell single answers",
        "all_alike": "not shown: it would tell single answers",
        "no_shared_picture": "not shown: one mean would describe nobody",
    }


def test_of_a_change_without_counts_neither_the_title_nor_the_column_promises_any() -> None:
    view = seen(GROUP, change("Trust", brief="", verdict="few")).change
    assert view.headline == "Then and now, theme by theme"
    assert view.strip.figures == ""
    counted = seen(GROUP, change("Trust", verdict="held")).change
    assert counted.headline == "How many of us moved which way, theme by theme"
    assert counted.strip.figures == "of 14 people"


def test_a_role_with_the_fewest_that_are_shown_says_what_is_not_drawn() -> None:
    here = context(programme={"minimum group": 8}, findings=GROUP_FINDINGS)
    source = TemplateNames(here).of(GROUP)["findings"].group.source
    assert "Roles of 8 have no line, and none is shown where it would tell" in source


def test_of_a_lower_minimum_the_fewest_of_a_role_are_those_that_tell_of_nobody() -> None:
    few = tuple(
        replace(one, roles=tuple(replace(role, n=4) for role in one.roles))
        for one in GROUP_FINDINGS
        if isinstance(one, GroupTheme)
    )
    here = context(programme={"minimum group": 3}, findings=few)
    source = TemplateNames(here).of(GROUP)["findings"].group.source
    assert "Roles of 4 have no line, and none is shown where it would tell" in source


def test_the_page_says_that_roles_would_tell_single_answers_if_no_theme_has_them() -> None:
    held = replace(held_back(ROLES_APART, "would_disclose"), dimension="")
    bare = tuple(replace(one, roles=()) for one in GROUP_FINDINGS if isinstance(one, GroupTheme))
    why = "Roles are not shown apart: it would tell how single people answered."
    assert why in seen(GROUP, *bare, held).group.source
    assert why not in seen(GROUP, *GROUP_FINDINGS, held).group.source


def test_a_label_that_one_answer_would_change_says_so() -> None:
    theme = replace(pair_theme("crisis", "Trust", (3.6, 3.6), "shared strength"), unsure=True)
    (strength,) = seen(CRISIS, theme).strengths
    assert strength.unsure == "One answer would change this."
    assert strength.sentence.endswith("high for both. One answer would change this.")
