"""Fenced divs: lines become a tree of directives, their settings and Markdown between them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitate.compose.environment import SourceLine
from facilitate.document import Origin
from facilitate.faults import Fault, did_you_mean
from facilitate.model.times_and_dates import ParseError
from facilitate.structs import Struct

_KEY = re.compile(r"\s*([a-z][a-z0-9_-]*(?: +[a-z0-9_-]+)*)\s*:(?:\s+(.*))?$")
_FURTHER = re.compile(r"\s{2,}\S|\t\S|\s*- ")
_QUOTED = re.compile(r'"(.*)"|\'(.*)\'', re.DOTALL)
_PAIR = re.compile(r"""(?<![a-z-])([a-z][a-z-]*)=("[^"]*"|'[^']*'|[^\s}]+)""")
_CLASS = re.compile(r"(?<![^\s{])\.([a-z][a-z0-9-]*)")


class Setting(Struct):
    """The text of a value, tokens and all, and where it stands."""

    text: str
    origin: Origin


Settings = Mapping[str, Setting]


def read_settings(lines: Sequence[SourceLine]) -> tuple[dict[str, Setting], int, list[Fault]]:
    """Return the settings at the head of the lines, how many lines they take, and faults.

    They end at an empty line or the first line that is neither a setting nor, being indented,
    goes on with one. A list in lines of its own becomes `a, b`.
    """
    found: dict[str, Setting] = {}
    faults: list[Fault] = []
    key = ""
    taken = 0
    for line in lines:
        match = _KEY.match(line.text)
        if match:
            key = match[1]
            if key in found:
                faults.append(_twice(key, line.origin))
            found.setdefault(key, Setting(_unquoted(match[2] or ""), line.origin))
        elif key and _FURTHER.match(line.text):
            found[key] = _longer(found[key], line.text)
        else:
            break
        taken += 1
    return found, taken, faults


def _longer(setting: Setting, text: str) -> Setting:
    text = text.strip()
    if text.startswith("- "):
        item = _unquoted(text[2:])
        return Setting(f"{setting.text}, {item}" if setting.text else item, setting.origin)
    return Setting(f"{setting.text} {text}".strip(), setting.origin)


def _twice(key: str, origin: Origin) -> Fault:
    return origin.fault("M120", f"{key!r} stands here twice.", "Take one of them out.")


def _unquoted(text: str) -> str:
    text = text.strip()
    match = _QUOTED.fullmatch(text)
    return (match[1] if match[1] is not None else match[2]) if match else text


def attributes(text: str, origin: Origin) -> tuple[tuple[str, ...], dict[str, Setting]]:
    """Return the classes and settings between braces: `{.column width=40%}`."""
    settings = {key: Setting(_unquoted(value), origin) for key, value in _PAIR.findall(text)}
    return tuple(_CLASS.findall(text)), settings


def unknown_keys(
    settings: Settings, known: Sequence[str], *, of: str, hint: str = ""
) -> list[Fault]:
    """Return a fault for each key that nobody reads, with the nearest one that somebody does."""
    listed = f"Known here: {', '.join(known)}."
    return [
        setting.origin.fault(
            "M121",
            f"{of} knows no setting {key!r}.",
            " ".join(filter(None, (did_you_mean(key, known, otherwise=listed), hint))),
        )
        for key, setting in settings.items()
        if key not in known
    ]


def items(text: str) -> tuple[str, ...]:
    """Return the items of a list: `[a, b]`, `a, b` or `a`."""
    bare = text.strip()
    if bare.startswith("[") and bare.endswith("]"):
        bare = bare[1:-1]
    return tuple(_unquoted(item) for item in bare.split(",") if item.strip())


class SettingError(ParseError):
    """A value that cannot be used: what is wrong with it, and one thing to write instead."""


