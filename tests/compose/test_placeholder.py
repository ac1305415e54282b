"""Owners stay with what is made of their words and figures."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.compose.placeholder import (
    MixedOwnersError,
    OwnedStr,
    RenderValues,
    inherited,
    joined,
    owned,
    owner_of,
    owners_in,
    placeholder,
    resolve,
    shown,
)
from facilitate.compose.wording import filters
from facilitate.document import Paragraph, walk
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
