"""A small program in LibreOffice's place: it makes a page for each slide, or fails in one way."""

import sys
from pathlib import Path

_PAGES = """
import sys, typst, zipfile
from pathlib import Path
folder, file = Path(sys.argv[6]), sys.argv[7]
slides = [one for one in zipfile.ZipFile(file).namelist() if one.startswith("ppt/slides/slide")]
page = "#page(width: 960pt, height: 540pt, fill: rgb(200, 30, 60))[]"
(folder / "all.typ").write_text(page * {pages})
(folder / "drawn.pdf").write_bytes(typst.compile(str(folder / "all.typ")))
"""
DRAWS, ONE_TOO_FEW, GIVES_UP = "len(slides)", "(len(slides) - 1)", ""


def fake_office(folder: Path, pages: str = DRAWS, first: str = "") -> Path:
    """Return a program that stands in a folder; `first` is what it does before, in shell."""
    folder.mkdir(exist_ok=True)
    (folder / "draw.py").write_text(_PAGES.replace("{pages}", pages), encoding="utf-8")
    program = folder / "soffice"
    draws = f'exec "{sys.executable}" "{folder}/draw.py" "$@"' if pages else "exit 1"
    program.write_text(f"#!/bin/sh\n{first}\n{draws}\n", encoding="utf-8")
    program.chmod(0o755)
    return program
