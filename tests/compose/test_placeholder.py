"""Owners stay with what is made of their words and figures."""

import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.compose.placeholder import (
    A_DATE,
    A_LIST,
    A_TIME,
    A_WHOLE_THING,
    ClockTime,
    Deferred,
    MixedOwnersError,
    NotWordsError,
    OwnedStr,
    RenderValues,
    Source,
    deferred,
    inherited,
    joined,
    of_line,
    of_value,
    of_words,
    owned,
    owner_of,
    owners_in,
    pieces_of,
    placeholder,
    ready,
    resolve,
    shown,
    sole_placeholder,
    source_of,
    together,
    written_date,
)
from facilitate.compose.wording import filters
from facilitate.document import Origin, Paragraph, Run, walk
from facilitate.faults import At, Fault, Place
from tests.compose.contexts import front, made


@given(st.text(), st.sampled_from(["upper", "lower", "capitalize", "title", "trim", "reverse"]))
@settings(max_examples=40)
def test_filters_keep_the_owner_of_words(words: str, name: str) -> None:
    made = filters()[name](OwnedStr(words, "crisis"))
    assert owner_of(made) == "crisis"


@given(st.one_of(st.text(), st.integers()))
@settings(max_examples=60)
def test_a_value_and_its_owned_self_print_the_same(value: object) -> None:
    made = owned(value, "crisis")
    assert owner_of(made) == "crisis"
    assert shown(made) == shown(value)
    assert made == value


def test_what_has_an_owner_keeps_it() -> None:
    assert owner_of(owned(owned("a", "crisis"), "rehab")) == "crisis"


def test_lists_give_their_owner_to_their_parts() -> None:
    assert owners_in([owned(("a", 1, (2.5,)), "crisis")]) == {"crisis"}


def test_truth_and_nothing_cannot_carry_an_owner() -> None:
    assert owned(None, "crisis") is None
    assert owned(True, "crisis") is True


def test_one_value_of_two_owners_is_refused() -> None:
    with pytest.raises(MixedOwnersError):
        joined([owned("a", "crisis"), owned("b", "rehab")])
    with pytest.raises(MixedOwnersError):
        inherited("ab", (owned("a", "crisis"), owned(1, "rehab")))


def test_owned_words_travel_between_processes() -> None:
    again = pickle.loads(pickle.dumps(OwnedStr("a", "crisis")))
    assert (again, owner_of(again)) == ("a", "crisis")


def test_tokens_open_to_words_with_their_owner() -> None:
    values: list[object] = []
    text = f"a {placeholder(values, owned(3, 'crisis'))} b"
    assert resolve(text, values) == "a 3 b"
    assert owner_of(resolve(text, values)) == "crisis"
    assert owner_of(resolve(text, ["nobody's"])) == ""


@pytest.mark.parametrize(
    "expression",
    [
        "pair.name",
        "pair.name | upper",
        "pair.name | lower | capitalize",
        "pair.name | replace('C', 'K')",
        "pair.name | truncate(3, true)",
        "pair.name ~ '!'",
        "'!' ~ pair.name",
        "pair.name + '!'",
        "'!' + pair.name",
        "pair.name[0]",
        "pair.name[1:3]",
        "pair.names",
        "pair.members | map(attribute='name') | join(', ')",
        "pair.members | map(attribute='name') | and",
        "pair.members | map(attribute='name') | first",
        "pair.members | map(attribute='name') | sort | last",
        "(pair.members | map(attribute='name') | list)[1]",
        "pair['name']",
        "(pair.name or 'x')",
        "(pair.name if day.first else '')",
        "pair.nope | default(pair.name)",
        "pair.members[0].name",
        "(pair.members | by_two)[0][0].name | title",
        "pair.name | length + 1",
        "pair.name | length * 2 - 1",
        "-(pair.name | length)",
        "pair.name | length | plural('letter')",
        "pair.name | count",
        "pair.name | length | round",
    ],
)
def test_the_owner_survives_every_way_of_saying(tmp_path: Path, expression: str) -> None:
    text = front("each pair") + "{{ " + expression + " }}\n"
    document, faults = made(tmp_path, text, reader="crisis")
    assert not faults
    assert document is not None
    runs = [run for run in walk(document) if hasattr(run, "quiet")]
    assert {getattr(run, "owner", "") for run in runs} == {"crisis"}


