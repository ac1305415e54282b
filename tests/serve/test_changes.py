"""Nothing is written without a person's act; what is, is looked at before and taken back whole."""

import errno
import html
import os
import re
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from facilitate.serve.changes import file_differences
from tests.plans import PLAN, write_plan
from tests.serve.opened import HOST, opened
from tests.serve.test_screens import words

REMARK = PLAN.replace("  - break: 15m\n", "  # after the first hour\n  - break: 15m   # coffee\n")
SCRIPT = {"origin": HOST, "accept": "application/json"}


class Sitting:
    """Somebody at the screen of one plan."""

    def __init__(self, folder: Path) -> None:
        self.folder = write_plan(folder, plan=REMARK)
        self.client: TestClient = opened(self.folder)

    @property
    def text(self) -> str:
        return (self.folder / "plan.yaml").read_bytes().decode()

    def mark(self) -> str:
        page = self.client.get("day/plan").text
        return page.partition('name="mark" value="')[2].partition('"')[0]

    def post(self, way: str, **fields: str) -> Response:
        given = {"day": "plan", "then": "day/plan"} | fields
        return self.client.post(way, data=given, headers={"origin": HOST})

    def do(self, **fields: str) -> Response:
        return self.post("do", mark=self.mark(), **fields)


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    return Sitting(tmp_path / "p")


def test_what_an_act_would_do_is_shown_and_nothing_is_written(sitting: Sitting) -> None:
    before = {path: path.read_bytes() for path in sitting.folder.rglob("*") if path.is_file()}
    page = sitting.post("change", act="absent", person="crisis-doctor")
    said = words(page.text)
    assert page.status_code == 200
    assert "Dr Ada Quartz cannot come to First away day; Ben Onyx will be there" in said
    assert "Nothing is written yet." in said
    assert "Say something else than before:" in said
    assert "Nothing is known to be printed, so there is nothing to shred." in said
    assert {p: p.read_bytes() for p in sitting.folder.rglob("*") if p.is_file()} == before


def test_a_name_that_changes_names_the_sheets_that_would(sitting: Sitting) -> None:
    page = sitting.post("change", act="name", person="crisis-doctor", name="Dr Ida Quartz").text
    sheets = page.partition("Say something else than before")[2].partition("</details>")[0]
    assert "Name tent, Dr Ida Quartz" in sheets
    assert "Name tent, rehab-doctor" not in sheets


def test_a_service_gets_another_name(sitting: Sitting) -> None:
    asked = words(sitting.client.get("acts/name/plan").text)
    assert "What a service is called" in asked
    answer = sitting.do(act="service", pair="crisis", words="Crisis: at night")
    assert '  crisis: {service: "Crisis: at night", doctor: Dr Ada Quartz' in sitting.text
    assert "Crisis: service is now Crisis: at night." in words(answer.text)


def test_an_act_is_done_and_taken_back_to_the_same_bytes(sitting: Sitting) -> None:
    answer = sitting.do(act="absent", person="crisis-doctor")
    assert answer.url.path == "/room/day/plan"
    assert "absent: crisis-doctor\n" in sitting.text
    assert "Undo Dr Ada Quartz cannot come" in words(answer.text)
    sitting.post("step/undo")
    assert sitting.text == REMARK
    sitting.post("step/redo")
    assert "absent: crisis-doctor\n" in sitting.text


def test_buttons_move_lengthen_add_and_take_out_and_remarks_stay(sitting: Sitting) -> None:
    sitting.do(act="move", item="agenda-3", steps="-1")
    assert sitting.text.index("break: 15m") < sitting.text.index("audit-pair-reading")
    assert "  # after the first hour\n  - break: 15m   # coffee\n" in sitting.text
    sitting.do(act="minutes", item="agenda-2", minutes="20")
    assert "  - break: 20m   # coffee\n" in sitting.text
    sitting.do(act="break", item="agenda-5")
    assert sitting.text.count("- break: ") == 2
    sitting.do(act="remove", item="agenda-6")
    assert sitting.text.count("- break: ") == 1
    for _ in range(4):
        sitting.post("step/undo")
    assert sitting.text == REMARK


