from facilitate.audit.findings import GroupTheme
from facilitate.audit.preview import preview
from facilitate.model.roles import RoleWords
from facilitate.structs import replace
from tests.audit.a_stock_take import answers_of, found, of_kind, programme, questions


def pages(of, **more):
    return {page.page: page for page in preview(of, questions(), **more)}


def test_sixteen_people_keep_the_groups_page_until_the_twelfth_does_not_answer():
    page = pages(programme())["The group on each theme"]
    assert (page.shown, page.people, page.needed, page.lost_after) == (True, 16, 5, 12)


def test_what_is_foretold_is_what_happens():
    of = programme(4)
    page = pages(of)["The group on each theme"]
    given = list(answers_of(4).items())
    kept = dict(given[page.lost_after - 1 :])
    lost = dict(given[page.lost_after :])
    assert of_kind(GroupTheme, found(of=of, waves={"baseline": kept}))
    assert not of_kind(GroupTheme, found(of=of, waves={"baseline": lost}))


def test_four_pairs_cannot_show_the_roles_apart():
    page = pages(programme(4))["Each role by itself"]
    assert (page.shown, page.people, page.needed, page.lost_after) == (False, 4, 5, None)


def test_pages_of_roles_are_named_in_the_programmes_words():
    of = programme(4)
    spoken = {
        "doctor": RoleWords(one="head", many="heads"),
        "manager": RoleWords(one="bursar", many="bursars"),
    }
    of = replace(of, says=of.says.model_copy(update={"roles": spoken}))
    found = pages(of)
    assert "there are 4 heads and 4 bursars" in found["Each role by itself"].why


def test_a_pairs_page_goes_with_the_first_who_does_not_answer():
    page = pages(programme(4))["Pair p2"]
    assert (page.shown, page.lost_after) == (True, 1)


def test_conversations_need_five_people_and_three_who_name_a_theme():
    page = pages(programme(4))["Themes, if you speak with people"]
    assert (page.shown, page.people, page.needed) == (True, 8, 5)
    assert "3 who name the theme" in page.why


def test_words_need_eight_whatever_the_minimum():
    page = pages(programme(4), minimum=3)["The group's words"]
    assert (page.needed, page.lost_after) == (8, 1)


def test_a_pair_with_only_a_vacant_post_has_no_page():
    of = programme(4, pair={"p5": {"doctor": {"vacant": "yes"}}})
    assert pages(of)["Pair p5"].shown is False


def test_a_pair_in_which_one_reports_to_the_other_is_foretold_the_groups_results():
    page = pages(programme(4, manages={"p2-doctor": "p2-manager"}))["Pair p2"]
    assert (page.shown, page.lost_after) == (False, None)
    assert "asked alone" in page.why


def test_what_compares_two_stock_takes_is_foretold_only_where_two_are_planned():
    compared = {"The group, then and now", "Tests of change (facilitator)"}
    takes = {"baseline": "2027-02-12"}
    once = programme(4, **{"stock takes": takes})
    twice = programme(4, **{"stock takes": takes | {"repeat": "2028-02-11"}})
    assert compared & set(pages(once)) == set()
    assert compared & set(pages(twice)) == compared


def test_conversations_alone_fill_no_page_of_a_pair_and_none_that_rests_on_ratings():
    talks = questions().model_copy(update={"dimensions": ()})
    told = {one.page: one for one in preview(programme(), talks)}
    assert [name for name in told if name.startswith("Pair ")] == []
    assert "The group on each theme" not in told
    assert "8 people who were spoken with" in told["The group's words"].why


def test_a_role_with_just_enough_people_is_told_before_anybody_answers():
    five, six = (pages(programme(pairs))["Each role by itself"] for pairs in (5, 6))
    assert (five.shown, five.lost_after) == (True, 1)
    assert "Of doctors and managers there are just enough" in five.why
    assert "a theme that one leaves out is shown without roles" in five.why
    assert "just enough" not in six.why


def test_how_many_it_takes_to_say_a_change_is_told_before_anybody_answers():
    # Two themes: eight who move one way, and three beside them whom nobody may place.
    ten, twelve = (pages(programme(pairs))["Whether anything changed"] for pairs in (5, 6))
    assert (ten.shown, ten.needed) == (False, 11)
    assert (twelve.shown, twelve.needed, twelve.lost_after) == (True, 11, 2)
    assert "8 of them moving the same way and nobody the other" in twelve.why
    assert twelve.why.endswith(". Of just 11 it may still not be told")


def test_where_more_have_to_answer_than_a_change_takes_no_number_is_left_untold():
    page = pages(programme(8), minimum=12)["Whether anything changed"]
    assert page.needed == 12
    assert "may still not be told" not in page.why
