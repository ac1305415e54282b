"""`audit progress` counts what came back, names nobody, and has one reminder for all."""

import json
from pathlib import Path

from tests.cli.a_terminal import typed
from tests.load.returned_forms import saved
from tests.plans import ANSWERS, answers, write_plan

SIX = "6 of 6 people have answered."


def test_an_export_so_far_is_counted_by_the_plan(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", given=None)
    table = tmp_path / "so-far.csv"
    rows = {person: ANSWERS[person] for person in ("crisis-doctor", "rehab-manager")}
    table.write_text(answers(rows), encoding="utf-8")
    code, out, err = typed("audit", "progress", folder, "--from", table)
    assert code == 0
    assert out.splitlines() == [
        "baseline, 2027-02-12: 2 of 6 people have answered.",
        "  Not by role: that takes six answers of each role, and a role has fewer people.",
    ]
    assert err == ""


def test_forms_that_came_back_and_an_export_are_counted_once_each(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", given=None)
    table = tmp_path / "so-far.csv"
    table.write_text(answers({"crisis-doctor": "5,1,4,4"}), encoding="utf-8")
    came = tmp_path / "came-back"
    came.mkdir()
    for pair in ("crisis", "rehab"):
        said = saved({"pair": pair, "role": "doctor", "trust-1": "4"})
        (came / f"{pair}.json").write_bytes(said)
    (came / "empty.json").write_bytes(saved({"pair": "acute", "role": "doctor"}))
    (came / "torn.json").write_text("{", encoding="utf-8")
    code, out, err = typed("audit", "progress", folder, "--from", came, "--from", table, "--json")
    told = json.loads(out)
    assert (code, told["answered"], told["asked"]) == (0, 2, 6)
    assert [fault["code"] for fault in told["faults"]] == ["C411"]
    assert "crisis" not in out + err
    assert "rehab" not in out + err


def test_a_row_of_nobody_is_counted_apart_and_not_named(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", given=None)
    table = tmp_path / "so-far.csv"
    table.write_text(answers({"crisis-nurse": "5,1,4,4"}), encoding="utf-8")
    code, out, err = typed("audit", "progress", folder, "--from", table)
    assert code == 0
    assert out.startswith("baseline, 2027-02-12: 0 of 6 people have answered.")
    assert "C411" in err or "C412" in err
    assert "nurse" not in err


def test_the_reminder_is_the_same_for_everybody_and_says_so(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", given={"crisis-doctor": "5,1,4,4"})
    _, out, _ = typed("audit", "progress", folder, "--stock-take", "baseline", "--reminder")
    text = out.split("\n\n", 1)[1]
    assert text.splitlines()[0].endswith("the questionnaire, until Friday 12 February 2027")
    assert "to everybody in the same words" in text
    # One answer is no number to tell a group of.
    assert "1 of 6" not in text


def test_no_reminder_once_everybody_has_answered(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan")
    _, out, _ = typed("audit", "progress", folder, "--reminder")
    assert SIX in out
    assert out.endswith("Nobody is left to be reminded.\n")


def test_a_reminder_names_no_day_that_is_past(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", given={"crisis-doctor": "5,1,4,4"})
    last = ("--stock-take", "baseline", "--reminder", "--today")
    code, out, err = typed("audit", "progress", folder, *last, "2027-02-13")
    assert (code, "to everybody" in out) == (1, False)
    assert "error[C413]: baseline ended on 2027-02-12" in err
    assert "to everybody" in typed("audit", "progress", folder, *last, "2027-02-12")[1]


def test_where_people_were_spoken_with_they_are_counted_and_not_reminded(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", given=None)
    takes = folder / "private" / "stock-takes"
    takes.mkdir(parents=True)
    rows = ("informant,role,question,words,theme,cleared", "P1,doctor,4,It is late,trust,yes")
    (takes / "voices.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    _, out, _ = typed("audit", "progress", folder, "--reminder")
    assert out.splitlines() == [
        "baseline, 2027-02-12: 1 person was spoken with, and no questionnaire has come in.",
        "",
        "Nobody is left to be reminded.",
    ]


def test_without_a_stock_take_there_is_nobody_to_count(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", given=None)
    plan = folder / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace("stock takes: {baseline: 2027-02-12}\n", "")
    plan.write_text(text, encoding="utf-8")
    code, _, err = typed("audit", "progress", folder)
    assert code == 1
    assert "C410" in err


def test_another_stock_take_or_path_is_wrong_use(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan")
    code, _, err = typed("audit", "progress", folder, "--stock-take", "basline")
    assert (code, "baseline" in err) == (2, True)
    assert typed("audit", "progress", folder, "--from", tmp_path / "nowhere")[0] == 2
