"""Who comes, what people are called, which pairs there are: in words and in the files."""

from datetime import date
from pathlib import Path

import pytest

from facilitate.edit import people_acts
from facilitate.edit.plan_snapshot import Refused, take_snapshot
from facilitate.edit.proposal import Act, Edit
from tests.edit.plan import DAY, DAY_FILE, PEOPLE, change, lines, several_files
from tests.plans import write_files

FIRST = "1-first"
PROGRAMME = "programme.yaml"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return several_files(tmp_path)


def with_day(folder: Path, key: str) -> Path:
    return several_files(folder, DAY.replace("venue: Hall\n", f"venue: Hall\n{key}\n"))


def test_who_cannot_come_is_noted_without_a_reason(plan: Path) -> None:
    edit = change(plan, people_acts.cannot_come(FIRST, "crisis-doctor"))
    assert lines(edit) == ["+absent: crisis-doctor"]
    assert edit.says == (
        "Dr Ada Quartz cannot come to First day; Ben Onyx will be there for Crisis."
    )
    assert "crisis-doctor" not in edit.after.table(FIRST).present


def test_where_the_partner_is_away_too_nobody_is_there_for_the_pair(tmp_path: Path) -> None:
    plan = with_day(tmp_path, "absent: crisis-manager")
    edit = change(plan, people_acts.cannot_come(FIRST, "crisis-doctor"))
    assert edit.says == ("Dr Ada Quartz cannot come to First day; nobody will be there for Crisis.")


@pytest.mark.parametrize(
    ("written", "new"),
    [
        ("absent: rehab   # both", "absent: [rehab, exec]   # both"),
        ("absent: [Ben Onyx]", "absent: [Ben Onyx, Sasha Exec]"),
        ("absent:\n  - rehab # both\n  # that is all", None),
    ],
)
def test_one_more_cannot_come(tmp_path: Path, written: str, new: str | None) -> None:
    edit = change(with_day(tmp_path, written), people_acts.cannot_come(FIRST, "exec"))
    assert edit.says == "Sasha Exec cannot come to First day."
    if new is None:
        assert lines(edit) == ["+  - exec"]
    else:
        assert lines(edit) == [f"-{written}", f"+{new}"]


@pytest.mark.parametrize(
    ("written", "came"),
    [
        ("absent: rehab-doctor", []),
        ("absent: [rehab-doctor, exec]  # both", ["+absent: [exec]  # both"]),
        ("absent: rehab", ["+absent: rehab-manager"]),
        ("absent: [exec, Rehab]", ["+absent: [exec, rehab-manager]"]),
        ("absent:\n  - Dr Cleo Beryl # yes", ["+# yes"]),
    ],
)
def test_somebody_comes_after_all(tmp_path: Path, written: str, came: list[str]) -> None:
    edit = change(with_day(tmp_path, written), people_acts.is_back(FIRST, "rehab-doctor"))
    assert [line for line in lines(edit) if line.startswith("+")] == came
    assert edit.says == "Dr Cleo Beryl comes to First day after all."
    assert "rehab-doctor" in edit.after.table(FIRST).present


def test_somebody_who_was_not_asked_comes(tmp_path: Path) -> None:
    plan = with_day(tmp_path, "present: [crisis, rehab-manager, acute]")
    edit = change(plan, people_acts.is_back(FIRST, "rehab-doctor"))
    assert lines(edit)[-1] == "+present: [crisis, rehab-manager, acute, rehab-doctor]"


def test_a_name_changes_everywhere_but_in_remarks_and_ids(tmp_path: Path) -> None:
    day = DAY.replace("Alex Speaker", "Dan Jasper").replace(
        "title: First day", "title: 'First day with Dan Jasper'   # ask Dan Jasper"
    )
    plan = several_files(tmp_path, day)
    edit = change(plan, people_acts.rename("rehab-manager", "Dan Novák-Jasper"))
    assert edit.says == (
        "Dan Jasper is now written Dan Novák-Jasper, in 2 files. "
        "Dan Jasper still stands in agendas/1-first.yaml."
    )
    assert lines(edit, PROGRAMME) == [
        "-    manager: Dan Jasper  # acting",
        "+    manager: Dan Novák-Jasper  # acting",
    ]
    new = edit.after.raw[DAY_FILE].decode()
    assert "title: 'First day with Dan Novák-Jasper'   # ask Dan Jasper\n" in new
    assert "    led by: Dan Novák-Jasper\n" in new


@pytest.mark.parametrize(
    ("post", "before", "after"),
    [
        (
            "rehab-manager",
            "-    manager: Dan Jasper  # acting",
            "+    manager: {name: Ola Nowa, from: 2027-03-01}  # acting",
        ),
        (
            "rehab-doctor",
            "-    doctor: {name: Dr Cleo Beryl, title: Consultant}",
            "+    doctor: {name: Ola Nowa, title: Consultant, from: 2027-03-01}",
        ),
    ],
)
def test_a_post_has_another_holder_from_a_day_on(
    plan: Path, post: str, before: str, after: str
) -> None:
    edit = change(plan, people_acts.hand_over(post, " Ola  Nowa ", date(2027, 3, 1)))
    assert lines(edit, PROGRAMME) == [before, after]
    assert edit.says.startswith(f"Ola Nowa holds the post {post} from 1 March 2027.")
    (who,) = (one for one in edit.after.plan.programme.people if one.id == post)
    assert (who.name, who.joined, who.left) == ("Ola Nowa", date(2027, 3, 1), None)


