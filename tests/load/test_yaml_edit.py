"""Changes to a user's file that leave the rest alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.load.yaml_keys import NEW, edited
from facilitate.load.yaml_spans import CannotSplice, scalar
from facilitate.load.yaml_text import read

FILE = """# our promises
format: 1
actions:
  - id: a1
    who: crisis        # both of them
    what: "Meet: weekly"
    status: open
  # the second one
  - {id: a2, who: rehab, what: x}
"""


def test_an_entry_is_added_at_the_end_and_nothing_else_moves() -> None:
    new = edited(FILE, ("actions", NEW), {"id": "a3", "what": "List: mine # yours"})
    assert new == FILE + '  - id: a3\n    what: "List: mine # yours"\n'


def test_the_first_entry_makes_the_list() -> None:
    text = "format: 1\nactions: []\n"
    assert edited(text, ("actions", NEW), {"id": "a1"}) == ("format: 1\nactions:\n  - id: a1\n")


def test_a_status_changes_and_its_remark_stays() -> None:
    new = edited(FILE, ("actions", 0, "status"), "not kept")
    assert new == FILE.replace("status: open", "status: not kept")


def test_a_file_without_a_newline_at_its_end_is_mended_only_there() -> None:
    text = FILE.rstrip("\n")
    new = edited(text, ("actions", NEW), {"id": "a3"})
    assert new.startswith(text)
    assert len(read(new, "f").data["actions"]) == 3


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("actions: [{id: a1}]\n", 'actions: [{id: a1}, {id: a2, what: "Ring, then write"}]\n'),
        (
            "actions: [\n  {id: a1},\n]   # all\n",
            'actions: [\n  {id: a1},\n  {id: a2, what: "Ring, then write"},\n]   # all\n',
        ),
    ],
)
def test_an_entry_comes_into_a_list_in_brackets(text: str, new: str) -> None:
    entry = {"id": "a2", "what": "Ring, then write"}
    assert edited(text, ("actions", NEW), entry) == new


def test_a_list_in_brackets_with_more_behind_it_gets_its_entry() -> None:
    text = "actions: [{id: a1}]\nnotes: '[x]'\n"
    new = "actions: [{id: a1}, {id: a2}]\nnotes: '[x]'\n"
    assert edited(text, ("actions", NEW), {"id": "a2"}) == new


def test_a_remark_in_brackets_is_not_given_to_another_entry() -> None:
    with pytest.raises(CannotSplice):
        edited("actions: [\n  {id: a1}, # first\n]\n", ("actions", NEW), {"id": "a2"})


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("actions: [{id: a1}]  # x\n", "actions: [{id: a1, status: kept}]  # x\n"),
        (
            "actions:\n  - {\n      id: a1,\n    }\n",
            "actions:\n  - {\n      id: a1, status: kept,\n    }\n",
        ),
        (
            "actions:\n  - {id: a1, status: open, what: x}\n",
            "actions:\n  - {id: a1, status: kept, what: x}\n",
        ),
        (
            "actions:\n- {what: 'a {b}',\n   id: a1}\n",
            "actions:\n- {what: 'a {b}',\n   id: a1, status: kept}\n",
        ),
    ],
)
def test_a_status_is_set_in_brackets_and_braces_too(text: str, new: str) -> None:
    assert edited(text, ("actions", 0, "status"), "kept") == new


CHOICES = """format: 1
sharing:
  crisis-doctor: {sharing: group only}   # said so
  rehab-doctor: {sharing: own answers, since: 2027-02-01}
notes: none
"""


def test_an_entry_comes_below_those_of_a_mapping_with_where_it_is_from() -> None:
    new = edited(CHOICES, ("sharing", "acute-doctor"), {"sharing": "group only"}, "from a, row 3")
    below = "  acute-doctor: {sharing: group only}  # from a, row 3\n"
    assert new == CHOICES.replace("notes:", f"{below}notes:")


def test_of_an_entry_that_is_there_the_keys_are_set_and_its_remark_stays() -> None:
    entry = {"sharing": "both partners", "since": "2027-03-01"}
    assert edited(CHOICES, ("sharing", "crisis-doctor"), entry) == CHOICES.replace(
        "{sharing: group only}", "{sharing: both partners, since: 2027-03-01}"
    )


def test_an_entry_is_taken_out_and_the_last_one_leaves_an_empty_mapping() -> None:
    new = edited(CHOICES, ("sharing", "crisis-doctor"), None)
    assert new == CHOICES.replace("  crisis-doctor: {sharing: group only}   # said so\n", "")
    new = edited(new, ("sharing", "rehab-doctor"), None)
    assert new == "format: 1\nsharing: {}\nnotes: none\n"


def test_an_entry_with_nothing_under_it_is_left_to_whoever_wrote_it() -> None:
    text = CHOICES.replace(" {sharing: group only}", "")
    with pytest.raises(CannotSplice):
        edited(text, ("sharing", "crisis-doctor"), {"sharing": "group only"})


def test_something_after_the_list_stays_behind_it() -> None:
    new = edited(f"{FILE}notes: later\n", ("actions", NEW), {"id": "a3"})
    assert new == f"{FILE}  - id: a3\nnotes: later\n"


@pytest.mark.parametrize("empty", ["actions:", "actions: []", "actions: {}"])
def test_a_list_that_holds_nothing_begins_where_it_stands(empty: str) -> None:
    text = f"{empty}   # ours\nformat: 1\n"
    new = "actions:   # ours\n  - id: a1\nformat: 1\n"
    assert edited(text, ("actions", NEW), {"id": "a1"}) == new


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30))
def test_any_words_come_back_as_they_were(words: str) -> None:
    source = read(f"k: {scalar(words)}\n", "f")
    assert source.faults == ()
    import unicodedata

    assert source.data == {"k": unicodedata.normalize("NFC", words)}