def test_a_talk_is_added_with_its_title_and_a_part_is_put_before_or_after_another(
    sitting: Sitting,
) -> None:
    answer = sitting.do(act="talk", item="agenda-3", minutes="20", title="The new contract")
    assert "The new contract is added at" in words(answer.text)
    assert "  - talk: 20m\n    title: The new contract\n" in sitting.text
    sitting.do(act="place", item="agenda-4", to="agenda-1", side="before")
    assert sitting.text.index("The new contract") < sitting.text.index("mission-nine-whys")
    sitting.do(act="place", item="agenda-1", to="agenda-2", side="after")
    assert sitting.text.index("mission-nine-whys") < sitting.text.index("The new contract")
    sitting.do(act="place", item="agenda-2", to="agenda-7", side="after")
    assert sitting.text.index("feedback: 10m") < sitting.text.index("The new contract")
    for _ in range(4):
        sitting.post("step/undo")
    assert sitting.text == REMARK


def test_parts_go_side_by_side_into_a_track_and_out_of_it(sitting: Sitting) -> None:
    answer = sitting.do(
        act="beside",
        item="agenda-1",
        **{"who": "crisis, rehab", "room": "Oak", "other room": "Elm"},
    )
    assert "now run side by side" in words(answer.text)
    assert "  - parallel:\n      - exercise: mission-nine-whys\n" in sitting.text
    refused = sitting.do(act="into", item="agenda-3", to="agenda-1", who="")
    assert "It is not said who is in this track." in words(refused.text)
    sitting.do(act="place", item="agenda-1-parallel-1", to="agenda-1", side="after")
    assert "  - exercise: audit-pair-reading\n" in sitting.text
    sitting.post("step/undo")
    sitting.post("step/undo")
    assert sitting.text == REMARK


TRACKS = """  - parallel:
      - exercise: role-negotiation
        who: [crisis]
        room: Oak
      - talk: 60m
        title: Of rooms
        who: [rehab]
        room: Elm
  - talk: 40m
    title: Of beds
    room: Ash
"""


def test_a_part_goes_into_what_runs_side_by_side_for_those_who_are_named(tmp_path: Path) -> None:
    sitting = Sitting(tmp_path / "p")
    tracks = REMARK.replace("  - exercise: role-negotiation\n", TRACKS)
    (sitting.folder / "plan.yaml").write_text(tracks, encoding="utf-8")
    sitting.client = opened(sitting.folder)
    answer = sitting.do(act="into", item="agenda-5", to="agenda-4", who="acute")
    assert answer.status_code == 409
    assert "exec would be in no room." in words(answer.text)
    assert sitting.text == tracks
    sitting.do(act="into", item="agenda-5", to="agenda-4", who="acute, exec")
    assert "      - talk: 40m\n        title: Of beds\n        who: [acute, exec]\n" in sitting.text
    sitting.post("step/undo")
    assert sitting.text == tracks


def test_rooms_times_and_what_is_said_of_the_day(sitting: Sitting) -> None:
    sitting.do(act="say", item="agenda-1", room="Oak")
    sitting.do(act="start", words="9:45")
    sitting.do(act="venue", words="Barn")
    assert "room: Oak\n" in sitting.text
    assert "start: 9:45\n" in sitting.text
    assert "venue: Barn\n" in sitting.text


def test_all_words_of_a_part_are_changed_in_one_step(sitting: Sitting) -> None:
    said = {"title": "What for?", "led by": "exec", "room": "Oak", "not before": "9.45"}
    answer = sitting.do(act="say", item="agenda-1", **said)
    assert (
        "nine-whys\n    title: What for?\n    led by: exec\n    room: Oak\n    not before: 09:45\n"
        in sitting.text
    )
    assert "What for? is now led by Sasha Exec. What for? is now in Oak." in words(answer.text)
    assert "led by Sasha Exec" in words(sitting.client.get("day/plan").text)
    sitting.do(act="say", item="agenda-1", **{**said, "led by": "", "not before": ""})
    assert "    title: What for?\n    room: Oak\n  - exercise: audit" in sitting.text
    sitting.post("step/undo")
    sitting.post("step/undo")
    assert sitting.text == REMARK


def test_a_length_is_read_as_in_the_plan(sitting: Sitting) -> None:
    sitting.do(act="minutes", item="agenda-3", minutes="1h05")
    assert "  - break: 65m   # coffee\n" in sitting.text


