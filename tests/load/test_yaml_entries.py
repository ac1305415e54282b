"""Changes to a text that leave every other letter, for each shape in which people write lists."""

import pytest

from facilitate.load import yaml_entries, yaml_keys
from facilitate.load.yaml_spans import CannotSplice, Unreadable, Words, YamlDocument

DAY = """# our day
agenda:

  # coffee first
  - arrive: 15m   # in the foyer
    title: "Come in: now"
    # bring cups

  # ---- morning ----

  - exercise: role-negotiation
    notes: |
      Say # this
        slowly

    time: 45m
  - {break: 15m, title: Tea}   # or cake
  -
    # the long one
    lunch: 60m
# the end
venue: Hall
"""


def moved(text: str, number: int, to: int) -> str:
    return yaml_entries.moved(YamlDocument(text), ("agenda",), number, to)


def test_an_entry_goes_with_the_remarks_above_it_on_it_and_under_it() -> None:
    assert moved(DAY, 0, 1) == (
        """# our day
agenda:


  # ---- morning ----

  - exercise: role-negotiation
    notes: |
      Say # this
        slowly

    time: 45m
  # coffee first
  - arrive: 15m   # in the foyer
    title: "Come in: now"
    # bring cups
  - {break: 15m, title: Tea}   # or cake
  -
    # the long one
    lunch: 60m
# the end
venue: Hall
"""
    )


def test_a_dash_on_a_line_of_its_own_goes_with_its_entry() -> None:
    end = "  - {break: 15m, title: Tea}   # or cake\n  -\n    # the long one\n    lunch: 60m\n"
    other = "  -\n    # the long one\n    lunch: 60m\n  - {break: 15m, title: Tea}   # or cake\n"
    assert moved(DAY, 3, 2) == DAY.replace(end, other)


def test_moving_there_and_back_gives_the_same_text() -> None:
    assert moved(moved(DAY, 2, 3), 3, 2) == DAY
    assert moved(moved(DAY, 1, 2), 2, 1) == DAY


def test_a_list_that_is_not_indented_is_one_too() -> None:
    text = "agenda:\n- break: 5m\n  # under\n# above\n- lunch: 6m\nvenue: x\n"
    assert moved(text, 1, 0) == (
        "agenda:\n# above\n- lunch: 6m\n- break: 5m\n  # under\nvenue: x\n"
    )


def test_a_missing_line_end_stays_missing() -> None:
    text = "agenda:\n  - break: 5m\n  - lunch: 6m # é"
    assert moved(text, 1, 0) == "agenda:\n  - lunch: 6m # é\n  - break: 5m"
    assert moved(text, 0, 1) == "agenda:\n  - lunch: 6m # é\n  - break: 5m"


def test_entries_in_brackets_change_places_and_the_signs_between_stay() -> None:
    text = "agenda: [ {break: 5m},{lunch: 6m} ,  {talk: 7m},] # all\n"
    assert moved(text, 2, 0) == "agenda: [ {talk: 7m},{break: 5m} ,  {lunch: 6m},] # all\n"
    over = "agenda: [\n  {break: 5m},\n  {lunch: 6m}\n  ]\n"
    assert moved(over, 0, 1) == "agenda: [\n  {lunch: 6m},\n  {break: 5m}\n  ]\n"


def test_brackets_with_remarks_inside_are_not_changed_about() -> None:
    with pytest.raises(CannotSplice, match="brackets, with remarks"):
        moved("agenda: [\n  {break: 5m},  # tea\n  {lunch: 6m}]\n", 0, 1)


def test_two_dashes_on_one_line_are_not_taken_apart() -> None:
    with pytest.raises(CannotSplice, match="two dashes"):
        yaml_entries.moved(YamlDocument("a:\n- - x\n  - y\n- - z\n"), ("a", 0), 0, 1)


TRACKS = """agenda:
  - break: 15m
  # both at once
  - parallel:
      # the first
      - exercise: a
        who: [x]   # not y
      - exercise: b
        who: |
          the rest
  - exercise: c   # last
    notes: >-
      two

      lines
"""


