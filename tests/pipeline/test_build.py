"""Building a small plan, and building it again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitate.out.manifest import read_manifest
from facilitate.pipeline import Options
from facilitate.pipeline.build import Built, build
from tests.plans import ANSWERS, PLAN, sharing, write_plan


def made(folder: Path, **options: object) -> Built:
    """Build a plan and insist that nothing was wrong with it."""
    built = build(folder, Options(**options))  # type: ignore[arg-type]
    assert [f.message for f in built.faults if f.severity == "error"] == []
    return built


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a built day by its path in the day's folder."""
    day = folder / "out" / "plan"
    return {p.relative_to(day).as_posix(): p.read_bytes() for p in day.rglob("*") if p.is_file()}


def of_pair(found: dict[str, bytes], pair: str) -> dict[str, bytes]:
    """Return the files made for a pair: its own folder and its print pack."""
    return {k: v for k, v in found.items() if k.startswith(f"pairs/{pair}/")}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that has been built once; tests look and do not touch."""
    folder = write_plan(tmp_path_factory.mktemp("once") / "p")
    made(folder, singles=True)
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of one's own, not yet built."""
    return write_plan(tmp_path / "p")


def test_the_pack_of_a_day_has_something_for_every_reader(once: Path) -> None:
    names = set(files(once))
    assert "group/group.pptx" in names
    for pair in ("crisis", "rehab", "acute"):
        assert f"pairs/{pair}/pair.pptx" in names
        assert f"print/own/sealed/{pair}.pdf" in names
        for ending in ("docx", "pdf"):
            assert f"pairs/{pair}/pair-results.{ending}" in names
            assert f"pairs/{pair}/pair-review.{ending}" in names
    assert "people/crisis-doctor/own-results.pdf" in names
    assert "send/crisis-doctor/letter.pdf" in names
    assert "facilitator/run-sheet.pdf" in names
    assert "facilitator/packing-list.pdf" in names
    assert "facilitator/job-sheet.pdf" in names


def test_the_manifest_names_every_file_and_nothing_else(once: Path) -> None:
    found = json.loads((once / "out/plan/manifest.json").read_text(encoding="utf-8"))
    assert found["schema"] == 1
    assert found["day"] == "plan"
    assert {entry["path"] for entry in found["files"]} | {"manifest.json"} == set(files(once))
    keys = {"path", "format", "template", "for", "key", "sha256"}
    assert all(keys <= set(entry) for entry in found["files"])


def test_no_file_or_folder_is_named_after_a_person(once: Path) -> None:
    names = " ".join(files(once)).casefold()
    assert not any(word in names for word in ("ada", "quartz", "onyx", "topaz"))


def test_the_view_for_the_screen_in_the_room_has_every_item_and_nobodys_name(once: Path) -> None:
    said = files(once)["facilitator/room-view.html"].decode()
    for words in ("09:30", "Reading our own results", "12:30", "What I ask of you"):
        assert words in said
    names = ("Quartz", "Onyx", "Beryl", "Jasper", "Topaz", "Garnet", "Sasha")
    assert [name for name in names if name in said] == []


def test_a_second_build_of_the_same_plan_does_nothing(built_plan: Path) -> None:
    files = [path for path in (built_plan / "out").rglob("*") if path.is_file()]
    stamps = {path: path.stat().st_mtime_ns for path in files}
    assert made(built_plan).unchanged
    assert {path for path in (built_plan / "out").rglob("*") if path.is_file()} == {*files}
    assert {path: path.stat().st_mtime_ns for path in files} == stamps


def test_a_changed_venue_rewrites_only_the_pages_that_name_it(printed_plan: Path) -> None:
    before = files(printed_plan)
    (printed_plan / "plan.yaml").write_text(PLAN.replace("Hall", "Barn"), encoding="utf-8")
    made(printed_plan)
    after = files(printed_plan)
    changed = {name for name in before if before[name] != after.get(name)}
    assert "send/crisis-doctor/letter.pdf" in changed
    assert "pairs/crisis/pair-results.pdf" not in changed
    again = {name for name in after if name.startswith("print/changed/")}
    assert "print/changed/list.pdf" in again
    assert "print/changed/sponsors-exec-sponsor-page.pdf" in again