def test_somebody_new_in_a_post_is_written_with_the_first_day(sitting: Sitting) -> None:
    said = sitting.post("change", act="new", person="crisis-doctor", name="Dr O", words="soon")
    assert "Dr O holds the post" not in said.text
    sitting.do(act="new", person="crisis-doctor", name="Dr Ola Nowa", words="1 March 2027")
    assert "{name: Dr Ola Nowa, from: 2027-03-01}" in sitting.text


def test_a_vacant_post_has_nobody_who_could_come_or_change_a_name(sitting: Sitting) -> None:
    vacant = REMARK.replace("Dan Jasper", "vacant").replace("finish:", "absent: exec\nfinish:")
    (sitting.folder / "plan.yaml").write_text(vacant, encoding="utf-8")
    sitting.client = opened(sitting.folder)
    for act in ("absent", "name"):
        page = sitting.client.get(f"acts/{act}/plan").text
        assert '<option value="exec">' in page
        former, _, new = page.partition("Somebody new in a post")
        assert "rehab-manager" not in former
        assert ('<option value="rehab-manager">' in new) is (act == "name")


def test_parts_that_are_called_the_same_are_told_apart_by_their_times(sitting: Sitting) -> None:
    page = words(sitting.client.get("acts/time/plan").text)
    assert "09:30 Arrival and coffee, 15 min 09:45 Why, and why again, 25 min" in page


def test_a_stale_write_is_refused_and_says_what_it_would_do_now(sitting: Sitting) -> None:
    old = sitting.mark()
    theirs = REMARK.replace("Hall", "Barn")
    (sitting.folder / "plan.yaml").write_text(theirs, encoding="utf-8")
    answer = sitting.post("do", act="absent", person="crisis-doctor", mark=old)
    assert answer.status_code == 409
    assert sitting.text == theirs
    assert "The plan was changed outside since this page was drawn" in words(answer.text)
    new = answer.text.partition('name="mark" value="')[2].partition('"')[0]
    assert sitting.post("do", act="absent", person="crisis-doctor", mark=new).status_code == 200
    assert "venue: Barn\n" in sitting.text
    assert "absent: crisis-doctor\n" in sitting.text


def test_undo_never_takes_away_what_was_written_outside(sitting: Sitting) -> None:
    sitting.do(act="absent", person="crisis-doctor")
    theirs = sitting.text.replace("Hall", "Barn")
    (sitting.folder / "plan.yaml").write_text(theirs, encoding="utf-8")
    answer = sitting.post("step/undo")
    assert answer.status_code == 409
    assert "was changed outside" in words(answer.text)
    assert sitting.text == theirs


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"act": "swap", "item": "agenda-1", "exercise": "nothing"}, "is no exercise"),
        ({"act": "minutes", "item": "agenda-1", "minutes": "0"}, "that fits in a day"),
        ({"act": "minutes", "item": "agenda-1", "minutes": "ten"}, "Write it in figures: 10m"),
        ({"act": "talk", "item": "agenda-1", "minutes": "9", "title": ""}, "what the talk is call"),
        ({"act": "say", "item": "agenda-1", "title": "", "room": ""}, "All this is said of"),
        ({"act": "say", "item": "agenda-1", "not before": "noon"}, "'noon' is not a clock time"),
        ({"act": "start", "words": "soon"}, "soon"),
        ({"act": "move", "item": "agenda-0", "steps": "-1"}, "cannot go there"),
        ({"act": "move", "item": "../private", "steps": "1"}, "no such session"),
        ({"act": "remove", "item": "agenda-99"}, "no such session"),
        ({"act": "name", "person": "../x", "name": "X"}, "Nobody has the id"),
        ({"act": "absent"}, "says too little"),
        ({"act": "shell"}, "says too little"),
        ({}, "says too little"),
    ],
)
def test_what_makes_no_sense_or_an_error_is_refused_in_words(
    sitting: Sitting, fields: dict[str, str], said: str
) -> None:
    answer = sitting.do(**fields)
    assert answer.status_code == 409
    assert said in words(answer.text)
    assert sitting.text == REMARK


