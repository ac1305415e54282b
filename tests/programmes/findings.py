"""What is wrong with a made-up programme: refused, crashed, untrue, leaked, or badly built."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitate.document_text import as_text
from facilitate.faults import Fault, stops
from facilitate.pipeline import Options
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.build import build
from facilitate.structs import replace
from facilitate.verify import folder_faults
from tests.programmes.folders import write_folder
from tests.programmes.generator import MadeUp
from tests.programmes.pages import Page, pages
from tests.programmes.untrue import Untrue, facts_of, untrue_in


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the programme of a seed, told on one line.

    `kind` is `check refuses`, `build refuses`, `crash`, `layout`, `finished file`, `nowhere` (words
    of the plan that no page has and no fault tells of), or `untrue:` and what a sentence claims.
    `what` is the fault or the sentence, `why` the reason of a sentence.
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
    printed: list[str] = []
    try:
        for page in pages(analysis, all_readers=all_readers):
            if isinstance(page, Fault):
                yield from _of_faults(made.seed, "build refuses", [page])
            else:
                yield from _of_page(made, page, own)
                printed.append(as_text(page.document))
        told = [f"{fault.message} {fault.hint}" for fault in analysis.faults]
        for way, words in nowhere(made, printed, told) if all_readers else ():
            yield Finding(made.seed, "nowhere", way, words)
    except Exception as error:  # noqa: BLE001  any crash is a finding, and the next seed goes on
        yield crash(made.seed, error)


PRINTED = frozenset(
    {"programme", "client", "contact", "service", "site", "name", "title"}
    | {
        "what",
        "measure",
        "unit",
        "source",
        "charter",
        "mission",
        "venue",
        "aims",
        "before",
        "bring",
        "cover",
    }
    | {"led by", "room", "notes", "why", "need", "purpose", "steps", "debrief", "watch"}
    | {"speak up", "support", "safeguarding lead"}
)
"""Keys of a plan whose words somebody is meant to read.

What a pair asks to have watched is told where nobody is watched; where only this pair is not, no
page and no fault may say so.
"""
UNPRINTED = frozenset({"words", "roles"})
"""Keys whose words stand in other sentences, or in none. Of notes only an item's are printed."""


def nowhere(made: MadeUp, printed: Iterable[str], told: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the words of a plan that no page has and no fault tells of, with their key's path."""
    pages = _joined("\n".join(printed))
    faults = _joined("\n".join(told))
    files = {"programme.yaml": made.programme, **made.days, **made.files}
    away = [f"programme.yaml pairs {words}" for words in made.never_there()]
    for file, says in files.items():
        if isinstance(says, str) or file.startswith("private/") or file == "questions.yaml":
            continue
        for way, words in _meant_to_be_read(says, file):
            if any(f"{way} ".startswith(f"{one} ") for one in away):
                continue
            for part in re.split(r"\{[^}]*\}", words):
                said = _joined(part.lstrip("0123456789xm "))
                if said and said not in pages and said not in faults:
                    yield way, part


def _joined(text: str) -> str:
    return " ".join(text.split())


def _meant_to_be_read(says: Any, way: str, *, read: bool = False) -> Iterator[tuple[str, str]]:
    if isinstance(says, Mapping):
        for name, value in says.items():
            if name not in UNPRINTED:
                yield from _meant_to_be_read(value, f"{way} {name}", read=name in PRINTED)
    elif isinstance(says, list | tuple):
        for value in says:
            yield from _meant_to_be_read(value, way, read=read)
    elif read:
        yield way, str(says)


def built(made: MadeUp, folder: Path, *, deep: bool = True) -> Iterator[Finding]:
    """Build what `composed` has written to the folder; yield refusals, crashes, bad files.

    `deep` opens each finished file once more, with libraries that are not ours.
    """
    try:
        result = build(folder, Options())
    except Exception as error:  # noqa: BLE001  as above
        yield crash(made.seed, error)
        return
    yield from _of_faults(made.seed, "build refuses", result.faults)
    yield from _of_layout(made.seed, result.faults)
    for day in result.days if deep else ():
        yield from finished(made.seed, day.folder)


def finished(seed: int, folder: Path) -> Iterator[Finding]:
    """Yield what is wrong with the finished files of a day: all that `verify` looks at."""
    for fault in folder_faults(folder, deep=True)[0]:
        place = fault.place.file if fault.place else ""
        yield Finding(seed, "finished file", place, f"{fault.code} {fault.message}")


LAYOUT = frozenset({"M302", "M412", "M414", "M415", "M416", "O206"})
"""What is told of words or charts that found no good place, on paper or on a slide."""
LETTERS_ON_A_TENT = 40
"""A longer name cannot be large on its tent: that is told, and no fault of ours."""


def _of_layout(seed: int, faults: tuple[Fault, ...]) -> Iterator[Finding]:
    for fault in faults:
        if fault.code in LAYOUT and fault.severity != "error" and not is_a_limit(fault):
            place = f"{fault.place.file}:{fault.place.line}" if fault.place else ""
            yield Finding(seed, "layout", place, f"{fault.code} {fault.message}")


def is_a_limit(fault: Fault) -> bool:
    """Say whether the fault tells of a name that is too long for any tent."""
    if fault.code != "M414" or "name tent" not in fault.message or fault.place is None:
        return False
    key, _, name = fault.place.source.strip().partition(": ")
    return key == "name" and len(name) > LETTERS_ON_A_TENT


def _of_faults(seed: int, kind: str, faults: tuple[Fault, ...] | list[Fault]) -> Iterator[Finding]:
    for fault in faults:
        if fault.severity == "error":
            place = f"{fault.place.file}:{fault.place.line}" if fault.place else ""
            yield Finding(seed, kind, place, f"{fault.code} {fault.message}")


def crash(seed: int, error: Exception) -> Finding:
    """Return the finding of an exception: where it was raised, and what it says."""
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
