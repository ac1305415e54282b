"""`audit voices`: words struck of names and cleared."""

import re
from pathlib import Path

import openpyxl
import pytest

from tests.cli.a_terminal import run
from tests.plans import write_plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan")


def test_voices_strikes_and_clears_only_what_is_approved(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    words = "code,theme,words,cleared\nv1,trust,Ben Onyx is late,\nv2,trust,We are late,\n"
    (takes / "voices.csv").write_text(words, encoding="utf-8")
    run("audit", "voices", folder)
    assert "- Ben Onyx is late\n+ […] is late" in (takes / "voices.diff").read_text("utf-8")
    found = run("audit", "voices", folder, "--approve", "v1")
    assert found.exit_code == 0, found.output
    assert (takes / "voices.csv").read_text("utf-8") == (
        "code,theme,words,cleared\nv1,trust,[…] is late,yes\nv2,trust,We are late,\n"
    )


def test_approving_all_leaves_out_what_may_still_name_somebody(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    words = "code,theme,words,cleared\nv1,trust,I am the only woman.,\nv2,trust,We are late,\n"
    (takes / "voices.csv").write_text(words, encoding="utf-8")
    found = run("audit", "voices", folder, "--approve", "all")
    assert "1 of them may still name somebody" in found.stdout
    assert "? the only woman\n" in (takes / "voices.diff").read_text("utf-8")
    assert (takes / "voices.csv").read_text("utf-8") == words.replace("late,", "late,yes")
    run("audit", "voices", folder, "--approve", "v1")
    assert "the only woman.,yes" in (takes / "voices.csv").read_text("utf-8")


def test_a_code_with_a_slip_is_wrong_use(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    text = "code,theme,words,cleared\nvoice-1,trust,We are late,\n"
    (takes / "voices.csv").write_text(text, encoding="utf-8")
    found = run("audit", "voices", folder, "--approve", "voice-2")
    assert found.exit_code == 2
    assert "Did you mean 'voice-1'?" in found.stderr


def test_words_without_a_theme_are_not_cleared(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    text = "code,theme,words,cleared\nv1,,We are late,\n"
    (takes / "voices.csv").write_text(text, encoding="utf-8")
    found = run("audit", "voices", folder, "--approve", "v1")
    assert "A616" in found.stderr
    assert (takes / "voices.csv").read_text("utf-8") == text


def test_what_was_said_is_struck_and_cleared_in_its_table(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    head = "informant,role,question,words,theme,cleared\n"
    (takes / "voices.csv").write_text(f"{head}P07,doctor,4,Ben Onyx is late,,\n", encoding="utf-8")
    run("audit", "voices", folder)
    code = re.findall(r"w-[0-9a-f]{8}", (takes / "voices.diff").read_text("utf-8"))[0]
    found = run("audit", "voices", folder, "--approve", code)
    assert found.exit_code == 0, found.output
    text = (takes / "voices.csv").read_text("utf-8")
    assert text == f"{head}P07,doctor,4,[…] is late,,yes\n"


def test_the_sheet_to_check_lies_in_the_private_folder_and_a_slip_is_told(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    rows = "P07,doctor,4,We are late,,\nS01,sponsor,4,So are we,,\n"
    text = f"informant,role,question,words,theme,cleared\n{rows}"
    (takes / "voices.csv").write_text(text, encoding="utf-8")
    assert run("audit", "voices", folder, "--to-check", "p7").exit_code == 0
    assert sorted(path.name for path in (takes / "to-check").iterdir()) == ["p07.docx", "p07.pdf"]
    assert "Did you mean 'P07'?" in run("audit", "voices", folder, "--to-check", "P08").stderr
    assert run("audit", "voices", folder, "--to-check", "S01").exit_code == 2


def test_words_in_a_workbook_are_not_cleared_and_the_rows_are_named(folder: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(("informant", "role", "question", "words", "theme", "cleared"))
    book.active.append(("P07", "doctor", 4, "We are late", None, None))
    path = folder / "private" / "stock-takes" / "voices.xlsx"
    book.save(path)
    before = path.read_bytes()
    found = run("audit", "voices", folder, "--approve", "all")
    assert found.exit_code == 1
    assert "A638" in found.stderr
    assert "Write yes under cleared in these rows: 2." in found.stderr
    assert path.read_bytes() == before
    path.with_suffix(".csv").write_text("informant\n", encoding="utf-8")
    assert "A619" in run("audit", "voices", folder).stderr


def test_who_named_what_is_told_to_the_facilitator_however_few(folder: Path) -> None:
    rows = "".join(f"P{n},{role},4,So,trust,\n" for n, role in ((1, "doctor"), (2, "manager")))
    text = f"informant,role,question,words,theme,cleared\n{rows}P3,doctor,4,So,,\n"
    (folder / "private" / "stock-takes" / "voices.csv").write_text(text, encoding="utf-8")
    found = run("audit", "voices", folder)
    told = "in 'baseline', for you alone:\n  trust  Trust: 2 of 3 (doctor 1, manager 1)\n"
    assert told in found.stdout


def test_what_groups_say_of_each_other_is_pointed_out(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    rows = "P1,doctor,3,They never get wet,trust,\nP2,doctor,2,We waited,trust,\n"
    head = "informant,role,question,words,theme,cleared\n"
    (takes / "voices.csv").write_text(head + rows, encoding="utf-8")
    told = "1 line answers question 3, what the groups say of each other: show it in the order"
    assert told in run("audit", "voices", folder).stdout
    (takes / "voices.csv").write_text(head + rows.replace("trust,\n", "trust,no\n"), "utf-8")
    assert "question 3" not in run("audit", "voices", folder).stdout
