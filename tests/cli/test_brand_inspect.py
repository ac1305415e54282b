"""`facilitate brand inspect`: what serves what, what is short, and a file that says the same."""

import io
import json
import os
import runpy
import subprocess
from pathlib import Path
from select import select
from shutil import copy

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from facilitate.load.brand_folder import load_brand
from facilitate.office import Office
from facilitate.pipeline import brand_pictures
from facilitate.pipeline.brand_pictures import contrast_seen, hard_to_read
from facilitate.pipeline.brand_report import inspect
from facilitate.shipped import shipped
from tests.cli.a_terminal import run
from tests.load.brands import SVG, lay, png
from tests.write.brand import files

DOCS = Path(__file__).parents[2] / "docs"
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


@pytest.mark.parametrize("drawn", [True, False])
def test_a_layout_whose_art_has_the_slide_s_number_does_not_lack_one(
    tmp_path: Path, drawn: bool
) -> None:
    art = files.shape((600, 500, 60, 30), "<a:noFill/>", words="7")
    field = art.replace("<a:r>", '<a:fld id="{1}" type="slidenum">').replace("</a:r>", "</a:fld>")
    layout = files.layout("Plain", files.place(*files.TITLE), field if drawn else art)
    (tmp_path / "house.pptx").write_bytes(files.deck_of(layout))
    found = run("brand", "inspect", tmp_path / "house.pptx")
    assert ("no number" in found.stdout) is not drawn


def test_a_programme_says_its_colours_and_its_logo(tmp_path: Path) -> None:
    found = run("brand", "inspect", lay(tmp_path, {"_brand.yml": BRAND, "logo.svg": SVG}))
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("Name\n  Loam Valley Council\nColours\n")
    assert "  first role         #003087 primary\n" in found.stdout
    assert "  medium             logo.svg: “The Loam mark”\n" in found.stdout


def test_the_same_is_there_for_programs(tmp_path: Path) -> None:
    found = run("brand", "inspect", lay(tmp_path, {"_brand.yml": BRAND, "logo.svg": SVG}), "--json")
    said = json.loads(found.stdout)
    assert said["faults"] == []
    assert said["colours"]["second role"] == "#8A1538 secondary"
    assert said["fonts"] == {
        "office": "Arial",
        "pdf": "Source Sans 3",
        "office titles": "Arial",
        "pdf titles": "Source Sans 3",
    }


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


@pytest.mark.parametrize("brand", ["orchard-care", "three-rivers", "harbour-council"])
def test_what_it_writes_gives_the_very_same_look(tmp_path: Path, brand: str) -> None:
    runpy.run_path(str(DOCS / "make_brands.py"))["brand_into"](tmp_path, brand)
    before = inspect(tmp_path)
    found = run("brand", "inspect", tmp_path, "--write", "--force")
    assert found.exit_code == 0, found.stderr
    after = inspect(tmp_path)
    assert after.look == before.look
    assert [one.message for one in after.faults] == [one.message for one in before.faults]


def test_it_writes_the_whole_brand_again(tmp_path: Path) -> None:
    text = """meta: {name: Loam, link: https://loam.example}
color: {palette: {sea green: "#00629B", plum: "#5C068C"}, primary: plum}
typography: {base: {family: Arial, size: 12pt}, headings: Georgia}
logo: {medium: {light: {path: logo.svg, alt: Ours}, dark: {path: pale.svg, alt: Ours}}}
defaults: {facilitate: {minimum size: 20}}
"""
    folder = lay(tmp_path, {"brand/_brand.yml": text, "brand/logo.svg": SVG})
    lay(folder, {"brand/pale.svg": SVG.replace("#005EB8", "white")})
    before = inspect(folder)
    found = run("brand", "inspect", folder, "--write", "--force")
    assert f"Wrote {folder / 'brand' / '_brand.yml'}" in found.stdout
    written = (folder / "brand" / "_brand.yml").read_text()
    assert '    "sea green": "#00629B"    # the second role\n' in written
    after = inspect(folder)
    assert after.look == before.look
    assert [one.code for one in after.faults] == [one.code for one in before.faults]


@pytest.mark.parametrize("place", ["brand", "brand/_brand.yml"])
def test_a_brand_is_looked_at_as_its_programme_has_it(tmp_path: Path, place: str) -> None:
    text = "logo: {medium: {path: ../pictures/logo.svg, alt: Ours}}\n"
    lay(tmp_path, {"brand/_brand.yml": text, "pictures/logo.svg": SVG})
    found = run("brand", "inspect", tmp_path / place)
    assert found.exit_code == 0, found.stderr
    assert "  medium             pictures/logo.svg: “Ours”\n" in found.stdout
    assert "--write" not in found.stdout