def test_whoever_left_leaves_no_last_day_and_no_vacancy_behind(tmp_path: Path) -> None:
    folder = several_files(tmp_path)
    path = folder / PROGRAMME
    left = "manager:\n      name: Dan Jasper   # since May\n      until: 2027-02-01\n"
    text = path.read_text(encoding="utf-8").replace("manager: Dan Jasper  # acting\n", left)
    path.write_text(text.replace("manager: Ben Onyx", "manager: vacant"), encoding="utf-8")
    edit = change(folder, people_acts.hand_over("rehab-manager", "Ola Nowa", date(2027, 3, 1)))
    assert lines(edit, PROGRAMME) == [
        "-      name: Dan Jasper   # since May",
        "-      until: 2027-02-01",
        "+      name: Ola Nowa   # since May",
        "+      from: 2027-03-01",
    ]
    edit = change(folder, people_acts.hand_over("crisis-manager", "Ola Nowa", date(2027, 3, 1)))
    assert "manager: {name: Ola Nowa, from: 2027-03-01}}" in lines(edit, PROGRAMME)[-1]


def name_and_post(edit: Edit) -> tuple[str, str]:
    sponsor = edit.after.plan.programme.people[-1]
    return sponsor.name, sponsor.title


def test_a_post_behind_a_name_stays_until_another_is_written(tmp_path: Path) -> None:
    folder = several_files(tmp_path, DAY.replace("Alex Speaker", "Sasha Exec"))
    sponsor = PEOPLE.replace("Sasha Exec", "'Sasha Exec, chief executive'")
    programme = f"format: 1\nprogramme: P\n{sponsor}away days: [{DAY_FILE}]\n"
    (folder / PROGRAMME).write_text(programme, encoding="utf-8")
    edit = change(folder, people_acts.rename("exec", "Sasha Hart"))
    assert name_and_post(edit) == ("Sasha Hart", "chief executive")
    assert lines(edit) == ["-    led by: Sasha Exec", "+    led by: Sasha Hart"]
    assert edit.says == "Sasha Exec is now written Sasha Hart, in 2 files."
    edit = change(folder, people_acts.rename("exec", "Dr Sasha Hart, chair"))
    assert name_and_post(edit) == ("Dr Sasha Hart", "chair")
    assert lines(edit) == ["-    led by: Sasha Exec", "+    led by: Dr Sasha Hart"]


@pytest.mark.parametrize("name", ["Exec, Sasha", "Van Exec, Sasha", "Exec, the"])
def test_a_family_name_before_a_comma_is_a_part_of_the_name(tmp_path: Path, name: str) -> None:
    folder = several_files(tmp_path)
    programme = (folder / PROGRAMME).read_text(encoding="utf-8")
    (folder / PROGRAMME).write_text(programme.replace("Sasha Exec", f"'{name}'"), encoding="utf-8")
    edit = change(folder, people_acts.rename("exec", "Sasha Hart"))
    assert edit.after.plan.programme.people[-1].name == "Sasha Hart"


def test_it_is_told_where_a_former_name_still_stands(tmp_path: Path) -> None:
    plan = several_files(tmp_path)
    told = {
        "exercises/own.yaml": "purpose: So that Dan Jasper is heard",
        "templates/sheets/own.md": "# For Dan Jasper",
        "slides/talk.md": "Dan Jaspers and others",
        "private/names.csv": "rehab-manager,Dan Jasper",
    }
    write_files(plan, told)
    act = people_acts.rename("rehab-manager", "Dan Opal")
    says = "Dan Jasper is now written Dan Opal."
    still = f"{says} Dan Jasper still stands in exercises/own.yaml, templates/sheets/own.md"
    assert (
        act(take_snapshot(plan)).says(take_snapshot(plan), take_snapshot(plan))
        == f"{still}, private/names.csv."
    )
    # Without the private folder nothing is said of it.
    assert (
        act(take_snapshot(plan, sample=True)).says(take_snapshot(plan), take_snapshot(plan))
        == f"{still}."
    )


def test_a_title_that_ends_with_a_full_stop_ends_its_sentence(tmp_path: Path) -> None:
    edit = change(several_files(tmp_path), people_acts.entitle("rehab-doctor", "Prof."))
    assert edit.says == "Dr Cleo Beryl is now Prof."


