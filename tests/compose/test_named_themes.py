"""Themes that came up in conversation, on posters, slides and the group's page."""

from typing import Any

import pytest

from facilitate.audit.findings import (
    GroupVoice,
    NamedTheme,
    Quote,
    RoleCount,
    RoleList,
    Withheld,
)
from facilitate.compose.template_names import TemplateNames
from facilitate.recipient import FACILITATOR, GROUP
from facilitate.shipped import shipped
from facilitate.structs import replace
from tests.audit.made_figures import published
from tests.compose.contexts import GROUP_FINDINGS, context, shipped_page

DATA_WALK: dict[str, Any] = {
    "exercise": {"id": "audit-data-walk", "uses": ["group-results"]},
    "day": {"agenda": [{"exercise": "audit-data-walk"}]},
}
EIGHT: dict[str, Any] = {
    "pairs": {
        f"p{n}": {"service": f"Ward {n}", "doctor": "Dr A. Example", "manager": "B. Sample"}
        for n in range(1, 5)
    }
}
EVERY: dict[str, Any] = {
    "wave": "baseline",
    "subject": GROUP,
    "readers": frozenset({GROUP, FACILITATOR}),
}


def theme(name: str, people: int | None, **more: Any) -> NamedTheme:
    return NamedTheme(
        **EVERY,
        id=f"baseline/group/theme/{name}",
        n=more.pop("n", 12),
        asked=16,
        method="",
        dimension=more.pop("dimension", name.casefold()),
        name=name,
        means=more.pop("means", "who waits"),
        people=None if people is None else published(people),
        roles=more.pop("roles", ()),
        **more,
    )


def quote(words: str, *names: str) -> Quote:
    codes = tuple(name.casefold() for name in names)
    return Quote(
        **EVERY, id=words, n=12, asked=16, method="", dimensions=codes, names=names, words=words
    )


def seen(*found: Any) -> Any:
    return TemplateNames(context(findings=found)).of(GROUP)["findings"]


ROLES = (
    RoleCount(role="doctor", people=published(3), n=6),
    RoleCount(role="manager", people=published(4), n=6),
)


def test_a_named_theme_is_told_in_people_and_by_role() -> None:
    (yard,) = seen(theme("Yard", 8, roles=ROLES)).named
    assert yard.people == "8 of 12"
    assert yard.sentence == "Named by 8 of the 12 people we spoke with"
    assert yard.by_role == "3 of 6 doctors and 4 of 6 managers."
    none = RoleCount(role="manager", people=published(0), n=6)
    (yard,) = seen(theme("Yard", 3, roles=(ROLES[0], none))).named
    assert yard.by_role == "3 of 6 doctors and none of 6 managers."
    (all_,) = seen(theme("Yard", None)).named
    assert all_.sentence == "Named by 10 or more of the 12 people we spoke with"


@pytest.mark.parametrize(
    ("people", "title"),
    [
        ((8, 6), "What came up most: yard"),
        ((8, 8, 5), "What came up most: yard and road"),
        ((8, 8, 8), "What came up when we spoke with each of you"),
        ((8, 3), "What came up most: yard"),
    ],
)
def test_the_title_names_what_most_people_named(people: tuple[int, ...], title: str) -> None:
    names = ("Yard", "Road", "Frost")
    found = [theme(name, n) for name, n in zip(names, people, strict=False)]
    assert seen(*found).came_up == title


def test_each_named_theme_has_a_poster_with_its_words_and_what_does_not_fit() -> None:
    here = context(
        findings=[
            theme("Yard", 8, roles=ROLES, doubt="the road", question="Who could move first?"),
            quote("We wait", "Yard"),
            quote("It rains", "Frost"),
        ],
        **DATA_WALK,
    )
    poster = shipped_page("sheets/theme-posters.md", here)
    for words in (
        "Yard",
        "Who waits.",
        "Named by 8 of the 12 people we spoke with",
        "3 of 6 doctors and 4 of 6 managers.",
        "We wait",
        "Does this sound like here? What is missing?",
        "What does not fit",
        "The road.",
        "Who could move first?",
    ):
        assert words in poster, words
    assert "It rains" not in poster


