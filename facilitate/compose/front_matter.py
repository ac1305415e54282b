"""The head of a template: whom it is for, what it makes, and when."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast, get_args

from facilitate import registry
from facilitate.compose.conditions import CONDITIONS, FOR_EXERCISES
from facilitate.compose.environment import SourceLine
from facilitate.compose.fenced_divs import (
    Setting,
    SettingError,
    Settings,
    as_yes,
    items,
    one_of,
    read_settings,
    unknown_keys,
)
from facilitate.document import Origin, Paper
from facilitate.faults import Fault, did_you_mean, nearest
from facilitate.load.yaml_line import keyed
from facilitate.structs import Struct

Audience = Literal["group", "each pair", "each person", "each sponsor", "each coach", "facilitator"]
Makes = Literal["deck", "handout", "form", "sheet"]

FOLDERS: dict[str, Makes] = {
    "decks": "deck",
    "handouts": "handout",
    "forms": "form",
    "sheets": "sheet",
    "papers": "handout",
}
FORMATS: dict[str, tuple[str, ...]] = {
    "deck": ("pptx",),
    "handout": ("docx", "pdf"),
    "form": ("docx", "pdf"),
    "sheet": ("pdf",),
}
COPIES = ("each member", "each pair", "each person")
SIDES = ("both", "one")
BLANK: Mapping[str, str] = {
    "cut": "cut or torn",
    "handed in": "handed in",
    "handed on": "goes to somebody else",
    "wall": "put up",
    "table": "one lies on each table",
    "notes": "free for notes",
}
"""Why a side may stay blank, as `sides` says it and as a job sheet does."""
SENT = ("before the day", "after the day")
"""When somebody gets a sheet that no exercise of the day lays out: it is sent."""
IN_ITS_SLOT, AT_THE_END = "in its slot", "at the end"
WHEN = (*SENT, "on arrival", IN_ITS_SLOT, AT_THE_END)
KEYS = (
    *("format", "for", "makes", "title", "requires", "formats", "paper", "order", "copies"),
    *("days", "when", "private", "sealed", "collect", "sides", "weight", "cut", "form", "clock"),
    *("head", "foot", "language"),
)
FENCE = "---"
WEIGHTS: dict[str, int] = {"a3": 120, "a6": 200, "tent": 250}
"""What a square metre of paper weighs, in grams, where it is not copier paper."""
COPIER_PAPER = 80
Value = TypeVar("Value")
Other = TypeVar("Other")


_TO_ADD = {"format": "Write 'format: 1'.", "for": "Write who reads it, such as 'for: each pair'."}
"""What to write for a setting that must be there."""


class FrontMatter(Struct, kw_only=True):
    """What the head of a template says. `copies` is a number or one of the words of `COPIES`.

    `when` is when a sheet is needed that no part of the day asks for. `weight` is the paper's, in
    grams for a square metre; what is `cut` is cut before the day. `one_sided` is None if nothing is
    said of sides: then a page with a strip to tear off stands by itself. `blank` is why a side may
    stay blank, in words of `BLANK`.
    """

    audience: Audience
    makes: Makes
    title: str
    requires: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    paper: Paper = "a4"
    order: int = 50
    copies: int | str = 1
    days: tuple[str, ...] = ()
    when: str = "on arrival"
    private: bool = False
    sealed: bool = False
    collect: bool = False
    one_sided: bool | None = None
    blank: str = ""
    weight: int = COPIER_PAPER
    cut: bool = False
    form: str = ""
    clock: bool = False
    language: str = ""


def split(lines: Iterable[SourceLine]) -> tuple[Sequence[SourceLine], int]:
    """Return the lines between the two fences at the top, and where the page itself begins.

    Without front matter that is no lines, and 0. No line behind the second fence is asked for.
    """
    head: list[SourceLine] = []
    for number, line in enumerate(lines):
        if line.text.strip() != FENCE:
            if number == 0:
                break
            head.append(line)
        elif number:
            return head, number + 1
    return (), 0


def read_front(text: str, name: str) -> tuple[FrontMatter | None, list[Fault]]:
    """Return what a template's head says, before any value is known, and its faults."""
    head, body = split(
        SourceLine(line, Origin(name, n)) for n, line in enumerate(text.split("\n"), 1)
    )
    if not body:
        hint = "Begin with a line ---, then 'format: 1' and 'for: …', then a line ---."
        message = "This template has no front matter."
        if text.startswith(f"{FENCE}\n"):
            message = "The front matter that begins here never ends."
            hint = "Write a line --- after its last setting, above the page itself."
        return None, [Origin(name, 1).fault("M200", message, hint)]
    filled = [line for line in head if line.text.strip() and not line.text.startswith("#")]
    settings, taken, faults = read_settings(filled)
    while taken < len(filled):
        line = filled[taken]
        message = f"This line of the front matter cannot be read: {line.text.strip()[:40]!r}."
        found = keyed(line.text.strip().casefold(), KEYS)
        near = nearest(found.key, KEYS) if found else ""
        hint = f"Write it as {near}: and its value." if near else "Write it as 'key: value'."
        faults.append(line.origin.fault("M201", message, hint))
        if near and found:
            settings[near] = Setting(found.rest, line.origin)
        further, more, wrong = read_settings(filled[taken + 1 :])
        settings |= further
        faults += wrong
        taken += 1 + more
    faults += _two_on_a_line(settings, {line.origin: line.text.rstrip() for line in filled})
    faults += unknown_keys(settings, KEYS, of="The front matter")
    front = _Reading(settings, Origin(name, 1), faults).front(name)
    return front, faults