@pytest.mark.parametrize(
    ("then", "fields", "field", "said"),
    [
        (
            "ready/plan",
            {"act": "name", "person": "crisis-manager", "name": ""},
            "name",
            "“What is it now?”: A name is wanted.",
        ),
        (
            "ready/plan",
            {"act": "new", "person": "crisis-manager", "name": "Eve Flint", "words": "soon"},
            "from",
            "“From which day on? A date such as 9 March 2027”: ",
        ),
        (
            "ready/plan",
            {"act": "minutes", "item": "agenda-2", "minutes": "ten"},
            "minutes",
            "“Minutes”: ",
        ),
        (
            "ready/plan",
            {"act": "date", "words": "never"},
            "date",
            "“A date such as 9 March 2027”: ",
        ),
        ("ready/plan", {"act": "finish", "words": "late"}, "finish", "“A time such as 16:30”: "),
        (
            "ready/plan",
            {"act": "role", "role": "doctor", "one": "", "many": ""},
            "one",
            "“One of them is a”: ",
        ),
        (
            "day/plan",
            {"act": "talk", "item": "agenda-2", "title": "", "minutes": "20"},
            "talk-title-of-agenda-2",
            "“A talk after it, called”: It is not said what the talk is called. Write its title.",
        ),
        (
            "day/plan",
            {"act": "talk", "item": "agenda-2", "title": "New", "minutes": "x"},
            "talk-minutes-of-agenda-2",
            "“Its minutes”: ",
        ),
        (
            "day/plan",
            {"act": "say", "item": "agenda-1", "title": "", "not before": "noonish"},
            "not-before-of-agenda-1",
            "“Not before, such as 12:00”: ",
        ),
        (
            "day/plan",
            {"act": "minutes", "item": "agenda-1", "minutes": "0"},
            "minutes-of-agenda-1",
            "“Minutes of Why, and why again”: ",
        ),
    ],
)
def test_a_refusal_stands_beside_its_field_in_the_words_of_its_label_and_leads_there(
    sitting: Sitting, then: str, fields: dict[str, str], field: str, said: str
) -> None:
    for way in ("do", "change") if then == "ready/plan" else ("do",):
        answer = sitting.post(way, mark=sitting.mark(), then=then, **fields)
        assert answer.status_code == 409
        assert "<title>Not done: " in answer.text
        marks = f'aria-invalid="true" aria-describedby="{field}-refused" autofocus'
        place = re.search(
            f'<(?:input|select)[^>]* id="{field}"[^>]*>|<input id="{field}"[^>]*>', answer.text
        )
        assert place
        assert marks in place[0]
        assert answer.text.count("aria-invalid") == 1
        beside = re.search(
            f'<span class="refused" id="{field}-refused">([^<]*)</span>', answer.text
        )
        assert beside
        assert html.unescape(beside[1]).startswith(said)
        for name, typed in fields.items():
            if name in {"name", "words", "minutes", "not before"}:
                assert f'name="{name}" ' in answer.text
                assert f'value="{typed}"' in answer.text
    assert sitting.text == REMARK


def test_what_is_about_no_single_field_is_told_by_itself(sitting: Sitting) -> None:
    said_already = {"act": "say", "item": "agenda-1", "title": "", "led by": "", "room": ""}
    page = sitting.do(**said_already).text
    assert "All this is said of Why, and why again already." in words(page)
    assert "aria-invalid" not in page


def test_a_file_in_another_coding_is_refused_with_its_line_and_left_as_it_is(
    sitting: Sitting,
) -> None:
    mark = sitting.mark()
    raw = REMARK.replace("venue: Hall", "venue: Café").encode("latin-1")
    (sitting.folder / "plan.yaml").write_bytes(raw)
    told = "The file holds letters that are not written in UTF-8."
    fields = {"act": "absent", "person": "crisis-doctor"}
    answer = sitting.post("do", mark=mark, **fields)
    assert answer.status_code == 409
    assert told in words(answer.text)
    assert "aria-invalid" not in answer.text
    fields |= {"day": "plan", "mark": mark}
    heard = sitting.client.post("do", data=fields, headers=SCRIPT).json()
    assert heard["refused"].startswith(f"plan.yaml, line 6: {told} Save it again as UTF-8")
    assert heard["field"] == ""
    sitting.client = opened(sitting.folder)
    for way in ("", "day/plan", "acts/time/plan", "pages/plan", "text/plan.yaml"):
        page = words(sitting.client.get(way).text)
        assert told in page
        assert "plan.yaml:6" in page
    assert (sitting.folder / "plan.yaml").read_bytes() == raw