def test_a_theme_that_was_rated_and_named_has_one_poster() -> None:
    rated = GROUP_FINDINGS[0]
    both = theme(rated.name, 8, dimension=rated.dimension, doubt="the road")  # type: ignore[attr-defined]
    said = [quote(f"We wait {n}", rated.name) for n in range(5)]  # type: ignore[attr-defined]
    here = context(findings=[*GROUP_FINDINGS, both, *said], **DATA_WALK)
    poster = shipped_page("sheets/theme-posters.md", here)
    assert poster.count(f"# {rated.name}\n") == 1  # type: ignore[attr-defined]
    assert "Named by 8 of the 12 people we spoke with" in poster
    assert "What does not fit: The road." in poster
    assert poster.count("We wait") == 3


def test_too_few_people_are_told_with_the_number_on_slide_and_poster() -> None:
    why = Withheld(
        **EVERY,
        id="w",
        n=4,
        asked=16,
        method="",
        would_be="What people said when we spoke with them",
        dimension="",
        reason="too_few",
        what_would_help="It is shown once at least 5 people have been spoken with.",
        said=True,
    )
    here = context(findings=[why], **DATA_WALK)
    for page in ("decks/group.md", "sheets/theme-posters.md"):
        assert "once at least 5 people have been spoken with" in shipped_page(page, here)
    asked = replace(why, would_be="What gets in the way?")
    here = context(findings=[asked], **DATA_WALK)
    assert "“What gets in the way?”: not shown yet." in shipped_page("decks/group.md", here)


def test_a_letter_says_what_becomes_of_what_was_said_where_nobody_rated_anything() -> None:
    here = context(programme=EIGHT, findings=[theme("Yard", 8)])
    letter = shipped_page("handouts/joining-letter.md", here, "p1-doctor")
    assert "Your own words are shown only if you have seen them and said yes" in letter
    assert "means of" not in letter
    rated = shipped_page(
        "handouts/joining-letter.md", context(findings=GROUP_FINDINGS), "crisis-doctor"
    )
    assert "means of five or more people" in rated


def test_more_than_four_themes_have_a_line_each_with_a_column_for_each_role() -> None:
    five = [theme(name, 6) for name in ("Keys", "Yard", "Road", "Money", "Thanks")]
    five[0] = replace(five[0], roles=ROLES)
    deck = shipped_page("decks/group.md", context(findings=five))
    assert "Theme | Named by | ● Doctors | ◆ Managers" in deck
    assert "Keys | 6 of 12 | 3 of 6 | 4 of 6" in deck
    assert "Yard | 6 of 12 | – | –" in deck
    assert "- Yard: Who waits." in deck
    four = shipped_page("decks/group.md", context(findings=five[:4]))
    assert "Theme | What belongs to it | Named by" in four


def test_where_fewer_than_eight_are_spoken_with_the_slide_says_nothing_of_words() -> None:
    few = context(findings=[theme("Yard", 3, n=5)])
    assert "seen them and said yes" not in shipped_page("decks/group.md", few)
    eight = context(programme=EIGHT, findings=[theme("Yard", 3)])
    others_too = context(findings=[theme("Yard", 3, n=12)])
    for here in (eight, others_too):
        assert "You decide about your words" in shipped_page("decks/group.md", here)


def test_a_data_walk_of_conversations_asks_about_no_number() -> None:
    walk = (shipped("exercises") / "audit-data-walk.yaml").read_text(encoding="utf-8")
    assert "read the same poster differently?" in walk
    assert "number differently" not in walk


def test_what_people_said_is_on_slides_once_on_the_first_day_that_can_show_it() -> None:
    here = context(findings=[theme("Yard", 8), quote("We wait", "Yard")])
    deck = shipped_page("decks/group.md", here)
    assert "What becomes of what you told us" in deck
    assert "What came up most: yard" in deck
    later = replace(here.day, number=2, id="2-later")
    again = replace(here, day=later, days=(here.day, later))
    assert "What came up most" not in shipped_page("decks/group.md", again)


def test_themes_of_two_rounds_of_conversations_stand_side_by_side() -> None:
    then = [theme("Yard", 9), theme("Frost", 5), theme("Road", 4)]
    now = [
        replace(theme("Yard", 4), wave="repeat", n=10),
        replace(theme("Trust", 3), wave="repeat"),
    ]
    twice = context(
        findings=[*then, *now],
        programme={"stock takes": {"baseline": "2027-02-12", "repeat": "2028-02-11"}},
        day={"date": "2028-03-14"},
    )
    found = TemplateNames(twice).of(GROUP)["findings"]
    assert [(one.name, one.then) for one in found.named] == [
        ("Yard", "9 of 12 in February 2027"),
        ("Trust", ""),
    ]
    assert found.no_longer == (
        "Frost: 5 of 12 in February 2027, and fewer than three of 12 now",
        "Road: 4 of 12 in February 2027, and fewer than three of 12 now",
    )
    page = shipped_page("handouts/in-our-own-words.md", twice)
    assert "Then and now need not be the same people." in page
    assert "9 of 12 in February 2027" in page
    first = seen(*then)
    assert ([one.then for one in first.named], first.no_longer) == (["", "", ""], ())