_SECOND = re.compile(rf"(.*?)[,;] *({'|'.join(KEYS)}): +(.+)")


def _two_on_a_line(settings: dict[str, Setting], lines: Mapping[Origin, str]) -> Iterator[Fault]:
    """Put the second setting of a line where it belongs, and yield what is told of each.

    Words in quotes are one value, whatever they hold.
    """
    for key, setting in list(settings.items()):
        found = _SECOND.fullmatch(setting.text)
        quoted = not lines[setting.origin].endswith(setting.text)
        if found and found[2] not in settings and not quoted:
            settings[key] = Setting(found[1], setting.origin)
            settings[found[2]] = Setting(found[3], setting.origin)
            hint = f"Write {found[2]}: {found[3]} on a line of its own."
            yield setting.origin.fault("M201", "Two settings stand on this line.", hint)


@dataclass(slots=True)
class _Reading:
    """Reads settings one by one; each mistake is a fault at its place."""

    settings: Settings
    origin: Origin
    faults: list[Fault]

    def front(self, name: str) -> FrontMatter | None:
        self.get("format", one_of("1"), "1", needed=True)
        audience = self.get("for", one_of(*get_args(Audience)), "", needed=True)
        # Whose page is meant is enough to tell what it may ask for.
        audience = audience or nearest(self.words("for"), get_args(Audience))
        folder = name.split("/")[0]
        makes = self.get("makes", one_of(*FORMATS), FOLDERS.get(folder, ""))
        if not makes and "makes" not in self.settings:
            self.fault("M203", "'makes' is missing.", "Write one of: deck, handout, form, sheet.")
        stem = name.rsplit("/", 1)[-1].removesuffix(".md")
        usual = "tent" if stem == "tent" else "a4"
        papers = [paper for paper in get_args(Paper) if paper != "slide"]
        paper = self.get("paper", one_of(*papers), usual)
        sides = self.get("sides", _sides, (None, ""))
        front = FrontMatter(
            audience=cast(Audience, audience),
            makes=cast(Makes, makes),
            title=self.words("title") or stem.replace("-", " ").capitalize(),
            requires=self.get("requires", _needs, ()),
            formats=self.get("formats", _formats, ()) or FORMATS.get(makes, ()),
            paper=cast(Paper, "slide" if makes == "deck" else paper),
            order=self.get("order", _whole, 50),
            copies=self.get("copies", _copies, 1),
            days=self.get("days", _days, ()),
            when=self.get("when", one_of(*WHEN), "on arrival"),
            private=self.get("private", as_yes, False),
            sealed=self.get("sealed", as_yes, False),
            collect=self.get("collect", as_yes, False),
            one_sided=sides[0],
            blank=sides[1],
            weight=self.get("weight", _whole, WEIGHTS.get(paper, COPIER_PAPER)),
            cut=self.get("cut", as_yes, paper == "a6"),
            form=self.get("form", _form, ""),
            clock=self.get("clock", as_yes, False),
            language=self.words("language"),
        )
        return front if audience and makes else None

    def words(self, key: str) -> str:
        setting = self.settings.get(key)
        return setting.text if setting else ""

    def get(
        self, key: str, read: Callable[[Any], Value], otherwise: Other, *, needed: bool = False
    ) -> Value | Other:
        setting = self.settings.get(key)
        if setting is None or not setting.text:
            if needed:
                self.fault("M203", f"{key!r} is missing.", _TO_ADD[key])
            return otherwise
        try:
            return read(setting.text)
        except SettingError as error:
            self.fault("M202", f"{key}: {error.message}", error.hint, setting)
            return otherwise

    def fault(self, code: str, message: str, hint: str, setting: Setting | None = None) -> None:
        origin = setting.origin if setting else self.origin
        self.faults.append(origin.fault(code, message, hint))


def _needs(text: str) -> tuple[str, ...]:
    found = tuple(" ".join(item.split()) for item in items(text))
    for item in found:
        bare = item.removeprefix("not ")
        if bare not in CONDITIONS and not bare.startswith(FOR_EXERCISES):
            hint = "docs/templates.md lists what can stand here. An exercise is [exercise: ID]."
            near = did_you_mean(bare, CONDITIONS, otherwise=hint)
            raise SettingError(f"nothing is called {bare!r}.", near)
    return found


def _formats(text: str) -> tuple[str, ...]:
    return tuple(one_of(*registry.names("format"))(item) for item in items(text))


def _whole(text: str) -> int:
    if re.fullmatch(r"\d{1,4}", text):
        return int(text)
    raise SettingError(f"{text!r} is not a whole number.", "Write it in figures, such as 10.")


def _copies(text: str) -> int | str:
    return int(text) if re.fullmatch(r"\d{1,3}", text) else one_of(*COPIES)(text)


def _days(text: str) -> tuple[str, ...]:
    found = items(text)
    for item in found:
        if not re.fullmatch(r"\d{1,3}|first|middle|last", item):
            raise SettingError(f"{item!r} is no day.", "Write first, middle, last or a number.")
    return found


def _sides(text: str) -> tuple[bool, str]:
    """Return if each page has its own leaf, and why a side may stay blank, or empty words."""
    sides, *blank = items(text)
    return one_of(*SIDES)(sides) == "one", one_of(*BLANK)(blank[0]) if blank else ""


def _form(text: str) -> str:
    if re.fullmatch(r"[a-z0-9-]+ v\d{1,3}", text):
        return text
    raise SettingError(f"{text!r} is no form.", "Write an id and a version, such as 'day v1'.")
