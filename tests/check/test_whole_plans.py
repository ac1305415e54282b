"""Rules that look at several days, a stock take or private files: each case is a small folder."""

from pathlib import Path

import pytest

from facilitate.pipeline.analyse import analyse
from tests.plans import PEOPLE, PLAN, QUESTIONS, write_plan

PAIRS = """pairs:
  crisis: {service: Crisis, doctor: Dr A, manager: B}
  rehab: {service: Rehab, doctor: Dr C, manager: D}
  acute: {service: Acute, doctor: Dr E, manager: F}
  liaison: {service: Liaison, doctor: Dr G, manager: H}
"""

OWN = """format: 1
name: Quick round
category: opening
origin: ours
checked: yes
purpose: So that all have spoken
groups: working pairs
group size: 2
within: pair
people: 2-40
time: 10m
range: 5m-15m
themes: [trust]
steps: [10m Talk]
"""


def told(path: Path, file: str) -> dict[str, int | None]:
    """Return the codes that are told of one file, each with its line."""
    faults = analyse(path).faults
    return {one.code: one.place.line for one in faults if one.place and one.place.file == file}


def two_days(folder: Path, first: str, second: str) -> Path:
    """Write a programme of two days, each given as its date and agenda."""
    (folder / "agendas").mkdir(parents=True)
    for name, says in (("a", first), ("b", second)):
        text = f"format: 1\ntitle: Day {name}\nstart: 9:00\n{says}"
        (folder / "agendas" / f"{name}.yaml").write_text(text, encoding="utf-8")
    head = "format: 1\nprogramme: P\naway days: [agendas/a.yaml, agendas/b.yaml]\n"
    (folder / "programme.yaml").write_text(head + PAIRS, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("pairs", "warned"), [(1, False), (3, True)])
def test_one_pair_by_itself_has_nobody_to_cross_over_to(
    tmp_path: Path, pairs: int, *, warned: bool
) -> None:
    people = "".join(
        f"  p{n}: {{service: S{n}, doctor: D{n}, manager: M{n}}}\n" for n in range(pairs)
    )
    agenda = "agenda:\n  - exercise: role-negotiation\n    time: 75m\n"
    agenda += "  - exercise: bond-walk-and-talk\n    time: 45m\n" * 3
    head = "format: 1\ntitle: Day\ndate: 2027-03-09\nstart: 9:00\npairs:\n"
    (tmp_path / "plan.yaml").write_text(head + people + agenda, encoding="utf-8")
    assert bool({"T210", "T211"} & set(told(tmp_path, "plan.yaml"))) is warned


def test_days_that_are_not_in_the_order_of_their_dates(tmp_path: Path) -> None:
    agenda = "agenda:\n  - lunch: 60m\n"
    folder = two_days(tmp_path, f"date: 2027-06-08\n{agenda}", f"date: 2027-03-09\n{agenda}")
    assert told(folder, "agendas/b.yaml")["P118"] == 4


def test_an_exercise_of_an_earlier_day_that_comes_again(tmp_path: Path) -> None:
    agenda = "agenda:\n  - exercise: mission-one-two-four\n"
    folder = two_days(tmp_path, f"date: 2027-03-09\n{agenda}", f"date: 2027-06-08\n{agenda}")
    assert "T223" not in told(folder, "agendas/a.yaml")
    assert told(folder, "agendas/b.yaml")["T223"] == 6


def test_each_day_has_promises_of_its_own(tmp_path: Path) -> None:
    agenda = "agenda:\n  - exercise: action-commitment-round\n"
    folder = two_days(tmp_path, f"date: 2027-03-09\n{agenda}", f"date: 2027-06-08\n{agenda}")
    assert "T223" not in told(folder, "agendas/b.yaml")


@pytest.mark.parametrize(("repeat", "warned"), [("2027-05-02", False), ("2027-07-02", True)])
def test_results_are_walked_again_once_there_are_new_ones(
    tmp_path: Path, repeat: str, *, warned: bool
) -> None:
    agenda = "agenda:\n  - exercise: audit-data-walk\n"
    folder = two_days(tmp_path, f"date: 2027-03-09\n{agenda}", f"date: 2027-06-08\n{agenda}")
    takes = f"stock takes: {{baseline: 2027-02-02, repeat: {repeat}}}\n"
    with (folder / "programme.yaml").open("a", encoding="utf-8") as file:
        file.write(takes)
    assert ("T223" in told(folder, "agendas/b.yaml")) is warned


def with_agenda(agenda: str) -> str:
    return PLAN[: PLAN.index("agenda:")] + agenda


def test_a_lowest_theme_that_no_exercise_works_on(tmp_path: Path) -> None:
    plan = with_agenda("agenda:\n  - exercise: mission-one-two-four\n")
    folder = write_plan(tmp_path / "p", plan=plan)
    assert told(folder / "plan.yaml", "plan.yaml")["T213"] == 14


