"""Whatever changes in a plan, no page of an earlier build stays that would say something else."""

from pathlib import Path

from facilitate.out.manifest import PageFacts, read_manifest
from facilitate.pipeline import Options
from facilitate.pipeline.build import Built, build
from tests.pipeline.every_field import SIDE_BY_SIDE, TABLES, Way, change, files, stale, ways, write

OTHER_PAGE = "---\nformat: 1\nfor: each person\n---\n\n# Yours\n\nHere.\n"


def test_no_page_is_taken_for_one_that_says_something_else(tmp_path: Path) -> None:
    plan, known = write(tmp_path / "plan"), dict[str, PageFacts]()
    assert stale(plan, known) == []
    changed = [way for way in ways(plan) if _is_right(plan, way, known)]
    kinds = {file for file, _, _ in changed}
    assert {"plan.yaml", "actions.yaml", "questions.yaml", "private/access.yaml"} < kinds
    assert {"private/sharing.yaml", "private/stock-takes/baseline.answers.csv"} < kinds
    assert {
        "exercises/three-good-things.yaml",
        "_brand.yml",
        "templates/handouts/own-page.md",
    } < kinds
    assert len(changed) > 100


def test_no_name_stays_that_the_plan_tells_to_all(tmp_path: Path) -> None:
    plan, known = write(tmp_path / "plan", more=SIDE_BY_SIDE), dict[str, PageFacts]()
    assert stale(plan, known) == []
    names = [way for way in ways(plan) if way[1][:1] == ("pairs",)]
    assert len([way for way in names if _is_right(plan, way, known)]) > 15


def test_no_name_stays_on_the_cards_of_those_who_sit_at_one_table(tmp_path: Path) -> None:
    plan, known = write(tmp_path / "plan", more=TABLES), dict[str, PageFacts]()
    assert stale(plan, known) == []
    assert _is_right(plan, ("plan.yaml", ("pairs", "acute", "doctor"), "Eve Opal"), known)


def _is_right(plan: Path, way: Way, known: dict[str, PageFacts]) -> bool:
    """Say whether a plan may be changed so; no page is then taken for another."""
    file = plan / way[0]
    before = file.read_bytes()
    change(plan, way)
    found = stale(plan, known)
    file.write_bytes(before)
    assert not found, way
    return found is not None


def composed(built: Built, template: str) -> int:
    """Return how many pages of a template a build composed."""
    return built.profile.spent["compose", template][1]


def test_what_is_built_on_an_earlier_build_is_what_is_built_afresh(tmp_path: Path) -> None:
    here, afresh = write(tmp_path / "here"), write(tmp_path / "afresh")
    build(here, Options())
    changes: list[Way] = [
        ("plan.yaml", ("pairs", "older", "manager"), "Hana Coral"),
        ("plan.yaml", ("venue",), "Barn"),
        ("plan.yaml", ("coaching", "crisis-doctor", 0), "2027-04-13"),
        ("actions.yaml", ("actions", 0, "what"), "We meet on Tuesdays"),
        ("private/stock-takes/baseline.answers.csv", (3, 4), "1"),
        ("private/access.yaml", ("access", "acute-manager", "needs", 0), "no-colour"),
        ("private/sharing.yaml", ("sharing", "acute-doctor", "sharing"), "group only"),
        ("private/sharing.yaml", ("sharing", "rehab-doctor", "being observed"), "no"),
        ("exercises/three-good-things.yaml", ("steps", 1), "7m Tell the room"),
        ("_brand.yml", ("color", "primary"), "teal"),
        (
            "templates/handouts/own-page.md",
            (),
            "---\nformat: 1\nfor: each person\n---\n\n# Yours\n\nHere.\n",
        ),
    ]
    for way in changes:
        change(here, way)
        change(afresh, way)
        assert build(here, Options()).days
    build(afresh, Options())
    assert files(here) == files(afresh)


def test_a_name_is_composed_anew_for_those_who_read_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "plan")
    first = build(folder, Options())
    assert composed(first, "handouts/own-page.md") == 8
    change(folder, ("plan.yaml", ("pairs", "older", "manager"), "Hana Coral"))
    built = build(folder, Options())
    # The two of the pair; nobody else's page says what a manager of another pair is called.
    assert composed(built, "handouts/own-page.md") == 2
    assert composed(built, "handouts/pair-results.md") == 1


def test_a_manifest_without_what_is_known_of_pages_has_all_composed(tmp_path: Path) -> None:
    folder = write(tmp_path / "plan")
    build(folder, Options())
    expected = files(folder)
    path = next((folder / "out").glob("*/manifest.json"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"pages"', '"others"').replace('"inputs": "', '"inputs": "0'))
    built = build(folder, Options())
    assert composed(built, "handouts/own-page.md") == 8
    assert files(folder) == expected
    manifest = read_manifest(path.parent)
    assert manifest is not None
    assert len(manifest.pages) > 80
