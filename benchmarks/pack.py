"""Pairs x (deck + handout + two forms) in Office formats: ours, and docxtpl + python-pptx.

The peer's templates are our own finished files of the first pair, with a tag where any other
pair's file says something else; charts get their values by `replace_data`. It neither composes nor
fits nor draws, so the comparison is kind to it. Both write into a ring of eight folders. The floor
is only deflating and writing the parts that differ.
"""

import io
import json
import re
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from benchmarks.many import write_programme
from benchmarks.peers import NotHadError, measured
from benchmarks.results import Results
from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import Job, jobs
from facilitate.compose.papers import compose
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import load_templates
from facilitate.load.words import words_of
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.stage import day_context
from facilitate.shipped import shipped
from facilitate.write import write
from facilitate.write.look import Look

WANTED = {
    "decks/pair.md": "pptx",
    "handouts/pair-results.md": "docx",
    "forms/pair-review.md": "docx",
    "forms/observation.md": "docx",
}
RING = 8
NO_RUST = "PyPI has no package of that name (looked for in November 2026)"

Files = dict[str, bytes]
"""One pair's files by name."""


def report(results: Results, *, pairs: int, rounds: int) -> None:
    """Measure the Office files of each pair, in turn with the peer and the floor."""
    results.missing["office_pack_vs_rust_docxtpl"] = NO_RUST
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        context, look, found = scene(write_programme(folder / "plan", pairs), WANTED)
        ring = [folder / f"ring{n}" for n in range(RING)]
        for place in ring:
            place.mkdir()
        every = _by_pair(context, look, found)
        peer = folder / "peer"
        _write_tagged(every, peer)
        for _ in range(rounds):
            ours = _cpu(lambda: _ours(context, look, found, ring))
            floor = _cpu(lambda: _floor(every, ring))
            results.seconds.setdefault("office_pack", []).append(ours / pairs)
            results.ratios.setdefault("office_pack_vs_floor", []).append(ours / floor)
            try:
                theirs = measured("docxtpl_pptx", str(peer))
            except NotHadError as why:
                results.missing["office_pack_vs_docxtpl"] = str(why)
            else:
                results.ratios.setdefault("office_pack_vs_docxtpl", []).append(theirs / ours)
        _same_words(every[-1], peer / f"ring{(len(every) - 1) % RING}")


def scene(folder: Path, wanted: Collection[str]) -> tuple[DayContext, Look, tuple[Job, ...]]:
    """Return the day of a plan, and the jobs of these templates, one of each for a pair."""
    seen = analyse(folder)
    templates, _ = load_templates([shipped("templates")])
    context = day_context(seen, seen.timetables[0], sample=False)
    look = Look(words=words_of("en-GB"))
    found, _ = jobs(templates, context)
    of_pairs = (job for job in found if not job.recipient.id.endswith("-manager"))
    return context, look, tuple(job for job in of_pairs if job.template.name in wanted)


def _ours(context: DayContext, look: Look, found: Sequence[Job], ring: Sequence[Path]) -> None:
    """Compose, fit and write the jobs."""
    names = TemplateNames(context)
    for number, job in enumerate(found):
        (ring[number % RING] / _name(job)).write_bytes(_made(job, names, look))


def _by_pair(context: DayContext, look: Look, found: Sequence[Job]) -> list[Files]:
    """Return each pair's files."""
    names = TemplateNames(context)
    every: dict[str, Files] = {}
    for job in found:
        pair = job.recipient.id.removesuffix("-doctor")
        every.setdefault(pair, {})[_name(job)] = _made(job, names, look)
    return list(every.values())


def _name(job: Job) -> str:
    return f"{job.template.stem}.{WANTED[job.template.name]}"


def _made(job: Job, names: TemplateNames, look: Look) -> bytes:
    document, faults = compose(job, names)
    assert document is not None, faults
    return write(WANTED[job.template.name], document, look).data


def _floor(every: Sequence[Files], ring: Sequence[Path]) -> None:
    """Deflate the parts that differ from the first pair's, and write files of the same size."""
    first = {name: _parts(data) for name, data in every[0].items()}
    for number, files in enumerate(every):
        for name, data in files.items():
            for part, content in _parts(data).items():
                if content != first[name].get(part) or number == 0:
                    deflate = zlib.compressobj(3, zlib.DEFLATED, -zlib.MAX_WBITS)
                    deflate.compress(content)
                    deflate.flush()
                    zlib.crc32(content)
            (ring[number % RING] / name).write_bytes(data)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        return {part: whole.read(part) for part in whole.namelist()}


_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]+)</w:t>")


def _write_tagged(every: Sequence[Files], folder: Path) -> None:
    """Write the peer's templates, and for each pair the words of its tags."""
    folder.mkdir()
    values: list[dict[str, Any]] = [{} for _ in every]
    for name, data in every[0].items():
        of_each = [files.get(name, data) for files in every]
        if name.endswith(".docx"):
            tagged, words = _tagged(of_each)
        else:
            tagged, words = data, _run_words(of_each)
        (folder / name).write_bytes(tagged)
        for reader, own in zip(values, words, strict=True):
            reader[name] = own
    (folder / "values.json").write_text(json.dumps(values), encoding="utf-8")


def _tagged(of_each: Sequence[bytes]) -> tuple[bytes, list[list[str]]]:
    """Return the first document with tags where another of the same shape differs, and the words.

    Of a document of another shape the first one's words are put in: as many, and as long.
    """
    bodies = [_parts(data)["word/document.xml"].decode() for data in of_each]
    texts = [[found[2] for found in _TEXT.finditer(body)] for body in bodies]
    alike = [own if len(own) == len(texts[0]) else texts[0] for own in texts]
    differing = [n for n, said in enumerate(zip(*alike, strict=True)) if len(set(said)) > 1]
    place_of = {place: number for number, place in enumerate(differing)}
    count = iter(range(len(texts[0])))

    def tag(match: re.Match[str]) -> str:
        place = place_of.get(next(count))
        return match[0] if place is None else f"{match[1]}{{{{ v[{place}] }}}}</w:t>"

    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", 8) as new:
        for part, content in _parts(of_each[0]).items():
            if part == "word/document.xml":
                content = _TEXT.sub(tag, bodies[0]).encode()
            new.writestr(part, content)
    return whole.getvalue(), [[_plain(own[place]) for place in differing] for own in alike]


def _plain(xml: str) -> str:
    return xml.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _run_words(of_each: Sequence[bytes]) -> list[list[tuple[int, str]]]:
    """Return for each deck the words of its runs that differ from the first one's, by number."""
    from pptx import Presentation

    from benchmarks.peers.deck_runs import runs_of

    texts = [[run.text for run in runs_of(Presentation(io.BytesIO(data)))] for data in of_each]
    alike = [own if len(own) == len(texts[0]) else texts[0] for own in texts]
    differing = [n for n, said in enumerate(zip(*alike, strict=True)) if len(set(said)) > 1]
    return [[(place, own[place]) for place in differing] for own in alike]


def _same_words(files: Files, peer: Path) -> None:
    """Make sure that the peer's documents say what ours of the same pair say."""
    for name, data in files.items():
        path = peer / name
        if name.endswith(".docx") and path.exists():
            ours, theirs = (
                _TEXT.findall(_parts(one)["word/document.xml"].decode())
                for one in (data, path.read_bytes())
            )
            if len(ours) == len(theirs):
                assert [said for _, said in ours] == [said for _, said in theirs], name


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