def test_time_in_hand_and_an_exercise_come_after_a_part_as_what_is_to_mend_asks(
    sitting: Sitting,
) -> None:
    answer = sitting.do(act="buffer", item="agenda-4")
    assert "Time in hand is added at 12:05, 10 minutes" in words(answer.text)
    library = sitting.client.get("library/plan/agenda-3?after=it&word=promise").text
    assert "After Break" in words(library)
    assert "Proposed for 45 minutes" in words(library)
    assert '<input type="hidden" name="after" value="it">' in library
    form = {"act": "exercise", "item": "agenda-3", "exercise": "action-commitment-round"}
    assert f'name="act" value="{form["act"]}"' in library
    assert f'name="exercise" value="{form["exercise"]}"' in library
    sitting.do(**form)
    added = "   # coffee\n  - exercise: action-commitment-round\n"
    assert added in sitting.text
    assert "\n  - buffer: 10m\n" in sitting.text.partition(added)[2]
    assert sitting.client.get("library/plan/agenda-3").status_code == 404


def test_no_two_fields_of_a_day_have_one_name(sitting: Sitting) -> None:
    ids = re.findall(' id="([^"]+)"', sitting.client.get("day/plan").text)
    assert sorted(set(ids)) == sorted(ids)


def test_a_page_that_names_no_plan_writes_nothing(sitting: Sitting) -> None:
    assert sitting.post("do", act="absent", person="crisis-doctor").status_code == 409
    assert sitting.text == REMARK


def test_words_that_look_like_yaml_are_words(sitting: Sitting) -> None:
    sitting.do(act="venue", words="Hall: {a: b} # no\nstart: 1:00")
    assert "\nstart: 9:30\n" in sitting.text
    assert sitting.text.count("start:") <= 2
    page = words(sitting.client.get("text/plan.yaml").text)
    assert "Hall: {a: b} # no" in page


def test_our_script_hears_of_a_refusal_in_words_and_else_waits_for_the_news(
    sitting: Sitting,
) -> None:
    fields = {"day": "plan", "act": "minutes", "item": "agenda-1", "minutes": "0"}
    answer = sitting.client.post("do", data=fields | {"mark": sitting.mark()}, headers=SCRIPT)
    assert answer.status_code == 409
    told = answer.json()
    assert "not a length that fits in a day" in told.pop("refused")
    assert told == {"field": "minutes", "stale": False}
    fields["minutes"] = "50"
    answer = sitting.client.post("do", data=fields | {"mark": sitting.mark()}, headers=SCRIPT)
    assert answer.json() == {"refused": ""}


def test_after_a_change_one_is_led_to_our_own_pages_alone(sitting: Sitting) -> None:
    fields = {"day": "plan", "act": "venue", "words": "Barn", "then": "//evil.example/x"}
    answer = sitting.client.post(
        "do",
        data=fields | {"mark": sitting.mark()},
        headers={"origin": HOST},
        follow_redirects=False,
    )
    assert answer.headers["location"].startswith("/room/")


def test_another_exercise_is_proposed_with_a_reason_searched_for_and_swapped(
    sitting: Sitting,
) -> None:
    page = words(sitting.client.get("library/plan/agenda-1?word=listening bench").text)
    assert "Instead of Why, and why again" in page
    assert "1 exercise speaks of “listening bench” Listening bench, " in page
    assert "not used yet" in page.partition("Proposed")[2]
    shown = sitting.post("change", act="swap", item="agenda-1", exercise="link-listening-bench")
    assert "Why, and why again is now Listening bench" in words(shown.text)
    assert sitting.text == REMARK
    sitting.do(act="swap", item="agenda-1", exercise="link-listening-bench")
    assert "  - exercise: link-listening-bench\n" in sitting.text
    assert sitting.client.get("library/plan/agenda-0").status_code == 404
    sitting.do(act="talk", item="agenda-1", title="Mission", minutes="30")
    assert "An exercise instead of Mission" in words(sitting.client.get("day/plan").text)
    assert "Instead of Mission" in words(sitting.client.get("library/plan/agenda-2").text)
    sitting.do(act="swap", item="agenda-2", exercise="bond-user-guide")
    assert "  - exercise: bond-user-guide\n    time: 30" in sitting.text