@pytest.mark.parametrize("name", ["Dan Jasper-O'Hara", "Dan Jasper Onyx", "Sir Dan Jasper"])
def test_a_new_name_with_the_former_one_in_it_does_not_name_it(tmp_path: Path, name: str) -> None:
    plan = several_files(tmp_path)
    write_files(plan, {"templates/sheets/own.md": f"# For {name}", "slides/talk.md": "Dan Jasper"})
    says = change(plan, people_acts.rename("rehab-manager", name)).says
    assert says == f"Dan Jasper is now written {name}. Dan Jasper still stands in slides/talk.md."


def test_a_name_that_two_people_bear_changes_for_one_alone(tmp_path: Path) -> None:
    people = PEOPLE.replace("Ben Onyx", "Dan Jasper")
    folder = several_files(tmp_path)
    (folder / PROGRAMME).write_text(
        f"format: 1\nprogramme: P\n{people}away days: [{DAY_FILE}]\n", encoding="utf-8"
    )
    edit = change(folder, people_acts.rename("rehab-manager", "Dan J"))
    assert lines(edit, PROGRAMME) == [
        "-    manager: Dan Jasper  # acting",
        "+    manager: Dan J  # acting",
    ]


@pytest.mark.parametrize(
    ("person", "title", "new"),
    [
        ("rehab-doctor", "Lead", "+    doctor: {name: Dr Cleo Beryl, title: Lead}"),
        ("rehab-doctor", "", "+    doctor: {name: Dr Cleo Beryl}"),
        (
            "rehab-manager",
            "Lead, now",
            '+    manager: {name: Dan Jasper, title: "Lead, now"}  # acting',
        ),
        ("exec", "Chief", "+sponsors: {exec: {name: Sasha Exec, title: Chief}}"),
    ],
)
def test_a_title_is_written_beside_the_name(plan: Path, person: str, title: str, new: str) -> None:
    assert lines(change(plan, people_acts.entitle(person, title)), PROGRAMME)[1] == new


@pytest.mark.parametrize(
    ("written", "one", "many", "came"),
    [
        (
            "roles: [doctor, manager] # both",
            "psychiatrist",
            "",
            "{doctor: psychiatrist, manager: manager} # both",
        ),
        ("roles: {doctor: doctor, manager: boss}", "vet", "vets", "{doctor: vet, manager: boss}"),
        (
            "roles: {doctor: doctor, manager: boss}",
            "midwife",
            "midwives",
            "{doctor: {one: midwife, many: midwives}, manager: boss}",
        ),
        (
            "roles: {doctor: {one: a, many: b}, manager: boss}",
            "midwife",
            "midwives",
            "{doctor: {one: midwife, many: midwives}, manager: boss}",
        ),
    ],
)
def test_a_role_is_called_otherwise(
    tmp_path: Path, written: str, one: str, many: str, came: str
) -> None:
    folder = several_files(tmp_path)
    file = folder / PROGRAMME
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("programme: P\n", f"programme: P\n{written}\n"), encoding="utf-8")
    edit = change(folder, people_acts.say_of_role("doctor", one, many))
    assert lines(edit, PROGRAMME) == [f"-{written}", f"+roles: {came}"]
    assert edit.after.plan.programme.says.roles["doctor"].many == (many or f"{one}s")
    assert edit.says.endswith(f" is now called {one}, many of them {many or f'{one}s'}.")


def test_roles_that_nobody_wrote_are_written_once_they_differ(plan: Path) -> None:
    edit = change(plan, people_acts.say_of_role("manager", "ward manager"))
    assert lines(edit, PROGRAMME) == ["+roles: {doctor: doctor, manager: ward manager}"]


def test_a_service_gets_another_name_where_it_stands_for_its_pair(tmp_path: Path) -> None:
    plan = with_day(tmp_path, "absent: [Rehab, exec]")
    edit = change(plan, people_acts.service_of("rehab", "Recovery: north"))
    assert lines(edit) == ["-absent: [Rehab, exec]", '+absent: ["Recovery: north", exec]']
    assert lines(edit, PROGRAMME) == [
        "-    service: Rehab       # since May",
        '+    service: "Recovery: north"       # since May',
    ]
    assert edit.says == "Rehab: service is now Recovery: north."


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (people_acts.cannot_come(FIRST, "crisis-docter"), "Nobody has the id"),
        (people_acts.is_back(FIRST, "crisis-doctor"), "expected on that day already"),
        (people_acts.rename("exec", " "), "A name is wanted"),
        (people_acts.hand_over("rehab-doctor", " ", date(2027, 3, 1)), "A name is wanted"),
        (people_acts.hand_over("exec", "Ola", date(2027, 3, 1)), "A sponsor has no first"),
        (
            people_acts.hand_over("rehab-doctor", "Dr Cleo Beryl", date(2027, 3, 1)),
            "holds this post already",
        ),
        (people_acts.entitle("exec", ""), "has no title"),
        (people_acts.say_of_role("nurse", "nurse"), "no role"),
        (people_acts.service_of("north", "x"), "no pair"),
    ],
)
def test_what_cannot_be_is_refused(plan: Path, act: Act, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        change(plan, act)
    assert refused.value.fault.hint
    assert refused.value.fault.place
