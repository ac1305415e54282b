"""What goes to each person before the day: a text, the letter, an entry for the calendar."""

import csv
import io
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from facilitate.pipeline.tick_lists import to_do
from tests.pipeline.reading import everything
from tests.plans import PLAN, write_plan
from tests.write.pdf.opened import needs_poppler, text

SAID = PLAN.replace(
    "venue: Hall\n",
    "venue: Town Hall\nlink: https://example.org/room\ncover: Dr Rota, bleep 123\n",
).replace("sponsors:", "contact: Kim Organiser, 01234 567890\nsponsors:")
ACCESS = """format: 1
access:
  crisis-doctor: {needs: [large-print], diet: vegan}
  rehab-manager: {remote: yes}
"""
CONTACTS = """format: 1
contacts:
  crisis-doctor: {email: ada@example.org}
"""


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built day, with an address, somebody with needs and somebody elsewhere."""
    folder = write_plan(tmp_path_factory.mktemp("sent") / "p", plan=SAID)
    (folder / "private/access.yaml").write_text(ACCESS, encoding="utf-8")
    (folder / "private/contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    built = build(folder, Options())
    assert [f.message for f in built.faults if f.severity == "error"] == []
    return folder / "out/plan/send"


def test_a_message_stands_without_the_letter(sent: Path) -> None:
    assert (sent / "crisis-doctor/message.txt").read_text(encoding="utf-8").splitlines() == [
        "ada@example.org",
        "First away day, Tuesday 9 March 2027, 09:30 to 12:30",
        "",
        "Dear Dr Ada Quartz",
        "",
        "We meet on Tuesday 9 March 2027 from 09:30 to 12:30, and end on time.",
        "The place: Town Hall",
        "Your service is covered: Dr Rota, bleep 123",
        "The letter that comes with this message says what to expect and what to bring.",
        "away-day.ics puts the day into your calendar.",
        "Questions: Kim Organiser, 01234 567890",
    ]


def test_who_takes_part_from_elsewhere_gets_the_link_and_not_the_hall(sent: Path) -> None:
    said = (sent / "rehab-manager/message.txt").read_text(encoding="utf-8")
    assert "You take part from elsewhere, here: https://example.org/room" in said
    assert "Town Hall" not in said
    event = (sent / "rehab-manager/away-day.ics").read_text(encoding="utf-8")
    assert "LOCATION:https://example.org/room" in event


def test_the_entry_for_the_calendar_is_private_and_has_title_and_place_only(sent: Path) -> None:
    event = (sent / "crisis-doctor/away-day.ics").read_text(encoding="utf-8")
    names = {line.partition(":")[0] for line in event.splitlines() if line}
    assert names == {
        *("BEGIN", "END", "PRODID", "VERSION", "UID", "DTSTAMP", "DTSTART", "DTEND"),
        *("SUMMARY", "LOCATION", "CLASS"),
    }
    assert "CLASS:PRIVATE" in event
    assert "DTSTART:20270309T093000" in event


def test_the_tick_list_has_everybody_and_the_first_page_who_has_no_address(sent: Path) -> None:
    rows = list(csv.reader(io.StringIO((sent / "tick-list.csv").read_text(encoding="utf-8-sig"))))
    assert rows[:2] == [
        ["Name", "E-mail", "Folder", "Sent", "Answered", "To do", "Letter (leave as it is)"],
        ["Dr Ada Quartz", "ada@example.org", "crisis-doctor", "", "", "", rows[1][6]],
    ]
    assert len(rows) == 8
    first = (sent / "READ-ME-FIRST.txt").read_text(encoding="utf-8")
    assert first.startswith("First away day, Tuesday 9 March 2027: 7 people")
    assert "Without an address in private/contacts.yaml: crisis-manager, " in first


@needs_poppler
def test_a_letter_to_send_knows_of_no_need(sent: Path, tmp_path: Path) -> None:
    own = (sent.parent / "people/crisis-doctor/joining-letter.pdf").read_bytes()
    assert "vegan" in text(own, tmp_path)
    letter = text((sent / "crisis-doctor/letter.pdf").read_bytes(), tmp_path)
    assert "vegan" not in letter
    assert "large print" not in letter.replace("A seat near the door, large print", "")
    elsewhere = text((sent / "rehab-manager/letter.pdf").read_bytes(), tmp_path)
    assert "https://example.org/room" in elsewhere
    assert "Coffee" not in elsewhere


def test_a_letter_lies_among_what_is_sent_and_once_more_only_where_it_says_what_is_needed(
    sent: Path,
) -> None:
    people = [path.parent.name for path in sent.glob("*/letter.pdf")]
    assert len(people) == 6
    others = sorted(path.parent.name for path in sent.parent.glob("people/*/joining-letter.*"))
    assert others == ["crisis-doctor", "crisis-doctor"]


def test_somebody_who_needs_something_later_gets_a_letter_of_their_own_then(
    sent: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(sent.parents[2], tmp_path / "p")
    own = folder / "out/plan/people/acute-doctor/joining-letter.docx"
    for needs, there in (("acute-doctor: {diet: halal}", True), ("", False)):
        access = folder / "private/access.yaml"
        access.write_text(f"{ACCESS}  {needs}\n", encoding="utf-8")
        build(folder, Options(only=("acute",)))
        assert own.exists() is there


@pytest.mark.parametrize("how", [{"sample": True}, {"singles": True}, {"formats": ("docx",)}])
def test_every_letter_lies_in_its_readers_folder_where_nothing_or_everything_is_made(
    tmp_path: Path, how: Mapping[str, Any]
) -> None:
    folder = write_plan(tmp_path / "p", plan=SAID, given=None)
    build(folder, Options(only=("crisis-manager",), **how))
    assert (folder / "out/plan/people/crisis-manager/joining-letter.docx").exists()


def test_nothing_to_send_depends_on_what_somebody_chose_or_answered(
    sent: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(sent.parents[2], tmp_path / "p")
    before = {p: p.read_bytes() for p in (folder / "out/plan/send").rglob("*") if p.is_file()}
    sharing = folder / "private/sharing.yaml"
    sharing.write_text(sharing.read_text("utf-8").replace("both partners", "group only"), "utf-8")
    answers = folder / "private/stock-takes/baseline.answers.csv"
    answers.write_text(answers.read_text("utf-8").replace("5,1,4,4", "1,5,1,1"), "utf-8")
    build(folder, Options())
    assert {
        p: p.read_bytes() for p in (folder / "out/plan/send").rglob("*") if p.is_file()
    } == before


def test_building_one_pair_leaves_what_goes_to_the_others(sent: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sent.parents[2], tmp_path / "p")
    (folder / "plan.yaml").write_text(SAID.replace("Town Hall", "Barn"), encoding="utf-8")
    build(folder, Options(only=("crisis",)))
    place = folder / "out/plan/send"
    assert "Barn" in (place / "crisis-manager/message.txt").read_text(encoding="utf-8")
    assert "Town Hall" in (place / "acute-doctor/message.txt").read_text(encoding="utf-8")
    assert (place / "tick-list.csv").is_file()


COACHED = SAID.replace(
    "agenda:",
    """coaches:
  coach-o: {name: Zoë O’Neill-Łoś, email: zoe@example.org, coaches: [crisis, acute-doctor]}
  idle: {name: Nobody Yet}