# ------------------------------------------------------------------ keep mine, and compare


def refused_as_stale(sitting: Sitting, theirs: str, **fields: str) -> Response:
    """Return the answer to a change from a page that was drawn before somebody else wrote."""
    old = sitting.mark()
    (sitting.folder / "plan.yaml").write_text(theirs, encoding="utf-8")
    return sitting.post("do", mark=old, **fields)


def sent_again(sitting: Sitting, page: str, button: str) -> Response:
    """Return the answer to the form of a page that has this button."""
    forms = [one.split("</form>")[0] for one in page.split("<form ")[1:]]
    form = next(one for one in forms if f'id="{button}"' in one)
    fields = re.findall(r'name="([^"]+)" value="([^"]*)"', form)
    return sitting.client.post("do", data=dict(fields), headers={"origin": HOST})


def test_a_stale_change_shows_the_three_versions_of_each_line_and_mine_can_be_kept(
    sitting: Sitting,
) -> None:
    theirs = REMARK.replace("break: 15m   # coffee", "break: 20m   # tea").replace("Hall", "Barn")
    page = refused_as_stale(sitting, theirs, act="minutes", item="agenda-3", minutes="25")
    assert page.status_code == 409
    assert sitting.text == theirs
    said = words(page.text)
    assert "plan.yaml:6 , written outside" in said
    assert "venue: Hall Theirs, as it is now venue: Barn Yours venue: Hall" in said
    assert "written outside, and changed by you" in said
    assert "break: 15m # coffee Theirs" in said
    assert "break: 20m # tea Yours" in said
    kept = sent_again(sitting, page.text, "keep-mine")
    assert kept.status_code == 200
    assert sitting.text == REMARK.replace("break: 15m", "break: 25m")
    assert "What was written outside into plan.yaml is gone." in words(kept.text)
    sitting.post("step/undo")
    assert sitting.text == theirs


def test_a_stale_change_can_be_done_on_top_of_theirs(sitting: Sitting) -> None:
    page = refused_as_stale(
        sitting, REMARK.replace("Hall", "Barn"), act="minutes", item="agenda-3", minutes="25"
    )
    assert sent_again(sitting, page.text, "do").status_code == 200
    assert sitting.text == REMARK.replace("Hall", "Barn").replace("break: 15m", "break: 25m")


def test_mine_is_not_kept_over_what_was_written_after_the_comparison(sitting: Sitting) -> None:
    page = refused_as_stale(
        sitting, REMARK.replace("Hall", "Barn"), act="minutes", item="agenda-3", minutes="25"
    )
    later = REMARK.replace("Hall", "Loft")
    (sitting.folder / "plan.yaml").write_text(later, encoding="utf-8")
    again = sent_again(sitting, page.text, "keep-mine")
    assert again.status_code == 409
    assert sitting.text == later
    assert "venue: Loft" in again.text


def test_what_a_page_nobody_remembers_would_make_is_not_kept(sitting: Sitting) -> None:
    page = sitting.post("do", act="minutes", item="agenda-3", minutes="25", mark="0" * 64)
    assert page.status_code == 409
    assert 'id="do"' in page.text
    assert 'id="keep-mine"' not in page.text


def test_lines_put_in_at_one_place_by_both_stand_beside_each_other() -> None:
    old = {"plan.yaml": b"a\nb\nc\nd\n", "private/sharing.yaml": b"a\n"}
    theirs = {"plan.yaml": b"a\nx\nb\nc\nD\n", "private/sharing.yaml": b"secret\n"}
    mine = {"plan.yaml": b"a\ny\nz\nb\nc\nd\n"}
    rows = file_differences(old, theirs, mine)
    found = [(one.line, one.old, one.theirs, one.mine, one.who) for one in rows]
    assert found == [
        (2, (), ("x",), ("y", "z"), "both"),
        (4, ("d",), ("D",), ("d",), "theirs"),
    ]


# ------------------------------------------------------------------- files as people and disks are


