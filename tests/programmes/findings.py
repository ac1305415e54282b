"""What is wrong with a made-up programme: refused, crashed, untrue, leaked, or badly built."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from facilitate.faults import Fault, stops
from facilitate.pipeline import Options
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.build import build
from facilitate.verify import folder_faults
from tests.programmes.folders import write_folder
from tests.programmes.generator import MadeUp
from tests.programmes.pages import Page, pages
from tests.programmes.untrue import Untrue, facts_of, untrue_in


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the programme of a seed, told on one line.

    `kind` is `check refuses`, `build refuses`, `crash`, `layout`, `finished file`, or `untrue:`
    and what a sentence claims. `what` is the fault or the sentence, `why` the reason of a sentence.
    """

    seed: int
    kind: str
    file: str
    what: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.seed}\t{self.kind}\t{self.file}\t{' '.join(self.what.split())}\t{self.why}"


def composed(made: MadeUp, folder: Path, *, all_readers: bool = False) -> Iterator[Finding]:
    """Write the programme's folder, check and compose it, and yield what is wrong."""
    analysis = analyse(write_folder(made, folder))
    if stops(analysis.faults):
        yield from _of_faults(made.seed, "check refuses", analysis.faults)
        return
    own = _own_words(folder)
    try:
        for page in pages(analysis, all_readers=all_readers):
            if isinstance(page, Fault):
                yield from _of_faults(made.seed, "build refuses", [page])
            else:
                yield from _of_page(made, page, own)
    except Exception as error:  # noqa: BLE001  any crash is a finding, and the next seed goes on
        yield _crash(made.seed, error)


def built(made: MadeUp, folder: Path) -> Iterator[Finding]:
    """Build what `composed` has written to the folder; yield refusals, crashes, bad files."""
    try:
        result = build(folder, Options())
    except Exception as error:  # noqa: BLE001  as above
        yield _crash(made.seed, error)
        return
    yield from _of_faults(made.seed, "build refuses", result.faults)
    yield from _of_layout(made.seed, result.faults)
    for day in result.days:
        yield from finished(made.seed, day.folder)


def finished(seed: int, folder: Path) -> Iterator[Finding]:
    """Yield what is wrong with the finished files of a day: all that `verify` looks at."""
    for fault in folder_faults(folder, deep=True)[0]:
        place = fault.place.file if fault.place else ""
        yield Finding(seed, "finished file", place, f"{fault.code} {fault.message}")


LAYOUT = frozenset({"M302", "M416"})
"""What a writer tells of words that found no good place; of finished slides `verify` tells."""


def _of_layout(seed: int, faults: tuple[Fault, ...]) -> Iterator[Finding]:
    for fault in faults:
        if fault.code in LAYOUT and fault.severity != "error":
            place = f"{fault.place.file}:{fault.place.line}" if fault.place else ""
            yield Finding(seed, "layout", place, f"{fault.code} {fault.message}")


def _of_faults(seed: int, kind: str, faults: tuple[Fault, ...] | list[Fault]) -> Iterator[Finding]:
    for fault in faults:
        if fault.severity == "error":
            place = f"{fault.place.file}:{fault.place.line}" if fault.place else ""
            yield Finding(seed, kind, place, f"{fault.code} {fault.message}")


def _crash(seed: int, error: Exception) -> Finding:
    step = error.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    where = f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}" if step else ""
    return Finding(seed, "crash", where, f"{type(error).__name__}: {error}")


def _of_page(made: MadeUp, page: Page, own: str) -> Iterator[Finding]:
    document, context = page.document, page.context
    facts = facts_of(document, context, hospital=made.setting.hospital, own=own)
    reader = document.recipient
    if reader.kind != "facilitator":
        hidden = (words for words, readers in made.secrets.items() if reader.id not in readers)
        facts = replace(facts, secrets=tuple(hidden))
    for one in untrue_in(page.file, document, facts):
        yield _of_untrue(made.seed, one)


def _of_untrue(seed: int, one: Untrue) -> Finding:
    return Finding(seed, f"untrue: {one.kind}", one.file, one.sentence, one.why)


def _own_words(folder: Path) -> str:
    """Return everything that the organiser wrote, as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml")))
