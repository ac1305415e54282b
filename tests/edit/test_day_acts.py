"""What people change about a day, in words and in the file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from facilitate.edit import day_acts
from facilitate.edit.plan_snapshot import Refused, document, take_snapshot
from facilitate.edit.proposal import Act, together
from tests.edit.plan import DAY, change, lines, one_file, several_files

FIRST = "1-first"


def at(number: int) -> tuple[str | int, ...]:
    return ("agenda", number)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return several_files(tmp_path)


def test_a_session_moves_down_with_what_is_its_own(plan: Path) -> None:
    edit = change(plan, day_acts.move_by(FIRST, at(1), 1))
    assert edit.says == (
        "More, less, keep now begins at 10:00, and the day still ends at 12:25, 20 minutes early."
    )
    assert lines(edit) == [
        "-  # the long one",
        "-  - exercise: role-negotiation",
        "-    room: Oak",
        "-    why: So that we know who decides",
        "-  - break: 15 min",
        "+  - break: 15 min",
        "+  # the long one",
        "+  - exercise: role-negotiation",
        "+    room: Oak",
        "+    why: So that we know who decides",
    ]


def test_a_length_is_written_as_it_was(plan: Path) -> None:
    edit = change(plan, day_acts.minutes(FIRST, at(2), 40))
    assert lines(edit) == ["-  - break: 15 min", "+  - break: 40 min"]
    assert edit.says == (
        "Break now takes 40 minutes instead of 15, and the day ends at 12:50, 5 minutes late."
    )
    assert [one.code for one in edit.came if one.severity == "error"] == ["T201"]


def test_an_exercise_of_usual_length_gets_one_of_its_own(plan: Path) -> None:
    edit = change(plan, day_acts.minutes(FIRST, at(1), 40))
    assert lines(edit) == ["+    time: 40m"]
    assert change(plan, day_acts.minutes(FIRST, at(4), 65)).says == (
        "Reading our own results now takes 65 minutes instead of 45, and the day ends at 12:45, "
        "as planned."
    )


def test_the_day_starts_at_another_time_in_the_same_spelling(plan: Path) -> None:
    edit = change(plan, day_acts.start(FIRST, 10 * 60))
    assert lines(edit) == ["-start: 9:30", "+start: 10:00"]
    assert edit.says == ("The day now starts at 10:00, and the day ends at 12:55, 10 minutes late.")


def test_another_exercise_keeps_what_still_means_something(plan: Path) -> None:
    edit = change(plan, day_acts.swap(FIRST, at(1), "Three unlikely things in common"))
    assert lines(edit) == [
        "-  - exercise: role-negotiation",
        "-    room: Oak",
        "-    why: So that we know who decides",
        "+  - exercise: energise-three-in-common",
        "+    room: Oak",
    ]
    assert edit.says == (
        "More, less, keep is now Three unlikely things in common, 10 minutes, and the day ends at "
        "11:35, 70 minutes early. What spoke of the former exercise is taken out: why."
    )


def test_a_length_in_which_the_new_exercise_cannot_be_done_goes_and_its_remark_stays(
    plan: Path,
) -> None:
    edit = change(plan, day_acts.swap(FIRST, at(4), "energise-three-in-common"))
    assert lines(edit) == [
        "-  - exercise: audit-pair-reading",
        "-    time: 45m   # not more",
        "+  - exercise: energise-three-in-common",
        "+    # not more",
    ]


@pytest.mark.parametrize(
    ("exercise", "length"),
    [("bond-user-guide", "    time: 30m\n"), ("energise-three-in-common", "")],
)
def test_an_exercise_takes_the_place_of_a_talk_and_its_length_if_it_can(
    plan: Path, exercise: str, length: str
) -> None:
    file = plan / "agendas" / "1-first.yaml"
    text = file.read_text(encoding="utf-8").replace("talk: 30m", "talk: 30m  # or more")
    file.write_text(text.replace("Alex Speaker", "Alex Speaker\n    slides: a.md"), "utf-8")
    (plan / "slides").mkdir()
    (plan / "slides" / "a.md").write_text("# A\n", encoding="utf-8")
    edit = change(plan, day_acts.swap(FIRST, at(3), exercise))
    new = edit.after.raw["agendas/1-first.yaml"].decode()
    assert (
        f"  # after the break\n    # or more\n  - exercise: {exercise}\n{length}"
        "    led by: Alex Speaker\n  - exercise: audit-pair-reading\n" in new
    )
    assert edit.says.endswith("What spoke of the former talk is taken out: title, slides.")


def test_a_break_is_added_where_it_is_wanted(plan: Path) -> None:
    edit = change(plan, day_acts.add(FIRST, at(4), {"break": "10m"}))
    assert lines(edit) == ["+  - break: 10m"]
    assert edit.says == (
        "Break is added at 11:30, 10 minutes, and the day ends at 12:35, 10 minutes early."
    )


def test_a_talk_is_written_in_the_usual_order(plan: Path) -> None:
    says = {"led by": "Ann", "title": "Why", "talk": "5m"}
    edit = change(plan, day_acts.add(FIRST, at(6), says))
    assert lines(edit) == ["+  - talk: 5m", "+    title: Why", "+    led by: Ann"]


def test_an_exercise_is_added_by_its_name(plan: Path) -> None:
    edit = change(plan, day_acts.add(FIRST, at(0), {"exercise": "more, LESS, keep", "time": "45m"}))
    assert lines(edit) == ["+  - exercise: role-negotiation", "+    time: 45m"]


def test_what_is_taken_out_is_told_with_its_remarks(plan: Path) -> None:
    edit = change(plan, day_acts.remove(FIRST, at(1)))
    assert edit.says == (
        "More, less, keep is taken out with its remark, and the day ends at 11:25, "
        "80 minutes early."
    )
    assert lines(edit)[0] == "-  # the long one"


@pytest.mark.parametrize(
    ("number", "key", "words", "told", "wanted"),
    [
        (3, "led by", "Bo Reader", "What's new: the contract is now led by Bo Reader.", 2),
        (3, "title", "Why: now", "What's new: the contract is now called Why: now.", 2),
        (
            3,
            "led by",
            "",
            "What's new: the contract is now led by nobody who is named.",
            1,
        ),
        (3, "led by", "exec", "What's new: the contract is now led by Sasha Exec.", 2),
        (1, "room", "Elm # 2", "More, less, keep is now in Elm # 2.", 2),
        (0, "who", ("crisis", "rehab"), "Arrival and coffee is now for Crisis and Rehab.", 1),
        (
            0,
            "who",
            ("crisis", "rehab-doctor", "exec"),
            "Arrival and coffee is now for Crisis, Dr Cleo Beryl and Sasha Exec.",
            1,
        ),
    ],
)
def test_words_of_a_session_are_changed(
    plan: Path, number: int, key: str, words: str, told: str, wanted: int
) -> None:
    edit = change(plan, day_acts.say(FIRST, at(number), key, words))
    assert edit.says == told
    assert len(lines(edit)) == wanted
    item = edit.after.plan.days[0].says.agenda[number]
    assert item.model_dump(by_alias=True)[key] == words


def test_a_day_gets_another_date_venue_and_end(plan: Path) -> None:
    edit = change(plan, day_acts.say_of_day(FIRST, "date", date(2027, 3, 10)))
    assert lines(edit) == [
        "-date: 2027-03-09        # a Tuesday",
        "+date: 2027-03-10        # a Tuesday",
    ]
    assert edit.says == "First day is now on Wednesday 10 March 2027."
    edit = change(plan, day_acts.say_of_day(FIRST, "venue", "The Barn: upstairs"))
    assert edit.says == "First day is now at The Barn: upstairs."
    assert lines(edit) == ["-venue: Hall", '+venue: "The Barn: upstairs"']
    edit = change(plan, day_acts.say_of_day(FIRST, "finish", "1.15pm"))
    assert lines(edit)[1] == "+finish: 13:15           # the room is locked then"
    assert edit.says == (
        "First day is now to end at 13:15, and the day still ends at 12:25, 50 minutes early."
    )
    edit = change(plan, day_acts.say_of_day(FIRST, "link", "https://example.org/r"))
    assert lines(edit) == ["+link: https://example.org/r"]


def test_two_sessions_run_side_by_side_each_for_its_own_people(plan: Path) -> None:
    tracks = ((("crisis", "exec"), ""), ((), "Elm"))
    edit = change(plan, day_acts.side_by_side(FIRST, at(3), *tracks))
    assert lines(edit)[-10:] == [
        "+  - parallel:",
        "+      # after the break",
        "+      - talk: 30m",
        '+        title: "What\'s new: the contract"',
        "+        led by: Alex Speaker",
        "+        who: [crisis, exec]",
        "+      - exercise: audit-pair-reading",
        "+        time: 45m   # not more",
        "+        who: the rest",
        "+        room: Elm",
    ]
    assert edit.says.endswith("now run side by side, and the day ends at 11:55, 50 minutes early.")


TRACKS = """  # two at once
  - parallel:           # in two rooms
      # the short one
      - talk: 20m
        title: Of beds
        who: [crisis, exec]
      - talk: 30m
        title: Of money
        who: the rest   # ask them
        room: Elm
        # behind it
