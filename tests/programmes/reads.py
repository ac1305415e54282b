"""Reads of damaged programmes: one file of a whole folder is changed, read and put back.

`damage` goes on to pages and finished files; here load, check and the look at own templates are
tried with as many inputs as there is time for: `python -m tests.programmes.reads 100000`. What is
shipped is the same each time and read once; most programmes are small and made up.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from facilitate import registry
from facilitate.check import CheckContext, check
from facilitate.faults import Fault
from facilitate.load import library, plan, plan_files
from facilitate.load.library import Library, load_library
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
from facilitate.structs import replace
from tests.programmes.damage import EXERCISE, MORE, MOST_SECONDS, damaged, sound
from tests.programmes.findings import Finding, crash
from tests.programmes.folders import write_folder
from tests.programmes.generator import made_up

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


OF_ONE = 100
"""So many seeds in a row damage the same programme: a made-up one, or now and then an example."""
OF_AN_EXAMPLE = 10
"""One of so many programmes is an example, which is longer and has more kinds of files."""


def reads(first: int, number: int, place: Path) -> Iterator[Finding]:
    """Damage one or two files for each seed, read and check them; yield what is no fault.

    Answers are scored only where the damage may lie in them, and templates read only where it does.
    """
    examples, small = folders(place), place / "small"
    seeds = range(first, first + number)
    with _Once().held() as once:
        for one in dict.fromkeys(seed // OF_ONE for seed in seeds):
            turn, rest = divmod(one, OF_AN_EXAMPLE)
            folder = small if rest else examples[turn % 2]
            if rest:
                _write_small(one, small)
            files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            once.start(files.values())
            for seed in seeds:
                if seed // OF_ONE == one:
                    yield from _read(seed, folder, files)


def _write_small(seed: int, folder: Path) -> None:
    """Write the made-up programme of a number, with pages of its own, in the place of another."""
    shutil.rmtree(folder, ignore_errors=True)
    write_folder(made_up(seed, small=True), folder)
    for name in ("templates/sheets/ours.md", "slides/ours.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(MORE[name], encoding="utf-8")


def _read(seed: int, folder: Path, whole: Mapping[Path, bytes]) -> Iterator[Finding]:
    chance = random.Random(seed)
    touched = chance.sample(sorted(whole), chance.choice((1, 1, 1, 2)))
    for path in touched:
        path.write_bytes(damaged(whole[path], path.suffix, chance))
    yield from _look(seed, folder, [path.name for path in touched])
    for path in touched:
        path.write_bytes(whole[path])


class _Once:
    """Lets what is shipped, or not damaged, be read and validated once and not for each seed."""

    def __init__(self) -> None:
        self.whole: frozenset[bytes] = frozenset()
        self.texts: dict[tuple[bytes, str], YamlText] = {}
        self.sound: set[int] = set()
        self.found: dict[tuple[object, ...], Any] = {}
        self.libraries: dict[object, tuple[Library, tuple[Fault, ...]]] = {}

    def start(self, whole: Iterable[bytes]) -> None:
        """Forget all but what is shipped: another programme comes, of these files."""
        self.whole = frozenset(whole)
        self.texts = {key: text for key, text in self.texts.items() if _is_shipped(key[1])}
        self.sound = {id(text) for text in self.texts.values()}
        self.found.clear()
        self.libraries.clear()

    @contextmanager
    def held(self) -> Iterator["_Once"]:
        """Have files read this way."""
        filled, valid = self._once(filled_in), self._once(validate_lenient)
        with (
            patch.multiple(library, read_file=self._text, filled_in=filled, validate_lenient=valid),
            patch.multiple(plan, read_file=self._text, filled_in=filled, validate_lenient=valid),
            patch.multiple(plan, load_library=self._library),
            patch.multiple(plan_files, read_file=self._text),
        ):
            yield self

    def _text(self, path: Path, file: str) -> YamlText:
        raw = path.read_bytes() if path.is_file() else b""
        if raw not in self.whole and not _is_shipped(file):
            return read_file(path, file)
        if (raw, file) not in self.texts:
            self.texts[raw, file] = read_file(path, file)
            self.sound.add(id(self.texts[raw, file]))
        return self.texts[raw, file]

    def _library(
        self, folders: Mapping[Path, str], words: Mapping[str, str], **_: object
    ) -> tuple[Library, tuple[Fault, ...]]:
        own = sorted(list(folders)[-1].glob("*"))
        key = (tuple(words.items()), tuple((path.name, path.read_bytes()) for path in own))
        if key not in self.libraries:
            self.libraries.clear()
            self.libraries[key] = load_library(folders, words)
        return self.libraries[key]

    def _once(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def kept(*given: Any) -> Any:
            source = next(one for one in given if isinstance(one, YamlText))
            if id(source) not in self.sound:
                return function(*given)
            others = [str(one) for one in given if one is not source]
            key = (function.__name__, id(source), *others)
            if key not in self.found:
                self.found[key] = function(*given)
                if isinstance(self.found[key], YamlText):
                    self.sound.add(id(self.found[key]))
            return self.found[key]

        return kept


def _is_shipped(file: str) -> bool:
    return file.startswith("shipped")


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


def main() -> int:
    """Return 0 if nothing was found, else 1."""
    words = argparse.ArgumentParser(description="Read damaged files of programmes.")
    words.add_argument("number", type=int, help="how many reads")
    words.add_argument("--first", type=int, default=0, help="the first seed")
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as place:
        found = 0
        for one in reads(given.first, given.number, Path(place)):
            found += 1
            sys.stdout.write(f"{one}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{given.number} reads from {given.first}, {found} findings\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
