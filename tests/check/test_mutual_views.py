"""What role groups think of each other is shown in its order, or `check` says what is missing."""

from pathlib import Path

from facilitate.check import CheckContext, check
from facilitate.load.plan import load_plan
from facilitate.pipeline.analyse import analyse
from facilitate.schedule.timetable import timetable
from tests.plans import write_plan

EXERCISE = """format: 1
name: {name}
purpose: So that it is known
steps:
  - 30m Talk
gives: {gives}
uses: {uses}
"""


def told(tmp_path: Path, agenda: str) -> list[str]:
    folder = write_plan(tmp_path / "plan")
    (folder / "exercises").mkdir()
    for name, gives, uses in (
        ("look", "[]", "[mutual-views]"),
        ("guess", "[mutual-guesses]", "[]"),
        ("value", "[mutual-appreciation]", "[]"),
        ("change", "[owned-changes]", "[]"),
        ("walk", "[]", "[]"),
    ):
        text = EXERCISE.format(name=name.capitalize(), gives=gives, uses=uses)
        (folder / "exercises" / f"{name}.yaml").write_text(text, encoding="utf-8")
    file = folder / "plan.yaml"
    head = file.read_text(encoding="utf-8").partition("agenda:\n")[0]
    items = "".join(f"  - {line.strip()}\n" for line in agenda.split(","))
    file.write_text(f"{head}agenda:\n{items}", encoding="utf-8")
    plan, faults = load_plan(folder)
    assert plan is not None, faults
    tables = tuple(timetable(day, plan.programme, plan.library) for day in plan.days)
    return [fault.message for fault in check(CheckContext(plan, tables)) if fault.code == "T235"]


WHOLE = "exercise: guess, exercise: value, exercise: look, exercise: change, lunch: 45m"


def test_in_their_order_nothing_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, WHOLE) == []


def test_the_shipped_exercise_has_the_whole_order_in_it(tmp_path: Path) -> None:
    assert told(tmp_path, "exercise: audit-mutual-views, exercise: walk, lunch: 45m") == []


def test_a_guess_that_comes_after_the_figures_is_no_guess(tmp_path: Path) -> None:
    late = "exercise: value, exercise: look, exercise: guess, exercise: change"
    assert told(tmp_path, late) == [
        "'Look' shows what role groups think of each other, and nobody guesses first what the "
        "others will say."
    ]


def test_what_is_valued_is_said_first(tmp_path: Path) -> None:
    (message,) = told(tmp_path, WHOLE.replace("exercise: value, ", ""))
    assert "nobody says first what they value in the others" in message


def test_a_change_from_before_does_not_answer_what_is_seen(tmp_path: Path) -> None:
    early = "exercise: change, exercise: guess, exercise: value, exercise: look, exercise: walk"
    (message,) = told(tmp_path, early)
    assert "no change is agreed after it" in message


def test_a_change_after_lunch_is_too_late(tmp_path: Path) -> None:
    parted = (
        "exercise: guess, exercise: value, exercise: look, exercise: walk, lunch: 45m,"
        "exercise: change"
    )
    (message,) = told(tmp_path, parted)
    assert "before people part" in message


def test_it_is_not_the_last_thing_before_people_go(tmp_path: Path) -> None:
    (message,) = told(tmp_path, "exercise: audit-mutual-views, buffer: 10m, feedback: 10m")
    assert "the last thing before people part for lunch or home" in message


SAID = "informant,role,question,words,theme,cleared\n" + "".join(
    f"P{n},{'doctor' if n % 2 else 'manager'},{{question}},Words of number {n},trust,yes\n"
    for n in range(1, 9)
)


def quoting(tmp_path: Path, agenda: str, *, question: int) -> list[tuple[str, int | None]]:
    """Return what is told of a day after eight conversations, with the line it stands at."""
    folder = write_plan(tmp_path / "plan")
    (folder / "private" / "stock-takes" / "voices.csv").write_text(
        SAID.format(question=question), encoding="utf-8"
    )
    file = folder / "plan.yaml"
    head = file.read_text(encoding="utf-8").partition("agenda:\n")[0]
    (folder / "questions.yaml").write_text(
        (folder / "questions.yaml").read_text(encoding="utf-8")
        + "lists: [{id: helps, text: What helps?}, {id: hinders, text: What hinders?}]\n",
        encoding="utf-8",
    )
    file.write_text(f"{head}agenda: [{agenda}]\n", encoding="utf-8")
    told = [fault for fault in analyse(file).faults if fault.code == "T236"]
    return [(one.message, one.place.line if one.place else None) for one in told]


def test_words_about_groups_are_not_quoted_on_a_day_without_mutual_views(tmp_path: Path) -> None:
    assert quoting(tmp_path, "exercise: mission-nine-whys", question=5) == [
        (
            "'First away day' quotes what groups say of each other (question 5; 8 in all), and no "
            "exercise of the day uses mutual-views.",
            2,
        )
    ]


def test_words_about_groups_may_be_quoted_where_they_have_their_order(tmp_path: Path) -> None:
    assert quoting(tmp_path, "exercise: audit-mutual-views", question=5) == []


def test_words_about_something_else_may_be_quoted_on_any_day(tmp_path: Path) -> None:
    assert quoting(tmp_path, "exercise: mission-nine-whys", question=4) == []