def test_a_logo_and_a_font_are_looked_at_alone(tmp_path: Path) -> None:
    logo = run("brand", "inspect", lay(tmp_path, {"mark.png": png(300, 100)}) / "mark.png")
    assert "  medium             mark.png: “Logo”\n" in logo.stdout
    name = "SourceSans3-Bold.ttf"
    font = run("brand", "inspect", copy(shipped("facilitate/write/fonts") / name, tmp_path))
    assert "  in Office files    Source Sans 3\n" in font.stdout
    assert "Source Sans 3 has no plain weight: text is as heavy as titles." in font.stderr


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("a.ppt", "B016", "Open it in PowerPoint, save it as .pptx."),
        ("logo.pdf", "B010", "Save the logo as SVG, PNG or JPEG."),
        ("x.woff2", "B015", "Ask for it as .ttf or .otf"),
    ],
)
def test_a_file_of_a_kind_that_cannot_be_used_says_so(
    tmp_path: Path, name: str, code: str, hint: str
) -> None:
    data = {"a.ppt": b"x", "logo.pdf": b"%PDF-1.7", "x.woff2": b"wOF2"}[name]
    found = run("brand", "inspect", lay(tmp_path, {name: data}) / name)
    assert found.exit_code == 1
    assert f"error[{code}]" in found.stderr
    assert hint in found.stderr
    assert found.stdout == ""


def test_a_file_that_no_look_is_made_of_is_wrong_use(tmp_path: Path) -> None:
    found = run("brand", "inspect", lay(tmp_path, {"notes.txt": "words"}) / "notes.txt")
    assert found.exit_code == 2
    assert "a logo, a font or a _brand.yml" in found.stderr


def test_styles_are_called_as_people_see_them(tmp_path: Path) -> None:
    file = Document()
    file.styles["List Bullet"].element.set(qn("w:styleId"), "X17")
    file.add_paragraph("One", style="List Bullet")
    file.save(str(tmp_path / "council.docx"))
    found = run("brand", "inspect", tmp_path / "council.docx")
    assert "  lists              “List Bullet”\n" in found.stdout
    assert "DefaultParagraphFont" not in found.stdout


def test_of_a_word_file_the_styles_are_its_own_also_where_text_is_made_larger(
    tmp_path: Path,
) -> None:
    file = Document()  # its text has 11 points
    file.add_table(1, 1, style="Light Grid Accent 1")
    file.save(str(tmp_path / "council.docx"))
    found = run("brand", "inspect", tmp_path / "council.docx")
    assert "  text               “Normal”\n" in found.stdout
    assert "  tables             “Light Grid Accent 1”\n" in found.stdout


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
    assert "into brand/" in found.stdout


def test_a_path_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert run("brand", "inspect", tmp_path / "gone.potx").exit_code == 2
    lay(tmp_path, {"council.potx": b"PK"})
    near = run("brand", "inspect", tmp_path / "concil.potx")
    assert "Did you mean 'council.potx'?" in near.stderr


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
    monkeypatch.setattr(Office, "pages", lambda *_: (png(),) * 12)
    found = brand_pictures.pictures(inspect(deck).look, tmp_path, ("pptx",))
    shown = [one.stem.partition("-")[2].lstrip("0123456789-") for one in found.written]
    assert list(dict.fromkeys(shown)) == [
        *("cover", "divider", "text", "columns", "table"),
        *("exercise", "steps", "question", "result"),
    ]
    assert found.faults == ()


@pytest.mark.skipif(os.name != "posix", reason="processes have no group to end there")
def test_a_drawing_program_that_hangs_ends_with_all_that_it_started(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work = tmp_path / "at-work"
    os.mkfifo(at_work)
    reads = os.open(at_work, os.O_RDONLY | os.O_NONBLOCK)
    hangs = tmp_path / "soffice"
    hangs.write_text(f"#!/bin/sh\n(exec 3>{at_work}; echo >&3; tail -f /dev/null) &\nwait\n")
    hangs.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _: str(hangs))
    waits = subprocess.Popen.wait

    def until_it_is_at_work(process: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        if timeout is None:
            return waits(process)
        assert select([reads], [], [], 20)[0]
        os.read(reads, 1)
        raise subprocess.TimeoutExpired("soffice", timeout)

    monkeypatch.setattr("subprocess.Popen.wait", until_it_is_at_work)
    found = brand_pictures.pictures(inspect(deck).look, tmp_path, ("pptx",))
    assert [one.code for one in found.faults] == ["B206"]
    ended, _, _ = select([reads], [], [], 20)  # at its end once nobody can write any more
    assert ended
    os.close(reads)


def test_few_words_on_a_ground_that_runs_from_one_colour_to_another_are_seen_as_they_are() -> None:
    """White on the lightest of the grounds, #6E3264, has 9.1 to 1."""
    drawn = Image.new("RGB", (400, 100))
    for x in range(400):
        drawn.paste((60 + x // 8, 40 + x // 40, 90 + x // 40), (x, 0, x + 1, 100))
    drawn.paste((255, 255, 255), (40, 40, 60, 42))
    data = io.BytesIO()
    drawn.save(data, "PNG")
    assert contrast_seen(data.getvalue()) >= 9
