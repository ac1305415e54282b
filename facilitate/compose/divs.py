"""Fenced divs: lines become a tree of directives with stretches of Markdown between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from facilitate.compose.lines import Line
from facilitate.compose.missing import at
from facilitate.compose.settings import Setting, attributes, read_settings
from facilitate.document import Origin
from facilitate.faults import Fault

_FENCE = re.compile(r"\s*:{3,}\s*(.*?)\s*:*\s*$")
_HEAD = re.compile(r"([A-Za-z][\w-]*)?\s*(?:\{(.*)\})?$")


@dataclass(frozen=True, slots=True)
class Markdown:
    """A stretch of lines without a directive."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Div:
    """A directive: its name, settings and what stands inside."""

    name: str
    origin: Origin
    settings: dict[str, Setting] = field(default_factory=dict)
    inside: list["Markdown | Div"] = field(default_factory=list)

    def divs(self) -> Iterator["Div"]:
        """Yield the directives right inside."""
        return (part for part in self.inside if isinstance(part, Div))

    def lines(self) -> tuple[Line, ...]:
        """Return the lines of text right inside."""
        texts = (part for part in self.inside if isinstance(part, Markdown))
        return tuple(line for text in texts for line in text.lines)


def tree(
    lines: Sequence[Line], with_settings: frozenset[str]
) -> tuple[list[Markdown | Div], list[Fault]]:
    """Return the parts of a page in order, and faults of fences.

    `with_settings` names the directives under whose head `key: value` lines are settings.
    """
    top = Div("", Origin())
    open_divs = [top]
    text: list[Line] = []
    faults: list[Fault] = []
    position = 0

    def flush() -> None:
        if any(line.text.strip() for line in text):
            open_divs[-1].inside.append(Markdown(tuple(text)))
        text.clear()

    while position < len(lines):
        line = lines[position]
        position += 1
        fence = _FENCE.match(line.text)
        if fence is None:
            text.append(line)
            continue
        flush()
        if not fence[1]:
            if len(open_divs) > 1:
                open_divs.pop()
            else:
                faults.append(_fault("M130", "Nothing is open here that ':::' could end.", line))
            continue
        div, slips = _opened(fence[1], line)
        faults += slips
        if div.name in with_settings:
            settings, taken, slips = read_settings(lines[position:])
            div.settings.update(settings)
            faults += slips
            position += taken
        open_divs[-1].inside.append(div)
        open_divs.append(div)
    flush()
    return top.inside, [*faults, *map(_never_ends, open_divs[1:])]


def _never_ends(div: Div) -> Fault:
    return Fault(
        code="M131",
        message=f"The directive {div.name!r} that begins here never ends.",
        hint="End it with a line of three colons, ':::'.",
        place=at(div.origin),
    )


def _opened(head: str, line: Line) -> tuple[Div, list[Fault]]:
    match = _HEAD.match(head)
    if match is None:
        message = f"The head of this directive cannot be read: {head[:40]!r}."
        return Div(head.split()[0], line.origin), [_fault("M132", message, line)]
    classes, settings = attributes(match[2] or "", line.origin)
    name = match[1] or (classes[0] if classes else "")
    if not name:
        return Div("?", line.origin), [_fault("M132", "This directive has no name.", line)]
    return Div(name, line.origin, settings), []


def _fault(code: str, message: str, line: Line) -> Fault:
    hint = "A directive begins with '::: name' and ends with ':::'."
    return Fault(code=code, message=message, hint=hint, place=at(line.origin))