def test_letters_of_a_name_have_its_owner(tmp_path: Path) -> None:
    text = front("each pair") + "{% for letter in pair.name %}{{ letter }}{% endfor %}\n"
    document, _ = made(tmp_path, text, reader="crisis")
    assert document is not None
    (block,) = document.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert [(run.text, run.owner) for run in block.text] == [("Crisis", "crisis")]


def test_words_of_a_pair_and_of_one_of_its_members_belong_to_the_member() -> None:
    values: list[object] = []
    both = [owned("Crisis", "crisis"), owned("Dr A", "crisis-doctor")]
    text = " and ".join(placeholder(values, each) for each in both)
    assert owner_of(resolve(text, values)) == "crisis-doctor"


@pytest.mark.parametrize("owner", ["crisis", "crisis-doctor", "crisis-home-manager"])
def test_text_on_a_page_belongs_to_the_very_owner_of_its_value(owner: str) -> None:
    (run,) = RenderValues().text(owned(3, owner))
    assert run.owner == owner


def test_two_owners_in_one_value_are_a_fault_with_its_line(tmp_path: Path) -> None:
    text = front("each person") + "a\n\n{{ person.name ~ pair.name }}\n"
    _, faults = made(tmp_path, text, reader="crisis-doctor")
    assert [(f.code, f.place.line) for f in faults if f.place] == [("M113", 7)]


# ------------------------------------------------------------------ where words were written

NAME = At("plan.yaml", ("pairs", "crisis", "name"))
VENUE = At("plan.yaml", ("venue",))


def test_words_keep_the_place_where_they_were_written_whatever_is_made_of_them() -> None:
    words = OwnedStr("Crisis", "crisis", NAME)
    made = [words[1], words[1:3], *words, pickle.loads(pickle.dumps(words)), owned(words, "x")]
    made += [filters()["upper"](words), joined([words, "!"]), inherited("C", (3, words))]
    assert {(owner_of(one), source_of(one)) for one in made} == {("crisis", NAME)}
    assert source_of("Crisis") is None


def test_words_of_nobodys_keep_their_place_too() -> None:
    hall = OwnedStr("Hall", "", VENUE)
    assert source_of(owned(hall, "crisis")) == VENUE
    assert (source_of(joined([hall, "!"])), owner_of(joined([hall, "!"]))) == (VENUE, "")


def test_words_made_of_two_places_have_none_and_words_that_have_one_keep_it() -> None:
    hall, name = OwnedStr("Hall", "", VENUE), OwnedStr("Crisis", "crisis", NAME)
    both = joined([hall, name])
    assert (source_of(both), owner_of(both)) == (None, "crisis")
    assert source_of(inherited(hall, (hall, name))) == VENUE


def test_a_list_made_of_two_owners_words_is_no_mixture_and_nothing_carries_nobody() -> None:
    two = (owned("a", "crisis"), owned("b", "rehab"))
    assert inherited(list(two), two) == ["a", "b"]
    assert inherited(None, two) is None
    assert inherited(True, two) is True
    for value in ("ab", 2, 2.5):
        with pytest.raises(MixedOwnersError):
            inherited(value, two)


# ------------------------------------------------------------------------- what is printed


def test_whole_numbers_are_printed_with_their_thousands_apart() -> None:
    assert [shown(one) for one in (7, 1234, 1234567, -5000)] == [
        "7",
        "1,234",
        "1,234,567",
        "-5,000",
    ]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (ClockTime(570), A_TIME),
        (date(2027, 3, 9), A_DATE),
        ([1], A_LIST),
        (("a", "b"), (A_LIST[0], 'Write {{ … | join(", ") }}.')),
        (2.5, A_WHOLE_THING),
        (True, A_WHOLE_THING),
        (None, A_WHOLE_THING),
    ],
)
def test_what_is_no_words_is_told_with_what_to_do(value: object, told: tuple[str, str]) -> None:
    with pytest.raises(NotWordsError) as error:
        shown(value)
    assert (error.value.message, error.value.hint, str(error.value)) == (*told, told[0])
    render = RenderValues([value], template="decks/x.md")
    text = f"a {placeholder([], value)}"
    assert render.resolve(text, Origin("sheets/y.md", 7)) == ""
    assert render.resolve(text) == ""
    assert render.faults == [
        Fault(code="M141", message=told[0], hint=told[1], place=Place("sheets/y.md", 7)),
        Fault(code="M141", message=told[0], hint=told[1], place=Place("decks/x.md")),
    ]


