"""A whole plan: programme, days, library, stock takes and the private files, with all faults."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, TypeVar

from facilitate import registry
from facilitate.faults import At, Fault, Place, Severity, nearest, stops
from facilitate.files import MAX_BYTES, is_too_long, lies_inside, start_of
from facilitate.load.answers import AnswerTable, read_answers
from facilitate.load.file_kinds import FILE_KINDS
from facilitate.load.ids import id_faults, is_file_name
from facilitate.load.library import Library, load_library
from facilitate.load.plan_files import (
    PlanFiles,
    brand_traces,
    extra_ending,
    find,
    format_path,
    not_of_the_kind,
)
from facilitate.load.unread_files import not_read
from facilitate.load.validate import placed, validate_lenient
from facilitate.load.words import filled_in, words_files
from facilitate.load.yaml_text import read_file
from facilitate.load.yaml_values import YamlText
from facilitate.model import (
    Access,
    Code,
    Contact,
    Day,
    DayFile,
    Exercise,
    Programme,
    ProgrammeFile,
    Questions,
    Sharing,
    SingleFile,
)
from facilitate.model.plan import DEFAULT_WORDS, Action
from facilitate.shipped import OURS, shipped
from facilitate.structs import Struct, field

if TYPE_CHECKING:
    from facilitate.load.brand_files import OwnBrand

CODEBOOK = FILE_KINDS["codebook"].pattern

QUESTIONS = "questions.yaml"

VOICES = "private/stock-takes/voices"
"""Without its ending: what was said is typed into a CSV file or into a workbook."""


class Private(Struct):
    """The outside facilitator's folder, read; all empty where there is none.

    `waves` are the stock takes' answers by name, in the order of their dates; `codebook` has the
    themes that emerged, by their codes. `identities` says who a code is, for `check` alone: no page
    prints it. `voices` is what `voices_file` holds; `coded`, `ledger`,
    `ledger_key` and `identity_words` are the texts of those files (all empty if absent).
    """

    there: bool = False
    sharing: Mapping[str, Sharing] = field(default_factory=dict)
    access: Mapping[str, Access] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    identities: Mapping[str, str] = field(default_factory=dict)
    waves: Mapping[str, AnswerTable] = field(default_factory=dict)
    codebook: Mapping[str, Code] = field(default_factory=dict)
    voices: bytes = b""
    voices_file: str = f"{VOICES}.csv"
    coded: str = ""
    identity_words: str = ""
    ledger: str = ""
    ledger_key: str = ""

    @property
    def asked(self) -> bool:
        """Whether anybody answered or was spoken with."""
        return bool(self.waves or self.voices)

    @property
    def rated(self) -> bool:
        """Whether questionnaires are filled in, as far as is known: not where people only spoke."""
        return bool(self.waves) or not self.voices


_Dated = TypeVar("_Dated", Sharing, Access)


@dataclass(frozen=True)
class Plan:
    """Everything a plan says, in one value.

    `days` are all away days in order; `chosen` are the ids of those to build. `folder` is the
    programme's. `sources` map a file as told to people to its text and places. `partial` are
    the files that have faults, of which this holds only the rest. `brand` is the organisation's
    look, where one is brought.
    """

    folder: Path
    programme: Programme
    days: tuple[Day, ...]
    chosen: tuple[str, ...]
    library: Library
    questions: Questions
    private: Private
    actions: tuple[Action, ...]
    sources: Mapping[str, YamlText]
    partial: frozenset[str] = frozenset()
    brand: "OwnBrand | None" = None

    @cached_property
    def choices(self) -> Mapping[str, Sharing]:
        """What those who hold the posts chose themselves, by their ids.

        What was chosen before somebody came was chosen by whoever left, and counts no more.
        """
        return self._of_holders(self.private.sharing)

    @property
    def needs(self) -> Mapping[str, Access]:
        """What those who hold the posts need, by their ids; no need of whoever left."""
        return self._of_holders(self.private.access)

    def _of_holders(self, entries: Mapping[str, _Dated]) -> Mapping[str, _Dated]:
        came = {one.id: one.joined for one in self.programme.people}
        begun = self.begun
        return {
            id_: entry
            for id_, entry in entries.items()
            if (joined := came.get(id_)) is None or (entry.since or begun) >= joined
        }

    @property
    def begun(self) -> date:
        """The first date of the plan: what is said without a date was said by whoever was there."""
        dates = [*self.programme.says.stock_takes.values(), *(one.says.date for one in self.days)]
        return min(dates, default=date.min)

    @property
    def asked_in(self) -> str:
        """The file of the questions, as people are told it: the programme's own, or ours."""
        return QUESTIONS if QUESTIONS in self.sources else f"{OURS}{QUESTIONS}"

    @property
    def said_in(self) -> tuple[str, ...]:
        """The files whose words findings repeat: of themes, a codebook and questions."""
        themes = self.library.themes_source
        own = (CODEBOOK,) if self.private.codebook else ()
        return (*((themes.file,) if themes else ()), self.asked_in, *own)

    @property
    def said_at(self) -> Mapping[str, Place]:
        """On which line stands what somebody first said in conversation, by the words."""
        if not self.private.voices:
            return {}
        from facilitate.load.voices import read_voices  # most programmes have none

        file = self.private.voices_file
        voices, _ = read_voices(self.private.voices, file)
        return {one.words: Place(file, one.line) for one in reversed(voices)}

    @property
    def planned(self) -> tuple[Exercise, ...]:
        """The exercises that some day has, each once."""
        named = map(self.library.exercise, _named(self.days))
        return tuple({one.id: one for one in named if one}.values())

    def every_source(self) -> Iterator[YamlText]:
        """Yield all files that words of pages stand in: of words, exercises and the plan.

        Of the shipped exercises they are those that a day has.
        """
        yield from words_files(self.programme.says.language).values()
        ids = dict.fromkeys((*self.library.own, *(one.id for one in self.planned)))
        yield from (self.library.sources[one] for one in ids)
        if self.library.themes_source:
            yield self.library.themes_source
        yield from self.sources.values()


