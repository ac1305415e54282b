"""Draw docs/pictures/pages.png from the example: `python docs/make_pictures.py`.

It needs LibreOffice (soffice), pdftotext and pdftoppm (Poppler) and convert (ImageMagick); the
program itself needs none of them.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from facilitate.faults import stops
from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from facilitate.report import render_faults

TOP = Path(__file__).parents[1]
PICTURE = Path(__file__).parent / "pictures" / "pages.png"
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


def main() -> None:
    """Build the example in a folder of its own, and put its pages into one picture."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        sys.exit(f"Not on this computer: {', '.join(missing)}.")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        shutil.copytree(TOP / "agendas" / "example", work / "example")
        built = build(work / "example", Options(only=("1-baseline", "2-midway"), singles=True))
        if stops(built.faults):
            sys.exit(render_faults(built.faults))
        rows = [_row(work, number, row) for number, row in enumerate(ROWS)]
        _run("convert", *rows, "-background", "white", "-gravity", "west", "-append",
             "-bordercolor", "white", "-border", "8", "-strip", "+dither", "-colors", "128",
             "-define", "png:compression-level=9", PICTURE)  # fmt: skip


def _row(work: Path, number: int, row: tuple[tuple[str, str, int], ...]) -> Path:
    made = work / f"row-{number}.png"
    pages = [_page(work, *shown, stem=f"{number}-{at}") for at, shown in enumerate(row)]
    _run("convert", *pages, "-background", "white", "-gravity", "north", "+append", made)
    return made


def _page(work: Path, path: str, words: str, width_px: int, *, stem: str) -> Path:
    """Return the picture of a file's first page that holds the words, with a thin frame."""
    source = work / "example" / "out" / path
    if source.suffix != ".pdf":
        home = f"-env:UserInstallation={(work / 'office').as_uri()}"
        _run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", work, source)
        source = work / f"{source.stem}.pdf"
    page = str(_number(source, words))
    # a card is a quarter of the sheet that four of them are printed on
    part = ("-x", "0", "-y", "0", "-W", "620", "-H", "877") if width_px == CARD_PX else ()
    _run("pdftoppm", "-r", "150", "-png", "-f", page, "-singlefile", *part, source, work / stem)
    made = work / f"{stem}.png"
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
    main()
