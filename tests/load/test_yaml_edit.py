"""Changes to a user's file that leave the rest alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.load.yaml_edit import CannotEdit, appended, replaced, scalar
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
    new = appended(read(FILE, "f"), FILE, "actions", {"id": "a3", "what": "List: mine # yours"})
    assert new == FILE + '  - id: a3\n    what: "List: mine # yours"\n'


def test_the_first_entry_makes_the_list() -> None:
    text = "format: 1\nactions: []\n"
    assert appended(read(text, "f"), text, "actions", {"id": "a1"}) == (
        "format: 1\nactions:\n  - id: a1\n"
    )


def test_a_status_changes_and_its_remark_stays() -> None:
    new = replaced(read(FILE, "f"), FILE, ("actions", 0), "status", "not kept")
    assert new == FILE.replace("status: open", "status: not kept")


def test_a_file_without_a_newline_at_its_end_is_mended_only_there() -> None:
    text = FILE.rstrip("\n")
    new = appended(read(text, "f"), text, "actions", {"id": "a3"})
    assert new.startswith(text)
    assert len(read(new, "f").data["actions"]) == 3


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("actions: [{id: a1}]\n", 'actions: [{id: a1}, {id: a2, what: "Ring, then write"}]\n'),
        (
            "actions: [\n  {id: a1},\n]   # all\n",
            'actions: [\n  {id: a1}, {id: a2, what: "Ring, then write"}]   # all\n',
        ),
    ],
)
def test_an_entry_comes_into_a_list_in_brackets(text: str, new: str) -> None:
    entry = {"id": "a2", "what": "Ring, then write"}
    assert appended(read(text, "f"), text, "actions", entry) == new


@pytest.mark.parametrize(
    "text",
    ["actions: [{id: a1}]\nnotes: '[x]'\n", "actions: [\n  {id: a1}, # first\n]\n"],
)
def test_a_list_in_brackets_with_more_behind_it_is_left_alone(text: str) -> None:
    with pytest.raises(CannotEdit):
        appended(read(text, "f"), text, "actions", {"id": "a2"})


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("actions: [{id: a1}]  # x\n", "actions: [{status: kept, id: a1}]  # x\n"),
        (
            "actions:\n  - {\n      id: a1,\n    }\n",
            "actions:\n  - {status: kept,\n      id: a1,\n    }\n",
        ),
        (
            "actions:\n  - {id: a1, status: open, what: x}\n",
            "actions:\n  - {id: a1, status: kept, what: x}\n",
        ),
        (
            "actions:\n- {what: 'a {b}',\n   id: a1}\n",
            "actions:\n- {status: kept, what: 'a {b}',\n   id: a1}\n",
        ),
    ],
)
def test_a_status_is_set_in_brackets_and_braces_too(text: str, new: str) -> None:
    assert replaced(read(text, "f"), text, ("actions", 0), "status", "kept") == new


def test_something_after_the_list_is_never_swallowed() -> None:
    text = FILE + "notes: later\n"
    with pytest.raises(CannotEdit):
        appended(read(text, "f"), text, "actions", {"id": "a3"})


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30))
def test_any_words_come_back_as_they_were(words: str) -> None:
    source = read(f"k: {scalar(words)}\n", "f")
    assert source.faults == ()
    import unicodedata

    assert source.data == {"k": unicodedata.normalize("NFC", words)}