"""


@pytest.fixture
def two_tracks(tmp_path: Path) -> Path:
    return several_files(
        tmp_path, DAY.replace("  - break: 15 min\n", f"{TRACKS}  - break: 15 min\n")
    )


def test_a_session_goes_into_a_track(two_tracks: Path) -> None:
    into = together(
        day_acts.say(FIRST, at(1), "who", ("rehab",)),
        day_acts.move(FIRST, at(1), ("agenda", 2, "parallel", 1)),
    )
    edit = change(two_tracks, into)
    assert edit.says.startswith(
        "More, less, keep is now for Rehab. More, less, keep now begins at 09:45, "
    )
    slot = edit.after.slot(FIRST, ("agenda", 1, "parallel", 1))
    assert slot.title == "More, less, keep"
    assert slot.people == ("rehab-doctor", "rehab-manager")
    assert b"      # the long one\n      - exercise: role" in edit.after.raw["agendas/1-first.yaml"]


@pytest.mark.parametrize("side", [2, 3])
def test_of_two_tracks_neither_is_one_once_one_of_them_goes_out(
    two_tracks: Path, side: int
) -> None:
    edit = change(two_tracks, day_acts.move(FIRST, ("agenda", 2, "parallel", 0), at(side)))
    of_beds = "  # the short one\n  - talk: 20m\n    title: Of beds\n"
    of_money = (
        "  # two at once\n  # in two rooms\n  - talk: 30m\n    title: Of money\n    # ask them\n"
        "    room: Elm\n    # behind it\n"
    )
    new = edit.after.raw["agendas/1-first.yaml"].decode()
    assert (of_beds + of_money if side == 2 else of_money + of_beds) + "  - break: 15 min\n" in new
    clock = "10:45" if side == 2 else "11:15"
    assert edit.says == (
        f"Of beds now begins at {clock} and is for everybody, and the day ends at 13:15, "
        "30 minutes late. Of money runs beside nothing any longer, and is for everybody."
    )


def test_of_two_tracks_neither_is_one_once_one_of_them_is_taken_out(two_tracks: Path) -> None:
    edit = change(two_tracks, day_acts.remove(FIRST, ("agenda", 2, "parallel", 1)))
    new = edit.after.raw["agendas/1-first.yaml"].decode()
    assert (
        "  # two at once\n  # in two rooms\n  # the short one\n  - talk: 20m\n    title: Of beds\n"
        "  - break: 15 min\n" in new
    )
    assert edit.says == (
        "Of money is taken out with its 2 remarks, and the day ends at 12:45, as planned. "
        "Of beds runs beside nothing any longer, and is for everybody."
    )


def test_tracks_change_places_and_begin_when_they_did(two_tracks: Path) -> None:
    edit = change(two_tracks, day_acts.move_by(FIRST, ("agenda", 2, "parallel", 0), 1))
    assert edit.says == "Of beds is now track 2 of 2 that run side by side."


def test_of_three_tracks_two_are_left_as_they_are(tmp_path: Path) -> None:
    third = "      - talk: 10m\n        title: Of air\n        who: [acute]\n"
    tracks = TRACKS.replace("      - talk: 30m\n", f"{third}      - talk: 30m\n")
    day = DAY.replace("  - break: 15 min\n", f"{tracks}  - break: 15 min\n")
    plan = several_files(tmp_path, day)
    edit = change(plan, day_acts.move(FIRST, ("agenda", 2, "parallel", 1), at(3)))
    new = edit.after.raw["agendas/1-first.yaml"].decode()
    assert f"{TRACKS}  - talk: 10m\n    title: Of air\n  - break: 15 min\n" in new


def test_a_title_of_what_runs_side_by_side_is_not_lost(tmp_path: Path) -> None:
    tracks = TRACKS.replace("      # the short one\n", "").replace(
        "        # behind it\n", "    title: In two rooms\n"
    )
    day = DAY.replace("  - break: 15 min\n", f"{tracks}  - break: 15 min\n")
    plan = several_files(tmp_path, day)
    with pytest.raises(Refused, match="more is said of what runs side by side"):
        change(plan, day_acts.remove(FIRST, ("agenda", 2, "parallel", 1)))


def test_a_fault_whose_hours_change_is_neither_new_nor_mended(tmp_path: Path) -> None:
    plan = several_files(tmp_path, DAY.replace("  - talk:", "  - lunch: 60m\n  - talk:"))
    held = change(plan, day_acts.say(FIRST, at(3), "not before", "12:00"))
    assert "T203" in [one.code for one in held.came]
    file = plan / "agendas" / "1-first.yaml"
    file.write_bytes(held.after.raw["agendas/1-first.yaml"])
    edit = change(plan, day_acts.minutes(FIRST, at(2), 20))
    assert edit.says.startswith("Break now takes 20 minutes instead of 15, and the day still ends")
    assert (edit.came, edit.went) == ((), ())


def test_acts_are_the_same_in_a_plan_of_one_file(tmp_path: Path) -> None:
    path = one_file(tmp_path)
    edit = change(path, day_acts.minutes("plan", at(2), 20))
    assert lines(edit, "plan.yaml") == ["-  - break: 15 min", "+  - break: 20 min"]


def test_files_that_are_not_the_plans_own_are_no_part_of_it(plan: Path) -> None:
    assert sorted(take_snapshot(plan).raw) == ["agendas/1-first.yaml", "programme.yaml"]


def test_line_ends_the_mark_and_other_encodings_stay(tmp_path: Path) -> None:
    path = one_file(tmp_path)
    text = path.read_text(encoding="utf-8").replace("coffee", "café").replace("\n", "\r\n")
    for raw in (b"\xef\xbb\xbf" + text.encode(), b"\xff\xfe" + text.encode("utf-16-le")):
        path.write_bytes(raw)
        edit = change(path, day_acts.minutes("plan", at(2), 20))
        old, new = edit.files["plan.yaml"]
        code = "utf-16-le" if raw[:2] == b"\xff\xfe" else "utf-8"
        assert old == raw
        assert new == raw.replace("15 min".encode(code), "20 min".encode(code))


def _each_second_line_as_in_windows(text: str) -> str:
    first, *rest = text.split("\n  ")
    ends = ("\n", "\r\n")
    return first + "".join(f"{ends[n % 2]}  {part}" for n, part in enumerate(rest))


ODD: dict[str, Callable[[str], str]] = {
    "line ends of an old Mac": lambda text: text.replace("\n", "\r"),
    "line ends of two kinds": _each_second_line_as_in_windows,
    "no line end at the end": lambda text: text.rstrip("\n"),
    "tabs in remarks and behind values": lambda text: text.replace("# ", "#\t").replace(
        "m\n", "m \t\n"
    ),
    "tabs alone on a line": lambda text: text.replace("\n\n", "\n  \t\n"),
    "quotes of every kind": lambda text: text.replace("# coffee", "# “coffee” ‘tea’ \" '"),
    "a document's beginning and end": lambda text: f"---\n{text}...\n# the end",
}


@pytest.mark.parametrize("written", ODD)
def test_a_file_written_oddly_keeps_every_other_byte(tmp_path: Path, written: str) -> None:
    path = one_file(tmp_path)
    raw = ODD[written](path.read_text(encoding="utf-8")).encode()
    path.write_bytes(raw)
    old, new = change(path, day_acts.minutes("plan", at(2), 20)).files["plan.yaml"]
    assert old == raw
    assert raw.count(b"15 min") == 1
    assert new == raw.replace(b"15 min", b"20 min")


@pytest.mark.parametrize(
    ("act", "code", "words"),
    [
        (day_acts.move_by(FIRST, at(0), -1), "E103", "cannot go there"),
        (day_acts.move(FIRST, at(0), at(0)), "E103", "stands there already"),
        (day_acts.minutes(FIRST, at(9), 5), "E103", "no such session"),
        (day_acts.minutes("2-second", at(0), 5), "E103", "no day"),
        (day_acts.minutes(FIRST, at(0), 0), "E103", "does not fit"),
        (
            day_acts.swap(FIRST, at(0), "role-negotiation"),
            "E103",
            "is neither an exercise nor a talk",
        ),
        (day_acts.swap(FIRST, at(1), "role-nego"), "E103", "no exercise of the library"),
        (day_acts.add(FIRST, at(9), {"break": "5m"}), "E103", "cannot go there"),
        (day_acts.say(FIRST, at(3), "title", ""), "E103", "what the talk is called"),
        (day_acts.say(FIRST, at(0), "room", ""), "E103", "no room to take out"),
        (day_acts.say_of_day(FIRST, "finish", "late"), "E103", "not a clock time"),
        (day_acts.say(FIRST, at(0), "who", ("nobody",)), "P111", "nobody"),
        (day_acts.add(FIRST, at(0), {"break": "a while"}), "P104", "length"),
        (day_acts.say_of_day(FIRST, "title", ""), "P102", "title"),
        (day_acts.start(FIRST, 99 * 60), "E103", "24 hours"),
    ],
)
def test_what_cannot_be_or_makes_an_error_is_refused(
    plan: Path, act: Act, code: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        change(plan, act)
    assert refused.value.fault.severity == "error"
    assert refused.value.fault.hint
    assert refused.value.fault.code == code


def test_what_the_text_does_not_allow_is_refused_with_its_line(tmp_path: Path) -> None:
    text = DAY[: DAY.index("agenda:")] + (
        "agenda: [\n  {break: 5m},  # tea\n  {talk: 6m, title: x},\n"
        "  {exercise: role-negotiation}]\n"
    )
    plan = several_files(tmp_path, text)
    with pytest.raises(Refused) as refused:
        change(plan, day_acts.move_by(FIRST, at(0), 1))
    fault = refused.value.fault
    assert fault.code == "E101"
    assert (fault.place.file, fault.place.line) == ("agendas/1-first.yaml", 8)
    assert fault.hint == (
        "Write its entries without brackets, a line each behind a dash, and do it again here."
    )


def test_a_file_with_a_mistake_in_it_is_mended_first(tmp_path: Path) -> None:
    plan = several_files(tmp_path)
    snapshot = take_snapshot(plan)
    with pytest.raises(Refused) as refused:
        document("format: 1\ntitle: &a x\n", "agendas/1-first.yaml")
    assert (refused.value.fault.code, refused.value.fault.place.line) == ("E102", 2)
    (plan / "agendas" / "1-first.yaml").write_text("format: 1\ntitle: &a x\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        take_snapshot(plan, before=snapshot).plan  # noqa: B018  it is asked for
    assert refused.value.fault.code == "Y005"
