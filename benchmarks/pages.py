"""Handouts as PDF: ours, Typst by hand with the same blocks, LibreOffice from our own DOCX."""

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.many import write_programme
from benchmarks.pack import scene
from benchmarks.peers import NotHadError, measured
from benchmarks.processes import run
from benchmarks.results import Results
from benchmarks.typst_source import source
from facilitate.compose.papers import compose
from facilitate.compose.template_names import TemplateNames
from facilitate.document import Document
from facilitate.write import write
from facilitate.write.look import Look
from facilitate.write.pdf import FONTS

HANDOUTS = {"handouts/pair-results.md"}


def report(results: Results, *, pairs: int, rounds: int) -> None:
    """Measure the results of each pair, in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        context, look, jobs = scene(write_programme(folder / "plan", pairs), HANDOUTS)
        names = TemplateNames(context)
        documents = [made for job in jobs if (made := compose(job, names)[0])]
        pages = folder / "typst"
        pages.mkdir()
        for number, document in enumerate(documents):
            page = pages / f"{number:04d}.typ"
            page.write_text(source(document, look), encoding="utf-8")
        for _ in range(rounds):
            ours = _ours(documents, look)
            try:
                theirs = measured("typst_by_hand", str(pages), str(FONTS))
                results.ratios.setdefault("pdf_vs_typst", []).append(ours / theirs)
            except NotHadError as why:
                results.missing["pdf_vs_typst"] = str(why)
            if shutil.which("soffice") is None:
                results.missing["pdf_vs_libreoffice"] = "no LibreOffice here"
            else:
                theirs = _libreoffice(documents, look, folder) * len(documents)
                results.ratios.setdefault("pdf_vs_libreoffice", []).append(theirs / ours)
        if "pdf_vs_typst" in results.ratios:
            _same_words(documents[0], look, (pages / "0000.pdf").read_bytes())


def _ours(documents: Sequence[Document], look: Look) -> float:
    """Return the CPU seconds for all; how close each is set is found anew."""
    from facilitate.write import pdf

    write("pdf", documents[0], look)
    pdf._CLOSENESS.clear()
    begun = time.process_time()
    for document in documents:
        write("pdf", document, look)
    return time.process_time() - begun


def _libreoffice(documents: Sequence[Document], look: Look, folder: Path) -> float:
    """Return the CPU seconds of one further document: of nine, less those of one, by eight."""
    files = []
    for number, document in enumerate(documents[:9]):
        path = folder / f"{number}.docx"
        path.write_bytes(write("docx", document, look).data)
        files.append(str(path))
    start = ("soffice", "--headless", f"-env:UserInstallation=file://{folder}/lo")
    convert = (*start, "--convert-to", "pdf", "--outdir", str(folder / "lo-out"))
    one, all_ = (run(*convert, *some).cpu for some in (files[:1], files))
    assert len(list((folder / "lo-out").glob("*.pdf"))) == len(files)
    return max(all_ - one, 1e-9) / (len(files) - 1)


def _same_words(document: Document, look: Look, theirs: bytes) -> None:
    """Make sure that both PDFs say the same: each longer word of ours stands in theirs."""
    if shutil.which("pdftotext"):
        ours, other = map(_words, (write("pdf", document, look).data, theirs))
        assert len(ours - other) <= len(ours) * 0.02, sorted(ours - other)


def _words(pdf: bytes) -> set[str]:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return set(re.findall(r"\w{4,}", done.stdout.decode()))
