"""Pairs x (deck + handout + two forms) in Office formats: ours, and docxtpl + python-pptx.

The peer gets content of exactly the same size: our own finished files of the first pair, every
text of theirs turned into a tag (docxtpl) or set anew (python-pptx). It neither composes nor fits
nor draws, so the comparison is kind to it. Both write into a ring of eight folders.
"""

import io
import re
import resource
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.many import write_programme
from facilitate.compose import TemplateNames, compose, load_templates
from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import Job, jobs
from facilitate.load.words import words_of
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.stage import day_context
from facilitate.shipped import shipped
from facilitate.write import write
from facilitate.write.look import Look

WANTED = (
    ("decks/pair.md", "pptx"),
    ("handouts/pair-results.md", "docx"),
    ("forms/pair-review.md", "docx"),
    ("forms/observation.md", "docx"),
)
RING = 8


def report(*, pairs: int, rounds: int) -> None:
    """Print the ratio of CPU time, round by round, and the growth of memory in our loop."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        context, look, found = _scene(write_programme(folder / "plan", pairs))
        ring = [folder / f"ring{n}" for n in range(RING)]
        for place in ring:
            place.mkdir()
        first = _ours(context, look, found[:4], ring)
        peer = Peer(first)
        peer.one(0, ring)
        before = _peak_mb()
        _ours(context, look, found, ring)
        grown = _peak_mb() - before
        rows = [_round(context, look, found, peer, ring, pairs) for _ in range(rounds)]
    ratios = [theirs / ours for ours, theirs in rows]
    ours = statistics.median(row[0] for row in rows) / pairs * 1000
    theirs = statistics.median(row[1] for row in rows) / pairs * 1000
    kinds = len(found) // pairs
    print(f"{pairs} pairs x {kinds} Office files, zlib, {rounds} rounds, CPU")
    print(f"  compose + fit + write   {ours:8.2f} ms a pair")
    print(f"  docxtpl + python-pptx   {theirs:8.2f} ms a pair")
    print(
        f"  ratio                   {statistics.median(ratios):8.1f} x"
        f"  [{min(ratios):.1f} to {max(ratios):.1f}]   promised: 8"
    )
    print(f"  growth of peak memory   {grown:8.1f} MB   promised: at most 15")


def _scene(folder: Path) -> tuple[DayContext, Look, tuple[Job, ...]]:
    seen = analyse(folder)
    templates, _ = load_templates([shipped("templates")])
    context = day_context(seen, seen.timetables[0], sample=False)
    look = Look(words=words_of("en-GB"))
    wanted = dict(WANTED)
    found, _ = jobs(templates, context)
    of_pairs = (job for job in found if not job.recipient.id.endswith("-manager"))
    return context, look, tuple(job for job in of_pairs if job.template.name in wanted)


def _ours(
    context: DayContext, look: Look, found: Sequence[Job], ring: Sequence[Path]
) -> dict[str, bytes]:
    """Compose, fit and write the jobs; return the files of the first pair by template."""
    wanted = dict(WANTED)
    kept: dict[str, bytes] = {}
    names = TemplateNames(context)
    for number, job in enumerate(found):
        document, faults = compose(job, names)
        assert document is not None, faults
        suffix = wanted[job.template.name]
        data = write(suffix, document, look).data
        (ring[number % RING] / f"{job.template.stem}.{suffix}").write_bytes(data)
        kept.setdefault(job.template.name, data)
    return kept


class Peer:
    """docxtpl and python-pptx, filling files of the same content and size."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.decks = {n: d for n, d in files.items() if n.startswith("decks")}
        self.words: dict[str, tuple[bytes, list[str]]] = {
            name: tagged(data) for name, data in files.items() if not name.startswith("decks")
        }

    def one(self, number: int, ring: Sequence[Path]) -> None:
        """Make the files of one pair."""
        from docxtpl import DocxTemplate
        from pptx import Presentation

        place = ring[number % RING]
        for data in self.decks.values():
            deck: Any = Presentation(io.BytesIO(data))
            for slide in deck.slides:
                for shape in _shapes(slide.shapes):
                    _set_anew(shape)
                if slide.has_notes_slide:
                    _set_anew(slide.notes_slide.notes_placeholder)
            deck.save(str(place / "peer.pptx"))
        for name, (data, values) in self.words.items():
            template = DocxTemplate(io.BytesIO(data))
            template.render({"v": values}, autoescape=True)
            template.save(str(place / f"peer-{name.rsplit('/', 1)[-1]}.docx"))


def _shapes(shapes: Any) -> Any:
    for shape in shapes:
        if shape.shape_type is not None and shape.shape_type == 6:
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _set_anew(shape: Any) -> None:
    if shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:
                run.text = str(run.text)


def tagged(data: bytes) -> tuple[bytes, list[str]]:
    """Return a document with each text of its body turned into a tag, and the texts."""
    values: list[str] = []

    def tag(match: re.Match[str]) -> str:
        values.append(match[2])
        return f"{match[1]}{{{{ v[{len(values) - 1}] }}}}</w:t>"

    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(whole, "w", 8) as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "word/document.xml":
                text = re.sub(r"(<w:t(?: [^>]*)?>)([^<]+)</w:t>", tag, content.decode())
                content = text.encode()
            new.writestr(part, content)
    return whole.getvalue(), values


def _round(
    context: DayContext,
    look: Look,
    found: Sequence[Job],
    peer: Peer,
    ring: Sequence[Path],
    pairs: int,
) -> tuple[float, float]:
    ours = _cpu(lambda: _ours(context, look, found, ring))
    theirs = _cpu(lambda: [peer.one(number, ring) for number in range(pairs)])
    return ours, theirs


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
