"""Reads of damaged programmes: one file of a whole folder is changed, read and put back.

`damage` goes on to pages and finished files; here load, check and the look at own templates are
tried with as many inputs as there is time for. What is shipped is the same each time and read once.
"""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from facilitate import registry
from facilitate.check import CheckContext, check
from facilitate.load import library, plan, plan_files
from facilitate.load.plan import load_partly
from facilitate.load.plan_files import NotThere
from facilitate.load.validate import validate_lenient
from facilitate.load.words import filled_in
from facilitate.load.yaml_text import read_file
from facilitate.load.yaml_values import YamlText
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.plan_templates import own_template_faults
from facilitate.schedule.timetable import timetable
from facilitate.shipped import shipped
from tests.programmes.damage import EXERCISE, MORE, MOST_SECONDS, damaged, sound
from tests.programmes.findings import Finding, crash

MORE_OF_THE_EXAMPLE = {
    **MORE,
    "private/contacts.yaml": "format: 1\ncontacts:\n  crisis-doctor: {email: a@example.org}\n",
}


def folders(place: Path) -> tuple[Path, Path]:
    """Write both examples, each with a file of every kind, and return their folders."""
    example = place / "example"
    shutil.copytree(shipped("agendas") / "example", example, ignore=shutil.ignore_patterns("out"))
    for name, text in MORE_OF_THE_EXAMPLE.items():
        path = example / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    (example / "exercises").mkdir()
    shutil.copyfile(shipped("exercises") / Path(EXERCISE).name, example / EXERCISE)
    return example, sound(place / "schools")


OF_THE_AUDIT = ("answers.csv", "voices.csv", "questions.yaml", "codebook.yaml", "sharing.yaml")
"""How the names of files end that scores and counts are made from."""
SCORED = 4
"""Of so many programmes with damage in one of them, the answers of one are scored."""


def reads(first: int, number: int, place: Path) -> Iterator[Finding]:
    """Damage one or two files for each seed, read and check them; yield what is no fault.

    Answers are scored only where the damage may lie in them, and templates read only where it does.
    """
    both = folders(place)
    files = [sorted(path for path in one.rglob("*") if path.is_file()) for one in both]
    whole = {path: path.read_bytes() for one in files for path in one}
    with _sound_files_read_once(frozenset(whole.values())):
        for seed in range(first, first + number):
            chance = random.Random(seed)
            which = chance.randrange(2)
            touched = chance.sample(files[which], chance.choice((1, 1, 1, 2)))
            for path in touched:
                path.write_bytes(damaged(path.read_bytes(), path.suffix, chance))
            yield from _look(seed, both[which], [path.name for path in touched])
            for path in touched:
                path.write_bytes(whole[path])


@contextmanager
def _sound_files_read_once(whole: Set[bytes]) -> Iterator[None]:
    """Let what is shipped, or not damaged, be read and validated once and not for each seed."""
    texts: dict[tuple[bytes, str], YamlText] = {}
    sound: set[int] = set()
    found: dict[tuple[object, ...], Any] = {}

    def read_once(path: Path, file: str) -> YamlText:
        raw = path.read_bytes()
        if raw not in whole and not file.startswith("shipped"):
            return read_file(path, file)
        if (raw, file) not in texts:
            texts[raw, file] = read_file(path, file)
            sound.add(id(texts[raw, file]))
        return texts[raw, file]

    def once(function: Callable[..., Any]) -> Callable[..., Any]:
        def kept(*given: Any) -> Any:
            source = next(one for one in given if isinstance(one, YamlText))
            if id(source) not in sound:
                return function(*given)
            others = [str(one) for one in given if one is not source]
            key = (function.__name__, id(source), *others)
            if key not in found:
                found[key] = function(*given)
                if isinstance(found[key], YamlText):
                    sound.add(id(found[key]))
            return found[key]

        return kept

    filled, validated = once(filled_in), once(validate_lenient)
    with (
        patch.multiple(library, read_file=read_once, filled_in=filled, validate_lenient=validated),
        patch.multiple(plan, read_file=read_once, filled_in=filled, validate_lenient=validated),
        patch.multiple(plan_files, read_file=read_once),
    ):
        yield


def _look(seed: int, folder: Path, names: Sequence[str]) -> Iterator[Finding]:
    before = process_time()
    try:
        if any(name.endswith(OF_THE_AUDIT) for name in names) and seed % SCORED == 0:
            analyse(folder)
        else:
            _checked(folder)
        if any(name.endswith(".md") for name in names):
            with patch.object(registry, "folders", lambda _: {}):
                own_template_faults(folder)
    except NotThere:
        pass
    except Exception as error:  # noqa: BLE001  any crash is a finding, and the next seed goes on
        yield replace(crash(seed, error), why=" ".join(names))
    taken = process_time() - before
    if taken > MOST_SECONDS:
        yield Finding(seed, "slow", " ".join(names), f"{taken:.1f} s")


def _checked(folder: Path) -> None:
    found, _ = load_partly(folder)
    if found is not None:
        tables = tuple(timetable(day, found.programme, found.library) for day in found.days)
        check(CheckContext(found, tables))