def test_a_sentence_says_what_came_up_with_how_many() -> None:
    assert seen(theme("Yard", 8), theme("Frost", None)).conversations == (
        "In February 2027 we spoke with 12 people. Among the themes that came up, each with how "
        "many named it: yard (8 of 12) and frost (10 or more of 12)."
    )
    assert seen(*GROUP_FINDINGS).conversations == ""


def test_lists_that_were_said_and_lists_that_were_written_are_shown_apart() -> None:
    def of(spoken: bool, n: int) -> GroupVoice:
        return GroupVoice(
            **EVERY,
            id=f"list {spoken}",
            n=n,
            asked=16,
            method="",
            prompt="What helps?",
            items=((f"Time {n}", published(4)),),
            spoken=spoken,
        )

    here = context(findings=[*GROUP_FINDINGS, of(spoken=True, n=12), of(spoken=False, n=15)])
    page = shipped_page("handouts/in-our-own-words.md", here)
    assert page.index("12 people made this list when we spoke") < page.index("Time 12")
    assert page.index("Time 12") < page.index("15 people made a list.") < page.index("Time 15")
    assert "counted apart" in page
    deck = shipped_page("decks/group.md", here)
    assert "# First to mind: “Time 12”" in deck
    assert "# First to mind: “Time 15”" in deck
    alone = context(findings=[*GROUP_FINDINGS, of(spoken=True, n=12)])
    assert "counted apart" not in shipped_page("decks/group.md", alone)


def test_a_list_of_which_nothing_can_be_told_of_all_has_a_slide_with_no_first_thing() -> None:
    roles = (RoleList(role="doctor", n=6, items=(("Time", published(3, 6)),)),)
    voice = GroupVoice(
        **EVERY, id="x", n=12, asked=16, method="", prompt="What helps?", items=(), roles=roles
    )
    deck = shipped_page("decks/group.md", context(findings=(*GROUP_FINDINGS, voice)))
    assert "# What comes to mind first, in our own words" in deck


def test_the_method_of_conversations_is_told_where_there_was_no_questionnaire() -> None:
    here = context(findings=[theme("Yard", 8)])
    page = shipped_page("handouts/method-appendix.md", here)
    assert "In February 2027, 12 people were spoken with one at a time." in page
    assert "statements" not in page
    rated = shipped_page("handouts/method-appendix.md", context(findings=GROUP_FINDINGS))
    assert "what the questions file states, or 0.80 if it states nothing" in rated
    assert "spoken with" not in rated


def test_slides_of_what_was_said_follow_the_data_walk() -> None:
    found = (theme("Yard", 8), quote("So"))
    walk = shipped_page("decks/group.md", context(findings=found, **DATA_WALK))
    titles = [line for line in walk.splitlines() if line.startswith("# ")]
    assert titles.index("# What came up most: yard") > titles.index("# Walk and talk")
    assert "(Said in conversation, and cleared for this page)" in walk
    plain = shipped_page("decks/group.md", context(findings=found))
    assert "# What came up most: yard" in plain


def test_where_two_entries_are_before_all_others_alike_none_is_called_the_first() -> None:
    items = (("Tea at six", published(6, 12)), ("A shared board", published(6, 12)))
    voice = GroupVoice(
        **EVERY, id="x", n=12, asked=16, method="", prompt="What helps?", items=items, tied=True
    )
    deck = shipped_page("decks/group.md", context(findings=[*GROUP_FINDINGS, voice]))
    assert "# What comes to mind first, in our own words" in deck
    assert "First to mind" not in deck
    late = replace(voice, id="y", prompt="What hinders?", items=(("Late news", published(7, 12)),))
    single = context(findings=[*GROUP_FINDINGS, voice, replace(late, tied=False)])
    assert "# First to mind: “Late news”" in shipped_page("decks/group.md", single)