def as_words(value: Any) -> str:
    """Return words as they are; raise `SettingError` for a list or another whole thing."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise SettingError(
        "This wants words.", "Give one value that is words, or several in a sentence."
    )


def as_yes(value: Any) -> bool:
    """Return True for yes, False for no."""
    word = str(value).strip().casefold()
    if word in {"yes", "true"}:
        return True
    if word in {"no", "false"}:
        return False
    raise SettingError(f"{value!s:.40} is neither yes nor no.", "Write yes or no.")


def as_whole(value: Any) -> int:
    """Return a whole number of at most two figures."""
    if re.fullmatch(r"[0-9]{1,2}", str(value).strip()):
        return int(str(value))
    hint = "Write it in figures, such as 3."
    raise SettingError(f"{value!s:.40} is not a whole number to 99.", hint)


def as_millimetres(value: Any) -> float:
    """Return a length in mm: `9.5`, `9.5mm`."""
    match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,2})?)\s*(?:mm)?", str(value).strip())
    if match:
        return float(match[1])
    raise SettingError(f"{value!s:.40} is not a length in mm.", "Write it like 60.")


def as_share(value: Any) -> float:
    """Return a share such as `40%` or `2` as a number."""
    match = re.fullmatch(r"(\d{1,4}(?:\.\d{1,3})?)\s*%?", str(value).strip())
    if match and float(match[1]) > 0:
        return float(match[1])
    raise SettingError(f"{value!s:.40} is not a share.", "Write it like 40% or 2.")


def one_of(*words: str) -> Callable[[Any], str]:
    """Return a reader that takes one of these words."""

    def read(value: Any) -> str:
        word = str(value).strip()
        if word in words:
            return word
        raise SettingError(f"{word[:40]!r} cannot stand here.", did_you_mean(word, words))

    return read


_HEAD = re.compile(r"([A-Za-z][\w-]*)?\s*(?:\{(.*)\})?$")


class Markdown(Struct):
    """A stretch of lines without a directive."""

    lines: tuple[SourceLine, ...]


@dataclass(slots=True)
class Div:
    """A directive: its name, settings and what stands inside."""

    name: str
    origin: Origin
    settings: dict[str, Setting] = field(default_factory=dict)
    inside: list["Markdown | Div"] = field(default_factory=list)

    def divs(self) -> Iterator["Div"]:
        """Yield the directives right inside."""
        return (part for part in self.inside if isinstance(part, Div))

    def lines(self) -> tuple[SourceLine, ...]:
        """Return the lines of text right inside."""
        texts = (part for part in self.inside if isinstance(part, Markdown))
        return tuple(line for text in texts for line in text.lines)


def tree(
    lines: Sequence[SourceLine], with_settings: frozenset[str]
) -> tuple[list[Markdown | Div], list[Fault]]:
    """Return the parts of a page in order, and faults of fences.

    `with_settings` names the directives under whose head `key: value` lines are settings.
    """
    top = Div("", Origin())
    open_divs = [top]
    text: list[SourceLine] = []
    faults: list[Fault] = []
    position = 0

    def flush() -> None:
        if any(line.text.strip() for line in text):
            open_divs[-1].inside.append(Markdown(tuple(text)))
        text.clear()

    while position < len(lines):
        line = lines[position]
        position += 1
        fence = line.text.strip()
        picture = _PICTURE.fullmatch(fence)
        if not picture and not fence.startswith(":::"):
            text.append(line)
            continue
        flush()
        if picture:
            open_divs[-1].inside.append(_picture(picture, line))
            continue
        head = fence.lstrip(":").rstrip(":").strip()
        if not head:
            if len(open_divs) > 1:
                open_divs.pop()
            else:
                faults += _nothing_open(line, lines[:position])
            continue
        div, found = _opened(head, line)
        faults += found
        if div.name in with_settings:
            settings, taken, found = read_settings(lines[position:])
            div.settings.update(settings)
            faults += found
            position += taken
        open_divs[-1].inside.append(div)
        open_divs.append(div)
        if len(open_divs) > MOST_OPEN + 1:
            return [], [*faults, too_deep(line.origin)]
    flush()
    unread = {fault.place for fault in faults if fault.code == "M132"}
    never = (_never_ends(div) for div in open_divs[1:])
    return top.inside, [*faults, *(fault for fault in never if fault.place not in unread)]


def _nothing_open(line: SourceLine, above: Sequence[SourceLine]) -> Iterator[Fault]:
    if not any(_TWO_COLONS.fullmatch(one.text.strip()) for one in above):
        yield _fault("M130", "Nothing is open here that ':::' could end.", line)


_TWO_COLONS = re.compile(r":{1,2} *[a-z-]+", re.IGNORECASE)
"""A block begun with a colon too few, which is told as printed."""
_PICTURE = re.compile(r"""!\[([^\]]*)\]\(([^()\s]+)(?:\s+"[^"]*")?\)\s*(?:\{(.*)\})?""")


def _picture(found: re.Match[str], line: SourceLine) -> Div:
    """Return the directive that a picture alone on its line stands for, as pandoc writes one."""
    alt, file, braces = found.groups()
    _, settings = attributes(braces or "", line.origin)
    said = {
        key: Setting(words, line.origin) for key, words in (("file", file), ("alt", alt)) if words
    }
    return Div("image", line.origin, {**said, **settings})


MOST_OPEN = 6
"""Directives inside each other; of the shipped ones three are."""


def too_deep(origin: Origin) -> Fault:
    """Return the fault of what stands deeper inside other things than a page can show."""
    message = "This stands too deep inside other things."
    return origin.fault("M159", message, "Take it out of some of them.")


def _never_ends(div: Div) -> Fault:
    message = f"The directive {div.name!r} that begins here never ends."
    return div.origin.fault("M131", message, "End it with a line of three colons, ':::'.")


def _opened(head: str, line: SourceLine) -> tuple[Div, list[Fault]]:
    match = _HEAD.match(head)
    if match is None:
        message = f"The head of this directive cannot be read: {head[:40]!r}."
        name = re.sub(r"[^\w-]", "", head.split()[0])
        return Div(name, line.origin), [_fault("M132", message, line)]
    classes, settings = attributes(match[2] or "", line.origin)
    name = match[1] or (classes[0] if classes else "")
    if not name:
        return Div("?", line.origin), [_fault("M132", "This directive has no name.", line)]
    return Div(name, line.origin, settings), []


def _fault(code: str, message: str, line: SourceLine) -> Fault:
    hint = "A directive begins with '::: name' and ends with ':::'."
    return line.origin.fault(code, message, hint)