def test_an_entry_goes_into_a_track_with_its_lines_further_in() -> None:
    new = yaml_entries.moved_across(
        YamlDocument(TRACKS), ("agenda",), 2, ("agenda", 1, "parallel"), 1
    )
    assert new == (
        """agenda:
  - break: 15m
  # both at once
  - parallel:
      # the first
      - exercise: a
        who: [x]   # not y
      - exercise: c   # last
        notes: >-
          two

          lines
      - exercise: b
        who: |
          the rest
"""
    )
    assert (
        yaml_entries.moved_across(YamlDocument(new), ("agenda", 1, "parallel"), 1, ("agenda",), 2)
        == TRACKS
    )


def test_two_entries_come_to_stand_under_a_new_one() -> None:
    text = "agenda:\n  # first\n  - break: 5m\n\n  - lunch: 6m\n    title: x"
    assert yaml_entries.side_by_side(YamlDocument(text), ("agenda",), 0, "parallel") == (
        "agenda:\n  - parallel:\n      # first\n      - break: 5m\n\n"
        "      - lunch: 6m\n        title: x"
    )


@pytest.mark.parametrize(
    ("text", "number", "new"),
    [
        (
            "agenda:\n  - break: 5m   # tea\n  # then\n  - lunch: 6m\n",
            1,
            "agenda:\n  - break: 5m   # tea\n  - talk: 20m\n    title: A, b\n  # then\n"
            "  - lunch: 6m\n",
        ),
        (
            "agenda:\n  # tea\n  - break: 5m\n",
            0,
            "agenda:\n  - talk: 20m\n    title: A, b\n  # tea\n  - break: 5m\n",
        ),
        (
            "agenda:\n-   break: 5m\n",
            1,
            "agenda:\n-   break: 5m\n-   talk: 20m\n    title: A, b\n",
        ),
        ("agenda:\n- break: 5m", 1, "agenda:\n- break: 5m\n- talk: 20m\n  title: A, b"),
        (
            "agenda: [{break: 5m}]\n",
            1,
            'agenda: [{break: 5m}, {talk: 20m, title: "A, b"}]\n',
        ),
        (
            "agenda: [{break: 5m}]\n",
            0,
            'agenda: [{talk: 20m, title: "A, b"}, {break: 5m}]\n',
        ),
        (
            "agenda: [\n  {break: 5m},  # tea\n  {lunch: 6m},\n]\n",
            1,
            'agenda: [\n  {break: 5m},  # tea\n  {talk: 20m, title: "A, b"},\n  {lunch: 6m},\n]\n',
        ),
        (
            "agenda: [\n  {break: 5m},  # tea\n  {lunch: 6m},\n]\n",
            2,
            'agenda: [\n  {break: 5m},  # tea\n  {lunch: 6m},\n  {talk: 20m, title: "A, b"},\n]\n',
        ),
    ],
)
def test_a_new_entry_is_written_as_those_beside_it(text: str, number: int, new: str) -> None:
    entry = {"talk": "20m", "title": "A, b"}
    assert yaml_entries.added(YamlDocument(text), ("agenda",), number, entry) == new


@pytest.mark.parametrize(
    ("text", "number", "new"),
    [
        (
            "agenda:\n  # tea\n  - break: 5m\n    # hot\n\n  # then\n  - lunch: 6m # !\n",
            0,
            "agenda:\n\n  # then\n  - lunch: 6m # !\n",
        ),
        ("agenda:\n  - break: 5m\n  - lunch: 6m # !", 1, "agenda:\n  - break: 5m"),
        ("agenda: [{a: 1} , {b: 2}, {c: 3}]\n", 0, "agenda: [{b: 2}, {c: 3}]\n"),
        ("agenda: [{a: 1}, {b: 2}, {c: 3} ]\n", 2, "agenda: [{a: 1}, {b: 2} ]\n"),
    ],
)
def test_an_entry_is_taken_out_with_what_is_its_own(text: str, number: int, new: str) -> None:
    assert yaml_entries.without_entry(YamlDocument(text), ("agenda",), number) == new


