"""Draw docs/pictures from the example: `python docs/make_pictures.py`, or some: `... pages brands`.

It needs LibreOffice (soffice), pdftotext and pdftoppm (Poppler), convert (ImageMagick), and for
the screens Chromium; the program itself needs none of them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from make_brands import BRANDS, brand_into

from facilitate.faults import stops
from facilitate.load.words import looks
from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from facilitate.report import render_faults
from facilitate.shipped import shipped

TOP = Path(__file__).parents[1]
EXAMPLE = TOP / "agendas" / "example"
PICTURES = Path(__file__).parent / "pictures"
TOOLS = ("soffice", "pdftotext", "pdftoppm", "convert")
SLIDE_PX, SHEET_PX, CARD_PX = 517, 336, 167
ROWS = (
    (
        ("1-baseline/group/group.pptx", ": the whole group", SLIDE_PX),
        ("1-baseline/group/group.pptx", ", trios of mixed roles", SLIDE_PX),
        ("1-baseline/pairs/crisis/pair.pptx", "This page is for the two of you", SLIDE_PX),
    ),
    (
        ("1-baseline/pairs/crisis/pair-results.pdf", "Use more", SHEET_PX),
        ("1-baseline/pairs/crisis/pair-results.pdf", "Mark alone first", SHEET_PX),
        ("1-baseline/group/day-feedback.pdf", "How was today?", SHEET_PX),
        ("1-baseline/facilitator/run-sheet.pdf", "Run sheet", SHEET_PX),
        ("2-midway/people/crisis-doctor/rotation-card.pdf", "Dr Ada Example", CARD_PX),
    ),
)
"""Rows of the picture: the built file, words on the page that is shown, its width."""


BRAND_ROW = (
    ("1-baseline/group/group.pptx", "First away day", 427),
    ("1-baseline/group/group.pptx", ", trios of mixed roles", 427),
    ("1-baseline/group/group.pptx", ": the whole group", 427),
    ("1-baseline/people/crisis-doctor/joining-letter.pdf", "Who will see what", 226),
)
"""What is shown of each organisation; the letter from its Word file where it has one."""

LOOK_ROW = (
    ("1-baseline/group/group.pptx", "First away day", 427),
    ("1-baseline/group/group.pptx", "What we do today", 427),
    ("1-baseline/group/group.pptx", ": the whole group", 427),
    ("1-baseline/group/in-our-own-words.pdf", "In our own words", 226),
)
"""What is shown of each look."""


def main(*wanted: str) -> None:
    """Draw the pictures that are wanted: pages, looks, brands, screens; without any, all."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        sys.exit(f"Not on this computer: {', '.join(missing)}.")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        _our_faces_too(work / "fonts.conf")
        if not wanted or "pages" in wanted:
            plan = _built(work / "example", Options(only=("1-baseline", "2-midway"), singles=True))
            _picture("pages", [_row(plan, number, row) for number, row in enumerate(ROWS)])
        if not wanted or "looks" in wanted:
            _picture("looks", [_look(work / name.replace(" ", "-"), name) for name in looks()])
        if not wanted or "brands" in wanted:
            _picture("brands", [_brand(work / folder, folder) for folder in BRANDS])
    if not wanted or "screens" in wanted:
        import make_screens  # needs a browser

        make_screens.main()


def _our_faces_too(file: Path) -> None:
    """Let LibreOffice find the program's own faces, which a brand may ask for."""
    faces = shipped("facilitate/write/fonts")
    file.write_text(
        '<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf'
        f"</include><dir>{faces}</dir></fontconfig>",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(file)


def _look(plan: Path, name: str) -> Path:
    """Return the row of the example in a look."""
    shutil.copytree(EXAMPLE, plan)
    programme = plan / "programme.yaml"
    programme.write_text(f"{programme.read_text(encoding='utf-8')}look: {name}\n", encoding="utf-8")
    _built(plan, Options(only=("1-baseline", "group"), formats=("pptx", "pdf")))
    return _row(plan, 0, LOOK_ROW)


def _brand(plan: Path, folder: str) -> Path:
    """Return the row of an organisation that runs the example in its own name."""
    shutil.copytree(EXAMPLE, plan)
    programme = plan / "programme.yaml"
    says = programme.read_text(encoding="utf-8").replace("Example Health Trust", BRANDS[folder])
    programme.write_text(says, encoding="utf-8")
    brand_into(plan, folder)
    word = any((plan / "brand").glob("*.docx"))
    formats = ("pptx", "docx" if word else "pdf")
    _built(plan, Options(only=("group", "crisis-doctor"), formats=formats))
    row = [(path.replace("pdf", formats[1]), words, wide) for path, words, wide in BRAND_ROW]
    return _row(plan, 0, tuple(row))


def _built(plan: Path, options: Options) -> Path:
    """Return the plan's folder with what was built in it; of the example where it is not there."""
    if not plan.exists():
        shutil.copytree(EXAMPLE, plan)
    built = build(plan, options)
    if stops(built.faults):
        sys.exit(render_faults(built.faults))
    return plan


def _picture(name: str, rows: list[Path]) -> None:
    """Put rows into one picture of few colours."""
    _run("convert", *rows, "-background", "white", "-gravity", "west", "-append",
         "-bordercolor", "white", "-border", "8", "-strip", "+dither", "-colors", "128",
         "-define", "png:compression-level=9", PICTURES / f"{name}.png")  # fmt: skip


def _row(plan: Path, number: int, row: tuple[tuple[str, str, int], ...]) -> Path:
    made = plan / f"row-{number}.png"
    pages = [_page(plan, *shown, stem=f"{number}-{at}") for at, shown in enumerate(row)]
    _run("convert", *pages, "-background", "white", "-gravity", "north", "+append", made)
    return made


def _page(plan: Path, path: str, words: str, width_px: int, *, stem: str) -> Path:
    """Return the picture of a file's first page that holds the words, with a thin frame."""
    source = plan / "out" / path
    if source.suffix != ".pdf":
        drawn = plan / "drawn" / Path(path).parent / f"{source.stem}.pdf"
        if not drawn.exists():
            home = f"-env:UserInstallation={(plan.parent / 'office').as_uri()}"
            to = ("--convert-to", "pdf", "--outdir", drawn.parent)
            _run("soffice", home, "--headless", *to, source)
        source = drawn
    page = str(_number(source, words))
    # a card is a quarter of the sheet that four of them are printed on
    part = ("-x", "0", "-y", "0", "-W", "620", "-H", "877") if width_px == CARD_PX else ()
    _run("pdftoppm", "-r", "150", "-png", "-f", page, "-singlefile", *part, source, plan / stem)
    made = plan / f"{stem}.png"
    _run("convert", made, "-resize", str(width_px), "-bordercolor", "#c4c9d2", "-border", "1",
         "-bordercolor", "white", "-border", "9", made)  # fmt: skip
    return made


def _number(source: Path, words: str) -> int:
    """Return the number of the first page that holds the words, from 1."""
    read = subprocess.run(  # noqa: S603
        ["pdftotext", source, "-"],  # noqa: S607
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    pages = read.stdout.split("\f")
    return next(number for number, text in enumerate(pages, 1) if words in text)


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


if __name__ == "__main__":
    main(*sys.argv[1:])
