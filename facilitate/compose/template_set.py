"""Templates as files: found in folders, read, checked, and parsed once for each shape of page."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import nodes

from facilitate import registry
from facilitate.compose.environment import SourceLine, TemplateEnvironment, lines_of
from facilitate.compose.front_matter import FOLDERS, FrontMatter, read_front, split
from facilitate.compose.private_pages import Trees, is_for_copy_shop, is_private, shows_results
from facilitate.compose.template_lint import jargon_faults, not_ours, read_statements
from facilitate.document import Origin
from facilitate.faults import Fault, Place, did_you_mean
from facilitate.files import kind_of, start_of
from facilitate.load.ids import folded, is_file_name
from facilitate.load.yaml_text import first_version
from facilitate.structs import replace

if TYPE_CHECKING:
    from facilitate.compose.page_sections import Parsed

PARTS, SLIDES, PAPERS = "parts", "slides", "papers"
PICTURES = {".png", ".jpg", ".jpeg"}
MISPLACED = {".md", ".docx", ".dotx", ".pptx", ".potx", ".odt", ".txt", ".markdown"}
"""What people take for templates; where such a file is not read, that is told."""
MOST_BYTES = 100_000
MOST_SHAPES = 256
MOST_SETS = 8
MOST_STATEMENTS = 512
_OUR_MARKS = re.compile("[\ue000-\ue003]")


class TemplateSet:
    """All texts that templates are made of, the room they are rendered in, and what was parsed.

    `paths` maps a template's name to its path as people know it.
    """

    def __init__(
        self, texts: Mapping[str, str], paths: Mapping[str, str], pictures: Mapping[str, bytes]
    ) -> None:
        self.texts = dict(texts)
        self.paths = dict(paths)
        self.pictures = dict(pictures)
        self.environment = TemplateEnvironment(self.texts, self.paths)
        self._parsed: dict[tuple[str, str], Parsed] = {}
        self._trees: dict[str, Trees] = {}

    @cached_property
    def fingerprint(self) -> str:
        """All that pages are made of, as one hash."""
        said = (sorted(one.items()) for one in (self.texts, self.paths, self.pictures))
        return hashlib.sha256(repr(list(said)).encode()).hexdigest()

    def statements(self, name: str) -> tuple[nodes.Template | None, list[Fault]]:
        """Return a template's statements, or None where they have faults, and these."""
        return _statements(self.texts[name], name)

    def with_parts(self, name: str) -> Trees:
        """Return the statements of a template and of the parts it includes.

        None if one is named by a value or cannot be read, so that nobody knows what it asks for.
        """
        if name not in self._trees:
            self._trees[name] = self._with_parts(name)
        return self._trees[name]

    def _with_parts(self, name: str) -> Trees:
        found: dict[str, nodes.Template] = {}
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one in found or one not in self.texts:
                continue
            statements, _ = self.statements(one)
            if statements is None:
                return None
            found[one] = statements
            for include in statements.find_all(nodes.Include):
                if not isinstance(include.template, nodes.Const):
                    return None
                waiting.append(str(include.template.value))
        return tuple(found.values())

    def parsed(self, template: "Template", text: str) -> "Parsed":
        """Return a rendered text parsed; pages of the same shape share one parse."""
        # What reads Markdown and directives takes a while to import; a check makes no page.
        from facilitate.compose.page_sections import parsed

        key = (template.name, text)
        found = self._parsed.get(key)
        if found is None:
            if len(self._parsed) >= MOST_SHAPES:
                self._parsed.clear()
            name = self.paths[template.name]
            lines = lines_of(text, self.paths, name)
            found = self._parsed[key] = parsed(lines, name, template.front, self.pictures)
        return found

    def placed(self, faults: Iterable[Fault], page: str = "") -> tuple[Fault, ...]:
        """Return the faults with path and line; of a shipped part also the own `page` around it."""
        names = {path: name for name, path in self.paths.items()}
        return tuple(self._placed(fault, names, page) for fault in dict.fromkeys(faults))

    def _placed(self, fault: Fault, names: Mapping[str, str], page: str) -> Fault:
        place = fault.place
        if place is None:
            return fault
        name = names.get(place.file, place.file)
        lines = self.texts.get(name, "").split("\n")
        line = place.line or 0
        source = lines[line - 1].rstrip() if 0 < line <= len(lines) else ""
        path = self.paths.get(name, place.file)
        if page and self.environment.is_ours(name) and not self.environment.is_ours(page):
            fault = replace(fault, also=Place(self.paths[page]), also_is="included by")
        return replace(fault, place=Place(path, place.line, place.column, place.end, source))


_WITHOUT_TEXTS = TemplateEnvironment({}, {})