def test_a_hand_edited_file_is_kept_and_said(built_plan: Path) -> None:
    edited = built_plan / "out/plan/group/group.pptx"
    edited.write_bytes(b"mine")
    built = made(built_plan)
    assert "O101" in {fault.code for fault in built.faults}
    assert edited.read_bytes() == b"mine"
    assert edited.with_name("group.new.pptx").read_bytes()[:2] == b"PK"


def test_nothing_is_written_while_there_are_errors(plan: Path) -> None:
    text = PLAN.replace("mission-nine-whys", "mission-nin-whys")
    (plan / "plan.yaml").write_text(text, encoding="utf-8")
    built = build(plan, Options())
    (error,) = [fault for fault in built.faults if fault.severity == "error"]
    assert (error.code, error.hint) == ("P103", "Did you mean 'mission-nine-whys'?")
    assert not list((plan / "out").rglob("*.pdf"))


def test_letters_that_no_page_can_show_are_told_at_their_line_and_not_for_each_file(
    plan: Path,
) -> None:
    text = (plan / "plan.yaml").read_text(encoding="utf-8")
    foreign = text.replace("title: First", "title: សុខ First")
    (plan / "plan.yaml").write_text(foreign, encoding="utf-8")
    told = [one for one in made(plan, only=("crisis",)).faults if one.code == "M411"]
    assert {(one.place.file, one.place.line) for one in told if one.place} == {("plan.yaml", 2)}
    assert all(one.place for one in told)


def test_what_a_kept_file_would_tell_is_told_each_time(plan: Path) -> None:
    line = "crisis: {service: Crisis, doctor: Dr ანა Quartz, manager: Ben Onyx}"
    whole = (plan / "plan.yaml").read_text(encoding="utf-8").replace("Dr Ada", "Dr ანა")
    for title in ("First", "Second"):
        text = whole.replace("title: First", f"title: {title}")
        (plan / "plan.yaml").write_text(text.replace("Dr Eve", f"Dr {title}"), encoding="utf-8")
        told = [one for one in made(plan).faults if one.code == "M411"]
        assert {one.place.source.strip() for one in told if one.place} == {line}


def test_only_one_pair_can_be_built_and_the_others_stay(built_plan: Path) -> None:
    before = files(built_plan)
    text = PLAN.replace("Dr Ada Quartz", "Dr Ida Quartz").replace("Dr Cleo", "Dr Clio")
    (built_plan / "plan.yaml").write_text(text, encoding="utf-8")
    made(built_plan, only=("crisis",))
    after = files(built_plan)
    assert of_pair(after, "crisis") != of_pair(before, "crisis")
    assert of_pair(after, "rehab") == of_pair(before, "rehab")


def test_a_part_takes_its_print_pack_along_and_says_that_it_is_a_part(printed_plan: Path) -> None:
    before = files(printed_plan)
    text = PLAN.replace("Dr Ada Quartz", "Dr Ida Quartz")
    (printed_plan / "plan.yaml").write_text(text, encoding="utf-8")
    built = made(printed_plan, only=("crisis",))
    after = files(printed_plan)
    assert "O104" in {fault.code for fault in built.faults}
    assert after["print/own/sealed/crisis.pdf"] != before["print/own/sealed/crisis.pdf"]
    assert after["print/own/sealed/rehab.pdf"] == before["print/own/sealed/rehab.pdf"]
    assert after["facilitator/job-sheet.pdf"] == before["facilitator/job-sheet.pdf"]
    assert "print/changed/pairs-crisis-pair-results.pdf" in after