def test_of_two_themes_only_the_lower_is_among_the_lowest(tmp_path: Path) -> None:
    plan = with_agenda("agenda:\n  - exercise: mission-one-two-four\n")
    given = ("5,1,2,2", "4,1,2,3", "5,2,1,2", "4,2,2,1", "5,1,3,2", "3,1,2,2")
    trusting = dict(zip(PEOPLE, given, strict=True))
    folder = write_plan(tmp_path / "p", plan=plan, given=trusting)
    said = [one.message for one in analyse(folder / "plan.yaml").faults if one.code == "T213"]
    assert [one.split("'")[1] for one in said] == ["Respect"]


def test_a_strength_is_not_among_the_lowest_themes(tmp_path: Path) -> None:
    plan = with_agenda("agenda:\n  - exercise: mission-one-two-four\n")
    agreed = ("5,1,5,4", "4,2,4,5", "5,1,5,5", "4,2,5,4", "5,1,4,5", "5,1,4,4")
    folder = write_plan(tmp_path / "p", plan=plan, given=dict(zip(PEOPLE, agreed, strict=True)))
    assert not [one for one in analyse(folder / "plan.yaml").faults if one.code == "T213"]


def test_the_mean_of_a_lowest_theme_is_told_with_its_scale(tmp_path: Path) -> None:
    plan = with_agenda("agenda:\n  - exercise: mission-one-two-four\n")
    folder = write_plan(tmp_path / "p", plan=plan)
    seven = "    scale: {low: 1, high: 7, labels: [a, b, c, d, e, f, g]}\n"
    asked = QUESTIONS.replace("[respect]\n", f"[respect]\n{seven}")
    (folder / "questions.yaml").write_text(asked, encoding="utf-8")
    # Of each: 4, 4.5, 3, 5, 2, 1.5.
    said = [one.message for one in analyse(folder / "plan.yaml").faults if one.code == "T213"]
    assert any("(mean 3.3 on a scale of 1 to 7, n = 6)" in one for one in said)


def test_a_lowest_theme_that_is_only_talked_about(tmp_path: Path) -> None:
    plan = with_agenda("agenda:\n  - exercise: audit-data-walk\n")
    folder = write_plan(tmp_path / "p", plan=plan)
    assert told(folder / "plan.yaml", "plan.yaml")["T216"] == 15
    owned = plan + "  - exercise: action-commitment-round\n"
    folder = write_plan(tmp_path / "owned", plan=owned)
    assert "T216" not in told(folder / "plan.yaml", "plan.yaml")


def test_one_of_a_pair_alone_in_an_exercise_that_does_not_say_what_that_person_does(
    tmp_path: Path,
) -> None:
    plan = with_agenda("absent: [acute-manager]\nagenda:\n  - exercise: quick-round\n")
    folder = write_plan(tmp_path / "p", plan=plan)
    (folder / "exercises").mkdir()
    own = folder / "exercises" / "quick-round.yaml"
    own.write_text(OWN, encoding="utf-8")
    assert told(folder / "plan.yaml", "plan.yaml")["T217"] == 16
    own.write_text(OWN + "variations: {lone: joins a pair}\n", encoding="utf-8")
    assert "T217" not in told(folder / "plan.yaml", "plan.yaml")