def _named(days: Iterable[Day]) -> Iterator[str]:
    """Yield the word for each exercise of these days, tracks of parallel items included."""
    for day in days:
        for item in day.says.agenda:
            yield from (one.exercise for one in (item, *(item.parallel or ())) if one.exercise)


def load_plan(path: Path) -> tuple[Plan | None, tuple[Fault, ...]]:
    """Return the plan at a path and every fault of its files' shape.

    The plan is None where a file that everything hangs on (programme, an agenda, questions)
    could not be read, and where an id stands for two things. Raises `NotThere` where the path
    itself is wrong.
    """
    plan, faults = load_partly(path)
    if plan is None:
        return None, faults
    doubtful = id_faults(plan.programme, plan.days)
    told = (*faults, *placed(doubtful, plan.sources))
    return (None if plan.partial or stops(doubtful) else plan), told


def load_partly(path: Path) -> tuple[Plan | None, tuple[Fault, ...]]:
    """Return what `load_plan` does; where files have faults, the plan without what has them.

    That serves to look for further faults. Nothing may be built from a plan with `partial` files.
    """
    loading = _Loading(find(path))
    programme = loading._programme()
    days = loading._days(programme)
    words = programme.says.own_words if programme else DEFAULT_WORDS
    library, faults = load_library(
        {**registry.folders("exercises"), loading.folder / "exercises": "exercises"},
        words,
        named=_named(day for day in days if day),
    )
    loading.faults += faults
    asked = loading._questions()
    questions = loading._take(filled_in(asked, words), Questions)
    actions = loading._optional("actions")
    private = loading._private(programme)
    for name in () if loading.files.single else ("agendas", "exercises", "templates", "slides"):
        loading._is_there(loading.folder / name, folder=True)
    brand = loading._brand()
    if programme is None or questions is None:
        return None, tuple(loading.faults)
    whole = tuple(day for day in days if day is not None)
    chosen = tuple(day.id for day in whole if loading.files.chosen in ("", day.id))
    return (
        Plan(
            folder=loading.folder,
            programme=programme,
            days=whole,
            chosen=chosen,
            library=library,
            questions=questions.asked_of(programme.sizes.values()),
            private=private,
            actions=actions.actions if actions else (),
            sources=loading.sources,
            partial=frozenset(loading.partial),
            brand=brand,
        ),
        tuple(loading.faults),
    )


def load_programme(path: Path) -> tuple[Path, Programme | None]:
    """Return a plan's folder and who takes part; None where that cannot be read.

    Raises `NotThere` where the path itself is wrong.
    """
    loading = _Loading(find(path))
    return loading.folder, loading._programme()