coaching: {crisis-doctor: [2027-04-06], acute-doctor: [2027-04-07]}
needs agreed with: {crisis-doctor: exec}
agenda:""",
).replace("  - exercise: mission-nine-whys", "  - exercise: mission-nine-whys\n    led by: coach-o")


@pytest.fixture(scope="module")
def coached(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built day from which somebody is coached, and agrees with a sponsor on what."""
    folder = write_plan(tmp_path_factory.mktemp("coached") / "p", plan=COACHED)
    built = build(folder, Options(only=("coach-o", "crisis", "acute", "exec")))
    assert [f.message for f in built.faults if f.severity == "error"] == []
    return folder / "out/plan/send"


def test_a_coach_gets_what_is_asked_of_them_and_the_sheets_and_no_seat(coached: Path) -> None:
    assert sorted(path.name for path in (coached / "coach-o").iterdir()) == [
        *("coach-brief.pdf", "message.txt", "sheets.pdf"),
    ]
    assert (coached / "coach-o/message.txt").read_text(encoding="utf-8").splitlines() == [
        "zoe@example.org",
        "What is asked of a coach, from First away day, Tuesday 9 March 2027",
        "",
        "Dear Zoë O’Neill-Łoś",
        "",
        "“What is asked of a coach” comes with this message: whom you meet, when, about what, what "
        "may be told and what stays with you. The sheets for the sessions up to the next day come "
        "with it. There is nothing else to do before Tuesday 9 March 2027.",
        "You lead “Why, and why again”, at 09:45 (Town Hall).",
        "Questions: Kim Organiser, 01234 567890",
    ]
    assert not (coached / "idle").exists()


