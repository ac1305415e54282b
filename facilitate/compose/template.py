"""Templates as files: found in folders, read, their heads and their statements looked at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitate import registry
from facilitate.compose.environment import TemplateEnvironment
from facilitate.compose.front_matter import FOLDERS, Front, read_front
from facilitate.compose.language import faults_of_language
from facilitate.compose.own_eyes import is_for_copy_shop, is_for_own_eyes, shows_results
from facilitate.compose.parse import Parsed, parsed
from facilitate.compose.plain_words import faults_of_words
from facilitate.faults import Fault, Place
from facilitate.load.ids import folded, is_file_name

PARTS = "parts"
PICTURES = {".png", ".jpg", ".jpeg"}
MOST_BYTES = 1_000_000
MOST_SHAPES = 256


class Shelf:
    """All texts that templates are made of, the room they are rendered in, and what was parsed.

    `told` maps a template's name to its path as people are told it.
    """

    def __init__(
        self, texts: Mapping[str, str], told: Mapping[str, str], pictures: Mapping[str, bytes]
    ) -> None:
        self.texts = dict(texts)
        self.told = dict(told)
        self.pictures = dict(pictures)
        self.environment = TemplateEnvironment(self.texts)
        self._parsed: dict[tuple[str, str], Parsed] = {}

    def __reduce__(self) -> tuple[type["Shelf"], tuple[object, ...]]:
        return Shelf, (self.texts, self.told, self.pictures)

    def parsed(self, template: "Template", text: str) -> Parsed:
        """Return a rendered text parsed; pages of the same shape share one parse."""
        key = (template.name, text)
        if key not in self._parsed:
            if len(self._parsed) >= MOST_SHAPES:
                self._parsed.clear()
            files = [self.told.get(name, name) for name in self.environment.files]
            self._parsed[key] = parsed(
                text, files, self.told[template.name], template.front, self.pictures
            )
        return self._parsed[key]

    def placed(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Return the faults with the path people know and the line itself."""
        return tuple(self._placed(fault) for fault in faults)

    def _placed(self, fault: Fault) -> Fault:
        place = fault.place
        if place is None:
            return fault
        names = {path: name for name, path in self.told.items()}
        name = names.get(place.file, place.file)
        lines = self.texts.get(name, "").split("\n")
        line = place.line or 0
        source = lines[line - 1].rstrip() if 0 < line <= len(lines) else ""
        path = self.told.get(name, place.file)
        return replace(fault, place=Place(path, place.line, place.column, place.end, source))


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """One template: its name (`handouts/results.md`), its head and the shelf it stands on."""

    name: str
    front: Front
    shelf: Shelf

    @property
    def stem(self) -> str:
        """The name of what it makes."""
        return self.name.rsplit("/", 1)[-1].removesuffix(".md")

    @property
    def file(self) -> str:
        """Its path as people are told it."""
        return self.shelf.told[self.name]


def load_templates(folders: Sequence[Path]) -> tuple[tuple[Template, ...], tuple[Fault, ...]]:
    """Return the templates of these folders, and every fault of their heads and statements.

    A file of the same name in a later folder takes the place of an earlier one. Templates come
    in the order of their names.
    """
    faults: list[Fault] = []
    texts: dict[str, str] = {}
    told: dict[str, str] = {}
    pictures: dict[str, bytes] = {}
    called = registry.folders("templates")
    for folder in folders:
        words = called.get(folder, "templates")
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            name = path.relative_to(folder).as_posix()
            if path.suffix == ".md" and name.split("/")[0] in (*FOLDERS, PARTS):
                told[name] = f"{words}/{name}"
                text, slips = _text(path, told[name])
                if not is_file_name(path.stem):
                    slips.append(_no_file_name(path.stem, told[name]))
                texts[name] = text
                faults += slips
            elif path.suffix.lower() in PICTURES and path.is_file():
                pictures[name] = path.read_bytes()
    shelf = Shelf(texts, told, pictures)
    templates = _templates(shelf, faults)
    return templates, (*shelf.placed(faults), *_doubled(templates))


def _no_file_name(stem: str, told: str) -> Fault:
    message = f"{stem!r} cannot be the name of a template: finished files are called by it."
    hint = "Rename it with small letters, figures and dashes."
    return Fault(code="M206", message=message, hint=hint, place=Place(told))


def _text(path: Path, told: str) -> tuple[str, list[Fault]]:
    raw = path.read_bytes()
    place = Place(told)
    if len(raw) > MOST_BYTES:
        hint = "Split it, or take out what is not text."
        message = "This template is larger than a megabyte."
        return "", [Fault(code="M206", message=message, hint=hint, place=place)]
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        hint = "Save it as UTF-8."
        message = "This template is not text as UTF-8."
        return "", [Fault(code="M206", message=message, hint=hint, place=place)]
    if any("\ue000" <= letter <= "\ue003" for letter in text):
        hint = "Type the line again."
        message = (
            "This template holds characters that have no meaning to people (U+E000 to U+E003)."
        )
        return "", [Fault(code="M206", message=message, hint=hint, place=place)]
    return text if text.endswith("\n") else text + "\n", []


def _templates(shelf: Shelf, faults: list[Fault]) -> tuple[Template, ...]:
    found = []
    for name, text in sorted(shelf.texts.items()):
        statements = faults_of_language(shelf.environment, text, name) if text else []
        faults += statements
        if name.split("/")[0] == PARTS or not text:
            continue
        front, slips = read_front(text, name)
        faults += slips
        if front is None or statements:
            continue
        if front.audience != "facilitator":
            faults += faults_of_words(shelf.environment, text, name)
        if front.audience == "each person" and not front.private:
            alone = is_for_own_eyes(shelf.environment, shelf.texts, name)
            front = replace(front, private=alone)
        results = shows_results(shelf.environment, shelf.texts, name)
        front = replace(front, shows_results=results)
        if front.audience != "facilitator" and not front.private:
            planned = is_for_copy_shop(shelf.environment, shelf.texts, name)
            front = replace(front, copy_shop=planned)
        found.append(Template(name, front, shelf))
    return tuple(found)


def _doubled(templates: Sequence[Template]) -> list[Fault]:
    """Return a fault for each template that would write the same file as another one."""
    faults = []
    first: dict[tuple[str, str, str], Template] = {}
    for template in templates:
        for suffix in template.front.formats:
            key = (template.front.audience, folded(template.stem), suffix)
            other = first.setdefault(key, template)
            if other is not template:
                message = f"This makes the same file as {other.file}: {template.stem}.{suffix}."
                hint = "Give one of the two another name."
                place = Place(template.file)
                faults.append(Fault(code="M207", message=message, hint=hint, place=place))
    return faults