def test_a_theme_of_an_own_exercise_that_is_in_no_list(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    (folder / "exercises").mkdir()
    text = OWN.replace("[trust]", "[trust, truts]")
    (folder / "exercises" / "quick-round.yaml").write_text(text, encoding="utf-8")
    assert told(folder / "plan.yaml", "exercises/quick-round.yaml") == {"P110": 13}


def test_people_who_sit_are_told_of_with_the_seated_way_and_without_a_name(tmp_path: Path) -> None:
    plan = with_agenda("agenda:\n  - exercise: audit-data-walk\n")
    folder = write_plan(tmp_path / "p", plan=plan)
    access = "format: 1\naccess:\n  crisis-doctor: {needs: [seated]}\n"
    (folder / "private" / "access.yaml").write_text(access, encoding="utf-8")
    (fault,) = (one for one in analyse(folder / "plan.yaml").faults if one.code == "T230")
    assert fault.message.startswith("1 of those in ")
    assert "Quartz" not in fault.message


@pytest.mark.parametrize(
    "exercise", ["observe-pair-to-pair", "observe-fishbowl", "observe-reflecting-team"]
)
def test_people_who_have_not_said_that_they_may_be_watched_are_counted(
    tmp_path: Path, exercise: str
) -> None:
    plan = with_agenda(f"agenda:\n  - exercise: {exercise}\n")
    folder = write_plan(tmp_path / "p", plan=plan)
    (fault,) = (one for one in analyse(folder / "plan.yaml").faults if one.code == "C201")
    assert fault.message.startswith("6 of 6 people")


def test_one_pair_that_nobody_else_could_watch_is_not_asked_whether_it_may_be(
    tmp_path: Path,
) -> None:
    plan = with_agenda("agenda:\n  - {exercise: observe-pair-to-pair, who: crisis}\n")
    folder = write_plan(tmp_path / "p", plan=plan)
    assert "C201" not in told(folder / "plan.yaml", "plan.yaml")


def test_answers_in_another_encoding_are_not_read(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    path = folder / "private" / "stock-takes" / "baseline.answers.csv"
    path.write_bytes(path.read_bytes() + "crisis-müller".encode("latin-1"))
    assert "A100" in told(folder / "plan.yaml", "private/stock-takes/baseline.answers.csv")


def test_an_item_that_no_column_holds_is_named(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    more = "      - {id: respect-3, text: We thank each other}\n"
    (folder / "questions.yaml").write_text(QUESTIONS + more, encoding="utf-8")
    (fault,) = (one for one in analyse(folder / "plan.yaml").faults if one.code == "A605")
    assert fault.message == "No column holds answers to: respect-3."


def test_an_answer_of_somebody_who_had_left_is_left_out(tmp_path: Path) -> None:
    left = "manager: {name: Finn Garnet, until: 2027-01-31}"
    folder = write_plan(tmp_path / "p", plan=PLAN.replace("manager: Finn Garnet", left))
    name = "private/stock-takes/baseline.answers.csv"
    assert told(folder / "plan.yaml", name)["A606"] == 7


def test_six_tenths_of_one_kind_of_work_are_balanced_and_more_is_told(tmp_path: Path) -> None:
    for minutes, wanted in ((120, False), (121, True)):
        folder = write_plan(tmp_path / str(minutes), given=None)
        (folder / "exercises").mkdir()
        for kind in ("bonding", "bridging"):
            text = OWN.replace("range: 5m-15m", "range: 5m-180m") + f"capital: [{kind}]\n"
            (folder / "exercises" / f"{kind}.yaml").write_text(text, encoding="utf-8")
        agenda = (
            f"  - exercise: bonding\n    time: {minutes}m\n"
            f"  - exercise: bridging\n    time: {200 - minutes}m\n"
        )
        (folder / "plan.yaml").write_text(with_agenda("agenda:\n" + agenda), encoding="utf-8")
        assert ("T211" in told(folder / "plan.yaml", "plan.yaml")) is wanted


@pytest.mark.parametrize(("cleared", "told_of"), [(2, True), (3, False)])
def test_an_exercise_on_cleared_words_asks_for_a_day_that_may_show_some(
    tmp_path: Path, cleared: int, told_of: bool
) -> None:
    plan = with_agenda("agenda:\n  - exercise: audit-voices\n")
    more = "".join(f"  p{n}: {{service: S{n}, doctor: D{n}, manager: M{n}}}\n" for n in range(2))
    plan = plan.replace("pairs:\n", f"pairs:\n{more}")
    folder = write_plan(tmp_path / "p", plan=plan)
    answers = folder / "private" / "stock-takes" / "baseline.answers.csv"
    head, first, *rest = answers.read_text("utf-8").splitlines()
    others = [
        first.replace("crisis-doctor,crisis,doctor", f"p{n}-{role},p{n},{role}")
        for n in range(2)
        for role in ("doctor", "manager")
    ]
    answers.write_text("\n".join([head, first, *rest, *others, ""]), encoding="utf-8")
    voices = "".join(
        f"v{n},trust,Said number {n},{'yes' if n < cleared else 'no'}\n" for n in range(3)
    )
    (folder / "private" / "stock-takes" / "voices.csv").write_text(
        f"code,theme,words,cleared\n{voices}", encoding="utf-8"
    )
    assert ("T234" in told(folder / "plan.yaml", "plan.yaml")) == told_of


@pytest.mark.parametrize(
    ("mission", "missed"),
    [("", True), ("mission: Whoever asks one of us has asked us both\n", False)],
)
def test_goals_start_from_the_mission_that_the_programme_says(
    tmp_path: Path, mission: str, missed: bool
) -> None:
    plan = PLAN.replace("agenda:\n", f"{mission}agenda:\n  - exercise: mission-to-goals\n", 1)
    write_plan(tmp_path / "p", plan=plan, given=None)
    faults = analyse(tmp_path / "p" / "plan.yaml").faults
    assert any("The sentence all can live with" in one.message for one in faults) is missed


def test_services_that_nobody_looks_after_are_named_only_where_others_have_somebody(
    tmp_path: Path,
) -> None:
    agenda = "agenda: [{arrive: 15m}]\n"
    days = (f"date: 2027-03-09\ncover: Dr Rota\n{agenda}", f"date: 2027-06-08\n{agenda}")

    def message(folder: Path) -> str:
        return next(one.message for one in analyse(folder).faults if one.code == "P173")

    folder = two_days(tmp_path, *days)
    assert message(folder) == "Nobody is named to look after any service on 'Day b'."
    plan = folder / "programme.yaml"
    said = plan.read_text(encoding="utf-8")
    plan.write_text(said.replace("Acute,", "Acute, cover: Dr Rota,"), encoding="utf-8")
    one_less = "Nobody is named to look after Crisis, Rehab, Liaison on 'Day b'."
    assert message(folder) == one_less
