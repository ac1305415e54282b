"""`audit purge` says what goes, deletes only past the date, and only after a yes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from facilitate.cli import root
from facilitate.load.plan_files import DATA_MAP
from facilitate.out.manifest import Entry, Manifest
from facilitate.recipient import GROUP, Recipient
from tests.plans import PLAN, write_plan

PAST, BEFORE = "2027-06-01", "2027-05-30"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plan = PLAN.replace("stock takes:", "delete by: 2027-06-01\nstock takes:")
    return write_plan(tmp_path / "plan", plan=plan)


def run(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(root, ["audit", "purge", str(folder), *more])


def private(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "private").rglob("*") if path.is_file())


def test_nothing_goes_before_the_date_even_with_a_yes(folder: Path) -> None:
    found = run(folder, "--yes", "--today", BEFORE)
    assert found.exit_code == 1
    assert "C305" in found.stderr
    assert private(folder) == ["baseline.answers.csv", "sharing.yaml"]


def test_what_goes_is_said_and_nothing_goes_without_a_yes(folder: Path) -> None:
    found = run(folder, "--today", PAST)
    assert found.exit_code == 1
    assert "private/stock-takes/baseline.answers.csv" in found.stdout
    assert "C306" in found.stderr
    assert private(folder) == ["baseline.answers.csv", "sharing.yaml"]


def test_a_yes_deletes_all_about_people_and_leaves_the_plan(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    for name in ("export.xlsx", "voices.csv", "ledger.csv"):
        (takes / name).write_text("x", encoding="utf-8")
    (folder / "private" / "ledger.key").write_text("k", encoding="utf-8")
    found = run(folder, "--yes", "--today", PAST)
    assert found.exit_code == 0, found.output
    assert private(folder) == []
    assert (folder / "plan.yaml").is_file()


def test_a_second_time_there_is_nothing_to_delete(folder: Path) -> None:
    run(folder, "--yes", "--today", PAST)
    found = run(folder, "--yes", "--today", PAST)
    assert found.exit_code == 0
    assert "nothing about people" in found.stdout


def test_without_a_date_in_the_programme_nothing_goes(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan")
    found = run(folder, "--yes", "--today", PAST)
    assert found.exit_code == 1
    assert "C304" in found.stderr
    assert private(folder) == ["baseline.answers.csv", "sharing.yaml"]


def test_built_pages_that_may_carry_results_are_listed_and_kept(folder: Path) -> None:
    day = folder / "out" / "plan"
    for name in ("group/deck.pptx", "pairs/crisis/results.pdf", "print/crisis.pdf"):
        (day / name).parent.mkdir(parents=True, exist_ok=True)
        (day / name).write_bytes(b"x")
    entries = tuple(
        Entry(path, path[-4:], "t", reader, "", "")
        for path, reader in (
            ("group/deck.pptx", GROUP),
            ("pairs/crisis/results.pdf", Recipient("pair", "crisis")),
        )
    )
    (day / "manifest.json").write_text(Manifest("plan", "", entries).text(), encoding="utf-8")
    found = run(folder, "--yes", "--today", PAST, "--json")
    said = json.loads(found.stdout)
    assert [Path(path).name for path in said["built"]] == ["results.pdf", "crisis.pdf"]
    assert said["deleted"] is True
    assert (day / "pairs/crisis/results.pdf").exists()


def test_a_link_out_of_the_folder_is_removed_and_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("kept", encoding="utf-8")
    (folder / "private" / "stock-takes" / "link.csv").symlink_to(outside)
    run(folder, "--yes", "--today", PAST)
    assert outside.read_text(encoding="utf-8") == "kept"
    assert private(folder) == []


def test_a_slip_in_the_plan_deletes_nothing_because_the_date_may_be_wrong(folder: Path) -> None:
    plan = folder / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace("delete by: 2027-06-01", "delete by: soon")
    plan.write_text(text, encoding="utf-8")
    found = run(folder, "--yes", "--today", PAST)
    assert found.exit_code == 1
    assert private(folder) == ["baseline.answers.csv", "sharing.yaml"]


def test_answers_that_cannot_be_read_go_all_the_same(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    (takes / "baseline.answers.csv").write_bytes(b"\xff\xfe no table")
    found = run(folder, "--yes", "--today", PAST)
    assert found.exit_code == 0, found.output
    assert private(folder) == []


def test_a_path_that_is_not_there_is_wrong_use(folder: Path) -> None:
    assert run(folder / "nowhere").exit_code == 2


def test_what_a_deleted_link_leads_to_is_said_to_stay(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("mine", encoding="utf-8")
    (folder / "private" / "stock-takes" / "link.csv").symlink_to(outside)
    found = run(folder, "--yes", "--today", PAST)
    assert "C308" in found.stderr
    assert outside.read_text(encoding="utf-8") == "mine"


def test_nothing_is_deleted_behind_a_folder_that_is_a_link(folder: Path, tmp_path: Path) -> None:
    takes = folder / "private" / "stock-takes"
    takes.rename(tmp_path / "elsewhere")
    takes.symlink_to(tmp_path / "elsewhere")
    found = run(folder, "--yes", "--today", PAST)
    assert found.exit_code == 1
    assert "C307" in found.stderr
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["baseline.answers.csv"]
    assert (folder / "private" / "sharing.yaml").is_file()


def test_a_sponsors_own_pages_are_listed_too(folder: Path) -> None:
    day = folder / "out" / "plan"
    page = day / "sponsors" / "exec" / "sponsor-results.pdf"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"1")
    own = Entry(
        "sponsors/exec/sponsor-results.pdf", "pdf", "x", Recipient("sponsor", "exec"), "", ""
    )
    (day / "manifest.json").write_text(Manifest("plan", "", (own,)).text(), encoding="utf-8")
    assert "sponsor-results.pdf" in run(folder, "--today", PAST).stdout


LIES = {
    "answers": "private/stock-takes/baseline.answers.csv",
    "mapping": "private/stock-takes/baseline.mapping.yaml",
    "voices": "private/stock-takes/voices.xlsx",
    "codebook": "private/codebook.yaml",
    "ledger": "private/ledger.key",
    "checked": "private/stock-takes/to-check/p07.pdf",
    "exports": "private/stock-takes/survey.xlsx",
    "returned": "",
    "paper": "",
    "identity": "private/identity-words.txt",
    "sharing": "private/sharing.yaml",
    "access": "private/access.yaml",
    "contacts": "private/contacts.yaml",
    "identities": "private/identities.yaml",
    "printed": "private/printed/plan.json",
    "shown": "private/shown/1-baseline/theme-posters.pdf",
    "requests": "private/requests/crisis-doctor/what-is-held.pdf",
    "others": "private/my notes/who-is-who.docx",
    "programme": "actions.yaml",
    "group": "out/plan/group/group.pptx",
    "pairs": "out/plan/print/own/on-screen/crisis-doctor/00-contents.docx",
    "people": "out/plan/sponsors/exec/sponsor-page.pdf",
    "facilitator": "out/plan/now/run-sheet-now.pdf",
    "copies": "",
}
"""A file of each kind that is held, by the kind's key; none of what no program sees."""


def test_whatever_the_data_map_names_is_deleted_listed_named_or_said_to_stay(
    folder: Path,
) -> None:
    assert list(LIES) == [kind.key for kind in DATA_MAP]
    for path in filter(None, LIES.values()):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("format: 1\n", encoding="utf-8")
    entries = (Entry(LIES["group"].removeprefix("out/plan/"), "pptx", "t", GROUP, "", ""),)
    manifest = folder / "out" / "plan" / "manifest.json"
    manifest.write_text(Manifest("plan", "", entries).text(), encoding="utf-8")
    said = json.loads(run(folder, "--yes", "--today", PAST, "--json").stdout)
    built = {Path(path).relative_to(folder).as_posix() for path in said["built"]}
    for kind in DATA_MAP:
        path = LIES[kind.key]
        assert (path in said["files"]) == (kind.end == "deleted"), kind.key
        assert (path in built) == (kind.end == "listed"), kind.key
        assert (kind.where in said["by_hand"]) == (kind.end == "by hand"), kind.key
        assert not path or (folder / path).exists() == (kind.end != "deleted"), kind.key
    assert not any((folder / "private").iterdir())