def test_a_sponsor_reads_before_the_day_what_is_asked_of_them(sent: Path) -> None:
    assert {"sponsor-page.pdf", "sponsor-page.docx"} < {p.name for p in (sent / "exec").iterdir()}
    said = (sent / "exec/message.txt").read_text(encoding="utf-8")
    assert "With it: “What is asked of you”." in said
    assert not (sent.parent / "sponsors/exec/sponsor-page.docx").exists()


def test_whoever_leads_something_reads_so_before_the_day(tmp_path: Path) -> None:
    told = SAID.replace(
        "agenda:",
        "agenda:\n"
        "  - {welcome: 10m, title: Why we meet, led by: sponsors}\n"
        "  - {talk: 10m, title: Two wards, led by: crisis-doctor}\n"
        "  - {talk: 10m, title: One ward, led by: crisis}",
    ).replace("finish: 12:30", "finish: 13:10")
    folder = write_plan(tmp_path / "p", plan=told)
    build(folder, Options(only=("crisis", "exec")))

    def lines(who: str) -> list[str]:
        said = (folder / "out/plan/send" / who / "message.txt").read_text(encoding="utf-8")
        return [line for line in said.splitlines() if "You lead" in line]

    assert lines("exec") == ["You lead “Why we meet”, at 09:30."]
    assert lines("crisis-doctor") == [
        "You lead “Two wards”, at 09:40.",
        "You lead “One ward” with Ben Onyx, at 09:50.",
    ]
    assert lines("crisis-manager") == ["You lead “One ward” with Dr Ada Quartz, at 09:50."]


def test_pages_for_coaching_lie_among_what_is_sent_and_nowhere_else(coached: Path) -> None:
    found = {path.relative_to(coached.parent).parts[0] for path in coached.parent.rglob("*coach*")}
    assert found == {"send"}


def test_pages_for_coaching_go_with_the_letter_to_whom_they_concern(coached: Path) -> None:
    def sheets(reader: str) -> set[str]:
        return {path.stem for path in (coached / reader).glob("*.pdf")}

    # Two sheets to write on are one file to attach.
    assert sheets("crisis-doctor") == {"letter", "sheets"}
    read = everything((coached / "crisis-doctor/sheets.pdf").read_bytes())
    assert "What I want to do better" in read
    assert "What may leave the coaching room" in read
    assert sheets("crisis-manager") == {"letter"}
    assert sheets("exec") == {"sponsor-needs", "sponsor-page"}
    said = (coached / "exec/message.txt").read_text(encoding="utf-8")
    assert "With it: “Whom to see, and when” and “What is asked of you”." in said
    assert "is covered" not in said


def test_who_cannot_come_gets_what_goes_on_between_the_days_and_nothing_of_the_day(
    tmp_path: Path,
) -> None:
    absent = "start: 9:30\nabsent: [crisis-doctor, crisis-manager, exec]\n"
    folder = write_plan(tmp_path / "p", plan=COACHED.replace("start: 9:30\n", absent))
    (folder / "private/access.yaml").write_text(ACCESS, encoding="utf-8")
    build(folder, Options(only=("crisis", "exec")))
    place = folder / "out/plan"
    assert sorted(path.name for path in (place / "send/crisis-doctor").iterdir()) == [
        *("meetings.ics", "message.txt", "sheets.pdf")
    ]
    assert (place / "send/crisis-doctor/message.txt").read_text("utf-8").splitlines() == [
        "no address",
        "First away day, Tuesday 9 March 2027: pages for the time after it",
        "",
        "Dear Dr Ada Quartz",
        "",
        "You are not expected on Tuesday 9 March 2027. What goes on between the days goes on for "
        "you as well, and its pages come with this message.",
        "With it: “For my coaching” and “What may leave the coaching room”.",
        "meetings.ics puts your further dates into your calendar, as meetings and nothing else.",
        "Questions: Kim Organiser, 01234 567890",
    ]
    dates = (place / "send/crisis-doctor/meetings.ics").read_text("utf-8").splitlines()
    assert [one for one in dates if one.startswith(("DTSTART", "SUMMARY"))] == [
        "DTSTART;VALUE=DATE:20270406",
        "SUMMARY:Meeting",
    ]
    # Who needs large print has the sheets in it, and no seat, letter or card of the day.
    assert sorted(path.name for path in (place / "people/crisis-doctor").iterdir()) == [
        *("coaching-contract.pdf", "coaching-sessions.pdf")
    ]
    # Who is not coached is sent nothing.
    assert not (place / "send/crisis-manager").exists()
    assert sorted(path.name for path in (place / "send/exec").iterdir()) == [
        *("message.txt", "sponsor-needs.pdf")
    ]