def test_a_day_that_is_named_is_built_whole(built_plan: Path) -> None:
    text = PLAN.replace("Dr Ada Quartz", "Dr Ida Quartz")
    (built_plan / "plan.yaml").write_text(text, encoding="utf-8")
    made(built_plan, only=("plan",))
    part = files(built_plan)
    made(built_plan, force=True)
    whole = {path: data for path, data in files(built_plan).items() if "/changed/" not in path}
    part = {path: data for path, data in part.items() if "/changed/" not in path}
    assert part.keys() == whole.keys()
    assert [p for p in whole if p != "manifest.json" and part[p] != whole[p]] == []


def test_one_kind_of_file_leaves_the_other_kinds_alone(built_plan: Path) -> None:
    before = files(built_plan)
    made(built_plan, formats=("pptx",))
    after = files(built_plan)
    assert after.keys() == before.keys()
    assert [p for p in before if p != "manifest.json" and after[p] != before[p]] == []


def test_a_sample_needs_no_private_folder_and_says_so_on_its_pages(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p", given=None)
    made(folder, sample=True)
    names = set(files(folder))
    assert "facilitator/run-sheet.pdf" in names


def test_the_same_inputs_give_the_same_bytes_elsewhere_and_side_by_side(
    once: Path, tmp_path: Path
) -> None:
    other = write_plan(tmp_path / "somewhere else" / "p")
    env = {
        **os.environ,
        "PYTHONHASHSEED": "4711",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C",
        "NO_COLOR": "1",
    }
    run = subprocess.run(
        [sys.executable, "-m", "facilitate", "build", str(other), "--singles", "--jobs", "3"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    here, there = files(once), files(other)
    here.pop("manifest.json"), there.pop("manifest.json")
    assert sorted(here) == sorted(there)
    assert [name for name in here if here[name] != there[name]] == []


SILENT = {
    "refusal": (ANSWERS, sharing(crisis_manager="group only")),
    "own answers": (ANSWERS, sharing(crisis_manager="own answers")),
    "the other's refusal": (ANSWERS, sharing(crisis_doctor="own answers")),
}


def test_a_partner_cannot_tell_refusal_from_another_choice(tmp_path: Path) -> None:
    pages = []
    for number, (given, choices) in enumerate(SILENT.values()):
        folder = write_plan(tmp_path / str(number), given=given, choices=choices)
        made(folder)
        pages.append(of_pair(files(folder), "crisis"))
    assert pages[0] == pages[1] == pages[2]


def test_other_answers_with_the_same_group_figures_leave_a_pairs_files_alone(
    once: Path, tmp_path: Path
) -> None:
    swapped = {**ANSWERS, "rehab-doctor": ANSWERS["acute-doctor"]}
    swapped["acute-doctor"] = ANSWERS["rehab-doctor"]
    folder = write_plan(tmp_path / "p", given=swapped)
    made(folder, singles=True)
    assert of_pair(files(folder), "crisis") == of_pair(files(once), "crisis")
    assert of_pair(files(folder), "rehab") != of_pair(files(once), "rehab")


def test_a_day_without_a_stock_take_says_why_pages_are_missing(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p", given=None)
    built = made(folder)
    skipped = dict(built.days[0].skipped)
    assert skipped["handouts/pair-results.md"] == "there is no stock take"


def test_an_interrupted_build_is_finished_by_the_next_one(built_plan: Path) -> None:
    manifest = read_manifest(built_plan / "out/plan")
    assert manifest is not None
    (built_plan / "out/plan/.building-0").mkdir()
    (built_plan / "out/plan/.building-0/half.pdf").write_bytes(b"%PDF-half")
    (built_plan / "out/plan/manifest.json").unlink()
    made(built_plan)
    assert not (built_plan / "out/plan/.building-0").exists()
    assert read_manifest(built_plan / "out/plan") == manifest


@pytest.mark.parametrize("link", ["plan", "plan/group", "plan/pairs/crisis", "plan/print"])
def test_nothing_is_written_through_a_link_among_the_finished_files(plan: Path, link: str) -> None:
    elsewhere = plan.parent / "elsewhere"
    elsewhere.mkdir()
    path = plan / "out" / link
    path.parent.mkdir(parents=True)
    path.symlink_to(elsewhere)
    built = build(plan, Options())
    assert {fault.code for fault in built.faults if fault.severity == "error"} == {"O105"}
    assert list(elsewhere.iterdir()) == []


def test_a_link_in_the_place_of_finished_files_is_told_though_they_would_stay(
    built_plan: Path,
) -> None:
    pairs = built_plan / "out/plan/pairs"
    elsewhere = pairs.rename(built_plan.parent / "elsewhere")
    pairs.symlink_to(elsewhere)
    text = (built_plan / "plan.yaml").read_text(encoding="utf-8")
    changed = text.replace("First away day", "First day together")
    assert changed != text
    (built_plan / "plan.yaml").write_text(changed, encoding="utf-8")
    faults = build(built_plan, Options(only=("facilitator",))).faults
    assert [fault.code for fault in faults if fault.severity == "error"] == ["O105"]


def test_a_word_that_is_near_nobody_is_answered_with_what_there_is(plan: Path) -> None:
    built = build(plan, Options(only=("caves",)))
    assert [one.hint for one in built.faults if one.code == "O102"] == [
        "Pairs: crisis, rehab, acute. Days: plan. People: such as crisis-doctor."
    ]


def test_several_words_in_one_are_asked_for_one_by_one(plan: Path) -> None:
    built = build(plan, Options(only=("crisis,rehab",)))
    assert [one.hint for one in built.faults if one.code == "O102"] == [
        "Write it once for each: --only crisis --only rehab"
    ]


@pytest.mark.parametrize("name", [".lock", "plan/manifest.json", "plan/group/group.html"])
def test_a_folder_called_as_a_file_that_is_to_be_written_is_told(plan: Path, name: str) -> None:
    (plan / "out" / name / "mine").mkdir(parents=True)
    built = build(plan, Options(formats=("html",)))
    told = [(one.code, one.message) for one in built.faults if one.severity == "error"]
    ((code, message),) = told
    words = "is a folder, and a file of that name is to be written."
    assert (code, message.endswith(f"{Path(name).name} {words}")) == ("O106", True)
    assert sorted(path.name for path in (plan / "out").rglob("*") if path.is_file()) == []


@pytest.mark.parametrize(("name", "told"), [("", "out"), ("plan", "plan"), ("plan/group", "group")])
def test_a_file_called_as_a_folder_that_is_to_be_written_is_told(
    plan: Path, name: str, told: str
) -> None:
    path = plan / "out" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"mine")
    built = build(plan, Options(formats=("html",)))
    faults = [(one.code, one.message) for one in built.faults if one.severity == "error"]
    assert faults == [("O106", f"{told} is a file, and a folder of that name is to be written.")]
    assert path.read_bytes() == b"mine"


def test_a_manifest_that_is_a_link_is_not_read(plan: Path, tmp_path: Path) -> None:
    build(plan, Options(formats=("html",)))
    path = plan / "out" / "plan" / "manifest.json"
    path.rename(tmp_path / "mine.json")
    before = (tmp_path / "mine.json").read_bytes()
    path.symlink_to(tmp_path / "mine.json")
    assert read_manifest(path.parent) is None
    assert not build(plan, Options(formats=("html",))).unchanged
    assert not path.is_symlink()
    assert (tmp_path / "mine.json").read_bytes() == before


def test_a_day_may_not_share_its_only_name_with_somebody(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    (folder / "plan.yaml").rename(folder / "crisis.yaml")
    built = build(folder, Options(only=("crisis",)))
    assert [fault.code for fault in built.faults if fault.severity == "error"] == ["O102"]