@pytest.mark.parametrize("number", [0, 1])
def test_an_entry_in_brackets_with_a_remark_above_it_leaves_none_behind(number: int) -> None:
    text = "agenda: [\n  # tea\n  {a: 1},  # hot\n  # then\n  {b: 2},\n  {c: 3}]\n"
    with pytest.raises(CannotSplice, match="brackets, with remarks"):
        yaml_entries.without_entry(YamlDocument(text), ("agenda",), number)


def test_a_remark_behind_the_entry_before_keeps_nobody_from_going() -> None:
    text = "agenda: [\n  {a: 1},  # hot\n  {b: 2},\n  {c: 3}]\n"
    without = yaml_entries.without_entry(YamlDocument(text), ("agenda",), 1)
    assert without == "agenda: [\n  {a: 1},  # hot\n  {c: 3}]\n"


def test_the_only_entry_stays() -> None:
    with pytest.raises(CannotSplice, match="only entry"):
        yaml_entries.without_entry(YamlDocument("agenda: [{a: 1}]\n"), ("agenda",), 0)


@pytest.mark.parametrize(
    ("text", "value", "new"),
    [
        ("k: 15m   # tea\n", "20m", "k: 20m   # tea\n"),
        ('k: "15m" # tea\n', "20m", 'k: "20m" # tea\n'),
        ("k: 'it''s'\n", "20m", "k: '20m'\n"),
        ("k: a\n", "b: c", 'k: "b: c"\n'),
        ("k:   # nothing\n", "x", "k: x   # nothing\n"),
        ("k: >-\n  a\n  b\n\n# end\nz: 1\n", "x", "k: x\n\n# end\nz: 1\n"),
        ("k: a\n  b\nz: 1\n", "x", "k: x\nz: 1\n"),
        ("{k: a, z: 1}\n", "b, c", '{k: "b, c", z: 1}\n'),
        ("k: [a, 'b']  # two\n", ("b", "c"), "k: ['b', c]  # two\n"),
        ("k:\n  - a # one\n  # two\n  - b\n", ("b", "c: d"), 'k:\n  # two\n  - b\n  - "c: d"\n'),
        ("k: a\n", ("a", "b, c"), 'k: [a, "b, c"]\n'),
        ("k: [a, b] # x\n", {"a": "A", "b": "B"}, "k: {a: A, b: B} # x\n"),
    ],
)
def test_a_value_is_written_where_the_former_one_stands(text: str, value: Words, new: str) -> None:
    assert yaml_keys.with_value(YamlDocument(text), ("k",), value) == new


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("a: 1 # one\n# two\nb: 2\n", "a: 1 # one\nk: x\n# two\nb: 2\n"),
        ("a:\n  - 1\n  # in a\nb: 2\n", "a:\n  - 1\n  # in a\nk: x\nb: 2\n"),
        ("a: |\n  one\n\n  two\nb: 2", "a: |\n  one\n\n  two\nk: x\nb: 2"),
        ("{a: 1, b: 2}\n", "{a: 1, k: x, b: 2}\n"),
    ],
)
def test_a_new_key_comes_behind_the_one_it_follows(text: str, new: str) -> None:
    assert yaml_keys.with_value(YamlDocument(text), ("k",), "x", ("a",)) == new


def test_new_keys_under_a_key_are_written_as_those_of_its_neighbour() -> None:
    text = "pairs:\n  a:\n    doctor: A   # one\n  # end\nz: 1\n"
    assert yaml_keys.with_value(YamlDocument(text), ("pairs", "b"), {"doctor": "B: C"}) == (
        'pairs:\n  a:\n    doctor: A   # one\n  b:\n    doctor: "B: C"\n  # end\nz: 1\n'
    )
    text = "pairs:\n  a: {doctor: A}\nz: 1\n"
    assert yaml_keys.with_value(YamlDocument(text), ("pairs", "b"), {"doctor": "B: C"}) == (
        'pairs:\n  a: {doctor: A}\n  b: {doctor: "B: C"}\nz: 1\n'
    )