@lru_cache(maxsize=MOST_STATEMENTS)
def _statements(text: str, name: str) -> tuple[nodes.Template | None, list[Fault]]:
    """Return a text's statements, or None, and their faults; they depend on no other text."""
    return read_statements(_WITHOUT_TEXTS, text, name)


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """One template: its name (`handouts/results.md`), its head and the set that it belongs to.

    Who may see its pages is told by what they ask for, and looked for when somebody asks; only its
    head counts where what stands below is not to be read (`is_known`).
    """

    name: str
    front: FrontMatter
    template_set: TemplateSet
    is_known: bool = True

    @property
    def stem(self) -> str:
        """The name of what it makes."""
        return self.name.rsplit("/", 1)[-1].removesuffix(".md")

    @property
    def titled_at(self) -> Place:
        """The line that says what it makes is called; its first where that is its file's name."""
        lines = self.template_set.texts[self.name].split("\n")
        said = (number for number, line in enumerate(lines, 1) if line.startswith("title:"))
        return Place(self.file, next(said, 1))

    @property
    def of_no_day(self) -> bool:
        """Whether a verb makes it, and no day does."""
        return self.name.startswith(f"{PAPERS}/")

    @property
    def private(self) -> bool:
        """Whether a page is one reader's alone: its head says so, or it shows what is one's own."""
        own = self.is_known and self.front.audience == "each person"
        return self.front.private or (own and is_private(self._trees))

    @property
    def shows_results(self) -> bool:
        """Whether a page shows more of the stock take than its date."""
        return self.is_known and shows_results(self._trees)

    @property
    def copy_shop(self) -> bool:
        """Whether a page may be seen in a copy shop."""
        theirs = self.front.audience == "facilitator" or self.private
        return self.is_known and not theirs and is_for_copy_shop(self._trees)

    @property
    def in_envelope(self) -> bool:
        """Whether a pair's or a sponsor's lies in an envelope until it is used."""
        return self.front.sealed or (self.private and self.shows_results)

    @property
    def _trees(self) -> Trees:
        return self.template_set.with_parts(self.name)

    @property
    def file(self) -> str:
        """Its path as people know it."""
        return self.template_set.paths[self.name]


def load_templates(
    folders: Sequence[Path], slides: Path | None = None, *, only: str = ""
) -> tuple[tuple[Template, ...], tuple[Fault, ...]]:
    """Return the templates of these folders, and every fault of their heads and statements.

    A file of the same name in a later folder takes the place of an earlier one. Templates come
    in the order of their names. `slides` is the folder of the talks' own slides, which the group's
    deck includes. `only` is the name of the one template that is wanted.
    """
    faults: list[Fault] = []
    template_set = _read(folders, slides, faults, only=only)
    templates, wrong = _templates(template_set)
    return templates, (*template_set.placed([*faults, *wrong]), *_doubled(templates))


def template_heads(folders: Sequence[Path]) -> tuple[Template, ...]:
    """Return the templates of these folders by what stands in their heads.

    Nothing is looked into: whether a page shows what is private is not known.
    """
    template_set = _read(folders, None, [])
    pages = (name for name in sorted(template_set.texts) if _is_page(name))
    heads = ((name, read_front(template_set.texts[name], name)[0]) for name in pages)
    return tuple(
        Template(name, front, template_set, is_known=False) for name, front in heads if front
    )


def _is_page(name: str) -> bool:
    return name.split("/")[0] not in {PARTS, SLIDES}


def _read(
    folders: Sequence[Path], slides: Path | None, faults: list[Fault], *, only: str = ""
) -> TemplateSet:
    texts: dict[str, str] = {}
    paths: dict[str, str] = {}
    pictures: dict[str, bytes] = {}
    called = registry.folders("templates")
    for folder in folders:
        words = called.get(folder, "templates")
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            name = path.relative_to(folder).as_posix()
            if only and name != only and not name.startswith(f"{PARTS}/"):
                continue
            if name.startswith(f"{PAPERS}/") and folder not in called and name not in paths:
                papers = [one for one in paths if one.startswith(f"{PAPERS}/")]
                faults.append(_not_read(path, f"{words}/{name}", name, papers))
            elif path.suffix == ".md" and name.split("/")[0] in (*FOLDERS, PARTS):
                paths[name] = f"{words}/{name}"
                text, found = _text(path, paths[name])
                if not is_file_name(path.stem):
                    found.append(_no_file_name(path.stem, paths[name]))
                texts[name] = text
                faults += found
            elif path.suffix.lower() in PICTURES and path.is_file():
                pictures[name] = path.read_bytes()
            elif folder not in called and path.suffix.lower() in MISPLACED and path.is_file():
                place = name.split("/")[0]
                faults.append(_not_read(path, f"{words}/{name}", place, (*FOLDERS, PARTS)))
    if slides is not None and slides.is_dir():
        _add_slides(slides, texts, paths, pictures, faults)
    return _set_of(tuple(texts.items()), tuple(paths.items()), tuple(pictures.items()))


@lru_cache(maxsize=MOST_SETS)
def _set_of(
    texts: tuple[tuple[str, str], ...],
    paths: tuple[tuple[str, str], ...],
    pictures: tuple[tuple[str, bytes], ...],
) -> TemplateSet:
    """Return the one set of these texts.

    Reading and compiling templates takes longer than filling them, and whoever builds once more
    in one process, as the browser does, nearly always has the same ones.
    """
    return TemplateSet(dict(texts), dict(paths), dict(pictures))


