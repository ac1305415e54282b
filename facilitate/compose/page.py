"""One page while it is parsed: what directives and Markdown need to make their recipes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from markdown_it import MarkdownIt

from facilitate.compose.divs import Div, Markdown
from facilitate.compose.inline import parser, text_of
from facilitate.compose.lines import Line
from facilitate.compose.missing import at
from facilitate.compose.recipe import Filling, Recipe, of_value, ready, together
from facilitate.compose.settings import Setting, SlipError
from facilitate.document import Block, Origin, Text
from facilitate.faults import Fault

Value = TypeVar("Value")
Other = TypeVar("Other")
MARKDOWN = parser()


class Page:
    """Collects the faults of a page's shape and counts its fields.

    `deck` is whether sections are slides; `form` whether fields may stand here; `pictures` are
    the bytes of image files by name.
    """

    def __init__(
        self,
        *,
        deck: bool,
        form: bool,
        pictures: Mapping[str, bytes],
        blocks_of: Callable[[Sequence["Markdown | Div"], "Page"], list[Recipe[Block]]],
    ) -> None:
        self.faults: list[Fault] = []
        self.deck = deck
        self.form = form
        self.pictures = pictures
        self.number = 0
        self.md: MarkdownIt = MARKDOWN
        self._blocks_of = blocks_of

    def fault(self, code: str, message: str, hint: str, origin: Origin) -> None:
        """Write a fault of the page's shape down."""
        self.faults.append(Fault(code=code, message=message, hint=hint, place=at(origin)))

    def blocks(self, inside: Sequence["Markdown | Div"]) -> Recipe[tuple[Block, ...]]:
        """Return the recipe of the blocks that the parts make."""
        return together(self._blocks_of(inside, self))

    def inline(self, words: str, origin: Origin) -> Recipe[Text]:
        """Return the recipe of one line of Markdown."""
        token = self.md.parseInline(words)[0]
        return text_of(token, origin, self)

    def text(self, div: Div) -> Recipe[Text]:
        """Return the recipe of a directive's one text, its lines joined."""
        for inner in div.divs():
            self.fault(
                "M150",
                f"{inner.name!r} cannot stand inside {div.name!r}, which takes words alone.",
                "Close the outer one with ':::' first.",
                inner.origin,
            )
        lines = [line for line in div.lines() if line.text.strip()]
        if not lines:
            self.fault("M151", f"{div.name!r} is empty.", "Write its words.", div.origin)
            return ready(())
        return self.inline("\n".join(line.text.strip() for line in lines), lines[0].origin)

    def setting(
        self, div: Div, key: str, read: Callable[[Any], Value], otherwise: Other
    ) -> Recipe[Value | Other]:
        """Return the recipe of a setting's value, read by a function that may raise `SlipError`."""
        setting = div.settings.get(key)
        if setting is None:
            return ready(otherwise)
        return self.read(setting, key, read, otherwise)

    def read(
        self, setting: Setting, key: str, read: Callable[[Any], Value], otherwise: Other
    ) -> Recipe[Value | Other]:
        """Return the recipe of one setting's value; a slip is a fault at its place."""
        value = of_value(setting.text)
        if value.ready:
            return ready(_read(value(Filling()), setting, key, read, otherwise, self))
        return Recipe(lambda filling: _read(value(filling), setting, key, read, otherwise, filling))

    def setting_text(self, div: Div, key: str) -> Recipe[Text]:
        """Return the recipe of a setting that is a line of Markdown; empty if it is not there."""
        setting = div.settings.get(key)
        return ready(()) if setting is None else self.inline(setting.text, setting.origin)

    def lines_inside(self, div: Div) -> tuple[Line, ...]:
        """Return the lines of text in a directive that takes no other one."""
        for inner in div.divs():
            self.fault(
                "M150",
                f"{inner.name!r} cannot stand inside {div.name!r}.",
                "Close the outer one with ':::' first.",
                inner.origin,
            )
        return div.lines()


def _read(
    value: Any,
    setting: Setting,
    key: str,
    read: Callable[[Any], Value],
    otherwise: Other,
    faults: Page | Filling,
) -> Value | Other:
    try:
        return read(value)
    except SlipError as slip:
        faults.fault("M122", f"{key}: {slip.message}", slip.hint, setting.origin)
        return otherwise