@pytest.mark.parametrize(
    ("text", "path", "new"),
    [
        ("a: 1\n# above\nk: 2   # mine\nz: 3\n", ("k",), "a: 1\n# above\n# mine\nz: 3\n"),
        (
            "l:\n  - k: 2   # mine\n\n    # next\n    z: 3 # z\n",
            ("l", 0, "k"),
            "l:\n    # mine\n\n    # next\n  - z: 3 # z\n",
        ),
        ("l:\n  - z: 3\n    k:\n      - a # one\n", ("l", 0, "k"), "l:\n  - z: 3\n    # one\n"),
        ("{k: 1, z: 2}\n", ("k",), "{z: 2}\n"),
        ("{z: 2 , k: 1 }\n", ("k",), "{z: 2 }\n"),
    ],
)
def test_a_key_is_taken_out_and_its_remarks_stay(
    text: str, path: tuple[str | int, ...], new: str
) -> None:
    assert yaml_keys.without_key(YamlDocument(text), path) == new


def test_a_name_changes_wherever_it_stands_whole() -> None:
    text = (
        "doctor: {name: 'Dr Ann Lee', title: x}  # Ann Lee\n"
        "manages:\n  Ann Lee: [Joann Lee, Ann Lee-Smith, Ann Lee]\n"
        "notes: |\n  Ask Ann Lee # or not\n  Ann Lee’s room\n"
        'welcome: "Ann Lee\\t opens"\n'
    )
    assert yaml_keys.renamed(YamlDocument(text), "Ann Lee", "Ann Vzorová") == (
        "doctor: {name: 'Dr Ann Vzorová', title: x}  # Ann Lee\n"
        "manages:\n  Ann Vzorová: [Joann Lee, Ann Lee-Smith, Ann Vzorová]\n"
        "notes: |\n  Ask Ann Vzorová # or not\n  Ann Vzorová’s room\n"
        'welcome: "Ann Vzorová\\t opens"\n'
    )


def test_a_name_inside_a_longer_one_stays_beside_one_that_changes() -> None:
    text = "notes: Ann Lee rings Ann Lee-Smith\n"
    new = yaml_keys.renamed(YamlDocument(text), "Ann Lee", "Bo Ek")
    assert new == "notes: Bo Ek rings Ann Lee-Smith\n"


def test_a_name_that_needs_quotes_gets_them() -> None:
    text = "a: Ann Lee\nb: 'Ann Lee'\nc: [Ann Lee]\n"
    assert yaml_keys.renamed(YamlDocument(text), "Ann Lee", "Lee, Ann: MD") == (
        'a: "Lee, Ann: MD"\nb: "Lee, Ann: MD"\nc: ["Lee, Ann: MD"]\n'
    )


def test_a_name_with_quotes_of_its_own_fits_into_any() -> None:
    text = "{a: 'Ann Lee', b: \"Ann Lee\", c: [Ann Lee]}\n"
    doc = YamlDocument(text)
    for name in ('D\'Arcy "Jay" Ek', 'D\'Arcy "Jay", Ek', "a\\b"):
        new = yaml_keys.renamed(doc, "Ann Lee", name)
        assert YamlDocument(new).data == {"a": name, "b": name, "c": [name]}


@pytest.mark.parametrize(
    "text", ["a: &x 1\nb: *x\n", "a: 1\na: 2\n", "a: !t 1\n", "- a\n", "a: [1\n", "\ta: 1\n", ""]
)
def test_a_text_with_a_mistake_an_anchor_or_a_tag_is_not_edited(text: str) -> None:
    with pytest.raises(Unreadable):
        YamlDocument(text)


def test_spaces_of_word_processors_and_line_ends_of_two_kinds_stay() -> None:
    text = "a:\u00a01\r\nagenda:\n  -\u00a0break: 5m\r\n  - lunch: 6m\n"
    new = yaml_keys.with_value(YamlDocument(text), ("agenda", 0, "break"), "7m")
    assert new == text.replace("5m", "7m")
    assert moved(text, 0, 1) == ("a:\u00a01\r\nagenda:\n  - lunch: 6m\n  -\u00a0break: 5m\r\n")