@pytest.mark.parametrize(
    "written",
    [
        REMARK.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + REMARK.encode(),
        b"\xef\xbb\xbf" + REMARK.replace("\n", "\r\n").encode(),
        REMARK.rstrip("\n").encode(),
        REMARK.encode("utf-16"),
    ],
)
def test_a_file_stays_spelt_as_it_was_and_comes_back_to_the_same_bytes(
    tmp_path: Path, written: bytes
) -> None:
    sitting = Sitting(tmp_path / "p")
    file = sitting.folder / "plan.yaml"
    file.write_bytes(written)
    sitting.client = opened(sitting.folder)
    sitting.do(act="venue", words="Loft")
    changed = file.read_bytes()
    letters = "utf-16-le" if written[:2] == b"\xff\xfe" else "utf-8"
    assert changed == written.replace("Hall".encode(letters), "Loft".encode(letters))
    sitting.post("step/undo")
    assert file.read_bytes() == written


def test_a_read_only_file_is_not_written(sitting: Sitting) -> None:
    (sitting.folder / "plan.yaml").chmod(0o444)
    answer = sitting.do(act="venue", words="Loft")
    assert answer.status_code == 409
    assert "plan.yaml is read-only, so nothing was written." in words(answer.text)
    assert sitting.text == REMARK


def test_a_full_disk_is_told_and_leaves_all_as_it_was(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    mark = sitting.mark()
    monkeypatch.setattr(os, "fsync", full)
    answer = sitting.post("do", mark=mark, act="venue", words="Loft")
    assert answer.status_code == 409
    assert "No space left on device. Nothing was written." in words(answer.text)
    assert sitting.text == REMARK
    assert [one.name for one in sitting.folder.iterdir() if one.name.startswith(".")] == []


def test_a_plan_that_was_taken_away_while_a_form_was_open_is_told(sitting: Sitting) -> None:
    mark = sitting.mark()
    (sitting.folder / "plan.yaml").rename(sitting.folder / "old.txt")
    for way in ("do", "change"):
        answer = sitting.post(way, mark=mark, act="venue", words="Loft")
        assert answer.status_code == 409
        assert "There is no plan at" in words(answer.text)
    assert (sitting.folder / "old.txt").read_text(encoding="utf-8") == REMARK
    assert not (sitting.folder / "plan.yaml").exists()


def test_the_second_of_two_tabs_is_told_that_the_first_has_written(sitting: Sitting) -> None:
    mark = sitting.mark()
    assert sitting.post("do", mark=mark, act="venue", words="Loft").status_code == 200
    second = sitting.post("do", mark=mark, act="venue", words="Cellar")
    assert second.status_code == 409
    assert "so nothing was written" in words(second.text)
    assert "venue: Loft\n" in sitting.text


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "absent", "person": "../../private"},
        {"act": "swap", "item": "agenda-2", "exercise": "../../plan"},
        {"act": "minutes", "item": "agenda-99999", "minutes": "5"},
        {"act": "minutes", "item": "agenda-2/../3", "minutes": "5"},
        {"act": "__class__"},
        {"act": "venue", "words": "Loft", "day": "../plan"},
        {"act": "service", "pair": "../x", "words": "Loft"},
    ],
)
def test_a_field_that_is_made_to_lead_elsewhere_leads_nowhere(
    sitting: Sitting, fields: dict[str, str]
) -> None:
    before = {one: one.read_bytes() for one in sitting.folder.rglob("*") if one.is_file()}
    assert sitting.do(**fields).status_code == 409
    assert {one: one.read_bytes() for one in sitting.folder.rglob("*") if one.is_file()} == before


@pytest.mark.parametrize(
    "file", ["shipped ../../etc/passwd", "private/sharing.yaml", "shipped words/en-GB.yaml", "/x"]
)
def test_nothing_is_copied_into_the_programme_but_texts_of_ours(
    sitting: Sitting, file: str
) -> None:
    before = sorted(sitting.folder.rglob("*"))
    assert sitting.post("own", file=file).status_code == 404
    assert sorted(sitting.folder.rglob("*")) == before


def test_a_name_that_looks_like_a_script_is_a_name(sitting: Sitting) -> None:
    name = "<script>alert(1)</script>"
    asked = sitting.post("change", act="name", person="crisis-doctor", name=name)
    done = sitting.do(act="name", person="crisis-doctor", name=name)
    for page in (asked, done, sitting.client.get("pages/plan/people/crisis-doctor/name-tent")):
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "alert(1)" in words(page.text)