def test_a_value_is_set_with_its_owner_and_the_line_it_stands_on() -> None:
    places: dict[Source | str, Place] = {NAME: Place("plan.yaml", 12)}
    render = RenderValues(place_of=places.get)
    words = OwnedStr("Crisis", "crisis", NAME)
    (run,) = render.text(words, quiet=True)
    assert run == Run("Crisis", quiet=True, owner="crisis")
    assert run.source == Place("plan.yaml", 12)
    assert render.text(1500) == (Run("1,500"),)
    assert render.text("") == ()
    assert RenderValues().place_of(words) is None
    assert render.place_of("Crisis") is None


def test_eight_thousand_letters_may_stand_in_one_paragraph_and_no_more() -> None:
    render = RenderValues(template="decks/x.md")
    render.told_if_long((Run("a" * 5_000), Run("b" * 3_000)), Origin("sheets/y.md", 7))
    assert render.faults == []
    text = (Run("a" * 5_000), Run("b" * 3_001))
    assert render.told_if_long(text, Origin("sheets/y.md", 7)) == text
    render.text("c" * 8_001)
    assert [(one.code, one.place) for one in render.faults] == [
        ("M159", Place("sheets/y.md", 7)),
        ("M159", Place("decks/x.md")),
    ]
    assert {(one.message, one.hint) for one in render.faults} == {
        (
            "This title, paragraph or cell has more than 8,000 letters.",
            "Break it into several paragraphs, or take some out.",
        )
    }


# ------------------------------------------------------------------ made once, or for each


def test_what_everybody_gets_is_made_once() -> None:
    made: list[RenderValues] = []

    def make(render: RenderValues) -> str:
        made.append(render)
        return "a"

    part = deferred(make, ready("b"))
    assert part.ready
    assert [part.make(RenderValues()), part.make(RenderValues())] == ["a", "a"]
    assert len(made) == 1


def test_what_waits_for_values_or_has_a_fault_is_made_for_each() -> None:
    values = Deferred[str](lambda render: str(render.values[0]))
    both = together([ready("a"), values])
    assert not values.ready
    assert not both.ready
    assert [both.make(RenderValues([one])) for one in "xy"] == [("a", "x"), ("a", "y")]
    assert together([ready("a"), ready("b")]).ready
    faulty = deferred(lambda render: render.fault("M1", "m", "h", Origin("x.md", 2)))
    assert not faulty.ready
    render = RenderValues()
    faulty.make(render)
    assert render.faults == [Fault(code="M1", message="m", hint="h", place=Place("x.md", 2))]


def test_a_setting_is_the_whole_thing_or_words_with_values_among_them() -> None:
    values: list[object] = ["first"]
    token = placeholder(values, ["a", "list"])
    number = placeholder(values, 1500)
    render = RenderValues(values)
    assert of_value(f" {token} ").make(render) == ["a", "list"]
    assert of_value(f"{number} m").make(render) == of_words(f"{number} m").make(render) == "1,500 m"
    assert of_words("plain").ready
    assert not of_words(number).ready
    assert (sole_placeholder(token), sole_placeholder(number)) == (1, 2)
    assert sole_placeholder(f"{number} m") is None


def test_words_put_together_know_of_each_part_where_it_is_written() -> None:
    one, other = (OwnedStr(word, "", At("plan.yaml", (word,))) for word in ("Ada", "Onyx"))
    whole = joined([one, "and", other], " ")
    assert whole == "Ada and Onyx"
    assert [(n, at and at.path) for n, at in pieces_of(whole)] == [
        (3, ("Ada",)),
        (1, None),
        (3, None),
        (1, None),
        (4, ("Onyx",)),
    ]
    assert joined(["no", "place"]) == "noplace"
    assert pieces_of("word") == ((4, None),)