class _Loading:
    """Collects sources and faults while the files of one plan are read."""

    def __init__(self, files: PlanFiles) -> None:
        self.files = files
        self.folder = files.folder
        self.faults: list[Fault] = []
        self.sources: dict[str, YamlText] = {}
        self.partial: set[str] = set()

    def _take(self, source: YamlText, model: Any) -> Any:
        found = validate_lenient(model, source)
        self.sources[source.file] = found.source
        self.faults += found.faults
        if not found.whole:
            self.partial.add(source.file)
        return found.value

    def _yaml(self, path: Path, model: Any) -> Any:
        return self._take(self._read(path), model)

    def _read(self, path: Path) -> YamlText:
        return read_file(path, format_path(path, self.folder))

    def _optional(self, name: str) -> Any:
        """Return the one file of a kind, or None where it is not there."""
        kind = FILE_KINDS[name]
        path = self.folder / kind.pattern
        return self._yaml(path, kind.model) if self._is_there(path) else None

    def _is_there(self, path: Path, *, folder: bool = False) -> bool:
        """Say whether a file (a `folder`) is there; what else stands in its place is told."""
        name = format_path(path, self.folder)
        faults = tuple(not_of_the_kind(path, name, folder=folder))
        self.faults += faults
        self.partial |= {name for _ in faults}
        return path.is_dir() if folder else path.is_file()

    def _brand(self) -> "OwnBrand | None":
        """Return the organisation's look; most programmes have none, and read nothing for it."""
        if not brand_traces(self.folder):
            return None
        from facilitate.load.brand_folder import load_brand

        brand, faults = load_brand(self.folder)
        self.faults += faults
        if brand and brand.source:
            self.sources[brand.file] = brand.source
        return brand

    def _programme(self) -> Programme | None:
        source = self.files.programme
        if self.files.single:
            single: SingleFile | None = self._take(source, SingleFile)
            if single is None:
                return None
            return Programme(single.programme or single.title, single, source.file)
        says: ProgrammeFile | None = self._take(source, ProgrammeFile)
        return None if says is None else Programme(says.programme, says, source.file)

    def _days(self, programme: Programme | None) -> list[Day | None]:
        if programme is None:
            self._read_agendas()
            return []
        if isinstance(programme.says, SingleFile):
            return [Day(self.files.days[0][0], 1, programme.says, programme.file)]
        listed = programme.says.away_days if isinstance(programme.says, ProgrammeFile) else ()
        paths = {(self.folder / name).resolve() for name in listed}
        days = [
            self._day(number, name)
            for number, name in enumerate(listed)
            if not self._listed_before(number, listed)
        ]
        if not self.files.chosen:
            self._unlisted(paths)
            self.faults += not_read(self.folder, programme.says.takes_in_order)
        for stem, source in self.files.days:
            if (self.folder / source.file).resolve() not in paths:
                says = self._take(source, DayFile)
                days.append(None if says is None else Day(stem, len(days) + 1, says, source.file))
        return days

    def _unlisted(self, listed: Set[Path]) -> None:
        """Tell each agenda that nothing is made of."""
        told = ("away days",) in self.sources[self.files.programme.file].keys
        line = "Add a line under away days:" if told else "Add the line away days: and under it"
        for path in sorted(self.folder.glob("agendas/*.yaml")):
            if path.resolve() not in listed and not path.name.startswith("~"):
                self._away_days(
                    "P122",
                    f"{path.name} is not listed, so nothing is made of it.",
                    f"{line} - agendas/{path.name}",
                )

    def _tell(
        self, code: str, file: str, message: str, hint: str, severity: Severity = "error"
    ) -> None:
        """Tell a fault of a whole file."""
        place = Place(file)
        fault = Fault(code=code, message=message, hint=hint, severity=severity, place=place)
        self.faults.append(fault)

    def _away_days(self, code: str, message: str, hint: str, number: int | None = None) -> None:
        """Tell a fault of the list of agendas, or of one of them, which is then left out."""
        file = self.files.programme.file
        at = At(file, ("away days",) if number is None else ("away days", number))
        fault = Fault(
            code=code,
            message=message,
            hint=hint,
            severity="warning" if number is None else "error",
            at=at,
            place=self.sources[file].place(at.path, on_key=number is None),
            because=() if number is not None else (at,),
        )
        self.faults.append(fault)
        if number is not None:
            self.partial.add(file)

    def _listed_before(self, number: int, listed: Sequence[str]) -> bool:
        """Say whether an agenda stands in the list a second time, and tell it."""
        if listed[number] not in listed[:number]:
            return False
        message = f"{listed[number]!r} is listed twice."
        self._away_days("P130", message, "Take one of the two lines out.", number)
        return True

    def _day(self, number: int, name: str) -> Day | None:
        path = self.folder / name
        if not lies_inside(path, self.folder):
            message = f"{name!r} does not lie in the programme's folder."
            hint = "Copy it into agendas/, and write its path from here."
            self._away_days("P134", message, hint, number)
            return None
        if is_too_long(path):
            hint = "Write the path from this file's folder, such as agendas/1-first.yaml."
            message = f"No file can have a path as long as this one: {name[:40]!r} …"
            self._away_days("P108", message, hint, number)
            return None
        if path.exists() and not self._is_there(path):
            return None
        if not path.is_file():
            file = PureWindowsPath(name).name
            agendas = self.folder / "agendas"
            folders = (path.parent, agendas)
            by_name = {p.name: p for one in folders for p in one.glob("*.yaml")}
            near = nearest(path.name, by_name)
            found = [*agendas.glob(f"*/{file}"), agendas / f"{file}.yaml", agendas / file]
            there = next((one for one in found if one.is_file()), agendas / file)
            hint = "Write the path from this file's folder, such as agendas/1-first.yaml."
            ending = extra_ending(path)
            parts = [one for one in re.split(r"[,;\s]+", name) if (self.folder / one).is_file()]
            if len(parts) > 1:
                hint = f"Write each on a line of its own: - {parts[0]}"
            elif ending:
                hint = f"{ending} lies there: the editor added an ending. Rename it {path.name}"
            elif there.is_file():
                hint = f"Did you mean {format_path(there, self.folder)!r}?"
            elif near:
                hint = f"Did you mean {format_path(by_name[near], self.folder)!r}?"
            self._away_days("P108", f"There is no file {name!r}.", hint, number)
            return None
        says: DayFile | None = self._yaml(path, DayFile)
        if says is None:
            return None
        return Day(path.stem, number + 1, says, format_path(path, self.folder))

    def _read_agendas(self) -> None:
        """Tell the faults of the agendas of a programme which cannot be read."""
        for path in () if self.files.single else sorted(self.folder.glob("agendas/*.yaml")):
            self._yaml(path, DayFile)

    def _questions(self) -> YamlText:
        own = self.folder / QUESTIONS
        if self._is_there(own):
            return self._read(own)
        return read_file(shipped("agendas") / "example" / QUESTIONS, f"{OURS}{QUESTIONS}")

    def _private(self, programme: Programme | None) -> Private:
        folder = self.folder / "private"
        # The record of what was printed asks nobody for anything: it alone is no private folder.
        if not self._is_there(folder, folder=True) or [p.name for p in folder.iterdir()] == [
            "printed"
        ]:
            return Private()
        sharing = self._optional("sharing")
        access = self._optional("access")
        codebook = self._optional("codebook")
        contacts = self._optional("contacts")
        identities = self._optional("identities")
        if programme is not None:
            names: Iterable[str] = programme.says.takes_in_order
        else:
            found = sorted((folder / "stock-takes").glob("*.answers.csv"))
            names = [path.name.removesuffix(".answers.csv") for path in found]
        waves = {}
        for name in filter(is_file_name, names):
            path = folder / "stock-takes" / f"{name}.answers.csv"
            if self._is_there(path):
                table, faults = read_answers(self._text(path), format_path(path, self.folder))
                self.faults += faults
                if table.rows:
                    waves[name] = table
        voices = self._voices()
        return Private(
            there=True,
            sharing=sharing.sharing if sharing else {},
            access=access.access if access else {},
            contacts=contacts.contacts if contacts else {},
            identities=identities.codes if identities else {},
            waves=waves,
            codebook=codebook.codes if codebook else {},
            voices=start_of(voices, MAX_BYTES),
            voices_file=format_path(voices, self.folder),
            coded=self._text(folder / "stock-takes" / "coded.csv"),
            identity_words=self._text(folder / "identity-words.txt"),
            ledger=self._text(folder / "stock-takes" / "ledger.csv"),
            ledger_key=self._text(folder / "ledger.key").strip(),
        )

    def _voices(self) -> Path:
        """Return the file of what was said, there or not; of two files one, and a fault."""
        table, workbook = (self.folder / f"{VOICES}{ending}" for ending in (".csv", ".xlsx"))
        if not self._is_there(workbook):
            self._is_there(table)
            return table
        if table.is_file():
            message = "What was said stands in voices.csv and in voices.xlsx."
            self._tell("A619", format_path(table, self.folder), message, "Keep one of the two.")
        return workbook

    def _text(self, path: Path) -> str:
        """Return a text file, or nothing and a fault if its letters cannot be trusted."""
        if not self._is_there(path):
            return ""
        try:
            return start_of(path, MAX_BYTES).decode("utf-8-sig")
        except UnicodeDecodeError:
            message = "The file holds letters that are not written in UTF-8."
            hint = "Save it again as CSV UTF-8."
            self._tell("A100", format_path(path, self.folder), message, hint)
            return ""
