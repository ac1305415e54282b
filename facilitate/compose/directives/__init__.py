"""The directives of templates, and how a page's parts become makers of blocks.

Each directive is a function with `@directive` in a module of this folder or of another package.
"""

from collections.abc import Callable, Mapping, Sequence

from facilitate import registry
from facilitate.compose.fenced_divs import Div, Markdown, unknown_keys
from facilitate.compose.markdown import Page, markdown_blocks
from facilitate.compose.placeholder import Deferred
from facilitate.document import Block
from facilitate.faults import did_you_mean
from facilitate.structs import Struct

Make = Callable[[Div, Page], Deferred[Block]]

OF_SECTION = ("kicker", "source", "notes", "marker")
"""Directives that say something of their section and make no block of their own."""


class Directive(Struct):
    """A directive's name, what makes its block, its settings and those that it cannot do without.

    `inside` says whether something stands between its head and its end.
    """

    name: str
    make: Make
    keys: tuple[str, ...]
    needed: tuple[str, ...]
    inside: bool


_DIRECTIVES: dict[str, Directive] = {}


def directive(
    name: str, *keys: str, needed: tuple[str, ...] = (), inside: bool = True
) -> Callable[[Make], Make]:
    """Register the function below as the maker of a directive's block."""

    def register(make: Make) -> Make:
        _DIRECTIVES[name] = Directive(name, make, (*needed, *keys), needed, inside)
        return make

    return register


def directives() -> Mapping[str, Directive]:
    """Return every directive by its name."""
    registry.find_all("directive")
    return _DIRECTIVES


def with_settings() -> frozenset[str]:
    """Return the names of the directives that take settings."""
    return frozenset((*(one.name for one in directives().values() if one.keys), "marker"))


def blocks_of(inside: Sequence[Markdown | Div], page: Page) -> list[Deferred[Block]]:
    """Return the makers of the blocks that the parts of a page make, in order."""
    found: list[Deferred[Block]] = []
    for part in inside:
        if isinstance(part, Markdown):
            found += markdown_blocks(part.lines, page)
        else:
            made = _block(part, page)
            if made is not None:
                found.append(made)
    return found


PIECES = 40
"""As how many pieces of a page a directive counts, since it may be lines to write on, or a list."""


def _block(div: Div, page: Page) -> Deferred[Block] | None:
    if not page.takes(PIECES, div.origin):
        return None
    known = directives().get(div.name)
    if known is None:
        _not_known(div, page)
        return None
    text_hint = "If it is text, leave an empty line above it." if known.inside else ""
    if not can_be_made(div, known.keys, known.needed, page, hint=text_hint):
        return None
    if not known.inside and div.inside:
        page.fault(
            "M162",
            f"Nothing can stand inside {div.name!r} but its settings.",
            "Write settings as 'key: value', and everything else below ':::'.",
            div.origin,
        )
    return known.make(div, page)


def can_be_made(
    div: Div, keys: Sequence[str], needed: Sequence[str], page: Page, *, hint: str = ""
) -> bool:
    """Say whether a directive has all that it needs; tell what is missing or not known."""
    page.faults += unknown_keys(div.settings, keys, of=f"{div.name!r}", hint=hint)
    lacking = [key for key in needed if not _given(div, key)]
    for key in lacking:
        page.fault(
            "M161",
            f"{div.name!r} needs {key!r}.",
            f"Write '{key}: …' in a line of its own under '::: {div.name}'.",
            div.origin,
        )
    return not lacking


def _given(div: Div, key: str) -> bool:
    return key in div.settings and bool(div.settings[key].text)


def _not_known(div: Div, page: Page) -> None:
    if div.name in OF_SECTION:
        page.fault(
            "M163",
            f"{div.name!r} belongs to a section and cannot stand inside another directive.",
            "Move it right below the section's '# Title'.",
            div.origin,
        )
        return
    hint = did_you_mean(
        div.name, (*directives(), *OF_SECTION), otherwise="docs/templates.md lists them."
    )
    page.fault("M160", f"There is no directive {div.name!r}.", hint, div.origin)