def test_a_part_of_a_run_keeps_the_lines_of_its_own_letters() -> None:
    here, there = Place("plan.yaml", 1), Place("plan.yaml", 2)
    run = Run("Ada Onyx", pieces=((4, here), (4, there)))
    assert run.part(2, 6).text == "a On"
    assert run.part(2, 6).places == ((2, here), (2, there))
    assert run.part(4, 8).places == ((4, there),)
    assert Run("Ada", source=here).places == ((3, here),)


def test_fixed_words_that_are_filled_in_belong_to_whose_words_fill_them() -> None:
    words = OwnedStr("{who} says {what}", "")
    assert owner_of(words.format(who="Ada", what=OwnedStr("enough", "crisis"))) == "crisis"
    assert owner_of(words.format(who="Ada", what="enough")) == ""
    with pytest.raises(MixedOwnersError):
        words.format(who=OwnedStr("Ada", "rehab"), what=OwnedStr("enough", "crisis"))


def test_fixed_words_that_are_filled_in_keep_where_they_and_their_parts_are_written() -> None:
    words = OwnedStr("{who} says {what}", "", At("words.yaml", ("says",)))
    made = words.format(who=OwnedStr("Ada", "", NAME), what="enough")
    assert made == "Ada says enough"
    assert pieces_of(made) == ((3, NAME), (6, words.source), (6, None))
    assert source_of(made) == words.source
    assert words.format(who="Ada", what=1500) == "Ada says 1500"


def test_words_without_a_place_stand_where_a_whole_line_reads_the_same() -> None:
    here, there = Place("plan.yaml", 1), Place("plan.yaml", 2)
    lines: dict[Source | str, Place] = {"Ada and Onyx": here, NAME: there}
    render = RenderValues(place_of=lines.get)
    parts = ((3, None), (9, None))
    assert render.places_of(OwnedStr("Ada and Onyx", "", None, parts)) == ((12, here),)
    known = ((3, NAME), (9, None))
    assert render.places_of(OwnedStr("Ada and Onyx", "", None, known)) == ((3, there), (9, None))


def test_a_date_travels_between_processes_with_where_it_is_written() -> None:
    again = pickle.loads(pickle.dumps(written_date(date(2027, 3, 9), VENUE)))
    assert (again, source_of(again)) == (date(2027, 3, 9), VENUE)


def test_a_part_of_words_keeps_where_its_own_letters_are_written() -> None:
    words = OwnedStr("AdaOnyx", "", None, ((3, NAME), (4, VENUE)))
    assert pieces_of(words[1:5]) == ((2, NAME), (2, VENUE))
    assert pieces_of(words[4:]) == ((3, VENUE),)


LINES: dict[Source | str, Place] = {NAME: Place("plan.yaml", 12), VENUE: Place("plan.yaml", 3)}


def test_words_of_two_lines_are_set_with_both() -> None:
    both = joined([OwnedStr("Crisis", "crisis", NAME), OwnedStr("Hall", "", VENUE)], " ")
    pieces = ((6, LINES[NAME]), (1, None), (4, LINES[VENUE]))
    (run,) = RenderValues(place_of=LINES.get).text(both)
    assert (run.text, run.owner, run.pieces) == ("Crisis Hall", "crisis", pieces)


def test_a_line_of_a_template_knows_which_of_its_words_are_the_plans() -> None:
    values: list[object] = []
    here = Origin("decks/x.md", 3)
    line = of_line(f"The {placeholder(values, OwnedStr('Crisis', '', NAME))} day", here)
    template = Place("decks/x.md", 3)
    run = line.make(RenderValues(values, place_of=LINES.get))
    assert run.text == "The Crisis day"
    assert [(letters, at) for letters, at in run.pieces if letters] == [
        (4, template),
        (6, LINES[NAME]),
        (4, template),
    ]
    plain = of_line("The day", here)
    assert plain.ready
    assert plain.make(RenderValues()).pieces == ((7, template),)
    assert of_line("", here).make(RenderValues()) == Run("")
