"""`facilitate brand inspect`: what serves what, what is short, and a file that says the same."""

import io
import json
from pathlib import Path
from shutil import copy

import pytest
from PIL import Image

from facilitate.load.brand_folder import load_brand
from facilitate.pipeline import brand_pictures
from facilitate.pipeline.brand_pictures import contrast_seen, hard_to_read
from facilitate.pipeline.brand_report import inspect
from facilitate.shipped import shipped
from tests.cli.a_terminal import run
from tests.load.brands import SVG, lay, png

BRAND = """meta: {name: Loam Valley Council}
color: {foreground: "#1C1C1C", primary: "#003087", secondary: "#8A1538"}
logo: {medium: {path: logo.svg, alt: The Loam mark}}
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return Path(copy(shipped("templates") / "base" / "base.pptx", tmp_path / "council.pptx"))


def test_a_template_says_which_of_its_layouts_serves_what(deck: Path) -> None:
    found = run("brand", "inspect", deck)
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("Decks, from council.pptx\n  cover ")
    assert "Colours\n  text " in found.stdout
    assert found.stdout.endswith("--write\n")


def test_a_programme_says_its_colours_and_its_logo(tmp_path: Path) -> None:
    found = run("brand", "inspect", lay(tmp_path, {"_brand.yml": BRAND, "logo.svg": SVG}))
    assert found.exit_code == 0, found.output
    assert "  first role         #003087 primary\n" in found.stdout
    assert "  medium             logo.svg: “The Loam mark”\n" in found.stdout


def test_the_same_is_there_for_programs(tmp_path: Path) -> None:
    found = run("brand", "inspect", lay(tmp_path, {"_brand.yml": BRAND, "logo.svg": SVG}), "--json")
    said = json.loads(found.stdout)
    assert said["faults"] == []
    assert said["colours"]["second role"] == "#8A1538 secondary"
    assert said["fonts"] == {"office": "Arial", "pdf": "Source Sans 3"}


def test_what_it_writes_is_a_brand_file_that_says_the_same(deck: Path) -> None:
    found = run("brand", "inspect", deck, "--write")
    assert f"Wrote {deck.parent / '_brand.yml'}" in found.stdout
    own, faults = load_brand(deck.parent)
    assert faults == ()
    assert own is not None
    assert own.deck is not None
    assert own.deck.file == "council.pptx"
    assert set(own.layouts) >= {"cover", "divider", "content"}
    assert run("brand", "inspect", deck.parent).exit_code == 0


def test_a_brand_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"_brand.yml": BRAND, "logo.svg": SVG})
    found = run("brand", "inspect", folder, "--write")
    assert found.exit_code == 2
    assert "--force" in found.stderr
    assert (folder / "_brand.yml").read_text() == BRAND
    assert run("brand", "inspect", folder, "--write", "--force").exit_code == 0
    assert (folder / "_brand.yml").read_text() != BRAND


def test_a_brand_with_errors_ends_with_one_and_writes_nothing(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"_brand.yml": "color: {primary: 3potato}\n"})
    found = run("brand", "inspect", folder, "--write", "--force")
    assert found.exit_code == 1
    assert "B003" in found.stderr
    assert "Wrote" not in found.stdout


def test_a_folder_without_a_brand_says_so(tmp_path: Path) -> None:
    found = run("brand", "inspect", tmp_path)
    assert found.exit_code == 0
    assert "There is no brand here" in found.stdout


def test_a_path_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert run("brand", "inspect", tmp_path / "gone.potx").exit_code == 2


def test_a_file_that_is_no_office_file_is_told(tmp_path: Path) -> None:
    found = run("brand", "inspect", lay(tmp_path, {"a.potx": "words"}) / "a.potx")
    assert found.exit_code == 1
    assert "a.potx" in found.stderr


def test_without_libreoffice_there_are_no_pictures_and_one_sentence_says_so(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = run("brand", "inspect", deck, "--pictures", tmp_path / "pictures")
    assert found.exit_code == 0
    assert found.stderr.count("B206") == 1
    assert not (tmp_path / "pictures").exists()


def test_contrast_is_measured_on_what_is_drawn() -> None:
    from io import BytesIO

    from PIL import Image

    picture = Image.new("RGB", (100, 50), "#FFFFFF")
    picture.paste("#767676", (10, 10, 30, 14))
    picture.paste("#000000", (60, 10, 80, 14))
    held = BytesIO()
    picture.save(held, "PNG")
    assert contrast_seen(held.getvalue()) == pytest.approx(21, abs=0.1)
    assert contrast_seen(held.getvalue(), (0, 0, 0.5, 1)) == pytest.approx(4.54, abs=0.05)
    assert contrast_seen(png()) == pytest.approx(1)


@pytest.mark.parametrize(("words", "codes"), [("#BBBBBB", ["B207"]), ("#595959", [])])
def test_words_that_are_drawn_too_pale_are_told(words: str, codes: list[str]) -> None:
    drawn = Image.new("RGB", (200, 100), "#FFFFFF")
    drawn.paste(Image.new("RGB", (100, 20), words), (20, 20))
    data = io.BytesIO()
    drawn.save(data, "PNG")
    found = hard_to_read(data.getvalue(), "slide 1", [(0.0, 0.0, 1.0, 1.0)])
    assert [one.code for one in found] == codes


def test_there_is_a_picture_of_a_slide_for_each_role_of_a_layout(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "soffice")
    monkeypatch.setattr(brand_pictures, "_drawn", lambda *_: (png(),) * 12)
    found = brand_pictures.pictures(inspect(deck).look, tmp_path, ("pptx",))
    shown = [one.stem.partition("-")[2].lstrip("0123456789-") for one in found.files]
    assert list(dict.fromkeys(shown)) == [
        *("cover", "divider", "text", "columns", "table"),
        *("exercise", "steps", "question", "result"),
    ]
    assert found.faults == ()
