from random import Random

from facilitate.audit.finding import findings_for
from facilitate.audit.findings import (
    GroupTheme,
    MethodNote,
    OnePicture,
    Withheld,
)
from facilitate.recipient import FACILITATOR, GROUP
from tests.audit.a_stock_take import ROLES, found, of_kind, questions, table

ITEMS = [f"i{number}" for number in range(16)]
ASKING = questions(
    dimensions=[
        {
            "id": f"theme{at}",
            "name": f"Theme {at}",
            "themes": ["trust"],
            "items": [
                {"id": item, "text": f"We do {item}."} for item in ITEMS[at * 4 : at * 4 + 4]
            ],
        }
        for at in range(4)
    ],
    statements=[{"id": f"s{number}", "text": "True?"} for number in range(10)],
)


def answers(view, camp=lambda _, role: role):
    """Sixteen people who answer each item as `view(camp, item)` says, now and then one off."""
    dice = Random(7)
    people = {}
    for n in range(1, 9):
        for role in ROLES:
            given = {item: view(camp(n, role), at) for at, item in enumerate(ITEMS)}
            for item in dice.sample(ITEMS, 4):
                given[item] = min(5, max(1, given[item] + dice.choice((-1, 1))))
            ticks = {f"s{at}": int((at % 3 > 0) != (dice.random() < 0.1)) for at in range(10)}
            people[f"p{n}-{role}"] = given | ticks
    return people


def one_picture(_, at):
    return (5, 2, 4, 1)[at % 4] if at % 5 else 3


def two_pictures(camp, at):
    high = (at // 4 % 2 == 0) == (camp == "doctor")
    return 5 if high else 1


def two_milder_pictures(camp, at):
    return {5: 4, 1: 2}[two_pictures(camp, at)]


def camps_in_each_role(n, _):
    return ROLES[n % 2]


def notes(all_):
    return {
        one.about: one
        for one in of_kind(MethodNote, findings_for(FACILITATOR, all_))
        if one.measure == "consensus"
    }


def findings_of(view, **camps):
    columns = tuple(ITEMS) + tuple(f"s{number}" for number in range(10))
    return found(waves={"baseline": table(answers(view, **camps), columns)}, asking=ASKING)


def test_one_picture_keeps_the_groups_means():
    all_ = findings_of(one_picture)
    assert notes(all_)["All statements of the themes"].words.startswith("People draw on one")
    assert len(of_kind(GroupTheme, all_)) == 4


def test_no_mean_is_printed_of_two_camps_that_run_through_each_role():
    all_ = findings_of(two_pictures, camp=camps_in_each_role)
    words = notes(all_)["All statements of the themes"].words
    assert words.startswith("There are two pictures")
    assert "differ most on: We do i" in words
    assert of_kind(GroupTheme, all_) == []
    reasons = {one.reason for one in of_kind(Withheld, findings_for(GROUP, all_)) if one.dimension}
    assert reasons == {"no_shared_picture"}


def test_of_two_camps_that_are_two_roles_each_role_has_its_figure():
    all_ = findings_of(two_milder_pictures)
    assert notes(all_)["All statements of the themes"].words.startswith("There are two pictures")
    themes = of_kind(GroupTheme, findings_for(GROUP, all_))
    assert {one.label for one in themes} == {"seen differently"}
    assert [one.name for one in themes if len(one.roles) == 2] == [f"Theme {at}" for at in range(4)]


def test_the_key_of_true_and_false_statements_is_the_facilitators():
    note = notes(findings_of(one_picture))["True/false statements"]
    assert "Held to be true: s1, s2, s4, s5, s7, s8." in note.words
    assert "Only 10 statements: read this with care." in note.words
    assert note.readers == {FACILITATOR}


def test_the_group_reads_whether_there_is_one_picture_and_nobodys_place_in_it():
    (one,) = of_kind(OnePicture, findings_for(GROUP, findings_of(one_picture)))
    assert (one.verdict, one.n, one.apart) == ("one_shared_picture", 16, ())
    (two,) = of_kind(OnePicture, findings_for(GROUP, findings_of(two_pictures)))
    assert two.verdict == "two_pictures"
    assert len(two.apart) == 3