def _not_read(path: Path, told: str, place: str, known: Iterable[str]) -> Fault:
    """Return the warning of a file that looks like a template and is none."""
    if path.suffix != ".md":
        hint = f"Write its words into {path.stem}.md; docs/templates.md says how."
        message = f"{path.name} is no template: templates are Markdown."
    elif place == path.name:
        message = f"Nothing is made of {place}, as it lies right in templates/."
        hint = f"Move it to the folder of what it makes, such as sheets/{place}"
    else:
        message = f"Nothing is made of what lies in {place!r}."
        hint = did_you_mean(place, known)
        hint = f"Move it to {SLIDES}/{path.name}" if place == SLIDES else hint
    return Origin(told).fault("M204", message, hint, "warning")


def _add_slides(
    folder: Path,
    texts: dict[str, str],
    paths: dict[str, str],
    pictures: dict[str, bytes],
    faults: list[Fault],
) -> None:
    """Add the slides of talks as parts that a deck can include, and the pictures beside them."""
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in PICTURES and path.is_file():
            pictures[path.name] = path.read_bytes()
        elif path.suffix == ".md":
            name = f"{SLIDES}/{path.name}"
            paths[name] = name
            text, found = _text(path, name)
            texts[name] = _without_head(text, name, found) if text else ""
            faults += found


def _without_head(text: str, name: str, faults: list[Fault]) -> str:
    """Return the slides of a talk with empty lines for their front matter, if they have one."""
    # As in `parsed`: hardly any plan has slides of talks.
    from facilitate.compose.page_sections import title_of

    lines = [SourceLine(line, Origin(name, n)) for n, line in enumerate(text.split("\n"), 1)]
    _, body = split(lines)
    if body:
        front, found = read_front(text, name)
        faults += found
        if front and (front.audience, front.makes) != ("group", "deck"):
            message = "The slides of a talk are shown to everyone."
            hint = "Write 'for: group' and 'makes: deck', or leave the front matter out."
            faults.append(Origin(name, 1).fault("M202", message, hint))
    first = next((line for line in lines[body:] if _is_printed(line.text)), None)
    if first is None:
        message = "There is no slide in this file."
        faults.append(Origin(name, 1).fault("M157", message, "Write '# Title'."))
    elif title_of(first.text) is None:
        message = "Here is something above the first slide."
        faults.append(first.origin.fault("M155", message, "Begin with '# Title'."))
    return "\n" * body + "\n".join(text.split("\n")[body:])


def _is_printed(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith(("{%", "{#"))


def _no_file_name(stem: str, file: str) -> Fault:
    message = f"{stem!r} cannot be the name of a template: finished files are called by it."
    hint = "Rename it with small letters, figures and dashes."
    return Origin(file).fault("M206", message, hint)


def _text(path: Path, file: str) -> tuple[str, list[Fault]]:
    whole = Origin(file)
    if not path.is_file():
        hint = "Move it away, or give it another name."
        message = "This is no file, and a template of that name is read."
        return "", [whole.fault("M206", message, hint)]
    raw = start_of(path, MOST_BYTES)
    if kind := kind_of(raw):
        hint = "Copy its words into a file of plain text, and call that .md."
        return "", [whole.fault("M206", f"This is {kind}, not plain text.", hint)]
    if len(raw) > MOST_BYTES:
        message = "This template is larger than 100 kilobytes."
        return "", [whole.fault("M206", message, "Split it, or take out what is not text.")]
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        message = "This template is not text as UTF-8."
        return "", [whole.fault("M206", message, "Save it as UTF-8.")]
    if _OUR_MARKS.search(text):
        message = "This template holds characters that mean nothing to people (U+E000 to U+E003)."
        return "", [whole.fault("M206", message, "Type the line again.")]
    text, joined = first_version(text, file)
    return text if text.endswith("\n") else text + "\n", list(joined)


@lru_cache(maxsize=MOST_SETS)
def _templates(template_set: TemplateSet) -> tuple[tuple[Template, ...], tuple[Fault, ...]]:
    """Return the templates of a set, and the faults of their heads and statements.

    Of shipped ones only the heads are read, and statements once they are asked for.
    """
    found = []
    faults: list[Fault] = []
    for name, text in sorted(template_set.texts.items()):
        front, wrong = read_front(text, name) if _is_page(name) and text else (None, [])
        own = not template_set.environment.is_ours(name)
        faults += [*(text_faults(template_set, name, front) if own else ()), *wrong]
        if front and not (own and template_set.statements(name)[0] is None):
            found.append(Template(name, front, template_set))
    return tuple(found), tuple(faults)


def text_faults(template_set: TemplateSet, name: str, front: FrontMatter | None) -> list[Fault]:
    """Return the faults of a text's statements and words; only a page has a head."""
    text = template_set.texts[name]
    statements, faults = template_set.statements(name)
    if text and statements:
        faults = [*faults, *not_ours(template_set.environment, text, name)]
        if front and front.audience != "facilitator":
            faults += jargon_faults(template_set.environment, text, name)
    return faults


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
                faults.append(Origin(template.file).fault("M207", message, hint))
    return faults