def test_whom_a_day_is_not_for_hears_nothing_of_it(tmp_path: Path) -> None:
    for_others = COACHED.replace("start: 9:30\n", "start: 9:30\npresent: [rehab, acute]\n")
    folder = write_plan(tmp_path / "p", plan=for_others)
    build(folder, Options(only=("crisis", "exec")))
    assert not (folder / "out/plan/send/crisis-doctor").exists()
    assert not (folder / "out/plan/send/exec").exists()


def test_a_greeting_has_a_sponsors_name_without_the_post(tmp_path: Path) -> None:
    said = COACHED.replace("exec: Sasha Exec", "exec: 'Carl Ash, head of assets'")
    assert said != COACHED
    folder = write_plan(tmp_path / "p", plan=said)
    build(folder, Options(only=("exec",)))
    message = (folder / "out/plan/send/exec/message.txt").read_text("utf-8")
    assert message.splitlines()[3] == "Dear Carl Ash"


def test_a_sample_has_nothing_to_send(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    build(folder, Options(sample=True))
    assert not (folder / "out/plan/send").exists()


def test_a_pairs_own_cover_goes_before_the_days(tmp_path: Path) -> None:
    plan = SAID.replace("rehab: {", "rehab: {cover: 'Sister Stand-In, 456', ", 1)
    assert plan != SAID
    folder = write_plan(tmp_path / "p", plan=plan)
    build(folder, Options(only=("rehab", "crisis-doctor")))
    said = {
        one: (folder / f"out/plan/send/{one}/message.txt").read_text(encoding="utf-8")
        for one in ("rehab-manager", "crisis-doctor")
    }
    assert "is covered: Sister Stand-In, 456" in said["rehab-manager"]
    assert "is covered: Dr Rota, bleep 123" in said["crisis-doctor"]


def six_weeks_on(place: Path) -> dict[str, str]:
    """Return the texts for six weeks after the day by their people's ids."""
    file = place / "six-weeks-on.txt"
    parts = file.read_text(encoding="utf-8").split("---- ")[1:] if file.exists() else ()
    return {one.split(": ")[1].split()[0]: one for one in parts}


@pytest.mark.parametrize(
    ("promised", "said"),
    [
        ("", None),
        ("{id: a1, who: rehab, what: Meet, made on: plan}", None),
        ("{id: a1, who: all, what: Walk, made on: plan}", "- Walk"),
        ("{id: a1, who: crisis, what: Ring on Mondays, made on: plan}", "- Ring on Mondays"),
        ("{id: a1, who: crisis-manager, what: Meet, made on: plan}", None),
    ],
)
def test_six_weeks_on_everybody_gets_their_own_promise_and_nobody_anothers(
    tmp_path: Path, promised: str, said: str | None
) -> None:
    folder = write_plan(tmp_path / "p", plan=SAID, given=None)
    (folder / "actions.yaml").write_text(f"format: 1\nactions: [{promised}]\n", encoding="utf-8")
    build(folder, Options(only=("crisis-doctor",)))
    place = folder / "out/plan/send"
    told = six_weeks_on(place).get("crisis-doctor")
    assert (said is None) is (told is None)
    assert said is None or (told is not None and said in told)
    assert told is None or "Meet" not in told
    first = (place / "READ-ME-FIRST.txt").read_text(encoding="utf-8")
    assert ("a text for each of them, to send on 20 April 2027" in first) is bool(promised)


def test_whoever_promised_on_a_slip_is_asked_where_it_is(tmp_path: Path) -> None:
    plan = SAID.replace("role-negotiation", "action-commitment-round")
    folder = write_plan(tmp_path / "p", plan=plan, given=None)
    build(folder, Options(only=("crisis-doctor",)))
    card = six_weeks_on(folder / "out/plan/send")["crisis-doctor"]
    assert "on 9 March 2027, you put a promise on paper" in card


def test_a_plan_for_a_busy_week_is_a_promise_and_asked_about_in_week_four_and_six(
    tmp_path: Path,
) -> None:
    plan = SAID.replace("role-negotiation", "action-if-then")
    folder = write_plan(tmp_path / "p", plan=plan, given=None)
    build(folder, Options(only=("crisis",)))
    assert "crisis-doctor" in six_weeks_on(folder / "out/plan/send")
    assert (folder / "out/plan/pairs/crisis/witness-call.pdf").exists()


def test_whoever_has_left_by_then_is_sent_no_text_after_six_weeks(tmp_path: Path) -> None:
    plan = SAID.replace("role-negotiation", "action-commitment-round")
    plan = plan.replace("Dr Ada Quartz", "{name: Dr Ada Quartz, until: 2027-04-01}")
    folder = write_plan(tmp_path / "p", plan=plan, given=None)
    build(folder, Options(only=("crisis-doctor",)))
    sent = folder / "out/plan/send"
    assert (sent / "crisis-doctor/message.txt").exists()
    assert {"crisis-doctor", "crisis-manager"} & {*six_weeks_on(sent)} == {"crisis-manager"}


def test_a_letter_that_changes_after_it_was_sent_is_told_until_that_is_cleared(
    sent: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(sent.parents[2], tmp_path / "p")
    ticks = folder / "out/plan/send/tick-list.csv"

    def noted(person: str, cell: int, words: str) -> None:
        # As a spreadsheet of another country saves it, with a column of somebody's own.
        rows = list(csv.reader(io.StringIO(ticks.read_text("utf-8-sig")), delimiter=","))
        wide = [
            row if len(row) > 7 else [*row, "mine" if n else "Own"] for n, row in enumerate(rows)
        ]
        for row in wide:
            row[cell] = words if row[2] == person else row[cell]
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows(wide)
        ticks.write_text(text.getvalue(), encoding="utf-8-sig")

    noted("crisis-doctor", 3, "1 March")
    for hall in ("Barn", "Barn", "Mill"):
        (folder / "plan.yaml").write_text(SAID.replace("Town Hall", hall), encoding="utf-8")
        build(folder, Options())
        assert list(to_do(ticks)) == ["crisis-doctor"]
    row = next(csv.reader(io.StringIO(ticks.read_text("utf-8-sig").split("\n")[1])))
    assert row[3:6] == ["1 March", "", "It has changed since. Send it again, then clear this cell."]
    assert row[7] == "mine"
    noted("crisis-doctor", 5, "")
    build(folder, Options(force=True))
    assert list(to_do(ticks)) == []
    assert not list(ticks.parent.glob("*.new.*"))


def test_another_name_at_the_same_address_is_to_be_looked_at(sent: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sent.parents[2], tmp_path / "p")
    ticks = folder / "out/plan/send/tick-list.csv"
    came = SAID.replace("doctor: Dr Ada Quartz", "doctor: {name: Dr New Opal, from: 2027-03-01}")
    came = came.replace("doctor: Dr Eve Topaz", "doctor: Dr Eve Topaz-Jade")
    (folder / "plan.yaml").write_text(came, encoding="utf-8")
    build(folder, Options())
    row = next(csv.reader(io.StringIO(ticks.read_text("utf-8-sig").split("\n")[1])))
    told = (
        "The name is another one and the address the same. Look whose it is, then clear this cell."
    )
    assert row[:6] == ["Dr New Opal", "ada@example.org", "crisis-doctor", "", "", told]
    assert list(to_do(ticks)) == ["crisis-doctor"]


def test_who_got_a_letter_and_is_not_expected_any_more_is_to_be_told(
    sent: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(sent.parents[2], tmp_path / "p")
    ticks = folder / "out/plan/send/tick-list.csv"
    text = ticks.read_text("utf-8-sig").replace(",acute-doctor,,", ",acute-doctor,1 March,")
    ticks.write_text(text, encoding="utf-8-sig")
    away = SAID.replace("start: 9:30\n", "start: 9:30\nabsent: [acute-doctor, acute-manager]\n")
    assert away != SAID
    (folder / "plan.yaml").write_text(away, encoding="utf-8")
    build(folder, Options())
    assert list(to_do(ticks)) == ["acute-doctor"]
    assert "Tell them, then clear this cell." in ticks.read_text("utf-8-sig")
    assert "acute-manager" not in ticks.read_text("utf-8-sig")
